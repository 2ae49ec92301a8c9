"""A workflow broken on purpose, one small way at a time, to see whether a test of yours notices.

Holds: `TableMutant`, `mutate`, `unprotected`, and golden tables (`golden`, `differences`).
Never: breaks the engine: a mutant is a table like any other, and a lawful one at that may be a different policy.

Laws alone cannot tell one lawful policy from another: a role taken away, a bound of three instead of two. A golden
table, looked at once and approved, tells every difference.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, cast

import attrs
from attrs import frozen

from safetywork.errors import SafetyworkError
from safetywork.labels import Label, Lang
from safetywork.spans import Span
from safetywork.workflows import Check, Context, Guard, Need, Reason, Transition, Workflow

_NEGATED = Label("条件被反转", "the condition is turned round")


@frozen
class TableMutant:
    """A table mutant 规则变异: its id, what was changed, in words, and the workflow."""

    id: str
    label: Label
    workflow: Workflow


@frozen
class MutationReport:
    """What a test noticed: mutants that it killed, and those that it let live, each a rule that it does not protect."""

    killed: tuple[TableMutant, ...]
    alive: tuple[TableMutant, ...]

    @property
    def score(self) -> float:
        """The share that was noticed, from 0 to 1; 1 where there is nothing to break."""
        whole = len(self.killed) + len(self.alive)
        return len(self.killed) / whole if whole else 1.0

    def text(self, lang: Lang = "zh") -> str:
        """How many were noticed, and every rule that no test protects."""
        said = _SAID.text(lang, killed=len(self.killed), whole=len(self.killed) + len(self.alive))
        return "\n".join((said, *(f"  {mutant.id}: {mutant.label.text(lang)}" for mutant in self.alive)))


_SAID = Label("{whole}处变异，发现{killed}处；未受保护：", "{killed} of {whole} noticed; not protected:")


def mutate(workflow: Workflow) -> tuple[TableMutant, ...]:
    """Every small change of the table that still builds: rows dropped or led elsewhere, sources added or dropped.

    Guards are dropped or turned round, their constants moved by one, roles and required fields dropped, a role added.
    """
    made = (_built(workflow, *change) for change in _changes(workflow))
    return tuple(mutant for mutant in made if mutant is not None and mutant.workflow.rule != workflow.rule)


def unprotected(workflow: Workflow, test: Callable[[Workflow], object]) -> MutationReport:
    """Which mutants a test lets live: it is called with each, and notices by raising `AssertionError`.

    Raises that error where the test does not pass on the workflow as it is.
    """
    test(workflow)
    killed: list[TableMutant] = []
    alive: list[TableMutant] = []
    for mutant in mutate(workflow):
        (killed if _fails(test, mutant.workflow) else alive).append(mutant)
    return MutationReport(tuple(killed), tuple(alive))


def _fails(test: Callable[[Workflow], object], workflow: Workflow) -> bool:
    try:
        test(workflow)
    except (AssertionError, SafetyworkError):
        return True
    return False


def _built(workflow: Workflow, id_: str, label: Label, transitions: Iterable[Transition]) -> TableMutant | None:
    try:
        changed = Workflow(workflow.name, workflow.version, workflow.label, workflow.states, tuple(transitions))
    except SafetyworkError:  # what does not build needs no test to notice it
        return None
    return TableMutant(id_, label, changed)


_Change = tuple[str, Label, tuple[Transition, ...]]


def _changes(workflow: Workflow) -> Iterator[_Change]:
    rows = workflow.transitions
    for n, row in enumerate(rows):
        before, after = rows[:n], rows[n + 1 :]
        for id_, label, changed in _of_row(row, workflow):
            yield f"{row.event.code}: {id_}", label, (*before, *changed, *after)


def _of_row(row: Transition, workflow: Workflow) -> Iterator[_Change]:
    event, states = row.event.label, [state.id for state in workflow.states]
    yield "row dropped", Label(f"去掉“{event.zh}”", f"“{event.en}” is dropped"), ()
    for source in row.sources if len(row.sources) > 1 else ():
        words = Label(f"“{event.zh}”不再自{source}", f"“{event.en}” no longer from {source}")
        yield f"source {source} dropped", words, (_with(row, sources=tuple(s for s in row.sources if s != source)),)
    for state in states:
        words = Label(f"“{event.zh}”也自{state}", f"“{event.en}” from {state} too")
        if state not in row.sources:
            yield f"source {state} added", words, (_with(row, sources=(*row.sources, state)),)
        if state != row.target:
            words = Label(f"“{event.zh}”改到{state}", f"“{event.en}” leads to {state}")
            yield f"target {state}", words, (_with(row, target=state),)
    yield from _of_guards(row)
    for role in sorted(row.roles):
        words = Label(f"“{event.zh}”不限角色{role}", f"“{event.en}” without the role {role}")
        yield f"role {role} dropped", words, (_with(row, roles=row.roles - {role}),)
    if row.roles:
        words = Label(f"“{event.zh}”另一角色也可办", f"“{event.en}” for one more role")
        yield "role added", words, (_with(row, roles=row.roles | {"somebody else"}),)
    else:
        words = Label(f"“{event.zh}”限于角色", f"“{event.en}” for a role alone")
        yield "role added", words, (_with(row, roles={"r"}),)
    for name in row.requires:
        words = Label(f"“{event.zh}”不必填{name}", f"“{event.en}” without {name}")
        yield f"field {name} not required", words, (_with(row, requires=tuple(r for r in row.requires if r != name)),)


def _of_guards(row: Transition) -> Iterator[_Change]:
    event = row.event.label
    for n, guard in enumerate(row.guards):
        before, after = row.guards[:n], row.guards[n + 1 :]
        words = Label(f"“{event.zh}”去掉条件“{guard.label.zh}”", f"“{event.en}” without “{guard.label.en}”")
        yield f"guard {guard.code} dropped", words, (_with(row, guards=(*before, *after)),)
        words = Label(f"“{event.zh}”反转条件“{guard.label.zh}”", f"“{event.en}” with “{guard.label.en}” turned round")
        yield f"guard {guard.code} negated", words, (_with(row, guards=(*before, _negated(guard), *after)),)
        for name, moved in _moved(guard):
            words = Label(f"“{guard.label.zh}”的{name}", f"“{guard.label.en}”: {name}")
            yield f"guard {guard.code} {name}", words, (_with(row, guards=(*before, moved, *after)),)


def _with(row: Transition, **changes: Any) -> Transition:
    return attrs.evolve(row, **changes)


def _negated(guard: Guard) -> Guard:
    """The guard that refuses what it let pass, and lets pass what it refused."""

    def need(matter: Any, context: Context) -> Iterator[Reason]:
        asked = cast("Need", guard.need)
        if not [*asked(matter, context)]:
            yield Reason("negated", label=_NEGATED)

    def check(matter: Any, event: Any, context: Context) -> Iterator[Reason]:
        asked = cast("Check", guard.check)
        if not [*asked(matter, event, context)]:
            yield Reason("negated", label=_NEGATED)

    return Guard(
        f"not {guard.code}", guard.label, need if guard.need else None, check if guard.check else None, guard.params
    )


def _moved(guard: Guard) -> Iterator[tuple[str, Guard]]:
    """The guard with a whole number, or the length of a span, of its policy moved by one."""
    for which in ("need", "check"):
        given: Any = getattr(guard, which)
        if isinstance(given, partial):
            rule = cast("partial[Any]", given)
            for place, policy in enumerate(rule.args):
                for name, changed in _policies(policy):
                    args = (*rule.args[:place], changed, *rule.args[place + 1 :])
                    moved = partial(rule.func, *args, **rule.keywords)
                    yield name, attrs.evolve(guard, params=repr(changed), **cast("Any", {which: moved}))


def _policies(policy: object) -> Iterator[tuple[str, object]]:
    if not attrs.has(type(policy)):
        return
    for field in attrs.fields(cast("Any", type(policy))):
        value = getattr(policy, field.name, None)
        for step in (-1, 1):
            moved = _stepped(value, step)
            if moved is not None and field.init:
                yield f"{field.name} {value} → {moved}", attrs.evolve(cast("Any", policy), **{field.name: moved})


def _stepped(value: object, step: int) -> object | None:
    if isinstance(value, Span):
        return Span(value.n + step, value.unit) if value.n + step >= 0 else None
    if type(value) is int and value + step >= 0:
        return value + step
    return None


def golden(workflow: Workflow) -> dict[str, dict[str, dict[str, Any]]]:
    """The whole table as plain data: state → event code → where it leads and on what conditions.

    Kept in a file and looked at once, it tells every later change of a rule.
    """
    told: dict[str, dict[str, dict[str, Any]]] = {state.id: {} for state in workflow.states}
    for (state, event), row in workflow.rows.items():
        t = row.transition
        told[state][event.code] = {
            "target": row.target,
            "guards": [guard.code + (f" {guard.params}" if guard.params else "") for guard in t.guards],
            "requires": list(t.requires),
            "roles": sorted(t.roles),
        }
    return told


def differences(workflow: Workflow, approved: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> tuple[str, ...]:
    """Where a table is another than the golden one that was approved, a line for each; none where it is the same."""
    now = golden(workflow)
    found: list[str] = []
    for state in dict.fromkeys((*approved, *now)):
        before, after = approved.get(state, {}), now.get(state, {})
        found += [
            f"{state} / {event}: {before.get(event)} → {after.get(event)}"
            for event in dict.fromkeys((*before, *after))
            if before.get(event) != after.get(event)
        ]
        if (state in approved) != (state in now):
            found.append(f"{state}: {'gone' if state in approved else 'new'}")
    return tuple(found)
