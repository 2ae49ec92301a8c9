"""The five assurances 五落实: what is in place, and the guard that names what is missing."""

from datetime import date

import pytest

from safetywork.acts import Accept, Assign, Correct, Submit
from safetywork.issues import RECTIFICATION, SAME_DAY, Issue, Relapse
from safetywork.periods import workdays
from safetywork.supervision.assurances import ASSURANCES, FIVE, PLANNED, Assure, assurance_rows, assurances, assured

D3, D10 = date(2025, 3, 3), date(2025, 3, 10)
HELD = RECTIFICATION.extend(name="held", transitions=assurance_rows(("registered", "rectifying", "submitted"))).guard(
    Accept, assurances()
)


def held(**details):
    """An issue whose acceptance asks for all five."""
    return Issue.register(id="H-1", title="t", on=D3, by="检查组", workflow=HELD, **details)


def test_the_five_are_named_in_both_languages():
    """责任、措施、资金、时限、预案, in the order of the trade; an assignment brings the first and the fourth."""
    assert [ASSURANCES[kind].zh for kind in FIVE] == ["责任", "措施", "资金", "时限", "预案"]
    assert all(label.en for label in ASSURANCES.values())
    assert set(FIVE) - set(PLANNED) == {"responsibility", "time_limit"}


def test_nothing_is_in_place_at_first():
    """An issue that was only registered has none of the five."""
    assert dict(assured(held())) == {}


def test_an_owner_is_responsibility_and_a_term_is_a_time_limit():
    """What an assignment says need not be said twice; a rule is told by its span."""
    issue = held(owner="李四")
    assert dict(assured(issue)) == {"responsibility": "李四"}
    issue = issue.apply(Assign(on=D3, by="局长", owner="王五", term=workdays(15)))
    assert dict(assured(issue)) == {"responsibility": "王五", "time_limit": "15个工作日"}
    on_the_day = held().apply(Assign(on=D3, by="局长", owner="王五", term=SAME_DAY))
    assert assured(on_the_day)["time_limit"] == str(SAME_DAY.span)


def test_an_owner_who_was_put_out_of_the_books_is_no_responsibility():
    """A correction to a blank leaves nobody responsible, and unseen characters say nothing."""
    issue = held(owner="李四").apply(
        Correct(on=D3, by="局长", concerns=D3, field="owner", value=" \u200b", reason="登记有误")
    )
    assert "responsibility" not in assured(issue)


def test_what_was_said_last_stands_and_what_was_left_out_stays():
    """Words take the place of what follows from an assignment; a blank says nothing."""
    issue = held(owner="李四").apply(Assure(on=D3, by="企业", responsibility="总经理", funds="12万元", measures=" "))
    issue = issue.apply(Assure(on=D10, by="企业", funds="20万元", contingency="预案三号"))
    assert dict(assured(issue)) == {"responsibility": "总经理", "funds": "20万元", "contingency": "预案三号"}


@pytest.mark.parametrize(
    ("words", "codes"),
    [({}, ("nothing_assured",)), ({"funds": " 　"}, ("nothing_assured",)), ({"funds": "12万元"}, ())],
)
def test_an_assurance_says_something(words, codes):
    """An event that assures nothing is refused."""
    assert getattr(held().decide(Assure(on=D3, by="企业", **words)), "codes", ()) == codes


def test_the_guard_names_what_is_missing():
    """One reason, with every assurance that is missing, in order; it can be asked before there is an event."""
    issue = held(owner="李四").apply(Assign(on=D3, by="局长", owner="李四")).apply(Submit(on=D10, by="李四"))
    refusal = issue.decide(Accept(on=D10, by="检查组"))
    assert refusal.codes == ("not_assured",)
    assert refusal.text() == "尚未落实：措施、资金、时限、预案"
    assert refusal.text("en") == "not in place: measures, funds, time limit, contingency plan"
    (option,) = (option for option in issue.options() if option.event is Accept)
    assert option.blocked == refusal.reasons
    issue = issue.apply(Assure(on=D10, by="企业", measures="更换", funds="1万元", time_limit="月底", contingency="有"))
    assert issue.decide(Accept(on=D10, by="检查组"))


def test_a_relapse_asks_for_a_plan_of_its_own():
    """What was in place for one cycle is not in place for the next; the owner is still the owner."""
    issue = held().apply(Assign(on=D3, by="局长", owner="李四", term=workdays(5)))
    issue = issue.apply(Assure(on=D3, by="企业", measures="更换", funds="1万元", contingency="有"))
    issue = issue.apply(Submit(on=D3, by="李四")).apply(Accept(on=D3, by="检查组"))
    assert dict(assured(issue.apply(Relapse(on=D10, by="检查组", text="又坏")))) == {"responsibility": "李四"}


def test_the_wanted_are_part_of_the_rule():
    """A guard for other assurances is another rule; the order in which they are given is not."""
    assert assurances(("funds", "measures")).params == assurances(("measures", "funds")).params == "measures, funds"
    assert assurances().params != assurances(PLANNED).params
    assert assurances(("funds",)).label.text("en") == "funds in place"
