"""The stretches of a day that are worked, and their text.

Holds: `Window`, `read_windows` (`8:30-12:00 13:30-17:30`), and what the hours of a day, a week and dated shifts may be
    given as.
Never: knows a calendar, a zone, or on which days a window is worked (`office`).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias, cast

from attrs import frozen

from safetywork.errors import CalendarDataError

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_TIMES = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?-(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")


@frozen
class Window:
    """A stretch of one day that is worked 办公时段, from `opens` until just before `closes`, both since midnight.

    A window does not cross midnight: a night shift is `22:00-24:00` and `00:00-06:00` of the next day.
    """

    opens: timedelta
    closes: timedelta

    def __attrs_post_init__(self) -> None:
        if not timedelta(0) <= self.opens < self.closes <= _DAY:
            raise CalendarDataError(f"window {self}", "a window opens before it closes, within one day (24:00 its end)")

    def __str__(self) -> str:
        return f"{clock(self.opens)}-{clock(self.closes)}"


Windows: TypeAlias = tuple[Window, ...]
DayHours: TypeAlias = str | Iterable[Window]
"""The hours of a day: text for `read_windows`, or windows."""
WeekHours: TypeAlias = str | Mapping[int, DayHours] | Iterable[DayHours]
"""The hours of a week: one text for every day, hours by ISO weekday (one left out has none), or seven of them."""
DatedHours: TypeAlias = Mapping[date, DayHours] | Iterable[tuple[date, DayHours]]
"""Hours by day."""


def read_windows(text: str) -> Windows:
    """The windows written in `text`: `8:30-12:00 13:30-17:30`, `08:30至12:00，13:30至17:30`; none where it is empty.

    Raises `CalendarDataError` for anything else, and where windows overlap.
    """
    plain = re.sub(r"\s*[-–—~～至到]\s*", "-", text.replace("：", ":"))
    found: list[Window] = []
    for part in filter(None, re.split(r"[\s,，、;；]+", plain)):
        times = _TIMES.fullmatch(part)
        if times is None:
            raise CalendarDataError("office hours", f"{part!r} is no window; write 08:30-12:00 13:30-17:30")
        h, m, s, hh, mm, ss = (int(number or 0) for number in times.groups())
        found.append(Window(timedelta(hours=h, minutes=m, seconds=s), timedelta(hours=hh, minutes=mm, seconds=ss)))
    return _in_order(found)


def _in_order(windows: Iterable[Window]) -> Windows:
    found = tuple(sorted(windows, key=lambda window: window.opens))
    for former, window in pairwise(found):
        if window.opens < former.closes:
            raise CalendarDataError("office hours", f"{former} and {window} overlap; join them into one window")
    return found


def windows_of_day(given: DayHours) -> Windows:
    """The windows of one day, in order."""
    return read_windows(given) if isinstance(given, str) else _in_order(given)


def windows_of_week(given: WeekHours) -> tuple[Windows, ...]:
    """The windows of seven days, Monday's first."""
    if isinstance(given, str):
        return (read_windows(given),) * 7
    if isinstance(given, Mapping):
        by_weekday = cast("Mapping[int, DayHours]", given)
        if not by_weekday.keys() <= set(range(1, 8)):
            raise CalendarDataError("office hours", "weekdays are ISO weekdays, Monday 1 to Sunday 7")
        return tuple(windows_of_day(by_weekday.get(weekday, ())) for weekday in range(1, 8))
    week = tuple(windows_of_day(hours) for hours in given)
    if len(week) != 7:  # noqa: PLR2004 - days of a week
        raise CalendarDataError("office hours", "a week has the hours of seven days, Monday's first")
    return week


def windows_by_day(given: DatedHours) -> tuple[tuple[date, Windows], ...]:
    """The windows of dated days, in their order; a day is told once."""
    pairs = cast("Iterable[tuple[date, DayHours]]", given.items() if isinstance(given, Mapping) else given)
    found = sorted(((day, windows_of_day(hours)) for day, hours in pairs), key=lambda pair: pair[0])
    for (former, _), (day, _) in pairwise(found):
        if former == day:
            raise CalendarDataError("office hours", f"{day} has two shifts; give the day all its windows at once")
    return tuple(found)


def clock(length: timedelta) -> str:
    """A time of day or a length as `08:30`, with seconds where there are any."""
    seconds = length % _MINUTE
    rest = f":{seconds.seconds:02}" + (f".{seconds.microseconds:06}" if seconds.microseconds else "")
    return f"{length // _HOUR:02}:{length % _HOUR // _MINUTE:02}{rest if seconds else ''}"
