"""What may happen to any matter: terms that can be counted, stops and restarts for a reason that a rule lists."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve

import safetywork as sw
from histories import assured, supervised_issue
from safetywork.acts import TERM_COUNTS, listed
from safetywork.issues import MarkDuplicate, Transfer
from safetywork.pledges import Pledge, Publish, Review
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.supervision.enforcement import RevokeOrder
from safetywork.supervision.listings import List, WithdrawListing
from safetywork.supervision.stoppages import RevokeStop, StopWork

DAY = date(2026, 1, 26)  # a Monday
BEIJING = timezone(timedelta(hours=8))
NINE = datetime(2026, 1, 26, 9, tzinfo=BEIJING)
REPLY = sw.in_force("disclosure-reply", DAY)
OWN = sw.RECTIFICATION.extend(
    name="reply",
    transitions=(sw.Transition(sw.Restart, ("rectifying", "suspended"), None, (listed(REPLY.restarts),), ("reason",)),),
).guard(sw.Suspend, listed(REPLY.stops))


def assigned(term: sw.Term | None, workflow: sw.Workflow = OWN, **details: object) -> sw.Issue:
    """An issue that was assigned on the day with a term."""
    issue = sw.Issue.register(id="H-1", title="申请公开", on=DAY, by="局长", workflow=workflow)
    return issue.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=term, **details))


def codes(matter: sw.Matter, event: sw.Event) -> tuple[str, ...]:
    step = matter.decide(event)
    return step.codes if isinstance(step, sw.Refusal) else ()


# --- reasons that a rule lists


@pytest.mark.parametrize(
    ("reason", "listed_"),
    [
        ("征求第三方意见", True),
        ("征求 第三方意见 ", True),
        ("asking a third party", True),
        ("Asking a Third Party: the contractor", True),
        ("征求第三方意见（某公司）", True),
        ("征求第三方意见，已发函", True),
        ("征求其他机关意见", True),
        ("征求意见", False),
        ("不征求第三方意见", False),
        ("因雨", False),
        ("（征求第三方意见）", False),
    ],
)
def test_the_clock_stops_only_for_what_its_statute_lists(reason: str, listed_):
    """信息公开条例 32: time for asking others is not counted; compared by key, and what it was about may follow."""
    refused = codes(assigned(sw.workdays(20)), sw.Suspend(on=DAY, by="局长", reason=reason))
    assert refused == (() if listed_ else ("reason_not_listed",)), reason


def test_a_reason_that_is_missing_is_refused_with_every_reason():
    """None for a text is a refusal like a blank one, not a crash of the guard."""
    nothing: dict[str, Any] = {"reason": None}
    refused = codes(assigned(sw.days(5)), sw.Suspend(on=DAY, by="局长", **nothing))
    assert refused == ("missing_field", "reason_not_listed")


def test_a_refused_reason_is_told_with_those_that_are_listed():
    """In both languages."""
    step = assigned(sw.workdays(20)).decide(sw.Suspend(on=DAY, by="局长", reason="因雨"))
    assert step.reasons[0].text("zh") == "“因雨”不是规则所列的事由，可列：征求第三方意见、征求其他机关意见"
    assert (
        step.reasons[0].text("en")
        == "“因雨” is not listed; the rule lists: asking a third party, asking other agencies"
    )


def test_a_rule_that_lists_nothing_stops_for_nothing():
    """行政复议法 62 names no time that is left out."""
    statute = sw.in_force("reconsideration-decision", DAY)
    own = sw.RECTIFICATION.guard(sw.Suspend, listed(statute.stops))
    assert codes(assigned(sw.days(60), own), sw.Suspend(on=DAY, by="局长", reason="听证")) == ("reason_not_listed",)


@pytest.mark.parametrize("statute", [s for s in sw.STATUTES if s.stops or s.restarts], ids=lambda s: s.id)
def test_every_reason_of_a_statute_is_one(statute: sw.Statute):
    """Each listed reason is taken by its own words, in Chinese and in English."""
    for reason in (*statute.stops, *statute.restarts):
        for words in (reason.zh, reason.en):
            event = sw.Suspend(on=DAY, by="局长", reason=words)
            assert not list(listed((*statute.stops, *statute.restarts)).check(None, event, None))


def test_what_is_listed_is_part_of_the_rules():
    """Another list is another fingerprint; the order and the words around it are not."""
    two, turned = (sw.RECTIFICATION.guard(sw.Suspend, listed(reasons)) for reasons in (REPLY.stops, REPLY.stops[::-1]))
    assert two.rule == turned.rule != sw.RECTIFICATION.guard(sw.Suspend, listed(REPLY.stops[:1])).rule


# --- restarts


def restart(on: date, reason: str = "补正", **details: object) -> sw.Restart:
    return sw.Restart(on=on, by="局长", reason=reason, **details)


def test_a_correction_restarts_the_term():
    """信息公开条例 30: the whole term runs from the corrected application; the first start stays in the record."""
    issue = assigned(REPLY.rule)
    assert codes(issue, restart(date(2026, 2, 6), "因雨")) == ("reason_not_listed",)
    again = issue.apply(restart(date(2026, 2, 9), trigger=date(2026, 2, 6)))
    assert again.deadline().last_day == date(2026, 3, 12)
    assert again.standing(date(2026, 3, 2)).original.last_day == date(2026, 2, 28)
    assert "自2026-02-06起重新计算" in again.deadline().explain("zh")
    assert again.standing(date(2026, 2, 8)).deadline.last_day == date(2026, 2, 28), "as it stood on the day before"


def test_a_restart_while_the_clock_stands_still():
    """The new run stands still until it resumes."""
    issue = assigned(sw.days(30)).apply(sw.Suspend(on=date(2026, 1, 28), by="局长", reason="征求第三方意见"))
    issue = issue.apply(restart(date(2026, 2, 2))).apply(sw.Resume(on=date(2026, 2, 4), by="局长"))
    assert issue.deadline().nominal == date(2026, 3, 6)  # thirty days from 02-02 are 03-04; two were stopped


def test_hours_restart_from_their_moment():
    """From the moment of the event that restarts them."""
    issue = assigned(sw.hours(24), at=NINE)
    again = issue.apply(restart(DAY, at=NINE + timedelta(hours=5)))
    assert again.deadline().cutoff == NINE + timedelta(hours=29)


def test_hours_restart_only_from_a_moment():
    """A guard on the row says so; without it the restart is a fault of its row, and no moment is guessed."""
    row = sw.Transition(sw.Restart, "rectifying", None, (TERM_COUNTS,), ("reason",))
    own = sw.RECTIFICATION.extend(name="own", transitions=(row,))
    issue = assigned(sw.hours(24), own, at=NINE)
    assert codes(issue, restart(DAY)) == ("hours_from_a_moment",)
    assert codes(issue, restart(DAY, at=NINE)) == ()
    assert codes(assigned(None, own), restart(DAY)) == ()
    assert codes(assigned(sw.days(3), own), restart(DAY)) == ()
    assert assigned(sw.hours(24), at=NINE).apply(restart(DAY)).settled_standing(DAY) is None


def test_a_workflow_with_restarts_has_no_flaw():
    """Nothing in the table is found to be wrong."""
    assert [found for found in sw.analyse(OWN) if found not in sw.analyse(sw.RECTIFICATION)] == []


def test_without_a_term_nothing_restarts():
    """As nothing stops or extends it."""
    assert assigned(None).apply(restart(DAY)).clock() is None


def test_a_book_with_such_events_saves_and_loads():
    """Caps, stages, hours and restarts come back as they were, by the workflow that is handed in."""
    plan = sw.Stages((sw.Stage("排查", date(2026, 2, 28)), sw.Stage("整治", sw.workdays(20))))
    terms = (plan, sw.Capped(plan, date(2026, 3, 20)), sw.Capped(date(2026, 6, 30), sw.days(90), extendable=True))
    matters = [assigned(term).apply(restart(date(2026, 2, 9))) for term in terms]
    matters.append(assigned(sw.hours(24), at=NINE).apply(restart(DAY, at=NINE + timedelta(hours=5))))

    book = sw.Book("台账", matters=tuple(evolve(matter, id=f"H-{n}") for n, matter in enumerate(matters)))
    read = sw.loads(sw.dumps(book), workflows=(OWN,))
    assert read == book
    assert [m.deadline() for m in read.matters] == [m.deadline() for m in book.matters]


# --- terms that can be counted


@pytest.mark.parametrize(
    ("details", "refused"),
    [
        ({"term": sw.hours(24)}, ("hours_from_a_moment",)),
        ({"term": sw.PeriodRule(sw.hours(2))}, ("hours_from_a_moment",)),
        ({"term": sw.hours(24), "at": NINE}, ()),
        ({"term": sw.hours(24), "at": NINE, "trigger": DAY}, ("hours_from_a_moment",)),
        ({"term": sw.days(3)}, ()),
        ({"term": sw.Stages((sw.Stage("一", sw.days(3)),), sw.days(3))}, ()),
        ({"term": sw.Stages((sw.Stage("一", sw.days(3)),), sw.days(4))}, ("stages_contradict",)),
        ({"term": sw.Capped(sw.Stages((sw.Stage("一", sw.days(3)),), sw.days(4)), DAY)}, ("stages_contradict",)),
        ({"term": sw.Capped(sw.days(3), DAY)}, ()),
        ({}, ()),
    ],
)
def test_a_term_that_cannot_be_counted_is_refused(details: dict[str, object], refused):
    """Hours without their moment, stages that do not add up: a reason that says what to give wherever a term is set."""
    issue = sw.Issue.register(id="H-1", title="燃气泄漏", on=DAY, by="检查组")
    assert codes(issue, sw.Assign(on=DAY, by="局长", owner="李四", **details)) == refused
    assert codes(issue, sw.Refer(on=DAY, by="局长", to="住建局", **details)) == refused
    measure = sw.Measure.plan(id="M-1", title="编印手册", on=DAY, by="局长")
    assert codes(measure, sw.Assign(on=DAY, by="局长", owner="李四", **details)) == refused


def test_the_refusal_says_what_to_give():
    """In both languages, with the fault in its own words."""
    issue = sw.Issue.register(id="H-1", title="燃气泄漏", on=DAY, by="检查组")
    told = issue.decide(sw.Assign(on=DAY, by="局长", owner="李四", term=sw.hours(24)))
    assert told.reasons[0].text("en") == "a term of 24 hours runs from a moment: give it as at, and no trigger"
    plan = sw.Stages((sw.Stage("受理", sw.workdays(3)), sw.Stage("办理", sw.workdays(10))), sw.workdays(10))
    told = issue.decide(sw.Assign(on=DAY, by="局长", owner="李四", term=plan))
    assert "各阶段合计13个工作日" in told.reasons[0].text("zh")
    assert "add up to 13 working days" in told.reasons[0].text("en")


# --- who decides that less is owed, or later

RELIEF = (sw.Suspend, sw.Cancel, MarkDuplicate, WithdrawListing, RevokeStop, RevokeOrder)


@pytest.mark.parametrize("workflow", STOCK_WORKFLOWS, ids=lambda workflow: workflow.name)
def test_whatever_relieves_asks_who_decides(workflow: sw.Workflow):
    """In every stock table: nobody stops the own clock, calls off the own work or withdraws an order against it."""
    for (_, event), row in workflow.rows.items():
        if event in RELIEF:
            assert "relieved by another" in [guard.code for guard in row.transition.guards]


@pytest.mark.parametrize(
    ("event", "details"),
    [(sw.Suspend, {"reason": "停电"}), (sw.Cancel, {"reason": "误报"}), (MarkDuplicate, {"duplicate_of": "H-9"})],
)
def test_nobody_gets_rid_of_the_own_work(event: type[sw.Event], details: dict[str, str]):
    """A missed day is not erased by whoever missed it, nor by a former owner; whoever assigned it may decide."""
    issue = assigned(sw.days(3), sw.RECTIFICATION)
    issue = issue.apply(Transfer(on=DAY, by="局长", owner="王五", reason="分工调整"))
    later = DAY + timedelta(days=9)
    for name in ("李 四", "王五"):
        refused = issue.decide(event(on=later, by=name, **details))
        assert isinstance(refused, sw.Refusal)
        assert refused.codes == ("own_relief",)
        assert refused.text("en") == f"{name} owes the work; somebody else must decide this"
    assert codes(issue, event(on=later, by="局长", **details)) == ()


def test_nobody_withdraws_what_was_ordered_for_the_own_work():
    """The owner neither takes the hazard off the list nor lets production go on; the authority may."""
    day = DAY.replace(year=2025)
    issue = supervised_issue(on=day).apply(assured(day))
    issue = issue.apply(sw.Assign(on=day, by="局长", owner="李四", term=sw.days(9)))
    issue = issue.apply(List(on=day, by="市安委办", level="city", document="1号", term=sw.days(60)))
    issue = issue.apply(StopWork(on=day, by="应急局", document="2号"))
    for event in (WithdrawListing, RevokeStop):
        assert codes(issue, event(on=day, by="李四", reason="已改")) == ("own_relief",)
        assert codes(issue, event(on=day, by="市安委办", reason="移送省级")) == ()


def test_a_pledger_does_not_call_off_the_own_pledge():
    """Whoever is to keep it neither stops its clock nor calls it off."""
    pledge = Pledge.declare(id="P-1", title="排查燃气管线", on=DAY, by="局长", owner="李四")
    pledge = pledge.apply(Review(on=DAY, by="督查组")).apply(Publish(on=DAY, by="局长", term=sw.days(9)))
    assert codes(pledge, sw.Cancel(on=DAY, by="李四", reason="做不到")) == ("own_relief",)
    assert codes(pledge, sw.Suspend(on=DAY, by="李四", reason="忙")) == ("own_relief",)
    assert codes(pledge, sw.Cancel(on=DAY, by="局长", reason="并入他项")) == ()
