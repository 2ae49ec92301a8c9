"""Successions: what is open when a campaign ends goes on in the next, and nothing is lost on the way."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from histories import matters
from safetywork.carryovers import CarryOver
from safetywork.indicators import INDICATORS, circumstances, measured, still_open
from safetywork.measures import Finish
from safetywork.schemes import Approve, Conclude, EnterPhase, Phase, Promulgate, Propose, Scheme, Summarise
from safetywork.successions import carried_in, carried_out, carry_over
from safetywork.testing.scenes import DAY

D3, D10, D17, D24, D31 = (date(2025, 3, n) for n in (3, 10, 17, 24, 31))
ONE = sw.Campaign(id="C-1", on=D3, title="三年行动2024", plan="S-1")
PART = sw.Campaign(id="C-1a", on=D3, title="分项", parent="C-1")
TWO = sw.Campaign(id="C-2", on=D31, title="三年行动2025", en="Third year")


def measure(id, campaign="C-1", done=None):
    made = sw.Measure.plan(id=id, title=id, on=D3, by="局长", owner="张三", term=sw.workdays(10), campaign=campaign)
    return made if done is None else made.apply(Finish(on=done, by="张三"))


def book(*records, campaigns=(ONE, PART, TWO)):
    return sw.Book("台账", campaigns=campaigns, matters=records)


FULL = book(measure("M-1"), measure("M-2", done=D10), measure("M-3", "C-1a"), measure("M-4", "C-2"))


def ids(records):
    return [record.id for record in records]


def test_what_is_open_is_carried_over_and_what_is_done_stays():
    """Of the campaign and its parts; each log says where it came from."""
    over = carry_over(FULL, "C-1", "C-2", on=D31, by="局长")
    assert (over.carried, over.left, over.refused) == (("M-1", "M-3"), (), ())
    assert {m.id: m.campaign for m in over.book.matters} == {"M-1": "C-2", "M-2": "C-1", "M-3": "C-2", "M-4": "C-2"}
    told = [m.log[-1].event for m in over.book.matters if isinstance(m.log[-1].event, CarryOver)]
    assert [(event.source, event.to, event.on) for event in told] == [("C-1", "C-2", D31), ("C-1a", "C-2", D31)]
    assert ids(still_open(over.book, "C-1", on=D31)) == []
    assert ids(still_open(over.book, "C-2", on=D31)) == ["M-1", "M-3", "M-4"]


def test_a_term_runs_on_as_it_was():
    """Late by as many days as before: nobody gains a day by changing campaigns."""
    before = FULL.find("M-1").standing(D31)
    after = carry_over(FULL, "C-1", "C-2", on=D31, by="局长").book.find("M-1")
    assert (after.standing(D31), after.standing(D31).days_late) == (before, 14)
    assert after.deadline() == FULL.find("M-1").deadline()


def test_as_of_the_day_before_nothing_has_moved():
    """The book of that day is the book of that day."""
    over = carry_over(FULL, "C-1", "C-2", on=D31, by="局长").book
    assert over.as_of(D24) == FULL.as_of(D24)
    assert carried_out(over, {"C-1"}, on=D24) == ()
    assert ids(carried_out(over, {"C-1"}, on=D31)) == ["M-1"]
    assert ids(carried_out(over, over.parts("C-1"), on=D31)) == ["M-1", "M-3"]
    assert ids(carried_in(over, {"C-2"}, on=D31)) == ["M-1", "M-3"]
    assert carried_in(over, {"C-1"}, on=D31) == ()


def test_both_reports_count_it():
    """结转 out of the one and into the other; it is told under the campaign that it is in now."""
    over = carry_over(FULL, "C-1", "C-2", on=D31, by="局长").book
    text, english = (sw.report(over, as_of=D31).text(lang) for lang in sw.LANGS)
    assert "结转至后续行动1项。" in text
    assert "由其他行动结转而来2项。" in text
    assert "Carried over to other campaigns: 1 item." in english
    assert "Carried over from other campaigns: 2 items." in english
    assert "结转" not in sw.report(over, as_of=D24).text()
    figures = [f for f in sw.report(over, as_of=D31).figures if "结转而来" in f.population.zh]
    assert figures[0].rows == ("M-1", "M-3")


def test_what_is_not_chosen_or_may_not_go_is_left():
    """Left by choice, or because something was entered since; the refusal says which."""
    later = FULL.find("M-3").apply(sw.Progress(on=date(2025, 4, 1), by="张三", text="过半"))
    over = carry_over(FULL.with_(later), "C-1", "C-2", on=D31, by="局长", where=lambda m: m.id != "M-1")
    assert (over.carried, over.left) == ((), ("M-1", "M-3"))
    assert [refusal.codes for refusal in over.refused] == [("backdated",)]


def test_the_plan_of_a_campaign_ends_with_it():
    """It is neither open in it nor carried over; the plan of something else is."""
    plan = Scheme.draft(id="S-1", title="方案", on=D3, by="局长", campaign="C-1")
    other = Scheme.draft(id="S-2", title="委托执法方案", on=D3, by="局长", campaign="C-1")
    assert carry_over(book(plan, other), "C-1", "C-2", on=D31, by="局长").carried == ("S-2",)


WRONG = [("C-1", "C-9"), ("C-9", "C-2"), ("C-1", "C-1"), ("C-1", "C-1a"), ("M-1", "C-2")]


@pytest.mark.parametrize(("campaign", "to"), WRONG)
def test_it_goes_from_a_campaign_to_another(campaign, to):
    """Both in the book, and the next no part of the one that ends."""
    with pytest.raises(sw.BookError):
        carry_over(FULL, campaign, to, on=D31, by="局长")


def test_a_chain_of_campaigns():
    """三年行动: carried over twice; the middle year counts it in and out, and nothing is counted twice."""
    three = sw.Campaign(id="C-3", on=D31, title="2026")
    once = carry_over(book(measure("M-1"), campaigns=(ONE, PART, TWO, three)), "C-1", "C-2", on=D24, by="局长").book
    twice = carry_over(once, "C-2", "C-3", on=D31, by="局长").book
    assert [ids(carried_in(twice, {one}, on=D31)) for one in ("C-1", "C-2", "C-3")] == [[], ["M-1"], ["M-1"]]
    assert [ids(carried_out(twice, {one}, on=D31)) for one in ("C-1", "C-2", "C-3")] == [["M-1"], ["M-1"], []]
    assert sw.loads(sw.dumps(twice)) == twice


def test_nobody_reaches_a_goal_by_sending_on_what_is_open():
    """One of three done: a third before and after, and still when the next year finishes what came over to it."""
    goal = sw.Goal("全部完成", indicator="measures finished", target=sw.Count.exact(100, "%"))
    over = carry_over(FULL, "C-1", "C-2", on=D31, by="局长").book
    april = date(2025, 4, 30)
    later = over.with_(*(over.find(one).apply(Finish(on=april, by="张三")) for one in ("M-1", "M-3")))
    told = [measured(goal, book, "C-1", on=on) for book, on in ((FULL, D31), (over, D31), (later, april))]
    assert [(one.share, one.reached, one.whole.rows) for one in told] == [
        (Fraction(1, 3), False, ("M-1", "M-2", "M-3"))
    ] * 3
    assert [measured(goal, later, "C-2", on=on).share for on in (D24, D31, april)] == [0, 0, Fraction(2, 3)]
    assert measured(goal, later, "C-1a", on=april).share == 0


def test_what_comes_back_is_answered_for_as_it_is():
    """Carried over and back again: the first campaign counts it as it now is."""
    goal = sw.Goal("全部完成", indicator="measures finished", target=sw.Count.exact(100, "%"))
    once = carry_over(book(measure("M-1")), "C-1", "C-2", on=D24, by="局长").book
    back = carry_over(once, "C-2", "C-1", on=D31, by="局长").book
    done = back.with_(back.find("M-1").apply(Finish(on=D31, by="张三")))
    assert (measured(goal, done, "C-1", on=D31).reached, measured(goal, done, "C-2", on=D31).reached) == (True, False)


# --- the laws, over whatever may have happened


@st.composite
def books(draw):
    """A book of matters with random histories, each of one of the campaigns, and the day after the last entry."""
    drawn = draw(st.lists(matters(), max_size=4))
    placed = []
    for n, matter in enumerate(drawn):
        opening = matter.log[0]
        where = draw(st.sampled_from(("C-1", "C-1a", "C-2", None)))
        moved = attrs.evolve(opening, event=attrs.evolve(opening.event, campaign=where))
        blank = type(matter).blank(f"{matter.id}/{n}", matter.workflows)
        placed.append(sw.replay(blank, (moved, *matter.log[1:])))
    last = max((m.log[-1].event.on for m in placed), default=DAY)
    programmes = (sw.Programme(id="标准化提升", on=DAY, title="标准化提升"),)
    full = sw.Book("台账", campaigns=(ONE, PART, TWO), programmes=programmes, matters=tuple(placed))
    return full, last + timedelta(days=1)


@given(books(), st.data())
def test_open_at_the_end_is_carried_over_and_left(drawn, data):
    """Open = carried + left; what the next has open grows by what was carried; and nothing else changes."""
    full, on = drawn
    chosen = set(data.draw(st.lists(st.sampled_from(ids(full.matters) or ["—"]))))
    over = carry_over(full, "C-1", "C-2", on=on, by="局长", where=lambda m: m.id in chosen)
    before = ids(still_open(full, "C-1", on=on))
    assert sorted((*over.carried, *over.left)) == sorted(before)
    assert ids(still_open(over.book, "C-1", on=on)) == [one for one in before if one not in over.carried]
    was, now = (set(ids(still_open(one, "C-2", on=on))) for one in (full, over.book))
    assert now == was | set(over.carried)
    assert len(now) == len(was) + len(over.carried)
    parts = over.book.parts("C-1")
    assert set(over.carried) == set(ids(carried_out(over.book, parts, on=on)))
    assert set(over.carried) == set(ids(carried_in(over.book, {"C-2"}, on=on)))
    assert over.book.as_of(on - timedelta(days=1)) == full
    for old, new in zip(full.matters, over.book.matters, strict=True):
        assert (old.id, old.states, old.owner, old.cycle) == (new.id, new.states, new.owner, new.cycle)
        assert old.clock() == new.clock()
        assert new.log[: len(old.log)] == old.log
    assert carry_over(over.book, "C-1", "C-2", on=on, by="局长", where=lambda m: m.id in chosen).carried == ()


@given(books(), st.sampled_from(sorted(INDICATORS)))
def test_a_goal_stands_as_it_stood(drawn, indicator):
    """On the day of the carrying over, each indicator of the campaign that ends says what it said before."""
    full, on = drawn
    goal = sw.Goal("目标", indicator=indicator, target=sw.Count.exact(50, "%"))
    over = carry_over(full, "C-1", "C-2", on=on, by="局长").book
    assert measured(goal, over, "C-1", on=on) == measured(goal, full, "C-1", on=on)


# --- a story: a campaign from its draft to its successor


def test_a_campaign_from_its_draft_to_the_next_year():
    """Drafted, deliberated, issued, two phases, summed up; one matter goes on, one is left knowingly; it is over."""
    cleared = sw.Goal("问题整改过半", indicator="measures finished", target=sw.Count.exact(50, "%"))
    phases = (Phase(id="find", title="自查"), Phase(id="fix", title="整改", on=D17, entry=(cleared,)))
    plan = Scheme.draft(id="S-1", title="行动方案", on=D3, by="局长", owner="张三", campaign="C-1", phases=phases)
    plan = (
        plan.apply(Propose(on=D3, by="张三")).apply(Approve(on=D3, by="局党委")).apply(Promulgate(on=D3, by="办公室"))
    )
    full = book(plan, measure("M-1"), measure("M-2"), measure("M-3", "C-1a"), measure("M-5"))

    def step(full, event, on=None):
        context = circumstances(full, ONE, on=on or event.on)
        return full.with_(full.find("S-1").apply(event, context))

    full = step(full, EnterPhase(on=D10, by="局长", phase="find"))
    early = circumstances(full, ONE, on=D17)
    refused = full.find("S-1").decide(EnterPhase(on=D17, by="局长", phase="fix", confirmed=("问题整改过半",)), early)
    assert refused.codes == ("condition_unmet",)
    full = full.with_(measure("M-2", done=D17), measure("M-5", done=D17))
    full = step(full, EnterPhase(on=D17, by="局长", phase="fix"))
    full = step(full, Summarise(on=D24, by="张三", text="整改过半"))
    over = Conclude(on=D31, by="领导小组")
    assert full.find("S-1").decide(over, circumstances(full, ONE, on=D31)).codes == ("still_open",)
    over_to = carry_over(full, "C-1", "C-2", on=D31, by="局长", where=lambda m: m.id != "M-3")
    assert (over_to.carried, over_to.left) == (("M-1",), ("M-3",))
    full = step(over_to.book, attrs.evolve(over, left=over_to.left))
    states = [str(full.as_of(on).find("S-1").standing_state) for on in (D3, D10, D24, D31)]
    assert states == ["已印发", "实施中", "已总结", "已收官"]
    assert full.find("S-1").entered == (("find", D10), ("fix", D17))
    assert sw.loads(sw.dumps(full)) == full
    assert "《行动方案》实施中，已进入整改。" in sw.report(full, as_of=D17).text()
