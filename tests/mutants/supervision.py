"""Rules of supervision broken on purpose, on the same board as the others.

Holds: mutants of listing, enforcement, stop-work, verification by level, the five assurances and duties.
Never: is imported by the library; a check passes on the rules as they are, and builds its own machines.
"""

from typing import Any

import attrs

from histories import assigned as assigned_issue, assured
from mutants.board import Patch, codes, day, killed_by
from safetywork import extensions, matters
from safetywork.acts import Accept, Assign, Evidence, Submit
from safetywork.extensions import AskExtension
from safetywork.issues import IMMEDIATE, Close, Issue, Relapse
from safetywork.machines import cycles
from safetywork.periods import days
from safetywork.supervision import (
    assurances,
    duties,
    enforcement,
    listings,
    stoppages,
    supervised as supervision,
    verifications,
)
from safetywork.supervision.duties import owed
from safetywork.supervision.enforcement import ENFORCEMENT_DUTIES, Inspect, Order, PassRecheck
from safetywork.supervision.listings import AskDelisting, AskListingExtension, Delist, List, OrderAgain
from safetywork.supervision.stoppages import AllowResumption, AskResumption, StopWork
from safetywork.supervision.verifications import THREE_LEVELS, Verify, VerifyFailed
from safetywork.workflows import Guard

BODY = "省安委办"


def lax(guard: Guard) -> Guard:
    """A guard of that code that refuses nothing."""
    return attrs.evolve(guard, need=None, check=None)


def nothing(*_: Any) -> tuple[()]:
    """What a check yields that sees nothing wrong."""
    return ()


def hazard() -> Issue:
    """A major hazard with fresh machines beside it, supervised by a fresh workflow, assigned for 15 working days."""
    beside = (listings.listing(), enforcement.enforcement(), stoppages.stoppage())
    issue = Issue.register(
        id="H",
        title="t",
        on=day(3, 3),
        by="检查组",
        severity="major",
        workflow=supervision.supervised(),
        beside=beside,
    ).apply(assured(day(3, 3)))
    return issue.apply(Assign(on=day(3, 3), by="局长", owner="李四", term=days(15)))


def listed() -> Issue:
    """The same, listed for 60 days from 3 March 2025."""
    notice = List(on=day(3, 3), by=BODY, level="province", document="1号", term=days(60))
    return hazard().apply(notice)


def handed_in(issue: Issue) -> Issue:
    """The same, handed in on 10 March."""
    photo = (Evidence("photo", "整改后", day(3, 10)),)
    return issue.apply(Submit(on=day(3, 10), by="李四", evidence=photo))


def accepted(issue: Issue) -> Issue:
    """The same, handed in and accepted on 10 March."""
    return handed_in(issue).apply(Accept(on=day(3, 10), by="检查组"))


def a_listed_issue_is_not_closed() -> None:
    assert "held_open" in codes(accepted(listed()).decide(Close(on=day(3, 11), by="检查组")))


def an_issue_is_not_closed_unverified() -> None:
    assert codes(accepted(hazard()).decide(Close(on=day(3, 11), by="检查组"))) == ("not_verified",)


def an_issue_without_its_plan_is_not_accepted() -> None:
    at_once = supervision.supervised(IMMEDIATE)
    bare = Issue.register(
        id="H", title="t", on=day(3, 10), by="检查组", severity="major", workflow=at_once, owner="李四"
    )
    assert codes(handed_in(bare).decide(Accept(on=day(3, 10), by="检查组"))) == ("not_assured",)


def work_begins_with_a_plan() -> None:
    bare = Issue.register(
        id="H", title="t", on=day(3, 3), by="检查组", severity="major", workflow=supervision.supervised(), beside=()
    )
    assert codes(bare.decide(Assign(on=day(3, 3), by="局长", owner="李四"))) == ("not_assured",)


def nothing_is_delisted_unaccepted() -> None:
    issue = listed().apply(AskDelisting(on=day(3, 10), by="企业"))
    assert codes(issue.decide(Delist(on=day(3, 11), by=BODY))) == ("not_accepted",)


def the_applicant_does_not_review() -> None:
    issue = accepted(listed()).apply(AskDelisting(on=day(3, 10), by="企业"))
    issue = issue.apply(Relapse(on=day(3, 11), by="x", text="又坏"))
    assert "own_work" in codes(issue.decide(Delist(on=day(3, 11), by="企业")))


def what_is_closed_is_not_listed() -> None:
    notice = List(on=day(3, 11), by=BODY, level="province", document="1号", term=days(60))
    assert codes(accepted(hazard()).decide(notice)) == ("not_owed",)


def a_term_that_runs_is_not_ordered_anew() -> None:
    order = OrderAgain(on=day(3, 20), by=BODY, reason="慢", term=days(90))
    assert codes(listed().decide(order)) == ("term_goes_on",)


def an_order_again_is_a_round() -> None:
    issue = listed().apply(AskDelisting(on=day(3, 10), by="企业"))
    issue = issue.apply(OrderAgain(on=day(3, 12), by=BODY, reason="未清", term=days(30)))
    assert len(cycles(issue, "listing")) == 2


def a_listing_is_extended_on_its_own_clock() -> None:
    ask = AskListingExtension(on=day(4, 1), by="企业", reason="停电", more=days(9))
    assert codes(listed().decide(ask)) == (), "the issue's own term ended on 18 March, the listing's goes on"


def nothing_resumes_unmended() -> None:
    issue = (
        hazard().apply(StopWork(on=day(3, 4), by=BODY, document="1号")).apply(AskResumption(on=day(3, 5), by="企业"))
    )
    assert codes(issue.decide(AllowResumption(on=day(3, 6), by=BODY))) == ("not_handed_in",)


def the_owner_does_not_recheck() -> None:
    issue = hazard().apply(Inspect(on=day(3, 4), by="执法大队", text="t"))
    issue = issue.apply(Order(on=day(3, 4), by="执法大队", document="1号", term=days(5)))
    assert codes(issue.decide(PassRecheck(on=day(3, 12), by="李四"))) == ("own_work",)


def an_ended_order_is_rechecked() -> None:
    issue = hazard().apply(Inspect(on=day(3, 4), by="执法大队", text="t"))
    issue = issue.apply(Order(on=day(3, 4), by="执法大队", document="1号", term=days(5)))
    told = owed(issue, ENFORCEMENT_DUTIES, day(3, 21))
    assert [(each.since, each.days_late(day(3, 21))) for each in told] == [(day(3, 10), 1)]


def nobody_verifies_twice() -> None:
    issue = accepted(hazard()).apply(Verify(on=day(3, 11), by="甲", level="county"))
    assert codes(issue.decide(Verify(on=day(3, 11), by="甲 ", level="city"))) == ("verified_before",)


def levels_verify_in_order() -> None:
    assert codes(accepted(hazard()).decide(Verify(on=day(3, 11), by="甲", level="city"))) == ("not_its_turn",)


def a_failed_level_spends_the_others() -> None:
    issue = accepted(hazard()).apply(Verify(on=day(3, 11), by="甲", level="county"))
    issue = issue.apply(VerifyFailed(on=day(3, 11), by="乙", level="city", reason="未清"))
    assert verifications.unverified(THREE_LEVELS, issue) == THREE_LEVELS.levels


def the_issue_has_no_request_of_its_listing() -> None:
    ask = AskListingExtension(on=day(3, 5), by="企业", reason="停电", more=days(9))
    assert listed().apply(ask).extension_asked is None
    assert assigned_issue().extension_asked is None


@killed_by(a_listed_issue_is_not_closed)
def a_listed_issue_is_closed(patch: Patch) -> None:
    """An issue under listing is not struck off before it is delisted."""
    patch.setattr(supervision, "SETTLED", lax(supervision.SETTLED))


@killed_by(an_issue_is_not_closed_unverified)
def nobody_verifies(patch: Patch) -> None:
    """Every level verifies before an issue under supervision is struck off."""
    patch.setattr(verifications, "all_verified", nothing)


@killed_by(an_issue_without_its_plan_is_not_accepted)
def acceptance_asks_for_no_plan(patch: Patch) -> None:
    """五落实 are a condition of acceptance."""
    patch.setattr(assurances, "in_place", nothing)


@killed_by(work_begins_with_a_plan)
def work_begins_without_a_plan(patch: Patch) -> None:
    """五落实 are a condition of the start."""
    patch.setattr(supervision, "PLANNED", ())


@killed_by(nothing_is_delisted_unaccepted)
def delisting_asks_for_no_acceptance(patch: Patch) -> None:
    """摘牌 waits for the acceptance of the issue."""
    patch.setattr(listings, "WORK_ACCEPTED", lax(listings.WORK_ACCEPTED))


@killed_by(the_applicant_does_not_review)
def only_the_cycle_of_the_issue_is_looked_at(patch: Patch) -> None:
    """Whoever applied for delisting does not review it, also after the issue began a new cycle."""
    patch.setattr(listings, "_BY_ANOTHER", listings.ANOTHER_PERSON)


@killed_by(what_is_closed_is_not_listed)
def a_closed_issue_is_listed(patch: Patch) -> None:
    """Only what is still owed is listed."""
    patch.setattr(listings, "STILL_OWED", lax(listings.STILL_OWED))


@killed_by(a_term_that_runs_is_not_ordered_anew)
def a_new_order_goes_around_an_extension(patch: Patch) -> None:
    """Without an application a new term is ordered only after the old one has ended."""
    patch.setattr(listings, "_TERM_ENDED", lax(listings._TERM_ENDED))


@killed_by(an_order_again_is_a_round)
def an_order_again_is_not_counted(patch: Patch) -> None:
    """再责令整改 begins a counted round."""
    patch.setattr(OrderAgain, "cycle", False)


@killed_by(a_listing_is_extended_on_its_own_clock)
def a_listing_looks_at_the_clock_of_the_issue(patch: Patch) -> None:
    """An extension of the listing is held to the listing's term."""
    patch.setattr(extensions, "alone", lambda _, guard: guard)


@killed_by(nothing_resumes_unmended)
def production_resumes_unmended(patch: Patch) -> None:
    """Production goes on only once the work is handed in."""
    patch.setattr(stoppages, "WORK_HANDED_IN", lax(stoppages.WORK_HANDED_IN))


@killed_by(the_owner_does_not_recheck)
def the_owner_rechecks(patch: Patch) -> None:
    """Whoever owns the work does not recheck it."""
    patch.setattr(enforcement, "_BY_ANOTHER", lax(enforcement._BY_ANOTHER))


@killed_by(an_ended_order_is_rechecked)
def an_ended_order_is_forgotten(patch: Patch) -> None:
    """A recheck is owed after the end of an ordered term for which nobody applied."""
    patch.setattr(duties, "_at_end", nothing)


@killed_by(nobody_verifies_twice)
def one_person_stands_for_two_levels(patch: Patch) -> None:
    """Each level verifies by another person, names compared by key."""
    patch.setattr(verifications, "name_key", lambda name: name)
    patch.setattr(verifications, "ANOTHER_VERIFIER", lax(verifications.ANOTHER_VERIFIER))


@killed_by(levels_verify_in_order)
def any_level_goes_first(patch: Patch) -> None:
    """Levels verify in the order of the policy."""
    patch.setattr(verifications, "whose_turn", nothing)


@killed_by(a_failed_level_spends_the_others)
def a_failed_level_leaves_the_others(patch: Patch) -> None:
    """After a failed verification every level looks again."""
    patch.setattr(verifications, "Return", Close)


@killed_by(the_issue_has_no_request_of_its_listing)
def the_request_of_the_listing_is_the_issues(patch: Patch) -> None:
    """A request to extend the listing is none to extend the issue's own term."""
    patch.setattr(
        matters, "pending_ask", lambda m: next((e.event for e in m.log if isinstance(e.event, AskExtension)), None)
    )
