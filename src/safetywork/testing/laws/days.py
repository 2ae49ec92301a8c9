"""Laws of asking about a day: what stood then, what was known then, and that nothing later shows.

Holds: `DAY_LAWS`.
Never: judges whether an entry should have been taken.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs

from safetywork.calendars import BEIJING, WorkCalendar
from safetywork.events import Entry
from safetywork.labels import Label
from safetywork.lights import light
from safetywork.matters import Matter
from safetywork.standings import Standing
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.trials import Seen, Trial, replayed

_ONE = timedelta(days=1)


@law(
    "as-of-ignores-later", "step",
    Label("某日的样子不因后来的事改变", "what stood on an earlier day is not changed by what happens later"),
    Label("回看月报时数字变了", "last month's report that reads otherwise today"),
)  # fmt: skip
def as_of_ignores_later(trial: Trial) -> Iterator[str]:
    if trial.entry is None:
        return
    for day in {trial.event.on - _ONE, trial.before.last - _ONE, trial.before.last}:
        if day < trial.event.on and trial.before.as_of(day) != trial.after.matter.as_of(day):
            yield f"as of {day} it became another"


@law(
    "as-of-is-the-prefix", "history",
    Label("某日的样子就是到那天为止的记录", "what stood on a day is what its entries up to then say, nothing before the opening"),
    Label("当天的事算到了前一天，或漏了当天", "an entry of the day itself that is left out, or one of the next let in"),
)  # fmt: skip
def as_of_is_the_prefix(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    if matter.as_of(matter.opened_on - _ONE) is not None:
        yield "it stood there before it was opened"
    for day in sorted({entry.event.on for entry in matter.log}):
        kept = [entry for entry in matter.log if entry.event.on <= day]
        then = matter.as_of(day)
        if then is None or list(then.log) != kept or then != replayed(matter, kept):
            yield f"as of {day}"
            return


@law(
    "known-on-recording", "history",
    Label("某日已知的，是那天已登记的", "what was known on a day is what was written down by then"),
    Label("拿后来补录的去评当时的判断", "a judgement on what nobody had written down yet"),
)  # fmt: skip
def known_on_recording(seen: Seen) -> Iterator[str]:
    late = [
        attrs.evolve(e, event=attrs.evolve(e.event, recorded_at=_after_midnight(e, n)))
        for n, e in enumerate(seen.matter.log)
    ]
    matter = replayed(seen.matter, late)
    for day in sorted({e.event.on + timedelta(days=n) - back for n, e in enumerate(late) for back in (_ONE, 0 * _ONE)}):
        kept = [e for m, e in enumerate(late) if e.event.on + timedelta(days=m) <= day]
        then = matter.as_of(seen.last, known_on=day)
        if (() if then is None else then.log) != tuple(kept):
            told = 0 if then is None else len(then.log)
            yield f"on {day} {told} entries were known, {len(kept)} were written down"
            return


def _after_midnight(entry: Entry, days: int) -> datetime:
    """An hour into the day in Beijing, told by UTC, where it is still the day before."""
    day = entry.event.on + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 1, tzinfo=BEIJING).astimezone(UTC)


@law(
    "asked-of-the-day", "history",
    Label("问某日的逾期、进度和亮灯，答的是那天的样子", "whether it was overdue, where it stood and what it showed on a day is what it was, as of that day"),
    Label("今天问上月是否逾期，答的是今天", "a question about last month that is answered by today's log"),
)  # fmt: skip
def asked_of_the_day(seen: Seen) -> Iterator[str]:
    matter, calendar = seen.matter, seen.context.calendar
    for day in sorted({entry.event.on + timedelta(days=n) for entry in matter.log for n in (-1, 0)}):
        then = matter.as_of(day)
        if then is None or then is matter:
            continue
        for what, ask in _ASKED.items():
            now, past = ask(matter, day, calendar), ask(then, day, calendar)
            if now != past:
                yield f"{what} on {day} is {now}, as of that day {past}"
        for name in [workflow.name for workflow in matter.workflows[1:]]:
            now, past = (_last(m.settled_standing(day, calendar, machine=name)) for m in (matter, then))
            if now != past:
                yield f"{name} on {day} stands {now}, as of that day {past}"


_ASKED: dict[str, Callable[[Matter, date, WorkCalendar], Any]] = {
    "overdue": lambda matter, day, calendar: matter.overdue(day, calendar),
    "the last day": lambda matter, day, calendar: _last(matter.settled_standing(day, calendar)),
    "the light": lambda matter, day, calendar: light(matter, day, calendar).band.id,
    "milestones": lambda matter, day, calendar: getattr(matter, "milestones_on", _none)(day, calendar),
    "waived": lambda matter, day, _: matter.waived(day),
}


def _none(*_: Any) -> None:
    """What a matter without milestones says of them."""


def _last(standing: Standing | None) -> Any:
    return standing and (standing.deadline.last_day, standing.finished, standing.stopped)


DAY_LAWS = LawSet("days", (as_of_ignores_later, as_of_is_the_prefix, asked_of_the_day, known_on_recording))
"""What is answered about a day."""
