"""Measures: planned actions with an owner and a date."""

from datetime import date

import pytest
from hypothesis import given

from histories import matters
from safetywork.acts import Assign, Cancel, Progress, Resume, Suspend
from safetywork.extensions import Extend
from safetywork.measures import ACTIONS, MEASURE, Finish, Measure, Plan, Prepare
from safetywork.periods import days, workdays

D3, D10, D12, D17 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12), date(2025, 3, 17)


def planned(**details):
    """A measure planned on 3 March 2025."""
    return Measure.plan(id="M-1", title="编印手册", on=D3, by="局长", **details)


def test_a_measure_says_what_was_planned():
    """Title in both languages, source, owner and term come from the opening."""
    measure = planned(en="print a handbook", source="对标：甲市", owner="张三", term=days(10))
    assert (measure.en, measure.source, measure.owner, measure.kind) == (
        "print a handbook",
        "对标：甲市",
        "张三",
        "measure",
    )
    assert measure.deadline().nominal == date(2025, 3, 13)
    assert isinstance(measure.log[0].event, Plan)
    assert planned().deadline() is None
    assert planned(term=days(10), trigger=D10).deadline().nominal == date(2025, 3, 20)


def test_a_county_workflow_may_be_given():
    """A measure runs the workflow that it is planned with."""
    county = MEASURE.extend(drop=[Suspend, Resume], version="2")
    assert planned(workflow=county).workflows == (county,)


@pytest.mark.parametrize("first", [None, Assign(on=D3, by="局长", owner="张三"), Progress(on=D3, by="张三", percent=5)])
def test_a_measure_is_finished_from_anywhere_on_the_way(first):
    """Planned or under way, 完成 ends it; the day it was finished may lie before the day it is said."""
    measure = planned(term=days(10))
    measure = measure.apply(first) if first else measure
    done = measure.apply(Finish(on=D17, by="张三", finished=D12))
    assert (done.state, done.done) == ("finished", True)
    assert (done.standing(D17).finished, done.standing(D17).finished_late) == (D12, False)
    assert measure.apply(Finish(on=D17, by="张三")).standing(D17).finished_late
    assert measure.decide(Finish(on=D12, by="张三", finished=D17)).codes == ("finished_ahead",)


def test_a_measure_is_prepared_before_it_is_carried_out():
    """筹备中: with an owner and a term, not under way yet; the first progress, or the end, leads out of it."""
    measure = planned(term=days(10)).apply(Prepare(on=D3, by="张三", text="报名组织中"))
    assert (str(measure.standing_state), measure.pending) == ("筹备中", True)
    assert measure.apply(Assign(on=D10, by="局长", owner="李四")).state == "preparing"
    assert measure.apply(Extend(on=D10, by="局长", reason="场地未定", more=days(5))).state == "preparing"
    assert measure.apply(Progress(on=D10, by="张三", percent=10)).state == "under way"
    assert measure.apply(Finish(on=D10, by="张三")).done
    under_way = planned().apply(Progress(on=D3, by="张三", percent=5))
    assert under_way.decide(Prepare(on=D10, by="张三")).codes == ("not_from_here",)


def test_a_measure_names_the_gap_that_it_closes_and_what_kind_of_action_it_is():
    """对标差距, 规定动作 or 自选动作; where nobody said, it is not said."""
    measure = planned(gap="G-1", source="A-1", action="optional")
    assert (measure.gap, measure.source, measure.action) == ("G-1", "A-1", "optional")
    assert (planned().gap, planned().action) == (None, None)
    assert {kind: str(label) for kind, label in ACTIONS.items()} == {"required": "规定动作", "optional": "自选动作"}
    with pytest.raises(ValueError, match="action"):
        planned(action="extra")


def test_a_stop_moves_the_deadline():
    """Two working days of stop move a term of working days by two."""
    measure = (
        planned(term=workdays(5))
        .apply(Suspend(on=D3, by="局长", reason="停工"))
        .apply(Resume(on=date(2025, 3, 5), by="局长"))
    )
    assert measure.deadline().nominal == D12
    assert measure.state == "under way"


def test_an_extension_is_granted_by_another():
    """延期 wants a term, a reason and another person, as everywhere."""
    assert planned().decide(Extend(on=D3, by="局长", reason="x", more=days(3))).codes == ("no_term",)
    asked = Extend(on=D3, by="张三", asked_by="张 三", reason="x", more=days(3))
    assert planned(term=days(3)).decide(asked).codes == ("own_extension",)


def test_a_cancelled_measure_is_void():
    """已取消 is neither done nor pending."""
    gone = planned().apply(Cancel(on=D3, by="局长", reason="并入他项"))
    assert (gone.void, gone.done, gone.pending, gone.options()) == (True, False, False, ())


@given(matters(("measure",)))
def test_reporting_progress_puts_a_measure_under_way(matter):
    """After the first report, preparation, assignment or resumption it is no longer merely planned."""
    moved = any(isinstance(entry.event, (Assign, Prepare, Progress, Resume)) for entry in matter.log)
    assert not (moved and matter.state == "planned")
