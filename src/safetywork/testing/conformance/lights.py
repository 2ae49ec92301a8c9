"""Checks for light policies of one's own.

Holds: `check_light_policy`.
Never: holds a policy to a promise that it does not make: what it does not declare is skipped, and told.
"""

from datetime import date, timedelta
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.lights import Light, LightPolicy, light
from safetywork.matters import Matter
from safetywork.testing.bands import first_band, numbers_of
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.histories import matters as _matters
from safetywork.testing.trials import Seen, after_last, last_day
from safetywork.workflows import Context


def check_light_policy(
    policy: LightPolicy,
    *,
    matters: st.SearchStrategy[Any] | None = None,
    calendar: WorkCalendar = CHINA,
    given_: Given = NOTHING_GIVEN,
    examples: int = 50,
    seed: int = 0,
    hasty: bool = False,
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
    return run(policy.name, laws, examples, seed, skipped, hasty=hasty)


@frozen
class _Lights:
    """A light policy on trial."""

    policy: LightPolicy
    calendar: WorkCalendar
    given: Given

    def shown(self, matter: Matter, on: date) -> Light:
        return light(matter, on, self.calendar, self.policy, self.given)

    def total(self, matter: Matter, later: int) -> None:
        shown = self.shown(matter, after_last(matter, later))
        assert shown.band in self.policy.bands, f"{matter.id} shows a band that the policy has not"
        assert shown.colour == shown.band.colour, f"{shown.band.id} shows another colour than its own"

    def because_it_holds(self, matter: Matter, later: int) -> None:
        shown = self.shown(matter, after_last(matter, later))
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
        on = after_last(matter, -back)
        past = matter.as_of(on)
        if past is None:
            return False
        now, then = (self.shown(m, on).band for m in (matter, past))
        assert now == then, f"what came after {on} turned {then.id} into {now.id}"
        return past is not matter

    def never_better_by_waiting(self, matter: Matter, later: int, wait: int) -> Bears:
        on = after_last(matter, later)
        after = on + timedelta(days=wait)
        before, then = (self.policy.rank(self.shown(matter, day).colour) for day in (on, after))
        if before < 0 or then < 0:
            return False
        assert then >= before, f"waiting from {on} to {after} turned rank {before} into {then}"
        return True
