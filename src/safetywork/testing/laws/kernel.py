"""Laws of deciding: what the kernel owes to any workflow.

Holds: `KERNEL_LAWS`.
Never: knows what a workflow is about.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs

from safetywork import decisions
from safetywork.decisions import Refusal
from safetywork.errors import SafetyworkError
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.logs import folded
from safetywork.testing.trials import Seen, Trial
from safetywork.workflows import Guard, Reason

_PLACE = {"not_from_here", "unknown_event", "unknown_workflow"}


def codes_of(answer: Any) -> tuple[str, ...]:
    """The reasons of a refusal, by code; none of a step."""
    return answer.codes if isinstance(answer, Refusal) else ()


def _blank(value: Any) -> bool:
    return value is None or value == () or (isinstance(value, str) and not folded(value))


def _plain_reasons(trial: Trial) -> list[str]:
    """Every reason against the event, asked one by one of the row as it was written down."""
    log, event, found = trial.before.matter.log, trial.event, list[str]()
    if log and event.on < log[-1].event.on:
        found.append("backdated")
    t = trial.transition
    if t is None:
        return [*found, "place"]
    found += ["missing_field" for name in t.requires if _blank(getattr(event, name))]
    if t.roles:
        found += role_reasons(t.roles, trial)
    return [*found, *(reason.code for guard in t.guards for reason in asked(guard, trial))]


def asked(guard: Guard, trial: Trial) -> Iterator[Reason]:
    """The reasons that a condition itself has against the event."""
    matter, event, context = trial.before.matter, trial.event, trial.context
    yield from guard.need(matter, context) if guard.need else ()
    yield from guard.check(matter, event, context) if guard.check else ()


def role_reasons(wanted: frozenset[str], trial: Trial) -> list[str]:
    """The reason against whoever sends the event, where one of these roles is asked for."""
    roles, event = trial.context.roles, trial.event
    if roles is None:
        return ["role_unknown"]
    held = {role for name, some in roles.items() if folded(name) == folded(event.by) for role in some}
    acting = held if event.role is None else held & {event.role}
    return [] if acting & wanted else ["role_needed"]


@law(
    "all-reasons-told", "step",
    Label("拒绝时说明全部理由，放行时一条理由也没有", "a refused event is told every reason, an accepted one has none against it"),
    Label("漏问一个条件，或改好一处才被告知下一处", "a condition that is not asked, or is told only after the first is put right"),
)  # fmt: skip
def all_reasons_told(trial: Trial) -> Iterator[str]:
    if trial.told_before:
        return
    told = sorted("place" if code in _PLACE else code for code in codes_of(trial.answer))
    wanted = sorted(_plain_reasons(trial))
    if told != wanted:
        yield f"told {told}, there are {wanted}"


@law(
    "table-obeyed", "step",
    Label("放行的环节都在表上，去处如表", "what is accepted has a row in the table and leads where the row says"),
    Label("不在表上的环节被放行，或去了别处", "an event taken where no row takes it, or led elsewhere"),
)  # fmt: skip
def table_obeyed(trial: Trial) -> Iterator[str]:
    if trial.entry is None:
        return
    t = trial.transition
    if t is None or trial.at is None:
        yield f"{trial.event.code} was taken in {trial.before.matter.states}"
        return
    here = trial.before.matter.states[trial.at]
    target = here if t.target is None else t.target
    states = list(trial.before.matter.states)
    states[trial.at] = target
    if trial.entry.to != target or trial.after.matter.states != tuple(states):
        yield f"it led to {trial.entry.to!r} and {trial.after.matter.states}, the table says {states}"
    if trial.workflow is None or trial.entry.rule != trial.workflow.rule:
        yield f"the entry names the rule {trial.entry.rule}"


@law(
    "refused-changes-nothing", "step",
    Label("被拒绝的环节不改变任何东西", "asking changes nothing: the same question has the same answer, and the matter stays"),
    Label("试一下就改了记录", "a matter that is changed by an event that was only asked about"),
)  # fmt: skip
def refused_changes_nothing(trial: Trial) -> Iterator[str]:
    matter = trial.before.matter
    log, states = matter.log, matter.states
    again = decisions.decide(matter, trial.event, trial.context)
    if again != trial.answer:
        yield f"asked again: {again}"
    if matter.log is not log or matter.states != states:
        yield "the matter was changed by a question"


@law(
    "apply-agrees", "step",
    Label("apply 与 decide 一致", "applying does what deciding says: the same matter, or the same reasons"),
    Label("查时说不行，办时却办了", "a screen that says no while the button works"),
)  # fmt: skip
def apply_agrees(trial: Trial) -> Iterator[str]:
    try:
        applied = decisions.apply(trial.before.matter, trial.event, trial.context)
    except decisions.RefusedError as error:
        if not isinstance(trial.answer, Refusal) or error.refusal != trial.answer:
            yield f"apply refuses: {error}"
        return
    if isinstance(trial.answer, Refusal):
        yield f"apply takes what decide refuses: {trial.answer.codes}"
    elif applied != trial.after.matter:
        yield "apply leaves another matter"
    elif trial.entry is not None:
        yield from _stale_applied(trial)


def _stale_applied(trial: Trial) -> Iterator[str]:
    n = len(trial.before.matter.log)
    for seen in (n - 1, n + 1):
        try:
            decisions.apply(trial.before.matter, trial.event, trial.context, expected=seen)
        except decisions.RefusedError:
            continue
        yield f"expecting {seen} of {n}, it is applied"


@law(
    "one-entry-verbatim", "step",
    Label("放行只添一条，原样入册", "an accepted event adds one entry, as it was sent, after those that were there"),
    Label("记录被改写、丢失或重复", "entries rewritten, lost or doubled"),
)  # fmt: skip
def one_entry_verbatim(trial: Trial) -> Iterator[str]:
    log = trial.before.matter.log
    wanted = log if trial.entry is None else (*log, trial.entry)
    if trial.after.matter.log != wanted:
        yield f"the log went from {len(log)} to {len(trial.after.matter.log)} entries"
    elif trial.entry is not None and trial.after.matter.log[-1].event is not trial.event:
        yield "the entry holds another event than was sent"


@law(
    "identity-stays", "step",
    Label("任何环节都不改编号和工作流", "no event changes the id, the kind or the machines of a matter"),
    Label("更正改到了不该改的字段", "a correction that reaches the frame of a matter"),
)  # fmt: skip
def identity_stays(trial: Trial) -> Iterator[str]:
    one, other = trial.before.matter, trial.after.matter
    if (one.id, type(one), one.workflows) != (other.id, type(other), other.workflows):
        yield f"{one.id} became {other.id}"


@law(
    "days-run-forward", "step",
    Label("早于上一条的日期被拒绝", "a day before the last entry is refused"),
    Label("倒填日期", "backdating"),
)  # fmt: skip
def days_run_forward(trial: Trial) -> Iterator[str]:
    if trial.event.on < trial.before.last and not trial.told_before and "backdated" not in codes_of(trial.answer):
        yield f"{trial.event.on} was taken after {trial.before.last}"


@law(
    "domain-reasons-only", "step",
    Label("判断只答复，不报错", "deciding answers: whatever event is put, a domain reason is never an exception"),
    Label("一个怪日期让整个程序中断", "one odd date that stops a whole run"),
)  # fmt: skip
def domain_reasons_only(trial: Trial) -> Iterator[str]:
    for days in (0, 400) if trial.told_before else (400,):  # on its own day it was answered already
        try:
            event = attrs.evolve(trial.event, on=trial.event.on + timedelta(days=days), id=None)
        except SafetyworkError:
            continue  # an event that may not be so far from its other days
        try:
            decisions.decide(trial.before.matter, event, trial.context)
        except SafetyworkError as error:
            yield f"{type(error).__name__}: {error}"


@law(
    "machines-are-apart", "step",
    Label("一台机的环节不动另一台的状态和时钟", "an event of one machine leaves the states and the clocks of the others"),
    Label("挂牌的延期改了整改期限", "an extension of a listing that moves the term of the work"),
)  # fmt: skip
def machines_are_apart(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.at is None:
        return
    own = type(trial.before.matter).clock is type(trial.after.matter).clock and plain_clock(trial.before.matter)
    for at, (one, other) in enumerate(zip(trial.before.matter.states, trial.after.matter.states, strict=True)):
        if at != trial.at and one != other:
            yield f"{trial.event.code} moved machine {at} from {one!r} to {other!r}"
        if at != trial.at and own and _running(trial.before.clocks[at]) != _running(trial.after.clocks[at]):
            yield f"{trial.event.code} moved the clock of machine {at}"


def plain_clock(matter: Matter) -> bool:
    """Whether the kind tells its clock as any matter does: a waiver beside it may stop it by design."""
    return type(matter).clock is Matter.clock or not any(hasattr(e.event, "expires") for e in matter.log)


def _running(clock: Any) -> Any:
    return clock and (clock.trigger, clock.term, clock.extensions, clock.stops, clock.finished)


@law(
    "other-matters-apart", "pair",
    Label("一个事项的环节不影响别的事项", "what happens to one matter changes no answer about another"),
    Label("两个事项共用了可变的东西", "something mutable that two matters share"),
)  # fmt: skip
def other_matters_apart(trial: Trial, other: Seen) -> Iterator[str]:
    before = (other.matter, decisions.decide(other.matter, trial.event, trial.context))
    if trial.entry is not None:
        decisions.evolve(trial.before.matter, trial.entry)
    after = (other.matter, decisions.decide(other.matter, trial.event, trial.context))
    if before != after:
        yield f"{trial.event.code} to one changed the other"


KERNEL_LAWS = LawSet(
    "kernel",
    (all_reasons_told, table_obeyed, refused_changes_nothing, apply_agrees, one_entry_verbatim, identity_stays,
     days_run_forward, domain_reasons_only, machines_are_apart, other_matters_apart),
)  # fmt: skip
"""What deciding and applying owe to any workflow."""
