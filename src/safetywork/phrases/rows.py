"""Words in a row, what stands beside each of them, and what is noted of them one by one.

Holds: `Row`, the words of one text with their neighbours; `Notes`, clauses, recurrences and plain words; the names in
    the text between them.
Never: reads a point or a length (`grammar` does).
"""

import re
from itertools import pairwise
from typing import Final

from attrs import evolve

from safetywork.phrases.lengths import Cycle, Length, LengthUnit, Recurrence
from safetywork.phrases.numerals import number
from safetywork.phrases.points import Point
from safetywork.phrases.tokens import Token, is_plain, scan
from safetywork.phrases.vocabulary import CYCLES, DENIED, ENDED, IRREGULAR, LACKING, ORDERING

_LETTERS: Final = re.compile("[㐀-鿿A-Za-z]{1,4000}")
_SMALL: Final = "的之其该本此应须需将为是共"
_OFTEN: Final[dict[LengthUnit, Cycle]] = {
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "hour": "hour",
}
_DENIABLE: Final = frozenset({"soon", "sooner", "forgood", "onward"})
_EVENTS: Final = frozenset({"start", "festival", "school", "carry", "approved"})
_STRONG: Final = frozenset(",;:。!?|()[]")
_NONE: Final = [""] * 8
_FAR: Final = 1 << 30
_FARTHER: Final = [_FAR] * 8
_NAME = 30  # characters


class Row:
    """The words of one cleaned text."""

    __slots__ = ("gaps", "kinds", "text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = scan(text)
        # padded, so that a neighbour beyond either end is none
        self.kinds = [token.kind for token in self.tokens] + _NONE
        self.gaps = [_FAR]
        self.gaps += [after.start - token.end for token, after in pairwise(self.tokens)]
        self.gaps += _FARTHER

    def kind(self, i: int) -> str:
        """The kind of the word at `i`; nothing within eight places beyond the row."""
        return self.kinds[i]

    def near(self, i: int, gap: int = 0) -> bool:
        """Whether the word at `i` stands at most `gap` characters behind the one before."""
        return self.gaps[i] <= gap

    def run(self, i: int) -> str:
        """The plain text before the word at `i`, back to the word before it."""
        return last_name(self.text[self.tokens[i - 1].end if i else 0 : self.tokens[i].start])

    def event(self, i: int) -> str:
        """The event before 前 or 后: the plain text, or the one word that stands there (开工前, 春节后, 审批后)."""
        if self.near(i) and (self.kind(i - 1) in _EVENTS or self.tokens[i - 1].text in ENDED):
            return self.tokens[i - 1].text
        name, behind = self.run(i), "前" if self.kind(i) == "before" else "后"
        return name if name and is_plain(name, behind=behind) else ""

    def rest(self, i: int) -> str:
        """The plain text behind the word at `i`, up to the next word."""
        end = self.tokens[i + 1].start if i + 1 < len(self.tokens) else len(self.text)
        return first_name(self.text[self.tokens[i].end : end])


class Notes(Row):
    """What is noted word by word: where clauses begin, what comes round, and the words to be weighed at the end."""

    __slots__ = ("clause", "clauses", "first", "flags", "former", "recurs")

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.clause = 0  # its number
        self.first = 0  # the index of its first word
        self.former = 0  # and of the first word of the clause before it
        self.clauses = [0]  # where each begins
        self.recurs: list[tuple[Recurrence, int]] = []  # with clause
        self.flags: dict[str, list[int]] = {}  # kind -> where in the row of words

    def flag(self, i: int) -> int:
        """Note that a word of this kind stands here, unless it is denied: 未及时, 未建立长效机制."""
        if self.tokens[i].kind in _DENIABLE and self.denied(i):
            return i + 1
        self.flags.setdefault(self.tokens[i].kind, []).append(i)
        return i + 1

    def denied(self, i: int) -> bool:
        """Whether 未, 没有 or 不能 stands before the word at `i`, or 未建立."""
        start = self.tokens[i].start
        return self.text.endswith(DENIED, 0, start) or self.text.endswith(LACKING, 0, start)

    def term(self, i: int) -> int:
        """限期, 按要求; a label before a colon (整改时限：) states nothing."""
        return (
            i + 1 if self.kind(i + 1) == "sep" and self.near(i + 1) and self.tokens[i + 1].text == ":" else self.flag(i)
        )

    def separate(self, i: int) -> int:
        """A comma, a bracket or the like begins a new clause."""
        if self.tokens[i].text in _STRONG:
            self.clause += 1
            self.former, self.first = self.first, i + 1
            self.clauses.append(self.tokens[i].end)
        return i + 1

    def every(self, i: int) -> int:
        """每季度, 每两月, 每周五."""
        times, unit, day = self.tokens[i].parts
        n = number(times) if times else 1
        if n is None or n < 1:
            return i + 1
        weekday = "一二三四五六日".index(day.replace("天", "日")) + 1 if day else 0
        cycle = CYCLES[(unit or "").removeprefix("个")]
        by = None
        if not weekday and self.kind(i + 1) == "end" and self.near(i + 1) and cycle in ("year", "quarter", "month"):
            by = Point(cycle, edge="end")
        self.recurs.append((Recurrence(cycle, n, by=by, weekday=weekday), self.clause))
        return i + 1

    def regular(self, i: int) -> int:
        """定期, 不定期, 按月, 周调度; not 未定期."""
        token = self.tokens[i]
        if self.denied(i):
            return i + 1
        cycle: Cycle = CYCLES[token.parts[0] or ""] if token.parts else ""
        self.recurs.append((Recurrence(cycle, irregular=token.text in IRREGULAR), self.clause))
        return i + 1

    def so_often(self, i: int, length: Length) -> int:
        """两周一次, 3天一调度."""
        cycle, n = _OFTEN.get(length.unit), length.n
        if self.tokens[i].text == "半年":
            cycle, n = "half", 1
        if cycle and n and length.least is None:
            times = self.tokens[i + 1].parts  # 一年两次
            self.recurs.append((Recurrence(cycle, n, least=number(times[0] or "") if times else None), self.clause))
        return i + 2

    def in_cycle(self) -> bool:
        """Whether something comes round in this clause: its days and lengths belong to that."""
        return bool(self.recurs) and self.recurs[-1][1] == self.clause

    def count(self, i: int) -> int:
        """至少3项 a quarter; 50个 at the end of the text is the target."""
        token = self.tokens[i]
        n = number(token.parts[0] or "")
        often = self.in_cycle() and token.text.endswith("次")
        if self.recurs and (often or "atleast" in self.flags) and self.recurs[-1][0].least is None:
            self._at_least(n)
        elif token.end == len(self.text) and n is not None and token.parts[0] != "一":
            return self.flag(i)
        return i + 1

    def once(self, i: int) -> int:
        """每月至少一次."""
        if self.in_cycle() and "atleast" in self.flags:
            self._at_least(1)
        return i + 1

    def _at_least(self, n: int | None) -> None:
        recur, clause = self.recurs[-1]
        self.recurs[-1] = (evolve(recur, least=n), clause)

    def at_once(self, i: int) -> int:
        """立即, unless it is denied (不能立即) or says when the order is given (立即责令)."""
        token = self.tokens[i]
        if self.denied(i):
            return i + 1
        ordering = self.text.startswith(ORDERING, token.end)
        self.flags.setdefault("ordered" if ordering else token.kind, []).append(i)
        return i + 1


def last_name(text: str) -> str:
    """The name of an event: the last run of letters, bare of 其 and 的, thirty characters at most."""
    runs = _LETTERS.findall(text)
    return runs[-1].strip(_SMALL)[-_NAME:].strip(_SMALL) if runs else ""


def first_name(text: str) -> str:
    """The name of a stage: the first run of letters, thirty characters at most."""
    runs = _LETTERS.findall(text)
    return runs[0].strip(_SMALL)[:_NAME].strip(_SMALL) if runs else ""
