"""Stop-work: production stops until the hazard is put right, and goes on only after a review.

Holds: the events of 停产停业整顿 → 恢复生产申请 → 现场审查 → 恢复, 再责令 or 提请关闭, `STOPPAGE`, the machine beside
    an issue's own with its own clock, and the duty to review.
Never: lets production go on while the work is not handed in, or settles the issue.

The flow is that of 安全生产事故隐患排查治理暂行规定 arts 18 and 23 (unverified).
"""

from datetime import date
from typing import ClassVar

from attrs import evolve, field, frozen

from safetywork.acts import ANOTHER_PERSON, RELIEVED_BY_ANOTHER, TERM_COUNTS
from safetywork.events import ClockRole, Event, optional_day
from safetywork.labels import Label
from safetywork.machines import HOLDS_OPEN, STILL_OWED, WORK_HANDED_IN, alone
from safetywork.supervision.duties import Duty
from safetywork.terms import Term, maybe_stated
from safetywork.workflows import DONE, HANDED_IN, State, Transition, Workflow

PRODUCTION_STOPPED = "production stopped"
"""Tag of a state: production stands still by order."""


@frozen(kw_only=True, weakref_slot=False)
class StopWork(Event):
    """责令停产停业整顿: production stops under a document; `scope` says what stops, the term may be open."""

    code: ClassVar[str] = "stoppage.stop"
    label: ClassVar[Label] = Label("责令停产停业整顿", "stop work")
    clock: ClassVar[ClockRole | None] = "start"

    document: str
    scope: str | None = None
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class StopAgain(StopWork):
    """再次责令停产: after a failed review, or once production had gone on; a new round, with a clock of its own."""

    code: ClassVar[str] = "stoppage.stop-again"
    label: ClassVar[Label] = Label("再次责令停产", "stop again")
    cycle: ClassVar[bool] = True

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class AskResumption(Event):
    """申请恢复生产: the unit reports the hazard put right and asks for the review on site."""

    code: ClassVar[str] = "stoppage.ask-resumption"
    label: ClassVar[Label] = Label("申请恢复生产", "ask for resumption")
    hands_in: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class AllowResumption(Event):
    """同意恢复生产: the review on site finds it put right; production goes on."""

    code: ClassVar[str] = "stoppage.allow"
    label: ClassVar[Label] = Label("同意恢复生产", "allow resumption")
    verifies: ClassVar[bool] = True

    document: str | None = None
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class RefuseResumption(Event):
    """不予恢复生产: the review on site finds it not put right; the stop and its term go on as they were."""

    code: ClassVar[str] = "stoppage.refuse"
    label: ClassVar[Label] = Label("不予恢复生产", "refuse resumption")
    verifies: ClassVar[bool] = True

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class ProposeClosure(Event):
    """提请关闭: the government, `to`, is asked to close the unit down, with the grounds."""

    code: ClassVar[str] = "stoppage.propose-closure"
    label: ClassVar[Label] = Label("提请关闭", "propose closure")

    to: str
    reason: str


@frozen(kw_only=True, weakref_slot=False)
class CloseDown(Event):
    """关闭: the government closed the unit down, under a document; there is nothing left to be late with."""

    code: ClassVar[str] = "stoppage.close-down"
    label: ClassVar[Label] = Label("关闭", "close down")
    clock: ClassVar[ClockRole | None] = "end"

    document: str


@frozen(kw_only=True, weakref_slot=False)
class DropClosure(Event):
    """不予关闭: the government does not close the unit down; it stays stopped."""

    code: ClassVar[str] = "stoppage.drop-closure"
    label: ClassVar[Label] = Label("不予关闭", "drop the closure")

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class RevokeStop(Event):
    """撤销停产: the order does not stand any more, for instance after an appeal, with the reason."""

    code: ClassVar[str] = "stoppage.revoke"
    label: ClassVar[Label] = Label("撤销停产决定", "revoke the stop")
    clock: ClassVar[ClockRole | None] = "end"

    reason: str


def stoppage() -> Workflow:
    """The machine of a stop, which runs beside an issue's own with its own clock."""
    by_another = alone(PRODUCTION_STOPPED, ANOTHER_PERSON)
    revoked_by = alone(PRODUCTION_STOPPED, RELIEVED_BY_ANOTHER)
    stopped = {PRODUCTION_STOPPED, HOLDS_OPEN}
    return Workflow(
        "stoppage",
        "1",
        Label("停产停业整顿", "stop-work"),
        (
            State("running", Label("未停产", "running"), "start"),
            State("stopped", Label("停产整顿中", "stopped"), tags=stopped),
            State("review", Label("待恢复审查", "awaiting review"), tags={*stopped, HANDED_IN}),
            State("closure proposed", Label("已提请关闭", "closure proposed"), tags=stopped),
            State("resumed", Label("已恢复生产", "resumed"), "rest", {DONE}),
            State("closed down", Label("已关闭", "closed down"), "rest", {PRODUCTION_STOPPED}),
        ),
        (
            Transition(StopWork, "running", "stopped", (STILL_OWED, TERM_COUNTS), ("document",)),
            Transition(AskResumption, "stopped", "review"),
            Transition(AllowResumption, "review", "resumed", (WORK_HANDED_IN, by_another)),
            Transition(RefuseResumption, "review", "stopped", (by_another,), ("reason",)),
            # What begins a new clock beside one that runs says when it ends.
            Transition(StopAgain, "review", "stopped", (by_another, TERM_COUNTS), ("document", "reason", "term")),
            Transition(StopAgain, "resumed", "stopped", (STILL_OWED, TERM_COUNTS), ("document", "reason")),
            Transition(ProposeClosure, ("stopped", "review"), "closure proposed", requires=("to", "reason")),
            Transition(CloseDown, "closure proposed", "closed down", requires=("document",)),
            Transition(DropClosure, "closure proposed", "stopped", requires=("reason",)),
            Transition(RevokeStop, ("stopped", "review", "closure proposed"), "running", (revoked_by,), ("reason",)),
        ),
    )


STOPPAGE = stoppage()

_REVIEW = Duty(
    code="stoppage.review",
    label=Label("恢复生产现场审查", "site review before resumption"),
    statute="hazard-site-review",
    after=(AskResumption,),
    done_by=(AllowResumption, RefuseResumption, StopAgain, ProposeClosure, RevokeStop),
)
STOPPAGE_DUTIES: tuple[Duty, ...] = (_REVIEW,)
"""The review on site within ten days of the application (暂行规定 art. 18, unverified)."""
MINE_STOPPAGE_DUTIES: tuple[Duty, ...] = (evolve(_REVIEW, statute="mine-acceptance"),)
"""For coal mines: the inspection within twenty days of the application (煤矿安全生产条例 art. 48)."""
