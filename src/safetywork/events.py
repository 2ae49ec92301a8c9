"""What happens to a matter, as dated and signed values.

Holds: `Event` (the base of every event class), `Rule` (the name of the workflow that admitted it) and `Entry` (an event
    as it stands in a log).
Never: decides whether an event may happen, or knows what kind of matter it happens to.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, ClassVar, Literal, TypeAlias

import attrs
from attrs import field, frozen

from safetywork.calendars import BEIJING
from safetywork.errors import DayOrderError, NotADayError, NotAMomentError, UnsignedError
from safetywork.labels import Label
from safetywork.parties import name_key

ClockRole: TypeAlias = Literal["start", "extend", "suspend", "resume", "restart", "end"]


def plain_day(_: Any, __: Any, value: Any) -> None:
    """An attrs validator: a `datetime.date` that is no datetime."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise NotADayError(value)


def optional_day(_: Any, __: Any, value: Any) -> None:
    """An attrs validator: a plain day, or None."""
    if value is not None:
        plain_day(_, __, value)


def not_before_on(instance: Any, _: Any, value: Any) -> None:
    """An attrs validator for `until`: a plain day no earlier than the `on` beside it, or None."""
    optional_day(instance, _, value)
    if value is not None and value < instance.on:
        raise DayOrderError(instance.on, value)


def _when(event: Any, _: Any, on: Any) -> None:
    """The day is plain, somebody signs, and the moments are aware: one validator for all, as events are made often."""
    if type(on) is not date:
        plain_day(event, _, on)
    if not isinstance(event.by, str) or not name_key(event.by):  # remembered, as the same few sign again and again
        raise UnsignedError(event.by)
    if event.at is not None or event.recorded_at is not None:
        for moment in (event.at, event.recorded_at):
            if moment is not None and (not isinstance(moment, datetime) or moment.utcoffset() is None):
                raise NotAMomentError(moment)


@frozen(kw_only=True, weakref_slot=False)
class Event:
    """Something that happened 事件: on which day, by whom.

    `on` is the day it took effect, `at` the aware moment where a rule counts hours, `by` the name of who acted and
    `role` in which role, `recorded_at` the aware moment it was written down, `id` an identity that makes redelivery
    harmless.

    An event class declares, as class attributes, what the rest of the library needs to know of it:
    `code` (stable, goes into files), `label`, `copies` (its fields that the matter takes over when they are not None),
    `clock` (what it does to the clock of its machine), `opens` (it begins a matter), `cycle` (it begins a new counted
    cycle, so what the former cycle handed in counts no more), `hands_in` (work is handed in for verification: evidence
    and worker are read from it), `verifies` (somebody else judges the work).
    """

    code: ClassVar[str]
    label: ClassVar[Label]
    copies: ClassVar[tuple[str, ...]] = ()
    clock: ClassVar[ClockRole | None] = None
    opens: ClassVar[bool] = False
    cycle: ClassVar[bool] = False
    hands_in: ClassVar[bool] = False
    verifies: ClassVar[bool] = False

    on: date = field(validator=_when)
    by: str
    role: str | None = None
    at: datetime | None = None
    recorded_at: datetime | None = None
    id: str | None = None

    def sets(self) -> Iterator[tuple[str, Any]]:
        """The fields of the matter that this event changes, with their new values."""
        for name in self.copies:
            value = getattr(self, name)
            if value is not None:
                yield name, value

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """The names of the fields that this class adds to those of every event."""
        return tuple(a.name for a in attrs.fields(cls) if a.name not in _COMMON)


_COMMON = frozenset(a.name for a in attrs.fields(Event))


def same_content(one: Event, other: Event) -> bool:
    """Whether two events say the same, whenever each was written down."""
    if type(one) is not type(other):
        return False
    names = [a.name for a in attrs.fields(type(one)) if a.name != "recorded_at"]
    return all(getattr(one, name) == getattr(other, name) for name in names)


@frozen
class Rule:
    """The workflow that admitted an entry; `str()` is `name/version/fingerprint`, and `Rule.read` takes that."""

    name: str
    version: str
    fingerprint: str

    def __str__(self) -> str:
        return f"{self.name}/{self.version}/{self.fingerprint}"

    @classmethod
    def read(cls, text: str) -> "Rule":
        """The rule that `text` names; raises `ValueError` where it is not of the form `name/version/fingerprint`."""
        name, version, fingerprint = text.rsplit("/", 2)
        return cls(name, version, fingerprint)


@frozen(weakref_slot=False)
class Entry:
    """An event as it stands in a log 记录: the event, the state it led to, and the rule that admitted it."""

    event: Event
    to: str
    rule: Rule

    @property
    def recorded_on(self) -> date:
        """The day it was written down, Beijing time; the day it took effect where that is not known."""
        written = self.event.recorded_at
        return self.event.on if written is None else written.astimezone(BEIJING).date()
