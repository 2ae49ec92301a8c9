"""What may happen to a matter of any kind, and the conditions on it.

Holds: the events that matters of every kind share (`Assign`, `Progress`, `Submit`, `Accept`, `Return`,
    `Suspend`, `Resume`, `Restart`, `Cancel`, `Correct`), `Evidence`, and the guards that go with them.
Never: says in which state of which workflow one of them may happen.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from safetywork.counts import Number
from safetywork.errors import ShareError
from safetywork.events import ClockRole, Event, optional_day, plain_day
from safetywork.labels import Label
from safetywork.parties import name_key
from safetywork.terms import Capped, Stages, Term, in_hours, maybe_stated, span_of
from safetywork.workflows import Context, Guard, Reason

EvidenceKind: TypeAlias = Literal["photo", "document", "record", "test report", "on-site check", "statement"]


@frozen
class Evidence:
    """Evidence 佐证材料: its kind, what it is called, and the day it shows, which is not the day it was uploaded."""

    kind: EvidenceKind = field(validator=in_(get_args(EvidenceKind)))
    name: str
    on: date | None = field(default=None, validator=optional_day)


_WHOLE = 100


def _percent(_: Any, __: Any, value: Any) -> None:
    if value is not None and (
        type(value) not in (int, Decimal) or not Decimal(value).is_finite() or not 0 <= value <= _WHOLE
    ):
        raise ShareError(str(value))


@frozen(kw_only=True, weakref_slot=False)
class Assign(Event):
    """交办: a unit and a named owner get the matter, with a term.

    `term` is a `Span`, a `PeriodRule`, an agreed day, or made of these (`Stages`, `Capped`); it runs from `trigger`, or
    from `on` where that is None. Hours run from the moment `at`.
    """

    code: ClassVar[str] = "assign"
    label: ClassVar[Label] = Label("交办", "assign")
    copies: ClassVar[tuple[str, ...]] = ("owner", "unit")
    clock: ClassVar[ClockRole | None] = "start"

    owner: str
    unit: str | None = None
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Progress(Event):
    """报告进展: what has been done, in words and in per cent of the whole, and the status as the sender states it.

    `stated` and `stated_finish` are kept as they were said; no state follows from them.
    """

    code: ClassVar[str] = "progress"
    label: ClassVar[Label] = Label("报告进展", "report progress")

    text: str | None = None
    percent: Number | None = field(default=None, validator=_percent)
    stated: str | None = None
    stated_finish: date | None = field(default=None, validator=optional_day)


def _evidence(given: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(given)


@frozen(kw_only=True, weakref_slot=False)
class Submit(Event):
    """报验: the work is handed in for acceptance, done on the day `finished` (on `on` where that is None)."""

    code: ClassVar[str] = "submit"
    label: ClassVar[Label] = Label("报请验收", "submit for acceptance")
    hands_in: ClassVar[bool] = True

    evidence: tuple[Evidence, ...] = field(default=(), converter=_evidence)
    finished: date | None = field(default=None, validator=optional_day)
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Accept(Event):
    """验收通过: another person has looked and accepts the result."""

    code: ClassVar[str] = "accept"
    label: ClassVar[Label] = Label("验收通过", "accept")
    verifies: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Return(Event):
    """退回: the result is not accepted and goes back, with the reason."""

    code: ClassVar[str] = "return"
    label: ClassVar[Label] = Label("退回整改", "return")
    verifies: ClassVar[bool] = True

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Suspend(Event):
    """中止: the clock stops from the day after `on`, for a reason."""

    code: ClassVar[str] = "suspend"
    label: ClassVar[Label] = Label("中止", "suspend")
    clock: ClassVar[ClockRole | None] = "suspend"

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Resume(Event):
    """恢复: the clock runs again from the day after `on`."""

    code: ClassVar[str] = "resume"
    label: ClassVar[Label] = Label("恢复", "resume")
    clock: ClassVar[ClockRole | None] = "resume"

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Restart(Event):
    """重新计算期限: the whole term runs anew from `trigger`, or from `on` (补正材料收到之日), for a reason."""

    code: ClassVar[str] = "restart"
    label: ClassVar[Label] = Label("重新计算期限", "restart the term")
    clock: ClassVar[ClockRole | None] = "restart"

    reason: str
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class Cancel(Event):
    """作废: the matter is called off, for a reason; it counts neither as done nor as open."""

    code: ClassVar[str] = "cancel"
    label: ClassVar[Label] = Label("作废", "cancel")

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class Correct(Event):
    """更正: what the books said of `field` as of the day `concerns` was wrong; from `on` they say `value`."""

    code: ClassVar[str] = "correct"
    label: ClassVar[Label] = Label("更正", "correct")

    concerns: date = field(validator=plain_day)
    field: str
    value: str
    reason: str

    def sets(self) -> Iterator[tuple[str, Any]]:
        """The one field that is put right."""
        yield self.field, self.value


def another_person(matter: Any, event: Event, _: Context) -> Iterable[Reason]:
    """The verifier is nobody who owned the work or handed it in, in this cycle (names compared by key)."""
    if name_key(event.by) in matter.workers:
        return (Reason("own_work", {"by": event.by}, _OWN_WORK),)
    return ()


def relieved_by_another(matter: Any, event: Event, _: Context) -> Iterable[Reason]:
    """Nobody who owns the work or handed it in decides that less of it is owed, or later (names compared by key)."""
    if name_key(event.by) in matter.workers:
        return (Reason("own_relief", {"by": event.by}, _OWN_RELIEF),)
    return ()


def not_ahead(matter: Any, event: Submit, _: Context) -> Iterable[Reason]:
    """Work is not finished later than it is handed in, nor before it was last sent back or came back.

    In the first cycle it may have been: a ledger that is drawn up afterwards registers what was put right already.
    """
    if event.finished is None:
        return ()
    if event.finished > event.on:
        return (Reason("finished_ahead", {"finished": event.finished, "on": event.on}, _AHEAD),)
    returned = matter.returned_on
    if returned is not None and event.finished < returned:
        return (Reason("finished_before_return", {"finished": event.finished, "returned": returned}, _BEFORE_RETURN),)
    began = matter.this_cycle[0].event.on if matter.cycle > 1 else event.finished
    if event.finished < began:
        return (Reason("finished_before_cycle", {"finished": event.finished, "began": began}, _BEFORE_CYCLE),)
    return ()


def term_once(matter: Any, event: Assign, _: Context) -> Iterable[Reason]:
    """A term is set where none runs; one that runs is extended, so that a missed day is never erased."""
    if event.term is None or matter.clock() is None:
        return ()
    return (Reason("term_runs", {}, _TERM_RUNS),)


def term_counts(matter: Any, event: Any, _: Context) -> Iterable[Reason]:
    """The term that is set or restarted can be counted: hours from a moment, stages that add up to the whole."""
    clock = matter.clock() if event.clock == "restart" else event
    term: Term | None = None if clock is None else clock.term
    return () if term is None else _uncounted(term.term if isinstance(term, Capped) else term, event)


def _uncounted(term: Term, event: Any) -> Iterable[Reason]:
    if isinstance(term, Stages):
        return [Reason("stages_contradict", {"fault": fault}, _STAGES_CONTRADICT) for fault in term.faults()]
    if in_hours(term) and (event.at is None or getattr(event, "trigger", None) is not None):
        return (Reason("hours_from_a_moment", {"term": span_of(term)}, _FROM_A_MOMENT),)
    return ()


def listed_reason(reasons: tuple[Label, ...], _: Any, event: Any, __: Context) -> Iterator[Reason]:
    """The reason is one that the rule lists."""
    given = _opening_words(event.reason or "")  # what is missing has a reason of its own
    if not any(given in (_opening_words(reason.zh), _opening_words(reason.en)) for reason in reasons):
        yield Reason("reason_not_listed", {"reason": event.reason, "reasons": reasons}, _NOT_LISTED)


def _opening_words(reason: str) -> str:
    """The key of a reason up to the first bracket, colon or comma: what it was about may follow."""
    return re.split(r"[(:,;.]", name_key(reason), maxsplit=1)[0]


def listed(reasons: Iterable[Label]) -> Guard:
    """The guard that holds an event with a reason to those that a rule lists, by key, in Chinese or English.

    A clock stops only for what its statute names: `RECTIFICATION.guard(Suspend, listed(statute.stops))`; `restarts`
    likewise. More may follow the reason after a bracket, a colon or a comma: 技术鉴定（送检）.
    """
    told = tuple(reasons)
    keys = sorted(name_key(reason.zh) for reason in told)
    label = Label("规则所列的事由", "a reason that the rule lists")
    return Guard("listed reason", label, check=partial(listed_reason, told), params=repr(keys))


def correctable(matter: Any, event: Correct, _: Context) -> Iterator[Reason]:
    """Only fields of the matter that are texts can be corrected by a text; a log, a state or an id never."""
    if event.field not in matter.correctable:
        yield Reason("not_correctable", {"field": event.field, "fields": matter.correctable}, _NOT_CORRECTABLE)


_OWN_WORK = Label("验收人{by}即整改人，须由他人验收", "{by} did or owns the work; somebody else must judge it")
_OWN_RELIEF = Label("{by}是责任人，须由他人决定", "{by} owes the work; somebody else must decide this")
_AHEAD = Label("完成日{finished}晚于报告日{on}", "finished on {finished}, which is after {on}, the day it is said")
_BEFORE_RETURN = Label(
    "完成日{finished}早于退回日{returned}", "finished on {finished}, yet sent back as unfinished on {returned}"
)
_BEFORE_CYCLE = Label(
    "完成日{finished}早于本轮开始日{began}", "finished on {finished}, before this cycle began on {began}"
)
_TERM_RUNS = Label("已有期限，改期须办理延期", "a term runs already; extend it instead of setting another")
_FROM_A_MOMENT = Label(
    "期限{term}按小时计算，请写明起算时刻（at）", "a term of {term} runs from a moment: give it as at, and no trigger"
)
_STAGES_CONTRADICT = Label("分阶段期限有误：{fault}", "the stages contradict themselves: {fault}")
_NOT_LISTED = Label(
    "“{reason}”不是规则所列的事由，可列：{reasons}", "“{reason}” is not listed; the rule lists: {reasons}"
)
_NOT_CORRECTABLE = Label("“{field}”不能更正，可更正：{fields}", "“{field}” cannot be corrected; these can: {fields}")

ANOTHER_PERSON = Guard("another person", Label("由他人验收", "judged by another person"), check=another_person)
RELIEVED_BY_ANOTHER = Guard(
    "relieved by another", Label("由责任人以外的人决定", "decided by who does not owe it"), check=relieved_by_another
)
"""Held to by whatever stops a clock or ends what is owed: suspending, calling off, withdrawing an order."""
NOT_AHEAD = Guard("not ahead", Label("完成日不晚于报告日", "finished no later than reported"), check=not_ahead)
TERM_ONCE = Guard("term once", Label("期限只设一次", "a term is set once"), check=term_once)
TERM_COUNTS = Guard("term counts", Label("期限可以计算", "the term can be counted"), check=term_counts)
CORRECTABLE = Guard("correctable", Label("可更正的字段", "a field that can be corrected"), check=correctable)
