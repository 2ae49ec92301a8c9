"""Rules of workflows, broken on purpose.

Holds: mutants of building and extending one; of roles, forms, options and routes.
Never: is imported by the library; a check passes on the rules as they are.
"""

from typing import Any

import attrs
import pytest

from histories import submitted
from mutants.board import WORDS, Patch, codes, day, fresh, killed_by
from safetywork import decisions, issues, workflows
from safetywork.acts import Accept, Cancel, Resume, Submit, Suspend
from safetywork.closures import Close
from safetywork.errors import WorkflowError
from safetywork.issues import Issue
from safetywork.parties import name_key
from safetywork.workflows import Context, Guard, Reason, Transition, Workflow


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
