"""What a law looks at: a matter as it stands, with the plain answers about it, and one event put to it.

Holds: `Seen`, `Trial`, `put_to`; what both are asked for: rows, conditions and their policies, earlier logs, last days.
Never: says what is right.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeVar

from attrs import define, field, frozen

from safetywork import decisions
from safetywork.calendars import WorkCalendar
from safetywork.clocks import Clock
from safetywork.decisions import Option, Refusal, Step
from safetywork.events import Entry, Event
from safetywork.lights import Light, LightPolicy, light
from safetywork.matters import Matter
from safetywork.periods import Deadline
from safetywork.standings import Standing
from safetywork.testing.logs import naive_clock, naive_finish
from safetywork.testing.oracles import PlainClock, naive_due, naive_share
from safetywork.workflows import Context, EventClass, Guard, Transition, Workflow

M = TypeVar("M", bound=Matter)


@define(eq=False, slots=False)
class Seen:
    """A matter on trial, with what laws ask of it again and again, asked once."""

    matter: Matter
    context: Context
    _shown: dict[Any, tuple[LightPolicy, Light]] = field(init=False, factory=dict[Any, tuple[LightPolicy, Light]])
    _then: dict[date, Matter | None] = field(init=False, factory=dict[date, Matter | None])
    _stands: dict[date, Standing | None] = field(init=False, factory=dict[date, Standing | None])
    _ends: dict[Any, tuple[date, date] | None] = field(init=False, factory=dict[Any, tuple[date, date] | None])

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What can be done next, as it is offered."""
        return decisions.options(self.matter, self.context)

    def light(self, policy: LightPolicy, on: date) -> Light:
        """What the matter shows on the day."""
        key = id(policy), on  # two policies may bear one name; each is kept, so that no other comes to its id
        if key not in self._shown:
            self._shown[key] = policy, light(self.matter, on, self.context.calendar, policy)
        return self._shown[key][1]

    def standing(self, on: date) -> Standing | None:
        """Where its main term stands on the day."""
        if on not in self._stands:
            self._stands[on] = self.matter.settled_standing(on, self.context.calendar)
        return self._stands[on]

    def as_of(self, day: date) -> Matter | None:
        """The matter as it stood on the day."""
        if day not in self._then:
            self._then[day] = self.matter.as_of(day)
        return self._then[day]

    @cached_property
    def plain(self) -> tuple[PlainClock | None, ...]:
        """The clock of each machine, told entry by entry."""
        return tuple(naive_clock(self.matter, workflow) for workflow in self.matter.workflows)

    @cached_property
    def finish(self) -> tuple[date, datetime | None] | None:
        """The day the work was handed in or done, and its moment, told entry by entry."""
        return naive_finish(self.matter)

    def plain_due(self, on: date | None = None, *, at: int = 0) -> tuple[date, date] | None:
        """Nominal and last day of a term that runs, counted day by day; only a stop that goes on asks for the day."""
        plain = self.plain[at]
        if plain is None:
            return None
        key = at, on if any(end is None for _, end in plain.stops) else None
        if key not in self._ends:
            self._ends[key] = naive_due(plain, self.context.calendar, on)
        return self._ends[key]

    def plain_left(self, on: date) -> int | None:
        """Calendar days from the day, or from the finish, to the last day of the main term; below zero: past."""
        at = on if self.finish is None else self.finish[0]
        due = self.plain_due(min(on, at))
        return None if due is None else (due[1] - at).days

    def plain_share(self, on: date) -> Fraction | None:
        """The share of the main term gone on the day, or by the finish; None where it has no plain way."""
        plain, at = self.plain[0], on if self.finish is None else self.finish[0]
        return None if plain is None else naive_share(plain, self.context.calendar, min(on, at), at)

    @cached_property
    def clocks(self) -> tuple[Clock | None, ...]:
        """The clock of each machine."""
        return tuple(self.matter.clock(workflow.name) for workflow in self.matter.workflows)

    @cached_property
    def last_day(self) -> date | None:
        """The last day of the main term, an open stop not counted; None where none runs."""
        due = self.matter.deadline(self.context.calendar, provisional=True)
        return None if due is None else due.last_day

    @property
    def last(self) -> date:
        """The day of the last entry."""
        return self.matter.log[-1].event.on


@frozen(eq=False, slots=False)
class Trial:
    """One event put to a matter: what stood before, the answer, and what stands after it."""

    before: Seen
    event: Event
    answer: Step | Refusal
    after: Seen

    @property
    def entry(self) -> Entry | None:
        """The entry that was made; None where the event was refused, or stood there already."""
        return None if isinstance(self.answer, Refusal) else self.answer.entry

    @property
    def context(self) -> Context:
        """What guards could look at."""
        return self.before.context

    @cached_property
    def at(self) -> int | None:
        """The machine that has a row for the event where it stands, the main one first; None where none has."""
        return row_at(self.before.matter, type(self.event))

    @cached_property
    def workflow(self) -> Workflow | None:
        """The machine that the event belongs to."""
        return None if self.at is None else self.before.matter.workflows[self.at]

    @cached_property
    def transition(self) -> Transition | None:
        """The row of the table that the event asks for."""
        if self.at is None:
            return None
        return row_of(self.before.matter.workflows[self.at], self.before.matter.states[self.at], type(self.event))

    @cached_property
    def told_before(self) -> bool:
        """Whether the event bears an id that stands in the log already."""
        return self.event.id is not None and self.event.id in {entry.event.id for entry in self.before.matter.log}

    def guards(self, *codes: str) -> tuple[Guard, ...]:
        """The conditions of these codes that the row is held to, the first of each."""
        return tuple(self._guards[code] for code in codes if code in self._guards)

    @cached_property
    def _guards(self) -> dict[str, Guard]:
        return {} if self.transition is None else {guard.code: guard for guard in reversed(self.transition.guards)}


def given_to(guard: Guard, kind: type[Any]) -> Any | None:
    """The policy of that kind that a condition was made with, however deep; None where it was made with none."""
    asked: list[Any] = [guard.check, guard.need]
    for each in asked:
        for given in getattr(each, "args", ()):
            if isinstance(given, kind):
                return given
            asked.append(given)
    return None


def alone_of(guard: Guard) -> str | None:
    """The tag by which a condition looks at a machine beside (`alone`); None where it looks at the matter."""
    asked: list[Any] = [guard.check, guard.need]
    for each in asked:
        given: tuple[Any, ...] = getattr(each, "args", ())
        if len(given) == 2 and isinstance(given[0], str) and callable(given[1]):  # noqa: PLR2004  a tag, and what is asked
            return given[0]
        asked += given
    return None


def blank_of(matter: M) -> M:
    """The same matter before anything was recorded of it."""
    return matter.blank(matter.id, matter.workflows)


def replayed(matter: M, entries: Iterable[Entry]) -> M:
    """The matter that these entries leave of it, from nothing."""
    return decisions.replay(blank_of(matter), entries)


def row_of(workflow: Workflow, state: str, cls: EventClass) -> Transition | None:
    """The row of `cls` in `state`, read off the table as it was written down."""
    return next((t for t in workflow.transitions if t.event is cls and state in t.sources), None)


def row_at(matter: Matter, cls: EventClass) -> int | None:
    """The place of the machine that has a row for `cls` where it stands."""
    for at, (workflow, state) in enumerate(zip(matter.workflows, matter.states, strict=True)):
        if (state, cls) in workflow.rows:
            return at
    return None


def put_to(seen: Seen, event: Event) -> Trial:
    """The trial of `event` against the matter, through `decide` and `evolve`."""
    answer = decisions.decide(seen.matter, event, seen.context)
    entry: Any = None if isinstance(answer, Refusal) else answer.entry
    after = seen if entry is None else Seen(decisions.evolve(seen.matter, entry), seen.context)
    return Trial(seen, event, answer, after)


def due_of(matter: Matter, machine: str, calendar: WorkCalendar) -> Deadline | None:
    """The deadline of a machine's term; None where none runs, or where it cannot be counted."""
    try:
        return matter.deadline(calendar, machine=machine, provisional=True)
    except Exception:  # noqa: BLE001  what cannot be counted has no edge; a law tells it
        return None


def after_last(matter: Matter, days: int) -> date:
    """The day so many days after the last entry."""
    return matter.log[-1].event.on + timedelta(days=days)


def last_day(matter: Matter, machine: str, calendar: WorkCalendar) -> date | None:
    """The last day of a machine's term; None where none runs, or where it cannot be counted."""
    due = due_of(matter, machine, calendar)
    return None if due is None else due.last_day
