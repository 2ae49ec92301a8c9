"""Rules of ranks, broken on purpose.

Holds: mutants of places, ties and changes.
Never: is imported by the library; a check passes on the rules as they are.
"""

from fractions import Fraction

from mutants.board import Patch, killed_by
from safetywork import rankings


def ranks_are_exact_and_stable() -> None:
    scores = {"江西": Fraction(134, 138), "浙江": Fraction(339, 349), "A": 1, "B": 1, "X": None}
    told = rankings.rank(scores)
    assert [(one.name, one.place) for one in told.places] == [("A", 1), ("B", 1), ("浙江", 3), ("江西", 4)]
    assert told == rankings.rank(dict(reversed(scores.items())))
    assert [one.name for one in told.first(1, ties="in")] == ["A", "B"]
    assert told.first(1, ties="out") == ()
    assert told.unranked == ("X",)
    again = rankings.rank({**scores, "江西": 2}, before=told)
    assert again.of("江西").change == 3


@killed_by(ranks_are_exact_and_stable)
def rates_are_rounded_first(patch: Patch) -> None:
    """Ranks go by exact scores."""
    patch.setattr(rankings, "Fraction", lambda value=0, *_: Fraction(round(Fraction(value), 3)))


@killed_by(ranks_are_exact_and_stable)
def unknown_is_nothing(patch: Patch) -> None:
    """An unknown score is not ranked."""
    real = rankings.rank
    patch.setattr(rankings, "rank", lambda scores, **how: real({n: s or 0 for n, s in scores.items()}, **how))


@killed_by(ranks_are_exact_and_stable)
def a_cut_parts_equals(patch: Patch) -> None:
    """A cut leaves equals together."""
    patch.setattr(rankings, "_cut", lambda places, k, ties: tuple(places[:k]))


@killed_by(ranks_are_exact_and_stable)
def up_is_down(patch: Patch) -> None:
    """Places gained are positive."""
    place = rankings.Place
    patch.setattr(rankings, "Place", lambda n, s, p, change: place(n, s, p, -change if change else change))
