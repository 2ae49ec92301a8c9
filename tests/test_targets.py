"""Targets: reached, not reached, or left open by what is stated."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from safetywork.counts import Count
from safetywork.errors import UnitMismatchError
from safetywork.targets import aim, meets, share


def read(text):
    return Count.read(text)


@pytest.mark.parametrize(
    ("value", "target", "answer"),
    [
        ("32家", "32家", True),
        ("31家", "32家", False),
        ("33家", "32家", True),
        ("30余家", "32家", None),
        ("32余家", "32家", True),
        ("近32家", "32家", None),
        ("近31家", "32家", False),
        ("约40家", "32家", None),
        ("X家", "32家", None),
        ("32家", "X家", None),
        ("300家", "不少于300家", True),
        ("299家", "不少于300家", False),
        ("0家", "0家", True),
        ("1家", "0家", False),
        ("X家", "0家", None),
        ("5家", "不超过5家", True),
        ("6家", "不超过5家", False),
        ("6余家", "不超过5家", False),
        ("近9家", "不超过5家", None),
        ("32家", "约32家", None),
    ],
)
def test_a_target_is_a_floor_unless_it_begins_at_nothing(value, target, answer):
    """32家 is at least 32, 不超过5 at most 5, 零 none at all; an estimate and a mask decide nothing."""
    assert meets(read(value), read(target)) is answer


@pytest.mark.parametrize(
    ("part", "whole", "target", "answer"),
    [
        ("32项", "32项", "100%", True),
        ("31项", "32项", "100%", False),
        ("1项", "3项", "33%", True),
        ("1项", "3项", "34%", False),
        ("0项", "0项", "100%", None),
        ("0项", "0项", "0%", None),
        ("3项", "X项", "10%", None),
        ("X项", "32项", "10%", None),
        ("10项", "20余项", "60%", False),
        ("1项", "20项", "不超过5%", True),
        ("2项", "20项", "不超过5%", False),
        ("9项", "约9项", "50%", None),
    ],
)
def test_a_target_in_per_cent_is_met_by_a_share(part, whole, target, answer):
    """Exactly, by fractions; a share of nothing, or of nobody knows how many, is not known."""
    assert meets(read(part), read(target), read(whole)) is answer


def test_unlike_units_are_refused():
    """家 never meets a target in 项, and is no share of it."""
    with pytest.raises(UnitMismatchError):
        meets(read("32家"), read("32项"))
    with pytest.raises(UnitMismatchError):
        meets(read("32家"), read("50%"), read("64项"))
    with pytest.raises(UnitMismatchError):
        share(read("32家"), read("64项"))


def test_a_per_cent_without_a_whole_is_a_count_of_per_cent():
    """50% against 60%, as they are stated."""
    assert meets(read("50%"), read("60%")) is False


@pytest.mark.parametrize(
    ("part", "whole", "answer"),
    [
        ("1项", "3项", Fraction(1, 3)),
        ("0项", "3项", Fraction(0)),
        ("0项", "0项", None),
        ("1项", "X项", None),
        ("X项", "3项", None),
        ("约1项", "3项", None),
        ("1项", "3余项", None),
    ],
)
def test_a_share_is_exact_or_not_known(part, whole, answer):
    """A third is a third; an unknown denominator stays unknown."""
    assert share(read(part), read(whole)) == answer


def test_what_a_target_asks_for():
    """不少于300 asks for 300."""
    assert aim(read("不少于300家")) == read("300家")
    assert aim(read("32家")) == read("32家")
    assert not aim(read("X家")).known


NUMBERS = st.integers(0, 12)
SPANS = st.tuples(NUMBERS, NUMBERS).map(sorted)


@given(SPANS, st.tuples(NUMBERS, st.integers(1, 12)).map(sorted), st.booleans())
def test_an_answer_holds_for_every_number_that_the_counts_allow(value, target, per_cent):
    """Yes means yes for each, no means no for each; whatever depends on the number is not known."""
    low, high = target
    floors = [range(value[0], value[1] + 1), [high] if low == 0 else range(low, high + 1)]
    pairs = [(v <= t if low == 0 else v >= t) for v in floors[0] for t in floors[1]]
    expected = True if all(pairs) else None if any(pairs) else False
    whole = Count.exact(100, "项")
    if per_cent:
        assert meets(Count(*value, "项"), Count(low, high, "%"), whole) is expected
    else:
        assert meets(Count(*value, "项"), Count(low, high, "项")) is expected
