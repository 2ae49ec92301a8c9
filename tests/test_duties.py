"""What an authority owes after an event: when it arises, by when, and when it was done."""

from datetime import date

import pytest
from attrs import evolve

from histories import assigned
from safetywork.acts import Progress, Submit
from safetywork.issues import Issue, Register
from safetywork.labels import Label
from safetywork.periods import workdays
from safetywork.statutes import STATUTES, Statute
from safetywork.supervision.duties import Duty, Owed, owed
from safetywork.supervision.enforcement import ENFORCEMENT_DUTIES

D3, D10, D24 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 24)
WORDS = Label("答复", "answer")
ANSWER = Duty(code="answer", label=WORDS, statute="local-answer", after=(Progress,), done_by=(Submit,))
LOCAL = Statute(
    id="local-answer-2025",
    name="local-answer",
    law=Label("某县规定", "a county's rule"),
    title=WORDS,
    article="3",
    trigger=Label("收到报告之日", "the day of the report"),
    span=workdays(5),
    effective_from=date(2025, 3, 5),
    confidence="local",
    citation="某县2025年规定",
)
OURS = (*STATUTES, LOCAL)


def reported(*when):
    """An issue on which progress was reported on these days."""
    issue = assigned()
    for on in when:
        issue = issue.apply(Progress(on=on, by="李四", text="过半"))
    return issue


def test_a_locality_brings_its_own_rule():
    """Five working days from Monday 10 March; done on the 18th, it is a day late, and stays so."""
    issue = reported(D10)
    (answer,) = owed(issue, (ANSWER,), D10, statutes=OURS)
    assert (answer.since, answer.deadline.last_day, answer.done_on) == (D10, date(2025, 3, 17), None)
    done = issue.apply(Submit(on=date(2025, 3, 18), by="李四"))
    (answer,) = owed(done, (ANSWER,), date(2026, 1, 1), statutes=OURS)
    assert (answer.done_on, answer.days_late(date(2026, 1, 1))) == (date(2025, 3, 18), 1)


def test_one_event_may_do_what_several_called_for():
    """Two reports, one answer: both are answered by it, each in its own time."""
    issue = reported(D10, date(2025, 3, 17)).apply(Submit(on=date(2025, 3, 18), by="李四"))
    told = owed(issue, (ANSWER,), D24, statutes=OURS)
    assert [(each.since.day, each.done_on.day, each.days_late(D24)) for each in told] == [(10, 18, 1), (17, 18, 0)]


@pytest.mark.parametrize("statutes", [STATUTES, OURS])
def test_where_no_rule_was_in_force_nothing_is_guessed(statutes):
    """A report of 3 March, before the rule of 5 March, or without any: owed, by nobody knows when, never late."""
    (answer,) = owed(reported(D3), (ANSWER,), D24, statutes=statutes)
    assert (answer.deadline, answer.days_late(date(2030, 1, 1))) == (None, 0)
    assert answer.text() == "答复：2025-03-03起，应于无从确定前办理"
    assert answer.text("en") == "answer: owed since 2025-03-03, due by unknown"


def test_as_of_a_day_only_what_had_happened_counts():
    """Asked for an earlier day, a duty is not done yet, or has not arisen; before the issue began there is none."""
    issue = reported(D10).apply(Submit(on=date(2025, 3, 14), by="李四"))
    assert owed(issue, (ANSWER,), date(2025, 3, 9), statutes=OURS) == ()
    assert [each.done_on for each in owed(issue, (ANSWER,), date(2025, 3, 13), statutes=OURS)] == [None]
    assert owed(issue, (ANSWER,), date(2025, 3, 2), statutes=OURS) == ()


def test_days_not_announced_are_counted_provisionally():
    """An answer over a book goes on, its deadline says that it is not firm, or beyond the calendar's reach is none."""
    for far, known in ((date(2030, 3, 1), True), (date(2060, 3, 1), False)):
        issue = Issue.register(id="H", title="t", on=far, by="检查组")
        (answer,) = owed(issue, (evolve(ANSWER, after=(Register,)),), far, statutes=OURS)
        assert (answer.deadline is not None) is known
        assert not known or answer.deadline.provisional


def test_a_matter_without_the_machine_owes_nothing_at_its_end():
    """An issue that nobody ordered anything about has no ordered term to end."""
    assert owed(assigned(), ENFORCEMENT_DUTIES, date(2026, 1, 1)) == ()


def test_a_duty_is_a_value():
    """Compared by what it says."""
    assert evolve(ANSWER) == ANSWER
    assert Owed(ANSWER, D3, None) == Owed(ANSWER, D3, None)
