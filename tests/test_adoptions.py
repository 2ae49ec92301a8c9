"""Study and adoption: what came of the gaps, and which measures close them."""

from datetime import date
from fractions import Fraction

from attrs import frozen
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.adoptions import adoption, closing
from safetywork.gaps import GAP, Adopt, Decline, Find, Gap, Reconsider
from safetywork.measures import Finish, Measure, Prepare
from safetywork.schemes import Approve, Promulgate, Propose, Scheme

D3, D10, D17, D24, D31 = (date(2025, 3, n) for n in (3, 10, 17, 24, 31))


def gap(n, *events):
    made = Gap.find(id=f"G-{n}", title=f"领域{n}", on=D3, by="局长", tour="A-1")
    for event in events:
        made = made.apply(event)
    return made


ADOPT = Adopt(on=D10, by="局党委")
DECLINE = Decline(on=D17, by="局党委", reason="编制所限")
CANCEL = sw.Cancel(on=D17, by="局长", reason="重复")


def test_a_gap_that_was_declined_stays_so_whatever_happens_beside_it():
    """A later entry of a machine beside does not open the decision again, in the partition as in the report."""
    made = Gap.open("G-1", (GAP, sw.REFERRAL), Find(on=D3, by="局长", title="领域"))
    made = made.apply(DECLINE).apply(sw.Refer(on=D17, by="局长", to="住建局"))
    assert made.declined == "编制所限"
    assert adoption(sw.Book("台账", matters=(made,)), on=D31).declined == ((made, "编制所限"),)
    assert "不予采纳" in sw.report(sw.Book("台账", matters=(made,)), as_of=D31).text("zh")
    assert made.apply(Reconsider(on=D24, by="局长", reason="有编制")).declined is None
    kept = GAP.extend(transitions=[sw.Transition(Shelve, "found", "declined")])
    shelved = Gap.find(id="G-2", title="领域", on=D3, by="局长", workflow=kept).apply(Shelve(on=D10, by="局长"))
    assert shelved.declined == ""


@frozen(kw_only=True)
class Shelve(sw.Event):
    """搁置: a county's own way not to take it over."""

    code = "county.shelve"
    label = sw.Label("搁置", "shelve")


def measure(n, gap_id, *events):
    made = Measure.plan(id=f"M-{n}", title="措施", on=D10, by="局长", owner="张三", term=D31, source="A-1", gap=gap_id)
    for event in events:
        made = made.apply(event)
    return made


def test_what_was_adopted_and_what_was_not_and_why():
    """Two of four adopted, one declined with its reason, one undecided; a fifth was entered twice, and is no gap."""
    book = sw.Book(
        "台账",
        matters=(gap(1, ADOPT), gap(2, ADOPT), gap(3, DECLINE), gap(4), gap(5, CANCEL), measure(1, "G-1")),
    )
    told = adoption(book, on=D31)
    assert [part.value.low for part in told.split.parts] == [2, 1, 1, 1]
    assert told.split.adds_up
    assert told.rate == Fraction(1, 2)
    assert [(one.id, why) for one, why in told.declined] == [("G-3", "编制所限")]
    assert [one.id for one in told.unplanned] == ["G-2"], "adopted, and no measure names it"
    assert adoption(book, on=D10).rate == Fraction(2, 5)
    assert adoption(book, on=D3).rate == 0
    assert adoption(sw.Book("空"), on=D31).rate is None


def test_a_cancelled_measure_closes_nothing():
    """The gap is adopted still, and unplanned again."""
    gone = measure(1, "G-1", sw.Cancel(on=D17, by="局长", reason="并入"))
    book = sw.Book("台账", matters=(gap(1, ADOPT), gone))
    assert closing(book, book.matters[0]) == ()
    assert [one.id for one in adoption(book, on=D17).unplanned] == ["G-1"]
    assert adoption(book, on=D10).unplanned == ()


def test_the_three_fields_of_a_study_tour():
    """Forces, training and delegation: the examination is in preparation, the plan for delegation being drawn up.

    Each measure names its gap and the tour, with owner and date; as of any day each is where it was.
    """
    tour = sw.StudyTour(id="A-1", on=D3, title="对标学习", people=sw.Count.exact(9, "人"))
    exam = measure(2, "G-2", Prepare(on=D17, by="张三", text="报名组织中"))
    scheme = Scheme.draft(id="S-1", title="委托执法方案", on=D17, by="局长", owner="李四", measure="M-3", term=D31)
    book = sw.Book(
        "台账",
        matters=(*(gap(n, ADOPT) for n in (1, 2, 3)), measure(1, "G-1"), exam, measure(3, "G-3"), scheme),
        activities=(tour,),
    )
    march = {m.id: str(m.standing_state) for m in book.as_of(D24).matters}
    assert (march["M-2"], march["S-1"], march["M-1"]) == ("筹备中", "制定中", "已列入计划")
    assert book.as_of(D10).find("S-1") is None
    assert adoption(book, on=D24).rate == 1
    assert [one.id for one in closing(book, book.find("G-3"))] == ["M-3"]
    assert {(m.source, m.owner, m.deadline().last_day) for m in book.of(Measure)} == {("A-1", "张三", D31)}
    text = sw.report(book, as_of=D24).text()
    assert "《委托执法方案》制定中。" in text
    assert "对标查找差距3个，已全部采纳。" in text
    assert "制定并实施措施1项，正在筹备（措施）。" in text
    issued = scheme.apply(Propose(on=D24, by="李四")).apply(Approve(on=D24, by="局党委"))
    done = exam.apply(Finish(on=D31, by="张三"))
    later = book.with_(issued.apply(Promulgate(on=D31, by="办公室")), done)
    assert "《委托执法方案》已印发。" in sw.report(later, as_of=D31).text()
    assert sw.loads(sw.dumps(later)) == later


FATES = st.sampled_from(((), (ADOPT,), (DECLINE,), (CANCEL,)))


@given(st.lists(FATES, max_size=6), st.integers(3, 31))
def test_found_is_adopted_and_not_and_undecided_and_cancelled(fates, number):
    """On every day each gap stands in exactly one part, and the rate lies between none and all."""
    book = sw.Book("台账", matters=tuple(gap(n, *events) for n, events in enumerate(fates)))
    told = adoption(book, on=date(2025, 3, number))
    assert told.split.adds_up
    assert told.split.whole.value.low == len(fates)
    assert told.rate is None or 0 <= told.rate <= 1
    assert len(told.declined) == told.split.parts[1].value.low
