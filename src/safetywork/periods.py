"""The rules that count lengths of time, and the deadlines they lead to.

Holds: `PeriodRule`, `Deadline` with its steps, `SimpleTerm`; hands on the names of `spans` and `steps`.
Never: knows today, a matter, or an event; puts a term together from others (`terms`); a deadline that moves, or that
    is made of others, is a clock's business (`clocks`).

The day of the trigger is not counted (民法典 art. 201); months and years end on the corresponding day or on the month's
last (art. 202); a last day off moves to the next working day (art. 203); the last day ends at 24:00 (art. 203). Hours
run from the named hour (art. 201), day and night, and nothing moves their end.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen
from dateutil.relativedelta import relativedelta

from safetywork.calendars import BEIJING, CHINA, KIND_LABELS, WorkCalendar
from safetywork.errors import NotAMomentError, SafetyworkError, SpanError, UnannouncedDayError
from safetywork.events import plain_day
from safetywork.labels import Label, Lang
from safetywork.office import NoWorkingTimeError, OfficeHours
from safetywork.spans import UNIT_LABELS, Span, Unit, days, hours, months, weeks, workdays, years
from safetywork.steps import STEPS, Step

__all__ = [
    "BEIJING", "GENERAL", "STEPS", "UNIT_LABELS", "Deadline", "Direction", "PeriodRule", "SimpleTerm", "Span", "Step",
    "Unit", "backward", "days", "deadline", "forward", "hours", "months", "settle", "weeks", "workdays", "years",
]  # fmt: skip

Direction: TypeAlias = Literal["after", "before"]

GENERAL = "民法典 201-203"
"""The source of a rule that cites no other."""
_LONG_RUN = 3  # 税收征收管理法实施细则 art. 109


def _turned(value: Direction | None) -> Direction | None:
    return None if value == "after" else value


def _set(value: bool | None) -> bool | None:  # noqa: FBT001
    return value or None


@frozen
class PeriodRule:
    """How a span is counted 期间规则: from the day after the trigger, rolled to a working day unless `roll` is False.

    `roll` follows 民法典 art. 203 (a rule of criminal custody, 刑事诉讼法 art. 105, does not roll). `source` cites the
    article that sets the span. What the general rule does not do is None until it is asked for, and told in no digest:

    - `direction="before"` counts back from the trigger (N日前), the trigger not counted; `clear_days` keeps one day
      more between, so that N whole days lie between the two. A day off at that end, where it rolls, moves to the
      working day before it: a notice given later would be short.
    - `prolong` moves the end of a term in calendar days by as many working days as lie in every run of three or more
      days off within it, and rolls where there is none (税收征收管理法实施细则 art. 109).
    - `next_hour` counts hours from the next full hour, not from the named one (民诉法解释 art. 125).

    Hours (`hours(24)`) neither skip days off nor roll. Raises `SpanError` where these contradict each other.
    """

    span: Span
    roll: bool = True
    source: str = GENERAL
    direction: Direction | None = field(default=None, converter=_turned)
    clear_days: bool | None = field(default=None, converter=_set)
    prolong: bool | None = field(default=None, converter=_set)
    next_hour: bool | None = field(default=None, converter=_set)

    def __attrs_post_init__(self) -> None:
        back, unit = self.direction is not None, self.span.unit
        if self.direction not in (None, "before"):
            raise SpanError(repr(self.direction), "a rule counts after or before its trigger")
        if self.clear_days and (not back or unit == "hour"):
            raise SpanError(str(self.span), "clear days are counted back from an event: days, direction='before'")
        if self.prolong and (back or not self.roll or unit in ("workday", "hour")):
            raise SpanError(str(self.span), "runs of days off prolong terms in calendar days that run on and roll")
        if self.next_hour and (back or unit != "hour"):
            raise SpanError(str(self.span), "only hours that run on are counted from the next full hour")

    def resolve(self, trigger: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> "Deadline":
        """The deadline of the span from `trigger`: a day, or for a span of hours an aware datetime.

        Raises `UnannouncedDayError` where working days not yet announced decide it, unless `provisional` is True:
        then statutory days off are used and the deadline is marked.
        """
        return deadline(self, trigger, calendar, provisional=provisional)


SimpleTerm: TypeAlias = Span | PeriodRule | date
"""A term that is made of no other: a span (counted by the general rule), a rule, or an agreed day."""


@frozen
class Deadline:
    """A deadline 期限: the day the term ends by its own count, and the last day on which it can still be met.

    `nominal` is where the span ends (extensions run on it), `last_day` the day after rolling; the due day itself is not
    late. `calendar` is the one it was counted on, `provisional` marks one that rests on days not announced yet.
    `moves` are what a clock put into it: restarts, extensions, stops, a cap. A term in hours has its two ends as
    `moments`, one in stages the deadline of each under its name. `basis` names the article that set the term, where the
    rule came out of a statute; `closes` is when business closes on the last day, where that was asked for (`at_close`).
    """

    trigger: date
    nominal: date
    last_day: date
    rule: PeriodRule | None
    calendar: WorkCalendar = field(repr=False)
    provisional: bool = False
    moves: tuple[Step, ...] = ()
    moments: tuple[datetime, datetime] | None = None
    basis: Label | None = None
    stages: tuple[tuple[str, "Deadline"], ...] = ()
    closes: datetime | None = None

    @property
    def cutoff(self) -> datetime:
        """The moment the term ends, itself in time: 24:00 of the last day (民法典 art. 203), or where the hours end.

        In Beijing time; as business closes, in the office's own, where the deadline was asked for `at_close`.
        """
        if self.moments is not None:
            return self.moments[1]
        return self.closes or datetime.combine(self.last_day + timedelta(days=1), datetime.min.time(), BEIJING)

    def at_close(self, office: OfficeHours) -> "Deadline":
        """The deadline that ends as `office` closes on the last day (民法典 art. 203, second paragraph).

        At 24:00 as ever where it keeps no hours on that day; hours end where they end, whoever is open. Raises
        `UnannouncedDayError` where whether the office opens rests on days not announced, and the deadline does not.
        """
        if self.moments is not None:
            return self
        try:
            return evolve(self, closes=office.closing(self.last_day, provisional=self.provisional))
        except NoWorkingTimeError:
            return self

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step that led here: trigger, days skipped or made up for, extensions, stops, roll, last day."""
        return tuple(_steps(self))

    def explain(self, lang: Lang = "zh") -> str:
        """Why this date is the date, one step a line."""
        return "\n".join(step.text(lang) for step in self.steps)


def deadline(term: SimpleTerm, trigger: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Deadline:
    """The deadline of `term` from `trigger`; an agreed day is its own deadline, whatever day of the week it is.

    Hours want an aware datetime (else `NotAMomentError`), everything else a plain day (else `NotADayError`).
    """
    if isinstance(term, date):
        plain_day(None, None, trigger)
        plain_day(None, None, term)
        return Deadline(trigger, term, term, None, calendar)
    rule = general(term) if isinstance(term, Span) else term
    if rule.span.unit == "hour":
        return _by_hours(rule, trigger, calendar)
    plain_day(None, None, trigger)
    nominal = _own_end(rule, trigger, calendar, provisional=provisional)
    return settle(rule, trigger, nominal, calendar, provisional=provisional)


@lru_cache(maxsize=1024)
def general(span: Span) -> PeriodRule:
    """The general rule of a span that cites no other; a book asks for the same few again and again."""
    return PeriodRule(span)


def forward(start: date, span: Span, calendar: WorkCalendar, *, provisional: bool = False) -> date:
    """The day on which `span` from `start` ends by its own count, `start` not counted, nothing rolled."""
    return _counted(start, span, calendar, 1, provisional=provisional)


def backward(
    start: date, span: Span, calendar: WorkCalendar, *, clear_days: bool = False, provisional: bool = False
) -> date:
    """The day that lies `span` before `start`, `start` not counted, nothing rolled.

    With `clear_days`, the day before that: then `span` lies whole between the two.
    """
    day = _counted(start, span, calendar, -1, provisional=provisional)
    one = workdays(1) if span.unit == "workday" else days(1)
    return _counted(day, one, calendar, -1, provisional=provisional) if clear_days else day


def _counted(start: date, span: Span, calendar: WorkCalendar, sign: int, *, provisional: bool) -> date:
    n = sign * span.n
    try:
        match span.unit:
            case "workday":
                return calendar.add(start, n, provisional=provisional)
            case "day":
                return start + timedelta(days=n)
            case "week":
                return start + timedelta(weeks=n)
            case "month":
                return start + relativedelta(months=n)
            case "year":
                return start + relativedelta(years=n)
            case _:
                raise SpanError(str(span), "hours run between moments: resolve them from an aware datetime")
    except (OverflowError, ValueError) as error:
        if isinstance(error, SafetyworkError):
            raise
        raise SpanError(f"{span} from {start}", "the term runs past the year 9999, or before the year 1") from None


def _by_hours(rule: PeriodRule, trigger: date, calendar: WorkCalendar) -> Deadline:
    if not isinstance(trigger, datetime) or trigger.utcoffset() is None:
        raise NotAMomentError(trigger)
    try:
        start = trigger.astimezone(BEIJING)
        if rule.next_hour:
            start = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        ends = start - timedelta(hours=rule.span.n) if rule.direction else start + timedelta(hours=rule.span.n)
        last = (ends - datetime.resolution).date()  # a day ends at its 24:00, as every other last day does
    except OverflowError:
        raise SpanError(
            f"{rule.span} from {trigger}", "the term runs past the year 9999, or before the year 1"
        ) from None
    last = last if rule.direction else max(last, start.date())
    return Deadline(trigger.astimezone(BEIJING).date(), last, last, rule, calendar, moments=(start, ends))


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
    A provisional day that lies past the calendar's last projected one, or would be moved past it, stays where it is.
    Raises `SpanError` where a term that counts back was moved on past its event: it is neither extended nor stopped.
    """
    if rule.direction and nominal > trigger:
        raise SpanError(str(rule.span), "a term that counts back is not extended or stopped; give the event's new day")
    try:
        last = _rolled(rule, trigger, nominal, calendar, provisional=provisional) if rule.roll else nominal
    except UnannouncedDayError:
        if not provisional:
            raise
        last = nominal
    by_calendar = rule.span.unit == "workday" if counted is None else counted
    reach = max(last, trigger) if by_calendar else last
    unsure = (rule.roll or by_calendar) and reach > calendar.announced_through
    return Deadline(trigger, nominal, last, rule, calendar, unsure, moves)


def _rolled(rule: PeriodRule, trigger: date, nominal: date, calendar: WorkCalendar, *, provisional: bool) -> date:
    if rule.direction:
        return calendar.previous(nominal, provisional=provisional)
    lost = sum(len(run) for run in _long_runs(rule, trigger, nominal, calendar, provisional=provisional))
    return (
        calendar.add(nominal, lost, provisional=provisional)
        if lost
        else calendar.next(nominal, provisional=provisional)
    )


def _long_runs(
    rule: PeriodRule, trigger: date, nominal: date, calendar: WorkCalendar, *, provisional: bool
) -> Iterator[list[date]]:
    """The runs of three or more days off in (trigger, nominal], where the rule looks at them."""
    if rule.prolong:
        inside = calendar.between(trigger, nominal)
        for works, days_ in groupby(inside, lambda day: calendar.is_workday(day, provisional=provisional)):
            run = list(days_)
            if not works and len(run) >= _LONG_RUN:
                yield run


def _own_end(rule: PeriodRule, trigger: date, calendar: WorkCalendar, *, provisional: bool) -> date:
    """Where the rule's span ends before any extension or stop."""
    if not rule.direction:
        return forward(trigger, rule.span, calendar, provisional=provisional)
    return backward(trigger, rule.span, calendar, clear_days=bool(rule.clear_days), provisional=provisional)


def _steps(it: Deadline) -> Iterator[Step]:
    if it.rule is None and not it.moves and not it.stages:
        yield _step("agreed", it.last_day)
        yield from _close_steps(it)
        return
    yield from _moves(it, "restarted")
    if it.rule is not None and it.moments is not None:
        yield from _hour_steps(it, it.rule, *it.moments)
    else:
        yield from _day_steps(it)
    if it.provisional:
        yield _step("provisional", it.last_day)
    yield _step("last", it.last_day)
    yield from _close_steps(it)


_PLACED = ("restarted", "cap", "capped")  # moves that are not told where they stand


def _moves(it: Deadline, *codes: str) -> Iterator[Step]:
    """The moves of those codes; without codes, those that are told between the span and the roll."""
    yield from (move for move in it.moves if (move.code in codes if codes else move.code not in _PLACED))


def _day_steps(it: Deadline) -> Iterator[Step]:
    yield _step("event" if it.rule and it.rule.direction else "trigger", it.trigger)
    if it.rule is not None and not it.stages:
        own_end = _own_end(it.rule, it.trigger, it.calendar, provisional=it.provisional)
        yield from _source(it, it.rule)
        yield _step("clear" if it.rule.clear_days else "span", it.trigger, span=it.rule.span, nominal=own_end)
        if it.rule.span.unit == "workday":
            yield from _special_steps(it)
    for name, stage in it.stages:
        yield _step("stage", min(stage.trigger, stage.last_day), stage.last_day, name=name, last=stage.last_day)
        if stage.last_day < stage.trigger:
            yield _step("overrun", stage.last_day, former=stage.trigger)
        yield from (step for step in stage.steps if step.code not in ("trigger", "provisional", "last"))
    yield from _moves(it)
    if it.rule is not None and not it.stages:
        yield from _roll_steps(it, it.rule)
    yield from _moves(it, "cap", "capped")


def _close_steps(it: Deadline) -> Iterator[Step]:
    if it.closes is not None:
        yield _step("close", it.last_day, at=f"{it.closes:%Y-%m-%d %H:%M}")


def _step(code: str, first: date, last: date | None = None, /, **params: object) -> Step:
    return Step(code, first, last or first, STEPS[code], params)


def _source(it: Deadline, rule: PeriodRule) -> Iterator[Step]:
    if it.basis is not None or rule.source != GENERAL:
        yield _step("source", it.trigger, source=it.basis or rule.source)


def _hour_steps(it: Deadline, rule: PeriodRule, start: datetime, ends: datetime) -> Iterator[Step]:
    yield _step("moment back" if rule.direction else "moment", it.trigger, at=f"{start:%Y-%m-%d %H:%M}")
    yield from _source(it, rule)
    own = rule.span.n * timedelta(hours=-1 if rule.direction else 1)
    yield _step("span", it.trigger, span=rule.span, nominal=f"{start + own:%Y-%m-%d %H:%M}")
    yield from _moves(it)
    yield _step("cutoff", it.last_day, at=f"{ends:%Y-%m-%d %H:%M}")


def _roll_steps(it: Deadline, rule: PeriodRule) -> Iterator[Step]:
    lost = 0
    if it.last_day != it.nominal:
        for run in _long_runs(rule, it.trigger, it.nominal, it.calendar, provisional=it.provisional):
            names = dict.fromkeys(special.name for day in run if (special := it.calendar.special(day)))
            yield _step("run", run[0], run[-1], name=tuple(names) or KIND_LABELS["rest"], n=len(run))
            lost += len(run)
    if lost:
        yield _step("prolong", it.nominal, it.last_day, n=lost, last=it.last_day)
    elif it.last_day != it.nominal:
        kind = KIND_LABELS[it.calendar.kind(it.nominal, provisional=True)]
        first, last = sorted((it.nominal, it.last_day))
        yield _step("roll back" if rule.direction else "roll", first, last, kind=kind, last=it.last_day)
    elif not rule.roll and it.calendar.is_announced(it.nominal) and not it.calendar.is_workday(it.nominal):
        yield _step("no roll", it.nominal, kind=KIND_LABELS[it.calendar.kind(it.nominal)])


def _special_steps(it: Deadline) -> list[Step]:
    """The notices' and overlays' days on the way, runs of days off of one festival joined."""
    steps: list[Step] = []
    back = timedelta(days=1 if it.last_day < it.trigger else 0)  # the last day itself counts, the trigger does not
    for day in it.calendar.between(min(it.last_day, it.trigger) - back, max(it.last_day, it.trigger) - back):
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
