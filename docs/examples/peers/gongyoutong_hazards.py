"""What gongyoutong keeps of a hazard on a building site: what may be entered, the hazard, and when it is overdue.

The acts that this library has already are used as they are (`Assign` notifies, `Return` fails a re-inspection, `Cancel`
dismisses, `Extend` extends), or with another name.
"""

from datetime import date

from attrs import frozen

import safetywork as sw
from peers import event

Report = event("gyt.report", "上报", "report", fields=[("title", str, ""), ("grade", str | None, None)],
               copies=("title", "grade"), opens=True)  # fmt: skip
Confirm = event("gyt.confirm", "确认", "confirm")
Veto = event("gyt.veto", "否决", "veto")
StopWork = event("gyt.stop-work", "责令停工", "order to stop work", sw.Assign)
PassStopped = event("gyt.pass-stopped", "停工复查合格", "pass under the stop-work order", sw.Accept)
LiftStop = event("gyt.lift-stop", "准予复工", "order resumption")
Escalate = event("gyt.escalate", "上报升级", "escalate")


@frozen(kw_only=True)
class Hazard(sw.Matter):
    """A hazard on a site 工地隐患, graded 一般 or 严重, or not yet."""

    kind, noun, openings = "gyt.hazard", sw.Label("工地隐患", "site hazard"), (Report,)
    grade: str | None = None


def stopped(hazard: Hazard) -> bool:
    """Whether it was ever under a stop-work order, whatever happened since."""
    return any(isinstance(entry.event, StopWork) for entry in hazard.log)


def overdue(hazard: Hazard, today: date) -> bool:
    """Whether it stands on the list of overdue hazards: something is owed, and its day is past."""
    standing = hazard.standing(today)
    return "owed" in hazard.standing_state.tags and standing is not None and standing.overdue
