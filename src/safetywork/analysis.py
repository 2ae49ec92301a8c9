"""What is wrong with a workflow, read off its table, and pictures of it.

Holds: `analyse`, `walks`, `mermaid`.
Never: runs a guard, or says that a lawful policy is a good one.
"""

from collections.abc import Iterator

from safetywork.events import Event
from safetywork.faults import Fault, Severity
from safetywork.labels import Label, Lang
from safetywork.workflows import STOPPED, SUPERSEDED, EventClass, Workflow

FINDINGS: dict[str, tuple[Severity, Label]] = {
    "unreachable": ("error", Label("从起始状态无法到达", "no way leads here from the start")),
    "trap": ("error", Label("进入后再也不能办结", "once here, no state of rest can be reached")),
    "dead end": ("error", Label("未办结却没有出口", "still open, yet without an exit")),
    "unused event": ("warning", Label("声明了却从不发生的环节", "declared, but no row lets it happen")),
    "single exit": (
        "note",
        Label("只有一个出口，无法退回或取消", "only one way out: nothing can go wrong here, or be called off"),
    ),
    "uncounted loop": (
        "error",
        Label("办结后可反复打开而不计次数", "it can be reopened again and again without being counted"),
    ),
    "stops for good": ("error", Label("时钟可停不可续", "the clock can stop here and never start again")),
    "lost clock": (
        "error",
        Label("恢复计时后仍处于停表状态", "the clock is said to resume, yet the state still stops it"),
    ),
}


def analyse(workflow: Workflow, *, events: tuple[EventClass, ...] = ()) -> tuple[Fault, ...]:
    """Everything that the table alone shows to be wrong or doubtful, as faults placed at a state or an event.

    `events` are the classes that ought to happen somewhere (an `unused event` is one that does not).
    """
    exits: dict[str, list[tuple[EventClass, str]]] = {state.id: [] for state in workflow.states}
    entries: dict[str, list[str]] = {state.id: [] for state in workflow.states}
    for (source, event), row in workflow.rows.items():
        exits[source].append((event, row.target))
        entries[row.target].append(source)
    reached = _closure({workflow.start}, {state: [target for _, target in out] for state, out in exits.items()})
    finishing = _closure({state.id for state in workflow.states if state.kind == "rest"}, entries)
    used = {event for _, event in workflow.rows}
    found = [_fault("unused event", event.code) for event in events if event not in used]
    for state in workflow.states:
        away = [(event, target) for event, target in exits[state.id] if target != state.id]
        if state.id not in reached and SUPERSEDED not in state.tags:
            found.append(_fault("unreachable", state.id))
        if state.kind != "rest":
            if not away:
                found.append(_fault("dead end", state.id))
            elif state.id not in finishing:
                found.append(_fault("trap", state.id))
            elif len(away) == 1 and state.kind == "open" and SUPERSEDED not in state.tags:
                found.append(_fault("single exit", state.id))
        else:
            found += [
                _fault("uncounted loop", f"{state.id} → {target}")
                for event, target in away
                if workflow.by_id[target].kind != "rest" and not event.cycle
            ]
        found += _clock_faults(workflow, state.id, exits)
    return tuple(found)


def walks(workflow: Workflow, *, longest: int) -> Iterator[tuple[tuple[EventClass, str], ...]]:
    """Every walk of up to `longest` events from the start, shorter ones first, as (event, state it leads to) steps.

    Exhaustive: their number grows as the number of exits to the power of `longest`.
    """
    exits: dict[str, list[tuple[EventClass, str]]] = {state.id: [] for state in workflow.states}
    for (source, event), row in workflow.rows.items():
        exits[source].append((event, row.target))
    front: list[tuple[tuple[EventClass, str], ...]] = [()]
    for _ in range(longest):
        front = [(*walk, step) for walk in front for step in exits[walk[-1][1] if walk else workflow.start]]
        yield from front


def mermaid(workflow: Workflow, *, lang: Lang | None = "zh") -> str:
    """The workflow as a Mermaid state diagram, with labels in `lang`, or with ids and codes where it is None.

    Events that lead the same way share an arrow.
    """
    lines = ["stateDiagram-v2"]
    names = {state.id: f"s{i}" for i, state in enumerate(workflow.states)}
    lines += [
        f'    state "{_escaped(state.label.text(lang) if lang else state.id)}" as {names[state.id]}'
        for state in workflow.states
    ]
    lines.append(f"    [*] --> {names[workflow.start]}")
    arrows: dict[tuple[str, str], list[str]] = {}
    for (source, event), row in workflow.rows.items():
        arrows.setdefault((source, row.target), []).append(_escaped(_word(event, lang)))
    for (source, target), words in arrows.items():
        joined = ("、" if lang == "zh" else ", ").join(words)
        lines.append(f"    {names[source]} --> {names[target]} : {joined}")
    lines += [f"    {names[state.id]} --> [*]" for state in workflow.states if state.kind == "rest"]
    return "\n".join(lines) + "\n"


def _closure(start: set[str], steps: dict[str, list[str]]) -> set[str]:
    found, queue = set(start), list(start)
    while queue:
        for target in steps[queue.pop()]:
            if target not in found:
                found.add(target)
                queue.append(target)
    return found


def _clock_faults(workflow: Workflow, state: str, exits: dict[str, list[tuple[EventClass, str]]]) -> Iterator[Fault]:
    stopped = STOPPED in workflow.by_id[state].tags
    if stopped:
        states = {target for _, target in exits[state]} | set(workflow.routes(state))
        if not any(STOPPED not in workflow.by_id[s].tags and workflow.by_id[s].kind != "rest" for s in states):
            yield _fault("stops for good", state)
    for event, target in exits[state]:
        if event.clock == "resume" and STOPPED in workflow.by_id[target].tags:
            yield _fault("lost clock", f"{state} → {target}")
        if event.clock == "suspend" and STOPPED not in workflow.by_id[target].tags:
            yield _fault("stops for good", f"{state} → {target}")


def _fault(code: str, place: str) -> Fault:
    severity, label = FINDINGS[code]
    return Fault(code, place, label, severity=severity)


def _word(event: type[Event], lang: Lang | None) -> str:
    return event.label.text(lang) if lang else event.code


def _escaped(text: str) -> str:
    return text.replace('"', "'").replace("\n", " ").replace(":", "：").replace(";", "；")
