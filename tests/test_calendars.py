"""Working days: every announced day, the laws of adding and counting, and what the calendar refuses to guess.

The additive laws hold for any set of holidays, so known answers counted by hand stand beside them.
"""

import pickle
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import chinese_calendar
import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from safetywork._notices import Festival, Notice
from safetywork.calendars import CHINA, KIND_LABELS, SpecialDay, WorkCalendar, read_holiday_cn
from safetywork.errors import CalendarDataError, NotADayError, NoWorkdayError, UnannouncedDayError
from safetywork.labels import Label
from safetywork.testing import strategies

ANSWERS = Path(__file__).parent / "answers"
ONE = timedelta(days=1)
ALL_DAYS = [date(2010, 1, 1) + ONE * i for i in range(6209)]
NAME = Label("节", "festival")
WEEKLY = WorkCalendar.weekly("weekly")

days = strategies.days()
calendars = strategies.calendars()
few = st.integers(1, 40)


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


# --- every announced day


def test_china_reaches_over_every_announced_year():
    """2010-01-01 to 2026-12-31: 6,209 days."""
    assert (
        (CHINA.announced_from, CHINA.announced_through)
        == (ALL_DAYS[0], ALL_DAYS[-1])
        == (d("2010-01-01"), d("2026-12-31"))
    )


def test_china_agrees_with_chinesecalendar():
    """An independent table of the same notices says the same of all 6,209 days."""
    assert [day for day in ALL_DAYS if CHINA.is_workday(day) != chinese_calendar.is_workday(day)] == []


def arranged(text, year):
    """`0101-0103,0213` as days of `year`."""
    for part in filter(None, text.split(",")):
        first, last = (datetime.strptime(f"{year}{t}", "%Y%m%d").date() for t in (part[:4], part[-4:]))
        yield from (first + ONE * i for i in range((last - first).days + 1))


def test_china_agrees_with_the_arrangements_of_three_sources():
    """Make-up days work, days off do not, weekends rest: all 6,209 days."""
    off, work = set(), set()
    for line in (ANSWERS / "cn_arrangements.txt").read_text(encoding="utf-8").splitlines():
        year, told = line.split(":")
        for found, text in zip((off, work), told.split("|"), strict=True):
            found.update(arranged(text, year))
    for day in ALL_DAYS:
        assert CHINA.is_workday(day) == (day in work or (day not in off and day.isoweekday() < 6)), day


def test_what_was_measured_over_the_announced_years():
    """418 days differ from Monday-Friday; 248-251 working days a year; no gap over 11 days, no run over 8."""
    works = [CHINA.is_workday(day) for day in ALL_DAYS]
    assert sum(w != (day.isoweekday() < 6) for w, day in zip(works, ALL_DAYS, strict=True)) == 418
    assert {CHINA.count(date(y, 1, 1) - ONE, date(y, 12, 31)) for y in range(2011, 2027)} == {248, 249, 250, 251}
    runs = [(w, len(list(run))) for w, run in groupby(works)]
    assert max(n for w, n in runs if w) == 8
    assert all(CHINA.is_workday(d("2013-01-11") - ONE * i) for i in range(8))
    assert (
        max(CHINA.add(day, 1) - day for day in ALL_DAYS[:-1])
        == CHINA.add(d("2020-01-23"), 1) - d("2020-01-23")
        == 11 * ONE
    )


# --- known answers


@pytest.mark.parametrize(
    ("start", "n", "answer"),
    [
        ("01-24", 1, "01-26"),  # Friday; the Sunday after is a make-up day
        ("01-24", 3, "02-05"),  # over the Spring Festival
        ("01-24", 6, "02-08"),  # a make-up Saturday
        ("01-20", 10, "02-08"),  # 强制法 54 + 69
        ("01-25", 1, "01-26"),  # a rest day starts like the working day before it
        ("01-31", 1, "02-05"),
        ("01-24", 0, "01-24"),
        ("02-01", 0, "02-01"),  # none added: the day itself, off or not
        ("2024-09-27", 5, "2024-10-10"),  # 处罚法 64: Sunday 09-29 counts
        ("2026-02-11", 7, "2026-02-27"),  # 处罚法 61
        ("2026-04-29", 2, "2026-05-06"),  # 处罚法 71
        ("2026-05-06", 2, "2026-05-08"),
        ("2022-09-28", 7, "2022-10-12"),  # 处罚法 56
        ("2024-04-28", 7, "2024-05-10"),  # 安全生产法 78, from a working Sunday
        ("2025-09-15", 20, "2025-10-17"),  # 许可法 42
        ("2025-09-15", 30, "2025-10-31"),
        ("2026-01-26", 20, "2026-02-28"),  # 信息公开条例 33: a make-up Saturday
        ("2026-01-26", 40, "2026-03-27"),
        ("02-05", -1, "01-27"),  # back over the Spring Festival
        ("02-01", -1, "01-27"),  # from inside it
        ("01-27", -2, "01-24"),  # the make-up Sunday counts
        ("2024-10-16", -7, "2024-10-08"),  # 处罚法 64(2): Saturday 10-12 counts
        ("2013-03-31", -20, "2013-03-04"),  # 3+X: an extension is applied for 20 working days before
    ],
)
def test_adding_working_days(start, n, answer):
    """Counted by hand on the notices."""
    assert CHINA.add(d(start), n) == d(answer)


@pytest.mark.parametrize(
    ("start", "end", "n"),
    [
        ("01-24", "01-24", 0),
        ("01-24", "01-25", 0),
        ("01-24", "01-26", 1),
        ("01-24", "02-08", 6),
        ("01-25", "02-08", 6),
        ("01-28", "02-04", 0),
        ("01-20", "02-10", 11),
        ("02-08", "01-24", -6),
        ("2024-12-31", "12-31", 248),
    ],
)
def test_counting_working_days(start, end, n):
    """Over (start, end]: the start does not count, the end does; the other way round it is negative."""
    assert CHINA.count(d(start), d(end)) == n


@pytest.mark.parametrize(
    ("day", "kind", "works"),
    [
        ("01-24", "workday", True),
        ("01-25", "rest", False),
        ("01-26", "make-up", True),
        ("01-28", "holiday", False),
        ("02-01", "holiday", False),  # a Saturday that the notice names
        ("2020-02-03", "workday", True),  # named as worked, but a Monday anyway
        ("2015-09-03", "holiday", False),  # by amendment
        ("2019-05-05", "make-up", True),  # by amendment
        ("2020-02-01", "holiday", False),  # a make-up Saturday before the amendment
    ],
)
def test_the_kind_of_a_day(day, kind, works):
    """Make-up working day before announced day off before weekly rest; the later notice decides."""
    assert (CHINA.kind(d(day)), CHINA.is_workday(d(day))) == (kind, works)


def test_kinds_have_words():
    """Every kind of day is said in both languages."""
    assert str(KIND_LABELS["make-up"]) == "调休上班"
    assert KIND_LABELS["holiday"].text("en") == "announced day off"


@pytest.mark.parametrize(
    ("day", "following", "before"),
    [
        ("01-24", "01-24", "01-24"),
        ("01-25", "01-26", "01-24"),
        ("01-30", "02-05", "01-27"),
        ("02-08", "02-08", "02-08"),
        ("2023-09-29", "2023-10-07", "2023-09-28"),
        ("2024-10-05", "2024-10-08", "2024-09-30"),
    ],
)
def test_rolling(day, following, before):
    """A day off moves to the nearest working day on the side asked for, a make-up Saturday among them."""
    assert (CHINA.next(d(day)), CHINA.previous(d(day))) == (d(following), d(before))


def test_the_days_between():
    """(start, end], in order; none backwards."""
    assert list(CHINA.between(d("01-24"), d("01-27"))) == [d("01-25"), d("01-26"), d("01-27")]
    assert list(CHINA.between(d("01-24"), d("01-24"))) == list(CHINA.between(d("01-24"), d("01-20"))) == []


def test_what_a_notice_says_of_a_day():
    """The festival is named; an ordinary day, weekend or not, has nothing said of it."""
    assert CHINA.special(d("01-26")) == SpecialDay(d("01-26"), works=True, name=Label("春节", "Spring Festival"))
    assert CHINA.special(d("01-24")) is CHINA.special(d("01-25")) is None


# --- laws, on any calendar


@given(calendars, days, few)
def test_counting_undoes_adding(calendar, day, n):
    """count(d, add(d, n)) = n; what is added lands on a working day after d."""
    end = calendar.add(day, n)
    assert calendar.count(day, end) == n == -calendar.count(end, day)
    assert calendar.is_workday(end)
    assert end > day


@given(calendars, days, few)
def test_a_rest_day_starts_like_the_working_day_before_it(calendar, day, n):
    """add(d, n) = add(previous(d), n), and backwards add(d, -n) = add(next(d), -n)."""
    assert calendar.add(day, n) == calendar.add(calendar.previous(day), n)
    assert calendar.add(day, -n) == calendar.add(calendar.next(day), -n)


@given(calendars, days, few, few)
def test_adding_twice_is_adding_the_sum(calendar, day, a, b):
    """add(add(d, a), b) = add(d, a + b), also backwards."""
    assert calendar.add(calendar.add(day, a), b) == calendar.add(day, a + b)
    assert calendar.add(calendar.add(day, -a), -b) == calendar.add(day, -a - b)


@given(calendars, days, few)
def test_going_back_undoes_going_forward(calendar, day, n):
    """add(add(d, n), -n) is d, or the working day before it."""
    assert calendar.add(calendar.add(day, n), -n) == calendar.previous(day)
    assert calendar.add(calendar.add(day, -n), n) == calendar.next(day)


@given(calendars, days, days, few, few)
def test_adding_is_monotone(calendar, one, other, a, b):
    """A later start or a longer term never ends earlier; a longer term ends later."""
    assert calendar.add(min(one, other), a) <= calendar.add(max(one, other), a)
    assert calendar.add(one, a) < calendar.add(one, a + b)


@given(calendars, days, days)
def test_adding_the_count_arrives(calendar, start, end):
    """add(d, count(d, e)) = e for a working day e after d; counts add up over a day between."""
    end = calendar.next(max(start, end) + ONE)
    assert calendar.add(start, calendar.count(start, end)) == end


@given(calendars, days, days, days)
def test_counts_add_up(calendar, a, b, c):
    """count(a, c) = count(a, b) + count(b, c), in whatever order the days lie."""
    assert calendar.count(a, c) == calendar.count(a, b) + calendar.count(b, c)
    assert calendar.count(a, a + ONE) == calendar.is_workday(a + ONE)


@given(calendars, days, days)
def test_rolling_is_idempotent_and_monotone(calendar, one, other):
    """next(next(d)) = next(d) >= d, with nothing but days off between; a later day never rolls to an earlier one."""
    rolled = calendar.next(one)
    assert calendar.next(rolled) == rolled >= one
    assert calendar.is_workday(rolled)
    assert calendar.count(one - ONE, rolled) == 1
    assert calendar.next(min(one, other)) <= calendar.next(max(one, other))
    assert calendar.previous(calendar.previous(one)) == calendar.previous(one) <= one


@given(calendars, days, st.integers(-25, 25))
def test_adding_is_walking(calendar, day, n):
    """The n-th working day met on the way, one calendar day at a time."""
    at, left = day, abs(n)
    while left:
        at += ONE if n > 0 else -ONE
        left -= calendar.kind(at) in ("workday", "make-up", "local work")
    assert calendar.add(day, n) == at


@given(
    st.sets(st.integers(1, 7), max_size=6),
    st.dictionaries(days, st.booleans()),
    st.dictionaries(days, st.booleans()),
    days,
)
def test_an_overlay_speaks_before_a_notice_and_a_notice_before_the_week(rest, told, local, day):
    """Local arrangement > make-up day and day off > weekly rest."""
    specials = [SpecialDay(day, works, NAME) for day, works in told.items()]
    base = WorkCalendar("base", d("2024-01-01"), d("12-31"), specials, rest)
    over = base.overlay("over", off=(x for x in local if not local[x]), work=(x for x in local if local[x]))
    assert base.is_workday(day) == told.get(day, day.isoweekday() not in rest)
    assert over.is_workday(day) == local.get(day, base.is_workday(day))
    assert over.kind(day).startswith("local") == (day in local)
    assert (over.kind(day) in ("workday", "make-up", "local work")) == over.is_workday(day)


@given(calendars, days, few, st.sets(days, max_size=8))
def test_more_days_off_never_hasten_and_more_working_days_never_delay(calendar, day, n, changed):
    """An overlay that adds days off ends no forward term earlier; one that adds working days none later."""
    end = calendar.add(day, n)
    assert calendar.overlay("off", off=changed).add(day, n) >= end
    assert calendar.overlay("work", work=changed).add(day, n) <= end


@given(calendars, days, few, st.dictionaries(days, st.booleans(), max_size=12))
def test_only_days_inside_the_term_decide_it(calendar, day, n, changed):
    """Changing days outside (start, end] changes nothing."""
    end = calendar.add(day, n)
    outside = {x: works for x, works in changed.items() if not day < x <= end}
    other = calendar.overlay(
        "other", off=(x for x in outside if not outside[x]), work=(x for x in outside if outside[x])
    )
    assert other.add(day, n) == end
    assert other.count(day, end) == n


# --- what is refused


@pytest.mark.parametrize("wrong", [datetime(2025, 1, 24), "2025-01-24", None, 20250124])
@pytest.mark.parametrize(
    "ask",
    [
        CHINA.is_workday,
        CHINA.kind,
        CHINA.special,
        CHINA.next,
        CHINA.previous,
        CHINA.is_announced,
        lambda x: CHINA.add(x, 1),
        lambda x: CHINA.add(x, 0),
        lambda x: CHINA.add(x, -1),
        lambda x: CHINA.count(x, d("01-24")),
        lambda x: CHINA.count(d("01-24"), x),
        lambda x: list(CHINA.between(x, d("01-24"))),
        lambda x: list(CHINA.between(d("01-24"), x)),
        lambda x: CHINA.overlay("o", off=[x]),
        lambda x: CHINA.overlay("o", work=[x]),
    ],
)
def test_only_a_plain_day_is_a_day(ask, wrong):
    """A datetime is no day, however tempting; neither is a text."""
    with pytest.raises(NotADayError) as caught:
        ask(wrong)
    assert caught.value == NotADayError(wrong)


def test_a_subclass_of_date_is_a_day():
    """Only a moment is refused."""

    class Day(date):
        pass

    day = Day(2025, 1, 24)
    assert CHINA.is_workday(day)
    assert CHINA.add(day, 6) == d("02-08")
    assert CHINA.count(day, Day(2025, 2, 8)) == 6


@pytest.mark.parametrize(
    ("ask", "day"),
    [
        (lambda: CHINA.is_workday(d("2027-01-04")), d("2027-01-04")),
        (lambda: CHINA.is_workday(d("2009-12-31")), d("2009-12-31")),
        (lambda: CHINA.kind(d("2027-01-01")), d("2027-01-01")),
        (lambda: CHINA.next(d("2027-01-04")), d("2027-01-04")),
        (lambda: CHINA.count(d("2026-12-31"), d("2027-01-01")), d("2027-01-01")),
        (lambda: CHINA.count(d("2027-01-01"), d("2026-12-31")), d("2027-01-01")),
        (lambda: CHINA.count(d("2009-12-31"), d("2027-01-01")), d("2009-12-31")),
        (lambda: CHINA.add(d("2027-01-04"), 1), d("2027-01-04")),
        (lambda: CHINA.add(d("2027-01-04"), -1), d("2027-01-04")),
        (lambda: CHINA.add(d("2026-12-31"), 1), None),
        (lambda: CHINA.add(d("2010-01-04"), -1), None),
        (lambda: CHINA.previous(d("2010-01-01")), None),
    ],
)
def test_an_unannounced_day_is_refused(ask, day):
    """The refusal knows the day where it is known, and says what to do."""
    with pytest.raises(UnannouncedDayError, match=r"announce\(read_holiday_cn.*provisional=True") as caught:
        ask()
    assert caught.value == UnannouncedDayError(day, "CN", d("2010-01-01"), d("2026-12-31"))


def test_the_first_and_the_last_announced_day_are_known():
    """The edges are inside: the last working day of 2026 can still be reached, the first of 2010 too."""
    assert CHINA.add(d("2026-12-30"), 1) == d("2026-12-31")
    assert CHINA.add(d("2010-01-05"), -1) == d("2010-01-04")
    assert CHINA.count(d("2010-01-01"), d("2010-01-04")) == 1
    assert not CHINA.is_workday(d("2010-01-01"))
    assert CHINA.is_workday(d("2026-12-31"))
    assert (CHINA.kind(d("2010-01-01")), CHINA.kind(d("2026-12-31"))) == ("holiday", "workday")
    assert [CHINA.is_announced(d(x)) for x in ("2009-12-31", "2010-01-01", "2026-12-31", "2027-01-01")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("n", [1, -1])
def test_a_week_without_working_days_is_named_not_searched(n):
    """All seven days off: `NoWorkdayError`, no endless loop; adding none still gives the day."""
    never = WorkCalendar.weekly("never", rest=range(1, 8))
    with pytest.raises(NoWorkdayError) as caught:
        never.add(d("01-24"), n)
    assert caught.value == NoWorkdayError(d("01-24"), "never")
    assert never.add(d("01-24"), 0) == d("01-24")
    assert never.count(d("01-01"), d("12-31")) == 0


def test_a_calendar_that_cannot_be_is_refused():
    """It may last one day, not less."""
    assert WorkCalendar.weekly("day", first=d("01-24"), last=d("01-24")).is_workday(d("01-24"))
    with pytest.raises(CalendarDataError, match="ends before it begins"):
        WorkCalendar.weekly("none", first=d("01-24"), last=d("01-23"))


@pytest.mark.parametrize("rest", [{0}, {8}, {6, 7, 13}])
def test_a_rest_day_is_an_iso_weekday(rest):
    """Monday 1 to Sunday 7: nothing wraps round."""
    with pytest.raises(CalendarDataError):
        WorkCalendar.weekly("odd", rest=rest)


@pytest.mark.parametrize("first", range(1, 8))
@pytest.mark.parametrize("rest", range(1, 8))
def test_weekly_rest_falls_on_its_weekday(rest, first):
    """Wherever the calendar begins."""
    start = d("2025-06-01") + ONE * first
    calendar = WorkCalendar.weekly("one", rest=[rest], first=start, last=start + 20 * ONE)
    assert {day.isoweekday() for day in calendar.between(start, start + 20 * ONE) if not calendar.is_workday(day)} == {
        rest
    }


# --- provisional answers


def test_provisional_answers_rest_on_statutory_days():
    """2027-01-01 is a statutory day off, a Friday: the fifth working day after 2026-12-28 is Tuesday 01-05."""
    assert CHINA.kind(d("2027-01-01"), provisional=True) == "holiday"
    assert CHINA.is_workday(d("2027-01-04"), provisional=True)
    assert CHINA.add(d("2026-12-28"), 5, provisional=True) == d("2027-01-05")
    assert CHINA.add(d("2027-01-05"), -5, provisional=True) == d("2026-12-28")
    assert CHINA.count(d("2026-12-28"), d("2027-01-05"), provisional=True) == 5
    assert CHINA.count(d("2027-01-05"), d("2026-12-28"), provisional=True) == -5
    assert CHINA.next(d("2027-01-01"), provisional=True) == d("2027-01-04")
    assert CHINA.previous(d("2027-01-03"), provisional=True) == d("2026-12-31")


def off_in(year):
    """The projected days off of a year that are no weekend days, as MM-DD."""
    stretch = CHINA.between(date(year - 1, 12, 31), date(year, 12, 31))
    return [f"{x:%m-%d}" for x in stretch if x.isoweekday() < 6 and not CHINA.is_workday(x, provisional=True)]


@pytest.mark.parametrize(
    ("year", "off"),
    [
        # worked by hand: 除夕 Friday 02-05; 05-01 and 10-02 are Saturdays; 清明, 端午, 中秋 are on working days
        (2027, "01-01 02-05 02-08 02-09 02-10 04-05 05-03 05-04 06-09 09-15 10-01 10-04 10-05"),
        # 01-01 is a Saturday, 端午 05-28 a Sunday; 中秋 10-03 falls inside National Day and is owed another day
        (2028, "01-03 01-25 01-26 01-27 01-28 04-04 05-01 05-02 05-29 10-02 10-03 10-04 10-05"),
        # 中秋 Sunday 10-02 takes Monday 10-03, so National Day's three go to 10-04, 10-05 and 10-06
        (2039, "01-03 01-24 01-25 01-26 01-27 04-05 05-02 05-03 05-27 10-03 10-04 10-05 10-06"),
    ],
)
def test_the_projection_by_hand(year, off):
    """全国年节及纪念日放假办法 (2024) art. 2 and 6: what falls on a weekend is made up for on the next working day."""
    assert off_in(year) == off.split()


@pytest.mark.parametrize("year", range(2027, 2041))
def test_thirteen_statutory_days_are_never_lost(year):
    """1 + 4 + 1 + 2 + 1 + 1 + 3 working days off in every projected year, and no make-up day guessed (art. 7)."""
    assert len(off_in(year)) == 13
    assert not any(s.works for s in CHINA.projection)


def test_a_projection_ends_too():
    """Beyond the last projected year even a provisional question is refused."""
    assert CHINA.projected_through == d("2040-12-31")
    assert CHINA.add(d("2040-12-28"), 1, provisional=True) == d("2040-12-31")
    for ask in (
        lambda: CHINA.is_workday(d("2041-01-01"), provisional=True),
        lambda: CHINA.add(d("2040-12-28"), 2, provisional=True),
    ):
        with pytest.raises(UnannouncedDayError) as caught:
            ask()
        assert caught.value.through == d("2040-12-31")


@given(days, st.integers(-40, 40))
def test_provisional_changes_nothing_that_is_announced(day, n):
    """Inside the announced days a provisional answer is the firm one."""
    assert CHINA.add(day, n, provisional=True) == CHINA.add(day, n)
    assert CHINA.is_workday(day, provisional=True) == CHINA.is_workday(day)


# --- overlays


def test_an_overlay_by_hand():
    """A county's day off, and flood duty on a Spring Festival day and on a Sunday."""
    duty = Label("防汛值守", "flood duty")
    county = CHINA.overlay("county", off=[d("01-24")], work=[d("01-28"), d("03-02")], why=duty)
    assert [county.kind(d(x)) for x in ("01-24", "01-28", "03-02", "01-29")] == [
        "local off",
        "local work",
        "local work",
        "holiday",
    ]
    assert county.add(d("01-23"), 3) == d("01-28")
    assert county.special(d("01-28")) == SpecialDay(d("01-28"), works=True, name=duty, local=True)
    assert county.special(d("01-26")) == CHINA.special(d("01-26"))
    assert county.name == "county"
    assert CHINA.is_workday(d("01-24"))
    assert list(county.specials) == sorted(county.specials, key=lambda s: s.day)


def test_an_overlay_is_named_by_itself_unless_told_why():
    """What a step says of the day is the overlay's name."""
    assert CHINA.overlay("county", off=[d("01-24")]).special(d("01-24")).name == Label("county", "county")


def test_a_later_overlay_decides():
    """Overlays lie one on the other."""
    first = CHINA.overlay("one", off=[d("01-24")])
    assert first.overlay("two", work=[d("01-24")]).is_workday(d("01-24"))
    assert first.overlay("two").kind(d("01-24")) == "local off"


@pytest.mark.parametrize(
    ("off", "work", "says"),
    [
        (["01-24", "03-03"], ["03-03", "01-24"], "2025-01-24 is both off and worked"),
        (["2027-01-04", "01-24"], [], "2027-01-04 lies outside 2010-01-01 to 2026-12-31"),
        ([], ["2009-12-31"], "2009-12-31 lies outside"),
    ],
)
def test_an_overlay_that_cannot_be_is_refused(off, work, says):
    """A day is either off or worked, and one whose notice is not out cannot be overlaid."""
    with pytest.raises(CalendarDataError, match=f"county: {says}"):
        CHINA.overlay("county", off=map(d, off), work=map(d, work))


# --- new notices

YEAR_2027 = {
    "year": 2027,
    "papers": ["https://example.org/notice"],
    "days": [
        {"name": "元旦", "date": "2026-12-31", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-03", "isOffDay": False},
        {"name": "春节", "date": "2027-02-05", "isOffDay": True},
    ],
}


def _stated(off):
    """A year file whose one day says `off` of itself."""
    return {"year": 2027, "days": [{"name": "春节", "date": "2027-02-05", "isOffDay": off}]}


@pytest.mark.parametrize(("off", "days"), [(True, ("20270205", "")), (False, ("", "20270205"))])
def test_a_day_off_is_stated_as_true_or_false(off, days):
    """JSON's true and false; a text that says "false" is no answer, and is refused below."""
    (festival,) = read_holiday_cn(_stated(off)).festivals
    assert (festival.off, festival.work) == days


def test_reading_a_holiday_cn_file():
    """Days are grouped by festival, those of the year before written in full."""
    assert read_holiday_cn(YEAR_2027) == Notice(
        2027,
        "",
        "",
        (Festival("元旦", "元旦", "20261231,20270101", "20270103"), Festival("春节", "春节", "20270205", "")),
    )


def year_file(year):
    """What the notices say of a calendar year, in the form of a holiday-cn file."""
    told = [special for special in CHINA.specials if special.day.year == year]
    days_ = [{"name": s.name.zh, "date": str(s.day), "isOffDay": not s.works} for s in told]
    return {"year": year, "papers": [], "days": days_}


def test_seventeen_year_files_make_china():
    """Announced one after the other on top of 2010 alone, the files lead to the calendar that the notices made."""
    first = WorkCalendar("CN", d("2010-01-01"), d("2010-12-31"), tuple(s for s in CHINA.specials if s.day.year == 2010))
    told = first.announce(*(read_holiday_cn(year_file(year)) for year in range(2011, 2027)))
    assert told.announced_through == CHINA.announced_through
    assert all(told.is_workday(day) == CHINA.is_workday(day) for day in ALL_DAYS)
    assert {(s.day, s.works, s.name.zh) for s in told.specials} == {(s.day, s.works, s.name.zh) for s in CHINA.specials}


def test_a_notice_may_speak_of_the_year_before():
    """A make-up Sunday 2026-12-27 for New Year 2027: it is worked, and a term over it ends a day earlier."""
    days_ = [
        {"name": "元旦", "date": "2026-12-27", "isOffDay": False},
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
    ]
    later = CHINA.announce(read_holiday_cn({"year": 2027, "days": days_}))
    assert (CHINA.add(d("2026-12-25"), 2), later.add(d("2026-12-25"), 2)) == (d("2026-12-29"), d("2026-12-28"))
    assert later.kind(d("2026-12-27")) == "make-up"


def test_announcing_makes_a_year_firm():
    """With the (made up) notice of 2027 the same questions get firm answers, and what was projected is forgotten."""
    later = CHINA.announce(read_holiday_cn(YEAR_2027))
    assert later.announced_through == d("2027-12-31")
    assert [later.kind(d(x)) for x in ("2026-12-31", "2027-01-01", "2027-01-03", "2027-02-08")] == [
        "holiday",
        "holiday",
        "make-up",
        "workday",
    ]
    assert later.add(d("2026-12-28"), 5) == d("2027-01-05")
    assert later.add(d("2026-12-28"), 3) == d("2027-01-03")
    assert later.kind(d("2028-01-03"), provisional=True) == "holiday"
    assert list(later.specials) == sorted(later.specials, key=lambda s: s.day)
    assert {s.day.year for s in later.projection} == set(range(2028, 2041))
    assert CHINA.announced_through == d("2026-12-31")


def test_years_are_announced_one_after_the_other():
    """2027 and 2028 together, not 2028 alone; an old year may be announced again."""
    notices = [Notice(2027, "", "", ()), Notice(2028, "", "", ())]
    assert CHINA.announce(*notices).announced_through == d("2028-12-31")
    assert CHINA.announce(Notice(2026, "", "", ())).announced_through == d("2026-12-31")
    assert CHINA.announce() == CHINA
    with pytest.raises(CalendarDataError, match="notice for 2027 is missing before that for 2028"):
        CHINA.announce(notices[1])


def test_an_amendment_announces_no_year():
    """It changes days of a year whose notice is known; for another year it is refused."""
    with pytest.raises(CalendarDataError):
        CHINA.announce(Notice(2029, "", "", (), amends=True))
    with pytest.raises(CalendarDataError):
        CHINA.announce(Notice(2027, "", "", (), amends=True))


def test_an_amendment_replaces_what_was_said_of_its_days_only():
    """The make-up Sunday 01-26 becomes a day off, 02-08 an ordinary Saturday again, the rest stands."""
    amendment = Notice(2025, "", "", (Festival("春节", "Spring Festival", "0126", ""),), amends=True, undo="0208")
    amended = CHINA.announce(amendment)
    assert [amended.kind(d(x)) for x in ("01-26", "02-08", "01-28", "04-27")] == [
        "holiday",
        "rest",
        "holiday",
        "make-up",
    ]
    assert amended.announced_through == d("2026-12-31")
    assert len(amended.specials) == len(CHINA.specials) - 1


def test_a_notice_never_undoes_a_local_arrangement():
    """Local overlay > notice, also when the notice comes later."""
    county = CHINA.overlay("county", work=[d("01-28")])
    again = county.announce(
        Notice(2025, "", "", (Festival("春节", "Spring Festival", "0128-0130", ""),), amends=True, undo="0128")
    )
    assert again.kind(d("01-28")) == "local work"
    assert again.kind(d("01-29")) == "holiday"
    assert len(again.specials) == len(county.specials)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({}, "not a holiday-cn year file"),
        ([], "not a holiday-cn year file"),
        ({"year": "next", "days": []}, "not a holiday-cn year file"),
        ({"year": 2027, "days": [{"name": "元旦", "date": "soon", "isOffDay": True}]}, "not a holiday-cn year file"),
        ({"year": 2027, "days": [{"name": "元旦", "date": 20270101, "isOffDay": True}]}, "not a holiday-cn year file"),
        (_stated("false"), "not a holiday-cn year file"),
        (_stated(0), "not a holiday-cn year file"),
        (_stated(None), "not a holiday-cn year file"),
        ({"year": 2027, "days": []}, "the file for 2027 announces no day yet"),
    ],
)
def test_a_file_that_announces_nothing_is_refused(document, says):
    """An empty year would make every statutory day a working day."""
    with pytest.raises(CalendarDataError, match=says):
        read_holiday_cn(document)


# --- a calendar as a value


def test_a_version_names_what_answers_depend_on():
    """Same days, same version; any other special day, weekly rest or reach gives another."""
    assert CHINA.version == CHINA.announce().version
    assert CHINA.version.startswith("CN 2010-01-01..2026-12-31 ")
    day = d("03-04")
    others = [
        CHINA.overlay("CN", off=[day]),
        CHINA.overlay("CN", work=[day]),
        evolve(CHINA, specials=(*CHINA.specials, SpecialDay(day, works=False, name=NAME))),
        evolve(CHINA, specials=(*CHINA.specials, SpecialDay(day, works=True, name=NAME))),
        evolve(CHINA, rest={7}),
        evolve(CHINA, announced_from=d("2011-01-01")),
        evolve(CHINA, announced_through=d("2025-12-31")),
        evolve(CHINA, projection=()),
        evolve(CHINA, name="other"),
    ]
    assert len({c.version for c in [CHINA, *others]}) == 10


def test_calendars_compare_by_value_and_survive_a_pickle():
    """Tables are no part of the value, whether built yet or not."""
    CHINA.add(d("2026-12-28"), 5, provisional=True)
    thawed = pickle.loads(pickle.dumps(CHINA))
    assert thawed == CHINA == CHINA.announce()
    assert hash(thawed) == hash(CHINA)
    assert CHINA != WEEKLY
    assert len(repr(CHINA)) < 250


def test_a_weekly_calendar_knows_weekends_only():
    """2000 to 2050, Saturday and Sunday off, unless told otherwise."""
    assert (WEEKLY.announced_from, WEEKLY.announced_through) == (d("2000-01-01"), d("2050-12-31"))
    assert WEEKLY.rest == {6, 7}
    assert WEEKLY.add(d("01-24"), 6) == d("02-03")
    assert WorkCalendar.weekly("six", rest={7}).add(d("01-24"), 6) == d("01-31")
    assert WEEKLY.projected_through == d("2050-12-31")
