"""A matter: something that somebody owes, with its machines and its log.

Holds: `Matter`, and how its clock is folded from its log.
Never: knows issues from pledges, stores what follows from the log, or changes in place.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

from attrs import field, frozen

from safetywork import decisions, digests
from safetywork.acts import Evidence, Progress, Return
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock, Extension, Standing
from safetywork.counts import Count, Number
from safetywork.decisions import EMPTY, Option, Refusal, Step
from safetywork.errors import SafetyworkError, WorkflowError
from safetywork.events import ClockRole, Entry, Event
from safetywork.extensions import AskExtension, pending_ask
from safetywork.labels import Label
from safetywork.parties import name_key
from safetywork.periods import Deadline
from safetywork.terms import Term, in_hours
from safetywork.workflows import DONE, VOID, Context, EventClass, State, Workflow


@frozen(kw_only=True, weakref_slot=False)
class Matter:
    """A matter 事项: an identity, its machines (the first one is the main one), and the log of what happened.

    Everything else is a function of the log: `states`, owner and title are what its entries left behind. Make one with
    the opening of its kind (`Issue.register`, `Pledge.declare`, …), change it with `apply`. `size` says how many things
    of the same kind a batch stands for; None is one.
    """

    kind: ClassVar[str] = "matter"
    noun: ClassVar[Label] = Label("事项", "matter")
    correctable: ClassVar[tuple[str, ...]] = ("title", "owner", "unit")
    openings: ClassVar[tuple[EventClass, ...]] = ()
    """The events that open a matter of this kind; a document is read by them."""

    id: str
    workflows: tuple[Workflow, ...] = field(repr=False)
    states: tuple[str, ...]
    log: tuple[Entry, ...] = field(default=(), repr=False)
    title: str = ""
    owner: str | None = None
    unit: str | None = None
    campaign: str | None = None
    size: Count | None = None

    @classmethod
    def blank(cls, matter_id: str, workflows: Iterable[Workflow]) -> Self:
        """A matter of which nothing is recorded yet; raises `WorkflowError` where two machines take the same event."""
        main, *others = workflows
        machines = main.beside(*others)
        return cls(id=matter_id, workflows=machines, states=tuple(machine.start for machine in machines))

    @classmethod
    def open(cls, matter_id: str, workflows: Iterable[Workflow], event: Event) -> Self:
        """The matter that the opening `event` begins; raises `WorkflowError` for an event that opens nothing."""
        if not event.opens:
            raise WorkflowError(
                matter_id, (f"{type(event).__name__} opens no matter; declare opens = True on its class",)
            )
        blank = cls.blank(matter_id, workflows)
        main = blank.workflows[0]
        return decisions.evolve(blank, Entry(event, main.start, main.rule))

    @property
    def state(self) -> str:
        """The id of the main machine's state."""
        return self.states[0]

    @property
    def standing_state(self) -> State:
        """The main machine's state, with its words and tags."""
        return self.workflows[0].state(self.states[0])

    @property
    def opened_on(self) -> date:
        """The day of the first entry."""
        return self.log[0].event.on

    @property
    def done(self) -> bool:
        """Whether it counts as done."""
        return DONE in self.standing_state.tags

    @property
    def void(self) -> bool:
        """Whether it was cancelled."""
        return VOID in self.standing_state.tags

    @property
    def failed(self) -> bool:
        """Whether it came to rest without being done or cancelled, as a broken pledge does."""
        state = self.standing_state
        return state.kind == "rest" and not state.tags & {DONE, VOID}

    @property
    def pending(self) -> bool:
        """Whether something is still owed: neither done, nor failed, nor cancelled."""
        return self.standing_state.kind != "rest" and not self.done

    @property
    def count(self) -> Count:
        """How many things it stands for, in their unit."""
        return self.size if self.size is not None else Count.exact(1, "项")

    @property
    def cycle(self) -> int:
        """Which cycle it is in: 1 at first, one more for every relapse or renewal."""
        main = self.workflows[0].name
        return 1 + sum(entry.event.cycle for entry in self.log if entry.rule.name == main)

    @property
    def this_cycle(self) -> tuple[Entry, ...]:
        """The entries of the present cycle, from the event that began it."""
        main = self.workflows[0].name
        for i in range(len(self.log) - 1, -1, -1):
            if self.log[i].event.cycle and self.log[i].rule.name == main:
                return self.log[i:]
        return self.log

    @property
    def handed_in(self) -> Event | None:
        """The last handing-in of this cycle that was not returned."""
        found: Event | None = None
        main = self.workflows[0].name
        for entry in self.this_cycle:
            if entry.rule.name != main:
                continue
            if entry.event.hands_in:
                found = entry.event
            elif isinstance(entry.event, Return):
                found = None
        return found

    @property
    def handed_in_by(self) -> str | None:
        """Who handed in the work that stands to be judged."""
        event = self.handed_in
        return None if event is None else event.by

    @property
    def workers(self) -> frozenset[str]:
        """Everybody who owned or handed in the work in this cycle, by key: none of them may judge it.

        Who owned it when the cycle began is among them, though the event that began it named nobody.
        """
        began = len(self.log) - len(self.this_cycle)
        owners = [(n, value) for n, e in enumerate(self.log) for name, value in e.event.sets() if name == "owner"]
        named = [self.owner, *(owner for n, owner in owners if n >= began)]
        named += [owner for n, owner in owners if n < began][-1:]
        named += [entry.event.by for entry in self.this_cycle if entry.event.hands_in]
        return frozenset(name_key(name) for name in named if name is not None)

    @property
    def returned_on(self) -> date | None:
        """The day the work was last sent back in this cycle."""
        main = self.workflows[0].name
        days = [e.event.on for e in self.this_cycle if isinstance(e.event, Return) and e.rule.name == main]
        return days[-1] if days else None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the handing-in that stands to be judged; what an earlier round brought does not count."""
        return getattr(self.handed_in, "evidence", ())

    @property
    def percent(self) -> Number | None:
        """The progress last reported in this cycle, in per cent; None where none was."""
        reported = [
            e.event.percent for e in self.this_cycle if isinstance(e.event, Progress) and e.event.percent is not None
        ]
        return reported[-1] if reported else None

    @property
    def extension_asked(self) -> AskExtension | None:
        """The request for an extension that awaits a decision, if one does."""
        return pending_ask(self)

    def decide(self, event: Event, context: Context = EMPTY, *, expected: int | None = None) -> Step | Refusal:
        """Whether `event` may happen: a step, or a refusal with every reason."""
        return decisions.decide(self, event, context, expected=expected)

    def apply(self, event: Event, context: Context = EMPTY, *, expected: int | None = None) -> Self:
        """The matter after `event`; raises `RefusedError` with every reason where it may not happen."""
        return decisions.apply(self, event, context, expected=expected)

    def options(self, context: Context = EMPTY) -> tuple[Option, ...]:
        """What could be done next, by whom, what it asks for and what blocks it."""
        return decisions.options(self, context)

    def as_of(self, day: date, *, known_on: date | None = None) -> Self | None:
        """The matter as it stood on `day`, or None where it had not begun.

        `known_on` leaves out what was written down later than that.
        """
        kept = tuple(e for e in self.log if e.event.on <= day and (known_on is None or e.recorded_on <= known_on))
        if len(kept) == len(self.log):
            return self
        return decisions.replay(self.blank(self.id, self.workflows), kept) if kept and kept[0].event.opens else None

    def head(self) -> str:
        """One text for kind, id, machines and the whole log; kept elsewhere, it shows later that nothing was edited."""
        return digests.head(self.subject, self.log)

    @property
    def subject(self) -> str:
        """What the digests of its log begin with: its kind, its machines and its id."""
        return f"{self.kind}/{'+'.join(workflow.name for workflow in self.workflows)}/{self.id}"

    def verify(self, *, head: str) -> int:
        """How many entries agree with a head that was kept; raises `HistoryError` where the log was edited."""
        return digests.verify(self.subject, self.log, head=head)

    def clock(self, machine: str | None = None) -> Clock | None:
        """The clock of a machine (the main one, or the one of that name) in this cycle; None where no term was set."""
        names = [workflow.name for workflow in self.workflows]
        if machine is not None and machine not in names:
            raise WorkflowError(machine, (f"{self.id} does not run it; it runs {', '.join(names)}",))
        return clock_of(self.workflows[0 if machine is None else names.index(machine)], self.log)

    def deadline(
        self,
        calendar: WorkCalendar = CHINA,
        *,
        machine: str | None = None,
        on: date | None = None,
        provisional: bool = False,
    ) -> Deadline | None:
        """The deadline as it now is; None where no term was set. An open stop counts up to `on`."""
        clock = self.clock(machine)
        return None if clock is None else clock.deadline(calendar, on=on, provisional=provisional)

    def standing(
        self, on: date, calendar: WorkCalendar = CHINA, *, machine: str | None = None, provisional: bool = False
    ) -> Standing | None:
        """Where the clock stands on `on`, by what stood in the log on that day; None where no term was set."""
        if self.log and on < self.log[-1].event.on:
            past = self.as_of(on)
            return None if past is None else past.standing(on, calendar, machine=machine, provisional=provisional)
        clock = self.clock(machine)
        return None if clock is None else clock.standing(on, calendar, provisional=provisional)

    def settled_standing(
        self, on: date, calendar: WorkCalendar = CHINA, *, machine: str | None = None
    ) -> Standing | None:
        """Where the clock stands, as answers over a whole book take it: one row never stops the others.

        Days not announced are counted provisionally; a deadline beyond the calendar's reach is None, like no term.
        """
        try:
            return self.standing(on, calendar, machine=machine, provisional=True)
        except SafetyworkError:
            return None

    def waived(self, on: date) -> bool:  # noqa: ARG002  kinds that can be waived look at it
        """Whether it was owed on the day `on`, but the risk accepted for the time being."""
        return False

    def overdue(self, on: date, calendar: WorkCalendar = CHINA) -> bool:
        """Whether it is owed on the day `on`, past its term and not waived, as answers over a whole book take it."""
        known = self.as_of(on)
        standing = known.settled_standing(on, calendar) if known is not None and known.pending else None
        return standing is not None and standing.overdue and not self.waived(on)


def clock_of(workflow: Workflow, log: tuple[Entry, ...]) -> Clock | None:
    """The fold: events of this machine that say what they do to the clock, and when its states count as handed in."""
    clock: Clock | None = None
    finished: Event | None = None
    name, settled = workflow.name, workflow.settled
    for entry in log:
        if entry.rule.name != name:
            continue
        event = entry.event
        if event.cycle:
            clock = finished = None
        role = event.clock
        if role is None:
            pass
        elif role == "start":
            clock = _started(event, clock)
        elif role == "end":
            clock = None
        elif clock is not None:
            clock = _ticked(clock, role, event)
        finished = (finished or event) if entry.to in settled else None
    return clock if clock is None or finished is None else _finished(clock, finished)


def _started(event: Event, clock: Clock | None) -> Clock | None:
    term: Term | None = getattr(event, "term", None)
    return clock if term is None else Clock(_start(event, term), term)


def _start(event: Event, term: Term) -> date:
    """The day a term runs from; hours run from the moment of the event, where it is known and no other day is named."""
    trigger: date | None = getattr(event, "trigger", None)
    return trigger or (event.at if event.at is not None and in_hours(term) else event.on)


def _ticked(clock: Clock, role: ClockRole, event: Event) -> Clock:
    if role == "suspend":
        return clock.suspend(event.on)
    if role == "resume":
        return clock.resume(event.on)
    if role == "restart":
        return clock.restart(_start(event, clock.term))
    return clock.extend(Extension(event.on, getattr(event, "more", None), getattr(event, "until", None)))


def _finished(clock: Clock, event: Event) -> Clock:
    """Finished on the day that the event states, or on its own, and then at its moment."""
    stated: date | None = getattr(event, "finished", None)
    return clock.finish(stated) if stated else clock.finish(event.on, event.at)
