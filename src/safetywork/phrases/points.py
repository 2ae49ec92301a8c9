"""Points of the calendar as they are written: 2022年6月底前, 今年上半年, 本周五, 春节前, and the days they come to.

Holds: `Point`, its words, and `settle`, which turns it into days once the day of its document is known.
Never: takes a year from anywhere but the text and the day of the document, or gives a day that the text leaves open.

以内 and 届满 include the day they name (民法典 art. 1259); 前 is not defined by law: 「N日前」 is read with the day,
「N月前」 without the month, and the other reading is kept beside it.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from attrs import frozen

from safetywork.labels import Lang
from safetywork.phrases.numerals import festival_day

Part: TypeAlias = Literal[
    "day", "xun", "fortnight", "month", "quarter", "half", "year", "plan", "week", "weekday", "festival", "school"
]
Base: TypeAlias = Literal["", "year", "quarter", "month", "week", "day"]
Edge: TypeAlias = Literal["", "end", "before"]
Exact: TypeAlias = Literal["", "included", "excluded", "unsure"]
Stretch: TypeAlias = tuple[date, date]

WEEKDAYS = "一二三四五六日"
XUN = ("上", "中", "下", "中下", "上中")
_PLANS = {12: "十二五", 13: "十三五", 14: "十四五", 15: "十五五", 16: "十六五"}
_PLAN_NUMBERS = {name: n for n, name in _PLANS.items()}
_ONE = timedelta(days=1)
_STALE = 92  # days that the day of a document (a posting, a reply) may lie behind its text
_STALE_FESTIVAL = 31
_NEARLY_A_YEAR = 300
_NEXT = 180  # beyond them a month without its year is next year's; between the two, nobody can tell
FIRST_YEAR, LAST_YEAR = 1900, 2199

_SHIFTS: dict[tuple[Base, int], tuple[str, str]] = {
    ("year", -2): ("前年", "the year before last"),
    ("year", -1): ("去年", "last year"),
    ("year", 0): ("今年", "this year"),
    ("year", 1): ("明年", "next year"),
    ("year", 2): ("后年", "the year after next"),
    ("quarter", -1): ("上季度", "last quarter"),
    ("quarter", 0): ("本季度", "this quarter"),
    ("quarter", 1): ("下季度", "next quarter"),
    ("month", -1): ("上月", "last month"),
    ("month", 0): ("本月", "this month"),
    ("month", 1): ("下月", "next month"),
    ("week", -1): ("上周", "last week"),
    ("week", 0): ("本周", "this week"),
    ("week", 1): ("下周", "next week"),
    ("day", 0): ("即日", "the day of issue"),
    ("day", 1): ("明日", "the day after issue"),
    ("day", 2): ("后天", "two days after issue"),
}
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS_EN = {"xun": "ten days no. {}", "fortnight": "half no. {}", "quarter": "quarter {}", "half": "half {}"}


def plan_number(name: str) -> int:
    """The number of a five-year plan by its short name, 14 for 十四五."""
    return _PLAN_NUMBERS[name]


@frozen
class Point:
    """A stretch of the calendar as it is written 时点: `part` says how long it is, `edge` which end of it is meant.

    `year` and `month` are what stands in the text; `base` and `shift` what it says instead (明年: year, 1). `index` is
    the day, the ten-day period 旬, the quarter, the half, the weekday or the plan; `name` the festival. `edge` "before"
    is 前 without 底; `exact` says whether 前 takes in the day itself, where the text tells. `time` is a time of day.
    """

    part: Part
    index: int = 0
    year: int | None = None
    month: int | None = None
    base: Base = ""
    shift: int = 0
    name: str = ""
    edge: Edge = ""
    exact: Exact = ""
    time: str = ""

    def ending(self, edge: Edge, exact: Exact = "", time: str = "") -> "Point":
        """The same stretch with another end of it meant."""
        return Point(
            self.part, self.index, self.year, self.month, self.base, self.shift, self.name, edge, exact, time
        )  # a direct constructor: a third of the time of `attrs.evolve`

    def text(self, lang: Lang = "zh", *, bare: bool = False) -> str:
        """The point in words; `bare` leaves the edge away."""
        return _zh(self, bare=bare) if lang == "zh" else _en(self)


class Settled(NamedTuple):
    """What a point comes to: its `first` and `last` day, the year taken from the document, the other readings."""

    first: date
    last: date
    assumed: bool = False
    others: tuple[Stretch, ...] = ()
    sure: bool = True


def settle(point: Point, anchor: date | None, *, done: bool = False) -> Settled | None:
    """The days of `point` in a document of the day `anchor`; None where they cannot be told.

    A year that is not written is the document's; a day more than 180 days back is next year's, and one between 92 and
    180 days back may be either (`sure` is False). `done` is a report of what is over: it looks back instead.
    """
    try:
        if point.year is not None or point.part == "plan":
            found = _stretch(point, point.year or 0, point.month)
            return Settled(*found) if found else None
        return None if anchor is None else _from_anchor(point, anchor, done=done)
    except (ValueError, OverflowError):  # 31 June, or past the calendar's end
        return None


def _from_anchor(point: Point, anchor: date, *, done: bool) -> Settled | None:
    match point.base:
        case "day":
            day = anchor + _ONE * point.shift
            return Settled(day, day)
        case "week":
            return Settled(*_week(point, anchor))
        case "month" | "quarter":
            months = anchor.year * 12 + anchor.month - 1 + point.shift * (1 if point.base == "month" else 3)
            found = _stretch(_quartered(point, months), months // 12, months % 12 + 1)
            return Settled(*found) if found else None
        case "year":
            found = _stretch(point, anchor.year + point.shift, point.month)
            return Settled(*found) if found else None
        case _:
            return _guess(point, anchor, done=done)


def _quartered(point: Point, months: int) -> Point:
    return Point("quarter", months % 12 // 3 + 1) if point.part == "quarter" else point


def _week(point: Point, anchor: date) -> Stretch:
    monday = anchor - _ONE * anchor.weekday() + 7 * _ONE * point.shift
    if point.part == "week":
        return monday, monday + 6 * _ONE
    day = monday + _ONE * (point.index - 1)
    return day, day


def _guess(point: Point, anchor: date, *, done: bool) -> Settled | None:
    """The year is the document's, unless that lies too far back."""
    if point.part == "weekday":
        day = anchor + _ONE * ((point.index - anchor.isoweekday()) % 7)
        return Settled(day, day, assumed=True)
    if point.part == "day" and point.month is None:
        return _day_of_month(point, anchor)
    here = _real(point, anchor.year)
    if here is None:
        return None
    late = (anchor - _bound(point, here)).days
    if done:
        return Settled(*((late < 0 and _real(point, anchor.year - 1)) or here), assumed=True)
    if late < -_NEARLY_A_YEAR and (back := _just_past(point, anchor)) is not None:
        return Settled(*here, assumed=True, others=(back,), sure=False)
    return _here_or_ahead(point, late, here, _real(point, anchor.year + 1))


def _just_past(point: Point, anchor: date) -> Stretch | None:
    """12月31日前 in a paper of 6 January: the day of last week, or one in a year's time? Nobody can tell.

    A document of 1 January is one whose year alone is known: it looks ahead.
    """
    back = _real(point, anchor.year - 1) if (anchor.month, anchor.day) != (1, 1) else None
    return back if back is not None and (anchor - _bound(point, back)).days <= _STALE_FESTIVAL else None


def _here_or_ahead(point: Point, late: int, here: Stretch, ahead: Stretch | None) -> Settled:
    festive = point.part == "festival"
    if ahead is None or late <= (_STALE_FESTIVAL if festive else _STALE):
        return Settled(*here, assumed=True)
    if late <= _NEXT and not festive:
        return Settled(*here, assumed=True, others=(ahead,), sure=False)
    return Settled(*ahead, assumed=True)


def _real(point: Point, year: int) -> Stretch | None:
    """The days of `point` in a guessed year; None for 29 February where it is not."""
    try:
        return _stretch(point, year, point.month)
    except ValueError:
        return None


def _bound(point: Point, stretch: Stretch) -> date:
    return stretch[0] if point.edge == "before" else stretch[1]


def _day_of_month(point: Point, anchor: date) -> Settled:
    """A day without its month: this month's; once it is over, this month's or next month's."""
    here = anchor.replace(day=point.index)
    if here >= anchor:
        return Settled(here, here, assumed=True)
    months = anchor.year * 12 + anchor.month
    ahead = date(months // 12, months % 12 + 1, point.index)
    return Settled(here, here, assumed=True, others=((ahead, ahead),), sure=False)


def _stretch(point: Point, year: int, month: int | None) -> Stretch | None:
    """First and last day of the point in a known year; None where a part of it is missing or not known."""
    match point.part:
        case "year":
            return date(year, 1, 1), date(year, 12, 31)
        case "half":
            return _months(year, point.index * 6 - 5, 6)
        case "quarter":
            return _months(year, point.index * 3 - 2, 3)
        case "plan":
            return date(1951 + 5 * point.index, 1, 1), date(1955 + 5 * point.index, 12, 31)
        case "festival":
            day = festival_day(point.name, year)
            return (day, day) if day else None
        case _:
            return _in_month(point, year, month) if month else None


def _in_month(point: Point, year: int, month: int) -> Stretch | None:
    length = _length(year, month)
    match point.part:
        case "day":
            day = date(year, month, point.index)
            return day, day
        case "xun":
            return _xun(year, month, point.index, length)
        case "fortnight":
            return date(year, month, point.index * 15 - 14), date(year, month, (15, length)[point.index - 1])
        case "month" | "school":  # a school year begins with its month
            return date(year, month, 1), date(year, month, length)
        case _:
            return None


def _length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - _ONE).day  # noqa: PLR2004 - December


def _xun(year: int, month: int, index: int, length: int) -> Stretch:
    first, last = ((1, 10), (11, 20), (21, length), (11, length), (1, 20))[index - 1]
    return date(year, month, first), date(year, month, last)


def _months(year: int, first: int, count: int) -> Stretch:
    last = first + count - 1
    return date(year, first, 1), date(year, last, _length(year, last))


def undated(point: Point, *, last: bool) -> str:
    """`--MM-DD` of a point whose year is open (its last day, or its first); empty where there is none.

    >>> undated(Point("xun", 2, month=4), last=True)
    '--04-20'
    """
    try:
        stretch = _stretch(point, 2001, point.month) if point.base == "" and point.part != "festival" else None
    except ValueError:
        return ""
    return f"--{stretch[last]:%m-%d}" if stretch else ""


def _zh(point: Point, *, bare: bool) -> str:
    words = _when_zh(point) + _part_zh(point) + point.time
    if bare:
        return words
    if point.part in ("festival", "school"):
        return words + "前"
    if point.edge == "end":
        return words + _ENDS.get(point.part, "底前")
    sure = {"": "", "included": "（含当日）", "excluded": "（不含当日）", "unsure": "（当日是否计入不明）"}[point.exact]
    return words + ("前" if point.edge or point.part in ("day", "weekday") else "") + sure


_ENDS = {"week": "内", "xun": "内", "fortnight": "内", "half": "内", "plan": "期间"}


def _when_zh(point: Point) -> str:
    year = f"{point.year}年" if point.year is not None else _SHIFTS[point.base, point.shift][0] if point.base else ""
    if point.base == "week" and point.part == "weekday":
        return year[:1]
    return year + (f"{point.month}月" if point.month is not None else "")


def _part_zh(point: Point) -> str:
    index = point.index
    if point.part in ("day", "quarter", "half", "fortnight", "xun", "weekday") and not index:
        return ""  # the day of issue; the quarter at hand
    return {
        "day": f"{index}日",
        "xun": f"{XUN[index % len(XUN) - 1]}旬",
        "fortnight": f"{'上下'[index % 2 - 1]}半月",
        "half": f"{'上下'[index % 2 - 1]}半年",
        "quarter": f"第{WEEKDAYS[index % 7 - 1]}季度",
        "plan": _PLANS.get(index, ""),
        "weekday": f"周{WEEKDAYS[index % 7 - 1]}",
        "festival": point.name,
        "school": "开学",
    }.get(point.part, "")


def _en(point: Point) -> str:
    words: list[str] = []
    match point.part:
        case "day":
            words.append(str(point.index) if point.base != "day" else "")
        case "weekday":
            words.append(WEEKDAYS_EN[point.index - 1])
        case "festival" | "school":
            words.append(point.name or "the school year of")
        case "plan":
            words.append(f"plan period {point.index}")
        case _:
            words.append(_PARTS_EN.get(point.part, "").format(point.index) if point.index else "")
    words.append(_MONTHS_EN[point.month - 1] if point.month else "")
    words.append(str(point.year) if point.year is not None else "")
    words.append(_SHIFTS[point.base, point.shift][1] if point.base else "")
    lead = {"end": "the end of ", "before": "before ", "": ""}[point.edge]
    return lead + " ".join(filter(None, (*words, point.time)))
