"""What a row of a ledger claims of a matter.

Holds: `Claim`, the fields of a matter as a row states them, and `claim_of`, which gathers them with their faults.
Never: makes an event of a claim (`intake` does), or fills in what the row leaves open.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from attrs import evolve, field, frozen

from safetywork.counts import Count, Number
from safetywork.faults import Fault, Severity
from safetywork.labels import Label
from safetywork.ledgers.cells import Named
from safetywork.ledgers.reading import Ledger, Row
from safetywork.ledgers.statuses import Stated, StatusClass, read_status
from safetywork.phrases.readings import Reading
from safetywork.terms import Term

# Of several status columns the one that says most counts; a bare no says least.
_TELLING: tuple[StatusClass, ...] = (
    *("void", "broken", "stopped", "closed", "kept up", "returned", "done", "handed in", "nearly", "behind"),
    *("under way", "not begun", "open"),
)
_STATUS_COLUMNS = ("status", "rectified", "fulfilled", "closed")
_SEVERITIES: dict[str, str] = {"一般": "general", "轻微": "general", "重大": "major", "特别重大": "major"}
_SEVERITY_ENDS = ("隐患", "问题", "事故隐患")
_TITLES: dict[str, tuple[tuple[str, ...], ...]] = {
    "pledge": (("pledge",), ("goal",)),
    "supervision": (("issue",), ("goal", "project", "measure")),
}
_FINISHED: frozenset[StatusClass] = frozenset({"done", "closed", "kept up"})


@frozen
class Claim:
    """What a row claims 行内所述: None where it says nothing.

    `opened` is the first day it names, no later than that of the ledger; `begins` the day a counted term runs from;
    `at_once` says 立行立改. `stated` is the status in the row's words, `cls` the class of the one that says most;
    `finished` the day of finishing, where status and day agree that it had come; `fulfilled` says that a pledge was
    found to be kept, which is more than done.
    """

    title: str
    opened: date
    place: str
    owner: str | None = None
    unit: str | None = None
    source: str | None = None
    category: str | None = None
    severity: str | None = None
    size: Count | None = None
    term: Term | None = None
    begins: date | None = None
    at_once: bool = False
    stated: str | None = None
    cls: StatusClass | None = None
    text: str | None = None
    percent: Number | None = None
    stated_finish: date | None = None
    finished: date | None = None
    fulfilled: bool = False
    reason: str | None = None
    verifier: str | None = None
    faults: tuple[Fault, ...] = field(default=(), repr=False)


def claim_of(row: Row, ledger: Ledger, *, owner: str | None = None) -> Claim:
    """What `row` of `ledger` claims; `owner` owes what the row names nobody for."""
    person, unit = owed(row)
    found_on, issued_on = (_past(row, column, ledger.on) for column in ("found_on", "issued_on"))
    begins = issued_on or found_on
    known = [day for day in (found_on, issued_on) if day is not None]
    statuses = _statuses(row)
    claim = Claim(
        title=_title(row, ledger.kind),
        opened=min(known, default=ledger.on),
        place=row.place,
        owner=person or unit or owner,
        unit=unit,
        source=_words(row, "parent") or _words(row, "source"),
        category=_words(row, "category"),
        severity=_severity(row),
        size=_count(row, "size"),
        begins=begins,
        stated="，".join(dict.fromkeys(s.word for s in statuses)) or None,
        cls=next((cls for cls in _TELLING if any(s.cls == cls for s in statuses)), None),
        text=_words(row, "progress"),
        percent=_share(row),
        stated_finish=_finish(row),
        fulfilled=any(isinstance(s, Stated) and s.cls in _FINISHED for s in row.all("fulfilled")),
        reason=_words(row, "extension") or _words(row, "remark"),
        verifier=_named(row, "verifier"),
    )
    claim = _timed(claim, row)
    finished = claim.stated_finish if claim.cls in _FINISHED else None
    claim = evolve(claim, finished=finished if finished is not None and finished <= ledger.on else None)
    return evolve(claim, faults=tuple(_faults(claim, row, ledger)))


def _statuses(row: Row) -> list[Stated]:
    """The status words of a row; without a column for them, the one that its progress says (整改完成情况: 已整改)."""
    found = [s for column in _STATUS_COLUMNS for s in row.all(column) if isinstance(s, Stated)]
    if found or any(row.layout.of(column) for column in _STATUS_COLUMNS):
        return found
    text = _words(row, "progress") or ""
    said = read_status(text) if len(text) > 1 else None  # a bare √ or 是 says nothing of a status here
    return [] if said is None else [said]


def owed(row: Row) -> tuple[str | None, str | None]:
    """Who owes what a row asks for, as (person, unit), each where it is named; 街道/李四 names both."""
    names = _parties(row, "unit") or _parties(row, "lead_unit")
    people = [one for one in names if one.unit is not None]
    leads = [one for one in names if one.role is not None and one.role.startswith("牵头")]
    named = dict.fromkeys(one.unit for one in people if one.unit)
    units = _joined(named) or _joined(map(str, leads or names))
    person = _joined(map(str, people)) or _named(row, "person") or _named(row, "leader")
    return person, units or _words(row, "enterprise")


def _timed(claim: Claim, row: Row) -> Claim:
    """The term: a day that is stated, or a length where it is stated from when it runs."""
    due = row["deadline"]
    if isinstance(due, date):
        return evolve(claim, term=due)
    if not isinstance(due, Reading):
        return claim
    term = due.term if isinstance(due.term, date) or claim.begins is not None else None
    return evolve(claim, term=term, at_once=bool(due.urgency) and claim.begins is not None and term is None)


def _faults(claim: Claim, row: Row, ledger: Ledger) -> Iterator[Fault]:
    """What the row says that cannot all be true, and what it leaves open that is needed."""
    for column in ("found_on", "issued_on"):
        day = row[column]
        if isinstance(day, date) and day > ledger.on:
            yield _fault(row, ledger, column, "day ahead", "warning")
    if claim.stated_finish is not None and claim.stated_finish > ledger.on:
        yield _fault(row, ledger, "finished_on", "finished after cut-off")
    if claim.cls in _FINISHED and claim.stated_finish is None:
        said = (c for c in _STATUS_COLUMNS if any(isinstance(value, Stated) for value in row.all(c)))
        column = next(said, "progress")
        yield _fault(row, ledger, column, "done without a day", "warning")
    due = row["deadline"]
    if isinstance(due, Reading) and claim.term is None and not claim.at_once and (due.term or due.urgency):
        yield _fault(row, ledger, "deadline", "term without a beginning", "warning")
    elif isinstance(due, Reading) and claim.term is None and due.facts().get("resolvable") is False:
        yield _fault(row, ledger, "deadline", "term left open", "warning")
    if row["severity"] is not None and claim.severity is None:
        yield _fault(row, ledger, "severity", "unknown severity", "warning")


_MESSAGES: dict[str, Label] = {
    "day ahead": Label("日期晚于台账日", "a day after that of the ledger"),
    "finished after cut-off": Label("完成日晚于台账日", "finished on a day after that of the ledger"),
    "done without a day": Label("状态为已完成，没有完成日", "the status says done, and no day of finish is named"),
    "term without a beginning": Label(
        "期限从何日起算，行内没有写明", "the term runs from a day that the row does not name"
    ),
    "term left open": Label("期限写得不全，算不出日期", "the term is stated, and no day can be told from it"),
    "unknown severity": Label("级别不认识", "this severity is not known"),
}


def _fault(row: Row, ledger: Ledger, column: str, code: str, severity: Severity = "error") -> Fault:
    """A fault of the best cell under a column that says something; of the row where none does."""
    at = next((i for i in row.layout.of(column) if row.values[i] is not None), None)
    place = row.place if at is None else ledger.table.place(row.at, at)
    return Fault(code, place, _MESSAGES[code], row.text(column) or "", severity=severity)


def _title(row: Row, kind: str | None) -> str:
    """What is to be done, in the row's words; the parts of a plan joined."""
    for columns in _TITLES.get(kind or "", (("issue",), ("goal",), ("project",))):
        said = [text for text in (_words(row, column) for column in columns) if text]
        if said:
            return "：".join(dict.fromkeys(said))
    return ""


def _past(row: Row, column: str, on: date) -> date | None:
    day = row[column]
    return day if isinstance(day, date) and day <= on else None


def _finish(row: Row) -> date | None:
    """The day of finishing that is stated; where only a striking-off is, that one."""
    for column in ("finished_on", "closed_on"):
        day = row[column]
        if isinstance(day, date):
            return day
    return None


def _severity(row: Row) -> str | None:
    text = _words(row, "severity") or ""
    for end in _SEVERITY_ENDS:
        text = text.removesuffix(end)
    if not text and (_words(row, "category") or "").startswith("重大"):
        return "major"
    return _SEVERITIES.get(text)


def _count(row: Row, column: str) -> Count | None:
    value = row[column]
    return value if isinstance(value, Count) else None


def _share(row: Row) -> Number | None:
    value = row["percent"]
    return value if isinstance(value, int | Decimal) else None


def _words(row: Row, column: str) -> str | None:
    value = row[column]
    return value if isinstance(value, str) else None


def _parties(row: Row, column: str) -> tuple[Named, ...]:
    value = row[column]
    return value if isinstance(value, tuple) else ()


def _named(row: Row, column: str) -> str | None:
    return _joined(map(str, _parties(row, column)))


def _joined(names: Iterable[str]) -> str | None:
    return "、".join(names) or None
