"""Rates with their numerator and denominator named, and half-up rounding.

Holds: `Rate`, `RATES`, `half_up`.
Never: keeps a rounded number: a rate is a fraction, and is rounded where it is written.

整改率, 销号率, 办结率, 办复率 and 兑现率 are five things: of 154 suggestions all were answered (办复率 100 %), and
75.3 % settled (办结率), so a rate that does not say of what it is the rate says nothing.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from attrs import frozen

from safetywork.figures import Figure
from safetywork.labels import Label, Lang

RATES: dict[str, Label] = {
    "rectified": Label("整改率", "rate of rectification"),
    "closed": Label("销号率", "rate of closing"),
    "settled": Label("办结率", "rate of settling"),
    "answered": Label("办复率", "rate of answering"),
    "kept": Label("兑现率", "rate of keeping"),
}


@frozen
class Rate:
    """A rate 比率: `part` of `whole`, both figures, told with so many decimals, half up.

    Not known (None) where either of them is not exact, or there is nothing to divide by.
    """

    label: Label
    part: Figure
    whole: Figure
    digits: int = 1

    @property
    def figures(self) -> tuple[Figure, Figure]:
        """What it is the rate of, and of what."""
        return self.part, self.whole

    @property
    def value(self) -> Fraction | None:
        """The exact rate, from 0."""
        part, whole = self.part.value, self.whole.value
        if part.kind != "exact" or whole.kind != "exact" or not whole.low or part.unit != whole.unit:
            return None
        return Fraction(part.low) / Fraction(whole.low)

    def text(self, lang: Lang = "zh") -> str:
        """整改率98.7%（697项中688项）; X where it is not known."""
        value = self.value
        told = "X" if value is None else f"{half_up(value * 100, self.digits):f}"
        return _RATE.text(lang, label=self.label.text(lang), told=told, part=self.part, whole=self.whole)


_RATE = Label("{label}{told}%（{whole}中{part}）", "{label} {told} % ({part} of {whole})")


def half_up(value: Fraction, digits: int) -> Decimal:
    """A fraction rounded half up to so many decimals, exactly (四舍五入)."""
    scaled = value * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole).scaleb(-digits).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
