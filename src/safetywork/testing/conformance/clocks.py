"""Checks for clocks: terms that are extended, stopped and restarted on a calendar of one's own.

Holds: `check_clock`.
Never: asks a clock where it ends to say where it should: an oracle counts day by day.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock, Extension, Stop
from safetywork.errors import SafetyworkError
from safetywork.periods import Deadline, PeriodRule
from safetywork.spans import Span, days, months
from safetywork.terms import Capped, Stages
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.drawn import times
from safetywork.testing.oracles import PlainClock, naive_due, workdays_between

_ONE = timedelta(days=1)


def check_clock(
    calendar: WorkCalendar = CHINA,
    *,
    clocks: st.SearchStrategy[Clock] | None = None,
    examples: int = 100,
    seed: int = 0,
    hasty: bool = False,
) -> Outcome:
    """Whether clocks on a calendar end, stop and stand as counting day by day has it.

    `clocks` draws what is tried; unless given, terms of every kind, extended, stopped, restarted, with caps and stages.
    A term that cannot be counted (hours from no moment, days beyond the calendar's reach) bears on no law.
    """
    drawn, staged, capped = (
        (clocks, clocks, clocks)
        if clocks is not None
        else (times.clocks() | times.clocks(composed=True), times.staged_clocks(), times.capped_clocks())
    )
    later, tried = st.integers(-5, 60), _Clocks(calendar)
    laws: Laws = {
        "clock-ends-by-walk": (tried.ends_as_a_walk, (drawn, later)),
        "clock-back-by-walk": (tried.counts_back, (times.days(), times.period_rules())),
        "clock-rests-by-walk": (tried.prolongs, (times.days(), st.integers(5, 60))),
        "clock-months-together": (tried.adds_months, (times.days(), st.integers(1, 14), st.integers(1, 14))),
        "clock-stands-by-walk": (tried.stands_as_a_walk, (drawn, later)),
        "clock-finish-settles": (tried.settles, (drawn, st.integers(0, 60), st.integers(0, 60))),
        "clock-stopped-twice": (tried.stops_once, (drawn, st.integers(0, 30), st.integers(0, 30))),
        "clock-restart-whole": (tried.restarts_whole, (drawn, st.integers(1, 40))),
        "clock-stages-end-last": (tried.ends_with_its_last_stage, (staged,)),
        "clock-cap-holds": (tried.keeps_its_cap, (capped,)),
    }
    return run(calendar.name, laws, examples, seed, hasty=hasty)


@frozen
class _Longer:
    """An extension, as the oracle reads one off a log."""

    more: Span | None
    until: date | None


def _plain(clock: Clock) -> PlainClock:
    extensions = tuple(_Longer(each.by, each.to) for each in clock.extensions)
    return PlainClock(clock.trigger, clock.term, extensions, tuple((stop.start, stop.end) for stop in clock.stops))


@frozen
class _Clocks:
    """Clocks on trial on one calendar."""

    calendar: WorkCalendar

    def due(self, clock: Clock, on: date | None = None) -> Deadline | None:
        """The deadline; None where it cannot be counted."""
        try:
            return clock.deadline(self.calendar, on=on, provisional=True)
        except SafetyworkError:
            return None

    def ends_as_a_walk(self, clock: Clock, later: int) -> Bears:
        on = clock.trigger + _ONE * later
        due, wanted = self.due(clock, on), naive_due(_plain(clock), self.calendar, on)
        if due is None or wanted is None:
            return False
        assert (due.nominal, due.last_day) == wanted, f"on {on} it ends {due.nominal}, {due.last_day}; walked {wanted}"
        return None

    def counts_back(self, trigger: date, rule: PeriodRule) -> Bears:
        return self.ends_as_a_walk(Clock(trigger, rule), 0) if rule.direction and rule.span.unit != "hour" else False

    def adds_months(self, trigger: date, n: int, more: int) -> None:
        """Months by which a term of months is extended are counted with it, from the end of a month too."""
        last = trigger.replace(day=monthrange(trigger.year, trigger.month)[1])
        for first in (trigger, last):
            self.ends_as_a_walk(Clock(first, months(n), (Extension(first, by=months(more)),)), 0)

    def prolongs(self, trigger: date, n: int) -> Bears:
        """Runs of three days off and more prolong a term that says so (税收征管法细则第109条)."""
        longer, plain = (Clock(trigger, PeriodRule(days(n), prolong=prolong)) for prolong in (True, False))
        self.ends_as_a_walk(longer, 0)
        ends = [self.due(clock) for clock in (longer, plain)]
        return None not in ends and len({due.last_day for due in ends if due is not None}) > 1

    def stands_as_a_walk(self, clock: Clock, later: int) -> Bears:
        due = self.due(clock)
        if due is None:
            return False
        on = max(clock.trigger, due.last_day + _ONE * (later - 30))
        standing = clock.standing(on, self.calendar, provisional=True)
        left = (standing.deadline.last_day - on).days
        walked = workdays_between(on, standing.deadline.last_day, self.calendar)
        told = (standing.days_left, standing.days_late, standing.workdays_left, standing.workdays_late)
        wanted = (max(0, left), max(0, -left), max(0, walked), max(0, -walked))
        assert told == wanted, f"on {on} {told} days and working days are left and late, counted day by day {wanted}"
        assert standing.overdue == (left < 0), f"on {on}, {left} days before its end, overdue is {standing.overdue}"
        stopped = any(stop.start <= on and (stop.end is None or on < stop.end) for stop in clock.stops)
        assert standing.stopped == stopped, f"on {on} stopped is {standing.stopped}"
        return None

    def settles(self, clock: Clock, after: int, wait: int) -> Bears:
        finish = max([clock.trigger, *(stop.start for stop in clock.stops)]) + _ONE * after
        done = clock.finish(finish)
        if self.due(done, finish) is None:
            return False
        told: list[Any] = []
        for on in (finish, finish + _ONE * wait):
            s = done.standing(on, self.calendar, provisional=True)
            told.append((s.days_left, s.days_late, s.deadline.last_day, s.finished_late, s.overdue))
        assert told[0] == told[1], f"finished on {finish}, {wait} days later it is {told[1]} and no longer {told[0]}"
        return None

    def stops_once(self, clock: Clock, first: int, length: int) -> None:
        start = max([clock.trigger, *(stop.end or stop.start for stop in clock.stops)]) + _ONE * first
        running = clock.resume(start) if clock.stopped else clock
        once = running.suspend(start).suspend(start + _ONE).resume(start + _ONE * (length + 1))
        assert once.stops == (*running.stops, Stop(start, start + _ONE * (length + 1))), f"its stops are {once.stops}"
        assert once.resume(start + _ONE * 99).stops == once.stops, "a running clock was resumed"

    def restarts_whole(self, clock: Clock, after: int) -> Bears:
        on = clock.trigger + _ONE * after
        again, anew = clock.restart(on), Clock(on, clock.term, stops=clock.stops)
        if self.due(anew) is None:
            return False
        ends, wanted = self.due(again), self.due(anew)
        assert ends is not None, "it cannot be counted"
        assert wanted is not None, "it cannot be counted"
        assert ends.last_day == wanted.last_day, f"restarted on {on} it ends {ends.last_day}, anew {wanted.last_day}"
        assert again.earlier == (*clock.earlier, clock.trigger), f"its earlier starts are {again.earlier}"
        return None

    def ends_with_its_last_stage(self, clock: Clock) -> Bears:
        due = self.due(clock)
        if due is None or not isinstance(clock.term, Stages):
            return False
        names, ends = [stage.name for stage in clock.term.stages], [part for _, part in due.stages]
        assert [name for name, _ in due.stages] == names, f"its stages are {[name for name, _ in due.stages]}"
        assert due.last_day == ends[-1].last_day, f"it ends {due.last_day}, its last stage {ends[-1].last_day}"
        begins = [part.trigger for part in ends[1:]]
        assert begins == [part.nominal for part in ends[:-1]], f"stages begin {begins}"
        return None

    def keeps_its_cap(self, clock: Clock) -> Bears:
        due = self.due(clock)
        if due is None or not isinstance(clock.term, Capped):
            return False
        cap = self.due(Clock(clock.trigger, clock.term.cap))
        assert cap is not None, "its cap cannot be counted"
        granted = [e.to for e in clock.extensions if clock.term.extendable and e.to is not None]
        most = max([cap.last_day, *granted])
        assert due.last_day <= most, f"it ends {due.last_day}, its cap is {most}"
        free = self.due(evolve(clock, term=clock.term.term))
        if free is not None and free.last_day <= most:
            assert due.last_day == free.last_day, f"under its cap it ends {due.last_day}, free {free.last_day}"
        return None
