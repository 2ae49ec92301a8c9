"""Values as Python: expressions that make them again, and what a program must import for that.

Holds: `Writer`.
Never: runs anything, or knows a script or a matter: who writes those adds them.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, cast

import attrs
from attrs import define, field

from safetywork.calendars import CHINA

_PLAIN = (str, bytes, int, float, type(None))


@define
class Writer:
    """What is written so far: the names that must be imported, by module."""

    needed: dict[str, set[str]] = field(factory=dict[str, set[str]])

    @property
    def imports(self) -> list[str]:
        """The lines that import what was written."""
        return [f"from {module} import {', '.join(sorted(names))}" for module, names in sorted(self.needed.items())]

    def code(self, value: Any) -> str:  # noqa: PLR0911  one line a type
        """A value as an expression."""
        if value is CHINA:
            return self.named("safetywork.calendars", "CHINA")
        if isinstance(value, Enum):
            return f"{self.cls(type(value))}.{value.name}"
        if isinstance(value, _PLAIN):
            return repr(value)
        if isinstance(value, datetime):
            return f'{self.cls(datetime)}.fromisoformat("{value.isoformat()}")'
        if isinstance(value, date):
            return f"{self.cls(date)}({value.year}, {value.month}, {value.day})"
        if isinstance(value, (Decimal, Fraction)):
            return f'{self.cls(type(value))}("{value}")'
        return self._held(value)

    def cls(self, cls: type[Any]) -> str:
        """The name of a class, which is imported."""
        self.named(cls.__module__, cls.__qualname__.split(".")[0])
        return cls.__qualname__

    def named(self, module: str, name: str) -> str:
        """A name that is imported from a module."""
        self.needed.setdefault(module, set()).add(name)
        return name

    def other(self, value: Any) -> str:
        """What this room cannot write, as it shows itself."""
        return repr(value)

    def _held(self, value: Any) -> str:
        """What holds others: containers and attrs values."""
        if isinstance(value, tuple):
            return "(" + "".join(f"{self.code(each)}, " for each in cast("tuple[Any, ...]", value)).strip() + ")"
        if isinstance(value, list):
            return f"[{', '.join(map(self.code, cast('list[Any]', value)))}]"
        if isinstance(value, dict):
            pairs = cast("dict[Any, Any]", value).items()
            return "{" + ", ".join(f"{self.code(key)}: {self.code(each)}" for key, each in pairs) + "}"
        if isinstance(value, (set, frozenset)):
            items = sorted(map(self.code, cast("frozenset[Any]", value)))
            return f"{'frozenset' if isinstance(value, frozenset) else 'set'}([{', '.join(items)}])"
        return self._call(value) if hasattr(value, "__attrs_attrs__") else self.other(value)

    def _call(self, value: Any) -> str:
        """The call that makes an attrs value, with what is not at its default."""
        told, cls = list[str](), cast("type[Any]", type(value))
        for a in attrs.fields(cls):
            held, plain = getattr(value, a.name), not isinstance(a.default, attrs.Factory)  # type: ignore[arg-type]
            if a.init and not (plain and a.default is not attrs.NOTHING and held == a.default):
                told.append(f"{a.alias}={self.code(held)}")
        return f"{self.cls(cls)}({', '.join(told)})"
