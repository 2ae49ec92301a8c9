"""The laws of conditions: each falls where its condition lets everything pass, and where it refuses whatever comes."""

import re
from functools import partial
from pathlib import Path

import attrs
import pytest

import safetywork as sw
from kill_board import strict
from safetywork import issues
from safetywork.acts import Accept
from safetywork.closures import Close, ClosurePolicy, closure
from safetywork.extensions import ANY_EXTENSION, UNDECIDED, Extend, ExtensionPolicy
from safetywork.extents import CHILDREN_AT_REST, ISSUES
from safetywork.labels import Label
from safetywork.pledges import PLEDGE, REVIEWED_BY_ANOTHER, Review
from safetywork.rechecks import RecheckPolicy, rechecked
from safetywork.referrals import REFERRAL
from safetywork.replies import REPLIED, REPLY
from safetywork.schemes import OPEN, SCHEME
from safetywork.severities import extensions_by_severity
from safetywork.spans import days
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.supervision.listings import ListingPolicy, listing
from safetywork.supervision.supervised import SUPERVISED, supervised
from safetywork.supervision.verifications import COUNTY, Level, VerificationPolicy
from safetywork.testing import STOCK_LAWS, check_laws
from safetywork.testing.scenes import CONTEXT, DAY
from safetywork.waivers import WaiverPolicy, waiving
from safetywork.workflows import Context, Guard, Reason, Workflow

BY_SEVERITY = extensions_by_severity({"major": ExtensionPolicy(times=1, longest=days(8))})
GRADED = {"severity": ("general", "major")}
LISTED = {"reason": ("技术鉴定（送检）", "因天气", ""), "severity": ("general", "major", "?")}
BY_ROLE = ListingPolicy(levels=(Level("county", COUNTY.label, "lister"), Level("city", COUNTY.label, "mayor")))
ROLES = attrs.evolve(CONTEXT, roles={"局长": {"lister"}, "检查组": {"lister"}, "市长": {"mayor"}})
WATCHED = rechecked(RecheckPolicy(days(1)))
CHILD = issues.Issue.register(id="M-2", title="同类隐患", on=DAY, by="检查组", parent="M-1")
WITH_A_CHILD = attrs.evolve(CONTEXT, facts={**CONTEXT.facts, ISSUES: (CHILD,)})
OWN: dict[str, tuple[Workflow, dict[str, object]]] = {
    "guard-within": (strict(), {"fillings": LISTED}),
    "guard-listed-reason": (strict(), {"fillings": LISTED}),
    "guard-strictly": (strict(), {"fillings": LISTED}),
    "guard-extensions-by-severity": (issues.RECTIFICATION.guard(Extend, BY_SEVERITY), {"fillings": GRADED}),
    "guard-within-waivers": (waiving(WaiverPolicy(days(30), ("major",))), {}),
    "guard-accounted": (
        SCHEME,
        {"context": Context(facts={OPEN: ("R-7",)}), "fillings": {"left": (("R-7",), ())}},
    ),
    "guard-not-too-long": (listing(ListingPolicy(severities=(), longest=days(10), extensions=ANY_EXTENSION)), {}),
    "guard-graded": (issues.RECTIFICATION, {"fillings": {"severity": ("general", "?")}}),
    "guard-answered": (issues.RECTIFICATION, {"beside": (REFERRAL,)}),
    "guard-says-something": (SUPERVISED, {"fillings": {"measures": (" ",), "funds": (None,), "contingency": ("",)}}),
    "guard-some-left": (supervised(levels=VerificationPolicy((COUNTY,))), {}),
    "guard-verified": (supervised(levels=VerificationPolicy((COUNTY,))), {}),
    "guard-level": (listing(BY_ROLE), {"context": ROLES}),
    "guard-by-the-lister": (listing(BY_ROLE), {"context": ROLES}),
    "guard-replied": (issues.RECTIFICATION.guard(Close, REPLIED), {"beside": (REPLY,)}),
    "guard-mark": (REPLY, {"fillings": {"mark": ("satisfied", "?")}}),
    "guard-rechecked": (issues.RECTIFICATION.guard(Close, WATCHED, sources=["sustaining"]), {}),
    "guard-children-at-rest": (issues.RECTIFICATION.guard(Close, CHILDREN_AT_REST), {"context": WITH_A_CHILD}),
    "guard-reviewed-by-another": (PLEDGE.guard(Review, REVIEWED_BY_ANOTHER), {}),
}
"""Workflows with a condition that no stock one has, or with what it needs to be told."""


FIXED = ("guard-children-at-rest",)
"""What the context alone decides, whatever happens to the matter."""


def test_every_condition_is_read():
    """Each condition that the library brings along has a law that reads it: one of its own name, or another's."""
    source = Path(sw.__file__).parent
    rooms = [p for p in source.rglob("*.py") if "testing" not in p.parts]
    codes = {code for p in rooms for code in re.findall(r'Guard\(\s*"([^"]+)"', p.read_text(encoding="utf-8"))}
    assert len(codes) > 40
    assert codes - {_codes(law_id) for law_id in _guards()} == {"not ahead"}, "`not-finished-ahead` reads that one"


def _codes(law_id: str) -> str:
    """The condition that a law reads, by the words with which it tells that no row has it."""
    return STOCK_LAWS[law_id].applies(()).en.removeprefix("no row has the condition ")


def _with(workflow: Workflow, code: str, change) -> Workflow:
    rows = tuple(
        attrs.evolve(t, guards=tuple(change(g) if g.code == code else g for g in t.guards))
        for t in workflow.transitions
    )
    return Workflow(workflow.name, workflow.version, workflow.label, workflow.states, rows)


def _guards():
    return [law.id for law in STOCK_LAWS if law.id.startswith("guard-") and law.level == "step"]


def _silent(guard):
    """The condition, made with what it was made with, and nothing is ever against it."""

    def held(asked):
        return asked and partial(lambda *_: (), *getattr(asked, "args", ()))

    return attrs.evolve(guard, need=held(guard.need), check=held(guard.check))


def _stubborn(guard):
    """The condition, and once it had a reason against something, it has it against everything."""
    known = []

    def always(asked, *given):
        told = [*asked(*given)]
        known.extend(told[:1])
        return told or known[:1]

    def held(asked):
        return asked and partial(always, asked)

    return attrs.evolve(guard, need=held(guard.need), check=held(guard.check))


@pytest.mark.parametrize("law_id", OWN)
@pytest.mark.proof
def test_what_is_not_broken_is_clean(law_id):
    """The conditions as they are keep the law that reads them: what is told below is what was broken."""
    workflow, given = OWN[law_id]
    assert check_laws(workflow, laws=STOCK_LAWS.only(law_id), examples=0, **given).failures == ()


def _mine(code, **asks):
    """A condition of a user's own under a code of the library."""
    return Guard(code, Label("自有条件", "my own"), **asks)


def _unless_signed(_, event, __):
    """What nobody signed twice is refused."""
    if event.text != "签":
        yield Reason("own_work", {}, Label("签", "sign"))


BOTH = closure((ClosurePolicy("general"), ClosurePolicy("major")))
TWICE = {
    "extensions by severity, beside the policy for all": issues.RECTIFICATION.guard(Extend, BY_SEVERITY),
    "a request and a bound in one row": issues.RECTIFICATION.guard(Extend, UNDECIDED),
    "two closure policies": issues.RECTIFICATION.guard(Accept, BOTH),
    "a code of the library's": issues.RECTIFICATION.guard(Accept, _mine("verified", check=_unless_signed)),
    "a reason of the library's": issues.RECTIFICATION.guard(Accept, _mine("sign", check=_unless_signed)),
}
"""Conditions that share a code, a reason or a row with others."""


@pytest.mark.parametrize("name", TWICE)
@pytest.mark.proof
def test_conditions_that_stand_together_are_read_apart(name):
    """What one of them refuses is not charged to another."""
    laws = [law_id for law_id in _guards() if STOCK_LAWS[law_id].applies((TWICE[name],)) is None]
    report = check_laws(TWICE[name], laws=STOCK_LAWS.only(*laws), examples=0, fillings={"text": ("签", "已更换")})
    assert not report.failures, report.text()


BROKEN = [
    (law_id, how) for law_id in _guards() for how in (_silent, _stubborn) if how is _silent or law_id not in FIXED
]


@pytest.mark.parametrize(("law_id", "changed"), BROKEN, ids=lambda one: getattr(one, "__name__", one))
@pytest.mark.proof
def test_a_condition_that_is_broken(law_id, changed):
    """Its own law tells it, in the first workflow that has the condition."""
    code = _codes(law_id)
    found = [w for w in STOCK_WORKFLOWS if any(g.code == code for t in w.transitions for g in t.guards)]
    workflow, given = OWN[law_id] if law_id in OWN else (found[0], {})
    laws = STOCK_LAWS.only(law_id)
    report = check_laws(_with(workflow, code, changed), laws=laws, hasty=True, examples=0, **given)
    assert [each.law.id for each in report.failures] == [law_id]
