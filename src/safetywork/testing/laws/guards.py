"""Laws of the conditions that the library brings along: each refuses exactly what its words say, by a plain reading.

Holds: `GUARD_LAWS`.
Never: asks the condition itself what it means; a condition of a user's own is `guard-is-asked`'s business.

A law compares the reasons told with those of a plain reading, both ways: a condition that lets something pass is
found, and so is one that refuses what nobody forbade.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias, cast

from attrs import evolve

from safetywork.extensions import ExtensionPolicy
from safetywork.labels import Label
from safetywork.machines import HOLDS_OPEN
from safetywork.referrals import AWAITING
from safetywork.relapses import RelapsePolicy
from safetywork.severities import Reclassify
from safetywork.spans import Span
from safetywork.terms import Capped, Stages, in_hours
from safetywork.testing.laws.clocks import guarded
from safetywork.testing.laws.kernel import codes_of
from safetywork.testing.laws.law import Law, LawSet, law
from safetywork.testing.oracles import (
    PlainClock,
    asked_last,
    folded,
    main_state,
    naive_clock,
    naive_due,
    naive_workers,
    pending_request,
    walked,
)
from safetywork.testing.trials import Trial, given_to
from safetywork.workflows import DONE, VOID, Guard

_ONE = timedelta(days=1)
Reading: TypeAlias = Callable[[Trial, Guard], "Iterable[str] | None"]
"""The reasons that a plain reading of the words gives, by code; None where it has no answer."""


def _reads(law_id: str, guard: str, codes: tuple[str, ...], statement: Label, why: Label, reading: Reading) -> Law:
    """The law that `guard` gives its reasons `codes` exactly where the reading does."""

    def check(trial: Trial) -> Iterator[str]:
        held = trial.guards(guard)
        if not held or trial.told_before:
            return
        wanted = reading(trial, held[0])
        told = {code for code in codes_of(trial.answer) if code in codes}
        if wanted is not None and told != set(wanted):
            yield f"{trial.event.code} by {trial.event.by!r}: told {sorted(told)}, its words say {sorted(set(wanted))}"

    return law(law_id, "step", statement, why, guarded(guard))(check)


def _clock(trial: Trial) -> PlainClock | None:
    return None if trial.at is None else trial.before.plain[trial.at]


def _due(trial: Trial) -> tuple[date, date] | None:
    """Nominal and last day of the term, as the event found it."""
    return None if trial.at is None else trial.before.plain_due(trial.event.on, at=trial.at)


def _main(trial: Trial) -> bool:
    return trial.at == 0


# --- terms and their extensions


def _term_once(trial: Trial, _: Guard) -> Iterator[str]:
    event: Any = trial.event
    if event.term is not None and _clock(trial) is not None:
        yield "term_runs"


def _term_counts(trial: Trial, _: Guard) -> Iterator[str]:
    event: Any = trial.event
    clock = _clock(trial)
    term = (None if clock is None else clock.term) if event.clock == "restart" else event.term
    term = term.term if isinstance(term, Capped) else term
    if isinstance(term, Stages):
        if not _adds_up(term):
            yield "stages_contradict"
    elif term is not None and in_hours(term) and (event.at is None or getattr(event, "trigger", None) is not None):
        yield "hours_from_a_moment"


def _adds_up(term: Stages) -> bool:
    """Whether stages in one unit come to the whole that is stated; others cannot be added by their numbers."""
    spans, whole = [stage.term for stage in term.stages], term.whole
    if whole is None or not all(isinstance(span, Span) and span.unit == whole.unit for span in spans):
        return not term.faults()
    return sum(span.n for span in spans if isinstance(span, Span)) == whole.n


def _has_term(trial: Trial, _: Guard) -> Iterator[str]:
    if _clock(trial) is None:
        yield "no_term"


def _by_or_to(trial: Trial, _: Guard) -> Iterator[str]:
    event: Any = trial.event
    if (event.more is None) == (event.until is None):
        yield "extension_unclear"


def _not_shorter(trial: Trial, _: Guard) -> Iterable[str] | None:
    clock, event = _clock(trial), cast("Any", trial.event)
    if clock is None or (event.more is None) == (event.until is None) or in_hours(clock.term):
        return () if clock is None or (event.more is None) == (event.until is None) else None
    calendar = trial.context.calendar
    now = _due(trial)
    then = naive_due(evolve(clock, extensions=(*clock.extensions, event)), calendar, event.on)
    if now is None or then is None or isinstance(clock.term, Capped):
        return None
    return ("extension_shortens",) if then[1] <= now[1] else ()


def _in_time(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy: ExtensionPolicy | None = given_to(guard, ExtensionPolicy)
    clock, event = _clock(trial), trial.event
    if policy is None or clock is None or event.at is not None:
        return () if clock is None else None
    if event.clock == "extend" and pending_request(trial.before.matter, trial.workflow) is not None:
        return ()
    due = _due(trial)
    if due is None:
        return None
    latest = due[1]
    if policy.notice is not None:
        if policy.notice.unit not in ("day", "workday"):
            return None
        latest = walked(due[1], policy.notice, trial.context.calendar, back=True)
    return ("asked_late",) if event.on > latest else ()


def _granted_by_another(trial: Trial, _: Guard) -> Iterable[str] | None:
    if not _main(trial):
        return None
    event: Any = trial.event
    asked = pending_request(trial.before.matter, trial.workflow)
    askers = {folded(name) for name in (event.asked_by, None if asked is None else asked.by) if name is not None}
    own = folded(event.by) in askers | naive_workers(trial.before.matter)
    return ("own_extension",) if own else ()


def _undecided(trial: Trial, _: Guard) -> Iterator[str]:
    if pending_request(trial.before.matter, trial.workflow) is None:
        yield "nothing_asked"


# --- people


def _by_a_worker(code: str) -> Reading:
    """Refused by this code where who did the work sends it; a machine beside has workers of its own, and no answer."""

    def reading(trial: Trial, _: Guard) -> Iterable[str] | None:
        if not _main(trial):
            return None
        return (code,) if folded(trial.event.by) in naive_workers(trial.before.matter) else ()

    return reading


def _waived_by_another(trial: Trial, _: Guard) -> Iterator[str]:
    asked = asked_last(trial.before.matter, trial.workflow)
    own = {folded(asked.by)} if asked is not None else set[str]()
    if folded(trial.event.by) in own | naive_workers(trial.before.matter):
        yield "own_waiver"


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


def _while_tagged(tag: str, code: str) -> Reading:
    """Refused by this code while a machine of the matter stands in a state with the tag."""

    def reading(trial: Trial, _: Guard) -> Iterator[str]:
        matter = trial.before.matter
        if any(tag in w.state(s).tags for w, s in zip(matter.workflows, matter.states, strict=True)):
            yield code

    return reading


def _still_owed(trial: Trial, _: Guard) -> Iterator[str]:
    state = main_state(trial.before.matter)
    if state.kind == "rest" or DONE in state.tags:
        yield "not_owed"


def _work_accepted(trial: Trial, _: Guard) -> Iterator[str]:
    if DONE not in main_state(trial.before.matter).tags:
        yield "not_accepted"


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


def _strictly(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy: RelapsePolicy | None = given_to(guard, RelapsePolicy)
    event: Any = trial.event
    if policy is None or policy.share is None or event.term is None:
        return ()
    before = _clock(trial) if event.cycle else _clock_of_last_cycle(trial)
    if before is None:
        return ()
    if not (isinstance(before.term, Span) and isinstance(event.term, Span)) or before.term.unit != event.term.unit:
        return None
    if before.term.unit in ("month", "year"):
        return None
    most = max(1, before.term.n * policy.share.numerator // policy.share.denominator)
    return ("term_too_long",) if event.term.n > min(most, before.term.n) else ()


def _clock_of_last_cycle(trial: Trial) -> PlainClock | None:
    matter = trial.before.matter
    main = matter.workflows[0]
    began = [n for n, e in enumerate(matter.log) if e.event.cycle and e.rule.name == main.name]
    return None if not began else naive_clock(evolve(matter, log=matter.log[: began[-1]]), main)


GUARD_LAWS = LawSet(
    "guards",
    (
        _reads("guard-term-once", "term once", ("term_runs",),
               Label("“期限只定一次”：有期限在走就拒绝另定，没有就不拦", "a term is refused where one runs, and only there"),
               Label("首次定期限也被拒，或有期限在走还能另定", "a first term refused, or a second one let in"), _term_once),
        _reads("guard-term-counts", "term counts", ("stages_contradict", "hours_from_a_moment"),
               Label("“期限算得出”：分段合计不等于总期限、小时无起点的拒绝", "a term of stages that do not add up, or of hours from no moment, is refused; no other is"),
               Label("分段合计与总期限不符也收下", "stages that come to anything"), _term_counts),
        _reads("guard-has-term", "has term", ("no_term",),
               Label("“有期限”：没有期限在走就拒绝，有就不拦", "what needs a running term is refused where none runs, and only there"),
               Label("没有期限也能延期", "an extension of nothing"), _has_term),
        _reads("guard-by-or-to", "by or to", ("extension_unclear",),
               Label("延期写长度或日期，恰写其一", "an extension names a span or a day: exactly one"),
               Label("两样都写，不知以何为准", "both are named, and nobody knows which holds"), _by_or_to),
        _reads("guard-not-shorter", "not shorter", ("extension_shortens",),
               Label("延期后的最后一天须晚于现在，晚就不拦", "an extension is refused where the last day would not be later, and only there"),
               Label("“延期”反而提前，或真延期被拒", "an extension to an earlier day let in, or a real one refused"), _not_shorter),
        _reads("guard-in-time", "in time", ("asked_late",),
               Label("到最后一天（减提前量）为止都可申请，过后不可", "an extension may be asked for up to the last day less the notice, inclusive, and not after"),
               Label("到期当天就不能申请，或过期还能申请", "refused on the last day itself, or taken after it"), _in_time),
        _reads("guard-granted-by-another", "granted by another", ("own_extension",),
               Label("申请人、责任人批不了延期，别人批得了", "neither who asked nor who owes the work grants an extension, and anybody else does"),
               Label("自己申请自己批", "asked for and granted by one person"), _granted_by_another),
        _reads("guard-undecided", "undecided", ("nothing_asked",),
               Label("有待批的申请才能批驳", "a request is refused where one awaits a decision, and only there"),
               Label("批驳一个没有的申请，或旧申请还算待批", "a request of the last cycle that still awaits a decision"), _undecided),
        _reads("guard-another-person", "another person", ("own_work",),
               Label("做事的人不能验收，别人能", "who did the work is refused as its judge, and nobody else is"),
               Label("验收人与整改人是一个人", "one person who does the work and judges it"), _by_a_worker("own_work")),
        _reads("guard-relieved-by-another", "relieved by another", ("own_relief",),
               Label("责任人不能让自己少办、晚办，别人能决定", "who owes the work is refused to lessen it, and nobody else is"),
               Label("责任人自己作废、停表", "an owner who calls it off or stops the clock"), _by_a_worker("own_relief")),
        _reads("guard-waived-by-another", "waived by another", ("own_waiver",),
               Label("申请豁免的人和责任人批不了豁免，别人批得了", "neither who asked for a waiver nor who owes the work grants it, and anybody else does"),
               Label("自己申请自己批豁免", "a risk accepted by whoever asked to accept it"), _waived_by_another),
        _reads("guard-graded", "graded", ("no_closure_policy",),
               Label("级别没有销号条件的不能交办", "an issue of a severity that no policy covers is given to nobody; any other is"),
               Label("未定级就交办", "work given out before anybody knows what closes it"), _graded),
        _reads("guard-known-severity", "known severity", ("no_closure_policy", "same_severity"),
               Label("调成没有销号条件的级别，或调级而未变，拒绝", "a severity that no policy covers is refused, and a reclassification to the same; any other is not"),
               Label("调到谁也不认识的级别", "a severity that nobody knows"), _known_severity),
        _reads("guard-answered", "answered", ("awaiting_feedback",),
               Label("转办未反馈的不能销号", "nothing is accepted while a referral waits for its answer, and nothing is held up else"),
               Label("转办还没回音就销号", "an issue closed before the answer came"), _while_tagged(AWAITING, "awaiting_feedback")),
        _reads("guard-settled", "settled", ("held_open",),
               Label("并行事项未了的不能销号，都了了就不拦", "nothing is struck off while a machine beside holds it open, and nothing is held up else"),
               Label("挂牌还没摘就销号", "an issue closed while it is still listed"), _while_tagged(HOLDS_OPEN, "held_open")),
        _reads("guard-still-owed", "still owed", ("not_owed",),
               Label("还欠着的才能责令", "what is still owed may be ordered, and nothing else"),
               Label("办结了还下整改指令", "an order for what is done"), _still_owed),
        _reads("guard-work-accepted", "work accepted", ("not_accepted",),
               Label("验收通过才能摘牌，通过了就不拦", "a listing ends once the work is accepted, and is not held up then"),
               Label("没验收就摘牌", "a listing ended before anybody accepted the work"), _work_accepted),
        _reads("guard-owed", "owed", ("nothing_owed",),
               Label("还欠着的才能豁免", "what is still owed may be waived, and nothing else"),
               Label("办结了的还去豁免", "a waiver of what is done"), _owed),
        _reads("guard-run-out", "run out", ("not_expired_yet",),
               Label("到期日起才能登记到期", "an expiry is put on record from its day on, not before"),
               Label("提前登记豁免到期", "an expiry recorded ahead of its day"), _run_out),
        _reads("guard-not-itself", "not itself", ("duplicate_of_itself",),
               Label("不能并到自己", "an issue is a duplicate of another, never of itself"),
               Label("并案并到自己，谁也不办", "an issue put to rest as a duplicate of itself"), _not_itself),
        _reads("guard-correctable", "correctable", ("not_correctable",),
               Label("能更正的字段才能更正", "a field that may be corrected is corrected, and no other"),
               Label("更正改到状态或编号", "a correction of a state or an id"), _correctable),
        _reads("guard-listed-reason", "listed reason", ("reason_not_listed",),
               Label("规则列出的事由才算事由", "a reason that the rule lists is taken, and no other"),
               Label("什么事由都能停表", "a clock that stops for any reason"), _listed),
        _reads("guard-strictly", "strictly", ("term_too_long",),
               Label("反弹后的期限不超过上一轮的规定比例", "after a relapse the term is at most the share of the last one that the policy says"),
               Label("反弹后给同样长甚至更长的期限", "a relapse with as long a term as before"), _strictly),
    ),
)  # fmt: skip
"""What the library's own conditions refuse, and what they do not."""
