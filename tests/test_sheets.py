"""Sheets that are to be written."""

from datetime import date

import pytest

from safetywork.ledgers.sheets import Sheet, SheetError
from safetywork.ledgers.tables import Merge, Table

HEAD = (("问题台账",), ("序号", "问题", "亮灯"))
ROWS = (("007", "=SUM(A1)", "红"), (2, date(2022, 6, 30)))


def test_a_sheet_is_plain_data_and_is_its_table_again():
    """What is written is what would be read: cells, merges and hidden columns; how it is shown stays behind."""
    sheet = Sheet("台账", HEAD, ROWS, merges=(Merge(0, 0, 0, 2),), hidden=frozenset({0}), fills={(2, 2): "#d92d20"})
    assert sheet.table() == Table("台账", HEAD + ROWS, (Merge(0, 0, 0, 2),), frozenset({0}))
    assert (sheet.columns, sheet.frozen_rows) == (3, 2)
    assert Sheet("台账", [list(row) for row in HEAD], ROWS).head == HEAD


def test_the_rows_in_view_are_those_of_the_head_unless_told():
    """None is the head; a number is that number."""
    assert Sheet("台账", HEAD, ROWS, frozen=1).frozen_rows == 1
    assert Sheet("空", (), ()).frozen_rows == 0


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"fills": {(4, 0): None}}, "fill at (4, 0) lies outside the sheet"),
        ({"links": {(0, 3): "台账!A1"}}, "link at (0, 3) lies outside the sheet"),
        ({"fills": {(-1, 0): None}}, "fill at (-1, 0) lies outside the sheet"),
        ({"fills": {(0, -1): None}}, "fill at (0, -1) lies outside the sheet"),
        ({"tints": {3: {"红": "#d92d20"}}}, "tint of column 3 lies outside the sheet"),
        ({"choices": {-1: ("是", "否")}}, "choice of column -1 lies outside the sheet"),
        ({"widths": {9: 4.0}}, "width of column 9 lies outside the sheet"),
        ({"frozen": 5}, "5 rows cannot stay in view; the sheet has 4"),
        ({"merges": (Merge(3, 0, 4, 0),)}, "Merge(top=3, left=0, bottom=4, right=0) lies outside the sheet"),
    ],
)
def test_a_sheet_refuses_what_lies_outside_of_it(given, problem):
    """A cell, a column or a merge that the sheet does not have is a mistake of the caller."""
    with pytest.raises(SheetError) as caught:
        Sheet("台账", HEAD, ROWS, **given)
    assert (caught.value.problems, str(caught.value)) == ((problem,), f"sheet '台账': {problem}")
