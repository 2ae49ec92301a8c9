"""Where the headings of a ledger stand, and which column is what."""

import pytest

from clerks import lines
from safetywork.ledgers.headings import VocabularyError
from safetywork.ledgers.layouts import Layout, LayoutError, Placed, find_layout
from safetywork.ledgers.tables import Merge, Table

BODY = ("H-1", "甲", "乙局", "2022-06-30", "整改中", None)


def found(*rows, **how):
    layout = find_layout(Table("台账", rows, **how))
    return layout and (layout.top, layout.depth, [placed.heading for placed in layout.columns])


def test_headings_stand_in_the_first_row_that_has_the_most_of_them():
    """A title, a filling unit and data do not hide them; the headings again further down are not the first."""
    head = lines("编号|存在问题|责任单位")
    names = list(head)
    assert found(head, BODY[:3]) == (0, 1, names)
    assert found(("问题台账",), ("填报单位：某局", None, "2022年3月"), head, BODY[:3], head) == (2, 1, names)
    assert found((), (None,), head) == (2, 1, names)
    assert found(("责任单位", "存在问题", "x"), head) == (1, 1, names)
    assert found(("编号",), ("1",)) == (0, 1, ["编号"])
    assert found(("编号", "x"), ("1", 2)) is None
    assert found() is None
    assert found(("甲单位", "某照片"), ("乙单位", "另一照片")) is None
    assert (
        found(
            (1, 2),
            (
                "一段很长很长的话，里面说到存在问题、责任单位和整改时限，但不是表头，因为它实在太长了，比任何表头都长",
                "x" * 99,
            ),
        )
        is None
    )


def test_headings_of_two_rows_are_one_with_or_without_merges():
    """Merged cells fill their rows and columns; without merges a group holds for the columns that follow."""
    upper, lower = lines("编号|存在问题|时间节点||责任单位"), lines("||启动时间|完成时间|")
    names = ["编号", "存在问题", "时间节点/启动时间", "时间节点/完成时间", "责任单位"]
    merges = (Merge(1, 2, 1, 3), *(Merge(1, c, 2, c) for c in (0, 1, 4)))
    assert found(("题",), upper, lower, BODY[:5], merges=(Merge(0, 0, 0, 3), *merges)) == (1, 2, names)
    assert found(upper, lower, BODY[:5]) == (0, 2, names)
    assert found(lines("编号|整改|||"), lines("|整改措施|整改时限|责任单位|"), BODY[:5]) == (
        *(0, 2), ["编号", "整改/整改措施", "整改/整改时限", "整改/责任单位", ""],
    )  # fmt: skip


def test_a_row_of_groups_above_the_headings_belongs_to_them():
    """基本信息 and 整改情况 over all the columns: the best row is the lower one, and takes the upper one along."""
    groups, head = ("基本信息", None, "整改情况", None, None), lines("编号|存在问题|整改措施|整改时限|状态")
    names = ["基本信息/编号", "基本信息/存在问题", "整改情况/整改措施", "整改情况/整改时限", "整改情况/状态"]
    wide = (Merge(0, 0, 0, 1), Merge(0, 2, 0, 4))
    assert found(groups, head, BODY[:5], merges=wide) == (0, 2, names)
    assert found((None, None, "整改情况", None, None), head, merges=wide[1:])[:2] == (0, 2)
    assert found(("整改台账", None, None, None, None), head, merges=(Merge(0, 0, 0, 3),))[:2] == (1, 1)
    assert found(("某局", None, "2022年3月", None, None), head, merges=wide)[:2] == (1, 1)
    assert found((3, None, "整改情况", None, None), head, merges=wide)[:2] == (1, 1)


def test_a_heading_over_two_columns_takes_no_record_for_headings():
    """A merged heading without anything below it stands alone."""
    head = ("编号", "存在问题", "备注", None, None)
    assert found(head, ("H-1", "甲", "x", "y", "z"), merges=(Merge(0, 2, 0, 4),)) == (
        *(0, 1), ["编号", "存在问题", "备注", "备注", "备注"],
    )  # fmt: skip


def test_headings_of_four_rows_are_the_most():
    """A merge down a whole column of data is no heading."""
    rows = [("编号", "存在问题"), *((None, "甲") for _ in range(6))]
    assert found(*rows, merges=(Merge(0, 0, 6, 0),)) == (0, 1, ["编号", "存在问题"])
    assert found(*rows, merges=(Merge(0, 0, 1, 0),))[:2] == (0, 2)
    assert found(rows[0], merges=(Merge(0, 0, 2, 0),))[:2] == (0, 1)
    assert found(rows[0], rows[1], merges=(Merge(0, 1, 1, 9), Merge(0, 7, 0, 9)))[:2] == (0, 2)


def test_what_the_caller_pins_wins():
    """By heading or by index; None keeps a column aside."""
    table = Table("台账", (lines("编号|存在问题|奇怪|整改时限"), BODY[:4]))
    layout = find_layout(table, pins={"奇怪": "measure", 3: None, "编 号": "no"})
    assert [(p.column, p.confidence) for p in layout.columns] == [
        ("no", "pinned"), ("issue", "exact"), ("measure", "pinned"), (None, "pinned"),
    ]  # fmt: skip
    assert (layout.of("measure"), layout.of("key"), layout.unknown()) == ((2,), (), (layout.columns[3],))
    odd = Table("台账", (lines("甲|乙"), (1, 2)))
    assert find_layout(odd) is None
    assert find_layout(odd, pins={"甲": "issue", "乙": "key"}).top == 0


@pytest.mark.parametrize(
    ("how", "error", "words"),
    [
        ({"pins": {9: "issue"}}, LayoutError, "pin 9: the table has 2 columns, counted from 0"),
        ({"pins": {"编号": "due"}}, VocabularyError, "there is no column 'due'"),
        ({"kind": "账"}, VocabularyError, "there is no kind of ledger '账'"),
    ],
)
def test_a_pin_on_nothing_is_refused(how, error, words):
    """A column that the table or the vocabulary does not have is a mistake of the caller."""
    with pytest.raises(error) as caught:
        find_layout(Table("台账", (lines("编号|存在问题"),)), **how)
    assert words in str(caught.value)
    with pytest.raises(LayoutError, match="0 columns"):
        find_layout(Table("空", ()), pins={0: "issue"})


FINE = {"kind": None, "top": 0, "depth": 1, "columns": [[0, "编号", "key", "exact", 1]]}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"columns": 3},
        FINE | {"columns": [[1]]},
        FINE | {"top": -1},
        FINE | {"depth": 0},
        FINE | {"top": "0"},
        FINE | {"columns": [[1, "编号", "key", "exact", 1]]},
        FINE | {"columns": [[0, "编号", "key", "surely", 1]]},
    ],
)
def test_data_that_are_no_layout_are_refused(data):
    """What `record` did not write is not read."""
    assert Layout.read(FINE).record() == FINE
    with pytest.raises(LayoutError, match=r"give what Layout\.record\(\) wrote"):
        Layout.read(data)


def test_a_layout_fits_where_its_headings_stand_as_they_did():
    """The same headings in the same places, whatever stands below; a shorter table has none."""
    table = Table("台账", (("题",), lines("编号|存在问题"), BODY[:2]))
    layout = find_layout(table)
    assert layout.fits(table)
    assert not layout.fits(Table("台账", table.rows[1:]))
    assert not layout.fits(Table("台账", (("题",),)))
    assert layout.pins == {"编号": "key", "存在问题": "issue"}
    assert layout.columns[0] == Placed(0, "编号", "key", "exact", 1)
