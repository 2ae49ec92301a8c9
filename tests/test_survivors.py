"""The survivors of mutation that are explained: each stands in the code still, and says why it may live."""

import ast
import json
from functools import cache
from pathlib import Path

import pytest

import safetywork
from mutmut_survivors import EXPLAINED, change, explained, is_message

SRC = Path(safetywork.__file__).parent
KNOWN = explained()


@cache
def bodies(module):
    """The text of every function of a room, by its name, each line stripped, as one line."""
    source = (SRC / f"{module}.py").read_text("utf-8")
    tree = ast.parse(source)
    inside = [(f"{c.name}.", f) for c in tree.body if isinstance(c, ast.ClassDef) for f in c.body]
    found = [("", f) for f in tree.body] + inside
    return {
        owner + f.name: " ".join(line.strip() for line in ast.get_source_segment(source, f).splitlines())
        for owner, f in found
        if isinstance(f, ast.FunctionDef)
    }


@pytest.mark.parametrize("mutant", KNOWN, ids=lambda mutant: f"{mutant.module}.{mutant.function}")
def test_a_survivor_stands_in_the_code_and_is_explained(mutant):
    """What is gone from the code goes from the list; a reason is a sentence."""
    assert mutant.before in bodies(mutant.module)[mutant.function]
    assert mutant.after != mutant.before
    assert KNOWN[mutant].endswith(".")


ORIGINAL = """
def x_f__mutmut_orig(n: int, m: int = 2) -> int:
    if n < 0:
        raise ValueError("too small", n)
    return n + m
"""


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        ('"too small"', '"XXtoo smallXX"', True),
        ('"too small"', "None", False),
        ("n < 0", "n <= 0", False),
        ("m: int = 2", "m: int = 3", False),
    ],
)
def test_a_mutant_is_known_by_its_line_and_set_aside_for_its_words_only(one, other, message):
    """Any other change is a rule's, one of a message's facts too."""
    mutated = ORIGINAL.replace("_orig", "_1").replace(one, other)
    told = change("room", "f", ORIGINAL, mutated)
    assert (told.module, told.function) == ("room", "f")
    assert one in told.before
    assert told.after == told.before.replace(one, other)
    assert is_message(ORIGINAL, mutated) is message


def test_a_survivor_is_told_once():
    """One reason for one mutant."""
    assert sum(len(each["after"]) for each in json.loads(EXPLAINED.read_text("utf-8"))) == len(KNOWN)
