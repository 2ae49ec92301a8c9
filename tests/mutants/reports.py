"""Rules of figures and reports, broken on purpose.

Holds: mutants of sums, rounding, contradictions of a row, and of comparing two reports.
Never: is imported by the library; a check passes on the rules as they are.
"""

import re
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import safetywork as sw
from mutants.board import DAY, Patch, killed_by, owed
from safetywork import comparisons, rates
from safetywork.checks import runs, statements, statuses
from safetywork.checks.told import Told


def totals_are_judged_by_intervals() -> None:
    assert statements.judge_totals({"total": 50, "parts": {"已整改": 40, "正在整改": 10}, "unit": "项"}) is True
    assert statements.judge_totals({"total": 50, "parts": {"已整改": 40, "正在整改": 9}, "unit": "项"}) is False
    assert statements.judge_totals({"total": 50, "parts": {"已整改": 40}, "unit": "项"}) is None
    assert statements.judge_totals({"total": 13.4, "parts": {"a": 5.58, "b": 7.79}, "unit": "万个"}) is True
    assert statements.judge_totals({"total": 3.1, "parts": {"a": 1.0, "b": 2.0}, "unit": "元"}) is None
    assert statements.judge_totals({"total": 3.0, "parts": {"a": 1.0, "b": 2.1}, "unit": "元"}) is False


@killed_by(totals_are_judged_by_intervals)
def a_remainder_is_an_error(patch: Patch) -> None:
    """What no part names is unknown, and not wrong."""
    adds_up = statements.adds_up
    patch.setattr(statements, "adds_up", lambda total, parts, *, whole: adds_up(total, parts, whole=True))


@killed_by(totals_are_judged_by_intervals)
def everything_is_rounded(patch: Patch) -> None:
    """Money and whole numbers are exact."""
    read = statements.Stated.read
    patch.setattr(statements.Stated, "read", lambda n, **_: read(n, rounded=True))


@killed_by(totals_are_judged_by_intervals)
def nothing_is_rounded(patch: Patch) -> None:
    """A number of 万 with its decimals stands for all that round to it."""
    read = statements.Stated.read
    patch.setattr(statements.Stated, "read", lambda n, **_: read(n))


def rounding_is_half_up() -> None:
    assert [str(rates.half_up(Fraction(n, 8) * 100, 0)) for n in (1, 3, 5)] == ["13", "38", "63"]
    assert str(rates.half_up(Fraction(688, 697) * 100, 2)) == "98.71"


@killed_by(rounding_is_half_up)
def rounding_is_to_even(patch: Patch) -> None:
    """四舍五入, and not the banker's rounding."""
    patch.setattr(rates, "half_up", lambda value, digits: round(Decimal(value.numerator) / value.denominator, digits))


@killed_by(rounding_is_half_up)
def rounding_is_down(patch: Patch) -> None:
    """Half goes up."""
    patch.setattr(rates, "half_up", lambda value, digits: Decimal(int(value * 10**digits)).scaleb(-digits))


def told(text: str, cls: str = "done", **more: Any) -> Told:
    """A row with its words."""
    return Told(
        "R", more.pop("title", "平台·上线"), DAY, DAY, None, "已完成", cls, text, more.pop("finish", DAY), **more
    )


def rows_are_read_with_care() -> None:
    def codes(row: Told) -> list[str]:
        return [fault.code for fault in runs.check_rows([row], DAY).faults]

    assert codes(told("环节取消")) == ["B4"]
    assert codes(told("未取消，已上线")) == []
    assert codes(told("方案已定稿")) == ["B6"]
    assert codes(told("已上线")) == []
    assert codes(told("已上线", finish=DAY + timedelta(days=1))) == ["B2"]
    assert codes(told("已上线", finish=None)) == ["B3"]
    assert codes(told("已上线", finish=DAY - timedelta(days=1))) == ["early"]


@killed_by(rows_are_read_with_care)
def a_denial_is_not_heard(patch: Patch) -> None:
    """未取消 is not 取消."""
    patch.setattr(statuses, "_CALLED_OFF", re.compile("取消"))


@killed_by(rows_are_read_with_care)
def a_step_is_the_goal(patch: Patch) -> None:
    """A step towards the goal is less than the goal."""
    patch.setattr(statuses, "_STEPS", ())


def reports_compare_by_records() -> None:
    one = sw.Book("t", matters=(owed(),))
    two = one.with_(sw.Issue.register(id="H-2", title="t", on=DAY, by="甲"))
    figures = [sw.report(book, as_of=DAY + timedelta(days=1)).figures for book in (one, two)]
    assert sw.compare(figures[0], figures[0]) == ()
    assert {row for change in sw.compare(*figures) for row in change.added} == {"H-2"}


@killed_by(reports_compare_by_records)
def only_values_are_compared(patch: Patch) -> None:
    """A change names the records that came."""
    patch.setattr(comparisons.Comparison, "added", property(lambda _: ()))


@killed_by(reports_compare_by_records)
def everything_has_changed(patch: Patch) -> None:
    """What is the same is left out."""
    patch.setattr(comparisons.Comparison, "same", property(lambda _: False))
