"""Rules of the log, broken on purpose.

Holds: mutants of deciding, replaying, days as of which, digests, audits.
Never: is imported by the library; a check passes on the rules as they are.
"""

import hashlib
from datetime import UTC, datetime
from functools import reduce
from typing import Any

import attrs
import pytest

from histories import assigned, correction, submitted
from mutants.board import WORDS, Patch, codes, day, fresh, killed_by
from safetywork import decisions, digests, issues, workflows
from safetywork.acts import Progress, Submit
from safetywork.errors import HistoryError
from safetywork.events import Entry
from safetywork.extensions import Extend
from safetywork.issues import Issue
from safetywork.matters import Matter
from safetywork.workflows import Context, Guard, Reason


def backdating_is_refused() -> None:
    assert codes(assigned().decide(Progress(on=day(3, 2), by="x"))) == ("backdated",)


def the_same_day_is_not_backdated() -> None:
    assert codes(assigned().decide(Progress(on=day(3, 3), by="x"))) == ()


def an_id_is_used_once() -> None:
    issue = assigned().apply(Progress(on=day(3, 4), by="x", id="e1"))
    assert codes(issue.decide(Progress(on=day(3, 4), by="y", id="e1"))) == ("id_reused",)


def redelivery_adds_nothing() -> None:
    event = Progress(on=day(3, 4), by="x", id="e1")
    assert assigned().apply(event).decide(event) == decisions.Step(None)


def redelivery_goes_before_expected() -> None:
    event = Progress(on=day(3, 4), by="x", id="e1")
    issue = assigned().apply(event)
    assert codes(issue.decide(event, expected=0)) == ()


def a_stale_writer_is_refused() -> None:
    assert codes(assigned().decide(Progress(on=day(3, 4), by="x"), expected=1)) == ("stale",)


def every_reason_is_told() -> None:
    answer = assigned().decide(Extend(on=day(3, 1), by="a", asked_by="a", reason=""), expected=9)
    told = {"stale", "backdated", "missing_field", "extension_unclear", "own_extension"}
    assert told <= set(codes(answer))


def replaying_gives_the_matter() -> None:
    issue = submitted()
    assert decisions.replay(Issue.blank(issue.id, issue.workflows), issue.log) == issue


def an_old_log_leads_where_it_led() -> None:
    old = fresh().apply(Submit(on=day(3, 10), by="李四"))
    row = issues.rectification().transition("rectifying", Submit)
    new = issues.rectification().extend(replace=[attrs.evolve(row, target="accepted")])
    issue = reduce(decisions.evolve, old.log, Issue.blank("H", (new,)))
    assert issue.state == "submitted"


def a_correction_never_reaches_the_frame() -> None:
    issue = fresh()
    entry = Entry(correction("states", "boom"), "rectifying", issue.workflows[0].rule)
    assert decisions.evolve(issue, entry).states == ("rectifying",)


def as_of_goes_by_the_day_it_took_effect() -> None:
    late = datetime(2025, 3, 20, 9, tzinfo=UTC)
    issue = assigned().apply(Submit(on=day(3, 10), by="李四", recorded_at=late))
    assert issue.as_of(day(3, 12)) == issue


def as_of_ignores_what_came_later() -> None:
    assert submitted().as_of(day(3, 9)) == assigned()


def an_edit_is_found() -> None:
    issue = submitted()
    forged = attrs.evolve(issue.log[1], event=attrs.evolve(issue.log[1].event, by="某人"))
    with pytest.raises(HistoryError):
        digests.verify(issue.subject, (issue.log[0], forged, issue.log[2]), head=issue.head())


def a_swap_is_found() -> None:
    issue = assigned().apply(Progress(on=day(3, 4), by="a")).apply(Progress(on=day(3, 4), by="b"))
    log = issue.log
    with pytest.raises(HistoryError):
        digests.verify(issue.subject, (*log[:2], log[3], log[2]), head=issue.head())


def audit_finds_every_entry() -> None:
    never = Guard("never", WORDS, need=lambda _, __: (Reason("never"),))
    issue = fresh().apply(Progress(on=day(3, 4), by="a")).apply(Progress(on=day(3, 4), by="b"))
    strict = Issue.blank("H", (issues.rectification().guard(Progress, never),))
    assert [position for position, _, _ in decisions.audit(strict, issue.log)] == [2, 3]


def a_wrong_guard_is_heard() -> None:
    def broken(_: Any, __: Context) -> tuple[Reason, ...]:
        raise ZeroDivisionError

    issue = fresh(issues.rectification().guard(Progress, Guard("broken", WORDS, need=broken)))
    try:
        issue.decide(Progress(on=day(3, 4), by="x"))
    except ZeroDivisionError:
        return
    raise AssertionError("the guard's error was swallowed")


_ORDER = decisions._order_reasons
_DECIDE = decisions.decide
_REPLAY = decisions.replay


@killed_by(backdating_is_refused)
def backdating_is_allowed(patch: Patch) -> None:
    """Days never run backwards in a log."""
    patch.setattr(decisions, "_order_reasons", lambda *given: [r for r in _ORDER(*given) if r.code != "backdated"])


@killed_by(the_same_day_is_not_backdated)
def each_entry_needs_a_day_of_its_own(patch: Patch) -> None:
    """Two things may happen on one day."""

    def strict(matter: Any, event: Any, *rest: Any, **named: Any) -> Any:
        if len(matter.log) > 1 and event.on <= matter.log[-1].event.on:
            return decisions.Refusal(event, (Reason("backdated"),))
        return _DECIDE(matter, event, *rest, **named)

    patch.setattr(decisions, "decide", strict)


@killed_by(an_id_is_used_once)
def a_reused_id_is_swallowed(patch: Patch) -> None:
    """The same id with other content is refused."""
    patch.setattr(decisions, "_redelivered", lambda _, __: None)


@killed_by(redelivery_adds_nothing)
def redelivery_writes_again(patch: Patch) -> None:
    """An event whose id and content stand in the log already changes nothing."""
    patch.setattr(
        decisions, "decide", lambda matter, event, context, **_: _DECIDE(matter, attrs.evolve(event, id=None), context)
    )


@killed_by(redelivery_goes_before_expected)
def expected_is_looked_at_first(patch: Patch) -> None:
    """Redelivery is checked before the length that the writer expected."""

    def stale_first(matter: Any, event: Any, context: Any, *, expected: int | None = None) -> Any:
        reasons = _ORDER(matter.log, event, expected)
        return decisions.Refusal(event, tuple(reasons)) if reasons else _DECIDE(matter, event, context)

    patch.setattr(decisions, "decide", stale_first)


@killed_by(a_stale_writer_is_refused)
def expected_is_ignored(patch: Patch) -> None:
    """A writer who saw another length of the log is refused."""
    patch.setattr(decisions, "_order_reasons", lambda log, event, _: _ORDER(log, event, None))


@killed_by(every_reason_is_told)
def only_the_first_reason_is_told(patch: Patch) -> None:
    """A refusal carries every reason."""

    def curt(*given: Any, **named: Any) -> Any:
        answer = _DECIDE(*given, **named)
        return answer or attrs.evolve(answer, reasons=answer.reasons[:1])

    patch.setattr(decisions, "decide", curt)


@killed_by(replaying_gives_the_matter)
def replay_drops_copied_fields(patch: Patch) -> None:
    """Replaying a log gives what applying it gave, fields and all."""

    def forgetful(matter: Any, entries: Any) -> Any:
        whole = _REPLAY(matter, entries)
        return decisions._shape(type(matter)).copy(matter, whole.states, whole.log)

    patch.setattr(decisions, "replay", forgetful)


@killed_by(an_old_log_leads_where_it_led)
def todays_rules_rewrite_history(patch: Patch) -> None:
    """`evolve` takes the destination from the entry, whatever today's table says."""

    def moved(machines: Any, states: Any, entry: Any) -> Any:
        row = machines[0].rows.get((states[0], type(entry.event)))
        return (row.target if row else entry.to,)

    patch.setattr(decisions, "_moved", moved)


@killed_by(a_correction_never_reaches_the_frame)
def a_correction_may_set_anything(patch: Patch) -> None:
    """No entry sets the id, the machines, the states or the log."""
    patch.setattr(decisions, "_FRAME", frozenset())
    patch.setattr(decisions, "_SHAPES", {})


@killed_by(as_of_goes_by_the_day_it_took_effect)
def as_of_goes_by_the_recorded_day(patch: Patch) -> None:
    """As of a day uses the day an event took effect, not the day it was written down."""
    as_of = Matter.as_of
    patch.setattr(Matter, "as_of", lambda self, on: as_of(self, on, known_on=on))


@killed_by(as_of_ignores_what_came_later)
def as_of_shows_today(patch: Patch) -> None:
    """As of a day nothing of what came later is seen."""
    patch.setattr(Matter, "as_of", lambda self, _: self)


@killed_by(a_swap_is_found)
def the_digest_ignores_order(patch: Patch) -> None:
    """Each digest is over the one before it, so the order of entries is part of it."""

    def loose(subject: str, entries: Any) -> Any:
        told: list[str] = []
        for entry in entries:
            told = sorted([*told, digests.canonical(entry.event)])
            yield hashlib.sha256(f"{subject}{told}".encode()).hexdigest()

    patch.setattr(digests, "digests", loose)


@killed_by(an_edit_is_found)
def the_digest_ignores_who(patch: Patch) -> None:
    """Everything that an event says is digested, who did it too."""
    whole = digests.canonical
    patch.setattr(
        digests, "canonical", lambda v: whole(attrs.evolve(v, by="某人") if isinstance(v, workflows.Event) else v)
    )


@killed_by(audit_finds_every_entry)
def audit_stops_at_the_first(patch: Patch) -> None:
    """An audit lists every entry that today's rules would refuse."""
    audit = decisions.audit
    patch.setattr(decisions, "audit", lambda *given: list(audit(*given))[:1])


@killed_by(a_wrong_guard_is_heard)
def an_error_in_a_guard_lets_pass(patch: Patch) -> None:
    """A guard that raises is a bug and propagates."""

    def deaf(*given: Any, **named: Any) -> Any:
        try:
            return _DECIDE(*given, **named)
        except ZeroDivisionError:
            return decisions.Step(None)

    patch.setattr(decisions, "decide", deaf)
