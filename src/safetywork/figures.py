"""Figures: a number that says what it counts, where, as of when, and which records stand behind it.

Holds: `Figure`, `Population`, `Predicate`, `Partition`, and the `union` of figures whose overlap is not known.
Never: takes a number that no record carries, or prints one.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from attrs import frozen

from safetywork.counts import Count, total, union as _union
from safetywork.labels import Label, Lang


class Countable(Protocol):
    """What can be counted: a record with an id."""

    @property
    def id(self) -> str:
        """Its identity in the book."""
        ...


C = TypeVar("C", bound=Countable)
C_contra = TypeVar("C_contra", bound=Countable, contravariant=True)


@frozen
class Predicate(Generic[C_contra]):
    """A named question 条件 with a yes or no for every record."""

    label: Label
    test: Callable[[C_contra], bool]


def _every(_: Any) -> bool:
    return True


ALL: Predicate[Any] = Predicate(Label("全部", "all"), _every)


@frozen
class Figure:
    """A figure 数字: its value with its unit, of which population, which of it, as of which day, and the ids behind it.

    A value that cites no record is exactly nothing.
    """

    value: Count
    population: Label
    predicate: Label
    as_of: date
    rows: tuple[str, ...]

    def text(self, lang: Lang = "zh") -> str:
        """The value in words."""
        return self.value.text(lang)

    @property
    def any(self) -> bool:
        """Whether a record stands behind it."""
        return bool(self.rows)


@frozen
class Population(Generic[C]):
    """A set of records 总体 that figures are drawn from, as of a day."""

    label: Label
    members: tuple[C, ...]
    as_of: date

    def count(self, unit: str, of: Callable[[C], Count | None], where: Predicate[C] = ALL) -> Figure:
        """The sum of `of` over the members for which `where` holds; one that states nothing makes it a lower bound.

        Raises `UnitMismatchError` where a member is counted in another unit.
        """
        held = [(member.id, of(member)) for member in self.members if where.test(member)]
        stated = [(record, count) for record, count in held if count is not None]
        value = total((count for _, count in stated), unit)
        if len(stated) < len(held):
            value = value + Count.unknown(unit)
        return Figure(value, self.label, where.label, self.as_of, tuple(record for record, _ in held))

    def number(self, unit: str, where: Predicate[C] = ALL) -> Figure:
        """How many records there are for which `where` holds."""
        held = tuple(member.id for member in self.members if where.test(member))
        return Figure(Count.exact(len(held), unit), self.label, where.label, self.as_of, held)

    def only(self, where: Predicate[C], label: Label | None = None) -> "Population[C]":
        """The members for which `where` holds, as a population of their own."""
        return Population(label or where.label, tuple(m for m in self.members if where.test(m)), self.as_of)


@frozen
class Partition:
    """A whole and its parts 分解: every record of the whole stands in exactly one part."""

    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def adds_up(self) -> bool:
        """Whether the parts' records are those of the whole, each once."""
        rows = [row for part in self.parts for row in part.rows]
        return sorted(rows) == sorted(self.whole.rows)


def union(label: Label, unit: str, figures: Iterable[Figure]) -> Figure:
    """How many of `unit` several figures come to together, where nobody stated how far they overlap 并集.

    An interval, from the largest of them to their sum. `unit` is the caller's: saying 21个 and 2项 in one unit is a
    decision. Raises `ValueError` for no figure, for figures as of different days, or that share a record: there the
    overlap is known, and the records can be counted.
    """
    given = tuple(figures)
    if len({figure.as_of for figure in given}) != 1:
        raise ValueError("a union takes figures as of one day")
    if len({row for figure in given for row in figure.rows}) < sum(len(figure.rows) for figure in given):
        raise ValueError("these figures share records, so their overlap is known; count the records instead")
    value = _union((Count(f.value.low, f.value.high, unit, f.value.about) for f in given), unit)
    rows = tuple(row for figure in given for row in figure.rows)
    return Figure(value, label, ALL.label, given[0].as_of, rows)


def partition(
    population: Population[C], unit: str, of: Callable[[C], Count], parts: Iterable[Predicate[C]]
) -> Partition:
    """The population split by `parts`: a member falls to the first that holds.

    Raises `ValueError` where a member falls to none, so that a remainder is never left unnamed.
    """
    predicates = tuple(parts)
    fallen: dict[str, int] = {}
    for member in population.members:
        place = next((i for i, predicate in enumerate(predicates) if predicate.test(member)), None)
        if place is None:
            raise ValueError(f"{member.id!r} falls to no part of {population.label.en}; add one for the rest")
        fallen[member.id] = place

    def part(place: int, predicate: Predicate[C]) -> Figure:
        return population.count(unit, of, Predicate(predicate.label, lambda member: fallen[member.id] == place))

    return Partition(population.count(unit, of), tuple(part(place, each) for place, each in enumerate(predicates)))
