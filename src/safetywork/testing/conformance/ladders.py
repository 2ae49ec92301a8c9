"""Checks for ladders of one's own.

Holds: `check_ladder`.
Never: asks a ladder when a rung is reached to say when it should be, where the log tells it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.escalation import Ladder, Reached, Rung, fire, reached, to_fire
from safetywork.firings import Firing
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.lights import light
from safetywork.matters import Matter
from safetywork.streaks import Every
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.histories import matters as _matters
from safetywork.testing.logs import main_state, naive_clock, naive_waived, told_by_log
from safetywork.testing.trials import Seen, after_last
from safetywork.triggers import Elapsed, Nth, Shown, Trigger
from safetywork.workflows import DONE, HANDED_IN, STOPPED, Context

_ONE = timedelta(days=1)
_SUNDAY, _QUARTER = 7, 3


def check_ladder(
    ladder: Ladder,
    *,
    matters: st.SearchStrategy[Any] | None = None,
    calendar: WorkCalendar = CHINA,
    given_: Given = NOTHING_GIVEN,
    examples: int = 50,
    seed: int = 0,
    hasty: bool = False,
) -> Outcome:
    """Whether a ladder's rungs are reached once, never taken back by waiting or by what came later, and made up for.

    `matters` draws what it is tried on, the stock ones unless given; days lie up to 60 after the
    opening or the last entry, where lights are asked up to 400.
    """
    drawn = _matters() if matters is None else matters
    ahead, tried = st.integers(0, 60), _Rungs(ladder, calendar, given_)
    laws: Laws = {
        "rung-stays": (tried.never_taken_back, (drawn, ahead, ahead)),
        "rung-no-future": (tried.sees_no_future, (drawn, ahead)),
        "rung-by-its-day": (tried.by_its_day, (drawn, ahead)),
        "rung-while-owed": (tried.only_while_owed, (drawn, ahead)),
        "rung-by-any": (tried.reached_by_any, (drawn, ahead)),
        "rung-by-its-entry": (tried.by_its_entry, (drawn, ahead)),
        "rung-by-its-share": (tried.by_its_share, (drawn, ahead)),
        "rung-as-lit": (tried.as_lit, (drawn, st.integers(0, 400))),
        "rung-highest-only": (tried.highest_only, (drawn, ahead)),
        "rung-once-however-often": (tried.however_often, (drawn, st.sampled_from((1, 3, 50)))),
    }
    return run(ladder.name, laws, examples, seed, hasty=hasty)


@frozen
class _Rungs:
    """A ladder on trial."""

    ladder: Ladder
    calendar: WorkCalendar
    given: Given

    def keys(self, matter: Matter, on: date) -> set[Any]:
        return {(one.key, one.on) for one in reached(self.ladder, matter, on, self.calendar, given=self.given)}

    def never_taken_back(self, matter: Matter, later: int, wait: int) -> Bears:
        on = matter.opened_on + timedelta(days=later)
        before = self.keys(matter, on)
        gone = before - self.keys(matter, on + timedelta(days=wait))
        assert not gone, f"waiting took back {sorted(gone)}"
        return bool(before)

    def sees_no_future(self, matter: Matter, back: int) -> None:
        on = after_last(matter, -back)
        past = matter.as_of(on)
        wanted = self.keys(past, on) if past is not None else set[Any]()
        assert self.keys(matter, on) == wanted, f"what came after {on} changed a rung"

    def by_its_day(self, matter: Matter, later: int) -> Bears:
        on = matter.opened_on + timedelta(days=later)
        rungs = reached(self.ladder, matter, on, self.calendar, given=self.given)
        late = [one.rung.id for one in rungs if one.on > on]
        assert not late, f"{late} are reached after {on}"
        return bool(rungs)

    def reached_by_any(self, matter: Matter, later: int) -> Bears:
        """A rung that several triggers reach is reached on the day of the first; those below it stay as they are."""
        on, bears = after_last(matter, later), False
        for n, rung in enumerate(self.ladder.rungs):
            if len(rung.when) == 1:
                continue
            days = dict[int, date]()
            for trigger in rung.when:
                alone = evolve(self.ladder, rungs=(*self.ladder.rungs[:n], evolve(rung, when=(trigger,))))
                for one in reached(alone, matter, on, self.calendar, given=self.given):
                    if one.rung.id == rung.id:
                        days[one.cycle] = min(one.on, days.get(one.cycle, one.on))
            bears |= self.is_reached(rung, matter, on, days, "one of its triggers")
        return bears

    def only_while_owed(self, matter: Matter, later: int) -> Bears:
        rungs = reached(self.ladder, matter, after_last(matter, later), self.calendar, given=self.given)
        for one in rungs:
            then = matter.as_of(one.on)
            assert then is not None, f"{one.rung.id} is reached on {one.on}, before the opening"
            state, cycle = main_state(then), _cycle(then)
            assert not _rests(then, one.on), f"{one.rung.id} is reached on {one.on}, when it was {state.label.en}"
            assert one.cycle == cycle, f"{one.rung.id} of cycle {one.cycle} is reached on {one.on}, in cycle {cycle}"
        assert len({one.key for one in rungs}) == len(rungs), "a rung is reached twice in one cycle"
        return bool(rungs)

    def alone(self, kind: type[Trigger]) -> Iterator[tuple[Rung, Any]]:
        """The rungs that one trigger of a kind reaches, each with it."""
        for rung in self.ladder.rungs:
            if len(rung.when) == 1 and type(rung.when[0]) is kind:
                yield rung, rung.when[0]

    def is_reached(self, rung: Rung, matter: Matter, on: date, wanted: dict[int, date], by: str) -> bool:
        """Hold the day on which the rung is reached in each cycle to what it should be; whether there is one."""
        rungs = reached(self.ladder, matter, on, self.calendar, given=self.given)
        told = {one.cycle: one.on for one in rungs if one.rung.id == rung.id}
        assert told == wanted, f"{rung.id} is reached {told}, by {by} {wanted}"
        return bool(wanted)

    def by_its_entry(self, matter: Matter, later: int) -> Bears:
        """A rung of the n-th entry of a class, or of one made of it, is reached on the next day that it may climb."""
        on, bears = after_last(matter, later), False
        for rung, trigger in self.alone(Nth):
            days: list[date] = [e.event.on for e in matter.log if isinstance(e.event, trigger.event)]
            wanted = dict[int, date]()
            nth: int = trigger.n
            if len(days) >= nth:
                for day, then in _climbing(matter, days[nth - 1], on):
                    wanted.setdefault(_cycle(then), day)
            bears |= self.is_reached(rung, matter, on, wanted, "its entry and the days it may climb")
        return bears

    def by_its_share(self, matter: Matter, later: int) -> Bears:
        """A rung of a share of the term is reached on the first day it may climb by which so much of it has gone."""
        on, bears = after_last(matter, later), False
        for rung, trigger in self.alone(Elapsed):
            if not 0 < trigger.share <= 1:
                continue  # beyond the end, and at its beginning, a share tells no day
            wanted = dict[int, date]()
            for day, then in _climbing(matter, matter.opened_on, on):
                seen = Seen(then, Context(calendar=self.calendar))
                plain, due = seen.plain[0], seen.plain_due(day)
                share = seen.plain_share(day) if told_by_log(matter) else None
                if plain is not None and (share is None or due is None or due[1] <= plain.day):
                    return False  # it has no plain way
                if plain is not None and day >= plain.day and share is not None and share >= trigger.share:
                    wanted.setdefault(_cycle(then), day)
            bears |= self.is_reached(rung, matter, on, wanted, "the days of the term")
        return bears

    def as_lit(self, matter: Matter, later: int) -> Bears:
        """A rung of what was shown is reached at the first end of a period by which it was shown so often."""
        on, bears = after_last(matter, later), False
        if any(hasattr(entry.event, "expires") for entry in matter.log):
            return False  # a waiver moves the day
        for rung, trigger in self.alone(Shown):
            lit, wanted = list[bool](), dict[int, date]()
            climbing = {day: _cycle(then) for day, then in _climbing(matter, matter.opened_on, on)}
            for end in _ends(trigger.every, matter.opened_on, on):
                shown = light(matter, end, self.calendar, trigger.policy, self.given)
                lit.append(shown.band.id in trigger.bands)
                often = sum(lit[-(trigger.within or trigger.times) :])
                if often >= trigger.times and end in climbing:
                    wanted.setdefault(climbing[end], end)
            bears |= self.is_reached(rung, matter, on, wanted, "the ends of periods")
        return bears

    def highest_only(self, matter: Matter, later: int) -> Bears:
        """Where a higher rung of a cycle overtakes a lower one, the highest of each cycle is left to fire."""
        on, order = after_last(matter, later), [rung.id for rung in self.ladder.rungs]
        best = dict[int, Reached]()
        for one in reached(self.ladder, matter, on, self.calendar, given=self.given):
            if one.cycle not in best or order.index(one.rung.id) > order.index(best[one.cycle].rung.id):
                best[one.cycle] = one
        left = to_fire((matter,), (), on, self.ladder, self.calendar, given=self.given, highest_only=True)
        told, keys = sorted(one.key for one in left), sorted(one.key for one in best.values())
        assert told == keys, f"left to fire are {told}, the highest are {keys}"
        return bool(best)

    def however_often(self, matter: Matter, step: int) -> None:
        last = after_last(matter, 30)
        fired = list[Firing]()
        day = matter.opened_on
        while day < last + timedelta(days=step):
            now = min(day, last)
            seen = matter.as_of(now)
            for one in to_fire([seen] if seen else [], fired, now, self.ladder, self.calendar, given=self.given):
                fired.append(fire(one, id=f"F-{len(fired)}", on=now, by="-"))
            day += timedelta(days=step)
        assert {(one.key, one.since) for one in fired} == self.keys(matter, last), (
            f"every {step} days fires other rungs"
        )
        assert len({one.key for one in fired}) == len(fired), "a rung was fired twice"


def _rests(then: Matter, on: date) -> bool:
    """Whether a matter, as it stands on the day, climbs no rung."""
    state, clock = main_state(then), naive_clock(then, then.workflows[0])
    stopped = bool(state.tags & {STOPPED}) or (clock is not None and clock.stopped(on))
    return state.kind == "rest" or bool(state.tags & {DONE, HANDED_IN}) or stopped or naive_waived(then, on)


def _cycle(then: Matter) -> int:
    """Its cycle, counted by the events of its main machine that begin one."""
    main = then.workflows[0].name
    return 1 + sum(entry.event.cycle and entry.rule.name == main for entry in then.log)


def _climbing(matter: Matter, first: date, last: date) -> Iterator[tuple[date, Matter]]:
    """The days from `first` to `last` on which it is owed, not handed in, not stopped, and how it stood on each."""
    for day in _days(first, last):
        then = matter.as_of(day)
        if then is not None and not _rests(then, day):
            yield day, then


def _ends(every: Every, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` with which a period ends."""
    for day in _days(first, last):
        month = (day + _ONE).day == 1 and (every == "month" or day.month % _QUARTER == 0)
        if day.isoweekday() == _SUNDAY if every == "week" else month:
            yield day


def _days(first: date, last: date) -> Iterator[date]:
    return (first + n * _ONE for n in range((last - first).days + 1))
