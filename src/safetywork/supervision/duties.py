"""What an authority owes after an event: a review, a decision, a publication, within the term that a rule sets.

Holds: `Duty` 办理时限 as data, `owed`: every time it arose in a matter, by when, and when it was done.
Never: stops an event because an authority is late, or stores that it is.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from safetywork import decisions
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import SafetyworkError
from safetywork.labels import Label, Lang
from safetywork.machines import machine_with
from safetywork.matters import Matter
from safetywork.periods import Deadline
from safetywork.statutes import STATUTES, Statute, in_force
from safetywork.workflows import EventClass


@frozen(kw_only=True)
class Duty:
    """A duty 办理时限: once one of `after` has happened, one of `done_by` within the term of the rule `statute` names.

    With `at_end_of`, a tag of states, it arises when the term of the machine that has them ends with nothing handed in.
    `statute` is looked up on the day it arises, so that the version in force on that day counts. `done_by` lists what
    makes it moot as well.
    """

    code: str
    label: Label
    statute: str
    after: tuple[EventClass, ...] = ()
    done_by: tuple[EventClass, ...] = ()
    at_end_of: str | None = None


@frozen
class Owed:
    """A duty that arose 应办事项: on the day `since`, to be done by `deadline`, done on `done_on` (None: not yet).

    `deadline` is None where no version of the rule was in force on that day, or the calendar does not reach so far.
    """

    duty: Duty
    since: date
    deadline: Deadline | None
    done_on: date | None = None

    def days_late(self, on: date) -> int:
        """Calendar days past the last day on `on`, or when it was done; 0 where it is in time or no rule says."""
        until = on if self.done_on is None else self.done_on
        return 0 if self.deadline is None else max(0, (until - self.deadline.last_day).days)

    def text(self, lang: Lang = "zh") -> str:
        """The duty as one line."""
        due = _UNKNOWN if self.deadline is None else str(self.deadline.last_day)
        return (_OPEN if self.done_on is None else _DONE).text(
            lang, duty=self.duty.label, since=self.since, due=due, done=self.done_on
        )


def owed(
    matter: Matter,
    duties: Iterable[Duty],
    on: date,
    calendar: WorkCalendar = CHINA,
    *,
    statutes: Iterable[Statute] = STATUTES,
) -> tuple[Owed, ...]:
    """What of `duties` arose in `matter` by `on`, in the order in which it arose, done or not by then.

    Days not announced are counted provisionally, as answers over a whole book are.
    """
    past, known = matter.as_of(on), tuple(statutes)
    if past is None:
        return ()
    found = [
        evolve(each, deadline=_by_when(each, calendar, known))
        for duty in duties
        for each in (_after(past, duty) if duty.at_end_of is None else _at_end(past, duty, on, calendar))
    ]
    return tuple(sorted(found, key=lambda each: each.since))


def _by_when(each: Owed, calendar: WorkCalendar, statutes: tuple[Statute, ...]) -> Deadline | None:
    try:
        return in_force(each.duty.statute, each.since, statutes).resolve(each.since, calendar, provisional=True)
    except SafetyworkError:
        return None


def _after(matter: Matter, duty: Duty) -> list[Owed]:
    """One for every event that calls for it, done by the next event that does it."""
    found: list[Owed] = []
    for entry in matter.log:
        event = entry.event
        if type(event) in duty.done_by:
            found = [each if each.done_on else evolve(each, done_on=event.on) for each in found]
        if type(event) in duty.after:
            found.append(Owed(duty, event.on, None))
    return found


def _at_end(matter: Matter, duty: Duty, on: date, calendar: WorkCalendar) -> Iterator[Owed]:
    """One for every term that ended with nothing handed in, done by the next event that does it."""
    machine = machine_with(matter, duty.at_end_of or "")
    if machine is None:
        return
    seen: set[date] = set()
    blank = type(matter).blank(matter.id, matter.workflows)
    done = [(n, entry.event.on) for n, entry in enumerate(matter.log) if type(entry.event) in duty.done_by]
    for n, done_on in (*done, (len(matter.log), None)):
        before = decisions.replay(blank, matter.log[:n])
        standing = before.settled_standing(done_on or on, calendar, machine=machine.name)
        end = None if standing is None or not standing.days_late else standing.deadline.last_day
        if end is not None and end not in seen:
            seen.add(end)
            yield Owed(duty, end, None, done_on)


_UNKNOWN = Label("无从确定", "unknown")
_OPEN = Label("{duty}：{since}起，应于{due}前办理", "{duty}: owed since {since}, due by {due}")
_DONE = Label(
    "{duty}：{since}起，应于{due}前办理，已于{done}办理", "{duty}: owed since {since}, due by {due}, done on {done}"
)
