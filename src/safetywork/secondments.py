"""Secondments: who is away from when to when, and what that does to a plan.

Holds: `Secondment` 抽调, how many are there on a day, the `capacity` that is left, `displaced` steps of a plan.
Never: takes a share without a base for a number of people, or moves a plan.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from math import ceil, floor

from attrs import evolve, field, frozen
from attrs.validators import ge, le

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.counts import Count
from safetywork.errors import ShareError
from safetywork.events import not_before_on, plain_day
from safetywork.labels import Label, Lang
from safetywork.periods import workdays
from safetywork.schedules import Plan
from safetywork.staffing import Capacity

_ALL = 100


@frozen(kw_only=True)
class Secondment:
    """People seconded away 抽调: the share in per cent of the staff, from a day to another (None: not back yet).

    `until` is the day on which they are back. `base` says of how many, where that is stated: a share without a base is
    kept as it is.
    """

    id: str
    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=not_before_on)
    percent: int | Decimal = field(validator=[ge(0), le(100)])
    base: int | None = None
    to: str | None = None
    to_en: str | None = None

    def away(self, day: date) -> bool:
        """Whether they are away on `day`."""
        return self.on <= day and (self.until is None or day < self.until)


def percent_away(secondments: Iterable[Secondment], day: date) -> int | Decimal:
    """The per cent of the staff that is away on `day`, over all secondments: nobody is in two places.

    Raises `ShareError` where they come to more than everybody.
    """
    away = sum((one.percent for one in secondments if one.away(day)), 0)
    if away > _ALL:
        raise ShareError(str(away))
    return away


def people_there(secondments: Iterable[Secondment], day: date, staff: int | None = None) -> Count:
    """How many people are there on `day`: of `staff`, or of the one base that all secondments state.

    Unknown without either. A share that leaves no whole number (50% of 25) lies between the two next to it.
    """
    given = tuple(secondments)
    whole = _base(given) if staff is None else staff
    if whole is None:
        return Count.unknown("人")
    left = Fraction(whole) * (_ALL - Fraction(percent_away(given, day))) / _ALL
    return Count(floor(left), ceil(left), "人")


def capacity(secondments: Iterable[Secondment]) -> tuple[Capacity, ...]:
    """The people left, stretch by stretch: what a plan is levelled by. Secondments at one time add up."""
    given = tuple(secondments)
    turns = sorted({turn for one in given for turn in (one.on, one.until) if turn is not None})
    ends = [turn - timedelta(days=1) for turn in turns[1:]]
    return tuple(
        Capacity(on=on, until=until, percent=_ALL - away)
        for on, until in zip_longest(turns, ends)
        if (away := percent_away(given, on))
    )


@frozen
class Displaced:
    """A step of a plan that fitted with everybody there and does not now, or fits worse: by so many working days.

    `before` and `after` are the working days late without and with the secondments; `after` None: it never fits.
    """

    id: str
    before: int
    after: int | None
    finish: date | None

    @property
    def more(self) -> int | None:
        """By how many more working days it is late; None where it never fits."""
        return None if self.after is None else self.after - self.before

    def text(self, lang: Lang = "zh") -> str:
        """What became of the step, as a line."""
        if self.after is None:
            return _NEVER.text(lang, step=self.id)
        return _LATER.text(lang, step=self.id, more=workdays(self.after - self.before), finish=self.finish)


def displaced(
    plan: Plan,
    secondments: Iterable[Secondment],
    calendar: WorkCalendar = CHINA,
    *,
    on: date | None = None,
    provisional: bool = False,
) -> tuple[Displaced, ...]:
    """The steps of `plan` that no longer fit, or fit worse, because people are away; in the order of their placing.

    Both are levelled by `Plan.level`. Raises `PlanError` where neither the plan states its staff nor all secondments
    one base: half of nobody knows how many is no number.
    """
    given = tuple(secondments)
    staff = _base(given) if plan.staff is None else plan.staff
    whole = evolve(plan, staff=staff)
    full = {one.id: one.late for one in whole.level(calendar, on=on, provisional=provisional).placements}
    short = evolve(whole, capacity=(*plan.capacity, *capacity(given)))
    return tuple(
        Displaced(one.id, before, one.late, one.finish)
        for one in short.level(calendar, on=on, provisional=provisional).placements
        if (before := full[one.id]) is not None and (one.late is None or one.late > before)
    )


def _base(secondments: tuple[Secondment, ...]) -> int | None:
    bases = {one.base for one in secondments}
    return bases.pop() if len(bases) == 1 else None


_LATER = Label(
    "{step}因人员抽调晚{more}，{finish}方可完工", "{step}: {more} later for want of people, done on {finish}"
)
_NEVER = Label("{step}因人员抽调无法安排", "{step}: never enough people while they are seconded")
