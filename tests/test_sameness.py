"""Sameness: new, duplicate and relapse told apart by rule, and left to a person where the rule does not settle it."""

from datetime import date, timedelta

import pytest
from attrs import evolve, field, frozen
from hypothesis import given, strategies as st

from histories import led
from safetywork.acts import Cancel
from safetywork.errors import PolicyError
from safetywork.issues import IMMEDIATE, Issue, MarkDuplicate
from safetywork.periods import days, workdays
from safetywork.relapses import Relapse
from safetywork.sameness import KINDS, Sameness, likeness, triage

DAY = date(2025, 3, 3)
SAID = {"unit": "甲厂", "place": "一车间", "category": "消防", "title": "应急照明不亮"}


def registered(id, on=DAY, **said):
    """An issue of one place, registered on a day."""
    return Issue.register(id=id, on=on, by="检查组", **(SAID | said))


def closed(id, **said):
    """The same, put right: registered on 3 March, done on 6 March, closed on 7 March."""
    return led(registered(id, **said), "closed")


LATER = DAY + timedelta(days=30)


def told(verdict):
    """The readings of a verdict, as (kind, issue) pairs."""
    return [(reading.kind, reading.of) for reading in verdict.readings]


# --- the three answers


@pytest.mark.parametrize(
    ("ledger", "kind", "of"),
    [
        ([], "new", None),
        ([registered("H-1")], "duplicate", "H-1"),
        ([closed("H-1")], "relapse", "H-1"),
        ([registered("H-1", place="二车间")], "new", None),
        ([registered("H-1", unit="乙厂")], "new", None),
        ([registered("H-1", title="通道堆物")], "new", None),
        ([registered("H-1").apply(Cancel(on=DAY, by="局长", reason="误报"))], "new", None),
        ([registered("H-1", on=LATER + timedelta(days=1))], "new", None),
        ([closed("H-1"), registered("H-2")], "duplicate", "H-2"),
        ([registered("H-1"), registered("H-2")], "duplicate", "H-1"),
        ([led(registered("H-1"), "submitted")], "duplicate", "H-1"),
        ([led(registered("H-1"), "accepted")], "relapse", "H-1"),
        ([led(registered("H-1"), "sustaining")], "relapse", "H-1"),
    ],
)
def test_new_duplicate_or_relapse(ledger, kind, of):
    """Owed: a duplicate; done: a relapse; otherwise new. What is owed comes before what was done."""
    verdict = triage(registered("N", on=LATER), ledger)
    assert (verdict.kind, verdict.of, verdict.clear) == (kind, of, True)


def test_of_several_that_were_done_the_last_one_is_back():
    """Two were closed, the second later: the relapse is of that one, and its text says how long ago."""
    first, second = closed("H-1"), closed("H-2", on=DAY + timedelta(days=3))
    verdict = triage(registered("N", on=LATER), [first, second])
    assert verdict.of == "H-2"
    assert verdict.text() == "反弹：H-2已于2025-03-09办结，24日后再次出现"
    assert verdict.text("en") == "relapse: H-2 was done on 2025-03-09, and is back 24 days later"


@pytest.mark.parametrize(("n", "kind"), [(1, "relapse"), (30, "relapse"), (31, "new")])
def test_after_its_window_it_is_a_new_issue(n, kind):
    """A window of 30 days from the day it was done (6 March): on the 30th a relapse, on the next day new, with why."""
    rule = Sameness(window=days(30))
    verdict = triage(registered("N", on=date(2025, 3, 6) + timedelta(days=n)), [closed("H-1")], rule)
    assert verdict.kind == kind
    if kind == "new":
        assert verdict.text() == "新问题：H-1已于2025-03-06办结，超过30日"


def test_a_window_may_count_working_days():
    """Ten working days from 6 March are 20 March."""
    rule = Sameness(window=workdays(10))
    kinds = [triage(registered("N", on=date(2025, 3, n)), [closed("H-1")], rule).kind for n in (20, 21)]
    assert kinds == ["relapse", "new"]


# --- what the rule leaves to a person


def test_done_on_the_very_day_leaves_both_readings():
    """Registered on the day the other was done: before or after, a day does not say."""
    verdict = triage(registered("N", on=date(2025, 3, 6)), [closed("H-1")])
    assert told(verdict) == [("duplicate", "H-1"), ("relapse", "H-1")]
    assert (verdict.clear, verdict.kind, verdict.of) == (False, None, None)
    assert "；或" in verdict.text()
    before = triage(registered("N", on=date(2025, 3, 5)), [closed("H-1")])
    assert told(before) == [("duplicate", "H-1")], "by what stood in the log on that day"


@pytest.mark.parametrize("said", [{"place": None}, {"category": ""}, {"title": "应急照明灯不亮"}])
def test_what_is_not_stated_or_nearly_alike_leaves_both_readings(said):
    """A place nobody gave may be the same place; a title that is nearly the same may be the same."""
    for ledger, of in (([registered("H-1")], "duplicate"), ([closed("H-1")], "relapse")):
        verdict = triage(registered("N", on=LATER, **said), ledger)
        assert told(verdict) == [(of, "H-1"), ("new", None)]
        assert verdict.readings[-1].reason.code == "may_differ"


def test_one_that_is_surely_the_same_settles_it():
    """Beside a sure match a doubtful one does not count, unless the sure one is too long ago."""
    doubtful = registered("H-1", title="应急照明灯不亮")
    assert told(triage(registered("N", on=LATER), [doubtful, closed("H-2")])) == [("relapse", "H-2")]
    old = triage(registered("N", on=LATER), [doubtful, closed("H-2")], Sameness(window=days(5)))
    assert told(old) == [("duplicate", "H-1"), ("new", None)]
    assert old.readings[-1].reason.code == "beyond_window"


# --- chains and order


def test_a_duplicate_stands_for_the_issue_it_was_put_to():
    """However long the chain: the verdict names the issue that is carried on; a circle or a gap stands for nothing."""
    first = registered("H-1", title="疏散指示灯损坏")
    second = registered("H-2").apply(MarkDuplicate(on=DAY, by="台账员", duplicate_of="H-1"))
    third = registered("H-3").apply(MarkDuplicate(on=DAY, by="台账员", duplicate_of="H-2"))
    assert told(triage(registered("N", on=LATER), [third, second, first])) == [("duplicate", "H-1")]
    assert told(triage(registered("N", on=LATER), [third, second])) == [("new", None)]
    circle = registered("H-1").apply(MarkDuplicate(on=DAY, by="台账员", duplicate_of="H-3"))
    assert told(triage(registered("N", on=LATER), [circle, second, third])) == [("new", None)]


def test_of_two_registered_on_one_day_the_second_is_the_duplicate():
    """In the order of the ledger: the first is new, the second its duplicate, never both of each other."""
    ledger = [registered("H-1"), registered("H-2"), registered("H-3", on=DAY + timedelta(days=1))]
    assert [told(triage(one, ledger)) for one in ledger] == [
        [("new", None)],
        [("duplicate", "H-1")],
        [("duplicate", "H-1")],
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("甲乙"), st.booleans()), max_size=6))
def test_every_issue_has_one_first_of_its_kind(rows):
    """On any ledger of issues that are plainly the same or not: each group has exactly one that is new."""
    ledger = [
        registered(f"H-{n}", on=DAY + timedelta(days=day), unit=unit, workflow=IMMEDIATE if once else None)
        for n, (day, unit, once) in enumerate(rows)
    ]
    kinds = {issue.id: triage(issue, ledger).kind for issue in ledger}
    for unit in "甲乙":
        group = [kinds[issue.id] for issue in ledger if issue.unit == unit]
        assert group.count("new") == bool(group)
        assert set(group) <= {"new", "duplicate"}


def test_a_verdict_is_entered_by_an_event():
    """What a verdict says is what the ledger then says: the duplicate is put aside, the relapse reopens, linked."""
    verdict = triage(registered("N", on=LATER), [registered("H-1")])
    gone = registered("N", on=LATER).apply(MarkDuplicate(on=LATER, by="台账员", duplicate_of=verdict.of))
    assert gone.duplicate_of == "H-1"
    done = closed("H-1")
    back = triage(registered("N", on=LATER), [done])
    again = done.apply(Relapse(on=LATER, by="检查组", text=back.text(), found_as="N"))
    assert (again.relapses, again.log[-1].event.found_as) == (1, "N")
    assert told(triage(registered("M", on=LATER + timedelta(days=1)), [again])) == [("duplicate", "H-1")]


# --- rules of a user's own


@frozen(kw_only=True, weakref_slot=False)
class Finding(Issue):
    """An issue with the number that a scanner gave it."""

    number: str | None = field(default=None)


def test_another_key_may_say_it_too():
    """The same number, or else the same place and title: the first key that agrees settles it."""
    rule = Sameness((("number",), ("unit", "place", "title")), sure=100, doubt=100)

    def finding(id, number, on=DAY, **said):
        found = Finding.register(id=id, on=on, by="扫描", **(SAID | said))
        return found if number is None else _numbered(found, number)

    ledger = [finding("F-1", "N-7")]
    assert triage(finding("F-2", "N-7", LATER, place="别处"), ledger, rule).of == "F-1"
    assert triage(finding("F-2", "N-8", LATER), ledger, rule).of == "F-1"
    assert triage(finding("F-2", "N-8", LATER, place="别处"), ledger, rule).kind == "new"
    assert triage(finding("F-2", None, LATER, place="别处"), ledger, rule).kind is None, "no number: it may be the same"


def _numbered(issue, number):
    return evolve(issue, number=number)


def test_within_one_campaign_only():
    """A scope is one more field of the key: the same defect in another campaign is new there."""
    rule = Sameness((("campaign", "place", "title"),))
    ledger = [registered("H-1", campaign="C-1")]
    assert triage(registered("N", on=LATER, campaign="C-1"), ledger, rule).kind == "duplicate"
    assert triage(registered("N", on=LATER, campaign="C-2"), ledger, rule).kind == "new"


@pytest.mark.parametrize("wrong", [{"keys": ()}, {"keys": ((),)}, {"sure": 40}, {"doubt": 0}, {"sure": 101}])
def test_a_rule_that_cannot_decide_is_refused(wrong):
    """A key has fields, and the bounds are in order."""
    with pytest.raises(PolicyError):
        Sameness(**wrong)


def test_a_rule_that_names_no_field_of_an_issue_says_so():
    """A key of another kind of record is the caller's mistake: a typed error that names the field."""
    with pytest.raises(PolicyError, match="'pond' is no field"):
        triage(registered("N", on=LATER), [registered("H-1")], Sameness((("place", "pond"),)))


def test_every_problem_of_a_rule_is_told_at_once():
    """No key and bounds the wrong way round: two problems."""
    with pytest.raises(PolicyError) as told_all:
        Sameness((), sure=10, doubt=20)
    assert len(told_all.value.problems) == 2
    assert set(KINDS) == {"new", "duplicate", "relapse"}


# --- texts

TEXTS = st.text("应急照明不亮，。 Aａ", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("应急照明不亮", "应急照明不亮", 100),
        ("应急照明不亮。", "应急 照明，不亮", 100),
        ("Exit light", "ＥＸＩＴ  LIGHT", 100),
        ("应急照明不亮", "应急照明灯不亮", 72),
        ("应急照明不亮", "通道堆物", 0),
        ("甲", "乙", 0),
        ("甲", "甲", 100),
        ("", "", 100),
        ("甲", "", 0),
        ("甲乙甲乙甲", "乙甲乙甲乙", 99),  # the same pairs, in another order: alike, not equal
    ],
)
def test_how_much_two_texts_agree(one, other, share):
    """Twice the shared pairs over all pairs, in per cent, rounded down; 100 is kept for the same characters."""
    assert likeness(one, other) == share


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_bounded(one, other):
    """Neither text comes first; 0 to 100; a text is wholly like itself, and like nothing else wholly."""
    share = likeness(one, other)
    assert share == likeness(other, one)
    assert 0 <= share <= 100
    assert likeness(one, one) == 100
    assert (share == 100) == (likeness(one + "终", other + "终") == 100)


@given(st.data())
def test_a_stricter_rule_never_finds_more(data):
    """With another field in the key, or a higher bar for the text, what was not the same does not become it."""
    names = ("unit", "place", "category", "title")
    values = st.none() | st.sampled_from(("甲", "乙", "应急照明不亮", "应急照明灯不亮"))
    titles = st.sampled_from(("应急照明不亮", "应急照明灯不亮", "乙"))
    stated = st.fixed_dictionaries({"unit": values, "place": values, "category": values, "title": titles})
    one, other = registered("A", **data.draw(stated)), registered("B", **data.draw(stated))
    key = tuple(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)))
    worth = {True: 2, None: 1, False: 0}
    plain = worth[Sameness((key,)).same(one, other)]
    assert worth[Sameness(((*key, "title"),)).same(one, other)] <= plain
    assert worth[Sameness((key,), sure=95).same(one, other)] <= plain
    assert worth[Sameness((key, ("unit",))).same(one, other)] >= plain
    assert Sameness((key,)).same(one, other) == Sameness((key,)).same(other, one)
