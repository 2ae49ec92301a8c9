"""Strategies for tables of rules and their parts: states, rows, guards, reasons, contexts, workflows.

Holds: `states`, `transitions`, `guards`, `reasons`, `contexts`, `rules`, `workflows`.
Never: draws a table that `Workflow` would refuse, and throws it away.
"""

from collections.abc import Iterator
from string import Formatter
from typing import Any, get_args

from hypothesis import strategies as st

from safetywork.events import Rule
from safetywork.schemes import OPEN
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.testing.drawn.people import names
from safetywork.testing.drawn.times import calendars
from safetywork.testing.drawn.words import labels
from safetywork.testing.tables import workflow_tables
from safetywork.workflows import (
    DONE,
    HANDED_IN,
    REASONS,
    STOPPED,
    VOID,
    Context,
    EventClass,
    Guard,
    Reason,
    State,
    StateKind,
    Transition,
    Workflow,
)

_EVENTS: tuple[EventClass, ...] = tuple(dict.fromkeys(cls for w in STOCK_WORKFLOWS for cls in w.events))
_GUARDS = tuple({g.code: g for w in STOCK_WORKFLOWS for t in w.transitions for g in t.guards}.values())
_IDS = ("registered", "rectifying", "submitted", "closed")
_ROLES = ("leader", "supervisor", "verifier")
_SAID = ("李四", "2024-10-01", "{}")


def _refused(_: Any, __: Any) -> Iterator[Reason]:
    yield Reason("drawn", {}, _NEVER.label)


def _checked(_: Any, event: Any, __: Context) -> Iterator[Reason]:
    if event.by == "李四":
        yield Reason("drawn", {}, _NEVER.label)


def states(id: str | None = None) -> st.SearchStrategy[State]:
    """States of that id (of few, unless given), of every kind, with tags that the library reads or with none."""
    ids = st.sampled_from(_IDS) if id is None else st.just(id)
    tags = st.sets(st.sampled_from((DONE, HANDED_IN, STOPPED, VOID)), max_size=2)
    return st.builds(State, ids, labels(), st.sampled_from(get_args(StateKind)), tags)


def guards() -> st.SearchStrategy[Guard]:
    """The guards of the library's workflows, one that lets nothing pass, and one that looks at who sends the event."""
    return st.sampled_from((*_GUARDS, _NEVER, _BY))


def transitions() -> st.SearchStrategy[Transition]:
    """Rows of any event of the library, from one or two states to another or to none, guarded, required, by role."""
    return st.sampled_from(_EVENTS).flatmap(_rows)


def _rows(event: EventClass) -> st.SearchStrategy[Transition]:
    sources = st.lists(st.sampled_from(_IDS), min_size=1, max_size=2, unique=True)
    fields = (
        st.lists(st.sampled_from(event.fields()), max_size=2, unique=True).map(tuple) if event.fields() else st.just(())
    )
    guarded = st.lists(guards(), max_size=2).map(tuple)
    roles = st.sets(st.sampled_from(_ROLES), max_size=2)
    return st.builds(Transition, st.just(event), sources, st.none() | st.sampled_from(_IDS), guarded, fields, roles)


def reasons() -> st.SearchStrategy[Reason]:
    """Reasons of the library with their places filled in, and a user's own with words of its own."""
    return st.sampled_from(tuple(REASONS)).flatmap(_told) | st.builds(
        Reason, st.just("own"), label=labels().map(_plain)
    )


def _told(code: str) -> st.SearchStrategy[Reason]:
    places = {name for _, name, _, _ in Formatter().parse(REASONS[code].zh) if name}
    return st.builds(Reason, st.just(code), st.fixed_dictionaries({n: st.sampled_from(_SAID) for n in sorted(places)}))


def _plain(label: Any) -> Any:
    return label.literal()


def contexts() -> st.SearchStrategy[Context]:
    """What guards look at: drawn calendars; no list of roles, or one in which names stand twice; what is still open."""
    roles = st.dictionaries(names(), st.frozensets(st.sampled_from(_ROLES), max_size=2), max_size=4)
    facts = st.sampled_from(({}, {OPEN: ()}, {OPEN: ("M-1",)}))
    return st.builds(Context, calendars(), st.none() | roles, facts)


def rules() -> st.SearchStrategy[Rule]:
    """The rules by which the workflows of the library admit, and other versions of them."""
    known = st.sampled_from([workflow.rule for workflow in STOCK_WORKFLOWS])
    return known | st.builds(Rule, known.map(lambda rule: rule.name), st.sampled_from(("1", "2")), st.just("0" * 12))


def workflows() -> st.SearchStrategy[Workflow]:
    """Workflows of the library, the same with one more guard, and random tables that nobody would write."""
    stock = st.sampled_from(STOCK_WORKFLOWS)
    guarded = stock.flatmap(lambda one: st.builds(one.guard, st.sampled_from(one.events), guards()))
    return stock | guarded | workflow_tables()


_NEVER = Guard("drawn: never", REASONS["unknown_event"], need=_refused)
_BY = Guard("drawn: by another", REASONS["role_needed"], check=_checked, params="李四")
