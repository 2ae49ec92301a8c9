"""A supervision ledger of 81 rows becomes a book: `python docs/examples/make_supervision_2023.py`.

Each row of `supervision-2023-rows.jsonl` (a plan of an enterprise as it stood on 2023-08-21, titles reworded) becomes
one measure, entered on that day by the ledger, due on the day agreed. What the row states is kept word for word as a
report of progress; it is finished only where the row says so and names a day that had come. What a row contradicts is
kept with the book as a fault, never repaired.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import safetywork as sw
from safetywork.measures import Finish

HERE = Path(__file__).parent
ROWS = HERE / "supervision-2023-rows.jsonl"
BOOK = HERE / "supervision-2023.json"
LEDGER = "督办台账"
DONE, UNDER_WAY = "已完成", "进行中"

# What a status says and the text beside it denies: status, words of the text, code, severity, message.
DENIED = (
    (
        DONE,
        ("取消",),
        "done but cancelled",
        "error",
        sw.Label("状态为已完成，文字称已取消", "the status says done, the text says it was called off"),
    ),
    (
        DONE,
        ("在推进",),
        "done but under way",
        "error",
        sw.Label("状态为已完成，文字称仍在推进", "the status says done, the text says it is under way"),
    ),
    (
        DONE,
        ("初稿", "定稿"),
        "done but a draft",
        "note",
        sw.Label("状态为已完成，文字只报告了方案文稿", "the status says done, the text reports no more than a draft"),
    ),
    (
        UNDER_WAY,
        ("暂停",),
        "under way but suspended",
        "warning",
        sw.Label("状态为进行中，文字称已暂停", "the status says under way, the text says it is suspended"),
    ),
)
AHEAD = sw.Label("完成日晚于台账日", "finished on a day after that of the ledger")
NO_DAY = sw.Label("状态为已完成，没有完成日", "the status says done, and no day of finish is named")
TWICE = sw.Label("与另一行的事项、上级、期限相同", "title, parent and due day are those of another row")


def book_of(rows: list[dict[str, Any]]) -> sw.Book:
    """The book that the rows make."""
    return sw.Book(
        "2023年督办事项台账",
        "某企业",
        "An enterprise",
        matters=tuple(measure_of(row) for row in rows),
        faults=tuple(fault for row in rows for fault in (*faults_of(row), *twins_of(row, rows))),
    )


def measure_of(row: dict[str, Any]) -> sw.Measure:
    """One row as a measure: planned, reported on, and finished or suspended where the row says so."""
    stated, finish = day(row["as_of"]), row["actual"] and day(row["actual"])
    measure = sw.Measure.plan(
        id=row["id"],
        title=row["title"],
        on=stated,
        by=LEDGER,
        term=day(row["due"]),
        source=str(row["parent"]),
        unit=row["unit_type"],
    )
    measure = measure.apply(
        sw.Progress(on=stated, by=LEDGER, text=row.get("text"), stated=row["status_stated"], stated_finish=finish)
    )
    if row["status_stated"] == DONE and finish and finish <= stated:
        return measure.apply(Finish(on=stated, by=LEDGER, finished=finish))
    if "暂停" in row.get("text", ""):
        return measure.apply(sw.Suspend(on=stated, by=LEDGER, reason=row["text"]))
    return measure


def faults_of(row: dict[str, Any]) -> Iterator[sw.Fault]:
    """What one row says that cannot all be true."""
    status, finish, text = row["status_stated"], row["actual"], row.get("text", "")
    if finish and day(finish) > day(row["as_of"]):
        yield sw.Fault("finished after cut-off", f"{row['id']}.actual", AHEAD, finish, f"… {row['as_of']}")
    if status == DONE and not finish:
        yield sw.Fault("done without a day", f"{row['id']}.actual", NO_DAY, "", f"… {row['as_of']}")
    for wanted, words, code, severity, message in DENIED:
        if status == wanted and any(word in text for word in words):
            yield sw.Fault(code, f"{row['id']}.text", message, text, "", severity)


def twins_of(row: dict[str, Any], rows: list[dict[str, Any]]) -> Iterator[sw.Fault]:
    """The first earlier row that asks for the same thing by the same day."""
    for other in rows:
        if other["id"] == row["id"]:
            return
        if all(other[key] == row[key] for key in ("title", "parent", "due")):
            yield sw.Fault("same row twice", f"{row['id']}.title", TWICE, other["id"], "", "warning")
            return


def day(text: str) -> date:
    """A day as the rows write it."""
    return date.fromisoformat(text)


def main() -> str:
    """The book of the rows beside this script, as text."""
    rows = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    return sw.dumps(book_of(rows))


if __name__ == "__main__":
    BOOK.write_bytes(main().encode())
