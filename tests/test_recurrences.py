"""What comes round: days counted by hand, the shifts, missed rounds, and the laws of windows and of time.

A walker that looks at every day of the calendar in turn, and knows no rule machinery, is the oracle.
"""

import calendar as months
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import NotADayError, UnannouncedDayError
from safetywork.recurrences import (
    Occurrence,
    Recurrence,
    RecurrenceError,
    last_weekday,
    month_end,
    monthly,
    nth_weekday,
    quarterly,
    weekly,
    yearly,
)

ONE = timedelta(days=1)
SHIFTS = ("none", "following", "preceding", "modified following")


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def found(recurrence, start, end, calendar=CHINA, **more):
    """The shifted days of [start, end] as MM-DD."""
    return [f"{it.day:%m-%d}" for it in recurrence.between(d(start) - ONE, d(end), calendar, **more)]


# --- days


def test_every_friday():
    """The start of a stretch is not counted, its end is."""
    fridays = weekly(5)
    assert [f"{it.day:%m-%d}" for it in fridays.between(d("2022-06-03"), d("2022-06-17"))] == ["06-10", "06-17"]
    assert fridays.after(d("2022-06-03")) == Occurrence(d("2022-06-10"), d("2022-06-10"))


def test_the_31st_does_not_drift():
    """31 January, the last of February, 31 March again; or only the months that have a 31st."""
    assert found(monthly(31, since=d("01-31")), "01-01", "06-30") == [
        "01-31",
        "02-28",
        "03-31",
        "04-30",
        "05-31",
        "06-30",
    ]
    assert found(monthly(31), "2024-01-01", "2024-04-30") == ["01-31", "02-29", "03-31", "04-30"]
    assert found(monthly(30), "2024-02-01", "2024-03-31") == ["02-29", "03-30"]
    assert found(monthly(31, short="skip"), "01-01", "06-30") == ["01-31", "03-31", "05-31"]
    assert found(month_end(), "01-01", "04-30") == ["01-31", "02-28", "03-31", "04-30"]


def test_the_29th_of_february():
    """The 28th in common years and the 29th again in leap years; or in leap years only."""
    days = [it.day for it in yearly(2, 29).between(d("2023-01-01"), d("2028-12-31"))]
    assert [str(day) for day in days] == [
        *("2023-02-28", "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29")
    ]
    skipping = yearly(2, 29, short="skip").between(d("2023-01-01"), d("2032-12-31"))
    assert [it.day.year for it in skipping] == [2024, 2028, 2032]


def test_weekdays_of_a_month():
    """The last Friday, the second Tuesday, and a fifth Monday where there is one."""
    assert found(last_weekday(5), "01-01", "03-31") == ["01-31", "02-28", "03-28"]
    assert found(nth_weekday(2, 2), "04-01", "05-31") == ["04-08", "05-13"]
    assert found(nth_weekday(5, 1), "01-01", "06-30") == ["03-31", "06-30"]
    assert found(nth_weekday(-2, 5), "01-01", "01-31") == ["01-24"]


def test_quarters():
    """The last day of every quarter; the 15th of the first month of every quarter."""
    assert found(quarterly(), "01-01", "12-31") == ["03-31", "06-30", "09-30", "12-31"]
    assert found(quarterly(15, month=1), "01-01", "12-31") == ["01-15", "04-15", "07-15", "10-15"]


def test_every_other_week_and_every_two_months_are_counted_from_since():
    """Weeks from Monday on; wherever one looks from, the same days; and nothing before `since` or after `until`."""
    other = weekly(5, every=2, since=d("01-08"), until=d("02-21"))
    assert found(other, "01-01", "12-31") == ["01-10", "01-24", "02-07", "02-21"]
    assert found(other, "01-20", "02-07") == ["01-24", "02-07"]
    assert other.after(d("02-21")) is None
    two = monthly(31, every=2, since=d("2024-12-05"))
    assert found(two, "2024-12-01", "2025-06-30") == ["12-31", "02-28", "04-30", "06-30"]
    assert found(monthly(1, since=d("01-02")), "01-01", "03-01") == ["02-01", "03-01"]
    assert found(monthly(25, until=d("02-25")), "01-01", "12-31") == ["01-25", "02-25"]


# --- shifts


def test_shifts_by_name():
    """31 May 2025 is the Saturday of the Dragon Boat holiday; 26 January 2025 a Sunday that is worked."""
    may = {shift: found(month_end(shift=shift), "05-25", "06-05") for shift in SHIFTS}
    assert may == {"none": ["05-31"], "following": ["06-03"], "preceding": ["05-30"], "modified following": ["05-30"]}
    assert found(monthly(26, shift="following"), "01-20", "02-10") == ["01-26"]
    assert found(monthly(5, shift="modified following"), "04-01", "04-30") == ["04-07"]
    june = month_end(shift="following").between(d("05-30"), d("06-03"))
    assert june == (Occurrence(d("05-31"), d("06-03")),)


def test_the_shifted_day_decides_what_lies_in_a_stretch():
    """A day moved in from before the start counts, a day moved out past the end does not; and the other way round."""
    following, preceding = month_end(shift="following"), month_end(shift="preceding")
    assert found(following, "06-01", "06-29") == ["06-03"]
    assert found(following, "05-01", "06-02") == []
    assert found(preceding, "05-31", "06-29") == []
    assert found(month_end(shift="modified following"), "05-25", "05-30") == ["05-30"]
    assert found(monthly(15, shift="preceding"), "2024-08-18", "2024-08-25", CALENDARS[2]) == ["08-19"]
    assert found(monthly(1, shift="preceding"), "04-30", "05-31") == ["04-30", "05-30"]


def test_occurrences_on_one_day_are_one():
    """In 2020 the Spring Festival ran from 24 January to 2 February: two Fridays come to the Monday after."""
    rounds = weekly(5, shift="following").between(d("2020-01-17"), d("2020-02-07"))
    assert rounds == (
        Occurrence(d("2020-01-24"), d("2020-02-03")),
        Occurrence(d("2020-02-07"), d("2020-02-07")),
    )


def test_days_not_announced_are_refused_or_marked():
    """A shift into 2027 needs its notice; whether 1 January moves back into 2026 does, whether the 25th does not."""
    assert found(monthly(25, shift="preceding"), "2026-12-01", "2026-12-31") == ["12-25"]
    assert found(monthly(1, shift="modified following"), "2026-12-01", "2026-12-31") == ["12-01"]
    assert found(month_end(), "2027-01-01", "2027-01-31") == ["01-31"]
    first = monthly(1, shift="preceding")
    for stretch in (("2026-12-02", "2026-12-31"), ("2027-01-01", "2027-01-31")):
        with pytest.raises(UnannouncedDayError):
            found(first, *stretch)
    assert first.between(d("2026-12-02"), d("2026-12-31"), provisional=True) == (
        Occurrence(d("2027-01-01"), d("2026-12-31"), provisional=True),
    )
    assert weekly(5).after(d("2027-01-01")) == Occurrence(d("2027-01-08"), d("2027-01-08"))
    last = d("2026-12-31")  # announced, a working day: firm
    assert monthly(31, shift="preceding").after(d("2026-12-30"), provisional=True) == Occurrence(last, last)


def test_a_moment_is_no_day():
    """A datetime is refused, whatever the shift."""
    for shift in SHIFTS:
        with pytest.raises(NotADayError):
            weekly(shift=shift).after(datetime(2025, 1, 2))
    with pytest.raises(NotADayError):
        weekly().between(d("01-02"), datetime(2025, 1, 2))
    with pytest.raises(NotADayError):
        weekly(since=datetime(2025, 1, 2))


# --- rounds missed


def missed(recurrence, held, as_of, **more):
    return [f"{it.day:%m-%d}" for it in recurrence.missed([d(day) for day in held], d(as_of), **more)]


def test_a_week_without_a_round_is_missed():
    """Held on Tuesday or on Sunday it is held; nothing from 13 to 19 January; the day itself is not missed yet."""
    fridays = weekly(5, since=d("01-01"))
    held = ["01-03", "01-07", "01-26"]
    assert missed(fridays, held, "01-31") == ["01-17"]
    assert missed(fridays, held, "02-01") == ["01-17", "01-31"]
    assert missed(fridays, held, "01-25") == ["01-17", "01-24"]  # the round of the 26th is not known on the 25th
    assert missed(weekly(5), held, "02-01", since=d("01-20")) == ["01-31"]
    assert missed(fridays, [], "01-03") == []


def test_a_late_round_is_held_and_an_early_one_is_not_the_next():
    """The round of January held on the 28th makes up for the 25th, and is none of February."""
    months_ = monthly(25, since=d("01-01"))
    assert missed(months_, ["01-28"], "01-27") == ["01-25"]
    assert missed(months_, ["01-28"], "02-26") == ["02-25"]
    assert missed(months_, ["2024-12-31", "02-01"], "03-01") == ["01-25"]
    assert missed(months_, ["01-31"], "03-01") == ["02-25"]


def test_a_window_holds_its_shifted_day():
    """The end of May, moved to 3 June, is met on 3 June; June's own window begins after it."""
    ends = month_end(shift="following", since=d("05-01"))
    assert missed(ends, ["06-03"], "07-01") == ["06-30"]
    assert missed(ends, ["06-04"], "07-01") == ["06-03"]
    firsts = monthly(1, shift="preceding", since=d("05-01"))  # 1 May is met on 30 April, 1 June on 30 May
    assert missed(firsts, ["04-30"], "05-30") == []
    assert missed(firsts, ["05-30"], "06-02") == ["04-30"]


def test_a_quarter_is_its_three_months():
    """A round in January counts for the first quarter, whose day is the last of March."""
    assert missed(quarterly(since=d("01-01")), ["01-09", "07-01"], "10-01") == ["06-30"]


def test_missing_needs_a_beginning():
    """A cadence that nobody dated has no first round, and so none that was missed."""
    with pytest.raises(RecurrenceError, match="since when it was to be held"):
        weekly(5).missed([], d("01-31"))


# --- words


@pytest.mark.parametrize(
    ("recurrence", "zh", "en"),
    [
        (weekly(5), "每周五", "every Friday"),
        (
            weekly(1, every=2, since=d("01-06"), until=d("12-31")),
            "每2周的周一，自2025-01-06起，至2025-12-31止",
            "Monday of every 2 weeks, from 2025-01-06 on, until 2025-12-31",
        ),
        (monthly(25), "每月25日", "the 25th of every month"),
        (monthly(13), "每月13日", "the 13th of every month"),
        (monthly(23), "每月23日", "the 23rd of every month"),
        (
            monthly(1, every=2, since=d("01-06")),
            "每2个月的1日，自2025-01-06起",
            "the 1st of every 2 months, from 2025-01-06 on",
        ),
        (monthly(11), "每月11日", "the 11th of every month"),
        (monthly(22), "每月22日", "the 22nd of every month"),
        (
            monthly(31),
            "每月31日（当月无此日的，为当月最后一日）",
            "the 31st of every month (the last day of a month without it)",
        ),
        (
            yearly(2, 29, short="skip"),
            "每年2月29日（当月无此日的，不计）",
            "the 29th of February every year (not in a month without it)",
        ),
        (yearly(6, 30), "每年6月30日", "the 30th of June every year"),
        (
            month_end(shift="preceding"),
            "每月最后一日，遇休息日提前至上一工作日",
            "the last day of every month, a rest day moves to the working day before",
        ),
        (quarterly(), "每季度最后一日", "the last day of every quarter"),
        (
            quarterly(15, month=1),
            "每年1月、4月、7月、10月15日",
            "the 15th of January, April, July and October every year",
        ),
        (last_weekday(5), "每月最后一个周五", "the last Friday of every month"),
        (nth_weekday(2, 2), "每月第二个周二", "the 2nd Tuesday of every month"),
        (nth_weekday(-3, 7), "每月倒数第三个周日", "the 3rd last Sunday of every month"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
def test_a_recurrence_in_words(recurrence, zh, en):
    """Both languages; `str` is the ledger's word."""
    assert (str(recurrence), recurrence.text("en")) == (zh, en)


# --- what a recurrence may not be


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"unit": "week"}, "a week's needs a weekday"),
        ({"unit": "week", "weekday": 1, "months": (1,)}, "a week's needs a weekday"),
        ({"unit": "month"}, "a day or an nth weekday"),
        ({"unit": "month", "day": 1, "weekday": 1}, "a day or an nth weekday"),
        ({"unit": "year", "day": 1}, "unit 'year': it is week or month"),
        ({"unit": "week", "weekday": 0}, "weekday 0: ISO"),
        ({"unit": "month", "weekday": 1, "nth": 6}, "nth 6"),
        ({"unit": "month", "weekday": 1, "nth": 0}, "nth 0"),
        ({"unit": "month", "day": 32}, "day 32"),
        ({"unit": "month", "day": 0}, "day 0"),
        ({"unit": "month", "day": 1, "months": (13,)}, "once, in order"),
        ({"unit": "month", "day": 1, "months": (6, 3)}, "once, in order"),
        ({"unit": "month", "day": 30, "months": (2,), "short": "skip"}, "none of these months has it"),
        ({"unit": "month", "day": 1, "short": "next"}, "short 'next'"),
        ({"unit": "month", "day": 1, "shift": "nearest"}, "shift 'nearest'"),
        ({"unit": "month", "day": 1, "every": 0}, "every 0"),
        ({"unit": "month", "day": 1, "every": 2}, "counted from `since`"),
        ({"unit": "month", "day": 1, "every": 2, "since": d("01-01"), "months": (1,)}, "either named months"),
        ({"unit": "month", "day": 1, "since": d("01-02"), "until": d("01-01")}, "it ends before it begins"),
    ],
    ids=str,
)  # fmt: skip
def test_what_a_recurrence_may_not_be(fields, words):
    """Each contradiction is named when it is built."""
    with pytest.raises(RecurrenceError, match=words):
        Recurrence(**fields)


def test_every_problem_is_told_at_once():
    """All of them in one error."""
    with pytest.raises(RecurrenceError) as caught:
        Recurrence(unit="month", day=40, every=-1, shift="up")
    assert len(caught.value.problems) == 4
    assert str(caught.value).startswith("recurrence: shift 'up'")


# --- laws


@st.composite
def recurrences(draw):
    """Every shape, with short months, shifts, and a beginning within a year."""
    since = draw(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
    every = draw(st.integers(1, 3))
    more = {"shift": draw(st.sampled_from(SHIFTS)), "since": since, "every": every}
    more["short"] = draw(st.sampled_from(("last", "skip")))
    whole = {**more, "every": 1}
    return draw(
        st.one_of(
            st.integers(1, 7).map(lambda n: weekly(n, **more)),
            (st.integers(25, 31) | st.integers(1, 3) | st.just(-1)).map(lambda n: monthly(n, **more)),
            st.tuples(st.sampled_from((-5, -1, 1, 2, 5)), st.integers(1, 7)).map(lambda two: nth_weekday(*two, **more)),
            st.sampled_from((-1, 15, 31)).map(lambda n: quarterly(n, **{**whole, "short": "last"})),
            st.just(yearly(2, 29, **whole)),
        )
    )


def nominal(it, day):
    """The oracle: whether `day` is one of the days, looked at alone."""
    length = months.monthrange(day.year, day.month)[1]
    if it.unit == "week":
        weeks = ((day - ONE * day.weekday()) - (it.since - ONE * it.since.weekday())).days // 7
        return day.isoweekday() == it.weekday and weeks % it.every == 0
    if (12 * (day.year - it.since.year) + day.month - it.since.month) % it.every:
        return False
    if it.months and day.month not in it.months:
        return False
    if it.nth is not None:
        place = (day.day - 1) // 7 + 1 if it.nth > 0 else -((length - day.day) // 7 + 1)
        return day.isoweekday() == it.weekday and place == it.nth
    if it.day == -1:
        return day.day == length
    return day.day == (min(it.day, length) if it.short == "last" else it.day)


def moved(it, day, calendar):
    """The oracle: step by step to a working day."""

    def walk(step):
        there = day
        while not calendar.is_workday(there):
            there += ONE * step
        return there

    if it.shift == "none" or (it.shift == "modified following" and walk(1).month != day.month):
        return day if it.shift == "none" else walk(-1)
    return walk(-1 if it.shift == "preceding" else 1)


FAR = date(2025, 6, 30)
CALENDARS = (
    CHINA,
    WorkCalendar.weekly("weekly"),
    CHINA.overlay("long rest", off=[date(2024, 8, 20) + ONE * i for i in range(30)]),
)
shifted = st.tuples(recurrences(), st.sampled_from((0, 1, 2)))
many = settings(max_examples=max(300, settings.default.max_examples))


@many
@given(shifted, st.dates(date(2023, 12, 15), FAR), st.integers(0, 200))
def test_between_agrees_with_a_walk_over_every_day(drawn, start, length):
    """Every day that the rule names, moved day by day, those on one day once."""
    it, calendar = drawn[0], CALENDARS[drawn[1]]
    end = min(start + ONE * length, FAR)
    every = [it.since + ONE * i for i in range((FAR - it.since).days + 60)]
    days = {moved(it, day, calendar) for day in every if nominal(it, day)}
    assert [o.day for o in it.between(start, end, calendar)] == sorted(day for day in days if start < day <= end)
    later = [day for day in days if day > start]
    assert not later or it.after(start, calendar).day == min(later)


@many
@given(shifted, st.dates(date(2023, 12, 15), FAR), st.integers(0, 200), st.integers(0, 200))
def test_stretches_add_up(drawn, start, one, two):
    """What lies in (a, c] lies in (a, b] or in (b, c]; days only rise."""
    it, calendar = drawn[0], CALENDARS[drawn[1]]
    middle = start + ONE * one
    whole = it.between(start, middle + ONE * two, calendar)
    assert whole == it.between(start, middle, calendar) + it.between(middle, middle + ONE * two, calendar)
    assert all(a.day < b.day and a.nominal < b.nominal for a, b in pairwise(whole))


@many
@given(shifted, st.dates(date(2024, 6, 1), FAR))
def test_rounds_held_on_their_days_are_not_missed_and_no_other_round_makes_up(drawn, as_of):
    """Nothing held misses all before the day; held on its day, each is met; leaving one out misses just that one."""
    it, calendar = drawn[0], CALENDARS[drawn[1]]
    due = it.missed([], as_of, calendar)
    days = [o.day for o in due]
    assert all(day < as_of for day in days)
    assert it.missed(days, as_of, calendar) == ()
    for gone in due[:5]:
        assert it.missed([day for day in days if day != gone.day], as_of, calendar) == (gone,)


@many
@given(shifted, st.dates(date(2024, 6, 1), FAR), st.lists(st.dates(date(2024, 1, 1), FAR), max_size=12))
def test_every_day_held_meets_one_round_at_most(drawn, as_of, held):
    """Windows do not overlap: each day more takes at most one round off the list, and adds none."""
    it, calendar = drawn[0], CALENDARS[drawn[1]]
    before = it.missed([], as_of, calendar)
    for i in range(len(held)):
        now = it.missed(held[: i + 1], as_of, calendar)
        assert set(now) <= set(before)
        assert len(before) - len(now) <= 1
        before = now


@given(shifted)
def test_words_never_fail_and_tell_shapes_apart(drawn):
    """Some words in both languages; another shift, other words."""
    it = drawn[0]
    assert it.text("zh")
    assert it.text("en")
    assert len({evolve(it, shift=shift).text("en") for shift in SHIFTS}) == 4
