"""Rules of ledgers broken on purpose, each with the fast check that must notice; they stand on the board of `mutants`.

Holds: mutants of the rooms that read ledgers, take them in and give them back.
Never: is imported by the library; a check passes on the rules as they are.

Checks build their own vocabularies where these remember answers, so that no mutant leaves a trace.
"""

from datetime import date
from typing import Any

from attrs import evolve

from clerks import LEDGERS, lines
from mutants.board import Patch, killed_by
from safetywork.counts import Count
from safetywork.faults import Fault
from safetywork.ledgers import (
    attendance,
    cells,
    claims,
    entries,
    headings,
    intake,
    layouts,
    reading as ledgers,
    statuses,
    writeback,
)
from safetywork.ledgers.cells import Named, Setting, read_cell, read_names
from safetywork.ledgers.headings import HEADINGS, Vocabulary
from safetywork.ledgers.intake import Intake, take_in
from safetywork.ledgers.layouts import find_layout
from safetywork.ledgers.reading import Ledger, read_ledger
from safetywork.ledgers.statuses import read_status
from safetywork.ledgers.tables import Table
from safetywork.parties import name_key
from safetywork.phrases.points import Point

ON = date(2022, 3, 1)
HEAD = "编号|存在问题|责任人|发现时间|整改时限|状态|实际完成时间"


def ledger(*rows: tuple[Any, ...], head: str = HEAD, name: str = "问题台账", on: date = ON) -> Ledger:
    """A ledger of issues."""
    return read_ledger(Table(name, (lines(head), *rows)), on=on, kind="issue")


def taken(*rows: tuple[Any, ...], **how: Any) -> Intake:
    """A ledger of issues, taken in."""
    return take_in(ledger(*rows, **how), by="督查室")


def case(name: str) -> Ledger:
    """A clerk's ledger."""
    return read_ledger(LEDGERS[name].table, on=LEDGERS[name].on)


def code(found: object) -> str:
    """The code of a fault; nothing of a value."""
    return found.code if isinstance(found, Fault) else ""


# --- headings and layouts


def the_answer_clock_is_no_fix_clock() -> None:
    words = Vocabulary(HEADINGS.columns, HEADINGS.kinds)
    assert [(words.match(h) or ("",))[0] for h in ("答复时限", "局里的答复时限")] == ["answer_deadline"] * 2


@killed_by(the_answer_clock_is_no_fix_clock)
def any_term_is_the_fix_clock(patch: Patch) -> None:
    """The clock of an answer is not the clock of the fix."""
    kept = tuple(
        evolve(c, headings=(*c.headings, "答复时限"), tails=(*c.tails, "答复时限")) if c.id == "deadline" else c
        for c in HEADINGS.columns
        if c.id != "answer_deadline"
    )
    patch.setattr("mutants.ledgers.HEADINGS", Vocabulary(kept))


def a_heading_is_known_by_its_last_level() -> None:
    words = Vocabulary(HEADINGS.columns, HEADINGS.kinds)
    assert (words.match("时间节点", "启动时间") or ("",))[0] == "start_on"


@killed_by(a_heading_is_known_by_its_last_level)
def a_heading_is_known_by_its_first_level(patch: Patch) -> None:
    """A two-level heading means what its last level says."""
    forms = headings._forms
    patch.setattr(headings, "_forms", lambda levels: forms(levels[:1]))


def headings_stand_below_the_title() -> None:
    layout = find_layout(LEDGERS["close-out"].table)
    assert layout is not None
    assert layout.top == 2


@killed_by(headings_stand_below_the_title)
def headings_stand_in_the_first_row(patch: Patch) -> None:
    """The row of headings is the one with the most known headings, wherever it stands."""
    patch.setattr(layouts, "_header", lambda *_: 0)


# --- cells


def a_serial_number_is_the_day_it_was() -> None:
    assert read_cell(45910, "day", Setting(ON)) == date(2025, 9, 10)


@killed_by(a_serial_number_is_the_day_it_was)
def serial_numbers_count_from_new_year(patch: Patch) -> None:
    """Day 1 of spreadsheets is 1900-01-01, and they believe in a 29 February 1900."""
    patch.setattr(cells, "_EPOCH", date(1900, 1, 1))


def a_number_that_may_be_two_months_is_none() -> None:
    assert code(read_cell(2016.1, "day", Setting(ON))) == "month open"


@killed_by(a_number_that_may_be_two_months_is_none)
def a_number_that_may_be_october_is_january(patch: Patch) -> None:
    """2016.1 as a number may have been 2016.10."""
    patch.setattr(cells, "_numbered", lambda *_: Point("month", year=2016, month=1))


def what_was_done_lies_behind() -> None:
    assert read_cell("12月25日", "day", Setting(ON)) == date(2021, 12, 25)


@killed_by(what_was_done_lies_behind)
def what_was_done_lies_ahead(patch: Patch) -> None:
    """A year that is not written is looked for behind the ledger's day, of what was done."""
    patch.setitem(cells.READERS, "day", cells._plan)  # type: ignore[arg-type]


def nearly_done_is_not_done() -> None:
    stated = read_status("基本完成")
    assert stated is not None
    assert stated.cls == "nearly"


@killed_by(nearly_done_is_not_done)
def nearly_done_is_done(patch: Patch) -> None:
    """基本完成 is not 已完成."""
    patch.setitem(statuses._CLASS_OF, name_key("基本完成"), "done")


def a_person_stands_behind_the_unit() -> None:
    assert read_names("崇贤街道/李四") == (Named("李四", "崇贤街道"),)


@killed_by(a_person_stands_behind_the_unit)
def a_stroke_only_parts_names(patch: Patch) -> None:
    """街道/李四 is a person of a unit."""
    patch.setattr(cells, "_UNIT_ENDS", ("街",))


# --- rows


def every_row_is_somewhere() -> None:
    for name in LEDGERS:
        found = case(name)
        assert len(found.table.rows) == len(found.rows) + len(found.skipped) + len(found.rejected)


@killed_by(every_row_is_somewhere)
def a_row_without_a_subject_is_dropped(patch: Patch) -> None:
    """Rows in = records + skipped + rejected."""
    record = ledgers._Pass.record

    def dropping(self: Any, at: int, raw: Any, group: str | None) -> None:
        record(self, at, raw, group)
        self.rejected.clear()

    patch.setattr(ledgers._Pass, "record", dropping)


def a_total_is_neither_recorded_nor_rejected() -> None:
    assert len(case("close-out").rejected) == 1


@killed_by(a_total_is_neither_recorded_nor_rejected)
def a_total_is_a_record(patch: Patch) -> None:
    """A row of totals is skipped."""
    patch.setattr(ledgers, "_TOTALS", ledgers.re.compile("(?!)"))


def a_merged_cell_speaks_for_all_its_rows() -> None:
    assert [row["key"] for row in case("projects").rows] == ["101", "101", "102"]


@killed_by(a_merged_cell_speaks_for_all_its_rows)
def a_merged_cell_speaks_for_its_first_row(patch: Patch) -> None:
    """What a vertical merge says holds for each of its rows."""
    patch.setattr(ledgers, "inherited", lambda *_: ())


# --- intake


def finished_needs_a_day() -> None:
    intake_ = taken(("H-1", "甲", "李四", "2022-02-01", None, "已整改", None))
    assert intake_.book.matters[0].state == "rectifying"


@killed_by(finished_needs_a_day)
def done_is_done_on_the_ledgers_day(patch: Patch) -> None:
    """What is done is finished only where the row names a day that had come."""
    patch.setattr(claims, "_finish", lambda *_: ON)


def what_is_to_come_is_not_finished() -> None:
    intake_ = taken(("H-1", "甲", "李四", "2022-02-01", None, "已整改", "2022-03-09"))
    assert intake_.book.matters[0].state == "rectifying"


@killed_by(what_is_to_come_is_not_finished)
def a_day_to_come_is_taken_for_come(patch: Patch) -> None:
    """Nothing is finished on a day after that of the ledger."""
    claimed = claims.claim_of
    before = date(2022, 2, 28)
    patch.setattr(intake, "claim_of", lambda row, book, **how: evolve(claimed(row, book, **how), finished=before))


def a_row_that_vanished_is_said() -> None:
    first = taken(("H-1", "甲"), ("H-2", "乙"))
    later = take_in(ledger(("H-1", "甲")), first.book, by="督查室")
    assert (later.vanished, len(later.book.matters)) == (("H-2",), 2)


@killed_by(a_row_that_vanished_is_said)
def a_row_that_vanished_is_forgotten(patch: Patch) -> None:
    """A row that is gone is a fault."""
    patch.setattr(intake._Outcome, "gone", lambda *_: None)


def a_number_belongs_to_one_ledger() -> None:
    first = taken(("H-1", "甲"))
    other = take_in(ledger(("H-1", "乙"), name="另一本"), first.book, by="督查室")
    assert other.book.matters[0].title == "甲"


@killed_by(a_number_belongs_to_one_ledger)
def a_number_belongs_to_all_ledgers(patch: Patch) -> None:
    """A record that came from elsewhere is not touched by a row of the same number."""
    patch.setattr(entries.Terms, "mark", lambda *args: args[1])


def a_number_stands_once() -> None:
    assert taken(("H-1", "甲"), ("H-1", "乙")).added == ("H-1",)


@killed_by(a_number_stands_once)
def a_number_that_stands_twice_is_two_records(patch: Patch) -> None:
    """A number that stands twice is a fault, unless one merged cell says it for several rows."""
    patch.setattr(intake, "_handed_down", lambda *_: True)


def any_unit_is_not_the_unit_in_charge() -> None:
    matter = taken(("H-1", "甲", "外聘单位"), head="编号|存在问题|陪同单位").book.matters[0]
    assert matter.unit is None


@killed_by(any_unit_is_not_the_unit_in_charge)
def any_unit_is_the_unit_in_charge(patch: Patch) -> None:
    """A column of which only the last word is known says nothing of who owes the work."""
    patch.setattr(Ledger, "trusted", lambda self: self.rows)


def the_absent_are_not_counted() -> None:
    (session,) = take_in(case("attendance"), by="人事").book.activities
    assert getattr(session, "people", None) == Count(2, 3, "人次")


@killed_by(the_absent_are_not_counted)
def the_absent_are_counted(patch: Patch) -> None:
    """Whoever did not sign in is not counted as having been there."""
    patch.setattr(attendance, "_people", lambda rows: Count.exact(len(rows), "人次"))


# --- giving back


def an_id_is_text() -> None:
    assert writeback.write_back(ledger((7.0, "甲"))).rows[0][0] == "7"


@killed_by(an_id_is_text)
def an_id_is_a_number(patch: Patch) -> None:
    """What identifies is written as text."""
    patch.setattr(writeback, "_written", lambda row, index, _: row.raw[index] if index < len(row.raw) else None)
