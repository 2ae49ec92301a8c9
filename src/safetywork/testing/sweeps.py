"""How laws are tried in order: every event in every state, at the edges of terms, and one matter through them all.

Holds: `sweep`, `edges`, `places`.
Never: draws at random: the same workflow is swept alike.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, cast

import attrs

from safetywork.errors import SafetyworkError
from safetywork.matters import Matter
from safetywork.testing.scenes import Scene
from safetywork.testing.trials import Seen, Trial, due_of, last_day
from safetywork.testing.watches import Watch
from safetywork.workflows import Workflow

FLOOR = 12
"""How often the sweep fires each transition that can be reached."""
_ONE = timedelta(days=1)
_WIDE = 8
"""How many ways of extending or stopping a term are tried on each term."""
_LATE = 60
"""How many days after the last entry is late."""
_OFTEN = 4
"""How many extensions in a row are tried."""


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


def sweep(watch: Watch, *, days: int = 4) -> None:
    """Every event of every class, right and with one thing wrong, in every state that can be reached.

    On the first `days` of `edges`. What was taken is followed by one event of each class that may come next; one matter
    goes through all transitions, back and forth; and each is fired `FLOOR` times where it can be. What finds most comes
    first.
    """
    met = set[Any]()
    first = _pressed(watch, 0, slice(1))
    _followed(watch, first, met)
    _followed(watch, _pressed_again(watch), met)
    if not watch.enough:
        _beside(watch)
        _tour(watch)
    later = _pressed(watch, 0, slice(1, days))
    for n in range(len(watch.scene.openings)):
        later += _pressed(watch, n, slice(1)) if n else []
        for state_id, cls in watch.scene.workflow.rows:
            if not watch.enough:
                _fire(watch, state_id, cls, n)
    _followed(watch, later, met)


def _pressed(watch: Watch, n: int, some: slice) -> list[Trial]:
    """Put everything in every state that the `n`-th opening leads to, on some of its days."""
    scene, taken = watch.scene, list[Trial]()
    for state in scene.workflow.states:
        matter = None if watch.enough else scene.reached(scene.at, state.id, n)
        if matter is not None:
            taken += _press(watch, matter, scene.at, some)
    return taken


def _pressed_again(watch: Watch) -> list[Trial]:
    """Put everything in the state that a new cycle begins with: what the last one left behind is not to count."""
    scene, begun = watch.scene, dict[str, Seen]()
    for state, cls in scene.workflow.rows:
        ready = scene.ready(scene.at, state, cls) if cls.cycle and not watch.enough else None
        if ready is not None:
            after = watch.put(Seen(ready[0], scene.context), ready[1]).after
            begun.setdefault(after.matter.states[scene.at], after)
    return [trial for after in begun.values() for trial in _press(watch, after.matter, scene.at, slice(1))]


def _followed(watch: Watch, trials: list[Trial], met: set[Any]) -> None:
    for trial in trials:
        if not watch.enough:
            _follow(watch, trial, met)


def _beside(watch: Watch) -> None:
    """Where machines run side by side: what the others let happen while the one on trial waits in each state.

    And what the one on trial does late, when terms have run out; the main one only as a careful sender would, as much
    runs beside it.
    """
    scene = watch.scene
    for here in scene.workflow.states:
        for at, other in enumerate(scene.workflows):
            for there in other.states if at != scene.at else ():
                matter = None if watch.enough else scene.waiting(here.id, at, there.id)
                if matter is not None and scene.at:
                    _press(watch, matter, at, slice(1))
                if matter is not None:
                    _careful(watch, Seen(matter, scene.context), _LATE if scene.at else 1)


def _careful(watch: Watch, seen: Seen, days: int) -> None:
    """Put the careful event of each class that the workflow on trial takes, so many days after the last."""
    scene = watch.scene
    for cls in scene.enabled(seen.matter):
        if cls in scene.workflow.events:
            for event_ in scene.events(cls, seen.matter, seen.last + days * _ONE)[:1]:
                watch.put(seen, event_)


def _machines(scene: Scene) -> list[tuple[int, Workflow]]:
    """The machine on trial, and the matter's main one."""
    return [(at, scene.workflows[at]) for at in dict.fromkeys((scene.at, 0))]


def _press(watch: Watch, matter: Matter, at: int, some: slice) -> list[Trial]:
    """Put everything to one matter on some of its days: the trials in which something was taken."""
    scene, seen, first = watch.scene, Seen(matter, watch.scene.context), not some.start
    here, own = scene.enabled(matter), scene.workflows[at].events
    classes = [*dict.fromkeys((*here, *(own if first else ())))] if at == scene.at else [c for c in own if c in here]
    ends, trials = edges(seen)[some], list[Trial]()
    if first:
        watch.state(seen)
        watch.history(seen)
    for cls in classes:
        for day in ends:
            sent = scene.events(cls, matter, day)
            careful = [attrs.evolve(each, id="p") for each in sent[:1]]
            trials += [watch.put(seen, each) for each in (*careful, *(sent[1:] if cls in here else ()))]
    for cls in classes[:1] if first else ():
        for event_ in scene.events(cls, matter, seen.last - _ONE)[:1]:
            watch.put(seen, event_)
    return [trial for trial in trials if trial.entry is not None]


def _follow(watch: Watch, trial: Trial, met: set[Any]) -> None:
    """What was let in shows in what comes next: once for each thing that an event can say.

    Whoever sent it, and the owner, try to judge it; a second report is tried with everything that the first may say.
    """
    event_, after, cls = cast("Any", trial.event), trial.after, type(trial.event)
    term = (cls, getattr(event_, "term", None), getattr(event_, "trigger", None) is None)
    if cls.clock == "start" and term not in met:
        met.add(term)
        _run_on(watch, after)
    told = tuple(getattr(event_, name) for name in cls.fields() if name not in ("term", "trigger"))
    said = _key((cls, after.matter.states, getattr(after.matter, "severity", None), told, event_.by))
    if said not in met:
        met.add(said)
        for following in watch.scene.enabled(after.matter):
            sent = watch.scene.events(following, after.matter, after.last + _ONE)
            judges = {event_.by, after.matter.owner} if following.verifies else set[str]()
            more = [each for each in sent[1:] if each.by in judges - {sent[0].by}]
            if cls.clock is None and (issubclass(following, cls) or issubclass(cls, following)):
                more = [each for each in sent[1:] if each.by == sent[0].by]
            for one in (*sent[:1], *more):
                watch.put(after, one)


def _key(said: tuple[Any, ...]) -> Any:
    try:
        hash(said)
    except TypeError:
        return repr(said)
    return said


def _tour(watch: Watch) -> None:
    """One matter through every row of its machines, back again and late, and by every second row: a long history."""
    scene = watch.scene
    rows = [(at, state, cls) for at, w in _machines(scene) for state, cls in w.rows if _goes_on(w, state, cls)]
    for there, back in ((rows, rows[::-1]), (rows[::2], rows[1::2])):
        seen = Seen(scene.opened(), scene.context)
        for some, late in ((there, False), (back, True)):
            for row in some if not watch.enough else ():
                seen = _led(watch, seen, *row, late=late)
            watch.history(seen)


def _led(watch: Watch, seen: Seen, at: int, state: str, cls: Any, *, late: bool) -> Seen:
    """Lead the matter to a row and fire it; it stays where it is where no way leads there."""
    led = watch.scene.led(seen.matter, state, cls, at=at, late=late)
    if led is None:
        return seen
    here = Seen(led[0], watch.scene.context)
    watch.state(here)
    if cls.cycle:  # what the cycle before came to is looked at as a new one begins
        for event_ in watch.scene.events(cls, here.matter, led[1].on):
            watch.put(here, event_)
    after = watch.put(here, led[1]).after
    if after.matter.state in after.matter.workflows[0].settled:
        watch.history(after)
    return after


def _goes_on(workflow: Workflow, state: str, cls: Any) -> bool:
    """Whether a matter can go on after it: to a state that has a way out."""
    target = workflow.rows[state, cls].target
    return any(source == target for source, _ in workflow.rows)


def _run_on(watch: Watch, seen: Seen) -> None:
    """After a term is set: extend it, stop it, go on a week later, and extend it again."""
    scene = watch.scene
    for cls in scene.enabled(seen.matter):
        if cls.clock in ("extend", "suspend", "restart"):
            sent = scene.events(cls, seen.matter, seen.last + 2 * _ONE)
            for event_ in (*sent[:_WIDE], *sent[_WIDE:][-1:]):  # the last one is told to the hour
                after = watch.put(seen, event_).after
                if after is not seen and cls.clock == "suspend":
                    _resume(watch, after)
                    break
            if cls.clock == "extend":
                _extend_again(watch, seen, cls)
        if cls.hands_in:
            _hand_in_by_the_hour(watch, seen, cls)


def _extend_again(watch: Watch, seen: Seen, cls: Any) -> None:
    """Extend the term over and over, until that is refused: bounds on how often and how long show only then."""
    for _ in range(_OFTEN):
        sent = watch.scene.events(cls, seen.matter, seen.last + _ONE)
        for event_ in sent[1:_WIDE]:
            watch.put(seen, event_)
        after = watch.put(seen, sent[0]).after
        if after is seen:
            return
        seen = after


def _hand_in_by_the_hour(watch: Watch, seen: Seen, cls: Any) -> None:
    """Where the term runs in hours, hand the work in at their very end, and an hour later."""
    due = due_of(seen.matter, seen.matter.workflows[0].name, seen.context.calendar)
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
        moved = _moved(event_, event_.on + (k * _ONE if k % 3 == 1 else timedelta(0)))
        trial = watch.put(seen, attrs.evolve(moved, id="e"))
        if trial.entry is not None and after is None:
            after = trial.after
    if after is not None:
        watch.put(after, after.matter.log[-1].event)  # delivered again
        watch.history(after)
        for following in watch.scene.enabled(after.matter):
            for one in watch.scene.events(following, after.matter, after.last + _ONE):
                watch.put(after, one)


def _moved(event_: Any, on: date) -> Any:
    """The event on another day, where it may be moved from its other days."""
    try:
        return attrs.evolve(event_, on=on)
    except SafetyworkError:
        return event_


def places(scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Every transition of the workflow on trial."""
    for state, cls in scene.workflow.rows:
        yield scene.workflow.name, state, cls.code
