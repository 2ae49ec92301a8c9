"""Ledgers taken into a book."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from clerks import LEDGERS, lines
from safetywork.activities import Training, Visit
from safetywork.acts import Correct, Progress, Submit
from safetywork.books import Book
from safetywork.counts import Count
from safetywork.errors import BookError
from safetywork.extensions import Extend
from safetywork.issues import Issue
from safetywork.ledgers.headings import LedgerKind
from safetywork.ledgers.intake import IntakeError, identify, take_in
from safetywork.ledgers.reading import read_ledger
from safetywork.ledgers.tables import Merge, Table
from safetywork.measures import Measure
from safetywork.pledges import Pledge

DAY, LATER = date(2022, 3, 1), date(2022, 4, 1)
HEAD = (
    "编号|存在问题|责任单位|责任人|发现时间|整改时限|状态|实际完成时间|整改进展|是否销号|隐患等级|备注|延期说明|验收人"
)
FIELDS = (
    "key", "issue", "unit", "person", "found", "due", "status", "finished", "progress", "closed", "severity", "remark",
    "why", "verifier",
)  # fmt: skip


def row(**cells):
    """A row of the ledger of issues; what is not said is empty."""
    said = {"key": "H-1", "issue": "应急照明不亮", "unit": "甲局", "person": "李四", "found": "2022-02-01"} | cells
    assert said.keys() <= set(FIELDS)
    return tuple(said.get(name) for name in FIELDS)


def ledger(*rows, on=DAY, kind="issue", head=HEAD, name="问题台账", **how):
    return read_ledger(Table(name, (lines(head), *rows), **how), on=on, kind=kind)


def taken(*rows, on=DAY, book=None, kind="issue", **how):
    """The intake of rows of the ledger of issues."""
    return take_in(ledger(*rows, on=on, kind=kind), book, by="督查室", **how)


def the(intake):
    """The only matter of a book."""
    (matter,) = intake.book.matters
    return matter


def codes(intake):
    return [fault.code for fault in intake.faults]


def events(matter):
    return [type(entry.event).__name__ for entry in matter.log]


# --- what a row becomes


@pytest.mark.parametrize(
    ("cells", "state", "faults"),
    [
        ({}, "rectifying", []),
        ({"status": "整改中", "due": "2022-03-31"}, "rectifying", []),
        ({"status": "已整改", "finished": "2022-02-20"}, "submitted", []),
        ({"status": "已整改"}, "rectifying", ["done without a day"]),
        ({"status": "已整改", "finished": "2022-03-02"}, "rectifying", ["finished after cut-off"]),
        ({"status": "整改中", "finished": "2022-02-20"}, "rectifying", []),
        ({"status": "待验收"}, "submitted", []),
        ({"status": "待验收", "finished": "2022-02-20"}, "submitted", []),
        ({"status": "待验收", "finished": "2022-03-20"}, "submitted", ["finished after cut-off"]),
        ({"status": "已销号", "finished": "2022-02-20"}, "closed", []),
        ({"status": "已整改", "closed": "是", "finished": "2022-02-20", "verifier": "王五"}, "closed", []),
        ({"status": "已整改", "closed": "否", "finished": "2022-02-20"}, "submitted", []),
        ({"status": "长期坚持", "finished": "2022-02-20"}, "sustaining", []),
        ({"status": "已销号", "finished": "2022-02-20", "verifier": "李四"}, "submitted", ["accept refused"]),
        ({"status": "已销号", "finished": "2022-02-20", "severity": "重大"}, "submitted", ["accept refused"]),
        ({"status": "暂停"}, "suspended", []),
        ({"status": "作废", "remark": "重复"}, "cancelled", []),
        ({"status": "退回"}, "rectifying", []),
        ({"person": None, "unit": None}, "registered", []),
        ({"person": None, "unit": None, "status": "整改中"}, "registered", ["assign refused"]),
        ({"due": "立行立改", "status": "整改中"}, "registered", []),
        ({"due": "立行立改", "found": None}, "rectifying", ["term without a beginning"]),
        ({"due": "15个工作日内"}, "rectifying", []),
        ({"due": "15个工作日内", "found": None}, "rectifying", ["term without a beginning"]),
        ({"due": "长期坚持"}, "rectifying", []),
        ({"due": "12月25日"}, "rectifying", []),
        ({"found": "2022-03-05"}, "rectifying", ["day ahead"]),
        ({"severity": "要命"}, "rectifying", ["unknown severity"]),
        ({"severity": "重大隐患"}, "rectifying", []),
    ],
)
def test_a_row_becomes_no_more_than_it_states(cells, state, faults):
    """Finished only where the row says so and names a day that had come; what is refused or left open is a fault."""
    intake = taken(row(**cells))
    assert (the(intake).state, codes(intake)) == (state, faults)
    assert (intake.added, intake.changed, intake.unchanged, intake.vanished) == (("H-1",), (), (), ())
    assert intake.book.faults == intake.faults
    assert intake.ids == {1: "H-1"}
    assert all(fault.place.startswith("问题台账!") and fault.text("en") for fault in intake.faults)


def test_what_a_row_says_is_kept_word_for_word_and_dated_on_the_day_it_names():
    """The issue is registered on the day it was found, and written down on the ledger's; its status is a report."""
    matter = the(taken(row(status="整改中（60%）", progress="正在采购", due="2022年6月底前", severity="重大")))
    assert (matter.title, matter.owner, matter.unit, matter.severity) == ("应急照明不亮", "李四", "甲局", "major")
    assert events(matter) == ["Register", "Assign", "Progress"]
    assert [entry.event.on for entry in matter.log] == [date(2022, 2, 1), date(2022, 2, 1), DAY]
    assert [entry.recorded_on for entry in matter.log] == [DAY, DAY, DAY]
    assert matter.as_of(DAY, known_on=date(2022, 2, 15)) is None
    report = matter.log[-1].event
    assert (report.stated, report.text, report.by, report.stated_finish) == (
        "整改中（60%）",
        "正在采购",
        "督查室",
        None,
    )
    assert matter.deadline().last_day == date(2022, 6, 30)


def test_a_term_in_days_runs_from_the_day_that_the_row_names():
    """15 working days from the day it was issued, else from the day it was found."""
    assert the(taken(row(due="15个工作日内"))).deadline().last_day == sw.CHINA.add(date(2022, 2, 1), 15)
    at_once = the(taken(row(due="立行立改")))
    assert (at_once.deadline().last_day, at_once.workflows[0].name) == (date(2022, 2, 1), "immediate")


def test_a_term_that_may_lie_in_two_years_is_left_open():
    """12月31日前 in a ledger of January is last year's or this one's: no term, and a fault."""
    intake = taken(row(found="2021-12-01", due="12月31日前"), on=date(2022, 1, 6))
    assert (codes(intake), the(intake).deadline()) == (["term left open"], None)
    assert the(taken(row(due="不知何时"))).deadline() is None


def test_what_stands_beside_the_status_is_taken_over_too():
    """The share done, and a major issue that is called so in its category."""
    head = "编号|存在问题|责任人|隐患分类|完成率|发现时间"
    matter = the(take_in(ledger(("H-1", "甲", "李四", "重大隐患", "60%", "2022-02-01"), head=head), by="某"))
    assert (matter.percent, matter.severity, matter.category) == (60, "major", "重大隐患")


def test_a_record_without_a_title_goes_by_its_number():
    """A ledger that has no column for the issue itself; the next one may name it."""
    first = take_in(ledger(("H-1", "李四"), head="编号|责任人"), by="某")
    assert (the(first).title, codes(first)) == ("H-1", ["no subject column"])
    second = take_in(ledger(("H-1", "李四", "甲"), head="编号|责任人|存在问题", on=LATER), first.book, by="某")
    assert (the(second).title, codes(second)) == ("甲", [])


def test_a_measure_that_nobody_owed_is_assigned_and_keeps_its_term():
    """Who owes it is said later; the term that runs is not set again."""
    first = taken(row(due="2022-04-30", person=None, unit=None), kind="supervision")
    second = taken(row(due="2022-04-30"), kind="supervision", on=LATER, book=first.book)
    assert (events(the(second)), codes(second)) == (["Plan", "Assign"], [])
    assert (the(second).owner, the(second).deadline().last_day) == ("李四", date(2022, 4, 30))


def test_who_is_named_nowhere_may_be_told_by_the_caller():
    """`owner` owes what a row names nobody for; a moment given is the moment of writing down."""
    moment = datetime(2022, 3, 2, 9, tzinfo=UTC)
    intake = taken(row(person=None, unit=None, status="整改中"), owner="安监科", recorded_at=moment, campaign=None)
    assert (the(intake).owner, the(intake).state, codes(intake)) == ("安监科", "rectifying", [])
    assert {entry.event.recorded_at for entry in the(intake).log} == {moment}


@pytest.mark.parametrize(
    ("cells", "state", "faults"),
    [
        ({"status": "未开始"}, "planned", []),
        ({"status": "未开始", "progress": "方案已拟"}, "under way", []),
        ({"status": "进行中"}, "under way", []),
        ({"status": "已完成", "finished": "2022-02-20"}, "finished", []),
        ({"status": "待验收"}, "under way", []),
        ({"status": "取消"}, "cancelled", []),
        ({"due": "2022-06-30", "person": None, "unit": None}, "planned", []),
    ],
)
def test_a_row_of_a_supervision_ledger_is_a_measure(cells, state, faults):
    """Planned, reported on, finished where it says so and names a day."""
    intake = taken(row(**cells), kind="supervision")
    assert isinstance(the(intake), Measure)
    assert (the(intake).state, codes(intake)) == (state, faults)


@pytest.mark.parametrize(
    ("cells", "state", "faults"),
    [
        ({"due": "2022-12-31", "status": "正在推进"}, "kept", []),
        ({"status": "正在推进"}, "declared", ["progress refused"]),
        ({"due": "2022-12-31", "status": "已完成", "finished": "2022-02-20"}, "recounted", []),
        ({"due": "2022-12-31", "status": "已完成", "closed": "已兑现", "finished": "2022-02-20"}, "fulfilled", []),
        ({"due": "2022-12-31", "status": "已完成", "closed": "未兑现", "finished": "2022-02-20"}, "recounted", []),
        ({"due": "2022-12-31", "status": "待验收"}, "recounted", []),
        ({"due": "2022-12-31", "status": "失诺"}, "broken", []),
    ],
)
def test_a_row_of_a_pledge_ledger_is_a_pledge(cells, state, faults):
    """Declared; published with its term; kept, recounted, fulfilled or broken as the row says."""
    head = HEAD.replace("存在问题", "承诺事项").replace("是否销号", "兑现情况")
    intake = take_in(ledger(row(**cells), kind="pledge", head=head), by="督查室")
    assert isinstance(the(intake), Pledge)
    assert (the(intake).state, codes(intake)) == (state, faults)


# --- the next edition


def test_the_same_ledger_twice_is_once():
    """Book and faults are the same after the second time, for every kind and every clerk."""
    for case in LEDGERS.values():
        read = read_ledger(case.table, on=case.on)
        how = {"key": ("issue",)} if not read.layout.of("key") + read.layout.of("no") else {}
        once = take_in(read, by="督查室", **how)
        twice = take_in(read, once.book, by="督查室", **how)
        assert twice.book == once.book
        assert (twice.added, twice.changed, twice.vanished) == ((), (), ())
        assert twice.unchanged == once.added
        assert twice.faults == once.faults


def next_edition(before, after, **how):
    first = taken(row(**before))
    return first, taken(row(**after), on=LATER, book=first.book, **how)


@pytest.mark.parametrize(
    ("before", "after", "added", "state", "faults"),
    [
        ({}, {"issue": "应急照明全不亮"}, ["Correct"], "rectifying", []),
        ({}, {"person": "王五", "unit": "乙局"}, ["Correct", "Correct"], "rectifying", []),
        ({}, {"person": None}, ["Correct"], "rectifying", []),
        ({}, {"person": None, "unit": None}, [], "rectifying", ["cell emptied", "cell emptied"]),
        ({"status": "整改中"}, {"status": "整改中", "progress": "已采购"}, ["Progress"], "rectifying", []),
        ({"status": "整改中"}, {"status": "已整改", "finished": "2022-03-20"}, ["Progress", "Submit"], "submitted", []),
        ({"status": "待验收"}, {"status": "退回", "remark": "未到位"}, ["Progress", "Return"], "rectifying", []),
        ({"status": "待验收"}, {"status": "整改中"}, ["Progress", "Return"], "rectifying", []),
        ({"status": "暂停"}, {"status": "整改中"}, ["Resume", "Progress"], "rectifying", []),
        ({"status": "暂停"}, {"status": "暂停"}, [], "suspended", []),
        ({"status": "作废"}, {"status": "作废"}, [], "cancelled", []),
        ({"due": "2022-04-30"}, {"due": "2022-05-31", "why": "疫情"}, ["Extend"], "rectifying", []),
        ({"due": "2022-03-15"}, {"due": "2022-05-31"}, [], "rectifying", ["extend refused"]),
        ({"due": "2022-04-30"}, {"due": "2022-04-15"}, [], "rectifying", ["extend refused"]),
        ({"due": "2022-04-30"}, {"due": "15个工作日内"}, [], "rectifying", ["extend refused"]),
        ({"due": "2022-04-30"}, {"due": None}, [], "rectifying", ["cell emptied"]),
        (
            {"due": "立行立改"},
            {"due": "立行立改", "status": "已整改", "finished": "2022-02-01"},
            ["Progress", "Submit"],
            "submitted",
            [],
        ),
        ({"person": None, "unit": None}, {"due": "2022-04-30"}, ["Assign"], "rectifying", []),
        (
            {"status": "已销号", "finished": "2022-02-20"},
            {"status": "整改中"},
            [],
            "closed",
            ["progress refused", "return refused"],
        ),
        (
            {"status": "已整改", "finished": "2022-02-20"},
            {"status": "已整改", "finished": "2022-02-20", "closed": "√"},
            ["Progress", "Accept", "Close"],
            "closed",
            [],
        ),
    ],
)
def test_a_row_that_changed_becomes_the_events_that_the_change_implies(before, after, added, state, faults):
    """Dated on the new ledger's day, signed by whoever takes it in; what cannot be is a fault and changes nothing."""
    first, second = next_edition(before, after)
    matter = the(second)
    assert events(matter)[len(the(first).log) :] == added
    assert (matter.state, codes(second)) == (state, faults)
    assert {entry.event.on for entry in matter.log[len(the(first).log) :]} <= {LATER}
    assert (second.changed if added else second.unchanged) == ("H-1",)
    third = taken(row(**after), on=LATER, book=second.book)
    assert (third.book, third.unchanged) == (second.book, ("H-1",))


def test_an_extension_says_why_and_is_found_again_however_it_was_entered():
    """The ledger's reason; and a term extended by a span is the day that the next ledger names."""
    _, second = next_edition({"due": "2022-04-30"}, {"due": "2022-05-31", "why": "疫情"})
    assert the(second).log[-1].event == Extend(on=LATER, by="督查室", until=date(2022, 5, 31), reason="疫情")
    first = taken(row(due="2022-04-30"))
    extended = the(first).apply(Extend(on=date(2022, 3, 9), by="局长", more=sw.days(10), reason="疫情"))
    intake = taken(row(due="2022-05-10"), on=LATER, book=first.book.with_(extended))
    assert (intake.unchanged, codes(intake)) == (("H-1",), [])


def test_a_row_that_vanished_is_a_fault_and_never_a_deletion():
    """The matter stays as it is; what came from elsewhere is not missed."""
    other = Issue.register(id="Z-9", title="手工登记", on=DAY, by="某人")
    first = taken(row(), row(key="H-2"), book=Book("总册", matters=(other,)))
    second = taken(row(), on=LATER, book=first.book)
    assert (second.vanished, codes(second)) == (("H-2",), ["row vanished"])
    assert [matter.id for matter in second.book.matters] == ["Z-9", "H-1", "H-2"]
    assert second.faults[0].place == "问题台账!H-2"
    back = taken(row(), row(key="H-2"), on=LATER, book=second.book)
    assert (back.book.faults, back.vanished) == ((), ())


def test_an_older_ledger_changes_nothing():
    """Days never run backwards: what the book has from a later day stays."""
    first = taken(row(status="整改中"), on=LATER)
    second = taken(row(status="未整改"), on=DAY, book=first.book)
    assert (second.book.matters, second.unchanged, codes(second)) == (first.book.matters, ("H-1",), ["older ledger"])


def test_an_id_that_belongs_to_a_record_from_elsewhere_is_not_touched():
    """Another ledger's issue of the same number is no edition of this one."""
    first = taken(row())
    second = taken(row(), book=first.book, name="另一本")
    assert (codes(second), second.added, second.ids, second.vanished) == (["id taken"], (), {}, ())
    assert codes(taken(row(), book=first.book, kind="supervision")) == ["id taken"]
    with pytest.raises(BookError):
        taken(row(), campaign="没有的行动")


# --- which row is which


def test_a_number_tells_rows_apart_and_a_running_number_only_within_its_ledger():
    """编号 is an id; 序号 is one only with the ledger's name before it; the caller may say otherwise."""
    assert identify(ledger(row()))[0] == {1: "H-1"}
    running = ledger((1, "甲"), ("2", "乙"), head="序号|存在问题")
    assert identify(running)[0] == {1: "问题台账/1", 2: "问题台账/2"}
    assert identify(running, name="三月")[0][1] == "三月/1"
    assert identify(running, prefix="W-")[0][1] == "W-1"
    assert identify(running, ("issue", "no"))[0][1] == "甲·1"


def test_a_row_without_a_number_or_with_that_of_another_is_a_fault():
    """Neither is taken in; the parts of one merged number are."""
    intake = taken(row(), row(key=None), row(issue="另一件"))
    assert (codes(intake), intake.added) == (["no number", "number twice"], ("H-1",))
    merged = ledger(("H-1", "甲"), (None, "乙"), ("同上", "丙"), head="编号|存在问题", merges=(Merge(1, 0, 2, 0),))
    assert identify(merged) == ({1: "H-1", 2: "H-1#2", 3: "H-1#3"}, ())


def test_a_ledger_that_cannot_be_taken_in_says_what_to_do():
    """No kind, no number, a kind of one's own."""
    with pytest.raises(IntakeError, match="read it with kind="):
        take_in(read_ledger(Table("1", (lines("编号|电话"), (1, 2))), on=DAY), by="某")
    with pytest.raises(IntakeError, match="say which columns tell them apart"):
        take_in(ledger(("甲", "乙"), head="存在问题|责任单位"), by="某")
    vocabulary = sw.HEADINGS.extend(kinds=[LedgerKind("fire", sw.Label("消防", "fire"), "no issue", "issue")])
    own = read_ledger(Table("1", (lines("编号|存在问题"), (1, 2))), on=DAY, kind="fire", vocabulary=vocabulary)
    with pytest.raises(IntakeError, match="no record is made of the kind 'fire'"):
        take_in(own, by="某")
    assert take_in(ledger(head="存在问题|责任单位"), by="某").book == Book("问题台账")


def test_the_stages_of_one_task_are_parts_of_it():
    """A task with n stages under one merged number: n measures, told apart by their place, titled by their stage."""
    case = LEDGERS["projects"]
    book = take_in(read_ledger(case.table, on=case.on), by="督查室").book
    assert [(m.id, m.title, m.owner) for m in book.matters] == [
        ("101", "建成道路：A路：完成路基", "甲局"),
        ("101#2", "建成道路：A路：完成路面", "甲局"),
        ("102", "建成公园：B园：完成绿化", "甲局"),
    ]


def test_a_person_of_a_unit_owes_it_for_that_unit():
    """崇贤街道/李四: the person is the owner, the unit the unit."""
    case = LEDGERS["commerce"]
    intake = take_in(read_ledger(case.table, on=case.on), by="街道", key=("enterprise",))
    first = intake.book.matters[0]
    assert (first.id, first.owner, first.unit, first.state) == ("某饭店", "李四", "崇贤街道", "submitted")


# --- what was done on a day


def test_a_visit_is_a_dated_fact_with_what_was_said():
    """Its day, whom it called on, and every word of the row; a row without its day is not taken in."""
    case = LEDGERS["visits"]
    intake = take_in(read_ledger(case.table, on=case.on), by="办公室")
    one, two = intake.book.activities
    assert isinstance(one, Visit)
    assert (one.id, one.on, one.title, one.called_on, one.unit) == (
        *("大走访/1", date(2025, 9, 3), "走访某企业", Count.exact(1, "家"), "张三"),
    )
    assert one.note == "反映问题：用工难；意见建议：多招聘；现场答复：能；办理结果：已解决；满意：满意"
    assert (two.called_on, two.recorded_on) == (Count.exact(2, "家"), case.on)
    assert codes(intake) == ["no such day", "no answer", "no day of activity"]
    twice = ledger((1, "2022.2.1", "张"), (1, "2022.2.2", "李"), kind="visit", head="序号|走访时间|走访户")
    assert codes(take_in(twice, by="某")) == ["number twice"]


def test_a_visit_that_changed_takes_the_place_of_the_old_one_and_one_that_is_gone_is_said():
    """Facts have no log: the new one stands; what nobody states any more stays, and is a fault."""
    head = "序号|走访时间|走访户|走访内容|走访户数"
    first = take_in(
        ledger((1, "2022.2.1", None, "慰问", "300余户"), (2, "2022.2.2", "张", "看望"), kind="visit", head=head),
        by="某",
    )
    assert [(a.title, str(a.called_on)) for a in first.book.activities] == [("慰问", "300余户"), ("走访张", "1户")]
    second = take_in(
        ledger((1, "2022.2.1", None, "慰问困难户", "300余户"), kind="visit", head=head, on=LATER), first.book, by="某"
    )
    assert (second.changed, second.vanished) == (("问题台账/1",), ("问题台账/2",))
    assert [a.title for a in second.book.activities] == ["慰问困难户", "走访张"]
    training = ledger((1, "2022.2.1", "消防"), kind="training", head="序号|培训时间|培训名称")
    assert codes(take_in(training, second.book, by="某")) == ["id taken"]
    bare = take_in(
        ledger((1, "2022.3.1", "某村"), kind="visit", head="序号|走访时间|走访地点"), by="某"
    ).book.activities
    assert (bare[0].title, bare[0].called_on, bare[0].recorded_on) == ("某村", Count.exact(1, "户"), None)


def test_a_session_states_its_people_or_they_are_counted_row_by_row():
    """One row for each person: whoever signed in is counted, and who may have been there opens the count."""
    case = LEDGERS["attendance"]
    (session,) = take_in(read_ledger(case.table, on=case.on), by="人事").book.activities
    assert isinstance(session, Training)
    assert (session.id, session.title, session.people) == ("培训记录/P1", "消防", Count(2, 3, "人次"))
    assert (session.on, session.until, session.enterprises) == (date(2021, 5, 10), None, None)
    sessions = LEDGERS["sessions"]
    intake = take_in(read_ledger(sessions.table, on=sessions.on), by="人事")
    assert [(a.on, str(a.people), str(a.enterprises)) for a in intake.book.activities] == [
        (date(2021, 5, 10), "300余人次", "449家次"),
        (date(2021, 6, 1), "3000人次", "X家次"),
        (date(2021, 7, 8), "None", "12家次"),
    ]
    head = "计划编号|培训名称|计划开始|计划结束|员工姓名"
    (plain,) = take_in(
        ledger(
            ("P", "消防", "2021.5.10", "2021.5.12", "甲"),
            ("P", "消防", "2021.5.10", "2021.5.12", "乙"),
            kind="training",
            head=head,
        ),
        by="某",
    ).book.activities
    assert (plain.people, plain.until) == (Count.exact(2, "人次"), date(2021, 5, 12))


def test_what_was_taken_in_is_saved_and_opened_again():
    """A book made of a ledger is a document like any other."""
    intake = taken(row(status="已销号", finished="2022-02-20"), row(key="H-2", due="立行立改", status="整改中"))
    assert sw.loads(sw.dumps(intake.book)) == intake.book
    report = next(e.event for e in the(taken(row(status="整改中"))).log if isinstance(e.event, Progress))
    assert report.stated == "整改中"
    assert not [e for e in the(taken(row(status="整改中"))).log if isinstance(e.event, Correct | Submit)]


# --- any ledger at all

CELL = {
    "key": st.sampled_from(["H-1", "H-2", "H-3", "同上", None]),
    "issue": st.sampled_from(["甲", "乙", None]),
    "unit": st.sampled_from(["甲局", "崇贤街道/李四", None]),
    "person": st.sampled_from(["李四", "王五", None]),
    "found": st.sampled_from(["2022-02-01", "2022-01-10", "2022-05-01", "2月1日", "瞎写", None]),
    "due": st.sampled_from(["2022-03-31", "2022-05-31", "15个工作日内", "立行立改", "长期坚持", "待定", None]),
    "status": st.sampled_from(
        ["整改中", "待验收", "已整改", "已销号", "长期坚持", "退回", "暂停", "作废", "失诺", "搁置", None]
    ),
    "finished": st.sampled_from(["2022-02-20", "2022-03-20", "2022-09-09", None]),
    "progress": st.sampled_from(["正在采购", "快了", None]),
    "closed": st.sampled_from(["是", "否", None]),
    "severity": st.sampled_from(["一般", "重大", "要命", None]),
}
EDITIONS = st.lists(st.fixed_dictionaries(CELL), max_size=4).map(lambda rows: [row(**cells) for cells in rows])


@given(EDITIONS, EDITIONS, st.sampled_from(["issue", "hazard", "supervision", "pledge"]))
def test_any_two_editions_are_taken_in_and_each_of_them_only_once(first, second, kind):
    """Total; nothing is deleted; days never run backwards; the same edition again changes nothing, not even a fault."""
    pledged = HEAD.replace("存在问题", "承诺事项").replace("是否销号", "兑现情况")
    head = pledged if kind == "pledge" else HEAD
    book = None
    for on, rows in ((DAY, first), (LATER, second)):
        read = ledger(*rows, on=on, kind=kind, head=head)
        before = {matter.id for matter in book.matters} if book else set()
        intake = take_in(read, book, by="督查室")
        again = take_in(read, intake.book, by="督查室")
        assert (again.book, again.faults, again.added, again.changed) == (intake.book, intake.faults, (), ())
        assert again.vanished == intake.vanished
        book = intake.book
        assert {matter.id for matter in book.matters} == before | set(intake.added)
        assert set(intake.added) | set(intake.changed) | set(intake.unchanged) == set(intake.ids.values())
        assert before - set(intake.ids.values()) == set(intake.vanished)
        for matter in book.matters:
            days = [entry.event.on for entry in matter.log]
            assert days == sorted(days)
            assert days[-1] <= on
    assert sw.loads(sw.dumps(book)) == book


# --- a status that stands under another heading


@pytest.mark.parametrize(
    ("said", "state", "faults"),
    [
        ("已整改", "rectifying", ["done without a day"]),
        ("整改中，已询价", "rectifying", []),
        ("待验收", "submitted", []),
        ("已作废", "cancelled", []),
        ("√", "rectifying", []),
        ("已更换两处", "rectifying", []),
    ],
)
def test_without_a_status_column_the_progress_says_it(said, state, faults):
    """整改完成情况: 已整改 is a status; a tick and a tale are none. With a column for it, that one counts alone."""
    head = "编号|存在问题|责任单位|责任人|发现时间|整改时限|整改完成情况"
    line = ("H-1", "应急照明不亮", "甲局", "李四", "2022-02-01", "2022-12-31", said)
    intake = take_in(read_ledger(Table("1", (lines(head), line)), on=DAY, kind="issue"), by="督查室")
    assert (the(intake).state, codes(intake)) == (state, faults)
    assert the(taken(row(due="2022-12-31", status="进行中", progress=said))).state == "rectifying"
