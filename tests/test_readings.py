"""What a reading comes to: the term it states, its deadline, its words in both languages, and its parts by hand."""

from datetime import UTC, date, datetime

import pytest

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.periods import PeriodRule, days, hours, workdays, years
from safetywork.phrases import read_deadline
from safetywork.phrases.lengths import Length, Recurrence
from safetywork.phrases.points import Point, settle, undated
from safetywork.phrases.readings import Reading
from safetywork.terms import Capped, Stage, Stages

DAY = date(2019, 5, 20)


def read(text, **days_):
    return read_deadline(text, anchor=DAY, **days_)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("6月30日前", date(2019, 6, 30)),
        ("6月1日至8月31日", date(2019, 8, 31)),
        ("该项工作于2019年4月底前完成", date(2019, 4, 30)),
        ("15个工作日内", workdays(15)),
        ("2至3年内", years(3)),
        ("24小时内", hours(24)),
        ("提前5个工作日", PeriodRule(workdays(5), direction="before")),
        ("自2019年6月1日起，用1年时间", date(2020, 5, 31)),
        ("从即日起15日内", date(2019, 6, 4)),
        ("30日内", days(30)),
        (
            "6月底前完成A，9月底前完成B",
            Stages([Stage("完成A", date(2019, 6, 30)), Stage("完成B", date(2019, 9, 30))]),
        ),
        ("15个工作日内，最长不超过30日", Capped(workdays(15), days(30))),
        *(
            (text, None)
            for text in ("30分钟内", "3日后", "限期整改", "尽快", "", "2月30日前", "6月底前完成A，2月30日前完成B")
        ),
    ],
)
def test_the_term_a_phrase_states(text, term):
    """A day, a span with its outer bound, a span under a cap, stages that can all be dated, or nothing."""
    assert read(text).term == term


def test_a_deadline_rolls_and_facts_do_not():
    """2023-09-01 + 1 month is National Day: nominal there, last day after the holidays (民法典 art. 203)."""
    reading = read_deadline("用一个月的时间", trigger=date(2023, 9, 1))
    deadline = reading.deadline(date(2023, 9, 1))
    assert reading.facts()["due"] == "2023-10-01"
    assert (deadline.nominal, deadline.last_day) == (date(2023, 10, 1), date(2023, 10, 7))
    assert read("6月30日前").deadline(DAY).last_day == date(2019, 6, 30)
    assert read("尽快").deadline(DAY) is None


def test_a_deadline_by_another_calendar():
    """The calendar of the reading, unless another is given."""
    weekly = WorkCalendar.weekly("weekly")
    reading = read_deadline("5个工作日内", trigger=date(2022, 9, 29), calendar=weekly)
    assert reading.facts()["due"] == "2022-10-06"
    assert reading.deadline(date(2022, 9, 29)).last_day == date(2022, 10, 6)
    assert reading.deadline(date(2022, 9, 29), CHINA).last_day == date(2022, 10, 11)
    assert reading.deadline(date(2022, 9, 29)).calendar is weekly


def test_hours_want_a_moment():
    """24 hours from a moment end at that hour of the next day."""
    start = datetime(2022, 6, 8, 1, 0, tzinfo=UTC)
    assert read("24小时内").deadline(start).last_day == date(2022, 6, 9)


def test_equality_is_of_what_is_said_where():
    """The text does not count; the document's day, the trigger and the calendar do."""
    assert read("6月30日前") == read("六月三十日之前") != read_deadline("6月30日前")
    assert read("6月30日前", trigger=DAY) != read("6月30日前")
    assert read("6月30日前", calendar=WorkCalendar.weekly("weekly")) != read("6月30日前")
    assert len({read("6月30日前"), read("6月30 日前"), read("7月")}) == 2
    with pytest.raises(AttributeError):
        read("6月30日前").due = None


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2022年6月底前,长期坚持", "2022年6月底前，长期坚持", "by the end of June 2022, kept up for good"),
        ("立行立改", "立即", "at once"),
        ("自收到之日起15个工作日内", "收到后15个工作日内", "within 15 working days of 收到"),
        ("原则上不超过3个月", "原则上不超过3个月", "at most 3 months"),
        ("从即日起用一年时间", "从即日起为期1年", "within 1 year of the day of issue"),
        ("会议召开3日前", "提前3日", "3 days before the event"),
        ("三个月后", "3个月后", "not before 3 months"),
        ("2—3年内", "2至3年内", "within 2 to 3 years"),
        ("3日内,最长不超过10日", "3日内，最长不超过10日", "within 3 days, at most 10 days"),
        ("每两月至少一次", "每2个月至少1次", "every 2 months, at least 1 time"),
        ("从3月起,每周五", "从3月起，每周五", "weekly on Friday, from March"),
        ("不定期", "不定期", "irregularly"),
        ("定期", "定期", "regularly"),
        ("每年1月底前", "每年1月底前", "yearly, by the end of January"),
        ("力争今年下半年开工", "力争今年下半年开工", "striven for, in half 2 this year, begun by then"),
        ("今年三季度开展", "今年第三季度开展", "in quarter 3 this year"),
        ("2019年全年", "2019年全年", "in 2019"),
        ("6月中旬", "6月中旬开展", "in ten days no. 2 June"),
        ("延期至6月1日至6月5日", "延期至6月1日至6月5日", "from 1 June to 5 June, extended"),
        (
            "11月至12月排查,全区12月底整治到位",
            "11月至12月为排查阶段，全部12月底前",
            "排查: from November to December, by the end of December",
        ),
        ("最迟6月30日前", "最迟6月30日前", "by 30 June"),
        ("2020年前", "2020年前", "before 2020"),
        ("明年开工", "明年完成开工", "by next year, begun by then"),
        ("春节前", "春节前", "before 春节"),
        ("9月开学前", "9月开学前", "before the school year of September"),
        ("“十四五”期间", "十四五开展", "in plan period 14"),
        ("本周五下班前", "本周五下班前", "by Friday this week 下班"),
        ("6月30日前（含当日）", "6月30日前（含当日）", "by 30 June"),
        ("经批准可延长30日", "经批准延长不超过30日", "may be extended by at most 30 days, after 批准"),
        ("延期3个月", "延长3个月", "may be extended by 3 months"),
        ("可以延期", "经批准延期", "extended, after 批准"),
        ("责令立即消除或者限期消除", "责令立即或者限期", "ordered, at once or within a term that stands elsewhere"),
        ("逾期未改正的", "逾期未整改", "if overdue, within the term set elsewhere"),
        ("紧急的应紧急处理", "紧急的紧急处理", "at once if 紧急"),
        ("鉴定时间不计入", "鉴定所需时间不计入期限", "time for 鉴定 not counted"),
        ("如资金不足", "如资金不足", "if 资金不足"),
        ("待验收合格后", "待验收合格后", "after 验收合格"),
        ("汛期前", "汛期前", "before 汛期"),
        ("倒排工期", "倒排工期", "scheduled backwards"),
        ("尽快", "尽快", "尽快"),
        ("已完成", "已完成", "completed"),
        ("正在整改", "正在整改", "being rectified"),
        ("5月底前改造50个", "5月底前，共50项", "by the end of May, 50 in all"),
        ("6月1日起", "从6月1日起", "from 1 June"),
        ("上半月", "", ""),
        ("轻微的3日内、一般的7日内", "3日内或者7日内", "within 3 days or within 7 days"),
        ("6月上半月", "6月上半月开展", "in half no. 1 June"),
        ("3个月左右", "左右3个月内", "within 3 months"),
        ("限期整改", "限期", "within the term set elsewhere"),
    ],
)
def test_the_words_of_a_reading(text, zh, en):
    """The ledger's words read back; the English ones say the same."""
    reading = read(text)
    assert (str(reading), reading.text("en")) == (zh, en)
    assert read(str(reading)) == reading


def test_parts_by_hand():
    """A reading can be built without a text."""
    reading = Reading(anchor=DAY, length=Length(15, "workday", after="受理"), trigger=date(2022, 9, 15))
    assert reading.facts()["due"] == "2022-10-11"
    assert read_deadline(str(reading), anchor=DAY, trigger=date(2022, 9, 15)) == reading
    empty = Reading(window=(Point("month", month=3, year=2020), Point("month", month=2, year=2020)))
    assert empty.facts() == {"resolvable": False}
    assert Recurrence("month") == Recurrence(cycle="month")


def test_a_point_in_a_known_year():
    """`settle` needs no document where the year is written, and nothing can be told of what is not known."""
    assert settle(Point("xun", 3, year=2024, month=2), None)[:2] == (date(2024, 2, 21), date(2024, 2, 29))
    assert settle(Point("fortnight", 2, year=2024, month=2), None)[:2] == (date(2024, 2, 16), date(2024, 2, 29))
    assert settle(Point("weekday", 5, year=2024, month=2), None) is None
    assert settle(Point("month", month=6), None) is None
    assert undated(Point("day", 30, month=2), last=True) == ""
    assert undated(Point("festival", name="春节"), last=True) == ""
