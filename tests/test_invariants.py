"""The eighteen laws of counting time, where each is tested, and what was not tested anywhere else.

Each number stands beside at least one law over random calendars and at least one answer counted by hand, because an
additive law alone holds for any set of days off. `test_each_law_has_its_tests` keeps the table true.

| | the law | a law over random values | known answers |
|---|---|---|---|
| 1 | count(d, add(d, n)) = n | calendars: counting_undoes_adding | calendars: counting_working_days |
| 2 | add lands on a working day after d | calendars: counting_undoes_adding | calendars: adding_working_days |
| 3 | a rest day starts like the working day before it | calendars: a_rest_day_starts_like_… | here: every_day |
| 4 | add(add(d, a), b) = add(d, a + b) | calendars: adding_twice_is_adding_the_sum | here: twice_by_hand |
| 5 | add(add(d, n), -n) is d, or the working day before | calendars: going_back_undoes_… | here: every_day |
| 6 | add is monotone in d and in n | calendars: adding_is_monotone | here: every_day |
| 7 | add(d, count(d, e)) = e | calendars: adding_the_count_arrives | here: every_day |
| 8 | rolling is idempotent, monotone, ten days at most | calendars: rolling_is_idempotent_… | here: every_day |
| 9 | months end on the same day or the last, and never chain | periods: months_end_on_… | periods: not_chained |
| 10 | last day = nominal day, unless it rolls | periods: the_last_day_is_the_nominal_day_… | periods: by_hand |
| 11 | stops are a union, never hasten, move by their length | clocks: stops_are_a_union, … | clocks: stops_by_hand |
| 12 | extensions run on the nominal day, within the cap | clocks, statutes | clocks, statutes: a_cap_by_hand |
| 13 | more days off never hasten, more working days never delay | calendars: more_days_off_… | here: by_hand |
| 14 | waiting never improves a light; done freezes it; one colour | lights: TestLaws | lights: TestBoundaries |
| 15 | what is written is read back | periods: what_is_written_is_read_back | periods: read_and_written |
| 16 | a backward plan meets its day, barely | schedules | schedules: the_known_chain, a_shortfall |
| 17 | only days within the term decide it | calendars: only_days_inside_…; here | here: by_hand |
| 18 | firm means announced | periods: a_firm_deadline_rests_on_…; clocks | clocks: what_rests_on_… |
"""

import importlib
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from safetywork.calendars import CHINA
from safetywork.periods import PeriodRule, days, months, workdays
from safetywork.testing import strategies

ONE = timedelta(days=1)
LAWS: dict[int, tuple[str, ...]] = {
    1: ("calendars.test_counting_undoes_adding", "calendars.test_counting_working_days"),
    2: ("calendars.test_counting_undoes_adding", "calendars.test_adding_working_days"),
    3: ("calendars.test_a_rest_day_starts_like_the_working_day_before_it", "invariants.test_every_day"),
    4: ("calendars.test_adding_twice_is_adding_the_sum", "invariants.test_twice_by_hand"),
    5: ("calendars.test_going_back_undoes_going_forward", "invariants.test_every_day"),
    6: ("calendars.test_adding_is_monotone", "invariants.test_every_day"),
    7: ("calendars.test_adding_the_count_arrives", "invariants.test_every_day"),
    8: (
        "calendars.test_rolling_is_idempotent_and_monotone",
        "calendars.test_rolling",
        "invariants.test_every_day",
    ),
    9: ("periods.test_months_end_on_the_corresponding_day", "periods.test_months_are_not_chained"),
    10: ("periods.test_the_last_day_is_the_nominal_day_unless_it_rolls", "periods.test_deadlines_by_hand"),
    11: (
        "clocks.test_the_clock_agrees_with_a_walker",
        "clocks.test_stops_are_a_union",
        "clocks.test_a_stop_never_hastens_and_one_after_the_end_does_nothing",
        "clocks.test_calendar_days_move_by_the_length_of_the_stop",
        "clocks.test_an_agreed_day_is_not_moved_by_stops",
        "clocks.test_stops_by_hand",
    ),
    12: (
        "clocks.test_an_extension_by_nothing_changes_no_day",
        "clocks.test_extensions_run_on_the_nominal_day",
        "statutes.test_extensions_stay_within_the_cap",
        "statutes.test_a_cap_by_hand",
    ),
    13: (
        "calendars.test_more_days_off_never_hasten_and_more_working_days_never_delay",
        "invariants.test_local_by_hand",
    ),
    14: (
        "lights.TestLaws.test_exactly_one_band",
        "lights.TestLaws.test_waiting_never_improves_a_light",
        "lights.TestLaws.test_a_verdict_is_frozen",
        "lights.TestBoundaries.test_days_left_and_days_late",
    ),
    15: ("periods.test_what_is_written_is_read_back", "periods.test_a_span_is_read_and_written"),
    16: (
        "schedules.test_the_due_day_is_met_by_working_days_only",
        "schedules.test_a_latest_start_is_the_latest",
        "schedules.test_forward_from_the_latest_start_and_backward_are_inverse",
        "schedules.test_three_thousand_plans",
        "schedules.test_the_known_chain_begins_on_the_last_day_of_august",
    ),
    17: (
        "calendars.test_only_days_inside_the_term_decide_it",
        "invariants.test_only_days_within_the_term_decide_a_deadline",
        "invariants.test_only_days_within_the_term_decide_a_clock",
        "invariants.test_local_by_hand",
    ),
    18: (
        "periods.test_a_firm_deadline_rests_on_announced_days",
        "clocks.test_every_clock_has_a_deadline_that_explains_itself",
        "clocks.test_what_rests_on_days_not_announced_is_marked",
    ),
}
"""Number -> the tests that hold it: at least one law over random values and one set of known answers each."""


def d(text):
    return date.fromisoformat(text)


def test_each_law_has_its_tests():
    """Every number from 1 to 18, its line in the table above, and a law beside answers counted by hand."""
    assert list(LAWS) == list(range(1, 19))
    for number, names in LAWS.items():
        assert f"\n| {number} | " in __doc__
        drawn = set()
        for name in names:
            room, *rest = name.split(".")
            found = importlib.import_module(f"test_{room}")
            for part in rest:
                found = getattr(found, part)
            assert found.__doc__
            drawn.add(getattr(found, "is_hypothesis_test", False))
        assert drawn == {True, False}, number


# --- every announced day, against a list of working days


def test_every_day():
    """1 to 3 and 5 to 8 for all 6,209 days and 1, 5, 10, 15 and 60 working days; a roll is of ten days at most."""
    first, last = CHINA.announced_from, CHINA.announced_through
    worked = [day for day in CHINA.between(first - ONE, last) if CHINA.is_workday(day)]
    rolled, checks = [], 0
    for day in CHINA.between(first - ONE, last):
        i, j = bisect_left(worked, day), bisect_right(worked, day)  # before the day; up to and with the day
        if i < len(worked):
            rolled.append(CHINA.next(day))
            assert rolled[-1] == worked[i] == CHINA.next(worked[i])
            assert ONE * 0 <= worked[i] - day <= ONE * 10
        for n in (1, 5, 10, 15, 60):
            if j + n <= len(worked):
                end = CHINA.add(day, n)
                assert end == worked[j + n - 1] > day
                assert CHINA.count(day, end) == n
                assert CHINA.add(day, CHINA.count(day, end)) == end
                assert not j or CHINA.add(worked[j - 1], n) == end
                assert not j or CHINA.add(end, -n) == worked[j - 1]
                checks += 1
    assert all(one <= other for one, other in pairwise(rolled))
    assert checks > 30_000


def test_twice_by_hand():
    """2025-01-24 and two days is Monday 01-27 (Sunday worked); four more are Saturday 02-08, as are six at once."""
    assert CHINA.add(d("2025-01-24"), 2) == d("2025-01-27")
    assert CHINA.add(d("2025-01-27"), 4) == CHINA.add(d("2025-01-24"), 6) == d("2025-02-08")


# --- only days within the term decide it

near = st.sets(st.integers(-80, 80), max_size=20)


def turned(calendar, around, offsets, first, last):
    """The calendar with days around a day turned from worked to off and back, none of them in [first, last]."""
    chosen = {around + ONE * n for n in offsets}
    outside = {day for day in chosen if calendar.is_announced(day) and not first <= day <= last}
    works = {day for day in outside if calendar.is_workday(day)}
    return calendar.overlay("turned", off=works, work=outside - works)


@given(
    strategies.calendars(),
    strategies.days(),
    strategies.spans(("workday", "day", "week", "month")),
    st.booleans(),
    st.sampled_from(("after", "before", "prolong")),
    near,
)
def test_only_days_within_the_term_decide_a_deadline(calendar, trigger, span, roll, kind, offsets):
    """Turning days outside of (trigger, last day] changes nothing; counted back, outside of [last day, trigger)."""
    prolong = kind == "prolong" and span.unit != "workday"
    direction = "before" if kind == "before" else "after"
    rule = PeriodRule(span, roll=roll or prolong, direction=direction, prolong=prolong)
    due = rule.resolve(trigger, calendar, provisional=True)
    first, last = (due.last_day, trigger - ONE) if direction == "before" else (trigger + ONE, due.last_day)
    if rule.span.n == 0 and due.nominal == trigger:  # a term of no length asks about its own day
        first, last = min(first, trigger), max(last, trigger)
    again = rule.resolve(trigger, turned(calendar, trigger, offsets, first, last), provisional=True)
    assert (again.nominal, again.last_day) == (due.nominal, due.last_day)


@given(strategies.calendars(), strategies.clocks(), strategies.days(), near)
def test_only_days_within_the_term_decide_a_clock(calendar, clock, on, offsets):
    """The same with extensions and stops, from the trigger to the last day that they lead to."""
    due = clock.deadline(calendar, on=on, provisional=True)
    other = turned(calendar, due.last_day, offsets, clock.trigger, due.last_day)
    again = clock.deadline(other, on=on, provisional=True)
    assert (again.nominal, again.last_day) == (due.nominal, due.last_day)


def test_local_by_hand():
    """2024-10-14 and three working days is Thursday 10-17: one local day off inside delays it, outside it does not."""
    term = PeriodRule(workdays(3))

    def last(**local):
        return term.resolve(d("2024-10-14"), CHINA.overlay("local", **local)).last_day

    assert last() == last(off=[d("2024-10-14"), d("2024-10-18")]) == d("2024-10-17")
    assert last(off=[d("2024-10-16")]) == d("2024-10-18")
    assert last(off=[d("2024-10-16"), d("2024-10-18")]) == d("2024-10-21")
    assert last(work=[d("2024-10-12"), d("2024-10-19")]) == d("2024-10-17")
    saturday = PeriodRule(days(5))  # to Saturday 10-19, so to Monday 10-21
    monday = saturday.resolve(d("2024-10-14"), CHINA)
    assert (monday.nominal, monday.last_day) == (d("2024-10-19"), d("2024-10-21"))
    worked = saturday.resolve(d("2024-10-14"), CHINA.overlay("local", work=[d("2024-10-19")]))
    assert worked.last_day == d("2024-10-19")
    assert PeriodRule(months(1)).resolve(d("2024-10-14"), CHINA.overlay("local", off=[d("2024-11-13")])).last_day == d(
        "2024-11-14"
    )
