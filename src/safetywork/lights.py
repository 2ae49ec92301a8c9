"""Lights: which colour a matter shows on a day, and why.

Holds: `When`, `Band`, `LightPolicy`, `Light`, `light`, the stock policies.
Never: stores a light, or says what follows from one (`escalation`).

A palette is apart from its meaning and the meaning apart from the rule: 蓝 is "normal" in one county and the mildest
warning in another, so a policy says what each colour means, and when.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Standing
from safetywork.errors import PolicyError
from safetywork.gauges import GAUGES, NOTHING_GIVEN, Bound, Gauge, Given, Seen
from safetywork.labels import Label, Lang
from safetywork.matters import Matter
from safetywork.palettes import (
    BLUE,
    GREEN,
    RED,
    RED_YELLOW_BLUE_PALETTE,
    RED_YELLOW_GREEN_PALETTE,
    YELLOW,
    Colour,
    Palette,
)


def _gauge(measure: "str | Gauge") -> Gauge:
    if isinstance(measure, Gauge):
        return measure
    if measure not in GAUGES:
        raise PolicyError(measure, ("the measures are " + ", ".join(GAUGES) + "; or hand over a Gauge of your own",))
    return GAUGES[measure]


@frozen
class When:
    """A condition on one measure: `at_least` ≤ value ≤ `at_most`, `over` < value < `under`, each where given.

    The measure is a gauge or the id of a stock one; raises `PolicyError` for an unknown id. One that is not known (no
    term, no progress reported) fulfils no condition.
    """

    measure: Gauge = field(converter=_gauge)
    at_least: Bound | None = None
    at_most: Bound | None = None
    over: Bound | None = None
    under: Bound | None = None

    def holds(self, value: Bound | None) -> bool:
        """Whether a value of the measure fulfils the condition."""
        if value is None:
            return False
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.at_most is None or value <= self.at_most)
            and (self.over is None or value > self.over)
            and (self.under is None or value < self.under)
        )


@frozen
class Band:
    """A band 档 of a policy: the colour (None: not lit) it shows when all conditions of any one of `when` hold."""

    id: str
    colour: Colour | None
    label: Label
    when: tuple[tuple[When, ...], ...]


@frozen
class LightPolicy:
    """Which colour a matter shows 亮灯规则: the first of `bands` that holds, so the gravest stands first.

    The last band must hold always (`when` is `((),)`): every matter falls into exactly one. `monotone` declares that
    waiting never improves a light; `normal` names the bands in which nothing is wrong. `ranks` orders the colours from
    best (0) to worst. Raises `PolicyError` for a colour outside the palette or without a rank, one band id twice, or a
    last band that may not hold.
    """

    name: str
    label: Label
    palette: Palette
    bands: tuple[Band, ...]
    ranks: Mapping[str, int] = field(hash=False)
    monotone: bool = True
    normal: frozenset[str] = frozenset()
    _plans: dict[tuple[Any, ...], "tuple[_Arm, ...]"] = field(
        init=False, eq=False, repr=False, factory=dict[tuple[Any, ...], "tuple[_Arm, ...]"]
    )

    def __attrs_post_init__(self) -> None:
        ids = [band.id for band in self.bands]
        problems = [f"band {i!r} stands twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
        lit = [band.colour for band in self.bands if band.colour is not None]
        problems += [f"colour {c.id!r} is not in the palette" for c in lit if c not in self.palette.colours]
        problems += [f"colour {c.id!r} has no rank" for c in lit if c.id not in self.ranks]
        if not self.bands or () not in self.bands[-1].when:
            problems.append("the last band must hold always: give it when=((),)")
        if problems:
            raise PolicyError(self.name, tuple(problems))

    def rank(self, colour: Colour | None) -> int:
        """How grave a colour is, from 0 (best); -1 for a matter that is not lit."""
        return -1 if colour is None else self.ranks[colour.id]

    def alias(self, word: str, colour: Colour) -> "LightPolicy":
        """The policy under which `word` says `colour` too: 「绿灯」 for blue, where somebody decided so."""
        return evolve(self, palette=self.palette.alias(word, colour))

    def plan(self, seen: Seen) -> "tuple[_Arm, ...]":
        """What is left to ask of a matter in its state, band by band; worked out once a state."""
        matter = seen.matter
        rule = matter.workflows[0].rule
        key = (matter.__class__, rule.name, rule.fingerprint, matter.states[0])
        if key not in self._plans:
            self._plans[key] = tuple(_arms(self.bands[:-1], seen))
        return self._plans[key]


@frozen
class Light:
    """The light 亮灯 of one matter on one day: the colour (None: not lit), the band, and the standing it rests on."""

    on: date
    colour: Colour | None
    band: Band
    standing: Standing | None
    because: tuple[tuple[When, Bound], ...] = ()

    def text(self, lang: Lang = "zh") -> str:
        """Colour and band, as one phrase."""
        colour = self.colour.label.text(lang) if self.colour else ("不亮灯" if lang == "zh" else "not lit")
        return (
            f"{colour}（{self.band.label.text(lang)}）" if lang == "zh" else f"{colour} ({self.band.label.text(lang)})"
        )

    def explain(self, lang: Lang = "zh") -> str:
        """Why this light: the conditions that held, with their values."""
        told = [
            when.measure.label.text(lang) + ("" if when.measure.flag else f" {_shown(value)}")
            for when, value in self.because
        ]
        return (
            self.text(lang)
            + ("：" if lang == "zh" else ": ") * bool(told)
            + ("，" if lang == "zh" else ", ").join(told)
        )


_Arm: TypeAlias = "tuple[Band, tuple[tuple[When, Bound], ...], tuple[When, ...]]"


def _arms(bands: tuple[Band, ...], seen: Seen) -> "Iterator[_Arm]":
    """Each way into a band that the state leaves open: the band, what already holds, and what is still to be asked."""
    for band in bands:
        for conditions in band.when:
            known = [(c, c.measure.read(seen)) for c in conditions if c.measure.of_state]
            if all(condition.holds(value) for condition, value in known):
                held = tuple((c, value) for c, value in known if value is not None)
                yield band, held, tuple(c for c in conditions if not c.measure.of_state)


def _shown(value: Bound) -> str:
    """A number as it is read: 12.5, ≈33.33 where two decimals do not say all of it."""
    digits = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return digits if Fraction(digits) == value else f"≈{digits}"


def light(
    matter: Matter,
    on: date,
    calendar: WorkCalendar = CHINA,
    policy: "LightPolicy | None" = None,
    given: Given = NOTHING_GIVEN,
) -> Light:
    """The light of `matter` on the day `on`, by what stood in its log then, under `policy` (`RED_YELLOW_BLUE` if None).

    `given` is what a policy may look at beside the log: judgements, placings. Days not announced yet are counted
    provisionally; `Light.standing.provisional` says so.
    """
    rules = RED_YELLOW_BLUE if policy is None else policy
    if matter.log and on < matter.log[-1].event.on:
        matter = matter.as_of(on) or matter.blank(matter.id, matter.workflows)
    standing = matter.settled_standing(on, calendar)
    seen = Seen(matter, standing, on, calendar, given)
    read: dict[str, Bound | None] = {}
    for band, held, conditions in rules.plan(seen):
        for condition in conditions:
            gauge = condition.measure
            if gauge.id not in read:
                read[gauge.id] = gauge.read(seen)
            if not condition.holds(read[gauge.id]):
                break
        else:
            because = tuple((c, value) for c in conditions if (value := read[c.measure.id]) is not None)
            return Light(on, band.colour, band, standing, (*held, *because))
    return Light(on, rules.bands[-1].colour, rules.bands[-1], standing)


def _stock(
    name: str, palette: Palette, normal: Colour, *, near: int = 10, behind: int = 10, far_behind: int = 30
) -> LightPolicy:
    """Red past due or far behind, yellow near the day or behind, `normal` otherwise and when done.

    Points behind schedule: 10 to 30 yellow, both ends included, above 30 red (银川市重点项目亮灯, 2025). Near: within
    10 calendar days, the warning window of close-out ledgers in use.
    """
    left, late, done = When("days left", at_most=near), When("days late", at_least=1), When("done", at_least=1)
    return LightPolicy(
        name,
        palette.label,
        palette,
        (
            Band("void", None, Label("已作废", "cancelled"), ((When("void", at_least=1),),)),
            Band(
                "finished late",
                normal,
                Label("逾期完成", "finished late"),
                ((done, When("finished days late", at_least=1)),),
            ),
            Band(
                "finished early",
                normal,
                Label("提前完成", "finished early"),
                ((done, When("finished days early", at_least=1)),),
            ),
            Band("finished", normal, Label("完成", "finished"), ((done,),)),
            Band("failed", RED, Label("未达成", "failed"), ((When("failed", at_least=1),),)),
            Band("handed in", normal, Label("待验收", "awaiting acceptance"), ((When("handed in", at_least=1),),)),
            Band("waived", None, Label("豁免期内", "waived"), ((When("waived", at_least=1),),)),
            Band("overdue", RED, Label("逾期", "overdue"), ((late,),)),
            Band("stopped", None, Label("已中止", "stopped"), ((When("stopped", at_least=1),),)),
            Band(
                "far behind",
                RED,
                Label("严重滞后", "far behind schedule"),
                ((When("points behind", over=far_behind),),),
            ),
            Band("near", YELLOW, Label("临期", "due soon"), ((left,),)),
            Band("behind", YELLOW, Label("滞后", "behind schedule"), ((When("points behind", at_least=behind),),)),
            Band("far", normal, Label("正常", "on course"), ((When("has term", at_least=1),),)),
            Band("no term", None, Label("未定期限", "no term"), ((),)),
        ),
        {normal.id: 0, YELLOW.id: 1, RED.id: 2},
        normal=frozenset({"finished early", "finished", "handed in", "far"}),
    )


RED_YELLOW_BLUE = _stock("red-yellow-blue", RED_YELLOW_BLUE_PALETTE, BLUE)
"""红黄蓝: red late, yellow warned, blue normal or done; 「绿灯」 said of it means blue."""
RED_YELLOW_GREEN = _stock("red-yellow-green", RED_YELLOW_GREEN_PALETTE, GREEN)
"""红黄绿: as `RED_YELLOW_BLUE`, with green for normal."""
POLICIES: dict[str, LightPolicy] = {policy.name: policy for policy in (RED_YELLOW_BLUE, RED_YELLOW_GREEN)}
