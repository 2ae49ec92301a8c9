"""Rules of new versions of a workflow, broken on purpose.

Holds: mutants of comparing two versions and of coming over.
Never: is imported by the library; a check passes on the rules as they are.
"""

import attrs
import pytest

from histories import submitted
from mutants.board import Patch, codes, day, killed_by
from safetywork import changes, issues, versions, workflows
from safetywork.acts import Accept, Cancel
from safetywork.errors import WorkflowError
from safetywork.issues import Issue
from safetywork.workflows import Workflow


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
