"""Fingerprints of a log: the canonical form, and every way of editing that they show."""

import hashlib
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from attrs import frozen
from hypothesis import given, strategies as st

from histories import assigned, careful, matters
from safetywork.acts import Evidence, Progress, Submit
from safetywork.digests import canonical, digests, head, verify
from safetywork.errors import HistoryError
from safetywork.events import Event
from safetywork.labels import Label
from safetywork.periods import workdays

DAY = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "~"),
        (True, "b:1"),
        (False, "b:0"),
        (1, "i:1"),
        ("1", "s1:1"),
        ("", "s0:"),
        ("李四", "s2:李四"),
        (Decimal("1.50"), "n:3/2"),
        (Fraction(3, 2), "n:3/2"),
        (DAY, "d:2025-03-03"),
        (datetime(2025, 3, 3, 9, tzinfo=UTC), "t:2025-03-03T09:00:00+00:00"),
        ((), "()"),
        ((1, "1"), "(i:1,s1:1)"),
        (workdays(15), "Span{n=i:15,unit=s7:workday}"),
        (Evidence("photo", "a"), "Evidence{kind=s5:photo,name=s1:a}"),
        (Progress(on=DAY, by="李四"), "progress{on=d:2025-03-03,by=s2:李四}"),
    ],
)
def test_the_canonical_form(value, text):
    """Known answers: one text a value, with its type in front, and a class by its name or code."""
    assert canonical(value) == text


def test_the_same_text_has_one_form():
    """A name typed with combining marks is the same name: text is told in NFC."""
    assert canonical(unicodedata.normalize("NFD", "café")) == canonical("café") == "s4:café"


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.sampled_from(("", "1", "i:1", ",", "(", "~", "a,s1:b", "b:1"))
    | st.dates(date(2025, 1, 1), date(2025, 1, 3)),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=5,
)


def typed(value):
    """The value with its types, so that 1 and True differ."""
    return tuple(map(typed, value)) if isinstance(value, tuple) else (type(value), value)


@given(VALUES, VALUES)
def test_different_values_have_different_forms(one, other):
    """The form is one-to-one: texts that look like other forms cannot deceive it."""
    assert (canonical(one) == canonical(other)) == (typed(one) == typed(other))


@pytest.mark.parametrize("value", [1.5, [1], {"a": 1}, {1}, object()])
def test_what_has_no_canonical_form_is_refused(value):
    """A float, a list or any unknown object is the caller's mistake."""
    with pytest.raises(TypeError, match="has no canonical form"):
        canonical(value)


def test_the_chain_is_what_it_is_said_to_be():
    """A hand-made chain: kind, machines and id, then SHA-256 over the former digest, the place and the entry."""
    issue = assigned()
    link = hashlib.sha256(b"safetywork-1|s34:issue/rectification+referral/H-017").hexdigest()
    made = [link]
    for i, e in enumerate(issue.log):
        told = f"{link}|{i}|{canonical(e.to)}|{canonical(e.rule)}|{canonical(e.event)}"
        link = hashlib.sha256(told.encode()).hexdigest()
        made.append(link)
    assert list(digests(issue.subject, issue.log))[-2:] == made[-2:]
    assert head(issue.subject, issue.log) == issue.head() == made[-1]


@given(matters(longest=4))
def test_a_head_is_found_in_the_log_it_was_taken_of_and_in_what_grew_from_it(matter):
    """Each prefix has its own head, and the whole log verifies every one of them at its length."""
    heads = [head(matter.subject, matter.log[:n]) for n in range(1, len(matter.log) + 1)]
    assert len(set(heads)) == len(heads)
    assert [matter.verify(head=kept) for kept in heads] == list(range(1, len(heads) + 1))


def test_the_head_of_an_empty_log_is_found():
    """A head that was noted before the first entry stands at length 0."""
    assert verify("H", assigned().log, head=head("H", ())) == 0
    assert verify("H", (), head=head("H", ())) == 0


@given(matters(longest=4), st.data())
def test_every_edit_is_found(matter, data):
    """An entry edited, dropped, doubled, moved or cut off, another id, another state, another rule: none verifies.

    (The last entry doubled is a log that grew: what was noted of it still stands.)
    """
    log, kept = matter.log, matter.head()
    i = data.draw(st.integers(0, len(log) - 1))
    entry = log[i]
    edited = {
        "by": attrs.evolve(entry, event=attrs.evolve(entry.event, by="某人")),
        "on": attrs.evolve(entry, event=attrs.evolve(entry.event, on=date(2000, 1, 1))),
        "id": attrs.evolve(entry, event=attrs.evolve(entry.event, id="forged")),
        "recorded_at": attrs.evolve(
            entry, event=attrs.evolve(entry.event, recorded_at=datetime(2000, 1, 1, tzinfo=UTC))
        ),
        "to": attrs.evolve(entry, to="elsewhere"),
        "rule": attrs.evolve(entry, rule=attrs.evolve(entry.rule, version="0")),
    }
    forged = [(*log[:i], other, *log[i + 1 :]) for other in edited.values()]
    forged += [(*log[:i], *log[i + 1 :]), log[:-1], ()]
    if i < len(log) - 1:
        forged.append((*log[: i + 1], *log[i:]))
    if i and canonical(log[i].event) != canonical(log[i - 1].event):
        forged.append((*log[: i - 1], log[i], log[i - 1], *log[i + 1 :]))
    for other in forged:
        with pytest.raises(HistoryError):
            verify(matter.subject, other, head=kept)
    assert verify(matter.subject, log, head=kept) == len(log)
    with pytest.raises(HistoryError):
        verify(matter.subject + "x", log, head=kept)


def test_another_kind_or_other_machines_have_another_head():
    """The kind and the machines, in their order, begin the chain: the same log under others does not verify."""
    issue = assigned()
    assert issue.subject == "issue/rectification+referral/H-017"
    for subject in ("measure/rectification+referral/H-017", "issue/referral+rectification/H-017", "H-017"):
        with pytest.raises(HistoryError):
            verify(subject, issue.log, head=issue.head())
    assert verify("issue/rectification+referral/H-017", issue.log, head=issue.head()) == 2


def test_one_moment_has_one_head_in_every_zone():
    """Moments are told in UTC: 17:00 UTC and 01:00 of the next day in Beijing are one moment; a second later is not."""
    utc = datetime(2021, 6, 18, 17, tzinfo=UTC)
    beijing = utc.astimezone(timezone(timedelta(hours=8)))
    assert canonical(beijing) == canonical(utc) == "t:2021-06-18T17:00:00+00:00"
    one, other, later = (
        assigned().apply(Progress(on=DAY, by="李四", recorded_at=when)).head()
        for when in (utc, beijing, utc + timedelta(seconds=1))
    )
    assert one == other != later


def test_the_error_says_whose_log_and_which_head():
    """The facts are attributes, the advice is rendered."""
    issue = assigned()
    with pytest.raises(HistoryError) as caught:
        issue.verify(head="0" * 64)
    assert (caught.value.subject, caught.value.head) == (issue.subject, "0" * 64)
    assert "the log of issue/rectification+referral/H-017 has no point with head 000000000000…" in str(caught.value)


def test_odd_texts_have_a_head_too():
    """A lone surrogate, as a damaged file may hold it, is digested in the id and in an event."""
    assert head("\ud800", ()) != head("\ud801", ())
    issue = assigned().apply(Progress(on=DAY, by="\ud800"))
    assert issue.verify(head=issue.head()) == 3


@frozen(kw_only=True)
class Old(Event):
    """An event class as it was."""

    code = "user.grown"
    label = Label("字", "word")

    text: str


@frozen(kw_only=True)
class Grown(Old):
    """The same class after a later release added an optional field."""

    more: str | None = None


def test_a_field_added_later_leaves_old_digests_as_they_are():
    """What is not filled in is not told."""
    assert canonical(Old(on=DAY, by="x", text="t")) == canonical(Grown(on=DAY, by="x", text="t"))
    assert canonical(Grown(on=DAY, by="x", text="t")) != canonical(Grown(on=DAY, by="x", text="t", more="u"))


def test_a_head_is_one_text_across_releases():
    """A known answer: a head kept in a report of today must be found by every later release of this scheme."""
    issue = assigned().apply(careful(Submit, DAY))
    assert len(issue.head()) == 64
    assert issue.head() == assigned().apply(careful(Submit, DAY)).head()
