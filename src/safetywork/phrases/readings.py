"""What a deadline phrase says, as a value, and the days it comes to.

Holds: `Reading` with its parts (`Length`, `Recurrence`, `Stage`), its facts, its words and its deadline.
Never: reads text, knows today, or gives a day where the phrase or its document leaves one open.

The day of the event is not counted (民法典 art. 201); months and years keep the day number or end on the month's last
(art. 202). `facts()` gives the day by the term's own count; a last day off moves only in `deadline()` (art. 203).
"""

from datetime import date, timedelta
from typing import Any, Final, cast

from attrs import evolve, field, frozen

from safetywork import terms
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock
from safetywork.errors import SafetyworkError, UnannouncedDayError
from safetywork.events import optional_day
from safetywork.labels import Label, Lang
from safetywork.periods import Deadline, PeriodRule, backward, forward
from safetywork.phrases.lengths import CYCLES, Length, Recurrence, Stage
from safetywork.phrases.points import Point, Settled, settle, undated
from safetywork.phrases.sayings import Saying
from safetywork.spans import Span, Unit
from safetywork.terms import Capped, Stages, Term

_SPANS: frozenset[str] = frozenset({"workday", "day", "week", "month", "year"})
_TOLD: Final = {
    "read": Label("读作：{words}", "read as: {words}"),
    "nothing": Label("（未写明期限）", "(no term is stated)"),
    "assumed": Label("未写年份，按文件日期推定为{year}年", "no year is written: {year}, from the day of the document"),
    "alt": Label("另可读作：{days}", "may also mean: {days}"),
    "no day": Label("未写明可以计算的日期", "no day is stated that could be counted"),
}
_LONG_WINDOW = 400  # days: a first day without its year lies nearer to the last one


@frozen(kw_only=True)
class Reading(Saying):
    """A deadline phrase as read 期限解读, and the document it stands in; `str()` is the ledger's words.

    `anchor` is the day of the document, `trigger` the day a term runs from, `calendar` the working days.
    """

    anchor: date | None = field(default=None, validator=optional_day)
    trigger: date | None = field(default=None, validator=optional_day)
    calendar: WorkCalendar = field(default=CHINA, repr=False, eq=lambda calendar: calendar.version)
    # --- what it comes to

    def facts(self) -> dict[str, Any]:
        """What the phrase states, JSON-ready: only the keys that apply, days as ISO strings.

        A text that was too long to be read gives `{"unread": "too long"}` and nothing else.
        """
        if self.too_long:
            return {"unread": "too long"}
        facts: dict[str, Any] = {}
        self._dated(facts)
        self._counted(facts)
        self._conditions(facts)
        self._manner(facts)
        return facts

    @property
    def done(self) -> bool:
        """Whether the phrase reports what is over."""
        return self.status == "completed"

    @property
    def term(self) -> Term | None:
        """The term that the phrase states, or None where it states none that could be counted.

        A day, a span (its outer bound), a span with a cap beside it, or stages that each end on a day.
        """
        day = self._day()
        if day is not None:
            return day
        if len(self.stages) > 1:
            return self._staged()
        length = self.length
        if length is None or length.unit == "minute" or length.form == "after":
            return None
        span = Span(length.n, length.unit)
        if self.limit is not None and length.form == "within" and "hour" not in (span.unit, self.limit.unit):
            return Capped(span, Span(self.limit.n, cast("Unit", self.limit.unit)))
        return PeriodRule(span, direction="before") if length.form == "before" else span

    def _staged(self) -> Stages | None:
        """Its stages, each by the day it ends on; None where one of them cannot be dated."""
        dated: list[terms.Stage] = []
        for n, stage in enumerate(self.stages, start=1):
            due = self._stage(stage)
            last = due.get("due") or due.get("window", ("", ""))[1]
            if not last or last.startswith("-"):
                return None
            dated.append(terms.Stage(stage.name or f"第{n}阶段", date.fromisoformat(last)))
        return Stages(dated)

    def deadline(self, trigger: date, calendar: WorkCalendar | None = None) -> Deadline | None:
        """The deadline of the term from `trigger`, rolled as 民法典 art. 203 says; None without a term."""
        term = self.term
        return None if term is None else Clock(trigger, term).original(calendar or self.calendar)

    def explain(self, lang: Lang = "zh") -> str:
        """What the phrase was read as, and every assumption and other reading behind its day, one a line."""
        facts = self.facts()
        told = [_TOLD["read"].text(lang, words=self.text(lang) or _TOLD["nothing"].text(lang))]
        if "assumed_year" in facts:
            told.append(_TOLD["assumed"].text(lang, year=facts["assumed_year"]))
        if facts.get("alt"):
            told.append(_TOLD["alt"].text(lang, days=tuple(facts["alt"])))
        if self.term is None:
            told.append(_TOLD["no day"].text(lang))
        return "\n".join(told)

    def _settle(self, point: Point) -> Settled | None:
        return settle(point, self.anchor, done=self.done)

    def _day(self) -> date | None:
        point = self.due or (self.window[1] if self.window else None)
        if point is None and len(self.stages) == 1:
            point = self.stages[0].last
        found: dict[str, Any] = {}
        if point is not None:
            self._point(point, found)
        elif self.length is not None and self.length.start is not None:
            self._length(self.length, found)
        return date.fromisoformat(found["due"]) if found.get("due") else None

    # --- days

    def _dated(self, facts: dict[str, Any]) -> None:
        if self.window is not None:
            self._stretch(*self.window, facts)
        if self.due is not None:
            self._point(self.due, facts)
        if self.start is not None:
            facts["start"] = _iso_first(self._settle(self.start)) or undated(self.start, last=False) or None
        if self.stages:
            facts["stages"] = [self._stage(stage) for stage in self.stages]

    def _point(self, point: Point, facts: dict[str, Any]) -> None:
        """`due` and what stands around it."""
        found = self._settle(point)
        if point.part in ("festival", "school"):
            facts["before_event"] = point.name if point.part == "festival" else f"{point.month}月开学"
        facts |= _marks(point)
        last = _last(point, found)
        facts["due"] = str(last) if last and found and found.sure else None
        others = _others(point, found)
        if others:
            facts["alt"] = others
        if facts["due"] is None:
            facts["resolvable"] = False
            facts["rule"] = undated(point, last=True) or point.text()
        elif found and found.assumed:
            facts["assumed_year"] = found.last.year

    def _stretch(self, first: Point, last: Point, facts: dict[str, Any]) -> None:
        """`window` and its end."""
        end, begin = self._settle(last), self._settle(first)
        if first == last and last.part != "day":
            facts["precision"] = last.part
        if not end or not begin or not end.sure or not begin.sure:
            facts |= {"window": [_open(first, begin, last=False), _open(last, end, last=True)], "resolvable": False}
            return
        start, until = begin.first, end.last
        if until < start and last.year is None and last.base == "":  # 11月至次年2月
            later = settle(last, start)
            until = later.last if later and later.last >= start else until
        if first.year is None and first.base == "" and (until - start).days > _LONG_WINDOW:  # 6月1日至2022年8月31日
            start = _same_year(first, until) or start
        if start <= until:
            facts |= {"window": [str(start), str(until)], "due": str(until)}
        else:
            facts["resolvable"] = False

    def _stage(self, stage: Stage) -> dict[str, Any]:
        facts: dict[str, Any] = {"name": stage.name}
        if stage.first is not None:
            self._stretch(stage.first, stage.last, facts)
            facts.pop("due", None)
        else:
            self._point(stage.last, facts)
        return facts

    # --- lengths

    def _counted(self, facts: dict[str, Any]) -> None:
        if self.length is not None:
            found: dict[str, Any] = {}
            self._length(self.length, found)
            if self.due is not None or self.window is not None:  # a day that is stated governs
                found.pop("due", None)
            facts |= found
        if self.recur is not None:
            facts["recur"] = self._recurrence(self.recur)
        if self.branches:
            facts["branches"] = [
                {one: True} if isinstance(one, str) else {"offset": one.facts()} for one in self.branches
            ]
        if self.extension is not None or self.extended:
            facts["extension"] = _extension(self.extension)
        if self.cap or self.limit is not None:
            facts["cap"] = True if self.limit is None else {"n": self.limit.n, "unit": self.limit.unit}

    def _length(self, length: Length, facts: dict[str, Any]) -> None:
        if length.least is not None:
            facts["offset_range"] = {"min": length.least, "max": length.n, "unit": length.unit}
        else:
            facts["offset"] = length.facts()
        if length.form == "after":
            facts["at_or_after"] = True
        trigger = self.trigger if length.start is None else self._origin(length, length.start)
        if trigger is not None and length.unit in _SPANS:
            self._count(length, trigger, facts)

    def _origin(self, length: Length, start: Point) -> date | None:
        """The day a length runs from: a stretch that takes its start in begins on its first day (从2022年起用三年)."""
        found = self._settle(start)
        if found is None or not found.sure:
            return None
        return found.first if length.form == "for" or found.first == found.last else None

    def _count(self, length: Length, trigger: date, facts: dict[str, Any]) -> None:
        try:
            end = _counted(length, trigger, self.calendar)
        except UnannouncedDayError:
            facts["provisional"] = True
            return
        except SafetyworkError:
            facts["resolvable"] = False
            return
        if length.form == "after":
            facts["not_before"] = str(end)
        elif length.form == "for" and length.start is not None:
            facts |= {"due": str(end - timedelta(days=1)), "start_included": True, "alt": [str(end)]}
        else:
            facts["due"] = str(end)

    def _recurrence(self, recur: Recurrence) -> dict[str, Any]:
        facts: dict[str, Any] = {"freq": _freq(recur)}
        if recur.by is not None:
            facts["by_day" if recur.by.part == "day" and not recur.by.month else "by"] = _by(recur.by)
        if recur.weekday:
            facts["weekday"] = recur.weekday
        if recur.least is not None:
            facts["min_count"] = recur.least
        if recur.start is not None:
            found = self._settle(recur.start)
            facts["start"] = _iso_first(found) or undated(recur.start, last=False) or None
            first = _first_due(recur, found)
            if first is not None:
                facts["first_due"] = str(first)
        return facts

    # --- the rest

    def _conditions(self, facts: dict[str, Any]) -> None:
        named = {
            "before_event": self.before_event,
            "when": self.when,
            "if_": self.if_,
            "suspend": self.suspend,
            "immediate_if": self.immediate_if,
        }
        facts |= {key: value for key, value in named.items() if value}
        if self.on_breach:
            facts["on_breach"] = True

    def _manner(self, facts: dict[str, Any]) -> None:
        if self.urgency:
            facts["immediate"] = True
            if self.urgency != "now":
                facts["within"] = self.urgency
        if self.vague:
            facts |= {"vague": self.vague, "enforceable": False}
        if self.target is not None:
            facts["target"] = self.target
        if self.status == "completed":
            facts["open"] = False
        words: dict[str, Any] = {
            "sustain": self.sustain,
            "external_term": self.external_term,
            "backward_schedule": self.backward,
            "modality": self.modality,
            "soft": self.soft,
            "milestone": self.milestone,
            "status": self.status,
        }
        facts |= {key: value for key, value in words.items() if value}


def _same_year(first: Point, until: date) -> date | None:
    """The first day in the last year that lets it lie before `until`."""
    found = [settle(evolve(first, year=year), None) for year in (until.year, until.year - 1)]
    return next((one.first for one in found if one and one.first <= until), None)


def _marks(point: Point) -> dict[str, Any]:
    """What a point says beside its day: how fine it is, and whether 前 takes the day in."""
    facts: dict[str, Any] = {}
    if point.part not in ("day", "weekday", "festival", "school", "week") and point.edge != "end":
        facts["precision"] = point.part
    if point.exact == "unsure" or (point.part == "day" and not (point.month or point.base or point.exact)):
        facts["inclusive"] = "ambiguous"
    if point.part == "weekday":
        facts["weekday"] = point.index
    if point.time:
        facts["time"] = "office-close" if "下班" in point.time else point.time
    return facts


def _excluded(point: Point) -> bool:
    return point.edge == "before" or point.exact == "excluded"


def _last(point: Point, found: Settled | None) -> date | None:
    """The last day: the day before, where the point itself is left out."""
    if found is None:
        return None
    return _eve(found.first) if _excluded(point) else found.last


def _eve(day: date) -> date | None:
    return day - timedelta(days=1) if day > date.min else None


def _others(point: Point, found: Settled | None) -> list[str]:
    """The other days that the point may mean."""
    if found is None:
        return []
    readings = [(found.first, found.last), *found.others]
    days = [_eve(first) if _excluded(point) else last for first, last in readings]
    if point.edge == "before" and point.part not in ("festival", "school"):
        days += [last for _, last in readings]
    if point.exact == "unsure":
        days += [_eve(first) for first, _ in readings]
    return [str(day) for day in (days[1:] if found.sure else days) if day]


def _iso_first(found: Settled | None) -> str | None:
    return str(found.first) if found and found.sure else None


def _open(point: Point, found: Settled | None, *, last: bool) -> str:
    """One end of a window that cannot be dated as a whole."""
    if found and found.sure:
        return str(found.last if last else found.first)
    return undated(point, last=last) or point.text(bare=True)


def _extension(length: Length | None) -> bool | dict[str, Any]:
    if length is None:
        return True
    return {"max" if length.form == "within" else "n": length.n, "unit": length.unit}


def _counted(length: Length, trigger: date, calendar: WorkCalendar) -> date:
    """The day that a length leads to by its own count (民法典 art. 201, 202)."""
    span = Span(length.n, cast("Unit", length.unit))
    return (backward if length.form == "before" else forward)(trigger, span, calendar)


def _freq(recur: Recurrence) -> str | None:
    if recur.irregular:
        return "irregular"
    if not recur.cycle:
        return None
    return CYCLES[recur.cycle][1] if recur.every == 1 else f"every-{recur.every}-{recur.cycle}s"


def _by(point: Point) -> int | str:
    """The point within its cycle: a day number, `MM-DD`, `MM-end`, `end` or its words."""
    if point.part == "day":
        return point.index if not point.month else f"{point.month:02d}-{point.index:02d}"
    if point.part == "month" and point.month:
        return f"{point.month:02d}-end"
    return "end" if point.edge == "end" and point.part in ("month", "quarter", "year", "half") else point.text()


def _first_due(recur: Recurrence, start: Settled | None) -> date | None:
    """The first day that is due on or after the start, where a day of the month or of the year is stated."""
    by = recur.by
    if by is None or start is None or not start.sure or recur.every != 1:
        return None
    begin = start.first
    if recur.cycle == "year" and by.month:
        candidates = [settle(_in(by, begin.year + k, by.month), None) for k in (0, 1)]
    elif recur.cycle == "month" and by.part == "day":
        months = [begin.year * 12 + begin.month - 1 + k for k in (0, 1)]
        candidates = [settle(_in(by, m // 12, m % 12 + 1), None) for m in months]
    else:
        return None
    return next((found.last for found in candidates if found and found.last >= begin), None)


def _in(point: Point, year: int, month: int | None) -> Point:
    return Point(point.part, point.index, year=year, month=month)
