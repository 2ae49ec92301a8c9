"""Light policies, ladders and rankings that were found in use, written as somebody who uses this library would.

Holds: short forms that the examples beside this file share: a band in a line, a policy by its colours.
Never: a number that its source does not state: what a source leaves open is an argument.
"""

from typing import Any

import safetywork as sw

ALWAYS = ((),)


def band(id: str, colour: sw.Colour | None, zh: str, en: str, *ways: Any) -> sw.Band:
    """A band; each way into it is a condition, or a tuple of conditions that hold together; none: it always holds."""
    when = tuple(way if isinstance(way, tuple) else (way,) for way in ways)
    return sw.Band(id, colour, sw.Label(zh, en), when or ALWAYS)


def policy(
    name: str, zh: str, en: str, *bands: sw.Band, best_first: str | tuple[str, ...], monotone: bool = True
) -> sw.LightPolicy:
    """A policy whose palette is the colours of its bands; `best_first` names them from best to worst."""
    label = sw.Label(zh, en)
    order = best_first.split() if isinstance(best_first, str) else best_first
    lit = {each.colour.id: each.colour for each in bands if each.colour is not None}
    palette = sw.Palette(label, tuple(lit[i] for i in order))
    return sw.LightPolicy(name, label, palette, bands, {i: n for n, i in enumerate(order)}, monotone=monotone)


VOID = band("void", None, "已作废", "cancelled", sw.When("void", at_least=1))
NO_TERM = band("no term", None, "未定期限", "no term")
