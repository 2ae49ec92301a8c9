"""Strategies for ledgers: tables as clerks keep them, their layouts, what is read of them, and sheets to be written.

Holds: `raw_cells`, `tables`, `sheets`, `merges`, `vocabularies`, `layouts`, `ledgers`, `intakes`.
Never: draws a cell, merge or link outside its sheet.
"""

from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from safetywork.labels import Label
from safetywork.ledgers.headings import HEADINGS, Column, Confidence, LedgerKind, Vocabulary
from safetywork.ledgers.intake import Intake, take_in
from safetywork.ledgers.layouts import Layout, Placed
from safetywork.ledgers.reading import Ledger, read_ledger
from safetywork.ledgers.sheets import Sheet
from safetywork.ledgers.tables import Merge, Raw, Table
from safetywork.testing.drawn.people import names
from safetywork.testing.drawn.phrases import damaged_phrases, phrases
from safetywork.testing.drawn.times import days
from safetywork.testing.drawn.words import labels, titles

_HEADS = ("编号", "存在问题", "责任人", "整改时限", "整 改\n时限：", "备注", "走访户数", "")
_ISSUES = ("编号", "存在问题", "责任人", "整改时限", "整改状态")
_STATUSES = ("", "整改中", "已完成", "未整改", "已销号")
_COLOURS = ("#d92d20", "#2970d6")


def raw_cells() -> st.SearchStrategy[Raw]:
    """Cells as files hold them: nothing, texts, phrases, whole and other numbers, days, truths."""
    texts: st.SearchStrategy[Raw] = st.sampled_from(("", " ", "同上", "=1+1", "０１２", "〃")) | titles() | names()
    numbers: st.SearchStrategy[Raw] = st.sampled_from((0, 3, 3.0, 45_000, Decimal("12.5"), True))
    return st.none() | texts | numbers | days() | phrases() | damaged_phrases()


def tables() -> st.SearchStrategy[Table]:
    """Tables of up to three rows under headings that are known, not known and missing; rows differ in length."""
    head = st.lists(st.sampled_from(_HEADS), min_size=1, max_size=5).map(tuple)
    body = st.lists(st.lists(raw_cells(), max_size=5).map(tuple), max_size=3)
    hidden = st.frozensets(st.integers(0, 4), max_size=1)
    return st.tuples(head, body, st.lists(merges(), max_size=1), hidden, st.integers(0, 2)).map(
        lambda d: Table("问题台账", (d[0], *d[1]), tuple(d[2]), hidden=d[3], first_row=d[4])
    )


def merges(rows: int = 3, columns: int = 3) -> st.SearchStrategy[Merge]:
    """Merged ranges inside so many rows and columns, of one cell or more."""
    row, column = st.integers(0, rows - 1), st.integers(0, columns - 1)
    return st.tuples(st.tuples(row, row).map(sorted), st.tuples(column, column).map(sorted)).map(
        lambda drawn: Merge(drawn[0][0], drawn[1][0], drawn[0][1], drawn[1][1])
    )


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Sheets of one to three columns, coloured, linked, merged, with words to choose from; some stand still or hide."""
    columns, rows = draw(st.integers(1, 3)), draw(st.integers(0, 3))
    cells = st.lists(raw_cells(), min_size=columns, max_size=columns)
    at = st.tuples(st.integers(0, rows), st.integers(0, columns - 1))
    column, colour = st.integers(0, columns - 1), st.sampled_from(_COLOURS)
    return Sheet(
        "台账",
        [draw(st.lists(st.sampled_from(_HEADS), min_size=columns, max_size=columns))],
        draw(st.lists(cells, min_size=rows, max_size=rows)),
        merges=tuple(draw(st.lists(merges(rows + 1, columns), max_size=1))),
        fills=draw(st.dictionaries(at, st.none() | colour, max_size=2)),
        tints=draw(st.dictionaries(column, st.just({"红": _COLOURS[0]}), max_size=1)),
        choices=draw(st.dictionaries(column, st.just(("红", "黄", "蓝")), max_size=1)),
        widths=draw(st.dictionaries(column, st.sampled_from((8, 12.5)), max_size=1)),
        frozen=draw(st.none() | st.integers(0, rows + 1)),
        filtered=draw(st.booleans()),
        hidden=draw(st.frozensets(column, max_size=1)),
        links=draw(st.dictionaries(at, st.just("问题台账!E7"), max_size=1)),
    )


def vocabularies() -> st.SearchStrategy[Vocabulary]:
    """The stock vocabulary, some headings more, and small ones of a user's own."""
    ids = st.sampled_from([column.id for column in HEADINGS.columns])
    more = st.dictionaries(ids, st.just(("交账日",)), min_size=1, max_size=1)
    own = labels().map(lambda label: Vocabulary((Column("due", label, "deadline", ("交账日",)),), (_OWN,)))
    return st.just(HEADINGS) | more.map(lambda given: HEADINGS.extend(headings=given)) | own


def layouts() -> st.SearchStrategy[Layout]:
    """Layouts of up to five columns under one or two rows of headings: known, doubtful, twice the same."""
    column = st.none() | st.sampled_from([column.id for column in HEADINGS.columns[:4]])
    told = st.tuples(st.sampled_from(_HEADS), column, st.sampled_from(get_args(Confidence)), st.integers(0, 2))
    placed = st.lists(told, max_size=5).map(lambda given: [Placed(i, *one) for i, one in enumerate(given)])
    kind = st.sampled_from((None, *(kind.id for kind in HEADINGS.kinds)))
    return st.builds(Layout, kind, st.integers(0, 3), st.integers(1, 2), placed)


def ledgers() -> st.SearchStrategy[Ledger]:
    """Drawn tables as they are read on a day, by drawn vocabularies."""
    return st.tuples(tables(), days(), vocabularies()).map(
        lambda drawn: read_ledger(drawn[0], on=drawn[1], vocabulary=drawn[2])
    )


def intakes() -> st.SearchStrategy[Intake]:
    """What comes of taking a ledger of issues in once, or again after some of its rows have changed or gone."""
    editions = st.tuples(_issues(), _issues(), st.booleans(), names())
    return editions.map(lambda drawn: _taken(*drawn))


def _issues() -> st.SearchStrategy[Ledger]:
    row = st.tuples(titles(), st.sampled_from(("李四", "张三", "")), phrases(), st.sampled_from(_STATUSES))
    rows = st.dictionaries(st.sampled_from(("H-1", "H-2", "H-3")), row, max_size=3)
    return st.tuples(rows, days()).map(
        lambda drawn: read_ledger(
            Table("问题台账", (_ISSUES, *((key, *cells) for key, cells in drawn[0].items()))), on=drawn[1], kind="issue"
        )
    )


def _taken(first: Ledger, second: Ledger, again: bool, by: str) -> Intake:  # noqa: FBT001
    once, later = sorted((first, second), key=lambda ledger: ledger.on)
    taken = take_in(once, by=by)
    return take_in(later, taken.book, by=by) if again else taken


_OWN = LedgerKind("own", Label("自有台账", "an own ledger"), ("due",), ("due",))
