"""Books as files.

Holds: `load` and `dump` for books, `load_plan` for backward plans, `load_notice` for a year's days off, `replacing` for
    everything that is written.
Never: leaves a half-written file, or a temporary one behind.
"""

import errno
import os
import tempfile
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from safetywork._notices import Notice
from safetywork.activities import Activity
from safetywork.books import Book
from safetywork.calendars import read_holiday_cn
from safetywork.checks.rules import Exemption
from safetywork.codec import FormatError, faults_of, parse, strict_converter
from safetywork.documents import dumps, loads
from safetywork.faults import Fault
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.schedules import Plan
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
    return loads(_read(path), workflows=workflows, events=events, kinds=kinds, source=str(path))


def load_plan(path: str | os.PathLike[str]) -> Plan:
    """The backward plan in the JSON file at `path`; raises `FormatError` with every fault and its path."""
    data = parse(_read(path), source=str(path))
    try:
        return strict_converter().structure(data, Plan)
    except Exception as error:  # noqa: BLE001  cattrs collects whatever the hooks raised
        raise FormatError(str(path), tuple(faults_of(error))) from None


def load_exemptions(path: str | os.PathLike[str]) -> tuple[Exemption, ...]:
    """The exemptions of checks in the JSON file at `path`, a list; raises `FormatError` with every fault."""
    data = parse(_read(path), source=str(path))
    try:
        granted: tuple[Exemption, ...] = strict_converter().structure(data, tuple[Exemption, ...])
    except Exception as error:  # noqa: BLE001  cattrs collects whatever the hooks raised
        raise FormatError(str(path), tuple(faults_of(error))) from None
    return granted


def load_notice(path: str | os.PathLike[str]) -> Notice:
    """The notice in the holiday-cn year file at `path`, for `CHINA.announce`.

    Raises `FormatError` where the file is no JSON, `CalendarDataError` where it is no such year.
    """
    data = parse(_read(path), source=str(path))
    return read_holiday_cn(cast("dict[str, Any]", data) if isinstance(data, dict) else {})


def _read(path: str | os.PathLike[str]) -> bytes:
    file = Path(path)
    if file.stat().st_size > LARGEST:
        too_large = Label("文件过大", f"larger than {LARGEST} bytes")
        raise FormatError(str(path), (Fault("too large", "$", too_large, str(file.stat().st_size)),))
    return file.read_bytes()


def dump(book: Book, path: str | os.PathLike[str]) -> None:
    """Write `book` to `path`: to a temporary file beside it first, which then takes its place whole or not at all.

    A link stays one: what it points to is replaced.
    """
    text = dumps(book).encode()
    with replacing(path) as part:
        part.write_bytes(text)


@contextmanager
def replacing(path: str | os.PathLike[str], *, overwrite: bool = True) -> Generator[Path]:
    """A temporary file beside `path` to write to; it takes the place of `path` at the end, or is gone if that fails.

    Raises `FileExistsError` for a file that is there and may not be overwritten.
    """
    target = Path(path).resolve()
    _check_absent(target, overwrite=overwrite)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.chmod(_mode(target))
        _check_absent(target, overwrite=overwrite)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _check_absent(target: Path, *, overwrite: bool) -> None:
    if not overwrite and target.exists():
        raise FileExistsError(errno.EEXIST, "it is there already and is not overwritten unless told", str(target))


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
