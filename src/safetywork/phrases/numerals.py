"""Chinese numerals and the days of festivals.

Holds: `number` (十五, 廿, 柒, 二〇二二 and their digits), the festivals whose day is known and `festival_day`.
Never: reads a phrase, or knows a festival outside its table.
"""

from datetime import date, timedelta
from typing import Final

from safetywork._notices import FESTIVAL_DATES

_DIGITS: Final = {
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    "○": 0,
    "两": 2,
    "俩": 2,
}
_TENS: Final = {"廿": 20, "卅": 30}
_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100}
NUMERALS: Final = "".join((*_DIGITS, *_TENS, *_SCALES))
"""Every character that a Chinese numeral is made of."""

# MMDD of 春节, 清明, 端午 and 中秋 in the years whose notice is out; each lies within the festival's break in the
# notice (a test looks), later years stand in `_notices`.
_ANNOUNCED: Final[dict[int, tuple[str, str, str, str]]] = {
    2010: ("0214", "0405", "0616", "0922"),
    2011: ("0203", "0405", "0606", "0912"),
    2012: ("0123", "0404", "0623", "0930"),
    2013: ("0210", "0404", "0612", "0919"),
    2014: ("0131", "0405", "0602", "0908"),
    2015: ("0219", "0405", "0620", "0927"),
    2016: ("0208", "0404", "0609", "0915"),
    2017: ("0128", "0404", "0530", "1004"),
    2018: ("0216", "0405", "0618", "0924"),
    2019: ("0205", "0405", "0607", "0913"),
    2020: ("0125", "0404", "0625", "1001"),
    2021: ("0212", "0404", "0614", "0921"),
    2022: ("0201", "0405", "0603", "0910"),
    2023: ("0122", "0405", "0622", "0929"),
    2024: ("0210", "0404", "0610", "0917"),
    2025: ("0129", "0404", "0531", "1006"),
    2026: ("0217", "0405", "0619", "0925"),
}
_LUNAR: Final = {**_ANNOUNCED, **FESTIVAL_DATES}

# 全国年节及纪念日放假办法 art. 2-5: festivals and memorial days with a fixed day (month, day)
_FIXED: Final = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "五一": (5, 1),
    "五四": (5, 4),
    "六一": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "国庆": (10, 1),
}
# column of the table and days from it
_MOVING: Final = {"春节": (0, 0), "除夕": (0, -1), "元宵": (0, 14), "清明": (1, 0), "端午": (2, 0), "中秋": (3, 0)}
FESTIVALS: Final = (*_FIXED, *_MOVING)
"""The festivals whose day `festival_day` knows."""


def number(text: str) -> int | None:
    """The whole number that `text` writes in ASCII digits or in Chinese numerals; None where it writes none.

    >>> number("二十一"), number("廿五"), number("柒"), number("二〇二二"), number("100")
    (21, 25, 7, 2022, 100)
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not any(char in _SCALES or char in _TENS for char in text):
        return _positional(text)
    total, held = 0, -1
    for char in text:
        if char in _SCALES:
            total, held = total + (1 if held < 0 else held) * _SCALES[char], -1
        elif char in _TENS:
            total, held = total + _TENS[char], -1
        elif char in _DIGITS:
            held = _DIGITS[char]
        else:
            return None
    return total + max(held, 0)


def _positional(text: str) -> int | None:
    """Digit after digit; two of them without a nought are no number but a guess (三五天): see `guessed`."""
    digits = [_DIGITS.get(char, -1) for char in text]
    if not digits or min(digits) < 0 or (len(digits) == 2 and 0 not in digits):  # noqa: PLR2004 - a pair
        return None
    return int("".join(map(str, digits)))


def guessed(text: str) -> tuple[int, int] | None:
    """The bounds of a number said as a guess, 两三 or 三五; None for anything else."""
    if len(text) != 2:  # noqa: PLR2004 - a pair
        return None
    low, high = _DIGITS.get(text[0], 0), _DIGITS.get(text[1], 0)
    return (low, high) if 0 < low < high else None


def festival_day(name: str, year: int) -> date | None:
    """The first day of the festival `name` in `year`; None where it is not known.

    >>> str(festival_day("春节", 2019)), festival_day("春节", 1999)
    ('2019-02-05', None)
    """
    if name in _FIXED:
        return date(year, *_FIXED[name])
    column, shift = _MOVING.get(name, (0, 0))
    if name not in _MOVING or year not in _LUNAR:
        return None
    text = _LUNAR[year][column]
    return date(year, int(text[:2]), int(text[2:])) + timedelta(days=shift)
