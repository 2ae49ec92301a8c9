"""Palettes: colours under the names that people use, and aliases only where somebody made them."""

import pytest

import safetywork as sw
from safetywork.errors import PolicyError
from safetywork.palettes import BLUE, GREEN, RED, RED_YELLOW_BLUE_PALETTE


@pytest.mark.parametrize("word", ["红", "红灯", "红牌", "red", "Red", " 红 "])
def test_a_colour_by_its_words(word):
    """By its word with or without 灯, 牌, by its English one and its id."""
    assert RED_YELLOW_BLUE_PALETTE.colour(word) == RED


def test_an_alias_is_explicit():
    """「绿灯」 says nothing under 红黄蓝 until somebody decides that it says blue; the stock policy stays."""
    assert sw.RED_YELLOW_BLUE.palette.colour("绿灯") is None
    seed = sw.RED_YELLOW_BLUE.alias("绿灯", BLUE)
    assert seed.palette.colour("绿灯") == seed.palette.colour("绿") == BLUE
    assert seed.palette.colour("紫") is None
    assert sw.RED_YELLOW_BLUE.palette.colour("绿") is None
    assert str(BLUE) == "蓝"


def test_what_cannot_be():
    """A colour twice, or an alias of one that is not there."""
    with pytest.raises(PolicyError, match="twice"):
        sw.Palette(sw.Label("红红", "red, red"), (RED, RED))
    with pytest.raises(PolicyError, match="not here"):
        RED_YELLOW_BLUE_PALETTE.alias("青", GREEN)
