"""Strategies for whole books: parties, campaigns, programmes, matters, activities and faults that name each other.

Holds: `whole_books`, `successions`.
Never: draws a reference to nothing, or an id that stands twice.
"""

from datetime import date

from attrs import evolve
from hypothesis import strategies as st

from safetywork.books import Book
from safetywork.campaigns import Campaign
from safetywork.successions import Succession, carry_over
from safetywork.testing.drawn.people import names, parties
from safetywork.testing.drawn.records import KINDS, activities, campaigns, programmes
from safetywork.testing.drawn.times import LAST, days
from safetywork.testing.drawn.words import faults
from safetywork.testing.histories import books
from safetywork.testing.scenes import DAY
from safetywork.workflows import Workflow


@st.composite
def whole_books(draw: st.DrawFn, *workflows: Workflow, most: int = 3) -> Book:
    """Books of up to `most` records of each sort, as `books` with everything that stands around matters.

    Campaigns are parts of each other, activities name the parties that they reached and the campaigns that they
    belong to, programmes the rolls that they aim at.
    """
    held = draw(books(*workflows, most=most))
    named, above = [one.id for one in held.campaigns], list[str]()
    for n in range(draw(st.integers(0, 2))):
        above.append(f"C-{n + 20}")
    parts = [draw(campaigns(one, parents=above[:n])) for n, one in enumerate(above)]
    kept = [evolve(one, parent=draw(st.sampled_from((None, *above)))) for one in held.campaigns]
    known = (*named, *above)
    who = draw(parties(most=most, campaigns=known))
    among = [*(unit.id for unit in who.units), *(person.id for person in who.persons)]
    done = tuple(
        draw(activities(*KINDS, id=f"A-{n}", among=among, campaigns=known)) for n in range(draw(st.integers(0, most)))
    )
    rolls = [roll.id for roll in who.rolls]
    aims = tuple(draw(programmes(f"标准化-{n}", campaigns=known, rolls=rolls)) for n in range(draw(st.integers(0, 1))))
    return evolve(
        held,
        unit=draw(st.sampled_from(("", "应急局"))),
        parties=who,
        campaigns=(*parts, *kept),
        programmes=(*held.programmes, *aims),
        activities=done,
        faults=tuple(draw(st.lists(faults(), max_size=1))),
    )


def successions() -> st.SearchStrategy[Succession]:
    """What became of the open matters of a drawn book when one campaign followed another: carried, left, refused."""
    return st.tuples(books(), campaigns("C-1"), campaigns("C-20"), names(), days(DAY, LAST)).map(lambda d: _over(*d))


def _over(book: Book, first: Campaign, second: Campaign, by: str, last: date) -> Succession:
    return carry_over(book.with_(first, second), first.id, second.id, on=last, by=by)
