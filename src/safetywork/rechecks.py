"""Follow-up checks: whether what was put right is still in force.

Holds: `Recheck` 回头看, `RecheckPolicy` (when it is due), `DueCheck`, which were held and which missed, the guard that
    keeps an issue on the ledger until they were held.
Never: draws whom to check (`samples`), or opens an issue again: a check that fails is entered as a `Relapse`.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import PolicyError, SafetyworkError
from safetywork.events import Event
from safetywork.labels import Label
from safetywork.periods import Span, deadline
from safetywork.recurrences import Recurrence
from safetywork.workflows import DONE, Context, Guard, Reason


@frozen(kw_only=True, weakref_slot=False)
class Recheck(Event):
    """回头看: a follow-up check found the measure in force."""

    code: ClassVar[str] = "issue.recheck"
    label: ClassVar[Label] = Label("回头看", "follow up")
    verifies: ClassVar[bool] = True

    text: str | None = None


@frozen
class DueCheck:
    """A follow-up check that is due 应查: by which day, and the day it was held, or None.

    It is held on any day after the one before was due, up to its own. One that was missed stays missed, and is made
    good (补查) by a later check that no other due day takes. `provisional` marks a day that rests on days off not
    announced yet.
    """

    by: date
    held: date | None = None
    provisional: bool = False
    made_good: date | None = None

    def missed(self, on: date) -> bool:
        """Whether its day is past, and it was not held; the day itself is not missed yet."""
        return self.held is None and self.by < on


def _spans(given: Span | tuple[Span, ...]) -> tuple[Span, ...]:
    return (given,) if isinstance(given, Span) else tuple(given)


@frozen
class RecheckPolicy:
    """When an issue is looked at again after it was put right 回头看周期.

    `after`: so long after the day it counted as done (`months(3)`, or several), a day off moving to the next working
    day; `cadence`: on the rounds of a recurrence that come after that day; `lasts`: only within that time of it, which
    a cadence needs. Raises `PolicyError` where neither `after` nor `cadence` is given, or a cadence would never end.
    """

    after: tuple[Span, ...] = field(default=(), converter=_spans)
    cadence: Recurrence | None = None
    lasts: Span | None = None

    def __attrs_post_init__(self) -> None:
        problems: list[str] = []
        if not self.after and self.cadence is None:
            problems.append("say how long after, or in which rounds")
        if self.cadence is not None and self.lasts is None:
            problems.append("say how long its rounds are looked at: lasts=years(1)")
        if problems:
            raise PolicyError("recheck policy", tuple(problems))

    def due(self, issue: Any, on: date, calendar: WorkCalendar = CHINA) -> tuple[DueCheck, ...]:
        """The checks that the issue's last putting right asks for, in order, as known on the day `on`.

        None where it was not done on that day. Days not announced are counted provisionally.
        """
        known = issue.as_of(on)
        began = None if known is None else done_on(known)
        if known is None or began is None:
            return ()
        checks = [e.event.on for e in known.this_cycle if isinstance(e.event, Recheck)]
        days = self._days(began, calendar)
        held: list[date | None] = []
        before = began
        for by, _ in days:
            held.append(next((day for day in checks if before < day <= by), None))
            before = by
        late = [day for day in checks if day not in held]
        return tuple(
            DueCheck(by, on_time, unsure, _taken(late, by) if on_time is None else None)
            for (by, unsure), on_time in zip(days, held, strict=True)
        )

    def missed(self, issue: Any, on: date, calendar: WorkCalendar = CHINA) -> tuple[DueCheck, ...]:
        """The checks whose day was past on the day `on`, and that were not held."""
        return tuple(check for check in self.due(issue, on, calendar) if check.missed(on))

    def _days(self, began: date, calendar: WorkCalendar) -> list[tuple[date, bool]]:
        """Every day that a check is due by, once, in order, with whether it is provisional."""
        found: dict[date, bool] = {}
        for span in self.after:
            due = deadline(span, began, calendar, provisional=True)
            found[due.last_day] = due.provisional
        if self.cadence is not None and self.lasts is not None:
            end = deadline(self.lasts, began, calendar, provisional=True).nominal
            for round_ in self.cadence.between(began, end, calendar, provisional=True):
                found[round_.day] = round_.provisional
        return sorted(found.items())


def _taken(late: list[date], by: date) -> date | None:
    """The first check after the day `by`, taken out of those that are left: it makes one missed check good."""
    found = next((day for day in late if day > by), None)
    if found is not None:
        late.remove(found)
    return found


def done_on(issue: Any) -> date | None:
    """The day on which the issue's main machine came to count as done, and has stayed so; None where it does not."""
    main = issue.workflows[0]
    found: date | None = None
    for entry in issue.log:
        if entry.rule.name == main.name:
            done = DONE in main.state(entry.to).tags
            found = (found or entry.event.on) if done else None
    return found


def kept_up(policy: RecheckPolicy, issue: Any, event: Event, context: Context) -> Iterator[Reason]:
    """Every check that the policy asks for was held, or made good later by one of its own; before that it stays on."""
    try:
        checks = policy.due(issue, event.on, context.calendar)
    except SafetyworkError as error:
        yield Reason("due_unknown", {"why": str(error)}, _DUE_UNKNOWN)
        return
    absent = tuple(check.by for check in checks if check.held is None and check.made_good is None)
    if absent:
        yield Reason("not_rechecked", {"days": absent}, _NOT_RECHECKED)


_DUE_UNKNOWN = Label("回头看日期无从计算：{why}", "when it is to be looked at again cannot be computed: {why}")
_NOT_RECHECKED = Label("尚缺回头看（应于{days}前）", "follow-up checks are missing, due by {days}")


def rechecked(policy: RecheckPolicy) -> Guard:
    """The guard that an issue which is kept up is struck off only when every check of `policy` was held or made good.

    >>> from safetywork.issues import RECTIFICATION, Close
    >>> from safetywork.spans import months
    >>> watched = rechecked(RecheckPolicy((months(1), months(3))))
    >>> COUNTY = RECTIFICATION.guard(Close, watched, sources=["sustaining"])
    """
    return Guard(
        "rechecked", Label("已按周期回头看", "looked at again as often as asked"), check=partial(kept_up, policy),
        params=repr(policy),
    )  # fmt: skip
