"""Measures: planned actions with an owner and a date.

Holds: `Measure` 措施, its opening event, `MEASURE`.
Never: says whether a measure is enough for the issue or the gap it answers.
"""

from datetime import date
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import (
    CORRECTABLE,
    NOT_AHEAD,
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
from safetywork.counts import Count
from safetywork.events import ClockRole, Event, optional_day
from safetywork.extensions import extension_rows
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.terms import Term
from safetywork.workflows import DONE, STOPPED, VOID, EventClass, State, Transition, Workflow


@frozen(kw_only=True, weakref_slot=False)
class Plan(Event):
    """列入计划: an action is planned; `source` names what it answers (a gap against a model, a plan)."""

    code: ClassVar[str] = "measure.plan"
    label: ClassVar[Label] = Label("列入计划", "plan")
    copies: ClassVar[tuple[str, ...]] = ("title", "en", "source", "owner", "unit", "campaign", "size")
    clock: ClassVar[ClockRole | None] = "start"
    opens: ClassVar[bool] = True

    title: str
    en: str | None = None
    source: str | None = None
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    size: Count | None = None
    term: Term | None = None
    trigger: date | None = field(default=None, validator=optional_day)


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

    @classmethod
    def plan(
        cls, *, id: str, title: str, on: date, by: str, workflow: "Workflow | None" = None, **details: Any
    ) -> "Measure":
        """A planned action; `details` are fields of `Plan`."""
        return cls.open(id, (workflow or MEASURE,), Plan(title=title, on=on, by=by, **details))


MEASURE = Workflow(
    "measure",
    "1",
    Label("措施", "measure"),
    (
        State("planned", Label("已列入计划", "planned"), "start"),
        State("under way", Label("推进中", "under way")),
        State("suspended", Label("已暂停", "suspended"), tags={STOPPED}),
        State("finished", Label("已完成", "finished"), "rest", {DONE}),
        State("cancelled", Label("已取消", "cancelled"), "rest", {VOID}),
    ),
    (
        Transition(Assign, ("planned", "under way"), "under way", (TERM_ONCE, TERM_COUNTS), ("owner",)),
        Transition(Progress, ("planned", "under way"), "under way"),
        *extension_rows(("planned", "under way")),
        Transition(Suspend, ("planned", "under way"), "suspended", requires=("reason",)),
        Transition(Resume, "suspended", "under way"),
        Transition(Finish, ("planned", "under way"), "finished", (NOT_AHEAD,)),
        Transition(Correct, ("planned", "under way", "suspended"), None, (CORRECTABLE,), ("reason",)),
        Transition(Cancel, ("planned", "under way", "suspended"), "cancelled", requires=("reason",)),
    ),
)
