"""Checks for figures, partitions and rates of one's own.

Holds: `check_figures`, `STOCK_FIGURES`.
Never: says what should be counted: it holds a figure to the records that it names.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import evolve, fields_dict, frozen
from hypothesis import strategies as st

from safetywork.books import Book
from safetywork.counts import Count, total
from safetywork.figures import ALL, Figure, Partition, Population, Predicate, partition
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.rates import RATES, Rate
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.histories import books as _books
from safetywork.testing.trials import replayed

Drawn: TypeAlias = Figure | Partition | Rate
Drawing: TypeAlias = Callable[[Book, date], Drawn]
"""How a figure of one's own is drawn from a book on a day."""

_UNIT = "项"


def _on(book: Book, day: date) -> Population[Matter]:
    return Population(Label("事项", "matters"), book.as_of(day).matters, day)


_PARTS: tuple[Predicate[Matter], ...] = (
    Predicate(Label("未完成", "pending"), lambda matter: matter.pending),
    Predicate(Label("已完成", "done"), lambda matter: matter.done),
    Predicate(Label("已作废", "void"), lambda matter: matter.void),
    Predicate(Label("未达成", "failed"), lambda matter: matter.failed),
)
STOCK_FIGURES: Mapping[str, Drawing] = MappingProxyType({
    "pending": lambda book, day: _on(book, day).number(_UNIT, _PARTS[0]),
    "by standing": lambda book, day: partition(_on(book, day), _UNIT, _one, _PARTS),
    "rate of settling": lambda book, day: Rate(
        RATES["settled"], _on(book, day).number(_UNIT, _PARTS[1]), _on(book, day).number(_UNIT, ALL)
    ),
})  # fmt: skip
"""A number, a partition and a rate, as the library draws them."""


def _one(_: Matter) -> Count:
    return Count.exact(1, _UNIT)


def check_figures(
    figures: Mapping[str, Drawing] = STOCK_FIGURES,
    *,
    sums: Collection[str] = (),
    books: st.SearchStrategy[Book] | None = None,
    examples: int = 60,
    seed: int = 0,
    hasty: bool = False,
) -> Outcome:
    """Whether figures are what the records behind them come to, and stay so whatever happens later.

    `figures` are drawn from a book on a day, by name; those in `sums` add up what records state (their size), all
    others count records. `books` draws what they are drawn from, the stock ones unless given; days lie within 60 of
    the last entry.
    """
    drawn = _books() if books is None else books
    tried, back = _Figures(dict(figures), frozenset(sums)), st.integers(-20, 60)
    laws: Laws = {
        "figure-rows": (tried.counts_its_rows, (drawn, back)),
        "figure-as-of": (tried.knows_nothing_later, (drawn, back)),
        "figure-order-free": (tried.order_means_nothing, (drawn, back)),
        "figure-parts": (tried.parts_are_the_whole, (drawn, back)),
        "figure-rate": (tried.rate_is_of_its_whole, (drawn, back)),
        "figure-unknown": (tried.unknown_stays_unknown, (drawn, back)),
    }
    skipped = list[tuple[str, str]]()
    if not sums:
        skipped.append(("figure-unknown", "none of the figures adds up what records state"))
    return run(
        "figures", {n: law for n, law in laws.items() if n not in dict(skipped)}, examples, seed, skipped, hasty=hasty
    )


@frozen
class _Figures:
    """Figures on trial."""

    figures: Mapping[str, Drawing]
    sums: frozenset[str]

    def drawn(self, book: Book, day: date) -> Iterator[tuple[str, Drawn]]:
        for name, drawing in self.figures.items():
            yield name, drawing(book, day)

    def counts_its_rows(self, book: Book, back: int) -> Bears:
        day, bears = _day(book, back), False
        known = {record.id for record in book.as_of(day).records()}
        for name, told in self.drawn(book, day):
            for figure in _inside(told):
                bears |= figure.any
                strange = sorted({*figure.rows} - known)
                assert not strange, f"{name} names {strange}, which are not on record on {day}"
                assert len({*figure.rows}) == len(figure.rows), f"{name} names a record twice: {figure.rows}"
                wanted = Count.exact(len(figure.rows), figure.value.unit)
                counted = figure.value == wanted or (name in self.sums and figure.any)
                assert counted, f"{name} is {figure.value}, and names {len(figure.rows)} records"
        return bears

    def knows_nothing_later(self, book: Book, back: int) -> Bears:
        day = _day(book, back)
        past = book.as_of(day)
        for name, told in self.drawn(book, day):
            off = [str(figure.as_of) for figure in _inside(told) if figure.as_of != day]
            assert not off, f"{name} on {day} says that it is as of {off}"
            then = self.figures[name](past, day)
            assert _plain(then) == _plain(told), f"what came after {day} made {name} {_plain(told)}, not {_plain(then)}"
        return past != book

    def order_means_nothing(self, book: Book, back: int) -> Bears:
        day, turned = _day(book, back), evolve(book, matters=book.matters[::-1], activities=book.activities[::-1])
        for name, told in self.drawn(book, day):
            other = self.figures[name](turned, day)
            assert _plain(other) == _plain(told), f"with the records in another order {name} is {_plain(other)}"
        return turned != book

    def parts_are_the_whole(self, book: Book, back: int) -> Bears:
        day, bears = _day(book, back), False
        for name, told in self.drawn(book, day):
            if isinstance(told, Partition):
                bears |= told.whole.any
                rows = sorted(row for part in told.parts for row in part.rows)
                assert rows == sorted(told.whole.rows), f"the parts of {name} name {rows}, the whole {told.whole.rows}"
                together = total((part.value for part in told.parts), told.whole.value.unit)
                assert together == told.whole.value, f"the parts of {name} come to {together}, not {told.whole.value}"
        return bears

    def rate_is_of_its_whole(self, book: Book, back: int) -> Bears:
        day, bears = _day(book, back), False
        for name, told in self.drawn(book, day):
            if isinstance(told, Rate):
                bears |= told.value is not None
                stray = sorted({*told.part.rows} - {*told.whole.rows})
                assert not stray, f"{name} counts {stray}, which are not among those it is the rate of"
                assert told.value is None or 0 <= told.value <= 1, f"{name} is {told.value}"
        return bears

    def unknown_stays_unknown(self, book: Book, back: int) -> Bears:
        day, bears = _day(book, back), False
        masked = evolve(book, matters=tuple(map(_masked, book.matters)))
        unstated = {m.id for m in masked.matters if m.size is not None and not m.size.known}
        for name in sorted(self.sums):
            for figure in _inside(self.figures[name](masked, day)):
                if unstated & {*figure.rows}:
                    bears = True
                    assert figure.value.high is None, f"{name} is {figure.value}, and nobody states of how many"
        return bears


def _day(book: Book, back: int) -> date:
    last = max((matter.log[-1].event.on for matter in book.matters), default=date(2024, 9, 20))
    return last - timedelta(days=back)


def _inside(drawn: Drawn) -> tuple[Figure, ...]:
    if isinstance(drawn, Rate):
        return drawn.figures
    return (drawn.whole, *drawn.parts) if isinstance(drawn, Partition) else (drawn,)


def _plain(drawn: Drawn) -> Any:
    """What a figure says, whatever the order of the records."""
    return [(str(figure.value), sorted(figure.rows)) for figure in _inside(drawn)]


def _masked(matter: Matter) -> Matter:
    """The matter, opened with its size masked; itself where its opening states none."""
    first, unit = matter.log[0], matter.count.unit
    if "size" not in fields_dict(type(first.event)):
        return matter
    told: Any = evolve(first.event, size=Count.unknown(unit))  # type: ignore[call-arg]
    return replayed(matter, (evolve(first, event=told), *matter.log[1:]))
