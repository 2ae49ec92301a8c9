"""What a finished text says of numbers: totals and parts, rates and shares, heads and turns, terms and their stages.

Holds: `SUM_CHECKS`, over a `Page`.
Never: corrects a number, or reads a masked one (X) as nought.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from safetywork.checks.pages import Number, Page, Sentence, Split
from safetywork.checks.patterns import Finding, found_at, text_check
from safetywork.checks.rules import Check, Found, Scope
from safetywork.checks.statements import Stated, adds_up, rate_holds, shares_hold

_REST = re.compile(r"未|正在|推进|办理中|其余|剩余|余下|待|序时|难以|列入")
_RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,6}率)[^，。；0-9]{0,4}(?P<p>[0-9]{1,3}(?:\.[0-9]{1,4})?)[%％]")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)[%％]")


def _known(split: Split) -> tuple[Stated, list[Stated]] | None:
    """The total and its parts, where none is masked and all are of one unit."""
    given = [part.stated for part in split.parts if part.unit == split.total.unit]
    stated = [part for part in given if part is not None]
    if split.total.stated is None or len(stated) != len(split.parts):
        return None
    return split.total.stated, stated


def _whole(split: Split) -> bool:
    return any(_REST.search(part.label) for part in split.parts)


def _told(split: Split) -> str:
    return f"{split.total.text} / {' + '.join(part.text for part in split.parts)}"


def _splits(page: Page) -> Iterator[tuple[Sentence, Split]]:
    for sentence in page.sentences:
        for split in sentence.splits():
            yield sentence, split


def _sums(*, verdict: bool | None) -> Finding:
    """Totals of whose parts `adds_up` says so: False where they do not come to it, None where a rest is not named."""

    def find(page: Page, _: Scope) -> Iterator[Found]:
        for _sentence, split in _splits(page):
            known = _known(split)
            if known and adds_up(*known, whole=_whole(split)) is verdict:
                yield found_at(page, split.total.at, _told(split))

    return find


def _other_unit(page: Page, _: Scope) -> Iterator[Found]:
    for _sentence, split in _splits(page):
        other = [part for part in split.parts if part.unit != split.total.unit]
        if other:
            yield found_at(page, other[0].at, _told(split), unit=other[0].unit, of=split.total.unit)


def _rate(page: Page, _: Scope) -> Iterator[Found]:
    """A rate that none of the parts of its sentence gives."""
    for sentence, split in _splits(page):
        known = _known(split)
        if known is None:
            continue
        whole, parts = known
        sums = [*parts, *(_sum(parts[: n + 1]) for n in range(1, len(parts)))]
        for found in _RATE.finditer(sentence.text):
            if not any(rate_holds(part, whole, found["p"]) for part in sums):
                yield found_at(page, sentence.at + found.start(), found[0], parts=_told(split))


def _sum(parts: list[Stated]) -> Stated:
    high = [part.high for part in parts if part.high is not None]
    low = sum((part.low for part in parts), Decimal(0))
    return Stated(low, sum(high, Decimal(0)) if len(high) == len(parts) else None)


def _whose_rate(page: Page, _: Scope) -> Iterator[Found]:
    """A rate beside parts that are done and parts that are nearly done: of which is not said."""
    for sentence, split in _splits(page):
        nearly = any(re.search(r"基本|初步|阶段性", part.label) for part in split.parts)
        found = _RATE.search(sentence.text)
        if nearly and found:
            yield found_at(page, sentence.at + found.start(), found[0])


def _shares(page: Page, _: Scope) -> Iterator[Found]:
    """Three shares or more, near a hundred together and yet not within what rounding explains."""
    for sentence in page.sentences:
        percents = [found[1] for found in _PERCENT.finditer(sentence.text)]
        total = sum(map(Decimal, percents), Decimal(0))
        if len(percents) > 2 and 98 <= total <= 102 and total != 100:  # noqa: PLR2004  near a hundred
            yield found_at(page, sentence.at, " + ".join(percents), severity_of=shares_hold(percents))


def _no_base(page: Page, _: Scope) -> Iterator[Found]:
    """A per cent of people or things, and no number of them in the sentence."""
    for sentence in page.sentences:
        for found in re.finditer(
            r"[0-9]{1,3}(?:\.[0-9]{1,9})?[%％]的(人员|干部|职工|企业|问题|任务|单位)", sentence.text
        ):
            if not any(number.stated for number in sentence.numbers):
                yield found_at(page, sentence.at + found.start(), found[0])


_TURNS = {"人": "人次", "家": "家次", "户": "户次"}


def _heads(page: Page, _: Scope) -> Iterator[Found]:
    """Heads beside turns: more heads than turns cannot be; people of several sessions beside 家次 may be either."""
    for sentence in page.sentences:
        by_unit = {number.unit: number for number in sentence.numbers if number.stated}
        for heads, turns in _TURNS.items():
            few, many = by_unit.get(turns), by_unit.get(heads)
            if few and many and _more(many.stated, few.stated):
                yield found_at(page, many.at, f"{many.text} > {few.text}")
        people, visits, times = by_unit.get("人"), by_unit.get("家次"), by_unit.get("次")
        if people and visits and _several(times) and "人次" not in by_unit:
            yield Found(page.place(people.at), f"{visits.text}、{people.text}", severity="warning")


def _more(one: Stated | None, other: Stated | None) -> bool:
    """Whether the one is more than the other in any case."""
    return one is not None and other is not None and other.high is not None and one.low > other.high


def _several(times: Number | None) -> bool:
    return times is not None and times.stated is not None and times.stated.low > 1


_DAYS = re.compile(r"([0-9]{1,3})个?工作日")
_STAGED = 3  # a whole and two stages


def _sub_terms(page: Page, _: Scope) -> Iterator[Found]:
    """A term of working days whose stages come to more than it."""
    for sentence in page.sentences:
        days = [int(found[1]) for found in _DAYS.finditer(sentence.text)]
        staged = re.search(r"其中|分为|包括|依次|受理|审查|审核", sentence.text)
        if len(days) >= _STAGED and staged and (sum(days[1:]) > days[0] or max(days) > days[0]):
            yield found_at(page, sentence.at, " / ".join(map(str, days)))


SUM_CHECKS: tuple[Check, ...] = (
    text_check("A1", "error", "分项与总数不符", "the parts do not add up to the total", _sums(verdict=False)),
    text_check("A4", "warning", "完成率的分子未写明", "of what the rate is the rate is not said", _whose_rate),
    text_check("A5", "warning", "比率与列数（{parts}）不符", "the rate does not agree with its counts, {parts}", _rate),
    text_check("A6", "note", "占比合计不为100%", "the shares do not come to 100 %", _shares),
    text_check("A7", "warning", "单位由“{of}”变为“{unit}”", "the unit changes from {of} to {unit}", _other_unit),
    text_check("A8", "error", "人数、家数与人次、家次不符或不明", "heads and turns disagree, or cannot be told apart", _heads),
    text_check("A9", "warning", "余数未说明", "what is left over is not named", _sums(verdict=None)),
    text_check("A10", "warning", "百分比没有基数", "a per cent without its base", _no_base),
    text_check("A11", "error", "分段期限超过总期限", "the stages come to more than the term", _sub_terms),
)  # fmt: skip
