"""The kill board: every rule that is broken on purpose is noticed."""

import pytest

from mutants import BOARD, SUBJECTS, Mutant

by_name = pytest.mark.parametrize("mutant", BOARD, ids=lambda mutant: mutant.name)


def test_the_board_is_long_and_each_mutant_says_which_rule_it_breaks():
    """At least 25 rules, some in every file, no name twice, each with the rule as a sentence."""
    assert len(BOARD) >= 25
    assert {m.breaks.__module__ for m in BOARD} == {f"mutants.{subject}" for subject in SUBJECTS}
    assert len({mutant.name for mutant in BOARD}) == len(BOARD)
    assert all(mutant.rule.endswith(".") for mutant in BOARD)


@by_name
@pytest.mark.proof
def test_a_broken_rule_is_noticed(mutant: Mutant):
    """The check passes on the rules as they are, fails on the broken ones, and passes again afterwards."""
    mutant.check()
    with pytest.MonkeyPatch.context() as patch:
        mutant.breaks(patch)
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            mutant.check()
    mutant.check()
