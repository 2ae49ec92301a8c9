"""Sentences that carry their figures.

Holds: `Sentence`, and what may fill one: the breakdown of a whole, so many things of a kind, a day, the words for
    levels and groups.
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

NOTHING = Label("", "")
LEVELS: dict[str, Label] = {
    "unit": Label("单位查摆问题", "The unit's own issues"),
    "leader": Label("班子成员查摆问题", "Issues of leaders"),
    "section": Label("股室查摆问题", "Issues of sections"),
    "individual": Label("班子成员、股室及党员干部查摆问题", "Issues of leaders, sections and individuals"),
}
"""Words for the levels that issues of a self-inspection are kept by; other levels are named as they are."""
CALLED_ON: dict[str, Label] = {
    **dict.fromkeys(("家", "家次"), Label("企业", " to enterprises")),
    **dict.fromkeys(("户", "户次"), Label("群众", " to households")),
}
"""Whom visits called on, by the unit they are counted in."""
GROUPS: dict[str, Label] = {
    "承诺事项": Label("承诺事项", "Pledges"),
    "年初承诺工作任务": Label("年初承诺工作任务", "Work tasks promised at the start of the year"),
}
"""English for groups of pledges; other groups are named as they are."""


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
class Breakdown:
    """What a whole is made of 分解, in the words of the parts' predicates: each part, or that all of it stands alike.

    全部 is said of a part only where it holds every record of the whole; of exactly one thing it is not said at all.
    `names` are shown behind the part that a record fell to; `lead` takes the place of the comma and 其中.
    """

    split: Partition
    names: Mapping[str, Label] = field(factory=dict[str, Label], hash=False)
    lead: Label | None = None

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The parts that a record stands behind."""
        return tuple(part for part in self.split.parts if part.any)

    def text(self, lang: Lang = "zh") -> str:
        """The words that follow the whole, with what leads over to them."""
        parts = self.parts
        if len(parts) == 1:
            told = _alike(parts[0], lang) + self._named(parts[0], lang)
        else:
            each = (part.predicate.text(lang, n=part) + self._named(part, lang) for part in parts)
            told = ("、" if lang == "zh" else ", ").join(each)
        return (self.lead or _LEADS[len(parts) == 1]).text(lang) + told

    def _named(self, part: Figure, lang: Lang) -> str:
        named = (self.names[row].text(lang) for row in part.rows if row in self.names)
        names = ("；" if lang == "zh" else "; ").join(named)
        if not names:
            return ""
        return f"（{names}）" if lang == "zh" else f" ({names})"


_LEADS = {True: Label("，", ", "), False: Label("，其中", ", of which ")}


def _alike(part: Figure, lang: Lang) -> str:
    """The predicate said of all: 已整改{n} becomes 已全部整改; of exactly one thing, 已整改."""
    words = part.predicate.text(lang, n="").strip()
    if part.value == Count.exact(1, part.value.unit):
        return words
    if lang == "en":
        return f"all {words}"
    return f"已全部{words[1:]}" if words.startswith("已") else f"全部{words}"


@frozen
class Thing:
    """So many things of a kind."""

    kind: Label
    figure: Figure

    def text(self, lang: Lang = "zh") -> str:
        """Kind and figure."""
        figure = self.figure.text(lang)
        if lang == "zh" or not self.kind.en:
            return f"{self.kind.zh if lang == 'zh' else ''}{figure}"
        return f"{self.kind.en} ({figure})"


@frozen
class Day:
    """A day as a report writes it, marked where it is provisional."""

    day: date
    provisional: bool = False

    def text(self, lang: Lang = "zh") -> str:
        """2021年6月18日, or 2021-06-18."""
        if lang == "zh":
            return f"{self.day.year}年{self.day.month}月{self.day.day}日" + ("（暂定）" if self.provisional else "")
        return f"{self.day:%Y-%m-%d}" + (" (provisional)" if self.provisional else "")


def things(population: Population[C], of: Callable[[C], tuple[Items, ...]]) -> tuple[Thing, ...]:
    """What the members handed out or inspected: one figure for each kind and unit."""
    first = {
        (item.kind, item.count.unit): item for member in reversed(population.members) for item in reversed(of(member))
    }
    order = dict.fromkeys((item.kind, item.count.unit) for member in population.members for item in of(member))
    return tuple(_thing(population, of, first[key]) for key in order)


def stated(words: Label, split: Partition, how: Breakdown, claim: Label = NOTHING) -> Sentence:
    """The whole of a partition, how it breaks down, and what may be claimed of all of it."""
    return Sentence(
        Label("{words}{whole}{how}{claim}。", "{words}: {whole}{how}{claim}."),
        {"words": words, "whole": split.whole, "how": how, "claim": claim},
    )


def sums(population: Population[C], of: Callable[[C], Count | None]) -> tuple[Figure, ...]:
    """One figure for each unit that is stated; where a member states nothing, each is a lower bound."""
    stated = [(member, count) for member in population.members if (count := of(member)) is not None]
    silent = tuple(member for member in population.members if of(member) is None)
    return tuple(
        Population(population.label, (*(member for member, _ in members), *silent), population.as_of).count(unit, of)
        for unit, members in grouped(stated, lambda pair: pair[1].unit)
    )


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
        elif isinstance(value, Breakdown):
            yield from value.parts
        elif isinstance(value, Thing):
            yield value.figure
        elif isinstance(value, tuple):
            yield from _figures(cast("tuple[Any, ...]", value))
        else:  # a rate, a sentence within the sentence
            yield from getattr(value, "figures", ())
