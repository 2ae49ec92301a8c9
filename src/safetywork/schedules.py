"""Backward plans: the day on which each step must begin for the due day to be met.

Holds: `Plan` 倒排工期 with its `PlanStep`s, `Need`s and `Finished` steps, the `Schedule` it leads to (`Timing`,
    `Shortfall`), `PlanError`.
Never: looks at today by itself, moves a due day, or counts in dates: steps lie on a line of working days (`networks`)
    and become dates last.

A due day that is off moves back to the working day before it, a first day that is off forward to the one after it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from unicodedata import east_asian_width

from attrs import define, evolve, field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.errors import SafetyworkError
from safetywork.events import optional_day, plain_day
from safetywork.faults import Fault
from safetywork.labels import Label, Lang
from safetywork.networks import Job, Network, cycles, solve
from safetywork.periods import SimpleTerm, deadline, workdays
from safetywork.staffing import Capacity, Levelling, level, whole


@define(slots=False)
class PlanError(SafetyworkError, ValueError):
    """A plan that contradicts itself; `problems` lists every one of them."""

    problems: tuple[Fault, ...]

    def __str__(self) -> str:
        return "the plan cannot be built: " + "; ".join(problem.text("en") for problem in self.problems)


@frozen
class Need:
    """A step to be finished first 紧前工作, and `lag` working days between; a negative lag is an overlap 搭接."""

    id: str
    lag: int = 0


def _needs(given: "Iterable[str | Need]") -> tuple[Need, ...]:
    listed = (given,) if isinstance(given, str) else given
    return tuple(Need(need) if isinstance(need, str) else need for need in listed)


@frozen
class PlanStep:
    """A step 工作 of a plan: `duration` whole working days (0: a milestone 节点), after the steps that it `needs`.

    `people` is how many it takes on each of its days; None says that nobody stated it, which is not "none".
    """

    id: str
    title: str
    duration: int
    needs: tuple[Need, ...] = field(default=(), converter=_needs)
    people: int | None = None
    owner: str | None = None
    en: str | None = None

    @property
    def label(self) -> Label:
        """Its title in both languages; the Chinese one where no English one was given."""
        return Label(self.title, self.en or self.title)


@frozen
class Finished:
    """A step that was finished `on` a day, working day or not."""

    id: str
    on: date = field(validator=plain_day)


def _steps(given: Iterable[PlanStep]) -> tuple[PlanStep, ...]:
    return tuple(given)


def _stretches(given: Iterable[Capacity]) -> tuple[Capacity, ...]:
    return tuple(given)


@frozen(kw_only=True)
class Plan:
    """A backward plan 倒排工期计划: steps that must all be finished by the close of the `due` day.

    `due` is an agreed day, or a term counted from the day `trigger`; `earliest` is a day before which no step may begin
    (None: none is known). `staff` people are there on a day of which no `capacity` speaks (None: as many as it takes).
    The order of the steps means nothing. Raises `PlanError` where steps contradict each other.
    """

    steps: tuple[PlanStep, ...] = field(converter=_steps)
    due: SimpleTerm
    trigger: date | None = field(default=None, validator=optional_day)
    earliest: date | None = field(default=None, validator=optional_day)
    staff: int | None = None
    capacity: tuple[Capacity, ...] = field(default=(), converter=_stretches)
    finished: tuple[Finished, ...] = ()

    def __attrs_post_init__(self) -> None:
        if isinstance(self.due, date):
            plain_day(None, None, self.due)
        problems = tuple(_problems(self))
        if problems:
            raise PlanError(problems)

    def schedule(
        self, calendar: WorkCalendar = CHINA, *, on: date | None = None, provisional: bool = False
    ) -> "Schedule":
        """The days of every step that is not finished.

        Work can begin on the day `on` or on `earliest`, whichever is later; where neither is given, on the latest day
        that meets the due day. Raises `UnannouncedDayError` where that reaches days not announced yet, unless
        `provisional` is True: then statutory days off are used, and the schedule is marked.
        """
        line, network = _network(self, calendar, on, provisional=provisional)
        steps = {step.id: step for step in self.steps}
        timings = tuple(_timing(line, network, steps[name]) for name in network.order)
        path = network.path()
        shortfall = _shortfall(line, network, steps[path[0]], on) if network.late else None
        unsure = max([line.due, *(t.earliest_finish for t in timings)]) > calendar.announced_through
        return Schedule(line.due, timings, path, shortfall, self.finished, unsure)

    def level(self, calendar: WorkCalendar = CHINA, *, on: date | None = None, provisional: bool = False) -> Levelling:
        """Whether the people there are can do the steps in time, and which steps they cannot: see `staffing.level`."""
        line, network = _network(self, calendar, on, provisional=provisional)
        return level(network, {step.id: step.people for step in self.steps}, self.capacity, self.staff, line.day)

    def replan(
        self, due: SimpleTerm | None = None, *, trigger: date | None = None, finished: Mapping[str, date] | None = None
    ) -> "Plan":
        """The plan after an extension to the new `due`, with more steps `finished`; what was finished stays so."""
        more = tuple(Finished(name, on) for name, on in (finished or {}).items())
        done = (*self.finished, *(one for one in more if one not in self.finished))
        return evolve(self, due=due or self.due, trigger=trigger or self.trigger, finished=done)


@frozen
class Timing:
    """When a step is to be done 时间参数: first and last working day, at the earliest and at the latest.

    `slack` 总时差 is by how many working days it may begin after its earliest start without moving the due day, below
    zero where it is too late; the steps with the least slack are `critical` 关键. A milestone has one day, at whose
    close it is reached (the first day of all, where it stands before any work).
    """

    step: PlanStep
    earliest_start: date
    earliest_finish: date
    latest_start: date
    latest_finish: date
    slack: int
    critical: bool


@frozen
class Shortfall:
    """Why a plan cannot meet its due day 工期不足: its critical path should have begun `workdays` working days earlier.

    `begins` is the working day on which it can begin; `asked` says that this is the day it was asked on.
    """

    step: PlanStep
    should_begin: date
    begins: date
    workdays: int
    asked: bool

    def text(self, lang: Lang = "zh") -> str:
        """The explanation as a sentence."""
        words = _LATE_NOW if self.asked else _LATE
        late = workdays(self.workdays)
        return words.text(lang, step=self.step.label, should=self.should_begin, begins=self.begins, late=late)


@frozen
class Schedule:
    """What a plan comes to 工期安排: the `timings` of the open steps by latest start, and what is finished.

    `due` is the working day that has to be met. `critical_path` 关键线路 is a chain of steps, each the need of the
    next, that leaves the least slack; where there are several, the first by latest start. `shortfall` is None
    where the plan can be kept. `provisional` marks days that rest on days off not announced yet.
    """

    due: date
    timings: tuple[Timing, ...]
    critical_path: tuple[str, ...]
    shortfall: Shortfall | None
    finished: tuple[Finished, ...]
    provisional: bool

    @property
    def feasible(self) -> bool:
        """Whether the due day can be met."""
        return self.shortfall is None

    @property
    def latest_start(self) -> date | None:
        """The latest day on which work must begin; None where everything is finished."""
        return min((timing.latest_start for timing in self.timings), default=None)

    def timing(self, step: str) -> Timing:
        """The timing of the open step of that id; raises `KeyError` where there is none."""
        return {timing.step.id: timing for timing in self.timings}[step]

    def text(self, lang: Lang = "zh") -> str:
        """The schedule as a plain table, with its critical path and its shortfall."""
        rows = [tuple(head.text(lang) for head in _HEADS), *(_row(timing, lang) for timing in self.timings)]
        lines = [_DUE.text(lang, due=self.due), *(_table(rows) if self.timings else ())]
        lines += [_DONE.text(lang, step=done.id, on=done.on) for done in self.finished]
        if self.critical_path:
            lines.append(_PATH.text(lang, path=" → ".join(self.critical_path)))
        if self.shortfall:
            lines.append(self.shortfall.text(lang))
        return "\n".join([*lines, *([_PROVISIONAL.text(lang)] if self.provisional else [])])


# --- days and positions


@frozen
class _Line:
    """The line of working days: 0 is the close of the due day, working day `i` is [i, i + 1), the due day is -1."""

    due: date
    calendar: WorkCalendar
    provisional: bool

    def day(self, i: int) -> date:
        return self.calendar.add(self.due, i + 1, provisional=self.provisional)

    def open(self, day: date) -> int:
        return self.close(self.calendar.next(day, provisional=self.provisional)) - 1

    def close(self, day: date) -> int:
        return self.calendar.count(self.due, day, provisional=self.provisional)


def _network(plan: Plan, calendar: WorkCalendar, on: date | None, *, provisional: bool) -> tuple[_Line, Network]:
    last = deadline(plan.due, plan.trigger or date.min, calendar, provisional=provisional).last_day
    line = _Line(calendar.previous(last, provisional=provisional), calendar, provisional)
    jobs = {s.id: Job(s.id, s.duration, tuple((need.id, need.lag) for need in s.needs)) for s in plan.steps}
    # What needs a milestone may begin on its day, what needs work on the next.
    done = {one.id: (line.close if jobs[one.id].length else line.open)(one.on) for one in plan.finished}
    known = [line.open(day) for day in (plan.earliest, on) if day is not None]
    return line, solve(jobs.values(), done, max(known, default=None))


def _timing(line: _Line, network: Network, step: PlanStep) -> Timing:
    earliest, latest = (network.days(step.id, i) for i in (network.starts[step.id], network.latest(step.id)))
    start, finish, late_start, late_finish = (line.day(i) for i in (*earliest, *(min(i, -1) for i in latest)))
    slack = network.slack(step.id)
    return Timing(step, start, finish, late_start, late_finish, slack, slack == network.least)


def _shortfall(line: _Line, network: Network, step: PlanStep, on: date | None) -> Shortfall:
    should = min(network.latest(step.id), -1)
    begins = line.day(should + network.late)
    return Shortfall(step, line.day(should), begins, network.late, asked=begins == on)


# --- what a plan may not be


def _problems(plan: Plan) -> Iterator[Fault]:
    known = [step.id for step in plan.steps]
    if not known:
        yield Fault("no steps", "$.steps", _EMPTY)
    for i, step in enumerate(plan.steps):
        if step.id in known[:i]:
            yield Fault("duplicate id", f"$.steps[{i}].id", _TWICE, step.id)
        yield from _step_problems(step, f"$.steps[{i}]", known)
    for ring in cycles({step.id: [need.id for need in step.needs] for step in plan.steps}):
        yield Fault("cycle", "$.steps", _CYCLE, " → ".join(ring))
    if not isinstance(plan.due, date) and plan.trigger is None:
        yield Fault("no trigger", "$.trigger", _NO_TRIGGER)
    if plan.staff is not None and not whole(plan.staff):
        yield Fault("bad people", "$.staff", _NOT_WHOLE, str(plan.staff), _WHOLE)
    for i, capacity in enumerate(plan.capacity):
        yield from capacity.problems(f"$.capacity[{i}]", plan.staff)
    yield from _finished_problems([one.id for one in plan.finished], known)


def _finished_problems(done: list[str], known: list[str]) -> Iterator[Fault]:
    for i, name in enumerate(done):
        if name not in known:
            yield Fault("unknown step", f"$.finished[{i}].id", _UNKNOWN, name)
        if name in done[:i]:
            yield Fault("finished twice", f"$.finished[{i}].id", _TWICE, name)


def _step_problems(step: PlanStep, place: str, known: list[str]) -> Iterator[Fault]:
    if not whole(step.duration):
        yield Fault("bad duration", f"{place}.duration", _NOT_WHOLE, str(step.duration), _WHOLE)
    if step.people is not None and not whole(step.people):
        yield Fault("bad people", f"{place}.people", _NOT_WHOLE, str(step.people), _WHOLE)
    for i, need in enumerate(step.needs):
        if need.id not in known:
            yield Fault("unknown need", f"{place}.needs[{i}]", _UNKNOWN, need.id)
        if type(need.lag) is not int:
            yield Fault("bad lag", f"{place}.needs[{i}].lag", _NOT_WHOLE, str(need.lag), "-1, 0, 1, …")


# --- words

_HEADS = (
    *(Label("编号", "id"), Label("步骤", "step"), Label("工期", "days")),
    *(Label("最早开工", "earliest start"), Label("最早完工", "earliest finish")),
    *(Label("最迟开工", "latest start"), Label("最迟完工", "latest finish")),
    *(Label("时差", "slack"), Label("关键", "critical"), Label("责任人", "owner")),
)
_DUE = Label("倒排工期，{due}前（含当日）完工", "Backward plan, to be finished by {due}, that day included")
_DONE = Label("{step}已于{on}完工", "{step} was finished on {on}")
_PATH = Label("关键线路：{path}", "Critical path: {path}")
_PROVISIONAL = Label("所涉放假安排尚未公布，日期为暂定", "Provisional: days off of this time are not announced yet")
_LATE_NOW = Label("工期不足：{step}应于{should}开工，已晚{late}", "{step} should have begun on {should}, {late} ago")
_LATE = Label(
    "工期不足：{step}应于{should}开工，最早{begins}方可开工，晚{late}",
    "{step} should begin on {should}, {late} before {begins}, the earliest day on which it can",
)
_EMPTY = Label("没有步骤", "there are no steps")
_TWICE = Label("重复出现", "stands twice")
_UNKNOWN = Label("计划中没有此步骤", "the plan has no such step")
_CYCLE = Label("前后衔接成环", "steps need each other in a circle")
_NO_TRIGGER = Label("期限自何日起算未说明", "a term needs the day from which it is counted")
_NOT_WHOLE = Label("不是可接受的整数", "not a whole number that can be")
_WHOLE = "0, 1, 2, …"


def _row(it: Timing, lang: Lang) -> tuple[str, ...]:
    step, mark = it.step, "*" if it.critical else ""
    told = (step.duration, it.earliest_start, it.earliest_finish, it.latest_start, it.latest_finish, it.slack)
    return step.id, step.label.text(lang), *map(str, told), mark, step.owner or ""


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows in columns; a Chinese character is two columns wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(c + " " * (w - _width(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
