"""Conservation: what comes in is accounted for, on every day of books that nobody made by hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given

import safetywork as sw
from conservation import LAWS
from crowds import EVERY_FEW_DAYS, LEDGER, books
from safetywork.reconciliations import parts
from safetywork.testing.scenes import DAY

COUNTY = sw.load(Path(__file__).parents[1] / "docs" / "examples" / "county-2021.json")
YEAR = [date(2021, 1, 1) + timedelta(days=n) for n in range(365)]
by_law = pytest.mark.parametrize("law", LAWS.values(), ids=list(LAWS))


@pytest.mark.unmeasured
@by_law
@given(drawn=books())
def test_a_law_holds_on_every_day_of_any_book(law, drawn):
    """Each law, over histories of every stock workflow, from the day before the first entry on."""
    book, days = drawn
    for day in days:
        law(book, day)


@by_law
@pytest.mark.unmeasured
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
