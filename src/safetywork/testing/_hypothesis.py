"""What hypothesis loads of us when it is imported: strategies for `st.from_type`, and nothing that can break it.

Holds: `register`, the entry point.
Never: raises: one plugin that does would break `import hypothesis` for everybody in the environment. Where nobody uses
the library it loads no room of it; where hypothesis came first, `registration.register_types()` does what it would.
"""

import contextlib
import sys
import warnings


def register() -> None:
    """Register strategies where the library is in use already; a failure is a warning.

    While a room of the kit is being loaded, which is what brought hypothesis in, there is nothing to draw with yet.
    """
    try:
        rooms = [name for name in sys.modules if name.startswith("safetywork.")]
        kit = [name for name in rooms if name.startswith("safetywork.testing.") and name != __name__]
        if len(rooms) > len(kit) + 2 and not kit:  # more than the package of the kit, and this room
            from safetywork.testing.registration import register_types

            register_types()
    except Exception as error:  # noqa: BLE001  never break the import of hypothesis
        with contextlib.suppress(Exception):
            warnings.warn(f"safetywork registers no strategies: {error!r}", stacklevel=2)
