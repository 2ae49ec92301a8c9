"""Ladders that climb by counts: cards, months running, accidents, penalties, places at the end.

广元（2018）: two yellow cards on one task bring a letter and a point less, a red one two points less, a talk and
accountability. 隆昌（2020）: three red plates running, a talk with the head. 安康: three months running without progress, a
joint inspection. 国资委: two larger or three general accidents in half a year, a talk. 安全生产法 art. 113(1): three
penalties in 180 days or four in a year, a proposal of closure. 浑南（2022）: in the last tenth three months running.
"""

from collections.abc import Iterable
from fractions import Fraction

from safetywork import Band, Effect, Gauge, Label, Ladder, LightPolicy, Progress, Ranking, Rung, When
from safetywork.rankings import running_last
from safetywork.spans import days, months, years
from safetywork.statutes import Window
from safetywork.triggers import Judged, Often, Shown

from . import band, guangyuan, lists, policy


def cards(*, within: int) -> Ladder:
    """Guangyuan; within how many months two yellow cards count, the source does not say."""
    return Ladder(
        "guangyuan", Label("黄牌红牌", "cards"),
        (Rung("letter", Label("专函督办", "letter"), (Shown(guangyuan.CARDS, ("yellow",), 2, within=within),), (Effect("urging", "责任单位", -1),)),
         Rung("talk", Label("组长约谈", "talk"), (Shown(guangyuan.CARDS, ("red",), 1),), (Effect("talk", "主要负责人", -2), Effect("accountability")))),
        "广元市环保督察整改 2018",
    )  # fmt: skip


LONGCHANG = Ladder(
    "longchang", Label("红牌约谈", "red plates"),
    (Rung("talk", Label("约谈", "talk"), (Shown(lists.LONGCHANG, ("red",), 3),), (Effect("talk", "主要负责人"),)),),
    "隆昌市督办清单 2020",
)  # fmt: skip


def _months_idle(seen: object) -> int:
    """Whole months that have ended since the last report of progress, or since the opening."""
    last = max((e.event.on for e in seen.matter.log if isinstance(e.event, Progress)), default=seen.matter.opened_on)
    return (seen.on.year - last.year) * 12 + seen.on.month - last.month


IDLE = Gauge("months idle", Label("无进展（月）", "months without progress"), _months_idle)
_STILL: LightPolicy = policy(
    "idle", "无进展", "without progress",
    band("idle", lists.YUXI.palette.colours[2], "连续三月无进展", "three months without progress", When(IDLE, at_least=3)),
    Band("moving", None, Label("有进展", "moving"), ((),)),
    best_first="red", monotone=False,
)  # fmt: skip
ANKANG = Ladder(
    "ankang", Label("效能督查", "efficiency inspection"),
    (Rung("inspection", Label("联合督查", "joint inspection"), (Shown(_STILL, ("idle",), 1),), (Effect("inspection", "责任单位"),)),),
    "安康市公开承诺",
)  # fmt: skip
SASAC = Ladder(
    "sasac", Label("安全约谈", "safety talk"),
    (Rung("talk", Label("约谈", "talk"),
          (Often("larger accident", Label("较大事故", "larger accidents"), Window(months(6), 2)),
           Often("general accident", Label("一般事故", "general accidents"), Window(months(6), 3))),
          (Effect("talk", "企业负责人"),)),),
    "国资委安全约谈",
)  # fmt: skip
CLOSURE = Ladder(
    "closure", Label("提请关闭", "closure"),
    (Rung("closure", Label("提请关闭", "proposal of closure"),
          (Often("penalty", Label("行政处罚", "penalties"), Window(days(180), 3)),
           Often("penalty", Label("行政处罚", "penalties"), Window(years(1), 4))),
          (Effect("closure"),)),),
    "安全生产法 art. 113(1)",
)  # fmt: skip
SHANXI = Ladder(
    "shanxi", Label("约谈后整改不力", "weak after a talk"),
    (Rung("circular", Label("通报", "circular"), (Judged("weak", Label("整改不力", "judged weak")),), (Effect("circular"),)),),
    "山西省安全约谈 2021",
)  # fmt: skip


def hunnan(rounds: Iterable[Ranking]) -> tuple[str, ...]:
    """Who was in the last tenth three months running: supervised, talked to, or recalled."""
    running = running_last(rounds, Fraction(1, 10), ties="in")
    return tuple(sorted(name for name, times in running.items() if times >= 3))
