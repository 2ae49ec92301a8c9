"""Hypothesis strategies for days, calendars, spans, counts and clocks.

Holds: strategies that build crowded values: few days, close together, so that rest days, stops and extensions meet.
Never: draws and throws away (no `.filter`), computes an answer, or checks a law.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from safetywork.calendars import CHINA, SpecialDay, WorkCalendar
from safetywork.clocks import Clock, Extension, Stop
from safetywork.counts import UNITS_EN, Count, Kind, Number
from safetywork.labels import Label
from safetywork.periods import PeriodRule, Span, Term, Unit

FIRST, LAST = date(2024, 10, 1), date(2025, 3, 31)
"""The crowded stretch, both inclusive: two quarters with National Day, New Year and the Spring Festival."""

_REACH = (date(2020, 1, 1), date(2040, 12, 31))
_UNITS: tuple[Unit, ...] = ("workday", "day", "week", "month", "year")
_LONGEST: dict[Unit, int] = {"workday": 40, "day": 90, "week": 13, "month": 14, "year": 2}
_KINDS: tuple[Kind, ...] = ("exact", "at least", "at most", "between", "about", "unknown")


def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Days from `first` to `last`, both inclusive; two quarters of 2024-2025 unless told otherwise."""
    return st.dates(first, last)


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
    """Spans of the given units, from none to about a quarter (months and years: to about two years)."""
    return st.sampled_from(units).flatmap(lambda unit: st.builds(Span, st.integers(0, _LONGEST[unit]), st.just(unit)))


def counts(
    units: Sequence[str] = tuple(UNITS_EN), kinds: Sequence[Kind] = _KINDS, *, fractions: bool = True
) -> st.SearchStrategy[Count]:
    """Counts of the given units and kinds of statement; with `fractions`, some numbers have two decimals.

    Some meet: "at least 0" is unknown, "at most 0" and "between n and n" are exact.
    """
    return st.tuples(st.sampled_from(kinds), st.sampled_from(units), _numbers(fractions), _numbers(fractions)).map(
        lambda drawn: _count(*drawn)
    )


def _numbers(fractions: bool) -> st.SearchStrategy[Number]:  # noqa: FBT001
    whole: st.SearchStrategy[Number] = st.integers(0, 120) | st.sampled_from((650, 3_000, 20_000))
    return whole | st.integers(0, 9_999).map(lambda n: Decimal(n) / 100) if fractions else whole


def _count(kind: Kind, unit: str, n: Number, more: Number) -> Count:
    match kind:
        case "exact":
            return Count.exact(n, unit)
        case "at least":
            return Count.at_least(n, unit)
        case "at most":
            return Count.at_most(n, unit)
        case "between":
            return Count(n, n + more, unit)
        case "about":
            return Count.roughly(n, unit)
        case _:
            return Count.unknown(unit)


def clocks(units: Sequence[Unit] = _UNITS, *, agreed: bool = True) -> st.SearchStrategy[Clock]:
    """Clocks with up to three extensions and four stops, in dated order; stops touch, overlap, or the last stays open.

    The term is a span of one of `units` or a rule (rolled or not) and its extensions are of the term's own unit; with
    `agreed`, the term or an extension may be an agreed day instead.
    """
    return st.sampled_from(units).flatmap(lambda unit: _clocks(unit, agreed=agreed))


@st.composite
def _clocks(draw: st.DrawFn, unit: Unit, *, agreed: bool) -> Clock:
    trigger = draw(days())
    span = spans((unit,))
    term: st.SearchStrategy[Term] = span | st.builds(PeriodRule, span, roll=st.booleans())
    extension = st.builds(Extension, _after(trigger), by=span)
    if agreed:
        term |= _after(trigger)
        extension |= st.builds(Extension, _after(trigger), to=_after(trigger))
    extensions = sorted(draw(st.lists(extension, max_size=3)), key=lambda one: one.on)
    return Clock(trigger, draw(term), tuple(extensions), tuple(draw(_stops(trigger))))


@st.composite
def _stops(draw: st.DrawFn, trigger: date) -> list[Stop]:
    starts = sorted(draw(st.lists(_after(trigger), max_size=4)))
    stops = [Stop(start, start + timedelta(days=draw(st.integers(0, 20)))) for start in starts]
    still_open = draw(st.booleans())
    return [*stops[:-1], Stop(starts[-1])] if stops and still_open else stops


def _after(trigger: date) -> st.SearchStrategy[date]:
    return days(trigger, trigger + timedelta(days=60))
