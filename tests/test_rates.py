"""Rates: exact, with both ends named; comparisons: what changed, and because of what."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from crowds import books
from safetywork.comparisons import Comparison, compare
from safetywork.figures import Figure
from safetywork.rates import RATES, Rate, half_up

DAY = date(2024, 6, 3)


def figure(n, rows=(), *, unit="项", what="问题", which="已整改{n}", on=DAY):
    """A figure of so many; None is unknown."""
    value = sw.Count.unknown(unit) if n is None else sw.Count.exact(n, unit)
    return Figure(value, sw.Label(what, what), sw.Label(which, which), on, tuple(rows))


@pytest.mark.parametrize(
    ("part", "whole", "digits", "told"),
    [(688, 697, 2, "98.71"), (314, 386, 1, "81.3"), (25, 31, 0, "81"), (1, 8, 0, "13"), (1, 8, 1, "12.5"),
     (0, 3, 1, "0.0")],
)  # fmt: skip
def test_half_up_with_the_digits_that_are_asked_for(part, whole, digits, told):
    """688 of 697 are 98.71 %, 25 of 31 are 81 %, one of eight is 13 %, and never a banker's 12."""
    rate = Rate(RATES["rectified"], figure(part), figure(whole), digits)
    assert rate.text("zh") == f"整改率{told}%（{whole}项中{part}项）"
    assert rate.text("en").startswith(f"rate of rectification {told} %")
    assert rate.figures == (rate.part, rate.whole)


def test_a_rate_that_is_not_known():
    """Of nothing, of an unknown, of another unit: X, and both ends stay named."""
    for part, whole in ((figure(0), figure(0)), (figure(None), figure(3)), (figure(1, unit="条"), figure(3))):
        rate = Rate(RATES["closed"], part, whole)
        assert rate.value is None
        assert rate.text("zh").startswith("销号率X%（")


@given(st.fractions(-50, 50), st.integers(0, 3))
def test_half_up_is_within_half_a_step(value, digits):
    """The nearest step, and of two the upper."""
    told = Fraction(half_up(value, digits))
    step = Fraction(1, 10**digits)
    assert -step / 2 <= value - told < step / 2


def test_a_comparison():
    """The change and its rate; what is unknown stays so, a unit that changed is not subtracted."""
    grew = Comparison(figure(40, ["a"]), figure(50, ["a", "b"]))
    assert (grew.change, grew.rate, grew.added, grew.gone) == (10, Fraction(1, 4), ("b",), ())
    assert grew.text("zh") == "问题／已整改：40项 → 50项（+25.0%）；新增b"
    assert Comparison(figure(None), figure(3)).change is None
    assert Comparison(figure(3, unit="条"), figure(3)).change is None
    assert Comparison(figure(0), figure(3)).rate is None
    new = Comparison(None, figure(3, ["a"]))
    assert (new.change, new.added, new.text("en")) == (None, ("a",), "问题／已整改: — → 3 items; new: a")
    over = Comparison(figure(3, ["a"]), None)
    assert (over.gone, over.text("zh")) == (("a",), "问题／已整改：3项 → —；不再计入a")


def test_figures_of_one_kind_are_matched_by_their_records():
    """Of several alike, those that share records belong together; one that shares none is new."""
    then = [figure(2, ["a", "b"]), figure(1, ["c"])]
    now = [figure(2, ["x", "y"]), figure(1, ["c"]), figure(3, ["a", "b", "d"])]
    told = compare(then, now)
    assert [(one.before and one.before.rows, one.after and one.after.rows) for one in told] == [
        (None, ("x", "y")),
        (("a", "b"), ("a", "b", "d")),
    ]
    assert compare([figure(1, ["a"])], [figure(1, ["b"])])[0].before is not None
    assert [one.after for one in compare([figure(1, ["a"]), figure(0)], [figure(0)])] == [None]


def test_a_change_says_what_was_recorded():
    """The entries in between of the records behind it."""
    issue = sw.Issue.register(id="H", title="t", on=DAY, by="甲")
    later = issue.apply(sw.Assign(on=DAY + timedelta(days=2), by="局长", owner="李四", term=sw.days(9)))
    book = sw.Book("t", matters=(later,))
    (one,) = compare([figure(1, ["H"])], [figure(2, ["H", "Z"], on=DAY + timedelta(days=3))], book)
    assert [(row, entry.event.code) for row, entry in one.entries] == [("H", "assign")]
    assert compare([figure(1, ["H"])], [figure(2, ["H", "Z"], on=DAY + timedelta(days=1))], book)[0].entries == ()


@given(books(), st.data())
def test_a_report_compared_with_itself_has_not_changed(drawn, data):
    """Nothing is told; with that of another day, what is told differs in value or in records."""
    book, days = drawn
    one, two = (data.draw(st.sampled_from(days)) for _ in range(2))
    first, second = (sw.report(book, as_of=day).figures for day in (one, two))
    assert compare(first, first) == ()
    for change in compare(first, second, book):
        assert not change.same
        assert change.text("zh")
        assert change.text("en")
