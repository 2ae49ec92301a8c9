"""The stretches of a day: their text, their order, and what the hours of a day, a week and dated days are given as."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from safetywork.errors import CalendarDataError
from safetywork.windows import Window, clock, read_windows, windows_by_day, windows_of_day, windows_of_week

MORNING = Window(timedelta(hours=8, minutes=30), timedelta(hours=12))
AFTERNOON = Window(timedelta(hours=13, minutes=30), timedelta(hours=17, minutes=30))
seconds = st.lists(st.integers(0, 86400), unique=True, max_size=8).map(sorted)


@pytest.mark.parametrize(
    "text",
    [
        "8:30-12:00 13:30-17:30",
        "08:30–12:00, 13:30—17:30",
        "13:30 - 17:30; 08:30:00 ~ 12:00",
        "08：30至12：00，13：30到17：30",
        "8:30～12:00、13:30-17:30",
    ],
)
def test_the_ways_in_which_windows_are_written(text):
    """Chinese and English punctuation say the same; windows are put in order."""
    assert read_windows(text) == (MORNING, AFTERNOON)
    assert " ".join(map(str, read_windows(text))) == "08:30-12:00 13:30-17:30"


def test_no_windows():
    """An empty text has none."""
    assert read_windows("") == read_windows(" ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "9-17", "09:00", "09:60-10:00", "09:00-09:00", "10:00-09:00", "22:00-06:00", "00:00-24:01", "09:00-25:00",
        "9:00-12:00 11:59-13:00", "下班", "09:00-10:00-11:00",
    ],
)  # fmt: skip
def test_what_is_no_window_is_refused(text):
    """A window opens before it closes within one day, and no two overlap."""
    with pytest.raises(CalendarDataError):
        read_windows(text)


def test_windows_may_touch():
    """One window closes as the next one opens."""
    assert [str(window) for window in read_windows("12:00-24:00 0:00-12:00")] == ["00:00-12:00", "12:00-24:00"]


def test_times_and_lengths_are_told_as_exactly_as_needed():
    """Minutes, then seconds, then microseconds."""
    assert clock(timedelta(hours=8, minutes=5)) == "08:05"
    assert clock(timedelta(hours=130, seconds=7)) == "130:00:07"
    assert clock(timedelta(microseconds=50)) == "00:00:00.000050"


@given(seconds)
def test_windows_and_their_text_say_the_same(edges):
    """What `str` writes, `read_windows` reads."""
    windows = tuple(
        Window(timedelta(seconds=a), timedelta(seconds=b)) for a, b in zip(edges[::2], edges[1::2], strict=False)
    )
    assert read_windows(" ".join(map(str, windows))) == windows
    assert windows_of_day(reversed(windows)) == windows


def test_the_hours_of_a_week():
    """One text for every day, hours by ISO weekday, or seven days."""
    week = ((MORNING,), (), (), (), (), (), (AFTERNOON,))
    assert windows_of_week({1: "8:30-12:00", 7: [AFTERNOON]}) == windows_of_week(week) == week
    assert windows_of_week("8:30-12:00") == ((MORNING,),) * 7


@pytest.mark.parametrize("given_", [{0: "8:30-12:00"}, {8: ""}, ["8:30-12:00"] * 6, ()])
def test_a_week_has_seven_days(given_):
    """Monday is 1, Sunday 7."""
    with pytest.raises(CalendarDataError):
        windows_of_week(given_)


def test_the_hours_of_dated_days():
    """A mapping or pairs, in the order of the days; a day that is told twice is refused."""
    first, second = date(2025, 1, 27), date(2025, 2, 8)
    told = ((first, (MORNING,)), (second, ()))
    assert windows_by_day({second: "", first: "8:30-12:00"}) == windows_by_day(reversed(told)) == told
    with pytest.raises(CalendarDataError, match="two shifts"):
        windows_by_day([(first, "8:30-12:00"), (first, "13:30-17:30")])
