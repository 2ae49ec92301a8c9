"""Lights of other systems and templates, by days.

A project weekly template: red more than 10 days behind, yellow up to 10, green else. A status tracker for slides: done
green, on track light green, challenged yellow, critical or not started red. A county's efficiency system (2014): grey
up to the due day, yellow 1 to 7 days past it, red from the 8th. DefectDojo: open and mitigated, in time and late, four
colours and no yellow. HOPEX: delayed, approaching within 30 days, on time. GXU: orange in proportion to the term.
"""

from safetywork import Colour, Label, When
from safetywork.gauges import judged
from safetywork.palettes import BLUE, GREEN, GREY, ORANGE, RED, YELLOW

from . import NO_TERM, VOID, band, policy

LIGHT_GREEN = Colour("light green", Label("浅绿", "light green"), "#9fd8a4")
_DONE, _RUNS = When("done", at_least=1), When("has term", at_least=1)
_CRITICAL = When(judged("critical", Label("告急", "judged critical")), at_least=1)
_CHALLENGED = When(judged("challenged", Label("受阻", "judged challenged")), at_least=1)

WEEKLY = policy(
    "weekly template", "项目周报", "project weekly", VOID,
    band("far behind", RED, "滞后10天以上", "more than 10 days behind", When("days late", over=10)),
    band("behind", YELLOW, "滞后10天以内", "up to 10 days behind", When("days late", at_least=1)),
    band("normal", GREEN, "正常", "normal"),
    best_first="green yellow red",
)  # fmt: skip
SLIDES = policy(
    "slides", "状态跟踪", "status tracker", VOID,
    band("done", GREEN, "完成", "done", _DONE),
    band("critical", RED, "告急或未启动", "critical or not started", _CRITICAL, When("months not begun", at_least=1)),
    band("challenged", YELLOW, "受阻", "challenged", _CHALLENGED),
    band("on track", LIGHT_GREEN, "按计划", "on track"),
    best_first=("green", "light green", "yellow", "red"), monotone=False,
)  # fmt: skip
COUNTY_2014 = policy(
    "county 2014", "效能监察", "efficiency supervision", VOID,
    band("done", None, "已办结", "done", _DONE),
    band("red", RED, "逾期8日及以上", "8 days past due or more", When("days late", at_least=8)),
    band("yellow", YELLOW, "逾期1至7日", "1 to 7 days past due", When("days late", at_least=1)),
    band("grey", GREY, "未到期", "not past due", _RUNS),
    NO_TERM, best_first="grey yellow red",
)  # fmt: skip
DEFECTDOJO = policy(
    "defectdojo", "漏洞时限", "open and mitigated", VOID,
    band("mitigated late", ORANGE, "逾期修复", "mitigated late", (_DONE, When("finished days late", at_least=1))),
    band("mitigated", BLUE, "按期修复", "mitigated in time", _DONE),
    band("breached", RED, "逾期未修复", "open past due", When("days late", at_least=1)),
    band("open", GREEN, "期内", "open in time", _RUNS),
    NO_TERM, best_first="blue green orange red", monotone=False,
)  # fmt: skip
HOPEX = policy(
    "hopex", "行动计划", "action plan", VOID,
    band("delayed", RED, "逾期", "delayed", When("days late", at_least=1)),
    band("approaching", YELLOW, "30日内到期", "due within 30 days", When("days left", at_most=30)),
    band("on time", GREEN, "正常", "on time"),
    best_first="green yellow red",
)  # fmt: skip
_REACH = ((0, 7, 2), (7, 15, 3), (15, 30, 7), (30, 90, 10), (90, 180, 15))
GXU = policy(
    "gxu", "按期限长短预警", "warned in proportion", VOID,
    band("red", RED, "逾期", "past due", When("days late", at_least=1)),
    band("orange", ORANGE, "临期", "near",
         *((When("term days", over=a, at_most=b), When("days left", at_most=near)) for a, b, near in _REACH),
         (When("term days", over=180), When("days left", at_most=30))),
    band("green", GREEN, "正常", "normal", _RUNS),
    NO_TERM, best_first="green orange red",
)  # fmt: skip
