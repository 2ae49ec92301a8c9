"""The hook that hypothesis loads: ours where it can be, and broken by nothing."""

import subprocess
import sys

import pytest

DRAWN = """
from hypothesis import find, strategies as st
import safetywork as sw
assert find(st.from_type(sw.Issue), lambda _: True).id == "M-1"  # ours; inference would make up another
"""
USED = "import safetywork as sw; sw.CHINA; import hypothesis" + DRAWN
ASKED = "import hypothesis; from safetywork.testing.registration import register_types; register_types()" + DRAWN
BROKEN = """
import sys, types, warnings
sys.modules['safetywork.matters'] = types.ModuleType('x')
sys.modules['safetywork.testing.registration'] = None"""


@pytest.mark.parametrize(
    "program",
    [
        "import hypothesis, safetywork.testing, safetywork.testing.conformance",
        "import safetywork.testing, safetywork.testing.strategies, hypothesis",
        USED,
        ASKED,
        "import safetywork as sw; sw.Issue; import safetywork.testing.strategies, hypothesis",
        "import safetywork, sys; assert 'hypothesis' not in sys.modules",
        "import hypothesis, sys; assert 'safetywork.matters' not in sys.modules",
        f"{BROKEN}; warnings.simplefilter('ignore'); import hypothesis; assert hypothesis.given",
        f"{BROKEN}; warnings.simplefilter('error'); import hypothesis",
    ],
)
def test_the_hook_breaks_nothing(program):
    """In fresh interpreters, both orders; a hook that fails is a warning at most, and the root loads no hypothesis."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
