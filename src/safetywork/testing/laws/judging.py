"""Laws of who may judge, on what, and who may let whom off.

Holds: `JUDGING_LAWS`.
Never: looks at the name of an event or a state; a workflow declares what it is held to.
"""

from collections.abc import Iterator
from typing import Any

from safetywork.acts import Return
from safetywork.labels import Label
from safetywork.parties import name_key
from safetywork.testing.laws.clocks import guarded, has
from safetywork.testing.laws.kernel import codes_of
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.laws.readings import machine_workers
from safetywork.testing.logs import folded, naive_handing_in, naive_workers
from safetywork.testing.trials import Seen, Trial
from safetywork.workflows import Workflow


def _verifies(machines: tuple[Workflow, ...]) -> Label | None:
    if any(event.verifies for w in machines for event in w.events):
        return None
    return Label("没有验收类环节", "no event verifies")


def _hands_in(machines: tuple[Workflow, ...]) -> Label | None:
    if any(event.hands_in for w in machines for event in w.events):
        return None
    return Label("没有递交类环节", "no event hands anything in")


@law(
    "verifier-is-another", "step",
    Label("验收人不是做事的人", "whoever verifies neither owned nor handed in the work, however the name is written"),
    Label("自己验收自己，或换个写法验收自己", "a person who accepts the own work, or does so under another spelling of the name"),
    _verifies,
)  # fmt: skip
def verifier_is_another(trial: Trial) -> Iterator[str]:
    if trial.entry is not None and trial.event.verifies and folded(trial.event.by) in machine_workers(trial):
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
    if {"own_work", "own_relief"} & set(codes) and folded(trial.event.by) not in machine_workers(trial):
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


@law(
    "handing-in-of-this-round", "state",
    Label("待判的是本轮最后一次递交", "what stands to be judged is the last handing-in of this round, gone once it is sent back"),
    Label("退回后旧材料还算数", "work that was sent back and still counts as handed in"),
    _hands_in,
)  # fmt: skip
def handing_in_of_this_round(seen: Seen) -> Iterator[str]:
    wanted, matter = naive_handing_in(seen.matter), seen.matter
    if matter.handed_in != wanted or matter.handed_in_by != (None if wanted is None else wanted.by):
        yield f"told {matter.handed_in}, the log says {wanted}"
    if matter.evidence != (() if wanted is None else getattr(wanted, "evidence", ())):
        yield f"evidence told: {matter.evidence}"


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
     look_alikes_are_one, handing_in_of_this_round, not_finished_ahead, roles_asked, required_is_filled),
)  # fmt: skip
"""Who may judge, on what, and who may let whom off."""
