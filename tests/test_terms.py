"""Terms that are made of others: a cap, stages, and what of a plan in stages cannot be true."""

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.calendars import CHINA
from safetywork.clocks import Clock
from safetywork.errors import NotADayError, SpanError
from safetywork.periods import PeriodRule, days, hours, months, weeks, workdays, years
from safetywork.terms import Capped, Stage, Stages, in_hours
from safetywork.testing import strategies


def stages(*terms, whole=None):
    """A plan in stages named 一, 二, 三 …; an agreed day as text."""
    read = (date.fromisoformat(term) if isinstance(term, str) else term for term in terms)
    return Stages([Stage(name, term) for name, term in zip("一二三四", read, strict=False)], whole)


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (stages(workdays(7), workdays(15), workdays(2), whole=workdays(24)), []),  # 受理之日起24个工作日: 7 + 15 + 2
        (stages(workdays(3), workdays(10), whole=workdays(10)), [("stages do not add up", "whole", "10个工作日")]),
        (stages(workdays(7), PeriodRule(workdays(3)), whole=workdays(10)), []),
        (stages(months(6), years(1), whole=months(18)), []),
        (stages(weeks(1), days(3), whole=days(10)), []),
        (stages(weeks(1), days(3), whole=weeks(2)), [("stages do not add up", "whole", "2周")]),
        (stages(days(7), workdays(2), whole=days(9)), [("stages of other units", "二", "2个工作日")]),
        (stages("2018-12-31", days(9), whole=days(9)), [("stages of other units", "一", "2018-12-31")]),
        (stages("2018-12-31", "2019-05-31"), []),
        (stages("2018-12-31", "2018-12-31"), []),
        (stages("2019-05-31", days(9), "2018-12-31"), [("stages run back", "三", "2018-12-31")]),
        (stages(days(3), workdays(9)), []),  # no whole is stated
    ],
)
def test_what_cannot_be_true_of_a_plan_in_stages(plan, found):
    """Stages add up to the whole, like to like, and agreed days do not run back; each fault names its place."""
    assert [(fault.code, fault.place, fault.found) for fault in plan.faults()] == found
    assert all(fault.text("zh") != fault.text("en") for fault in plan.faults())


def test_a_fault_says_what_the_stages_come_to():
    """留言7482: three days and ten were promised within ten."""
    (fault,) = stages(workdays(3), workdays(10), whole=workdays(10)).faults()
    assert fault.text("zh") == "whole：各阶段合计13个工作日（原文：10个工作日）"
    assert fault.text("en") == "whole: the stages add up to 13 working days (found: 10个工作日)"


@given(strategies.days(), st.lists(st.integers(0, 20), min_size=1, max_size=5))
def test_stages_of_working_days_are_one_term_of_their_sum(trigger, ns):
    """Chained on nominal days, whatever holidays lie between: what adds up ends with the whole."""
    plan = Stages(tuple(Stage(str(n), workdays(n)) for n in ns), workdays(sum(ns)))
    assert plan.faults() == ()
    due = Clock(trigger, plan).deadline(CHINA)
    assert due.last_day == Clock(trigger, workdays(sum(ns))).deadline(CHINA).last_day


@pytest.mark.parametrize("term", [hours(24), PeriodRule(hours(24)), PeriodRule(days(7), direction="before")])
def test_what_is_put_together_counts_days_forward(term):
    """Neither hours nor a term that counts back has a stage or a cap."""
    for build in (lambda: Stage("一", term), lambda: Capped(term, days(3)), lambda: Capped(days(3), term)):
        with pytest.raises(SpanError, match="counts days, and counts them forward"):
            build()


def test_a_moment_is_no_day():
    """A datetime is refused where an agreed day is meant."""
    moment = datetime(2025, 1, 24, 12)
    for build in (lambda: Stage("一", moment), lambda: Capped(moment, days(3)), lambda: Capped(days(3), moment)):
        with pytest.raises(NotADayError):
            build()


def test_a_plan_has_a_stage():
    """No stages are no term."""
    with pytest.raises(SpanError, match="at least one"):
        Stages(())


@pytest.mark.parametrize(
    ("term", "told"),
    [
        (hours(3), True), (PeriodRule(hours(3)), True), (days(3), False), (PeriodRule(days(3)), False),
        (date(2025, 1, 6), False), (stages(days(3)), False), (Capped(days(3), days(9)), False),
    ],
)  # fmt: skip
def test_which_terms_run_in_hours(term, told):
    """They begin at a moment, not on a day."""
    assert in_hours(term) is told


# --- what an event may be given as a term


@pytest.mark.parametrize(
    ("said", "term"),
    [
        (workdays(15), workdays(15)),
        (date(2025, 6, 30), date(2025, 6, 30)),
        (sw.read_deadline("自收到之日起15个工作日内"), workdays(15)),
        (sw.read_deadline("2025年6月底前"), date(2025, 6, 30)),
        (sw.in_force("行政许可法 42", date(2025, 3, 3)), sw.in_force("行政许可法 42", date(2025, 3, 3)).rule),
        (None, None),
    ],
)
def test_an_event_takes_what_states_a_term(said, term):
    """A phrase as it was read and a statute are taken for the terms that they state, and written down as those."""
    event = sw.Assign(on=date(2025, 3, 3), by="局长", owner="李四", term=said)
    assert event.term == term
    issue = sw.Issue.register(id="H-1", title="护栏松动", on=date(2025, 3, 3), by="检查组").apply(event)
    book = sw.Book("台账", matters=(issue,))
    assert sw.loads(sw.dumps(book)) == book


@pytest.mark.parametrize("said", ["15个工作日", 15, object(), sw.read_deadline("尽快"), sw.read_deadline("6月底前")])
def test_what_states_no_term_is_refused_where_it_is_given(said):
    """A text, a number, a phrase without a day: told at once what to give, and not when the book is written."""
    with pytest.raises(SpanError, match="give a span"):
        sw.Assign(on=date(2025, 3, 3), by="局长", owner="李四", term=said)


def test_a_moment_is_no_day_to_agree_on():
    """An agreed term is a day, as everywhere."""
    with pytest.raises(NotADayError):
        sw.Assign(on=date(2025, 3, 3), by="局长", owner="李四", term=datetime(2025, 3, 9, 9))
