"""Which band of a light policy shows, by numbers that are read off the log.

Holds: `numbers_of`, `first_band`.
Never: asks a gauge for its number, or a condition whether it holds.
"""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

from safetywork.acts import Progress
from safetywork.gauges import Bound
from safetywork.lights import LightPolicy, When
from safetywork.pledges import Pledge
from safetywork.testing.logs import main_state, naive_cycle, naive_waived, told_by_log
from safetywork.testing.oracles import PlainClock
from safetywork.testing.trials import Seen
from safetywork.workflows import DONE, VOID


def numbers_of(seen: Seen, on: date) -> dict[str, Bound | None] | None:
    """What the gauges read, from the day of the last entry on; None where the log does not tell it the plain way."""
    matter = seen.matter
    if not told_by_log(matter) or on < seen.last:
        return None
    state = main_state(matter)
    told: dict[str, Bound | None] = {
        "done": DONE in state.tags,
        "void": VOID in state.tags,
        "failed": state.kind == "rest" and not state.tags & {DONE, VOID},
        "waived": naive_waived(matter, on),
        "months run": _months(matter.opened_on, on) + (on.day > matter.opened_on.day),
        "days quiet": (on - seen.last).days,
        "has term": seen.plain[0] is not None,
    }
    if seen.plain[0] is None:
        return told | dict.fromkeys(_OF_A_TERM)
    days = seen.plain_left(on)
    return None if days is None or seen.standing(on) is None else told | dict(_of_a_term(seen, seen.plain[0], days, on))


def _of_a_term(seen: Seen, plain: PlainClock, days: int, on: date) -> Iterator[tuple[str, Bound | None]]:
    """What the gauges read of a term that runs, with so many days left; what has no plain way is left out."""
    done, share = seen.finish is not None, seen.plain_share(on)
    yield "handed in", done
    yield "days left", None if done else max(0, days)
    yield "days late", None if done else max(0, -days)
    yield "finished days early", max(0, days) if done else 0
    yield "finished days late", max(0, -days) if done else 0
    yield "stopped", plain.stopped(on)
    if not isinstance(plain.trigger, datetime):
        events = [entry.event for entry in naive_cycle(seen.matter)]
        begun = any(isinstance(event, Progress) or event.hands_in for event in events)
        yield "months not begun", 0 if begun else max(0, _months(plain.trigger, on) + 1)
    if share is not None:
        yield "share elapsed", None if done else share
    if not hasattr(seen.matter, "points_behind"):
        yield "points behind", None
    elif isinstance(seen.matter, Pledge) and type(seen.matter).points_behind is Pledge.points_behind:
        yield from _behind(seen.matter, plain.trigger, share, on, done=done)


def _behind(
    pledge: Pledge, trigger: date, share: Fraction | None, on: date, *, done: bool
) -> Iterator[tuple[str, Bound | None]]:
    """How far the per cent last reported lies behind the milestones that have passed, or the share of the term gone."""
    reports = [entry.event for entry in naive_cycle(pledge) if isinstance(entry.event, Progress)]
    if not reports:
        yield "points behind", None
    elif share is not None and all(report.percent is not None for report in reports):
        own = [milestone for milestone in pledge.milestones if milestone.by > trigger]
        passed = max((milestone.percent for milestone in own if milestone.by < on), default=0)
        scheduled = Fraction(passed) if own else share * 100
        yield "points behind", 0 if done else max(Fraction(0), scheduled - Fraction(reports[-1].percent or 0))


_OF_A_TERM = (
    "handed in", "days left", "days late", "finished days early", "finished days late", "stopped", "months not begun",
    "share elapsed", "points behind",
)  # fmt: skip
"""What is not known without a term."""


def _months(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


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
