"""Schemes: the written plan of a campaign (or of anything else), from its draft to its conclusion.

Holds: `Scheme` 实施方案 with its `Phase`s and events, `SCHEME`.
Never: looks into a book: what a guard must know of it stands in the context (`indicators.circumstances`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import (
    ANOTHER_PERSON,
    CORRECTABLE,
    NOT_AHEAD,
    RELIEVED_BY_ANOTHER,
    Cancel,
    Correct,
    Progress,
    Return,
    Submit,
)
from safetywork.carryovers import carry_row
from safetywork.errors import DayOrderError, PolicyError
from safetywork.events import ClockRole, Event, optional_day
from safetywork.extensions import extension_rows
from safetywork.goals import Goal
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.terms import Term, maybe_stated
from safetywork.workflows import DONE, HANDED_IN, VOID, Context, EventClass, Guard, Reason, State, Transition, Workflow

CONDITIONS, OPEN = "conditions", "open matters"
"""Facts of a context: for each `Goal` whether it is reached (True, False, None: not known); the ids still open."""


@frozen(kw_only=True)
class Phase:
    """A phase 阶段 of a campaign, planned from `on` to `until`; `entry` are the conditions on entering it.

    A condition with an indicator is evaluated over the books; one of words alone is confirmed by a person, by name.
    Raises `DayOrderError` where it ends before it begins.
    """

    id: str
    title: str
    en: str | None = None
    on: date | None = field(default=None, validator=optional_day)
    until: date | None = field(default=None, validator=optional_day)
    entry: tuple[Goal, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.on is not None and self.until is not None and self.until < self.on:
            raise DayOrderError(self.on, self.until)


def _each_once(_: Any, __: Any, phases: tuple[Phase, ...] | None) -> None:
    """An attrs validator: no phase stands twice, or the second could never be entered."""
    known = [phase.id for phase in phases or ()]
    twice = tuple(f"phase {one!r} stands twice" for one in dict.fromkeys(known) if known.count(one) > 1)
    if twice:
        raise PolicyError("phases", twice)


@frozen(kw_only=True, weakref_slot=False)
class Draft(Event):
    """起草: a scheme is to be drawn up, by a date where there is a term."""

    code: ClassVar[str] = "scheme.draft"
    label: ClassVar[Label] = Label("起草方案", "draft")
    copies: ClassVar[tuple[str, ...]] = ("title", "en", "phases", "measure", "owner", "unit", "campaign")
    clock: ClassVar[ClockRole | None] = "start"
    opens: ClassVar[bool] = True

    title: str
    en: str | None = None
    phases: tuple[Phase, ...] = field(default=(), validator=_each_once)
    measure: str | None = None
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class Redraft(Event):
    """修改方案: title or phases are changed before it is issued; what was deliberated is to be deliberated again."""

    code: ClassVar[str] = "scheme.redraft"
    label: ClassVar[Label] = Label("修改方案", "redraft")
    copies: ClassVar[tuple[str, ...]] = ("title", "phases")

    reason: str
    title: str | None = None
    phases: tuple[Phase, ...] | None = field(default=None, validator=_each_once)


@frozen(kw_only=True, weakref_slot=False)
class Propose(Submit):
    """提请审议: the draft goes to the party committee."""

    code: ClassVar[str] = "scheme.propose"
    label: ClassVar[Label] = Label("提请审议", "put to the committee")


@frozen(kw_only=True, weakref_slot=False)
class Approve(Event):
    """审议通过: the party committee has deliberated it (党委会审议) and agrees."""

    code: ClassVar[str] = "scheme.approve"
    label: ClassVar[Label] = Label("审议通过", "approve")
    verifies: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Promulgate(Event):
    """印发: the scheme is issued, under a document number where it has one; the campaign may begin."""

    code: ClassVar[str] = "scheme.promulgate"
    label: ClassVar[Label] = Label("印发", "issue")

    number: str | None = None
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class EnterPhase(Event):
    """进入阶段: the next phase begins; `confirmed` are the titles of conditions that `by` confirms."""

    code: ClassVar[str] = "scheme.enter"
    label: ClassVar[Label] = Label("进入阶段", "enter a phase")
    copies: ClassVar[tuple[str, ...]] = ("phase",)

    phase: str
    confirmed: tuple[str, ...] = ()
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Summarise(Submit):
    """总结: what the campaign came to is written down; nothing new is begun."""

    code: ClassVar[str] = "scheme.summarise"
    label: ClassVar[Label] = Label("总结", "summarise")


@frozen(kw_only=True, weakref_slot=False)
class Conclude(Event):
    """收官: the campaign is over; `left` are the matters that stay open in it, knowingly."""

    code: ClassVar[str] = "scheme.conclude"
    label: ClassVar[Label] = Label("收官", "conclude")
    verifies: ClassVar[bool] = True

    left: tuple[str, ...] = ()
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Scheme(Matter):
    """A scheme 方案: what is to be done in which phases; a campaign names its own as `plan`.

    `measure` is the id of a measure that consists in drawing it up; `phase` the id of the phase entered last.
    """

    kind: ClassVar[str] = "scheme"
    noun: ClassVar[Label] = Label("方案", "scheme")
    correctable: ClassVar[tuple[str, ...]] = ("title", "en", "owner", "unit")
    openings: ClassVar[tuple[EventClass, ...]] = (Draft,)

    en: str | None = None
    phases: tuple[Phase, ...] = ()
    phase: str | None = None
    measure: str | None = None

    @classmethod
    def draft(
        cls, *, id: str, title: str, on: date, by: str, workflow: "Workflow | None" = None, **details: Any
    ) -> "Scheme":
        """A scheme that is being drawn up; `details` are fields of `Draft`."""
        return cls.open(id, (workflow or SCHEME,), Draft(title=title, on=on, by=by, **details))

    @property
    def entered(self) -> tuple[tuple[str, date], ...]:
        """The phases entered so far, each with its day."""
        return tuple((e.event.phase, e.event.on) for e in self.log if isinstance(e.event, EnterPhase))

    @property
    def next_phase(self) -> Phase | None:
        """The phase to be entered next; None where all were."""
        done = {phase for phase, _ in self.entered}
        return next((phase for phase in self.phases if phase.id not in done), None)


def has_next(scheme: Scheme, _: Context) -> Iterator[Reason]:
    """There is a phase that was not entered."""
    if scheme.next_phase is None:
        yield Reason("no_phase_left", {}, _NO_PHASE_LEFT)


def phase_open(scheme: Scheme, event: EnterPhase, context: Context) -> Iterator[Reason]:
    """It is the next phase, not before its day, and each condition on it is met.

    What the books say decides, and nobody's word overrules it; what they leave open, or words alone put, must be
    confirmed by name. A figure that nobody evaluated is never confirmed.
    """
    phase = scheme.next_phase
    if phase is None:
        return
    if phase.id != event.phase:
        yield Reason("not_the_next_phase", {"phase": event.phase, "next": phase.title}, _NOT_NEXT)
        return
    if phase.on is not None and event.on < phase.on:
        yield Reason("phase_ahead", {"on": event.on, "planned": phase.on}, _AHEAD)
    known: Mapping[Goal, bool | None] = context.facts.get(CONDITIONS, {})
    for goal in phase.entry:
        yield from _unmet(goal, known, event.confirmed)


def _unmet(goal: Goal, known: Mapping[Goal, bool | None], confirmed: tuple[str, ...]) -> Iterator[Reason]:
    if goal.indicator is not None and goal not in known:
        yield Reason("condition_uncounted", {"goal": goal.title}, _UNCOUNTED)
    elif known.get(goal) is False:
        yield Reason("condition_unmet", {"goal": goal.title}, _UNMET)
    elif not known.get(goal) and goal.title not in confirmed:
        yield Reason("condition_unconfirmed", {"goal": goal.title}, _UNCONFIRMED)


def accounted(_: Scheme, event: Conclude, context: Context) -> Iterable[Reason]:
    """Every matter still open in the campaign is named as left; the others were carried over."""
    still: Iterable[str] | None = context.facts.get(OPEN)
    if still is None:
        return (Reason("open_unknown", {}, _OPEN_UNKNOWN),)
    forgotten = tuple(one for one in still if one not in event.left)
    return (Reason("still_open", {"ids": forgotten}, _STILL_OPEN),) if forgotten else ()


_NO_PHASE_LEFT = Label("各阶段均已进入", "every phase was entered already")
_NOT_NEXT = Label("下一阶段是“{next}”，不是“{phase}”", "the next phase is “{next}”, not “{phase}”")
_AHEAD = Label("该阶段定于{planned}开始，{on}尚早", "the phase is planned from {planned}; {on} is too early")
_UNCOUNTED = Label("条件“{goal}”须依台账核算", "condition “{goal}” is to be evaluated over the books, and was not")
_UNMET = Label("条件“{goal}”未达到", "condition “{goal}” is not met")
_UNCONFIRMED = Label(
    "条件“{goal}”台账无从判定，须由人确认", "the books do not decide condition “{goal}”; somebody must confirm it"
)
_OPEN_UNKNOWN = Label("未提供未办结事项，无从收官", "the context does not say what is still open")
_STILL_OPEN = Label(
    "尚有未办结事项既未结转也未注明留存：{ids}", "still open, neither carried over nor named as left: {ids}"
)

HAS_NEXT = Guard("has next", Label("尚有未进入的阶段", "a phase is left"), need=has_next)
PHASE_OPEN = Guard("phase open", Label("达到进入条件", "its conditions are met"), check=phase_open)
ACCOUNTED = Guard("accounted", Label("未办结事项均有去向", "what is open is accounted for"), check=accounted)

_ON_THE_WAY = ("drafting", "deliberating", "deliberated", "issued", "running", "summarised")
SCHEME = Workflow(
    "scheme",
    "1",
    Label("实施方案", "scheme"),
    (
        State("drafting", Label("制定中", "being drawn up"), "start"),
        State("deliberating", Label("审议中", "before the committee"), tags={HANDED_IN}),
        State("deliberated", Label("已审议通过", "approved"), tags={HANDED_IN}),
        State("issued", Label("已印发", "issued"), tags={HANDED_IN}),
        State("running", Label("实施中", "running"), tags={HANDED_IN}),
        State("summarised", Label("已总结", "summarised"), tags={HANDED_IN}),
        State("concluded", Label("已收官", "concluded"), "rest", {DONE}),
        State("cancelled", Label("已取消", "cancelled"), "rest", {VOID}),
    ),
    (
        Transition(Propose, "drafting", "deliberating", (NOT_AHEAD,)),
        Transition(Approve, "deliberating", "deliberated", (ANOTHER_PERSON,)),
        Transition(Return, "deliberating", "drafting", (ANOTHER_PERSON,), ("reason",)),
        Transition(Redraft, ("drafting", "deliberated"), "drafting", requires=("reason",)),
        Transition(Promulgate, "deliberated", "issued"),
        Transition(EnterPhase, ("issued", "running"), "running", (HAS_NEXT, PHASE_OPEN), ("phase",)),
        Transition(Progress, ("drafting", "issued", "running"), None),
        *extension_rows("drafting"),
        Transition(Summarise, ("issued", "running"), "summarised", (NOT_AHEAD,), ("text",)),
        Transition(Return, "summarised", "running", (ANOTHER_PERSON,), ("reason",)),
        Transition(Conclude, "summarised", "concluded", (ANOTHER_PERSON, ACCOUNTED)),
        Transition(Correct, _ON_THE_WAY, None, (CORRECTABLE,), ("reason",)),
        Transition(Cancel, _ON_THE_WAY[:-1], "cancelled", (RELIEVED_BY_ANOTHER,), ("reason",)),
        carry_row(_ON_THE_WAY),
    ),
)
