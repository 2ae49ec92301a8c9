"""Relapse: the issue is back, and is taken more strictly.

Holds: `Relapse` 反弹, `RelapsePolicy` 从严要求 (a shorter term, a higher severity), and the guard that holds to it.
Never: finds out whether a new registration is a relapse (`triage`), or what a term counts to.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, ClassVar

import attrs
from attrs import field, frozen

from safetywork import decisions
from safetywork.clocks import Clock
from safetywork.errors import PolicyError, SafetyworkError
from safetywork.events import ClockRole, Event, optional_day
from safetywork.labels import Label
from safetywork.periods import PeriodRule, Span, days
from safetywork.terms import Term, maybe_stated
from safetywork.workflows import Context, Guard, Reason


@frozen(kw_only=True, weakref_slot=False)
class Relapse(Event):
    """反弹: the issue is back; a new cycle begins with a clock of its own, linked to the last and counted.

    `found_as` is the id of the registration, or of the check, that brought it up again.
    """

    code: ClassVar[str] = "issue.relapse"
    label: ClassVar[Label] = Label("反弹重开", "relapse")
    copies: ClassVar[tuple[str, ...]] = ("owner", "unit", "severity")
    clock: ClassVar[ClockRole | None] = "start"
    cycle: ClassVar[bool] = True

    text: str
    owner: str | None = None
    unit: str | None = None
    severity: str | None = None
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)
    found_as: str | None = None


@frozen
class RelapsePolicy:
    """How a relapse is taken more strictly 从严要求.

    `share`: the new term is at most this share of the one set in the cycle before (`Fraction(1, 2)`: half of it);
    `raised`: the severity that a relapse of each severity takes. `None` and nothing: as before. Raises `PolicyError`
    for a share that is not above 0 and at most 1.
    """

    share: Fraction | None = None
    raised: Mapping[str, str] = field(factory=dict[str, str], hash=False)

    def __attrs_post_init__(self) -> None:
        if self.share is not None and not 0 < self.share <= 1:
            raise PolicyError("relapse policy", (f"a share of {self.share}: give a Fraction above 0, at most 1",))

    def term(self, clock: Clock) -> Term:
        """The longest term that a relapse may get, where `clock` ran in the cycle before; one unit at least.

        Days, working days, weeks and hours are cut in their own unit and rounded down; months, years and agreed days
        by the calendar days that they came to. Raises `UnannouncedDayError` beyond the calendar's reach.
        """
        share = Fraction(1) if self.share is None else self.share
        rule, span = clock.term, _span(clock.term)
        if span is not None and span.unit not in ("month", "year"):
            shorter = Span(_cut(span.n, share), span.unit)
        else:
            first = clock.original(provisional=True)
            shorter = days(_cut((first.nominal - first.trigger).days, share))
        return attrs.evolve(rule, span=shorter) if isinstance(rule, PeriodRule) else shorter

    def relapse(self, issue: Any, *, text: str, on: date, by: str, **details: Any) -> Relapse:
        """The relapse of `issue` that this policy asks for; `details` are fields of `Relapse` and go before it."""
        clock: Clock | None = issue.clock()
        asked: dict[str, Any] = {} if clock is None or self.share is None else {"term": self.term(clock)}
        if issue.severity in self.raised:
            asked["severity"] = self.raised[issue.severity]
        return Relapse(on=on, by=by, text=text, **(asked | details))


def strict(policy: RelapsePolicy, issue: Any, event: Any, context: Context) -> Iterator[Reason]:
    """A relapse raises the severity as the policy says, and its term is no longer than the policy allows.

    The term may come with the relapse or with the assignment after it; it is measured where it is set.
    """
    again = isinstance(event, Relapse)
    wanted = policy.raised.get(issue.severity)
    if again and wanted is not None and event.severity != wanted:
        yield Reason("not_raised", {"severity": wanted}, _NOT_RAISED)
    clock: Clock | None = issue.clock() if again else _clock_before(issue)
    if event.term is None or clock is None or policy.share is None:
        return
    try:
        longest = policy.term(clock)
        if _longer(event.term, longest, event.trigger or event.on, context):
            yield Reason("term_too_long", {"longest": _span(longest)}, _TOO_LONG)
    except SafetyworkError as error:
        yield Reason("due_unknown", {"why": str(error)}, _DUE_UNKNOWN)


def _cut(n: int, share: Fraction) -> int:
    return min(n, max(1, int(n * share)))


def _span(term: Term) -> Span | None:
    """The span of a term that has one; hours from no known moment can be compared by it, too."""
    span = term.span if isinstance(term, PeriodRule) else term
    return span if isinstance(span, Span) else None


def _longer(term: Term, longest: Term, trigger: date, context: Context) -> bool:
    """Whether one term is longer than another: by their number where both have one unit, else by their last days."""
    one, other = _span(term), _span(longest)
    if one is not None and other is not None and one.unit == other.unit:
        return one.n > other.n
    ends = [Clock(trigger, each).deadline(context.calendar, provisional=True).last_day for each in (term, longest)]
    return ends[0] > ends[1]


def _clock_before(issue: Any) -> Clock | None:
    """The clock of the cycle before this one; None in the first."""
    begun = len(issue.log) - len(issue.this_cycle)
    blank = issue.blank(issue.id, issue.workflows)
    before: Clock | None = decisions.replay(blank, issue.log[:begun]).clock()
    return before


_NOT_RAISED = Label("反弹须升为“{severity}”级", "a relapse raises the severity to “{severity}”")
_TOO_LONG = Label("反弹后的期限不得超过{longest}", "after a relapse the term is {longest} at most")
_DUE_UNKNOWN = Label("期限无从计算：{why}", "where the term ends cannot be computed: {why}")


def strictly(policy: RelapsePolicy) -> Guard:
    """The guard that holds `Relapse`, and `Assign` after it, to `policy`.

    >>> from safetywork.acts import Assign
    >>> from safetywork.issues import RECTIFICATION
    >>> half = strictly(RelapsePolicy(Fraction(1, 2), {"general": "major"}))
    >>> COUNTY = RECTIFICATION.guard(Relapse, half).guard(Assign, half)
    """
    return Guard("strictly", Label("反弹从严", "a relapse is taken more strictly"), check=partial(strict, policy),
                 params=f"{policy.share} {sorted(policy.raised.items())}")  # fmt: skip
