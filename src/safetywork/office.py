"""Office hours: which moments are worked, and arithmetic over them.

Holds: `OfficeHours` on top of a `WorkCalendar`, `Stops`, `NoWorkingTimeError`, `MomentOrderError`.
Never: knows what hours an office keeps (they differ by place and season: the caller says), counts days by hours (days
    are the calendar's), reads a clock, or walks towards a moment that may not exist.

A day has the hours of the first of these that speaks of it: its dated shift; the calendar (a rest day and a day off
have none, a make-up day has those of the weekday it stands in for); its weekday. Working time is a set of instants, so
that every answer is exact to the microsecond, and in a zone that changes its clocks an hour is an hour.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby
from typing import Any, TypeAlias

from attrs import define, field, frozen

from safetywork.calendars import BEIJING, KIND_LABELS, WorkCalendar
from safetywork.errors import CalendarDataError, NotAMomentError, SafetyworkError, SpanError, UnannouncedDayError
from safetywork.labels import Label, Lang
from safetywork.windows import Windows, clock, windows_by_day, windows_of_week

_FIRST = datetime(1, 1, 1, tzinfo=UTC)  # instants are microseconds since then
_TICK, _MINUTE, _DAY = timedelta(microseconds=1), timedelta(minutes=1), timedelta(days=1)
_SHIFT, _TOTAL = Label("专门安排", "dated shift"), Label("合计", "total")


@define(slots=False)
class NoWorkingTimeError(SafetyworkError, ValueError):
    """No working time where some is wanted: on that day, or on any day of the calendar."""

    at: date
    calendar: str

    def __str__(self) -> str:
        return f"no working time in reach of {self.at} on calendar {self.calendar}; check the weekly windows and shifts"


@define(slots=False)
class MomentOrderError(SafetyworkError, ValueError):
    """A stretch of time ends before it begins."""

    begins: datetime
    ends: datetime

    def __str__(self) -> str:
        return f"it begins at {self.begins} and ends before that, at {self.ends}"


Length: TypeAlias = int | timedelta
"""A length of working time: whole minutes, or a `timedelta`."""
Stops: TypeAlias = Iterable[tuple[datetime, datetime]]
"""Stretches from a moment until just before another; one that still goes on ends when the question is asked."""


def _zone(_: Any, __: Any, value: Any) -> None:
    if not isinstance(value, tzinfo):
        raise CalendarDataError("office hours", f"{value!r} is no zone; give datetime.timezone or zoneinfo.ZoneInfo")


@frozen
class _Table:
    """The working time of a calendar as instants: window `i` is `starts[i]` to `ends[i]`, `before[i]` went before it.

    The windows of day `d` are `first[d]` to `first[d + 1]`; `edges` are the first day's 0:00 and the last one's 24:00.
    """

    through: date
    provisional: bool
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    first: tuple[int, ...]
    edges: tuple[int, int]

    def worked(self, at: int) -> int:
        """Working time before the instant `at`."""
        i = bisect_right(self.starts, at) - 1
        return self.before[i] + min(at, self.ends[i]) - self.starts[i] if i >= 0 else 0

    def reach(self, at: int, ticks: int) -> int | None:
        """The first instant that `ticks` of working time lead to from `at` (back: the last); None beyond the table."""
        worked = self.worked(at) + ticks
        i = (bisect_left if ticks > 0 else bisect_right)(self.before, worked) - 1
        inside = 0 <= i < len(self.starts)
        return at if not ticks else self.starts[i] + worked - self.before[i] if inside else None


@frozen
class OfficeHours:
    """Office hours 办公时间: the windows of each weekday on a working calendar, in a zone (Beijing's unless told).

    `weekly` are the windows by ISO weekday (`{1: "8:30-12:00 13:30-17:30", ...}`, or one text for every day); on the
    days that the calendar has off they are not worked. `shifts` are dated days with other windows: half days, duty
    days; `""` closes the office. A shift changes hours only: whether its day is a working day stays with the
    calendar (`calendar.overlay`). `make_up` names the ISO weekday whose hours are worked on a day that works though its
    weekday rests; without it these are the hours that all working weekdays share (Monday to Friday in China: the
    notices say which days are worked, not in whose stead).

    Moments are aware datetimes, a naive one raises `NotAMomentError`; answers are in `zone`. A wall-clock time that a
    change of clocks skips or repeats is read as RFC 5545 (3.3.5) does: by the offset before the gap, at its first
    occurrence. Beyond the calendar's days `UnannouncedDayError` is raised, unless `provisional=True` is asked for;
    where there is no working time at all, `NoWorkingTimeError`. Raises `CalendarDataError` where the hours contradict
    themselves, or leave those of a make-up day open.

    >>> from safetywork.calendars import CHINA
    >>> office = OfficeHours(CHINA, "8:30-12:00 13:30-17:30")
    >>> friday = datetime(2025, 1, 24, 16, tzinfo=office.zone)  # Sunday the 26th is a make-up day
    >>> print(office.add(friday, timedelta(hours=9)))
    2025-01-26 17:30:00+08:00
    """

    calendar: WorkCalendar
    weekly: tuple[Windows, ...] = field(converter=windows_of_week)
    shifts: tuple[tuple[date, Windows], ...] = field(default=(), converter=windows_by_day, kw_only=True)
    zone: tzinfo = field(default=BEIJING, kw_only=True, validator=_zone)
    make_up: int | None = field(default=None, kw_only=True)
    _shift: dict[date, Windows] = field(init=False, eq=False, repr=False)
    _made_up: Windows = field(init=False, eq=False, repr=False)
    _tables: dict[bool, _Table] = field(init=False, eq=False, repr=False, factory=dict[bool, _Table])

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_shift", dict(self.shifts))
        calendar = self.calendar
        for day in self._shift:
            if not calendar.is_announced(day) and not calendar.announced_through < day <= calendar.projected_through:
                raise CalendarDataError(calendar.name, f"the shift on {day} lies outside the calendar's days")
        if self.make_up not in (None, *range(1, 8)):
            raise CalendarDataError("office hours", "make_up names an ISO weekday, Monday 1 to Sunday 7")
        shared = {self.weekly[weekday - 1] for weekday in set(range(1, 8)) - calendar.rest}
        chosen = {self.weekly[self.make_up - 1]} if self.make_up else shared
        worked = (s.day for s in (*calendar.specials, *calendar.projection) if s.works)
        made_up = next((d for d in worked if d.isoweekday() in calendar.rest and d not in self._shift), None)
        if len(chosen) != 1 and made_up:
            advice = f"{made_up} is worked though it rests, and weekdays differ: name the one it works as (make_up=1)"
            raise CalendarDataError(calendar.name, advice)
        object.__setattr__(self, "_made_up", chosen.pop() if len(chosen) == 1 else ())

    # --- days

    def windows(self, day: date, *, provisional: bool = False) -> Windows:
        """The windows of `day`; none on a day off."""
        works = self.calendar.is_workday(day, provisional=provisional)
        if day in self._shift:
            return self._shift[day]
        weekday = day.isoweekday()
        hours = self._made_up if weekday in self.calendar.rest else self.weekly[weekday - 1]
        return hours if works else ()

    def opening(self, day: date, *, provisional: bool = False) -> datetime:
        """When the office first opens on `day`; `NoWorkingTimeError` where it does not."""
        return self._moment(self._of_day(day, provisional=provisional)[0])

    def closing(self, day: date, *, provisional: bool = False) -> datetime:
        """When the office closes for the rest of `day`; `NoWorkingTimeError` where it was not open."""
        return self._moment(self._of_day(day, provisional=provisional)[1])

    def cutoff(self, day: date, *, provisional: bool = False) -> datetime:
        """From when it is too late on a last day: close of business, 24:00 where there is none (民法典 art. 203)."""
        try:
            return self.closing(day, provisional=provisional)
        except NoWorkingTimeError:
            return self._moment(self._wall(_midnight(day) + _DAY))

    def add_days(self, moment: datetime, n: int, *, provisional: bool = False) -> datetime:
        """The same time by the clock on the `n`-th working day of the calendar after `moment` (before it, if negative).

        The time is kept as it is, in office hours or not: `next_open` or `previous_close` of it moves it into them.
        """
        local = self._moment(_instant(moment))
        day = self.calendar.add(local.date(), n, provisional=provisional)
        return self._moment(self._wall(datetime.combine(day, local.time()))) if n else local

    # --- moments

    def is_open(self, moment: datetime, *, provisional: bool = False) -> bool:
        """Whether the office is open: from the minute it opens until just before it closes."""
        table, at = self._at(moment, provisional=provisional)
        if at == table.edges[1]:
            raise self._unknown(table, moment)
        i = bisect_right(table.starts, at) - 1
        return i >= 0 and at < table.ends[i]

    def next_open(self, moment: datetime, *, provisional: bool = False) -> datetime:
        """`moment` itself where the office is open, else when it next opens."""
        table, at = self._at(moment, provisional=provisional)
        i = bisect_right(table.ends, at)
        return self._found(max(at, table.starts[i]) if i < len(table.ends) else None, table, at)

    def previous_close(self, moment: datetime, *, provisional: bool = False) -> datetime:
        """`moment` itself where the office is open or just closes, else when it last closed."""
        table, at = self._at(moment, provisional=provisional)
        i = bisect_left(table.starts, at) - 1
        return self._found(min(at, table.ends[i]) if i >= 0 else None, table, at)

    # --- working time

    def add(self, moment: datetime, length: Length, *, provisional: bool = False) -> datetime:
        """The moment `length` of working time after `moment` (before it, if negative).

        A stretch that fills a window ends when that closes, not when the next one opens (backwards: as it opens);
        `moment` itself for 0, open or not. Raises `SpanError` for a fraction of a minute that is not a `timedelta`.
        """
        table, at = self._at(moment, provisional=provisional)
        return self._found(table.reach(at, _ticks(length)), table, at)

    def between(self, a: datetime, b: datetime, *, provisional: bool = False) -> timedelta:
        """Working time from `a` to `b`; negative where `b` lies before `a`."""
        table, start = self._at(a, provisional=provisional)
        return (table.worked(self._at(b, provisional=provisional)[1]) - table.worked(start)) * _TICK

    def elapsed(self, a: datetime, b: datetime, stops: Stops = (), *, provisional: bool = False) -> timedelta:
        """Working time from `a` to `b` outside of `stops`, which may overlap, repeat, and reach beyond `a` and `b`.

        Raises `MomentOrderError` where `b` lies before `a`, or a stop ends before it begins.
        """
        _ordered(a, b)
        table, end = self._at(b, provisional=provisional)
        cursor, total = self._at(a, provisional=provisional)[1], 0
        for begins, ends in sorted(_ordered(*stop) for stop in stops):
            if begins >= end:
                break
            total += table.worked(max(cursor, begins)) - table.worked(cursor)
            cursor = min(max(cursor, ends), end)
        return (total + table.worked(end) - table.worked(cursor)) * _TICK

    def due(self, start: datetime, length: Length, stops: Stops = (), *, provisional: bool = False) -> datetime:
        """The first moment by which `length` of working time has passed since `start` outside of `stops`.

        Raises `SpanError` for a negative length, `MomentOrderError` for a stop that ends before it begins.
        """
        table, at = self._at(start, provisional=provisional)
        cursor, left = at, _ticks(length)
        if left < 0:
            raise SpanError(str(length), "what is due lies ahead: give a length of 0 or more")
        for begins, ends in sorted(_ordered(*stop) for stop in stops):
            run = table.worked(max(cursor, begins)) - table.worked(cursor)
            if left <= run:
                break
            left, cursor = left - run, max(cursor, ends)
        return self._found(table.reach(cursor, left), table, at)

    def explain(self, a: datetime, b: datetime, lang: Lang = "zh", *, provisional: bool = False) -> str:
        """The windows that `between(a, b)` counts, a day a line, and their total."""
        _ordered(a, b)
        (table, start), (_, end) = self._at(a, provisional=provisional), self._at(b, provisional=provisional)
        after = bisect_left(table.starts, end) if start < end else 0
        counted, lines = range(bisect_right(table.ends, start), after), list[str]()
        for day, windows in groupby(counted, lambda i: self._moment(table.starts[i]).date()):
            pieces = [(max(start, table.starts[i]), min(end, table.ends[i])) for i in windows]
            times = [[self._moment(at).replace(tzinfo=None) - _midnight(day) for at in piece] for piece in pieces]
            kind = _SHIFT if day in self._shift else KIND_LABELS[self.calendar.kind(day, provisional=provisional)]
            told = " ".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in times)
            length = sum(closes - opens for opens, closes in pieces) * _TICK
            lines.append(f"{day}  {kind.text(lang)}  {told}  {clock(length)}")
        return "\n".join([*lines, f"{_TOTAL.text(lang)}  {clock((table.worked(end) - table.worked(start)) * _TICK)}"])

    # --- inside

    def _table(self, *, provisional: bool) -> _Table:
        if provisional not in self._tables:
            self._tables[provisional] = self._tabulate(provisional=provisional)
        return self._tables[provisional]

    def _tabulate(self, *, provisional: bool) -> _Table:
        base = self.calendar.announced_from
        through = self.calendar.projected_through if provisional else self.calendar.announced_through
        last, stop = self._wall(_midnight(base)), self._wall(_midnight(through) + _DAY)
        starts, ends, before, first, edges = list[int](), list[int](), [0], [0], (last, stop)
        for ordinal in range(base.toordinal(), through.toordinal() + 1):
            day = date.fromordinal(ordinal)
            for window in self.windows(day, provisional=provisional):
                opens, closes = (max(last, self._wall(_midnight(day) + at)) for at in (window.opens, window.closes))
                if opens < closes:  # a window that the clocks skip is not worked
                    last = closes
                    starts.append(opens)
                    ends.append(closes)
                    before.append(before[-1] + closes - opens)
            first.append(len(starts))
        return _Table(through, provisional, tuple(starts), tuple(ends), tuple(before), tuple(first), edges)

    def _of_day(self, day: date, *, provisional: bool) -> tuple[int, int]:
        """When `day` first opens and last closes."""
        self.calendar.is_workday(day, provisional=provisional)  # a plain day that the calendar knows
        table, i = self._table(provisional=provisional), day.toordinal() - self.calendar.announced_from.toordinal()
        first, after = table.first[i : i + 2]
        if first == after:
            raise NoWorkingTimeError(day, self.calendar.name)
        return table.starts[first], table.ends[after - 1]

    def _at(self, moment: datetime, *, provisional: bool) -> tuple[_Table, int]:
        table, at = self._table(provisional=provisional), _instant(moment)
        if not table.edges[0] <= at <= table.edges[1]:
            raise self._unknown(table, moment)
        return table, at

    def _found(self, found: int | None, table: _Table, at: int) -> datetime:
        if found is not None:
            return self._moment(found)
        if table.starts:
            raise self._unknown(table, None)
        raise NoWorkingTimeError(self._moment(at).date(), self.calendar.name)

    def _unknown(self, table: _Table, moment: datetime | None) -> UnannouncedDayError:
        try:
            day = moment and moment.astimezone(self.zone).date()
        except OverflowError:  # at the ends of what datetime can say
            day = moment and moment.date()
        it = self.calendar
        return UnannouncedDayError(day, it.name, it.announced_from, table.through, table.provisional)

    def _moment(self, at: int) -> datetime:
        return (_FIRST + at * _TICK).astimezone(self.zone)

    def _wall(self, local: datetime) -> int:
        """The instant at which the clocks of the zone show `local` (RFC 5545, 3.3.5)."""
        return (local.replace(tzinfo=self.zone, fold=0) - _FIRST) // _TICK


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0))


def _instant(moment: Any) -> int:
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise NotAMomentError(moment)
    return (moment - _FIRST) // _TICK


def _ticks(length: Any) -> int:
    if isinstance(length, timedelta):
        return length // _TICK
    if not isinstance(length, int) or isinstance(length, bool):
        raise SpanError(repr(length), "working time is whole minutes, or a timedelta")
    return length * (_MINUTE // _TICK)


def _ordered(begins: datetime, ends: datetime) -> tuple[int, int]:
    first, last = _instant(begins), _instant(ends)
    if last < first:
        raise MomentOrderError(begins, ends)
    return first, last
