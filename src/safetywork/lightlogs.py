"""What changed in the lights between two days, and because of what.

Holds: `LightChange` and `light_changes`.
Never: remembers a light: both days are asked for anew.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from attrs import frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.events import Entry
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.labels import Label, Lang
from safetywork.lights import RED_YELLOW_BLUE, Light, LightPolicy, light
from safetywork.matters import Matter


@frozen
class LightChange:
    """A matter's light changed 变灯 on a day, from one band to another.

    `entries` are those of that day; where there are none, time alone did it.
    """

    matter: str
    on: date
    before: Light
    after: Light
    entries: tuple[Entry, ...]

    def text(self, lang: Lang = "zh") -> str:
        """The change as a line, with what it came of."""
        came = _BY_TIME if not self.entries else Label(*(_said(self.entries, each) for each in ("zh", "en")))
        said = {"before": self.before.text(lang), "after": self.after.text(lang), "came": came}
        return _WORDS.text(lang, on=self.on, matter=self.matter, **said)


_WORDS = Label("{on} {matter}：{before} → {after}，因{came}", "{on} {matter}: {before} → {after}, by {came}")
_BY_TIME = Label("时间推移", "the passing of time")


def _said(entries: tuple[Entry, ...], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(entry.event.label.text(lang) for entry in entries)


def light_changes(
    matters: Iterable[Matter],
    since: date,
    until: date,
    calendar: WorkCalendar = CHINA,
    policy: LightPolicy = RED_YELLOW_BLUE,
    given: Given = NOTHING_GIVEN,
) -> tuple[LightChange, ...]:
    """Every change of band after `since` up to and including `until`, by day and matter.

    A matter that was opened in between is told from the day after its first; before, it had no light.
    """
    found = (change for matter in matters for change in _of(matter, since, until, calendar, policy, given))
    return tuple(sorted(found, key=lambda change: (change.on, change.matter)))


def _of(
    matter: Matter, since: date, until: date, calendar: WorkCalendar, policy: LightPolicy, given: Given
) -> Iterator[LightChange]:
    day = max(since, matter.opened_on)
    shown = light(matter, day, calendar, policy, given)
    while day < until:
        day += timedelta(days=1)
        now = light(matter, day, calendar, policy, given)
        if now.band != shown.band:
            yield LightChange(matter.id, day, shown, now, tuple(e for e in matter.log if e.event.on == day))
        shown = now
