"""Where the enterprises of a programme stand on a day: stage by stage, who lags, which industry lacks procedures.

Holds: `by_stage`, `lags`, `industries`, and what they tell: a `Partition`, `Lag`, `Industry`.
Never: stores a number, or names an enterprise that nobody put on the list.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from safetywork.counts import Count
from safetywork.errors import WorkflowError
from safetywork.figures import Partition, Population, Predicate, partition
from safetywork.labels import Label
from safetywork.parties import Parties
from safetywork.programmes import STANDARDISATION, AdoptProcedures, Enrolment, Procedures, Programme, StageDue
from safetywork.workflows import State, Workflow

UNIT = "家"
NOBODY = Parties()


@frozen
class Place:
    """A place on a programme's target list: the enterprise's enrolment, or that it (or so many) is not enrolled yet."""

    id: str
    count: Count
    enrolment: Enrolment | None = None
    name: str | None = None


@frozen
class Lag:
    """An enterprise that is behind the programme's schedule 滞后, and since when.

    `id` is that of its enrolment, or its own where it is not enrolled; `stage` is where it stands, `wanted` where it
    should, `since` the first day in the schedule that it missed, `days` how many calendar days ago that was.
    """

    id: str
    name: str
    stage: str | None
    wanted: str
    since: date
    days: int


@frozen
class Industry:
    """An industry 行业 of a programme: its operating procedures (None: it lacks them), its enterprises by enrolment.

    `without` are those that do not work by them: they did not adopt procedures in this cycle.
    """

    name: str
    issued: Procedures | None
    enterprises: tuple[str, ...]
    without: tuple[str, ...]


def places(
    programme: Programme, enrolments: Iterable[Enrolment], as_of: date, parties: Parties = NOBODY
) -> tuple[Place, ...]:
    """Everybody on the programme's target list, as of a day: enrolled, on its roll, or only counted by its target.

    Where an enterprise was enrolled again, the later enrolment tells.
    """
    one = Count.exact(1, UNIT)
    held = _enrolled(programme, enrolments, as_of)
    known = {enrolment.enterprise for enrolment in held}
    roll = parties.roll(programme.roll or "")
    absent = [m for m in roll.members if m not in known] if roll else []
    named = [
        *(Place(enrolment.id, one, enrolment, enrolment.title) for enrolment in held),
        *(Place(member, one, None, parties.name(member)) for member in absent),
    ]
    rest = _rest(roll.size if roll else programme.target, len(named))
    return (*named, *((Place(programme.id, rest),) if rest.high != 0 else ()))


def by_stage(
    programme: Programme, enrolments: Iterable[Enrolment], as_of: date, parties: Parties = NOBODY
) -> Partition:
    """The target list on a day, split by stage: not enrolled yet, each state of its workflow, and created but expired.

    The parts sum to the target on every day; the whole exceeds it only by enterprises enrolled beyond the list. Where
    nobody stated a target, it is those enrolled. Raises `UnitMismatchError` for a target in another unit than 家.
    """
    listed = places(programme, enrolments, as_of, parties)
    label = Label(programme.title, programme.en or programme.title)
    expired: Predicate[Place] = Predicate(
        Label("创建已到期{n}", "{n} expired"), lambda p: p.enrolment is not None and p.enrolment.expired(as_of)
    )
    absent: Predicate[Place] = Predicate(Label("尚未列入{n}", "{n} not enrolled yet"), lambda p: p.enrolment is None)
    parts = (absent, expired, *(_in(state) for state in _states(listed)))
    return partition(Population(label, listed, as_of), UNIT, lambda place: place.count, parts)


def lags(
    programme: Programme, enrolments: Iterable[Enrolment], as_of: date, parties: Parties = NOBODY
) -> tuple[Lag, ...]:
    """Those behind the programme's own schedule on a day, as far as they are named; the due day itself is not late.

    Raises `WorkflowError` for a schedule with a stage that an enterprise's workflow does not have. Who has withdrawn is
    not behind; who was returned or has lapsed stands where it stands now; a certificate that expired is no lag.
    """
    due = [step for step in programme.schedule if step.by < as_of]
    listed = places(programme, enrolments, as_of, parties)
    machine = next((place.enrolment.workflows[0] for place in listed if place.enrolment), STANDARDISATION)
    found = (_lag(place, due, as_of, machine) for place in listed if place.id != programme.id)
    return tuple(lag for lag in found if lag is not None)


def industries(programme: Programme, enrolments: Iterable[Enrolment], as_of: date) -> tuple[Industry, ...]:
    """The industries of a programme on a day: those it names, then any others that its enterprises are of."""
    held = [e for e in _enrolled(programme, enrolments, as_of) if not e.void]
    names = dict.fromkeys((*programme.industries, *(e.industry for e in held if e.industry)))
    issued = {one.industry: one for one in sorted(programme.as_of(as_of).procedures, key=lambda one: one.on)}
    return tuple(_industry(name, issued.get(name), [e for e in held if e.industry == name]) for name in names)


def _industry(name: str, issued: Procedures | None, held: list[Enrolment]) -> Industry:
    without = (e.id for e in held if not any(isinstance(entry.event, AdoptProcedures) for entry in e.this_cycle))
    return Industry(name, issued, tuple(e.id for e in held), tuple(without))


def _enrolled(programme: Programme, enrolments: Iterable[Enrolment], as_of: date) -> tuple[Enrolment, ...]:
    seen = (enrolment.as_of(as_of) for enrolment in enrolments if enrolment.programme == programme.id)
    latest = {e.enterprise or f"enrolment {e.id}": e for e in seen if e is not None}
    return tuple(latest.values())


def _rest(target: Count | None, named: int) -> Count:
    """How many of the target nobody has named."""
    if target is None:
        return Count.exact(0, UNIT)
    # In its own unit: a target of another unit is refused when the parts are summed.
    high = None if target.high is None else max(0, target.high - named)
    return Count(max(0, target.low - named), high, target.unit, target.about)


def _states(listed: tuple[Place, ...]) -> Iterator[State]:
    """The states of the workflows that the enterprises run, each id once."""
    machines = [place.enrolment.workflows[0] for place in listed if place.enrolment is not None]
    known = {state.id: state for machine in reversed(machines or [STANDARDISATION]) for state in machine.states}
    return iter(known.values())


def _in(state: State) -> Predicate[Place]:
    words = state.label.literal()
    label = Label(f"{words.zh}{{n}}", f"{{n}} {words.en}")
    return Predicate(label, lambda place: place.enrolment is not None and place.enrolment.state == state.id)


def _lag(place: Place, due: list[StageDue], as_of: date, usual: Workflow) -> Lag | None:
    enrolment = place.enrolment
    machine = usual if enrolment is None else enrolment.workflows[0]
    if enrolment is not None and enrolment.void:
        return None
    stands = -1 if enrolment is None else _rank(machine, enrolment.state)
    missed = [step for step in due if _rank(machine, step.stage) > stands]
    if not missed:
        return None
    since = min(step.by for step in missed)
    wanted = max(missed, key=lambda step: _rank(machine, step.stage)).stage
    stage = None if enrolment is None else enrolment.state
    return Lag(place.id, place.name or place.id, stage, wanted, since, (as_of - since).days)


def _rank(machine: Workflow, stage: str) -> int:
    """How far a stage is: stages follow each other as the workflow lists its states."""
    ids = [state.id for state in machine.states]
    if stage not in ids:
        raise WorkflowError(machine.name, (f"the programme's schedule names the stage {stage!r}; it has {ids}",))
    return ids.index(stage)
