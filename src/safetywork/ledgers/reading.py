"""A clerk's ledger, read as it stands.

Holds: `read_ledger` and the `Ledger` it gives: records, rows set aside and rejected, each with its reason, and faults.
Never: knows a file format, loses a cell, repairs one, or makes matters of rows (`intake` does).

Rows of the table = records + skipped + rejected, always; the text of every cell stays on its row.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from safetywork.counts import UNITS_EN
from safetywork.events import plain_day
from safetywork.faults import Fault, Severity
from safetywork.labels import Label
from safetywork.ledgers.cells import READERS, Setting, Unread, Value, fault_of, is_ditto, is_empty, plain
from safetywork.ledgers.headings import HEADINGS, Reads, Vocabulary, heading_key
from safetywork.ledgers.layouts import Layout, Placed, find_layout, inherited, merges_within
from safetywork.ledgers.tables import Raw, Table, column_name
from safetywork.phrases.readings import Reading
from safetywork.workflows import Reason

_TOTALS = re.compile(r"(?:合计|总计|小计|共计|累计|总\s*数)\s*[:：]?.{0,12}")
_NOTE = re.compile(
    r"(?:注|备注|说明|填表说明|填表人|制表人?|审核人?|填报人|负责人签字|联系人|填报单位|填报时间|单位[（(]盖章[)）])"
    r"\s*[:：].*",
    re.DOTALL,
)
_NUMERAL = "[一二三四五六七八九十]+"
_ORDINAL = re.compile(rf"(?:{_NUMERAL}、|[（(]{_NUMERAL}[)）]|第(?:{_NUMERAL}|\d+)(?:类|部分|批|章)).*")
_HALF = 2
_UNITS = {"people": "人", "enterprises": "家", "households": "户", "hours": "学时", "extensions": "次"}
_BRACKET = re.compile(r"[（(]([^（()）]{1,4})[)）]")
_OTHER_UNITS = frozenset({"小时", "学时", "课时", "万元", "公里", "分", "天", "亩", "期"})
_ANY_SUBJECT = ("issue", "pledge", "subject", "called_on", "content", "goal", "project", "staff_name")

REASONS: dict[str, Label] = {
    "blank": Label("空行", "an empty row"),
    "title": Label("表题", "the title"),
    "heading": Label("表头", "the headings"),
    "heading again": Label("重复的表头", "the headings again"),
    "group": Label("分组行", "the heading of a group"),
    "totals": Label("合计行", "a row of totals"),
    "note": Label("表注", "a note below the table"),
    "number only": Label("只有序号的空行", "an unused row with a number"),
    "no heading row": Label("找不到表头", "no row of headings was found"),
    "no subject": Label("缺少{columns}", "nothing stands under {columns}"),
}
"""Why a row is no record."""


@frozen
class Aside:
    """A row that is no record 未入记录的行: where it stands, its cells, and why: skipped, or rejected."""

    at: int
    place: str
    raw: tuple[Raw, ...]
    reason: Reason


@frozen
class Row:
    """A record of a ledger 记录: the cells of a row as they stood, and what they say by logical column.

    `row["deadline"]` is what the best column for it says, None where nothing does; `row.all` what every one says.
    `group` is the heading of the group the row stands in; what a vertical merge or 同上 says is among the values only.
    """

    at: int
    place: str
    raw: tuple[Raw, ...]
    values: tuple[Value, ...]
    layout: Layout = field(repr=False, eq=False)
    group: str | None = None
    unread: frozenset[int] = frozenset()

    def __getitem__(self, column: str) -> Value:
        for index in self.layout.of(column):
            if self.values[index] is not None:
                return self.values[index]
        return None

    def all(self, column: str) -> tuple[Value, ...]:
        """What every column taken for a logical column says, the best heading first; what is empty is left out."""
        return tuple(v for v in (self.values[i] for i in self.layout.of(column)) if v is not None)

    def text(self, column: str) -> str | None:
        """What stands under the best column that is filled, as it was written, read or not."""
        for index in self.layout.of(column):
            raw = self.raw[index] if index < len(self.raw) else None
            if index in self.unread or self.values[index] is not None:
                handed_down = self.values[index] is not None and (is_empty(raw) or is_ditto(raw))
                return _words(self.values[index]) if handed_down else plain(raw)
        return None

    @property
    def others(self) -> dict[str, Raw]:
        """What stands under headings that nobody knows (or under none: then by the column's letters)."""
        unknown = (placed for placed in self.layout.unknown() if placed.index < len(self.raw))
        return {p.heading or column_name(p.index): self.raw[p.index] for p in unknown if not _void(self.raw[p.index])}


def _words(value: Value) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return value.phrase if isinstance(value, Reading) else str(value)


@frozen
class Ledger:
    """A ledger 台账 as it stood on the day `on`: its records, what was skipped and what was rejected, its faults.

    `len(table.rows) == len(rows) + len(skipped) + len(rejected)`.
    """

    table: Table
    on: date = field(validator=plain_day)
    kind: str | None
    layout: Layout | None = field(repr=False)
    vocabulary: Vocabulary = field(repr=False, eq=False)
    rows: tuple[Row, ...] = field(repr=lambda rows: f"<{len(rows)} rows>")
    skipped: tuple[Aside, ...] = field(repr=lambda rows: f"<{len(rows)} rows>")
    rejected: tuple[Aside, ...] = field(repr=lambda rows: f"<{len(rows)} rows>")
    faults: tuple[Fault, ...] = field(repr=lambda faults: f"<{len(faults)}>")

    def trusted(self) -> tuple[Row, ...]:
        """The rows without the columns of which only the last word is known, where a wrong one would do harm.

        Those are columns of ids, names, days and statuses: …单位 may be any unit. What is text stays; people read it.
        """
        if self.layout is None:
            return ()
        doubtful = [p.confidence == "ending" and self._matters(p.column) for p in self.layout.columns]
        if not any(doubtful):
            return self.rows
        columns = (evolve(p, column=None) if d else p for p, d in zip(self.layout.columns, doubtful, strict=True))
        layout = evolve(self.layout, columns=columns)
        return tuple(evolve(row, layout=layout) for row in self.rows)

    def _matters(self, column: str | None) -> bool:
        return column is not None and self.vocabulary.column(column).reads not in ("text", "count", "share")

    @property
    def caption(self) -> tuple[str, ...]:
        """What stands above the headings: the title, the filling unit."""
        titles = (row for row in self.skipped if row.reason.code == "title")
        return tuple(plain(raw) for row in titles for raw in row.raw if not _void(raw))


def read_ledger(
    table: Table,
    *,
    on: date,
    layout: Layout | None = None,
    vocabulary: Vocabulary = HEADINGS,
    kind: str | None = None,
) -> Ledger:
    """A table read as the ledger that it is, as it stood on the day `on`; total: any table is read.

    `layout` is that of an earlier ledger of the same clerk (its headings settle the columns wherever they now stand) or
    the one `find_layout` gave; `kind` is one of the vocabulary's, found from title and headings where it is None.
    Raises `NotADayError` for an `on` that is no day, `VocabularyError` for a kind that there is not.

    >>> from datetime import date
    >>> table = Table("台账", (("编号", "存在问题", "整改时限"), ("H-1", "应急照明不亮", "6月底前")))
    >>> row = read_ledger(table, on=date(2022, 3, 1)).rows[0]
    >>> row["key"], row["issue"], row["deadline"].term
    ('H-1', '应急照明不亮', datetime.date(2022, 6, 30))
    """
    plain_day(None, None, on)
    if layout is None:
        layout = find_layout(table, vocabulary=vocabulary, kind=kind)
    elif not layout.fits(table):
        layout = find_layout(table, vocabulary=vocabulary, kind=kind or layout.kind, pins=layout.pins)
    if layout is None:
        return _headless(table, on, vocabulary, kind)
    return _Pass(table, on, layout, vocabulary, kind or layout.kind).ledger()


def _headless(table: Table, on: date, vocabulary: Vocabulary, kind: str | None) -> Ledger:
    """A table without headings: nothing in it can be told, and all of it is kept."""
    blank = [all(map(_void, row)) for row in table.rows]
    asides = [
        Aside(at, table.place(at), row, _reason("blank" if blank[at] else "no heading row"))
        for at, row in enumerate(table.rows)
    ]
    fault = Fault("no heading row", table.place(0), REASONS["no heading row"], table.name)
    rejected = tuple(aside for aside in asides if not blank[aside.at])
    skipped = tuple(aside for aside in asides if blank[aside.at])
    return Ledger(table, on, kind, None, vocabulary, (), skipped, rejected, (fault,) if rejected else ())


def _reason(code: str, **params: Any) -> Reason:
    return Reason(code, params, REASONS[code])


def _void(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


# --- the cells of one column


_DITTO = Unread("ditto", Label("同上", "as above"))
_UNSEEN = Unread("unseen", Label("未读", "not read yet"))
_Said: TypeAlias = Value | Unread


def _reader(reads: Reads, setting: Setting) -> Callable[[Raw], _Said]:
    """How the cells of a column are read; what was read before is remembered, since columns repeat themselves."""
    read, known = READERS[reads], dict[Any, _Said]()

    def reading(raw: Raw) -> _Said:
        key = raw if raw.__class__ is str else (raw.__class__, raw)
        said = known.get(key, _UNSEEN)
        if said is _UNSEEN:
            said = known[key] = None if is_empty(raw) else _DITTO if is_ditto(raw) else read(raw, setting)
        return said

    def texting(raw: Raw) -> _Said:
        return raw.strip() if isinstance(raw, str) and len(raw) >= _SHORT else reading(raw)

    return texting if reads == "text" else reading


_SHORT = 8  # characters: a longer text is neither empty nor a ditto mark


def _setting(placed: Placed, on: date) -> Setting:
    inside = [unit for unit in _BRACKET.findall(placed.heading) if unit in UNITS_EN or unit in _OTHER_UNITS]
    return Setting(on, inside[-1] if inside else _UNITS.get(placed.column or "", ""))


# --- the rows


class _Pass:
    """One pass over the rows of a table whose layout is known."""

    def __init__(self, table: Table, on: date, layout: Layout, vocabulary: Vocabulary, kind: str | None) -> None:
        self.table, self.on, self.layout, self.vocabulary, self.kind = table, on, layout, vocabulary, kind
        self.reads: list[Reads] = [vocabulary.column(p.column).reads if p.column else "text" for p in layout.columns]
        self.readers = [_reader(r, _setting(p, on)) for r, p in zip(self.reads, layout.columns, strict=True)]
        self.blank: tuple[Value, ...] = (None,) * len(layout.columns)
        self.titles = {plain(raw) for row in table.rows[: layout.top] for raw in row if isinstance(raw, str)}
        self.heads = table.rows[layout.top : layout.body]
        self.wide = {m.top: m.right - m.left + 1 for m in merges_within(table) if m.top == m.bottom}
        self.merged = dict[int, list[tuple[int, Raw]]]()
        for at, column, raw in inherited(table, layout.body):
            self.merged.setdefault(at, []).append((column, raw))
        self.numbers = {*layout.of("no")}
        wanted = vocabulary.kind(kind).subject if kind else _ANY_SUBJECT
        self.wanted = [name for name in wanted if layout.of(name)]
        self.subject = [index for name in self.wanted for index in layout.of(name)]
        self.rows, self.skipped, self.rejected = list[Row](), list[Aside](), list[Aside]()
        self.faults = list[Fault]()
        self.above: list[Value] = [None] * len(layout.columns)

    def ledger(self) -> Ledger:
        group: str | None = None
        for at, raw in enumerate(self.table.rows):
            code = self.aside(at, raw)
            if code is None:
                self.record(at, raw, group)
            else:
                self.skipped.append(Aside(at, self.table.place(at), raw, _reason(code)))
                group = next(plain(r) for r in raw if not _void(r)) if code == "group" else group
        return Ledger(
            *(self.table, self.on, self.kind, self.layout, self.vocabulary),
            *(tuple(self.rows), tuple(self.skipped), tuple(self.rejected), (*self.notes(), *self.faults)),
        )

    def aside(self, at: int, raw: tuple[Raw, ...]) -> str | None:
        """Why a row is no record; None where it may be one."""
        filled = [i for i, cell in enumerate(raw) if not _void(cell)]
        if not filled or at < self.layout.body:
            return "blank" if not filled else "title" if at < self.layout.top else "heading"
        first = raw[filled[0]]
        if not isinstance(first, str):
            return "number only" if self.numbers.issuperset(filled) and at not in self.merged else None
        if len(filled) == 1:
            return self.alone(at, filled[0], first.strip())
        if any(self.same(raw, head, filled) for head in self.heads):
            return "heading again"
        text = first.strip()
        if _TOTALS.fullmatch(text) and (filled[0] not in self.subject or len(text) <= _LEAST_TOTAL):
            return "totals"
        return None

    def alone(self, at: int, column: int, text: str) -> str | None:
        """Why a row with a single text is no record."""
        if plain(text) in self.titles:
            return "title"
        if _TOTALS.fullmatch(text):
            return "totals"
        if _NOTE.fullmatch(text):
            return "note"
        if at in self.merged:
            return None
        wide = self.wide.get(at, 1) * _HALF > len(self.blank) > 1
        if wide or (column == 0 and _ORDINAL.fullmatch(text) and len(self.blank) > 1):
            return "group"
        return "number only" if column in self.numbers else None

    def same(self, raw: tuple[Raw, ...], head: tuple[Raw, ...], filled: list[int]) -> bool:
        """Whether a row says no more than a row of headings does."""
        return all(
            i < len(head) and isinstance(raw[i], str) and not _void(head[i]) and _key(raw[i]) == _key(head[i])
            for i in reversed(filled)  # the first ones are ids, which no two rows share
        )

    def record(self, at: int, raw: tuple[Raw, ...], group: str | None) -> None:
        place = self.table.place(at)
        values, unread = self.values(at, raw)
        if self.subject and not any(values[i] is not None or i in unread for i in self.subject):
            columns = tuple(self.vocabulary.column(name).label for name in self.wanted)
            reason = _reason("no subject", columns=columns)
            self.rejected.append(Aside(at, place, raw, reason))
            self.faults.append(Fault("no subject", place, Label(reason.text("zh"), reason.text("en"))))
            return
        self.rows.append(Row(at, place, raw, values, self.layout, group, frozenset(unread) if unread else _NONE))

    def values(self, at: int, raw: tuple[Raw, ...]) -> tuple[tuple[Value, ...], list[int]]:
        """What the cells of a row say, with what merges and ditto marks hand down."""
        values, unread, readers = list(self.blank), list[int](), self.readers
        for i, cell in enumerate(self.handed_down(at, raw)):
            if cell is None or cell == "":
                continue
            said = readers[i](cell)
            if not isinstance(said, Unread):
                values[i] = said
                continue
            values[i] = self.above[i] if said is _DITTO else None
            if values[i] is None and i < len(raw) and not _void(raw[i]):
                unread.append(i)
                self.fault(at, i, cell, _NOTHING_ABOVE if said is _DITTO else said)
        self.above = values
        return tuple(values), unread

    def handed_down(self, at: int, raw: tuple[Raw, ...]) -> Iterable[Raw]:
        if at not in self.merged:
            return raw
        cells = [*raw, *([None] * (len(self.blank) - len(raw)))]
        for column, value in self.merged[at]:
            if _void(cells[column]):
                cells[column] = value
        return cells

    def fault(self, at: int, column: int, cell: Raw, unread: Unread) -> None:
        severity: Severity = "error" if self.layout.columns[column].confidence in _SURE else "warning"
        self.faults.append(fault_of(unread, cell, self.reads[column], self.table.place(at, column), severity))

    def notes(self) -> Iterator[Fault]:
        """What is wrong with the ledger as a whole."""
        place = self.table.place(self.layout.top)
        if self.kind is None:
            yield Fault("unknown kind", place, _UNKNOWN_KIND, self.table.name, severity="warning")
        if not self.subject and self.rows:
            names = self.vocabulary.kind(self.kind).subject if self.kind else _ANY_SUBJECT
            labels = tuple(column.label for column in self.vocabulary.columns if column.id in names)
            yield Fault("no subject column", place, _filled_in(_NO_SUBJECT_COLUMN, columns=labels))
        for placed in self.layout.unknown():
            if placed.confidence == "none" and self.used(placed.index):
                where = self.table.place(self.layout.top, placed.index)
                yield Fault("unknown heading", where, _UNKNOWN_HEADING, placed.heading, severity="note")

    def used(self, index: int) -> bool:
        return any(index < len(row.raw) and not _void(row.raw[index]) for row in self.rows)


_SURE = ("pinned", "exact")
_NONE: frozenset[int] = frozenset()
_LEAST_TOTAL = 6
_NOTHING_ABOVE = Unread("nothing above", Label("上方没有可以重复的内容", "nothing stands above that could be meant"))
_UNKNOWN_KIND = Label("看不出是哪一种台账", "the kind of ledger cannot be told")
_NO_SUBJECT_COLUMN = Label("没有{columns}列", "there is no column of {columns}")
_UNKNOWN_HEADING = Label("表头不认识，照原样保留", "this heading is not known; the column is kept as it stands")


def _filled_in(label: Label, **params: Any) -> Label:
    return Label(label.text("zh", **params), label.text("en", **params))


def _key(raw: Raw) -> str:
    return heading_key(plain(raw))
