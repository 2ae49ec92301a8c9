"""Rules of ladders, broken on purpose.

Holds: mutants of triggers, and of what is fired when.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import safetywork as sw
from histories import matters
from mutants.board import DAY, Patch, drawn, killed_by, owed
from safetywork import escalation, triggers
from safetywork.spans import days
from safetywork.workflows import STOPPED

STEPS = sw.Ladder(
    "steps",
    sw.Label("阶梯", "steps"),
    (
        sw.escalation.Rung("notice", sw.Label("提醒", "notice"), (triggers.Before(3),)),
        sw.escalation.Rung(
            "letter", sw.Label("督办", "letter"), (triggers.Past(1),), (sw.Effect("urging", points=-1),)
        ),
        sw.escalation.Rung(
            "talk", sw.Label("约谈", "talk"), (triggers.After(days(7)),), (sw.Effect("talk", points=-2),)
        ),
    ),
)


def tags(found: Any) -> set[Any]:
    """Rungs with their days."""
    return {(one.key, one.on) for one in found}


def every_day_or_once_is_the_same() -> None:
    def law(matter: sw.Matter) -> None:
        last, fired = matter.log[-1].event.on + timedelta(days=30), list[sw.Firing]()
        day = matter.opened_on
        while day <= last:
            seen = matter.as_of(day)
            for one in escalation.to_fire([seen] if seen else [], fired, day, STEPS):
                fired.append(escalation.fire(one, id=str(len(fired)), on=day, by="甲"))
            day += timedelta(days=1)
        assert {(f.key, f.since) for f in fired} == tags(escalation.reached(STEPS, matter, last))
        assert len({f.key for f in fired}) == len(fired)

    drawn(law, matters())
    law(owed().apply(sw.Submit(on=DAY + timedelta(days=25), by="李四", text="t")))


def ladders_have_thresholds() -> None:
    due = DAY + timedelta(days=20)
    told = [
        (one.rung.id, (one.on - due).days) for one in escalation.reached(STEPS, owed(due), due + timedelta(days=99))
    ]
    assert told == [("notice", -3), ("letter", 1), ("talk", 9)]
    stopped = owed(due).apply(sw.Suspend(on=due - timedelta(days=9), by="局长", reason="r"))
    assert not escalation.reached(STEPS, stopped, due + timedelta(days=99))
    handed = owed(due).apply(sw.Submit(on=due - timedelta(days=9), by="李四", text="t"))
    assert not escalation.reached(STEPS, handed, due + timedelta(days=99))
    assert escalation.score(escalation.reached(STEPS, owed(due), due + timedelta(days=99))) == -3


@killed_by(every_day_or_once_is_the_same)
def only_on_the_very_day(patch: Patch) -> None:
    """A rung is reached from its day on, not on that day alone."""
    patch.setattr(
        escalation, "_day", lambda trigger, case: trigger.day(case) if trigger.day(case) == case.last else None
    )


@killed_by(every_day_or_once_is_the_same)
def the_last_log_decides_about_the_past(patch: Patch) -> None:
    """A rung is reached by the log as it stood on that day."""

    def whole(matter: sw.Matter, on: date) -> Any:
        state = matter.standing_state
        if matter.pending and state.id not in matter.workflows[0].settled and STOPPED not in state.tags:
            yield escalation._Stretch(matter.opened_on, on, len(matter.log), matter.cycle, matter.clock())

    patch.setattr(escalation, "_stretches", whole)


@killed_by(every_day_or_once_is_the_same)
def what_was_fired_is_forgotten(patch: Patch) -> None:
    """A rung is fired once in a cycle."""
    real = escalation.to_fire
    patch.setattr(escalation, "to_fire", lambda found, fired, *how, **more: real(found, (), *how, **more))


@killed_by(ladders_have_thresholds)
def a_day_late_is_not_late(patch: Patch) -> None:
    """One day past the term is the first late day."""
    patch.setattr(triggers.Past, "day", lambda self, case: case.due + timedelta(days=self.n + 1) if case.due else None)


@killed_by(ladders_have_thresholds)
def a_notice_comes_on_the_day(patch: Patch) -> None:
    """A notice is reached before the day."""
    patch.setattr(triggers.Before, "day", lambda self, case: case.due)


@killed_by(ladders_have_thresholds)
def the_next_rung_follows_at_once(patch: Patch) -> None:
    """The term of the rung before has to run out."""
    patch.setattr(triggers.After, "day", lambda self, case: case.before)


@killed_by(ladders_have_thresholds)
def stopped_matters_climb(patch: Patch) -> None:
    """What is stopped or handed in does not climb."""

    def all_days(matter: sw.Matter, on: date) -> Any:
        yield escalation._Stretch(matter.opened_on, on, len(matter.log), 1, matter.clock())

    patch.setattr(escalation, "_stretches", all_days)


@killed_by(ladders_have_thresholds)
def points_are_lost(patch: Patch) -> None:
    """The points of all effects add up."""
    patch.setattr(escalation, "score", lambda rungs: Fraction(-1))
