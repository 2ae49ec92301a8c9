"""Who is who: units in a tree, persons, roles, rolls of those to be reached, and names compared by a normalised key.

Holds: `Unit`, `Person`, `Roll`, `Question`, `Parties`, `name_key`.
Never: decides what a role may do (that is the transition's `roles` and a context's answer), or who has been reached.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import field, frozen

from safetywork.counts import Count
from safetywork.errors import BookError, UnitMismatchError
from safetywork.labels import Label

# What survives NFKC unseen and would make two equal names differ, beside control and format characters (Cc, Cf):
# the grapheme joiner, Hangul and Khmer fillers, Mongolian and general variation selectors, the blank Braille pattern.
_FILLERS = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, 0xFFA0)
_UNSEEN = frozenset(map(chr, (*_FILLERS, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_DOTS = dict.fromkeys(map(ord, "•・‧∙⋅"), "·")
"""What is typed for the dot between the parts of a name (间隔号): 买买提·吐尔逊."""


@lru_cache(maxsize=4096)  # the same few names are compared again and again
def name_key(name: str) -> str:
    """The comparison key of a name: NFKC, case folded, one dot between its parts, nothing blank or invisible.

    >>> name_key("李 四") == name_key("李四 ") and name_key("ＺＨＡＯ") == name_key("zhao")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_DOTS)
    return "".join(c for c in folded if not _unseen(c))


def is_blank(text: str) -> bool:
    """Whether a text says nothing that can be seen."""
    return all(_unseen(char) for char in text)


def _unseen(char: str) -> bool:
    return char.isspace() or char in _UNSEEN or unicodedata.category(char) in ("Cc", "Cf")


def same_party(one: str | None, other: str | None) -> bool:
    """Whether two names are of the same party; an unknown name is never the same as any."""
    return one is not None and other is not None and name_key(one) == name_key(other)


@frozen
class Unit:
    """A unit 单位: bureau, squad, town, department, enterprise, village or household; `parent` is a unit's id."""

    id: str
    name: str
    parent: str | None = None
    kind: str = "unit"
    en: str | None = None


@frozen
class Person:
    """A person 人员 with the roles held, for instance `leader`, `supervisor`, `verifier`."""

    id: str
    name: str
    unit: str | None = None
    roles: tuple[str, ...] = ()


@frozen
class Question:
    """A question 必问 that must be asked of everybody on a roll, every time: a stable id, and its words."""

    id: str
    label: Label


@frozen(kw_only=True)
class Roll:
    """A roll 名册 of those who are to be reached: visited, trained, brought to a standard.

    `unit` is what they are counted in (户, 家, 人); `members` are ids of units and persons; `total` is how many there
    are in all, where the list is not whole or nobody knows; each is to be reached `times` times (三遍访: 3) and asked
    the `questions` each time (三必问). `by` is the kind of activity that reaches them (`visit`, `training`), `campaign`
    the only campaign whose activities count; None: any. A roll is a plan: it is the same on every day.
    Raises `BookError` with every problem: `times` below 1, a member or a question twice, a `total` below the members;
    `UnitMismatchError` where `total` counts something else.
    """

    id: str
    title: str
    en: str | None = None
    unit: str
    members: tuple[str, ...] = ()
    total: Count | None = None
    times: int = 1
    questions: tuple[Question, ...] = ()
    by: str | None = None
    campaign: str | None = None

    def __attrs_post_init__(self) -> None:
        asked = [question.id for question in self.questions]
        problems = [f"member {m!r} stands twice" for m in sorted(_twice(self.members))]
        problems += [f"question {q!r} stands twice" for q in sorted(_twice(asked))]
        if self.times < 1:
            problems.append(f"each is to be reached at least once, not {self.times} times")
        if self.total is not None and self.total.unit != self.unit:
            raise UnitMismatchError(self.unit, self.total.unit)
        if not _room(self.total, len(self.members)):
            problems.append(f"there are {len(self.members)} members, and {self.total} in all")
        if problems:
            raise BookError(f"roll {self.id}", tuple(problems))

    @property
    def size(self) -> Count:
        """How many are to be reached: `total`, never fewer than the members; the members where no total is stated."""
        known, total = len(self.members), self.total
        if total is None:
            return Count.exact(known, self.unit)
        high = None if total.high is None else max(total.high, known)
        return Count(max(total.low, known), high, self.unit, total.about)

    @property
    def label(self) -> Label:
        """Its title in both languages; the Chinese one where no English one was given."""
        return Label(self.title, self.en or self.title)


@frozen
class Parties:
    """The units, persons and rolls of a book.

    Ids are unique, every parent and every member of a roll exists, no unit is its own ancestor; raises `BookError`
    otherwise.
    """

    units: tuple[Unit, ...] = ()
    persons: tuple[Person, ...] = ()
    rolls: tuple[Roll, ...] = ()
    _by_id: dict[str, Unit] = field(init=False, eq=False, repr=False)
    _names: dict[str, str] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        by_id = {unit.id: unit for unit in self.units}
        names = {unit.id: unit.name for unit in self.units} | {person.id: person.name for person in self.persons}
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_names", names)
        ids = [*(u.id for u in self.units), *(p.id for p in self.persons), *(r.id for r in self.rolls)]
        problems = [f"id {i!r} stands twice among the parties" for i in sorted(_twice(ids))]
        problems += [
            f"unit {u.id!r} has an unknown parent {u.parent!r}"
            for u in self.units
            if u.parent is not None and u.parent not in by_id
        ]
        problems += [
            f"person {p.id!r} has an unknown unit {p.unit!r}"
            for p in self.persons
            if p.unit is not None and p.unit not in by_id
        ]
        problems += [
            f"roll {roll.id!r} has an unknown member {member!r}"
            for roll in self.rolls
            for member in roll.members
            if member not in names
        ]
        problems += [f"unit {u.id!r} is its own ancestor" for u in self.units if not problems and self._circular(u)]
        if problems:
            raise BookError("parties", tuple(problems))

    def unit(self, unit_id: str) -> Unit | None:
        """The unit of that id, or None."""
        return self._by_id.get(unit_id)

    def roll(self, roll_id: str) -> Roll | None:
        """The roll of that id, or None."""
        return next((roll for roll in self.rolls if roll.id == roll_id), None)

    def name(self, party_id: str) -> str | None:
        """The name of the unit or person of that id, or None."""
        return self._names.get(party_id)

    def ancestors(self, unit_id: str) -> Iterator[Unit]:
        """The units above `unit_id`, nearest first."""
        unit = self._by_id.get(unit_id)
        while unit is not None and unit.parent is not None:
            unit = self._by_id[unit.parent]
            yield unit

    def within(self, unit_id: str) -> tuple[Unit, ...]:
        """`unit_id` and all units below it, in the order they were given."""
        return tuple(u for u in self.units if u.id == unit_id or any(a.id == unit_id for a in self.ancestors(u.id)))

    def roles(self) -> Mapping[str, frozenset[str]]:
        """Name key → roles, as a `Context` takes them; one name's roles are united."""
        held: dict[str, frozenset[str]] = {}
        for person in self.persons:
            key = name_key(person.name)
            held[key] = held.get(key, frozenset()) | frozenset(person.roles)
        return held

    def _circular(self, unit: Unit) -> bool:
        seen = {unit.id}
        while unit.parent is not None:
            if unit.parent in seen:
                return True
            seen.add(unit.parent)
            unit = self._by_id[unit.parent]
        return False


def _room(total: Count | None, members: int) -> bool:
    """Whether so many may be listed of `total`; an estimate is not broken by a longer list."""
    return total is None or total.high is None or total.about or members <= total.high


def _twice(ids: Iterable[str]) -> set[str]:
    return {one for one, times in Counter(ids).items() if times > 1}
