"""Referrals: an issue is handed on to the body in charge, which owes an answer.

Holds: `Refer` 转办, `ReferAgain`, `Feedback` 反馈, `Decline`, and `REFERRAL`, the machine that runs beside an issue's
    own, with its own clock.
Never: settles the issue itself; that is its main machine's business.
"""

from datetime import date
from typing import ClassVar

from attrs import field, frozen

from safetywork.acts import TERM_COUNTS
from safetywork.events import ClockRole, Event, optional_day
from safetywork.labels import Label
from safetywork.terms import Term, maybe_stated
from safetywork.workflows import DONE, State, Transition, Workflow

AWAITING = "awaiting answer"
"""Tag of a state: it was handed on, and an answer is owed."""


@frozen(kw_only=True, weakref_slot=False)
class Refer(Event):
    """转办: handed on to the body in charge, `to`, which owes an answer within `term`."""

    code: ClassVar[str] = "issue.refer"
    label: ClassVar[Label] = Label("转办", "refer")
    clock: ClassVar[ClockRole | None] = "start"

    to: str
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class ReferAgain(Refer):
    """再次转办: the answer did not settle it, or another body is in charge; counted, with a clock of its own."""

    code: ClassVar[str] = "issue.refer-again"
    label: ClassVar[Label] = Label("再次转办", "refer again")
    cycle: ClassVar[bool] = True


@frozen(kw_only=True, weakref_slot=False)
class Feedback(Event):
    """反馈: the body in charge has answered; `solved` says whether that settles the issue."""

    code: ClassVar[str] = "issue.feedback"
    label: ClassVar[Label] = Label("反馈", "feed back")

    text: str
    solved: bool


@frozen(kw_only=True, weakref_slot=False)
class Decline(Event):
    """不予受理: the body it was referred to is not in charge, and says so."""

    code: ClassVar[str] = "issue.decline"
    label: ClassVar[Label] = Label("退回转办", "decline")
    clock: ClassVar[ClockRole | None] = "end"

    reason: str


def referral() -> Workflow:
    """The machine of a referral (转办 → 反馈), which runs beside an issue's own with its own clock."""
    return Workflow(
        "referral",
        "1",
        Label("转办反馈", "referral and feedback"),
        (
            State("not referred", Label("未转办", "not referred"), "start"),
            State("referred", Label("已转办", "referred"), tags={AWAITING}),
            State("answered", Label("已反馈", "answered"), "rest", {DONE}),
        ),
        (
            Transition(Refer, "not referred", "referred", (TERM_COUNTS,), ("to",)),
            Transition(ReferAgain, "answered", "referred", (TERM_COUNTS,), ("to",)),
            Transition(Feedback, "referred", "answered", requires=("text",)),
            Transition(Decline, "referred", "not referred", requires=("reason",)),
        ),
    )


REFERRAL = referral()
