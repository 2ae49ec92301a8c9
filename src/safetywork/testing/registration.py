"""Strategies for `st.from_type`: the public values of the library, each by the strategy that draws it crowded.

Holds: `register_types`, `REGISTERED`.
Never: is imported by hypothesis itself where nobody uses the library (`_hypothesis` sees to that), or builds a strategy
    before somebody asks for one.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

import safetywork as sw
from safetywork.testing import strategies as drawn
from safetywork.testing.scripts import Script
from safetywork.triggers import Trigger

Draws = Callable[[], st.SearchStrategy[Any]]

_TIMES: Mapping[type[Any], Draws] = {
    sw.Span: drawn.spans, sw.PeriodRule: drawn.period_rules, sw.Stage: drawn.stages, sw.Stages: drawn.staged_terms,
    sw.Capped: drawn.capped_terms, sw.Extension: drawn.extensions, sw.Stop: drawn.stops, sw.Clock: drawn.clocks,
    sw.Deadline: drawn.deadlines, sw.Standing: drawn.standings, sw.WorkCalendar: drawn.calendars,
    sw.Recurrence: drawn.recurrences, sw.OfficeHours: drawn.office_hours, sw.Reading: drawn.readings,
    sw.Need: drawn.needs, sw.PlanStep: drawn.plan_steps, sw.Plan: drawn.plans, sw.Schedule: drawn.schedules,
    sw.Moved: drawn.moved_deadlines,
}  # fmt: skip
_WORDS: Mapping[type[Any], Draws] = {
    sw.Label: drawn.labels, sw.CodeList: drawn.code_lists, sw.Count: drawn.counts, sw.Goal: drawn.goals,
    sw.Milestone: drawn.milestones, sw.Evidence: drawn.evidence, sw.Fault: drawn.faults, sw.Items: drawn.items,
    sw.Asked: drawn.asked,
}  # fmt: skip
_PEOPLE: Mapping[type[Any], Draws] = {
    sw.Unit: drawn.units, sw.Person: drawn.persons, sw.Question: drawn.questions, sw.Roll: drawn.rolls,
    sw.Parties: drawn.parties, sw.Secondment: drawn.secondments, sw.Capacity: drawn.capacities,
    sw.Masking: drawn.maskings,
}  # fmt: skip
_POLICIES: Mapping[type[Any], Draws] = {
    sw.ClosurePolicy: drawn.closure_policies, sw.ExtensionPolicy: drawn.extension_policies,
    sw.RecheckPolicy: drawn.recheck_policies, sw.RelapsePolicy: drawn.relapse_policies, sw.Sameness: drawn.samenesses,
    sw.Sample: drawn.samples, sw.Window: drawn.windows, sw.Statute: drawn.statutes, sw.Check: drawn.checks,
    sw.Exemption: drawn.exemptions,
}  # fmt: skip
_RULES: Mapping[type[Any], Draws] = {
    sw.State: drawn.states, sw.Transition: drawn.transitions, sw.Guard: drawn.guards, sw.Reason: drawn.reasons,
    sw.Context: drawn.contexts, sw.Rule: drawn.rules, sw.Workflow: drawn.workflows, sw.Entry: drawn.entries,
    sw.Step: drawn.steps, sw.Refusal: drawn.refusals, sw.Option: drawn.options, Script: drawn.scripts,
    sw.Event: drawn.events, **{cls: partial(drawn.events, cls) for cls in drawn.EVENTS},
}  # fmt: skip
_RECORDS: Mapping[type[Any], Draws] = {
    sw.Matter: drawn.matters, sw.Issue: partial(drawn.matters, sw.RECTIFICATION, sw.IMMEDIATE),
    sw.Pledge: partial(drawn.matters, sw.PLEDGE), sw.Measure: partial(drawn.matters, sw.MEASURE),
    sw.Enrolment: partial(drawn.matters, sw.STANDARDISATION), sw.Scheme: partial(drawn.matters, sw.SCHEME),
    sw.Gap: partial(drawn.matters, sw.GAP), sw.Book: drawn.whole_books, sw.Succession: drawn.successions,
    sw.Campaign: drawn.campaigns, sw.Group: drawn.groups, sw.Problem: drawn.problems, sw.Phase: drawn.phases,
    sw.Programme: drawn.programmes, sw.Procedures: drawn.procedures, sw.StageDue: drawn.stages_due,
    sw.Activity: drawn.activities, **{kind: partial(drawn.activities, kind) for kind in drawn.KINDS},
}  # fmt: skip
_JUDGING: Mapping[type[Any], Draws] = {
    sw.Colour: drawn.colours, sw.Palette: drawn.palettes, sw.Gauge: drawn.gauges, sw.When: drawn.whens,
    sw.Band: drawn.bands, sw.LightPolicy: drawn.light_policies, sw.Light: drawn.lights, sw.Given: drawn.givens,
    sw.Placing: drawn.placings, sw.Ranking: drawn.rankings, sw.Effect: drawn.effects, Trigger: drawn.triggers,
    sw.Rung: drawn.rungs, sw.Ladder: drawn.ladders, sw.Reached: drawn.rungs_reached,
}  # fmt: skip
_ANSWERS: Mapping[type[Any], Draws] = {
    sw.Predicate: drawn.predicates, sw.Population: drawn.populations, sw.Figure: drawn.figures,
    sw.Partition: drawn.partitions, sw.Rate: drawn.rates, sw.Agenda: drawn.agendas, sw.Report: drawn.reports,
    sw.Skeleton: drawn.skeletons, sw.Verdict: drawn.verdicts, sw.Merge: drawn.merges, sw.Table: drawn.tables,
    sw.Sheet: drawn.sheets, sw.Vocabulary: drawn.vocabularies, sw.Layout: drawn.layouts, sw.Ledger: drawn.ledgers,
    sw.Intake: drawn.intakes,
}  # fmt: skip
_DRAWN: Mapping[type[Any], Draws] = {
    **_TIMES, **_WORDS, **_PEOPLE, **_POLICIES, **_RULES, **_RECORDS, **_JUDGING, **_ANSWERS
}  # fmt: skip
REGISTERED: Final[tuple[type[Any], ...]] = tuple(_DRAWN)
"""The classes that `st.from_type` draws by a strategy of ours."""


def register_types() -> None:
    """Register a strategy for each of them; doing it again changes nothing."""
    for cls, draws in _DRAWN.items():
        st.register_type_strategy(cls, _asked(draws))


def _asked(draws: Draws) -> Callable[[type[Any]], st.SearchStrategy[Any]]:
    return lambda _: draws()
