"""Checks for working calendars of one's own.

Holds: `check_calendar`.
Never: asks the calendar to add or to count where it says what is right: an oracle walks.
"""

from datetime import date, timedelta

from attrs import evolve, frozen
from hypothesis import strategies as st

from safetywork.calendars import DayKind, SpecialDay, WorkCalendar
from safetywork.errors import SafetyworkError
from safetywork.labels import Label
from safetywork.periods import deadline, workdays
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.oracles import Days

_ONE = timedelta(days=1)
_LOCAL = Label("本地安排", "a local day")
_WORKED: tuple[DayKind, ...] = ("workday", "make-up", "local work")


def check_calendar(calendar: WorkCalendar, *, examples: int = 200, seed: int = 0, hasty: bool = False) -> Outcome:
    """Whether a calendar counts as a walk over its days does, both ways, and says why a day is worked or not.

    A local overlay decides before a make-up day, that before an announced day off, that before the weekly rest; beyond
    what is announced it refuses, or, asked for provisional days, knows statutory days off only and is marked.
    """
    first, last = calendar.announced_from, calendar.announced_through
    told = [special.day for special in calendar.specials if first <= special.day <= last]
    inside = (st.sampled_from(told) | st.dates(first, last)) if told else st.dates(first, last)
    tried, short = _Calendar(calendar, Days(calendar, first, last)), st.integers(0, 30)
    local = st.dictionaries(inside, st.booleans(), min_size=1, max_size=5)
    laws: Laws = {
        "calendar-add": (tried.adds_as_a_walk, (inside, short)),
        "calendar-count": (tried.counts_as_a_walk, (inside, st.integers(0, 400))),
        "calendar-neighbours": (tried.neighbours, (inside,)),
        "calendar-kind": (tried.says_why, (inside,)),
        "calendar-precedence": (tried.goes_by_what_is_told, (inside,)),
        "calendar-overlay": (tried.local_days_decide, (local, inside, st.integers(0, 60))),
        "calendar-refuses": (tried.refuses_beyond, (short,)),
    }
    skipped = list[tuple[str, str]]()
    if calendar.projected_through > last:
        beyond = st.dates(last + _ONE, calendar.projected_through)
        laws["calendar-provisional"] = (tried.statutory_days_only, (beyond, inside))
        laws["calendar-marked"] = (tried.marks_what_is_provisional, (st.integers(0, 20), st.integers(0, 40)))
    else:
        why = "it knows no statutory days off beyond what is announced"
        skipped += [("calendar-provisional", why), ("calendar-marked", why)]
    return run(calendar.name, laws, examples, seed, skipped, hasty=hasty)


@frozen
class _Calendar:
    """A calendar on trial."""

    calendar: WorkCalendar
    days: Days

    def adds_as_a_walk(self, day: date, n: int) -> Bears:
        walks = {count: self.days.walk(day, count) for count in (n, -n)}
        for count, wanted in walks.items():
            assert wanted is None or self.calendar.add(day, count) == wanted, f"add({day}, {count}) is not {wanted}"
        return any(walks.values())

    def counts_as_a_walk(self, a: date, length: int) -> None:
        b = min(self.days.last, a + timedelta(days=length))
        wanted = sum(1 for _ in self.days.between(a, b))
        assert self.calendar.count(a, b) == wanted, f"count({a}, {b}) is not {wanted}"
        assert self.calendar.count(b, a) == -wanted, f"count({b}, {a}) is not {-wanted}"

    def neighbours(self, day: date) -> Bears:
        worked, ahead, back = self.days.worked(day), self.days.walk(day, 1), self.days.walk(day, -1)
        if ahead is not None:
            assert self.calendar.next(day) == (day if worked else ahead), f"next({day})"
        if back is not None:
            assert self.calendar.previous(day) == (day if worked else back), f"previous({day})"
        return ahead is not None or back is not None

    def says_why(self, day: date) -> None:
        kind = self.calendar.kind(day)
        assert (kind in _WORKED) == self.days.worked(day), f"{day} is {kind}, and is_workday says otherwise"

    def goes_by_what_is_told(self, day: date) -> None:
        spoken = [special for special in self.calendar.specials if special.day == day]
        strongest = [s for s in spoken if s.local] or [s for s in spoken if s.works] or spoken
        wanted = strongest[-1].works if strongest else day.isoweekday() not in self.calendar.rest
        told = "worked" if wanted else "off"
        assert self.days.worked(day) == wanted, f"{day} should be {told}: {strongest[-1:] or 'by its weekday'}"
        if not any(special.local for special in spoken):
            contrary = SpecialDay(day, not wanted, _LOCAL, local=True)
            other = evolve(self.calendar, specials=(contrary, *self.calendar.specials))
            assert other.is_workday(day) != wanted, f"a local day does not decide {day}, which is {told}"

    def local_days_decide(self, local: dict[date, bool], start: date, length: int) -> None:
        off = [day for day, works in local.items() if not works]
        over = self.calendar.overlay("local", off=off, work=[day for day in local if local[day]])
        for day, works in local.items():
            kind = "local work" if works else "local off"
            assert over.is_workday(day) == works, f"{day} is {kind}, and is_workday says otherwise"
            assert over.kind(day) == kind, f"{day} is {kind}, and told as {over.kind(day)}"
        first, *others = local
        twice = self.calendar.overlay("one", off=[first] * (not local[first]), work=[first] * local[first]).overlay(
            "others", off=[day for day in others if not local[day]], work=[day for day in others if local[day]]
        )
        lost = [day for day in local if twice.is_workday(day) != local[day]]
        assert not lost, f"of two overlays, {lost} are as in neither"
        turned = over.overlay("local, turned", off=[day for day in local if local[day]], work=off)
        stuck = [day for day, works in local.items() if turned.is_workday(day) == works]
        assert not stuck, f"a later overlay does not decide {stuck}"
        end = min(self.days.last, start + timedelta(days=length))
        near = [start + _ONE * n for n in range((end - start).days + 1)]
        strange = [day for day in near if day not in local and over.is_workday(day) != self.days.worked(day)]
        assert not strange, f"an overlay of other days changed {strange}"
        gained = sum(local[day] - self.days.worked(day) for day in local if start < day <= end)
        wanted = sum(1 for _ in self.days.between(start, end)) + gained
        assert over.count(start, end) == wanted, f"with the overlay, count({start}, {end}) is not {wanted}"

    def refuses_beyond(self, n: int) -> None:
        for day in (self.days.last + _ONE * (1 + n), self.days.first - _ONE * (1 + n)):
            try:
                self.calendar.is_workday(day)
            except SafetyworkError:
                continue
            raise AssertionError(f"{day} is not announced, and is answered")

    def statutory_days_only(self, beyond: date, inside: date) -> None:
        statutory = {special.day for special in self.calendar.projection if not special.works}
        off = beyond.isoweekday() in self.calendar.rest or beyond in statutory
        works = self.calendar.is_workday(beyond, provisional=True)
        assert works != off, f"{beyond} is not announced, and is {'worked' if works else 'off'} by no statute"
        kind = self.calendar.kind(beyond, provisional=True)
        assert (kind == "workday") == works, f"{beyond} is not announced, and told as {kind}"
        assert not self.calendar.is_announced(beyond), f"{beyond} passes for announced"
        firm = self.days.worked(inside)
        assert self.calendar.is_workday(inside, provisional=True) == firm, f"asking provisionally changed {inside}"

    def marks_what_is_provisional(self, back: int, n: int) -> Bears:
        trigger = self.days.last - timedelta(days=back)
        due = deadline(workdays(n), trigger, self.calendar, provisional=True)
        beyond = due.last_day > self.days.last
        assert due.provisional == beyond, (
            f"{n} working days from {trigger} end {due.last_day}, marked {due.provisional}"
        )
        along = Days(self.calendar, self.days.first, self.calendar.projected_through, provisional=True)
        wanted = along.walk(trigger, n)
        assert wanted is None or self.calendar.add(trigger, n, provisional=True) == wanted, (
            f"add({trigger}, {n}) across the last announced day is not {wanted}"
        )
        return beyond
