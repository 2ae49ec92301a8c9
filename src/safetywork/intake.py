"""Ledgers taken into a book: rows become matters and activities, once each.

Holds: `take_in` and the `Intake` it gives: the book, what was added, changed, unchanged and has vanished, the faults.
Never: makes up a history: what a row states holds on the ledger's day; an entry that the workflow refuses is a fault.

The same ledger twice is once. A row that changed becomes the events that the change implies, dated on the new ledger's
day and signed by whoever takes it in; a row that is gone is a fault, and its matter stays.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, TypeAlias

from attrs import define, evolve, field, frozen

from safetywork.activities import Activity
from safetywork.acts import Accept, Assign, Cancel, Correct, Progress, Resume, Return, Submit, Suspend
from safetywork.attendance import activities_of
from safetywork.books import Book
from safetywork.cells import is_ditto, is_empty
from safetywork.claims import Claim, claim_of
from safetywork.decisions import EMPTY, Refusal
from safetywork.errors import SafetyworkError
from safetywork.events import Event
from safetywork.extensions import Extend
from safetywork.faults import Fault
from safetywork.issues import IMMEDIATE, RECTIFICATION, Close, Issue, Register, RegisterImmediate, Sustain
from safetywork.labels import Label
from safetywork.ledgers import Ledger, Row
from safetywork.matters import Matter
from safetywork.measures import MEASURE, Finish, Measure, Plan
from safetywork.periods import Term
from safetywork.pledges import PLEDGE, Break, Declare, Fulfil, Pledge, Publish, Recount
from safetywork.referrals import REFERRAL
from safetywork.workflows import DONE, HANDED_IN, STOPPED, Context

_BEIJING = timezone(timedelta(hours=8))
_KINDS: Mapping[str, type[Matter]] = {"issue": Issue, "hazard": Issue, "supervision": Measure, "pledge": Pledge}
_ACTIVITIES = frozenset({"visit", "training"})


@define(slots=False)
class IntakeError(SafetyworkError, ValueError):
    """A ledger that cannot be taken in as it is told."""

    ledger: str
    advice: str

    def __str__(self) -> str:
        return f"ledger {self.ledger!r}: {self.advice}"


@frozen
class Intake:
    """What came of taking a ledger in 入账结果: the book after it, the ids of its records, the faults of this intake.

    `ids` leads from the index of a row in its table to the id of its record.
    """

    book: Book
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    vanished: tuple[str, ...]
    faults: tuple[Fault, ...]
    ids: Mapping[int, str] = field(hash=False, repr=False)


@frozen
class _Terms:
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

    def signed(self, on: date) -> dict[str, Any]:
        """Day and signature of an entry; what took effect before the ledger's day was written down on it."""
        written = datetime.combine(self.on, time(), _BEIJING) if on < self.on else None
        return {"on": on, "by": self.by, "recorded_at": self.recorded_at or written}

    def mark(self, record_id: str) -> str:
        """The identity of the entry by which a ledger opens a matter; it shows later where the matter came from."""
        return f"{self.name}: {record_id}"


def take_in(
    ledger: Ledger,
    book: Book | None = None,
    *,
    by: str,
    name: str | None = None,
    key: Iterable[str] = (),
    prefix: str | None = None,
    owner: str | None = None,
    campaign: str | None = None,
    recorded_at: datetime | None = None,
    context: Context = EMPTY,
) -> Intake:
    """Take the rows of a ledger into a book (a new one where None is given).

    `by` signs the entries; `name` is the ledger's, the same for every edition of it (its sheet's unless given). A row
    is known by its number (编号), else by its running number (序号) with `prefix` before it (the ledger's name unless
    given), or by the logical columns in `key`. `owner` owes what a row names nobody for. `recorded_at` is when this is
    written down. Raises `IntakeError` for a ledger whose kind or whose rows' identity cannot be told.
    """
    terms = _Terms(ledger.on, by, name or ledger.table.name, owner, recorded_at, context, campaign)
    book = Book(terms.name) if book is None else book
    if ledger.kind is None:
        raise IntakeError(terms.name, "its kind cannot be told; read it with kind=…")
    ids, faults = identify(ledger, tuple(key), prefix, terms.name)
    if ledger.kind in _ACTIVITIES:
        outcome = _activities(ledger, book, terms, ids)
    elif ledger.kind in _KINDS:
        outcome = _matters(ledger, book, terms, ids)
    else:
        raise IntakeError(terms.name, f"no record is made of the kind {ledger.kind!r}; take its rows yourself")
    return outcome.intake(ledger, book, ids, faults)


# --- which row is which


def identify(
    ledger: Ledger, key: tuple[str, ...] = (), prefix: str | None = None, name: str = ""
) -> tuple[dict[int, str], tuple[Fault, ...]]:
    """The id of every record by the index of its row, and the rows that have none or another's.

    Rows that share one merged number are parts of one thing: the second is 101#2. Raises `IntakeError` where there is
    neither a number nor a rule.
    """
    columns = key or next(((c,) for c in ("key", "no") if ledger.layout and ledger.layout.of(c)), ())
    if not columns and ledger.rows:
        raise IntakeError(name, "its rows have no number; say which columns tell them apart: key=('issue', 'unit')")
    if prefix is None:
        own = columns == ("key",) and ledger.kind not in _ACTIVITIES
        prefix = "" if own or key else f"{name or ledger.table.name}/"
    ids, faults, parts = dict[int, str](), list[Fault](), dict[str, int]()
    shared = ledger.kind == "training"  # a row there is one person's attendance
    for row in ledger.rows:
        texts = [row.text(column) for column in columns]
        if None in texts:
            faults.append(Fault("no number", row.place, _NO_NUMBER))
            continue
        record_id = prefix + "·".join(text for text in texts if text)
        parts[record_id] = parts.get(record_id, 0) + 1
        if parts[record_id] > 1 and not shared:
            if not _handed_down(row, columns[0]):
                faults.append(Fault("number twice", row.place, _NUMBER_TWICE, record_id))
                continue
            record_id += f"#{parts[record_id]}"
        ids[row.at] = record_id
    return ids, tuple(faults)


def _handed_down(row: Row, column: str) -> bool:
    """Whether a merge or a ditto mark says what stands under a column."""
    raws = [row.raw[i] if i < len(row.raw) else None for i in row.layout.of(column)]
    return all(is_empty(raw) or is_ditto(raw) for raw in raws)


# --- the outcome


@define
class _Outcome:
    """What has come of the rows so far."""

    records: dict[str, Matter | Activity] = field(factory=dict[str, "Matter | Activity"])
    added: list[str] = field(factory=list[str])
    changed: list[str] = field(factory=list[str])
    unchanged: list[str] = field(factory=list[str])
    vanished: list[str] = field(factory=list[str])
    faults: list[Fault] = field(factory=list[Fault])

    def put(self, old: Matter | Activity | None, new: Matter | Activity) -> None:
        """A record after its row."""
        kept = self.added if old is None else self.unchanged if new == old else self.changed
        kept.append(new.id)
        self.records[new.id] = new

    def intake(self, ledger: Ledger, book: Book, ids: Mapping[int, str], faults: tuple[Fault, ...]) -> Intake:
        """The intake; the faults of this sheet take the place of those of its last edition."""
        said = tuple(dict.fromkeys((*ledger.faults, *faults, *self.faults)))
        older = tuple(f for f in book.faults if not f.place.startswith(f"{ledger.table.name}!"))
        grown = evolve(book.with_(*self.records.values()), faults=older + said)
        taken = {at: record_id for at, record_id in ids.items() if record_id in self.records}
        named = (tuple(self.added), tuple(self.changed), tuple(self.unchanged), tuple(self.vanished))
        return Intake(grown, *named, said, taken)

    def gone(self, ledger: Ledger, records: Iterable[Matter | Activity], ids: Iterable[str]) -> None:
        """Say of every record that the ledger brought in before that its row is no longer there."""
        there = frozenset(ids)
        for record in records:
            if record.id not in there:
                self.vanished.append(record.id)
                place = f"{ledger.table.name}!{record.id}"
                self.faults.append(Fault("row vanished", place, _VANISHED, record.title, severity="warning"))


# --- activities


def _activities(ledger: Ledger, book: Book, terms: _Terms, ids: Mapping[int, str]) -> _Outcome:
    outcome = _Outcome()
    fresh, faults = activities_of(ledger, ids, terms.campaign)
    outcome.faults += faults
    for new in fresh:
        old = book.find(new.id)
        if old is not None and type(old) is not type(new):
            outcome.faults.append(_taken(ledger, new.id))
            continue
        same = old is not None and evolve(old, recorded_on=None) == evolve(new, recorded_on=None)
        outcome.put(old, new if old is None or not same else old)
    prefix = f"{terms.name}/"
    kinds = {type(one) for one in fresh}
    outcome.gone(ledger, (a for a in book.activities if type(a) in kinds and a.id.startswith(prefix)), ids.values())
    return outcome


def _taken(ledger: Ledger, record_id: str) -> Fault:
    return Fault("id taken", f"{ledger.table.name}!{record_id}", _ID_TAKEN, record_id)


# --- matters


def _matters(ledger: Ledger, book: Book, terms: _Terms, ids: Mapping[int, str]) -> _Outcome:
    outcome, kind = _Outcome(), _KINDS[ledger.kind or ""]
    for row in ledger.rows:
        if row.at not in ids:
            continue
        claim = claim_of(row, ledger, owner=terms.owner)
        outcome.faults += claim.faults
        record_id = ids[row.at]
        old = book.find(record_id)
        if old is not None and not (isinstance(old, kind) and old.log[0].event.id == terms.mark(record_id)):
            outcome.faults.append(_taken(ledger, record_id))
        elif isinstance(old, Matter) and terms.on < old.log[-1].event.on:
            outcome.faults.append(Fault("older ledger", row.place, _OLDER, str(old.log[-1].event.on)))
            outcome.put(old, old)
        else:
            outcome.put(old, _brought_up(kind, old, record_id, claim, terms, outcome.faults))
    brought = (m for m in book.matters if m.log[0].event.id == terms.mark(m.id))
    outcome.gone(ledger, brought, ids.values())
    return outcome


def _brought_up(
    kind: type[Matter], old: Matter | None, record_id: str, claim: Claim, terms: _Terms, faults: list[Fault]
) -> Matter:
    """The matter after the events that a claim implies, one after the other; what is refused is a fault."""
    matter = _OPENINGS[kind](record_id, claim, terms) if old is None else old
    terms = evolve(terms, fresh=old is None)
    steps = (*(() if old is None else (_corrections,)), *_STEPS[kind])
    for step in steps:
        for event in step(matter, claim, terms):
            outcome = matter.decide(event, terms.context)
            if isinstance(outcome, Refusal):
                faults.append(_refused(outcome, claim))
                break
            matter = matter.apply(event, terms.context)
    if old is not None:
        faults += _unsaid(matter, claim)
    return matter


def _refused(refusal: Refusal, claim: Claim) -> Fault:
    label = Label(*(words.replace("{", "(").replace("}", ")") for words in (refusal.text("zh"), refusal.text("en"))))
    return Fault("entry refused", claim.place, label, claim.stated or "", severity="warning")


def _unsaid(matter: Matter, claim: Claim) -> Iterator[Fault]:
    """What the row said once and says no more: the books keep it."""
    for name in _FIELDS:
        if (
            name in matter.correctable
            and getattr(matter, name) not in (None, matter.id)
            and _value(claim, name) is None
        ):
            yield Fault("cell emptied", claim.place, _EMPTIED, str(getattr(matter, name)), severity="note")
    if matter.clock() is not None and claim.term is None and IMMEDIATE not in matter.workflows:
        yield Fault("cell emptied", claim.place, _EMPTIED, _TERM.zh, severity="note")


# --- openings


_Opening: TypeAlias = Callable[[str, Claim, _Terms], Matter]


def _said(record_id: str, claim: Claim, terms: _Terms, *fields: str) -> dict[str, Any]:
    """What every opening is told, and those of the `fields` that the row states."""
    stated = {name: getattr(claim, name) for name in (*fields, "unit", "size") if getattr(claim, name) is not None}
    title = {"title": claim.title or record_id, "campaign": terms.campaign, "id": terms.mark(record_id)}
    return terms.signed(claim.opened) | title | stated


def _issue(record_id: str, claim: Claim, terms: _Terms) -> Matter:
    if claim.at_once:
        told = _said(record_id, claim, terms, "severity", "source", "category", "owner")
        return Issue.open(record_id, (IMMEDIATE, REFERRAL), RegisterImmediate(**told))
    told = _said(record_id, claim, terms, "severity", "source", "category")
    return Issue.open(record_id, (RECTIFICATION, REFERRAL), Register(**told))


def _measure(record_id: str, claim: Claim, terms: _Terms) -> Matter:
    told = _said(record_id, claim, terms, "owner", "source", "term")
    return Measure.open(record_id, (MEASURE,), Plan(**told, trigger=claim.begins))


def _pledge(record_id: str, claim: Claim, terms: _Terms) -> Matter:
    told = _said(record_id, claim, terms, "owner")
    return Pledge.open(record_id, (PLEDGE,), Declare(**told, group=claim.category))


_OPENINGS: Mapping[type[Matter], _Opening] = {Issue: _issue, Measure: _measure, Pledge: _pledge}


# --- steps: each gives the events that its part of the claim implies of the matter as it is


_Step: TypeAlias = Callable[[Matter, Claim, _Terms], Iterable[Event]]
_FIELDS = ("title", "owner", "unit", "source", "category", "group")


def _value(claim: Claim, name: str) -> str | None:
    """What a claim says of a field of a matter; the group of a pledge is what its ledger calls the category."""
    value: str | None = getattr(claim, "category" if name == "group" else name)
    return value or None


def _corrections(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    for name in _FIELDS:
        value = _value(claim, name)
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


def _assignment(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    """Who owes it. An issue of which more is claimed than that it is there is refused without an owner."""
    claims = claim.term is not None or claim.stated is not None or claim.text is not None
    ownerless = matter.owner is None and claims and matter.workflows[0].name == RECTIFICATION.name
    if not _assignable(matter, claim) and not ownerless:
        return
    on = claim.begins if terms.fresh and claim.begins is not None else terms.on
    told: dict[str, Any] = {"owner": claim.owner or "", "unit": claim.unit}
    if matter.clock() is None:
        told |= {"term": claim.term, "trigger": claim.begins}
    yield Assign(**terms.signed(max(on, matter.opened_on)), **told)


def _publication(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    if matter.state == "declared" and claim.term is not None:
        yield Publish(**terms.signed(terms.on), term=claim.term, trigger=claim.begins or claim.opened)


def _extension(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    if matter.clock() is not None and claim.term not in (None, _term_of(matter, terms)):
        until = claim.term if isinstance(claim.term, date) else None
        yield Extend(**terms.signed(terms.on), until=until, reason=claim.reason or _REWRITTEN.zh)


def _term_of(matter: Matter, terms: _Terms) -> Term | None:
    """The term that runs, as a ledger may say it: as it was set, or the day to which it was extended."""
    clock, standing = matter.clock(), matter.settled_standing(terms.on, terms.context.calendar)
    if clock is None or not clock.extensions or standing is None:
        return None if clock is None else clock.term
    return standing.deadline.nominal


def _report(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    if matter.state == "registered" and IMMEDIATE not in matter.workflows:
        return  # nobody owes it, which was said
    said: dict[str, Any] = {name: getattr(claim, name) for name in _REPORTED}
    reports = [entry.event for entry in matter.log if isinstance(entry.event, Progress)]
    last = [{name: getattr(report, name) for name in _REPORTED} for report in reports[-1:]]
    idle = claim.cls == "not begun" and matter.state == "planned" and claim.text is None and claim.percent is None
    if said not in last and any(value is not None for value in said.values()) and not idle:
        yield Progress(**terms.signed(terms.on), **said)


def _status(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    """Stops, cancellations and what sends a matter back."""
    tags, signed = matter.standing_state.tags, terms.signed(terms.on)
    why = claim.reason or claim.stated or ""
    if claim.cls == "stopped" and STOPPED not in tags:
        yield Suspend(**signed, reason=why)
    elif claim.cls == "void" and not matter.void:
        yield Cancel(**signed, reason=why)
    elif claim.cls in ("under way", "behind", "done", "closed") and STOPPED in tags:
        yield Resume(**signed, text=claim.stated)
    elif claim.cls in ("returned", "under way", "behind", "not begun") and tags & {HANDED_IN, DONE}:
        yield Return(**signed, reason=why)


def _handing_in(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    ready = not matter.standing_state.tags & {HANDED_IN, DONE}
    if ready and (claim.finished is not None or (claim.cls == "handed in" and not isinstance(matter, Measure))):
        signed = terms.signed(terms.on) | {"by": matter.owner or terms.by}
        finished = claim.finished or _no_later(claim.stated_finish, terms.on)
        yield _HANDING_IN[type(matter)](**signed, finished=finished)


def _no_later(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def _closing(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    """Acceptance and striking off, where the row says both and names a day."""
    signed = terms.signed(terms.on)
    if claim.finished is None or claim.cls not in ("closed", "kept up"):
        return
    if matter.state == "submitted":
        yield Accept(**signed | {"by": claim.verifier or terms.by}, text=claim.stated)
    if matter.state in ("submitted", "accepted"):
        yield (Close if claim.cls == "closed" else Sustain)(**signed, text=claim.stated)


def _assessment(matter: Matter, claim: Claim, terms: _Terms) -> Iterator[Event]:
    signed = terms.signed(terms.on)
    if claim.cls == "broken" and not matter.failed:
        yield Break(**signed, reason=claim.reason or claim.stated or "")
    elif claim.finished is not None and matter.state == "recounted":
        yield Fulfil(**signed, text=claim.stated)


_HANDING_IN: Mapping[type[Matter], type[Submit]] = {Issue: Submit, Measure: Finish, Pledge: Recount}
_REPORTED = ("text", "percent", "stated", "stated_finish")
_STEPS: Mapping[type[Matter], tuple[_Step, ...]] = {
    Issue: (_assignment, _extension, _report, _status, _handing_in, _closing),
    Measure: (_assignment, _extension, _report, _status, _handing_in),
    Pledge: (_publication, _extension, _report, _status, _handing_in, _assessment),
}

_REWRITTEN = Label("台账改写", "rewritten in the ledger")
_NO_NUMBER = Label("没有编号，无法入账", "the row has no number and cannot be taken in")
_NUMBER_TWICE = Label("编号与上面的行相同，未入账", "the number is that of a row above; the row was not taken in")
_VANISHED = Label("台账中已没有这一行，事项保留", "its row is no longer in the ledger; the record stays")
_ID_TAKEN = Label(
    "编号已属于别处来的记录，未入账", "the id belongs to a record from elsewhere; the row was not taken in"
)
_OLDER = Label(
    "台账早于已入账的内容，未作改动", "the ledger is older than what stands in the book; nothing was changed"
)
_TERM = Label("期限", "term")
_EMPTIED = Label("台账中此项已空，账上保留原值", "the ledger says this no more; the book keeps it")
