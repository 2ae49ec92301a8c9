"""What hypothesis loads of us when it is imported: strategies for `st.from_type`, and nothing that can break it.

Holds: `register`, the entry point.
Never: raises: one plugin that does would break `import hypothesis` for everybody in the environment. It loads no room
of the library: whoever uses it has it loaded, and `safetywork.testing.strategies` registers the rest.
"""

import contextlib
import sys
import warnings


def register() -> None:
    """Register strategies for the classes that are loaded already; a failure is a warning."""
    try:
        if "safetywork.matters" in sys.modules:
            from safetywork.testing.registration import register_types

            register_types()
    except Exception as error:  # noqa: BLE001  never break the import of hypothesis
        with contextlib.suppress(Exception):
            warnings.warn(f"safetywork registers no strategies: {error!r}", stacklevel=2)
