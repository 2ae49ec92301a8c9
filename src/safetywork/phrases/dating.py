"""Points of the calendar in a row of words.

Holds: `read_point`, which joins 2022年, 6月, 底 and 前 into one `Point`, `inherit`, which hands a year on, and
    `read_length`.
Never: decides what the point is for; settles it.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from attrs import evolve

from safetywork.phrases.lengths import Length
from safetywork.phrases.numerals import guessed, number
from safetywork.phrases.points import FIRST_YEAR, LAST_YEAR, Base, Edge, Exact, Part, Point, plan_number
from safetywork.phrases.tokens import Token
from safetywork.phrases.vocabulary import FESTIVAL_NAMES, LONGER, PARTS, SHIFTS, TAILS, UNITS
from safetywork.spans import LONGEST

_LONGEST: Final[dict[str, int]] = {**LONGEST, "minute": 36_500}
_HALVES: Final = {"年": Length(6, "month"), "月": Length(15, "day"), "小时": Length(30, "minute")}


class Core(NamedTuple):
    """A point, or the two ends of one, as read: the index after it, and whether 前, 止 or 内 makes it a bound."""

    first: Point
    last: Point | None
    next: int
    bound: bool


class _Head(NamedTuple):
    """What stands before the month: a year, or how far off it is."""

    year: int | None = None
    base: Base = ""
    shift: int = 0


def read_point(tokens: list[Token], at: int) -> Core | None:
    """The point that begins at index `at`; None where the words there make none."""
    token = tokens[at]
    head, i = _Head(), at
    if token.kind == "year":
        year = number(token.parts[0] or "") or 0
        year += 2000 if year < 100 else 0  # noqa: PLR2004 - two digits
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        head, i = _Head(year), at + 1
    elif token.kind == "shift":
        head, i = _Head(None, *SHIFTS[token.text]), at + 1
        if head.base == "day":
            return _edged(tokens, i, Point("day", base="day", shift=head.shift))
    following = _beside(tokens, i) if i > at else token
    read = _AFTER_HEAD.get(following.kind) if following else None
    if following is not None and read is not None and not (i > at and _is_length(following)):
        return read(tokens, i, head)
    return _alone(tokens, i, head) if i > at else None


def _is_length(token: Token) -> bool:
    return token.kind == "number" and token.parts[2] not in ("月", "月份", "日", "号")


def read_length(token: Token) -> Length | None:
    """The length that a number word states: 15个工作日, 两三天, 半年; None where its number is none."""
    if token.kind == "half":
        return _HALVES[token.parts[0] or ""]
    low, high, unit = token.parts
    bounds = guessed(low or "") if high is None else None
    least, n = bounds or (number(low or ""), number(high) if high else None)
    if bounds is None and high is None:
        least, n = None, least
    elif least is None or n is None or least >= n:
        return None
    if n is None:
        return None
    times, plus, name = LONGER.get(unit or "", (1, 0, None))
    kind = name or UNITS[(unit or "").removeprefix("个").removesuffix("份")]
    return Length(n * times + plus, kind, least) if n * times + plus <= _LONGEST[kind] else None


def inherit(point: Point, former: Point) -> Point:
    """`point` with the year, and where it has none the month, of the point before it: 3月1日至15日."""
    if point.year is not None or point.base or point.part in ("year", "plan", "weekday", "week", "festival"):
        return point
    if point.month is None and point.part in ("day", "xun", "fortnight"):
        if former.base == "month":
            return evolve(point, base="month", shift=former.shift)
        if former.month is None:
            return point
        point = evolve(point, month=former.month)
    later = former.part == "year" or _order(point) >= _order(former)
    if former.year is not None:
        return evolve(point, year=former.year + (not later))
    same = former.base == "year" and later and former.part != "year"
    return evolve(point, base="year", shift=former.shift) if same else point


def _order(point: Point) -> int:
    """Where in its year a point ends, roughly."""
    month = point.month or {"half": 6, "quarter": 3}.get(point.part, 12) * (point.index or 1)
    day = point.index * {"xun": 10, "fortnight": 15}.get(point.part, 1) if point.month and point.index else 31
    return month * 100 + day


def _beside(tokens: list[Token], i: int, gap: int = 0) -> Token | None:
    """The word at `i`, if nothing stands between it and the one before."""
    return tokens[i] if i < len(tokens) and tokens[i].start - tokens[i - 1].end <= gap else None


# --- after the year


def _alone(tokens: list[Token], i: int, head: _Head) -> Core | None:
    part: Part = "year" if head.year is not None or not head.base or head.base == "day" else head.base
    point = Point(part, year=head.year, base=head.base, shift=head.shift)
    return _edged(tokens, i, point)


def _number(tokens: list[Token], i: int, head: _Head) -> Core | None:
    low, high, unit = tokens[i].parts
    n, m = number(low or ""), number(high) if high else None
    if unit in ("月", "月份") and head.base in ("", "year"):
        if n is None or not 1 <= n <= 12 or (high and (m is None or not 1 <= m <= 12)):  # noqa: PLR2004 - months
            return None
        if m is None:
            return _month(tokens, i + 1, head, n)
        return _both(tokens, i + 1, _in(head, "month", month=n), _in(head, "month", month=m))
    if unit in ("日", "号") and (head.base == "month" or head == _Head()):
        return _days(tokens, i, head, None)
    return None


def _january(tokens: list[Token], i: int, head: _Head) -> Core | None:
    return _month(tokens, i + 1, head, 1) if head.base in ("", "year") else None


def _days(tokens: list[Token], i: int, head: _Head, month: int | None) -> Core | None:
    n, m = number(tokens[i].parts[0] or ""), number(tokens[i].parts[1] or "0")
    if n is None or m is None or n > 31 or m > 31 or n < 1:  # noqa: PLR2004 - days of a month
        return None
    first = _in(head, "day", n, month)
    return _both(tokens, i + 1, first, _in(head, "day", m, month)) if m else _edged(tokens, i + 1, first)


def _in(head: _Head, part: Part, index: int = 0, month: int | None = None) -> Point:
    return Point(part, index, year=head.year, month=month, base=head.base, shift=head.shift)


def _both(tokens: list[Token], i: int, first: Point, last: Point) -> Core:
    edge = _edged(tokens, i, last)
    last = inherit(edge.first, first)
    return Core(first, last, edge.next, edge.bound)


def _month(tokens: list[Token], i: int, head: _Head, month: int) -> Core | None:
    """What follows the month: a day, a 旬, its beginning, its end, the beginning of school."""
    token = _beside(tokens, i)
    if token is not None and (token.kind == "plain_day" or (token.kind == "number" and token.parts[2] in ("日", "号"))):
        return _days(tokens, i, head, month)  # 12月31前 too
    point = _within_month(token, head, month) if token is not None else None
    if point is not None:
        return _edged(tokens, i + 1, point)
    return _edged(tokens, i, _in(head, "month", month=month))


def _within_month(token: Token, head: _Head, month: int) -> Point | None:
    match token.kind:
        case "xun" if PARTS.get(token.text, ("", 0))[0] in ("xun", "fortnight"):
            return _in(head, *PARTS[token.text], month)
        case "mid" | "opening":
            return _in(head, "xun", 2 if token.kind == "mid" else 1, month)
        case "school":
            return _in(head, "school", month=month)
        case "festival":
            return _festive(token, head)
        case _:
            return None


def _xun(tokens: list[Token], i: int, head: _Head) -> Core | None:
    text = tokens[i].text
    if text == "全年":
        whole = _in(head if head.year is not None or head.base else _Head(None, "year", 0), "year")
        return Core(whole, whole, i + 1, bound=True)
    part, index = PARTS[text]
    if part == "half" and head.base in ("", "year"):
        return _edged(tokens, i + 1, _in(head, part, index))
    if part != "half" and head.base == "month":
        return _edged(tokens, i + 1, _in(head, part, index))
    # 7月中旬至下旬: the month stands before 至
    joined = part != "half" and i > 0 and head == _Head() and tokens[i - 1].kind == "to"
    return _edged(tokens, i + 1, _in(head, part, index)) if joined else None


def _quarter(tokens: list[Token], i: int, head: _Head) -> Core | None:
    index = number(tokens[i].parts[0] or "")
    return _edged(tokens, i + 1, _in(head, "quarter", index or 0)) if head.base in ("", "year") else None


def _quarters(tokens: list[Token], i: int, head: _Head) -> Core | None:
    if head.base not in ("", "year"):
        return None
    low, high = (number(part or "") or 0 for part in tokens[i].parts)
    return _both(tokens, i + 1, _in(head, "quarter", low), _in(head, "quarter", high))


def _leading(tokens: list[Token], i: int, head: _Head) -> Core | None:
    """前三季度: from the first on."""
    if head.base not in ("", "year"):
        return None
    last = number(tokens[i].parts[0] or "") or 0
    return _both(tokens, i + 1, _in(head, "quarter", 1), _in(head, "quarter", last))


def _tail(tokens: list[Token], i: int, head: _Head) -> Core | None:
    """年底, 月底, 季末: the end of the year, of the month, of the quarter at hand."""
    text = tokens[i].text
    part = TAILS.get(text)
    if part is None:
        return None
    if head == _Head():
        head = _Head(None, part, 0)
    elif part != (head.base or "year"):
        return None
    return _edged(tokens, i + 1, evolve(_in(head, part), edge="end"))


def _festival(tokens: list[Token], i: int, head: _Head) -> Core | None:
    return _edged(tokens, i + 1, _festive(tokens[i], head)) if head.base in ("", "year") else None


def _festive(token: Token, head: _Head) -> Point:
    return evolve(_in(head, "festival"), name=FESTIVAL_NAMES[token.text])


def _iso(tokens: list[Token], i: int, _: _Head) -> Core | None:
    year, *rest = (part for part in tokens[i].parts if part and part.isdigit())
    month, day = map(int, rest)
    return _edged(tokens, i + 1, Point("day", day, year=int(year), month=month)) if _real(month, day) else None


def _dotted(tokens: list[Token], i: int, _: _Head) -> Core | None:
    month, day = (int(part or 0) for part in tokens[i].parts)
    return _edged(tokens, i + 1, Point("day", day, month=month)) if _real(month, day) else None


def _real(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31  # noqa: PLR2004 - months, days


def _yearmonth(tokens: list[Token], i: int, _: _Head) -> Core | None:
    year, month = (int(part or 0) for part in tokens[i].parts)
    return _month(tokens, i + 1, _Head(year), month) if _real(month, 1) else None


def _years(tokens: list[Token], i: int, _: _Head) -> Core | None:
    low, high = (int(part or 0) for part in tokens[i].parts)
    return _both(tokens, i + 1, Point("year", year=low), Point("year", year=high))


def _weekday(tokens: list[Token], i: int, _: _Head) -> Core | None:
    which, day = tokens[i].parts
    index = "一二三四五六日天".index(day or "") % 7 + 1 if day != "天" else 7
    base: Base = "week" if which else ""
    return _edged(tokens, i + 1, Point("weekday", index, base=base, shift={"下": 1, "上": -1}.get(which or "", 0)))


def _plan(tokens: list[Token], i: int, _: _Head) -> Core | None:
    return _edged(tokens, i + 1, Point("plan", plan_number(tokens[i].text)))


_AFTER_HEAD: Final[dict[str, Callable[[list[Token], int, _Head], Core | None]]] = {
    "number": _number,
    "january": _january,
    "xun": _xun,
    "quarter": _quarter,
    "quarters": _quarters,
    "leading": _leading,
    "tail": _tail,
    "festival": _festival,
    "iso": _iso,
    "compact": _iso,
    "dotted": _dotted,
    "yearmonth": _yearmonth,
    "years": _years,
    "weekday": _weekday,
    "plan": _plan,
}

CALENDAR: Final = frozenset({"year", "shift", "school", *_AFTER_HEAD})
"""The kinds of word that a point may begin with."""

# --- after the point


def _edged(tokens: list[Token], i: int, point: Point) -> Core:
    """`point` with what follows it: a time of day, 底, 前, 内, 止 and whether the day itself is meant."""
    time, edge, bound = "", point.edge, bool(point.edge)
    exact: Exact = ""
    while (token := _beside(tokens, i)) is not None:
        if token.text == "(" and i + 2 < len(tokens) and tokens[i + 1].kind in _ASIDES and tokens[i + 2].text == ")":
            exact = _EXACT.get(tokens[i + 1].kind, exact)  # 6月5日（周三）前, 6月5日前（含当日）
            i += 3
            continue
        kind = token.kind
        if point.part == "day" and kind in ("school", "festival"):  # 9月1日开学前
            exact = "excluded"
        elif kind in ("time", "clock") and point.part in ("day", "weekday"):
            time += token.text.removesuffix("前")
            bound = bound or token.text.endswith("前")
        elif kind in ("end", "tail") and point.part not in ("day", "weekday", "festival", "school") and not bound:
            edge, bound = "end", True
        elif kind == "in":
            edge, bound = (edge if point.part in ("day", "weekday") else "end"), True
        elif kind == "before":
            edge, bound = _before(point.part, edge), True
        elif kind == "until":
            bound = True
        else:
            break
        i += 1
    exact = exact if point.part in ("day", "weekday") else ""
    if time or edge or exact:
        point = point.ending(edge, exact, time)
    return Core(point, None, i, bound or bool(exact))


_EXACT: Final[dict[str, Exact]] = {"included": "included", "excluded": "excluded", "unsure": "unsure"}


_ASIDES: Final = frozenset({"weekday", *_EXACT})


def _before(part: Part, edge: Edge) -> Edge:
    """前 after a stretch leaves it out, unless 底 stands between; a day is read with itself."""
    if part in ("day", "weekday"):
        return ""
    return edge or ("end" if part == "half" else "before")  # 上半年前: nobody means the year before
