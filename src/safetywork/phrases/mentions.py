"""Which points of a text set a term, and which only tell of something.

Holds: `Mentions`: the words beside a point that make it the day of a paper, a meeting, a finding or a thing.
Never: reads a point or weighs it against another.

Whatever is found beside a point is at most twenty characters off, so the work grows with the text and no faster.
"""

from typing import Final

from safetywork.phrases.points import Point
from safetywork.phrases.rows import Notes
from safetywork.phrases.vocabulary import (
    ASKING,
    DATING,
    DOING,
    FOUND,
    MENTIONED,
    OF_A_YEAR,
    REPORTED,
    TOLD,
    TOLD_OF,
    WHOLE,
)

_LEADING: Final = frozenset({"at", "to", "forecast", "plan_to", "strive", "commit", "extend", "latest"})
INTENDED: Final = frozenset({"forecast", "plan_to", "strive", "commit"})
"""What leads to a point that is to come."""
_BREAKS: Final = frozenset(("", *",;:。!?()[]、|"))
_DOING: Final = frozenset({"start", "carry", "stage", "forgood", "onward", "done", "or", "strive", "commit", "soft"})
_MONTHS: Final = 12
_NEXT, _TOLD = 8, 20  # characters


class Mentions(Notes):
    """Words in a row, and what the words beside a point make of it."""

    __slots__ = ()

    def led(self, i: int) -> str:
        """The kind of the word that leads to the point: 延至, 最迟 (于), 不早于."""
        if self.kind(i - 1) == "at" and self.near(i):
            i -= 1
        return self.kind(i - 1) if self.near(i) else ""

    def as_of(self, i: int, k: int) -> bool:
        """截至5月31日，已…: the day of a report."""
        led = self.tokens[i - 1].text if i and self.near(i) else ""
        return led.startswith(("截至", "截止")) and self.after_word(k).lstrip(",").startswith(REPORTED)

    def after_word(self, k: int) -> str:
        """The four characters before the word at `k`, counted from the end of the one before it."""
        end = self.tokens[k - 1].end
        return self.text[end : end + 4]

    def mentioned(self, i: int, k: int, point: Point) -> bool:
        """A point that dates a paper or a meeting, and a year that is only named, set no term."""
        rest = self.after_word(k)
        today = point.base == "day" and point.shift == 0 and not point.time
        bare = point.part == "day" and point.month is None and not point.base
        if today or bare or self._named(i, rest):
            return True
        led = self.near(i) and self.kind(i - 1) in _LEADING
        if led or rest[:1] not in _BREAKS:
            done = rest.startswith(DOING) or (self.near(k) and self.kind(k) in _DOING)
            if rest[:1] == "为" and self.kind(k) == "stage":
                return False
            return rest.startswith("的") or not (led or (done and not self._past(k)))
        return self._bare(i, k, point) or self._told(k)

    def _named(self, i: int, rest: str) -> bool:
        """6月15日通报, but not 请于6月15日通报 or 计划6月15日通报."""
        asked = self.text.endswith(ASKING, 0, self.tokens[i].start)
        return rest.startswith(MENTIONED) and self.led(i) not in INTENDED and not asked

    def _past(self, k: int) -> bool:
        """2019年建成的, 5月开展了, 6月停产至今."""
        end = self.tokens[k - 1].end
        rest = self.text[end : end + _NEXT]
        named = self.tokens[k - 1].kind == "year" and "计划" in rest
        return named or "的" in rest[:4] or "了" in rest or "至今" in rest

    def dated_thing(self, i: int, k: int) -> bool:
        """出厂日期：2020.5, 建于2003年, 5月底检查发现."""
        start = self.tokens[i].start
        before = self.text[max(start - _NEXT, 0) : start].rstrip(":为")
        found = self.after_word(k).startswith(FOUND) and self.kind(k - 1) not in ("before", "in")
        return found or before.endswith(DATING)

    def _bare(self, i: int, k: int, point: Point) -> bool:
        """A year beside other words, and 3.5 or 20220601 behind a letter, are no days unless something says so."""
        if point.part == "year":
            return not k == len(self.tokens) == i + 1
        token = self.tokens[i]
        if "/" in token.text and token.kind == "dotted" and point.index <= _MONTHS:  # 3/4 may be a fraction
            return True
        return token.kind in ("dotted", "compact") and self.text[token.start - 1 : token.start].isalpha()

    def _told(self, k: int) -> bool:
        """2021年3月12日，执法人员检查发现…: the day of what is told behind the comma."""
        end = self.tokens[k - 1].end
        return any(word in self.text[end : end + _TOLD] for word in TOLD)

    def told_stretch(self, i: int, k: int) -> bool:
        """2022年1至5月，共检查企业30家; 全年总结: the stretch of what is told behind it."""
        rest = self.after_word(k)
        if self._named(i, rest):
            return True
        if self.tokens[k - 1].text == WHOLE and rest[:1] not in _BREAKS:
            return rest.startswith(OF_A_YEAR) or not rest.startswith(DOING)
        end = self.tokens[k - 1].end
        return any(word in self.text[end : end + _NEXT] for word in TOLD_OF)
