"""Rules of campaigns, broken on purpose.

Holds: mutants of pledges, schemes, targets, people away, and of going on under the next campaign.
Never: is imported by the library; a check passes on the rules as they are.
"""

import attrs

from histories import assigned
from mutants.board import WORDS, Patch, codes, day, killed_by
from safetywork import carryovers, indicators, pledges, schemes, secondments, successions, targets
from safetywork.books import Book
from safetywork.campaigns import Campaign
from safetywork.counts import Count
from safetywork.goals import Goal
from safetywork.issues import Issue
from safetywork.matters import Matter
from safetywork.measures import Finish, Measure
from safetywork.periods import days
from safetywork.pledges import Attain, Pledge, Publish, Review
from safetywork.schemes import Phase, Scheme
from safetywork.workflows import Context, Reason


def a_pledge_is_reviewed_by_another() -> None:
    pledge = Pledge.declare(id="P", title="t", on=day(3, 3), by="局长", owner="李四")
    assert codes(pledge.decide(Review(on=day(3, 3), by="李四"))) == ("own_work",)


def an_unknown_count_reaches_nothing() -> None:
    assert targets.meets(Count.unknown("家"), Count.exact(32, "家")) is None
    assert targets.meets(Count.roughly(40, "家"), Count.exact(32, "家")) is None


def zero_is_a_ceiling() -> None:
    assert targets.meets(Count.exact(1, "起"), Count.exact(0, "起")) is False


def a_masked_count_is_no_progress() -> None:
    pledge = Pledge.declare(id="P", title="t", on=day(3, 3), by="局长", owner="李四", target=Count.exact(32, "家"))
    pledge = pledge.apply(Review(on=day(3, 3), by="督查组")).apply(Publish(on=day(3, 3), by="局长", term=days(30)))
    assert pledge.apply(Attain(on=day(3, 5), by="李四", reached=Count.at_least(16, "家"))).progress is None


_GOAL = Goal("全部完成", indicator="measures finished", target=Count.exact(100, "%"))


def a_scheme(*phases: Phase) -> Scheme:
    """A scheme that was issued."""
    made = Scheme.draft(id="S", title="t", on=day(3, 3), by="局长", owner="李四", phases=phases)
    for event in (
        schemes.Propose(on=day(3, 3), by="李四"),
        schemes.Approve(on=day(3, 3), by="党委"),
        schemes.Promulgate(on=day(3, 3), by="办公室"),
    ):
        made = made.apply(event)
    return made


def nobodys_word_overrules_the_books() -> None:
    scheme = a_scheme(Phase(id="one", title="一", entry=(_GOAL,)))
    enter = schemes.EnterPhase(on=day(3, 4), by="局长", phase="one", confirmed=("全部完成",))
    assert codes(scheme.decide(enter, Context(facts={schemes.CONDITIONS: {_GOAL: False}}))) == ("condition_unmet",)
    assert codes(scheme.decide(enter)) == ("condition_uncounted",)


def nothing_open_is_forgotten() -> None:
    scheme = a_scheme().apply(schemes.Summarise(on=day(3, 5), by="李四", text="总结"))
    over = schemes.Conclude(on=day(3, 6), by="领导小组")
    assert codes(scheme.decide(over, Context(facts={schemes.OPEN: ("H",)}))) == ("still_open",)


def a_matter_leaves_the_campaign_that_it_is_in() -> None:
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", campaign="C-1")
    over = carryovers.CarryOver(on=day(3, 4), by="局长", source="C-9", to="C-2")
    assert codes(issue.decide(over)) == ("other_campaign",)


def a_carried_matter_keeps_its_term() -> None:
    issue = assigned(term=days(5), campaign="C-1")
    over = issue.apply(carryovers.CarryOver(on=day(3, 4), by="局长", source="C-1", to="C-2"))
    assert (over.campaign, over.clock()) == ("C-2", issue.clock())


def nobody_reaches_a_goal_by_sending_on_what_is_open() -> None:
    drives = tuple(Campaign(id=id_, on=day(3, 3), title="行动") for id_ in ("C-1", "C-2"))
    plans = (Measure.plan(id=f"M-{n}", title="t", on=day(3, 3), by="局长", campaign="C-1") for n in range(2))
    done, still = plans
    book = Book("b", campaigns=drives, matters=(done.apply(Finish(on=day(3, 4), by="张三")), still))
    over = successions.carry_over(book, "C-1", "C-2", on=day(3, 5), by="局长").book
    assert indicators.measured(_GOAL, over, "C-1", on=day(3, 5)).reached is False


def those_away_at_one_time_add_up() -> None:
    away = [secondments.Secondment(id=str(n), on=day(3, 3), percent=30) for n in range(2)]
    assert [one.percent for one in secondments.capacity(away)] == [40]


def they_are_back_on_the_day_they_are_back() -> None:
    away = secondments.Secondment(id="S", on=day(3, 3), until=day(3, 10), percent=50)
    assert [away.away(day(3, n)) for n in (9, 10)] == [True, False]


@killed_by(a_pledge_is_reviewed_by_another)
def the_pledger_reviews_the_pledge(patch: Patch) -> None:
    """A pledge is reviewed by somebody else."""
    patch.setattr(Matter, "workers", frozenset())


@killed_by(an_unknown_count_reaches_nothing)
def an_estimate_is_taken_for_a_number(patch: Patch) -> None:
    """An estimate reaches no target for certain."""
    meets = targets._against
    patch.setattr(
        targets, "_against", lambda low, high, value, target: meets(low, high, attrs.evolve(value, about=False), target)
    )


@killed_by(an_unknown_count_reaches_nothing)
def a_mask_is_taken_for_zero(patch: Patch) -> None:
    """What is masked is not zero."""
    meets = targets._against
    patch.setattr(
        targets, "_against", lambda low, high, value, target: meets(low, low if high is None else high, value, target)
    )


@killed_by(zero_is_a_ceiling)
def zero_is_taken_for_a_floor(patch: Patch) -> None:
    """A target of none is a ceiling."""
    patch.setattr(targets, "_against", lambda *given: given[0] >= given[-1].low)


@killed_by(a_masked_count_is_no_progress)
def a_bound_is_taken_for_progress(patch: Patch) -> None:
    """Progress follows from what is stated exactly."""
    patch.setattr(pledges, "share", lambda part, whole: targets._shares(part, whole)[0])


@killed_by(nobodys_word_overrules_the_books)
def a_word_overrules_the_books(patch: Patch) -> None:
    """A condition that the books deny is not confirmed away."""
    patch.setattr(schemes, "_unmet", lambda goal, *rest: () if goal.title in rest[-1] else (Reason("x", {}, WORDS),))


@killed_by(nothing_open_is_forgotten)
def what_is_open_is_forgotten(patch: Patch) -> None:
    """A campaign is not concluded over open matters that nobody named."""
    key = ("summarised", schemes.Conclude)
    patch.setitem(schemes.SCHEME.rows, key, attrs.evolve(schemes.SCHEME.rows[key], checks=()))


@killed_by(a_carried_matter_keeps_its_term)
def a_carry_over_begins_a_new_clock(patch: Patch) -> None:
    """Going on under another campaign gains no day."""
    patch.setattr(carryovers.CarryOver, "clock", "end")


@killed_by(a_carried_matter_keeps_its_term)
def a_carry_over_leaves_the_campaign_as_it_was(patch: Patch) -> None:
    """What is carried over belongs to the next campaign."""
    patch.setattr(carryovers.CarryOver, "sets", lambda _: iter(()))


@killed_by(nobody_reaches_a_goal_by_sending_on_what_is_open)
def what_was_sent_on_counts_no_more(patch: Patch) -> None:
    """A campaign answers for what it carried over as it was when it left."""
    patch.setattr(indicators, "_answered_for", lambda book, campaign, on: book.as_of(on).under(campaign))


@killed_by(those_away_at_one_time_add_up)
def only_the_greatest_absence_counts(patch: Patch) -> None:
    """Nobody is in two places: absences at one time add up."""
    patch.setattr(
        secondments, "percent_away", lambda away, on: max((one.percent for one in away if one.away(on)), default=0)
    )


@killed_by(they_are_back_on_the_day_they_are_back)
def they_are_back_a_day_late(patch: Patch) -> None:
    """On the day they are back they are back."""
    patch.setattr(
        secondments.Secondment, "away", lambda self, on: self.on <= on and (self.until is None or on <= self.until)
    )
