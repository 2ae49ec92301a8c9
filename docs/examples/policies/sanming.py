"""三明市三色督查单（2017）: blue, orange, red, by lateness or by importance.

Blue, not done in its term, becomes orange; orange, not done in its own, becomes red. Or a slip is issued at once by
importance: fairly important blue, major or urgent or by a leader's note orange, special red. How long the orange
slip's own term is, the source does not say.
"""

import safetywork as sw
from safetywork import Label, When
from safetywork.gauges import of_severity
from safetywork.palettes import BLUE, ORANGE, RED

from . import VOID, band, policy


def slips(*, orange_term: int, special: str, major: str) -> sw.LightPolicy:
    """The slips; `orange_term` in days past the first term, `special` and `major` are words of severity."""
    is_special = of_severity(special, Label("特别重要", "special"))
    is_major = of_severity(major, Label("重大紧急", "major or urgent"))
    return policy(
        "sanming", "三色督查单", "three slips", VOID,
        band("done", None, "已办结", "done", When("done", at_least=1)),
        band("red", RED, "红单", "red slip", When("days late", over=orange_term), When(is_special, at_least=1)),
        band("orange", ORANGE, "橙单", "orange slip", When("days late", at_least=1), When(is_major, at_least=1)),
        band("blue", BLUE, "蓝单", "blue slip"),
        best_first="blue orange red",
    )  # fmt: skip
