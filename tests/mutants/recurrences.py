"""Rules of what comes round, broken on purpose.

Holds: mutants of the days of a recurrence, and of those that were missed.
Never: is imported by the library; a check passes on the rules as they are.
"""

from collections.abc import Iterator
from datetime import date

from mutants.board import ONE, Patch, d, killed_by
from safetywork.recurrences import Recurrence, monthly, weekly


def the_31st_comes_back() -> None:
    found = monthly(31).between(d("2024-12-31"), d("2025-03-31"))
    assert [it.day for it in found] == [d("2025-01-31"), d("2025-02-28"), d("2025-03-31")]


def today_is_not_missed_yet() -> None:
    assert weekly(5, since=d("2025-01-01")).missed([], d("2025-01-03")) == ()


@killed_by(the_31st_comes_back)
def the_31st_drifts(patch: Patch) -> None:
    """Each occurrence is counted from the rule, none from the one before."""

    def drifting(self: Recurrence, floor: date) -> Iterator[date]:
        day = self.day or 1
        for n in range(1, 13):
            day = min(day, (date(floor.year + 1, n % 12 + 1, 1) - ONE).day)
            yield date(floor.year + 1, n, day)

    patch.setattr(Recurrence, "_nominals", drifting)


@killed_by(today_is_not_missed_yet)
def today_is_missed_in_the_morning(patch: Patch) -> None:
    """A round is missed when its day is past, not on the day."""
    missed = Recurrence.missed
    patch.setattr(Recurrence, "missed", lambda self, held, as_of: missed(self, held, as_of + ONE))
