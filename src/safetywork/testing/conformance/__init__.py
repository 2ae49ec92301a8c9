"""Checks for rules of your own that are no workflow: lights, ladders, calendars, plans, stores, codecs, ranks, figures.

Holds: nothing by itself; it hands on the checks and what they come to.
Never: is needed to run the library: it wants the `testing` extra.
"""

from safetywork.testing.conformance.calendars import check_calendar
from safetywork.testing.conformance.clocks import check_clock
from safetywork.testing.conformance.codecs import BOOKS, Codec, by_converter, check_codec
from safetywork.testing.conformance.figures import STOCK_FIGURES, check_figures
from safetywork.testing.conformance.ladders import check_ladder
from safetywork.testing.conformance.lights import check_light_policy
from safetywork.testing.conformance.outcomes import Counterexample, NotConformingError, Outcome
from safetywork.testing.conformance.rankings import check_ranking
from safetywork.testing.conformance.schedules import check_schedule, plans
from safetywork.testing.conformance.stores import check_store

__all__ = [
    "BOOKS", "STOCK_FIGURES", "Codec", "Counterexample", "NotConformingError", "Outcome", "by_converter",
    "check_calendar", "check_clock", "check_codec", "check_figures", "check_ladder", "check_light_policy",
    "check_ranking", "check_schedule", "check_store", "plans",
]  # fmt: skip
