"""Deadline phrases as ledgers write them, read into typed values and written back.

Holds: `read_deadline`, `Reading`; the rooms below follow the flow: numerals → points → lengths → vocabulary → tokens →
    dating → sayings → readings → rows → mentions → grammar → english → weighing.
Never: raises for a text, guesses, falls back to today, or gives a day where none is stated.
"""

from safetywork.phrases.readings import Reading
from safetywork.phrases.weighing import read_deadline

__all__ = ["Reading", "read_deadline"]
