"""Measures: planned actions with an owner and a date.

Holds: `Measure` 措施, its events, `MEASURE`, `ACTIONS` (required and optional actions).
Never: says whether a measure is enough for the issue or the gap it answers.
"""

from datetime import date
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_, optional

from safetywork.acts import (
    CORRECTABLE,
    NOT_AHEAD,
    RELIEVED_BY_ANOTHER,
    TERM_COUNTS,
    TERM_ONCE,
    Assign,
    Cancel,
    Correct,
    Progress,
    Resume,
    Submit,
    Suspend,
)
from safetywork.carryovers import carry_row
from safetywork.counts import Count
from safetywork.events import ClockRole, Event, optional_day
from safetywork.extensions import extension_rows
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.terms import Term, maybe_stated
from safetywork.workflows import DONE, STOPPED, VOID, EventClass, State, Transition, Workflow

Action: TypeAlias = Literal["required", "optional"]

ACTIONS: dict[str, Label] = {
    "required": Label("规定动作", "required actions"),
    "optional": Label("自选动作", "optional actions"),
}
"""Words for what a campaign asks of everybody, and what a unit adds of its own."""


@frozen(kw_only=True, weakref_slot=False)
class Plan(Event):
    """列入计划: an action is planned; `source` names what it answers (a study tour, a plan, a wider measure).

    `gap` is the id of the gap against a model that it is to close; `action` says whether the campaign requires it
    (规定动作) or the unit adds it (自选动作); None: nobody stated which.
    """

    code: ClassVar[str] = "measure.plan"
    label: ClassVar[Label] = Label("列入计划", "plan")
    copies: ClassVar[tuple[str, ...]] = ("title", "en", "source", "gap", "action", "owner", "unit", "campaign", "size")
    clock: ClassVar[ClockRole | None] = "start"
    opens: ClassVar[bool] = True

    title: str
    en: str | None = None
    source: str | None = None
    gap: str | None = None
    action: Action | None = field(default=None, validator=optional(in_(get_args(Action))))
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    size: Count | None = None
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class Prepare(Event):
    """筹备: it is being prepared (an examination organised, a paper drawn up); nothing of it is carried out yet."""

    code: ClassVar[str] = "measure.prepare"
    label: ClassVar[Label] = Label("筹备", "prepare")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Finish(Submit):
    """完成: the action is done; a ledger that states it later says on which day it was `finished`."""

    code: ClassVar[str] = "measure.finish"
    label: ClassVar[Label] = Label("完成", "finish")


@frozen(kw_only=True, weakref_slot=False)
class Measure(Matter):
    """A planned action 措施 with owner and date; `en` is its title in English, where somebody gave one."""

    kind: ClassVar[str] = "measure"
    noun: ClassVar[Label] = Label("措施", "measure")
    correctable: ClassVar[tuple[str, ...]] = ("title", "en", "owner", "unit", "source")
    openings: ClassVar[tuple[EventClass, ...]] = (Plan,)

    en: str | None = None
    source: str | None = None
    gap: str | None = None
    action: Action | None = None

    @classmethod
    def plan(
        cls, *, id: str, title: str, on: date, by: str, workflow: "Workflow | None" = None, **details: Any
    ) -> "Measure":
        """A planned action; `details` are fields of `Plan`."""
        return cls.open(id, (workflow or MEASURE,), Plan(title=title, on=on, by=by, **details))


_BEFORE = ("planned", "preparing", "under way")

MEASURE = Workflow(
    "measure",
    "2",
    Label("措施", "measure"),
    (
        State("planned", Label("已列入计划", "planned"), "start"),
        State("preparing", Label("筹备中", "in preparation")),
        State("under way", Label("推进中", "under way")),
        State("suspended", Label("已暂停", "suspended"), tags={STOPPED}),
        State("finished", Label("已完成", "finished"), "rest", {DONE}),
        State("cancelled", Label("已取消", "cancelled"), "rest", {VOID}),
    ),
    (
        Transition(Prepare, "planned", "preparing"),
        Transition(Assign, ("planned", "under way"), "under way", (TERM_ONCE, TERM_COUNTS), ("owner",)),
        Transition(Assign, "preparing", None, (TERM_ONCE, TERM_COUNTS), ("owner",)),
        Transition(Progress, _BEFORE, "under way"),
        *extension_rows(_BEFORE),
        Transition(Suspend, _BEFORE, "suspended", (RELIEVED_BY_ANOTHER,), ("reason",)),
        Transition(Resume, "suspended", "under way"),
        Transition(Finish, _BEFORE, "finished", (NOT_AHEAD,)),
        Transition(Correct, (*_BEFORE, "suspended"), None, (CORRECTABLE,), ("reason",)),
        Transition(Cancel, (*_BEFORE, "suspended"), "cancelled", (RELIEVED_BY_ANOTHER,), ("reason",)),
        carry_row((*_BEFORE, "suspended")),
    ),
)
