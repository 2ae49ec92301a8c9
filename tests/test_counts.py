"""Counts as reports state them: what is stated is kept, what is not stated stays unknown, like adds to like."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from safetywork.counts import Count, total, union
from safetywork.errors import CountError, UnitMismatchError
from safetywork.testing import strategies

READABLE = strategies.counts(kinds=("exact", "at least", "at most", "about", "unknown"))
SAME_UNIT = strategies.counts(units=("家",))


@pytest.mark.parametrize(
    ("text", "count", "kind"),
    [
        ("32项", Count.exact(32, "项"), "exact"),
        ("0件", Count.exact(0, "件"), "exact"),
        ("650余人次", Count.at_least(650, "人次"), "at least"),
        ("650 余人次", Count.at_least(650, "人次"), "at least"),
        ("100多家", Count.at_least(100, "家"), "at least"),
        ("不少于3次", Count.at_least(3, "次"), "at least"),
        ("至少 3 次", Count.at_least(3, "次"), "at least"),
        ("100家以上", Count.at_least(100, "家"), "at least"),
        ("2万余件", Count.at_least(20_000, "件"), "at least"),
        ("近100家", Count.at_most(100, "家"), "at most"),
        ("不超过5处", Count.at_most(5, "处"), "at most"),
        ("至多5处", Count.at_most(5, "处"), "at most"),
        ("100家以内", Count.at_most(100, "家"), "at most"),
        ("100家以下", Count.at_most(100, "家"), "at most"),
        ("约20件", Count.roughly(20, "件"), "about"),
        ("大约20件", Count.roughly(20, "件"), "about"),
        ("20件左右", Count.roughly(20, "件"), "about"),
        ("20左右", Count.roughly(20, ""), "about"),
        ("X份", Count.unknown("份"), "unknown"),
        ("xx家", Count.unknown("家"), "unknown"),
        ("约X份", Count.unknown("份"), "unknown"),
        ("0.3万", Count.exact(3000, ""), "exact"),
        ("1.5亿元", Count.exact(150_000_000, "元"), "exact"),
        ("0.25公里", Count.exact(Decimal("0.25"), "公里"), "exact"),
        ("６５０余人次", Count.at_least(650, "人次"), "at least"),
        ("  7 ", Count.exact(7, ""), "exact"),
    ],
)
def test_reading_what_a_report_states(text, count, kind):
    """余 and 多 give a lower bound, 近 an upper one, 约 an estimate, X nothing."""
    assert Count.read(text) == count
    assert count.kind == kind
    assert count.known == (kind != "unknown")


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("32项", 32, 32, False),
        ("650余人次", 650, None, False),
        ("近100家", 0, 100, False),
        ("约20件", 20, 20, True),
        ("X份", 0, None, False),
    ],
)
def test_the_bounds_that_a_statement_gives(text, low, high, about):
    """X has the whole range from none up: it is not zero; 余 has no upper bound."""
    count = Count.read(text)
    assert (count.low, count.high, count.about) == (low, high, about)


@pytest.mark.parametrize(
    "text", ["", "许多", "项", "-5家", "5-6家", "1,200家", "近百家", "5 6家", "1e3家", "3家4项", "+3家"]
)
def test_a_text_that_is_no_count_is_refused(text):
    """Nothing is guessed from words or from two numbers."""
    with pytest.raises(CountError) as caught:
        Count.read(text)
    assert caught.value == CountError(text)


@pytest.mark.parametrize(
    "bounds",
    [(-1, 3), (3, -1), (4, 3), (True, 3), (1, True), (1.5, 3), ("1", 3), (None, 3), (None, None)]
    + [(Decimal(x), None) for x in ("NaN", "Infinity", "-0.1")],
)
def test_bounds_that_no_count_has_are_refused(bounds):
    """Bounds are whole or decimal numbers from 0 up, the lower not above the upper, and the lower is stated."""
    with pytest.raises(CountError):
        Count(*bounds, "家")


def test_bounds_may_meet():
    """From 3 to 3 is exactly 3, at most none exactly none; at least none is unknown."""
    assert Count(3, 3, "家") == Count.exact(3, "家")
    assert Count.at_most(0, "家").kind == "exact"
    assert Count.at_least(0, "家") == Count.unknown("家")


@given(READABLE)
def test_what_is_written_is_read_back(count):
    """read(str(c)) = c."""
    assert Count.read(str(count)) == count


@pytest.mark.parametrize(
    ("count", "zh", "en"),
    [
        (Count.exact(32, "项"), "32项", "32 items"),
        (Count.exact(1, "家"), "1家", "1 enterprise"),
        (Count.exact(0, "家"), "0家", "0 enterprises"),
        (Count.at_least(650, "人次"), "650余人次", "at least 650 person-times"),
        (Count.at_least(3, "次"), "不少于3次", "at least 3 times"),
        (Count.at_most(100, "家"), "近100家", "up to 100 enterprises"),
        (Count.at_most(1, "家"), "近1家", "up to 1 enterprise"),
        (Count(3, 5, "家"), "3至5家", "3 to 5 enterprises"),
        (Count.roughly(20, "件"), "约20件", "about 20 matters"),
        (Count.unknown("份"), "X份", "X copies"),
        (Count.exact(2, "台"), "2台", "2 台"),
        (Count.exact(2, ""), "2", "2"),
        (Count.exact(Decimal("0.25"), "元"), "0.25元", "0.25 yuan"),
        (Count.exact(Decimal("2E+3"), "元"), "2000元", "2000 yuan"),
    ],
)
def test_a_count_in_words(count, zh, en):
    """The ledger's word and English, one and many; an unknown unit is left as it is."""
    assert (str(count), count.text(), count.text("en")) == (zh, zh, en)


@pytest.mark.parametrize(
    ("left", "right", "low", "high", "zh"),
    [
        ("650余家", "50家", 700, None, "700余家"),
        ("近100家", "30家", 30, 130, "30至130家"),
        ("近100家", "近50家", 0, 150, "近150家"),
        ("X家", "30家", 30, None, "30余家"),
        ("X家", "X家", 0, None, "X家"),
        ("30余家", "近5家", 30, None, "30余家"),
        ("约20家", "30家", 50, 50, "约50家"),
        ("近100家", "约20家", 20, 120, "约20至120家"),
        ("X家", "约20家", 20, None, "约20余家"),
        ("0.3万家", "5家", 3005, 3005, "3005家"),
    ],
)
def test_sums_are_sums_of_intervals(left, right, low, high, zh):
    """Lower bounds add up, upper bounds while both are known; an estimate stays one, its looser bounds are written."""
    for count in (Count.read(left) + Count.read(right), Count.read(right) + Count.read(left)):
        assert (count.low, count.high, str(count)) == (low, high, zh)


@pytest.mark.parametrize(
    ("left", "right", "en"),
    [("近100家", "约20家", "about 20 to 120 enterprises"), ("X家", "约20家", "about 20 or more enterprises")],
)
def test_a_loose_estimate_in_english(left, right, en):
    """Neither bound is lost."""
    assert (Count.read(left) + Count.read(right)).text("en") == en


@given(SAME_UNIT, SAME_UNIT, SAME_UNIT)
def test_adding_is_commutative_and_associative(a, b, c):
    """In whatever order the rows stand; none added changes nothing."""
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + Count.exact(0, "家") == a


@given(SAME_UNIT, SAME_UNIT, st.integers(0, 150), st.integers(0, 150))
def test_true_numbers_inside_give_a_true_sum_inside(a, b, x, y):
    """What lies within both intervals adds to something within the sum's."""
    x, y = (max(c.low, n if c.high is None else min(n, c.high)) for c, n in ((a, x), (b, y)))
    whole = a + b
    assert whole.low <= x + y
    assert whole.high is None or x + y <= whole.high


@pytest.mark.parametrize(("left", "right"), [("家", "家次"), ("家", "户"), ("家", "")])
def test_unlike_things_are_not_added(left, right):
    """Enterprises and visits to enterprises are different things, and so is a bare number."""
    with pytest.raises(UnitMismatchError) as caught:
        _ = Count.exact(1, left) + Count.exact(1, right)
    assert caught.value == UnitMismatchError(left, right)


def test_a_total():
    """Of one unit; none at all is exactly none of it; a stranger is refused."""
    assert total(map(Count.read, ["3家", "近2家", "1家"]), "家") == Count(4, 6, "家")
    assert total([], "家") == Count.exact(0, "家")
    with pytest.raises(UnitMismatchError):
        total([Count.exact(1, "人")], "家")


@pytest.mark.parametrize(
    ("sets", "together"),
    [
        (("21项", "2项"), "21至23项"),
        (("21项",), "21项"),
        (("21项", "0项"), "21项"),
        ((), "0项"),
        (("21项", "X项"), "不少于21项"),
        (("20余项", "30项"), "30余项"),
        (("约20项", "2项"), "约20至22项"),
    ],
)
def test_sets_whose_overlap_nobody_stated(sets, together):
    """At least the largest of them, at most all: 21 and 2 are 21 to 23, and neither is taken for the answer."""
    assert union([Count.read(one) for one in sets], "项").text() == together


def test_a_union_is_of_like_units():
    """个 and 项 are one unit only where somebody says so."""
    with pytest.raises(UnitMismatchError):
        union([Count.read("21个"), Count.read("2项")], "项")
