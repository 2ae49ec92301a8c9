"""A check of a text: what it looks for, and where that stands.

Holds: `text_check`, `found_at`, `wherever`.
Never: knows a contradiction by itself.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from safetywork.checks.pages import Page
from safetywork.checks.rules import Check, Found, Scope
from safetywork.faults import Severity
from safetywork.labels import Label

Finding: TypeAlias = Callable[[Page, Scope], Iterator[Found]]
"""What finds a contradiction in a page."""


def text_check(code: str, severity: Severity, zh: str, en: str, find: Finding) -> Check:
    """A check of a text, its words in both languages."""
    return Check(code, severity, Label(zh, en), "text", find)


def found_at(page: Page, at: int, found: str, **said: Any) -> Found:
    """What stands at a character of a page, by line and column; `said` fills the words of the check."""
    return Found(page.place(at), found, tuple(said.items()))


def wherever(pattern: str, *, first: bool = False) -> Finding:
    """Everywhere that a pattern stands, or the first place only."""
    compiled = re.compile(pattern)

    def find(page: Page, _: Scope) -> Iterator[Found]:
        for found in compiled.finditer(page.text):
            yield found_at(page, found.start(), found[0])
            if first:
                return

    return find
