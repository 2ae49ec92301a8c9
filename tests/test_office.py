"""Office hours: hand-counted answers, the laws, and a walker that goes minute by minute.

The laws hold for any set of worked moments, so hand-counted answers and the walker stand beside them.
"""

import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from safetywork.calendars import CHINA, SpecialDay, WorkCalendar
from safetywork.errors import CalendarDataError, NotADayError, NotAMomentError, SpanError, UnannouncedDayError
from safetywork.labels import Label
from safetywork.office import MomentOrderError, NoWorkingTimeError, OfficeHours
from safetywork.periods import BEIJING, PeriodRule, workdays
from safetywork.windows import Window

NEW_YORK = ZoneInfo("America/New_York")
MINUTE, HOUR, DAY, ZERO = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(0)
OFFICE = OfficeHours(CHINA, "8:30-12:00 13:30-17:30")
ALWAYS = OfficeHours(CHINA, "0:00-24:00")
WEEKLY = WorkCalendar.weekly("weekly", first=date(2025, 1, 1), last=date(2025, 12, 31))
DAILY = WorkCalendar.weekly("daily", rest=(), first=date(2025, 1, 1), last=date(2025, 12, 31))


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def t(text, zone=BEIJING):
    """`01-24 16:00` of 2025, or with the year and seconds."""
    return datetime.fromisoformat(text if len(text) > 14 else f"2025-{text}").replace(tzinfo=zone)


# --- known answers, counted by hand


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("01-24 16:00", 30, "01-24 16:30"),
        ("01-24 11:30", 60, "01-24 14:00"),  # over the noon break
        ("01-24 17:00", 30, "01-24 17:30"),  # a window that is filled ends as it closes
        ("01-24 17:00", 31, "01-26 08:31"),  # Sunday 01-26 is made up for
        ("01-25 10:00", 60, "01-26 09:30"),  # Saturday 01-25 is not worked
        ("01-27 17:00", 60, "02-05 09:00"),  # Spring Festival: 01-28 to 02-04 are off
        ("02-07 17:30", 1, "02-08 08:31"),  # Saturday 02-08 is made up for
        ("01-27 17:00", 0, "01-27 17:00"),
        ("01-28 17:00", 0, "01-28 17:00"),  # 0 leaves a moment off where it is
        ("02-05 09:00", -60, "01-27 17:00"),
        ("02-05 09:00", -30, "02-05 08:30"),  # back: as it opens
        ("02-05 08:30", -1, "01-27 17:29"),
        ("01-24 16:00", 6 * 450, "02-08 16:00"),  # 01-26, 27, 02-05 to 08: six working days of 450 minutes
        ("01-24 16:00", 7 * 450, "02-10 16:00"),  # Sunday 02-09 is off
    ],
)
def test_working_minutes_over_the_spring_festival_of_2025(start, minutes, end):
    """8:30-12:00 and 13:30-17:30: 450 minutes a working day, make-up days among them."""
    assert OFFICE.add(t(start), minutes) == t(end)
    assert OFFICE.between(t(start), t(end)) == minutes * MINUTE
    assert OFFICE.add(t(start), minutes * MINUTE).tzinfo == BEIJING


def test_seven_working_days_of_hours_around_the_spring_festival():
    """01-24, 26, 27, 02-05 to 08 are worked, nothing else from 01-24 to 02-09."""
    assert OFFICE.between(t("01-24 00:00"), t("02-10 00:00")) == 7 * 7.5 * HOUR
    assert OFFICE.between(t("02-10 00:00"), t("01-24 00:00")) == -7 * 7.5 * HOUR


def test_seconds_and_less_are_counted():
    """Two and a half seconds before the noon break and half a second after it."""
    start = t("2025-01-24 11:59:57.500000")
    assert OFFICE.add(start, timedelta(seconds=3)) == t("2025-01-24 13:30:00.500000")
    assert OFFICE.between(start, t("2025-01-24 13:30:00.000001")) == timedelta(seconds=2, microseconds=500001)
    tick = timedelta(microseconds=1)
    assert OFFICE.add(t("01-24 12:00") - tick, tick) == t("01-24 12:00")  # filled as it closes


@pytest.mark.parametrize(
    ("moment", "is_open", "next_open", "previous_close"),
    [
        ("01-24 08:29", False, "01-24 08:30", "01-23 17:30"),
        ("01-24 08:30", True, "01-24 08:30", "01-23 17:30"),
        ("01-24 10:00", True, "01-24 10:00", "01-24 10:00"),
        ("01-24 12:00", False, "01-24 13:30", "01-24 12:00"),
        ("01-24 13:29", False, "01-24 13:30", "01-24 12:00"),
        ("01-25 10:00", False, "01-26 08:30", "01-24 17:30"),
        ("02-01 10:00", False, "02-05 08:30", "01-27 17:30"),
        ("02-08 10:00", True, "02-08 10:00", "02-08 10:00"),
    ],
)
def test_open_or_not(moment, is_open, next_open, previous_close):
    """An office is open from the moment it opens until just before it closes."""
    assert OFFICE.is_open(t(moment)) is is_open
    assert OFFICE.next_open(t(moment)) == t(next_open)
    assert OFFICE.previous_close(t(moment)) == t(previous_close)
    assert OFFICE.is_open(t(moment).astimezone(UTC)) is is_open


def test_the_edges_of_a_day():
    """First opening, last closing, and what is too late on a last day (民法典 art. 203)."""
    assert (OFFICE.opening(d("01-26")), OFFICE.closing(d("01-26"))) == (t("01-26 08:30"), t("01-26 17:30"))
    assert OFFICE.cutoff(d("01-26")) == t("01-26 17:30")
    assert OFFICE.cutoff(d("01-25")) == t("01-26 00:00")  # no business hours: 24:00
    assert ALWAYS.closing(d("01-26")) == t("01-27 00:00")
    for edge in (OFFICE.opening, OFFICE.closing):
        with pytest.raises(NoWorkingTimeError, match="no working time in reach of 2025-01-25 on calendar CN"):
            edge(d("01-25"))


def test_days_keep_the_clock():
    """The n-th working day at the same time, whatever the hours say of that time."""
    assert OFFICE.add_days(t("01-24 16:00"), 2) == t("01-27 16:00")
    assert OFFICE.add_days(t("01-24 20:00"), 3) == t("02-05 20:00")
    assert OFFICE.add_days(t("01-25 10:00"), 1) == t("01-26 10:00")
    assert OFFICE.add_days(t("02-01 10:00"), -1) == t("01-27 10:00")
    assert OFFICE.add_days(t("02-01 10:00"), 0) == t("02-01 10:00")
    assert OFFICE.add_days(t("01-26 17:00", UTC), 1) == t("02-05 01:00")  # 01-27 in Beijing


def test_a_dated_shift_goes_before_everything():
    """A half day, an office that is shut, and duty on a day off; the calendar's days stay what they are."""
    shifts = {d("01-27"): "8:30-12:00", d("02-06"): "", d("01-29"): "9:00-11:00"}
    office = evolve(OFFICE, shifts=shifts)
    assert office.between(t("01-27 00:00"), t("02-07 00:00")) == (3.5 + 2 + 7.5) * HOUR
    assert office.add(t("01-27 11:00"), 120) == t("01-29 10:00")
    assert office.add_days(t("01-27 11:00"), 2) == t("02-06 11:00")
    assert [str(window) for window in office.windows(d("01-29"))] == ["09:00-11:00"]
    assert office.cutoff(d("01-27")) == t("01-27 12:00")


def test_a_local_overlay_goes_before_a_notice():
    """A county's day off has no hours, and its flood duty has those of a weekday."""
    local = CHINA.overlay("县", off=[d("01-26")], work=[d("02-01")])
    office = evolve(OFFICE, calendar=local)
    assert office.windows(d("01-26")) == ()
    assert office.windows(d("02-01")) == OFFICE.windows(d("02-05")) != ()


# --- make-up days


LONG_MONDAY = {1: "8:00-20:00", 2: "9:00-17:00", 3: "9:00-17:00", 4: "9:00-17:00", 5: "9:00-12:00", 7: "9:00-10:00"}


def test_a_make_up_day_has_the_hours_that_all_weekdays_share():
    """Where Monday to Friday are alike, whose stead it is does not matter, nor what is written for its own weekday."""
    office = OfficeHours(CHINA, {**dict.fromkeys(range(1, 6), "9:00-17:00"), 7: "9:00-10:00"})
    assert office.between(t("01-26 00:00"), t("01-27 00:00")) == 8 * HOUR
    assert office.windows(d("01-25")) == ()


def test_a_make_up_day_takes_the_hours_of_the_weekday_that_is_named():
    """Where they differ, nobody guesses: a weekday is named, or each day has its shift."""
    with pytest.raises(CalendarDataError, match="worked though it rests, and weekdays differ"):
        OfficeHours(CHINA, LONG_MONDAY)
    for weekday, hours in ((1, 12), (5, 3), (7, 1), (6, 0)):
        office = OfficeHours(CHINA, LONG_MONDAY, make_up=weekday)
        assert office.between(t("01-26 00:00"), t("01-27 00:00")) == hours * HOUR


def test_a_shift_for_every_make_up_day_leaves_nothing_to_guess():
    """A calendar without other make-up days is served without a name, as is one that has none."""
    calendar = WEEKLY.overlay("flood", work=[d("01-25")])
    with pytest.raises(CalendarDataError):
        OfficeHours(calendar, LONG_MONDAY)
    office = OfficeHours(calendar, LONG_MONDAY, shifts={d("01-25"): "10:00-11:00"})
    assert office.opening(d("01-25")) == t("01-25 10:00")
    assert OfficeHours(WEEKLY, LONG_MONDAY).closing(d("01-24")) == t("01-24 12:00")


def test_make_up_days_count_in_hours_exactly_when_they_count_in_days():
    """Every announced day: hours of work if and only if a working day."""
    for ordinal in range(CHINA.announced_from.toordinal(), CHINA.announced_through.toordinal() + 1):
        day = date.fromordinal(ordinal)
        midnight = datetime.combine(day, datetime.min.time(), BEIJING)
        worked = OFFICE.between(midnight, midnight + DAY)
        assert worked == CHINA.is_workday(day) * 7.5 * HOUR, day


def test_close_of_business_of_the_nth_working_day_is_the_cutoff_of_the_deadline():
    """For every n, from every kind of day; without business hours it is the deadline's own 24:00."""
    for trigger in (d("01-24"), d("01-25"), d("01-26"), d("01-27"), d("01-30"), d("2024-09-27")):
        for n in range(1, 30):
            deadline = PeriodRule(workdays(n)).resolve(trigger, CHINA)
            assert OFFICE.cutoff(deadline.last_day) == OFFICE.closing(CHINA.add(trigger, n))
            assert ALWAYS.cutoff(deadline.last_day) == deadline.cutoff


# --- stops


def test_stops_are_a_union():
    """Overlapping, adjacent, repeated, unordered, and reaching beyond both ends."""
    a, b = t("01-24 09:00"), t("01-24 17:00")  # 6.5 hours
    stops = [
        (t("01-24 10:00"), t("01-24 11:00")),
        (t("01-24 09:30"), t("01-24 10:30")),
        (t("01-24 11:00"), t("01-24 11:30")),
        (t("01-24 11:45"), t("01-24 13:30")),
        (t("01-24 09:30"), t("01-24 10:30")),
        (t("01-24 11:50"), t("01-24 11:55")),
        (t("01-24 16:30"), t("2099-01-01 00:00")),
        (t("1999-01-01 00:00"), t("01-24 09:05")),
        (t("01-24 17:00"), t("01-24 17:30")),
    ]
    left = 6.5 * HOUR - 5 * MINUTE - 2 * HOUR - 15 * MINUTE - 30 * MINUTE
    assert OFFICE.elapsed(a, b, stops) == OFFICE.elapsed(a, b, reversed(stops)) == left
    assert OFFICE.elapsed(a, b) == OFFICE.elapsed(a, b, [(a, a)]) == 6.5 * HOUR
    assert OFFICE.elapsed(a, b, [(a, b)]) == ZERO


def test_stops_of_less_than_a_minute_are_not_lost():
    """Two stops that begin in the same minute, of ten and of five seconds."""
    a, b = t("01-24 09:00"), t("01-24 09:10")
    second = timedelta(seconds=1)
    stops = [(a, a + 10 * second), (a + 20 * second, a + 25 * second)]
    assert OFFICE.elapsed(a, b, stops) == 10 * MINUTE - 15 * second
    assert OFFICE.due(a, 10, stops) == b + 15 * second


def test_a_stop_as_long_as_the_term_leaves_the_remaining_time():
    """An hour used, stopped for the whole length of the term: the rest of it is still there, and no more."""
    start, term = t("01-24 09:00"), 7.5 * HOUR
    stop = (t("01-24 10:00"), OFFICE.add(t("01-24 10:00"), term))
    assert term - OFFICE.elapsed(start, stop[1], [stop]) == 6.5 * HOUR
    assert OFFICE.due(start, term, [stop]) == OFFICE.add(stop[1], 6.5 * HOUR) == OFFICE.add(start, 2 * term)


def test_what_is_due_before_a_stop_stays():
    """A stop that begins as the term ends, or later, moves nothing; nothing owed is due at once."""
    start = t("01-24 09:00")
    for stop in ((t("01-24 10:00"), t("01-24 11:00")), (t("01-24 16:00"), t("01-24 17:00"))):
        assert OFFICE.due(start, 60, [stop]) == t("01-24 10:00")
    assert OFFICE.due(start, 0, [(start, start + HOUR)]) == start


# --- what is refused


def test_moments_are_aware_and_days_are_plain():
    """A naive moment, a day for a moment, and a moment for a day are typed errors."""
    naive = datetime(2025, 1, 24, 9)
    for call in (OFFICE.is_open, OFFICE.next_open, OFFICE.previous_close):
        for given_ in (naive, d("01-24")):
            with pytest.raises(NotAMomentError):
                call(given_)
    with pytest.raises(NotAMomentError):
        OFFICE.add(naive, 1)
    with pytest.raises(NotAMomentError):
        OFFICE.elapsed(t("01-24 09:00"), t("01-24 10:00"), [(naive, naive)])
    for call in (OFFICE.windows, OFFICE.opening, OFFICE.closing, OFFICE.cutoff):
        with pytest.raises(NotADayError):
            call(t("01-24 09:00"))
    with pytest.raises(NotADayError):
        evolve(OFFICE, shifts={t("01-24 09:00"): ""})


def test_lengths_are_whole_minutes_or_timedeltas():
    """A fraction, a truth value and a text are no lengths; what is due lies ahead."""
    for length in (1.5, True, "60", None):
        with pytest.raises(SpanError):
            OFFICE.add(t("01-24 09:00"), length)
    with pytest.raises(SpanError, match="lies ahead"):
        OFFICE.due(t("01-24 09:00"), -1)


def test_nothing_ends_before_it_begins():
    """A stop, an elapsed stretch and an explanation have their ends in order."""
    a, b = t("01-24 09:00"), t("01-24 10:00")
    for ask in (OFFICE.elapsed, OFFICE.explain, lambda b, a: OFFICE.elapsed(a, b, [(b, a)])):
        with pytest.raises(MomentOrderError, match="ends before that, at 2025-01-24 09:00:00"):
            ask(b, a)


def test_beyond_the_announced_days():
    """The calendar's own error, with the day; asked for, statutory days off are used as far as they go."""
    last = t("2026-12-31 17:00")
    for call in (OFFICE.is_open, OFFICE.next_open, OFFICE.previous_close, lambda m: OFFICE.between(last, m)):
        for beyond, day in (("2027-01-01 08:30", "2027-01-01"), ("2009-12-31 23:59", "2009-12-31")):
            with pytest.raises(UnannouncedDayError) as caught:
                call(t(beyond))
            assert caught.value == UnannouncedDayError(
                d(day), "CN", CHINA.announced_from, CHINA.announced_through, provisional=False
            )
    for call in (lambda: OFFICE.add(last, 31), lambda: OFFICE.add(t("2010-01-04 08:40"), -11)):
        with pytest.raises(UnannouncedDayError, match="further than that"):
            call()
    with pytest.raises(UnannouncedDayError, match="further than that"):
        OFFICE.due(last, 30, [(last, datetime.max.replace(tzinfo=UTC))])
    with pytest.raises(UnannouncedDayError):
        OFFICE.cutoff(d("2027-01-01"))
    assert OFFICE.add(last, 30) == t("2026-12-31 17:30")
    assert OFFICE.add(last, 31, provisional=True) == t("2027-01-04 08:31")  # 2027-01-01 is a Friday off
    assert OFFICE.is_open(t("2027-01-04 08:30"), provisional=True)
    assert OFFICE.cutoff(d("2027-01-04"), provisional=True) == t("2027-01-04 17:30")
    assert OFFICE.add_days(last, 1, provisional=True) == t("2027-01-04 17:00")
    with pytest.raises(UnannouncedDayError) as caught:
        OFFICE.add(last, 10**9, provisional=True)
    assert caught.value.provisional


def test_the_last_24_00_is_the_end_of_what_is_known():
    """A moment that a term may end at, and at which nobody knows whether the office opens."""
    end = t("2027-01-01 00:00")
    assert ALWAYS.add(t("2026-12-31 23:00"), 60) == end == ALWAYS.closing(d("2026-12-31"))
    assert ALWAYS.between(t("2026-12-31 23:00"), end) == HOUR
    assert ALWAYS.previous_close(end) == ALWAYS.add(end, 0) == end
    for call in (ALWAYS.is_open, ALWAYS.next_open):
        with pytest.raises(UnannouncedDayError):
            call(end)
    assert OFFICE.add(t("2010-01-01 00:00"), 1) == t("2010-01-04 08:31")
    with pytest.raises(UnannouncedDayError):
        OFFICE.previous_close(t("2010-01-04 08:30"))


def test_the_ends_of_time_are_refused_like_any_other_day():
    """A sentinel for "never" that no zone can express is an unannounced day."""
    for never in (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=timezone(-12 * HOUR))):
        for office in (OFFICE, evolve(OFFICE, zone=timezone(-12 * HOUR))):
            with pytest.raises(UnannouncedDayError):
                office.is_open(never)


@pytest.mark.parametrize(
    "office",
    [
        OfficeHours(WEEKLY, ""),
        OfficeHours(WEEKLY, {6: "9:00-12:00"}),
        OfficeHours(WorkCalendar.weekly("shut", rest=range(1, 8)), "9:00-12:00"),
    ],
)
def test_without_any_working_time_a_named_error_answers(office):
    """No windows, windows on rest days only, or no working days: never a loop."""
    at = t("01-24 09:00")
    for call in (
        office.next_open,
        office.previous_close,
        lambda m: office.add(m, 1),
        lambda m: office.add(m, -1),
        lambda m: office.due(m, 1),
    ):
        with pytest.raises(NoWorkingTimeError, match="reach of 2025-01-24"):
            call(at)
    assert (office.is_open(at), office.between(at, at + 9 * DAY), office.add(at, 0)) == (False, ZERO, at)
    assert office.cutoff(d("01-24")) == t("01-25 00:00")


def test_hours_that_contradict_themselves_are_refused():
    """Shifts beyond the calendar, no such weekday, no zone."""
    for wrong in (
        {"shifts": {d("2009-12-31"): ""}},
        {"shifts": {date(2200, 1, 1): ""}},
        {"make_up": 0},
        {"make_up": 8},
        {"zone": "Asia/Shanghai"},
        {"weekly": {9: "9:00-10:00"}},
    ):
        with pytest.raises(CalendarDataError):
            evolve(OFFICE, **wrong)
    with pytest.raises(CalendarDataError):
        OfficeHours(WEEKLY, "", shifts={date(2026, 1, 1): ""})
    duty = evolve(OFFICE, shifts={d("2027-01-01"): "9:00-10:00"})
    assert duty.add(t("2026-12-31 17:00"), 40, provisional=True) == t("2027-01-01 09:10")


def test_office_hours_are_values():
    """Equal, hashable, picklable, changed by `evolve`; what they remember is no part of them."""
    other = OfficeHours(CHINA, ["08:30-12:00 13:30-17:30"] * 7)
    assert (other, hash(other), other.zone) == (OFFICE, hash(OFFICE), BEIJING)
    assert pickle.loads(pickle.dumps(OFFICE)) == OFFICE
    assert evolve(OFFICE, weekly="9:00-17:00") != OFFICE
    assert evolve(OFFICE, zone=UTC).opening(d("01-24")) == t("01-24 08:30", UTC)
    assert NoWorkingTimeError(d("01-25"), "CN") == NoWorkingTimeError(d("01-25"), "CN")


# --- explanations


def test_the_windows_counted_are_told():
    """A day a line, why it is worked, the windows as far as they count, and the total."""
    office = evolve(OFFICE, shifts={d("01-27"): "8:30-12:00"})
    a, b = t("01-24 17:00"), t("2025-02-05 08:30:05")
    assert office.explain(a, b).splitlines() == [
        "2025-01-24  工作日  17:00-17:30  00:30",
        "2025-01-26  调休上班  08:30-12:00 13:30-17:30  07:30",
        "2025-01-27  专门安排  08:30-12:00  03:30",
        "2025-02-05  工作日  08:30-08:30:05  00:00:05",
        "合计  11:30:05",
    ]
    assert office.explain(a, a, "en") == "total  00:00"
    lines = ALWAYS.explain(t("01-26 23:00"), t("01-27 01:00"), "en").splitlines()
    assert lines == [
        "2025-01-26  make-up working day  23:00-24:00  01:00",
        "2025-01-27  working day  00:00-01:00  01:00",
        "total  02:00",
    ]


# --- zones that change their clocks


def test_an_hour_is_an_hour_when_the_clocks_change():
    """New York: 2025-03-09 has 23 hours, 2025-11-02 has 25."""
    office = OfficeHours(DAILY, "0:00-24:00", zone=NEW_YORK)
    for day, hours in (("03-08", 24), ("03-09", 23), ("11-02", 25)):
        midnight = t(f"{day} 00:00", NEW_YORK)
        assert office.between(midnight, office.closing(d(day))) == hours * HOUR
        assert office.add(midnight, hours * HOUR).astimezone(UTC) == office.closing(d(day)).astimezone(UTC)


def test_times_that_the_clocks_skip_or_repeat():
    """RFC 5545, 3.3.5: the offset before the gap, the first occurrence; a window that is skipped is not worked."""
    night = OfficeHours(DAILY, "1:00-1:30 2:00-3:00 3:15-4:00", zone=NEW_YORK)
    spring, autumn = (t(f"{day} 00:00", NEW_YORK) for day in ("03-09", "11-02"))
    assert night.between(spring, night.closing(d("03-09"))) == 75 * MINUTE
    assert night.next_open(t("03-09 01:45", NEW_YORK)) == t("03-09 03:15", NEW_YORK)
    assert night.between(autumn, night.closing(d("11-02"))) == 135 * MINUTE
    first, second = (t("11-02 01:15", NEW_YORK).replace(fold=fold) for fold in (0, 1))
    assert (night.is_open(first), night.is_open(second)) == (True, False)
    skipped = OfficeHours(DAILY, "2:00-3:00", zone=NEW_YORK)
    assert skipped.cutoff(d("03-09")) == t("03-10 00:00", NEW_YORK)
    assert skipped.add_days(t("03-08 02:30", NEW_YORK), 1) == t("03-09 03:30", NEW_YORK)
    assert skipped.add_days(second, 1) == t("11-03 01:15", NEW_YORK)
    assert skipped.add_days(second, 0).astimezone(UTC) == second.astimezone(UTC)
    late = OfficeHours(DAILY, "2:30-3:15 3:20-4:00", zone=NEW_YORK)  # opens, by the offset before, after it closes
    assert late.opening(d("03-09")) == t("03-09 03:20", NEW_YORK)
    assert evolve(late, weekly="1:00-2:45 3:00-4:00").between(spring, late.closing(d("03-09"))) == 2 * HOUR


# --- laws, over drawn hours on drawn calendars

FIRST, LAST = d("02-24"), d("03-23")  # four weeks; New York's clocks change on 03-09
BEGIN, END = t("02-24 13:00", UTC), t("03-23 12:00", UTC)  # inside of them in both zones
EDGES = [0, *range(8, 49)]  # half hours; none within the hours that the clocks skip


@st.composite
def windows(draw):
    edges = sorted(draw(st.lists(st.sampled_from(EDGES), unique=True, max_size=6)))
    return tuple(Window(a * 30 * MINUTE, b * 30 * MINUTE) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def offices(draw):
    """Crowded: any weekly rest, days off and make-up days on top of each other, shifts, breaks, nights."""
    days = st.dates(FIRST, LAST)
    told = draw(st.dictionaries(days, st.booleans(), max_size=8))
    specials = tuple(SpecialDay(day, told[day], Label("节", "festival")) for day in sorted(told))
    calendar = WorkCalendar("drawn", FIRST, LAST, specials, draw(st.sets(st.integers(1, 7), max_size=6)))
    return OfficeHours(
        calendar,
        draw(st.dictionaries(st.integers(1, 7), windows(), min_size=3)),
        shifts=draw(st.dictionaries(days, windows(), max_size=4)),
        zone=draw(st.sampled_from([BEIJING, NEW_YORK])),
        make_up=draw(st.integers(1, 7)),
    )


def moments(step=timedelta(seconds=20, microseconds=7)):
    """Moments of the four weeks, crowded on half hours."""
    half_hours = st.integers(0, (END - BEGIN) // (30 * MINUTE)).map(lambda n: BEGIN + n * 30 * MINUTE)
    return half_hours | st.integers(0, (END - BEGIN) // step).map(lambda n: BEGIN + n * step)


stops_ = st.lists(st.tuples(moments(), moments()).map(sorted).map(tuple), max_size=5)


@given(offices(), moments(), moments())
def test_add_then_between_is_the_identity(office, a, b):
    """What is added is what lies between, forward and back."""
    length = office.between(a, b)
    end = office.add(a, length)
    assert office.between(a, end) == length
    assert (a <= end <= b) if length > ZERO else (b <= end <= a) if length < ZERO else end == a


@given(offices(), moments(), moments(), moments())
def test_between_is_additive(office, a, b, c):
    """From a to b and on to c is from a to c; there and back is nothing."""
    assert office.between(a, b) + office.between(b, c) == office.between(a, c)
    assert office.between(a, b) == -office.between(b, a)


@given(offices(), st.lists(moments(), min_size=3, max_size=3).map(sorted))
def test_lengths_add_up(office, three):
    """`add(add(m, a), b) == add(m, a + b)`, forward and back."""
    for a, b, c in (three, three[::-1]):
        first, second = office.between(a, b), office.between(b, c)
        assert office.add(office.add(a, first), second) == office.add(a, first + second)


@given(offices(), st.lists(moments(), min_size=3, max_size=3).map(sorted))
def test_add_is_monotone(office, three):
    """A later start, and a greater length, end no earlier."""
    a, b, c = three
    length = office.between(b, c)
    assert office.add(a, length) <= office.add(b, length)
    assert office.add(a, ZERO) <= office.add(a, length) <= office.add(a, office.between(a, c))
    assert office.add(b, -office.between(a, b)) <= office.add(c, -office.between(a, b))


@given(offices(), moments())
def test_the_nearest_working_moments(office, m):
    """No working time lies between a moment and where it is moved to; there, the office is open or just closes."""
    for move, back in ((office.next_open, False), (office.previous_close, True)):
        try:
            moved = move(m)
        except (NoWorkingTimeError, UnannouncedDayError):
            continue
        assert office.between(m, moved) == ZERO
        assert moved <= m if back else moved >= m
        assert move(moved) == moved
        assert office.is_open(moved - timedelta(microseconds=1) if back else moved)
        assert not office.is_open(m) or moved == m or back


@given(offices(), moments(), moments(), stops_)
def test_stops_take_away_the_working_time_of_their_union(office, a, b, stops):
    """The same as joining them first; never negative, never more than without; the order is all one."""
    a, b = sorted((a, b))
    joined = []
    for begins, ends in sorted(stops):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends))
        else:
            joined.append((begins, ends))
    stopped = sum((office.between(min(max(s, a), b), min(max(e, a), b)) for s, e in joined), ZERO)
    assert office.elapsed(a, b, stops) == office.elapsed(a, b, stops[::-1]) == office.between(a, b) - stopped
    assert ZERO <= office.elapsed(a, b, stops) <= office.between(a, b)


@given(offices(), moments(), moments(), stops_)
def test_what_is_due_has_elapsed_and_not_before(office, a, b, stops):
    """`due` is the first moment at which the length has elapsed; without stops it is `add`."""
    a, b = sorted((a, b))
    length = office.elapsed(a, b, stops)
    due = office.due(a, length, stops)
    assert office.elapsed(a, due, stops) == length
    assert a <= due <= b
    assert due == a or office.elapsed(a, due - timedelta(microseconds=1), stops) < length
    assert office.due(a, office.between(a, b)) == office.add(a, office.between(a, b))


@given(offices(), st.dates(FIRST, LAST))
def test_the_edges_of_a_day_hold_its_hours(office, day):
    """The hours of a day lie between its opening and its closing, and close it is too late."""
    if not office.windows(day):
        with pytest.raises(NoWorkingTimeError):
            office.opening(day)
        return
    opening, closing = office.opening(day), office.closing(day)
    hours = sum((window.closes - window.opens for window in office.windows(day)), ZERO)
    skipped = HOUR * (
        office.zone is NEW_YORK and day == d("03-09") and any(not window.opens for window in office.windows(day))
    )
    assert office.between(opening, closing) == hours - skipped
    assert office.next_open(opening) == opening
    assert office.previous_close(closing) == closing == office.cutoff(day)


@given(offices(), moments(), st.integers(-5, 5))
def test_days_are_the_calendars(office, m, n):
    """The day is the calendar's n-th, the time that of the clock (none of the drawn ones is skipped twice)."""
    local = m.astimezone(office.zone)
    try:
        day = office.calendar.add(local.date(), n)
    except UnannouncedDayError:
        with pytest.raises(UnannouncedDayError):
            office.add_days(m, n)
        return
    found = office.add_days(m, n)
    assert found.date() == day
    assert found.time() == local.time() or (day == d("03-09") and local.hour == 2)


# --- a walker that goes minute by minute, and knows nothing of prefix sums


def opened(office, at):
    """Whether the minute from `at` is worked: what the clock on the wall shows lies in a window of its day."""
    local = at.astimezone(office.zone)
    day, shift = local.date(), dict(office.shifts)
    weekday = day.isoweekday()
    if day in shift:
        told = shift[day]
    elif not office.calendar.is_workday(day):
        told = ()
    elif weekday in office.calendar.rest:
        told = office.weekly[office.make_up - 1]
    else:
        told = office.weekly[weekday - 1]
    since = timedelta(hours=local.hour, minutes=local.minute)
    return any(window.opens <= since < window.closes for window in told)


@given(offices(), st.integers(0, 26 * 24 * 60), st.integers(0, 3 * 24 * 60))
def test_a_walker_counts_the_same(office, start, length):
    """Up to three days, minute by minute: open or not, between, and add in both directions."""
    a = BEGIN + start * MINUTE
    steps = [at for n in range(length) if (at := a + n * MINUTE) < END]
    worked = [at for at in steps if opened(office, at)]
    b = a + len(steps) * MINUTE
    assert office.between(a, b) == len(worked) * MINUTE
    assert all(office.is_open(at) for at in worked)
    assert not any(office.is_open(at) for at in set(steps) - set(worked))
    for n in {1, len(worked) // 2, len(worked)} & set(range(1, len(worked) + 1)):
        assert office.add(a, n) == worked[n - 1] + MINUTE
        assert office.add(b, -n) == worked[-n]
