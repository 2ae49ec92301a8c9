"""What `mutmut run` left alive, against the list of survivors that are explained.

Holds: the figures of each module, and every survivor that `answers/mutmut-survivors.json` does not know.
Never: runs a mutant, or takes the word of a message for a rule: such mutants are set aside, killed or not.

    mutmut run --max-children 1 "safetywork.counts.*"
    python tests/mutmut_survivors.py

A survivor is known by its module, its function and the changed line before and after, so that no edit elsewhere moves
it. mutmut swaps a function under a running interpreter: what is built at import (the calendar, the stock policies)
is seen by tests that build it anew.
"""

import ast
import difflib
import json
import re
import sys
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "mutants" / "src" / "safetywork"
EXPLAINED = Path(__file__).parent / "answers" / "mutmut-survivors.json"
ALIVE = {0, 5, 33}
"""How pytest ends where all tests passed, where it ran none, and what mutmut notes where it knows of none."""


class Mutant(NamedTuple):
    """One changed line of one function."""

    module: str
    function: str
    before: str
    after: str


def explained() -> dict[Mutant, str]:
    """The survivors that are known, each with why it may live."""
    return {
        Mutant(each["module"], each["function"], each["before"], after): each["why"]
        for each in json.loads(EXPLAINED.read_text("utf-8"))
        for after in each["after"]
    }


def told(function: str) -> str:
    """`Count.read` of `xǁCountǁread`, `total` of `x_total`."""
    return ".".join(part for part in function[1:].split("ǁ") if part) if "ǁ" in function else function[2:]


def change(module: str, function: str, before: str, after: str) -> Mutant:
    """The lines in which two texts of a function differ, its name aside."""
    name = function.rpartition(".")[2]
    old, new = (re.sub(r"\bx\w+__mutmut_\w+", name, text, count=1).splitlines() for text in (before, after))
    lines = [line for line in difflib.ndiff(old, new) if line[:2] in {"- ", "+ "}]
    gone, come = (" ".join(line[2:].strip() for line in lines if line[0] == sign) for sign in "-+")
    return Mutant(module, function, gone, come)


def is_message(before: str, after: str) -> bool:
    """Whether only the words of an error, a label or a listed problem differ."""
    trees = [ast.parse(dedent(text)).body[0] for text in (before, after)]
    for tree in trees:
        tree.name = ""  # type: ignore[attr-defined]
    path = list(_apart(*trees))
    mine, other = path[-1]
    if not all(isinstance(node, ast.Constant) and isinstance(node.value, str) for node in (mine, other)):
        return False
    return any(_speaks(node) for node, _ in path)


def _apart(one: ast.AST, other: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """The pairs of nodes from the whole down to the smallest that differs."""
    yield one, other
    pairs = list(zip(ast.iter_child_nodes(one), ast.iter_child_nodes(other), strict=False))
    unlike = [pair for pair in pairs if ast.dump(pair[0]) != ast.dump(pair[1])]
    if len(unlike) == 1 and type(unlike[0][0]) is type(unlike[0][1]):
        yield from _apart(*unlike[0])


def _speaks(node: ast.AST) -> bool:
    match node:
        case ast.Raise() | ast.Call(func=ast.Name("Label")) | ast.Assign(targets=[ast.Name("problems")]):
            return True
        case ast.Call(func=ast.Attribute(ast.Name("problems"), "append")):
            return True
        case _:
            return False


def results(module: str) -> Iterator[tuple[Mutant, bool, int | None]]:
    """Every mutant of a module: what it changes, whether only a message, and how its tests ended."""
    lines = (RESULTS / f"{module}.py").read_text("utf-8").splitlines()
    spans: dict[str, list[int]] = json.loads((RESULTS / f"{module}.py.spans").read_text("utf-8"))["spans"]
    codes: dict[str, int | None] = json.loads((RESULTS / f"{module}.py.meta").read_text("utf-8"))["exit_code_by_key"]

    def text(name: str) -> str:
        first, last = spans[name]
        return "\n".join(lines[first - 1 : last])

    for key, code in codes.items():
        name = key.rpartition(".")[2]
        function = name.rpartition("__mutmut_")[0]
        before, after = text(f"{function}__mutmut_orig"), text(name)
        yield change(module, told(function), before, after), is_message(before, after), code


def tally(module: str, known: Container[Mutant]) -> tuple[Counter[str], set[Mutant]]:
    """The figures of a module, and which of its mutants are alive."""
    figures, alive = Counter[str](), set[Mutant]()
    for mutant, message, code in results(module):
        figures["mutants"] += 1
        if message:
            figures["messages"] += 1
        elif code is None:
            figures["untried"] += 1
        elif code in ALIVE:
            figures["explained" if mutant in known else "left"] += 1
            alive.add(mutant)
        else:
            figures["killed"] += 1
    return figures, alive


COLUMNS = ("mutants", "messages", "untried", "killed", "explained", "left")


def row(module: str, figures: Counter[str]) -> str:
    """A line of the table; the score is of what was tried and is no message."""
    tried = figures["killed"] + figures["explained"] + figures["left"]
    score = f"{100 * figures['killed'] / tried:.1f}%" if tried else "-"
    return f"{module:<10}" + "".join(f"{figures[name]:>10}" for name in COLUMNS) + f"{score:>8}"


def main() -> int:
    """Prints what is alive and not explained, what is explained and dead, and the figures; 1 where any is alive so."""
    known, whole, told_rows = explained(), Counter[str](), list[str]()
    for module in sorted(path.name.removesuffix(".py.meta") for path in RESULTS.glob("*.py.meta")):
        figures, alive = tally(module, known)
        whole += figures
        told_rows.append(row(module, figures))
        for mutant in sorted(alive - known.keys()):
            print(f"{module}.{mutant.function}\n  - {mutant.before}\n  + {mutant.after}")
        if not figures["untried"]:
            for mutant in sorted({each for each in known if each.module == module} - alive):
                print(f"explained, and killed: {mutant}")
    print(f"{'module':<10}" + "".join(f"{name:>10}" for name in COLUMNS) + f"{'score':>8}")
    print("\n".join([*told_rows, row("all", whole)]))
    return int(whole["left"] > 0)


if __name__ == "__main__":
    sys.exit(main())
