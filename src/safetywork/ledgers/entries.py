"""The entries that a row of a ledger implies.

Holds: `OPENINGS`, how each kind of matter is opened by a claim; `STEPS`, the events that a claim implies of a matter
    as it is; `Terms`, what an intake is told.
Never: decides whether an event may happen (the workflow does), or implies more than the row states.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, TypeAlias

from attrs import frozen

from safetywork.acts import Accept, Assign, Cancel, Correct, Progress, Resume, Return, Submit, Suspend
from safetywork.calendars import BEIJING
from safetywork.closures import Close, Sustain
from safetywork.events import Event
from safetywork.extensions import Extend
from safetywork.issues import IMMEDIATE, RECTIFICATION, Issue, Register, RegisterImmediate
from safetywork.labels import Label
from safetywork.ledgers.claims import Claim
from safetywork.matters import Matter
from safetywork.measures import MEASURE, Finish, Measure, Plan
from safetywork.pledges import PLEDGE, Break, Declare, Fulfil, Pledge, Publish, Recount, Review
from safetywork.referrals import REFERRAL
from safetywork.terms import Term
from safetywork.workflows import DONE, HANDED_IN, STOPPED, Context


@frozen
class Terms:
    """What an intake is told: who signs, on which day, under which name, who owes what names nobody.

    `fresh` says that the matter at hand is new to the book, so that what happened to it before is still to be entered.
    """

    on: date
    by: str
    name: str
    owner: str | None
    recorded_at: datetime | None
    context: Context
    campaign: str | None
    fresh: bool = False

    def signed(self, on: date, by: str | None = None) -> dict[str, Any]:
        """Day and signature of an entry; what took effect before the ledger's day was written down on it."""
        written = datetime.combine(self.on, time(), BEIJING) if on < self.on else None
        return {"on": on, "by": by or self.by, "recorded_at": self.recorded_at or written}

    def mark(self, record_id: str) -> str:
        """The identity of the entry by which a ledger opens a matter; it shows later where the matter came from."""
        return f"{self.name}: {record_id}"


# --- openings


_Opening: TypeAlias = Callable[[str, Claim, Terms], Matter]


def _said(record_id: str, claim: Claim, terms: Terms, *fields: str) -> dict[str, Any]:
    """What every opening is told, and those of the `fields` that the row states."""
    stated = {name: getattr(claim, name) for name in (*fields, "unit", "size") if getattr(claim, name) is not None}
    title = {"title": claim.title or record_id, "campaign": terms.campaign, "id": terms.mark(record_id)}
    return terms.signed(claim.opened) | title | stated


def _issue(record_id: str, claim: Claim, terms: Terms) -> Matter:
    if claim.at_once:
        told = _said(record_id, claim, terms, "severity", "source", "category", "owner")
        return Issue.open(record_id, (IMMEDIATE, REFERRAL), RegisterImmediate(**told))
    told = _said(record_id, claim, terms, "severity", "source", "category")
    return Issue.open(record_id, (RECTIFICATION, REFERRAL), Register(**told))


def _measure(record_id: str, claim: Claim, terms: Terms) -> Matter:
    told = _said(record_id, claim, terms, "owner", "source", "term")
    return Measure.open(record_id, (MEASURE,), Plan(**told, trigger=claim.begins))


def _pledge(record_id: str, claim: Claim, terms: Terms) -> Matter:
    told = _said(record_id, claim, terms, "owner")
    return Pledge.open(record_id, (PLEDGE,), Declare(**told, group=claim.category))


OPENINGS: Mapping[type[Matter], _Opening] = {Issue: _issue, Measure: _measure, Pledge: _pledge}


# --- steps: each gives the events that its part of the claim implies of the matter as it is


_Step: TypeAlias = Callable[[Matter, Claim, Terms], Iterable[Event]]
FIELDS = ("title", "owner", "unit", "source", "category", "group")


def claimed(claim: Claim, name: str) -> str | None:
    """What a claim says of a field of a matter; the group of a pledge is what its ledger calls the category."""
    value: str | None = getattr(claim, "category" if name == "group" else name)
    return value or None


def _corrections(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    """What the row says otherwise than the books."""
    for name in () if terms.fresh else FIELDS:
        value = claimed(claim, name)
        if value is None or name not in matter.correctable or getattr(matter, name) == value:
            continue
        if name in ("owner", "unit") and _assignable(matter, claim):
            continue  # the assignment says it
        told: dict[str, Any] = {"field": name, "value": value, "reason": _REWRITTEN.zh, "concerns": terms.on}
        yield Correct(**terms.signed(terms.on), **told)


def _assignable(matter: Matter, claim: Claim) -> bool:
    """Whether the row names who owes it where the books do not."""
    machine = matter.workflows[0].name
    return matter.owner is None and claim.owner is not None and machine in (RECTIFICATION.name, MEASURE.name)


def _assignment(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    """Who owes it. An issue of which more is claimed than that it is there is refused without an owner."""
    claims = claim.term is not None or claim.stated is not None or claim.text is not None
    ownerless = matter.owner is None and claims and matter.workflows[0].name == RECTIFICATION.name
    if not _assignable(matter, claim) and not ownerless:
        return
    first = terms.fresh and len(matter.log) == 1
    on = claim.begins if first and claim.begins is not None else terms.on
    told: dict[str, Any] = {"owner": claim.owner or "", "unit": claim.unit}
    if matter.clock() is None:
        told |= {"term": claim.term, "trigger": claim.begins}
    yield Assign(**terms.signed(max(on, matter.opened_on)), **told)


def _publication(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    if claim.term is None:
        return
    if matter.state == "declared":
        yield Review(**terms.signed(terms.on), text=_ON_THE_LEDGER.zh)
    elif matter.state == "reviewed":
        yield Publish(**terms.signed(terms.on), term=claim.term, trigger=claim.begins or claim.opened)


def _extension(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    if matter.clock() is not None and claim.term not in (None, _term_of(matter, terms)):
        until = claim.term if isinstance(claim.term, date) else None
        yield Extend(**terms.signed(terms.on), until=until, reason=claim.reason or _REWRITTEN.zh)


def _term_of(matter: Matter, terms: Terms) -> Term | None:
    """The term that runs, as a ledger may say it: as it was set, or the day to which it was extended."""
    clock, standing = matter.clock(), matter.settled_standing(terms.on, terms.context.calendar)
    if clock is None or not clock.extensions or standing is None:
        return None if clock is None else clock.term
    return standing.deadline.nominal


def _report(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    if matter.owner is None and matter.workflows[0].name == RECTIFICATION.name:
        return  # nobody owes it, which was said
    said: dict[str, Any] = {name: getattr(claim, name) for name in _REPORTED}
    reports = [entry.event for entry in matter.log if isinstance(entry.event, Progress)]
    last = [{name: getattr(report, name) for name in _REPORTED} for report in reports[-1:]]
    idle = claim.cls == "not begun" and matter.state == "planned" and claim.text is None and claim.percent is None
    if said not in last and any(value is not None for value in said.values()) and not idle:
        yield Progress(**terms.signed(terms.on), **said)


def _resumption(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    """What goes on again goes on before anything is said of it."""
    if claim.cls in ("under way", "behind", "done", "closed", "kept up") and STOPPED in matter.standing_state.tags:
        yield Resume(**terms.signed(terms.on), text=claim.stated)


def _status(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    """Stops, cancellations and what sends a matter back."""
    tags, signed = matter.standing_state.tags, terms.signed(terms.on)
    why = claim.reason or claim.stated or ""
    if claim.cls == "stopped" and STOPPED not in tags:
        yield Suspend(**signed, reason=why)
    elif claim.cls == "void" and not matter.void:
        yield Cancel(**signed, reason=why)
    elif claim.cls in ("returned", "under way", "behind", "not begun") and tags & {HANDED_IN, DONE}:
        yield Return(**signed, reason=why)


def _handing_in(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    ready = not matter.standing_state.tags & {HANDED_IN, DONE}
    if ready and (claim.finished is not None or (claim.cls == "handed in" and not isinstance(matter, Measure))):
        signed = terms.signed(terms.on, matter.owner)
        finished = claim.finished or _no_later(claim.stated_finish, terms.on)
        yield _HANDING_IN[type(matter)](**signed, finished=finished)


def _no_later(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _closing(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    """Acceptance and striking off, where the row says both and names a day."""
    signed = terms.signed(terms.on)
    if claim.finished is None or claim.cls not in ("closed", "kept up"):
        return
    if matter.state == "submitted":
        yield Accept(**terms.signed(terms.on, claim.verifier), text=claim.stated)
    if matter.state in ("submitted", "accepted"):
        yield (Close if claim.cls == "closed" else Sustain)(**signed, text=claim.stated)


def _assessment(matter: Matter, claim: Claim, terms: Terms) -> Iterator[Event]:
    """A pledge found to be kept or broken, where the ledger has a column that says so."""
    signed = terms.signed(terms.on)
    if claim.cls == "broken" and not matter.failed:
        yield Break(**signed, reason=claim.reason or claim.stated or "")
    elif claim.finished is not None and claim.fulfilled and matter.state == "recounted":
        yield Fulfil(**signed, text=claim.stated)


_HANDING_IN: Mapping[type[Matter], type[Submit]] = {Issue: Submit, Measure: Finish, Pledge: Recount}
_REPORTED = ("text", "percent", "stated", "stated_finish")
STEPS: Mapping[type[Matter], tuple[_Step, ...]] = {
    Issue: (_corrections, _assignment, _resumption, _extension, _report, _status, _handing_in, _closing),
    Measure: (_corrections, _assignment, _resumption, _extension, _report, _status, _handing_in),
    Pledge: (_corrections, _publication, _resumption, _extension, _report, _status, _handing_in, _assessment),
}

_ON_THE_LEDGER = Label("台账所载承诺", "a pledge that stands on the ledger")
_REWRITTEN = Label("台账改写", "rewritten in the ledger")
