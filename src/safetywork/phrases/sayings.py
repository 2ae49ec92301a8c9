"""What a deadline phrase says, and the words it is written back in.

Holds: `Saying`: its parts, and their words in Chinese and English.
Never: reads text, or knows a day; what it comes to on the calendar is a `Reading`'s business.
"""

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from safetywork.labels import Lang
from safetywork.phrases.lengths import CYCLES, Length, Recurrence, Stage
from safetywork.phrases.points import WEEKDAYS, WEEKDAYS_EN, Point

Modality: TypeAlias = Literal["", "order", "commit", "strive", "forecast", "plan"]
Urgency: TypeAlias = Literal["", "now", "on the spot", "same day"]
Status: TypeAlias = Literal["", "completed", "in_progress"]
Branch: TypeAlias = Length | Literal["immediate", "external_term"]

APPROVED: Final = "批准"
"""What an extension waits for, whoever it is that approves."""
_LEADS: Final[dict[Modality, str]] = {
    "order": "责令", "commit": "确保", "strive": "力争", "forecast": "预计", "plan": "计划",
}  # fmt: skip
_LEADS_EN: Final[dict[Modality, str]] = {
    "order": "ordered", "commit": "assured", "strive": "striven for", "forecast": "expected", "plan": "planned",
}  # fmt: skip
_URGENT: Final[dict[Urgency, tuple[str, str]]] = {
    "now": ("立即", "at once"), "on the spot": ("当场", "on the spot"), "same day": ("当日", "the same day"),
}  # fmt: skip


@frozen(kw_only=True)
class Saying:
    """What a phrase says 期限表述: only what applies is set. `str()` is the ledger's words.

    `due` is a last day, `window` a first and a last, `stages` several of either, `start` the day from which it holds.
    `length` runs from an event, `limit` is the outer bound beside it, `cap` says that one is itself an outer bound,
    `branches` are alternatives. `extension` is what may be added, `extended` that it was moved. `vague` is a word that
    sets no day. `phrase` is the text as it stood, in no comparison.
    """

    phrase: str = field(default="", eq=False)
    due: Point | None = None
    window: tuple[Point, Point] | None = None
    start: Point | None = None
    stages: tuple[Stage, ...] = ()
    length: Length | None = None
    limit: Length | None = None
    cap: bool = False
    branches: tuple[Branch, ...] = ()
    recur: Recurrence | None = None
    extension: Length | None = None
    extended: bool = False
    urgency: Urgency = ""
    sustain: bool = False
    external_term: bool = False
    on_breach: bool = False
    backward: bool = False
    before_event: str = ""
    when: str = ""
    if_: str = ""
    immediate_if: str = ""
    suspend: str = ""
    vague: str = ""
    modality: Modality = ""
    soft: str = ""
    milestone: str = ""
    target: int | None = None
    status: Status = ""
    too_long: bool = False

    def __str__(self) -> str:
        return self.text("zh")

    @property
    def stated(self) -> bool:
        """Whether the phrase says anything of a term."""
        return self != type(self)(**{name: getattr(self, name) for name in _CIRCUMSTANCES if hasattr(self, name)})

    def text(self, lang: Lang = "zh") -> str:
        """The phrase in the ledger's words, or in English; a text too long to be read is given back as it stood."""
        if self.too_long:
            return self.phrase
        return "，".join(_zh(self)) if lang == "zh" else ", ".join(_en(self))


_CIRCUMSTANCES: Final = ("anchor", "trigger", "calendar")


# --- Chinese: each clause is one that the grammar reads back as what it was written from


def _zh(it: Saying) -> Iterator[str]:
    lead = _LEADS.get(it.modality, "") + it.soft
    times = [*_times_zh(it)]
    if it.urgency and it.branches != _AT_ONCE_OR_LATER:
        yield _URGENT[it.urgency][0]
    if times:
        yield lead + times[0]
        yield from times[1:]
    elif lead:
        yield lead
    yield from _conditions_zh(it)
    yield from _manner_zh(it)


_AT_ONCE_OR_LATER: Final = ("immediate", "external_term")


def _times_zh(it: Saying) -> Iterator[str]:
    """Lengths first: behind 从X起 a length would run from there; what comes round last: a day behind it is its own."""
    yield from _lengths_zh(it)
    yield from (_stage_zh(it, stage) for stage in it.stages)
    yield from _days_zh(it)
    if it.extension is not None:
        capped = it.extension.form == "within"
        yield f"{'经批准延长不超过' if capped else '延长'}{it.extension.text('zh')}"
    elif it.extended and it.due is None and it.window is None:
        yield "经批准延期"


def _lengths_zh(it: Saying) -> Iterator[str]:
    if it.length is not None:
        yield _length_zh(it.length, capped=it.cap) + _begun(it)
        if it.limit is not None:
            yield f"最长不超过{it.limit.text('zh')}"
    if it.branches == _AT_ONCE_OR_LATER:
        yield "立即或者限期"
    elif it.branches:
        yield "或者".join(_length_zh(one, capped=False) for one in it.branches if isinstance(one, Length))


def _days_zh(it: Saying) -> Iterator[str]:
    if it.window is not None:
        yield ("延期至" if it.extended else "") + _window_zh(*it.window, begun=_begun(it))
    if it.due is not None:
        yield _due_zh(it, it.due) + _begun(it)
    if it.recur is not None:
        yield _recurrence_zh(it.recur)
    elif it.start is not None:
        yield f"从{it.start.text(bare=True)}起"


def _begun(it: Saying) -> str:
    return "开工" if it.milestone else ""


def _due_zh(it: Saying, due: Point) -> str:
    lead = "延期至" if it.extended else "全部" if it.stages else ""
    lead += "最迟" if it.cap and it.length is None else ""
    words = due.text()
    return lead + (words if words.endswith(("前", "内", "）", "间")) else words + "完成")


def _window_zh(first: Point, last: Point, *, begun: str) -> str:
    if first == last:
        return first.text(bare=True) + (begun or ("全年" if first.part == "year" else "开展"))
    return f"{first.text(bare=True)}至{last.text(bare=True)}{begun}"


def _length_zh(length: Length, *, capped: bool) -> str:
    words = ("不超过" if capped else "") + length.text("zh")
    if length.start is not None:
        start = f"从{length.start.text(bare=True)}起"
        return start + (f"为期{words}" if length.form == "for" else f"{words}{_FORMS[length.form]}")
    match length.form:
        case "before":
            return f"{length.after}前{words}" if length.after else f"提前{words}"
        case form:
            return (f"{length.after}后" if length.after else "") + words + ("" if capped else _FORMS[form])


_FORMS: Final = {"within": "内", "after": "后", "before": "前", "for": ""}


def _stage_zh(it: Saying, stage: Stage) -> str:
    last = stage.last.text()
    when = last if stage.first is None else f"{stage.first.text(bare=True)}至{stage.last.text(bare=True)}"
    if stage.name:
        when += "止" if stage.last.part == "year" and not stage.last.edge else ""  # a bare year is only named
        return f"{when}为{stage.name}阶段"
    return f"{'该项工作于' if len(it.stages) == 1 else ''}{when}{'' if when.endswith('前') else '止'}"


def _recurrence_zh(recur: Recurrence) -> str:
    start = f"从{recur.start.text(bare=True)}起，" if recur.start is not None else ""
    often = f"至少{recur.least}次" if recur.least is not None else ""
    if recur.irregular or not recur.cycle:
        return f"{start}{'不定期' if recur.irregular else '定期'}{often}"
    times = "" if recur.every == 1 else f"{recur.every}{'个' if recur.cycle in _COUNTED_CYCLES else ''}"
    words = f"{start}每{times}{CYCLES[recur.cycle][0]}"
    words += WEEKDAYS[recur.weekday - 1] if recur.weekday else ""
    if recur.by is not None:
        whole = recur.by.edge == "end" and not recur.by.month and recur.by.part == recur.cycle
        words += "底前" if whole else recur.by.text()
    return words + often


_COUNTED_CYCLES: Final = ("workday", "month", "quarter", "hour")


def _conditions_zh(it: Saying) -> Iterator[str]:
    if it.suspend:
        yield f"{it.suspend}所需时间不计入期限"
    if it.before_event:
        yield f"{it.before_event}前"
    if it.when and not (it.when == APPROVED and (it.extension is not None or it.extended)):
        yield f"待{it.when}后"
    if it.on_breach:
        yield "逾期未整改"
    if it.if_:
        yield f"如{it.if_}"
    if it.immediate_if:
        yield f"{it.immediate_if}的{it.immediate_if}处理"


def _manner_zh(it: Saying) -> Iterator[str]:
    timed = it.length or it.due or it.window or it.stages or it.recur or it.start or it.branches
    elsewhere = it.external_term and not (it.on_breach and not (timed or it.urgency))
    words = {
        "限期": elsewhere,
        "倒排工期": it.backward,
        "长期坚持": it.sustain,
        it.vague: it.vague,
        "正在整改": it.status == "in_progress",
        "已完成": it.status == "completed",
    }
    yield from (word for word, said in words.items() if said)
    if it.target is not None:
        yield f"共{it.target}项"


# --- English


def _en(it: Saying) -> Iterator[str]:
    if it.modality:
        yield _LEADS_EN[it.modality]
    if it.urgency:
        yield _URGENT[it.urgency][1]
    yield from _times_en(it)
    yield from _conditions_en(it)
    yield from _manner_en(it)


def _times_en(it: Saying) -> Iterator[str]:
    if it.length is not None:
        yield _length_en(it.length, capped=it.cap)
    if it.limit is not None:
        yield f"at most {it.limit.text('en')}"
    if it.branches:
        yield " or ".join(_branch_en(one) for one in it.branches)
    for stage in it.stages:
        yield f"{stage.name or 'a stage'}: {_stretch_en(stage.first, stage.last)}"
    if it.recur is not None:
        yield _recurrence_en(it.recur)
    if it.window is not None:
        yield _stretch_en(*it.window)
    if it.due is not None:
        yield _stretch_en(None, it.due)
    yield from _changes_en(it)
    if it.start is not None:
        yield f"from {it.start.text('en')}"


def _changes_en(it: Saying) -> Iterator[str]:
    if it.milestone:
        yield "begun by then"
    if it.extension is not None:
        most = "at most " if it.extension.form == "within" else ""
        yield f"may be extended by {most}{it.extension.text('en')}"
    if it.extended:
        yield "extended"


def _stretch_en(first: Point | None, last: Point) -> str:
    if first is not None and first != last:
        return f"from {first.text('en')} to {last.text('en')}"
    words = last.text("en")
    return words if words.startswith("before") else f"{'in' if first else 'by'} {words}"


def _length_en(length: Length, *, capped: bool) -> str:
    origin = length.after or (length.start.text("en") if length.start else "")
    words = length.text("en")
    match length.form:
        case "before":
            return f"{words} before {origin or 'the event'}"
        case "after":
            return f"not before {words}" + (f" after {origin}" if origin else "")
        case _:
            return f"{'at most' if capped else 'within'} {words}" + (f" of {origin}" if origin else "")


def _branch_en(one: Branch) -> str:
    if isinstance(one, Length):
        return f"within {one.text('en')}"
    return "at once" if one == "immediate" else "within a term that stands elsewhere"


def _recurrence_en(recur: Recurrence) -> str:
    if recur.irregular or not recur.cycle:
        return "irregularly" if recur.irregular else "regularly"
    words = CYCLES[recur.cycle][1] if recur.every == 1 else f"every {recur.every} {recur.cycle}s"
    words += f" on {WEEKDAYS_EN[recur.weekday - 1]}" if recur.weekday else ""
    words += f", by {recur.by.text('en')}" if recur.by is not None else ""
    words += f", at least {recur.least} time{'' if recur.least == 1 else 's'}" if recur.least is not None else ""
    return words + (f", from {recur.start.text('en')}" if recur.start is not None else "")


def _conditions_en(it: Saying) -> Iterator[str]:
    named = {
        "time for {} not counted": it.suspend,
        "before {}": it.before_event,
        "after {}": it.when,
        "if {}": it.if_,
        "at once if {}": it.immediate_if,
    }
    yield from (words.format(value) for words, value in named.items() if value)
    if it.on_breach:
        yield "if overdue"


def _manner_en(it: Saying) -> Iterator[str]:
    words = {
        "within the term set elsewhere": it.external_term,
        "scheduled backwards": it.backward,
        "kept up for good": it.sustain,
        it.vague: it.vague,
        "being rectified": it.status == "in_progress",
        "completed": it.status == "completed",
    }
    yield from (word for word, said in words.items() if said)
    if it.target is not None:
        yield f"{it.target} in all"
