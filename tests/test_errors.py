"""What the library raises: one family, facts as attributes, advice in the message."""

import copy
import pickle
from datetime import date, datetime

import pytest

from safetywork import errors
from safetywork.calendars import CHINA, WorkCalendar, read_holiday_cn
from safetywork.clocks import Clock, Extension, Stop
from safetywork.counts import Count, total
from safetywork.errors import (
    BookError,
    CalendarDataError,
    CountError,
    DayOrderError,
    HistoryError,
    NotADayError,
    NotAMomentError,
    NoWorkdayError,
    PolicyError,
    SafetyworkError,
    ShareError,
    SpanError,
    TallyError,
    UnannouncedDayError,
    UnitMismatchError,
    UnsignedError,
    WorkflowError,
)
from safetywork.periods import BEIJING, PeriodRule, days, deadline, forward, hours, workdays

D1, D2, D3 = date(2027, 1, 4), date(2010, 1, 1), date(2026, 12, 31)
# error, the built-in it also is, what its message must say
EXAMPLES = [
    (NotADayError("today"), TypeError, ["str 'today'", "datetime.date", ".date()"]),
    (DayOrderError(date(2021, 6, 2), date(2021, 6, 1)), ValueError, ["2021-06-02", "2021-06-01", "inclusive"]),
    (NotAMomentError("noon"), TypeError, ["'noon'", "tzinfo"]),
    (UnsignedError("  "), ValueError, ["'  ' names nobody", "by="]),
    (UnannouncedDayError(D1, "CN", D2, D3), ValueError, ["CN", "2010-01-01 to 2026-12-31", "2027-01-04", "announce("]),
    (UnannouncedDayError(None, "CN", D2, D3), ValueError, ["reaches further than that", "provisional=True"]),
    (NoWorkdayError(D1, "none"), ValueError, ["none", "2027-01-04", "weekly rest"]),
    (SpanError("-1", "give more"), ValueError, ["-1: give more"]),
    (UnitMismatchError("家", "人"), ValueError, ["'家'", "'人'", "like to like"]),
    (CountError("many"), ValueError, ["'many'", "650余人次"]),
    (ShareError("120"), ValueError, ["'120'", "from 0 to 100"]),
    (TallyError("A-1", "it counts 2户 and names 3"), ValueError, ["A-1: it counts 2户 and names 3", "each once"]),
    (WorkflowError("w", ("one", "two")), ValueError, ["'w'", "one; two"]),
    (PolicyError("p", ("one", "two")), ValueError, ["'p'", "one; two"]),
    (BookError("b", ("one", "two")), ValueError, ["'b'", "one; two"]),
    (CalendarDataError("CN", "a gap"), ValueError, ["calendar CN: a gap"]),
    (HistoryError("H-1", "0123456789abcdef"), ValueError, ["H-1", "0123456789ab…", "copy"]),
]


@pytest.mark.parametrize(("error", "built_in", "says"), EXAMPLES)
def test_an_error_is_of_the_family_and_of_a_fitting_built_in(error, built_in, says):
    """One `except SafetyworkError` catches all; its message holds the facts and what to do."""
    assert isinstance(error, SafetyworkError)
    assert isinstance(error, built_in)
    assert [words for words in says if words not in str(error)] == []


def test_every_error_has_an_example_here():
    """A new error class comes with its message tested."""
    family = {c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, SafetyworkError)}
    assert family - {SafetyworkError} == {type(error) for error, _, _ in EXAMPLES}


def test_errors_are_compared_by_class_and_facts():
    """Tests compare values, not strings; equal errors have equal hashes."""
    assert CountError("x") == CountError("x")
    assert hash(CountError("x")) == hash(CountError("x"))
    assert CountError("x") != CountError("y")
    assert WorkflowError("x", ()) != PolicyError("x", ())
    assert CountError("x") != "x"


@pytest.mark.parametrize("error", [error for error, _, _ in EXAMPLES])
def test_an_error_survives_a_copy_and_a_pickle(error):
    """A worker process hands its error on with its facts."""
    assert copy.copy(error) == error
    thawed = pickle.loads(pickle.dumps(error))
    assert thawed == error
    assert str(thawed) == str(error)


def test_facts_are_attributes():
    """A caller reads the facts without parsing the message."""
    error = UnannouncedDayError(D1, "CN", D2, D3)
    assert (error.day, error.calendar, error.first, error.through) == (D1, "CN", D2, D3)


NEVER = WorkCalendar.weekly("never", rest=range(1, 8))
WEEKLY = WorkCalendar.weekly("weekly", first=D2, last=D3)
YEAR_FILE = {"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]}
MORE = Extension(D3, by=hours(1))
NEW = date(2027, 1, 1)  # the day after the last announced one
NIGHT = datetime(9999, 12, 31, 20, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda: Count(-1, 3, "家"), CountError("-1")),
        (lambda: Count(3, 1.5, "家"), CountError("1.5")),
        (lambda: Count(4, 3, "家"), CountError("4..3")),
        (lambda: total([Count.exact(1, "人")], "家"), UnitMismatchError("家", "人")),
        (lambda: deadline(hours(24), D1), NotAMomentError(D1)),
        (lambda: CHINA.is_workday("today"), NotADayError("today")),
        (lambda: Clock(NIGHT, days(3)), NotADayError(NIGHT)),
        (lambda: Stop(D1, D3), DayOrderError(D1, D3)),
        (lambda: NEVER.add(D1, 1), NoWorkdayError(D1, "never")),
        (lambda: WEEKLY.is_workday(D1), UnannouncedDayError(D1, "weekly", D2, D3)),
        (lambda: WorkCalendar.weekly("w", first=D2, last=D3).is_workday(NEW), UnannouncedDayError(NEW, "w", D2, D3)),
        (lambda: WEEKLY.count(D2, D1), UnannouncedDayError(D1, "weekly", D2, D3)),
        (lambda: WEEKLY.count(date(2009, 12, 31), D1), UnannouncedDayError(date(2009, 12, 31), "weekly", D2, D3)),
        (lambda: WEEKLY.is_workday(D1, provisional=True), UnannouncedDayError(D1, "weekly", D2, D3, True)),
        (lambda: WEEKLY.add(D3, 1), UnannouncedDayError(None, "weekly", D2, D3)),
        (lambda: WEEKLY.add(D3, 1, provisional=True), UnannouncedDayError(None, "weekly", D2, D3, True)),
    ],
)
def test_a_refusal_holds_what_was_asked_for(ask, error):
    """The facts are those of the question, not only of the right class."""
    with pytest.raises(SafetyworkError) as caught:
        ask()
    assert caught.value == error


@pytest.mark.parametrize(
    ("ask", "given"),
    [
        (lambda: PeriodRule(days(7), direction="sideways"), "'sideways'"),
        (lambda: PeriodRule(days(7), clear_days=True), "7日"),
        (lambda: PeriodRule(workdays(7), prolong=True), "7个工作日"),
        (lambda: PeriodRule(days(8), next_hour=True), "8日"),
        (lambda: forward(D2, hours(9), CHINA), "9小时"),
        (lambda: forward(date(9999, 12, 31), days(1), CHINA), "1日 from 9999-12-31"),
        (lambda: deadline(hours(24), NIGHT), "24小时 from 9999-12-31 20:00:00+08:00"),
        (lambda: Clock(D3, PeriodRule(days(9), direction="before"), (Extension(D3, by=days(10)),)).deadline(), "9日"),
        (lambda: Clock(NIGHT, PeriodRule(hours(8), direction="before"), (MORE,)).deadline(), "8小时"),
        (lambda: Clock(D3, days(9), (Extension(D3, by=hours(10)),)).deadline(), "10小时"),
        (lambda: Extension(D2), "Extension(on=datetime.date(2010, 1, 1), by=None, to=None)"),
    ],
)
def test_a_refused_length_of_time_is_named_with_advice(ask, given):
    """The span or the rule that cannot be, as it is written, and what to give instead."""
    with pytest.raises(SpanError) as caught:
        ask()
    assert caught.value.given == given
    assert len(caught.value.advice.split()) >= 5


@pytest.mark.parametrize(
    ("ask", "calendar"),
    [
        (lambda: WorkCalendar("w", D1, D2), "w"),
        (lambda: WorkCalendar("w", D2, D1, rest={8}), "w"),
        (lambda: WEEKLY.overlay("county", off=[D3], work=[D3]), "county"),
        (lambda: WEEKLY.overlay("county", off=[D1]), "county"),
        (lambda: WEEKLY.announce(read_holiday_cn(YEAR_FILE | {"year": 2028})), "weekly"),
        (lambda: read_holiday_cn({}), "holiday-cn"),
        (lambda: read_holiday_cn(YEAR_FILE | {"days": []}), "holiday-cn"),
    ],
)
def test_a_refused_calendar_is_named(ask, calendar):
    """Which calendar, overlay or file contradicts itself."""
    with pytest.raises(CalendarDataError) as caught:
        ask()
    assert caught.value.calendar == calendar
    assert len(caught.value.advice.split()) >= 5


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda: WEEKLY.overlay("county", off=[D2, D3], work=[D3]), "2026-12-31 is both off and worked"),
        (lambda: WEEKLY.overlay("county", off=[D3], work=[D1]), "2027-01-04 lies outside 2010-01-01 to 2026-12-31"),
        (lambda: read_holiday_cn({"year": 2027, "days": [YEAR_FILE["days"][0] | {"isOffDay": "no"}]}), "'no'"),
    ],
)
def test_a_refused_calendar_names_the_day_or_the_value(ask, says):
    """The one that is wrong, not one beside it."""
    with pytest.raises(CalendarDataError) as caught:
        ask()
    assert says in caught.value.advice
