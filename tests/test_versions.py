"""A new version of a workflow, and matters under way that come over to it: stories, errors, and laws over histories."""

from datetime import date, timedelta

import attrs
import pytest
from attrs import frozen
from hypothesis import given, strategies as st

from histories import assigned, matters, submitted
from safetywork import decisions
from safetywork.acts import Accept, Assign, Cancel, Return, Submit
from safetywork.analysis import analyse
from safetywork.books import Book
from safetywork.decisions import RefusedError, audit
from safetywork.documents import OTHER_RULES, dumps, loads
from safetywork.errors import WorkflowError
from safetywork.issues import IMMEDIATE, RECTIFICATION, Close, Issue
from safetywork.labels import Label
from safetywork.periods import days
from safetywork.referrals import REFERRAL, Feedback, Refer
from safetywork.testing.scenes import DAY
from safetywork.versions import Adopt, adopt, followed, supersede
from safetywork.workflows import DONE, HANDED_IN, SUPERSEDED, VOID, State, Transition, Workflow

ON = date(2025, 4, 1)
FIRST = RECTIFICATION


def renamed(workflow, version, **names):
    """The workflow with other ids for some of its states, as the next version."""
    states = tuple(attrs.evolve(state, id=names.get(state.id, state.id)) for state in workflow.states)
    rows = tuple(
        attrs.evolve(
            t, sources=tuple(names.get(s, s) for s in t.sources), target=t.target and names.get(t.target, t.target)
        )
        for t in workflow.transitions
        if t.event is not Adopt
    )
    return Workflow(workflow.name, version, workflow.label, states, rows)


DRAFT = renamed(FIRST, "2", submitted="checking", cancelled="struck out")
"""Handed-in work is being checked now, and what was cancelled is struck out."""
SECOND = supersede(FIRST, DRAFT, {"submitted": "checking"})


@frozen(kw_only=True)
class AdoptReferral(Adopt):
    """The same for a machine that runs beside."""

    code = "adopt.referral"


# --- the table


def test_a_new_version_knows_the_states_of_old_logs():
    """States that are gone stay with their words and tags, nothing leads to them, and one event leads on."""
    assert SECOND.state("submitted") == attrs.evolve(FIRST.state("submitted"), tags={HANDED_IN, SUPERSEDED})
    assert SECOND.state("cancelled") == attrs.evolve(FIRST.state("cancelled"), tags={VOID, SUPERSEDED})
    assert {event for state, event in SECOND.rows if state in {"submitted", "cancelled"}} == {Adopt}
    assert SECOND.rows["submitted", Adopt].target == "checking"
    assert {state for state, event in SECOND.rows if event is Adopt} == {
        *("registered", "rectifying", "suspended", "submitted", "accepted")
    }
    assert not [row for row in SECOND.rows.values() if row.target == "submitted"]


def test_a_new_version_has_no_flaw_but_its_own():
    """What only old logs know is no finding; a new state that only old matters reach is one."""
    assert analyse(SECOND) == ()
    lonely = DRAFT.extend(states=[State("lonely", Label("孤", "lonely"), tags={HANDED_IN})],
                          transitions=[Transition(Return, "lonely", "rectifying")])  # fmt: skip
    found = analyse(supersede(FIRST, lonely, {"submitted": "lonely"}))
    assert [(fault.code, fault.place) for fault in found] == [("unreachable", "lonely"), ("single exit", "lonely")]


def other_tags(state, *tags, kind="open"):
    """The draft with other tags or another kind for one state."""
    return DRAFT.extend(states=[attrs.evolve(DRAFT.state(state), tags=frozenset(tags), kind=kind)])


@pytest.mark.parametrize(
    ("former", "new", "states", "problems"),
    [
        (FIRST, IMMEDIATE.extend(version="2"), {}, ["it does not follow 'rectification'"]),
        (FIRST, FIRST, {}, ["both are version '1': give the new one another"]),
        (FIRST, DRAFT, {}, ["open state 'submitted' is gone; say in `states` where its matters go"]),
        (FIRST, DRAFT, {"submitted": "nowhere"}, ["'submitted' cannot lead to 'nowhere', which is no state"]),
        (FIRST, DRAFT, {"submitted": "submitted"}, ["'submitted' cannot lead to 'submitted', which is no state"]),
        (FIRST, DRAFT, {"submitted": "rectifying"}, ["'submitted' and 'rectifying' differ in handed in"]),
        (FIRST, DRAFT, {"submitted": "closed"}, ["'submitted' and 'closed' differ in at rest, done, handed in"]),
        (FIRST, DRAFT, {"submitted": "checking", "cancelled": "struck out"}, ["'cancelled' is no open state of"]),
        (FIRST, DRAFT, {"submitted": "checking", "nonsense": "rectifying"}, ["'nonsense' is no open state of"]),
        (
            FIRST,
            FIRST.extend(version="2"),
            {"suspended": "submitted"},
            [
                "Suspend still leads from 'rectifying' to 'suspended', which is gone",
                "'suspended' and 'submitted' differ in handed in, stopped",
            ],
        ),
        (FIRST, other_tags("accepted"), {"submitted": "checking"}, ["'accepted' and 'accepted' differ in done"]),
        (FIRST, other_tags("accepted", DONE, kind="rest"), {"submitted": "checking"}, ["'accepted' differ in at rest"]),
        (FIRST, other_tags("sustaining", DONE, kind="rest"), {"submitted": "checking"}, ["differ in sustained"]),
        (FIRST, IMMEDIATE, {}, ["it does not follow", "both are version", "'rectifying' is gone", "'suspended' is"]),
    ],
)  # fmt: skip
def test_every_problem_of_a_new_version_is_told(former, new, states, problems):
    """A name, a version, a state without a way, a way that is none, and whatever would settle a matter."""
    with pytest.raises(WorkflowError) as caught:
        supersede(former, new, states)
    for problem in problems:
        assert problem in str(caught.value)
    if "it does not follow" not in problems[0]:
        assert len(caught.value.problems) == len(problems)


def test_the_former_version_and_the_draft_stay_as_they_were():
    """A new value is made; a version without a gap needs no way."""
    assert Adopt not in FIRST.events
    assert Adopt not in DRAFT.events
    assert {event for state, event in supersede(FIRST, FIRST.extend(version="2")).rows} - set(FIRST.events) == {Adopt}


# --- matters


def test_a_matter_under_way_comes_over_by_an_entry():
    """Old entries keep the rule that admitted them; the new entry names both rules, and who decided so."""
    old = submitted()
    new = adopt(old, SECOND, on=ON, by="法规科", text="新办法施行")
    assert new.log[:-1] == old.log
    assert new.log[-1].event == Adopt(on=ON, by="法规科", former=FIRST.rule, text="新办法施行")
    assert (new.log[-1].rule, new.log[-1].to, new.state) == (SECOND.rule, "checking", "checking")
    assert {entry.rule for entry in new.log[:-1]} == {FIRST.rule}
    assert new.as_of(ON - timedelta(days=1)).standing_state.tags == {HANDED_IN, SUPERSEDED}
    assert new.apply(Accept(on=ON, by="检查组")).log[-1].rule == SECOND.rule


def test_a_state_that_both_versions_have_stays():
    """The entry is written all the same: from that day on, other rules decide."""
    new = adopt(assigned(), SECOND, on=ON, by="法规科")
    assert (new.state, new.log[-1].event.former, new.log[-1].to) == ("rectifying", FIRST.rule, "rectifying")
    assert new.apply(Submit(on=ON, by="李四")).state == "checking"


def test_a_matter_at_rest_stays():
    """Nothing is written, and a state that is gone keeps its words and tags."""
    cancelled = assigned().apply(Cancel(on=ON, by="局长", reason="重复"))
    moved = adopt(cancelled, SECOND, on=ON, by="法规科")
    assert moved.log == cancelled.log
    assert (moved.state, moved.void) == ("cancelled", True)
    assert {option.event for option in moved.options()} == {Refer}, "of the machine beside"


def test_adopting_twice_is_adopting_once_and_new_matters_have_nothing_to_adopt():
    """A matter that is under the new rule already keeps its log."""
    once = adopt(submitted(), SECOND, on=ON, by="法规科")
    assert adopt(once, SECOND, on=ON, by="法规科") == once
    fresh = Issue.register(id="H-9", title="新登记", on=ON, by="检查组", workflow=SECOND)
    assert adopt(fresh, SECOND, on=ON, by="法规科") == fresh
    refusal = fresh.decide(Adopt(on=ON, by="法规科", former=FIRST.rule))
    assert refusal.codes == ("not_former", "former_misstated")
    assert str(SECOND.rule) in refusal.text("en")


def test_the_rule_that_was_left_is_stated_truly():
    """An entry that names another former rule is refused."""
    moved = attrs.evolve(submitted(), workflows=SECOND.beside(REFERRAL))
    assert moved.decide(Adopt(on=ON, by="法规科", former=IMMEDIATE.rule)).codes == ("former_misstated",)
    assert moved.decide(Adopt(on=ON, by="法规科", former=FIRST.rule))


def test_a_matter_of_another_version_does_not_come_over():
    """The new version follows version 1: a matter under other rules of that name stays, and none goes back."""
    other = FIRST.extend(drop=[Cancel])
    issue = Issue.register(id="H-1", title="通道堵塞", on=ON, by="检查组", workflow=other)
    rested = issue.apply(Assign(on=ON, by="局长", owner="李四")).apply(Submit(on=ON, by="李四"))
    rested = rested.apply(Accept(on=ON, by="检查组")).apply(Close(on=ON, by="检查组"))
    for matter, version in ((issue, SECOND), (rested, SECOND), (adopt(submitted(), SECOND, on=ON, by="法规科"), FIRST)):
        with pytest.raises(WorkflowError, match="it does not follow") as caught:
            adopt(matter, version, on=ON, by="法规科")
        assert str(matter.log[-1].rule) in str(caught.value)
    moved = attrs.evolve(issue, workflows=SECOND.beside(REFERRAL))
    refusal = moved.decide(Adopt(on=ON, by="法规科", former=other.rule))
    assert refusal.codes == ("not_former",)
    assert str(other.rule) in refusal.text("en")


def test_what_cannot_adopt_is_told():
    """A workflow the matter does not run, one that follows nothing, one that does not know its state, a stand-in."""
    text = dumps(Book("台账", matters=(submitted(),))).replace('"submit"', '"unknown"')
    foreign = loads(text).matters[0]
    cases = [
        (assigned(), IMMEDIATE, "does not run it"),
        (assigned(), DRAFT, "make it with supersede"),
        (submitted(), supersede(DRAFT, DRAFT.extend(version="3")), "make it with supersede"),
        (foreign, SECOND, "read-only"),
    ]
    for matter, workflow, words in cases:
        with pytest.raises(WorkflowError, match=words):
            adopt(matter, workflow, on=ON, by="法规科")


# --- one version after another


THIRD = supersede(SECOND, SECOND.extend(version="3", states=[State("seen", Label("已阅", "seen"))],
                                        transitions=[Transition(Assign, "seen", "rectifying"),
                                                     Transition(Cancel, "seen", "struck out")]))  # fmt: skip


def test_a_version_follows_all_that_went_before():
    """A matter of version 1 comes over to version 3 at once or by way of 2, to the same state; both rules are told."""
    at_once = adopt(submitted(), THIRD, on=ON, by="法规科")
    step_by_step = adopt(adopt(submitted(), SECOND, on=ON, by="法规科"), THIRD, on=ON, by="法规科")
    assert at_once.states == step_by_step.states == ("checking", "not referred")
    assert [e.event.former.version for e in step_by_step.log if isinstance(e.event, Adopt)] == ["1", "2"]
    assert [e.event.former.version for e in at_once.log if isinstance(e.event, Adopt)] == ["1"]
    assert THIRD.state("submitted") == SECOND.state("submitted")


def test_a_version_knows_which_rules_it_follows():
    """Its former version and all before: a document of these is read without a note, one of other rules with one."""
    assert followed(FIRST) == followed(DRAFT) == ()
    assert followed(SECOND) == (FIRST.rule,)
    assert followed(THIRD) == (SECOND.rule, FIRST.rule)
    text = dumps(Book("台账", matters=(submitted(),)))
    assert loads(text, workflows=[THIRD]).faults == ()
    assert loads(text, workflows=[THIRD]).matters[0].state == "submitted"
    other = FIRST.extend(version="2")
    assert [fault.code for fault in loads(text, workflows=[other]).faults] == [OTHER_RULES]


def test_a_way_can_be_told_anew_where_its_end_is_gone_too():
    """Version 3 drops what version 2 led to: the states of both former versions need a way, or it is told."""
    draft = renamed(DRAFT, "3", checking="verifying")
    third = supersede(SECOND, draft, {"submitted": "verifying", "checking": "verifying"})
    assert adopt(submitted(), third, on=ON, by="法规科").state == "verifying"
    assert adopt(adopt(submitted(), SECOND, on=ON, by="法规科"), third, on=ON, by="法规科").state == "verifying"
    with pytest.raises(WorkflowError) as caught:
        supersede(SECOND, draft, {"checking": "verifying"})
    assert caught.value.problems == ("open state 'submitted' is gone; say in `states` where its matters go",)


def test_a_state_that_a_draft_still_has_can_be_given_up():
    """`extend` only adds states; naming a way out of one takes its rows away, once nothing leads there any more."""
    draft = FIRST.extend(
        version="2",
        states=[State("checking", Label("核查中", "being checked"), tags={HANDED_IN})],
        transitions=[
            Transition(Submit, "rectifying", "checking"),
            Transition(Accept, "checking", "accepted"),
            Transition(Return, "checking", "rectifying"),
        ],
        drop=[("rectifying", Submit)],
    )
    second = supersede(FIRST, draft, {"submitted": "checking"})
    assert {event for state, event in second.rows if state == "submitted"} == {Adopt}
    assert adopt(submitted(), second, on=ON, by="法规科").state == "checking"
    assert analyse(second) == ()


def test_an_id_that_comes_back_is_a_state_like_any_other():
    """Version 3 has `submitted` again: matters of version 1 that stand there stay, those of version 2 go back."""
    third = supersede(SECOND, renamed(DRAFT, "3", checking="submitted"), {"checking": "submitted"})
    assert SUPERSEDED not in third.state("submitted").tags
    assert adopt(submitted(), third, on=ON, by="法规科").state == "submitted"
    assert adopt(adopt(submitted(), SECOND, on=ON, by="法规科"), third, on=ON, by="法规科").state == "submitted"


# --- a machine beside


def test_a_machine_beside_comes_over_by_an_event_of_its_own():
    """It has a class of its own, its clock runs on, and one that was never used has nothing to adopt."""
    second = supersede(REFERRAL, REFERRAL.extend(version="2"), event=AdoptReferral)
    idle = adopt(assigned(), second, on=ON, by="法规科")
    assert (idle.log, idle.workflows[1]) == (assigned().log, second)
    referred = assigned().apply(Refer(on=DAY.replace(year=2025, month=3, day=3), by="局长", to="住建局", term=days(60)))
    both = adopt(adopt(referred, second, on=ON, by="法规科"), SECOND, on=ON, by="法规科")
    assert [type(entry.event) for entry in both.log[-2:]] == [AdoptReferral, Adopt]
    assert both.awaiting(ON) == referred.awaiting(ON)
    assert both.apply(Feedback(on=ON, by="住建局", text="已修复", solved=True)).states == ("rectifying", "answered")
    with pytest.raises(WorkflowError, match="Adopt too"):
        adopt(adopt(referred, SECOND, on=ON, by="法规科"), supersede(REFERRAL, REFERRAL.extend(version="2")),
              on=ON, by="法规科")  # fmt: skip


# --- laws

drawn = matters(("rectification", "major"))


def over(matter):
    """The matter after it adopted the second version, a few days after its last entry."""
    return adopt(matter, SECOND, on=matter.log[-1].event.on + timedelta(days=3), by="法规科")


@given(drawn)
def test_adopting_loses_no_entry(matter):
    """The old log is the beginning of the new one; what is added is one `Adopt`, and only while work is under way."""
    moved = over(matter)
    assert moved.log[: len(matter.log)] == matter.log
    added = [type(entry.event) for entry in moved.log[len(matter.log) :]]
    assert added == ([] if matter.standing_state.kind == "rest" else [Adopt])


@given(drawn)
def test_adopting_settles_nothing_and_opens_nothing(matter):
    """Whether it is done, void, failed or pending, its cycle, its clock and who may judge it are as before."""
    moved = over(matter)
    for name in ("done", "void", "failed", "pending", "cycle", "workers", "handed_in", "percent", "owner", "title"):
        assert getattr(moved, name) == getattr(matter, name), name
    assert moved.clock() == matter.clock()
    day = moved.log[-1].event.on
    assert moved.standing(day, provisional=True) == matter.standing(day, provisional=True)


@given(drawn)
def test_an_adopted_log_replays_to_the_same(matter):
    """Under the new version alone, from an empty matter, from a document, and on any day before."""
    moved = over(matter)
    assert decisions.replay(Issue.blank(matter.id, (SECOND, REFERRAL)), moved.log) == moved
    book = loads(dumps(Book("台账", matters=(moved,))), workflows=[SECOND])
    assert book.matters == (moved,)
    assert book.faults == ()
    for entry in matter.log:
        then, before = moved.as_of(entry.event.on), matter.as_of(entry.event.on)
        assert (then.log, then.states, then.done, then.pending) == (
            before.log,
            before.states,
            before.done,
            before.pending,
        )


@given(drawn)
def test_audit_tells_which_entries_the_new_rules_would_refuse(matter):
    """The same of the old log before and after, and never the entry by which the matter came over."""
    moved, blank = over(matter), Issue.blank(matter.id, (SECOND, REFERRAL))
    told = list(audit(blank, moved.log))
    assert told == list(audit(blank, matter.log))
    touched = {
        n
        for n, entry in enumerate(matter.log)
        if entry.to in {"submitted", "cancelled"} or (n and matter.log[n - 1].to == "submitted")
    }
    assert {position for position, _, _ in told} <= touched
    assert all(position in touched and entry.event.opens is False for position, entry, _ in told)


def test_audit_names_the_entries_of_a_known_history():
    """Handed in to `submitted` and accepted from there: the new rules lead the one elsewhere and refuse the other."""
    accepted = submitted().apply(Accept(on=ON, by="检查组"))
    moved = adopt(accepted, SECOND, on=ON, by="法规科")
    told = [(position, refusal.codes) for position, _, refusal in audit(moved.blank("H", moved.workflows), moved.log)]
    assert told == [(2, ("led_elsewhere",)), (3, ("not_from_here",))]


@given(drawn, st.integers(0, 5))
def test_adopting_is_dated_like_everything_else(matter, late):
    """It never runs behind the last entry, and a matter adopts once."""
    last = matter.log[-1].event.on
    if matter.standing_state.kind == "rest":
        return
    with pytest.raises(RefusedError):
        adopt(matter, SECOND, on=last - timedelta(days=late + 1), by="法规科")
    once = adopt(matter, SECOND, on=last + timedelta(days=late), by="法规科")
    assert adopt(once, SECOND, on=last, by="法规科") == once
