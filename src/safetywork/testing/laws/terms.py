"""Laws of the conditions on terms: what may be set, what may be extended, by whom, how long, and what a relapse gets.

Holds: `TERM_LAWS`.
Never: asks the condition itself what it means.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any, cast

from attrs import evolve

from safetywork.acts import TERM_COUNTS, TERM_ONCE
from safetywork.calendars import WorkCalendar
from safetywork.extensions import BY_OR_TO, GRANTED_BY_ANOTHER, HAS_TERM, NOT_SHORTER, UNDECIDED, ExtensionPolicy
from safetywork.labels import Label
from safetywork.periods import PeriodRule
from safetywork.relapses import RelapsePolicy
from safetywork.spans import Span
from safetywork.terms import Capped, Stages, in_hours
from safetywork.testing.laws.law import LawSet
from safetywork.testing.laws.readings import (
    end_found,
    looks_at_its_own,
    machine_workers,
    of_a_term,
    reads,
    term_found,
)
from safetywork.testing.logs import (
    folded,
    naive_clock,
    naive_cycle,
    pending_request,
)
from safetywork.testing.oracles import PlainClock, naive_due, naive_ends, walked
from safetywork.testing.trials import Trial, given_to
from safetywork.workflows import Guard


def _term_once(trial: Trial, _: Guard) -> Iterator[str]:
    event: Any = trial.event
    if event.term is not None and term_found(trial) is not None:
        yield "term_runs"


def _term_counts(trial: Trial, guard: Guard) -> Iterable[str] | None:
    event: Any = trial.event
    again = event.clock == "restart"
    if again and not looks_at_its_own(trial, guard):
        return None
    clock = term_found(trial)
    term = (None if clock is None else clock.term) if again else event.term
    term = term.term if isinstance(term, Capped) else term
    if isinstance(term, Stages):
        adds_up = _adds_up(term)
        return None if adds_up is None else () if adds_up else ("stages_contradict",)
    momentless = event.at is None or getattr(event, "trigger", None) is not None
    return ("hours_from_a_moment",) if term is not None and in_hours(term) and momentless else ()


def _adds_up(term: Stages) -> bool | None:
    """Whether agreed days do not run back, and stages in one unit come to the whole; None: they have no plain sum."""
    agreed = [stage.term for stage in term.stages if isinstance(stage.term, date)]
    if agreed != sorted(agreed):
        return False
    spans, whole = [stage.term for stage in term.stages], term.whole
    if whole is None:
        return True
    if not all(isinstance(span, Span) and span.unit == whole.unit for span in spans):
        return None
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
    return _asked_in_time(trial, cast("ExtensionPolicy", given_to(guard, ExtensionPolicy)))


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
    return _within_policy(trial, cast("ExtensionPolicy", given_to(guard, ExtensionPolicy)))


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


# --- after a relapse


def _strictly(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy = cast("RelapsePolicy", given_to(guard, RelapsePolicy))
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
    term = before.term
    if isinstance(term, Span) and term.unit not in ("month", "year"):
        n, unit = term.n, term.unit
    else:
        due = (
            None
            if before.again or isinstance(term, PeriodRule)
            else naive_due(PlainClock(before.trigger, term), calendar)
        )
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


TERM_LAWS = LawSet(
    "terms",
    (
        reads("guard-term-once", TERM_ONCE, ("term_runs",),
               Label("“期限只定一次”：有期限在走就拒绝另定，没有就不拦", "a term is refused where one runs, and only there"),
               Label("首次定期限也被拒，或有期限在走还能另定", "a first term refused, or a second one let in"), of_a_term(_term_once)),
        reads("guard-term-counts", TERM_COUNTS, ("stages_contradict", "hours_from_a_moment"),
               Label("“期限算得出”：分段合计不等于总期限、小时无起点的拒绝", "a term of stages that do not add up, or of hours from no moment, is refused; no other is"),
               Label("分段合计与总期限不符也收下", "stages that come to anything"), _term_counts),
        reads("guard-has-term", HAS_TERM, ("no_term",),
               Label("“有期限”：没有期限在走就拒绝，有就不拦", "what needs a running term is refused where none runs, and only there"),
               Label("没有期限也能延期", "an extension of nothing"), of_a_term(_has_term)),
        reads("guard-by-or-to", BY_OR_TO, ("extension_unclear",),
               Label("延期写长度或日期，恰写其一", "an extension names a span or a day: exactly one"),
               Label("两样都写，不知以何为准", "both are named, and nobody knows which holds"), _by_or_to),
        reads("guard-not-shorter", NOT_SHORTER, ("extension_shortens",),
               Label("延期后的最后一天须晚于现在，晚就不拦", "an extension is refused where the last day would not be later, and only there"),
               Label("“延期”反而提前，或真延期被拒", "an extension to an earlier day let in, or a real one refused"), of_a_term(_not_shorter)),
        reads("guard-in-time", "in time", ("asked_late",),
               Label("到最后一天（减提前量）为止都可申请，过后不可", "an extension may be asked for up to the last day less the notice, inclusive, and not after"),
               Label("到期当天就不能申请，或过期还能申请", "refused on the last day itself, or taken after it"), of_a_term(_in_time), of=ExtensionPolicy),
        reads("guard-within", "within", ("nothing_asked", "extended_too_often", "extended_too_long"),
               Label("延期次数和总长以规则为限，限内都给", "extensions are bounded as the policy says, in number and in all, and what it allows is to be had"),
               Label("多给一次，或少给一次", "one extension too many, or one too few"), of_a_term(_within), of=ExtensionPolicy),
        reads("guard-extensions-by-severity", "extensions by severity",
               ("asked_late", "nothing_asked", "extended_too_often", "extended_too_long"),
               Label("按级别定的延期规则，只管那一级，也管住那一级", "a severity with an extension policy of its own is held to it, and no other is"),
               Label("重大隐患照一般隐患延期", "a major hazard extended like any other"), of_a_term(_by_severity), of=dict),
        reads("guard-granted-by-another", GRANTED_BY_ANOTHER, ("own_extension",),
               Label("申请人、责任人批不了延期，别人批得了", "neither who asked nor who owes the work grants an extension, and anybody else does"),
               Label("自己申请自己批", "asked for and granted by one person"), _granted_by_another),
        reads("guard-undecided", UNDECIDED, ("nothing_asked",),
               Label("有待批的申请才能批驳", "a request is refused where one awaits a decision, and only there"),
               Label("批驳一个没有的申请，或旧申请还算待批", "a request of the last cycle that still awaits a decision"), of_a_term(_undecided)),
        reads("guard-strictly", "strictly", ("not_raised", "term_too_long"),
               Label("反弹后的期限不超过上一轮的规定比例，级别按规定升", "after a relapse the term is at most the share of the last one that the policy says, and the severity is raised as it says"),
               Label("反弹后给同样长甚至更长的期限", "a relapse with as long a term as before"), _strictly, of=RelapsePolicy),
    ),
)  # fmt: skip
"""What the conditions on terms refuse, and what they do not."""
