"""Programmes that bring enterprises to a standard one by one.

Holds: `Programme` with its schedule and the `Procedures` of each industry, `Enrolment` of one enterprise,
    `STANDARDISATION` 标准化提升.
Never: knows which standard (a programme names it), or counts how far a programme is (`stages`).
"""

from datetime import date
from typing import Any, ClassVar

from attrs import evolve, field, frozen

from safetywork.acts import ANOTHER_PERSON, CORRECTABLE, NOT_AHEAD, Correct, Return, Submit
from safetywork.carryovers import carry_row
from safetywork.counts import Count
from safetywork.events import ClockRole, Event, not_before_on, optional_day, plain_day
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.terms import Term, maybe_stated
from safetywork.workflows import DONE, HANDED_IN, VOID, EventClass, State, Transition, Workflow


@frozen
class StageDue:
    """A step of a programme's own schedule 序时安排: by the end of the day `by`, each should have reached `stage`."""

    stage: str
    by: date = field(validator=plain_day)


@frozen(kw_only=True)
class Procedures:
    """The operating procedures 操作规程 of an industry, and the day they were issued."""

    industry: str
    on: date = field(validator=plain_day)
    title: str
    en: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Programme:
    """A programme 工程: what enterprises are brought to, from which day, and how many it aims at.

    `roll` is the id of its target list among the parties, where there is one; else `target` says how many.
    `industries` are those that are to have procedures, `procedures` those that were issued; `schedule` is what it means
    to reach by when.
    """

    id: str
    on: date = field(validator=plain_day)
    title: str
    en: str | None = None
    campaign: str | None = None
    target: Count | None = None
    roll: str | None = None
    industries: tuple[str, ...] = ()
    procedures: tuple[Procedures, ...] = ()
    schedule: tuple[StageDue, ...] = ()

    def as_of(self, day: date) -> "Programme":
        """The programme with the procedures issued by `day`; the rest is its plan, and stays."""
        return evolve(self, procedures=tuple(issued for issued in self.procedures if issued.on <= day))


@frozen(kw_only=True, weakref_slot=False)
class Enrol(Event):
    """列入: an enterprise is put on the programme's list; `enterprise` is its id among the parties, if it has one."""

    code: ClassVar[str] = "programme.enrol"
    label: ClassVar[Label] = Label("列入创建名单", "enrol")
    copies: ClassVar[tuple[str, ...]] = (
        "title", "programme", "industry", "enterprise", "owner", "unit", "campaign",
    )  # fmt: skip
    clock: ClassVar[ClockRole | None] = "start"
    opens: ClassVar[bool] = True

    title: str
    programme: str
    industry: str | None = None
    enterprise: str | None = None
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class Coach(Event):
    """辅导: the enterprise is coached on its operating procedures."""

    code: ClassVar[str] = "programme.coach"
    label: ClassVar[Label] = Label("辅导", "coach")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class AdoptProcedures(Event):
    """制定操作规程: the enterprise works by written procedures of its industry."""

    code: ClassVar[str] = "programme.procedures"
    label: ClassVar[Label] = Label("制定操作规程", "adopt procedures")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Apply(Submit):
    """申请评审: the enterprise asks to be reviewed."""

    code: ClassVar[str] = "programme.apply"
    label: ClassVar[Label] = Label("申请评审", "apply for review")


@frozen(kw_only=True, weakref_slot=False)
class Create(Event):
    """创建完成: reviewed, and found to meet the standard; `until` is the last day for which its certificate says so."""

    code: ClassVar[str] = "programme.create"
    label: ClassVar[Label] = Label("创建完成", "create")
    verifies: ClassVar[bool] = True

    text: str | None = None
    until: date | None = field(default=None, validator=not_before_on)


@frozen(kw_only=True, weakref_slot=False)
class Lapse(Event):
    """失效: the standard is no longer met; the enterprise begins again, counted."""

    code: ClassVar[str] = "programme.lapse"
    label: ClassVar[Label] = Label("失效", "lapse")
    cycle: ClassVar[bool] = True

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Withdraw(Event):
    """退出: the enterprise leaves the programme, with the reason."""

    code: ClassVar[str] = "programme.withdraw"
    label: ClassVar[Label] = Label("退出", "withdraw")

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Enrolment(Matter):
    """One enterprise's way through a programme 创建; `title` is the enterprise."""

    kind: ClassVar[str] = "enrolment"
    noun: ClassVar[Label] = Label("创建单位", "enrolment")
    correctable: ClassVar[tuple[str, ...]] = ("title", "industry", "owner", "unit")
    openings: ClassVar[tuple[EventClass, ...]] = (Enrol,)

    programme: str | None = None
    industry: str | None = None
    enterprise: str | None = None

    @property
    def stages(self) -> tuple[tuple[str, date], ...]:
        """The stages it stood in, in this cycle, each with the day it last came to it, in order of those days."""
        main, came = self.workflows[0].name, dict[str, date]()
        before: str | None = None
        for entry in self.this_cycle:
            if entry.rule.name == main and entry.to != before:
                came.pop(entry.to, None)
                came[entry.to] = entry.event.on
                before = entry.to
        return tuple(came.items())

    @property
    def created_on(self) -> date | None:
        """The day since which it counts as created; None where it does not."""
        return dict(self.stages)[self.state] if self.done else None

    @property
    def valid_until(self) -> date | None:
        """The last day for which its present certificate says that it meets the standard; None where none says."""
        found = [e.event for e in self.this_cycle if isinstance(e.event, Create)] if self.done else []
        return found[-1].until if found else None

    def expired(self, day: date) -> bool:
        """Whether its certificate says nothing any more of `day`, though nobody has declared it lapsed."""
        return self.valid_until is not None and self.valid_until < day

    @property
    def count(self) -> Count:
        """One enterprise."""
        return Count.exact(1, "家")

    @classmethod
    def enrol(
        cls,
        *,
        id: str,
        title: str,
        programme: str,
        on: date,
        by: str,
        workflow: "Workflow | None" = None,
        **details: Any,
    ) -> "Enrolment":
        """An enterprise put on the list; `details` are fields of `Enrol`."""
        return cls.open(
            id, (workflow or STANDARDISATION,), Enrol(title=title, programme=programme, on=on, by=by, **details)
        )


STANDARDISATION = Workflow(
    "standardisation",
    "1",
    Label("标准化提升", "standardisation"),
    (
        State("enrolled", Label("已列入", "enrolled"), "start"),
        State("coached", Label("已辅导", "coached")),
        State("procedures", Label("已建操作规程", "working by procedures")),
        State("in review", Label("评审中", "in review"), tags={HANDED_IN}),
        State("created", Label("创建完成", "created"), "rest", {DONE}),
        State("withdrawn", Label("已退出", "withdrawn"), "rest", {VOID}),
    ),
    (
        Transition(Coach, ("enrolled", "coached"), "coached"),
        Transition(Coach, "procedures", None),
        Transition(AdoptProcedures, ("enrolled", "coached"), "procedures"),
        Transition(Apply, "procedures", "in review", (NOT_AHEAD,)),
        Transition(Create, "in review", "created", (ANOTHER_PERSON,)),
        Transition(Return, "in review", "procedures", (ANOTHER_PERSON,), ("reason",)),
        Transition(Lapse, "created", "enrolled", requires=("reason",)),
        Transition(Withdraw, ("enrolled", "coached", "procedures", "in review"), "withdrawn", requires=("reason",)),
        Transition(Correct, ("enrolled", "coached", "procedures", "in review"), None, (CORRECTABLE,), ("reason",)),
        carry_row(("enrolled", "coached", "procedures", "in review")),
    ),
)
