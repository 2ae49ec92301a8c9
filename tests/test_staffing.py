"""People shared out: hand-made cases of the serial method, and who cannot be placed at all."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from safetywork.networks import Job, solve
from safetywork.staffing import Capacity, Placement, level

DUE = date(2025, 1, 31)


def day(i):
    """Every day is worked here; position -1 is the due day."""
    return DUE + timedelta(days=i + 1)


def jan(n):
    return date(2025, 1, n)


def placed(jobs, people, capacity=(), staff=None, first=None, done=None):
    """Id, first and last day of January, and lateness, in the order of placing."""
    found = level(solve(jobs, done or {}, first), people, tuple(capacity), staff, day)
    return [
        (p.id, p.start and (p.start - jan(1)).days + 1, p.finish and (p.finish - jan(1)).days + 1, p.late)
        for p in found.placements
    ]


def test_without_limits_everything_stands_at_its_earliest():
    """No staff and no capacity: as many people as it takes."""
    jobs = [Job("a", 2), Job("b", 3, (("a", 0),)), Job("m", 0, (("b", 0),))]
    assert placed(jobs, {"a": 9, "b": 99, "m": None}) == [("a", 27, 28, 0), ("b", 29, 31, 0), ("m", 31, 31, 0)]


def test_the_earlier_latest_start_goes_first():
    """One person, three jobs: the one whose chain is longest, then by id; each is done whole."""
    jobs = [Job("x", 2), Job("y", 2), Job("z", 2, (("y", 0),))]
    people = dict.fromkeys("xyz", 1)
    assert placed(jobs, people, staff=1) == [("y", 28, 29, 0), ("x", 30, 31, 0), ("z", 32, 33, 2)]


def test_a_smaller_job_slips_into_a_gap_but_a_whole_one_does_not():
    """Two people, one away on the 29th: two days of two people wait for the 30th, one day of one slips in before."""
    jobs = [Job("a", 2), Job("b", 1)]
    away = [Capacity(on=jan(29), until=jan(29), people=1)]
    assert placed(jobs, {"a": 2, "b": 1}, away, staff=2, first=-4) == [("a", 30, 31, 0), ("b", 28, 28, 0)]


def test_the_least_of_several_capacities_holds():
    """A share is rounded down: 50 % of five people are two, 12.5 % of nine are one."""
    half, few = Capacity(on=jan(1), percent=50), Capacity(on=jan(1), until=jan(30), people=1)
    assert (half.there(5), Capacity(on=jan(1), percent=Decimal("12.5")).there(9), few.there(5)) == (2, 1, 1)
    assert half.holds(jan(31))
    assert not few.holds(jan(31))
    assert not half.holds(date(2024, 12, 31))
    assert placed([Job("a", 1)], {"a": 2}, [half, few], staff=5, first=-3) == [("a", 31, 31, 0)]
    assert placed([Job("a", 1)], {"a": 3}, [Capacity(on=jan(1), people=3)], staff=1) == [("a", 31, 31, 0)]  # help came


def test_what_never_fits_is_told_and_so_is_what_waits_for_it():
    """Three people are never there: no days and no lateness, rather than a search without end."""
    jobs = [Job("a", 1), Job("b", 1, (("a", 0),)), Job("c", 1)]
    found = level(solve(jobs, {}), {"a": 3, "b": None, "c": 1}, (Capacity(on=jan(1), until=jan(2), people=9),), 2, day)
    assert found.placements == (
        Placement("a", None, None, None, None),
        Placement("c", jan(30), jan(30), 0),
        Placement("b", None, None, None),
    )
    assert [p.id for p in found.misfits] == ["a", "b"]
    assert found.unstated == ("b",)
    assert found.text("en").splitlines() == [
        "a: never enough people",
        "b: waits for a step that never fits",
        "people not stated, so not counted: b",
    ]
    assert found.text("zh").endswith("未说明用人数，未计入：b")


def test_people_who_are_back_one_day_are_waited_for():
    """Nobody there until the 20th of February: the search goes on past every job to the day they are back."""
    away = [Capacity(on=jan(1), until=date(2025, 2, 20), people=0)]
    assert placed([Job("a", 1), Job("b", 1)], {"a": 1, "b": 0}, away, staff=1) == [("a", 52, 52, 21), ("b", 31, 31, 0)]


def test_what_is_done_takes_nobody():
    """A finished need lets its user begin where it ended."""
    jobs = [Job("a", 5), Job("b", 2, (("a", 1),))]
    assert placed(jobs, {"a": 1, "b": 1}, staff=1, done={"a": -4}, first=-9) == [("b", 29, 30, 0)]


@pytest.mark.parametrize(
    ("capacity", "codes"),
    [
        (Capacity(on=jan(1), people=0), []),
        (Capacity(on=jan(1), percent=Decimal("NaN")), ["bad percent"]),
        (Capacity(on=jan(1), percent=Decimal(-1)), ["bad percent"]),
        (Capacity(on=jan(1), percent=True), ["bad percent"]),
        (Capacity(on=jan(1), percent="half"), ["bad percent"]),
        (Capacity(on=jan(1), people=1, percent=1), ["people or percent"]),
        (Capacity(on=jan(2), until=jan(1), people=1.0), ["bad people", "ends before it begins"]),
    ],
    ids=str,
)
def test_what_a_capacity_may_not_be(capacity, codes):
    """Each problem under its code, at its place."""
    found = list(capacity.problems("$.capacity[3]", 4))
    assert [problem.code for problem in found] == codes
    assert all(problem.place.startswith("$.capacity[3]") for problem in found)
