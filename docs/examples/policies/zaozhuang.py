"""枣庄市亮屏（2023）: by rank and change of rank; blue is the best there is.

先进者蓝牌激励, 后进者黄牌提醒、红牌警告. How many are first and last, and what fall is warned of, the source does not say:
whoever uses it says so.
"""

import safetywork as sw
from safetywork import When
from safetywork.palettes import BLUE, RED, YELLOW

from . import band, policy


def cards(*, first: int, last: int, warned: int, fallen: int) -> sw.LightPolicy:
    """Blue for the first so many; yellow for the last so many or after a fall of so many places; red for the very last."""
    return policy(
        "zaozhuang", "双亮牌", "rank and change of rank",
        band("warned", RED, "红牌警告", "warned", When("place from the end", at_most=warned)),
        band("reminded", YELLOW, "黄牌提醒", "reminded", When("place from the end", at_most=last), When("places gained", at_most=-fallen)),
        band("praised", BLUE, "蓝牌激励", "praised", When("place", at_most=first)),
        band("no card", None, "不亮牌", "no card"),
        best_first="blue yellow red", monotone=False,
    )  # fmt: skip
