"""What laws hold the library against where days are counted: one after the other.

Holds: `Days`, `walked`, `workdays_between`, `PlainClock`, `naive_due`, `naive_share`, `naive_ends`.
Never: calls what it is there to check, or is quick; of a calendar it asks whether a day is worked, and no sum. A term
    that it cannot count the plain way has no oracle (None).
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from safetywork.calendars import BEIJING, WorkCalendar
from safetywork.errors import UnannouncedDayError
from safetywork.periods import PeriodRule, Span
from safetywork.terms import Capped, Stages

_ONE = timedelta(days=1)
_LONG = 3


@frozen
class Days:
    """The days of a calendar, asked one by one, as far as they are known: `first` to `last`, both inclusive."""

    calendar: WorkCalendar
    first: date = date.min
    last: date = date.max
    provisional: bool = False

    def worked(self, day: date) -> bool:
        """Whether a day is worked."""
        return self.calendar.is_workday(day, provisional=self.provisional)

    def between(self, start: date, end: date) -> Iterator[date]:
        """The working days of (start, end], in order."""
        day = start
        while day < end:
            day += _ONE
            if self.worked(day):
                yield day

    def walk(self, day: date, n: int) -> date | None:
        """The `n`-th working day after `day`, before it for a negative `n`; None where that leaves what is known."""
        step = _ONE if n > 0 else -_ONE
        left = abs(n)
        while left:
            day += step
            if not self.first <= day <= self.last:
                return None
            left -= self.worked(day)
        return day


def walked(day: date, span: Span, calendar: WorkCalendar, *, back: bool = False) -> date:
    """The day that lies a span after `day`, or before it, by walking there."""
    n = -span.n if back else span.n
    if span.unit == "workday":
        reached = Days(calendar, provisional=True).walk(day, n)
        assert reached is not None, "without bounds, every day is known"
        return reached
    if span.unit in ("month", "year"):
        total = day.year * 12 + day.month - 1 + n * (12 if span.unit == "year" else 1)
        year, month = divmod(total, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return day + timedelta(days=n * (7 if span.unit == "week" else 1))


def workdays_between(a: date, b: date, calendar: WorkCalendar) -> int:
    """Working days after `a` up to `b`, below zero where `b` lies before it, walked one by one."""
    first, last = sorted((a, b))
    days = sum(1 for _ in Days(calendar, provisional=True).between(first, last))
    return days if a <= b else -days


@frozen
class PlainClock:
    """What the log says of a term: from which day, how long, extended by what, stopped when."""

    trigger: date
    term: Any
    extensions: tuple[Any, ...] = ()
    stops: tuple[tuple[date, date | None], ...] = ()
    again: bool = False
    """Whether it was begun anew in its cycle: `trigger` is the last start then, and not the first."""

    @property
    def day(self) -> date:
        """The day on which the term begins, in Beijing where hours begin at a moment of it."""
        return self.trigger.astimezone(BEIJING).date() if isinstance(self.trigger, datetime) else self.trigger

    def stopped(self, on: date) -> bool:
        """Whether one of its stops has begun by the day, and not ended."""
        return any(start <= on and (end is None or on < end) for start, end in self.stops)


def naive_ends(clock: PlainClock) -> datetime | None:
    """The moment at which a term in hours ends, where it began at one and was not extended."""
    rule = clock.term
    span = rule.span if isinstance(rule, PeriodRule) else rule
    plain = isinstance(rule, Span) or (isinstance(rule, PeriodRule) and not (rule.next_hour or rule.direction))
    if not plain or not isinstance(clock.trigger, datetime) or clock.extensions or not isinstance(span, Span):
        return None
    return clock.trigger + timedelta(hours=span.n)


def _hours(clock: PlainClock, rule: PeriodRule) -> tuple[date, date] | None:
    """Hours run from a moment, through stops, and a day ends at its 24:00; extended, they have no plain day."""
    if not isinstance(clock.trigger, datetime) or clock.extensions or rule.next_hour or rule.direction:
        return None
    end = (clock.trigger + timedelta(hours=rule.span.n)).astimezone(BEIJING)
    last = end.date() - _ONE if rule.span.n and end.time() == time.min else end.date()
    return last, last


def naive_due(clock: PlainClock, calendar: WorkCalendar, on: date | None = None) -> tuple[date, date] | None:
    """Nominal and last day, counted one day after the other; an open stop counts up to `on`.

    None: it has no plain way, or leads beyond the calendar's reach.
    """
    try:
        return _due(clock, calendar, on)
    except (UnannouncedDayError, OverflowError, ValueError):
        return None


def _due(  # noqa: C901, PLR0911, PLR0912  one walk from the first day to the last, told in one place
    clock: PlainClock, calendar: WorkCalendar, on: date | None
) -> tuple[date, date] | None:
    if isinstance(clock.term, Capped):
        return _capped(clock, clock.term, calendar, on)
    if isinstance(clock.term, Stages):
        return _staged(clock, clock.term, calendar, on)
    rule = (
        clock.term
        if isinstance(clock.term, PeriodRule)
        else PeriodRule(clock.term)
        if isinstance(clock.term, Span)
        else None
    )
    fixed = rule is None
    if fixed and (type(clock.term) is not date):
        return None
    if rule is not None and rule.span.unit == "hour":
        return _hours(clock, rule)
    if isinstance(clock.trigger, datetime):
        return None
    if rule is not None and rule.direction:
        return None if clock.extensions or clock.stops else _back(clock.trigger, rule, calendar)
    days = Days(calendar, provisional=True)
    base: Any
    base, span = (clock.trigger, rule.span) if rule is not None else (clock.term, Span(0, "day"))
    first = span.unit
    nominal = walked(base, span, calendar)
    for event in clock.extensions:
        if event.until is not None:
            nominal = base = event.until
            fixed, span = True, Span(0, "day")
        elif event.more.unit == "hour":
            return None
        elif event.more.unit == span.unit and span.n:
            span = Span(span.n + event.more.n, span.unit)
            nominal = walked(base, span, calendar)
        elif span.n and {event.more.unit, span.unit} <= {"month", "year"}:
            return None
        else:
            base, span = nominal, event.more
            nominal = walked(base, span, calendar)
    if not fixed:
        for start, end in _stretches(clock, on):
            if start >= nominal:
                break
            lost = sum(1 for _ in days.between(start, end)) if first == "workday" else (end - start).days
            nominal = walked(nominal, Span(lost, "workday" if first == "workday" else "day"), calendar)
    if fixed or rule is None or not rule.roll:
        return nominal, nominal
    lost = _long_rest(clock.trigger, nominal, days) if rule.prolong else 0
    last = days.walk(nominal, lost) if lost else nominal
    while last is not None and not days.worked(last):
        last += _ONE
    return None if last is None else (nominal, last)


def _long_rest(trigger: date, nominal: date, days: Days) -> int:
    """The days off after the trigger, up to the nominal day, three or more together (税收征管法细则第109条)."""
    lost = run = 0
    for n in range(1, (nominal - trigger).days + 2):
        day = trigger + n * _ONE
        if day <= nominal and not days.worked(day):
            run += 1
        else:
            lost, run = lost + (run if run >= _LONG else 0), 0
    return lost


def _back(event: date, rule: PeriodRule, calendar: WorkCalendar) -> tuple[date, date]:
    """Counted back from an event, with a day more where its days are to be clear; it rolls back too."""
    nominal = walked(event, rule.span, calendar, back=True)
    if rule.clear_days:
        one = Span(1, "workday" if rule.span.unit == "workday" else "day")
        nominal = walked(nominal, one, calendar, back=True)
    last, days = nominal, Days(calendar, provisional=True)
    while rule.roll and not days.worked(last):
        last -= _ONE
    return nominal, last


def naive_share(clock: PlainClock, calendar: WorkCalendar, on: date, at: date) -> Fraction | None:
    """The share of a term gone `at` a day, as it stands `on` one, days on which it stood still left out; None: no way.

    Agreed days are not moved by a stop, so that its days count.
    """
    due = naive_due(clock, calendar, on)
    if due is None or isinstance(clock.term, Stages | Capped) or isinstance(clock.trigger, datetime):
        return None
    agreed = type(clock.term) is date or any(event.until is not None for event in clock.extensions)
    stood = [] if agreed else [stop for stop in _stretches(clock, on) if stop[0] < due[0]]
    still = sum((end - start).days for start, end in stood)
    whole, gone = (due[1] - clock.trigger).days - still, (at - clock.trigger).days - still
    return Fraction(1) if whole <= 0 else Fraction(min(max(gone, 0), whole), whole)


def _capped(clock: PlainClock, term: Capped, calendar: WorkCalendar, on: date | None) -> tuple[date, date] | None:
    inner = naive_due(evolve(clock, term=term.term), calendar, on)
    cap = naive_due(PlainClock(clock.trigger, term.cap), calendar)
    if inner is None or cap is None:
        return None
    bound = max([cap[1], *(e.until for e in clock.extensions if term.extendable and e.until is not None)])
    return inner if inner[1] <= bound else (bound, bound)


def _staged(clock: PlainClock, term: Stages, calendar: WorkCalendar, on: date | None) -> tuple[date, date] | None:
    start, due = clock.trigger, None
    for n, stage in enumerate(term.stages, 1):
        extensions = clock.extensions if n == len(term.stages) else ()
        due = naive_due(PlainClock(start, stage.term, extensions, clock.stops), calendar, on)
        if due is None:
            return None
        start = due[0]
    return due


def _stretches(clock: PlainClock, on: date | None) -> list[tuple[date, date]]:
    stopped: set[date] = set()
    for start, end in clock.stops:
        stop = end if end is not None else max(start, on or start)
        day = max(start, clock.trigger)
        while day < stop:
            day += _ONE
            stopped.add(day)
    runs: list[tuple[date, date]] = []
    for day in sorted(stopped):
        if runs and runs[-1][1] == day - _ONE:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day - _ONE, day))
    return runs
