"""Programmes and the way of each enterprise through them."""

from datetime import date, datetime

import pytest
from hypothesis import given

from histories import led, matters
from safetywork.acts import Return
from safetywork.counts import Count
from safetywork.errors import NotADayError
from safetywork.periods import months
from safetywork.programmes import (
    STANDARDISATION,
    AdoptProcedures,
    Apply,
    Coach,
    Create,
    Enrolment,
    Lapse,
    Programme,
    Withdraw,
)

D3, D10, D12 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12)


def enrolled(**details):
    """An enterprise put on the list on 3 March 2025."""
    return Enrolment.enrol(id="E-1", title="某饭店", programme="PR-1", on=D3, by="应急局", **details)


def test_a_programme_aims_at_a_number():
    """What, from which day, how many."""
    programme = Programme(id="PR-1", on=D3, title="标准化提升", target=Count.exact(50, "家"))
    assert (programme.target, programme.en, programme.campaign) == (Count.exact(50, "家"), None, None)
    with pytest.raises(NotADayError):
        Programme(id="PR-1", on=datetime(2025, 3, 3), title="标准化提升")


def test_an_enrolment_is_one_enterprise():
    """Title, programme and industry come from the opening; it counts as one 家, whatever."""
    enrolment = enrolled(industry="餐饮", owner="王五", term=months(6))
    assert (enrolment.programme, enrolment.industry, enrolment.count) == ("PR-1", "餐饮", Count.exact(1, "家"))
    assert enrolment.deadline().nominal == date(2025, 9, 3)
    assert enrolled().deadline() is None


def test_a_county_workflow_may_be_given():
    """An enrolment runs the workflow that it is made with."""
    county = STANDARDISATION.extend(drop=[Lapse], version="2")
    assert enrolled(workflow=county).workflows == (county,)


def test_stage_by_stage():
    """列入 → 辅导 → 操作规程 → 评审 → 创建完成, and coaching again changes nothing of the stage."""
    enrolment = enrolled(owner="王五").apply(Coach(on=D3, by="专家")).apply(AdoptProcedures(on=D10, by="王五"))
    assert enrolment.apply(Coach(on=D10, by="专家")).state == "procedures"
    review = enrolment.apply(Apply(on=D10, by="王五"))
    assert review.decide(Create(on=D12, by="王五")).codes == ("own_work",)
    created = review.apply(Create(on=D12, by="评审组"))
    assert (str(created.standing_state), created.done) == ("创建完成", True)
    assert review.apply(Return(on=D12, by="评审组", reason="缺档案")).state == "procedures"


def test_an_application_is_not_finished_in_the_future():
    """What is handed in for review is finished no later than that day, as every handing-in."""
    ready = led(enrolled(), "procedures")
    day = ready.log[-1].event.on
    assert ready.decide(Apply(on=day, by="王五", finished=date(2025, 9, 1))).codes == ("finished_ahead",)


def test_a_lapsed_enterprise_begins_again_counted():
    """失效: a second cycle from the start, the first stays in the log."""
    created = led(enrolled(), "created")
    again = created.apply(Lapse(on=date(2025, 9, 1), by="应急局", reason="重大隐患"))
    assert (again.state, again.cycle, again.done) == ("enrolled", 2, False)
    assert again.log[:-1] == created.log


@given(matters(("standardisation",)))
def test_a_withdrawn_enterprise_is_neither_done_nor_open(matter):
    """退出 with a reason ends it; nothing more happens."""
    if matter.state == "withdrawn":
        assert isinstance(matter.log[-1].event, Withdraw)
        assert (matter.void, matter.done, matter.options()) == (True, False, ())
