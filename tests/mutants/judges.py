"""Rules of who judges, and on what evidence, broken on purpose.

Holds: mutants of the conditions of accepting, extending, calling off.
Never: is imported by the library; a check passes on the rules as they are.
"""

from itertools import chain

from histories import assigned, correction, submitted
from mutants.board import Patch, codes, day, killed_by
from safetywork import acts, issues, waivers
from safetywork.acts import Accept, Cancel, Evidence, Return, Submit
from safetywork.issues import Issue, Transfer
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.parties import name_key
from safetywork.periods import days
from safetywork.referrals import Refer
from safetywork.relapses import Relapse
from safetywork.workflows import Guard


def own_work_is_refused() -> None:
    assert codes(submitted().decide(Accept(on=day(3, 11), by="李四"))) == ("own_work",)


def look_alikes_are_one_person() -> None:
    assert codes(submitted().decide(Accept(on=day(3, 11), by="李　四"))) == ("own_work",)


def the_worker_does_not_judge() -> None:
    issue = assigned("李四").apply(Submit(on=day(3, 10), by="王五"))
    assert codes(issue.decide(Accept(on=day(3, 10), by="王五"))) == ("own_work",)


def a_former_owner_does_not_judge() -> None:
    issue = assigned("李四").apply(Submit(on=day(3, 10), by="王五")).apply(correction("owner", "别人"))
    assert codes(issue.decide(Accept(on=day(3, 12), by="李四"))) == ("own_work",)


def whoever_owned_it_at_the_relapse_does_not_judge() -> None:
    issue = (
        submitted().apply(Accept(on=day(3, 10), by="检查组")).apply(Relapse(on=day(3, 12), by="检查组", text="又坏了"))
    )
    issue = issue.apply(Transfer(on=day(3, 12), by="局长", owner="王五", reason="分工")).apply(
        Submit(on=day(3, 17), by="王五")
    )
    assert codes(issue.decide(Accept(on=day(3, 17), by="李四"))) == ("own_work",)


def the_owner_does_not_call_it_off() -> None:
    issue = assigned(workflow=issues.rectification())
    assert codes(issue.decide(Cancel(on=day(3, 31), by="李 四", reason="误报"))) == ("own_relief",)


def a_waived_issue_is_not_overdue() -> None:
    issue = assigned(term=days(5), beside=(waivers.WAIVER,)).apply(
        waivers.AskWaiver(on=day(3, 4), by="李四", reason="待换件")
    )
    issue = issue.apply(waivers.Waive(on=day(3, 4), by="局长", expires=day(4, 1), stops=False))
    assert [issue.overdue(on) for on in (day(3, 31), day(4, 1))] == [False, True]


def evidence_is_of_this_round() -> None:
    photo = (Evidence("photo", "一", day(3, 9)),)
    issue = assigned(severity="major").apply(Submit(on=day(3, 10), by="李四", evidence=photo))
    issue = issue.apply(Return(on=day(3, 10), by="检查组", reason="未清")).apply(Submit(on=day(3, 11), by="李四"))
    assert codes(issue.decide(Accept(on=day(3, 11), by="检查组"))) == ("evidence_missing",)


def a_major_hazard_needs_evidence() -> None:
    assert codes(submitted(severity="major").decide(Accept(on=day(3, 11), by="检查组"))) == ("evidence_missing",)


def acceptance_waits_for_feedback() -> None:
    issue = submitted().apply(Refer(on=day(3, 10), by="局长", to="住建局"))
    assert codes(issue.decide(Accept(on=day(3, 10), by="检查组"))) == ("awaiting_feedback",)


@killed_by(own_work_is_refused)
def the_rectifier_accepts(patch: Patch) -> None:
    """The verifier is another person than the rectifier."""
    patch.setattr(Matter, "workers", frozenset())


@killed_by(look_alikes_are_one_person)
def names_are_compared_letter_by_letter(patch: Patch) -> None:
    """Names are compared by their key, so a space does not make another person."""
    patch.setattr(acts, "name_key", lambda name: name)


@killed_by(the_worker_does_not_judge)
def only_the_owner_is_looked_at(patch: Patch) -> None:
    """Neither the owner nor whoever handed the work in judges it."""
    patch.setattr(Matter, "workers", property(lambda self: frozenset({name_key(self.owner)})))


@killed_by(a_former_owner_does_not_judge)
def a_new_owner_frees_the_old(patch: Patch) -> None:
    """Whoever owned the work in this cycle does not judge it, though the books name another owner since."""
    now = lambda self: frozenset(map(name_key, filter(None, (self.owner, self.handed_in_by))))  # noqa: E731
    patch.setattr(Matter, "workers", property(now))


@killed_by(whoever_owned_it_at_the_relapse_does_not_judge)
def a_relapse_forgets_who_owned_it(patch: Patch) -> None:
    """Who owned the work when its cycle began is among its workers, also after a transfer."""

    def named(self: Matter) -> frozenset[str]:
        owners = [self.owner, *(getattr(entry.event, "owner", None) for entry in self.this_cycle)]
        return frozenset(map(name_key, filter(None, (*owners, self.handed_in_by))))

    patch.setattr(Matter, "workers", property(named))


@killed_by(the_owner_does_not_call_it_off)
def the_owner_calls_it_off(patch: Patch) -> None:
    """Nobody who owes the work calls it off."""
    patch.setattr(issues, "RELIEVED_BY_ANOTHER", Guard("relieved by another", Label("无", "none")))


@killed_by(a_waived_issue_is_not_overdue)
def a_waived_issue_is_overdue(patch: Patch) -> None:
    """A waived issue is not overdue though its term runs on."""
    patch.setattr(Issue, "waived", lambda _, on: False)


@killed_by(evidence_is_of_this_round)
def old_evidence_counts(patch: Patch) -> None:
    """Evidence of a returned round does not count in the next."""
    handed = lambda self: tuple(chain(*(getattr(e.event, "evidence", ()) for e in self.log)))  # noqa: E731
    patch.setattr(Matter, "evidence", property(handed))


@killed_by(a_major_hazard_needs_evidence)
def a_major_hazard_is_closed_on_a_word(patch: Patch) -> None:
    """A major hazard is accepted on evidence of the fix."""
    lax = (issues.ClosurePolicy("general"), issues.ClosurePolicy("major"))
    patch.setattr(issues, "RECTIFICATION", issues.rectification(lax))


@killed_by(acceptance_waits_for_feedback)
def an_unanswered_referral_is_overlooked(patch: Patch) -> None:
    """No issue is accepted while a referral waits for its answer."""
    patch.setattr(Issue, "referred", property(lambda _: False))
