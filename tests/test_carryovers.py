"""Carry-overs: what may go to another campaign, and what does not change by it."""

from datetime import date

import pytest
from hypothesis import given

from histories import matters
from safetywork.carryovers import CarryOver
from safetywork.matters import Matter
from safetywork.measures import Finish, Measure
from safetywork.periods import days
from safetywork.stock import MAIN_WORKFLOWS

D3, D10 = date(2025, 3, 3), date(2025, 3, 10)


def planned(campaign="C-1"):
    return Measure.plan(id="M-1", title="编印手册", on=D3, by="局长", owner="张三", term=days(30), campaign=campaign)


def over(source="C-1", to="C-2"):
    return CarryOver(on=D10, by="局长", source=source, to=to)


def test_a_matter_goes_to_the_next_campaign_with_its_clock():
    """Campaign and log change, nothing else; as of the day before it is where it was."""
    before = planned()
    after = before.apply(over())
    assert (after.campaign, after.state, after.owner, after.clock()) == ("C-2", "planned", "张三", before.clock())
    assert after.as_of(date(2025, 3, 9)) == before
    assert after.cycle == before.cycle


@pytest.mark.parametrize(
    ("campaign", "event", "codes"),
    [
        (None, over(), ("no_campaign",)),
        ("C-3", over(), ("other_campaign",)),
        ("C-1", over(to="C-1"), ("same_campaign",)),
        ("C-3", over(to="C-1", source="C-1"), ("other_campaign", "same_campaign")),
    ],
)
def test_it_leaves_the_campaign_that_it_is_in_for_another(campaign, event, codes):
    """Every reason is told."""
    assert planned(campaign).decide(event).codes == codes


def test_what_is_finished_stays_where_it_was_finished():
    """Done is not carried over."""
    assert planned().apply(Finish(on=D10, by="张三")).decide(over()).codes == ("not_from_here",)


@pytest.mark.parametrize("workflow", MAIN_WORKFLOWS, ids=lambda workflow: workflow.name)
def test_whatever_is_open_can_be_carried_over(workflow):
    """In every main table: from each state that wants something done, and from no state of rest."""
    for state in workflow.states:
        pending = state.kind != "rest" and "done" not in state.tags
        assert ((state.id, CarryOver) in workflow.rows) == pending, state.id
        assert not pending or workflow.rows[state.id, CarryOver].target == state.id


@given(matters())
def test_a_carry_over_touches_no_clock(matter: Matter):
    """Whatever happened before, every clock is what it was, and the option to go on is blocked outside a campaign."""
    option = [option for option in matter.options() if option.event is CarryOver]
    assert all([reason.code for reason in one.blocked] == ["no_campaign"] for one in option)
    assert len(option) == matter.pending
