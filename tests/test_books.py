"""Books: what may stand in one, what stood on a day, what was known on a day."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

import safetywork as sw

DAY = date(2024, 9, 20)


def day(n):
    return date(2024, 9, n)


def issue(id="H-1", on=DAY, recorded=None, **details):
    at = None if recorded is None else datetime(recorded.year, recorded.month, recorded.day, 9, tzinfo=UTC)
    return sw.Issue.register(id=id, title="应急照明不亮", on=on, by="检查组", recorded_at=at, **details)


def visit(id="A-1", on=DAY, **details):
    return sw.Visit(id=id, on=on, title="走访", called_on=sw.Count.exact(1, "家"), **details)


def campaign(id="C-1", **details):
    return sw.Campaign(id=id, on=DAY, title="专项行动", **details)


PROGRAMME = sw.Programme(id="P-1", on=DAY, title="标准化创建")
ENROLMENT = sw.Enrolment.enrol(id="E-1", title="某企业", programme="P-1", on=DAY, by="监管股")
PROBLEM = sw.Problem(id="Q-1", on=day(25), title="人手不足")
ROLL = sw.Roll(id="R-1", title="名册", unit="家", campaign="C-9")
AWAY = sw.Secondment(id="S-1", on=day(25), percent=50)


def whole():
    return sw.Book(
        title="台账",
        campaigns=(campaign(problems=(PROBLEM,), secondments=(AWAY,)), campaign("C-2", parent="C-1")),
        programmes=(PROGRAMME,),
        matters=(issue(campaign="C-1"), ENROLMENT),
        activities=(visit(campaign="C-2"),),
    )


# --- what may stand in one


def test_records_are_found_by_id_and_by_class():
    """In the order campaigns, programmes, matters, activities."""
    book = whole()
    assert [record.id for record in book.records()] == ["C-1", "C-2", "P-1", "H-1", "E-1", "A-1"]
    assert book.find("E-1") is ENROLMENT
    assert book.find("nobody") is None
    assert [record.id for record in book.of(sw.Matter)] == ["H-1", "E-1"]
    assert book.of(sw.Pledge) == ()
    assert "matters=<2>, activities=<1>, faults=<0>" in repr(book)


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"matters": (issue(), issue())}, "id 'H-1' stands 2 times"),
        ({"matters": (issue("A-1"),), "activities": (visit(),)}, "id 'A-1' stands 2 times"),
        ({"campaigns": (campaign(problems=(PROBLEM,)),), "matters": (issue("Q-1"),)}, "id 'Q-1' stands 2 times"),
        ({"campaigns": (campaign(secondments=(AWAY, AWAY)),)}, "id 'S-1' stands 2 times"),
        ({"campaigns": (campaign(parent="C-9"),)}, "'C-1' names the unknown parent campaign 'C-9'"),
        ({"matters": (issue(campaign="C-9"),)}, "'H-1' names the unknown campaign 'C-9'"),
        ({"activities": (visit(campaign="C-9"),)}, "'A-1' names the unknown campaign 'C-9'"),
        ({"matters": (ENROLMENT,)}, "'E-1' names the unknown programme 'P-1'"),
        (
            {"programmes": (sw.Programme(id="P-1", on=DAY, title="创建", campaign="C-9"),)},
            "'P-1' names the unknown campaign 'C-9'",
        ),
        (
            {"programmes": (sw.Programme(id="P-1", on=DAY, title="创建", roll="R-9"),)},
            "'P-1' names the unknown roll 'R-9'",
        ),
        ({"parties": sw.Parties(rolls=(ROLL,))}, "'R-1' names the unknown campaign 'C-9'"),
        ({"activities": (visit(whom=("u9",)),)}, "'A-1' names the unknown party 'u9'"),
        (
            {"activities": (sw.Training(id="A-1", on=DAY, title="训", subject="法", participants=("p9",)),)},
            "'A-1' names the unknown party 'p9'",
        ),
        (
            {
                "programmes": (PROGRAMME,),
                "matters": (
                    sw.Enrolment.enrol(id="E-1", title="厂", programme="P-1", enterprise="u9", on=DAY, by="监管股"),
                ),
            },
            "'E-1' names the unknown party 'u9'",
        ),
    ],
)
def test_twins_and_references_to_nothing_are_refused(parts, problem):
    """Every id stands once, also across kinds, and every reference leads to a record."""
    with pytest.raises(sw.BookError) as caught:
        sw.Book(title="台账", **parts)
    assert caught.value.problems == (problem,)


def test_every_problem_is_told_at_once():
    """Not only the first."""
    with pytest.raises(sw.BookError) as caught:
        sw.Book(title="台账", matters=(issue(campaign="C-8"), issue(campaign="C-9")))
    assert len(caught.value.problems) == 3


# --- a campaign and its parts


def test_a_campaign_is_asked_for_with_its_parts_at_any_depth():
    """Parts of parts belong to it; siblings and what names no campaign do not."""
    tree = (campaign(), campaign("C-2", parent="C-1"), campaign("C-3", parent="C-2"), campaign("C-4"))
    placed = tuple(issue(f"H-{n}", campaign=c) for n, c in enumerate(("C-1", "C-2", "C-3", "C-4", None)))
    book = sw.Book(title="台账", campaigns=tree, matters=placed, activities=(visit(campaign="C-3"),))
    assert book.parts("C-1") == {"C-1", "C-2", "C-3"}
    assert book.parts("C-4") == {"C-4"}
    assert [record.id for record in book.under("C-2").records() if record not in tree] == ["H-1", "H-2", "A-1"]
    assert [m.id for m in book.within("C-2").matters] == ["H-1"]


# --- with and without


def test_with_puts_a_record_in_its_place_or_adds_it():
    """The order stays; what is new comes last."""
    book = whole()
    moved = issue(campaign="C-2")
    changed = book.with_(moved, visit("A-2"), campaign("C-3"), sw.Programme(id="P-2", on=DAY, title="创建"))
    assert changed.find("H-1") is moved
    assert [r.id for r in changed.records()] == ["C-1", "C-2", "C-3", "P-1", "P-2", "H-1", "E-1", "A-1", "A-2"]
    assert book == whole()


def test_with_refuses_what_building_refuses():
    """A book is never left inconsistent."""
    with pytest.raises(sw.BookError):
        whole().with_(issue("H-2", campaign="C-9"))


@pytest.mark.parametrize("record", ["H-1", "E-1", "A-1", "C-2", "P-1", "Q-1", "S-1"])
def test_without_takes_away_one_record(record):
    """A record nobody names goes; one that others name is refused; the rest stays as it was."""
    book, named = whole(), {"C-2": "A-1", "P-1": "E-1"}
    if record in named:
        with pytest.raises(sw.BookError, match=record):
            book.without(record)
        book = book.without(named[record])
    left = book.without(record)
    assert left.find(record) is None
    assert record not in {inner.id for c in left.campaigns for inner in (*c.problems, *c.secondments)}
    assert set(left.records()) - set(book.records()) <= set(left.campaigns)
    if book.find(record) is not None:
        assert left.with_(book.find(record)) == book or record == "H-1"


def test_without_takes_away_a_roll():
    """Unless a programme has it for its target list; the other parties stay."""
    homes, firms = (sw.Roll(id=f"R-{unit}", title="名册", unit=unit) for unit in "户家")
    parties = sw.Parties((sw.Unit("U-1", "甲镇"),), rolls=(homes, firms))
    book = sw.Book("台账", parties=parties, programmes=(sw.Programme(id="P-1", on=DAY, title="创建", roll="R-家"),))
    assert book.without("R-户").parties == sw.Parties(parties.units, rolls=(firms,))
    with pytest.raises(sw.BookError, match="unknown roll 'R-家'"):
        book.without("R-家")


def test_without_what_is_not_there():
    """Nothing is taken away silently."""
    with pytest.raises(sw.BookError) as caught:
        whole().without("H-9")
    assert caught.value.problems == ("there is no record 'H-9'",)


def test_within_keeps_the_matters_and_activities_of_one_campaign():
    """None: those of no campaign; campaigns and programmes stay, so that they can be named."""
    book = whole()
    assert [r.id for r in book.within("C-1").records()] == ["C-1", "C-2", "P-1", "H-1"]
    assert [r.id for r in book.within("C-2").records()] == ["C-1", "C-2", "P-1", "A-1"]
    assert [r.id for r in book.within(None).records()] == ["C-1", "C-2", "P-1", "E-1"]


# --- as of a day, as known on a day


def test_as_of_a_day_is_what_had_happened():
    """Matters at their state then, activities from their day, campaigns with what they had recorded."""
    opened = issue().apply(sw.Assign(on=day(23), by="局长", owner="李四", term=sw.days(5)))
    book = sw.Book(
        title="台账",
        campaigns=(campaign(problems=(PROBLEM,)),),
        matters=(opened, issue("H-2", on=day(24))),
        activities=(visit(on=day(24)),),
    )
    states = {n: [matter.state for matter in book.as_of(day(n)).matters] for n in (19, 20, 23, 24)}
    assert states == {19: [], 20: ["registered"], 23: ["rectifying"], 24: ["rectifying", "registered"]}
    assert [len(book.as_of(day(n)).activities) for n in (23, 24)] == [0, 1]
    assert [len(book.as_of(day(n)).campaigns[0].problems) for n in (24, 25)] == [0, 1]


def test_known_on_leaves_out_what_was_written_down_later():
    """Happened on the 20th, written down on the 24th: on the 22nd nobody could know."""
    book = sw.Book(
        title="台账",
        matters=(issue(recorded=day(24)), issue("H-2")),
        activities=(visit(recorded_on=day(24)), visit("A-2")),
    )
    known = {n: [r.id for r in book.as_of(DAY, known_on=day(n)).records()] for n in (19, 20, 24)}
    assert known == {19: [], 20: ["H-2", "A-2"], 24: ["H-1", "H-2", "A-1", "A-2"]}
    assert book.as_of(DAY) == book


@given(st.lists(st.integers(1, 30), max_size=6), st.integers(1, 30), st.integers(1, 30))
def test_as_of_only_grows_and_looking_back_twice_is_looking_back_to_the_earlier_day(days, one, other):
    """`as_of(b).as_of(a)` is `as_of(a)` for a no later than b; nothing that stood is lost later."""
    first, second = sorted((one, other))
    book = sw.Book(
        title="台账",
        matters=tuple(issue(f"H-{n}", on=day(d)) for n, d in enumerate(days)),
        activities=tuple(visit(f"A-{n}", on=day(d)) for n, d in enumerate(days)),
    )
    early, late = book.as_of(day(first)), book.as_of(day(second))
    assert late.as_of(day(first)) == early
    assert set(early.records()) <= set(late.records())
    assert len(early.matters) == len(early.activities) == sum(d <= first for d in days)


def test_a_programme_as_of_a_day_has_the_procedures_issued_by_then():
    """Plans stay, what was issued later does not."""
    issued = sw.Procedures(industry="烟花爆竹", on=day(25), title="操作规程")
    book = sw.Book(title="台账", programmes=(sw.Programme(id="P-1", on=DAY, title="创建", procedures=(issued,)),))
    assert [len(book.as_of(day(n)).programmes[0].procedures) for n in (24, 25)] == [0, 1]


def test_duplicates_of_each_other_cannot_stand_in_one_book():
    """Two issues that are each carried on as the other would both be off the books; a chain that ends is fine."""

    def put_to(id, other):
        return issue(id).apply(sw.issues.MarkDuplicate(on=DAY, by="检查组", duplicate_of=other))

    with pytest.raises(sw.BookError) as caught:
        sw.Book("台账", matters=(put_to("H-1", "H-2"), put_to("H-2", "H-1"), put_to("H-3", "H-1")))
    assert caught.value.problems == (
        "issue 'H-1' is a duplicate of itself in the end",
        "issue 'H-2' is a duplicate of itself in the end",
    )
    assert sw.Book("台账", matters=(put_to("H-1", "H-2"), put_to("H-2", "H-3"), issue("H-3"), put_to("H-4", "H-9")))
