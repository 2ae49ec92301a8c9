"""Severities: of a county's own, raised and lowered for a reason, with what hangs on them."""

from datetime import date

import pytest

from histories import assigned, submitted
from safetywork.acts import Accept, Assign, Evidence, Submit
from safetywork.analysis import analyse
from safetywork.books import Book
from safetywork.closures import ClosurePolicy
from safetywork.documents import dumps, loads
from safetywork.extensions import AskExtension, Extend, ExtensionPolicy
from safetywork.issues import RECTIFICATION, Issue, rectification
from safetywork.periods import days, workdays
from safetywork.relapses import Relapse
from safetywork.severities import Reclassify, extensions_by_severity
from safetywork.workflows import Context

D3, D10, D12 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12)
LEVELS = (
    ClosurePolicy("轻微"),
    ClosurePolicy("较大", ("photo",)),
    ClosurePolicy("特别重大", ("photo", "on-site check"), verifiers=("expert", "city verifier")),
)
COUNTY = rectification(LEVELS)


def own(severity):
    """An issue of a county with three levels of its own, registered on 3 March."""
    return Issue.register(id="H-1", title="t", on=D3, by="检查组", severity=severity, workflow=COUNTY)


@pytest.mark.parametrize("policy", LEVELS, ids=lambda policy: policy.severity)
def test_a_county_has_levels_of_its_own(policy):
    """Whatever the closure policies cover is a severity: assigned, saved and loaded, and nothing is forked."""
    issue = own(policy.severity).apply(Assign(on=D3, by="局长", owner="李四"))
    book = Book("台账", matters=(issue,))
    assert loads(dumps(book), workflows=(COUNTY,)) == book
    assert analyse(COUNTY, events=COUNTY.events) == ()


def test_an_issue_whose_level_nobody_covers_is_not_given_out():
    """It is graded first; the option says so before anybody tries, and names the levels there are."""
    issue = own("general")
    (option,) = (option for option in issue.options() if option.event is Assign)
    assert [reason.code for reason in option.blocked] == ["no_closure_policy"]
    assert option.blocked[0].params["covered"] == ("轻微", "较大", "特别重大")
    graded = issue.apply(Reclassify(on=D3, by="检查组", severity="较大", reason="按判定标准"))
    assert graded.apply(Assign(on=D3, by="局长", owner="李四")).severity == "较大"


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"severity": "major"}, ()),
        ({"severity": "general"}, ("same_severity",)),
        ({"severity": "严重"}, ("no_closure_policy",)),
        ({"severity": "major", "reason": " "}, ("missing_field",)),
        ({"severity": ""}, ("missing_field", "no_closure_policy")),
        ({"severity": "major", "by": "李 四"}, ("own_work",)),
    ],
)
def test_a_severity_changes_for_a_reason_and_by_another_hand(given, codes):
    """To another level that a policy covers, with the reason, by nobody who owes the work."""
    event = Reclassify(**({"on": D10, "by": "检查组", "reason": "复核"} | given))
    assert getattr(assigned().decide(event), "codes", ()) == codes


def test_what_a_raised_severity_asks_holds_at_once():
    """Handed in as general without a picture, raised to major: acceptance now asks for one; lowered, it does not."""
    issue = submitted()
    assert issue.decide(Accept(on=D10, by="检查组"))
    raised = issue.apply(Reclassify(on=D10, by="专家", severity="major", reason="构成重大隐患"))
    assert raised.decide(Accept(on=D10, by="检查组")).codes == ("evidence_missing",)
    assert raised.as_of(date(2025, 3, 9)).severity == "general"
    lowered = raised.apply(Reclassify(on=D12, by="专家", severity="general", reason="降级"))
    assert lowered.decide(Accept(on=D12, by="检查组"))


def test_a_relapse_names_a_level_that_a_policy_covers():
    """What comes back is not raised to a level that nobody could accept."""
    done = submitted().apply(Accept(on=D10, by="检查组"))
    again = Relapse(on=D12, by="检查组", text="又坏了", severity="严重")
    assert done.decide(again).codes == ("no_closure_policy",)


def handed_in(*, beside=()):
    """The gravest hazard of the county, handed in with a picture of the day."""
    issue = Issue.register(id="H-1", title="t", on=D3, by="检查组", severity="特别重大", workflow=COUNTY, beside=beside)
    issue = issue.apply(Assign(on=D3, by="局长", owner="李四"))
    return issue.apply(Submit(on=D10, by="李四", evidence=(Evidence("photo", "整改后", D10),)))


@pytest.mark.parametrize(
    ("roles", "role", "codes"),
    [
        (None, None, ("role_unknown",)),
        ({}, None, ("role_needed",)),
        ({"钱七": ("verifier",)}, None, ("role_needed",)),
        ({"钱 七": ("expert",)}, None, ()),
        ({"钱七": ("expert", "leader")}, "expert", ()),
        ({"钱七": ("expert", "leader")}, "leader", ("role_needed",)),
        ({"钱七": ("city verifier",)}, None, ()),
    ],
)
def test_a_level_says_who_may_accept(roles, role, codes):
    """One of the roles that the policy names, held and acted in; without a list of roles nobody is confirmed."""
    answer = handed_in().decide(Accept(on=D10, by="钱七", role=role), Context(roles=roles))
    assert getattr(answer, "codes", ()) == codes


def test_a_lower_level_asks_for_no_role():
    """Only the level that names verifiers asks for them."""
    issue = own("轻微").apply(Assign(on=D3, by="局长", owner="李四")).apply(Submit(on=D10, by="李四"))
    assert issue.decide(Accept(on=D10, by="钱七"))


# --- extensions by severity

STRICT = {"major": ExtensionPolicy(times=1, longest=workdays(10), notice=workdays(3))}
CAPPED = RECTIFICATION.guard(Extend, extensions_by_severity(STRICT)).guard(AskExtension, extensions_by_severity(STRICT))


@pytest.mark.parametrize(
    ("severity", "more", "codes"),
    [
        ("general", 40, ()),
        ("major", 10, ()),
        ("major", 11, ("extended_too_long",)),
    ],
)
def test_extensions_are_capped_by_severity(severity, more, codes):
    """A major hazard gets ten working days more at most; a general one is held to the workflow's own policy only."""
    issue = assigned(severity=severity, workflow=CAPPED)
    answer = issue.decide(Extend(on=D10, by="局长", reason="备件未到", more=workdays(more)))
    assert getattr(answer, "codes", ()) == codes


def test_the_policy_of_the_level_holds_on_the_day_of_the_event():
    """Raised to major, the second extension is one too many, and three working days' notice is asked for."""
    issue = assigned(workflow=CAPPED, term=workdays(15))  # → 24 March
    issue = issue.apply(Extend(on=D10, by="局长", reason="备件未到", more=workdays(1)))  # → 25 March
    more = Extend(on=D12, by="局长", reason="备件未到", more=workdays(1))
    assert issue.decide(more)
    raised = issue.apply(Reclassify(on=D12, by="专家", severity="major", reason="构成重大隐患"))
    assert raised.decide(more).codes == ("extended_too_often",)
    asked = [AskExtension(on=date(2025, 3, n), by="李四", reason="备件未到", more=days(9)) for n in (20, 21)]
    assert [getattr(raised.decide(ask), "codes", ()) for ask in asked] == [(), ("asked_late",)]
    assert issue.decide(asked[1])


def test_what_hangs_on_a_level_is_in_the_fingerprint():
    """Another cap, another verifier or another level is another rule."""
    rules = {
        RECTIFICATION.rule, CAPPED.rule, COUNTY.rule, rectification(LEVELS[:2]).rule,
        RECTIFICATION.guard(Extend, extensions_by_severity({})).rule,
        rectification((ClosurePolicy("general", verifiers=("expert",)), ClosurePolicy("major"))).rule,
    }  # fmt: skip
    assert len(rules) == 6
    one, other = (
        extensions_by_severity({a: ExtensionPolicy(times=1), b: ExtensionPolicy(times=2)}) for a, b in ("xy", "yx")
    )
    assert one.params != other.params
