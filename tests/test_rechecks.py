"""Follow-up checks: when they are due, which were held and missed, and what waits for them."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from histories import matters, submitted
from safetywork.acts import Accept, Submit
from safetywork.analysis import analyse
from safetywork.calendars import CHINA
from safetywork.closures import Close, Sustain
from safetywork.errors import PolicyError
from safetywork.issues import RECTIFICATION
from safetywork.periods import days, months, weeks, workdays, years
from safetywork.rechecks import DueCheck, Recheck, RecheckPolicy, done_on, rechecked
from safetywork.recurrences import quarterly, weekly
from safetywork.relapses import Relapse

D10, D12 = date(2025, 3, 10), date(2025, 3, 12)
POLICY = RecheckPolicy((months(1), months(3)))
COUNTY = RECTIFICATION.guard(Close, rechecked(POLICY), sources=["sustaining"])


def kept_up(*checks, workflow=None):
    """An issue accepted on 10 March 2025, kept up since the 12th, and looked at again on the days given."""
    issue = submitted(workflow=workflow).apply(Accept(on=D10, by="检查组")).apply(Sustain(on=D12, by="局长"))
    for day in checks:
        issue = issue.apply(Recheck(on=day, by="督导组"))
    return issue


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


@pytest.mark.parametrize(
    ("checks", "held", "good"),
    [
        ((), (None, None), (None, None)),
        ((day(4, 10),), (day(4, 10), None), (None, None)),
        ((day(3, 12),), (day(3, 12), None), (None, None)),
        ((day(4, 11),), (None, day(4, 11)), (None, None)),
        ((day(4, 11), day(6, 9)), (None, day(4, 11)), (day(6, 9), None)),
        ((day(4, 1), day(4, 2), day(6, 10)), (day(4, 1), day(6, 10)), (None, None)),
        ((day(6, 11),), (None, None), (day(6, 11), None)),
        ((day(6, 11), day(7, 1), day(7, 2)), (None, None), (day(6, 11), day(7, 1))),
    ],
)
def test_a_check_is_held_up_to_its_day(checks, held, good):
    """Due 10 April and 10 June: each held after the one before was due; one missed is made good by one of its own."""
    found = POLICY.due(kept_up(*checks), day(12, 31))
    assert found == tuple(
        DueCheck(by, on_time, made_good=late)
        for by, on_time, late in zip((day(4, 10), day(6, 10)), held, good, strict=True)
    )
    assert [check.missed(day(12, 31)) for check in found] == [on_time is None for on_time in held]


def test_a_check_is_counted_from_the_day_it_was_done():
    """The acceptance, not the later keeping up; one month from a day whose end is off moves to the next working day."""
    assert done_on(kept_up()) == D10
    (check,) = RecheckPolicy(days(5)).due(kept_up(), day(4, 1))
    assert check.by == day(3, 17), "15 March is a Saturday"


@pytest.mark.parametrize(
    ("on", "missed"), [(day(4, 10), []), (day(4, 11), [day(4, 10)]), (day(6, 11), [day(4, 10), day(6, 10)])]
)
def test_missed_checks_are_seen_from_the_day_after(on, missed):
    """The day itself is not missed yet."""
    assert [check.by for check in POLICY.missed(kept_up(), on)] == missed


def test_nothing_is_due_of_what_is_not_done():
    """Before the acceptance, after a relapse, and before it was registered there is nothing to look at again."""
    issue = kept_up()
    assert POLICY.due(issue, day(3, 9)) == ()
    assert POLICY.due(issue, day(3, 2)) == ()
    failed = issue.apply(Relapse(on=day(4, 1), by="督导组", text="回头看发现反弹"))
    assert POLICY.due(failed, day(4, 1)) == ()
    assert len(POLICY.due(failed, day(3, 31))) == 2, "as known on the day before"


def test_a_check_that_fails_is_a_relapse_and_the_next_cycle_starts_anew():
    """A failed check reopens it; done again, the checks are counted from the new day, and old ones count no more."""
    issue = kept_up(day(3, 20)).apply(Relapse(on=day(4, 1), by="督导组", text="回头看发现反弹", found_as="RC-7"))
    assert (issue.pending, issue.relapses) == (True, 1)
    issue = issue.apply(Submit(on=day(4, 2), by="李四")).apply(Accept(on=day(4, 2), by="检查组"))
    assert [check.by for check in POLICY.due(issue, day(12, 31))] == [day(5, 6), day(7, 2)], "2 to 5 May are off"

    assert POLICY.missed(issue, day(5, 6)) == ()


def test_checks_on_the_rounds_of_a_recurrence():
    """Every Friday for three weeks; a round that falls on a day that is due anyway is due once."""
    policy = RecheckPolicy(days(11), weekly(5), weeks(3))  # 21 March is a Friday
    assert [check.by for check in policy.due(kept_up(), day(12, 31))] == [day(3, 14), day(3, 21), day(3, 28)]
    yearly = RecheckPolicy(cadence=quarterly(), lasts=years(1))
    assert len(yearly.due(kept_up(), day(12, 31))) == 4


def test_a_day_that_nobody_has_announced_is_marked():
    """A check due in a year without a notice is provisional."""
    far = RecheckPolicy(years(3)).due(kept_up(), day(12, 31))
    assert [check.provisional for check in far] == [True]
    assert [check.provisional for check in POLICY.due(kept_up(), day(12, 31))] == [False, False]


@pytest.mark.parametrize("wrong", [{}, {"lasts": years(1)}, {"cadence": weekly(5)}])
def test_a_policy_says_when_and_ends(wrong):
    """Without a time there is nothing to check, and rounds that never end would never let an issue go."""
    with pytest.raises(PolicyError, match="say"):
        RecheckPolicy(**wrong)


@pytest.mark.parametrize(
    ("checks", "on", "codes"),
    [
        ((day(4, 9), day(6, 9)), day(6, 9), ()),
        ((day(4, 9),), day(6, 9), ("not_rechecked",)),
        ((day(4, 11),), day(6, 30), ("not_rechecked",)),
        ((day(4, 11), day(6, 9)), day(6, 30), ()),
        ((), day(3, 12), ("not_rechecked",)),
    ],
)
def test_what_is_kept_up_is_struck_off_when_every_check_was_held(checks, on, codes):
    """A county's guard: an issue that is kept up leaves the ledger after its last check, none missing or made good."""
    answer = kept_up(*checks, workflow=COUNTY).decide(Close(on=on, by="检查组"))
    assert getattr(answer, "codes", ()) == codes


def test_the_guard_says_which_checks_are_missing_or_that_it_cannot_tell():
    """The days stand in the reason; days beyond the calendar's reach are a reason, not an exception."""
    refusal = kept_up(workflow=COUNTY).decide(Close(on=day(6, 30), by="检查组"))
    assert refusal.text() == "尚缺回头看（应于2025-04-10、2025-06-10前）"
    forever = RECTIFICATION.guard(Close, rechecked(RecheckPolicy(workdays(30_000))), sources=["sustaining"])
    assert kept_up(workflow=forever).decide(Close(on=day(6, 30), by="检查组")).codes == ("due_unknown",)
    assert analyse(COUNTY, events=COUNTY.events) == ()
    assert COUNTY.rule != forever.rule != RECTIFICATION.rule


def test_the_owner_does_not_look_at_it_again():
    """回头看 by the owner is refused, as before."""
    assert kept_up().decide(Recheck(on=day(4, 1), by="李 四")).codes == ("own_work",)


@given(matters(("rectification", "major", "immediate")), st.integers(0, 120))
def test_due_checks_are_in_order_and_a_check_is_counted_once(issue, later):
    """On any day of any history: days strictly rise from the day it was done, and no check is held twice or ahead."""
    on = issue.opened_on + timedelta(days=later)
    known = issue.as_of(on)
    found = RecheckPolicy((days(3), days(9), weeks(9))).due(issue, on, CHINA)
    bounds = [done_on(known), *(check.by for check in found)] if found else []
    assert bounds == sorted(set(bounds))
    held = [check.held for check in found if check.held]
    assert held == sorted(set(held))
    assert all(a < check.held <= check.by for a, check in zip(bounds, found, strict=False) if check.held)
    good = [check.made_good for check in found if check.made_good]
    looks = [entry.event.on for entry in known.this_cycle if isinstance(entry.event, Recheck)] if found else []
    assert not Counter(held + good) - Counter(looks), "no look stands for two"
    assert all(check.made_good > check.by and not check.held for check in found if check.made_good)
    assert bool(found) == (known is not None and known.done)
