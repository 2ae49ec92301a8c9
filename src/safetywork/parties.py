"""Who is who: units in a tree, persons, roles, and names compared by a normalised key.

Holds: `Unit`, `Person`, `Parties`, `name_key`.
Never: decides what a role may do; that is the transition's `roles` and a context's answer.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from attrs import field, frozen

from safetywork.errors import BookError

# Zero-width and formatting characters that survive NFKC and would make two equal names differ.
_INVISIBLE = frozenset(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)))


@lru_cache(maxsize=4096)  # the same few names are compared again and again
def name_key(name: str) -> str:
    """The comparison key of a name: NFKC, case folded, without white space or invisible characters.

    >>> name_key("李 四") == name_key("李四 ") and name_key("ＺＨＡＯ") == name_key("zhao")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if not c.isspace() and c not in _INVISIBLE)


def same_party(one: str | None, other: str | None) -> bool:
    """Whether two names are of the same party; an unknown name is never the same as any."""
    return one is not None and other is not None and name_key(one) == name_key(other)


@frozen
class Unit:
    """A unit 单位: bureau, section, squad, branch, town, department or enterprise; `parent` is a unit's id."""

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
class Parties:
    """The units and persons of a book: ids are unique, every parent exists, no unit is its own ancestor.

    Raises `BookError` otherwise.
    """

    units: tuple[Unit, ...] = ()
    persons: tuple[Person, ...] = ()
    _by_id: dict[str, Unit] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        by_id = {unit.id: unit for unit in self.units}
        object.__setattr__(self, "_by_id", by_id)
        ids = [*(u.id for u in self.units), *(p.id for p in self.persons)]
        problems = [f"id {i!r} stands twice among the parties" for i in sorted({i for i in ids if ids.count(i) > 1})]
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
        problems += [f"unit {u.id!r} is its own ancestor" for u in self.units if not problems and self._circular(u)]
        if problems:
            raise BookError("parties", tuple(problems))

    def unit(self, unit_id: str) -> Unit | None:
        """The unit of that id, or None."""
        return self._by_id.get(unit_id)

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
