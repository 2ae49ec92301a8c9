"""The check for clocks of one's own: clean on the library's, and broken by the law that says what is wrong."""

from datetime import timedelta

import attrs
import pytest

import safetywork as sw
from outcomes import broken
from safetywork import periods
from safetywork.testing import check_clock
from safetywork.testing.drawn.times import capped_clocks, clocks, staged_clocks


def _as(cls, drawn):
    """Drawn clocks, each as one of another class."""
    return drawn.map(lambda clock: cls(**{a.name: getattr(clock, a.name) for a in attrs.fields(sw.Clock)}))


@attrs.frozen
class DayLate(sw.Clock):
    """Ends a day late."""

    def deadline(self, *given, **named):
        """As ever, and a day more."""
        due = super().deadline(*given, **named)
        return attrs.evolve(due, last_day=due.last_day + timedelta(days=1))


@attrs.frozen
class Eager(sw.Clock):
    """Is overdue on its last day."""

    def standing(self, on, *given, **named):
        """As of the day after."""
        return super().standing(on + timedelta(days=1), *given, **named)


@attrs.frozen
class Restless(sw.Clock):
    """Goes on after it is finished."""

    def finish(self, *_):
        """Finishes nothing."""
        return self


@attrs.frozen
class TwiceStopped(sw.Clock):
    """Is stopped again while it is stopped."""

    def suspend(self, on):
        """One more stop, whatever was before."""
        return attrs.evolve(self, stops=(*self.stops[:-1], sw.Stop(on)) if self.stopped else (*self.stops, sw.Stop(on)))


@attrs.frozen
class Forgetful(sw.Clock):
    """Does not know when it first began."""

    def restart(self, trigger):
        """Anew, without a trace."""
        return attrs.evolve(self, trigger=trigger, extensions=())


@attrs.frozen
class Uncapped(sw.Clock):
    """Runs past its cap."""

    def deadline(self, *given, **named):
        """As if there were no cap."""
        free = attrs.evolve(self, term=self.term.term) if isinstance(self.term, sw.terms.Capped) else self
        return sw.Clock.deadline(free, *given, **named)


class TestClocks:
    """Clocks against a count of days."""

    @pytest.mark.parametrize("seed", [0])
    def test_the_librarys_own_is_clean(self, seed):
        """On the national calendar, and every law bears on some clock."""
        outcome = check_clock(examples=60, seed=seed)
        assert outcome.ok, outcome.text()
        assert len(outcome.laws) == 10

    @pytest.mark.parametrize(
        ("cls", "law", "drawn"),
        [
            (DayLate, "clock-ends-by-walk", clocks()),
            (Eager, "clock-stands-by-walk", clocks()),
            (Restless, "clock-finish-settles", clocks()),
            (TwiceStopped, "clock-stopped-twice", clocks()),
            (Forgetful, "clock-restart-whole", clocks()),
            (DayLate, "clock-stages-end-last", staged_clocks()),
            (Uncapped, "clock-cap-holds", capped_clocks()),
        ],
    )
    @pytest.mark.proof
    def test_one_that_is_broken(self, cls, law, drawn):
        """Each law is broken by a clock that does not keep it."""
        assert law in broken(check_clock(clocks=_as(cls, drawn), examples=60))

    @pytest.mark.proof
    def test_months_that_chain(self, monkeypatch):
        """31 January and a month is 28 February, and a month more 28 March; together they are 31 March."""
        monkeypatch.setattr("safetywork.clocks._together", lambda *_: None)
        assert "clock-months-together" in broken(check_clock(examples=60))

    @pytest.mark.proof
    def test_runs_of_days_off_that_are_missed(self, monkeypatch):
        """A run of exactly three days off is no run to it."""
        runs = periods._long_runs
        monkeypatch.setattr(periods, "_long_runs", lambda *a, **k: [run for run in runs(*a, **k) if len(run) > 3])
        assert "clock-rests-by-walk" in broken(check_clock(examples=60))
