"""What changed between two workflows: known answers, and laws over workflows that are taken apart at random."""

import attrs
import pytest
from hypothesis import given, strategies as st

from safetywork.acts import ANOTHER_PERSON, NOT_AHEAD, Accept, Assign, Cancel, Progress, Submit
from safetywork.changes import PARTS, diff
from safetywork.issues import IMMEDIATE, RECTIFICATION, Close, ClosurePolicy, Sustain, rectification
from safetywork.labels import LANGS, Label
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.workflows import Guard, State, Transition, Workflow

WORDS = Label("字", "word")
CHECKED = State("checked", Label("已核查", "checked"), tags={"done"})
GUARDS = (ANOTHER_PERSON, NOT_AHEAD, Guard("third", WORDS, params="3"))


def told(old, new):
    """The changes as (part, state, event, before, after) in English."""
    return [
        (c.part, c.state, c.event, c.before and c.before.en, c.after and c.after.en) for c in diff(old, new).changes
    ]


def swapped(workflow, source, event, **changed):
    """The workflow with one row changed."""
    return workflow.extend(replace=[attrs.evolve(workflow.transition(source, event), **changed)])


R = RECTIFICATION
CLOSURE, ANSWERED, OTHER = R.transition("submitted", Accept).guards


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (R, []),
        (R.extend(version="2", label=WORDS, name="other"), []),
        (R.extend(states=[attrs.evolve(R.state("rectifying"), label=WORDS)]), []),
        (R.extend(states=[CHECKED]), [("state", "checked", None, None, "open")]),
        (
            R.extend(states=[attrs.evolve(R.state("accepted"), kind="rest", tags={"seen"})]),
            [
                ("state", "accepted", None, "open", "at rest"),
                ("tag", "accepted", None, "done", None),
                ("tag", "accepted", None, None, "seen"),
            ],
        ),
        (R.extend(drop=[("accepted", Close)]), [("row", "accepted", "issue.close", "closed", None)]),
        (
            R.extend(states=[CHECKED], transitions=[Transition(Close, "checked", "closed", (OTHER,), ("text",))]),
            [("state", "checked", None, None, "open"), ("row", "checked", "issue.close", None, "closed")],
        ),
        (
            swapped(R, "accepted", Close, target="sustaining", requires=("text",), roles=frozenset({"leader"})),
            [
                ("row", "accepted", "issue.close", "closed", "kept up"),
                ("field", "accepted", "issue.close", None, "text"),
                ("role", "accepted", "issue.close", None, "leader"),
            ],
        ),
        (
            swapped(R, "submitted", Accept, guards=(CLOSURE, OTHER)),
            [("guard", "submitted", "accept", "every referral is answered", None)],
        ),
        (
            swapped(R, "submitted", Accept, guards=(CLOSURE, ANSWERED, OTHER, OTHER)),
            [("guard", "submitted", "accept", None, "judged by another person")],
        ),
        (
            swapped(R, "submitted", Accept, guards=(OTHER, ANSWERED, CLOSURE)),
            [
                (
                    *("order", "submitted", "accept"),
                    "the closure policy is met, every referral is answered, judged by another person",
                    "judged by another person, every referral is answered, the closure policy is met",
                )
            ],
        ),
    ],
)  # fmt: skip
def test_known_changes(new, changes):
    """Each kind of change is told once, and words, names and versions are none."""
    assert told(R, new) == changes


def test_what_a_policy_fixes_is_told():
    """A condition whose policy changed is told with both policies."""
    other = (ClosurePolicy("general", ("photo",)), ClosurePolicy("major"))
    (change,) = diff(R, rectification(other)).changes
    assert (change.part, change.state, change.event) == ("guard", "submitted", "accept")
    assert "photo" in change.after.en
    assert "photo" in change.after.zh
    assert "test report" in change.before.en


def test_a_change_is_told_in_both_languages():
    """Added, gone and changed, as a person reads them, under the names of the rules."""
    new = swapped(R, "accepted", Sustain, target="closed").extend(version="2", states=[CHECKED], drop=[Cancel])
    found = diff(R, new)
    zh, en = (found.text(lang).splitlines() for lang in LANGS)
    assert zh[0] == en[0] == f"{R.rule} → {new.rule}"
    assert zh[1] == "“已核查”：状态类别新增“在办”"
    assert en[1] == "“checked”: state of kind “open” is new"
    assert "“验收通过”时“转入长期坚持”：去向由“长期坚持”改为“已销号”" in zh
    assert "“keep up” in “accepted”: way to “kept up” is now “closed”" in en
    assert "“已登记”时“作废”：去向取消“已作废”" in zh
    assert "“cancel” in “registered”: way to “cancelled” is gone" in en
    assert [change.state for change in found.of("state")] == ["checked"]
    assert {change.part for change in found.of("row", "guard")} == {"row"}
    assert set(PARTS) >= {change.part for change in found.changes}


@st.composite
def variants(draw):
    """A stock workflow from which something may be taken, changed or added at random."""
    workflow = draw(st.sampled_from(STOCK_WORKFLOWS[:2]))
    keys = draw(st.lists(st.sampled_from(sorted(workflow.rows, key=str)), max_size=4, unique=True))
    for source, event in keys:
        if draw(st.booleans()):
            workflow = workflow.extend(drop=[(source, event)])
            continue
        changed = {
            "guards": tuple(draw(st.lists(st.sampled_from(GUARDS), max_size=3))),
            "roles": frozenset(draw(st.sets(st.sampled_from(("leader", "verifier"))))),
            "target": draw(st.none() | st.sampled_from([state.id for state in workflow.states])),
        }
        workflow = swapped(workflow, source, event, **changed)
    if draw(st.booleans()):
        extra = [Transition(event, "checked", None) for event in draw(st.sets(st.sampled_from((Progress, Assign))))]
        workflow = workflow.extend(states=[CHECKED], transitions=extra)
    if draw(st.booleans()):
        states = tuple(draw(st.permutations(workflow.states)))
        workflow = Workflow(workflow.name, workflow.version, WORDS, states, workflow.transitions)
    return workflow


@given(variants(), variants())
def test_a_diff_mirrored_is_the_diff_the_other_way(a, b):
    """Looked at from the other side, what was added is gone, and nothing else differs."""
    assert diff(a, b).mirrored == diff(b, a)
    assert diff(a, b).mirrored.mirrored == diff(a, b)


@given(variants(), variants())
def test_a_diff_is_empty_exactly_where_the_fingerprints_are_equal(a, b):
    """What can change an answer is told, and nothing else is."""
    assert not diff(a, a)
    assert diff(a, a).changes == ()
    assert bool(diff(a, b)) == (a.rule.fingerprint != b.rule.fingerprint)


@given(variants(), variants())
def test_every_state_and_row_that_only_one_has_is_told_once(a, b):
    """States and rows come and go one by one; what a new or lost row held is not told again."""
    changes = diff(a, b).changes
    keys_a, keys_b = ({(source, event.code) for source, event in w.rows} for w in (a, b))
    assert {(c.state, c.event) for c in changes if c.part == "row" and c.before is None} == keys_b - keys_a
    assert {(c.state, c.event) for c in changes if c.part == "row" and c.after is None} == keys_a - keys_b
    ids_a, ids_b = ({state.id for state in w.states} for w in (a, b))
    assert {c.state for c in changes if c.part == "state" and c.before is None} == ids_b - ids_a
    assert all((c.state, c.event) in keys_a & keys_b for c in changes if c.part in {"guard", "order", "field", "role"})
    assert len({(c.part, c.state, c.event, c.before, c.after) for c in changes}) == len(changes) or any(
        c.part == "guard" for c in changes
    )


@given(variants(), variants())
def test_words_follow_every_change(a, b):
    """Each change is a sentence in each language, one line each."""
    for lang in LANGS:
        lines = diff(a, b).text(lang).splitlines()
        assert len(lines) == 1 + len(diff(a, b).changes)
        assert all("None" not in line and "{" not in line for line in lines)


def test_the_two_stock_workflows_of_issues_differ_as_known():
    """At once and within a term: what the one has and the other has not."""
    found = diff(IMMEDIATE, RECTIFICATION)
    assert {c.state for c in found.of("state")} == {"rectifying", "suspended"}
    assert ("row", "registered", "submit", "awaiting acceptance", None) in told(IMMEDIATE, RECTIFICATION)
    assert Submit.code in {c.event for c in found.of("row")}
