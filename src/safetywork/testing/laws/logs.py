"""Laws of the log: everything about a matter follows from what stands there.

Holds: `LOG_LAWS`.
Never: judges whether an entry should have been taken.
"""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import reduce
from typing import Any, ClassVar

import attrs
from attrs import frozen

from safetywork import decisions, digests
from safetywork.acts import Progress, Return
from safetywork.decisions import Refusal
from safetywork.documents import matter_from_data, matter_to_data
from safetywork.errors import HistoryError
from safetywork.events import Entry, Event
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.machines import cycles as machine_cycles
from safetywork.matters import Matter
from safetywork.referrals import Decline, Feedback, Refer
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.logs import main_state, naive_fields, pending_request
from safetywork.testing.trials import Seen, Trial, blank_of, replayed
from safetywork.workflows import DONE, VOID, Workflow

_ONE = timedelta(days=1)


@law(
    "replay-same", "state",
    Label("重放记录得到同一事项", "replaying the log gives the same matter, at once or entry by entry"),
    Label("当场看到的与存后再读的不同", "a matter that looks otherwise once it was stored and read again"),
)  # fmt: skip
def replay_same(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    if replayed(matter, matter.log) != matter:
        yield "replayed at once it is another"
    grown = blank_of(matter)
    for entry in matter.log:
        grown = decisions.evolve(grown, entry)
    if grown != matter:
        yield "replayed one by one it is another"


@law(
    "log-under-new-rules", "history",
    Label("旧记录不受新规则影响", "an old log tells the same under rules that would refuse it"),
    Label("今天的规则改写了过去", "today's rules that rewrite the past"),
)  # fmt: skip
def log_under_new_rules(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    told = (matter.states, matter.owner, matter.title, matter.cycle)
    for what, rules in (("without rules", _bare), ("under rules that lead nowhere", _nowhere)):
        old = attrs.evolve(blank_of(matter), workflows=tuple(map(rules, matter.workflows)))
        for grown in (decisions.replay(old, matter.log), reduce(decisions.evolve, matter.log, old)):
            if (grown.states, grown.owner, grown.title, grown.cycle) != told:
                yield f"{what} it is in {grown.states}, not {matter.states}"


def _bare(workflow: Workflow) -> Workflow:
    return Workflow(workflow.name, "0", workflow.label, workflow.states, ())


def _nowhere(workflow: Workflow) -> Workflow:
    rows = tuple(attrs.evolve(t, target=None) for t in workflow.transitions)
    return Workflow(workflow.name, "0", workflow.label, workflow.states, rows)


@frozen(kw_only=True, weakref_slot=False)
class _Forged(Event):
    """An event that claims to set what no event may."""

    code: ClassVar[str] = "forged"
    label: ClassVar[Label] = Label("伪造", "forged")

    def sets(self) -> Iterator[tuple[str, Any]]:
        yield from {"id": "x", "states": (), "log": (), "workflows": ()}.items()


@law(
    "frame-never-told", "history",
    Label("编号、状态、记录和工作流不由环节改写", "no entry sets the id, the states, the log or the machines of a matter"),
    Label("一条更正抹掉了整本记录", "a correction that wipes a log"),
)  # fmt: skip
def frame_never_told(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    entry = Entry(_Forged(on=seen.last, by="甲"), matter.states[0], matter.workflows[0].rule)
    for grown in (decisions.evolve(matter, entry), decisions.replay(matter, (entry,))):
        if (grown.id, grown.states, grown.workflows) != (matter.id, matter.states, matter.workflows):
            yield "an entry rewrote its frame"
        if grown.log != (*matter.log, entry):
            yield "an entry rewrote its log"


@law(
    "state-from-entries", "state",
    Label("每台机的状态就是它最后一条记录所到之处", "the state of a machine is where its last entry led, its start where it has none"),
    Label("状态与记录对不上", "a state that no entry explains"),
)  # fmt: skip
def state_from_entries(seen: Seen) -> Iterator[str]:
    for workflow, state in zip(seen.matter.workflows, seen.matter.states, strict=True):
        told = [entry.to for entry in seen.matter.log if entry.rule.name == workflow.name]
        if state != (told[-1] if told else workflow.start):
            yield f"{workflow.name} stands in {state!r}, its last entry led to {told[-1:]}"


@law(
    "fields-from-entries", "state",
    Label("责任人等字段以最后一次写明的为准", "owner, title and every other field are the last that an entry set"),
    Label("移交后责任人没变", "an owner who is still called after the work was handed over"),
)  # fmt: skip
def fields_from_entries(seen: Seen) -> Iterator[str]:
    frame = {"id", "workflows", "states", "log"}
    for name, value in naive_fields(seen.matter).items():
        if name not in frame and hasattr(seen.matter, name) and getattr(seen.matter, name) != value:
            yield f"{name} is {getattr(seen.matter, name)!r}, the log says {value!r}"


@law(
    "days-in-order", "state",
    Label("记录的日期从不倒退", "days never run backwards in a log"),
    Label("前后颠倒的台账", "a ledger whose lines are out of order"),
)  # fmt: skip
def days_in_order(seen: Seen) -> Iterator[str]:
    days = [entry.event.on for entry in seen.matter.log]
    if days != sorted(days):
        yield f"{days}"


@law(
    "there-and-back", "history",
    Label("存成文件再读回来是同一事项", "a matter that is written out and read back is the same"),
    Label("存一次丢一个字段", "a field that is lost with every saving"),
)  # fmt: skip
def there_and_back(seen: Seen) -> Iterator[str]:
    noted = [attrs.evolve(e, event=attrs.evolve(e.event, recorded_at=_MOMENT)) for e in seen.matter.log]
    for matter in (seen.matter, replayed(seen.matter, noted)):
        told = matter_to_data(matter)
        text = json.dumps(told, ensure_ascii=False)
        events = {type(entry.event) for entry in matter.log}
        back = matter_from_data(json.loads(text), workflows=matter.workflows, kinds=(type(matter),), events=events)
        if back != matter:
            yield "it came back as another matter"
        if json.dumps(matter_to_data(back), ensure_ascii=False) != text:
            yield "written again it reads otherwise"
        for line, entry in zip(told["log"], matter.log, strict=True):
            yield from _untold(line, entry)


_MOMENT = datetime(2026, 1, 1, 9, 37, 5, 250000, tzinfo=timezone(timedelta(hours=8)))


def _untold(line: dict[str, Any], entry: Entry) -> Iterator[str]:
    """What an event says must stand in the file, though it be the default of today."""
    for name in entry.event.fields():
        value = getattr(entry.event, name)
        if value not in (None, False, ()) and name not in line["event"]:
            yield f"{entry.event.code}: {name} is {value!r}, and is left out"


def _recorded(log: tuple[Entry, ...], zone: tzinfo | None) -> tuple[Entry, ...]:
    """The log whose last event was written down at one moment, as told in a zone."""
    at = _MOMENT.astimezone(zone)
    return (*log[:-1], attrs.evolve(log[-1], event=attrs.evolve(log[-1].event, recorded_at=at)))


_EDITED = 6
"""About how many entries of a long log are edited, one after the other."""


@law(
    "edits-are-seen", "history",
    Label("改动任何一条记录，摘要都会变", "the head changes with any entry that is edited, dropped or moved"),
    Label("改了记录没人看得出", "a history that was edited and does not show it"),
)  # fmt: skip
def edits_are_seen(seen: Seen) -> Iterator[str]:
    matter, log = seen.matter, seen.matter.log
    head = matter.head()
    if digests.verify(matter.subject, log, head=head) != len(log):
        yield "its own head does not verify"
    others = {
        "the last dropped": log[:-1],
        "the first dropped": log[1:],
        "turned round": log[::-1] if len(log) > 1 else (),
    }
    for n, entry in [*enumerate(log)][:: max(1, len(log) // _EDITED)]:
        others[f"entry {n} led elsewhere"] = (*log[:n], attrs.evolve(entry, to=entry.to + "'"), *log[n + 1 :])
        signed = attrs.evolve(entry, event=attrs.evolve(entry.event, by=entry.event.by + "甲"))
        others[f"entry {n} signed by another"] = (*log[:n], signed, *log[n + 1 :])
    for what, edited in others.items():
        if digests.head(matter.subject, edited) == head:
            yield f"{what}: the head is the same"
    first, second = (digests.head(matter.subject, _recorded(log, zone)) for zone in (UTC, _MOMENT.tzinfo))
    if first != second:
        yield "one moment, written in two zones, has two heads"
    if digests.head(f"{matter.subject}'", log) == head:
        yield "another matter has the same head"
    try:
        digests.verify(matter.subject, others["entry 0 signed by another"], head=head)
        yield "an edited log verifies"
    except HistoryError:
        pass


@law(
    "audit-clean", "history",
    Label("按规则办的记录经得起复查", "a log that the rules admitted passes their own audit"),
    Label("自己放行的自己不认", "rules that refuse on review what they admitted"),
)  # fmt: skip
def audit_clean(seen: Seen) -> Iterator[str]:
    for position, entry, refusal in decisions.audit(blank_of(seen.matter), seen.matter.log, seen.context):
        yield f"entry {position} ({entry.event.code}): {refusal.codes}"


@law(
    "values-stay-values", "history",
    Label("事项是值：可散列、可复制、复制后相等", "a matter is a value: hashable, copied it is equal, and nothing in it can be changed"),
    Label("一处改动波及所有引用", "a list inside a value that somebody else changes"),
)  # fmt: skip
def values_stay_values(seen: Seen) -> Iterator[str]:
    if copy.deepcopy(seen.matter.log) != seen.matter.log or copy.copy(seen.matter) != seen.matter:
        yield "a copy differs"
    for entry in seen.matter.log:
        for name in entry.event.fields():
            value: object = getattr(entry.event, name)
            if type(value) in (list, dict, set):
                yield f"{entry.event.code}.{name} can be changed"


@law(
    "one-of-four", "state",
    Label("未完、完成、作废、未达成，恰居其一", "a matter is pending, done, void or failed: exactly one"),
    Label("合计数对不上", "totals that do not add up, as a matter counts twice or not at all"),
)  # fmt: skip
def one_of_four(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    state = main_state(matter)
    told = [name for name in ("pending", "done", "void", "failed") if getattr(matter, name)]
    wanted = (
        "done"
        if DONE in state.tags
        else "void"
        if VOID in state.tags
        else "failed"
        if state.kind == "rest"
        else "pending"
    )
    if told != [wanted]:
        yield f"{state.id!r} counts as {told}, not as {wanted}"


@law(
    "something-can-be-done", "state",
    Label("未办结的总有下一步可办", "while something is owed, something can be done about it"),
    Label("条件互锁，谁也办不下去", "conditions that lock each other, so that nobody can go on"),
)  # fmt: skip
def something_can_be_done(seen: Seen) -> Iterator[str]:
    if seen.matter.pending and not any(o.open for o in seen.options):
        yield f"nothing is open in {seen.matter.states}"


@law(
    "last-words-count", "state",
    Label("本轮最后一次退回、进度、反馈和待批申请，以记录为准", "when it was last sent back, the progress last reported, the answer that stands and the request that awaits a decision are what the entries say"),
    Label("上一轮的进度、退回或申请带进下一轮", "a return, a progress or a request of the last round that counts in this one"),
)  # fmt: skip
def last_words_count(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    main, returned, percent = matter.workflows[0], None, None
    for entry in matter.log:
        event: Any = entry.event
        own = entry.rule.name == main.name
        if own and event.cycle:
            returned = percent = None
        if own and isinstance(event, Return):
            returned = event.on
        if isinstance(event, Progress) and event.percent is not None:
            percent = event.percent
    if matter.returned_on != returned:
        yield f"sent back on {matter.returned_on}, the entries say {returned}"
    if matter.percent != percent:
        yield f"progress of {matter.percent}, the entries say {percent}"
    answer = _answer(matter)
    if isinstance(matter, Issue) and matter.answer != answer:
        yield f"answered is {matter.answer}, the entries say {answer}"
    asked = pending_request(matter, main)
    if matter.extension_asked != asked:
        yield f"pending is {matter.extension_asked}, the entries say {asked}"


def _answer(matter: Matter) -> Feedback | None:
    """The last answer of whoever it was referred to, unless it was referred again, or declined, since."""
    told = [e.event for e in matter.log if isinstance(e.event, Refer | Feedback | Decline)]
    return told[-1] if told and isinstance(told[-1], Feedback) else None


@law(
    "cycles-counted", "state",
    Label("每重开一次，轮次加一，旧账不动", "every event that begins a cycle counts one, and the present cycle begins with it"),
    Label("复发不计次，或上一轮的材料带进下一轮", "a relapse that is not counted, or evidence of the last round that counts in this one"),
)  # fmt: skip
def cycles_counted(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    main = matter.workflows[0].name
    began = [n for n, e in enumerate(matter.log) if e.event.cycle and e.rule.name == main]
    if matter.cycle != 1 + len(began):
        yield f"cycle {matter.cycle} after {len(began)} new beginnings"
    if matter.this_cycle != matter.log[began[-1] if began else 0 :]:
        yield f"the present cycle has {len(matter.this_cycle)} entries"
    told = getattr(matter, "cycles", None) or machine_cycles(matter, main)
    wanted = len(matter.log) if hasattr(matter, "cycles") else sum(e.rule.name == main for e in matter.log)
    if len(told) != 1 + len(began) or sum(len(cycle.entries) for cycle in told) != wanted:
        yield f"{len(told)} cycles of {[len(cycle.entries) for cycle in told]} entries are told"


@law(
    "whole-matters-order", "pair",
    Label("两个事项的环节谁先谁后，结果一样", "events on two matters may come in either order"),
    Label("并行办理互相影响", "two offices that work side by side and disturb each other"),
)  # fmt: skip
def whole_matters_order(trial: Trial, other: Seen) -> Iterator[str]:
    def after(matter: Any) -> Any:
        answer = decisions.decide(matter, trial.event, trial.context)
        return matter if isinstance(answer, Refusal) or answer.entry is None else decisions.evolve(matter, answer.entry)

    one = (after(trial.before.matter), after(other.matter))
    second = after(other.matter)
    if one != (after(trial.before.matter), second):
        yield f"{trial.event.code} on both, in the other order"


LOG_LAWS = LawSet(
    "logs",
    (replay_same, log_under_new_rules, frame_never_told, state_from_entries, fields_from_entries, last_words_count, days_in_order,
      there_and_back, edits_are_seen, audit_clean, values_stay_values,
     one_of_four, something_can_be_done, cycles_counted, whole_matters_order),
)  # fmt: skip
"""What follows from a log, and what a log must be like."""
