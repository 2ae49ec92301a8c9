"""Rounds of chasing over their cadence: which were due, which were held, which were missed.

Holds: `RoundDue` and `rounds_due`.
Never: says what a round looks at (`agendas`), or blames anybody for a week in which nobody works.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

from safetywork.activities import CADENCES, Cadence, Round
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.campaigns import Campaign
from safetywork.labels import Label, Lang


@frozen
class RoundDue:
    """A round 调度周期 that was due in a week or month, both days inclusive, and those that were held in it."""

    campaign: str
    cadence: Cadence
    first: date
    last: date
    held: tuple[Round, ...]

    def missed(self, on: date) -> bool:
        """Whether the week or month is past on a day, and no round was held in it by then."""
        return self.last < on and not any(one.on <= on for one in self.held)

    def text(self, lang: Lang = "zh") -> str:
        """The cadence and its days."""
        return _WORDS.text(lang, cadence=CADENCES[self.cadence].text(lang), first=self.first, last=self.last)


_WORDS = Label("{cadence}（{first}至{last}）", "{cadence} ({first} to {last})")


def rounds_due(
    campaign: Campaign,
    rounds: Iterable[Round],
    since: date,
    until: date,
    calendar: WorkCalendar = CHINA,
    *,
    parts: frozenset[str] = frozenset(),
) -> tuple[RoundDue, ...]:
    """The rounds that the campaign's groups owed in the weeks (Monday to Sunday) and months that end in the stretch.

    The stretch is from `since` to `until`, both inclusive. A week or month counts that lies whole within the campaign
    and has a working day; days not announced are counted provisionally. A round counts for the campaign that it names,
    and for what that is one of the `parts` of (`Book.parts`), by the day on which it was held.
    """
    wanted: dict[Cadence, None] = {group.cadence: None for group in campaign.groups if group.cadence is not None}
    mine = [one for one in rounds if one.campaign == campaign.id or one.campaign in parts]
    last = until if campaign.until is None else min(until, campaign.until)
    found = (
        RoundDue(campaign.id, cadence, a, b, tuple(one for one in mine if one.cadence == cadence and a <= one.on <= b))
        for cadence in wanted
        for a, b in _periods(cadence, campaign.on, last)
        if b >= since and calendar.count(a - timedelta(days=1), b, provisional=True) > 0
    )
    return tuple(sorted(found, key=lambda due: (due.last, due.cadence)))


def _periods(cadence: Cadence, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The whole weeks or months in [first, last]."""
    day = first + timedelta(days=(1 - first.isoweekday()) % 7) if cadence == "weekly" else _month(first)
    while (end := _end(cadence, day)) <= last:
        yield day, end
        day = end + timedelta(days=1)


def _month(day: date) -> date:
    return day if day.day == 1 else _end("monthly", day) + timedelta(days=1)


def _end(cadence: Cadence, day: date) -> date:
    if cadence == "weekly":
        return day + timedelta(days=6)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
