"""One light for many: whatever the order, never better than its share allows."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.errors import PolicyError
from safetywork.palettes import BLUE, RED, YELLOW

DAY = date(2024, 3, 1)
POLICY = sw.RED_YELLOW_BLUE


def lit(left):
    """The light of a measure due in so many days; none where it has no term."""
    term = None if left is None else DAY + timedelta(days=left)
    planned = DAY - timedelta(days=90)
    return sw.light(sw.Measure.plan(id="M", title="t", on=planned, by="甲", term=term), DAY)


SHOWN = {None: lit(None), BLUE: lit(60), YELLOW: lit(3), RED: lit(-2)}
LIGHTS = st.lists(st.sampled_from(list(SHOWN)), max_size=9)


def of(colours):
    """(id, light) of each."""
    return [(f"M-{n}", SHOWN[colour]) for n, colour in enumerate(colours)]


def test_known_answers():
    """Two red of five lit; a half is not reached by two fifths, and yellow counts the red with it."""
    many = of([RED, RED, YELLOW, BLUE, BLUE, None])
    worst = sw.roll_up(many, POLICY)
    assert (worst.colour, worst.because, worst.share, worst.lit) == (RED, ("M-0", "M-1"), Fraction(2, 5), 5)
    half = sw.roll_up(many, POLICY, at_least={"red": Fraction(1, 2), "yellow": Fraction(1, 2)})
    assert (half.colour, half.because) == (YELLOW, ("M-0", "M-1", "M-2"))
    heavy = sw.roll_up(many, POLICY, at_least={"red": Fraction(1, 2)}, weights={"M-0": 3})
    assert (heavy.colour, heavy.share) == (RED, Fraction(4, 7))
    none = sw.roll_up(many, POLICY, at_least=dict.fromkeys(("red", "yellow", "blue"), Fraction(1)), weights={"M-5": 9})
    assert none.colour == BLUE
    assert sw.roll_up(of([None]), POLICY).text("zh") == "不亮灯"
    assert worst.text("zh") == "红（5项中2项）"
    assert sw.roll_up(of([RED]), POLICY, weights={"M-0": 0}).colour == RED


def test_exactly_the_share_is_enough():
    """A half of four is two."""
    half = {"red": Fraction(1, 2)}
    assert sw.roll_up(of([RED, RED, BLUE, BLUE]), POLICY, at_least=half).colour == RED
    assert sw.roll_up(of([RED, BLUE, BLUE, BLUE]), POLICY, at_least=half).colour == BLUE


@pytest.mark.parametrize(
    "how", [{"at_least": {"red": 0}}, {"at_least": {"red": 2}}, {"at_least": {"pink": 1}}, {"weights": {"M-0": -1}}]
)
def test_what_cannot_be(how):
    """A share is over 0 and at most 1, of a colour that there is; no weight is negative."""
    with pytest.raises(PolicyError):
        sw.roll_up(of([RED]), POLICY, **how)


@given(LIGHTS, st.randoms(use_true_random=False), st.fractions(Fraction(1, 9), 1))
def test_order_is_irrelevant(colours, random, share):
    """The same lights in another order give the same."""
    many = of(colours)
    mixed = random.sample(many, len(many))
    for how in ({}, {"at_least": {"red": share, "yellow": share}}):
        assert sw.roll_up(mixed, POLICY, **how) == sw.roll_up(many, POLICY, **how)


@given(LIGHTS)
def test_the_worst_is_the_worst(colours):
    """Without shares it is the gravest colour that is shown."""
    told = sw.roll_up(of(colours), POLICY)
    assert told.colour == max(colours, key=POLICY.rank, default=None)


@given(LIGHTS, st.integers(0, 8))
def test_one_that_worsens_never_betters_the_whole(colours, place):
    """A member that turns red leaves the whole as it was, or worse."""
    if place < len(colours) and colours[place] is not None:
        share = {"red": Fraction(1, 3), "yellow": Fraction(1, 2)}
        before = sw.roll_up(of(colours), POLICY, at_least=share)
        after = sw.roll_up(of([*colours[:place], RED, *colours[place + 1 :]]), POLICY, at_least=share)
        assert POLICY.rank(after.colour) >= POLICY.rank(before.colour)
