"""The flows of other systems, written as somebody who uses this library would write them.

Holds: two short forms that the examples beside this file share: an event class in a line, a condition in a line.
Never: needs anything but the public names of safetywork.
"""

from collections.abc import Callable
from typing import Any

import attrs

import safetywork as sw


def event(code: str, zh: str, en: str, of: type[sw.Event] = sw.Event, *, fields: Any = (), **says: Any) -> Any:
    """An event class: its code, its words, the class it is made of, its own `fields`, and what else it says of itself.

    The long form is a class statement; a flow of a dozen events reads better as a list of them.
    """
    body = {"code": code, "label": sw.Label(zh, en), **says}
    own = {name: attrs.field(type=kind, default=default) for name, kind, default in fields}
    name = code.rpartition(".")[2].title().replace("-", "")
    return attrs.make_class(name, own, (of,), class_body=body, frozen=True, slots=True, kw_only=True)


def condition(code: str, zh: str, en: str, holds: Callable[..., bool], *, looks_at_event: bool = False) -> sw.Guard:
    """A guard under which `holds` must be true: of (matter, context), or of (matter, event, context)."""
    label = sw.Label(zh, en)
    reason = sw.Reason(code, label=sw.Label(f"须{zh}", f"needed: {en}"))

    def ask(*seen: Any) -> tuple[sw.Reason, ...]:
        return () if holds(*seen) else (reason,)

    return sw.Guard(code, label, check=ask) if looks_at_event else sw.Guard(code, label, need=ask)
