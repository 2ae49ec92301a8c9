"""Hypothesis strategies for days, calendars, spans, counts, clocks and deadline phrases.

Holds: strategies that build crowded values: few days, close together, so that rest days, stops and extensions meet.
Never: draws and throws away (no `.filter`), computes an answer, or checks a law.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from safetywork.calendars import CHINA, SpecialDay, WorkCalendar
from safetywork.clocks import Clock, Extension, Stop
from safetywork.counts import UNITS_EN, Count, Kind, Number
from safetywork.labels import Label
from safetywork.periods import PeriodRule, SimpleTerm, Span, Unit
from safetywork.terms import Capped, Stage, Stages, Term

FIRST, LAST = date(2024, 10, 1), date(2025, 3, 31)
"""The crowded stretch, both inclusive: two quarters with National Day, New Year and the Spring Festival."""

_REACH = (date(2020, 1, 1), date(2040, 12, 31))
_UNITS: tuple[Unit, ...] = ("workday", "day", "week", "month", "year")
_LONGEST: dict[Unit, int] = {"workday": 40, "day": 90, "week": 13, "month": 14, "year": 2}
_KINDS: tuple[Kind, ...] = ("exact", "at least", "at most", "between", "about", "unknown")


def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Days from `first` to `last`, both inclusive; two quarters of 2024-2025 unless told otherwise."""
    return st.dates(first, last)


def calendars(*, first: date = FIRST, last: date = LAST, official: bool = True) -> st.SearchStrategy[WorkCalendar]:
    """Working calendars whose special days crowd between `first` and `last`; `CHINA` among them if `official`.

    The weekly rest is any set of up to six weekdays, so there are always working days; announced days off, make-up
    days and a local overlay fall on any day and on each other. All but `CHINA` reach from 2020 to 2040.
    """
    made = _calendars(first, last)
    return st.just(CHINA) | made if official else made


@st.composite
def _calendars(draw: st.DrawFn, first: date, last: date) -> WorkCalendar:
    rest = draw(st.sets(st.integers(1, 7), max_size=6))
    told = draw(st.dictionaries(days(first, last), st.booleans(), max_size=24))
    local = draw(st.dictionaries(days(first, last), st.booleans(), max_size=6))
    specials = tuple(SpecialDay(day, told[day], Label("节", "festival")) for day in sorted(told))
    calendar = WorkCalendar("drawn", *_REACH, specials, rest)
    off = {day for day, works in local.items() if not works}
    return calendar.overlay("drawn, local", off=off, work=local.keys() - off) if local else calendar


def spans(units: Sequence[Unit] = _UNITS) -> st.SearchStrategy[Span]:
    """Spans of the given units, from none to about a quarter (months and years: to about two years)."""
    return st.sampled_from(units).flatmap(lambda unit: st.builds(Span, st.integers(0, _LONGEST[unit]), st.just(unit)))


def counts(
    units: Sequence[str] = tuple(UNITS_EN), kinds: Sequence[Kind] = _KINDS, *, fractions: bool = True
) -> st.SearchStrategy[Count]:
    """Counts of the given units and kinds of statement; with `fractions`, some numbers have two decimals.

    Some meet: "at least 0" is unknown, "at most 0" and "between n and n" are exact.
    """
    return st.tuples(st.sampled_from(kinds), st.sampled_from(units), _numbers(fractions), _numbers(fractions)).map(
        lambda drawn: _count(*drawn)
    )


def _numbers(fractions: bool) -> st.SearchStrategy[Number]:  # noqa: FBT001
    whole: st.SearchStrategy[Number] = st.integers(0, 120) | st.sampled_from((650, 3_000, 20_000))
    return whole | st.integers(0, 9_999).map(lambda n: Decimal(n) / 100) if fractions else whole


def _count(kind: Kind, unit: str, n: Number, more: Number) -> Count:
    match kind:
        case "exact":
            return Count.exact(n, unit)
        case "at least":
            return Count.at_least(n, unit)
        case "at most":
            return Count.at_most(n, unit)
        case "between":
            return Count(n, n + more, unit)
        case "about":
            return Count.roughly(n, unit)
        case _:
            return Count.unknown(unit)


def clocks(units: Sequence[Unit] = _UNITS, *, agreed: bool = True, composed: bool = False) -> st.SearchStrategy[Clock]:
    """Clocks with up to three extensions and four stops, in dated order; stops touch, overlap, or the last stays open.

    The term is a span of one of `units` or a rule (rolled or not) and its extensions are of the term's own unit; with
    `agreed`, the term or an extension may be an agreed day instead; with `composed`, the term may have a cap or stages,
    and the clock may have been restarted.
    """
    return st.sampled_from(units).flatmap(lambda unit: _clocks(unit, agreed=agreed, composed=composed))


@st.composite
def _clocks(draw: st.DrawFn, unit: Unit, *, agreed: bool, composed: bool) -> Clock:
    trigger = draw(days())
    span = spans((unit,))
    simple: st.SearchStrategy[SimpleTerm] = span | st.builds(PeriodRule, span, roll=st.booleans())
    extension = st.builds(Extension, _after(trigger), by=span)
    if agreed:
        simple |= _after(trigger)
        extension |= st.builds(Extension, _after(trigger), to=_after(trigger))
    term, earlier = draw(_composed(simple) if composed else simple), composed and draw(st.booleans())
    extensions = sorted(draw(st.lists(extension, max_size=3)), key=lambda one: one.on)
    starts = (trigger - timedelta(days=9),) if earlier else ()
    return Clock(trigger, term, tuple(extensions), tuple(draw(_stops(trigger))), earlier=starts)


def _composed(simple: st.SearchStrategy[SimpleTerm]) -> st.SearchStrategy[Term]:
    stage = st.builds(Stage, st.sampled_from(("排查", "整治", "复查")), simple)
    staged = st.lists(stage, min_size=1, max_size=3).map(Stages)
    return simple | staged | st.builds(Capped, simple | staged, simple, st.booleans())


@st.composite
def _stops(draw: st.DrawFn, trigger: date) -> list[Stop]:
    starts = sorted(draw(st.lists(_after(trigger), max_size=4)))
    stops = [Stop(start, start + timedelta(days=draw(st.integers(0, 20)))) for start in starts]
    still_open = draw(st.booleans())
    return [*stops[:-1], Stop(starts[-1])] if stops and still_open else stops


def _after(trigger: date) -> st.SearchStrategy[date]:
    return days(trigger, trigger + timedelta(days=60))


# --- deadline phrases

_YEARS = ("", "", "2022年", "2024年", "今年", "明年", "二〇二二年", "22年")
_POINTS = (
    *("6月30日", "6月底", "6月", "12月", "元月上旬", "十二月中旬", "2月29日", "6月31日", "2月28号"),
    *("第三季度", "一季度末", "上半年", "下半年", "年底", "春节", "国庆节", "9月开学"),
)
_ALONE = (
    *("2022-06-30", "2022.6.30", "2022/6/30", "2016.3", "6.30", "20220630", "本月底", "下月10日", "20日"),
    *("本周五", "月底", "年内", "季末", "即日", "明天", "“七一”", "“十四五”", "1至5月", "6月1日至15日"),
    *("2019—2021年", "前三季度", "中下旬"),
)
_EDGES = (
    *("前", "以前", "之前", "底前", "内", "以内", "止", "", "", "起", "后", "左右"),
    *("（含当日）前", "前（不含当日）"),
)
_AMOUNTS = (
    *("1", "3", "15", "30", "60", "７", "十五", "廿", "两", "柒", "三十", "2至3", "3—5", "两三", "半", "0"),
    "99999",
)
_LENGTH_UNITS = ("个工作日", "日", "天", "个月", "周", "年", "小时", "分钟", "个半月", "季度", "号", "月")
_LENGTH_LEADS = (
    *("", "", "在", "自收到之日起", "自即日起", "接到通知后", "不超过", "最长不超过", "提前", "为期", "延长"),
    *("届满前", "用"),
)
_LENGTH_ENDS = ("内", "内", "之内", "后", "前", "的时间", "", "一次")
_CYCLE_WORDS = (
    *("每月", "每季度", "每两月", "每年", "每周五", "每隔3天", "每周一次", "不定期", "定期", "周调度"),
    "一月一调度",
)
_BYS = ("25日前", "1月底前", "底前", "", "", "至少3次")
_ADVERBS = (
    *("立即", "立行立改", "当场", "当日", "长期坚持", "持续推进", "动态清零", "尽快", "及时", "近期", "限期整改"),
    *("按要求", "倒排工期", "逾期未改正的", "如需延期", "待验收合格后", "在汛期前", "开工前", "可以延期"),
    *("鉴定时间不计入期限", "立即整改或者限期整改", "不能立即整改的", "已完成", "正在整改", "延期至年底"),
    "紧急的应紧急处理",
)
_LEADS = (
    *("", "", "", "力争", "确保", "预计", "计划于", "原则上", "责令", "应当", "从", "到", "于", "最迟"),
    *("不早于", "整改时限："),
)
_PLAIN = (
    *("", "", "完成整改", "开工建设", "整治到位", "集中整治", "共42项", "改造50个", "22-23栋"),
    *("为排查阶段", "该项工作"),
)
_JOINS = ("，", "，", "；", "、", "并", "（", "或者", "至", "")
_DAMAGE = (
    *("", " ", "　", "\u200b", "年", "月", "日", "前", "底", "内", "起", "后", "至", "-", ".", "0", "一", "十"),
    *("每", "自", "“", "\n", "x"),
)
_MANNERS = ("drop", "double", "put", "widen")


def phrases() -> st.SearchStrategy[str]:
    """Deadline phrases put together from the grammar's own words: one to three clauses, of every class."""
    return st.lists(st.tuples(_clauses(), st.sampled_from(_JOINS)), min_size=1, max_size=3).map(
        lambda clauses: "".join(clause + join for clause, join in clauses)
    )


def damaged_phrases() -> st.SearchStrategy[str]:
    """Phrases with up to four characters dropped, doubled, put in or written full width, at any place."""
    damage = st.tuples(st.integers(0, 60), st.sampled_from(_MANNERS), st.sampled_from(_DAMAGE))
    return st.tuples(phrases(), st.lists(damage, min_size=1, max_size=4)).map(lambda drawn: _damaged(*drawn))


def _clauses() -> st.SearchStrategy[str]:
    def of(*words: Sequence[str]) -> st.SearchStrategy[str]:
        return st.tuples(*map(st.sampled_from, words)).map("".join)

    return st.one_of(
        of(_LEADS, _YEARS, _POINTS, _EDGES, _PLAIN),
        of(_LEADS, _ALONE, _EDGES, _PLAIN),
        of(_LEADS, _LENGTH_LEADS, _AMOUNTS, _LENGTH_UNITS, _LENGTH_ENDS, _PLAIN),
        of(_CYCLE_WORDS, _BYS, _PLAIN),
        of(_LEADS, _ADVERBS),
    )


def _damaged(text: str, damage: Sequence[tuple[int, str, str]]) -> str:
    for place, kind, char in damage:
        at = place % (len(text) + 1)
        head, here, tail = text[:at], text[at : at + 1], text[at + 1 :]
        match kind:
            case "drop":
                here = ""
            case "double":
                here *= 2
            case "put":
                here = char + here
            case _:
                here = chr(ord(here) + 0xFEE0) if "!" <= here <= "~" else here
        text = head + here + tail
    return text
