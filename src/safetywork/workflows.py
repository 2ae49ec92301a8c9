"""What may happen next, as a table: everything that admits or refuses an event is in the rows of a workflow.

Holds: `State`, `Reason`, `Context`, `Guard`, `Transition`, `Workflow` with `extend` and `guard`.
Never: runs an event (that is `decisions`), knows a kind of matter, or looks at a clock.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias

import attrs
from attrs import field, frozen
from attrs.validators import in_

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import WorkflowError
from safetywork.events import Event, Rule
from safetywork.labels import Label, Lang
from safetywork.parties import name_key

StateKind: TypeAlias = Literal["start", "open", "rest"]
EventClass: TypeAlias = type[Event]

# Tags the library itself reads; a workflow may carry any others.
DONE = "done"
"""The matter counts as done in this state."""
HANDED_IN = "handed in"
"""The work has been handed in and awaits somebody else's judgement: its owner is no longer late."""
STOPPED = "stopped"
"""The clock stands still in this state."""
VOID = "void"
"""The matter was cancelled: neither done nor open."""
SUSTAINED = "sustained"
"""Done, and kept up for good (长期坚持)."""
SUPERSEDED = "superseded"
"""Only logs of a former version know this state: nothing leads here any more."""

REASONS: dict[str, Label] = {
    "not_from_here": Label(
        "“{state}”状态下不能“{event}”{way}",
        "“{event}” cannot happen in state “{state}”{way}",
    ),
    "unknown_event": Label("本事项没有“{event}”这一环节", "“{event}” is no event of this matter"),
    "unknown_workflow": Label(
        "未提供工作流“{workflow}”，只能查看",
        "workflow “{workflow}” was not given to load(), so the matter is read-only",
    ),
    "backdated": Label("日期{on}早于上一条记录{last}", "{on} lies before the last entry, {last}"),
    "stale": Label(
        "记录已有{actual}条，按{expected}条提交", "the log has {actual} entries, the writer expected {expected}"
    ),
    "id_reused": Label("编号{id}已用于内容不同的记录", "id {id} already stands for an entry that says something else"),
    "led_elsewhere": Label(
        "记录到了“{said}”，按规则应到“{ruled}”", "the entry led to “{said}”, the rules lead to “{ruled}”"
    ),
    "missing_field": Label("缺少“{field}”", "“{field}” is missing"),
    "role_needed": Label("须由{roles}办理", "only {roles} may do this"),
    "role_unknown": Label(
        "未提供角色名单，无法确认{by}的角色", "the context lists no roles, so {by} cannot be confirmed"
    ),
}


def _words(given: str | Iterable[str]) -> frozenset[str]:
    return frozenset((given,) if isinstance(given, str) else given)


def _sources(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _by_key(given: Mapping[str, Iterable[str]] | None) -> Mapping[str, frozenset[str]] | None:
    if given is None:
        return None
    held: dict[str, frozenset[str]] = {}
    for name, roles in given.items():
        held[name_key(name)] = held.get(name_key(name), frozenset()) | _words(roles)
    return held


@frozen
class State:
    """A state 状态 of a workflow: stable `id`, its words, its kind, and tags.

    `start` and `open` states want something done; a `rest` state wants nothing, but may have exits (销号 → 反弹).
    """

    id: str
    label: Label
    kind: StateKind = field(default="open", validator=in_(("start", "open", "rest")))
    tags: frozenset[str] = field(default=frozenset(), converter=_words)

    def __str__(self) -> str:
        return self.label.zh


@frozen
class Reason:
    """Why an event is refused 理由: a stable code, its parameters, and words where the code is a user's own."""

    code: str
    params: Mapping[str, Any] = field(factory=dict[str, Any], hash=False)
    label: Label | None = None

    def text(self, lang: Lang = "zh") -> str:
        """The reason as a sentence."""
        label = self.label or REASONS.get(self.code)
        return label.text(lang, **self.params) if label else self.code


@frozen
class Context:
    """What guards may look at beside the matter and the event.

    `calendar` for rules that count working days (`CHINA` unless given);
    `roles` maps a person's name to the roles held (`Parties.roles()`);
    `facts` is the caller's own. A guard whose context is missing gives a reason, it never passes.
    """

    calendar: WorkCalendar = CHINA
    roles: Mapping[str, frozenset[str]] | None = field(default=None, hash=False, converter=_by_key)
    facts: Mapping[str, Any] = field(factory=dict[str, Any], hash=False)

    def roles_of(self, name: str) -> frozenset[str]:
        """The roles that `name` holds."""
        return (self.roles or {}).get(name_key(name), frozenset())


Need: TypeAlias = Callable[[Any, Context], Iterable[Reason]]
Check: TypeAlias = Callable[[Any, Any, Context], Iterable[Reason]]


@frozen
class Guard:
    """A condition 条件 on a transition, under a stable code.

    `need(matter, context)` can be asked before an event exists; `check(matter, event, context)` looks at the event.
    Both yield a `Reason` for everything that is wrong, and nothing where all is well. `params` is what a policy fixes
    in them (it goes into the workflow's fingerprint).
    """

    code: str
    label: Label
    need: Need | None = None
    check: Check | None = None
    params: str = ""


@frozen
class Transition:
    """One row family of the table: in any of `sources`, `event` leads to `target` (None: the state stays).

    `guards` must all pass, `requires` names event fields that must not be empty, `roles` who may do it (any role of the
    set; none: anybody).
    """

    event: EventClass
    sources: tuple[str, ...] = field(converter=_sources)
    target: str | None
    guards: tuple[Guard, ...] = ()
    requires: tuple[str, ...] = ()
    roles: frozenset[str] = field(default=frozenset(), converter=_words)


@frozen
class Row:
    """One transition from one source, ready to run."""

    transition: Transition
    target: str
    rule: Rule
    needs: tuple[Need, ...]
    checks: tuple[Check, ...]
    plain: bool
    """No field is required and no role: only its guards can refuse."""


@frozen(eq=False)
class Workflow:
    """A workflow 工作流: states and the table of what leads from one to another.

    Raises `WorkflowError`, with every problem, for a second row for one (state, event), an unknown state, no start or
    several, a field that the event class does not have, or one code for two event classes. Two workflows are equal when
    their `rule` (name, version, fingerprint) is.
    """

    name: str
    version: str
    label: Label
    states: tuple[State, ...]
    transitions: tuple[Transition, ...] = field(repr=False)
    rows: Mapping[tuple[str, EventClass], Row] = field(init=False, repr=False)
    start: str = field(init=False)
    rule: Rule = field(init=False, repr=False)
    by_id: Mapping[str, State] = field(init=False, repr=False)
    settled: frozenset[str] = field(init=False, repr=False)
    """The ids of the states in which the work counts as handed in."""
    refusals: dict[tuple[str, EventClass], Reason] = field(
        init=False, repr=False, factory=dict[tuple[str, EventClass], Reason]
    )
    _machines: "dict[tuple[int, ...], tuple[Workflow, ...]]" = field(
        init=False, repr=False, factory=dict[tuple[int, ...], "tuple[Workflow, ...]"]
    )
    _routes: dict[str, Mapping[str, tuple[EventClass, ...]]] = field(
        init=False, repr=False, factory=dict[str, Mapping[str, tuple[EventClass, ...]]]
    )

    def __attrs_post_init__(self) -> None:
        rule = Rule(self.name, self.version, _fingerprint(self.states, self.transitions))
        rows, problems = _rows(self.states, self.transitions, rule)
        starts = [state.id for state in self.states if state.kind == "start"]
        if "/" in self.version:
            problems.append("a version has no “/”: it stands between two in the name of a rule")
        if len(starts) != 1:
            problems.append(f"it needs exactly one start state, it has {starts or 'none'}")
        if problems:
            raise WorkflowError(self.name, tuple(problems))
        put = object.__setattr__
        put(self, "rule", rule)
        put(self, "rows", rows)
        put(self, "start", starts[0])
        put(self, "by_id", {state.id: state for state in self.states})
        put(self, "settled", frozenset(state.id for state in self.states if state.tags & {HANDED_IN, DONE}))

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Workflow) and self.rule == other.rule)

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and pickled by what it was built from: what it remembers of its use stays behind."""
        return Workflow, (self.name, self.version, self.label, self.states, self.transitions)

    @property
    def events(self) -> tuple[EventClass, ...]:
        """The event classes of the table, in its order."""
        return tuple(dict.fromkeys(transition.event for transition in self.transitions))

    def beside(self, *others: "Workflow") -> "tuple[Workflow, ...]":
        """The machines of a matter: this one first, `others` beside it; one tuple for all matters that run them.

        Raises `WorkflowError` where two share a name or an event class: an event must have one place to happen.
        """
        key = tuple(map(id, others))
        if key not in self._machines:
            self._machines[key] = _disjoint((self, *others))
        return self._machines[key]

    def state(self, state_id: str) -> State:
        """The state of that id; one that only old entries know is an open state without words or tags."""
        return self.by_id.get(state_id) or State(state_id, Label(state_id, state_id))

    def route(self, source: str, event: EventClass) -> tuple[EventClass, ...] | None:
        """The shortest way of events from `source` to a state that takes `event`; None where there is none."""
        best: tuple[EventClass, ...] | None = None
        for state, path in self.routes(source).items():
            if (state, event) in self.rows and (best is None or len(path) < len(best)):
                best = path
        return best

    def routes(self, source: str) -> Mapping[str, tuple[EventClass, ...]]:
        """For every state that can be reached from `source`, a shortest way of events to it."""
        if source not in self._routes:
            self._routes[source] = self._search(source)
        return self._routes[source]

    def transition(self, source: str, event: EventClass) -> Transition:
        """The row of `event` in state `source`, to build another from; raises `WorkflowError` where there is none."""
        row = self.rows.get((source, event))
        if row is None:
            raise WorkflowError(self.name, (f"there is no row for {event.__name__} in state {source!r}",))
        return attrs.evolve(row.transition, sources=(source,), target=row.target)

    def extend(
        self,
        *,
        states: Iterable[State] = (),
        transitions: Iterable[Transition] = (),
        replace: Iterable[Transition] = (),
        drop: Iterable[EventClass | tuple[str, EventClass]] = (),
        name: str | None = None,
        version: str | None = None,
        label: Label | None = None,
    ) -> "Workflow":
        """A new workflow with more (or other) states and rows; this one stays as it is.

        `states` with the id of a state here replace it. `replace` rows take the place of those for the same (source,
        event). `drop` names an event class, or one (source, event class). Raises `WorkflowError` as building does, and
        where `drop` or `replace` name a row that is not here.
        """
        given = tuple(states)
        fresh = {state.id: state for state in given}
        if len(fresh) != len(given):
            raise WorkflowError(self.name, ("a state id stands twice",))
        kept_states = [fresh.pop(state.id, state) for state in self.states]
        replaced = tuple(replace)
        gone = [*_keys_of(drop, self), *((source, t.event) for t in replaced for source in t.sources)]
        absent = [
            f"there is no row for {event.__name__} in state {source!r} to take away"
            for source, event in gone
            if (source, event) not in self.rows
        ]
        if absent:
            raise WorkflowError(self.name, tuple(absent))
        return Workflow(
            name or self.name,
            version or self.version,
            label or self.label,
            (*kept_states, *fresh.values()),
            (*_without(self.transitions, frozenset(gone)), *replaced, *transitions),
        )

    def guard(self, event: EventClass, *guards: Guard, sources: Iterable[str] | None = None) -> "Workflow":
        """A new workflow in which `event` (from `sources`, or wherever it may happen) must pass `guards` too."""
        only = None if sources is None else frozenset(sources)
        absent = [source for source in only or () if (source, event) not in self.rows]
        if absent:
            raise WorkflowError(
                self.name, tuple(f"there is no row for {event.__name__} in state {s!r}" for s in absent)
            )
        replace = [
            attrs.evolve(
                t, sources=tuple(s for s in t.sources if only is None or s in only), guards=(*t.guards, *guards)
            )
            for t in self.transitions
            if t.event is event and (only is None or only & set(t.sources))
        ]
        if not replace:
            raise WorkflowError(self.name, (f"{event.__name__} happens nowhere here, so nothing can guard it",))
        return self.extend(replace=replace)

    def _search(self, source: str) -> Mapping[str, tuple[EventClass, ...]]:
        exits: dict[str, list[tuple[EventClass, str]]] = {}
        for (state, event), row in self.rows.items():
            exits.setdefault(state, []).append((event, row.target))
        found: dict[str, tuple[EventClass, ...]] = {source: ()}
        queue = deque([source])
        while queue:
            here = queue.popleft()
            for event, target in exits.get(here, ()):
                if target not in found:
                    found[target] = (*found[here], event)
                    queue.append(target)
        return found


def _disjoint(machines: tuple[Workflow, ...]) -> tuple[Workflow, ...]:
    seen: dict[object, str] = {}
    for machine in machines:
        for thing, what in ((machine.name, "its name"), *((("code", e.code), e.__name__) for e in machine.events)):
            if thing in seen:
                raise WorkflowError(
                    machine.name, (f"{seen[thing]!r} beside it has {what} too; drop it from one of them",)
                )
            seen[thing] = machine.name
    return machines


def _rows(
    states: tuple[State, ...], transitions: tuple[Transition, ...], rule: Rule
) -> tuple[dict[tuple[str, EventClass], Row], list[str]]:
    known = {state.id for state in states}
    problems = [] if len(known) == len(states) else ["a state id stands twice"]
    rows: dict[tuple[str, EventClass], Row] = {}
    codes: dict[str, EventClass] = {}
    for t in transitions:
        problems += _event_problems(t, codes)
        needs = tuple(guard.need for guard in t.guards if guard.need)
        checks = tuple(guard.check for guard in t.guards if guard.check)
        plain = not (t.requires or t.roles)
        for source in t.sources:
            target = source if t.target is None else t.target
            unknown = [s for s in dict.fromkeys((source, target)) if s not in known]
            problems += [f"{t.event.__name__} names the unknown state {s!r}" for s in unknown]
            if (source, t.event) in rows:
                problems.append(f"{t.event.__name__} stands twice in state {source!r}")
            rows[source, t.event] = Row(t, target, rule, needs, checks, plain)
    return rows, problems


def _fingerprint(states: tuple[State, ...], transitions: tuple[Transition, ...]) -> str:
    """Twelve hex digits over everything in the table that can change an answer: not its words, nor its spelling."""
    told = [f"{s.id}|{s.kind}|{sorted(s.tags)}" for s in states]
    for t in transitions:
        guards = [(guard.code, guard.params) for guard in t.guards]
        rest = f"{getattr(t.event, 'code', t.event)}|{guards}|{sorted(t.requires)}|{sorted(t.roles)}"
        told += [f"{source}|{source if t.target is None else t.target}|{rest}" for source in t.sources]
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()[:12]


def is_event(thing: object) -> bool:
    """Whether `thing` is a class of events."""
    return isinstance(thing, type) and issubclass(thing, Event)


def _event_problems(t: Transition, codes: dict[str, EventClass]) -> list[str]:
    event = t.event
    if not (
        is_event(event) and "__attrs_attrs__" in event.__dict__ and hasattr(event, "code") and hasattr(event, "label")
    ):
        return [f"{event.__name__} is no event class: derive it from Event, with @frozen, a code and a label"]
    fields = {attribute.name for attribute in attrs.fields(event)}
    problems = [
        f"{event.__name__} has no field {name!r}" for name in (*t.requires, *event.copies) if name not in fields
    ]
    if codes.setdefault(event.code, event) is not event:
        problems.append(f"{event.__name__} and {codes[event.code].__name__} share the code {event.code!r}")
    return problems


def _keys_of(drop: Iterable[EventClass | tuple[str, EventClass]], workflow: Workflow) -> list[tuple[str, EventClass]]:
    keys: list[tuple[str, EventClass]] = []
    for item in drop:
        if isinstance(item, tuple):
            keys.append(item)
        else:
            keys += [key for key in workflow.rows if key[1] is item] or [("(any)", item)]
    return keys


def _without(transitions: tuple[Transition, ...], gone: frozenset[tuple[str, EventClass]]) -> list[Transition]:
    if not gone:
        return list(transitions)
    kept: list[Transition] = []
    for t in transitions:
        sources = tuple(source for source in t.sources if (source, t.event) not in gone)
        if sources:
            kept.append(t if sources == t.sources else attrs.evolve(t, sources=sources))
    return kept
