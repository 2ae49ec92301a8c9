"""The tutorial of proof, as a stranger follows it: copied into an empty folder, in fresh interpreters."""

import doctest
import os
import subprocess
import sys
import time
from pathlib import Path

from pages import put, steps

PAGE = Path(__file__).parent.parent / "docs" / "tutorial" / "prove-your-own-workflow.md"
LONGEST = 300
"""Seconds; the rest of ten minutes is for reading. Some fifteen on a quick machine."""
SAME = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def run(folder: Path, *command: str) -> tuple[int, str]:
    """The code that a Python command returns in the folder, and what it printed."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if "site-packages" in p or "src" in p)}
    env |= {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder, env=env, check=False, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.returncode, done.stdout


def typed(session: str) -> str:
    """What was typed in a session, as a program; what raises on purpose is caught."""
    lines = []
    for example in doctest.DocTestParser().get_examples(session):
        if example.exc_msg is None:
            lines.append(example.source)
        else:
            lines += ["try:\n", "".join(f"    {line}\n" for line in example.source.splitlines())]
            lines += ["except Exception as error:\n", "    caught = error\n", "else:\n", "    raise SystemExit(2)\n"]
    return "".join(lines)


def test_a_stranger_follows_it_in_an_empty_folder(tmp_path: Path) -> None:
    """Every file, session and command of the page in order; what is shown is what is there, and the tests are green."""
    began, told = time.monotonic(), steps(PAGE)
    assert [step.kind for step in told if step.kind in ("file", "edit", "py", "text")] == [
        *("file", "py", "text", "edit", "file"),
    ]  # fmt: skip
    said = session = ""
    for n, step in enumerate(told):
        if step.kind in ("file", "edit"):
            put(step, tmp_path)
            session = ""
        elif step.kind == "session":
            session += typed(step.text)
            (tmp_path / "typed.py").write_text(session, encoding="utf-8")
            code, said = run(tmp_path, "typed.py")
            assert code == 0, said
        elif step.kind == "py":
            assert step.text == (tmp_path / "found.py").read_text(encoding="utf-8")
        elif step.kind == "text":
            assert doctest.OutputChecker().check_output(step.text, said, SAME), said
        elif step.text.startswith("python -m") or step.text.startswith("python found"):
            code, said = run(tmp_path, *step.text.split()[1:])
            assert code == (1 if told[n + 1].kind == "text" else 0), said
    assert time.monotonic() - began < LONGEST
    assert {path.name for path in tmp_path.iterdir()} >= {"gas.py", "test_gas.py", "found.py", "golden.json", "kept"}
