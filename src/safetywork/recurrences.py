"""What comes round: every Friday, the 25th of each month, the last day of each quarter.

Holds: `Recurrence` with its constructors, its `Occurrence`s, the rounds that were missed, `RecurrenceError`.
Never: drifts (every occurrence is counted from the rule, none from the one before), looks at today by itself, or knows
    who should have come.

The days are those of RFC 5545, found by dateutil's rrule. Two things the RFC leaves out are named: what a month does
that is too short for its day (`short`), and where a rest day moves (`shift`, the business day conventions of finance).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias, TypedDict, Unpack, get_args

from attrs import define, field, frozen
from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday as nth_day

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import SafetyworkError
from safetywork.events import optional_day, plain_day
from safetywork.labels import Label, Lang

Unit: TypeAlias = Literal["week", "month"]
Shift: TypeAlias = Literal["none", "following", "preceding", "modified following"]
Short: TypeAlias = Literal["last", "skip"]

SHIFTS: dict[Shift, Label] = {
    "none": Label("", ""),
    "following": Label("，遇休息日顺延至下一工作日", ", a rest day moves to the next working day"),
    "preceding": Label("，遇休息日提前至上一工作日", ", a rest day moves to the working day before"),
    "modified following": Label(
        "，遇休息日顺延，但不出本月", ", a rest day moves to the next working day, or back where that is another month"
    ),
}
SHORTS: dict[Short, Label] = {
    "last": Label("（当月无此日的，为当月最后一日）", " (the last day of a month without it)"),
    "skip": Label("（当月无此日的，不计）", " (not in a month without it)"),
}


_ONE = timedelta(days=1)
_LONGEST_REST = timedelta(days=14)  # the longest gap between working days since 2010 is 11 days (2020-01-23)
_SHORTEST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ALWAYS = 28  # every month has it


@define(slots=False)
class RecurrenceError(SafetyworkError, ValueError):
    """A recurrence that cannot be, or that does not say enough for what is asked."""

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return "recurrence: " + "; ".join(self.problems)


@frozen
class Occurrence:
    """One time that a recurrence comes round: `nominal` by its rule, `day` after the shift to a working day.

    `provisional` marks a day that rests on days off not announced yet.
    """

    nominal: date
    day: date
    provisional: bool = False


@frozen(kw_only=True)
class Recurrence:
    """Something that comes round 周期: on a `weekday` every week, or on a day of every month, or of some `months`.

    `weekday` is ISO (Monday 1 … Sunday 7). In a month it is the `nth` of its kind (-1: the last), or the day is `day`
    (-1: the last day). `every` is how many weeks or months lie between, counted from the week or month of `since`.
    It comes from `since` to `until`, both inclusive, where they are given. Raises `RecurrenceError` for anything else;
    `weekly`, `monthly`, `month_end`, `quarterly`, `yearly`, `nth_weekday`, `last_weekday` make the usual ones.
    """

    unit: Unit
    every: int = 1
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    months: tuple[int, ...] = ()
    short: Short = "last"
    shift: Shift = "none"
    since: date | None = field(default=None, validator=optional_day)
    until: date | None = field(default=None, validator=optional_day)

    def __attrs_post_init__(self) -> None:
        problems = tuple(_problems(self))
        if problems:
            raise RecurrenceError(problems)

    def between(
        self, start: date, end: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False
    ) -> tuple[Occurrence, ...]:
        """The occurrences on the days of (start, end], by the shifted day; as everywhere, the start is not counted.

        Occurrences that are shifted to one day are one, with the first nominal day of them. Raises
        `UnannouncedDayError` where a shift needs days that are not announced yet, unless `provisional` is True: then
        statutory days off are used, and such occurrences are marked.
        """
        return tuple(self._walk(None, start, end, calendar, provisional=provisional))

    def after(self, day: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Occurrence | None:
        """The first occurrence after `day`, by the shifted day; None where there is none any more."""
        return next(self._walk(None, day, date.max, calendar, provisional=provisional), None)

    def missed(
        self,
        held: Iterable[date],
        as_of: date,
        calendar: WorkCalendar = CHINA,
        *,
        since: date | None = None,
        provisional: bool = False,
    ) -> tuple[Occurrence, ...]:
        """The occurrences before the day `as_of` for which nothing was held, as known on that day.

        Each has its window, and each day lies in one window: it begins after the week or month of the occurrence
        before (with `since` at the first) and ends with its own, moved as far as needed to hold its shifted day.
        So a Friday's round is held on any day of its week, early or late. The day itself is not missed yet. Raises
        `RecurrenceError` where neither `since` nor the recurrence says when it began.
        """
        begin = since or self.since
        if begin is None:
            raise RecurrenceError(("say since when it was to be held",))
        rounds = tuple(self._walk(begin - _ONE, date.min, as_of, calendar, provisional=provisional))
        days = sorted(day for day in held if min([begin, *(it.day for it in rounds[:1])]) <= day <= as_of)
        ends = self._ends(rounds)
        kept = {bisect_left(ends, day) for day in days}
        return tuple(it for i, it in enumerate(rounds) if i not in kept and it.day < as_of)

    def __str__(self) -> str:
        return self.text("zh")

    def text(self, lang: Lang = "zh") -> str:
        """The recurrence in words: 每月25日, the 25th of every month."""
        words = _zh(self) if lang == "zh" else _en(self)
        lengths = [_SHORTEST[month - 1] for month in self.months or range(1, 13)]
        short = SHORTS[self.short].text(lang) if self.day and self.day > min(lengths) else ""
        since = _SINCE.text(lang, day=self.since) if self.since else ""
        until = _UNTIL.text(lang, day=self.until) if self.until else ""
        return words + short + SHIFTS[self.shift].text(lang) + since + until

    # --- inside

    def _nominals(self, floor: date) -> Iterator[date]:
        """The days of the rule after `floor`; without `since` nothing hangs on where the rule begins."""
        begin = datetime.combine(self.since or floor, time())
        end = None if self.until is None else datetime.combine(self.until, time())
        frequency: Literal[1, 2] = WEEKLY if self.unit == "week" else MONTHLY
        months = self.months or None
        if self.weekday is not None:
            kind = nth_day(self.weekday - 1, self.nth)
            rule = rrule(frequency, begin, self.every, until=end, bymonth=months, byweekday=kind)
        else:
            day = self.day or -1
            # The last that a month has of 28, 29, 30, 31 is the nearest it comes to the 31st.
            days = tuple(range(_ALWAYS, day + 1)) if day > _ALWAYS and self.short == "last" else (day,)
            rule = rrule(frequency, begin, self.every, until=end, bymonth=months, bymonthday=days, bysetpos=-1)
        for moment in rule.xafter(datetime.combine(floor, time())):
            yield moment.date()

    def _walk(
        self, floor: date | None, start: date, end: date, calendar: WorkCalendar, *, provisional: bool
    ) -> Iterator[Occurrence]:
        """The occurrences that are nominally after `floor` and come to lie in (start, end], one a day."""
        plain_day(None, None, start)
        plain_day(None, None, end)
        if floor is None:  # nothing nominal up to the last working day is shifted past it
            floor = start if self.shift == "none" else calendar.previous(start, provisional=provisional)
        last = start
        for nominal in self._nominals(floor):
            if self._past(nominal, end, calendar):
                return
            day = self._shifted(nominal, calendar, provisional=provisional)
            if day > end:
                return
            if day > last:
                last = day
                unsure = self.shift != "none" and max(day, nominal) > calendar.announced_through
                yield Occurrence(nominal, day, unsure)

    def _past(self, nominal: date, end: date, calendar: WorkCalendar) -> bool:
        """Whether an occurrence cannot be shifted back to `end` or before, whatever is announced one day."""
        if nominal <= end or self.shift == "preceding":
            return nominal - end > _LONGEST_REST and not calendar.is_announced(nominal)
        return self.shift != "modified following" or (nominal.year, nominal.month) != (end.year, end.month)

    def _shifted(self, day: date, calendar: WorkCalendar, *, provisional: bool) -> date:
        if self.shift == "none":
            return day
        later = day if self.shift == "preceding" else calendar.next(day, provisional=provisional)
        if self.shift == "following" or (later.month == day.month and self.shift != "preceding"):
            return later
        return calendar.previous(day, provisional=provisional)

    def _ends(self, rounds: tuple[Occurrence, ...]) -> list[date]:
        """The last day of the window of each round: of its week or month, but from its own day to before the next."""
        before = [*(it.day - _ONE for it in rounds[1:]), date.max]
        return [max(it.day, min(self._unit_end(it.nominal), last)) for it, last in zip(rounds, before, strict=False)]

    def _unit_end(self, day: date) -> date:
        return day + (_ONE * (7 - day.isoweekday()) if self.unit == "week" else relativedelta(day=31))


# --- the usual ones


class More(TypedDict, total=False):
    """What every constructor takes besides: see `Recurrence`."""

    every: int
    short: Short
    shift: Shift
    since: date
    until: date


def weekly(weekday: int = 5, **more: Unpack[More]) -> Recurrence:
    """每周五: a weekday (ISO, Friday 5) of every week; of every other week with `every=2, since=...`.

    >>> from datetime import date
    >>> [f"{friday.day:%m-%d}" for friday in weekly(5).between(date(2022, 6, 3), date(2022, 6, 17))]
    ['06-10', '06-17']
    """
    return Recurrence(unit="week", weekday=weekday, **more)


def monthly(day: int = 25, **more: Unpack[More]) -> Recurrence:
    """每月25日: a day of every month; of every two months with `every=2, since=...`.

    >>> from datetime import date
    >>> [f"{it.day:%m-%d}" for it in monthly(31).between(date(2022, 1, 1), date(2022, 4, 1))]
    ['01-31', '02-28', '03-31']
    """
    return Recurrence(unit="month", day=day, **more)


def month_end(**more: Unpack[More]) -> Recurrence:
    """每月最后一日: the last day of every month."""
    return Recurrence(unit="month", day=-1, **more)


def quarterly(day: int = -1, *, month: Literal[1, 2, 3] = 3, **more: Unpack[More]) -> Recurrence:
    """每季度最后一日: a day of the first, second or third month of every quarter (-1: the last day)."""
    return Recurrence(unit="month", day=day, months=(month, month + 3, month + 6, month + 9), **more)


def yearly(month: int, day: int, **more: Unpack[More]) -> Recurrence:
    """每年6月30日: a day of every year; 29 February is the 28th in other years, or left out with `short="skip"`."""
    return Recurrence(unit="month", day=day, months=(month,), **more)


def nth_weekday(nth: int, weekday: int, **more: Unpack[More]) -> Recurrence:
    """每月第二个周二: the `nth` weekday (ISO) of every month; -1 is the last; a fifth is not in every month."""
    return Recurrence(unit="month", weekday=weekday, nth=nth, **more)


def last_weekday(weekday: int = 5, **more: Unpack[More]) -> Recurrence:
    """每月最后一个周五: the last weekday (ISO) of its kind in every month."""
    return nth_weekday(-1, weekday, **more)


# --- what a recurrence may not be


def _problems(it: Recurrence) -> Iterator[str]:
    by_week, shape = it.unit == "week", (it.weekday is not None, it.nth is not None, it.day is not None)
    in_order = list(it.months) == sorted({*range(1, 13)} & {*it.months})
    longest = max((_LONGEST[month - 1] for month in it.months if in_order), default=31)
    checks = (
        (it.unit not in get_args(Unit), f"unit {it.unit!r}: it is week or month"),
        (it.short not in get_args(Short), f"short {it.short!r}: it is last or skip"),
        (it.shift not in get_args(Shift), f"shift {it.shift!r}: choose one of {', '.join(get_args(Shift))}"),
        (by_week and (shape != (True, False, False) or bool(it.months)), "a week's needs a weekday, and nothing else"),
        (
            not by_week and shape not in ((False, False, True), (True, True, False)),
            "a month's needs a day or an nth weekday",
        ),
        (it.weekday not in (None, *range(1, 8)), f"weekday {it.weekday}: ISO weekdays are Monday 1 to Sunday 7"),
        (it.nth not in (None, *range(-5, 0), *range(1, 6)), f"nth {it.nth}: it is 1 to 5, or -1 to -5 from the end"),
        (it.day not in (None, -1, *range(1, 32)), f"day {it.day}: it is 1 to 31, or -1 for the last"),
        (not in_order, f"months {it.months}: give each of 1 to 12 once, in order"),
        (it.short == "skip" and (it.day or 0) > longest, f"day {it.day}: none of these months has it"),
        (type(it.every) is not int or it.every < 1, f"every {it.every}: it comes every 1, 2, 3 … weeks or months"),
        (it.every != 1 and it.since is None, "more than one week or month between is counted from `since`"),
        (it.every != 1 and bool(it.months), "give either named months or how many lie between"),
        (it.since is not None and it.until is not None and it.until < it.since, "it ends before it begins"),
    )
    return (told for wrong, told in checks if wrong)


# --- words

_WEEKDAYS = (
    *(Label("周一", "Monday"), Label("周二", "Tuesday"), Label("周三", "Wednesday"), Label("周四", "Thursday")),
    *(Label("周五", "Friday"), Label("周六", "Saturday"), Label("周日", "Sunday")),
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_QUARTER_ENDS = (3, 6, 9, 12)
_SINCE = Label("，自{day}起", ", from {day} on")
_UNTIL = Label("，至{day}止", ", until {day}")


def _zh(it: Recurrence) -> str:
    weekday = _WEEKDAYS[it.weekday - 1].zh if it.weekday else ""
    if it.unit == "week":
        return f"每{weekday}" if it.every == 1 else f"每{it.every}周的{weekday}"
    if it.day == -1 and it.months == _QUARTER_ENDS:
        return "每季度最后一日"
    months = "每年" + "、".join(f"{month}月" for month in it.months) if it.months else "每月"
    when = months if it.every == 1 else f"每{it.every}个月的"
    if it.nth is not None:
        place = f"第{_DIGITS[it.nth]}" if it.nth > 0 else "最后一" if it.nth == -1 else f"倒数第{_DIGITS[-it.nth]}"
        return f"{when}{place}个{weekday}"
    return when + ("最后一日" if it.day == -1 else f"{it.day}日")


def _en(it: Recurrence) -> str:
    weekday = _WEEKDAYS[it.weekday - 1].en if it.weekday else ""
    if it.unit == "week":
        return f"every {weekday}" if it.every == 1 else f"{weekday} of every {it.every} weeks"
    if it.day == -1 and it.months == _QUARTER_ENDS:
        return "the last day of every quarter"
    months = " and ".join(", ".join(_MONTHS[month - 1] for month in it.months).rsplit(", ", 1))
    when = f"{months} every year" if it.months else "every month" if it.every == 1 else f"every {it.every} months"
    if it.nth is not None:
        place = _ordinal(it.nth) if it.nth > 0 else "last" if it.nth == -1 else f"{_ordinal(-it.nth)} last"
        return f"the {place} {weekday} of {when}"
    return f"the {'last day' if it.day == -1 else _ordinal(it.day or 0)} of {when}"


_DIGITS = "零一二三四五"


def _ordinal(n: int) -> str:
    ending = "th" if n in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
