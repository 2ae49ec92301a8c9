"""The notices as data: complete, dated before they apply, and never at odds with themselves."""

import re
from datetime import date
from itertools import pairwise

import pytest

from safetywork._notices import FESTIVAL_DATES, NOTICES, Notice
from safetywork.calendars import CHINA, SpecialDay, WorkCalendar, _china, _days
from safetywork.labels import Label

YEARLY = {notice.year: notice for notice in NOTICES if not notice.amends}
AMENDMENTS = [notice for notice in NOTICES if notice.amends]
# when each yearly notice was made public (law of the calendar data: gov.cn notices)
ISSUED = """2009-12-08 2010-12-10 2011-12-06 2012-12-10 2013-12-11 2014-12-16 2015-12-10 2016-12-01 2017-11-30
2018-12-06 2019-11-21 2020-11-25 2021-10-25 2022-12-08 2023-10-25 2024-11-12 2025-11-04"""


def told(notice, field):
    """The days off or worked that a notice names."""
    return [day for festival in notice.festivals for day in _days(getattr(festival, field), notice.year)]


def test_every_year_has_one_notice():
    """2010 to 2026, none left out, in order."""
    assert list(YEARLY) == list(range(2010, 2027))
    assert len(YEARLY) + len(AMENDMENTS) == len(NOTICES) == 20


def test_the_notices_came_when_they_came():
    """Each was public before its year began."""
    assert [notice.issued for notice in YEARLY.values()] == ISSUED.split()
    assert all(notice.issued < f"{year}-01-01" for year, notice in YEARLY.items())


def test_three_years_were_amended():
    """2015 (Victory Day), 2019 (Labour Day) and 2020 (epidemic), each after its year's notice."""
    assert [(a.year, a.issued) for a in AMENDMENTS] == [
        (2015, "2015-05-13"),
        (2019, "2019-03-22"),
        (2020, "2020-01-27"),
    ]
    for amendment in AMENDMENTS:
        assert NOTICES.index(amendment) > NOTICES.index(YEARLY[amendment.year])


@pytest.mark.parametrize("notice", NOTICES, ids=lambda n: n.issued)
def test_a_notice_names_a_day_once(notice):
    """No day is off twice, worked twice, or both."""
    days = told(notice, "off") + told(notice, "work")
    assert len(days) == len(set(days)) > 0


@pytest.mark.parametrize("notice", NOTICES, ids=lambda n: n.issued)
def test_a_make_up_day_is_a_weekend_day(notice):
    """Only 2020-02-03, the Monday on which work resumed, was named though it is no weekend day."""
    assert {d for d in told(notice, "work") if d.isoweekday() < 6} <= {date(2020, 2, 3)}


@pytest.mark.parametrize("notice", YEARLY.values(), ids=lambda n: str(n.year))
def test_a_yearly_notice_names_all_seven_festivals(notice):
    """元旦, 春节, 清明, 劳动, 端午, 中秋, 国庆; two that meet share a line."""
    names = "".join(festival.zh for festival in notice.festivals)
    assert all(name in names for name in ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"))


def test_numbers_are_of_the_form_and_unique():
    """〔year of issue〕 and a running number."""
    numbers = [notice.number for notice in NOTICES]
    assert len(set(numbers)) == len(numbers)
    for notice in NOTICES:
        match = re.fullmatch(r"国(办)?发明电〔(\d{4})〕\d{1,2}号", notice.number)
        assert match or notice.number == "国发明电〔2015〕1号"
        assert f"〔{notice.issued[:4]}〕" in notice.number


@pytest.mark.parametrize("year", FESTIVAL_DATES)
def test_festivals_keep_the_moons_distances(year):
    """端午 is four lunar months and four days after 春节, 中秋 three and ten after 端午; a leap month adds one."""
    spring, qingming, dragon, autumn = (date(year, int(t[:2]), int(t[2:])) for t in FESTIVAL_DATES[year])
    assert date(year, 1, 21) <= spring <= date(year, 2, 21)
    assert qingming in (date(year, 4, 4), date(year, 4, 5))
    assert (dragon - spring).days in (*range(121, 124), *range(151, 154))
    assert (autumn - dragon).days in (*range(97, 100), *range(127, 130))


def test_lunar_years_follow_one_another():
    """From 春节 to 春节 pass 353-355 days, or 383-385 with a leap month; the first four are known by hand."""
    springs = [date(year, int(s[:2]), int(s[2:])) for year, (s, *_) in FESTIVAL_DATES.items()]
    assert springs[:4] == [date(2027, 2, 6), date(2028, 1, 26), date(2029, 2, 13), date(2030, 2, 3)]
    assert {(b - a).days for a, b in pairwise(springs)} <= {353, 354, 355, 383, 384, 385}
    assert list(FESTIVAL_DATES) == list(range(2027, 2041))


def test_china_is_what_the_notices_and_the_statute_make_of_it():
    """Put together anew it is the calendar in use, to the day, its word and its reach: nothing was added by hand."""
    anew = _china()
    assert anew == CHINA
    assert (anew.version, anew.projected_through) == (CHINA.version, CHINA.projected_through)


NEW_YEAR, JUNE = date(2026, 12, 31), date(2026, 6, 30)
PROJECTED = SpecialDay(NEW_YEAR, works=False, name=Label("岁末", "last day of the year"))


def test_a_projection_says_nothing_of_an_announced_day():
    """Not of the last one either: a Thursday is worked as soon as its year is announced, whatever was expected."""
    reach = {"projection": (PROJECTED,), "projected_through": date(2027, 12, 31)}
    announced = WorkCalendar("w", date(2026, 1, 1), NEW_YEAR, **reach)
    assert (announced.kind(NEW_YEAR), announced.special(NEW_YEAR)) == ("workday", None)
    expected = WorkCalendar("w", date(2025, 1, 1), date(2025, 12, 31), **reach)
    assert not expected.is_workday(NEW_YEAR, provisional=True)
    told = expected.announce(Notice(2026, "", "", ()))
    assert (told.projection, told.is_workday(NEW_YEAR)) == ((), True)


def test_an_amendment_does_not_reach_beyond_what_is_announced():
    """Half a year known stays half a year, though one of its days is amended."""
    half = WorkCalendar.weekly("half", first=date(2026, 1, 1), last=JUNE)
    assert half.announce(Notice(2026, "", "", (), amends=True)).announced_through == JUNE
    assert half.announce(Notice(2026, "", "", ())).announced_through == NEW_YEAR
