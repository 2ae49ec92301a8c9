"""Visits followed up: which of three, what was not asked, what became of what came up."""

from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from histories import matters
from safetywork.replies import Mark, OweAgain, Scale, WaiveReply, reply
from safetywork.testing.scenes import DAY
from safetywork.visits import OUTCOMES, bring_up, outcomes, replies, satisfaction, turn, unasked

D3, D4, D10, D12 = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 10), date(2025, 3, 12)
COUNTY = Path(__file__).parents[1] / "docs" / "examples" / "county-2021.json"
QUESTIONS = tuple(sw.Question(i, sw.Label(i, i)) for i in ("困难", "隐患", "建议"))
ROLL = sw.Roll(id="R-1", title="困难群众", unit="户", members=("u1", "u2"), times=3, questions=QUESTIONS)


def visit(id="A-1", on=D3, *whom, **details):
    """A visit to households."""
    return sw.Visit(id=id, on=on, title="走访", whom=whom, called_on=sw.Count.exact(len(whom), "户"), **details)


def raised(id="V-1", on=D3, **details):
    """An issue that came up on a visit to u1 on that day."""
    return bring_up(visit("A-1", on, "u1"), id=id, title="楼道无照明", by="走访组", **details)


def told(partition):
    """The parts that hold something, by their words."""
    return {part.predicate.text("zh", n=""): str(part.value) for part in partition.parts if part.any}


# --- the visit itself


def test_which_of_three_it_is_follows_from_the_days():
    """u1 on the 3rd, 4th and 10th, u2 only on the 10th: the third visit to u1 is the first to u2."""
    calls = (visit("A-3", D10, "u1", "u2"), visit("A-1", D3, "u1"), visit("A-2", D4, "u1"))
    assert [turn(call, "u1", calls) for call in calls] == [3, 1, 2]
    assert [turn(call, "u2", calls) for call in calls] == [1, None, None]


def test_visits_of_one_day_count_in_the_order_given():
    """Two calls on one household on one day are two visits."""
    morning, evening = visit("A-1", D3, "u1"), visit("A-2", D3, "u1")
    assert [turn(call, "u1", (morning, evening)) for call in (morning, evening)] == [1, 2]


def test_what_was_not_asked():
    """Of three questions u1 was asked all, u2 one; an answer that names nobody was everybody's."""
    asked = (sw.Asked("困难", "缺路灯"), sw.Asked("隐患", "", of="u1"), sw.Asked("建议", "无", of="u1"))
    call = visit("A-1", D3, "u1", "u2", asked=asked)
    assert [(party, question.id) for party, question in unasked(call, ROLL)] == [("u2", "隐患"), ("u2", "建议")]
    assert unasked(visit("A-1", D3, "u1", asked=asked), ROLL) == ()


def test_who_is_not_on_the_roll_had_nothing_to_be_asked():
    """Of whom a visit names only the members count; where it names nobody, each question is missing once."""
    assert unasked(visit("A-1", D3, "u9"), ROLL) == ()
    assert [(party, question.id) for party, question in unasked(visit(), ROLL)] == [
        (None, "困难"), (None, "隐患"), (None, "建议"),
    ]  # fmt: skip


def test_an_issue_comes_up_on_a_visit():
    """It names the visit, its campaign and its day, and runs a referral and a reply; each may be said otherwise."""
    issue = bring_up(visit("A-1", D3, "u1", campaign="C"), id="V-1", title="漏水", by="走访组", severity="major")
    assert (issue.visit, issue.campaign, issue.opened_on, issue.severity) == ("A-1", "C", D3, "major")
    assert [machine.name for machine in issue.workflows] == ["rectification", "referral", "reply"]
    later = raised(on=D3, workflow=sw.IMMEDIATE, beside=())
    assert [machine.name for machine in later.workflows] == ["immediate"]


# --- what became of it


def solved(issue, on=D3, by="李四"):
    """Handed in, accepted and struck off on one day."""
    evidence = (sw.Evidence("photo", "照片", on),)
    for event in (sw.Submit(on=on, by=by, evidence=evidence), sw.Accept(on=on, by="组"), sw.Close(on=on, by="组")):
        issue = issue.apply(event)
    return issue


def the_six():
    """One issue of each outcome, by hand."""
    assigned = sw.Assign(on=D3, by="局长", owner="李四")
    refer = sw.Refer(on=D3, by="组", to="甲镇", term=sw.days(7))
    answer = sw.Feedback(on=D10, by="甲镇", text="已安装", solved=True)
    return (
        solved(raised("V-1", workflow=sw.IMMEDIATE)),
        solved(raised("V-2").apply(refer).apply(answer).apply(assigned_on(assigned, D10)), D12),
        solved(raised("V-3").apply(assigned), D12),
        raised("V-4").apply(sw.Cancel(on=D4, by="组", reason="重复")),
        raised("V-5").apply(refer),
        raised("V-6").apply(assigned),
    )


def assigned_on(event, on):
    """The same assignment on another day."""
    return attrs.evolve(event, on=on)


def test_every_outcome_by_hand():
    """Six raised, one of each: on the spot, after referral, later, cancelled, referred, under way."""
    (split,) = outcomes(the_six(), D12)
    assert told(split) == {
        "现场解决": "1项", "转办反馈后办结": "1项", "自行解决": "1项",
        "已作废": "1项", "已转办待反馈": "1项", "正在办理": "1项",
    }  # fmt: skip
    assert [part.rows for part in split.parts] == [(f"V-{n}",) for n in range(1, 7)]
    assert len(split.parts) == len(OUTCOMES)


def test_outcomes_are_as_of_a_day():
    """On the 3rd two were referred, one was solved and three were under way; before that nothing was raised."""
    (split,) = outcomes(the_six(), D3)
    assert told(split) == {"现场解决": "1项", "已转办待反馈": "2项", "正在办理": "3项"}
    assert outcomes(the_six(), D3 - timedelta(1)) == ()


def test_outcomes_keep_units_apart_and_unknown_counts_unknown():
    """3条 and X件 are not added; of X the part stays X."""
    issues = (raised("V-1", size=sw.Count.exact(3, "条")), raised("V-2", size=sw.Count.unknown("件")))
    assert [(str(split.whole.value), told(split)) for split in outcomes(issues, D3)] == [
        ("3条", {"正在办理": "3条"}),
        ("X件", {"正在办理": "X件"}),
    ]


def test_what_no_visit_raised_is_not_counted():
    """An issue of an inspection is none of the visits'."""
    assert outcomes((sw.Issue.register(id="H", title="t", on=D3, by="组"),), D12) == ()


MANY = st.lists(matters(("visit",), longest=8), max_size=5).map(
    lambda drawn: tuple(attrs.evolve(issue, id=f"V-{n}") for n, issue in enumerate(drawn))
)


@given(MANY)
def test_raised_is_solved_and_cancelled_and_referred_and_under_way_on_every_day(issues):
    """Conservation: each issue raised by the day stands in exactly one part, and the counts sum to the whole."""
    for n in range(0, 60, 3):
        day = DAY + timedelta(days=n)
        for split in outcomes(issues, day):
            assert split.adds_up
            assert sw.total((part.value for part in split.parts), "项") == split.whole.value
            assert split.whole.value == sw.Count.exact(sum(issue.opened_on <= day for issue in issues), "项")
        assert replies(issues, day).adds_up
        assert satisfaction(issues, day).adds_up


# --- whether they were told


def test_replies_by_hand():
    """Of seven: one each told in time, told late, owed, owed too long, waived, never owed; one without the machine."""
    owe = sw.OweReply(on=D3, by="组", to="u1", term=sw.days(7))
    reply = sw.Reply(on=D10, by="组", text="已解决", mark="satisfied")
    issues = (
        raised("V-1").apply(owe).apply(reply),
        raised("V-2").apply(owe).apply(attrs.evolve(reply, on=D12, mark="dissatisfied")),
        raised("V-3").apply(attrs.evolve(owe, term=sw.days(30))),
        raised("V-4").apply(owe),
        raised("V-5").apply(WaiveReply(on=D3, by="组", reason="匿名")),
        raised("V-6"),
        raised("V-7", beside=()),
    )
    assert told(replies(issues, D12)) == {
        "已答复": "1件", "逾期答复": "1件", "待答复": "1件", "逾期未答复": "1件",
        "免予答复": "1件", "未约定答复": "2件",
    }  # fmt: skip
    assert told(replies(issues, D10)) == {"已答复": "1件", "待答复": "3件", "免予答复": "1件", "未约定答复": "2件"}
    assert told(replies(issues, D10 + timedelta(1)))["逾期未答复"] == "2件"
    assert told(satisfaction(issues, D12)) == {"满意": "1件", "不满意": "1件"}


def test_a_reply_without_a_mark_is_in_no_mark():
    """Told and not asked is neither satisfied nor dissatisfied; the last reply tells, one owed again does not."""
    plain = sw.Reply(on=D3, by="组", text="已解决")
    again = raised("V-2").apply(attrs.evolve(plain, mark="dissatisfied")).apply(OweAgain(on=D4, by="组", to="u1"))
    issues = (raised("V-1").apply(plain), again)
    assert told(satisfaction(issues, D12)) == {"未评价": "1件"}
    settled = again.apply(sw.Reply(on=D10, by="组", text="已修好", mark="satisfied"))
    assert told(satisfaction((settled,), D12)) == {"满意": "1件"}


def test_a_mark_of_another_scale_is_told_apart():
    """Read by a county's own scale of stars, a mark of the stock scale is no star, nor is it no answer."""
    stars = Scale("stars", (Mark("5", sw.Label("五星", "five stars")),))
    marked = raised("V-1").apply(sw.Reply(on=D3, by="组", text="已解决", mark="satisfied"))
    five = raised("V-2", beside=(reply(stars),)).apply(sw.Reply(on=D3, by="组", text="已解决", mark="5"))
    assert told(satisfaction((marked, five), D12, stars)) == {"五星": "1件", "按其他等次评价": "1件"}


@pytest.mark.parametrize(("term", "owed"), [(sw.workdays(10), "逾期未答复"), (sw.workdays(20_000), "待答复")])
def test_a_term_beyond_the_calendar_stops_no_count(term, owed):
    """Years not announced are counted provisionally; a term beyond the calendar's reach is like no term."""
    issue = raised("V-1", date(2027, 3, 1)).apply(sw.OweReply(on=date(2027, 3, 1), by="组", to="u1", term=term))
    assert told(replies((issue,), date(2027, 6, 1))) == {owed: "1件"}


# --- the county's year


def test_the_county_conserves_what_its_visits_raised():
    """Five were raised: two put right on the spot, three by the towns, the last of them struck off in July."""
    issues = sw.load(COUNTY).of(sw.Issue)
    days = (date(2021, 6, 18), date(2021, 6, 30), date(2021, 7, 31))
    assert [[told(split) for split in outcomes(issues, day)] for day in days] == [
        [{"现场解决": "2条", "转办反馈后办结": "2条", "已转办待反馈": "1条"}],
        [{"现场解决": "2条", "转办反馈后办结": "2条", "正在办理": "1条"}],
        [{"现场解决": "2条", "转办反馈后办结": "3条"}],
    ]
