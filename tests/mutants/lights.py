"""Rules of lights, broken on purpose.

Holds: mutants of bands, gauges, judgements, streaks, palettes, and of one light for many.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st

import safetywork as sw
from histories import assigned, matters
from mutants.board import DAY, Patch, day, drawn, killed_by
from safetywork import gauges, judgements, lights, palettes, rollups, streaks
from safetywork.acts import Accept, Cancel, Submit
from safetywork.gauges import Seen
from safetywork.lights import light
from safetywork.matters import Matter
from safetywork.spans import days


def due_in(left: int, **details: Any) -> sw.Measure:
    """A measure that is due in so many days after `DAY`, planned ninety days before."""
    planned = DAY - timedelta(days=90)
    return sw.Measure.plan(id="M", title="t", on=planned, by="甲", term=DAY + timedelta(days=left), **details)


def bands(issue: Matter, *when: date) -> list[str]:
    """The bands of a matter on some days."""
    return [lights.light(issue, on).band.id for on in when]


def yellow_begins_ten_days_before() -> None:
    # 30 days from 3 March: 2 April.
    assert bands(assigned(term=days(30)), day(3, 22), day(3, 23), day(4, 2), day(4, 3)) == [
        "far",
        "near",
        "near",
        "overdue",
    ]


def a_cancelled_issue_is_not_lit() -> None:
    gone = assigned(term=days(5)).apply(Cancel(on=day(3, 4), by="局长", reason="重复"))
    assert lights.light(gone, day(6, 1)).colour is None


def overdue_is_red() -> None:
    assert lights.light(assigned(term=days(5)), day(4, 1)).colour is lights.RED


def a_late_finish_is_normal() -> None:
    issue = assigned(term=days(4)).apply(Submit(on=day(3, 20), by="李四")).apply(Accept(on=day(3, 21), by="检查组"))
    light = lights.light(issue, day(6, 1))
    assert (light.band.id, light.colour) == ("finished late", lights.BLUE)


def no_term_is_not_lit() -> None:
    assert bands(assigned(term=None), day(3, 9)) == ["no term"]


_POLICY = lights.RED_YELLOW_BLUE


def _without(*names: str) -> lights.LightPolicy:
    return attrs.evolve(_POLICY, bands=tuple(band for band in _POLICY.bands if band.id not in names))


def _first(name: str) -> lights.LightPolicy:
    return attrs.evolve(_POLICY, bands=tuple(sorted(_POLICY.bands, key=lambda band: band.id != name)))


@killed_by(yellow_begins_ten_days_before)
def yellow_begins_a_day_late(patch: Patch) -> None:
    """临期 begins ten days before the last day, both included."""
    patch.setattr(lights, "RED_YELLOW_BLUE", lights._stock("x", _POLICY.palette, lights.BLUE, near=9))


@killed_by(yellow_begins_ten_days_before)
def yellow_begins_a_day_early(patch: Patch) -> None:
    """临期 begins no earlier than ten days before the last day."""
    patch.setattr(lights, "RED_YELLOW_BLUE", lights._stock("x", _POLICY.palette, lights.BLUE, near=11))


@killed_by(a_cancelled_issue_is_not_lit)
def a_cancelled_issue_is_lit(patch: Patch) -> None:
    """A cancelled matter is not lit."""
    patch.setattr(lights, "RED_YELLOW_BLUE", _without("void"))


@killed_by(overdue_is_red)
def near_goes_before_overdue(patch: Patch) -> None:
    """The gravest band stands first."""
    patch.setattr(lights, "RED_YELLOW_BLUE", _first("near"))


@killed_by(a_late_finish_is_normal)
def a_late_finish_goes_dark(patch: Patch) -> None:
    """What was finished late says so, in the colour of what is done."""
    patch.setattr(lights, "RED_YELLOW_BLUE", _without("finished late"))


@killed_by(no_term_is_not_lit)
def an_unknown_measure_holds(patch: Patch) -> None:
    """A measure that is not known fulfils no condition."""
    holds = lights.When.holds
    patch.setattr(lights.When, "holds", lambda self, value: value is None or holds(self, value))


# --- on what a band rests, and what a light sums up


def a_band_says_what_was_read() -> None:
    def law(matter: sw.Matter, later: int) -> None:
        on = matter.log[-1].event.on + timedelta(days=later)
        shown = light(matter, on)
        seen = Seen(matter, matter.settled_standing(on), on, sw.CHINA)
        holds = [
            band
            for band in sw.RED_YELLOW_BLUE.bands
            if any(all(c.holds(c.measure.read(seen)) for c in way) for way in band.when)
        ]
        assert shown.band == holds[0]
        assert all(condition.holds(value) for condition, value in shown.because)

    drawn(law, matters(), st.integers(0, 60))


@killed_by(a_band_says_what_was_read)
def the_state_is_asked_once_for_all(patch: Patch) -> None:
    """What is left to ask is worked out for each state."""
    plan = lights.LightPolicy.plan
    patch.setattr(
        lights.LightPolicy,
        "plan",
        lambda self, seen: next(iter(self._plans.values())) if self._plans else plan(self, seen),
    )


@killed_by(a_band_says_what_was_read)
def the_state_is_not_asked(patch: Patch) -> None:
    """What the state rules out is no way into a band."""

    def plan(self: lights.LightPolicy, _: Seen) -> Any:
        return tuple((b, (), tuple(c for c in way if not c.measure.of_state)) for b in self.bands for way in b.when)

    patch.setattr(lights.LightPolicy, "plan", plan)


def an_unknown_number_lights_nothing() -> None:
    assert not sw.When("place", at_least=0).holds(None)
    nobody = Seen(due_in(5), None, DAY, sw.CHINA)
    hard = gauges.judged("hard", sw.Label("难", "hard"))
    assert hard.read(nobody) is None
    assert gauges.GAUGES["place"].read(nobody) is None
    assert gauges.GAUGES["days left"].read(nobody) is None


@killed_by(an_unknown_number_lights_nothing)
def nobody_judged_means_no(patch: Patch) -> None:
    """Where nobody judged, nothing is known."""
    patch.setattr(gauges, "standing_judgement", lambda *_: judgement("other"))


def judgement(verdict: str, on: date = DAY, about: str = "M") -> sw.Judgement:
    """What 甲 judged."""
    return sw.Judgement(id=f"{verdict}-{on}", on=on, about=about, verdict=verdict, by="甲", reason="r")


def the_latest_judgement_stands() -> None:
    told = [judgement("late", DAY + timedelta(days=9)), judgement("old", DAY - timedelta(days=9)), judgement("now")]
    assert judgements.standing_judgement(told, "M", DAY).verdict == "now"
    assert judgements.standing_judgement(told, "N", DAY) is None


@killed_by(the_latest_judgement_stands)
def the_first_judgement_stands(patch: Patch) -> None:
    """Of several judgements the last one by the day counts."""
    patch.setattr(
        judgements,
        "standing_judgement",
        lambda told, about, on: min(told, key=lambda one: one.on) if about == "M" else None,
    )


@killed_by(the_latest_judgement_stands)
def judgements_come_from_the_future(patch: Patch) -> None:
    """What was judged later is not known yet."""
    patch.setattr(
        judgements,
        "standing_judgement",
        lambda told, about, on: max(told, key=lambda one: one.on) if about == "M" else None,
    )


def only_whole_periods_count() -> None:
    late = due_in(-40)
    running = streaks.in_a_row(sw.RED_YELLOW_BLUE, "overdue", every="month", label=sw.Label("连续", "running"))
    seen = Seen(late, late.settled_standing(DAY), DAY, sw.CHINA)
    assert running.read(seen) == 2  # 31 January and 28 February
    ended = date(2025, 3, 31)
    assert running.read(Seen(late, late.settled_standing(ended), ended, sw.CHINA)) == 3


@killed_by(only_whole_periods_count)
def a_begun_month_counts(patch: Patch) -> None:
    """Only periods that have ended count."""
    ends = streaks.ends_before
    patch.setattr(
        streaks,
        "ends_before",
        lambda on, every: iter([on, *(d for _, d in zip(range(9), ends(on, every), strict=False))]),
    )


@killed_by(only_whole_periods_count)
def a_streak_goes_on_over_a_gap(patch: Patch) -> None:
    """A streak ends at the first period in which it was not lit so."""
    patch.setattr(streaks, "takewhile", lambda test, items: items)


def a_share_is_of_those_that_are_lit() -> None:
    lit = [(str(n), light(due_in(left), DAY)) for n, left in enumerate((-1, 3, 50, 60))]
    dark = [("x", light(sw.Measure.plan(id="x", title="t", on=DAY, by="甲"), DAY))]
    told = sw.roll_up([*lit, *dark], sw.RED_YELLOW_BLUE, at_least={"red": Fraction(1, 4)})
    assert (told.colour.id, told.share) == ("red", Fraction(1, 4))
    assert sw.roll_up([*lit, *dark], sw.RED_YELLOW_BLUE).because == ("0",)
    assert sw.roll_up(lit[1:], sw.RED_YELLOW_BLUE, at_least={"yellow": Fraction(1, 2)}).colour.id == "blue"


@killed_by(a_share_is_of_those_that_are_lit)
def the_best_light_speaks_for_all(patch: Patch) -> None:
    """The gravest colour that has its share is shown."""
    patch.setattr(rollups, "sorted", lambda items, key=None, reverse=False: sorted(items, key=key), raising=False)


@killed_by(a_share_is_of_those_that_are_lit)
def any_share_will_do(patch: Patch) -> None:
    """A colour is shown from its share on, and not before."""
    told = rollups.roll_up
    patch.setattr(rollups, "roll_up", lambda lit, policy, **_: told(lit, policy))
    patch.setattr(sw, "roll_up", rollups.roll_up)


def an_alias_is_never_assumed() -> None:
    assert sw.RED_YELLOW_BLUE.palette.colour("绿灯") is None
    assert sw.RED_YELLOW_BLUE.alias("绿灯", palettes.BLUE).palette.colour("绿") == palettes.BLUE


@killed_by(an_alias_is_never_assumed)
def green_is_always_blue(patch: Patch) -> None:
    """A word says a colour of the palette only where somebody decided so."""
    patch.setattr(palettes.Palette, "colour", lambda self, word: palettes.BLUE)


def months_not_begun_count_the_planned_one() -> None:
    began = due_in(300).apply(sw.Progress(on=DAY, by="李四", text="开工"))
    read = gauges.GAUGES["months not begun"].read
    assert [read(Seen(m, m.settled_standing(DAY), DAY, sw.CHINA)) for m in (due_in(300), began)] == [4, 0]


@killed_by(months_not_begun_count_the_planned_one)
def begun_work_counts_as_not_begun(patch: Patch) -> None:
    """What has begun is not counted as not begun."""
    patch.setattr(gauges, "_begun", lambda _: False)


@killed_by(months_not_begun_count_the_planned_one)
def the_planned_month_is_left_out(patch: Patch) -> None:
    """The month in which work was to begin is the first that counts."""
    months = gauges._months
    patch.setattr(gauges, "_months", lambda first, last: months(first, last) - 1)
