"""A matter: what it says of itself is a function of its log."""

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest
from attrs import frozen
from hypothesis import given

from histories import OPENINGS, assigned, matters, submitted
from safetywork.acts import Accept, Assign, Cancel, Evidence, Progress, Resume, Return, Submit, Suspend
from safetywork.calendars import CHINA
from safetywork.clocks import Clock, Extension, Stop
from safetywork.counts import Count
from safetywork.errors import SafetyworkError, WorkflowError
from safetywork.events import Entry, Rule
from safetywork.extensions import Extend
from safetywork.issues import IMMEDIATE, RECTIFICATION, Close, Issue, Register, Relapse
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.periods import days, hours, months, workdays
from safetywork.referrals import REFERRAL, Refer
from safetywork.workflows import State, Transition, Workflow

D3, D10, D12, D17 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12), date(2025, 3, 17)
WORDS = Label("字", "word")


@frozen(kw_only=True)
class Report(Submit):
    """A handing-in of a machine that runs beside the main one."""

    code = "listing.report"
    label = Label("上报", "report")


@frozen(kw_only=True)
class SendBack(Return):
    """A return of a county's own."""

    code = "county.send-back"
    label = Label("退件", "send back")


LISTING = Workflow(
    "listing",
    "1",
    WORDS,
    (State("listed", WORDS, "start"), State("reported", WORDS, "rest")),
    (Transition(Report, "listed", "reported"),),
)


# --- opening


def test_a_matter_begins_with_its_opening():
    """A blank matter has no entry; the opening is the first one, and its fields are the matter's."""
    blank = Issue.blank("H-1", (RECTIFICATION, REFERRAL))
    assert (blank.states, blank.log, blank.title) == (("registered", "not referred"), (), "")
    opened = Issue.open("H-1", (RECTIFICATION,), Register(on=D3, by="x", title="t", severity="major"))
    assert (opened.title, opened.severity, opened.opened_on, opened.state) == ("t", "major", D3, "registered")
    assert opened.log == (
        Entry(Register(on=D3, by="x", title="t", severity="major"), "registered", RECTIFICATION.rule),
    )


def test_only_an_opening_opens():
    """An event that opens nothing begins no matter: the caller's mistake."""
    with pytest.raises((SafetyworkError, ValueError)):
        Issue.open("H-1", (RECTIFICATION,), Progress(on=D3, by="x"))


def test_machines_that_share_events_are_refused_when_the_matter_is_made():
    """A matter cannot run two workflows that take the same event."""
    with pytest.raises(WorkflowError, match="beside it has"):
        Issue.blank("H-1", (RECTIFICATION, IMMEDIATE))


def test_a_user_kind_of_matter_needs_no_base_but_matter():
    """A class of one's own with one field more is filled by the events that copy it, and shows it after each."""

    @frozen(kw_only=True)
    class Complaint(Matter):
        severity: str = "none"

    opened = Complaint.open("C-1", (RECTIFICATION,), Register(on=D3, by="x", title="t", severity="major"))
    assert (opened.severity, opened.title, opened.kind) == ("major", "t", "matter")
    assert opened.apply(Assign(on=D3, by="局长", owner="李四")).severity == "major"


# --- state in words


@pytest.mark.parametrize(
    ("more", "state", "done", "void", "pending"),
    [
        ((), "registered", False, False, True),
        ((Assign(on=D3, by="局长", owner="李四"),), "rectifying", False, False, True),
        (
            (Assign(on=D3, by="局长", owner="李四"), Submit(on=D10, by="李四"), Accept(on=D10, by="检查组")),
            "accepted", True, False, False,
        ),
        ((Cancel(on=D3, by="局长", reason="重复"),), "cancelled", False, True, False),
    ],
)  # fmt: skip
def test_done_void_and_pending(more, state, done, void, pending):
    """Known answers: accepted is done, cancelled is void, what wants something is pending; none of them failed."""
    issue = Issue.register(id="H-1", title="t", on=D3, by="检查组")
    for event in more:
        issue = issue.apply(event)
    assert (issue.state, issue.done, issue.void, issue.pending, issue.failed) == (state, done, void, pending, False)


@given(matters())
def test_a_matter_is_exactly_one_of_pending_done_void_and_failed(matter):
    """Every matter falls into one of the four, so figures over them add up."""
    assert [matter.pending, matter.done, matter.void, matter.failed].count(True) == 1


def test_how_many_a_batch_stands_for():
    """One 项 unless the registration says more."""
    assert Issue.register(id="H", title="t", on=D3, by="x").count == Count.exact(1, "项")
    batch = Issue.register(id="H", title="t", on=D3, by="x", size=Count.exact(12, "处"))
    assert batch.count == Count.exact(12, "处")


# --- evidence, rounds, cycles


def test_evidence_is_that_of_the_round_that_stands_to_be_judged():
    """Returned work takes its evidence along; the next handing-in brings its own."""
    photo, paper = Evidence("photo", "一"), Evidence("document", "二")
    issue = assigned().apply(Submit(on=D10, by="李四", evidence=(photo,)))
    assert (issue.evidence, issue.handed_in_by) == ((photo,), "李四")
    issue = issue.apply(Return(on=D10, by="检查组", reason="不清晰"))
    assert (issue.evidence, issue.handed_in_by, issue.handed_in) == ((), None, None)
    issue = issue.apply(Submit(on=D12, by="王五", evidence=(paper,)))
    assert (issue.evidence, issue.handed_in_by) == ((paper,), "王五")


def test_a_county_return_takes_the_evidence_along_too():
    """A subclass of 退回 is one."""
    county = RECTIFICATION.extend(transitions=[Transition(SendBack, "submitted", "rectifying", (), ("reason",))])
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=county)
    issue = issue.apply(Assign(on=D3, by="局长", owner="李四"))
    issue = issue.apply(Submit(on=D10, by="李四", evidence=(Evidence("photo", "一"),)))
    assert issue.apply(SendBack(on=D10, by="检查组", reason="不清晰")).evidence == ()


def test_what_another_machine_hands_in_is_no_evidence_of_this_one():
    """A report on a listing beside the issue neither stands for the rectification nor names its worker."""
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", beside=(LISTING,))
    issue = issue.apply(Assign(on=D3, by="局长", owner="李四")).apply(Submit(on=D10, by="李四"))
    issue = issue.apply(Report(on=D12, by="王五", evidence=(Evidence("photo", "一"),)))
    assert issue.states == ("submitted", "reported")
    assert (issue.evidence, issue.handed_in_by) == ((), "李四")


def test_a_relapse_begins_a_cycle():
    """Cycles are counted from 1; the entries of the present one begin with the event that began it."""
    issue = submitted().apply(Accept(on=D10, by="检查组"))
    assert (issue.cycle, issue.this_cycle) == (1, issue.log)
    again = issue.apply(Relapse(on=D12, by="检查组", text="又坏了"))
    assert (again.cycle, again.this_cycle, again.handed_in) == (2, again.log[-1:], None)


def test_a_cycle_of_another_machine_is_not_counted():
    """Only the main machine's cycles are the matter's."""
    issue = assigned()
    elsewhere = Entry(Relapse(on=D10, by="x", text="t"), "listed", Rule("listing", "1", "x"))
    other = attrs.evolve(issue, log=(*issue.log, elsewhere))
    assert (other.cycle, other.this_cycle) == (1, other.log)


def test_progress_is_the_last_that_was_reported_in_this_cycle():
    """None before any was, the last figure after, none again after a relapse; words alone say no figure."""
    issue = assigned()
    assert issue.percent is None
    issue = issue.apply(Progress(on=D10, by="李四", percent=60)).apply(Progress(on=D10, by="李四", text="在做"))
    assert issue.percent == 60
    closed = issue.apply(Submit(on=D10, by="李四")).apply(Accept(on=D10, by="检查组"))
    assert closed.apply(Relapse(on=D12, by="检查组", text="又坏了")).percent is None


# --- as of a day, as known on a day


def test_as_of_a_day_and_as_known_on_a_day():
    """`on` says when it took effect, `recorded_at` when the books knew of it."""
    late = datetime(2025, 3, 17, 9, tzinfo=UTC)
    issue = assigned().apply(Submit(on=D10, by="李四", recorded_at=late))
    assert issue.as_of(date(2025, 3, 2)) is None
    assert issue.as_of(D3) == assigned()
    assert issue.as_of(D10) is issue
    assert issue.as_of(D12, known_on=D12) == assigned()
    assert issue.as_of(D12, known_on=D17) is issue
    assert issue.as_of(D12, known_on=date(2025, 3, 1)) is None


def test_what_is_known_on_a_day_is_known_by_beijing_time():
    """Written at 15:59 UTC it was known on that day, at 16:00 on the next: midnight in Beijing, in every zone."""
    for hour, minute, known in ((15, 59, True), (16, 0, False)):
        utc = datetime(2025, 3, 12, hour, minute, tzinfo=UTC)
        for moment in (utc, utc.astimezone(timezone(timedelta(hours=8)))):
            issue = assigned().apply(Progress(on=D10, by="李四", recorded_at=moment))
            assert (issue.as_of(D12, known_on=D12) is issue) is known
            assert issue.as_of(D12, known_on=date(2025, 3, 13)) is issue


def test_what_was_recorded_late_leaves_a_gap_in_what_was_known():
    """As known on a day, a later entry may stand where an earlier one was not written down yet."""
    late = datetime(2025, 3, 17, 9, tzinfo=UTC)
    issue = Issue.register(id="H", title="t", on=D3, by="x", recorded_at=late)
    issue = issue.apply(Assign(on=D3, by="局长", owner="李四"))
    assert issue.as_of(D12, known_on=D12) is None


# --- the clock


def test_the_clock_is_folded_from_the_log():
    """Known answer: assigned, extended, suspended and resumed, every step in the clock of the matter."""
    issue = assigned().apply(Extend(on=D10, by="局长", reason="因雨", more=workdays(5)))
    issue = issue.apply(Suspend(on=D12, by="局长", reason="汛期"))
    assert issue.clock() == Clock(D3, workdays(15), (Extension(D10, workdays(5)),), (Stop(D12),))
    assert issue.clock().stopped
    issue = issue.apply(Resume(on=D17, by="局长"))
    assert issue.clock() == Clock(D3, workdays(15), (Extension(D10, workdays(5)),), (Stop(D12, D17),))
    assert issue.deadline().nominal == CHINA.add(D3, 20 + CHINA.count(D12, D17)) == date(2025, 4, 3)


def test_an_earlier_day_is_answered_by_what_stood_in_the_log_then():
    """Handed in late and extended late: on the day before each, it stood as it then was; before the first, nowhere."""
    issue = assigned(term=days(9))
    before, on, after = date(2025, 3, 20), date(2025, 3, 25), date(2025, 3, 26)
    done = issue.apply(Submit(on=on, by="李四"))
    assert [done.standing(day).overdue for day in (D12, before, on, after)] == [False, True, False, False]
    assert [done.standing(day).finished_late for day in (D12, before, on, after)] == [False, False, True, True]
    longer = issue.apply(Extend(on=D12, by="局长", reason="因雨", more=days(9)))
    assert [longer.standing(day).deadline.last_day for day in (D10, D12)] == [D12, date(2025, 3, 21)]
    assert longer.standing(date(2025, 3, 2)) is None


def test_one_row_that_cannot_be_counted_is_no_term():
    """`settled_standing` is for answers over a whole book: a term out of reach is None, any other stands as it does."""
    assert assigned(term=workdays(36_500)).settled_standing(D10) is None
    assert assigned().settled_standing(D10) == assigned().standing(D10, provisional=True)
    with pytest.raises(SafetyworkError):
        assigned(term=workdays(36_500)).standing(D10, provisional=True)


def test_without_a_term_there_is_no_clock():
    """The deadline a ledger does not state is not inferred; stops and resumptions set none."""
    issue = assigned(term=None)
    assert (issue.clock(), issue.deadline(), issue.standing(D12)) == (None, None, None)
    issue = issue.apply(Suspend(on=D10, by="局长", reason="汛期"))
    assert issue.clock() is None


def test_a_term_may_run_from_another_day():
    """`trigger` is the day it runs from, the day of the event where none is named."""
    issue = Issue.register(id="H", title="t", on=D3, by="x")
    later = issue.apply(Assign(on=D10, by="局长", owner="李四", term=days(10), trigger=D3))
    assert later.clock() == Clock(D3, days(10))
    assert later.deadline().last_day == date(2025, 3, 13)


def test_hours_run_from_the_moment_of_the_event():
    """24 hours from nine: due on the next day, whose end is when it is late by days; finished late by the moment."""
    nine = datetime(2025, 3, 3, 9, tzinfo=timezone(timedelta(hours=8)))
    issue = Issue.register(id="H", title="t", on=D3, by="x")
    issue = issue.apply(Assign(on=D3, at=nine.astimezone(UTC), by="局长", owner="李四", term=hours(24)))
    assert issue.deadline().cutoff == nine + timedelta(hours=24)
    next_day = date(2025, 3, 4)
    assert [issue.standing(day).days_late for day in (D3, next_day, date(2025, 3, 5))] == [0, 0, 1]
    for minutes, late in ((0, False), (1, True)):
        moment = nine + timedelta(hours=24, minutes=minutes)
        done = issue.apply(Submit(on=next_day, at=moment, by="李四"))
        assert (done.clock().finished_at, done.standing(D10).finished_late) == (moment, late)
    stated = issue.apply(Submit(on=D10, at=nine, by="李四", finished=next_day))
    assert (stated.clock().finished_at, stated.standing(D10).finished_late) == (None, False)
    stopped = issue.apply(Suspend(on=D3, by="局长", reason="汛期")).apply(Resume(on=D10, by="局长"))
    assert stopped.deadline().cutoff == nine + timedelta(hours=24)


def test_days_run_from_the_day_whatever_the_moment():
    """The moment of an event decides nothing where days are counted."""
    nine = datetime(2025, 3, 3, 9, tzinfo=UTC)
    issue = Issue.register(id="H", title="t", on=D3, by="x")
    issue = issue.apply(Assign(on=D3, at=nine, by="局长", owner="李四", term=days(9)))
    assert issue.clock() == Clock(D3, days(9))


def test_a_new_owner_does_not_move_the_clock():
    """Assigned again without a term, the clock runs on."""
    issue = assigned().apply(Assign(on=D10, by="局长", owner="王五"))
    assert (issue.owner, issue.clock()) == ("王五", assigned().clock())


def test_the_clock_ends_when_the_work_is_handed_in_and_runs_on_when_it_is_returned():
    """Finished on the day it is handed in (or said to be done); a return starts the clock where it was."""
    issue = submitted()
    assert issue.clock().finished == D10
    assert issue.apply(Accept(on=D12, by="检查组")).clock().finished == D10
    assert issue.apply(Return(on=D12, by="检查组", reason="未清")).clock().finished is None
    early = assigned().apply(Submit(on=D12, by="李四", finished=D10))
    assert early.clock().finished == D10


def test_each_machine_has_its_own_clock():
    """A referral's term is not the issue's; a machine is asked for by name."""
    issue = assigned(term=days(30)).apply(Refer(on=D10, by="局长", to="住建局", term=days(5)))
    assert issue.deadline().nominal == date(2025, 4, 2)
    assert issue.deadline(machine="referral").nominal == date(2025, 3, 15)
    assert issue.standing(D17, machine="referral").overdue is False
    assert issue.standing(date(2025, 3, 18), machine="referral").overdue is True
    assert issue.standing(D17).overdue is False
    with pytest.raises(ValueError, match="nothing"):
        issue.clock("nothing")


def test_an_unknown_state_in_an_old_log_finishes_nothing():
    """A state that today's table does not know has no tags, so the clock runs."""
    old = Entry(Submit(on=D10, by="李四"), "archived", Rule("rectification", "0", "x"))
    issue = attrs.evolve(assigned(), log=(*assigned().log, old))
    assert issue.clock().finished is None


@given(matters())
def test_only_events_of_the_clock_move_the_deadline(matter):
    """Reporting, correcting and the like leave the deadline where it is; finishing does not move it either."""
    for n in range(2, len(matter.log) + 1):
        before, after = (attrs.evolve(matter, log=matter.log[:length]) for length in (n - 1, n))
        event = matter.log[n - 1].event
        if event.clock is None and not event.cycle and before.clock() is not None:
            assert attrs.evolve(after.clock(), finished=None) == attrs.evolve(before.clock(), finished=None)


def test_provisional_deadlines_are_marked():
    """Where the year is not announced a deadline is refused, or marked when it was asked for."""
    day = date(CHINA.announced_through.year, 12, 25)
    issue = Issue.register(id="H", title="t", on=day, by="x")
    issue = issue.apply(Assign(on=day, by="局长", owner="李四", term=workdays(15)))
    with pytest.raises(ValueError, match="provisional"):
        issue.deadline()
    assert issue.deadline(provisional=True).provisional
    assert issue.standing(day, provisional=True).provisional


@pytest.mark.parametrize("kind", OPENINGS)
def test_the_head_of_a_matter_verifies(kind):
    """`head` and `verify` of the matter are those of its log under its id."""
    matter = OPENINGS[kind]()
    assert matter.verify(head=matter.head()) == 1


def test_a_months_term_keeps_its_trigger_when_extended():
    """One month from 31 January and one month more is 31 March, not 28 March."""
    issue = Issue.register(id="H", title="t", on=date(2025, 1, 31), by="x")
    issue = issue.apply(Assign(on=date(2025, 1, 31), by="局长", owner="李四", term=months(1)))
    assert issue.deadline().nominal == date(2025, 2, 28)
    issue = issue.apply(Extend(on=date(2025, 2, 20), by="局长", reason="因雨", more=months(1)))
    assert issue.deadline().nominal == date(2025, 3, 31)


def test_closing_keeps_the_day_the_work_was_done():
    """销号 weeks later does not make the work late."""
    issue = submitted().apply(Accept(on=D12, by="检查组")).apply(Close(on=date(2025, 5, 30), by="检查组"))
    standing = issue.standing(date(2025, 6, 1))
    assert (standing.finished, standing.overdue, standing.finished_late) == (D10, False, False)
