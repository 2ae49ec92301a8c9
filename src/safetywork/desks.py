"""A desk: a book as of a day, with what is needed to judge and to count it.

Holds: `Desk`, `parted` (matters split by conditions, in what each counts), `stopped`.
Never: says anything: the writers do (`undertakings`, `accounts`).
"""

from datetime import date
from typing import Any, TypeVar

from attrs import frozen

from safetywork.books import Book
from safetywork.calendars import WorkCalendar
from safetywork.clocks import Standing
from safetywork.figures import Partition, Population, Predicate, partition
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.lights import LightPolicy
from safetywork.matters import Matter
from safetywork.sentences import Day
from safetywork.workflows import STOPPED

R = TypeVar("R", bound=Any)
M = TypeVar("M", bound=Matter)


@frozen
class Desk:
    """A book (or the part of one campaign) as of a day, with the calendar and light policy that judge it."""

    book: Book
    as_of: date
    calendar: WorkCalendar
    policy: LightPolicy

    def all(self, kind: type[R], label: Label | None = None) -> Population[R]:
        """Every record of one class, as a population."""
        return Population(label or kind.noun, self.book.of(kind), self.as_of)

    def some(self, label: Label, members: tuple[R, ...]) -> Population[R]:
        """These records, as a population."""
        return Population(label, members, self.as_of)

    def standing(self, matter: Matter) -> Standing | None:
        """Where its own clock stands; provisional where it must be."""
        return matter.settled_standing(self.as_of, self.calendar)

    def answer(self, matter: Matter) -> Standing | None:
        """Where the clock of an answer stands that is owed on it; None where none is."""
        if not isinstance(matter, Issue) or not matter.referred:
            return None
        return matter.settled_awaiting(self.as_of, self.calendar)

    def due(self, matter: Matter) -> Day | None:
        """The last day of its term, or of the answer it waits for, marked where it is provisional."""
        standing = self.standing(matter) or self.answer(matter)
        return None if standing is None else Day(standing.deadline.last_day, standing.provisional)

    def overdue(self, matter: Matter) -> bool:
        """Whether it is still owed and past its term, and nobody has accepted the risk for the time being."""
        return matter.overdue(self.as_of, self.calendar)

    def unanswered(self, matter: Matter) -> bool:
        """Whether an answer is owed and past its term."""
        standing = self.answer(matter)
        return standing is not None and standing.overdue


def stopped(matter: Matter) -> bool:
    """Whether its clock stands still."""
    return STOPPED in matter.standing_state.tags


def parted(population: Population[M], unit: str, *parts: Predicate[M]) -> Partition:
    """A population of matters split by `parts`, each matter counted as what it stands for."""
    return partition(population, unit, lambda matter: matter.count, parts)
