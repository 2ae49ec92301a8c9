"""Strategies for deadline phrases: as the grammar would say them, damaged, and as they are read.

Holds: `phrases`, `damaged_phrases`, `readings`.
Never: knows what a phrase means: what is drawn is read by the library, or by nobody.
"""

from collections.abc import Sequence

from hypothesis import strategies as st

from safetywork.phrases.readings import Reading
from safetywork.phrases.weighing import read_deadline
from safetywork.testing.drawn.times import calendars, days

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


def readings() -> st.SearchStrategy[Reading]:
    """Phrases as they were read, half of them damaged; most say of which day the document is, and on which calendar."""
    said = phrases() | damaged_phrases()
    return st.builds(read_deadline, said, anchor=st.none() | days(), trigger=st.none() | days(), calendar=calendars())


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
