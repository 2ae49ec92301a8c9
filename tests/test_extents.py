"""Extent of condition: the like of an issue, linked, counted, and waited for."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from histories import led
from safetywork.acts import Cancel
from safetywork.analysis import analyse
from safetywork.closures import Close
from safetywork.extents import CHILDREN_AT_REST, children
from safetywork.issues import RECTIFICATION, Issue, MarkDuplicate
from safetywork.workflows import Context

D3, D20 = date(2025, 3, 3), date(2025, 3, 20)
COUNTY = RECTIFICATION.guard(Close, CHILDREN_AT_REST)


def issue(id, parent=None, workflow=None):
    """An issue registered on 3 March, found by looking for the like of `parent`."""
    return Issue.register(id=id, title="软管老化", on=D3, by="检查组", parent=parent, workflow=workflow)


def test_children_are_linked_and_counted():
    """Those of the issue and those of its children, in the book's order; a duplicate counts where it is carried on."""
    book = [issue("C-2", "C-1"), issue("P"), issue("C-1", "P"), issue("X"), issue("C-3", "P")]
    assert [child.id for child in children("P", book)] == ["C-2", "C-1", "C-3"]
    assert [child.id for child in children("C-1", book)] == ["C-2"]
    assert children("nobody", book) == ()
    book[1] = book[1].apply(MarkDuplicate(on=D20, by="台账员", duplicate_of="X"))
    assert [child.id for child in children("P", book)] == ["C-2", "C-1", "C-3"], "not what it is a duplicate of"
    book[4] = book[4].apply(MarkDuplicate(on=D20, by="台账员", duplicate_of="C-1"))
    assert [child.id for child in children("P", book)] == ["C-2", "C-1"]
    book[4] = issue("C-3", "P").apply(MarkDuplicate(on=D20, by="台账员", duplicate_of="X"))
    assert [child.id for child in children("P", book)] == ["C-2", "C-1", "X"]
    book[4] = issue("C-3", "P").apply(MarkDuplicate(on=D20, by="台账员", duplicate_of="P"))
    assert [child.id for child in children("P", book)] == ["C-2", "C-1"]


def test_a_circle_ends():
    """A ledger that says that two are each other's like does not hang the search; nobody is a child of its own."""
    book = [issue("A", "B"), issue("B", "A"), issue("S", "S")]
    assert [child.id for child in children("A", book)] == ["B"]
    assert children("S", book) == ()


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, ("issues_unknown",)),
        ({"issues": iter([])}, ("issues_unknown",)),
        ({"issues": ()}, ()),
        ({"issues": [issue("C-1", "P"), issue("X")]}, ("children_open",)),
        ({"issues": [led(issue("C-1", "P"), "closed"), led(issue("C-2", "P"), "sustaining")]}, ()),
        ({"issues": [issue("C-1", "P").apply(Cancel(on=D20, by="局长", reason="误报"))]}, ()),
        ({"issues": [led(issue("C-1", "P"), "closed"), issue("C-2", "C-1")]}, ("children_open",)),
    ],
)
def test_the_parent_is_closed_when_its_children_are_at_rest(facts, codes):
    """Done or cancelled, all of them, and the children's children; without the issues nobody knows, so it waits."""
    parent = led(issue("P", workflow=COUNTY), "accepted")
    answer = parent.decide(Close(on=D20, by="检查组"), Context(facts=facts))
    assert getattr(answer, "codes", ()) == codes


def test_the_guard_says_what_is_missing():
    """Which children are open, or what to bring along, in both languages."""
    parent = led(issue("P", workflow=COUNTY), "accepted")
    told = parent.decide(Close(on=D20, by="检查组"), Context(facts={"issues": [issue("C-1", "P"), issue("C-2", "P")]}))
    assert told.text() == "举一反三问题尚未办结：C-1、C-2"
    unknown = parent.decide(Close(on=D20, by="检查组"))
    assert unknown.text("en") == "whether its children are at rest is not known: give Context(facts={“issues”: …})"
    blocked = {option.event: option.blocked for option in parent.options()}[Close]
    assert [reason.code for reason in blocked] == ["issues_unknown"]
    assert analyse(COUNTY, events=COUNTY.events) == ()


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.none() | st.sampled_from("ABCDE")), max_size=5))
def test_children_are_those_from_which_parents_lead_here(pairs):
    """Against a walk upwards from each issue: the same set, whatever the ledger says of parents."""
    parents = dict(pairs)
    book = [issue(child, parent) for child, parent in parents.items()]

    def above(id):
        seen, here = set(), parents.get(id)
        while here is not None and here not in seen:
            seen.add(here)
            here = parents.get(here)
        return seen

    for one in "ABCDE":
        assert {child.id for child in children(one, book)} == {child for child in parents if one in above(child)} - {
            one
        }
