"""Verification at several levels: order, persons, roles, rounds, and the guard that any workflow may carry."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from histories import assigned
from safetywork.acts import Accept, Assign, Submit
from safetywork.errors import PolicyError
from safetywork.issues import RECTIFICATION, Close, Issue, Relapse
from safetywork.labels import Label
from safetywork.periods import days
from safetywork.supervision.listings import LISTING, AskDelisting, Delist, List
from safetywork.supervision.verifications import (
    THREE_LEVELS,
    Level,
    VerificationPolicy,
    Verify,
    VerifyFailed,
    unverified,
    verification_rows,
    verifications,
    verified,
)
from safetywork.workflows import Context

D10, D12, D17 = date(2025, 3, 10), date(2025, 3, 12), date(2025, 3, 17)
LEVELS = ("county", "city", "department")
WORDS = Label("字", "word")


def checked_by(policy=THREE_LEVELS):
    """限期整改 with verification between acceptance and striking off."""
    rows = verification_rows(policy, ("submitted", "accepted"), "rectifying")
    return RECTIFICATION.extend(name="checked", transitions=rows).guard(Close, verified(policy))


def accepted(policy=THREE_LEVELS):
    """An issue of 李四 that the inspectors accepted on 12 March."""
    issue = assigned(workflow=checked_by(policy)).apply(Submit(on=D10, by="李四"))
    return issue.apply(Accept(on=D12, by="检查组"))


def ok(level, by=None, on=D12):
    """A verification that passes."""
    return Verify(on=on, by=by or f"{level}核查员", level=level)


def codes(answer):
    """The reasons of a refusal; none of a step."""
    return getattr(answer, "codes", ())


def test_each_level_verifies_in_order_and_then_it_is_struck_off():
    """县级 → 市级 → 行业主管部门, each dated, the state unchanged; only then 销号."""
    issue = accepted()
    for n, level in enumerate(LEVELS):
        assert [left.id for left in unverified(THREE_LEVELS, issue)] == list(LEVELS[n:])
        refusal = issue.decide(Close(on=D17, by="检查组"))
        assert refusal.codes == ("not_verified",)
        issue = issue.apply(ok(level, on=date(2025, 3, 12 + n)))
        assert issue.state == "accepted"
    assert [(each.level, each.on.day) for each in verifications(issue)] == list(zip(LEVELS, (12, 13, 14), strict=True))
    assert issue.apply(Close(on=D17, by="检查组")).state == "closed"


def test_the_guard_names_the_levels_that_are_missing():
    """In words, before and after the first."""
    issue = accepted()
    assert issue.decide(Close(on=D17, by="检查组")).text() == "尚未核查：县级、市级、行业主管部门"
    assert issue.apply(ok("county")).decide(Close(on=D17, by="检查组")).text("en") == (
        "not verified at: city, line department"
    )


@pytest.mark.parametrize(
    ("event", "reasons"),
    [
        (ok("county"), ()),
        (ok("city"), ("not_its_turn",)),
        (ok("department"), ("not_its_turn",)),
        (ok("province"), ("unknown_level",)),
        (ok(""), ("missing_field", "unknown_level")),
        (ok("county", "李 四"), ("own_work",)),
        (ok("city", "李四"), ("not_its_turn", "own_work")),
        (VerifyFailed(on=D12, by="县局", level="county", reason=""), ("missing_field",)),
        (VerifyFailed(on=D12, by="市局", level="city", reason="未清"), ("not_its_turn",)),
    ],
)
def test_who_may_verify_first(event, reasons):
    """The first level first, by somebody who did none of the work; a failure likewise."""
    assert codes(accepted().decide(event)) == reasons


@pytest.mark.parametrize(
    ("event", "reasons"),
    [
        (ok("county", "另一人"), ("verified_already",)),
        (ok("city", "county核查员"), ("verified_before",)),
        (ok("city", "ＣＯＵＮＴＹ核查员 "), ("verified_before",)),
        (VerifyFailed(on=D12, by="county核查员", level="city", reason="未清"), ("verified_before",)),
        (ok("city", "检查组"), ()),
    ],
)
def test_nobody_verifies_at_two_levels(event, reasons):
    """Names are compared by key; whoever accepted the work may verify it at a level."""
    assert codes(accepted().apply(ok("county")).decide(event)) == reasons


def test_nothing_is_left_to_verify_after_the_last_level():
    """The option is blocked, and says so."""
    issue = accepted()
    for level in LEVELS:
        issue = issue.apply(ok(level))
    blocked = {option.event: [reason.code for reason in option.blocked] for option in issue.options()}
    assert blocked[Verify] == blocked[VerifyFailed] == ["all_verified"]
    assert codes(issue.decide(ok("county", "另一人"))) == ("all_verified",)


def test_a_failed_level_sends_it_back_and_every_level_looks_again():
    """The city finds it wanting: back to work, not finished, and the county's word of that round is spent."""
    issue = accepted().apply(ok("county"))
    back = issue.apply(VerifyFailed(on=D17, by="市局", level="city", reason="喷淋未联动"))
    assert (back.state, back.handed_in, back.returned_on, verifications(back)) == ("rectifying", None, D17, ())
    assert issue.clock().finished == D10
    assert back.clock().finished is None, "it was not put right after all"
    assert codes(back.decide(Submit(on=D17, by="李四", finished=D12))) == ("finished_before_return",)
    again = back.apply(Submit(on=date(2025, 3, 20), by="李四"))
    assert codes(again.decide(ok("city", on=date(2025, 3, 20)))) == ("not_its_turn",)


def test_a_relapse_begins_a_round():
    """What was verified of the last cycle says nothing of this one."""
    issue = accepted()
    for level in LEVELS:
        issue = issue.apply(ok(level))
    issue = issue.apply(Close(on=D17, by="检查组")).apply(Relapse(on=date(2025, 6, 3), by="检查组", text="又坏"))
    assert unverified(THREE_LEVELS, issue) == THREE_LEVELS.levels


def test_a_policy_says_who_may():
    """Roles by level: whoever holds none is refused, and without a list of roles nobody passes."""
    policy = VerificationPolicy((Level("county", WORDS, "县核查"), Level("city", WORDS, ("市核查", "市领导"))))
    issue = accepted(policy)
    assert codes(issue.decide(ok("county", "钱七"))) == ("role_unknown",)
    people = Context(roles={"钱七": {"县核查"}, "孙八": {"市核查", "县核查"}})
    assert codes(issue.decide(ok("county", "赵六"), people)) == ("role_needed",)
    acting = Verify(on=D12, by="孙八", level="county", role="市核查")
    assert codes(issue.decide(acting, people)) == ("role_needed",), "who acts in one role does not act in another"
    issue = issue.apply(ok("county", "钱七"), people)
    assert issue.decide(ok("city", "孙八"), people)


def test_a_policy_may_leave_the_order_open():
    """Where the order is open, the last level may look first, and still each once."""
    policy = VerificationPolicy(THREE_LEVELS.levels, in_order=False)
    issue = accepted(policy).apply(ok("department"))
    assert codes(issue.decide(ok("department", "另一人"))) == ("verified_already",)
    assert [level.id for level in unverified(policy, issue)] == ["county", "city"]


@pytest.mark.parametrize("levels", [(), (Level("a", WORDS), Level("a", WORDS))])
def test_a_policy_without_levels_or_with_one_twice_is_refused(levels):
    """A policy that contradicts itself is not built."""
    with pytest.raises(PolicyError, match="levels have ids of their own"):
        VerificationPolicy(levels)


def test_words_are_no_part_of_the_rule():
    """Another label is the same rule, another order, level or role is not."""
    told = {
        verified(policy).params
        for policy in (
            *(VerificationPolicy((Level("a", WORDS),)), VerificationPolicy((Level("a", Label("别", "other")),))),
            *(VerificationPolicy((Level("a", WORDS),), in_order=False), VerificationPolicy((Level("b", WORDS),))),
            VerificationPolicy((Level("a", WORDS, "r"),)),
        )
    }
    assert len(told) == 4


def test_any_machine_may_carry_the_guard():
    """A province that has every level verify before it delists: the same rows, in the machine of the listing."""
    rows = verification_rows(THREE_LEVELS, "review", "listed")
    strict = LISTING.extend(name="provincial listing", transitions=rows).guard(Delist, verified(THREE_LEVELS))
    issue = assigned(severity="major", beside=(strict,), workflow=RECTIFICATION.extend(name="plain"))
    issue = issue.apply(List(on=D10, by="省安委办", level="province", document="1号", term=days(60)))
    issue = issue.apply(AskDelisting(on=D12, by="企业"))
    issue = issue.apply(ok("county", "县局")).apply(Verify(on=D12, by="市局", level="city"))
    assert "not_verified" in codes(issue.decide(Delist(on=D17, by="省安委办")))
    assert [each.machine for each in verifications(issue)] == ["provincial listing"] * 2
    failed = issue.apply(VerifyFailed(on=D17, by="行业局", level="department", reason="未清"))
    assert (failed.states, verifications(failed)) == (("rectifying", "listed"), ())
    assert len(verifications(issue.apply(ok("department", "行业局")))) == 3


def test_handing_in_beside_ends_only_the_round_of_that_machine():
    """Asking for delisting does not spend what the levels verified of the work; handing in the work anew does."""
    issue = Issue.register(
        id="H", title="t", on=D10, by="检查组", severity="major", owner="李四", workflow=checked_by(), beside=(LISTING,)
    )
    issue = issue.apply(List(on=D10, by="省安委办", level="province", document="1号", term=days(60)))
    issue = issue.apply(Assign(on=D10, by="局长", owner="李四"))
    issue = issue.apply(Submit(on=D10, by="李四")).apply(ok("county")).apply(AskDelisting(on=D12, by="企业"))
    assert [each.level for each in verifications(issue)] == ["county"]


@given(
    st.lists(st.tuples(st.sampled_from((*LEVELS, "fail")), st.sampled_from(("甲", "乙", "丙", "李四"))), max_size=12)
)
def test_whatever_is_sent_a_round_holds_each_level_once_in_order_by_different_people(sent):
    """Over random senders: what stands is a beginning of the policy's order, and never two of one person."""
    issue = accepted()
    for level, by in sent:
        left = unverified(THREE_LEVELS, issue)
        event = ok(level, by)
        if level == "fail":
            event = VerifyFailed(on=D12, by=by, level=left[0].id if left else "county", reason="未清")
        if issue.decide(event):
            issue = issue.apply(event)
        if issue.state == "rectifying":
            issue = issue.apply(Submit(on=D12, by="李四")).apply(Accept(on=D12, by="检查组"))
        standing = verifications(issue)
        assert tuple(each.level for each in standing) == LEVELS[: len(standing)]
        assert len({each.by for each in standing}) == len(standing)
        assert "李四" not in {each.by for each in standing}
        assert bool(issue.decide(Close(on=D12, by="检查组"))) == (len(standing) == 3)
