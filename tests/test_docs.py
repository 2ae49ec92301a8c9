"""Every example in the README, the docs and the docstrings runs."""

import doctest
import importlib
import pkgutil
import re
import sys
from pathlib import Path

import pytest

import safetywork
from pages import put, steps
from test_house import LAYERS

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
PROOF = ("prove-your-workflow.md", "prove-your-rules.md", "prove-your-own-workflow.md")
"""Pages that check a workflow by every law there is."""
ROOMS = [
    name for _, name, _ in pkgutil.walk_packages(safetywork.__path__, "safetywork.") if not name.endswith("__main__")
]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=str(page.relative_to(ROOT)), marks=[pytest.mark.proof] if page.name in PROOF else [])
        for page in PAGES
    ],
)
def test_every_python_example_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The `python` fences of a page run in order, as one session, and print what stands there.

    A page that brings files is followed in an empty folder; its sessions begin anew with every file.
    """
    told = steps(page)
    if any(step.kind == "file" for step in told):
        monkeypatch.chdir(tmp_path)
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    names: dict[str, object] = {}
    for step in told:
        if step.kind in ("file", "edit"):
            names = {}
            monkeypatch.delitem(sys.modules, put(step, tmp_path).stem, raising=False)
            importlib.invalidate_caches()
        elif step.kind == "session":
            _run(page, step.text, names)
    for file in tmp_path.glob("*.py"):
        sys.modules.pop(file.stem, None)


def _run(page: Path, session: str, names: dict[str, object]) -> None:
    """Type a session, or what goes on of it, where `names` are known; they know more afterwards."""
    test = doctest.DocTestParser().get_doctest(session, {}, page.name, str(page), 0)
    assert test.examples, "a python fence without >>> would not be run"
    test.globs = names
    told = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, clear_globs=False)
    assert told.failed == 0


@pytest.mark.parametrize("room", ROOMS)
def test_every_example_of_a_docstring_runs(room: str) -> None:
    """Examples in docstrings print what stands there."""
    assert doctest.testmod(importlib.import_module(room)).failed == 0


def test_the_readme_starts_with_two_commands() -> None:
    """Under "Start" stand exactly two `sh` blocks of one command line each."""
    start = (ROOT / "README.md").read_text(encoding="utf-8").split("## Start\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", start, re.DOTALL | re.MULTILINE)
    assert [len(block.strip().splitlines()) for block in blocks] == [1, 1]


_MODULE = r"\.\. automodule:: safetywork\.\1(?:\.\w+)?\n(?:   .*\n)*"
_SECTION = re.compile(rf"^## `([\w.]+)`\n\n```{{eval-rst}}\n((?:{_MODULE}\n?)+)```\n", re.MULTILINE)
"""A section of the reference: a room, and the rooms of its house that it shows."""


def _room_tables() -> list[list[str]]:
    """The rooms named in each table of the design page, in order."""
    page = (ROOT / "docs" / "explanation" / "design.md").read_text(encoding="utf-8")
    tables = re.findall(r"^\| (?:Planned r|R)oom \|.*\n\|---.*\n((?:\|.*\n)+)", page, re.MULTILINE)
    return [re.findall(r"^\| `([\w.]+)` \|", table, re.MULTILINE) for table in tables]


def test_the_design_page_lists_the_rooms_that_there_are() -> None:
    """Each room once, in the order of the house; what is planned does not exist."""
    rooms, *planned = _room_tables()
    assert rooms == [room for room in LAYERS if room not in ("adapters", "__main__")]
    assert not {room for table in planned for room in table} & set(LAYERS)


def test_every_room_has_its_place_in_the_reference() -> None:
    """Each public room of the core is one section of one page, closed as it was opened, in the order of the house."""
    told: list[str] = []
    for page in sorted((ROOT / "docs" / "reference").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        told_of = dict(_SECTION.findall(text))
        sections = list(told_of)
        assert text.count(".. automodule::") == "".join(told_of.values()).count(".. automodule::"), page.name
        if page.name != "files-and-command.md":  # what reads and writes stands there before what it writes
            assert sections == sorted(sections, key=LAYERS.index), page.name
        told += sections
    assert len(told) == len(set(told))
    assert {room for room in LAYERS if room[0] != "_" and "." not in room} <= set(told)


def test_an_enterprise_workflow_takes_under_sixty_lines() -> None:
    """Own states, a second verification, own severities and questions, and a change of version: one short page."""
    page = ROOT / "docs" / "how-to" / "enterprise-workflow.md"
    assert len(page.read_text(encoding="utf-8").splitlines()) < 60
