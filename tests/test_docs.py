"""Every example in the README, the docs and the docstrings runs."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import safetywork

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
ROOMS = [
    name for _, name, _ in pkgutil.walk_packages(safetywork.__path__, "safetywork.") if not name.endswith("__main__")
]


def _fences(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_python_example_of_a_page_runs(page: Path) -> None:
    """The `python` fences of a page run in order, as one session, and print what stands there."""
    source = "\n".join(_fences(page, "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    assert not source or test.examples, "a python fence without >>> would not be run"
    failures = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed
    assert failures == 0


@pytest.mark.parametrize("room", ROOMS)
def test_every_example_of_a_docstring_runs(room: str) -> None:
    """Examples in docstrings print what stands there."""
    assert doctest.testmod(importlib.import_module(room)).failed == 0


def test_the_readme_starts_with_two_commands() -> None:
    """Under "Start" stand exactly two `sh` blocks of one command line each."""
    start = (ROOT / "README.md").read_text(encoding="utf-8").split("## Start\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", start, re.DOTALL | re.MULTILINE)
    assert [len(block.strip().splitlines()) for block in blocks] == [1, 1]


def test_an_enterprise_workflow_takes_under_sixty_lines() -> None:
    """Own states, a second verification, own severities and questions, and a change of version: one short page."""
    page = ROOT / "docs" / "how-to" / "enterprise-workflow.md"
    assert len(page.read_text(encoding="utf-8").splitlines()) < 60
