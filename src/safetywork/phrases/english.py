"""The commonest English deadline phrases, said in Chinese so that one grammar reads both.

Holds: `in_chinese`, a bounded set of rewritings: dates, lengths, recurrences, a few adverbs.
Never: translates anything else; what it does not know becomes a comma.
"""

import re
from collections.abc import Callable
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WEEKDAYS: Final = dict(
    zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "一二三四五六日", strict=True)
)
_UNITS: Final = {"day": "日", "week": "周", "month": "个月", "year": "年", "hour": "小时", "minute": "分钟"}
_CYCLES: Final = {
    "daily": "每日",
    "weekly": "每周",
    "monthly": "每月",
    "quarterly": "每季度",
    "half-yearly": "每半年",
    "yearly": "每年",
    "annually": "每年",
}
_WORDS: Final = {
    "立即": "immediately|at once|forthwith|without delay|right away",
    "当场": "on the spot",
    "尽快": "as soon as possible|asap|promptly|without undue delay",
    "及时": "in a timely manner|in due course",
    "长期坚持": "ongoing|permanently|continuously|on a continuing basis|sustained from then on|long[ -]term",
    "已完成": "completed|closed|finished|done|rectified",
    "限期": "within (?:the|a) (?:prescribed |set )?(?:time limit|period)|as required|on time",
}
_MONTH: Final = (
    "(january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
_YEAR: Final = "((?:19|20|21)[0-9]{2})"
_DAY: Final = "([0-9]{1,2})(?:st|nd|rd|th)?"
_SPAN: Final = "([0-9]{1,5}[个工作日周月年小时分钟]{1,4})"
_POINT: Final = "((?:[0-9今明本下去上][0-9年月日季度半上下周一二三四五六./-]{0,15}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}))"

_RELATIVE: Final = {
    ("this", "year"): "今年",
    ("next", "year"): "明年",
    ("this", "month"): "本月",
    ("next", "month"): "下月",
    ("this", "week"): "本周",
    ("next", "week"): "下周",
}

Rewriting = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _month(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1


def _day_first(match: re.Match[str]) -> str:
    year = f"{match[3]}年" if match[3] else ""
    return f"{year}{_month(match[2])}月{match[1]}日"


def _month_first(match: re.Match[str]) -> str:
    year = f"{match[3]}年" if match[3] else ""
    return f"{year}{_month(match[1])}月{match[2]}日"


def _month_year(match: re.Match[str]) -> str:
    return f"{match[2]}年{_month(match[1])}月"


def _bare_month(match: re.Match[str]) -> str:
    return f"{match[1]} {_month(match[2])}月"


def _length(match: re.Match[str]) -> str:
    working = "个工作" if match[2] else ""
    return f"{match[1]}{working}{_UNITS[match[3]]}"


def _every(match: re.Match[str]) -> str:
    n, unit = match[1] or "", match[2]
    return (
        f"每周{_WEEKDAYS[unit]}前" if unit in _WEEKDAYS else f"每{n}{ {'quarter': '季度'}.get(unit) or _UNITS[unit] }"
    )


def _before(match: re.Match[str]) -> str:
    """Before a day may leave the day out; before a month does."""
    return f"{match[1]}前" + ("(当日是否计入不明)" if "日" in match[1] or "-" in match[1] else "")


def _window(match: re.Match[str]) -> str:
    """The year that ends the window holds for its beginning too."""
    first, last = match[1], match[2]
    shared = "年" in last and "年" not in first and first[0].isdigit() and "-" not in first
    return (last[: last.index("年") + 1] if shared else "") + f"{first}至{last}"


_REWRITINGS: Final[tuple[Rewriting, ...]] = (
    (re.compile(r"\b(" + "|".join(_NUMBERS) + r")\b"), lambda m: str(_NUMBERS.index(m[1]) + 1)),
    *((re.compile(rf"\b(?:{words})\b"), chinese) for chinese, words in _WORDS.items()),
    (re.compile(r"\b(" + "|".join(_CYCLES) + r")\b"), lambda m: _CYCLES[m[1]]),
    (
        re.compile(r"\b(?:every|each) (?:([0-9]{1,3}) )?(" + "|".join([*_WEEKDAYS, *_UNITS, "quarter"]) + r")s?\b"),
        _every,
    ),
    (re.compile(r"(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}(?![0-9.])"), ","),  # section 3.5
    (re.compile(rf"\b{_DAY} (?:of )?{_MONTH}\b(?:,? {_YEAR}\b)?"), _day_first),
    (re.compile(rf"\b{_MONTH} {_DAY}\b(?:,? {_YEAR}\b)?"), _month_first),
    (re.compile(rf"\b{_MONTH},? {_YEAR}\b"), _month_year),
    (re.compile(rf"\b(by|in|before|of|from|to|until|until the|by the) {_MONTH}\b"), _bare_month),
    (re.compile(r"\b(this|next) (year|month|week)\b"), lambda m: _RELATIVE[m[1], m[2]]),
    (re.compile(r"\b([0-9]{1,5})[ -](?:(working|business) )?(day|week|month|year|hour|minute)s?\b"), _length),
    (re.compile(rf"\b(?:the )?end of (?:the )?{_YEAR}\b"), r"\1年底"),
    (re.compile(rf"\b(?:the )?end of {_POINT}"), r"\1底"),
    (re.compile(r"\b(?:(?:the )?end of the year|year[ -]?end)\b"), "年底"),
    (re.compile(r"\b(?:the )?end of the month\b"), "月底"),
    (re.compile(rf"\bfrom {_POINT} (?:to|until|till|through) {_POINT}"), _window),
    (re.compile(rf"\bbetween {_POINT} and {_POINT}"), _window),
    (re.compile(rf"\b(?:from|starting|as of) {_POINT}"), r"从\1起"),
    (
        re.compile(r"\b(?:by|no later than|not later than|on or before|until|due|due on|in|on) (?=[0-9今明本下年月])"),
        "于",
    ),
    (
        re.compile(rf"\bbefore {_POINT}(?=$|[ ,;.)])"),
        _before,
    ),
    (
        re.compile(rf"\b(?:within|in) {_SPAN} (?:of|from|after|following) (?:the )?([a-z]{{2,30}})\b"),
        r",\2之日起\1内",
    ),
    (re.compile(rf"\b(?:within|in) {_SPAN}"), r"\1内"),
    (re.compile(r"\b(?:no more than|not more than|not exceeding|at most|up to) (?=[0-9])"), "不超过"),
    (re.compile(r"\bat least ([0-9]{1,5}) times?\b"), r"至少\1次"),
    (re.compile(r"(?<![a-z])[a-z][a-z'-]{0,40}(?![a-z]|之)"), ","),
    (re.compile(r"[ ,]{2,4000}"), ","),
)


def in_chinese(text: str) -> str:
    """The deadline words of an English text, in Chinese.

    >>> in_chinese("within 15 working days"), in_chinese("By the end of June 2022")
    ('15个工作日内', '于2022年6月底')
    """
    said = " ".join(text.lower().split())
    for pattern, words in _REWRITINGS:
        said = pattern.sub(words, said)
    return said.replace(" ", "").strip(",.")
