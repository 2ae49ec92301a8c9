"""Rules of clocks and terms, broken on purpose.

Holds: mutants of extensions, stops, rolling; of caps, stages, hours, restarts.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date, datetime, timedelta
from typing import Any

import attrs

from histories import assigned
from mutants.board import Patch, codes, day, fresh, killed_by
from safetywork import acts, clocks, extensions, issues, matters, periods
from safetywork.acts import Assign, Suspend
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock, Extension, Standing, Stop
from safetywork.extensions import Extend
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.periods import days, hours, months, workdays
from safetywork.terms import Capped, Stage, Stages


def extended(*wanted: Any, term: Any) -> Clock:
    """A clock of 3 March 2025 with extensions."""
    clock = Clock(day(3, 3), term)
    for want in wanted:
        clock = clock.extend(Extension(day(3, 10), want))
    return clock


def an_extension_does_not_shorten() -> None:
    event = Extend(on=day(3, 10), by="局长", reason="x", until=day(3, 20))
    assert codes(assigned(term=days(30)).decide(event)) == ("extension_shortens",)


def an_extension_runs_on_the_nominal_day() -> None:
    # 12 days from 3 March: Saturday 15 March, rolled to Monday 17; 5 more: Thursday 20, not Saturday 22 → Monday 24.
    assert extended(days(5), term=days(12)).deadline().last_day == day(3, 20)


def months_are_one_total() -> None:
    clock = Clock(day(1, 31), months(1)).extend(Extension(day(2, 10), months(1)))
    assert clock.deadline().nominal == day(3, 31)


def overlapping_stops_are_one() -> None:
    clock = Clock(day(3, 3), days(30), stops=(Stop(day(3, 5), day(3, 10)), Stop(day(3, 7), day(3, 12))))
    assert clock.deadline().nominal == day(4, 9)


def a_stop_moves_the_term() -> None:
    clock = Clock(day(3, 3), days(30), stops=(Stop(day(3, 5), day(3, 10)),))
    assert clock.deadline().nominal == day(4, 7)


def a_stop_leaves_an_agreed_day() -> None:
    assert Clock(day(3, 3), day(4, 2), stops=(Stop(day(3, 5), day(3, 10)),)).deadline().last_day == day(4, 2)


def the_trigger_day_is_not_counted() -> None:
    assert days(10).n == 10
    assert periods.deadline(days(10), day(3, 3)).nominal == day(3, 13)
    assert periods.deadline(workdays(5), day(3, 3)).nominal == day(3, 10)


def a_last_day_off_rolls() -> None:
    assert periods.deadline(days(5), day(3, 3)).last_day == day(3, 10)


def an_agreed_day_stands() -> None:
    assert periods.deadline(day(3, 8), day(3, 3)).last_day == day(3, 8)


def the_due_day_is_not_late() -> None:
    clock = Clock(day(3, 3), days(10))
    due = clock.deadline().last_day
    assert [clock.standing(due + timedelta(days=n)).overdue for n in (-1, 0, 1)] == [False, False, True]


def finished_late_is_not_overdue() -> None:
    clock = attrs.evolve(Clock(day(3, 3), days(10)), finished=day(3, 20))
    standing = clock.standing(day(5, 1))
    assert (standing.overdue, standing.finished_late) == (False, True)


def a_provisional_deadline_is_marked() -> None:
    trigger = CHINA.announced_through - timedelta(days=2)
    assert periods.deadline(workdays(15), trigger, provisional=True).provisional


_SETTLE = periods.settle
_FORWARD = periods.forward


@killed_by(an_extension_does_not_shorten)
def an_extension_may_shorten(patch: Patch) -> None:
    """An extension ends later than the term did."""
    own = issues.rectification()
    row = own.transition("rectifying", Extend)
    kept = tuple(guard for guard in row.guards if guard is not extensions.NOT_SHORTER)
    patch.setattr(issues, "RECTIFICATION", own.extend(replace=[attrs.evolve(row, guards=kept)]))


@killed_by(an_extension_runs_on_the_nominal_day)
def an_extension_runs_on_the_rolled_day(patch: Patch) -> None:
    """Extensions run on the nominal day, not on the one it was rolled to."""

    def rolled(clock: Clock, term: Any, calendar: WorkCalendar, _: Any, *, provisional: bool) -> Any:
        due = clock.original(calendar, provisional=provisional).last_day
        for extension in clock.extensions:
            due = calendar.next(_FORWARD(due, extension.by, calendar))
        return _SETTLE(periods.PeriodRule(term), clock.trigger, due, calendar)

    patch.setattr(clocks, "_moved", rolled)


@killed_by(months_are_one_total)
def months_are_chained(patch: Patch) -> None:
    """Months keep trigger and total: a clamped month end is not where the next month starts."""
    patch.setattr(clocks, "_together", lambda _, __: None)


@killed_by(overlapping_stops_are_one)
def a_stop_is_counted_twice(patch: Patch) -> None:
    """Overlapping stops are one."""
    patch.setattr(clocks, "_union", lambda clock, _: [(stop.start, stop.end) for stop in clock.stops])


@killed_by(a_stop_moves_the_term)
def a_stop_is_closed_at_both_ends(patch: Patch) -> None:
    """Stopped days are (stop, resume]: the day of the stop still counts."""
    union = clocks._union
    patch.setattr(clocks, "_union", lambda *given: [(start - timedelta(days=1), end) for start, end in union(*given)])


@killed_by(a_stop_moves_the_term)
def a_stop_moves_nothing(patch: Patch) -> None:
    """A suspension moves terms that count days."""
    patch.setattr(clocks, "_union", lambda _, __: [])


@killed_by(a_stop_leaves_an_agreed_day)
def a_stop_moves_an_agreed_day(patch: Patch) -> None:
    """A suspension leaves agreed fixed dates where they are."""
    patch.setattr(
        Clock,
        "deadline",
        lambda self, calendar=CHINA, **_: periods.deadline(
            self.term + sum((stop.end - stop.start for stop in self.stops), timedelta()), self.trigger, calendar
        ),
    )


@killed_by(the_trigger_day_is_not_counted)
def the_trigger_day_is_counted(patch: Patch) -> None:
    """The day of the trigger is not counted (民法典 201)."""
    patch.setattr(periods, "forward", lambda start, *given, **named: _FORWARD(start - timedelta(1), *given, **named))


@killed_by(a_last_day_off_rolls)
def nothing_rolls(patch: Patch) -> None:
    """A last day off moves to the next working day (民法典 203)."""
    patch.setattr(
        periods, "settle", lambda rule, *given, **named: _SETTLE(attrs.evolve(rule, roll=False), *given, **named)
    )


@killed_by(an_agreed_day_stands)
def an_agreed_day_rolls(patch: Patch) -> None:
    """An agreed day is its own deadline, whatever day of the week it is."""
    whole = periods.deadline

    def rolling(term: Any, trigger: date, calendar: WorkCalendar = CHINA, **named: Any) -> Any:
        due = whole(term, trigger, calendar, **named)
        return attrs.evolve(due, last_day=calendar.next(due.last_day))

    patch.setattr(periods, "deadline", rolling)


@killed_by(the_due_day_is_not_late)
def overdue_on_the_due_day(patch: Patch) -> None:
    """The due day itself is not overdue."""
    patch.setattr(Standing, "overdue", property(lambda self: self.on >= self.deadline.last_day))


@killed_by(finished_late_is_not_overdue)
def finished_late_shows_as_overdue(patch: Patch) -> None:
    """What is finished is no longer overdue; it was finished late."""
    patch.setattr(Standing, "overdue", property(lambda self: self.days_late > 0))


@killed_by(a_provisional_deadline_is_marked)
def provisional_goes_unmarked(patch: Patch) -> None:
    """A deadline that rests on days not announced yet says so."""
    patch.setattr(periods, "settle", lambda *given, **named: attrs.evolve(_SETTLE(*given, **named), provisional=False))


# --- caps, stages, hours, restarts


NINE = datetime(2025, 3, 3, 9, tzinfo=periods.BEIJING)
CAP = Capped(workdays(5), day(3, 14))  # from 3 March: the 10th, at the latest the 14th


def a_cap_cuts() -> None:
    assert extended(workdays(9), term=CAP).deadline().last_day == day(3, 14)


def a_stop_leaves_a_cap() -> None:
    assert Clock(day(3, 3), CAP, stops=(Stop(day(3, 5), day(4, 5)),)).deadline().last_day == day(3, 14)


def only_a_rule_extends_a_cap() -> None:
    to = Extension(day(3, 10), to=day(3, 31))
    assert [
        Clock(day(3, 3), attrs.evolve(CAP, extendable=may), (to,)).deadline().last_day for may in (False, True)
    ] == [day(3, 14), day(3, 31)]


def stages_chain_on_nominal_days() -> None:
    # 12 days from 3 March: Saturday the 15th, which rolls to the 17th; 5 more: Thursday the 20th, not the 22nd.
    plan = Stages((Stage("一", days(12)), Stage("二", days(5))))
    assert Clock(day(3, 3), plan).deadline().last_day == day(3, 20)


def a_plan_that_does_not_add_up_is_refused() -> None:
    plan = Stages((Stage("一", workdays(3)), Stage("二", workdays(10))), workdays(10))
    own = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", workflow=issues.rectification(), beside=())
    assert codes(own.decide(Assign(on=day(3, 3), by="局长", owner="李四", term=plan))) == ("stages_contradict",)


def hours_run_from_the_moment() -> None:
    own = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", workflow=issues.rectification(), beside=())
    own = own.apply(Assign(on=day(3, 3), at=NINE, by="局长", owner="李四", term=hours(24)))
    due = own.deadline()
    assert due is not None
    assert due.cutoff == NINE + timedelta(hours=24)


def hours_are_late_by_the_moment() -> None:
    own = Clock(NINE, hours(24), finished=day(3, 4), finished_at=NINE + timedelta(hours=25))
    assert own.standing(day(3, 4)).finished_late


def a_stop_leaves_hours_running() -> None:
    own = Clock(NINE, hours(24), stops=(Stop(day(3, 3), day(3, 10)),))
    assert own.deadline().cutoff == NINE + timedelta(hours=24)


def a_restart_runs_the_whole_term_anew() -> None:
    again = extended(days(9), term=days(30)).restart(day(3, 11))
    assert (again.deadline().nominal, again.original().nominal) == (day(4, 10), day(4, 2))


def only_listed_reasons_stop_the_clock() -> None:
    own = issues.rectification().guard(Suspend, acts.listed((Label("技术鉴定", "expert examination"),)))
    assert codes(fresh(own).decide(Suspend(on=day(3, 4), by="局长", reason="因雨"))) == ("reason_not_listed",)


_HOURS_MOVED = clocks._hours_moved


@killed_by(a_cap_cuts)
def a_cap_is_only_told(patch: Patch) -> None:
    """A term never runs past its cap."""
    patch.setattr(clocks, "_held", lambda due, _: due)


@killed_by(a_stop_leaves_a_cap)
def a_stop_moves_the_cap(patch: Patch) -> None:
    """A cap is a day that no stop moves."""
    capped = clocks._capped

    def moving(clock: Clock, term: Any, *given: Any, **named: Any) -> Any:
        lost = sum((stop.end - stop.start for stop in clock.stops if stop.end), timedelta())
        return capped(clock, attrs.evolve(term, cap=term.cap + lost), *given, **named)

    patch.setattr(clocks, "_capped", moving)


@killed_by(only_a_rule_extends_a_cap)
def every_extension_extends_the_cap(patch: Patch) -> None:
    """Only where the rule says so does an extension pass the cap."""
    capped = clocks._capped
    patch.setattr(
        clocks,
        "_capped",
        lambda clock, term, *given, **named: capped(clock, attrs.evolve(term, extendable=True), *given, **named),
    )


@killed_by(stages_chain_on_nominal_days)
def stages_chain_on_rolled_days(patch: Patch) -> None:
    """A stage runs from the nominal day of the one before."""
    whole = Clock.deadline

    def rolled(self: Clock, *given: Any, **named: Any) -> Any:
        due = whole(self, *given, **named)
        return due if isinstance(self.term, Stages) else attrs.evolve(due, nominal=due.last_day)

    patch.setattr(Clock, "deadline", rolled)


@killed_by(a_plan_that_does_not_add_up_is_refused)
def stages_add_up_to_anything(patch: Patch) -> None:
    """Stages add up to what the plan says."""
    patch.setattr(Stages, "_sums", lambda _: iter(()))


@killed_by(hours_run_from_the_moment)
def hours_run_from_midnight(patch: Patch) -> None:
    """Hours run from the moment of the event."""
    start = matters._start

    def midnight(event: Any, term: Any) -> date:
        found = start(event, term)
        return found.replace(hour=0) if isinstance(found, datetime) else found

    patch.setattr(matters, "_start", midnight)


@killed_by(hours_are_late_by_the_moment)
def hours_are_late_by_the_day(patch: Patch) -> None:
    """Where the moment of the finish is known, hours are late by it."""
    patch.setattr(Standing, "finished_late", property(lambda self: self.days_late > 0))


@killed_by(a_stop_leaves_hours_running)
def a_stop_holds_hours(patch: Patch) -> None:
    """Hours run through stops."""

    def held(clock: Clock, *given: Any, **named: Any) -> Any:
        lost = sum((stop.end - stop.start for stop in clock.stops if stop.end), timedelta())
        return _HOURS_MOVED(attrs.evolve(clock, trigger=clock.trigger + lost), *given, **named)

    patch.setattr(clocks, "_hours_moved", held)


@killed_by(a_restart_runs_the_whole_term_anew)
def a_restart_keeps_what_was_granted(patch: Patch) -> None:
    """What a term was extended by lapses when it restarts."""
    patch.setattr(
        Clock,
        "restart",
        lambda self, on: attrs.evolve(self, trigger=on, earlier=(*self.earlier, self.trigger)),
    )


@killed_by(a_restart_runs_the_whole_term_anew)
def a_restart_forgets_the_first_start(patch: Patch) -> None:
    """The first deadline stays in the record."""
    patch.setattr(Clock, "restart", lambda self, on: attrs.evolve(self, trigger=on, extensions=()))


@killed_by(only_listed_reasons_stop_the_clock)
def any_reason_stops_the_clock(patch: Patch) -> None:
    """A clock stops only for what its rule lists."""
    patch.setattr(acts, "listed_reason", lambda *_: ())
