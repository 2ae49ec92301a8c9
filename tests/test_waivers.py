"""Waivers: asked for by one, granted by another, over on a day that nobody can move."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from histories import assigned, matters, submitted
from safetywork.acts import Accept, Assign, Resume, Submit, Suspend
from safetywork.books import Book
from safetywork.documents import dumps, loads
from safetywork.issues import Issue
from safetywork.periods import days, months, workdays
from safetywork.referrals import REFERRAL, Refer
from safetywork.relapses import Relapse
from safetywork.waivers import (
    WAIVER,
    AskWaiver,
    AskWaiverAgain,
    Expire,
    RefuseWaiver,
    Revoke,
    Waive,
    WaiverPolicy,
    expiring,
    waiver,
    waiving,
)

D3, D10, D12, D20 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12), date(2025, 3, 20)
ONE = timedelta(days=1)


MONTH = days(30)


def asked(term=MONTH, machine=WAIVER, **details):
    """An issue of 李四 due in `term` from 3 March 2025, for which 李四 asked for a waiver on the 10th."""
    issue = assigned(term=term, beside=(REFERRAL, machine), **details)
    return issue.apply(AskWaiver(on=D10, by="李四", reason="备件停产，须更换整机", measures="专人值守"))


def granted(expires=D20, *, stops=True, **how):
    """The same, waived by the mayor on 12 March until the day it `expires`."""
    return asked(**how).apply(Waive(on=D12, by="县长", expires=expires, stops=stops))


# --- two people, for a time, for something that is owed


@pytest.mark.parametrize(
    ("by", "codes"),
    [("李四", ("own_waiver",)), ("李 四", ("own_waiver",)), ("县长", ()), ("李四光", ())],
)
def test_whoever_asks_does_not_grant(by, codes):
    """Proposer and approver are two people, under any spelling of the name."""
    issue = assigned(owner="王五", beside=(REFERRAL, WAIVER))
    issue = issue.apply(AskWaiver(on=D10, by="李四", reason="备件停产"))
    assert getattr(issue.decide(Waive(on=D12, by=by, expires=D20)), "codes", ()) == codes


def test_whoever_owes_the_work_does_not_grant():
    """The owner is refused though somebody else asked; so is an owner it was transferred from."""
    issue = assigned(owner="王五", beside=(REFERRAL, WAIVER))
    issue = issue.apply(AskWaiver(on=D10, by="李四", reason="备件停产"))
    assert issue.decide(Waive(on=D12, by="王 五", expires=D20)).codes == ("own_waiver",)
    again = granted().apply(Revoke(on=D12, by="县长", reason="备件已到"))
    again = again.apply(AskWaiverAgain(on=D12, by="县长", reason="又断货"))
    assert again.decide(Waive(on=D12, by="县长", expires=D20)).codes == ("own_waiver",), (
        "it is the last asker that counts"
    )
    assert again.decide(Waive(on=D12, by="书记", expires=D20))


@pytest.mark.parametrize(
    ("expires", "codes"), [(D12, ("expires_at_once",)), (D10, ("expires_at_once",)), (D12 + ONE, ()), (D20, ())]
)
def test_a_waiver_is_for_a_time(expires, codes):
    """It expires after the day it is granted."""
    assert getattr(asked().decide(Waive(on=D12, by="县长", expires=expires)), "codes", ()) == codes


def test_only_what_is_owed_is_waived():
    """Neither asked for nor granted once the work is accepted; a request that lies there is refused, not granted."""
    done = submitted(beside=(REFERRAL, WAIVER)).apply(Accept(on=D10, by="检查组"))
    assert done.decide(AskWaiver(on=D10, by="李四", reason="x")).codes == ("nothing_owed",)
    late = asked().apply(Submit(on=D12, by="李四")).apply(Accept(on=D12, by="检查组"))
    assert late.decide(Waive(on=D12, by="县长", expires=D20)).codes == ("nothing_owed",)
    assert late.decide(RefuseWaiver(on=D12, by="县长", reason="已办结"))


@pytest.mark.parametrize(
    ("severity", "expires", "codes"),
    [
        ("general", date(2025, 6, 12), ()),
        ("general", date(2025, 6, 13), ("waived_too_long",)),
        ("major", D20, ("not_waivable",)),
        ("major", date(2025, 6, 13), ("not_waivable", "waived_too_long")),
    ],
)
def test_a_policy_bounds_waivers(severity, expires, codes):
    """General issues only, three months at most, and every reason at once."""
    county = waiving(WaiverPolicy(months(3), ("general",), source="县安委办〔2025〕3号"))
    issue = asked(machine=county, severity=severity)
    assert getattr(issue.decide(Waive(on=D12, by="县长", expires=expires)), "codes", ()) == codes
    assert county.rule != WAIVER.rule == waiving().rule


def test_a_bound_that_cannot_be_counted_is_a_reason_not_an_exception():
    """A policy in working days beyond the calendar's reach refuses, and says why."""
    county = waiving(WaiverPolicy(workdays(30_000)))
    assert asked(machine=county).decide(Waive(on=D12, by="县长", expires=D20)).codes == ("due_unknown",)


# --- expiry acts on its day, whether or not it is written down


@pytest.mark.parametrize(
    ("on", "waived"),
    [(D10, False), (D12 - ONE, False), (D12, True), (D20 - ONE, True), (D20, False), (D20 + ONE, False)],
)
def test_a_waiver_is_in_force_from_its_granting_to_the_day_before_it_expires(on, waived):
    """On the day it expires the issue is owed again; nothing had to be written down for that."""
    issue = granted()
    assert issue.waived(on) is waived
    assert (waiver(issue, on) is not None) is waived
    assert waiver(issue, D3 - ONE) is None


@pytest.mark.parametrize(("on", "codes"), [(D20 - ONE, ("not_expired_yet",)), (D20, ()), (D20 + ONE, ())])
def test_the_expiry_is_recorded_on_its_day_or_later(on, codes):
    """Before the day the record is refused, and says when; late or never, it changes no answer."""
    issue = granted()
    answer = issue.decide(Expire(on=on, by="办公室"))
    assert getattr(answer, "codes", ()) == codes
    if answer:
        recorded = issue.apply(Expire(on=on, by="办公室"))
        for day in (D12, D20 - ONE, D20, date(2025, 4, 30)):
            assert recorded.waived(day) == issue.waived(day)
            assert recorded.standing(day) == issue.standing(day)


def test_a_waiver_is_revoked_before_its_day():
    """From the day it is revoked the issue is owed again, and only the days until then were taken out."""
    issue = granted().apply(Revoke(on=date(2025, 3, 14), by="县长", reason="备件已到"))
    assert [issue.waived(date(2025, 3, n)) for n in (12, 13, 14, 19)] == [True, True, False, False]
    assert issue.deadline().nominal == date(2025, 4, 3), "2 April and the 13th of March"
    assert issue.waived(D20) is False


def test_a_revocation_after_the_day_takes_nothing_back():
    """Revoked late, it was over on its day all the same."""
    issue = granted().apply(Revoke(on=date(2025, 3, 25), by="县长", reason="清理"))
    assert issue.deadline() == granted().deadline()
    assert [issue.waived(D20 - ONE), issue.waived(D20)] == [True, False]


def test_a_waiver_is_asked_for_again_and_keeps_the_day_it_is_given():
    """After it ended, a new review, counted by its own machine; the day granted is the day it expires."""
    issue = granted().apply(Expire(on=D20, by="办公室"))
    assert issue.decide(AskWaiver(on=D20, by="李四", reason="x")).codes == ("not_from_here",)
    issue = issue.apply(AskWaiverAgain(on=D20, by="李四", reason="整机未到"))
    issue = issue.apply(Waive(on=D20, by="县长", expires=date(2027, 1, 15)))
    assert waiver(issue, date(2027, 1, 14)).expires == date(2027, 1, 15)
    assert (issue.cycle, issue.relapses) == (1, 0)


# --- the warning before it


@pytest.mark.parametrize(("ahead", "warned"), [(11, False), (10, True), (1, True), (0, False), (-1, False)])
def test_it_is_seen_to_expire_within_ten_days(ahead, warned):
    """Ten days ahead: in eleven days not yet, in ten it is; on the day itself it is over, not expiring."""
    issue = granted(date(2025, 6, 10))
    on = date(2025, 6, 10) - timedelta(days=ahead)
    assert (expiring(issue, on, days(10)) is not None) is warned


def test_the_warning_may_count_working_days():
    """Five working days before 10 June 2025, a Tuesday: 3 June, a Tuesday after a Monday off."""
    issue = granted(date(2025, 6, 10))
    assert [expiring(issue, date(2025, 6, n), workdays(5)) is not None for n in (1, 3)] == [False, True]


# --- the clock


def test_a_waiver_that_stops_the_term_takes_its_days_out():
    """30 days from 3 March end on 2 April; the 13th to the 19th are taken out: seven more, 9 April."""
    issue = granted()
    assert asked().deadline().nominal == date(2025, 4, 2)
    assert issue.deadline().nominal == date(2025, 4, 9)
    assert [issue.standing(day).stopped for day in (D12, D20 - ONE - ONE, D20 - ONE, D20)] == [True, True, False, False]
    assert not issue.standing(date(2025, 4, 9)).overdue
    assert issue.standing(date(2025, 4, 10)).overdue


def test_a_waiver_that_does_not_stop_the_term_lets_it_run_out():
    """Waived beyond its term, the issue is late as soon as it is owed again."""
    issue = granted(date(2025, 5, 6), stops=False)
    assert issue.deadline().nominal == date(2025, 4, 2)
    assert (issue.waived(date(2025, 5, 5)), issue.standing(date(2025, 5, 5)).overdue) == (True, True)
    assert issue.standing(date(2025, 5, 6)).days_late == 34
    agreed = granted(date(2025, 5, 6), term=date(2025, 4, 2))
    assert agreed.deadline().nominal == date(2025, 4, 2), "an agreed day stands, stopped or not"


def test_a_waiver_and_a_suspension_overlap_once():
    """Suspended from the 14th to the 24th within a waiver to the 20th: together (12, 24], twelve days."""
    issue = granted().apply(Suspend(on=date(2025, 3, 14), by="局长", reason="汛期"))
    assert issue.standing(date(2025, 3, 22)).stopped
    assert issue.deadline(on=date(2025, 3, 22)).nominal == date(2025, 4, 12)
    issue = issue.apply(Resume(on=date(2025, 3, 24), by="局长"))
    assert issue.deadline().nominal == date(2025, 4, 14)
    assert not issue.standing(date(2025, 3, 25)).stopped


def test_a_waiver_from_before_the_term_takes_out_what_lies_in_it():
    """Waived before anybody was given it: of (5, 20], what comes after the trigger on the 10th."""
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", beside=(WAIVER,))
    issue = issue.apply(AskWaiver(on=D3, by="李四", reason="x")).apply(
        Waive(on=date(2025, 3, 5), by="县长", expires=D20)
    )
    assert issue.clock() is None
    issue = issue.apply(Assign(on=D10, by="局长", owner="李四", term=days(10)))
    assert issue.deadline().nominal == date(2025, 3, 29), "the 20th and nine days: 11 to 19 March"
    early = Issue.register(id="H", title="t", on=D3, by="检查组", beside=(WAIVER,))
    early = early.apply(AskWaiver(on=D3, by="李四", reason="x")).apply(Waive(on=D3, by="县长", expires=D10))
    early = early.apply(Assign(on=D10, by="局长", owner="李四", term=days(10)))
    assert early.deadline().nominal == D20, "over before the term began"


def test_other_clocks_and_later_cycles_run_on():
    """A waiver stops the issue's own term in its cycle: not the referral's, not the one after a relapse."""
    issue = granted(date(2025, 6, 2)).apply(Refer(on=D12, by="局长", to="住建局", term=days(5)))
    assert issue.awaiting(D20).overdue
    done = granted().apply(Submit(on=date(2025, 3, 21), by="李四")).apply(Accept(on=date(2025, 3, 21), by="检查组"))
    again = done.apply(Relapse(on=date(2025, 3, 24), by="检查组", text="又坏了", term=days(10)))
    assert again.deadline().nominal == date(2025, 4, 3)
    assert waiver(again, date(2025, 3, 24)) is None


# --- documents and laws


def test_a_book_with_waivers_is_saved_and_loaded():
    """Every event of the machine goes through the document, without being handed to it."""
    issue = granted().apply(Expire(on=D20, by="办公室", text="到期"))
    issue = issue.apply(AskWaiverAgain(on=D20, by="李四", reason="整机未到", expires=date(2025, 5, 6)))
    other = asked().apply(RefuseWaiver(on=D12, by="县长", reason="不符合条件"))
    third = granted().apply(Revoke(on=D12, by="县长", reason="备件已到"))
    for one in (issue, other, third):
        book = Book("台账", matters=(one,))
        assert loads(dumps(book)) == book


@given(matters(("waivable",), longest=9), st.integers(0, 60))
def test_a_waiver_in_force_was_granted_by_another_and_is_not_over(issue, later):
    """On any day of any history: granted by then, not expired, not revoked, by nobody who asked or owed."""
    on = issue.opened_on + timedelta(days=later)
    found = waiver(issue, on)
    if found is None:
        assert not issue.waived(on)
        return
    assert found.on <= on < found.expires
    assert not any(
        isinstance(e.event, Revoke) and found.on <= e.event.on <= on for e in issue.log if _after(issue, found, e)
    )
    known = issue.as_of(on)
    assert issue.waived(on) == known.pending


def _after(issue, granting, entry):
    places = [e.event for e in issue.log]
    return places.index(entry.event) > places.index(granting)


@given(matters(("waivable",), longest=9), st.integers(0, 60))
def test_a_waiver_never_makes_a_term_shorter(issue, later):
    """With its waivers the deadline is never before what it is without them."""
    on = max(issue.log[-1].event.on, issue.opened_on + timedelta(days=later))
    clock = issue.clock()
    if clock is not None:
        bare = super(Issue, issue).clock()
        assert clock.deadline(on=on).last_day >= bare.deadline(on=on).last_day
        assert clock.original() == bare.original()
