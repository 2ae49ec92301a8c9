"""Ledgers given back as sheets: the clerk's own columns and order, with the lights beside them.

Holds: `write_back` 回写, `ledger_sheet` for records that came from no ledger, `fault_sheet` and `summary_sheet`.
Never: writes a file (adapters do), changes what a clerk wrote, or stores a light.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from safetywork.activities import Activity, Training, Visit
from safetywork.acts import Progress
from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.codelists import SEVERITIES
from safetywork.counts import Count
from safetywork.faults import Fault
from safetywork.issues import RECTIFICATION, Issue
from safetywork.labels import Label, Lang
from safetywork.ledgers.cells import is_ditto, is_empty, plain
from safetywork.ledgers.headings import HEADINGS, Reads, Vocabulary, VocabularyError
from safetywork.ledgers.intake import Intake
from safetywork.ledgers.layouts import merges_within
from safetywork.ledgers.reading import Ledger, Row
from safetywork.ledgers.sheets import Cell, Sheet
from safetywork.ledgers.tables import Merge, Raw, Table
from safetywork.lights import RED_YELLOW_BLUE, Light, LightPolicy, light
from safetywork.matters import Matter
from safetywork.measures import MEASURE, Measure
from safetywork.pledges import PLEDGE, Pledge
from safetywork.workflows import Workflow

LIGHTS: tuple[Label, ...] = (
    Label("亮灯（测算）", "Light (computed)"),
    Label("剩余天数（测算）", "Days left (computed)"),
    Label("亮灯说明（测算）", "Why (computed)"),
)
"""The headings of what is added to a ledger. Under them, and only under them, what stands there is written anew."""
UNREAD = "#fff1b8"
"""The fill of a cell that could not be read."""

_WORKFLOWS: Mapping[str, Workflow] = {
    "issue": RECTIFICATION, "hazard": RECTIFICATION, "supervision": MEASURE, "pledge": PLEDGE,
}  # fmt: skip
_YES_NO = ("是", "否")
_WIDEST, _NARROWEST, _LOOKED_AT = 40, 6, 300
_CELL = re.compile(r".+![A-Z]{1,3}\d+")
_SEVERITY = {
    "error": Label("错误", "error"),
    "warning": Label("存疑", "warning"),
    "note": Label("提示", "note"),
}


def write_back(
    ledger: Ledger,
    intake: Intake | None = None,
    *,
    on: date | None = None,
    policy: LightPolicy = RED_YELLOW_BLUE,
    calendar: WorkCalendar = CHINA,
    lang: Lang = "zh",
) -> Sheet:
    """The ledger as it stood, row for row and column for column, with the lights of its matters on the day `on`.

    Without an `intake` no lights are added. Numbers that identify are written as text, days that were read as days;
    status columns offer the words that are used and those of the workflow; cells that were not read are marked. What is
    written reads back as the same records.
    """
    columns = () if ledger.layout is None else ledger.layout.columns
    rows = [list(raw) + [None] * (len(columns) - len(raw)) for raw in ledger.table.rows]
    for row in ledger.rows:
        for placed in columns:
            reads = ledger.vocabulary.column(placed.column).reads if placed.column else "text"
            rows[row.at][placed.index] = _written(row, placed.index, reads)
    body, merges = 0 if ledger.layout is None else ledger.layout.body, list(ledger.table.merges)
    tints: dict[int, dict[str, str]] = {}
    if intake is not None and ledger.layout is not None:
        lights = _lights(ledger, intake, on or ledger.on, policy, calendar)
        tints, added = _with_lights(ledger, rows, lights, policy, lang)
        merges += added
    return _placed(
        ledger,
        Sheet(
            ledger.table.name,
            rows[:body],
            rows[body:],
            merges=merges_within(Table("", tuple(map(tuple, rows)), tuple(merges))),
            fills={(row.at, i): UNREAD for row in ledger.rows for i in row.unread if not _void(row.raw, i)},
            tints=tints,
            choices={p.index: words for p in columns if p.column and (words := _choices(ledger, p.index, p.column))},
            widths=_widths(rows),
            hidden=ledger.table.hidden,
        ),
    )


def _void(raw: tuple[Raw, ...], index: int) -> bool:
    return index >= len(raw) or is_empty(raw[index])


def _written(row: Row, index: int, reads: Reads) -> Raw:
    """A cell as it is written back: an id as text, a day that was read as a day, all else as it stood."""
    raw, value = row.raw[index] if index < len(row.raw) else None, row.values[index]
    if is_empty(raw) or is_ditto(raw) or value is None:
        return raw
    if reads == "key" and not isinstance(raw, str):
        return plain(raw)
    return value if isinstance(value, date) and not isinstance(raw, date) and _is_day(raw) else raw


def _is_day(raw: Raw) -> bool:
    """Whether a cell holds no more than a day: what handed it down, or a time of day, stays as it was written."""
    return isinstance(raw, int | float) or (
        isinstance(raw, str) and ":" not in raw and "时" not in raw and "点" not in raw
    )


def _lights(ledger: Ledger, intake: Intake, on: date, policy: LightPolicy, calendar: WorkCalendar) -> dict[int, Light]:
    """The light of every row's matter."""
    found: dict[int, Light] = {}
    for row in ledger.rows:
        record = intake.book.find(intake.ids.get(row.at, ""))
        if isinstance(record, Matter):
            found[row.at] = light(record, on, calendar, policy)
    return found


def _with_lights(
    ledger: Ledger, rows: list[list[Raw]], lights: Mapping[int, Light], policy: LightPolicy, lang: Lang
) -> tuple[dict[int, dict[str, str]], list[Merge]]:
    """Put the lights into their columns, the old ones where a former sheet had them; tints and merges of the head."""
    layout = ledger.layout
    assert layout is not None  # noqa: S101
    headings = {placed.heading: placed.index for placed in layout.columns}
    width, columns, merges = max(map(len, rows)), list[int](), list[Merge]()
    for label in LIGHTS:
        at = next((headings[words] for words in (label.zh, label.en) if words in headings), None)
        if at is None:
            at, width = width, width + 1
            merges += [Merge(layout.top, at, layout.body - 1, at)] if layout.depth > 1 else []
        columns.append(at)
    for cells in rows:
        cells.extend([None] * (width - len(cells)))
    for label, at in zip(LIGHTS, columns, strict=True):
        rows[layout.top][at] = label.text(lang)
    for at, shown in lights.items():
        for column, raw in zip(columns, _shown(shown, lang), strict=True):
            rows[at][column] = raw
    return {columns[0]: {c.label.text(lang): c.hex for c in policy.palette.colours}}, merges


def _shown(shown: Light, lang: Lang) -> tuple[Raw, ...]:
    standing = None if shown.standing is None or shown.standing.finished is not None else shown.standing
    left = None if standing is None else standing.days_left - standing.days_late
    return (shown.colour.label.text(lang) if shown.colour else None, left, shown.band.label.text(lang))


def _choices(ledger: Ledger, index: int, column: str) -> tuple[str, ...]:
    """The words to choose from: those in use that were read, then those of the workflow, or yes and no."""
    reads = ledger.vocabulary.column(column).reads
    if reads not in ("status", "closed", "answer"):
        return ()
    used = [str(row.values[index]) for row in ledger.rows if row.values[index] is not None and reads != "answer"]
    workflow = _WORKFLOWS.get(ledger.kind or "")
    offered = [str(state) for state in workflow.states] if reads == "status" and workflow else list(_YES_NO)
    return tuple(dict.fromkeys([*used, *offered]))


def _widths(rows: Iterable[Iterable[Raw]]) -> dict[int, float]:
    """Widths that show the longest line of a column, within bounds; a Chinese character takes two."""
    widths: dict[int, float] = {}
    for row, _ in zip(rows, range(_LOOKED_AT), strict=False):
        for column, raw in enumerate(row):
            longest = max((_broad(line) for line in plain(raw).splitlines()), default=0) + 2
            widths[column] = min(_WIDEST, max(widths.get(column, _NARROWEST), longest))
    return widths


def _broad(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _placed(ledger: Ledger, sheet: Sheet) -> Sheet:
    """The sheet with what was cut off above and to the left empty again, so that every place is what faults say."""
    down, right = ledger.table.first_row, ledger.table.first_column
    if not down and not right:
        return sheet

    def moved(rows: tuple[tuple[Raw, ...], ...]) -> tuple[tuple[Raw, ...], ...]:
        return tuple((None,) * right + row for row in rows)

    return Sheet(
        sheet.name,
        ((),) * down + moved(sheet.head),
        moved(sheet.rows),
        merges=tuple(Merge(m.top + down, m.left + right, m.bottom + down, m.right + right) for m in sheet.merges),
        fills={(row + down, column + right): fill for (row, column), fill in sheet.fills.items()},
        tints={column + right: tint for column, tint in sheet.tints.items()},
        choices={column + right: words for column, words in sheet.choices.items()},
        widths={column + right: width for column, width in sheet.widths.items()},
        hidden=frozenset(column + right for column in sheet.hidden),
    )


# --- faults and sums


def fault_sheet(faults: Iterable[Fault], *, name: str = "差错", lang: Lang = "zh") -> Sheet:
    """The faults 差错 of an intake, one a row; a place that is a cell is a link to it."""
    head = [Label("级别", "severity"), Label("位置", "place"), Label("差错", "fault"), Label("原文", "found")]
    head.append(Label("可接受", "accepted"))
    given = list(faults)
    rows = [(_SEVERITY[f.severity].text(lang), f.place, f.message.text(lang), f.found, f.accepted) for f in given]
    links: dict[Cell, str] = {(at, 1): f.place for at, f in enumerate(given, start=1) if _CELL.fullmatch(f.place)}
    titles = tuple(label.text(lang) for label in head)
    return Sheet(name, (titles,), rows, widths=_widths([titles, *rows]), links=links)


def summary_sheet(
    matters: Iterable[Matter],
    *,
    on: date,
    policy: LightPolicy = RED_YELLOW_BLUE,
    calendar: WorkCalendar = CHINA,
    name: str = "汇总",
    lang: Lang = "zh",
) -> Sheet:
    """How many matters show which light on the day `on`, band by band in the order of the policy, and in all."""
    bands = Counter(light(matter, on, calendar, policy).band.id for matter in matters)
    titles = tuple(
        label.text(lang) for label in (Label("亮灯", "light"), Label("说明", "why"), Label("数量", "number"))
    )
    rows: list[tuple[Raw, ...]] = [
        (band.colour.label.text(lang) if band.colour else None, band.label.text(lang), bands[band.id])
        for band in policy.bands
        if bands[band.id]
    ]
    rows.append((Label("合计", "total").text(lang), None, bands.total()))
    tints = {0: {colour.label.text(lang): colour.hex for colour in policy.palette.colours}}
    return Sheet(name, (titles,), rows, tints=tints, widths=_widths([titles, *rows]), filtered=False)


# --- records that came from no ledger


_Say: TypeAlias = Callable[[Any], Raw]


def _field(name: str) -> _Say:
    """What a record says in one of its fields; a count in words."""

    def say(record: Matter | Activity) -> Raw:
        value: Any = getattr(record, name)
        return str(value) if isinstance(value, Count) else value

    return say


def _due(matter: Matter) -> Raw:
    deadline = matter.deadline(provisional=True)
    return None if deadline is None else deadline.nominal


def _last(name: str) -> _Say:
    """What the last report of a matter says."""

    def say(matter: Matter) -> Raw:
        reports = [entry.event for entry in matter.log if isinstance(entry.event, Progress)]
        return getattr(reports[-1], name) if reports else None

    return say


def _finish(matter: Matter) -> Raw:
    """The day of finishing: what the clock says, else what was last stated."""
    clock = matter.clock()
    return (clock and clock.finished) or _last("stated_finish")(matter)


def _severity(issue: Issue) -> Raw:
    return SEVERITIES.word(issue.severity).zh


def _state(matter: Matter) -> Raw:
    return str(matter.standing_state)


_MATTER: dict[str, _Say] = {
    "unit": _field("unit"),
    "person": _field("owner"),
    "deadline": _due,
    "progress": _last("text"),
    "status": _state,
    "finished_on": _finish,
}
_ISSUE: dict[str, _Say] = {
    "key": _field("id"),
    "found_on": _field("opened_on"),
    "category": _field("category"),
    "severity": _severity,
    "issue": _field("title"),
    "source": _field("source"),
    **_MATTER,
}
_MEASURE: dict[str, _Say] = {"key": _field("id"), "issue": _field("title"), "source": _field("source"), **_MATTER}
_PLEDGE: dict[str, _Say] = {"key": _field("id"), "category": _field("group"), "pledge": _field("title"), **_MATTER}
_ACTIVITY: dict[str, _Say] = {"key": _field("id"), "held_on": _field("on"), "held_until": _field("until")}
_VISIT: dict[str, _Say] = {
    **_ACTIVITY,
    "content": _field("title"),
    "visitors": _field("unit"),
    "households": _field("called_on"),
    "remark": _field("note"),
}
_TRAINING: dict[str, _Say] = {
    **_ACTIVITY,
    "category": _field("subject"),
    "subject": _field("title"),
    "enterprises": _field("enterprises"),
    "people": _field("people"),
    "organiser": _field("unit"),
    "remark": _field("note"),
}
_COLUMNS: Mapping[str, tuple[type[Matter | Activity], dict[str, _Say]]] = {
    "issue": (Issue, _ISSUE),
    "hazard": (Issue, _ISSUE),
    "supervision": (Measure, _MEASURE),
    "pledge": (Pledge, _PLEDGE),
    "visit": (Visit, _VISIT),
    "training": (Training, _TRAINING),
}


def ledger_sheet(book: Book, kind: str, *, name: str | None = None, vocabulary: Vocabulary = HEADINGS) -> Sheet:
    """The records of a book as a ledger of a kind, under the usual headings; `read_ledger` reads it.

    Raises `VocabularyError` for a kind that there is not, or one of the caller's own.
    """
    label = vocabulary.kind(kind).label
    if kind not in _COLUMNS:
        raise VocabularyError((f"no record is kept of the kind {kind!r}; lay out its sheet yourself",))
    cls, columns = _COLUMNS[kind]
    head = tuple(vocabulary.column(column).label.zh for column in columns)
    rows = [tuple(say(record) for say in columns.values()) for record in book.of(cls)]
    index = list(columns)
    choices = {index.index("status"): tuple(map(str, _WORKFLOWS[kind].states))} if "status" in columns else {}
    return Sheet(name or label.zh, (head,), rows, choices=choices, widths=_widths([head, *rows]))


def sheets_of(
    ledgers: Iterable[tuple[Ledger, Intake]], *, on: date | None = None, policy: LightPolicy = RED_YELLOW_BLUE
) -> Iterator[Sheet]:
    """The sheets of a whole workbook: every ledger with its lights, then their sums and their faults."""
    pairs = list(ledgers)
    for ledger, intake in pairs:
        yield write_back(ledger, intake, on=on, policy=policy)
    days = [on or ledger.on for ledger, _ in pairs]
    matters = {
        m.id: m
        for _, intake in pairs
        for m in (intake.book.find(i) for i in intake.ids.values())
        if isinstance(m, Matter)
    }
    if days:
        yield summary_sheet(matters.values(), on=max(days), policy=policy)
        yield fault_sheet(dict.fromkeys(fault for _, intake in pairs for fault in intake.faults))
