"""Schemes: drafted, deliberated, issued, carried out phase by phase, summed up, concluded."""

from datetime import date

import pytest
from hypothesis import given

from histories import matters
from safetywork.acts import Cancel, Progress, Return
from safetywork.counts import Count
from safetywork.errors import DayOrderError, PolicyError
from safetywork.extensions import Extend
from safetywork.goals import Goal
from safetywork.periods import days
from safetywork.schemes import (
    CONDITIONS,
    OPEN,
    SCHEME,
    Approve,
    Conclude,
    EnterPhase,
    Phase,
    Promulgate,
    Propose,
    Redraft,
    Scheme,
    Summarise,
)
from safetywork.testing.scenes import CONTEXT
from safetywork.workflows import Context

D3, D10, D12, D17, D24, D31 = (date(2025, 3, n) for n in (3, 10, 12, 17, 24, 31))
ALL_DONE = Goal("问题全部整改", indicator="issues rectified", target=Count.exact(100, "%"))
TRAINED = Goal("人员培训到位")
PHASES = (
    Phase(id="one", title="动员部署"),
    Phase(id="two", title="集中整治", on=D24, entry=(TRAINED, ALL_DONE)),
)


def drafted(**details):
    details = {"phases": PHASES, "term": days(10), **details}
    return Scheme.draft(id="S-1", title="行动方案", on=D3, by="局长", owner="张三", **details)


def issued(**details):
    scheme = drafted(**details).apply(Propose(on=D10, by="张三"))
    return scheme.apply(Approve(on=D12, by="局党委")).apply(Promulgate(on=D17, by="办公室", number="X发〔2025〕1号"))


def running():
    return issued().apply(EnterPhase(on=D17, by="局长", phase="one"))


def test_a_scheme_is_drawn_up_deliberated_and_issued():
    """制定中 → 审议中 → 已审议通过 → 已印发: the term is that of the draft, met by putting it to the committee."""
    scheme = drafted()
    assert (str(scheme.standing_state), scheme.deadline().last_day) == ("制定中", date(2025, 3, 13))
    proposed = scheme.apply(Propose(on=D10, by="张三"))
    assert proposed.decide(Promulgate(on=D12, by="办公室")).codes == ("not_from_here",)
    assert proposed.decide(Approve(on=D12, by="张 三")).codes == ("own_work",)
    done = issued()
    assert (str(done.standing_state), done.standing(D31).finished, done.standing(D31).overdue) == ("已印发", D10, False)
    assert drafted(workflow=SCHEME.extend(version="2")).workflows[0].version == "2"


def test_a_draft_that_is_sent_back_is_late_again():
    """退回: the clock runs on from where it began."""
    back = drafted().apply(Propose(on=D10, by="张三")).apply(Return(on=D12, by="局党委", reason="缺保障措施"))
    assert (back.state, back.standing(D17).days_late) == ("drafting", 4)
    assert back.decide(Extend(on=D12, by="局长", reason="修改", more=days(7)))


def test_what_was_deliberated_and_is_changed_is_deliberated_again():
    """修改方案 leads back to the draft; an issued scheme is not redrafted."""
    approved = drafted().apply(Propose(on=D10, by="张三")).apply(Approve(on=D12, by="局党委"))
    more = (*PHASES, Phase(id="x", title="巩固"))
    changed = approved.apply(Redraft(on=D17, by="张三", reason="增加阶段", phases=more))
    assert (changed.state, len(changed.phases), changed.title) == ("drafting", 3, "行动方案")
    assert issued().decide(Redraft(on=D17, by="张三", reason="x")).codes == ("not_from_here",)


# --- phases


def enter(on=D24, phase="two", confirmed=()):
    return EnterPhase(on=on, by="局长", phase=phase, confirmed=confirmed)


def known(**answers):
    return Context(facts={CONDITIONS: {TRAINED: None, ALL_DONE: None} | answers.pop("facts", {}), OPEN: ()})


def test_phases_are_entered_in_their_order():
    """The next one, and no phase twice; which were entered, and when, stands in the log."""
    assert issued().decide(enter(D17)).codes == ("not_the_next_phase",)
    scheme = running()
    assert (scheme.state, scheme.phase, scheme.next_phase) == ("running", "one", PHASES[1])
    assert scheme.decide(enter(phase="one")).codes == ("not_the_next_phase",)
    both = scheme.apply(enter(confirmed=("人员培训到位",)), known(facts={ALL_DONE: True}))
    assert (both.entered, both.next_phase) == ((("one", D17), ("two", D24)), None)
    assert both.decide(enter(phase="three")).codes == ("no_phase_left",)
    assert both.as_of(D17) == scheme


@pytest.mark.parametrize(
    ("facts", "confirmed", "codes"),
    [
        ({ALL_DONE: True, TRAINED: None}, ("人员培训到位",), ()),
        ({ALL_DONE: True, TRAINED: None}, (), ("condition_unconfirmed",)),
        ({ALL_DONE: False}, ("人员培训到位", "问题全部整改"), ("condition_unmet",)),
        ({ALL_DONE: None}, ("人员培训到位",), ("condition_unconfirmed",)),
        ({ALL_DONE: None}, ("人员培训到位", "问题全部整改"), ()),
        ({}, ("人员培训到位", "问题全部整改"), ("condition_uncounted",)),
        ({}, (), ("condition_unconfirmed", "condition_uncounted")),
    ],
)
def test_the_conditions_of_a_phase(facts, confirmed, codes):
    """What the books say decides; a person confirms what they leave open, never what they deny or nobody counted."""
    verdict = running().decide(enter(confirmed=confirmed), Context(facts={CONDITIONS: facts}))
    assert getattr(verdict, "codes", ()) == codes


def test_a_condition_without_a_context_is_not_met():
    """A guard whose context is missing gives a reason, it never passes."""
    codes = running().decide(enter(confirmed=("人员培训到位", "问题全部整改"))).codes
    assert codes == ("condition_uncounted",)


def test_a_phase_does_not_begin_before_its_day():
    """The day is a condition like the others, and is told with them."""
    assert running().decide(enter(date(2025, 3, 23))).codes == (
        "phase_ahead",
        "condition_unconfirmed",
        "condition_uncounted",
    )


def test_a_phase_stands_once_and_does_not_end_before_it_begins():
    """What could never be entered is refused when it is written, not when its turn comes."""
    with pytest.raises(DayOrderError):
        Phase(id="one", title="一", on=D10, until=D3)
    assert Phase(id="one", title="一", on=D10, until=D10).until == D10
    for wrong in (lambda: drafted(phases=PHASES * 2), lambda: Redraft(on=D3, by="张三", reason="x", phases=PHASES * 2)):
        with pytest.raises(PolicyError) as caught:
            wrong()
        assert caught.value.problems == ("phase 'one' stands twice", "phase 'two' stands twice")


# --- the end


def summed_up():
    return running().apply(Summarise(on=D24, by="张三", text="完成情况"))


def test_a_campaign_without_phases_is_summed_up_too():
    """A summary says something, and can be sent back."""
    assert issued(phases=()).apply(Summarise(on=D24, by="张三", text="完成情况")).state == "summarised"
    assert issued().decide(Summarise(on=D24, by="张三", text="")).codes == ("missing_field",)
    assert summed_up().apply(Return(on=D31, by="领导小组", reason="数字不实")).state == "running"


@pytest.mark.parametrize(
    ("facts", "left", "codes"),
    [
        ({}, (), ("open_unknown",)),
        ({OPEN: ()}, (), ()),
        ({OPEN: ("H-1", "H-2")}, ("H-1",), ("still_open",)),
        ({OPEN: ("H-1", "H-2")}, ("H-1", "H-2"), ()),
    ],
)
def test_nothing_open_is_forgotten_when_it_is_concluded(facts, left, codes):
    """What is open is carried over before, or named as left; where nobody said what is open, it is not over."""
    verdict = summed_up().decide(Conclude(on=D31, by="领导小组", left=left), Context(facts=facts))
    assert getattr(verdict, "codes", ()) == codes


def test_a_conclusion_is_somebody_elses_and_final():
    """Whoever summed it up does not conclude it; the refusal names what is still open."""
    own = summed_up().decide(Conclude(on=D31, by="张三"), Context(facts={OPEN: ("H-1",)}))
    assert own.codes == ("own_work", "still_open")
    assert all("H-1" in own.text(lang) for lang in ("zh", "en"))
    over = summed_up().apply(Conclude(on=D31, by="领导小组"), Context(facts={OPEN: ()}))
    assert (over.done, over.options()) == (True, ())


def test_a_campaign_is_called_off_before_it_is_summed_up():
    """With a reason; after the summary it is concluded or sent back."""
    assert running().apply(Cancel(on=D24, by="局长", reason="并入")).void
    assert summed_up().decide(Cancel(on=D31, by="局长", reason="并入")).codes == ("not_from_here",)


def test_progress_is_reported_while_it_is_drawn_up_and_carried_out():
    """States stay."""
    for scheme in (drafted(), issued(), running()):
        assert scheme.apply(Progress(on=D24, by="张三", text="过半")).state == scheme.state


@given(matters(("scheme",)))
def test_phases_are_entered_once_each_in_order(matter):
    """Whatever happened, the phases entered are the first of the plan, on days that never run backwards."""
    entered = [phase for phase, _ in matter.entered]
    assert entered == [phase.id for phase in matter.phases][: len(entered)]
    assert [on for _, on in matter.entered] == sorted(on for _, on in matter.entered)
    assert matter.phase == (entered[-1] if entered else None)
    assert matter.options(CONTEXT) or matter.state in ("concluded", "cancelled")
