"""The check for calendars of one's own: clean on the nation's, and broken by the law that says what is wrong."""

from datetime import date, timedelta

import attrs
import pytest

import safetywork as sw
from outcomes import broken
from safetywork.calendars import CHINA, SpecialDay, WorkCalendar
from safetywork.testing import check_calendar

DAY = date(2024, 9, 20)


@attrs.frozen
class Deaf(WorkCalendar):
    """A calendar that counts make-up days off."""

    def count(self, start, end, **_):
        """As its weekdays have it."""
        sign = 1 if end >= start else -1
        low, high = sorted((start, end))
        days = (low + timedelta(days=n) for n in range(1, (high - low).days + 1))
        return sign * sum(day.isoweekday() < 6 for day in days)


@attrs.frozen
class Skips(WorkCalendar):
    """A calendar whose next working day is one too late."""

    def next(self, day, **_):
        """Never the day itself."""
        return self.add(day, 1)


@attrs.frozen
class Endless(WorkCalendar):
    """A calendar that answers for every day."""

    def is_workday(self, day, *, provisional=False):
        """Whatever is asked."""
        try:
            return super().is_workday(day, provisional=provisional)
        except sw.SafetyworkError:
            return True


@attrs.frozen
class Mute(WorkCalendar):
    """A calendar that calls every day a workday."""

    def kind(self, *_, **__):
        """Always the same."""
        return "workday"


@attrs.frozen
class Hasty(WorkCalendar):
    """A calendar that counts the first day."""

    def add(self, day, n, *, provisional=False):
        """One too soon."""
        return WorkCalendar.add(self, day, n - 1 if n > 1 else n, provisional=provisional)


@attrs.frozen
class Weekly(WorkCalendar):
    """A calendar on which no make-up day is worked."""

    def is_workday(self, day, *, provisional=False):
        """By its weekday first."""
        return day.isoweekday() < 6 and super().is_workday(day, provisional=provisional)


@attrs.frozen
class Stubborn(WorkCalendar):
    """A calendar on which what was announced stands, whatever is arranged locally."""

    def overlay(self, name, *, off=(), work=(), why=None):
        """Ordinary days only."""
        off, work = ({d for d in days if WorkCalendar.special(self, d) is None} for days in (off, work))
        return WorkCalendar.overlay(self, name, off=off, work=work, why=why)


@attrs.frozen
class Guesses(WorkCalendar):
    """A calendar that guesses a make-up day for every Sunday that is not announced."""

    def is_workday(self, day, *, provisional=False):
        """Sundays are made up for."""
        return (day > self.announced_through and day.isoweekday() == 7) or super().is_workday(
            day, provisional=provisional
        )


@attrs.frozen
class Unmarked(WorkCalendar):
    """A calendar that counts on beyond what is announced as if every weekday were worked."""

    def add(self, day, n, *, provisional=False):
        """Firm or not."""
        return WorkCalendar.weekly("weekly").add(day, n) if provisional else WorkCalendar.add(self, day, n)


class TestCalendars:
    """Calendars."""

    @pytest.mark.parametrize("seed", [0, 1])
    def test_china_conforms(self, seed):
        """By a walk over its days, under overlays, and beyond what is announced."""
        outcome = check_calendar(CHINA, examples=60, seed=seed)
        assert outcome.ok, outcome.text()
        assert (len(outcome.laws), outcome.skipped) == (9, ())

    @pytest.mark.parametrize("works", [True, False])
    def test_a_day_that_is_told_twice(self, works):
        """The stronger word counts, whichever was written down last: local before make-up before day off."""
        label = sw.Label("节", "festival")
        told = [SpecialDay(DAY, True, label), SpecialDay(DAY, False, label)][:: 1 if works else -1]
        local = SpecialDay(DAY, works, label, local=True)
        for specials in ((*told,), (local, *told), (*told, local)):
            calendar = WorkCalendar("twice", date(2024, 1, 1), date(2024, 12, 31), specials)
            outcome = check_calendar(calendar, examples=20)
            assert outcome.ok, outcome.text()

    def test_one_without_a_projection(self):
        """It is not asked for provisional days, and that is told."""
        outcome = check_calendar(WorkCalendar.weekly("weekly"), examples=20)
        assert outcome.ok, outcome.text()
        assert [law for law, _ in outcome.skipped] == ["calendar-provisional", "calendar-marked"]

    @pytest.mark.parametrize(
        ("cls", "law"),
        [
            (Deaf, "calendar-count"),
            (Skips, "calendar-neighbours"),
            (Endless, "calendar-refuses"),
            (Mute, "calendar-kind"),
            (Hasty, "calendar-add"),
            (Weekly, "calendar-precedence"),
            (Stubborn, "calendar-overlay"),
            (Guesses, "calendar-provisional"),
            (Unmarked, "calendar-marked"),
        ],
    )
    @pytest.mark.proof
    def test_one_that_is_broken(self, cls, law):
        """Each breaks the law that says what it does."""
        calendar = cls(
            "broken", CHINA.announced_from, CHINA.announced_through, CHINA.specials,
            projection=CHINA.projection, projected_through=CHINA.projected_through,
        )  # fmt: skip
        assert law in broken(check_calendar(calendar))
