"""Conservation: what comes in is accounted for, on every day of books that nobody made by hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from conservation import EVERY_FEW_DAYS, LAWS, LEDGER, placed, whole
from histories import DAY, OPENINGS, matters
from safetywork.reconciliations import parts

COUNTY = sw.load(Path(__file__).parents[1] / "docs" / "examples" / "county-2021.json")
YEAR = [date(2021, 1, 1) + timedelta(days=n) for n in range(365)]
by_law = pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))

PLACES = st.fixed_dictionaries(
    {
        "campaign": st.sampled_from(("C-1", "C-1a", "C-2", None)),
        "visit": st.sampled_from(("A-0", "A-1", None)),
        "enterprise": st.sampled_from(("u1", "u2", None)),
        "size": st.sampled_from((None, "1条", "X条", "32项", "650余项", "约9项")).map(lambda t: t and sw.Count.read(t)),
    }
)


CROWDS = (tuple(OPENINGS), ("standardisation",), ("visit", "waivable"), ("gap", "major"))


@st.composite
def _counts(draw, named, units):
    """A count as a ledger states it, or none: never below the names beside it."""
    low = len(named) + draw(st.integers(0, 3))
    high = draw(st.none() | st.integers(low, low + 3))
    stated = st.builds(sw.Count, st.just(low), st.just(high), st.sampled_from(units), st.booleans())
    return draw(st.none() | stated)


@st.composite
def _activities(draw):
    """Up to five visits and sessions within ten days, of few people and homes, some of several days."""
    held = []
    for n in range(draw(st.integers(0, 5))):
        on = DAY + timedelta(days=draw(st.integers(0, 9)))
        whom = tuple(sorted(draw(st.sets(st.sampled_from(("u1", "u2", "u3", "u4"))))))
        given_ = {"id": f"A-{n}", "on": on, "until": draw(st.none() | st.just(on + timedelta(days=2))), "whom": whom}
        if draw(st.booleans()):
            called = draw(_counts(whom, ("户", "户次"))) or sw.Count.unknown("户")
            held.append(sw.Visit(title="走访", called_on=called, **given_))
            continue
        people = tuple(sorted(draw(st.sets(st.sampled_from("abcd")))))
        counted = {"people": _counts(people, ("人", "人次")), "enterprises": _counts(whom, ("家", "家次"))}
        counts = {name: draw(count) for name, count in counted.items()}
        held.append(sw.Training(title="训", subject="法", participants=people, **counts, **given_))
    return held


@st.composite
def books(draw):
    """A small crowded book, and every day from before its first entry to three weeks after its last.

    It holds a few matters of all kinds, or of few: then the same enterprise is enrolled twice, gaps crowd one tour.
    """
    drawn = draw(st.lists(matters(draw(st.sampled_from(CROWDS)), longest=5), max_size=5))
    held = [placed(matter, f"M-{n}", **draw(PLACES)) for n, matter in enumerate(drawn)]
    last = max((matter.log[-1].event.on for matter in held), default=DAY)
    days = [DAY + timedelta(days=n) for n in range(-1, (last - DAY).days + 21)]
    return whole(held, draw(_activities())), days


@by_law
@given(drawn=books())
def test_a_law_holds_on_every_day_of_any_book(law, drawn):
    """Each law, over histories of every stock workflow, from the day before the first entry on."""
    book, days = drawn
    for day in days:
        law(book, day)


@by_law
def test_a_law_holds_on_every_day_of_a_countys_year(law):
    """All 365 days of the example."""
    for day in YEAR:
        law(COUNTY, day)


@by_law
def test_a_law_holds_where_every_state_is_filled(law):
    """A matter of every kind in every state, before, while and after it came there."""
    for day in EVERY_FEW_DAYS:
        law(LEDGER, day)


def test_the_crowded_ledger_fills_every_part():
    """No part of the reconciliation stays empty, but the one for states that only a county's own rules have."""
    filled = {
        part.predicate.en
        for day in EVERY_FEW_DAYS
        for split in sw.reconcile(LEDGER.of(sw.Issue), day)
        for part in split.parts
        if part.any
    }
    assert {one.label.en for one in parts(DAY)} - filled == {"ended otherwise"}
