"""Rules of plans and their people, broken on purpose.

Holds: mutants of backward plans, lags, and of who is there.
Never: is imported by the library; a check passes on the rules as they are.
"""

from typing import Any

import attrs

from mutants.board import Patch, d, killed_by
from safetywork import schedules, staffing
from safetywork.calendars import WorkCalendar
from safetywork.schedules import Need, Plan, PlanStep
from safetywork.staffing import Capacity


def a_plan_due_on_a_sunday_is_done_on_friday() -> None:
    assert Plan(steps=[PlanStep("a", "a", 1)], due=d("2025-03-09")).schedule().due == d("2025-03-07")


def a_lag_waits() -> None:
    plan = Plan(steps=[PlanStep("a", "a", 1), PlanStep("b", "b", 1, [Need("a", 2)])], due=d("2025-03-07"))
    assert plan.schedule().latest_start == d("2025-03-04")


def half_of_five_people_are_two() -> None:
    assert Capacity(on=d("2025-03-03"), percent=50).there(5) == 2


def a_late_plan_is_not_short_of_people() -> None:
    plan = Plan(steps=[PlanStep("a", "a", 2, people=1)], due=d("2025-03-07"), staff=9)
    assert "short of people" not in plan.level(on=d("2025-03-07")).text("en")


@killed_by(a_plan_due_on_a_sunday_is_done_on_friday)
def a_due_day_off_rolls_forward(patch: Patch) -> None:
    """A plan's due day that is off moves back, or the day would be missed."""
    patch.setattr(WorkCalendar, "previous", WorkCalendar.next)


@killed_by(a_lag_waits)
def lags_are_forgotten(patch: Patch) -> None:
    """A lag of two working days lies between a need and its user."""
    solve = schedules.solve

    def hasty(jobs: Any, done: Any, first: int | None = None) -> Any:
        bare = [attrs.evolve(job, needs=tuple((need, 0) for need, _ in job.needs)) for job in jobs]
        return solve(bare, done, first)

    patch.setattr(schedules, "solve", hasty)


@killed_by(half_of_five_people_are_two)
def half_a_person_works(patch: Patch) -> None:
    """A share of the staff is rounded down."""
    patch.setattr(Capacity, "there", lambda self, staff: -(-staff * int(self.percent or 0) // 100))


@killed_by(a_late_plan_is_not_short_of_people)
def whoever_is_late_is_short_of_people(patch: Patch) -> None:
    """Only a step that waits for people is short of them."""
    patch.setattr(staffing, "_LATE", staffing._SHORT)
