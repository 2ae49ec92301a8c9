"""Deadlines as whole values: what is kept beside the days, and the steps that are told at the edges."""

from datetime import date, datetime, timedelta

import pytest

from safetywork.calendars import CHINA
from safetywork.clocks import Clock
from safetywork.errors import UnannouncedDayError
from safetywork.periods import BEIJING, Deadline, PeriodRule, backward, days, hours, weeks, workdays
from safetywork.terms import Stage, Stages


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


# --- hours


def test_a_deadline_in_hours_is_its_two_moments():
    """Rule and calendar are kept with it, though no day off was asked about."""
    start, rule = at("2025-01-27T17:30"), PeriodRule(hours(24))
    told = Deadline(d("01-27"), d("01-28"), d("01-28"), rule, CHINA, moments=(start, start + timedelta(days=1)))
    assert rule.resolve(start) == told


@pytest.mark.parametrize("minutes", ["08:00:00", "08:00:01", "08:30:00.000001", "08:59:59.999999"])
def test_the_next_full_hour_has_neither_minutes_nor_seconds(minutes):
    """民诉法解释 125: whatever of the hour is gone, it runs from the next one."""
    due = PeriodRule(hours(1), next_hour=True).resolve(at(f"2025-01-27T{minutes}"))
    assert due.moments == (at("2025-01-27T09:00"), at("2025-01-27T10:00"))


def test_hours_that_count_back_are_explained_backwards():
    """The span leads to the moment before, and there it ends."""
    rule = PeriodRule(hours(24), direction="before")
    assert rule.resolve(at("2025-01-27T17:30")).explain("en").splitlines()[1:] == [
        "2025-01-27  the term of 24 hours runs to 2025-01-26 17:30",
        "2025-01-26  no later than 2025-01-26 17:30",
        "2025-01-26  the last day",
    ]


# --- counting back


def test_counting_back_tells_the_last_day_and_not_the_event():
    """01-26 was a make-up Sunday: told where the term ends on it, silent where it is the event itself."""
    rule = PeriodRule(workdays(1), direction="before")
    assert [step.code for step in rule.resolve(d("01-27")).steps] == ["event", "span", "make-up", "last"]
    assert [step.code for step in rule.resolve(d("01-26")).steps] == ["event", "span", "last"]


def test_counting_back_from_days_not_announced():
    """Refused unless asked for; asked for, one day more lies between on statutory days off too."""
    event = d("2027-01-20")
    with pytest.raises(UnannouncedDayError):
        backward(event, workdays(3), CHINA)
    assert backward(event, workdays(3), CHINA, provisional=True) == d("2027-01-15")
    assert backward(event, workdays(3), CHINA, clear_days=True, provisional=True) == d("2027-01-14")
    assert backward(event, workdays(12), CHINA, provisional=True) == d("2027-01-04")


def test_an_end_on_a_day_not_announced_moves_back_too():
    """Three weeks before a Saturday is a Saturday: the Friday before it, on statutory days off, and marked."""
    due = PeriodRule(weeks(3), direction="before").resolve(d("2027-03-27"), provisional=True)
    assert (due.nominal, due.last_day, due.provisional) == (d("2027-03-06"), d("2027-03-05"), True)


# --- runs of days off, stages


def test_a_term_is_prolonged_by_all_its_runs_together():
    """征管法实施细则 109: eight days of 春节 and three of 清明 are eleven working days after 04-10."""
    due = PeriodRule(days(80), prolong=True).resolve(d("01-20"))
    assert (due.nominal, due.last_day) == (d("04-10"), d("04-25"))
    told = [(step.code, step.params["n"]) for step in due.steps if step.code in {"run", "prolong"}]
    assert told == [("run", 8), ("run", 3), ("prolong", 11)]


def test_a_prolonged_term_of_a_year_not_announced_is_explained():
    """On statutory days off: National Day with the two working days that make up for its weekend."""
    due = PeriodRule(days(15), prolong=True).resolve(d("2027-09-30"), provisional=True)
    assert [(step.code, f"{step.first:%m-%d}", f"{step.last:%m-%d}") for step in due.steps] == [
        ("trigger", "09-30", "09-30"),
        ("span", "09-30", "09-30"),
        ("run", "10-01", "10-05"),
        ("prolong", "10-15", "10-22"),
        ("provisional", "10-22", "10-22"),
        ("last", "10-22", "10-22"),
    ]


@pytest.mark.parametrize(("second", "told"), [("2018-12-30", 1), ("2018-12-31", 0), ("2019-01-01", 0)])
def test_a_stage_overruns_only_what_ends_after_it(second, told):
    """Two stages may end on one day; the second is told as too early where it ends before the first."""
    plan = Stages((Stage("一", d("2018-12-31")), Stage("二", d(second))))
    steps = Clock(d("2018-12-01"), plan).deadline().steps
    assert [step.code for step in steps].count("overrun") == told


def test_a_plan_that_rests_on_days_not_announced_says_so_once():
    """However many of its stages do."""
    plan = Stages((Stage("一", workdays(3)), Stage("二", workdays(4))))
    due = Clock(d("2027-01-04"), plan).deadline(provisional=True)
    told = ["trigger", "stage", "span", "stage", "span", "provisional", "last"]
    assert [step.code for step in due.steps] == told
