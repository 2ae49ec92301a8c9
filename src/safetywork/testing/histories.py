"""Strategies for matters with a history: any kind, in any state, by events that its workflow takes.

Holds: `matters`, `books`, and `renamed`.
Never: draws and throws away: what is drawn next is among what may come next.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from safetywork.books import Book
from safetywork.campaigns import Campaign
from safetywork.decisions import replay
from safetywork.issues import IMMEDIATE, RECTIFICATION
from safetywork.matters import Matter
from safetywork.measures import MEASURE
from safetywork.pledges import PLEDGE
from safetywork.programmes import Enrolment, Programme
from safetywork.stock import MAIN_WORKFLOWS
from safetywork.testing.scenes import DAY, Scene, scene_of
from safetywork.workflows import Workflow

_IN_BOOKS = (RECTIFICATION, IMMEDIATE, PLEDGE, MEASURE)
_GAPS = (0, 1, 2, 5, 14, 40)
"""Days from one entry to the next: on one day, soon, after a term has run out."""


@cache
def _scene(workflow: Workflow) -> Scene:
    return scene_of(workflow)


def matters(
    *workflows: Workflow, longest: int = 6, scene: Scene | None = None, id: str = "M-1"
) -> st.SearchStrategy[Any]:
    """Matters that run one of `workflows` (the stock ones unless given), led to a drawn state, then up to `longest` on.

    `scene` is for a workflow of your own that needs a kind, a context or fillings (`scene_of`). They shrink towards a
    matter that has only been opened.
    """
    scenes = [scene] if scene is not None else [_scene(workflow) for workflow in workflows or MAIN_WORKFLOWS]
    return st.sampled_from(scenes).flatmap(lambda one: _histories(one, longest, id))


@st.composite
def _histories(draw: st.DrawFn, scene: Scene, longest: int, id_: str) -> Matter:
    matter = draw(st.sampled_from(_ways(scene)))
    for _ in range(draw(st.integers(0, longest))):
        choices = scene.enabled(matter)
        if not choices:
            break
        day = matter.log[-1].event.on + timedelta(days=draw(st.sampled_from(_GAPS)))
        sent = scene.events(draw(st.sampled_from(choices)), matter, day)
        first = draw(st.integers(0, len(sent) - 1)) if sent else 0
        taken = next((event for event in (*sent[first:], *sent[:first]) if matter.decide(event, scene.context)), None)
        if taken is not None:
            matter = matter.apply(taken, scene.context)
    return renamed(matter, id_)


@cache
def _ways(scene: Scene) -> tuple[Matter, ...]:
    """Matters in every state and at the beginning of every cycle, by two openings, soon and long after."""
    found = [scene.opened()]
    for n in (0, 1):
        found += [led for state in scene.workflow.states if (led := scene.reached(scene.at, state.id, n)) is not None]
        again = [scene.ready(scene.at, state, cls, n) for state, cls in scene.workflow.rows if cls.cycle]
        found += [ready[0].apply(ready[1], scene.context) for ready in again if ready is not None]
    return (*found, *(slow for matter in found if len((slow := _slowly(scene, matter)).log) > 1))


def _slowly(scene: Scene, matter: Matter) -> Matter:
    """The same events, weeks apart, as far as they are taken: terms run out on the way."""
    slow = replay(matter.blank(matter.id, matter.workflows), matter.log[:1])
    for entry in matter.log[1:]:
        day = slow.log[-1].event.on + timedelta(days=_GAPS[-1])
        taken = next((e for e in scene.events(type(entry.event), slow, day) if slow.decide(e, scene.context)), None)
        if taken is None:
            return slow
        slow = slow.apply(taken, scene.context)
    return slow


def renamed(matter: Matter, id_: str) -> Matter:
    """The same history under another id."""
    return matter if matter.id == id_ else replay(matter.blank(id_, matter.workflows), matter.log)


def books(*workflows: Workflow, most: int = 5) -> st.SearchStrategy[Book]:
    """Books of up to `most` matters, whose histories crowd the same weeks, with what they name.

    Issues, pledges and measures unless workflows are given; campaigns and programmes stand in it that they name.
    """
    return st.lists(matters(*(workflows or _IN_BOOKS)), max_size=most).map(_bound)


def _bound(drawn: list[Matter]) -> Book:
    held = tuple(renamed(matter, f"M-{n}") for n, matter in enumerate(drawn))
    named = dict.fromkeys(name for matter in held for name in _campaigns(matter))
    return Book(
        "台账",
        campaigns=tuple(Campaign(id=name, on=DAY, title="专项行动") for name in named),
        programmes=tuple(Programme(id=name, on=DAY, title="标准化提升") for name in _programmes(held)),
        matters=held,
    )


def _programmes(held: Iterable[Matter]) -> tuple[str, ...]:
    """The programmes of the enrolments among them."""
    return tuple(dict.fromkeys(one.programme for one in held if isinstance(one, Enrolment) and one.programme))


def _campaigns(matter: Matter) -> Iterator[str]:
    """Every campaign that the matter was ever in."""
    for entry in matter.log:
        yield from (value for name, value in entry.event.sets() if name == "campaign" and value)
