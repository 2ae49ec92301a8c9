"""The house: which room may use which, what each room says of itself, and that the core is pure."""

import ast
import importlib
import inspect
import json
import subprocess
import sys
import types
from pathlib import Path

import pytest

import conftest
import safetywork

SRC = Path(safetywork.__file__).parent

# A total order: a room imports only rooms above it.
LAYERS = [
    "labels",
    "errors",
    "faults",
    "ledgers.tables",
    "counts",
    "ledgers.sheets",
    "parties",
    "codelists",
    "_notices",
    "calendars",
    "windows",
    "office",
    "targets",
    "goals",
    "events",
    "workflows",
    "decisions",
    "digests",
    "samples",
    "analysis",
    "changes",
    "versions",
    "spans",
    "steps",
    "_articles",
    "periods",
    "terms",
    "standings",
    "clocks",
    "statutes",
    "networks",
    "staffing",
    "schedules",
    "recurrences",
    "phrases.numerals",
    "phrases.points",
    "phrases.lengths",
    "phrases.vocabulary",
    "phrases.tokens",
    "phrases.dating",
    "phrases.sayings",
    "phrases.readings",
    "phrases.rows",
    "phrases.mentions",
    "phrases.grammar",
    "phrases.english",
    "phrases.weighing",
    "phrases",
    "ledgers._columns",
    "ledgers.headings",
    "ledgers.statuses",
    "ledgers.cells",
    "ledgers.layouts",
    "ledgers.reading",
    "acts",
    "machines",
    "extensions",
    "carryovers",
    "matters",
    "referrals",
    "closures",
    "severities",
    "relapses",
    "rechecks",
    "waivers",
    "replies",
    "issues",
    "extents",
    "sameness",
    "supervision.assurances",
    "supervision.verifications",
    "supervision.duties",
    "supervision.listings",
    "supervision.enforcement",
    "supervision.stoppages",
    "supervision.supervised",
    "supervision",
    "milestones",
    "pledges",
    "measures",
    "gaps",
    "programmes",
    "schemes",
    "activities",
    "secondments",
    "campaigns",
    "palettes",
    "judgements",
    "gauges",
    "lights",
    "streaks",
    "rollups",
    "lightlogs",
    "firings",
    "triggers",
    "escalation",
    "rankings",
    "books",
    "rounds",
    "minutes",
    "agendas",
    "publications",
    "ledgers.claims",
    "ledgers.entries",
    "ledgers.attendance",
    "ledgers.intake",
    "ledgers.writeback",
    "ledgers",
    "recounts",
    "figures",
    "rates",
    "comparisons",
    "reconciliations",
    "adoptions",
    "indicators",
    "successions",
    "coverages",
    "visits",
    "sessions",
    "stages",
    "foreign",
    "stock",
    "codec",
    "documents",
    "sentences",
    "checks.rules",
    "checks.told",
    "checks.statuses",
    "checks.records",
    "checks.statements",
    "checks.pages",
    "checks.patterns",
    "checks.sums",
    "checks.dates",
    "checks.texts",
    "checks.catalogue",
    "checks.runs",
    "checks",
    "desks",
    "undertakings",
    "accounts",
    "papers",
    "chapters",
    "skeletons",
    "reports",
    "adapters",
    "adapters.refusals",
    "adapters.archives",
    "adapters.compounds",
    "adapters.delimited",
    "adapters.tables",
    "adapters.files",
    "adapters.workbooks",
    "adapters.exchange",
    "adapters.clerk",
    "adapters.auditor",
    "adapters.secretary",
    "adapters.reckoner",
    "adapters.cli",
    "testing",
    "testing.fillings",
    "testing.oracles",
    "testing.logs",
    "testing.trials",
    "testing.scenes",
    "testing.bands",
    "testing.laws.law",
    "testing.laws.tables",
    "testing.laws.kernel",
    "testing.laws.deliveries",
    "testing.laws.offers",
    "testing.laws.rules",
    "testing.laws.logs",
    "testing.laws.days",
    "testing.laws.clocks",
    "testing.laws.standings",
    "testing.laws.lights",
    "testing.laws.readings",
    "testing.laws.terms",
    "testing.laws.guards",
    "testing.laws.judging",
    "testing.laws.supervision",
    "testing.laws.campaigns",
    "testing.laws",
    "testing.programs",
    "testing.scripts",
    "testing.stories",
    "testing.regressions",
    "testing.watches",
    "testing.sweeps",
    "testing.drivers",
    "testing.checks",
    "testing.likenesses",
    "testing.explorers",
    "testing.tables",
    "testing.mutations",
    "testing.histories",
    "testing.drawn",
    "testing.drawn.times",
    "testing.drawn.words",
    "testing.drawn.phrases",
    "testing.drawn.people",
    "testing.drawn.plans",
    "testing.drawn.policies",
    "testing.drawn.tables",
    "testing.drawn.records",
    "testing.drawn.occurrences",
    "testing.drawn.judging",
    "testing.drawn.books",
    "testing.drawn.answers",
    "testing.drawn.sheets",
    "testing.strategies",
    "testing.conformance.examples",
    "testing.conformance.outcomes",
    "testing.conformance.lights",
    "testing.conformance.ladders",
    "testing.conformance.calendars",
    "testing.conformance.clocks",
    "testing.conformance.walks",
    "testing.conformance.schedules",
    "testing.conformance.stores",
    "testing.conformance.codecs",
    "testing.conformance.rankings",
    "testing.conformance.figures",
    "testing.conformance",
    "testing.registration",
    "testing._hypothesis",
    "__main__",
]
CORE = [room for room in LAYERS if not room.startswith(("adapters", "testing", "__"))]
THIRD_PARTY = {"attrs": CORE, "attr": [], "dateutil": CORE, "cattrs": LAYERS[LAYERS.index("codec") :]}
# What the core may not touch: clocks, files, the environment, chance.
FORBIDDEN_IMPORTS = {
    "asyncio", "glob", "io", "locale", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
FORBIDDEN_CALLS = {"breakpoint", "eval", "exec", "globals", "input", "open", "print", "vars", "__import__"}
FORBIDDEN_ATTRIBUTES = {"today", "now", "utcnow", "fromtimestamp", "environ", "getenv", "urandom"}


def _path(room: str) -> Path:
    file = SRC / (room.replace(".", "/") + ".py")
    return file if file.exists() else SRC / room.replace(".", "/") / "__init__.py"


def _tree(room: str) -> ast.Module:
    return ast.parse(_path(room).read_text(encoding="utf-8"))


def _imports(tree: ast.Module) -> set[str]:
    """Every module that is imported anywhere in a file, lazily and for type checkers too."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "safetywork":
                found |= {f"safetywork.{alias.name}" for alias in node.names}
            else:
                found.add(node.module or "")
    return found


def _rooms_used(room: str) -> set[str]:
    used = (name.removeprefix("safetywork.") for name in _imports(_tree(room)) if name.startswith("safetywork."))
    return set(used)


def test_every_file_is_a_room_of_the_list() -> None:
    """No room stands outside the order, and none of the order is missing."""
    rooms = {str(file.relative_to(SRC).with_suffix("")).replace("/", ".") for file in SRC.rglob("*.py")}
    assert {room.removesuffix(".__init__") for room in rooms} - {"__init__"} == set(LAYERS)


@pytest.mark.parametrize("room", LAYERS)
def test_a_room_imports_only_rooms_above_it(room: str) -> None:
    """The order of the list is the order of the imports, so there is no cycle, not even a lazy one."""
    below = set(LAYERS[LAYERS.index(room) :])
    assert not _rooms_used(room) & below
    assert _rooms_used(room) <= set(LAYERS)


@pytest.mark.parametrize("room", LAYERS)
def test_a_room_uses_only_its_own_libraries(room: str) -> None:
    """The core knows attrs and dateutil, the codec and what lies below it cattrs, nothing in the core anything else."""
    outside = {name.split(".")[0] for name in _imports(_tree(room))} - {"safetywork"} - set(sys.stdlib_module_names)
    if room in CORE:
        assert all(room in THIRD_PARTY.get(name, []) for name in outside), outside


@pytest.mark.parametrize("room", ["__init__", *LAYERS])
def test_a_room_says_what_it_holds_and_never_does(room: str) -> None:
    """A docstring opens with one line, then Holds and Never (a data room and an entry point say what they are)."""
    doc = ast.get_docstring(_tree(room)) or ""
    assert doc.splitlines()[0].endswith(".")
    assert room == "__main__" or ("\nHolds: " in doc and "\nNever: " in doc)


@pytest.mark.parametrize("room", CORE)
def test_the_core_touches_no_clock_no_file_no_environment_and_no_chance(room: str) -> None:
    """Read off the syntax tree: the same input gives the same answer."""
    tree = _tree(room)
    assert not {name.split(".")[0] for name in _imports(tree)} & FORBIDDEN_IMPORTS
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & FORBIDDEN_CALLS
    touched = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not touched & FORBIDDEN_ATTRIBUTES
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("room", LAYERS)
def test_a_room_is_small(room: str) -> None:
    """A room that outgrows 450 lines has two nouns (data apart)."""
    assert room == "_notices" or len(_path(room).read_text(encoding="utf-8").splitlines()) <= 450


def test_the_front_door_hands_on_what_it_lists() -> None:
    """Every public name exists, stands in the room it is listed under, and is what type checkers are told."""
    told = {
        (alias.asname, (node.module or "").removeprefix("safetywork."))
        for node in ast.walk(_tree("__init__"))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("safetywork.")
        for alias in node.names
    }
    assert told == set(safetywork._ROOM_OF.items())
    for name, room in safetywork._ROOM_OF.items():
        value = getattr(safetywork, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__module__ == f"safetywork.{room}", name
    assert set(safetywork._ROOM_OF) <= set(dir(safetywork))


def test_the_names_that_others_rely_on() -> None:
    """The names of the public surface that are promised never to change are here."""
    promised = [
        *("CHINA", "workdays", "days", "months", "PeriodRule", "Issue", "Assign", "light", "RED_YELLOW_BLUE"),
        *("RECTIFICATION", "analyse", "mermaid", "load", "dump", "report", "Label", "State", "Transition", "Guard"),
        *("Reason", "Context", "Workflow", "decide", "evolve", "apply", "options", "audit", "replay"),
    ]
    assert set(promised) <= set(safetywork._ROOM_OF)


def test_a_room_is_an_attribute_of_the_package() -> None:
    """`sw.pledges.Publish` works without importing `safetywork.pledges`; what is not there is an AttributeError."""
    assert isinstance(safetywork.pledges, types.ModuleType)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = safetywork.nonsense


def test_a_room_that_lacks_a_library_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is missing inside a room is not mistaken for a missing room."""

    def lacking(name: str) -> object:
        raise ModuleNotFoundError(name, name="some_library")

    monkeypatch.setattr(safetywork, "import_module", lacking)
    with pytest.raises(ModuleNotFoundError, match="nonsense"):
        _ = safetywork.nonsense


@pytest.mark.parametrize("room", CORE)
def test_every_public_thing_has_a_docstring(room: str) -> None:
    """Classes, functions and their public members say what they are."""
    module = importlib.import_module(f"safetywork.{room}")
    for name, value in vars(module).items():
        if name.startswith("_") or getattr(value, "__module__", None) != module.__name__:
            continue
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), f"{room}.{name}"


def _fresh(code: str) -> list[str]:
    """The third-party and safetywork modules loaded after `code` in a fresh interpreter."""
    script = f"{code}\nimport sys, json; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


HEAVY = {"attr", "attrs", "cattrs", "dateutil", "hypothesis", "rich", "pytest", "numpy", "chinese_calendar"}


def test_importing_the_package_loads_no_library() -> None:
    """The front door is lazy: `import safetywork` loads no room and no library, not even attrs."""
    assert not HEAVY & set(_fresh("import safetywork"))


def test_the_first_issue_needs_attrs_and_dateutil_only() -> None:
    """Neither cattrs nor an extra is loaded before something is read from a file."""
    code = "import safetywork as sw; sw.Issue.blank('H-1', [sw.RECTIFICATION])"
    assert HEAVY & set(_fresh(code)) == {"attr", "attrs", "dateutil"}


def test_testing_can_be_imported_before_and_after_hypothesis() -> None:
    """Both import orders work in a fresh interpreter."""
    assert "hypothesis" in _fresh("import safetywork.testing.strategies")
    assert "hypothesis" in _fresh("import hypothesis, safetywork.testing.strategies")


def test_the_watch_sees_a_core_that_opens_a_file(tmp_path: Path) -> None:
    """The audit hook of the suite works: code that runs as a room of the core and opens a file is caught."""
    code = compile("def read(path):\n    return open(path).close()\n", str(SRC / "labels.py"), "exec")
    room: dict[str, object] = {}
    exec(code, room)
    (tmp_path / "file").write_text("")
    room["read"](tmp_path / "file")
    assert [found for found in conftest.trespasses if "open by" in found and "labels.py" in found]
    conftest.trespasses.clear()
