"""Contradictions in a book, in the rows of a ledger and in a finished text, as faults with their place.

Holds: nothing by itself: hands on `check_book`, `check_rows`, `check_text`, `Check`, `Exemption`, `STOCK_CHECKS`.
Never: repairs what it finds, or decides which of two statements is the true one.
"""

from safetywork.checks.catalogue import CATALOGUE, STOCK_CHECKS
from safetywork.checks.rules import Check, Checked, Exemption, Scope
from safetywork.checks.runs import check_book, check_rows, check_text

__all__ = [
    "CATALOGUE",
    "STOCK_CHECKS",
    "Check",
    "Checked",
    "Exemption",
    "Scope",
    "check_book",
    "check_rows",
    "check_text",
]
