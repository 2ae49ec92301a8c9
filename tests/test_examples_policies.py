"""The light policies that were found in use say what their sources say, on both sides of every boundary."""

import ast
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import safetywork as sw
from safetywork.activities import Activity
from safetywork.gauges import Given, Placing
from safetywork.judgements import Judgement
from safetywork.measures import Finish
from safetywork.pledges import Publish, Review

POLICIES = Path(__file__).parent.parent / "docs" / "examples" / "policies"
sys.path.insert(0, str(POLICIES.parent))

from policies import (  # noqa: E402  the examples are no package that is installed
    by_count,
    by_term,
    grades,
    guangyuan,
    lists,
    sanming,
    suqian,
    trackers,
    yinchuan,
    zaozhuang,
)

DAY = date(2024, 1, 15)


def measure(days=100, **details):
    """A measure planned on `DAY`, due so many days later."""
    return sw.Measure.plan(
        id="M", title="编印手册", on=DAY, by="局长", owner="李四", term=DAY + timedelta(days=days), **details
    )


def pledge(percent):
    """A pledge half of whose hundred days are over fifty days after `DAY`, with so much of it done."""
    made = sw.Pledge.declare(id="M", title="排查", on=DAY, by="局长", owner="李四")
    made = made.apply(Review(on=DAY, by="检查组")).apply(Publish(on=DAY, by="局长", term=DAY + timedelta(days=100)))
    return made.apply(sw.Progress(on=DAY, by="李四", percent=percent))


def shown(policy, matter, on, **given):
    """The colour's id on a day, or None."""
    colour = sw.light(matter, on, sw.CHINA, policy, Given(**given)).colour
    return None if colour is None else colour.id


def judgement(verdict, on=DAY, about="M"):
    """What the inspection group judged."""
    return Judgement(id=f"J-{on}", on=on, about=about, verdict=verdict, by="检查组", reason="现场查看")


HALF = DAY + timedelta(days=50)
DUE = DAY + timedelta(days=100)


def days_late(n):
    """So many days after the due day; before it where negative."""
    return DUE + timedelta(days=n)


class TestYinchuan:
    """银川市, 2025."""

    @pytest.mark.parametrize(
        ("done", "colour"),
        [(50, "green"), (41, "green"), (40, "yellow"), (20, "yellow"), (19, "red"), (0, "red")],
    )
    def test_progress(self, done, colour):
        """10 to 30 points below, both ends included, is yellow; above that red."""
        assert shown(yinchuan.PROGRESS, pledge(done), HALF) == colour

    @pytest.mark.parametrize(
        ("on", "colour"),
        [(DAY, "yellow"), (date(2024, 2, 29), "yellow"), (date(2024, 3, 1), "red"), (date(2024, 12, 1), "red")],
    )
    def test_start(self, on, colour):
        """Yellow in the month of the planned start, red in the third month running."""
        assert shown(yinchuan.START, measure(), on) == colour
        begun = measure().apply(sw.Progress(on=DAY, by="李四", text="开工"))
        assert shown(yinchuan.START, begun, on) == "green"

    @pytest.mark.parametrize(("done", "colour"), [(50, "green"), (51, "green"), (49, "red"), (0, "red")])
    def test_payment(self, done, colour):
        """On plan green, below it red, and no yellow."""
        assert shown(yinchuan.PAYMENT, pledge(done), HALF) == colour

    @pytest.mark.parametrize(
        ("on", "colour"),
        [(date(2024, 2, 15), "green"), (date(2024, 2, 16), "yellow"), (date(2024, 3, 15), "yellow"),
         (date(2024, 3, 16), "red")],
    )  # fmt: skip
    def test_registration(self, on, colour):
        """More than one month after the start yellow, more than two red, and green once it is in."""
        assert shown(yinchuan.REGISTRATION, measure(), on) == colour
        there = measure().apply(Finish(on=DAY, by="检查组"))
        assert shown(yinchuan.REGISTRATION, there, on) == "green"


class TestGuangyuan:
    """广元市, 2018."""

    @pytest.mark.parametrize(
        ("verdict", "colour"), [("achievable", "yellow"), ("hard to meet", "red"), ("other", None)]
    )
    def test_past_the_node(self, verdict, colour):
        """Past its node a card by what was judged; on the due day none, and none where nobody judged."""
        given = {"judgements": (judgement(verdict),)}
        assert shown(guangyuan.CARDS, measure(), days_late(1), **given) == colour
        assert shown(guangyuan.CARDS, measure(), days_late(0), **given) is None
        assert sw.light(measure(), days_late(1), sw.CHINA, guangyuan.CARDS).band.id == "to be judged"

    def test_slow(self):
        """Behind schedule counts as past the node does."""
        given = {"judgements": (judgement("achievable"),)}
        assert shown(guangyuan.CARDS, pledge(49), HALF, **given) == "yellow"
        assert shown(guangyuan.CARDS, pledge(50), HALF, **given) is None

    def test_the_last_judgement_stands(self):
        """A later judgement takes the place of the earlier, from its day on."""
        both = (judgement("hard to meet", days_late(5)), judgement("achievable"))
        assert [shown(guangyuan.CARDS, measure(), days_late(n), judgements=both) for n in (4, 5)] == ["yellow", "red"]


@pytest.mark.parametrize(
    ("place", "change", "colour"),
    [(1, None, "blue"), (3, 0, "blue"), (4, 0, None), (7, 0, None), (8, 0, "yellow"), (10, 0, "red"), (4, -2, None),
     (4, -3, "yellow"), (1, -3, "yellow"), (4, 9, None)],
)  # fmt: skip
def test_zaozhuang(place, change, colour):
    """枣庄市, 2023: blue is best; the cuts are the caller's."""
    cards = zaozhuang.cards(first=3, last=3, warned=1, fallen=3)
    assert shown(cards, measure(), DAY, placings={"M": Placing(place, 10, change)}) == colour
    assert shown(cards, measure(), DAY) is None


@pytest.mark.parametrize(
    ("late", "severity", "colour"),
    [(0, "general", "blue"), (1, "general", "orange"), (10, "general", "orange"), (11, "general", "red"),
     (0, "major", "red"), (-99, "urgent", "orange"), (0, "urgent", "orange"), (11, "urgent", "red")],
)  # fmt: skip
def test_sanming(late, severity, colour):
    """三明市, 2017: lateness or importance, whichever is graver."""
    slips = sanming.slips(orange_term=10, special="major", major="urgent")
    issue = sw.Issue.register(id="M", title="通道堵塞", on=DAY, by="检查组", severity=severity)
    if severity != "urgent":
        issue = issue.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=DUE))
    assert shown(slips, issue, days_late(late)) == (colour if severity != "urgent" else "orange")


@pytest.mark.parametrize(("late", "colour"), [(-6, None), (-5, "blue"), (0, "blue"), (1, "red"), (400, "red")])
def test_suqian(late, colour):
    """宿迁产发, 2025: blue near the term, red past it until it is done, yellow behind plan or poor."""
    slips = suqian.slips(near=5)
    assert shown(slips, measure(), days_late(late)) == colour
    assert shown(slips, measure().apply(Finish(on=days_late(late), by="检查组")), days_late(late)) is None
    assert [shown(slips, pledge(n), HALF) for n in (49, 50)] == ["yellow", None]
    assert shown(slips, measure(), DAY, judgements=(judgement("poor"),)) == "yellow"


def awarded(*verdicts):
    """One verdict at the middle of each month from January 2024."""
    return tuple(judgement(word, date(2024 + n // 12, n % 12 + 1, 15)) for n, word in enumerate(verdicts) if word)


class TestLists:
    """Lists and plates, and what follows from several."""

    @pytest.mark.parametrize("board", [lists.YUXI, lists.LONGCHANG])
    @pytest.mark.parametrize("word", ["red", "yellow", "green"])
    def test_awarded(self, board, word):
        """It shows what was awarded last, and nothing before."""
        assert shown(board, measure(), DAY, judgements=(judgement(word),)) == word
        assert shown(board, measure(), DAY) is None

    def test_red_is_good_in_xisa(self):
        """西洒镇: on the board red ranks above black."""
        assert lists.XISA.ranks["red"] < lists.XISA.ranks["yellow"] < lists.XISA.ranks["black"]

    @pytest.mark.parametrize(
        ("year", "colour"),
        [(("", "", "green", "", "", "yellow"), "green"), (("", "", "yellow", "", "", "yellow"), "red"),
         (("", "", "green", "", "", "red"), "red")],
    )  # fmt: skip
    def test_yuxi(self, year, colour):
        """One red or two yellow lists in a year, and there is no award."""
        assert shown(lists.YUXI_AWARD, measure(), date(2024, 6, 30), judgements=awarded(*year)) == colour

    @pytest.mark.parametrize(
        ("year", "colour"),
        [(("black", "red"), "red"), (("black", "black"), "black"), (("black", "red", "black"), "red"),
         (("black", "red", "black", "red", "black"), "black")],
    )  # fmt: skip
    def test_xisa(self, year, colour):
        """Black twice running, or three times in a year."""
        on = date(2024, len(year) + 1, 1) - timedelta(days=1)
        assert shown(lists.XISA_EXCELLENT, measure(), on, judgements=awarded(*year)) == colour

    @pytest.mark.parametrize(
        ("year", "orange", "red"),
        [(("green", "green"), None, None), (("green", "green", "green"), "orange", None),
         (("green", "green", "green", "green"), "orange", "red")],
    )  # fmt: skip
    def test_miaogou(self, year, orange, red):
        """Three green cards in a quarter make orange, two orange in half a year red."""
        on = date(2024, len(year) + 1, 1) - timedelta(days=1)
        given = {"judgements": awarded(*year)}
        assert shown(lists.MIAOGOU_ORANGE, measure(), on, **given) == orange
        assert shown(lists.MIAOGOU, measure(), on, **given) == (red or orange or "green")


class TestTrackers:
    """Lights of other systems, by days."""

    @pytest.mark.parametrize(
        ("policy", "late", "colour"),
        [
            (trackers.WEEKLY, 0, "green"), (trackers.WEEKLY, 1, "yellow"), (trackers.WEEKLY, 10, "yellow"),
            (trackers.WEEKLY, 11, "red"),
            (trackers.COUNTY_2014, -9, "grey"), (trackers.COUNTY_2014, 0, "grey"), (trackers.COUNTY_2014, 1, "yellow"),
            (trackers.COUNTY_2014, 7, "yellow"), (trackers.COUNTY_2014, 8, "red"),
            (trackers.DEFECTDOJO, 0, "green"), (trackers.DEFECTDOJO, 1, "red"),
            (trackers.HOPEX, -31, "green"), (trackers.HOPEX, -30, "yellow"), (trackers.HOPEX, 0, "yellow"),
            (trackers.HOPEX, 1, "red"),
        ],
    )  # fmt: skip
    def test_by_days(self, policy, late, colour):
        """Both sides of every boundary."""
        assert shown(policy, measure(), days_late(late)) == colour

    @pytest.mark.parametrize(("late", "colour"), [(0, "blue"), (1, "orange")])
    def test_mitigated(self, late, colour):
        """DefectDojo: done in time blue, done late orange, and so for ever."""
        done = measure().apply(Finish(on=days_late(late), by="检查组"))
        assert {shown(trackers.DEFECTDOJO, done, days_late(late + n)) for n in (0, 9, 99)} == {colour}

    @pytest.mark.parametrize(
        ("span", "left", "colour"),
        [(7, 2, "orange"), (7, 3, "green"), (8, 3, "orange"), (15, 4, "green"), (15, 3, "orange"), (30, 8, "green"),
         (30, 7, "orange"), (31, 10, "orange"), (90, 10, "orange"), (90, 11, "green"), (180, 15, "orange"),
         (180, 16, "green"), (181, 30, "orange"), (181, 31, "green"), (30, -1, "red")],
    )  # fmt: skip
    def test_in_proportion(self, span, left, colour):
        """GXU: the longer the term, the earlier it warns."""
        assert shown(trackers.GXU, measure(span), DAY + timedelta(days=span - left)) == colour

    @pytest.mark.parametrize(
        ("verdict", "begun", "colour"),
        [(None, False, "red"), (None, True, "light green"), ("challenged", True, "yellow"), ("critical", True, "red")],
    )
    def test_slides(self, verdict, begun, colour):
        """Critical or not started red, challenged yellow, on track light green, done green."""
        matter = measure().apply(sw.Progress(on=DAY, by="李四", text="开工")) if begun else measure()
        given = (judgement(verdict),) if verdict else ()
        assert shown(trackers.SLIDES, matter, DAY, judgements=given) == colour
        assert shown(trackers.SLIDES, matter.apply(Finish(on=DAY, by="检查组")), DAY, judgements=given) == "green"


def rungs(ladder, matter, on, **how):
    """The ids of the rungs that were reached by a day."""
    return [one.rung.id for one in sw.reached(ladder, matter, on, **how)]


class TestLadders:
    """Both sides of every threshold that a source states."""

    @pytest.mark.parametrize(
        ("ladder", "late", "expected"),
        [
            (by_term.HUBEI, -1, []), (by_term.HUBEI, 0, ["re-check"]), (by_term.HUBEI, 9, ["re-check"]),
            (by_term.HUBEI, 10, ["re-check", "decision due"]),
            (by_term.BAZHONG, 0, []), (by_term.BAZHONG, 1, ["apology"]),
            (by_term.FUQING, 2, []), (by_term.FUQING, 3, ["circular"]), (by_term.FUQING, 9, ["circular"]),
            (by_term.FUQING, 10, ["circular", "listing"]), (by_term.FUQING, 14, ["circular", "listing"]),
            (by_term.FUQING, 15, ["circular", "listing", "talk"]),
            (by_term.DEFECTDOJO, -4, []), (by_term.DEFECTDOJO, -3, ["prebreach"]),
            (by_term.DEFECTDOJO, 0, ["prebreach", "breaching"]),
            (by_term.DEFECTDOJO, 1, ["prebreach", "breaching", "breached"]),
            (by_term.DEFECTDOJO, 8, ["prebreach", "breaching", "breached"]),
            (by_term.county(sw.days(15), points=-1), 0, []),
            (by_term.county(sw.days(15), points=-1), 1, ["urging"]),
            (by_term.county(sw.days(15), points=-1), 16, ["urging"]),
            (by_term.county(sw.days(15), points=-1), 17, ["urging", "circular"]),
            (by_term.sanming(sw.days(10)), 11, ["orange"]), (by_term.sanming(sw.days(10)), 12, ["orange", "red"]),
        ],
    )  # fmt: skip
    def test_by_term(self, ladder, late, expected):
        """Counted from the last day of the term, or from the rung before."""
        assert rungs(ladder, measure(), days_late(late)) == expected

    def test_qingdao(self):
        """The twentieth working day before 24 April 2024 is 26 March: the Qingming days are off, 7 April is worked."""
        assert date(2024, 4, 24) == DUE
        assert rungs(by_term.QINGDAO, measure(), date(2024, 3, 25)) == []
        assert rungs(by_term.QINGDAO, measure(), date(2024, 3, 26)) == ["last day to ask"]

    def test_guangyuan(self):
        """Two yellow cards bring a letter and a point less; a red one a talk, two points less, accountability."""
        ladder, months = by_count.cards(within=12), [date(2024, 4, 30), date(2024, 5, 31), date(2024, 6, 30)]
        yellow = Given(judgements=(judgement("achievable"),))
        assert [rungs(ladder, measure(), day, given=yellow) for day in months[:2]] == [[], ["letter"]]
        both = Given(judgements=(judgement("achievable"), judgement("hard to meet", date(2024, 6, 1))))
        found = sw.reached(ladder, measure(), months[2], given=both)
        assert [one.rung.id for one in found] == ["letter", "talk"]
        assert sw.escalation.score(found) == -3

    @pytest.mark.parametrize(
        ("plates", "expected"),
        [(("red", "red"), []), (("red", "red", "red"), ["talk"]), (("red", "yellow", "red", "red"), [])],
    )
    def test_longchang(self, plates, expected):
        """Three red plates running bring a talk."""
        on = date(2024, len(plates) + 1, 1) - timedelta(days=1)
        assert rungs(by_count.LONGCHANG, measure(), on, given=Given(judgements=awarded(*plates))) == expected

    def test_ankang(self):
        """Three months running without progress; a report of progress begins the count anew."""
        assert rungs(by_count.ANKANG, measure(300), date(2024, 3, 31)) == []
        assert rungs(by_count.ANKANG, measure(300), date(2024, 4, 30)) == ["inspection"]
        moved = measure(300).apply(sw.Progress(on=date(2024, 2, 1), by="李四", text="开工"))
        assert rungs(by_count.ANKANG, moved, date(2024, 4, 30)) == []
        assert rungs(by_count.ANKANG, moved, date(2024, 5, 31)) == ["inspection"]

    @pytest.mark.parametrize(
        ("ladder", "name", "days_", "expected"),
        [
            (by_count.SASAC, "larger accident", (0, 180), ["talk"]),
            (by_count.SASAC, "larger accident", (0, 190), []),
            (by_count.SASAC, "general accident", (0, 1), []),
            (by_count.SASAC, "general accident", (0, 1, 2), ["talk"]),
            (by_count.CLOSURE, "penalty", (0, 90, 180), ["closure"]),
            (by_count.CLOSURE, "penalty", (0, 90, 181), []),
            (by_count.CLOSURE, "penalty", (0, 100, 200, 300), ["closure"]),
            (by_count.CLOSURE, "penalty", (0, 130, 260, 390), []),
        ],
    )
    def test_windows(self, ladder, name, days_, expected):
        """So many within the window, and not one day more."""
        happened = {name: tuple(DAY + timedelta(days=n) for n in days_)}
        assert rungs(ladder, measure(900), DAY + timedelta(days=400), occurrences=happened) == expected

    def test_shanxi(self):
        """Judged weak after the talk, it is made known."""
        assert rungs(by_count.SHANXI, measure(), DAY) == []
        assert rungs(by_count.SHANXI, measure(), DAY, given=Given(judgements=(judgement("weak"),))) == ["circular"]

    @pytest.mark.parametrize(("rounds", "named"), [(2, ()), (3, ("U-19",))])
    def test_hunnan(self, rounds, named):
        """The last tenth of twenty, three rounds running; whoever left it once is not named."""
        held = [sw.rank({f"U-{n}": -n + (5 * r if n == 18 else 0) for n in range(20)}) for r in range(rounds)]
        assert by_count.hunnan(held) == named


def test_grades_are_no_lights():
    """Warning levels and grades of risk have their own orders, and no policy among the examples is made of them."""
    assert [colour.id for _, colour in grades.WARNING_LEVELS] == ["red", "orange", "yellow", "blue"]
    assert [word for word, _ in grades.RISK_GRADES] == ["重大", "较大", "一般", "低"]
    assert not any(isinstance(value, sw.LightPolicy) for value in vars(grades).values())


@pytest.mark.parametrize("module", sorted(POLICIES.glob("*.py")), ids=lambda path: path.stem)
def test_an_example_needs_public_names_only(module):
    """What an example imports of safetywork is public: nothing that begins with an underscore."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not any(alias.name.startswith("_") for alias in node.names)
            assert node.module is None or not any(part.startswith("_") for part in node.module.split("."))


def test_a_judgement_is_an_activity():
    """It passes a book and its document, and it says who, what and why or is refused."""
    made = judgement("achievable")
    book = sw.Book("台账", activities=(made,))
    assert isinstance(made, Activity)
    assert sw.loads(sw.dumps(book)).activities == (made,)
    for name in ("verdict", "by", "reason"):
        with pytest.raises(ValueError, match=name):
            Judgement(**{"id": "J", "on": DAY, "about": "M", "verdict": "v", "by": "b", "reason": "r", name: ""})
