"""A sheet to be written: what stands in it, and how it is shown.

Holds: `Sheet`: head, rows, merges, fills, choices, widths, frozen rows and links, as plain data.
Never: writes a file (adapters do), or knows what a colour means.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from attrs import define, field, frozen

from safetywork.errors import SafetyworkError
from safetywork.ledgers.tables import Merge, Raw, Table

Cell: TypeAlias = tuple[int, int]
"""A cell by its row and column, both from 0; the first row of the head is row 0."""


@define(slots=False)
class SheetError(SafetyworkError, ValueError):
    """A sheet that names cells or columns which it does not have; `problems` lists every one of them."""

    sheet: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"sheet {self.sheet!r}: " + "; ".join(self.problems)


def _rows(given: Iterable[Iterable[Raw]]) -> tuple[tuple[Raw, ...], ...]:
    return tuple(tuple(row) for row in given)


@frozen
class Sheet:
    """A sheet 表 to be written; cells are named by (row, column) from 0, the head counted.

    `head` are the rows above the data (title, headings), the last of which carries the filter where `filtered`;
    `rows` the data. A `str` is text whatever it looks like (a formula, a number, a long id); a day is a day.
    `fills` colours single cells (`#rrggbb`; None: none). `tints` colours by what stands there: column → text → colour,
    so a light that somebody rewrites changes its colour with it. `choices` are the words to choose from in a column of
    the data, `widths` the widths of columns in characters, `frozen` how many rows stay in view (None: those of the
    head), `hidden` columns that are not shown. `links` leads from a cell to a place, written as `Table.place` writes it
    (`问题台账!E7`). Raises `SheetError` for a cell, column or merge outside the sheet.
    """

    name: str
    head: tuple[tuple[Raw, ...], ...] = field(converter=_rows, repr=False)
    rows: tuple[tuple[Raw, ...], ...] = field(converter=_rows, repr=lambda rows: f"<{len(rows)} rows>")
    merges: tuple[Merge, ...] = field(default=(), repr=False)
    fills: Mapping[Cell, str | None] = field(factory=dict[Cell, str | None], hash=False, repr=False)
    tints: Mapping[int, Mapping[str, str]] = field(factory=dict[int, Mapping[str, str]], hash=False, repr=False)
    choices: Mapping[int, tuple[str, ...]] = field(factory=dict[int, tuple[str, ...]], hash=False, repr=False)
    widths: Mapping[int, float] = field(factory=dict[int, float], hash=False, repr=False)
    frozen: int | None = None
    filtered: bool = True
    hidden: frozenset[int] = frozenset()
    links: Mapping[Cell, str] = field(factory=dict[Cell, str], hash=False, repr=False)

    def __attrs_post_init__(self) -> None:
        problems = tuple(_problems(self))
        if problems:
            raise SheetError(self.name, problems)

    @property
    def all_rows(self) -> tuple[tuple[Raw, ...], ...]:
        """Head and data, from the first row of the sheet to the last."""
        return self.head + self.rows

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.all_rows), default=0)

    @property
    def frozen_rows(self) -> int:
        """How many rows stay in view."""
        return len(self.head) if self.frozen is None else self.frozen

    def table(self) -> Table:
        """The same cells as a table that was read; how they are shown is left behind."""
        return Table(self.name, self.all_rows, self.merges, self.hidden)


def _problems(sheet: Sheet) -> Iterator[str]:
    rows, columns = len(sheet.all_rows), sheet.columns
    for what, cells in (("fill", sheet.fills), ("link", sheet.links)):
        yield from (f"{what} at {c} lies outside the sheet" for c in cells if not _inside(c, rows, columns))
    for merge in sheet.merges:
        if not _inside((merge.bottom, merge.right), rows, columns):
            yield f"{merge} lies outside the sheet"
    for what, given in (("tint", sheet.tints), ("choice", sheet.choices), ("width", sheet.widths)):
        yield from (f"{what} of column {c} lies outside the sheet" for c in given if not 0 <= c < columns)
    if not 0 <= sheet.frozen_rows <= rows:
        yield f"{sheet.frozen_rows} rows cannot stay in view; the sheet has {rows}"


def _inside(cell: Cell, rows: int, columns: int) -> bool:
    return 0 <= cell[0] < rows and 0 <= cell[1] < columns
