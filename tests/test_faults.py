"""A fault is a value: it says where, what stood there and what would be taken, in both languages."""

import pytest

from safetywork.faults import Fault
from safetywork.labels import Label

NO_DAY = Label("不是日期", "not a day")


@pytest.mark.parametrize(
    ("found", "accepted", "zh", "en"),
    [
        ("", "", "第3行：不是日期", "第3行: not a day"),
        ("近期", "", "第3行：不是日期（原文：近期）", "第3行: not a day (found: 近期)"),
        ("", "6月30日", "第3行：不是日期；可接受：6月30日", "第3行: not a day; accepted: 6月30日"),
        (
            "近期",
            "6月30日",
            "第3行：不是日期（原文：近期）；可接受：6月30日",
            "第3行: not a day (found: 近期); accepted: 6月30日",
        ),
    ],
)
def test_a_fault_is_one_line(found, accepted, zh, en):
    """What did not stand there, or is not known to be acceptable, is not mentioned."""
    fault = Fault("day", "第3行", NO_DAY, found, accepted)
    assert (fault.text(), fault.text("zh"), fault.text("en")) == (zh, zh, en)


def test_a_fault_is_an_error_unless_it_says_less():
    """Severity is error, warning or note; faults compare as values."""
    assert Fault("day", "row 3", NO_DAY).severity == "error"
    assert Fault("day", "row 3", NO_DAY, severity="note") != Fault("day", "row 3", NO_DAY)
    assert Fault("day", "row 3", NO_DAY) == Fault("day", "row 3", NO_DAY)


def test_what_stood_there_may_hold_braces():
    """The text of a cell is never taken for a template."""
    assert "{x}" in Fault("json", "row 1", NO_DAY, found="{x}").text("en")
