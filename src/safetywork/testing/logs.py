"""What a log says, told entry by entry: what laws hold the library against where it reads one.

Holds: `main_state`, `naive_clock`, `naive_cycle`, `naive_finish`, `naive_handing_in`, `naive_waived`, `naive_workers`,
    `naive_fields`, `pending_request`, `asked_last`, `told_by_log`, `folded`.
Never: calls what it is there to check, or is quick.
"""

import unicodedata
from datetime import date, datetime, timedelta
from typing import Any

from safetywork.acts import Return
from safetywork.events import Entry
from safetywork.extensions import AskExtension, Extend, RefuseExtension
from safetywork.issues import Issue
from safetywork.matters import Matter
from safetywork.terms import in_hours
from safetywork.testing.oracles import PlainClock
from safetywork.waivers import AskWaiver, Revoke, Waive
from safetywork.workflows import DONE, HANDED_IN, State, Workflow

_ONE = timedelta(days=1)


def main_state(matter: Matter) -> State:
    """The state of the main machine, by its table."""
    return matter.workflows[0].state(matter.states[0])


def naive_clock(matter: Matter, workflow: Workflow) -> PlainClock | None:
    """The clock of one machine, told from its entries by what their events declare."""
    started: tuple[date, Any] | None = None
    extensions: list[Any] = []
    stops: list[tuple[date, date | None]] = []
    again = False
    for entry in matter.log:
        event: Any = entry.event
        if entry.rule.name != workflow.name:
            continue
        if event.cycle or event.clock == "end":
            started, extensions, stops = None, [], []
        if event.clock == "start" and event.term is not None:
            started, extensions, stops, again = (_from(event, event.term), event.term), [], [], False
        elif started is not None and event.clock == "restart":
            started, extensions, again = (_from(event, started[1]), started[1]), [], True
        elif started is not None and event.clock == "extend":
            extensions.append(event)
        elif started is not None and event.clock == "suspend" and not (stops and stops[-1][1] is None):
            stops.append((event.on, None))
        elif stops and event.clock == "resume" and stops[-1][1] is None:
            stops[-1] = (stops[-1][0], event.on)
    if started is None:
        return None
    stops += _waived_stops(matter, started[0]) if workflow is matter.workflows[0] else []
    stops.sort(key=lambda stop: (stop[1] is None, stop[0]))
    return PlainClock(*started, tuple(extensions), tuple(stops), again)


def _waived_stops(matter: Matter, trigger: date) -> list[tuple[date, date]]:
    """The stretches in which a waiver held the term; it is owed again on the day after each."""
    begun = date(trigger.year, trigger.month, trigger.day)
    stretches = [(max(waive.on, begun), end - _ONE) for waive, end in _waived(matter) if waive.stops]
    return [(start, end) for start, end in stretches if start < end]


def _waived(matter: Matter) -> list[tuple[Waive, date]]:
    """Every waiver granted in this cycle, with the day on which the matter is owed again."""
    found: list[tuple[Waive, date]] = []
    for entry in matter.log:
        event = entry.event
        if event.cycle and entry.rule.name == matter.workflows[0].name:
            found = []
        elif isinstance(event, Waive):
            found.append((event, event.expires))
        elif isinstance(event, Revoke) and found:
            found[-1] = (found[-1][0], min(event.on, found[-1][1]))
    return found


def naive_waived(matter: Matter, on: date) -> bool:
    """Whether, by the log, something is owed and the last waiver of this cycle holds on the day `on`."""
    if type(matter).waived is Matter.waived:
        return False  # its kind is not waived
    state, granted = main_state(matter), _waived(matter)
    return state.kind != "rest" and DONE not in state.tags and bool(granted) and on < granted[-1][1]


def naive_cycle(matter: Matter) -> tuple[Entry, ...]:
    """The entries since the main machine last began a cycle, that one included; all where it never did."""
    main = matter.workflows[0].name
    began = [n for n, entry in enumerate(matter.log) if entry.event.cycle and entry.rule.name == main]
    return matter.log[began[-1] :] if began else matter.log


def naive_finish(matter: Matter) -> tuple[date, datetime | None] | None:
    """The day the work was handed in or done, and its moment, by the entry that brought it there to stay."""
    workflow, found = matter.workflows[0], None
    for entry in matter.log:
        if entry.rule.name == workflow.name:
            settled = bool(workflow.state(entry.to).tags & {HANDED_IN, DONE})
            found = (None if entry.event.cycle else found) or entry.event if settled else None
    if found is None:
        return None
    stated = getattr(found, "finished", None)
    return (stated, None) if stated else (found.on, found.at)


def naive_handing_in(matter: Matter) -> Any | None:
    """The event that handed in what stands to be judged: the last of this cycle, gone once it was sent back."""
    found: Any = None
    for entry in matter.log:
        if entry.rule.name == matter.workflows[0].name:
            if entry.event.cycle or isinstance(entry.event, Return):
                found = None
            if entry.event.hands_in:
                found = entry.event
    return found


def pending_request(matter: Matter, workflow: Workflow | None) -> Any | None:
    """The request for a longer term on one machine that nobody has decided, in this cycle."""
    found: Any = None
    for entry in matter.log:
        event = entry.event
        if workflow is None or entry.rule.name != workflow.name:
            continue
        if event.cycle or event.clock == "end" or isinstance(event, Extend | RefuseExtension):
            found = None
        elif isinstance(event, AskExtension):
            found = event
    return found


def asked_last(matter: Matter, workflow: Workflow | None) -> AskWaiver | None:
    """The last request for a waiver."""
    asks = [e.event for e in matter.log if workflow is not None and e.rule.name == workflow.name]
    return next((event for event in reversed(asks) if isinstance(event, AskWaiver)), None)


def told_by_log(matter: Matter) -> bool:
    """Whether its clock is told by its entries alone, as of any matter or issue; a kind's own has no oracle."""
    return type(matter).clock in (Matter.clock, Issue.clock)


def _from(event: Any, term: Any) -> date:
    moment = event.at if in_hours(term) else None
    started: date = getattr(event, "trigger", None) or moment or event.on
    return started


_DOTS = "·•・‧∙⋅・"
_HIDDEN = {"Cc", "Cf"}


def folded(name: str) -> str:
    """A name as it is compared: width, case and the dots between its parts folded, nothing blank in it."""
    told = unicodedata.normalize("NFKC", name).casefold()
    plain = ("·" if c in _DOTS else c for c in told if not c.isspace() and unicodedata.category(c) not in _HIDDEN)
    return "".join(c for c in plain if c.isprintable() or unicodedata.category(c) == "Co")


def naive_workers(matter: Matter) -> frozenset[str]:
    """Everybody who owned or handed in the work of this cycle, told entry by entry."""
    main = matter.workflows[0].name
    owner: str | None = None
    workers: set[str] = set()
    for entry in matter.log:
        event: Any = entry.event
        if event.cycle and entry.rule.name == main:
            workers = set() if owner is None else {owner}
        told = dict(event.sets()).get("owner")
        if told is not None:
            owner = folded(told)
            workers.add(owner)
        if event.hands_in:
            workers.add(folded(event.by))
    return frozenset(workers)


def naive_fields(matter: Matter) -> dict[str, Any]:
    """What the entries left behind, the last word on each field."""
    told: dict[str, Any] = {}
    for entry in matter.log:
        told.update(entry.event.sets())
    return told
