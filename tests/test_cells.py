"""The cells of ledgers, read."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from safetywork.counts import Count
from safetywork.faults import Fault
from safetywork.issues import IMMEDIATE, RECTIFICATION
from safetywork.ledgers.cells import (
    ACCEPTED,
    EMPTY,
    READERS,
    Named,
    Setting,
    is_ditto,
    is_empty,
    plain,
    read_cell,
    read_names,
)
from safetywork.ledgers.headings import Reads
from safetywork.ledgers.statuses import CLASSES, Stated, read_answer, read_status, words_of
from safetywork.measures import MEASURE
from safetywork.phrases.points import Point
from safetywork.phrases.readings import Reading
from safetywork.pledges import PLEDGE

ON = date(2022, 3, 1)
NOW = Setting(ON)


def read(raw, reads, setting=NOW):
    return read_cell(raw, reads, setting, place="台账!E7")


def month(year, number):
    return Point("month", year=year, month=number)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (date(2022, 2, 1), date(2022, 2, 1)),
        (datetime(2022, 2, 1, 9, 30), date(2022, 2, 1)),
        (45910, date(2025, 9, 10)),
        ("45910", date(2025, 9, 10)),  # as a csv file keeps it
        (45910.75, date(2025, 9, 10)),
        (Decimal(45910), date(2025, 9, 10)),
        (20220201, date(2022, 2, 1)),
        (20220201.0, date(2022, 2, 1)),
        ("20220201", date(2022, 2, 1)),
        ("2022-02-01", date(2022, 2, 1)),
        ("2016.3.5", date(2016, 3, 5)),
        ("2022/2/1", date(2022, 2, 1)),
        ("2025年9月12日", date(2025, 9, 12)),
        ("２０２５年９月１２日", date(2025, 9, 12)),
        ("2025 年 9 月 12 日", date(2025, 9, 12)),
        ("2023-06-28 16:05:00", date(2023, 6, 28)),
        ("2023-06-28T16:05:00.5+08:00", date(2023, 6, 28)),
        ("2020年9月12日上午10时", date(2020, 9, 12)),
        ("2020年9月12日 星期六 10点30分", date(2020, 9, 12)),
        ("2016.3", month(2016, 3)),
        ("2016年12月", month(2016, 12)),
        (2016.3, month(2016, 3)),
        (2016.12, month(2016, 12)),
        ("2016", Point("year", year=2016)),
        (2016.0, Point("year", year=2016)),
        ("2月1日", date(2022, 2, 1)),
        ("9月3日", date(2021, 9, 3)),
        ("2月29号", None),
        ("2月30日", "no such day"),
        ("13月1日", "no such day"),
        ("2021-02-30", "no such day"),
        ("2021.13", "no such day"),
        ("0000-01-01", "no such day"),
        (2016.1, "month open"),
        (Decimal("2016.1"), "month open"),
        ("9.3", "no day"),
        (3, "no day"),
        (99999999, "no such day"),
        (float("nan"), "no day"),
        (float("inf"), "no day"),
        (True, "no day"),
        (time(9), "no day"),
        (timedelta(days=1), "no day"),
        ("9999", "no day"),
        ("见附件", "no day"),
        ("2022-02-01前", "no day"),
    ],
)
def test_a_day_is_read_as_people_write_it(raw, value):
    """Days, serial numbers, months and years; what may be two days, or is none, is a fault."""
    found = read(raw, "day")
    if value is None:  # a leap day is looked for in the years around
        assert isinstance(found, Fault) or found.month == 2
    elif isinstance(value, str):
        assert (found.code, found.place, found.found, found.accepted) == (value, "台账!E7", plain(raw), ACCEPTED["day"])
    else:
        assert found == value


def test_a_year_that_is_not_written_is_looked_for_back_or_ahead():
    """What was done lies behind; what is planned may lie ahead; in between nobody can tell."""
    assert read("12月25日", "day") == date(2021, 12, 25)
    assert read("12月25日", "plan") == date(2022, 12, 25)
    assert read_cell("3月1日", "plan", Setting(date(2022, 7, 15))).code == "year open"


@pytest.mark.parametrize(
    ("raw", "term", "sustain"),
    [
        ("2022-06-30", date(2022, 6, 30), None),
        (date(2022, 6, 30), date(2022, 6, 30), None),
        (44742, date(2022, 6, 30), None),
        ("2022年6月底前，长期坚持", date(2022, 6, 30), True),
        ("6月底前", date(2022, 6, 30), False),
        ("2016.3", date(2016, 3, 31), False),
        (2016.3, date(2016, 3, 31), False),
        ("长期坚持", None, True),
        ("立行立改", None, False),
    ],
)
def test_a_deadline_is_a_day_or_a_phrase(raw, term, sustain):
    """A plain day is a day; a phrase is read in a document of the ledger's day, and keeps its words."""
    value = read(raw, "deadline")
    if sustain is None:
        assert value == term
    else:
        assert isinstance(value, Reading)
        assert (value.term, value.sustain, value.anchor) == (term, sustain, ON)
        assert value.phrase == (raw if isinstance(raw, str) else "2016年3月")


@pytest.mark.parametrize(
    ("raw", "code"), [("待定", "no term"), ("2022-02-30", "no such day"), (21, "no day"), (2016.1, "month open")]
)
def test_a_deadline_that_says_nothing_is_a_fault(raw, code):
    """Neither a bare number nor a word that sets no day is a term."""
    assert read(raw, "deadline").code == code


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("300余份", Count.at_least(300, "份")),
        ("300余", Count.at_least(300, "人次")),
        ("0.3万", Count.exact(3000, "人次")),
        ("1.2万余项", Count.at_least(12000, "项")),
        ("X", Count.unknown("人次")),
        ("２４", Count.exact(24, "人次")),
        ("1,234人", Count.exact(1234, "人")),
        (12.0, Count.exact(12, "人次")),
        (12, Count.exact(12, "人次")),
        (0.5, Count.exact(Decimal("0.5"), "人次")),
        ("31项63条", "no count"),
        ("若干", "no count"),
        (-1, "no count"),
        (True, "no count"),
        (float("nan"), "no count"),
    ],
)
def test_a_count_is_read_with_its_unit_or_that_of_its_heading(raw, value):
    """余 is at least, X unknown; a unit that is not written is the heading's."""
    found = read(raw, "count", Setting(ON, "人次"))
    assert (found.code if isinstance(found, Fault) else found) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (0.952, Decimal("95.2")), ("95.2%", Decimal("95.2")), (95, 95), ("60％", 60), (1, 100), (0, 0),
        ("0.5%", Decimal("0.5")),
        (101, "no share"), (-0.1, "no share"), ("大半", "no share"), (True, "no share"), (float("nan"), "no share"),
    ],
)  # fmt: skip
def test_a_share_is_read_in_per_cent(raw, value):
    """A number up to 1 is the share of the whole that a per-cent cell holds; above it, it is per cents."""
    found = read(raw, "share")
    assert (found.code if isinstance(found, Fault) else found) == value


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李四、王五", [("李四",), ("王五",)]),
        ("甲局\n乙镇；丙镇,甲局", [("甲局",), ("乙镇",), ("丙镇",)]),
        ("崇贤街道/李四", [("李四", "崇贤街道")]),
        ("甲局/乙局", [("甲局",), ("乙局",)]),
        ("李四/王五", [("李四",), ("王五",)]),
        ("甲局/乙局/李四", [("甲局",), ("乙局",), ("李四",)]),
        (
            "牵头单位:\n甲\n责任单位:\n乙\n丙",
            [("甲", None, "牵头单位"), ("乙", None, "责任单位"), ("丙", None, "责任单位")],
        ),
        ("甲、配合单位：乙局", [("甲",), ("乙局", None, "配合单位")]),
        (
            "甲局（牵头）、乙局(配合单位)、丙局（本级）",
            [("甲局", None, "牵头"), ("乙局", None, "配合"), ("丙局（本级）",)],
        ),
        ("、/。", []),
    ],
)
def test_the_parties_in_a_cell_are_told_apart(text, names):
    """Several names, unit and person, lead and others; a name twice is once."""
    assert read_names(text) == tuple(Named(*name) for name in names)
    assert read(text, "names") == read_names(text)
    assert all(str(one) == one.name for one in read_names(text))


@pytest.mark.parametrize("cls", CLASSES)
def test_every_status_word_is_read_as_its_class(cls):
    """With or without a full stop, brackets, a further clause; the word stays as it stood."""
    for word in words_of(cls):
        assert read_status(word) == Stated(word, cls)
        assert read_status(f" {word}。").cls == cls
        assert read_status(f"{word}（其中3项）").cls == cls
        assert read_status(f"{word}，照片见附件").cls == cls
        assert str(read(word, "status")) == word
    assert all((CLASSES[cls].zh, CLASSES[cls].en))


@pytest.mark.parametrize("workflow", [RECTIFICATION, IMMEDIATE, MEASURE, PLEDGE], ids=lambda w: w.name)
def test_the_states_of_the_stock_workflows_are_status_words(workflow):
    """What the library writes into a ledger, it reads out of one."""
    assert all(read_status(state.label.zh) is not None for state in workflow.states)


def test_a_bare_yes_states_what_its_column_asks():
    """是 under 是否整改 is done, under 是否销号 closed; a bare no says that it is not so; anything else is a fault."""
    assert (read("是", "status").cls, read("是", "closed").cls, read("×", "closed").cls) == ("done", "closed", "open")
    assert (read("未销号", "closed").cls, read("已销号", "closed").cls) == ("open", "closed")
    assert read("基本满意", "status").code == read("搁置", "closed").code == "unknown status"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        *((word, "yes") for word in ("√", "是", "属实", "满意", True, 1)),
        *((word, "no") for word in ("×", "不属实", False, "否（见备注）")),
        *(("基本满意", "nearly"), ("还行", None)),
    ],
)
def test_yes_and_no_are_read_in_their_many_forms(text, answer):
    """√ and ×, 是 and 否, 满意 and 基本满意."""
    found = read(text, "answer")
    assert found == answer if answer else found.code == "no answer"
    assert read_answer("还行") is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        *((3.0, "3"), (3.5, "3.5"), (Decimal("3.0"), "3"), (float("nan"), "nan"), (Decimal("sNaN"), "sNaN")),
        *((Decimal("1E+9999"), "1E+9999"), (1e300, "1e+300"), (True, "是"), (False, "否"), (" 甲 ", "甲"), (None, "")),
        *((date(2022, 1, 2), "2022-01-02"), (datetime(2022, 1, 2, 3), "2022-01-02 03:00:00"), (time(9), "09:00:00")),
        (datetime(2022, 1, 2, tzinfo=UTC), "2022-01-02 00:00:00+00:00"),
    ],
)
def test_any_cell_is_text_where_text_is_wanted(raw, text):
    """A number that a file keeps as 3.0 is the 3 that somebody typed; an id keeps one spelling."""
    assert plain(raw) == text
    assert read(raw, "text") == (text or None)
    assert read("Ｈ－０１", "key") == "H-01"


def test_empty_cells_and_ditto_marks_are_told_from_words():
    """无, — and / say nothing; 同上 and 〃 repeat; 同上游 is a word."""
    assert all(is_empty(word) for word in (*EMPTY, None, " ", "　", "Ｎ/Ａ", "／"))
    assert not any(is_empty(raw) for raw in (0, False, "无人", "--x"))
    assert all(is_ditto(word) for word in ("同上", " 〃", "々", '"', "＂", "“"))
    assert not any(is_ditto(raw) for raw in ("同上游", None, 0, ""))


@given(
    st.none()
    | st.text()
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.decimals()
    | st.times(),
    st.sampled_from(sorted(READERS)),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_any_cell_is_read_or_a_fault_with_what_stood_there(raw, reads: Reads, on):
    """Total: every reader takes every cell; a fault says where, what, and what would be taken."""
    found = read_cell(raw, reads, Setting(on), place="表!A1")
    if isinstance(found, Fault):
        assert (found.place, found.found, found.accepted) == ("表!A1", plain(raw), ACCEPTED[reads])
        assert all((found.text("zh"), found.text("en")))
    assert not is_empty(raw) or found is None
