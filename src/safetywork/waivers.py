"""Waivers: a risk is accepted for a time, and on a day it is owed again.

Holds: `AskWaiver` 申请豁免, `Waive` 批准豁免, `RefuseWaiver`, `Revoke`, `Expire` 豁免到期, `WAIVER`, the machine
    that runs beside an issue's own; which waiver is in force on a day, and what it does to the clock.
Never: looks at today by itself, needs `Expire` to take effect (it only records), or lets the asker grant.

From the day it `expires` the issue is owed again, whether or not anybody wrote that down. Where the waiver `stops` the
term, the days between its granting and that day do not count; else the term runs on, and may be over by then.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any, ClassVar

import attrs
from attrs import field, frozen

from safetywork.clocks import Clock, Stop
from safetywork.errors import SafetyworkError
from safetywork.events import Event, optional_day, plain_day
from safetywork.labels import Label
from safetywork.parties import name_key, same_party
from safetywork.periods import Span, deadline
from safetywork.workflows import Context, Guard, Reason, State, Transition, Workflow


@frozen(kw_only=True, weakref_slot=False)
class AskWaiver(Event):
    """申请豁免: somebody proposes to accept the risk for a time, with the reason and what holds it meanwhile."""

    code: ClassVar[str] = "waiver.ask"
    label: ClassVar[Label] = Label("申请豁免", "ask for a waiver")

    reason: str
    expires: date | None = field(default=None, validator=optional_day)
    measures: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class AskWaiverAgain(AskWaiver):
    """再次申请豁免: after the last one ended or was refused; a new review, counted."""

    code: ClassVar[str] = "waiver.ask-again"
    label: ClassVar[Label] = Label("再次申请豁免", "ask for a waiver again")
    cycle: ClassVar[bool] = True


@frozen(kw_only=True, weakref_slot=False)
class Waive(Event):
    """批准豁免: the risk is accepted; from the day `expires` on the issue is owed again.

    `stops` says whether the term stands still meanwhile.
    """

    code: ClassVar[str] = "waiver.grant"
    label: ClassVar[Label] = Label("批准豁免", "grant a waiver")

    expires: date = field(validator=plain_day)
    stops: bool = True
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class RefuseWaiver(Event):
    """不予豁免: the risk is not accepted, with the reason."""

    code: ClassVar[str] = "waiver.refuse"
    label: ClassVar[Label] = Label("不予豁免", "refuse a waiver")

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Revoke(Event):
    """撤销豁免: the waiver ends before its day, with the reason; the issue is owed again from `on`."""

    code: ClassVar[str] = "waiver.revoke"
    label: ClassVar[Label] = Label("撤销豁免", "revoke a waiver")

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Expire(Event):
    """豁免到期: put on record that the waiver has run out, on its day or later."""

    code: ClassVar[str] = "waiver.expire"
    label: ClassVar[Label] = Label("豁免到期", "record the expiry")

    text: str | None = None


_ONE = timedelta(days=1)


def waiver(issue: Any, on: date) -> Waive | None:
    """The waiver in force on the day `on`, by what stood in the log on that day; None where there is none."""
    known = issue.as_of(on)
    granted = () if known is None else tuple(_granted(known))
    return granted[-1][0] if granted and on < granted[-1][1] else None


def expiring(issue: Any, on: date, ahead: Span) -> Waive | None:
    """The waiver in force that expires within `ahead` of the day `on`, that is no later than `on` and `ahead`.

    Days off move nothing; working days not announced are counted provisionally.
    """
    found = waiver(issue, on)
    if found is None:
        return None
    horizon = deadline(ahead, on, provisional=True).nominal
    return found if found.expires <= horizon else None


@lru_cache(maxsize=256)
def waivable(workflows: tuple[Workflow, ...]) -> bool:
    """Whether one of these machines takes a waiver at all; most do not, and need not be searched for one."""
    return any(issubclass(event, Waive) for workflow in workflows for event in workflow.events)


def waived_clock(issue: Any, clock: Clock) -> Clock:
    """The clock of the issue's own term, standing still while a waiver that stops it was in force in this cycle."""
    begun = date(clock.trigger.year, clock.trigger.month, clock.trigger.day)  # hours have a moment there
    stood = [(max(w.on, begun), end - _ONE) for w, end in _granted(issue) if w.stops]
    stops = [Stop(start, end) for start, end in stood if start < end]
    return attrs.evolve(clock, stops=_merged(clock, stops)) if stops else clock


def _merged(clock: Clock, stops: list[Stop]) -> tuple[Stop, ...]:
    """Closed stops first: the last stop of a clock is the one that may be open."""
    if clock.stopped:
        return (*clock.stops[:-1], *stops, clock.stops[-1])
    return (*clock.stops, *stops)


def _granted(issue: Any) -> Iterator[tuple[Waive, date]]:
    """Every waiver granted in this cycle, with the day from which the issue is owed again."""
    found: Waive | None = None
    for entry in issue.this_cycle:
        event = entry.event
        if isinstance(event, Waive):
            if found is not None:
                yield found, found.expires
            found = event
        elif isinstance(event, Revoke) and found is not None:
            yield found, min(event.on, found.expires)
            found = None
    if found is not None:
        yield found, found.expires


@frozen
class WaiverPolicy:
    """What waivers a workflow grants 豁免规则.

    `longest`: so long from the day of granting, at most; `severities`: only for these (empty: for all). `source` cites
    where it stands.
    """

    longest: Span | None = None
    severities: tuple[str, ...] = ()
    source: str = ""


ANY_WAIVER = WaiverPolicy()
"""No bounds but those that always hold: asked for and granted by two people, for an issue that is owed, for a time."""


def owed(issue: Any, _: Context) -> Iterator[Reason]:
    """There is something to waive."""
    if not issue.pending:
        yield Reason("nothing_owed", {}, _NOTHING_OWED)


def granted_by_another(issue: Any, event: Waive, _: Context) -> Iterator[Reason]:
    """Neither whoever asked for a waiver nor whoever owes the work grants it."""
    asks = [entry.event for entry in issue.log if isinstance(entry.event, AskWaiver)]
    if any(same_party(event.by, ask.by) for ask in asks[-1:]) or name_key(event.by) in issue.workers:
        yield Reason("own_waiver", {"by": event.by}, _OWN_WAIVER)


def bounded(policy: WaiverPolicy, issue: Any, event: Waive, context: Context) -> Iterator[Reason]:
    """It ends after it is granted, and within the policy's bounds."""
    if event.expires <= event.on:
        yield Reason("expires_at_once", {"on": event.on, "expires": event.expires}, _AT_ONCE)
    if policy.severities and issue.severity not in policy.severities:
        yield Reason("not_waivable", {"severity": issue.severity, "severities": policy.severities}, _NOT_WAIVABLE)
    if policy.longest is None:
        return
    try:
        bound = deadline(policy.longest, event.on, context.calendar, provisional=True).nominal
    except SafetyworkError as error:
        yield Reason("due_unknown", {"why": str(error)}, _DUE_UNKNOWN)
        return
    if event.expires > bound:
        yield Reason("waived_too_long", {"longest": policy.longest, "bound": bound}, _TOO_LONG)


def run_out(issue: Any, event: Expire, _: Context) -> Iterator[Reason]:
    """The day on which it expires has come."""
    granted = [entry.event for entry in issue.log if isinstance(entry.event, Waive)]
    if granted and event.on < granted[-1].expires:
        yield Reason("not_expired_yet", {"expires": granted[-1].expires}, _NOT_YET)


_NOTHING_OWED = Label("事项已办结或作废，无需豁免", "it is not owed, so there is nothing to waive")
_OWN_WAIVER = Label(
    "豁免须由申请人、责任人以外的人批准", "{by} asked for it or owes the work; somebody else must grant it"
)
_AT_ONCE = Label("到期日{expires}须晚于批准日{on}", "it expires on {expires}, which is not after {on}")
_NOT_WAIVABLE = Label(
    "“{severity}”级不得豁免，仅限：{severities}", "severity “{severity}” is not waived, only {severities}"
)
_TOO_LONG = Label("豁免不得超过{longest}（至{bound}）", "a waiver lasts {longest} at most, to {bound}")
_DUE_UNKNOWN = Label("豁免期限无从计算：{why}", "how long it may last cannot be computed: {why}")
_NOT_YET = Label("豁免至{expires}方到期", "the waiver expires on {expires}, not before")

OWED = Guard("owed", Label("事项尚未办结", "something is owed"), need=owed)
BY_ANOTHER = Guard("waived by another", Label("由他人批准豁免", "granted by another person"), check=granted_by_another)
RUN_OUT = Guard("run out", Label("豁免已到期", "its day has come"), check=run_out)


def waiving(policy: WaiverPolicy = ANY_WAIVER) -> Workflow:
    """The machine of a waiver (申请 → 批准 → 到期), which runs beside an issue's own, held to `policy`."""
    within = Guard(
        "within the policy", Label("不超过豁免规则", "within the policy"), check=partial(bounded, policy),
        params=repr(policy),
    )  # fmt: skip
    return Workflow(
        "waiver",
        "1",
        Label("风险豁免", "waiver"),
        (
            State("not waived", Label("未豁免", "not waived"), "start"),
            State("asked", Label("豁免待批", "waiver asked for")),
            State("waived", Label("已豁免", "waived")),
            State("over", Label("豁免终止", "waiver over"), "rest"),
        ),
        (
            Transition(AskWaiver, "not waived", "asked", (OWED,), ("reason",)),
            Transition(AskWaiverAgain, "over", "asked", (OWED,), ("reason",)),
            Transition(Waive, "asked", "waived", (OWED, BY_ANOTHER, within)),
            Transition(RefuseWaiver, "asked", "over", requires=("reason",)),
            Transition(Revoke, "waived", "over", requires=("reason",)),
            Transition(Expire, "waived", "over", (RUN_OUT,)),
        ),
    )


WAIVER = waiving()
