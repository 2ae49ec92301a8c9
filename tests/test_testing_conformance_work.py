"""The checks for schedulers, codecs, rankings and figures of one's own: what is broken dies by its law."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path

import attrs
import pytest
from hypothesis import strategies as st

import safetywork as sw
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.codec import FormatError, strict_converter
from safetywork.documents import dumps, loads
from safetywork.figures import Figure, Partition, Population, Predicate, partition
from safetywork.issues import RECTIFICATION
from safetywork.labels import Label
from safetywork.measures import MEASURE
from safetywork.rankings import Place, Ranking, rank
from safetywork.rates import Rate
from safetywork.schedules import Plan
from safetywork.testing import check_codec, check_figures, check_ranking, check_schedule
from safetywork.testing.conformance import BOOKS, Codec, by_converter, plans
from safetywork.testing.histories import books
from safetywork.testing.strategies import clocks, counts

ONE = timedelta(days=1)
BOOK_VALUES = books(RECTIFICATION, MEASURE, most=2)


def broken(outcome):
    """The laws that are broken."""
    return {one.law for one in outcome.failures}


# --- schedules

RARE = WorkCalendar.weekly("rare", rest=(1, 2, 4, 5, 6, 7), first=date(2023, 1, 1), last=date(2026, 12, 31))


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("calendar", [CHINA, RARE], ids=lambda one: one.name)
def test_plan_schedule_conforms(calendar, seed):
    """Every law is borne on, and holds, on a calendar with make-up days and on one that works two days a week."""
    outcome = check_schedule(calendar=calendar, examples=30, seed=seed)
    assert outcome.ok, outcome.text()
    assert (len(outcome.laws), outcome.skipped) == (11, ())


def changed(change):
    """A scheduler whose timings are changed, by position and plan."""

    def schedule(plan, calendar):
        made = plan.schedule(calendar)
        return attrs.evolve(made, timings=tuple(change(timing, made, calendar) for timing in made.timings))

    return schedule


def loses_one(plan, calendar):
    """The last step is not scheduled where there are several."""
    made = plan.schedule(calendar)
    return attrs.evolve(made, timings=made.timings[:1]) if len(made.timings) > 1 else made


def forgets(plan, calendar):
    """What was finished is told no longer."""
    return attrs.evolve(plan.schedule(calendar), finished=())


def in_dates(timing, *_):
    """A duration counted in days, rest days included."""
    lasts = ONE * max(0, timing.step.duration - 1)
    return attrs.evolve(
        timing, earliest_finish=timing.earliest_start + lasts, latest_finish=timing.latest_start + lasts
    )


def without_lags(plan, calendar):
    """Lags are overlooked."""
    return plan_of(plan, lambda step: attrs.evolve(step, needs=[need.id for need in step.needs])).schedule(calendar)


def plan_of(plan, change):
    """A plan with its steps changed."""
    return attrs.evolve(plan, steps=[change(step) for step in plan.steps])


def always_feasible(plan, calendar):
    """Nothing is ever late."""
    return attrs.evolve(plan.schedule(calendar), shortfall=None)


def more_slack(timing, *_):
    """One day of slack too much."""
    return attrs.evolve(timing, slack=timing.slack + 1)


def all_critical(timing, *_):
    """Everything is critical."""
    return attrs.evolve(timing, critical=True)


def counted_by_weekday(plan, _):
    """Make-up days and days off are not known."""
    return plan.schedule(WorkCalendar.weekly("weekly"))


def by_the_order(plan, calendar):
    """The due day depends on which step stands first."""
    made = plan.schedule(calendar)
    return attrs.evolve(made, critical_path=(*made.critical_path, plan.steps[0].id))


def redone(plan, calendar):
    """A finished step is scheduled again."""
    made = attrs.evolve(plan, finished=()).schedule(calendar)
    return attrs.evolve(made, finished=plan.finished)


def hurried(plan, calendar):
    """Due in the second half of a month, everything begins a week earlier."""
    made = plan.schedule(calendar)
    early = made.due.day > 15
    return changed(lambda t, *_: attrs.evolve(t, latest_start=t.latest_start - 14 * ONE) if early else t)(
        plan, calendar
    )


@pytest.mark.parametrize(
    ("schedule", "laws"),
    [
        (loses_one, {"schedule-whole"}),
        (forgets, {"schedule-whole", "schedule-replan"}),
        (redone, {"schedule-whole", "schedule-replan"}),
        (changed(in_dates), {"schedule-durations"}),
        (counted_by_weekday, {"schedule-durations", "schedule-by-walk"}),
        (without_lags, {"schedule-needs", "schedule-by-walk"}),
        (always_feasible, {"schedule-due"}),
        (changed(more_slack), {"schedule-slack", "schedule-moves"}),
        (changed(all_critical), {"schedule-critical"}),
        (by_the_order, {"schedule-order"}),
        (hurried, {"schedule-later-due"}),
    ],
)
def test_a_scheduler_that_is_broken(schedule, laws):
    """Each breaks the laws that say what it does."""
    assert laws <= broken(check_schedule(schedule, examples=80 if schedule is counted_by_weekday else 30))


def test_a_scheduler_that_is_broken_in_one_way():
    """And by its law alone: dates that are right are not blamed for what is marked critical."""
    assert broken(check_schedule(changed(all_critical), examples=30)) == {"schedule-critical"}


def test_a_broken_law_is_shown_by_a_small_plan_that_runs():
    """The text of a counterexample makes the plan again, and the law can be put to it once more."""
    outcome = check_schedule(always_feasible, examples=40)
    shown = next(one for one in outcome.failures if one.law == "schedule-due")
    made = {}
    exec(shown.text(), made)
    assert made["plan"] == dict(shown.arguments)["plan"]
    assert len(made["plan"].steps) <= 2
    assert shown.text().splitlines()[-1] in outcome.text().replace("    plan", "plan")
    with pytest.raises(AssertionError, match="feasible True"):
        shown.again()


# --- codecs

PLANS = by_converter(strict_converter(), Plan)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_books_conform(seed):
    """Every law is borne on, and holds."""
    outcome = check_codec(values=BOOK_VALUES, examples=25, seed=seed)
    assert outcome.ok, outcome.text()
    assert (len(outcome.laws), outcome.skipped) == (10, ())


@pytest.mark.parametrize(("cls", "values"), [(Plan, plans()), (sw.Count, counts()), (sw.Clock, clocks())])
def test_a_value_with_a_converter_of_ones_own_conforms(cls, values):
    """By the strict converter; a format that states no version is not asked for one, and that is told."""
    outcome = check_codec(by_converter(strict_converter(), cls), values, examples=25)
    assert outcome.ok, outcome.text()
    assert outcome.skipped == (("codec-version", "the format states no version"),)


def other(**changes):
    """The books' codec, changed."""
    return attrs.evolve(BOOKS, **changes)


def lenient(text):
    """Reads what it knows, and leaves the rest."""
    data = json.loads(text)
    known = (
        "format",
        "version",
        "title",
        "unit",
        "parties",
        "campaigns",
        "programmes",
        "matters",
        "activities",
        "faults",
    )
    return loads(json.dumps({key: data[key] for key in known if key in data}))


def leaky(text):
    """An error of its parser gets out."""
    json.loads(text)
    return loads(text)


def coercing(text):
    """What is no text becomes one."""
    data = json.loads(text) if text.strip().endswith("}") else loads(text)
    data["title"] = str(data["title"])
    return loads(json.dumps(data))


def ageless(text):
    """Any version will do."""
    return loads(text.replace('"version": 1000000', '"version": 1'))


def patient(text):
    """What was cut off is made up for."""
    try:
        return loads(text)
    except FormatError:
        return loads(text.rstrip() + "}")


def first_key(text):
    """The title must stand where it was written."""
    if not text.lstrip("{ \n").startswith('"format"'):
        raise FormatError("book", ())
    return loads(text)


class Counter:
    """Writes a mark that grows with every writing."""

    def __init__(self):
        self.n = 0

    def dumps(self, book):
        """With a growing indent."""
        self.n += 1
        return dumps(book) + " " * self.n


@pytest.mark.parametrize(
    ("codec", "law"),
    [
        (other(loads=lambda text: attrs.evolve(loads(text), unit="另一个单位")), "codec-there-and-back"),
        (other(dumps=lambda book: dumps(book).replace('"version": 1', '"version": NaN')), "codec-json"),
        (other(dumps=Counter().dumps), "codec-canonical"),
        (other(loads=first_key), "codec-key-order"),
        (other(loads=lenient), "codec-unknown-key"),
        (other(loads=coercing), "codec-wrong-type"),
        (other(loads=lambda text: loads(text) if '"programmes":' in text else {}["programmes"]), "codec-missing"),
        (other(loads=patient), "codec-truncated"),
        (other(loads=leaky), "codec-damaged"),
        (other(loads=ageless), "codec-version"),
    ],
)
def test_a_codec_that_is_broken(codec, law):
    """Each breaks the law that says what it does."""
    assert law in broken(check_codec(codec, BOOK_VALUES, examples=30))


@attrs.frozen
class Score:
    """A value of a user's own."""

    name: str
    points: int


def cattrs_alone():
    """What cattrs does by itself: it coerces, and takes unknown keys."""
    from cattrs import Converter

    return by_converter(Converter(), Score)


SCORES = st.builds(Score, st.text(max_size=3), st.integers(0, 9))


def test_cattrs_alone_coerces():
    """A number passes for text, and a key that nobody knows is swallowed."""
    assert {"codec-unknown-key", "codec-wrong-type"} <= broken(check_codec(cattrs_alone(), SCORES))


def test_a_mapping_takes_any_key_where_that_is_said():
    """An object that is free is not asked to refuse."""

    def read(text):
        data = json.loads(text)
        if not isinstance(data, dict) or set(data) != {"by"} or not isinstance(data["by"], dict):
            raise ValueError(data)
        if not all(type(n) is int for n in data["by"].values()):
            raise ValueError(data)
        return data

    codec = Codec(json.dumps, read, error=ValueError, free=frozenset({"by"}))
    values = st.fixed_dictionaries({"by": st.dictionaries(st.sampled_from("ab"), st.integers(0, 3))})
    assert check_codec(codec, values).ok
    assert broken(check_codec(attrs.evolve(codec, free=frozenset()), values)) == {"codec-unknown-key"}


# --- rankings


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_stock_ranking_conforms(seed):
    """By places that count everybody, and by places that count scores; what does not apply is told."""
    outcome = check_ranking(examples=50, seed=seed)
    assert outcome.ok, outcome.text()
    assert (len(outcome.laws), outcome.skipped) == (8, ())
    assert check_ranking(partial(rank, ties="dense", lowest_first=True), better="lower", examples=20, seed=seed).ok
    told = check_ranking(lambda scores: rank(scores, tie_break=ord), breaks_ties=True, examples=20, seed=seed)
    assert told.ok
    assert [law for law, _ in told.skipped] == ["rank-ties-share", "rank-changes"]


def placed(change):
    """A ranking whose places are changed."""

    def ranking(scores, before=None):
        made = rank(scores, before=before)
        return Ranking(tuple(change(made.places)), made.unranked)

    return ranking


def unknown_is_nothing(scores):
    """X counts as 0."""
    return rank({name: score or 0 for name, score in scores.items()})


def first_come(scores):
    """Equals are placed as they stand in the list."""
    names = list(scores)
    return rank(scores, tie_break=lambda name: -names.index(name))


def rounded(scores):
    """97.13 % and 97.10 % are both 97.1 %."""
    return rank({n: None if s is None else Fraction(round(Decimal(float(s)), 3)) for n, s in scores.items()})


def on_its_head(scores):
    """The higher score is worse."""
    return rank(scores, lowest_first=True)


def from_nought(places):
    """The first place is 0."""
    return (attrs.evolve(one, place=one.place - 1) for one in places)


def shifted(places):
    """Changes are told the other way round."""
    return (attrs.evolve(one, change=None if one.change is None else one.change + 1) for one in places)


class Greedy(Ranking):
    """A tier that holds whoever comes first, ties or not."""

    def first(self, k, *, ties):
        """One more than was asked, without ties."""
        return self.places[: k + 1] if ties == "out" else Ranking.first(self, k, ties=ties)


def greedy(scores):
    """Ranked by the greedy one."""
    made = rank(scores)
    return Greedy(made.places, made.unranked)


def capped(scores):
    """Whoever scores more than 3 is taken down to the last place."""
    made = rank(scores)
    last = max((one.place for one in made.places), default=1)
    return Ranking(
        tuple(
            sorted(
                (Place(o.name, o.score, last if o.score > 3 else o.place) for o in made.places), key=lambda o: o.place
            )
        )
    )


@pytest.mark.parametrize(
    ("ranking", "law"),
    [
        (unknown_is_nothing, "rank-whole"),
        (rounded, "rank-whole"),
        (first_come, "rank-order-free"),
        (first_come, "rank-ties-share"),
        (on_its_head, "rank-better-first"),
        (capped, "rank-rising"),
        (placed(from_nought), "rank-places"),
        (greedy, "rank-tiers"),
        (placed(shifted), "rank-changes"),
    ],
)
def test_a_ranking_that_is_broken(ranking, law):
    """Each breaks the law that says what it does."""
    assert law in broken(check_ranking(ranking))


# --- figures

ITEM = "项"
PENDING = Predicate(Label("未完成", "pending"), lambda matter: matter.pending)
OTHERS = Predicate(Label("其他", "others"), lambda matter: not matter.pending)


def on(book, day):
    """The matters of a book on a day."""
    return Population(Label("事项", "matters"), book.as_of(day).matters, day)


def sizes(book, day):
    """What the matters stand for, added up."""
    return on(book, day).count(ITEM, lambda matter: sw.Count(matter.count.low, matter.count.high, ITEM))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_stock_figures_conform(seed):
    """A number, a partition and a rate; a sum of what records state; what no figure bears on is told."""
    outcome = check_figures(examples=30, seed=seed)
    assert outcome.ok, outcome.text()
    assert outcome.skipped == (("figure-unknown", "none of the figures adds up what records state"),)
    told = check_figures({"sizes": sizes}, sums=["sizes"], examples=30, seed=seed)
    assert told.ok, told.text()
    assert [law for law, _ in told.skipped] == ["figure-parts", "figure-rate"]


def made_up(book, day):
    """One more than there are records."""
    figure = on(book, day).number(ITEM)
    return attrs.evolve(figure, value=figure.value + sw.Count.exact(1, ITEM))


def of_today(book, day):
    """The book as it stands now, whatever day is asked for."""
    return Population(Label("事项", "matters"), book.matters, day).number(ITEM, PENDING)


def the_first_alone(book, day):
    """Whichever matter stands first."""
    figure = on(book, day).number(ITEM)
    return attrs.evolve(figure, value=sw.Count.exact(len(figure.rows[:1]), ITEM), rows=figure.rows[:1])


def a_part_left_out(book, day):
    """Nobody counted those that are not pending."""
    whole = partition(on(book, day), ITEM, lambda _: sw.Count.exact(1, ITEM), (PENDING, OTHERS))
    return Partition(whole.whole, whole.parts[:1])


def of_another_whole(book, day):
    """All of those that are pending."""
    return Rate(Label("率", "rate"), on(book, day).number(ITEM), on(book, day).number(ITEM, PENDING))


def masked_is_one(book, day):
    """X is taken for what it must be at least."""
    figure = sizes(book, day)
    return attrs.evolve(figure, value=sw.Count.exact(figure.value.low, ITEM))


@pytest.mark.parametrize(
    ("drawing", "law"),
    [
        (made_up, "figure-rows"),
        (of_today, "figure-as-of"),
        (the_first_alone, "figure-order-free"),
        (a_part_left_out, "figure-parts"),
        (of_another_whole, "figure-rate"),
    ],
)
def test_a_figure_that_is_broken(drawing, law):
    """Each breaks the law that says what it does, and what is shown leads to its matters by a script."""
    outcome = check_figures({"ours": drawing})
    shown = {one.law: one for one in outcome.failures}[law]
    if dict(shown.arguments)["book"].matters:
        assert "end_of(script).matter" in shown.text()


def test_a_sum_that_takes_unknown_for_nothing():
    """A masked size makes a sum a lower bound; told as exact, it is broken."""
    assert broken(check_figures({"ours": masked_is_one}, sums=["ours"])) == {"figure-unknown"}
    assert isinstance(sizes(sw.Book("台账"), date(2024, 9, 20)), Figure)


def test_the_reference_lists_the_laws_that_there_are():
    """Each law of each check, and no other, with what it says."""
    from safetywork.lights import POLICIES
    from safetywork.testing import check_calendar, check_clock, check_ladder, check_light_policy, check_store
    from test_testing_conformance import STEPS, Full

    outcomes = [
        *(check_light_policy(policy, examples=1) for policy in POLICIES.values()),
        *(check_ladder(STEPS, examples=1), check_calendar(CHINA, examples=1), check_schedule(examples=1)),
        *(check_store(Full, examples=1), check_codec(examples=1), check_ranking(examples=1)),
        *(check_figures({"sizes": sizes}, sums=["sizes"], examples=1), check_clock(examples=1)),
    ]
    known = {law for one in outcomes for law in (*one.laws, *dict(one.skipped))}
    page = (Path(__file__).parent.parent / "docs" / "reference" / "testing.md").read_text(encoding="utf-8")
    table = page.split("## Checks of rules that are no workflow")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {law.strip(" `") for row in rows for law in row.split(",")} == known
