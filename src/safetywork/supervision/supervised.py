"""An issue under supervision: what runs beside it, and what must be settled before it is struck off.

Holds: `BESIDE` (referral, listing, enforcement, stop-work), `supervised`, which holds any issue workflow to them, to
    the five assurances and to verification by level, `SUPERVISED`, and `supervision_faults`.
Never: changes the stock issue workflows, or what the machines beside do.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from safetywork.acts import Accept, Assign, Return
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import WorkflowError
from safetywork.faults import Fault, Severity
from safetywork.issues import RECTIFICATION
from safetywork.labels import Label
from safetywork.machines import HOLDS_OPEN, SETTLED, machine_with
from safetywork.referrals import REFERRAL
from safetywork.supervision.assurances import FIVE, PLANNED, Assurance, assurance_rows, assurances
from safetywork.supervision.enforcement import ENFORCEMENT
from safetywork.supervision.listings import LISTED, LISTING, listed_by
from safetywork.supervision.stoppages import STOPPAGE
from safetywork.supervision.verifications import THREE_LEVELS, VerificationPolicy, verification_rows, verified
from safetywork.workflows import DONE, HANDED_IN, EventClass, Transition, Workflow

BESIDE: tuple[Workflow, ...] = (REFERRAL, LISTING, ENFORCEMENT, STOPPAGE)
"""What runs beside an issue under supervision: `Issue.register(…, workflow=SUPERVISED, beside=BESIDE)`."""


def supervised(
    main: Workflow = RECTIFICATION,
    *,
    levels: VerificationPolicy | None = THREE_LEVELS,
    wanted: tuple[Assurance, ...] = FIVE,
    name: str | None = None,
) -> Workflow:
    """`main` held to supervision, under a name of its own ("supervised-…" unless given).

    Work starts when the plan is in place (of `wanted` what an assignment does not bring), it is accepted when all of
    `wanted` are; it is not struck off, kept up or called off while a machine beside holds it open; where `levels` are
    given, each verifies between handing in and the rest that counts as done. Raises `WorkflowError` where they have
    nowhere to send work back to.
    """
    label = Label(f"{main.label.zh}（督办）", f"{main.label.en}, under supervision")
    rows = (*_planning(main, wanted), *_verification(main, levels))
    made = main.extend(name=name or f"supervised-{main.name}", label=label, transitions=rows)
    for event in main.events:
        made = _ended(made, event, levels)
    start: tuple[Assurance, ...] = tuple(kind for kind in PLANNED if kind in wanted)
    if start and (made.start, Assign) in made.rows:
        made = made.guard(Assign, assurances(start), sources=(made.start,))
    return made.guard(Accept, assurances(wanted)) if wanted and Accept in made.events else made


def _planning(main: Workflow, wanted: tuple[Assurance, ...]) -> tuple[Transition, ...]:
    """The plan may be recorded until the work is accepted."""
    owed = tuple(s.id for s in main.states if s.kind != "rest" and DONE not in s.tags)
    return assurance_rows(owed) if wanted else ()


def _verification(main: Workflow, levels: VerificationPolicy | None) -> tuple[Transition, ...]:
    """Levels look from handing in to striking off."""
    judged = tuple(s.id for s in main.states if s.kind != "rest" and s.tags & {HANDED_IN, DONE})
    return () if levels is None else verification_rows(levels, judged, _back(main))


def _back(main: Workflow) -> str:
    """Where work that is sent back goes."""
    for (_, event), row in main.rows.items():
        if event is Return:
            return row.target
    raise WorkflowError(main.name, ("nothing is sent back here, so a level that finds fault has nowhere to send it",))


def _ended(workflow: Workflow, event: EventClass, levels: VerificationPolicy | None) -> Workflow:
    """Whatever brings the issue to rest waits until nothing is open beside it; where it counts as done, for levels."""
    ends = {
        source: DONE in workflow.state(row.target).tags
        for (source, cls), row in workflow.rows.items()
        if cls is event and row.target != source and workflow.state(row.target).kind == "rest"
    }
    for done, checked in ((True, () if levels is None else (verified(levels),)), (False, ())):
        sources = tuple(source for source, counts in ends.items() if counts is done)
        if sources:
            workflow = workflow.guard(event, SETTLED, *checked, sources=sources)
    return workflow


SUPERVISED = supervised()
"""限期整改 of a major hazard under supervision: five assurances, three levels, and nothing left open beside it."""


def supervision_faults(issue: Any, on: date, calendar: WorkCalendar = CHINA) -> tuple[Fault, ...]:
    """What cannot be, or ought not to be, between an issue and the machines beside it, as of `on`.

    `closed while held` (it was struck off, kept up or called off under a workflow that did not ask), `listed beyond
    term` (still listed after the last day of the listing), `listing outlives issue` (the listing's last day is later
    than the issue's own), `issue outlives listing` (the other way round, while listed).
    """
    past = issue.as_of(on)
    return () if past is None else tuple(_held(past)) + tuple(_terms(past, on, calendar))


def _held(issue: Any) -> Iterator[Fault]:
    if issue.standing_state.kind != "rest":
        return
    for workflow, state in zip(issue.workflows, issue.states, strict=True):
        if HOLDS_OPEN in workflow.state(state).tags:
            yield _fault("closed while held", issue, f"{workflow.label.zh}：{workflow.state(state).label.zh}")


def _terms(issue: Any, on: date, calendar: WorkCalendar) -> Iterator[Fault]:
    machine = machine_with(issue, LISTED)
    if machine is None or listed_by(issue) is None:
        return
    listed = issue.settled_standing(on, calendar, machine=machine.name)
    own = issue.settled_standing(on, calendar)
    if listed is None:
        return
    last = listed.deadline.last_day
    if listed.overdue:
        yield _fault("listed beyond term", issue, str(last))
    if own is not None and last != own.deadline.last_day:
        code = "listing outlives issue" if last > own.deadline.last_day else "issue outlives listing"
        yield _fault(code, issue, f"{last} / {own.deadline.last_day}")


FAULTS: dict[str, tuple[Severity, Label]] = {
    "closed while held": (
        "error",
        Label("已销号，而督办、责令或停产未了结", "at rest, while something beside it is not settled"),
    ),
    "listed beyond term": ("warning", Label("挂牌期限已过，尚未摘牌", "still listed after the term of the listing")),
    "listing outlives issue": (
        "note",
        Label("挂牌期限晚于整改期限", "the term of the listing ends after the issue's own"),
    ),
    "issue outlives listing": (
        "warning",
        Label("整改期限晚于挂牌期限", "the issue's own term ends after that of the listing"),
    ),
}


def _fault(code: str, issue: Any, found: str) -> Fault:
    severity, label = FAULTS[code]
    return Fault(code, issue.id, label, found, severity=severity)
