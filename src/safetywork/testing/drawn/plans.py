"""Strategies for backward plans: steps that need each other, people, and the schedules they come to.

Holds: `needs`, `plan_steps`, `plans`, `schedules`, `recurrences`.
Never: draws a plan that contradicts itself, and throws it away: a step needs only such as were drawn before it.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from safetywork.recurrences import Recurrence, Shift, last_weekday, monthly, nth_weekday, quarterly, weekly, yearly
from safetywork.schedules import Finished, Need, Plan, PlanStep, Schedule
from safetywork.testing.drawn.people import capacities, names
from safetywork.testing.drawn.times import calendars, days, simple_terms

_SHIFTS: tuple[Shift, ...] = ("none", "following", "preceding", "modified following")


def needs(*among: str) -> st.SearchStrategy[Need]:
    """Needs of one of the steps `among` (of a step `A` where none is given), with days between or an overlap."""
    return st.builds(Need, st.sampled_from(among or ("A",)), st.integers(-2, 3))


def plan_steps(id: str = "A", *after: str) -> st.SearchStrategy[PlanStep]:
    """Steps of that id, of none (a milestone) to eight working days, after some of the steps `after`."""
    needed = st.lists(needs(*after), max_size=2, unique_by=lambda need: need.id) if after else st.just(list[Need]())
    return st.builds(
        PlanStep,
        st.just(id),
        st.sampled_from(("排查", "整治", "验收")),
        st.integers(0, 8),
        needed,
        st.none() | st.integers(0, 3),
        st.none() | names(),
    )


@st.composite
def plans(draw: st.DrawFn, *, most: int = 5) -> Plan:
    """Plans of one to `most` steps in any order, some of them finished, due on a day or after a term, with people."""
    ids = [chr(ord("A") + n) for n in range(draw(st.integers(1, most)))]
    steps = tuple(draw(plan_steps(one, *ids[:n])) for n, one in enumerate(ids))
    staff = draw(st.none() | st.integers(0, 4))
    finished = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
    return Plan(
        steps=draw(st.permutations(steps)),
        due=draw(simple_terms()),
        trigger=draw(days()),
        earliest=draw(st.none() | days()),
        staff=staff,
        capacity=tuple(draw(st.lists(capacities(shares=staff is not None), max_size=2))),
        finished=tuple(Finished(one, draw(days())) for one in finished),
    )


def schedules() -> st.SearchStrategy[Schedule]:
    """What drawn plans come to on drawn calendars: with slack, on time, and too late."""
    return st.tuples(plans(), calendars(), st.none() | days()).map(
        lambda drawn: drawn[0].schedule(drawn[1], on=drawn[2], provisional=True)
    )


def recurrences() -> st.SearchStrategy[Recurrence]:
    """What comes round by week, month, quarter and year, at ends of months and on rest days; some begin and end."""
    return st.tuples(st.none() | days(), st.integers(0, 90), st.sampled_from(_SHIFTS)).flatmap(
        lambda drawn: st.one_of(*_rounds(drawn[0], drawn[1], drawn[2]))
    )


def _rounds(since: date | None, length: int, shift: Shift) -> Sequence[st.SearchStrategy[Recurrence]]:
    """Every shape of a recurrence that runs from a day (with one, some come every other time and end)."""
    told: dict[str, st.SearchStrategy[object]] = {"shift": st.just(shift)}
    if since is not None:
        told |= {"since": st.just(since), "until": st.sampled_from((None, since + timedelta(days=length)))}
    often = told if since is None else {**told, "every": st.integers(1, 3)}
    weekday, day = st.integers(1, 7), st.sampled_from((1, 15, 25, 28, 29, 30, 31, -1))
    short = st.sampled_from(("last", "skip"))
    return (
        st.builds(weekly, weekday, **often),
        st.builds(monthly, day, short=short, **often),
        st.builds(quarterly, day, month=st.sampled_from((1, 2, 3)), **told),
        st.builds(yearly, st.integers(1, 12), day, **told),
        st.builds(nth_weekday, st.sampled_from((1, 2, 5, -2)), weekday, **often),
        st.builds(last_weekday, weekday, **often),
    )
