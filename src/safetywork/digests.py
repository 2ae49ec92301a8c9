"""Fingerprints that show an edited history.

Holds: the canonical form of a value, the digest chain over a log, `head` and `verify`.
Never: is asked on the hot path, or stored as truth; a head kept elsewhere (a report, a message) is what proves a log.

Each digest is SHA-256 over the former digest and the canonical form of the entry, so a changed, dropped or inserted
entry changes every later one; only a head kept elsewhere shows a cut tail or a chain that was recomputed whole.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import attrs

from safetywork.errors import HistoryError
from safetywork.events import Entry

SCHEME = "safetywork-1"
"""The name of the canonical form; it changes when the form does."""


def canonical(value: Any) -> str:  # noqa: PLR0911  one line a type
    """One text for each value, whatever its spelling: NFC text, tagged types, so that 1, True and "1" all differ."""
    match value:
        case None:
            return "~"
        case bool():
            return f"b:{value:d}"
        case int():
            return f"i:{value}"
        case str():
            text = unicodedata.normalize("NFC", value)
            return f"s{len(text)}:{text}"
        case Decimal() | Fraction():
            return f"n:{Fraction(value)}"
        case datetime():
            return f"t:{(value.astimezone(UTC) if value.tzinfo else value).isoformat()}"
        case date():
            return f"d:{value.isoformat()}"
        case tuple():
            items = cast("tuple[Any, ...]", value)
            return "(" + ",".join(canonical(item) for item in items) + ")"
        case _:
            return _record(value)


def _record(value: Any) -> str:
    cls = cast("type[Any]", type(value))
    if not attrs.has(cls):
        raise TypeError(
            f"{cls.__name__} has no canonical form; keep text, numbers, days, tuples or attrs values in events"
        )
    # A field that is not filled in is not told, so that a field added later leaves old digests as they are.
    fields = [(a.name, getattr(value, a.name)) for a in attrs.fields(cls) if a.init]
    told = (f"{name}={canonical(item)}" for name, item in fields if item is not None)
    return f"{getattr(value, 'code', cls.__name__)}{{{','.join(told)}}}"


def digests(subject: str, entries: Iterable[Entry]) -> Iterator[str]:
    """The digest before the first entry of the log of `subject` (the id of the matter), and after each."""
    link = _sealed(f"{SCHEME}|{canonical(subject)}")
    yield link
    for position, entry in enumerate(entries):
        link = _sealed(f"{link}|{position}|{canonical(entry.to)}|{canonical(entry.rule)}|{canonical(entry.event)}")
        yield link


def head(subject: str, entries: Iterable[Entry]) -> str:
    """The last digest of a log: one text that stands for all of it."""
    *_, last = digests(subject, entries)
    return last


def verify(subject: str, entries: Iterable[Entry], *, head: str) -> int:
    """The number of entries up to which the log agrees with a `head` that was kept: a later log may have grown.

    Raises `HistoryError` where no prefix of the log has that head: an entry was edited, dropped, inserted or cut off.
    """
    for length, each in enumerate(digests(subject, entries)):
        if each == head:
            return length
    raise HistoryError(subject, head)


def _sealed(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
