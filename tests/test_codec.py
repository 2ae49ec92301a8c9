"""Strict reading: nothing is coerced, every fault is told with its path, every type comes back as it was."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Literal

import pytest
from attrs import asdict, field, frozen
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.codec import BadValueError, FormatError, fault, faults_of, parse, read_object, shown, strict_converter
from safetywork.counts import Number
from safetywork.schedules import Plan
from safetywork.terms import Term


class Mood(StrEnum):
    """A user's text enumeration."""

    CALM = "calm"


class Plain(Enum):
    """A user's plain enumeration."""

    ONE = "one"


@frozen
class Inner:
    """A record within a record."""

    name: str
    by: date | None = None


@frozen
class Sample:
    """One field of every type that a record may have."""

    title: str
    listed: bool = False
    version: int = 1
    tags: tuple[str, ...] = ()
    on: date | None = None
    at: datetime | None = None
    n: Number | None = None
    term: Term | None = None
    inner: tuple[Inner, ...] = ()
    level: Literal["low", "high"] = "low"
    mood: Mood | None = None
    plain: Plain | None = None
    words: dict[str, str] = field(factory=dict[str, str])
    anything: dict[str, Any] = field(factory=dict[str, Any])


CONVERTER = strict_converter()


def read(**data):
    """The sample that `data` says, beside a title."""
    return CONVERTER.structure({"title": "t", **data}, Sample)


def faults(**data):
    """(code, path, found) of every fault of `data`."""
    with pytest.raises(Exception) as caught:  # noqa: PT011  cattrs collects whatever the hooks raised
        read(**data)
    return [(f.code, f.place, f.found) for f in faults_of(caught.value)]


FAULTS = [
    ({"title": None}, "wrong type", "$.title", "None"),
    ({"title": 123}, "wrong type", "$.title", "123"),
    ({"title": "\ud800"}, "wrong type", "$.title", r"'\ud800'"),
    ({"listed": "false"}, "wrong type", "$.listed", "'false'"),
    ({"listed": 0}, "wrong type", "$.listed", "0"),
    ({"version": 3.7}, "wrong type", "$.version", "3.7"),
    ({"version": "3"}, "wrong type", "$.version", "'3'"),
    ({"version": True}, "wrong type", "$.version", "True"),
    ({"tags": "abc"}, "wrong type", "$.tags", "'abc'"),
    ({"tags": {"a": 1}}, "wrong type", "$.tags", "{'a': 1}"),
    ({"tags": ["a", 1, None]}, "wrong type", "$.tags[1]", "1"),
    ({"on": "20250901"}, "wrong type", "$.on", "'20250901'"),
    ({"on": "2025-W36-1"}, "wrong type", "$.on", "'2025-W36-1'"),
    ({"on": "2025-9-1"}, "wrong type", "$.on", "'2025-9-1'"),
    ({"on": "2025-02-29"}, "wrong type", "$.on", "'2025-02-29'"),
    ({"on": "2025-09-0１"}, "wrong type", "$.on", "'2025-09-0１'"),
    ({"on": 45910}, "wrong type", "$.on", "45910"),
    ({"at": "2025-09-01T10:00:00"}, "wrong type", "$.at", "'2025-09-01T10:00:00'"),
    ({"at": "2025-09-01"}, "wrong type", "$.at", "'2025-09-01'"),
    ({"at": "2025-09-01T25:00:00+08:00"}, "wrong type", "$.at", "'2025-09-01T25:00:00+08:00'"),
    ({"at": "20250901T100000+0800"}, "wrong type", "$.at", "'20250901T100000+0800'"),
    ({"at": "2025-W36-1T10:00+08:00"}, "wrong type", "$.at", "'2025-W36-1T10:00+08:00'"),
    ({"at": 1}, "wrong type", "$.at", "1"),
    ({"n": 1.5}, "wrong type", "$.n", "1.5"),
    ({"n": True}, "wrong type", "$.n", "True"),
    ({"n": "1e3"}, "wrong type", "$.n", "'1e3'"),
    ({"n": "NaN"}, "wrong type", "$.n", "'NaN'"),
    ({"n": "１"}, "wrong type", "$.n", "'１'"),
    ({"n": "1.2.3"}, "wrong type", "$.n", "'1.2.3'"),
    ({"n": "."}, "wrong type", "$.n", "'.'"),
    ({"n": ""}, "wrong type", "$.n", "''"),
    ({"term": 5}, "wrong type", "$.term", "5"),
    ({"term": "15日"}, "wrong type", "$.term", "'15日'"),
    ({"term": {"n": 3}}, "missing", "$.term.unit", "unit"),
    ({"term": {"n": "3", "unit": "day"}}, "wrong type", "$.term.n", "'3'"),
    ({"term": {"stages": [{"name": "一", "term": 5}]}}, "wrong type", "$.term.stages[0].term", "5"),
    ({"term": {"stages": [{"name": "一", "term": {"stages": []}}]}}, "missing", "$.term.stages[0].term.n", "n"),
    ({"term": {"term": "2021-06-30", "cap": {"n": 3}}}, "missing", "$.term.cap.unit", "unit"),
    ({"term": {"stages": []}}, "wrong value", "$.term", "(): a term in stages has at least one"),
    ({"inner": [{"name": "a"}, {"name": 1}]}, "wrong type", "$.inner[1].name", "1"),
    ({"inner": [{}]}, "missing", "$.inner[0].name", "name"),
    ({"inner": [{"name": "a", "nmae": "b"}]}, "unknown key", "$.inner[0]", "nmae"),
    ({"inner": [5]}, "wrong type", "$.inner[0]", "5"),
    ({"inner": [None]}, "wrong type", "$.inner[0]", "None"),
    ({"inner": ["name"]}, "wrong type", "$.inner[0]", "'name'"),
    ({"mood": 1}, "wrong type", "$.mood", "1"),
    ({"words": {"a": 1}}, "wrong type", "$.words['a']", "1"),
    ({"anything": []}, "wrong type", "$.anything", "[]"),
    ({"titel": "t"}, "unknown key", "$", "titel"),
]


@pytest.mark.parametrize(("data", "code", "path", "found"), FAULTS)
def test_nothing_is_coerced(data, code, path, found):
    """What cattrs would turn into the wanted type is a fault with its path and what stood there."""
    assert (code, path, found) in faults(**data)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"level": "medium"}, "$.level"),
        ({"level": None}, "$.level"),
        ({"mood": "wild"}, "$.mood"),
        ({"plain": "two"}, "$.plain"),
        ({"term": {"n": -1, "unit": "day"}}, "$.term"),
    ],
)
def test_a_value_that_cannot_be_is_told(data, path):
    """The type is right and the value is not: an unknown word, a negative term."""
    assert [(code, place) for code, place, _ in faults(**data)] == [("wrong value", path)]


def test_all_faults_are_told_at_once():
    """Four faults in one record are four faults, each with its own path."""
    told = faults(listed="false", version="3", tags=["a", 2], inner=[{"name": "a"}, {"nmae": "b"}])
    assert {(code, path) for code, path, _ in told} == {
        ("wrong type", "$.listed"),
        ("wrong type", "$.version"),
        ("wrong type", "$.tags[1]"),
        ("missing", "$.inner[1].name"),
        ("unknown key", "$.inner[1]"),
    }


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"title": 123}, "$.title: wrong type (found: 123); accepted: str"),
        ({"title": "\ud800"}, r"$.title: text with a lone surrogate, which no file can hold (found: '\ud800')"),
        ({"tags": "abc"}, "$.tags: wrong type (found: 'abc'); accepted: […]"),
        ({"on": "20250901"}, "$.on: not a day (found: '20250901'); accepted: 2021-06-18"),
        ({"at": 1}, "$.at: not a moment with its zone (found: 1); accepted: 2021-06-18T09:30:00+08:00"),
        ({"n": True}, '$.n: not a number (found: True); accepted: 12, "12.5"'),
        ({"term": 5}, '$.term: not a term (found: 5); accepted: {"n": 15, "unit": "workday"}, "2021-06-30"'),
        ({"term": "15日"}, "$.term: not a day (found: '15日'); accepted: 2021-06-18"),
        ({"term": {"stages": []}}, "$.term: a value that cannot be (found: (): a term in stages has at least one)"),
        ({"inner": [{}]}, "$.inner[0].name: missing (found: name)"),
        ({"inner": [{"name": "a", "z": 1, "b": 2}]}, "$.inner[0]: unknown key (found: b, z)"),
        ({"inner": [5]}, "$.inner[0]: wrong type (found: 5); accepted: {…}"),
        ({"anything": []}, "$.anything: wrong type (found: []); accepted: {…}"),
        ({"words": {"a @ b": 1}}, "$.words['a @ b']: wrong type (found: 1); accepted: str"),
    ],
)
def test_a_fault_says_what_would_be_taken(data, line):
    """Where, what is wrong with it, what stood there, and what is acceptable."""
    for converter in (CONVERTER, strict_converter()):
        with pytest.raises(Exception) as caught:  # noqa: PT011
            converter.structure({"title": "t", **data}, Sample)
        (found,) = faults_of(caught.value)
        assert found.text("en") == line


def test_a_fault_is_told_in_chinese_too():
    """Word for word."""
    with pytest.raises(Exception) as caught:  # noqa: PT011
        read(on="20250901")
    (found,) = faults_of(caught.value)
    assert found.text("zh") == "$.on：不是日期（原文：'20250901'）；可接受：2021-06-18"


def test_faults_of_a_plan_stand_at_their_place_in_the_document():
    """The plan's own paths begin where the plan stands; a need may be its id alone."""
    step = {"id": "a", "title": "t", "duration": 1, "needs": ["b", {"id": "c", "lag": 2}]}
    data = [{"steps": [step], "due": "2025-06-30"}]
    with pytest.raises(Exception) as caught:  # noqa: PT011
        strict_converter().structure(data, tuple[Plan, ...])
    told = [(found.code, found.place, found.found) for found in faults_of(caught.value)]
    assert told == [
        ("unknown need", "$[0].steps[0].needs[0]", "b"),
        ("unknown need", "$[0].steps[0].needs[1]", "c"),
    ]


FULL = Sample(
    "t", listed=True, version=2, tags=("a", "b"), on=date(2025, 9, 1), at=datetime(2025, 9, 1, 9, 30, tzinfo=UTC),
    n=Decimal("12.50"), term=sw.Capped(sw.Stages((sw.Stage("一", sw.PeriodRule(sw.workdays(3))),)), date(2025, 9, 30)),
    inner=(Inner("x", date(2025, 9, 2)), Inner("y")), level="high", mood=Mood.CALM, plain=Plain.ONE,
    words={"a": "b"}, anything={"c": [1]},
)  # fmt: skip
WRITTEN = {
    "title": "t", "listed": True, "version": 2, "tags": ["a", "b"], "on": "2025-09-01",
    "at": "2025-09-01T09:30:00+00:00", "n": "12.50",
    "term": {
        "term": {"stages": [{"name": "一", "term": {
            "span": {"n": 3, "unit": "workday"}, "roll": True, "source": "民法典 201-203"}}]},
        "cap": "2025-09-30",
    },
    "inner": [{"name": "x", "by": "2025-09-02"}, {"name": "y"}], "level": "high", "mood": "calm", "plain": "one",
    "words": {"a": "b"}, "anything": {"c": [1]},
}  # fmt: skip


def test_a_converter_made_anew_writes_and_reads_alike():
    """Every type of a record, by a converter that has seen none of them yet."""
    assert strict_converter().unstructure(FULL) == WRITTEN
    assert strict_converter().structure(WRITTEN, Sample) == FULL


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
SIMPLE = (
    st.dates() | st.builds(sw.days, st.integers(0, 9))
    | st.builds(sw.PeriodRule, st.builds(sw.workdays, st.integers(0, 9)), roll=st.booleans(), source=TEXT)
)  # fmt: skip
STAGED = st.builds(
    sw.Stages,
    st.lists(st.builds(sw.Stage, TEXT, SIMPLE), min_size=1, max_size=2),
    st.none() | st.builds(sw.days, st.integers(0, 9)),
)
samples = st.builds(
    Sample,
    title=TEXT,
    listed=st.booleans(),
    version=st.integers(),
    tags=st.lists(TEXT, max_size=2).map(tuple),
    on=st.none() | st.dates(),
    at=st.none() | st.datetimes(timezones=st.sampled_from((UTC, timezone(timedelta(hours=8))))),
    n=st.none() | st.integers()
    | st.builds(lambda n, e: Decimal(n).scaleb(e), st.integers(-(10**9), 10**9), st.integers(-12, 12)),
    term=st.none() | SIMPLE | STAGED | st.builds(sw.Capped, SIMPLE | STAGED, SIMPLE, st.booleans()),
    inner=st.lists(st.builds(Inner, TEXT, st.none() | st.dates()), max_size=2).map(tuple),
    level=st.sampled_from(("low", "high")),
    mood=st.none() | st.just(Mood.CALM),
    plain=st.none() | st.just(Plain.ONE),
    words=st.dictionaries(TEXT, TEXT, max_size=2),
    anything=st.dictionaries(TEXT, st.none() | st.integers(), max_size=2),
)  # fmt: skip


def types(value):
    """A value with the type of everything in it."""
    if isinstance(value, dict):
        return {key: types(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(types(item) for item in value)
    return (type(value), types(asdict(value, recurse=False)) if hasattr(value, "__attrs_attrs__") else None)


@given(samples)
def test_what_is_written_is_read_back_type_for_type(sample):
    """Reading what was written gives an equal value, and every part of it is of the type it was."""
    text = json.dumps(CONVERTER.unstructure(sample), ensure_ascii=False, allow_nan=False)
    again = CONVERTER.structure(parse(text), Sample)
    assert again == sample
    assert types(again) == types(sample)
    assert json.dumps(CONVERTER.unstructure(again), ensure_ascii=False) == text


def test_an_explicit_null_is_none_where_none_may_stand():
    """A field that may be empty may say so; a number that must be there may not."""
    assert read(n=None, term=None, on=None, at=None, mood=None) == Sample("t")
    with pytest.raises(ValueError, match="not a number"):
        CONVERTER.structure(None, Number)
    with pytest.raises(ValueError, match="not a term"):
        CONVERTER.structure(None, Term)


@pytest.mark.parametrize("n", ["-1.5", "1E+3", "0E-7", "12.50", "1E-7"])
def test_a_decimal_keeps_its_value(n):
    """A decimal is written as plain digits, whatever its spelling, and read as the same number."""
    written = CONVERTER.unstructure(Sample("t", n=Decimal(n)))["n"]
    assert "E" not in written
    assert read(n=written).n == Decimal(n)


def test_a_default_that_says_nothing_is_left_out():
    """None, False and the empty tuple are not written; a default that means something is."""
    written = CONVERTER.unstructure(Sample("t"))
    assert written == {"title": "t", "version": 1, "level": "low", "words": {}, "anything": {}}


def test_a_text_enumeration_comes_back_as_its_member():
    """A hook for texts must not swallow the enumerations that are texts: 'calm' == Mood.CALM would hide it."""
    assert type(read(mood="calm").mood) is Mood
    assert type(read(plain="one").plain) is Plain


class TestParse:
    """Text as data."""

    def test_json_is_read(self):
        """Text and UTF-8 bytes, with or without a byte order mark."""
        for text in ('{"甲": [1, "x", null, true]}', '{"甲": [1, "x", null, true]}'.encode(), b"\xef\xbb\xbf" + b"{}"):
            assert parse(text) in ({"甲": [1, "x", None, True]}, {})

    @pytest.mark.parametrize(
        ("text", "code", "place"),
        [
            ("", "not json", "line 1 column 1"),
            ("{", "not json", "line 1 column 2"),
            ('{"a": 1,\n "b": }', "not json", "line 2 column 7"),
            ('{"a": 1} x', "not json", "line 1 column 10"),
            ('{"a": NaN}', "not json", "$"),
            ('{"a": -Infinity}', "not json", "$"),
            ('{"a": {"b": 1, "c": 2, "b": 3}}', "not json", "$"),
            ("[" * 100_000 + "]" * 100_000, "too deep", "$"),
            ('{"a":' * 100_000, "too deep", "$"),
            ("1" * 5_000, "not json", "$"),
            (b"\xff\xfe{\x00", "not utf-8", "byte 0"),
            ('"台账"'.encode("gbk"), "not utf-8", "byte 3"),
            ("\ufeff{}", "not json", "line 1 column 1"),
        ],
    )
    def test_what_is_not_strict_json_is_told(self, text, code, place):
        """One fault with its place; never an exception of another family."""
        with pytest.raises(FormatError) as caught:
            parse(text, source="年.json")
        (found,) = caught.value.faults
        assert (found.code, found.place) == (code, place)
        assert str(caught.value).startswith("年.json: ")

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("", "document: line 1 column 1: not valid JSON (found: Expecting value)"),
            ('{"a": NaN}', "document: $: no floating-point numbers; write a decimal as text (found: NaN)"),
            ('{"a": 1.5}', "document: $: no floating-point numbers; write a decimal as text (found: 1.5)"),
            ('{"b": 1, "a": 2, "a": 3}', "document: $: one key stands twice (found: a)"),
            ("[" * 100_000, "document: $: nested too deeply"),
            (b"\xff", "document: byte 0: not UTF-8"),
        ],
    )
    def test_what_is_not_strict_json_is_told_in_words(self, text, line):
        """The place, what is wrong there, and what stood there."""
        with pytest.raises(FormatError) as caught:
            parse(text)
        assert str(caught.value) == line

    def test_a_number_beyond_what_python_converts_is_told(self):
        """With Python's own advice."""
        with pytest.raises(FormatError, match=r"not valid JSON \(found: .*5000 digits"):
            parse("1" * 5_000)

    def test_a_key_that_stands_twice_is_named(self):
        """The last one would win silently."""
        with pytest.raises(FormatError) as caught:
            parse('{"a": {"b": 1, "c": 2, "b": 3}}')
        assert caught.value.faults[0].found == "b"

    @given(st.text(max_size=30) | st.binary(max_size=30))
    def test_only_a_format_error_is_raised(self, text):
        """Whatever the text is."""
        try:
            parse(text)
        except FormatError as error:
            assert error.faults  # noqa: PT017  either way is fine

    @given(st.text('[]{}":,1eE.-nulltrfas\\u0 \n', max_size=40))
    def test_near_json_gives_data_or_a_format_error(self, text):
        """Text made of the characters of JSON: no number in it ends up as not a number or infinite."""
        try:
            data = parse(text)
        except FormatError:
            return
        json.dumps(data, allow_nan=False)


def test_an_error_shows_ten_faults_and_counts_the_rest():
    """The message stays readable; the faults are all there."""
    label = sw.Label("错", "wrong")
    error = FormatError("b.json", tuple(fault("x", f"$[{i}]", label) for i in range(12)))
    assert str(error).startswith("b.json: $[0]: wrong; $[1]: wrong")
    assert str(error).endswith("$[9]: wrong; and 2 more faults")
    assert len(error.faults) == 12
    assert "more" not in str(FormatError("b.json", error.faults[:10]))
    assert isinstance(error, sw.SafetyworkError)
    assert isinstance(error, ValueError)


def test_a_long_value_is_cut():
    """What stood there is shown on one line of sixty characters at most."""
    assert shown("x" * 58) == repr("x" * 58)
    assert len(shown("x" * 59)) == 60
    assert shown("x" * 59).endswith("…")


def test_an_object_is_copied():
    """Taking keys out of what was read leaves the document as it was."""
    document = {"a": 1}
    assert read_object(document) == document
    assert read_object(document) is not document


def test_floats_are_never_taken():
    """0.1 is not a number of any record; a decimal is written as text. What stood there is kept."""
    for converter in (CONVERTER, strict_converter()):
        with pytest.raises(BadValueError, match="decimal as text") as caught:
            converter.structure(0.1, float)
        assert (caught.value.found, caught.value.accepted) == ("0.1", "")


def test_a_bad_value_says_no_more_than_it_was_given():
    """Neither what stood there nor what is taken is made up."""
    error = BadValueError(sw.Label("错", "wrong"))
    assert (str(error), error.found, error.accepted) == ("wrong", "", "")


def test_a_fault_without_a_known_shape_is_still_told():
    """Whatever else a hook raises becomes a fault of the whole document."""
    (found,) = faults_of(RuntimeError("odd"))
    assert (found.code, found.place) == ("wrong value", "$")
    assert found.found == "odd"
