"""Figures compared with those of an earlier day: last period, last year, the report before.

Holds: `Comparison` of two figures, `compare` of two rows of them.
Never: subtracts unlike units, or lets a base change without saying which records came or went.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from safetywork.books import Book
from safetywork.counts import Number
from safetywork.events import Entry
from safetywork.figures import Figure
from safetywork.labels import Label, Lang
from safetywork.rates import half_up


@frozen
class Comparison:
    """A figure then and now 对比: None where only one of the two tells of it.

    `added` and `gone` are the records that one has and the other has not; `entries` what was recorded in between of
    any record behind either, by its id.
    """

    before: Figure | None
    after: Figure | None
    entries: tuple[tuple[str, Entry], ...] = ()

    @property
    def added(self) -> tuple[str, ...]:
        """The records that are counted now, and were not then."""
        before = set(self.before.rows) if self.before else set[str]()
        return tuple(row for row in (self.after.rows if self.after else ()) if row not in before)

    @property
    def gone(self) -> tuple[str, ...]:
        """The records that were counted then, and are not now."""
        after = set(self.after.rows) if self.after else set[str]()
        return tuple(row for row in (self.before.rows if self.before else ()) if row not in after)

    @property
    def change(self) -> Number | None:
        """Now less then; None where either is not exact, or their units differ."""
        if self.before is None or self.after is None:
            return None
        then, now = self.before.value, self.after.value
        exact = then.kind == now.kind == "exact" and then.unit == now.unit
        return now.low - then.low if exact else None

    @property
    def rate(self) -> Fraction | None:
        """The change as a share of then 增长率; None where it is not known, or there was nothing."""
        if self.change is None or self.before is None or not self.before.value.low:
            return None
        return Fraction(self.change) / Fraction(self.before.value.low)

    @property
    def same(self) -> bool:
        """Whether value and records are the same."""
        values = [None if figure is None else figure.value for figure in (self.before, self.after)]
        return values[0] == values[1] and not self.added and not self.gone

    def text(self, lang: Lang = "zh") -> str:
        """What it was and is, by how much it changed, and which records came or went."""
        figure = self.after or self.before
        assert figure is not None  # noqa: S101  one of the two is there
        what = f"{figure.population.text(lang)}／{figure.predicate.text(lang, n='').strip()}"
        said = {"what": what, "then": self.before or "—", "now": self.after or "—"}
        told = _LINE.text(lang, **said)
        rate = self.rate
        if rate is not None:
            told += _RATE.text(lang, rate=f"{half_up(rate * 100, 1):+f}")
        for words, rows in ((_ADDED, self.added), (_GONE, self.gone)):
            if rows:
                told += words.text(lang, rows=("、" if lang == "zh" else ", ").join(rows))
        return told


_LINE = Label("{what}：{then} → {now}", "{what}: {then} → {now}")
_RATE = Label("（{rate}%）", " ({rate} %)")
_ADDED = Label("；新增{rows}", "; new: {rows}")
_GONE = Label("；不再计入{rows}", "; no longer counted: {rows}")


def compare(then: Iterable[Figure], now: Iterable[Figure], book: Book | None = None) -> tuple[Comparison, ...]:
    """What changed between two rows of figures, by population, predicate and unit; what is the same is left out.

    Two reports are compared by their figures: `compare(before.figures, after.figures, book)`.
    With a book, each says which entries were recorded in between of the records behind it.
    """
    before, after = _kinds(then), _kinds(now)
    found = (
        pair for kind in dict.fromkeys((*after, *before)) for pair in _paired(before.get(kind, []), after.get(kind, []))
    )
    return tuple(_because(one, book) for one in found if not one.same)


def _kinds(figures: Iterable[Figure]) -> dict[tuple[str, str, str], list[Figure]]:
    """Figures by what they are of, in which unit."""
    kinds: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        kinds.setdefault((figure.population.zh, figure.predicate.zh, figure.value.unit), []).append(figure)
    return kinds


def _paired(then: list[Figure], now: list[Figure]) -> Iterator[Comparison]:
    """Of several of one kind, those that share most records belong together; one alone meets the other alone."""
    left = list(then)
    alone = len(then) == len(now) == 1
    for figure in now:
        shared = [(len({*figure.rows} & {*other.rows}), figure.rows == other.rows) for other in left]
        best = max(range(len(left)), key=lambda n: shared[n], default=None)
        if best is not None and (alone or any(shared[best])):
            yield Comparison(left.pop(best), figure)
        else:
            yield Comparison(None, figure)
    yield from (Comparison(figure, None) for figure in left)


def _because(one: Comparison, book: Book | None) -> Comparison:
    if book is None or one.before is None or one.after is None:
        return one
    first, last = sorted((one.before.as_of, one.after.as_of))
    rows = dict.fromkeys((*one.before.rows, *one.after.rows))
    between = (
        (row, entry) for row in rows for entry in getattr(book.find(row), "log", ()) if first < entry.event.on <= last
    )
    return Comparison(one.before, one.after, tuple(between))
