"""Activities: dated facts with counts."""

from datetime import date, datetime

import attrs
import pytest

import safetywork as sw
from safetywork.activities import ACTIVITIES, CADENCES, SETTINGS

DAY = date(2024, 9, 20)
NEEDED = {
    sw.StudyTour: {"people": sw.Count.exact(9, "人")},
    sw.Visit: {"called_on": sw.Count.unknown("家次")},
    sw.Training: {"subject": "培训会议"},
    sw.Outreach: {},
    sw.Assistance: {"given": (sw.Items("桌椅", sw.Count.exact(10, "套")),)},
    sw.Inspection: {},
    sw.Round: {"cadence": "weekly"},
}


def _made(cls, **details):
    return cls(**{"id": "A-1", "on": DAY, "title": "活动", **NEEDED[cls], **details})


def test_the_list_of_activities_is_whole():
    """Every class of the room is listed once, under a kind of its own."""
    here = {cls for cls in sw.Activity.__subclasses__() if cls.__module__ == sw.Activity.__module__}
    assert set(ACTIVITIES) == here == set(NEEDED)
    assert len({cls.kind for cls in ACTIVITIES}) == len({cls.noun for cls in ACTIVITIES}) == 7


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
