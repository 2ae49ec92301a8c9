"""An issue under supervision: stories across its machines, laws over random histories, and documents.

2025: 清明 is off 4-6 April; 劳动节 1-5 May with 27 April (a Sunday) worked for it; 端午 31 May to 2 June.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from histories import assured, careful, events, led, supervised_issue, verified_through
from safetywork.acts import Accept, Assign, Cancel, Evidence, Return, Submit
from safetywork.analysis import analyse
from safetywork.decisions import audit, replay
from safetywork.errors import WorkflowError
from safetywork.issues import IMMEDIATE, RECTIFICATION, Close, Issue, Relapse, Sustain
from safetywork.machines import HOLDS_OPEN, cycles, machine_with
from safetywork.periods import days, workdays
from safetywork.referrals import REFERRAL
from safetywork.supervision.assurances import FIVE, Assure
from safetywork.supervision.duties import owed
from safetywork.supervision.enforcement import (
    ENFORCEMENT_DUTIES,
    AskRecheck,
    FailRecheck,
    HandOver,
    Inspect,
    Order,
    PassRecheck,
    Reorder,
)
from safetywork.supervision.listings import (
    HENAN_TERM,
    LISTED,
    LISTING,
    LISTING_DUTIES,
    AskDelisting,
    Delist,
    List,
    OrderAgain,
)
from safetywork.supervision.stoppages import STOPPAGE_DUTIES, AllowResumption, AskResumption, RefuseResumption, StopWork
from safetywork.supervision.supervised import BESIDE, FAULTS, SUPERVISED, supervised, supervision_faults
from safetywork.supervision.verifications import THREE_LEVELS, Level, VerificationPolicy, Verify, verifications
from safetywork.workflows import DONE

BODY, SQUAD, BUREAU = "省安委办", "执法大队", "应急局"
DUTIES = (*LISTING_DUTIES, *ENFORCEMENT_DUTIES, *STOPPAGE_DUTIES)


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


def codes(answer):
    """The reasons of a refusal; none of a step."""
    return getattr(answer, "codes", ())


def found(issue, on):
    """What is wrong between the issue and its machines on a day."""
    return {fault.code: fault.found for fault in supervision_faults(issue, on)}


def planned(workflow=SUPERVISED, **details):
    """A major hazard registered on 3 March 2025, with its plan."""
    issue = Issue.register(
        **{"id": "H-9", "title": "储罐区无喷淋", "on": day(3, 3), "by": "检查组", "severity": "major", **details},
        workflow=workflow,
        beside=BESIDE,
    )
    return issue.apply(assured(day(3, 3))) if workflow == SUPERVISED else issue


def assigned(**details):
    """The same, assigned to 李四 for 30 days, to 2 April."""
    return planned(**details).apply(Assign(on=day(3, 3), by="局长", owner="李四", term=days(30)))


def listed(**details):
    """The same, listed by the province for 60 days from the notice of 3 March: 2 May is off, so to 6 May."""
    notice = List(on=day(3, 3), by=BODY, level="province", document="安督1号", term=HENAN_TERM)
    return assigned(**details).apply(notice)


def accepted(issue, on):
    """The issue with its work handed in and accepted on a day."""
    photo = Evidence("photo", "整改后", on)
    return issue.apply(Submit(on=on, by="李四", evidence=(photo,))).apply(Accept(on=on, by="检查组"))


# --- stories


def test_a_listing_that_outlives_its_term():
    """Due on 6 May, still listed in June: told late, ordered again, put right, reviewed late, delisted, closed."""
    issue = listed()
    assert found(issue, day(3, 3)) == {"listing outlives issue": "2025-05-06 / 2025-04-02"}
    assert found(issue, day(5, 6)) == found(issue, day(3, 3)), "the last day is not late"
    assert found(issue, day(5, 7))["listed beyond term"] == "2025-05-06"
    assert issue.standing(day(5, 12), machine="listing").days_late == 6
    issue = issue.apply(OrderAgain(on=day(5, 12), by=BODY, reason="逾期未完成", term=days(20)))  # 1 June → 3 June
    assert "listed beyond term" not in found(issue, day(6, 3))
    assert found(issue, day(6, 4))["listed beyond term"] == "2025-06-03"
    issue = accepted(issue, day(6, 5)).apply(AskDelisting(on=day(6, 5), by="企业"))
    assert "listed beyond term" not in found(issue, day(6, 20)), "handed in, and late for good"
    assert issue.standing(day(6, 20), machine="listing").days_late == 2
    assert codes(issue.decide(Close(on=day(6, 16), by="检查组"))) == ("held_open", "not_verified")
    issue = issue.apply(Delist(on=day(6, 17), by=BODY))
    (review,) = owed(issue, LISTING_DUTIES, day(7, 1))
    assert (review.deadline.last_day, review.days_late(day(7, 1))) == (day(6, 16), 1), "15 June is a Sunday"
    closed = verified_through(issue, day(6, 18)).apply(Close(on=day(6, 19), by="检查组"))
    assert (closed.done, found(closed, day(7, 1))) == (True, {})
    assert [each.number for each in cycles(closed, "listing")] == [1, 2]
    assert closed.as_of(day(5, 12)).standing(day(5, 11), machine="listing").days_late == 5, "the record stays"
    assert closed.verify(head=closed.head()) == len(closed.log)


def test_work_resumed_after_a_failed_review():
    """Stopped, refused on review while the fix is wanting, mended, allowed; struck off only after that."""
    issue = assigned().apply(StopWork(on=day(3, 4), by=BUREAU, document="停1号", term=days(30)))  # 3 April
    issue = issue.apply(AskResumption(on=day(3, 20), by="企业"))
    assert codes(issue.decide(AllowResumption(on=day(3, 28), by=BUREAU))) == ("not_handed_in",)
    issue = issue.apply(RefuseResumption(on=day(3, 28), by=BUREAU, reason="未整改到位"))
    issue = verified_through(accepted(issue, day(4, 2)), day(4, 2))
    assert codes(issue.decide(Close(on=day(4, 3), by="检查组"))) == ("held_open",)
    assert issue.decide(Close(on=day(4, 3), by="检查组")).text() == "停产停业整顿未了结（停产整顿中）"
    issue = issue.apply(AskResumption(on=day(4, 3), by="企业")).apply(AllowResumption(on=day(4, 14), by=BUREAU))
    assert [each.days_late(day(6, 1)) for each in owed(issue, STOPPAGE_DUTIES, day(6, 1))] == [0, 0]
    assert not issue.standing(day(6, 1), machine="stoppage").finished_late
    assert issue.apply(Close(on=day(4, 15), by="检查组")).state == "closed"


def test_an_order_that_is_carried_out_at_the_second_attempt():
    """Ordered, failed, ordered again, passed: the issue is accepted meanwhile, and struck off after the recheck."""
    issue = assigned().apply(Inspect(on=day(3, 4), by=SQUAD, text="喷淋缺失"))
    issue = issue.apply(Order(on=day(3, 4), by=SQUAD, document="责改1号", term=workdays(5)))  # 11 March
    issue = issue.apply(FailRecheck(on=day(3, 20), by=SQUAD, reason="未动"))
    issue = issue.apply(Reorder(on=day(3, 20), by=SQUAD, document="责改2号", term=workdays(10)))  # 3 April
    issue = verified_through(accepted(issue, day(4, 2)), day(4, 2)).apply(AskRecheck(on=day(4, 2), by="企业"))
    assert codes(issue.decide(Close(on=day(4, 7), by="检查组"))) == ("held_open",)
    issue = issue.apply(PassRecheck(on=day(4, 14), by=SQUAD))
    late = [(each.since, each.days_late(day(6, 1))) for each in owed(issue, ENFORCEMENT_DUTIES, day(6, 1))]
    assert late == [(day(3, 11), 0), (day(4, 2), 0)], "20 March is within ten days; 12 April is a Saturday"
    assert issue.apply(Close(on=day(4, 14), by="检查组")).done


def test_work_under_supervision_begins_with_a_plan():
    """五落实: measures, funds and a contingency plan before the assignment, all five before the acceptance."""
    bare = supervised_issue()
    first = Assign(on=date(2024, 9, 20), by="局长", owner="李四")
    assert bare.decide(first).text() == "尚未落实：措施、资金、预案"
    issue = bare.apply(assured(date(2024, 9, 20))).apply(first)
    later = date(2024, 9, 24)
    photo = Evidence("photo", "整改后", later)
    issue = issue.apply(Submit(on=later, by="李四", evidence=(photo,)))
    assert issue.decide(Accept(on=later, by="检查组")).text() == "尚未落实：时限"
    assert issue.apply(Assure(on=later, by="企业", time_limit="九月底")).decide(Accept(on=later, by="检查组"))
    assert assigned().decide(Assign(on=day(3, 5), by="局长", owner="王五")), "a new owner needs no new plan"


@pytest.mark.parametrize("event", [Close, Sustain])
def test_neither_closed_nor_kept_up_before_it_is_delisted_and_verified(event):
    """挂牌 and every level of verification hold both ways out."""
    issue = accepted(listed(), day(4, 1))
    assert codes(issue.decide(event(on=day(4, 1), by="检查组"))) == ("held_open", "not_verified")
    verified = verified_through(issue, day(4, 1))
    assert codes(verified.decide(event(on=day(4, 1), by="检查组"))) == ("held_open",)
    gone = verified.apply(AskDelisting(on=day(4, 1), by="企业")).apply(Delist(on=day(4, 7), by=BODY))
    assert gone.decide(event(on=day(4, 7), by="检查组"))


def test_what_is_listed_is_not_called_off():
    """作废 waits until the listing is withdrawn."""
    off = Cancel(on=day(3, 5), by="局长", reason="重复")
    assert codes(listed().decide(off)) == ("held_open",)
    assert assigned().decide(off)


def test_under_a_workflow_that_does_not_ask_it_is_told():
    """Plain 限期整改 lets an issue under listing be struck off; the fault says so, as of any later day."""
    issue = accepted(listed(workflow=RECTIFICATION), day(4, 1)).apply(Close(on=day(4, 2), by="检查组"))
    assert found(issue, day(4, 1)).keys() == {"listing outlives issue"}
    assert found(issue, day(4, 2))["closed while held"] == "挂牌督办：挂牌督办中"
    (fault,) = (f for f in supervision_faults(issue, day(4, 2)) if f.code == "closed while held")
    assert (fault.severity, fault.place) == ("error", "H-9")
    assert all(label.zh and label.en for _, label in FAULTS.values())


def test_two_terms_that_do_not_agree_are_told():
    """The listing may end first: then the issue's own term is the one that is wrong; the same day is no fault."""
    issue = assigned()
    for term, told in ((day(3, 20), {"issue outlives listing"}), (day(4, 2), set()), (day(4, 3), None)):
        notice = List(on=day(3, 3), by=BODY, level="city", document="1号", term=term)
        expected = {"listing outlives issue"} if told is None else told
        assert found(issue.apply(notice), day(3, 3)).keys() == expected
    endless = planned().apply(Assign(on=day(3, 3), by="局长", owner="李四"))
    assert (
        found(endless.apply(List(on=day(3, 3), by=BODY, level="city", document="1号", term=days(9))), day(3, 4)) == {}
    )
    assert found(Issue.register(id="H", title="t", on=day(3, 3), by="检查组"), day(3, 4)) == {}
    assert supervision_faults(issue, day(3, 2)) == ()
    far = Issue.register(id="H", title="t", on=date(2070, 1, 1), by="检查组", severity="major", beside=BESIDE)
    far = far.apply(List(on=date(2070, 1, 1), by=BODY, level="city", document="1号", term=workdays(5)))
    assert found(far, date(2070, 2, 1)) == {}, "a term beyond the calendar's reach is no fault of the ledger"


# --- the composition


def test_a_stock_issue_stays_as_it_is():
    """Neither 限期整改 nor the machines that an issue runs by itself know of supervision."""
    assert Issue.register(id="H", title="t", on=day(3, 3), by="检查组").workflows == (RECTIFICATION, REFERRAL)
    assert not {event.code for event in RECTIFICATION.events} & {"assure", "verify", "verify.failed"}


@pytest.mark.parametrize(
    ("main", "how", "absent"),
    [
        (RECTIFICATION, {}, set()),
        (IMMEDIATE, {}, set()),
        (RECTIFICATION, {"levels": None}, {"verify", "verify.failed"}),
        (RECTIFICATION, {"wanted": ()}, {"assure"}),
        (RECTIFICATION, {"wanted": ("responsibility",)}, set()),
        (RECTIFICATION.extend(drop=[Sustain]), {}, {"issue.sustain"}),
    ],
)
def test_any_issue_workflow_may_be_supervised(main, how, absent):
    """Sound by analysis, side by side with every machine, under a name of its own."""
    workflow = supervised(main, **how)
    assert analyse(workflow) == analyse(main), "supervision brings no flaw along"
    assert workflow.name == f"supervised-{main.name}"
    assert workflow.beside(*BESIDE)
    told = {event.code for event in workflow.events}
    assert not told & absent
    assert {"assure", "verify", "verify.failed", "issue.close"} - absent <= told


def test_a_way_out_of_a_countys_own_waits_too():
    """Whatever event brings an issue to rest is held until the listing is settled, not only those the library knows."""
    out = sw.Transition(HandOver, "rectifying", "elsewhere", requires=("to", "reason"))
    main = RECTIFICATION.extend(
        name="county", states=[sw.State("elsewhere", sw.Label("已移交", "handed on"), "rest")], transitions=[out]
    )
    issue = Issue.register(
        id="H",
        title="t",
        on=day(3, 3),
        by="检查组",
        severity="major",
        workflow=supervised(main, wanted=(), levels=None),
        beside=(LISTING,),
    ).apply(Assign(on=day(3, 3), by="局长", owner="李四"))
    on = HandOver(on=day(3, 4), by="局长", to="住建局", reason="属其主管")
    assert issue.decide(on)
    issue = issue.apply(List(on=day(3, 4), by=BODY, level="city", document="1号", term=days(9)))
    assert codes(issue.decide(on)) == ("held_open",)


def test_levels_need_somewhere_to_send_work_back_to():
    """A workflow in which nothing is returned is verified by nobody; without levels it may be supervised."""
    main = RECTIFICATION.extend(drop=[Return])
    with pytest.raises(WorkflowError, match="nowhere to send it"):
        supervised(main)
    assert supervised(main, levels=None)


def test_what_is_put_right_at_once_is_supervised_too():
    """立行立改 has no assignment; the five are asked for on acceptance, the levels before it is struck off."""
    issue = planned(supervised(IMMEDIATE), owner="李四")
    photo = Evidence("photo", "整改后", day(3, 3))
    issue = issue.apply(Submit(on=day(3, 3), by="李四", evidence=(photo,)))
    assert issue.decide(Accept(on=day(3, 3), by="检查组")).text() == "尚未落实：措施、资金、预案"
    issue = issue.apply(assured(day(3, 3))).apply(Accept(on=day(3, 3), by="检查组"))
    assert codes(issue.decide(Close(on=day(3, 3), by="检查组"))) == ("not_verified",)


def test_a_county_sets_its_own_levels_and_assurances():
    """One level with a role, two assurances, a name."""
    levels = VerificationPolicy((Level("town", sw.Label("镇级", "town"), "镇核查"),))
    workflow = supervised(levels=levels, wanted=("funds", "time_limit"), name="county supervision")
    issue = planned(workflow)
    assert issue.decide(Assign(on=day(3, 3), by="局长", owner="李四", term=days(9))).text() == "尚未落实：资金"
    assert workflow == supervised(levels=levels, wanted=("funds", "time_limit"), name="county supervision")
    assert workflow != supervised(levels=levels, wanted=FIVE, name="county supervision")


# --- laws over random histories


BEGUN = (List, Inspect, Order, StopWork, AskDelisting, AskResumption, AskRecheck)
WOUND_UP = (Submit, Accept, *BEGUN[4:], Delist, PassRecheck, AllowResumption)


def tried(issue, classes, gap=0):
    """The issue after those events of a careful clerk that are taken, in this order."""
    for cls in classes:
        event = careful(cls, issue.log[-1].event.on + timedelta(days=gap))
        issue = issue.apply(event) if issue.decide(event) else issue
    return issue


@st.composite
def under_supervision(draw, longest=8):
    """A supervised issue: machines set going, the work brought on, perhaps wound up, and events among its options."""
    issue = tried(supervised_issue(), draw(st.permutations(BEGUN))[: draw(st.integers(0, len(BEGUN)))])
    issue = led(issue, draw(st.sampled_from(("registered", "rectifying", "submitted", "accepted"))))
    for _ in range(draw(st.integers(1, 2))):
        if draw(st.booleans()):
            issue = tried(issue, WOUND_UP, draw(st.integers(0, 4)))
            if any(option.event is Verify and option.open for option in issue.options()):
                issue = verified_through(issue, issue.log[-1].event.on)
            issue = tried(issue, draw(st.permutations((Close, Sustain, Relapse))))
        for _ in range(draw(st.integers(0, longest))):
            cls = draw(st.sampled_from([option.event for option in issue.options() if option.open]))
            on = issue.log[-1].event.on + timedelta(days=draw(st.integers(0, 9)))
            event = draw(st.just(careful(cls, on)) | events(cls, on))
            issue = issue.apply(event) if issue.decide(event) else issue
    return issue


@given(under_supervision())
def test_nothing_is_struck_off_while_something_holds_it_open(issue):
    """On no day of any history is an issue at rest while a machine beside it is not settled."""
    for entry in issue.log:
        assert "closed while held" not in found(issue, entry.event.on)
    held = [w.name for w, s in zip(issue.workflows, issue.states, strict=True) if HOLDS_OPEN in w.state(s).tags]
    assert not (held and issue.standing_state.kind == "rest")


@given(under_supervision())
def test_what_ends_a_supervised_issue_was_asked_for(issue):
    """At every 销号: three levels by three others than the workers; at every 摘牌: accepted, judged by another."""
    blank = Issue.blank(issue.id, issue.workflows)
    for n, entry in enumerate(issue.log):
        before = replay(blank, issue.log[:n]) if n else blank
        if isinstance(entry.event, Close | Sustain):
            standing = verifications(before)
            assert [each.level for each in standing] == [level.id for level in THREE_LEVELS.levels]
            assert len({sw.name_key(each.by) for each in standing}) == 3
            assert not {sw.name_key(each.by) for each in standing} & before.workers
        if isinstance(entry.event, Delist):
            assert DONE in before.standing_state.tags
            assert sw.name_key(entry.event.by) not in before.workers


@given(under_supervision())
def test_what_the_rules_admitted_they_admit_again(issue):
    """The audit of a history under the rules that made it finds nothing."""
    assert list(audit(Issue.blank(issue.id, issue.workflows), issue.log)) == []


@given(under_supervision())
def test_duties_are_a_function_of_the_log_up_to_the_day(issue):
    """What is owed on a day does not depend on what came later; waiting never makes it less late."""
    first, last = issue.log[0].event.on, issue.log[-1].event.on
    for on in (first, first + timedelta(days=7), last, last + timedelta(days=60)):
        told = owed(issue, DUTIES, on)
        assert told == owed(issue.as_of(on), DUTIES, on)
        later = {(each.duty.code, each.since): each for each in owed(issue, DUTIES, on + timedelta(days=1))}
        for each in told:
            assert each.since <= on
            assert each.done_on is None or each.since <= each.done_on <= on
            after = later.get((each.duty.code, each.since))
            assert after is None or after.days_late(on + timedelta(days=1)) >= each.days_late(on)


@given(under_supervision())
def test_a_book_of_supervised_issues_saves_and_loads(issue):
    """Every event of every machine is read back as it was, with its clocks; nothing is noted."""
    book = sw.Book("督办台账", matters=(issue,))
    again = sw.loads(sw.dumps(book))
    (loaded,) = again.matters
    assert (loaded, again.faults) == (issue, ())
    assert [loaded.clock(w.name) for w in loaded.workflows] == [issue.clock(w.name) for w in issue.workflows]
    assert machine_with(loaded, LISTED) is not None
    assert sw.matter_from_data(sw.matter_to_data(issue)) == issue
