"""The check for codecs of one's own: what is broken dies by its law."""

import json
import re
from datetime import date

import attrs
import pytest
from hypothesis import strategies as st

import safetywork as sw
from outcomes import broken
from safetywork.codec import FormatError, strict_converter
from safetywork.documents import dumps, loads
from safetywork.issues import RECTIFICATION
from safetywork.measures import MEASURE
from safetywork.schedules import Plan
from safetywork.testing import check_codec
from safetywork.testing.conformance import BOOKS, Codec, by_converter, plans
from safetywork.testing.histories import books
from safetywork.testing.strategies import clocks, counts

BOOK_VALUES = books(RECTIFICATION, MEASURE, most=2)
PLANS = by_converter(strict_converter(), Plan)


@pytest.mark.parametrize("seed", [0, 1])
def test_books_conform(seed):
    """Every law is borne on, and holds."""
    outcome = check_codec(values=BOOK_VALUES, examples=25, seed=seed)
    assert outcome.ok, outcome.text()
    assert (len(outcome.laws), outcome.skipped) == (11, ())


@pytest.mark.parametrize(("cls", "values"), [(Plan, plans()), (sw.Count, counts()), (sw.Clock, clocks())])
def test_a_value_with_a_converter_of_ones_own_conforms(cls, values):
    """By the strict converter; a format that states no version is not asked for one, and that is told."""
    outcome = check_codec(by_converter(strict_converter(), cls), values, examples=25)
    assert outcome.ok, outcome.text()
    assert dict(outcome.skipped).pop("codec-version") == "the format states no version"
    assert set(dict(outcome.skipped)) <= {"codec-version", "codec-days"}, "a count has no days"


def other(**changes):
    """The books' codec, changed."""
    return attrs.evolve(BOOKS, **changes)


def lenient(text):
    """Reads what it knows, and leaves the rest."""
    data = json.loads(text)
    known = (
        "format",
        "version",
        "title",
        "unit",
        "parties",
        "campaigns",
        "programmes",
        "matters",
        "activities",
        "faults",
    )
    return loads(json.dumps({key: data[key] for key in known if key in data}))


def leaky(text):
    """An error of its parser gets out."""
    json.loads(text)
    return loads(text)


def coercing(text):
    """What is no text becomes one."""
    data = json.loads(text) if text.strip().endswith("}") else loads(text)
    data["title"] = str(data["title"])
    return loads(json.dumps(data))


def ageless(text):
    """Any version will do."""
    return loads(text.replace('"version": 1000000', '"version": 1'))


def patient(text):
    """What was cut off is made up for."""
    try:
        return loads(text)
    except FormatError:
        return loads(text.rstrip() + "}")


def obliging(text):
    """A day by its week, or without dashes, is a day all the same."""
    for form in (r"\d{4}-W\d\d-\d", r"\d{8}"):
        text = re.sub(f'"({form})"', lambda m: f'"{date.fromisoformat(m[1])}"', text)
    return loads(text)


def first_key(text):
    """The title must stand where it was written."""
    if not text.lstrip("{ \n").startswith('"format"'):
        raise FormatError("book", ())
    return loads(text)


class Counter:
    """Writes a mark that grows with every writing."""

    def __init__(self):
        self.n = 0

    def dumps(self, book):
        """With a growing indent."""
        self.n += 1
        return dumps(book) + " " * self.n


@pytest.mark.parametrize(
    ("codec", "law"),
    [
        (other(loads=lambda text: attrs.evolve(loads(text), unit="另一个单位")), "codec-there-and-back"),
        (other(dumps=lambda book: dumps(book).replace('"version": 1', '"version": NaN')), "codec-json"),
        (other(dumps=Counter().dumps), "codec-canonical"),
        (other(loads=first_key), "codec-key-order"),
        (other(loads=lenient), "codec-unknown-key"),
        (other(loads=coercing), "codec-wrong-type"),
        (other(loads=lambda text: loads(text) if '"programmes":' in text else {}["programmes"]), "codec-missing"),
        (other(loads=obliging), "codec-days"),
        (other(loads=patient), "codec-truncated"),
        (other(loads=leaky), "codec-damaged"),
        (other(loads=ageless), "codec-version"),
    ],
)
@pytest.mark.proof
def test_a_codec_that_is_broken(codec, law):
    """Each breaks the law that says what it does."""
    assert law in broken(check_codec(codec, BOOK_VALUES, examples=30))


@attrs.frozen
class Score:
    """A value of a user's own."""

    name: str
    points: int


def cattrs_alone():
    """What cattrs does by itself: it coerces, and takes unknown keys."""
    from cattrs import Converter

    return by_converter(Converter(), Score)


SCORES = st.builds(Score, st.text(max_size=3), st.integers(0, 9))


def test_cattrs_alone_coerces():
    """A number passes for text, and a key that nobody knows is swallowed."""
    assert {"codec-unknown-key", "codec-wrong-type"} <= broken(check_codec(cattrs_alone(), SCORES))


def test_a_mapping_takes_any_key_where_that_is_said():
    """An object that is free is not asked to refuse."""

    def read(text):
        data = json.loads(text)
        if not isinstance(data, dict) or set(data) != {"by"} or not isinstance(data["by"], dict):
            raise ValueError(data)
        if not all(type(n) is int for n in data["by"].values()):
            raise ValueError(data)
        return data

    codec = Codec(json.dumps, read, error=ValueError, free=frozenset({"by"}))
    values = st.fixed_dictionaries({"by": st.dictionaries(st.sampled_from("ab"), st.integers(0, 3))})
    assert check_codec(codec, values).ok
    assert broken(check_codec(attrs.evolve(codec, free=frozenset()), values)) == {"codec-unknown-key"}
