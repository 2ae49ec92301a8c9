"""Coverage: who was reached how often, who is left, and what counts without names leave open."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.coverages import coverage

D1, D2, D3, D9 = (date(2024, 9, n) for n in (1, 2, 3, 9))
THREE = sw.Roll(id="R-1", title="重点企业", unit="家", members=("a", "b", "c"), times=3)
ONCE = attrs.evolve(THREE, times=1)


def visit(id, on, *whom, count=None, **details):
    """A visit that names everybody it called on, unless a count says otherwise."""
    called_on = sw.Count.exact(len(whom), "家") if count is None else sw.Count.read(count)
    return sw.Visit(id=id, on=on, title="走访", whom=whom, called_on=called_on, **details)


def test_three_visits_each():
    """a three times, b twice, c never: one of three is covered, b and c are left."""
    calls = [visit("1", D1, "a", "b"), visit("2", D2, "a"), visit("3", D2, "b"), visit("4", D3, "a")]
    told = coverage(THREE, calls, D3)
    assert (told.named.value, told.covered.value, told.whole.value) == (
        sw.Count.exact(1, "家"),
        sw.Count.exact(1, "家"),
        sw.Count.exact(3, "家"),
    )
    assert (told.turns, told.left) == ({"a": 3, "b": 2, "c": 0}, ("b", "c"))
    assert (told.reached(), told.reached(2), told.reached(3)) == (("a", "b"), ("a", "b"), ("a",))
    assert told.share == Fraction(1, 3)
    assert told.covered.rows == ("1", "2", "3", "4")
    assert [figure.text("zh") for figure in (told.covered, told.whole)] == ["1家", "3家"]
    assert [str(coverage(roll, calls, D3).named.predicate) for roll in (THREE, ONCE)] == ["已满3次", "已覆盖"]


def test_one_session_reaches_nobody_twice():
    """Named among the enterprises and among the participants of one training, a was reached once."""
    session = sw.Training(id="1", on=D1, title="培训", subject="消防", whom=("a",), participants=("a", "b"))
    assert session.reached == ("a", "b")
    assert coverage(THREE, [session], D3).turns["a"] == 1


def test_coverage_is_as_of_a_day():
    """By the evening of the 2nd, a had been visited twice; on the 1st once; before that nobody."""
    calls = [visit("1", D1, "a"), visit("2", D2, "a"), visit("3", D3, "a")]
    assert [coverage(THREE, calls, day).turns["a"] for day in (D1 - timedelta(1), D1, D2, D3)] == [0, 1, 2, 3]
    assert coverage(THREE, calls, D1 - timedelta(1)).covered.rows == ()


@pytest.mark.parametrize(
    ("call", "covered"),
    [
        (visit("1", D1, "a"), "1家"),
        (visit("1", D1, "a", count="1家次"), "1家"),
        (visit("1", D1, "a", count="2家"), "1至3家"),
        (visit("1", D1, "a", count="X家次"), "1至3家"),
        (visit("1", D1, count="X家"), "近3家"),
        (visit("1", D1, count="9户次"), "0家"),
        (sw.Outreach(id="1", on=D1, title="宣传"), "近3家"),
        (sw.Outreach(id="1", on=D1, title="宣传", whom=("a",)), "1家"),
        (sw.Training(id="1", on=D1, title="训", subject="法", enterprises=sw.Count.exact(1, "家次")), "近3家"),
        (sw.Training(id="1", on=D1, title="训", subject="法", whom=("b", "c")), "2家"),
        (sw.Training(id="1", on=D1, title="训", subject="法", people=sw.Count.unknown("人"), whom=("b",)), "1家"),
    ],
)
def test_a_count_without_names_leaves_it_open(call, covered):
    """Who stands behind it may be on the roll, so the upper bound is everybody; another unit is another population."""
    told = coverage(ONCE, [call], D9)
    assert str(told.covered.value) == covered
    assert told.named.value.kind == "exact"
    assert (told.share is None) == (told.covered.value.kind != "exact")
    assert told.covered.rows == (() if covered == "0家" else ("1",))


def test_a_visit_that_still_runs_has_reached_nobody_for_certain():
    """From the 1st to the 3rd: on the 2nd it may have called on all; when it ended, it did on those it names."""
    call = visit("1", D1, "a", until=D3)
    assert [str(coverage(ONCE, [call], day).covered.value) for day in (D1, D2, D3, D9)] == [
        "近3家",
        "近3家",
        "1家",
        "1家",
    ]
    assert [coverage(ONCE, [call], day).turns["a"] for day in (D2, D3)] == [0, 1]


def test_an_unknown_total_stays_unknown():
    """Three are listed of nobody knows how many: the whole is at least three, a share cannot be told."""
    roll = attrs.evolve(ONCE, total=sw.Count.unknown("家"))
    told = coverage(roll, [visit("1", D1, "a")], D9)
    assert (told.whole.value, told.covered.value, told.share) == (
        sw.Count.at_least(3, "家"),
        sw.Count.exact(1, "家"),
        None,
    )


def test_whom_the_list_lacks_may_belong_to_the_rest():
    """x is not listed: of a whole list it is a stranger, of one that names three of ten it may be one of the seven."""
    call = visit("1", D1, "x")
    told = coverage(ONCE, [call], D9)
    assert (str(told.covered.value), told.covered.rows) == ("0家", ())
    told = coverage(attrs.evolve(ONCE, total=sw.Count.exact(10, "家")), [call], D9)
    assert (told.covered.value, told.covered.rows) == (sw.Count(0, 10, "家"), ("1",))


def test_a_roll_counts_its_own_kind_and_campaign_only():
    """Training does not visit anybody, and last year's campaign is another one."""
    roll = attrs.evolve(ONCE, by="visit", campaign="C-1")
    here, there = visit("1", D1, "a", campaign="C-1"), visit("2", D1, "b", campaign="C-2")
    training = sw.Training(id="3", on=D1, title="训", subject="法", campaign="C-1", whom=("c",))
    assert coverage(roll, [here, there, training], D9).reached() == ("a",)
    assert coverage(ONCE, [here, there, training], D9).reached() == ("a", "b", "c")


def test_an_empty_roll_has_no_share():
    """Nobody to reach: nobody left, and nothing to divide by."""
    told = coverage(sw.Roll(id="R", title="空", unit="户"), [], D9)
    assert (told.left, told.share, str(told.whole.value)) == ((), None, "0户")


@st.composite
def _calls(draw):
    """Up to eight visits of four days, each to some of four parties, one in three with a count beyond its names."""
    calls = []
    for n in range(draw(st.integers(0, 8))):
        whom = tuple(sorted(draw(st.sets(st.sampled_from("abcx")))))
        more = draw(st.sampled_from((0, 0, 1, None)))
        count = sw.Count.unknown("家") if more is None else sw.Count.exact(len(whom) + more, "家")
        on = D1 + timedelta(days=draw(st.integers(0, 3)))
        until = draw(st.none() | st.integers(0, 2).map(lambda later, on=on: on + timedelta(days=later)))
        calls.append(sw.Visit(id=str(n), on=on, until=until, title="走访", whom=whom, called_on=count))
    return calls


@given(_calls(), st.integers(1, 3), st.none() | st.integers(3, 5))
def test_coverage_only_grows_and_its_parts_make_the_roll(calls, times, total):
    """On every day: named ≤ covered ≤ whole; covered and left make the list; a day later nobody has been un-visited."""
    roll = attrs.evolve(THREE, times=times, total=None if total is None else sw.Count.exact(total, "家"))
    before = coverage(roll, calls, D1 - timedelta(1))
    for n in range(8):
        told = coverage(roll, calls, D1 + timedelta(days=n))
        named, covered, whole = told.named.value, told.covered.value, told.whole.value
        assert named.low == covered.low == len(roll.members) - len(told.left)
        assert covered.low <= covered.high <= whole.high
        assert set(told.left) | set(told.reached(times)) == set(roll.members)
        assert all(before.turns[member] <= told.turns[member] for member in roll.members)
        before = told
