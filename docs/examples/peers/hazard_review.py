"""Hazards in review tasks, as a review system of the commerce sector keeps them: in one task at a time, and locked.

To be in review is a state of the hazard, so a second task finds no row for it, and neither does an edit.
"""

from attrs import frozen

import safetywork as sw
from peers import condition, event
from safetywork import Label, State, Transition

Find = event("review.find", "发现", "find", fields=[("title", str, "")], copies=("title",), opens=True)
Edit = event("review.edit", "编辑", "edit", fields=[("title", str | None, None)], copies=("title",))
Join = event("review.join", "纳入复核", "join a review task", fields=[("task", str | None, None)])
Review = event("review.review", "复核", "review")
Set = event("review.set", "下达", "set", fields=[("hazards", tuple[str, ...], ())], copies=("hazards",), opens=True)
Complete = event("review.complete", "完成", "complete")


@frozen(kw_only=True)
class Task(sw.Matter):
    """A review task 复核任务, for some hazards."""

    kind, noun, openings = "review.task", Label("复核任务", "review task"), (Set,)
    hazards: tuple[str, ...] = ()


REVIEWED = condition("review.all", "隐患均已复核", "every hazard is reviewed",
                     lambda task, context: not set(task.hazards) - set(context.facts.get("reviewed", ())))  # fmt: skip
HAZARD = sw.Workflow(
    "review.hazard", "1", Label("隐患", "hazard"),
    (
        State("found", Label("已发现", "found"), "start"),
        State("in review", Label("复核中", "in review")),
        State("reviewed", Label("已复核", "reviewed"), "rest", {"done"}),
    ),
    (
        Transition(Edit, "found", None),
        Transition(Join, "found", "in review", requires=("task",)),
        Transition(Review, "in review", "reviewed"),
    ),
)  # fmt: skip
SET, COMPLETE = (
    State("set", Label("办理中", "set"), "start"),
    State("complete", Label("已完成", "complete"), "rest", {"done"}),
)
TASKS = sw.Workflow("review.task", "1", Label("复核任务", "review task"), (SET, COMPLETE),
                    (Transition(Complete, "set", "complete", (REVIEWED,)),))  # fmt: skip
