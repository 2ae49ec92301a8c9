"""What the command line does with ledgers: `safetywork convert`, and how one is read.

Holds: `read_through`, `convert` and `taken_in`, the lines that they say, and progress on standard error.
Never: parses an argument (`cli` does) or decides what a row means.
"""

import argparse
import errno
import sys
from collections.abc import Iterable
from pathlib import Path

from safetywork.adapters.exchange import (
    FileIntake,
    is_ledger,
    sheets_of_book,
    sheets_of_intake,
    take_in_file,
    write_sheets,
)
from safetywork.adapters.files import dump, load
from safetywork.books import Book
from safetywork.labels import Label, Lang
from safetywork.ledgers.headings import HEADINGS
from safetywork.ledgers.intake import Intake
from safetywork.ledgers.tables import column_name
from safetywork.lights import POLICIES


def taken_in(path: str, options: argparse.Namespace, book: Book | None = None) -> FileIntake:
    """What came of the ledger at `path`; sheets that are none are told on standard error."""
    taken = take_in_file(
        *(path, book),
        on=options.as_of,
        by=options.by,
        sheet=options.sheet,
        kind=options.kind,
        key=options.key.split(",") if options.key else (),
        encoding=options.encoding,
        progress=_progress if sys.stderr.isatty() else None,
    )
    if sys.stderr.isatty():
        print(file=sys.stderr)
    for fault in taken.left_out:
        print(f"safetywork: {fault.text(options.lang)}", file=sys.stderr)
    return taken


def _progress(name: str, rows: int) -> None:
    print(f"\r{name}: {rows}", end="", file=sys.stderr, flush=True)


_READ = Label(
    "{name}（{kind}）：{rows}条记录，{skipped}行略过，{rejected}行退回",
    "{name} ({kind}): {rows} records, {skipped} rows skipped, {rejected} rejected",
)
_UNKNOWN = Label("（不认识）", "(not known)")
_SURE = {
    "pinned": Label("指定", "pinned"),
    "exact": Label("相同", "exact"),
    "contains": Label("包含", "contains"),
    "ending": Label("仅末词相同", "ending"),
    "none": Label("", ""),
}


def read_through(taken: FileIntake, lang: Lang) -> Iterable[str]:
    """How the ledgers of a file are read: their columns and how sure they are, the rows that are none."""
    for ledger, _ in taken.ledgers:
        kind = HEADINGS.kind(ledger.kind or "").label.text(lang)
        counts = {"rows": len(ledger.rows), "skipped": len(ledger.skipped), "rejected": len(ledger.rejected)}
        yield _READ.text(lang, name=ledger.table.name, kind=kind, **counts)
        for placed in ledger.layout.columns if ledger.layout else ():
            meant = HEADINGS.column(placed.column).label if placed.column else _UNKNOWN
            yield "\t".join(
                (
                    column_name(placed.index),
                    " ".join(placed.heading.split()),
                    meant.text(lang),
                    _SURE[placed.confidence].text(lang),
                )
            )
        yield from (f"{aside.place}\t{aside.reason.text(lang)}" for aside in ledger.rejected)


_TAKEN = Label(
    "{name}：新增{added}，变更{changed}，未变{unchanged}，消失{vanished}，差错{faults}处",
    "{name}: {added} added, {changed} changed, {unchanged} unchanged, {vanished} vanished, {faults} faults",
)
_WRITTEN = Label("已写入{path}", "written: {path}")
_NOT_WRITTEN = Label("试运行，未写入{path}", "dry run, not written: {path}")


def convert(options: argparse.Namespace) -> Iterable[str]:
    """A ledger or a book as the other, or a ledger as itself with its lights."""
    source, target = options.source, options.target
    if not is_ledger(source) and not is_ledger(target):
        options.misuse("one of FROM and TO is a ledger: .xlsx, .xls, .ods, .csv")
    if not options.force and not options.dry_run and Path(target).exists():
        raise FileExistsError(errno.EEXIST, "it is there already; --force overwrites it", target)
    lines = list[str]()
    if is_ledger(source):
        taken = taken_in(source, options, load(options.into) if options.into else None)
        lines = [_said(ledger.table.name, intake, options.lang) for ledger, intake in taken.ledgers]
        book, sheets = taken.book, sheets_of_intake(taken, on=options.as_of, policy=POLICIES[options.policy])
    else:
        book = load(source)
        sheets = sheets_of_book(book, on=options.as_of, policy=POLICIES[options.policy], lang=options.lang)
    if options.dry_run:
        return [*lines, _NOT_WRITTEN.text(options.lang, path=target)]
    if is_ledger(target):
        write_sheets(sheets, target, overwrite=options.force)
    else:
        dump(book, target)
    return [*lines, _WRITTEN.text(options.lang, path=target)]


def _said(name: str, intake: Intake, lang: Lang) -> str:
    counts = {key: len(getattr(intake, key)) for key in ("added", "changed", "unchanged", "vanished", "faults")}
    return _TAKEN.text(lang, name=name, **counts)
