"""Stop-work 停产停业整顿: resumed only after a review, stopped again, or closed down."""

from datetime import date

import pytest

from histories import assigned
from safetywork.acts import Accept, Cancel, Submit
from safetywork.issues import RECTIFICATION, Relapse
from safetywork.machines import cycles
from safetywork.periods import days
from safetywork.referrals import REFERRAL
from safetywork.supervision.duties import owed
from safetywork.supervision.stoppages import (
    MINE_STOPPAGE_DUTIES,
    STOPPAGE,
    STOPPAGE_DUTIES,
    AllowResumption,
    AskResumption,
    CloseDown,
    DropClosure,
    ProposeClosure,
    RefuseResumption,
    RevokeStop,
    StopAgain,
    StopWork,
    stoppage,
)

BUREAU = "应急局"


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


def codes(answer):
    """The reasons of a refusal; none of a step."""
    return getattr(answer, "codes", ())


def stopped(**changes):
    """An issue of 李四 whose workshop was stopped on 3 March 2025 for 30 days, to 2 April."""
    issue = assigned(workflow=RECTIFICATION, beside=(REFERRAL, STOPPAGE))
    told = {"document": "停〔2025〕1号", "scope": "涂装车间", "term": days(30), **changes}
    return issue.apply(StopWork(on=day(3, 3), by=BUREAU, **told))


def asked(on=None):
    """The same, with the work handed in and resumption asked for on 20 March."""
    on = on or day(3, 20)
    return stopped().apply(Submit(on=on, by="李四")).apply(AskResumption(on=on, by="企业"))


def test_a_stop_may_have_a_term_or_none():
    """停产整顿 with a day to be ready by, or until the review finds it ready."""
    assert stopped().deadline(machine="stoppage").last_day == day(4, 2)
    assert stopped(term=None).deadline(machine="stoppage") is None
    assert stopped(trigger=day(3, 5)).deadline(machine="stoppage").last_day == day(4, 7), "4 to 6 April are off"


def test_production_goes_on_after_a_review():
    """申请恢复生产 → 现场审查 → 同意: the day it was asked for is when the unit was ready."""
    issue = asked().apply(AllowResumption(on=day(3, 28), by=BUREAU, document="复1号"))
    assert issue.states[-1] == "resumed"
    assert issue.standing(day(6, 1), machine="stoppage").finished == day(3, 20)


def test_work_resumed_after_a_failed_review():
    """Refused on 28 March, mended, asked again on 1 April, allowed on the 10th: within the first term still."""
    issue = asked().apply(RefuseResumption(on=day(3, 28), by=BUREAU, reason="联锁未投用"))
    assert (issue.states[-1], issue.standing(day(4, 3), machine="stoppage").days_late) == ("stopped", 1)
    issue = issue.apply(AskResumption(on=day(4, 1), by="企业"))
    assert issue.standing(day(4, 3), machine="stoppage").days_late == 0
    issue = issue.apply(AllowResumption(on=day(4, 10), by=BUREAU))
    reviews = owed(issue, STOPPAGE_DUTIES, day(6, 1))
    assert [(r.since, r.deadline.last_day, r.done_on, r.days_late(day(6, 1))) for r in reviews] == [
        (day(3, 20), day(3, 31), day(3, 28), 0),  # 30 March is a Sunday
        (day(4, 1), day(4, 11), day(4, 10), 0),
    ]
    assert len(cycles(issue, "stoppage")) == 1


def test_work_stopped_again_after_a_failed_review():
    """再责令: a new round with a term of its own, which must be said; the first term stays in the record."""
    again = {"by": BUREAU, "document": "停2号", "reason": "未整改"}
    assert codes(asked().decide(StopAgain(on=day(3, 28), **again))) == ("missing_field",)
    issue = asked().apply(StopAgain(on=day(3, 28), term=days(20), **again))
    assert issue.deadline(machine="stoppage").last_day == day(4, 17)
    assert len(cycles(issue, "stoppage")) == 2
    assert issue.as_of(day(3, 27)).deadline(machine="stoppage").last_day == day(4, 2)


def test_nothing_resumes_before_the_work_is_handed_in():
    """The hazard is removed first: handed in at least, and not sent back."""
    early = stopped().apply(AskResumption(on=day(3, 20), by="企业"))
    refusal = early.decide(AllowResumption(on=day(3, 28), by=BUREAU))
    assert (refusal.codes, refusal.text()) == (("not_handed_in",), "整改尚未报验（整改中）")
    accepted = asked().apply(Accept(on=day(3, 21), by="检查组"))
    assert accepted.decide(AllowResumption(on=day(3, 28), by=BUREAU))
    void = (
        stopped().apply(Cancel(on=day(3, 10), by="局长", reason="误报")).apply(AskResumption(on=day(3, 20), by="企业"))
    )
    assert void.decide(AllowResumption(on=day(3, 28), by=BUREAU)), "what was called off does not stay stopped"


@pytest.mark.parametrize("event", [AllowResumption, RefuseResumption, StopAgain])
@pytest.mark.parametrize("by", ["企业", "企 业", "李四"])
def test_the_review_is_by_another_person(event, by):
    """Neither whoever applied nor whoever owns the work."""
    given = {"reason": "未清", "document": "2号", "term": days(9)}
    told = {name: value for name, value in given.items() if name in event.fields() and event is not AllowResumption}
    assert codes(asked().decide(event(on=day(3, 28), by=by, **told))) == ("own_work",)


def test_closing_down():
    """提请关闭: from the stop or the review; the government closes, or does not and the stop goes on."""
    for issue in (stopped(), asked()):
        proposed = issue.apply(ProposeClosure(on=day(3, 28), by=BUREAU, to="县政府", reason="整改无望"))
        assert codes(proposed.decide(AskResumption(on=day(3, 29), by="企业"))) == ("not_from_here",)
        down = proposed.apply(CloseDown(on=day(4, 10), by="县政府", document="关1号"))
        assert (down.states[-1], down.clock("stoppage")) == ("closed down", None)
        assert proposed.apply(DropClosure(on=day(4, 10), by="县政府", reason="证据不足")).states[-1] == "stopped"
    (review,) = owed(proposed, STOPPAGE_DUTIES, day(6, 1))
    assert review.done_on == day(3, 28), "proposing closure is an answer to the application"


def test_a_revoked_stop_has_no_term():
    """撤销: production was never lawfully stopped; a later stop has its own term."""
    issue = stopped().apply(RevokeStop(on=day(3, 10), by=BUREAU, reason="复议撤销"))
    assert (issue.states[-1], issue.clock("stoppage")) == ("running", None)


def test_production_that_had_gone_on_is_stopped_again_for_a_relapse_only():
    """再次责令停产 from 已恢复: while something is owed; it may be without a term."""
    issue = asked().apply(Accept(on=day(3, 21), by="检查组")).apply(AllowResumption(on=day(3, 28), by=BUREAU))
    again = StopAgain(on=day(6, 3), by=BUREAU, document="停3号", reason="又坏")
    assert codes(issue.decide(again)) == ("not_owed",)
    issue = issue.apply(Relapse(on=day(6, 3), by="检查组", text="又坏")).apply(again)
    assert (issue.states[-1], issue.clock("stoppage"), len(cycles(issue, "stoppage"))) == ("stopped", None, 2)


@pytest.mark.parametrize(
    ("event", "reasons"),
    [
        (StopWork(on=day(3, 3), by=BUREAU, document=" "), ("missing_field",)),
        (StopWork(on=day(3, 3), by=BUREAU, document="1号"), ()),
        (AllowResumption(on=day(3, 3), by=BUREAU), ("not_from_here",)),
    ],
)
def test_what_a_stop_must_say(event, reasons):
    """A document; the way to a resumption leads over the stop and the application."""
    issue = assigned(workflow=RECTIFICATION, beside=(STOPPAGE,))
    assert codes(issue.decide(event)) == reasons
    gone = issue.apply(Cancel(on=day(3, 3), by="局长", reason="重复"))
    assert not gone.decide(StopWork(on=day(3, 3), by=BUREAU, document="1号"))


def test_a_coal_mine_is_inspected_within_twenty_days():
    """煤矿安全生产条例 art. 48: asked for on 20 March, inspected by 9 April."""
    (review,) = owed(asked(), MINE_STOPPAGE_DUTIES, day(3, 21))
    assert (review.since, review.deadline.last_day) == (day(3, 20), day(4, 9))


def test_the_machine_made_again_is_the_stock_one():
    """The function builds what the constant holds."""
    assert stoppage() == STOPPAGE
