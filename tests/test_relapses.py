"""Relapse: linked, counted, and taken more strictly each time it comes back."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from histories import assigned, submitted
from safetywork.acts import Accept, Assign, Evidence, Submit
from safetywork.analysis import analyse
from safetywork.calendars import CHINA
from safetywork.clocks import Clock, Extension
from safetywork.closures import Close
from safetywork.errors import PolicyError
from safetywork.issues import IMMEDIATE, RECTIFICATION, SAME_DAY, Issue
from safetywork.periods import PeriodRule, days, hours, months, weeks, workdays, years
from safetywork.relapses import Relapse, RelapsePolicy, strictly
from safetywork.workflows import Context

D3, D10, D12 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12)
HALF = Fraction(1, 2)
POLICY = RelapsePolicy(HALF, {"general": "major"})
COUNTY = RECTIFICATION.guard(Relapse, strictly(POLICY)).guard(Assign, strictly(POLICY))


def closed(issue, on):
    """The issue handed in with a picture, accepted and struck off on one day."""
    issue = issue.apply(Submit(on=on, by=issue.owner, evidence=(Evidence("photo", "整改后", on),)))
    return issue.apply(Accept(on=on, by="检查组")).apply(Close(on=on, by="检查组"))


# --- the shorter term


@pytest.mark.parametrize(
    ("term", "share", "shorter"),
    [
        (workdays(15), HALF, workdays(7)),
        (days(30), HALF, days(15)),
        (days(1), HALF, days(1)),
        (days(0), HALF, days(0)),
        (weeks(3), Fraction(1, 3), weeks(1)),
        (hours(24), HALF, hours(12)),
        (days(30), Fraction(1), days(30)),
        (days(30), None, days(30)),
        (months(2), HALF, days(30)),  # 3 March to 3 May: 61 days
        (years(1), Fraction(1, 4), days(91)),  # 365 days
        (date(2025, 3, 24), HALF, days(10)),  # 21 days
        (D3, HALF, days(0)),
        (PeriodRule(workdays(15), roll=False, source="X"), HALF, PeriodRule(workdays(7), roll=False, source="X")),
        (PeriodRule(months(1), source="X"), HALF, PeriodRule(days(15), source="X")),  # 31 days
        (SAME_DAY, HALF, SAME_DAY),
    ],
)
def test_the_longest_term_after_a_relapse(term, share, shorter):
    """The share of the term first set, in its own unit and rounded down, one unit at least; its rule stays."""
    clock = Clock(D3, term)
    assert RelapsePolicy(share).term(clock) == shorter
    if not isinstance(term, date):
        longer = clock.extend(Extension(D10, by=days(9)))
        assert RelapsePolicy(share).term(longer) == shorter, "an extension is no part of the term first set"


TERMS = st.one_of(
    st.integers(0, 60).map(days), st.integers(0, 60).map(workdays), st.integers(0, 9).map(weeks),
    st.integers(0, 12).map(months), st.integers(0, 60).map(lambda n: D3 + timedelta(days=n)),
)  # fmt: skip


@given(TERMS, st.fractions(Fraction(1, 9), 1))
def test_a_relapse_never_gets_longer(term, share):
    """The term after a relapse, from the same day, ends no later than the one before, whatever the share."""
    clock = Clock(D3, term)
    shorter = Clock(D3, RelapsePolicy(share).term(clock))
    # A shorter term may roll over a rest day that the longer one ends before: nominal days compare.
    assert shorter.deadline(provisional=True).nominal <= clock.deadline(provisional=True).nominal


@pytest.mark.parametrize("share", [0, Fraction(-1, 2), Fraction(3, 2), 2])
def test_a_share_is_of_the_whole(share):
    """More than the whole, or nothing at all, is no share of a term."""
    with pytest.raises(PolicyError, match="share"):
        RelapsePolicy(share)


# --- the workflow that holds to it


def test_a_relapse_chain_of_three_is_taken_more_strictly_each_time():
    """15 working days, then 7, 3, 1: linked and counted, major from the first relapse on, every cycle as it was."""
    issue = closed(assigned(workflow=COUNTY), D10)
    for n, (day, longest) in enumerate(((date(2025, 4, 1), 7), (date(2025, 5, 6), 3), (date(2025, 6, 3), 1)), start=1):
        again = POLICY.relapse(issue, text="又坏了", on=day, by="检查组", found_as=f"R-{n}")
        assert (again.term, again.severity) == (workdays(longest), "major" if n == 1 else None)
        too_long = issue.decide(evolve(again, term=workdays(longest + 1)))
        assert too_long.codes == ("term_too_long",)
        issue = issue.apply(again)
        assert (issue.relapses, issue.cycle, issue.severity) == (n, n + 1, "major")
        assert issue.deadline().last_day == CHINA.add(day, longest)
        issue = closed(issue, day)
    assert [cycle.closed_on for cycle in issue.cycles] == [D10, *(c.began_on for c in issue.cycles[1:])]
    assert [c.entries[0].event.found_as for c in issue.cycles[1:]] == ["R-1", "R-2", "R-3"]
    assert issue.as_of(date(2025, 3, 31)).severity == "general"


SPANS = st.one_of(st.integers(0, 20).map(workdays), st.integers(0, 20).map(days), st.integers(1, 3).map(months))


@given(SPANS, st.lists(SPANS, max_size=4))
def test_no_history_holds_a_relapse_with_more_than_its_share(first, wanted):
    """Whatever terms are tried, cycle after cycle, what is taken ends no later than half of the cycle before."""
    issue = closed(assigned(workflow=COUNTY, term=first), D10)
    for n, term in enumerate(wanted, start=1):
        day, before = D10 + timedelta(days=30 * n), issue.clock()
        again = Relapse(on=day, by="检查组", text="又坏了", severity="major", term=term)
        if not issue.decide(again):
            again = evolve(again, term=POLICY.term(before))
        issue = closed(issue.apply(again), day)
        longest = Clock(day, POLICY.term(before)).deadline(provisional=True)
        assert issue.clock().original(provisional=True).last_day <= longest.last_day
    assert issue.relapses == len(wanted)


def test_the_refusal_names_the_longest_term():
    """In words, whatever rule the term has."""
    rule = PeriodRule(workdays(15), source="X")
    issue = closed(assigned(workflow=COUNTY, term=rule), D10)
    again = Relapse(on=D12, by="检查组", text="又坏了", severity="major", term=workdays(9))
    assert issue.decide(again).text() == "反弹后的期限不得超过7个工作日"


def test_a_relapse_that_is_not_raised_is_refused():
    """The severity goes up as the policy says, under its own name; what is major already stays."""
    issue = closed(assigned(workflow=COUNTY), D10)
    again = Relapse(on=D12, by="检查组", text="又坏了")
    assert issue.decide(again).codes == ("not_raised",)
    assert issue.decide(evolve(again, severity="general")).text() == "反弹须升为“major”级"
    assert issue.decide(evolve(again, severity="major"))
    major = closed(assigned(workflow=COUNTY, severity="major"), D10)
    assert major.decide(again)


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        (workdays(7), ()),
        (workdays(8), ("term_too_long",)),
        (date(2025, 3, 21), ()),
        (date(2025, 3, 24), ("term_too_long",)),
        (None, ()),
    ],
)
def test_the_term_may_come_with_the_assignment(term, codes):
    """A relapse without a term leaves it to the assignment, held to the same bound: 7 from 12 March, the 21st."""
    issue = closed(assigned(workflow=COUNTY), D10)
    issue = issue.apply(Relapse(on=D12, by="检查组", text="又坏了", severity="major"))
    answer = issue.decide(Assign(on=D12, by="局长", owner="王五", term=term))
    assert getattr(answer, "codes", ()) == codes


def test_the_first_assignment_and_a_cycle_without_a_term_bind_nothing():
    """Only a term that was set before is cut."""
    fresh = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=COUNTY)
    assert fresh.decide(Assign(on=D3, by="局长", owner="李四", term=days(400)))
    issue = closed(assigned(workflow=COUNTY, term=None), D10)
    again = POLICY.relapse(issue, text="又坏了", on=D12, by="检查组")
    assert again.term is None
    issue = issue.apply(again)
    assert issue.decide(Assign(on=D12, by="局长", owner="李四", term=days(400)))


def test_the_bound_is_counted_on_the_calendar_of_the_context():
    """With one more day off in the county, seven working days end a day later; a trigger is where it starts."""
    flood = CHINA.overlay("flood", off=[date(2025, 3, 14)])
    issue = closed(assigned(workflow=COUNTY), D10)
    again = Relapse(on=D12, by="检查组", text="又坏了", severity="major", term=date(2025, 3, 24))
    assert issue.decide(again).codes == ("term_too_long",)
    assert issue.decide(again, Context(flood))
    assert issue.decide(evolve(again, trigger=date(2025, 3, 13)))


def test_a_bound_beyond_the_calendar_is_a_reason_not_an_exception():
    """Where nobody can say when the term ends, it is compared by its number, or refused with that reason."""
    issue = closed(assigned(workflow=COUNTY), D10)
    far = POLICY.relapse(issue, text="又坏了", on=date(2060, 3, 1), by="检查组")
    assert issue.decide(far)
    assert issue.decide(evolve(far, term=workdays(8))).codes == ("term_too_long",)
    assert issue.decide(evolve(far, term=days(3))).codes == ("due_unknown",)


@pytest.mark.parametrize(("n", "codes"), [(12, ()), (13, ("term_too_long",))])
def test_hours_are_compared_as_hours(n, codes):
    """Half of 24 hours are 12, from whatever moment they run."""
    issue = closed(assigned(workflow=COUNTY, term=hours(24), at=datetime(2025, 3, 3, 9, tzinfo=UTC)), D10)
    nine = datetime(2025, 3, 12, 9, tzinfo=UTC)
    again = Relapse(on=D12, at=nine, by="检查组", text="又坏了", severity="major", term=hours(n))
    assert getattr(issue.decide(again), "codes", ()) == codes


def test_a_policy_that_asks_for_nothing_refuses_nothing():
    """Without a share or a level, a relapse is what it was; the builder then says no more than the caller."""
    plain = RECTIFICATION.guard(Relapse, strictly(RelapsePolicy()))
    issue = submitted(workflow=plain).apply(Accept(on=D10, by="检查组"))
    again = RelapsePolicy().relapse(issue, text="又坏了", on=D12, by="检查组", owner="王五")
    assert again == Relapse(on=D12, by="检查组", text="又坏了", owner="王五")
    assert issue.decide(evolve(again, term=days(900)))


def test_what_is_put_right_at_once_relapses_at_once():
    """立行立改 has its day, and the relapse has its own: the rule stays the same-day rule."""
    strict = IMMEDIATE.guard(Relapse, strictly(RelapsePolicy(HALF)))
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=strict)
    issue = issue.apply(Submit(on=D3, by="李四")).apply(Accept(on=D3, by="检查组"))
    again = RelapsePolicy(HALF).relapse(issue, text="又坏了", on=D12, by="检查组")
    assert issue.apply(again).deadline().last_day == D12
    assert issue.decide(evolve(again, term=days(1))).codes == ("term_too_long",)


def test_the_policy_is_part_of_the_rule_and_the_table_stays_sound():
    """Another share or another level is another fingerprint; no finding in the table."""
    others = (RelapsePolicy(), RelapsePolicy(HALF), RelapsePolicy(Fraction(1, 3)), POLICY)
    assert len({RECTIFICATION.guard(Relapse, strictly(policy)).rule for policy in others}) == 4
    assert analyse(COUNTY, events=COUNTY.events) == ()
