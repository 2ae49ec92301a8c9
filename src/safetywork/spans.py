"""Lengths of time.

Holds: `Span` and its units, the makers `workdays`, `days`, `weeks`, `months`, `years`, `hours`.
Never: counts a span from a day (`periods` does), or knows a calendar.
"""

import re
import unicodedata
from typing import Literal, TypeAlias

from attrs import frozen

from safetywork.errors import SpanError
from safetywork.labels import Label, Lang

Unit: TypeAlias = Literal["workday", "day", "week", "month", "year", "hour"]

UNIT_LABELS: dict[Unit, Label] = {
    "workday": Label("个工作日", "working day"),
    "day": Label("日", "day"),
    "week": Label("周", "week"),
    "month": Label("个月", "month"),
    "year": Label("年", "year"),
    "hour": Label("小时", "hour"),
}

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
    "小时": "hour",
    "个小时": "hour",
    "hour": "hour",
    "hours": "hour",
}
_SPAN = re.compile(r"([0-9]{1,5})\s?([^0-9\s][^0-9]{0,15})")
LONGEST: dict[str, int] = {
    "workday": 36_500,
    "day": 36_500,
    "week": 5_200,
    "month": 1_200,
    "year": 100,
    "hour": 8_784,
}
"""The longest span of each unit: a hundred years, and a leap year of hours."""


@frozen
class Span:
    """A length of time 期间: `n` of a `unit`, from 0 to a hundred years; `str()` is the ledger's word, 15个工作日.

    Hours are elapsed hours, up to a leap year of them. Raises `SpanError` for anything else. Make one with
    `workdays(15)`, `days(30)`, `weeks(2)`, `months(2)`, `years(1)`, `hours(24)`.
    """

    n: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        if type(self.n) is not int:
            raise SpanError(repr(self.n), "a span is a whole number; give days instead of half a month")
        if self.unit not in LONGEST:
            raise SpanError(repr(self.unit), "the units are " + ", ".join(LONGEST))
        if not 0 <= self.n <= LONGEST[self.unit]:
            advice = f"a span lies between 0 and {LONGEST[self.unit]} {self.unit}s; counting back is a rule's direction"
            raise SpanError(str(self.n), advice)

    @classmethod
    def read(cls, text: str) -> "Span":
        """The span that `text` states: 15个工作日, 30日, 2个月, 24小时, `15 working days`; `SpanError` for others."""
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


def hours(n: int) -> Span:
    """`n` elapsed hours 小时: they run at night and through days off."""
    return Span(n, "hour")
