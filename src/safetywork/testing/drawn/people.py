"""Strategies for people: names and their look-alikes, units in a tree, persons, rolls, and who is there.

Holds: `names`, `look_alikes`, `units`, `persons`, `rolls`, `parties`, `secondments`, `capacities`.
Never: draws an id that nobody has, or a look-alike that is somebody else by `name_key`.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from safetywork.counts import Count
from safetywork.parties import Parties, Person, Question, Roll, Unit
from safetywork.secondments import Secondment
from safetywork.staffing import Capacity
from safetywork.testing.drawn.times import days
from safetywork.testing.drawn.words import labels, titles

NAMES = ("李四", "张三", "王五", "局长", "检查组", "zhao", "买买提·吐尔逊")
"""Who owes, does and judges the work; a scene knows the first of them as the owner, and 检查组 as who looks."""
_UNSEEN = (" ", "　", "\t", "\u200b", "\ufe0f")
_DOTS = "·•・‧"
_KINDS = ("unit", "enterprise", "household", "town")
_ROLES = ("leader", "supervisor", "verifier")
_SHARES = st.sampled_from((0, 50, 100, Decimal("33.3")))
"""Per cent of a staff."""


def names() -> st.SearchStrategy[str]:
    """Names of people and groups, in any of their spellings: two that look alike are one name by `name_key`."""
    return st.sampled_from(NAMES).flatmap(look_alikes)


def look_alikes(name: str) -> st.SearchStrategy[str]:
    """Spellings of `name` that are one person's by `name_key`: blanks and the invisible, width, case, the dot."""
    unseen = st.lists(st.tuples(st.sampled_from(_joints(name)), st.sampled_from(_UNSEEN)), max_size=2)
    return st.tuples(st.sampled_from(_spellings(name)), unseen).map(lambda drawn: _spaced(*drawn))


def _joints(name: str) -> list[int]:
    """Where something may be put in: not where two characters are one."""
    whole = unicodedata.normalize("NFKC", name)
    parts = ((n, [unicodedata.normalize("NFKC", part) for part in (name[:n], name[n:])]) for n in range(len(name) + 1))
    return [n for n, part in parts if "".join(part) == whole]


def _spellings(name: str) -> list[str]:
    """The name, in capitals, full width, and with other dots: all of one length."""
    spelt = [name, "".join(c.upper() if c.isascii() else c for c in name)]
    spelt.append("".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name))
    return [*spelt, *(name.replace("·", dot) for dot in _DOTS[1:] if "·" in name)]


def _spaced(name: str, unseen: Sequence[tuple[int, str]]) -> str:
    for place, char in sorted(unseen, reverse=True):
        name = name[:place] + char + name[place:]
    return name


def units(id: str = "U-1", *above: str) -> st.SearchStrategy[Unit]:
    """Units of that id, under none or one of the units `above`."""
    parent = st.sampled_from((None, *above))
    return st.builds(Unit, st.just(id), names(), parent, st.sampled_from(_KINDS), st.none() | st.just("a unit"))


def persons(id: str = "P-1", *of: str) -> st.SearchStrategy[Person]:
    """Persons of that id, with up to two roles, in none or one of the units `of`."""
    roles = st.lists(st.sampled_from(_ROLES), max_size=2, unique=True).map(tuple)
    return st.builds(Person, st.just(id), names(), st.sampled_from((None, *of)), roles)


def questions(id: str = "Q-1") -> st.SearchStrategy[Question]:
    """Questions of a roll, of that id."""
    return st.builds(Question, st.just(id), labels())


@st.composite
def rolls(
    draw: st.DrawFn, id: str = "R-1", *, among: Sequence[str] = ("U-1", "P-1"), campaigns: Sequence[str] = ()
) -> Roll:
    """Rolls of that id of some of those `among`, to be reached one to three times; the total is not always stated."""
    members = draw(st.lists(st.sampled_from(among), unique=True)) if among else []
    unit = draw(st.sampled_from(("户", "家", "人")))
    more = st.integers(0, 3).map(lambda n: Count.exact(len(members) + n, unit))
    unsure = st.sampled_from((Count.unknown(unit), Count.at_least(0, unit), Count.roughly(1, unit)))
    return Roll(
        id=id,
        title=draw(titles()),
        unit=unit,
        members=tuple(members),
        total=draw(st.none() | more | unsure),
        times=draw(st.integers(1, 3)),
        questions=tuple(draw(questions(f"Q-{n}")) for n in range(draw(st.integers(0, 2)))),
        by=draw(st.sampled_from((None, "visit", "training"))),
        campaign=draw(st.sampled_from((None, *campaigns))),
    )


@st.composite
def parties(draw: st.DrawFn, *, most: int = 4, campaigns: Sequence[str] = ()) -> Parties:
    """Parties of up to `most` units in a tree, persons and rolls; names repeat, in other spellings too."""
    ids = [f"U-{n}" for n in range(draw(st.integers(0, most)))]
    held = tuple(draw(units(one, *ids[:n])) for n, one in enumerate(ids))
    people = tuple(draw(persons(f"P-{n}", *ids)) for n in range(draw(st.integers(0, most))))
    known = (*ids, *(person.id for person in people))
    listed = tuple(
        draw(rolls(f"R-{n}", among=known, campaigns=campaigns)) for n in range(draw(st.integers(0, min(2, most))))
    )
    return Parties(tuple(draw(st.permutations(held))), people, listed)


def secondments(id: str = "S-1") -> st.SearchStrategy[Secondment]:
    """Secondments of that id of a share of the staff, whole or not; the base is not always stated."""
    base = st.sampled_from((None, 10, 25))
    return _stretches().flatmap(
        lambda days: st.builds(
            Secondment, id=st.just(id), on=st.just(days[0]), until=st.just(days[1]), percent=_SHARES, base=base
        )
    )


def capacities(*, shares: bool = True) -> st.SearchStrategy[Capacity]:
    """People there for a time: so many, or (where `shares`) so many per cent of a staff that is stated."""
    people: st.SearchStrategy[dict[str, Any]] = st.integers(0, 4).map(lambda n: {"people": n})
    percent: st.SearchStrategy[dict[str, Any]] = _SHARES.map(lambda share: {"percent": share})
    there = people | percent if shares else people
    return st.tuples(_stretches(), there).map(lambda drawn: Capacity(on=drawn[0][0], until=drawn[0][1], **drawn[1]))


def _stretches() -> st.SearchStrategy[tuple[date, date | None]]:
    """A first day, and a last one no earlier, or none."""
    return days().flatmap(lambda first: st.tuples(st.just(first), st.none() | days(first)))
