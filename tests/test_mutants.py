"""The kill board: every rule that is broken on purpose is noticed."""

import pytest

import mutants_conservation  # noqa: F401  puts its mutants on the board
import mutants_judgement  # noqa: F401  puts its mutants on the board
import mutants_ledgers
import mutants_supervision  # noqa: F401  puts its mutants on the board
import mutants_time  # noqa: F401  puts its mutants on the board
import mutants_workbooks
from mutants import BOARD, Mutant

by_name = pytest.mark.parametrize("mutant", BOARD, ids=lambda mutant: mutant.name)


def test_the_board_is_long_and_each_mutant_says_which_rule_it_breaks():
    """At least 25 rules, no name twice, each with the rule as a sentence."""
    assert len(BOARD) >= 25
    assert {mutants_ledgers.__name__, mutants_workbooks.__name__} <= {m.breaks.__module__ for m in BOARD}
    assert len({mutant.name for mutant in BOARD}) == len(BOARD)
    assert all(mutant.rule.endswith(".") for mutant in BOARD)


@by_name
def test_a_broken_rule_is_noticed(mutant: Mutant):
    """The check passes on the rules as they are, fails on the broken ones, and passes again afterwards."""
    mutant.check()
    with pytest.MonkeyPatch.context() as patch:
        mutant.breaks(patch)
        with pytest.raises((AssertionError, pytest.fail.Exception)):
            mutant.check()
    mutant.check()
