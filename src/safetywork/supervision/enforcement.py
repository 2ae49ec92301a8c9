"""Enforcement: an inspection on site, an order, a recheck, and what is handed over for a penalty.

Holds: the events of 现场检查 → 责令限期整改（立即排除）→ 复查 → 复查意见, 移送处罚 (hand-over for a penalty) and its
    outcome as facts, `ENFORCEMENT`, the machine beside an issue's own with its own clock, and the duty to recheck.
Never: runs the penalty's own procedure, which is another body's (`statutes` has its terms), or settles the issue.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import ANOTHER_PERSON, RELIEVED_BY_ANOTHER, TERM_COUNTS
from safetywork.events import ClockRole, Event, optional_day
from safetywork.labels import Label
from safetywork.machines import HOLDS_OPEN, STILL_OWED, alone
from safetywork.periods import PeriodRule, days
from safetywork.supervision.duties import Duty
from safetywork.terms import Term, stated
from safetywork.workflows import DONE, HANDED_IN, VOID, Context, Guard, Reason, State, Transition, Workflow

ORDERED = "ordered"
"""Tag of a state: an order stands that has not been found carried out."""

AT_ONCE = PeriodRule(days(0), roll=False, source="责令立即排除: 安全生产法 art. 65 (unverified)")
"""Due on the day of the order."""


@frozen(kw_only=True, weakref_slot=False)
class Inspect(Event):
    """现场检查: what was found on site, and the number of the record."""

    code: ClassVar[str] = "enforcement.inspect"
    label: ClassVar[Label] = Label("现场检查", "inspect")

    text: str
    document: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class InspectAgain(Inspect):
    """再次检查: a later inspection finds it again; a new round, counted."""

    code: ClassVar[str] = "enforcement.inspect-again"
    label: ClassVar[Label] = Label("再次现场检查", "inspect again")
    cycle: ClassVar[bool] = True


@frozen(kw_only=True, weakref_slot=False)
class PutRight(Event):
    """当场整改: put right before the inspectors left, and seen by them; no order is needed."""

    code: ClassVar[str] = "enforcement.put-right"
    label: ClassVar[Label] = Label("当场整改", "put right on the spot")
    verifies: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Order(Event):
    """责令限期整改: an order under a document, with a term from `trigger` (its service), or from `on` without one."""

    code: ClassVar[str] = "enforcement.order"
    label: ClassVar[Label] = Label("责令限期整改", "order within a term")
    clock: ClassVar[ClockRole | None] = "start"

    document: str
    term: Term = field(converter=stated)
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class OrderAtOnce(Event):
    """责令立即排除: an order to remove the hazard at once; due on the day itself."""

    code: ClassVar[str] = "enforcement.order-at-once"
    label: ClassVar[Label] = Label("责令立即排除", "order at once")
    clock: ClassVar[ClockRole | None] = "start"

    document: str
    term: Term = field(default=AT_ONCE, converter=stated)


@frozen(kw_only=True, weakref_slot=False)
class AskRecheck(Event):
    """申请复查: the unit reports the order carried out."""

    code: ClassVar[str] = "enforcement.ask-recheck"
    label: ClassVar[Label] = Label("申请复查", "ask for a recheck")
    hands_in: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class PassRecheck(Event):
    """复查合格: the order was carried out; `document` is the number of the opinion 复查意见书."""

    code: ClassVar[str] = "enforcement.pass"
    label: ClassVar[Label] = Label("复查合格", "pass the recheck")
    verifies: ClassVar[bool] = True

    document: str | None = None
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class FailRecheck(Event):
    """复查不合格: the order was not carried out, or not in full; `document` is the number of the opinion."""

    code: ClassVar[str] = "enforcement.fail"
    label: ClassVar[Label] = Label("复查不合格", "fail the recheck")
    verifies: ClassVar[bool] = True

    reason: str
    document: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Reorder(Order):
    """再次责令限期整改: after a failed recheck; a new round, counted, with a clock of its own."""

    code: ClassVar[str] = "enforcement.order-again"
    label: ClassVar[Label] = Label("再次责令整改", "order again")
    cycle: ClassVar[bool] = True


@frozen(kw_only=True, weakref_slot=False)
class RevokeOrder(Event):
    """撤销责令: the order does not stand any more, for instance after an appeal, with the reason."""

    code: ClassVar[str] = "enforcement.revoke"
    label: ClassVar[Label] = Label("撤销责令", "revoke the order")
    clock: ClassVar[ClockRole | None] = "end"

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class HandOver(Event):
    """移送处罚: handed over for a penalty to the body in charge, `to`, with the grounds. What is ordered goes on."""

    code: ClassVar[str] = "enforcement.hand-over"
    label: ClassVar[Label] = Label("移送处罚", "hand over for a penalty")

    to: str
    reason: str
    document: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Outcome(Event):
    """处罚结果反馈: what came of a hand-over, as the body in charge says it.

    `penalised` says whether there was a penalty (its day is `decided_on`, `on` where that is None), `text` which, or
    why none. An appeal, a stay or an annulment is a further outcome.
    """

    code: ClassVar[str] = "enforcement.outcome"
    label: ClassVar[Label] = Label("处罚结果反馈", "outcome of the hand-over")

    text: str
    penalised: bool
    decided_on: date | None = field(default=None, validator=optional_day)
    document: str | None = None


def handed_over(matter: Any, _: Context) -> Iterator[Reason]:
    """Something was handed over, so there is an outcome to record."""
    if not any(isinstance(entry.event, HandOver) for entry in matter.log):
        yield Reason("not_handed_over", {}, _NOT_HANDED_OVER)


def penalties(matter: Any) -> tuple[date, ...]:
    """The days of the penalties that were fed back, in the order of the log, for `statutes.CLOSURE` to count."""
    outcomes = [entry.event for entry in matter.log if isinstance(entry.event, Outcome)]
    return tuple(event.decided_on or event.on for event in outcomes if event.penalised)


_NOT_HANDED_OVER = Label("尚未移送，没有处罚结果可反馈", "nothing was handed over, so nothing can have come of it")
_HANDED_OVER = Guard("handed over", Label("已移送处罚", "something was handed over"), need=handed_over)
_BY_ANOTHER = alone(ORDERED, ANOTHER_PERSON)
_REVOKED_BY = alone(ORDERED, RELIEVED_BY_ANOTHER)


def enforcement() -> Workflow:
    """The machine of an inspection and its order, which runs beside an issue's own with its own clock."""
    under_way = ("inspected", "ordered", "recheck", "failed")
    at_rest = ("passed", "revoked")
    return Workflow(
        "enforcement",
        "1",
        Label("执法检查", "enforcement"),
        (
            State("not inspected", Label("未检查", "not inspected"), "start"),
            State("inspected", Label("已检查", "inspected"), tags={HOLDS_OPEN}),
            State("ordered", Label("责令整改中", "ordered"), tags={ORDERED, HOLDS_OPEN}),
            State("recheck", Label("待复查", "awaiting recheck"), tags={ORDERED, HOLDS_OPEN, HANDED_IN}),
            State("failed", Label("复查不合格", "recheck failed"), tags={ORDERED, HOLDS_OPEN}),
            State("passed", Label("复查合格", "recheck passed"), "rest", {DONE}),
            State("revoked", Label("责令已撤销", "order revoked"), "rest", {VOID}),
        ),
        (
            Transition(Inspect, "not inspected", "inspected", (STILL_OWED,), ("text",)),
            Transition(PutRight, "inspected", "passed", (_BY_ANOTHER,)),
            Transition(Order, "inspected", "ordered", (STILL_OWED, TERM_COUNTS), ("document", "term")),
            Transition(OrderAtOnce, "inspected", "ordered", (STILL_OWED, TERM_COUNTS), ("document", "term")),
            Transition(AskRecheck, ("ordered", "failed"), "recheck"),
            Transition(PassRecheck, ("ordered", "recheck"), "passed", (_BY_ANOTHER,)),
            Transition(FailRecheck, ("ordered", "recheck"), "failed", (_BY_ANOTHER,), ("reason",)),
            Transition(Reorder, "failed", "ordered", (STILL_OWED, TERM_COUNTS), ("document", "term")),
            Transition(RevokeOrder, ("ordered", "recheck", "failed"), "revoked", (_REVOKED_BY,), ("reason",)),
            Transition(InspectAgain, at_rest, "inspected", (STILL_OWED,), ("text",)),
            Transition(HandOver, (*under_way, *at_rest), None, requires=("to", "reason")),
            Transition(Outcome, (*under_way, *at_rest), None, (_HANDED_OVER,), ("text",)),
        ),
    )


ENFORCEMENT = enforcement()

_RECHECKED = (PassRecheck, FailRecheck, RevokeOrder)
ENFORCEMENT_DUTIES: tuple[Duty, ...] = (
    Duty(
        code="enforcement.recheck",
        label=Label("申请后复查", "recheck after the application"),
        statute="recheck-application",
        after=(AskRecheck,),
        done_by=_RECHECKED,
    ),
    Duty(
        code="enforcement.recheck-at-end",
        label=Label("期满复查", "recheck after the ordered term"),
        statute="recheck-expiry",
        at_end_of=ORDERED,
        done_by=_RECHECKED,
    ),
)
"""Rechecked within ten days of the application, or of the end of the ordered term (24号令 art. 11, unverified)."""
