"""What the status words of ledgers say.

Holds: `Stated`, a status word with its class; the words of each class; yes and no in their many forms.
Never: makes a state of a word: what a ledger states is a fact of its day, no history.

One audit office's terms: 未整改 is said when the term has expired without sufficient evidence; before that a row is
正在整改; 持续整改 is pushed on beyond its term for reasons that nobody can end.
"""

import re
import unicodedata
from typing import Literal, TypeAlias

from attrs import frozen

from safetywork.labels import Label
from safetywork.parties import name_key

StatusClass: TypeAlias = Literal[
    "not begun", "under way", "behind", "handed in", "returned", "done", "nearly", "closed", "kept up", "stopped",
    "void", "broken", "open",
]  # fmt: skip
Answer: TypeAlias = Literal["yes", "nearly", "no"]

CLASSES: dict[StatusClass, Label] = {
    "not begun": Label("未开始", "not begun"),
    "under way": Label("进行中", "under way"),
    "behind": Label("滞后", "behind"),
    "handed in": Label("待验收", "handed in"),
    "returned": Label("退回", "returned"),
    "done": Label("已完成", "done"),
    "nearly": Label("基本完成", "nearly done"),
    "closed": Label("已销号", "closed"),
    "kept up": Label("长期坚持", "kept up"),
    "stopped": Label("暂停", "stopped"),
    "void": Label("作废", "void"),
    "broken": Label("失诺", "broken"),
    "open": Label("未完成", "not done"),
}
"""The classes; `open` says that it is not done, and no more than that."""

_WORDS: dict[StatusClass, str] = {
    "not begun": """
        未整改 待整改 待处理 未开始 未启动 待确认 待接单 未动工 未开工 未落实 未处理 待办 待办理 已登记
        已列入计划 已提出 已审诺 工作计划 整改要求已下 已交办 待实施 尚未整改 尚未启动 计划中 未受理
    """,
    "under way": """
        整改中 筹备中 正在整改 进行中 处理中 执行中 正在办理 按序时进度推进 序时任务 未完成但达到序时进度
        正在按期限整改中 持续整改 部分整改 阶段性办结 推进中 正在推进 办理中 实施中 按计划推进 践诺中
        达到序时进度 正在实施 有序推进 正常推进 已启动 在办 正在进行 落实中 部分完成 正在处理 达序时进度
        序时推进 按序时推进 按期推进 正在落实 部分兑现 兑现中 办理
    """,
    "behind": """
        滞后任务 欠进度 未达到序时进度 已延期 超期 逾期未整改 已超过整改时限 滞后 逾期 已逾期 进度滞后
        超期未整改 已超期 超期未完成 逾期未完成 推进缓慢 进展缓慢 未达序时进度
    """,
    "handed in": """
        已提交 待验收 待核查 整改验证 待局方确认 正在组织验收 待审核 待复查 待销号 已述诺 验收中 待复核 已报验
        申请销号 审核中 已上报 待审批
    """,
    "returned": """
        退回补充 待调整 验收不通过,退回整改 延期后再进行 退回 已退回 退回整改 验收不通过 复查不合格 重新整改
        审核不通过
    """,
    "done": """
        已整改 整改完成 已完成 已完成整改 完成整改 已办结 达进度 超进度 提前完成 已完成问题整改 完成 办结
        已整改完成 已整改到位 整改到位 全部完成 已落实 已兑现 兑现 验收通过 已验收 验收合格 已解决 已办理 已处理
        完成整改任务 已完成和提前完成 全部整改 全部兑现 按期完成 按时完成 已全部完成 已治理 已处置 审核通过
        已审核 已通过 复查合格
    """,
    "nearly": """
        基本完成 基本完成取得阶段性成果并持续整改 已阶段性完成并长期坚持 初步完成 阶段性完成 已基本完成
        基本整改到位 基本整改 基本办结
    """,
    "closed": "已销号 验收销号 已关闭 摘牌 销案 销号 关闭 已摘牌 已闭环 闭环 已销案 整改销号",
    "kept up": """
        长期坚持 需长期整改和长效管控 持续推进 动态清零 持续坚持 长期整改 常态化推进 长效坚持 立行立改,长期坚持
        常态化 完成整改并长期坚持 已完成并长期坚持 已完成,长期坚持
    """,
    "stopped": "暂停 已暂停 中止 已中止 暂缓 暂缓实施 停工",
    "void": "重复登记 已取消 作废 不适用 取消 已作废 撤销 已撤销 终止",
    "broken": "失诺 已失诺",
    "open": """
        未完成 未整改到位 未办结 未销号 未完成整改 未关闭 未兑现 未闭环 未解决 尚未完成 不合格
    """,
}
_YES = """
    是 已 √ ✓ ✔ ☑ 有 属实 完成 合格 满意 非常满意 已签到 已销号 已整改 已完成 对 y yes true 1 能 通过 签到 出勤
    已参加 很满意 已办结 达标
"""
_NO = """
    否 未 × ✗ ✘ x ☒ 不属实 未完成 不合格 不满意 未签到 未销号 未整改 没有 n no false 0 不能 不通过 未通过 缺勤
    请假 未参加 不是 旷课 未到 未办结 不达标
"""
_NEARLY = "基本满意 基本属实 部分属实 基本合格 较满意 比较满意 部分 部分完成 基本完成"
_SPLIT = re.compile(r"[,;。!]")
_BRACKETED = re.compile(r"\([^()]*\)")

_CLASS_OF: dict[str, StatusClass] = {name_key(word): cls for cls, words in _WORDS.items() for word in words.split()}
_ANSWERS: tuple[tuple[Answer, str], ...] = (("yes", _YES), ("no", _NO), ("nearly", _NEARLY))
_ANSWER_OF: dict[str, Answer] = {name_key(word): answer for answer, words in _ANSWERS for word in words.split()}


@frozen
class Stated:
    """A status as somebody stated it 状态表述: the word as it stood, and its class."""

    word: str
    cls: StatusClass

    def __str__(self) -> str:
        return self.word


def words_of(cls: StatusClass) -> tuple[str, ...]:
    """The words of a class."""
    return tuple(_WORDS[cls].split())


def read_status(text: str, *, yes: StatusClass = "done") -> Stated | None:
    """The status that a text states; None for a word that nobody knows.

    What stands in brackets or after the first clause explains the word and does not change it. A bare yes states `yes`
    (the column asks for it: 是否整改, 是否销号), a bare no that it is not so.

    >>> read_status("已完成整改（其中销号13）").cls, read_status("待商榷")
    ('done', None)
    """
    for key in _keys(text):
        if key in _CLASS_OF:
            return Stated(text, _CLASS_OF[key])
    answer = read_answer(text)
    return None if answer in (None, "nearly") else Stated(text, yes if answer == "yes" else "open")


def read_answer(text: str) -> Answer | None:
    """Yes, no, or nearly (基本满意); None where a text is none of them."""
    return next((_ANSWER_OF[key] for key in _keys(text) if key in _ANSWER_OF), None)


def _keys(text: str) -> tuple[str, ...]:
    """The whole text, without its brackets, and its first two clauses or the first alone."""
    plain = unicodedata.normalize("NFKC", text).strip().strip(".。;,:!")
    bare = _BRACKETED.sub("", plain)
    clauses = _SPLIT.split(bare)
    return tuple(name_key(form) for form in (plain, bare, ",".join(clauses[:2]), clauses[0]))
