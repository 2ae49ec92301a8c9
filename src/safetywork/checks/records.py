"""What the records of a book say of each other that cannot be: names of nothing, twins, silent weeks, meanings of colour.

Holds: `BOOK_CHECKS`, over a whole book as of a day.
Never: looks at the words of one record (`statuses` does).
"""

from collections.abc import Iterator
from datetime import timedelta

from safetywork.activities import Round
from safetywork.books import Book
from safetywork.checks.rules import Check, Found, Scope
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.palettes import BLUE, GREEN
from safetywork.pledges import Pledge
from safetywork.rounds import rounds_due
from safetywork.supervision.supervised import supervision_faults


def _twins(book: Book, scope: Scope) -> Iterator[Found]:
    """Title, source and due day are those of an earlier matter of the same kind."""
    seen: dict[tuple[object, ...], str] = {}
    for matter in book.matters:
        standing = matter.settled_standing(scope.on, scope.calendar)
        due = None if standing is None else standing.deadline.last_day
        source = getattr(matter, "source", None)
        key = (matter.kind, matter.title, source, due, matter.owner, matter.unit, getattr(matter, "visit", None))
        if due is not None and matter.title and not matter.void:
            if key in seen:
                yield Found(matter.id, matter.title, (("other", seen[key]),), (seen[key], matter.id))
            seen.setdefault(key, matter.id)


_LINKS = ("parent", "gap", "duplicate_of", "measure", "visit")


def _dangling(book: Book, _: Scope) -> Iterator[Found]:
    """A matter names another record that the book does not have."""
    for matter in book.matters:
        for name in _LINKS:
            wanted: str | None = getattr(matter, name, None)
            if wanted is not None and book.find(wanted) is None:
                yield Found(matter.id, wanted, (("field", name),), (matter.id,))


def _rounds_missed(book: Book, scope: Scope) -> Iterator[Found]:
    """A group's cadence has weeks or months without a round."""
    held = book.of(Round)
    for campaign in book.campaigns:
        parts = book.parts(campaign.id)
        due = rounds_due(campaign, held, campaign.on, scope.on - timedelta(days=1), scope.calendar, parts=parts)
        missed = [one for one in due if one.missed(scope.on)]
        if missed:
            said = (("n", len(missed)), ("of", len(due)))
            yield Found(campaign.id, missed[0].text("zh"), said, (campaign.id,))


def _pledge_sets(book: Book, _: Scope) -> Iterator[Found]:
    """Several sets of pledges in one campaign, and nobody says whether they overlap."""
    sets: dict[str | None, dict[str, str]] = {}
    for pledge in book.of(Pledge):
        if pledge.group is not None:
            sets.setdefault(pledge.campaign, {}).setdefault(pledge.group, pledge.id)
    for campaign, groups in sets.items():
        if len(groups) > 1:
            yield Found(campaign or book.title, "、".join(groups), (), tuple(groups.values()))


def _warning_in_a_cool_colour(book: Book, scope: Scope) -> Iterator[Found]:
    """Blue or green shown for what is not well."""
    policy = scope.policy
    for band in policy.bands:
        if band.colour is not None and band.colour in (BLUE, GREEN) and policy.ranks[band.colour.id] > 0:
            yield Found(book.title, band.label.zh, (("colour", band.colour),))


def _supervised(book: Book, scope: Scope) -> Iterator[Found]:
    """What runs beside an issue contradicts it."""
    for issue in book.of(Issue):
        for fault in supervision_faults(issue, scope.on, scope.calendar):
            yield Found(issue.id, fault.message.text("zh"), (("what", fault.message),), (issue.id,), fault.severity)


def _no_term(book: Book, scope: Scope) -> Iterator[Found]:
    """Handed to somebody, and nobody said by when."""
    for matter in book.matters:
        owed = isinstance(matter, Issue | Measure) and matter.pending and (matter.owner or matter.unit)
        if owed and matter.settled_standing(scope.on, scope.calendar) is None and _assigned(matter):
            yield Found(matter.id, matter.title, (), (matter.id,))


def _assigned(matter: Matter) -> bool:
    return matter.state != matter.workflows[0].start


def _rest_day(book: Book, scope: Scope) -> Iterator[Found]:
    """An agreed day that is a day off, with no rule that moves it."""
    for matter in book.matters:
        standing = matter.settled_standing(scope.on, scope.calendar) if matter.pending else None
        if standing is not None and standing.deadline.rule is None and not standing.provisional:
            day = standing.deadline.last_day
            if day <= scope.calendar.announced_through and not scope.calendar.is_workday(day, provisional=True):
                yield Found(matter.id, str(day), (), (matter.id,))


BOOK_CHECKS: tuple[Check, ...] = (
    Check("B15", "warning", Label("与{other}的事项、来源、期限相同", "title, source and due day are those of {other}"), "book", _twins),
    Check("C7", "note", Label("期限为休息日，未定顺延规则", "due on a day off, and no rule moves it"), "book", _rest_day),
    Check("C15", "warning", Label("已交办而未定期限", "assigned without a term"), "book", _no_term),
    Check("D4", "note", Label("以{colour}色为警示", "{colour} is shown as a warning"), "book", _warning_in_a_cool_colour),
    Check("E5", "note", Label("几组承诺是否重叠未说明", "sets of pledges whose overlap nobody stated"), "book", _pledge_sets),
    Check("link", "warning", Label("“{field}”所指的记录不在台账中", "“{field}” names a record that is not here"), "book", _dangling),
    Check("rounds", "warning", Label("应开展{of}次调度督查，缺{n}次", "{n} of {of} rounds were missed"), "book", _rounds_missed),
    Check("supervision", "warning", Label("{what}", "{what}"), "book", _supervised),
)  # fmt: skip
