"""Study and adoption: what came of the gaps against a model.

Holds: `Adoption` of a book's gaps, the measures that close one.
Never: takes a measure for a decision, or a decision for a measure.
"""

from datetime import date
from fractions import Fraction

from attrs import frozen

from safetywork.books import Book
from safetywork.counts import Count
from safetywork.figures import Partition, Population, Predicate, partition
from safetywork.gaps import Gap
from safetywork.labels import Label
from safetywork.measures import Measure
from safetywork.targets import share


@frozen
class Adoption:
    """What was adopted of the gaps found 对标采纳: found = adopted + not adopted (+ cancelled) + to be decided, always.

    `declined` are the gaps not adopted, each with the reason; `unplanned` those adopted that no measure names.
    """

    split: Partition
    declined: tuple[tuple[Gap, str], ...]
    unplanned: tuple[Gap, ...]

    @property
    def rate(self) -> Fraction | None:
        """Adopted of all gaps that stand (undecided ones too, cancelled ones not); None where there are none."""
        adopted, declined, _, undecided = (part.value for part in self.split.parts)
        return share(adopted, adopted + declined + undecided)


DECISIONS: tuple[Predicate[Gap], ...] = (
    Predicate(Label("已采纳{n}", "{n} adopted"), lambda gap: gap.adopted),
    Predicate(Label("不予采纳{n}", "{n} not adopted"), lambda gap: gap.declined is not None),
    Predicate(Label("已作废{n}", "{n} cancelled"), lambda gap: gap.void),
    Predicate(Label("待研究{n}", "{n} to be decided"), lambda _: True),
)
"""What can have been decided of a gap; it falls to the first that holds."""


def adoption(book: Book, *, on: date) -> Adoption:
    """What was adopted by `on` of the gaps in `book`."""
    seen = book.as_of(on)
    gaps = seen.of(Gap)
    split = partition(
        Population(Gap.noun, gaps, on),
        "个",
        lambda _: Count.exact(1, "个"),
        DECISIONS,
    )
    declined = tuple((gap, gap.declined) for gap in gaps if gap.declined is not None)
    return Adoption(split, declined, tuple(gap for gap in gaps if gap.adopted and not closing(seen, gap)))


def closing(book: Book, gap: Gap) -> tuple[Measure, ...]:
    """The measures in `book` that are to close `gap`, cancelled ones apart."""
    return tuple(measure for measure in book.of(Measure) if measure.gap == gap.id and not measure.void)
