"""How laws are tried at random: walks that hypothesis draws, as a state machine of its own.

Holds: `WorkflowMachine`, `machine_of`, `walk`.
Never: uses of hypothesis what its documentation does not name, or draws and throws away.
"""

from typing import Any, cast

import attrs
from hypothesis import HealthCheck, Phase, event, seed, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from safetywork.testing.laws.law import Law, LawBrokenError
from safetywork.testing.scenes import Scene
from safetywork.testing.sweeps import edges
from safetywork.testing.trials import Seen
from safetywork.testing.watches import Watch

_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""A script is cut down by itself, a thousand times as fast as hypothesis shrinks a walk."""
_RIGHT = 7
"""From which manner of ten on an event is right in everything."""


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
