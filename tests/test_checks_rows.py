"""What a row says of itself: each contradiction is found, and its good twin is left alone."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from crowds import books
from safetywork.checks import CATALOGUE, STOCK_CHECKS, Check, Exemption, Scope, check_book, check_rows
from safetywork.checks.rules import Found
from safetywork.checks.told import Told, told_of
from safetywork.extensions import Extend
from safetywork.ledgers.statuses import read_status
from safetywork.supervision.listings import List

ROOT = Path(__file__).parent.parent
ON = date(2023, 8, 21)
ROWS = [
    json.loads(line)
    for line in (ROOT / "tests" / "answers" / "rectification_rows.jsonl").read_text("utf-8").splitlines()
]
FLAGS = {
    "B2": "actual_date_in_future_of_commit",
    "B3": "completed_without_actual_date",
    "B4": "text_says_cancelled",
    "B5": "text_says_suspended",
    "B6": "text_reports_less_than_goal",
    "late": "late",
    "early": "early",
}


def test_the_flags_of_the_supervision_ledger():
    """From the rows' own fields and words: every flag that a careful reader raised, and none on the other rows."""
    book = sw.load(ROOT / "docs" / "examples" / "supervision-2023.json")
    found = {(fault.place, FLAGS[fault.code]) for fault in check_book(book, ON).faults if fault.code in FLAGS}
    held = {matter.id for matter in book.matters}
    assert found == {(row["id"], flag) for row in ROWS if row["id"] in held for flag in row.get("flags", ())}
    assert len(found) == 18


def told(text="", status="已完成", title="设备·改造", **more):
    """One row, done in time unless told otherwise."""
    finish = ON - timedelta(days=5) if status == "已完成" else None
    given_ = {"due": ON - timedelta(days=5), "finish": finish, **more}
    return Told("R", title, ON, stated=status, cls=read_status(status).cls, text=text, **given_)


def codes(*rows, on=ON):
    """The codes that are found in rows."""
    return [fault.code for fault in check_rows(rows, on).faults]


@pytest.mark.parametrize(
    ("text", "status", "title", "expected"),
    [
        # called off
        ("因规划调整，该环节取消", "已完成", "管道·改造", ["B4"]),
        ("项目不再实施", "已完成", "管道·改造", ["B4"]),
        ("合同终止，改由他方承担", "已完成", "管道·改造", ["B4"]),
        ("未取消，已按图施工完毕", "已完成", "管道·改造", []),
        ("取消了考试资格", "已完成", "违规人员·处理", []),
        ("已取消不合理收费三项", "已完成", "收费·清理", []),
        ("已取消收费", "已完成", "取消收费", []),
        ("计划取消", "进行中", "管道·改造", []),
        # held up
        ("因疫情暂停施工", "进行中", "道路·硬化", ["B5"]),
        ("暂缓推进", "整改中", "道路·硬化", ["B5"]),
        ("待资金到位后再启动", "进行中", "道路·硬化", ["B5"]),
        ("工作搁置", "进行中", "道路·硬化", ["B5"]),
        ("已恢复施工，此前暂停一周", "进行中", "道路·硬化", []),
        ("已责令暂停营业", "进行中", "饭店·整治", []),
        ("未暂停，照常进行", "进行中", "道路·硬化", []),
        ("已暂停", "暂停", "道路·硬化", []),
        # still under way
        ("仍在推进", "已完成", "平台·建设", ["B1"]),
        ("正在办理手续", "已完成", "平台·建设", ["B1"]),
        ("尚未通水", "已完成", "管网·改造", ["B1"]),
        ("预计9月底完成", "已完成", "管网·改造", ["B1"]),
        ("已完成，正在试运行", "已完成", "平台·建设", []),
        ("正在推进", "进行中", "平台·建设", []),
        # less than the goal
        ("方案已确认", "已完成", "代维·签约落地", ["B6"]),
        ("已完成调研，形成初稿", "已完成", "办法·印发实施", ["B6"]),
        ("合同已签订", "已完成", "代维·签约落地", []),
        ("已形成初稿", "已完成", "办法·拟方案", []),
        ("方案已印发", "已完成", "方案·印发", []),
        ("已更换全部灯具", "已完成", "应急灯·更换", []),
        # a payment for the fix
        ("已缴纳罚款两万元", "已完成", "挡墙·加固", ["B13"]),
        ("处罚并已加装护栏", "已完成", "护栏", []),
        # a makeshift
        ("已拉警戒线并设专人看管", "已完成", "栏杆开裂", ["B16"]),
        ("已更换栏杆", "已完成", "栏杆开裂", []),
        # nearly
        ("", "基本完成", "道路·硬化", ["B9"]),
        # at once
        ("立行立改", "整改中", "通道堵塞", ["B11"]),
        ("立行立改，已清理", "已完成", "通道堵塞", []),
        # countdown
        ("剩余10天", "进行中", "道路·硬化", ["C16"]),
        ("剩余3天", "进行中", "道路·硬化", []),
        # a new plan without a decision
        ("改于9月底前完成", "进行中", "设施·改造", ["C13"]),
    ],
)
def test_words_against_status(text, status, title, expected):
    """Each with its good twins: denied, resumed, or the goal itself."""
    due = ON + timedelta(days=3) if "剩余" in text else ON - timedelta(days=5)
    opened = ON - timedelta(days=20)
    assert codes(told(text, status, title, due=due, opened=opened)) == expected


def test_days_against_days():
    """Finished ahead of the as-of day, before it began, late, early; done without a day; due before it was opened."""
    day = ON - timedelta(days=5)
    assert codes(told(finish=ON + timedelta(days=1))) == ["B2"]
    assert codes(told(finish=ON)) == ["late"]
    assert codes(told(finish=day)) == []
    assert codes(told(finish=day - timedelta(days=1))) == ["early"]
    assert codes(told(finish=None)) == ["B3"]
    assert codes(told(finish=None, status="进行中")) == []
    assert codes(told(opened=day + timedelta(days=1))) == ["B10", "C1"]
    assert codes(told(opened=day + timedelta(days=1), imported=True)) == []
    assert codes(told("立行立改", opened=day - timedelta(days=40))) == ["B11"]
    assert codes(told("立行立改", opened=day - timedelta(days=31))) == []
    assert codes(told("改于9月底前完成", "进行中", extended=True)) == []
    assert codes(told("改于8月10日前完成", "进行中")) == []
    assert codes(told(owner="崇贤街道/李四")) == ["E6"]
    assert codes(told(owner="李四")) == []


class TestBooks:
    """What the records of a book say of each other."""

    def book(self, *matters, **more):
        """A book of these."""
        return sw.Book("t", matters=matters, **more)

    def plan(self, id, title="编印手册", **more):
        """A measure due at the end of the month, a Sunday in December 2023."""
        return sw.Measure.plan(id=id, title=title, on=date(2023, 8, 1), by="甲", **{"term": date(2023, 9, 4), **more})

    def codes(self, book, **how):
        """The codes that are found, errors first."""
        return [fault.code for fault in check_book(book, ON, **how).faults]

    def test_twins(self):
        """Title, source, due day and owner the same: once for each that comes later."""
        twice = self.book(self.plan("A"), self.plan("B"), self.plan("C", "其他"))
        (fault,) = check_book(twice, ON).faults
        assert (fault.code, fault.place, fault.evidence) == ("B15", "B", ("A", "B"))
        assert self.codes(self.book(self.plan("A"), self.plan("B", owner="李四"))) == []
        assert self.codes(self.book(self.plan("A", term=None), self.plan("B", term=None))) == []

    def test_a_rest_day(self):
        """An agreed day off; not a rolled one, nor one that nobody has announced."""
        assert self.codes(self.book(self.plan("A", term=date(2023, 9, 30)))) == ["C7"]
        assert self.codes(self.book(self.plan("A", term=date(2031, 1, 1)))) == []
        assert self.codes(self.book(self.plan("A", term=sw.days(33)))) == []

    def test_names_of_nothing(self):
        """A duplicate of an issue, a parent, that the book does not have."""
        issue = sw.Issue.register(id="H", title="t", on=ON, by="甲", parent="H-0")
        assert self.codes(self.book(issue)) == ["link"]
        parent = sw.Issue.register(id="H-0", title="t", on=ON, by="甲")
        assert self.codes(self.book(issue, parent)) == []

    def test_assigned_without_a_term(self):
        """Somebody has it, and nobody said by when."""
        issue = sw.Issue.register(id="H", title="t", on=ON, by="甲")
        assert self.codes(self.book(issue)) == []
        assert self.codes(self.book(issue.apply(sw.Assign(on=ON, by="局长", owner="李四")))) in ([], ["C15"])

    def test_sets_of_pledges(self):
        """Two groups in one campaign; in two campaigns they are apart."""
        one, two = (sw.Pledge.declare(id=g, title=g, on=ON, by="甲", group=g) for g in ("年度", "任务"))
        assert self.codes(self.book(one, two)) == ["E5"]
        assert self.codes(self.book(one)) == []

    def test_silent_weeks(self):
        """A group that meets weekly, and three weeks without a round."""
        group = sw.Group("督查组", "督查", cadence="weekly")
        campaign = sw.Campaign(id="C", on=date(2023, 7, 31), title="行动", groups=(group,))
        (fault,) = check_book(self.book(campaigns=(campaign,)), ON).faults
        assert (fault.code, fault.message.zh) == ("rounds", "应开展3次调度督查，缺3次")
        part = sw.Campaign(id="P", on=date(2023, 7, 31), title="分项", parent="C")
        rounds = tuple(
            sw.Round(id=f"R{d}", on=date(2023, 8, d), title="调度", campaign="P", cadence="weekly") for d in (4, 11, 18)
        )
        assert self.codes(self.book(campaigns=(campaign, part), activities=rounds)) == []

    def test_blue_as_a_warning(self):
        """A policy whose blue ranks below its best."""
        from safetywork.palettes import BLUE, GREEN

        palette = sw.Palette(sw.Label("蓝绿", "blue, green"), (BLUE, GREEN))
        bands = (
            sw.Band("near", BLUE, sw.Label("临期", "near"), ((sw.When("days left", at_most=3),),)),
            sw.Band("far", GREEN, sw.Label("正常", "normal"), ((),)),
        )
        policy = sw.LightPolicy("p", sw.Label("p", "p"), palette, bands, {"green": 0, "blue": 1})
        assert self.codes(self.book(), policy=policy) == ["D4"]
        assert self.codes(self.book()) == []

    def test_a_supervised_hazard(self):
        """A listing that outlives its term is told as it stands."""
        issue = sw.Issue.register(
            id="H", title="t", on=ON, by="检查组", severity="major", unit="甲厂", beside=(sw.LISTING,)
        )
        assert "supervision" not in self.codes(self.book(issue))
        due = issue.apply(sw.Assign(on=ON, by="局长", owner="李四", term=sw.days(9)))
        listed = due.apply(List(on=ON, by="省安委办", level="province", document="1号", term=sw.days(60)))
        (fault,) = check_book(self.book(listed), ON).of("supervision")
        assert (fault.place, fault.evidence) == ("H", ("H",))

    def test_an_extension_is_a_decision(self):
        """Extended, the new day stands in the log, and the text may name it."""
        plan = self.plan("A", term=date(2023, 8, 10)).apply(sw.Progress(on=ON, by="李四", text="改于9月底前完成"))
        assert self.codes(self.book(plan)) == ["C13"]
        longer = self.plan("A", term=date(2023, 8, 10)).apply(
            Extend(on=date(2023, 8, 9), by="局长", until=date(2023, 8, 15), reason="r", asked_by="李四")
        )
        assert self.codes(self.book(longer.apply(sw.Progress(on=ON, by="李四", text="改于9月底前完成")))) == []


ERRORS = {check.code for check in STOCK_CHECKS if check.severity == "error"}


@given(books(), st.data())
def test_a_clean_book_has_no_error(drawn, data):
    """A book that the rules made holds nothing that cannot be true, on any day of it."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    found = [fault for fault in check_book(book, day).faults if fault.severity == "error"]
    assert not [fault for fault in found if fault.code not in ("supervision", "C1", "B10")], found


@given(books(), st.data())
def test_the_order_of_records_is_irrelevant(drawn, data):
    """The same places and codes, whatever the order (but for which of two twins came first)."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    turned = sw.Book(
        book.title, book.unit, None, book.parties, book.campaigns, book.programmes,
        tuple(reversed(book.matters)), tuple(reversed(book.activities)),
    )  # fmt: skip
    both = [sorted((f.code, f.place) for f in check_book(one, day).faults if f.code != "B15") for one in (book, turned)]
    assert both[0] == both[1]


def test_a_check_of_ones_own_and_an_exemption():
    """A user's check stands beside the stock ones; an exemption is listed, and runs out."""
    mine = Check("mine", "error", sw.Label("标题过短", "too short a title"), "row", lambda t, _: [Found(t.id, t.title)])
    found = check_rows([told()], ON, checks=(*STOCK_CHECKS, mine))
    assert [fault.code for fault in found.faults] == ["mine"]
    assert not found.ok
    grant = Exemption("mine", "已核", "局长", place="R", until=ON)
    spared = check_rows([told()], ON, checks=(mine,), exemptions=(grant,))
    assert (spared.faults, [g.by for _, g in spared.exempted], spared.ok) == ((), ["局长"], True)
    late = check_rows([told()], ON + timedelta(days=1), checks=(mine,), exemptions=(grant,))
    assert late.of("mine")
    assert not late.of("B1")
    assert len(found.joined(spared).exempted) == 1
    assert not Exemption("mine", "r", "b", place="S").covers(found.faults[0], ON)
    assert Exemption("mine", "r", "b").covers(found.faults[0], ON)
    assert isinstance(Scope(ON).calendar, sw.WorkCalendar)


def test_the_catalogue_is_whole():
    """The 59 by their ids, each a check, impossible by construction, or for a person, with the reason."""
    ids = [
        f"{letter}{n}"
        for letter, most in (("A", 12), ("B", 16), ("C", 16), ("D", 7), ("E", 8))
        for n in range(1, most + 1)
    ]
    assert [one.id for one in CATALOGUE] == ids
    assert len(ids) == 59
    known = {check.code for check in STOCK_CHECKS}
    for one in CATALOGUE:
        assert (one.how == "check") == (one.id in known or one.id == "A12"), one.id
        assert one.how == "check" or (one.note.zh and one.note.en)
    assert len({(check.code, check.looks_at) for check in STOCK_CHECKS}) == len(STOCK_CHECKS)


def test_what_a_matter_tells():
    """Its last report with a status, its last text; what was imported has the ledger's first day, not its own."""
    plan = sw.Measure.plan(id="A", title="t", on=ON, by="台账", term=ON)
    stated = plan.apply(sw.Progress(on=ON, by="台账", stated="进行中", text="已询价"))
    one = told_of(stated, ON, sw.CHINA)
    assert (one.stated, one.cls, one.text, one.imported) == ("进行中", "under way", "已询价", True)
    bare = told_of(plan, ON, sw.CHINA)
    assert (bare.stated, bare.cls, bare.imported, bare.finish) == (None, "under way", False, None)
    broken = plan.apply(sw.Cancel(on=ON, by="局长", reason="r"))
    assert told_of(broken, ON, sw.CHINA).cls is None
