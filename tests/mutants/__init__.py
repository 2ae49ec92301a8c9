"""Rules broken on purpose, each with the fast check that must notice, by subject.

Holds: `BOARD`, with the mutants of every file of this folder; `Mutant`.
Never: is imported by the library, or leaves out a file that stands here.
"""

from importlib import import_module
from pathlib import Path

from mutants.board import BOARD, Mutant

__all__ = ["BOARD", "SUBJECTS", "Mutant"]

SUBJECTS = tuple(sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py") if file.stem != "board"))
"""The files of mutants; importing one puts its mutants on the board."""
for _subject in SUBJECTS:
    import_module(f"mutants.{_subject}")
