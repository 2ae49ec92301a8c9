"""Goals: what is to be reached, in words or as a figure with a target.

Holds: `Goal` 目标.
Never: measures itself; a book does that (`indicators`).
"""

from attrs import field, frozen

from safetywork.counts import Count
from safetywork.errors import CountError


@frozen
class Goal:
    """A goal 目标 as it was put, or a condition that is met where it is reached.

    `indicator` names the figure that measures it (`indicators.INDICATORS`), `target` what that figure is to reach: so
    many of its unit, or so many per cent. A target that begins at nothing is a ceiling (零事故), any other a floor. A
    goal of words alone is never measured. Raises `CountError` for an indicator without a target, or a target alone.
    """

    title: str
    en: str | None = None
    indicator: str | None = None
    target: Count | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        if (self.indicator is None) != (self.target is None):
            raise CountError(f"a goal with {self.indicator or 'no indicator'} and {self.target or 'no target'}")
