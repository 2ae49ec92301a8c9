"""The appendix of the reference: what can be done in each state of a workflow, by whom, and what blocks it.

Holds: `options_table`, which says of a workflow what `options()` says of a matter in each of its states.
Never: knows which workflows there are: the page is made of all that the library has in stock.
"""

from collections.abc import Iterable, Iterator

import attrs

import safetywork as sw

HEAD = ("State 状态", "What 办理事项", "Leads to 去向", "Who 谁办", "Fields 填写", "Blocked unless 条件")


def table(*head: str, rows: Iterable[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def both(label: sw.Label) -> str:
    """Chinese, with the English beside it."""
    return f"{label.zh} {label.en}"


def codes(names: Iterable[str]) -> str:
    """Names as code."""
    return ", ".join(f"`{name}`" for name in names)


def options_table(workflow: sw.Workflow) -> str:
    """One table: every state of the workflow, with every event that it takes."""
    return table(*HEAD, rows=(row for state in workflow.states for row in _rows(workflow, state)))


def _rows(workflow: sw.Workflow, state: sw.State) -> Iterator[tuple[str, ...]]:
    told = f"{both(state.label)} (`{state.id}`)"
    rows = [row for (source, _), row in workflow.rows.items() if source == state.id]
    if not rows:
        yield told, "nothing 无", "", "", "", ""
    for row in rows:
        t = row.transition
        target = "stays 不变" if row.target == state.id else both(workflow.state(row.target).label)
        who = codes(sorted(t.roles)) or "anybody 不限"
        yield told, f"{both(t.event.label)} (`{t.event.code}`)", target, who, _fields(t), _conditions(t)
        told = ""


def _fields(t: sw.Transition) -> str:
    """The event's own fields, those that must be filled in first and in bold."""
    given = {a.name: a.default is not attrs.NOTHING for a in attrs.fields(t.event)}
    must = [name for name in t.event.fields() if name in t.requires or not given[name]]
    may = [name for name in t.event.fields() if name not in must]
    return ", ".join([*(f"**`{name}`**" for name in must), *(f"`{name}`" for name in may)])


def _conditions(t: sw.Transition) -> str:
    return "; ".join(both(guard.label) for guard in t.guards)
