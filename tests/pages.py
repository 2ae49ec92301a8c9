"""Pages of the docs as a reader follows them: files that are copied and edited, sessions and commands that are typed.

Holds: `steps` of a page, `put` (a file or an edit into a folder).
Never: runs anything.

A `python` fence without a prompt, whose first line is a comment of a file's name, is that file; a `diff` fence that
names one is an edit of it, line for line. After either a new session begins.
"""

import re
from pathlib import Path
from typing import NamedTuple


class Step(NamedTuple):
    """A fence: `file` and `edit` change the folder, `session` is typed into Python; any other is its language."""

    kind: str
    text: str


_FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# (\w+\.py)\n")
_EDIT = re.compile(r"--- (\w+\.py)\n\+\+\+ \1\n")


def steps(page: Path) -> list[Step]:
    """The fences of a page in order; what is typed in one go is one step."""
    told: list[Step] = []
    for language, text in _FENCE.findall(page.read_text(encoding="utf-8")):
        step = Step(_kind(language, text), text)
        if told and step.kind == told[-1].kind == "session":
            step = Step("session", told.pop().text + "\n" + text)
        told.append(step)
    return told


def _kind(language: str, text: str) -> str:
    if language == "python":
        return "file" if _FILE.match(text) and ">>>" not in text else "session"
    return "edit" if language == "diff" and _EDIT.match(text) else language


def put(step: Step, folder: Path) -> Path:
    """The file of `folder` that a step writes or edits, line for line; each line that goes must stand there once."""
    name = (_FILE if step.kind == "file" else _EDIT).match(step.text)
    assert name is not None
    path = folder / name[1]
    text = step.text if step.kind == "file" else path.read_text(encoding="utf-8")
    if step.kind == "edit":
        lines = step.text.splitlines(keepends=True)[2:]
        for old, new in zip(lines[::2], lines[1::2], strict=True):
            assert (old[0], new[0], text.count(old[1:])) == ("-", "+", 1), old
            text = text.replace(old[1:], new[1:])
    path.write_text(text, encoding="utf-8")
    return path
