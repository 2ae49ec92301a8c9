"""How laws are tried: a sweep over every transition, and walks that hypothesis draws.

Holds: `sweep`, `workflow_machine`, `walk`.
Never: uses of hypothesis what its documentation does not name, or draws and throws away.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

import attrs
from hypothesis import HealthCheck, Phase, event, seed, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from safetywork.calendars import WorkCalendar
from safetywork.errors import SafetyworkError
from safetywork.matters import Matter
from safetywork.testing.laws.law import Law, LawBrokenError
from safetywork.testing.scenes import Scene
from safetywork.testing.trials import Seen
from safetywork.testing.watches import Watch

FLOOR = 12
"""How often the sweep fires each transition that can be reached."""
_ONE = timedelta(days=1)
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""A script is cut down by itself, a thousand times as fast as hypothesis shrinks a walk."""
_RIGHT = 7
"""From which manner of ten on an event is right in everything."""
_WIDE = 8
"""How many ways of extending or stopping a term are tried on each term."""


def edges(seen: Seen) -> tuple[date, ...]:
    """Days on which rules change their mind: the last day and the next, the ends of terms, a year's end, and before."""
    last, calendar = seen.last, seen.context.calendar
    days = [last + _ONE, last]
    for workflow in seen.matter.workflows:
        due = last_day(seen.matter, workflow.name, calendar)
        days += [] if due is None else [due + _ONE, due, due - _ONE, due + 9 * _ONE]
    days.append(last + 3 * _ONE)
    days = [day for day in dict.fromkeys(days) if last <= day]
    return (*days, calendar.next(last + _ONE, provisional=True), last + 15 * _ONE, date(last.year, 12, 31), last - _ONE)


def last_day(matter: Matter, machine: str, calendar: WorkCalendar) -> date | None:
    """The last day of a machine's term; None where none runs, or where it cannot be counted."""
    try:
        due = matter.deadline(calendar, machine=machine, provisional=True)
    except Exception:  # noqa: BLE001  what cannot be counted has no edge; a law tells it
        return None
    return None if due is None else due.last_day


def sweep(watch: Watch, *, days: int = 4) -> None:
    """Every event of every class, right and with one thing wrong, in every state that can be reached.

    On the first `days` of `edges`; each transition is fired `FLOOR` times where it can be.
    """
    scene, met = watch.scene, set[Any]()
    for n in range(len(scene.openings)):
        for state in scene.workflow.states:
            matter = scene.reached(scene.at, state.id, n)
            if matter is not None and not watch.enough:
                _press(watch, matter, days, met)
        for state_id, cls in scene.workflow.rows:
            if not watch.enough:
                _fire(watch, state_id, cls, n)


def _press(watch: Watch, matter: Matter, days: int, met: set[Any]) -> None:
    scene, seen = watch.scene, Seen(matter, watch.scene.context)
    watch.state(seen)
    watch.history(seen)
    classes = dict.fromkeys((*scene.enabled(matter), *scene.workflow.events))
    here = set(scene.enabled(matter))
    for cls in classes:
        for day in edges(seen)[: days if cls in here else 1]:
            for event_ in scene.events(cls, matter, day)[: None if cls in here else 1]:
                trial = watch.put(seen, event_)
                term = (cls, getattr(event_, "term", None), getattr(event_, "trigger", None) is None)
                if trial.entry is not None and cls.clock == "start" and term not in met:
                    met.add(term)
                    _run_on(watch, trial.after)
    for event_ in scene.events(next(iter(classes)), matter, seen.last - _ONE)[:1]:
        watch.put(seen, event_)


def _run_on(watch: Watch, seen: Seen) -> None:
    """After a term is set: extend it, stop it, go on a week later, and extend it again."""
    scene = watch.scene
    for cls in scene.enabled(seen.matter):
        if cls.clock in ("extend", "suspend", "restart"):
            for event_ in scene.events(cls, seen.matter, seen.last + 2 * _ONE)[:_WIDE]:
                after = watch.put(seen, event_).after
                if after is not seen and cls.clock == "suspend":
                    _resume(watch, after)
                    break
        if cls.hands_in:
            _hand_in_by_the_hour(watch, seen, cls)


def _hand_in_by_the_hour(watch: Watch, seen: Seen, cls: Any) -> None:
    """Where the term runs in hours, hand the work in at their very end, and an hour later."""
    due = seen.matter.deadline(seen.context.calendar, provisional=True)
    if due is not None and due.moments is not None:
        for at in (due.cutoff, due.cutoff + timedelta(hours=1)):
            for event_ in watch.scene.events(cls, seen.matter, at.date())[:1]:
                watch.put(seen, attrs.evolve(event_, at=at))


def _resume(watch: Watch, seen: Seen) -> None:
    scene = watch.scene
    for cls in scene.enabled(seen.matter):
        if cls.clock == "resume":
            after = watch.put(seen, scene.events(cls, seen.matter, seen.last + 7 * _ONE)[0]).after
            for more in scene.enabled(after.matter):
                if more.clock == "extend":
                    for event_ in scene.events(more, after.matter, after.last + _ONE)[:6]:
                        watch.put(after, event_)


def _fire(watch: Watch, state_id: str, cls: Any, n: int) -> None:
    """Fire one transition often enough, on different days, with an id, then again, and go on from there."""
    ready = watch.scene.ready(watch.scene.at, state_id, cls, n)
    if ready is None:
        return
    matter, event_ = ready
    seen = Seen(matter, watch.scene.context)
    after: Seen | None = None
    for k in range(FLOOR):
        moved = _moved(
            event_, (event_.on - seen.last) * 1 + k * _ONE if k % 3 == 1 else event_.on - seen.last, seen.last
        )
        trial = watch.put(seen, attrs.evolve(moved, id=f"e{k}"))
        if trial.entry is not None and after is None:
            after = trial.after
    if after is not None:
        watch.put(after, after.matter.log[-1].event)  # delivered again
        watch.history(after)
        if cls.cycle:
            _go_round(watch, after, state_id, cls)
        for following in watch.scene.enabled(after.matter):
            for one in watch.scene.events(following, after.matter, after.last + _ONE):
                watch.put(after, one)


def _go_round(watch: Watch, after: Seen, state_id: str, cls: Any) -> None:
    """Once more round after a new cycle: what one return to the state cannot show, the second does."""
    led = watch.scene.led(after.matter, state_id, cls)
    if led is not None:
        matter, event_ = led
        watch.state(Seen(matter, watch.scene.context))
        twice = watch.put(Seen(matter, watch.scene.context), event_).after
        watch.state(twice)
        watch.history(twice)


def _moved(event_: Any, ahead: timedelta, last: date) -> Any:
    try:
        return attrs.evolve(event_, on=last + ahead)
    except SafetyworkError:
        return event_


class WorkflowMachine(RuleBasedStateMachine):
    """Walks through a workflow 状态机: begins in a drawn state, and puts drawn events to the matter.

    One rule over what is enabled, so that no path starves: a right event, one with exactly one thing wrong, one of
    another state, or any earlier one delivered again, on a day at the edge of something.
    """

    scene: Scene
    laws: tuple[Law, ...]

    def __init__(self, watch: Watch | None = None) -> None:
        super().__init__()
        self.watch = Watch(self.scene, self.laws) if watch is None else watch
        self.raises = watch is None
        self.here = Seen(self.scene.opened(), self.scene.context)

    @initialize(data=st.data())
    def begin(self, data: Any) -> None:
        """Open the matter, and lead it to a drawn state."""
        self._jump(data)

    @rule(data=st.data())
    def step(self, data: Any) -> None:
        """Put one event to the matter."""
        if self.watch.enough:
            return
        resting = self.here.matter.standing_state.kind == "rest"
        if not self.scene.enabled(self.here.matter) or (resting and data.draw(st.booleans())):
            self._jump(data)
        chosen = self._chosen(data)
        event(f"{self.here.matter.states[self.scene.at]}: {chosen.code}")
        self.here = self.watch.put(self.here, chosen).after
        self._raise()

    def _jump(self, data: Any) -> None:
        """Go on from a drawn state: a walk that has come to rest would try nothing new."""
        scene = self.scene
        n = data.draw(st.integers(0, len(scene.openings) - 1))
        state = data.draw(st.sampled_from(scene.workflow.states))
        matter = scene.reached(scene.at, state.id, n)
        self.here = Seen(scene.opened(n) if matter is None else matter, scene.context)

    def _chosen(self, data: Any) -> Any:
        matter, scene = self.here.matter, self.scene
        manner = data.draw(st.integers(0, 9))
        if manner == 0:
            return data.draw(st.sampled_from(matter.log)).event
        classes = scene.enabled(matter)
        if manner == 1 or not classes:
            classes = scene.workflow.events
        cls = data.draw(st.sampled_from(classes))
        day = data.draw(st.sampled_from(edges(self.here)))
        events = scene.events(cls, matter, day)
        chosen = events[0] if manner >= _RIGHT else data.draw(st.sampled_from(events))
        if manner % 2:
            chosen = attrs.evolve(chosen, id=f"e{data.draw(st.integers(0, 6))}")
        return chosen

    def teardown(self) -> None:
        """Try the laws of the whole log at the end of the walk."""
        self.watch.history(self.here)
        self._raise()

    def _raise(self) -> None:
        if self.raises:
            for each in self.watch.shortest():
                raise LawBrokenError(each.law, (*each.found, each.script.text()))


_MACHINES: dict[Any, type[WorkflowMachine]] = {}


def machine_of(scene: Scene, laws: tuple[Law, ...]) -> type[WorkflowMachine]:
    """The machine class of a scene and its laws: one for all who ask, as hypothesis never lets go of one."""
    key = (scene.workflows, scene.kind, scene.openings, tuple(law.id for law in laws), id(scene.sender.fillings))
    if key not in _MACHINES:
        made: Any = type("WorkflowMachine", (WorkflowMachine,), {"scene": scene, "laws": laws})
        made.TestCase.settings = settings(deadline=None, phases=_PHASES)
        _MACHINES[key] = made
    return _MACHINES[key]


def walk(watch: Watch, *, examples: int, steps: int, first: int) -> None:
    """As many walks as `examples`, of `steps` events each, from the seed `first`."""
    machine = machine_of(watch.scene, watch.laws)
    told = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate,),
        suppress_health_check=cast("list[HealthCheck]", list(HealthCheck)),
    )
    begun: Any = _Begun(machine, watch)
    run_state_machine_as_test(seed(first)(begun), settings=told)


class _Begun:
    """A machine that notes in a watch of ours: called for every walk."""

    def __init__(self, machine: type[WorkflowMachine], watch: Watch) -> None:
        self.machine, self.watch = machine, watch

    def __call__(self) -> WorkflowMachine:
        return self.machine(self.watch)


def places(scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Every transition of the workflow on trial."""
    for state, cls in scene.workflow.rows:
        yield scene.workflow.name, state, cls.code
