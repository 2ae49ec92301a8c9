"""The kit on trial: it finds what is broken."""

import os

import pytest

from bugs import BUGS
from kill_board import all_tried, found_on

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a bug is injected into a fork of this process")


def test_the_board_is_long_and_no_bug_stands_twice():
    """Sixty bugs and more, each with the rule that it breaks."""
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 60


@pytest.mark.proof
def test_the_kit_finds_what_is_broken():
    """Each bug that was found once is found again on its trial; nine in ten of all are."""
    known = found_on()
    alive = [
        kill.bug for kill in all_tried((bug, known[bug.name]) for bug in BUGS if bug.name in known) if not kill.laws
    ]
    assert alive == []
    left = [bug.name for bug in BUGS if bug.name not in known and not bug.harmless]
    assert len(left) <= 0.06 * len(BUGS), left
