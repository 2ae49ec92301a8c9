"""What the calendar decides in a book: deadlines that are not firm yet, and those that a new calendar moves.

Holds: `unsettled` (faults: days not announced, hours without a moment), `recount` and the `Moved` it lists.
Never: changes a book; a deadline is computed, so a new calendar needs no rewriting.
"""

from collections.abc import Iterator
from datetime import date, datetime

from attrs import frozen

from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import SafetyworkError
from safetywork.faults import Fault
from safetywork.labels import Label, Lang
from safetywork.matters import Matter
from safetywork.periods import Deadline
from safetywork.terms import in_hours

_PROVISIONAL = Label(
    "到期日所在年度的放假安排尚未公布，按法定节日暂定",
    "the last day rests on a year not announced yet: statutory days off only, provisional",
)
_BEYOND = Label("到期日超出日历所及，无从计算", "the last day lies beyond the calendar's reach and cannot be counted")
_NO_MOMENT = Label("期限按小时计算，但没有起算时刻", "a term in hours without the moment that it runs from")
NO_MOMENT = "no moment"
"""The code of the fault of a term in hours whose event names no moment; the others are the calendar's."""
_ANNOUNCE = "calendar.announce(read_holiday_cn(…))"


@frozen
class Moved:
    """A deadline that is another under a new calendar: of which matter, on which of its machines."""

    id: str
    machine: str
    before: Deadline
    after: Deadline

    @property
    def days(self) -> int:
        """By how many calendar days the last day moved, forward or (negative) back."""
        return (self.after.last_day - self.before.last_day).days

    def text(self, lang: Lang = "zh") -> str:
        """The move as one line."""
        shape = Label("{id}：{before} → {after}（{days:+d}日）", "{id}: {before} → {after} ({days:+d} days)")
        words = shape.zh if lang == "zh" else shape.en
        return words.format(id=self.id, before=self.before.last_day, after=self.after.last_day, days=self.days)


def recount(book: Book, before: WorkCalendar, after: WorkCalendar, *, on: date | None = None) -> tuple[Moved, ...]:
    """The deadlines of open terms that `after` ends on another day than `before` did, or makes firm on the same.

    An open stop counts up to `on`. Both are counted provisionally, so that a year that was announced since shows. A
    deadline that neither calendar reaches is left out (`unsettled` names it).
    """
    return tuple(
        Moved(matter.id, machine, first, second)
        for matter, machine in _terms(book)
        if (first := _due(matter, machine, before, on)) is not None
        and (second := _due(matter, machine, after, on)) is not None
        and (first.last_day, first.provisional) != (second.last_day, second.provisional)
    )


def unsettled(book: Book, *, on: date | None = None, calendar: WorkCalendar = CHINA) -> tuple[Fault, ...]:
    """A fault for every deadline of an open term that rests on days `calendar` does not know for certain.

    Also for a term in hours that nobody said the moment of.

    Lights and reports go on with the provisional day; this says which rows carry the mark.
    """
    return tuple(_faults(book, on, calendar))


def _faults(book: Book, on: date | None, calendar: WorkCalendar) -> Iterator[Fault]:
    for matter, machine in _terms(book):
        if _without_moment(matter, machine):
            yield Fault(NO_MOMENT, matter.id, _NO_MOMENT, "", "at=datetime(…, tzinfo=…)", "warning")
            continue
        due = _due(matter, machine, calendar, on)
        if due is None:
            yield Fault("uncounted deadline", matter.id, _BEYOND, severity="warning")
        elif due.provisional:
            yield Fault("provisional deadline", matter.id, _PROVISIONAL, str(due.last_day), _ANNOUNCE, "warning")


def _terms(book: Book) -> Iterator[tuple[Matter, str]]:
    """Every term that still runs: of a matter that is pending, on each machine that has a clock not finished."""
    for matter in book.matters:
        if matter.pending:
            for workflow in matter.workflows:
                clock = matter.clock(workflow.name)
                if clock is not None and clock.finished is None:
                    yield matter, workflow.name


def _without_moment(matter: Matter, machine: str) -> bool:
    clock = matter.clock(machine)
    return clock is not None and in_hours(clock.term) and not isinstance(clock.trigger, datetime)


def _due(matter: Matter, machine: str, calendar: WorkCalendar, on: date | None) -> Deadline | None:
    try:
        return matter.deadline(calendar, machine=machine, on=on, provisional=True)
    except SafetyworkError:
        return None
