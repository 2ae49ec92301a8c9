"""Validations, as CISO Assistant has them: while one is accepted, what it covers is locked.

The validation runs as a machine beside the assessment, so that an edit can be refused by looking at the state of the
other machine. Its revocation unlocks, which theirs never did.
"""

import safetywork as sw
from peers import condition, event
from peers.ciso_assessment import ASSESSMENT
from safetywork import Label, State, Transition

REQUESTER, APPROVER = "requester", "approver"
Ask = event("ciso.validation.ask", "请求批准", "ask for validation")
AskAgain = event("ciso.validation.ask-again", "再次请求批准", "ask again")
Approve = event("ciso.validation.approve", "批准", "approve")
Reject = event("ciso.validation.reject", "不予批准", "reject")
WantChange = event("ciso.validation.want-change", "要求变更", "want a change")
Revoke = event("ciso.validation.revoke", "撤销批准", "revoke")
Edit = event("ciso.edit", "编辑", "edit")

VALIDATION = sw.Workflow(
    "ciso.validation", "1", Label("批准流程", "validation"),
    (
        State("not asked", Label("未请求", "not asked"), "start"),
        State("submitted", Label("待批准", "submitted")),
        State("change_requested", Label("待变更", "change requested")),
        State("accepted", Label("已批准", "accepted"), "rest", {"done", "locks"}),
        State("rejected", Label("未批准", "rejected"), "rest"),
        State("revoked", Label("已撤销", "revoked"), "rest", {"void"}),
    ),
    (
        Transition(Ask, "not asked", "submitted", roles=REQUESTER),
        Transition(AskAgain, "change_requested", "submitted", roles=REQUESTER),
        Transition(Approve, "submitted", "accepted", roles=APPROVER),
        Transition(Reject, "submitted", "rejected", roles=APPROVER),
        Transition(WantChange, "submitted", "change_requested", roles=APPROVER),
        Transition(Revoke, "accepted", "revoked", roles=APPROVER),
    ),
)  # fmt: skip


def _free(assessment: sw.Matter, _: sw.Context) -> bool:
    running = zip(assessment.workflows, assessment.states, strict=True)
    return not any("locks" in machine.state(state).tags for machine, state in running)


UNLOCKED = condition("ciso.unlocked", "未锁定", "not locked", _free)
EDITABLE = ASSESSMENT.extend(
    name="ciso.assessment, validated",
    transitions=[Transition(Edit, ("draft", "in_progress", "submitted"), None, (UNLOCKED,))],
)
