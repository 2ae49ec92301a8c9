"""Secondments: who is there on a day, and which steps of a plan that displaces, by how much."""

from datetime import date, timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.secondments import Secondment, capacity, displaced, people_there, percent_away

D3, D10, D17, D24, D31 = (date(2025, 3, n) for n in (3, 10, 17, 24, 31))
HALF = Secondment(id="S-1", on=D10, until=D24, percent=50, base=8, to="省工作组")
QUARTER = Secondment(id="S-2", on=D17, percent=25, base=8)


def day(number):
    return date(2025, 3, number)


def test_people_are_away_from_their_day_until_the_day_they_are_back():
    """Away on the 10th and on the 23rd, back on the 24th; without an end they are away for good."""
    assert [HALF.away(day(n)) for n in (9, 10, 23, 24)] == [False, True, True, False]
    assert QUARTER.away(date(2030, 1, 1))


@pytest.mark.parametrize(("number", "away", "there"), [(9, 0, 8), (10, 50, 4), (17, 75, 2), (24, 25, 6)])
def test_secondments_at_one_time_add_up(number, away, there):
    """Nobody is in two places: half and a quarter leave a quarter."""
    both = (HALF, QUARTER)
    assert percent_away(both, day(number)) == away
    assert people_there(both, day(number)) == sw.Count.exact(there, "人")


def test_more_than_everybody_is_a_contradiction():
    """50 and 60 per cent of one staff cannot be away together; before the second began, nothing is wrong."""
    many = (HALF, attrs.evolve(QUARTER, percent=60))
    with pytest.raises(sw.ShareError):
        percent_away(many, D17)
    assert percent_away(many, D10) == 50


@pytest.mark.parametrize(
    ("secondments", "staff", "text"),
    [
        ((attrs.evolve(HALF, base=None),), None, "X人"),
        ((HALF, attrs.evolve(QUARTER, base=9)), None, "X人"),
        ((), None, "X人"),
        ((), 8, "8人"),
        ((attrs.evolve(HALF, base=None),), 8, "4人"),
        ((HALF,), 25, "12至13人"),
        ((attrs.evolve(HALF, percent=Decimal("12.5")),), 8, "7人"),
    ],
)
def test_a_share_without_a_base_is_no_number_of_people(secondments, staff, text):
    """Nor is one of two bases; half of 25 is 12 or 13, and nobody said which."""
    assert people_there(secondments, D10, staff).text() == text


def test_the_capacity_that_is_left_stretch_by_stretch():
    """Half from the 10th, a quarter from the 17th, three quarters from the 24th on."""
    assert capacity((HALF, QUARTER)) == (
        sw.Capacity(on=D10, until=day(16), percent=50),
        sw.Capacity(on=D17, until=day(23), percent=25),
        sw.Capacity(on=D24, percent=75),
    )
    assert capacity((HALF,)) == (sw.Capacity(on=D10, until=day(23), percent=50),)
    assert capacity(()) == ()


# --- what it does to a plan

SURVEY = sw.PlanStep("survey", "摸底", 5, people=4)
CHECK = sw.PlanStep("check", "检查", 5, ("survey",), people=8)
PLAN = sw.Plan(steps=(SURVEY, CHECK), due=day(14), earliest=D3, staff=8)


def test_half_the_staff_away_displaces_the_step_that_needs_all():
    """Eight are needed from the 10th, four are there until the 24th: ten working days late, done on the 28th."""
    assert displaced(PLAN, ()) == ()
    (step,) = displaced(PLAN, (HALF,))
    assert (step.id, step.before, step.after, step.more, step.finish) == ("check", 0, 10, 10, day(28))
    assert step.text() == "check因人员抽调晚10个工作日，2025-03-28方可完工"
    assert step.text("en") == "check: 10 working days later for want of people, done on 2025-03-28"


def test_a_step_that_waits_for_people_who_never_come_back_is_never_done():
    """Away for good."""
    (step,) = displaced(PLAN, (attrs.evolve(HALF, until=None),))
    assert (step.after, step.more, step.finish) == (None, None, None)
    assert (step.text(), "never" in step.text("en")) == ("check因人员抽调无法安排", True)


def test_a_plan_that_was_late_anyway_is_told_by_how_much_more():
    """Two days late with everybody there; what the secondment adds is told apart."""
    late = attrs.evolve(PLAN, due=day(12))
    assert [(one.before, one.after) for one in displaced(late, (HALF,))] == [(2, 12)]


def test_a_plan_takes_the_base_for_its_staff_where_it_states_none():
    """Without either, half of nobody knows how many is no number."""
    unstated = attrs.evolve(PLAN, staff=None)
    assert displaced(unstated, (HALF,)) == displaced(PLAN, (HALF,))
    with pytest.raises(sw.PlanError):
        displaced(unstated, (attrs.evolve(HALF, base=None),))


AWAY = st.builds(
    lambda n, on, length, percent: Secondment(
        id=f"S-{n}",
        on=D3 + timedelta(on),
        until=None if length is None else D3 + timedelta(on + length),
        percent=percent,
    ),
    st.integers(0, 9),
    st.integers(0, 12),
    st.none() | st.integers(0, 9),
    st.sampled_from((10, 25, Decimal("12.5"))),
)


@given(st.lists(AWAY, max_size=4), st.integers(-2, 30))
def test_the_capacity_of_a_day_is_what_is_left_on_it(away, ahead):
    """On every day at most one stretch speaks, and it says 100 less what is away; none where nobody is."""
    on = D3 + timedelta(ahead)
    told = [one.percent for one in capacity(away) if one.holds(on)]
    gone = percent_away(away, on)
    assert told == ([100 - gone] if gone else [])
    there = people_there(away, on, 40)
    assert 0 <= there.low <= 40 * (100 - gone) / 100 <= there.high <= 40


@given(st.lists(AWAY, max_size=3), st.integers(1, 8), st.integers(1, 4))
def test_one_step_is_done_on_the_first_days_with_room(away, people, days):
    """By trying day after day: as many working days running as it takes, with enough people on each of them."""
    plan = sw.Plan(steps=(sw.PlanStep("one", "一", days, people=people),), due=day(14), earliest=D3, staff=8)
    line = [sw.CHINA.add(D3, n) for n in range(60)]
    room = [people_there(away, on, 8).low >= people for on in line]
    start = next((i for i in range(60 - days) if all(room[i : i + days])), None)
    late = None if start is None else max(0, sw.CHINA.count(day(14), line[start + days - 1]))
    assert [(one.after, one.finish) for one in displaced(plan, away)] == (
        [] if late == 0 else [(late, None if start is None else line[start + days - 1])]
    )
