"""Ladders: which rung a matter has reached, since when, and what is still to be sent.

Holds: `Ladder`, `Rung`, `Effect`, `Reached`; `reached`, `to_fire`, `fire`, `score`.
Never: stores that a rung is reached: what was sent is a `Firing`, and everything else follows from the log.

A rung holds from a day, and is reached on the first day of that kind on which the matter climbs: it is owed, not
handed in, not stopped, not waived, as its log stood on that day. So waiting never takes a rung back, and neither does
what is recorded later; a job that runs every day, every third day or once at the end finds the same rungs. A relapse
begins a cycle in which the ladder begins anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve, field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock
from safetywork.errors import PolicyError, SafetyworkError
from safetywork.firings import DOCUMENTS, Firing
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.labels import Label, Lang
from safetywork.matters import Matter, clock_of
from safetywork.spans import Span
from safetywork.triggers import ALWAYS_ASKED, Case, Trigger
from safetywork.waivers import waivable
from safetywork.workflows import STOPPED

_ONE = timedelta(days=1)


@frozen
class Effect:
    """What a rung brings 后果: a document (a code of `DOCUMENTS`, or another word) to somebody, and points."""

    document: str | None = None
    to: str | None = None
    points: Fraction = field(default=Fraction(0), converter=Fraction)

    def text(self, lang: Lang = "zh") -> str:
        """The document, to whom, and the points."""
        said = [DOCUMENTS.word(self.document).text(lang)] if self.document else []
        said += [_TO.text(lang, to=self.to)] if self.to else []
        said += [_POINTS.text(lang, points=f"{float(self.points):+g}")] if self.points else []
        return ("，" if lang == "zh" else ", ").join(said)


_TO = Label("对{to}", "to {to}")
_POINTS = Label("{points}分", "{points} points")


@frozen
class Rung:
    """A rung 级 of a ladder: what reaches it (any one of `when`), and what it brings."""

    id: str
    label: Label
    when: tuple[Trigger, ...]
    effects: tuple[Effect, ...] = ()


@frozen
class Ladder:
    """A ladder 督办升级规则: rungs in order, the mildest first; `source` cites where it stands.

    Raises `PolicyError` for a rung id that stands twice, or a rung that nothing reaches.
    """

    name: str
    label: Label
    rungs: tuple[Rung, ...]
    source: str = ""
    lead: int = field(init=False, repr=False, eq=False, default=0)
    """How many days before the last day of a term one of its rungs may be reached at the earliest."""

    def __attrs_post_init__(self) -> None:
        leads = [trigger.lead for rung in self.rungs for trigger in rung.when]
        object.__setattr__(self, "lead", max(leads, default=0))
        ids = [rung.id for rung in self.rungs]
        problems = [f"rung {i!r} stands twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
        problems += [f"rung {rung.id!r} has no trigger" for rung in self.rungs if not rung.when]
        if problems:
            raise PolicyError(self.name, tuple(problems))


@frozen
class Reached:
    """A rung that a matter has reached 已达: on which day, in which cycle, and by which trigger."""

    ladder: Ladder
    rung: Rung
    matter: Matter
    cycle: int
    on: date
    trigger: Trigger

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What is fired once."""
        return self.ladder.name, self.rung.id, self.matter.id, self.cycle

    def text(self, lang: Lang = "zh") -> str:
        """The rung, why, since when, and what it brings."""
        effects = ("；" if lang == "zh" else "; ").join(effect.text(lang) for effect in self.rung.effects)
        said = {"rung": self.rung.label.text(lang), "why": self.trigger.words.text(lang), "on": self.on}
        return _REACHED.text(lang, **said) + ((("：" if lang == "zh" else ": ") + effects) if effects else "")


_REACHED = Label("{rung}（{why}，{on}）", "{rung} ({why}, {on})")


@frozen
class _Stretch:
    """Days on which the log stands unchanged and the matter climbs, both inclusive."""

    first: date
    last: date
    entries: int
    cycle: int
    clock: Clock | None


def reached(
    ladder: Ladder,
    matter: Matter,
    on: date,
    calendar: WorkCalendar = CHINA,
    *,
    given: Given = NOTHING_GIVEN,
    occurrences: Mapping[str, tuple[date, ...]] | None = None,
) -> tuple[Reached, ...]:
    """Every rung that the matter has reached by the end of `on`, in the order of cycles and rungs.

    `occurrences` are the days of what happened to whoever owes it, by name (penalties). Days not announced are counted
    provisionally.
    """
    found: dict[tuple[int, str], Reached] = {}
    missed: list[date] = []
    for stretch in _joined(_stretches(matter, on)):
        if _too_early(stretch, ladder.lead):
            continue
        due = _due(stretch, calendar)
        if due is not None and due < stretch.last and (not missed or due + _ONE > missed[-1]):
            missed.append(due + _ONE)
        case = Case(
            matter, matter.log[: stretch.entries], stretch.clock, due, stretch.first, stretch.last, calendar, given,
            occurrences or {}, None, tuple(missed),
        )  # fmt: skip
        _climb(ladder, case, stretch, found)
    order = {rung.id: n for n, rung in enumerate(ladder.rungs)}
    return tuple(sorted(found.values(), key=lambda one: (one.cycle, order[one.rung.id])))


def _too_early(stretch: _Stretch, lead: int) -> bool:
    """Whether the term cannot end so soon that a rung is reached in the stretch, whatever its working days are."""
    clock = stretch.clock
    if clock is None:
        return lead < ALWAYS_ASKED
    term = clock.term
    if not isinstance(term, Span) or term.unit == "hour" or any(each.to is not None for each in clock.extensions):
        return False
    return (stretch.last - clock.trigger).days < _SHORTEST.get(term.unit, 0) * term.n - lead


_SHORTEST = {"workday": 1, "day": 1, "week": 7, "month": 28, "year": 365}


def _due(stretch: _Stretch, calendar: WorkCalendar) -> date | None:
    """The last day of the term; None without one, and beyond the calendar's reach."""
    if stretch.clock is None:
        return None
    try:
        return stretch.clock.deadline(calendar, on=stretch.first, provisional=True).last_day
    except SafetyworkError:
        return None


def _joined(stretches: Iterator[_Stretch]) -> Iterator[_Stretch]:
    """Stretches that follow each other under one clock, as one: an entry that moved nothing parts no term."""
    held: _Stretch | None = None
    for one in stretches:
        if held is not None and held.clock is one.clock and held.cycle == one.cycle and held.last + _ONE == one.first:
            held = _Stretch(held.first, one.last, one.entries, one.cycle, one.clock)
        else:
            if held is not None:
                yield held
            held = one
    if held is not None:
        yield held


def _climb(ladder: Ladder, case: Case, stretch: _Stretch, found: dict[tuple[int, str], Reached]) -> None:
    before: date | None = None
    for rung in ladder.rungs:
        key = stretch.cycle, rung.id
        if key not in found:
            here = case if case.before == before else evolve(case, before=before)
            days = [(day, trigger) for trigger in rung.when if (day := _day(trigger, here)) is not None]
            if days:
                day, trigger = min(days, key=lambda one: one[0])
                found[key] = Reached(ladder, rung, case.matter, stretch.cycle, day, trigger)
        before = found[key].on if key in found else None


def _day(trigger: Trigger, case: Case) -> date | None:
    """The first day of the stretch on which the trigger holds and no waiver does."""
    try:
        day = trigger.day(case)
    except SafetyworkError:  # beyond the calendar's reach: like no term
        return None
    if day is None or day > case.last:
        return None
    day = max(day, case.first)
    if waivable(case.matter.workflows):
        while day <= case.last and case.matter.waived(day):
            day += _ONE
    return day if day <= case.last else None


def _stretches(matter: Matter, on: date) -> Iterator[_Stretch]:
    """The stretches up to `on` in which the matter is owed, not handed in and not stopped."""
    main, log, waived = matter.workflows[0], matter.log, waivable(matter.workflows)
    state, cycle, clock, moved = main.start, 1, None, False
    for n, entry in enumerate(log):
        event = entry.event
        if event.on > on:
            return
        if entry.rule.name == main.name:
            turned = (entry.to in main.settled) != (state in main.settled)
            moved = moved or turned or event.cycle or event.clock is not None
            state = entry.to
            cycle += event.cycle
        following = log[n + 1].event.on if n + 1 < len(log) else None
        known = main.by_id.get(state)
        if following == event.on or known is None or known.kind == "rest":
            continue
        if state in main.settled or STOPPED in known.tags:
            continue
        if moved or waived:
            clock, moved = _clock_then(matter, n + 1, event.on, waived=waived), False
        if clock is None or not clock.stopped:
            yield _Stretch(event.on, on if following is None else min(on, following - _ONE), n + 1, cycle, clock)


def _clock_then(matter: Matter, entries: int, on: date, *, waived: bool) -> Clock | None:
    if waived:
        past = matter.as_of(on)
        return None if past is None else past.clock()
    return clock_of(matter.workflows[0], matter.log[:entries])


def to_fire(
    matters: Iterable[Matter],
    firings: Iterable[Firing],
    on: date,
    ladder: Ladder,
    calendar: WorkCalendar = CHINA,
    *,
    given: Given = NOTHING_GIVEN,
    occurrences: Mapping[str, Mapping[str, tuple[date, ...]]] | None = None,
    highest_only: bool = False,
) -> tuple[Reached, ...]:
    """The rungs that were reached by `on` and not fired yet, by the day they were reached.

    `occurrences` are by owner, then by name. `highest_only` leaves out what a higher rung of the same cycle overtakes;
    it stays unfired, and is left out again next time.
    """
    fired = {firing.key for firing in firings if firing.on <= on and firing.ladder == ladder.name}
    found: list[Reached] = []
    for matter in matters:
        happened = (occurrences or {}).get(matter.owner or "", {})
        rungs = reached(ladder, matter, on, calendar, given=given, occurrences=happened)
        if highest_only:
            rungs = tuple({one.cycle: one for one in rungs}.values())
        found += [one for one in rungs if one.key not in fired]
    return tuple(sorted(found, key=lambda one: (one.on, one.matter.id, one.cycle)))


def fire(rung: Reached, *, id: str, on: date, by: str, number: str | None = None, **details: Any) -> Firing:
    """The record that a rung was fired `on` a day; raises `PolicyError` for a day before it was reached."""
    if on < rung.on:
        raise PolicyError(rung.ladder.name, (f"{rung.rung.id!r} is reached on {rung.on}, and cannot be fired on {on}",))
    effect = next(iter(rung.rung.effects), Effect())
    said: dict[str, Any] = {
        "title": rung.rung.label.zh,
        "unit": rung.matter.unit,
        "campaign": rung.matter.campaign,
        **details,
    }
    return Firing(
        id=id,
        on=on,
        by=by,
        number=number,
        about=rung.matter.id,
        ladder=rung.ladder.name,
        rung=rung.rung.id,
        cycle=rung.cycle,
        since=rung.on,
        to=effect.to,
        document=effect.document,
        **said,
    )


def score(rungs: Iterable[Reached]) -> Fraction:
    """The points of these rungs together, exactly."""
    return sum((effect.points for one in rungs for effect in one.rung.effects), Fraction(0))
