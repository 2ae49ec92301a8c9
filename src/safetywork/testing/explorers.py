"""Trying everything: every kind of matter that a workflow can come to, and every event in each.

Holds: `explore`, `Explored`.
Never: draws at random, or goes on from two matters that are alike to every law.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator
from datetime import timedelta
from itertools import combinations
from typing import Any, TypeAlias

from attrs import define, field, frozen

from safetywork import decisions
from safetywork.decisions import Step
from safetywork.matters import Matter
from safetywork.testing.fillings import Fillings
from safetywork.testing.laws import STOCK_LAWS, LawSet
from safetywork.testing.laws.kernel import codes_of
from safetywork.testing.likenesses import Likeness
from safetywork.testing.scenes import Scene, scene_of
from safetywork.testing.sweeps import places
from safetywork.testing.trials import Seen, last_day
from safetywork.testing.watches import Broken, Place, Watch
from safetywork.workflows import Context, Workflow

_ONE = timedelta(days=1)
_Parts: TypeAlias = tuple[Any, ...]


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


@define(eq=False)
class _Front:
    """The matters still to be tried, and what was met and tried of them."""

    scene: Scene
    watch: Watch
    also: Callable[[Matter], Hashable]
    together: int
    queue: deque[tuple[Matter, Likeness, _Parts]] = field(factory=deque[tuple[Matter, Likeness, _Parts]])
    met: set[_Parts] = field(factory=set[_Parts])
    stood: set[Any] = field(factory=set[Any])
    told: defaultdict[Any, set[Any]] = field(factory=lambda: defaultdict[Any, set[Any]](set))
    put: int = 0

    def meet(self, matter: Matter, before: Likeness) -> None:
        """Keep a matter to go on from, where some of its parts stand together as they did in none before."""
        like = before.after(matter, self.scene.context.calendar)
        parts = (*like.parts(matter), self.also(matter))
        if parts not in self.met:
            self.met.add(parts)
            stand = {(parts[0], *some) for some in combinations(enumerate(parts), self.together)}
            if not stand <= self.stood:
                self.stood |= stand
                self.queue.append((matter, like, parts))

    def go_on(self, matter: Matter, like: Likeness, parts: _Parts) -> None:
        """Try the laws of a matter, and put every event to it.

        Laws of a step are tried on what is new beside any part, and on the first of each class that is taken.
        """
        seen, taken = Seen(matter, self.scene.context), set[Any]()
        told = [self.told[matter.states, part] for part in enumerate(parts)]
        self.watch.state(seen)
        for cls, slot, events in self._events(matter):
            self.put += len(events)
            for n, event in enumerate(events):
                answer = self.scene.answer(matter, event)
                entry = answer.entry if isinstance(answer, Step) else None
                kind = cls, slot, n, codes_of(answer)
                if entry:
                    self.meet(decisions.evolve(matter, entry), like)
                fresh = [one for one in told if kind not in one]
                if kind not in told[0]:
                    self.watch.put(seen, event)
                elif entry and (fresh or cls not in taken):
                    self.watch.step(seen, event)
                for one in fresh:
                    one.add(kind)
                if entry:
                    taken.add(cls)

    def _events(self, matter: Matter) -> Iterator[tuple[Any, int, tuple[Any, ...]]]:
        """The events of each class: right and wrong ones on the next day, and careful ones at the edges of terms."""
        last = matter.log[-1].event.on
        edges = [last_day(matter, w.name, self.scene.context.calendar) for w in matter.workflows]
        later = [day for due in edges if due is not None for day in (due, due + _ONE) if day > last]
        enabled = self.scene.enabled(matter)
        for cls in enabled:
            yield cls, 0, self.scene.events(cls, matter, last + _ONE)
            for slot, day in enumerate((last, last - _ONE, *later), start=1):
                yield cls, slot, self.scene.events(cls, matter, day)[:2]
        for cls in self.scene.workflow.events:
            if cls not in enabled:
                yield cls, 0, self.scene.events(cls, matter, last + _ONE)[:1]


def _nothing(_: Matter) -> None:
    """What no law reads."""


def explore(
    workflow: Workflow,
    *,
    laws: LawSet = STOCK_LAWS,
    limit: int = 500_000,
    hasty: bool = False,
    also: Callable[[Matter], Hashable] = _nothing,
    together: int = 2,
    kind: type[Matter] | None = None,
    beside: tuple[Workflow, ...] | None = None,
    context: Context | None = None,
    fillings: Fillings | None = None,
) -> Explored:
    """Breadth first through what laws tell apart (`Likeness`), with damaged events and days at the edges of terms.

    A matter is gone on from where, in its states, two of its parts stand `together` as in none before: most faults hang
    on one thing or on two (Kuhn, Wallace and Gallo, IEEE Transactions on Software Engineering 30(6), 2004); 8 tells
    every two matters apart. At most `limit` events are put; a `hasty` exploration stops at the first law that is
    broken. Where your laws read more of a matter, say in `also` what.
    """
    scene = scene_of(workflow, kind=kind, beside=beside, context=context, fillings=fillings)
    watch = Watch(scene, tuple(law for law in laws if law.applies(scene.workflows) is None), hasty=hasty)
    front = _Front(scene, watch, also, together)
    watch.tables()
    for n in range(len(scene.openings)):
        front.meet(scene.opened(n), Likeness())
    while front.queue and front.put < limit and not watch.enough:
        front.go_on(*front.queue.popleft())
    unfired = tuple(place for place in places(scene) if not watch.fired[place])
    return Explored(workflow, len(front.met), front.put, not front.queue, tuple(watch.shortest()), unfired)
