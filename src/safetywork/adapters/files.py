"""Books as files.

Holds: `load` and `dump`.
Never: leaves a half-written file, or a temporary one behind.
"""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from safetywork.activities import Activity
from safetywork.books import Book
from safetywork.codec import FormatError
from safetywork.documents import dumps, loads
from safetywork.faults import Fault
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.workflows import EventClass, Workflow

LARGEST = 512 * 1024 * 1024
"""Bytes; a larger file is refused unread."""


def load(
    path: str | os.PathLike[str],
    *,
    workflows: Iterable[Workflow] = (),
    events: Iterable[EventClass] = (),
    kinds: Iterable[type[Matter | Activity]] = (),
) -> Book:
    """The book in the JSON file at `path`.

    `workflows`, `events` and `kinds` are the user's own; what the library does not know opens read-only. Raises
    `FormatError` with every fault and its path, `OSError` where the file cannot be read.
    """
    file = Path(path)
    if file.stat().st_size > LARGEST:
        too_large = Label("文件过大", f"larger than {LARGEST} bytes")
        raise FormatError(str(path), (Fault("too large", "$", too_large, str(file.stat().st_size)),))
    return loads(file.read_bytes(), workflows=workflows, events=events, kinds=kinds, source=str(path))


def dump(book: Book, path: str | os.PathLike[str]) -> None:
    """Write `book` to `path`: to a temporary file beside it first, which then takes its place whole or not at all.

    A link stays one: what it points to is replaced.
    """
    target = Path(path).resolve()
    text = dumps(book).encode()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(text)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
