"""Rules of terms of the law, broken on purpose.

Holds: mutants of which rule is in force, what its days are, how far it may be extended.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date
from typing import Any

import attrs

from mutants.board import ONE, Patch, d, killed_by
from safetywork import statutes
from safetywork.calendars import WorkCalendar
from safetywork.clocks import Clock, Extension
from safetywork.spans import Span, days, workdays
from safetywork.statutes import CLOSURE, ExtensionError, Statute, in_force


def the_day_picks_the_version() -> None:
    assert in_force("penalty-hearing-request", d("2021-07-14")).span == days(3)
    assert in_force("penalty-hearing-request", d("2021-07-15")).span == workdays(5)


def five_days_of_that_law_are_working_days() -> None:
    assert in_force("penalty-decision", d("2024-01-01")).span_of(5) == workdays(5)
    assert in_force("penalty-decision", d("2024-01-01")).span_of(15) == days(15)


def a_cap_bounds_number_and_length() -> None:
    seizure, start = in_force("coercion-seizure", d("2024-01-10")), d("2024-01-10")
    for spans in ((days(31),), (days(10), days(10))):
        try:
            seizure.clock(start, extensions=[Extension(start, by=span) for span in spans])
        except ExtensionError:
            continue
        raise AssertionError(spans)


def the_180th_day_still_counts() -> None:
    met = CLOSURE[0].met([d("2024-01-01"), d("2024-03-01"), d("2024-06-29")])
    assert met is not None
    assert CLOSURE[0].met([d("2024-01-01"), d("2024-03-01"), d("2024-06-30")]) is None


def what_was_not_read_says_so() -> None:
    assert "未核对条文" in in_force("hazard-site-review", d("2024-01-01")).resolve(d("2024-01-02")).explain()


@killed_by(the_day_picks_the_version)
def the_newest_version_answers_for_every_day(patch: Patch) -> None:
    """A rule is picked by the day of the trigger, not by what is in force today."""
    patch.setattr(Statute, "in_force", lambda self, _: self.effective_to is None)


@killed_by(five_days_of_that_law_are_working_days)
def days_are_calendar_days_everywhere(patch: Patch) -> None:
    """Which N日 are working days is a set of each law's own."""
    patch.setattr(Statute, "span_of", lambda _, n: days(n))


@killed_by(a_cap_bounds_number_and_length)
def a_cap_is_not_looked_at(patch: Patch) -> None:
    """A term is not extended more often or by more than its article allows."""

    def clock(self: Statute, trigger: date, *, extensions: Any = (), stops: Any = ()) -> Clock:
        return Clock(trigger, self.rule, tuple(extensions), tuple(stops))

    patch.setattr(Statute, "clock", clock)


@killed_by(the_180th_day_still_counts)
def a_window_counts_its_first_day(patch: Patch) -> None:
    """The first day of a window is not counted, so 180 days reach to the 180th day after it."""
    forward = statutes.forward

    def shorter(start: date, span: Span, calendar: WorkCalendar) -> date:
        return forward(start, span, calendar) - ONE

    patch.setattr(statutes, "forward", shorter)


@killed_by(what_was_not_read_says_so)
def an_unread_rule_looks_like_any_other(patch: Patch) -> None:
    """A rule whose text was not read says so wherever it is explained."""
    label = Statute.label.fget  # type: ignore[attr-defined]
    patch.setattr(Statute, "label", property(lambda self: label(attrs.evolve(self, confidence="text read"))))
