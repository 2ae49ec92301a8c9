"""Worked histories with known answers, day by day as a clerk would count them.

2025: 清明 is off 4-6 April; 劳动节 1-5 May with 27 April (a Sunday) worked for it; 端午 31 May to 2 June.
"""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from histories import assigned, submitted
from safetywork.activities import Visit
from safetywork.acts import Accept, Assign, Evidence, Progress, Resume, Return, Submit, Suspend
from safetywork.calendars import CHINA
from safetywork.counts import Count
from safetywork.extensions import Extend
from safetywork.issues import IMMEDIATE, Close, Issue, Recheck, Relapse, Sustain
from safetywork.lights import light
from safetywork.milestones import Milestone
from safetywork.periods import days, workdays
from safetywork.pledges import Attain, Break, Fulfil, Pledge, Publish, Recount, Renew, Review
from safetywork.referrals import Feedback, Refer, ReferAgain
from safetywork.replies import OweReply, Reply, reply_standing
from safetywork.visits import bring_up, outcomes, replies


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


# --- a relapse chain of three cycles


def chain():
    """An issue that was put right in time, late, and is open for the third time."""
    issue = assigned(term=workdays(5))  # Monday 3 March → Monday 10 March
    issue = issue.apply(Submit(on=day(3, 7), by="李四")).apply(Accept(on=day(3, 10), by="检查组"))
    first = issue.apply(Close(on=day(3, 11), by="检查组"))
    issue = first.apply(Relapse(on=day(4, 1), by="检查组", text="又不亮", term=workdays(5)))
    # 2, 3 April; 4-6 off; 7, 8, 9 → Wednesday 9 April
    issue = issue.apply(Submit(on=day(4, 11), by="李四")).apply(Accept(on=day(4, 14), by="检查组"))
    second = issue.apply(Sustain(on=day(4, 15), by="局长"))
    third = second.apply(Relapse(on=day(4, 24), by="检查组", text="第三次", term=workdays(5), owner="王五"))
    # 25 April, Sunday 27 worked, 28, 29, 30 → Wednesday 30 April
    return first, second, third


def test_three_cycles_each_with_a_clock_of_its_own():
    """Due 10 March, 9 April, 30 April: each from its own trigger, over holidays and a worked Sunday."""
    first, second, third = chain()
    assert first.deadline().last_day == day(3, 10)
    assert second.deadline().last_day == day(4, 9)
    assert third.deadline().last_day == day(4, 30)
    assert [cycle.number for cycle in third.cycles] == [1, 2, 3]
    assert [cycle.began_on for cycle in third.cycles] == [day(3, 3), day(4, 1), day(4, 24)]
    assert [cycle.closed_on for cycle in third.cycles] == [day(3, 11), day(4, 15), None]
    assert third.relapses == 2


def test_the_record_of_an_old_cycle_stays_as_it_was():
    """As of a day within an old cycle, its standing is what it was: in time in March, two days late in April."""
    first, second, third = chain()
    for later in (second, third):
        assert later.as_of(day(3, 11)) == first
        assert not later.as_of(day(3, 11)).standing(day(3, 11)).finished_late
    assert third.as_of(day(4, 15)) == second
    assert second.standing(day(4, 15)).days_late == 2
    assert third.log[: len(second.log)] == second.log
    assert third.verify(head=first.head()) == len(first.log)


def test_the_new_cycle_starts_with_nothing_handed_in():
    """Neither the finish nor the owner of the last cycle stands in the new one where it says otherwise."""
    _, _, third = chain()
    assert (third.owner, third.handed_in, third.evidence) == ("王五", None, ())
    assert third.standing(day(5, 1)).days_late == 1
    assert third.standing(day(4, 30)).days_late == 0


# --- a referral with late feedback


def test_a_referral_answers_late_while_the_issue_itself_is_in_time():
    """Two clocks: the body in charge is three days late, the issue has fourteen left."""
    issue = assigned(term=days(30))  # → 2 April
    issue = issue.apply(Refer(on=day(3, 5), by="局长", to="住建局", term=days(10)))  # 15 March is a Saturday → 17 March
    assert issue.awaiting(day(3, 17)).days_late == 0
    assert issue.awaiting(day(3, 19)).overdue
    assert issue.standing(day(3, 19)).days_left == 14
    issue = issue.apply(Feedback(on=day(3, 20), by="住建局", text="已更换管线", solved=True))
    late = issue.awaiting(day(6, 1))
    assert (late.overdue, late.finished_late, late.days_late) == (False, True, 3)
    assert issue.standing(day(3, 20)).days_left == 13
    issue = issue.apply(ReferAgain(on=day(3, 21), by="局长", to="燃气公司", term=days(5)))
    assert issue.awaiting(day(3, 26)).days_late == 0
    assert issue.as_of(day(3, 20)).awaiting(day(3, 20)).days_late == 3


# --- an extension after a suspension


def test_an_extension_after_a_suspension():
    """15 working days from 3 March end on 24 March; stopped from 12 to 19 March adds five, five more by extension."""
    issue = assigned(term=workdays(15))
    assert issue.deadline().last_day == day(3, 24)
    issue = issue.apply(Suspend(on=day(3, 12), by="局长", reason="汛期"))
    assert issue.standing(day(3, 13)).stopped
    issue = issue.apply(Resume(on=day(3, 19), by="局长"))
    assert issue.deadline().last_day == day(3, 31), "13, 14, 17, 18, 19 March do not count"
    issue = issue.apply(Extend(on=day(3, 20), by="局长", reason="备件未到", more=workdays(5), asked_by="李四"))
    # 1, 2, 3 April; 4-6 off; 7, 8
    assert issue.deadline().last_day == day(4, 8)
    assert [step.code for step in issue.deadline().steps][-3:] == ["extended", "stopped", "last"]
    assert issue.standing(day(4, 8)).original.last_day == day(3, 24)
    assert issue.as_of(day(3, 12)).deadline().last_day == day(3, 24)


# --- acceptance refused to the rectifier under another spelling


@pytest.mark.parametrize("name", ["李四", "李 四", "李四\u3000", "\u200b李四"])
def test_the_rectifier_cannot_accept_under_a_look_alike_name(name):
    """A space, a full-width space or an invisible character does not make another person."""
    refusal = submitted().decide(Accept(on=day(3, 11), by=name))
    assert refusal.codes == ("own_work",)
    assert refusal.text() == f"验收人{name}即整改人，须由他人验收"


def test_full_width_letters_do_not_make_another_person():
    """Ｚｈａｏ is Zhao."""
    assert submitted("Zhao").decide(Accept(on=day(3, 11), by="ＺＨＡＯ")).codes == ("own_work",)


# --- return, and evidence of this round only


def test_a_returned_issue_needs_evidence_of_its_own_round():
    """The photo of the first handing-in went back with it: the second, without one, is not accepted."""
    photo = Evidence("photo", "整改后", day(3, 9))
    issue = assigned(severity="major").apply(Submit(on=day(3, 10), by="李四", evidence=(photo,)))
    assert issue.decide(Accept(on=day(3, 10), by="检查组"))
    issue = issue.apply(Return(on=day(3, 11), by="检查组", reason="角度不清"))
    again = issue.apply(Submit(on=day(3, 12), by="李四"))
    assert again.decide(Accept(on=day(3, 12), by="检查组")).codes == ("evidence_missing",)
    again = issue.apply(Submit(on=day(3, 12), by="李四", evidence=(Evidence("photo", "重拍", day(3, 12)),)))
    accepted = again.apply(Accept(on=day(3, 12), by="检查组"))
    assert accepted.clock().finished == day(3, 12), "the round that was accepted counts, not the returned one"


def test_evidence_of_an_earlier_cycle_is_too_old():
    """After a relapse a photo from before it proves nothing."""
    photo = Evidence("photo", "整改后", day(3, 9))
    issue = assigned(severity="major").apply(Submit(on=day(3, 10), by="李四", evidence=(photo,)))
    issue = issue.apply(Accept(on=day(3, 10), by="检查组")).apply(Relapse(on=day(4, 1), by="检查组", text="又坏"))
    issue = issue.apply(Submit(on=day(4, 2), by="李四", evidence=(photo,)))
    assert issue.decide(Accept(on=day(4, 2), by="检查组")).codes == ("evidence_not_of_this_round",)


# --- a pledge broken and renewed


def test_a_pledge_broken_and_renewed():
    """Broken in March, promised again in April and kept: red while broken, the breach stays in the record."""
    pledge = Pledge.declare(id="P-1", title="排查燃气管线", on=day(3, 3), by="局长", owner="李四")
    pledge = pledge.apply(Review(on=day(3, 3), by="督查组"))
    pledge = pledge.apply(Publish(on=day(3, 3), by="局长", term=day(3, 31)))
    pledge = pledge.apply(Progress(on=day(3, 17), by="李四", percent=50))
    assert pledge.scheduled(day(3, 17)) == Fraction(14, 28) * 100
    broken = pledge.apply(Break(on=day(4, 1), by="评议组", reason="只完成一半"))
    assert (broken.failed, str(broken.standing_state)) == (True, "失诺")
    assert (light(broken, day(4, 2)).colour.id, light(broken, day(4, 2)).band.id) == ("red", "failed")
    renewed = broken.apply(Renew(on=day(4, 2), by="局长", term=day(4, 30)))
    assert (renewed.cycle, renewed.percent, renewed.deadline().last_day) == (2, None, day(4, 30))
    kept = renewed.apply(Recount(on=day(4, 28), by="李四")).apply(Fulfil(on=day(5, 6), by="评议组"))
    assert (kept.done, kept.failed, light(kept, day(5, 6)).band.id) == (True, False, "finished early")
    assert kept.as_of(day(4, 1)).failed


def test_a_pledge_of_thirty_two_broken_and_renewed_for_the_rest():
    """Reviewed, published, half reached by the end of March and broken; renewed for the rest, and all of it reached.

    The milestone of 17 March was met two days late and stays so; the new cycle begins to count at nothing.
    """
    pledge = Pledge.declare(
        id="P-2", title="创建示范企业", on=day(3, 3), by="局长", owner="李四", target=Count.exact(32, "家"),
        milestones=(Milestone(day(3, 17), 25, "四分之一"), Milestone(day(3, 31), 100)),
    )  # fmt: skip
    assert pledge.decide(Publish(on=day(3, 3), by="局长", term=day(3, 31))).codes == ("not_from_here",)
    pledge = pledge.apply(Review(on=day(3, 3), by="督查组")).apply(Publish(on=day(3, 3), by="局长", term=day(3, 31)))
    for number, reached in ((10, "X家"), (17, "6家"), (19, "8家"), (31, "16家")):
        pledge = pledge.apply(Attain(on=day(3, number), by="李四", reached=Count.read(reached)))
    assert [pledge.as_of(day(3, n)).target_met for n in (9, 10, 17, 31)] == [None, None, False, False]
    assert [pledge.as_of(day(3, n)).progress for n in (10, 17, 31)] == [None, Fraction(75, 4), 50]
    first, last = pledge.milestones_on(day(4, 1))
    assert (first.met_on, first.late, last.met, last.missed) == (day(3, 19), True, False, True)
    broken = pledge.apply(Break(on=day(4, 1), by="评议组", reason="只完成一半"))
    rest = (Milestone(day(4, 15), 50), Milestone(day(4, 30), 100))
    renewed = broken.apply(
        Renew(on=day(4, 2), by="局长", term=day(4, 30), target=Count.exact(16, "家"), milestones=rest)
    )
    assert (renewed.reached, renewed.target_met, renewed.cycle) == (None, None, 2)
    renewed = renewed.apply(Attain(on=day(4, 14), by="李四", reached=Count.exact(8, "家")))
    assert [m.met_on for m in renewed.milestones_on(day(4, 15))] == [day(4, 14), None]
    renewed = renewed.apply(Attain(on=day(4, 29), by="李四", reached=Count.exact(16, "家")))
    kept = renewed.apply(Recount(on=day(4, 29), by="李四")).apply(Fulfil(on=day(5, 6), by="评议组"))
    assert (kept.done, kept.target_met, kept.standing(day(5, 6)).finished_late) == (True, True, False)
    assert [m.met for m in kept.milestones_on(day(4, 1))] == [True, False], "what was broken stays on record"


# --- an immediate issue left open overnight


def test_an_immediate_issue_left_open_overnight():
    """立行立改 on a Saturday: yellow that day, red on Sunday, handed in late on Monday, a late finish for good."""
    issue = Issue.register(id="H-3", title="通道堆物", on=day(3, 8), by="检查组", owner="李四", workflow=IMMEDIATE)
    assert issue.standing(day(3, 8)).days_late == 0
    assert (light(issue, day(3, 8)).band.id, light(issue, day(3, 9)).band.id) == ("near", "overdue")
    issue = issue.apply(Submit(on=day(3, 10), by="李四")).apply(Accept(on=day(3, 10), by="检查组"))
    assert (issue.standing(day(3, 20)).finished_late, issue.standing(day(3, 20)).days_late) == (True, 2)
    assert light(issue, day(3, 20)).band.id == "finished late"


# --- keeping up, with follow-up checks


def test_keeping_up_with_follow_up_checks():
    """长期坚持: checks leave the state as it is, one finds it is back, and the next cycle is counted."""
    issue = submitted().apply(Accept(on=day(3, 11), by="检查组")).apply(Sustain(on=day(3, 12), by="局长"))
    for month in (4, 5, 6):
        issue = issue.apply(Recheck(on=day(month, 12), by="检查组", text="仍有效"))
    assert (issue.sustained, issue.done, len(issue.log)) == (True, True, 8)
    assert issue.clock().finished == day(3, 10), "checks do not move the day it was done"
    back = issue.apply(Relapse(on=day(7, 1), by="检查组", text="又不亮", term=days(7)))
    assert (back.sustained, back.relapses, back.deadline().last_day) == (False, 1, day(7, 8))


# --- what was found out late


def test_what_is_found_out_late_is_entered_late():
    """Nobody can backdate; a handing-in says when the work was finished, and a query by knowledge knows when."""
    issue = assigned(term=workdays(5)).apply(Progress(on=day(3, 14), by="李四", text="过半"))
    assert issue.decide(Submit(on=day(3, 10), by="李四")).codes == ("backdated",)
    written = datetime(2025, 3, 18, 9, tzinfo=UTC)
    done = issue.apply(Submit(on=day(3, 17), by="李四", finished=day(3, 10), recorded_at=written))
    assert not done.standing(day(3, 17)).finished_late
    assert done.as_of(day(3, 17), known_on=day(3, 17)) == issue
    assert issue.standing(day(3, 17)).days_late == 7


def test_the_local_calendar_is_an_argument():
    """A county's flood holiday moves the deadline there and nowhere else."""
    issue = assigned(term=workdays(5))
    county = CHINA.overlay("county", off=[day(3, 10)])
    assert (issue.deadline().last_day, issue.deadline(county).last_day) == (day(3, 10), day(3, 11))


def test_a_new_owner_in_mid_term():
    """改派: the clock runs on, the new owner is the one who cannot judge."""
    issue = assigned(term=workdays(15)).apply(Assign(on=day(3, 10), by="局长", owner="王五"))
    issue = issue.apply(Submit(on=day(3, 20), by="王五"))
    assert issue.decide(Accept(on=day(3, 21), by="王五")).codes == ("own_work",)
    assert issue.decide(Accept(on=day(3, 21), by="检查组"))
    assert issue.deadline().last_day == day(3, 24)


# --- a household is told late


def test_the_town_answers_in_time_and_the_household_is_told_late():
    """Three clocks on one issue: the town's, the household's, the owner's; only the household's is missed."""
    visit = Visit(id="A-1", on=day(3, 3), title="走访", whom=("U-1",), called_on=Count.exact(1, "户"))
    issue = bring_up(visit, id="V-1", title="路灯不亮", by="走访组")
    issue = issue.apply(OweReply(on=day(3, 3), by="走访组", to="U-1", term=workdays(5)))  # Monday 10 March
    issue = issue.apply(Refer(on=day(3, 4), by="走访组", to="甲镇", term=workdays(5)))  # Tuesday 11 March
    issue = issue.apply(Feedback(on=day(3, 11), by="甲镇", text="已更换灯泡", solved=True))
    issue = issue.apply(Assign(on=day(3, 11), by="局长", owner="李四", term=days(7)))
    told = issue.apply(Reply(on=day(3, 12), by="走访组", text="路灯已亮", mark="satisfied"))
    done = told.apply(Submit(on=day(3, 13), by="李四")).apply(Accept(on=day(3, 14), by="检查组"))
    assert [done.standing(day(3, 20), machine=name).days_late for name in ("rectification", "referral", "reply")] == [
        0, 0, 2,
    ]  # fmt: skip
    assert reply_standing(issue, day(3, 11)).days_late == 1
    assert [part.predicate.text("zh", n=part) for part in replies((done,), day(3, 20)).parts if part.any] == [
        "逾期答复1件"
    ]
    (split,) = outcomes((done,), day(3, 20))
    assert [part.predicate.text("zh", n=part) for part in split.parts if part.any] == ["转办反馈后办结1项"]
