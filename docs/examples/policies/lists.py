"""Lists and plates that people award, and what follows from several of them.

松阳县裕溪乡（2010）: quarterly green, yellow and red lists; one red or two yellow in a year, and there is no award.
西畴县西洒镇（2021）: on the board red is good and black is bad; black twice running, or three times in a year, and there
is no "excellent". 隆昌市（2020）: red, yellow and green plates. 镇安县庙沟镇（2013）: green is the mildest card; three of
them in a quarter make orange, two orange in half a year make red.
"""

from safetywork import Label, LightPolicy, When
from safetywork.gauges import judged
from safetywork.palettes import BLACK, GREEN, ORANGE, RED, YELLOW
from safetywork.streaks import in_a_row, times_lit

from . import band, policy


def _is(word: str, zh: str) -> When:
    return When(judged(word, Label(zh, word)), at_least=1)


def _board(name: str, zh: str, *colours: tuple[object, str], best_first: str) -> LightPolicy:
    bands = [band(c.id, c, f"{c}{suffix}", c.id, _is(c.id, f"评为{c}")) for c, suffix in colours]
    return policy(
        name, zh, name, *bands, band("not listed", None, "不上榜", "not listed"), best_first=best_first, monotone=False
    )


YUXI = _board("yuxi", "效能榜", (RED, "榜"), (YELLOW, "榜"), (GREEN, "榜"), best_first="green yellow red")
LONGCHANG = _board("longchang", "督办牌", (RED, "牌"), (YELLOW, "牌"), (GREEN, "牌"), best_first="green yellow red")
XISA = _board("xisa", "红黑榜", (BLACK, "榜"), (YELLOW, "榜"), (RED, "榜"), best_first="red yellow black")
MIAOGOU_GREEN = _board("miaogou green", "绿色问责", (GREEN, "卡"), best_first="green")


def _in_a_year(of: LightPolicy, colour: str, every: str, within: int) -> object:
    return times_lit(of, colour, every=every, within=within, label=Label(f"一年内{colour}次数", f"{colour} in a year"))


YUXI_AWARD = policy(
    "yuxi award", "评先资格", "award",
    band("no award", RED, "取消评先资格", "no award",
         When(_in_a_year(YUXI, "red", "quarter", 4), at_least=1), When(_in_a_year(YUXI, "yellow", "quarter", 4), at_least=2)),
    band("may be awarded", GREEN, "可评先", "may be awarded"),
    best_first="green red", monotone=False,
)  # fmt: skip
XISA_EXCELLENT = policy(
    "xisa excellent", "评优资格", "excellent",
    band("not excellent", BLACK, "不得评优", "not excellent",
         When(in_a_row(XISA, "black", every="month", label=Label("连续黑榜（月）", "black months running")), at_least=2),
         When(_in_a_year(XISA, "black", "month", 12), at_least=3)),
    band("may be excellent", RED, "可评优", "may be excellent"),
    best_first="red black", monotone=False,
)  # fmt: skip
MIAOGOU_ORANGE = policy(
    "miaogou orange", "橙色问责", "orange card",
    band("orange", ORANGE, "橙卡", "orange card",
         When(times_lit(MIAOGOU_GREEN, "green", every="month", within=3, label=Label("季内绿卡", "green in a quarter")), at_least=3)),
    band("none", None, "无", "none"),
    best_first="orange", monotone=False,
)  # fmt: skip
MIAOGOU = policy(
    "miaogou", "三色问责", "three cards",
    band("red", RED, "红卡", "red card",
         When(times_lit(MIAOGOU_ORANGE, "orange", every="month", within=6, label=Label("半年内橙卡", "orange in half a year")), at_least=2)),
    *MIAOGOU_ORANGE.bands[:1], *MIAOGOU_GREEN.bands,
    best_first="green orange red", monotone=False,
)  # fmt: skip
