"""Where a clock stands on a day.

Holds: `Standing`: days left, days late, stopped, share elapsed.
Never: moves a deadline, or looks at today by itself.
"""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Protocol

from attrs import frozen

from safetywork.calendars import WorkCalendar
from safetywork.periods import Deadline


class Stretch(Protocol):
    """A stop: from a day, to a day where it has ended."""

    @property
    def start(self) -> date:
        """The day after which no day counts."""
        ...

    @property
    def end(self) -> date | None:
        """The last day that does not count."""
        ...


class Counted(Protocol):
    """What a standing asks of its clock."""

    @property
    def finished(self) -> date | None:
        """The day the work was handed in or done."""
        ...

    @property
    def finished_at(self) -> datetime | None:
        """The moment, where it is known."""
        ...

    @property
    def stops(self) -> Sequence[Stretch]:
        """Its stops."""
        ...

    def original(self, calendar: WorkCalendar, *, provisional: bool) -> Deadline:
        """The deadline as first set."""
        ...


@frozen
class Standing:
    """Where a clock stands on a day 进度: days left and days late, counted to the finish where there is one.

    A term in hours is late by days once the day is over on which it ended; by the moment, where `finished_at` is known.
    """

    on: date
    deadline: Deadline
    clock: Counted

    @property
    def original(self) -> Deadline:
        """The deadline as first set, before any extension, stop or restart."""
        return self.clock.original(self.deadline.calendar, provisional=True)

    @property
    def finished(self) -> date | None:
        """The day the work was handed in or done; None while it is not."""
        return self.clock.finished

    @property
    def finished_at(self) -> datetime | None:
        """The moment of it, where it is known."""
        return self.clock.finished_at

    @property
    def stopped(self) -> bool:
        """Whether the clock stands still on the day."""
        return any(s.start <= self.on and (s.end is None or self.on < s.end) for s in self.clock.stops)

    @property
    def paused(self) -> int:
        """The calendar days on which it stood still so far, where they moved the term."""
        return _paused(self.deadline)

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
        """Finished, but after the last day; of a term in hours also after the moment it ended, where that is known."""
        return self.finished is not None and (self.days_late > 0 or self._past_the_hour)

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

    @property
    def _past_the_hour(self) -> bool:
        in_hours = self.deadline.moments is not None
        return in_hours and self.finished_at is not None and self.finished_at > self.deadline.cutoff

    def _workdays(self) -> int:
        return self.deadline.calendar.count(self._until, self.deadline.last_day, provisional=True)


def _paused(due: Deadline) -> int:
    own = sum((step.last - step.first).days + 1 for step in due.moves if step.code == "stopped")
    return own + sum(_paused(stage) for _, stage in due.stages)
