"""Backward plans: known answers counted by hand, and the laws of the critical path.

A walker over a list of working days, which knows no positions and no passes, is the oracle beside the answers.
"""

from datetime import date, datetime, timedelta
from functools import cache
from random import Random

import pytest
from attrs import evolve
from hypothesis import currently_in_test_context, given, note, settings, strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import NotADayError, UnannouncedDayError
from safetywork.periods import PeriodRule, days, workdays
from safetywork.schedules import Finished, Need, Plan, PlanError, PlanStep
from safetywork.staffing import Capacity

ONE = timedelta(days=1)
REACH = {"first": date(2023, 1, 1), "last": date(2026, 12, 31)}
WEEKLY = WorkCalendar.weekly("weekly", **REACH)
DAILY = WorkCalendar.weekly("daily", rest=(), **REACH)
FLOOD = CHINA.overlay("flood", work=[date(2025, 1, 4) + ONE * i for i in range(12)], off=[date(2025, 3, 3)])
SHUT = WEEKLY.overlay("shut", off=[date(2024, 11, 4) + ONE * i for i in range(40)])
CALENDARS = (CHINA, WEEKLY, DAILY, FLOOD, SHUT, WorkCalendar.weekly("rare", rest=(1, 2, 4, 5, 6, 7), **REACH))

CHAIN = tuple(
    PlanStep(name, f"步骤{name}", n, before, people=2)
    for name, n, before in (("a", 5, ()), ("b", 15, "a"), ("c", 15, "b"), ("d", 3, "c"), ("e", 2, "d"))
)
OCTOBER = Plan(steps=CHAIN, due=date(2022, 10, 31))


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def plan(*steps, due="01-24", **more):
    """A plan of `(id, duration, needs…)` until a day of 2025; a need is an id or `(id, lag)`."""
    made = (PlanStep(n, n, k, [x if isinstance(x, str) else Need(*x) for x in needs]) for n, k, *needs in steps)
    return Plan(steps=made, due=d(due) if isinstance(due, str) else due, **more)


def dates(schedule, *names):
    """Earliest start and finish, latest start and finish as MM-DD, slack, and a star where critical."""
    found = []
    for t in (schedule.timing(name) for name in names):
        told = [f"{day:%m-%d}" for day in (t.earliest_start, t.earliest_finish, t.latest_start, t.latest_finish)]
        found.append((*told, t.slack, "*" if t.critical else ""))
    return found if len(names) > 1 else found[0]


# --- known answers


def test_the_known_chain_begins_on_the_last_day_of_august():
    """5, 15, 15, 3 and 2 working days to 2022-10-31: National Day off, two make-up days worked."""
    schedule = OCTOBER.schedule()
    assert schedule.latest_start == d("2022-08-31")
    assert schedule.critical_path == tuple("abcde")
    assert [str(t.latest_start) for t in schedule.timings] == [
        *("2022-08-31", "2022-09-07", "2022-09-29", "2022-10-25", "2022-10-28")
    ]
    assert [str(t.latest_finish) for t in schedule.timings] == [
        *("2022-09-06", "2022-09-28", "2022-10-24", "2022-10-27", "2022-10-31")
    ]
    assert OCTOBER.schedule(WorkCalendar.weekly("weekly")).latest_start == d("2022-09-06")  # four working days too late


def test_a_plan_that_is_late_says_what_should_have_begun_when():
    """「should have begun on 2022-08-31, 3 working days ago」, in both languages."""
    schedule = OCTOBER.schedule(on=d("2022-09-05"))
    assert not schedule.feasible
    assert schedule.shortfall.text("en") == "步骤a should have begun on 2022-08-31, 3 working days ago"
    assert schedule.shortfall.text("zh") == "工期不足：步骤a应于2022-08-31开工，已晚3个工作日"
    assert dates(schedule, "a", "e") == [
        ("09-05", "09-09", "08-31", "09-06", -3, "*"),
        ("11-02", "11-03", "10-28", "10-31", -3, "*"),
    ]
    one = OCTOBER.schedule(on=d("2022-09-01")).shortfall.text("en")
    assert one == "步骤a should have begun on 2022-08-31, 1 working day ago"


def test_a_start_that_may_not_be_moved_is_named_instead_of_today():
    """Neither an agreed start nor a Saturday is "3 working days ago": the first day on which work can begin is told."""
    told = "步骤a should begin on 2022-08-31, 3 working days before 2022-09-05, the earliest day on which it can"
    assert evolve(OCTOBER, earliest=d("2022-09-05")).schedule().shortfall.text("en") == told
    assert OCTOBER.schedule(on=d("2022-09-03")).shortfall.text("en") == told
    zh = OCTOBER.schedule(on=d("2022-09-03")).shortfall.text("zh")
    assert zh == "工期不足：步骤a应于2022-08-31开工，最早2022-09-05方可开工，晚3个工作日"


def test_the_later_of_today_and_the_agreed_start_holds():
    """A reserve of working days shows as slack of every step."""
    later = evolve(OCTOBER, earliest=d("2022-08-29"))
    assert dates(later.schedule(on=d("2022-08-01")), "a") == ("08-29", "09-02", "08-31", "09-06", 2, "*")
    assert dates(later.schedule(on=d("2022-08-31")), "a") == ("08-31", "09-06", "08-31", "09-06", 0, "*")
    assert OCTOBER.schedule(on=d("2022-08-29")).feasible


def test_side_steps_have_slack():
    """Two ways to the end: the shorter one may begin later."""
    schedule = plan(("a", 3), ("b", 1, "a"), ("c", 4, "a"), ("e", 2, "b", "c")).schedule(WEEKLY)
    assert schedule.critical_path == ("a", "c", "e")
    assert dates(schedule, "a", "b", "c", "e") == [
        ("01-14", "01-16", "01-14", "01-16", 0, "*"),
        ("01-17", "01-17", "01-22", "01-22", 3, ""),
        ("01-17", "01-22", "01-17", "01-22", 0, "*"),
        ("01-23", "01-24", "01-23", "01-24", 0, "*"),
    ]


def test_a_lag_waits_and_an_overlap_does_not():
    """Two working days between, over a weekend; and a step that begins on the last day of its need."""
    waits = plan(("a", 2), ("b", 2, ("a", 2))).schedule(WEEKLY)
    assert dates(waits, "a", "b") == [
        ("01-17", "01-20", "01-17", "01-20", 0, "*"),
        ("01-23", "01-24", "01-23", "01-24", 0, "*"),
    ]
    overlaps = plan(("a", 3), ("b", 3, ("a", -1))).schedule(WEEKLY)
    assert overlaps.latest_start == d("01-20")
    assert dates(overlaps, "b") == ("01-22", "01-24", "01-22", "01-24", 0, "*")
    # an overlap longer than its user never pushes a step past the due day
    assert dates(plan(("a", 2), ("b", 1, ("a", -4))).schedule(WEEKLY), "a")[:4] == ("01-23", "01-24", "01-23", "01-24")


def test_milestones_stand_on_working_days_and_move_nothing():
    """A start, a middle and an end of no duration leave the dates of the work where they are."""
    bare = plan(("a", 3), ("b", 2, "a"), due="01-26").schedule(WEEKLY)
    full = plan(("s", 0), ("a", 3, "s"), ("m", 0, "a"), ("b", 2, "m"), ("z", 0, "b"), due="01-26").schedule(WEEKLY)
    assert bare.due == full.due == d("01-24")  # the due day is a Sunday
    assert dates(full, "a", "b") == dates(bare, "a", "b")
    assert [dates(full, name)[2] for name in "smz"] == ["01-20", "01-22", "01-24"]
    assert full.critical_path == ("s", "a", "m", "b", "z")
    assert full.latest_start == d("01-20")


def test_a_plan_of_milestones_only_is_due_on_its_due_day():
    """Nothing to do but to reach the day; past it, even that is too late."""
    stand = plan(("m", 0), ("n", 0, "m"))
    assert dates(stand.schedule(WEEKLY), "m", "n") == [("01-24", "01-24", "01-24", "01-24", 1, "*")] * 2
    assert stand.schedule(WEEKLY, on=d("01-24")).feasible
    late = stand.schedule(WEEKLY, on=d("01-25"))
    assert (late.shortfall.workdays, late.shortfall.should_begin, late.shortfall.begins) == (1, d("01-24"), d("01-27"))
    assert dates(late, "m") == ("01-27", "01-27", "01-24", "01-24", 0, "*")


def test_a_kick_off_that_waits_for_another_branch_is_late_by_its_own_close():
    """A milestone before the day on which work can begin stands at the close of the working day before it must."""
    late = plan(("k", 0), ("a", 2, "k")).schedule(WEEKLY, on=d("01-24"))
    assert dates(late, "k") == ("01-24", "01-24", "01-22", "01-22", -1, "*")
    assert late.shortfall.text("en") == "k should have begun on 2025-01-23, 1 working day ago"


def test_a_term_is_counted_from_its_trigger():
    """Ten working days from 2025-01-10 over make-up Sunday 01-26; a last day off rolls by the rule of the term."""
    assert plan(("a", 1), due=workdays(10), trigger=d("01-10")).schedule().due == d("01-24")
    assert plan(("a", 1), due=days(15), trigger=d("01-10")).schedule(WEEKLY).due == d("01-27")
    assert plan(("a", 1), due=PeriodRule(days(15), roll=False), trigger=d("01-10")).schedule(WEEKLY).due == d("01-24")


def test_a_replanned_plan_keeps_what_is_finished():
    """After an extension to 2022-11-07: a is done on Friday 09-09, b goes on from Tuesday (Mid-Autumn on Monday)."""
    later = OCTOBER.replan(d("2022-11-07"), finished={"a": d("2022-09-09")})
    schedule = later.schedule(on=d("2022-09-10"))
    assert schedule.finished == (Finished("a", d("2022-09-09")),)
    assert schedule.critical_path == tuple("bcde")
    assert dates(schedule, "b") == ("09-13", "10-08", "09-15", "10-10", 2, "*")
    with pytest.raises(KeyError):
        schedule.timing("a")
    # the same fact told again changes nothing, another day for it is refused
    assert later.replan(finished={"a": d("2022-09-09")}) == later
    with pytest.raises(PlanError, match="stands twice"):
        later.replan(finished={"a": d("2022-09-08")})
    counted = later.replan(workdays(40), trigger=d("2022-09-09"))
    assert counted.schedule().due == d("2022-11-10")
    assert counted.replan(workdays(41)).schedule().due == d("2022-11-11")


def test_a_step_finished_too_late_holds_back_the_rest():
    """What was finished is a fact, and what needs it cannot begin before, wherever the plan begins; a lag runs on."""
    done = plan(("a", 2), ("b", 2, ("a", 1)), ("c", 1)).replan(finished={"a": d("01-22")}).schedule(WEEKLY)
    assert dates(done, "b", "c") == [
        ("01-24", "01-27", "01-23", "01-24", -1, "*"),
        ("01-23", "01-23", "01-24", "01-24", 1, ""),
    ]
    told = "b should begin on 2025-01-23, 1 working day before 2025-01-24, the earliest day on which it can"
    assert done.shortfall.text("en") == told


def test_when_everything_is_finished_nothing_is_left_to_begin():
    """No timing, no path, no shortfall, whatever the day; the text says what was finished."""
    done = plan(("a", 2), finished=(Finished("a", d("01-22")),)).schedule(WEEKLY, on=d("03-03"))
    assert (done.timings, done.critical_path, done.shortfall, done.latest_start) == ((), (), None, None)
    assert done.text("en").splitlines() == [
        "Backward plan, to be finished by 2025-01-24, that day included",
        "a was finished on 2025-01-22",
    ]


def test_a_schedule_is_a_plain_table():
    """Columns line up, a Chinese character being two columns wide; words in both languages."""
    steps = (PlanStep("1", "编制方案", 2, owner="张三", en="Draft"), PlanStep("2", "验收", 1, "1"))
    schedule = Plan(steps=steps, due=d("01-24"), finished=()).schedule(WEEKLY, on=d("01-23"))
    assert schedule.text().splitlines() == [
        "倒排工期，2025-01-24前（含当日）完工",
        "编号  步骤      工期  最早开工    最早完工    最迟开工    最迟完工    时差  关键  责任人",
        "1     编制方案  2     2025-01-23  2025-01-24  2025-01-22  2025-01-23  -1    *     张三",
        "2     验收      1     2025-01-27  2025-01-27  2025-01-24  2025-01-24  -1    *",
        "关键线路：1 → 2",
        "工期不足：编制方案应于2025-01-22开工，已晚1个工作日",
    ]
    assert "1   Draft  2     2025-01-23" in schedule.text("en")
    assert schedule.text("en").endswith("Draft should have begun on 2025-01-22, 1 working day ago")


def test_days_not_announced_are_refused_or_marked():
    """A plan into 2027 is refused; with `provisional` it is counted by statutory days off, and says so."""
    over = plan(("a", 5), due="2027-01-08")
    with pytest.raises(UnannouncedDayError):
        over.schedule()
    schedule = over.schedule(provisional=True)
    assert schedule.provisional
    assert schedule.text("en").endswith("not announced yet")
    assert not OCTOBER.schedule(provisional=True).provisional


# --- what a plan may not be


def test_every_problem_of_a_plan_is_told_at_once():
    """Code and place of each, and what stood there."""
    steps = (
        PlanStep("a", "a", -1, ["b"]),
        PlanStep("b", "b", 1.5, ["a", "ghost"], people=-2),
        PlanStep("b", "b", True, [Need("a", 0.5)]),
        PlanStep("c", "c", 1, "c"),
    )
    with pytest.raises(PlanError) as caught:
        Plan(
            steps=steps,
            due=workdays(3),
            staff=-1,
            capacity=[
                Capacity(on=d("01-02"), until=d("01-01"), people=-1),
                Capacity(on=d("01-02")),
                Capacity(on=d("01-02"), percent=101),
            ],
            finished=(Finished("x", d("01-02")), Finished("x", d("01-03"))),
        )
    assert [(p.code, p.place, p.found) for p in caught.value.problems] == [
        ("bad duration", "$.steps[0].duration", "-1"),
        ("bad duration", "$.steps[1].duration", "1.5"),
        ("bad people", "$.steps[1].people", "-2"),
        ("unknown need", "$.steps[1].needs[1]", "ghost"),
        ("duplicate id", "$.steps[2].id", "b"),
        ("bad duration", "$.steps[2].duration", "True"),
        ("bad lag", "$.steps[2].needs[0].lag", "0.5"),
        ("cycle", "$.steps", "c → c"),
        ("no trigger", "$.trigger", ""),
        ("bad people", "$.staff", "-1"),
        ("bad people", "$.capacity[0].people", "-1"),
        ("ends before it begins", "$.capacity[0].until", "2025-01-01"),
        ("people or percent", "$.capacity[1]", ""),
        ("bad percent", "$.capacity[2].percent", "101"),
        ("unknown step", "$.finished[0].id", "x"),
        ("unknown step", "$.finished[1].id", "x"),
        ("finished twice", "$.finished[1].id", "x"),
    ] or caught.value.problems
    assert str(caught.value).startswith("the plan cannot be built: $.steps[0].duration: not a whole number that can be")
    assert isinstance(caught.value, ValueError)


def test_a_cycle_is_named_with_its_members():
    """From its least member on, in the order of the work, whatever order the steps came in."""
    ring = [("c", 1, "b"), ("a", 1, "c"), ("b", 1, "a"), ("e", 1, "d", "a"), ("d", 1, "e")]
    for steps in (ring, ring[::-1]):
        with pytest.raises(PlanError) as caught:
            plan(*steps)
        assert [p.found for p in caught.value.problems] == ["a → b → c → a", "d → e → d"]


def test_an_empty_plan_and_a_moment_for_a_day_are_refused():
    """No steps is no plan; a datetime is no due day, no earliest day, and no day of a capacity."""
    with pytest.raises(PlanError, match="there are no steps"):
        plan()
    moment = datetime(2025, 1, 2)
    for make in (lambda: plan(("a", 1), due=moment), lambda: plan(("a", 1), earliest=moment)):
        with pytest.raises(NotADayError):
            make()


def test_a_percentage_needs_a_staff():
    """A share without a base counts nobody."""
    with pytest.raises(PlanError, match="a percentage of a staff that is not stated"):
        plan(("a", 1), capacity=[Capacity(on=d("01-02"), percent=50)])


# --- people


def test_half_the_staff_seconded_pushes_a_step_past_its_day():
    """Four people, two of them away from Wednesday on: two steps of two people no longer run side by side."""
    steps = (PlanStep("a", "甲", 3, people=2), PlanStep("b", "乙", 3, people=2), PlanStep("c", "丙", 1, ("a", "b")))
    whole = Plan(steps=steps, due=d("01-24"), staff=4)
    assert whole.level(WEEKLY).fits
    half = evolve(whole, capacity=(Capacity(on=d("01-22"), percent=50),))
    level = half.level(WEEKLY)
    assert [(p.id, str(p.start)[5:], str(p.finish)[5:], p.late) for p in level.placements] == [
        ("a", "01-21", "01-23", 0),
        ("b", "01-24", "01-28", 3),
        ("c", "01-29", "01-29", 3),
    ]
    assert [p.id for p in level.misfits] == ["b", "c"]
    assert level.text("en").splitlines() == [
        "b: short of people, done on 2025-01-28, 3 working days late",
        "c: done on 2025-01-29, 3 working days late",
        "people not stated, so not counted: c",
    ]
    assert level.text().splitlines()[0] == "b人手不足，2025-01-28方可完工，晚3个工作日"
    assert level.text().splitlines()[1] == "c至2025-01-29方可完工，晚3个工作日"
    assert [p.waited for p in level.placements] == [0, 3, 0]
    assert whole.level(WEEKLY).text("en").startswith("the people there can do every step in time")


def test_a_plan_begun_too_late_is_not_short_of_people():
    """Eight people for steps of two: three working days late, and nobody is missing."""
    level = evolve(OCTOBER, staff=8).level(on=d("2022-09-05"))
    assert [(p.late, p.waited) for p in level.placements] == [(3, 0)] * 5
    assert level.text("en").splitlines()[0] == "a: done on 2022-09-09, 3 working days late"
    assert "short of people" not in level.text("en")


# --- laws


def decoded(code):
    """A plan from bytes: up to seven steps of up to five working days, crossing needs, lags from -1 to 2, capacity."""
    names = "abcdefg"[: 1 + code[0] % 7]
    steps = []
    for i, name in enumerate(names):
        size, mask, lags = code[3 * i + 1 : 3 * i + 4]
        needs = [Need(n, (lags >> j) % 4 - 1) for j, n in enumerate(names[:i]) if mask >> j & 1]
        steps.append(PlanStep(name, name, size % 6, needs, people=(None, 0, 1, 2, 3)[size % 5]))
    turn = code[22] % len(steps)
    due = d("2025-01-02") + ONE * (code[23] % 64)
    on = due - ONE * (code[24] % 40)
    until = None if code[25] == 0 else on + ONE * (code[25] % 30)
    capacity = [Capacity(on=on, until=until, percent=(0, 30, 50, 100)[code[22] // 2 % 4])][: code[22] % 2]
    made = Plan(steps=[*steps[turn:], *steps[:turn]], due=due, staff=3, capacity=capacity)
    if currently_in_test_context():
        note(str(made))
    return made, CALENDARS[code[26] % 6]


cases = st.binary(min_size=27, max_size=27)  # a drawn calendar would be a long thing to show
many = settings(max_examples=max(600, settings.default.max_examples))


def starts_of(it, field):
    """The first and last days of every step by the earliest or the latest dates."""
    return {t.step.id: (getattr(t, f"{field}_start"), getattr(t, f"{field}_finish")) for t in it.timings}


@cache
def worked(i):
    """The working days of one of the calendars, and where each stands in their list."""
    span = CALENDARS[i].between(date(2023, 6, 1), date(2025, 12, 31))
    working = [day for day in span if CALENDARS[i].is_workday(day)]
    return working, {day: i for i, day in enumerate(working)}


def walked(it, calendar, begin, at=None):
    """The oracle: first days free and days reached, step by step over a list of working days; `at` holds steps back."""
    working, where = worked(CALENDARS.index(calendar))
    ends, left = {}, list(it.steps)
    while left:
        step = next(s for s in left if all(n.id in ends for n in s.needs))
        left.remove(step)
        start = max([where[begin], *(ends[n.id] + n.lag for n in step.needs), where[(at or {}).get(step.id, begin)]])
        ends[step.id] = start + step.duration
    return max(working[max(end - 1, where[begin])] for end in ends.values())


@many
@given(cases)
def test_the_due_day_is_met_by_working_days_only(case):
    """Every date is worked, nothing passes the due day, slack is not negative, critical steps have none."""
    it, calendar = decoded(case)
    schedule = it.schedule(calendar)
    assert schedule.feasible
    assert schedule.due == calendar.previous(it.due)
    least = min(t.slack for t in schedule.timings)
    assert least == 0 or not any(step.duration for step in it.steps)
    for t in schedule.timings:
        days_ = (t.earliest_start, t.earliest_finish, t.latest_start, t.latest_finish)
        assert all(calendar.is_workday(day) and day <= schedule.due for day in days_)
        assert t.earliest_start <= t.latest_start
        assert t.slack >= 0
        assert t.critical == (t.slack == least)
        for first, last in (days_[:2], days_[2:]):
            assert calendar.count(first - ONE, last) == (t.step.duration or 1)
        if t.step.duration:
            assert calendar.count(t.earliest_start, t.latest_start) == t.slack
    assert schedule.timing(schedule.critical_path[-1]).latest_finish == schedule.due


def test_three_thousand_plans():
    """Of 3,000 plans none passes its due day, has slack below zero, or could begin a step a working day later."""
    random = Random(20221031)
    for _ in range(3_000):
        it, calendar = decoded(random.randbytes(27))
        schedule = it.schedule(calendar)
        assert walked(it, calendar, schedule.latest_start) <= schedule.due <= it.due
        assert min(t.slack for t in schedule.timings) >= 0
        for t in schedule.timings:
            assert t.earliest_finish <= t.latest_finish <= schedule.due
            if t.step.duration:
                late = {t.step.id: calendar.add(t.latest_start, 1)}
                assert walked(it, calendar, schedule.latest_start, late) > schedule.due


@many
@given(cases)
def test_every_need_is_kept_at_the_earliest_and_at_the_latest(case):
    """Between the last day of a need and the first of its user lie at least the lag's working days."""
    it, calendar = decoded(case)
    schedule = it.schedule(calendar)
    for field in ("earliest", "latest"):
        found = starts_of(schedule, field)
        for t in schedule.timings:
            for need in t.step.needs:
                if t.step.duration and schedule.timing(need.id).step.duration:
                    gap = calendar.count(found[need.id][1], found[t.step.id][0])
                    assert gap >= need.lag + 1
                elif need.lag >= 0:
                    assert found[need.id][1] <= found[t.step.id][0]


@many
@given(cases)
def test_a_latest_start_is_the_latest(case):
    """All at their latest starts the due day is met; any one of them a working day later misses it, by one day."""
    it, calendar = decoded(case)
    schedule = it.schedule(calendar)
    latest = {t.step.id: t.latest_start for t in schedule.timings if t.step.duration}
    assert walked(it, calendar, schedule.latest_start, latest) <= schedule.due
    for name, day in latest.items():
        late = {name: calendar.add(day, 1)}
        assert walked(it, calendar, schedule.latest_start, late) == calendar.add(schedule.due, 1)


@many
@given(cases)
def test_forward_from_the_latest_start_and_backward_are_inverse(case):
    """A plan that begins on its latest start ends on its due day, and the plan due on that day begins there again."""
    it, calendar = decoded(case)
    schedule = it.schedule(calendar)
    again = evolve(it, earliest=schedule.latest_start).schedule(calendar)
    assert again == schedule
    end = walked(it, calendar, schedule.latest_start)
    assert end == max(t.earliest_finish for t in again.timings)
    assert evolve(it, due=end).schedule(calendar).latest_start == schedule.latest_start


@many
@given(cases, st.randoms(use_true_random=False))
def test_the_order_in_which_steps_are_given_is_irrelevant(case, random):
    """The same schedule, the same levelling, whatever the order of steps and of needs."""
    it, calendar = decoded(case)
    steps = [evolve(s, needs=random.sample(s.needs, len(s.needs))) for s in random.sample(it.steps, len(it.steps))]
    other = Plan(steps=steps, due=it.due, staff=it.staff, capacity=it.capacity)
    one, two = it.schedule(calendar), other.schedule(calendar)
    assert [(t.step.id, t.latest_start, t.slack) for t in one.timings] == [
        (t.step.id, t.latest_start, t.slack) for t in two.timings
    ]
    assert one.critical_path == two.critical_path
    assert it.level(calendar) == other.level(calendar)


@many
@given(cases, st.integers(0, 2**40 - 1))
def test_more_rest_days_never_make_the_latest_start_later(case, mask):
    """Up to forty local days off before the due day; an agreed due day stays where it is."""
    it, calendar = decoded(case)
    off = [it.due - ONE * i for i in range(40) if mask >> i & 1]
    rest = calendar.overlay("more rest", off=off)
    assert it.schedule(rest).latest_start <= it.schedule(calendar).latest_start


@many
@given(cases, st.integers(-30, 30))
def test_a_shortfall_is_exactly_as_long_as_the_extension_that_heals_it(case, shift):
    """Feasible where today is not past the latest start; else as many working days more suffice, and one fewer not."""
    it, calendar = decoded(case)
    latest = it.schedule(calendar).latest_start
    today = calendar.next(latest + ONE * shift)
    schedule = it.schedule(calendar, on=today)
    assert schedule.feasible == (today <= latest)
    if not schedule.feasible:
        short = schedule.shortfall
        assert calendar.count(short.should_begin, short.begins) == short.workdays == calendar.count(latest, today)
        assert it.replan(calendar.add(schedule.due, short.workdays)).schedule(calendar, on=today).feasible
        assert not it.replan(calendar.add(schedule.due, short.workdays - 1)).schedule(calendar, on=today).feasible


@many
@given(cases)
def test_finishing_on_time_leaves_the_rest_where_it_was(case):
    """With a first step finished on its latest day, the plan is kept, and what work is left stays where it was."""
    it, calendar = decoded(case)
    schedule = it.schedule(calendar)
    first = next(t for t in schedule.timings if not t.step.needs)
    after = it.replan(finished={first.step.id: first.latest_finish}).schedule(calendar)
    assert after.feasible
    assert {t.step.id for t in after.timings} == {step.id for step in it.steps} - {first.step.id}
    for t in after.timings:
        if t.step.duration:
            before = schedule.timing(t.step.id)
            assert (t.latest_start, t.latest_finish) == (before.latest_start, before.latest_finish)


@many
@given(cases)
def test_nobody_works_twice(case):
    """On no day do the placed steps take more people than are there, needs are kept, and lateness is as told."""
    it, calendar = decoded(case)
    level, schedule = it.level(calendar), it.schedule(calendar)
    steps = {step.id: step for step in it.steps}
    placed = {p.id: p for p in level.placements}
    assert placed.keys() == steps.keys()
    for p in level.placements:
        if p.late is None:
            continue
        worked = [day for day in calendar.between(p.start - ONE, p.finish) if calendar.is_workday(day)]
        assert len(worked) == (steps[p.id].duration or 1)
        assert p.late == max(0, calendar.count(schedule.timing(p.id).latest_finish, p.finish))
        for day in worked if steps[p.id].duration else ():
            busy = [q for q in level.placements if q.start and q.start <= day <= q.finish and steps[q.id].duration]
            there = min([c.there(3) for c in it.capacity if c.holds(day)] or [3])
            assert not steps[p.id].people or sum(steps[q.id].people or 0 for q in busy) <= there
    if not it.capacity and all(s.people in (None, 0) for s in it.steps):
        assert level.fits


@settings(max_examples=60)
@given(cases, st.integers(-30, 30))
def test_the_text_always_speaks(case, shift):
    """A line for the due day, the heads and every step, in both languages, late or not."""
    it, calendar = decoded(case)
    schedule = it.schedule(calendar, on=it.due + ONE * shift)
    for lang in ("zh", "en"):
        lines = schedule.text(lang).splitlines()
        assert len(lines) == 2 + len(it.steps) + 1 + (not schedule.feasible)
        assert it.level(calendar, on=it.due + ONE * shift).text(lang)
