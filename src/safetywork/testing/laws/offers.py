"""Laws of offering: what can be done next, what blocks it, and the way that a refusal tells.

Holds: `OFFER_LAWS`.
Never: knows what a workflow is about.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from safetywork.decisions import Refusal
from safetywork.labels import Label
from safetywork.testing.laws.kernel import codes_of
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.trials import Seen, Trial, row_of
from safetywork.workflows import Reason, Workflow


@law(
    "options-agree", "state",
    Label("可办清单与表、与条件一致", "what is offered next is what the table has, blocked by what its conditions say, and leads where the row does"),
    Label("清单上没有的能办，清单上有的办不了", "a menu that offers what is refused, or hides what is allowed"),
)  # fmt: skip
def options_agree(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    wanted: dict[Any, tuple[Any, ...]] = {}
    for workflow, state in zip(matter.workflows, matter.states, strict=True):
        for source, cls in workflow.rows:
            t = row_of(workflow, source, cls) if source == state else None
            if t is not None:
                needs = [r.code for g in t.guards if g.need for r in g.need(matter, seen.context)]
                wanted[cls] = (state if t.target is None else t.target, t.roles, t.requires, sorted(needs))
    told = {o.event: (o.target, o.roles, o.requires, sorted(r.code for r in o.blocked)) for o in seen.options}
    if told != wanted:
        odd = [cls.code for cls in {**told, **wanted} if told.get(cls) != wanted.get(cls)]
        yield f"they differ in {odd}"


@law(
    "option-decides-alike", "step",
    Label("清单上可办的，只因本次内容才会被拒", "an event whose option is open is refused for what it says itself, one whose option is blocked never passes"),
    Label("清单与判断两套规则", "a menu and a judgement by two sets of rules"),
)  # fmt: skip
def option_decides_alike(trial: Trial) -> Iterator[str]:
    if trial.told_before:
        return
    option = next((o for o in trial.before.options if o.event is type(trial.event)), None)
    if option is None:
        if trial.entry is not None:
            yield f"{trial.event.code} was taken, and was not offered"
        return
    missing = Counter(r.code for r in option.blocked) - Counter(codes_of(trial.answer)) if option.blocked else ()
    if missing:
        yield f"blocked by {sorted(missing)}, not refused for it"


@law(
    "refusal-shows-a-way", "step",
    Label("办不到时指出最近的路", "what is refused for its state names the shortest way to where it would be taken"),
    Label("指错路或不指路", "a way that leads nowhere, or none where there is one"),
)  # fmt: skip
def refusal_shows_a_way(trial: Trial) -> Iterator[str]:
    reasons = trial.answer.reasons if isinstance(trial.answer, Refusal) else ()
    for reason in reasons:
        if reason.code == "not_from_here":
            yield from _way_faults(trial, reason)


def _way_faults(trial: Trial, reason: Reason) -> Iterator[str]:
    matter, cls = trial.before.matter, type(trial.event)
    at = next(n for n, w in enumerate(matter.workflows) if any(c is cls for _, c in w.rows))
    workflow, here = matter.workflows[at], matter.states[at]
    lengths = _distances(workflow, here)
    nearest = min((n for state, n in lengths.items() if (state, cls) in workflow.rows), default=None)
    route = reason.params["way"].route
    if (None if route is None else len(route)) != nearest:
        yield f"the way told is {route and [e.code for e in route]}, the nearest is {nearest} events off"
        return
    for step in route or ():
        row = workflow.rows.get((here, step))
        if row is None:
            yield f"the way told cannot be walked: {[e.code for e in route or ()]}"
            return
        here = row.target
    if route is not None and (here, cls) not in workflow.rows:
        yield f"the way told ends in {here!r}, which does not take it"


def _distances(workflow: Workflow, start: str) -> dict[str, int]:
    found, front, far = {start: 0}, [start], 0
    while front:
        far += 1
        ahead = [row.target for here in front for (source, _), row in workflow.rows.items() if source == here]
        front = [target for target in dict.fromkeys(ahead) if target not in found]
        found |= dict.fromkeys(front, far)
    return found


@law(
    "reasons-have-words", "step",
    Label("每条理由都有中英文说法", "every reason has its code and words in Chinese and in English"),
    Label("用户看到代码或花括号", "a reader who is shown a code or a brace"),
)  # fmt: skip
def reasons_have_words(trial: Trial) -> Iterator[str]:
    for reason in trial.answer.reasons if isinstance(trial.answer, Refusal) else ():
        for lang in ("zh", "en"):
            told = reason.text(lang)
            if not told or told == reason.code or "{" in told:
                yield f"{reason.code} in {lang}: {told!r}"


OFFER_LAWS = LawSet("offers", (options_agree, option_decides_alike, refusal_shows_a_way, reasons_have_words))
"""What is offered, and what is said where it is not."""
