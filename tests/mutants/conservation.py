"""Every law of conservation, broken once on purpose.

Holds: one mutant a law, put on the board of `mutants`; the law itself, over a ledger that fills every state, must
    notice.
Never: is imported by the library.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

from conservation import LAWS
from crowds import EVERY_FEW_DAYS, LEDGER
from mutants.board import Patch, killed_by
from safetywork import accounts, adoptions, coverages, reconciliations, sessions, stages, successions, visits
from safetywork.calendars import WorkCalendar
from safetywork.counts import Count
from safetywork.figures import Partition, Predicate
from safetywork.issues import Issue
from safetywork.replies import Reply


def held(name: str) -> Callable[[], None]:
    """The check that a law holds on every few days of the crowded ledger."""

    def check() -> None:
        for day in EVERY_FEW_DAYS:
            LAWS[name](LEDGER, day)

    return check


def without(parts: tuple[Predicate[Any], ...], words: str) -> tuple[Predicate[Any], ...]:
    """The parts but one: what fell to it falls to another."""
    return tuple(part for part in parts if words not in part.label.en)


@killed_by(held("raised_is_solved_and_referred_and_under_way"))
def a_cancelled_issue_is_dealt_with_for_ever(patch: Patch) -> None:
    """What was raised on a visit and cancelled is told apart from what is under way."""
    patch.setattr(visits, "OUTCOMES", without(visits.OUTCOMES, "cancelled"))


@killed_by(held("found_is_closed_and_kept_up_and_owed_and_void"))
def nothing_is_ever_overdue(patch: Patch) -> None:
    """What is past its term is overdue, not in term."""
    told = reconciliations.parts

    def mild(on: date, calendar: WorkCalendar) -> tuple[Predicate[Issue], ...]:
        return without(told(on, calendar), "overdue")

    patch.setattr(reconciliations, "parts", mild)


@killed_by(held("found_is_closed_and_kept_up_and_owed_and_void"))
def a_void_issue_was_never_found(patch: Patch) -> None:
    """What was found and cancelled stays among what was found."""
    read = reconciliations.Population

    def forgetful(label: Any, members: tuple[Any, ...], as_of: date) -> Any:
        return read(label, tuple(one for one in members if not one.void), as_of)

    patch.setattr(reconciliations, "Population", forgetful)


@killed_by(held("raised_is_told_and_owed_and_waived"))
def a_first_reply_settles_it(patch: Patch) -> None:
    """Where another reply is owed, the first one does not count."""

    def first(issue: Issue) -> Reply | None:
        return next((entry.event for entry in issue.log if isinstance(entry.event, Reply)), None)

    patch.setattr(visits, "reply_given", first)


@killed_by(held("turns_are_never_fewer_than_heads"))
def only_the_fullest_session_is_counted(patch: Patch) -> None:
    """Attendances of all sessions are added up."""
    add = sessions._turns
    patch.setattr(sessions, "_turns", lambda given, unit: add(given[-1:], unit))


@killed_by(held("turns_are_never_fewer_than_heads"))
def who_came_twice_is_two_people(patch: Patch) -> None:
    """Who is named by two sessions is one head."""
    count = sessions._heads

    def twice(given: Any, unit: str) -> Count:
        told = count(given, unit)
        return attrs.evolve(told, high=None if told.high is None else 2 * told.high)

    patch.setattr(sessions, "_heads", twice)


@killed_by(held("stages_make_the_target"))
def an_enterprise_enrolled_again_stands_twice(patch: Patch) -> None:
    """Where an enterprise was enrolled again, the later enrolment tells, and the other is not counted."""

    def all_of_them(_: Any, enrolments: Any, as_of: date) -> tuple[Any, ...]:
        return tuple(seen for one in enrolments if (seen := one.as_of(as_of)) is not None)

    patch.setattr(stages, "_enrolled", all_of_them)


@killed_by(held("open_is_carried_and_left"))
def what_may_not_go_is_lost(patch: Patch) -> None:
    """A matter whose workflow does not let it go is left, and named."""
    made = successions.Succession
    patch.setattr(successions, "Succession", lambda book, carried, _, refused: made(book, carried, (), refused))


@killed_by(held("gaps_are_decided_or_open"))
def what_was_declined_is_still_to_be_decided(patch: Patch) -> None:
    """A gap that was not adopted is decided."""
    split = adoptions.partition

    def kind(population: Any, unit: str, of: Any, parts: tuple[Predicate[Any], ...]) -> Partition:
        adopted, declined, waiting, void = parts
        undecided = attrs.evolve(waiting, test=lambda gap: not gap.void)
        return split(population, unit, of, (adopted, attrs.evolve(declined, test=lambda _: False), undecided, void))

    patch.setattr(adoptions, "partition", kind)


@killed_by(held("the_roll_is_reached_and_left"))
def who_was_reached_once_is_not_left(patch: Patch) -> None:
    """Whoever is to be reached twice and was reached once is left."""
    never = property(lambda told: tuple(one for one in told.roll.members if not told.turns[one]))
    patch.setattr(coverages.Coverage, "left", never)


@killed_by(held("the_report_adds_up"))
def the_report_leaves_out_the_rest(patch: Patch) -> None:
    """A breakdown names a part for everything, down to the last."""
    split = accounts.parted

    def careless(*given: Any) -> Partition:
        told = split(*given)
        return Partition(told.whole, tuple(part for part in told.parts if "cancelled" not in part.predicate.en))

    patch.setattr(accounts, "parted", careless)
