"""Every strategy of the kit in one place: from `st` what hypothesis draws, from here what the library means.

Holds: nothing by itself; it hands on the strategies of `testing.drawn` and `testing.histories`, one name a noun.
Never: draws and throws away (no `.filter`, no `assume`): what a strategy builds can be built.

Values are crowded on purpose: two quarters of days, few names in several spellings, few ids, so that what is drawn
meets. `st.from_type` draws every value of the front door by them (`registration`).
"""

from safetywork.testing.drawn.answers import (
    agendas,
    figures,
    moved_deadlines,
    partitions,
    populations,
    predicates,
    rates,
    reports,
    skeletons,
    verdicts,
)
from safetywork.testing.drawn.books import successions, whole_books
from safetywork.testing.drawn.judging import (
    bands,
    colours,
    effects,
    gauges,
    givens,
    ladders,
    light_policies,
    lights,
    palettes,
    placings,
    rankings,
    rungs,
    rungs_reached,
    scores,
    triggers,
    whens,
)
from safetywork.testing.drawn.occurrences import (
    EVENTS,
    attempts,
    entries,
    events,
    events_near,
    options,
    refusals,
    scripts,
    steps,
)
from safetywork.testing.drawn.people import (
    NAMES,
    capacities,
    look_alikes,
    names,
    parties,
    persons,
    questions,
    rolls,
    secondments,
    units,
)
from safetywork.testing.drawn.phrases import damaged_phrases, phrases, readings
from safetywork.testing.drawn.plans import needs, plan_steps, plans, recurrences, schedules
from safetywork.testing.drawn.policies import (
    checks,
    closure_policies,
    exemptions,
    extension_policies,
    maskings,
    office_hours,
    recheck_policies,
    relapse_policies,
    samenesses,
    samples,
    statutes,
    windows,
)
from safetywork.testing.drawn.records import (
    KINDS,
    activities,
    asked,
    campaigns,
    groups,
    items,
    phases,
    problems,
    procedures,
    programmes,
    stages_due,
)
from safetywork.testing.drawn.sheets import intakes, layouts, ledgers, merges, raw_cells, sheets, tables, vocabularies
from safetywork.testing.drawn.tables import contexts, guards, reasons, rules, states, transitions, workflows
from safetywork.testing.drawn.times import (
    FIRST,
    LAST,
    calendars,
    capped_clocks,
    capped_terms,
    clocks,
    days,
    deadlines,
    edges,
    extensions,
    moments,
    period_rules,
    simple_terms,
    spans,
    staged_clocks,
    staged_terms,
    stages,
    standings,
    stops,
    terms,
)
from safetywork.testing.drawn.words import code_lists, counts, evidence, faults, goals, labels, milestones, titles
from safetywork.testing.histories import books, matters

__all__ = [
    "EVENTS", "FIRST", "KINDS", "LAST", "NAMES", "activities", "agendas", "asked", "attempts", "bands", "books",
    "calendars", "campaigns", "capacities", "capped_clocks", "capped_terms", "checks", "clocks",
    "closure_policies", "code_lists",
    "colours", "contexts", "counts", "damaged_phrases", "days", "deadlines", "edges", "effects", "entries",
    "events", "events_near", "evidence", "exemptions", "extension_policies", "extensions", "faults", "figures",
    "gauges", "givens", "goals", "groups", "guards", "intakes", "items", "labels", "ladders", "layouts", "ledgers",
    "light_policies", "lights", "look_alikes", "maskings", "matters", "merges", "milestones", "moments",
    "moved_deadlines", "names", "needs", "office_hours", "options", "palettes", "parties", "partitions",
    "period_rules", "persons", "phases", "phrases", "placings", "plan_steps", "plans", "populations", "predicates",
    "problems", "procedures", "programmes", "questions", "rankings", "rates", "raw_cells", "readings", "reasons",
    "recheck_policies", "recurrences", "refusals", "relapse_policies", "reports", "rolls", "rules", "rungs",
    "rungs_reached", "samenesses", "samples", "schedules", "scores", "scripts", "secondments", "sheets",
    "simple_terms", "skeletons", "spans", "staged_clocks", "staged_terms", "stages", "stages_due", "standings",
    "states", "statutes",
    "steps", "stops", "successions", "tables", "terms", "titles", "transitions", "triggers", "units", "verdicts",
    "vocabularies", "whens", "whole_books", "windows", "workflows",
]  # fmt: skip
