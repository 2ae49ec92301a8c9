"""A table of cells, as some file held it.

Holds: `Table`: rows of raw cells with their merges, and how a cell is named; `Raw`, what a cell may hold.
Never: knows a file format (adapters do), or what a column means (`headings` do).
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

Raw: TypeAlias = str | int | float | Decimal | bool | date | datetime | time | timedelta | None
"""What a cell may hold. None and "" are empty; a number that a file keeps as 3.0 may be the 3 that somebody typed."""

_LETTERS = 26


def column_name(index: int) -> str:
    """The letters of a column by its index from 0: A … Z, then AA and on.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


@frozen
class Merge:
    """A merged range 合并单元格: first and last row and column, from 0, inclusive; the first cell has its value."""

    top: int
    left: int
    bottom: int
    right: int


@frozen
class Table:
    """A sheet 表 of a workbook, or a csv file: rows of raw cells; rows may differ in length.

    `first_row` and `first_column` say where the first cell stands in its sheet, from 0; `hidden` are the indexes of
    columns that the sheet hides.
    """

    name: str
    rows: tuple[tuple[Raw, ...], ...] = field(repr=lambda rows: f"<{len(rows)} rows>")
    merges: tuple[Merge, ...] = field(default=(), repr=False)
    hidden: frozenset[int] = frozenset()
    first_row: int = 0
    first_column: int = 0

    def place(self, row: int, column: int | None = None) -> str:
        """Where a cell (or, without a column, a row) stands, as a spreadsheet names it: 问题台账!E7."""
        number = self.first_row + row + 1
        where = str(number) if column is None else f"{column_name(self.first_column + column)}{number}"
        return f"{self.name}!{where}"
