"""What is noted while laws are tried: which transitions were fired, and the first script that breaks each law.

Holds: `Watch`, `Broken`.
Never: chooses an event, or raises because a law is broken.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, get_args

from attrs import define, evolve, field, frozen

from safetywork.decisions import Refusal
from safetywork.events import Event
from safetywork.testing.laws.law import Law, Level
from safetywork.testing.scenes import Scene
from safetywork.testing.scripts import Script, faults_by, minimise
from safetywork.testing.trials import Seen, Trial, put_to
from safetywork.workflows import EventClass

RAISES = "domain-reasons-only"
"""The law that is broken where a rule raises."""
Place = tuple[str, str, str]
"""A transition: the machine, the state it happens in, the event's code."""


@frozen
class Broken:
    """A law that does not hold: what is wrong, and the shortest script that shows it."""

    law: Law
    found: tuple[str, ...]
    script: Script


@define(eq=False)
class Watch:
    """Laws on trial in a scene: each is tried until it is broken once; `fired` counts the transitions that happened."""

    scene: Scene
    laws: tuple[Law, ...]
    hasty: bool = False
    """Whether to stop once any law is broken."""
    fired: Counter[Place] = field(factory=Counter[Place])
    broken: dict[str, Broken] = field(factory=dict[str, Broken])
    trials: int = 0
    _seen: set[Any] = field(factory=set[Any])
    _other: Any = None
    _levels: dict[Level, tuple[Law, ...]] = field(factory=dict[Level, tuple[Law, ...]])

    def __attrs_post_init__(self) -> None:
        self._sort()
        self._other = Seen(
            self.scene.kind.open("M-2", self.scene.workflows, self.scene.openings[0]), self.scene.context
        )

    def _sort(self) -> None:
        left = [law for law in self.laws if law.id not in self.broken]
        levels: tuple[Level, ...] = get_args(Level)
        self._levels = {level: tuple(law for law in left if law.level == level) for level in levels}

    @property
    def enough(self) -> bool:
        """Whether nothing is left to try."""
        return self.hasty and bool(self.broken)

    def tables(self) -> None:
        """Try the laws of the table."""
        self._try("table", (self.scene.workflow,), Seen(self.scene.opened(), self.scene.context))

    def put(self, seen: Seen, event: Event) -> Trial:
        """Put an event to the matter; try every law of a step, of another matter beside it, and of what it leaves."""
        trial = self.step(seen, event)
        if trial.entry is not None:
            self._try("pair", (trial, self._other), seen, event)
            self.state(trial.after)
        return trial

    def step(self, seen: Seen, event: Event) -> Trial:
        """Put an event to the matter; try every law of a step."""
        cls, here = type(event), seen.matter.states
        self.trials += 1
        try:
            trial = put_to(seen, event)
        except Exception as error:  # noqa: BLE001  whatever a rule on trial raises is what is wrong with it
            return self._raised(error, seen, event)
        self._try("step", (trial,), seen, event)
        if trial.entry is not None:
            self._count(cls, here, seen)
        return trial

    def _raised(self, error: Exception, seen: Seen, event: Event) -> Trial:
        for law in self.laws:
            if law.id == RAISES:
                self._note(law, (f"{type(error).__name__}: {error}",), seen, event)
                return Trial(seen, event, Refusal(event, ()), seen)
        raise error

    def state(self, seen: Seen) -> None:
        """Try the laws of a matter, once for all matters that are alike to every law."""
        key = _alike(seen)
        if key is None or key not in self._seen:
            self._seen.add(key)
            self._try("state", (seen,), seen)

    def history(self, seen: Seen) -> None:
        """Try the laws of a whole log: at the end of a walk."""
        self._try("history", (seen,), seen)

    def _try(self, level: Level, on: tuple[Any, ...], seen: Seen, *events: Event) -> None:
        """Try the laws of a level on what they look at; a script shows what they find: the matter, and an event."""
        for law in self._levels[level]:
            found = law.broken(*on)
            if found:
                self._note(law, found, seen, *events)

    def _count(self, cls: EventClass, states: tuple[str, ...], seen: Seen) -> None:
        for workflow, state in zip(seen.matter.workflows, states, strict=True):
            if (state, cls) in workflow.rows:
                self.fired[workflow.name, state, cls.code] += 1
                return

    def _note(self, law: Law, found: tuple[str, ...], seen: Seen, *events: Event) -> None:
        if law.id not in self.broken:
            happened = (*(entry.event for entry in seen.matter.log), *events)
            script = Script(self.scene.kind, self.scene.workflows, happened, self.scene.context, law.id)
            self.broken[law.id] = Broken(law, found, script)
            self._sort()

    def shortest(self) -> Iterable[Broken]:
        """What was broken, each by a script as short as could be made of the one that was found."""
        for each in self.broken.values():
            law = each.law
            if not faults_by(law, each.script):
                yield each  # it needs more than its events: what was tried before is part of it
                continue
            script = minimise(each.script, lambda s, law=law: bool(faults_by(law, s)))  # type: ignore[misc]
            yield evolve(each, script=script, found=faults_by(law, script) or each.found)


def _alike(seen: Seen) -> Any:
    """What laws of a matter read; None where it cannot even be told, and every law is tried."""
    matter, log = seen.matter, seen.matter.log
    ids = tuple(entry.event.id for entry in log)
    try:
        round_ = (matter.handed_in, matter.cycle, len(matter.this_cycle) > 1, matter.percent)
        return matter.states, matter.owner, seen.clocks, round_, tuple(e.event.code for e in log[-2:]), ids
    except Exception:  # noqa: BLE001  whatever raises is told by a law
        return None
