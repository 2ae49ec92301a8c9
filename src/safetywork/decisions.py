"""The kernel: whether an event may happen to a matter, and what the matter is afterwards.

Holds: `decide`, `evolve`, `apply`, `options`, `replay`, `audit`, with `Step`, `Refusal`, `Option` and `RefusedError`.
Never: knows a kind of matter or a kind of event, changes anything in place, or lets today's rules touch an old entry.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import attrgetter
from typing import Any, Protocol, TypeVar, cast

import attrs
from attrs import define, frozen

from safetywork.errors import SafetyworkError, WorkflowError
from safetywork.events import Entry, Event, same_content
from safetywork.labels import Label, Lang
from safetywork.parties import is_blank
from safetywork.workflows import Context, EventClass, Reason, Row, Workflow


class Subject(Protocol):
    """What the kernel needs of a matter: its machines, the state of each, and its log."""

    @property
    def workflows(self) -> tuple[Workflow, ...]:
        """The machines, the main one first."""
        ...

    @property
    def states(self) -> tuple[str, ...]:
        """The state of each machine, by id."""
        ...

    @property
    def log(self) -> tuple[Entry, ...]:
        """What happened, oldest first."""
        ...


S = TypeVar("S", bound=Subject)


@frozen
class Step:
    """An event that may happen: the entry it makes; None where the same event is in the log already."""

    entry: Entry | None


@frozen
class Refusal:
    """An event that may not happen, with every reason; truthless, so `if step := ...` reads well."""

    event: Event
    reasons: tuple[Reason, ...]

    def __bool__(self) -> bool:
        return False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons, in order."""
        return tuple(reason.code for reason in self.reasons)

    def text(self, lang: Lang = "zh") -> str:
        """All reasons in words."""
        return ("；" if lang == "zh" else "; ").join(reason.text(lang) for reason in self.reasons)


@frozen
class Option:
    """Something that could be done next: the event class, where it leads, who may, what it asks for, what blocks it.

    `conditions` are those that only the event itself can meet (由他人验收): they are asked when there is one.
    """

    event: EventClass
    target: str
    roles: frozenset[str]
    fields: tuple[str, ...]
    requires: tuple[str, ...]
    blocked: tuple[Reason, ...]
    conditions: tuple[Label, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nothing blocks it."""
        return not self.blocked


@define(slots=False)
class RefusedError(SafetyworkError, ValueError):
    """An event was applied that the rules refuse; `refusal` carries every reason."""

    refusal: Refusal

    def __str__(self) -> str:
        return f"{self.refusal.text('en')} ({self.refusal.text('zh')})"


EMPTY = Context()
"""The context of a caller who has nothing to add: China's calendar, no roles."""


def decide(matter: Subject, event: Event, context: Context = EMPTY, *, expected: int | None = None) -> Step | Refusal:
    """Whether `event` may happen to `matter`: the step it makes, or every reason why not.

    `expected` is the length of the log that the writer saw; another length is refused. An event whose id and content
    stand in the log already is a step without an entry, whatever else changed. Never raises for a domain reason; a
    guard that raises is a bug and propagates.
    """
    verdict = _admitted(matter, event, context, expected)
    return verdict if isinstance(verdict, Refusal) else Step(verdict)


def apply(matter: S, event: Event, context: Context = EMPTY, *, expected: int | None = None) -> S:
    """`matter` after `event`; raises `RefusedError` with every reason where `decide` refuses it."""
    verdict = _admitted(matter, event, context, expected)
    if type(verdict) is Entry:
        return evolve(matter, verdict)
    if verdict is None:
        return matter
    raise RefusedError(cast("Refusal", verdict))


def evolve(matter: S, entry: Entry) -> S:
    """`matter` after `entry`: the destination and the copied fields come from the entry, no rule is asked."""
    shape = _SHAPES.get(type(matter)) or _shape(type(matter))
    grown: S = shape.copy(matter, _moved(matter.workflows, matter.states, entry), (*matter.log, entry))
    event = entry.event
    if event.copies or type(event).sets is not Event.sets:
        _fill(shape, grown, event.sets())
    return grown


def replay(matter: S, entries: Iterable[Entry]) -> S:
    """`matter` after all `entries`, as `evolve` would leave it one by one."""
    shape = _SHAPES.get(type(matter)) or _shape(type(matter))
    added = tuple(entries)
    workflows, states, fields = matter.workflows, matter.states, dict[str, Any]()
    for entry in added:
        states = _moved(workflows, states, entry)
        event = entry.event
        if event.copies or type(event).sets is not Event.sets:
            fields.update(event.sets())
    grown: S = shape.copy(matter, states, (*matter.log, *added))
    _fill(shape, grown, fields.items())
    return grown


def _admitted(matter: Subject, event: Event, context: Context, expected: int | None) -> Entry | Refusal | None:
    """The entry that `event` makes, None where it stands in the log already, or the refusal."""
    log, cls = matter.log, type(event)
    if event.id is not None:
        for entry in log:
            if entry.event.id == event.id:
                return _redelivered(entry.event, event)
    row = matter.workflows[0].rows.get((matter.states[0], cls)) or _beside(matter, cls)
    if row is None:
        return Refusal(event, (*_order_reasons(log, event, expected), _out_of_place(matter, cls)))
    if expected is None and (not log or event.on >= log[-1].event.on) and row.plain:
        reasons: list[Reason] = []
    else:
        reasons = [*_order_reasons(log, event, expected), *_form_reasons(row, event, context)]
    for need in row.needs:
        reasons.extend(need(matter, context))
    for check in row.checks:
        reasons.extend(check(matter, event, context))
    return Refusal(event, tuple(reasons)) if reasons else Entry(event, row.target, row.rule)


def options(matter: Subject, context: Context = EMPTY) -> tuple[Option, ...]:
    """What could be done next to `matter`: one option for every row of its states, blocked ones with their reasons."""
    found: list[Option] = []
    for workflow, state in zip(matter.workflows, matter.states, strict=True):
        for (source, cls), row in workflow.rows.items():
            if source == state:
                blocked = tuple(reason for need in row.needs for reason in need(matter, context))
                t = row.transition
                asked = tuple(guard.label for guard in t.guards if guard.check)
                found.append(Option(cls, row.target, t.roles, cls.fields(), t.requires, blocked, asked))
    return tuple(found)


def audit(start: Subject, entries: Iterable[Entry], context: Context = EMPTY) -> Iterator[tuple[int, Entry, Refusal]]:
    """The entries of a log that the rules of `start` (a matter with an empty log) would refuse, or lead elsewhere.

    Yields (position, entry, refusal); the matter goes on with the entry as it stands, as history did. The opening must
    come first and lead to the start.
    """
    matter = start
    for position, entry in enumerate(entries):
        reasons = _doubts(matter, entry, context)
        if reasons:
            yield position, entry, Refusal(entry.event, reasons)
        matter = evolve(matter, entry)


def _doubts(matter: Subject, entry: Entry, context: Context) -> tuple[Reason, ...]:
    if entry.event.opens and not matter.log:
        return _elsewhere(entry.to, matter.workflows[0].start)
    verdict = _admitted(matter, entry.event, context, None)
    if isinstance(verdict, Refusal):
        return verdict.reasons
    if verdict is None:
        return (Reason("id_reused", {"id": entry.event.id}),)
    return _elsewhere(entry.to, verdict.to)


def _elsewhere(said: str, ruled: str) -> tuple[Reason, ...]:
    return () if said == ruled else (Reason("led_elsewhere", {"said": said, "ruled": ruled}),)


class _Shape:
    """How to copy one class of matters quickly: readers and writers of its slots, found once.

    A direct copy is three to five times faster than `attrs.evolve`, which runs converters and validators again.
    """

    def __init__(self, cls: type[Any]) -> None:
        self.new: Callable[[], Any] = partial(object.__new__, cls)
        self.put: dict[str, Callable[[Any, Any], None]] = {
            a.name: getattr(cls, a.name).__set__ for a in attrs.fields(cls)
        }
        kept = [name for name in self.put if name not in ("states", "log")]
        self.setters = tuple(self.put[name] for name in kept)
        self.values: Callable[[Any], tuple[Any, ...]] = attrgetter(*kept)
        self.fill = {name: put for name, put in self.put.items() if name not in _FRAME}
        self.put_states, self.put_log = self.put["states"], self.put["log"]

    def copy(self, matter: Any, states: tuple[str, ...], log: tuple[Entry, ...]) -> Any:
        """A copy of `matter` with other states and another log."""
        grown = self.new()
        self.put_states(grown, states)
        self.put_log(grown, log)
        for put, value in zip(self.setters, self.values(matter), strict=False):
            put(grown, value)
        return grown


_FRAME = frozenset({"id", "workflows", "states", "log"})
"""The fields of a matter that no event may set."""
_SHAPES: dict[type[Any], _Shape] = {}


def _shape(cls: type[Any]) -> _Shape:
    return _SHAPES.setdefault(cls, _Shape(cls))


def _fill(shape: _Shape, grown: Any, fields: Iterable[tuple[str, Any]]) -> None:
    """Take over the fields that the class has; a field of a later class is left in the log, the frame is never told."""
    for name, value in fields:
        put = shape.fill.get(name)
        if put is not None:
            put(grown, value)


def _moved(workflows: tuple[Workflow, ...], states: tuple[str, ...], entry: Entry) -> tuple[str, ...]:
    """`states` after `entry`: its machine, known by name, is where the entry says."""
    name, to = entry.rule.name, entry.to
    if workflows[0].name == name:
        return states if states[0] == to else _shared((to, *states[1:]))
    if all(workflow.name != name for workflow in workflows):
        raise WorkflowError(name, (f"the log has an entry of it, but the matter runs {[w.name for w in workflows]}",))
    return _shared(
        tuple(to if workflow.name == name else state for workflow, state in zip(workflows, states, strict=True))
    )


def _beside(matter: Subject, cls: EventClass) -> Row | None:
    """The row for an event that is no business of the main machine's present state."""
    for workflow, state in zip(matter.workflows[1:], matter.states[1:], strict=True):
        row = workflow.rows.get((state, cls))
        if row is not None:
            return row
    return None


def _shared(states: tuple[str, ...]) -> tuple[str, ...]:
    """One tuple for all matters in these states: there are few combinations, and many matters."""
    return _STATES.setdefault(states, states)


_STATES: dict[tuple[str, ...], tuple[str, ...]] = {}


def _redelivered(stands: Event, event: Event) -> Refusal | None:
    if same_content(stands, event):
        return None
    return Refusal(event, (Reason("id_reused", {"id": event.id}),))


def _order_reasons(log: tuple[Entry, ...], event: Event, expected: int | None) -> list[Reason]:
    """The writer saw the whole log, and days never run backwards in it."""
    reasons: list[Reason] = []
    if expected is not None and expected != len(log):
        reasons.append(Reason("stale", {"expected": expected, "actual": len(log)}))
    if log and event.on < log[-1].event.on:
        reasons.append(Reason("backdated", {"on": event.on, "last": log[-1].event.on}))
    return reasons


def _form_reasons(row: Row, event: Event, context: Context) -> Iterator[Reason]:
    """The event is filled in and comes from somebody who may send it."""
    for name in row.transition.requires:
        value = getattr(event, name)
        if value is None or value == () or (isinstance(value, str) and is_blank(value)):
            yield Reason("missing_field", {"field": name})
    if row.transition.roles:
        yield from _role_reasons(row.transition.roles, event, context)


def _role_reasons(wanted: frozenset[str], event: Event, context: Context) -> Iterator[Reason]:
    if context.roles is None:
        yield Reason("role_unknown", {"by": event.by})
        return
    held = context.roles_of(event.by)
    acting = held if event.role is None else held & {event.role}
    if not acting & wanted:
        yield Reason("role_needed", {"roles": tuple(sorted(wanted))})


def _out_of_place(matter: Subject, cls: EventClass) -> Reason:
    known = matter.workflows[0].refusals.get((matter.states[0], cls))
    if known is not None:
        return known
    for workflow, state in zip(matter.workflows, matter.states, strict=True):
        if any(event is cls for _, event in workflow.rows):
            words = {"state": workflow.state(state).label, "event": cls.label, "way": _Way(workflow.route(state, cls))}
            return workflow.refusals.setdefault((state, cls), Reason("not_from_here", words))
    unknown = [workflow.name for workflow in matter.workflows if not workflow.rows]
    if unknown:
        return Reason("unknown_workflow", {"workflow": unknown[0]})
    return Reason("unknown_event", {"event": cls.label})


@frozen
class _Way:
    """A route in words: the events that lead to where the refused one would be taken."""

    route: tuple[EventClass, ...] | None

    def text(self, lang: Lang = "zh") -> str:
        if self.route is None:
            return "，且无路可达" if lang == "zh" else ", and no way leads to where it could"
        steps: list[Label] = [event.label for event in self.route]
        names = ("→" if lang == "zh" else ", then ").join(step.text(lang) for step in steps)
        return f"，须先：{names}" if lang == "zh" else f"; first: {names}"
