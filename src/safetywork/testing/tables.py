"""Random tables: workflows that nobody would write, for laws of the engine itself.

Holds: `workflow_tables`, `ENGINE_LAWS`, `check_engine`.
Never: draws a table that `Workflow` would refuse, and throws it away.
"""

from collections.abc import Iterator
from itertools import chain
from typing import cast

from hypothesis import HealthCheck, Phase, given, seed as seeded, settings, strategies as st

from safetywork.acts import (
    ANOTHER_PERSON,
    CORRECTABLE,
    NOT_AHEAD,
    RELIEVED_BY_ANOTHER,
    TERM_COUNTS,
    TERM_ONCE,
    Accept,
    Assign,
    Cancel,
    Correct,
    Progress,
    Restart,
    Resume,
    Return,
    Submit,
    Suspend,
)  # fmt: skip
from safetywork.extensions import BY_OR_TO, AskExtension, Extend, RefuseExtension
from safetywork.issues import Transfer
from safetywork.labels import Label
from safetywork.relapses import Relapse
from safetywork.testing.laws import (
    CLOCK_LAWS,
    DAY_LAWS,
    DELIVERY_LAWS,
    GUARD_LAWS,
    JUDGING_LAWS,
    KERNEL_LAWS,
    LIGHT_LAWS,
    LOG_LAWS,
    OFFER_LAWS,
    RULE_LAWS,
    STANDING_LAWS,
    TABLE_LAWS,
    TERM_LAWS,
    LawSet,
)
from safetywork.testing.scenes import scene_of
from safetywork.testing.trials import Seen
from safetywork.testing.watches import Broken, Watch
from safetywork.workflows import DONE, HANDED_IN, VOID, EventClass, Guard, State, StateKind, Transition, Workflow

_EVENTS: tuple[tuple[EventClass, tuple[Guard, ...]], ...] = (
    (Assign, (TERM_ONCE, TERM_COUNTS)), (Progress, ()), (Submit, (NOT_AHEAD,)), (Accept, (ANOTHER_PERSON,)),
    (Return, (ANOTHER_PERSON,)), (Suspend, (RELIEVED_BY_ANOTHER,)), (Resume, ()), (Restart, (TERM_COUNTS,)),
    (Cancel, (RELIEVED_BY_ANOTHER,)), (Correct, (CORRECTABLE,)), (Transfer, ()), (Relapse, (TERM_COUNTS,)),
    (AskExtension, (BY_OR_TO,)), (Extend, (BY_OR_TO,)), (RefuseExtension, ()),
)  # fmt: skip
_NEEDED = (TERM_COUNTS, BY_OR_TO)
"""Without them a table lets in a term or an extension that is none, which is its own fault and not the engine's."""
_REQUIRED: dict[EventClass, tuple[str, ...]] = {Assign: ("owner",), Cancel: ("reason",), Return: ("reason",)}
_KINDS: tuple[StateKind, ...] = ("open", "open", "rest")
_TAGS: tuple[frozenset[str], ...] = (
    frozenset(), frozenset(), frozenset({DONE}), frozenset({HANDED_IN}), frozenset({VOID})
)  # fmt: skip
ENGINE_LAWS = LawSet(
    "engine",
    parents=(
        KERNEL_LAWS,
        DELIVERY_LAWS,
        OFFER_LAWS,
        RULE_LAWS,
        LOG_LAWS.without("something-can-be-done"),
        DAY_LAWS,
        CLOCK_LAWS.without("extension-never-shortens"),
        STANDING_LAWS,
        LIGHT_LAWS.without("waiting-never-improves"),
        TERM_LAWS,
        GUARD_LAWS,
        LawSet("people", (JUDGING_LAWS["workers-told"], JUDGING_LAWS["handing-in-of-this-round"])),
        LawSet(
            "tables", tuple(TABLE_LAWS[i] for i in ("routes-are-short", "fingerprint-tells", "extending-leaves-it"))
        ),
    ),
)
"""The laws that hold for any table that can be built, however little sense it makes."""


@st.composite
def workflow_tables(draw: st.DrawFn, *, longest: int = 6) -> Workflow:
    """A workflow of two to `longest` states and any rows between them, over the events that all matters share."""
    n = draw(st.integers(2, longest))
    others = st.sampled_from(_KINDS)
    kinds: tuple[StateKind, ...] = ("start", *(draw(others) for _ in range(n - 1)))
    states = tuple(
        State(f"s{i}", Label(f"状态{i}", f"state {i}"), kind, draw(st.sampled_from(_TAGS)) if kind == "rest" else ())
        for i, kind in enumerate(kinds)
    )
    ids = [state.id for state in states]
    rows: dict[tuple[str, EventClass], Transition] = {}
    for _ in range(draw(st.integers(1, 4 * n))):
        cls, guards = draw(st.sampled_from(_EVENTS))
        source, target = draw(st.sampled_from(ids)), draw(st.none() | st.sampled_from(ids))
        held = guards if draw(st.booleans()) else tuple(guard for guard in guards if guard in _NEEDED)
        rows[source, cls] = Transition(cls, source, target, held, _REQUIRED.get(cls, ()) if draw(st.booleans()) else ())
    return Workflow("drawn", "1", Label("随机表", "a drawn table"), states, tuple(rows.values()))


def check_engine(*, examples: int = 100, seed: int = 0, laws: LawSet = ENGINE_LAWS) -> tuple[Broken, ...]:
    """Every law that the engine breaks on one of so many drawn tables, each by its first script; none where all hold.

    For whoever changes the kernel, or runs it with another: a table of one's own is `check_laws`'s business.
    """
    found: dict[str, Broken] = {}

    def walked(workflow: Workflow) -> None:
        for broken in _walked(workflow, laws):
            found.setdefault(broken.law.id, broken)

    health = cast("list[HealthCheck]", list(HealthCheck))
    how = settings(
        max_examples=examples, deadline=None, database=None, phases=(Phase.generate,), suppress_health_check=health
    )
    seeded(seed)(how(given(workflow_tables())(walked)))()
    return tuple(found.values())


def _walked(workflow: Workflow, laws: LawSet) -> Iterator[Broken]:
    """Every event of six matters of the workflow, each grown from the one before."""
    scene = scene_of(workflow, beside=())
    watch = Watch(scene, tuple(law for law in laws if law.applies(scene.workflows) is None))
    watch.tables()
    here = [scene.opened()]
    for _ in range(_GROWN):
        seen = Seen(here[-1], scene.context)
        events = chain.from_iterable(
            scene.events(cls, seen.matter, seen.last)[:_GROWN] for cls in scene.enabled(seen.matter)
        )
        grown = [trial.after.matter for event in events if (trial := watch.put(seen, event)).entry is not None]
        here += grown[len(here) % len(grown) :][:1] if grown else []
    watch.history(Seen(here[-1], scene.context))
    yield from watch.broken.values()


_GROWN = 6
