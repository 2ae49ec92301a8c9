"""Sameness: whether a registration is new, a duplicate of an issue that is owed, or the relapse of one that was done.

Holds: `Sameness` 查重规则, `triage`, and what it finds: a `Verdict` of one `Reading`, or of several.
Never: changes the ledger: a duplicate is entered as `MarkDuplicate`, a relapse as `Relapse`.

What is not stated is neither the same nor another: it leaves two readings, and no guess.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import PolicyError
from safetywork.issues import Issue
from safetywork.labels import Label, Lang
from safetywork.parties import name_key
from safetywork.periods import Span, deadline
from safetywork.rechecks import done_on
from safetywork.workflows import Reason

Kind: TypeAlias = Literal["new", "duplicate", "relapse"]
KINDS: dict[Kind, Label] = {
    "new": Label("新问题", "new"),
    "duplicate": Label("重复登记", "duplicate"),
    "relapse": Label("反弹", "relapse"),
}
_WHOLE = 100


def _keys(given: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(key) for key in given)


@frozen
class Sameness:
    """When two registrations are of the same issue 查重规则.

    `keys`: two are the same where, for one key, all its fields agree (names compared by key; any field of the kind will
    do, a user's own too). `text` is the one field that is compared by likeness, in per cent of the pairs of characters
    that two texts share: the same from `sure` on, another below `doubt`, in between a person decides. `window`: after
    so long since it was done it is a new issue (a day off moves nothing); None: a relapse, however long ago. Raises
    `PolicyError` for no key, or for bounds that are not 0 < doubt <= sure <= 100.
    """

    keys: tuple[tuple[str, ...], ...] = field(default=(("unit", "place", "category", "title"),), converter=_keys)
    text: str | None = "title"
    sure: int = 80
    doubt: int = 50
    window: Span | None = None

    def __attrs_post_init__(self) -> None:
        problems: list[str] = []
        if not self.keys or not all(self.keys):
            problems.append("name the fields of at least one key")
        if not 0 < self.doubt <= self.sure <= _WHOLE:
            problems.append(f"bounds {self.doubt} and {self.sure}: 0 < doubt <= sure <= 100")
        if problems:
            raise PolicyError("sameness", tuple(problems))

    def same(self, one: Any, other: Any) -> bool | None:
        """Whether two records are of the same issue; None where what they state does not settle it.

        Raises `PolicyError` where a key names a field that one of them does not have.
        """
        answers = [self._all_agree(key, one, other) for key in self.keys]
        return True if True in answers else None if None in answers else False

    def _all_agree(self, key: tuple[str, ...], one: Any, other: Any) -> bool | None:
        for name in key:
            if not (hasattr(one, name) and hasattr(other, name)):
                raise PolicyError("sameness", (f"{name!r} is no field of what is compared",))
        answers = [self._agree(name, getattr(one, name), getattr(other, name)) for name in key]
        return False if False in answers else None if None in answers else True

    def _agree(self, name: str, one: Any, other: Any) -> bool | None:
        if one is None or other is None or one == "" or other == "":
            return None
        if name != self.text:
            return bool(name_key(str(one)) == name_key(str(other)))
        share = likeness(one, other)
        return True if share >= self.sure else None if share >= self.doubt else False


STANDARD_SAMENESS = Sameness()
"""The same responsible unit, place and category, and a title of which four fifths agree."""


def likeness(one: str, other: str) -> int:
    """How much two texts agree, in per cent, rounded down: shared pairs of neighbouring characters (Dice 1945).

    Spelling, white space and punctuation do not count; 100 are the same characters, in the same order.

    >>> likeness("应急照明不亮", "应急照明，不亮。"), likeness("应急照明不亮", "应急照明灯不亮"), likeness("甲", "乙")
    (100, 72, 0)
    """
    first, second = _letters(one), _letters(other)
    if first == second:
        return _WHOLE
    pairs, others = _pairs(first), _pairs(second)
    whole = pairs.total() + others.total()
    # Two texts that differ may consist of the same pairs: they are alike, not equal.
    return min(_WHOLE - 1, _WHOLE * 2 * (pairs & others).total() // whole) if whole else 0


def _letters(text: str) -> str:
    return "".join(c for c in name_key(text) if unicodedata.category(c)[0] not in "PSZ")


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


@frozen
class Reading:
    """One way to take a registration 一种认定: new, or a duplicate or relapse `of` an issue, and why."""

    kind: Kind
    of: str | None
    reason: Reason

    def text(self, lang: Lang = "zh") -> str:
        """The reading in words."""
        return f"{KINDS[self.kind].text(lang)}{'：' if lang == 'zh' else ': '}{self.reason.text(lang)}"


@frozen
class Verdict:
    """What a registration may be 认定: one reading where the rule settles it, else all that a person chooses from."""

    readings: tuple[Reading, ...]

    @property
    def clear(self) -> bool:
        """Whether the rule settles it."""
        return len(self.readings) == 1

    @property
    def kind(self) -> Kind | None:
        """What it is; None where a person has to say."""
        return self.readings[0].kind if self.clear else None

    @property
    def of(self) -> str | None:
        """The issue it is a duplicate or relapse of; None where it is new, or a person has to say."""
        return self.readings[0].of if self.clear else None

    def text(self, lang: Lang = "zh") -> str:
        """The readings in words."""
        return ("；或" if lang == "zh" else "; or ").join(reading.text(lang) for reading in self.readings)


def triage(
    candidate: Issue,
    issues: Iterable[Issue],
    rule: Sameness = STANDARD_SAMENESS,
    calendar: WorkCalendar = CHINA,
) -> Verdict:
    """What `candidate` is among `issues`, as they stood on the day it was registered; itself it is not compared with.

    The same issue that is owed makes it a duplicate, one that was done before that day a relapse; of several, one that
    is owed, else the one done last. One done on that very day leaves both readings; one that may or may not be the same
    leaves its own and "new". What is marked as a duplicate stands for the issue it was put to; cancelled issues stand
    for nothing; of issues registered on one day, the first in the given order is not compared with the later ones.
    Raises `UnannouncedDayError` where a window in working days leads beyond the calendar's reach.
    """
    on = candidate.opened_on
    stood = _before(candidate, issues)
    judged = [(_original(known, stood), rule.same(candidate, known)) for known in stood.values()]
    live = [(known, answer) for known, answer in judged if not (known.void or known.failed)]
    same = [reading for known, answer in live if answer for reading in _readings(known, on, rule, calendar)]
    settled = _best(same)
    if any(reading.kind != "new" for reading in settled):
        return Verdict(settled)
    unsure = [reading for known, answer in live if answer is None for reading in _readings(known, on, rule, calendar)]
    doubts = tuple(dict.fromkeys(reading for reading, _ in unsure if reading.kind != "new"))
    return Verdict((*doubts, *(settled or (_UNLIKE if doubts else _NEW,))))


def _before(candidate: Issue, issues: Iterable[Issue]) -> dict[str, Issue]:
    """The other issues by id, as they stood when `candidate` was registered."""
    on, passed = candidate.opened_on, False
    found: dict[str, Issue] = {}
    for issue in issues:
        known = issue.as_of(on)
        passed = passed or issue.id == candidate.id
        if known is not None and issue.id != candidate.id and not (passed and known.opened_on == on):
            found[known.id] = known
    return found


def _original(known: Issue, stood: Mapping[str, Issue]) -> Issue:
    """The issue that a duplicate was put to in the end; where that is not among them, a duplicate."""
    seen: set[str] = set()
    while known.duplicate_of is not None and known.duplicate_of in stood and known.id not in seen:
        seen.add(known.id)
        known = stood[known.duplicate_of]
    return known


def _readings(known: Issue, on: date, rule: Sameness, calendar: WorkCalendar) -> Iterator[tuple[Reading, date]]:
    """How a registration on the day `on` is taken that is the same as `known`, with the day that ranks it."""
    done = done_on(known)
    if done is None:
        yield Reading("duplicate", known.id, Reason("still_owed", {"id": known.id}, _OWED)), date.max
        return
    if done == on:
        yield Reading("duplicate", known.id, Reason("done_that_day", {"id": known.id}, _THAT_DAY)), done
    said = {"id": known.id, "done": done, "n": (on - done).days}
    if rule.window is None or on <= deadline(rule.window, done, calendar, provisional=True).nominal:
        yield Reading("relapse", known.id, Reason("was_done", said, _WAS_DONE)), done
    else:
        yield Reading("new", None, Reason("beyond_window", {**said, "window": rule.window}, _BEYOND)), done


def _best(readings: list[tuple[Reading, date]]) -> tuple[Reading, ...]:
    """Those of the issue that is owed, or was done last; of equal ones the first in the book."""
    best = max((day for _, day in readings), default=None)
    top = list(dict.fromkeys(reading for reading, day in readings if day == best))
    return tuple(reading for reading in top if reading.of == top[0].of)


_NOTHING = Label("台账上没有同样的问题", "the ledger has no issue like it")
_UNSETTLED = Label("所载内容不足以认定为同一问题", "what is stated does not show that it is the same")
_OWED = Label("{id}尚未办结", "{id} is still owed")
_THAT_DAY = Label("{id}于当日办结，登记在先", "{id} was done on that day, after it was registered")
_WAS_DONE = Label("{id}已于{done}办结，{n}日后再次出现", "{id} was done on {done}, and is back {n} days later")
_BEYOND = Label("{id}已于{done}办结，超过{window}", "{id} was done on {done}, longer ago than {window}")
_NEW = Reading("new", None, Reason("nothing_alike", {}, _NOTHING))
_UNLIKE = Reading("new", None, Reason("may_differ", {}, _UNSETTLED))
