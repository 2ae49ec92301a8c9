"""What must be in place before a hazard is put right, and before it is accepted.

Holds: `Assure` 落实, the `ASSURANCES` 五落实 (responsibility, measures, funds, time limit, contingency plan), what of
    them a matter has (`assured`), and the guard `assurances` that names which are missing.
Never: judges whether a plan is a good one.

The five are what the plan for a major hazard holds by 安全生产事故隐患排查治理暂行规定 art. 15 (unverified); ledgers
call them 五落实 or 五到位, and 六定 adds the item itself and who rechecks.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar, Literal, TypeAlias, get_args

from attrs import frozen

from safetywork.events import Event
from safetywork.labels import Label
from safetywork.parties import is_blank
from safetywork.periods import PeriodRule
from safetywork.workflows import Context, Guard, Reason, Transition

Assurance: TypeAlias = Literal["responsibility", "measures", "funds", "time_limit", "contingency"]

ASSURANCES: dict[Assurance, Label] = {
    "responsibility": Label("责任", "responsibility"),
    "measures": Label("措施", "measures"),
    "funds": Label("资金", "funds"),
    "time_limit": Label("时限", "time limit"),
    "contingency": Label("预案", "contingency plan"),
}
FIVE: tuple[Assurance, ...] = get_args(Assurance)
"""五落实, all five."""
PLANNED: tuple[Assurance, ...] = ("measures", "funds", "contingency")
"""Those that an assignment does not bring along: it names who is responsible, and by when."""


@frozen(kw_only=True, weakref_slot=False)
class Assure(Event):
    """落实: who answers for it, by which measures, with which funds, by when, with which contingency plan.

    Each in words; what is left out is not said, and stands as it was.
    """

    code: ClassVar[str] = "assure"
    label: ClassVar[Label] = Label("落实责任、措施、资金、时限、预案", "assure")

    responsibility: str | None = None
    measures: str | None = None
    funds: str | None = None
    time_limit: str | None = None
    contingency: str | None = None


def assured(matter: Any) -> Mapping[Assurance, str]:
    """What of the five is in place in this cycle, in the words last recorded.

    A named owner is responsibility, and a term that runs is a time limit, where no words say more.
    """
    found: dict[Assurance, str] = {}
    if matter.owner is not None and not is_blank(matter.owner):
        found["responsibility"] = matter.owner
    clock = matter.clock()
    if clock is not None:
        found["time_limit"] = str(clock.term.span if isinstance(clock.term, PeriodRule) else clock.term)
    for entry in matter.this_cycle:
        if isinstance(entry.event, Assure):
            found.update(_said(entry.event))
    return found


def _said(event: Assure) -> Iterator[tuple[Assurance, str]]:
    for kind in FIVE:
        words: str | None = getattr(event, kind)
        if words is not None and not is_blank(words):
            yield kind, words


def something_said(_: Any, event: Assure, __: Context) -> Iterator[Reason]:
    """The event says at least one of the five."""
    if not dict(_said(event)):
        yield Reason("nothing_assured", {"kinds": tuple(ASSURANCES.values())}, _NOTHING)


def in_place(wanted: tuple[Assurance, ...], matter: Any, _: Context) -> Iterator[Reason]:
    """Whatever of `wanted` is missing, in one reason."""
    there = assured(matter)
    missing = tuple(ASSURANCES[kind] for kind in wanted if kind not in there)
    if missing:
        yield Reason("not_assured", {"missing": missing}, _MISSING)


def assurances(wanted: Iterable[Assurance] = FIVE) -> Guard:
    """The guard that asks for `wanted` (all five unless given), for a start or for a closure."""
    kinds: tuple[Assurance, ...] = tuple(kind for kind in FIVE if kind in set(wanted))
    label = Label(
        "已落实" + "、".join(ASSURANCES[kind].zh for kind in kinds),
        ", ".join(ASSURANCES[kind].en for kind in kinds) + " in place",
    )
    return Guard("assured", label, need=partial(in_place, kinds), params=", ".join(kinds))


def assurance_rows(sources: str | tuple[str, ...]) -> tuple[Transition, ...]:
    """The row that takes `Assure` in `sources`; the states stay."""
    return (Transition(Assure, sources, None, (SAYS_SOMETHING,)),)


_NOTHING = Label("至少写明其一：{kinds}", "say at least one of: {kinds}")
_MISSING = Label("尚未落实：{missing}", "not in place: {missing}")

SAYS_SOMETHING = Guard("says something", Label("至少写明一项", "at least one is said"), check=something_said)
