"""What users test their own rules with: laws, drivers that try them, and strategies that draw values which collide.

Holds: nothing by itself; it hands on the daily names when they are first used (they need the `testing` extra).
Never: is imported by the core, or loads hypothesis before a room of it is asked for.
"""

import importlib
from typing import Any

_NAMES = {
    "STOCK_LAWS": "laws", "Law": "laws", "LawSet": "laws", "law": "laws",
    "LawReport": "checks", "check_laws": "checks", "workflow_machine": "checks", "workflow_tests": "checks",
    "explore": "explorers", "Script": "scripts", "replay": "scripts", "minimise": "scripts", "hold": "scripts",
    "workflow_tables": "tables", "check_engine": "tables", "ENGINE_LAWS": "tables",
    "given": "stories", "Story": "stories", "StoryError": "stories",
    "keep": "regressions", "regression_tests": "regressions",
    "check_calendar": "conformance", "check_clock": "conformance",
    "check_ladder": "conformance", "check_light_policy": "conformance",
    "check_codec": "conformance", "check_figures": "conformance", "check_ranking": "conformance",
    "check_schedule": "conformance", "check_store": "conformance", "Outcome": "conformance",
    "mutate": "mutations", "unprotected": "mutations", "golden": "mutations", "differences": "mutations",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"safetywork.testing.{_NAMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_NAMES})
