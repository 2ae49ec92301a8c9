"""Checks for light policies and ladders of one's own.

Holds: `check_light_policy`, `check_ladder`.
Never: holds a policy to a promise that it does not make: what it does not declare is skipped, and told.
"""

from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.escalation import Ladder, fire, reached, to_fire
from safetywork.firings import Firing
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.lights import Light, LightPolicy, light
from safetywork.matters import Matter
from safetywork.testing.bands import first_band, numbers_of
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.histories import matters as _matters
from safetywork.testing.oracles import main_state, naive_waived
from safetywork.testing.trials import Seen, last_day
from safetywork.workflows import DONE, HANDED_IN, STOPPED, Context


def check_light_policy(
    policy: LightPolicy,
    *,
    matters: st.SearchStrategy[Any] | None = None,
    calendar: WorkCalendar = CHINA,
    given_: Given = NOTHING_GIVEN,
    examples: int = 50,
    seed: int = 0,
) -> Outcome:
    """Whether a light policy is total, goes by its bands, sees no future, and keeps what `monotone` promises.

    `matters` draws what it is tried on, the stock ones unless given; days lie up to 120 after the last entry.
    """
    drawn = _matters() if matters is None else matters
    ahead, tried = st.integers(0, 120), _Lights(policy, calendar, given_)
    laws: Laws = {
        "light-total": (tried.total, (drawn, ahead)),
        "light-because": (tried.because_it_holds, (drawn, ahead)),
        "light-by-its-bands": (tried.by_its_bands, (drawn,)),
        "light-no-future": (tried.sees_no_future, (drawn, st.integers(0, 10) | ahead)),
    }
    skipped = list[tuple[str, str]]()
    if policy.monotone:
        laws["light-monotone"] = (tried.never_better_by_waiting, (drawn, ahead, ahead))
    else:
        skipped.append(("light-monotone", "the policy does not declare it"))
    return run(policy.name, laws, examples, seed, skipped)


def _later(matter: Matter, days: int) -> date:
    return matter.log[-1].event.on + timedelta(days=days)


@frozen
class _Lights:
    """A light policy on trial."""

    policy: LightPolicy
    calendar: WorkCalendar
    given: Given

    def shown(self, matter: Matter, on: date) -> Light:
        return light(matter, on, self.calendar, self.policy, self.given)

    def total(self, matter: Matter, later: int) -> None:
        shown = self.shown(matter, _later(matter, later))
        assert shown.band in self.policy.bands, f"{matter.id} shows a band that the policy has not"
        assert shown.colour == shown.band.colour, f"{shown.band.id} shows another colour than its own"

    def because_it_holds(self, matter: Matter, later: int) -> None:
        shown = self.shown(matter, _later(matter, later))
        because = [f"{c.measure.id} {v}" for c, v in shown.because if not c.holds(v)]
        assert not because, f"{shown.band.id} is shown because of {because}"

    def by_its_bands(self, matter: Matter) -> Bears:
        bears = False
        seen = Seen(matter, Context(calendar=self.calendar))
        for on in self.edges(matter):
            numbers = numbers_of(seen, on)
            wanted = None if numbers is None else first_band(self.policy, numbers)
            bears |= wanted is not None
            shown = self.shown(matter, on).band.id
            assert wanted in (None, shown), f"on {on} {shown!r} is shown, the first band that holds is {wanted!r}"
        return bears

    def edges(self, matter: Matter) -> list[date]:
        """Days at which a number that the policy names is just reached, before the end of the term and after it."""
        last, due = matter.log[-1].event.on, last_day(matter, matter.workflows[0].name, self.calendar)
        bounds = [
            int(bound)
            for band in self.policy.bands
            for conditions in band.when
            for c in conditions
            for bound in (c.at_least, c.at_most, c.over, c.under)
            if bound is not None
        ]
        away = {way + near for bound in bounds for way in (bound, -bound) for near in (-1, 0, 1)}
        ends = () if due is None else (due + timedelta(days=n) for n in away)
        return sorted({last, *(day for day in ends if day >= last)})

    def sees_no_future(self, matter: Matter, back: int) -> Bears:
        on = _later(matter, -back)
        past = matter.as_of(on)
        if past is None:
            return False
        now, then = (self.shown(m, on).band for m in (matter, past))
        assert now == then, f"what came after {on} turned {then.id} into {now.id}"
        return past is not matter

    def never_better_by_waiting(self, matter: Matter, later: int, wait: int) -> Bears:
        on = _later(matter, later)
        after = on + timedelta(days=wait)
        before, then = (self.policy.rank(self.shown(matter, day).colour) for day in (on, after))
        if before < 0 or then < 0:
            return False
        assert then >= before, f"waiting from {on} to {after} turned rank {before} into {then}"
        return True


def check_ladder(
    ladder: Ladder,
    *,
    matters: st.SearchStrategy[Any] | None = None,
    calendar: WorkCalendar = CHINA,
    given_: Given = NOTHING_GIVEN,
    examples: int = 50,
    seed: int = 0,
) -> Outcome:
    """Whether a ladder's rungs are reached once, never taken back by waiting or by what came later, and made up for.

    `matters` draws what it is tried on, the stock ones unless given; days lie up to 60 after the opening.
    """
    drawn = _matters() if matters is None else matters
    ahead, tried = st.integers(0, 60), _Rungs(ladder, calendar, given_)
    laws: Laws = {
        "rung-stays": (tried.never_taken_back, (drawn, ahead, ahead)),
        "rung-no-future": (tried.sees_no_future, (drawn, ahead)),
        "rung-by-its-day": (tried.by_its_day, (drawn, ahead)),
        "rung-while-owed": (tried.only_while_owed, (drawn, ahead)),
        "rung-by-any": (tried.reached_by_any, (drawn, ahead)),
        "rung-once-however-often": (tried.however_often, (drawn, st.sampled_from((1, 3, 50)))),
    }
    return run(ladder.name, laws, examples, seed)


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
        on = _later(matter, -back)
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
        on, bears = _later(matter, later), False
        rungs = reached(self.ladder, matter, on, self.calendar, given=self.given)
        for n, rung in enumerate(self.ladder.rungs):
            if len(rung.when) == 1:
                continue
            days = dict[int, date]()
            for trigger in rung.when:
                alone = evolve(self.ladder, rungs=(*self.ladder.rungs[:n], evolve(rung, when=(trigger,))))
                for one in reached(alone, matter, on, self.calendar, given=self.given):
                    if one.rung.id == rung.id:
                        days[one.cycle] = min(one.on, days.get(one.cycle, one.on))
            wanted = {one.cycle: one.on for one in rungs if one.rung.id == rung.id}
            assert days == wanted, f"{rung.id} is reached {wanted}, by one of its triggers {days}"
            bears |= bool(days)
        return bears

    def only_while_owed(self, matter: Matter, later: int) -> Bears:
        rungs = reached(self.ladder, matter, _later(matter, later), self.calendar, given=self.given)
        for one in rungs:
            then = matter.as_of(one.on)
            assert then is not None, f"{one.rung.id} is reached on {one.on}, before the opening"
            state = main_state(then)
            rests = state.kind == "rest" or state.tags & {DONE, HANDED_IN, STOPPED} or naive_waived(then, one.on)
            assert not rests, f"{one.rung.id} is reached on {one.on}, when it was {state.label.en}"
            main = then.workflows[0].name
            cycle = 1 + sum(entry.event.cycle and entry.rule.name == main for entry in then.log)
            assert one.cycle == cycle, f"{one.rung.id} of cycle {one.cycle} is reached on {one.on}, in cycle {cycle}"
        assert len({one.key for one in rungs}) == len(rungs), "a rung is reached twice in one cycle"
        return bool(rungs)

    def however_often(self, matter: Matter, step: int) -> None:
        last = _later(matter, 30)
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
