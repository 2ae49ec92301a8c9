"""Which band of a light policy shows, by numbers that are read off the log.

Holds: `numbers_of`, `first_band`.
Never: asks a gauge for its number, or a condition whether it holds.
"""

from datetime import date

from safetywork.gauges import Bound
from safetywork.lights import LightPolicy, When
from safetywork.testing.oracles import main_state, naive_waived, told_by_log
from safetywork.testing.trials import Seen
from safetywork.workflows import DONE, VOID


def numbers_of(seen: Seen, on: date) -> dict[str, Bound | None] | None:
    """What the gauges read, from the day of the last entry on; None where the log does not tell it the plain way."""
    matter = seen.matter
    if not told_by_log(matter) or on < matter.log[-1].event.on:
        return None
    state = main_state(matter)
    told: dict[str, Bound | None] = {
        "done": DONE in state.tags,
        "void": VOID in state.tags,
        "failed": state.kind == "rest" and not state.tags & {DONE, VOID},
        "waived": naive_waived(matter, on),
        "has term": False,
        **dict.fromkeys(_OF_A_TERM),
    }
    plain, done = seen.plain[0], seen.finish is not None
    if plain is None:
        return told
    days = seen.plain_left(on)
    if days is None or hasattr(matter, "points_behind") or seen.standing(on) is None:
        return None
    left, late = max(0, days), max(0, -days)
    return told | {
        "has term": True,
        "handed in": done,
        "days left": None if done else left,
        "days late": None if done else late,
        "finished days late": late if done else 0,
        "finished days early": left if done else 0,
        "stopped": plain.stopped(on),
    }


_OF_A_TERM = (
    "handed in", "days left", "days late", "finished days late", "finished days early", "stopped", "points behind",
)  # fmt: skip
"""What is not known without a term."""


def first_band(policy: LightPolicy, numbers: dict[str, Bound | None]) -> str | None:
    """The first band that holds; None where a gauge is asked that the log does not tell plainly."""
    for band in policy.bands:
        for conditions in band.when:
            if any(c.measure.id not in numbers for c in conditions):
                return None
            if all(_holds(c, numbers[c.measure.id]) for c in conditions):
                return band.id
    return None


def _holds(condition: When, value: Bound | None) -> bool:
    if value is None:
        return False
    least, most, over, under = condition.at_least, condition.at_most, condition.over, condition.under
    return not (
        (least is not None and value < least)
        or (most is not None and value > most)
        or (over is not None and value <= over)
        or (under is not None and value >= under)
    )
