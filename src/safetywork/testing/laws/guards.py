"""Laws of the conditions that the library brings along: each refuses exactly what its words say, by a plain reading.

Holds: `GUARD_LAWS`.
Never: asks the condition itself what it means; a condition of a user's own is `guard-is-asked`'s business.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, cast

from attrs import evolve

from safetywork.calendars import WorkCalendar
from safetywork.extensions import ExtensionPolicy
from safetywork.extents import ISSUES
from safetywork.labels import Label
from safetywork.machines import HOLDS_OPEN
from safetywork.periods import PeriodRule
from safetywork.rechecks import Recheck, RecheckPolicy
from safetywork.referrals import AWAITING
from safetywork.relapses import RelapsePolicy
from safetywork.replies import OWED, Scale
from safetywork.severities import Reclassify
from safetywork.spans import Span
from safetywork.terms import Capped, Stages, in_hours
from safetywork.testing.laws.law import LawSet
from safetywork.testing.laws.readings import (
    ROLE_CODES,
    by_a_worker,
    end_found,
    looks_at_its_own,
    machine_workers,
    reads,
    roles_wanted,
    term_found,
    while_tagged,
)
from safetywork.testing.oracles import (
    PlainClock,
    asked_last,
    folded,
    main_state,
    naive_clock,
    naive_cycle,
    naive_due,
    naive_ends,
    naive_handing_in,
    naive_workers,
    pending_request,
    walked,
)
from safetywork.testing.trials import Trial, given_to
from safetywork.waivers import WaiverPolicy
from safetywork.workflows import DONE, HANDED_IN, VOID, Guard

# --- terms and their extensions


def _term_once(trial: Trial, _: Guard) -> Iterator[str]:
    event: Any = trial.event
    if event.term is not None and term_found(trial) is not None:
        yield "term_runs"


def _term_counts(trial: Trial, _: Guard) -> Iterator[str]:
    event: Any = trial.event
    clock = term_found(trial)
    term = (None if clock is None else clock.term) if event.clock == "restart" else event.term
    term = term.term if isinstance(term, Capped) else term
    if isinstance(term, Stages):
        if not _adds_up(term):
            yield "stages_contradict"
    elif term is not None and in_hours(term) and (event.at is None or getattr(event, "trigger", None) is not None):
        yield "hours_from_a_moment"


def _adds_up(term: Stages) -> bool:
    """Whether agreed days do not run back, and stages in one unit come to the whole; others have no plain sum."""
    agreed = [stage.term for stage in term.stages if isinstance(stage.term, date)]
    if agreed != sorted(agreed):
        return False
    spans, whole = [stage.term for stage in term.stages], term.whole
    if whole is None:
        return True
    if not all(isinstance(span, Span) and span.unit == whole.unit for span in spans):
        return not term.faults()
    return sum(span.n for span in spans if isinstance(span, Span)) == whole.n


def _has_term(trial: Trial, _: Guard) -> Iterator[str]:
    if term_found(trial) is None:
        yield "no_term"


def _by_or_to(trial: Trial, _: Guard) -> Iterator[str]:
    event: Any = trial.event
    if (event.more is None) == (event.until is None):
        yield "extension_unclear"


def _not_shorter(trial: Trial, _: Guard) -> Iterable[str] | None:
    clock, event = term_found(trial), cast("Any", trial.event)
    if clock is None or (event.more is None) == (event.until is None) or in_hours(clock.term):
        return () if clock is None or (event.more is None) == (event.until is None) else None
    calendar = trial.context.calendar
    now = end_found(trial)
    then = naive_due(evolve(clock, extensions=(*clock.extensions, event)), calendar, event.on)
    if now is None or then is None or isinstance(clock.term, Capped):
        return None
    return ("extension_shortens",) if then[1] <= now[1] else ()


def _in_time(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy = given_to(guard, ExtensionPolicy)
    return None if policy is None else _asked_in_time(trial, policy)


def _asked_in_time(trial: Trial, policy: ExtensionPolicy) -> Iterable[str] | None:
    clock, event = term_found(trial), trial.event
    if clock is None or (event.clock == "extend" and pending_request(trial.before.matter, trial.workflow) is not None):
        return ()
    due = end_found(trial)
    if due is None:
        return None
    latest = due[1]
    if policy.notice is not None:
        if policy.notice.unit not in ("day", "workday"):
            return None
        latest = walked(due[1], policy.notice, trial.context.calendar, back=True)
    if event.on <= latest and event.at is not None and in_hours(clock.term):
        ends = None if clock.stops else naive_ends(clock)
        return None if ends is None else ("asked_late",) if event.at > ends else ()
    return ("asked_late",) if event.on > latest else ()


def _within(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy = given_to(guard, ExtensionPolicy)
    return None if policy is None else _within_policy(trial, policy)


def _within_policy(trial: Trial, policy: ExtensionPolicy) -> Iterable[str] | None:
    clock, event, found = term_found(trial), cast("Any", trial.event), list[str]()
    if clock is None:
        return ()
    if policy.asked and pending_request(trial.before.matter, trial.workflow) is None:
        found.append("nothing_asked")
    if policy.times is not None and len(clock.extensions) >= policy.times:
        found.append("extended_too_often")
    if policy.longest is None or (event.more is None) == (event.until is None):
        return found
    calendar = trial.context.calendar
    first = naive_due(PlainClock(clock.trigger, clock.term), calendar)
    longer = naive_due(PlainClock(clock.trigger, clock.term, (*clock.extensions, event)), calendar)
    if first is None or longer is None or policy.longest.unit == "hour":
        return None
    too_long = longer[0] > walked(first[0], policy.longest, calendar)
    return [*found, "extended_too_long"] if too_long else found


def _by_severity(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policies: dict[str, ExtensionPolicy] = given_to(guard, dict) or {}
    policy = policies.get(getattr(trial.before.matter, "severity", None) or "")
    if policy is None:
        return ()
    late = _asked_in_time(trial, policy)
    bounds = _within_policy(trial, policy) if trial.event.clock == "extend" else ()
    return None if late is None or bounds is None else (*late, *bounds)


def _granted_by_another(trial: Trial, guard: Guard) -> Iterable[str] | None:
    if not looks_at_its_own(trial, guard):
        return None
    event: Any = trial.event
    asked = pending_request(trial.before.matter, trial.workflow)
    askers = {folded(name) for name in (event.asked_by, None if asked is None else asked.by) if name is not None}
    own = folded(event.by) in askers | machine_workers(trial)
    return ("own_extension",) if own else ()


def _undecided(trial: Trial, _: Guard) -> Iterator[str]:
    if pending_request(trial.before.matter, trial.workflow) is None:
        yield "nothing_asked"


# --- people


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
    days = [getattr(e.event, "expires", None) for e in trial.before.matter.log if e.rule.name == name]
    until = [day for day in days if day is not None][-1:]
    if until and trial.event.on < until[0]:
        yield "not_expired_yet"


def _not_itself(trial: Trial, _: Guard) -> Iterator[str]:
    if folded(getattr(trial.event, "duplicate_of", "")) == folded(trial.before.matter.id):
        yield "duplicate_of_itself"


def _correctable(trial: Trial, _: Guard) -> Iterator[str]:
    if getattr(trial.event, "field", None) not in type(trial.before.matter).correctable:
        yield "not_correctable"


# --- rules of a user's own that the library has a condition for


def _listed(trial: Trial, guard: Guard) -> Iterator[str]:
    reasons: tuple[Label, ...] = given_to(guard, tuple) or ()
    given = folded(getattr(trial.event, "reason", None) or "")
    words = [folded(word) for reason in reasons for word in (reason.zh, reason.en)]
    if not any(given == word or given.startswith(tuple(f"{word}{mark}" for mark in "(:,;.")) for word in words):
        yield "reason_not_listed"


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
    matter, main, began = trial.before.matter, trial.before.matter.workflows[0], None
    for entry in matter.log:
        if entry.rule.name == main.name:
            began = (began or entry.event.on) if DONE in main.state(entry.to).tags else None
    if policy.cadence is not None:
        return None
    dues = (
        [] if began is None else [naive_due(PlainClock(began, each), trial.context.calendar) for each in policy.after]
    )
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


def _strictly(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy: RelapsePolicy | None = given_to(guard, RelapsePolicy)
    if policy is None:
        return None
    event, severity = cast("Any", trial.event), getattr(trial.before.matter, "severity", None)
    wanted = policy.raised.get(severity or "")
    milder = ["not_raised"] if event.cycle and wanted is not None and event.severity != wanted else []
    before = term_found(trial) if event.cycle else _clock_of_last_cycle(trial)
    if policy.share is None or event.term is None or before is None:
        return milder
    longest = _longest(before, policy.share, trial.context.calendar)
    longer = None if longest is None else _longer(event, longest, trial.context.calendar)
    return None if longer is None else [*milder, "term_too_long"] if longer else milder


def _longest(before: PlainClock, share: Fraction, calendar: WorkCalendar) -> Span | None:
    """A share of the term of the cycle before, of one unit at least; of months and agreed days a share of their days.

    None where the term has no one end by which it could be cut, or was begun anew.
    """
    term = before.term.span if isinstance(before.term, PeriodRule) else before.term
    if isinstance(before.term, PeriodRule):
        return None
    if isinstance(term, Span) and term.unit not in ("month", "year"):
        n, unit = term.n, term.unit
    else:
        due = naive_due(PlainClock(before.trigger, before.term), calendar)
        if due is None:
            return None
        n, unit = (due[0] - before.trigger).days, "day"
    return Span(min(n, max(1, n * share.numerator // share.denominator)), unit)


def _longer(event: Any, longest: Span, calendar: WorkCalendar) -> bool | None:
    """Whether the term of an event is longer: by its number in one unit, by its last day in another; None: no way."""
    term = event.term.span if isinstance(event.term, PeriodRule) else event.term
    if isinstance(term, Span) and term.unit == longest.unit:
        return term.n > longest.n
    ends = [naive_due(PlainClock(event.trigger or event.on, each), calendar) for each in (event.term, longest)]
    return None if ends[0] is None or ends[1] is None else ends[0][1] > ends[1][1]


def _clock_of_last_cycle(trial: Trial) -> PlainClock | None:
    matter = trial.before.matter
    begun = len(matter.log) - len(naive_cycle(matter))
    return naive_clock(evolve(matter, log=matter.log[:begun]), matter.workflows[0]) if begun else None


GUARD_LAWS = LawSet(
    "guards",
    (
        reads("guard-term-once", "term once", ("term_runs",),
               Label("“期限只定一次”：有期限在走就拒绝另定，没有就不拦", "a term is refused where one runs, and only there"),
               Label("首次定期限也被拒，或有期限在走还能另定", "a first term refused, or a second one let in"), _term_once),
        reads("guard-term-counts", "term counts", ("stages_contradict", "hours_from_a_moment"),
               Label("“期限算得出”：分段合计不等于总期限、小时无起点的拒绝", "a term of stages that do not add up, or of hours from no moment, is refused; no other is"),
               Label("分段合计与总期限不符也收下", "stages that come to anything"), _term_counts),
        reads("guard-has-term", "has term", ("no_term",),
               Label("“有期限”：没有期限在走就拒绝，有就不拦", "what needs a running term is refused where none runs, and only there"),
               Label("没有期限也能延期", "an extension of nothing"), _has_term),
        reads("guard-by-or-to", "by or to", ("extension_unclear",),
               Label("延期写长度或日期，恰写其一", "an extension names a span or a day: exactly one"),
               Label("两样都写，不知以何为准", "both are named, and nobody knows which holds"), _by_or_to),
        reads("guard-not-shorter", "not shorter", ("extension_shortens",),
               Label("延期后的最后一天须晚于现在，晚就不拦", "an extension is refused where the last day would not be later, and only there"),
               Label("“延期”反而提前，或真延期被拒", "an extension to an earlier day let in, or a real one refused"), _not_shorter),
        reads("guard-in-time", "in time", ("asked_late",),
               Label("到最后一天（减提前量）为止都可申请，过后不可", "an extension may be asked for up to the last day less the notice, inclusive, and not after"),
               Label("到期当天就不能申请，或过期还能申请", "refused on the last day itself, or taken after it"), _in_time),
        reads("guard-within", "within", ("nothing_asked", "extended_too_often", "extended_too_long"),
               Label("延期次数和总长以规则为限，限内都给", "extensions are bounded as the policy says, in number and in all, and what it allows is to be had"),
               Label("多给一次，或少给一次", "one extension too many, or one too few"), _within),
        reads("guard-extensions-by-severity", "extensions by severity",
               ("asked_late", "nothing_asked", "extended_too_often", "extended_too_long"),
               Label("按级别定的延期规则，只管那一级，也管住那一级", "a severity with an extension policy of its own is held to it, and no other is"),
               Label("重大隐患照一般隐患延期", "a major hazard extended like any other"), _by_severity),
        reads("guard-granted-by-another", "granted by another", ("own_extension",),
               Label("申请人、责任人批不了延期，别人批得了", "neither who asked nor who owes the work grants an extension, and anybody else does"),
               Label("自己申请自己批", "asked for and granted by one person"), _granted_by_another),
        reads("guard-undecided", "undecided", ("nothing_asked",),
               Label("有待批的申请才能批驳", "a request is refused where one awaits a decision, and only there"),
               Label("批驳一个没有的申请，或旧申请还算待批", "a request of the last cycle that still awaits a decision"), _undecided),
        reads("guard-another-person", "another person", ("own_work",),
               Label("做事的人不能验收，别人能", "who did the work is refused as its judge, and nobody else is"),
               Label("验收人与整改人是一个人", "one person who does the work and judges it"), by_a_worker("own_work")),
        reads("guard-relieved-by-another", "relieved by another", ("own_relief",),
               Label("责任人不能让自己少办、晚办，别人能决定", "who owes the work is refused to lessen it, and nobody else is"),
               Label("责任人自己作废、停表", "an owner who calls it off or stops the clock"), by_a_worker("own_relief")),
        reads("guard-waived-by-another", "waived by another", ("own_waiver",),
               Label("申请豁免的人和责任人批不了豁免，别人批得了", "neither who asked for a waiver nor who owes the work grants it, and anybody else does"),
               Label("自己申请自己批豁免", "a risk accepted by whoever asked to accept it"), _waived_by_another),
        reads("guard-within-waivers", "within the policy", ("expires_at_once", "not_waivable", "waived_too_long"),
               Label("豁免须有期限，不超过规则许可的级别和长度", "a waiver ends after it is granted, and is bounded in severity and length as the policy says"),
               Label("无限期豁免重大隐患", "a major hazard waived for good"), _within_waivers),
        reads("guard-graded", "graded", ("no_closure_policy",),
               Label("级别没有销号条件的不能交办", "an issue of a severity that no policy covers is given to nobody; any other is"),
               Label("未定级就交办", "work given out before anybody knows what closes it"), _graded),
        reads("guard-known-severity", "known severity", ("no_closure_policy", "same_severity"),
               Label("调成没有销号条件的级别，或调级而未变，拒绝", "a severity that no policy covers is refused, and a reclassification to the same; any other is not"),
               Label("调到谁也不认识的级别", "a severity that nobody knows"), _known_severity),
        reads("guard-answered", "answered", ("awaiting_feedback",),
               Label("转办未反馈的不能销号", "nothing is accepted while a referral waits for its answer, and nothing is held up else"),
               Label("转办还没回音就销号", "an issue closed before the answer came"), while_tagged(AWAITING, "awaiting_feedback")),
        reads("guard-settled", "settled", ("held_open",),
               Label("并行事项未了的不能销号，都了了就不拦", "nothing is struck off while a machine beside holds it open, and nothing is held up else"),
               Label("挂牌还没摘就销号", "an issue closed while it is still listed"), while_tagged(HOLDS_OPEN, "held_open")),
        reads("guard-closure", "closure",
               ("no_closure_policy", "evidence_missing", "evidence_not_of_this_round", "not_through", *ROLE_CODES),
               Label("销号条件：凭本轮佐证、经过该经的环节、由该验的人验，齐了就不拦", "a closure policy asks for evidence of this round, the stages gone through and who may verify: no less, and no more"),
               Label("重大隐患凭一句话、凭旧照片销号", "a major hazard closed on a word, or on last year's picture"), _closure),
        reads("guard-replied", "replied", ("reply_owed",),
               Label("答复了反映人才能办结，答复了就不拦", "it ends once the person who raised it was told, and is not held up then"),
               Label("没答复就销号", "an issue closed before its person heard of it"), while_tagged(OWED, "reply_owed")),
        reads("guard-mark", "mark", ("not_on_the_scale",),
               Label("评价须在等次之内", "a mark is one of the scale's"),
               Label("等次之外的满意度", "a mark that nobody can count"), _on_the_scale),
        reads("guard-rechecked", "rechecked", ("not_rechecked",),
               Label("该回头看的都看了，或一一补查了，才能销号", "it is struck off once every check that is due was held, or made good by a later one of its own"),
               Label("一次补查顶几次应查", "one late check that makes up for several"), _rechecked),
        reads("guard-children-at-rest", "children at rest", ("issues_unknown", "children_open"),
               Label("举一反三问题都办结或作废了才能销号", "an issue is closed once its like, and the like of that, is done or cancelled"),
               Label("举一反三查出的还没整改就销号", "an issue closed while its like is still owed"), _children_at_rest),
        reads("guard-still-owed", "still owed", ("not_owed",),
               Label("还欠着的才能责令", "what is still owed may be ordered, and nothing else"),
               Label("办结了还下整改指令", "an order for what is done"), _still_owed),
        reads("guard-work-accepted", "work accepted", ("not_accepted",),
               Label("验收通过才能摘牌，通过了就不拦", "a listing ends once the work is accepted, and is not held up then"),
               Label("没验收就摘牌", "a listing ended before anybody accepted the work"), _work_accepted),
        reads("guard-work-handed-in", "work handed in", ("not_handed_in",),
               Label("整改报验了才能恢复生产，报验了就不拦", "production goes on once the work was handed in, and is not held up then"),
               Label("没整改就复产", "production that goes on before anybody put the hazard right"), _work_handed_in),
        reads("guard-owed", "owed", ("nothing_owed",),
               Label("还欠着的才能豁免", "what is still owed may be waived, and nothing else"),
               Label("办结了的还去豁免", "a waiver of what is done"), _owed),
        reads("guard-run-out", "run out", ("not_expired_yet",),
               Label("到期日起才能登记到期", "an expiry is put on record from its day on, not before"),
               Label("提前登记豁免到期", "an expiry recorded ahead of its day"), _run_out),
        reads("guard-not-itself", "not itself", ("duplicate_of_itself",),
               Label("不能并到自己", "an issue is a duplicate of another, never of itself"),
               Label("并案并到自己，谁也不办", "an issue put to rest as a duplicate of itself"), _not_itself),
        reads("guard-correctable", "correctable", ("not_correctable",),
               Label("能更正的字段才能更正", "a field that may be corrected is corrected, and no other"),
               Label("更正改到状态或编号", "a correction of a state or an id"), _correctable),
        reads("guard-listed-reason", "listed reason", ("reason_not_listed",),
               Label("规则列出的事由才算事由", "a reason that the rule lists is taken, and no other"),
               Label("什么事由都能停表", "a clock that stops for any reason"), _listed),
        reads("guard-strictly", "strictly", ("not_raised", "term_too_long"),
               Label("反弹后的期限不超过上一轮的规定比例，级别按规定升", "after a relapse the term is at most the share of the last one that the policy says, and the severity is raised as it says"),
               Label("反弹后给同样长甚至更长的期限", "a relapse with as long a term as before"), _strictly),
    ),
)  # fmt: skip
"""What the library's own conditions refuse, and what they do not."""
