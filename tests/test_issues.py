"""Issues and hazards: closure policies, judgement by another person, referral, relapse, keeping up."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from histories import assigned, correction, led, matters, submitted
from safetywork.acts import Accept, Assign, Cancel, Evidence, Progress, Resume, Return, Submit, Suspend
from safetywork.books import Book
from safetywork.calendars import CHINA
from safetywork.closures import Close, Sustain
from safetywork.decisions import replay
from safetywork.documents import dumps, loads
from safetywork.extensions import Extend
from safetywork.issues import (
    IMMEDIATE,
    RECTIFICATION,
    SAME_DAY,
    Issue,
    MarkDuplicate,
    Register,
    RegisterImmediate,
    Transfer,
    immediate,
    rectification,
)
from safetywork.labels import Label
from safetywork.periods import Span, days, workdays, years
from safetywork.rechecks import Recheck
from safetywork.referrals import REFERRAL, Decline, Feedback, Refer, ReferAgain, referral
from safetywork.relapses import Relapse
from safetywork.workflows import State

D3, D10, D12, D17 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12), date(2025, 3, 17)
LOOK_ALIKES = ("李四", "李 四", " 李四", "李四　", "李\u200b四", "\ufeff李四")
LATIN = ("Zhao", "zhao", "ZHAO ", "ＺＨＡＯ", "Ｚｈａｏ")


# --- registration


def test_registering_puts_an_issue_on_the_ledger():
    """What the registration says is what the issue says; the referral machine stands beside it."""
    issue = Issue.register(
        id="H-1",
        title="通道堆物",
        on=D3,
        by="检查组",
        severity="major",
        source="省级督导",
        level="unit",
        category="消防",
    )
    assert (issue.severity, issue.source, issue.level, issue.category) == ("major", "省级督导", "unit", "消防")
    assert issue.workflows == (RECTIFICATION, REFERRAL)
    assert (str(issue.standing_state), issue.kind) == ("已登记", "issue")


@pytest.mark.parametrize(
    ("workflow", "opening"),
    [
        (None, Register),
        (RECTIFICATION, Register),
        (IMMEDIATE, RegisterImmediate),
        (IMMEDIATE.extend(name="town", label=Label("镇", "town")), RegisterImmediate),
        (RECTIFICATION.extend(states=[State("archived", Label("归档", "archived"), "rest")]), Register),
    ],
)
def test_an_issue_to_be_put_right_at_once_is_due_on_the_day(workflow, opening):
    """立行立改 is due on the day itself, under a county's own name too; any other issue has no term yet."""
    issue = Issue.register(id="H-1", title="t", on=D3, by="检查组", workflow=workflow)
    assert type(issue.log[0].event) is opening
    due = issue.deadline()
    assert (None if due is None else due.last_day) == (D3 if opening is RegisterImmediate else None)


def test_an_issue_may_run_alone():
    """Without machines beside it an issue cannot be referred."""
    issue = Issue.register(id="H-1", title="t", on=D3, by="检查组", beside=())
    assert (issue.workflows, issue.referred, issue.awaiting(D10)) == ((RECTIFICATION,), False, None)
    assert issue.decide(Refer(on=D3, by="局长", to="住建局")).codes == ("unknown_event",)


def test_the_same_day_rule_says_where_it_comes_from():
    """事不隔夜: no day more, and a weekend moves nothing."""
    saturday = date(2025, 3, 8)
    assert SAME_DAY.resolve(saturday).last_day == saturday
    assert "立行立改" in SAME_DAY.source


@pytest.mark.parametrize("make", [rectification, immediate, referral])
def test_a_workflow_made_again_is_the_stock_one(make):
    """The functions build what the constants hold."""
    assert make() in {RECTIFICATION, IMMEDIATE, REFERRAL}


# --- another person judges


@pytest.mark.parametrize("event", [Accept, Return])
@pytest.mark.parametrize(("owner", "names"), [("李四", LOOK_ALIKES), ("Zhao", LATIN)])
def test_nobody_judges_the_own_work_under_any_spelling(event, owner, names):
    """The owner is refused under every look-alike of the name: spaces, full width, case, invisible characters."""
    issue = submitted(owner)
    for name in names:
        given = {"reason": "未清"} if event is Return else {}
        assert issue.decide(event(on=D12, by=name, **given)).codes == ("own_work",)
    assert issue.decide(Accept(on=D12, by="李四光"))


def test_neither_owner_nor_worker_judges():
    """Where somebody else did the work, both are refused, and a third person is not."""
    issue = assigned("李四").apply(Submit(on=D10, by="王五"))
    assert [bool(issue.decide(Accept(on=D10, by=name))) for name in ("李四", "王五", "检查组")] == [False, False, True]


def test_whoever_was_put_right_out_of_the_owner_still_does_not_judge():
    """A correction or a new assignment names another owner; who owned the work in this cycle goes on owing it."""
    corrected = submitted().apply(correction("owner", "别人"))
    handed_on = assigned().apply(Assign(on=D10, by="局长", owner="别人")).apply(Submit(on=D12, by="小王"))
    for issue, workers in ((corrected, {"李四", "别人"}), (handed_on, {"李四", "别人", "小王"})):
        assert issue.workers == workers
        for name in workers:
            assert issue.decide(Accept(on=D12, by=name)).codes == ("own_work",)
        assert issue.decide(Accept(on=D12, by="检查组"))


def test_whoever_owned_it_when_it_came_back_does_not_judge():
    """A relapse that names nobody leaves the owner; a transfer after it frees neither, and older owners are free."""
    issue = (
        submitted("老王")
        .apply(Accept(on=D10, by="检查组"))
        .apply(Relapse(on=D10, by="检查组", text="又坏了", owner="李四"))
    )
    issue = issue.apply(Submit(on=D10, by="李四")).apply(Accept(on=D10, by="检查组"))
    issue = issue.apply(Relapse(on=D12, by="检查组", text="又坏了")).apply(
        Transfer(on=D12, by="局长", owner="王五", reason="分工调整")
    )
    issue = issue.apply(Submit(on=D17, by="王五"))
    assert issue.workers == {"李四", "王五"}
    assert issue.decide(Accept(on=D17, by="李四")).codes == ("own_work",)
    assert issue.decide(Accept(on=D17, by="老王"))


def test_closing_and_rechecking_are_not_for_the_owner():
    """销号 and 回头看 are done by another person too."""
    accepted = submitted().apply(Accept(on=D10, by="检查组"))
    assert accepted.decide(Close(on=D12, by="李四")).codes == ("own_work",)
    closed = accepted.apply(Close(on=D12, by="检查组"))
    assert closed.decide(Recheck(on=D17, by="李 四")).codes == ("own_work",)
    assert closed.apply(Recheck(on=D17, by="检查组")).state == "closed"


@given(matters(("rectification", "major", "immediate")))
def test_no_history_holds_a_judgement_of_own_work(matter):
    """Whoever accepted was neither the owner at that time nor the one who had handed it in."""
    for n, entry in enumerate(matter.log):
        if isinstance(entry.event, Accept):
            before = replay(type(matter).blank(matter.id, matter.workflows), matter.log[:n])
            assert entry.event.by.replace(" ", "") not in {before.owner, before.handed_in_by}


# --- handing in, extending, suspending


@pytest.mark.parametrize(
    ("finished", "codes"),
    [
        (None, ()),
        (date(2025, 3, 2), ()),
        (D3, ()),
        (D10, ()),
        (date(2025, 3, 11), ("finished_ahead",)),
    ],
)
def test_work_is_not_finished_in_the_future(finished, codes):
    """Finished no later than the day it is handed in; a ledger drawn up afterwards names a day before it began."""
    answer = assigned().decide(Submit(on=D10, by="李四", finished=finished))
    assert getattr(answer, "codes", ()) == codes


@pytest.mark.parametrize(
    ("finished", "codes"),
    [(date(2025, 3, 11), ("finished_before_return",)), (D12, ()), (D17, ()), (None, ())],
)
def test_work_that_was_sent_back_was_not_finished_before(finished, codes):
    """Returned on 12 March, it was not done on the 11th; on the day of the return it may have been."""
    returned = submitted().apply(Return(on=D12, by="检查组", reason="未清"))
    answer = returned.decide(Submit(on=D17, by="李四", finished=finished))
    assert getattr(answer, "codes", ()) == codes


def test_a_return_of_an_earlier_cycle_does_not_bind_the_next():
    """What was sent back before a relapse is no bound on the work of the new cycle."""
    issue = submitted().apply(Return(on=D12, by="检查组", reason="未清")).apply(Submit(on=D12, by="李四"))
    assert issue.returned_on == D12
    issue = issue.apply(Accept(on=D12, by="检查组")).apply(Relapse(on=D17, by="检查组", text="又坏了"))
    assert issue.returned_on is None
    assert issue.decide(Submit(on=D17, by="李四", finished=D17))


def test_what_came_back_was_not_finished_before_it_came_back():
    """A day of the former cycle would wipe out that the new term is over."""
    issue = submitted().apply(Accept(on=D10, by="检查组")).apply(Relapse(on=D12, by="检查组", text="坏", term=days(3)))
    late = issue.decide(Submit(on=D17, by="李四", finished=D10))
    assert late.codes == ("finished_before_cycle",)
    assert late.text("en") == "finished on 2025-03-10, before this cycle began on 2025-03-12"
    assert issue.decide(Submit(on=D17, by="李四", finished=D12))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"more": days(5)}, ()),
        ({"until": date(2025, 4, 30)}, ()),
        ({}, ("extension_unclear",)),
        ({"more": days(5), "until": date(2025, 4, 30)}, ("extension_unclear",)),
        ({"more": days(5), "asked_by": "局 长"}, ("own_extension",)),
        ({"more": days(5), "asked_by": "李四"}, ()),
        ({"more": days(5), "by": "李 四"}, ("own_extension",)),
        ({"more": days(5), "by": "李四光"}, ()),
        ({"more": days(5), "reason": ""}, ("missing_field",)),
        ({"more": days(5), "reason": " 　"}, ("missing_field",)),
    ],
)
def test_an_extension_is_granted_by_another_for_a_reason(changes, codes):
    """By a span or to a day, not both; by nobody who asked for it or owes the work; for a reason."""
    given = {"reason": "因雨", "by": "局长"} | changes
    answer = assigned(term=days(30)).decide(Extend(on=D10, **given))
    assert getattr(answer, "codes", ()) == codes


def test_only_a_term_can_be_extended():
    """Without a term there is nothing to extend, and the option says so before anybody tries."""
    issue = assigned(term=None)
    assert issue.decide(Extend(on=D10, by="局长", reason="因雨", more=days(5))).codes == ("no_term",)
    (option,) = (option for option in issue.options() if option.event is Extend)
    assert [reason.code for reason in option.blocked] == ["no_term"]


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        ({"until": date(2025, 4, 1)}, False),
        ({"until": date(2025, 4, 2)}, False),
        ({"until": date(2025, 4, 3)}, True),
        ({"more": days(0)}, False),
        ({"more": days(1)}, True),
    ],
)
def test_an_extension_never_shortens(changes, taken):
    """30 days from 3 March run to 2 April: only a later day is an extension."""
    issue = assigned(term=days(30))
    event = Extend(on=D10, by="局长", reason="因雨", **changes)
    assert issue.deadline().nominal == date(2025, 4, 2)
    assert bool(issue.decide(event)) == taken
    if taken:
        assert issue.apply(event).deadline().last_day > issue.deadline().last_day


@given(
    st.sampled_from((days(30), workdays(15), date(2025, 4, 1))),
    st.lists(st.one_of(st.integers(0, 9).map(days), st.dates(date(2025, 3, 3), date(2025, 5, 30))), max_size=4),
)
def test_no_history_of_extensions_ends_earlier(term, wanted):
    """Whatever extensions are asked for, the deadline only ever moves later."""
    issue = assigned(term=term)
    for want in wanted:
        given = {"more": want} if isinstance(want, Span) else {"until": want}
        event = Extend(on=D10, by="局长", reason="因雨", **given)
        if issue.decide(event):
            before, issue = issue, issue.apply(event)
            assert issue.deadline().last_day > before.deadline().last_day


@pytest.mark.parametrize(("far", "term"), [(date(2060, 3, 1), workdays(15)), (date(9990, 3, 1), years(50))])
def test_an_extension_beyond_the_calendar_is_refused_not_raised(far, term):
    """Where nobody can say when the term ends, an extension gets a reason, not an exception."""
    issue = Issue.register(id="H", title="t", on=far, by="检查组").apply(
        Assign(on=far, by="局长", owner="李四", term=term)
    )
    assert not issue.decide(Extend(on=far, by="局长", reason="因雨", more=days(5)))


def test_a_term_is_set_once():
    """A second assignment may change the owner, not the term: a missed day is not erased by setting another."""
    issue = assigned(term=days(5))
    late = Assign(on=D17, by="局长", owner="王五", term=days(30))
    assert issue.decide(late).codes == ("term_runs",)
    assert issue.apply(Assign(on=D17, by="局长", owner="王五")).standing(D17).overdue
    assert assigned(term=None).decide(late)


def test_suspension_is_not_for_work_that_waits_for_judgement():
    """中止 only while the work is being done; 恢复 only after 中止."""
    assert submitted().decide(Suspend(on=D12, by="局长", reason="汛期")).codes == ("not_from_here",)
    assert assigned().decide(Resume(on=D12, by="局长")).codes == ("not_from_here",)


@pytest.mark.parametrize(
    ("field", "codes"),
    [("title", ()), ("owner", ()), ("category", ()), ("log", ("not_correctable",)), ("severity", ("not_correctable",))],
)
def test_what_can_be_corrected(field, codes):
    """Texts of the registration; never the log, a state, or what a policy hangs on."""
    assert getattr(assigned().decide(correction(field, "新")), "codes", ()) == codes


def test_a_correction_is_dated_when_it_is_recorded():
    """What the books said before stands as of the days before; from the correction on they say the new value."""
    issue = assigned().apply(correction("title", "疏散指示不亮"))
    assert issue.title == "疏散指示不亮"
    assert issue.as_of(date(2025, 3, 11)).title == "应急照明不亮"
    assert issue.log[-1].event.concerns == D3


# --- referral


def test_acceptance_waits_for_the_answer_to_a_referral():
    """Neither acceptance nor closure nor keeping up while a referral is unanswered."""
    issue = submitted().apply(Refer(on=D10, by="局长", to="住建局", term=days(5)))
    assert issue.referred
    assert issue.decide(Accept(on=D10, by="检查组")).codes == ("awaiting_feedback",)
    issue = issue.apply(Feedback(on=D12, by="住建局", text="已办", solved=True))
    assert not issue.referred
    assert issue.decide(Accept(on=D12, by="检查组"))


def test_a_declined_referral_is_no_longer_awaited():
    """Who is not in charge owes no answer; the next referral has a clock of its own."""
    issue = assigned().apply(Refer(on=D10, by="局长", to="住建局", term=days(5)))
    assert issue.awaiting(date(2025, 3, 18)).overdue, "15 March is a Saturday, so it was due on the 17th"
    issue = issue.apply(Decline(on=D12, by="住建局", reason="非主管"))
    assert issue.awaiting(date(2025, 3, 18)) is None
    assert issue.awaiting(date(2025, 3, 11)).days_left == 6, "on the day before, the answer was still owed"
    assert issue.apply(Refer(on=D12, by="局长", to="消防")).awaiting(date(2025, 8, 1)) is None
    issue = issue.apply(Refer(on=D12, by="局长", to="消防", term=days(9)))
    assert issue.awaiting(D17).deadline.nominal == date(2025, 3, 21)


def test_referring_again_is_a_cycle_of_the_referral_only():
    """A second referral has its own clock; the issue's own cycle is not counted up."""
    issue = assigned().apply(Refer(on=D3, by="局长", to="住建局", term=days(5)))
    issue = issue.apply(Feedback(on=D10, by="住建局", text="未决", solved=False))
    issue = issue.apply(ReferAgain(on=D12, by="局长", to="消防", term=days(5)))
    assert (issue.cycle, issue.relapses, issue.referred) == (1, 0, True)
    assert issue.awaiting(D12).deadline.nominal == D17


# --- relapse, keeping up


@pytest.mark.parametrize("state", ["accepted", "closed", "sustaining"])
@pytest.mark.parametrize("kind", [None, IMMEDIATE])
def test_whatever_counts_as_done_can_relapse(state, kind):
    """反弹 leads back to work from every state that counts as done, and is counted."""
    issue = led(Issue.register(id="H", title="t", on=D3, by="检查组", workflow=kind), state)
    again = issue.apply(Relapse(on=date(2025, 6, 2), by="检查组", text="又坏了", term=days(3)))
    assert again.pending
    assert (again.relapses, again.cycle) == (1, 2)
    assert again.log[: len(issue.log)] == issue.log


def test_what_is_to_be_put_right_at_once_relapses_with_a_term():
    """立行立改 has no assignment, so the relapse brings the term; within a term (限期整改) an assignment may set it."""
    issue = led(Issue.register(id="H", title="t", on=D3, by="检查组", workflow=IMMEDIATE), "accepted")
    again = Relapse(on=date(2025, 6, 3), by="检查组", text="又坏了")
    assert issue.decide(again).codes == ("missing_field",)
    relapsed = issue.apply(evolve(again, term=SAME_DAY))
    assert relapsed.deadline().last_day == date(2025, 6, 3)
    assert [relapsed.standing(date(2025, 6, n)).overdue for n in (3, 4)] == [False, True]
    assert led(Issue.register(id="H", title="t", on=D3, by="检查组"), "accepted").decide(again)


def test_a_relapse_may_change_owner_and_severity():
    """What the relapse says holds for the new cycle, what it does not say stays."""
    issue = submitted().apply(Accept(on=D10, by="检查组"))
    again = issue.apply(Relapse(on=D12, by="检查组", text="又坏了", severity="major"))
    assert (again.severity, again.owner) == ("major", "李四")


def test_cycles_show_each_round_of_the_issue():
    """Each cycle has its entries and its closing day; the last may have none."""
    issue = submitted().apply(Accept(on=D10, by="检查组")).apply(Close(on=D12, by="检查组"))
    issue = issue.apply(Relapse(on=D17, by="检查组", text="又坏了"))
    first, second = issue.cycles
    assert (first.number, first.began_on, first.closed_on) == (1, D3, D12)
    assert (second.number, second.began_on, second.closed_on) == (2, D17, None)
    assert first.entries + second.entries == issue.log


@given(matters(("rectification", "major", "immediate")))
def test_cycles_divide_the_log(matter):
    """The cycles in order are the log; their number is the cycle counter; the last one is the present."""
    cycles = matter.cycles
    assert sum((cycle.entries for cycle in cycles), ()) == matter.log
    assert (len(cycles), cycles[-1].entries) == (matter.cycle, matter.this_cycle)


def test_keeping_up_and_striking_off():
    """长期坚持 counts as done and may be struck off later; 销号 may turn into keeping up."""
    accepted = submitted().apply(Accept(on=D10, by="检查组"))
    kept = accepted.apply(Sustain(on=D12, by="局长"))
    assert (kept.sustained, kept.done, accepted.sustained) == (True, True, False)
    assert kept.apply(Close(on=D17, by="检查组")).state == "closed"
    assert accepted.apply(Close(on=D12, by="检查组")).apply(Sustain(on=D17, by="局长")).sustained
    assert kept.cycles[0].closed_on == D12


def test_a_cancelled_issue_is_void():
    """作废: neither done nor open, and nothing more happens to it."""
    gone = assigned().apply(Cancel(on=D10, by="局长", reason="重复"))
    assert (gone.void, gone.done, gone.pending) == (True, False, False)
    assert {option.event for option in gone.options()} <= {Refer}
    assert not gone.decide(Progress(on=D10, by="李四"))


def test_the_calendar_of_the_context_judges_an_extension():
    """An extension is measured on the calendar that the caller gives."""
    flood = CHINA.overlay("flood", off=[date(2025, 4, 2)])
    issue = assigned(term=workdays(22))
    assert issue.deadline().nominal == date(2025, 4, 2)
    assert issue.deadline(flood).nominal == date(2025, 4, 3)


def test_evidence_is_of_a_known_kind_and_any_iterable_of_it_is_taken():
    """A list is what a script writes, and it is kept as a tuple; a kind that no reader knows is refused at once."""
    photo = Evidence("photo", "整改后", D10)
    for pieces in ([photo], (photo,), iter([photo])):
        assert Submit(on=D10, by="李四", evidence=pieces).evidence == (photo,)
    with pytest.raises(ValueError, match="kind"):
        Evidence("video", "整改后", D10)


# --- transfer, duplicates


@pytest.mark.parametrize("suspended", [False, True])
def test_a_transfer_keeps_the_log_the_term_and_who_owned_it(suspended):
    """Another owner and unit; the term runs on, and who owned it before judges it no more than who owns it now."""
    issue = assigned(term=workdays(15))
    if suspended:
        issue = issue.apply(Suspend(on=D10, by="局长", reason="汛期"))
    moved = issue.apply(Transfer(on=D12, by="局长", owner="王五", unit="镇应急办", reason="属地管理"))
    assert (moved.owner, moved.unit, moved.state) == ("王五", "镇应急办", issue.state)
    assert moved.deadline(on=D12) == issue.deadline(on=D12)
    assert moved.workers == {"李四", "王五"}
    assert moved.log[: len(issue.log)] == issue.log
    assert moved.as_of(D10).owner == "李四"


def test_a_transfer_is_of_work_that_somebody_has():
    """Before the assignment there is nothing to hand over, after the handing-in it is too late; a reason is given."""
    given = {"by": "局长", "owner": "王五", "reason": "属地管理"}
    fresh = Issue.register(id="H", title="t", on=D3, by="检查组")
    assert fresh.decide(Transfer(on=D3, **given)).codes == ("not_from_here",)
    assert submitted().decide(Transfer(on=D10, **given)).codes == ("not_from_here",)
    assert assigned().decide(Transfer(on=D10, **(given | {"reason": " "}))).codes == ("missing_field",)
    at_once = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=IMMEDIATE, owner="李四")
    moved = at_once.apply(Transfer(on=D3, **given)).apply(Submit(on=D3, by="王五"))
    assert moved.decide(Accept(on=D3, by="李四")).codes == ("own_work",)


@pytest.mark.parametrize("workflow", [RECTIFICATION, IMMEDIATE])
def test_a_duplicate_is_linked_and_rests(workflow):
    """It names the issue it is carried on as; neither done nor owed, and nothing more happens to it."""
    issue = Issue.register(id="H-2", title="t", on=D3, by="检查组", workflow=workflow)
    gone = issue.apply(MarkDuplicate(on=D10, by="台账员", duplicate_of="H-1", text="同一处"))
    assert (gone.duplicate_of, gone.void, gone.done, gone.pending) == ("H-1", True, False, False)
    assert gone.as_of(D3).duplicate_of is None
    assert {option.event for option in gone.options()} <= {Refer}
    book = Book("台账", matters=(gone,))
    assert loads(dumps(book)) == book


@pytest.mark.parametrize(("of", "codes"), [("H-9", ("duplicate_of_itself",)), ("", ("missing_field",)), ("H-1", ())])
def test_an_issue_is_no_duplicate_of_itself(of, codes):
    """Of another issue, and of a named one."""
    issue = Issue.register(id="H-9", title="t", on=D3, by="检查组")
    assert getattr(issue.decide(MarkDuplicate(on=D3, by="台账员", duplicate_of=of)), "codes", ()) == codes


def test_what_was_handed_in_is_no_duplicate_any_more():
    """Work that was done is judged, not put aside."""
    duplicate = MarkDuplicate(on=D10, by="台账员", duplicate_of="H-1")
    assert submitted().decide(duplicate).codes == ("not_from_here",)


def test_where_an_issue_comes_from_and_where_it_is_goes_through_a_document():
    """Every field of the registration is what the issue says, and what a saved book says again."""
    said = {
        "source": "provincial supervision", "origin": "A-IP", "level": "unit", "category": "site",
        "industry": "fireworks", "place": "二号库", "parent": "H-0", "visit": "V-1",
    }  # fmt: skip
    issue = Issue.register(id="H-1", title="t", on=D3, by="省督导组", **said)
    assert {name: getattr(issue, name) for name in said} == said
    book = Book("台账", matters=(issue,))
    assert loads(dumps(book)) == book
    corrected = issue.apply(correction("place", "三号库", on=D12))
    assert (corrected.place, corrected.as_of(D10).place) == ("三号库", "二号库")
