"""Rankings 擂台比拼/考核: scores, places, ties, tiers by a cut that the caller gives.

Holds: `Ranking`, `Place`, `weighted`, `rank`, `running_last`.
Never: ranks a rounded rate, breaks a tie that nobody gave a rule for, or takes an unknown score for nothing.

Six provinces share 100 %, and 97.13 % and 97.10 % are both told as 97.1 %: scores are exact fractions. Nobody
defines 第一方阵 by a number, so a tier is a cut that whoever uses it states.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, TypeAlias

from attrs import frozen

from safetywork.errors import PolicyError
from safetywork.gauges import Placing
from safetywork.labels import Label, Lang

Score: TypeAlias = int | Decimal | Fraction
Ties: TypeAlias = Literal["competition", "dense"]


def weighted(points: Mapping[str, Score | None], weights: Mapping[str, Score]) -> Fraction | None:
    """The weighted sum of points by item, exactly; None where one of the items is not known.

    邻水县 (2017) weighs the votes of leaders 60 % and the others' 40 %. Raises `PolicyError` for an item that has no
    weight.
    """
    strange = sorted(points.keys() - weights.keys())
    if strange:
        raise PolicyError("weights", tuple(f"item {item!r} has no weight" for item in strange))
    total = Fraction(0)
    for item, weight in weights.items():
        stated = points.get(item)
        if stated is None:
            return None
        total += Fraction(stated) * Fraction(weight)
    return total


@frozen
class Place:
    """A place 名次: whose, the exact score, the place from 1, and how many places up since the round before."""

    name: str
    score: Fraction
    place: int
    change: int | None = None


@frozen
class Ranking:
    """A ranking 排名: places from the first, and those whose score is not known, who are not ranked."""

    places: tuple[Place, ...]
    unranked: tuple[str, ...] = ()

    def of(self, name: str) -> Place | None:
        """The place of one; None where it is not ranked."""
        return next((place for place in self.places if place.name == name), None)

    @property
    def placings(self) -> Mapping[str, Placing]:
        """The places as a light takes them: `Given(placings=ranking.placings)`."""
        return {one.name: Placing(one.place, len(self.places), one.change) for one in self.places}

    @property
    def reversed(self) -> tuple[Place, ...]:
        """倒排名: the last first."""
        return tuple(reversed(self.places))

    def first(self, k: int, *, ties: Literal["in", "out"]) -> tuple[Place, ...]:
        """The first `k`; whoever ties with the k-th across the cut is in, or all of that tie are out."""
        return _cut(self.places, k, ties)

    def last(self, k: int, *, ties: Literal["in", "out"]) -> tuple[Place, ...]:
        """The last `k`, the last first; ties across the cut as for `first`."""
        return _cut(self.reversed, k, ties)

    def first_share(self, share: Fraction, *, ties: Literal["in", "out"]) -> tuple[Place, ...]:
        """The first of a share of those who are ranked, rounded up."""
        return self.first(ceil(share * len(self.places)), ties=ties)

    def last_share(self, share: Fraction, *, ties: Literal["in", "out"]) -> tuple[Place, ...]:
        """The last of a share of those who are ranked, rounded down: nobody is named for a fraction of a place."""
        return self.last(floor(share * len(self.places)), ties=ties)

    def at_least(self, score: Score) -> tuple[Place, ...]:
        """Whoever scores so much or more."""
        return tuple(place for place in self.places if place.score >= Fraction(score))

    def text(self, lang: Lang = "zh") -> str:
        """One place a line; who is not ranked stands below."""
        lines = [f"{one.place}\t{one.name}\t{_number(one.score)}\t{_change(one, lang)}".rstrip() for one in self.places]
        if self.unranked:
            lines.append(_UNRANKED.text(lang, names=("、" if lang == "zh" else ", ").join(self.unranked)))
        return "\n".join(lines)


_UNRANKED = Label("得分不明，不参与排名：{names}", "score not known, not ranked: {names}")
_UP, _DOWN = Label("升{n}位", "up {n}"), Label("降{n}位", "down {n}")


def _number(score: Fraction) -> str:
    digits = f"{float(score):.4f}".rstrip("0").rstrip(".")
    return digits if Fraction(digits) == score else f"≈{digits}"


def _change(one: Place, lang: Lang) -> str:
    if not one.change:
        return ""
    return (_UP if one.change > 0 else _DOWN).text(lang, n=abs(one.change))


def rank(
    scores: Mapping[str, Score | None],
    *,
    ties: Ties = "competition",
    tie_break: Callable[[str], Score] | None = None,
    lowest_first: bool = False,
    before: Ranking | None = None,
) -> Ranking:
    """The ranking of scores by name, the highest first unless `lowest_first`.

    Equal scores share a place: under `competition` the next place counts them all (1, 1, 3), under `dense` it does not
    (1, 1, 2). `tie_break` gives a second score, the higher first, that decides between equals. `before` is the round
    before; who was not ranked then has no change. Equals stand in the order of their names, which says nothing.
    """
    sign = 1 if lowest_first else -1
    known = {name: Fraction(score) for name, score in scores.items() if score is not None}

    def key(name: str) -> tuple[Fraction, Fraction]:
        return sign * known[name], -Fraction(tie_break(name)) if tie_break else Fraction(0)

    ordered = sorted(known, key=lambda name: (key(name), name))
    places: list[Place] = []
    for n, name in enumerate(ordered):
        tied = n > 0 and key(name) == key(ordered[n - 1])
        place = (
            places[-1].place if tied else n + 1 if ties == "competition" else (places[-1].place + 1 if places else 1)
        )
        old = before.of(name) if before is not None else None
        places.append(Place(name, known[name], place, None if old is None else old.place - place))
    return Ranking(tuple(places), tuple(sorted(name for name, score in scores.items() if score is None)))


def _cut(places: Sequence[Place], k: int, ties: Literal["in", "out"]) -> tuple[Place, ...]:
    if k <= 0:
        return ()
    if k >= len(places):
        return tuple(places)
    edge, over = places[k - 1].place, places[k].place
    if edge != over:
        return tuple(places[:k])
    return (
        tuple(one for n, one in enumerate(places) if one.place == edge or n < k)
        if ties == "in"
        else tuple(one for one in places[:k] if one.place != edge)
    )


def running_last(rankings: Iterable[Ranking], share: Fraction, *, ties: Literal["in", "out"]) -> Mapping[str, int]:
    """How many rounds running, up to the last one, each was in the last `share` (浑南区, 2022: 10 %, three months).

    `rankings` stand in the order of their rounds; whoever was not in the last of the last round is left out.
    """
    running: dict[str, int] = {}
    for ranking in rankings:
        running = {one.name: running.get(one.name, 0) + 1 for one in ranking.last_share(share, ties=ties)}
    return running
