"""Events and entries: dated, signed, and what each class says of itself."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import attrs
import pytest
from attrs import field, frozen
from hypothesis import given, strategies as st

from safetywork.acts import Assign, Correct, Progress, Submit
from safetywork.errors import DayOrderError, NotADayError, NotAMomentError, ShareError, UnsignedError
from safetywork.events import Entry, Event, Rule, not_before_on, same_content
from safetywork.extensions import Extend
from safetywork.issues import RECTIFICATION, Register, RegisterImmediate, Relapse
from safetywork.periods import days
from safetywork.testing.strategies import EVENTS

DAY = date(2025, 3, 3)
MOMENT = datetime(2025, 3, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize("given", [None, "2025-03-03", 20250303, datetime(2025, 3, 3), MOMENT])
def test_a_day_is_a_plain_date(given):
    """An event happens on a `datetime.date`: nothing, a text, a number and a moment are the caller's mistake."""
    with pytest.raises(NotADayError):
        Progress(on=given, by="李四")


@pytest.mark.parametrize("by", [None, 5, b"x", "", "  ", "\u200b\u3000"])
def test_somebody_signs(by):
    """What nobody signed would be judged by nobody: no name, a blank and an invisible one are the caller's mistake."""
    with pytest.raises(UnsignedError) as caught:
        Progress(on=DAY, by=by)
    assert caught.value.given == by


@pytest.mark.parametrize("field", ["trigger"])
def test_an_optional_day_may_be_absent_but_is_no_moment(field):
    """A trigger that is not given is None; a moment is refused there too."""
    assert getattr(Assign(on=DAY, by="局长", owner="李四"), field) is None
    with pytest.raises(NotADayError):
        Assign(on=DAY, by="局长", owner="李四", **{field: MOMENT})


@frozen(kw_only=True)
class Stretch:
    """From a day until another."""

    on: date
    until: date | None = field(default=None, validator=not_before_on)


def test_a_stretch_does_not_end_before_it_begins():
    """`until` is no earlier than `on`, a plain day, or open."""
    assert Stretch(on=DAY).until is None
    assert Stretch(on=DAY, until=DAY).until == DAY
    with pytest.raises(DayOrderError) as caught:
        Stretch(on=DAY, until=date(2025, 3, 2))
    assert caught.value == DayOrderError(DAY, date(2025, 3, 2))
    with pytest.raises(NotADayError):
        Stretch(on=DAY, until=MOMENT)


@pytest.mark.parametrize("field", ["at", "recorded_at"])
def test_a_moment_is_aware(field):
    """A moment without a zone says no moment, so it is refused; an aware one is kept as it was given."""
    assert getattr(Progress(on=DAY, by="李四", **{field: MOMENT}), field) is MOMENT
    for wrong in (datetime(2025, 3, 5, 9), DAY, "2025-03-05T09:00:00+00:00"):
        with pytest.raises(NotAMomentError):
            Progress(on=DAY, by="李四", **{field: wrong})


def test_an_event_is_frozen_and_named_by_keywords():
    """Nothing of an event changes afterwards, and no field is told from another by its place."""
    event = Progress(on=DAY, by="李四")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.by = "张三"
    with pytest.raises(TypeError):
        Progress(DAY, "李四")


def test_the_fields_of_a_class_are_those_it_adds():
    """`fields()` leaves out what every event has, and keeps what a parent class adds."""
    assert Event.fields() == ()
    assert Extend.fields() == ("reason", "more", "until", "asked_by")
    assert RegisterImmediate.fields() == (*Register.fields(), "term")


def test_an_event_sets_the_copied_fields_that_are_given():
    """None leaves the matter's field as it is; a correction sets the one field that it names."""
    assert dict(Assign(on=DAY, by="局长", owner="李四").sets()) == {"owner": "李四"}
    assert dict(Assign(on=DAY, by="局长", owner="李四", unit="应急局").sets()) == {"owner": "李四", "unit": "应急局"}
    assert dict(Relapse(on=DAY, by="局长", text="又坏了").sets()) == {}
    assert dict(Progress(on=DAY, by="李四", text="过半").sets()) == {}
    fix = Correct(on=DAY, by="局长", concerns=DAY, field="title", value="甲", reason="错字")
    assert dict(fix.sets()) == {"title": "甲"}


def test_same_content_is_what_was_said_not_when_it_was_written_down():
    """Only `recorded_at` may differ; another class never says the same."""
    one = Submit(on=DAY, by="李四", id="e1", text="完成")
    assert same_content(one, attrs.evolve(one, recorded_at=MOMENT))
    assert not same_content(one, attrs.evolve(one, text="未完成"))
    assert not same_content(one, attrs.evolve(one, by="李 四"))
    assert not same_content(one, Progress(on=DAY, by="李四", id="e1", text="完成"))


@given(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.integers(-12, 14))
def test_an_entry_was_recorded_on_the_beijing_day_of_its_moment(day, hours):
    """The day begins at midnight in Beijing, in whatever zone it was written; the day itself without a moment."""
    rule = RECTIFICATION.rule
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone(timedelta(hours=8)))
    zone = timezone(timedelta(hours=hours))
    for seconds, ago in ((0, 0), (24 * 3600 - 1, 0), (-1, 1)):
        moment = (midnight + timedelta(seconds=seconds)).astimezone(zone)
        recorded = Entry(Progress(on=DAY, by="李四", recorded_at=moment), "rectifying", rule).recorded_on
        assert recorded == day - timedelta(days=ago)
    assert Entry(Progress(on=day, by="李四"), "rectifying", rule).recorded_on == day


@pytest.mark.parametrize("cls", EVENTS, ids=lambda cls: cls.code)
def test_every_stock_event_declares_what_the_library_needs(cls):
    """A code and a label of its own, copied fields that exist, a clock role that is one of six."""
    assert cls.code
    assert cls.label.zh
    assert cls.label.en
    assert set(cls.copies) <= set(cls.fields())
    assert cls.clock in {None, "start", "extend", "suspend", "resume", "restart", "end"}
    assert not (cls.hands_in and cls.verifies)


def test_codes_are_unique():
    """One code stands for one class: a file names events by it."""
    assert len({cls.code for cls in EVENTS}) == len(EVENTS)


@pytest.mark.parametrize("rule", [RECTIFICATION.rule, Rule("县/镇", "2021.5", "0f206b50c424")])
def test_a_rule_is_named_in_one_text(rule):
    """`str` is name/version/fingerprint, and `read` gives the rule back, also where the name holds a slash."""
    assert Rule.read(str(rule)) == rule
    assert str(Rule("w", "1", "ab")) == "w/1/ab"
    with pytest.raises(ValueError, match="not enough values"):
        Rule.read("w/1")


@pytest.mark.parametrize("percent", [0, 100, Decimal(0), Decimal("37.5"), Decimal(100), None])
def test_progress_is_a_number_in_per_cent(percent):
    """A whole number or a decimal, from nothing to all of it; None says nothing."""
    assert Progress(on=DAY, by="李四", percent=percent).percent == percent


@pytest.mark.parametrize("percent", ["50", 0.5, True, Decimal("NaN"), -1, 101, Decimal("-0.1"), Decimal("100.1")])
def test_what_is_no_share_is_no_progress(percent):
    """A text, a float, a truth value, not-a-number, less than nothing and more than all are mistakes."""
    with pytest.raises(ShareError):
        Progress(on=DAY, by="李四", percent=percent)


def test_events_and_entries_are_values():
    """Equal content is equal and hashes alike; pickling and copying keep it; there is no room for other attributes."""
    entry = Entry(Extend(on=DAY, by="局长", reason="因雨", more=days(5), id="x"), "rectifying", Rule("w", "1", "ab"))
    assert pickle.loads(pickle.dumps(entry)) == entry == copy.deepcopy(entry)
    assert hash(entry) == hash(copy.copy(entry))
    assert not hasattr(entry, "__dict__")
    assert not hasattr(entry.event, "__dict__")
