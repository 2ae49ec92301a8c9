"""Delimited text 逗号分隔文件 (csv, tsv) read as a table of texts.

Holds: `read_delimited`, the encodings and delimiters it tells apart; `guarded`, for texts that look like formulas.
Never: makes numbers or days of texts; 007 stays 007.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO

from safetywork.adapters.refusals import LedgerFileError
from safetywork.ledgers.tables import Table

ROWS, COLUMNS, CELLS = 1 << 20, 1 << 14, 20_000_000
LINE = 1 << 20
"""Limits: rows and columns as of a worksheet, cells in all, and the bytes of a line."""

FORMULA = re.compile(r"(?='*[=+\-@\t\r\n＝|])")
"""What a spreadsheet may take for a formula (`'` before it is the guard of a guarded text)."""
_GUARDED = re.compile(r"''*[=+\-@\t\r\n＝|]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ("utf-8", "gb18030")
_DELIMITERS = ",\t;"
_LOOKED_AT, _CHUNK, _STEP = 1 << 16, 1 << 20, 10_000
_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def read_delimited(
    stream: BinaryIO, source: str, *, encoding: str | None = None, progress: Callable[[str, int], None] | None = None
) -> Table:
    """The table in a stream of delimited text; its name is that of the file. Raises `LedgerFileError`."""
    found = _encoding(stream, source, encoding)
    stream.seek(0)
    text, name = io.TextIOWrapper(stream, encoding=found, newline=""), sheet_name(PurePath(source).stem)
    try:
        delimiter = _delimiter(text.read(_LOOKED_AT))
        text.seek(0)
        return Table(name, _rows(text, delimiter, name, source, progress))
    except (csv.Error, UnicodeError) as error:
        raise LedgerFileError(source, f"it cannot be read as delimited text ({error})") from None
    finally:
        text.detach()


def sheet_name(text: str) -> str:
    """A name that a worksheet may have: at most 31 characters, none of them a bracket, a slash, or one of `:*?`."""
    return _FORBIDDEN.sub("_", text).strip("'")[:_NAME] or "Sheet1"


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `read_delimited` gives back the text."""
    return f"'{text}" if FORMULA.match(text) else text


def _rows(
    text: io.TextIOWrapper, delimiter: str, name: str, source: str, progress: Callable[[str, int], None] | None
) -> tuple[tuple[str | None, ...], ...]:
    rows, cells = list[tuple[str | None, ...]](), 0
    for row in csv.reader(text, delimiter=delimiter):
        while row and not row[-1]:
            row.pop()
        cells += len(row)
        if len(rows) == ROWS or len(row) > COLUMNS or cells > CELLS:
            raise LedgerFileError(source, f"it has more than {ROWS} rows, {COLUMNS} columns or {CELLS} cells")
        rows.append(tuple([(c[1:] if c[0] == "'" and _GUARDED.match(c) else c) if c else None for c in row]))
        if progress is not None and len(rows) % _STEP == 0:
            progress(name, len(rows))
    if progress is not None:
        progress(name, len(rows))
    return tuple(rows)


def _encoding(stream: BinaryIO, source: str, told: str | None) -> str:
    """The encoding that the bytes are in, looked at piece by piece: no line is taken whole before it is known."""
    start = stream.read(4)
    stream.seek(0)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    candidates = (told,) if told else (marked,) if marked else _ENCODINGS
    try:
        decoders = {name: codecs.getincrementaldecoder(name)() for name in candidates}
    except LookupError:
        raise LedgerFileError(source, f"there is no encoding {told!r}; try utf-8 or gb18030") from None
    since = 0
    while chunk := stream.read(_CHUNK):
        since = len(chunk) - 1 - chunk.rfind(b"\n") if b"\n" in chunk else since + len(chunk)
        if since > LINE:
            raise LedgerFileError(source, f"a line of it is longer than {LINE} bytes")
        if not marked and not told and b"\0" in chunk:
            raise LedgerFileError(source, "it is no text")
        _drop_those_that_fail(decoders, chunk)
        if not decoders:
            break
    _drop_those_that_fail(decoders, b"", final=True)
    if not decoders:
        raise LedgerFileError(source, f"it is no text in {' or '.join(candidates)}; say encoding=…")
    return next(iter(decoders))


def _drop_those_that_fail(decoders: dict[str, codecs.IncrementalDecoder], chunk: bytes, *, final: bool = False) -> None:
    for name, decoder in tuple(decoders.items()):
        try:
            decoder.decode(chunk, final)
        except UnicodeError:
            del decoders[name]


def _delimiter(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, more than one."""
    lines = text.splitlines(keepends=True)
    whole = lines[:-1] if len(lines) > 1 else lines
    best, most = ",", (0, 0)
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(whole, delimiter=delimiter) if len(row) > 1)
        if widths:
            width, times = widths.most_common(1)[0]
            if (times, width) > most:
                best, most = delimiter, (times, width)
    return best
