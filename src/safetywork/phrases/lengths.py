"""The parts of a reading that are no point of the calendar: lengths, what comes round, stages.

Holds: `Length`, `Recurrence`, `Stage`, their units and their words.
Never: counts a length from a day (`readings` does, by `periods`).
"""

from typing import Any, Literal, TypeAlias

from attrs import frozen

from safetywork.labels import Label, Lang
from safetywork.phrases.points import Point
from safetywork.spans import UNIT_LABELS, Unit

LengthUnit: TypeAlias = Unit | Literal["minute"]
Form: TypeAlias = Literal["within", "after", "before", "for"]
Cycle: TypeAlias = Literal["", "hour", "workday", "day", "week", "xun", "fortnight", "month", "quarter", "half", "year"]

LONGEST = 100_000
"""The longest text that is read, in characters."""

_MINUTE = Label("分钟", "minute")  # the only unit that a phrase has and a span has not
CYCLES: dict[Cycle, tuple[str, str]] = {
    "": ("定期", ""),
    "hour": ("小时", "hourly"),
    "workday": ("工作日", "every working day"),
    "day": ("日", "daily"),
    "week": ("周", "weekly"),
    "xun": ("旬", "every ten days"),
    "fortnight": ("半月", "half-monthly"),
    "month": ("月", "monthly"),
    "quarter": ("季度", "quarterly"),
    "half": ("半年", "half-yearly"),
    "year": ("年", "yearly"),
}


@frozen
class Length:
    """A length of time 期间 as a phrase states it: `n` of a `unit`, from what, which side of its end is meant.

    `least` is the lower bound of 「2至3年」, whose outer bound governs. `after` names the event it runs from, `start`
    is the day it says it runs from. `form`: 内 "within", 后 "after" (not before), 前 "before" (counted back from the
    event), 为期 "for" (a stretch that takes in the day it starts from).
    """

    n: int
    unit: LengthUnit
    least: int | None = None
    after: str = ""
    start: Point | None = None
    form: Form = "within"

    def facts(self) -> dict[str, Any]:
        """`{n, unit, from}`; `n` is negative where it counts back."""
        origin = self.after or (self.start.text(bare=True) if self.start else None)
        return {"n": -self.n if self.form == "before" else self.n, "unit": self.unit, "from": origin}

    def text(self, lang: Lang = "zh") -> str:
        """The length in words, without what it runs from."""
        word = (_MINUTE if self.unit == "minute" else UNIT_LABELS[self.unit]).text(lang)
        if lang == "zh":
            return (f"{self.least}至" if self.least is not None else "") + f"{self.n}{word}"
        return (f"{self.least} to " if self.least is not None else "") + f"{self.n} {word}{'' if self.n == 1 else 's'}"


@frozen
class Recurrence:
    """What comes round 周期: every `every` of a `cycle` ("" where no period is stated), by when within it.

    `by` is the point within the cycle, `weekday` the ISO weekday, `least` how often at least, `start` from when on.
    """

    cycle: Cycle = ""
    every: int = 1
    by: Point | None = None
    weekday: int = 0
    least: int | None = None
    start: Point | None = None
    irregular: bool = False


@frozen
class Stage:
    """One stage 阶段 of a phrase with several: what is done, and the stretch or the last day it has."""

    name: str
    last: Point
    first: Point | None = None
