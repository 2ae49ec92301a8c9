"""Gauges over periods: whole periods only, and as a walk over every period says."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from histories import matters
from safetywork.gauges import Seen
from safetywork.streaks import ends_before, in_a_row, times_lit

LABEL = sw.Label("连续", "running")


@pytest.mark.parametrize(
    ("on", "every", "ends"),
    [
        ("2024-05-31", "month", ["2024-05-31", "2024-04-30", "2024-03-31", "2024-02-29"]),
        ("2024-05-30", "month", ["2024-04-30", "2024-03-31"]),
        ("2024-01-01", "month", ["2023-12-31", "2023-11-30"]),
        ("2024-06-30", "quarter", ["2024-06-30", "2024-03-31", "2023-12-31"]),
        ("2024-06-29", "quarter", ["2024-03-31", "2023-12-31", "2023-09-30"]),
        ("2024-05-31", "quarter", ["2024-03-31"]),
        ("2024-01-15", "quarter", ["2023-12-31", "2023-09-30"]),
        ("2024-05-19", "week", ["2024-05-19", "2024-05-12"]),
        ("2024-05-18", "week", ["2024-05-12", "2024-05-05"]),
    ],
)
def test_the_ends_of_periods(on, every, ends):
    """Sundays, ends of months, ends of quarters: the day itself counts where it is one."""
    found = islice(ends_before(date.fromisoformat(on), every), len(ends))
    assert [str(day) for day in found] == ends


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.sampled_from(["week", "month", "quarter"]))
def test_an_end_is_an_end(on, every):
    """Each lies no later than the day, descending, and the next day begins a period; none is left out."""
    ends = list(islice(ends_before(on, every), 9))
    assert on >= ends[0]
    assert ends == sorted(set(ends), reverse=True)
    longest = {"week": 7, "month": 31, "quarter": 92}[every]
    for day in ends:
        after = day + timedelta(days=1)
        assert after.isoweekday() == 1 if every == "week" else after.day == 1
        assert every != "quarter" or after.month in (1, 4, 7, 10)
    assert all((a - b).days <= longest for a, b in zip([on, *ends], ends, strict=False))


def test_the_calendar_has_a_first_year():
    """The walk ends where the days do."""
    assert len(list(ends_before(date(2, 3, 1), "month"))) == 3


@given(matters(), st.integers(0, 200), st.sampled_from(["week", "month"]))
def test_running_and_counted_as_a_walk_says(matter, later, every):
    """As many ends as a plain walk finds lit; a streak ends at the first that was not, or before the opening."""
    on = matter.log[-1].event.on + timedelta(days=later)
    seen = Seen(matter, matter.settled_standing(on), on, sw.CHINA)
    bands = ("overdue", "near")
    lit = []
    for end in ends_before(on, every):
        if end < matter.opened_on:
            break
        lit.append(sw.light(matter, end).band.id in bands)
    running = lit.index(False) if False in lit else len(lit)
    assert in_a_row(sw.RED_YELLOW_BLUE, *bands, every=every, label=LABEL).read(seen) == running
    assert times_lit(sw.RED_YELLOW_BLUE, *bands, every=every, within=3, label=LABEL).read(seen) == sum(lit[:3])
