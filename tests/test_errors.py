"""What the library raises: one family, facts as attributes, advice in the message."""

import copy
import pickle
from datetime import date

import pytest

from safetywork import errors
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
