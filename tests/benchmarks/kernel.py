"""What the kernel costs, as ratios: `python tests/benchmarks/kernel.py`.

The baseline is what one would write by hand: a mutable slotted attrs class with its table in a dict, one guard a
transition, one record a transition, nothing else. Measured against one transition of it:

* `decide` (goal: at most 4 times its time), a refusal out of place and one by a guard (5), `apply` with the event ready
  (12), `replay` for each entry (5), `analyse` and `extend` of the stock table (500);
* the memory of a matter with seven entries, whose ids and days are objects of their own (at most 2,200 bytes).

Side by side with it, the same little machine in `transitions` and in `python-statemachine`: two states, there and back,
each transition with one guard and one logged record. Ours makes the events too, checks the order of days, and keeps the
whole history (goals: at least 2 times and 25 times faster). What is not installed is reported as missing.

All contenders take turns, round after round, another one first in each; a figure is the median over the rounds of the
ratio within one round, and its middle half stands beside it. CPU time is read, not the clock on the wall: on a busy
machine a contender that was made to wait would look slow.
"""

import gc
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from itertools import repeat
from statistics import quantiles
from time import process_time
from typing import Any, NamedTuple

from attrs import Factory, define, frozen

from safetywork.acts import Accept, Assign, Progress, Return, Submit
from safetywork.analysis import analyse
from safetywork.decisions import decide, replay
from safetywork.events import Event
from safetywork.issues import RECTIFICATION, Close, Issue, Recheck, Register
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.periods import workdays
from safetywork.referrals import REFERRAL
from safetywork.workflows import Context, Guard, Reason, State, Transition, Workflow

ROUNDS = 25
ENOUGH = 0.004  # seconds of one contender's turn
DAY = date(2021, 5, 10)
MATTERS = 2_000
BYTES = 2_200

Run = Callable[[], object]


# --- the baseline: by hand, mutable


@define
class Record:
    """What the baseline writes down of a transition."""

    source: str
    target: str
    event: str
    on: date
    by: str


def others(issue: "Baseline", by: str) -> bool:
    """The one guard of a return: somebody else than the owner."""
    return by != issue.owner


def anybody(_: "Baseline", by: str) -> bool:
    """The one guard of handing in: somebody."""
    return by != ""


TABLE = {
    ("rectifying", "submit"): ("submitted", anybody),
    ("submitted", "return"): ("rectifying", others),
}


@define
class Baseline:
    """An issue as one would write it by hand."""

    owner: str
    state: str = "rectifying"
    log: list[Record] = Factory(list)

    def fire(self, event: str, on: date, by: str) -> None:
        """One transition: look it up, ask its guard, write it down, go there."""
        row = TABLE.get((self.state, event))
        if row is None:
            raise ValueError(event)
        target, guard = row
        if not guard(self, by):
            raise ValueError(event)
        self.log.append(Record(self.state, target, event, on, by))
        self.state = target


def by_hand() -> Run:
    """One transition there, one back."""
    issue = Baseline("李四")
    fire, log = issue.fire, issue.log

    def there_and_back() -> None:
        fire("submit", DAY, "李四")
        fire("return", DAY, "检查组")
        log.clear()

    return there_and_back


# --- ours


def rectifying() -> Issue:
    """An issue that is being rectified."""
    issue = Issue.register(id="H-1", title="应急照明不亮", on=DAY, by="检查组")
    return issue.apply(Assign(on=DAY, by="局长", owner="李四", term=workdays(15)))


@frozen(kw_only=True)
class HandIn(Event):
    """There."""

    code = "bench.hand-in"
    label = Label("报验", "hand in")


@frozen(kw_only=True)
class SendBack(Event):
    """And back."""

    code = "bench.send-back"
    label = Label("退回", "send back")


def by_somebody(_: Matter, event: Event, __: Context) -> tuple[Reason, ...]:
    """The one guard of handing in."""
    return () if event.by else (Reason("nobody"),)


def by_another(matter: Matter, event: Event, _: Context) -> tuple[Reason, ...]:
    """The one guard of sending back."""
    return (Reason("own work"),) if event.by == matter.owner else ()


def little() -> Workflow:
    """Two states, there and back, one guard each."""
    somebody = Guard("somebody", Label("有人", "somebody"), check=by_somebody)
    another = Guard("another", Label("他人", "another"), check=by_another)
    rectifying, submitted = Label("整改中", "being rectified"), Label("待验收", "handed in")
    return Workflow(
        "little",
        "1",
        Label("小", "little"),
        (State("rectifying", rectifying, "start"), State("submitted", submitted)),
        (
            Transition(HandIn, "rectifying", "submitted", (somebody,)),
            Transition(SendBack, "submitted", "rectifying", (another,)),
        ),
    )


def ours() -> Run:
    """The same two transitions with a workflow and a matter, events made on the way."""
    matter = Matter.blank("H-1", (little(),))

    def there_and_back() -> None:
        matter.apply(HandIn(on=DAY, by="李四")).apply(SendBack(on=DAY, by="检查组"))

    return there_and_back


def stock() -> Run:
    """报验 and 退回 of the stock workflow: a required reason, names compared by key, a referral beside it."""
    issue = rectifying()

    def there_and_back() -> None:
        issue.apply(Submit(on=DAY, by="李四")).apply(Return(on=DAY, by="检查组", reason="不清"))

    return there_and_back


def seven_entries(number: int) -> Issue:
    """A closed issue; its id, the ids of its events, its days and its term are objects of their own."""
    day = DAY.toordinal() + number % 300
    ids = (f"{number}-{n}" for n in range(7))
    on = (date.fromordinal(day + n) for n in range(7))
    opening = Register(on=next(on), by="检查组", id=next(ids), title="应急照明不亮")
    issue = Issue.open(f"H-{number}", (RECTIFICATION, REFERRAL), opening)
    issue = issue.apply(Assign(on=next(on), by="局长", id=next(ids), owner="李四", term=workdays(15)))
    issue = issue.apply(Progress(on=next(on), by="李四", id=next(ids), percent=50))
    issue = issue.apply(Submit(on=next(on), by="李四", id=next(ids)))
    issue = issue.apply(Return(on=next(on), by="检查组", id=next(ids), reason="不清"))
    issue = issue.apply(Submit(on=next(on), by="李四", id=next(ids)))
    return issue.apply(Accept(on=next(on), by="检查组", id=next(ids)))


def bytes_a_matter() -> float:
    """Traced bytes of one matter among many, all of them alive."""
    kept = [seven_entries(n) for n in range(50)]
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept.extend(map(seven_entries, range(50, 50 + MATTERS)))
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (after - before - MATTERS * 8) / MATTERS


# --- the others, where they are installed


def optional(name: str) -> Any:
    """The package, or None where it is missing."""
    try:
        return import_module(name)
    except ImportError:
        return None


def with_transitions() -> Run | None:
    """The machine in `transitions`: a model, conditions, and an `after` that writes the record."""
    package = optional("transitions")
    if package is None:
        return None

    class Model:
        owner = "李四"

        def __init__(self) -> None:
            self.log: list[Record] = []

        def others(self, on: date, by: str) -> bool:  # noqa: ARG002  callbacks get what the trigger got
            return by != self.owner

        def anybody(self, on: date, by: str) -> bool:  # noqa: ARG002
            return by != ""

        def handed_in(self, on: date, by: str) -> None:
            self.log.append(Record("rectifying", "submitted", "submit", on, by))

        def returned(self, on: date, by: str) -> None:
            self.log.append(Record("submitted", "rectifying", "return", on, by))

    model: Any = Model()
    rows = [
        {
            "trigger": "submit",
            "source": "rectifying",
            "dest": "submitted",
            "conditions": "anybody",
            "after": "handed_in",
        },
        {
            "trigger": "send_back",
            "source": "submitted",
            "dest": "rectifying",
            "conditions": "others",
            "after": "returned",
        },
    ]
    package.Machine(
        model, states=["rectifying", "submitted"], transitions=rows, initial="rectifying", auto_transitions=False
    )

    def there_and_back() -> None:
        model.submit(DAY, "李四")
        model.send_back(DAY, "检查组")
        model.log.clear()

    return there_and_back


def with_statemachine() -> Run | None:
    """The machine in `python-statemachine`: declared states, a condition and an action a transition."""
    package = optional("statemachine")
    if package is None:
        return None

    class Rectification(package.StateMachine):
        rectifying = package.State(initial=True)
        submitted = package.State()
        submit = rectifying.to(submitted, cond="anybody", on="handed_in")
        send_back = submitted.to(rectifying, cond="others", on="returned")

        def __init__(self) -> None:
            self.owner, self.log = "李四", list[Record]()
            super().__init__()

        def others(self, by: str) -> bool:
            return by != self.owner

        def anybody(self, by: str) -> bool:
            return by != ""

        def handed_in(self, on: date, by: str) -> None:
            self.log.append(Record("rectifying", "submitted", "submit", on, by))

        def returned(self, on: date, by: str) -> None:
            self.log.append(Record("submitted", "rectifying", "return", on, by))

    machine: Any = Rectification()

    def there_and_back() -> None:
        machine.submit(on=DAY, by="李四")
        machine.send_back(on=DAY, by="检查组")
        machine.log.clear()

    return there_and_back


# --- measuring


def turn(run: Run, times: int) -> float:
    """Seconds of one run, over `times` runs."""
    start = process_time()
    for _ in repeat(None, times):
        run()
    return (process_time() - start) / times


def enough(run: Run) -> int:
    """How often to run for one turn."""
    times = 1
    while (taken := turn(run, times) * times) < ENOUGH:
        times = max(times * 2, int(times * ENOUGH / max(taken, 1e-9)))
    return times


class Spread(NamedTuple):
    """The middle of the ratios, and the bounds of their middle half."""

    low: float
    middle: float
    high: float

    def text(self, scale: float = 1.0) -> str:
        """The figure with its spread."""
        return f"{self.middle * scale:.2f} x ({self.low * scale:.2f}-{self.high * scale:.2f})"


def ratios(contenders: dict[str, Run], baseline: str) -> dict[str, Spread]:
    """Over the rounds, each contender's time over that of the baseline in the same round."""
    times = {name: enough(run) for name, run in contenders.items()}
    names = list(contenders)
    rounds: list[dict[str, float]] = []
    for n in range(ROUNDS):
        first = n % len(names)
        order = names[first:] + names[:first]
        rounds.append({name: turn(contenders[name], times[name]) for name in order})
    return {name: Spread(*quantiles([each[name] / each[baseline] for each in rounds])) for name in names}


def line(what: str, figure: str, goal: str, *, met: bool) -> str:
    """One line of the report."""
    return f"{what:<34} {figure:<28} goal {goal:<10} {'met' if met else 'MISSED'}"


def kernel() -> list[str]:
    """The kernel against one transition by hand."""
    issue, closed = rectifying(), seven_entries(1)
    blank = Issue.blank(closed.id, closed.workflows)
    handing_in, closing = Submit(on=DAY, by="李四"), Close(on=DAY, by="检查组")
    ahead = Submit(on=DAY, by="李四", finished=DAY + timedelta(days=1))
    late = closed.log[-1].event.on
    with_id = Close(on=late, by="检查组", id="new")
    measured: dict[str, tuple[Run, int, int]] = {
        "decide": (lambda: decide(issue, handing_in), 1, 4),
        "refusal, out of place": (lambda: decide(issue, closing), 1, 5),
        "refusal, by a guard": (lambda: decide(issue, ahead), 1, 5),
        "apply": (lambda: issue.apply(handing_in), 1, 12),
        "replay, an entry": (lambda: replay(blank, closed.log), len(closed.log), 5),
        "analyse the stock table": (lambda: analyse(RECTIFICATION), 1, 500),
        "extend the stock table": (lambda: RECTIFICATION.extend(drop=[Recheck]), 1, 500),
    }
    found = ratios({"by hand": by_hand(), **{name: run for name, (run, _, _) in measured.items()}}, "by hand")
    lines = [
        line(name, found[name].text(2 / per), f"<= {goal} x", met=found[name].middle * 2 / per <= goal)
        for name, (_, per, goal) in measured.items()
    ]
    told = ratios({"by hand": by_hand(), "id": lambda: decide(closed, with_id)}, "by hand")["id"]
    lines.append(f"{'(closing with a new id, two guards)':<34} {told.text(2)}")
    size = bytes_a_matter()
    return [*lines, line("a matter with seven entries", f"{size:,.0f} bytes", f"<= {BYTES:,}", met=size <= BYTES)]


def side_by_side() -> list[str]:
    """The same little machine elsewhere, in times of ours."""
    runs = {"transitions": (with_transitions(), 2), "python-statemachine": (with_statemachine(), 25)}
    installed = {name: run for name, (run, _) in runs.items() if run is not None}
    found = ratios({"ours": ours(), "stock": stock(), "by hand": by_hand(), **installed}, "ours")
    lines = [
        f"{'by hand, mutable':<34} {found['by hand'].text()}",
        f"{'报验 and 退回, stock workflow':<30} {found['stock'].text()}",
    ]
    for name, (run, goal) in runs.items():
        if run is None:
            lines.append(f"{name:<34} missing")
        else:
            lines.append(line(name, found[name].text(), f">= {goal} x", met=found[name].middle >= goal))
    return lines


def main() -> None:
    """Print both tables."""
    print("one transition by hand = 1")
    print("\n".join(kernel()))
    print("\nthere and back, in times of ours (events made, log kept)")
    print("\n".join(side_by_side()))


if __name__ == "__main__":
    main()
