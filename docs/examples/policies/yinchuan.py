"""银川市重点项目亮灯（2025）: four policies of one project, by start, progress, payment and registration.

A planned start that is not made is yellow in its month and red in the third month running; 10 to 30 points below
schedule, both included, is yellow and more than 30 red; payment has no yellow; registration is due within a month of
the start, yellow after one month and red after two.
"""

from safetywork import When
from safetywork.palettes import GREEN, RED, YELLOW

from . import NO_TERM, VOID, band, policy

_BEST = "green yellow red"
START = policy(
    "yinchuan start", "开工", "start", VOID,
    band("not begun for three months", RED, "连续三月未开工", "not begun for three months", When("months not begun", at_least=3)),
    band("not begun", YELLOW, "当月应开工未开工", "not begun in its month", When("months not begun", at_least=1)),
    band("on plan", GREEN, "按计划", "on plan", When("has term", at_least=1)),
    NO_TERM, best_first=_BEST,
)  # fmt: skip
PROGRESS = policy(
    "yinchuan progress", "进度", "progress", VOID,
    band("far behind", RED, "低于序时进度30个百分点以上", "more than 30 points behind", When("points behind", over=30)),
    band("behind", YELLOW, "低于序时进度10至30个百分点", "10 to 30 points behind", When("points behind", at_least=10, at_most=30)),
    band("on plan", GREEN, "按序时进度", "on schedule", When("has term", at_least=1)),
    NO_TERM, best_first=_BEST,
)  # fmt: skip
PAYMENT = policy(
    "yinchuan payment", "支付", "payment", VOID,
    band("below", RED, "低于支付要求", "below what is required", When("points behind", over=0)),
    band("on plan", GREEN, "按计划支付", "paid as planned", When("has term", at_least=1)),
    NO_TERM, best_first="green red",
)  # fmt: skip
REGISTRATION = policy(
    "yinchuan registration", "入库", "registration", VOID,
    band("in", GREEN, "已入库", "registered", When("done", at_least=1)),
    band("after two months", RED, "开工两月以上未入库", "not in after two months", When("months run", at_least=3)),
    band("after one month", YELLOW, "开工一月以上未入库", "not in after one month", When("months run", at_least=2)),
    band("first month", GREEN, "首月", "first month"),
    best_first=_BEST,
)  # fmt: skip
