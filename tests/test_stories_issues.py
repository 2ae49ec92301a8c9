"""Stories of issues from every source, told day by day on one small ledger."""

from datetime import date
from fractions import Fraction

from safetywork.acts import Accept, Assign, Cancel, Evidence, Resume, Submit, Suspend
from safetywork.analysis import analyse
from safetywork.books import Book
from safetywork.closures import Close, ClosurePolicy, Sustain
from safetywork.documents import dumps, loads
from safetywork.extensions import AskExtension, Extend, ExtensionPolicy
from safetywork.extents import CHILDREN_AT_REST, children
from safetywork.issues import Issue, MarkDuplicate, Transfer, rectification
from safetywork.periods import days, months, workdays
from safetywork.rechecks import Recheck, RecheckPolicy, rechecked
from safetywork.reconciliations import reconcile
from safetywork.referrals import REFERRAL, Feedback, Refer, ReferAgain
from safetywork.relapses import Relapse, RelapsePolicy, strictly
from safetywork.sameness import triage
from safetywork.samples import Sample
from safetywork.severities import Reclassify, extensions_by_severity
from safetywork.waivers import WAIVER, AskWaiver, Waive
from safetywork.workflows import Context

STRICT = RelapsePolicy(Fraction(1, 2), {"一般": "较大", "较大": "重大"})
WATCH = RecheckPolicy((months(1), months(3)))
COUNTY = (
    rectification((ClosurePolicy("一般"), ClosurePolicy("较大", ("photo",)), ClosurePolicy("重大", ("on-site check",))))
    .guard(Relapse, strictly(STRICT))
    .guard(Assign, strictly(STRICT))
    .guard(Extend, extensions_by_severity({"重大": ExtensionPolicy(asked=True, times=1)}))
    .guard(Close, rechecked(WATCH), sources=["sustaining"])
    .guard(Close, CHILDREN_AT_REST)
)


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


def found(id, on, **said):
    """An issue of one enterprise, on the county's own workflow."""
    told = {"title": "防爆电机失效", "unit": "甲厂", "place": "一车间", "category": "site", "severity": "一般", **said}
    return Issue.register(id=id, on=on, by="检查组", workflow=COUNTY, beside=(REFERRAL, WAIVER), **told)


def put_right(issue, on, kind="photo"):
    """Handed in by its owner with evidence of the day, accepted, and kept up."""
    issue = issue.apply(Submit(on=on, by=issue.owner, evidence=(Evidence(kind, "整改后", on),)))
    return issue.apply(Accept(on=on, by="检查组")).apply(Sustain(on=on, by="局长"))


def test_one_defect_from_four_sources_over_a_year():
    """Self-inspection, hotline, a follow-up check and the province: one issue, three relapses, one duplicate.

    Each time it is back it gets half the term and a level more; found = kept up + duplicates at the end of every step.
    """
    assert analyse(COUNTY, events=COUNTY.events) == ()
    issue = found("H-1", day(1, 6), source="self-inspection", level="unit")
    issue = issue.apply(Assign(on=day(1, 6), by="局长", owner="李四", term=workdays(16)))
    assert issue.deadline().last_day == day(1, 27), "the Sunday of 26 January is worked"

    hotline = found("H-2", day(1, 10), source="hotline")
    verdict = triage(hotline, [issue, hotline])
    assert (verdict.kind, verdict.of) == ("duplicate", "H-1")
    hotline = hotline.apply(MarkDuplicate(on=day(1, 10), by="台账员", duplicate_of=verdict.of))

    issue = put_right(issue, day(1, 20))
    assert [check.by for check in WATCH.due(issue, day(1, 20))] == [day(2, 20), day(4, 21)], "20 April is a Sunday"
    issue = issue.apply(Recheck(on=day(2, 18), by="督导组"))
    assert [check.by for check in WATCH.missed(issue, day(4, 22))] == [day(4, 21)], "the second was missed"

    # 回头看 finds it back: 8 working days, one level up
    first = STRICT.relapse(issue, text="回头看发现反弹", on=day(4, 23), by="督导组", found_as="RC-4")
    assert (first.term, first.severity) == (workdays(8), "较大")
    issue = put_right(issue.apply(first), day(4, 29))

    # the province finds it again
    province = found("H-3", day(6, 3), source="provincial supervision", origin="A-IP")
    assert triage(province, [issue, hotline, province]).text("en") == (
        "relapse: H-1 was done on 2025-04-29, and is back 35 days later"
    )
    second = STRICT.relapse(issue, text="省督导反馈", on=day(6, 3), by="省督导组", found_as="H-3")
    assert (second.term, second.severity) == (workdays(4), "重大")
    province = province.apply(MarkDuplicate(on=day(6, 3), by="台账员", duplicate_of="H-1"))
    issue = issue.apply(second)
    assert issue.deadline().last_day == day(6, 9)
    issue = put_right(issue, day(6, 9), "on-site check")

    third = STRICT.relapse(issue, text="又反弹", on=day(7, 1), by="检查组")
    assert (third.term, third.severity) == (workdays(2), None), "graver than 重大 it cannot get"
    issue = put_right(issue.apply(third), day(7, 3), "on-site check")

    assert (issue.relapses, issue.severity, len(issue.cycles)) == (3, "重大", 4)
    book = Book("台账", matters=(issue, hotline, province))
    assert loads(dumps(book), workflows=(COUNTY,)) == book
    (split,) = reconcile(book.matters, day(7, 3))
    assert {p.predicate.en: p.rows for p in split.parts if p.rows} == {
        "duplicates": ("H-2", "H-3"),
        "kept up": ("H-1",),
    }
    for on in (day(1, 9), day(4, 24), day(6, 5), day(12, 31)):
        assert all(each.adds_up for each in reconcile(book.matters, on))

    # struck off only when the last cycle was looked at twice
    off = Close(on=day(10, 9), by="检查组")
    bare = Context(facts={"issues": book.matters})
    assert issue.decide(off, bare).codes == ("not_rechecked",)
    checked = issue.apply(Recheck(on=day(8, 1), by="督导组")).apply(Recheck(on=day(10, 9), by="督导组"))
    assert [check.by for check in WATCH.due(checked, day(12, 31))] == [day(8, 4), day(10, 9)]
    assert checked.decide(off).codes == ("issues_unknown",)
    assert checked.apply(off, bare).state == "closed"


def test_a_referral_with_late_feedback_on_an_issue_that_changes_hands():
    """Referred twice, answered late twice, transferred in between: two clocks, one log, three workers."""
    issue = found("H-1", day(3, 3)).apply(Assign(on=day(3, 3), by="局长", owner="李四", term=days(60)))
    issue = issue.apply(Refer(on=day(3, 5), by="局长", to="住建局", term=workdays(5)))
    assert issue.awaiting(day(3, 12)).deadline.last_day == day(3, 12)
    issue = issue.apply(Transfer(on=day(3, 10), by="局长", owner="王五", unit="镇应急办", reason="属地管理"))
    assert (issue.awaiting(day(3, 17)).days_late, issue.awaiting(day(3, 17)).overdue) == (5, True)
    issue = issue.apply(Feedback(on=day(3, 17), by="住建局", text="非我局职责", solved=False))
    assert issue.awaiting(day(6, 1)).finished_late
    issue = issue.apply(ReferAgain(on=day(3, 18), by="局长", to="消防大队", term=workdays(3)))
    handed_in = issue.apply(Submit(on=day(3, 28), by="赵六"))
    assert handed_in.decide(Accept(on=day(3, 28), by="检查组")).codes == ("awaiting_feedback",)
    answered = handed_in.apply(Feedback(on=day(3, 28), by="消防大队", text="已检测合格", solved=True))
    assert answered.awaiting(day(3, 28)).days_late == 7
    for worker in ("李四", "王五", "赵 六"):
        assert answered.decide(Accept(on=day(3, 28), by=worker)).codes == ("own_work",)
    done = answered.apply(Accept(on=day(3, 28), by="检查组"))
    assert done.standing(day(6, 1)).days_late == 0, "its own term ran to 2 May"
    assert done.as_of(day(3, 9)).owner == "李四"


def test_an_extension_after_a_suspension_and_a_waiver():
    """15 working days from 3 March; stopped twice, raised to 重大, extended once on a request, and not again."""
    issue = found("H-1", day(3, 3)).apply(Assign(on=day(3, 3), by="局长", owner="李四", term=workdays(15)))
    assert issue.deadline().last_day == day(3, 24)
    issue = issue.apply(Suspend(on=day(3, 5), by="局长", reason="汛期")).apply(Resume(on=day(3, 7), by="局长"))
    assert issue.deadline().last_day == day(3, 26), "6 and 7 March do not count"
    issue = issue.apply(AskWaiver(on=day(3, 7), by="李四", reason="备件停产"))
    issue = issue.apply(Waive(on=day(3, 10), by="县长", expires=day(3, 13)))
    assert issue.deadline().last_day == day(3, 28), "neither do 11 and 12 March"
    issue = issue.apply(Reclassify(on=day(3, 13), by="专家", severity="重大", reason="构成重大隐患"))
    more = Extend(on=day(3, 14), by="局长", reason="整机未到", more=workdays(5))
    assert issue.decide(more).codes == ("nothing_asked",)
    issue = issue.apply(AskExtension(on=day(3, 14), by="李四", reason="整机未到", more=workdays(9))).apply(more)
    assert issue.deadline().last_day == day(4, 7), "31 March to 3 April, and the 7th: the 4th to the 6th are off"
    assert [s.code for s in issue.deadline().steps if s.code in {"extended", "stopped"}] == [
        "extended",
        "stopped",
        "stopped",
    ]
    again = issue.apply(AskExtension(on=day(3, 20), by="李四", reason="仍未到", more=workdays(5)))
    more = Extend(on=day(3, 20), by="局长", reason="仍未到", more=workdays(5))
    assert again.decide(more).codes == ("extended_too_often",)
    assert issue.standing(day(4, 7)).original.last_day == day(3, 24)


def test_the_like_of_a_defect_is_looked_for_and_waited_for():
    """Two more are found elsewhere, one of them called off; the first is closed when the other is; one is checked."""
    parent = found("H-1", day(3, 3)).apply(Assign(on=day(3, 3), by="局长", owner="李四", term=days(30)))
    parent = parent.apply(Submit(on=day(3, 5), by="李四")).apply(Accept(on=day(3, 5), by="检查组"))
    like = [found(f"H-{n}", day(3, 4), unit=f"{n}厂", parent="H-1") for n in (2, 3)]
    like[1] = like[1].apply(Cancel(on=day(3, 6), by="局长", reason="设备已拆除"))
    off = Close(on=day(3, 20), by="检查组")
    assert [child.id for child in children("H-1", [parent, *like])] == ["H-2", "H-3"]
    assert parent.decide(off, Context(facts={"issues": like})).text() == "举一反三问题尚未办结：H-2"
    like[0] = put_right(like[0].apply(Assign(on=day(3, 6), by="局长", owner="王五", term=days(9))), day(3, 10))
    closed = parent.apply(off, Context(facts={"issues": like}))
    drawn = Sample.one_in(3, [closed.id, *(child.id for child in like)], seed="2025-03")
    assert len(drawn.drawn) == 1
    assert drawn == Sample.one_in(3, ["H-3", "H-2", "H-1"], seed="2025-03")
