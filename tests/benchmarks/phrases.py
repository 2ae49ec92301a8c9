"""How fast deadline phrases are read, and how the time grows: `python tests/benchmarks/phrases.py`.

Measures over the real phrases beside the tests (`tests/answers/deadline_phrases.jsonl`):

* phrases per second through `read_deadline`, one core (goal: at least 30,000): as a ledger has them, the same terms in
  row after row, and with every phrase new to the reader, which remembers 1,024 texts;
* where the time of a new phrase goes: cleaning, finding the words, grammar, weighing and building the value; what
  `facts()` and `str()` cost on top; beside it what one would write by hand, a loop of one pattern for 2022年6月30日;
* growth: time(2n) / time(n) at n = 1,000, 10,000 and 50,000 characters over attack families (goal: at most 2.5).

CPU time of this process; a figure is the median over the rounds, its spread the quarter points.
"""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from attacks import ATTACKS
from safetywork.phrases.grammar import Reader
from safetywork.phrases.tokens import clean, scan
from safetywork.phrases.weighing import _remembered, _said, read_deadline

ROUNDS = 25
GOAL = 30_000
GROWTH = 2.5
DAY = date(2022, 6, 8)
ROWS = Path(__file__).parents[1] / "answers" / "deadline_phrases.jsonl"

Work = Callable[[str], object]


def seconds(work: Work, texts: list[str]) -> float:
    """CPU seconds for one pass over all texts."""
    start = process_time()
    for text in texts:
        work(text)
    return process_time() - start


def weigh(text: str) -> object:
    """Words, grammar and weighing, without the value."""
    reader = Reader(text)
    reader.read()
    return _said(reader)


def parse(text: str) -> None:
    """Words and grammar."""
    Reader(text).read()


def read(text: str) -> object:
    """The whole, of a phrase that was not read before."""
    _remembered.cache_clear()
    return read_deadline(text, anchor=DAY)


def again(text: str) -> object:
    """The whole, of a phrase that may have been read before."""
    return read_deadline(text, anchor=DAY)


BY_HAND = re.compile("([0-9]{4})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")


def by_hand(text: str) -> object:
    """The baseline: one pattern, one day."""
    found = BY_HAND.search(text)
    return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None


def speeds(phrases: list[str]) -> None:
    """Phrases per second, and what each step takes."""
    cleaned = [clean(phrase) for phrase in phrases]
    readings = {text: read(text) for text in phrases}
    steps: dict[str, tuple[Work, list[str]]] = {
        "clean": (clean, phrases),
        "scan": (scan, cleaned),
        "scan + grammar": (parse, cleaned),
        "scan + grammar + weigh": (weigh, cleaned),
        "read_deadline, new": (read, phrases),
        "read_deadline, again": (again, phrases),
        "by hand": (by_hand, phrases),
        "facts() of it": (lambda text: readings[text].facts(), phrases),  # type: ignore[attr-defined]
        "str() of it": (lambda text: str(readings[text]), phrases),
    }
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, (work, texts) in steps.items():
            taken[name].append(seconds(work, texts * 8) / (8 * len(texts)))
    for name, figures in taken.items():
        low, _, high = quantiles(figures, n=4)
        print(f"{name:<24} {median(figures) * 1e6:6.1f} us a phrase   ({low * 1e6:.1f} to {high * 1e6:.1f})")
    hand = median(taken["by hand"])
    print()
    for name in ("read_deadline, new", "read_deadline, again"):
        rate, times = 1 / median(taken[name]), median(taken[name]) / hand
        verdict = "met" if rate >= GOAL else "MISSED"
        print(f"{name:<24} {rate:,.0f} a second (goal {GOAL:,}): {verdict}; {times:.0f} times the pattern by hand")


def growth() -> None:
    """The worst ratio of each family."""
    print()
    worst: list[tuple[float, str]] = []
    for piece in ATTACKS:
        ratios: list[float] = []
        for n, times in ((1_000, 20), (10_000, 2), (50_000, 1)):
            short, long = [(piece * n)[:n]] * times, [(piece * 2 * n)[: 2 * n]] * times
            pairs = [(seconds(read, short), seconds(read, long)) for _ in range(3)]
            ratios.append(min(b for _, b in pairs) / min(a for a, _ in pairs))
        worst.append((max(ratios), piece))
    for ratio, piece in sorted(worst, reverse=True)[:5]:
        print(f"time(2n)/time(n) {ratio:4.2f} (<= {GROWTH}) {'' if ratio <= GROWTH else 'MISSED'}  {piece!r}")


def main() -> None:
    """Print both tables."""
    speeds([json.loads(line)["phrase"] for line in ROWS.read_text(encoding="utf-8").splitlines()])
    growth()


if __name__ == "__main__":
    main()
