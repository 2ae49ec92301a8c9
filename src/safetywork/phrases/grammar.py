"""The grammar of deadline phrases: what each word means beside its neighbours.

Holds: `Reader`, one pass over the words of one text, and what it finds.
Never: weighs one finding against another (`phrases` does), settles a day, or raises for a text.

Each rule looks at one word and a bounded number of neighbours, so the work grows with the text and no faster.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from attrs import evolve

from safetywork.phrases.dating import CALENDAR, inherit, read_length, read_point
from safetywork.phrases.lengths import Cycle, Form, Length, Recurrence
from safetywork.phrases.mentions import INTENDED, Mentions
from safetywork.phrases.numerals import number
from safetywork.phrases.points import Point
from safetywork.phrases.vocabulary import COUNTED_FROM, HANGING, HAPPENED, NEXT_YEAR, NOTED, UNSAID


class Dated(NamedTuple):
    """A point or a window that was found, and where."""

    kind: str  # due, window, start
    first: Point | None
    last: Point
    clause: int
    begin: int  # the index of its first word, and of the first behind it
    next: int
    start: int
    end: int
    bound: bool
    led: str = ""  # the kind of the word that leads to it

    @property
    def over(self) -> bool:
        """Whether it is told of what has happened: 已于2018年11月开工."""
        return self.led in ("done", "begun")


_BETWEEN: Final = frozenset({"sep", "at", "should", "lasting", "order", "cap", "latest", "soft", "ahead", "atleast"})
_CLOSING: Final = frozenset(("", *"前内止为,;。)完"))
_FEW = 4  # words between 起 and the length that runs from there
_EVENTS: Final = ("festival", "school")  # days known by what happens: a bound, no stretch
_NEEDED: Final = ("需", "需要")
_MONTHS, _DAYS = 12, 31
_PARTS: Final[dict[Cycle, tuple[str, ...]]] = {
    "month": ("day",),
    "quarter": ("day", "month"),
    "half": ("day", "month", "quarter"),
    "year": ("day", "xun", "fortnight", "month", "quarter", "half"),
}
"""What a day that comes round in a cycle may be said in."""
_ONCE: Final[dict[str, Cycle]] = {"month": "month", "quarter": "quarter"}
_Handler = Callable[["Reader", int], int]


class Reader(Mentions):
    """One pass over the words of one text; what it finds is put together by `said`."""

    __slots__ = ("after", "dated", "holding", "lengths", "origin")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.after = ""  # the event that the next length runs from
        self.origin: Point | None = None  # the day that it runs from
        self.dated: list[Dated] = []
        self.holding = -1  # the index of the point whose year holds on
        self.lengths: list[tuple[Length, int, str]] = []  # with clause and role

    def read(self) -> None:
        """Look at every word once."""
        i, count = 0, len(self.tokens)
        while i < count:
            handler = _HANDLERS.get(self.tokens[i].kind)
            i = handler(self, i) if handler is not None else i + 1

    # --- points

    def date(self, i: int) -> int:
        """A point, a window or a day to begin from."""
        if self._torn(i):
            return self._skip(i)
        core = read_point(self.tokens, i)
        if self.kind(i) == "number" and (core is None or self._is_length(i)):
            return self.number(i)
        if core is None:
            if self.kind(i) == "tail":  # 年初, 年中: no day is said
                self.flags.setdefault("sooner", []).append(i)
            return self._skip(i)
        cycle = _ONCE.get(core.first.part) if self.kind(i + 1) == "once" and self.near(i + 1) else None
        if cycle is not None:  # 一季度一调度
            self.recurs.append((Recurrence(cycle), self.clause))
            return i + 2
        return self._point(i, *core)

    def _point(self, i: int, first: Point, last: Point | None, k: int, bound: bool) -> int:  # noqa: FBT001 - of a `Core`
        window = (last, k) if last is not None else self._until(first, k)
        if window is not None:
            return self._window(i, first, *window)
        if self.kind(k) in ("from_on", "after") and self.near(k):
            return self._begin(i, k, first)
        kind = "start" if self.led(i) == "earliest" else "due"
        return self._keep(kind, i, k, None, first, bound=bound)

    def _torn(self, i: int) -> bool:
        """在年3月24日前: the digits before 年 or 月 were lost, so the rest is no day."""
        start = self.tokens[i].start
        return start > 0 and self.text[start - 1] in "年月" and not self.near(i) and self.kind(i) == "number"

    def _skip(self, i: int) -> int:
        """What makes no point is passed over with the figures behind it: 下一季度15日 is no 15th."""
        i += 1
        while self.kind(i) == "number" and self.near(i) and self.tokens[i].parts[2] in ("月", "月份", "日", "号"):
            i += 1
        return i

    def _until(self, first: Point, k: int) -> tuple[Point, int] | None:
        """The other end of a window: 至, 到 or a dash, and a point behind it."""
        if self.kind(k) == "from_on" and self.near(k):
            k += 1
            k += self.kind(k) == "sep" and self.tokens[k].text in ",、"
        if first.edge == "before" or self.kind(k) != "to" or not self.near(k) or not self.near(k + 1):
            return None
        if self.kind(k + 1) not in CALENDAR:
            return None
        core = read_point(self.tokens, k + 1)
        if core is None or core.last is not None:
            return None
        if self.tokens[k + 1].text in NEXT_YEAR:
            last = evolve(core.first, base="", shift=0, year=first.year + 1 if first.year is not None else None)
            return (evolve(last, base="year", shift=first.shift + 1) if first.base == "year" else last), core.next
        return inherit(core.first, first), core.next

    def _window(self, i: int, first: Point, last: Point, k: int) -> int:
        first, last = _plain(first), _plain(last)
        if self.told_stretch(i, k):
            return k
        if not (last.month or last.base) and last.part == "day" and self.after_word(k)[:1] not in _CLOSING:
            return k  # 2-3号楼
        if first == last and last.part in ("day", "weekday", "month"):  # 5日至5日
            return self._keep("due", i, k, None, last, bound=True)
        return self._keep("window", i, k, first, last, bound=True)

    def _begin(self, i: int, k: int, point: Point) -> int:
        """从X起: a length behind it runs from there, else it is a start."""
        if self._length_follows(k + 1):
            self.origin, self.after = _plain(point), ""
            return k + 1
        if self.after_word(k + 1).startswith(("未", "一直")):  # 自2019年起未检测
            return k + 1
        if point.part in _EVENTS:  # 春节后: an event
            return k
        return self._keep("start", i, k + 1, None, _plain(point), bound=True)

    def _length_follows(self, k: int) -> bool:
        """Whether a length comes next, a comma and a few small words aside."""
        last = k + _FEW
        while k < last and self.kind(k) in _BETWEEN:
            k += 1
        return self.kind(k) in ("number", "half") and self._is_length(k)

    def _keep(self, kind: str, i: int, k: int, first: Point | None, last: Point, *, bound: bool) -> int:
        """Note a point or a window, unless something beside it says that it is no term."""
        if self._cycle_by(i, last, kind) or self.tokens[i].text in UNSAID or _no_stretch(kind, first, last):
            return k
        if self.dated_thing(i, k):
            return k
        if kind == "due" and ((not bound and self.mentioned(i, k, last)) or self.as_of(i, k)):
            return k
        led = self.led(i)
        if kind == "start":
            last = _plain(last)
        else:
            former = self._former(last, led)
            if former is not None:
                last = _handed_on(last, former)
                first = first and _beginning(first, last)
            self.holding = self.holding if _this_year(last) else len(self.dated)
        place = self.tokens[i].start, self.tokens[k - 1].end
        self.dated.append(Dated(kind, first, last, self.clause, i, k, *place, bound, led))
        return k

    def _former(self, point: Point, led: str) -> Dated | None:
        """The point before, whose year holds on; 2017年5月开工，预计10月完工: one that is told of hands on none."""
        if not 0 <= self.holding < len(self.dated):
            return None
        former = self.dated[self.holding]
        if led in INTENDED and not (former.bound or former.led or point.year or point.base):
            self.dated[self.holding] = former._replace(led="begun")
            return None
        return former

    def _cycle_by(self, i: int, point: Point, kind: str) -> bool:
        """每月25日前: the point belongs to what comes round in this clause, a day without its year to that before."""
        if not self.recurs or kind == "start":
            return False
        recur, clause = self.recurs[-1]
        hanging = self.tokens[i].text in HANGING
        open_ = point.year is None and not point.base and (not point.month or recur.cycle == "year")
        if not hanging and clause != self.clause and not (open_ and point.part in ("day", "xun", "month")):
            return False
        by = evolve(point, base="", shift=0) if point.base else point
        if recur.by is None and not recur.weekday and not (hanging and point.month) and _fits(by, recur.cycle):
            self.recurs[-1] = (evolve(recur, by=by), clause)
        return True

    # --- lengths

    def _is_length(self, i: int) -> bool:
        """Whether the number here is a length: 15日内, but 15日前 is a day of the month."""
        token = self.tokens[i]
        unit = token.parts[-1]
        if token.kind == "half" or unit not in ("日", "号", "月", "月份"):
            return True
        if unit == "号":
            return False
        low = number(token.parts[0] or "") or 0
        if unit in ("月", "月份"):
            return (low > _MONTHS and not self.near(i)) or token.parts[0] in ("两", "俩")
        if low > _DAYS or len(self.text) == token.end - token.start:
            return True
        follows = self.kind(i + 1) if self.near(i + 1) else ""
        if follows == "before":  # 会议召开3日前, as against 于20日前
            of = token.start - self.text.endswith("的", 0, token.start)
            return self.text.endswith(COUNTED_FROM, 0, of) or bool(self._role(i))
        return follows in ("in", "after", "span_of") or bool(self._role(i))

    def _role(self, i: int) -> str:
        """What the words before a length make of it: cap, lasting, ahead, extend."""
        k, role = i - 1, ""
        for _ in range(3):
            if k < self.first or not self.near(k + 1, 2):
                break
            kind = self.kind(k)
            if kind in ("extend_by", "extend"):
                return "extend_cap" if role else "extend"
            if kind in ("cap", "latest", "lasting", "ahead", "term", "before", "atleast"):
                role = role or kind
            elif kind not in ("span_of", "should", "soft", "at", "order", "sep", "stop"):
                break
            k -= 1
        extending = self.flags.get("extend_by", (-1,))[-1] >= self.former
        return "extend_cap" if role in ("cap", "latest") and extending else role

    def number(self, i: int) -> int:
        """A length of time, where its neighbours say that it is one."""
        length = read_length(self.tokens[i])
        if length is None or not self._is_length(i):
            return i + 1
        role = self._role(i)
        follows = self.kind(i + 1)
        if not self.near(i + 1, _FEW if follows == "once" else 0):  # 半年报送一次
            follows = ""
        if follows == "soft":
            self.flag(i + 1)
            follows = self.kind(i + 2) if self.near(i + 2) else "span_of"
            follows = follows if follows in ("in", "span_of", "after", "before") else "span_of"
        if follows == "once" or (follows == "count" and self.tokens[i + 1].text.endswith("次")):
            return self.so_often(i, length)
        form = None if self.in_cycle() or self._happened(i, role, follows) else self._form(i, role, follows)
        if form is None:
            return i + 1
        start = self.origin if form != "before" else None
        after = "" if start is not None else self._event(i, form)
        if start is not None and form == "within" and role == "lasting":
            form = "for"
        found = evolve(length, form=form, after=after, start=start) if form != "within" or after or start else length
        self.after, self.origin = "", None
        self.lengths.append((found, self.clause, "" if form == "before" else role))
        return i + 1 + (follows in ("in", "before", "span_of", "after"))

    def _happened(self, i: int, role: str, follows: str) -> bool:
        """3年内发生2起事故, 提前15天完成: told, not set; 前三个月 counts back from nothing."""
        if role == "before" and self.tokens[i - 1].start == 0:
            return True
        if follows == "in":
            return self.after_word(i + 2).startswith(HAPPENED)
        return role == "ahead" and self.after_word(i + 1).startswith("完成")

    def _form(self, i: int, role: str, follows: str) -> Form | None:
        if role in ("ahead", "before") or (follows == "before" and not role.startswith("extend")):
            return "before"
        if role not in ("cap", "latest", "extend", "extend_cap") and (follows == "after" or role == "atleast"):
            return "after"
        led = self.near(i, 1) and (
            self.kind(i - 1) in ("soft", "forecast", "commit") or self.tokens[i - 1].text in _NEEDED
        )
        stated = follows in ("in", "span_of") or role or led
        return "within" if stated or self.after or self.origin or self._alone(i) else None

    def _alone(self, i: int) -> bool:
        """Whether the length is the whole text, or all there is behind a colon."""
        token = self.tokens[i]
        led = i > 0 and self.text[token.start - 1] in ":(" and i + 2 >= len(self.tokens)
        return led or len(self.text) == token.end - token.start

    def _event(self, i: int, form: Form) -> str:
        """What the length runs from: 届满前30日, 收到之日起15日内, 在投运三个月内."""
        if form == "before":
            return self.event(i - 1) if self.kind(i - 1) == "before" else ""
        return self.after or (self.run(i) if self.kind(i - 1) in ("at", "from") else "")

    # --- events

    def behind(self, i: int) -> int:
        """后 and 之日起: the length that comes next runs from the event before them; else they are a condition."""
        if self.near(i) and self.kind(i - 1) in ("tail", "shift"):
            return i + 1
        if not self._length_follows(i + 1):
            return self.flag(i) if self.kind(i) == "after" and self.event(i) else i + 1
        self.after, self.origin = self.event(i), None
        self._forget()
        return i + 1

    def _forget(self) -> None:
        """What stands in the name of an event says nothing by itself."""
        start = self.clauses[-1]
        if self.kind(self.first) in ("now", "order", "should"):
            return
        while self.dated and self.dated[-1].start >= start:
            self.dated.pop()
        for kind in ("term", "breach", "forgood", "onward", "soon"):
            noted = self.flags.get(kind, [])
            while noted and noted[-1] >= self.first:
                noted.pop()
            if not noted:
                self.flags.pop(kind, None)

    def ahead_of(self, i: int) -> int:
        """汛期前: an event that something has to be done before; 届满前30日 counts back from it."""
        if self.kind(i + 1) in ("number", "half") and self.near(i + 1) and self.event(i):
            return i + 1
        return self.flag(i) if self.event(i) else i + 1


def _fits(by: Point, cycle: Cycle) -> bool:
    """Whether a point says when in its cycle something is due: its end, or a smaller part that is named."""
    if by.part == cycle and not (by.month or by.index):
        return by.edge == "end" and by.year is None
    named = (by.index or by.month) and (cycle == "year" or not by.month) and (by.month or by.part[0] not in "xf")
    return by.year is None and by.part in _PARTS.get(cycle, ()) and bool(named)


def _no_stretch(kind: str, first: Point | None, last: Point) -> bool:
    """上旬 without its month; 春节至6月底, 春节后: an event bounds a term, and is no end of one."""
    if last.part in _EVENTS and (last.edge != "before" or kind != "due"):
        return True
    if first is not None and first.part in _EVENTS:
        return True
    return last.part in ("xun", "fortnight") and not (last.month or last.base)


def _this_year(point: Point) -> bool:
    """今年, 明年: a year that is itself told from the document."""
    return point.part == "year" and bool(point.base)


def _plain(point: Point) -> Point:
    """An end of a window, a day to begin from: 底, 内 and 前 say nothing there."""
    return point.ending("", "", point.time) if point.edge or point.exact else point


def _handed_on(point: Point, former: Dated) -> Point:
    """2018年底前…，2019年1至5月…，6至7月…: the year of the bound before; the month of whatever stands before."""
    monthless = point.month is None and point.part in ("day", "xun", "fortnight")
    bare_year = former.last.part == "year" and former.bound
    return inherit(point, former.last) if monthless or not bare_year else point


def _beginning(first: Point, last: Point) -> Point:
    """The first day of a window in the year, and where it names none the month, of the last."""
    if first.year is not None or first.base:
        return first
    month = first.month or (last.month if first.part in ("day", "xun", "fortnight") else None)
    return evolve(first, year=last.year, month=month, base=last.base, shift=last.shift)


_HANDLERS: Final[dict[str, _Handler]] = {
    **dict.fromkeys(NOTED, Reader.flag),
    **dict.fromkeys(CALENDAR, Reader.date),
    "sep": Reader.separate,
    "term": Reader.term,
    "half": Reader.number,
    "after": Reader.behind,
    "from_on": Reader.behind,
    "before": Reader.ahead_of,
    "every": Reader.every,
    "regular": Reader.regular,
    "count": Reader.count,
    "once": Reader.once,
    "now": Reader.at_once,
    "spot": Reader.at_once,
    "today": Reader.at_once,
}
