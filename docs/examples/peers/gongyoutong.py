"""Hazards on building sites, as gongyoutong moves them: graded, notified or stopped, inspected again.

What a hazard may get depends on its grade, so the grade is a condition and not a state. A hazard that was once under a
stop-work order never goes straight to closed: that is read off the log. Overdue is asked of a day (`overdue` in the
file beside this one), not kept. Where they delete a vetoed hazard, it is void here: a log is not thrown away.
"""

import safetywork as sw
from peers import condition
from peers.gongyoutong_hazards import Confirm, Escalate, LiftStop, PassStopped, StopWork, Veto, stopped
from safetywork import Accept, Assign, Cancel, Extend, Label, Return, State, Transition
from safetywork.extensions import BY_OR_TO

GENERAL = condition("gyt.general", "定为一般", "graded general", lambda hazard, _: hazard.grade == "一般")
SERIOUS = condition("gyt.serious", "定为严重", "graded serious", lambda hazard, _: hazard.grade == "严重")
STOPPED = condition("gyt.stopped", "曾被停工", "once stopped", lambda hazard, _: stopped(hazard))
NEVER_STOPPED = condition("gyt.never-stopped", "从未停工", "never stopped", lambda hazard, _: not stopped(hazard))
AT_LEAST = 4
SAID_WHY = condition("gyt.why", "理由不少于4字", "a reason of 4 characters",
                     lambda _, asked, __: len(asked.reason) >= AT_LEAST, looks_at_event=True)  # fmt: skip

HAZARD = sw.Workflow(
    "gyt.hazard", "1", Label("工地隐患", "site hazard"),
    (
        State("pending", Label("待确认", "pending"), "start"),
        State("open", Label("待处置", "open")),
        State("notified", Label("已通知整改", "notified"), tags={"owed"}),
        State("suspended", Label("停工整改", "work stopped"), tags={"owed"}),
        State("reinspect_failed", Label("复查不合格", "re-inspection failed"), tags={"owed"}),
        State("resuming", Label("待复工", "resuming")),
        State("closed", Label("已关闭", "closed"), "rest", {"done"}),
        State("escalated", Label("已升级", "escalated"), "rest"),
        State("vetoed", Label("已否决", "vetoed"), "rest", {"void"}),
    ),
    (
        Transition(Confirm, "pending", "open"),
        Transition(Veto, "pending", "vetoed"),
        Transition(Cancel, "open", "closed", requires=("reason",)),
        Transition(Assign, "open", "notified", (GENERAL,), ("term",)),
        Transition(StopWork, "open", "suspended", (SERIOUS,), ("term",)),
        Transition(Extend, ("notified", "suspended"), None, (SAID_WHY, BY_OR_TO), ("until",)),
        Transition(Return, ("notified", "suspended", "reinspect_failed"), "reinspect_failed", requires=("reason",)),
        Transition(Accept, ("notified", "reinspect_failed"), "closed", (NEVER_STOPPED,)),
        Transition(PassStopped, ("suspended", "reinspect_failed"), "resuming", (STOPPED,)),
        Transition(LiftStop, "resuming", "closed"),
        Transition(Escalate, "reinspect_failed", "escalated"),
    ),
)  # fmt: skip
