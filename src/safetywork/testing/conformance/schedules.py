"""Checks for whoever makes backward plans with a scheduler or a calendar of their own.

Holds: `check_schedule`, `plans` (a strategy).
Never: computes by positions and passes, as the library does: what is right is found by walking days and waiting.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, TypeAlias

from attrs import evolve, frozen
from hypothesis import strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.periods import workdays
from safetywork.schedules import Finished, Need, Plan, PlanStep, Schedule, Timing
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.conformance.walks import dates_of, end_of, inside, row_of, walk
from safetywork.testing.oracles import Days

Scheduler: TypeAlias = Callable[[Plan, WorkCalendar], Schedule]
"""What makes a schedule of a plan: `Plan.schedule`, or one's own."""

_ONE = timedelta(days=1)
_REACH = timedelta(days=400)


def check_schedule(
    schedule: Scheduler = Plan.schedule,
    *,
    plans: st.SearchStrategy[Plan] | None = None,
    calendar: WorkCalendar = CHINA,
    examples: int = 100,
    seed: int = 0,
    hasty: bool = False,
) -> Outcome:
    """Whether schedules keep every need and the due day, count in working days, and tell slack as it is.

    `plans` draws what is scheduled, those of `plans(calendar)` unless given. A plan that leaves the announced days of
    the calendar says nothing.
    """
    drawn = _plans(calendar) if plans is None else plans
    tried, turn = _Schedules(schedule, calendar), st.integers(0, 11)
    laws: Laws = {
        "schedule-whole": (tried.every_open_step_once, (drawn,)),
        "schedule-durations": (tried.lasts_its_working_days, (drawn,)),
        "schedule-needs": (tried.begins_after_its_needs, (drawn,)),
        "schedule-due": (tried.meets_the_due_day_or_says_not, (drawn,)),
        "schedule-slack": (tried.slack_lies_between, (drawn,)),
        "schedule-critical": (tried.critical_has_least_slack, (drawn,)),
        "schedule-moves": (tried.may_move_by_its_slack, (drawn,)),
        "schedule-by-walk": (tried.is_what_a_walk_comes_to, (drawn,)),
        "schedule-order": (tried.order_means_nothing, (drawn, turn)),
        "schedule-replan": (tried.finished_stays_finished, (drawn, turn, st.integers(0, 30))),
        "schedule-later-due": (tried.later_due_begins_no_earlier, (drawn, st.integers(1, 20))),
        "schedule-asked-on": (tried.begins_when_it_is_asked, (drawn, st.integers(-10, 30))),
    }
    skipped = list[tuple[str, str]]()
    if "on" not in inspect.signature(schedule).parameters:
        del laws["schedule-asked-on"]
        skipped.append(("schedule-asked-on", "the scheduler takes no day on which it is asked"))
    return run(f"schedules on {calendar.name}", laws, examples, seed, skipped, hasty=hasty)


def plans(calendar: WorkCalendar = CHINA, *, most: int = 5) -> st.SearchStrategy[Plan]:
    """Plans of up to `most` steps whose needs cross, due within the announced days of a calendar.

    Steps last 0 to 4 working days, lags go from -1 to 2; the due day is agreed or a term of up to 40 working days,
    work may be barred before a day too late, and steps may be finished. They shrink towards a single step.
    """
    return _plans(calendar, most)


@st.composite
def _plans(draw: st.DrawFn, calendar: WorkCalendar, most: int = 5) -> Plan:
    drawn = draw(st.lists(_STEPS, min_size=1, max_size=most))
    quarter = (calendar.announced_through - calendar.announced_from) // 4
    last = calendar.announced_through - quarter
    due = draw(st.dates(max(calendar.announced_from + quarter, last - _REACH), last))
    earliest = draw(st.none() | st.sampled_from(_BEFORE).map(lambda days: due - _ONE * days))
    done = [(name, back) for name, (_, _, back) in zip(_NAMES, drawn, strict=False) if back is not None]
    finished = tuple(Finished(name, due - _ONE * back) for name, back in done)
    made = Plan(steps=_steps(drawn), due=due, earliest=earliest, finished=finished)
    term = draw(st.none() | st.integers(5, 40))
    return made if term is None else evolve(made, due=workdays(term), trigger=due - _ONE * term)


_BEFORE = (0, 1, 3, 8, 20, 40, -2)
"""How many days before the due day work may begin: too late for most plans, soon enough, once after it."""
_NAMES = "abcdefghijklmnopqrstuvwxyz"
_NEEDS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from((0, 1, 2, -1))), max_size=3, unique_by=lambda one: one[0]
)
_STEPS = st.tuples(st.sampled_from((1, 2, 4, 0)), _NEEDS, st.none() | st.none() | st.none() | st.integers(0, 30))
"""A step to be: how long it lasts, how far back the steps stand that it needs and with which lags, when it was done."""


def _steps(drawn: Iterable[tuple[int, Sequence[tuple[int, int]], Any]]) -> Iterator[PlanStep]:
    for i, (name, (duration, needs, _)) in enumerate(zip(_NAMES, drawn, strict=False)):
        yield PlanStep(name, name, duration, [Need(_NAMES[i - back], lag) for back, lag in needs if back <= i])


# --- the laws


@frozen
class _Schedules:
    """A scheduler on trial."""

    schedule: Scheduler
    calendar: WorkCalendar

    def made(self, plan: Plan) -> Schedule | None:
        """The schedule of a plan; None where it leaves the days that the calendar knows."""
        row = row_of(plan, self.calendar)
        if row is None or not inside(plan, row):
            return None
        return self.schedule(plan, self.calendar)

    def count(self, first: date, last: date) -> int:
        """Working days from one day to another, both counted, one by one."""
        days = Days(self.calendar, self.calendar.announced_from, self.calendar.announced_through)
        return sum(1 for _ in days.between(first - _ONE, last))

    def every_open_step_once(self, plan: Plan) -> Bears:
        made = self.made(plan)
        if made is None:
            return False
        done = {one.id for one in plan.finished}
        told = sorted(timing.step.id for timing in made.timings)
        steps = {step.id: step for step in plan.steps if step.id not in done}
        assert told == sorted(steps), f"{told} are scheduled, and {sorted(steps)} are open"
        other = [timing.step.id for timing in made.timings if timing.step != steps[timing.step.id]]
        assert not other, f"{other} are told otherwise than they are planned"
        assert made.finished == plan.finished, f"finished are {plan.finished}, told {made.finished}"
        return True

    def lasts_its_working_days(self, plan: Plan) -> Bears:
        made = self.made(plan)
        for timing in made.timings if made else ():
            for first, last in _stretches(timing):
                off = [day for day in (first, last) if not self.calendar.is_workday(day)]
                assert not off, f"{timing.step.id} begins or ends on {off}, which are off"
                days, wanted = self.count(first, last), timing.step.duration or 1
                assert days == wanted, f"{timing.step.id} takes {wanted}, and {first} to {last} are {days} working days"
        return made is not None

    def begins_after_its_needs(self, plan: Plan) -> Bears:
        made, bears = self.made(plan), False
        timings = {timing.step.id: timing for timing in made.timings} if made else {}
        needs = {step.id: step.needs for step in plan.steps}
        lasting = {step.id for step in plan.steps if step.duration}  # what needs a milestone may begin on its day
        finished = {one.id: one.on for one in plan.finished if one.id in lasting}
        for timing in timings.values():
            for need in needs[timing.step.id]:
                if need.id in finished and timing.step.duration:
                    bears = True
                    self._waits(timing, need, finished[need.id], timing.earliest_start)
                elif need.id in timings and timing.step.duration and timings[need.id].step.duration:
                    bears = True
                    self._waits(timing, need, timings[need.id].earliest_finish, timing.earliest_start)
                    self._waits(timing, need, timings[need.id].latest_finish, timing.latest_start)
        return bears

    def _waits(self, timing: Timing, need: Need, finish: date, start: date) -> None:
        """At least `lag` working days lie between a finish and a start; a negative lag lets them overlap by so many."""
        between = self.count(finish + _ONE, start - _ONE) if start > finish else -self.count(start, finish)
        assert between >= need.lag, (
            f"{timing.step.id} begins {start}, {need.id} ends {finish}: {between} between, not {need.lag}"
        )

    def meets_the_due_day_or_says_not(self, plan: Plan) -> Bears:
        made, row = self.made(plan), row_of(plan, self.calendar)
        if made is None or row is None:
            return False
        assert made.due == row.days[row.due], f"due is {made.due}, not {row.days[row.due]}"
        last = max((timing.earliest_finish for timing in made.timings), default=made.due)
        assert made.feasible == (last <= made.due), f"ends {last}, due {made.due}, feasible {made.feasible}"
        beyond = [t.step.id for t in made.timings if t.latest_finish > made.due]
        assert not beyond, f"at the latest, {beyond} end after the due day {made.due}"
        if made.shortfall is not None:
            late = self.count(made.due + _ONE, last)
            assert made.shortfall.workdays == late, f"{late} working days late, told {made.shortfall.workdays}"
        return True

    def slack_lies_between(self, plan: Plan) -> Bears:
        made = self.made(plan)
        for timing in made.timings if made else ():
            a, b = timing.earliest_start, timing.latest_start
            between = self.count(a + _ONE, b) if b >= a else -self.count(b + _ONE, a)
            if timing.step.duration:
                assert timing.slack == between, f"{timing.step.id} may begin {a} to {b}, with slack {timing.slack}"
        if made is not None and made.timings:
            in_time = all(timing.latest_start >= timing.earliest_start for timing in made.timings)
            assert in_time or not made.feasible, "a step should have begun before it can, and the plan is feasible"
        return bool(made and made.timings)

    def critical_has_least_slack(self, plan: Plan) -> Bears:
        made = self.made(plan)
        if made is None or not made.timings:
            return False
        least = min(timing.slack for timing in made.timings)
        wrong = [t.step.id for t in made.timings if t.critical != (t.slack == least)]
        assert not wrong, f"the least slack is {least}, and {wrong} are marked otherwise"
        path = [made.timing(name) for name in made.critical_path]
        assert path, "steps are open, and no path is critical"
        assert all(timing.critical for timing in path), "a step of the critical path is not critical"
        for first, then in pairwise(path):
            before = {need.id for need in then.step.needs}
            assert first.step.id in before, f"{then.step.id} follows {first.step.id} on the path, and does not need it"
        return True

    def may_move_by_its_slack(self, plan: Plan) -> Bears:
        made, row = self.made(plan), row_of(plan, self.calendar)
        if made is None or row is None or not made.feasible:
            return False
        soon = walk(plan, row)
        for timing in made.timings:
            name = timing.step.id
            for more, kept in ((timing.slack, True), (timing.slack + 1, False)):
                late = end_of(plan, walk(plan, row, {name: soon.earliest[name] + more}))
                told = f"{name} has slack {timing.slack}; begun {more} later, the plan"
                assert (late <= row.due + 1) == kept, f"{told} {'misses' if kept else 'still meets'} the due day"
        return bool(made.timings)

    def is_what_a_walk_comes_to(self, plan: Plan) -> Bears:
        made, row = self.made(plan), row_of(plan, self.calendar)
        if made is None or row is None:
            return False
        walked = walk(plan, row)
        for timing in made.timings:
            name, lasts = timing.step.id, timing.step.duration
            soon = dates_of(row, walked.earliest[name], lasts, walked.begin)
            late = tuple(min(day, made.due) for day in dates_of(row, walked.latest[name], lasts, walked.begin))
            assert _stretches(timing) == (soon, late), f"{name} walks to {_told(soon)} and {_told(late)}"
        return bool(made.timings)

    def order_means_nothing(self, plan: Plan, turn: int) -> Bears:
        made = self.made(plan)
        at = turn // 2 % len(plan.steps)
        steps = (*plan.steps[at:], *plan.steps[:at])[:: 1 if turn % 2 else -1]
        if made is None or steps == plan.steps:
            return False
        other = self.schedule(evolve(plan, steps=steps), self.calendar)
        assert other == made, f"in the order {''.join(step.id for step in steps)} it is another schedule"
        return True

    def finished_stays_finished(self, plan: Plan, which: int, back: int) -> Bears:
        made = self.made(plan)
        if made is None or not made.timings:
            return False
        step = made.timings[which % len(made.timings)].step
        later = plan.replan(made.due, finished={step.id: made.due - _ONE * back})
        again = self.made(later)
        if again is None:
            return False
        lost = set(plan.finished) - set(again.finished)
        assert not lost, f"after another plan, {lost} are no longer finished"
        assert step.id in {one.id for one in again.finished}, f"{step.id} was finished, and that is not told"
        assert step.id not in {t.step.id for t in again.timings}, f"{step.id} was finished, and is scheduled again"
        return True

    def later_due_begins_no_earlier(self, plan: Plan, more: int) -> Bears:
        made = self.made(plan)
        later = self.made(evolve(plan, due=made.due + _ONE * more)) if made else None
        if made is None or later is None:
            return False
        for timing in made.timings:
            then = later.timing(timing.step.id)
            told = f"due {later.due} instead of {made.due}, {timing.step.id} must begin {then.latest_start}"
            assert then.latest_start >= timing.latest_start, f"{told}, earlier than {timing.latest_start}"
        return bool(made.timings)

    def begins_when_it_is_asked(self, plan: Plan, before: int) -> Bears:
        made = self.made(plan)
        if made is None:
            return False
        on = made.due - _ONE * before
        barred = evolve(plan, earliest=max(on, plan.earliest or on))
        if self.made(barred) is None:
            return False
        asked: Any = self.schedule
        told, wanted = asked(plan, self.calendar, on=on).timings, self.schedule(barred, self.calendar).timings
        assert told == wanted, f"asked on {on}, with work barred before {plan.earliest}, it does not begin on the later"
        return True


def _stretches(timing: Timing) -> tuple[tuple[date, date], tuple[date, date]]:
    return (timing.earliest_start, timing.earliest_finish), (timing.latest_start, timing.latest_finish)


def _told(stretch: tuple[date, ...]) -> str:
    return f"{stretch[0]} to {stretch[-1]}"
