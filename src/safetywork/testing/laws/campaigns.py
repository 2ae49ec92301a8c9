"""Laws of a campaign: the phases of its scheme, what it leaves open, and the pledges and milestones in it.

Holds: `CAMPAIGN_LAWS`.
Never: asks the condition itself what it means.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, cast

from safetywork.acts import Progress
from safetywork.carryovers import FROM_ITS_OWN
from safetywork.labels import Label
from safetywork.milestones import Milestone
from safetywork.pledges import LIKE_THE_TARGET, REVIEWED_BY_ANOTHER, Amend, Attain, Declare, Pledge
from safetywork.schemes import ACCOUNTED, CONDITIONS, HAS_NEXT, OPEN, PHASE_OPEN, EnterPhase, Scheme
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.laws.readings import reads
from safetywork.testing.laws.standings import edges_of
from safetywork.testing.logs import folded, main_state, naive_cycle
from safetywork.testing.trials import Seen, Trial
from safetywork.workflows import DONE, Guard, Workflow

# --- phases


def _next(scheme: Scheme) -> Any:
    """The first phase of the plan that was not entered; None where all were."""
    entered = {entry.event.phase for entry in scheme.log if isinstance(entry.event, EnterPhase)}
    return next((phase for phase in scheme.phases if phase.id not in entered), None)


def _has_next(trial: Trial, _: Guard) -> Iterable[str]:
    return () if _next(cast("Scheme", trial.before.matter)) is not None else ("no_phase_left",)


def _phase_open(trial: Trial, _: Guard) -> Iterable[str]:
    event: Any = trial.event
    phase = _next(cast("Scheme", trial.before.matter))
    if phase is None:
        return ()
    if phase.id != event.phase:
        return ("not_the_next_phase",)
    known: Mapping[Any, bool | None] = trial.context.facts.get(CONDITIONS, {})
    found = ["phase_ahead"] if phase.on is not None and event.on < phase.on else []
    for goal in phase.entry:
        said = known.get(goal)
        if goal.indicator is not None and goal not in known:
            found.append("condition_uncounted")
        elif said is False:
            found.append("condition_unmet")
        elif said is None and goal.title not in event.confirmed:
            found.append("condition_unconfirmed")
    return found


def _accounted(trial: Trial, _: Guard) -> Iterable[str]:
    still, event = trial.context.facts.get(OPEN), cast("Any", trial.event)
    if still is None:
        return ("open_unknown",)
    return ("still_open",) if set(still) - set(event.left) else ()


def _from_its_own(trial: Trial, _: Guard) -> Iterable[str]:
    campaign, event = getattr(trial.before.matter, "campaign", None), cast("Any", trial.event)
    found = ["same_campaign"] if event.source == event.to else []
    if campaign is None:
        return [*found, "no_campaign"]
    return [*found, "other_campaign"] if event.source != campaign else found


# --- pledges


def _like_the_target(trial: Trial, _: Guard) -> Iterable[str]:
    target, event = getattr(trial.before.matter, "target", None), cast("Any", trial.event)
    if target is None:
        return ("no_target",)
    return () if target.unit == event.reached.unit else ("other_unit",)


def _reviewed_by_another(trial: Trial, _: Guard) -> Iterable[str]:
    log = trial.before.matter.log
    drafts = [folded(entry.event.by) for entry in log if isinstance(entry.event, Declare | Amend)]
    return ("own_draft",) if folded(trial.event.by) in (*drafts[:1], *drafts[-1:]) else ()


def _plans(machines: tuple[Workflow, ...]) -> Label | None:
    if any("milestones" in event.fields() for w in machines for event in w.events):
        return None
    return Label("没有时间节点", "no event sets milestones")


@law(
    "milestones-of-this-term", "state",
    Label("时间节点属于本期限的才算，第一次报到了就算到了", "the milestones of a term are those after its first day, each met by the first report of its cycle that says so"),
    Label("上一轮的节点、上一轮的进度算到这一轮", "a milestone or a report of the last cycle that counts in this one"),
    _plans,
)  # fmt: skip
def milestones_of_this_term(seen: Seen) -> Iterator[str]:
    pledge = seen.matter
    reports = _reports(seen, pledge) if isinstance(pledge, Pledge) else None
    if not isinstance(pledge, Pledge) or reports is None:
        return
    begun = seen.plain[0]
    mine = [m for m in pledge.milestones if begun is None or m.by > begun.day]
    for on in edges_of(seen, seen.last_day):
        told = [(each.milestone, each.met, each.met_on, each.missed) for each in pledge.milestones_on(on)]
        met = [(m, *_met(reports, m)) for m in mine]
        wanted = [(m, so, since, so is False and m.by < on) for m, so, since in met]
        if told != wanted:
            yield f"on {on} milestones stand {told}, the log says {wanted}"


def _met(reports: list[tuple[date, Fraction | None]], milestone: Milestone) -> tuple[bool | None, date | None]:
    """Whether these reports say that it was met, and since when: by the first that does, else as the last one says."""
    wanted, last = Fraction(milestone.percent, 100), None
    for on, part in reports:
        if milestone.percent == 0 or (part is not None and part >= wanted):
            return True, on
        last = last if part is None else False
    return last, None


def _reports(seen: Seen, pledge: Pledge) -> list[tuple[date, Fraction | None]] | None:
    """The reports of this cycle with the share that each tells (None: none), and all of it once it is done.

    None where one tells a share between bounds, which has no plain number.
    """
    found, target = list[tuple[date, Fraction | None]](), pledge.target
    for entry in naive_cycle(pledge):
        event: Any = entry.event
        if isinstance(event, Progress) and event.percent is not None:
            found.append((event.on, Fraction(event.percent) / 100))
        elif isinstance(event, Attain) and event.reached.known:
            if target is None or not target.low or {event.reached.kind, target.kind} != {"exact"}:
                return None
            found.append((event.on, Fraction(event.reached.low) / Fraction(target.low)))
        elif isinstance(event, Progress):
            found.append((event.on, None))
    if DONE in main_state(pledge).tags and seen.plain[0] is not None and seen.finish is not None:
        found.append((seen.finish[0], Fraction(1)))
    return found


CAMPAIGN_LAWS = LawSet(
    "campaigns",
    (
        reads("guard-has-next", HAS_NEXT, ("no_phase_left",),
              Label("还有阶段未进入才能进入阶段", "a phase is entered while one is left, and not after"),
              Label("多出一个阶段", "a phase that the plan does not have"), _has_next),
        reads("guard-phase-open", PHASE_OPEN,
              ("not_the_next_phase", "phase_ahead", "condition_uncounted", "condition_unmet", "condition_unconfirmed"),
              Label("按次序、到日子、条件都达到才进入下一阶段", "the next phase is entered from its day on, once each condition on it is met or confirmed"),
              Label("跳过一个阶段，或台账说没达到也进入", "a phase left out, or one entered against what the books say"), _phase_open),
        reads("guard-accounted", ACCOUNTED, ("open_unknown", "still_open"),
              Label("未办结事项都有去向才收官", "a campaign ends once everything open in it is named as left, and is not held up then"),
              Label("收官时悄悄丢下未办结的", "what is open and forgotten at the end"), _accounted),
        reads("guard-from-its-own", FROM_ITS_OWN, ("no_campaign", "other_campaign", "same_campaign"),
              Label("从所属行动转入另一行动", "a matter is carried over from its own campaign to another"),
              Label("结转到原行动，或从别的行动结转", "a matter carried over to where it is, or from where it is not"), _from_its_own),
        reads("guard-like-the-target", LIKE_THE_TARGET, ("no_target", "other_unit"),
              Label("完成量与目标同计量单位", "what is reached is counted as the target is"),
              Label("目标以“处”计，报的是人数", "places that are reported in heads"), _like_the_target),
        reads("guard-reviewed-by-another", REVIEWED_BY_ANOTHER, ("own_draft",),
              Label("提出人和最后修改人审不了诺，别人能审", "neither who put it forward nor who amended it last finds it clear enough, and anybody else may"),
              Label("自己提、自己审", "a pledge reviewed by its author"), _reviewed_by_another),
        milestones_of_this_term,
    ),
)  # fmt: skip
"""What a campaign asks of its phases and its pledges."""
