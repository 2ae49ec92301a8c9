"""Tables of raw cells."""

import pytest

from safetywork.ledgers.tables import Table, column_name


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_are_named_as_spreadsheets_name_them(index, name):
    """A … Z, AA … XFD."""
    assert column_name(index) == name


def test_a_cell_is_named_where_it_stands_in_its_sheet():
    """What was cut off above and to the left is counted."""
    table = Table("台账", ((1, 2),), first_row=2, first_column=1)
    assert (table.place(0), table.place(0, 1)) == ("台账!3", "台账!C3")
