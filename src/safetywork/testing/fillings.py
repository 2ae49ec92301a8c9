"""What the fields of an event hold when nobody says otherwise, and what one thing wrong with it looks like.

Holds: `FILLINGS`, `Fillings`, `Sender`: events as a careful sender fills them in, and each with one thing wrong.
Never: decides whether an event may happen, or draws at random.
"""

import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

import attrs
from attrs import define, field

from safetywork.acts import Evidence
from safetywork.counts import Count
from safetywork.errors import SafetyworkError
from safetywork.extensions import AskExtension, Lengthening
from safetywork.issues import Transfer
from safetywork.milestones import Milestone
from safetywork.periods import PeriodRule, Span, days, hours, months, weeks, workdays
from safetywork.schemes import Phase
from safetywork.terms import Capped, Stage, Stages
from safetywork.waivers import AskWaiver
from safetywork.workflows import Context, EventClass

Values: TypeAlias = Iterable[Any] | Callable[[date], Iterable[Any]]
Fillings: TypeAlias = Mapping[str | tuple[EventClass, str], Values]
"""Values for a field of every event, or of one class; or a function of the day. A careful sender gives the first."""


def _term(day: date) -> tuple[Any, ...]:
    return (
        workdays(15),
        None,
        days(3),
        workdays(0),
        months(2),
        day + timedelta(days=10),
        PeriodRule(days(9), roll=False),
        days(900),
        hours(24),
        Stages((Stage("排查", days(5)), Stage("整治", workdays(5)))),
        Capped(workdays(15), day + timedelta(days=12)),
        weeks(2),
        Stages((Stage("排查", day + timedelta(days=5)), Stage("整治", day + timedelta(days=5)))),
        Stages((Stage("排查", day + timedelta(days=8)), Stage("整治", day + timedelta(days=5)))),
        Stages((Stage("排查", workdays(3)), Stage("整治", workdays(10))), workdays(10)),
    )


def _evidence(day: date) -> tuple[Any, ...]:
    told = Evidence("statement", "口述", day)
    return (
        (Evidence("photo", "整改后", day),),
        (),
        *((Evidence("photo", "旧照", day - timedelta(days=n)),) for n in (400, 2)),
        (told,),
        (told, Evidence("photo", "无日期")),
    )


def _near(*offsets: int | None) -> Callable[[date], tuple[Any, ...]]:
    return lambda day: tuple(None if n is None else day + timedelta(days=n) for n in offsets)


def _milestones(day: date) -> tuple[Any, ...]:
    near = ((2, 10), (3, 20), (18, 50))  # some fall on the day on which the term begins
    return (tuple(Milestone(day + timedelta(days=n), percent) for n, percent in near), ())


FILLINGS: Fillings = {
    "title": ("应急照明不亮",),
    "owner": ("李四", "张三", "ＺＨＡＯ", "zhao "),
    (Transfer, "owner"): ("赵六", "张三", "ＺＨＡＯ", "zhao "),
    "unit": (None, "应急局"),
    "campaign": ("C-1",),
    "source": ("C-1", "C-9"),
    "term": _term,
    "trigger": _near(None, -1),
    "evidence": _evidence,
    "finished": _near(None, 0, -1, -2, 1, -30),
    "percent": (50, None, 100, Decimal("37.5")),
    "stated": (None, "已完成"),
    "stated_finish": _near(None, 0),
    "severity": ("major", "general"),
    "field": ("title", "owner", "log", "nonsense"),
    "value": ("应急照明", "张三"),
    "concerns": _near(0),
    "text": ("已更换",),
    "reason": ("因天气", ""),
    "to": ("住建局",),
    "solved": (True, False),
    "asked_by": ("李四", None, "局长"),
    "expires": _near(30, 0, -1),
    "stops": (False, True),
    "duplicate_of": ("H-9", "M-1"),
    "level": ("county", "enterprise", "city", "department", "nonsense"),
    "document": ("安督〔2024〕1号",),
    "funds": ("12万元",),
    "measures": ("加装喷淋",),
    "contingency": ("应急预案三号",),
    "penalised": (True, False),
    "reached": (Count.exact(8, "处"), Count.exact(40, "处"), Count.unknown("处"), Count.exact(3, "人")),
    "target": (Count.exact(32, "处"),),
    "milestones": _milestones,
    "phases": ((Phase(id="one", title="动员"), Phase(id="two", title="排查")),),
    "phase": ("one", "two", "three"),
    "left": ((),),
}
"""What the fields of the library's own events hold, by name; the first is right as a rule."""
_GIVEN = frozenset(
    {"term", "evidence", "asked_by", "documents", "document", "funds", "measures", "contingency", "severity", "phases"}
    | {"milestones", "target", "campaign", "text", "solved", "level", "percent"}
)
"""Fields that have a default and are filled in all the same."""
_HOURS = (1, 2)
"""At what hours, by UTC, a moment is told: at the second, a term of full days that began at the first has run out."""
_BLANKS: dict[Any, tuple[Any, ...]] = {
    str: ("一", ""), int: (1, 0), bool: (True, False), date: (), Decimal: (Decimal(1), Decimal(0)),
    Count: (Count.exact(1, "项"),), Span: (days(10), days(0)),
}  # fmt: skip
_LENGTHS: tuple[dict[str, Any], ...] = (
    {"more": days(10)},
    {"more": workdays(3)},
    {"more": days(0)},
    {},
    {"more": months(1)},
)


@define
class Sender:
    """Who fills events in: by `fillings`, then by `FILLINGS`, then by the type of the field; remembers what it made.

    `known` are the names that the caller's context knows; the events of a class are the careful one first, then each
    with exactly one thing other: one field, or who sends it.
    """

    fillings: Fillings = field(factory=dict[str | tuple[EventClass, str], Values])
    context: Context = field(factory=Context)
    _made: dict[Any, tuple[Any, ...]] = field(init=False, factory=dict[Any, tuple[Any, ...]])

    def events(
        self, cls: EventClass, day: date, owner: str | None, worker: str | None, roles: frozenset[str]
    ) -> tuple[Any, ...]:
        """The events of `cls` on `day`, the careful one first; none of them has an id."""
        key = (cls, day, owner, worker, roles)
        if key not in self._made:
            self._made[key] = tuple(self._make(cls, day, owner, worker, roles))
        return self._made[key]

    def _make(
        self, cls: EventClass, day: date, owner: str | None, worker: str | None, roles: frozenset[str]
    ) -> Iterator[Any]:
        right, people = self._careful(cls, day), tuple(self._people(cls, owner, worker, roles))
        for given in (right, *self._wrong(cls, day, right)):
            event = _built(
                cls, day, given, people[0] if not (cls.verifies and "level" in given) else f"{given['level']}核查员"
            )
            if event is not None:
                yield event
            elif given is right:
                raise UnfilledError(cls)
        for by in people[1:]:
            if right.get("asked_by") is not None:
                unasked = _built(cls, day, {**right, "asked_by": None}, by)
                yield from () if unasked is None else (unasked,)
            event = _built(cls, day, right, by)
            if event is not None:
                yield event
                if by in (self.context.roles or {}):
                    continue
        told = _HOURS[: 2 if cls.hands_in else 1 if cls.clock is not None else 0]
        for hour in told:
            at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
            timed = _built(cls, day, {**right, "at": at}, people[0])
            yield from () if timed is None else (timed,)

    def _careful(self, cls: EventClass, day: date) -> dict[str, Any]:
        defaults = {a.name: a.default for a in attrs.fields(cls)}
        given: dict[str, Any] = {}
        for name in cls.fields():
            values = self._values(cls, name, day)
            told = (cls, name) in self.fillings or name in self.fillings or name in _GIVEN
            if values and (defaults[name] is attrs.NOTHING or told):
                given[name] = values[0]
        if issubclass(cls, Lengthening) and "more" not in self.fillings:
            given |= _LENGTHS[0]
        if cls.cycle or cls.opens:
            if given.get("severity") is not None:
                given["severity"] = "general"
            if cls.cycle:
                given.pop("severity", None)
        return given

    def _wrong(self, cls: EventClass, day: date, right: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if issubclass(cls, Lengthening):
            rest = {k: v for k, v in right.items() if k not in ("more", "until")}
            for length in _LENGTHS[1:]:
                yield {**rest, **length}
            for n in (40, 100, -5):
                yield {**rest, "until": day + timedelta(days=n)}
            yield {**right, "until": day + timedelta(days=40)}
        for name in cls.fields():
            for value in self._values(cls, name, day):
                if name not in right or right[name] != value:
                    yield {**right, name: value}
        if {"term", "trigger"} <= set(cls.fields()):
            moment = datetime(day.year, day.month, day.day, _HOURS[0], tzinfo=UTC)
            yield {**right, "term": hours(24), "at": moment}
            for n in (4, 10):  # to midnight in Beijing, and past it
                yield {**right, "term": hours(n), "at": moment.replace(hour=12)}
            for term in (months(1), workdays(5), days(1)):
                yield {**right, "term": term, "trigger": date(day.year, 8, 31)}

    def _values(self, cls: EventClass, name: str, day: date) -> tuple[Any, ...]:
        given = self.fillings.get((cls, name), self.fillings.get(name))
        if given is None:
            given = FILLINGS.get((cls, name), FILLINGS.get(name))
        if given is None:
            return _by_type(cls, name, day)
        return tuple(given(day) if callable(given) else given)

    def _people(self, cls: EventClass, owner: str | None, worker: str | None, roles: frozenset[str]) -> Iterator[str]:
        """Who may send it: the right one first, then the people whom a rule may not let, and their look-alikes."""
        able = tuple(name for name in (self.context.roles or {}) if roles and self.context.roles_of(name) & roles)
        if able:
            yield able[0]
        elif cls.hands_in or issubclass(cls, AskExtension | AskWaiver):
            yield owner or "李四"
        else:
            yield "检查组" if cls.verifies else "局长"
        told = ("李四", "局长", "局长　", "检查组", "王五", *(self.context.roles or {}))
        alike = [] if owner is None else [owner, f"{owner[:1]} {owner[1:]}", f"{owner}　", _wide(owner)]
        yield from dict.fromkeys((*alike, *(() if worker is None else (worker, f" {worker}")), *told))


@define(slots=False)
class UnfilledError(SafetyworkError, ValueError):
    """An event class whose fields the kit cannot fill in: give `fillings={"field": (values …)}`."""

    event: EventClass

    def __str__(self) -> str:
        wanted = [a.name for a in attrs.fields(self.event) if a.default is attrs.NOTHING and a.name not in ("on", "by")]
        return f"{self.event.__name__} cannot be filled in; give fillings={{name: (value, …)}} for {', '.join(wanted)}"


def _built(cls: EventClass, day: date, given: Mapping[str, Any], by: str) -> Any | None:
    try:
        return cls(on=day, by=by, **given)
    except (SafetyworkError, ValueError, TypeError, AttributeError):
        return None


def _by_type(cls: EventClass, name: str, day: date) -> tuple[Any, ...]:
    try:
        wanted = typing.get_type_hints(cls).get(name)
    except NameError:  # a class whose annotations only a type checker can read
        wanted = None
    return tuple(_of_type(wanted, day))


def _of_type(wanted: Any, day: date) -> Iterator[Any]:
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        for each in sorted(get_args(wanted), key=lambda t: t is type(None)):
            yield from _of_type(each, day)
    elif origin is Literal:
        yield from get_args(wanted)
    elif wanted is type(None):
        yield None
    elif wanted is date:
        yield day
    elif origin is tuple:
        yield ()
    elif isinstance(wanted, type):
        yield from _BLANKS.get(wanted, ())
        if issubclass(wanted, Enum):
            yield from wanted.__members__.values()


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
