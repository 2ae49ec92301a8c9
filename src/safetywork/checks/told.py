"""What a row, or a matter, says of itself: its own fields and words, side by side.

Holds: `Told`; `told_of` a matter and `told_rows` of a ledger.
Never: judges: whether it can all be true is for the checks.
"""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from safetywork.acts import Progress
from safetywork.calendars import WorkCalendar
from safetywork.clocks import Clock
from safetywork.errors import SafetyworkError
from safetywork.ledgers.claims import claim_of
from safetywork.ledgers.reading import Ledger
from safetywork.ledgers.statuses import StatusClass, read_status
from safetywork.matters import Matter
from safetywork.relapses import Relapse

DONE: frozenset[StatusClass] = frozenset({"done", "closed", "kept up"})


@frozen
class Told:
    """What is said of one thing 所述: title, due day, status word and its class, text, day of finishing, as of a day.

    `imported` says that its log began with what a ledger stated, so that its first day is the ledger's, and not its own.
    """

    id: str
    title: str
    as_of: date
    due: date | None = None
    opened: date | None = None
    stated: str | None = None
    cls: StatusClass | None = None
    text: str = ""
    finish: date | None = None
    source: str | None = None
    owner: str | None = None
    extended: bool = False
    imported: bool = False

    @property
    def done(self) -> bool:
        """Whether its status says that it is done."""
        return self.cls in DONE


def told_of(matter: Matter, on: date, calendar: WorkCalendar) -> Told:
    """What the log of a matter says of it by a day; without a stated status, its state says whether it is done."""
    reports = [entry.event for entry in matter.this_cycle if isinstance(entry.event, Progress)]
    stated = next((e.stated for e in reversed(reports) if e.stated), None)
    finish = next((e.stated_finish for e in reversed(reports) if e.stated_finish), None)
    standing = matter.settled_standing(on, calendar)
    read = read_status(stated) if stated else None
    own = standing.finished if standing is not None else None
    return Told(
        id=matter.id,
        title=matter.title,
        as_of=on,
        due=None if standing is None else standing.deadline.last_day,
        opened=matter.opened_on,
        stated=stated,
        cls=read.cls if read else "done" if matter.done else "under way" if matter.pending else None,
        text=next((e.text for e in reversed(reports) if e.text), None) or "",
        finish=finish or own,
        source=getattr(matter, "source", None),
        owner=matter.owner,
        extended=any(entry.event.clock in ("extend", "restart") for entry in matter.this_cycle),
        imported=any(e.on == matter.opened_on and e.stated for e in reports)
        or isinstance(matter.log[0].event, Relapse),
    )


def told_rows(ledger: Ledger, calendar: WorkCalendar) -> Iterator[Told]:
    """What each row of a ledger says."""
    for row in ledger.rows:
        claim = claim_of(row, ledger)
        yield Told(
            id=claim.place,
            title=claim.title,
            as_of=ledger.on,
            due=_due(claim.begins or claim.opened, claim.term, calendar),
            opened=claim.begins,
            stated=claim.stated,
            cls=claim.cls,
            text=claim.text or "",
            finish=claim.stated_finish,
            source=claim.source,
            owner=claim.owner,
        )


def _due(begins: date, term: object, calendar: WorkCalendar) -> date | None:
    if term is None:
        return None
    try:
        return Clock(begins, term).deadline(calendar, provisional=True).last_day  # type: ignore[arg-type]
    except SafetyworkError:
        return None
