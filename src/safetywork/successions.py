"""One campaign follows another: what is still open goes on in the next, and both account for it.

Holds: `carry_over` and the `Succession` it comes to, `carried_out` and `carried_in` of a campaign.
Never: changes a term or a state, leaves a matter unaccounted, or carries over the plan of the campaign that ends.
"""

from collections.abc import Callable, Collection
from datetime import date

from attrs import frozen

from safetywork.books import Book
from safetywork.campaigns import Campaign
from safetywork.carryovers import CarryOver
from safetywork.decisions import EMPTY, Refusal
from safetywork.errors import BookError
from safetywork.indicators import still_open
from safetywork.matters import Matter
from safetywork.workflows import Context


@frozen
class Succession:
    """What became of the open matters when a campaign ended: open at the end = carried over + left, always.

    `book` has the matters carried over in their new campaign; `refused` says of matters left why their workflow did not
    let them go.
    """

    book: Book
    carried: tuple[str, ...]
    left: tuple[str, ...]
    refused: tuple[Refusal, ...] = ()


def _all(_: Matter) -> bool:
    return True


def carry_over(
    book: Book,
    campaign: str,
    to: str,
    *,
    on: date,
    by: str,
    where: Callable[[Matter], bool] = _all,
    context: Context = EMPTY,
) -> Succession:
    """Carry over 结转 what is open in `campaign` and its parts on `on`, and for which `where` holds, to campaign `to`.

    Each matter gets a `CarryOver` that names where it came from; clock, state and owner stay as they were. What was
    written after `on` makes a matter refuse. Raises `BookError` where one of the campaigns is not in the book, or `to`
    is part of `campaign`.
    """
    _check(book, campaign, to)
    now = {matter.id: matter for matter in book.matters}
    open_ = [matter.id for matter in still_open(book, campaign, on=on)]
    carried, refused = dict[str, Matter](), list[Refusal]()
    for matter in (now[one] for one in open_ if where(now[one])):
        event = CarryOver(on=on, by=by, source=matter.campaign or "", to=to)
        verdict = matter.decide(event, context)
        if isinstance(verdict, Refusal):
            refused.append(verdict)
        else:
            carried[matter.id] = matter.apply(event, context)
    left = tuple(one for one in open_ if one not in carried)
    return Succession(book.with_(*carried.values()), tuple(carried), left, tuple(refused))


def carried_out(book: Book, campaigns: Collection[str], *, on: date) -> tuple[Matter, ...]:
    """The matters that left `campaigns` (one, or `book.parts` of one) by `on`, for one that is not among them."""
    return _carried(book, on, lambda event: event.source in campaigns and event.to not in campaigns)


def carried_in(book: Book, campaigns: Collection[str], *, on: date) -> tuple[Matter, ...]:
    """The matters that came into `campaigns` by `on`, from one that is not among them."""
    return _carried(book, on, lambda event: event.to in campaigns and event.source not in campaigns)


def _carried(book: Book, on: date, which: Callable[[CarryOver], bool]) -> tuple[Matter, ...]:
    def crossed(matter: Matter) -> bool:
        return any(isinstance(e.event, CarryOver) and e.event.on <= on and which(e.event) for e in matter.log)

    then = (matter.as_of(on) for matter in book.matters if crossed(matter))
    return tuple(matter for matter in then if matter is not None)


def _check(book: Book, campaign: str, to: str) -> None:
    if not all(isinstance(book.find(one), Campaign) for one in (campaign, to)):
        raise BookError(book.title, (f"{campaign!r} and {to!r} must both be campaigns of the book",))
    if to in book.parts(campaign):
        raise BookError(book.title, (f"{to!r} is part of {campaign!r}: what ends cannot carry on in itself",))
