"""Rules of issues, broken on purpose.

Holds: mutants of severities, relapses, follow-up checks, waivers, sameness, extents, samples.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from histories import assigned, submitted
from mutants.board import WORDS, Patch, codes, day, fresh, killed_by
from safetywork import extents, issues, rechecks, relapses, sameness, samples, severities, waivers
from safetywork.acts import Accept, Assign, Submit
from safetywork.clocks import Clock
from safetywork.closures import Sustain
from safetywork.issues import Issue, MarkDuplicate
from safetywork.periods import days, workdays
from safetywork.rechecks import RecheckPolicy
from safetywork.referrals import REFERRAL
from safetywork.relapses import Relapse
from safetywork.sameness import Sameness, triage
from safetywork.samples import Sample
from safetywork.workflows import Context, Guard

WAIVED = (REFERRAL, waivers.WAIVER)


def an_ungraded_issue_is_not_given_out() -> None:
    own = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", severity="?", workflow=issues.rectification())
    assert codes(own.decide(Assign(on=day(3, 3), by="局长", owner="李四"))) == ("no_closure_policy",)


def a_relapse_gets_half_the_term() -> None:
    assert HALF.term(Clock(day(3, 3), workdays(15))) == workdays(7)


def the_assignment_after_a_relapse_is_bound_too() -> None:
    own = issues.rectification().guard(Assign, relapses.strictly(HALF))
    done = fresh(own).apply(Assign(on=day(3, 3), by="局长", owner="李四", term=workdays(15)))
    done = done.apply(Submit(on=day(3, 4), by="李四")).apply(Accept(on=day(3, 4), by="检查组"))
    again = done.apply(Relapse(on=day(3, 5), by="检查组", text="又坏了"))
    too_long = Assign(on=day(3, 5), by="局长", owner="李四", term=workdays(8))
    assert codes(again.decide(too_long)) == ("term_too_long",)


def accepted() -> Issue:
    """An issue accepted on 10 March 2025."""
    return submitted().apply(Accept(on=day(3, 10), by="检查组")).apply(Sustain(on=day(3, 10), by="局长"))


def a_check_is_not_missed_on_its_day() -> None:
    policy = RecheckPolicy(days(8))
    assert policy.missed(accepted(), day(3, 18)) == ()
    assert len(policy.missed(accepted(), day(3, 19))) == 1


def checks_are_counted_from_the_acceptance() -> None:
    assert [check.by for check in RecheckPolicy(days(8)).due(accepted(), day(4, 1))] == [day(3, 18)]


def waived() -> Issue:
    """An issue due in 30 days from 3 March, waived from the 12th to the day before the 20th."""
    issue = assigned(term=days(30), beside=(waivers.waiving(),))
    issue = issue.apply(waivers.AskWaiver(on=day(3, 10), by="科长", reason="停产"))
    return issue.apply(waivers.Waive(on=day(3, 12), by="县长", expires=day(3, 20)))


def whoever_asks_for_a_waiver_does_not_grant_it() -> None:
    issue = assigned(beside=WAIVED).apply(waivers.AskWaiver(on=day(3, 10), by="科长", reason="停产"))
    assert codes(issue.decide(waivers.Waive(on=day(3, 12), by="科 长", expires=day(3, 20)))) == ("own_waiver",)


def a_waiver_is_over_on_its_day() -> None:
    assert [waived().waived(day(3, n)) for n in (19, 20)] == [True, False]


def a_waiver_takes_out_its_own_days_only() -> None:
    assert waived().deadline().nominal == day(4, 9)


def an_expiry_is_not_recorded_ahead() -> None:
    assert codes(waived().decide(waivers.Expire(on=day(3, 19), by="办公室"))) == ("not_expired_yet",)


def twin(record: str, on: date, **said: Any) -> Issue:
    """An issue of one place."""
    told = {"unit": "甲厂", "place": "一车间", "category": "消防", "title": "应急照明不亮"} | said
    return Issue.register(id=record, on=on, by="检查组", **told)


def an_unknown_place_leaves_two_readings() -> None:
    assert len(triage(twin("N", day(4, 1), place=None), [twin("H-1", day(3, 3))]).readings) == 2


def a_duplicate_names_the_first() -> None:
    second = twin("H-2", day(3, 3)).apply(MarkDuplicate(on=day(3, 3), by="台账员", duplicate_of="H-1"))
    assert triage(twin("N", day(4, 1)), [twin("H-1", day(3, 3), title="指示灯损坏"), second]).of == "H-1"


def the_parent_waits_for_its_children() -> None:
    child = twin("C", day(3, 3), parent="H-017")
    closing = list(extents.at_rest(accepted(), Context(facts={"issues": [child]})))
    assert [reason.code for reason in closing] == ["children_open"]


def a_draw_hangs_on_its_seed() -> None:
    assert Sample("2021-06", ["H-1", "H-2", "H-3", "H-4"], 2).drawn == ("H-1", "H-3")


HALF = relapses.RelapsePolicy(Fraction(1, 2))


@killed_by(an_ungraded_issue_is_not_given_out)
def any_severity_will_do(patch: Patch) -> None:
    """A severity that no policy covers gets no term."""
    patch.setattr(severities, "policy_of", lambda policies, _: policies[0])


@killed_by(a_relapse_gets_half_the_term)
def a_relapse_gets_the_same_term_again(patch: Patch) -> None:
    """The term after a relapse is the share that the policy says."""
    patch.setattr(relapses, "_cut", lambda n, _: n)


@killed_by(the_assignment_after_a_relapse_is_bound_too)
def the_term_of_the_last_cycle_is_forgotten(patch: Patch) -> None:
    """A term that is set after the relapse is measured by the one before it."""
    patch.setattr(relapses, "_clock_before", lambda _: None)


@killed_by(a_check_is_not_missed_on_its_day)
def a_check_is_missed_on_its_day(patch: Patch) -> None:
    """A follow-up check is held up to its day, inclusive."""
    patch.setattr(rechecks.DueCheck, "missed", lambda check, on: check.held is None and check.by <= on)


@killed_by(checks_are_counted_from_the_acceptance)
def checks_are_counted_from_the_opening(patch: Patch) -> None:
    """Follow-up checks are counted from the day the issue came to count as done."""
    patch.setattr(rechecks, "done_on", lambda issue: issue.opened_on)


@killed_by(whoever_asks_for_a_waiver_does_not_grant_it)
def the_asker_grants_the_waiver(patch: Patch) -> None:
    """Proposer and approver of a waiver are two people."""
    patch.setattr(waivers, "same_party", lambda *_: False)


@killed_by(a_waiver_is_over_on_its_day)
def a_waiver_lasts_until_somebody_records_its_end(patch: Patch) -> None:
    """A waiver expires on its day, whether or not that is written down."""
    patch.setattr(issues, "waiver", lambda issue, _: issue.log[-1].event)


@killed_by(a_waiver_takes_out_its_own_days_only)
def the_day_of_expiry_is_waived_too(patch: Patch) -> None:
    """The day on which a waiver expires counts again."""
    patch.setattr(waivers, "_ONE", timedelta(0))


@killed_by(an_expiry_is_not_recorded_ahead)
def an_expiry_is_recorded_whenever_somebody_likes(patch: Patch) -> None:
    """The expiry of a waiver is on record from its day, not before."""
    patch.setattr(waivers, "RUN_OUT", Guard("always", WORDS))


@killed_by(an_unknown_place_leaves_two_readings)
def what_nobody_stated_is_another(patch: Patch) -> None:
    """A field that is not stated neither agrees nor differs."""
    plain = Sameness._agree
    patch.setattr(Sameness, "_agree", lambda rule, name, one, other: bool(plain(rule, name, one, other)))


@killed_by(a_duplicate_names_the_first)
def duplicates_stand_for_themselves(patch: Patch) -> None:
    """A duplicate stands for the issue it was put to."""
    patch.setattr(sameness, "_original", lambda known, _: known)


@killed_by(the_parent_waits_for_its_children)
def nobody_looks_for_the_like(patch: Patch) -> None:
    """A parent waits for the issues that were found by looking for its like."""
    patch.setattr(extents, "children", lambda *_: ())


@killed_by(a_draw_hangs_on_its_seed)
def the_first_ids_are_drawn(patch: Patch) -> None:
    """Who is drawn hangs on the seed, not on the order of the ids."""
    patch.setattr(samples, "place", lambda *_: "")
