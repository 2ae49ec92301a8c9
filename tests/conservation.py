"""Laws of conservation: whatever comes in is accounted for, on any day of any book.

Holds: `LAWS`, each a function that raises where a book breaks it on a day.
Never: believes a partition that says it adds up: each part is told a second time, from the matters themselves.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from safetywork.activities import Training
from safetywork.adoptions import adoption
from safetywork.books import Book
from safetywork.counts import Count, total
from safetywork.coverages import coverage
from safetywork.figures import Partition
from safetywork.gaps import Gap
from safetywork.indicators import still_open
from safetywork.issues import Issue
from safetywork.matters import Matter
from safetywork.programmes import Enrolment
from safetywork.reconciliations import reconcile
from safetywork.replies import reply_state
from safetywork.reports import report
from safetywork.sentences import Breakdown
from safetywork.sessions import attendance
from safetywork.stages import by_stage
from safetywork.successions import carry_over
from safetywork.visits import outcomes, replies
from safetywork.workflows import DONE, VOID

Law = Callable[[Book, date], None]
LAWS: dict[str, Law] = {}


def law(fn: Law) -> Law:
    """Put a law on the list."""
    LAWS[fn.__name__] = fn
    return fn


# --- the laws


def _rows(splits: Iterable[Partition]) -> dict[str, set[str]]:
    """The ids of each part, by its English words; records and numbers of the parts are those of the whole."""
    told: dict[str, set[str]] = {}
    for split in splits:
        rows = [row for part in split.parts for row in part.rows]
        assert sorted(rows) == sorted(split.whole.rows)
        assert total((part.value for part in split.parts), split.whole.value.unit) == split.whole.value
        for part in split.parts:
            told.setdefault(part.predicate.en.replace("{n}", "").strip(), set()).update(part.rows)
    return told


def _numbers(splits: Iterable[Partition]) -> dict[str, Count]:
    return {split.whole.value.unit: split.whole.value for split in splits}


def _sums(matters: Iterable[Matter]) -> dict[str, Count]:
    sums: dict[str, Count] = {}
    for count in (matter.count for matter in matters):
        sums[count.unit] = sums[count.unit] + count if count.unit in sums else count
    return sums


def _ids(matters: Iterable[Any], where: Callable[[Any], bool] = lambda _: True) -> set[str]:
    return {matter.id for matter in matters if where(matter)}


@law
def raised_is_solved_and_referred_and_under_way(book: Book, on: date) -> None:
    """Raised on visits = solved + referred + under way + cancelled."""
    raised = [issue for issue in book.as_of(on).of(Issue) if issue.visit is not None]
    splits = outcomes(book.of(Issue), on)
    told = _rows(splits)
    solved = ("solved on the spot", "settled after referral", "solved later")
    assert _numbers(splits) == _sums(raised)
    assert set[str]().union(*(told.get(words, set()) for words in solved)) == _ids(raised, lambda i: i.done)
    assert told.get("cancelled", set()) == _ids(raised, lambda i: i.void)
    assert told.get("referred, awaiting an answer", set()) == _ids(raised, lambda i: i.pending and i.referred)
    assert told.get("being dealt with", set()) == _ids(raised, lambda i: i.pending and not i.referred)


@law
def found_is_closed_and_kept_up_and_owed_and_void(book: Book, on: date) -> None:
    """Found = closed + kept up + accepted + waived + in term + overdue + duplicates + void."""
    found = book.as_of(on).of(Issue)
    splits = reconcile(book.of(Issue), on)
    told = _rows(splits)
    assert _numbers(splits) == _sums(found)
    done = ("closed", "kept up", "accepted, not yet closed")
    assert set[str]().union(*(told.get(words, set()) for words in done)) == _ids(found, lambda i: i.done)
    assert told.get("kept up", set()) == _ids(found, lambda i: i.sustained)
    assert told.get("duplicates", set()) == _ids(found, lambda i: i.duplicate_of is not None)
    assert told.get("duplicates", set()) | told.get("void", set()) == _ids(found, lambda i: i.void)
    assert told.get("waived", set()) == _ids(found, lambda i: i.waived(on))
    late = _ids(found, lambda i: i.pending and i.clock() and i.standing(on, provisional=True).overdue)
    assert told.get("overdue", set()) == late - told.get("waived", set())
    owed = ("waived", "overdue", "in term", "no term set")
    assert set[str]().union(*(told.get(words, set()) for words in owed)) == _ids(found, lambda i: i.pending)


@law
def raised_is_told_and_owed_and_waived(book: Book, on: date) -> None:
    """Raised on visits = told + to be told + waived + without a reply owed, in matters."""
    raised = [issue for issue in book.as_of(on).of(Issue) if issue.visit is not None]
    split = replies(book.of(Issue), on)
    told = _rows((split,))
    tags = {issue.id: getattr(reply_state(issue), "tags", frozenset()) for issue in raised}
    assert split.whole.value == Count.exact(len(raised), "件")
    assert told["told"] | told["told late"] == {one for one, held in tags.items() if DONE in held}
    assert told["waived"] == {one for one, held in tags.items() if VOID in held}


@law
def turns_are_never_fewer_than_heads(book: Book, on: date) -> None:
    """Person-times ≥ persons, enterprise-times ≥ enterprises, in both bounds; the named are among the heads."""
    held = [session for session in book.of(Training) if session.on <= on]
    came = attendance(book.of(Training), on)
    assert set(came.sessions.rows) == _ids(held)
    for turns, heads in ((came.person_times, came.persons), (came.enterprise_times, came.enterprises)):
        assert heads.value.low <= turns.value.low
        assert turns.value.high is None or heads.value.high <= turns.value.high
        assert heads.value.high is None or heads.value.low <= heads.value.high
    assert came.persons.value.low >= len({one for session in held for one in session.participants})
    assert came.enterprises.value.low >= len({one for session in held for one in session.whom})
    assert came.person_times.value.low >= sum(len(session.participants) for session in held)


@law
def stages_make_the_target(book: Book, on: date) -> None:
    """Enrolments by stage, and those not enrolled yet, sum to the target."""
    for programme in book.programmes:
        held = [enrolment for enrolment in book.of(Enrolment) if enrolment.programme == programme.id]
        split = by_stage(programme, held, on, book.parties)
        told = _rows((split,))
        assert split.whole.value == programme.target
        standing = [known for enrolment in held if (known := enrolment.as_of(on)) is not None]
        latest = {enrolment.enterprise or enrolment.id: enrolment for enrolment in standing}.values()
        assert set[str]().union(*told.values()) - {programme.id} == _ids(latest)
        assert told["created"] == _ids(latest, lambda e: e.done and not e.expired(on))


@law
def open_is_carried_and_left(book: Book, on: date) -> None:
    """Open at the end of a campaign = carried over + left; the next has what it had, and what was carried.

    In the book of that day everything may go; in the book of today, what was written since holds a matter back.
    """
    next_ = book.campaigns[-1].id
    ends = next(one.id for one in book.campaigns if next_ not in book.parts(one.id))
    for full in (book.as_of(on), book):
        before, beside = (_ids(still_open(full, campaign, on=on)) for campaign in (ends, next_))
        over = carry_over(full, ends, next_, on=on, by="局长")
        assert sorted((*over.carried, *over.left)) == sorted(before)
        assert len(over.refused) == len(over.left)
        assert _ids(still_open(over.book, ends, on=on)) == set(over.left)
        assert _ids(still_open(over.book, next_, on=on)) == beside | set(over.carried)


@law
def gaps_are_decided_or_open(book: Book, on: date) -> None:
    """Found = adopted + not adopted + to be decided + cancelled."""
    gaps = book.as_of(on).of(Gap)
    split = adoption(book, on=on).split
    told = _rows((split,))
    assert split.whole.value == Count.exact(len(gaps), "个")
    assert told["adopted"] == _ids(gaps, lambda g: g.adopted)
    assert told["not adopted"] == _ids(gaps, lambda g: g.declined is not None)
    assert told["cancelled"] == _ids(gaps, lambda g: g.void)


@law
def the_roll_is_reached_and_left(book: Book, on: date) -> None:
    """Of a roll: named + left = its members; named ≤ covered ≤ whole."""
    for roll in book.parties.rolls:
        told = coverage(roll, book.activities, on)
        named, covered, whole = (figure.value for figure in (told.named, told.covered, told.whole))
        assert named.low + len(told.left) == len(roll.members)
        assert named.low <= covered.low
        assert whole.high is None or covered.high <= whole.high
        held = [a for a in book.activities if a.on <= on and not a.running(on) and roll.by in (None, a.kind)]
        held = [a for a in held if roll.campaign in (None, a.campaign)]
        assert sum(told.turns.values()) == sum(member in a.reached for a in held for member in roll.members)


@law
def the_report_adds_up(book: Book, on: date) -> None:
    """Every breakdown of the work report, in records and in numbers; and it reads in both languages."""
    said = report(book, as_of=on)
    _rows(v.split for sentence in said.sentences for v in sentence.params.values() if isinstance(v, Breakdown))
    assert said.text("zh")
    assert said.text("en")
