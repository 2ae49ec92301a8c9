"""Figures: what a number counts and which records stand behind it; partitions that must add up."""

from datetime import date

import attrs
import pytest
from attrs import frozen
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.figures import ALL, union
from safetywork.testing import strategies as sws

DAY = date(2024, 9, 20)
LABEL = sw.Label("隐患", "hazards")


@frozen
class Thing:
    """What is counted here: a record with a size."""

    id: str
    size: sw.Count | None


def population(*sizes):
    return sw.Population(LABEL, tuple(Thing(f"H-{n}", size) for n, size in enumerate(sizes)), DAY)


def exactly(*numbers):
    return population(*(sw.Count.exact(n, "项") for n in numbers))


sizes = st.lists(sws.counts(("项",), fractions=False), max_size=8)
EVEN = sw.Predicate(sw.Label("双号{n}", "{n} even"), lambda thing: int(thing.id[2:]) % 2 == 0)
THIRD = sw.Predicate(sw.Label("三号{n}", "{n} third"), lambda thing: int(thing.id[2:]) % 3 == 0)
REST = sw.Predicate(sw.Label("其他{n}", "{n} others"), lambda _: True)


def test_a_figure_says_what_it_counts():
    """A hand-counted sum: 3 and 4 of the even ones, out of 3, 5, 4."""
    figure = exactly(3, 5, 4).count("项", lambda thing: thing.size, EVEN)
    assert figure == sw.Figure(sw.Count.exact(7, "项"), LABEL, EVEN.label, DAY, ("H-0", "H-2"))
    assert (figure.text(), figure.text("en"), figure.any) == ("7项", "7 items", True)


def test_of_no_record_a_figure_is_exactly_nothing():
    """No member, or none that the predicate holds: 0 and no rows."""
    assert exactly().number("家") == sw.Figure(sw.Count.exact(0, "家"), LABEL, ALL.label, DAY, ())
    none = exactly(3, 5).number("项", sw.Predicate(sw.Label("无", "none"), lambda _: False))
    assert (none.value, none.any) == (sw.Count.exact(0, "项"), False)


def test_what_is_not_stated_makes_the_sum_a_lower_bound():
    """None is not a count of zero: two and one that says nothing are at least two, and both stand behind it."""
    figure = population(sw.Count.exact(2, "人"), None).count("人", lambda thing: thing.size)
    assert (str(figure.value), figure.rows) == ("不少于2人", ("H-0", "H-1"))


def test_x_in_a_sum_stays_at_least():
    """3 and X are at least 3; X and X is X, with both records behind it."""
    assert (
        str(population(sw.Count.exact(3, "项"), sw.Count.unknown("项")).count("项", lambda t: t.size).value)
        == "不少于3项"
    )
    both = population(sw.Count.unknown("项"), sw.Count.unknown("项")).count("项", lambda t: t.size)
    assert (str(both.value), both.rows) == ("X项", ("H-0", "H-1"))


def test_unlike_units_are_never_added():
    """家次 and 家 have no sum."""
    mixed = population(sw.Count.exact(1, "家"), sw.Count.exact(1, "家次"))
    with pytest.raises(sw.UnitMismatchError):
        mixed.count("家", lambda thing: thing.size)


def test_only_makes_a_population_of_its_own():
    """Named after the predicate, unless a name is given."""
    whole = exactly(1, 2, 3)
    assert whole.only(EVEN) == sw.Population(EVEN.label, (whole.members[0], whole.members[2]), DAY)
    assert whole.only(EVEN, LABEL).label == LABEL


@given(sizes)
def test_a_number_is_the_count_of_the_records(drawn):
    """Whatever their sizes are."""
    assert population(*drawn).number("条").value == sw.Count.exact(len(drawn), "条")


# --- partitions


def test_a_member_falls_to_the_first_part_that_holds():
    """H-0 is even and third: it is counted among the even ones only."""
    split = sw.partition(exactly(1, 10, 100, 1000), "项", lambda t: t.size, (EVEN, THIRD, REST))
    assert [(str(part.value), part.rows) for part in split.parts] == [
        ("101项", ("H-0", "H-2")),
        ("1000项", ("H-3",)),
        ("10项", ("H-1",)),
    ]
    assert split.whole.value == sw.Count.exact(1111, "项")
    assert split.adds_up


def test_a_remainder_is_never_left_unnamed():
    """A member of no part is the caller's mistake, and is named."""
    with pytest.raises(ValueError, match="'H-1' falls to no part of hazards; add one for the rest"):
        sw.partition(exactly(1, 2), "项", lambda t: t.size, (EVEN,))
    with pytest.raises(ValueError, match="'H-0'"):
        sw.partition(exactly(1), "项", lambda t: t.size, ())


def test_a_population_without_members_splits_into_nothings():
    """Every part is exactly none, and that adds up."""
    split = sw.partition(exactly(), "项", lambda t: t.size, (EVEN, REST))
    assert split.adds_up
    assert [str(part.value) for part in (split.whole, *split.parts)] == ["0项", "0项", "0项"]


@given(sizes, st.permutations([EVEN, THIRD, REST]))
def test_parts_are_disjoint_and_add_up(drawn, order):
    """For any sizes and any order of the parts: each record once, and the intervals of the parts sum to the whole's."""
    split = sw.partition(population(*drawn), "项", lambda t: t.size, order)
    rows = [row for part in split.parts for row in part.rows]
    assert len(rows) == len(set(rows))
    assert split.adds_up
    assert sw.total((part.value for part in split.parts), "项") == split.whole.value


@given(sizes.filter(bool), st.data())
def test_a_partition_that_was_tampered_with_does_not_add_up(drawn, data):
    """A row dropped from a part, or standing in two, is noticed."""
    split = sw.partition(population(*drawn), "项", lambda t: t.size, (EVEN, REST))
    place = data.draw(st.sampled_from([i for i, part in enumerate(split.parts) if part.any]))
    part = split.parts[place]
    for rows in (part.rows[1:], (*part.rows, part.rows[0])):
        parts = [*split.parts]
        parts[place] = attrs.evolve(part, rows=rows)
        assert not sw.Partition(split.whole, tuple(parts)).adds_up


def test_a_union_of_figures_is_an_interval_with_every_row():
    """Figures of two days, none at all, or two that a record stands in, have no such union: there it can be counted."""
    one, two = (
        sw.Figure(sw.Count.exact(len(rows), unit), LABEL, LABEL, DAY, rows)
        for rows, unit in ((("a", "b", "c"), "个"), (("d", "e"), "项"))
    )
    both = union(LABEL, "项", (one, two))
    assert (both.text(), both.rows, both.as_of) == ("3至5项", ("a", "b", "c", "d", "e"), DAY)
    for wrong in ((), (one, attrs.evolve(two, as_of=date(2025, 3, 4)))):
        with pytest.raises(ValueError, match="one day"):
            union(LABEL, "项", wrong)
    with pytest.raises(ValueError, match="share"):
        union(LABEL, "项", (one, attrs.evolve(two, rows=("c", "d"))))
