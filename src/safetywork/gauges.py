"""What a light measures: one number of a matter on a day, under a name.

Holds: `Gauge`, `Given`, `Placing`, the stock `GAUGES`, and those that take arguments (`judged`, `of_severity`).
Never: compares a number with a bound (`When` does), or knows a colour.

A number that is not known (no term, no progress reported, nobody judged) is None.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from safetywork.acts import Progress
from safetywork.calendars import WorkCalendar
from safetywork.judgements import Judgement, standing_judgement
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.standings import Standing

Bound: TypeAlias = int | Fraction


@frozen
class Placing:
    """A place 名次 in a ranking, from 1 (first), of so many; `change` is how many places up since the round before."""

    place: int
    of: int
    change: int | None = None


@frozen
class Given:
    """What a light may look at beside the log: judgements by people, and the placings of units by name.

    What is not given is not known.
    """

    judgements: tuple[Judgement, ...] = ()
    placings: Mapping[str, Placing] = field(factory=dict[str, Placing], hash=False)


NOTHING_GIVEN = Given()


@frozen
class Seen:
    """What a gauge is read from: a matter as it stood on a day, its standing, and what was given."""

    matter: Matter
    standing: Standing | None
    on: date
    calendar: WorkCalendar
    given: Given = NOTHING_GIVEN


Reader: TypeAlias = Callable[[Seen], Bound | None]


@frozen
class Gauge:
    """A measure 度量 of a light: stable id, words, how it is read; a `flag` is 1 where it holds and 0 where not.

    `of_state` promises that it follows from the kind and the main machine's state alone. A user's own is handed to
    `When` as it is: `When(Gauge("calls", Label("催办次数", "calls"), read), at_least=3)`.
    """

    id: str
    label: Label
    read: Reader = field(eq=False)
    flag: bool = False
    of_state: bool = False


def _of_standing(read: Callable[[Standing], Bound]) -> Reader:
    return lambda seen: None if seen.standing is None else read(seen.standing)


def _unfinished(read: Callable[[Standing], Bound]) -> Reader:
    return lambda seen: None if seen.standing is None or seen.standing.finished is not None else read(seen.standing)


def _behind(seen: Seen) -> Bound | None:
    points: Callable[..., Bound | None] | None = getattr(seen.matter, "points_behind", None)
    return None if points is None or seen.standing is None else points(seen.on, seen.calendar, provisional=True)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _begun(matter: Matter) -> bool:
    return any(isinstance(entry.event, Progress) or entry.event.hands_in for entry in matter.this_cycle)


def _months_not_begun(seen: Seen) -> Bound | None:
    """Calendar months from the one in which work was to begin (the trigger of the term), that one counted."""
    if seen.standing is None:
        return None
    return 0 if _begun(seen.matter) else max(0, _months(seen.standing.deadline.trigger, seen.on) + 1)


def _months_run(seen: Seen) -> Bound | None:
    """Months that have begun since the opening: 1 up to the same day of the next month, 2 after it."""
    first = seen.matter.opened_on
    return _months(first, seen.on) + int(seen.on.day > first.day)


def _quiet(seen: Seen) -> Bound | None:
    return (seen.on - seen.matter.log[-1].event.on).days if seen.matter.log else None


def _placed(read: Callable[[Placing], Bound | None]) -> Reader:
    def reader(seen: Seen) -> Bound | None:
        placing = seen.given.placings.get(seen.matter.id) or seen.given.placings.get(seen.matter.unit or "")
        return None if placing is None else read(placing)

    return reader


GAUGES: dict[str, Gauge] = {
    gauge.id: gauge
    for gauge in (
        Gauge("days late", Label("已逾期（日）", "days late"), _unfinished(lambda s: s.days_late)),
        Gauge(
            "working days late",
            Label("已逾期（工作日）", "working days late"),
            _unfinished(lambda s: s.workdays_late),
        ),
        Gauge("days left", Label("距到期（日）", "days left"), _unfinished(lambda s: s.days_left)),
        Gauge(
            "working days left",
            Label("距到期（工作日）", "working days left"),
            _unfinished(lambda s: s.workdays_left),
        ),
        Gauge("share elapsed", Label("期限已过比例", "share of the term elapsed"), _unfinished(lambda s: s.share)),
        Gauge(
            "term days",
            Label("期限（日）", "days of the term"),
            _of_standing(lambda s: (s.deadline.last_day - s.deadline.trigger).days),
        ),
        Gauge("points behind", Label("低于序时进度（百分点）", "points behind schedule"), _behind),
        Gauge("done", Label("已完成", "done"), lambda seen: int(seen.matter.done), flag=True, of_state=True),
        Gauge(
            "handed in", Label("已报验", "handed in"), _of_standing(lambda s: int(s.finished is not None)), flag=True
        ),
        Gauge("failed", Label("未达成", "failed"), lambda seen: int(seen.matter.failed), flag=True, of_state=True),
        Gauge(
            "finished days late",
            Label("完成时已逾期（日）", "days late when finished"),
            _of_standing(lambda s: s.days_late if s.finished else 0),
        ),
        Gauge(
            "finished days early",
            Label("提前完成（日）", "days early when finished"),
            _of_standing(lambda s: s.days_left if s.finished else 0),
        ),
        Gauge("stopped", Label("已中止", "stopped"), _of_standing(lambda s: int(s.stopped)), flag=True),
        Gauge("waived", Label("豁免期内", "waived"), lambda seen: int(seen.matter.waived(seen.on)), flag=True),
        Gauge("void", Label("已作废", "void"), lambda seen: int(seen.matter.void), flag=True, of_state=True),
        Gauge("has term", Label("有期限", "has a term"), lambda seen: int(seen.standing is not None), flag=True),
        Gauge("months not begun", Label("应开工未开工（月）", "months not begun"), _months_not_begun),
        Gauge("months run", Label("立项以来（月）", "months since the opening"), _months_run),
        Gauge("days quiet", Label("无动态（日）", "days without an entry"), _quiet),
        Gauge("place", Label("名次", "place"), _placed(lambda p: p.place)),
        Gauge("place from the end", Label("倒数名次", "place from the end"), _placed(lambda p: p.of - p.place + 1)),
        Gauge("places gained", Label("名次上升（位）", "places gained"), _placed(lambda p: p.change)),
    )
}
"""The gauges a condition may name by id. `place` and `places gained` are of the matter itself, or of its unit."""


def judged(verdict: str, label: Label) -> Gauge:
    """Whether the judgement that stands of the matter is `verdict`; not known where nobody judged it."""

    def read(seen: Seen) -> Bound | None:
        found = standing_judgement(seen.given.judgements, seen.matter.id, seen.on)
        return None if found is None else int(found.verdict == verdict)

    return Gauge(f"judged {verdict}", label, read, flag=True)


def of_severity(severity: str, label: Label) -> Gauge:
    """Whether the matter is of that severity; not known of a kind that has none."""

    def read(seen: Seen) -> Bound | None:
        held: str | None = getattr(seen.matter, "severity", None)
        return None if held is None else int(held == severity)

    return Gauge(f"severity {severity}", label, read, flag=True)
