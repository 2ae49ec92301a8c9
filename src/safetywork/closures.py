"""Closing: what an issue must show before it is accepted and struck off.

Holds: `ClosurePolicy` 销号条件, one for each severity, the guards that hold to them, `Close` 销号, `Sustain` 长期坚持.
Never: says in which state an issue is closed, or which evidence a handing-in brings.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import EvidenceKind
from safetywork.events import Entry, Event
from safetywork.labels import Label
from safetywork.workflows import Context, Guard, Reason, Workflow


@frozen(kw_only=True, weakref_slot=False)
class Close(Event):
    """销号: struck off the ledger after acceptance."""

    code: ClassVar[str] = "issue.close"
    label: ClassVar[Label] = Label("销号", "close")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class Sustain(Event):
    """长期坚持: rectified, and kept up for good, with follow-up checks."""

    code: ClassVar[str] = "issue.sustain"
    label: ClassVar[Label] = Label("转入长期坚持", "keep up")

    text: str | None = None


def _in_order(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(sorted(given))


@frozen
class ClosurePolicy:
    """What an issue of one severity must show before it is accepted 销号条件.

    `evidence`: kinds of which at least one must be among what was handed in (empty: none is asked for);
    `dated_after_opening`: of what was handed in for it, one piece must show a day in this cycle, no later than the
    handing-in; a picture from before beside it is welcome, an undated one does not count;
    `verifiers`: the roles of which whoever accepts must hold one (empty: anybody but those who did the work);
    `through`: tags of states, each of which one of its machines must have been in, in this cycle (`listed`, where a
    major hazard must have been).
    """

    severity: str
    evidence: tuple[EvidenceKind, ...] = ()
    dated_after_opening: bool = True
    verifiers: tuple[str, ...] = field(default=(), converter=_in_order)
    through: tuple[str, ...] = field(default=(), converter=_in_order)


STANDARD_CLOSURE: tuple[ClosurePolicy, ...] = (
    ClosurePolicy("general"),
    ClosurePolicy("major", ("photo", "test report", "on-site check")),
)
"""A major hazard is accepted on evidence of the fix; for a general one the verifier's word is enough."""


def policy_of(policies: tuple[ClosurePolicy, ...], severity: str) -> ClosurePolicy | None:
    """The policy for one severity, or None."""
    return next((policy for policy in policies if policy.severity == severity), None)


def closure_met(policies: tuple[ClosurePolicy, ...], issue: Any, _: Context) -> Iterator[Reason]:
    """What the policy for the issue's severity wants is there, in the round that stands to be judged."""
    policy = policy_of(policies, issue.severity)
    if policy is None:
        yield no_policy(policies, issue.severity)
        return
    yield from _evidence_reasons(policy, issue)
    passed = _passed(issue)
    for tag in policy.through:
        if tag not in passed:
            yield Reason("not_through", {"tag": tag}, _NOT_THROUGH)


def verifier_may(policies: tuple[ClosurePolicy, ...], issue: Any, event: Event, context: Context) -> Iterator[Reason]:
    """Whoever accepts acts in a role that the policy for the issue's severity names."""
    policy = policy_of(policies, issue.severity)
    if policy is None or not policy.verifiers:
        return
    if context.roles is None:
        yield Reason("role_unknown", {"by": event.by})
        return
    held = context.roles_of(event.by)
    acting = held if event.role is None else held & {event.role}
    if not acting & set(policy.verifiers):
        yield Reason("role_needed", {"roles": policy.verifiers})


def no_policy(policies: tuple[ClosurePolicy, ...], severity: str) -> Reason:
    """That no policy covers a severity, with those that are covered."""
    covered = tuple(policy.severity for policy in policies)
    return Reason("no_closure_policy", {"severity": severity, "covered": covered}, _NO_POLICY)


def _evidence_reasons(policy: ClosurePolicy, issue: Any) -> Iterator[Reason]:
    fitting = [e for e in issue.evidence if not policy.evidence or e.kind in policy.evidence]
    if policy.evidence and not fitting:
        yield Reason("evidence_missing", {"kinds": policy.evidence}, _EVIDENCE_MISSING)
    if not fitting or not policy.dated_after_opening:
        return
    opened, handed_in = issue.this_cycle[0].event.on, issue.handed_in
    last = opened if handed_in is None else handed_in.on
    if not any(e.on is not None and opened <= e.on <= last for e in fitting):
        yield Reason("evidence_not_of_this_round", {"opened": opened, "last": last}, _EVIDENCE_DAY)


def _passed(issue: Any) -> set[str]:
    """The tags of every state that a machine was in, in this cycle; those beside may have been in it before."""
    machines: dict[str, Workflow] = {workflow.name: workflow for workflow in issue.workflows}
    main, begun = issue.workflows[0].name, len(issue.log) - len(issue.this_cycle)
    before: dict[str, Entry] = {entry.rule.name: entry for entry in issue.log[:begun]}
    entries = [*(entry for name, entry in before.items() if name != main), *issue.this_cycle]
    return {tag for entry in entries for tag in machines[entry.rule.name].state(entry.to).tags}


_NO_POLICY = Label(
    "没有“{severity}”级的销号条件，只有：{covered}", "no closure policy covers severity “{severity}”, only {covered}"
)
_EVIDENCE_MISSING = Label("缺少佐证材料（{kinds}之一）", "evidence is missing: one of {kinds}")
_EVIDENCE_DAY = Label(
    "佐证材料的日期须在{opened}至{last}之间", "no piece of evidence shows a day from {opened} to {last}"
)
_NOT_THROUGH = Label("未经过“{tag}”环节", "it was in no state tagged “{tag}” in this cycle")


def closure(policies: tuple[ClosurePolicy, ...]) -> Guard:
    """The guard that holds issues to `policies`, one a severity."""
    return Guard(
        "closure",
        Label("达到销号条件", "the closure policy is met"),
        need=partial(closure_met, policies),
        check=partial(verifier_may, policies),
        params=repr(policies),
    )
