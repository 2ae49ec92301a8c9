"""Pledges: what a unit promises in public and is measured by.

Holds: `Pledge` 承诺, its events (提出 → 审诺 → 亮诺 → 践诺 → 述诺 → 评诺/兑现), `PLEDGE`, what was reached of a target,
    progress against schedule.
Never: ranks units or lights lamps, or takes an estimate of what was reached for progress.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import (
    ANOTHER_PERSON,
    CORRECTABLE,
    NOT_AHEAD,
    RELIEVED_BY_ANOTHER,
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
from safetywork.carryovers import carry_row
from safetywork.counts import Count
from safetywork.errors import CountError
from safetywork.events import ClockRole, Event, optional_day
from safetywork.extensions import extension_rows
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.milestones import Milestone, MilestoneStanding, Reported, standing as milestone_standing
from safetywork.parties import same_party
from safetywork.targets import aim, meets, share
from safetywork.terms import Term, stated
from safetywork.workflows import (
    DONE,
    HANDED_IN,
    STOPPED,
    VOID,
    Context,
    EventClass,
    Guard,
    Reason,
    State,
    Transition,
    Workflow,
)


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
class Review(Event):
    """审诺: somebody else finds target, duty and date clear enough to be made public."""

    code: ClassVar[str] = "pledge.review"
    label: ClassVar[Label] = Label("审诺", "review")
    verifies: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Amend(Event):
    """修改承诺: the draft is changed before it is made public, with the reason; it is to be reviewed (again)."""

    code: ClassVar[str] = "pledge.amend"
    label: ClassVar[Label] = Label("修改承诺", "amend")
    copies: ClassVar[tuple[str, ...]] = ("title", "target", "milestones")

    reason: str
    title: str | None = None
    target: Count | None = None
    milestones: tuple[Milestone, ...] | None = None


@frozen(kw_only=True, weakref_slot=False)
class Publish(Event):
    """亮诺: the pledge is made public; from here its term runs."""

    code: ClassVar[str] = "pledge.publish"
    label: ClassVar[Label] = Label("亮诺", "publish")
    clock: ClassVar[ClockRole | None] = "start"

    term: Term = field(converter=stated)
    trigger: date | None = field(default=None, validator=optional_day)


def _a_count(_: Any, __: Any, value: Any) -> None:
    """An attrs validator: a count."""
    if not isinstance(value, Count):
        raise CountError(repr(value))


@frozen(kw_only=True, weakref_slot=False)
class Attain(Progress):
    """报告完成量: so many of the target are `reached` by now, in all; unknown (X) and estimates are kept as such."""

    code: ClassVar[str] = "pledge.attain"
    label: ClassVar[Label] = Label("报告完成量", "report what is reached")

    reached: Count = field(validator=_a_count)


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
    copies: ClassVar[tuple[str, ...]] = ("milestones", "target")
    clock: ClassVar[ClockRole | None] = "start"
    cycle: ClassVar[bool] = True

    term: Term = field(converter=stated)
    trigger: date | None = field(default=None, validator=optional_day)
    milestones: tuple[Milestone, ...] | None = None
    target: Count | None = None


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

    @property
    def reached(self) -> Count | None:
        """What was last reported reached in this cycle; None where nothing was."""
        counts = [reading.reached for reading in self.readings if reading.reached is not None]
        return counts[-1] if counts else None

    @property
    def target_met(self) -> bool | None:
        """Whether what was last reported reaches the target; None without either, or where they leave it open."""
        reached = self.reached
        return None if reached is None or self.target is None else meets(reached, self.target)

    @property
    def progress(self) -> Fraction | None:
        """The per cent done as last reported in this cycle, stated or following exactly from reached and target."""
        known = [percent for reading in self.readings if (percent := self._per_cent(reading)) is not None]
        return known[-1] if known else None

    def milestones_on(self, on: date, calendar: WorkCalendar = CHINA) -> tuple[MilestoneStanding, ...]:
        """Where each milestone of the cycle stands on `on`, by what stood in the log on that day.

        A pledge found fulfilled has met them all, at the latest on the day its work was handed in. Milestones up to the
        trigger of the term belong to an earlier cycle and are left out.
        """
        past = self.as_of(on)
        if past is None:
            return ()
        standing = past.settled_standing(on, calendar)
        readings = [*past.readings]
        if past.done and standing is not None and standing.finished is not None:
            readings.append(Reported(standing.finished, 100))
        mine = [m for m in past.milestones if standing is None or m.by > standing.deadline.trigger]
        return tuple(milestone_standing(m, on, readings, past.target) for m in mine)

    @property
    def readings(self) -> Iterator[Reported]:
        """What each report of progress in this cycle said, in order."""
        for entry in self.this_cycle:
            if isinstance(entry.event, Progress):
                yield Reported(entry.event.on, entry.event.percent, getattr(entry.event, "reached", None))

    def _per_cent(self, reading: Reported) -> Fraction | None:
        if reading.percent is not None:
            return Fraction(reading.percent)
        if reading.reached is None or self.target is None:
            return None
        part = share(reading.reached, aim(self.target))
        return None if part is None else min(part, Fraction(1)) * 100

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
        if standing is None or scheduled is None or self.progress is None:
            return None
        if standing.finished is not None:
            return Fraction(0)
        return max(Fraction(0), scheduled - self.progress)


def like_the_target(pledge: Pledge, event: Attain, _: Context) -> Iterator[Reason]:
    """What is reached is counted as the target is."""
    if pledge.target is None:
        yield Reason("no_target", {}, _NO_TARGET)
    elif pledge.target.unit != event.reached.unit:
        yield Reason("other_unit", {"unit": event.reached.unit, "wanted": pledge.target.unit}, _OTHER_UNIT)


def reviewed_by_another(pledge: Pledge, event: Review, _: Context) -> Iterator[Reason]:
    """Whoever put the pledge forward, or amended it last, does not find it clear enough (names compared by key)."""
    drafts = [entry.event.by for entry in pledge.log if isinstance(entry.event, Declare | Amend)]
    if any(same_party(event.by, author) for author in (*drafts[:1], *drafts[-1:])):
        yield Reason("own_draft", {"by": event.by}, _OWN_DRAFT)


_OWN_DRAFT = Label("{by}是提出人，须由他人审诺", "{by} put it forward; somebody else must review it")
_NO_TARGET = Label("承诺没有量化目标，无从报告完成量", "the pledge has no quantified target to count towards")
_OTHER_UNIT = Label(
    "完成量以“{unit}”计，目标以“{wanted}”计", "reached is counted in “{unit}”, the target in “{wanted}”"
)
REVIEWED_BY_ANOTHER = Guard(
    "reviewed by another", Label("由提出人以外的人审诺", "reviewed by who did not draft it"), check=reviewed_by_another
)
"""Where whoever signs a draft is its author, and no book-keeper: `PLEDGE.guard(Review, REVIEWED_BY_ANOTHER)`."""
LIKE_THE_TARGET = Guard("like the target", Label("与目标同计量单位", "counted as the target is"), check=like_the_target)

PLEDGE = Workflow(
    "pledge",
    "2",
    Label("承诺", "pledge"),
    (
        State("declared", Label("已提出", "declared"), "start"),
        State("reviewed", Label("已审诺", "reviewed")),
        State("kept", Label("践诺中", "being kept")),
        State("suspended", Label("已中止", "suspended"), tags={STOPPED}),
        State("recounted", Label("已述诺", "recounted"), tags={HANDED_IN}),
        State("fulfilled", Label("已兑现", "fulfilled"), "rest", {DONE, "closed"}),
        State("broken", Label("失诺", "broken"), "rest"),
        State("cancelled", Label("已作废", "cancelled"), "rest", {VOID}),
    ),
    (
        Transition(Review, "declared", "reviewed", (ANOTHER_PERSON,)),
        Transition(Amend, ("declared", "reviewed"), "declared", requires=("reason",)),
        Transition(Publish, "reviewed", "kept", (TERM_COUNTS,), ("term",)),
        Transition(Progress, ("kept", "suspended", "recounted"), None),
        Transition(Attain, ("kept", "suspended", "recounted"), None, (LIKE_THE_TARGET,)),
        *extension_rows("kept"),
        Transition(Suspend, "kept", "suspended", (RELIEVED_BY_ANOTHER,), ("reason",)),
        Transition(Resume, "suspended", "kept"),
        Transition(Recount, "kept", "recounted", (NOT_AHEAD,)),
        Transition(Return, "recounted", "kept", (ANOTHER_PERSON,), ("reason",)),
        Transition(Fulfil, "recounted", "fulfilled", (ANOTHER_PERSON,)),
        Transition(Break, ("kept", "recounted"), "broken", (ANOTHER_PERSON,), ("reason",)),
        Transition(Renew, "broken", "kept", (TERM_COUNTS,), ("term",)),
        Transition(
            Correct, ("declared", "reviewed", "kept", "suspended", "recounted"), None, (CORRECTABLE,), ("reason",)
        ),
        Transition(
            Cancel, ("declared", "reviewed", "kept", "suspended"), "cancelled", (RELIEVED_BY_ANOTHER,), ("reason",)
        ),
        carry_row(("declared", "reviewed", "kept", "suspended", "recounted")),
    ),
)
