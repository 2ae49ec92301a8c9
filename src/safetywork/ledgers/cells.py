"""The cells of ledgers, read.

Holds: `read_cell`, a reader for each way a column is read, `Named` (a party in a cell), empty cells and ditto marks.
Never: guesses: a day without its year that may lie in two, a number that may be two months, an unknown word is a fault.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final, TypeAlias

from attrs import evolve, frozen

from safetywork.counts import Count, Number
from safetywork.errors import CountError
from safetywork.faults import Fault, Severity
from safetywork.labels import Label
from safetywork.ledgers.headings import Reads
from safetywork.ledgers.statuses import Answer, Stated, StatusClass, read_answer, read_status
from safetywork.ledgers.tables import Raw
from safetywork.phrases import read_deadline
from safetywork.phrases.points import Point, settle
from safetywork.phrases.readings import Reading


@frozen
class Named:
    """A party as a cell names it 责任主体: a unit or a person; with the unit it belongs to, the role it is given."""

    name: str
    unit: str | None = None
    role: str | None = None

    def __str__(self) -> str:
        return self.name


Value: TypeAlias = str | date | Point | Reading | Count | int | Decimal | tuple[Named, ...] | Stated | None
"""What a cell says. A month or a year without its day is a `Point`, a deadline in words a `Reading`."""


@frozen
class Unread:
    """Why a cell was not read: code and words."""

    code: str
    message: Label


@frozen
class Setting:
    """What a cell is read against: the day of its ledger, the unit that its heading names, what a bare yes states."""

    on: date
    unit: str = ""
    yes: StatusClass = "done"


Reader: TypeAlias = Callable[[Raw, Setting], Value | Unread]

EMPTY = frozenset({"", "无", "暂无", "—", "–", "-", "/", "\\", "——", "--", "n/a", "none", "null", "空"})
"""What stands in a cell that says nothing."""
DITTO = frozenset({"同上", "〃", "々", "同前", "″", '"', "”", "“", "''"})
"""What stands for the cell above."""
ACCEPTED: dict[Reads, str] = {
    "text": "…",
    "key": "…",
    "day": "2022-06-30, 2022.6.30, 2022年6月30日, 2022.6, 6月30日",
    "plan": "2022-06-30, 2022.6.30, 2022年6月30日, 2022.6, 6月30日",
    "deadline": "2022-06-30, 2022年6月底前, 15个工作日内, 立行立改, 长期坚持",
    "count": "32, 650余人次, 1.2万, X",
    "share": "0.95, 95%, 95",
    "names": "甲、乙",
    "status": "未整改, 整改中, 待验收, 已整改, 已销号, 长期坚持, 作废, 是, 否",
    "closed": "已销号, 未销号, 是, 否",
    "answer": "是, 否, √, ×",
}
"""What each reader takes, by example."""

_NO_DAY = Unread("no day", Label("读不出日期", "no day can be read"))
_NO_SUCH_DAY = Unread("no such day", Label("没有这一天", "there is no such day"))
_YEAR_OPEN = Unread("year open", Label("未写年份，且无法推定", "no year is written, and it cannot be told"))
_MONTH_OPEN = Unread(
    "month open",
    Label("数字{found}可能是1月，也可能是10月", "as a number, {found} may be January and may be October"),
)
_NO_TERM = Unread("no term", Label("读不出期限", "no term can be read"))
_NO_COUNT = Unread("no count", Label("读不出数量", "no count can be read"))
_NO_SHARE = Unread("no share", Label("读不出百分比", "no per cent can be read"))
_NO_STATUS = Unread("unknown status", Label("状态词不认识", "this status is not known"))
_NO_ANSWER = Unread("no answer", Label("读不出是或否", "neither yes nor no can be read"))

_DAY = re.compile(
    r"(?P<y>\d{4})\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*[日号]?"
    r"(?:[\sT]*(?:星期.|周.)?[\sT]*(?:上午|下午|晚上|中午)?\s*\d{1,2}\s*[:时点](?:\s*\d{1,2}\s*[:分]?)?(?:\s*\d{1,2}(?:\.\d+)?\s*秒?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?)?|(?P<y8>\d{4})(?P<m8>\d{2})(?P<d8>\d{2})"
)
_MONTH = re.compile(r"(?P<y>\d{4})\s*[年./-]\s*(?P<m>\d{1,2})\s*月?")
_NO_YEAR = re.compile(r"(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]")
_YEAR = re.compile(r"(\d{4})\s*年?")
_EPOCH: Final = date(1899, 12, 30)  # day 0 of spreadsheets' serial numbers, as they count from March 1900 on
_SERIAL: Final = re.compile("[0-9]{5}")
_SERIALS: Final = (20_000, 80_000)  # 1954 to 2119; other numbers are no days of a ledger
_YEARS: Final = (1900, 2199)
_MONTHS = 12
_WHOLE = 100
_LARGE = 10**15  # beyond it a spreadsheet's number is no number that somebody typed
_COMMAS = re.compile(r"(?<=\d),(?=\d{3})")

_NAMES = re.compile(r"[、,，;；\n]|\s{2,}")
_ROLE = re.compile(r"[^:：、,，;；\s]{0,8}(?:单位|部门|人|领导|科室|主体|责任)\s*[:：]")
_PART = re.compile(r"(.+)[(（](牵头|主责|主办|配合|协办|参与)(?:单位|部门)?[)）]")
_STROKE = re.compile(r"\s*[/／]\s*")
_EDGES = " \u3000\t\r:：。."
_UNIT_ENDS = (
    *("局", "委", "办", "处", "科", "室", "部", "院", "所", "站", "队", "中心", "公司", "厂", "店", "街道", "镇", "乡"),
    *("村", "社区", "学校", "政府", "集团", "组", "会", "县", "区", "市"),
)


def plain(raw: Raw) -> str:
    """A cell as text: what a number, a day or a yes looks like in a ledger; text as it stands, without its margins."""
    if isinstance(raw, str):
        return raw.strip()
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float | Decimal):
        return str(int(raw)) if _finite(raw) and -_LARGE < raw < _LARGE and raw == int(raw) else str(raw)
    if isinstance(raw, datetime):
        return raw.isoformat(" ")
    return raw.isoformat() if isinstance(raw, date) else str(raw)


def _finite(number: float | Decimal) -> bool:
    return number.is_finite() if isinstance(number, Decimal) else isfinite(number)


def folded(raw: Raw) -> str:
    """A cell as text in one spelling (NFKC): ２４ is 24, （ is (."""
    return unicodedata.normalize("NFKC", plain(raw)).strip()


def is_empty(raw: Raw) -> bool:
    """Whether a cell says nothing: empty, 无, — or /."""
    return raw is None or (isinstance(raw, str) and folded(raw).casefold() in EMPTY)


def is_ditto(raw: Raw) -> bool:
    """Whether a cell stands for the one above: 同上, 〃."""
    return isinstance(raw, str) and (raw.strip() in DITTO or folded(raw) in DITTO)


def read_cell(
    raw: Raw, reads: Reads, setting: Setting, *, place: str = "", severity: Severity = "error"
) -> Value | Fault:
    """What a cell says; a fault with its place where that cannot be read. An empty cell says None.

    >>> from datetime import date
    >>> read_cell("９月３日", "day", Setting(date(2025, 10, 8)))
    datetime.date(2025, 9, 3)
    >>> read_cell("待定", "day", Setting(date(2025, 10, 8)), place="台账!E7").code
    'no day'
    """
    if is_empty(raw):
        return None
    value = READERS[reads](raw, setting)
    return fault_of(value, raw, reads, place, severity) if isinstance(value, Unread) else value


def fault_of(unread: Unread, raw: Raw, reads: Reads, place: str, severity: Severity = "error") -> Fault:
    """The fault of a cell that was not read."""
    found = plain(raw)
    label = Label(*(words.replace("{found}", found) for words in (unread.message.zh, unread.message.en)))
    return Fault(unread.code, place, label, found, ACCEPTED[reads], severity)


# --- days


def _day(raw: Raw, setting: Setting) -> Value | Unread:
    return read_day(raw, setting.on, done=True)


def _plan(raw: Raw, setting: Setting) -> Value | Unread:
    return read_day(raw, setting.on, done=False)


def read_day(raw: Raw, on: date, *, done: bool) -> date | Point | Unread:
    """The day, month or year in a cell of a ledger of the day `on`.

    A spreadsheet's serial number is a day. A year that is not written is found from `on`: looking back where what is
    written was `done`.
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        return _numbered(raw)
    return _written(folded(raw), on, done=done)


def _numbered(number: float | Decimal) -> date | Point | Unread:
    """A serial number, 20220630, 2022 or 2016.3 that a spreadsheet took for a number."""
    if not _finite(number):
        return _NO_DAY
    if _SERIALS[0] <= number < _SERIALS[1]:
        return _EPOCH + timedelta(days=int(number))
    text = folded(number)
    if text.endswith(".1"):
        return _MONTH_OPEN
    return _written(text, _EPOCH, done=True)


def _written(text: str, on: date, *, done: bool) -> date | Point | Unread:
    if match := _DAY.fullmatch(text):
        year, month, day = (int(match[name] or match[name + "8"]) for name in "ymd")
        return _valid(year, month, day) or _NO_SUCH_DAY
    if match := _MONTH.fullmatch(text):
        year, month = int(match["y"]), int(match["m"])
        return Point("month", year=year, month=month) if _valid(year, month, 1) else _NO_SUCH_DAY
    if match := _NO_YEAR.fullmatch(text):
        return _yearless(int(match["m"]), int(match["d"]), on, done=done)
    if _SERIAL.fullmatch(text) and _SERIALS[0] <= int(text) < _SERIALS[1]:  # a csv file keeps it as text
        return _EPOCH + timedelta(days=int(text))
    if (match := _YEAR.fullmatch(text)) and _YEARS[0] <= int(match[1]) <= _YEARS[1]:
        return Point("year", year=int(match[1]))
    return _NO_DAY


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _YEARS[0] <= year <= _YEARS[1] else None
    except ValueError:
        return None


def _yearless(month: int, day: int, on: date, *, done: bool) -> date | Unread:
    if _valid(2000, month, day) is None:
        return _NO_SUCH_DAY
    found = settle(Point("day", day, month=month), on, done=done)
    return found.last if found is not None and found.sure else _YEAR_OPEN


def _deadline(raw: Raw, setting: Setting) -> Value | Unread:
    """A plain day is a day; everything else is read as a phrase in a document of the ledger's day."""
    if not isinstance(raw, str):
        day = read_day(raw, setting.on, done=False)
        return _phrase(day.text(), raw, setting) if isinstance(day, Point) else day
    text = folded(raw)
    if match := _DAY.fullmatch(text):
        return _valid(*(int(match[name] or match[name + "8"]) for name in "ymd")) or _NO_SUCH_DAY
    return _phrase(text, raw, setting)


def _phrase(text: str, raw: Raw, setting: Setting) -> Value | Unread:
    reading = read_deadline(text, anchor=setting.on)
    return evolve(reading, phrase=raw if isinstance(raw, str) else text) if reading.stated else _NO_TERM


# --- numbers


def _count(raw: Raw, setting: Setting) -> Value | Unread:
    if isinstance(raw, bool):
        return _NO_COUNT
    try:
        count = Count.read(_COMMAS.sub("", folded(raw)))
    except CountError:
        return _NO_COUNT
    return count if count.unit or not setting.unit else evolve(count, unit=setting.unit)


def _share(raw: Raw, _: Setting) -> Value | Unread:
    """Per cent of the whole: a number up to 1 is a share (so a cell in per cent is kept), one above it per cents."""
    text = folded(raw)
    try:
        number = Decimal(text.removesuffix("%"))
    except ArithmeticError:
        return _NO_SHARE
    if not number.is_finite() or isinstance(raw, bool):
        return _NO_SHARE
    share = number if text.endswith("%") or number > 1 else number * _WHOLE
    return _tidy(share) if 0 <= share <= _WHOLE else _NO_SHARE


def _tidy(number: Decimal) -> Number:
    return int(number) if number == number.to_integral_value() else number.normalize()


# --- words


def _text(raw: Raw, _: Setting) -> Value:
    return plain(raw)


def _key(raw: Raw, _: Setting) -> Value:
    return folded(raw)


def _status(raw: Raw, setting: Setting) -> Value | Unread:
    return read_status(plain(raw), yes=setting.yes) or _NO_STATUS


def _closed(raw: Raw, setting: Setting) -> Value | Unread:
    return _status(raw, evolve(setting, yes="closed"))


def _answer(raw: Raw, _: Setting) -> Answer | Unread:
    return read_answer(plain(raw)) or _NO_ANSWER


# --- names


def _names(raw: Raw, _: Setting) -> Value:
    return read_names(plain(raw))


def read_names(text: str) -> tuple[Named, ...]:
    r"""The parties that a cell names, in order: 甲、乙; 街道/李四; 牵头单位:甲 责任单位:乙 丙; 甲（牵头）.

    >>> read_names("牵头单位:\n甲局\n责任单位:\n乙镇\n丙镇")[2]
    Named(name='丙镇', unit=None, role='责任单位')
    """
    found: list[Named] = []
    role, start = None, 0
    for match in _ROLE.finditer(text):
        found += _listed(text[start : match.start()], role)
        role, start = match[0].strip(_EDGES), match.end()
    found += _listed(text[start:], role)
    return tuple(dict.fromkeys(found))


def _listed(text: str, role: str | None) -> list[Named]:
    parts = (part.strip(_EDGES) for part in _NAMES.split(text))
    return [one for part in parts if part for one in _playing(part, role)]


def _playing(name: str, role: str | None) -> list[Named]:
    """A name with the part it plays in brackets: 甲局（牵头）."""
    match = _PART.fullmatch(name)
    return _paired(match[1], match[2]) if match else _paired(name, role)


def _paired(name: str, role: str | None) -> list[Named]:
    """A name; behind a stroke the person of a unit, where the first is a unit's name and the second is none."""
    parts = [part for part in _STROKE.split(name) if part]
    if len(parts) == 2 and parts[0].endswith(_UNIT_ENDS) and not parts[1].endswith(_UNIT_ENDS):  # noqa: PLR2004
        return [Named(parts[1], parts[0], role)]
    return [Named(part, None, role) for part in parts]


READERS: Mapping[Reads, Reader] = {
    "text": _text,
    "key": _key,
    "day": _day,
    "plan": _plan,
    "deadline": _deadline,
    "count": _count,
    "share": _share,
    "names": _names,
    "status": _status,
    "closed": _closed,
    "answer": _answer,
}
