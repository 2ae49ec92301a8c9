"""Where a clock stands on a day.

Holds: `Standing`: days left, days late, stopped, share elapsed.
Never: moves a deadline, or looks at today by itself.
"""

from datetime import date, datetime
from fractions import Fraction

from attrs import frozen

from safetywork.periods import Deadline


@frozen
class Standing:
    """Where a clock stands on a day 进度: days left and days late, counted to the finish where there is one.

    `paused` are the calendar days on which it stood still so far, where they moved the term. A term in hours is late
    by days once the day is over on which it ended; by the moment, where `finished_at` is known.
    """

    on: date
    deadline: Deadline
    original: Deadline
    finished: date | None = None
    stopped: bool = False
    paused: int = 0
    finished_at: datetime | None = None

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
