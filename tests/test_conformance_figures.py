"""The check for figures of one's own: what is broken dies by its law."""

from datetime import date

import attrs
import pytest

import safetywork as sw
from outcomes import broken
from safetywork.figures import Figure, Partition, Population, Predicate, partition
from safetywork.labels import Label
from safetywork.rates import Rate
from safetywork.testing import check_figures

ITEM = "项"
PENDING = Predicate(Label("未完成", "pending"), lambda matter: matter.pending)
OTHERS = Predicate(Label("其他", "others"), lambda matter: not matter.pending)


def on(book, day):
    """The matters of a book on a day."""
    return Population(Label("事项", "matters"), book.as_of(day).matters, day)


def sizes(book, day):
    """What the matters stand for, added up."""
    return on(book, day).count(ITEM, lambda matter: sw.Count(matter.count.low, matter.count.high, ITEM))


@pytest.mark.parametrize("seed", [0, 1])
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
@pytest.mark.proof
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
