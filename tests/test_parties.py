"""Who is who: one key per name, a tree without gaps or rings, roles united by name."""

import pytest

from safetywork.counts import Count
from safetywork.errors import BookError, UnitMismatchError
from safetywork.labels import Label
from safetywork.parties import Parties, Person, Question, Roll, Unit, name_key, same_party

TREE = Parties(
    units=(
        Unit("city", "市应急局"),
        Unit("county", "县应急局", parent="city", en="County bureau"),
        Unit("squad", "执法中队", parent="county", kind="squad"),
        Unit("mill", "某面粉厂", parent="city", kind="enterprise"),
    ),
    persons=(
        Person("p1", "李 四", unit="county", roles=("leader",)),
        Person("p2", "李四", roles=("verifier", "leader")),
        Person("p3", "Zhao", unit="squad"),
    ),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("李四", "李 四"),
        ("李四", "李四\u3000"),
        ("李四", "李\u200b四"),
        ("李四", "\ufeff李四"),
        ("李四", "\u202a李四\u202e"),
        ("李四", "李\u2060四"),
        ("李四", "李\u200f四"),
        *(("李四", f"李{unseen}四") for unseen in "\xad\ufe0f\u034f\u2066\u2063\u180e\u3164\uffa0\u2800\x00\U000e0100"),
        *(("买买提·吐尔逊", f"买买提{dot}吐尔逊") for dot in "•・‧∙⋅･"),
        ("ＺＨＡＯ１", "zhao1"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_that_read_alike_have_one_key(one, other):
    """White space, invisible characters, width and case do not make another person."""
    assert name_key(one) == name_key(other)
    assert same_party(one, other)


@pytest.mark.parametrize(("one", "other"), [("李四", "李四光"), ("a-b", "ab"), ("李四", None), (None, None)])
def test_other_names_are_other_parties(one, other):
    """A visible character makes a difference, and nobody is the same as an unknown."""
    assert not same_party(one, other)


def test_a_unit_is_found_by_its_id():
    """An unknown id gives None."""
    assert TREE.unit("squad") == Unit("squad", "执法中队", "county", "squad")
    assert TREE.unit("nobody") is None


@pytest.mark.parametrize(
    ("unit", "above"), [("squad", ["county", "city"]), ("mill", ["city"]), ("city", []), ("nobody", [])]
)
def test_ancestors_come_nearest_first(unit, above):
    """squad → county → city."""
    assert [u.id for u in TREE.ancestors(unit)] == above


@pytest.mark.parametrize(
    ("unit", "below"),
    [
        ("city", ["city", "county", "squad", "mill"]),
        ("county", ["county", "squad"]),
        ("mill", ["mill"]),
        ("nobody", []),
    ],
)
def test_within_is_the_unit_and_all_below_it(unit, below):
    """A county's figures hold those of its squads, a leaf only its own."""
    assert [u.id for u in TREE.within(unit)] == below


def test_roles_of_one_name_are_united():
    """李 四 in two rows is one name: both rows' roles hold; a person without a role has none."""
    assert TREE.roles() == {"李四": {"leader", "verifier"}, "zhao": frozenset()}


@pytest.mark.parametrize(
    ("units", "persons", "problem"),
    [
        ((Unit("a", "A"), Unit("a", "B")), (), "id 'a' stands twice among the parties"),
        ((Unit("a", "A"),), (Person("a", "B"),), "id 'a' stands twice among the parties"),
        ((Unit("a", "A", parent="x"),), (), "unit 'a' has an unknown parent 'x'"),
        ((Unit("a", "A", parent=""),), (), "unit 'a' has an unknown parent ''"),
        ((), (Person("p", "P", unit="x"),), "person 'p' has an unknown unit 'x'"),
        ((Unit("a", "A", parent="a"),), (), "unit 'a' is its own ancestor"),
    ],
)
def test_parties_that_cannot_be_are_refused(units, persons, problem):
    """Ids are unique over units and persons, parents and units exist, nobody is above itself."""
    with pytest.raises(BookError) as caught:
        Parties(units, persons)
    assert caught.value == BookError("parties", (problem,))


def test_every_problem_is_reported_at_once():
    """A ring is only looked for where every parent exists; each unit that never reaches a root is named."""
    ring = (Unit("a", "A", "b"), Unit("b", "B", "a"), Unit("c", "C", "a"), Unit("d", "D"))
    with pytest.raises(BookError) as caught:
        Parties(ring)
    assert caught.value.problems == tuple(f"unit {i!r} is its own ancestor" for i in "abc")
    with pytest.raises(BookError) as caught:
        Parties((Unit("a", "A", "b"), Unit("a", "A", "x")), (Person("p", "P", "y"),))
    assert len(caught.value.problems) == 4


def test_parties_compare_by_what_they_hold():
    """The lookup table is no part of the value."""
    assert Parties(TREE.units, TREE.persons) == TREE
    assert "_by_id" not in repr(TREE)
    assert hash(Parties(TREE.units, TREE.persons)) == hash(TREE)


# --- rolls


def roll(**details):
    """A roll of two households."""
    return Roll(**{"id": "R", "title": "名册", "unit": "户", "members": ("mill", "p1"), **details})


@pytest.mark.parametrize(
    ("total", "size"),
    [
        (None, "2户"),
        (Count.exact(9, "户"), "9户"),
        (Count.unknown("户"), "不少于2户"),
        (Count.at_least(1, "户"), "不少于2户"),
        (Count.roughly(20, "户"), "约20户"),
        (Count.roughly(1, "户"), "约2户"),
        (Count.at_most(5, "户"), "2至5户"),
    ],
)
def test_how_many_are_on_a_roll(total, size):
    """The members where no total is stated, else the total, never fewer than the members; unknown stays unknown."""
    assert str(roll(total=total).size) == size


@pytest.mark.parametrize(
    ("details", "problem"),
    [
        ({"members": ("a", "b", "a")}, "member 'a' stands twice"),
        ({"questions": (Question("q", Label("问", "q")),) * 2}, "question 'q' stands twice"),
        ({"times": 0}, "each is to be reached at least once, not 0 times"),
        ({"total": Count.exact(1, "户")}, "there are 2 members, and 1户 in all"),
    ],
)
def test_a_roll_that_cannot_be_is_refused(details, problem):
    """Members and questions stand once, everybody is to be reached, and nobody is listed beyond the total."""
    with pytest.raises(BookError) as caught:
        roll(**details)
    assert caught.value == BookError("roll R", (problem,))


def test_a_total_counts_what_the_roll_counts():
    """So many enterprises are no households."""
    with pytest.raises(UnitMismatchError):
        roll(total=Count.exact(9, "家"))


def test_rolls_stand_among_the_parties():
    """By id; members are units or persons, with their names; an id is one party's or one roll's."""
    with_roll = Parties(TREE.units, TREE.persons, (roll(en="The roll"),))
    assert (with_roll.roll("R").members, with_roll.roll("nothing")) == (("mill", "p1"), None)
    assert [with_roll.name(one) for one in ("mill", "p1", "R")] == ["某面粉厂", "李 四", None]
    assert (roll().label, roll(en="The roll").label.en) == (Label("名册", "名册"), "The roll")
    with pytest.raises(BookError) as caught:
        Parties(TREE.units, TREE.persons, (roll(id="mill"), roll(members=("nobody",))))
    assert caught.value.problems == (
        "id 'mill' stands twice among the parties",
        "roll 'R' has an unknown member 'nobody'",
    )
