"""A real supervision ledger of 81 rows: its lights, and what it says against itself."""

import json
import runpy
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import safetywork as sw

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
ROWS = [
    json.loads(line) for line in (EXAMPLES / "supervision-2023-rows.jsonl").read_text(encoding="utf-8").splitlines()
]
LEDGER_DAY, NEW_YEAR = date(2023, 8, 21), date(2024, 1, 15)


@pytest.fixture(scope="module")
def book():
    """The book as it is committed."""
    return sw.load(EXAMPLES / "supervision-2023.json")


@pytest.fixture
def bands(book):
    """Band id → ids of the matters in it, on a day."""

    def of(day):
        found = {}
        for matter in book.matters:
            found.setdefault(sw.light(matter, day, sw.CHINA, sw.RED_YELLOW_BLUE).band.id, []).append(matter.id)
        return found

    return of


def ids_where(**stated):
    """Ids of the rows that say so."""
    return [row["id"] for row in ROWS if all(row[key] == value for key, value in stated.items())]


def test_the_committed_book_is_exactly_what_the_script_makes():
    """The script is deterministic, and nobody edited the book by hand."""
    made = runpy.run_path(str(EXAMPLES / "make_supervision_2023.py"))["main"]()
    assert made.encode() == (EXAMPLES / "supervision-2023.json").read_bytes()


def test_the_script_writes_the_book_beside_itself(tmp_path):
    """Run as a program in another folder, it makes the same file there."""
    for name in ("make_supervision_2023.py", "supervision-2023-rows.jsonl"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    runpy.run_path(str(tmp_path / "make_supervision_2023.py"), run_name="__main__")
    made = (tmp_path / "supervision-2023.json").read_bytes()
    assert made == (EXAMPLES / "supervision-2023.json").read_bytes()


def test_every_row_is_one_measure_and_says_what_the_row_says(book):
    """81 rows, 81 measures: title, source, unit, due day and everything stated are the row's."""
    assert len(ROWS) == len(book.matters) == 81
    for row, measure in zip(ROWS, book.matters, strict=True):
        assert isinstance(measure, sw.Measure)
        assert (measure.id, measure.title, measure.source) == (row["id"], row["title"], str(row["parent"]))
        assert (measure.unit, measure.owner) == (row["unit_type"], None)
        assert measure.deadline().last_day == measure.deadline().nominal == date.fromisoformat(row["due"])
        report = measure.log[1].event
        assert (report.text, report.stated) == (row.get("text"), row["status_stated"])
        assert report.stated_finish == (row["actual"] and date.fromisoformat(row["actual"]))
        assert {entry.event.on for entry in measure.log} == {LEDGER_DAY}


def test_the_lights_of_the_ledgers_own_day(bands):
    """Near yellow, far blue, two stopped not lit, seven finished late, five early, the rest on the day, one overdue."""
    shown = bands(LEDGER_DAY)
    assert {band: len(ids) for band, ids in shown.items()} == {
        "far": 37,
        "near": 6,
        "stopped": 2,
        "finished late": 7,
        "finished early": 5,
        "finished": 23,
        "overdue": 1,
    }
    assert shown["near"] == ids_where(due="2023-08-31", status_stated="进行中")
    assert shown["finished late"] == [row["id"] for row in ROWS if "late" in row["flags"]]
    assert shown["finished early"] == [row["id"] for row in ROWS if "early" in row["flags"]]
    assert shown["overdue"] == ["I065"]
    assert shown["stopped"] == ["I058", "I059"]
    assert "I001" in shown["far"]


def test_the_colours_of_the_ledgers_own_day(book):
    """One red, six yellow, two not lit; all the rest blue."""
    shown = [sw.light(matter, LEDGER_DAY).colour for matter in book.matters]
    assert Counter(colour.id if colour else None for colour in shown) == {"blue": 72, "yellow": 6, "red": 1, None: 2}


def test_near_says_how_near(book):
    """Ten days before the end of August the light is yellow, due soon, and names the ten days."""
    shown = sw.light(book.find("I002"), LEDGER_DAY)
    assert shown.explain("en") == "yellow (due soon): days left 10"
    assert shown.explain("zh") == "黄（临期）：距到期（日） 10"


def test_in_the_new_year_everything_open_is_red(book, bands):
    """Every agreed day is past, for the two stopped ones as well: a stop leaves an agreed day where it is."""
    shown = bands(NEW_YEAR)
    assert {band: len(ids) for band, ids in shown.items()} == {
        "overdue": 46,
        "finished late": 7,
        "finished early": 5,
        "finished": 23,
    }
    assert {"I001", "I058", "I059", "I065"} <= set(shown["overdue"])
    assert shown["overdue"] == [matter.id for matter in book.matters if matter.pending]
    assert book.find("I058").deadline(on=NEW_YEAR).last_day == date(2023, 9, 30)


def test_what_is_finished_stays_as_it_was_judged(book):
    """The days pass, and a finished row's verdict stays."""
    for matter in book.matters:
        if matter.done:
            assert sw.light(matter, LEDGER_DAY).band == sw.light(matter, NEW_YEAR).band


def test_a_finish_after_the_cut_off_finishes_nothing(book):
    """I001: 已完成 on 2023-12-31 in a file of 2023-08-21; it stays open, and the fault says why."""
    assert book.find("I001").pending
    assert ("finished after cut-off", "error", "2023-12-31") in told(book, "I001")
    assert ("done but under way", "error", "按计划在推进") in told(book, "I001")


def test_done_without_a_day_is_past_due(book):
    """I065: 已完成 without a day, and its text says it was called off: open, so red; both faults are listed."""
    assert told(book, "I065") == [
        ("done without a day", "error", ""),
        ("done but cancelled", "error", "根据实际情况取消此环节"),
    ]
    shown = sw.light(book.find("I065"), LEDGER_DAY)
    assert (shown.colour.id, shown.standing.days_late) == ("red", 53)


@pytest.mark.parametrize("row", ["I058", "I059"])
def test_the_text_is_the_latest_fact(book, row):
    """进行中 with a text that says 已暂停: suspended on the ledger's day for that reason, and the fault is kept."""
    assert book.find(row).state == "suspended"
    assert book.find(row).log[-1].event == sw.Suspend(on=LEDGER_DAY, by="督办台账", reason="已暂停适配工作")
    assert told(book, row) == [("under way but suspended", "warning", "已暂停适配工作")]


@pytest.mark.parametrize(("row", "text"), [("I008", "已形成初稿"), ("I081", "方案已确认并定稿")])
def test_a_draft_is_a_note(book, row, text):
    """已完成 with a text that reports a draft wants a look: it counts as finished."""
    assert book.find(row).done
    assert told(book, row) == [("done but a draft", "note", text)]


def test_rows_that_stand_twice_are_told(book):
    """Title, parent and due day of four rows are those of an earlier one."""
    twice = [(f.place, f.found) for f in book.faults if f.code == "same row twice"]
    assert twice == [
        ("I006.title", "I001"),
        ("I039.title", "I035"),
        ("I040.title", "I036"),
        ("I072.title", "I071"),
    ]


def test_no_other_row_is_at_fault(book):
    """Twelve faults, each with a place that is a row and a column of it, in both languages; the file's order."""
    assert len(book.faults) == 12
    assert {f.place.split(".")[0] for f in book.faults} == {
        *("I001", "I006", "I008", "I039", "I040", "I058", "I059", "I065", "I072", "I081"),
    }
    assert [f.place.split(".")[0] for f in book.faults] == sorted(f.place.split(".")[0] for f in book.faults)
    assert all(f.place.split(".")[1] in ROWS[0] and f.text("zh") != f.text("en") for f in book.faults)


def told(book, row):
    """Code, severity and what stood there, for every fault of a row."""
    return [(f.code, f.severity, f.found) for f in book.faults if f.place.startswith(row) and "twice" not in f.code]
