"""Laws of delivery: the same event twice, another under its id, a writer who saw another log.

Holds: `DELIVERY_LAWS`.
Never: knows what a workflow is about.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import attrs

from safetywork import decisions
from safetywork.decisions import Refusal
from safetywork.errors import SafetyworkError
from safetywork.labels import Label
from safetywork.testing.laws.kernel import codes_of
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.trials import Seen, Trial


@law(
    "stale-refused", "step",
    Label("按旧版本提交的被拒绝，按现版本的照办", "a writer who saw another log is refused, one who saw this one is judged on the rest"),
    Label("两人同时办理，后者覆盖前者", "two writers, and the second silently overrules the first"),
)  # fmt: skip
def stale_refused(trial: Trial) -> Iterator[str]:
    if trial.told_before:
        return
    n = len(trial.before.matter.log)
    for seen in (n - 1, n + 1):
        stale = decisions.decide(trial.before.matter, trial.event, trial.context, expected=seen)
        if sorted(codes_of(stale)) != sorted(("stale", *codes_of(trial.answer))):
            yield f"expecting {seen} of {n}: {codes_of(stale) or 'taken'}"
    if decisions.decide(trial.before.matter, trial.event, trial.context, expected=n) != trial.answer:
        yield f"expecting {n} of {n} has another answer"


@law(
    "redelivery-is-harmless", "step",
    Label("同号同内容再送一次，等于没送", "the same event delivered again is a no-op, whoever expected what"),
    Label("重复投递记成两条", "a message delivered twice that counts twice"),
)  # fmt: skip
def redelivery_is_harmless(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.event.id is None:
        return
    later = attrs.evolve(trial.event, recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
    for event in (trial.event, later):
        for expected in (None, 0, len(trial.before.matter.log)):
            again = decisions.decide(trial.after.matter, event, trial.context, expected=expected)
            if isinstance(again, Refusal) or again.entry is not None:
                yield f"delivered again, expecting {expected}: {codes_of(again) or 'a second entry'}"


@law(
    "old-redelivery-is-harmless", "state",
    Label("任何旧环节再送一次都等于没送", "any event of the log delivered again, however late, is a no-op"),
    Label("迟到的重发被当作新事", "a late retry taken for news"),
)  # fmt: skip
def old_redelivery_is_harmless(seen: Seen) -> Iterator[str]:
    for entry in seen.matter.log:
        if entry.event.id is not None:
            again = decisions.decide(seen.matter, entry.event, seen.context)
            if isinstance(again, Refusal) or again.entry is not None:
                yield f"{entry.event.code} of {entry.event.on}: {codes_of(again) or 'a second entry'}"
                return


@law(
    "id-reuse-refused", "step",
    Label("同号不同内容被拒绝", "an id that stands for something else is refused"),
    Label("换了内容的重发被悄悄吞掉", "a changed event that is swallowed as a repeat"),
)  # fmt: skip
def id_reuse_refused(trial: Trial) -> Iterator[str]:
    if trial.entry is None or trial.event.id is None:
        return
    for changed in ({"by": f"{trial.event.by}甲"}, {"on": trial.event.on + timedelta(days=1)}):
        try:
            other = attrs.evolve(trial.event, **changed)
        except SafetyworkError:
            continue  # an event that may not be moved from its other days
        answer = decisions.decide(trial.after.matter, other, trial.context)
        if codes_of(answer) != ("id_reused",):
            yield f"another event under {trial.event.id!r}: {codes_of(answer) or 'taken'}"


@law(
    "writing-down-decides-nothing", "step",
    Label("何时登记、编什么号，不影响能否办理", "neither a fresh id nor when it was written down changes the answer"),
    Label("补录的环节被另眼相看", "an event judged by its paperwork"),
)  # fmt: skip
def writing_down_decides_nothing(trial: Trial) -> Iterator[str]:
    if trial.told_before:
        return
    noted = attrs.evolve(trial.event, id="an id of its own", recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
    answer = decisions.decide(trial.before.matter, noted, trial.context)
    if codes_of(answer) != codes_of(trial.answer):
        yield f"written down: {codes_of(answer)}, plain: {codes_of(trial.answer)}"


DELIVERY_LAWS = LawSet(
    "deliveries",
    (stale_refused, redelivery_is_harmless, old_redelivery_is_harmless, id_reuse_refused, writing_down_decides_nothing),
)
"""What may come twice, late, or from somebody who has not seen all."""
