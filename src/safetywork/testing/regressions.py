"""Scripts that broke a law once, kept as the files of a folder, and one test a file.

Holds: `keep`, `kept`, `regression_tests`.
Never: passes over a file that it cannot read, or over a script that is about no law.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from safetywork.adapters.files import replacing
from safetywork.codec import FormatError, fault
from safetywork.decisions import EMPTY
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.testing.laws import STOCK_LAWS, Law, LawBrokenError, LawSet
from safetywork.testing.scripts import Script, dumps, faults_by, loads
from safetywork.workflows import Context, Workflow

_SUFFIX = ".json"


def keep(script: Script, folder: str | os.PathLike[str]) -> Path:
    """Write a script to a file of `folder`, which is made where it is not there; the path of the file.

    The file is called by the law, the workflow and a digest of the text: the same script is one file. Raises
    `FormatError` for a script that is about no law.
    """
    if script.law is None:
        raise FormatError("script", (fault("no law", "$.law", _NO_LAW),))
    text = dumps(script).encode()
    name = f"{script.law}-{script.workflows[0].name}-{hashlib.sha256(text).hexdigest()[:8]}"
    path = Path(folder) / ("".join(c if c.isalnum() else "-" for c in name) + _SUFFIX)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as part:
        part.write_bytes(text)
    return path


def kept(
    path: str | os.PathLike[str],
    *,
    workflows: Iterable[Workflow] = (),
    kinds: Iterable[type[Matter]] = (),
    context: Context = EMPTY,
    laws: LawSet = STOCK_LAWS,
) -> tuple[Law, Script]:
    """The script in the file at `path`, and the law of `laws` that it is about.

    `workflows`, `kinds` and `context` are the user's own (`scripts.loads`). Raises `FormatError`, which names the file,
    with every fault, and where the law is none of `laws`; `OSError` where the file cannot be read.
    """
    script = loads(Path(path).read_bytes(), workflows=workflows, kinds=kinds, context=context, source=str(path))
    found = [law for law in laws if law.id == script.law]
    if not found:
        known = ", ".join(law.id for law in laws)
        raise FormatError(str(path), (fault("no law", "$.law", _NO_LAW, str(script.law or ""), known),))
    return found[0], script


def regression_tests(folder: str | os.PathLike[str], **how: Any) -> dict[str, Callable[[], None]]:
    """One test for every JSON file in `folder`: `globals().update(regression_tests("kept", workflows=(OURS,)))`.

    `how` are the arguments of `kept`. A test fails by `LawBrokenError` where the law is broken again, and by
    `FormatError` where the file is not what it should be. Raises `FileNotFoundError` where there is no such folder.
    """
    files = sorted(path for path in Path(folder).iterdir() if path.suffix == _SUFFIX)
    return {f"test_kept_{path.stem}": _test(path, how) for path in files}


def _test(path: Path, how: dict[str, Any]) -> Callable[[], None]:
    def holds() -> None:
        law, script = kept(path, **how)
        found = faults_by(law, script)
        if found:
            raise LawBrokenError(law, (*found, f"kept in {path}:", script.text()))

    holds.__doc__ = f"What is kept in {path.name} is not broken again."
    return holds


_NO_LAW = Label("脚本没有写明性质，或该性质不存在", "it is about no law that is at hand")
