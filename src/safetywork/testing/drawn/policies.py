"""Strategies for what a county decides once: closures, extensions, follow-up checks, relapses, sameness, statutes.

Holds: strategies for policies, statutes and windows, office hours, exemptions, samples and maskings.
Never: draws a policy that contradicts itself.
"""

from datetime import UTC, timedelta
from fractions import Fraction
from typing import Any, get_args

from hypothesis import strategies as st

from safetywork.acts import EvidenceKind
from safetywork.calendars import BEIJING, WorkCalendar
from safetywork.checks.catalogue import STOCK_CHECKS
from safetywork.checks.rules import Check, Exemption
from safetywork.closures import ClosurePolicy
from safetywork.extensions import ExtensionPolicy
from safetywork.office import OfficeHours
from safetywork.periods import PeriodRule
from safetywork.publications import Masking
from safetywork.rechecks import RecheckPolicy
from safetywork.relapses import RelapsePolicy
from safetywork.sameness import Sameness
from safetywork.samples import Sample
from safetywork.statutes import STATUTES, Statute, Window
from safetywork.testing.drawn.people import names
from safetywork.testing.drawn.plans import recurrences
from safetywork.testing.drawn.times import FIRST, LAST, calendars, days, period_rules, spans
from safetywork.testing.drawn.words import labels

_GRADES = ("general", "major", "special")
_SHARES = (Fraction(1, 3), Fraction(1, 2), Fraction(1))
_FIELDS = ("unit", "place", "category", "title", "owner")
_HOURS = ("8:30-12:00 13:30-17:30", "00:00-24:00", "9:00-12:00", "")
_IDS = tuple(f"M-{n}" for n in range(5))


def closure_policies() -> st.SearchStrategy[ClosurePolicy]:
    """What issues of one grade must show: any kinds of evidence, verifiers and states gone through."""
    kinds = st.lists(st.sampled_from(get_args(EvidenceKind)), max_size=2, unique=True).map(tuple)
    verifiers, through = (st.lists(st.sampled_from(words), max_size=1) for words in (("verifier",), ("listed",)))
    return st.builds(ClosurePolicy, st.sampled_from(_GRADES), kinds, st.booleans(), verifiers, through)


def extension_policies() -> st.SearchStrategy[ExtensionPolicy]:
    """How often and how far a term may be extended, asked for or not, with notice or without; each bound or none."""
    length, times = st.none() | spans(("workday", "day")), st.none() | st.integers(0, 3)
    return st.builds(ExtensionPolicy, st.booleans(), length, times, length)


def recheck_policies() -> st.SearchStrategy[RecheckPolicy]:
    """Follow-up checks so long after, in rounds that end, or both."""
    after = st.lists(spans(("day", "month")), min_size=1, max_size=2).map(tuple)
    rounds = st.builds(RecheckPolicy, st.just(()) | after, recurrences(), spans(("month", "year")))
    return st.builds(RecheckPolicy, after, lasts=st.none() | spans(("month", "year"))) | rounds


def relapse_policies() -> st.SearchStrategy[RelapsePolicy]:
    """How a relapse is taken: a share of the term or all of it, a higher grade or the same."""
    raised = st.dictionaries(st.sampled_from(_GRADES), st.sampled_from(_GRADES), max_size=2)
    return st.builds(RelapsePolicy, st.none() | st.sampled_from(_SHARES), raised)


def samenesses() -> st.SearchStrategy[Sameness]:
    """When two issues are the same: one or two keys of up to three fields, bounds in order, a window or none."""
    key = st.lists(st.sampled_from(_FIELDS), min_size=1, max_size=3, unique=True)
    keys, bound = st.lists(key, min_size=1, max_size=2), st.integers(1, 100)
    bounds = st.tuples(bound, bound).map(sorted)
    told = st.tuples(keys, st.sampled_from((None, "title")), bounds, st.none() | spans())
    return told.map(lambda d: Sameness(d[0], d[1], sure=d[2][1], doubt=d[2][0], window=d[3]))


def samples() -> st.SearchStrategy[Sample]:
    """Draws of none to all of few ids, by few seeds, so that one holds another."""
    ids = st.lists(st.sampled_from(_IDS), max_size=6)
    return st.builds(Sample, st.sampled_from(("2024-10", "2024-11")), ids, st.integers(0, 6))


def maskings() -> st.SearchStrategy[Masking]:
    """How texts are masked: names within names, with and without their first character."""
    named = st.lists(names() | st.sampled_from(("李四", "李四海", "李")), max_size=4)
    return st.builds(Masking, named, st.sampled_from(("X", "某", "*")), st.booleans())


def windows() -> st.SearchStrategy[Window]:
    """So many times within a span of the calendar: from one time within no day to five within two years."""
    return st.builds(Window, spans(("day", "week", "month", "year")), st.integers(1, 5))


def statutes() -> st.SearchStrategy[Statute]:
    """The statutes of the library, and local rules that count in every manner, in force for a time."""
    local = st.tuples(period_rules(), labels(), st.none() | st.integers(0, 90)).map(lambda drawn: _local(*drawn))
    return st.sampled_from(STATUTES) | local


def _local(rule: PeriodRule, law: Any, in_force: int | None) -> Statute:
    return Statute(
        id="local", name="local", law=law, title=law, article="3", trigger=law, span=rule.span, effective_from=FIRST,
        effective_to=None if in_force is None else FIRST + timedelta(days=in_force), confidence="local",
        citation="本地规定", direction=rule.direction, clear_days=bool(rule.clear_days), roll=rule.roll,
        prolong=bool(rule.prolong), next_hour=bool(rule.next_hour),
    )  # fmt: skip


@st.composite
def office_hours(draw: st.DrawFn) -> OfficeHours:
    """Hours of offices on drawn calendars: by weekday, round the clock or none; shifts on days that are announced.

    Which weekday a make-up day stands in for is always told, as the hours of weekdays differ.
    """
    calendar: WorkCalendar = draw(calendars())
    weekly = draw(st.lists(st.sampled_from(_HOURS), min_size=7, max_size=7))
    shifts = draw(st.dictionaries(days(FIRST, LAST), st.sampled_from(_HOURS), max_size=3))
    zone = draw(st.sampled_from((BEIJING, UTC)))
    return OfficeHours(calendar, weekly, shifts=shifts, zone=zone, make_up=draw(st.integers(1, 7)))


def checks() -> st.SearchStrategy[Check]:
    """The checks of the library."""
    return st.sampled_from(STOCK_CHECKS)


def exemptions() -> st.SearchStrategy[Exemption]:
    """Exemptions from stock checks, at a place or anywhere, for a time or for good."""
    place, until = st.sampled_from((None, *_IDS)), st.none() | days()
    codes = st.sampled_from([check.code for check in STOCK_CHECKS])
    return st.builds(Exemption, codes, st.just("经核实"), names(), place, until)
