"""广元市环保督察整改（2018）: yellow and red cards by what a person judged to be still within reach.

The copy read breaks off before the blue card, so there is none here. A task past its node that nobody has judged is
not lit, rather than lit by a guess.
"""

from safetywork import Label, When
from safetywork.gauges import judged
from safetywork.palettes import RED, YELLOW

from . import VOID, band, policy

WITHIN_REACH = judged("achievable", Label("研判可完成", "judged achievable"))
HARD_TO_MEET = judged("hard to meet", Label("研判难以完成", "judged hard to meet"))
_LATE, _SLOW = When("days late", at_least=1), When("points behind", over=0)
CARDS = policy(
    "guangyuan", "黄牌红牌", "yellow and red cards", VOID,
    band("done", None, "已完成", "done", When("done", at_least=1)),
    band("red", RED, "红牌", "red card", (_LATE, When(HARD_TO_MEET, at_least=1)), (_SLOW, When(HARD_TO_MEET, at_least=1))),
    band("yellow", YELLOW, "黄牌", "yellow card", (_LATE, When(WITHIN_REACH, at_least=1)), (_SLOW, When(WITHIN_REACH, at_least=1))),
    band("to be judged", None, "待研判", "to be judged", _LATE, _SLOW),
    band("no card", None, "无牌", "no card"),
    best_first="yellow red", monotone=False,
)  # fmt: skip
