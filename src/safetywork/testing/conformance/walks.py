"""The plainest way to a backward plan: working days in a row, and steps that wait for each other.

Holds: `Row`, `Walked`, `row_of`, `walk`, `dates_of`, `end_of`, `inside`: what checks hold a schedule against.
Never: computes by positions before a due day, in an order of needs, or by the arithmetic of a calendar.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from attrs import frozen

from safetywork.calendars import WorkCalendar
from safetywork.errors import SafetyworkError
from safetywork.schedules import Plan
from safetywork.testing.oracles import Days, PlainClock, naive_due

_ONE = timedelta(days=1)
_REACH = timedelta(days=400)


@frozen
class Row:
    """The working days around a due day, one by one; a place in the row is the day that begins there."""

    days: tuple[date, ...]
    due: int

    def open(self, day: date) -> int:
        """The place of a day, of the next working day where it is off."""
        return next(i for i, each in enumerate(self.days) if each >= day)

    def close(self, day: date) -> int:
        """The place after a day: where work may begin that waits for what was finished on it."""
        return next(i for i, each in enumerate(self.days) if each > day)


@frozen
class Walked:
    """What a walk comes to: the place where work can begin, and the earliest and latest places of the open steps."""

    begin: int
    earliest: dict[str, int]
    latest: dict[str, int]


def row_of(plan: Plan, calendar: WorkCalendar) -> Row | None:
    """The row for a plan; None where the due day has no plain way to it, or lies outside what is announced."""
    clock = PlainClock(plan.trigger or date.min, plan.due)
    counted = naive_due(clock, calendar) if not isinstance(plan.due, date) else (plan.due, plan.due)
    if counted is None:
        return None
    first = max(calendar.announced_from, counted[1] - _REACH)
    last = min(calendar.announced_through, counted[1] + _REACH)
    row = tuple(Days(calendar, first, last).between(first - _ONE, last))
    before = [i for i, day in enumerate(row) if day <= counted[1]]
    return Row(row, before[-1]) if before else None


def walk(plan: Plan, row: Row, held: Mapping[str, int] | None = None) -> Walked:
    """Every step begins as soon, and as late, as what it waits for and what waits for it allow; `held` waits more."""
    done = {one.id for one in plan.finished}
    steps = {step.id: step for step in plan.steps if step.id not in done}
    latest = {name: row.due + 1 - step.duration for name, step in steps.items()}
    for _ in steps:
        for step in steps.values():
            for need in step.needs:
                if need.id in steps:
                    latest[need.id] = min(latest[need.id], latest[step.id] - need.lag - steps[need.id].duration)
    begin = row.open(plan.earliest) if plan.earliest is not None else min([row.due, *latest.values()])
    finished = _reached(plan, row)
    earliest = {name: max(begin, (held or {}).get(name, begin)) for name in steps}
    for _ in steps:
        for step in steps.values():
            ends = [
                finished[need.id] + need.lag
                if need.id in finished
                else earliest[need.id] + steps[need.id].duration + need.lag
                for need in step.needs
            ]
            earliest[step.id] = max([earliest[step.id], *ends])
    return Walked(begin, earliest, latest)


def _reached(plan: Plan, row: Row) -> dict[str, int]:
    """Where what needs a finished step goes on: after its day, on its day where it is a milestone."""
    lasts = {step.id: step.duration for step in plan.steps}
    return {one.id: (row.close if lasts[one.id] else row.open)(one.on) for one in plan.finished}


def dates_of(row: Row, place: int, duration: int, begin: int) -> tuple[date, date]:
    """The first and the last day of a step that begins at a place; a milestone stands at the close of the day before.

    Where it stands before any work, it stands on the first day of all.
    """
    if duration:
        return row.days[place], row.days[place + duration - 1]
    day = row.days[place - 1 if place != begin else place]
    return day, day


def inside(plan: Plan, row: Row) -> bool:
    """Whether everything that a walk comes to lies well within the days of the row."""
    try:
        walked = walk(plan, row)
    except (SafetyworkError, StopIteration):
        return False
    places: Iterable[Any] = (*walked.earliest.values(), *walked.latest.values(), walked.begin)
    longest = max(step.duration for step in plan.steps)
    return all(0 < place < len(row.days) - longest - 1 for place in places)


def end_of(plan: Plan, walked: Walked) -> int:
    """The place at which the last step of all ends."""
    lasts = {step.id: step.duration for step in plan.steps}
    return max(place + lasts[name] for name, place in walked.earliest.items())
