"""Requests, as iTop routes them before anybody works on them.

Its state of escalation is entered by a timer. Here being late is asked of a day and is no state, so the escalation is
an event that somebody sends, and a light would show the lateness without it. What happens between assignment and
resolution is left aside: no row tells of it.
"""

import safetywork as sw
from peers import event
from safetywork import Label, State, Transition

Ask = event("itop.ask", "提出", "ask", fields=[("title", str, "")], copies=("title",), opens=True)
Assign = event("itop.assign", "指派", "assign")
Escalate = event("itop.escalate", "逾时上报", "escalate")
AwaitApproval = event("itop.await-approval", "报批", "ask for approval")
Reject = event("itop.reject", "不予批准", "reject")
AskAgain = event("itop.ask-again", "重新提出", "ask again")
Resolve = event("itop.resolve", "解决", "resolve")
Close = event("itop.close", "关闭", "close")

REQUEST = sw.Workflow(
    "itop.request", "1", Label("服务请求", "request"),
    (
        State("new", Label("新建", "new"), "start"),
        State("escalated_tto", Label("指派逾时", "assignment escalated")),
        State("waiting_for_approval", Label("待批准", "waiting for approval")),
        State("rejected", Label("未批准", "rejected")),
        State("assigned", Label("已指派", "assigned")),
        State("resolved", Label("已解决", "resolved"), tags={"done"}),
        State("closed", Label("已关闭", "closed"), "rest", {"done"}),
    ),
    (
        Transition(Assign, ("new", "escalated_tto"), "assigned"),
        Transition(Escalate, "new", "escalated_tto"),
        Transition(AwaitApproval, "new", "waiting_for_approval"),
        Transition(Reject, "waiting_for_approval", "rejected"),
        Transition(AskAgain, "rejected", "new"),
        Transition(Resolve, ("new", "assigned"), "resolved"),
        Transition(Close, "resolved", "closed"),
    ),
)  # fmt: skip
