"""Trying everything: every kind of matter that a workflow can come to, and every event in each.

Holds: `explore`, `Explored`, `alike`.
Never: draws at random, or tries twice what is alike to every law.
"""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from attrs import define, field, frozen

from safetywork import decisions
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.decisions import Refusal
from safetywork.matters import Matter
from safetywork.testing.fillings import Fillings
from safetywork.testing.laws import STOCK_LAWS, LawSet
from safetywork.testing.scenes import Scene, scene_of
from safetywork.testing.sweeps import places
from safetywork.testing.trials import Seen, last_day
from safetywork.testing.watches import Broken, Place, Watch
from safetywork.workflows import Context, Workflow

_ONE = timedelta(days=1)
_AGAIN = 2
"""How many extensions, stops and cycles are told apart."""


@frozen
class Explored:
    """What an exploration came to: how many matters that are not alike, how many events were put, and what broke.

    `closed` says that nothing was left to try; otherwise `limit` was reached. `unfired` never happened.
    """

    workflow: Workflow
    matters: int
    events: int
    closed: bool
    failures: tuple[Broken, ...]
    unfired: tuple[Place, ...]

    @property
    def ok(self) -> bool:
        """Whether no law was broken."""
        return not self.failures


def alike(matter: Matter, calendar: WorkCalendar = CHINA) -> Any:
    """What laws tell matters apart by: states, people, the round that stands to be judged, and how the clocks stand."""
    clocks = tuple(_clock(matter, n, calendar) for n in range(len(matter.workflows)))
    handed = matter.handed_in
    people = (matter.owner is not None, min(len(matter.workers), _AGAIN))
    shown = None if handed is None else (handed.by == matter.owner, len(matter.evidence), _fresh(matter))
    return (
        matter.states, people, shown, min(matter.cycle, _AGAIN), clocks, matter.extension_asked is not None,
        matter.returned_on is not None, _beside(matter), getattr(matter, "severity", None),
    )  # fmt: skip


def _fresh(matter: Matter) -> bool:
    began = matter.this_cycle[0].event.on
    return any(e.on is not None and e.on >= began for e in matter.evidence)


def _beside(matter: Matter) -> Any:
    told = {(e.event.code, getattr(e.event, "level", None), getattr(e.event, "phase", None)) for e in matter.this_cycle}
    keep = [each for each in told if each[1] is not None or each[2] is not None]
    return tuple(sorted(keep, key=str))


def _clock(matter: Matter, at: int, calendar: WorkCalendar) -> Any:
    machine = matter.workflows[at].name
    clock = matter.clock(machine)
    if clock is None:
        return None
    due = last_day(matter, machine, calendar)
    late = None if due is None else matter.log[-1].event.on > due
    stops = min(len(clock.stops), 1)
    return (
        type(clock.term).__name__,
        min(len(clock.extensions), _AGAIN),
        stops,
        clock.stopped,
        bool(clock.earlier),
        late,
    )


@define(eq=False)
class _Front:
    """The matters still to be tried, and those that were met."""

    scene: Scene
    watch: Watch
    key: Callable[[Matter], Any]
    queue: deque[Matter] = field(factory=deque[Matter])
    met: set[Any] = field(factory=set[Any])
    told: set[Any] = field(factory=set[Any])
    put: int = 0

    def meet(self, matter: Matter) -> None:
        key = self.key(matter)
        if key not in self.met:
            self.met.add(key)
            self.queue.append(matter)

    def go_on(self, matter: Matter) -> None:
        """Put every event to one matter; laws are tried where the answer is of a new kind."""
        seen, here, context = Seen(matter, self.scene.context), matter.states, self.scene.context
        decide, told = decisions.decide, self.told
        brief = self.key(matter)
        for cls, events in self._events(matter):
            self.put += len(events)
            for n, event in enumerate(events):
                answer = decide(matter, event, context)
                if type(answer) is Refusal:
                    kind: tuple[Any, ...] = (here, cls, answer.codes)
                    if kind not in told:
                        told.add(kind)
                        self.watch.put(seen, event)
                    continue
                kind = (brief, cls, n)
                if kind in told:
                    continue
                told.add(kind)
                self.meet(decisions.evolve(matter, answer.entry))  # type: ignore[union-attr, arg-type]
                kind = (here, cls, n, brief[4], brief[3])
                if kind not in told:
                    told.add(kind)
                    self.watch.put(seen, event)

    def _events(self, matter: Matter) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        last = matter.log[-1].event.on
        edges = [last_day(matter, w.name, self.scene.context.calendar) for w in matter.workflows]
        later = [day for due in edges if due is not None for day in (due, due + _ONE) if day > last]
        for cls in self.scene.enabled(matter):
            yield cls, self.scene.events(cls, matter, last + _ONE)
            for day in (last, *later, last - _ONE):
                yield cls, self.scene.events(cls, matter, day)[:2]
        for cls in self.scene.workflow.events:
            yield cls, self.scene.events(cls, matter, last + _ONE)[:1]


def explore(
    workflow: Workflow,
    *,
    laws: LawSet = STOCK_LAWS,
    limit: int = 500_000,
    key: Callable[[Matter], Any] | None = None,
    kind: type[Matter] | None = None,
    beside: tuple[Workflow, ...] | None = None,
    context: Context | None = None,
    fillings: Fillings | None = None,
) -> Explored:
    """Breadth first through every matter that `key` tells apart, with damaged events and days at the edges.

    At most `limit` events are put. Without a `key` it is `alike`, by the calendar of the context; where laws read more
    of a matter than that, give a key of your own.
    """
    scene = scene_of(workflow, kind=kind, beside=beside, context=context, fillings=fillings)
    watch = Watch(scene, tuple(law for law in laws if law.applies(scene.workflows) is None))
    front = _Front(scene, watch, key or partial(alike, calendar=scene.context.calendar))
    watch.tables()
    for n in range(len(scene.openings)):
        front.meet(scene.opened(n))
    while front.queue and front.put < limit:
        front.go_on(front.queue.popleft())
    unfired = tuple(place for place in places(scene) if not watch.fired[place])
    return Explored(workflow, len(front.met), front.put, not front.queue, tuple(watch.shortest()), unfired)
