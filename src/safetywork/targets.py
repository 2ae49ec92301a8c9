"""Targets: whether what was counted reaches what was aimed at.

Holds: `meets` (yes, no, or not known), `share` (an exact fraction, or None), `aim` (what a target asks for).
Never: takes an estimate or a mask for a number, or rounds.
"""

from fractions import Fraction

from safetywork.counts import Count
from safetywork.errors import UnitMismatchError

PER_CENT = "%"


def meets(value: Count, target: Count, whole: Count | None = None) -> bool | None:
    """Whether `value` reaches the target 目标; None where what is stated leaves it open.

    A target that begins at nothing is a ceiling (零事故, 不超过5起), any other a floor (32家, 不少于300家). A target in
    per cent is met by the share that `value` is of `whole`. Raises `UnitMismatchError` for unlike units.

    >>> meets(Count.exact(30, "家"), Count.exact(32, "家")), meets(Count.read("30余家"), Count.exact(32, "家"))
    (False, None)
    """
    if target.unit == PER_CENT and whole is not None:
        low, high = _shares(value, whole)
        return None if whole.about else _against(low * 100, None if high is None else high * 100, value, target)
    if value.unit != target.unit:
        raise UnitMismatchError(value.unit, target.unit)
    return _against(Fraction(value.low), None if value.high is None else Fraction(value.high), value, target)


def share(part: Count, whole: Count) -> Fraction | None:
    """The share that `part` is of `whole`, where both are stated exactly and the whole is not nothing; else None."""
    low, high = _shares(part, whole)
    exact = part.kind == whole.kind == "exact"
    return low if exact and low == high else None


def aim(target: Count) -> Count:
    """What a target asks for: 不少于300 asks for 300."""
    return Count.exact(target.low, target.unit) if target.kind == "at least" else target


def _shares(part: Count, whole: Count) -> tuple[Fraction, Fraction | None]:
    """The least and the greatest share (None: no bound) that `part` can be of `whole`."""
    if part.unit != whole.unit:
        raise UnitMismatchError(part.unit, whole.unit)
    low = Fraction(part.low) / Fraction(whole.high) if whole.high else Fraction(0)
    high = Fraction(part.high) / Fraction(whole.low) if part.high is not None and whole.low else None
    return low, high


def _against(low: Fraction, high: Fraction | None, value: Count, target: Count) -> bool | None:
    if value.about or target.about or not target.known:
        return None
    if target.low == 0:
        return _no_less(Fraction(target.high or 0), Fraction(target.high or 0), low, high)
    wanted = aim(target)
    return _no_less(low, high, Fraction(wanted.low), None if wanted.high is None else Fraction(wanted.high))


def _no_less(low: Fraction, high: Fraction | None, least: Fraction, most: Fraction | None) -> bool | None:
    """Whether what lies from `low` to `high` is no less than what lies from `least` to `most`."""
    if most is not None and low >= most:
        return True
    return False if high is not None and high < least else None
