"""The machines beside a matter's main one: what holds it open, and each seen by itself."""

from datetime import date

import pytest
from attrs import frozen
from hypothesis import given

from histories import assigned, led, matters
from safetywork.acts import ANOTHER_PERSON, TERM_ONCE, Submit
from safetywork.errors import WorkflowError
from safetywork.issues import RECTIFICATION, Close, Issue, Relapse
from safetywork.labels import Label
from safetywork.machines import (
    HOLDS_OPEN,
    SETTLED,
    STILL_OWED,
    WORK_ACCEPTED,
    WORK_HANDED_IN,
    Alone,
    alone,
    cycles,
    machine_with,
)
from safetywork.periods import days
from safetywork.referrals import AWAITING, REFERRAL, Feedback, Refer, ReferAgain
from safetywork.workflows import Context, State, Transition, Workflow

D3, D10, D12 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12)
WORDS = Label("字", "word")


@frozen(kw_only=True)
class Lock(Refer):
    """A county seals the site; its own event, with a term."""

    code = "county.lock"
    label = Label("查封", "lock")


@frozen(kw_only=True)
class Report(Submit):
    """A handing-in of the machine beside."""

    code = "county.report"
    label = Label("上报", "report")


LOCKS = Workflow(
    "locks",
    "1",
    Label("查封", "locking"),
    (
        State("open", WORDS, "start"),
        State("locked", Label("已查封", "locked"), tags={HOLDS_OPEN}),
        State("reported", WORDS, "rest"),
    ),
    (Transition(Lock, "open", "locked"), Transition(Report, "locked", "reported")),
)


def needs(guard, matter):
    """The codes that a guard's need yields."""
    return [reason.code for reason in guard.need(matter, Context())]


def locked(**details):
    """An issue whose site was locked on 10 March for nine days."""
    issue = assigned(beside=(REFERRAL, LOCKS), **details)
    return issue.apply(Lock(on=D10, by="局长", to="现场", term=days(9)))


# --- what one machine means for the others


def test_a_machine_that_holds_the_matter_open_is_named():
    """One reason a machine, with its words and its state's; a machine without the tag holds nothing."""
    issue = locked()
    (reason,) = SETTLED.need(issue, Context())
    assert (reason.code, reason.text(), reason.text("en")) == (
        *("held_open", "查封未了结（已查封）", "locking is not settled (locked)"),
    )
    assert needs(SETTLED, issue.apply(Report(on=D12, by="李四"))) == []
    assert needs(SETTLED, assigned().apply(Refer(on=D10, by="局长", to="住建局"))) == []


def test_the_guard_goes_on_any_event():
    """A county that puts it on 销号 has the closing wait for the unlocking."""
    strict = RECTIFICATION.extend(name="strict").guard(Close, SETTLED)
    issue = led(locked(workflow=strict), "accepted")
    assert issue.decide(Close(on=date(2025, 4, 1), by="检查组")).codes == ("held_open",)
    issue = issue.apply(Report(on=date(2025, 4, 1), by="企业"))
    assert issue.decide(Close(on=date(2025, 4, 1), by="检查组"))


@pytest.mark.parametrize(
    ("state", "owed", "accepted", "handed_in"),
    [
        ("registered", True, False, False),
        ("rectifying", True, False, False),
        ("suspended", True, False, False),
        ("submitted", True, False, True),
        ("accepted", False, True, True),
        ("closed", False, True, True),
        ("sustaining", False, True, True),
        ("cancelled", False, False, True),
    ],
)
def test_what_the_main_state_allows_beside(state, owed, accepted, handed_in):
    """Still owed, accepted, handed in (or called off): for every state of 限期整改."""
    issue = led(Issue.register(id="H", title="t", on=D3, by="检查组"), state)
    assert (needs(STILL_OWED, issue) == []) is owed
    assert (needs(WORK_ACCEPTED, issue) == []) is accepted
    assert (needs(WORK_HANDED_IN, issue) == []) is handed_in


# --- one machine by itself


def test_a_machine_is_found_by_the_tag_of_its_states():
    """Whatever a county calls it; None where the matter runs none such."""
    issue = assigned(beside=(REFERRAL.extend(name="town referral"), LOCKS))
    assert machine_with(issue, AWAITING).name == "town referral"
    assert machine_with(issue, HOLDS_OPEN) == LOCKS
    assert machine_with(issue, "nonsense") is None


def test_a_guard_that_looks_for_a_machine_that_is_not_there_is_a_mistake():
    """The caller's mistake raises: a condition on nothing would always hold."""
    with pytest.raises(WorkflowError, match="'nonsense'"):
        alone("nonsense", STILL_OWED).need(assigned(), Context())


def test_alone_a_machine_has_its_own_clock_entries_and_people():
    """A guard on the clock looks at the machine's; whoever handed in there may not judge there."""
    issue = locked(term=None)
    view = Alone(issue, LOCKS)
    assert (view.workflows, [entry.event for entry in view.this_cycle]) == ((LOCKS,), [issue.log[-1].event])
    assert view.deadline().last_day == date(2025, 3, 19)
    event = issue.log[-1].event
    assert not [*TERM_ONCE.check(issue, event, Context())], "the issue has no term"
    assert [reason.code for reason in alone(HOLDS_OPEN, TERM_ONCE).check(issue, event, Context())] == ["term_runs"]
    issue = issue.apply(Report(on=D12, by="企业"))
    judged = alone(HOLDS_OPEN, ANOTHER_PERSON)
    assert [r.code for r in judged.check(issue, Close(on=D12, by="企 业"), Context())] == ["own_work"]
    assert Alone(issue, LOCKS).workers == {"李四", "企业"}


def test_who_handed_in_before_a_relapse_is_remembered_by_the_machine():
    """The issue begins a new cycle, the machine beside goes on with its round and its people."""
    issue = led(locked().apply(Report(on=D12, by="企业")), "accepted")
    issue = issue.apply(Relapse(on=date(2025, 6, 3), by="检查组", text="又坏"))
    assert "企业" not in issue.workers
    assert "企业" in Alone(issue, LOCKS).workers


def test_the_guard_that_looks_elsewhere_is_another_rule():
    """The tag goes into the parameters, and so into the fingerprint; a part that is not there stays away."""
    guard = alone(AWAITING, STILL_OWED)
    assert (guard.code, guard.params, guard.check) == ("still owed", AWAITING, None)
    assert alone(AWAITING, ANOTHER_PERSON).need is None


# --- cycles


def test_rounds_of_a_referral():
    """Referred, answered, referred again: two cycles of the referral, none of a machine that nothing happened to."""
    issue = assigned(beside=(REFERRAL, LOCKS)).apply(Refer(on=D3, by="局长", to="住建局"))
    issue = issue.apply(Feedback(on=D10, by="住建局", text="未决", solved=False))
    issue = issue.apply(ReferAgain(on=D12, by="局长", to="消防"))
    first, second = cycles(issue, "referral")
    assert (len(first.entries), first.began_on, len(second.entries), second.began_on) == (2, D3, 1, D12)
    assert cycles(issue, "locks") == ()
    assert Alone(issue, LOCKS).this_cycle == ()


@given(matters(("supervised", "rectification"), longest=10))
def test_rounds_divide_the_entries_of_each_machine(matter):
    """In order they are the machine's entries, numbered from one; the last is what the machine sees alone."""
    for workflow in matter.workflows:
        told = cycles(matter, workflow.name)
        entries = tuple(entry for entry in matter.log if entry.rule.name == workflow.name)
        assert sum((each.entries for each in told), ()) == entries
        assert [each.number for each in told] == list(range(1, len(told) + 1))
        assert sum(entry.event.cycle for entry in entries) in {len(told) - 1, 0}
        assert Alone(matter, workflow).this_cycle == (told[-1].entries if told else ())
