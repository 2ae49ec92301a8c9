"""What a finished text says that cannot all be true, or that nobody can check.

Holds: `TEXT_CHECKS`, over a `Page`: of its sums, of its days, and of its claims, colours, masks and names.
Never: corrects a text.
"""

import re
from collections.abc import Iterator

from safetywork.checks.dates import DATE_CHECKS
from safetywork.checks.pages import Page
from safetywork.checks.patterns import found_at, text_check, wherever
from safetywork.checks.rules import Check, Found, Scope
from safetywork.checks.sums import SUM_CHECKS

__all__ = ["TEXT_CHECKS", "Page"]

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
        yield found_at(page, answered.start(), f"{answered[0]} / {settled[0]}")


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
            yield found_at(page, found.start(), found[0], palette=declared)


def _all_green(page: Page, _: Scope) -> Iterator[Found]:
    """All lights well, and something pending, slow or late in the same text."""
    well = re.search(r"(?:全部|均为|全|都是)(?:绿灯|亮绿灯|绿牌|蓝灯|正常运行)", page.text)
    slow = _PENDING.search(page.text) or re.search(r"推进(?:比较|较为|较)?缓慢|进展缓慢|滞后|逾期", page.text)
    if well and slow:
        yield found_at(page, well.start(), f"{well[0]} / {slow[0]}")


def _both_senses(page: Page, _: Scope) -> Iterator[Found]:
    """Red praises on a board, and blames as a light, in one text."""
    good, bad = re.search(r"[“\"]?红[”\"]?榜|红旗", page.text), re.search(r"红[灯牌]", page.text)
    if good and bad:
        yield found_at(page, bad.start(), f"{good[0]} / {bad[0]}")


_MASK = re.compile(r"(?<![A-Za-z0-9])[XxＸ]{1,4}(?![A-Za-z])|[×○*＊]{2,}")


def _masks(page: Page, _: Scope) -> Iterator[Found]:
    """Masked numbers, told once: they are unknown, and not nought."""
    masked = [number for sentence in page.sentences for number in sentence.numbers if number.stated is None]
    if masked:
        yield found_at(page, masked[0].at, masked[0].text, n=len(masked))


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
                yield found_at(page, found.start("name"), found["name"])


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
            yield found_at(page, found.start(), word, right=right)
    both = page.text.find("台帐")
    if both >= 0 and "台账" in page.text:
        yield found_at(page, both, "台帐", right="台账")


_MONTH = re.compile(r"全国第([0-9]{1,2})个[“\"]?安全生产月")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")


def _ordinal(page: Page, scope: Scope) -> Iterator[Found]:
    """The N-th national safety month was in June of 2001 + N: beside a masked date, or another year, that gives it away."""
    for found in _MONTH.finditer(page.text):
        year = 2001 + int(found[1])
        years = {int(each) for each in _YEAR.findall(page.text)}
        masked = re.search(r"[Xx]{1,2}月[Xx]{1,2}日", page.text)
        if masked or (years and year not in years) or scope.on.year != year:
            yield found_at(page, found.start(), found[0], year=year)


def _pledge_sets(page: Page, _: Scope) -> Iterator[Found]:
    """Two numbers of pledges in one text, and how they overlap is not said."""
    told = list(re.finditer(r"(?<![0-9])([0-9]{1,9})[项个条]承诺事项|承诺的?([0-9]{1,9})[项个条]", page.text))
    if len({m[1] or m[2] for m in told}) > 1:
        yield found_at(page, told[0].start(), "、".join(m[0] for m in told))


_PROMISED = re.compile(
    r"“([二三四五六七八九])([\u4e00-\u9fff]{1,3})([二三四五六七八九])([\u4e00-\u9fff]{1,3})”(?![（：:(])"
)


def _promised(page: Page, _: Scope) -> Iterator[Found]:
    """A list of so many named by its number, and never told; each name once."""
    for name in dict.fromkeys(found[0] for found in _PROMISED.finditer(page.text)):
        if f"一{name[-2]}" not in page.text and f"{name}：" not in page.text and f"{name}（" not in page.text:
            yield found_at(page, page.text.find(name), name)


TEXT_CHECKS: tuple[Check, ...] = (
    *SUM_CHECKS,
    text_check("B1", "error", "“全部完成”与在办数并存", "all done, beside what is pending", _all_done),
    text_check("B8", "error", "以办复作办结", "answered is taken for settled", _answered_is_settled),
    text_check("B9", "warning", "初步、基本、阶段性完成计入完成", "nearly done is counted as done",
               wherever(r"(?:初步|基本|阶段性)(?:完成|办结|整改)[^，。；]{0,3}[0-9]{1,9}[项条个件]")),
    *DATE_CHECKS,
    text_check("D1", "warning", "颜色不在所列色系（{palette}）", "a colour outside the palette, {palette}", _colours),
    text_check("D2", "warning", "全部正常与在办、滞后并存", "all well, beside what is pending or slow", _all_green),
    text_check("D3", "error", "同一颜色褒贬两义", "one colour in two senses", _both_senses),
    text_check("D4", "warning", "以蓝、绿为警示", "blue or green as a warning",
               wherever(r"[蓝绿]色?(?:督办单|督查单|提醒|预警|警示)[^，。；]{0,2}")),
    text_check("D6", "warning", "“第一方阵”没有标准", "the first tier, and no rule for it", wherever(r"第一方阵", first=True)),
    text_check("E1", "warning", "{n}处数字隐去，视为未知", "{n} numbers are masked: they are unknown", _masks),
    text_check("E2", "warning", "其他处隐名，此处未隐", "a name that is masked elsewhere", _unmasked),
    text_check("E3", "note", "宜作“{right}”", "it should read {right}", _fossils),
    text_check("E4", "warning", "序数已定年份为{year}年", "the ordinal fixes the year, {year}", _ordinal),
    text_check("E5", "warning", "几组承诺是否重叠未说明", "sets of pledges whose overlap is not stated", _pledge_sets),
    text_check("E7", "warning", "隐名后语句不通", "what masking left does not read",
               wherever(r"[Xx]{1,3}[座个套间张把台][^，。；0-9]{1,4}[0-9]{1,9}[套个张把台座间]")),
    text_check("E8", "warning", "所称各项未列全", "named by its number, and never told", _promised),
)  # fmt: skip
