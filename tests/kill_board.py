"""The kit on trial: bugs injected one at a time, each into a process of its own, and what the kit says of it.

Holds: `TRIALS`, what a user would run; `UNSWEPT`; `Kill`, `all_tried`. As a script:
    `python tests/kill_board.py` tries each bug on one trial after the other, until one finds it, and keeps which did;
    `python tests/kill_board.py matrix` tries each where it was found, to the end, and keeps every law that tells it;
    `python tests/kill_board.py explorer` tries those of immediate rectification by walks and the explorer alone.
    Names, or parts of them, restrict either to some bugs.
Never: injects a bug into the process that goes on.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from types import FrameType
from typing import Any

import attrs
from attrs import frozen

from bugs import BUGS, UNREAD, Bug, inject
from safetywork import issues, lights, pledges
from safetywork.acts import (
    TERM_COUNTS,
    Accept,
    Assign,
    Cancel,
    Progress,
    Restart,
    Resume,
    Return,
    Submit,
    Suspend,
    listed,
)
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.closures import Close
from safetywork.escalation import Ladder, Rung
from safetywork.extensions import ExtensionPolicy, extension_rows
from safetywork.extents import CHILDREN_AT_REST, ISSUES
from safetywork.labels import Label
from safetywork.referrals import referral
from safetywork.relapses import Relapse, RelapsePolicy, strictly
from safetywork.spans import days, months, workdays
from safetywork.supervision import enforcement, listings
from safetywork.supervision.supervised import SUPERVISED
from safetywork.testing import (
    check_calendar,
    check_clock,
    check_codec,
    check_engine,
    check_ladder,
    check_laws,
    check_light_policy,
    check_ranking,
    check_schedule,
)
from safetywork.testing.conformance.outcomes import Outcome
from safetywork.testing.drawn.books import whole_books
from safetywork.testing.drivers import walk
from safetywork.testing.explorers import explore
from safetywork.testing.histories import matters
from safetywork.testing.laws import STOCK_LAWS
from safetywork.testing.scenes import CONTEXT, DAY, scene_of
from safetywork.testing.watches import Watch
from safetywork.triggers import After, Before, Elapsed, Nth, Past, Shown
from safetywork.waivers import WaiverPolicy, waiving
from safetywork.workflows import Transition, Workflow

ANSWERS = Path(__file__).parent / "answers"
FOUND_ON, MATRIX = ANSWERS / "kill-board.json", ANSWERS / "kill-matrix.json"
LIMIT = 60
"""Seconds of CPU for one bug on one trial."""
Found = tuple[str, ...]
"""The laws that tell a bug; none where nothing does."""


def strict() -> Workflow:
    """What a strict county might make of rectification: two extensions, listed reasons, shorter terms, restarts."""
    half = strictly(RelapsePolicy(Fraction(1, 2)))
    examination = listed((Label("技术鉴定", "expert examination"),))
    bounded = extension_rows("rectifying", ExtensionPolicy(times=2, longest=days(30), notice=workdays(3)))
    stock = issues.rectification()
    states = tuple(state for state in stock.states if state.id in _STATES)
    rows = tuple(
        attrs.evolve(t, sources=tuple(s for s in t.sources if s in _STATES))
        for t in stock.transitions
        if t.event in _EVENTS and set(t.sources) & _STATES
    )
    own = Workflow("strict", "1", stock.label, states, (
        *rows,
        *bounded,
        Transition(Restart, "rectifying", None, (TERM_COUNTS,), ("reason",)),
        Transition(Submit, "submitted", None),
        Transition(Suspend, "suspended", None, requires=("reason",)),
    ))  # fmt: skip
    return own.guard(Suspend, examination).guard(Relapse, half).guard(Assign, half)


def ungraded() -> Workflow:
    """What a hasty county might make of immediate rectification: work that nobody graded is done all the same."""
    stock = issues.immediate()
    rows = (attrs.evolve(t, guards=tuple(g for g in t.guards if g.code != "graded")) for t in stock.transitions)
    return Workflow("ungraded", "1", stock.label, stock.states, tuple(rows))


_STATES = {"registered", "rectifying", "suspended", "submitted", "accepted", "closed"}
_EVENTS = {Assign, Progress, Suspend, Resume, Submit, Accept, Return, Close, Relapse}


def _china() -> WorkCalendar:
    """The national calendar, tabulated anew."""
    return attrs.evolve(CHINA)


def _laws(workflow: Workflow, *, hasty: bool, **given: Any) -> Found:
    context = attrs.evolve(CONTEXT, calendar=_china())
    report = check_laws(workflow, hasty=hasty, examples=0, context=context, **given)
    return tuple(each.law.id for each in report.failures)


def _calendar(*, hasty: bool) -> Found:
    year = CHINA.announced_through.year
    off, work = CHINA.announced_through.replace(month=3, day=3), CHINA.announced_through.replace(month=5, day=1)
    county = _china().overlay(f"county {year}", off=[off], work=[work])
    return _told([_china(), county], lambda each: check_calendar(each, examples=40, hasty=hasty), hasty=hasty)


def _told(subjects: Iterable[Any], check: Callable[[Any], Outcome], *, hasty: bool) -> Found:
    """The laws that a check of these tells; a hasty one ends with the first subject that breaks one."""
    found: dict[str, None] = {}
    for subject in subjects:
        if not (hasty and found):
            found |= dict.fromkeys(_failed(check(subject)))
    return tuple(found)


def _clocks(*, hasty: bool) -> Found:
    return _failed(check_clock(_china(), examples=600, hasty=hasty))


def _failed(outcome: Outcome) -> Found:
    return tuple(each.law for each in outcome.failures)


def _lights(*, hasty: bool) -> Found:
    policies = (lights.RED_YELLOW_BLUE, own_lights())
    return _told(policies, lambda each: check_light_policy(each, examples=40, hasty=hasty), hasty=hasty)


def own_lights() -> lights.LightPolicy:
    """What a county might say in two words: red after three days' grace, blue up to a week before the day."""
    blue, red = lights.BLUE, lights.RED
    return lights.LightPolicy("own", Label("自定", "own"), lights.RED_YELLOW_BLUE.palette, (
        lights.Band("late", red, Label("超期", "late"), ((lights.When("days late", over=3),),)),
        lights.Band("soon", blue, Label("临近", "soon"), (
            (lights.When("days left", under=8),),
            (lights.When("days quiet", over=5), lights.When("days left", under=20)),
        )),
        lights.Band("else", None, Label("其他", "else"), ((),)),
    ), lights.RED_YELLOW_BLUE.ranks, monotone=False)  # fmt: skip


def _ladder(*, hasty: bool) -> Found:
    rungs = (
        Rung("notice", Label("提醒", "notice"), (Before(5),)),
        Rung("letter", Label("督办", "letter"), (Past(3), Nth(Return, 1))),
        Rung("talk", Label("约谈", "talk"), (After(days(7)),)),
        Rung("stopped", Label("中止即谈", "a talk at the first stop"), (Nth(Suspend, 1),)),
        Rung("third", Label("过三成", "a third gone"), (Elapsed(Fraction(1, 3)),)),
        Rung("back", Label("退回即谈", "a talk at the first return"), (Nth(Return, 1),)),
        Rung(
            "red",
            Label("十四周五红", "red at five of fourteen weeks"),
            (_RED,),
        ),
    )
    steps = Ladder("steps", Label("阶梯", "steps"), rungs)
    unhurried = scene_of(issues.RECTIFICATION, fillings={"term": (None, workdays(15))})
    drawn = (
        matters(issues.RECTIFICATION, issues.IMMEDIATE, longest=10)
        | matters(scene=unhurried)
        | matters(scene=scene_of(SUPERVISED, beside=()))
    )
    return _failed(check_ladder(steps, matters=drawn, examples=250, hasty=hasty))


_RED = Shown(lights.RED_YELLOW_BLUE, ("overdue", "far behind"), 5, "week", 14)


def _engine() -> Found:
    return tuple(each.law.id for each in check_engine(examples=60))


def _strict(*, hasty: bool) -> Found:
    given = {"reason": ("技术鉴定（送检）", "因天气", ""), "severity": ("general", "major", "?")}
    return _laws(strict(), hasty=hasty, fillings=given)


def _in_months(*, hasty: bool) -> Found:
    """The strict county where terms are set in months, and relapses get half of their days."""
    given = {"term": (months(1), days(14), days(15), days(16), days(17)), "reason": ("技术鉴定（送检）",)}
    return _laws(strict(), hasty=hasty, fillings=given)


def _like(*, hasty: bool) -> Found:
    """Rectification that is closed once its like is at rest, where one was found and called off."""
    child = issues.Issue.register(id="M-2", title="同类隐患", on=DAY, by="检查组", parent="M-1")
    child = child.apply(Cancel(on=DAY, by="局长", reason="重复"))
    context = attrs.evolve(CONTEXT, calendar=_china(), facts={**CONTEXT.facts, ISSUES: (child,)})
    workflow = issues.rectification().guard(Close, CHILDREN_AT_REST)
    report = check_laws(workflow, hasty=hasty, examples=0, context=context)
    return tuple(each.law.id for each in report.failures)


TRIALS: dict[str, Callable[..., Found]] = {
    "immediate": lambda *, hasty: _laws(issues.immediate(), hasty=hasty),
    "calendar": _calendar,
    "clocks": _clocks,
    "lights": _lights,
    "ladder": _ladder,
    "engine": lambda **_: _engine(),
    "ranking": lambda *, hasty: _failed(check_ranking(hasty=hasty)),
    "schedule": lambda *, hasty: _failed(check_schedule(hasty=hasty)),
    "codec": lambda *, hasty: _failed(check_codec(values=whole_books(), hasty=hasty)),
    "rectification": lambda *, hasty: _laws(issues.rectification(), hasty=hasty),
    "like": _like,
    "referral": lambda *, hasty: _laws(referral(), hasty=hasty),
    "ungraded": lambda *, hasty: _laws(ungraded(), hasty=hasty, fillings={"severity": ("general", "?")}),
    "waiver": lambda *, hasty: _laws(waiving(), hasty=hasty),
    "waiver and order": lambda *, hasty: _laws(
        waiving(WaiverPolicy(days(30), ("major",))), hasty=hasty, beside=(enforcement.enforcement(),)
    ),
    "pledge": lambda *, hasty: _laws(pledges.PLEDGE, hasty=hasty),
    "strict": _strict,
    "strict in months": _in_months,
    "supervised": lambda *, hasty: _laws(SUPERVISED, hasty=hasty),
    "listing": lambda *, hasty: _laws(listings.LISTING, hasty=hasty),
    "enforcement": lambda *, hasty: _laws(enforcement.ENFORCEMENT, hasty=hasty),
}
"""Workflows and rules, each checked as a user would check an own one, cheap ones first.

A workflow is swept and not walked: the sweep finds what it finds without chance, and walks would only come after it.
"""


def walked_and_explored(**_: bool) -> Found:
    """What 25 walks and then the explorer say of immediate rectification, where nothing is swept."""
    context = attrs.evolve(CONTEXT, calendar=_china())
    scene = scene_of(issues.immediate(), context=context)
    watch = Watch(scene, tuple(law for law in STOCK_LAWS if law.applies(scene.workflows) is None), hasty=True)
    watch.tables()
    walk(watch, examples=25, steps=25, first=0)
    if watch.broken:
        return tuple(watch.broken)
    report = explore(issues.immediate(), context=context, hasty=True)
    return tuple(each.law.id for each in report.failures)


UNSWEPT = "walked and explored"
"""The trial without the sweep; it is none of the board's."""


@frozen
class Kill:
    """What a trial said of a bug: the laws that told it (none: it lives), and the seconds of CPU to the first."""

    bug: str
    trial: str
    laws: Found
    cpu: float


class _Over(BaseException):
    """The time of a trial is over; no check takes it for a rule that raises."""


def _over(_: int, __: FrameType | None) -> None:
    raise _Over


def _tell(bug: Bug, trial: str, *, hasty: bool) -> Kill:
    """Inject the bug and run the trial: in a process that ends with it."""
    signal.signal(signal.SIGPROF, _over)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    inject(bug)
    began = time.process_time()
    try:
        laws = (walked_and_explored if trial == UNSWEPT else TRIALS[trial])(hasty=hasty)
    except _Over:
        laws = ()
    except Exception as error:  # noqa: BLE001  a kit that cannot even begin says so
        laws = (f"raised {type(error).__name__}",)
    return Kill(bug.name, trial, laws, round(time.process_time() - began, 2))


def all_tried(wanted: Iterable[tuple[Bug, str]], *, hasty: bool = True, at_once: int = 2) -> Iterator[Kill]:
    """Each bug on its trial, so many processes at once, in the order in which they end."""
    running: dict[int, int] = {}
    for bug, trial in wanted:
        if len(running) >= at_once:
            yield _ended(running)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                told = attrs.astuple(_tell(bug, trial, hasty=hasty))
                os.write(writer, json.dumps(told, ensure_ascii=False).encode())
            except BaseException:  # noqa: BLE001  or the copy would go on with the board beside its parent
                traceback.print_exc()
            finally:
                os._exit(0)
        os.close(writer)
        running[child] = reader
    while running:
        yield _ended(running)


def _ended(running: dict[int, int]) -> Kill:
    child, _ = os.wait()
    with os.fdopen(running.pop(child), "rb") as reader:
        bug, trial, laws, cpu = json.loads(reader.read())
    return Kill(bug, trial, tuple(laws), cpu)


def found_on() -> dict[str, str]:
    """On which trial each bug was found."""
    return json.loads(FOUND_ON.read_text(encoding="utf-8")) if FOUND_ON.exists() else {}


def all_told() -> dict[str, list[str]]:
    """Every law that tells a bug, for the bugs that were tried to the end."""
    return json.loads(MATRIX.read_text(encoding="utf-8")) if MATRIX.exists() else {}


def _keep(path: Path, told: dict[str, Any]) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _named(names: list[str]) -> list[Bug]:
    """The bugs that bear one of the names, or part of one; all where none is given."""
    return [bug for bug in (*BUGS, *UNREAD) if not names or any(name in bug.name for name in names)]


def _board(names: list[str]) -> None:
    known, left = found_on(), _named(names)
    for trial in TRIALS:
        for kill in all_tried((bug, trial) for bug in left):
            if kill.laws:
                known[kill.bug] = trial
                left = [bug for bug in left if bug.name != kill.bug]
                print(f"{kill.cpu:6.2f}  {trial:13}  {kill.laws[0]:28}  {kill.bug}", flush=True)
        _keep(FOUND_ON, known)
    for bug in left:
        print(f"        alive {bug.name}")
        known.pop(bug.name, None)
    _keep(FOUND_ON, known)


def _matrix(names: list[str]) -> None:
    known, told = found_on(), all_told()
    found = [(bug, known[bug.name]) for bug in _named(names) if bug.name in known]
    for kill in all_tried(found, hasty=False):
        print(f"{kill.cpu:6.2f}  {kill.trial:13}  {len(kill.laws):3}  {kill.bug}", flush=True)
        told[kill.bug] = sorted(kill.laws)
        _keep(MATRIX, told)


def _explorer(names: list[str]) -> None:
    wanted = [(bug, UNSWEPT) for bug in _named(names) if found_on().get(bug.name) == "immediate"]
    for kill in all_tried(wanted):
        print(f"{kill.cpu:6.2f}  {kill.laws[0] if kill.laws else '':28}  {kill.bug}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["matrix"]:
        _matrix(sys.argv[2:])
    elif sys.argv[1:2] == ["explorer"]:
        _explorer(sys.argv[2:])
    else:
        _board(sys.argv[1:])
