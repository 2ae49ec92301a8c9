"""What was done on a day, as facts with counts.

Holds: `Visit` 走访, `Inspection` 检查, `Training` 培训, `Outreach` 宣传, `StudyTour` 对标学习, `Assistance` 帮扶,
    `Round` 调度/督查.
Never: tracks anything to its end: what an activity brings up becomes an issue, what it decides a measure.
"""

from datetime import date
from typing import ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from safetywork.counts import Count
from safetywork.events import not_before_on, optional_day, plain_day
from safetywork.labels import Label

Cadence: TypeAlias = Literal["weekly", "monthly"]

CADENCES: dict[str, Label] = {
    "weekly": Label("周调度", "Weekly dispatch"),
    "monthly": Label("月督查", "Monthly inspection"),
}
SETTINGS: dict[str, Label] = {
    "enterprise": Label("进企业", " in enterprises"),
    "school": Label("进学校", " in schools"),
    "village": Label("进农村", " in villages"),
    "community": Label("进社区", " in communities"),
    "household": Label("进家庭", " in households"),
}
"""Words for the settings of outreach (五进)."""


@frozen
class Items:
    """So many things of one kind 物品: leaflets, handbooks, desks; `en` is the kind in English."""

    kind: str
    count: Count
    en: str | None = None


@frozen(kw_only=True)
class Activity:
    """A dated fact 活动: an identity, the day (to `until` where it lasted), a title, the campaign it belongs to.

    `en` is the title in English, where somebody gave one.
    `recorded_on` is the day it was written down, where that is another;
    `illustrative` marks a record made up to complete an example; its figures are not evidence.
    """

    kind: ClassVar[str] = "activity"
    noun: ClassVar[Label] = Label("活动", "activity")

    id: str
    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=not_before_on)
    title: str
    en: str | None = None
    campaign: str | None = None
    unit: str | None = None
    note: str | None = None
    recorded_on: date | None = field(default=None, validator=optional_day)
    illustrative: bool = False


@frozen(kw_only=True)
class StudyTour(Activity):
    """对标学习: people went to learn from a model, at `place`."""

    kind: ClassVar[str] = "study tour"
    noun: ClassVar[Label] = Label("对标学习", "study tour")

    people: Count
    place: str | None = None
    place_en: str | None = None


@frozen(kw_only=True)
class Visit(Activity):
    """走访: households or enterprises were called on; the issues raised are issues that name this visit."""

    kind: ClassVar[str] = "visit"
    noun: ClassVar[Label] = Label("走访", "visit")

    called_on: Count


@frozen(kw_only=True)
class Training(Activity):
    """培训: one session; `subject` keeps kinds of sessions apart, `people` and `enterprises` count who came.

    人 counts people, 人次 attendances; 家次 attendances of enterprises.
    """

    kind: ClassVar[str] = "training"
    noun: ClassVar[Label] = Label("培训", "training")

    subject: str
    subject_en: str | None = None
    people: Count | None = None
    enterprises: Count | None = None


@frozen(kw_only=True)
class Outreach(Activity):
    """宣传: knowledge was spread in a setting (五进: enterprise, school, village, community, household)."""

    kind: ClassVar[str] = "outreach"
    noun: ClassVar[Label] = Label("宣传", "outreach")

    setting: str | None = None
    handed_out: tuple[Items, ...] = ()


@frozen(kw_only=True)
class Assistance(Activity):
    """帮扶: help in kind."""

    kind: ClassVar[str] = "assistance"
    noun: ClassVar[Label] = Label("帮扶", "assistance")

    given: tuple[Items, ...]


@frozen(kw_only=True)
class Inspection(Activity):
    """检查: units were inspected, together with `with_whom` where others took part.

    What was found are issues whose `source` is this id.
    """

    kind: ClassVar[str] = "inspection"
    noun: ClassVar[Label] = Label("检查", "inspection")

    with_whom: str | None = None
    with_whom_en: str | None = None
    inspected: tuple[Items, ...] = ()


@frozen(kw_only=True)
class Round(Activity):
    """周调度/月督查: one round of chasing, held on its day, and whether its result was published."""

    kind: ClassVar[str] = "round"
    noun: ClassVar[Label] = Label("调度督查", "round")

    cadence: Cadence = field(validator=in_(get_args(Cadence)))
    published: bool = False


ACTIVITIES: tuple[type[Activity], ...] = (StudyTour, Visit, Training, Outreach, Assistance, Inspection, Round)
