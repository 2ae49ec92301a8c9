"""Rules of whom the work reached, broken on purpose.

Holds: mutants of rolls, visits, attendances, replies, stages of a programme.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date, timedelta

import attrs

from mutants.board import Patch, day, killed_by
from safetywork import coverages, replies, sessions, stages, visits
from safetywork.activities import Training, Visit
from safetywork.counts import Count
from safetywork.issues import Issue
from safetywork.parties import Roll
from safetywork.periods import days
from safetywork.programmes import Enrolment, Programme, StageDue
from safetywork.referrals import REFERRAL, Refer

ROLL = Roll(id="R", title="名册", unit="户", members=("a", "b"), times=2)


def called(number: int, *whom: str, count: Count | None = None, until: date | None = None) -> Visit:
    """A visit on a day of March to the parties that it names."""
    stated = Count.exact(len(whom), "户") if count is None else count
    return Visit(id=f"A-{number}", on=day(3, number), until=until, title="走访", whom=whom, called_on=stated)


def twice_is_not_once() -> None:
    told = coverages.coverage(ROLL, [called(3, "a", "b"), called(4, "a")], day(3, 9))
    assert (told.left, told.named.value) == (("b",), Count.exact(1, "户"))


def an_unnamed_count_leaves_a_doubt() -> None:
    told = coverages.coverage(ROLL, [called(3, count=Count.unknown("户次"))], day(3, 9))
    assert told.covered.value == Count.at_most(2, "户")


def a_running_visit_reached_nobody_yet() -> None:
    told = coverages.coverage(ROLL, [called(3, "a", until=day(3, 5))], day(3, 4))
    assert told.turns["a"] == 0


def four_lectures_are_not_561_people() -> None:
    came = [Training(id=str(n), on=day(3, 3), title="t", subject="s", people=Count.exact(n, "人")) for n in (140, 136)]
    told = sessions.attendance(came, day(3, 9))
    assert (told.person_times.value, told.persons.value) == (Count.exact(276, "人次"), Count(140, 276, "人"))


def a_referral_is_no_solution() -> None:
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="组", visit="A-1", beside=(REFERRAL, replies.REPLY))
    issue = issue.apply(Refer(on=day(3, 3), by="组", to="甲镇"))
    (split,) = visits.outcomes((issue,), day(3, 4))
    assert [part.predicate.en for part in split.parts if part.any] == ["{n} referred, awaiting an answer"]


def a_late_reply_stays_late() -> None:
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="组", visit="A-1", beside=(REFERRAL, replies.REPLY))
    issue = issue.apply(replies.OweReply(on=day(3, 3), by="组", to="a", term=days(2)))
    issue = issue.apply(replies.Reply(on=day(3, 9), by="组", text="已修"))
    told = visits.replies((issue,), day(4, 1))
    assert [part.predicate.en for part in told.parts if part.any] == ["{n} told late"]


PLANNED = Programme(
    id="P", on=day(3, 1), title="t", target=Count.exact(5, "家"), schedule=(StageDue("coached", day(3, 5)),)
)
LISTED = Enrolment.enrol(id="E", title="某厂", programme="P", on=day(3, 3), by="局")


def the_target_is_all_of_it() -> None:
    split = stages.by_stage(PLANNED, (LISTED,), day(3, 9))
    assert split.whole.value == Count.exact(5, "家")


def the_day_a_stage_is_due_is_not_late() -> None:
    assert [stages.lags(PLANNED, (LISTED,), day(3, n)) == () for n in (5, 6)] == [True, False]


@killed_by(twice_is_not_once)
def once_covers_a_roll_of_twice(patch: Patch) -> None:
    """A roll that asks for two visits is covered by two."""
    read = coverages.coverage
    patch.setattr(coverages, "coverage", lambda roll, *rest: read(attrs.evolve(roll, times=1), *rest))


@killed_by(an_unnamed_count_leaves_a_doubt)
def counts_are_taken_for_names(patch: Patch) -> None:
    """A count without names covers nobody for certain, and nobody knows whom."""
    patch.setattr(Visit, "names_all", lambda *_: True)


@killed_by(a_running_visit_reached_nobody_yet)
def an_activity_ends_on_its_first_day(patch: Patch) -> None:
    """What has not ended has not reached those whom it names in the end."""
    patch.setattr(Visit, "running", lambda *_: False)


@killed_by(four_lectures_are_not_561_people)
def turns_are_taken_for_heads(patch: Patch) -> None:
    """Who came to two sessions is one person."""
    patch.setattr(sessions, "_heads", lambda held, unit: attrs.evolve(sessions._turns(held, unit), unit=unit))


@killed_by(a_referral_is_no_solution)
def a_referred_issue_counts_as_solved(patch: Patch) -> None:
    """To hand an issue on is not to solve it."""
    patch.setattr(
        visits, "OUTCOMES", (attrs.evolve(visits.OUTCOMES[0], test=lambda i: i.referred), *visits.OUTCOMES[1:])
    )


@killed_by(a_late_reply_stays_late)
def a_reply_wipes_out_its_delay(patch: Patch) -> None:
    """A reply that came late is told as late ever after."""
    patch.setattr(visits, "settled_reply_standing", lambda *_, **__: None)


@killed_by(the_target_is_all_of_it)
def the_target_is_who_is_enrolled(patch: Patch) -> None:
    """Who is not enrolled yet belongs to the target all the same."""
    patch.setattr(stages, "_rest", lambda *_: Count.exact(0, "家"))


@killed_by(the_day_a_stage_is_due_is_not_late)
def the_due_day_of_a_stage_is_late(patch: Patch) -> None:
    """A stage is due by the end of its day."""
    read = stages.lags
    patch.setattr(stages, "lags", lambda programme, held, on: read(programme, held, on + timedelta(days=1)))
