"""What laws tell matters apart by: where they stand, who did the work, what was shown or sent back, how terms run.

Holds: `Likeness`.
Never: asks a rule that is on trial, so that one that is wrong leads no search astray; the clock alone is the library's.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from safetywork.acts import Return
from safetywork.calendars import WorkCalendar
from safetywork.extensions import AskExtension, RefuseExtension
from safetywork.matters import Matter
from safetywork.waivers import Revoke, Waive

_MOVING = (Return, Waive, Revoke)
"""What moves a clock without saying so: work that is sent back, and waivers that stop a term."""
_AGAIN = 2
"""How many people, extensions, returns and cycles are told apart."""


class _Term(NamedTuple):
    """A term that runs: in what it is counted, what happened to it, whether it was met to the hour, its last day."""

    counted: tuple[type, str | None]
    extensions: int
    stops: int
    stopped: bool
    restarted: bool
    hour_gone: bool
    last_day: date | None


class Likeness(NamedTuple):
    """What the log of a matter says, told on from entry to entry: `Likeness().after(opened, calendar)`, and so on.

    `people` owned the work or handed it in, in this cycle, which is the `cycle`-th and `began` on a day; `handed` is
    what stands to be judged; `beside` are levels and phases that were told.
    """

    states: tuple[str, ...] = ()
    cycle: int = 1
    began: date = date.min
    people: frozenset[str] = frozenset()
    handed: Any = None
    returned: int = 0
    returned_before: bool = False
    asked: bool = False
    beside: frozenset[Any] = frozenset()
    terms: tuple[_Term | None, ...] = ()

    def after(self, matter: Matter, calendar: WorkCalendar) -> "Likeness":
        """What the log says with one entry more, the last of the matter."""
        entry, one = matter.log[-1], self
        event: Any = entry.event
        handed, returned, asked = one.handed, one.returned, one.asked
        if entry.rule.name == matter.workflows[0].name:
            if event.cycle or event.opens:
                one = Likeness(one.states, one.cycle + event.cycle, event.on, terms=one.terms)
                one = one._replace(returned_before=self.returned_before or self.returned > 0)
                handed, returned, asked = None, 0, False
            if event.hands_in:
                handed = event
            elif isinstance(event, Return):
                handed, returned = None, returned + 1
            elif isinstance(event, AskExtension):
                asked = True
            elif event.clock is not None or isinstance(event, RefuseExtension):
                asked = False
        terms = one.terms
        if not terms or event.clock is not None or event.cycle or event.at is not None or isinstance(event, _MOVING):
            terms = tuple(_term(matter, workflow.name, calendar) for workflow in matter.workflows)
        people, beside = one.people.union(_people(event)), one.beside.union(_told(event))
        return Likeness(
            matter.states, one.cycle, one.began, people, handed, returned, one.returned_before, asked, beside, terms
        )

    def parts(self, matter: Matter) -> tuple[Any, ...]:
        """What tells the matter apart, one part after the other, its states first."""
        handed, owner, last = self.handed, matter.owner, matter.log[-1].event.on
        shown = getattr(handed, "evidence", ())
        return (
            self.states,
            (owner is not None, min(len(self.people), _AGAIN), handed is not None and handed.by == owner),
            handed and frozenset((e.kind, e.on is not None and e.on >= self.began) for e in shown),
            (min(self.cycle - 1, _AGAIN), min(self.returned, _AGAIN), self.returned_before),
            tuple(term and (term[:-1], term.last_day and last > term.last_day) for term in self.terms),
            self.asked,
            self.beside,
            getattr(matter, "severity", None),
        )


def _people(event: Any) -> Iterator[str]:
    """Who has the work by the event, or hands it in."""
    if event.hands_in:
        yield event.by
    owner = getattr(event, "owner", None)
    if owner is not None:
        yield owner


def _told(event: Any) -> Iterator[tuple[str, Any, Any]]:
    level, phase = getattr(event, "level", None), getattr(event, "phase", None)
    if level is not None or phase is not None:
        yield event.code, level, phase


def _term(matter: Matter, machine: str, calendar: WorkCalendar) -> _Term | None:
    clock = due = None
    with suppress(Exception):  # what cannot be counted has no last day; a law tells it
        clock = matter.clock(machine)
        due = None if clock is None else clock.deadline(calendar, provisional=True)
    if clock is None:
        return None
    ended = None if due is None or due.moments is None else due.cutoff
    hour_gone = ended is not None and clock.finished_at is not None and clock.finished_at > ended
    last_day = None if due is None else due.last_day
    span = getattr(clock.term, "span", clock.term)
    counted = type(clock.term), getattr(span, "unit", None)
    extensions, stops = min(len(clock.extensions), _AGAIN), min(len(clock.stops), 1)
    return _Term(counted, extensions, stops, clock.stopped, bool(clock.earlier), hour_gone, last_day)
