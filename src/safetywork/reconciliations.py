"""Reconciliation: every issue that was found is accounted for, on any day.

Holds: `reconcile` 对账: found = closed + kept up + accepted + waived + in term + overdue + duplicates + void.
Never: leaves an issue out or counts it twice, adds unlike units, or knows how a report says it.
"""

from collections.abc import Iterable
from datetime import date

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.figures import Partition, Population, Predicate, partition
from safetywork.issues import Issue
from safetywork.labels import Label

CLOSED = "closed"
"""Tag of a state: struck off the ledger."""


def parts(on: date, calendar: WorkCalendar = CHINA) -> tuple[Predicate[Issue], ...]:
    """What an issue may count as on the day `on`; it counts as the first that holds, and the last always does."""
    return (
        Predicate(Label("重复登记", "duplicates"), lambda issue: issue.duplicate_of is not None),
        Predicate(Label("已作废", "void"), lambda issue: issue.void),
        Predicate(Label("长期坚持", "kept up"), lambda issue: issue.sustained),
        Predicate(Label("已销号", "closed"), lambda issue: CLOSED in issue.standing_state.tags),
        Predicate(Label("验收通过", "accepted, not yet closed"), lambda issue: issue.done),
        Predicate(Label("其他办结", "ended otherwise"), lambda issue: not issue.pending),
        Predicate(Label("豁免期内", "waived"), lambda issue: issue.waived(on)),
        Predicate(Label("逾期", "overdue"), lambda issue: issue.overdue(on, calendar)),
        Predicate(Label("未定期限", "no term set"), lambda issue: issue.clock() is None),
        Predicate(Label("期限内", "in term"), lambda _: True),
    )


def reconcile(issues: Iterable[Issue], on: date, calendar: WorkCalendar = CHINA) -> tuple[Partition, ...]:
    """The issues as they stood on the day `on`, parted by what they count as: one partition for each unit.

    Issues registered later are not found yet. A batch counts as many as it stands for.
    """
    stood = [known for issue in issues if (known := issue.as_of(on)) is not None]
    units = dict.fromkeys(issue.count.unit for issue in stood)
    found = Label("发现问题", "issues found")
    return tuple(
        partition(
            Population(found, tuple(issue for issue in stood if issue.count.unit == unit), on),
            unit,
            lambda issue: issue.count,
            parts(on, calendar),
        )
        for unit in units
    )
