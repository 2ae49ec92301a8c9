"""Counterexamples as programs: what a law was broken with, written down so that it runs as printed.

Holds: `program`, which writes named values as assignments, matters by the script that leads to them.
Never: runs anything, or invents what it cannot write: that stands as a remark after `...`.
"""

from collections.abc import Iterable
from typing import Any

import attrs
from attrs import define, field

from safetywork.decisions import EMPTY
from safetywork.matters import Matter
from safetywork.testing.programs import Writer
from safetywork.testing.scenes import CONTEXT
from safetywork.testing.scripts import Script, end_of

_SCRIPTS = "safetywork.testing.scripts"


def program(values: Iterable[tuple[str, Any]]) -> str:
    """Lines of Python that make each named value; every matter is led there by a `Script` of its own."""
    writer = _Writer()
    lines = [f"{name} = {writer.code(value)}" for name, value in values]
    return "\n".join([*writer.imports, *writer.scripts, *lines]) + "\n"


@define
class _Writer(Writer):
    """What is written so far: imports that are needed, and the scripts of matters."""

    scripts: list[str] = field(factory=list[str])

    def code(self, value: Any) -> str:
        """A value as an expression; a matter as the name that its script gives it."""
        return self._matter(value) if isinstance(value, Matter) else super().code(value)

    def other(self, value: Any) -> str:
        """A remark on what cannot be written."""
        return f"...  # {value!r}"

    def _matter(self, matter: Matter) -> str:
        """The matter at the end of its script, under the context that admits it."""
        for context in (EMPTY, CONTEXT):
            script = Script(type(matter), matter.workflows, tuple(entry.event for entry in matter.log), context)
            if _led(script, matter.id) == matter:
                break
        else:
            return f"...  # {matter!r}, by rules that are not at hand: {[entry.event for entry in matter.log]}"
        name = f"matter_{len(self.scripts) + 1}"
        end = f"{self.named(_SCRIPTS, 'end_of')}(script).matter"
        if matter.id != "M-1":
            end = f"{self.named('safetywork.testing.histories', 'renamed')}({end}, {matter.id!r})"
        self.scripts.append(f"{script.text()}{name} = {end}")
        return name


def _led(script: Script, matter_id: str) -> Matter | None:
    """Where a script leads, under that id; None where it leads nowhere."""
    try:
        led = end_of(script).matter
    except Exception:  # noqa: BLE001  rules on trial may raise
        return None
    return attrs.evolve(led, id=matter_id)
