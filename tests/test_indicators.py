"""Indicators: goals measured over the books of a campaign and its parts, on any day."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.gaps import Adopt, Gap
from safetywork.indicators import (
    INDICATORS,
    GoalStanding,
    Indicator,
    circumstances,
    measured,
    optional_share,
    still_open,
)
from safetywork.measures import Finish, Measure
from safetywork.schemes import CONDITIONS, OPEN, Phase, Scheme
from safetywork.waivers import WAIVER, AskWaiver, Waive

D3, D10, D17, D31 = (date(2025, 3, n) for n in (3, 10, 17, 31))
CAMPAIGNS = (
    sw.Campaign(id="C-1", on=D3, title="大起底", plan="S-1"),
    sw.Campaign(id="C-1a", on=D3, title="分项", parent="C-1"),
    sw.Campaign(id="C-2", on=D3, title="别的"),
)
ALL_FINISHED = sw.Goal("措施全部完成", "every measure", "measures finished", sw.Count.exact(100, "%"))


def measure(id, *, campaign="C-1", done=None, size=None, **details):
    made = Measure.plan(id=id, title=id, on=D3, by="局长", owner="张三", campaign=campaign, size=size, **details)
    return made if done is None else made.apply(Finish(on=done, by="张三"))


def book(*matters, campaigns=CAMPAIGNS):
    return sw.Book("台账", campaigns=campaigns, matters=matters)


TWO_OF_THREE = (measure("M-1", done=D10), measure("M-2", campaign="C-1a", done=D17), measure("M-3"))


def test_a_goal_is_measured_on_a_day_over_the_campaign_and_its_parts():
    """One of three on the 10th, two on the 17th; what belongs to another campaign is not counted."""
    full = book(*TWO_OF_THREE, measure("M-9", campaign="C-2"))
    told = [measured(ALL_FINISHED, full, "C-1", on=on) for on in (D3, D10, D17)]
    assert [(one.figure.text(), one.whole.text(), one.reached) for one in told] == [
        ("0项", "3项", False),
        ("1项", "3项", False),
        ("2项", "3项", False),
    ]
    assert [one.share for one in told] == [0, Fraction(1, 3), Fraction(2, 3)]
    assert told[2].figure.rows == ("M-1", "M-2")
    assert told[2].text() == "“措施全部完成”未达到（3项中2项）"
    assert told[2].text("en") == "“every measure”: not reached (2 items of 3 items)"
    assert measured(ALL_FINISHED, full, "C-1a", on=D31).reached


@pytest.mark.parametrize(
    ("target", "answer"),
    [("2项", True), ("3项", False), ("60%", True), ("67%", False), ("X项", None), ("2家", None)],
)
def test_a_target_of_so_many_or_of_a_share(target, answer):
    """2 of 3 are 2, and two thirds; a count in another unit decides nothing."""
    goal = attrs.evolve(ALL_FINISHED, target=sw.Count.read(target))
    assert measured(goal, book(*TWO_OF_THREE), "C-1", on=D31).reached is answer


def test_unknown_stays_unknown():
    """A goal of words, an indicator nobody gave, sizes that are masked, units that differ, and nothing at all."""
    words = measured(sw.Goal("清零", "zero"), book(), "C-1", on=D31)
    assert words == GoalStanding(sw.Goal("清零", "zero"), D31)
    assert (words.text(), words.text("en"), words.share) == ("“清零”无从判定", "“zero”: not known", None)
    assert measured(attrs.evolve(ALL_FINISHED, indicator="own"), book(), "C-1", on=D31).reached is None
    assert measured(ALL_FINISHED, book(), "C-1", on=D31).reached is None
    masked = measured(
        ALL_FINISHED, book(measure("M-1", done=D10), measure("M-2", size=sw.Count.read("X项"))), "C-1", on=D31
    )
    assert (masked.reached, masked.share, masked.whole.text()) == (None, None, "不少于1项")
    mixed = measured(
        ALL_FINISHED, book(measure("M-1", done=D10), measure("M-2", size=sw.Count.read("2场"))), "C-1", on=D31
    )
    assert (mixed.reached, mixed.share, mixed.figure.rows) == (None, None, ("M-1",))


def test_what_is_cancelled_is_not_in_the_whole():
    """作废 is neither reached nor missing."""
    gone = measure("M-3").apply(sw.Cancel(on=D10, by="局长", reason="并入"))
    assert measured(ALL_FINISHED, book(measure("M-1", done=D10), gone), "C-1", on=D31).reached


def test_a_ceiling_nothing_is_overdue():
    """零逾期: reached while nothing is past its term, not reached from the day after."""
    goal = sw.Goal("零逾期", indicator="matters overdue", target=sw.Count.exact(0, "项"))
    full = book(measure("M-1", term=D10))
    assert [measured(goal, full, "C-1", on=on).reached for on in (D10, date(2025, 3, 11))] == [True, False]


def test_adopted_gaps_are_counted():
    """Of the gaps that were not cancelled."""
    goal = sw.Goal("采纳", indicator="gaps adopted", target=sw.Count.exact(50, "%"))
    gaps = [Gap.find(id=f"G-{n}", title="领域", on=D3, by="局长", campaign="C-1") for n in (1, 2)]
    full = book(gaps[0].apply(Adopt(on=D10, by="局党委")), gaps[1])
    assert [measured(goal, full, "C-1", on=on).reached for on in (D3, D10)] == [False, True]


def test_a_users_own_indicator():
    """Given by name beside the stock ones, or in the place of one."""

    def rounds(seen, on, _):
        held = sw.Population(sw.Round.noun, seen.of(sw.Round), on).number("次")
        return held, held

    own = {"rounds": Indicator(sw.Label("调度", "rounds"), rounds)}
    goal = sw.Goal("每周调度", indicator="rounds", target=sw.Count.exact(1, "次"))
    full = attrs.evolve(
        book(), activities=(sw.Round(id="R-1", on=D10, title="调度", cadence="weekly", campaign="C-1"),)
    )
    assert [measured(goal, full, "C-1", on=on, indicators=own).reached for on in (D3, D10)] == [False, True]
    assert all(one.label.text("en") for one in INDICATORS.values())


# --- required and optional actions


def actions(required, optional, unsaid=0):
    kinds = ["required"] * required + ["optional"] * optional + [None] * unsaid
    return book(*(measure(f"M-{i}", action=kind) for i, kind in enumerate(kinds)))


@pytest.mark.parametrize(
    ("counts", "share"), [((5, 1), Fraction(1, 6)), ((3, 0), 0), ((0, 2), 1), ((0, 0), None), ((5, 1, 1), None)]
)
def test_the_share_of_optional_actions(counts, share):
    """自选动作 of all: an exact fraction; of nothing, or where one does not say which it is, not known."""
    assert optional_share(actions(*counts), "C-1", on=D3) == share


@pytest.mark.parametrize(("target", "answer"), [("14%", True), ("20%", None), ("28%", None), ("29%", False)])
def test_what_is_not_said_leaves_a_bound(target, answer):
    """One of seven, and one that may be either: from one seventh to two, never more or less."""
    goal = sw.Goal("自选", indicator="optional actions", target=sw.Count.read(target))
    assert measured(goal, actions(5, 1, 1), "C-1", on=D3).reached is answer


# --- what the guards of a plan must know


def planned(*matters):
    phases = (Phase(id="one", title="一"), Phase(id="two", title="二", entry=(ALL_FINISHED, sw.Goal("到位"))))
    scheme = Scheme.draft(id="S-1", title="方案", on=D3, by="局长", campaign="C-1", phases=phases)
    return book(scheme, *matters)


def test_the_circumstances_of_a_campaign():
    """Its conditions as the books answer them on the day, and what is open; its own plan is not."""
    full = planned(*TWO_OF_THREE)
    context = circumstances(full, full.campaigns[0], on=D17, roles={"局长": ("leader",)})
    assert context.facts == {CONDITIONS: {ALL_FINISHED: False, sw.Goal("到位"): None}, OPEN: ("M-3",)}
    assert context.roles_of("局长") == {"leader"}
    assert [m.id for m in still_open(full, "C-1", on=D10)] == ["M-2", "M-3"]


def test_a_condition_whose_indicator_nobody_gave_is_not_among_the_circumstances():
    """So no guard takes it for evaluated, whoever confirms it."""
    strange = sw.Goal("自定", indicator="own", target=sw.Count.exact(1, "项"))
    scheme = Scheme.draft(
        id="S-1",
        title="方案",
        on=D3,
        by="局长",
        campaign="C-1",
        phases=(Phase(id="one", title="一", entry=(strange,)),),
    )
    full = book(scheme)
    assert circumstances(full, full.campaigns[0], on=D3).facts[CONDITIONS] == {}
    given_ = {"own": INDICATORS["measures finished"]}
    assert circumstances(full, full.campaigns[0], on=D3, indicators=given_).facts[CONDITIONS] == {strange: False}


def test_a_campaign_without_a_plan_has_no_conditions():
    """What is open is known all the same."""
    full = book(*TWO_OF_THREE)
    assert circumstances(full, full.campaigns[2], on=D3).facts == {CONDITIONS: {}, OPEN: ()}


@given(st.lists(st.sampled_from((None, 3, 10, 17, 31)), max_size=6), st.integers(1, 31))
def test_what_is_counted_is_part_of_the_whole(days, number):
    """On every day: done ≤ all, the share grows with time, and it is reached where nothing is missing."""
    full = book(*(measure(f"M-{i}", done=n and date(2025, 3, n)) for i, n in enumerate(days)))
    before, after = (measured(ALL_FINISHED, full, "C-1", on=date(2025, 3, n)) for n in (max(3, number), 31))
    for one in (before, after):
        assert set(one.figure.rows) <= set(one.whole.rows)
        assert one.reached is (None if not days else one.share == 1)
    assert not days or before.share <= after.share


def test_light_report_goal_and_reconciliation_agree_on_who_is_overdue():
    """Past its term under a waiver: overdue nowhere; from the day on which the waiver expires, everywhere."""
    issue = sw.Issue.register(id="H-1", title="t", on=D3, by="检查组", campaign="C-1", beside=(WAIVER,))
    issue = issue.apply(sw.Assign(on=D3, by="局长", owner="李四", term=sw.days(5)))
    issue = issue.apply(AskWaiver(on=D3, by="李四", reason="待换件"))
    issue = issue.apply(Waive(on=D3, by="局长", expires=D17, stops=False))
    none = sw.Goal("零逾期", indicator="matters overdue", target=sw.Count.exact(0, "项"))
    for on, late in ((D10, False), (D17, True)):
        assert issue.overdue(on) is late
        assert (sw.light(issue, on).band.id == "overdue") is late
        assert measured(none, book(issue), "C-1", on=on).reached is not late
        assert ("逾期" in sw.report(book(issue), as_of=on).text("zh")) is late
        parts = sw.reconcile([issue], on)[0].parts
        assert [part.predicate.zh for part in parts if part.value.low] == ["逾期" if late else "豁免期内"]
