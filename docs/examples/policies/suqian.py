"""宿迁产发集团三色督办单（2025）: blue is the mildest warning, near the term; yellow behind plan or poor; red until done."""

import safetywork as sw
from safetywork import Label, When
from safetywork.gauges import judged
from safetywork.palettes import BLUE, RED, YELLOW

from . import VOID, band, policy

POOR = judged("poor", Label("质量不高", "judged poor"))


def slips(*, near: int) -> sw.LightPolicy:
    """The slips; how many days are near the term the source does not say."""
    return policy(
        "suqian", "三色督办单", "three slips", VOID,
        band("done", None, "已办结", "done", When("done", at_least=1)),
        band("overdue", RED, "逾期", "overdue", When("days late", at_least=1)),
        band("behind", YELLOW, "低于序时进度或质量不高", "behind plan, or poor", When("points behind", over=0), When(POOR, at_least=1)),
        band("near", BLUE, "临期", "near the term", When("days left", at_most=near)),
        band("no slip", None, "不发单", "no slip"),
        best_first="blue yellow red", monotone=False,
    )  # fmt: skip
