"""Visits followed up: which of three it was, what was not asked, and what became of what came up.

Holds: `turn`, `unasked`, `bring_up` (an issue raised on a visit), and the partitions `outcomes`, `replies` and
    `satisfaction`.
Never: stores an answer, or takes a referral for a solution.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from safetywork.activities import Visit
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.counts import Count
from safetywork.figures import Partition, Population, Predicate, partition
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.parties import Question, Roll
from safetywork.referrals import REFERRAL
from safetywork.replies import REPLY, SATISFACTION, Scale, reply_given, reply_owed, reply_state, settled_reply_standing
from safetywork.workflows import VOID, Workflow

RAISED = Label("走访收集问题", "raised on visits")


def turn(visit: Visit, party: str, visits: Iterable[Visit]) -> int | None:
    """Which visit to `party` this one is 第几遍: 1 is the first; None where it did not call on them.

    Visits count in the order of their days, those of one day in the order in which they are given.
    """
    calls = sorted((one for one in visits if party in one.whom), key=lambda one: one.on)
    return next((n for n, one in enumerate(calls, start=1) if one.id == visit.id), None)


def unasked(visit: Visit, roll: Roll) -> tuple[tuple[str | None, Question], ...]:
    """The questions of the roll that the visit did not ask, with whom it did not ask them.

    Of those it called on, only members of the roll had to be asked; where it names nobody, the party is None.
    """
    members: tuple[str | None, ...] = tuple(party for party in visit.whom if party in roll.members)
    asked = {(one.question, one.of) for one in visit.asked}
    return tuple(
        (party, question)
        for party in (members if visit.whom else (None,))
        for question in roll.questions
        if not asked & {(question.id, party), (question.id, None)}
    )


def bring_up(
    visit: Visit,
    *,
    id: str,
    title: str,
    by: str,
    beside: tuple[Workflow, ...] = (REFERRAL, REPLY),
    **details: Any,
) -> Issue:
    """The issue that came up on a visit, with a machine for its referral and one for the reply to the person visited.

    It belongs to the visit's campaign and is registered on its day; `details` are those of `Issue.register`.
    """
    given: dict[str, Any] = {"on": visit.on, "campaign": visit.campaign, **details}
    return Issue.register(id=id, title=title, by=by, visit=visit.id, beside=beside, **given)


# --- what became of it


def on_the_spot(issue: Issue) -> bool:
    """Done by work handed in on the day the issue was registered, by nobody else's help."""
    work = issue.handed_in
    return issue.done and work is not None and work.on == issue.opened_on and not answered(issue)


def answered(issue: Issue) -> bool:
    """Whether a body that it was referred to has answered, and said that this settles it."""
    return issue.answer is not None and issue.answer.solved


SOLVED: tuple[Predicate[Issue], ...] = (
    Predicate(Label("现场解决{n}", "{n} solved on the spot"), on_the_spot),
    Predicate(Label("转办反馈后办结{n}", "{n} settled after referral"), lambda issue: issue.done and answered(issue)),
)
OUTCOMES: tuple[Predicate[Issue], ...] = (
    *SOLVED,
    Predicate(Label("自行解决{n}", "{n} solved later"), lambda issue: issue.done),
    Predicate(Label("已作废{n}", "{n} cancelled"), lambda issue: issue.void),
    Predicate(Label("已转办待反馈{n}", "{n} referred, awaiting an answer"), lambda issue: issue.referred),
    Predicate(Label("正在办理{n}", "{n} being dealt with"), lambda _: True),
)
"""What can have become of an issue; it falls to the first that holds, so raised = solved + cancelled + referred + under
way on every day."""


def outcomes(issues: Iterable[Issue], as_of: date) -> tuple[Partition, ...]:
    """What became of the issues raised on visits by the end of a day: a partition for each unit they are counted in."""
    raised = _raised(issues, as_of)
    units = dict.fromkeys(issue.count.unit for issue in raised.members)
    return tuple(_split(raised, unit) for unit in units)


def _split(raised: Population[Issue], unit: str) -> Partition:
    alike = raised.only(Predicate(raised.label, lambda issue: issue.count.unit == unit))
    return partition(alike, unit, lambda issue: issue.count, OUTCOMES)


def replies(issues: Iterable[Issue], as_of: date, calendar: WorkCalendar = CHINA) -> Partition:
    """Whether those who raised the issues were told, in matters (件): told, told late, owed, owed late, waived, none.

    Days not announced yet are counted provisionally.
    """

    def late(issue: Issue) -> bool:
        standing = settled_reply_standing(issue, as_of, calendar)
        return standing is not None and standing.days_late > 0

    parts: tuple[Predicate[Issue], ...] = (
        Predicate(Label("免予答复{n}", "{n} waived"), lambda i: VOID in getattr(reply_state(i), "tags", ())),
        Predicate(Label("逾期答复{n}", "{n} told late"), lambda i: reply_given(i) is not None and late(i)),
        Predicate(Label("已答复{n}", "{n} told"), lambda i: reply_given(i) is not None),
        Predicate(Label("逾期未答复{n}", "{n} not told in time"), lambda i: reply_owed(i) and late(i)),
        Predicate(Label("待答复{n}", "{n} to be told"), reply_owed),
        Predicate(Label("未约定答复{n}", "{n} without a reply owed"), lambda _: True),
    )
    return partition(_raised(issues, as_of), "件", lambda _: Count.exact(1, "件"), parts)


def satisfaction(issues: Iterable[Issue], as_of: date, scale: Scale = SATISFACTION) -> Partition:
    """How satisfied those say they are who were told, in matters (件): a part for each mark of the scale.

    Who gave none, and who gave one of another scale, are parts of their own.
    """
    told = _raised(issues, as_of).only(Predicate(_TOLD, lambda issue: reply_given(issue) is not None))

    def says(mark: str) -> Predicate[Issue]:
        words = next(one.label.literal() for one in scale.marks if one.id == mark)
        return Predicate(Label(f"{words.zh}{{n}}", f"{{n}} {words.en}"), lambda i: _mark(i) == mark)

    others = (Predicate[Issue](_NO_MARK, lambda i: _mark(i) is None), Predicate[Issue](_OTHER_MARK, lambda _: True))
    parts = (*(says(mark.id) for mark in scale.marks), *others)
    return partition(told, "件", lambda _: Count.exact(1, "件"), parts)


_TOLD = Label("已答复", "told")
_NO_MARK = Label("未评价{n}", "{n} without a mark")
_OTHER_MARK = Label("按其他等次评价{n}", "{n} marked on another scale")


def _mark(issue: Issue) -> str | None:
    reply = reply_given(issue)
    return None if reply is None else reply.mark


def _raised(issues: Iterable[Issue], as_of: date) -> Population[Issue]:
    seen = (issue.as_of(as_of) for issue in issues if issue.visit is not None)
    return Population(RAISED, tuple(issue for issue in seen if issue is not None), as_of)
