"""Ledger files taken into books, and books given as ledger files.

Holds: `take_in_file` and the `FileIntake` it gives, `sheets_of_book`, `write_sheets`, and which endings are ledgers.
Never: decides what a row means (`ledgers`, `intake` do) or how a cell is stored (`tables`, `workbooks` do).
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from attrs import frozen

from safetywork.activities import Activity, Training, Visit
from safetywork.adapters.refusals import LedgerFileError, UnwritableError
from safetywork.adapters.tables import DELIMITED, WORKBOOKS, Progress, read_tables
from safetywork.adapters.workbooks import write_csv, write_workbook
from safetywork.books import Book
from safetywork.calendars import CHINA
from safetywork.faults import Fault
from safetywork.issues import Issue
from safetywork.labels import LANGS, Label, Lang
from safetywork.ledgers.headings import HEADINGS, Vocabulary
from safetywork.ledgers.intake import Intake, IntakeError, take_in
from safetywork.ledgers.reading import Ledger, read_ledger
from safetywork.ledgers.sheets import Sheet
from safetywork.ledgers.tables import Raw, Table
from safetywork.ledgers.writeback import fault_sheet, ledger_sheet, sheets_of, summary_sheet, write_back
from safetywork.lights import RED_YELLOW_BLUE, LightPolicy
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.pledges import Pledge

LEDGERS = WORKBOOKS | DELIMITED
"""The endings of the files that are taken for ledgers; any other file is a book."""

_KINDS: tuple[tuple[str, type[Matter | Activity]], ...] = (
    *(("issue", Issue), ("supervision", Measure), ("pledge", Pledge)),
    *(("visit", Visit), ("training", Training)),
)
_NAMES = {"summary": Label("汇总", "Summary"), "faults": Label("差错", "Faults")}
_LEFT = Label("不是台账，未读入：{why}", "it is no ledger and was not taken in: {why}")
_NO_HEADINGS = Label("找不到表头", "no row of headings was found")


def is_ledger(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a ledger by its ending."""
    return Path(path).suffix.lower() in LEDGERS


@frozen
class FileIntake:
    """What came of a ledger file: the book, each sheet with its intake, the sheets that are no ledgers as faults."""

    book: Book
    ledgers: tuple[tuple[Ledger, Intake], ...]
    left_out: tuple[Fault, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault that was found, once."""
        found = (fault for _, intake in self.ledgers for fault in intake.faults)
        return tuple(dict.fromkeys((*found, *self.left_out)))


def take_in_file(
    path: str | os.PathLike[str],
    book: Book | None = None,
    *,
    on: date,
    by: str,
    sheet: str | None = None,
    kind: str | None = None,
    key: Iterable[str] = (),
    vocabulary: Vocabulary = HEADINGS,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> FileIntake:
    """Take every sheet of a ledger file that is a ledger, or the one named `sheet`, into a book.

    `on` is the day of which the ledger speaks, `by` signs; see `take_in` for the rest. Raises `LedgerFileError` where
    no sheet is a ledger, and what `read_tables` and `take_in` raise.
    """
    tables = read_tables(path, encoding=encoding, progress=progress)
    chosen = [table for table in tables if sheet in (None, table.name)]
    if not chosen:
        raise LedgerFileError(str(path), f"it has no sheet {sheet!r}; it has {', '.join(t.name for t in tables)}")
    book = Book(Path(path).stem) if book is None else book
    pairs, left_out = list[tuple[Ledger, Intake]](), list[Fault]()
    own = _own_heads(on)
    for table in (table for table in chosen if table.rows and table.rows[0] not in own):
        ledger = read_ledger(table, on=on, kind=kind, vocabulary=vocabulary)
        try:
            why = _why_none(ledger)
            intake = None if why else take_in(ledger, book, by=by, key=key)
        except IntakeError as error:
            intake, why = None, Label(error.advice, error.advice)
        if intake is None:
            left_out.append(_left(table, why or _NO_HEADINGS))
        else:
            pairs.append((ledger, intake))
            book = intake.book
    if not pairs:
        raise LedgerFileError(str(path), "; ".join(f.text("en") for f in left_out) or "its sheets are empty")
    return FileIntake(book, tuple(pairs), tuple(left_out))


def _own_heads(on: date) -> frozenset[tuple[Raw, ...]]:
    """The headings of the sums and the faults that were added to a ledger when it was written."""
    added = (sheet for lang in LANGS for sheet in (summary_sheet((), on=on, lang=lang), fault_sheet((), lang=lang)))
    return frozenset(sheet.head[0] for sheet in added)


def _why_none(ledger: Ledger) -> Label | None:
    """Why a sheet is no ledger: nothing above its cells is a heading."""
    return _NO_HEADINGS if ledger.layout is None else None


def _left(table: Table, why: Label) -> Fault:
    message = Label(_LEFT.text("zh", why=why.zh), _LEFT.text("en", why=why.en))
    return Fault("sheet left out", table.name, message, severity="warning")


# --- out


def sheets_of_intake(intake: FileIntake, *, on: date, policy: LightPolicy = RED_YELLOW_BLUE) -> Iterator[Sheet]:
    """The ledgers of a file as their clerks keep them, with the lights of the day `on`, their sums and their faults."""
    yield from sheets_of(intake.ledgers, on=on, policy=policy)


def sheets_of_book(
    book: Book, *, on: date, policy: LightPolicy = RED_YELLOW_BLUE, lang: Lang = "zh"
) -> Iterator[Sheet]:
    """The records of a book as ledgers under the usual headings, with the lights of the day `on`, sums and faults."""
    known = book.as_of(on)
    for kind, cls in _KINDS:
        if known.of(cls):
            sheet = ledger_sheet(known, kind)
            yield _lit(sheet, known, kind, on, policy, lang) if issubclass(cls, Matter) else sheet
    matters = [m for _, cls in _KINDS if issubclass(cls, Matter) for m in known.of(cls)]
    yield summary_sheet(matters, on=on, policy=policy, calendar=CHINA, name=_NAMES["summary"].text(lang), lang=lang)
    yield fault_sheet(known.faults, name=_NAMES["faults"].text(lang), lang=lang)


def _lit(sheet: Sheet, book: Book, kind: str, on: date, policy: LightPolicy, lang: Lang) -> Sheet:
    """A sheet of a book with the lights of its matters beside them."""
    ledger = read_ledger(sheet.table(), on=on, kind=kind)
    ids = {row.at: row.text("key") or "" for row in ledger.rows}
    return write_back(ledger, Intake(book, (), (), (), (), (), ids), on=on, policy=policy, lang=lang)


def write_sheets(
    sheets: Iterable[Sheet], path: str | os.PathLike[str], *, overwrite: bool = False, progress: Progress | None = None
) -> None:
    """Write sheets as the ending of `path` says: all of them to .xlsx, the one ledger among them to .csv.

    Raises `UnwritableError` for another ending, and for a csv file of several ledgers.
    """
    given, ending = tuple(sheets), Path(path).suffix.lower()
    sums = (_NAMES["summary"].zh, _NAMES["summary"].en)
    if ending == ".xlsx":
        drawn = [sheet.name for sheet in given if sheet.name in sums]
        write_workbook(given, path, overwrite=overwrite, charts=drawn, progress=progress)
        return
    if ending not in DELIMITED:
        raise UnwritableError(str(path), (f"a ledger is written as .xlsx or .csv, not as {ending or 'no ending'}",))
    added = {name for label in _NAMES.values() for name in (label.zh, label.en)}
    ledgers = [sheet for sheet in given if sheet.name not in added]
    if len(ledgers) != 1:
        raise UnwritableError(str(path), (f"one csv file holds one ledger, these are {len(ledgers)}; write .xlsx",))
    write_csv(ledgers[0], path, overwrite=overwrite, delimiter="\t" if ending == ".tsv" else ",")
