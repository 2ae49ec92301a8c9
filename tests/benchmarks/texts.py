"""How the time of checking a text grows with it: `python tests/benchmarks/texts.py`.

For each attack the ratio of the time of four times the text to that of the text itself: about 4 where it is linear, 16
where it is quadratic (goal: at most 6). CPU time is read, the best of three.
"""

import sys
from datetime import date
from pathlib import Path
from time import process_time

from safetywork.checks import check_text

sys.path.insert(0, str(Path(__file__).parent.parent))
from test_checks_texts import ATTACKS

N = 10_000


def spent(text: str) -> float:
    """CPU seconds of checking a text."""
    begun = process_time()
    check_text(text, date(2021, 6, 18))
    return process_time() - begun


if __name__ == "__main__":
    for attack in ATTACKS:
        short, long = (min(spent(attack * (n // len(attack))) for _ in range(3)) for n in (N, 4 * N))
        print(f"{attack}: {long / short:.1f} x for four times the text, {long:.2f} s")
