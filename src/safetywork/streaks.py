"""Gauges over periods: how often, or how many times running, a light was shown at the ends of weeks, months, quarters.

Holds: `ends_before`, `in_a_row`, `times_lit`.
Never: stores a light: each is asked for as of its day. A policy that uses these is not `monotone`.

Only periods that have ended count, so that an answer is not another on the next day: 银川 (2025) lights a project red
after three consecutive months, 裕溪乡 (2010) looks at the quarters of a year.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Literal, TypeAlias

from safetywork.gauges import Bound, Gauge, Seen
from safetywork.labels import Label
from safetywork.lights import LightPolicy, light

Every: TypeAlias = Literal["week", "month", "quarter"]

PERIODS: dict[Every, Label] = {
    "week": Label("周", "weeks"),
    "month": Label("月", "months"),
    "quarter": Label("季度", "quarters"),
}


def ends_before(on: date, every: Every) -> Iterator[date]:
    """The last days of the periods that have ended by the end of `on`, the latest first: Sundays, ends of months."""
    if every == "week":
        day = on - timedelta(days=on.isoweekday() % 7)
        while True:
            yield day
            day -= timedelta(weeks=1)
    step = 3 if every == "quarter" else 1
    year, month = on.year, on.month
    if (on + timedelta(days=1)).month != on.month and month % step == 0:
        yield on
    month -= (month - 1) % step
    while year > 1:
        yield date(year, month, 1) - timedelta(days=1)
        year, month = (year - 1, month + 12 - step) if month <= step else (year, month - step)


def _lit(seen: Seen, policy: LightPolicy, bands: frozenset[str], ends: Iterator[date]) -> Iterator[bool]:
    """Whether the matter was lit in one of these bands at each end, back to where it began."""
    opened = seen.matter.opened_on
    for end in takewhile(lambda day: day >= opened, ends):
        yield light(seen.matter, end, seen.calendar, policy, seen.given).band.id in bands


def in_a_row(policy: LightPolicy, *bands: str, every: Every, label: Label) -> Gauge:
    """How many periods running, up to the last one that ended, a matter was lit in one of `bands` of a policy."""
    wanted = frozenset(bands)

    def read(seen: Seen) -> Bound | None:
        lit = _lit(seen, policy, wanted, ends_before(seen.on, every))
        return sum(1 for _ in takewhile(bool, lit))

    return Gauge(f"{every}s in a row {'/'.join(sorted(wanted))} of {policy.name}", label, read)


def times_lit(policy: LightPolicy, *bands: str, every: Every, within: int, label: Label) -> Gauge:
    """At the ends of how many of the last `within` periods a matter was lit in one of `bands` of a policy."""
    wanted = frozenset(bands)

    def read(seen: Seen) -> Bound | None:
        return sum(_lit(seen, policy, wanted, islice(ends_before(seen.on, every), within)))

    return Gauge(f"{'/'.join(sorted(wanted))} of {policy.name} in {within} {every}s", label, read)
