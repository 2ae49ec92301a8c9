"""The contradictions that were found in real reports and ledgers, each with what becomes of it here.

Holds: `CATALOGUE`, the 59 by their ids, and `STOCK_CHECKS`.
Never: leaves one out: what no rule can settle says why it needs a person.
"""

from typing import Literal, TypeAlias

from attrs import frozen

from safetywork.checks.records import BOOK_CHECKS
from safetywork.checks.rules import Check
from safetywork.checks.statuses import STATUS_CHECKS
from safetywork.checks.texts import TEXT_CHECKS
from safetywork.labels import Label

STOCK_CHECKS: tuple[Check, ...] = (*STATUS_CHECKS, *BOOK_CHECKS, *TEXT_CHECKS)

How: TypeAlias = Literal["check", "construction", "person"]

HOW: dict[How, Label] = {
    "check": Label("检查规则", "a check"),
    "construction": Label("结构上不可能", "cannot arise"),
    "person": Label("须由人判读", "needs a person"),
}


@frozen
class Contradiction:
    """A contradiction 矛盾: its id, what it is, and how it is met: by a check, by construction, or by a person."""

    id: str
    label: Label
    how: How
    note: Label


def _c(id_: str, zh: str, en: str, note_zh: str = "", note_en: str = "", how: How = "check") -> Contradiction:
    return Contradiction(id_, Label(zh, en), how, Label(note_zh, note_en))


CATALOGUE: tuple[Contradiction, ...] = (
    _c("A1", "分项之和不等于总数", "parts do not add up"),
    _c("A2", "总数在两次报告间变化而未说明", "a total changes between reports, unexplained",
       "两份报告的对照逐项写明增减", "the comparison of two reports names every row that came or went", how="construction"),
    _c("A3", "把其中数加作一项", "a sub-count is added as a part",
       "分项按记录划分，一条只入一项；文中“其中”不作分项", "parts are made of records, each in one; 其中 in a text is no part", how="construction"),
    _c("A4", "率的分子不明", "whose rate it is, is not clear"),
    _c("A5", "率与数在四舍五入之外不符", "a rate outside what rounding of its counts allows"),
    _c("A6", "占比合计不为100%", "shares sum to other than 100 %"),
    _c("A7", "同一集合换了单位", "the unit of a set changes"),
    _c("A8", "人数多于人次、家数多于家次", "more heads than turns"),
    _c("A9", "余数未说明", "a remainder is not named"),
    _c("A10", "百分比没有基数", "a per cent without a base"),
    _c("A11", "分段期限之和超过总期限", "sub-terms exceed the term"),
    _c("A12", "金额分项不平", "a partition of money is off",
       "由A1以分为单位精确核对", "A1, exact to the last digit", how="check"),
    _c("B1", "“全部完成”与在办并存", "all done beside a pending count"),
    _c("B2", "完成日晚于截止日", "finished after the as-of date"),
    _c("B3", "已完成而无完成日", "done without a day"),
    _c("B4", "已完成而文字称取消", "done, and the text says called off"),
    _c("B5", "进行中而文字称暂停", "under way, and the text says suspended"),
    _c("B6", "已完成而文字未及目标", "done, and the text reports less than the goal"),
    _c("B7", "已整改与已销号混用", "rectified and closed are mixed",
       "两者是两个状态，数字分列", "they are two states, and are counted apart", how="construction"),
    _c("B8", "以办复作办结", "answered is taken for settled"),
    _c("B9", "初步完成计入完成", "nearly done is counted as done"),
    _c("B10", "完成早于发现或交办", "completed before it was found"),
    _c("B11", "立行立改而期限很长", "at once, with a term of months"),
    _c("B12", "长期坚持计入完成率", "what is kept up is reported as a share of done",
       "长期坚持单列一项", "what is kept up is a part of its own", how="construction"),
    _c("B13", "以缴款、处罚代整改", "verified by a payment or penalty"),
    _c("B14", "称已付而仍欠", "reported paid, still owed",
       "须到现场或向债权人核实", "only a visit or the creditor can tell", how="person"),
    _c("B15", "重复行", "a row twice"),
    _c("B16", "临时防护当作整改", "mitigated shown as fixed"),
    _c("C1", "期限早于文件", "a deadline before its document"),
    _c("C2", "当日下班后才发布当日期限", "due on the day it was posted, after hours",
       "书中只有日；有时刻的期限由cutoff判断", "days carry no hour; terms with a moment go by their cutoff", how="person"),
    _c("C3", "所引日期晚于自身", "cites a date later than its stamp"),
    _c("C4", "标题与正文期限不同", "headline and body differ",
       "哪一处是期限须读全文", "which of them is the term takes a reading of the whole", how="person"),
    _c("C5", "相对期限与绝对期限不符", "relative and absolute terms disagree",
       "read_deadline给出两种读法", "read_deadline offers both readings; which governs is for a person", how="person"),
    _c("C6", "前项晚于后项", "a predecessor ends after its successor",
       "计划由Plan排程，前项在后项之前", "a Plan is scheduled backward from its due day, predecessors first", how="construction"),
    _c("C7", "期限为休息日而无顺延规则", "ends on a rest day, without a roll rule"),
    _c("C8", "“N月前”两解", "“before month N” has two readings"),
    _c("C9", "日期缺字", "digits are lost"),
    _c("C10", "两个起算日", "two anchors",
       "起算日由登记人指明（trigger）", "whoever enters it names the trigger", how="person"),
    _c("C11", "只有口号没有时限", "a slogan with 时限"),
    _c("C12", "硬期限栏里的软词", "soft words in a hard field",
       "read_deadline标为vague，不出日期，台账导入时报差错", "read_deadline marks it vague, gives no day; taking a ledger in tells it", how="construction"),
    _c("C13", "逾期未标注", "late, and not marked as extended"),
    _c("C14", "“立即”的范围", "the scope of “at once”"),
    _c("C15", "限期而无期限", "within a term that is nowhere"),
    _c("C16", "倒计时与日期不符", "a countdown that is not the date"),
    _c("D1", "颜色不在色系内", "a colour outside the palette"),
    _c("D2", "全部正常而有在办、逾期", "all lights equal while items are late"),
    _c("D3", "同词反义", "one word in opposite senses"),
    _c("D4", "以蓝、绿为警示", "blue or green as a warning"),
    _c("D5", "并列被暗中打破", "a tie broken silently",
       "排名按精确分数，并列同名次", "ranks go by exact scores, and equals share a place", how="construction"),
    _c("D6", "“第一方阵”没有标准", "the first tier without a rule"),
    _c("D7", "牌数与事项数不是一个单位", "counts of lights against counts of items",
       "牌以张计、事项以项计，须人比对", "plates and items are counted in units of their own: compare them by hand", how="person"),
    _c("E1", "隐去的数读作零", "a mask is read as a number"),
    _c("E2", "隐名之中有未隐之名", "an unmasked name beside masks"),
    _c("E3", "相沿的错字", "fossil words"),
    _c("E4", "序数定了年份", "an ordinal fixes the year"),
    _c("E5", "两组承诺是否重叠", "do the pledge sets overlap"),
    _c("E6", "责任栏合并名称", "names repeated or merged"),
    _c("E7", "隐名后语句不通", "grammar left by masking"),
    _c("E8", "所称多于所列", "promises more than the list"),
)  # fmt: skip
