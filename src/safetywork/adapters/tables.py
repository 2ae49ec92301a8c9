"""Workbooks and csv files read as tables.

Holds: `read_tables` for xlsx, xls, ods (python-calamine, the extra `excel`) and csv, tsv, txt.
Never: says what a cell means (`ledgers` do), or lets an error but `LedgerFileError` out of a file that is at fault.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

from safetywork.adapters.archives import Archive, open_archive
from safetywork.adapters.compounds import check_compound
from safetywork.adapters.delimited import read_delimited
from safetywork.adapters.refusals import LedgerFileError, MissingExtraError, extra
from safetywork.ledgers.tables import Merge, Raw, Table

LARGEST = 512 << 20
"""Bytes; a larger file is refused unread."""
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".et"})
DELIMITED = frozenset({".csv", ".tsv", ".txt"})
"""The endings of the files that are read."""

Progress: TypeAlias = Callable[[str, int], None]
"""Called with the name of a sheet and how many of its rows have been read."""

_STEP = 10_000
_EXACT = 2**53  # up to here every whole number is a float of its own
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


def read_tables(
    path: str | os.PathLike[str], *, encoding: str | None = None, progress: Progress | None = None
) -> tuple[Table, ...]:
    """The sheets of the workbook, or the one table of the csv file, at `path`, in their order.

    Workbooks give texts, numbers (a whole one as int), days and times, with merges, and hidden columns of xlsx; an
    empty cell is None. A formula is what was last computed of it. A csv file gives texts alone; its encoding is
    found (UTF-8, UTF-16 with its mark, GB18030) unless told. Raises `LedgerFileError` for anything that cannot be
    read whole, `MissingExtraError` without python-calamine, `OSError` where the file cannot be opened.
    """
    file, source = Path(path), str(path)
    ending = file.suffix.lower()
    if file.is_dir():
        raise LedgerFileError(source, "it is a folder; name one file")
    if ending not in WORKBOOKS | DELIMITED:
        raise LedgerFileError(source, f"{ending or 'no ending'} is not read; give one of .xlsx, .xls, .ods, .csv, .tsv")
    with file.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        if size > LARGEST:
            raise LedgerFileError(source, f"it is larger than {LARGEST >> 20} MiB")
        stream.seek(0)
        start = stream.read(len(_COMPOUND))
        stream.seek(0)
        if ending in DELIMITED:
            if start.startswith((_ZIP, _COMPOUND)):
                raise LedgerFileError(source, f"it is a workbook that is named {ending}; name it .xlsx or .xls")
            return (read_delimited(stream, source, encoding=encoding, progress=progress),)
        return tuple(_workbook(stream, size, start, source, progress))


def _workbook(stream: BinaryIO, size: int, start: bytes, source: str, progress: Progress | None) -> Iterator[Table]:
    if start.startswith(_ZIP):
        archive = open_archive(stream, size, source)
    elif start == _COMPOUND:
        data = stream.read()
        check_compound(data, source)
        archive = Archive(BytesIO(data), {}, None)
    else:
        what = "empty" if not size else "no workbook, whatever its name says; open it and save it as .xlsx"
        raise LedgerFileError(source, f"it is {what}")
    try:
        yield from _sheets(archive, source, progress)
    except (LedgerFileError, MissingExtraError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001  a panic of the parser is a BaseException of its own
        raise LedgerFileError(source, f"it is damaged ({error})") from None


def _sheets(archive: Archive, source: str, progress: Progress | None) -> Iterator[Table]:
    calamine = extra("python_calamine", "python-calamine")
    try:
        book = calamine.load_workbook(archive.data)
    except calamine.PasswordError:
        raise LedgerFileError(source, "it is protected by a password; save it without one") from None
    with book:
        for at, told in enumerate(book.sheets_metadata):
            if told.typ == calamine.SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_index(at)
                merges = sheet.merged_cell_ranges if archive.merges is None else archive.merges.get(told.name)
                yield _table(sheet, merges or (), archive.hidden.get(at, frozenset()), source, progress)


def _table(sheet: Any, merges: Iterable[Any], hidden: frozenset[int], source: str, progress: Progress | None) -> Table:
    top, left = sheet.start or (0, 0)
    rows = list[tuple[Raw, ...]]()
    for cells in sheet.to_python() if sheet.start else ():
        rows.append(_row(cells))
        if progress is not None and len(rows) % _STEP == 0:
            progress(sheet.name, len(rows))
    width = max(map(len, rows), default=0)
    kept = tuple(_clipped(merges, top, left, len(rows), width))
    if sum((m.bottom - m.top + 1) * (m.right - m.left + 1) for m in kept) > len(rows) * width:
        raise LedgerFileError(source, f"it is damaged: merged cells of {sheet.name} lie over each other")
    if progress is not None:
        progress(sheet.name, len(rows))
    return Table(
        sheet.name, tuple(rows), kept, frozenset(c - left for c in hidden if left <= c < left + width), top, left
    )


def _row(cells: list[Any]) -> tuple[Raw, ...]:
    """The cells of a row without the empty ones at its end; 3.0 is 3, and an empty text is None."""
    row = [
        (int(cell) if cell.is_integer() and -_EXACT < cell < _EXACT else cell)
        if cell.__class__ is float
        else (None if cell == "" else cell)
        for cell in cells
    ]
    while row and row[-1] is None:
        row.pop()
    return tuple(row)


def _clipped(merges: Iterable[Merge | _Range], top: int, left: int, rows: int, width: int) -> Iterator[Merge]:
    """The merges as places in the table; what lies beyond its cells is cut off, and one cell is no merge."""
    for merge in merges:
        first, last = ((merge.top, merge.left), (merge.bottom, merge.right)) if isinstance(merge, Merge) else merge
        cut = Merge(
            max(first[0] - top, 0),
            max(first[1] - left, 0),
            min(last[0] - top, rows - 1),
            min(last[1] - left, width - 1),
        )
        if cut.top <= cut.bottom and cut.left <= cut.right and (cut.top, cut.left) != (cut.bottom, cut.right):
            yield cut
