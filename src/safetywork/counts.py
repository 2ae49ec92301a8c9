"""Counts as reports state them: exact, at least, about, at most or unknown, each with its unit.

Holds: `Count`, reading 「650余人次」 and writing it back, interval sums of like with like.
Never: takes X for zero, adds unlike units, or rounds.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from safetywork.errors import CountError, UnitMismatchError
from safetywork.labels import Lang

Number: TypeAlias = int | Decimal
Kind: TypeAlias = Literal["exact", "at least", "at most", "between", "about", "unknown"]

# The units met in reports and ledgers (singular, plural); any other unit is kept as it is written.
UNITS_EN: dict[str, tuple[str, str]] = {
    "项": ("item", "items"),
    "条": ("item", "items"),
    "个": ("item", "items"),
    "件": ("matter", "matters"),
    "处": ("place", "places"),
    "家": ("enterprise", "enterprises"),
    "家次": ("enterprise-visit", "enterprise-visits"),
    "户": ("household", "households"),
    "户次": ("household-visit", "household-visits"),
    "人": ("person", "people"),
    "人次": ("person-time", "person-times"),
    "次": ("time", "times"),
    "场": ("session", "sessions"),
    "场次": ("session", "sessions"),
    "份": ("copy", "copies"),
    "本": ("copy", "copies"),
    "册": ("copy", "copies"),
    "张": ("sheet", "sheets"),
    "套": ("set", "sets"),
    "元": ("yuan", "yuan"),
}
TURNS: dict[str, str] = {"人": "人次", "家": "家次", "户": "户次"}
"""What turns are counted in, by what those who take them are counted in: 450家次 may be 112家 four times."""
_SHAPE = re.compile(
    r"(?P<before>不少于|至少|不超过|至多|近|约|大约)?\s?"
    r"(?P<number>[Xx]{1,4}|[0-9]{1,15}(?:\.[0-9]{1,6})?)\s?(?P<scale>万|亿)?(?P<more>余|多|左右)?\s?"
    r"(?P<unit>[^0-9\s余多左以]{0,12})(?P<after>左右|以上|以下|以内)?"
)
_SCALE = {None: 1, "万": 10_000, "亿": 100_000_000}


def _low(_: Any, __: Any, value: Any) -> None:
    if type(value) not in (int, Decimal) or not Decimal(value).is_finite() or value < 0:
        raise CountError(str(value))


def _high(_: Any, __: Any, value: Any) -> None:
    if value is not None:
        _low(_, __, value)


@frozen
class Count:
    """A number of things 数 with its unit, as an interval.

    `low` and `high` are inclusive bounds (`high` None: no upper bound); `about` marks an estimate, whose bounds
    are its stated value. 余 is "at least" with no upper bound, 近 "at most", X the whole range: unknown, not zero.
    Raises `CountError` for a negative bound or `low` above `high`.

    >>> str(Count.read("650余人次") + Count.exact(50, "人次"))
    '700余人次'
    """

    low: Number = field(validator=_low)
    high: Number | None = field(validator=_high)
    unit: str
    about: bool = False

    def __attrs_post_init__(self) -> None:
        if self.high is not None and self.low > self.high:
            raise CountError(f"{self.low}..{self.high}")

    @classmethod
    def exact(cls, n: Number, unit: str) -> "Count":
        """Exactly `n`."""
        return cls(n, n, unit)

    @classmethod
    def at_least(cls, n: Number, unit: str) -> "Count":
        """`n` or more: 「650余」."""
        return cls(n, None, unit)

    @classmethod
    def at_most(cls, n: Number, unit: str) -> "Count":
        """`n` or fewer: 「近100」."""
        return cls(0, n, unit)

    @classmethod
    def roughly(cls, n: Number, unit: str) -> "Count":
        """About `n`: 「约20」; its true bounds are not stated."""
        return cls(n, n, unit, about=True)

    @classmethod
    def unknown(cls, unit: str) -> "Count":
        """Masked or not stated: 「X」."""
        return cls(0, None, unit)

    @classmethod
    def read(cls, text: str) -> "Count":
        """The count that `text` states; raises `CountError` where it states none."""
        match = _SHAPE.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match is None:
            raise CountError(text)
        unit, marks = match["unit"], {match["before"], match["more"], match["after"]}
        if match["number"][0] in "Xx":
            return cls.unknown(unit)
        n = _number(match["number"], _SCALE[match["scale"]])
        if marks & {"约", "大约", "左右"}:
            return cls.roughly(n, unit)
        if marks & {"余", "多", "不少于", "至少", "以上"}:
            return cls.at_least(n, unit)
        return cls.at_most(n, unit) if marks & {"近", "不超过", "至多", "以下", "以内"} else cls.exact(n, unit)

    @property
    def kind(self) -> Kind:
        """Which of the six kinds of statement this is."""
        if self.about:
            return "about"
        if self.high is None:
            return "at least" if self.low else "unknown"
        if self.low == self.high:
            return "exact"
        return "between" if self.low else "at most"

    @property
    def known(self) -> bool:
        """Whether anything at all is stated."""
        return self.kind != "unknown"

    def __add__(self, other: "Count") -> "Count":
        if self.unit != other.unit:
            raise UnitMismatchError(self.unit, other.unit)
        high = None if self.high is None or other.high is None else self.high + other.high
        return Count(self.low + other.low, high, self.unit, self.about or other.about)

    def __str__(self) -> str:
        return self.text("zh")

    def text(self, lang: Lang = "zh") -> str:
        """The count in words; X where it is unknown."""
        zh = lang == "zh"
        unit = self.unit if zh else _unit_en(self.unit, self.high)
        words = (self._zh() if zh else self._en()) + ("" if zh or not unit else " ")
        return words + unit

    def _zh(self) -> str:
        match self.kind:
            case "unknown":
                return "X"
            case "about":
                return f"约{_plain(self.low)}" + _stretch(self.low, self.high, "余", "至")
            case "at least":
                return f"{_plain(self.low)}余" if self.low % 10 == 0 else f"不少于{_plain(self.low)}"
            case "at most":
                return f"近{_plain(self.high)}"
            case "between":
                return f"{_plain(self.low)}至{_plain(self.high)}"
            case _:
                return _plain(self.low)

    def _en(self) -> str:
        match self.kind:
            case "unknown":
                return "X"
            case "about":
                return f"about {_plain(self.low)}" + _stretch(self.low, self.high, " or more", " to ")
            case "at least":
                return f"at least {_plain(self.low)}"
            case "at most":
                return f"up to {_plain(self.high)}"
            case "between":
                return f"{_plain(self.low)} to {_plain(self.high)}"
            case _:
                return _plain(self.low)


def total(counts: Iterable[Count], unit: str) -> Count:
    """The sum of `counts`, all in `unit`; exactly none where there are none."""
    low: Number = 0  # one count at the end: a province adds up hundreds of thousands
    high: Number | None = 0
    about = False
    for count in counts:
        if count.unit != unit:
            raise UnitMismatchError(unit, count.unit)
        low, about = low + count.low, about or count.about
        high = None if high is None or count.high is None else high + count.high
    return Count(low, high, unit, about)


def union(counts: Iterable[Count], unit: str) -> Count:
    """How many there are in sets together whose overlap nobody stated 并集: at least the largest, at most all of them.

    >>> str(union([Count.exact(21, "项"), Count.exact(2, "项")], "项"))
    '21至23项'
    """
    sets = tuple(counts)
    whole = total(sets, unit)
    return Count(max((one.low for one in sets), default=0), whole.high, unit, whole.about)


def _number(digits: str, scale: int) -> Number:
    value = Decimal(digits) * scale
    return int(value) if value == value.to_integral_value() else value


def _stretch(low: Number, high: Number | None, more: str, to: str) -> str:
    """What an estimate adds when its bounds differ, as the sum of an estimate and something looser does."""
    return more if high is None else "" if high == low else f"{to}{_plain(high)}"


def _plain(n: Number | None) -> str:
    return f"{n:f}" if isinstance(n, Decimal) else str(n)


def _unit_en(unit: str, n: Number | None) -> str:
    one, many = UNITS_EN.get(unit, (unit, unit))
    return one if n == 1 else many
