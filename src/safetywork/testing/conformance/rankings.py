"""Checks for rankings by a rule of one's own.

Holds: `check_ranking`.
Never: says who should be first: it holds a rule to what every ranking owes those who are ranked.
"""

import inspect
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product, takewhile
from typing import Any, Literal, TypeAlias

from attrs import frozen
from hypothesis import strategies as st

from safetywork.rankings import Place, Ranking, Score, rank, running_last
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run

Scores: TypeAlias = dict[str, Score | None]
Better: TypeAlias = Literal["higher", "lower"]


def check_ranking(
    ranking: Callable[..., Ranking] = rank,
    *,
    better: Better = "higher",
    breaks_ties: bool = False,
    scores: st.SearchStrategy[Scores] | None = None,
    examples: int = 100,
    seed: int = 0,
    hasty: bool = False,
) -> Outcome:
    """Whether a ranking goes by the scores alone: equals share a place, a better score never ranks worse.

    `ranking` takes scores by name (None: not known) and, where it offers them, `tie_break`, a second score by name, and
    `before`, the ranking of the round before. `better` says which score is; a rule that `breaks_ties` by something else
    need not let equals share.
    """
    drawn = _scores() if scores is None else scores
    tried, turn = _Rankings(ranking, 1 if better == "higher" else -1, breaks_ties), st.integers(0, 40)
    laws: Laws = {
        "rank-whole": (tried.everybody_once, (drawn,)),
        "rank-order-free": (tried.order_means_nothing, (drawn, turn)),
        "rank-ties-share": (tried.equals_share, (drawn,)),
        "rank-better-first": (tried.better_is_never_worse, (drawn,)),
        "rank-rising": (tried.rising_never_costs, (drawn, turn, st.integers(1, 4))),
        "rank-places": (tried.places_are_counted, (drawn,)),
        "rank-tiers": (tried.tiers_grow, (drawn, st.integers(0, 7))),
        "rank-tie-break": (tried.breaks_ties_by_it, (drawn, st.integers(0, 63))),
        "rank-running-last": (tried.runs_of_the_last, (st.lists(drawn, max_size=4), st.sampled_from((10, 50, 100)))),
        "rank-changes": (tried.changes_are_what_changed, (drawn, drawn)),
    }
    skipped = list[tuple[str, str]]()
    if breaks_ties:
        skipped.append(("rank-ties-share", "the rule breaks ties"))
    if "tie_break" not in inspect.signature(ranking).parameters:
        skipped.append(("rank-tie-break", "the rule takes no second score"))
    if "before" not in inspect.signature(ranking).parameters:
        skipped.append(("rank-changes", "the rule takes no ranking of the round before"))
    return run(
        "ranking", {n: law for n, law in laws.items() if n not in dict(skipped)}, examples, seed, skipped, hasty=hasty
    )


def _scores() -> st.SearchStrategy[Scores]:
    """Few names and few scores, so that many are equal; two that print alike, and some that are not known."""
    close = st.sampled_from((Fraction(134, 138), Fraction(339, 349)))
    return st.dictionaries(st.sampled_from("甲乙丙丁戊己"), st.integers(0, 3) | close | st.none(), max_size=6)


@frozen
class _Rankings:
    """A rule on trial; `sign` is 1 where the higher score is the better."""

    ranking: Callable[..., Ranking]
    sign: int
    parts: bool = False
    """Whether it parts those who are equal in everything that is told."""

    def worth(self, score: Score) -> Fraction:
        return self.sign * Fraction(score)

    def placed(self, scores: Scores) -> tuple[list[Place], dict[str, Fraction]]:
        """The places, and what the scores of those who have one are worth."""
        places = self.ranking(scores).places
        return [*places], {one.name: self.worth(told) for one in places if (told := scores[one.name]) is not None}

    def everybody_once(self, scores: Scores) -> None:
        made = self.ranking(scores)
        names, known = sorted(one.name for one in made.places), sorted(n for n, s in scores.items() if s is not None)
        assert names == known, f"{names} are ranked, and the scores of {known} are known"
        assert sorted(made.unranked) == sorted(scores.keys() - known), f"not ranked are {made.unranked}"
        rounded = [one.name for one in made.places if one.score != Fraction(scores[one.name] or 0)]
        assert not rounded, f"the scores of {rounded} are told otherwise than they were given"

    def order_means_nothing(self, scores: Scores, turn: int) -> Bears:
        names = list(scores)
        at = turn // 2 % max(1, len(names))
        other = (names[at:] + names[:at])[:: 1 if turn % 2 else -1]
        made, again = (_by_name(self.ranking({name: scores[name] for name in given})) for given in (names, other))
        assert made == again, f"told in the order {''.join(other)}, the places are {again}, not {made}"
        return names != other

    def equals_share(self, scores: Scores) -> Bears:
        places, worth = self.placed(scores)
        pairs = [(a, b) for a in places for b in places if a.name < b.name and worth[a.name] == worth[b.name]]
        for a, b in pairs:
            assert a.place == b.place, f"{a.name} and {b.name} score alike, and are placed {a.place} and {b.place}"
        return bool(pairs)

    def better_is_never_worse(self, scores: Scores) -> Bears:
        places, worth = self.placed(scores)
        pairs = [(a, b) for a in places for b in places if worth[a.name] > worth[b.name]]
        for a, b in pairs:
            assert a.place < b.place, f"{a.name} scores better than {b.name}: placed {a.place} and {b.place}"
        return bool(pairs)

    def rising_never_costs(self, scores: Scores, which: int, more: int) -> Bears:
        before, _ = self.placed(scores)
        if not before:
            return False
        one = before[which % len(before)]
        risen = {**scores, one.name: Fraction(scores[one.name] or 0) + self.sign * more}
        then = self.ranking(risen).of(one.name)
        assert then is not None, f"{one.name} scores better, and is no longer ranked"
        assert then.place <= one.place, f"{one.name} scores better, and falls from {one.place} to {then.place}"
        return True

    def places_are_counted(self, scores: Scores) -> Bears:
        places, worth = self.placed(scores)
        if not places:
            return False
        told = [one.place for one in places]
        assert told == sorted(told), f"places stand in the order {told}"
        assert told[0] == 1, f"the first place is {told[0]}"
        better = {one.name: sum(worth[other] > worth[one.name] for other in worth) for one in places}
        denser = {o.name: len({w for w in worth.values() if w > worth[o.name]}) for o in places}
        alike = {o.name: sum(worth[other] == worth[o.name] for other in worth) for o in places}
        within = all(better[o.name] < o.place <= better[o.name] + alike[o.name] for o in places)
        dense = all(o.place == denser[o.name] + 1 for o in places)
        assert within or dense, f"places {told} count neither who is better nor how many scores are"
        return True

    def tiers_grow(self, scores: Scores, k: int) -> Bears:
        made = self.ranking(scores)
        for cut in (made.first, made.last):
            with_ties, without = cut(k, ties="in"), cut(k, ties="out")
            assert {*without} <= {*with_ties}, f"without ties, a tier of {k} holds more than with them"
            assert len(without) <= k, f"a tier of {k} holds {len(without)} without ties"
            assert len(with_ties) >= min(k, len(made.places)), f"a tier of {k} holds {len(with_ties)} with ties"
            for ties in ("in", "out"):
                less, more = {*cut(k, ties=ties)}, {*cut(k + 1, ties=ties)}
                assert less <= more, f"of a tier of {k} somebody is missing in that of {k + 1}, ties {ties}"
        worst = max((one.place for one in made.first(k, ties="in")), default=0)
        left = [one.name for one in made.places if one.place < worst and one not in made.first(k, ties="in")]
        assert not left, f"{left} stand before the last of a tier of {k}, and are out of it"
        return bool(made.places)

    def breaks_ties_by_it(self, scores: Scores, mask: int) -> Bears:
        """Of equals the one with the higher second score stands before the other; only equals in both share a place."""
        second = {name: mask >> n & 1 for n, name in enumerate(sorted(scores))}
        made = [(one.name, one.place) for one in self.ranking(scores, tie_break=second.__getitem__).places]
        worth = {name: (self.worth(score), second[name]) for name, score in scores.items() if score is not None}
        for (a, place), (b, other) in product(made, made):
            told, wanted = place < other, worth[a] > worth[b]
            same = wanted and not told if self.parts else told != wanted
            assert not same, f"{a} and {b}, worth {worth[a]} and {worth[b]}: {made}"
        return len({first for first, _ in worth.values()}) < len(set(worth.values()))

    def runs_of_the_last(self, rounds: list[Scores], per_cent: int) -> Bears:
        """How often running one was among the last counts back from the last round, and stops where it was not."""
        share = Fraction(per_cent, 100)
        made = [self.ranking(scores) for scores in rounds]
        last = [{one.name for one in each.last_share(share, ties="in")} for each in made]
        told = dict(running_last(made, share, ties="in"))
        names = last[-1] if last else set[str]()
        wanted = {name: len(list(takewhile(lambda there, name=name: name in there, reversed(last)))) for name in names}  # type: ignore[misc]
        assert told == wanted, f"running last are {told}, counted back round by round {wanted}"
        return any(n > 1 for n in wanted.values()) or any(each - names for each in last)

    def changes_are_what_changed(self, before: Scores, scores: Scores) -> Bears:
        old = self.ranking(before)
        now = self.ranking(scores, before=old)
        assert _by_name(now) == _by_name(self.ranking(scores)), "what was before changed the places"
        for one in now.places:
            then = old.of(one.name)
            wanted = None if then is None else then.place - one.place
            assert one.change == wanted, f"{one.name} changed by {wanted} places, told {one.change}"
        return any(one.change is not None for one in now.places)


def _by_name(made: Ranking) -> Mapping[str, Any]:
    return {one.name: (one.place, one.score) for one in made.places}
