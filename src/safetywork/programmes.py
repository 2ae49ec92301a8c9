"""Programmes that bring enterprises to a standard one by one.

Holds: `Programme`, `Enrolment` of one enterprise and its stages, `STANDARDISATION` 标准化提升.
Never: knows which standard; a programme names it.
"""

from datetime import date
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import ANOTHER_PERSON, CORRECTABLE, NOT_AHEAD, Correct, Return, Submit
from safetywork.carryovers import carry_row
from safetywork.counts import Count
from safetywork.events import ClockRole, Event, optional_day, plain_day
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.terms import Term
from safetywork.workflows import DONE, HANDED_IN, VOID, EventClass, State, Transition, Workflow


@frozen(kw_only=True, weakref_slot=False)
class Programme:
    """A programme 工程: what enterprises are brought to, from which day, and how many it aims at."""

    id: str
    on: date = field(validator=plain_day)
    title: str
    en: str | None = None
    campaign: str | None = None
    target: Count | None = None


@frozen(kw_only=True, weakref_slot=False)
class Enrol(Event):
    """列入: an enterprise is put on the programme's list."""

    code: ClassVar[str] = "programme.enrol"
    label: ClassVar[Label] = Label("列入创建名单", "enrol")
    copies: ClassVar[tuple[str, ...]] = ("title", "programme", "industry", "owner", "unit", "campaign")
    clock: ClassVar[ClockRole | None] = "start"
    opens: ClassVar[bool] = True

    title: str
    programme: str
    industry: str | None = None
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    term: Term | None = None
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
    """创建完成: reviewed, and found to meet the standard."""

    code: ClassVar[str] = "programme.create"
    label: ClassVar[Label] = Label("创建完成", "create")
    verifies: ClassVar[bool] = True

    text: str | None = None


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
