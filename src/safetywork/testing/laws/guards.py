"""Laws of the library's other conditions, on people and on issues: each refuses exactly what its words say.

Holds: `GUARD_LAWS`.
Never: asks the condition itself what it means; a condition of a user's own is `guard-is-asked`'s business.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, cast

from safetywork import waivers
from safetywork.acts import ANOTHER_PERSON, CORRECTABLE, RELIEVED_BY_ANOTHER
from safetywork.extents import CHILDREN_AT_REST, ISSUES
from safetywork.issues import ANSWERED, NOT_ITSELF
from safetywork.labels import Label
from safetywork.machines import HOLDS_OPEN, SETTLED, STILL_OWED, WORK_ACCEPTED, WORK_HANDED_IN
from safetywork.rechecks import Recheck, RecheckPolicy
from safetywork.referrals import AWAITING
from safetywork.replies import OWED, REPLIED, Scale
from safetywork.severities import Reclassify
from safetywork.testing.laws.law import LawSet
from safetywork.testing.laws.readings import (
    ROLE_CODES,
    by_a_worker,
    reads,
    roles_wanted,
    while_tagged,
)
from safetywork.testing.logs import (
    asked_last,
    folded,
    main_state,
    naive_cycle,
    naive_handing_in,
    naive_workers,
)
from safetywork.testing.oracles import PlainClock, naive_due, walked
from safetywork.testing.trials import Trial, given_to
from safetywork.waivers import Waive, WaiverPolicy
from safetywork.workflows import DONE, HANDED_IN, VOID, Guard

# --- who decides on a waiver, and how far


def _waived_by_another(trial: Trial, _: Guard) -> Iterator[str]:
    asked = asked_last(trial.before.matter, trial.workflow)
    own = {folded(asked.by)} if asked is not None else set[str]()
    if folded(trial.event.by) in own | naive_workers(trial.before.matter):
        yield "own_waiver"


def _within_waivers(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy: Any = given_to(guard, WaiverPolicy)
    event, severity, found = cast("Any", trial.event), getattr(trial.before.matter, "severity", None), list[str]()
    if event.expires <= event.on:
        found.append("expires_at_once")
    if policy.severities and severity not in policy.severities:
        found.append("not_waivable")
    if policy.longest is None:
        return found
    if policy.longest.unit == "hour":
        return None
    too_long = event.expires > walked(event.on, policy.longest, trial.context.calendar)
    return [*found, "waived_too_long"] if too_long else found


# --- what an issue is, and what stands beside it


def _covered(guard: Guard, severity: str | None) -> bool:
    return severity in [policy.severity for policy in given_to(guard, tuple) or ()]


def _graded(trial: Trial, guard: Guard) -> Iterator[str]:
    if not _covered(guard, getattr(trial.before.matter, "severity", None)):
        yield "no_closure_policy"


def _known_severity(trial: Trial, guard: Guard) -> Iterator[str]:
    wanted = getattr(trial.event, "severity", None)
    if wanted is not None and not _covered(guard, wanted):
        yield "no_closure_policy"
    if isinstance(trial.event, Reclassify) and wanted == getattr(trial.before.matter, "severity", None):
        yield "same_severity"


def _still_owed(trial: Trial, _: Guard) -> Iterator[str]:
    state = main_state(trial.before.matter)
    if state.kind == "rest" or DONE in state.tags:
        yield "not_owed"


def _work_accepted(trial: Trial, _: Guard) -> Iterator[str]:
    if DONE not in main_state(trial.before.matter).tags:
        yield "not_accepted"


def _work_handed_in(trial: Trial, _: Guard) -> Iterator[str]:
    if not main_state(trial.before.matter).tags & {HANDED_IN, DONE, VOID}:
        yield "not_handed_in"


def _owed(trial: Trial, _: Guard) -> Iterator[str]:
    state = main_state(trial.before.matter)
    if state.kind == "rest" or state.tags & {DONE, VOID}:
        yield "nothing_owed"


def _run_out(trial: Trial, _: Guard) -> Iterator[str]:
    name = trial.workflow.name if trial.workflow else ""
    days = [e.event.expires for e in trial.before.matter.log if e.rule.name == name and isinstance(e.event, Waive)]
    if days and trial.event.on < days[-1]:
        yield "not_expired_yet"


def _not_itself(trial: Trial, _: Guard) -> Iterator[str]:
    if getattr(trial.event, "duplicate_of", "") == trial.before.matter.id:
        yield "duplicate_of_itself"


def _correctable(trial: Trial, _: Guard) -> Iterator[str]:
    if getattr(trial.event, "field", None) not in type(trial.before.matter).correctable:
        yield "not_correctable"


# --- rules of a user's own that the library has a condition for


def _listed(trial: Trial, guard: Guard) -> Iterable[str]:
    reasons: tuple[Label, ...] = given_to(guard, tuple) or ()
    words = {_opening(word) for reason in reasons for word in (reason.zh, reason.en)}
    return () if _opening(getattr(trial.event, "reason", None) or "") in words else ("reason_not_listed",)


def _opening(reason: str) -> str:
    """The words before the first mark, after which it may say what it was about."""
    told = folded(reason)
    return told[: min((told.index(mark) for mark in "(:,;." if mark in told), default=len(told))]


def _closure(trial: Trial, guard: Guard) -> Iterable[str] | None:
    matter: Any = trial.before.matter
    policy: Any = next((p for p in given_to(guard, tuple) or () if p.severity == matter.severity), None)
    if policy is None:
        return ("no_closure_policy",)
    passed = _passed(trial)
    through = ["not_through"] if any(tag not in passed for tag in policy.through) else []
    return [*_shown(policy, matter), *through, *roles_wanted(trial, policy.verifiers)]


def _shown(policy: Any, matter: Any) -> Iterator[str]:
    """What is missing of the evidence that a closure policy asks for, in the round that stands to be judged."""
    event = naive_handing_in(matter)
    fitting = [e for e in getattr(event, "evidence", ()) if not policy.evidence or e.kind in policy.evidence]
    opened = naive_cycle(matter)[0].event.on
    fresh = [e for e in fitting if e.on is not None and event is not None and opened <= e.on <= event.on]
    if policy.evidence and not fitting:
        yield "evidence_missing"
    elif fitting and policy.dated_after_opening and not fresh:
        yield "evidence_not_of_this_round"


def _passed(trial: Trial) -> set[str]:
    """The tags of the states of this cycle, and of those that machines beside were in as it began."""
    matter, found = trial.before.matter, set[str]()
    begun = len(matter.log) - len(naive_cycle(matter))
    for at, workflow in enumerate(matter.workflows):
        own = [(n, entry) for n, entry in enumerate(matter.log) if entry.rule.name == workflow.name]
        stood = [entry for n, entry in own if n < begun][-1:] if at else []
        for entry in (*stood, *(entry for n, entry in own if n >= begun)):
            found |= workflow.state(entry.to).tags
    return found


def _children_at_rest(trial: Trial, _: Guard) -> Iterable[str] | None:
    issues: Any = trial.context.facts.get(ISSUES)
    if not isinstance(issues, tuple):
        return ("issues_unknown",) if issues is None else None
    members, kin = cast("tuple[Any, ...]", issues), {trial.before.matter.id}
    for _ in members:  # a child of a child may stand before it
        kin |= {one.id for one in members if one.parent in kin}
    if any(one.duplicate_of for one in members):
        return None
    states = [main_state(one) for one in members if one.id in kin - {trial.before.matter.id}]
    return ("children_open",) if any(s.kind != "rest" and DONE not in s.tags for s in states) else ()


def _on_the_scale(trial: Trial, guard: Guard) -> Iterable[str]:
    scale, mark = cast("Any", given_to(guard, Scale)), getattr(trial.event, "mark", None)
    return () if mark is None or mark in {each.id for each in scale.marks} else ("not_on_the_scale",)


def _rechecked(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy: Any = given_to(guard, RecheckPolicy)
    if trial.event.on < trial.before.last:
        return None  # it is asked as of the day of the event
    matter, main, began = trial.before.matter, trial.before.matter.workflows[0], None
    for entry in matter.log:
        if entry.rule.name == main.name:
            began = (began or entry.event.on) if DONE in main.state(entry.to).tags else None
    if policy.cadence is not None:
        return None
    dues = (
        [] if began is None else [naive_due(PlainClock(began, each), trial.context.calendar) for each in policy.after]
    )
    if None in dues:
        return None
    days = sorted({due[1] for due in dues if due is not None})
    checks = [entry.event.on for entry in naive_cycle(matter) if isinstance(entry.event, Recheck)]
    stretches = list(pairwise([began or date.min, *days]))
    held = [next((day for day in checks if before < day <= by), None) for before, by in stretches]
    spare = [day for day in checks if day not in held]
    for by in (by for (_, by), on_time in zip(stretches, held, strict=True) if on_time is None):
        late = [day for day in spare if day > by]
        if not late:
            return ("not_rechecked",)
        spare.remove(late[0])
    return ()


GUARD_LAWS = LawSet(
    "guards",
    (
        reads("guard-another-person", ANOTHER_PERSON, ("own_work",),
               Label("做事的人不能验收，别人能", "who did the work is refused as its judge, and nobody else is"),
               Label("验收人与整改人是一个人", "one person who does the work and judges it"), by_a_worker("own_work")),
        reads("guard-relieved-by-another", RELIEVED_BY_ANOTHER, ("own_relief",),
               Label("责任人不能让自己少办、晚办，别人能决定", "who owes the work is refused to lessen it, and nobody else is"),
               Label("责任人自己作废、停表", "an owner who calls it off or stops the clock"), by_a_worker("own_relief")),
        reads("guard-waived-by-another", waivers.BY_ANOTHER, ("own_waiver",),
               Label("申请豁免的人和责任人批不了豁免，别人批得了", "neither who asked for a waiver nor who owes the work grants it, and anybody else does"),
               Label("自己申请自己批豁免", "a risk accepted by whoever asked to accept it"), _waived_by_another),
        reads("guard-within-waivers", "within the policy", ("expires_at_once", "not_waivable", "waived_too_long"),
               Label("豁免须有期限，不超过规则许可的级别和长度", "a waiver ends after it is granted, and is bounded in severity and length as the policy says"),
               Label("无限期豁免重大隐患", "a major hazard waived for good"), _within_waivers, of=WaiverPolicy),
        reads("guard-graded", "graded", ("no_closure_policy",),
               Label("级别没有销号条件的不能交办", "an issue of a severity that no policy covers is given to nobody; any other is"),
               Label("未定级就交办", "work given out before anybody knows what closes it"), _graded, of=tuple),
        reads("guard-known-severity", "known severity", ("no_closure_policy", "same_severity"),
               Label("调成没有销号条件的级别，或调级而未变，拒绝", "a severity that no policy covers is refused, and a reclassification to the same; any other is not"),
               Label("调到谁也不认识的级别", "a severity that nobody knows"), _known_severity, of=tuple),
        reads("guard-answered", ANSWERED, ("awaiting_feedback",),
               Label("转办未反馈的不能销号", "nothing is accepted while a referral waits for its answer, and nothing is held up else"),
               Label("转办还没回音就销号", "an issue closed before the answer came"), while_tagged(AWAITING, "awaiting_feedback")),
        reads("guard-settled", SETTLED, ("held_open",),
               Label("并行事项未了的不能销号，都了了就不拦", "nothing is struck off while a machine beside holds it open, and nothing is held up else"),
               Label("挂牌还没摘就销号", "an issue closed while it is still listed"), while_tagged(HOLDS_OPEN, "held_open")),
        reads("guard-closure", "closure",
               ("no_closure_policy", "evidence_missing", "evidence_not_of_this_round", "not_through", *ROLE_CODES),
               Label("销号条件：凭本轮佐证、经过该经的环节、由该验的人验，齐了就不拦", "a closure policy asks for evidence of this round, the stages gone through and who may verify: no less, and no more"),
               Label("重大隐患凭一句话、凭旧照片销号", "a major hazard closed on a word, or on last year's picture"), _closure, of=tuple),
        reads("guard-replied", REPLIED, ("reply_owed",),
               Label("答复了反映人才能办结，答复了就不拦", "it ends once the person who raised it was told, and is not held up then"),
               Label("没答复就销号", "an issue closed before its person heard of it"), while_tagged(OWED, "reply_owed")),
        reads("guard-mark", "mark", ("not_on_the_scale",),
               Label("评价须在等次之内", "a mark is one of the scale's"),
               Label("等次之外的满意度", "a mark that nobody can count"), _on_the_scale, of=Scale),
        reads("guard-rechecked", "rechecked", ("not_rechecked",),
               Label("该回头看的都看了，或一一补查了，才能销号", "it is struck off once every check that is due was held, or made good by a later one of its own"),
               Label("一次补查顶几次应查", "one late check that makes up for several"), _rechecked, of=RecheckPolicy),
        reads("guard-children-at-rest", CHILDREN_AT_REST, ("issues_unknown", "children_open"),
               Label("举一反三问题都办结或作废了才能销号", "an issue is closed once its like, and the like of that, is done or cancelled"),
               Label("举一反三查出的还没整改就销号", "an issue closed while its like is still owed"), _children_at_rest),
        reads("guard-still-owed", STILL_OWED, ("not_owed",),
               Label("还欠着的才能责令", "what is still owed may be ordered, and nothing else"),
               Label("办结了还下整改指令", "an order for what is done"), _still_owed),
        reads("guard-work-accepted", WORK_ACCEPTED, ("not_accepted",),
               Label("验收通过才能摘牌，通过了就不拦", "a listing ends once the work is accepted, and is not held up then"),
               Label("没验收就摘牌", "a listing ended before anybody accepted the work"), _work_accepted),
        reads("guard-work-handed-in", WORK_HANDED_IN, ("not_handed_in",),
               Label("整改报验了才能恢复生产，报验了就不拦", "production goes on once the work was handed in, and is not held up then"),
               Label("没整改就复产", "production that goes on before anybody put the hazard right"), _work_handed_in),
        reads("guard-owed", waivers.OWED, ("nothing_owed",),
               Label("还欠着的才能豁免", "what is still owed may be waived, and nothing else"),
               Label("办结了的还去豁免", "a waiver of what is done"), _owed),
        reads("guard-run-out", waivers.RUN_OUT, ("not_expired_yet",),
               Label("到期日起才能登记到期", "an expiry is put on record from its day on, not before"),
               Label("提前登记豁免到期", "an expiry recorded ahead of its day"), _run_out),
        reads("guard-not-itself", NOT_ITSELF, ("duplicate_of_itself",),
               Label("不能并到自己", "an issue is a duplicate of another, never of itself"),
               Label("并案并到自己，谁也不办", "an issue put to rest as a duplicate of itself"), _not_itself),
        reads("guard-correctable", CORRECTABLE, ("not_correctable",),
               Label("能更正的字段才能更正", "a field that may be corrected is corrected, and no other"),
               Label("更正改到状态或编号", "a correction of a state or an id"), _correctable),
        reads("guard-listed-reason", "listed reason", ("reason_not_listed",),
               Label("规则列出的事由才算事由", "a reason that the rule lists is taken, and no other"),
               Label("什么事由都能停表", "a clock that stops for any reason"), _listed, of=tuple),
    ),
)  # fmt: skip
"""What the library's own conditions refuse, and what they do not."""
