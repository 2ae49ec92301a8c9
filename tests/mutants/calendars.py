"""Rules of the calendar, broken on purpose.

Holds: mutants of which day is worked, and of counting along them.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date
from typing import Any

import attrs

from mutants.board import Patch, day, killed_by
from safetywork.calendars import CHINA, WorkCalendar


def china() -> WorkCalendar:
    """The national calendar, tabulated anew."""
    return attrs.evolve(CHINA)


def a_make_up_day_is_worked() -> None:
    assert china().is_workday(day(4, 27))
    assert china().count(day(4, 25), day(4, 28)) == 2


def a_day_off_is_off() -> None:
    assert not china().is_workday(day(5, 1))
    assert not china().is_workday(day(4, 6))


def a_local_day_wins() -> None:
    county = china().overlay("county", off=[day(4, 27)], work=[day(5, 1)])
    assert (county.is_workday(day(4, 27)), county.is_workday(day(5, 1))) == (False, True)


def working_days_exclude_the_start() -> None:
    assert china().count(day(3, 3), day(3, 10)) == 5
    assert china().count(day(3, 3), day(3, 3)) == 0


def adding_goes_forward_from_a_rest_day() -> None:
    assert china().add(day(3, 8), 1) == day(3, 10)
    assert china().add(day(3, 8), 0) == day(3, 8)


_TABULATE = WorkCalendar._tabulate


@killed_by(a_make_up_day_is_worked)
def make_up_days_are_ignored(patch: Patch) -> None:
    """A make-up working day counts, though it is a Saturday or a Sunday."""

    def deaf(self: WorkCalendar, through: date) -> Any:
        object.__setattr__(self, "_special", {d: s for d, s in self._special.items() if not s.works})
        return _TABULATE(self, through)

    patch.setattr(WorkCalendar, "_tabulate", deaf)


@killed_by(a_make_up_day_is_worked)
def the_weekend_wins_over_the_notice(patch: Patch) -> None:
    """A make-up working day goes before the weekly rest."""
    works = WorkCalendar.is_workday
    patch.setattr(
        WorkCalendar, "is_workday", lambda self, on, **named: on.isoweekday() < 6 and works(self, on, **named)
    )


@killed_by(a_day_off_is_off)
def announced_days_off_are_ignored(patch: Patch) -> None:
    """An announced day off is off."""
    patch.setattr(WorkCalendar, "is_workday", lambda _, on, **__: on.isoweekday() < 6)


@killed_by(a_local_day_wins)
def a_local_day_loses(patch: Patch) -> None:
    """A local overlay goes before every notice."""
    patch.setattr(WorkCalendar, "overlay", lambda self, name, **_: attrs.evolve(self, name=name))


@killed_by(working_days_exclude_the_start)
def working_days_include_the_start(patch: Patch) -> None:
    """Working days are counted over (a, b]."""
    count = WorkCalendar.count
    patch.setattr(WorkCalendar, "count", lambda self, a, b, **named: count(self, a, b, **named) + self.is_workday(a))


@killed_by(adding_goes_forward_from_a_rest_day)
def a_rest_day_is_first_rolled(patch: Patch) -> None:
    """One working day after a Saturday is Monday, not Tuesday."""
    add = WorkCalendar.add

    def rolled(self: WorkCalendar, on: date, n: int) -> date:
        return add(self, on if self.is_workday(on) else add(self, on, 1), n)

    patch.setattr(WorkCalendar, "add", rolled)
