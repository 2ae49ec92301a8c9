"""How a law of a condition is made: the reasons that the library gives, against those of a plain reading of its words.

Holds: `reads` and `Reading`; what readings are made of: the term that an event finds, who did the work, which roles.
Never: asks the condition itself what it means.

A law compares the reasons both ways: a condition that lets something pass is found, and so is one that refuses what
nobody forbade.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeAlias

from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.testing.laws.clocks import guarded
from safetywork.testing.laws.kernel import codes_of, role_reasons
from safetywork.testing.laws.law import Law, law
from safetywork.testing.logs import folded, naive_workers
from safetywork.testing.oracles import PlainClock
from safetywork.testing.trials import Trial
from safetywork.workflows import Guard

Reading: TypeAlias = Callable[[Trial, Guard], "Iterable[str] | None"]
"""The reasons that a plain reading of the words gives, by code; None where it has no answer."""
ROLE_CODES = ("role_unknown", "role_needed")
"""The reasons of whoever holds no fitting role."""


def reads(law_id: str, guard: str, codes: tuple[str, ...], statement: Label, why: Label, reading: Reading) -> Law:
    """The law that `guard` gives its reasons `codes` exactly where the reading does."""

    def check(trial: Trial) -> Iterator[str]:
        held = trial.guards(guard)
        if not held or trial.told_before:
            return
        wanted = reading(trial, held[0])
        told = {code for code in codes_of(trial.answer) if code in codes}
        if wanted is not None and told != set(wanted):
            yield f"{trial.event.code} by {trial.event.by!r}: told {sorted(told)}, its words say {sorted(set(wanted))}"

    return law(law_id, "step", statement, why, guarded(guard))(check)


def term_found(trial: Trial) -> PlainClock | None:
    """The term of the machine that the event belongs to."""
    return None if trial.at is None else trial.before.plain[trial.at]


def end_found(trial: Trial) -> tuple[date, date] | None:
    """Nominal and last day of that term, as the event found it."""
    return None if trial.at is None else trial.before.plain_due(trial.event.on, at=trial.at)


def looks_at_its_own(trial: Trial, guard: Guard) -> bool:
    """Whether a condition looks at the machine of the event: the main one, or one beside, where it names its tag."""
    return trial.at == 0 or bool(guard.params)


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


def roles_wanted(trial: Trial, *choices: Iterable[str]) -> list[str]:
    """The reasons against whoever sends the event, where each of these choices of roles is asked for (empty: none)."""
    row = trial.transition
    asked = [frozenset(roles) for roles in (*choices, () if row is None else row.roles)]
    return [reason for roles in asked if roles for reason in role_reasons(roles, trial)]


def states_tagged(matter: Matter, tag: str) -> bool:
    """Whether a machine of the matter stands in a state with the tag."""
    return any(tag in w.state(s).tags for w, s in zip(matter.workflows, matter.states, strict=True))


def while_tagged(tag: str, code: str) -> Reading:
    """Refused by this code while a machine of the matter stands in a state with the tag."""
    return lambda trial, _: (code,) if states_tagged(trial.before.matter, tag) else ()
