"""Enforcement: inspection, order, recheck within ten days, hand-over for a penalty as facts beside it."""

from datetime import date

import pytest

from histories import assigned
from safetywork.acts import Accept, Cancel, Submit
from safetywork.issues import RECTIFICATION, Relapse
from safetywork.machines import cycles
from safetywork.periods import days, workdays
from safetywork.referrals import REFERRAL
from safetywork.statutes import CLOSURE, first_met, in_force
from safetywork.supervision.duties import owed
from safetywork.supervision.enforcement import (
    AT_ONCE,
    ENFORCEMENT,
    ENFORCEMENT_DUTIES,
    AskRecheck,
    FailRecheck,
    HandOver,
    Inspect,
    InspectAgain,
    Order,
    OrderAtOnce,
    Outcome,
    PassRecheck,
    PutRight,
    Reorder,
    RevokeOrder,
    enforcement,
    penalties,
)

SQUAD = "执法大队"


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


def codes(answer):
    """The reasons of a refusal; none of a step."""
    return getattr(answer, "codes", ())


def state(issue):
    """The state of the enforcement machine."""
    return issue.states[-1]


def inspected(**details):
    """An issue of 李四 that the squad inspected on 3 March 2025."""
    issue = assigned(workflow=RECTIFICATION, beside=(REFERRAL, ENFORCEMENT), **details)
    return issue.apply(Inspect(on=day(3, 3), by=SQUAD, text="喷淋缺失", document="检〔2025〕1号"))


def ordered(**changes):
    """The same, ordered to be put right: 15 days end on 18 March."""
    return inspected().apply(Order(on=day(3, 3), by=SQUAD, document="责改〔2025〕1号", term=days(15), **changes))


def asked(on=None):
    """The same, with a recheck asked for by the enterprise on 10 March."""
    return ordered().apply(AskRecheck(on=on or day(3, 10), by="企业"))


def failed():
    """The same, found wanting on 14 March."""
    return asked().apply(FailRecheck(on=day(3, 14), by=SQUAD, reason="未联动", document="复〔2025〕1号"))


def test_an_order_is_carried_out_and_rechecked():
    """现场检查 → 责令限期整改 → 申请复查 → 复查合格, on a clock of its own from the day of service."""
    issue = inspected()
    assert (state(issue), issue.clock("enforcement")) == ("inspected", None)
    issue = issue.apply(Order(on=day(3, 3), by=SQUAD, document="责改1号", term=days(15), trigger=day(3, 4)))
    assert issue.deadline(machine="enforcement").last_day == day(3, 19)
    issue = issue.apply(AskRecheck(on=day(3, 10), by="企业")).apply(PassRecheck(on=day(3, 12), by=SQUAD))
    standing = issue.standing(day(6, 1), machine="enforcement")
    assert (state(issue), standing.finished, standing.finished_late) == ("passed", day(3, 10), False)
    assert issue.state == "rectifying", "the issue itself is settled by its own machine"


def test_an_order_at_once_is_due_on_the_day():
    """责令立即排除: not a day more, weekend or not."""
    saturday = day(3, 8)
    issue = inspected().apply(OrderAtOnce(on=saturday, by=SQUAD, document="责改2号"))
    assert issue.deadline(machine="enforcement").last_day == saturday
    assert issue.standing(day(3, 9), machine="enforcement").overdue
    assert "unverified" in AT_ONCE.source


def test_what_is_put_right_on_the_spot_needs_no_order():
    """当场整改: seen by the inspectors, not by whoever did the work."""
    assert state(inspected().apply(PutRight(on=day(3, 3), by=SQUAD))) == "passed"
    assert codes(inspected().decide(PutRight(on=day(3, 3), by="李四"))) == ("own_work",)


def test_a_recheck_after_the_ordered_term_needs_no_application():
    """期满复查: from the order directly, and the order was carried out late by then."""
    issue = ordered().apply(PassRecheck(on=day(3, 24), by=SQUAD))
    assert issue.standing(day(3, 24), machine="enforcement").days_late == 6


@pytest.mark.parametrize("event", [PassRecheck, FailRecheck])
@pytest.mark.parametrize("by", ["企业", "企 业", "李四"])
def test_nobody_rechecks_the_own_work(event, by):
    """Neither whoever applied nor whoever owns the work."""
    given = {"reason": "未清"} if event is FailRecheck else {}
    assert codes(asked().decide(event(on=day(3, 12), by=by, **given))) == ("own_work",)


def test_a_failed_recheck_leads_to_another_order_or_another_application():
    """再次责令: counted, with a clock of its own; or the unit mends it and asks again under the old one."""
    issue = failed()
    assert codes(issue.decide(Order(on=day(3, 14), by=SQUAD, document="2号", term=days(7)))) == ("not_from_here",)
    again = issue.apply(Reorder(on=day(3, 14), by=SQUAD, document="责改3号", term=days(7)))
    assert (again.deadline(machine="enforcement").last_day, len(cycles(again, "enforcement"))) == (day(3, 21), 2)
    mended = issue.apply(AskRecheck(on=day(3, 17), by="企业"))
    assert mended.standing(day(3, 20), machine="enforcement").finished == day(3, 17)
    assert not issue.standing(day(3, 18), machine="enforcement").overdue
    assert issue.standing(day(3, 19), machine="enforcement").overdue, "what failed the recheck is not done"


@pytest.mark.parametrize(
    ("event", "reasons"),
    [
        (Order(on=day(3, 3), by=SQUAD, document="", term=days(5)), ("missing_field",)),
        (Order(on=day(3, 3), by=SQUAD, document="1号", term=None), ("missing_field",)),
        (OrderAtOnce(on=day(3, 3), by=SQUAD, document=" "), ("missing_field",)),
        (RevokeOrder(on=day(3, 3), by=SQUAD, reason="复议撤销"), ("not_from_here",)),
        (HandOver(on=day(3, 3), by=SQUAD, to="", reason="拒不整改"), ("missing_field",)),
        (Outcome(on=day(3, 3), by=SQUAD, text="罚款", penalised=True), ("not_handed_over",)),
    ],
)
def test_what_an_order_must_say(event, reasons):
    """A document and a term; an outcome only of what was handed over."""
    assert codes(inspected().decide(event)) == reasons


def test_what_is_not_owed_any_more_is_not_inspected_or_ordered():
    """An issue that was called off or accepted takes no order; one that relapsed does, as a new round."""
    gone = assigned(workflow=RECTIFICATION, beside=(ENFORCEMENT,)).apply(Cancel(on=day(3, 3), by="局长", reason="重复"))
    assert codes(gone.decide(Inspect(on=day(3, 3), by=SQUAD, text="t"))) == ("not_owed",)
    done = inspected().apply(Submit(on=day(3, 5), by="李四")).apply(Accept(on=day(3, 5), by="检查组"))
    assert codes(done.decide(Order(on=day(3, 5), by=SQUAD, document="1号", term=days(5)))) == ("not_owed",)
    assert codes(done.decide(OrderAtOnce(on=day(3, 5), by=SQUAD, document="1号"))) == ("not_owed",)
    passed = done.apply(PutRight(on=day(3, 5), by=SQUAD))
    assert codes(passed.decide(InspectAgain(on=day(6, 3), by=SQUAD, text="t"))) == ("not_owed",)
    back = passed.apply(Relapse(on=day(6, 3), by="检查组", text="又坏")).apply(
        InspectAgain(on=day(6, 3), by=SQUAD, text="又缺失")
    )
    assert (state(back), len(cycles(back, "enforcement"))) == ("inspected", 2)
    late = failed().apply(Submit(on=day(3, 17), by="李四")).apply(Accept(on=day(3, 17), by="检查组"))
    assert codes(late.decide(Reorder(on=day(3, 17), by=SQUAD, document="2号", term=days(5)))) == ("not_owed",)


def test_a_revoked_order_has_no_term_and_holds_nothing():
    """撤销责令, for instance after an appeal: its clock ends."""
    issue = ordered().apply(RevokeOrder(on=day(3, 10), by=SQUAD, reason="行政复议撤销"))
    assert (state(issue), issue.clock("enforcement")) == ("revoked", None)


def test_a_hand_over_and_its_outcome_are_facts_beside_the_order():
    """移送处罚 leaves the order as it is; its outcome comes when it comes, also after the recheck was passed."""
    issue = failed().apply(HandOver(on=day(3, 14), by=SQUAD, to="执法支队", reason="逾期未整改", document="移1号"))
    assert (state(issue), penalties(issue)) == ("failed", ())
    issue = issue.apply(AskRecheck(on=day(3, 17), by="企业")).apply(PassRecheck(on=day(3, 18), by=SQUAD))
    issue = issue.apply(
        Outcome(on=day(4, 10), by="执法支队", text="罚款2万元", penalised=True, decided_on=day(4, 7), document="罚1号")
    )
    assert (state(issue), penalties(issue)) == ("passed", (day(4, 7),))
    issue = issue.apply(Outcome(on=day(5, 6), by="执法支队", text="不予处罚", penalised=False))
    assert penalties(issue) == (day(4, 7),)
    assert penalties(issue.apply(Outcome(on=day(5, 7), by="执法支队", text="罚款", penalised=True)))[1] == day(5, 7)


def test_penalties_are_counted_in_the_windows_of_the_law():
    """安全生产法 art. 113(1): three within 180 days; 7 April, 1 July and 4 October are, 5 October is not."""

    def penalised(*when):
        issue = failed().apply(HandOver(on=day(3, 14), by=SQUAD, to="执法支队", reason="逾期"))
        for on in when:
            issue = issue.apply(Outcome(on=on, by="执法支队", text="罚款", penalised=True))
        return penalties(issue)

    assert first_met(CLOSURE, penalised(day(4, 7), day(7, 1), day(10, 4))).on == day(10, 4)
    assert first_met(CLOSURE, penalised(day(4, 7), day(7, 1), day(10, 5))) is None


# --- the duty to recheck


def due(issue, on):
    """code → (since, by when, done, days late) of the rechecks owed by `on`."""
    return {
        each.duty.code.removeprefix("enforcement."): (
            *(each.since, each.deadline.last_day, each.done_on, each.days_late(on)),
        )
        for each in owed(issue, ENFORCEMENT_DUTIES, on)
    }


def test_a_recheck_is_owed_ten_days_after_the_application():
    """24号令 art. 11 (unverified): asked for on 10 March, by 20 March; the term's own end brings nothing more."""
    assert due(asked(), day(3, 21)) == {"recheck": (day(3, 10), day(3, 20), None, 1)}
    passed = asked().apply(PassRecheck(on=day(3, 20), by=SQUAD))
    assert due(passed, day(6, 1)) == {"recheck": (day(3, 10), day(3, 20), day(3, 20), 0)}
    assert in_force("recheck-application", day(3, 10)).confidence == "unverified"


def test_a_recheck_is_owed_ten_days_after_the_end_of_the_ordered_term():
    """Nothing was asked for by 18 March: due by the 28th; on the last day itself nothing is owed yet."""
    issue = ordered()
    assert due(issue, day(3, 18)) == {}
    assert due(issue, day(3, 19)) == {"recheck-at-end": (day(3, 18), day(3, 28), None, 0)}
    assert due(issue, day(3, 31)) == {"recheck-at-end": (day(3, 18), day(3, 28), None, 3)}
    done = issue.apply(FailRecheck(on=day(3, 31), by=SQUAD, reason="未动"))
    assert due(done, day(6, 1)) == {"recheck-at-end": (day(3, 18), day(3, 28), day(3, 31), 3)}
    mended = done.apply(AskRecheck(on=day(4, 1), by="企业")).apply(PassRecheck(on=day(4, 2), by=SQUAD))
    assert set(due(mended, day(6, 1))) == {"recheck-at-end", "recheck"}, "the end of one term is counted once"


def test_each_ordered_term_brings_its_own_recheck():
    """A second order that ends unanswered is rechecked too; an application after the end brings both."""
    issue = ordered().apply(FailRecheck(on=day(3, 24), by=SQUAD, reason="未动"))
    issue = issue.apply(Reorder(on=day(3, 24), by=SQUAD, document="2号", term=workdays(3)))  # → 27 March
    told = owed(issue, ENFORCEMENT_DUTIES, day(3, 28))
    assert [(each.since, each.done_on) for each in told] == [(day(3, 18), day(3, 24)), (day(3, 27), None)]
    late = issue.apply(AskRecheck(on=day(3, 28), by="企业"))
    assert [each.since for each in owed(late, ENFORCEMENT_DUTIES, day(3, 28))] == [day(3, 18), day(3, 27), day(3, 28)]


def test_the_machine_made_again_is_the_stock_one():
    """The function builds what the constant holds."""
    assert enforcement() == ENFORCEMENT
