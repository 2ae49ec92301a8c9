"""What judging a province's book costs: `python tests/benchmarks/province.py [ISSUES PLEDGES]`.

The book: 200,000 issues and 20,000 pledges of eight entries each. The baseline is a bare loop that folds the same logs
to state and due day, and nothing else. Beside it, as of one day, on one core: the light of every matter (goal: at most
6 times the bare loop), then the rungs of a ladder that were reached, then the figures of a report's table: lights by
colour and unit, overdue by unit, a partition by state (all three together: at most 12 times).

Each step reads the same frozen matters; the collector is off while they run. CPU time is read. The memory is what the
book keeps (by tracing 2,000 matters) and the peak of the whole process.
"""

import gc
import resource
import sys
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import process_time

from safetywork.acts import Assign, Progress, Return, Submit
from safetywork.calendars import CHINA
from safetywork.escalation import Ladder, Reached, Rung, reached
from safetywork.events import Event
from safetywork.extensions import AskExtension, Extend
from safetywork.figures import Figure, Population, Predicate, partition
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.lights import RED_YELLOW_BLUE, Light, light
from safetywork.matters import Matter
from safetywork.pledges import Pledge, Publish, Review
from safetywork.spans import Span, days, workdays
from safetywork.triggers import Before, Past

ISSUES, PLEDGES, ENTRIES = 200_000, 20_000, 8
FIRST, ON = date(2021, 1, 4), date(2021, 6, 18)
GOALS = {"lights": 6, "lights, ladder and figures": 12}
TERMS = (workdays(15), days(30), workdays(40), days(90), date(2021, 6, 30), date(2021, 12, 31))


def _issue_events(n: int) -> Iterator[Event]:
    """Seven events after the opening: assigned, extended, handed in twice; one in three is accepted."""
    day = FIRST + timedelta(days=n % 90)
    owner, other = f"张{n % 400}", f"王{n % 40}"
    yield Assign(on=day, by=other, owner=owner, unit=f"第{n % 120}股", term=TERMS[n % len(TERMS)])
    yield Progress(on=day + timedelta(days=3), by=owner, percent=30, text="已询价")
    yield AskExtension(on=day + timedelta(days=5), by=owner, more=days(10), reason="等待配件")
    yield Extend(on=day + timedelta(days=6), by=other, more=days(10), reason="等待配件")
    yield Submit(on=day + timedelta(days=20), by=owner, text="已更换")
    yield Return(on=day + timedelta(days=22), by=other, reason="两处未更换")
    if n % 3:
        yield Progress(on=day + timedelta(days=25), by=owner, percent=80)
    else:
        yield Submit(on=day + timedelta(days=25), by=owner, text="已全部更换")


def _pledge_events(n: int) -> Iterator[Event]:
    """Seven events after the opening: reviewed, published, and five reports of progress."""
    day, owner = FIRST + timedelta(days=n % 90), f"张{n % 400}"
    yield Review(on=day, by=f"王{n % 40}")
    yield Publish(on=day, by=f"王{n % 40}", term=TERMS[n % len(TERMS)])
    for k in range(1, 6):
        yield Progress(on=day + timedelta(days=5 * k), by=owner, percent=12 * k)


def _made(opened: Matter, events: Iterator[Event]) -> Matter:
    for event in events:
        opened = opened.apply(event)
    return opened


def book(issues: int, pledges: int) -> list[Matter]:
    """So many matters, each with eight entries."""
    made: list[Matter] = []
    for n in range(issues):
        day = FIRST + timedelta(days=n % 90)
        opened = Issue.register(id=f"H-{n}", title="应急照明不亮", on=day, by="检查组", level="unit")
        made.append(_made(opened, _issue_events(n)))
    for n in range(pledges):
        day = FIRST + timedelta(days=n % 90)
        declared = Pledge.declare(id=f"P-{n}", title="培训全员", on=day, by=f"张{n % 400}", owner=f"张{n % 400}")
        made.append(_made(declared, _pledge_events(n)))
    return made


def bare(matters: list[Matter]) -> list[tuple[str, date | None]]:
    """The baseline: state and due day of every matter, by a loop over its log."""
    folded: list[tuple[str, date | None]] = []
    for matter in matters:
        state, due = "", None
        for entry in matter.log:
            event, state = entry.event, entry.to
            if isinstance(event, Assign | Publish):
                due = _counted(event.on, event.term)
            elif isinstance(event, Extend) and due is not None:
                due += timedelta(days=event.more.n if event.more else 0)
        folded.append((state, due))
    return folded


def _counted(on: date, term: object) -> date | None:
    if isinstance(term, Span):
        return CHINA.add(on, term.n) if term.unit == "workday" else on + timedelta(days=term.n)
    return term if isinstance(term, date) else None


def lights(matters: list[Matter]) -> list[Light]:
    """The light of every matter."""
    return [light(matter, ON, CHINA, RED_YELLOW_BLUE) for matter in matters]


def timed(run: Callable[[], object]) -> float:
    """CPU seconds of one run, with the collector off."""
    gc.collect()
    gc.disable()
    begun = process_time()
    run()
    spent = process_time() - begun
    gc.enable()
    return spent


STEPS = Ladder(
    "benchmark",
    Label("督办", "letters"),
    (
        Rung("notice", Label("提醒", "notice"), (Before(3),)),
        Rung("letter", Label("督办函", "urging letter"), (Past(1),)),
        Rung("talk", Label("约谈", "talk"), (Past(15),)),
    ),
)


def climbed(matters: list[Matter]) -> list[Reached]:
    """Every rung that was reached by the day."""
    return [one for matter in matters for one in reached(STEPS, matter, ON, CHINA)]


def figures(matters: list[Matter], lit: list[Light]) -> list[Figure]:
    """Lights by colour, what is overdue by unit, a partition by state: each with the ids behind it."""
    bands = {matter.id: shown.band.id for matter, shown in zip(matters, lit, strict=True)}
    everything = Population(Label("事项", "matters"), tuple(matters), ON)
    by_unit: dict[str | None, list[Matter]] = {}
    for matter in matters:
        by_unit.setdefault(matter.unit, []).append(matter)
    late = Predicate[Matter](Label("逾期", "overdue"), lambda matter: bands[matter.id] == "overdue")
    counted = [Population(Label(str(u), str(u)), tuple(of), ON).number("项", late) for u, of in by_unit.items()]
    names = Counter(bands.values())
    shown = [Predicate[Matter](Label(b, b), lambda matter, b=b: bands[matter.id] == b) for b in names]
    split = partition(everything, "项", lambda matter: matter.count, shown)
    return [*counted, split.whole, *split.parts]


def kept_bytes() -> int:
    """What a matter of the book keeps, traced over 2,000 of them."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = book(2_000, 0)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return (after - before) // len(held)


def main(issues: int = ISSUES, pledges: int = PLEDGES) -> None:
    """Each step once, beside the bare loop; then where the time of the lights goes."""
    print(f"{kept_bytes():,} bytes a matter")
    matters = book(issues, pledges)
    print(f"{len(matters):,} matters, {sum(len(m.log) for m in matters):,} entries")
    base = min(timed(lambda: bare(matters)) for _ in range(3))
    lit: list[Light] = []
    spent = {
        "lights": timed(lambda: lit.extend(lights(matters))),
        "ladder": timed(lambda: climbed(matters)),
        "figures": timed(lambda: figures(matters, lit)),
    }
    print(f"bare loop {base:.2f} s")
    for name, seconds in spent.items():
        print(f"{name} {seconds:.2f} s, {seconds / base:.1f} x")
    together = sum(spent.values())
    for name, ratio in (("lights", spent["lights"] / base), ("lights, ladder and figures", together / base)):
        print(f"{name}: {ratio:.1f} x the bare loop (goal: at most {GOALS[name]})")
    print(f"peak of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
