"""Laws of what a rule is worth: a condition that is written down is asked, whoever the caller is.

Holds: `RULE_LAWS`.
Never: knows which conditions a workflow has; it adds one of its own to the last row that was used.
"""

from collections.abc import Iterator
from typing import Any

import attrs

from safetywork import decisions
from safetywork.errors import WorkflowError
from safetywork.events import Entry, Event
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.testing.laws.kernel import codes_of
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.trials import Seen, blank_of, replayed
from safetywork.workflows import Context, Guard, Reason, State, Workflow

_ROLE = "a role of its own"
_WORD = Label("条件", "a condition")


def _again(seen: Seen, **changes: Any) -> tuple[Matter, Event] | None:
    """The matter before its last entry, with the row that took it changed and bare of all else, and that event."""
    log = seen.matter.log
    if len(log) < 2:  # noqa: PLR2004  the opening has no row
        return None
    entry, before = log[-1], replayed(seen.matter, log[:-1])
    at = next(n for n, w in enumerate(before.workflows) if w.name == entry.rule.name)
    workflow, state, cls = before.workflows[at], before.states[at], type(entry.event)
    if (state, cls) not in workflow.rows:
        return None
    bare = attrs.evolve(workflow.transition(state, cls), guards=(), requires=(), roles=())
    changed = workflow.extend(replace=(attrs.evolve(bare, **changes),))
    machines = (*before.workflows[:at], changed, *before.workflows[at + 1 :])
    return attrs.evolve(before, workflows=machines), attrs.evolve(entry.event, id=None, role=None)


@law(
    "roles-are-held", "history",
    Label("角色以名单为准：没有名单不放行，自称的不算", "a role is held as the context lists it: no list lets nobody pass, and a role that is only claimed does not count"),
    Label("名单没传进来，人人都能办", "a list that was not passed in, and everybody may"),
)  # fmt: skip
def roles_are_held(seen: Seen) -> Iterator[str]:
    put = _again(seen, roles=(_ROLE,))
    if put is None:
        return
    matter, event = put
    by, claimed = event.by, attrs.evolve(event, role=_ROLE)
    cases: tuple[tuple[Event, Any, tuple[str, ...]], ...] = (
        (event, None, ("role_unknown",)),
        (event, {}, ("role_needed",)),
        (claimed, {by: {"another"}}, ("role_needed",)),
        (attrs.evolve(event, role="another"), {by: {"another", _ROLE}}, ("role_needed",)),
        (event, {f"{by} ": {_ROLE}}, ()),
        (event, {by: {_ROLE}, f"{by} ": {"another"}}, ()),
        (attrs.evolve(event, by=f"{by[:1]}　{by[1:]}"), {by: {_ROLE}}, ()),
        (claimed, {by: {_ROLE}}, ()),
    )
    for one, roles, wanted in cases:
        context = Context(roles=roles)
        for how, told in (("decide", _decided(matter, one, context)), ("apply", _applied(matter, one, context))):
            if told != wanted:
                yield f"{how} with roles {roles}, {one.by!r} acting as {one.role!r}: {told or 'taken'}"


def _decided(matter: Matter, event: Event, context: Context) -> tuple[str, ...]:
    return codes_of(decisions.decide(matter, event, context))


def _applied(matter: Matter, event: Event, context: Context) -> tuple[str, ...]:
    try:
        decisions.apply(matter, event, context)
    except decisions.RefusedError as error:
        return error.refusal.codes
    return ()


@law(
    "blanks-are-empty", "history",
    Label("空白等于没填", "a required field of blanks is missing"),
    Label("敲几个空格就算写了理由", "a few spaces that pass for a reason"),
)  # fmt: skip
def blanks_are_empty(seen: Seen) -> Iterator[str]:
    put = _again(seen, requires=("role",))
    for value, wanted in ((None, True), ("", True), (" \u3000\t", True), ("x", False)):
        if put is not None:
            told = codes_of(decisions.decide(put[0], attrs.evolve(put[1], role=value)))
            if told != (("missing_field",) if wanted else ()):
                yield f"{value!r}: {told or 'taken'}"


def _guard(how: str, asks: Any) -> Guard:
    return Guard("of the law", _WORD, need=asks) if how == "need" else Guard("of the law", _WORD, check=asks)


def _raises(*_: Any) -> Iterator[Reason]:
    raise ZeroDivisionError


@law(
    "broken-guard-is-heard", "history",
    Label("条件本身出错，照报不误，绝不放行", "a condition that raises is heard of; it never lets an event pass"),
    Label("条件里的错误被吞掉，等于没有条件", "an error in a condition that is swallowed, and so is the condition"),
)  # fmt: skip
def broken_guard_is_heard(seen: Seen) -> Iterator[str]:
    for how in ("need", "check"):
        put = _again(seen, guards=(_guard(how, _raises),))
        if put is not None:
            try:
                decisions.decide(*put, seen.context)
            except ZeroDivisionError:
                continue
            yield f"a {how} that raises was swallowed"


def _never(*_: Any) -> Iterator[Reason]:
    yield Reason("never", {}, _WORD)
    yield Reason("never", {}, _WORD)


@law(
    "guard-is-asked", "history",
    Label("写在表上的条件都会问到，理由一条不少", "a condition that stands in a row is asked, and all its reasons are told"),
    Label("加了条件而不生效", "a condition that was added and does nothing"),
)  # fmt: skip
def guard_is_asked(seen: Seen) -> Iterator[str]:
    for how in ("need", "check"):
        put = _again(seen, guards=(_guard(how, _never),) * 2)
        told = () if put is None else codes_of(decisions.decide(*put, seen.context))
        if put is not None and told != ("never",) * 4:
            yield f"two conditions with two reasons each as a {how}: {told or 'taken'}"


@law(
    "audit-tells-all", "history",
    Label("复查列出每一条今天不会放行的记录", "an audit lists every entry that today's rules would refuse or lead elsewhere"),
    Label("复查只报第一条", "an audit that stops at the first"),
)  # fmt: skip
def audit_tells_all(seen: Seen) -> Iterator[str]:
    log = seen.matter.log
    told = _audited(seen, Guard("never", _WORD, need=_never), log)
    if told != list(range(1, len(log))):
        yield f"of {len(log) - 1} entries it tells {told}"
    if len(log) > 1:
        told = _audited(seen, Guard("not the second", _WORD, check=_not_second), log)
        if told != [1]:
            yield f"only entry 1 is refused, it tells {told}"
        elsewhere = (*log[:-1], attrs.evolve(log[-1], to=f"{log[-1].to}'"))
        told = _audited(seen, Guard("always", _WORD), elsewhere)
        if told != [len(log) - 1]:
            yield f"only entry {len(log) - 1} led elsewhere, it tells {told}"
        told = _audited(seen, Guard("always", _WORD), (*log, attrs.evolve(log[0], to=log[-1].to)))
        if told != [len(log)]:
            yield f"only entry {len(log)} opens it a second time, it tells {told}"


def _not_second(matter: Matter, *_: Any) -> Iterator[Reason]:
    if len(matter.log) == 1:
        yield from _never()


def _audited(seen: Seen, guard: Guard, log: tuple[Entry, ...]) -> list[int]:
    """The positions that an audit tells, under rules that hold every row to `guard` and to nothing else."""
    matter = seen.matter
    strict = tuple(
        Workflow(
            w.name,
            w.version,
            w.label,
            w.states,
            tuple(attrs.evolve(t, guards=(guard,), requires=(), roles=()) for t in w.transitions),
        )
        for w in matter.workflows
    )
    start = attrs.evolve(blank_of(matter), workflows=strict)
    return [position for position, _, _ in decisions.audit(start, log, seen.context)]


@law(
    "building-is-checked", "table",
    Label("写错的表当场报错", "a table that contradicts itself is refused when it is built"),
    Label("同一状态同一环节两行，后一行悄悄作数", "two rows for one event in one state, and the second silently counts"),
)  # fmt: skip
def building_is_checked(workflow: Workflow) -> Iterator[str]:
    first = workflow.transitions[0]
    name, version, label, states, rows = (
        workflow.name, workflow.version, workflow.label, workflow.states, workflow.transitions,
    )  # fmt: skip
    wrong = {
        "a row twice": (states, (*rows, attrs.evolve(first, target=None))),
        "an unknown state": (states, (*rows, attrs.evolve(first, sources=("no such state",)))),
        "an unknown target": (states, (attrs.evolve(first, target="no such state"), *rows[1:])),
        "two starts": ((*states, State("a second start", _WORD, "start")), rows),
        "no start": (tuple(s for s in states if s.kind != "start"), ()),
        "a state twice": ((*states, states[0]), rows),
        "an unknown field": (states, (attrs.evolve(first, requires=("no such field",)), *rows[1:])),
    }
    for what, (some, given) in wrong.items():
        try:
            Workflow(name, version, label, some, given)
        except WorkflowError:
            continue
        yield f"{what} was let in"


@law(
    "machines-disjoint", "table",
    Label("并行的两台机不共用环节", "two machines of a matter share no event: an event has one place to happen"),
    Label("一个环节同时推动两台机", "one event that moves two machines, or whichever comes first"),
)  # fmt: skip
def machines_disjoint(workflow: Workflow) -> Iterator[str]:
    twin = Workflow(f"{workflow.name}'", workflow.version, workflow.label, workflow.states, workflow.transitions)
    try:
        workflow.beside(twin)
    except WorkflowError:
        return
    yield "a machine runs beside its own twin"


RULE_LAWS = LawSet(
    "rules",
    (roles_are_held, blanks_are_empty, broken_guard_is_heard, guard_is_asked, audit_tells_all, building_is_checked,
     machines_disjoint),
)  # fmt: skip
"""What a written condition is worth."""
