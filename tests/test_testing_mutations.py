"""Table mutants: small, each another table, all noticed by a golden one, and told where no test protects a rule."""

import pytest

import safetywork as sw
from safetywork.acts import Accept, Return
from safetywork.extensions import ExtensionPolicy, extension_rows
from safetywork.issues import Close
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.testing.mutations import differences, golden, mutate, unprotected
from safetywork.workflows import Workflow

STATES = (
    sw.State("open", sw.Label("开", "open"), "start"),
    sw.State("judged", sw.Label("判", "judged")),
    sw.State("shut", sw.Label("关", "shut"), "rest"),
)
SMALL = Workflow(
    "small",
    "1",
    sw.Label("小", "small"),
    STATES,
    (
        sw.Transition(Accept, ("open", "judged"), "judged", (sw.ANOTHER_PERSON,), roles={"chief"}),
        sw.Transition(Return, "judged", "open", requires=("reason",)),
        sw.Transition(Close, "judged", "shut"),
        *extension_rows("open", ExtensionPolicy(times=1, longest=sw.days(10))),
    ),
)


@pytest.mark.parametrize("workflow", STOCK_WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_golden_table_notices_every_change(workflow):
    """Of every stock workflow, each mutant is another table, and the golden one tells it."""
    approved = golden(workflow)
    assert differences(workflow, approved) == ()
    mutants = mutate(workflow)
    assert len({mutant.workflow.rule for mutant in mutants}) == len({*map(_told, mutants)})
    assert all(differences(mutant.workflow, approved) for mutant in mutants)


def _told(mutant):
    return repr(golden(mutant.workflow))


def test_what_is_changed():
    """Rows, sources, targets, guards, constants of policies, roles and fields: each by its id."""
    ids = {mutant.id for mutant in mutate(SMALL)}
    assert {
        "accept: row dropped",
        "accept: source judged dropped",
        "accept: source shut added",
        "accept: target shut",
        "accept: guard another person dropped",
        "accept: guard another person negated",
        "accept: role chief dropped",
        "accept: role added",
        "return: field reason not required",
        "return: role added",
        "extend: guard within times 1 → 0",
        "extend: guard within times 1 → 2",
        "extend: guard within longest 10日 → 11日",
    } <= ids
    assert "issue.close: target shut" not in ids
    assert all(mutant.label.zh and mutant.label.en for mutant in mutate(SMALL))


def test_a_guard_turned_round_refuses_what_it_let_pass():
    """Of a need, and of a check."""
    opened = sw.Issue.register(id="H", title="t", on=sw.CHINA.announced_from, by="检查组")
    turned = next(m for m in mutate(SMALL) if m.id == "accept: guard another person negated")
    (guard,) = next(t for t in turned.workflow.transitions if t.event is Accept).guards
    mine, other = (Accept(on=opened.opened_on, by=by) for by in ("检查组", "局长"))
    assigned = opened.apply(sw.Assign(on=opened.opened_on, by="局长", owner="李四", term=sw.days(9)))
    assert [*guard.check(assigned, other, sw.Context())]
    assert not [*guard.check(assigned, Accept(on=mine.on, by="李四"), sw.Context())]
    asked = next(m for m in mutate(SMALL) if m.id == "extend: guard has term negated")
    need = next(g for t in asked.workflow.transitions for g in t.guards if g.code == "not has term").need
    assert [*need(assigned, sw.Context())]
    assert not [*need(opened, sw.Context())]


def test_which_rules_no_test_protects():
    """A test of one rule kills its mutants, and the rest is told; one that fails as it is is no test."""

    def closing_leads_to_rest(workflow):
        assert workflow.rows["judged", Close].target == "shut" if ("judged", Close) in workflow.rows else False

    report = unprotected(SMALL, closing_leads_to_rest)
    told = {mutant.id.removeprefix("issue.close: ") for mutant in report.killed}
    assert told == {"row dropped", "target open", "target judged"}
    assert 0 < report.score < 1
    assert "accept: row dropped" in report.text("en")
    assert report.text("zh").splitlines()[0].endswith("未受保护：")

    def fails_as_it_is(workflow):
        assert not workflow.rows

    with pytest.raises(AssertionError):
        unprotected(SMALL, fails_as_it_is)


def test_differences_are_told():
    """A state that is new or gone, a row that is another."""
    more = SMALL.extend(states=[sw.State("later", sw.Label("后", "later"))], drop=[Close])
    told = differences(more, golden(SMALL))
    assert "later: new" in told
    assert any(line.startswith("judged / issue.close: ") and line.endswith("None") for line in told)
    assert "later: gone" in differences(SMALL, golden(more))
    nothing = Workflow("n", "1", sw.Label("n", "n"), STATES[:1], ())
    assert unprotected(nothing, lambda _: None).score == 1
