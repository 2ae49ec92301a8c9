"""How fast the working-day questions are, as ratios: `python tests/benchmarks/calendar.py`.

Measures `is_workday`, `add` (1, 15 and 60 working days) and `count` of `CHINA`, one call at a time, against

* a bare function over the same prefix sums that checks neither type nor range (goal: at most 2 times its time);
* numpy's `is_busday`, `busday_offset` and `busday_count` for one day, given the days off (goal: at least 7 times
  faster); they cannot express make-up working days, so their answers differ;
* chinesecalendar's `is_workday`, `find_workday` and `len(get_workdays(...))` (goal: at least 100 times faster where it
  loops over days: 15, 60 and the count).

All contenders of a question answer the same arguments in turn, round after round; a figure is the median over the
rounds of the ratio within one round. What is not installed is reported as missing.
"""

import random
from collections import deque
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from importlib import import_module
from itertools import starmap
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from safetywork.calendars import CHINA

ROUNDS = 25
ENOUGH = 0.002  # seconds of one contender's turn
ONE = timedelta(days=1)
FIRST, LAST = date(2010, 1, 4), date(2026, 6, 30)
# goal per opponent: ours over theirs at most, or theirs over ours at least
GOALS = {"bare": 2.0, "numpy": 7.0, "chinesecalendar": 100.0}

Ask = Callable[..., object]


class Question(NamedTuple):
    """One question with its arguments, who answers it, and where chinesecalendar loops."""

    name: str
    arguments: list[tuple[Any, ...]]
    answers: dict[str, Ask]
    loops: bool


def optional(name: str) -> Any:
    """The package, or None where it is missing."""
    try:
        return import_module(name)
    except ImportError:
        return None


def bare() -> dict[str, Ask]:
    """The same arithmetic with nothing around it."""
    base, works, before = CHINA.announced_from.toordinal(), bytearray(), [0]
    for day in (CHINA.announced_from, *CHINA.between(CHINA.announced_from, CHINA.announced_through)):
        works.append(CHINA.is_workday(day))
        before.append(before[-1] + works[-1])
    workdays = [base + i for i, worked in enumerate(works) if worked]
    from_ordinal = date.fromordinal

    def is_workday(day: date) -> bool:
        return works[day.toordinal() - base] == 1

    def add(day: date, n: int) -> date:
        return from_ordinal(workdays[before[day.toordinal() - base + 1] + n - 1])

    def count(start: date, end: date) -> int:
        return before[end.toordinal() - base + 1] - before[start.toordinal() - base + 1]

    return {"is_workday": is_workday, "add": add, "count": count}


def numpy() -> dict[str, Ask]:
    """Business days of numpy, with the days off given once as a calendar."""
    np = optional("numpy")
    if np is None:
        return {}
    given = np.busdaycalendar(holidays=[special.day for special in CHINA.specials if not special.works])
    return {
        "is_workday": lambda day: np.is_busday(day, busdaycal=given),
        "add": lambda day, n: np.busday_offset(day, n, roll="backward", busdaycal=given),
        "count": lambda start, end: np.busday_count(start + ONE, end + ONE, busdaycal=given),
    }


def chinesecalendar() -> dict[str, Ask]:
    """The day-by-day functions of chinesecalendar."""
    chinese = optional("chinese_calendar")
    if chinese is None:
        return {}
    return {
        "is_workday": chinese.is_workday,
        # its find_workday(k, d) is the k-th working day after the first one on or after d
        "add": lambda day, n: chinese.find_workday(n - 1, day + ONE),
        "count": lambda start, end: len(chinese.get_workdays(start + ONE, end)),
    }


def questions() -> Iterable[Question]:
    """Random days of the announced years, the same in every run."""
    chance = random.Random(20260101)
    days = [FIRST + ONE * chance.randrange((LAST - FIRST).days) for _ in range(300)]
    contenders = {"bare": bare(), "numpy": numpy(), "chinesecalendar": chinesecalendar()}

    def ask(name: str, arguments: list[tuple[Any, ...]], method: str, *, loops: bool) -> Question:
        others = {who: functions[method] for who, functions in contenders.items() if functions}
        return Question(name, arguments, {"ours": getattr(CHINA, method), **others}, loops)

    yield ask("is_workday(day)", [(day,) for day in days], "is_workday", loops=False)
    for n in (1, 15, 60):
        yield ask(f"add(day, {n})", [(day, n) for day in days], "add", loops=n > 1)
    ends = [(day, day + ONE * chance.randrange(1, 120)) for day in days]
    yield ask("count(a, b)", ends, "count", loops=True)


def agree(question: Question) -> None:
    """The bare function and chinesecalendar give our answers; numpy knows no make-up days."""
    for arguments in question.arguments:
        given = {who: answer(*arguments) for who, answer in question.answers.items() if who != "numpy"}
        if len(set(given.values())) > 1:
            raise AssertionError(question.name, arguments, given)


def turn(answer: Ask, arguments: list[tuple[Any, ...]], times: int) -> float:
    """Seconds a call, over all arguments `times` over."""
    start = perf_counter()
    for _ in range(times):
        deque(starmap(answer, arguments), maxlen=0)
    return (perf_counter() - start) / (times * len(arguments))


def measure(question: Question) -> dict[str, list[float]]:
    """Seconds a call by contender, round by round, all of them in every round."""
    first = {who: turn(answer, question.arguments, 1) for who, answer in question.answers.items()}
    times = {who: max(1, round(ENOUGH / (cost * len(question.arguments)))) for who, cost in first.items()}
    seconds: dict[str, list[float]] = {who: [] for who in question.answers}
    for number in range(ROUNDS):
        order = list(question.answers)
        for who in order[number % len(order) :] + order[: number % len(order)]:
            seconds[who].append(turn(question.answers[who], question.arguments, times[who]))
    return seconds


def ratio(over: list[float], under: list[float]) -> float:
    """The median of the ratios within one round."""
    return median(a / b for a, b in zip(over, under, strict=True))


def cell(who: str, seconds: dict[str, list[float]], *, goal: bool) -> str:
    """One figure: times slower than the bare function, or times faster than the others, and whether that will do."""
    if who not in seconds:
        return "missing"
    slower = who == "bare"
    figure = ratio(seconds["ours"], seconds[who]) if slower else ratio(seconds[who], seconds["ours"])
    met = figure <= GOALS[who] if slower else figure >= GOALS[who]
    return f"{figure:,.1f}x" + (("" if met else " MISSED") if goal else " (no goal)")


def main() -> None:
    """Print the table."""
    shape = "{:<16} {:>8} {:>20} {:>20} {:>26}"
    print(shape.format("", "ours", "time / bare (<= 2x)", "numpy / ours (>= 7x)", "chinesecal. / ours (100x)"))
    for question in questions():
        agree(question)
        seconds = measure(question)
        cells = [cell(who, seconds, goal=question.loops or who != "chinesecalendar") for who in GOALS]
        print(shape.format(question.name, f"{median(seconds['ours']) * 1e9:.0f} ns", *cells))


if __name__ == "__main__":
    main()
