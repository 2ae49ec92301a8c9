"""Samples: drawn so that anybody can draw them once more."""

import hashlib
from datetime import date

import pytest
from hypothesis import given, strategies as st

from safetywork.errors import PolicyError
from safetywork.issues import Issue
from safetywork.samples import Sample, place

IDS = st.lists(st.text("H-0123甲 ", min_size=1, max_size=4), max_size=12)
SEEDS = st.sampled_from(("2021-06", "2021-07", "", "种子"))


def test_anybody_can_recompute_a_draw():
    """By hand: the SHA-256 of seed, line feed and id; the smallest are drawn."""
    ids = [f"H-{n}" for n in range(1, 9)]
    by_hand = sorted(ids, key=lambda one: hashlib.sha256(b"2021-06\n" + one.encode()).hexdigest())
    assert Sample("2021-06", ids, 3).drawn == tuple(by_hand[:3])
    # printf '2021-06\nH-3' | sha256sum
    assert place("2021-06", "H-3").startswith(hashlib.sha256(b"2021-06\nH-3").hexdigest())


@given(IDS, SEEDS, st.integers(0, 9), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(ids, seed, size, chance):
    """The same ids in any order, or twice, give the same sample: equal as values, and drawn alike."""
    shuffled = [*ids, *ids[:3]]
    chance.shuffle(shuffled)
    one, other = Sample(seed, ids, size), Sample(seed, shuffled, size)
    assert one == other
    assert one.drawn == other.drawn
    assert len(one.drawn) == min(size, len(set(ids)))
    assert set(one.drawn) <= set(ids)


@given(IDS, SEEDS, st.integers(0, 9))
def test_a_larger_sample_begins_with_the_smaller(ids, seed, size):
    """Drawing more keeps who was drawn; leaving out who was not drawn changes nothing."""
    drawn = Sample(seed, ids, size).drawn
    assert Sample(seed, ids, size + 1).drawn[: len(drawn)] == drawn
    for spared in set(ids) - set(drawn):
        assert Sample(seed, [i for i in ids if i != spared], size).drawn == drawn


@pytest.mark.parametrize(("k", "number"), [(1, 7), (2, 4), (3, 3), (7, 1), (100, 1)])
def test_one_in_k_is_rounded_up(k, number):
    """Of seven, one in three are three; of a few, at least one; of none, none."""
    assert len(Sample.one_in(k, [f"H-{n}" for n in range(7)], "s").drawn) == number
    assert Sample.one_in(k, [], "s").drawn == ()


def test_another_seed_draws_others():
    """Over many seeds, every id is drawn about as often: 200 draws of 2 of 8, expected 50 each."""
    ids = [f"H-{n}" for n in range(8)]
    counts = dict.fromkeys(ids, 0)
    for seed in range(200):
        for one in Sample(str(seed), ids, 2).drawn:
            counts[one] += 1
    assert all(30 <= n <= 70 for n in counts.values())


def test_what_no_sample_can_be():
    """A negative size, or one in less than one."""
    for wrong in (lambda: Sample("s", ["a"], -1), lambda: Sample.one_in(0, ["a"], "s")):
        with pytest.raises(PolicyError):
            wrong()


def test_a_sample_by_severity_is_one_sample_each():
    """Strata are drawn apart: two of the major, one of the general, by one seed."""
    issues = [
        Issue.register(
            id=f"H-{n}", title="t", on=date(2025, 3, 3), by="x", severity="major" if n % 3 == 0 else "general"
        )
        for n in range(9)
    ]
    drawn = {
        severity: Sample("2025-03", (i.id for i in issues if i.severity == severity), size).drawn
        for severity, size in (("major", 2), ("general", 1))
    }
    assert {severity: len(ids) for severity, ids in drawn.items()} == {"major": 2, "general": 1}
    assert set(drawn["major"]) <= {"H-0", "H-3", "H-6"}
