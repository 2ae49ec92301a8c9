"""How a law of a condition is made: the reasons that the library gives, against those of a plain reading of its words.

Holds: `reads`, `of_a_term`, `Reading`; what readings are made of: the term that an event finds, workers, roles, tags.
Never: asks the condition itself what it means.

A law compares the reasons both ways: a condition that lets something pass is found, and so is one that refuses what
nobody forbade.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

from safetywork.errors import UnannouncedDayError
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.testing.laws.clocks import guarded
from safetywork.testing.laws.kernel import asked, role_reasons
from safetywork.testing.laws.law import Law, law
from safetywork.testing.logs import folded, naive_workers, told_by_log
from safetywork.testing.oracles import PlainClock
from safetywork.testing.trials import Trial, alone_of, given_to
from safetywork.workflows import Guard

Reading: TypeAlias = Callable[[Trial, Guard], "Iterable[str] | None"]
"""The reasons that a plain reading of the words gives, by code; None where it has no answer."""
ROLE_CODES = ("role_unknown", "role_needed")
"""The reasons of whoever holds no fitting role."""


def reads(
    law_id: str,
    guard: str | Guard,
    codes: tuple[str, ...],
    statement: Label,
    why: Label,
    reading: Reading,
    *,
    of: type[Any] | None = None,
) -> Law:
    """The law that a condition of the library gives its reasons `codes` exactly where the reading does.

    It is known by its label, or by the kind of policy `of` which it was made: one of a user's own may bear its code.
    What lies beyond the calendar's reach has no plain answer.
    """
    code, label = (guard, None) if isinstance(guard, str) else (guard.code, guard.label)

    def ours(held: Guard) -> bool:
        known = label is None or held.label == label
        return held.code == code and known and (of is None or given_to(held, of) is not None)

    def check(trial: Trial) -> Iterator[str]:
        for held in () if trial.transition is None or trial.told_before else trial.transition.guards:
            if ours(held):
                yield from _compared(trial, held, codes, reading)

    return law(law_id, "step", statement, why, guarded(code))(check)


def _compared(trial: Trial, held: Guard, codes: tuple[str, ...], reading: Reading) -> Iterator[str]:
    try:
        wanted = reading(trial, held)
    except UnannouncedDayError:
        return
    told = {reason.code for reason in asked(held, trial)} & set(codes)
    if wanted is not None and told != set(wanted):
        yield f"{trial.event.code} by {trial.event.by!r}: told {sorted(told)}, its words say {sorted(set(wanted))}"


def of_a_term(reading: Reading) -> Reading:
    """A reading of a term, where the log tells it: not of a kind with a clock of its own, nor of another machine's."""

    def read(trial: Trial, guard: Guard) -> Iterable[str] | None:
        plain = looks_at_its_own(trial, guard) and (trial.at != 0 or told_by_log(trial.before.matter))
        return reading(trial, guard) if plain else None

    return read


def term_found(trial: Trial) -> PlainClock | None:
    """The term of the machine that the event belongs to."""
    return None if trial.at is None else trial.before.plain[trial.at]


def end_found(trial: Trial) -> tuple[date, date] | None:
    """Nominal and last day of that term, as the event found it."""
    return None if trial.at is None else trial.before.plain_due(trial.event.on, at=trial.at)


def looks_at_its_own(trial: Trial, guard: Guard) -> bool:
    """Whether a condition looks at the machine of the event: the main one, or one beside, where it names its tag."""
    return trial.at == 0 or alone_of(guard) is not None


def machine_workers(trial: Trial) -> frozenset[str]:
    """Who did the matter's work, and who handed something in on the machine of the event, in its cycle."""
    matter, name = trial.before.matter, trial.workflow.name if trial.workflow else ""
    here: set[str] = set()
    for entry in matter.log:
        if entry.rule.name == name:
            here = set() if entry.event.cycle else here
            if entry.event.hands_in:
                here.add(folded(entry.event.by))
    return naive_workers(matter) | here


def by_a_worker(code: str) -> Reading:
    """Refused by this code where who did the work sends it."""

    def reading(trial: Trial, guard: Guard) -> Iterable[str] | None:
        if not looks_at_its_own(trial, guard):
            return None
        return (code,) if folded(trial.event.by) in machine_workers(trial) else ()

    return reading


def roles_wanted(trial: Trial, roles: Iterable[str]) -> list[str]:
    """The reasons against whoever sends the event, where one of these roles is asked for (empty: none)."""
    asked_for = frozenset(roles)
    return role_reasons(asked_for, trial) if asked_for else []


def states_tagged(matter: Matter, tag: str) -> bool:
    """Whether a machine of the matter stands in a state with the tag."""
    return any(tag in w.state(s).tags for w, s in zip(matter.workflows, matter.states, strict=True))


def while_tagged(tag: str, code: str) -> Reading:
    """Refused by this code while a machine of the matter stands in a state with the tag."""
    return lambda trial, _: (code,) if states_tagged(trial.before.matter, tag) else ()
