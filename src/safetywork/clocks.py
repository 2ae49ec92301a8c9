"""The clock of a deadline, folded from dated events, and where it stands on a day.

Holds: `Clock` (start, extensions, stops, finish), `Standing`.
Never: knows a matter or a workflow, looks at today by itself, or erases a missed day.

Extensions run on the nominal day, months as one total from the trigger; a stop moves terms that count days and leaves
agreed days where they are; overlapping stops are one; stopped days are (stop, resume].
"""

from datetime import date, timedelta
from fractions import Fraction

from attrs import evolve, field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import DayOrderError, SpanError
from safetywork.events import optional_day, plain_day
from safetywork.periods import (
    STEPS,
    Deadline,
    PeriodRule,
    Span,
    Step,
    Term,
    days,
    deadline,
    forward,
    months,
    settle,
    workdays,
)


@frozen
class Extension:
    """An extension 延期 decided `on` a day: `by` a span more, or `to` a day."""

    on: date = field(validator=plain_day)
    by: Span | None = None
    to: date | None = field(default=None, validator=optional_day)

    def __attrs_post_init__(self) -> None:
        if (self.by is None) == (self.to is None):
            raise SpanError(repr(self), "an extension is either by a span or to a day")


@frozen
class Stop:
    """A stop of the clock 中止: the days after `start` up to and including `end` do not count; None: it goes on."""

    start: date = field(validator=plain_day)
    end: date | None = field(default=None, validator=optional_day)

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise DayOrderError(self.start, self.end)


@frozen
class Clock:
    """The clock of one term 计时: what it was started with, and what happened to it since.

    `finished` is the day the work was handed in or done.
    """

    trigger: date = field(validator=plain_day)
    term: Term
    extensions: tuple[Extension, ...] = ()
    stops: tuple[Stop, ...] = ()
    finished: date | None = field(default=None, validator=optional_day)

    def extend(self, extension: Extension) -> "Clock":
        """The clock with one more extension."""
        return evolve(self, extensions=(*self.extensions, extension))

    def suspend(self, on: date) -> "Clock":
        """The clock stopped from the day after `on`; stopping a stopped clock changes nothing."""
        return self if self.stopped else evolve(self, stops=(*self.stops, Stop(on)))

    def resume(self, on: date) -> "Clock":
        """The clock running again from the day after `on`; resuming a running clock changes nothing."""
        return evolve(self, stops=(*self.stops[:-1], evolve(self.stops[-1], end=on))) if self.stopped else self

    @property
    def stopped(self) -> bool:
        """Whether the last stop has not ended."""
        return bool(self.stops) and self.stops[-1].end is None

    def original(self, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Deadline:
        """The deadline as first set, before any extension or stop."""
        return deadline(self.term, self.trigger, calendar, provisional=provisional)

    def deadline(
        self, calendar: WorkCalendar = CHINA, *, on: date | None = None, provisional: bool = False
    ) -> Deadline:
        """The deadline with every extension and stop; a stop that has not ended counts up to `on`.

        Without `on`, an open stop counts as ended on the day it began.
        """
        if not self.extensions and not self.stops:
            return deadline(self.term, self.trigger, calendar, provisional=provisional)
        return _moved(self, calendar, on, provisional=provisional)

    def standing(self, on: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> "Standing":
        """Where the clock stands on the day `on`, or stood on the day the work was finished."""
        until = on if self.finished is None else min(on, self.finished)
        due = self.deadline(calendar, on=until, provisional=provisional)
        first = self.original(calendar, provisional=provisional) if self.extensions or self.stops else due
        stopped = any(stop.start <= on and (stop.end is None or on < stop.end) for stop in self.stops)
        paused = 0 if isinstance(self.term, date) else sum((end - start).days for start, end in _union(self, until))
        return Standing(on, due, first, self.finished, stopped, paused)


@frozen
class Standing:
    """Where a clock stands on a day 进度: days left and days late, counted to the finish where there is one.

    `paused` are the calendar days on which it stood still so far, where they moved the term.
    """

    on: date
    deadline: Deadline
    original: Deadline
    finished: date | None = None
    stopped: bool = False
    paused: int = 0

    @property
    def _until(self) -> date:
        return self.on if self.finished is None else self.finished

    @property
    def days_left(self) -> int:
        """Calendar days from the day (or the finish) to the last day, 0 where it is past."""
        return max(0, (self.deadline.last_day - self._until).days)

    @property
    def days_late(self) -> int:
        """Calendar days past the last day, 0 where it is not past; the due day itself is not late."""
        return max(0, (self._until - self.deadline.last_day).days)

    @property
    def workdays_left(self) -> int:
        """Working days after the day (or the finish) up to the last day, 0 where it is past."""
        return max(0, self._workdays())

    @property
    def workdays_late(self) -> int:
        """Working days past the last day, 0 where it is not past."""
        return max(0, -self._workdays())

    @property
    def overdue(self) -> bool:
        """Past the last day and not finished."""
        return self.finished is None and self.days_late > 0

    @property
    def finished_late(self) -> bool:
        """Finished, but after the last day."""
        return self.finished is not None and self.days_late > 0

    @property
    def share(self) -> Fraction:
        """The share of the term that has elapsed, in calendar days, from 0 to 1 (序时进度).

        Days on which the clock stood still are in neither the part nor the whole, where they moved the term.
        """
        whole = (self.deadline.last_day - self.deadline.trigger).days - self.paused
        gone = (self._until - self.deadline.trigger).days - self.paused
        return Fraction(1) if whole <= 0 else Fraction(min(max(gone, 0), whole), whole)

    @property
    def provisional(self) -> bool:
        """Whether the deadline rests on days not announced yet."""
        return self.deadline.provisional

    def _workdays(self) -> int:
        return self.deadline.calendar.count(self._until, self.deadline.last_day, provisional=True)


def _moved(clock: Clock, calendar: WorkCalendar, on: date | None, *, provisional: bool) -> Deadline:
    rule = PeriodRule(clock.term) if isinstance(clock.term, Span) else clock.term
    # The day that `span` runs from: one total from there, so that months never chain.
    base, span = (clock.trigger, rule.span) if isinstance(rule, PeriodRule) else (rule, days(0))
    fixed, unit = not isinstance(rule, PeriodRule), span.unit
    counted = unit == "workday"
    nominal = forward(base, span, calendar, provisional=provisional)
    moves: list[Step] = []
    for extension in clock.extensions:
        if extension.by is None:
            base, span, fixed, counted = extension.to or nominal, days(0), True, False
        else:
            together = _together(span, extension.by)
            base, span = (base, together) if together else (nominal, extension.by)
            counted = counted or extension.by.unit == "workday"
        nominal = forward(base, span, calendar, provisional=provisional)
        code = "extended to" if extension.by is None else "extended"
        params: dict[str, object] = {"by": extension.by, "nominal": nominal}
        moves.append(Step(code, extension.on, extension.on, STEPS[code], params))
    for start, end in _union(clock, on):
        if fixed:
            moves.append(Step("fixed", start, end, STEPS["fixed"]))
        elif start < nominal and end > start:
            lost = (
                workdays(calendar.count(start, end, provisional=provisional))
                if unit == "workday"
                else days((end - start).days)
            )
            nominal = forward(nominal, lost, calendar, provisional=provisional)
            moves.append(
                Step("stopped", start + timedelta(days=1), end, STEPS["stopped"], {"days": lost, "nominal": nominal})
            )
    if fixed or not isinstance(rule, PeriodRule):
        unsure = counted and nominal > calendar.announced_through
        return Deadline(clock.trigger, nominal, nominal, None, calendar, unsure, tuple(moves))
    told = tuple(moves)
    return settle(rule, clock.trigger, nominal, calendar, provisional=provisional, moves=told, counted=counted)


def _together(span: Span, by: Span) -> Span | None:
    """One span that counts as both from the same day, where there is one: 3 months and 3 months are 6 months."""
    if span.n == 0:
        return None
    if span.unit in ("month", "year") and by.unit in ("month", "year"):
        return months(_in_months(span) + _in_months(by))
    return Span(span.n + by.n, span.unit) if span.unit == by.unit else None


def _in_months(span: Span) -> int:
    return span.n * 12 if span.unit == "year" else span.n


def _union(clock: Clock, on: date | None) -> list[tuple[date, date]]:
    """The stops as disjoint stretches in order, none before the trigger, an open one up to `on`."""
    merged: list[tuple[date, date]] = []
    for stop in sorted(clock.stops, key=lambda stop: stop.start):
        start = max(stop.start, clock.trigger)
        end = stop.end if stop.end is not None else max(start, on or start)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
