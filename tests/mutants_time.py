"""Rules of time broken on purpose: terms of the law, office hours, recurrences, plans, people, recounts.

Holds: more mutants on the `BOARD` of `mutants`; importing this module puts them there.
Never: is imported by the library; a check passes on the rules as they are.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import attrs

from mutants import Patch, killed_by
from safetywork import recounts, schedules, staffing, statutes
from safetywork.acts import Assign, Submit
from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar, read_holiday_cn
from safetywork.clocks import Clock, Extension
from safetywork.issues import Issue
from safetywork.office import OfficeHours
from safetywork.recurrences import Recurrence, monthly, weekly
from safetywork.schedules import Need, Plan, PlanStep
from safetywork.spans import Span, days, workdays
from safetywork.staffing import Capacity
from safetywork.statutes import CLOSURE, ExtensionError, Statute, in_force

ONE = timedelta(days=1)


def d(text: str) -> date:
    return date.fromisoformat(text)


# --- terms of the law


def the_day_picks_the_version() -> None:
    assert in_force("penalty-hearing-request", d("2021-07-14")).span == days(3)
    assert in_force("penalty-hearing-request", d("2021-07-15")).span == workdays(5)


def five_days_of_that_law_are_working_days() -> None:
    assert in_force("penalty-decision", d("2024-01-01")).span_of(5) == workdays(5)
    assert in_force("penalty-decision", d("2024-01-01")).span_of(15) == days(15)


def a_cap_bounds_number_and_length() -> None:
    seizure, start = in_force("coercion-seizure", d("2024-01-10")), d("2024-01-10")
    for spans in ((days(31),), (days(10), days(10))):
        try:
            seizure.clock(start, extensions=[Extension(start, by=span) for span in spans])
        except ExtensionError:
            continue
        raise AssertionError(spans)


def the_180th_day_still_counts() -> None:
    met = CLOSURE[0].met([d("2024-01-01"), d("2024-03-01"), d("2024-06-29")])
    assert met is not None
    assert CLOSURE[0].met([d("2024-01-01"), d("2024-03-01"), d("2024-06-30")]) is None


def what_was_not_read_says_so() -> None:
    assert "未核对条文" in in_force("hazard-site-review", d("2024-01-01")).resolve(d("2024-01-02")).explain()


@killed_by(the_day_picks_the_version)
def the_newest_version_answers_for_every_day(patch: Patch) -> None:
    """A rule is picked by the day of the trigger, not by what is in force today."""
    patch.setattr(Statute, "in_force", lambda self, _: self.effective_to is None)


@killed_by(five_days_of_that_law_are_working_days)
def days_are_calendar_days_everywhere(patch: Patch) -> None:
    """Which N日 are working days is a set of each law's own."""
    patch.setattr(Statute, "span_of", lambda _, n: days(n))


@killed_by(a_cap_bounds_number_and_length)
def a_cap_is_not_looked_at(patch: Patch) -> None:
    """A term is not extended more often or by more than its article allows."""

    def clock(self: Statute, trigger: date, *, extensions: Any = (), stops: Any = ()) -> Clock:
        return Clock(trigger, self.rule, tuple(extensions), tuple(stops))

    patch.setattr(Statute, "clock", clock)


@killed_by(the_180th_day_still_counts)
def a_window_counts_its_first_day(patch: Patch) -> None:
    """The first day of a window is not counted, so 180 days reach to the 180th day after it."""
    forward = statutes.forward

    def shorter(start: date, span: Span, calendar: WorkCalendar) -> date:
        return forward(start, span, calendar) - ONE

    patch.setattr(statutes, "forward", shorter)


@killed_by(what_was_not_read_says_so)
def an_unread_rule_looks_like_any_other(patch: Patch) -> None:
    """A rule whose text was not read says so wherever it is explained."""
    label = Statute.label.fget  # type: ignore[attr-defined]
    patch.setattr(Statute, "label", property(lambda self: label(attrs.evolve(self, confidence="text read"))))


# --- office hours


def _office() -> OfficeHours:
    return OfficeHours(CHINA, {**dict.fromkeys(range(1, 6), "8:30-12:00 13:30-17:30"), 7: "9:00-10:00"})


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=_office().zone)


def a_make_up_sunday_is_worked_like_a_weekday() -> None:
    assert _office().add(_at("2025-01-24 16:00"), 480) == _at("2025-01-26 16:30")


def overlapping_stops_are_one() -> None:
    stops = [(_at("2025-03-04 09:00"), _at("2025-03-04 11:00")), (_at("2025-03-04 10:00"), _at("2025-03-04 11:00"))]
    assert _office().elapsed(_at("2025-03-04 08:30"), _at("2025-03-04 12:00"), stops) == timedelta(hours=1.5)


@killed_by(a_make_up_sunday_is_worked_like_a_weekday)
def a_make_up_sunday_has_sunday_hours(patch: Patch) -> None:
    """A make-up day has the hours of the weekday it stands in for."""
    patch.setattr(OfficeHours, "windows", lambda self, day, **_: self.weekly[day.weekday()])


@killed_by(overlapping_stops_are_one)
def each_stop_is_taken_off_by_itself(patch: Patch) -> None:
    """Overlapping stops are a union."""

    def elapsed(self: OfficeHours, a: datetime, b: datetime, stops: Any = ()) -> timedelta:
        return self.between(a, b) - sum((self.between(*stop) for stop in stops), timedelta(0))

    patch.setattr(OfficeHours, "elapsed", elapsed)


# --- what comes round


def the_31st_comes_back() -> None:
    found = monthly(31).between(d("2024-12-31"), d("2025-03-31"))
    assert [it.day for it in found] == [d("2025-01-31"), d("2025-02-28"), d("2025-03-31")]


def today_is_not_missed_yet() -> None:
    assert weekly(5, since=d("2025-01-01")).missed([], d("2025-01-03")) == ()


@killed_by(the_31st_comes_back)
def the_31st_drifts(patch: Patch) -> None:
    """Each occurrence is counted from the rule, none from the one before."""

    def drifting(self: Recurrence, floor: date) -> Iterator[date]:
        day = self.day or 1
        for n in range(1, 13):
            day = min(day, (date(floor.year + 1, n % 12 + 1, 1) - ONE).day)
            yield date(floor.year + 1, n, day)

    patch.setattr(Recurrence, "_nominals", drifting)


@killed_by(today_is_not_missed_yet)
def today_is_missed_in_the_morning(patch: Patch) -> None:
    """A round is missed when its day is past, not on the day."""
    missed = Recurrence.missed
    patch.setattr(Recurrence, "missed", lambda self, held, as_of: missed(self, held, as_of + ONE))


# --- plans and people


def a_plan_due_on_a_sunday_is_done_on_friday() -> None:
    assert Plan(steps=[PlanStep("a", "a", 1)], due=d("2025-03-09")).schedule().due == d("2025-03-07")


def a_lag_waits() -> None:
    plan = Plan(steps=[PlanStep("a", "a", 1), PlanStep("b", "b", 1, [Need("a", 2)])], due=d("2025-03-07"))
    assert plan.schedule().latest_start == d("2025-03-04")


def half_of_five_people_are_two() -> None:
    assert Capacity(on=d("2025-03-03"), percent=50).there(5) == 2


def a_late_plan_is_not_short_of_people() -> None:
    plan = Plan(steps=[PlanStep("a", "a", 2, people=1)], due=d("2025-03-07"), staff=9)
    assert "short of people" not in plan.level(on=d("2025-03-07")).text("en")


@killed_by(a_plan_due_on_a_sunday_is_done_on_friday)
def a_due_day_off_rolls_forward(patch: Patch) -> None:
    """A plan's due day that is off moves back, or the day would be missed."""
    patch.setattr(WorkCalendar, "previous", WorkCalendar.next)


@killed_by(a_lag_waits)
def lags_are_forgotten(patch: Patch) -> None:
    """A lag of two working days lies between a need and its user."""
    solve = schedules.solve

    def hasty(jobs: Any, done: Any, first: int | None = None) -> Any:
        bare = [attrs.evolve(job, needs=tuple((need, 0) for need, _ in job.needs)) for job in jobs]
        return solve(bare, done, first)

    patch.setattr(schedules, "solve", hasty)


@killed_by(half_of_five_people_are_two)
def half_a_person_works(patch: Patch) -> None:
    """A share of the staff is rounded down."""
    patch.setattr(Capacity, "there", lambda self, staff: -(-staff * int(self.percent or 0) // 100))


@killed_by(a_late_plan_is_not_short_of_people)
def whoever_is_late_is_short_of_people(patch: Patch) -> None:
    """Only a step that waits for people is short of them."""
    patch.setattr(staffing, "_LATE", staffing._SHORT)


# --- what a notice moves


def what_is_handed_in_is_not_recounted() -> None:
    on = d("2026-12-21")
    issue = Issue.register(id="H", title="t", on=on, by="检查组")
    issue = issue.apply(Assign(on=on, by="局长", owner="李四", term=workdays(12)))
    day_off = {"name": "元旦", "date": "2027-01-04", "isOffDay": True}
    later = CHINA.announce(read_holiday_cn({"year": 2027, "days": [day_off]}))
    assert [moved.id for moved in recounts.recount(Book("b", matters=(issue,)), CHINA, later)] == ["H"]
    handed_in = issue.apply(Submit(on=on, by="李四"))
    assert recounts.recount(Book("b", matters=(handed_in,)), CHINA, later) == ()


@killed_by(what_is_handed_in_is_not_recounted)
def finished_terms_are_recounted(patch: Patch) -> None:
    """A notice moves the terms that still run, and no others."""

    def every(book: Book) -> Iterator[tuple[Any, str]]:
        return ((matter, workflow.name) for matter in book.matters for workflow in matter.workflows)

    patch.setattr(recounts, "_terms", every)
