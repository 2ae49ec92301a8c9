"""What a finished text says: each contradiction is found where it stands, and good twins are left alone."""

import inspect
import json
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.checks import check_text, dates, pages, patterns, sums, texts
from safetywork.checks.statements import Stated, adds_up, judge_totals, rate_holds, shares_hold
from safetywork.palettes import BLUE
from safetywork.rates import half_up

ROOT = Path(__file__).parent.parent
ON = date(2021, 6, 18)
TOTALS = [
    json.loads(line) for line in (ROOT / "tests" / "answers" / "report_totals.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", TOTALS, ids=lambda row: row["id"])
def test_totals_of_real_reports(row):
    """Each is judged as a careful reader did: adds up, cannot, or leaves something unnamed."""
    assert judge_totals(row) is row["adds_up"]


@pytest.mark.parametrize(
    ("total", "parts", "unit", "expected"),
    [
        (440, {"甲": 431, "乙": 2, "丙": 17}, "件", False),
        (50, {"已整改": 40, "正在整改": 9}, "项", False),
        (50, {"已整改": 40, "正在整改": 11}, "项", False),
        (50, {"已整改": 40}, "项", None),
        (62, {"2018": 20, "2019": 21, "2020": 20}, "个", False),
        (58, {"省": 11, "市": 16, "县": 30}, "处", False),
        (13.4, {"甲": 5.58, "乙": 1.33, "丙": 5.98, "丁": 0.48}, "万个", True),
        (13.4, {"甲": 5.58, "乙": 1.33, "丙": 5.98, "丁": 0.98}, "万个", False),
        (251023.54, {"已整改": 215587.84, "正在整改": 35435.70}, "元", True),
        (251023.54, {"已整改": 215587.84, "正在整改": 35435.71}, "元", False),
        (251023.54, {"已整改": 215587.84, "正在整改": 35435.69}, "万元", False),
    ],
)
def test_known_totals(total, parts, unit, expected):
    """More than the total is wrong; less is wrong where what is not done is named; money is exact to the cent."""
    assert judge_totals({"total": total, "parts": parts, "unit": unit}) is expected


def test_one_part_and_shares():
    """5.58万 of 5.6万, told as 99.7 %, leaves something unnamed; shares of 100.01 are explained by rounding."""
    row = {"total": 5.6, "parts": {"已整改": 5.58}, "unit": "万个"}
    assert [judge_totals({**row, "percent_stated": percent}) for percent in (None, 99.7, 100)] == [True, None, True]
    shares = {"total": 100, "parts": {"a": 42, "b": 45.8, "c": 11.45, "d": 0.76}, "unit": "%"}
    assert judge_totals(shares) is True
    assert judge_totals({**shares, "parts": {"a": 42, "b": 45.8, "c": 13.45, "d": 0.76}}) is False


@pytest.mark.parametrize(
    ("part", "whole", "percent", "holds"),
    [
        (688, 697, "98.71", True), (688, 697, "98.70", False), (314, 386, "81.3", True), (314, 386, "81.4", False),
        (19, 25, "76", True), (25, 31, "81", True), (1731, 1818, "95.2", True), (54173, 56024, "96.7", True),
        (1, 8, "13", True), (1, 8, "12", False),
    ],
)  # fmt: skip
def test_rates(part, whole, percent, holds):
    """Half up, to as many digits as are stated; 12.5 is 13."""
    assert rate_holds(Stated.read(part), Stated.read(whole), percent) is holds


def test_rates_of_rounded_counts():
    """5.58万 of 5.6万 may be 99.7 %, which plain division does not give; 余 leaves it open upward."""
    rounded = [Stated.read(n, rounded=True) for n in ("5.58", "5.6")]
    assert rate_holds(*rounded, "99.7")
    assert rate_holds(Stated.read("1.33", rounded=True), Stated.read("1.35", rounded=True), "98.1")
    assert not rate_holds(*rounded, "98.0")
    assert rate_holds(Stated.read(650, more=True), Stated.read(700), "99")
    assert rate_holds(Stated.read(5), Stated.read(10, more=True), "20")
    assert not rate_holds(Stated.read(5), Stated.read(10, more=True), "60")
    assert rate_holds(Stated.read(0), Stated.read(0), "0")


def test_shares():
    """Three that come to 100.01 are explained by rounding, three that come to 99 are not."""
    assert shares_hold(["42", "45.8", "11.45", "0.76"])
    assert shares_hold(["75.3", "23.4", "1.3"])
    assert not shares_hold(["75.3", "23.4", "0.3"])


@given(st.fractions(0, 10_000), st.integers(0, 4))
def test_half_up_is_half_up(value, digits):
    """As `decimal` rounds the exact quotient half up."""
    exact = Decimal(value.numerator * 10**12 // value.denominator)
    step = Decimal(1).scaleb(-digits)
    told = half_up(value, digits)
    assert abs(Fraction(told) - value) <= Fraction(step) / 2
    if Fraction(exact) / 10**12 == value:
        assert told == (exact / 10**12).quantize(step, ROUND_HALF_UP)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=6), st.integers(1, 9), st.integers(0, 5))
def test_a_true_partition_adds_up(parts, more, place):
    """It does, exactly and rounded; one too many never does, one too few does not where all are named."""
    total = sum(parts)
    assert adds_up(Stated.read(total), map(Stated.read, parts), whole=True) is True
    wrong = list(parts)
    wrong[place % len(parts)] += more
    assert adds_up(Stated.read(total), map(Stated.read, wrong), whole=False) is False
    assert adds_up(Stated.read(total + more), map(Stated.read, parts), whole=True) is False
    assert adds_up(Stated.read(total + more), map(Stated.read, parts), whole=False) is None
    tenths = [Stated.read(half_up(Fraction(part, 10), 0), rounded=True) for part in parts]
    assert adds_up(Stated.read(half_up(Fraction(total, 10), 0), rounded=True), tenths, whole=True) is True
    assert adds_up(Stated.read(total + more), [*map(Stated.read, parts), Stated.read(0, more=True)], whole=True) is True


def codes(text, on=ON, **how):
    """The codes that are found in a text."""
    return [fault.code for fault in check_text(text, on, **how).faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共发现问题50项，已整改40项，正在整改11项。", ["A1"]),
        ("共发现问题50项，已整改40项，正在整改10项。", []),
        ("共发现问题50项，其中已整改40项，正在整改10项。", []),
        ("排查隐患41处，已完成25处（其中销号13处），未完成但达到序时进度16处。", []),
        ("排查隐患41处，已完成25处，其中已销号13处，未完成但达到序时进度16处。", []),
        ("收到信访件395件，已办结151件，阶段性办结209件，未办结35件。", ["B9"]),
        ("共发现问题50项，已整改40项。", ["A9"]),
        ("发现问题X项，已整改X项，X项正在按期限整改中。", ["E1"]),
        ("共发现问题50项，已整改40项，整改率80%，正在整改10项。", []),
        ("共发现问题50项，已整改40项，整改率85%，正在整改10项。", ["A5"]),
        ("共发现问题697项，已完成整改688项，已基本完成4项，未完成5项，整改率98.71%。", ["A4", "B9"]),
        ("占比分别为42%、45.8%、11.45%、0.76%。", ["A6"]),
        ("占比分别为75.3%、23.4%、1.3%。", []),
        ("共发现问题50项，已整改40个，正在整改10项。", ["A7"]),
        ("走访企业50家次，涉及企业60家。", ["A8"]),
        ("走访企业60家次，涉及企业50家。", []),
        ("先后4次培训企业449家次，培训561人。", ["A8"]),
        ("先后4次培训企业449家次，561人次。", []),
        ("有50%的人员被抽调。", ["A10"]),
        ("全局40人，有50%的人员被抽调。", []),
        ("办理期限10个工作日，其中受理3个工作日，审查10个工作日。", ["A11"]),
        ("办理期限24个工作日，其中受理7个工作日，审查15个工作日，送达2个工作日。", []),
        ("发现问题已全部整改，3项正在整改。", ["B1"]),
        ("发现问题已全部整改完成。", []),
        ("问题已全部销号，尚有3项未完成。", ["B1"]),
        ("责令该厂15日内限期整改。", []),
        ("共收到建议440件，其中单独办理431件，会同办理2件，分办17件。", ["A1"]),
        ("全部办复完毕，答复率100%，办结率75.3%。", ["B8"]),
        ("全部办复完毕，办结率100%。", []),
        ("初步完成56项任务。", ["B9"]),
        ("已初步掌握56项线索。", []),
        ("基本完成了56项任务。", ["B9"]),
        ("预计在6月15日前完成。", ["C1"]),
        ("预计在6月25日前完成。", []),
        ("预计在2月31日前完成。", []),
        ("定于2021年7月1日召开会议。", []),
        ("2021年7月1日召开了会议。", ["C3"]),
        ("2021年6月1日召开了会议。", []),
        ("2021年2月31日召开了会议。", []),
        ("6月前完成。", ["C8"]),
        ("6月底前完成，3个月前已部署。", []),
        ("在年3月24日前完成。", ["C9"]),
        ("2021915日完成。", ["C9"]),
        ("锚定时限狠抓落实。", ["C11"]),
        ("立即责令该厂限期整改。", ["C14", "C15"]),
        ("限期3日整改。限期整改，7日内完成。", []),
        ("实行红黄蓝三色管理，全部绿灯运行。", ["D1"]),
        ("实行红黄绿三色管理，亮绿灯。", []),
        ("全部绿灯，部分工作推进缓慢。", ["D1", "D2"]),
        ("上红榜受表扬，亮红灯受批评。", ["D3"]),
        ("发出蓝色督办单。", ["D4"]),
        ("力争进入第一方阵，进入第一方阵。", ["D6"]),
        ("X月X日赴荣成市学习。", ["E2"]),
        ("6月1日赴荣成市学习。", []),
        ("X月X日赴全市各县学习。", []),
        ("截止目前，台帐与台账齐全，立争完成。", ["E3", "E3", "E3"]),
        ("全国第20个“安全生产月”。", []),
        ("2022年开展全国第20个“安全生产月”活动。", ["E4"]),
        ("X月X日开展全国第20个“安全生产月”活动。", ["E4"]),
        ("21个承诺事项，承诺的2项任务。", ["E5"]),
        ("21个承诺事项。", []),
        ("配齐X座桌椅10套。", ["E1", "E7"]),
        ("开展“三遍访三必问”。", ["E8"]),
        ("开展“三遍访三必问”（访户、访企、访村，问需、问难、问计）。", []),
        ("“三遍访三必问”（访户、访企、访村，问需、问难、问计）。“三遍访三必问”见成效。", []),
        ("发放资料1.2万份。", []),
    ],
)  # fmt: skip
def test_sentences(text, expected):
    """Planted contradictions and their good twins."""
    assert sorted(codes(text)) == sorted(expected)


def test_a_stamp_is_the_day_of_the_text():
    """The last line that is a day alone goes before the day it is checked for."""
    text = "预计在6月25日前完成。\n2021年6月28日\n"
    assert codes(text) == ["C1"]
    assert codes(text.replace("28", "20")) == []


def test_an_alias_lets_green_say_blue():
    """Where somebody decided that 绿 says blue, it is a colour of the palette."""
    assert codes("全部绿灯。") == ["D1"]
    assert codes("全部绿灯。", policy=sw.RED_YELLOW_BLUE.alias("绿", BLUE)) == []


SEED = (
    "现将情况汇报如下：\n"
    "X月X日，一行9人赴X市学习。“三遍访三必问”活动。先后4次组织培训，培训企业449家次，培训人数561人。"
    "截止目前，全县32家示范企业已全部创建完成。为新法刘村两委活动室配齐X座桌椅10套。\n"
    "设置“红黄蓝”三色管理，全局21个承诺事项，全部绿灯运行。对年初承诺的2项工作任务，排查X家次。"
    "发现问题X项，已整改X项，X项正在按期限整改中；督导反馈的32项问题已全部整改，力争进入全市第一方阵。\n"
    "有50%的人员抽调。部分工作推进比较缓慢。借鉴荣成市应急局经验。结合全国第20个“安全生产月”活动。\n"
)
"""The figures and phrases of the seed report that contradict each other, in its order."""


def test_the_seed():
    """Every contradiction that is known of the seed report is found in what it states."""
    found = check_text(SEED, ON)
    assert {fault.code for fault in found.faults} == {
        *("A8", "A10", "B1", "D1", "D2", "D6"),
        *("E1", "E2", "E3", "E4", "E5", "E7", "E8"),
    }
    assert {fault.found for fault in found.of("E2")} == {"新法刘村", "荣成市"}
    assert found.ok
    (fossil,) = found.of("E3")
    line, column = map(int, fossil.place.split(":"))
    assert SEED.split("\n")[line - 1][column - 1 :].startswith("截止目前")


def test_our_own_report_has_no_error():
    """The report that we make of the county's book says nothing that cannot be true."""
    book = sw.load(ROOT / "docs" / "examples" / "county-2021.json")
    assert check_text(sw.report(book, as_of=ON).text("zh"), ON).ok


@given(
    st.text(
        st.sampled_from("共发现问题已整改正在，。；项条个家次人X0123456789万余%率“”三必问市县年月日前红黄蓝绿灯\n（）"),
        max_size=200,
    )
)
def test_any_text_is_read(text):
    """Total: no text raises, every place lies in it, and reading it again finds the same."""
    found = check_text(text, ON)
    lines = text.split("\n")
    for fault in found.faults:
        line, column = map(int, fault.place.split(":"))
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
    assert check_text(text, ON) == found


ATTACKS = ("共1项，", "（", "已全部整改", "X", "1个", "三三", "“", "限期整改", "赴", "0", "1", "正在整改1", "承诺1")


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_run_of_digits_is_searched_without_bound(attack):
    """A pattern that begins with any number of digits scans a run of them again from each (98 s for 80,000 ones).

    That the time grows with the text and no faster is measured in `tests/benchmarks/texts.py`.
    """
    for room in (texts, sums, dates, patterns, pages):
        assert not re.search(r"\[0-9\][+*]|\\d[+*]", inspect.getsource(room))
    check_text(attack * 2_000, ON)
