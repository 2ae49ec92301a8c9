"""Rankings: exact, stable under reordering, with ties and cuts by a stated rule."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.errors import PolicyError
from safetywork.rankings import rank, running_last, weighted

NAMES = [f"U-{n}" for n in range(9)]
SCORES = st.dictionaries(st.sampled_from(NAMES), st.none() | st.integers(0, 4) | st.fractions(0, 4), max_size=9)


def places(ranking):
    """(name, place) in order."""
    return [(one.name, one.place) for one in ranking.places]


def test_known_answers():
    """江西 138/134 of 2014 and 浙江 349/339 both print 97.1 %: exactly, 339 of 349 is more than 134 of 138."""
    told = rank({"江西": Fraction(134, 138), "浙江": Fraction(339, 349), "A": 1, "B": 1, "C": None})
    assert places(told) == [("A", 1), ("B", 1), ("浙江", 3), ("江西", 4)]
    assert told.unranked == ("C",)
    assert places(rank({"A": 1, "B": 1, "C": 0}, ties="dense")) == [("A", 1), ("B", 1), ("C", 2)]
    assert places(rank({"A": 1, "B": 1, "C": 0}, tie_break={"A": 1, "B": 2, "C": 0}.__getitem__)) == [
        ("B", 1),
        ("A", 2),
        ("C", 3),
    ]
    assert places(rank({"A": 3, "B": 1}, lowest_first=True)) == [("B", 1), ("A", 2)]
    assert [one.name for one in told.reversed] == ["江西", "浙江", "B", "A"]
    assert told.of("C") is None
    assert told.placings["浙江"].of == 4


def test_votes_are_weighed():
    """邻水县, 2017: leaders' votes 60 %, the others' 40 %; an item nobody scored leaves the whole unknown."""
    weights = {"A票": Decimal("0.6"), "B票": Decimal("0.4")}
    assert weighted({"A票": 9, "B票": Decimal("8.5")}, weights) == Fraction(88, 10)
    assert weighted({"A票": 9}, weights) is None
    assert weighted({"A票": 9, "B票": None}, weights) is None
    with pytest.raises(PolicyError, match="C票"):
        weighted({"A票": 9, "C票": 1}, weights)


def test_change_since_the_round_before():
    """Places up are positive; who was not ranked before has no change."""
    before = rank({"A": 3, "B": 2, "C": None})
    now = rank({"A": 1, "B": 2, "C": 3}, before=before)
    assert [(one.name, one.change) for one in now.places] == [("C", None), ("B", 0), ("A", -2)]
    assert now.text("zh").splitlines() == ["1\tC\t3", "2\tB\t2", "3\tA\t1\t降2位"]
    back = rank({"A": 9, "B": Fraction(1, 3), "C": None}, before=now)
    assert back.text("en").splitlines() == ["1\tA\t9\tup 2", "2\tB\t≈0.3333", "score not known, not ranked: C"]


TIED = rank({"A": 5, "B": 4, "C": 4, "D": 4, "E": 1})


@pytest.mark.parametrize(
    ("k", "inside", "outside"),
    [(0, "", ""), (1, "A", "A"), (2, "ABCD", "A"), (3, "ABCD", "A"), (4, "ABCD", "ABCD"), (5, "ABCDE", "ABCDE"),
     (9, "ABCDE", "ABCDE")],
)  # fmt: skip
def test_a_tie_across_the_cut(k, inside, outside):
    """All of a tie are in, or all of it are out."""
    assert "".join(one.name for one in TIED.first(k, ties="in")) == inside
    assert "".join(one.name for one in TIED.first(k, ties="out")) == outside


def test_tiers():
    """By a share, rounded up at the top and down at the end, or by a score."""
    assert "".join(one.name for one in TIED.first_share(Fraction(1, 4), ties="in")) == "ABCD"
    assert [one.name for one in TIED.last_share(Fraction(1, 4), ties="in")] == ["E"]
    assert TIED.last_share(Fraction(1, 10), ties="in") == ()
    assert [one.name for one in TIED.last(2, ties="in")] == ["E", "D", "C", "B"]
    assert "".join(one.name for one in TIED.at_least(4)) == "ABCD"


def test_running_last():
    """Three rounds running in the last half; one round out of it begins anew."""
    rounds = [rank({"A": a, "B": 1}) for a in (0, 2, 0, 0, 0)]
    half = Fraction(1, 2)
    assert running_last(rounds, half, ties="in") == {"A": 3}
    assert running_last(rounds[:2], half, ties="in") == {"B": 1}
    assert running_last([], half, ties="in") == {}


@given(SCORES, st.randoms(use_true_random=False), st.sampled_from(["competition", "dense"]))
def test_order_is_irrelevant(scores, random, ties):
    """The same scores in another order give the same ranking."""
    mixed = dict(random.sample(list(scores.items()), len(scores)))
    assert rank(mixed, ties=ties) == rank(scores, ties=ties)


@given(SCORES)
def test_a_place_is_one_more_than_those_before(scores):
    """Under competition a place is one more than how many score more; under dense, than how many scores are more."""
    known = [score for score in scores.values() if score is not None]
    for one in rank(scores).places:
        assert one.place == 1 + sum(score > one.score for score in known)
    for one in rank(scores, ties="dense").places:
        assert one.place == 1 + len({score for score in known if score > one.score})


@given(SCORES, st.integers(0, 9))
def test_a_cut_never_parts_equals(scores, k):
    """Who has the place of somebody in the tier is in it; with ties in it has k or more, out k or fewer."""
    ranking = rank(scores)
    for cut in (ranking.first, ranking.last):
        for ties in ("in", "out"):
            tier = cut(k, ties=ties)
            inside = {one.place for one in tier}
            assert {one.name for one in tier} == {one.name for one in ranking.places if one.place in inside}
            whole = min(k, len(ranking.places))
            assert len(tier) >= whole if ties == "in" else len(tier) <= whole
    assert isinstance(ranking, sw.Ranking)
