"""Laws of lights: one light a day, by the bands as they are written, and none that brightens by waiting.

Holds: `LIGHT_LAWS`.
Never: asks a gauge of the library for its number where the log tells it plainly.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from attrs import evolve

from safetywork import gauges
from safetywork.calendars import WorkCalendar
from safetywork.labels import Label
from safetywork.lights import POLICIES
from safetywork.testing.bands import first_band, numbers_of
from safetywork.testing.laws.clocks import deadline_counts_days
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.laws.standings import edges_of, standing_counts_days
from safetywork.testing.trials import Seen

_ONE = timedelta(days=1)
_WEDNESDAY = 3


@law(
    "light-total", "state",
    Label("每天恰有一盏灯，或按规则不亮", "on any day a matter shows exactly one colour of the palette, or none by rule"),
    Label("有的事项没有灯，或出现规则外的颜色", "a matter without a light, or in a colour that the policy does not have"),
)  # fmt: skip
def light_total(seen: Seen) -> Iterator[str]:
    for policy in POLICIES.values():
        for on in (seen.matter.opened_on - _ONE, *edges_of(seen, seen.last_day)):
            shown = seen.light(policy, on)
            if shown.band not in policy.bands or shown.colour != shown.band.colour:
                yield f"{policy.name} on {on}: {shown.band.id}"


@law(
    "waiting-never-improves", "state",
    Label("干等不会使灯变好", "under a monotone policy, waiting never improves a light"),
    Label("逾期多日后灯又变绿", "a light that turns better by itself the longer nobody acts"),
)  # fmt: skip
def waiting_never_improves(seen: Seen) -> Iterator[str]:
    for policy in POLICIES.values():
        if policy.monotone:
            days = edges_of(seen, seen.last_day)
            ranks = [policy.rank(seen.light(policy, on).colour) for on in days]
            if ranks != sorted(ranks):
                yield f"{policy.name}: {dict(zip(map(str, days), ranks, strict=True))}"


@law(
    "light-by-its-bands", "state",
    Label("亮哪一档，是规则里第一个成立的档", "the band that shows is the first whose conditions hold, by numbers read off the log"),
    Label("差一天就变色，或重的档被轻的盖住", "a colour that turns a day early or late, or a grave band hidden by a mild one"),
)  # fmt: skip
def light_by_its_bands(seen: Seen) -> Iterator[str]:
    for on in edges_of(seen, seen.last_day):
        numbers = numbers_of(seen, on)
        if numbers is None:
            continue
        for policy in POLICIES.values():
            wanted = first_band(policy, numbers)
            told = seen.light(policy, on).band.id
            if wanted is not None and told != wanted:
                yield f"{policy.name} on {on} shows {told!r}, its bands say {wanted!r}"


@law(
    "gauges-read-the-log", "state",
    Label("灯号所依的数，就是记录里读出的数", "what a gauge reads is what the log says: days, shares, months, points behind, all of the present cycle"),
    Label("上一轮的进度、动工算到这一轮", "progress of the last cycle that counts in this one, or a day too many that no band shows"),
)  # fmt: skip
def gauges_read_the_log(seen: Seen) -> Iterator[str]:
    for on in edges_of(seen, seen.last_day):
        asked = gauges.Seen(seen.matter, seen.standing(on), on, seen.context.calendar)
        for name, wanted in (numbers_of(seen, on) or {}).items():
            told = gauges.GAUGES[name].read(asked)
            if told != wanted:
                yield f"{name} on {on} reads {told}, the log says {wanted}"


@law(
    "any-calendar-counts", "history",
    Label("换一套放假安排，期限、进度、亮灯都按那一套算", "on a calendar with days off of its own, deadlines, standings and lights are counted on that calendar"),
    Label("传了本县的日历，灯还按全国的亮", "a county's calendar that is handed in, and a light that is counted on the national one"),
)  # fmt: skip
def any_calendar_counts(seen: Seen) -> Iterator[str]:
    county = _county(seen.context.calendar, seen.last.year)
    there = Seen(seen.matter, evolve(seen.context, calendar=county))
    for each in (deadline_counts_days, standing_counts_days, light_by_its_bands):
        yield from (f"{county.name}: {found}" for found in each.check(there))


@lru_cache(maxsize=32)
def _county(calendar: WorkCalendar, year: int) -> WorkCalendar:
    """The calendar with every Wednesday of the year off that it knows."""
    days = (date(year, 1, 1) + n * _ONE for n in range(365))
    off = [day for day in days if day.isoweekday() == _WEDNESDAY and calendar.is_announced(day)]
    return calendar.overlay("county", off=off)


LIGHT_LAWS = LawSet(
    "lights", (light_total, light_by_its_bands, gauges_read_the_log, waiting_never_improves, any_calendar_counts)
)
"""What a matter shows on a day."""
