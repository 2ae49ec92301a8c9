"""A check as a value, and what running checks comes to.

Holds: `Check`, `Found`, `Scope`, `Exemption`, `Checked`, `run`.
Never: knows a contradiction by itself, or loses one: what is exempted is listed beside what is not.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import evolve, field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.faults import Fault, Severity
from safetywork.labels import Label
from safetywork.lights import RED_YELLOW_BLUE, LightPolicy

Subject: TypeAlias = Literal["row", "book", "text"]


@frozen
class Scope:
    """What a check may look at beside its subject: the day, the calendar, the light policy."""

    on: date
    calendar: WorkCalendar = CHINA
    policy: LightPolicy = RED_YELLOW_BLUE


@frozen
class Found:
    """One contradiction: its place, what stood there, what fills the words, the ids of the records behind it."""

    place: str
    found: str = ""
    said: tuple[tuple[str, Any], ...] = ()
    evidence: tuple[str, ...] = ()
    severity: Severity | None = None


@frozen
class Check:
    """A check 检查规则: stable code, how grave, what it says, what it looks at (`row`, `book`, `text`), and the rule.

    `find(subject, scope)` yields a `Found` for every contradiction. A user's own stands beside the stock ones:
    `check_book(book, on=day, checks=(*STOCK_CHECKS, MINE))`.
    """

    code: str
    severity: Severity
    label: Label
    looks_at: Subject
    find: Callable[[Any, Scope], Iterable[Found]] = field(eq=False)

    def faults(self, subject: Any, scope: Scope) -> Iterator[Fault]:
        """What it finds, as faults."""
        for one in self.find(subject, scope):
            words = Label(*(self.label.text(lang, **dict(one.said)) for lang in ("zh", "en")))
            severity = one.severity or self.severity
            yield Fault(self.code, one.place, words, one.found, severity=severity, evidence=one.evidence)


@frozen
class Exemption:
    """An exemption 豁免检查: somebody accepted what a check finds at a place (None: anywhere), with the reason, to a day."""

    code: str
    reason: str
    by: str
    place: str | None = None
    until: date | None = None

    def covers(self, fault: Fault, on: date) -> bool:
        """Whether it covers a fault on a day."""
        here = self.place is None or self.place == fault.place
        return self.code == fault.code and here and (self.until is None or on <= self.until)


_GRAVITY: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


@frozen
class Checked:
    """What checks came to 检查结果: faults, the gravest first; what was exempted, and by whom."""

    faults: tuple[Fault, ...]
    exempted: tuple[tuple[Fault, Exemption], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found that cannot be true."""
        return all(fault.severity != "error" for fault in self.faults)

    def of(self, *codes: str) -> tuple[Fault, ...]:
        """The faults of some codes."""
        return tuple(fault for fault in self.faults if fault.code in codes)

    def joined(self, other: "Checked") -> "Checked":
        """Both together."""
        return evolve(self, faults=_sorted((*self.faults, *other.faults)), exempted=(*self.exempted, *other.exempted))


def run(
    checks: Iterable[Check], subjects: Iterable[tuple[Subject, Any]], scope: Scope, exemptions: Iterable[Exemption] = ()
) -> Checked:
    """Every check on every subject of its kind."""
    known, granted = tuple(checks), tuple(exemptions)
    found = [
        fault for kind, one in subjects for each in known if each.looks_at == kind for fault in each.faults(one, scope)
    ]
    exempt = [(fault, next((g for g in granted if g.covers(fault, scope.on)), None)) for fault in found]
    return Checked(
        _sorted(fault for fault, grant in exempt if grant is None),
        tuple((fault, grant) for fault, grant in exempt if grant is not None),
    )


def _sorted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(dict.fromkeys(faults), key=lambda f: (_GRAVITY[f.severity], f.code)))
