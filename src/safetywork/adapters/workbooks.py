"""Sheets written as files.

Holds: `write_workbook` (xlsx, through XlsxWriter, the extra `excel`) and `write_csv`.
Never: changes a text, writes a formula, leaves a half-written file, or overwrites one unless told.

What stands in a sheet stands in its file, or nothing is written: a cell that a format cannot hold is refused by name.
"""

import csv
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from safetywork.adapters.delimited import FORMULA, guarded, sheet_name
from safetywork.adapters.files import replacing
from safetywork.adapters.refusals import UnwritableError, extra
from safetywork.ledgers.sheets import Cell, Sheet
from safetywork.ledgers.tables import Raw, Table, column_name

_ROWS, _COLUMNS, _LONGEST = 1 << 20, 1 << 14, 32_767
_FIRST_DAY = date(1900, 3, 1)  # before it a spreadsheet counts a 29 February 1900
_DIGITS, _SHOWN = 10**15, 10**11  # digits that a number keeps, and that it shows without an exponent
_UNSOUND = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HELD = 255  # characters of the words to choose from that fit into a rule; more stand on a sheet of their own
_SPARE = 200  # rows below the last one that offer the words too
_MOST_LINKS = 65_000
_WORDS = "选项"
_DARK = 140
_A4 = 9
_LINE_HEIGHT, _HIGHEST, _USUAL_WIDTH = 15, 409, 8.43
_WIDE = "\u2e80"  # from here on a character takes two places
_FILLED = 3  # a row of headings fills at least a third of the columns
_UNLIT = "#bfbfbf"
_Properties: TypeAlias = dict[str, Any]

_HEADING: _Properties = {"bold": True, "border": 1, "align": "center", "bg_color": "#e8edf3"}
_TITLE: _Properties = {"bold": True, "align": "center", "font_size": 14}
_BASE: _Properties = {"valign": "vcenter", "text_wrap": True}
_SHAPES: Mapping[str, _Properties] = {
    "text": {},
    "formula": {"quote_prefix": True},
    "number": {"text_wrap": False},
    "digits": {"num_format": "0", "text_wrap": False},
    "bool": {},
    "day": {"num_format": "yyyy-mm-dd", "align": "left", "text_wrap": False},
    "moment": {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left", "text_wrap": False},
    "time": {"num_format": "hh:mm:ss", "align": "left", "text_wrap": False},
    "length": {"num_format": "[h]:mm:ss", "align": "left", "text_wrap": False},
    "link": {"font_color": "#0563c1", "underline": 1},
}


def write_workbook(
    sheets: Iterable[Sheet],
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    charts: Iterable[str] = (),
    progress: Callable[[str, int], None] | None = None,
) -> None:
    """Write the sheets as an xlsx workbook: texts as texts, days as days, nothing as a formula.

    Whole numbers of more than 15 digits become texts, since a spreadsheet would round them; a fraction keeps 16.
    `charts` are the names of sheets whose last column is drawn as bars, one a row; the column before it names them,
    their last row is the sum and is left out.

    Raises `UnwritableError` with every cell and sheet that the format cannot hold, before anything is written;
    `FileExistsError` for a file that is there, unless `overwrite`; `MissingExtraError` without XlsxWriter.
    """
    xlsxwriter = extra("xlsxwriter", "XlsxWriter")
    given, drawn = tuple(sheets), frozenset(charts)
    problems = tuple(_problems(given, drawn))
    if problems:
        raise UnwritableError(str(path), problems)
    with replacing(path, overwrite=overwrite) as part:
        book = xlsxwriter.Workbook(str(part), {"strings_to_urls": False, "strings_to_formulas": False})
        try:
            _Writing(book, progress).write(given, drawn)
            book.close()
        finally:
            book.fileclosed = True  # what was given up must not be written when it is collected


def write_csv(
    sheet: Sheet | Table,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
    guard: bool = True,
) -> None:
    """Write the cells of a sheet as delimited text; how they are shown is left out.

    A text that a spreadsheet would take for a formula gets a `'` before it, which `read_tables` takes away again; not
    so with `guard=False`. Raises `UnwritableError` for what the encoding cannot hold, `FileExistsError` for a file that
    is there, unless `overwrite`.
    """
    rows = sheet.all_rows if isinstance(sheet, Sheet) else sheet.rows
    texts = [[_plain(raw, guard=guard) for raw in row] for row in rows]
    problems = tuple(_unencodable(sheet.name, texts, encoding))
    if problems:
        raise UnwritableError(str(path), problems)
    with (
        replacing(path, overwrite=overwrite) as part,
        part.open("w", encoding=encoding, newline="") as stream,
    ):
        csv.writer(stream, delimiter=delimiter).writerows(texts)


def _plain(raw: Raw, *, guard: bool) -> str:
    if isinstance(raw, str):
        return guarded(raw) if guard else raw
    return "" if raw is None else {True: "TRUE", False: "FALSE"}[raw] if isinstance(raw, bool) else str(raw)


def _unencodable(name: str, texts: list[list[str]], encoding: str) -> Iterator[str]:
    for row, cells in enumerate(texts):
        for column, text in enumerate(cells):
            try:
                text.encode(encoding)
            except UnicodeEncodeError:
                yield f"{name}!{column_name(column)}{row + 1}: {encoding} has no {text[:20]!r}"
            if "\0" in text:
                yield f"{name}!{column_name(column)}{row + 1}: a text file holds no NUL"


# --- what a workbook cannot hold


def _problems(sheets: tuple[Sheet, ...], drawn: frozenset[str]) -> Iterator[str]:
    if not sheets:
        yield "a workbook has at least one sheet"
    names = Counter(sheet.name.casefold() for sheet in sheets)
    for sheet in sheets:
        if sheet.name != sheet_name(sheet.name) or _UNSOUND.search(sheet.name):
            yield f"{sheet.name!r} is no name of a sheet: 1 to 31 characters without []:*?/\\; evolve(sheet, name=…)"
        if names[sheet.name.casefold()] > 1:
            yield f"the name {sheet.name!r} stands twice"
        if len(sheet.all_rows) > _ROWS or sheet.columns > _COLUMNS:
            yield f"{sheet.name}: a sheet has {_ROWS} rows and {_COLUMNS} columns at most"
        yield from _overlaps(sheet)
        yield from _cells_that_cannot_be(sheet)
    yield from (f"there is no sheet {name!r} to draw" for name in sorted(drawn - {s.name for s in sheets}))


def _overlaps(sheet: Sheet) -> Iterator[str]:
    covered = set[Cell]()
    for merge in sheet.merges:
        cells = {(r, c) for r in range(merge.top, merge.bottom + 1) for c in range(merge.left, merge.right + 1)}
        if not covered.isdisjoint(cells):
            yield f"{sheet.name}!{column_name(merge.left)}{merge.top + 1}: merged cells lie over each other"
        covered |= cells


def _cells_that_cannot_be(sheet: Sheet) -> Iterator[str]:
    for row, cells in enumerate(sheet.all_rows):
        for column, raw in enumerate(cells):
            why = None if raw is None else _REFUSED.get(raw.__class__, _refuse_kind)(raw)
            if why:
                yield f"{sheet.name}!{column_name(column)}{row + 1}: {why}"
    for column, words in sheet.choices.items():
        if any(_UNSOUND.search(word) or len(word) > _HELD for word in words):
            yield f"{sheet.name}!{column_name(column)}: a word to choose from is longer than {_HELD} or unsound"


def _refuse_kind(raw: object) -> str | None:
    return f"a cell holds no {type(raw).__name__}"


def _refuse_text(raw: str) -> str | None:
    if len(raw) > _LONGEST or len(raw.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST:
        return f"a text of {len(raw)} characters; a cell holds {_LONGEST}"
    unsound = _UNSOUND.search(raw)
    return f"U+{ord(unsound[0]):04X} cannot stand in a workbook" if unsound else None


def _refuse_float(raw: float) -> str | None:
    return None if raw - raw == 0 else f"{raw} is no number that a cell holds"


def _refuse_day(raw: date) -> str | None:
    return None if raw >= _FIRST_DAY else f"{raw} is before {_FIRST_DAY}, where workbooks count wrongly; write a text"


def _refuse_moment(raw: datetime) -> str | None:
    if raw.tzinfo is not None:
        return f"{raw} has a zone, which a cell does not hold; write it in local time"
    return _refuse_day(raw.date()) or _refuse_fraction(raw.microsecond, raw)


def _refuse_time(raw: time) -> str | None:
    return f"{raw} has a zone" if raw.tzinfo is not None else _refuse_fraction(raw.microsecond, raw)


def _refuse_length(raw: timedelta) -> str | None:
    negative = f"{raw} is negative; a cell shows no negative time" if raw < timedelta() else None
    return negative or _refuse_fraction(raw.microseconds, raw)


def _refuse_fraction(microseconds: int, raw: object) -> str | None:
    return f"{raw} is finer than the second that a cell keeps" if microseconds else None


_REFUSED: Mapping[type, Callable[[Any], str | None]] = {
    str: _refuse_text,
    float: _refuse_float,
    date: _refuse_day,
    datetime: _refuse_moment,
    time: _refuse_time,
    timedelta: _refuse_length,
    int: lambda _: None,
    bool: lambda _: None,
    Decimal: lambda raw: None if raw.is_finite() else f"{raw} is no number that a cell holds",
}


# --- writing


class _Writing:
    """One workbook while it is written."""

    def __init__(self, book: Any, progress: Callable[[str, int], None] | None) -> None:
        self.book, self.progress = book, progress
        self.formats = dict[tuple[str, str, str | None], Any]()
        self.words: Any = None
        self.word_columns = 0

    def format(self, shape: str, part: str = "", fill: str | None = None) -> Any:
        """The format of a cell by what it holds, the part of the sheet it stands in, and its fill."""
        key = (shape, part, fill)
        if key not in self.formats:
            head = {"heading": _HEADING, "title": _TITLE}.get(part, {})
            self.formats[key] = self.book.add_format({**_BASE, **_SHAPES[shape], **head, **_filled(fill)})
        return self.formats[key]

    def write(self, sheets: tuple[Sheet, ...], drawn: frozenset[str]) -> None:
        made = [self.book.add_worksheet(sheet.name) for sheet in sheets]
        for sheet, worksheet in zip(sheets, made, strict=True):
            self.lay_out(sheet, worksheet)
            self.fill(sheet, worksheet)
            self.tint(sheet, worksheet)
            self.offer(sheet, worksheet)
            if sheet.name in drawn and len(sheet.rows) > 1:
                worksheet.insert_chart(len(sheet.head), sheet.columns + 1, self.chart(sheet))
            if self.progress is not None:
                self.progress(sheet.name, len(sheet.all_rows))

    def lay_out(self, sheet: Sheet, worksheet: Any) -> None:
        """Widths, what stays in view and on every page, the filter, the merges."""
        for column in sorted({*sheet.widths, *sheet.hidden}):
            worksheet.set_column(
                column, column, sheet.widths.get(column), None, {"hidden": 1} if column in sheet.hidden else {}
            )
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.fit_to_pages(1, 0)
        if sheet.head:
            worksheet.repeat_rows(0, len(sheet.head) - 1)
        worksheet.freeze_panes(sheet.frozen_rows, 0)
        last = len(sheet.all_rows) - 1
        if sheet.filtered and sheet.head and sheet.columns:
            worksheet.autofilter(len(sheet.head) - 1, 0, last, sheet.columns - 1)
        for m in sheet.merges:
            if (m.top, m.left) != (m.bottom, m.right):
                shape = self.format("text", _part(sheet, m.top), sheet.fills.get((m.top, m.left)))
                worksheet.merge_range(m.top, m.left, m.bottom, m.right, "", shape)

    def fill(self, sheet: Sheet, worksheet: Any) -> None:
        """The cells."""
        fills, links = sheet.fills, dict(list(sheet.links.items())[:_MOST_LINKS])
        writers, merged = self.writers(worksheet), {(merge.top, merge.left) for merge in sheet.merges}
        widths = [sheet.widths.get(column, _USUAL_WIDTH) for column in range(sheet.columns)]
        for row, cells in enumerate(sheet.all_rows):
            part, lines = _part(sheet, row), 1
            for column, raw in enumerate(cells):
                if isinstance(raw, str) and (len(raw) * 2 > widths[column] or "\n" in raw):
                    lines = lines if (row, column) in merged else max(lines, _lines(raw, widths[column]))
                if raw is None and (row, column) not in fills:
                    continue
                fill = fills.get((row, column)) if fills else None
                if links and (row, column) in links and isinstance(raw, str) and raw:
                    self.link(worksheet, (row, column), raw, links[row, column])
                    continue
                shape, write, value = writers[raw.__class__](raw)
                write(row, column, value, self.format(shape, part, fill))
            if lines > 1:
                worksheet.set_row(row, min(lines * _LINE_HEIGHT, _HIGHEST))

    def writers(self, worksheet: Any) -> dict[type, Callable[[Any], tuple[str, Callable[..., Any], Any]]]:
        """How a value is written, by its class: shape, writer, and what is handed to it."""
        string, number, moment = worksheet.write_string, worksheet.write_number, worksheet.write_datetime
        blank = worksheet.write_blank

        def text(raw: str) -> tuple[str, Callable[..., Any], Any]:
            return "formula" if FORMULA.match(raw) else "text", string if raw else blank, raw

        def whole(raw: int) -> tuple[str, Callable[..., Any], Any]:
            if abs(raw) >= _DIGITS:
                return "text", string, str(raw)
            return "digits" if abs(raw) >= _SHOWN else "number", number, raw

        def decimal(raw: Decimal) -> tuple[str, Callable[..., Any], Any]:
            exact = Decimal(repr(float(raw))) == raw
            return ("number", number, float(raw)) if exact else ("text", string, str(raw))

        return {
            str: text,
            int: whole,
            Decimal: decimal,
            float: lambda raw: ("number", number, raw),
            bool: lambda raw: ("bool", worksheet.write_boolean, raw),
            date: lambda raw: ("day", moment, raw),
            datetime: lambda raw: ("moment", moment, raw),
            time: lambda raw: ("time", moment, raw),
            timedelta: lambda raw: ("length", moment, raw),
            type(None): lambda raw: ("text", blank, raw),
        }

    def link(self, worksheet: Any, cell: Cell, text: str, place: str) -> None:
        """A text that leads to a cell."""
        name, _, reference = place.rpartition("!")
        target = "internal:'{}'!{}".format(name.replace("'", "''"), reference)
        worksheet.write_url(*cell, target, self.format("link"), string=text)

    def tint(self, sheet: Sheet, worksheet: Any) -> None:
        """Colours that follow what stands in a column."""
        first, last = len(sheet.head), max(len(sheet.all_rows) - 1, len(sheet.head))
        for column, colours in sheet.tints.items():
            for text, colour in colours.items():
                quoted = '"{}"'.format(text.replace('"', '""'))
                shape = self.book.add_format(_filled(colour))
                rule = {"type": "cell", "criteria": "==", "value": quoted, "format": shape}
                worksheet.conditional_format(first, column, last, column, rule)

    def offer(self, sheet: Sheet, worksheet: Any) -> None:
        """The words to choose from; another word is warned of, not refused."""
        first, last = len(sheet.head), min(len(sheet.all_rows) - 1 + _SPARE, _ROWS - 1)
        for column, words in sheet.choices.items():
            if words:
                rule = {"validate": "list", "source": self.source(words), "error_type": "warning"}
                worksheet.data_validation(first, column, last, column, rule)

    def source(self, words: tuple[str, ...]) -> list[str] | str:
        """The words themselves, or, where they are too many or hold a comma, the range in which they stand."""
        if len(",".join(words)) <= _HELD and not any("," in word or '"' in word for word in words):
            return list(words)
        if self.words is None:
            taken = {name.casefold() for name in self.book.sheetnames}
            name = next(n for n in (_WORDS, *(f"{_WORDS}{i}" for i in range(2, 1000))) if n.casefold() not in taken)
            self.words = self.book.add_worksheet(name)
            self.words.very_hidden()
        column, letters = self.word_columns, column_name(self.word_columns)
        self.word_columns += 1
        for row, word in enumerate(words):
            self.words.write_string(row, column, word)
        return f"='{self.words.get_name()}'!${letters}$1:${letters}${len(words)}"

    def chart(self, sheet: Sheet) -> Any:
        """Bars of the last column, each in the tint of its row."""
        first, last, right = len(sheet.head), len(sheet.all_rows) - 2, sheet.columns - 1
        chart = self.book.add_chart({"type": "bar"})
        colours = [_colour_of(sheet, row) for row in sheet.rows[:-1]]
        points = [{"fill": {"color": colour or _UNLIT}} for colour in colours]
        chart.add_series({
            "name": sheet.name,
            "categories": [sheet.name, first, max(right - 1, 0), last, max(right - 1, 0)],
            "values": [sheet.name, first, right, last, right],
            "points": points,
            "data_labels": {"value": True},
            "gap": 60,
        })  # fmt: skip
        chart.set_legend({"none": True})
        chart.set_title({"name": sheet.name})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
        return chart


def _part(sheet: Sheet, row: int) -> str:
    """The part of the sheet that a row stands in: the data, the headings (rows that are filled), a title."""
    if row >= len(sheet.head):
        return ""
    filled = sum(raw is not None for raw in sheet.head[row])
    return "heading" if row == len(sheet.head) - 1 or filled * _FILLED >= sheet.columns else "title"


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width, about."""
    places = (sum(1 + (c >= _WIDE) for c in line) for line in text.splitlines())
    return sum(max(1, math.ceil(n / max(width - 1, 1))) for n in places)


def _filled(colour: str | None) -> _Properties:
    """A fill with letters that can be read on it."""
    if colour is None:
        return {}
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    dark = red * 0.299 + green * 0.587 + blue * 0.114 < _DARK
    return {"bg_color": colour, "pattern": 1, "font_color": "#ffffff" if dark else "#000000"}


def _colour_of(sheet: Sheet, row: tuple[Raw, ...]) -> str | None:
    for column, colours in sheet.tints.items():
        raw = row[column] if column < len(row) else None
        if isinstance(raw, str) and raw in colours:
            return colours[raw]
    return None
