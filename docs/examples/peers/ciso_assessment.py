"""Assessments, as CISO Assistant passes them between an assessor and a reviewer.

Which moves there are and who may make them are rows; a move that is in no row is refused, with the way to where it
would be taken. Reopening takes the reviewer's observation away, so that event says itself which field it sets.
"""

from attrs import frozen

import safetywork as sw
from peers import event
from safetywork import Label, State, Transition

ASSESSOR, REVIEWER = "assessor", "reviewer"
OBSERVED = [("observation", str | None, None)]
Open = event("ciso.open", "建立", "open", fields=[("title", str, "")], copies=("title",), opens=True)
Start = event("ciso.start", "开始", "start")
Submit = event("ciso.submit", "提交", "submit", sw.Submit)
RequestChanges = event("ciso.request-changes", "要求修改", "request changes", fields=OBSERVED, copies=("observation",))
Close = event("ciso.close", "关闭", "close", fields=OBSERVED, copies=("observation",))
Reopen = event("ciso.reopen", "重新打开", "reopen", cycle=True, sets=lambda _: iter((("observation", None),)))


@frozen(kw_only=True)
class Assessment(sw.Matter):
    """An assessment 评估, with the reviewer's last observation."""

    kind, noun, openings = "ciso.assessment", Label("评估", "assessment"), (Open,)
    observation: str | None = None


ASSESSMENT = sw.Workflow(
    "ciso.assessment", "1", Label("评估", "assessment"),
    (
        State("draft", Label("草稿", "draft"), "start"),
        State("in_progress", Label("进行中", "in progress")),
        State("submitted", Label("已提交", "submitted"), tags={"handed in"}),
        State("changes_requested", Label("待修改", "changes requested")),
        State("closed", Label("已关闭", "closed"), "rest", {"done"}),
    ),
    (
        Transition(Start, "draft", "in_progress", roles=ASSESSOR),
        Transition(Submit, ("in_progress", "changes_requested"), "submitted", roles=ASSESSOR),
        Transition(RequestChanges, "submitted", "changes_requested", requires=("observation",), roles=REVIEWER),
        Transition(Close, "submitted", "closed", roles=REVIEWER),
        Transition(Reopen, "closed", "submitted", roles=REVIEWER),
    ),
)  # fmt: skip
