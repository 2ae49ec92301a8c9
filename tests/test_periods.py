"""Lengths of time and the deadlines they lead to: nominal day, last day, and every step that led there."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetywork.calendars import CHINA, SpecialDay, WorkCalendar, read_holiday_cn
from safetywork.errors import NotADayError, SpanError, UnannouncedDayError
from safetywork.labels import Label
from safetywork.periods import PeriodRule, Span, days, deadline, forward, months, settle, weeks, workdays, years
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
    "text", ["", "15", "日", "十五日", "1.5个月", "-3日", "15个工作日内", "3日2周", "100000日", "3小时"]
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
        (3, "hour", "the units are workday, day, week, month, year"),
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
