"""Closing: what an issue must show before it is accepted, by severity."""

from datetime import date

import pytest

from histories import assigned, led, submitted
from safetywork.acts import Accept, Assign, Evidence, Submit
from safetywork.closures import STANDARD_CLOSURE, ClosurePolicy
from safetywork.decisions import replay
from safetywork.issues import RECTIFICATION, Issue, immediate, rectification
from safetywork.labels import Label
from safetywork.periods import days
from safetywork.referrals import REFERRAL, Feedback, Refer, ReferAgain
from safetywork.relapses import Relapse
from safetywork.severities import Reclassify
from safetywork.workflows import State

D3, D10, D12 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12)
NOT_NOW = "evidence_not_of_this_round"


# --- closure policies


@pytest.mark.parametrize(
    ("severity", "evidence", "codes"),
    [
        ("general", (), ()),
        ("general", (Evidence("photo", "旧", date(2025, 3, 1)),), (NOT_NOW,)),
        ("general", (Evidence("statement", "说明"),), (NOT_NOW,)),
        ("general", (Evidence("statement", "说明", D10),), ()),
        ("major", (), ("evidence_missing",)),
        ("major", (Evidence("document", "方案", D10),), ("evidence_missing",)),
        ("major", (Evidence("statement", "说明", date(2025, 3, 1)),), ("evidence_missing",)),
        ("major", (Evidence("photo", "旧", date(2025, 3, 2)),), (NOT_NOW,)),
        ("major", (Evidence("photo", "当日", D3),), ()),
        ("major", (Evidence("photo", "新", D10),), ()),
        ("major", (Evidence("photo", "明日", date(2025, 3, 11)),), (NOT_NOW,)),
        ("major", (Evidence("test report", "检测", None),), (NOT_NOW,)),
        ("major", (Evidence("test report", "检测", D10),), ()),
        ("major", (Evidence("photo", "旧", date(2025, 3, 2)), Evidence("photo", "新", D10)), ()),
        ("major", (Evidence("photo", "旧", date(2025, 3, 2)), Evidence("document", "方案", D10)), (NOT_NOW,)),
        ("major", (Evidence("photo", "无日期"), Evidence("photo", "新", D10)), ()),
    ],
)
def test_acceptance_asks_for_what_the_policy_of_the_severity_wants(severity, evidence, codes):
    """A fitting piece dated from the day the cycle began to the day of handing in; an undated one does not count."""
    issue = assigned(severity=severity).apply(Submit(on=D10, by="李四", evidence=evidence))
    assert getattr(issue.decide(Accept(on=D10, by="检查组")), "codes", ()) == codes


def test_a_severity_that_no_policy_covers_is_never_accepted():
    """A county that forgot a severity is told so before a term is set, and does not accept on nothing either."""
    lax = (ClosurePolicy("general"),)
    major = Issue.register(id="H", title="t", on=D3, by="检查组", severity="major", workflow=immediate(lax))
    major = major.apply(Submit(on=D10, by="李四"))
    assert major.decide(Accept(on=D10, by="检查组")).codes == ("no_closure_policy",)
    assert submitted(workflow=rectification(lax)).decide(Accept(on=D10, by="检查组"))
    ungraded = Issue.register(id="H", title="t", on=D3, by="检查组", severity="严重")
    refusal = ungraded.decide(Assign(on=D3, by="局长", owner="李四"))
    assert refusal.codes == ("no_closure_policy",)
    assert refusal.text() == "没有“严重”级的销号条件，只有：general、major"
    graded = ungraded.apply(Reclassify(on=D3, by="检查组", severity="major", reason="达到判定标准"))
    assert graded.decide(Assign(on=D3, by="局长", owner="李四"))


def test_a_county_sets_its_own_policy():
    """A policy that asks general issues for a photo, and does not mind its day."""
    strict = rectification((ClosurePolicy("general", ("photo",), dated_after_opening=False),))
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=strict)
    issue = issue.apply(Assign(on=D3, by="局长", owner="李四"))
    assert not issue.apply(Submit(on=D10, by="李四")).decide(Accept(on=D10, by="检查组"))
    old = Evidence("photo", "旧", date(2020, 1, 1))
    assert issue.apply(Submit(on=D10, by="李四", evidence=(old,))).decide(Accept(on=D10, by="检查组"))


def test_the_reasons_of_a_policy_in_words():
    """What a clerk reads when evidence is missing, or shows no day of this round."""
    missing = submitted(severity="major").decide(Accept(on=D10, by="检查组"))
    assert missing.text() == "缺少佐证材料（photo、test report、on-site check之一）"
    old = assigned().apply(Submit(on=D10, by="李四", evidence=(Evidence("photo", "旧", date(2025, 3, 1)),)))
    assert old.decide(Accept(on=D10, by="检查组")).text("en") == (
        "no piece of evidence shows a day from 2025-03-03 to 2025-03-10"
    )
    assert [policy.severity for policy in STANDARD_CLOSURE] == ["general", "major"]


# --- what it must have been through

ANSWERED = REFERRAL.extend(
    name="county referral", states=[State("answered", Label("已反馈", "answered"), "rest", {"done", "answer on file"})]
)
THROUGH = rectification((ClosurePolicy("general", through="answer on file"), ClosurePolicy("major")))


def test_a_policy_may_ask_that_it_went_through_a_state():
    """One of its machines must have been in a state of that tag, in this cycle; where it is now does not matter."""
    issue = assigned(workflow=THROUGH, beside=(ANSWERED,)).apply(Submit(on=D10, by="李四"))
    assert issue.decide(Accept(on=D10, by="检查组")).codes == ("not_through",)
    assert issue.decide(Accept(on=D10, by="检查组")).text() == "未经过“answer on file”环节"
    answered = issue.apply(Refer(on=D10, by="局长", to="住建局", term=days(5)))
    answered = answered.apply(Feedback(on=D10, by="住建局", text="已办", solved=True))
    accepted = answered.apply(Accept(on=D10, by="检查组"))
    again = accepted.apply(Relapse(on=D12, by="检查组", text="又坏了")).apply(Submit(on=D12, by="李四"))
    assert again.decide(Accept(on=D12, by="检查组")), "what runs beside it was in that state all along"
    referred = accepted.apply(ReferAgain(on=D12, by="局长", to="住建局"))
    referred = referred.apply(Relapse(on=D12, by="检查组", text="又坏了")).apply(Submit(on=D12, by="李四"))
    assert referred.decide(Accept(on=D12, by="检查组")).codes == ("not_through", "awaiting_feedback")


def test_what_the_main_machine_was_in_before_the_cycle_does_not_count():
    """A tag of the issue's own states must come again in every cycle: having been closed once is not enough."""
    own = rectification((ClosurePolicy("general", through="closed"), ClosurePolicy("major")))
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=rectification())
    closed = replay(Issue.blank("H", (own,)), led(issue, "closed").log)
    again = closed.apply(Relapse(on=D10, by="检查组", text="又坏了")).apply(Submit(on=D10, by="李四"))
    assert again.decide(Accept(on=D10, by="检查组")).codes == ("not_through",)


def test_the_words_of_a_policy_are_in_one_order():
    """Policies that ask for the same are equal, however their roles and tags are listed; one word is one word."""
    one = ClosurePolicy("major", verifiers=["b", "a"], through={"y", "x"})
    assert one == ClosurePolicy("major", verifiers=("a", "b"), through=("x", "y"))
    assert ClosurePolicy("major", through="listed").through == ("listed",)
    assert rectification() == RECTIFICATION
