"""Tickets, as Redmine closes and reopens them: what blocks a ticket, and its version, are looked at from outside.

A condition that looks at other records is given them in the context; one that is not given them refuses. The day of
closing is that of an entry, so that no later edit can touch it.
"""

from datetime import date

from attrs import frozen

import safetywork as sw
from peers import condition, event
from safetywork import Label, State, Transition

TICKET = ("title", "version", "blocked_by")
Post = event("redmine.post", "提出", "post", copies=TICKET, opens=True, fields=[
    ("title", str, ""), ("version", str | None, None), ("blocked_by", tuple[str, ...], ())])  # fmt: skip
Edit = event("redmine.edit", "编辑", "edit", copies=TICKET[:2], fields=[
    ("title", str | None, None), ("version", str | None, None)])  # fmt: skip
Close = event("redmine.close", "关闭", "close")
Reopen = event("redmine.reopen", "重新打开", "reopen", cycle=True)


@frozen(kw_only=True)
class Ticket(sw.Matter):
    """A ticket 任务单, for a version, blocked by others."""

    kind, noun, openings = "redmine.ticket", Label("任务单", "ticket"), (Post,)
    version: str | None = None
    blocked_by: tuple[str, ...] = ()

    @property
    def closed_on(self) -> date | None:
        """The day it was last closed; a reopened ticket keeps it."""
        return next((e.event.on for e in reversed(self.log) if isinstance(e.event, Close)), None)


FREE = condition("redmine.free", "前置任务均已关闭", "nothing that blocks it is open",
                 lambda ticket, context: not set(ticket.blocked_by) - set(context.facts.get("closed", ())))  # fmt: skip
VERSION_OPEN = condition("redmine.version", "所属版本未关闭", "its version is open",
                         lambda ticket, context: ticket.version in context.facts.get("versions", ()))  # fmt: skip
OPEN, CLOSED = State("open", Label("打开", "open"), "start"), State("closed", Label("关闭", "closed"), "rest", {"done"})
ROWS = (Transition(Edit, ("open", "closed"), None), Transition(Close, "open", "closed", (FREE,)),
        Transition(Reopen, "closed", "open", (VERSION_OPEN,)))  # fmt: skip
TICKETS = sw.Workflow("redmine.ticket", "1", Label("任务单", "ticket"), (OPEN, CLOSED), ROWS)
