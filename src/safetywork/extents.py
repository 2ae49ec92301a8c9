"""Extent of condition: where one defect was found, its like is looked for elsewhere.

Holds: the children of an issue 举一反三, and the guard that it is closed when they are at rest.
Never: knows a book: whoever asks the guard brings the issues along, or is told that they are missing.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.workflows import Context, Guard, Reason

ISSUES = "issues"
"""The key of `Context.facts` under which the guard looks for the issues of the book."""


def children(parent: str, issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues that were found by looking for the like of `parent`, and for the like of those, in the book's order.

    A duplicate stands for the issue it is carried on as.
    """
    members = tuple(issues)
    links = [(issue.parent, issue.id) for issue in members]
    links += [(issue.id, issue.duplicate_of) for issue in members if issue.duplicate_of and issue.id != parent]
    kin, grown = {parent}, True
    while grown:
        fresh = {below for above, below in links if above in kin} - kin
        kin, grown = kin | fresh, bool(fresh)
    return tuple(i for i in members if i.id in kin and i.id != parent and i.duplicate_of is None)


def at_rest(issue: Issue, context: Context) -> Iterator[Reason]:
    """Every child of the issue is done or cancelled; where nobody says which issues there are, that is not known."""
    issues: Any = context.facts.get(ISSUES)
    if issues is None or iter(issues) is issues:  # an iterator would be empty when it is asked again
        yield Reason("issues_unknown", {"key": ISSUES}, _UNKNOWN)
        return
    owed = tuple(child.id for child in children(issue.id, issues) if child.pending)
    if owed:
        yield Reason("children_open", {"ids": owed}, _OPEN)


_UNKNOWN = Label(
    "未提供台账，无从确认举一反三问题是否办结",
    "whether its children are at rest is not known: give Context(facts={{“{key}”: …}})",
)
_OPEN = Label("举一反三问题尚未办结：{ids}", "issues found by looking for its like are still owed: {ids}")

CHILDREN_AT_REST = Guard(
    "children at rest", Label("举一反三问题已办结", "the issues that are its like are at rest"), need=at_rest
)
"""Held to with `RECTIFICATION.guard(Close, CHILDREN_AT_REST)`; asked with `Context(facts={"issues": issues})`."""
