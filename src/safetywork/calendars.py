"""Working days: which days they are, and arithmetic over them.

Holds: `WorkCalendar`, `DayKind`, `CHINA` (the State Council's notices 2010-2026), overlays, reading of holiday-cn JSON.
Never: guesses an unannounced year (it refuses, or uses statutory days off where the caller asks for that), reads a
    clock or a file, or loops towards a day that may not exist.

A day counts by the first of these that speaks of it: local overlay, make-up working day, announced day off, weekly
rest (全国年节及纪念日放假办法 art. 6-7; the yearly notices).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal, TypeAlias

from attrs import evolve, field, frozen

from safetywork._notices import FESTIVAL_DATES, NOTICES, Festival, Notice
from safetywork.errors import CalendarDataError, NotADayError, NoWorkdayError, UnannouncedDayError
from safetywork.labels import Label

DayKind: TypeAlias = Literal["workday", "rest", "holiday", "make-up", "local off", "local work"]

KIND_LABELS: dict[DayKind, Label] = {
    "workday": Label("工作日", "working day"),
    "rest": Label("休息日", "weekly rest day"),
    "holiday": Label("放假", "announced day off"),
    "make-up": Label("调休上班", "make-up working day"),
    "local off": Label("本地放假", "local day off"),
    "local work": Label("本地上班", "local working day"),
}
BEIJING = timezone(timedelta(hours=8), "UTC+08:00")
"""Chinese standard time: a day ends at its 24:00."""
WEEKEND = frozenset({6, 7})
_WEEKDAYS = frozenset(range(1, 8))
_ONE = timedelta(days=1)


def _weekdays(given: Iterable[int]) -> frozenset[int]:
    return frozenset(given)


@frozen
class SpecialDay:
    """A day that its weekday does not tell: off or worked, by which festival or local arrangement."""

    day: date
    works: bool
    name: Label
    local: bool = False


@frozen
class _Table:
    """Prefix sums over one stretch of days: `before[i]` working days precede day `i`, `workdays` are the days."""

    base: int
    size: int
    works: bytes
    before: tuple[int, ...]
    workdays: tuple[date, ...]


@frozen
class WorkCalendar:
    """A calendar of working days 工作日历, exact from `announced_from` to `announced_through`, both inclusive.

    `rest` are the ISO weekdays off (Monday 1 … Sunday 7). Days are `datetime.date`; a datetime raises `NotADayError`,
    a question that reaches outside the announced days raises `UnannouncedDayError` unless it is asked with
    `provisional=True` (statutory days off only, `projected_through` at the latest), and one that finds no working day
    raises `NoWorkdayError`.
    """

    name: str
    announced_from: date
    announced_through: date
    specials: tuple[SpecialDay, ...] = field(default=(), repr=False)
    rest: frozenset[int] = field(default=WEEKEND, converter=_weekdays)
    projection: tuple[SpecialDay, ...] = field(default=(), repr=False)
    projected_through: date = field(default=date.min)
    _special: dict[date, SpecialDay] = field(init=False, eq=False, repr=False)
    _firm: _Table = field(init=False, eq=False, repr=False)
    _wide: list[_Table] = field(init=False, eq=False, repr=False, factory=list["_Table"])
    _version: list[str] = field(init=False, eq=False, repr=False, factory=list[str])

    def __attrs_post_init__(self) -> None:
        if self.announced_from > self.announced_through:
            raise CalendarDataError(self.name, "it ends before it begins")
        if not self.rest <= _WEEKDAYS:
            raise CalendarDataError(self.name, "rest days are ISO weekdays, Monday 1 to Sunday 7")
        if self.projected_through < self.announced_through:
            object.__setattr__(self, "projected_through", self.announced_through)
        weakest_first = sorted(self.specials, key=lambda special: (special.local, special.works))
        told = (*(s for s in self.projection if s.day > self.announced_through), *weakest_first)
        object.__setattr__(self, "_special", {special.day: special for special in told})
        object.__setattr__(self, "_firm", self._tabulate(self.announced_through))

    # --- questions

    @property
    def version(self) -> str:
        """Name, reach and a fingerprint of every special day: two calendars of one version answer alike."""
        if not self._version:
            told_days = (*self.specials, *(s for s in self.projection if s.day > self.announced_through))
            marks = [f"{s.day}{'+' if s.works else '-'}{'l' if s.local else ''}" for s in told_days]
            told = ",".join(sorted(marks)) + "".join(map(str, sorted(self.rest)))
            digest = hashlib.sha256(told.encode()).hexdigest()[:8]
            self._version.append(
                f"{self.name} {self.announced_from:%Y-%m-%d}..{self.announced_through:%Y-%m-%d} {digest}"
            )
        return self._version[0]

    def is_workday(self, day: date, *, provisional: bool = False) -> bool:
        """Whether `day` is worked."""
        table = self._firm
        if type(day) is date:
            i = day.toordinal() - table.base
            if 0 <= i < table.size:
                return table.works[i] == 1
        table = self._table(_day(day), _day(day), provisional=provisional)
        return table.works[day.toordinal() - table.base] == 1

    def kind(self, day: date, *, provisional: bool = False) -> DayKind:
        """Why `day` is worked or not."""
        self._table(_day(day), day, provisional=provisional)
        special = self._special.get(day)
        if special is None:
            return "rest" if day.isoweekday() in self.rest else "workday"
        if special.local:
            return "local work" if special.works else "local off"
        if special.works:
            return "make-up" if day.isoweekday() in self.rest else "workday"
        return "holiday"

    def special(self, day: date) -> SpecialDay | None:
        """What a notice or an overlay says of `day`, if any does; beyond the announced days, what the statute says."""
        return self._special.get(_day(day))

    def add(self, day: date, n: int, *, provisional: bool = False) -> date:
        """The `n`-th working day after `day` (before it where `n` is negative); `day` itself for 0.

        A rest day counts as the working day on the side it comes from: one working day after a Saturday is Monday, one
        before it is Friday.
        """
        table = self._firm
        if type(day) is date and n > 0:
            i = day.toordinal() - table.base
            if 0 <= i < table.size:
                k = table.before[i + 1] + n - 1
                if k < len(table.workdays):
                    return table.workdays[k]
        return self._add(_day(day), n, provisional=provisional)

    def count(self, start: date, end: date, *, provisional: bool = False) -> int:
        """Working days in (start, end]: the start is not counted; negative where `end` lies before `start`."""
        table = self._firm
        if type(start) is date and type(end) is date:
            base = table.base
            i, j = start.toordinal() - base, end.toordinal() - base
            if 0 <= i < table.size and 0 <= j < table.size:
                return table.before[j + 1] - table.before[i + 1]
        table = self._table(min(_day(start), _day(end)), max(start, end), provisional=provisional)
        return table.before[end.toordinal() - table.base + 1] - table.before[start.toordinal() - table.base + 1]

    def next(self, day: date, *, provisional: bool = False) -> date:
        """`day` if it is worked, else the first working day after it (顺延)."""
        return day if self.is_workday(day, provisional=provisional) else self.add(day, 1, provisional=provisional)

    def previous(self, day: date, *, provisional: bool = False) -> date:
        """`day` if it is worked, else the last working day before it."""
        return day if self.is_workday(day, provisional=provisional) else self.add(day, -1, provisional=provisional)

    def between(self, start: date, end: date) -> Iterator[date]:
        """The days of (start, end], in order."""
        for ordinal in range(_day(start).toordinal() + 1, _day(end).toordinal() + 1):
            yield date.fromordinal(ordinal)

    def is_announced(self, day: date) -> bool:
        """Whether the calendar knows `day` for certain."""
        return self.announced_from <= _day(day) <= self.announced_through

    # --- other calendars made from this one

    def overlay(
        self, name: str, *, off: Iterable[date] = (), work: Iterable[date] = (), why: Label | None = None
    ) -> "WorkCalendar":
        """A calendar with local days off and local working days on top (county holidays, flood duty).

        Raises `CalendarDataError` where a day is both, or lies outside the announced days.
        """
        off, work = frozenset(off), frozenset(work)
        if off & work:
            raise CalendarDataError(name, f"{min(off & work)} is both off and worked")
        label = why or Label(name, name)
        local = {day: SpecialDay(_day(day), day in work, label, local=True) for day in off | work}
        outside = [day for day in local if not self.is_announced(day)]
        if outside:
            raise CalendarDataError(
                name, f"{min(outside)} lies outside {self.announced_from} to {self.announced_through}"
            )
        kept = (s for s in self.specials if s.day not in local)
        return evolve(self, name=name, specials=_ordered([*kept, *local.values()]))

    def announce(self, *notices: Notice) -> "WorkCalendar":
        """The calendar once `notices` are known too: firm through the last year they announce.

        Raises `CalendarDataError` where a year would be left out.
        """
        specials, through = list(self.specials), self.announced_through
        for notice in notices:
            if notice.year > through.year + (not notice.amends):
                raise CalendarDataError(
                    self.name, f"the notice for {through.year + 1} is missing before that for {notice.year}"
                )
            specials = _noticed(specials, notice)
            through = through if notice.amends else max(through, date(notice.year, 12, 31))
        projection = tuple(s for s in self.projection if s.day > through)
        return evolve(self, announced_through=through, specials=_ordered(specials), projection=projection)

    @classmethod
    def weekly(
        cls,
        name: str,
        *,
        rest: Iterable[int] = WEEKEND,
        first: date = date(2000, 1, 1),
        last: date = date(2050, 12, 31),
    ) -> "WorkCalendar":
        """A calendar that knows weekly rest days only, from `first` to `last`."""
        return cls(name, first, last, rest=frozenset(rest))

    # --- inside

    def _tabulate(self, through: date) -> _Table:
        base, stop = self.announced_from.toordinal(), through.toordinal() + 1
        works = bytearray(b"\x01" * (stop - base))
        for weekday in self.rest:
            first = (weekday - self.announced_from.isoweekday()) % 7
            works[first::7] = bytes(len(range(first, stop - base, 7)))
        for day, special in self._special.items():
            if 0 <= day.toordinal() - base < stop - base:
                works[day.toordinal() - base] = special.works
        before = [0]
        for worked in works:
            before.append(before[-1] + worked)
        workdays = tuple(date.fromordinal(base + i) for i, worked in enumerate(works) if worked)
        return _Table(base, stop - base, bytes(works), tuple(before), workdays)

    def _table(self, first: date, last: date, *, provisional: bool) -> _Table:
        through = self.projected_through if provisional else self.announced_through
        if first < self.announced_from or last > through:
            raise UnannouncedDayError(
                first if first < self.announced_from else last, self.name, self.announced_from, through, provisional
            )
        return self._widened() if last > self.announced_through else self._firm

    def _widened(self) -> _Table:
        if not self._wide:
            self._wide.append(self._tabulate(self.projected_through))
        return self._wide[0]

    def _add(self, day: date, n: int, *, provisional: bool) -> date:
        if n == 0:
            return day
        table = self._table(day, day, provisional=provisional)
        if provisional:
            table = self._widened()
        i = day.toordinal() - table.base
        k = table.before[i + 1] + n - 1 if n > 0 else table.before[i] + n
        if 0 <= k < len(table.workdays):
            return table.workdays[k]
        if not table.workdays:
            raise NoWorkdayError(day, self.name)
        through = self.projected_through if provisional else self.announced_through
        raise UnannouncedDayError(None, self.name, self.announced_from, through, provisional)


def read_holiday_cn(document: Mapping[str, Any]) -> Notice:
    """The notice in one parsed holiday-cn year file (`{"year", "papers", "days": [{"name", "date", "isOffDay"}]}`).

    Raises `CalendarDataError` where the document is not of that form, or announces nothing.
    """
    try:
        year = int(document["year"])
        days = [(str(d["name"]), date.fromisoformat(d["date"]), _truth(d["isOffDay"])) for d in document["days"]]
    except (KeyError, TypeError, ValueError) as error:
        raise CalendarDataError("holiday-cn", f"not a holiday-cn year file ({error!r})") from None
    if not days:
        raise CalendarDataError("holiday-cn", f"the file for {year} announces no day yet")
    names = list(dict.fromkeys(name for name, _, _ in days))
    festivals = tuple(
        Festival(
            name,
            name,
            ",".join(f"{d:%Y%m%d}" for n, d, off in days if n == name and off),
            ",".join(f"{d:%Y%m%d}" for n, d, off in days if n == name and not off),
        )
        for name in names
    )
    return Notice(year, "", "", festivals, amends=False, undo="")


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value


def _day(day: Any) -> date:
    if isinstance(day, datetime) or not isinstance(day, date):
        raise NotADayError(day)
    return day


def _ordered(specials: Iterable[SpecialDay]) -> tuple[SpecialDay, ...]:
    return tuple(sorted(specials, key=lambda special: special.day))


def _noticed(specials: list[SpecialDay], notice: Notice) -> list[SpecialDay]:
    """`specials` after `notice`: what it says of a day replaces what was said, but never a local arrangement."""
    fresh = {
        day: SpecialDay(day, works, Label(festival.zh, festival.en))
        for festival in notice.festivals
        for works, days in ((False, festival.off), (True, festival.work))
        for day in _days(days, notice.year)
    }
    gone = {*fresh, *_days(notice.undo, notice.year)}
    local = {s.day for s in specials if s.local}
    return [*(s for s in specials if s.local or s.day not in gone), *(s for d, s in fresh.items() if d not in local)]


def _days(text: str, year: int) -> Iterator[date]:
    """The days of `0128-0204,0208` in `year`; a day of another year is written in full, `20221231`."""
    for part in filter(None, text.split(",")):
        first, _, last = part.partition("-")
        start, end = _mmdd(first, year), _mmdd(last or first, year)
        for ordinal in range(start.toordinal(), end.toordinal() + 1):
            yield date.fromordinal(ordinal)


def _mmdd(text: str, year: int) -> date:
    head, tail = (int(text[:4]), text[4:]) if len(text) == 8 else (year, text)  # noqa: PLR2004
    return date(head, int(tail[:2]), int(tail[2:]))


def _statutory(year: int) -> Iterator[SpecialDay]:
    """The thirteen statutory days off of a year not announced yet (放假办法 2024-11-10, art. 2 and 6).

    A day that falls on a weekend is made up for by the next ordinary working day (art. 6); which days are swapped
    (art. 7) is known only from the notice, so none is.
    """
    spring, qingming, dragon, autumn = (_mmdd(text, year) for text in FESTIVAL_DATES[year])
    rules: tuple[tuple[Label, date, int], ...] = (
        (Label("元旦", "New Year's Day"), date(year, 1, 1), 1),
        (Label("春节", "Spring Festival"), spring - _ONE, 4),
        (Label("清明节", "Qingming Festival"), qingming, 1),
        (Label("劳动节", "Labour Day"), date(year, 5, 1), 2),
        (Label("端午节", "Dragon Boat Festival"), dragon, 1),
        (Label("中秋节", "Mid-Autumn Festival"), autumn, 1),
        (Label("国庆节", "National Day"), date(year, 10, 1), 3),
    )
    taken: set[date] = set()
    for label, start, length in rules:
        owed = 0
        for day in (start + _ONE * i for i in range(length)):
            owed += day in taken or day.isoweekday() in WEEKEND
            if day not in taken:
                taken.add(day)
                yield SpecialDay(day, works=False, name=label)
        instead = start + _ONE * length
        for _ in range(owed):
            while instead in taken or instead.isoweekday() in WEEKEND:
                instead += _ONE
            taken.add(instead)
            yield SpecialDay(instead, works=False, name=label)


def _china() -> WorkCalendar:
    specials: list[SpecialDay] = []
    for notice in NOTICES:
        specials = _noticed(specials, notice)
    years = sorted(FESTIVAL_DATES)
    return WorkCalendar(
        "CN",
        date(2010, 1, 1),
        date(max(notice.year for notice in NOTICES), 12, 31),
        _ordered(specials),
        projection=tuple(special for year in years for special in _statutory(year)),
        projected_through=date(years[-1], 12, 31),
    )


CHINA = _china()
"""Mainland China's working days by the State Council's notices, amendments applied, up to `CHINA.announced_through`."""
