"""The agenda: whatever is overdue is on it, once, with every reason, in one order, by what was known on the day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from crowds import books
from safetywork.acts import Return
from safetywork.adapters import cli
from safetywork.agendas import WHY, agenda
from safetywork.escalation import Effect, Ladder, Rung
from safetywork.extensions import AskExtension
from safetywork.milestones import Milestone
from safetywork.pledges import Publish, Review
from safetywork.rechecks import RecheckPolicy
from safetywork.supervision.listings import QINGDAO_DUTIES as DUTIES, FileListing, List
from safetywork.triggers import Past
from safetywork.waivers import WAIVER, AskWaiver, Waive

ROOT = Path(__file__).parent.parent
ANSWERS = ROOT / "tests" / "answers"
DAY = date(2025, 3, 3)
LONG_AGO = date(2025, 1, 1)


def on(n):
    """So many days after `DAY`."""
    return DAY + timedelta(days=n)


def issue(**details):
    """An issue assigned on `DAY` to 李四, due in twenty days."""
    opened = sw.Issue.register(id="H-1", title="通道堵塞", on=DAY, by="检查组", **details)
    return opened.apply(sw.Assign(on=DAY, by="局长", owner="李四", unit="一股", term=on(20)))


def why(matter, day, **how):
    """The reasons of one matter: (kind, text)."""
    made = agenda(sw.Book("t", matters=(matter,)), day, **{"since": day, **how})
    return [(each.kind, each.text("zh")) for item in made.items for each in item.why]


class TestReasons:
    """Each kind of reason, on its day and not the day before."""

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (12, []),
            (13, [("due", "2025-03-23到期，还有7日")]),
            (14, [("due", "2025-03-23到期，还有6日"), ("stuck", "14日无进展（2025-03-03以来）")]),
            (20, [("due today", "今日（2025-03-23）到期"), ("stuck", "20日无进展（2025-03-03以来）")]),
            (21, [("overdue", "逾期1日，应于2025-03-23完成"), ("stuck", "21日无进展（2025-03-03以来）")]),
        ],
    )
    def test_the_term(self, day, expected):
        """Soon within seven days, today, overdue from the day after; stuck from the fourteenth day without an entry."""
        assert why(issue(), on(day)) == expected

    def test_new_since_the_round_before(self):
        """New is what was opened after the round before, and not on its day."""
        assert why(issue(), on(3), since=on(-1)) == [("new", "2025-03-03新增")]
        assert why(issue(), on(3), since=DAY) == []
        held = sw.Round(id="R", title="周调度", on=on(-1), cadence="weekly")
        book = sw.Book("t", matters=(issue(),), activities=(held,))
        assert agenda(book, on(3)).since == on(-1)
        assert agenda(sw.Book("t"), on(3)).since == on(-4)

    def test_to_be_verified(self):
        """Handed in, until it is returned or accepted; and it is neither overdue nor stuck meanwhile."""
        handed = issue().apply(sw.Submit(on=on(5), by="李四", text="已清"))
        assert why(handed, on(60)) == [("verify", "2025-03-08报请验收，待验收")]
        back = handed.apply(Return(on=on(6), by="检查组", reason="未清"))
        assert why(back, on(7)) == []
        assert why(handed.apply(sw.Accept(on=on(6), by="检查组")), on(60)) == []

    def test_an_extension_to_decide(self):
        """Asked for and not decided."""
        asked = issue().apply(AskExtension(on=on(2), by="李四", more=sw.days(5), reason="等件"))
        assert why(asked, on(3)) == [("extension", "李四申请延期，待决定")]

    def test_relapsed(self):
        """In its second cycle it is told as relapsed, with its new term."""
        done = issue().apply(sw.Submit(on=on(5), by="李四", text="t")).apply(sw.Accept(on=on(6), by="检查组"))
        again = done.apply(sw.Close(on=on(7), by="局长")).apply(
            sw.Relapse(on=on(30), by="检查组", text="复发", term=on(60))
        )
        assert why(again, on(31)) == [("relapse", "反弹重开（第2轮）")]

    def test_awaiting_an_answer(self):
        """Referred: until the answer is due, past it, and without a term."""
        referred = sw.Issue.register(id="H-1", title="t", on=DAY, by="检查组", beside=(sw.REFERRAL,))
        dated = referred.apply(sw.Refer(on=DAY, by="局长", to="住建局", term=sw.days(10)))
        assert [kind for kind, _ in why(dated, on(5))] == ["feedback", "unassigned"]
        assert ("feedback overdue", "转办反馈逾期2日，应于2025-03-13反馈") in why(dated, on(12))
        far = referred.apply(sw.Refer(on=DAY, by="局长", to="住建局", term=sw.workdays(36_000)))
        assert ("feedback undated", "转办待反馈") in why(far, on(12))

    def test_a_reply_owed(self):
        """Owed to the person: due, overdue, and told even when the issue is closed."""
        opened = sw.Issue.register(id="H-1", title="t", on=DAY, by="检查组", beside=(sw.REPLY,))
        owed = opened.apply(sw.OweReply(on=DAY, by="局长", to="来电人", term=sw.days(10)))
        assert ("reply", "应于2025-03-13答复反映人") in why(owed, on(5))
        assert ("reply overdue", "答复反映人逾期1日，应于2025-03-13答复") in why(owed, on(11))
        far = opened.apply(sw.OweReply(on=DAY, by="局长", to="来电人", term=sw.workdays(36_000)))
        assert ("reply undated", "待答复反映人") in why(far, on(11))
        later = sw.Issue.register(
            id="H-2", title="通道堵塞", on=date(2026, 12, 25), by="检查组", beside=opened.workflows[1:]
        )
        later = later.apply(sw.OweReply(on=date(2026, 12, 25), by="局长", to="来电人", term=sw.workdays(10)))
        told = why(later, date(2027, 1, 5))
        assert ("reply", "应于2027-01-11?答复反映人") in told, (
            "28-31 December, 4-8 January, the 11th: of no announced year"
        )

    def test_follow_up_checks(self):
        """Due within a week, missed after its day, gone once it was made good."""
        done = issue().apply(sw.Submit(on=on(1), by="李四", text="t")).apply(sw.Accept(on=on(2), by="检查组"))
        done = done.apply(sw.Close(on=on(2), by="局长"))
        policy = RecheckPolicy(sw.days(30))
        assert why(done, on(27), rechecks=policy) == []
        assert why(done, on(28), rechecks=policy) == [("recheck", "应于2025-04-07前开展回头看")]
        assert why(done, on(36), rechecks=policy) == [("recheck missed", "回头看应于2025-04-07前开展，未开展")]
        checked = done.apply(sw.Recheck(on=on(37), by="检查组", text="未反弹"))
        assert why(checked, on(38), rechecks=policy) == []
        assert why(sw.Measure.plan(id="M", title="t", on=DAY, by="甲", term=on(90)), on(1), rechecks=policy) == []

    def test_a_waiver_that_runs_out(self):
        """While it is waived only the end of the waiver is told, a week ahead."""
        opened = sw.Issue.register(id="H-1", title="t", on=DAY, by="检查组", beside=(WAIVER,))
        matter = opened.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=on(5)))
        matter = matter.apply(AskWaiver(on=DAY, by="李四", reason="等件"))
        matter = matter.apply(Waive(on=DAY, by="局长", expires=on(40)))
        assert why(matter, on(32)) == []
        assert why(matter, on(33)) == [("waiver", "豁免2025-04-12到期")]

    def test_milestones(self):
        """Due within a week, missed after its day where the last report says so."""
        pledge = sw.Pledge.declare(id="P", title="t", on=DAY, by="局长", milestones=(Milestone(on(30), 50, "过半"),))
        pledge = pledge.apply(Review(on=DAY, by="检查组")).apply(Publish(on=DAY, by="局长", term=on(90)))
        report = pledge.apply(sw.Progress(on=on(20), by="李四", percent=20))
        assert why(report, on(22)) == []
        assert why(report, on(23)) == [("milestone", "节点“过半”2025-04-02到期")]
        assert ("milestone missed", "节点“过半”应于2025-04-02达到，未达到") in why(report, on(31))

    def test_nobody_has_it(self):
        """No owner, no unit, no term."""
        assert why(sw.Issue.register(id="H", title="t", on=DAY, by="检查组"), on(1)) == [
            ("unassigned", "尚未定责任人或期限")
        ]
        assert why(sw.Issue.register(id="H", title="t", on=DAY, by="检查组", unit="一股"), on(1)) == []

    def test_what_the_authority_owes(self):
        """A listed hazard: the publication within its term, then overdue."""
        opened = sw.Issue.register(
            id="H-1", title="t", on=DAY, by="检查组", severity="major", beside=(sw.LISTING,), unit="一股"
        )
        listed = opened.apply(List(on=DAY, by="市安委办", level="city", document="1号", term=sw.days(90)))
        kinds = {day: [kind for kind, _ in why(listed, on(day), duties=DUTIES)] for day in (1, 60)}
        assert "duty" in kinds[1]
        assert "duty overdue" in kinds[60]
        assert why(listed, on(1)) == []
        assert why(listed, DAY, duties=DUTIES, ahead=0) == []
        filed = listed.apply(FileListing(on=on(1), by="市安委办", to="省安委办"))
        assert [kind for kind, _ in why(filed, on(1), duties=DUTIES)] == ["duty"]

    def test_rungs_to_fire(self):
        """Reached and not fired; fired, it is gone."""
        steps = Ladder(
            "l",
            sw.Label("督办", "letters"),
            (Rung("1", sw.Label("督办函", "urging letter"), (Past(1),), (Effect("urging"),)),),
        )
        assert ("rung", "应升级督办：督办函（逾期1日，2025-03-24）：督办函") in why(issue(), on(22), ladders=(steps,))
        (reached,) = sw.to_fire([issue()], (), on(22), steps)
        fired = sw.fire(reached, id="F", on=on(22), by="督查室")
        book = sw.Book("t", matters=(issue(),), activities=(fired,))
        kinds = [each.kind for item in agenda(book, on(22), ladders=(steps,)).items for each in item.why]
        assert "rung" not in kinds


def test_units_and_persons():
    """By unit, those without one last; by person, however the name is spelt."""
    people = sw.Parties((sw.Unit("U", "监管股"),), (sw.Person("N", "王五", "U"),))
    mine = sw.Measure.plan(id="A", title="t", on=DAY, by="甲", owner="王五", term=on(3))
    bare = sw.Measure.plan(id="B", title="t", on=DAY, by="甲", term=on(1))
    book = sw.Book("t", parties=people, matters=(bare, mine, issue()))
    made = agenda(book, on(2), since=DAY)
    assert [(unit, [item.matter.id for item in items]) for unit, items in made.units] == [
        ("监管股", ["A"]),
        (None, ["B"]),
    ]
    assert [item.matter.id for item in made.only(person="王 五").items] == ["A"]
    assert [item.matter.id for item in made.only(unit="监管股").items] == ["A"]
    assert made.only(unit="二股").units == ()
    assert made.counts() == (("overdue", 1), ("due", 1))


@given(books(), st.data())
def test_what_is_owed_and_late_is_on_it_once(drawn, data):
    """Every matter that is overdue, and every one handed in, stands on it once; nothing void, in a total order."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    made = agenda(book, day)
    ids = [item.matter.id for item in made.items]
    assert len(set(ids)) == len(ids)
    then = book.as_of(day)
    assert {m.id for m in then.matters if m.overdue(day)} <= set(ids)
    late = {item.matter.id for item in made.items if any(each.kind == "overdue" for each in item.why)}
    standing = {m.id: m.settled_standing(day) for m in then.matters if m.pending and not m.waived(day)}
    assert late == {i for i, s in standing.items() if s is not None and s.overdue}
    for item in made.items:
        kinds = [each.kind for each in item.why]
        assert kinds == sorted(kinds, key=list(WHY).index)
        assert not item.matter.void
        assert all(each.text("zh") and each.text("en") for each in item.why)
    orders = [item.order for item in made.items]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)


@given(books(), st.data())
def test_the_order_of_the_book_is_irrelevant(drawn, data):
    """Records in another order give the same agenda."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    turned = sw.Book(
        book.title, book.unit, None, book.parties, book.campaigns, book.programmes,
        tuple(reversed(book.matters)), tuple(reversed(book.activities)),
    )  # fmt: skip
    assert agenda(turned, day) == agenda(book, day)


@given(books(), st.data())
def test_what_came_later_changes_nothing(drawn, data):
    """The agenda of a day is made of what stood in the logs by then."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    assert agenda(book.as_of(day), day) == agenda(book, day)


@pytest.mark.parametrize(
    ("book", "day", "lang"),
    [
        ("county-2021", "2021-05-17", "zh"),
        ("county-2021", "2021-05-17", "en"),
        ("supervision-2023", "2023-08-21", "zh"),
    ],
)
def test_the_agendas_of_the_examples(book, day, lang, capsys):
    """As they were read and found fit to be sent; write the file anew by hand where a change is meant."""
    assert cli.main(["dispatch", str(ROOT / "docs" / "examples" / f"{book}.json"), "--on", day, "--lang", lang]) == 0
    told = capsys.readouterr().out
    assert told == (ANSWERS / f"agenda-{book}-{lang}.txt").read_text(encoding="utf-8")


def test_an_agenda_for_publication(capsys):
    """Masked, it names nobody and says so; a unit alone, and a day on which there is nothing."""
    county = str(ROOT / "docs" / "examples" / "county-2021.json")
    assert cli.main(["dispatch", county, "--on", "2021-05-17", "--mask", "--unit", "监管股"]) == 0
    told = capsys.readouterr().out
    assert "监管股股长乙" not in told
    assert told.rstrip().endswith("（人名、证件号码和电话号码已作隐名处理）")
    assert cli.main(["dispatch", county, "--on", "2021-01-04", "--since", "2021-01-01"]) == 0
    assert "无事项。" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        cli.main(["dispatch", county, "--on", "2021-05-17", "--ahead", "-1"])
