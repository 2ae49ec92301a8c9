"""The laws: what each says, to whom it applies, and that sets of them neither lose nor double one."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from safetywork import issues, stock
from safetywork.acts import Assign, Submit
from safetywork.calendars import CHINA
from safetywork.labels import Label
from safetywork.periods import Span, workdays
from safetywork.relapses import Relapse
from safetywork.testing.laws import CLOCK_LAWS, KERNEL_LAWS, STOCK_LAWS, LawSet, UnknownLawError, law
from safetywork.testing.logs import folded, naive_cycle
from safetywork.testing.oracles import Days, PlainClock, naive_due, naive_share, walked, workdays_between
from safetywork.testing.scenes import scene_of
from safetywork.workflows import State, Transition, Workflow


def test_there_are_enough_laws_and_each_says_why():
    """A hundred laws and more, each under a name of its own, with a sentence and a bug in Chinese and English."""
    laws = tuple(STOCK_LAWS)
    assert len(laws) >= 100
    assert len({law.id for law in laws}) == len(laws)
    for each in laws:
        assert all((each.statement.zh, each.statement.en, each.why.zh, each.why.en)), each.id
        assert each.level in ("table", "state", "step", "history", "pair")


def test_a_law_that_comes_two_ways_is_there_once():
    """A set has the laws of its parents, each once, and refuses another law under a name that it has."""
    both = LawSet("both", parents=(KERNEL_LAWS, CLOCK_LAWS, KERNEL_LAWS))
    assert len(both) == len(KERNEL_LAWS) + len(CLOCK_LAWS)
    other = law("days-run-forward", "step", Label("另", "another"), Label("另", "another"))(lambda _: ())
    with pytest.raises(UnknownLawError, match="days-run-forward"):
        LawSet("mine", (other,), (KERNEL_LAWS,))


def test_an_unknown_law_is_told():
    """No set is asked for, or left without, a law that it does not have."""
    with pytest.raises(UnknownLawError, match="no-such-law"):
        STOCK_LAWS["no-such-law"]
    with pytest.raises(UnknownLawError, match="no-such-law"):
        STOCK_LAWS.without("no-such-law")
    assert len(STOCK_LAWS.without("tags-agree")) == len(STOCK_LAWS) - 1
    assert list(STOCK_LAWS.only("light-total", "tags-agree")) == [STOCK_LAWS["tags-agree"], STOCK_LAWS["light-total"]]
    with pytest.raises(UnknownLawError, match="no-such-law"):
        STOCK_LAWS.only("tags-agree", "no-such-law")
    assert "tags-agree: 状态标记互不矛盾" in STOCK_LAWS.text()


def test_a_law_applies_to_what_a_workflow_declares():
    """A workflow without a clock that stops is spared the laws of stopping, with the reason."""
    assert STOCK_LAWS["stop-adds-its-days"].applies((stock.GAP,)).en == "no event does this to a clock: suspend"
    assert STOCK_LAWS["stop-adds-its-days"].applies((issues.RECTIFICATION,)) is None
    assert STOCK_LAWS["verifier-is-another"].applies((stock.GAP,)).en == "no event verifies"
    assert STOCK_LAWS["guard-closure"].applies((stock.GAP,)) is not None
    assert STOCK_LAWS["handing-in-of-this-round"].applies((stock.GAP,)) is not None


def _rows(*rows, states=("a", "b")) -> Workflow:
    kinds = ("start", *("open" for _ in states[2:]), "rest")
    told = tuple(State(s, Label(s, s), k) for s, k in zip(states, kinds, strict=True))
    return Workflow("own", "1", Label("自有", "own"), told, rows)


BAD_TABLES = {
    "state-reachable": _rows(Transition(Submit, "a", "c"), states=("a", "b", "c")),
    "open-can-rest": _rows(Transition(Submit, "a", "b"), Transition(Assign, "b", "a"), states=("a", "b", "c")),
    "reopening-counts": _rows(Transition(Submit, "a", "b"), Transition(Assign, "b", "a")),
    "open-has-exit": _rows(Transition(Submit, "a", "b"), states=("a", "b", "c")),
}


@pytest.mark.parametrize("law_id", BAD_TABLES)
def test_a_bad_table_is_told(law_id):
    """A trap, a dead end, a state out of reach, a reopening that is not counted: each is one law's."""
    assert STOCK_LAWS[law_id].broken(BAD_TABLES[law_id])
    assert not STOCK_LAWS[law_id].broken(issues.RECTIFICATION)


def test_tags_that_contradict_each_other_are_told():
    """Done and void, void and open, stopped and at rest."""
    for tags, kind in (({"done", "void"}, "rest"), ({"void"}, "open"), ({"stopped"}, "rest"), ({"sustained"}, "rest")):
        state = State("b", Label("b", "b"), kind, tags)
        assert STOCK_LAWS["tags-agree"].broken(_rows(Transition(Submit, "a", "b")).extend(states=(state,)))


def test_the_oracle_counts_as_by_hand():
    """Fifteen working days from Friday 20 September 2024, over National Day: Thursday 17 October (hand count).

    24, 25, 26, 27 September are 4 after Monday 23 (1) and Saturday 29's make-up Sunday; see the calendar of 2024.
    """
    days = [
        date(2024, 9, 23),
        *(date(2024, 9, d) for d in (24, 25, 26, 27, 29, 30)),
        *(date(2024, 10, d) for d in (8, 9, 10, 11, 12, 14, 15, 16)),
    ]
    assert walked(date(2024, 9, 20), Span(15, "workday"), CHINA) == days[14] == date(2024, 10, 16)
    assert walked(date(2024, 10, 16), Span(15, "workday"), CHINA, back=True) == date(2024, 9, 20)
    assert [*Days(CHINA, date(2024, 9, 1), date(2024, 12, 31)).between(date(2024, 9, 20), date(2024, 10, 16))] == days
    assert Days(CHINA, date(2024, 9, 23), date(2024, 12, 31)).walk(date(2024, 9, 24), -2) is None
    assert workdays_between(date(2024, 10, 16), date(2024, 9, 20), CHINA) == -15
    assert naive_due(PlainClock(date(2024, 9, 20), workdays(15)), CHINA) == (date(2024, 10, 16), date(2024, 10, 16))
    assert naive_due(PlainClock(date(2024, 8, 31), Span(1, "month")), CHINA) == (date(2024, 9, 30), date(2024, 9, 30))
    stopped = PlainClock(date(2024, 10, 8), Span(3, "day"), (), ((date(2024, 10, 9), date(2024, 10, 12)),))
    assert naive_due(stopped, CHINA) == (date(2024, 10, 14), date(2024, 10, 14))


def test_a_share_by_hand():
    """Ten days from 20 September: half gone on the 25th.

    Stopped three days they end on 3 October, a holiday, so on the 8th: 18 days less 3 are the whole, 5 less 3 are gone.
    """
    first, on = date(2024, 9, 20), date(2024, 9, 25)
    stop = (date(2024, 9, 21), date(2024, 9, 24))
    assert naive_share(PlainClock(first, Span(10, "day")), CHINA, on, on) == Fraction(1, 2)
    assert naive_share(PlainClock(first, Span(10, "day"), (), (stop,)), CHINA, on, on) == Fraction(2, 15)
    assert naive_share(PlainClock(first, date(2024, 9, 30), (), (stop,)), CHINA, on, on) == Fraction(1, 2), "agreed"


def test_a_cycle_by_hand():
    """What came after the relapse, and the relapse itself; all of it before."""
    scene = scene_of(issues.RECTIFICATION)
    closed, relapse = scene.ready(0, "closed", Relapse)
    again = closed.apply(relapse, scene.context)
    assert naive_cycle(closed) == closed.log
    assert [entry.event for entry in naive_cycle(again)] == [relapse]


def test_look_alike_names_fold_to_one():
    """Width, case and blanks make no other person; another letter does."""
    assert folded("ＺＨＡＯ ") == folded("zh ao") == "zhao"
    assert folded("李四") != folded("李三")


def test_whatever_a_check_meets_is_told():
    """A check that raises is a law that is broken, not a run that stops."""
    odd = attrs.evolve(STOCK_LAWS["tags-agree"], check=lambda _: 1 / 0)
    assert odd.broken(None) == ("ZeroDivisionError: division by zero",)


def test_the_reference_lists_every_law():
    """Each law stands in the reference with its sentence and the bug it catches, in order, and no other."""
    page = (Path(__file__).parent.parent / "docs" / "reference" / "testing.md").read_text(encoding="utf-8")
    table = page.split("## Laws\n")[1].split("\n## ")[0].split("\n### ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert rows == [
        f"| `{each.id}` | {each.statement.zh}。{each.statement.en} | {each.why.zh}。{each.why.en} |"
        for each in STOCK_LAWS
    ]
