"""The board of rules broken on purpose, and the matters that they are tried on.

Holds: `BOARD`, `Mutant`, `killed_by`, which puts one on it; the issues and days that many checks look at.
Never: is imported by the library; a check passes on the rules as they are.

Checks build their own workflows and calendars where these remember answers, so that no mutant leaves a trace.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import frozen
from hypothesis import given, settings, strategies as st

from safetywork import issues
from safetywork.acts import Assign
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.workflows import Workflow

Patch = pytest.MonkeyPatch
WORDS = Label("字", "word")
DAY = date(2025, 3, 3)
"""A Monday, on which the issues here were found and given out."""
ONE = timedelta(days=1)


@frozen
class Mutant:
    """A rule broken by `breaks`, which `check` must notice by failing."""

    breaks: Callable[[Patch], None]
    check: Callable[[], None]

    @property
    def name(self) -> str:
        """What the mutant is called on the board."""
        return self.breaks.__name__

    @property
    def rule(self) -> str:
        """The rule that is broken."""
        return self.breaks.__doc__ or ""


BOARD: list[Mutant] = []


def killed_by(check: Callable[[], None]) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    """Put a mutant on the board, with the check that must fail under it."""

    def put(breaks: Callable[[Patch], None]) -> Callable[[Patch], None]:
        BOARD.append(Mutant(breaks, check))
        return breaks

    return put


def day(month: int, number: int) -> date:
    """A day of 2025."""
    return date(2025, month, number)


def d(text: str) -> date:
    """A day as it is written: 2025-03-03."""
    return date.fromisoformat(text)


def codes(answer: Any) -> tuple[str, ...]:
    """The reasons of a refusal; none of a step."""
    return getattr(answer, "codes", ())


def fresh(workflow: Workflow | None = None) -> Issue:
    """An issue that runs a workflow of its own, assigned to 李四 without a term."""
    own = issues.rectification() if workflow is None else workflow
    issue = Issue.register(id="H", title="t", on=day(3, 3), by="检查组", workflow=own, beside=())
    return issue.apply(Assign(on=day(3, 3), by="局长", owner="李四"))


def owed(due: date = DAY + timedelta(days=20)) -> Issue:
    """An issue of 李四, due on an agreed day."""
    opened = Issue.register(id="H", title="t", on=DAY, by="检查组")
    return opened.apply(Assign(on=DAY, by="局长", owner="李四", term=due))


def drawn(law: Callable[..., None], *strategies: st.SearchStrategy[Any]) -> None:
    """A law run on sixty drawn cases; hypothesis says the first that breaks it."""
    settings(max_examples=60, database=None, derandomize=True, deadline=None)(given(*strategies)(law))()
