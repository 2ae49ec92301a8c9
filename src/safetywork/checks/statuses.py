"""Status against text, dates and words: what a row says of itself that cannot all be true.

Holds: `STATUS_CHECKS`, over what a row or a matter tells.
Never: reads a word where it is denied (未取消), or where the goal itself is that word (取消收费).
"""

import re
from collections.abc import Iterator
from datetime import date

from safetywork.checks.rules import Check, Found, Scope
from safetywork.checks.told import Told
from safetywork.labels import Label
from safetywork.phrases import read_deadline

_NOT = r"(?<![不未没无勿莫])(?<!没有)(?<!并未)(?<!不再)"
_CALLED_OFF = re.compile(
    _NOT + r"(?:取消(?!了?[^，。；、]{0,8}(?:资格|收费|限制|证明|许可|审批|名额|称号|处罚|费用|门槛))"
    r"|不再(?:实施|开展|推进|进行|建设)|终止|作废|撤项|停办|放弃)"
)
_HELD_UP = re.compile(
    _NOT + r"(?<!责令)(?<!依法)(?<!要求)(?:暂停(?!营业|生产|使用|作业|施工整改)|暂缓|中止|搁置|停滞|停摆|"
    r"暂不(?:实施|开展|推进|具备)|待[^，。；]{1,14}后再?(?:实施|开展|推进|启动|进行))"
)
_RESUMED = re.compile(r"恢复|重启|继续推进|重新启动")
_UNDER_WAY = re.compile(
    r"(?:仍|还|尚)?在(?:有序|持续|加快|按计划|稳步)?推进|正在(?!试运行|运行|公示|使用|发挥)|"
    r"(?:有序|持续|稳步|加快)推进(?:中|$|[，。；])|进行中|尚未|还未|未完成|部分完成|预计[^，。；]{0,12}(?:完成|整改)"
)
_OUTCOMES = (
    "签约", "签订", "落地", "上线", "投产", "投用", "投入使用", "建成", "竣工", "验收", "交付", "印发", "出台", "发布",
    "达标", "启用", "开通", "到位", "销号", "实施", "运行", "完工", "交工", "培训", "挂牌", "取证", "办结", "更换", "安装",
)  # fmt: skip
_STEPS = (
    "方案", "初稿", "草案", "草稿", "定稿", "征求意见", "调研", "论证", "立项", "招标", "洽谈", "对接", "拟定", "起草",
    "报批", "设计", "询价", "选址", "协商", "沟通", "筹备",
)  # fmt: skip
_PENALTY = re.compile(r"罚款|处罚|缴纳|约谈|通报批评|诫勉|问责")
_FIXED = re.compile(r"整改|修复|修缮|更换|清理|清除|拆除|安装|加装|补齐|建成|重建|到位|恢复|完善|配备|清运|整治")
_MAKESHIFT = re.compile(r"警戒线|警示(?:牌|标志|标识)|围挡|临时(?:封闭|围|遮|措施)|派人看守|设专人看管")
_AT_ONCE = re.compile(r"立行立改|立即整改|即知即改|当场整改|立改立行")


def _of(pattern: re.Pattern[str], told: Told) -> str | None:
    """The word of the pattern in the text; none where the goal has it too."""
    found = pattern.search(told.text)
    return None if found is None or found[0] in told.title else found[0]


def _row(told: Told, found: str = "", **said: object) -> Found:
    return Found(told.id, found, tuple(said.items()), (told.id,))


def _called_off(told: Told, _: Scope) -> Iterator[Found]:
    if told.done and _of(_CALLED_OFF, told):
        yield _row(told, told.text, stated=told.stated or "")


def _held_up(told: Told, _: Scope) -> Iterator[Found]:
    if told.stated and told.cls not in ("stopped", "void") and _of(_HELD_UP, told) and not _RESUMED.search(told.text):
        yield _row(told, told.text, stated=told.stated)


def _ahead(told: Told, _: Scope) -> Iterator[Found]:
    if told.finish is not None and told.finish > told.as_of:
        yield _row(told, str(told.finish), on=told.as_of)


def _no_day(told: Told, _: Scope) -> Iterator[Found]:
    if told.stated and told.done and told.finish is None:
        yield _row(told, told.stated)


def _still_under_way(told: Told, _: Scope) -> Iterator[Found]:
    if told.stated and told.done and _of(_UNDER_WAY, told):
        yield _row(told, told.text, stated=told.stated)


def _less_than_the_goal(told: Told, _: Scope) -> Iterator[Found]:
    """The goal names an outcome, and the text tells of steps before it and of no outcome."""
    wanted = [word for word in _OUTCOMES if word in _goal(told.title)]
    steps = [word for word in _STEPS if word in told.text and word not in _goal(told.title)]
    if told.done and wanted and steps and not any(word in told.text for word in _OUTCOMES):
        yield _row(told, told.text, goal=wanted[0], step=steps[0])


def _goal(title: str) -> str:
    """What is to be achieved: the last part of a title of several."""
    return re.split(r"[·：:—]", title)[-1]


def _late(told: Told, _: Scope) -> Iterator[Found]:
    if told.done and told.finish is not None and told.due is not None and told.due < told.finish <= told.as_of:
        yield _row(told, str(told.finish), due=told.due, n=(told.finish - told.due).days)


def _early(told: Told, _: Scope) -> Iterator[Found]:
    if told.done and told.finish is not None and told.due is not None and told.finish < told.due:
        yield _row(told, str(told.finish), due=told.due, n=(told.due - told.finish).days)


def _before_it_began(told: Told, _: Scope) -> Iterator[Found]:
    if told.done and not told.imported and told.finish and told.opened and told.finish < told.opened:
        yield _row(told, str(told.finish), opened=told.opened)


def _at_once(told: Told, scope: Scope) -> Iterator[Found]:
    """立行立改 with a term of more than a month, or still open on a later day (长丰: 事不隔夜)."""
    if not _AT_ONCE.search(told.title + told.text) or told.opened is None:
        return
    if told.due is not None and (told.due - told.opened).days > 31:  # noqa: PLR2004  a month at its longest
        yield _row(told, str(told.due))
    elif told.stated and not told.done and not told.imported and told.opened < scope.on:
        yield _row(told, told.stated)


def _penalty_for_the_fix(told: Told, _: Scope) -> Iterator[Found]:
    if told.done and _PENALTY.search(told.text) and not _FIXED.search(told.text):
        yield _row(told, told.text)


def _makeshift(told: Told, _: Scope) -> Iterator[Found]:
    if told.done and _MAKESHIFT.search(told.text):
        yield _row(told, told.text)


def _nearly(told: Told, _: Scope) -> Iterator[Found]:
    if told.cls == "nearly":
        yield _row(told, told.stated or "")


def _new_plan(told: Told, scope: Scope) -> Iterator[Found]:
    """Late, and the text names a later day, without a decision to extend."""
    if told.done or told.due is None or told.due >= scope.on or told.extended:
        return
    later = _due_in(told.text, scope.on)
    if later is not None and later > told.due:
        yield _row(told, told.text, due=told.due)


def _due_in(text: str, on: date) -> date | None:
    """The day that a text names as the last one."""
    due = read_deadline(text, anchor=on).facts().get("due")
    return date.fromisoformat(due) if isinstance(due, str) else None


def _before_the_document(told: Told, _: Scope) -> Iterator[Found]:
    if not told.imported and told.due is not None and told.opened is not None and told.due < told.opened:
        yield _row(told, str(told.due), opened=told.opened)


def _merged_names(told: Told, _: Scope) -> Iterator[Found]:
    if told.owner and re.search(r"[/／\n:：;；]", told.owner):
        yield _row(told, told.owner)


def _countdown(told: Told, scope: Scope) -> Iterator[Found]:
    """剩余N天 beside a due day that says another number."""
    found = re.search(r"剩余\s?(\d{1,4})\s?[天日]", told.text)
    if found and told.due is not None and (told.due - scope.on).days != int(found[1]):
        yield _row(told, found[0], due=told.due, on=scope.on)


def _check(code: str, severity: str, zh: str, en: str, find: object) -> Check:
    return Check(code, severity, Label(zh, en), "row", find)  # type: ignore[arg-type]


STATUS_CHECKS: tuple[Check, ...] = (
    _check("B1", "error", "状态“{stated}”，文字称仍在推进", "the status says {stated}, the text that it goes on", _still_under_way),
    _check("B2", "error", "完成日晚于截止日{on}", "finished on a day after {on}", _ahead),
    _check("B3", "error", "状态为已完成，没有完成日", "done, and no day of finish is named", _no_day),
    _check("B4", "error", "状态“{stated}”，文字称已取消", "the status says {stated}, the text that it was called off", _called_off),
    _check("B5", "warning", "状态“{stated}”，文字称已暂停", "the status says {stated}, the text that it is suspended", _held_up),
    _check("B6", "warning", "目标为“{goal}”，文字只报告“{step}”", "the goal is “{goal}”, the text tells of “{step}” only", _less_than_the_goal),
    _check("B9", "warning", "基本完成、阶段性办结不计入完成", "nearly done, or done in part, is not done", _nearly),
    _check("B10", "error", "完成早于立项{opened}", "finished before it was opened on {opened}", _before_it_began),
    _check("B11", "warning", "立行立改，期限或办理超过当日", "to be put right at once, yet with a long term or still open", _at_once),
    _check("B13", "error", "以缴款或处罚代替整改", "a payment or penalty stands for the fix", _penalty_for_the_fix),
    _check("B16", "note", "临时防护不等于整改到位", "a makeshift is shown as the fix", _makeshift),
    _check("C1", "error", "期限早于立项{opened}", "due before it was opened on {opened}", _before_the_document),
    _check("C13", "warning", "已于{due}逾期，文字另定时间而无延期决定", "late since {due}; the text names a later day, nobody extended it", _new_plan),
    _check("C16", "error", "剩余天数与期限{due}、当日{on}不符", "days left do not agree with {due} seen from {on}", _countdown),
    _check("E6", "note", "责任人栏合并了多个名称", "several names in one", _merged_names),
    _check("late", "note", "逾期{n}日完成（期限{due}）", "finished {n} days late (due {due})", _late),
    _check("early", "note", "提前{n}日完成（期限{due}）", "finished {n} days early (due {due})", _early),
)  # fmt: skip
