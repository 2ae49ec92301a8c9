"""The critical path over positions: a diamond counted by hand, the passes against every path, cycles by name."""

from itertools import pairwise

from hypothesis import given, settings, strategies as st

from safetywork.networks import Job, cycles, solve

DIAMOND = (
    Job("a", 3),
    Job("b", 1, (("a", 0),)),
    Job("c", 4, (("a", 0),)),
    Job("d", 2, (("b", 0), ("c", 1))),
)


def test_a_diamond():
    """3, then 1 beside 4 and a wait of 1, then 2: ten positions before the end."""
    network = solve(DIAMOND, {})
    assert (network.first, network.least, network.late) == (-10, 0, 0)
    assert network.starts == {"a": -10, "b": -7, "c": -7, "d": -2}
    assert network.ends == {"a": -7, "b": -2, "c": -3, "d": 0}
    assert network.path() == ("a", "c", "d")
    assert network.order == ("a", "c", "b", "d")
    assert [network.slack(name) for name in "abcd"] == [0, 4, 0, 0]
    assert network.days("a", -10) == (-10, -8)


def test_beginning_later_is_late_by_as_much():
    """Begun at -8, the end is passed by two, along the same path."""
    network = solve(DIAMOND, {}, -8)
    assert (network.least, network.late, network.path()) == (-2, 2, ("a", "c", "d"))


def test_what_is_done_neither_waits_nor_holds_back():
    """Only the rest has positions; a job of which nothing is left has neither lateness nor path."""
    network = solve(DIAMOND, {"a": -5}, -9)
    assert network.starts == {"b": -5, "c": -5, "d": 0}
    assert (network.late, network.path()) == (2, ("c", "d"))
    nothing = solve(DIAMOND[:1], {"a": 4}, 7)
    assert (nothing.least, nothing.late, nothing.path()) == (0, 0, ())


def test_jobs_of_no_length_go_before_what_needs_them():
    """At one position a need comes first whatever its id, and a path begins with what nothing holds back."""
    network = solve([Job("z", 0), Job("a", 0, (("z", 0),)), Job("b", 2, (("a", 0),))], {})
    assert network.order == ("z", "a", "b")
    assert network.path() == ("z", "a", "b")
    assert solve([Job("z", 0), Job("a", 2, (("z", 0),)), Job("b", 0)], {}).order == ("z", "a", "b")
    # a need may begin after its user, where they overlap: it still comes first on the path that it holds back
    overlap = [Job("d", 1), Job("s", 1, (("d", 0),)), Job("u", 9, (("s", -3),))]
    late = solve(overlap, {"d": -5}, -20)
    assert (late.order, late.path(), late.late) == (("u", "s"), ("s", "u"), 2)


@st.composite
def networks(draw):
    """Up to six jobs, each with needs among those before it, lags from -2 to 2."""
    jobs = []
    for i in range(draw(st.integers(1, 6))):
        needs = draw(st.dictionaries(st.integers(0, i - 1), st.integers(-2, 2), max_size=3)) if i else {}
        jobs.append(Job(f"j{i}", draw(st.integers(0, 4)), tuple((f"j{n}", lag) for n, lag in needs.items())))
    return jobs


def tails(jobs, name):
    """The length of every chain from the start of a job to the end of its last: the oracle of the backward pass."""
    by_id = {job.id: job for job in jobs}
    yield by_id[name].length
    for user in jobs:
        for need, lag in user.needs:
            if need == name:
                yield from (by_id[name].length + lag + tail for tail in tails(jobs, user.id))


@settings(max_examples=200)
@given(networks(), st.none() | st.integers(-20, 5))
def test_a_latest_start_is_the_longest_chain_before_the_end(jobs, first):
    """Backward pass = the longest of all chains; a path begins with nothing holding it back and ends at the end."""
    network = solve(jobs, {}, first)
    for job in jobs:
        assert network.latest(job.id) == -max(tails(jobs, job.id))
        assert network.latest(job.id) >= network.starts[job.id] + network.least
    path = network.path()
    assert network.ends[path[-1]] == 0
    assert network.starts[path[0]] == network.first
    by_id = {job.id: job for job in jobs}
    for one, two in pairwise(path):
        assert network.ends[one] + dict(by_id[two].needs)[one] == network.latest(two)
    assert {network.slack(name) for name in path} == {network.least}


def test_cycles_share_no_member_and_none_is_left():
    """Each from its least member on; a graph that is none gives none."""
    assert list(cycles({"b": "a", "a": ""})) == []
    assert list(cycles({"b": "a", "a": "b", "c": "cb", "d": "x"})) == [("a", "b", "a"), ("c", "c")]
