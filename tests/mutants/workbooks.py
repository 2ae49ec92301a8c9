"""Rules of workbook files broken on purpose, on the board of `mutants`.

Holds: how each rule is broken, and the check that must notice.
Never: leaves a file behind.
"""

import tempfile
import zipfile
from pathlib import Path

import pytest

import workbook_files as made
from mutants.board import Patch, killed_by
from safetywork.adapters import archives, delimited, files, workbooks
from safetywork.adapters.refusals import LedgerFileError, UnwritableError
from safetywork.adapters.tables import read_tables
from safetywork.adapters.workbooks import write_csv, write_workbook
from safetywork.ledgers.sheets import Sheet
from safetywork.ledgers.tables import Table


def a_formula_is_quoted() -> None:
    """A text like a formula is marked as a text in the file."""
    with tempfile.TemporaryDirectory() as folder:
        write_workbook([Sheet("台账", (), [("=1+1",)])], f"{folder}/a.xlsx")
        with zipfile.ZipFile(f"{folder}/a.xlsx") as archive:
            assert b"quotePrefix" in archive.read("xl/styles.xml")


def a_long_text_is_refused() -> None:
    """A text that a cell would cut off is refused."""
    with tempfile.TemporaryDirectory() as folder, pytest.raises(UnwritableError):
        write_workbook([Sheet("台账", (), [("长" * 40_000,)])], f"{folder}/a.xlsx")


def a_far_cell_is_refused() -> None:
    """A small file with a cell at the end of the sheet is refused before it is parsed."""
    cells = made.number("A1") + made.number("J1048576")
    with tempfile.TemporaryDirectory() as folder, pytest.raises(LedgerFileError, match="far"):
        read_tables(made.xlsx(Path(folder) / "a.xlsx", made.sheet(cells)))


def the_old_file_stays() -> None:
    """What is there is not overwritten unless told."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.csv").write_text("old", encoding="utf-8")
        with pytest.raises(FileExistsError):
            write_csv(Table("t", (("a",),)), f"{folder}/a.csv")


def a_guarded_text_comes_back() -> None:
    """The guard before a text is taken away when it is read."""
    with tempfile.TemporaryDirectory() as folder:
        write_csv(Table("t", (("=1+1",),)), f"{folder}/a.csv")
        assert read_tables(f"{folder}/a.csv")[0].rows == (("=1+1",),)


@killed_by(a_formula_is_quoted)
def nothing_looks_like_a_formula(patch: Patch) -> None:
    """A text that begins like a formula is quoted."""
    patch.setattr(workbooks, "FORMULA", delimited.re.compile("(?!)"))


@killed_by(a_long_text_is_refused)
def a_cell_holds_any_text(patch: Patch) -> None:
    """A cell holds 32,767 characters."""
    patch.setattr(workbooks, "_LONGEST", 1 << 20)


@killed_by(a_far_cell_is_refused)
def cells_may_stand_anywhere(patch: Patch) -> None:
    """The room between cells is bounded by the size of the file."""
    patch.setattr(archives, "BOX", 20_000_000)


@killed_by(the_old_file_stays)
def files_are_overwritten(patch: Patch) -> None:
    """A file that is there is not overwritten unless told."""
    patch.setattr(files, "_check_absent", lambda *_, **__: None)


@killed_by(a_guarded_text_comes_back)
def the_guard_stays(patch: Patch) -> None:
    """A guard is no part of a text."""
    patch.setattr(delimited, "_GUARDED", delimited.re.compile("(?!)"))
