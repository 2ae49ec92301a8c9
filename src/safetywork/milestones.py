"""Milestones: by which day how much is to be reached, and whether it was.

Holds: `Milestone` 时间节点, `MilestoneStanding`, how a report of progress answers a milestone.
Never: knows a pledge, or takes silence for "not reached".
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from attrs import field, frozen

from safetywork.counts import Count, Number
from safetywork.errors import ShareError
from safetywork.events import plain_day
from safetywork.targets import PER_CENT, aim, meets

_ALL = 100


def _whole_per_cent(_: Any, __: Any, value: Any) -> None:
    if type(value) is not int or not 0 <= value <= _ALL:
        raise ShareError(str(value))


@frozen
class Milestone:
    """A milestone 时间节点: by the day `by`, `percent` of the whole (0 to 100) is to be reached."""

    by: date = field(validator=plain_day)
    percent: int = field(validator=_whole_per_cent)
    title: str = ""


@frozen
class Reported:
    """What one report of progress said `on` its day: per cent of the whole, or so many of a target."""

    on: date
    percent: Number | None = None
    reached: Count | None = None

    def answers(self, milestone: Milestone, target: Count | None) -> bool | None:
        """Whether the milestone was reached by this report; None where it does not say."""
        if milestone.percent == 0:
            return True
        if self.percent is not None:
            return self.percent >= milestone.percent
        if self.reached is None or target is None:
            return None
        return meets(self.reached, Count.exact(milestone.percent, PER_CENT), aim(target))


@frozen
class MilestoneStanding:
    """Where a milestone stands on a day: `met` (None: no report says), and on which day it was first reported met."""

    milestone: Milestone
    on: date
    met: bool | None
    met_on: date | None = None

    @property
    def late(self) -> bool:
        """Met, but after its day."""
        return self.met_on is not None and self.met_on > self.milestone.by

    @property
    def missed(self) -> bool:
        """Its day is past, and the last report says that it is not reached; its own day is not missed yet."""
        return self.met is False and self.on > self.milestone.by


def standing(
    milestone: Milestone, on: date, readings: Iterable[Reported], target: Count | None = None
) -> MilestoneStanding:
    """Where `milestone` stands on `on` by these readings: met by the first that says so, else as the last one says."""
    met: bool | None = None
    for reading in readings:
        said = reading.answers(milestone, target)
        if said:
            return MilestoneStanding(milestone, on, met=True, met_on=reading.on)
        met = met if said is None else said
    return MilestoneStanding(milestone, on, met=met)
