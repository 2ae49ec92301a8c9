"""What every test runs under: a hypothesis profile, and a watch over the purity of the core.

The profile `ci` draws the same examples every time; `SAFETYWORK_PROFILE=deep` looks further, and
`quick` is for mutation. The watch fails a test
during which a function of the core opened a file, a socket or a process, whoever asked it to.
"""

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, Phase, settings

import safetywork

settings.register_profile("ci", derandomize=True, max_examples=30, deadline=None)
settings.register_profile("deep", max_examples=1000, deadline=None)
# for tools that break the code line by line: quick, content with the first failure as it was drawn, and not offended
# when the code they wrapped is slow
settings.register_profile(
    "quick",
    derandomize=True,
    max_examples=25,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
settings.load_profile(os.environ.get("SAFETYWORK_PROFILE", "ci"))

CORE = str(Path(safetywork.__file__).parent)
OUTSIDE = tuple(os.path.join(CORE, room) for room in ("adapters", "testing", "__init__.py", "__main__.py"))  # noqa: PTH118
WATCHED = frozenset({"open", "os.listdir", "os.mkdir", "os.remove", "os.rename", "os.system", "subprocess.Popen"})
trespasses: list[str] = []


def _culprit(frame: FrameType | None) -> str | None:
    """The function of the core on the stack; None below an import, which reads files for everybody."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith("<frozen importlib"):
            return None
        if file.startswith(CORE) and not file.startswith(OUTSIDE):
            return f"{file}:{frame.f_lineno} {frame.f_code.co_name}"
        frame = frame.f_back
    return None


def _watch(event: str, _: tuple[object, ...]) -> None:
    if event in WATCHED or event.startswith("socket."):
        culprit = _culprit(sys._getframe(1))
        if culprit is not None:
            trespasses.append(f"{event} by {culprit}")


sys.addaudithook(_watch)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Long trials are not measured: they cover nothing that others do not, and take thrice as long when they are."""
    tracer = sys.gettrace()
    if item.get_closest_marker("proof") or item.get_closest_marker("unmeasured"):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


@pytest.fixture(autouse=True)
def core_stays_pure() -> Iterator[None]:
    """No function of the core touches the world while a test runs."""
    trespasses.clear()
    yield
    found = list(trespasses)
    assert not found, found
