"""Laws of who may judge, on what, and who may let whom off.

Holds: `JUDGING_LAWS`.
Never: looks at the name of an event or a state; a workflow declares what it is held to.
"""

from collections.abc import Iterator
from typing import Any

from safetywork.acts import Return
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.parties import name_key
from safetywork.testing.laws.clocks import guarded, has
from safetywork.testing.laws.kernel import codes_of
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.oracles import folded, naive_workers
from safetywork.testing.trials import Seen, Trial, given_to
from safetywork.workflows import Workflow


def _verifies(machines: tuple[Workflow, ...]) -> Label | None:
    if any(event.verifies for w in machines for event in w.events):
        return None
    return Label("没有验收类环节", "no event verifies")


def _hands_in(machines: tuple[Workflow, ...]) -> Label | None:
    if any(event.hands_in for w in machines for event in w.events):
        return None
    return Label("没有递交类环节", "no event hands anything in")


def _machine_workers(trial: Trial) -> frozenset[str]:
    """Who did the work, and who handed it in on the machine of the event, in its cycle."""
    matter, name = trial.before.matter, trial.workflow.name if trial.workflow else ""
    here: set[str] = set()
    for entry in matter.log:
        if entry.rule.name == name:
            here = set() if entry.event.cycle else here
            if entry.event.hands_in:
                here.add(folded(entry.event.by))
    return naive_workers(matter) | here


@law(
    "verifier-is-another", "step",
    Label("验收人不是做事的人", "whoever verifies neither owned nor handed in the work, however the name is written"),
    Label("自己验收自己，或换个写法验收自己", "a person who accepts the own work, or does so under another spelling of the name"),
    _verifies,
)  # fmt: skip
def verifier_is_another(trial: Trial) -> Iterator[str]:
    if trial.entry is not None and trial.event.verifies and folded(trial.event.by) in _machine_workers(trial):
        yield f"{trial.event.by!r} did the work and sends {trial.event.code}"


@law(
    "guarded-acts-by-another", "step",
    Label("声明须由他人办的，当事人办不了", "what a workflow says another person decides, is not decided by who owes or did the work"),
    Label("责任人自己把事项作废、停表或销号", "an owner who calls off, stops or closes the own matter"),
    guarded("another person", "relieved by another", "granted by another", "waived by another"),
)  # fmt: skip
def guarded_acts_by_another(trial: Trial) -> Iterator[str]:
    told = trial.guards("another person", "relieved by another", "granted by another", "waived by another")
    if trial.entry is not None and told and folded(trial.event.by) in naive_workers(trial.before.matter):
        yield f"{trial.event.by!r} owes the work and sends {trial.event.code}"


@law(
    "another-may", "step",
    Label("旁人不会被当成做事的人拒绝", "somebody who had no part in the work is not refused as if they had"),
    Label("谁都不能验收，事项办不下去", "a rule so strict that nobody can accept anything"),
    guarded("another person", "relieved by another"),
)  # fmt: skip
def another_may(trial: Trial) -> Iterator[str]:
    codes = getattr(trial.answer, "codes", ())
    if {"own_work", "own_relief"} & set(codes) and folded(trial.event.by) not in _machine_workers(trial):
        yield f"{trial.event.by!r} had no part in it, and is refused: {codes}"


@law(
    "grants-not-to-oneself", "step",
    Label("申请延期的人不批延期", "whoever asks for a longer term does not grant it"),
    Label("自己批自己的延期", "an extension that one grants oneself"),
    has("extend"),
)  # fmt: skip
def grants_not_to_oneself(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.event.clock != "extend":
        return
    event: Any = trial.event
    asked = [getattr(event, "asked_by", None)]
    pending = trial.before.matter.extension_asked if trial.at == 0 else None
    asked.append(None if pending is None else pending.by)
    if any(name is not None and folded(name) == folded(event.by) for name in asked):
        yield f"{event.by!r} asked for it and grants it"


@law(
    "workers-told", "state",
    Label("做过事的人都记在案", "everybody who owned or handed in the work of this cycle is known as one who did"),
    Label("移交之后原责任人来验收", "a former owner who comes back to judge"),
)  # fmt: skip
def workers_told(seen: Seen) -> Iterator[str]:
    told = frozenset(folded(name) for name in seen.matter.workers)
    if told != naive_workers(seen.matter):
        yield f"told {sorted(told)}, the log says {sorted(naive_workers(seen.matter))}"


@law(
    "look-alikes-are-one", "state",
    Label("空格、全角、大小写不同的名字是一个人", "names that differ by a space, by width or by case are one person's"),
    Label("“李 四”验收“李四”的活", "one person who acts as two by a space in the name"),
)  # fmt: skip
def look_alikes_are_one(seen: Seen) -> Iterator[str]:
    for name in {seen.matter.owner, *(entry.event.by for entry in seen.matter.log)} - {None}:
        wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in str(name))
        for other in (f"{str(name)[:1]} {str(name)[1:]}", f"{name}　", wide, str(name).upper(), str(name).lower()):
            if name_key(other) != name_key(str(name)):
                yield f"{other!r} is not {name!r}"


def _round(matter: Matter) -> Any:
    """The handing-in of the main machine that stands to be judged, told from the entries."""
    found: Any = None
    for entry in matter.log:
        if entry.rule.name == matter.workflows[0].name:
            if entry.event.cycle or isinstance(entry.event, Return):
                found = None
            if entry.event.hands_in:
                found = entry.event
    return found


@law(
    "handing-in-of-this-round", "state",
    Label("待判的是本轮最后一次递交", "what stands to be judged is the last handing-in of this round, gone once it is sent back"),
    Label("退回后旧材料还算数", "work that was sent back and still counts as handed in"),
    _hands_in,
)  # fmt: skip
def handing_in_of_this_round(seen: Seen) -> Iterator[str]:
    wanted, matter = _round(seen.matter), seen.matter
    if matter.handed_in != wanted or matter.handed_in_by != (None if wanted is None else wanted.by):
        yield f"told {matter.handed_in}, the log says {wanted}"
    if matter.evidence != (() if wanted is None else getattr(wanted, "evidence", ())):
        yield f"evidence told: {matter.evidence}"


@law(
    "evidence-of-this-round", "step",
    Label("声明要佐证的，凭本轮佐证才能通过", "where a closure policy asks for evidence, nothing passes without evidence of this round"),
    Label("重大隐患凭一句话、凭旧照片销号", "a major hazard closed on a word, or on last year's picture"),
    guarded("closure"),
)  # fmt: skip
def evidence_of_this_round(trial: Trial) -> Iterator[str]:
    held = trial.guards("closure")
    if trial.entry is None or not held:
        return
    matter: Any = trial.before.matter
    policy: Any = next((p for p in given_to(held[0], tuple) or () if p.severity == matter.severity), None)
    if policy is None:
        yield f"no policy covers {matter.severity!r}, and it passed"
        return
    event = _round(matter)
    shown = [e for e in getattr(event, "evidence", ()) if not policy.evidence or e.kind in policy.evidence]
    began = [e.event.on for e in matter.log if e.event.cycle and e.rule.name == matter.workflows[0].name]
    opened = began[-1] if began else matter.log[0].event.on
    fresh = [e for e in shown if e.on is not None and event is not None and opened <= e.on <= event.on]
    if policy.evidence and not shown:
        yield f"none of {policy.evidence} was handed in"
    elif shown and policy.dated_after_opening and not fresh:
        yield f"no piece shows a day since {opened}"


_AHEAD = {"finished_ahead", "finished_before_return", "finished_before_cycle"}


@law(
    "not-finished-ahead", "step",
    Label("完成日不晚于报告日，不早于退回日，当天都可以", "work is not finished after the day it is handed in, nor before it was sent back; on either day it may be"),
    Label("预填完成日，逾期变按期", "a finish written in ahead of time, or one from before the return"),
    guarded("not ahead"),
)  # fmt: skip
def not_finished_ahead(trial: Trial) -> Iterator[str]:
    finished = getattr(trial.event, "finished", None)
    if finished is None or not trial.guards("not ahead"):
        return
    matter, back = trial.before.matter, None
    for entry in matter.log:
        main = entry.rule.name == matter.workflows[0].name
        if main and (entry.event.cycle or isinstance(entry.event, Return)):
            back = entry.event.on
    wrong = finished > trial.event.on or (back is not None and finished < back)
    if wrong and trial.entry is not None:
        yield f"finished {finished}, handed in {trial.event.on}, it came back {back}"
    if not wrong and trial.at == 0 and _AHEAD & {*codes_of(trial.answer)}:
        yield f"finished {finished}, handed in {trial.event.on}, it came back {back}, and is refused"


@law(
    "roles-asked", "step",
    Label("声明了角色的，只有有此角色的人能办", "what a role is wanted for is done by who holds it, as the context lists it, and by nobody where it lists none"),
    Label("没有名单就谁都能办", "no list of roles, so anybody may"),
)  # fmt: skip
def roles_asked(trial: Trial) -> Iterator[str]:
    t = trial.transition
    if trial.entry is None or t is None or not t.roles:
        return
    roles = trial.context.roles or {}
    held = {role for name, some in roles.items() if folded(name) == folded(trial.event.by) for role in some}
    if not held & t.roles:
        yield f"{trial.event.by!r} holds {sorted(held)}, wanted is one of {sorted(t.roles)}"


@law(
    "required-is-filled", "step",
    Label("必填的都填了", "what a row requires is filled in, with more than blanks"),
    Label("空理由、空文号也能办", "a reason of spaces that counts as a reason"),
)  # fmt: skip
def required_is_filled(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.transition is None:
        return
    for name in trial.transition.requires:
        value = getattr(trial.event, name)
        if value is None or value == () or (isinstance(value, str) and not folded(value)):
            yield f"{name} is {value!r}"


JUDGING_LAWS = LawSet(
    "judging",
    (verifier_is_another, guarded_acts_by_another, another_may, grants_not_to_oneself, workers_told,
     look_alikes_are_one, handing_in_of_this_round, evidence_of_this_round, not_finished_ahead, roles_asked,
     required_is_filled),
)  # fmt: skip
"""Who may judge, on what, and who may let whom off."""
