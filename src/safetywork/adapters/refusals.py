"""What the adapters of workbooks raise.

Holds: `LedgerFileError` for a file that cannot be read as a ledger, `UnwritableError` for cells that a format cannot
    hold, `MissingExtraError` for a library that is not there, and `extra`, which loads one.
Never: a fault of a ledger's contents: that is a `Fault`.
"""

from importlib import import_module
from typing import Any

from attrs import define

from safetywork.errors import SafetyworkError

_SHOWN = 20


@define(slots=False)
class LedgerFileError(SafetyworkError, ValueError):
    """A file that is no workbook, or a damaged, locked or hostile one; nothing of it was read."""

    source: str
    advice: str

    def __str__(self) -> str:
        return f"{self.source}: {self.advice}"


@define(slots=False)
class UnwritableError(SafetyworkError, ValueError):
    """Cells or sheets that the format cannot hold; `problems` lists every one of them; nothing was written."""

    target: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        more = len(self.problems) - _SHOWN
        shown = "; ".join(self.problems[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
        return f"{self.target} was not written: {shown}"


@define(slots=False)
class MissingExtraError(SafetyworkError, ImportError):
    """A library that is wanted for workbooks is not installed."""

    library: str

    def __str__(self) -> str:
        return f'workbooks want {self.library}: pip install "safetywork[excel]"'


def extra(module: str, library: str) -> Any:
    """The module of a library of the extra `excel`, loaded at use; raises `MissingExtraError`."""
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtraError(library) from None
