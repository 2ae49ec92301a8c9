"""Rules of office hours, broken on purpose.

Holds: mutants of the hours of a make-up day, and of stops.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import datetime, timedelta
from typing import Any

from mutants.board import Patch, killed_by
from safetywork.calendars import CHINA
from safetywork.office import OfficeHours


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
