"""The check for schedulers of one's own: what is broken dies by its law."""

from datetime import date, timedelta

import attrs
import pytest

from outcomes import broken
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.testing import check_schedule

ONE = timedelta(days=1)
RARE = WorkCalendar.weekly("rare", rest=(1, 2, 4, 5, 6, 7), first=date(2023, 1, 1), last=date(2026, 12, 31))


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("calendar", [CHINA, RARE], ids=lambda one: one.name)
def test_plan_schedule_conforms(calendar, seed):
    """Every law is borne on, and holds, on a calendar with make-up days and on one that works two days a week."""
    outcome = check_schedule(calendar=calendar, examples=30, seed=seed)
    assert outcome.ok, outcome.text()
    assert (len(outcome.laws), outcome.skipped) == (12, ())


def changed(change):
    """A scheduler whose timings are changed, by position and plan."""

    def schedule(plan, calendar):
        made = plan.schedule(calendar)
        return attrs.evolve(made, timings=tuple(change(timing, made, calendar) for timing in made.timings))

    return schedule


def loses_one(plan, calendar):
    """The last step is not scheduled where there are several."""
    made = plan.schedule(calendar)
    return attrs.evolve(made, timings=made.timings[:1]) if len(made.timings) > 1 else made


def forgets(plan, calendar):
    """What was finished is told no longer."""
    return attrs.evolve(plan.schedule(calendar), finished=())


def in_dates(timing, *_):
    """A duration counted in days, rest days included."""
    lasts = ONE * max(0, timing.step.duration - 1)
    return attrs.evolve(
        timing, earliest_finish=timing.earliest_start + lasts, latest_finish=timing.latest_start + lasts
    )


def without_lags(plan, calendar):
    """Lags are overlooked."""
    return plan_of(plan, lambda step: attrs.evolve(step, needs=[need.id for need in step.needs])).schedule(calendar)


def plan_of(plan, change):
    """A plan with its steps changed."""
    return attrs.evolve(plan, steps=[change(step) for step in plan.steps])


def always_feasible(plan, calendar):
    """Nothing is ever late."""
    return attrs.evolve(plan.schedule(calendar), shortfall=None)


def more_slack(timing, *_):
    """One day of slack too much."""
    return attrs.evolve(timing, slack=timing.slack + 1)


def all_critical(timing, *_):
    """Everything is critical."""
    return attrs.evolve(timing, critical=True)


def counted_by_weekday(plan, _):
    """Make-up days and days off are not known."""
    return plan.schedule(WorkCalendar.weekly("weekly"))


def by_the_order(plan, calendar):
    """The due day depends on which step stands first."""
    made = plan.schedule(calendar)
    return attrs.evolve(made, critical_path=(*made.critical_path, plan.steps[0].id))


def redone(plan, calendar):
    """A finished step is scheduled again."""
    made = attrs.evolve(plan, finished=()).schedule(calendar)
    return attrs.evolve(made, finished=plan.finished)


def hurried(plan, calendar):
    """Due in the second half of a month, everything begins a week earlier."""
    made = plan.schedule(calendar)
    early = made.due.day > 15
    return changed(lambda t, *_: attrs.evolve(t, latest_start=t.latest_start - 14 * ONE) if early else t)(
        plan, calendar
    )


@pytest.mark.parametrize(
    ("schedule", "laws"),
    [
        (loses_one, {"schedule-whole"}),
        (forgets, {"schedule-whole", "schedule-replan"}),
        (redone, {"schedule-whole", "schedule-replan"}),
        (changed(in_dates), {"schedule-durations"}),
        (counted_by_weekday, {"schedule-durations", "schedule-by-walk"}),
        (without_lags, {"schedule-needs", "schedule-by-walk"}),
        (always_feasible, {"schedule-due"}),
        (changed(more_slack), {"schedule-slack", "schedule-moves"}),
        (changed(all_critical), {"schedule-critical"}),
        (by_the_order, {"schedule-order"}),
        (hurried, {"schedule-later-due"}),
    ],
)
@pytest.mark.proof
def test_a_scheduler_that_is_broken(schedule, laws):
    """Each breaks the laws that say what it does."""
    assert laws <= broken(check_schedule(schedule, examples=80 if schedule is counted_by_weekday else 30))


def test_a_scheduler_that_is_broken_in_one_way():
    """And by its law alone: dates that are right are not blamed for what is marked critical."""
    assert broken(check_schedule(changed(all_critical), examples=30)) == {"schedule-critical"}


def test_a_broken_law_is_shown_by_a_small_plan_that_runs():
    """The text of a counterexample makes the plan again, and the law can be put to it once more."""
    outcome = check_schedule(always_feasible, examples=40)
    shown = next(one for one in outcome.failures if one.law == "schedule-due")
    made = {}
    exec(shown.text(), made)
    assert made["plan"] == dict(shown.arguments)["plan"]
    assert len(made["plan"].steps) <= 2
    assert shown.text().splitlines()[-1] in outcome.text().replace("    plan", "plan")
    with pytest.raises(AssertionError, match="feasible True"):
        shown.again()
