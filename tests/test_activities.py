"""Activities: dated facts with counts."""

from datetime import date, datetime, timedelta

import attrs
import pytest

import safetywork as sw
from safetywork.activities import ACTIVITIES, CADENCES, FORMS, SETTINGS
from safetywork.errors import TallyError

DAY = date(2024, 9, 20)
NEEDED = {
    sw.StudyTour: {"people": sw.Count.exact(9, "人")},
    sw.Visit: {"called_on": sw.Count.unknown("家次")},
    sw.Training: {"subject": "培训会议"},
    sw.Outreach: {},
    sw.Assistance: {"given": (sw.Items("桌椅", sw.Count.exact(10, "套")),)},
    sw.Post: {"person": "王五", "office": "第一书记", "place": "甲村"},
    sw.Inspection: {},
    sw.Round: {"cadence": "weekly"},
}


def _made(cls, **details):
    return cls(**{"id": "A-1", "on": DAY, "title": "活动", **NEEDED[cls], **details})


def test_the_list_of_activities_is_whole():
    """Every class of the room is listed once, under a kind of its own."""
    here = {cls for cls in sw.Activity.__subclasses__() if cls.__module__ == sw.Activity.__module__}
    assert set(ACTIVITIES) == here == set(NEEDED)
    assert len({cls.kind for cls in ACTIVITIES}) == len({cls.noun for cls in ACTIVITIES}) == 8


@pytest.mark.parametrize("cls", ACTIVITIES)
@pytest.mark.parametrize("name", ["on", "until", "recorded_on"])
def test_a_day_is_a_plain_day(cls, name):
    """A moment, or a text, is no day."""
    for wrong in (datetime(2024, 9, 20, 8), "2024-09-20"):
        with pytest.raises(sw.NotADayError):
            _made(cls, **{name: wrong})
    assert getattr(_made(cls, **{name: DAY}), name) == DAY


@pytest.mark.parametrize("cls", ACTIVITIES)
def test_an_activity_is_a_value(cls):
    """Equal where all fields are, frozen, and no example unless it says so."""
    assert _made(cls) == _made(cls)
    assert _made(cls) != _made(cls, title="别的活动")
    assert not _made(cls).illustrative
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        _made(cls).title = "改"


def test_settings_and_cadences_speak_both_languages():
    """The five settings (五进) and the two cadences."""
    assert [str(label) for label in SETTINGS.values()] == ["进企业", "进学校", "进农村", "进社区", "进家庭"]
    assert [str(label) for label in FORMS.values()] == ["培训会议", "培训班", "执法送法"]
    assert {key: label.en for key, label in CADENCES.items()} == {
        "weekly": "Weekly dispatch",
        "monthly": "Monthly inspection",
    }


def test_a_cadence_is_of_the_list():
    """What a reader would refuse is refused when it is made; every word of the list is taken."""
    for cadence in CADENCES:
        assert _made(sw.Round, cadence=cadence).cadence == cadence
    with pytest.raises(ValueError, match="cadence"):
        _made(sw.Round, cadence="daily!")


# --- how long it lasts


@pytest.mark.parametrize("cls", [cls for cls in ACTIVITIES if cls is not sw.Post])
def test_an_activity_runs_until_its_last_day(cls):
    """Begun on the 20th: without an end it is over that evening; until the 22nd it runs for two evenings."""
    days = [DAY + timedelta(days=n) for n in (-1, 0, 1, 2, 3)]
    assert [_made(cls).running(day) for day in days] == [False] * 5
    lasting = _made(cls, until=DAY + timedelta(days=2))
    assert [lasting.running(day) for day in days] == [False, True, True, False, False]


def test_a_posting_goes_on_until_it_is_ended():
    """Without an end the first secretary is still there years later; with one, until that day."""
    assert _made(sw.Post).running(date(2030, 1, 1))
    assert not _made(sw.Post).running(DAY - timedelta(1))
    ended = _made(sw.Post, until=date(2026, 9, 20))
    assert [ended.running(day) for day in (date(2026, 9, 19), date(2026, 9, 20))] == [True, False]


# --- whom it reached

NAMED = ("a", "b", "c")


@pytest.mark.parametrize(
    ("cls", "details"),
    [
        (sw.Visit, {"whom": NAMED, "called_on": sw.Count.exact(2, "户")}),
        (sw.Visit, {"whom": NAMED, "called_on": sw.Count.at_most(2, "户次")}),
        (sw.Training, {"participants": NAMED, "people": sw.Count.exact(2, "人")}),
        (sw.Training, {"whom": NAMED, "enterprises": sw.Count.exact(0, "家次")}),
        (sw.Visit, {"whom": ("a", "a")}),
        (sw.Training, {"participants": ("a", "b", "a")}),
        (sw.Assistance, {"whom": ("a", "a")}),
    ],
)
def test_a_count_holds_those_who_are_named_each_once(cls, details):
    """Two, and three are named; or one of them twice: the record contradicts itself, and says how."""
    with pytest.raises(TallyError, match=r"A-1: it (counts|names)"):
        _made(cls, **details)


def test_an_estimate_or_an_open_count_contradicts_nobody():
    """About two, at least two, or X: three may well be named."""
    for count in (sw.Count.roughly(2, "户"), sw.Count.at_least(2, "户"), sw.Count.unknown("户")):
        assert _made(sw.Visit, whom=NAMED, called_on=count).reached == NAMED


@pytest.mark.parametrize(
    ("activity", "unit", "whole"),
    [
        (_made(sw.Visit, whom=NAMED, called_on=sw.Count.exact(3, "户次")), "户", True),
        (_made(sw.Visit, whom=NAMED, called_on=sw.Count.exact(4, "户")), "户", False),
        (_made(sw.Visit, whom=NAMED, called_on=sw.Count.at_least(3, "户")), "户", False),
        (_made(sw.Visit, called_on=sw.Count.unknown("户")), "家", True),
        (_made(sw.Visit, called_on=sw.Count.exact(0, "家")), "家", True),
        (_made(sw.Training), "人", False),
        (_made(sw.Training, participants=NAMED), "人", True),
        (_made(sw.Training, participants=NAMED), "家", False),
        (_made(sw.Training, whom=NAMED, enterprises=sw.Count.exact(3, "家")), "家", True),
        (_made(sw.Training, people=sw.Count.exact(9, "人")), "户", True),
        (_made(sw.Outreach), "户", False),
        (_made(sw.Outreach, whom=NAMED), "户", True),
    ],
)
def test_whether_everybody_is_named(activity, unit, whole):
    """A count beyond the names, or neither names nor count, leaves somebody unnamed; another unit is none of them."""
    assert activity.names_all(unit) is whole


def test_a_session_reaches_enterprises_and_persons():
    """Both the enterprises that sent people and the people who came."""
    session = _made(sw.Training, whom=("x",), participants=("a", "b"))
    assert session.reached == ("x", "a", "b")
