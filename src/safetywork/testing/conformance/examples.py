"""Counterexamples as programs: what a law was broken with, written down so that it runs as printed.

Holds: `program`, which writes named values as assignments, matters by the script that leads to them.
Never: runs anything, or invents what it cannot write: that stands as a remark after `...`.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, cast

import attrs
from attrs import define, field

from safetywork.calendars import CHINA
from safetywork.decisions import EMPTY
from safetywork.matters import Matter
from safetywork.testing.scenes import CONTEXT
from safetywork.testing.scripts import Script, end_of

_PLAIN = (str, bytes, int, float, type(None))
_SCRIPTS = "safetywork.testing.scripts"


def program(values: Iterable[tuple[str, Any]]) -> str:
    """Lines of Python that make each named value; every matter is led there by a `Script` of its own."""
    writer = _Writer()
    lines = [f"{name} = {writer.code(value)}" for name, value in values]
    imports = [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(writer.needed.items())]
    return "\n".join([*imports, *writer.scripts, *lines]) + "\n"


@define
class _Writer:
    """What is written so far: imports that are needed, and the scripts of matters."""

    needed: dict[str, set[str]] = field(factory=dict[str, set[str]])
    scripts: list[str] = field(factory=list[str])

    def code(self, value: Any) -> str:  # noqa: PLR0911  one line a type
        """A value as an expression."""
        if value is CHINA:
            return self._named("safetywork.calendars", "CHINA")
        if isinstance(value, Enum):
            return f"{self._class(type(value))}.{value.name}"
        if isinstance(value, _PLAIN):
            return repr(value)
        if isinstance(value, datetime):
            return f'{self._class(datetime)}.fromisoformat("{value.isoformat()}")'
        if isinstance(value, date):
            return f"{self._class(date)}({value.year}, {value.month}, {value.day})"
        if isinstance(value, (Decimal, Fraction)):
            return f'{self._class(type(value))}("{value}")'
        return self._held(value)

    def _held(self, value: Any) -> str:
        """What holds others: containers, matters and attrs values."""
        if isinstance(value, tuple):
            return "(" + "".join(f"{self.code(each)}, " for each in cast("tuple[Any, ...]", value)).strip() + ")"
        if isinstance(value, list):
            return f"[{', '.join(map(self.code, cast('list[Any]', value)))}]"
        if isinstance(value, dict):
            pairs = cast("dict[Any, Any]", value).items()
            return "{" + ", ".join(f"{self.code(key)}: {self.code(each)}" for key, each in pairs) + "}"
        if isinstance(value, (set, frozenset)):
            items = sorted(map(self.code, cast("Iterable[Any]", value)))
            return f"{'frozenset' if isinstance(value, frozenset) else 'set'}([{', '.join(items)}])"
        if isinstance(value, Matter):
            return self._matter(value)
        return self._call(value) if hasattr(value, "__attrs_attrs__") else f"...  # {value!r}"

    def _call(self, value: Any) -> str:
        """The call that makes an attrs value, with what is not at its default."""
        told, cls = list[str](), cast("type[Any]", type(value))
        for a in attrs.fields(cls):
            held, plain = getattr(value, a.name), not isinstance(a.default, attrs.Factory)  # type: ignore[arg-type]
            if a.init and not (plain and a.default is not attrs.NOTHING and held == a.default):
                told.append(f"{a.alias}={self.code(held)}")
        return f"{self._class(cls)}({', '.join(told)})"

    def _matter(self, matter: Matter) -> str:
        """The matter at the end of its script, under the context that admits it."""
        for context in (EMPTY, CONTEXT):
            script = Script(type(matter), matter.workflows, tuple(entry.event for entry in matter.log), context)
            if _led(script, matter.id) == matter:
                break
        else:
            return f"...  # {matter!r}, by rules that are not at hand: {[entry.event for entry in matter.log]}"
        name = f"matter_{len(self.scripts) + 1}"
        end = f"{self._named(_SCRIPTS, 'end_of')}(script).matter"
        if matter.id != "M-1":
            end = f"{self._named('safetywork.testing.histories', 'renamed')}({end}, {matter.id!r})"
        self.scripts.append(f"{script.text()}{name} = {end}")
        return name

    def _class(self, cls: type[Any]) -> str:
        self._named(cls.__module__, cls.__qualname__.split(".")[0])
        return cls.__qualname__

    def _named(self, module: str, name: str) -> str:
        self.needed.setdefault(module, set()).add(name)
        return name


def _led(script: Script, matter_id: str) -> Matter | None:
    """Where a script leads, under that id; None where it leads nowhere."""
    try:
        led = end_of(script).matter
    except Exception:  # noqa: BLE001  rules on trial may raise
        return None
    return attrs.evolve(led, id=matter_id)
