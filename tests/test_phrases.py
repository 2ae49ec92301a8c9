"""Deadline phrases: real ones by their scoring, known answers, and laws that hold for any text."""

import json
import random
import re
import sys
import unicodedata
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, strategies as st

from attacks import ATTACKS
from safetywork.errors import NotADayError
from safetywork.phrases.lengths import LONGEST
from safetywork.phrases.weighing import _remembered, read_deadline
from safetywork.testing import strategies
from safetywork.testing.drawn import phrases as drawn_phrases, times as drawn_times, words as drawn_words

ANSWERS = Path(__file__).parent / "answers"
ROWS = [json.loads(line) for line in (ANSWERS / "deadline_phrases.jsonl").read_text(encoding="utf-8").splitlines()]
FACTS = [json.loads(line) for line in (ANSWERS / "phrase_facts.jsonl").read_text(encoding="utf-8").splitlines()]
DAY = date(2022, 6, 8)
DAYS = st.sampled_from((None, date(2022, 6, 8), date(2019, 12, 31), date.min, date.max))
PHRASES = strategies.phrases() | strategies.damaged_phrases()


def d(text):
    return date.fromisoformat(text) if text else None


# --- real rows, by the rules of their scoring

PRESENT = ("window", "immediate", "sustain", "cap", "recur", "external_term", "vague", "extension", "stages")
CONDITIONS = ("when", "before_event", "if_", "immediate_if", "suspend")


def day_of(text):
    """A day from YYYY[-MM[-DD]], the first of what is left open; None where the year is unknown."""
    if not text or not text[:4].isdigit():
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*parts, *[1] * (3 - len(parts)))


def due_of(reading):
    end = (reading.get("window") or [None, None])[1]
    return reading.get("due") or (end if end and not end.startswith("--") else None)


def shape(reading):
    """Which keys are there, and the length."""
    offset = reading.get("offset") or {}
    there = [bool(reading.get(key)) for key in PRESENT]
    conditional = any(reading.get(key) for key in CONDITIONS)
    return there, conditional, offset.get("n"), offset.get("unit"), reading.get("offset_range")


def judge(expected, got):
    due, want = due_of(got), due_of(expected)
    undated = str((expected.get("window") or [""])[0]).startswith("--")
    if due and due != want and due not in (expected.get("alt") or []) and not undated:
        return "wrong"
    if want and not due:
        return "missed"
    return "right" if shape(expected) == shape(got) else "partial"


def verdict(row):
    expected = row["expected"]
    trigger = day_of(expected.get("anchor")) or day_of((expected.get("offset") or {}).get("from"))
    return judge(expected, read_deadline(row["phrase"], anchor=day_of(row["doc_date"]), trigger=trigger).facts())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_real_phrases_are_read_right(row):
    """Each of 121 real rows; P120 (该项工作于…, taken for a stage by the row's reader) is followed, though doubtful."""
    assert verdict(row) == "right"


# --- known answers


@pytest.mark.parametrize("row", FACTS, ids=lambda row: row["phrase"])
def test_known_answers(row):
    """Phrase, document day and trigger to facts, every class; a missing key means not said."""
    reading = read_deadline(row["phrase"], anchor=d(row.get("anchor")), trigger=d(row.get("trigger")))
    assert reading.facts() == row["facts"]


@pytest.mark.parametrize(
    "text",
    [
        *("22-23栋", "共42项问题", "2.5万元", "第3日", "3号楼", "15号线", "110千伏", "2021915日", "在年3月24日前"),
        *(
            "2022年13月前",
            "百日攻坚行动",
            "三年行动计划",
            "第27个工作日",
            "近三年来",
            "今年以来",
            "次年2月",
            "0.5-1.5米",
        ),
        *(
            "附件1 15项",
            "①",
            "未来三年",
            "加强管理",
            "2016.3万元",
            "收到2019年6月5日来信",
            "2019年方案",
            "截至6月底，已完成",
        ),
    ],
)
def test_numbers_that_are_no_days(text):
    """No day, no length, no recurrence is read from them."""
    facts = read_deadline(text, anchor=date(2019, 5, 20)).facts()
    assert not facts.keys() & {"due", "window", "offset", "recur", "start", "alt"}, facts


def test_a_row_can_be_scored_wrong():
    """The scoring sees a wrong day, a missed one and a wrong shape."""
    assert judge({"due": "2022-06-30"}, {"due": "2022-07-01"}) == "wrong"
    assert judge({"due": "2022-06-30"}, {}) == "missed"
    assert judge({"due": None}, {"due": "2022-06-30"}) == "wrong"
    assert judge({"due": "2022-06-30"}, {"due": "2022-06-30", "sustain": True}) == "partial"


# --- laws


@given(st.text(), DAYS, DAYS)
@example("\ud800", None, None)
@example("自" * 2000 + "之日起" * 500, None, None)
@example("明年初前", None, None)
def test_any_text_is_read(text, anchor, trigger):
    """Total: a reading with JSON-ready facts and words, whatever the text."""
    reading = read_deadline(text, anchor=anchor, trigger=trigger)
    json.dumps(reading.facts())
    assert isinstance(str(reading), str)
    assert isinstance(reading.text("en"), str)
    assert hash(reading) == hash(read_deadline(text, anchor=anchor, trigger=trigger))
    assert reading.term is None or reading.facts()


@given(PHRASES, DAYS, DAYS)
def test_what_is_said_is_read_back(text, anchor, trigger):
    """read(str(r)) = r, for phrases of the grammar and for damaged ones."""
    reading = read_deadline(text, anchor=anchor, trigger=trigger)
    again = read_deadline(str(reading), anchor=anchor, trigger=trigger)
    assert again == reading, str(reading)
    assert again.facts() == reading.facts()


@pytest.mark.parametrize("row", ROWS + FACTS, ids=lambda row: row["phrase"])
def test_real_phrases_are_read_back(row):
    """read(str(r)) = r on every phrase of the tables."""
    for anchor in (None, date(2019, 5, 20)):
        reading = read_deadline(row["phrase"], anchor=anchor)
        assert read_deadline(str(reading), anchor=anchor) == reading


@given(PHRASES)
def test_width_and_composition_do_not_matter(text):
    """NFKC and full-width figures read alike."""
    wide = re.sub("[0-9]", lambda m: chr(ord(m[0]) + 0xFEE0), text)
    reading = read_deadline(text, anchor=date(2022, 6, 8))
    assert read_deadline(unicodedata.normalize("NFKC", text), anchor=date(2022, 6, 8)) == reading
    assert read_deadline(wide, anchor=date(2022, 6, 8)) == reading


@given(PHRASES, st.lists(st.tuples(st.integers(0, 60), st.sampled_from(" \u3000\u200b\ufeff\u2060")), max_size=5))
def test_white_space_does_not_matter(text, gaps):
    """Anywhere but between two figures."""
    spaced = text
    for place, gap in gaps:
        at = place % (len(spaced) + 1)
        around = unicodedata.normalize("NFKC", spaced[max(at - 1, 0) : at + 1])
        if not any(char in "0123456789" or char.isspace() or char in "\u200b\ufeff\u2060" for char in around):
            spaced = spaced[:at] + gap + spaced[at:]
    assert read_deadline(spaced, anchor=date(2022, 6, 8)) == read_deadline(text, anchor=date(2022, 6, 8))


@given(PHRASES, st.sampled_from('“”‘’"*_'), st.integers(0, 60))
def test_quotation_marks_do_not_matter(text, mark, place):
    """Nor the marks of emphasis."""
    at = place % (len(text) + 1)
    assert read_deadline(text[:at] + mark + text[at:], anchor=DAY) == read_deadline(text, anchor=DAY)


YEARS = (
    "2018年底前",
    "2019年2月29日前",
    "2020年2月29日前",
    "2022年春节前",
    "2022年6月中旬",
    "2021—2023年",
    "2024.3.5前",
)
HEADS = ("", "力争", "最迟", "延期至", "原则上", "立即整改，")


@given(st.sampled_from(YEARS), st.sampled_from(HEADS), DAYS, st.tuples(DAYS, DAYS))
def test_a_year_that_is_stated_is_no_documents_business(point, head, trigger, anchors):
    """A phrase with its year comes to the same, whatever the day of the document."""
    one, other = (read_deadline(head + point, anchor=anchor, trigger=trigger).facts() for anchor in anchors)
    assert one == other
    assert "assumed_year" not in one


@given(PHRASES, DAYS, DAYS)
def test_a_trigger_is_for_lengths_alone(text, anchor, trigger):
    """A text without a length of time comes to the same with a trigger and without."""
    with_, without = (read_deadline(text, anchor=anchor, trigger=day) for day in (trigger, None))
    assert with_.length is not None or with_.facts() == without.facts()


def days_in(value):
    """Every ISO day anywhere in the facts."""
    return re.findall(r"\d{4}-\d\d-\d\d", json.dumps(value))


@given(
    st.lists(
        st.sampled_from("前底内起后至到自从每第三十五15半个工作限期立即长坚持延小时分钟，；（-~个.项栋 "), max_size=30
    )
)
def test_no_day_without_a_word_for_one(chars):
    """A text without 年, 月, 日, 旬, 节 and their like never gives a day, whatever else it holds."""
    assert not days_in(read_deadline("".join(chars), anchor=date(2022, 6, 8)).facts())


@given(PHRASES)
def test_no_day_without_a_document(text):
    """Without the document's day and a trigger, a day comes from a written year or plan only: never from today."""
    if not re.search(r"(?:19|20|21)\d\d|[0-9]{2}年|二〇|[二三四五]五", unicodedata.normalize("NFKC", text)):
        assert not days_in(read_deadline(text).facts())


@given(PHRASES, st.sampled_from((date(2022, 6, 8), date(2019, 12, 31))))
def test_days_lie_in_order(text, anchor):
    """A window begins before it ends, and ends on the due day."""
    facts = read_deadline(text, anchor=anchor).facts()
    window = facts.get("window")
    if window and not any(day.startswith("--") or len(day) != 10 for day in window):
        assert window[0] <= window[1] == facts["due"]
    assert facts.get("due") not in facts.get("alt", ())


def crowd(seed, count):
    """Phrases of the strategies' words, damaged: faster than drawing them."""
    chance = random.Random(seed)
    grammar = [
        words
        for name, words in vars(drawn_phrases).items()
        if isinstance(words, tuple) and name.startswith("_") and all(isinstance(word, str) for word in words)
    ]
    pieces = [word for words in (drawn_times._UNITS, drawn_words._KINDS, *grammar) for word in words]
    for _ in range(count):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 8)))
        for _ in range(chance.randint(0, 3)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(("", *pieces)) + text[at + chance.randint(0, 2) :]
        yield text


def test_twenty_thousand_damaged_phrases():
    """Each is read and says the same thing again."""
    for text in crowd(20260101, 20_000):
        reading = read_deadline(text, anchor=date(2022, 6, 8), trigger=date(2022, 5, 20))
        reading.facts()
        assert read_deadline(str(reading), anchor=date(2022, 6, 8), trigger=date(2022, 5, 20)) == reading, text


COUNTED = 4_000  # characters


@pytest.mark.parametrize("piece", ATTACKS)
def test_work_grows_with_the_text(piece):
    """Counted, not timed: twice the text makes at most 2.5 times the calls."""

    def calls(text):
        count = 0
        _remembered.cache_clear()

        def watch(*_):
            nonlocal count
            count += 1

        former = sys.getprofile()
        sys.setprofile(watch)
        try:
            str(read_deadline(text, anchor=date(2022, 6, 8)).facts())
        finally:
            sys.setprofile(former)
        return count

    once, twice = (calls((piece * COUNTED)[: COUNTED // n]) for n in (2, 1))
    assert twice <= 2.5 * once + 100


def test_a_text_beyond_reading():
    """More than 100,000 characters: nothing is read, and the facts say so."""
    text = "6月30日前" * 20_000
    reading = read_deadline(text, anchor=date(2022, 6, 8))
    assert (reading.too_long, reading.facts(), reading.term) == (True, {"unread": "too long"}, None)
    assert read_deadline(str(reading), anchor=date(2022, 6, 8)) == reading
    assert not read_deadline("，" * LONGEST).stated


def test_a_moment_is_no_day():
    """The caller's mistake raises."""
    with pytest.raises(NotADayError):
        read_deadline("6月底前", anchor=datetime(2022, 6, 8))
    with pytest.raises(NotADayError):
        read_deadline("6月底前", trigger=datetime(2022, 6, 8))
