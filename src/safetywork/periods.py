"""Lengths of time, the rules that count them, and the deadlines they lead to.

Holds: `Span`, `PeriodRule`, `Deadline` with its steps, `Term` (what a term may be given as).
Never: knows today, a matter, or an event; a deadline that moves is a clock's business (`clocks`).

The day of the trigger is not counted (民法典 art. 201); months and years end on the corresponding day or on the month's
last (art. 202); a last day off moves to the next working day (art. 203); the last day ends at 24:00 (art. 203).
"""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Literal, TypeAlias

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from safetywork.calendars import CHINA, KIND_LABELS, WorkCalendar
from safetywork.errors import SafetyworkError, SpanError
from safetywork.events import plain_day
from safetywork.labels import Label, Lang

Unit: TypeAlias = Literal["workday", "day", "week", "month", "year"]

UNIT_LABELS: dict[Unit, Label] = {
    "workday": Label("个工作日", "working day"),
    "day": Label("日", "day"),
    "week": Label("周", "week"),
    "month": Label("个月", "month"),
    "year": Label("年", "year"),
}
BEIJING = timezone(timedelta(hours=8), "UTC+08:00")
"""Chinese standard time: a last day ends at its 24:00."""

_WORDS: dict[str, Unit] = {
    "个工作日": "workday",
    "工作日": "workday",
    "working day": "workday",
    "working days": "workday",
    "workday": "workday",
    "workdays": "workday",
    "日": "day",
    "天": "day",
    "个自然日": "day",
    "自然日": "day",
    "day": "day",
    "days": "day",
    "周": "week",
    "个星期": "week",
    "星期": "week",
    "week": "week",
    "weeks": "week",
    "个月": "month",
    "月": "month",
    "month": "month",
    "months": "month",
    "年": "year",
    "year": "year",
    "years": "year",
}
_SPAN = re.compile(r"([0-9]{1,5})\s?([^0-9\s][^0-9]{0,15})")
_LONGEST: dict[Unit, int] = {"workday": 36_500, "day": 36_500, "week": 5_200, "month": 1_200, "year": 100}


@frozen
class Span:
    """A length of time 期间: `n` of a `unit`, from 0 to a hundred years; `str()` is the ledger's word, 15个工作日.

    Raises `SpanError` for anything else. Make one with `workdays(15)`, `days(30)`, `weeks(2)`, `months(2)`, `years(1)`.
    """

    n: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        if type(self.n) is not int:
            raise SpanError(repr(self.n), "a span is a whole number; give days instead of half a month")
        if self.unit not in _LONGEST:
            raise SpanError(repr(self.unit), "the units are " + ", ".join(_LONGEST))
        if not 0 <= self.n <= _LONGEST[self.unit]:
            advice = (
                f"a span lies between 0 and {_LONGEST[self.unit]} {self.unit}s; counting back is a rule's direction"
            )
            raise SpanError(str(self.n), advice)

    @classmethod
    def read(cls, text: str) -> "Span":
        """The span that `text` states: 15个工作日, 30日, 2个月, `15 working days`; raises `SpanError` for others."""
        match = _SPAN.fullmatch(unicodedata.normalize("NFKC", text).strip())
        unit = _WORDS.get(match[2].strip().lower()) if match else None
        if match is None or unit is None:
            raise SpanError(repr(text), "write a number and a unit: 15个工作日, 30日, 2个月, 1年, 15 working days")
        return cls(int(match[1]), unit)

    def __str__(self) -> str:
        return self.text("zh")

    def text(self, lang: Lang = "zh") -> str:
        """The span in words."""
        word = UNIT_LABELS[self.unit].text(lang)
        return f"{self.n}{word}" if lang == "zh" else f"{self.n} {word}{'' if self.n == 1 else 's'}"


def workdays(n: int) -> Span:
    """`n` working days 工作日."""
    return Span(n, "workday")


def days(n: int) -> Span:
    """`n` calendar days 日."""
    return Span(n, "day")


def weeks(n: int) -> Span:
    """`n` weeks 周, of seven calendar days."""
    return Span(n, "week")


def months(n: int) -> Span:
    """`n` months 个月."""
    return Span(n, "month")


def years(n: int) -> Span:
    """`n` years 年."""
    return Span(n, "year")


@frozen
class PeriodRule:
    """How a span is counted 期间规则: from the day after the trigger, rolled to a working day unless `roll` is False.

    `roll` follows 民法典 art. 203 (a rule of criminal custody, 刑事诉讼法 art. 105, does not roll). `source` cites the
    article that sets the span.
    """

    span: Span
    roll: bool = True
    source: str = "民法典 201-203"

    def resolve(self, trigger: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> "Deadline":
        """The deadline of the span from `trigger`.

        Raises `UnannouncedDayError` where working days not yet announced decide it, unless `provisional` is True:
        then statutory days off are used and the deadline is marked.
        """
        return deadline(self, trigger, calendar, provisional=provisional)


Term: TypeAlias = Span | PeriodRule | date
"""What a term may be given as: a span (counted by the general rule), a rule, or an agreed day."""


@frozen
class Step:
    """One step that led to a deadline: what happened between `first` and `last`, both inclusive."""

    code: str
    first: date
    last: date
    label: Label
    params: dict[str, object] = field(factory=dict[str, object], hash=False)

    def text(self, lang: Lang = "zh") -> str:
        """The step as a line."""
        stretch = str(self.first) if self.first == self.last else f"{self.first} … {self.last}"
        return f"{stretch}  {self.label.text(lang, **self.params)}"


STEPS: dict[str, Label] = {
    "trigger": Label("起算事由发生日，当日不计入（民法典第201条）", "the day of the trigger, not counted (民法典 201)"),
    "agreed": Label("约定的日期", "the day agreed on"),
    "span": Label("期间{span}，到{nominal}", "the term of {span} runs to {nominal}"),
    "off": Label("{name}放假，不计入", "{name}, off, not counted"),
    "make-up": Label("{name}调休上班，计入工作日", "make-up working day for {name}, counted"),
    "local off": Label("{name}，本地放假，不计入", "{name}, off locally, not counted"),
    "local work": Label("{name}，本地上班，计入工作日", "{name}, worked locally, counted"),
    "roll": Label(
        "末日为{kind}，顺延至{last}（民法典第203条）", "the last day is off ({kind}), moved to {last} (民法典 203)"
    ),
    "no roll": Label("末日为{kind}，按规则不顺延", "the last day is off ({kind}); the rule does not move it"),
    "extended": Label("批准延期{by}，到{nominal}", "extended by {by}, to {nominal}"),
    "extended to": Label("批准延期至{nominal}", "extended to {nominal}"),
    "stopped": Label("中止{days}，顺延到{nominal}", "stopped for {days}, moved to {nominal}"),
    "fixed": Label("中止期间不影响约定的日期", "a stop leaves an agreed day where it is"),
    "provisional": Label(
        "年度放假安排尚未公布，暂按法定节日计算", "not announced yet: statutory days off only, provisional"
    ),
    "last": Label("最后一日", "the last day"),
}


@frozen
class Deadline:
    """A deadline 期限: the day the term ends by its own count, and the last day on which it can still be met.

    `nominal` is where the span ends (extensions run on it), `last_day` the day after rolling; the due day itself is not
    late. `calendar` is the one it was counted on, `provisional` marks one that rests on days not announced yet.
    `moves` are the extensions and stops that a clock put into it.
    """

    trigger: date
    nominal: date
    last_day: date
    rule: PeriodRule | None
    calendar: WorkCalendar = field(repr=False)
    provisional: bool = False
    moves: tuple[Step, ...] = ()

    @property
    def cutoff(self) -> datetime:
        """The moment from which it is too late: 24:00 of the last day, Beijing time (民法典 art. 203)."""
        return datetime.combine(self.last_day + timedelta(days=1), datetime.min.time(), BEIJING)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step that led here: trigger, days skipped or made up for, extensions, stops, roll, last day."""
        return tuple(_steps(self))

    def explain(self, lang: Lang = "zh") -> str:
        """Why this date is the date, one step a line."""
        return "\n".join(step.text(lang) for step in self.steps)


def deadline(term: Term, trigger: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Deadline:
    """The deadline of `term` from `trigger`; an agreed day is its own deadline, whatever day of the week it is."""
    plain_day(None, None, trigger)
    if isinstance(term, date):
        plain_day(None, None, term)
        return Deadline(trigger, term, term, None, calendar)
    rule = PeriodRule(term) if isinstance(term, Span) else term
    return settle(
        rule, trigger, forward(trigger, rule.span, calendar, provisional=provisional), calendar, provisional=provisional
    )


def forward(start: date, span: Span, calendar: WorkCalendar, *, provisional: bool = False) -> date:
    """The day on which `span` from `start` ends by its own count, `start` not counted, nothing rolled."""
    try:
        match span.unit:
            case "workday":
                return calendar.add(start, span.n, provisional=provisional)
            case "day":
                return start + timedelta(days=span.n)
            case "week":
                return start + timedelta(weeks=span.n)
            case "month":
                return start + relativedelta(months=span.n)
            case _:
                return start + relativedelta(years=span.n)
    except (OverflowError, ValueError) as error:
        if isinstance(error, SafetyworkError):
            raise
        raise SpanError(f"{span} from {start}", "the term runs past the year 9999") from None


def settle(
    rule: PeriodRule,
    trigger: date,
    nominal: date,
    calendar: WorkCalendar,
    *,
    provisional: bool = False,
    moves: tuple[Step, ...] = (),
    counted: bool | None = None,
) -> Deadline:
    """The deadline that ends by its own count on `nominal`: rolled where the rule says so, marked if provisional.

    `counted` says whether working days were counted on the way, where the rule's own span does not tell.
    A provisional day past the calendar's last projected one stays where it is.
    """
    known = not provisional or nominal <= calendar.projected_through
    last = calendar.next(nominal, provisional=provisional) if rule.roll and known else nominal
    by_calendar = rule.span.unit == "workday" if counted is None else counted
    unsure = (rule.roll or by_calendar) and last > calendar.announced_through
    return Deadline(trigger, nominal, last, rule, calendar, unsure, moves)


def _steps(it: Deadline) -> list[Step]:
    if it.rule is None and not it.moves:
        return [Step("agreed", it.last_day, it.last_day, STEPS["agreed"])]
    steps = [Step("trigger", it.trigger, it.trigger, STEPS["trigger"])]
    counted = it.rule is not None and it.rule.span.unit == "workday"
    if it.rule is not None:
        steps.append(
            Step("span", it.trigger, it.trigger, STEPS["span"], {"span": it.rule.span, "nominal": _own_end(it)})
        )
    if counted:
        steps += _special_steps(it)
    steps += it.moves
    if it.rule is not None and it.last_day != it.nominal:
        kind = KIND_LABELS[it.calendar.kind(it.nominal, provisional=True)]
        steps.append(Step("roll", it.nominal, it.last_day, STEPS["roll"], {"kind": kind, "last": it.last_day}))
    elif it.rule is not None and not it.rule.roll and _is_off(it):
        steps.append(
            Step(
                "no roll", it.nominal, it.nominal, STEPS["no roll"], {"kind": KIND_LABELS[it.calendar.kind(it.nominal)]}
            )
        )
    if it.provisional:
        steps.append(Step("provisional", it.last_day, it.last_day, STEPS["provisional"]))
    return [*steps, Step("last", it.last_day, it.last_day, STEPS["last"])]


def _own_end(it: Deadline) -> date:
    """Where the rule's span ended before any extension or stop."""
    return forward(it.trigger, it.rule.span, it.calendar, provisional=it.provisional) if it.rule else it.nominal


def _is_off(it: Deadline) -> bool:
    return it.calendar.is_announced(it.nominal) and not it.calendar.is_workday(it.nominal)


def _special_steps(it: Deadline) -> list[Step]:
    """The notices' and overlays' days on the way, runs of days off of one festival joined."""
    steps: list[Step] = []
    for day in it.calendar.between(it.trigger, it.last_day):
        special = it.calendar.special(day)
        if special is None:
            continue
        code = (
            ("local work" if special.works else "local off") if special.local else "make-up" if special.works else "off"
        )
        former = steps[-1] if steps else None
        if (
            former
            and former.code == code == "off"
            and former.params["name"] == special.name
            and (day - former.last).days == 1
        ):
            steps[-1] = Step(code, former.first, day, STEPS[code], former.params)
        else:
            steps.append(Step(code, day, day, STEPS[code], {"name": special.name}))
    return steps
