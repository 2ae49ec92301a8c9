"""Versions of a workflow: how matters under way move on from one to the next.

Holds: `supersede`, `followed`, the event `Adopt` and `adopt`.
Never: edits an entry, forgets a state that a log may hold, or lets a change of rules settle a matter.

A new version is an ordinary workflow. What `supersede` adds to it is ordinary too: the states that only old logs know,
and a row in each state that a matter may have come to under the former version, by which it comes over.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import Any, ClassVar, TypeVar, cast

import attrs
from attrs import frozen

from safetywork.decisions import EMPTY, Subject, apply
from safetywork.errors import WorkflowError
from safetywork.events import Event, Rule
from safetywork.labels import Label
from safetywork.workflows import (
    DONE,
    HANDED_IN,
    STOPPED,
    SUPERSEDED,
    SUSTAINED,
    VOID,
    Context,
    Guard,
    Reason,
    State,
    Transition,
    Workflow,
)

S = TypeVar("S", bound=Subject)


@frozen(kw_only=True, weakref_slot=False)
class Adopt(Event):
    """改用新规则: a matter under way goes on under a new version of its workflow, away from the rule `former`.

    The new rule is that of the entry. Where two machines of one matter are superseded, derive a class with a code of
    its own for the second: an event has one place to happen.
    """

    code: ClassVar[str] = "adopt"
    label: ClassVar[Label] = Label("改用新规则", "adopt the new rules")

    former: Rule
    text: str | None = None


def supersede(
    former: Workflow, new: Workflow, states: Mapping[str, str] | None = None, *, event: type[Adopt] = Adopt
) -> Workflow:
    """`new` as the version that follows `former`: it knows the states of old logs, and takes matters over by `event`.

    `states` says where matters go from each open state of `former` that `new` has no longer, or is to have no longer; a
    state of rest that it has no longer stays as it was, without an exit. Raises `WorkflowError`, with every problem:
    an open state without a way, a row that still leads to a state that is gone, a name or version that does not fit,
    and a matter that would be at rest, done, kept up, handed in, stopped or cancelled in one version and not in the
    other, since rules change, and what was done does not.
    """
    left = _left(new)
    carried = {source: row.target for (source, cls), row in new.rows.items() if cls is event and source in left}
    ways = carried | dict(states or {})
    gone = {s.id: s for s in former.states if s.id in ways or s.id in left or s.id not in new.by_id}
    bare = new.extend(drop=[(source, cls) for source, cls in new.rows if cls is event or source in gone])
    problems = [*_name_problems(former, new), *_row_problems(bare, gone), *_way_problems(former, bare, gone, ways)]
    if problems:
        raise WorkflowError(new.name, tuple(problems))
    old = [State(s.id, s.label, "open" if s.id in ways else "rest", s.tags | {SUPERSEDED}) for s in gone.values()]
    guard = _comes_from((former.rule, *followed(former)))
    kept = tuple(state.id for state in former.states if state.kind != "rest" and state.id not in gone)
    rows = [Transition(event, kept, None, (guard,))]
    rows += [Transition(event, state, way, (guard,)) for state, way in ways.items()]
    return bare.extend(states=old, transitions=rows)


def adopt(matter: S, workflow: Workflow, *, on: date, by: str, text: str | None = None, context: Context = EMPTY) -> S:
    """`matter` under `workflow`, the version that follows the one it runs; `by` decided so, with effect from `on`.

    A matter under way gets an `Adopt` entry. One at rest, and one whose machine was never used or runs under the new
    rule already, keeps its log as it is. Raises `WorkflowError` for a matter that does not run the workflow, or runs
    a version that it does not follow; `RefusedError` for a day before the last entry.
    """
    place = next((i for i, machine in enumerate(matter.workflows) if machine.name == workflow.name), None)
    if place is None or not matter.workflows[place].rows:
        raise WorkflowError(workflow.name, ("the matter does not run it, or was read without it and is read-only",))
    state, last = matter.states[place], _last_rule(matter, workflow.name)
    if state not in workflow.by_id or last not in (None, workflow.rule, *followed(workflow)):
        raise WorkflowError(workflow.name, (f"it does not follow {last}; make it with supersede()",))
    machines = (*matter.workflows[:place], workflow, *matter.workflows[place + 1 :])
    moved = cast("S", attrs.evolve(cast("Any", matter), workflows=machines[0].beside(*machines[1:])))
    if last is None or last == workflow.rule or workflow.by_id[state].kind == "rest":
        return moved
    kind = next(cls for cls in workflow.events if issubclass(cls, Adopt))
    return apply(moved, kind(on=on, by=by, former=last, text=text), context)


@cache
def followed(workflow: Workflow) -> tuple[Rule, ...]:
    """The rules of the versions that `workflow` follows, the latest first; none where it is no later version."""
    guards = {guard.params for t in workflow.transitions for guard in t.guards if guard.code == _OF_FORMER}
    return tuple(Rule.read(rule) for params in sorted(guards) for rule in params.split("\n"))


def of_former(formers: tuple[Rule, ...], matter: Subject, _: Context) -> Iterator[Reason]:
    """The matter runs under a version that the new one follows."""
    last = _last_rule(matter, formers[0].name)
    if last not in formers:
        yield Reason("not_former", {"last": last or "—", "formers": tuple(map(str, formers))}, _NOT_FORMER)


def names_former(name: str, matter: Subject, event: Adopt, _: Context) -> Iterator[Reason]:
    """The event names the rule that the matter was last under."""
    last = _last_rule(matter, name)
    if event.former != last:
        yield Reason("former_misstated", {"said": event.former, "last": last or "—"}, _MISSTATED)


_NOT_FORMER = Label("本事项现依{last}，新规则只接续{formers}", "it is under {last}; the new rules follow {formers}")
_MISSTATED = Label("所称原规则{said}不符，实为{last}", "it says that it was under {said}; it was under {last}")
_OF_FORMER = "of former"
_STANDING = frozenset({DONE, HANDED_IN, STOPPED, SUSTAINED, VOID})


def _comes_from(formers: tuple[Rule, ...]) -> Guard:
    return Guard(
        _OF_FORMER,
        Label("依原规则办理中", "under way under a former version"),
        need=partial(of_former, formers),
        check=partial(names_former, formers[0].name),
        params="\n".join(map(str, formers)),
    )


def _last_rule(matter: Subject, name: str) -> Rule | None:
    return next((entry.rule for entry in reversed(matter.log) if entry.rule.name == name), None)


def _left(workflow: Workflow) -> frozenset[str]:
    return frozenset(state.id for state in workflow.states if SUPERSEDED in state.tags)


def _name_problems(former: Workflow, new: Workflow) -> Iterator[str]:
    if new.name != former.name:
        yield f"it does not follow {former.name!r}: a log knows its workflow by name, so keep the name"
    if new.version == former.version:
        yield f"both are version {new.version!r}: give the new one another"


def _row_problems(new: Workflow, gone: Mapping[str, State]) -> Iterator[str]:
    for (source, event), row in new.rows.items():
        if row.target in gone:
            yield f"{event.__name__} still leads from {source!r} to {row.target!r}, which is gone"


def _way_problems(former: Workflow, new: Workflow, gone: Mapping[str, State], ways: Mapping[str, str]) -> Iterator[str]:
    for state in gone.values():
        if state.kind != "rest" and state.id not in ways:
            yield f"open state {state.id!r} is gone; say in `states` where its matters go"
    kept = [(state, new.by_id[state.id]) for state in former.states if state.id not in gone]
    for source, target in ways.items():
        if source not in gone or gone[source].kind == "rest":
            yield f"{source!r} is no open state of the former version, so no matter moves from there"
        elif target not in new.by_id or target in gone:
            yield f"{source!r} cannot lead to {target!r}, which is no state of the new version"
        else:
            kept.append((gone[source], new.by_id[target]))
    for old, now in kept:
        if _standing(old) != _standing(now):
            yield f"{old.id!r} and {now.id!r} differ in {', '.join(sorted(_standing(old) ^ _standing(now)))}"


def _standing(state: State) -> frozenset[str]:
    """What of a state may not change by a change of rules."""
    return (state.tags & _STANDING) | ({"at rest"} if state.kind == "rest" else frozenset[str]())
