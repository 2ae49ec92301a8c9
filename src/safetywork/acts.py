"""What may happen to a matter of any kind, and the conditions on it.

Holds: the events that matters of every kind share (`Assign`, `Progress`, `Submit`, `Accept`, `Return`, `Extend`,
    `Suspend`, `Resume`, `Cancel`, `Correct`), `Evidence`, and the guards that go with them.
Never: says in which state of which workflow one of them may happen.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Literal, TypeAlias

from attrs import field, frozen

from safetywork.counts import Number
from safetywork.errors import CountError, SafetyworkError
from safetywork.events import ClockRole, Event, optional_day, plain_day
from safetywork.labels import Label
from safetywork.parties import same_party
from safetywork.periods import Span, Term
from safetywork.workflows import Context, Guard, Reason

EvidenceKind: TypeAlias = Literal["photo", "document", "record", "test report", "on-site check", "statement"]


@frozen
class Evidence:
    """Evidence 佐证材料: its kind, what it is called, and the day it shows, which is not the day it was uploaded."""

    kind: EvidenceKind
    name: str
    on: date | None = field(default=None, validator=optional_day)


def _percent(_: Any, __: Any, value: Any) -> None:
    if value is not None and (type(value) not in (int, Decimal) or not Decimal(value).is_finite()):
        raise CountError(str(value))


@frozen(kw_only=True, weakref_slot=False)
class Assign(Event):
    """交办: a unit and a named owner get the matter, with a term.

    `term` is a `Span`, a `PeriodRule` or an agreed day; it runs from `trigger`, or from `on` where that is None.
    """

    code: ClassVar[str] = "assign"
    label: ClassVar[Label] = Label("交办", "assign")
    copies: ClassVar[tuple[str, ...]] = ("owner", "unit")
    clock: ClassVar[ClockRole | None] = "start"

    owner: str
    unit: str | None = None
    term: Term | None = None
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


@frozen(kw_only=True, weakref_slot=False)
class Submit(Event):
    """报验: the work is handed in for acceptance, done on the day `finished` (on `on` where that is None)."""

    code: ClassVar[str] = "submit"
    label: ClassVar[Label] = Label("报请验收", "submit for acceptance")
    hands_in: ClassVar[bool] = True

    evidence: tuple[Evidence, ...] = ()
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
class Extend(Event):
    """延期: the term is extended by a span (`more`) or to a day (`until`), for a reason, as `asked_by` asked."""

    code: ClassVar[str] = "extend"
    label: ClassVar[Label] = Label("批准延期", "extend")
    clock: ClassVar[ClockRole | None] = "extend"

    reason: str
    more: Span | None = None
    until: date | None = field(default=None, validator=optional_day)
    asked_by: str | None = None


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


def another_person(matter: Any, event: Event, _: Context) -> Iterator[Reason]:
    """The verifier is neither the owner nor whoever handed the work in (names compared by key)."""
    worker = matter.handed_in_by
    if same_party(event.by, matter.owner) or same_party(event.by, worker):
        yield Reason("own_work", {"by": event.by}, _OWN_WORK)


def not_ahead(_: Any, event: Submit, __: Context) -> Iterable[Reason]:
    """Work cannot be finished on a day later than the one it is handed in."""
    if event.finished is None or event.finished <= event.on:
        return ()
    return (Reason("finished_ahead", {"finished": event.finished, "on": event.on}, _AHEAD),)


def by_or_to(_: Any, event: Extend, __: Context) -> Iterator[Reason]:
    """An extension names a span or a day, not both and not neither."""
    if (event.more is None) == (event.until is None):
        yield Reason("extension_unclear", {}, _UNCLEAR)


def not_shorter(matter: Any, event: Extend, context: Context) -> Iterator[Reason]:
    """An extension ends later than the term does by its own count."""
    try:
        due = matter.deadline(context.calendar, on=event.on, provisional=True)
    except SafetyworkError as error:
        yield Reason("due_unknown", {"why": str(error)}, _DUE_UNKNOWN)
        return
    if due is None:
        return
    if (event.more is not None and event.more.n == 0) or (event.until is not None and event.until <= due.nominal):
        yield Reason("extension_shortens", {"nominal": due.nominal}, _SHORTENS)


def approved_by_another(_: Any, event: Extend, __: Context) -> Iterator[Reason]:
    """Whoever asks for an extension does not grant it."""
    if same_party(event.by, event.asked_by):
        yield Reason("own_extension", {"by": event.by}, _OWN_EXTENSION)


def term_once(matter: Any, event: Assign, _: Context) -> Iterable[Reason]:
    """A term is set where none runs; one that runs is extended, so that a missed day is never erased."""
    if event.term is None or matter.clock() is None:
        return ()
    return (Reason("term_runs", {}, _TERM_RUNS),)


def running(matter: Any, _: Context) -> Iterator[Reason]:
    """There is a term to extend."""
    if matter.clock() is None:
        yield Reason("no_term", {}, _NO_TERM)


def correctable(matter: Any, event: Correct, _: Context) -> Iterator[Reason]:
    """Only fields of the matter that are texts can be corrected by a text; a log, a state or an id never."""
    if event.field not in matter.correctable:
        yield Reason("not_correctable", {"field": event.field, "fields": matter.correctable}, _NOT_CORRECTABLE)


_OWN_WORK = Label("验收人{by}即整改人，须由他人验收", "{by} did or owns the work; somebody else must judge it")
_AHEAD = Label("完成日{finished}晚于报告日{on}", "finished on {finished}, which is after {on}, the day it is said")
_UNCLEAR = Label(
    "延期须写明延长多久或延至何日，二者取一", "an extension says by how much or to which day, one of the two"
)
_DUE_UNKNOWN = Label("现期限无从计算：{why}", "where the term ends now cannot be computed: {why}")
_SHORTENS = Label("延期后须晚于现期限{nominal}", "an extension must end later than the term does now, {nominal}")
_OWN_EXTENSION = Label("延期须由申请人以外的人批准", "{by} asked for the extension; somebody else must grant it")
_TERM_RUNS = Label("已有期限，改期须办理延期", "a term runs already; extend it instead of setting another")
_NO_TERM = Label("没有期限，无从延期", "there is no term to extend")
_NOT_CORRECTABLE = Label("“{field}”不能更正，可更正：{fields}", "“{field}” cannot be corrected; these can: {fields}")

ANOTHER_PERSON = Guard("another person", Label("由他人验收", "judged by another person"), check=another_person)
NOT_AHEAD = Guard("not ahead", Label("完成日不晚于报告日", "finished no later than reported"), check=not_ahead)
BY_OR_TO = Guard("by or to", Label("写明延长多久或延至何日", "by a span or to a day"), check=by_or_to)
NOT_SHORTER = Guard("not shorter", Label("延期不得缩短期限", "an extension never shortens"), check=not_shorter)
GRANTED_BY_ANOTHER = Guard(
    "granted by another", Label("由他人批准延期", "granted by another person"), check=approved_by_another
)
TERM_ONCE = Guard("term once", Label("期限只设一次", "a term is set once"), check=term_once)
HAS_TERM = Guard("has term", Label("有期限", "there is a term"), need=running)
CORRECTABLE = Guard("correctable", Label("可更正的字段", "a field that can be corrected"), check=correctable)
