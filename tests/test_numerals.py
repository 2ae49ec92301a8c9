"""Numerals and festivals: what is written is read, what is a guess is no number, every table day is the notice's."""

from datetime import date

import pytest

from safetywork._notices import FESTIVAL_DATES, NOTICES
from safetywork.calendars import _days
from safetywork.phrases.numerals import FESTIVALS, festival_day, guessed, number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "n"),
    [
        *[("15", 15), ("0", 0), ("十五", 15), ("二十", 20), ("二十一", 21), ("廿", 20), ("廿五", 25), ("卅一", 31)],
        *[("柒", 7), ("拾伍", 15), ("贰拾叁", 23), ("两", 2), ("俩", 2), ("一百二十", 120), ("一百零五", 105)],
        *[("二〇二二", 2022), ("二○一九", 2019), ("二零二六", 2026), ("〇", 0), ("三佰", 300), ("一二三", 123)],
    ],
)
def test_a_numeral_is_read(text, n):
    """ASCII, Chinese, banker's and positional."""
    assert number(text) == n


@pytest.mark.parametrize("text", ["", "x", "十x", "1.5", "三五", "两三", "-1", "1五", "x十", "５"])
def test_what_is_no_numeral_is_none(text):
    """A guess (三五天) is no number; mixed scripts are not read."""
    assert number(text) is None


def test_every_number_up_to_two_hundred_is_read_as_it_is_written():
    """By an independent writer of Chinese numerals."""

    def written(n):
        hundreds, tens, ones = n // 100, n // 10 % 10, n % 10
        words = DIGITS[hundreds] + "百" if hundreds else ""
        if tens:
            words += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
        elif hundreds and ones:
            words += "零"
        return words + (DIGITS[ones] if ones or not n else "")

    assert [number(written(n)) for n in range(200)] == list(range(200))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [("三五", (3, 5)), ("两三", (2, 3)), ("五三", None), ("三", None), ("十五", None), ("一二三", None), ("xy", None)],
)
def test_a_guess_gives_its_bounds(text, bounds):
    """Two digits that climb, and nothing else."""
    assert guessed(text) == bounds


@pytest.mark.parametrize("column", [("春节", 0), ("清明", 1), ("端午", 2), ("中秋", 3)])
def test_a_festival_lies_within_its_notices_break(column):
    """2010-2026: the day is one that the year's notice takes off under the festival's name; later years: the table."""
    name, place = column
    for notice in NOTICES:
        days = [day for festival in notice.festivals if name in festival.zh for day in _days(festival.off, notice.year)]
        assert not days or notice.amends or festival_day(name, notice.year) in days, notice.year
    for year, dates in FESTIVAL_DATES.items():
        assert f"{festival_day(name, year):%m%d}" == dates[place]


def test_festivals_that_hang_on_another():
    """除夕 is the eve, 元宵 the fifteenth of the first month; 国庆 stands fixed; the rest is not known."""
    assert festival_day("除夕", 2019) == date(2019, 2, 4)
    assert festival_day("元宵", 2019) == date(2019, 2, 19)
    assert festival_day("国庆", 1999) == date(1999, 10, 1)
    assert festival_day("春节", 2041) is None
    assert festival_day("重阳", 2019) is None
    assert all(festival_day(name, 2024) for name in FESTIVALS)
