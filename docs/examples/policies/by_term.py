"""Ladders that climb as the days go by. No source states one for all: each is local, and what is not stated is asked for.

青岛“3+X”（2012）: an extension is asked for 20 working days before the term ends. 湖北（2010）: a decision within ten days
of the end. A county's rule: past the term a letter of urging with a term of its own, and past that a circular. 三明
（2017）: a blue slip past its term becomes orange, an orange one red. 福清: within a campaign a circular on the 3rd day,
listed by the ten days, a talk by the half month, read here as days past the term. 巴中: a pledge not kept at the end of
the year, a public apology. DefectDojo: notices from three days before; here they do not fall silent after the seventh.
"""

import safetywork as sw
from safetywork import Effect, Label, Ladder, Rung
from safetywork.triggers import After, Before, Past

QINGDAO = Ladder(
    "qingdao notice", Label("延期申请提示", "last day to ask"),
    (Rung("last day to ask", Label("申请延期截止", "last day to ask for an extension"), (Before(20, "workday"),), (Effect("reminder", "责任单位"),)),),
    "青岛市“3+X”挂牌督办 2012",
)  # fmt: skip
HUBEI = Ladder(
    "hubei", Label("重大隐患复查", "re-check"),
    (Rung("re-check", Label("期满复查", "re-check at the end"), (Past(0),)),
     Rung("decision due", Label("应作出决定", "decision due"), (Past(10),))),
    "湖北省重大隐患分级挂牌督办 2010",
)  # fmt: skip
BAZHONG = Ladder(
    "bazhong", Label("失诺", "promise not kept"),
    (Rung("apology", Label("公开致歉", "public apology"), (Past(1),), (Effect("apology", "承诺人"),)),),
    "巴中市公开承诺",
)  # fmt: skip
FUQING = Ladder(
    "fuqing", Label("创城督导", "city campaign"),
    (Rung("circular", Label("通报", "circular"), (Past(3),), (Effect("circular"),)),
     Rung("listing", Label("挂牌", "listing"), (Past(10),), (Effect("listing"),)),
     Rung("talk", Label("约谈", "talk"), (Past(15),), (Effect("talk"),))),
    "福清市创城",
)  # fmt: skip
DEFECTDOJO = Ladder(
    "defectdojo", Label("到期提醒", "notices"),
    (Rung("prebreach", Label("即将到期", "prebreach"), (Before(3),)),
     Rung("breaching", Label("今日到期", "breaching"), (Past(0),)),
     Rung("breached", Label("已逾期", "breached"), (Past(1),))),
    "DefectDojo notifications, PRE=3",
)  # fmt: skip


def county(urging_term: sw.Span, *, points: int) -> Ladder:
    """A letter of urging once the term is past, a circular and points once the letter's own term is."""
    return Ladder(
        "county", Label("督办升级", "letters"),
        (Rung("urging", Label("督办函", "urging letter"), (Past(1),), (Effect("urging", "责任单位"),)),
         Rung("circular", Label("通报批评", "circular"), (After(urging_term),), (Effect("circular", "责任单位", points),))),
        "某县督查规则",
    )  # fmt: skip


def sanming(orange_term: sw.Span) -> Ladder:
    """Orange once blue is past its term, red once orange is past its own."""
    return Ladder(
        "sanming", Label("三色督查单", "three slips"),
        (Rung("orange", Label("橙单", "orange slip"), (Past(1),), (Effect("urging"),)),
         Rung("red", Label("红单", "red slip"), (After(orange_term),), (Effect("urging"),))),
        "三明市 2017",
    )  # fmt: skip
