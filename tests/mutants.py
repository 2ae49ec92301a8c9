"""Rules broken on purpose, each with the fast check that must notice.

Holds: `BOARD`: one `Mutant` a broken rule: how it is broken (with pytest's monkeypatch), and what fails then.
Never: is imported by the library; a check passes on the rules as they are.

Checks build their own workflows and calendars where these remember answers, so that no mutant leaves a trace.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import reduce
from itertools import chain
from typing import Any

import attrs
import pytest
from attrs import frozen

from histories import assigned, correction, submitted
from safetywork import (
    acts,
    carryovers,
    changes,
    clocks,
    coverages,
    decisions,
    digests,
    extensions,
    extents,
    indicators,
    issues,
    lights,
    matters,
    periods,
    pledges,
    rechecks,
    relapses,
    replies,
    sameness,
    samples,
    schemes,
    secondments,
    sessions,
    severities,
    stages,
    successions,
    targets,
    versions,
    visits,
    waivers,
    workflows,
)
from safetywork.activities import Training, Visit
from safetywork.acts import Accept, Assign, Cancel, Evidence, Progress, Resume, Return, Submit, Suspend
from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.campaigns import Campaign
from safetywork.clocks import Clock, Extension, Standing, Stop
from safetywork.closures import Close, Sustain
from safetywork.counts import Count
from safetywork.errors import HistoryError, WorkflowError
from safetywork.events import Entry
from safetywork.extensions import Extend
from safetywork.goals import Goal
from safetywork.issues import Issue, MarkDuplicate, Transfer
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.measures import Finish, Measure
from safetywork.milestones import Milestone
from safetywork.parties import Roll, name_key
from safetywork.periods import days, hours, months, workdays
from safetywork.phrases import dating, grammar, mentions, points, read_deadline, readings, weighing
from safetywork.pledges import Attain, Break, Pledge, Publish, Renew, Review
from safetywork.programmes import Enrolment, Programme, StageDue
from safetywork.rechecks import RecheckPolicy
from safetywork.referrals import REFERRAL, Refer
from safetywork.relapses import Relapse
from safetywork.sameness import Sameness, triage
from safetywork.samples import Sample
from safetywork.schemes import Phase, Scheme
from safetywork.terms import Capped, Stage, Stages
from safetywork.workflows import Context, Guard, Reason, Transition, Workflow

Patch = pytest.MonkeyPatch
WORDS = Label("字", "word")


@frozen
class Mutant:
    """A rule broken by `breaks`, which `check` must notice by failing."""

    breaks: Callable[[Patch], None]
    check: Callable[[], None]

    @property
    def name(self) -> str:
        """What the mutant is called on the board."""
        return self.breaks.__name__

    @property
    def rule(self) -> str:
        """The rule that is broken."""
        return self.breaks.__doc__ or ""


BOARD: list[Mutant] = []


def killed_by(check: Callable[[], None]) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    """Put a mutant on the board, with the check that must fail under it."""

    def put(breaks: Callable[[Patch], None]) -> Callable[[Patch], None]:
        BOARD.append(Mutant(breaks, check))
        return breaks

    return put


def day(month: int, number: int) -> date:
    """A day of 2025."""
    return date(2025, month, number)


def codes(answer: Any) -> tuple[str, ...]:
    """The reasons of a refusal; none of a step."""
    return getattr(answer, "codes", ())


def fresh(workflow: Workflow | None = None) -> Issue:
    """An issue that runs a workflow of its own, assigned to 李四 without a term."""
    own = issues.rectification() if workflow is None else workflow
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", workflow=own, beside=())
    return issue.apply(Assign(on=day(3, 3), by="局长", owner="李四"))


# --- who judges, on what evidence


def own_work_is_refused() -> None:
    assert codes(submitted().decide(Accept(on=day(3, 11), by="李四"))) == ("own_work",)


def look_alikes_are_one_person() -> None:
    assert codes(submitted().decide(Accept(on=day(3, 11), by="李　四"))) == ("own_work",)


def the_worker_does_not_judge() -> None:
    issue = assigned("李四").apply(Submit(on=day(3, 10), by="王五"))
    assert codes(issue.decide(Accept(on=day(3, 10), by="王五"))) == ("own_work",)


def a_former_owner_does_not_judge() -> None:
    issue = assigned("李四").apply(Submit(on=day(3, 10), by="王五")).apply(correction("owner", "别人"))
    assert codes(issue.decide(Accept(on=day(3, 12), by="李四"))) == ("own_work",)


def whoever_owned_it_at_the_relapse_does_not_judge() -> None:
    issue = (
        submitted().apply(Accept(on=day(3, 10), by="检查组")).apply(Relapse(on=day(3, 12), by="检查组", text="又坏了"))
    )
    issue = issue.apply(Transfer(on=day(3, 12), by="局长", owner="王五", reason="分工")).apply(
        Submit(on=day(3, 17), by="王五")
    )
    assert codes(issue.decide(Accept(on=day(3, 17), by="李四"))) == ("own_work",)


def the_owner_does_not_call_it_off() -> None:
    issue = assigned(workflow=issues.rectification())
    assert codes(issue.decide(Cancel(on=day(3, 31), by="李 四", reason="误报"))) == ("own_relief",)


def a_waived_issue_is_not_overdue() -> None:
    issue = assigned(term=days(5), beside=(waivers.WAIVER,)).apply(
        waivers.AskWaiver(on=day(3, 4), by="李四", reason="待换件")
    )
    issue = issue.apply(waivers.Waive(on=day(3, 4), by="局长", expires=day(4, 1), stops=False))
    assert [issue.overdue(on) for on in (day(3, 31), day(4, 1))] == [False, True]


def evidence_is_of_this_round() -> None:
    photo = (Evidence("photo", "一", day(3, 9)),)
    issue = assigned(severity="major").apply(Submit(on=day(3, 10), by="李四", evidence=photo))
    issue = issue.apply(Return(on=day(3, 10), by="检查组", reason="未清")).apply(Submit(on=day(3, 11), by="李四"))
    assert codes(issue.decide(Accept(on=day(3, 11), by="检查组"))) == ("evidence_missing",)


def a_major_hazard_needs_evidence() -> None:
    assert codes(submitted(severity="major").decide(Accept(on=day(3, 11), by="检查组"))) == ("evidence_missing",)


def acceptance_waits_for_feedback() -> None:
    issue = submitted().apply(Refer(on=day(3, 10), by="局长", to="住建局"))
    assert codes(issue.decide(Accept(on=day(3, 10), by="检查组"))) == ("awaiting_feedback",)


@killed_by(own_work_is_refused)
def the_rectifier_accepts(patch: Patch) -> None:
    """The verifier is another person than the rectifier."""
    patch.setattr(Matter, "workers", frozenset())


@killed_by(look_alikes_are_one_person)
def names_are_compared_letter_by_letter(patch: Patch) -> None:
    """Names are compared by their key, so a space does not make another person."""
    patch.setattr(acts, "name_key", lambda name: name)


@killed_by(the_worker_does_not_judge)
def only_the_owner_is_looked_at(patch: Patch) -> None:
    """Neither the owner nor whoever handed the work in judges it."""
    patch.setattr(Matter, "workers", property(lambda self: frozenset({name_key(self.owner)})))


@killed_by(a_former_owner_does_not_judge)
def a_new_owner_frees_the_old(patch: Patch) -> None:
    """Whoever owned the work in this cycle does not judge it, though the books name another owner since."""
    now = lambda self: frozenset(map(name_key, filter(None, (self.owner, self.handed_in_by))))  # noqa: E731
    patch.setattr(Matter, "workers", property(now))


@killed_by(whoever_owned_it_at_the_relapse_does_not_judge)
def a_relapse_forgets_who_owned_it(patch: Patch) -> None:
    """Who owned the work when its cycle began is among its workers, also after a transfer."""

    def named(self: Matter) -> frozenset[str]:
        owners = [self.owner, *(getattr(entry.event, "owner", None) for entry in self.this_cycle)]
        return frozenset(map(name_key, filter(None, (*owners, self.handed_in_by))))

    patch.setattr(Matter, "workers", property(named))


@killed_by(the_owner_does_not_call_it_off)
def the_owner_calls_it_off(patch: Patch) -> None:
    """Nobody who owes the work calls it off."""
    patch.setattr(issues, "RELIEVED_BY_ANOTHER", Guard("relieved by another", Label("无", "none")))


@killed_by(a_waived_issue_is_not_overdue)
def a_waived_issue_is_overdue(patch: Patch) -> None:
    """A waived issue is not overdue though its term runs on."""
    patch.setattr(Issue, "waived", lambda _, on: False)


@killed_by(evidence_is_of_this_round)
def old_evidence_counts(patch: Patch) -> None:
    """Evidence of a returned round does not count in the next."""
    handed = lambda self: tuple(chain(*(getattr(e.event, "evidence", ()) for e in self.log)))  # noqa: E731
    patch.setattr(Matter, "evidence", property(handed))


@killed_by(a_major_hazard_needs_evidence)
def a_major_hazard_is_closed_on_a_word(patch: Patch) -> None:
    """A major hazard is accepted on evidence of the fix."""
    lax = (issues.ClosurePolicy("general"), issues.ClosurePolicy("major"))
    patch.setattr(issues, "RECTIFICATION", issues.rectification(lax))


@killed_by(acceptance_waits_for_feedback)
def an_unanswered_referral_is_overlooked(patch: Patch) -> None:
    """No issue is accepted while a referral waits for its answer."""
    patch.setattr(Issue, "referred", property(lambda _: False))


# --- versions of a workflow


def a_changed_condition_is_told() -> None:
    row = attrs.evolve(issues.RECTIFICATION.transition("submitted", Accept), guards=())
    assert changes.diff(issues.RECTIFICATION, issues.RECTIFICATION.extend(replace=[row]))


def a_new_version_does_not_settle_work() -> None:
    handed_in = issues.RECTIFICATION.state("submitted")
    with pytest.raises(WorkflowError):
        _next(attrs.evolve(handed_in, tags=handed_in.tags | {"done"}))


def coming_over_is_recorded() -> None:
    issue = versions.adopt(submitted(), _next(), on=day(4, 1), by="法规科")
    assert issue.log[-1].event == versions.Adopt(on=day(4, 1), by="法规科", former=issues.RECTIFICATION.rule)


def only_a_former_version_is_followed() -> None:
    other = issues.RECTIFICATION.extend(drop=[Cancel])
    issue = Issue.register(id="H-1", title="通道堵塞", on=day(3, 3), by="检查组", workflow=other)
    moved = attrs.evolve(issue, workflows=(_next(),))
    event = versions.Adopt(on=day(4, 1), by="法规科", former=other.rule)
    assert codes(moved.decide(event)) == ("not_former",)


def _next(*states: workflows.State) -> Workflow:
    return versions.supersede(issues.RECTIFICATION, issues.RECTIFICATION.extend(version="2", states=states))


@killed_by(a_changed_condition_is_told)
def a_diff_overlooks_conditions(patch: Patch) -> None:
    """A diff tells every change that can change an answer."""
    patch.setattr(changes, "_guard_facts", lambda *_: ())


@killed_by(a_new_version_does_not_settle_work)
def a_new_version_settles_work(patch: Patch) -> None:
    """A matter does not count as done because its rules changed."""
    patch.setattr(versions, "_standing", lambda _: frozenset())


@killed_by(coming_over_is_recorded)
def coming_over_is_silent(patch: Patch) -> None:
    """A matter that comes over to new rules says so in its log."""
    patch.setattr(versions, "apply", lambda matter, *_: matter)


@killed_by(only_a_former_version_is_followed)
def any_version_is_followed(patch: Patch) -> None:
    """A new version takes over matters of the versions it follows, and of no other."""
    patch.setattr(versions, "of_former", lambda *_: ())


# --- the log


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


# --- roles, forms, options, routes


def guarded_by_role() -> Issue:
    """An issue whose cancelling is for leaders."""
    own = issues.rectification()
    row = attrs.evolve(own.transition("rectifying", Cancel), roles={"leader"})
    return fresh(own.extend(replace=[row]))


def nobody_passes_without_a_list_of_roles() -> None:
    assert codes(guarded_by_role().decide(Cancel(on=day(3, 4), by="局长", reason="x"))) == ("role_unknown",)


def a_role_is_held_not_claimed() -> None:
    context = Context(roles={name_key("局长"): frozenset({"leader"})})
    event = Cancel(on=day(3, 4), by="小王", role="leader", reason="x")
    assert codes(guarded_by_role().decide(event, context)) == ("role_needed",)


def a_reason_of_blanks_is_none() -> None:
    for empty in ("", "  ", "\u3000"):
        assert codes(fresh().decide(Cancel(on=day(3, 4), by="局长", reason=empty))) == ("missing_field",)


def blocked_options_are_shown() -> None:
    offered = submitted(severity="major").options()
    assert [option.open for option in offered if option.event is Accept] == [False]


def the_route_is_the_shortest_way() -> None:
    (reason,) = fresh().decide(Close(on=day(3, 4), by="x")).reasons
    assert reason.params["way"].route == (Submit, Accept)


_ROLES = decisions._role_reasons


@killed_by(nobody_passes_without_a_list_of_roles)
def missing_roles_let_everybody_pass(patch: Patch) -> None:
    """A guard whose context is missing gives a reason, it never passes."""
    patch.setattr(decisions, "_role_reasons", lambda *given: () if given[2].roles is None else _ROLES(*given))


@killed_by(a_role_is_held_not_claimed)
def a_claimed_role_counts(patch: Patch) -> None:
    """Who acts in a role must hold it."""
    patch.setattr(decisions, "_role_reasons", lambda wanted, event, _: () if event.role in wanted else [Reason("x")])


@killed_by(a_reason_of_blanks_is_none)
def blanks_are_a_reason(patch: Patch) -> None:
    """A required field of blanks is empty."""

    def lax(row: Any, event: Any, _: Any) -> Any:
        missing = [name for name in row.transition.requires if not getattr(event, name)]
        return [Reason("missing_field", {"field": name}) for name in missing]

    patch.setattr(decisions, "_form_reasons", lax)


@killed_by(blocked_options_are_shown)
def blocked_rows_are_hidden(patch: Patch) -> None:
    """What is blocked is offered with what blocks it, not hidden."""
    options = decisions.options
    patch.setattr(decisions, "options", lambda *given: tuple(option for option in options(*given) if option.open))


@killed_by(the_route_is_the_shortest_way)
def the_route_is_told_backwards(patch: Patch) -> None:
    """The way that a refusal names can be gone, in its order."""
    route = Workflow.route
    patch.setattr(Workflow, "route", lambda self, *given: (route(self, *given) or ())[::-1])


@killed_by(the_route_is_the_shortest_way)
def any_route_will_do(patch: Patch) -> None:
    """The way that a refusal names is a shortest one."""
    patch.setattr(Workflow, "route", lambda *_: (Suspend, Resume, Submit, Accept))


# --- building workflows


def a_second_row_is_refused() -> None:
    with pytest.raises(WorkflowError):
        issues.rectification().extend(transitions=[Transition(Submit, "rectifying", "accepted")])


def machines_share_no_event() -> None:
    with pytest.raises(WorkflowError):
        issues.rectification().beside(issues.immediate())


def a_guard_changes_the_fingerprint() -> None:
    own = issues.rectification()
    assert own.guard(Submit, Guard("more", WORDS)).rule != own.rule


def extending_leaves_the_stock_alone() -> None:
    own = issues.rectification()
    before = dict(own.rows)
    own.extend(drop=[Submit])
    assert own.rows == before


def every_row_of_the_event_is_guarded() -> None:
    never = Guard("never", WORDS, need=lambda _, __: (Reason("never"),))
    own = issues.rectification().guard(Cancel, never)
    assert all(never in row.transition.guards for (_, event), row in own.rows.items() if event is Cancel)


_ROWS = workflows._rows


@killed_by(a_second_row_is_refused)
def the_last_row_wins(patch: Patch) -> None:
    """(state, event) is a unique key."""

    def lax(*given: Any) -> Any:
        rows, problems = _ROWS(*given)
        return rows, [problem for problem in problems if "stands twice in state" not in problem]

    patch.setattr(workflows, "_rows", lax)


@killed_by(machines_share_no_event)
def machines_may_share_events(patch: Patch) -> None:
    """The machines of a matter have disjoint event classes, checked when it is built."""
    patch.setattr(workflows, "_disjoint", lambda machines: machines)


@killed_by(a_guard_changes_the_fingerprint)
def the_fingerprint_ignores_guards(patch: Patch) -> None:
    """Every change of a rule changes the fingerprint."""
    told = workflows._fingerprint
    patch.setattr(
        workflows, "_fingerprint", lambda states, rows: told(states, tuple(attrs.evolve(t, guards=()) for t in rows))
    )


@killed_by(extending_leaves_the_stock_alone)
def extending_changes_the_stock(patch: Patch) -> None:
    """`extend` returns a new workflow; the stock one is untouched."""
    extend = Workflow.extend

    def greedy(self: Workflow, **changes: Any) -> Workflow:
        changed = extend(self, **changes)
        object.__setattr__(self, "rows", changed.rows)
        return changed

    patch.setattr(Workflow, "extend", greedy)


@killed_by(every_row_of_the_event_is_guarded)
def only_the_first_row_is_guarded(patch: Patch) -> None:
    """A guard without sources holds wherever the event may happen."""
    guard = Workflow.guard
    first = lambda self, event: next(s for s, e in self.rows if e is event)  # noqa: E731
    patch.setattr(
        Workflow, "guard", lambda self, event, *guards: guard(self, event, *guards, sources=[first(self, event)])
    )


# --- states


def cancelled_is_not_done() -> None:
    gone = fresh().apply(Cancel(on=day(3, 4), by="局长", reason="重复"))
    assert (gone.done, gone.void) == (False, True)


def a_relapse_has_its_own_clock() -> None:
    done = submitted().apply(Accept(on=day(3, 11), by="检查组"))
    again = done.apply(Relapse(on=day(4, 1), by="检查组", text="又坏"))
    assert (again.clock(), again.cycle) == (None, 2)


def the_old_cycle_stays_as_it_was() -> None:
    done = submitted().apply(Accept(on=day(3, 11), by="检查组"))
    again = done.apply(Relapse(on=day(4, 1), by="检查组", text="又坏", term=days(9)))
    assert [len(cycle.entries) for cycle in again.cycles] == [len(done.log), 1]


def progress_is_of_this_cycle() -> None:
    issue = assigned().apply(Progress(on=day(3, 5), by="李四", percent=90)).apply(Submit(on=day(3, 10), by="李四"))
    issue = issue.apply(Accept(on=day(3, 11), by="检查组")).apply(Relapse(on=day(4, 1), by="x", text="又坏"))
    assert issue.percent is None


def a_renewed_pledge_has_new_milestones() -> None:
    pledge = Pledge.declare(
        id="P", title="t", on=day(3, 3), by="x", owner="李四", milestones=(Milestone(day(3, 10), 100),)
    )
    pledge = pledge.apply(Review(on=day(3, 3), by="督查组")).apply(Publish(on=day(3, 3), by="x", term=days(10)))
    pledge = pledge.apply(Break(on=day(3, 20), by="评议组", reason="未完成"))
    assert pledge.apply(Renew(on=day(4, 1), by="x", term=days(30))).scheduled(day(4, 1)) == 0


def a_running_term_is_not_set_anew() -> None:
    assert codes(assigned().decide(Assign(on=day(3, 20), by="局长", owner="李四", term=days(90)))) == ("term_runs",)


@killed_by(cancelled_is_not_done)
def cancelled_counts_as_done(patch: Patch) -> None:
    """作废 counts neither as done nor as open."""
    done = Matter.done.fget
    patch.setattr(Matter, "done", property(lambda self: done(self) or self.void))


@killed_by(a_relapse_has_its_own_clock)
def a_relapse_keeps_the_old_clock(patch: Patch) -> None:
    """反弹 begins a cycle with a clock of its own."""
    patch.setattr(Relapse, "cycle", False)


@killed_by(the_old_cycle_stays_as_it_was)
def a_relapse_swallows_the_old_cycle(patch: Patch) -> None:
    """The record of the old cycle stays and is counted."""
    patch.setattr(Issue, "cycles", property(lambda self: (issues.Cycle(1, self.log),)))


@killed_by(progress_is_of_this_cycle)
def old_progress_counts(patch: Patch) -> None:
    """Progress reported before a relapse says nothing of the new cycle."""
    patch.setattr(Matter, "this_cycle", property(lambda self: self.log))


@killed_by(a_renewed_pledge_has_new_milestones)
def old_milestones_count(patch: Patch) -> None:
    """Milestones of a broken cycle do not measure the renewed pledge."""
    patch.setattr(
        Pledge, "scheduled", lambda self, on: max((m.percent for m in self.milestones if m.by <= on), default=0)
    )


@killed_by(a_running_term_is_not_set_anew)
def assigning_again_restarts_the_clock(patch: Patch) -> None:
    """A term that runs is extended, not set anew, so that a missed day is never erased."""
    own = issues.rectification()
    rows = [attrs.evolve(own.transition(state, Assign), guards=()) for state in ("registered", "rectifying")]
    patch.setattr(issues, "RECTIFICATION", own.extend(replace=rows))


# --- clocks and terms


def extended(*wanted: Any, term: Any) -> Clock:
    """A clock of 3 March 2025 with extensions."""
    clock = Clock(day(3, 3), term)
    for want in wanted:
        clock = clock.extend(Extension(day(3, 10), want))
    return clock


def an_extension_does_not_shorten() -> None:
    event = Extend(on=day(3, 10), by="局长", reason="x", until=day(3, 20))
    assert codes(assigned(term=days(30)).decide(event)) == ("extension_shortens",)


def an_extension_runs_on_the_nominal_day() -> None:
    # 12 days from 3 March: Saturday 15 March, rolled to Monday 17; 5 more: Thursday 20, not Saturday 22 → Monday 24.
    assert extended(days(5), term=days(12)).deadline().last_day == day(3, 20)


def months_are_one_total() -> None:
    clock = Clock(day(1, 31), months(1)).extend(Extension(day(2, 10), months(1)))
    assert clock.deadline().nominal == day(3, 31)


def overlapping_stops_are_one() -> None:
    clock = Clock(day(3, 3), days(30), stops=(Stop(day(3, 5), day(3, 10)), Stop(day(3, 7), day(3, 12))))
    assert clock.deadline().nominal == day(4, 9)


def a_stop_moves_the_term() -> None:
    clock = Clock(day(3, 3), days(30), stops=(Stop(day(3, 5), day(3, 10)),))
    assert clock.deadline().nominal == day(4, 7)


def a_stop_leaves_an_agreed_day() -> None:
    assert Clock(day(3, 3), day(4, 2), stops=(Stop(day(3, 5), day(3, 10)),)).deadline().last_day == day(4, 2)


def the_trigger_day_is_not_counted() -> None:
    assert days(10).n == 10
    assert periods.deadline(days(10), day(3, 3)).nominal == day(3, 13)
    assert periods.deadline(workdays(5), day(3, 3)).nominal == day(3, 10)


def a_last_day_off_rolls() -> None:
    assert periods.deadline(days(5), day(3, 3)).last_day == day(3, 10)


def an_agreed_day_stands() -> None:
    assert periods.deadline(day(3, 8), day(3, 3)).last_day == day(3, 8)


def the_due_day_is_not_late() -> None:
    clock = Clock(day(3, 3), days(10))
    due = clock.deadline().last_day
    assert [clock.standing(due + timedelta(days=n)).overdue for n in (-1, 0, 1)] == [False, False, True]


def finished_late_is_not_overdue() -> None:
    clock = attrs.evolve(Clock(day(3, 3), days(10)), finished=day(3, 20))
    standing = clock.standing(day(5, 1))
    assert (standing.overdue, standing.finished_late) == (False, True)


def a_provisional_deadline_is_marked() -> None:
    trigger = CHINA.announced_through - timedelta(days=2)
    assert periods.deadline(workdays(15), trigger, provisional=True).provisional


_SETTLE = periods.settle
_FORWARD = periods.forward


@killed_by(an_extension_does_not_shorten)
def an_extension_may_shorten(patch: Patch) -> None:
    """An extension ends later than the term did."""
    own = issues.rectification()
    row = own.transition("rectifying", Extend)
    kept = tuple(guard for guard in row.guards if guard is not extensions.NOT_SHORTER)
    patch.setattr(issues, "RECTIFICATION", own.extend(replace=[attrs.evolve(row, guards=kept)]))


@killed_by(an_extension_runs_on_the_nominal_day)
def an_extension_runs_on_the_rolled_day(patch: Patch) -> None:
    """Extensions run on the nominal day, not on the one it was rolled to."""

    def rolled(clock: Clock, term: Any, calendar: WorkCalendar, _: Any, *, provisional: bool) -> Any:
        due = clock.original(calendar, provisional=provisional).last_day
        for extension in clock.extensions:
            due = calendar.next(_FORWARD(due, extension.by, calendar))
        return _SETTLE(periods.PeriodRule(term), clock.trigger, due, calendar)

    patch.setattr(clocks, "_moved", rolled)


@killed_by(months_are_one_total)
def months_are_chained(patch: Patch) -> None:
    """Months keep trigger and total: a clamped month end is not where the next month starts."""
    patch.setattr(clocks, "_together", lambda _, __: None)


@killed_by(overlapping_stops_are_one)
def a_stop_is_counted_twice(patch: Patch) -> None:
    """Overlapping stops are one."""
    patch.setattr(clocks, "_union", lambda clock, _: [(stop.start, stop.end) for stop in clock.stops])


@killed_by(a_stop_moves_the_term)
def a_stop_is_closed_at_both_ends(patch: Patch) -> None:
    """Stopped days are (stop, resume]: the day of the stop still counts."""
    union = clocks._union
    patch.setattr(clocks, "_union", lambda *given: [(start - timedelta(days=1), end) for start, end in union(*given)])


@killed_by(a_stop_moves_the_term)
def a_stop_moves_nothing(patch: Patch) -> None:
    """A suspension moves terms that count days."""
    patch.setattr(clocks, "_union", lambda _, __: [])


@killed_by(a_stop_leaves_an_agreed_day)
def a_stop_moves_an_agreed_day(patch: Patch) -> None:
    """A suspension leaves agreed fixed dates where they are."""
    patch.setattr(
        Clock,
        "deadline",
        lambda self, calendar=CHINA, **_: periods.deadline(
            self.term + sum((stop.end - stop.start for stop in self.stops), timedelta()), self.trigger, calendar
        ),
    )


@killed_by(the_trigger_day_is_not_counted)
def the_trigger_day_is_counted(patch: Patch) -> None:
    """The day of the trigger is not counted (民法典 201)."""
    patch.setattr(periods, "forward", lambda start, *given, **named: _FORWARD(start - timedelta(1), *given, **named))


@killed_by(a_last_day_off_rolls)
def nothing_rolls(patch: Patch) -> None:
    """A last day off moves to the next working day (民法典 203)."""
    patch.setattr(
        periods, "settle", lambda rule, *given, **named: _SETTLE(attrs.evolve(rule, roll=False), *given, **named)
    )


@killed_by(an_agreed_day_stands)
def an_agreed_day_rolls(patch: Patch) -> None:
    """An agreed day is its own deadline, whatever day of the week it is."""
    whole = periods.deadline

    def rolling(term: Any, trigger: date, calendar: WorkCalendar = CHINA, **named: Any) -> Any:
        due = whole(term, trigger, calendar, **named)
        return attrs.evolve(due, last_day=calendar.next(due.last_day))

    patch.setattr(periods, "deadline", rolling)


@killed_by(the_due_day_is_not_late)
def overdue_on_the_due_day(patch: Patch) -> None:
    """The due day itself is not overdue."""
    patch.setattr(Standing, "overdue", property(lambda self: self.on >= self.deadline.last_day))


@killed_by(finished_late_is_not_overdue)
def finished_late_shows_as_overdue(patch: Patch) -> None:
    """What is finished is no longer overdue; it was finished late."""
    patch.setattr(Standing, "overdue", property(lambda self: self.days_late > 0))


@killed_by(a_provisional_deadline_is_marked)
def provisional_goes_unmarked(patch: Patch) -> None:
    """A deadline that rests on days not announced yet says so."""
    patch.setattr(periods, "settle", lambda *given, **named: attrs.evolve(_SETTLE(*given, **named), provisional=False))


# --- caps, stages, hours, restarts


NINE = datetime(2025, 3, 3, 9, tzinfo=periods.BEIJING)
CAP = Capped(workdays(5), day(3, 14))  # from 3 March: the 10th, at the latest the 14th


def a_cap_cuts() -> None:
    assert extended(workdays(9), term=CAP).deadline().last_day == day(3, 14)


def a_stop_leaves_a_cap() -> None:
    assert Clock(day(3, 3), CAP, stops=(Stop(day(3, 5), day(4, 5)),)).deadline().last_day == day(3, 14)


def only_a_rule_extends_a_cap() -> None:
    to = Extension(day(3, 10), to=day(3, 31))
    assert [
        Clock(day(3, 3), attrs.evolve(CAP, extendable=may), (to,)).deadline().last_day for may in (False, True)
    ] == [day(3, 14), day(3, 31)]


def stages_chain_on_nominal_days() -> None:
    # 12 days from 3 March: Saturday the 15th, which rolls to the 17th; 5 more: Thursday the 20th, not the 22nd.
    plan = Stages((Stage("一", days(12)), Stage("二", days(5))))
    assert Clock(day(3, 3), plan).deadline().last_day == day(3, 20)


def a_plan_that_does_not_add_up_is_refused() -> None:
    plan = Stages((Stage("一", workdays(3)), Stage("二", workdays(10))), workdays(10))
    own = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", workflow=issues.rectification(), beside=())
    assert codes(own.decide(Assign(on=day(3, 3), by="局长", owner="李四", term=plan))) == ("stages_contradict",)


def hours_run_from_the_moment() -> None:
    own = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", workflow=issues.rectification(), beside=())
    own = own.apply(Assign(on=day(3, 3), at=NINE, by="局长", owner="李四", term=hours(24)))
    due = own.deadline()
    assert due is not None
    assert due.cutoff == NINE + timedelta(hours=24)


def hours_are_late_by_the_moment() -> None:
    own = Clock(NINE, hours(24), finished=day(3, 4), finished_at=NINE + timedelta(hours=25))
    assert own.standing(day(3, 4)).finished_late


def a_stop_leaves_hours_running() -> None:
    own = Clock(NINE, hours(24), stops=(Stop(day(3, 3), day(3, 10)),))
    assert own.deadline().cutoff == NINE + timedelta(hours=24)


def a_restart_runs_the_whole_term_anew() -> None:
    again = extended(days(9), term=days(30)).restart(day(3, 11))
    assert (again.deadline().nominal, again.original().nominal) == (day(4, 10), day(4, 2))


def only_listed_reasons_stop_the_clock() -> None:
    own = issues.rectification().guard(Suspend, acts.listed((Label("技术鉴定", "expert examination"),)))
    assert codes(fresh(own).decide(Suspend(on=day(3, 4), by="局长", reason="因雨"))) == ("reason_not_listed",)


_HOURS_MOVED = clocks._hours_moved


@killed_by(a_cap_cuts)
def a_cap_is_only_told(patch: Patch) -> None:
    """A term never runs past its cap."""
    patch.setattr(clocks, "_held", lambda due, _: due)


@killed_by(a_stop_leaves_a_cap)
def a_stop_moves_the_cap(patch: Patch) -> None:
    """A cap is a day that no stop moves."""
    capped = clocks._capped

    def moving(clock: Clock, term: Any, *given: Any, **named: Any) -> Any:
        lost = sum((stop.end - stop.start for stop in clock.stops if stop.end), timedelta())
        return capped(clock, attrs.evolve(term, cap=term.cap + lost), *given, **named)

    patch.setattr(clocks, "_capped", moving)


@killed_by(only_a_rule_extends_a_cap)
def every_extension_extends_the_cap(patch: Patch) -> None:
    """Only where the rule says so does an extension pass the cap."""
    capped = clocks._capped
    patch.setattr(
        clocks,
        "_capped",
        lambda clock, term, *given, **named: capped(clock, attrs.evolve(term, extendable=True), *given, **named),
    )


@killed_by(stages_chain_on_nominal_days)
def stages_chain_on_rolled_days(patch: Patch) -> None:
    """A stage runs from the nominal day of the one before."""
    whole = Clock.deadline

    def rolled(self: Clock, *given: Any, **named: Any) -> Any:
        due = whole(self, *given, **named)
        return due if isinstance(self.term, Stages) else attrs.evolve(due, nominal=due.last_day)

    patch.setattr(Clock, "deadline", rolled)


@killed_by(a_plan_that_does_not_add_up_is_refused)
def stages_add_up_to_anything(patch: Patch) -> None:
    """Stages add up to what the plan says."""
    patch.setattr(Stages, "_sums", lambda _: iter(()))


@killed_by(hours_run_from_the_moment)
def hours_run_from_midnight(patch: Patch) -> None:
    """Hours run from the moment of the event."""
    start = matters._start

    def midnight(event: Any, term: Any) -> date:
        found = start(event, term)
        return found.replace(hour=0) if isinstance(found, datetime) else found

    patch.setattr(matters, "_start", midnight)


@killed_by(hours_are_late_by_the_moment)
def hours_are_late_by_the_day(patch: Patch) -> None:
    """Where the moment of the finish is known, hours are late by it."""
    patch.setattr(Standing, "finished_late", property(lambda self: self.days_late > 0))


@killed_by(a_stop_leaves_hours_running)
def a_stop_holds_hours(patch: Patch) -> None:
    """Hours run through stops."""

    def held(clock: Clock, *given: Any, **named: Any) -> Any:
        lost = sum((stop.end - stop.start for stop in clock.stops if stop.end), timedelta())
        return _HOURS_MOVED(attrs.evolve(clock, trigger=clock.trigger + lost), *given, **named)

    patch.setattr(clocks, "_hours_moved", held)


@killed_by(a_restart_runs_the_whole_term_anew)
def a_restart_keeps_what_was_granted(patch: Patch) -> None:
    """What a term was extended by lapses when it restarts."""
    patch.setattr(
        Clock,
        "restart",
        lambda self, on: attrs.evolve(self, trigger=on, earlier=(*self.earlier, self.trigger)),
    )


@killed_by(a_restart_runs_the_whole_term_anew)
def a_restart_forgets_the_first_start(patch: Patch) -> None:
    """The first deadline stays in the record."""
    patch.setattr(Clock, "restart", lambda self, on: attrs.evolve(self, trigger=on, extensions=()))


@killed_by(only_listed_reasons_stop_the_clock)
def any_reason_stops_the_clock(patch: Patch) -> None:
    """A clock stops only for what its rule lists."""
    patch.setattr(acts, "listed_reason", lambda *_: ())


# --- the calendar


def china() -> WorkCalendar:
    """The national calendar, tabulated anew."""
    return attrs.evolve(CHINA)


def a_make_up_day_is_worked() -> None:
    assert china().is_workday(day(4, 27))
    assert china().count(day(4, 25), day(4, 28)) == 2


def a_day_off_is_off() -> None:
    assert not china().is_workday(day(5, 1))
    assert not china().is_workday(day(4, 6))


def a_local_day_wins() -> None:
    county = china().overlay("county", off=[day(4, 27)], work=[day(5, 1)])
    assert (county.is_workday(day(4, 27)), county.is_workday(day(5, 1))) == (False, True)


def working_days_exclude_the_start() -> None:
    assert china().count(day(3, 3), day(3, 10)) == 5
    assert china().count(day(3, 3), day(3, 3)) == 0


def adding_goes_forward_from_a_rest_day() -> None:
    assert china().add(day(3, 8), 1) == day(3, 10)
    assert china().add(day(3, 8), 0) == day(3, 8)


_TABULATE = WorkCalendar._tabulate


@killed_by(a_make_up_day_is_worked)
def make_up_days_are_ignored(patch: Patch) -> None:
    """A make-up working day counts, though it is a Saturday or a Sunday."""

    def deaf(self: WorkCalendar, through: date) -> Any:
        object.__setattr__(self, "_special", {d: s for d, s in self._special.items() if not s.works})
        return _TABULATE(self, through)

    patch.setattr(WorkCalendar, "_tabulate", deaf)


@killed_by(a_make_up_day_is_worked)
def the_weekend_wins_over_the_notice(patch: Patch) -> None:
    """A make-up working day goes before the weekly rest."""
    works = WorkCalendar.is_workday
    patch.setattr(
        WorkCalendar, "is_workday", lambda self, on, **named: on.isoweekday() < 6 and works(self, on, **named)
    )


@killed_by(a_day_off_is_off)
def announced_days_off_are_ignored(patch: Patch) -> None:
    """An announced day off is off."""
    patch.setattr(WorkCalendar, "is_workday", lambda _, on, **__: on.isoweekday() < 6)


@killed_by(a_local_day_wins)
def a_local_day_loses(patch: Patch) -> None:
    """A local overlay goes before every notice."""
    patch.setattr(WorkCalendar, "overlay", lambda self, name, **_: attrs.evolve(self, name=name))


@killed_by(working_days_exclude_the_start)
def working_days_include_the_start(patch: Patch) -> None:
    """Working days are counted over (a, b]."""
    count = WorkCalendar.count
    patch.setattr(WorkCalendar, "count", lambda self, a, b, **named: count(self, a, b, **named) + self.is_workday(a))


@killed_by(adding_goes_forward_from_a_rest_day)
def a_rest_day_is_first_rolled(patch: Patch) -> None:
    """One working day after a Saturday is Monday, not Tuesday."""
    add = WorkCalendar.add

    def rolled(self: WorkCalendar, on: date, n: int) -> date:
        return add(self, on if self.is_workday(on) else add(self, on, 1), n)

    patch.setattr(WorkCalendar, "add", rolled)


# --- lights


def bands(issue: Matter, *when: date) -> list[str]:
    """The bands of a matter on some days."""
    return [lights.light(issue, on).band.id for on in when]


def yellow_begins_ten_days_before() -> None:
    # 30 days from 3 March: 2 April.
    assert bands(assigned(term=days(30)), day(3, 22), day(3, 23), day(4, 2), day(4, 3)) == [
        "far",
        "near",
        "near",
        "overdue",
    ]


def a_cancelled_issue_is_not_lit() -> None:
    gone = assigned(term=days(5)).apply(Cancel(on=day(3, 4), by="局长", reason="重复"))
    assert lights.light(gone, day(6, 1)).colour is None


def overdue_is_red() -> None:
    assert lights.light(assigned(term=days(5)), day(4, 1)).colour is lights.RED


def a_late_finish_is_normal() -> None:
    issue = assigned(term=days(4)).apply(Submit(on=day(3, 20), by="李四")).apply(Accept(on=day(3, 21), by="检查组"))
    light = lights.light(issue, day(6, 1))
    assert (light.band.id, light.colour) == ("finished late", lights.BLUE)


def no_term_is_not_lit() -> None:
    assert bands(assigned(term=None), day(3, 9)) == ["no term"]


_POLICY = lights.RED_YELLOW_BLUE


def _without(*names: str) -> lights.LightPolicy:
    return attrs.evolve(_POLICY, bands=tuple(band for band in _POLICY.bands if band.id not in names))


def _first(name: str) -> lights.LightPolicy:
    return attrs.evolve(_POLICY, bands=tuple(sorted(_POLICY.bands, key=lambda band: band.id != name)))


@killed_by(yellow_begins_ten_days_before)
def yellow_begins_a_day_late(patch: Patch) -> None:
    """临期 begins ten days before the last day, both included."""
    patch.setattr(lights, "RED_YELLOW_BLUE", lights._stock("x", _POLICY.palette, lights.BLUE, near=9))


@killed_by(yellow_begins_ten_days_before)
def yellow_begins_a_day_early(patch: Patch) -> None:
    """临期 begins no earlier than ten days before the last day."""
    patch.setattr(lights, "RED_YELLOW_BLUE", lights._stock("x", _POLICY.palette, lights.BLUE, near=11))


@killed_by(a_cancelled_issue_is_not_lit)
def a_cancelled_issue_is_lit(patch: Patch) -> None:
    """A cancelled matter is not lit."""
    patch.setattr(lights, "RED_YELLOW_BLUE", _without("void"))


@killed_by(overdue_is_red)
def near_goes_before_overdue(patch: Patch) -> None:
    """The gravest band stands first."""
    patch.setattr(lights, "RED_YELLOW_BLUE", _first("near"))


@killed_by(a_late_finish_is_normal)
def a_late_finish_goes_dark(patch: Patch) -> None:
    """What was finished late says so, in the colour of what is done."""
    patch.setattr(lights, "RED_YELLOW_BLUE", _without("finished late"))


@killed_by(no_term_is_not_lit)
def an_unknown_measure_holds(patch: Patch) -> None:
    """A measure that is not known fulfils no condition."""
    holds = lights.When.holds
    patch.setattr(lights.When, "holds", lambda self, value: value is None or holds(self, value))


# --- severities, relapses, checks, waivers, sameness, samples

WAIVED = (REFERRAL, waivers.WAIVER)


def an_ungraded_issue_is_not_given_out() -> None:
    own = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", severity="?", workflow=issues.rectification())
    assert codes(own.decide(Assign(on=day(3, 3), by="局长", owner="李四"))) == ("no_closure_policy",)


def a_relapse_gets_half_the_term() -> None:
    assert HALF.term(Clock(day(3, 3), workdays(15))) == workdays(7)


def the_assignment_after_a_relapse_is_bound_too() -> None:
    own = issues.rectification().guard(Assign, relapses.strictly(HALF))
    done = fresh(own).apply(Assign(on=day(3, 3), by="局长", owner="李四", term=workdays(15)))
    done = done.apply(Submit(on=day(3, 4), by="李四")).apply(Accept(on=day(3, 4), by="检查组"))
    again = done.apply(Relapse(on=day(3, 5), by="检查组", text="又坏了"))
    too_long = Assign(on=day(3, 5), by="局长", owner="李四", term=workdays(8))
    assert codes(again.decide(too_long)) == ("term_too_long",)


def accepted() -> Issue:
    """An issue accepted on 10 March 2025."""
    return submitted().apply(Accept(on=day(3, 10), by="检查组")).apply(Sustain(on=day(3, 10), by="局长"))


def a_check_is_not_missed_on_its_day() -> None:
    policy = RecheckPolicy(days(8))
    assert policy.missed(accepted(), day(3, 18)) == ()
    assert len(policy.missed(accepted(), day(3, 19))) == 1


def checks_are_counted_from_the_acceptance() -> None:
    assert [check.by for check in RecheckPolicy(days(8)).due(accepted(), day(4, 1))] == [day(3, 18)]


def waived() -> Issue:
    """An issue due in 30 days from 3 March, waived from the 12th to the day before the 20th."""
    issue = assigned(term=days(30), beside=(waivers.waiving(),))
    issue = issue.apply(waivers.AskWaiver(on=day(3, 10), by="科长", reason="停产"))
    return issue.apply(waivers.Waive(on=day(3, 12), by="县长", expires=day(3, 20)))


def whoever_asks_for_a_waiver_does_not_grant_it() -> None:
    issue = assigned(beside=WAIVED).apply(waivers.AskWaiver(on=day(3, 10), by="科长", reason="停产"))
    assert codes(issue.decide(waivers.Waive(on=day(3, 12), by="科 长", expires=day(3, 20)))) == ("own_waiver",)


def a_waiver_is_over_on_its_day() -> None:
    assert [waived().waived(day(3, n)) for n in (19, 20)] == [True, False]


def a_waiver_takes_out_its_own_days_only() -> None:
    assert waived().deadline().nominal == day(4, 9)


def an_expiry_is_not_recorded_ahead() -> None:
    assert codes(waived().decide(waivers.Expire(on=day(3, 19), by="办公室"))) == ("not_expired_yet",)


def twin(record: str, on: date, **said: Any) -> Issue:
    """An issue of one place."""
    told = {"unit": "甲厂", "place": "一车间", "category": "消防", "title": "应急照明不亮"} | said
    return Issue.register(id=record, on=on, by="检查组", **told)


def an_unknown_place_leaves_two_readings() -> None:
    assert len(triage(twin("N", day(4, 1), place=None), [twin("H-1", day(3, 3))]).readings) == 2


def a_duplicate_names_the_first() -> None:
    second = twin("H-2", day(3, 3)).apply(MarkDuplicate(on=day(3, 3), by="台账员", duplicate_of="H-1"))
    assert triage(twin("N", day(4, 1)), [twin("H-1", day(3, 3), title="指示灯损坏"), second]).of == "H-1"


def the_parent_waits_for_its_children() -> None:
    child = twin("C", day(3, 3), parent="H-017")
    closing = list(extents.at_rest(accepted(), Context(facts={"issues": [child]})))
    assert [reason.code for reason in closing] == ["children_open"]


def a_draw_hangs_on_its_seed() -> None:
    assert Sample("2021-06", ["H-1", "H-2", "H-3", "H-4"], 2).drawn == ("H-1", "H-3")


HALF = relapses.RelapsePolicy(Fraction(1, 2))


@killed_by(an_ungraded_issue_is_not_given_out)
def any_severity_will_do(patch: Patch) -> None:
    """A severity that no policy covers gets no term."""
    patch.setattr(severities, "policy_of", lambda policies, _: policies[0])


@killed_by(a_relapse_gets_half_the_term)
def a_relapse_gets_the_same_term_again(patch: Patch) -> None:
    """The term after a relapse is the share that the policy says."""
    patch.setattr(relapses, "_cut", lambda n, _: n)


@killed_by(the_assignment_after_a_relapse_is_bound_too)
def the_term_of_the_last_cycle_is_forgotten(patch: Patch) -> None:
    """A term that is set after the relapse is measured by the one before it."""
    patch.setattr(relapses, "_clock_before", lambda _: None)


@killed_by(a_check_is_not_missed_on_its_day)
def a_check_is_missed_on_its_day(patch: Patch) -> None:
    """A follow-up check is held up to its day, inclusive."""
    patch.setattr(rechecks.DueCheck, "missed", lambda check, on: check.held is None and check.by <= on)


@killed_by(checks_are_counted_from_the_acceptance)
def checks_are_counted_from_the_opening(patch: Patch) -> None:
    """Follow-up checks are counted from the day the issue came to count as done."""
    patch.setattr(rechecks, "done_on", lambda issue: issue.opened_on)


@killed_by(whoever_asks_for_a_waiver_does_not_grant_it)
def the_asker_grants_the_waiver(patch: Patch) -> None:
    """Proposer and approver of a waiver are two people."""
    patch.setattr(waivers, "same_party", lambda *_: False)


@killed_by(a_waiver_is_over_on_its_day)
def a_waiver_lasts_until_somebody_records_its_end(patch: Patch) -> None:
    """A waiver expires on its day, whether or not that is written down."""
    patch.setattr(issues, "waiver", lambda issue, _: issue.log[-1].event)


@killed_by(a_waiver_takes_out_its_own_days_only)
def the_day_of_expiry_is_waived_too(patch: Patch) -> None:
    """The day on which a waiver expires counts again."""
    patch.setattr(waivers, "_ONE", timedelta(0))


@killed_by(an_expiry_is_not_recorded_ahead)
def an_expiry_is_recorded_whenever_somebody_likes(patch: Patch) -> None:
    """The expiry of a waiver is on record from its day, not before."""
    patch.setattr(waivers, "RUN_OUT", Guard("always", WORDS))


@killed_by(an_unknown_place_leaves_two_readings)
def what_nobody_stated_is_another(patch: Patch) -> None:
    """A field that is not stated neither agrees nor differs."""
    plain = Sameness._agree
    patch.setattr(Sameness, "_agree", lambda rule, name, one, other: bool(plain(rule, name, one, other)))


@killed_by(a_duplicate_names_the_first)
def duplicates_stand_for_themselves(patch: Patch) -> None:
    """A duplicate stands for the issue it was put to."""
    patch.setattr(sameness, "_original", lambda known, _: known)


@killed_by(the_parent_waits_for_its_children)
def nobody_looks_for_the_like(patch: Patch) -> None:
    """A parent waits for the issues that were found by looking for its like."""
    patch.setattr(extents, "children", lambda *_: ())


@killed_by(a_draw_hangs_on_its_seed)
def the_first_ids_are_drawn(patch: Patch) -> None:
    """Who is drawn hangs on the seed, not on the order of the ids."""
    patch.setattr(samples, "place", lambda *_: "")


# --- pledges, schemes, people, campaigns


def a_pledge_is_reviewed_by_another() -> None:
    pledge = Pledge.declare(id="P", title="t", on=day(3, 3), by="局长", owner="李四")
    assert codes(pledge.decide(Review(on=day(3, 3), by="李四"))) == ("own_work",)


def an_unknown_count_reaches_nothing() -> None:
    assert targets.meets(Count.unknown("家"), Count.exact(32, "家")) is None
    assert targets.meets(Count.roughly(40, "家"), Count.exact(32, "家")) is None


def zero_is_a_ceiling() -> None:
    assert targets.meets(Count.exact(1, "起"), Count.exact(0, "起")) is False


def a_masked_count_is_no_progress() -> None:
    pledge = Pledge.declare(id="P", title="t", on=day(3, 3), by="局长", owner="李四", target=Count.exact(32, "家"))
    pledge = pledge.apply(Review(on=day(3, 3), by="督查组")).apply(Publish(on=day(3, 3), by="局长", term=days(30)))
    assert pledge.apply(Attain(on=day(3, 5), by="李四", reached=Count.at_least(16, "家"))).progress is None


_GOAL = Goal("全部完成", indicator="measures finished", target=Count.exact(100, "%"))


def a_scheme(*phases: Phase) -> Scheme:
    """A scheme that was issued."""
    made = Scheme.draft(id="S", title="t", on=day(3, 3), by="局长", owner="李四", phases=phases)
    for event in (
        schemes.Propose(on=day(3, 3), by="李四"),
        schemes.Approve(on=day(3, 3), by="党委"),
        schemes.Promulgate(on=day(3, 3), by="办公室"),
    ):
        made = made.apply(event)
    return made


def nobodys_word_overrules_the_books() -> None:
    scheme = a_scheme(Phase(id="one", title="一", entry=(_GOAL,)))
    enter = schemes.EnterPhase(on=day(3, 4), by="局长", phase="one", confirmed=("全部完成",))
    assert codes(scheme.decide(enter, Context(facts={schemes.CONDITIONS: {_GOAL: False}}))) == ("condition_unmet",)
    assert codes(scheme.decide(enter)) == ("condition_uncounted",)


def nothing_open_is_forgotten() -> None:
    scheme = a_scheme().apply(schemes.Summarise(on=day(3, 5), by="李四", text="总结"))
    over = schemes.Conclude(on=day(3, 6), by="领导小组")
    assert codes(scheme.decide(over, Context(facts={schemes.OPEN: ("H",)}))) == ("still_open",)


def a_matter_leaves_the_campaign_that_it_is_in() -> None:
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", campaign="C-1")
    over = carryovers.CarryOver(on=day(3, 4), by="局长", source="C-9", to="C-2")
    assert codes(issue.decide(over)) == ("other_campaign",)


def a_carried_matter_keeps_its_term() -> None:
    issue = assigned(term=days(5), campaign="C-1")
    over = issue.apply(carryovers.CarryOver(on=day(3, 4), by="局长", source="C-1", to="C-2"))
    assert (over.campaign, over.clock()) == ("C-2", issue.clock())


def nobody_reaches_a_goal_by_sending_on_what_is_open() -> None:
    drives = tuple(Campaign(id=id_, on=day(3, 3), title="行动") for id_ in ("C-1", "C-2"))
    plans = (Measure.plan(id=f"M-{n}", title="t", on=day(3, 3), by="局长", campaign="C-1") for n in range(2))
    done, still = plans
    book = Book("b", campaigns=drives, matters=(done.apply(Finish(on=day(3, 4), by="张三")), still))
    over = successions.carry_over(book, "C-1", "C-2", on=day(3, 5), by="局长").book
    assert indicators.measured(_GOAL, over, "C-1", on=day(3, 5)).reached is False


def those_away_at_one_time_add_up() -> None:
    away = [secondments.Secondment(id=str(n), on=day(3, 3), percent=30) for n in range(2)]
    assert [one.percent for one in secondments.capacity(away)] == [40]


def they_are_back_on_the_day_they_are_back() -> None:
    away = secondments.Secondment(id="S", on=day(3, 3), until=day(3, 10), percent=50)
    assert [away.away(day(3, n)) for n in (9, 10)] == [True, False]


@killed_by(a_pledge_is_reviewed_by_another)
def the_pledger_reviews_the_pledge(patch: Patch) -> None:
    """A pledge is reviewed by somebody else."""
    patch.setattr(Matter, "workers", frozenset())


@killed_by(an_unknown_count_reaches_nothing)
def an_estimate_is_taken_for_a_number(patch: Patch) -> None:
    """An estimate reaches no target for certain."""
    meets = targets._against
    patch.setattr(
        targets, "_against", lambda low, high, value, target: meets(low, high, attrs.evolve(value, about=False), target)
    )


@killed_by(an_unknown_count_reaches_nothing)
def a_mask_is_taken_for_zero(patch: Patch) -> None:
    """What is masked is not zero."""
    meets = targets._against
    patch.setattr(
        targets, "_against", lambda low, high, value, target: meets(low, low if high is None else high, value, target)
    )


@killed_by(zero_is_a_ceiling)
def zero_is_taken_for_a_floor(patch: Patch) -> None:
    """A target of none is a ceiling."""
    patch.setattr(targets, "_against", lambda *given: given[0] >= given[-1].low)


@killed_by(a_masked_count_is_no_progress)
def a_bound_is_taken_for_progress(patch: Patch) -> None:
    """Progress follows from what is stated exactly."""
    patch.setattr(pledges, "share", lambda part, whole: targets._shares(part, whole)[0])


@killed_by(nobodys_word_overrules_the_books)
def a_word_overrules_the_books(patch: Patch) -> None:
    """A condition that the books deny is not confirmed away."""
    patch.setattr(schemes, "_unmet", lambda goal, *rest: () if goal.title in rest[-1] else (Reason("x", {}, WORDS),))


@killed_by(nothing_open_is_forgotten)
def what_is_open_is_forgotten(patch: Patch) -> None:
    """A campaign is not concluded over open matters that nobody named."""
    key = ("summarised", schemes.Conclude)
    patch.setitem(schemes.SCHEME.rows, key, attrs.evolve(schemes.SCHEME.rows[key], checks=()))


@killed_by(a_carried_matter_keeps_its_term)
def a_carry_over_begins_a_new_clock(patch: Patch) -> None:
    """Going on under another campaign gains no day."""
    patch.setattr(carryovers.CarryOver, "clock", "end")


@killed_by(a_carried_matter_keeps_its_term)
def a_carry_over_leaves_the_campaign_as_it_was(patch: Patch) -> None:
    """What is carried over belongs to the next campaign."""
    patch.setattr(carryovers.CarryOver, "sets", lambda _: iter(()))


@killed_by(nobody_reaches_a_goal_by_sending_on_what_is_open)
def what_was_sent_on_counts_no_more(patch: Patch) -> None:
    """A campaign answers for what it carried over as it was when it left."""
    patch.setattr(indicators, "_answered_for", lambda book, campaign, on: book.as_of(on).under(campaign))


@killed_by(those_away_at_one_time_add_up)
def only_the_greatest_absence_counts(patch: Patch) -> None:
    """Nobody is in two places: absences at one time add up."""
    patch.setattr(
        secondments, "percent_away", lambda away, on: max((one.percent for one in away if one.away(on)), default=0)
    )


@killed_by(they_are_back_on_the_day_they_are_back)
def they_are_back_a_day_late(patch: Patch) -> None:
    """On the day they are back they are back."""
    patch.setattr(
        secondments.Secondment, "away", lambda self, on: self.on <= on and (self.until is None or on <= self.until)
    )


# --- whom the work reached


ROLL = Roll(id="R", title="名册", unit="户", members=("a", "b"), times=2)


def called(number: int, *whom: str, count: Count | None = None, until: date | None = None) -> Visit:
    """A visit on a day of March to the parties that it names."""
    stated = Count.exact(len(whom), "户") if count is None else count
    return Visit(id=f"A-{number}", on=day(3, number), until=until, title="走访", whom=whom, called_on=stated)


def twice_is_not_once() -> None:
    told = coverages.coverage(ROLL, [called(3, "a", "b"), called(4, "a")], day(3, 9))
    assert (told.left, told.named.value) == (("b",), Count.exact(1, "户"))


def an_unnamed_count_leaves_a_doubt() -> None:
    told = coverages.coverage(ROLL, [called(3, count=Count.unknown("户次"))], day(3, 9))
    assert told.covered.value == Count.at_most(2, "户")


def a_running_visit_reached_nobody_yet() -> None:
    told = coverages.coverage(ROLL, [called(3, "a", until=day(3, 5))], day(3, 4))
    assert told.turns["a"] == 0


def four_lectures_are_not_561_people() -> None:
    came = [Training(id=str(n), on=day(3, 3), title="t", subject="s", people=Count.exact(n, "人")) for n in (140, 136)]
    told = sessions.attendance(came, day(3, 9))
    assert (told.person_times.value, told.persons.value) == (Count.exact(276, "人次"), Count(140, 276, "人"))


def a_referral_is_no_solution() -> None:
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="组", visit="A-1", beside=(REFERRAL, replies.REPLY))
    issue = issue.apply(Refer(on=day(3, 3), by="组", to="甲镇"))
    (split,) = visits.outcomes((issue,), day(3, 4))
    assert [part.predicate.en for part in split.parts if part.any] == ["{n} referred, awaiting an answer"]


def a_late_reply_stays_late() -> None:
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="组", visit="A-1", beside=(REFERRAL, replies.REPLY))
    issue = issue.apply(replies.OweReply(on=day(3, 3), by="组", to="a", term=days(2)))
    issue = issue.apply(replies.Reply(on=day(3, 9), by="组", text="已修"))
    told = visits.replies((issue,), day(4, 1))
    assert [part.predicate.en for part in told.parts if part.any] == ["{n} told late"]


PLANNED = Programme(
    id="P", on=day(3, 1), title="t", target=Count.exact(5, "家"), schedule=(StageDue("coached", day(3, 5)),)
)
LISTED = Enrolment.enrol(id="E", title="某厂", programme="P", on=day(3, 3), by="局")


def the_target_is_all_of_it() -> None:
    split = stages.by_stage(PLANNED, (LISTED,), day(3, 9))
    assert split.whole.value == Count.exact(5, "家")


def the_day_a_stage_is_due_is_not_late() -> None:
    assert [stages.lags(PLANNED, (LISTED,), day(3, n)) == () for n in (5, 6)] == [True, False]


@killed_by(twice_is_not_once)
def once_covers_a_roll_of_twice(patch: Patch) -> None:
    """A roll that asks for two visits is covered by two."""
    read = coverages.coverage
    patch.setattr(coverages, "coverage", lambda roll, *rest: read(attrs.evolve(roll, times=1), *rest))


@killed_by(an_unnamed_count_leaves_a_doubt)
def counts_are_taken_for_names(patch: Patch) -> None:
    """A count without names covers nobody for certain, and nobody knows whom."""
    patch.setattr(Visit, "names_all", lambda *_: True)


@killed_by(a_running_visit_reached_nobody_yet)
def an_activity_ends_on_its_first_day(patch: Patch) -> None:
    """What has not ended has not reached those whom it names in the end."""
    patch.setattr(Visit, "running", lambda *_: False)


@killed_by(four_lectures_are_not_561_people)
def turns_are_taken_for_heads(patch: Patch) -> None:
    """Who came to two sessions is one person."""
    patch.setattr(sessions, "_heads", lambda held, unit: attrs.evolve(sessions._turns(held, unit), unit=unit))


@killed_by(a_referral_is_no_solution)
def a_referred_issue_counts_as_solved(patch: Patch) -> None:
    """To hand an issue on is not to solve it."""
    patch.setattr(
        visits, "OUTCOMES", (attrs.evolve(visits.OUTCOMES[0], test=lambda i: i.referred), *visits.OUTCOMES[1:])
    )


@killed_by(a_late_reply_stays_late)
def a_reply_wipes_out_its_delay(patch: Patch) -> None:
    """A reply that came late is told as late ever after."""
    patch.setattr(visits, "settled_reply_standing", lambda *_, **__: None)


@killed_by(the_target_is_all_of_it)
def the_target_is_who_is_enrolled(patch: Patch) -> None:
    """Who is not enrolled yet belongs to the target all the same."""
    patch.setattr(stages, "_rest", lambda *_: Count.exact(0, "家"))


@killed_by(the_day_a_stage_is_due_is_not_late)
def the_due_day_of_a_stage_is_late(patch: Patch) -> None:
    """A stage is due by the end of its day."""
    read = stages.lags
    patch.setattr(stages, "lags", lambda programme, held, on: read(programme, held, on + timedelta(days=1)))


# --- phrases


def read(text: str, anchor: date | None = date(2022, 6, 8)) -> dict[str, Any]:
    """The facts of a phrase, read anew: the reader remembers what it has read."""
    weighing._remembered.cache_clear()
    facts = read_deadline(text, anchor=anchor).facts()
    weighing._remembered.cache_clear()
    return facts


def a_month_before_which_is_left_out() -> None:
    assert read("2024年8月前完成") == {"due": "2024-07-31", "alt": ["2024-08-31"], "precision": "month"}


def the_eve_of_a_festival() -> None:
    assert read("2023年春节前")["due"] == "2023-01-21"


def what_is_told_sets_no_term() -> None:
    assert read("5月10日督查发现问题") == read("2022年5月组织开展了检查") == {}


def what_a_thing_is_dated_sets_no_term() -> None:
    assert read("出厂日期：2020.5") == read("5月底检查发现") == {}


def what_is_denied_is_not_said() -> None:
    assert read("未及时整改") == read("未建立长效机制") == {}


def the_year_before_holds_on() -> None:
    stages = read("2019年3月底前摸底，6月底前整改")["stages"]
    assert [stage.get("due") for stage in stages] == ["2019-03-31", "2019-06-30"]


def last_week_or_next_year_is_left_open() -> None:
    assert read("12月31日前", date(2017, 1, 6))["due"] is None


def what_hangs_on_a_cycle_is_no_day() -> None:
    assert read("每年评估，下一年1月31日前报送") == {"recur": {"freq": "yearly"}}


def the_day_of_a_report_is_no_term() -> None:
    assert read("截至5月31日，已完成50%") == {}


def a_day_of_the_month_is_no_length() -> None:
    assert read("25日前报送").get("due") == "2022-06-25"


def a_long_text_is_not_read() -> None:
    assert read("，" * 100_001) == {"unread": "too long"}


@killed_by(a_month_before_which_is_left_out)
def a_month_is_taken_in(patch: Patch) -> None:
    """「N月前」 is read without the month, the other reading beside it."""
    patch.setattr(dating, "_before", lambda *_: "end")


@killed_by(the_eve_of_a_festival)
def a_festival_is_taken_in(patch: Patch) -> None:
    """春节前 ends on the eve."""
    patch.setattr(readings, "_excluded", lambda _: False)


@killed_by(what_is_told_sets_no_term)
def every_day_sets_a_term(patch: Patch) -> None:
    """The day of a meeting, a paper or a finding sets no term."""
    patch.setattr(mentions.Mentions, "mentioned", lambda *_: False)


@killed_by(what_a_thing_is_dated_sets_no_term)
def a_thing_sets_a_term(patch: Patch) -> None:
    """The day a thing was made or found sets no term."""
    patch.setattr(mentions.Mentions, "dated_thing", lambda *_: False)


@killed_by(what_is_denied_is_not_said)
def a_denial_is_overheard(patch: Patch) -> None:
    """What is denied is not said."""
    patch.setattr(mentions.Mentions, "denied", lambda *_: False)


@killed_by(the_year_before_holds_on)
def every_stage_has_the_documents_year(patch: Patch) -> None:
    """The year of a bound holds on for the next one."""
    patch.setattr(grammar, "_handed_on", lambda point, _: point)


@killed_by(last_week_or_next_year_is_left_open)
def an_open_year_is_guessed(patch: Patch) -> None:
    """Where a missing year may be either, no day is given."""
    patch.setattr(points, "_just_past", lambda *_: None)


@killed_by(what_hangs_on_a_cycle_is_no_day)
def a_cycle_gives_a_day(patch: Patch) -> None:
    """下一年 beside what comes round is no year of its own."""
    patch.setattr(grammar, "HANGING", frozenset())


@killed_by(the_day_of_a_report_is_no_term)
def a_report_sets_a_term(patch: Patch) -> None:
    """截至 and 已 make the day of a report."""
    patch.setattr(mentions.Mentions, "as_of", lambda *_: False)


@killed_by(a_day_of_the_month_is_no_length)
def a_day_of_the_month_is_counted(patch: Patch) -> None:
    """「25日前」 is a day of the month, 「25日内」 a length."""
    patch.setattr(grammar.Reader, "_is_length", lambda *_: True)


@killed_by(a_long_text_is_not_read)
def any_text_is_read(patch: Patch) -> None:
    """A text beyond the longest is not read, and says so."""
    patch.setattr(weighing, "LONGEST", 1 << 30)
