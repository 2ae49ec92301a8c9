"""What is made public, with the names of people masked.

Holds: `Masking`, how names and numbers are masked, and `masking_of`, that of a book.
Never: masks a unit or an enterprise unless asked, or changes a record.
"""

import re
from collections.abc import Iterable, Iterator

from attrs import field, frozen

from safetywork.activities import Post
from safetywork.books import Book
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.parties import name_key

MASKED = Label(
    "（人名、证件号码和电话号码已作隐名处理）", "(names of people, identity and telephone numbers are masked)"
)
_IDENTITY = re.compile(r"(?<![0-9])([0-9]{6})[0-9]{11}[0-9Xx](?![0-9])")
_PHONE = re.compile(r"(?<![0-9])(1[0-9]{2})[0-9]{4}([0-9]{4})(?![0-9])")


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))


@frozen
class Masking:
    """How a text is masked 隐名规则: `names` in full, of which the first character stays where `keep_first`.

    Identity numbers keep their six digits of the place, mobile telephone numbers their first three and last four.
    `sign` stands for each character that is taken away, as published documents write it: 张X, 张XX.
    """

    names: tuple[str, ...] = field(converter=_longest_first)
    sign: str = "X"
    keep_first: bool = True

    def masked(self, text: str) -> str:
        """The text without these names and numbers; masking it again changes nothing."""
        for name in self.names:
            kept = name[0] if self.keep_first else ""
            text = text.replace(name, kept + self.sign * (len(name) - len(kept)))
        text = _IDENTITY.sub(lambda found: found[1] + self.sign * 12, text)
        return _PHONE.sub(lambda found: found[1] + self.sign * 4 + found[2], text)


def masking_of(book: Book, *, also: Iterable[str] = (), sign: str = "X", keep_first: bool = True) -> Masking:
    """The masking of everybody whom the book names as a person, and of `also`; its units keep their names.

    Who owns, signs or is posted is a person where no unit has that name. A name of one character is not masked by
    itself: it would take that character out of every word.
    """
    units = {name_key(name) for unit in book.parties.units for name in (unit.id, unit.name)}
    units |= {name_key(matter.unit) for matter in book.matters if matter.unit is not None}
    units |= {name_key(name) for name in (book.unit, book.title) if name}
    names = [name for name in (*_people(book), *also) if len(name) > 1]
    return Masking(tuple(name for name in names if name_key(name) not in units), sign, keep_first)


def _people(book: Book) -> Iterator[str]:
    yield from (person.name for person in book.parties.persons)
    yield from (activity.person for activity in book.of(Post))
    for matter in book.matters:
        yield from _named(matter)


def _named(matter: Matter) -> Iterator[str]:
    if matter.owner is not None:
        yield matter.owner
    for entry in matter.log:
        yield entry.event.by
        yield from (value for name, value in entry.event.sets() if name == "owner" and value)
