"""Campaigns: what a bureau sets out to do for a time, with goals, groups, cadence and people.

Holds: `Campaign` 专项行动, `Group`, `Problem`.
Never: holds its own matters or activities, which name their campaign, or its course: that is the log of its `plan`.
"""

from datetime import date
from typing import Literal, TypeAlias, get_args

from attrs import evolve, field, frozen
from attrs.validators import in_, optional

from safetywork.activities import Cadence
from safetywork.events import not_before_on, plain_day
from safetywork.goals import Goal
from safetywork.labels import Label
from safetywork.secondments import Secondment

GroupRole: TypeAlias = Literal["leading", "supervision", "working"]

GROUP_ROLES: dict[str, Label] = {
    "leading": Label("领导小组", "leading group"),
    "supervision": Label("督导组", "supervision group"),
    "working": Label("工作专班", "working group"),
}
"""Words for what a group is there for."""


@frozen
class Group:
    """A group 工作组: the leading group, the supervision group; `cadence` is how often it meets or inspects.

    `role` says which of them it is; None: nobody stated it.
    """

    name: str
    task: str
    members: tuple[str, ...] = ()
    cadence: Cadence | None = None
    en: str | None = None
    role: GroupRole | None = field(default=None, validator=optional(in_(get_args(GroupRole))))


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
    """A campaign 专项行动, or a part of one (`parent` is a campaign's id), from a day to another (None: it runs).

    `plan` is the id of the `Scheme` whose log is its course: drafted, deliberated, issued, phase by phase, concluded.
    """

    id: str
    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=not_before_on)
    title: str
    en: str | None = None
    parent: str | None = None
    plan: str | None = None
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
