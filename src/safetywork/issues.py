"""Issues and hazards, and how they are rectified.

Holds: `Issue` 问题/隐患, the events that are its alone (`Register` 登记, `Transfer` 移交, `MarkDuplicate` 查重并案),
    the workflows `RECTIFICATION` 限期整改 and `IMMEDIATE` 立行立改.
Never: the referral or the waiver beside it (`referrals`, `waivers`), the supervision above it (listing, orders,
    stop-work), or a light.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork import machines
from safetywork.acts import (
    ANOTHER_PERSON,
    CORRECTABLE,
    NOT_AHEAD,
    RELIEVED_BY_ANOTHER,
    TERM_COUNTS,
    TERM_ONCE,
    Accept,
    Assign,
    Cancel,
    Correct,
    Progress,
    Resume,
    Return,
    Submit,
    Suspend,
)
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.carryovers import carry_row
from safetywork.clocks import Clock, Standing
from safetywork.closures import STANDARD_CLOSURE, Close, ClosurePolicy, Sustain, closure
from safetywork.counts import Count
from safetywork.events import ClockRole, Event
from safetywork.extensions import ANY_EXTENSION, ExtensionPolicy, extension_rows
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.periods import PeriodRule, days
from safetywork.rechecks import Recheck
from safetywork.referrals import AWAITING, REFERRAL, Decline, Feedback, Refer
from safetywork.relapses import Relapse
from safetywork.severities import Reclassify, graded, known_severity
from safetywork.terms import Term, maybe_stated
from safetywork.waivers import waivable, waived_clock, waiver
from safetywork.workflows import (
    DONE,
    HANDED_IN,
    STOPPED,
    SUSTAINED,
    VOID,
    Context,
    EventClass,
    Guard,
    Reason,
    State,
    Transition,
    Workflow,
)

SAME_DAY = PeriodRule(days(0), roll=False, source="立行立改: put right on the day it is found (事不隔夜)")


@frozen(kw_only=True, weakref_slot=False)
class Register(Event):
    """登记: an issue is put on the ledger.

    What can be said in few words is a code of a list, or a user's own: `source` says what brought it up
    (`SOURCES`), `level` whose issue it is (`LEVELS`), `category` its dimension or class of hazard (`DIMENSIONS`,
    `HAZARDS`), `severity` how grave it is (a level that the closure policies cover; others are refused a term).
    `origin` is the id of the inspection, or the number of the document, that it comes from; `visit` that of a visit;
    `place` where it is, `parent` the issue whose like it is (举一反三), `size` how many a reported batch stands for.
    """

    code: ClassVar[str] = "issue.register"
    label: ClassVar[Label] = Label("登记", "register")
    copies: ClassVar[tuple[str, ...]] = (
        "title", "severity", "source", "level", "category", "industry", "place", "origin", "parent", "owner", "unit",
        "campaign", "size", "visit",
    )  # fmt: skip
    opens: ClassVar[bool] = True

    title: str
    severity: str = "general"
    source: str | None = None
    level: str | None = None
    category: str | None = None
    industry: str | None = None
    place: str | None = None
    origin: str | None = None
    parent: str | None = None
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    visit: str | None = None
    size: Count | None = None


@frozen(kw_only=True, weakref_slot=False)
class RegisterImmediate(Register):
    """登记（立行立改）: an issue to be put right at once, by the end of the day it was found."""

    code: ClassVar[str] = "issue.register-immediate"
    clock: ClassVar[ClockRole | None] = "start"

    term: Term | None = field(default=SAME_DAY, converter=maybe_stated)


@frozen(kw_only=True, weakref_slot=False)
class Transfer(Event):
    """移交: another owner, and perhaps another unit, takes it over, with the reason; its term runs on.

    Whoever owned it before stays among its workers, and does not judge it.
    """

    code: ClassVar[str] = "issue.transfer"
    label: ClassVar[Label] = Label("移交", "transfer")
    copies: ClassVar[tuple[str, ...]] = ("owner", "unit")

    owner: str
    unit: str | None = None
    reason: str


@frozen(kw_only=True, weakref_slot=False)
class MarkDuplicate(Event):
    """查重并案: the issue stands on the ledger already, as `duplicate_of`, and is carried on there."""

    code: ClassVar[str] = "issue.mark-duplicate"
    label: ClassVar[Label] = Label("查重并案", "mark as a duplicate")
    copies: ClassVar[tuple[str, ...]] = ("duplicate_of",)

    duplicate_of: str
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Issue(Matter):
    """An issue or hazard 问题/隐患 on the ledger, with what its registration said of it.

    >>> from datetime import date
    >>> issue = Issue.register(id="H-1", title="应急照明不亮", on=date(2021, 5, 10), by="检查组")
    >>> issue = issue.apply(Assign(on=date(2021, 5, 10), by="局长", owner="李四", term=days(15)))
    >>> str(issue.standing_state), issue.deadline().last_day
    ('整改中', datetime.date(2021, 5, 25))
    """

    kind: ClassVar[str] = "issue"
    noun: ClassVar[Label] = Label("问题", "issue")
    correctable: ClassVar[tuple[str, ...]] = (
        "title", "owner", "unit", "source", "level", "category", "industry", "place", "origin",
    )  # fmt: skip
    openings: ClassVar[tuple[EventClass, ...]] = (Register, RegisterImmediate)

    severity: str = "general"
    source: str | None = None
    level: str | None = None
    category: str | None = None
    industry: str | None = None
    place: str | None = None
    origin: str | None = None
    parent: str | None = None
    visit: str | None = None
    duplicate_of: str | None = None

    @classmethod
    def register(
        cls,
        *,
        id: str,
        title: str,
        on: date,
        by: str,
        workflow: "Workflow | None" = None,
        beside: "tuple[Workflow, ...] | None" = None,
        **details: Any,
    ) -> "Issue":
        """An issue put on the ledger; `details` are fields of `Register`.

        `workflow` is its main machine (`RECTIFICATION` unless given), `beside` the machines that run beside it
        (`REFERRAL` unless given). With `IMMEDIATE` it is due on the day itself.
        """
        main = RECTIFICATION if workflow is None else workflow
        opening = RegisterImmediate if ON_THE_SPOT in main.state(main.start).tags else Register
        return cls.open(
            id, (main, *((REFERRAL,) if beside is None else beside)), opening(title=title, on=on, by=by, **details)
        )

    @property
    def relapses(self) -> int:
        """How often it came back."""
        return self.cycle - 1

    @property
    def cycles(self) -> "tuple[Cycle, ...]":
        """Its cycles, oldest first, each with its own clock and record."""
        main = self.workflows[0].name
        reopened = (i for i, entry in enumerate(self.log) if entry.event.cycle and entry.rule.name == main)
        starts = [0, *reopened, len(self.log)]
        return tuple(Cycle(number, self.log[a:b]) for number, (a, b) in enumerate(pairwise(starts), start=1))

    @property
    def sustained(self) -> bool:
        """Whether it is rectified and kept up."""
        return SUSTAINED in self.standing_state.tags

    def clock(self, machine: str | None = None) -> Clock | None:
        """As of any matter; its own term stands still while a waiver that stops it was in force."""
        clock = super().clock(machine)
        own = machine is None or machine == self.workflows[0].name
        return waived_clock(self, clock) if clock is not None and own and waivable(self.workflows) else clock

    def waived(self, on: date) -> bool:
        """Whether it was owed on the day `on`, but the risk accepted; from the day the waiver expires it is not."""
        known = self.as_of(on) if waivable(self.workflows) else None
        return known is not None and known.pending and waiver(known, on) is not None

    @property
    def referred(self) -> bool:
        """Whether it was handed on and no answer has come."""
        return any(
            AWAITING in workflow.state(state).tags for workflow, state in zip(self.workflows, self.states, strict=True)
        )

    @property
    def answer(self) -> Feedback | None:
        """The last answer of a body it was referred to, if one came since it was last referred."""
        found: Feedback | None = None
        for entry in self.log:
            if isinstance(entry.event, Feedback):
                found = entry.event
            elif isinstance(entry.event, Refer | Decline):
                found = None
        return found

    def awaiting(self, on: date, **how: Any) -> Standing | None:
        """Where the clock of its referral stands; None where no answer was ever owed within a term."""
        machine = self._referral
        return None if machine is None else self.standing(on, machine=machine, **how)

    def settled_awaiting(self, on: date, calendar: WorkCalendar = CHINA) -> Standing | None:
        """As `awaiting`, for answers over a whole book: see `settled_standing`."""
        machine = self._referral
        return None if machine is None else self.settled_standing(on, calendar, machine=machine)

    @property
    def _referral(self) -> str | None:
        return next((w.name for w in self.workflows[1:] if any(AWAITING in state.tags for state in w.states)), None)


@frozen
class Cycle(machines.Cycle):
    """One cycle 轮次 of an issue: from registration or relapse to the next relapse; its record stays as it was.

    It holds what happened on every machine meanwhile; `machines.cycles` has those of one machine by itself.
    """

    @property
    def closed_on(self) -> date | None:
        """The day it was last struck off or taken to be kept up; None while it was not."""
        ends = [e.event.on for e in self.entries if isinstance(e.event, Close | Sustain)]
        return ends[-1] if ends else None


def answered(issue: Issue, _: Context) -> Iterator[Reason]:
    """No referral is still waiting for its answer."""
    if issue.referred:
        yield Reason("awaiting_feedback", {}, _AWAITING)


def not_itself(issue: Issue, event: MarkDuplicate, _: Context) -> Iterator[Reason]:
    """An issue is no duplicate of itself."""
    if event.duplicate_of == issue.id:
        yield Reason("duplicate_of_itself", {"id": issue.id}, _ITSELF)


_AWAITING = Label("转办尚未反馈", "it was referred, and no answer has come")
_ITSELF = Label("不能并入本事项{id}", "{id} is no duplicate of itself")

ANSWERED = Guard("answered", Label("转办已反馈", "every referral is answered"), need=answered)
NOT_ITSELF = Guard("not itself", Label("并入其他事项", "of another issue"), check=not_itself)

ON_THE_SPOT = "on the spot"
"""Tag of a start state: what is registered here is due on the day itself."""
_REGISTERED = State("registered", Label("已登记", "registered"), "start")
_FOUND = State("registered", Label("已登记", "registered"), "start", {ON_THE_SPOT})
_RECTIFYING = State("rectifying", Label("整改中", "being rectified"))
_SUSPENDED = State("suspended", Label("已中止", "suspended"), tags={STOPPED})
_SUBMITTED = State("submitted", Label("待验收", "awaiting acceptance"), tags={HANDED_IN})
_ACCEPTED = State("accepted", Label("验收通过", "accepted"), tags={DONE})
_CLOSED = State("closed", Label("已销号", "closed"), "rest", {DONE, "closed"})
_SUSTAINED = State("sustaining", Label("长期坚持", "kept up"), "rest", {DONE, SUSTAINED})
_DUPLICATE = State("duplicate", Label("重复登记", "duplicate"), "rest", {VOID})
_CANCELLED = State("cancelled", Label("已作废", "cancelled"), "rest", {VOID})


def rectification(
    policies: tuple[ClosurePolicy, ...] = STANDARD_CLOSURE, extensions: ExtensionPolicy = ANY_EXTENSION
) -> Workflow:
    """The workflow of an issue with a term (限期整改), held to closure `policies` and to an `extensions` policy."""
    return Workflow(
        "rectification",
        "1",
        Label("限期整改", "rectification within a term"),
        (_REGISTERED, _RECTIFYING, _SUSPENDED, _SUBMITTED, _ACCEPTED, _CLOSED, _SUSTAINED, _DUPLICATE, _CANCELLED),
        (
            Transition(
                Assign,
                ("registered", "rectifying"),
                "rectifying",
                (graded(policies), TERM_ONCE, TERM_COUNTS),
                ("owner",),
            ),
            Transition(Progress, ("rectifying", "suspended", "submitted"), None),
            *extension_rows("rectifying", extensions),
            Transition(Suspend, "rectifying", "suspended", (RELIEVED_BY_ANOTHER,), ("reason",)),
            Transition(Resume, "suspended", "rectifying"),
            Transition(Transfer, ("rectifying", "suspended"), None, requires=("owner", "reason")),
            Transition(Submit, "rectifying", "submitted", (NOT_AHEAD,)),
            *_judgement(policies, "registered", "rectifying", "suspended"),
        ),
    )


def immediate(policies: tuple[ClosurePolicy, ...] = STANDARD_CLOSURE) -> Workflow:
    """The workflow of an issue put right at once (立行立改), held to closure `policies`."""
    return Workflow(
        "immediate",
        "1",
        Label("立行立改", "rectification at once"),
        (_FOUND, _SUBMITTED, _ACCEPTED, _CLOSED, _SUSTAINED, _DUPLICATE, _CANCELLED),
        (
            Transition(Progress, ("registered", "submitted"), None),
            Transition(Transfer, "registered", None, requires=("owner", "reason")),
            Transition(Submit, "registered", "submitted", (NOT_AHEAD,)),
            *_judgement(policies, "registered"),
        ),
    )


def _judgement(policies: tuple[ClosurePolicy, ...], *before: str) -> tuple[Transition, ...]:
    """What both workflows share: from handing in to striking off, and back; and what may happen in the states `before`.

    A severity is lowered, and an issue called off, by nobody who owes the work.
    """
    met, known, back = (
        closure(policies),
        known_severity(policies),
        "rectifying" if "rectifying" in before else "registered",
    )
    # What relapses into a workflow without an assignment brings its term along.
    again = ("text",) if back == "rectifying" else ("text", "term")
    return (
        Transition(Accept, "submitted", "accepted", (met, ANSWERED, ANOTHER_PERSON)),
        Transition(Return, "submitted", back, (ANOTHER_PERSON,), ("reason",)),
        Transition(Close, ("accepted", "sustaining"), "closed", (ANSWERED, ANOTHER_PERSON)),
        Transition(Sustain, ("accepted", "closed"), "sustaining", (ANSWERED,)),
        Transition(Recheck, ("closed", "sustaining"), None, (ANOTHER_PERSON,)),
        Transition(Relapse, ("accepted", "closed", "sustaining"), back, (known, TERM_COUNTS), again),
        Transition(Reclassify, (*before, "submitted"), None, (known, ANOTHER_PERSON), ("severity", "reason")),
        Transition(Correct, (*before, "submitted"), None, (CORRECTABLE,), ("reason",)),
        Transition(MarkDuplicate, before, "duplicate", (NOT_ITSELF, RELIEVED_BY_ANOTHER), ("duplicate_of",)),
        Transition(Cancel, before, "cancelled", (RELIEVED_BY_ANOTHER,), ("reason",)),
        carry_row((*before, "submitted")),
    )


RECTIFICATION = rectification()
IMMEDIATE = immediate()
