"""The layout of a ledger: where its headings stand, and which column is what.

Holds: `Layout` 版式 with its `Placed` columns, `find_layout`, and a layout as data, to be saved and used again.
Never: reads a row, or hides how sure it is of a column.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, get_args

from attrs import define, evolve, field, frozen
from attrs.validators import in_

from safetywork.errors import SafetyworkError
from safetywork.ledgers.cells import plain
from safetywork.ledgers.headings import HEADINGS, Confidence, Match, Vocabulary, heading_key
from safetywork.ledgers.tables import Merge, Raw, Table

Pins: TypeAlias = Mapping[str | int, str | None]
"""Columns settled by the caller: heading or index → column id, or None for a column that is to be kept aside."""

_DEEP = 60  # rows that are looked at for the headings
_DEPTH = 4  # rows that headings may take up
_LONG = 24  # characters beyond which a cell is no heading
_LEAST = 2  # headings that must be known for a row to be taken for the row of headings
_CAPTION = re.compile(r"[:：]|\d{4}")  # 填报单位：某局, 2022年3月: what stands over a ledger and is no heading
_NOTHING: Mapping[str | int, str | None] = {}


@define(slots=False)
class LayoutError(SafetyworkError, ValueError):
    """Data that are no layout, or a pin on a column that a table does not have."""

    given: str
    advice: str

    def __str__(self) -> str:
        return f"{self.given}: {self.advice}"


@frozen
class Placed:
    """A column of a sheet 表列: its index, its heading (levels joined by /), the logical column it was taken for.

    `column` is None where nobody knows it; `rank` tells better headings of the same column from poorer ones (0: best).
    """

    index: int
    heading: str
    column: str | None
    confidence: Confidence = field(validator=in_(get_args(Confidence)))
    rank: int = 0


def _columns(given: Iterable[Placed]) -> tuple[Placed, ...]:
    return tuple(given)


@frozen
class Layout:
    """The layout 版式 of a ledger: its kind, the rows its headings take up (from 0), its columns from left to right."""

    kind: str | None
    top: int
    depth: int
    columns: tuple[Placed, ...] = field(converter=_columns)
    _of: dict[str, tuple[int, ...]] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        found: dict[str, list[Placed]] = {}
        for placed in self.columns:
            if placed.column is not None:
                found.setdefault(placed.column, []).append(placed)
        best = {name: tuple(p.index for p in sorted(many, key=_goodness)) for name, many in found.items()}
        object.__setattr__(self, "_of", best)

    @property
    def body(self) -> int:
        """The index of the first row below the headings."""
        return self.top + self.depth

    @property
    def pins(self) -> dict[str | int, str | None]:
        """The columns by their headings, as the next ledger of the same clerk can be read by them."""
        return {placed.heading: placed.column for placed in self.columns if placed.heading}

    def of(self, column: str) -> tuple[int, ...]:
        """The indexes of the columns taken for a logical column, the best heading first."""
        return self._of.get(column, ())

    def unknown(self) -> tuple[Placed, ...]:
        """The columns that nobody knows."""
        return tuple(placed for placed in self.columns if placed.column is None)

    def fits(self, table: Table) -> bool:
        """Whether the headings stand in a table as they did here."""
        head = _head(table, self.body)
        if self.body > len(head.rows):
            return False
        return [p.heading for p in self.columns] == [_joined(levels) for levels in _levels(head, self.top, self.body)]

    def record(self) -> dict[str, Any]:
        """The layout as JSON-ready data; `Layout.read` takes it back."""
        columns = [[p.index, p.heading, p.column, p.confidence, p.rank] for p in self.columns]
        return {"kind": self.kind, "top": self.top, "depth": self.depth, "columns": columns}

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Layout":
        """The layout that `record` wrote; raises `LayoutError` for anything else."""
        try:
            columns = tuple(Placed(*column) for column in data["columns"])
            layout = cls(data["kind"], data["top"], data["depth"], columns)
            sound = layout.top >= 0 < layout.depth and [p.index for p in columns] == list(range(len(columns)))
        except (KeyError, TypeError, ValueError):
            sound, layout = False, None
        if layout is None or not sound:
            raise LayoutError(str(data)[:60], "this is no layout; give what Layout.record() wrote")
        return layout


def _goodness(placed: Placed) -> tuple[int, int, int]:
    return get_args(Confidence).index(placed.confidence), placed.rank, placed.index


def find_layout(
    table: Table, *, vocabulary: Vocabulary = HEADINGS, kind: str | None = None, pins: Pins | None = None
) -> Layout | None:
    """Where the headings of a table stand and what they mean; None where no row of headings can be told.

    Title rows and a row of the filling unit may stand above, headings may take up several rows with merged cells.
    What the caller pins (heading or index → column) is as it says. Raises `LayoutError` for a pin on an index that the
    table does not have, `VocabularyError` for a pin on a column that there is not, or an unknown kind.
    """
    head = _head(table, _DEEP + _DEPTH)
    pinned = _pinned(head, vocabulary, pins or {})
    if kind is not None:
        vocabulary.kind(kind)
    best = _header(head, vocabulary, kind, pinned)
    if best is None:
        return None
    top, body = _block(head, vocabulary, best)
    levels = _levels(head, top, body)
    texts = [table.name, *(raw for row in head.rows[:top] for raw in row if isinstance(raw, str))]
    kind = kind or vocabulary.kind_of(texts, map(_joined, levels))
    return Layout(kind, top, body - top, (_place(i, one, vocabulary, kind, pinned) for i, one in enumerate(levels)))


def _head(table: Table, rows: int) -> Table:
    """The first rows of a table, all as wide as the widest of the whole, and the merges that lie in it."""
    width = max(map(len, table.rows), default=0)
    padded = tuple(row + (None,) * (width - len(row)) for row in table.rows[:rows])
    return evolve(table, rows=padded, merges=merges_within(table))


def merges_within(table: Table) -> tuple[Merge, ...]:
    """The merges of a table as far as they lie in it; one that is left with a single cell is none."""
    bottom, right = len(table.rows) - 1, max(map(len, table.rows), default=0) - 1
    cut = (evolve(m, bottom=min(m.bottom, bottom), right=min(m.right, right)) for m in table.merges)
    return tuple(m for m in cut if m.top <= m.bottom and m.left <= m.right and (m.top, m.left) != (m.bottom, m.right))


def _pinned(table: Table, vocabulary: Vocabulary, pins: Pins) -> dict[str | int, str | None]:
    width = len(table.rows[0]) if table.rows else 0
    for where, column in pins.items():
        if isinstance(where, int) and not 0 <= where < width:
            raise LayoutError(f"pin {where}", f"the table has {width} columns, counted from 0")
        if column is not None:
            vocabulary.column(column)
    return {where if isinstance(where, int) else heading_key(where): column for where, column in pins.items()}


def _place(
    index: int,
    levels: tuple[str, ...],
    vocabulary: Vocabulary,
    kind: str | None,
    pinned: Mapping[str | int, str | None],
) -> Placed:
    heading = _joined(levels)
    for key in (index, heading_key(heading)):
        if key in pinned:
            return Placed(index, heading, pinned[key], "pinned")
    found = vocabulary.match(*levels, kind=kind)
    return Placed(index, heading, None, "none") if found is None else Placed(index, heading, *found)


# --- where the headings stand, in the head of a table


def _header(
    head: Table, vocabulary: Vocabulary, kind: str | None, pinned: Mapping[str | int, str | None]
) -> int | None:
    """The row with the most known headings, a whole one counting twice; the first of several such."""
    best, best_score = None, 0
    for at, row in enumerate(head.rows[:_DEEP]):
        texts = _texts(row)
        known = [match for match in (_known(raw, vocabulary, kind, pinned) for raw in texts) if match]
        score = sum(2 if match.confidence in ("exact", "pinned") else 1 for match in known)
        telling = any(match.confidence != "ending" for match in known)
        if telling and len(known) >= min(_LEAST, len(row)) and score > best_score:
            best, best_score = at, score
    return best


def _known(
    raw: Raw, vocabulary: Vocabulary, kind: str | None = None, pinned: Mapping[str | int, str | None] = _NOTHING
) -> Match | None:
    if not isinstance(raw, str) or len(raw) > 2 * _LONG:
        return None
    key = heading_key(raw)
    if key in pinned:
        return Match(key, "pinned")
    return vocabulary.match(raw, kind=kind) if 0 < len(key) <= _LONG else None


def _block(head: Table, vocabulary: Vocabulary, best: int) -> tuple[int, int]:
    """The rows that the headings take up, as (first, one past the last)."""
    top, bottom = best, best
    for _ in range(_DEPTH):
        touching = [m for m in head.merges if m.top <= bottom and m.bottom >= top and m.bottom - m.top < _DEPTH]
        top = min([top, *(m.top for m in touching)])
        bottom = max([bottom, *(m.bottom for m in touching)])
    if top == bottom and _two_levels(head, vocabulary, bottom):
        bottom += 1
    elif top and _two_levels(head, vocabulary, top - 1):
        top -= 1
    return top, min(bottom + 1, len(head.rows))


def _two_levels(head: Table, vocabulary: Vocabulary, upper: int) -> bool:
    """Whether a row holds headings of groups, and the one below it what stands in them."""
    if upper + 1 >= len(head.rows):
        return False
    above, below = head.rows[upper], head.rows[upper + 1]
    named, texts = _texts(above), _texts(below)
    short = all(isinstance(raw, str) and len(raw) <= _LONG and not _CAPTION.search(raw) for raw in named)
    found = [_known(raw, vocabulary) for raw in texts]
    telling = sum(match is not None and match.confidence != "ending" for match in found)
    if not short or telling < max(_LEAST, (len(texts) + 1) // 2):
        return False
    wide = [m for m in head.merges if m.top == upper and m.right > m.left]
    if wide:
        return len(named) > 1 or wide[0].left > 0
    pairs = [(bool(a), bool(b)) for a, b in zip(above, below, strict=True)]
    return len(named) > 1 and (True, False) in pairs and (False, True) in pairs


def _levels(head: Table, top: int, body: int) -> list[tuple[str, ...]]:
    """The headings of every column from top to bottom, merged cells filled, a level that repeats itself once."""
    filled = [_filled(head, at, last=at == body - 1) for at in range(top, body)]
    return [tuple(dict.fromkeys(text for text in column if text)) for column in zip(*filled, strict=True)]


def _filled(head: Table, at: int, *, last: bool) -> list[str]:
    texts = [plain(raw) for raw in head.rows[at]]
    merged = [m for m in head.merges if m.top <= at <= m.bottom]
    for merge in merged:
        text = plain(_at(head, merge.top, merge.left))
        for column in range(merge.left, merge.right + 1):
            texts[column] = texts[column] or text
    if not last and not any(m.right > m.left for m in merged):
        _carry(texts, head.rows[at + 1])
    return texts


def _carry(texts: list[str], below: tuple[Raw, ...]) -> None:
    """Without merges the heading of a group stands over its first column only; it holds for those that follow."""
    for column in range(1, len(texts)):
        if not texts[column] and below[column] not in (None, "") and below[column - 1] not in (None, ""):
            texts[column] = texts[column - 1]


def _joined(levels: tuple[str, ...]) -> str:
    return "/".join(levels)


def _at(table: Table, row: int, column: int) -> Raw:
    cells = table.rows[row] if 0 <= row < len(table.rows) else ()
    return cells[column] if column < len(cells) else None


def _texts(row: tuple[Raw, ...]) -> list[Raw]:
    return [raw for raw in row if raw is not None and raw != ""]


def inherited(table: Table, body: int) -> Iterator[tuple[int, int, Raw]]:
    """The cells below `body` that a vertical merge leaves empty, with what stands in its first cell."""
    for merge in merges_within(table):
        raw = _at(table, merge.top, merge.left)
        for at in range(max(body, merge.top + 1), merge.bottom + 1):
            yield at, merge.left, raw
