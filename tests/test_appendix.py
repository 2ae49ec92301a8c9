"""The appendix of the reference says of every stock workflow what the kernel answers in each of its states."""

import sys
from pathlib import Path

import attrs
import pytest
from attrs import frozen

from safetywork.decisions import options
from safetywork.events import Entry
from safetywork.issues import RECTIFICATION
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.workflows import Workflow

sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))

from appendix import HEAD, options_table

by_name = pytest.mark.parametrize("workflow", STOCK_WORKFLOWS, ids=lambda workflow: workflow.name)


@frozen
class StandIn:
    """A subject in one state, of which nothing else is known."""

    workflows: tuple[Workflow, ...]
    states: tuple[str, ...]
    log: tuple[Entry, ...] = ()


def told(workflow):
    """The rows of the table, each with the state that it belongs to."""
    rows, state = [], ""
    for line in options_table(workflow).splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        cells += [""] * (len(HEAD) - len(cells))
        state = cells[0].partition("(`")[2].rstrip("`)") or state
        rows.append((state, *cells[1:]))
    return rows


def asked(workflow, state):
    """What the kernel answers in a state, of rows whose guards are taken away: they look at more than a state."""
    free = attrs.evolve(workflow, transitions=tuple(attrs.evolve(t, guards=()) for t in workflow.transitions))
    return options(StandIn((free,), (state,)))


@by_name
def test_every_state_is_told_with_every_option(workflow):
    """What, where to, by whom and with which fields, as `options` says; a state without exits says so."""
    for state in workflow.states:
        lines = [line[1:] for line in told(workflow) if line[0] == state.id]
        answers = asked(workflow, state.id)
        if not answers:
            assert lines == [("nothing 无", "", "", "", "")]
            continue
        assert len(lines) == len(answers)
        for (what, target, who, fields, _), option in zip(lines, answers, strict=True):
            assert what == f"{option.event.label.zh} {option.event.label.en} (`{option.event.code}`)"
            goes = workflow.state(option.target).label
            assert target == ("stays 不变" if option.target == state.id else f"{goes.zh} {goes.en}")
            assert who == (", ".join(f"`{role}`" for role in sorted(option.roles)) or "anybody 不限")
            assert sorted(fields.replace("*", "").replace("`", "").split(", ")) == sorted(option.fields or [""])
            assert all(f"**`{name}`**" in fields for name in option.requires)


@by_name
def test_every_condition_is_told_in_both_languages(workflow):
    """The guards of a row stand in its line, with their words."""
    lines = iter(told(workflow))
    for state in workflow.states:
        rows = [row for (source, _), row in workflow.rows.items() if source == state.id]
        for row in rows:
            said = next(lines)[5]
            assert all(f"{guard.label.zh} {guard.label.en}" in said for guard in row.transition.guards)
            assert bool(said) == bool(row.transition.guards)
        if not rows:
            next(lines)


def test_a_line_that_was_read_by_eye():
    """The acceptance of an issue, as it is printed."""
    conditions = (
        "达到销号条件 the closure policy is met; 转办已反馈 every referral is answered; "
        "由他人验收 judged by another person"
    )
    line = ("submitted", "验收通过 accept (`accept`)", "验收通过 accepted", "anybody 不限", "`text`", conditions)
    assert line in told(RECTIFICATION)
