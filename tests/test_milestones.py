"""Milestones: which were met and when, by what was reported."""

from datetime import date, datetime

import pytest

from safetywork.counts import Count
from safetywork.errors import NotADayError, ShareError
from safetywork.milestones import Milestone, MilestoneStanding, Reported, standing

D10, D13, D14, D20 = (date(2025, 3, n) for n in (10, 13, 14, 20))
HALF = Milestone(D13, 50, "过半")
TARGET = Count.exact(32, "家")


@pytest.mark.parametrize(
    ("reading", "answer"),
    [
        (Reported(D10, 50), True),
        (Reported(D10, 49), False),
        (Reported(D10), None),
        (Reported(D10, reached=Count.exact(16, "家")), True),
        (Reported(D10, reached=Count.exact(15, "家")), False),
        (Reported(D10, reached=Count.at_least(10, "家")), None),
        (Reported(D10, reached=Count.at_least(20, "家")), True),
        (Reported(D10, reached=Count.unknown("家")), None),
        (Reported(D10, 10, Count.exact(32, "家")), False),
    ],
)
def test_a_report_answers_a_milestone(reading, answer):
    """By its per cent where it states one, else by what is reached of the target; a mask says nothing."""
    assert reading.answers(HALF, TARGET) is answer


def test_a_count_without_a_target_answers_nothing():
    """16 of nobody knows how many."""
    assert Reported(D10, reached=Count.exact(16, "家")).answers(HALF, None) is None


def test_not_less_than_300_is_a_target_of_300():
    """Half of 不少于300 is 150."""
    assert Reported(D10, reached=Count.exact(150, "家")).answers(HALF, Count.at_least(300, "家")) is True


def test_of_nothing_anything_is_enough():
    """A milestone of 0 per cent is met by the first report."""
    assert Reported(D10).answers(Milestone(D13, 0), None) is True


def test_the_first_report_that_reaches_it_is_its_day():
    """Reached on the 14th, a day late; what is reported later does not move that."""
    told = standing(HALF, D20, [Reported(D10, 30), Reported(D14, 60), Reported(D20, 40)])
    assert told == MilestoneStanding(HALF, D20, met=True, met_on=D14)
    assert (told.late, told.missed) == (True, False)
    assert not standing(HALF, D20, [Reported(D13, 50)]).late


@pytest.mark.parametrize(
    ("on", "readings", "met", "missed"),
    [
        (D13, [Reported(D10, 30)], False, False),
        (D14, [Reported(D10, 30)], False, True),
        (D14, [Reported(D10, 30), Reported(D13)], False, True),
        (D14, [], None, False),
        (D14, [Reported(D13)], None, False),
    ],
)
def test_a_milestone_is_missed_after_its_day_and_never_by_silence(on, readings, met, missed):
    """Its own day is not missed yet; where nobody reported, nothing is known."""
    told = standing(HALF, on, readings)
    assert (told.met, told.missed, told.late) == (met, missed, False)


@pytest.mark.parametrize("percent", [-1, 101, True, 12.5])
def test_a_milestone_is_a_share_of_the_whole_by_a_plain_day(percent):
    """A whole number from 0 to 100; a truth is none."""
    with pytest.raises(ShareError, match=str(percent)):
        Milestone(D13, percent)
    with pytest.raises(NotADayError):
        Milestone(datetime(2025, 3, 13, 8), 50)
