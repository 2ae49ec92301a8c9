"""Sentences that carry their figures.

Holds: `Sentence`, and what may fill one: a part of a partition, so many things of a kind, a day.
Never: a number that is not a figure, or a choice of what is said.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from attrs import field, frozen

from safetywork.activities import Items
from safetywork.counts import Count, total
from safetywork.figures import Countable, Figure, Partition, Population, Predicate
from safetywork.labels import Label, Lang

C = TypeVar("C", bound=Countable)
T = TypeVar("T")
H = TypeVar("H", bound=Hashable)


@frozen
class Sentence:
    """A sentence 句: a template and what fills it; its figures keep the records behind them."""

    words: Label
    params: Mapping[str, Any] = field(factory=dict[str, Any], hash=False)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the sentence cites."""
        return tuple(_figures(self.params.values()))

    def text(self, lang: Lang = "zh") -> str:
        """The sentence in words."""
        return self.words.text(lang, **self.params)


@frozen
class Part:
    """A part of a partition, in the words of its predicate."""

    figure: Figure

    def text(self, lang: Lang = "zh") -> str:
        """The words, with the figure in them."""
        return self.figure.predicate.text(lang, n=self.figure)


@frozen
class Thing:
    """So many things of a kind."""

    kind: Label
    figure: Figure

    def text(self, lang: Lang = "zh") -> str:
        """Kind and figure."""
        return (
            f"{self.kind.zh}{self.figure.text(lang)}" if lang == "zh" else f"{self.kind.en} ({self.figure.text(lang)})"
        )


@frozen
class Day:
    """A day as a report writes it."""

    day: date

    def text(self, lang: Lang = "zh") -> str:
        """2021年6月18日, or 2021-06-18."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日" if lang == "zh" else f"{self.day:%Y-%m-%d}"


def parts(split: Partition) -> tuple[Part, ...]:
    """The parts that a record stands behind."""
    return tuple(Part(part) for part in split.parts if part.any)


def things(population: Population[C], of: Callable[[C], tuple[Items, ...]]) -> tuple[Thing, ...]:
    """What the members handed out or inspected: one figure for each kind and unit."""
    first = {
        (item.kind, item.count.unit): item for member in reversed(population.members) for item in reversed(of(member))
    }
    order = dict.fromkeys((item.kind, item.count.unit) for member in population.members for item in of(member))
    return tuple(_thing(population, of, first[key]) for key in order)


def grouped(members: Iterable[T], by: Callable[[T], H]) -> Iterator[tuple[H, tuple[T, ...]]]:
    """The members by a key, groups in the order of their first member."""
    groups: dict[H, list[T]] = {}
    for member in members:
        groups.setdefault(by(member), []).append(member)
    for key, group in groups.items():
        yield key, tuple(group)


def _thing(population: Population[C], of: Callable[[C], tuple[Items, ...]], like: Items) -> Thing:
    unit = like.count.unit

    def held(member: C) -> Count | None:
        counts = [item.count for item in of(member) if (item.kind, item.count.unit) == (like.kind, unit)]
        return total(counts, unit) if counts else None

    label = Label(like.kind, like.en or like.kind)
    return Thing(label, population.only(Predicate(label, lambda member: held(member) is not None)).count(unit, held))


def _figures(values: Iterable[Any]) -> Iterator[Figure]:
    for value in values:
        if isinstance(value, Figure):
            yield value
        elif isinstance(value, Part | Thing):
            yield value.figure
        elif isinstance(value, tuple):
            yield from _figures(cast("tuple[Any, ...]", value))
