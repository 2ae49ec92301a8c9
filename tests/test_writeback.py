"""Ledgers given back as sheets."""

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from clerks import CLOSE_OUT, LEDGERS, lines, tables
from safetywork.ledgers.headings import HEADINGS, LedgerKind, VocabularyError
from safetywork.ledgers.intake import take_in
from safetywork.ledgers.reading import read_ledger
from safetywork.ledgers.sheets import Sheet
from safetywork.ledgers.tables import Merge, Table
from safetywork.ledgers.writeback import LIGHTS, UNREAD, fault_sheet, ledger_sheet, sheets_of, summary_sheet, write_back

DAY = date(2022, 3, 1)
ADDED = [label.zh for label in LIGHTS]


def pair(name):
    """A clerk's ledger and its intake."""
    case = LEDGERS[name]
    ledger = read_ledger(case.table, on=case.on)
    numbered = ledger.layout.of("key") + ledger.layout.of("no")
    return ledger, take_in(ledger, by="督查室", key=() if numbered else ("issue",))


def small(*rows, head="编号|存在问题|责任人|发现时间|整改时限|状态|实际完成时间", **how):
    ledger = read_ledger(Table("台账", (lines(head), *rows), **how), on=DAY, kind="issue")
    return ledger, take_in(ledger, by="督查室")


FOUR = (
    ("H-1", "甲", "李四", "2022-02-01", "2022-02-15", "整改中"),
    ("H-2", "乙", "李四", "2022-02-01", "2022-12-31", "整改中"),
    ("H-3", "丙", "李四", "2022-02-01", None, "未整改"),
    (4.0, "丁", "李四", 44593, 44620.0, "已整改", "2022年2月20日"),
)


def filled(sheet):
    """The cells of a sheet that hold something."""
    return {(r, c): raw for r, row in enumerate(sheet.all_rows) for c, raw in enumerate(row) if raw is not None}


@pytest.mark.parametrize("name", LEDGERS)
def test_what_is_written_back_is_the_clerks_ledger_and_reads_back_equal(name):
    """Every row where it was, every column in its place, the lights to the right; the same values, the same faults."""
    ledger, intake = pair(name)
    sheet = write_back(ledger, intake)
    again = read_ledger(sheet.table(), on=ledger.on)
    down, right, width = ledger.table.first_row, ledger.table.first_column, len(ledger.layout.columns)
    assert [row.values[right : right + width] for row in again.rows] == [row.values for row in ledger.rows]
    assert [row.at - down for row in again.rows] == [row.at for row in ledger.rows]
    assert [row.group for row in again.rows] == [row.group for row in ledger.rows]
    assert again.kind == ledger.kind
    assert {(fault.code, fault.place) for fault in again.faults} == {(f.code, f.place) for f in ledger.faults}
    headings = [placed.heading for placed in again.layout.columns]
    assert headings == [""] * right + [placed.heading for placed in ledger.layout.columns] + ADDED
    assert sheet.frozen_rows == down + ledger.layout.body
    assert sheet.hidden == {column + right for column in ledger.table.hidden}


@pytest.mark.parametrize("name", LEDGERS)
def test_writing_back_what_was_written_back_changes_nothing(name):
    """The columns of the lights are written anew, and no second ones are added."""
    ledger, intake = pair(name)
    sheet = write_back(ledger, intake)
    again = read_ledger(sheet.table(), on=ledger.on)
    how = {} if again.layout.of("key") + again.layout.of("no") else {"key": ("issue",)}
    once = take_in(again, intake.book, by="督查室", **how)
    assert (once.unchanged, once.book.matters, once.book.activities) == (
        *(intake.added, intake.book.matters, intake.book.activities),
    )
    assert filled(write_back(again, once)) == filled(sheet)


def test_lights_stand_beside_the_rows_and_follow_the_policy():
    """Colour, days left and the reason; the colour is that of the policy, and follows the word in the cell."""
    ledger, intake = small(*FOUR)
    sheet = write_back(ledger, intake)
    assert sheet.head[0][7:] == tuple(ADDED)
    assert [row[7:] for row in sheet.rows] == [
        ("红", -14, "逾期"), ("蓝", 305, "正常"), (None, None, "未定期限"), ("蓝", None, "待验收"),
    ]  # fmt: skip
    assert sheet.tints == {7: {"红": "#d92d20", "黄": "#f5b301", "蓝": "#2970d6"}}
    english = write_back(ledger, intake, on=date(2022, 2, 14), policy=sw.RED_YELLOW_GREEN, lang="en")
    assert english.head[0][7:] == tuple(label.en for label in LIGHTS)
    assert english.rows[0][7:] == ("yellow", 1, "due soon")
    assert english.tints[7]["green"] == "#2e9e4f"


def test_ids_are_text_and_days_are_days_and_all_else_is_as_it_stood():
    """A number that identifies is no quantity; a day keeps its time of day where it names one."""
    ledger, intake = small(*FOUR)
    row = write_back(ledger, intake).rows[3]
    assert row[:7] == ("4", "丁", "李四", date(2022, 2, 1), date(2022, 2, 28), "已整改", date(2022, 2, 20))
    moment = datetime(2022, 2, 1, 9, 30)
    timed, _ = small(("H-1", "甲", None, moment, "2022.6", None, "2022年2月1日 9时"), ("〃", "乙", None, "同上", "-"))
    sheet = write_back(timed)
    assert sheet.rows[0] == ("H-1", "甲", None, moment, "2022.6", None, "2022年2月1日 9时")
    assert sheet.rows[1][:5] == ("〃", "乙", None, "同上", "-")


def test_status_columns_offer_words_that_are_read_and_cells_that_were_not_are_marked():
    """The words in use, then the states of the workflow; yes and no where that is asked."""
    head = "编号|存在问题|责任人|状态|是否销号|群众是否满意|整改时限"
    ledger, _ = small(
        ("H-1", "甲", "李四", "进行中", "未销号", "满意", "不知"), ("H-2", "乙", "李四", "瞎写"), head=head
    )
    sheet = write_back(ledger)
    assert sheet.choices[3][:3] == ("进行中", "已登记", "整改中")
    assert (sheet.choices[4], sheet.choices[5]) == (("未销号", "是", "否"), ("是", "否"))
    assert sheet.fills == {(1, 6): UNREAD, (2, 3): UNREAD}
    assert sheet.tints == {}
    plain = read_ledger(Table("1", (lines("编号|存在问题|状态|备注"), (1, 2))), on=DAY, kind=None)
    assert write_back(plain).choices == {
        2: ("已登记", "整改中", "已中止", "待验收", "验收通过", "已销号", "长期坚持", "重复登记", "已作废")
    }


def test_a_sheet_that_was_cut_out_of_its_place_is_put_back_there():
    """What faults say of places is true of the sheet that is written."""
    ledger, intake = pair("close-out")
    sheet = write_back(ledger, intake)
    assert sheet.all_rows[0] == ()
    assert (sheet.all_rows[9][10], sheet.fills) == ("不知何时", {(9, 10): UNREAD})
    assert Merge(1, 1, 1, 16) in sheet.merges
    assert CLOSE_OUT.table.place(8, 9) == "问题整改台帐!K10"
    assert 17 in sheet.tints


def test_merges_are_cut_off_where_the_sheet_ends():
    """A merge of a single cell, or beyond the last row, is none."""
    ledger, _ = small(FOUR[0], merges=(Merge(1, 0, 9, 0), Merge(0, 5, 0, 99), Merge(7, 7, 9, 9), Merge(1, 1, 1, 1)))
    assert write_back(ledger).merges == (Merge(0, 5, 0, 6),)
    assert write_back(read_ledger(Table("空", ()), on=DAY)) == Sheet("空", (), ())
    loose = read_ledger(Table("散", ((1, 2), ("a",))), on=DAY)
    assert write_back(loose, take_in(small()[0], by="某")).all_rows == ((1, 2), ("a",))


def test_the_sheet_of_faults_leads_to_the_cells():
    """A place that is a cell is a link; a row or a name is none."""
    ledger, intake = pair("close-out")
    sheet = fault_sheet(intake.faults)
    assert sheet.head == (("级别", "位置", "差错", "原文", "可接受"),)
    assert sheet.links == {(1, 1): "问题整改台帐!K10", (3, 1): "问题整改台帐!K6"}
    assert [row[0] for row in sheet.rows] == ["错误", "错误", *(["存疑"] * (len(sheet.rows) - 2))]
    assert fault_sheet(ledger.faults, lang="en").head[0][0] == "severity"


def test_the_summary_counts_every_matter_once():
    """Band by band in the order of the policy, and in all."""
    _, intake = small(*FOUR)
    sheet = summary_sheet(intake.book.matters, on=DAY)
    assert sheet.rows == (
        ("蓝", "待验收", 1), ("红", "逾期", 1), ("蓝", "正常", 1), (None, "未定期限", 1), ("合计", None, 4),
    )  # fmt: skip
    assert summary_sheet([], on=DAY, lang="en").rows == (("total", None, 0),)


def test_a_workbook_is_its_ledgers_their_sums_and_their_faults():
    """One sheet a ledger, then the two that speak of all."""
    pairs = [pair(name) for name in ("tasks", "pledges", "visits")]
    assert [sheet.name for sheet in sheets_of(pairs)] == ["督办任务导出", "承诺", "大走访", "汇总", "差错"]
    assert [sheet.rows[-1][2] for sheet in sheets_of(pairs, on=date(2024, 1, 1)) if sheet.name == "汇总"] == [5]
    assert list(sheets_of([])) == []


@pytest.mark.parametrize("kind", ["issue", "hazard", "supervision", "pledge", "visit", "training"])
def test_records_of_a_book_are_a_ledger_that_is_taken_in_again(kind):
    """Under the usual headings; what comes back says the same of every record."""
    names = {"visit": "visits", "training": "sessions", "pledge": "pledges", "supervision": "tasks", "hazard": "town"}
    book = pair(names.get(kind, "close-out"))[1].book
    sheet = ledger_sheet(book, kind)
    ledger = read_ledger(sheet.table(), on=date(2030, 1, 1), kind=kind)
    assert (ledger.rejected, [fault for fault in ledger.faults if fault.severity == "error"]) == ((), [])
    again = take_in(ledger, by="督查室", prefix="").book
    assert [record.id for record in again.records()] == [record.id for record in book.records()]
    assert [record.title for record in again.records()] == [record.title for record in book.records()]
    owners = [(m.owner, m.unit, m.deadline() and m.deadline().nominal) for m in book.matters]
    assert [(m.owner, m.unit, m.deadline() and m.deadline().nominal) for m in again.matters] == owners
    assert ledger_sheet(again, kind).head == sheet.head


def test_a_kind_without_records_is_refused():
    """A kind that there is not, and one of the caller's own."""
    own = HEADINGS.extend(kinds=[LedgerKind("fire", sw.Label("消防", "fire"), "no", "no")])
    with pytest.raises(VocabularyError, match="no kind of ledger 'fire'"):
        ledger_sheet(sw.Book("空"), "fire")
    with pytest.raises(VocabularyError, match="no record is kept of the kind 'fire'"):
        ledger_sheet(sw.Book("空"), "fire", vocabulary=own)
    assert ledger_sheet(sw.Book("空"), "visit", name="走访").name == "走访"


@given(tables(), st.sampled_from([None, *(kind.id for kind in HEADINGS.kinds)]))
def test_any_table_is_given_back_and_read_again_as_the_same_records(table, kind):
    """Whatever is torn about it: the same values, row by row; and what can be taken in is taken in once."""
    ledger = read_ledger(table, on=DAY, kind=kind)
    again = read_ledger(write_back(ledger).table(), on=DAY, kind=kind, layout=ledger.layout)
    assert [repr(row.values) for row in again.rows] == [repr(row.values) for row in ledger.rows]
    number = next((name for name in ("key", "no") if ledger.layout and ledger.layout.of(name)), None)
    if ledger.kind and number:
        once = take_in(ledger, by="督查室", key=(number,))
        assert take_in(ledger, once.book, by="督查室", key=(number,)).book == once.book
        assert write_back(ledger, once).name == table.name
