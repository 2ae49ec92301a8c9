"""Laws of deadlines and clocks, against a count that walks day by day.

Holds: `CLOCK_LAWS`.
Never: counts as the library does.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from attrs import evolve

from safetywork.clocks import Clock
from safetywork.labels import Label
from safetywork.periods import Span
from safetywork.testing.laws.kernel import plain_clock
from safetywork.testing.laws.law import Applies, LawSet, law
from safetywork.testing.logs import naive_clock, told_by_log
from safetywork.testing.oracles import PlainClock, naive_due, naive_ends
from safetywork.testing.trials import Seen, Trial
from safetywork.workflows import Workflow

_ONE = timedelta(days=1)


def has(*roles: str) -> Applies:
    """Applies where an event of a machine does one of these to its clock."""
    words = "、".join(roles), " or ".join(roles)

    def applies(machines: tuple[Workflow, ...]) -> Label | None:
        if any(event.clock in roles for w in machines for event in w.events) or "start" in roles:
            return None
        return Label(f"没有时钟环节：{words[0]}", f"no event does this to a clock: {words[1]}")

    return applies


def guarded(*codes: str) -> Applies:
    """Applies where a row is held to a guard of one of these codes."""

    def applies(machines: tuple[Workflow, ...]) -> Label | None:
        if any(g.code in codes for w in machines for t in w.transitions for g in t.guards):
            return None
        return Label(f"没有条件：{'、'.join(codes)}", f"no row has the condition {' or '.join(codes)}")

    return applies


def _machines(seen: Seen) -> Iterator[tuple[int, Workflow, PlainClock | None, Clock | None]]:
    """Each machine with its clock, plainly told and as the library folds it; a kind's own clock has no plain way."""
    for at, workflow in enumerate(seen.matter.workflows):
        if at or told_by_log(seen.matter):
            yield at, workflow, seen.plain[at], seen.clocks[at]


def _due(seen: Seen, workflow: Workflow, on: date | None = None) -> tuple[date, date] | None:
    due = seen.matter.deadline(seen.context.calendar, machine=workflow.name, on=on, provisional=True)
    return None if due is None else (due.nominal, due.last_day)


def _against(seen: Seen, *, extended: bool, stopped: bool) -> Iterator[str]:
    for at, workflow, plain, clock in _machines(seen):
        if (plain is None) != (clock is None):
            yield f"{workflow.name}: a term runs by {'the library' if plain is None else 'the log'} alone"
        elif plain is not None and (bool(plain.extensions), bool(plain.stops)) == (extended, stopped):
            for on in (None, seen.last + timedelta(days=30)) if stopped else (None,):
                wanted, told = seen.plain_due(on, at=at), _due(seen, workflow, on)
                if wanted is not None and wanted != told:
                    yield f"{workflow.name} ends {told}, counted day by day {wanted}"


@law(
    "deadline-counts-days", "state",
    Label("期限就是一天一天数出来的那天", "a deadline is the day that counting day by day comes to"),
    Label("多算或少算一天", "a day too many or too few"),
    has("start"),
)  # fmt: skip
def deadline_counts_days(seen: Seen) -> Iterator[str]:
    yield from _against(seen, extended=False, stopped=False)
    for _, workflow, plain, _ in _machines(seen):
        ends = None if plain is None else naive_ends(plain)
        due = seen.matter.deadline(seen.context.calendar, machine=workflow.name, provisional=True)
        if ends is not None and due is not None and due.cutoff != ends:
            yield f"{workflow.name} ends at {due.cutoff}, counted in hours {ends}"


@law(
    "original-is-as-set", "state",
    Label("原期限就是定下时的期限", "the original deadline is that of the term as it was set, whatever was granted, stopped or begun anew since"),
    Label("重新计算后，原期限变成后一个", "a term begun anew that passes for the one first set"),
    has("start"),
)  # fmt: skip
def original_is_as_set(seen: Seen) -> Iterator[str]:
    calendar = seen.context.calendar
    for _, workflow, plain, clock in _machines(seen):
        as_set = None if plain is None else _as_set(seen, workflow)
        wanted = None if as_set is None else naive_due(as_set, calendar)
        if wanted is not None and clock is not None:
            told = clock.original(calendar, provisional=True)
            if (told.nominal, told.last_day) != wanted:
                yield f"{workflow.name} was set to end {told.last_day}, counted day by day {wanted[1]}"


def _as_set(seen: Seen, workflow: Workflow) -> PlainClock | None:
    """The clock of a machine as the event that set its term began it."""
    began = [n for n, e in enumerate(seen.matter.log, start=1) if e.rule.name == workflow.name and _sets(e.event)]
    plain = naive_clock(evolve(seen.matter, log=seen.matter.log[: began[-1]]), workflow) if began else None
    return None if plain is None else PlainClock(plain.trigger, plain.term)


def _sets(event: Any) -> bool:
    return event.clock == "start" and event.term is not None


@law(
    "provisional-is-marked", "state",
    Label("靠未公布的日子算出的期限，注明暂定", "a deadline that rests on days not announced yet says so, and no other does"),
    Label("把推算的日子当成定了的日子", "a projected day that passes for a settled one"),
    has("start"),
)  # fmt: skip
def provisional_is_marked(seen: Seen) -> Iterator[str]:
    for _, workflow, plain, clock in _machines(seen):
        if (
            plain is None
            or clock is None
            or (clock.extensions or clock.stops or clock.earlier)
            or not isinstance(plain.term, Span)
        ):
            continue
        due = seen.matter.deadline(seen.context.calendar, machine=workflow.name, provisional=True)
        if due is None or plain.term.unit == "hour":
            continue
        beyond = due.last_day > seen.context.calendar.announced_through
        if due.provisional != beyond:
            yield f"{due.last_day} is marked provisional: {due.provisional}"


@law(
    "extension-adds-exactly", "state",
    Label("延期恰好加上批准的长度，从应届日算起", "an extension adds what was granted, no more and no less, to the nominal end"),
    Label("延期从顺延后的那天算，或按月连算走样", "an extension that runs on the rolled day, or months that chain"),
    has("extend"),
)  # fmt: skip
def extension_adds_exactly(seen: Seen) -> Iterator[str]:
    yield from _against(seen, extended=True, stopped=False)


@law(
    "stop-adds-its-days", "state",
    Label("停表几天，期限就晚几天", "a stop moves the term by the days that it took, overlapping stops once"),
    Label("停表那天也算进去，或重叠的算两遍", "the day of stopping counted too, or overlapping stops counted twice"),
    has("suspend"),
)  # fmt: skip
def stop_adds_its_days(seen: Seen) -> Iterator[str]:
    yield from _against(seen, extended=False, stopped=True)
    yield from _against(seen, extended=True, stopped=True)


@law(
    "only-clocks-move-it", "step",
    Label("只有时钟环节能动期限", "only an event that does something to a clock, or begins a cycle, moves a deadline"),
    Label("报个进展期限就变了", "a deadline that moves with a progress report"),
    has("start"),
)  # fmt: skip
def only_clocks_move_it(trial: Trial) -> Iterator[str]:
    event = trial.event
    if trial.entry is None or event.clock is not None or event.cycle or hasattr(event, "expires"):
        return
    for at, (one, other) in enumerate(zip(trial.before.clocks, trial.after.clocks, strict=True)):
        if _term(one) != _term(other) and plain_clock(trial.after.matter):
            yield f"{event.code} moved the clock of machine {at}"


def _term(clock: Clock | None) -> Any:
    return clock and (clock.trigger, clock.term, clock.extensions, clock.stops, clock.earlier)


@law(
    "clock-event-works", "step",
    Label("每个时钟环节都对自己的时钟起作用", "what an event declares it does to the clock of its machine is done"),
    Label("批准了延期而期限没动", "an extension that was granted and changed nothing"),
    has("extend", "suspend", "resume", "restart", "end"),
)  # fmt: skip
def clock_event_works(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.at is None or trial.event.clock is None or trial.event.cycle:
        return
    one, other, role = trial.before.clocks[trial.at], trial.after.clocks[trial.at], trial.event.clock
    if role == "end" and other is not None:
        yield "the clock goes on after its end"
    if one is None or other is None or not plain_clock(trial.after.matter):
        return
    done = {
        "extend": len(other.extensions) == len(one.extensions) + 1,
        "suspend": other.stopped,
        "resume": not other.stopped,
        "restart": len(other.earlier) == len(one.earlier) + 1 and not other.extensions,
    }
    if not done.get(role, True):
        yield f"{trial.event.code} was to {role} the clock"


@law(
    "extension-never-shortens", "step",
    Label("延期从不缩短期限", "an extension never ends a term sooner"),
    Label("“延期”至一个更早的日子", "an extension to an earlier day"),
    has("extend"),
)  # fmt: skip
def extension_never_shortens(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.event.clock != "extend" or trial.workflow is None:
        return
    one, other = _due(trial.before, trial.workflow), _due(trial.after, trial.workflow)
    if one is not None and other is not None and other[1] < one[1]:
        yield f"from {one[1]} to {other[1]}"


@law(
    "extension-in-time", "step",
    Label("过了期限不能再延", "nothing is extended once its last day is past, where the workflow holds extensions to their time"),
    Label("逾期后补办延期，逾期就没了", "an extension after the fact, which erases a missed day"),
    guarded("in time"),
)  # fmt: skip
def extension_in_time(trial: Trial) -> Iterator[str]:
    if trial.entry is None or not trial.guards("in time") or trial.workflow is None:
        return
    asked = trial.before.matter.extension_asked if trial.at == 0 else None
    due = _due(trial.before, trial.workflow, trial.event.on)
    if trial.event.clock == "extend" and (asked is not None or trial.at):
        return
    if due is not None and trial.event.on > due[1]:
        yield f"{trial.event.code} on {trial.event.on}, the last day was {due[1]}"


@law(
    "missed-day-never-erased", "step",
    Label("运行中的期限不能另设，只能延期", "a term that runs is not set anew within its cycle: a missed day is never erased"),
    Label("重新交办一次，逾期清零", "assigning again, and the days late are gone"),
    guarded("term once"),
)  # fmt: skip
def missed_day_never_erased(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.event.clock != "start" or trial.event.cycle or not trial.guards("term once"):
        return
    at = trial.at or 0
    if trial.before.clocks[at] is not None and _term(trial.before.clocks[at]) != _term(trial.after.clocks[at]):
        yield f"{trial.event.code} set the running term anew"


@law(
    "clock-begins-anew", "step",
    Label("新一轮用新时钟", "a new cycle has a clock of its own, or none: nothing of the old one runs on"),
    Label("复发后沿用旧期限，一重开就逾期", "a relapse under the old term, overdue at once"),
)  # fmt: skip
def clock_begins_anew(trial: Trial) -> Iterator[str]:
    if trial.entry is None or not trial.event.cycle or trial.at is None:
        return
    clock = trial.after.clocks[trial.at]
    if clock is not None and (clock.extensions or clock.stops or clock.earlier):
        yield "what happened to the old clock counts in the new cycle"
    term = getattr(trial.event, "term", None)
    if clock is not None and (trial.event.clock != "start" or clock.term != term):
        yield f"a term of {clock.term} runs, {trial.event.code} set {term}"


CLOCK_LAWS = LawSet(
    "clocks",
    (deadline_counts_days, original_is_as_set, provisional_is_marked, extension_adds_exactly, stop_adds_its_days, only_clocks_move_it, clock_event_works,
     extension_never_shortens, extension_in_time, missed_day_never_erased,
     clock_begins_anew),
)  # fmt: skip
"""What deadlines and clocks must come to."""
