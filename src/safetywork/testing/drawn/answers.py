"""Strategies for what the library answers: figures, rates, agendas, reports, verdicts; each is asked for, none made up.

Holds: `figures` to `reports`, `verdicts`, `moved_deadlines`, `skeletons`.
Never: builds an answer by hand where the library can be asked for it.
"""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from safetywork.activities import Activity, Visit
from safetywork.agendas import Agenda, agenda
from safetywork.counts import Count
from safetywork.figures import ALL, Figure, Partition, Population, Predicate, partition
from safetywork.issues import RECTIFICATION, Issue
from safetywork.labels import Label
from safetywork.papers import Report
from safetywork.rates import RATES, Rate
from safetywork.recounts import Moved
from safetywork.reports import report
from safetywork.sameness import Verdict, triage
from safetywork.skeletons import SKELETONS, Skeleton
from safetywork.testing.drawn.books import whole_books
from safetywork.testing.drawn.judging import light_policies
from safetywork.testing.drawn.policies import samenesses
from safetywork.testing.drawn.records import activities
from safetywork.testing.drawn.times import FIRST, LAST, calendars, clocks, days
from safetywork.testing.drawn.words import labels
from safetywork.testing.histories import books, matters, renamed
from safetywork.testing.scenes import DAY

_LATE = LAST + timedelta(days=365)


def _made_up(activity: Activity) -> bool:
    return activity.illustrative


def _early(activity: Activity) -> bool:
    return activity.on <= FIRST + timedelta(days=60)


_ASKED: tuple[Predicate[Any], ...] = (
    Predicate(Label("示例", "made up"), _made_up),
    Predicate(Label("前两个月", "in the first two months"), _early),
    ALL,
)


def predicates() -> st.SearchStrategy[Predicate[Any]]:
    """Questions with a yes or no for every activity: made up or not, early or not, any."""
    return st.sampled_from(_ASKED)


def populations() -> st.SearchStrategy[Population[Any]]:
    """Populations of none to four visits, as of a day."""
    return st.integers(0, 4).flatmap(
        lambda n: st.builds(
            Population, labels(), st.tuples(*(activities(Visit, id=f"A-{i}") for i in range(n))), days()
        )
    )


def figures() -> st.SearchStrategy[Figure]:
    """Figures of drawn populations: how many records, or the sum of what they count."""
    return st.tuples(populations(), predicates(), st.booleans()).map(lambda drawn: _figure(*drawn))


def _figure(population: Population[Any], where: Predicate[Any], summed: bool) -> Figure:  # noqa: FBT001
    return population.count("户", _called_on, where) if summed else population.number("次", where)


def _called_on(visit: Visit) -> Count:
    return visit.called_on


def partitions() -> st.SearchStrategy[Partition]:
    """Drawn populations split by one question, and a rest."""
    return st.tuples(populations(), predicates()).map(
        lambda drawn: partition(drawn[0], "户", _called_on, (drawn[1], ALL))
    )


def rates() -> st.SearchStrategy[Rate]:
    """Rates of the part of a population for which a question holds; not known where nothing is there to divide by."""
    label, digits = st.sampled_from(tuple(RATES.values())), st.integers(0, 2)
    return st.tuples(label, populations(), predicates(), digits).map(
        lambda drawn: Rate(drawn[0], drawn[1].number("次", drawn[2]), drawn[1].number("次"), drawn[3])
    )


def agendas() -> st.SearchStrategy[Agenda]:
    """Agendas of drawn books on a day in their midst, by drawn policies on drawn calendars."""
    asked = st.tuples(whole_books(), days(DAY, LAST), calendars(), light_policies())
    return asked.map(lambda drawn: agenda(*drawn))


def skeletons() -> st.SearchStrategy[Skeleton]:
    """The skeletons of reports that the library has."""
    return st.sampled_from(tuple(SKELETONS.values()))


def reports() -> st.SearchStrategy[Report]:
    """Reports of drawn books by every skeleton, as of a day in their midst or long after."""
    asked = st.tuples(whole_books(), days(DAY, LAST) | st.just(_LATE), skeletons())
    return asked.map(lambda drawn: report(drawn[0], as_of=drawn[1], skeleton=drawn[2]))


def verdicts() -> st.SearchStrategy[Verdict]:
    """What a registration may be among the issues of a drawn book, under drawn rules of sameness."""
    candidate = matters(RECTIFICATION, longest=0).map(lambda one: renamed(one, "M-99"))
    known = books(RECTIFICATION, most=3).map(lambda book: book.of(Issue))
    return st.builds(triage, candidate, known, samenesses(), calendars())


def moved_deadlines() -> st.SearchStrategy[Moved]:
    """The deadline of one clock on two calendars, which may agree."""
    drawn = st.tuples(clocks(), calendars(), calendars())
    return drawn.map(lambda d: Moved("M-1", "rectification", *(d[0].deadline(one, provisional=True) for one in d[1:])))
