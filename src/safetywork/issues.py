"""Issues and hazards, and how they are rectified.

Holds: `Issue` 问题/隐患, its events, the workflows `RECTIFICATION` 限期整改 and `IMMEDIATE` 立行立改,
    closure policies by severity, relapse and keeping up.
Never: the referral beside it (`referrals`), the supervision above it (listing, orders, stop-work), or a light.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from safetywork.acts import (
    ANOTHER_PERSON,
    CORRECTABLE,
    NOT_AHEAD,
    TERM_ONCE,
    Accept,
    Assign,
    Cancel,
    Correct,
    EvidenceKind,
    Progress,
    Resume,
    Return,
    Submit,
    Suspend,
)
from safetywork.carryovers import carry_row
from safetywork.clocks import Standing
from safetywork.counts import Count
from safetywork.events import ClockRole, Entry, Event, optional_day
from safetywork.extensions import ANY_EXTENSION, ExtensionPolicy, extension_rows
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.periods import PeriodRule, Term, days
from safetywork.referrals import AWAITING, REFERRAL, Decline, Feedback, Refer
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

IssueSeverity: TypeAlias = Literal["general", "major"]

SAME_DAY = PeriodRule(days(0), roll=False, source="立行立改: put right on the day it is found (事不隔夜)")
SEVERITIES: dict[IssueSeverity, Label] = {"general": Label("一般", "general"), "major": Label("重大", "major")}


@frozen(kw_only=True, weakref_slot=False)
class Register(Event):
    """登记: an issue is put on the ledger.

    `source` says who found it (self-inspection, provincial supervision …), `level` whose issue it is (unit, leaders,
    sections, individuals …), `size` how many it stands for where a batch was reported.
    """

    code: ClassVar[str] = "issue.register"
    label: ClassVar[Label] = Label("登记", "register")
    copies: ClassVar[tuple[str, ...]] = (
        "title", "severity", "source", "level", "category", "owner", "unit", "campaign", "size", "visit",
    )  # fmt: skip
    opens: ClassVar[bool] = True

    title: str
    severity: IssueSeverity = field(default="general", validator=in_(get_args(IssueSeverity)))
    source: str | None = None
    level: str | None = None
    category: str | None = None
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

    term: Term | None = SAME_DAY


@frozen(kw_only=True, weakref_slot=False)
class Close(Event):
    """销号: struck off the ledger after acceptance."""

    code: ClassVar[str] = "issue.close"
    label: ClassVar[Label] = Label("销号", "close")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Sustain(Event):
    """长期坚持: rectified, and kept up for good, with follow-up checks."""

    code: ClassVar[str] = "issue.sustain"
    label: ClassVar[Label] = Label("转入长期坚持", "keep up")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Recheck(Event):
    """回头看: a follow-up check found the measure in force."""

    code: ClassVar[str] = "issue.recheck"
    label: ClassVar[Label] = Label("回头看", "follow up")
    verifies: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Relapse(Event):
    """反弹: the issue is back; a new cycle begins with a clock of its own, linked to the last and counted."""

    code: ClassVar[str] = "issue.relapse"
    label: ClassVar[Label] = Label("反弹重开", "relapse")
    copies: ClassVar[tuple[str, ...]] = ("owner", "unit", "severity")
    clock: ClassVar[ClockRole | None] = "start"
    cycle: ClassVar[bool] = True

    text: str
    owner: str | None = None
    unit: str | None = None
    severity: IssueSeverity | None = None
    term: Term | None = None
    trigger: date | None = field(default=None, validator=optional_day)


@frozen
class ClosurePolicy:
    """What an issue of one severity must show before it is accepted 销号条件.

    `evidence`: kinds of which at least one must be among what was handed in (empty: none is asked for);
    `dated_after_opening`: of what was handed in for it, one piece must show a day in this cycle, no later than the
    handing-in; a picture from before beside it is welcome, an undated one does not count.
    """

    severity: IssueSeverity
    evidence: tuple[EvidenceKind, ...] = ()
    dated_after_opening: bool = True


STANDARD_CLOSURE: tuple[ClosurePolicy, ...] = (
    ClosurePolicy("general"),
    ClosurePolicy("major", ("photo", "test report", "on-site check")),
)
"""A major hazard is accepted on evidence of the fix; for a general one the verifier's word is enough."""


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
    correctable: ClassVar[tuple[str, ...]] = ("title", "owner", "unit", "source", "level", "category")
    openings: ClassVar[tuple[EventClass, ...]] = (Register, RegisterImmediate)

    severity: IssueSeverity = "general"
    source: str | None = None
    level: str | None = None
    category: str | None = None
    visit: str | None = None

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
        machines = (main, *((REFERRAL,) if beside is None else beside))
        return cls.open(id, machines, opening(title=title, on=on, by=by, **details))

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
        machine = next((w.name for w in self.workflows[1:] if any(AWAITING in state.tags for state in w.states)), None)
        return None if machine is None else self.standing(on, machine=machine, **how)


@frozen
class Cycle:
    """One cycle 轮次 of an issue: from registration or relapse to the next relapse; its record stays as it was."""

    number: int
    entries: tuple[Entry, ...]

    @property
    def began_on(self) -> date:
        """The day it began."""
        return self.entries[0].event.on

    @property
    def closed_on(self) -> date | None:
        """The day it was last struck off or taken to be kept up; None while it was not."""
        ends = [e.event.on for e in self.entries if isinstance(e.event, Close | Sustain)]
        return ends[-1] if ends else None


def closure_met(policies: tuple[ClosurePolicy, ...], issue: Issue, _: Context) -> Iterator[Reason]:
    """What the policy for the issue's severity wants is there, in the round that stands to be judged."""
    policy = next((p for p in policies if p.severity == issue.severity), None)
    if policy is None:
        yield Reason("no_closure_policy", {"severity": issue.severity}, _NO_POLICY)
        return
    fitting = [e for e in issue.evidence if not policy.evidence or e.kind in policy.evidence]
    if policy.evidence and not fitting:
        yield Reason("evidence_missing", {"kinds": policy.evidence}, _EVIDENCE_MISSING)
    if not fitting or not policy.dated_after_opening:
        return
    opened, handed_in = issue.this_cycle[0].event.on, issue.handed_in
    last = opened if handed_in is None else handed_in.on
    if not any(e.on is not None and opened <= e.on <= last for e in fitting):
        yield Reason("evidence_not_of_this_round", {"opened": opened, "last": last}, _EVIDENCE_DAY)


def answered(issue: Issue, _: Context) -> Iterator[Reason]:
    """No referral is still waiting for its answer."""
    if issue.referred:
        yield Reason("awaiting_feedback", {}, _AWAITING)


_NO_POLICY = Label("没有“{severity}”级的销号条件", "no closure policy covers severity “{severity}”")
_EVIDENCE_MISSING = Label("缺少佐证材料（{kinds}之一）", "evidence is missing: one of {kinds}")
_EVIDENCE_DAY = Label(
    "佐证材料的日期须在{opened}至{last}之间", "no piece of evidence shows a day from {opened} to {last}"
)
_AWAITING = Label("转办尚未反馈", "it was referred, and no answer has come")

ANSWERED = Guard("answered", Label("转办已反馈", "every referral is answered"), need=answered)


def closure(policies: tuple[ClosurePolicy, ...]) -> Guard:
    """The guard that holds issues to `policies`, one a severity."""
    return Guard(
        "closure",
        Label("达到销号条件", "the closure policy is met"),
        need=partial(closure_met, policies),
        params=repr(policies),
    )


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
_CANCELLED = State("cancelled", Label("已作废", "cancelled"), "rest", {VOID})


def rectification(
    policies: tuple[ClosurePolicy, ...] = STANDARD_CLOSURE, extensions: ExtensionPolicy = ANY_EXTENSION
) -> Workflow:
    """The workflow of an issue with a term (限期整改), held to closure `policies` and to an `extensions` policy."""
    return Workflow(
        "rectification",
        "1",
        Label("限期整改", "rectification within a term"),
        (_REGISTERED, _RECTIFYING, _SUSPENDED, _SUBMITTED, _ACCEPTED, _CLOSED, _SUSTAINED, _CANCELLED),
        (
            Transition(Assign, ("registered", "rectifying"), "rectifying", (TERM_ONCE,), ("owner",)),
            Transition(Progress, ("rectifying", "suspended", "submitted"), None),
            *extension_rows("rectifying", extensions),
            Transition(Suspend, "rectifying", "suspended", requires=("reason",)),
            Transition(Resume, "suspended", "rectifying"),
            Transition(Submit, "rectifying", "submitted", (NOT_AHEAD,)),
            *_judgement(policies, "registered", "rectifying", "suspended"),
            Transition(Cancel, ("registered", "rectifying", "suspended"), "cancelled", requires=("reason",)),
        ),
    )


def immediate(policies: tuple[ClosurePolicy, ...] = STANDARD_CLOSURE) -> Workflow:
    """The workflow of an issue put right at once (立行立改), held to closure `policies`."""
    return Workflow(
        "immediate",
        "1",
        Label("立行立改", "rectification at once"),
        (_FOUND, _SUBMITTED, _ACCEPTED, _CLOSED, _SUSTAINED, _CANCELLED),
        (
            Transition(Progress, ("registered", "submitted"), None),
            Transition(Submit, "registered", "submitted", (NOT_AHEAD,)),
            *_judgement(policies, "registered"),
            Transition(Cancel, "registered", "cancelled", requires=("reason",)),
        ),
    )


def _judgement(policies: tuple[ClosurePolicy, ...], *before: str) -> tuple[Transition, ...]:
    """From handing in to striking off, and back, as both workflows share it; `before` are the states before that."""
    met, back = closure(policies), "rectifying" if "rectifying" in before else "registered"
    # What relapses into a workflow without an assignment brings its term along.
    again = ("text",) if back == "rectifying" else ("text", "term")
    return (
        Transition(Accept, "submitted", "accepted", (met, ANSWERED, ANOTHER_PERSON)),
        Transition(Return, "submitted", back, (ANOTHER_PERSON,), ("reason",)),
        Transition(Close, ("accepted", "sustaining"), "closed", (ANSWERED, ANOTHER_PERSON)),
        Transition(Sustain, ("accepted", "closed"), "sustaining", (ANSWERED,)),
        Transition(Recheck, ("closed", "sustaining"), None, (ANOTHER_PERSON,)),
        Transition(Relapse, ("accepted", "closed", "sustaining"), back, requires=again),
        Transition(Correct, (*before, "submitted"), None, (CORRECTABLE,), ("reason",)),
        carry_row((*before, "submitted")),
    )


RECTIFICATION = rectification()
IMMEDIATE = immediate()
