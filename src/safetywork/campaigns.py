"""Campaigns: what a bureau sets out to do for a time, with goals, groups, cadence and people.

Holds: `Campaign` 专项行动, `Goal`, `Group`, `Secondment`, `Problem`.
Never: holds its own matters or activities; they name their campaign.
"""

from datetime import date
from decimal import Decimal

from attrs import evolve, field, frozen
from attrs.validators import ge, le

from safetywork.activities import Cadence
from safetywork.events import not_before_on, plain_day
from safetywork.labels import Label


@frozen
class Goal:
    """A goal 目标 of a campaign, as it was put."""

    title: str
    en: str | None = None


@frozen
class Group:
    """A group 工作组: the leading group, the supervision group; `cadence` is how often it meets or inspects."""

    name: str
    task: str
    members: tuple[str, ...] = ()
    cadence: Cadence | None = None
    en: str | None = None


@frozen(kw_only=True)
class Secondment:
    """People seconded away 抽调: the share in per cent of the staff, from a day to another (None: not back yet).

    `base` says of how many, where that is stated: a share without a base is kept as it is.
    """

    id: str
    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=not_before_on)
    percent: int | Decimal = field(validator=[ge(0), le(100)])
    base: int | None = None
    to: str | None = None
    to_en: str | None = None


@frozen(kw_only=True)
class Problem:
    """A problem 存在的问题 of the work itself, as somebody recorded it on a day; `until` is the day it was over."""

    id: str
    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=not_before_on)
    title: str
    en: str | None = None


@frozen(kw_only=True)
class Campaign:
    """A campaign 专项行动, or a part of one (`parent` is a campaign's id), from a day to another (None: it runs)."""

    id: str
    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=not_before_on)
    title: str
    en: str | None = None
    parent: str | None = None
    goals: tuple[Goal, ...] = ()
    groups: tuple[Group, ...] = ()
    secondments: tuple[Secondment, ...] = ()
    problems: tuple[Problem, ...] = ()

    def as_of(self, day: date) -> "Campaign":
        """The campaign with what it had recorded by `day`; its goals and groups are its plan, and stay."""
        return evolve(
            self,
            secondments=tuple(away for away in self.secondments if away.on <= day),
            problems=tuple(problem for problem in self.problems if problem.on <= day),
        )

    def without(self, record_id: str) -> "Campaign":
        """The campaign without the secondment or problem of that id."""
        return evolve(
            self,
            secondments=tuple(away for away in self.secondments if away.id != record_id),
            problems=tuple(problem for problem in self.problems if problem.id != record_id),
        )

    @property
    def label(self) -> Label:
        """Its title in both languages; the Chinese one where no English one was given."""
        return Label(self.title, self.en or self.title)
