"""Pledges: what a unit promises in public and is measured by.

Holds: `Pledge` 承诺, its events (亮诺 → 践诺 → 述诺 → 评诺/兑现), `PLEDGE`, milestones, progress against schedule.
Never: ranks units or lights lamps.
"""

from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from attrs import field, frozen
from attrs.validators import ge, le

from safetywork.acts import (
    ANOTHER_PERSON,
    CORRECTABLE,
    NOT_AHEAD,
    TERM_COUNTS,
    Cancel,
    Correct,
    Progress,
    Resume,
    Return,
    Submit,
    Suspend,
)
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.counts import Count
from safetywork.events import ClockRole, Event, optional_day, plain_day
from safetywork.extensions import extension_rows
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.terms import Term
from safetywork.workflows import DONE, HANDED_IN, STOPPED, VOID, EventClass, State, Transition, Workflow


@frozen
class Milestone:
    """A milestone 时间节点: by the day `by`, `percent` of the whole (0 to 100) is to be reached."""

    by: date = field(validator=plain_day)
    percent: int = field(validator=[ge(0), le(100)])
    title: str = ""


@frozen(kw_only=True, weakref_slot=False)
class Declare(Event):
    """提出承诺: what is promised, as which group of pledges, measured by which target."""

    code: ClassVar[str] = "pledge.declare"
    label: ClassVar[Label] = Label("提出承诺", "declare")
    copies: ClassVar[tuple[str, ...]] = ("title", "group", "owner", "unit", "campaign", "target", "milestones", "size")
    opens: ClassVar[bool] = True

    title: str
    group: str | None = None
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    target: Count | None = None
    milestones: tuple[Milestone, ...] = ()
    size: Count | None = None


@frozen(kw_only=True, weakref_slot=False)
class Publish(Event):
    """亮诺: the pledge is made public; from here its term runs."""

    code: ClassVar[str] = "pledge.publish"
    label: ClassVar[Label] = Label("亮诺", "publish")
    clock: ClassVar[ClockRole | None] = "start"

    term: Term
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class Recount(Submit):
    """述诺: the pledger reports how it was kept, for assessment."""

    code: ClassVar[str] = "pledge.recount"
    label: ClassVar[Label] = Label("述诺", "recount")


@frozen(kw_only=True, weakref_slot=False)
class Fulfil(Event):
    """兑现: assessed, and found to be kept."""

    code: ClassVar[str] = "pledge.fulfil"
    label: ClassVar[Label] = Label("评诺兑现", "find fulfilled")
    verifies: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Break(Event):
    """失诺: assessed, and found to be broken, with the reason."""

    code: ClassVar[str] = "pledge.break"
    label: ClassVar[Label] = Label("评诺失诺", "find broken")
    verifies: ClassVar[bool] = True

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Renew(Event):
    """重新承诺: a broken pledge is promised again; a new cycle with a clock of its own."""

    code: ClassVar[str] = "pledge.renew"
    label: ClassVar[Label] = Label("重新承诺", "renew")
    copies: ClassVar[tuple[str, ...]] = ("milestones",)
    clock: ClassVar[ClockRole | None] = "start"
    cycle: ClassVar[bool] = True

    term: Term
    trigger: date | None = field(default=None, validator=optional_day)
    milestones: tuple[Milestone, ...] | None = None


@frozen(kw_only=True, weakref_slot=False)
class Pledge(Matter):
    """A pledge 承诺事项 with its target and milestones.

    `group` keeps sets of pledges apart whose overlap nobody has stated (the year's pledges, the work tasks promised at
    the start of the year).
    """

    kind: ClassVar[str] = "pledge"
    noun: ClassVar[Label] = Label("承诺", "pledge")
    correctable: ClassVar[tuple[str, ...]] = ("title", "owner", "unit", "group")
    openings: ClassVar[tuple[EventClass, ...]] = (Declare,)

    group: str | None = None
    target: Count | None = None
    milestones: tuple[Milestone, ...] = ()

    @classmethod
    def declare(
        cls, *, id: str, title: str, on: date, by: str, workflow: "Workflow | None" = None, **details: Any
    ) -> "Pledge":
        """A pledge put on the ledger; `details` are fields of `Declare`."""
        return cls.open(id, (workflow or PLEDGE,), Declare(title=title, on=on, by=by, **details))

    def scheduled(self, on: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Fraction | None:
        """The per cent that ought to be done by `on` 序时进度: the last milestone passed, else the share of term gone.

        None before a term runs. Milestones before the trigger belong to an earlier cycle and do not count.
        """
        if self.log and on < self.log[-1].event.on:
            past = self.as_of(on)
            return None if past is None else past.scheduled(on, calendar, provisional=provisional)
        standing = self.standing(on, calendar, provisional=provisional)
        if standing is None:
            return None
        milestones = [m for m in self.milestones if m.by > standing.deadline.trigger]
        if milestones:
            return Fraction(max((m.percent for m in milestones if m.by < on), default=0))
        return standing.share * 100

    def points_behind(self, on: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Fraction | None:
        """Percentage points below schedule on `on`, 0 where it is not behind; None where no progress was ever reported.

        Once the work is handed in or assessed, nothing is behind.
        """
        if self.log and on < self.log[-1].event.on:
            past = self.as_of(on)
            return None if past is None else past.points_behind(on, calendar, provisional=provisional)
        standing = self.standing(on, calendar, provisional=provisional)
        scheduled = self.scheduled(on, calendar, provisional=provisional)
        if standing is None or scheduled is None or self.percent is None:
            return None
        if standing.finished is not None:
            return Fraction(0)
        return max(Fraction(0), scheduled - Fraction(self.percent))


PLEDGE = Workflow(
    "pledge",
    "1",
    Label("承诺", "pledge"),
    (
        State("declared", Label("已提出", "declared"), "start"),
        State("kept", Label("践诺中", "being kept")),
        State("suspended", Label("已中止", "suspended"), tags={STOPPED}),
        State("recounted", Label("已述诺", "recounted"), tags={HANDED_IN}),
        State("fulfilled", Label("已兑现", "fulfilled"), "rest", {DONE, "closed"}),
        State("broken", Label("失诺", "broken"), "rest"),
        State("cancelled", Label("已作废", "cancelled"), "rest", {VOID}),
    ),
    (
        Transition(Publish, "declared", "kept", (TERM_COUNTS,)),
        Transition(Progress, ("kept", "suspended", "recounted"), None),
        *extension_rows("kept"),
        Transition(Suspend, "kept", "suspended", requires=("reason",)),
        Transition(Resume, "suspended", "kept"),
        Transition(Recount, "kept", "recounted", (NOT_AHEAD,)),
        Transition(Return, "recounted", "kept", (ANOTHER_PERSON,), ("reason",)),
        Transition(Fulfil, "recounted", "fulfilled", (ANOTHER_PERSON,)),
        Transition(Break, ("kept", "recounted"), "broken", (ANOTHER_PERSON,), ("reason",)),
        Transition(Renew, "broken", "kept", (TERM_COUNTS,)),
        Transition(Correct, ("declared", "kept", "suspended", "recounted"), None, (CORRECTABLE,), ("reason",)),
        Transition(Cancel, ("declared", "kept", "suspended"), "cancelled", requires=("reason",)),
    ),
)
