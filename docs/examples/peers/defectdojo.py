"""Risk acceptances, as DefectDojo keeps them: a risk is borne until a day, then the findings are work again.

An acceptance has a clock like anything that is owed: its term ends on the agreed day, and acting on that day is an
event like any other, refused while it is too early. A new acceptance after expiry keeps the day that was asked for.
"""

from attrs import frozen

import safetywork as sw
from peers import condition, event
from safetywork import Label, State, Transition

HEADS_UP, TERM = 10, ("term", sw.Term | None, None)  # the heads-up in days
COVERED = [("title", str, ""), ("findings", tuple[str, ...], ()), ("reactivate", bool, True)]
COPIES = ("title", "findings", "reactivate")
Bear = event("dd.bear", "接受风险", "accept a risk", fields=[*COVERED, TERM], copies=COPIES, opens=True, clock="start")
Warn = event("dd.warn", "到期提醒", "warn")
Expire = event("dd.expire", "到期", "expire")
Reinstate = event("dd.reinstate", "重新接受", "reinstate", fields=[TERM], cycle=True, clock="start")
Delete = event("dd.delete", "撤销", "delete")


@frozen(kw_only=True)
class Acceptance(sw.Matter):
    """An acceptance of risk 风险接受, of the findings it covers; `reactivate`: are they work again once it expires?"""

    kind, noun, openings = "dd.acceptance", Label("风险接受", "risk acceptance"), (Bear,)
    findings: tuple[str, ...] = ()
    reactivate: bool = True


def _left(acceptance: Acceptance, event: sw.Event, context: sw.Context) -> int:
    # A day before it began is refused by the kernel, but conditions are asked all the same. Some never expire.
    standing = acceptance.settled_standing(max(event.on, acceptance.opened_on), context.calendar)
    return standing.days_left if standing else HEADS_UP + 1


def _near(acceptance: Acceptance, warning: sw.Event, context: sw.Context) -> bool:
    warned = (isinstance(entry.event, Warn) for entry in acceptance.this_cycle)
    return 0 < _left(acceptance, warning, context) <= HEADS_UP and not any(warned)


NEAR = condition("dd.near", "十日内到期且未提醒", "ten days or less to go, not warned", _near, looks_at_event=True)
REACHED = condition("dd.reached", "已到期", "the day has come", lambda *seen: _left(*seen) <= 0, looks_at_event=True)
ACCEPTANCE = sw.Workflow(
    "dd.acceptance", "1", Label("风险接受", "risk acceptance"),
    (
        State("borne", Label("已接受", "accepted"), "start"),
        State("expired", Label("已到期", "expired"), "rest"),
        State("deleted", Label("已撤销", "deleted"), "rest", {"void"}),
    ),
    (
        Transition(Warn, "borne", None, (NEAR,)),
        Transition(Expire, "borne", "expired", (REACHED,)),
        Transition(Reinstate, "expired", "borne", requires=("term",)),
        Transition(Delete, ("borne", "expired"), "deleted"),
    ),
)  # fmt: skip
