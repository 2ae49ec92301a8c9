"""What a finished text says of days: before and after its own day, without their digits, or not at all.

Holds: `DATE_CHECKS`, over a `Page`.
Never: gives a text a day that it does not bear, other than the one that it is checked for.
"""

import re
from collections.abc import Iterator
from datetime import date

from safetywork.checks.pages import Page
from safetywork.checks.patterns import found_at, text_check, wherever
from safetywork.checks.rules import Check, Found, Scope

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
            yield found_at(page, found.start(), found[0], stamp=stamp)


_AHEAD = re.compile(r"(预计|计划|将|力争|确保|拟)[^，。；\n]{0,6}?(?:(20[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})日前")


def _due_before_its_stamp(page: Page, scope: Scope) -> Iterator[Found]:
    """Something planned by a day before the text's own."""
    stamp = _stamp(page, scope)
    for found in _AHEAD.finditer(page.text):
        due = _date(found[2] or stamp.year, found[3], found[4])
        if due is not None and due < stamp:
            yield found_at(page, found.start(), found[0], stamp=stamp)


def _no_term(page: Page, _: Scope) -> Iterator[Found]:
    """限期, and no day or number in its clause or the next."""
    for found in re.finditer(
        r"(?<!日内)(?<!天内)(?<!月内)限期(?:整改|完成|治理|办理|改正)(?![0-9])[^。；\n]{0,24}", page.text
    ):
        if not re.search(r"[0-9一二三四五六七八九十两][个]?(?:日|天|月|年|周|工作日|小时)", found[0]):
            yield found_at(page, found.start(), found[0][:12])


DATE_CHECKS: tuple[Check, ...] = (
    text_check("C1", "error", "期限早于成文日{stamp}", "due before the day of the text, {stamp}", _due_before_its_stamp),
    text_check("C3", "error", "所述日期晚于成文日{stamp}", "tells of a day after its own, {stamp}", _later_than_its_stamp),
    text_check("C8", "warning", "“前”是否含本期，两解", "“before” may or may not take the period in",
               wherever(r"(?<![0-9个])(?:[0-9]{1,2}月|20[0-9]{2}年|[上中下]旬)前(?!期|后|去|往|进|列|三|述)")),
    text_check("C9", "error", "日期缺字", "digits of a date are lost",
               wherever(r"在年[0-9]{1,2}月|(?<![0-9])20[0-9]{2}[0-9]{3,4}日")),
    text_check("C11", "note", "只有口号，没有时限", "a slogan, and no term", wherever(r"锚定时限|紧盯时限|严守时限")),
    text_check("C14", "note", "“立即”修饰责令，不是整改期限", "“at once” is of the order, not of the fix",
               wherever(r"立即责令[^，。；]{0,12}限期")),
    text_check("C15", "warning", "限期而未写期限", "within a term, and none is named", _no_term),
)  # fmt: skip
