"""Checks for what writes values as JSON text and reads them back: whole books, or a value and a converter of one's own.

Holds: `check_codec`, `Codec`, `BOOKS`, `by_converter`.
Never: holds a reader to words: how it says no is its own affair, but it says so by one class of errors.
"""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias, cast

from attrs import frozen
from cattrs import Converter
from hypothesis import strategies as st

from safetywork import documents
from safetywork.codec import FormatError, faults_of, parse
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.histories import books

_Place: TypeAlias = tuple[str | int, ...]
_GONE = object()
_UNKNOWN_KEY = "no such key"
_VERSIONS: tuple[Any, ...] = (1_000_000, 0, -1, "1", True, None, _GONE)
_DAMAGE = ("", "\x00", '"', "\\", "{", "]", ",", "NaN", "\ud800", "9" * 5000)
_WRONG: dict[type, tuple[Any, ...]] = {
    str: (None, 1, True, ["x"], {}), int: (True, "1", 1.0, None, []), bool: (0, 1, "true", None),
    float: (True, "1.5", None), list: ("x", None, {"0": "x"}), dict: ([], "x", None, 1),
}  # fmt: skip
"""What may not pass for a value of that JSON type; for a number or a truth the other of the two comes first."""
_DAY, _AT_ONCE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), 4
"""How a day is written, and of how many days one example changes the form."""
_CONFUSED: tuple[set[type], ...] = ({bool, int}, {bool, float})
"""Of no field are both: what takes one for the other coerces, whatever it keeps."""


@frozen
class Codec:
    """A pair that writes a value as JSON text and reads it, with the one class of errors by which reading refuses.

    `version` is the key at the top under which the format's version stands; None where it states none. `free` are keys
    of objects that take any key: a mapping by name.
    """

    dumps: Callable[[Any], str]
    loads: Callable[[str], Any]
    error: type[Exception] = FormatError
    version: str | None = None
    free: frozenset[str] = frozenset()
    name: str = "codec"


BOOKS = Codec(documents.dumps, documents.loads, version="version", name="books")
"""How whole books are written and read."""


def by_converter(converter: Converter, cls: type[Any], *, free: frozenset[str] = frozenset()) -> Codec:
    """The codec of one class by a converter of cattrs: strict JSON, faults told as `FormatError` with their paths."""

    def dumps(value: Any) -> str:
        return json.dumps(converter.unstructure(value, cls), ensure_ascii=False, allow_nan=False)

    def loads(text: str) -> Any:
        data = parse(text, source=cls.__name__)
        try:
            return converter.structure(data, cls)
        except Exception as error:  # noqa: BLE001  cattrs collects whatever the hooks raised
            raise FormatError(cls.__name__, tuple(faults_of(error))) from None

    return Codec(dumps, loads, free=free, name=cls.__name__)


def check_codec(
    codec: Codec = BOOKS,
    values: st.SearchStrategy[Any] | None = None,
    *,
    examples: int = 60,
    seed: int = 0,
    hasty: bool = False,
) -> Outcome:
    """Whether values come back as they were, by one text each, and whatever else is read is refused, never coerced.

    `values` draws what is written; books unless given. A document that was changed may be read as another value where
    it says one, but every value in it is kept as it stands, or refused by `codec.error` and no other.
    """
    drawn, tried = books() if values is None else values, _Codec(codec)
    at, which = st.integers(0, 9) | st.integers(0, 400), st.integers(0, 9)
    laws: Laws = {
        "codec-there-and-back": (tried.comes_back, (drawn,)),
        "codec-json": (tried.is_json, (drawn,)),
        "codec-canonical": (tried.has_one_text, (drawn,)),
        "codec-key-order": (tried.order_of_keys_means_nothing, (drawn,)),
        "codec-unknown-key": (tried.refuses_an_unknown_key, (drawn, at)),
        "codec-wrong-type": (tried.never_coerces, (drawn, at, which)),
        "codec-days": (tried.reads_days_in_one_form, (drawn, at)),
        "codec-missing": (tried.missing_is_refused_or_left_out, (drawn, at)),
        "codec-truncated": (tried.refuses_what_is_cut, (drawn, st.integers(0, 10_000))),
        "codec-damaged": (tried.reads_damage_or_refuses, (drawn, st.integers(0, 10_000), st.sampled_from(_DAMAGE))),
        "codec-version": (tried.refuses_an_unknown_version, (drawn, st.sampled_from(range(len(_VERSIONS))))),
    }
    skipped = list[tuple[str, str]]()
    if codec.version is None:
        del laws["codec-version"]
        skipped.append(("codec-version", "the format states no version"))
    return run(codec.name, laws, examples, seed, skipped, hasty=hasty)


@frozen
class _Codec:
    """A codec on trial."""

    codec: Codec

    def data(self, value: Any) -> Any:
        return json.loads(self.codec.dumps(value))

    def read(self, data: Any) -> Any:
        """What changed data is read as; `_GONE` where it is refused as it should be."""
        return self.read_text(json.dumps(data, ensure_ascii=False))

    def read_text(self, text: str) -> Any:
        try:
            return self.codec.loads(text)
        except self.codec.error:
            return _GONE
        except Exception as error:
            wanted = self.codec.error.__name__
            raise AssertionError(f"reading ends in {type(error).__name__}, not in {wanted}: {error}") from error

    def comes_back(self, value: Any) -> None:
        again = self.codec.loads(self.codec.dumps(value))
        assert again == value, f"it comes back as {again!r}"

    def is_json(self, value: Any) -> None:
        text = self.codec.dumps(value)
        assert isinstance(text, str), f"it is written as {type(text).__name__}, not as text"
        text.encode()
        json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)

    def has_one_text(self, value: Any) -> None:
        text = self.codec.dumps(value)
        assert self.codec.dumps(value) == text, "the same value is written in two ways"
        assert self.codec.dumps(self.codec.loads(text)) == text, "once read, it is written in another way"

    def order_of_keys_means_nothing(self, value: Any) -> None:
        turned = json.dumps(_turned(self.data(value)), ensure_ascii=False, indent=1)
        assert self.codec.loads(turned) == value, "with its keys in another order it is another value"

    def refuses_an_unknown_key(self, value: Any, at: int) -> Bears:
        data = self.data(value)
        places = [p for p, each in _places(data) if isinstance(each, dict) and not (p and p[-1] in self.codec.free)]
        if not places:
            return False
        place = places[at % len(places)]
        found = self.read(_put(data, (*place, _UNKNOWN_KEY), 1))
        assert found is _GONE, f"an unknown key at {_path(place)} is swallowed"
        return True

    def never_coerces(self, value: Any, at: int, which: int) -> Bears:
        data = self.data(value)
        alike = dict[Any, list[tuple[_Place, Any]]]()
        for place, each in _places(data):
            if place and each is not None:
                key = place[-1] if isinstance(each, bool | int | float) else None  # numbers are few, and fields differ
                alike.setdefault((type(each), key), []).append((place, each))
        for (wanted, key), places in alike.items():
            place, stands = places[at % len(places)]
            wrong = _WRONG[wanted]
            n = which % len(wrong)
            for put in (wrong[n], *(wrong[:1] if key is not None and n else ())):
                self._refuses(data, place, stands, put)
        return bool(alike)

    def reads_days_in_one_form(self, value: Any, at: int) -> Bears:
        """A day is written year-month-day: in another form of ISO 8601 it is refused, or kept as the words it is."""
        data = self.data(value)
        days = [(place, each) for place, each in _places(data) if isinstance(each, str) and _is_a_day(each)]
        for place, stands in [*days[at % len(days) :], *days][:_AT_ONCE] if days else ():
            year, week, weekday = date.fromisoformat(stands).isocalendar()
            for put in (f"{year}-W{week:02}-{weekday}", stands.replace("-", ""), f"{stands}T00:00:00"):
                self._refuses(data, place, stands, put)
        return bool(days)

    def _refuses(self, data: Any, place: _Place, stands: Any, put: Any) -> None:
        """What may not pass for a value is refused, or kept as it is; a truth is never taken for a number."""
        found = self.read(_put(data, place, put))
        if found is _GONE or self._says_nothing(data, place, put, found):
            return
        kept = _at(self.data(found), place)
        same = type(kept) is type(put) and kept == put
        assert same, f"{put!r} in the place of {stands!r} at {_path(place)} is read as {_shown(kept)}"
        confused = {type(stands), type(put)} in _CONFUSED and self.codec.free.isdisjoint(place)
        assert not confused, f"{put!r} is taken in the place of {stands!r} at {_path(place)}"

    def _says_nothing(self, data: Any, place: _Place, put: Any, found: Any) -> bool:
        """Whether null, or something empty, says there what leaving the key out says."""
        if (put is not None and put not in ([], {})) or not isinstance(place[-1], str):
            return False
        without = self.read(_put(data, place, _GONE))
        return without is not _GONE and bool(without == found)

    def missing_is_refused_or_left_out(self, value: Any, at: int) -> Bears:
        data = self.data(value)
        places = [place for place, _ in _places(data) if place and isinstance(place[-1], str)]
        if not places:
            return False
        for place in dict.fromkeys((*(p for p in places if len(p) == 1), places[at % len(places)])):
            found = self.read(_put(data, place, _GONE))
            assert found is _GONE or self._keeps(found), f"without {_path(place)} it is read as what cannot be kept"
        return True

    def refuses_what_is_cut(self, value: Any, at: int) -> Bears:
        text = self.codec.dumps(value).strip()
        if text[:1] not in ("{", "["):
            return False
        for cut in (at % len(text), len(text) - 1 - at % len(text)):  # so far from either end
            assert self.read_text(text[:cut]) is _GONE, f"the first {cut} of {len(text)} characters pass for the whole"
        return True

    def reads_damage_or_refuses(self, value: Any, at: int, damage: str) -> None:
        text = self.codec.dumps(value)
        at %= len(text)
        found = self.read_text(text[:at] + damage + text[at + 1 :])
        kept = found is _GONE or self._keeps(found)
        assert kept, f"with {damage!r} at character {at} it is read as what cannot be kept"

    def _keeps(self, found: Any) -> bool:
        """Whether what was read is written and read again as it is (a reader may note what it missed, once)."""
        text = self.codec.dumps(found)
        again = self.read_text(text)
        return again is not _GONE and self.codec.dumps(again) == text

    def refuses_an_unknown_version(self, value: Any, which: int) -> None:
        version = _VERSIONS[which]
        found = self.read(_put(self.data(value), (str(self.codec.version),), version))
        assert found is _GONE, f"version {_shown(version)} is read as if it were known"


def _is_a_day(text: str) -> bool:
    """Whether a text is a day, written year-month-day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return _DAY.fullmatch(text) is not None


def _places(data: Any, place: _Place = ()) -> Iterator[tuple[_Place, Any]]:
    """Every place in the data with what stands there, the whole first."""
    yield place, data
    if isinstance(data, dict):
        for key, each in cast("dict[str, Any]", data).items():
            yield from _places(each, (*place, key))
    elif isinstance(data, list):
        for n, each in enumerate(cast("list[Any]", data)):
            yield from _places(each, (*place, n))


def _put(data: Any, place: _Place, value: Any) -> Any:
    """A copy of the data with a value at a place; without the key, where the value is gone."""
    if not place:
        return value
    first, rest = place[0], place[1:]
    copy: Any = dict(cast("dict[str, Any]", data)) if isinstance(data, dict) else list(data)
    if not rest and value is _GONE:
        copy.pop(first, None)
    else:
        copy[first] = _put(copy[first], rest, value) if rest else value
    return copy


def _at(data: Any, place: _Place) -> Any:
    """What stands at a place; `_GONE` where nothing does."""
    for step in place:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return _GONE
    return data


def _turned(data: Any) -> Any:
    """The data with the keys of every object in the other order."""
    if isinstance(data, dict):
        return {key: _turned(each) for key, each in reversed(cast("dict[str, Any]", data).items())}
    return [_turned(each) for each in cast("list[Any]", data)] if isinstance(data, list) else data


def _path(place: _Place) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)


def _shown(value: Any) -> str:
    return "nothing" if value is _GONE else repr(value)


def _no_constant(name: str) -> Any:
    raise AssertionError(f"{name} is written, which is no JSON")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    assert len(found) == len(pairs), f"a key stands twice among {[key for key, _ in pairs]}"
    return found
