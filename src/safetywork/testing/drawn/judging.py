"""Strategies for judging: palettes, gauges, bands, light policies, ladders, and what they come to.

Holds: strategies from a `Colour` to a `LightPolicy`, from an `Effect` to a `Ladder`, lights, rungs reached, rankings.
Never: draws a policy whose last band may not hold, or a ladder with a rung that nothing reaches, and throws it away.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from hypothesis import strategies as st

from safetywork.acts import Return
from safetywork.calendars import WorkCalendar
from safetywork.escalation import Effect, Ladder, Reached, Rung
from safetywork.extensions import Extend
from safetywork.firings import DOCUMENTS
from safetywork.gauges import GAUGES, Gauge, Given, Placing, judged, of_severity
from safetywork.judgements import Judgement
from safetywork.labels import Label
from safetywork.lights import POLICIES, Band, Light, LightPolicy, When, light
from safetywork.matters import Matter
from safetywork.palettes import BLACK, BLUE, GREEN, GREY, ORANGE, RED, YELLOW, Colour, Palette
from safetywork.rankings import Ranking, Score, Ties, rank
from safetywork.relapses import Relapse
from safetywork.streaks import PERIODS
from safetywork.testing.drawn.policies import windows
from safetywork.testing.drawn.records import activities
from safetywork.testing.drawn.times import calendars, spans
from safetywork.testing.drawn.words import labels
from safetywork.testing.histories import matters
from safetywork.triggers import After, Before, Elapsed, Judged, Missed, Nth, Often, Past, Shown, Trigger

_STOCK = (RED, ORANGE, YELLOW, BLUE, GREEN, GREY, BLACK)
_VERDICT = Label("难以完成", "hard to meet")
_MEASURES = (*GAUGES.values(), judged(_VERDICT.en, _VERDICT), of_severity("major", Label("重大", "major")))
_BOUNDS = (0, 1, 5, 30, Fraction(1, 2))
_TOWNS: tuple[str, ...] = ("甲镇", "乙镇", "丙镇", "丁镇")


def colours() -> st.SearchStrategy[Colour]:
    """The colours of the library, and a red that is drawn otherwise: another colour under a known id."""
    return st.sampled_from((*_STOCK, Colour("red", Label("红", "red"), "#ff0000")))


def palettes() -> st.SearchStrategy[Palette]:
    """Palettes of one to five colours, with up to two words that are said for one of them."""
    several = st.lists(colours(), min_size=1, max_size=5, unique_by=lambda colour: colour.id)
    return st.tuples(labels(), several).flatmap(lambda drawn: _aliased(Palette(drawn[0], tuple(drawn[1]))))


def _aliased(palette: Palette) -> st.SearchStrategy[Palette]:
    said = st.tuples(st.sampled_from(("绿", "警示")), st.sampled_from([colour.id for colour in palette.colours]))
    return st.builds(Palette, st.just(palette.label), st.just(palette.colours), st.lists(said, max_size=2).map(tuple))


def gauges() -> st.SearchStrategy[Gauge]:
    """The measures of the library, with one of a judgement and one of a severity."""
    return st.sampled_from(_MEASURES)


def whens() -> st.SearchStrategy[When]:
    """Conditions on one measure, with none to four bounds: some always hold, some never do."""
    bound = st.none() | st.sampled_from(_BOUNDS)
    return st.builds(When, gauges(), bound, bound, bound, bound)


def bands(id: str = "drawn", colours: Sequence[Colour] = _STOCK) -> st.SearchStrategy[Band]:
    """Bands of that id in one of `colours` or not lit, under one or two sets of up to two conditions."""
    conditions = st.lists(whens(), max_size=2).map(tuple)
    when = st.lists(conditions, min_size=1, max_size=2).map(tuple)
    return st.builds(Band, st.just(id), st.sampled_from((None, *colours)), labels(), when)


def light_policies(*, stock: bool = True) -> st.SearchStrategy[LightPolicy]:
    """Light policies of one to five bands on a drawn palette, ranks with ties; the library's among them if `stock`.

    A drawn one does not say that waiting never improves its lights: nobody has proved that.
    """
    drawn = palettes().flatmap(_policies)
    return st.sampled_from(tuple(POLICIES.values())) | drawn if stock else drawn


@st.composite
def _policies(draw: st.DrawFn, palette: Palette) -> LightPolicy:
    ids = [f"band {n}" for n in range(draw(st.integers(0, 4)))]
    graded = tuple(draw(bands(one, palette.colours)) for one in ids)
    rest = Band("rest", draw(st.sampled_from((None, *palette.colours))), draw(labels()), ((),))
    ranks = {colour.id: draw(st.integers(0, 3)) for colour in palette.colours}
    normal = draw(st.frozensets(st.sampled_from((*ids, "rest"))))
    return LightPolicy("drawn", draw(labels()), palette, (*graded, rest), ranks, monotone=False, normal=normal)


def placings() -> st.SearchStrategy[Placing]:
    """Places from the first to the last of up to ten, some of them others than the round before."""
    of = st.integers(1, 10)
    return of.flatmap(
        lambda n: st.integers(1, n).flatmap(
            lambda place: st.builds(
                Placing, st.just(place), st.just(n), st.none() | st.integers(1, n).map(lambda before: before - place)
            )
        )
    )


def givens() -> st.SearchStrategy[Given]:
    """What lights look at beside the log: up to two judgements of a matter `M-1`, placings of it and of its unit."""
    told = st.lists(activities(Judgement), max_size=2, unique_by=lambda one: one.on).map(tuple)
    return st.builds(Given, told, st.dictionaries(st.sampled_from(("M-1", "应急局")), placings(), max_size=2))


def lights() -> st.SearchStrategy[Light]:
    """Lights that drawn policies show of drawn matters, from the day of their last entry on."""
    return st.tuples(matters(), st.integers(0, 60), calendars(), light_policies(), givens()).map(lambda d: _light(*d))


def _light(matter: Matter, days: int, calendar: WorkCalendar, policy: LightPolicy, given: Given) -> Light:
    return light(matter, matter.log[-1].event.on + timedelta(days=days), calendar, policy, given)


# --- ladders


def effects() -> st.SearchStrategy[Effect]:
    """What a rung brings: a document of the library, another or none, to somebody, and points either way."""
    document = st.sampled_from((None, "限产令", *DOCUMENTS))
    return st.builds(Effect, document, st.sampled_from((None, "责任单位")), st.sampled_from((0, "1/2", -3)))


def triggers() -> st.SearchStrategy[Trigger]:
    """Triggers of every kind, at the edges of what they count: the day itself, the first time, a whole share."""
    n, unit = st.integers(0, 10), st.sampled_from(("day", "workday"))
    once = st.integers(1, 3)
    return st.one_of(
        st.builds(Past, n, unit),
        st.builds(Before, n.map(lambda days: days + 1), unit),
        st.builds(Elapsed, st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1)))),
        st.builds(Nth, st.sampled_from((Return, Extend, Relapse)), once),
        st.builds(Missed, once),
        st.sampled_from(tuple(POLICIES.values())).flatmap(_shown),
        st.builds(Often, st.just("罚款"), labels(), windows()),
        st.builds(Judged, st.just(_VERDICT.en), labels()),
        st.builds(After, spans(("workday", "day"))),
    )


def _shown(policy: LightPolicy) -> st.SearchStrategy[Shown]:
    lit = st.lists(st.sampled_from([band.id for band in policy.bands]), min_size=1, max_size=2, unique=True).map(tuple)
    within = st.none() | st.integers(3, 6)
    return st.builds(Shown, st.just(policy), lit, st.integers(1, 3), st.sampled_from(tuple(PERIODS)), within)


def rungs(id: str = "rung") -> st.SearchStrategy[Rung]:
    """Rungs of that id, reached by any of one or two triggers, with up to two effects."""
    when = st.lists(triggers(), min_size=1, max_size=2).map(tuple)
    return st.builds(Rung, st.just(id), labels(), when, st.lists(effects(), max_size=2).map(tuple))


@st.composite
def ladders(draw: st.DrawFn, *, most: int = 4) -> Ladder:
    """Ladders of one to `most` rungs."""
    held = tuple(draw(rungs(f"rung {n}")) for n in range(draw(st.integers(1, most))))
    return Ladder("drawn", draw(labels()), held, draw(st.sampled_from(("", "本地规定"))))


@st.composite
def rungs_reached(draw: st.DrawFn) -> Reached:
    """Rungs of drawn ladders, as drawn matters might have reached them: on a day since they were opened."""
    ladder, matter = draw(ladders()), draw(matters())
    rung = draw(st.sampled_from(ladder.rungs))
    on = matter.opened_on + timedelta(days=draw(st.integers(0, 60)))
    return Reached(ladder, rung, matter, draw(st.integers(1, matter.cycle)), on, draw(st.sampled_from(rung.when)))


# --- rankings


def scores() -> st.SearchStrategy[dict[str, Score | None]]:
    """Scores of up to four towns: equal ones in other writing, hundredths apart, and not known."""
    told: tuple[Score | None, ...] = (100, Decimal("97.10"), Decimal("97.1"), Fraction(971, 10), Decimal("97.13"), None)
    return st.dictionaries(st.sampled_from(_TOWNS), st.sampled_from(told))


def rankings() -> st.SearchStrategy[Ranking]:
    """Rankings with ties of both kinds, some after a round before."""
    ties = st.sampled_from(get_args(Ties))
    first = st.builds(rank, scores(), ties=ties)
    return first | st.builds(rank, scores(), ties=ties, before=first)
