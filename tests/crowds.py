"""Books in which records crowd: few homes, people and campaigns, all kinds of matters, within few weeks.

Holds: `placed`, `whole`, the strategy `books`, and `LEDGER`, which fills every state.
Never: judges what it holds.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from histories import OPENINGS, careful, led, matters
from safetywork import decisions
from safetywork.activities import Activity, Training, Visit
from safetywork.books import Book
from safetywork.campaigns import Campaign
from safetywork.counts import Count
from safetywork.matters import Matter
from safetywork.parties import Parties, Person, Roll, Unit
from safetywork.programmes import Programme
from safetywork.replies import OweAgain, OweReply, Reply
from safetywork.testing.scenes import DAY
from safetywork.waivers import AskWaiver, Waive

HOMES = tuple(Unit(f"u{n}", f"{n}号", kind="household") for n in range(1, 5))
ROLLS = (
    Roll(
        id="R-1", title="名册", unit="户", members=("u1", "u2", "u3"), total=Count.exact(4, "户"), times=2, by="visit"
    ),
    Roll(id="R-2", title="企业", unit="家", members=("u1", "u4"), total=Count.unknown("家"), by="training"),
)
PARTIES = Parties(HOMES, tuple(Person(one, f"{one}同志") for one in "abcd"), ROLLS)
CAMPAIGNS = (
    Campaign(id="C-1", on=DAY, title="三年行动2024"),
    Campaign(id="C-1a", on=DAY, title="分项", parent="C-1"),
    Campaign(id="C-2", on=DAY, title="三年行动2025"),
)
STANDARD = Programme(id="标准化提升", on=DAY, title="标准化提升", target=Count.exact(40, "家"))


def placed(matter: Matter, id: str, **said: Any) -> Matter:
    """The matter under another id, with its opening saying something else; fields that it lacks are left out."""
    opening = matter.log[0]
    known = {name: value for name, value in said.items() if name in opening.event.fields()}
    moved = attrs.evolve(opening, event=attrs.evolve(opening.event, **known))
    return decisions.replay(type(matter).blank(id, matter.workflows), (moved, *matter.log[1:]))


def whole(matters: Iterable[Matter], activities: Iterable[Activity]) -> Book:
    """A book of them, with campaigns, parties and a programme that they may name."""
    return Book(
        "台账",
        parties=PARTIES,
        campaigns=CAMPAIGNS,
        programmes=(STANDARD,),
        matters=tuple(matters),
        activities=tuple(activities),
    )


def _through_all_states() -> Iterable[Matter]:
    """A matter of every kind in every state of its workflow, some with more beside it."""
    for kind, opens in OPENINGS.items():
        for state in opens().workflows[0].states:
            matter = led(opens(), state.id)
            yield placed(matter, f"{kind}/{state.id}", campaign="C-1", visit="A-1" if kind == "visit" else None)
    more = {
        "told again": ("visit", (OweReply, Reply, OweAgain)),
        "told": ("visit", (OweReply, Reply)),
        "waived": ("waivable", (AskWaiver, Waive)),
    }
    for name, (kind, events) in more.items():
        matter = led(OPENINGS[kind](), "rectifying")
        for event in events:
            day = matter.log[-1].event.on + timedelta(days=1)
            matter = matter.apply(attrs.evolve(careful(event, day), by="县长" if event is Waive else "李四"))
        yield placed(matter, name, campaign="C-1a")


def _twice() -> Iterable[Matter]:
    """One enterprise, enrolled and withdrawn, and enrolled again."""
    for n, state in enumerate(("withdrawn", "coached")):
        yield placed(led(OPENINGS["standardisation"](), state), f"E-{n}", enterprise="u1")


def _activities() -> Iterable[Activity]:
    for n, (whom, count) in enumerate(((("u1", "u2"), 2), (("u1",), 1), ((), 3)), start=1):
        yield Visit(
            id=f"A-{n}", on=DAY + timedelta(days=n), title="走访", whom=whom, called_on=Count.exact(count, "户")
        )
    for n, people in enumerate((("a", "b"), ("b", "c")), start=4):
        yield Training(
            id=f"A-{n}",
            on=DAY + timedelta(days=n),
            title="训",
            subject="法",
            participants=people,
            people=Count.exact(3, "人"),
            enterprises=Count.exact(2, "家次"),
            whom=("u1",),
        )


LEDGER = whole((*_through_all_states(), *_twice()), _activities())
"""Something of everything: every kind of matter in every state, replies, waivers, an enterprise enrolled twice."""
EVERY_FEW_DAYS = tuple(DAY + timedelta(days=n) for n in (-1, 0, 2, 5, 9, 14, 40))

PLACES = st.fixed_dictionaries(
    {
        "campaign": st.sampled_from(("C-1", "C-1a", "C-2", None)),
        "visit": st.sampled_from(("A-0", "A-1", None)),
        "enterprise": st.sampled_from(("u1", "u2", None)),
        "size": st.sampled_from((None, "1条", "X条", "32项", "650余项", "约9项")).map(lambda t: t and Count.read(t)),
    }
)
CROWDS = (tuple(OPENINGS), ("standardisation",), ("visit", "waivable"), ("gap", "major"))


@st.composite
def _counts(draw: st.DrawFn, named: Sequence[str], units: Sequence[str]) -> Count | None:
    """A count as a ledger states it, or none: never below the names beside it."""
    low = len(named) + draw(st.integers(0, 3))
    high = draw(st.none() | st.integers(low, low + 3))
    stated = st.builds(Count, st.just(low), st.just(high), st.sampled_from(units), st.booleans())
    return draw(st.none() | stated)


@st.composite
def _some_activities(draw: st.DrawFn) -> list[Activity]:
    """Up to five visits and sessions within ten days, of few people and homes, some of several days."""
    held = list[Activity]()
    for n in range(draw(st.integers(0, 5))):
        on = DAY + timedelta(days=draw(st.integers(0, 9)))
        whom = tuple(sorted(draw(st.sets(st.sampled_from(("u1", "u2", "u3", "u4"))))))
        given = {"id": f"A-{n}", "on": on, "until": draw(st.none() | st.just(on + timedelta(days=2))), "whom": whom}
        if draw(st.booleans()):
            called = draw(_counts(whom, ("户", "户次"))) or Count.unknown("户")
            held.append(Visit(title="走访", called_on=called, **given))
            continue
        people = tuple(sorted(draw(st.sets(st.sampled_from("abcd")))))
        counted = {"people": _counts(people, ("人", "人次")), "enterprises": _counts(whom, ("家", "家次"))}
        counts = {name: draw(count) for name, count in counted.items()}
        held.append(Training(title="训", subject="法", participants=people, **counts, **given))
    return held


@st.composite
def books(draw: st.DrawFn) -> tuple[Book, list[date]]:
    """A small crowded book, and every day from before its first entry to three weeks after its last.

    It holds a few matters of all kinds, or of few: then the same enterprise is enrolled twice, gaps crowd one tour.
    """
    drawn = draw(st.lists(matters(draw(st.sampled_from(CROWDS)), longest=5), max_size=5))
    held = [placed(matter, f"M-{n}", **draw(PLACES)) for n, matter in enumerate(drawn)]
    last = max((matter.log[-1].event.on for matter in held), default=DAY)
    days = [DAY + timedelta(days=n) for n in range(-1, (last - DAY).days + 21)]
    return whole(held, draw(_some_activities())), days
