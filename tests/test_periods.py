"""Lengths of time and the deadlines they lead to: nominal day, last day, and every step that led there."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from safetywork.calendars import CHINA, SpecialDay, WorkCalendar, read_holiday_cn
from safetywork.clocks import Clock, Extension, Stop
from safetywork.codec import strict_converter
from safetywork.digests import canonical
from safetywork.errors import NotADayError, NotAMomentError, SpanError, UnannouncedDayError
from safetywork.labels import Label
from safetywork.office import OfficeHours
from safetywork.periods import (
    BEIJING,
    PeriodRule,
    Span,
    backward,
    days,
    deadline,
    forward,
    hours,
    months,
    settle,
    weeks,
    workdays,
    years,
)
from safetywork.testing import strategies

UNROLLED = ("day", "week", "month", "year")


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


# --- spans


@pytest.mark.parametrize(
    ("text", "span", "zh", "en"),
    [
        ("15个工作日", workdays(15), "15个工作日", "15 working days"),
        ("15 工作日", workdays(15), "15个工作日", "15 working days"),
        ("1 Working Day", workdays(1), "1个工作日", "1 working day"),
        ("30日", days(30), "30日", "30 days"),
        ("３０天", days(30), "30日", "30 days"),
        ("2周", weeks(2), "2周", "2 weeks"),
        ("2个星期", weeks(2), "2周", "2 weeks"),
        ("2个月", months(2), "2个月", "2 months"),
        (" 1年 ", years(1), "1年", "1 year"),
        ("0日", days(0), "0日", "0 days"),
        ("36500 days", days(36_500), "36500日", "36500 days"),
        ("24小时", hours(24), "24小时", "24 hours"),
        ("1个小时", hours(1), "1小时", "1 hour"),
        ("48 Hours", hours(48), "48小时", "48 hours"),
    ],
)
def test_a_span_is_read_and_written(text, span, zh, en):
    """Chinese and English; full width, case and white space do not matter."""
    assert Span.read(text) == span
    assert (str(span), span.text(), span.text("en")) == (zh, zh, en)


@given(strategies.spans())
def test_what_is_written_is_read_back(span):
    """read(str(s)) = s, in both languages."""
    assert Span.read(str(span)) == Span.read(span.text("en")) == span


@pytest.mark.parametrize(
    "text", ["", "15", "日", "十五日", "1.5个月", "-3日", "15个工作日内", "3日2周", "100000日", "3分钟"]
)
def test_a_text_that_states_no_span_is_refused(text):
    """No guess at numerals, fractions or units."""
    with pytest.raises(SpanError, match="write a number and a unit") as caught:
        Span.read(text)
    assert caught.value.given == repr(text)


@pytest.mark.parametrize(
    ("n", "unit", "says"),
    [
        (1.5, "month", "whole number"),
        (True, "day", "whole number"),
        ("3", "day", "whole number"),
        (-1, "day", "between 0 and 36500"),
        (36_501, "workday", "between 0 and 36500 workdays"),
        (36_501, "day", "between 0 and 36500 days"),
        (5_201, "week", "between 0 and 5200 weeks"),
        (1_201, "month", "between 0 and 1200 months"),
        (101, "year", "between 0 and 100 years"),
        (8_785, "hour", "between 0 and 8784 hours"),
        (3, "minute", "the units are workday, day, week, month, year, hour"),
    ],
)
def test_a_span_that_cannot_be_is_refused(n, unit, says):
    """Half a month is not a number of days until somebody says which."""
    with pytest.raises(SpanError, match=says):
        Span(n, unit)


# --- deadlines counted by hand


@pytest.mark.parametrize(
    ("trigger", "span", "nominal", "last_day"),
    [
        ("2023-07-01", days(90), "2023-09-29", "2023-10-07"),  # 处罚法 60, a make-up Saturday
        ("2024-09-20", days(15), "2024-10-05", "2024-10-08"),  # 处罚法 67
        ("01-20", workdays(10), "02-08", "02-08"),  # 强制法 54 + 69, a make-up Saturday
        ("2024-02-29", years(1), "02-28", "02-28"),  # 安全生产法 86
        ("2024-01-10", days(30), "2024-02-09", "2024-02-09"),  # 强制法 25: 除夕 2024 was a working day
        ("2023-06-01", days(60), "2023-07-31", "2023-07-31"),  # 事故条例 29
        ("2023-09-20", days(15), "2023-10-05", "2023-10-07"),  # 事故条例 32, rolled
        ("2017-07-01", days(30), "2017-07-31", "2017-07-31"),  # 事故条例 13
        ("2022-09-29", days(15), "2022-10-14", "2022-10-14"),  # 信访条例 22
        ("2022-09-29", workdays(5), "2022-10-11", "2022-10-11"),  # 信访条例 22
        ("2022-05-05", days(60), "2022-07-04", "2022-07-04"),  # 信访条例 34
        ("2023-09-27", workdays(5), "2023-10-10", "2023-10-10"),  # 复议法 30
        ("2026-01-26", workdays(20), "2026-02-28", "2026-02-28"),  # 信息公开条例 33
        ("01-15", days(20), "02-04", "02-05"),  # 煤矿条例 48, rolled off the festival's last day
        ("02-28", months(1), "03-28", "03-28"),  # not 03-31: the corresponding day
        ("01-30", months(1), "02-28", "02-28"),  # not 02-27: the month's last day
        ("2024-01-31", months(1), "2024-02-29", "2024-02-29"),
        ("2024-01-31", months(3), "2024-04-30", "2024-04-30"),
        ("01-24", weeks(1), "01-31", "02-05"),
        ("01-24", weeks(3), "02-14", "02-14"),
        ("01-24", days(0), "01-24", "01-24"),
        ("01-25", workdays(0), "01-25", "01-26"),
        ("01-25", days(1), "01-26", "01-26"),  # a make-up Sunday is no day off (民法典 203)
    ],
)
def test_deadlines_by_hand(trigger, span, nominal, last_day):
    """The trigger is not counted; the last day moves off days off; both days are kept."""
    due = PeriodRule(span).resolve(d(trigger), CHINA)
    assert (due.nominal, due.last_day) == (d(nominal), d(last_day))
    assert due == deadline(span, d(trigger)) == deadline(PeriodRule(span), d(trigger), CHINA)
    assert not due.provisional


def test_a_rule_may_leave_the_last_day_where_it_is():
    """刑事诉讼法 105: custody is not prolonged by holidays."""
    due = PeriodRule(days(90), roll=False, source="刑事诉讼法 105").resolve(d("2023-07-01"))
    assert due.last_day == due.nominal == d("2023-09-29")


def test_an_agreed_day_is_its_own_deadline():
    """Even a Saturday in the festival: nothing is counted, nothing rolls."""
    due = deadline(d("02-01"), d("01-20"))
    assert (due.nominal, due.last_day, due.rule) == (d("02-01"), d("02-01"), None)
    assert due.explain() == "2025-02-01  约定的日期"
    assert [step.code for step in due.steps] == ["agreed"]


def test_the_last_day_ends_at_midnight_in_beijing():
    """民法典 203: 24:00 of the last day, which is 16:00 UTC."""
    cutoff = PeriodRule(workdays(10)).resolve(d("01-20")).cutoff
    assert cutoff == datetime.fromisoformat("2025-02-08T16:00:00+00:00")
    assert cutoff.isoformat() == "2025-02-09T00:00:00+08:00"


@pytest.mark.parametrize(
    "ask",
    [
        lambda x: deadline(days(3), x),
        lambda x: deadline(workdays(3), x),
        lambda x: deadline(x, d("01-20")),
        PeriodRule(days(3)).resolve,
    ],
)
def test_a_moment_is_no_day(ask):
    """A datetime is refused as trigger and as agreed day."""
    with pytest.raises(NotADayError):
        ask(datetime(2025, 1, 24, 12))


@pytest.mark.parametrize("span", [days(36_500), weeks(5200), months(1200), years(100)])
def test_a_term_past_the_year_9999_is_refused(span):
    """The refusal is of the family, and an unannounced day is still told as such."""
    with pytest.raises(SpanError):
        deadline(PeriodRule(span, roll=False), date(9990, 1, 1))
    with pytest.raises(UnannouncedDayError):
        deadline(workdays(1), date(9990, 1, 1))


def test_going_forward_rolls_nothing_and_guesses_nothing():
    """The span's own end, on a day off too; an unannounced working day is refused unless asked for."""
    assert forward(d("01-24"), weeks(1), CHINA) == d("01-31")
    assert forward(d("2026-12-31"), workdays(1), CHINA, provisional=True) == d("2027-01-04")
    with pytest.raises(UnannouncedDayError):
        forward(d("2026-12-31"), workdays(1), CHINA)
    with pytest.raises(UnannouncedDayError):
        settle(PeriodRule(days(1)), d("2027-01-01"), d("2027-01-02"), CHINA)


def test_a_day_past_the_projection_stays_and_is_marked():
    """No festival is known for 2045: a provisional answer rolls nothing and says so, a firm one is refused."""
    due = deadline(years(20), d("01-22"), provisional=True)
    assert (due.nominal, due.last_day, due.provisional) == (d("2045-01-22"), d("2045-01-22"), True)  # a Sunday
    assert [step.code for step in due.steps] == ["trigger", "span", "provisional", "last"]
    with pytest.raises(UnannouncedDayError):
        deadline(years(20), d("01-22"))


# --- laws


def corresponding(day, total):
    """The same day `total` months on, or the month's last (民法典 202), written out."""
    year, month = divmod(day.year * 12 + day.month - 1 + total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@given(strategies.days(date(2023, 1, 1), date(2025, 12, 31)), st.integers(0, 30))
def test_months_end_on_the_corresponding_day(trigger, n):
    """Same day of the month or its last; monotone in the number; twelve months are a year."""
    rule = PeriodRule(months(n), roll=False)
    assert rule.resolve(trigger).nominal == corresponding(trigger, n)
    assert rule.resolve(trigger).nominal < PeriodRule(months(n + 1), roll=False).resolve(trigger).nominal
    assert rule.resolve(trigger).nominal <= rule.resolve(trigger + timedelta(days=1)).nominal
    assert deadline(years(n), trigger, WorkCalendar.weekly("w", last=date(2060, 1, 1))).nominal == corresponding(
        trigger, 12 * n
    )


def test_months_are_not_chained():
    """01-31 + 1 month + 1 month is 03-28; two months from 01-31 are 03-31."""
    once = deadline(months(1), d("01-31")).nominal
    assert deadline(months(1), once).nominal == d("03-28")
    assert deadline(months(2), d("01-31")).nominal == d("03-31")


@given(strategies.calendars(), strategies.days(), strategies.spans(), st.booleans())
def test_the_last_day_is_the_nominal_day_unless_it_rolls(calendar, trigger, span, roll):
    """last_day >= nominal >= trigger; equal if and only if nominal is worked or the rule does not roll."""
    due = PeriodRule(span, roll=roll).resolve(trigger, calendar, provisional=True)
    assert trigger <= due.nominal <= due.last_day
    worked = calendar.is_workday(due.nominal, provisional=True)
    assert (due.last_day == due.nominal) == (worked or not roll)
    assert due.last_day == (calendar.next(due.nominal, provisional=True) if roll else due.nominal)


@given(strategies.days(date(2026, 10, 1), date(2026, 12, 31)), strategies.spans(), st.booleans())
def test_a_firm_deadline_rests_on_announced_days(trigger, span, roll):
    """Not marked means: inside the announced days, or no question to the calendar at all."""
    rule = PeriodRule(span, roll=roll)
    due = rule.resolve(trigger, CHINA, provisional=True)
    asks = roll or span.unit == "workday"
    assert due.provisional == (asks and due.last_day > CHINA.announced_through)
    if not due.provisional:
        assert rule.resolve(trigger, CHINA) == due


@given(strategies.days(), strategies.spans(UNROLLED))
def test_calendar_units_do_not_ask_the_calendar(trigger, span):
    """Without rolling, days, weeks, months and years end on one day under any calendar."""
    rule = PeriodRule(span, roll=False)
    never = WorkCalendar.weekly("never", rest=range(1, 8))
    assert rule.resolve(trigger, never).last_day == rule.resolve(trigger, CHINA).last_day


# --- unannounced years


def test_beyond_the_announced_years_is_refused_unless_provisional():
    """The refusal says what to do; asked for, the answer rests on statutory days and is marked."""
    rule = PeriodRule(workdays(5))
    with pytest.raises(UnannouncedDayError, match="add the year's notice"):
        rule.resolve(d("2026-12-28"))
    due = rule.resolve(d("2026-12-28"), provisional=True)
    assert due.provisional
    assert due.last_day == d("2027-01-05")
    assert due.explain().splitlines() == [
        "2026-12-28  起算事由发生日，当日不计入（民法典第201条）",
        "2026-12-28  期间5个工作日，到2027-01-05",
        "2027-01-01  元旦放假，不计入",
        "2027-01-05  年度放假安排尚未公布，暂按法定节日计算",
        "2027-01-05  最后一日",
    ]


def test_a_new_notice_makes_the_deadline_firm():
    """The (made up) notice of 2027 has a make-up Sunday 01-03: the fifth working day is 01-04."""
    days_ = [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-03", "isOffDay": False},
    ]
    later = CHINA.announce(read_holiday_cn({"year": 2027, "days": days_}))
    due = PeriodRule(workdays(5)).resolve(d("2026-12-28"), later)
    assert (due.last_day, due.provisional) == (d("2027-01-04"), False)


def test_rolling_into_an_unannounced_year_is_provisional_too():
    """2027-01-09 is a Saturday: the day after next is Monday 01-11, if no notice says otherwise."""
    due = deadline(days(20), d("2026-12-20"), provisional=True)
    assert (due.nominal, due.last_day, due.provisional) == (d("2027-01-09"), d("2027-01-11"), True)
    assert "2027-01-09 … 2027-01-11  末日为休息日，顺延至2027-01-11（民法典第203条）" in due.explain()
    with pytest.raises(UnannouncedDayError):
        deadline(days(20), d("2026-12-20"))
    assert not deadline(PeriodRule(days(20), roll=False), d("2026-12-20")).provisional


# --- the steps


def test_the_spring_festival_explained():
    """2025-01-24 + 6 working days: the make-up Sunday, the festival's run, the make-up Saturday."""
    due = PeriodRule(workdays(6)).resolve(d("01-24"))
    assert due.explain("en").splitlines() == [
        "2025-01-24  the day of the trigger, not counted (民法典 201)",
        "2025-01-24  the term of 6 working days runs to 2025-02-08",
        "2025-01-26  make-up working day for Spring Festival, counted",
        "2025-01-28 … 2025-02-04  Spring Festival, off, not counted",
        "2025-02-08  make-up working day for Spring Festival, counted",
        "2025-02-08  the last day",
    ]
    assert due.explain().splitlines()[2:5] == [
        "2025-01-26  春节调休上班，计入工作日",
        "2025-01-28 … 2025-02-04  春节放假，不计入",
        "2025-02-08  春节调休上班，计入工作日",
    ]
    assert due.explain() == "\n".join(step.text() for step in due.steps)


def runs(due):
    """First day, last day and name of each run of days off on the way."""
    return [(f"{s.first:%m-%d}", f"{s.last:%m-%d}", str(s.params["name"])) for s in due.steps if s.code == "off"]


def test_runs_of_different_festivals_and_broken_runs_stay_apart():
    """清明 2014 was Saturday 04-05 and Monday 04-07, the Sunday between is not named."""
    assert runs(deadline(workdays(3), d("2014-04-03"))) == [("04-05", "04-05", "清明节"), ("04-07", "04-07", "清明节")]
    assert runs(deadline(workdays(5), d("2026-09-23"))) == [("09-25", "09-27", "中秋节"), ("10-01", "10-07", "国庆节")]


def test_festivals_that_touch_stay_apart():
    """Two names are two runs, though no working day lies between."""
    one, two = Label("一", "one"), Label("二", "two")
    told = [
        SpecialDay(d(day), works=False, name=name) for day, name in (("03-04", one), ("03-05", one), ("03-06", two))
    ]
    due = deadline(workdays(1), d("03-03"), WorkCalendar("touch", d("01-01"), d("12-31"), told))
    assert runs(due) == [("03-04", "03-05", "一"), ("03-06", "03-06", "二")]


def test_a_roll_is_explained_by_the_kind_of_day():
    """A term in calendar days names no days on its way, only the roll."""
    due = deadline(days(90), d("2023-07-01"))
    assert [step.code for step in due.steps] == ["trigger", "span", "roll", "last"]
    assert due.steps[2].text() == "2023-09-29 … 2023-10-07  末日为放假，顺延至2023-10-07（民法典第203条）"
    assert "moved to 2023-10-07 (民法典 203)" in due.steps[2].text("en")
    assert " a announced" not in due.steps[2].text("en")


def test_a_day_off_that_is_not_left_is_explained():
    """The rule does not move it; on a working day there is nothing to say, nor on a day not announced."""
    codes = [step.code for step in deadline(PeriodRule(days(90), roll=False), d("2023-07-01")).steps]
    assert codes == ["trigger", "span", "no roll", "last"]
    off = deadline(PeriodRule(days(90), roll=False), d("2023-07-01"))
    assert off.steps[2].text() == "2023-09-29  末日为放假，按规则不顺延"
    for trigger in ("01-06", "2026-12-20"):
        worked = deadline(PeriodRule(days(15), roll=False), d(trigger))
        assert [step.code for step in worked.steps] == ["trigger", "span", "last"]


def test_local_days_are_explained_as_local():
    """An overlay's days carry its reason; each stands alone."""
    flood = Label("防汛", "flood duty")
    county = CHINA.overlay("county", off=[d("03-04"), d("03-05")], work=[d("03-08")], why=flood)
    due = deadline(workdays(3), d("03-03"), county)
    assert due.last_day == d("03-08")
    assert due.explain().splitlines()[2:5] == [
        "2025-03-04  防汛，本地放假，不计入",
        "2025-03-05  防汛，本地放假，不计入",
        "2025-03-08  防汛，本地上班，计入工作日",
    ]


@given(strategies.calendars(), strategies.days(), strategies.spans(("workday",)))
def test_steps_account_for_every_special_day(calendar, trigger, span):
    """The notices' days of (trigger, last day] are named once each, in order, runs without overlap."""
    due = deadline(span, trigger, calendar)
    told = [s for s in due.steps if s.code in ("off", "make-up", "local off", "local work")]
    named = [day for s in told for day in (s.first, *calendar.between(s.first, s.last))]
    assert named == [x for x in calendar.between(trigger, due.last_day) if calendar.special(x)]
    assert all(one.last < other.first for one, other in pairwise(told))
    assert all(step.text("zh") != step.text("en") for step in due.steps)


def test_deadlines_and_steps_are_values():
    """They compare, and hash although a step carries parameters."""
    one, other = (deadline(workdays(6), d("01-24")) for _ in range(2))
    assert one == other
    assert hash(one.steps) == hash(other.steps)
    assert one != deadline(workdays(6), d("01-24"), CHINA.overlay("county", off=[d("12-01")]))


# --- counted back


@pytest.mark.parametrize(
    ("event", "span", "clear", "nominal", "last_day"),
    [
        ("2024-10-16", workdays(7), None, "2024-10-08", "2024-10-08"),  # 处罚法 64(2): Saturday 10-12 counts
        ("2024-10-16", workdays(7), True, "2024-09-30", "2024-09-30"),
        ("2022-05-09", days(20), True, "2022-04-18", "2022-04-18"),  # 二十日以前公布
        ("2022-05-09", days(20), None, "2022-04-19", "2022-04-19"),
        ("2013-03-31", workdays(20), None, "2013-03-04", "2013-03-04"),  # from a Sunday
        ("2024-03-31", months(1), None, "2024-02-29", "2024-02-29"),  # the month's last day
        ("2024-02-29", years(1), None, "2023-02-28", "2023-02-28"),
        ("02-14", weeks(2), None, "01-31", "01-27"),  # in the festival: before it, not after
        ("02-14", weeks(2), True, "01-30", "01-27"),
        ("02-14", days(0), None, "02-14", "02-14"),
        ("02-15", workdays(0), True, "02-14", "02-14"),
    ],
)
def test_counted_back_by_hand(event, span, clear, nominal, last_day):
    """The event is not counted; clear days leave the whole span between; a day off moves to the working day before."""
    due = PeriodRule(span, direction="before", clear_days=clear).resolve(d(event))
    assert (due.nominal, due.last_day) == (d(nominal), d(last_day))
    assert due.nominal == backward(d(event), span, CHINA, clear_days=bool(clear))
    assert PeriodRule(span, roll=False, direction="before", clear_days=clear).resolve(d(event)).last_day == d(nominal)


@given(strategies.calendars(), strategies.days(), st.integers(0, 40))
def test_backward_is_the_inverse_of_forward(calendar, day, n):
    """On working days, in working days; clear days are one more; calendar days invert on any day."""
    worked = calendar.next(day)
    assert backward(forward(worked, workdays(n), calendar), workdays(n), calendar) == worked
    assert forward(backward(worked, workdays(n), calendar), workdays(n), calendar) == worked
    assert backward(forward(day, days(n), calendar), days(n), calendar) == day
    clear = backward(worked, workdays(n), calendar, clear_days=True)
    assert clear == backward(worked, workdays(n + 1), calendar)
    assert calendar.count(clear, worked) == n + 1  # of which n lie between


@given(strategies.calendars(), strategies.days(), strategies.spans(), st.sampled_from(("after", "before")))
def test_rolling_moves_away_from_the_trigger_only(calendar, trigger, span, direction):
    """Later where the rule counts on, earlier where it counts back, to the nearest working day."""
    rule = PeriodRule(span, direction=direction)
    due = rule.resolve(trigger, calendar, provisional=True)
    between = [day for day in calendar.between(*sorted((due.nominal, due.last_day))) if day != due.last_day]
    if direction == "after":
        assert due.nominal <= due.last_day
        assert not any(calendar.is_workday(day, provisional=True) for day in between)
    else:
        assert due.last_day <= due.nominal <= trigger
        assert not any(calendar.is_workday(day, provisional=True) for day in between)
    assert calendar.is_workday(due.last_day, provisional=True)


def test_counting_back_is_explained():
    """The days off on the way, the day itself as the last, and in which direction a day off at the end moved."""
    rule = PeriodRule(workdays(7), source="处罚法 64", direction="before", clear_days=True)
    assert rule.resolve(d("2024-10-16")).explain("en").splitlines() == [
        "2024-10-16  counted back from this day, itself not counted",
        "2024-10-16  under 处罚法 64",
        "2024-10-16  7 working days in full must lie between: 2024-09-30",
        "2024-10-01 … 2024-10-07  National Day, off, not counted",
        "2024-10-12  make-up working day for National Day, counted",
        "2024-09-30  the last day",
    ]
    back = PeriodRule(weeks(2), direction="before").resolve(d("02-14"))
    assert "2025-01-27 … 2025-01-31  末日为放假，提前至2025-01-27" in back.explain()
    stays = PeriodRule(weeks(2), direction="before", roll=False).resolve(d("02-14"))
    assert "2025-01-31  末日为放假，按规则不顺延" in stays.explain()


def test_counting_back_from_an_unannounced_day():
    """The event lies beyond the notices: refused, or provisional, though the last day is announced."""
    rule = PeriodRule(workdays(7), direction="before")
    with pytest.raises(UnannouncedDayError):
        rule.resolve(d("2027-01-06"))
    due = rule.resolve(d("2027-01-06"), provisional=True)
    assert (due.last_day, due.provisional) == (d("2026-12-25"), True)
    assert not PeriodRule(days(20), direction="before").resolve(d("2027-01-06")).provisional


def test_a_term_that_counts_back_is_not_extended():
    """An extension or a stop would push it past its event: refused, unless to an agreed day."""
    rule = PeriodRule(days(10), direction="before")
    event = d("2025-03-20")
    for moved in (
        Clock(event, rule, extensions=(Extension(event, by=days(5)),)),
        Clock(event, rule, stops=(Stop(event, d("2025-03-25")),)),
    ):
        with pytest.raises(SpanError, match="give the event's new day"):
            moved.deadline()
    assert Clock(event, rule).deadline().last_day == d("2025-03-10")
    agreed = Clock(event, rule, extensions=(Extension(event, to=d("2025-03-12")),))
    assert agreed.deadline().last_day == d("2025-03-12")
    assert [step.code for step in agreed.deadline().steps] == ["trigger", "extended to", "last"]


def test_counting_back_past_the_first_day_is_refused():
    """There is no day before the first of January of the year 1."""
    with pytest.raises(SpanError, match="before the year 1"):
        PeriodRule(days(400), roll=False, direction="before").resolve(date(1, 12, 1))


@pytest.mark.parametrize(
    ("span", "terms", "says"),
    [
        (days(7), {"clear_days": True}, "counted back"),
        (hours(7), {"clear_days": True, "direction": "before"}, "counted back"),
        (days(7), {"prolong": True, "direction": "before"}, "prolong"),
        (days(7), {"prolong": True, "roll": False}, "prolong"),
        (workdays(7), {"prolong": True}, "prolong"),
        (hours(7), {"prolong": True}, "prolong"),
        (days(7), {"next_hour": True}, "next full hour"),
        (hours(7), {"next_hour": True, "direction": "before"}, "next full hour"),
        (days(7), {"direction": "sideways"}, "after or before"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(span, terms, says):
    """What is said of a rule must make sense together."""
    with pytest.raises(SpanError, match=says):
        PeriodRule(span, **terms)


def test_what_a_rule_does_not_ask_for_leaves_no_trace():
    """Saying the default is not saying it: equal, of one digest as ever, and absent from a file."""
    plain = PeriodRule(days(3))
    said = PeriodRule(days(3), direction="after", clear_days=False, prolong=False, next_hour=False)
    assert plain == said
    assert canonical(plain) == canonical(said)
    assert canonical(plain) == "PeriodRule{span=Span{n=i:3,unit=s3:day},roll=b:1,source=s11:民法典 201-203}"
    converter = strict_converter()
    assert converter.unstructure(said) == {
        "span": {"n": 3, "unit": "day"},
        "roll": True,
        "source": "民法典 201-203",
    }
    back = PeriodRule(workdays(7), False, "处罚法 64", "before", True)
    assert converter.structure(converter.unstructure(back), PeriodRule) == back
    assert back.direction == "before"


# --- prolonged by runs of days off (征管法实施细则 109)


def tax(n=15):
    return PeriodRule(days(n), source="征管法实施细则 109", prolong=True)


@pytest.mark.parametrize(
    ("trigger", "n", "last_day"),
    [
        ("2021-09-30", 15, "2021-10-26"),  # seven days of National Day: 10-15 and seven working days more
        ("2022-01-31", 15, "2022-02-23"),  # six of the seven days lie inside
        ("2021-04-30", 15, "2021-05-21"),  # and the 15th is a Saturday
        ("2021-07-31", 15, "2021-08-16"),  # no run: rolled
        ("2021-06-30", 15, "2021-07-15"),
        ("2021-09-18", 2, "2021-09-22"),  # two of the three days of 中秋 lie inside: no run, rolled
        ("2021-09-18", 3, "2021-09-24"),  # all three do: 09-21 and three working days
    ],
)
def test_prolonged_by_hand(trigger, n, last_day):
    """Only days off inside the term count, and only three or more on end."""
    due = tax(n).resolve(d(trigger))
    assert (due.nominal, due.last_day) == (d(trigger) + timedelta(days=n), d(last_day))


@given(strategies.calendars(), strategies.days(), st.integers(0, 40))
def test_prolonged_is_never_earlier_than_rolled(calendar, trigger, n):
    """By the days of every run, told one by one, and the run is a run; without one, the plain roll."""
    due = tax(n).resolve(trigger, calendar)
    rolled = PeriodRule(days(n)).resolve(trigger, calendar)
    assert due.last_day >= rolled.last_day >= due.nominal == rolled.nominal
    told = [step for step in due.steps if step.code == "run"]
    off = {day for step in told for day in (step.first, *calendar.between(step.first, step.last))}
    inside = [day for day in calendar.between(trigger, due.nominal) if not calendar.is_workday(day)]
    lonely = {day for day in inside if not _in_three(day, set(inside))}
    assert off == set(inside) - lonely  # every skipped run is named
    assert all(step.params["n"] == (step.last - step.first).days + 1 >= 3 for step in told)
    assert due.last_day == (calendar.add(due.nominal, len(off)) if off else rolled.last_day)
    assert ("prolong" in {step.code for step in due.steps}) == bool(off)


def _in_three(day, inside):
    return any({day + timedelta(days=i + j) for j in range(3)} <= inside for i in (-2, -1, 0))


def test_a_prolonged_term_is_explained():
    """Each run by name, then the move; weekly rest where no festival names the run."""
    assert tax().resolve(d("2021-09-30")).explain("en").splitlines() == [
        "2021-09-30  the day of the trigger, not counted (民法典 201)",
        "2021-09-30  under 征管法实施细则 109",
        "2021-09-30  the term of 15 days runs to 2021-10-15",
        "2021-10-01 … 2021-10-07  7 days off on end (National Day)",
        "2021-10-15 … 2021-10-26  moved by the 7 days off on end to 2021-10-26",
        "2021-10-26  the last day",
    ]
    resting = WorkCalendar.weekly("three days", rest=(5, 6, 7))
    assert "3 days off on end (weekly rest day)" in tax(7).resolve(d("01-01"), resting).explain("en")


def test_a_prolonged_term_of_an_unannounced_year():
    """Refused, or provisional on statutory days off; past the projection it stays where it is."""
    with pytest.raises(UnannouncedDayError):
        tax().resolve(d("2026-12-31"))
    due = tax().resolve(d("2027-09-30"), provisional=True)
    assert (due.last_day, due.provisional) == (d("2027-10-22"), True)  # 10-01 to 10-05, two for the weekend
    assert tax(36_000).resolve(d("2026-12-31"), provisional=True).provisional


# --- hours


def at(text, zone=BEIJING):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "rule", "cutoff", "last_day"),
    [
        ("2025-01-27T17:30", PeriodRule(hours(24)), "2025-01-28T17:30", "2025-01-28"),  # a day off: no roll
        ("2025-01-27T08:30", PeriodRule(hours(48), next_hour=True), "2025-01-29T09:00", "2025-01-29"),
        ("2025-01-27T08:00", PeriodRule(hours(1), next_hour=True), "2025-01-27T10:00", "2025-01-27"),
        ("2025-01-27T22:00", PeriodRule(hours(2)), "2025-01-28T00:00", "2025-01-27"),  # 24:00
        ("2025-01-27T00:00", PeriodRule(hours(0)), "2025-01-27T00:00", "2025-01-27"),
        ("2025-01-27T09:00", PeriodRule(hours(24), direction="before"), "2025-01-26T09:00", "2025-01-26"),
        ("2025-01-27T00:00", PeriodRule(hours(24), direction="before"), "2025-01-26T00:00", "2025-01-25"),
    ],
)
def test_hours_by_hand(start, rule, cutoff, last_day):
    """From the named hour or the next; elapsed, through nights and days off; the last day is the cutoff's own."""
    due = rule.resolve(at(start))
    assert due.cutoff == at(cutoff)
    assert (due.nominal, due.last_day, due.provisional) == (d(last_day), d(last_day), False)
    assert due.trigger == at(start).date()


@given(st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31)), st.integers(0, 400), st.booleans())
def test_hours_elapse(moment, n, back):
    """Exactly n hours lie between, in any calendar; the cutoff falls on the last day or ends it."""
    start = moment.replace(tzinfo=BEIJING)
    never = WorkCalendar.weekly("never", rest=range(1, 8))
    due = PeriodRule(hours(n), direction="before" if back else "after").resolve(start, never)
    assert abs(due.cutoff - start) == timedelta(hours=n)
    assert (due.cutoff <= start) if back else (due.cutoff >= start)
    midnight = at(f"{due.last_day + timedelta(days=1)}T00:00")
    assert midnight - timedelta(days=1) <= due.cutoff <= midnight


def test_hours_are_counted_in_beijing():
    """A moment told in another zone is the same moment; its days are Beijing's."""
    due = deadline(hours(24), datetime.fromisoformat("2025-01-27T17:00:00+00:00"))
    assert (due.trigger, due.last_day) == (d("01-28"), d("01-29"))
    assert due.cutoff.isoformat() == "2025-01-29T01:00:00+08:00"


def test_hours_are_explained():
    """From which hour, by which article, to which."""
    due = PeriodRule(hours(24), source="强制法 19").resolve(at("2025-01-27T17:30"))
    assert due.explain("en").splitlines() == [
        "2025-01-27  hours run from 2025-01-27 17:30, through days off",
        "2025-01-27  under 强制法 19",
        "2025-01-27  the term of 24 hours runs to 2025-01-28 17:30",
        "2025-01-28  no later than 2025-01-28 17:30",
        "2025-01-28  the last day",
    ]
    back = PeriodRule(hours(24), direction="before").resolve(at("2025-01-27T17:30"))
    assert back.explain().splitlines()[0] == "2025-01-27  由2025-01-27 17:30按小时倒数，节假日不扣除"


def test_hours_want_a_moment():
    """A plain day or a moment without a zone is refused with what to give; so is a count of days in hours."""
    for given_ in (d("01-27"), datetime(2025, 1, 27, 9)):
        with pytest.raises(NotAMomentError, match="give datetime"):
            deadline(hours(24), given_)
    with pytest.raises(SpanError, match="aware datetime"):
        forward(d("01-27"), hours(24), CHINA)
    with pytest.raises(SpanError, match="year 9999"):
        deadline(hours(24), at("9999-12-31T20:00"))
    with pytest.raises(SpanError, match="year 9999"):
        deadline(hours(24), at("9999-12-31T20:00", zone=UTC))


# --- the close of business

OFFICE = OfficeHours(CHINA, "8:30-12:00 13:30-17:30", shifts={d("01-27"): "8:30-12:00", d("01-28"): ""})


@pytest.mark.parametrize(
    ("term", "trigger", "cutoff"),
    [
        (workdays(3), "01-22", "01-26T17:30"),  # a make-up Sunday
        (workdays(4), "01-22", "01-27T12:00"),  # a half day
        (days(3), "01-22", "01-26T17:30"),  # rolled there from the Saturday
        (d("01-25"), "01-22", "01-26T00:00"),  # an agreed Saturday has no business hours: 24:00
        (d("01-28"), "01-22", "01-29T00:00"),
    ],
)
def test_the_close_of_business_by_hand(term, trigger, cutoff):
    """民法典 203, second paragraph: where there are business hours, the term ends as they do."""
    due = deadline(term, d(trigger)).at_close(OFFICE)
    assert due.cutoff == at(f"2025-{cutoff}")
    assert due.last_day == deadline(term, d(trigger)).last_day


def test_the_close_of_business_is_explained():
    """The last line names it; where no office was named there is none, and none where the office keeps no hours."""
    due = deadline(workdays(3), d("01-22"))
    assert due.at_close(OFFICE).explain("zh") == (
        due.explain("zh") + "\n2025-01-26  停止业务活动的时间2025-01-26 17:30为截止时间（民法典第203条）"
    )
    agreed = deadline(d("01-24"), d("01-22"))
    assert agreed.at_close(OFFICE).explain("en").splitlines() == [
        "2025-01-24  the day agreed on",
        "2025-01-24  it ends as business closes, at 2025-01-24 17:30 (民法典 203)",
    ]
    closed = deadline(d("01-25"), d("01-22"))
    assert closed.at_close(OFFICE) == closed


def test_hours_end_whoever_is_open():
    """Elapsed hours have their moment already."""
    due = PeriodRule(hours(24)).resolve(at("2025-01-23T20:00"))
    assert due.at_close(OFFICE) is due


def test_the_close_of_business_of_a_year_not_announced():
    """Provisional where the deadline is; an agreed day is firm, so whether the office opens then is not guessed."""
    due = deadline(workdays(5), d("2026-12-30"), provisional=True)
    assert due.at_close(OFFICE).cutoff == at("2027-01-07T17:30")
    with pytest.raises(UnannouncedDayError):
        deadline(d("2027-01-06"), d("2026-12-30")).at_close(OFFICE)


@given(strategies.days(), strategies.spans())
def test_business_closes_no_later_than_the_day(trigger, span):
    """The close of business lies on the last day, and never after its 24:00."""
    due = deadline(span, trigger, provisional=True)
    closes = due.at_close(OFFICE).cutoff
    assert due.cutoff - timedelta(days=1) < closes <= due.cutoff
