"""The clock of a deadline, folded from dated events.

Holds: `Clock` (start, restarts, extensions, stops, finish); hands on `Standing`.
Never: knows a matter or a workflow, looks at today by itself, or erases a missed day.

Extensions run on the nominal day, months as one total from the trigger; a stop moves terms that count days and leaves
agreed days, caps and hours where they are; overlapping stops are one; stopped days are (stop, resume]. A restart runs
the whole term anew from its own day; extensions before it lapse.
"""

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from attrs import evolve, field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import DayOrderError, SpanError
from safetywork.events import optional_day, plain_day
from safetywork.periods import (
    BEIJING,
    STEPS,
    Deadline,
    PeriodRule,
    SimpleTerm,
    Span,
    Step,
    days,
    deadline,
    forward,
    general,
    months,
    settle,
    workdays,
)
from safetywork.standings import Standing
from safetywork.terms import Capped, Stages, Term, in_hours

__all__ = ["Clock", "Extension", "Standing", "Stop"]


def _start(clock: Any, _: Any, value: Any) -> None:
    """The trigger is a plain day; of a term in hours, the moment (a day there has no deadline)."""
    if type(value) is not date and not (isinstance(value, datetime) and in_hours(clock.term)):
        plain_day(None, None, value)


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

    `trigger` is the day it runs from, an aware moment where the term is in hours. `finished` is the day the work was
    handed in or done, `finished_at` the moment, where it is known. `earlier` are the starts before it was restarted.
    """

    trigger: date = field(validator=_start)
    term: Term
    extensions: tuple[Extension, ...] = ()
    stops: tuple[Stop, ...] = ()
    finished: date | None = field(default=None, validator=optional_day)
    finished_at: datetime | None = None
    earlier: tuple[date, ...] = ()

    def extend(self, extension: Extension) -> "Clock":
        """The clock with one more extension."""
        return self._with((*self.extensions, extension), self.stops)

    def suspend(self, on: date) -> "Clock":
        """The clock stopped from the day after `on`; stopping a stopped clock changes nothing."""
        return self if self.stopped else self._with(self.extensions, (*self.stops, Stop(on)))

    def resume(self, on: date) -> "Clock":
        """The clock running again from the day after `on`; resuming a running clock changes nothing."""
        if not self.stopped:
            return self
        return self._with(self.extensions, (*self.stops[:-1], Stop(self.stops[-1].start, on)))

    def restart(self, trigger: date) -> "Clock":
        """The whole term running anew from `trigger` (重新计算); what it was extended by before lapses.

        Days stopped after `trigger` still do not count. The earlier start is kept.
        """
        return evolve(self, trigger=trigger, extensions=(), earlier=(*self.earlier, self.trigger))

    def finish(self, on: date, at: datetime | None = None) -> "Clock":
        """The clock of work that was finished on the day `on`, at the moment `at` where that is known."""
        return Clock(self.trigger, self.term, self.extensions, self.stops, on, at, self.earlier)

    def _with(self, extensions: tuple[Extension, ...], stops: tuple[Stop, ...]) -> "Clock":
        # A fold makes many clocks: the constructor is several times as fast as `evolve`.
        return Clock(self.trigger, self.term, extensions, stops, self.finished, self.finished_at, self.earlier)

    @property
    def stopped(self) -> bool:
        """Whether the last stop has not ended."""
        return bool(self.stops) and self.stops[-1].end is None

    def original(self, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Deadline:
        """The deadline as first set, before any extension, stop or restart."""
        first = self.earlier[0] if self.earlier else self.trigger
        term = self.term
        if isinstance(term, (Stages, Capped)):
            return Clock(first, term).deadline(calendar, provisional=provisional)
        return deadline(term, first, calendar, provisional=provisional)

    def deadline(
        self, calendar: WorkCalendar = CHINA, *, on: date | None = None, provisional: bool = False
    ) -> Deadline:
        """The deadline with every extension and stop; a stop that has not ended counts up to `on`.

        Without `on`, an open stop counts as ended on the day it began.
        """
        term = self.term
        if isinstance(term, Stages):
            due = _staged(self, term, calendar, on, provisional=provisional)
        elif isinstance(term, Capped):
            due = _capped(self, term, calendar, on, provisional=provisional)
        elif self.extensions or self.stops:
            due = _moved(self, term, calendar, on, provisional=provisional)
        else:
            due = deadline(term, self.trigger, calendar, provisional=provisional)
        return _restarted(self, due) if self.earlier else due

    def standing(self, on: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> "Standing":
        """Where the clock stands on the day `on`, or stood on the day the work was finished."""
        until = on if self.finished is None else min(on, self.finished)
        due = self.deadline(calendar, on=until, provisional=provisional)
        return Standing(on, due, self)


def _step(code: str, first: date, last: date, /, **params: object) -> Step:
    return Step(code, first, last, STEPS[code], params)


def _day(moment: date) -> date:
    """The day of a trigger that is a moment, in Beijing time."""
    return moment.astimezone(BEIJING).date() if isinstance(moment, datetime) else moment


def _restarted(clock: Clock, due: Deadline) -> Deadline:
    starts = [*map(_day, clock.earlier), due.trigger]
    return evolve(due, moves=(*(_step("restarted", a, a, on=b) for a, b in pairwise(starts)), *due.moves))


def _staged(clock: Clock, term: Stages, calendar: WorkCalendar, on: date | None, *, provisional: bool) -> Deadline:
    """Stage by stage, each a clock from the nominal day of the one before; only the last one is extended."""
    start, stages = clock.trigger, list[tuple[str, Deadline]]()
    for left, stage in zip(reversed(range(len(term.stages))), term.stages, strict=True):
        part = Clock(start, stage.term, () if left else clock.extensions, clock.stops)
        due = part.deadline(calendar, on=on, provisional=provisional)
        stages.append((stage.name, due))
        start = due.nominal
    end, unsure = stages[-1][1], any(due.provisional for _, due in stages)
    return Deadline(clock.trigger, end.nominal, end.last_day, None, calendar, unsure, stages=tuple(stages))


def _capped(clock: Clock, term: Capped, calendar: WorkCalendar, on: date | None, *, provisional: bool) -> Deadline:
    """The term by itself, and then no later than the cap, which only an extension to a day moves, by its rule."""
    inner = evolve(clock, term=term.term, earlier=())
    due = inner.deadline(calendar, on=on, provisional=provisional)
    cap = deadline(term.cap, clock.trigger, calendar, provisional=provisional)
    granted = [each.to for each in clock.extensions if term.extendable and each.to is not None]
    held = _held(due, max((cap.last_day, *granted)))
    return evolve(held, provisional=due.provisional or cap.provisional)


def _held(due: Deadline, cap: date) -> Deadline:
    """The deadline, and those of its stages, moved back to the cap where it lies before them."""
    if due.last_day <= cap:
        return evolve(due, moves=(*due.moves, _step("cap", cap, cap, cap=cap)))
    stages = tuple((name, _held(part, cap) if part.last_day > cap else part) for name, part in due.stages)
    moves = (*due.moves, _step("capped", cap, cap, last=due.last_day, cap=cap))
    return evolve(due, nominal=cap, last_day=cap, stages=stages, moves=moves)


def _hours_moved(
    clock: Clock, rule: PeriodRule, calendar: WorkCalendar, on: date | None, *, provisional: bool
) -> Deadline:
    """Hours extended by hours, from the same moment; or to a day, which is agreed then. A stop leaves them running."""
    total, moves = rule.span, list[Step]()
    if rule.direction and clock.extensions:
        raise SpanError(str(rule.span), "a term that counts back is not extended; give the event's new moment")
    for i, extension in enumerate(clock.extensions, 1):
        if extension.by is None:
            rest = Clock(_day(clock.trigger), extension.to or date.max, clock.extensions[i:], clock.stops)
            due = rest.deadline(calendar, on=on, provisional=provisional)
            moves.append(_step("extended to", extension.on, extension.on, nominal=extension.to))
            return evolve(due, moves=(*moves, *due.moves))
        total = _together(total, extension.by) or extension.by
        ends = deadline(evolve(rule, span=total), clock.trigger, calendar).cutoff
        moves.append(_step("extended", extension.on, extension.on, by=extension.by, nominal=f"{ends:%Y-%m-%d %H:%M}"))
    due = deadline(evolve(rule, span=total), clock.trigger, calendar)
    moves += [_step("hours run on", *stop) for stop in _union(clock, on) if stop[0] < due.last_day]
    return evolve(due, rule=rule, moves=tuple(moves))


def _moved(clock: Clock, term: SimpleTerm, calendar: WorkCalendar, on: date | None, *, provisional: bool) -> Deadline:
    rule = general(term) if isinstance(term, Span) else term
    if isinstance(rule, PeriodRule) and rule.span.unit == "hour":
        return _hours_moved(clock, rule, calendar, on, provisional=provisional)
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
        moves.append(_step(code, extension.on, extension.on, by=extension.by, nominal=nominal))
    for start, end in _union(clock, on):
        if start >= nominal:
            break
        if fixed:
            moves.append(_step("fixed", start, end))
        else:
            lost = (
                workdays(calendar.count(start, end, provisional=provisional))
                if unit == "workday"
                else days((end - start).days)
            )
            nominal = forward(nominal, lost, calendar, provisional=provisional)
            moves.append(_step("stopped", start + timedelta(days=1), end, days=lost, nominal=nominal))
    if fixed or not isinstance(rule, PeriodRule):
        unsure = counted and nominal > calendar.announced_through
        return Deadline(clock.trigger, nominal, nominal, None, calendar, unsure, tuple(moves))
    told = tuple(moves)
    return settle(rule, clock.trigger, nominal, calendar, provisional=provisional, moves=told, counted=counted)


def _together(span: Span, by: Span) -> Span | None:
    """One span that counts as both from the same day, where there is one: 3 months and 3 months are 6 months."""
    if (span.unit == "hour") != (by.unit == "hour"):
        raise SpanError(str(by), "hours are extended by hours, and days by days; or extend the term to a day")
    if span.n == 0:
        return None
    if span.unit in ("month", "year") and by.unit in ("month", "year"):
        return months(_in_months(span) + _in_months(by))
    return Span(span.n + by.n, span.unit) if span.unit == by.unit else None


def _in_months(span: Span) -> int:
    return span.n * 12 if span.unit == "year" else span.n


def _union(clock: Clock, on: date | None) -> list[tuple[date, date]]:
    """The stops as disjoint stretches in order, none before the trigger or without length, an open one up to `on`."""
    merged, trigger = list[tuple[date, date]](), _day(clock.trigger)
    for stop in sorted(clock.stops, key=lambda stop: stop.start):
        start = max(stop.start, trigger)
        end = stop.end if stop.end is not None else max(start, on or start)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
