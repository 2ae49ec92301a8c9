"""Gaps: where a model does better, and whether that is adopted.

Holds: `Gap` 差距, its events, `GAP`.
Never: says what is to be done about it: measures name the gap they close.
"""

from datetime import date
from typing import Any, ClassVar

from attrs import frozen

from safetywork.acts import CORRECTABLE, RELIEVED_BY_ANOTHER, Cancel, Correct
from safetywork.carryovers import carry_row
from safetywork.events import Event
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.workflows import DONE, VOID, EventClass, State, Transition, Workflow

ADOPTED, DECLINED = "adopted", "declined"
"""Tags of the two ways in which a gap is decided."""


@frozen(kw_only=True, weakref_slot=False)
class Find(Event):
    """查找差距: in the field `title` 领域 the model does `model`, we do `ours`; seen on the study tour `tour`."""

    code: ClassVar[str] = "gap.find"
    label: ClassVar[Label] = Label("查找差距", "find a gap")
    copies: ClassVar[tuple[str, ...]] = ("title", "en", "model", "ours", "tour", "owner", "unit", "campaign")
    opens: ClassVar[bool] = True

    title: str
    en: str | None = None
    model: str | None = None
    ours: str | None = None
    tour: str | None = None
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Adopt(Event):
    """采纳: what the model does is taken over; measures say how."""

    code: ClassVar[str] = "gap.adopt"
    label: ClassVar[Label] = Label("采纳", "adopt")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Decline(Event):
    """不予采纳: it is not taken over, for a reason."""

    code: ClassVar[str] = "gap.decline"
    label: ClassVar[Label] = Label("不予采纳", "decline")

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Reconsider(Event):
    """重新研究: the decision is opened again, for a reason; counted."""

    code: ClassVar[str] = "gap.reconsider"
    label: ClassVar[Label] = Label("重新研究", "reconsider")
    cycle: ClassVar[bool] = True

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Gap(Matter):
    """A gap 差距 against a model in one field 领域 (its `title`), which owes a decision: adopt, or say why not."""

    kind: ClassVar[str] = "gap"
    noun: ClassVar[Label] = Label("差距", "gap")
    correctable: ClassVar[tuple[str, ...]] = ("title", "en", "model", "ours", "owner", "unit")
    openings: ClassVar[tuple[EventClass, ...]] = (Find,)

    en: str | None = None
    model: str | None = None
    ours: str | None = None
    tour: str | None = None

    @classmethod
    def find(
        cls, *, id: str, title: str, on: date, by: str, workflow: "Workflow | None" = None, **details: Any
    ) -> "Gap":
        """A gap put on the ledger; `details` are fields of `Find`."""
        return cls.open(id, (workflow or GAP,), Find(title=title, on=on, by=by, **details))

    @property
    def adopted(self) -> bool:
        """Whether it was decided to take over what the model does."""
        return ADOPTED in self.standing_state.tags

    @property
    def declined(self) -> str | None:
        """Why it is not taken over ("" where nobody said why); None where that was not decided."""
        if DECLINED not in self.standing_state.tags:
            return None
        return next((e.event.reason for e in reversed(self.log) if isinstance(e.event, Decline)), "")


GAP = Workflow(
    "gap",
    "1",
    Label("差距", "gap"),
    (
        State("found", Label("待研究", "to be decided"), "start"),
        State("adopted", Label("已采纳", "adopted"), "rest", {DONE, ADOPTED}),
        State("declined", Label("不予采纳", "not adopted"), "rest", {DONE, DECLINED}),
        State("cancelled", Label("已作废", "cancelled"), "rest", {VOID}),
    ),
    (
        Transition(Adopt, "found", "adopted"),
        Transition(Decline, "found", "declined", requires=("reason",)),
        Transition(Reconsider, ("adopted", "declined"), "found", requires=("reason",)),
        Transition(Correct, "found", None, (CORRECTABLE,), ("reason",)),
        Transition(Cancel, "found", "cancelled", (RELIEVED_BY_ANOTHER,), ("reason",)),
        carry_row("found"),
    ),
)
