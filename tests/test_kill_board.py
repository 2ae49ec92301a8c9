"""The kit on trial: it finds what is broken."""

import os

import pytest

from bugs import BUGS, source_of
from kill_board import all_told, all_tried, found_on

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a bug is injected into a fork of this process")


def test_the_board_is_long_and_no_bug_stands_twice():
    """Sixty bugs and more, each with the rule that it breaks."""
    assert len({bug.name for bug in BUGS}) == len(BUGS) >= 60


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_bug_is_in_the_code_that_there_is(bug):
    """What it changes stands where it says; a bug in code that is gone would be found by nothing."""
    assert bug.old in source_of(bug)


CHOSEN = BUGS if os.environ.get("SAFETYWORK_BOARD") == "all" else BUGS[::10]
"""Every tenth bug, or all of them: `SAFETYWORK_BOARD=all pytest -m proof`."""


@pytest.mark.proof
def test_the_kit_finds_what_is_broken():
    """Each bug that was found once is found again, on the trial that found it."""
    known = found_on()
    wanted = [(bug, known[bug.name]) for bug in CHOSEN if bug.name in known]
    kills, told = list(all_tried(wanted)), all_told()
    assert [kill.bug for kill in kills if not kill.laws] == []
    assert [kill.bug for kill in kills if not set(kill.laws) <= set(told.get(kill.bug, kill.laws))] == []


def test_few_bugs_are_left():
    """Of all that change anything, 97 in a hundred are found."""
    left = [bug.name for bug in BUGS if bug.name not in found_on() and not bug.harmless]
    assert len(left) <= 0.03 * len(BUGS), left


def test_laws_that_no_other_replaces():
    """At least 22 laws are the only one to tell some bug: without them it would live."""
    alone = {laws[0] for laws in all_told().values() if len(laws) == 1}
    assert len(alone) >= 22, sorted(alone)
