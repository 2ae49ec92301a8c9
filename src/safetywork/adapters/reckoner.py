"""What the command line counts: `safetywork deadline | schedule`.

Holds: `deadline_of` a phrase, `schedule_of` a plan.
Never: parses an argument (`cli` does), or counts a day (the library does).
"""

import argparse
from collections.abc import Iterable
from datetime import date, datetime

from attrs import evolve

from safetywork.adapters.files import load_plan
from safetywork.calendars import WorkCalendar
from safetywork.clocks import Clock
from safetywork.errors import SpanError
from safetywork.labels import Label
from safetywork.periods import Deadline, PeriodRule, deadline
from safetywork.phrases import read_deadline
from safetywork.phrases.readings import Reading
from safetywork.terms import Capped, Stages

_PROVISIONAL = Label("（暂定）", " (provisional)")


def deadline_of(options: argparse.Namespace, calendar: WorkCalendar) -> Iterable[str]:
    """The day that a phrase ends on, or every step of why."""
    trigger = options.trigger.date() if isinstance(options.trigger, datetime) else options.trigger
    reading = read_deadline(options.phrase, anchor=options.anchor, trigger=trigger)
    due = _due(reading, options, calendar)
    if options.explain:
        return [reading.explain(options.lang), *([] if due is None else [due.explain(options.lang)])]
    if due is None:
        return [reading.text(options.lang)]
    last = f"{due.moments[1]:%Y-%m-%dT%H:%M}" if due.moments else str(due.last_day)
    return [last + (_PROVISIONAL.text(options.lang) if due.provisional else "")]


def _due(reading: Reading, options: argparse.Namespace, calendar: WorkCalendar) -> Deadline | None:
    """The deadline of the term that was read; None where it names no day and nothing to count."""
    term = reading.term
    if not reading.stated:
        raise SpanError(
            repr(options.phrase), "no term is stated in it; write for instance 15个工作日内 or 2022年6月底前"
        )
    if term is None:
        if options.anchor is None and (reading.due or reading.window):
            raise SpanError(str(reading), "it does not say of which year: add --anchor, the day of the document")
        return None
    if isinstance(term, date):
        return deadline(term, term, calendar)
    # a phrase dates each of its stages: they run from no other day
    trigger = options.trigger or (_first_day(term) if isinstance(term, Stages) else None)
    if trigger is None:
        raise SpanError(str(reading), "it runs from a day: add --trigger YYYY-MM-DD")
    if isinstance(term, Stages | Capped):
        return Clock(trigger, term).original(calendar, provisional=options.provisional)
    rule = term if isinstance(term, PeriodRule) else PeriodRule(term)
    rule = evolve(rule, roll=False) if options.no_roll else rule
    return deadline(rule, trigger, calendar, provisional=options.provisional)


def _first_day(stages: Stages) -> date:
    return min(stage.term for stage in stages.stages if isinstance(stage.term, date))


def schedule_of(options: argparse.Namespace, calendar: WorkCalendar) -> Iterable[str]:
    """A plan scheduled backward, and whether the people who are there can do it."""
    plan, on, provisional = load_plan(options.plan), options.on, options.provisional
    told = [plan.schedule(calendar, on=on, provisional=provisional).text(options.lang)]
    if options.people:
        told += ["", plan.level(calendar, on=on, provisional=provisional).text(options.lang)]
    return told
