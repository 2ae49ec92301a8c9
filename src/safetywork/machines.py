"""The machines that run beside a matter's main one: what each means for the matter, and each seen by itself.

Holds: `HOLDS_OPEN` and the guards `SETTLED`, `STILL_OWED`, `WORK_ACCEPTED`; `Alone`, one machine of a matter seen as if
    it ran alone, and `alone`, which holds a guard to that view; the cycles of a machine (`Cycle`).
Never: knows what a machine is about.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from attrs import frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import WorkflowError
from safetywork.events import Entry
from safetywork.labels import Label
from safetywork.parties import name_key
from safetywork.workflows import DONE, HANDED_IN, VOID, Check, Context, Guard, Need, Reason, Workflow

HOLDS_OPEN = "holds the matter open"
"""Tag of a state of a machine beside: while it is there, the matter may not be struck off (`SETTLED`)."""


@frozen
class Cycle:
    """One cycle 轮次 of a machine: from its first entry, or the event that began it anew, to the next such event."""

    number: int
    entries: tuple[Entry, ...]

    @property
    def began_on(self) -> date:
        """The day it began."""
        return self.entries[0].event.on


def cycles(matter: Any, machine: str) -> tuple[Cycle, ...]:
    """The cycles of the machine of that name, oldest first; none where nothing happened to it."""
    log = tuple(entry for entry in matter.log if entry.rule.name == machine)
    again = (n for n, entry in enumerate(log) if n and entry.event.cycle)
    bounds = (0, *again, len(log)) if log else ()
    return tuple(Cycle(number, log[a:b]) for number, (a, b) in enumerate(pairwise(bounds), start=1))


@frozen
class Alone:
    """One machine of a matter, seen as if it ran alone: its entries, its clock, the people who may not judge it."""

    matter: Any
    workflow: Workflow

    @property
    def workflows(self) -> tuple[Workflow, ...]:
        """The machine itself."""
        return (self.workflow,)

    @property
    def this_cycle(self) -> tuple[Entry, ...]:
        """The entries of its present cycle."""
        told = cycles(self.matter, self.workflow.name)
        return told[-1].entries if told else ()

    @property
    def workers(self) -> frozenset[str]:
        """Everybody who did the matter's work or handed something in here in this cycle, by key."""
        here = frozenset(name_key(entry.event.by) for entry in self.this_cycle if entry.event.hands_in)
        everywhere: frozenset[str] = self.matter.workers
        return everywhere | here

    def clock(self) -> Any:
        """The clock of the machine; None where no term was set."""
        return self.matter.clock(self.workflow.name)

    def deadline(self, calendar: WorkCalendar = CHINA, *, on: date | None = None, provisional: bool = False) -> Any:
        """The deadline of the machine as it now is; None where no term was set."""
        return self.matter.deadline(calendar, machine=self.workflow.name, on=on, provisional=provisional)


def machine_with(matter: Any, tag: str) -> Workflow | None:
    """The machine of a matter that has a state with `tag`, whatever a county calls it; None where it runs none."""
    machines: tuple[Workflow, ...] = matter.workflows
    return next((each for each in machines if any(tag in state.tags for state in each.states)), None)


def alone(tag: str, guard: Guard) -> Guard:
    """The same condition, looking at the machine that has states with `tag` and not at the matter's main one.

    The guard raises `WorkflowError` where no machine has such a state.
    """
    return Guard(
        guard.code,
        guard.label,
        guard.need and partial(_need, tag, guard.need),
        guard.check and partial(_check, tag, guard.check),
        ": ".join(part for part in (tag, guard.params) if part),
    )


def _seen(matter: Any, tag: str) -> Alone:
    machine = machine_with(matter, tag)
    if machine is None:
        raise WorkflowError(matter.id, (f"a guard looks for a state tagged {tag!r}, and no machine has one",))
    return Alone(matter, machine)


def _need(tag: str, need: Need, matter: Any, context: Context) -> Iterable[Reason]:
    return need(_seen(matter, tag), context)


def _check(tag: str, check: Check, matter: Any, event: Any, context: Context) -> Iterable[Reason]:
    return check(_seen(matter, tag), event, context)


def settled(matter: Any, _: Context) -> Iterator[Reason]:
    """No machine stands in a state that holds the matter open; one reason for each that does."""
    for workflow, state_id in zip(matter.workflows, matter.states, strict=True):
        state = workflow.state(state_id)
        if HOLDS_OPEN in state.tags:
            yield Reason("held_open", {"machine": workflow.label, "state": state.label}, _HELD_OPEN)


def still_owed(matter: Any, _: Context) -> Iterator[Reason]:
    """The matter is not done, cancelled or at rest: there is something to order."""
    if not matter.pending:
        yield Reason("not_owed", {"state": matter.standing_state.label}, _NOT_OWED)


def work_accepted(matter: Any, _: Context) -> Iterator[Reason]:
    """The work on the matter itself was accepted."""
    if not matter.done:
        yield Reason("not_accepted", {"state": matter.standing_state.label}, _NOT_ACCEPTED)


def work_handed_in(matter: Any, _: Context) -> Iterator[Reason]:
    """The work on the matter itself was handed in, and was not sent back; or the matter was called off."""
    state = matter.standing_state
    if not state.tags & {HANDED_IN, DONE, VOID}:
        yield Reason("not_handed_in", {"state": state.label}, _NOT_HANDED_IN)


_HELD_OPEN = Label("{machine}未了结（{state}）", "{machine} is not settled ({state})")
_NOT_OWED = Label("事项已是“{state}”，无可督办", "the matter is “{state}”: nothing is owed any more")
_NOT_ACCEPTED = Label("整改尚未验收通过（{state}）", "the work has not been accepted ({state})")
_NOT_HANDED_IN = Label("整改尚未报验（{state}）", "the work has not been handed in ({state})")

SETTLED = Guard("settled", Label("挂牌、责令、停产均已了结", "nothing beside it holds it open"), need=settled)
STILL_OWED = Guard("still owed", Label("事项尚未办结", "the matter is still owed"), need=still_owed)
WORK_ACCEPTED = Guard("work accepted", Label("整改已验收通过", "the work was accepted"), need=work_accepted)
WORK_HANDED_IN = Guard("work handed in", Label("整改已报验", "the work was handed in"), need=work_handed_in)
