"""Laws of a workflow's table.

Holds: `TABLE_LAWS`.
Never: runs an event.
"""

import pickle
from collections.abc import Iterator

import attrs

from safetywork.labels import Label
from safetywork.testing.laws.law import LawSet, law
from safetywork.workflows import (
    DONE,
    HANDED_IN,
    STOPPED,
    SUPERSEDED,
    SUSTAINED,
    VOID,
    EventClass,
    Guard,
    State,
    Transition,
    Workflow,
)


def _moves(workflow: Workflow) -> Iterator[tuple[EventClass, State, State]]:
    """Each event with the state it leaves and the one it leads to, read off the table and not off its index."""
    for t in workflow.transitions:
        for source in t.sources:
            yield t.event, workflow.by_id[source], workflow.by_id[source if t.target is None else t.target]


def _steps(workflow: Workflow) -> dict[str, set[str]]:
    steps: dict[str, set[str]] = {state.id: set() for state in workflow.states}
    for _, source, target in _moves(workflow):
        steps[source.id].add(target.id)
    return steps


def _reach(steps: dict[str, set[str]], start: str) -> dict[str, int]:
    """How many events away each state is."""
    found, front = {start: 0}, [start]
    while front:
        front = [
            s
            for here in front
            for s in sorted(steps[here])
            if s not in found and not found.update({s: found[here] + 1})
        ]
    return found


@law(
    "state-reachable", "table",
    Label("每个状态都能从起点到达", "every state can be reached from the start"),
    Label("写了却永远到不了的状态", "a state that is declared, counted and never entered"),
)  # fmt: skip
def state_reachable(workflow: Workflow) -> Iterator[str]:
    reached = _reach(_steps(workflow), workflow.start)
    for state in workflow.states:
        if state.id not in reached and SUPERSEDED not in state.tags:
            yield f"no way leads to {state.id!r}"


@law(
    "open-can-rest", "table",
    Label("每个未办结状态都能办结", "from every open state some state of rest can be reached"),
    Label("进得去出不来的陷阱状态", "a trap: a matter that can never be finished or called off"),
)  # fmt: skip
def open_can_rest(workflow: Workflow) -> Iterator[str]:
    steps = _steps(workflow)
    for state in workflow.states:
        if state.kind != "rest" and not any(workflow.by_id[s].kind == "rest" for s in _reach(steps, state.id)):
            yield f"{state.id!r} can never come to rest"


@law(
    "reopening-counts", "table",
    Label("办结后重新打开，必开新一轮", "what leaves a state of rest for an open one begins a counted cycle"),
    Label("反复打开而不计次数", "a matter reopened again and again without a trace in any figure"),
)  # fmt: skip
def reopening_counts(workflow: Workflow) -> Iterator[str]:
    for event, source, target in _moves(workflow):
        if source.kind == "rest" and target.kind != "rest" and not event.cycle:
            yield f"{event.code} reopens {source.id!r} uncounted"


@law(
    "open-has-exit", "table",
    Label("未办结状态都有出口", "every open state has an exit to another"),
    Label("死胡同", "a dead end"),
)  # fmt: skip
def open_has_exit(workflow: Workflow) -> Iterator[str]:
    for state, targets in _steps(workflow).items():
        if workflow.by_id[state].kind != "rest" and not targets - {state}:
            yield f"{state!r} has no exit"


def _stops(machines: tuple[Workflow, ...]) -> Label | None:
    if any(e.clock in ("suspend", "resume") for w in machines for e in w.events):
        return None
    return Label("没有停表、复表的环节", "nothing suspends or resumes a clock")


@law(
    "stop-is-shown", "table",
    Label("停表的环节通向停表状态，复表的环节离开它", "what suspends leads into a stopped state, what resumes leads out of it"),
    Label("时钟已停而状态看不出，或状态已恢复而时钟仍停", "a clock that stands still in a state that says it runs, or the other way round"),
    _stops,
)  # fmt: skip
def stop_is_shown(workflow: Workflow) -> Iterator[str]:
    for event, source, target in _moves(workflow):
        stopped = STOPPED in target.tags
        if (event.clock == "suspend" and not stopped) or (event.clock == "resume" and stopped):
            yield f"{event.code} from {source.id!r}"


@law(
    "stop-can-end", "table",
    Label("停表状态都有路恢复", "from a stopped state there is a way back to an open one that runs"),
    Label("一停再也不能复", "a clock that can be stopped and never started again"),
    _stops,
)  # fmt: skip
def stop_can_end(workflow: Workflow) -> Iterator[str]:
    steps = _steps(workflow)
    for state in workflow.states:
        if STOPPED in state.tags:
            ahead = [workflow.by_id[s] for s in _reach(steps, state.id)]
            if not any(STOPPED not in s.tags and s.kind != "rest" for s in ahead):
                yield f"{state.id!r} stops for good"


@law(
    "tags-agree", "table",
    Label("状态标记互不矛盾", "tags of a state do not contradict each other or its kind"),
    Label("一个状态既算完成又算作废，或作废后仍算未办结", "a state that counts twice in the figures: done and void, void and still open"),
)  # fmt: skip
def tags_agree(workflow: Workflow) -> Iterator[str]:
    for state in workflow.states:
        tags = state.tags
        wrong = (
            ({DONE, VOID} <= tags, "done and void"),
            ({DONE, HANDED_IN} <= tags, "done and awaiting judgement"),
            (SUSTAINED in tags and DONE not in tags, "kept up but not done"),
            (VOID in tags and state.kind != "rest", "void but not at rest"),
            (STOPPED in tags and state.kind == "rest", "at rest with a stopped clock"),
            (state.kind == "start" and bool(tags & {DONE, VOID, STOPPED}), "over or stopped at the start"),
        )
        yield from (f"{state.id!r} is {what}" for holds, what in wrong if holds)


@law(
    "routes-are-short", "table",
    Label("给出的路径走得通且最短", "a route that is told can be walked, and none is shorter"),
    Label("拒绝时指错路", "a refusal that sends people a way that does not exist, or a long way round"),
)  # fmt: skip
def routes_are_short(workflow: Workflow) -> Iterator[str]:
    steps = _steps(workflow)
    for source in steps:
        distances, routes = _reach(steps, source), workflow.routes(source)
        if set(routes) != set(distances):
            yield f"from {source!r} the routes lead to {sorted(routes)}, the table to {sorted(distances)}"
        for target, route in routes.items():
            here = source
            for cls in route:
                row = workflow.rows.get((here, cls))
                here = "" if row is None else row.target
            if here != target or len(route) != distances.get(target):
                yield f"the route from {source!r} to {target!r} is {[cls.code for cls in route]}"


@law(
    "fingerprint-tells", "table",
    Label("规则指纹随规则变，不随写法变", "the fingerprint changes with the rules and not with the order they are written in"),
    Label("改了规则而记录仍写旧指纹", "entries that name rules which are no longer those that admitted them"),
)  # fmt: skip
def fingerprint_tells(workflow: Workflow) -> Iterator[str]:
    again = Workflow(workflow.name, workflow.version, workflow.label, workflow.states[::-1], workflow.transitions[::-1])
    if again.rule != workflow.rule:
        yield "the same table written backwards has another fingerprint"
    if pickle.loads(pickle.dumps(workflow.rule)) != workflow.rule:  # noqa: S301  our own value
        yield "it does not survive pickling"
    rows = workflow.transitions
    for n, row in enumerate(rows):
        for what, others in _other_rows(row, workflow):
            changed = (*rows[:n], *others, *rows[n + 1 :])
            if _built(workflow, changed).rule == workflow.rule:
                yield f"{row.event.code} {what}: it is the same"


def _built(workflow: Workflow, rows: tuple[Transition, ...]) -> Workflow:
    return Workflow(workflow.name, workflow.version, workflow.label, workflow.states, rows)


def _other_rows(row: Transition, workflow: Workflow) -> Iterator[tuple[str, tuple[Transition, ...]]]:
    """A row changed in one thing that can change an answer."""
    yield "is gone", ()
    elsewhere = next(state.id for state in workflow.states if state.id != row.target)
    yield (
        f"leads to {elsewhere!r}",
        (attrs.evolve(row, target=elsewhere),) if row.target or len(row.sources) > 1 else (),
    )
    yield "wants another role", (attrs.evolve(row, roles=row.roles | {"a role of the law"}),)
    yield (
        "is guarded by more",
        (attrs.evolve(row, guards=(*row.guards, Guard("of the law", Label("条件", "a condition")))),),
    )
    yield "wants another field", (attrs.evolve(row, requires=(*row.requires, "role")),)
    for n, guard in enumerate(row.guards):
        moved = attrs.evolve(guard, params=f"{guard.params}'")
        yield (
            f"has other bounds in {guard.code}",
            (attrs.evolve(row, guards=(*row.guards[:n], moved, *row.guards[n + 1 :])),),
        )


@law(
    "extending-leaves-it", "table",
    Label("扩展工作流不改原工作流", "extending a workflow makes a new one and leaves this one as it was"),
    Label("改了一处，别处的规则也跟着变", "a change for one county that changes another's rules"),
)  # fmt: skip
def extending_leaves_it(workflow: Workflow) -> Iterator[str]:
    before = (workflow.rule, workflow.transitions, tuple(workflow.rows))
    source, cls = next(iter(workflow.rows))
    fewer = workflow.extend(drop=((source, cls),))
    if (workflow.rule, workflow.transitions, tuple(workflow.rows)) != before or (source, cls) in fewer.rows:
        yield f"dropping {cls.code} in {source!r}"
    if fewer == workflow or set(fewer.rows) != set(workflow.rows) - {(source, cls)}:
        yield "the new one is not this one without that row"


@law(
    "guard-holds-everywhere", "table",
    Label("加给环节的条件，处处有效", "a guard that is put on an event stands wherever the event may happen, or where it was said"),
    Label("只加在第一行上", "a condition that is added to the first row only"),
)  # fmt: skip
def guard_holds_everywhere(workflow: Workflow) -> Iterator[str]:
    guard = Guard("of the law", Label("条件", "a condition"))
    for cls in workflow.events:
        places = [state for state, event in workflow.rows if event is cls]
        for only in (None, places[-1:]):
            changed = workflow.guard(cls, guard, sources=only)
            for place in places:
                before = workflow.rows[place, cls].transition.guards
                wanted = (*before, guard) if only is None or place in only else before
                if changed.rows[place, cls].transition.guards != wanted or set(changed.rows) != set(workflow.rows):
                    yield f"{cls.code} in {place!r}, guarded in {only or 'every state'}"


@law(
    "judged-after-handing-in", "table",
    Label("只有递交过的才能待判", "a state in which work awaits judgement is entered by handing it in, or from another such"),
    Label("没人递交就进入待验收，逾期不再计", "an owner who stops being late because a state says handed in, and nobody handed anything in"),
)  # fmt: skip
def judged_after_handing_in(workflow: Workflow) -> Iterator[str]:
    for event, source, target in _moves(workflow):
        if HANDED_IN in target.tags and not source.tags & {HANDED_IN, DONE} and not event.hands_in:
            yield f"{event.code} leads from {source.id!r} to {target.id!r}"


TABLE_LAWS = LawSet(
    "tables",
    (state_reachable, open_can_rest, reopening_counts, open_has_exit, stop_is_shown, stop_can_end, tags_agree,
     routes_are_short, fingerprint_tells, extending_leaves_it, guard_holds_everywhere, judged_after_handing_in),
)  # fmt: skip
"""What the table alone must be like."""
