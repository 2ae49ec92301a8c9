"""Pledges: reviewed, published, kept, recounted, assessed; reached against target, progress against schedule."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

from histories import matters
from safetywork.acts import Progress, Resume, Return, Suspend
from safetywork.counts import Count
from safetywork.decisions import audit
from safetywork.documents import matter_from_data, matter_to_data
from safetywork.errors import CountError
from safetywork.extensions import Extend
from safetywork.figures import Population, union
from safetywork.milestones import Milestone
from safetywork.periods import PeriodRule, days
from safetywork.pledges import (
    PLEDGE,
    REVIEWED_BY_ANOTHER,
    Amend,
    Attain,
    Break,
    Declare,
    Fulfil,
    Pledge,
    Publish,
    Recount,
    Renew,
    Review,
)
from safetywork.workflows import Transition

D3, D13, D23, D31 = date(2025, 3, 3), date(2025, 3, 13), date(2025, 3, 23), date(2025, 3, 31)
D14, D24 = date(2025, 3, 14), date(2025, 3, 24)
THIRDS = (Milestone(D13, 30, "摸底"), Milestone(D23, 60), Milestone(D31, 100))


def declared(**details):
    """A pledge of 李四, declared on 3 March 2025."""
    return Pledge.declare(id="P-1", title="排查燃气管线", on=D3, by="局长", owner="李四", **details)


def reviewed(**details):
    """The pledge, reviewed by another on the same day."""
    return declared(**details).apply(Review(on=D3, by="督查组"))


def published(**details):
    """The pledge, published on the same day with a term of 40 days."""
    return reviewed(**details).apply(Publish(on=D3, by="局长", term=days(40)))


def test_a_pledge_is_published_and_renewed_with_a_term():
    """Without one it could be kept for ever, and no file could give it back."""
    assert reviewed().decide(Publish(on=D3, by="局长", term=None)).codes == ("missing_field",)
    broken = published().apply(Break(on=D31, by="督查组", reason="未办"))
    assert broken.decide(Renew(on=D31, by="局长", term=None)).codes == ("missing_field",)


def test_nobody_reviews_the_own_draft_where_the_guard_is_asked_for():
    """Neither whoever put it forward nor whoever amended it last, under any spelling; anybody else may."""
    pledge = declared(workflow=PLEDGE.guard(Review, REVIEWED_BY_ANOTHER))
    assert pledge.decide(Review(on=D3, by="局 长")).codes == ("own_draft",)
    amended = pledge.apply(Amend(on=D3, by="督查组", reason="目标不清", title="排查燃气管线及阀井"))
    told = [getattr(amended.decide(Review(on=D3, by=name)), "codes", ()) for name in ("局长", "督查组", "安委办")]
    assert told == [("own_draft",), ("own_draft",), ()]
    assert declared().decide(Review(on=D3, by="局长")), "a book-keeper signs both"


@pytest.mark.parametrize("reached", [None, 8, "8项"])
def test_what_is_reached_is_a_count(reached):
    """A number without a unit, a text or nothing is the caller's mistake, told when it is made."""
    with pytest.raises(CountError):
        Attain(on=D13, by="李四", reached=reached)


def test_a_pledge_says_what_was_declared():
    """Group, target, milestones and owner come from the opening."""
    pledge = declared(group="年度承诺", target=Count.exact(32, "项"), milestones=THIRDS, campaign="C-1")
    assert (pledge.group, pledge.target, pledge.milestones, pledge.campaign) == (
        "年度承诺",
        Count.exact(32, "项"),
        THIRDS,
        "C-1",
    )
    assert (pledge.workflows, pledge.state, pledge.kind) == ((PLEDGE,), "declared", "pledge")
    assert isinstance(pledge.log[0].event, Declare)


def test_a_county_workflow_may_be_given():
    """A pledge runs the workflow that it is declared with."""
    county = PLEDGE.extend(drop=[Return], version="2")
    assert declared(workflow=county).workflows == (county,)


@pytest.mark.parametrize(("assess", "state", "done", "failed"), [
    (Fulfil(on=D31, by="评议组"), "fulfilled", True, False),
    (Break(on=D31, by="评议组", reason="未完成"), "broken", False, True),
])  # fmt: skip
def test_a_pledge_is_assessed_by_another_person(assess, state, done, failed):
    """评诺 is not for the pledger, under any spelling; fulfilled is done, broken is neither done nor open."""
    pledge = published().apply(Recount(on=D23, by="李四"))
    own = type(assess)(on=D31, by="李　四", **({"reason": "x"} if state == "broken" else {}))
    assert pledge.decide(own).codes == ("own_work",)
    assessed = pledge.apply(assess)
    assert (assessed.state, assessed.done, assessed.failed, assessed.pending) == (state, done, failed, False)


def test_an_unassessed_pledge_can_be_found_broken_without_recounting():
    """失诺 does not wait for 述诺."""
    assert published().apply(Break(on=D31, by="评议组", reason="未述诺")).failed


def test_the_term_runs_from_publication():
    """Before 亮诺 there is no term, no schedule, and nothing to extend."""
    pledge = declared(milestones=THIRDS)
    assert (pledge.standing(D13), pledge.scheduled(D13), pledge.points_behind(D13)) == (None, None, None)
    assert published().deadline().nominal == date(2025, 4, 12)
    assert pledge.decide(Extend(on=D3, by="局长", reason="x", more=days(3))).codes == ("not_from_here",)


@pytest.mark.parametrize(
    ("on", "scheduled"),
    [(D3, 0), (D13, 0), (D14, 30), (D23, 30), (date(2025, 3, 24), 60), (D31, 60), (date(2025, 4, 1), 100)],
)
def test_the_schedule_follows_the_milestones(on, scheduled):
    """序时进度: the last milestone passed; on its own day there is still time, as on the last day of a term."""
    assert published(milestones=THIRDS).scheduled(on) == scheduled


@pytest.mark.parametrize(
    ("on", "share"), [(D3, Fraction(0)), (D13, Fraction(25)), (D23, Fraction(50)), (date(2025, 5, 1), 100)]
)
def test_without_milestones_the_schedule_is_the_share_of_the_term(on, share):
    """10 of 40 days are 25 per cent; never more than all."""
    pledge = published()
    rolled = pledge.deadline().last_day
    assert rolled == date(2025, 4, 14), "12 April 2025 is a Saturday"
    whole = (rolled - D3).days
    assert pledge.scheduled(on) == min(Fraction((on - D3).days, whole), 1) * 100
    assert pledge.scheduled(on) <= share


@pytest.mark.parametrize(("percent", "behind"), [(None, None), (0, 30), (10, 20), (30, 0), (80, 0)])
def test_points_behind_schedule(percent, behind):
    """Percentage points below 30 due on 13 March, from the day after; unknown without a figure, never below 0."""
    pledge = published(milestones=THIRDS).apply(Progress(on=D3, by="李四", percent=percent))
    assert pledge.points_behind(D14) == behind
    assert pledge.points_behind(D13) == (None if percent is None else 0)


def test_an_earlier_day_is_answered_by_what_stood_in_the_log_then():
    """Half done by the 20th: on the 19th nothing was reported yet, on the 2nd there was no pledge."""
    pledge = published(milestones=THIRDS).apply(Progress(on=D3, by="李四", percent=10))
    later = pledge.apply(Progress(on=date(2025, 3, 20), by="李四", percent=50))
    told = [later.points_behind(date(2025, 3, n)) for n in (2, 13, 19, 20, 24)]
    assert told == [None, 0, 20, 0, 10]


def test_the_schedule_of_an_earlier_cycle_is_by_its_own_milestones():
    """重新承诺 brings milestones of its own; what ought to have been done before it stays what it was."""
    pledge = published(milestones=THIRDS)
    renewed = pledge.apply(Break(on=D31, by="评议组", reason="未完成")).apply(
        Renew(on=date(2025, 4, 1), by="局长", term=days(30), milestones=(Milestone(date(2025, 4, 10), 40),))
    )
    assert pledge.scheduled(D24) == renewed.scheduled(D24) == 60
    assert renewed.scheduled(date(2025, 4, 1)) == 0


def test_a_pledge_on_schedule_resumes_on_schedule():
    """Half of 40 days, half of the work, 100 days stopped: on schedule when it resumes, behind four days later."""
    pledge = reviewed().apply(Publish(on=D3, by="局长", term=PeriodRule(days(40), roll=False)))
    pledge = pledge.apply(Progress(on=D23, by="李四", percent=50)).apply(Suspend(on=D23, by="局长", reason="汛期"))
    assert (pledge.scheduled(D23), pledge.points_behind(D23)) == (50, 0)
    pledge = pledge.apply(Resume(on=date(2025, 7, 1), by="局长"))
    told = [(pledge.scheduled(day), pledge.points_behind(day)) for day in (date(2025, 7, 1), date(2025, 7, 5))]
    assert told == [(50, 0), (60, 10)]


def test_nothing_is_behind_once_it_is_handed_in():
    """述诺 ends the race with the schedule; a return takes it up again."""
    pledge = (
        published(milestones=THIRDS).apply(Progress(on=D3, by="李四", percent=10)).apply(Recount(on=D13, by="李四"))
    )
    assert pledge.points_behind(D24) == 0
    assert pledge.apply(Return(on=D13, by="评议组", reason="缺项")).points_behind(D24) == 50


def test_a_renewed_pledge_is_measured_by_its_new_term():
    """重新承诺: milestones of the broken cycle do not count; the share of the new term does, or new milestones."""
    broken = published(milestones=THIRDS).apply(Break(on=D31, by="评议组", reason="未完成"))
    renewed = broken.apply(Renew(on=date(2025, 4, 1), by="局长", term=days(30)))
    assert renewed.deadline().nominal == date(2025, 5, 1)
    assert renewed.scheduled(date(2025, 4, 1)) == 0
    standing = renewed.standing(date(2025, 4, 16))
    assert renewed.scheduled(date(2025, 4, 16)) == standing.share * 100 > 0
    fresh = broken.apply(
        Renew(on=date(2025, 4, 1), by="局长", term=days(30), milestones=(Milestone(date(2025, 4, 10), 40),))
    )
    assert (fresh.scheduled(date(2025, 4, 10)), fresh.scheduled(date(2025, 4, 11))) == (0, 40)
    assert broken.milestones == THIRDS


@given(matters(("pledge",)), st.integers(0, 60))
def test_the_schedule_never_runs_back(matter, ahead):
    """Day by day, what ought to be done grows, from 0 to 100, and what is behind is never negative."""
    day = matter.log[-1].event.on
    first, later = (
        matter.scheduled(date.fromordinal(day.toordinal() + n), provisional=True) for n in (ahead, ahead + 1)
    )
    if first is not None:
        assert 0 <= first <= later <= 100
    behind = matter.points_behind(day, provisional=True)
    assert behind is None or 0 <= behind <= 100


# --- reviewed before it is made public


def test_a_pledge_is_reviewed_by_another_before_it_is_published():
    """审诺: not by the pledger; nothing is published unreviewed, and the refusal names the way."""
    pledge = declared()
    publish = Publish(on=D3, by="局长", term=days(40))
    assert pledge.decide(publish).codes == ("not_from_here",)
    assert "审诺" in pledge.decide(publish).text()
    assert pledge.decide(Review(on=D3, by="李 四")).codes == ("own_work",)
    assert pledge.apply(Review(on=D3, by="督查组")).decide(publish)


def test_a_draft_that_is_changed_is_reviewed_again():
    """修改承诺 takes the review back; what it does not name stays."""
    changed = reviewed(target=Count.exact(30, "处")).apply(
        Amend(on=D3, by="李四", reason="目标过低", target=Count.exact(32, "处"))
    )
    assert (changed.state, changed.target, changed.title) == ("declared", Count.exact(32, "处"), "排查燃气管线")
    assert changed.decide(Publish(on=D3, by="局长", term=days(40))).codes == ("not_from_here",)
    assert published().decide(Amend(on=D13, by="李四", reason="x")).codes == ("not_from_here",)


def test_a_log_from_before_reviews_replays_and_is_told_apart():
    """What was published without a review stays published; an audit by today's rules names the entry."""
    old = PLEDGE.extend(version="1", transitions=[Transition(Publish, "declared", "kept")])
    pledge = declared(workflow=old).apply(Publish(on=D3, by="局长", term=days(40)))
    data = matter_to_data(pledge)
    read = matter_from_data(data)
    assert (read.state, read.workflows, read.log) == ("kept", (PLEDGE,), pledge.log)
    assert read.apply(Recount(on=D13, by="李四")).state == "recounted"
    told = [(i, refusal.codes) for i, _, refusal in audit(Pledge.blank("P-1", (PLEDGE,)), read.log)]
    assert told == [(1, ("not_from_here",))]


# --- what was reached of a quantified target


def counting(*reports, **details):
    """The pledge of 32 places, published, with so much reported reached on each day of March."""
    pledge = published(target=Count.exact(32, "处"), **details)
    for number, text in reports:
        pledge = pledge.apply(Attain(on=date(2025, 3, number), by="李四", reached=Count.read(text)))
    return pledge


@pytest.mark.parametrize(
    ("text", "met", "progress"),
    [
        ("8处", False, 25),
        ("32处", True, 100),
        ("40处", True, 100),
        ("30余处", None, None),
        ("约32处", None, None),
        ("X处", None, None),
    ],
)
def test_reached_against_target(text, met, progress):
    """A count is a count; 余, 约 and X leave open whether the target is reached, and how far the work is."""
    pledge = counting((5, text))
    assert (pledge.reached, pledge.target_met, pledge.progress) == (Count.read(text), met, progress)


def test_nothing_reported_is_not_nothing_reached():
    """Without a report, or without a target, the answer is not known."""
    assert (counting().reached, counting().target_met, counting().progress) == (None, None, None)
    assert published().target_met is None


def test_reached_is_counted_as_the_target_is():
    """Neither another unit nor a pledge without a number."""
    report = Attain(on=D13, by="李四", reached=Count.exact(8, "项"))
    assert counting().decide(report).codes == ("other_unit",)
    assert published().decide(report).codes == ("no_target",)


def test_a_third_is_a_third():
    """Progress follows exactly: 1 of 3 is neither 33 nor 34 per cent."""
    pledge = published(target=Count.exact(3, "处")).apply(Attain(on=D3, by="李四", reached=Count.exact(1, "处")))
    assert pledge.progress == Fraction(100, 3)
    late = date(2025, 4, 3)
    assert pledge.points_behind(late) == pledge.scheduled(late) - Fraction(100, 3)


def test_progress_is_what_was_last_said_for_certain():
    """A mask after a figure takes nothing back; a stated per cent goes before the count beside it."""
    assert counting((5, "8处"), (6, "X处")).progress == 25
    both = counting((5, "8处")).apply(Attain(on=D13, by="李四", reached=Count.exact(8, "处"), percent=20))
    assert (both.progress, both.reached, both.points_behind(D14)) == (
        20,
        Count.exact(8, "处"),
        both.scheduled(D14) - 20,
    )


def test_which_milestones_were_met_and_when():
    """30 by the 13th, 60 by the 23rd, 100 by the 31st: met on the 12th, a day late, and not at all."""
    pledge = counting((5, "8处"), (12, "10处"), (24, "20处"), milestones=THIRDS)
    told = {on: [(m.met, m.met_on, m.late, m.missed) for m in pledge.milestones_on(on)] for on in (D3, D13, D24, D31)}
    first, second = date(2025, 3, 12), D24
    unknown, ahead = (None, None, False, False), (False, None, False, False)
    assert told[D3] == [unknown] * 3
    assert told[D13] == [(True, first, False, False), ahead, ahead]
    assert told[D24] == [(True, first, False, False), (True, second, True, False), ahead]
    assert [m.missed for m in pledge.milestones_on(date(2025, 4, 1))] == [False, False, True]
    assert pledge.milestones_on(date(2025, 3, 2)) == ()
    assert [m.met for m in declared(milestones=THIRDS).milestones_on(D31)] == [None] * 3


def test_a_fulfilled_pledge_met_its_milestones_at_the_latest_when_it_was_handed_in():
    """Found kept, handed in on the 23rd: the last milestone was met then, without a word of per cent."""
    pledge = counting((12, "10处"), milestones=THIRDS).apply(Recount(on=D23, by="李四"))
    assert [m.met for m in pledge.milestones_on(D31)] == [True, False, False]
    kept = pledge.apply(Fulfil(on=D31, by="评议组"))
    assert [(m.met, m.met_on) for m in kept.milestones_on(D31)] == [
        (True, date(2025, 3, 12)),
        (True, D23),
        (True, D23),
    ]


def test_a_renewed_pledge_begins_to_count_again():
    """重新承诺: nothing is reached yet in the new cycle; a new target takes the place of the old one."""
    broken = counting((12, "10处"), milestones=THIRDS).apply(Break(on=D31, by="评议组", reason="未完成"))
    april = date(2025, 4, 10)
    renewed = broken.apply(
        Renew(on=D31, by="局长", term=days(30), target=Count.exact(22, "处"), milestones=(Milestone(april, 50),))
    )
    assert (renewed.reached, renewed.progress, renewed.target) == (None, None, Count.exact(22, "处"))
    again = renewed.apply(Attain(on=april, by="李四", reached=Count.exact(11, "处")))
    assert [(m.met, m.late) for m in again.milestones_on(april)] == [(True, False)]
    assert [m.met for m in again.milestones_on(D23)] == [True, False, False], "the record of the old cycle stays"


@given(matters(("pledge",)), st.integers(0, 60))
def test_a_milestone_met_stays_met(matter, ahead):
    """Within a cycle, day by day, what is met is met for good and on the same day; nothing is met and missed."""
    day = matter.log[-1].event.on
    told = [matter.milestones_on(date.fromordinal(day.toordinal() + n)) for n in (0, ahead)]
    for before, after in zip(*told, strict=True):
        assert not (before.met and before.missed)
        assert before.met is not True or (after.met, after.met_on) == (True, before.met_on)


# --- side by side


def test_two_sets_of_pledges_whose_overlap_nobody_stated():
    """21 pledges and 2 work tasks are 21 to 23 together: neither 23 nor 21, and every row is kept."""
    pledges = [published(group="承诺事项")] * 21 + [published(group="年初承诺工作任务")] * 2
    rows = tuple(attrs.evolve(pledge, id=f"P-{i}") for i, pledge in enumerate(pledges))
    groups = [tuple(p for p in rows if p.group == group) for group in ("承诺事项", "年初承诺工作任务")]
    figures = [Population(Pledge.noun, group, D31).number(unit) for group, unit in zip(groups, "个项", strict=True)]
    both = union(Pledge.noun, "项", figures)
    assert (both.text(), both.text("en"), len(both.rows)) == ("21至23项", "21 to 23 items", 23)


def test_the_words_of_a_pledge():
    """亮诺, 述诺, 评诺: the words of the ledger."""
    words = [str(event.label) for event in (Publish, Recount, Fulfil, Break, Renew)]
    assert words == ["亮诺", "述诺", "评诺兑现", "评诺失诺", "重新承诺"]
    assert [str(state) for state in PLEDGE.states] == [
        "已提出",
        "已审诺",
        "践诺中",
        "已中止",
        "已述诺",
        "已兑现",
        "失诺",
        "已作废",
    ]
