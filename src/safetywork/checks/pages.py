"""A finished text, cut into sentences, with the counts that it states.

Holds: `Page`, `Sentence`, `Number`, `Split` (a total with its parts, as one sentence has them).
Never: judges; reads in time linear in the length of the text, and never raises.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from attrs import define, frozen

from safetywork.checks.statements import Stated

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_NUMBER = re.compile(
    r"(?P<n>[0-9]{1,9}(?:\.[0-9]{1,4})?|(?<![A-Za-z])[Xx]{1,3})\s?(?P<scale>[万亿])?(?P<more>[余多])?\s?"
    r"(?P<unit>家次|人次|户次|场次|万元|[家人户次场份本册套项条个件处元张起座台辆](?![月天小]|工作日|百分点|多月))"
)
_ASIDE = re.compile(r"（[^（）]{0,200}）|\([^()]{0,200}\)")
TOTAL = re.compile(r"共|发现|排查|收到|受理|交办|反馈|查摆|梳理|涉及|移交|累计|转办|总数|接到")
PART = re.compile(r"单独|会同|分办|已|正在|完成|销号|办结|未|剩余|其余|解决|推进|立案|整改|化解|难以|列入|待")
_THINGS = frozenset("项条个件处起元")


@frozen
class Number:
    """A number in a text: where it stands, its unit, the words before it, its interval (None: masked)."""

    at: int
    text: str
    unit: str
    label: str
    stated: Stated | None


@frozen
class Split:
    """A total and its parts, as one sentence states them."""

    total: Number
    parts: tuple[Number, ...]


@frozen
class Sentence:
    """A sentence, where it begins, and its numbers; what stands in brackets is kept out of them."""

    at: int
    text: str
    numbers: tuple[Number, ...]

    def splits(self) -> Iterator[Split]:
        """Every total with the parts that follow it, up to the next total; a sub-count of a part is no part."""
        total: Number | None = None
        parts: list[Number] = []
        for number in self.numbers:
            if TOTAL.search(number.label) and not _DONE.search(number.label):
                if total is not None and parts:
                    yield Split(total, tuple(parts))
                total, parts = number, []
            elif (
                total is not None
                and PART.search(number.label)
                and number.unit[-1] in _THINGS
                and not (parts and "其中" in number.label)
            ):
                parts.append(number)
        if total is not None and parts:
            yield Split(total, tuple(parts))


_DONE = re.compile(r"已(?:整改|完成|销号|办结|解决)|正在|未(?:整改|完成)")


def _numbers(text: str, at: int) -> Iterator[Number]:
    plain = _ASIDE.sub(lambda found: "\0" * len(found[0]), text)
    before = 0
    for found in _NUMBER.finditer(plain):
        label = re.split("[；;]", plain[max(before, found.start() - 16) : found.start()])[-1].replace("\0", "")
        before = found.end()
        yield Number(at + found.start(), found[0], found["unit"], label, _stated(found))


def _stated(found: re.Match[str]) -> Stated | None:
    if found["n"][0] in "Xx":
        return None
    read = Stated.read(found["n"], rounded=bool(found["scale"]) and found["unit"] != "元", more=bool(found["more"]))
    if not found["scale"]:
        return read
    by = 10_000 if found["scale"] == "万" else 100_000_000
    return Stated(read.low * by, None if read.high is None else read.high * by)


@define
class Page:
    """A text and what is read of it, once."""

    text: str

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        return tuple(Sentence(m.start(), m[0], tuple(_numbers(m[0], m.start()))) for m in _SENTENCE.finditer(self.text))

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return (0, *(m.end() for m in re.finditer("\n", self.text)))

    def place(self, at: int) -> str:
        """Where a character stands: line and column, from 1."""
        line = bisect_right(self._lines, at)
        return f"{line}:{at - self._lines[line - 1] + 1}"

    def same(self, one: int, other: int) -> bool:
        """Whether two characters stand in one sentence."""
        return bisect_right(self._starts, one) == bisect_right(self._starts, other)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.at for sentence in self.sentences)
