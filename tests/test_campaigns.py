"""Campaigns: what they hold, and what of it stands on a day."""

from datetime import date, datetime

import attrs
import pytest

import safetywork as sw
from safetywork.campaigns import GROUP_ROLES

DAY = date(2024, 9, 20)
AWAY = sw.Secondment(id="S-1", on=date(2024, 9, 24), percent=50)
SHORT = sw.Problem(id="Q-1", on=date(2024, 9, 26), title="人手不足")
CAMPAIGN = sw.Campaign(
    id="C-1",
    on=DAY,
    title="专项行动",
    goals=(sw.Goal("隐患清零"),),
    groups=(sw.Group("督查组", "每周调度", cadence="weekly"),),
    secondments=(AWAY,),
    problems=(SHORT,),
)


@pytest.mark.parametrize("record", [CAMPAIGN, AWAY, SHORT])
@pytest.mark.parametrize("name", ["on", "until"])
def test_a_day_is_a_plain_day(record, name):
    """A moment is no day; `until` may be open."""
    with pytest.raises(sw.NotADayError):
        attrs.evolve(record, **{name: datetime(2024, 9, 20, 8)})
    assert attrs.evolve(record, until=None).until is None


def test_as_of_a_day_the_records_stand_and_the_plan_stays():
    """Secondments and problems appear on their day; goals and groups are the plan."""
    seen = {day: CAMPAIGN.as_of(date(2024, 9, day)) for day in (20, 24, 25, 26)}
    assert [(len(c.secondments), len(c.problems)) for c in seen.values()] == [(0, 0), (1, 0), (1, 0), (1, 1)]
    assert all((c.goals, c.groups) == (CAMPAIGN.goals, CAMPAIGN.groups) for c in seen.values())
    assert seen[26] == CAMPAIGN


def test_without_takes_one_record_away():
    """By id; an id that is not here changes nothing."""
    assert CAMPAIGN.without("S-1") == attrs.evolve(CAMPAIGN, secondments=())
    assert CAMPAIGN.without("Q-1") == attrs.evolve(CAMPAIGN, problems=())
    assert CAMPAIGN.without("Q-2") == CAMPAIGN


def test_a_group_leads_supervises_or_works():
    """领导小组 and 督导组 are told apart where somebody said which is which."""
    led = sw.Group("活动领导小组", "统筹", members=("局长",), role="leading")
    assert [GROUP_ROLES[led.role].zh, sw.Group("组", "事").role] == ["领导小组", None]
    with pytest.raises(ValueError, match="role"):
        sw.Group("组", "事", role="boss")


def test_the_label_falls_back_to_the_ledgers_word():
    """The Chinese title stands for an English one that nobody gave."""
    assert CAMPAIGN.label == sw.Label("专项行动", "专项行动")
    assert attrs.evolve(CAMPAIGN, en="Special drive").label.en == "Special drive"


def test_a_campaign_that_is_part_of_itself_is_refused():
    """No campaign is its own ancestor."""
    one = sw.Campaign(id="C-1", on=date(2021, 1, 4), title="一", parent="C-2")
    other = sw.Campaign(id="C-2", on=date(2021, 1, 4), title="二", parent="C-1")
    below = sw.Campaign(id="C-3", on=date(2021, 1, 4), title="三", parent="C-1")
    with pytest.raises(sw.BookError) as caught:
        sw.Book("b", campaigns=(one, other, below))
    assert [problem.split()[1] for problem in caught.value.problems] == ["'C-1'", "'C-2'"]


def test_nothing_ends_before_it_begins():
    """`until` is the last day, inclusive: it is never earlier than `on`; a share lies between none and all."""
    assert sw.Campaign(id="C", on=date(2021, 1, 4), until=date(2021, 1, 4), title="一").until == date(2021, 1, 4)
    with pytest.raises(sw.DayOrderError):
        sw.Campaign(id="C", on=date(2021, 1, 4), until=date(2021, 1, 3), title="一")
    for percent in (-1, 101):
        with pytest.raises(ValueError, match="percent"):
            sw.Secondment(id="S", on=date(2021, 1, 4), percent=percent)
