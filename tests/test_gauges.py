"""Gauges: what each reads at its boundaries, and unknown where nobody said."""

from datetime import date

import pytest

import safetywork as sw
from safetywork.errors import PolicyError
from safetywork.gauges import GAUGES, Gauge, Given, Placing, Seen, judged, of_severity
from safetywork.judgements import Judgement, standing_judgement

DAY = date(2024, 1, 31)


def issue(**details):
    """An issue registered on the last day of January."""
    return sw.Issue.register(id="H-1", title="t", on=DAY, by="检查组", unit="一股", **details)


def read(name, on, matter=None, **given):
    """One gauge of the issue on a day."""
    gauge = name if isinstance(name, Gauge) else GAUGES[name]
    matter = matter or issue()
    return gauge.read(Seen(matter, matter.settled_standing(on), on, sw.CHINA, Given(**given)))


@pytest.mark.parametrize(
    ("on", "run"), [(DAY, 0), (date(2024, 2, 29), 1), (date(2024, 3, 1), 2), (date(2024, 3, 31), 2)]
)
def test_months_run(on, run):
    """Months that have begun since the opening."""
    assert read("months run", on) == run


def test_quiet():
    """Days since the last entry."""
    assert [read("days quiet", day) for day in (DAY, date(2024, 2, 3))] == [0, 3]


def test_placings_are_of_the_matter_or_its_unit():
    """Its own placing goes before its unit's; a change that nobody knows is unknown."""
    unit = {"一股": Placing(8, 10, -2)}
    assert [read(g, DAY, placings=unit) for g in ("place", "place from the end", "places gained")] == [8, 3, -2]
    assert read("place", DAY, placings={**unit, "H-1": Placing(1, 10)}) == 1
    assert read("places gained", DAY, placings={"H-1": Placing(1, 10)}) is None
    assert read("place", DAY) is None


def test_judged_and_graded():
    """1 where it is so, 0 where it is otherwise, None where nobody judged or the kind has no severity."""
    hard = judged("hard", sw.Label("难", "hard"))
    found = Judgement(id="J", on=DAY, about="H-1", verdict="hard", by="甲", reason="r")
    assert read(hard, DAY) is None
    assert read(hard, DAY, judgements=(found,)) == 1
    assert read(judged("easy", sw.Label("易", "easy")), DAY, judgements=(found,)) == 0
    assert read(hard, date(2024, 1, 30), judgements=(found,)) is None
    major = of_severity("major", sw.Label("重大", "major"))
    assert [read(major, DAY, issue(severity=s)) for s in ("major", "general")] == [1, 0]
    assert read(major, DAY, sw.Measure.plan(id="M", title="t", on=DAY, by="甲")) is None


def test_which_judgement_stands():
    """The latest by the day; of two of one day, the one given later."""
    made = [Judgement(id=str(n), on=date(2024, 2, n), about="H-1", verdict=str(n), by="甲", reason="r") for n in (2, 1)]
    assert standing_judgement(made, "H-1", date(2024, 2, 3)).verdict == "2"
    assert standing_judgement(made, "H-1", date(2024, 2, 1)).verdict == "1"
    assert standing_judgement(made, "H-2", date(2024, 2, 3)) is None
    again = Judgement(id="3", on=date(2024, 2, 2), about="H-1", verdict="3", by="甲", reason="r")
    assert standing_judgement([*made, again], "H-1", date(2024, 2, 3)).verdict == "3"


def test_an_unknown_measure_is_told():
    """With the names that there are."""
    with pytest.raises(PolicyError, match="days late"):
        sw.When("days lat", at_least=1)
