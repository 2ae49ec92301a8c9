"""Reconciliation: found = what became of it, on every day, whatever happened."""

from datetime import date, timedelta

import attrs
from hypothesis import given, settings, strategies as st

from histories import assigned, led, matters, submitted
from safetywork.acts import Accept, Cancel
from safetywork.calendars import CHINA
from safetywork.closures import Close, Sustain
from safetywork.counts import Count
from safetywork.issues import RECTIFICATION, Issue, MarkDuplicate
from safetywork.labels import Label
from safetywork.periods import days
from safetywork.reconciliations import parts, reconcile
from safetywork.referrals import REFERRAL
from safetywork.testing.scenes import DAY
from safetywork.waivers import WAIVER, AskWaiver, Waive
from safetywork.workflows import State, Transition

D3, D10, D12 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12)


def told(issues, on):
    """The parts of the only partition that hold something, by their English words: the ids."""
    (split,) = reconcile(issues, on)
    assert split.adds_up
    return {part.predicate.en: part.rows for part in split.parts if part.rows}


def one(id, issue):
    """The issue under another id."""
    return attrs.evolve(issue, id=id)


def a_ledger():
    """One issue of every part, as of 20 March 2025."""
    accepted = submitted().apply(Accept(on=D10, by="检查组"))
    waived = assigned(term=days(5), beside=(REFERRAL, WAIVER)).apply(AskWaiver(on=D10, by="李四", reason="x"))
    fresh = Issue.register(id="H", title="t", on=D3, by="检查组")
    return [
        one("closed", accepted.apply(Close(on=D12, by="检查组"))),
        one("kept up", accepted.apply(Sustain(on=D12, by="局长"))),
        one("accepted", accepted),
        one("waived", waived.apply(Waive(on=D12, by="县长", expires=date(2025, 4, 1), stops=False))),
        one("in term", assigned()),
        one("handed in", submitted()),
        one("overdue", assigned(term=days(5))),
        one("no term", fresh),
        one("duplicate", fresh.apply(MarkDuplicate(on=D10, by="台账员", duplicate_of="in term"))),
        one("void", assigned().apply(Cancel(on=D10, by="局长", reason="误报"))),
        one("later", Issue.register(id="H", title="t", on=date(2025, 4, 1), by="检查组")),
    ]


def test_every_part_by_hand():
    """Ten issues found by 20 March, one of every part and two in term; what is found later is not found yet."""
    assert told(a_ledger(), date(2025, 3, 20)) == {
        "duplicates": ("duplicate",),
        "void": ("void",),
        "kept up": ("kept up",),
        "closed": ("closed",),
        "accepted, not yet closed": ("accepted",),
        "waived": ("waived",),
        "overdue": ("overdue",),
        "no term set": ("no term",),
        "in term": ("in term", "handed in"),
    }


def test_the_parts_of_other_days():
    """On the day of registration all are open; on the day a waiver expires the issue is overdue, by itself."""
    assert set(told(a_ledger(), D3)) == {"no term set", "in term"}
    assert told(a_ledger(), date(2025, 3, 31))["waived"] == ("waived",)
    later = told(a_ledger(), date(2025, 4, 1))
    assert later["overdue"] == ("waived", "in term", "overdue")
    assert "later" in later["no term set"]
    assert reconcile(a_ledger(), date(2025, 3, 2)) == ()


def test_batches_count_as_many_as_they_stand_for_and_units_are_kept_apart():
    """32 项 and X 条 are two partitions; unknown stays unknown."""
    many = one("many", assigned(size=Count.exact(32, "项")))
    few = one("few", assigned(size=Count.unknown("条")))
    single = one("single", assigned())
    first, second = reconcile([many, few, single], D10)
    assert (str(first.whole.value), str(second.whole.value)) == ("33项", "X条")
    assert first.whole.rows == ("many", "single")


def test_a_county_state_that_is_neither_done_nor_void_is_named():
    """An issue that came to rest otherwise is in a part of its own, not among the open ones."""
    moved = State("moved", Label("移送", "handed over"), "rest")
    own = RECTIFICATION.extend(
        states=[moved], drop=[("suspended", Cancel)], transitions=[Transition(Cancel, "suspended", "moved")]
    )
    issue = led(Issue.register(id="H", title="t", on=D3, by="检查组", workflow=own), "moved")
    assert told([issue], date(2025, 4, 1)) == {"ended otherwise": ("H",)}


BOOKS = st.lists(matters(("rectification", "major", "immediate", "waivable"), longest=8), max_size=4)


@settings(max_examples=25)
@given(BOOKS, st.integers(0, 90))
def test_found_is_closed_and_kept_up_and_owed_and_void(drawn, later):
    """On any day of any book: every issue found by then is in exactly one part, and the counts add up."""
    issues = [one(f"H-{n}", issue) for n, issue in enumerate(drawn)]
    on = DAY + timedelta(days=later)
    found = [issue for issue in issues if issue.opened_on <= on]
    partitions = reconcile(issues, on, CHINA)
    assert all(split.adds_up for split in partitions)
    assert sorted(row for split in partitions for row in split.whole.rows) == sorted(issue.id for issue in found)
    for split in partitions:
        assert sum(part.value.low for part in split.parts) == split.whole.value.low == len(split.whole.rows)
        assert [part.predicate for part in split.parts] == [predicate.label for predicate in parts(on)]


@settings(max_examples=25)
@given(BOOKS, st.integers(0, 90))
def test_each_part_is_what_it_says(drawn, later):
    """Against a second opinion: done, void, waived and overdue as the issues themselves answer on that day."""
    issues = [one(f"H-{n}", issue) for n, issue in enumerate(drawn)]
    on = DAY + timedelta(days=later)
    stood = {issue.id: issue.as_of(on) for issue in issues if issue.opened_on <= on}
    rows = {part.predicate.en: set(part.rows) for split in reconcile(issues, on) for part in split.parts}
    if not stood:
        assert rows == {}
        return
    done = rows["closed"] | rows["kept up"] | rows["accepted, not yet closed"]
    assert done == {name for name, issue in stood.items() if issue.done}
    assert rows["duplicates"] | rows["void"] == {name for name, issue in stood.items() if issue.void}
    assert rows["waived"] == {issue.id for issue in issues if issue.waived(on)}
    late = {name for name, issue in stood.items() if issue.pending and (s := issue.standing(on)) and s.overdue}
    assert rows["overdue"] == late - rows["waived"]
    assert rows["no term set"] | rows["in term"] | rows["overdue"] | rows["waived"] == {
        name for name, issue in stood.items() if issue.pending
    }
