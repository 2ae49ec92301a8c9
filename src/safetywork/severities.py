"""Severity: how grave an issue is, how that changes, and what hangs on it.

Holds: `Reclassify` 调整级别, the guards that keep severities to those the closure policies cover, extension policies by
    severity.
Never: ranks severities, or knows more of them than the policies it is given.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from attrs import frozen

from safetywork.closures import ClosurePolicy, no_policy, policy_of
from safetywork.events import Event
from safetywork.extensions import Extend, ExtensionPolicy, Lengthening, in_time, within
from safetywork.labels import Label
from safetywork.workflows import Context, Guard, Reason


@frozen(kw_only=True, weakref_slot=False)
class Reclassify(Event):
    """调整级别: the severity is raised or lowered, with the reason; from here on the policies of the new one hold."""

    code: ClassVar[str] = "issue.reclassify"
    label: ClassVar[Label] = Label("调整级别", "reclassify")
    copies: ClassVar[tuple[str, ...]] = ("severity",)
    verifies: ClassVar[bool] = True

    severity: str
    reason: str


def covered(policies: tuple[ClosurePolicy, ...], issue: Any, _: Context) -> Iterator[Reason]:
    """A policy covers the issue's severity: an ungraded issue is graded before anybody is given it."""
    if policy_of(policies, issue.severity) is None:
        yield no_policy(policies, issue.severity)


def known(policies: tuple[ClosurePolicy, ...], issue: Any, event: Any, _: Context) -> Iterator[Reason]:
    """A policy covers the severity that the event names, if it names one; a reclassification names another one."""
    if event.severity is None:
        return
    if policy_of(policies, event.severity) is None:
        yield no_policy(policies, event.severity)
    if isinstance(event, Reclassify) and event.severity == issue.severity:
        yield Reason("same_severity", {"severity": event.severity}, _SAME)


def _by_severity(
    policies: Mapping[str, ExtensionPolicy], issue: Any, event: Lengthening, context: Context
) -> Iterator[Reason]:
    policy = policies.get(issue.severity)
    if policy is not None:
        yield from in_time(policy, issue, event, context)
        if isinstance(event, Extend):
            yield from within(policy, issue, event, context)


def _named(policies: tuple[ClosurePolicy, ...]) -> str:
    """The severities that are covered: all that these guards look at."""
    return repr(tuple(sorted(policy.severity for policy in policies)))


_SAME = Label("已是“{severity}”级", "its severity is “{severity}” already")


def graded(policies: tuple[ClosurePolicy, ...]) -> Guard:
    """The guard that an issue's severity is one that `policies` cover."""
    label = Label("级别已确定", "its severity is graded")
    return Guard("graded", label, need=partial(covered, policies), params=_named(policies))


def known_severity(policies: tuple[ClosurePolicy, ...]) -> Guard:
    """The guard that a severity which an event sets is one that `policies` cover."""
    label = Label("级别有对应的销号条件", "a severity that a policy covers")
    return Guard("known severity", label, check=partial(known, policies), params=_named(policies))


def extensions_by_severity(policies: Mapping[str, ExtensionPolicy]) -> Guard:
    """The guard that holds asking for and granting extensions to the policy for the issue's severity, where it has one.

    >>> from safetywork.issues import RECTIFICATION
    >>> from safetywork.spans import days
    >>> strict = extensions_by_severity({"major": ExtensionPolicy(times=1, longest=days(30))})
    >>> COUNTY = RECTIFICATION.guard(Extend, strict)
    """
    label = Label("不超过本级别的延期规则", "within the extension policy of its severity")
    return Guard(
        "extensions by severity",
        label,
        check=partial(_by_severity, dict(policies)),
        params=repr(sorted(policies.items(), key=lambda item: item[0])),
    )
