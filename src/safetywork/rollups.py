"""The light of many: of a unit or a campaign, from the lights of its matters.

Holds: `Rolled` and `roll_up`, by the worst, by shares, or by weights.
Never: lights a matter, or counts one that is not lit.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from safetywork.errors import PolicyError
from safetywork.labels import Label, Lang
from safetywork.lights import Light, LightPolicy
from safetywork.palettes import Colour


@frozen
class Rolled:
    """A light of many 汇总亮灯: its colour (None: none is lit), the ids that account for it, and their share."""

    colour: Colour | None
    because: tuple[str, ...]
    share: Fraction
    lit: int

    def text(self, lang: Lang = "zh") -> str:
        """The colour, and how many of how many account for it."""
        if self.colour is None:
            return _NONE.text(lang)
        return _WORDS.text(lang, colour=self.colour.label, n=len(self.because), lit=self.lit)


_NONE = Label("不亮灯", "not lit")
_WORDS = Label("{colour}（{lit}项中{n}项）", "{colour} ({n} of {lit})")


def roll_up(
    lights: Iterable[tuple[str, Light]],
    policy: LightPolicy,
    *,
    at_least: Mapping[str, Fraction] | None = None,
    weights: Mapping[str, Fraction | int] | None = None,
) -> Rolled:
    """One light for many, given as (id, light): the worst of them, where nothing else is said.

    `at_least` names, by colour id, the share of the lit from which a colour is shown: from 0 (exclusive) to 1. Whoever
    shows that colour or a graver one counts towards it; a colour that is not named wants only one. `weights` are by id;
    without one, an id weighs 1. Raises `PolicyError` for a share out of range, a negative weight, an unknown colour.
    """
    shares, heavy = dict(at_least or {}), dict(weights or {})
    problems = [f"a share is over 0 and at most 1, not {shares[i]} of {i!r}" for i in shares if not 0 < shares[i] <= 1]
    problems += [f"colour {i!r} is not in the palette" for i in shares if i not in policy.ranks]
    problems += [f"{i!r} weighs {w}" for i, w in heavy.items() if w < 0]
    if problems:
        raise PolicyError(policy.name, tuple(problems))
    lit = [(one, light.colour) for one, light in lights if light.colour is not None]
    whole = sum((Fraction(heavy.get(one, 1)) for one, _ in lit), Fraction(0))
    for colour in sorted({colour for _, colour in lit}, key=policy.rank, reverse=True):
        counted = tuple(sorted(one for one, shown in lit if policy.rank(shown) >= policy.rank(colour)))
        weight = sum((Fraction(heavy.get(one, 1)) for one in counted), Fraction(0))
        share = weight / whole if whole else Fraction(0)
        if weight and share >= shares.get(colour.id, 0):
            return Rolled(colour, counted, share, len(lit))
    return Rolled(None, (), Fraction(0), len(lit)) if not lit else _best(lit, policy)


def _best(lit: list[tuple[str, Colour]], policy: LightPolicy) -> Rolled:
    """Where no colour reaches its share, the least grave that is shown."""
    best = min((colour for _, colour in lit), key=policy.rank)
    return Rolled(best, tuple(sorted(one for one, colour in lit if colour == best)), Fraction(0), len(lit))
