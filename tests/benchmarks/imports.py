"""What it costs to begin: CPU of fresh interpreters, as ratios to importing a library in the same rounds.

    python tests/benchmarks/imports.py

Goals: `import safetywork` costs no more than `import attrs`; a first issue and a first load at most twice
`import cattrs` (each less the bare interpreter).
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 15
BOOK = Path(__file__).parents[2] / "docs" / "examples" / "county-2021.json"
FIRST_ISSUE = (
    "import safetywork as sw, datetime; sw.Issue.register(id='1', title='t', on=datetime.date(2021, 1, 4), by='x')"
)
TINY = "import safetywork as sw; sw.dump(sw.Book('tiny'), {path!r})"


def cpu(code: str) -> float:
    """CPU seconds, user and system, of a fresh interpreter that runs `code`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure in interleaved rounds and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        tiny = str(Path(folder) / "tiny.json")
        subprocess.run([sys.executable, "-c", TINY.format(path=tiny)], check=True)
        codes = {
            "bare interpreter": "pass",
            "import attrs": "import attrs",
            "import cattrs": "import cattrs",
            "import safetywork": "import safetywork",
            "first Issue.register": FIRST_ISSUE,
            "first load, an empty book": f"import safetywork as sw; sw.load({tiny!r})",
            "first load, the county's year": f"import safetywork as sw; sw.load({str(BOOK)!r})",
        }
        seconds: dict[str, list[float]] = {name: [] for name in codes}
        for _ in range(ROUNDS):
            for name, code in codes.items():
                seconds[name].append(cpu(code))
    bare = statistics.median(seconds["bare interpreter"])
    net = {name: statistics.median(measured) - bare for name, measured in seconds.items()}
    for name, value in net.items():
        against = "import attrs" if name == "import safetywork" else "import cattrs"
        print(f"{name:32} {value * 1000:8.1f} ms more than bare   {value / net[against]:6.2f} x {against}")


if __name__ == "__main__":
    main()
