"""What a finished text says that cannot all be true, or that nobody can check.

Holds: `TEXT_CHECKS`, over a `Page`.
Never: corrects a text, or reads a masked number (X) as nought.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from safetywork.checks.pages import Number, Page, Sentence, Split
from safetywork.checks.rules import Check, Found, Scope
from safetywork.checks.statements import Stated, adds_up, rate_holds, shares_hold
from safetywork.faults import Severity
from safetywork.labels import Label

__all__ = ["TEXT_CHECKS", "Page"]

_REST = re.compile(r"未|正在|推进|办理中|其余|剩余|余下|待|序时|难以|列入")
_RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,6}率)[^，。；0-9]{0,4}(?P<p>[0-9]{1,3}(?:\.[0-9]{1,4})?)[%％]")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)[%％]")


def _at(page: Page, at: int, found: str, **said: Any) -> Found:
    return Found(page.place(at), found, tuple(said.items()))


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


def _sums(*, verdict: bool | None) -> Callable[[Page, Scope], Iterator[Found]]:
    """Totals of whose parts `adds_up` says so: False where they do not come to it, None where a rest is not named."""

    def find(page: Page, _: Scope) -> Iterator[Found]:
        for _sentence, split in _splits(page):
            known = _known(split)
            if known and adds_up(*known, whole=_whole(split)) is verdict:
                yield _at(page, split.total.at, _told(split))

    return find


def _other_unit(page: Page, _: Scope) -> Iterator[Found]:
    for _sentence, split in _splits(page):
        other = [part for part in split.parts if part.unit != split.total.unit]
        if other:
            yield _at(page, other[0].at, _told(split), unit=other[0].unit, of=split.total.unit)


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
                yield _at(page, sentence.at + found.start(), found[0], parts=_told(split))


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
            yield _at(page, sentence.at + found.start(), found[0])


def _shares(page: Page, _: Scope) -> Iterator[Found]:
    """Three shares or more, near a hundred together and yet not within what rounding explains."""
    for sentence in page.sentences:
        percents = [found[1] for found in _PERCENT.finditer(sentence.text)]
        total = sum(map(Decimal, percents), Decimal(0))
        if len(percents) > 2 and 98 <= total <= 102 and total != 100:  # noqa: PLR2004  near a hundred
            yield _at(page, sentence.at, " + ".join(percents), severity_of=shares_hold(percents))


def _no_base(page: Page, _: Scope) -> Iterator[Found]:
    """A per cent of people or things, and no number of them in the sentence."""
    for sentence in page.sentences:
        for found in re.finditer(
            r"[0-9]{1,3}(?:\.[0-9]{1,9})?[%％]的(人员|干部|职工|企业|问题|任务|单位)", sentence.text
        ):
            if not any(number.stated for number in sentence.numbers):
                yield _at(page, sentence.at + found.start(), found[0])


_TURNS = {"人": "人次", "家": "家次", "户": "户次"}


def _heads(page: Page, _: Scope) -> Iterator[Found]:
    """Heads beside turns: more heads than turns cannot be; people of several sessions beside 家次 may be either."""
    for sentence in page.sentences:
        by_unit = {number.unit: number for number in sentence.numbers if number.stated}
        for heads, turns in _TURNS.items():
            few, many = by_unit.get(turns), by_unit.get(heads)
            if few and many and _more(many.stated, few.stated):
                yield _at(page, many.at, f"{many.text} > {few.text}")
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
            yield _at(page, sentence.at, " / ".join(map(str, days)))


_ALL = re.compile(r"(?:全部|均已|已全部|全面)(?:整改|完成|办结|销号|创建完成|解决)[^，。；]{0,4}")
_PENDING = re.compile(
    r"(?<![0-9])(?:[0-9]{1,9}|[Xx]{1,3})[项条个件处起]?[^，。；0-9]{0,6}正在[^，。；]{0,8}(?:整改|办理|推进)|"
    r"正在(?:整改|办理)[^，。；]{0,4}(?:[0-9]{1,9}|[Xx]{1,3})[项条个件处起]|未(?:整改|完成|办结)[^，。；]{0,4}[0-9]{1,9}[项条个件处起]|"
    r"(?:尚有|还有|仍有)[0-9]{1,9}[项条个件处起][^，。；0-9]{0,4}未(?:整改|完成|办结)"
)


def _all_done(page: Page, _: Scope) -> Iterator[Found]:
    """All done, in the paragraph of a pending count; an error where it is said of the same number."""
    at = 0
    for paragraph in page.text.split("\n"):
        pending = _PENDING.search(paragraph)
        for claim in _ALL.finditer(paragraph) if pending else ():
            before = paragraph[max(0, claim.start() - 12) : claim.start()]
            counted = re.search(r"[0-9][项条个件处起][^，。；]{0,4}$", before)
            grave = pending is not None and page.same(at + claim.start(), at + pending.start()) and not counted
            found = f"{claim[0]} / {pending[0] if pending else ''}"
            yield Found(page.place(at + claim.start()), found, severity="error" if grave else "warning")
        at += len(paragraph) + 1


def _answered_is_settled(page: Page, _: Scope) -> Iterator[Found]:
    """All answered, and the rate of what is settled is lower: 办复 is not 办结."""
    answered = re.search(r"全部(?:办复|答复|回复)|(?:办复|答复)率[^，。；0-9]{0,3}100(?:\.0{1,9})?[%％]", page.text)
    settled = re.search(r"(?:办结|解决|整改)率[^，。；0-9]{0,3}([0-9]{1,2}(?:\.[0-9]{1,9})?)[%％]", page.text)
    if answered and settled:
        yield _at(page, answered.start(), f"{answered[0]} / {settled[0]}")


def _search(pattern: str, *, first: bool = False) -> Callable[[Page, Scope], Iterator[Found]]:
    """Everywhere that a pattern stands, or the first place only."""
    compiled = re.compile(pattern)

    def find(page: Page, _: Scope) -> Iterator[Found]:
        for found in compiled.finditer(page.text):
            yield _at(page, found.start(), found[0])
            if first:
                return

    return find


_LIT = re.compile(r"([红黄蓝绿橙黑灰紫])(?:灯|牌|色?督办单)")
_NAMED = re.compile(r"([红黄蓝绿橙黑灰]{3,4})[”\"」]?(?:三|四)?色|(?:三|四)色[（(“]?([红黄蓝绿橙黑灰]{3,4})")


def _colours(page: Page, scope: Scope) -> Iterator[Found]:
    """A colour that the palette named in the text (or the policy's) has not, and that is no alias of one."""
    named = _NAMED.search(page.text)
    palette = scope.policy.palette
    declared = (named[1] or named[2]) if named else "".join(c.label.zh for c in palette.colours)
    known = {*declared, *(word for word, _ in palette.aliases)}
    for found in _LIT.finditer(page.text):
        if found[1] not in known:
            yield _at(page, found.start(), found[0], palette=declared)


def _all_green(page: Page, _: Scope) -> Iterator[Found]:
    """All lights well, and something pending, slow or late in the same text."""
    well = re.search(r"(?:全部|均为|全|都是)(?:绿灯|亮绿灯|绿牌|蓝灯|正常运行)", page.text)
    slow = _PENDING.search(page.text) or re.search(r"推进(?:比较|较为|较)?缓慢|进展缓慢|滞后|逾期", page.text)
    if well and slow:
        yield _at(page, well.start(), f"{well[0]} / {slow[0]}")


def _both_senses(page: Page, _: Scope) -> Iterator[Found]:
    """Red praises on a board, and blames as a light, in one text."""
    good, bad = re.search(r"[“\"]?红[”\"]?榜|红旗", page.text), re.search(r"红[灯牌]", page.text)
    if good and bad:
        yield _at(page, bad.start(), f"{good[0]} / {bad[0]}")


_MASK = re.compile(r"(?<![A-Za-z0-9])[XxＸ]{1,4}(?![A-Za-z])|[×○*＊]{2,}")


def _masks(page: Page, _: Scope) -> Iterator[Found]:
    """Masked numbers, told once: they are unknown, and not nought."""
    masked = [number for sentence in page.sentences for number in sentence.numbers if number.stated is None]
    if masked:
        yield _at(page, masked[0].at, masked[0].text, n=len(masked))


_PLACE = re.compile(
    r"(?:(?<=[，。、；（“于在到赴为向从往对和与及])|(?<=借鉴)|(?<=学习))"
    r"(?P<name>(?![为在到赴向从往对和与及于将把]|借鉴|学习|前往)[\u4e00-\u9fff]{2,4}?(?:市|县|镇|乡|村|街道))(?=[\u4e00-\u9fff，。、；）]|$)"
)
_NO_NAME = re.compile(
    r"全|我|本|该|各|派驻|驻|贫困|行政|自然|乡|城|农|试点|示范|重点|周边|所在|兄弟|外|省|基层|一|两|三|个|新|进|区|的|年度|考核|融入|深入|培训|配合|督查|检查|指导|帮扶|走访"
)


def _unmasked(page: Page, _: Scope) -> Iterator[Found]:
    """A place by its name in a text that masks others."""
    if _MASK.search(page.text):
        for found in _PLACE.finditer(page.text):
            stem = re.sub(r"(?:市|县|镇|乡|村|街道)$", "", found["name"])
            if not _NO_NAME.search(stem[1:] if stem[0] == "新" else stem):
                yield _at(page, found.start("name"), found["name"])


FOSSILS = {
    "截止目前": "截至目前",
    "截止到目前": "截至目前",
    "实级": "市级",
    "立争": "力争",
    "既使": "即使",
    "按装": "安装",
}
"""Words that a report is handed on with, and what they should be; 台帐 and 台账 are told where both stand."""


def _fossils(page: Page, _: Scope) -> Iterator[Found]:
    for word, right in FOSSILS.items():
        for found in re.finditer(word, page.text):
            yield _at(page, found.start(), word, right=right)
    both = page.text.find("台帐")
    if both >= 0 and "台账" in page.text:
        yield _at(page, both, "台帐", right="台账")


_MONTH = re.compile(r"全国第([0-9]{1,2})个[“\"]?安全生产月")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")


def _ordinal(page: Page, scope: Scope) -> Iterator[Found]:
    """The N-th national safety month was in June of 2001 + N: beside a masked date, or another year, that gives it away."""
    for found in _MONTH.finditer(page.text):
        year = 2001 + int(found[1])
        years = {int(each) for each in _YEAR.findall(page.text)}
        masked = re.search(r"[Xx]{1,2}月[Xx]{1,2}日", page.text)
        if masked or (years and year not in years) or scope.on.year != year:
            yield _at(page, found.start(), found[0], year=year)


def _pledge_sets(page: Page, _: Scope) -> Iterator[Found]:
    """Two numbers of pledges in one text, and how they overlap is not said."""
    told = list(re.finditer(r"(?<![0-9])([0-9]{1,9})[项个条]承诺事项|承诺的?([0-9]{1,9})[项个条]", page.text))
    if len({m[1] or m[2] for m in told}) > 1:
        yield _at(page, told[0].start(), "、".join(m[0] for m in told))


_PROMISED = re.compile(
    r"“([二三四五六七八九])([\u4e00-\u9fff]{1,3})([二三四五六七八九])([\u4e00-\u9fff]{1,3})”(?![（：:(])"
)


def _promised(page: Page, _: Scope) -> Iterator[Found]:
    """A list of so many named by its number, and never told; each name once."""
    for name in dict.fromkeys(found[0] for found in _PROMISED.finditer(page.text)):
        if f"一{name[-2]}" not in page.text and f"{name}：" not in page.text and f"{name}（" not in page.text:
            yield _at(page, page.text.find(name), name)


_FULL_DATE = re.compile(r"(?<![0-9])(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_STAMP = re.compile(r"^\s*(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日\s*$", re.MULTILINE)


def _date(year: str | int, month: str, day: str) -> date | None:
    """The day; None where the calendar has no such one."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _stamp(page: Page, scope: Scope) -> date:
    """The day of the text: its own last stamp, or the day it is checked for."""
    stamps = [day for found in _STAMP.finditer(page.text) if (day := _date(*found.groups())) is not None]
    return stamps[-1] if stamps else scope.on


def _later_than_its_stamp(page: Page, scope: Scope) -> Iterator[Found]:
    """A day told as past that lies after the text's own."""
    stamp = _stamp(page, scope)
    for found in _FULL_DATE.finditer(page.text):
        day, after = _date(*found.groups()), page.text[found.end() : found.end() + 8]
        told = re.match(r"[，]?(?:已|完成了|召开了|开展了|印发了|收到)", after)
        if day is not None and day > stamp and told:
            yield _at(page, found.start(), found[0], stamp=stamp)


_AHEAD = re.compile(r"(预计|计划|将|力争|确保|拟)[^，。；\n]{0,6}?(?:(20[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})日前")


def _due_before_its_stamp(page: Page, scope: Scope) -> Iterator[Found]:
    """Something planned by a day before the text's own."""
    stamp = _stamp(page, scope)
    for found in _AHEAD.finditer(page.text):
        due = _date(found[2] or stamp.year, found[3], found[4])
        if due is not None and due < stamp:
            yield _at(page, found.start(), found[0], stamp=stamp)


def _no_term(page: Page, _: Scope) -> Iterator[Found]:
    """限期, and no day or number in its clause or the next."""
    for found in re.finditer(
        r"(?<!日内)(?<!天内)(?<!月内)限期(?:整改|完成|治理|办理|改正)(?![0-9])[^。；\n]{0,24}", page.text
    ):
        if not re.search(r"[0-9一二三四五六七八九十两][个]?(?:日|天|月|年|周|工作日|小时)", found[0]):
            yield _at(page, found.start(), found[0][:12])


def _check(code: str, severity: Severity, zh: str, en: str, find: Callable[[Page, Scope], Iterator[Found]]) -> Check:
    return Check(code, severity, Label(zh, en), "text", find)


TEXT_CHECKS: tuple[Check, ...] = (
    _check("A1", "error", "分项与总数不符", "the parts do not add up to the total", _sums(verdict=False)),
    _check("A4", "warning", "完成率的分子未写明", "of what the rate is the rate is not said", _whose_rate),
    _check("A5", "warning", "比率与列数（{parts}）不符", "the rate does not agree with its counts, {parts}", _rate),
    _check("A6", "note", "占比合计不为100%", "the shares do not come to 100 %", _shares),
    _check("A7", "warning", "单位由“{of}”变为“{unit}”", "the unit changes from {of} to {unit}", _other_unit),
    _check("A8", "error", "人数、家数与人次、家次不符或不明", "heads and turns disagree, or cannot be told apart", _heads),
    _check("A9", "warning", "余数未说明", "what is left over is not named", _sums(verdict=None)),
    _check("A10", "warning", "百分比没有基数", "a per cent without its base", _no_base),
    _check("A11", "error", "分段期限超过总期限", "the stages come to more than the term", _sub_terms),
    _check("B1", "error", "“全部完成”与在办数并存", "all done, beside what is pending", _all_done),
    _check("B8", "error", "以办复作办结", "answered is taken for settled", _answered_is_settled),
    _check("B9", "warning", "初步、基本、阶段性完成计入完成", "nearly done is counted as done",
           _search(r"(?:初步|基本|阶段性)(?:完成|办结|整改)[^，。；]{0,3}[0-9]{1,9}[项条个件]")),
    _check("C1", "error", "期限早于成文日{stamp}", "due before the day of the text, {stamp}", _due_before_its_stamp),
    _check("C3", "error", "所述日期晚于成文日{stamp}", "tells of a day after its own, {stamp}", _later_than_its_stamp),
    _check("C8", "warning", "“前”是否含本期，两解", "“before” may or may not take the period in",
           _search(r"(?<![0-9个])(?:[0-9]{1,2}月|20[0-9]{2}年|[上中下]旬)前(?!期|后|去|往|进|列|三|述)")),
    _check("C9", "error", "日期缺字", "digits of a date are lost",
           _search(r"在年[0-9]{1,2}月|(?<![0-9])20[0-9]{2}[0-9]{3,4}日")),
    _check("C11", "note", "只有口号，没有时限", "a slogan, and no term", _search(r"锚定时限|紧盯时限|严守时限")),
    _check("C14", "note", "“立即”修饰责令，不是整改期限", "“at once” is of the order, not of the fix",
           _search(r"立即责令[^，。；]{0,12}限期")),
    _check("C15", "warning", "限期而未写期限", "within a term, and none is named", _no_term),
    _check("D1", "warning", "颜色不在所列色系（{palette}）", "a colour outside the palette, {palette}", _colours),
    _check("D2", "warning", "全部正常与在办、滞后并存", "all well, beside what is pending or slow", _all_green),
    _check("D3", "error", "同一颜色褒贬两义", "one colour in two senses", _both_senses),
    _check("D4", "warning", "以蓝、绿为警示", "blue or green as a warning",
           _search(r"[蓝绿]色?(?:督办单|督查单|提醒|预警|警示)[^，。；]{0,2}")),
    _check("D6", "warning", "“第一方阵”没有标准", "the first tier, and no rule for it", _search(r"第一方阵", first=True)),
    _check("E1", "warning", "{n}处数字隐去，视为未知", "{n} numbers are masked: they are unknown", _masks),
    _check("E2", "warning", "其他处隐名，此处未隐", "a name that is masked elsewhere", _unmasked),
    _check("E3", "note", "宜作“{right}”", "it should read {right}", _fossils),
    _check("E4", "warning", "序数已定年份为{year}年", "the ordinal fixes the year, {year}", _ordinal),
    _check("E5", "warning", "几组承诺是否重叠未说明", "sets of pledges whose overlap is not stated", _pledge_sets),
    _check("E7", "warning", "隐名后语句不通", "what masking left does not read",
           _search(r"[Xx]{1,3}[座个套间张把台][^，。；0-9]{1,4}[0-9]{1,9}[套个张把台座间]")),
    _check("E8", "warning", "所称各项未列全", "named by its number, and never told", _promised),
)  # fmt: skip
