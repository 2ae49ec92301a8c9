"""Replies: what is owed to the person who raised an issue, with a clock of its own."""

from datetime import date

import pytest
from hypothesis import given

from histories import matters
from safetywork.acts import Accept, Assign, Submit
from safetywork.decisions import RefusedError, replay
from safetywork.errors import PolicyError, WorkflowError
from safetywork.issues import RECTIFICATION, Close, Issue
from safetywork.labels import Label
from safetywork.periods import days, workdays
from safetywork.referrals import REFERRAL, Feedback, Refer
from safetywork.replies import (
    REPLIED,
    REPLY,
    Mark,
    OweAgain,
    OweReply,
    Reply,
    Scale,
    WaiveReply,
    reply,
    reply_given,
    reply_machine,
    reply_owed,
    reply_standing,
    reply_state,
)

D3, D10, D12, D14 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12), date(2025, 3, 14)


def raised(workflow=RECTIFICATION, machine=REPLY):
    """An issue that a household raised on 3 March 2025; beside it run a referral and a reply."""
    return Issue.register(
        id="V-1", title="楼道无照明", on=D3, by="走访组", visit="A-1", workflow=workflow, beside=(REFERRAL, machine)
    )


def owed(**details):
    """A reply owed to the household within five working days."""
    return raised().apply(OweReply(on=D3, by="走访组", to="U-1", term=workdays(5), **details))


def test_a_reply_has_a_clock_of_its_own():
    """Five working days from Monday 3 March end on the 10th; the issue's own clock does not run, nor the referral's."""
    issue = owed()
    standing = reply_standing(issue, D12)
    assert (standing.deadline.last_day, standing.days_late, standing.overdue) == (D10, 2, True)
    assert issue.clock() is None
    assert issue.awaiting(D12) is None
    assert (str(reply_state(issue)), reply_owed(issue)) == ("待答复", True)


def test_a_reply_given_late_stays_late():
    """Told on the 12th, two days late, and still so a month later; it owes no more."""
    told = owed().apply(Reply(on=D12, by="走访组", text="已安装路灯", mark="satisfied"))
    standing = reply_standing(told, date(2025, 4, 12))
    assert (standing.finished, standing.days_late, standing.overdue, standing.finished_late) == (D12, 2, False, True)
    assert (reply_owed(told), reply_given(told).mark) == (False, "satisfied")


def test_the_answer_of_a_body_is_no_reply_to_the_person():
    """The town answers in time, and whoever raised it has still not been told."""
    issue = owed().apply(Refer(on=D3, by="走访组", to="甲镇", term=days(7)))
    issue = issue.apply(Feedback(on=D10, by="甲镇", text="已安装", solved=True))
    assert (issue.referred, issue.answer.solved) == (False, True)
    assert (reply_owed(issue), reply_given(issue)) == (True, None)


def test_a_reply_may_come_without_having_been_owed():
    """Told on the spot: no term, no clock."""
    told = raised().apply(Reply(on=D3, by="走访组", text="当场已解决"))
    assert (reply_state(told).id, reply_standing(told, D12), reply_given(told).mark) == ("replied", None, None)


def test_another_reply_has_a_clock_of_its_own():
    """再次答复 begins a new count: the late first reply is past, the second is due two days after the 12th."""
    again = owed().apply(Reply(on=D12, by="走访组", text="正在协调", mark="dissatisfied"))
    again = again.apply(OweAgain(on=D12, by="走访组", to="U-1", term=days(2)))
    standing = reply_standing(again, D14)
    assert (standing.deadline.last_day, standing.overdue, reply_given(again)) == (D14, False, None)
    assert again.cycle == 1, "the issue itself has not come back"


def test_what_nobody_can_be_told_is_waived_with_a_reason():
    """An anonymous caller: no reply is owed and no clock runs; without a reason it is refused."""
    assert owed().decide(WaiveReply(on=D10, by="走访组", reason="")).codes == ("missing_field",)
    waived = owed().apply(WaiveReply(on=D10, by="走访组", reason="匿名反映"))
    assert (reply_owed(waived), reply_standing(waived, D14), reply_state(waived).id) == (False, None, "waived")


@pytest.mark.parametrize(
    ("event", "missing"), [(OweReply(on=D3, by="组", to=""), "to"), (Reply(on=D3, by="组", text=""), "text")]
)
def test_what_must_be_said_is_said(event, missing):
    """To whom a reply is owed, and what was replied."""
    refusal = raised().decide(event)
    assert [(reason.code, reason.params["field"]) for reason in refusal.reasons] == [("missing_field", missing)]


def test_a_mark_is_one_of_the_scale():
    """A mark that the scale does not have is refused; a county names its own scale, and gets another rule."""
    assert owed().decide(Reply(on=D10, by="组", text="好", mark="5")).codes == ("not_on_the_scale",)
    stars = reply(Scale("stars", tuple(Mark(str(n), Label(f"{n}星", f"{n} stars")) for n in range(5, 0, -1))))
    issue = raised(machine=stars)
    assert issue.decide(Reply(on=D10, by="组", text="好", mark="5"))
    assert issue.decide(Reply(on=D10, by="组", text="好", mark="satisfied")).codes == ("not_on_the_scale",)
    assert stars != REPLY
    assert reply() == REPLY


def test_a_scale_has_each_mark_once():
    """A mark that stands twice cannot be counted."""
    mark = Mark("good", Label("好", "good"))
    with pytest.raises(PolicyError, match="'good' stands twice"):
        Scale("two", (mark, mark))


def test_a_county_may_hold_the_closing_to_the_reply():
    """REPLIED as a guard on 销号: nothing is struck off before its person was told."""
    strict = RECTIFICATION.guard(Close, REPLIED)
    issue = raised(strict).apply(OweReply(on=D3, by="走访组", to="U-1"))
    for event in (Assign(on=D3, by="局长", owner="李四"), Submit(on=D10, by="李四"), Accept(on=D12, by="检查组")):
        issue = issue.apply(event)
    with pytest.raises(RefusedError, match=r"has not been told"):
        issue.apply(Close(on=D12, by="检查组"))
    told = issue.apply(Reply(on=D12, by="走访组", text="已安装"))
    assert told.apply(Close(on=D12, by="检查组")).state == "closed"


def test_an_issue_without_the_machine_owes_nobody_a_reply():
    """No machine, no state, no clock, no reply; and it takes no event of it."""
    issue = Issue.register(id="H-1", title="无", on=D3, by="组")
    assert (reply_machine(issue), reply_state(issue), reply_standing(issue, D10), reply_given(issue)) == (None,) * 4
    assert not reply_owed(issue)
    assert issue.decide(OweReply(on=D3, by="组", to="U-1")).codes == ("unknown_event",)


def test_the_machines_of_an_issue_share_no_event():
    """Main machine, referral and reply run side by side; the same machine twice does not."""
    assert [machine.name for machine in raised().workflows] == ["rectification", "referral", "reply"]
    with pytest.raises(WorkflowError):
        RECTIFICATION.beside(REPLY, reply())


@given(matters(("visit",), longest=9))
def test_a_reply_never_moves_the_issue_and_the_issue_never_the_reply(issue):
    """Each entry moves only the machine whose rule admitted it."""
    blank = issue.blank(issue.id, issue.workflows)
    names = [machine.name for machine in issue.workflows]
    past = blank.states
    for n, entry in enumerate(issue.log, start=1):
        now = replay(blank, issue.log[:n]).states
        moved = {name for name, before, after in zip(names, past, now, strict=True) if before != after}
        assert moved <= {entry.rule.name}
        past = now


@given(matters(("visit",), longest=9))
def test_a_reply_is_owed_or_given_or_neither(issue):
    """The state, the last reply and the question agree; what is owed again has not been given."""
    state = reply_state(issue).id
    assert reply_owed(issue) == (state == "owed")
    assert (reply_given(issue) is not None) == (state == "replied")
