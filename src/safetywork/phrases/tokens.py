"""The words of a deadline phrase, in a row.

Holds: `clean` (one spelling for all), `Token`, `scan` (the words that `vocabulary` knows, the rest left out), and
    whether a text is English or has none of the words.
Never: joins words into a point or a term.

One pattern, tried once at every character: the work grows with the text and no faster.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from safetywork.phrases.numerals import NUMERALS
from safetywork.phrases.vocabulary import APPROACH, FESTIVAL_NAMES, PARTS, PLAIN, SHIFTS, TAILS, TURNS, WHOLE, WORDS


class Token(NamedTuple):
    """A word: its kind, its text and place, and what its pattern took apart."""

    kind: str
    text: str
    start: int
    end: int
    parts: tuple[str | None, ...] = ()


# --- one spelling

_GONE: Final = "“”‘’\"'「」『』*_^#\u200b\u200c\u200d\u2060\ufeff\xad"
_LISTED: Final = (*map(chr, range(0x2460, 0x249C)), "•", "●", "■", "◆", "\n", "\r", "\t", "\v", "\f")
_BEFORE: Final = str.maketrans(dict.fromkeys(_LISTED, ","))
_AFTER: Final = str.maketrans(
    {**dict.fromkeys(_GONE + " \u3000\xa0", ""), **dict.fromkeys("—–―─－〜", "-"), "〔": "(", "〕": ")"}
    | {"【": "(", "】": ")", "{": "(", "}": ")", "；": ";", "．": ".", "〈": "《"}
)
_CHINESE: Final = re.compile("[㐀-鿿]")
_TITLE: Final = re.compile("《[^《》]{1,100}》")
_GAP: Final = re.compile("(?<=[0-9]) +(?=[0-9])")
_LATIN: Final = re.compile("[A-Za-z]{2}")


def clean(text: str) -> str:
    """One spelling: full-width signs and digits narrowed, spaces and quotation marks left out, lines made clauses.

    A space between two figures parts them: 2022-06-01 09:30. What stands in a title, 《…通知》, is no term.
    """
    if text.isalnum():  # most cells
        return unicodedata.normalize("NFKC", text)
    if "《" in text:
        text = _TITLE.sub("《》", text)
    said = unicodedata.normalize("NFKC", text.translate(_BEFORE))
    return (_GAP.sub(",", said) if " " in said else said).translate(_AFTER)


def is_english(text: str) -> bool:
    """Whether the text has words of Latin letters and not one Chinese character."""
    return _LATIN.search(text) is not None and _CHINESE.search(text) is None


# --- the pattern

_N: Final = f"(?:[0-9]{{1,5}}|[{NUMERALS}]{{1,6}})"
_NUMERAL: Final = f"[0-9{NUMERALS}]"
_YEAR: Final = "(?:19|20|21)[0-9]{2}"
_TO: Final = "[-~至到]"
_DAY_ENDS: Final = "[-~至到前止底起内,;:。)日号]|之前|以前|完成|$"
_IN_A_YEAR: Final = "年度?(?:[0-9元一二三四五六七八九十]{1,2}月|底|末|第?[一二三四1-4]季|[上下]半)"
_UNIT: Final = (
    "个?(?:工作日|自然日|日历[日天]|星期|礼拜|小时|钟头)|个半月|个半小时|个季度|季度|分钟|月份|个月|年半"
    "|[日天号周月年]|[hd](?![A-Za-z])"
)
_CYCLE: Final = "半年|半个?月|工作日|年度|季度|小时|星期|礼拜|[年季月周旬天日]"
_ONCE: Final = "[次调督通汇总报研会分排考晾检召开评]"  # 每周一次 is no Monday
_COUNTED: Final = "个|项|家|处|座|条|户|次|人|台|套|件|名|栋|公里|万元|%|批|类|轮|遍|所"

# Each kind with its pattern, by what it begins with; the parts are its groups, the more particular stands first.
_Patterns = tuple[tuple[str, str], ...]
_FIGURES: Final[_Patterns] = (  # an ASCII digit
    ("compact", rf"(?<![0-9])({_YEAR})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])[日号]?"),
    ("plain_day", "(?<=月)([0-9]{1,2})()(?=前|之前|以前|止|[,;:。)]|$)"),
    ("iso", rf"(?<![0-9])(?<![A-Za-z]-)({_YEAR})[-./]([0-9]{{1,2}})[-./]([0-9]{{1,2}})(?![0-9])[日号]?"),
    ("years", rf"(?<![0-9])({_YEAR})年?{_TO}({_YEAR})(?!{_IN_A_YEAR})年度?"),
    (
        "yearmonth",
        rf"(?<![0-9])(?<![A-Za-z]-)({_YEAR})[-./](0?[1-9]|1[0-2])(?![0-9]|[-./][0-9]{{1,2}}(?![0-9]))(?:月份?)?",
    ),
    ("year", rf"(?<![0-9])({_YEAR})(?=[底末])"),
    ("year", rf"(?<![0-9])({_YEAR}|[0-9]{{2}}(?={_IN_A_YEAR}))年度?"),
    ("dotted", rf"(?<![0-9.])(0?[1-9]|1[0-2])[./](0?[1-9]|[12][0-9]|3[01])(?![0-9.])(?={_DAY_ENDS})[日号]?"),
    ("clock", r"(?<![0-9.])[0-9]{1,2}(?::[0-9]{2}|[时点](?:[0-9]{1,2}分|半|整)?)(?![限间])前?"),
)
_NUMBERS: Final[_Patterns] = (  # a digit or a Chinese numeral
    ("year", "([一二][〇○零九一][〇○零一二三四五六七八九]{2})年度?"),
    ("once", "一[次调督通汇总报研会分排考晾评巡]"),
    ("quarters", rf"([一二三四1-4])(?:、|{_TO})第?([一二三四1-4])季度"),
    ("quarters", "([一二三四])([一二三四])季度"),
    ("quarter", "([一二三四1-4])季度?"),
    ("plan", "十[二三四五六]五"),
    ("number", rf"(?<![0-9.])({_N})(?:{_TO}({_N}))?({_UNIT})"),
    ("count", rf"(?<![0-9.])({_N})余?(?:{_COUNTED})"),
)
_OTHERS: Final[_Patterns] = (
    ("quarter", "第([一二三四1-4])季度?"),
    ("leading", "前([二两三23])个?季度"),
    ("half", "半个?(年|月|小时)"),
    ("january", "元月份?"),
    ("every", rf"每隔?({_N})?个?({_CYCLE})(?:(?<=[周期拜])([一二三四五六日天])(?!{_ONCE}))?"),
    ("regular", "([日周旬月季])(?:调度|督查|督导|通报|报告|汇总|例会|研判|总结|考核|分析|报制|巡查|检查)"),
    ("regular", "[按逐](半年|季度?|[日周旬月年])(?!计)"),
    ("weekday", "([本这下上])个?(?:周|星期|礼拜)([一二三四五六日天])"),
    ("weekday", "()(?:周|星期|礼拜)([一二三四五六日天])"),
    ("lasting", f"(?<![使费作应适年权])[用限](?={APPROACH})"),
    ("mid", "(?<=月)中(?![旬下秋心央小国学])"),
    ("opening", "(?<=月)初"),
    ("to", "[-~]+"),
    ("sep", r"[,;:。!?|()\[\]、]"),
)


_FIRST: Final = "-~,;:。!?|()[]、第前半元每按逐日周旬月季本这下上星礼用限中初"
"""What the others begin with."""


def _alternatives(words: Iterable[str]) -> str:
    """The words as one pattern, the longer before the shorter, told apart by their first character."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for entry in sorted(set(words), key=lambda entry: len(entry.partition("!")[0]), reverse=True):
        word, _, undone = entry.partition("!")
        by_first[word[0]].append(re.escape(word[1:]) + (f"(?![{undone}])" if undone else ""))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())


def _kinds() -> dict[str, str]:
    """Each word with its kind; "" for those that only look like one."""
    kinds = {entry.partition("!")[0]: "" for entry in PLAIN.split()}
    kinds |= {word: kind for kind, words in WORDS.items() for word in words.split()}
    kinds |= dict.fromkeys((*TAILS, *TURNS), "tail") | dict.fromkeys((*PARTS, WHOLE), "xun")
    kinds |= dict.fromkeys(SHIFTS, "shift")
    return kinds | dict.fromkeys(FESTIVAL_NAMES, "festival")


_KINDS: Final = _kinds()


def _compiled() -> tuple[re.Pattern[str], dict[int, tuple[str, int]]]:
    """The pattern of all words; for the group of each kind, its name and the group behind its last part."""
    groups: dict[int, tuple[str, int]] = {}
    count = 0
    branches: list[str] = []
    for begins, patterns in (("[0-9]", _FIGURES), (_NUMERAL, _NUMBERS), (f"[{re.escape(_FIRST)}]", _OTHERS)):
        shapes: list[str] = []
        for kind, pattern in patterns:
            own, count = count + 1, count + 1 + re.compile(pattern).groups
            groups[own] = kind, count
            shapes.append(f"({pattern})")
        branches.append(f"(?={begins})(?:{'|'.join(shapes)})")
    groups[count + 1] = _WORD, 0
    undone = {entry for entry in PLAIN.split() if "!" in entry}
    plain = {entry.partition("!")[0] for entry in undone}
    branches.append(f"({_alternatives((_KINDS.keys() - plain) | undone)})")
    begins = re.escape("".join({*_FIRST, *NUMERALS, *(word[0] for word in _KINDS)}))
    # a character that begins nothing is passed at once
    return re.compile(f"(?=[0-9{begins}])(?:{'|'.join(branches)})"), groups


_WORD: Final = ""
_PATTERN, _GROUPS = _compiled()


def scan(text: str) -> list[Token]:
    """The words of a cleaned text that say something of a term, in order."""
    found: list[Token] = []
    for match in _PATTERN.finditer(text):
        own = match.lastindex or 0
        kind, last = _GROUPS[own]
        word = match[0]
        if kind != _WORD:
            found.append(Token(kind, word, *match.span(), match.groups()[own:last]))
        elif kind := _KINDS[word]:
            found.append(Token(kind, word, *match.span()))
    return found


def is_plain(text: str, *, before: str = "", behind: str = "") -> bool:
    """Whether `text` has none of the words, and leaves those of `before` and `behind` beside it as they are."""
    return [token.text for token in scan(before + text + behind)] == [*_words(before), *_words(behind)]


@lru_cache(maxsize=32)  # the few that stand around a name: 待, 后, 如
def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in scan(text))
