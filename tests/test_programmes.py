"""Programmes and the way of each enterprise through them."""

from datetime import date, datetime

import pytest
from hypothesis import given

from histories import led, matters
from safetywork.acts import Return
from safetywork.counts import Count
from safetywork.errors import DayOrderError, NotADayError
from safetywork.periods import months
from safetywork.programmes import (
    STANDARDISATION,
    AdoptProcedures,
    Apply,
    Coach,
    Create,
    Enrolment,
    Lapse,
    Procedures,
    Programme,
    StageDue,
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


def test_procedures_are_told_from_the_day_they_were_issued():
    """A programme's schedule is its plan and stays; what it issued on the 10th it had not on the 3rd."""
    issued = Procedures(industry="烟花爆竹", on=D10, title="操作规程")
    programme = Programme(
        id="PR-1",
        on=D3,
        title="t",
        industries=("烟花爆竹",),
        procedures=(issued,),
        schedule=(StageDue("created", D12),),
    )
    assert programme.as_of(D3) == Programme(
        id="PR-1", on=D3, title="t", industries=("烟花爆竹",), schedule=(StageDue("created", D12),)
    )
    assert programme.as_of(D10) == programme
    for wrong in (lambda: StageDue("created", "2025-03-12"), lambda: Procedures(industry="x", on=None, title="t")):
        with pytest.raises(NotADayError):
            wrong()


def test_the_stages_of_an_enterprise_have_their_days():
    """Each stage with the day it last came to it; being sent back is coming to it again, coaching again is not."""
    ready = enrolled(enterprise="u1").apply(Coach(on=D3, by="专家")).apply(AdoptProcedures(on=D10, by="王五"))
    assert ready.enterprise == "u1"
    ready = ready.apply(Coach(on=D12, by="专家"))
    assert ready.stages == (("enrolled", D3), ("coached", D3), ("procedures", D10))
    back = ready.apply(Apply(on=D12, by="王五")).apply(Return(on=date(2025, 3, 14), by="评审组", reason="缺档案"))
    assert back.stages[-2:] == (("in review", D12), ("procedures", date(2025, 3, 14)))
    assert back.created_on is None


def test_a_certificate_holds_until_its_last_day():
    """Created on the 12th, as its certificate says until the 14th of a year; a lapse takes that with it."""
    review = led(enrolled(owner="王五"), "procedures").apply(Apply(on=D10, by="王五"))
    year = date(2026, 3, 14)
    created = review.apply(Create(on=D12, by="评审组", until=year))
    assert (created.created_on, created.valid_until) == (D12, year)
    assert [created.expired(day) for day in (D12, year, date(2026, 3, 15))] == [False, False, True]
    assert not review.apply(Create(on=D12, by="评审组")).expired(date(2099, 1, 1))
    lapsed = created.apply(Lapse(on=date(2026, 4, 1), by="局", reason="到期"))
    assert (lapsed.created_on, lapsed.valid_until, lapsed.expired(date(2026, 4, 1))) == (None, None, False)
    assert lapsed.stages == (("enrolled", date(2026, 4, 1)),)
    with pytest.raises(DayOrderError):
        Create(on=D12, by="评审组", until=D10)


@given(matters(("standardisation",)))
def test_the_last_stage_is_where_it_stands(matter):
    """The stages end with the present state, on days in order, and it is created since a day or not at all."""
    names, days = zip(*matter.stages, strict=True)
    assert names[-1] == matter.state
    assert list(days) == sorted(days)
    assert (matter.created_on is not None) == matter.done


@given(matters(("standardisation",)))
def test_a_withdrawn_enterprise_is_neither_done_nor_open(matter):
    """退出 with a reason ends it; nothing more happens."""
    if matter.state == "withdrawn":
        assert isinstance(matter.log[-1].event, Withdraw)
        assert (matter.void, matter.done, matter.options()) == (True, False, ())
