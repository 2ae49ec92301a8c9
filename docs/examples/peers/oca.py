"""Nonconformities, as the management system of OCA moves them, with the actions that belong to them.

An event happens to one matter. What follows for others is asked of a function, and the caller enters it for each.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

import safetywork as sw
from peers import condition, event
from safetywork import Label, State, Transition

RESET = {"sets": lambda _: iter((("kanban", "normal"),))}
Raise = event("oca.raise", "提出", "raise", fields=[("title", str, "")], copies=("title",), opens=True)
Open = event("oca.open", "实施", "open", fields=[("comments", str | None, None)], **RESET)
Finish = event("oca.finish", "办结", "finish", fields=[("evaluation", str | None, None)], **RESET)
Mark = event("oca.mark", "标示", "mark", fields=[("kanban", str | None, None)], copies=("kanban",))
Start = event("oca.action-open", "开始", "start")
End = event("oca.action-end", "完成", "end")


@frozen(kw_only=True)
class Nonconformity(sw.Matter):
    """A nonconformity 不符合项, with the mark on its card."""

    kind, noun, openings = "oca.nonconformity", Label("不符合项", "nonconformity"), (Raise,)
    kanban: str = "normal"


ENDED = condition("oca.ended", "措施均已完成", "every action has ended", lambda _, context: "actions" in context.facts
                  and all(action.done for action in context.facts["actions"]))  # fmt: skip
DRAFT, UNDER_WAY = State("draft", Label("草拟", "draft"), "start"), State("open", Label("实施中", "open"))
DONE = State("done", Label("已办结", "done"), "rest", {"done"})
NAME, ACTION_NAME = Label("不符合项", "nonconformity"), Label("措施", "action")
NONCONFORMITY = sw.Workflow("oca.nonconformity", "1", NAME, (DRAFT, UNDER_WAY, DONE), (
    Transition(Open, "draft", "open", requires=("comments",)), Transition(Mark, ("draft", "open"), None),
    Transition(Finish, "open", "done", (ENDED,), ("evaluation",))))  # fmt: skip
ACTION = sw.Workflow("oca.action", "1", ACTION_NAME, (DRAFT, UNDER_WAY, DONE), (
    Transition(Start, "draft", "open"), Transition(End, "open", "done")))  # fmt: skip


def follow(opened: sw.Entry, actions: Iterable[sw.Matter]) -> Iterator[tuple[sw.Matter, sw.Event]]:
    """What follows for its actions once a nonconformity is open: each that has not begun begins."""
    yield from ((a, Start(on=opened.event.on, by=opened.event.by)) for a in actions if a.state == "draft")
