"""Extensions of a term: asked for, granted or refused, within what a policy allows.

Holds: `AskExtension` 申请延期, `Extend` 批准延期, `RefuseExtension` 不予延期, `ExtensionPolicy`, the guards and rows
    that go with them.
Never: counts the extended term itself; that is a clock's business.

What is granted may differ from what was asked; whoever asks does not grant; an extension is asked for before the term
ends, runs on the nominal day and never shortens.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial, wraps
from typing import Any, ClassVar

import attrs
from attrs import field, frozen

from safetywork.clocks import Clock, Extension
from safetywork.errors import SafetyworkError, SpanError
from safetywork.events import ClockRole, Event, optional_day
from safetywork.labels import Label
from safetywork.machines import alone
from safetywork.parties import name_key, same_party
from safetywork.periods import Deadline, Span, forward
from safetywork.workflows import Context, Guard, Reason, Transition


def _a_span(_: Any, __: Any, value: Any) -> None:
    """An attrs validator: a span, or None; an agreed day is given as `until`."""
    if value is not None and not isinstance(value, Span):
        raise SpanError(repr(value), "give more=days(10), or until=date(…) for a day")


@frozen(kw_only=True, weakref_slot=False)
class Lengthening(Event):
    """What asking for an extension and granting one have in common: a span (`more`) or a day (`until`), and why."""

    reason: str
    more: Span | None = field(default=None, validator=_a_span)
    until: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class AskExtension(Lengthening):
    """申请延期: the owner asks for a longer term, no later than its last day."""

    code: ClassVar[str] = "extension.ask"
    label: ClassVar[Label] = Label("申请延期", "ask for an extension")


@frozen(kw_only=True, weakref_slot=False)
class Extend(Lengthening):
    """批准延期: the term is extended; `asked_by` names who asked where no request stands in the log."""

    code: ClassVar[str] = "extend"
    label: ClassVar[Label] = Label("批准延期", "extend")
    clock: ClassVar[ClockRole | None] = "extend"

    asked_by: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class RefuseExtension(Event):
    """不予延期: the request is refused, with the reason; the term stays as it is."""

    code: ClassVar[str] = "extension.refuse"
    label: ClassVar[Label] = Label("不予延期", "refuse an extension")

    reason: str


@frozen
class ExtensionPolicy:
    """What extensions a workflow allows 延期规则.

    `asked`: only on a request in the log; `notice`: asked for so long before the last day (青岛“3+X”: 20 working days);
    `times`: so often in one cycle; `longest`: so much in all beyond the original term (行政许可法 art. 42: 10 working
    days). None: no such bound. `source` cites where it stands.
    """

    asked: bool = False
    notice: Span | None = None
    times: int | None = None
    longest: Span | None = None
    source: str = ""


ANY_EXTENSION = ExtensionPolicy()
"""No bounds but those that always hold: in time, longer, granted by another, for a reason."""


def pending_ask(matter: Any) -> AskExtension | None:
    """The request for an extension of the main term that nobody has decided, in this cycle."""
    found: AskExtension | None = None
    main = matter.workflows[0].name
    for entry in matter.this_cycle:
        if entry.rule.name != main:
            continue
        if isinstance(entry.event, AskExtension):
            found = entry.event
        elif isinstance(entry.event, Extend | RefuseExtension) or entry.event.clock == "end":
            found = None
    return found


def by_or_to(_: Any, event: Lengthening, __: Context) -> Iterator[Reason]:
    """An extension names a span or a day, not both and not neither."""
    if (event.more is None) == (event.until is None):
        yield Reason("extension_unclear", {}, _UNCLEAR)


def running(matter: Any, _: Context) -> Iterator[Reason]:
    """There is a term to extend."""
    if matter.clock() is None:
        yield Reason("no_term", {}, _NO_TERM)


def granted_by_another(matter: Any, event: Extend, _: Context) -> Iterator[Reason]:
    """Neither whoever asks for an extension nor whoever owes the work grants it."""
    ask = pending_ask(matter)
    asked = same_party(event.by, event.asked_by) or (ask is not None and same_party(event.by, ask.by))
    if asked or name_key(event.by) in matter.workers:
        yield Reason("own_extension", {"by": event.by}, _OWN_EXTENSION)


def undecided(matter: Any, _: Context) -> Iterator[Reason]:
    """There is a request to decide."""
    if pending_ask(matter) is None:
        yield Reason("nothing_asked", {}, _NOTHING_ASKED)


def counted(check: "Callable[..., Iterator[Reason]]") -> "Callable[..., Iterator[Reason]]":
    """A check that counts days, made total: a term that cannot be counted is a reason, not an exception."""

    @wraps(check)
    def counting(*arguments: Any) -> Iterator[Reason]:
        try:
            yield from check(*arguments)
        except SafetyworkError as error:
            yield Reason("due_unknown", {"why": str(error)}, _DUE_UNKNOWN)

    return counting


@counted
def not_shorter(matter: Any, event: Lengthening, context: Context) -> Iterator[Reason]:
    """The term ends later with the extension than without it."""
    clock: Clock | None = matter.clock()
    if clock is None or (event.more is None) == (event.until is None):
        return
    due = clock.deadline(context.calendar, on=event.on, provisional=True)
    longer = clock.extend(Extension(event.on, event.more, event.until))
    then = longer.deadline(context.calendar, on=event.on, provisional=True)
    if then.cutoff <= due.cutoff:
        caps = [step.params for step in then.moves if step.code == "capped"]
        yield (
            Reason("beyond_cap", caps[0], _CAP)
            if caps
            else Reason("extension_shortens", {"last": due.last_day}, _SHORTENS)
        )


@counted
def in_time(policy: ExtensionPolicy, matter: Any, event: Lengthening, context: Context) -> Iterator[Reason]:
    """It is asked for, or granted without a request, no later than the last day, less the policy's notice."""
    ask = pending_ask(matter)
    if isinstance(event, Extend) and ask is not None:
        return  # the request was in time when it was taken
    due = matter.deadline(context.calendar, on=event.on, provisional=True)
    if due is None:
        return
    latest = due.last_day if policy.notice is None else _before(due.last_day, policy.notice, context)
    hour_gone = due.moments is not None and event.at is not None and event.at > due.cutoff
    if event.on > latest or hour_gone:
        gone = {"on": event.at, "latest": due.cutoff} if hour_gone else {"on": event.on, "latest": latest}
        yield Reason("asked_late", gone, _LATE)


@counted
def within(policy: ExtensionPolicy, matter: Any, event: Extend, context: Context) -> Iterator[Reason]:
    """The policy's bounds on how often and how long."""
    clock: Clock | None = matter.clock()
    if clock is None:
        return
    if policy.asked and pending_ask(matter) is None:
        yield Reason("nothing_asked", {}, _NOTHING_ASKED)
    if policy.times is not None and len(clock.extensions) >= policy.times:
        yield Reason("extended_too_often", {"times": policy.times}, _TOO_OFTEN)
    if policy.longest is None or (event.more is None) == (event.until is None):
        return
    unstopped = attrs.evolve(clock, stops=())
    first = attrs.evolve(unstopped, extensions=()).deadline(context.calendar, provisional=True)
    longer = unstopped.extend(Extension(event.on, event.more, event.until))
    end, bound = _ends(first, longer.deadline(context.calendar, provisional=True), policy.longest, context)
    if end > bound:
        yield Reason("extended_too_long", {"longest": policy.longest, "bound": bound, "end": end}, _TOO_LONG)


def _ends(first: Deadline, longer: Deadline, longest: Span, context: Context) -> tuple[date, date]:
    """Where the extended term ends, and where it ends at the latest; both are moments where the bound is in hours."""
    if longest.unit == "hour":
        return longer.cutoff, first.cutoff + timedelta(hours=longest.n)
    return longer.nominal, forward(first.nominal, longest, context.calendar, provisional=True)


def _before(day: date, notice: Span, context: Context) -> date:
    """The last day that lies a whole notice before `day`."""
    if notice.unit == "workday":
        return context.calendar.add(day, -notice.n, provisional=True)
    return day - (forward(day, notice, context.calendar) - day)


_UNCLEAR = Label("延期须写明延长多久或延至何日，二者取一", "say by how much or to which day, one of the two")
_NO_TERM = Label("没有期限，无从延期", "there is no term to extend")
_OWN_EXTENSION = Label(
    "延期须由申请人、责任人以外的人批准", "{by} asked for it or owes the work; somebody else must grant it"
)
_NOTHING_ASKED = Label("没有待批的延期申请", "no request for an extension awaits a decision")
_DUE_UNKNOWN = Label("现期限无从计算：{why}", "where the term ends now cannot be computed: {why}")
_SHORTENS = Label("延期后须晚于现期限{last}", "an extension must end later than the term does now, {last}")
_CAP = Label(
    "最迟不得晚于{cap}，延期不能逾越", "the term ends by {cap} at the latest; this extension does not pass that"
)
_LATE = Label(
    "延期最迟须在{latest}提出，{on}已过", "an extension is asked for by {latest} at the latest; {on} is too late"
)
_TOO_OFTEN = Label("延期至多{times}次", "extended {times} times already, which is all that is allowed")
_TOO_LONG = Label(
    "延期累计不得超过{longest}（至{bound}）", "extensions come to {longest} at most, to {bound}; this ends on {end}"
)

BY_OR_TO = Guard("by or to", Label("写明延长多久或延至何日", "by a span or to a day"), check=by_or_to)
HAS_TERM = Guard("has term", Label("有期限", "there is a term"), need=running)
NOT_SHORTER = Guard("not shorter", Label("延期不得缩短期限", "an extension never shortens"), check=not_shorter)
GRANTED_BY_ANOTHER = Guard(
    "granted by another", Label("由他人批准延期", "granted by another person"), check=granted_by_another
)
UNDECIDED = Guard("undecided", Label("有待批的延期申请", "a request awaits a decision"), need=undecided)


def extension_rows(
    sources: str | tuple[str, ...],
    policy: ExtensionPolicy = ANY_EXTENSION,
    *,
    tag: str | None = None,
    events: tuple[type[AskExtension], type[Extend], type[RefuseExtension]] = (AskExtension, Extend, RefuseExtension),
) -> tuple[Transition, ...]:
    """The rows that let a term be extended in `sources`, held to `policy`; the states stay.

    A machine beside the main one gives a `tag` by which its states are known, and `events` derived from the three.
    """
    timely = Guard(
        "in time", Label("期限届满前提出", "asked before the end"), check=partial(in_time, policy), params=repr(policy)
    )
    bounded = Guard(
        "within", Label("不超过延期规则", "within the policy"), check=partial(within, policy), params=repr(policy)
    )
    ask, grant, refuse = events
    asking = (HAS_TERM, BY_OR_TO, NOT_SHORTER, timely)
    granting = (*asking, bounded, GRANTED_BY_ANOTHER)
    return (
        Transition(ask, sources, None, _of(tag, asking), ("reason",)),
        Transition(grant, sources, None, _of(tag, granting), ("reason",)),
        Transition(refuse, sources, None, _of(tag, (UNDECIDED,)), ("reason",)),
    )


def _of(tag: str | None, guards: tuple[Guard, ...]) -> tuple[Guard, ...]:
    return guards if tag is None else tuple(alone(tag, guard) for guard in guards)
