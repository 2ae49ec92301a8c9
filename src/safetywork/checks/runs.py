"""Running the checks: over a book, over rows, over a text.

Holds: `check_book`, `check_rows`, `check_text`.
Never: holds a rule.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.checks.catalogue import STOCK_CHECKS
from safetywork.checks.rules import Check, Checked, Exemption, Scope, Subject, run
from safetywork.checks.texts import Page
from safetywork.checks.told import Told, told_of
from safetywork.lights import RED_YELLOW_BLUE, LightPolicy


def check_book(
    book: Book,
    on: date,
    calendar: WorkCalendar = CHINA,
    policy: LightPolicy = RED_YELLOW_BLUE,
    *,
    checks: Iterable[Check] = STOCK_CHECKS,
    exemptions: Iterable[Exemption] = (),
    known_on: date | None = None,
) -> Checked:
    """What in a book, as of a day, cannot all be true, the gravest first."""
    then = book.as_of(on, known_on=known_on)
    scope = Scope(on, calendar, policy)
    rows: list[tuple[Subject, Any]] = [("row", told_of(m, on, calendar)) for m in then.matters if not m.void]
    return run(checks, (("book", then), *rows), scope, exemptions)


def check_rows(
    rows: Iterable[Told],
    on: date,
    calendar: WorkCalendar = CHINA,
    *,
    checks: Iterable[Check] = STOCK_CHECKS,
    exemptions: Iterable[Exemption] = (),
) -> Checked:
    """What rows say of themselves that cannot all be true."""
    return run(checks, (("row", told) for told in rows), Scope(on, calendar), exemptions)


def check_text(
    text: str,
    on: date,
    calendar: WorkCalendar = CHINA,
    policy: LightPolicy = RED_YELLOW_BLUE,
    *,
    checks: Iterable[Check] = STOCK_CHECKS,
    exemptions: Iterable[Exemption] = (),
) -> Checked:
    """What a finished text says that cannot all be true; total for any text, in time linear in its length.

    `on` is the day of the text; the policy's palette and its aliases say which colours it may name.
    """
    return run(checks, (("text", Page(text)),), Scope(on, calendar, policy), exemptions)
