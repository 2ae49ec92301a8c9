"""What a table shows by itself: planted flaws, exhaustive walks, pictures."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from safetywork.acts import Accept, Assign, Cancel, Progress, Resume, Return, Submit, Suspend
from safetywork.analysis import FINDINGS, analyse, mermaid, walks
from safetywork.faults import Fault
from safetywork.issues import IMMEDIATE, RECTIFICATION, Close, Recheck, Relapse
from safetywork.labels import Label
from safetywork.referrals import REFERRAL
from safetywork.replies import REPLY
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.supervision.enforcement import ENFORCEMENT
from safetywork.supervision.listings import LISTING
from safetywork.supervision.stoppages import STOPPAGE
from safetywork.supervision.supervised import SUPERVISED
from safetywork.workflows import STOPPED, State, Transition, Workflow

ANSWERS = Path(__file__).parent / "answers"
WORDS = Label("字", "word")
A, B, C = State("a", WORDS, "start"), State("b", WORDS), State("c", WORDS, "rest")
HELD = State("held", WORDS, tags={STOPPED})
WAY = (Transition(Assign, "a", "b"), Transition(Submit, "b", "c"), Transition(Cancel, "b", "c"))

DRAWN = (RECTIFICATION, IMMEDIATE, REFERRAL, REPLY, SUPERVISED, LISTING, ENFORCEMENT, STOPPAGE)

by_name = pytest.mark.parametrize("workflow", STOCK_WORKFLOWS, ids=lambda workflow: workflow.name)


def build(*transitions, states=(A, B, C)):
    """A small workflow: a → b → c with two exits from b, and what is planted."""
    return Workflow("small", "1", WORDS, states, (*WAY, *transitions))


@by_name
def test_nothing_is_wrong_with_the_stock_workflows(workflow):
    """No flaw of the catalogue, not even a doubt, and every event of the table is used."""
    assert analyse(workflow, events=workflow.events) == ()


@pytest.mark.parametrize(
    ("workflow", "found"),
    [
        (build(), set()),
        (build(states=(A, B, C, State("d", WORDS, "rest"))), {("unreachable", "d")}),
        (build(states=(A, B, C, State("d", WORDS))), {("unreachable", "d"), ("dead end", "d")}),
        (build(Transition(Return, "b", "d"), states=(A, B, C, State("d", WORDS))), {("dead end", "d")}),
        (
            build(Transition(Return, "b", "d"), Transition(Progress, "d", None), states=(A, B, C, State("d", WORDS))),
            {("dead end", "d")},
        ),
        (
            build(
                *(Transition(Return, "b", "d"), Transition(Accept, "d", "e"), Transition(Return, "e", "d")),
                *(Transition(Progress, "d", "e"), Transition(Progress, "e", "d")),
                states=(A, B, C, State("d", WORDS), State("e", WORDS)),
            ),
            {("trap", "d"), ("trap", "e")},
        ),
        (build(Transition(Return, "b", "d"), Transition(Accept, "d", "c"), states=(A, B, C, State("d", WORDS))),
         {("single exit", "d")}),
        (build(Transition(Return, "c", "b")), {("uncounted loop", "c → b")}),
        (build(Transition(Relapse, "c", "b")), set()),
        (build(Transition(Recheck, "c", None)), set()),
        (
            build(Transition(Suspend, "b", "held"), Transition(Cancel, "held", "c"), Transition(Submit, "held", "c"),
                  states=(A, B, C, HELD)),
            {("stops for good", "held")},
        ),
        (
            build(Transition(Suspend, "b", "held"), Transition(Resume, "held", "b"), Transition(Cancel, "held", "c"),
                  states=(A, B, C, HELD)),
            set(),
        ),
        (build(Transition(Suspend, "b", None)), {("stops for good", "b → b")}),
        (
            build(Transition(Suspend, "b", "held"), Transition(Resume, "held", None), Transition(Cancel, "held", "b"),
                  Transition(Submit, "held", "c"), states=(A, B, C, HELD)),
            {("lost clock", "held → held")},
        ),
    ],
)  # fmt: skip
def test_each_planted_flaw_is_found_and_nothing_else(workflow, found):
    """One flaw a table, by hand: unreachable, dead end, trap, single exit, uncounted loop, and the clock's two."""
    assert {(fault.code, fault.place) for fault in analyse(workflow)} == found


def test_an_unused_event_is_found_where_it_was_declared():
    """An event class that ought to happen somewhere and happens nowhere is named by its code."""
    (fault,) = analyse(RECTIFICATION.extend(drop=[Recheck]), events=RECTIFICATION.events)
    assert (fault.code, fault.place, fault.severity) == ("unused event", "issue.recheck", "warning")


def test_every_finding_of_the_catalogue_can_be_found():
    """Each code has a severity and words in both languages, and comes as a fault."""
    for code, (severity, label) in FINDINGS.items():
        fault = Fault(code, "x", label, severity=severity)
        assert label.zh in fault.text()
        assert label.en in fault.text("en")


def test_dropping_the_way_back_from_suspension_is_found():
    """A county that drops 恢复 learns that its clock stops for good."""
    assert "stops for good" in {fault.code for fault in analyse(RECTIFICATION.extend(drop=[Resume]))}


# --- walks


def test_walks_of_the_referral_by_hand():
    """Up to three events: refer; feedback or decline; then refer again, or refer."""
    codes = [[event.code.removeprefix("issue.") for event, _ in walk] for walk in walks(REFERRAL, longest=3)]
    assert codes == [
        ["refer"],
        ["refer", "feedback"],
        ["refer", "decline"],
        ["refer", "feedback", "refer-again"],
        ["refer", "decline", "refer"],
    ]
    assert list(walks(REFERRAL, longest=0)) == []


@given(st.sampled_from(STOCK_WORKFLOWS), st.integers(1, 3))
def test_walks_are_exhaustive_and_run(workflow, longest):
    """Every walk follows rows of the table; their number is the number of paths in the matrix of the table."""
    found = list(walks(workflow, longest=longest))
    assert len(set(found)) == len(found)
    for walk in found:
        state = workflow.start
        for event, target in walk:
            assert workflow.rows[state, event].target == target
            state = target
    ways, number = {workflow.start: 1}, 0
    for _ in range(longest):
        ahead = dict.fromkeys(workflow.by_id, 0)
        for (source, _event), row in workflow.rows.items():
            ahead[row.target] += ways.get(source, 0)
        ways, number = ahead, number + sum(ahead.values())
    assert len(found) == number


# --- pictures


@pytest.mark.parametrize("workflow", DRAWN, ids=lambda workflow: workflow.name)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_picture_is_the_one_that_was_reviewed(workflow, lang):
    """The Mermaid text of the issue workflows and of what runs beside them stands in answers/."""
    golden = (ANSWERS / f"{workflow.name}.{lang}.mmd").read_text(encoding="utf-8")
    assert mermaid(workflow, lang=lang) == golden


def test_a_picture_with_ids_and_codes():
    """Without a language: ids and codes, for a reader of the source."""
    assert mermaid(REFERRAL, lang=None) == (
        "stateDiagram-v2\n"
        '    state "not referred" as s0\n'
        '    state "referred" as s1\n'
        '    state "answered" as s2\n'
        "    [*] --> s0\n"
        "    s0 --> s1 : issue.refer\n"
        "    s2 --> s1 : issue.refer-again\n"
        "    s1 --> s2 : issue.feedback\n"
        "    s1 --> s0 : issue.decline\n"
        "    s2 --> [*]\n"
    )


def test_a_picture_shows_every_row_once():
    """Every event of the table stands on the arrow of its row, and words that mean something to Mermaid are defused."""
    drawn = mermaid(RECTIFICATION, lang=None)
    arrows = [line.strip() for line in drawn.splitlines() if " : " in line]
    names = {f"s{i}": state.id for i, state in enumerate(RECTIFICATION.states)}
    shown = {
        (names[line.split()[0]], code, names[line.split()[2]])
        for line in arrows
        for code in line.split(" : ")[1].split(", ")
    }
    assert shown == {(source, event.code, row.target) for (source, event), row in RECTIFICATION.rows.items()}
    odd = Workflow("odd", "1", WORDS, (State("a", Label('a"b:c;d\ne', "x"), "start"),), ())
    assert 'state "a\'b：c；d e" as s0' in mermaid(odd)


def test_closing_comes_after_acceptance_in_the_picture():
    """A spot check by eye: 验收通过 → 已销号."""
    assert "    s4 --> s5 : 销号\n" in mermaid(RECTIFICATION)
    assert Close.label.zh == "销号"
