"""Clerks' ledgers, read as they stand."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from clerks import CLOSE_OUT, LEDGERS, PROJECTS, lines, tables
from safetywork.errors import NotADayError
from safetywork.labels import Label
from safetywork.ledgers.cells import Named
from safetywork.ledgers.headings import HEADINGS, Column, Vocabulary, VocabularyError
from safetywork.ledgers.layouts import Layout, find_layout
from safetywork.ledgers.reading import read_ledger
from safetywork.ledgers.tables import Merge, Table
from safetywork.phrases import read_deadline
from safetywork.phrases.readings import Reading

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "answers" / "rectification_rows.jsonl").read_text("utf-8").splitlines()
]
DAY = date(2022, 3, 1)


def read(case):
    return read_ledger(case.table, on=case.on)


def cells_of(table):
    """Every cell that is not empty, with its place."""
    return Counter(
        (table.place(r, c), repr(raw))
        for r, row in enumerate(table.rows)
        for c, raw in enumerate(row)
        if raw not in (None, "")
    )


def kept(ledger):
    """Every cell that stands on some row of a ledger, with its place."""
    return Counter(
        (ledger.table.place(row.at, c), repr(raw))
        for row in (*ledger.rows, *ledger.skipped, *ledger.rejected)
        for c, raw in enumerate(row.raw)
        if raw not in (None, "")
    )


@pytest.mark.parametrize("name", LEDGERS)
def test_a_clerks_ledger_is_read_as_it_stands(name):
    """Kind and columns are recognised, rows are what they are, the faults are those planted, no cell is lost."""
    case = LEDGERS[name]
    ledger = read(case)
    assert ledger.kind == case.kind
    assert [placed.column for placed in ledger.layout.columns] == case.columns.split()
    assert {placed.confidence for placed in ledger.layout.columns} == {"exact"}
    assert (len(ledger.rows), len(ledger.rejected)) == (case.records, case.rejected)
    assert tuple(aside.reason.code for aside in ledger.skipped) == case.skipped
    assert {(fault.code, fault.place) for fault in ledger.faults} == case.faults
    assert all(fault.text("zh") and fault.text("en") for fault in ledger.faults)
    assert kept(ledger) == cells_of(case.table)
    assert len(case.table.rows) == len(ledger.rows) + len(ledger.skipped) + len(ledger.rejected)


@pytest.mark.parametrize("name", LEDGERS)
def test_a_layout_is_saved_and_used_again(name):
    """What was found once, as data and back, reads the same ledger the same way."""
    case = LEDGERS[name]
    ledger = read(case)
    layout = Layout.read(json.loads(json.dumps(ledger.layout.record())))
    assert layout == ledger.layout
    again = read_ledger(case.table, on=case.on, layout=layout)
    assert (again.rows, again.faults) == (ledger.rows, ledger.faults)


def test_groups_merges_and_ditto_marks_hand_down_what_they_say():
    """The rows of a group carry its heading; a merged cell speaks for each of its rows, 同上 for the one above."""
    ledger = read(PROJECTS)
    assert [row.group for row in ledger.rows] == ["总体任务：基础设施"] * 3
    first, second, third = ledger.rows
    assert (second["goal"], second["key"], second["measure"]) == ("建成道路", "101", "完成路面")
    assert (second.raw[1], second.text("goal")) == (None, "建成道路")
    assert second["unit"] == (
        Named("甲局", None, "牵头单位"),
        Named("乙镇", None, "责任单位"),
        Named("丙镇", None, "责任单位"),
    )
    assert second.text("unit") == "甲局、乙镇、丙镇"
    assert (first["deadline"].term, second["deadline"].term) == (date(2016, 6, 30), date(2016, 10, 31))
    assert (third["deadline"], third.text("deadline")) == (None, "2016.1")
    one, two, three = read(CLOSE_OUT).rows
    assert (two["category"], two["goal"], two["unit"]) == (one["category"], one["goal"], one["unit"])
    assert (two.text("category"), two["remark"], two.text("remark")) == ("学习", None, None)
    assert [row.group for row in (one, two, three)] == ["一、党建方面", "一、党建方面", "二、业务方面"]
    assert three.place == "问题整改台帐!10"


def test_the_caption_of_a_ledger_is_what_stands_above_its_headings():
    """Title, filling unit and day are kept as texts."""
    assert read(CLOSE_OUT).caption == ("巡察反馈问题整改销号台帐", "填报单位：某局", "填报时间：2022年3月1日")


# --- the rows of real plans and ledgers, laid out by three clerks

LAYOUTS = {
    "plain": ("编号|上级编号|任务内容|责任主体|整改时限|任务状态|实际完成时间|整改进展", 0),
    "titled": ("任务id|父任务|存在问题|责任单位|完成时限|状态|办结时间|进展情况", 2),
    "own order": ("完成情况|问题编号|问题简述|整改完成时限|牵头单位|当前状态|实际完成时间|上级任务", 1),
}
FIELDS = {
    "key": "id", "parent": "parent", "issue": "title", "unit": "unit_type", "lead_unit": "unit_type",
    "deadline": "deadline_phrase", "status": "status_stated", "finished_on": "actual", "progress": "text",
}  # fmt: skip


def laid_out(rows, heading, titles):
    """The rows as a table under one clerk's headings."""
    head = lines(heading)
    ids = [HEADINGS.match(text).column for text in head]
    above = tuple((f"整改台账{n}", *(None,) * (len(head) - 1)) for n in range(titles))
    return Table("台账", (*above, head, *(tuple(row.get(FIELDS[i]) for i in ids) for row in rows)))


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("as_of", sorted({row.get("as_of") or "" for row in ROWS}))
def test_the_rows_of_real_plans_come_back_equal_under_any_headings(name, as_of):
    """Every field of every row is what it was, and every phrase is read as it is read alone."""
    rows = [row for row in ROWS if (row.get("as_of") or "") == as_of]
    on = date.fromisoformat(as_of) if len(as_of) == 10 else DAY
    heading, titles = LAYOUTS[name]
    ledger = read_ledger(laid_out(rows, heading, titles), on=on)
    assert (len(ledger.rows), ledger.rejected, ledger.faults) == (len(rows), (), ())
    for row, record in zip(rows, ledger.rows, strict=True):
        assert (record["key"], record["issue"]) == (row["id"], row["title"])
        assert record["parent"] == (str(row["parent"]) if row.get("parent") else None)
        assert [str(one) for one in record["unit"] or record["lead_unit"]] == [row["unit_type"]]
        assert record.text("status") == (row["status_stated"] or None)
        assert record["finished_on"] == (date.fromisoformat(row["actual"]) if row.get("actual") else None)
        assert record["progress"] == row.get("text")
        due, phrase = record["deadline"], row["deadline_phrase"]
        assert (due.phrase if isinstance(due, Reading) else due) == (phrase or None)
        assert due is None or due.facts() == read_deadline(phrase, anchor=on).facts()


# --- one thing at a time


def small(*rows, **how):
    """A ledger under three headings."""
    return read_ledger(Table("台账", (lines("编号|存在问题|整改时限"), *rows), **how), on=DAY)


def codes(ledger):
    return [aside.reason.code for aside in ledger.skipped][1:], [aside.reason.code for aside in ledger.rejected]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ((None, None, None), "blank"),
        (("", "  "), "blank"),
        ((), "blank"),
        (("合 计", "3项", None), None),
        (("合计", "3项", None), "totals"),
        (("小计：", None, None), "totals"),
        (("总计12项", None, 3), "totals"),
        (("一、党建", None, None), "group"),
        (("（三）业务", None, None), "group"),
        (("第二批", None, None), "group"),
        (("注：每月报送", None, None), "note"),
        ((None, "填表人：某人", None), "note"),
        (("编号", "存在问题", "整改时限"), "heading again"),
        (("编号", "存在 问题"), "heading again"),
        ((None, "存在问题与原因", None), None),
        (("一、问题说明", "内容", None), None),
        (("H-1", None, None), "no subject"),
        (("编号", "另一句", None), None),
        (("编号", "存在问题", 3), None),
    ],
)
def test_a_row_is_a_record_unless_it_shows_that_it_is_none(row, code):
    """Blank rows, totals, groups, notes and headings are told by what they are; a row without a subject is rejected."""
    skipped, rejected = codes(small(row))
    assert (skipped + rejected) == ([code] if code else [])


def test_a_wide_merge_makes_a_group_and_a_narrow_one_does_not():
    """A single text over most columns is the heading of a group; one over its own column is a record."""
    assert codes(small(("某某镇", None, None), merges=(Merge(1, 0, 1, 2),)))[0] == ["group"]
    ledger = small((None, "某某问题", None))
    assert (len(ledger.rows), ledger.rows[0]["issue"]) == (1, "某某问题")
    merged = small(("H-1", "甲", None), (None, "乙", None), merges=(Merge(1, 0, 2, 0),))
    assert [row["key"] for row in merged.rows] == ["H-1", "H-1"]
    numbered = read_ledger(Table("台账", (lines("序号|存在问题"), (1, "甲"), ("2", None), (3, None))), on=DAY)
    assert codes(numbered) == (["number only", "number only"], [])
    spoken = read_ledger(
        Table("台账", (lines("序号|存在问题"), (1, "甲"), (2, None)), merges=(Merge(1, 1, 2, 1),)), on=DAY
    )
    assert [row["issue"] for row in spoken.rows] == ["甲", "甲"]


def test_a_title_that_stands_again_on_the_next_page_is_a_title():
    """Printing repeats titles; they are skipped as what they are."""
    table = Table("1", (("问题台账",), lines("编号|存在问题"), ("H-1", "甲"), ("问题台账",), ("H-2", "乙")))
    ledger = read_ledger(table, on=DAY)
    assert [aside.reason.code for aside in ledger.skipped] == ["title", "heading", "title"]
    assert ledger.kind == "issue"


def test_a_ditto_mark_below_nothing_is_a_fault_and_its_text_is_kept():
    """同上 in the first row repeats nothing."""
    ledger = small(("H-1", "甲", "同上"))
    (fault,) = ledger.faults
    assert (fault.code, fault.place, fault.found) == ("nothing above", "台账!C2", "同上")
    assert ledger.rows[0].text("deadline") == "同上"
    assert ledger.rows[0].text("unit") is None


def test_a_merged_cell_that_is_not_read_is_one_fault():
    """It stands in one cell, whatever rows it speaks for."""
    ledger = small(("H-1", "甲", "再说"), ("H-2", "乙", None), merges=(Merge(1, 2, 2, 2),))
    assert [fault.place for fault in ledger.faults] == ["台账!C2"]
    assert [row.text("deadline") for row in ledger.rows] == ["再说", None]


def test_columns_that_nobody_knows_are_kept_and_said():
    """An unknown heading is a note where something stands under it; its cells are kept under their heading."""
    table = Table("台账", (lines("编号|存在问题|奇奇怪怪||空着"), ("H-1", "甲", 3, "边上", None), ("H-2", "乙")))
    ledger = read_ledger(table, on=DAY)
    assert [(fault.code, fault.place, fault.found) for fault in ledger.faults] == [
        ("unknown heading", "台账!C1", "奇奇怪怪"),
        ("unknown heading", "台账!D1", ""),
    ]
    assert [row.others for row in ledger.rows] == [{"奇奇怪怪": 3, "D": "边上"}, {}]


def test_a_fault_under_a_heading_that_was_only_guessed_is_a_warning():
    """How sure the column is says how grave its fault is."""
    table = Table("台账", (lines("编号|存在问题|局里定的整改时限"), ("H-1", "甲", "再说")))
    ledger = read_ledger(table, on=DAY)
    assert [(fault.code, fault.severity) for fault in ledger.faults] == [("no term", "warning")]
    pinned = read_ledger(table, on=DAY, layout=find_layout(table, pins={"局里定的整改时限": "deadline"}))
    assert [(fault.code, fault.severity) for fault in pinned.faults] == [("no term", "error")]


def test_a_column_of_which_only_the_last_word_is_known_is_read_and_not_relied_on():
    """…单位 may be any unit, …号 any number: it is on the row, and out of what is made of it; texts stay."""
    table = Table("台账", (lines("存在问题|下辖单位|文书号|附带事项"), ("甲", "乙局", "9", "丙")))
    ledger = read_ledger(table, on=DAY)
    (row,), (trusted,) = ledger.rows, ledger.trusted()
    assert (row["unit"], row["key"], row.all("issue")) == ((Named("乙局"),), "9", ("甲", "丙"))
    assert (trusted["unit"], trusted["key"], trusted.all("issue")) == (None, None, ("甲", "丙"))
    assert read(PROJECTS).trusted() == read(PROJECTS).rows
    assert read_ledger(Table("空", ()), on=DAY).trusted() == ()


def test_the_best_column_speaks_for_a_logical_column_and_all_of_them_are_there():
    """Two columns mean the same: a better heading is asked first, and an empty one gives way."""
    table = Table("台账", (lines("项目名称|问题简述|编号"), ("A", "甲", "1"), ("B", None, "2")))
    one, two = read_ledger(table, on=DAY).rows
    assert (one["issue"], one.all("issue"), two["issue"], two.text("issue")) == ("甲", ("甲", "A"), "B", "B")


def test_a_table_without_headings_is_rejected_row_by_row():
    """Nothing can be told of it, and all of it is kept."""
    table = Table("数据", ((1, 2), (None, ""), ("a", "b")))
    ledger = read_ledger(table, on=DAY)
    assert (ledger.layout, ledger.kind, ledger.caption) == (None, None, ())
    assert ([a.at for a in ledger.rejected], [a.at for a in ledger.skipped]) == ([0, 2], [1])
    assert [fault.code for fault in ledger.faults] == ["no heading row"]
    assert read_ledger(Table("空", ()), on=DAY).faults == ()


def test_a_kind_that_cannot_be_told_is_said_and_a_missing_subject_too():
    """Neither is guessed."""
    table = Table("1", (lines("编号|备注|电话"), ("1", "a", "2")))
    ledger = read_ledger(table, on=DAY)
    assert (ledger.kind, [fault.code for fault in ledger.faults]) == (None, ["unknown kind", "no subject column"])
    told = read_ledger(table, on=DAY, kind="hazard")
    assert [(fault.code, fault.message.zh) for fault in told.faults] == [("no subject column", "没有问题列")]
    assert read_ledger(Table("1", (lines("编号|备注"),)), on=DAY).faults[0].code == "unknown kind"
    own = Vocabulary((Column("a", Label("甲", "a"), headings="甲"), Column("b", Label("乙", "b"), headings="乙")))
    bare = read_ledger(Table("1", (lines("甲|乙"), (1, 2))), on=DAY, vocabulary=own)
    assert [fault.code for fault in bare.faults] == ["unknown kind", "no subject column"]


def test_a_layout_settles_the_columns_of_the_next_ledger_wherever_they_stand():
    """The clerk moves columns and adds a title; what was settled by heading stays settled."""
    first = Table("三月", (lines("编号|存在问题|要紧的日子"), ("H-1", "甲", "6月底前")))
    layout = find_layout(first, kind="issue", pins={2: "deadline", "存在问题": "issue"})
    moved = Table("四月", (("问题台账",), lines("要紧的日子|编号|存在问题"), ("7月底前", "H-2", "乙")))
    assert not layout.fits(moved)
    ledger = read_ledger(moved, on=DAY, layout=layout)
    assert (ledger.rows[0]["deadline"].term, ledger.rows[0]["key"]) == (date(2022, 7, 31), "H-2")
    assert {placed.confidence for placed in ledger.layout.columns} == {"pinned"}


def test_a_mistake_of_the_caller_is_refused():
    """A datetime is no day, and a kind is one of the vocabulary's."""
    with pytest.raises(NotADayError):
        read_ledger(PROJECTS.table, on="2022-03-01")
    with pytest.raises(VocabularyError, match="no kind of ledger '账'"):
        read_ledger(PROJECTS.table, on=DAY, kind="账")


# --- any table at all


@given(tables(), st.sampled_from([None, *(kind.id for kind in HEADINGS.kinds)]))
def test_any_table_is_read_and_nothing_of_it_is_lost(table, kind):
    """Rows in = records + rejected + skipped, every row once; every cell is kept; every fault has its place."""
    ledger = read_ledger(table, on=DAY, kind=kind)
    asides = (*ledger.skipped, *ledger.rejected)
    assert sorted(row.at for row in (*ledger.rows, *asides)) == list(range(len(table.rows)))
    assert kept(ledger) == cells_of(table)
    assert all(row.raw == table.rows[row.at] and row.place == table.place(row.at) for row in (*ledger.rows, *asides))
    assert all(aside.reason.text("zh") and aside.reason.text("en") for aside in asides)
    assert all(fault.place.startswith("表!") and fault.text() for fault in ledger.faults)
    width = max(map(len, table.rows))
    assert all(len(row.values) == width for row in ledger.rows)


@given(tables())
def test_what_was_found_of_any_table_is_found_again_by_its_layout(table):
    """Reading with the layout of the first reading changes nothing."""
    ledger = read_ledger(table, on=DAY)
    if ledger.layout is not None:
        again = read_ledger(table, on=DAY, layout=Layout.read(ledger.layout.record()))
        assert (again.layout, repr(again.rows)) == (ledger.layout, repr(ledger.rows))
