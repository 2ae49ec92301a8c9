"""Strategies for `st.from_type`: the public values of the library, each by the strategy that draws it crowded.

Holds: `register_types`, `REGISTERED`.
Never: is imported by hypothesis itself where nobody uses the library (`_hypothesis` sees to that).
"""

from typing import Any, Final

from hypothesis import strategies as st

from safetywork.books import Book
from safetywork.calendars import WorkCalendar
from safetywork.clocks import Clock
from safetywork.counts import Count
from safetywork.gaps import GAP, Gap
from safetywork.issues import IMMEDIATE, RECTIFICATION, Issue
from safetywork.measures import MEASURE, Measure
from safetywork.pledges import PLEDGE, Pledge
from safetywork.programmes import STANDARDISATION, Enrolment
from safetywork.schemes import SCHEME, Scheme
from safetywork.spans import Span
from safetywork.testing import histories, strategies
from safetywork.workflows import Workflow

_RUN: dict[type[Any], tuple[Workflow, ...]] = {
    Issue: (RECTIFICATION, IMMEDIATE), Pledge: (PLEDGE,), Measure: (MEASURE,), Enrolment: (STANDARDISATION,),
    Scheme: (SCHEME,), Gap: (GAP,),
}  # fmt: skip
REGISTERED: Final[tuple[type[Any], ...]] = (Span, Count, Clock, WorkCalendar, Book, *_RUN)
"""The classes that `st.from_type` draws by a strategy of ours."""


def register_types() -> None:
    """Register a strategy for each of them; doing it again changes nothing."""
    st.register_type_strategy(Span, strategies.spans())
    st.register_type_strategy(Count, strategies.counts())
    st.register_type_strategy(Clock, strategies.clocks())
    st.register_type_strategy(WorkCalendar, strategies.calendars())
    st.register_type_strategy(Book, histories.books())
    for kind, workflows in _RUN.items():
        st.register_type_strategy(kind, histories.matters(*workflows))
