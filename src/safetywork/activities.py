"""What was done on a day, as facts with counts.

Holds: `Visit` 走访, `Inspection` 检查, `Training` 培训, `Outreach` 宣传, `StudyTour` 对标学习, `Assistance` 帮扶,
    `Post` 派驻, `Round` 调度/督查.
Never: tracks anything to its end (what an activity brings up becomes an issue, what it decides a measure), or sums.
"""

from datetime import date
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from safetywork.counts import TURNS, Count
from safetywork.errors import TallyError
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
"""Words for the settings of outreach (五进); a setting of another name is named as it is, with its own English."""
FORMS: dict[str, Label] = {
    "meeting": Label("培训会议", "training meeting"),
    "course": Label("培训班", "course"),
    "law lecture": Label("执法送法", "law lecture"),
}
"""Words for the forms of training; a law lecture (执法先送法) brings the law before it is enforced."""


def _each_once(activity: Any, _: Any, named: tuple[str, ...]) -> None:
    twice = sorted({one for one in named if named.count(one) > 1})
    if twice:
        raise TallyError(activity.id, f"it names {', '.join(twice)} twice")


@frozen
class Items:
    """So many things of one kind 物品: leaflets, handbooks, desks; `en` is the kind in English."""

    kind: str
    count: Count
    en: str | None = None


@frozen
class Asked:
    """A question that was asked on a visit: its id on the roll, the answer in words, and whose (None: everybody's)."""

    question: str
    answer: str = ""
    of: str | None = None


@frozen(kw_only=True)
class Activity:
    """A dated fact 活动: an identity, the day (to `until` where it lasted), a title, the campaign it belongs to.

    `en` is the title in English, where somebody gave one.
    `whom` are the ids of the parties it reached, where they are known: whom a visit called on, which enterprises came.
    `recorded_on` is the day it was written down, where that is another;
    `illustrative` marks a record made up to complete an example; its figures are not evidence.

    A record speaks of the whole activity. On a day before `until` it is `running`: its counts are not final then, and
    whom it names is not yet counted as reached.
    """

    kind: ClassVar[str] = "activity"
    noun: ClassVar[Label] = Label("活动", "activity")
    lasting: ClassVar[bool] = False
    """Whether it goes on where no `until` is stated; other activities then took one day."""

    id: str
    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=not_before_on)
    title: str
    en: str | None = None
    campaign: str | None = None
    unit: str | None = None
    whom: tuple[str, ...] = field(default=(), validator=_each_once)
    note: str | None = None
    recorded_on: date | None = field(default=None, validator=optional_day)
    illustrative: bool = False

    def running(self, day: date) -> bool:
        """Whether it has begun by the end of `day`, and has not ended."""
        return self.on <= day and (self.lasting if self.until is None else day < self.until)

    @property
    def reached(self) -> tuple[str, ...]:
        """The ids of all parties it reached, as far as they are known."""
        return self.whom

    def names_all(self, unit: str) -> bool:  # noqa: ARG002  the kinds that count look at it
        """Whether it names everybody whom it reached of those counted in `unit` (户, 家, 人).

        A list beside which no count stands is taken to be whole; where nobody is named, nobody knows.
        """
        return bool(self.reached)


def _hold(activity: Activity, count: Count | None, named: tuple[str, ...]) -> None:
    if count is not None and count.high is not None and not count.about and count.high < len(named):
        raise TallyError(activity.id, f"it counts {count} and names {len(named)}")


def _whole(count: Count | None, named: tuple[str, ...]) -> bool:
    return bool(named) if count is None else count.high is not None and count.high <= len(named)


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
    """走访: households or enterprises were called on, `whom` by id; the issues raised are issues that name this visit.

    `asked` are the questions of a roll (必问) that were asked. Which visit of three it is follows from the days.
    """

    kind: ClassVar[str] = "visit"
    noun: ClassVar[Label] = Label("走访", "visit")

    called_on: Count
    asked: tuple[Asked, ...] = ()

    def __attrs_post_init__(self) -> None:
        _hold(self, self.called_on, self.whom)

    def names_all(self, unit: str) -> bool:
        """Whether its count holds nobody of that unit who is not named."""
        return self.called_on.unit not in (unit, TURNS.get(unit)) or _whole(self.called_on, self.whom)


@frozen(kw_only=True)
class Training(Activity):
    """培训: one session; `subject` keeps kinds of sessions apart, `people` and `enterprises` count who came.

    人 counts people, 人次 attendances; 家次 attendances of enterprises. `participants` are ids of persons, `whom` of
    the enterprises that sent them, where they are known. `form` is a word of `FORMS`, or another.
    """

    kind: ClassVar[str] = "training"
    noun: ClassVar[Label] = Label("培训", "training")

    subject: str
    subject_en: str | None = None
    form: str | None = None
    people: Count | None = None
    enterprises: Count | None = None
    participants: tuple[str, ...] = field(default=(), validator=_each_once)

    def __attrs_post_init__(self) -> None:
        _hold(self, self.people, self.participants)
        _hold(self, self.enterprises, self.whom)

    @property
    def reached(self) -> tuple[str, ...]:
        """Enterprises and persons, each once: one session reaches nobody twice."""
        return tuple(dict.fromkeys((*self.whom, *self.participants)))

    def names_all(self, unit: str) -> bool:
        """Whether all persons (人) or all enterprises (家) that came are named."""
        stated = {"人": (self.people, self.participants), "家": (self.enterprises, self.whom)}
        return unit not in stated or _whole(*stated[unit])


@frozen(kw_only=True)
class Outreach(Activity):
    """宣传: knowledge was spread in a setting (五进: enterprise, school, village, community, household), or another.

    `setting_en` is the English of a setting that `SETTINGS` does not know.
    """

    kind: ClassVar[str] = "outreach"
    noun: ClassVar[Label] = Label("宣传", "outreach")

    setting: str | None = None
    setting_en: str | None = None
    handed_out: tuple[Items, ...] = ()


@frozen(kw_only=True)
class Assistance(Activity):
    """帮扶: help in kind, to `whom`; `post` is the id of the posting that brought it, where one did."""

    kind: ClassVar[str] = "assistance"
    noun: ClassVar[Label] = Label("帮扶", "assistance")

    given: tuple[Items, ...]
    post: str | None = None


@frozen(kw_only=True)
class Post(Activity):
    """派驻: a person of the bureau is posted to `place`, from a day to a day (None: still there).

    `office` is what the person is there, for instance 第一书记, the first secretary of a village.
    """

    kind: ClassVar[str] = "post"
    noun: ClassVar[Label] = Label("派驻", "posting")
    lasting: ClassVar[bool] = True

    person: str
    office: str
    office_en: str | None = None
    place: str
    place_en: str | None = None


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
    """周调度/月督查: one round of chasing, held on its day, by which group, and whether its result was published.

    `published_on` is the day of that, where it is known; without it the result counts as published on the round's day.
    """

    kind: ClassVar[str] = "round"
    noun: ClassVar[Label] = Label("调度督查", "round")

    cadence: Cadence = field(validator=in_(get_args(Cadence)))
    published: bool = False
    published_on: date | None = field(default=None, validator=optional_day)
    group: str | None = None

    def published_by(self, day: date) -> bool:
        """Whether its result was public by the end of a day."""
        return (self.published or self.published_on is not None) and (self.published_on or self.on) <= day


ACTIVITIES: tuple[type[Activity], ...] = (
    StudyTour,
    Visit,
    Training,
    Outreach,
    Assistance,
    Post,
    Inspection,
    Round,
)
