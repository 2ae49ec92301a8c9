"""Where laws are tried: a workflow, the matter that runs it, and the ways to each of its states.

Holds: `Scene` and `scene_of`.
Never: checks a law, or draws at random.
"""

import heapq
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from attrs import define, field

from safetywork import decisions
from safetywork.acts import TERM_COUNTS
from safetywork.decisions import Refusal, Step
from safetywork.errors import SafetyworkError
from safetywork.events import Event
from safetywork.gaps import Gap
from safetywork.issues import ON_THE_SPOT, RECTIFICATION, Issue, Register
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.pledges import Pledge
from safetywork.programmes import Enrolment
from safetywork.schemes import OPEN, Scheme
from safetywork.stock import BESIDE_WORKFLOWS
from safetywork.supervision.supervised import BESIDE, SUPERVISED
from safetywork.terms import in_hours
from safetywork.testing.fillings import Fillings, Sender
from safetywork.testing.trials import last_day
from safetywork.workflows import Context, EventClass, Workflow

_ONE = timedelta(days=1)
DAY = date(2024, 9, 20)
"""Where every drawn history begins: National Day and its make-up days lie ahead."""
CONTEXT = Context(facts={OPEN: ()})
"""What a good clerk knows beside the matter: nothing is left open in its campaign."""
_KINDS: dict[str, type[Matter]] = {
    "pledge": Pledge, "measure": Measure, "standardisation": Enrolment, "gap": Gap, "scheme": Scheme
}  # fmt: skip
_FAR, _TRIES, _NEAR = 30, 1500, 100
_AHEAD = (1, 60)
"""How many days after the last an event is tried: soon, and when a term has run out."""


@define(eq=False, repr=False)
class Scene:
    """A workflow on trial 场景: the kind of matter that runs it, what runs beside it, and what may be looked at.

    `at` is the place of the workflow on trial among the machines of the matter.
    """

    workflow: Workflow
    kind: type[Matter]
    workflows: tuple[Workflow, ...]
    openings: tuple[Event, ...]
    context: Context
    sender: Sender
    _sent: dict[Any, tuple[Any, ...]] = field(init=False, factory=dict[Any, tuple[Any, ...]])
    _ways: dict[Any, Any] = field(init=False, factory=dict[Any, Any])
    _astray: set[Any] = field(init=False, factory=set[Any])

    def __repr__(self) -> str:
        return f"<scene of {self.workflow.name}>"

    @property
    def at(self) -> int:
        """Which machine of the matter is on trial."""
        return self.workflows.index(self.workflow)

    def opened(self, n: int = 0) -> Matter:
        """The matter as its `n`-th opening leaves it."""
        return self.kind.open("M-1", self.workflows, self.openings[n % len(self.openings)])

    def enabled(self, matter: Matter) -> tuple[EventClass, ...]:
        """The event classes that a machine of the matter has a row for."""
        return tuple(cls for w, state in zip(matter.workflows, matter.states, strict=True) for cls in _exits(w, state))

    def events(self, cls: EventClass, matter: Matter, day: date) -> tuple[Any, ...]:
        """The events of `cls` that might come next, the careful one first."""
        key = (cls, day, matter.owner, _worker(matter))
        if key not in self._sent:
            made = self.sender.events(*key, self._roles(cls))
            self._sent[key] = made if self._counted(cls) else tuple(e for e in made if not _momentless(e))
        return self._sent[key]

    def taken(self, matter: Matter, cls: EventClass, *, late: bool = False) -> Any | None:
        """The first event of `cls` that is taken next, soon or (`late`) when a term has run out; None where none is."""
        for day in self._days(matter)[:: -1 if late else 1]:
            for event in self.events(cls, matter, day):
                if not self._against(matter, event):
                    return event
        return None

    def _days(self, matter: Matter) -> tuple[date, ...]:
        """When an event is tried: soon, as a term ends, and when it has run out."""
        last = matter.log[-1].event.on
        ends = [last_day(matter, w.name, self.context.calendar) for w in matter.workflows]
        near = [day for due in ends if due is not None for day in (due - _ONE, due + _ONE) if day > last]
        return (last + _ONE, *near, last + timedelta(days=_AHEAD[-1]))

    def reached(self, at: int, state: str, n: int = 0) -> Any | None:
        """The matter led to `state` of its machine `at` by a short way; None where no way was found."""
        key = (at, state, n % len(self.openings))
        if key not in self._ways:
            self._ways[key] = self._lead(self.opened(n), at, state, ())
        return self._ways[key]

    def waiting(self, state: str, at: int, other: str) -> Any | None:
        """The matter in `state` of the machine on trial, led to `other` of its machine `at`; None: no way was found."""
        here = self.reached(self.at, state)
        led = None if here is None else self._lead(here, at, other, (), _NEAR)
        return led if led is not None and led.states[self.at] == state else None

    def ready(self, at: int, state: str, cls: EventClass, n: int = 0) -> Any | None:
        """A matter in `state`, and an event of `cls` that it takes; None where none was found."""
        key = (at, state, cls, n % len(self.openings))
        if key not in self._ways:
            matter = self.reached(at, state, n)
            led = (
                None
                if matter is None
                else self._lead(matter, at, state, (cls,)) or self._lead(self.opened(n), at, state, (cls,))
            )
            event = None if led is None else self.taken(led, cls)
            self._ways[key] = None if event is None else (led, event)
        return self._ways[key]

    def led(
        self, matter: Matter, state: str, cls: EventClass, *, at: int, late: bool = False
    ) -> tuple[Any, Any] | None:
        """The matter led on to `state` of its machine `at`, and an event of `cls` that it takes; None: no way."""
        key = (matter.states, matter.owner, at, state, cls)
        there = None if key in self._astray else self._lead(matter, at, state, (cls,), _NEAR)
        if there is None:
            self._astray.add(key)
            return None
        event = self.taken(there, cls, late=late)
        return None if event is None else (there, event)

    def answer(self, matter: Matter, event: Event) -> Step | Refusal | None:
        """Whether the event may happen; None where a rule raises: that is told when it is tried."""
        try:
            return decisions.decide(matter, event, self.context)
        except Exception:  # noqa: BLE001  no way leads through it
            return None

    def _against(self, matter: Matter, event: Event) -> int:
        answer = self.answer(matter, event)
        if answer is None:
            return _FAR
        return len(answer.reasons) if isinstance(answer, Refusal) else 0

    def _counted(self, cls: EventClass) -> bool:
        """Whether the workflow itself sees to it that a term of this event can be counted."""
        rows = [t for w in self.workflows for t in w.transitions if t.event is cls]
        return all(TERM_COUNTS.code in [guard.code for guard in t.guards] for t in rows)

    def _roles(self, cls: EventClass) -> frozenset[str]:
        if self.context.roles is None:
            return frozenset()
        return frozenset(r for w in self.workflows for t in w.transitions if t.event is cls for r in t.roles)

    def _lead(
        self, matter: Matter, at: int, goal: str, then: tuple[EventClass, ...], most: int = _TRIES
    ) -> Matter | None:
        """Best first: what is nearest to the goal by the table, and has the fewest reasons against its next event."""
        tries, queue, seen = 0, [(self._distance(matter, at, goal, then), 0, matter)], set[Any]()
        while queue and tries < most:
            distance, _, here = heapq.heappop(queue)
            if distance == 0:
                return here
            for grown in self._next(here):
                tries += 1
                key = (grown.states, grown.owner, _tail(grown))
                if key not in seen and len(grown.log) - len(matter.log) < _FAR:
                    seen.add(key)
                    heapq.heappush(queue, (self._distance(grown, at, goal, then), tries, grown))
        return None

    def _next(self, here: Matter) -> Iterator[Matter]:
        """The matter after each event that may come next: of each class the first that is taken, soon or late."""
        last = here.log[-1].event.on
        for cls in self.enabled(here):
            most = 5 if cls.verifies or cls.clock == "start" else 1
            asked = (event for days in _AHEAD for event in self.events(cls, here, last + timedelta(days=days)))
            answers = (self.answer(here, event) for event in asked)
            for step in islice((answer for answer in answers if isinstance(answer, Step)), most):
                yield here if step.entry is None else decisions.evolve(here, step.entry)

    def _distance(self, matter: Matter, at: int, goal: str, then: tuple[EventClass, ...]) -> int:
        route = matter.workflows[at].routes(matter.states[at]).get(goal)
        if route is None:
            return _FAR
        ahead = (*route, *then)
        if not ahead:
            return 0
        days = self._days(matter) if then and not route else [matter.log[-1].event.on + timedelta(n) for n in _AHEAD]
        asked = (event for day in days for event in self.events(ahead[0], matter, day))
        against = 7
        for event in asked:
            against = min(against, self._against(matter, event))
            if not against:
                break
        return len(route) * 8 + against if route or against else 0


def _momentless(event: Any) -> bool:
    """A term in hours that no moment begins: a caller's mistake, where no rule refuses it."""
    term = getattr(event, "term", None)
    return term is not None and in_hours(term) and event.at is None


def _worker(matter: Matter) -> str | None:
    """Whoever handed something in last, on any machine."""
    return next((entry.event.by for entry in reversed(matter.log) if entry.event.hands_in), None)


def _tail(matter: Matter) -> Any:
    codes = {
        f"{entry.event.code}{getattr(entry.event, 'level', '')}{getattr(entry.event, 'phase', '')}"
        for entry in matter.this_cycle
    }
    return tuple(sorted(codes)), min(matter.cycle, 2)


def _exits(workflow: Workflow, state: str) -> tuple[EventClass, ...]:
    return tuple(cls for source, cls in workflow.rows if source == state)


def scene_of(
    workflow: Workflow,
    *,
    kind: type[Matter] | None = None,
    beside: tuple[Workflow, ...] | None = None,
    context: Context | None = None,
    fillings: Fillings | None = None,
) -> Scene:
    """The scene for a workflow: its own kind of matter where it is a stock one, an `Issue` otherwise.

    A stock machine that runs beside another is tried beside `RECTIFICATION`; for one of your own, give
    `kind`, `beside`, `context` and `fillings` as your matters have them.
    """
    held = CONTEXT if context is None else context
    sender = Sender({} if fillings is None else fillings, held)
    others = beside
    if workflow in BESIDE_WORKFLOWS:
        machines: tuple[Workflow, ...] = (RECTIFICATION, workflow, *(others or ()))
    else:
        if others is None:
            others = BESIDE if workflow == SUPERVISED else ()
        machines = (workflow, *others)
    matter_kind = kind or _KINDS.get(workflow.name, Issue)
    openings = tuple(_openings(matter_kind, machines, sender))
    return Scene(workflow, matter_kind, machines[0].beside(*machines[1:]), openings, held, sender)


def _openings(kind: type[Matter], machines: tuple[Workflow, ...], sender: Sender) -> Iterator[Event]:
    """The opening of the kind that fits the start, and one for each filling given; of an issue, a major one too."""
    classes = kind.openings or (Register,)
    on_the_spot = ON_THE_SPOT in machines[0].state(machines[0].start).tags
    cls = next((c for c in classes if (c.clock == "start") == on_the_spot), classes[0])
    made = sender.events(cls, DAY, None, None, frozenset())
    if not made:
        raise SafetyworkError
    first = made[0]
    yield first
    told = {name for name in sender.fillings if isinstance(name, str)}
    for name in (each for each in cls.fields() if each in told):
        yield from [e for e in made if getattr(e, name) != getattr(first, name)]
    if hasattr(first, "severity") and "severity" not in told:
        yield from [e for e in made if getattr(e, "severity", None) == "major"][:1]
