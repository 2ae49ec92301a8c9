"""As of a day: whatever is recorded later changes no answer that was given for it; as known on a day, neither."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from crowds import books
from histories import near_misses
from safetywork.agendas import agenda
from safetywork.escalation import Ladder, Rung
from safetywork.testing.scenes import CONTEXT
from safetywork.triggers import After, Before, Past

ROOT = Path(__file__).parent.parent
LADDER = Ladder(
    "steps",
    sw.Label("督办", "letters"),
    (
        Rung("notice", sw.Label("提醒", "notice"), (Before(5),)),
        Rung("letter", sw.Label("督办函", "letter"), (Past(1),)),
        Rung("talk", sw.Label("约谈", "talk"), (After(sw.days(7)),)),
    ),
)


def answers(book, day, *, known_on=None):
    """Everything that the library answers of a book on a day, as it is read: report, lights, agenda, rungs, checks."""
    then = book.as_of(day, known_on=known_on)
    rungs = sw.to_fire(then.matters, then.of(sw.Firing), day, LADDER)
    return (
        sw.report(book, as_of=day, known_on=known_on).text("zh"),
        [(matter.id, sw.light(matter, day).explain()) for matter in then.matters],
        [(item.matter.id, [why.text() for why in item.why]) for item in agenda(book, day, known_on=known_on).items],
        [(one.matter.id, one.text()) for one in rungs],
        [fault.text() for fault in sw.check_book(book, day, known_on=known_on).faults],
    )


@given(books(), st.data())
def test_a_later_entry_changes_no_earlier_day(drawn, data):
    """An event that is taken on a later day leaves every answer for the days before it as it was."""
    book, days = drawn
    for matter in book.matters:
        event = data.draw(near_misses(matter))
        if matter.decide(event, CONTEXT):
            grown = book.with_(matter.apply(event, CONTEXT))
            earlier = [day for day in days if day < event.on]
            if earlier:
                day = data.draw(st.sampled_from(earlier))
                assert answers(grown, day) == answers(book, day)


@given(books(), st.data())
def test_the_past_is_all_that_an_answer_needs(drawn, data):
    """The book cut off at a day gives the answers of that day."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    assert answers(book.as_of(day), day) == answers(book, day)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.unmeasured
def test_every_day_of_a_countys_year(month):
    """On each day of 2021 the whole book and the book cut off at that day answer alike."""
    book = sw.load(ROOT / "docs" / "examples" / "county-2021.json")
    day = date(2021, month, 1)
    while day.month == month:
        past = book.as_of(day)
        assert [sw.light(m, day).explain() for m in past.matters] == [
            sw.light(now, day).explain() for now in book.matters if now.as_of(day) is not None
        ]
        assert agenda(past, day) == agenda(book, day)
        if day.day in (1, 15):
            assert sw.report(past, as_of=day) == sw.report(book, as_of=day)
        day += timedelta(days=1)


def test_a_correction_says_so_and_changes_nothing_before_it():
    """What is found out late is dated on the day it is written, names the day it concerns, and counts from then on."""
    day = date(2025, 3, 3)
    issue = sw.Issue.register(id="H-1", title="通道堵塞", on=day, by="检查组")
    issue = issue.apply(sw.Assign(on=day, by="局长", owner="李四", term=sw.days(20)))
    book = sw.Book("台账", matters=(issue,))
    later = day + timedelta(days=9)
    mended = book.with_(
        issue.apply(sw.Correct(on=later, by="局长", concerns=day, field="title", value="疏散通道堵塞", reason="笔误"))
    )
    for n in range(9):
        assert answers(mended, day + timedelta(days=n)) == answers(book, day + timedelta(days=n))
    assert mended.as_of(later).matters[0].title == "疏散通道堵塞"
    assert mended.as_of(later).matters[0].log[-1].event.concerns == day


@given(books(), st.data())
def test_what_was_known_then(drawn, data):
    """As known on a day, nothing counts that was written down after it: neither of matters, nor of activities."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    known = data.draw(st.sampled_from(days))
    cut = sw.Book(
        book.title, book.unit, None, book.parties, book.campaigns, book.programmes,
        tuple(m for m in (matter.as_of(date(9000, 1, 1), known_on=known) for matter in book.matters) if m is not None),
        tuple(a for a in book.activities if (a.recorded_on or a.on) <= known),
    )  # fmt: skip
    assert answers(cut, day) == answers(book, day, known_on=known)
