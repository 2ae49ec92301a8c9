"""Ledgers taken into a book: rows become matters and activities, once each.

Holds: `take_in` and the `Intake` it gives: the book, what was added, changed, unchanged and has vanished, the faults.
Never: makes up a history: what a row states holds on the ledger's day; an entry that the workflow refuses is a fault.

The same ledger twice is once. A row that changed becomes the events that the change implies, dated on the new ledger's
day and signed by whoever takes it in; a row that is gone is a fault, and its matter stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from attrs import define, evolve, field, frozen

from safetywork.activities import Activity, Training, Visit
from safetywork.books import Book, Record
from safetywork.decisions import EMPTY, Refusal
from safetywork.errors import SafetyworkError
from safetywork.events import Event
from safetywork.faults import Fault
from safetywork.issues import IMMEDIATE, Issue
from safetywork.labels import Label
from safetywork.ledgers.attendance import activities_of
from safetywork.ledgers.cells import is_ditto, is_empty
from safetywork.ledgers.claims import Claim, claim_of
from safetywork.ledgers.entries import FIELDS, OPENINGS, STEPS, Terms, claimed
from safetywork.ledgers.reading import Ledger, Row
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.pledges import Pledge
from safetywork.workflows import Context

_KINDS: Mapping[str, type[Matter]] = {"issue": Issue, "hazard": Issue, "supervision": Measure, "pledge": Pledge}
_ACTIVITIES: Mapping[str, type[Activity]] = {"visit": Visit, "training": Training}


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

    `by` signs the entries; `name` is the ledger's, the same for every edition of it (its sheet's unless given).
    A row is known by its number (编号), else by its running number (序号), or by the logical columns in `key`;
    `prefix` stands before a running number and the number of an activity: the ledger's name unless given.
    `owner` owes what a row names nobody for; `recorded_at` is when this is written down. Raises `IntakeError` for a
    ledger whose kind, or the identity of whose rows, cannot be told.
    """
    terms = Terms(ledger.on, by, name or ledger.table.name, owner, recorded_at, context, campaign)
    book = Book(terms.name) if book is None else book
    if ledger.kind is None:
        raise IntakeError(terms.name, "its kind cannot be told; read it with kind=…")
    ids, faults = identify(ledger, tuple(key), prefix, terms.name)
    if ledger.kind in _ACTIVITIES:
        outcome = _activities(ledger, book, terms, ids, prefix)
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
    rows = ledger.trusted()
    columns = key or next(((c,) for c in ("key", "no") if rows and rows[0].layout.of(c)), ())
    if not columns and rows:
        raise IntakeError(name, "its rows have no number; say which columns tell them apart: key=('issue', 'unit')")
    if prefix is None:
        own = (columns == ("key",) or key) and ledger.kind not in _ACTIVITIES
        prefix = "" if own else f"{name or ledger.table.name}/"
    ids, faults, parts = dict[int, str](), list[Fault](), dict[str, int]()
    shared = ledger.kind == "training"  # a row there is one person's attendance
    for row in rows:
        texts = [row.text(column) for column in columns]
        if None in texts:
            faults.append(Fault("no number", row.place, _NO_NUMBER))
            continue
        record_id = prefix + "·".join(text for text in texts if text)
        parts[record_id] = parts.get(record_id, 0) + 1
        if parts[record_id] > 1 and not shared:
            if not _handed_down(row, columns):
                faults.append(Fault("number twice", row.place, _NUMBER_TWICE, record_id))
                continue
            record_id += f"#{parts[record_id]}"
        ids[row.at] = record_id
    return ids, tuple(faults)


def _handed_down(row: Row, columns: tuple[str, ...]) -> bool:
    """Whether a merge or a ditto mark says what stands under the columns of the number."""
    raws = [row.raw[i] if i < len(row.raw) else None for column in columns for i in row.layout.of(column)]
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

    def put(self, old: Record | None, new: Matter | Activity) -> None:
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


def _activities(ledger: Ledger, book: Book, terms: Terms, ids: Mapping[int, str], prefix: str | None) -> _Outcome:
    outcome = _Outcome()
    fresh, faults = activities_of(ledger, ids, terms.campaign)
    outcome.faults += faults
    for new in fresh:
        old = book.find(new.id)
        if old is None or type(old) is type(new):
            outcome.put(old, _unless_same(old, new))
        else:
            outcome.faults.append(_taken(ledger, new.id))
    kind, start = _ACTIVITIES[ledger.kind or ""], f"{terms.name}/" if prefix is None else prefix
    outcome.gone(ledger, (a for a in book.of(kind) if a.id.startswith(start)), ids.values())
    return outcome


def _unless_same(old: Record | None, new: Activity) -> Activity:
    """The record as the row states it; the one that is there where they differ in no more than when it was written."""
    if isinstance(old, Activity) and evolve(old, recorded_on=None) == evolve(new, recorded_on=None):
        return old
    return new


def _taken(ledger: Ledger, record_id: str) -> Fault:
    return Fault("id taken", f"{ledger.table.name}!{record_id}", _ID_TAKEN, record_id)


# --- matters


def _matters(ledger: Ledger, book: Book, terms: Terms, ids: Mapping[int, str]) -> _Outcome:
    outcome, kind = _Outcome(), _KINDS[ledger.kind or ""]
    for row in ledger.trusted():
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
            new, faults = _brought_up(kind, old, record_id, claim, terms)
            outcome.put(old, new)
            outcome.faults += faults
    brought = (m for m in book.matters if m.log[0].event.id == terms.mark(m.id))
    outcome.gone(ledger, brought, ids.values())
    return outcome


def _brought_up(
    kind: type[Matter], old: Matter | None, record_id: str, claim: Claim, terms: Terms
) -> tuple[Matter, list[Fault]]:
    """The matter after the events that a claim implies; what is refused in the end is a fault.

    The steps are taken until none of them leads on, so that taking the same claim again finds nothing more to enter.
    """
    matter = OPENINGS[kind](record_id, claim, terms) if old is None else old
    terms, refused = evolve(terms, fresh=old is None), list[Fault]()
    before: Matter | None = None
    while matter is not before:
        before, refused = matter, list[Fault]()
        for step in STEPS[kind]:
            matter = _after(matter, step(matter, claim, terms), claim, terms, refused)
    return matter, [*refused, *(() if old is None else _unsaid(matter, claim))]


def _after(matter: Matter, events: Iterable[Event], claim: Claim, terms: Terms, refused: list[Fault]) -> Matter:
    """The matter after the events of one step, up to the first that is refused."""
    for event in events:
        outcome = matter.decide(event, terms.context)
        if isinstance(outcome, Refusal):
            refused.append(_refused(outcome, claim))
            break
        matter = matter.apply(event, terms.context)
    return matter


def _refused(refusal: Refusal, claim: Claim) -> Fault:
    """The fault of a refused entry, with every reason."""
    words = Label(refusal.text("zh"), refusal.text("en"))
    return Fault(f"{refusal.event.code} refused", claim.place, words, claim.stated or "", severity="warning")


def _unsaid(matter: Matter, claim: Claim) -> Iterator[Fault]:
    """What the row said once and says no more: the books keep it."""
    for name in FIELDS:
        if (
            name in matter.correctable
            and getattr(matter, name) not in (None, matter.id)
            and claimed(claim, name) is None
        ):
            yield Fault("cell emptied", claim.place, _EMPTIED, str(getattr(matter, name)), severity="note")
    if matter.clock() is not None and claim.term is None and IMMEDIATE not in matter.workflows:
        yield Fault("cell emptied", claim.place, _EMPTIED, _TERM.zh, severity="note")


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
