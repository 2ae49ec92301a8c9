"""A total stated with its parts: whether it adds up, by interval arithmetic, and whether a rate agrees with its counts.

Holds: `Stated`, `adds_up`, `judge_totals`, `rate_holds`, `shares_hold`.
Never: uses a float, or takes a part that nobody named for an error: it is unknown.

13.4万 stands for anything from 13.35万 up to 13.45万; money is exact to the last digit; 余 has no upper bound.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from safetywork.rates import half_up

_REST = ("未", "正在", "在办", "推进", "办理中", "其余", "剩余", "余下", "待", "序时", "难以", "整改中", "进行中")
"""Words of a part that holds what is not done: where one is named, the parts claim to be all there is."""


@frozen
class Stated:
    """A number as it is written 所列数: its interval, both ends, the upper None where there is none."""

    low: Decimal
    high: Decimal | None

    @classmethod
    def read(cls, number: "int | str | Decimal | float", *, rounded: bool = False, more: bool = False) -> "Stated":
        """A number by its digits; `rounded` ones stand for all that round to them, `more` (余) for all above."""
        value = Decimal(str(number))
        exponent = value.as_tuple().exponent
        half = Decimal(5).scaleb(exponent - 1) if rounded and isinstance(exponent, int) else Decimal(0)
        return cls(max(Decimal(0), value - half), None if more else value + half)


def adds_up(total: Stated, parts: Iterable[Stated], *, whole: bool) -> bool | None:
    """Whether parts come to a total: True where they can, False where they cannot, None where a part may be missing.

    More than the total is wrong. Less is wrong where the parts claim to be all (`whole`); else what is missing is not
    named, and nobody knows.
    """
    given = tuple(parts)
    low = sum((part.low for part in given), Decimal(0))
    highs = [part.high for part in given]
    high = None if None in highs else sum((h for h in highs if h is not None), Decimal(0))
    if total.high is not None and low > total.high:
        return False
    if high is not None and high < total.low:
        return False if whole else None
    return True


def judge_totals(row: Mapping[str, Any]) -> bool | None:
    """Whether a row of `total`, `parts` by name and `unit` adds up; `percent_stated` is looked at where it is there.

    Units with 万 or 亿 (but for money in 万元) and per cents are rounded to the digits that are written; everything else
    is exact. The parts claim to be all there is where one of them is of what is not done. One part alone that is told
    as less than a hundred per cent does not claim to be all: what is left is not named.
    """
    unit = str(row.get("unit") or "")
    shares = unit in ("%", "％")
    rounded = shares or (any(scale in unit for scale in "万亿") and unit != "万元")
    parts: Mapping[str, Any] = row["parts"]
    whole = any(word in name for name in parts for word in _REST) or _one_axis(parts)
    stated = [Stated.read(n, rounded=rounded) for n in parts.values()]
    told = adds_up(Stated.read(row["total"], rounded=rounded and not shares), stated, whole=whole)
    percent = row.get("percent_stated")
    short = len(parts) == 1 and percent is not None and Decimal(str(percent)) < _HUNDRED
    return None if told and short else told


_HUNDRED = Decimal(100)
_AXES = (
    re.compile(r"(?:19|20)[0-9]{2}年?"),
    re.compile(r"省级?|市级?|县级?|区级?|乡级?|镇级?|国家级?|\S{2,4}市级"),
    re.compile(r"\S{1,6}(?:省|市|县|区|州|自治区)"),
    re.compile(r"来电|来信|来访|微信|网络|邮件|电话"),
)


def _one_axis(parts: Iterable[str]) -> bool:
    """Whether two parts or more divide a whole along one line: by years, by levels, by places, by channels."""
    names = [name.strip() for name in parts]
    return len(names) > 1 and any(all(axis.fullmatch(name) for name in names) for axis in _AXES)


def rate_holds(part: Stated, whole: Stated, percent: str) -> bool:
    """Whether a stated per cent, of so many digits, can be the rate: half-up from some counts in the intervals."""
    stated = Decimal(percent)
    digits = max(0, -int(stated.as_tuple().exponent))
    step = Decimal(1).scaleb(-digits)
    low = Fraction(part.low) / Fraction(whole.high) if whole.high else Fraction(0)
    high = Fraction(part.high) / Fraction(whole.low) if part.high is not None and whole.low else None
    least, most = half_up(low * 100, digits), None if high is None else half_up(high * 100, digits)
    return least - (step if part.low != part.high else 0) <= stated and (most is None or stated <= most)


def shares_hold(percents: Iterable[str]) -> bool:
    """Whether shares can be those of one whole: their sum is 100, but for half a last digit each."""
    given = [Decimal(p) for p in percents]
    slack = sum((Decimal(5).scaleb(int(p.as_tuple().exponent) - 1) for p in given), Decimal(0))
    return abs(sum(given, Decimal(0)) - 100) <= slack
