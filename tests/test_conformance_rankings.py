"""The check for rankings of one's own: what is broken dies by its law."""

from decimal import Decimal
from fractions import Fraction
from functools import partial

import attrs
import pytest

from outcomes import broken
from safetywork.rankings import Place, Ranking, rank
from safetywork.testing import check_ranking
from safetywork.testing.conformance import rankings


@pytest.mark.parametrize("seed", [0, 1])
def test_the_stock_ranking_conforms(seed):
    """By places that count everybody, and by places that count scores; what does not apply is told."""
    outcome = check_ranking(examples=50, seed=seed)
    assert outcome.ok, outcome.text()
    assert (len(outcome.laws), outcome.skipped) == (10, ())
    assert check_ranking(partial(rank, ties="dense", lowest_first=True), better="lower", examples=20, seed=seed).ok
    told = check_ranking(lambda scores: rank(scores, tie_break=ord), breaks_ties=True, examples=20, seed=seed)
    assert told.ok
    assert [law for law, _ in told.skipped] == ["rank-ties-share", "rank-tie-break", "rank-changes"]


def placed(change):
    """A ranking whose places are changed."""

    def ranking(scores, before=None):
        made = rank(scores, before=before)
        return Ranking(tuple(change(made.places)), made.unranked)

    return ranking


def unknown_is_nothing(scores):
    """X counts as 0."""
    return rank({name: score or 0 for name, score in scores.items()})


def first_come(scores):
    """Equals are placed as they stand in the list."""
    names = list(scores)
    return rank(scores, tie_break=lambda name: -names.index(name))


def rounded(scores):
    """97.13 % and 97.10 % are both 97.1 %."""
    return rank({n: None if s is None else Fraction(round(Decimal(float(s)), 3)) for n, s in scores.items()})


def on_its_head(scores):
    """The higher score is worse."""
    return rank(scores, lowest_first=True)


def from_nought(places):
    """The first place is 0."""
    return (attrs.evolve(one, place=one.place - 1) for one in places)


def shifted(places):
    """Changes are told the other way round."""
    return (attrs.evolve(one, change=None if one.change is None else one.change + 1) for one in places)


class Greedy(Ranking):
    """A tier that holds whoever comes first, ties or not."""

    def first(self, k, *, ties):
        """One more than was asked, without ties."""
        return self.places[: k + 1] if ties == "out" else Ranking.first(self, k, ties=ties)


def greedy(scores):
    """Ranked by the greedy one."""
    made = rank(scores)
    return Greedy(made.places, made.unranked)


def capped(scores):
    """Whoever scores more than 3 is taken down to the last place."""
    made = rank(scores)
    last = max((one.place for one in made.places), default=1)
    return Ranking(
        tuple(
            sorted(
                (Place(o.name, o.score, last if o.score > 3 else o.place) for o in made.places), key=lambda o: o.place
            )
        )
    )


def undecided(scores, tie_break=None):
    """A second score is taken, and decides nothing."""
    return rank(scores, tie_break=tie_break and (lambda _: 0))


@pytest.mark.parametrize(
    ("ranking", "law"),
    [
        (unknown_is_nothing, "rank-whole"),
        (rounded, "rank-whole"),
        (first_come, "rank-order-free"),
        (first_come, "rank-ties-share"),
        (on_its_head, "rank-better-first"),
        (capped, "rank-rising"),
        (placed(from_nought), "rank-places"),
        (greedy, "rank-tiers"),
        (undecided, "rank-tie-break"),
        (placed(shifted), "rank-changes"),
    ],
)
@pytest.mark.proof
def test_a_ranking_that_is_broken(ranking, law):
    """Each breaks the law that says what it does."""
    assert law in broken(check_ranking(ranking))


def test_running_last_that_never_forgets(monkeypatch):
    """Whoever was once among the last, and is not any more, still counts."""

    def kept(made, share, *, ties):
        found = {}
        for each in made:
            for one in each.last_share(share, ties=ties):
                found[one.name] = found.get(one.name, 0) + 1
        return found

    monkeypatch.setattr(rankings, "running_last", kept)
    assert broken(check_ranking()) == {"rank-running-last"}
