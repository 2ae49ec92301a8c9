"""The books: everything that one bureau has on record.

Holds: `Book`: campaigns, programmes, matters, activities, parties, faults; as of a day, as known on a day.
Never: judges or counts what it holds, or knows how it is stored.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias, TypeVar

from attrs import evolve, field, frozen

from safetywork.activities import Activity
from safetywork.campaigns import Campaign
from safetywork.errors import BookError
from safetywork.faults import Fault
from safetywork.matters import Matter
from safetywork.parties import Parties
from safetywork.programmes import Enrolment, Programme

Record: TypeAlias = Matter | Activity | Campaign | Programme
T = TypeVar("T")
N = TypeVar("N", Campaign, Programme, Matter, Activity)


@frozen
class Book:
    """The books 台账总册 of a bureau; raises `BookError` for an id that stands twice or a reference to nothing.

    `faults` are what could not be taken over from the sources of the records; they stay with the book.
    """

    title: str
    unit: str = ""
    unit_en: str | None = None
    parties: Parties = field(factory=Parties)
    campaigns: tuple[Campaign, ...] = ()
    programmes: tuple[Programme, ...] = ()
    matters: tuple[Matter, ...] = field(default=(), repr=lambda matters: f"<{len(matters)}>")
    activities: tuple[Activity, ...] = field(default=(), repr=lambda activities: f"<{len(activities)}>")
    faults: tuple[Fault, ...] = field(default=(), repr=lambda faults: f"<{len(faults)}>")
    _by_id: dict[str, Record] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {record.id: record for record in self.records()})
        problems = tuple(_problems(self))
        if problems:
            raise BookError(self.title, problems)

    def records(self) -> Iterator[Record]:
        """Every record, campaigns first."""
        yield from self.campaigns
        yield from self.programmes
        yield from self.matters
        yield from self.activities

    def find(self, record_id: str) -> Record | None:
        """The record of that id, or None."""
        return self._by_id.get(record_id)

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """The records of one class, in order."""
        return tuple(record for record in self.records() if isinstance(record, kind))

    def within(self, campaign: str | None) -> "Book":
        """The book with the matters and activities of one campaign only (None: of no campaign)."""
        return evolve(
            self,
            matters=tuple(m for m in self.matters if m.campaign == campaign),
            activities=tuple(a for a in self.activities if a.campaign == campaign),
        )

    def parts(self, campaign: str) -> frozenset[str]:
        """The ids of a campaign and of everything that is part of it, at any depth."""
        found = {campaign}
        while more := {one.id for one in self.campaigns if one.parent in found} - found:
            found |= more
        return frozenset(found)

    def under(self, campaign: str) -> "Book":
        """The book with the matters and activities of a campaign and its parts only."""
        parts = self.parts(campaign)
        return evolve(
            self,
            matters=tuple(m for m in self.matters if m.campaign in parts),
            activities=tuple(a for a in self.activities if a.campaign in parts),
        )

    def with_(self, *records: Record) -> "Book":
        """The book with these records, each in the place of the one of the same id, or added."""
        fresh = {record.id: record for record in records}
        return evolve(
            self,
            campaigns=_placed(self.campaigns, fresh, Campaign),
            programmes=_placed(self.programmes, fresh, Programme),
            matters=_placed(self.matters, fresh, Matter),
            activities=_placed(self.activities, fresh, Activity),
        )

    def without(self, record_id: str) -> "Book":
        """The book without one record (one problem of a campaign, one roll); raises `BookError` where it has none."""
        campaigns = tuple(c.without(record_id) for c in self.campaigns if c.id != record_id)
        rolls = tuple(roll for roll in self.parties.rolls if roll.id != record_id)
        if record_id not in self._by_id and (campaigns, rolls) == (self.campaigns, self.parties.rolls):
            raise BookError(self.title, (f"there is no record {record_id!r}",))
        return evolve(
            self,
            parties=evolve(self.parties, rolls=rolls),
            campaigns=campaigns,
            programmes=tuple(p for p in self.programmes if p.id != record_id),
            matters=tuple(m for m in self.matters if m.id != record_id),
            activities=tuple(a for a in self.activities if a.id != record_id),
        )

    def as_of(self, day: date, *, known_on: date | None = None) -> "Book":
        """The book as it stood on `day`; `known_on` leaves out what was written down later than that.

        Campaigns and programmes stay (they are plans); what they have recorded since does not.
        """
        seen = (m.as_of(day, known_on=known_on) for m in self.matters)
        return evolve(
            self,
            campaigns=tuple(campaign.as_of(day) for campaign in self.campaigns),
            programmes=tuple(programme.as_of(day) for programme in self.programmes),
            matters=tuple(matter for matter in seen if matter is not None),
            activities=tuple(
                a for a in self.activities if a.on <= day and (known_on is None or (a.recorded_on or a.on) <= known_on)
            ),
        )


def _placed(records: tuple[N, ...], fresh: dict[str, Record], kind: type[N]) -> tuple[N, ...]:
    wanted = dict[str, N]((record.id, record) for record in fresh.values() if isinstance(record, kind))
    kept = tuple(wanted.pop(record.id, record) for record in records)
    return kept + tuple(wanted.values())


def _problems(book: Book) -> Iterator[str]:
    inner = [problem.id for c in book.campaigns for problem in c.problems]
    inner += [away.id for c in book.campaigns for away in c.secondments]
    for record_id, times in Counter([*(record.id for record in book.records()), *inner]).items():
        if times > 1:
            yield f"id {record_id!r} stands {times} times"
    campaigns = {campaign.id for campaign in book.campaigns}
    yield from _dangling(((c.id, c.parent) for c in book.campaigns), campaigns, "parent campaign")
    named: list[Programme | Matter | Activity] = [*book.programmes, *book.matters, *book.activities]
    yield from _dangling(((record.id, record.campaign) for record in named), campaigns, "campaign")
    yield from _dangling(((roll.id, roll.campaign) for roll in book.parties.rolls), campaigns, "campaign")
    above = {campaign.id: campaign.parent for campaign in book.campaigns}
    yield from (f"campaign {one!r} is part of itself" for one in _circles(above))
    carried_on = {matter.id: getattr(matter, "duplicate_of", None) for matter in book.matters}
    yield from (f"issue {one!r} is a duplicate of itself in the end" for one in _circles(carried_on))
    programmes = {programme.id for programme in book.programmes}
    yield from _dangling(((m.id, getattr(m, "programme", None)) for m in book.matters), programmes, "programme")
    yield from _unknown_parties(book)


def _unknown_parties(book: Book) -> Iterator[str]:
    """Who is named by an id that no party has: rolls by programmes, parties by activities and enrolments."""
    rolls = {roll.id for roll in book.parties.rolls}
    yield from _dangling(((programme.id, programme.roll) for programme in book.programmes), rolls, "roll")
    parties = {unit.id for unit in book.parties.units} | {person.id for person in book.parties.persons}
    yield from _dangling(((a.id, party) for a in book.activities for party in a.reached), parties, "party")
    yield from _dangling(((m.id, m.enterprise) for m in book.matters if isinstance(m, Enrolment)), parties, "party")


def _circles(links: Mapping[str, str | None]) -> Iterator[str]:
    """The ids from which their links lead back to themselves."""
    for one in links:
        seen, above = {one}, links[one]
        while above is not None and above not in seen:
            seen.add(above)
            above = links.get(above)
        if above == one:
            yield one


def _dangling(references: Iterable[tuple[str, str | None]], known: set[str], what: str) -> Iterator[str]:
    for record_id, reference in references:
        if reference is not None and reference not in known:
            yield f"{record_id!r} names the unknown {what} {reference!r}"
