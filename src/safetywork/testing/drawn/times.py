"""Strategies for days, moments, calendars, spans, rules, terms and clocks, and for what a clock comes to.

Holds: strategies that build crowded values: few days, close together, so that rest days, stops and extensions meet.
Never: draws and throws away (no `.filter`), or checks a law; a deadline is the one that its clock gives.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, TypeAlias

from hypothesis import strategies as st

from safetywork.calendars import BEIJING, CHINA, SpecialDay, WorkCalendar
from safetywork.clocks import Clock, Extension, Stop
from safetywork.labels import Label
from safetywork.periods import Deadline, PeriodRule, SimpleTerm, Span, Unit
from safetywork.standings import Standing
from safetywork.terms import Capped, Stage, Stages, Term

FIRST, LAST = date(2024, 10, 1), date(2025, 3, 31)
"""The crowded stretch, both inclusive: two quarters with National Day, New Year and the Spring Festival."""

_REACH = (date(2020, 1, 1), date(2040, 12, 31))
_UNITS: tuple[Unit, ...] = ("workday", "day", "week", "month", "year")
_LONGEST: dict[Unit, int] = {"workday": 40, "day": 90, "week": 13, "month": 14, "year": 2, "hour": 96}
_STAGES = ("排查", "整治", "复查")

_Simple: TypeAlias = st.SearchStrategy[SimpleTerm]


def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Days from `first` to `last`, both inclusive; two quarters of 2024-2025 unless told otherwise."""
    return st.dates(first, last)


def moments(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[datetime]:
    """Aware moments from `first` to `last`, on the full hour, in Beijing time or UTC: days differ."""
    return st.builds(datetime.combine, days(first, last), st.integers(0, 23).map(time), st.sampled_from((BEIJING, UTC)))


def calendars(*, first: date = FIRST, last: date = LAST, official: bool = True) -> st.SearchStrategy[WorkCalendar]:
    """Working calendars whose special days crowd between `first` and `last`; `CHINA` among them if `official`.

    The weekly rest is any set of up to six weekdays, so there are always working days; announced days off, make-up
    days and a local overlay fall on any day and on each other. All but `CHINA` reach from 2020 to 2040.
    """
    made = _calendars(first, last)
    return st.just(CHINA) | made if official else made


@st.composite
def _calendars(draw: st.DrawFn, first: date, last: date) -> WorkCalendar:
    rest = draw(st.sets(st.integers(1, 7), max_size=6))
    told = draw(st.dictionaries(days(first, last), st.booleans(), max_size=24))
    local = draw(st.dictionaries(days(first, last), st.booleans(), max_size=6))
    specials = tuple(SpecialDay(day, told[day], Label("节", "festival")) for day in sorted(told))
    calendar = WorkCalendar("drawn", *_REACH, specials, rest)
    off = {day for day, works in local.items() if not works}
    return calendar.overlay("drawn, local", off=off, work=local.keys() - off) if local else calendar


def spans(units: Sequence[Unit] = _UNITS) -> st.SearchStrategy[Span]:
    """Spans of the given units, from none to about a quarter (months, years: two years; hours: four days)."""
    return st.one_of(*(st.builds(Span, _lengths(unit), st.just(unit)) for unit in units))


@cache
def _lengths(unit: Unit) -> st.SearchStrategy[int]:
    return st.integers(0, _LONGEST[unit])


def period_rules(units: Sequence[Unit] = (*_UNITS, "hour"), *, back: bool = True) -> st.SearchStrategy[PeriodRule]:
    """Rules that count spans of `units`, rolled or not, on and (where `back`) back from their trigger.

    Clear days, a term that runs of days off prolong, and the next full hour stand where a rule may have them.
    """
    return _rules(spans(units), back=back)


@st.composite
def _rules(draw: st.DrawFn, spans: st.SearchStrategy[Span], *, back: bool) -> PeriodRule:
    span, manner = draw(spans), draw(_MANNERS[back])
    if manner == "before":
        return PeriodRule(span, draw(_EITHER), direction="before", clear_days=span.unit != "hour" and draw(_EITHER))
    if manner == "special" and span.unit == "hour":
        return PeriodRule(span, next_hour=draw(_EITHER))
    if manner == "special" and span.unit != "workday":
        return PeriodRule(span, prolong=draw(_EITHER))
    return PeriodRule(span, roll=draw(_EITHER))


_EITHER = st.booleans()
_MANNERS = {back: st.sampled_from(("plain", "special", "before")[: 3 if back else 2]) for back in (False, True)}


def stages(units: Sequence[Unit] = _UNITS) -> st.SearchStrategy[Stage]:
    """Stages of a term, each a span, a rule that counts on, or an agreed day."""
    return st.builds(Stage, st.sampled_from(_STAGES), simple_terms(units))


def simple_terms(units: Sequence[Unit] = _UNITS, *, agreed: bool = True) -> st.SearchStrategy[SimpleTerm]:
    """Terms that are made of no other: spans, rules that count on and, with `agreed`, days."""
    simple: st.SearchStrategy[SimpleTerm] = spans(units) | period_rules(units, back=False)
    return simple | days() if agreed else simple


def terms(units: Sequence[Unit] = _UNITS) -> st.SearchStrategy[Term]:
    """Terms as an event may be given one, none of them in hours: simple ones, in stages, capped."""
    simple = simple_terms(units)
    return simple | _in_stages(simple) | _capped(simple)


def staged_terms(units: Sequence[Unit] = _UNITS) -> st.SearchStrategy[Stages]:
    """Terms in one to three stages, some with a whole that they may not add up to."""
    return _in_stages(simple_terms(units))


def capped_terms(units: Sequence[Unit] = _UNITS) -> st.SearchStrategy[Capped]:
    """Terms with a cap, of simple terms and of stages; some caps may be extended."""
    return _capped(simple_terms(units))


def extensions(decided: st.SearchStrategy[date] | None = None) -> st.SearchStrategy[Extension]:
    """Extensions decided on a drawn day: by a span, or to a day of the two months that follow."""
    return _extension(_CROWDED if decided is None else decided)


@st.composite
def _extension(draw: st.DrawFn, decided: st.SearchStrategy[date]) -> Extension:
    on = draw(decided)
    if draw(_EITHER):
        return Extension(on, to=on + timedelta(days=draw(_TWO_MONTHS)))
    return Extension(on, by=draw(_SPANS))


def stops() -> st.SearchStrategy[Stop]:
    """Stops of up to twenty days (one day: of none), and some that have not ended."""
    ended = st.tuples(days(), st.integers(0, 20)).map(lambda drawn: Stop(drawn[0], drawn[0] + timedelta(drawn[1])))
    return ended | st.builds(Stop, days())


def clocks(units: Sequence[Unit] = _UNITS, *, agreed: bool = True, composed: bool = False) -> st.SearchStrategy[Clock]:
    """Clocks with up to three extensions and four stops, in dated order; stops touch, overlap, or the last stays open.

    The term is a span of one of `units` or a rule (rolled or not) and its extensions are of the term's own unit; with
    `agreed`, the term or an extension may be an agreed day instead; with `composed`, the term may have a cap or stages,
    and the clock may have been restarted.
    """
    shapes = _SHAPES if composed else _SHAPES[:1]
    return _clock(tuple(units), shapes, restarted=composed, agreed=agreed)


def staged_clocks() -> st.SearchStrategy[Clock]:
    """Clocks as `clocks` draws composed ones, every term in stages."""
    return _clock(_UNITS, ("stages",))


def capped_clocks() -> st.SearchStrategy[Clock]:
    """Clocks as `clocks` draws composed ones, every term with a cap."""
    return _clock(_UNITS, ("capped",))


@st.composite
def _clock(
    draw: st.DrawFn,
    units: tuple[Unit, ...],
    shapes: tuple[str, ...],
    *,
    restarted: bool = True,
    agreed: bool = True,
) -> Clock:
    """One clock, drawn from strategies that stand: to make one for each day costs more than to draw from it."""
    unit, shape, trigger = draw(_of(units)), draw(_of(shapes)), draw(_CROWDED)
    manners = _of(_SIMPLE if agreed else _SIMPLE[:-1])

    def later() -> date:
        return trigger + timedelta(days=draw(_TWO_MONTHS))

    def simple() -> SimpleTerm:
        manner = draw(manners)
        span = Span(draw(_lengths(unit)), unit)
        return later() if manner == "day" else span if manner == "span" else PeriodRule(span, roll=draw(_EITHER))

    def staged() -> Stages:
        told = tuple(Stage(draw(_NAMES), simple()) for _ in range(draw(_FEW)))
        return Stages(told, draw(_WHOLE))

    def extension() -> Extension:
        to = draw(manners) == "day"
        return Extension(later(), to=later()) if to else Extension(later(), by=Span(draw(_lengths(unit)), unit))

    term: Term
    if shape == "capped":
        term = Capped(staged() if draw(_EITHER) else simple(), simple(), draw(_EITHER))
    else:
        term = staged() if shape == "stages" else simple()
    extensions = sorted((extension() for _ in range(draw(_UP_TO_THREE))), key=lambda one: one.on)
    ends = trigger + timedelta(days=term.n) if isinstance(term, Span) and term.unit == "day" else later()
    starts = sorted(ends if draw(_TWENTY) == 1 else later() for _ in range(draw(_UP_TO_FOUR)))
    stops = [Stop(start, start + timedelta(days=draw(_TWENTY))) for start in starts]
    still_open: bool = draw(_EITHER)
    if stops and still_open:
        stops[-1] = Stop(starts[-1])
    earlier = (trigger - timedelta(days=9),) if restarted and draw(_EITHER) else ()
    return Clock(trigger, term, tuple(extensions), tuple(stops), earlier=earlier)


def _in_stages(simple: _Simple) -> st.SearchStrategy[Stages]:
    return st.builds(Stages, st.lists(st.builds(Stage, _NAMES, simple), min_size=1, max_size=3), _WHOLE)


def _capped(simple: _Simple) -> st.SearchStrategy[Capped]:
    return st.builds(Capped, simple | _in_stages(simple), simple, st.booleans())


_SIMPLE, _SHAPES = ("span", "rule", "day"), ("simple", "stages", "capped")
_MONTH_ENDS = st.sampled_from([date(2024, 10, 31), date(2024, 11, 30), date(2025, 1, 30), date(2025, 1, 31)])
_CROWDED, _TWO_MONTHS, _TWENTY = days() | _MONTH_ENDS, st.integers(0, 60), st.integers(0, 20)
_FEW, _UP_TO_THREE, _UP_TO_FOUR = st.integers(1, 3), st.integers(0, 3), st.integers(0, 4)
_NAMES, _SPANS = st.sampled_from(_STAGES), spans()
_WHOLE = st.none() | _SPANS


@cache
def _of(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


def deadlines() -> st.SearchStrategy[Deadline]:
    """Deadlines as drawn clocks come to them on drawn calendars: moved, capped, in stages, firm or provisional."""
    return st.tuples(clocks(composed=True), calendars()).map(
        lambda drawn: drawn[0].deadline(drawn[1], provisional=True)
    )


def standings() -> st.SearchStrategy[Standing]:
    """Where drawn clocks stand on a day near their deadline, before and after it; some are finished."""
    return st.tuples(clocks(composed=True), calendars(), edges(), st.none() | edges()).map(
        lambda drawn: _standing(*drawn)
    )


def _standing(clock: Clock, calendar: WorkCalendar, away: int, finished: int | None) -> Standing:
    last = clock.deadline(calendar, provisional=True).last_day
    if finished is not None:
        clock = clock.finish(last + timedelta(days=finished))
    return clock.standing(last + timedelta(days=away), calendar, provisional=True)


def edges(reach: int = 2) -> st.SearchStrategy[int]:
    """How many days from the edge of a term: up to `reach` before and after it, the edge itself among them; or far."""
    return st.sampled_from((0, *(n for far in range(1, reach + 1) for n in (far, -far)), 40, -40))
