"""Laws of lights: one light a day, by the bands as they are written, and none that brightens by waiting.

Holds: `LIGHT_LAWS`.
Never: asks a gauge of the library for its number where the log tells it plainly.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from safetywork.gauges import Bound
from safetywork.labels import Label
from safetywork.lights import POLICIES, LightPolicy, When, light
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.laws.standings import edges_of
from safetywork.testing.oracles import main_state, naive_clock, naive_finish, naive_left, naive_waived, told_by_log
from safetywork.testing.trials import Seen
from safetywork.workflows import DONE, VOID

_ONE = timedelta(days=1)


@law(
    "light-total", "state",
    Label("每天恰有一盏灯，或按规则不亮", "on any day a matter shows exactly one colour of the palette, or none by rule"),
    Label("有的事项没有灯，或出现规则外的颜色", "a matter without a light, or in a colour that the policy does not have"),
)  # fmt: skip
def light_total(seen: Seen) -> Iterator[str]:
    for policy in POLICIES.values():
        for on in (seen.matter.opened_on - _ONE, *edges_of(seen, seen.last_day)):
            shown = light(seen.matter, on, seen.context.calendar, policy)
            if shown.band not in policy.bands or shown.colour != shown.band.colour:
                yield f"{policy.name} on {on}: {shown.band.id}"


@law(
    "waiting-never-improves", "state",
    Label("干等不会使灯变好", "under a monotone policy, waiting never improves a light"),
    Label("逾期多日后灯又变绿", "a light that turns better by itself the longer nobody acts"),
)  # fmt: skip
def waiting_never_improves(seen: Seen) -> Iterator[str]:
    for policy in POLICIES.values():
        if policy.monotone:
            days = edges_of(seen, seen.last_day)
            ranks = [policy.rank(light(seen.matter, on, seen.context.calendar, policy).colour) for on in days]
            if ranks != sorted(ranks):
                yield f"{policy.name}: {dict(zip(map(str, days), ranks, strict=True))}"


@law(
    "light-by-its-bands", "state",
    Label("亮哪一档，是规则里第一个成立的档", "the band that shows is the first whose conditions hold, by numbers read off the log"),
    Label("差一天就变色，或重的档被轻的盖住", "a colour that turns a day early or late, or a grave band hidden by a mild one"),
)  # fmt: skip
def light_by_its_bands(seen: Seen) -> Iterator[str]:
    if not told_by_log(seen.matter):
        return
    for on in edges_of(seen, seen.last_day):
        numbers = _numbers(seen, on)
        if numbers is None:
            continue
        for policy in POLICIES.values():
            wanted = _first(policy, numbers)
            told = light(seen.matter, on, seen.context.calendar, policy).band.id
            if wanted is not None and told != wanted:
                yield f"{policy.name} on {on} shows {told!r}, its bands say {wanted!r}"


def _numbers(seen: Seen, on: date) -> dict[str, Bound | None] | None:
    """What the gauges read, told from the log; None where the term cannot be counted the plain way."""
    matter, calendar = seen.matter, seen.context.calendar
    state = main_state(matter)
    told: dict[str, Bound | None] = {
        "done": DONE in state.tags,
        "void": VOID in state.tags,
        "failed": state.kind == "rest" and not state.tags & {DONE, VOID},
        "waived": naive_waived(matter, on),
        "has term": False,
        **dict.fromkeys(_OF_A_TERM),
    }
    plain, finish = naive_clock(matter, matter.workflows[0]), naive_finish(matter)
    if plain is None:
        return told
    days = naive_left(plain, finish and finish[0], calendar, on)
    if days is None or hasattr(matter, "points_behind") or matter.settled_standing(on, calendar) is None:
        return None
    left, late, done = max(0, days), max(0, -days), finish is not None
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


def _first(policy: LightPolicy, numbers: dict[str, Bound | None]) -> str | None:
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


LIGHT_LAWS = LawSet("lights", (light_total, light_by_its_bands, waiting_never_improves))
"""What a matter shows on a day."""
