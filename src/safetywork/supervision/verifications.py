"""Verification at several levels, as a list and not as states.

Holds: `Verify` 核查, `VerifyFailed`, `Level` and `VerificationPolicy` (which levels, in which order, who may),
    what stands verified in this round, the rows that take the events and the guard `verified` for any workflow.
Never: adds a state a level, or lets one person stand for two levels.

A round ends with whatever sends the work back or hands it in anew: then every level looks again.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import ANOTHER_PERSON, Return
from safetywork.errors import PolicyError
from safetywork.events import Event
from safetywork.labels import Label
from safetywork.parties import name_key
from safetywork.workflows import Context, Guard, Reason, Transition


@frozen(kw_only=True, weakref_slot=False)
class Verify(Event):
    """核查通过: one level has looked, and finds the work as it ought to be."""

    code: ClassVar[str] = "verify"
    label: ClassVar[Label] = Label("核查通过", "verify")
    verifies: ClassVar[bool] = True

    level: str
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class VerifyFailed(Return):
    """核查不通过: one level has looked, and sends the work back, with the reason."""

    code: ClassVar[str] = "verify.failed"
    label: ClassVar[Label] = Label("核查不通过", "fail verification")

    level: str


def _roles(given: str | Iterable[str]) -> frozenset[str]:
    return frozenset((given,) if isinstance(given, str) else given)


@frozen
class Level:
    """A level 层级 at which somebody acts; `roles`: who may (any role of the set; none: anybody)."""

    id: str
    label: Label
    roles: frozenset[str] = field(default=frozenset[str](), converter=_roles)


@frozen
class VerificationPolicy:
    """Which levels verify 分级核查, in the order given where `in_order`; `source` cites where it stands.

    Raises `PolicyError` for no level, or for one id twice.
    """

    levels: tuple[Level, ...]
    in_order: bool = True
    source: str = ""

    def __attrs_post_init__(self) -> None:
        ids = [level.id for level in self.levels]
        if not ids or len(set(ids)) != len(ids):
            raise PolicyError("verification", (f"levels have ids of their own, at least one: {ids}",))

    @property
    def told(self) -> str:
        """What of it can change an answer, as one text: the words of a level cannot."""
        return f"{self.in_order} {[(level.id, sorted(level.roles)) for level in self.levels]}"


COUNTY, CITY = Level("county", Label("县级", "county")), Level("city", Label("市级", "city"))
THREE_LEVELS = VerificationPolicy(
    (
        COUNTY,
        CITY,
        Level("department", Label("行业主管部门", "line department")),
    ),
    source="某市环保督察销号汇总表的各验收列：县级、市级、行业 (columns of a prefecture's ledger, secondary)",
)
"""县级 → 市级 → 行业主管部门."""


@frozen
class Verification:
    """A verification that stands 核查记录: at which level, by whom, on which day, on which machine."""

    level: str
    by: str
    on: date
    machine: str


def verifications(matter: Any) -> tuple[Verification, ...]:
    """The verifications that stand: of this round, by whatever machine takes them.

    Handing in, sending back and a new cycle end the round of their machine; on the main machine, everybody's.
    """
    main = matter.workflows[0].name
    standing: list[Verification] = []
    for entry in matter.this_cycle:
        event, machine = entry.event, entry.rule.name
        if isinstance(event, Verify):
            standing.append(Verification(event.level, event.by, event.on, machine))
        elif event.cycle or event.hands_in or isinstance(event, Return):
            standing = [] if machine == main else [kept for kept in standing if kept.machine != machine]
    return tuple(standing)


def unverified(policy: VerificationPolicy, matter: Any) -> tuple[Level, ...]:
    """The levels that have still to verify, in order."""
    there = {each.level for each in verifications(matter)}
    return tuple(level for level in policy.levels if level.id not in there)


def all_verified(policy: VerificationPolicy, matter: Any, _: Context) -> Iterator[Reason]:
    """Every level has verified."""
    missing = unverified(policy, matter)
    if missing:
        yield Reason("not_verified", {"levels": tuple(level.label for level in missing)}, _NOT_VERIFIED)


def some_left(policy: VerificationPolicy, matter: Any, _: Context) -> Iterator[Reason]:
    """A level has still to verify."""
    if not unverified(policy, matter):
        yield Reason("all_verified", {}, _ALL_VERIFIED)


def whose_turn(policy: VerificationPolicy, matter: Any, event: Any, context: Context) -> Iterator[Reason]:
    """The level is one of the policy's, it is its turn, and whoever verifies may do so for it."""
    levels = {level.id: level for level in policy.levels}
    level, left = levels.get(event.level), unverified(policy, matter)
    if level is None:
        known = tuple(each.label for each in policy.levels)
        yield Reason("unknown_level", {"level": event.level, "levels": known}, _UNKNOWN_LEVEL)
        return
    if left and level not in left:
        yield Reason("verified_already", {"level": level.label}, _ALREADY)
    elif left and policy.in_order and level is not left[0]:
        yield Reason("not_its_turn", {"level": level.label, "first": left[0].label}, _NOT_ITS_TURN)
    yield from may_act(level, event, context)


def may_act(level: Level, event: Event, context: Context) -> Iterator[Reason]:
    """Whoever sends the event holds a role of the level, and acts in it; anybody does where the level names none."""
    if not level.roles:
        return
    if context.roles is None:
        yield Reason("role_unknown", {"by": event.by})
        return
    held = context.roles_of(event.by)
    if not (held if event.role is None else held & {event.role}) & level.roles:
        yield Reason("role_needed", {"roles": tuple(sorted(level.roles))})


def another_verifier(matter: Any, event: Event, _: Context) -> Iterator[Reason]:
    """Nobody verifies at two levels in one round (names compared by key)."""
    if name_key(event.by) in {name_key(each.by) for each in verifications(matter)}:
        yield Reason("verified_before", {"by": event.by}, _VERIFIED_BEFORE)


def verified(policy: VerificationPolicy) -> Guard:
    """The guard that every level of `policy` has verified in this round: for Close, Delist or whatever comes last."""
    return Guard("verified", _LABEL, need=partial(all_verified, policy), params=policy.told)


def verification_rows(
    policy: VerificationPolicy, sources: str | tuple[str, ...], back: str | None
) -> tuple[Transition, ...]:
    """The rows that take verifications in `sources`: the state stays, and a failed one leads `back`."""
    left = Guard("some left", _SOME_LEFT, need=partial(some_left, policy), params=policy.told)
    turn = Guard("whose turn", _TURN, check=partial(whose_turn, policy), params=policy.told)
    guards = (left, turn, ANOTHER_VERIFIER, ANOTHER_PERSON)
    return (
        Transition(Verify, sources, None, guards, ("level",)),
        Transition(VerifyFailed, sources, back, guards, ("level", "reason")),
    )


_LABEL = Label("各级均已核查通过", "verified at every level")
_SOME_LEFT = Label("尚有层级未核查", "a level has still to verify")
_TURN = Label("按层级次序、由有权人员核查", "in order, by who may verify at the level")
_NOT_VERIFIED = Label("尚未核查：{levels}", "not verified at: {levels}")
_ALL_VERIFIED = Label("各级均已核查，无须再查", "every level has verified already")
_UNKNOWN_LEVEL = Label("没有“{level}”这一级，可选：{levels}", "“{level}” is no level; there are: {levels}")
_ALREADY = Label("{level}已核查通过", "{level} has verified already")
_NOT_ITS_TURN = Label("须先经{first}核查，再由{level}核查", "{first} verifies before {level}")
_VERIFIED_BEFORE = Label(
    "{by}已在另一级核查，须由他人核查", "{by} verified at another level; somebody else must at this one"
)

ANOTHER_VERIFIER = Guard(
    "another verifier", Label("各级由不同人员核查", "each level by another person"), check=another_verifier
)
