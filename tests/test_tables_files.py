"""Workbooks and csv files: what is written is what is read, and no file gets more than one class of error out."""

import builtins
import csv
import importlib
import io
import random
import struct
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import example, given, strategies as st

import workbook_files as made
from clerks import LEDGERS
from safetywork.adapters import refusals, workbooks
from safetywork.adapters.refusals import LedgerFileError, MissingExtraError, UnwritableError
from safetywork.adapters.tables import read_tables
from safetywork.adapters.workbooks import write_csv, write_workbook
from safetywork.ledgers.reading import read_ledger
from safetywork.ledgers.sheets import Sheet
from safetywork.ledgers.tables import Merge, Table

pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

PREFIXES = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "|x", "='x'!A1", "=cmd|' /c calc'!A0"]
DAY = date(2022, 3, 1)


def reloaded(rows, path, **how):
    """The rows of a sheet after it was written and read."""
    write_workbook([Sheet("台账", (), rows, **how)], path)
    (table,) = read_tables(path)
    return [list(row) for row in table.rows]


def refused(path, **how):
    """What is said of a file that is refused."""
    with pytest.raises(LedgerFileError) as caught:
        read_tables(path, **how)
    assert str(path) in str(caught.value)
    return caught.value.advice


class TestRoundTrip:
    """Written and read, a sheet is what it was."""

    @pytest.mark.parametrize("text", PREFIXES)
    def test_a_text_like_a_formula_is_a_text(self, tmp_path, text):
        """It reloads unchanged; in the file stands no formula, and the cell says that it is quoted."""
        assert reloaded([[text, f"'{text}"]], tmp_path / "a.xlsx") == [[text, f"'{text}"]]
        with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
            assert b"<f" not in sheet
            assert b'quotePrefix="1"' in archive.read("xl/styles.xml")

    @given(
        st.lists(
            st.lists(
                st.one_of(
                    st.none(),
                    st.text(
                        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8
                    ),
                    st.sampled_from(
                        ["001", "1e5", "TRUE", "_x0041_", "2022-03-01", "\n", " a ", "#N/A", *PREFIXES[:5]]
                    ),
                    st.integers(-(10**15) + 1, 10**15 - 1),
                    st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False, width=32),
                    st.booleans(),
                    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
                ),
                max_size=4,
            ),
            max_size=4,
        )
    )
    @example([[1.3291264252805726e36, 0.1]])
    def test_any_cells(self, tmp_path_factory, rows):
        """Texts, numbers, days, booleans: equal, whole numbers as int, nothing made of what looks like something.

        A fraction keeps the sixteen digits that the format has room for.
        """
        path = tmp_path_factory.mktemp("w") / "a.xlsx"
        back = reloaded(rows, path)
        (table,) = read_tables(path)
        for at, row in enumerate(rows):
            for column, raw in enumerate(row):
                y, x = at - table.first_row, column - table.first_column
                found = back[y][x] if 0 <= y < len(back) and 0 <= x < len(back[y]) else None
                wanted = float(f"{raw:.16G}") if isinstance(raw, float) else raw
                assert found == (wanted if wanted != "" else None), (at, column)
                assert type(found) is type(raw) or isinstance(raw, float | str), (raw, found)

    def test_days_and_times(self, tmp_path):
        """A day is a day, a moment a moment, a length a length."""
        row = [
            *(DAY, datetime(2022, 3, 1, 9, 30, 1), time(9, 30, 7), timedelta(hours=30)),
            *(date(1900, 3, 1), datetime(9999, 12, 31, 23, 59, 59), Decimal("2.5")),
        ]
        assert reloaded([row], tmp_path / "a.xlsx") == [row]

    def test_long_digits_are_texts(self, tmp_path):
        """A number that a spreadsheet would round becomes its digits; one that it would show as 1E+12 stays."""
        row = [110101199003074578, 10**12, Decimal("0.1000000000000000055")]
        assert reloaded([row], tmp_path / "a.xlsx") == [["110101199003074578", 10**12, "0.1000000000000000055"]]

    def test_merges_and_places(self, tmp_path):
        """Merges, hidden columns and the first cell come back; what stands under a merge is kept."""
        merges = (Merge(1, 1, 1, 3), Merge(2, 1, 3, 1))
        rows = [[], [None, "题", "下", None, "z"], [None, 1, 2, 3, 4], [None, None, 2]]
        sheet = Sheet("台账", (), rows, merges=merges, hidden=frozenset({4}), widths={1: 9})
        write_workbook([sheet], tmp_path / "a.xlsx")
        (table,) = read_tables(tmp_path / "a.xlsx")
        assert (table.first_row, table.first_column, table.hidden) == (1, 1, frozenset({3}))
        assert table.rows == (("题", "下", None, "z"), (1, 2, 3, 4), (None, 2))
        assert table.merges == (Merge(0, 0, 0, 2), Merge(1, 0, 2, 0))
        assert table.place(1, 3) == "台账!E3"

    def test_how_it_is_shown(self, tmp_path):
        """Frozen head, filter, choices, tints, fills, links, chart: they are in the file."""
        sheets = [
            Sheet(
                "台账",
                (("题",), ("编号", "状态", "亮灯")),
                [("1", "整改中", "红"), ("2", None, "蓝"), ("3", "x", None)],
                merges=(Merge(0, 0, 0, 2),),
                fills={(2, 0): "#fff1b8", (3, 1): "#000080", (4, 1): None},
                tints={2: {"红": "#ff0000", 'a"b': "#ffffff"}},
                choices={1: ("整改中", "已整改"), 0: tuple(f"第{n}个，很长的选项文字" for n in range(40)), 2: ()},
                widths={0: 8},
            ),
            Sheet("差错", (("位置",),), [("台账!B3",), ("",)], links={(1, 0): "台账!B3", (2, 0): "台账!B4"}),
            Sheet("汇总", (("亮灯", "数"),), [("红", 1), (None, 2), ("合计", 3)], tints={0: {"红": "#ff0000"}}),
        ]
        seen = []
        write_workbook(sheets, tmp_path / "a.xlsx", charts=["汇总"], progress=lambda *told: seen.append(told))
        assert seen == [("台账", 5), ("差错", 3), ("汇总", 4)]
        with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
            first, second = (archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
            assert "xl/charts/chart1.xml" in archive.namelist()
            assert "选项" in archive.read("xl/workbook.xml").decode()
        for part in ('<pane ySplit="2"', '<autoFilter ref="A2:C5"', "整改中,已整改", "<conditionalFormatting", "选项"):
            assert part in first
        assert "location=\"'台账'!B3\"" in second
        assert [t.name for t in read_tables(tmp_path / "a.xlsx")] == ["台账", "差错", "汇总", "选项"]


class TestRefusedByName:
    """What a workbook cannot hold is named, and nothing is written."""

    @pytest.mark.parametrize(
        "raw",
        [
            *("a" * 32_768, "😀" * 16_384, "\ud800", "\x00", "a\x1fb", "\ufffe", "\uffff"),
            *(float("nan"), float("inf"), Decimal("NaN"), date(1900, 2, 28), datetime(1899, 1, 1)),
            *(datetime(2022, 3, 1, tzinfo=UTC), datetime(2022, 3, 1, 0, 0, 0, 1), time(1, tzinfo=UTC)),
            *(time(1, 0, 0, 1), timedelta(-1), timedelta(microseconds=1), b"bytes", ("a",)),
        ],
        ids=lambda raw: ascii(raw)[:24],
    )
    def test_cells(self, tmp_path, raw):
        """Each such cell by its place, all of them at once."""
        sheet = Sheet("台账", (("a",),), [("b", raw), (raw,)])
        with pytest.raises(UnwritableError) as caught:
            write_workbook([sheet], tmp_path / "a.xlsx")
        assert [problem.split(":")[0] for problem in caught.value.problems] == ["台账!B2", "台账!A3"]
        assert list(tmp_path.iterdir()) == []

    def test_sheets(self, tmp_path):
        """Names, sizes, merges over each other, words that are too long, a chart of nothing."""
        sheets = [
            Sheet("a/b", (), []),
            Sheet("表", (), [("a", "b")], merges=(Merge(0, 0, 0, 1), Merge(0, 1, 0, 1)), choices={0: ("x" * 256,)}),
            Sheet("表", (), [(None,) * 20_000]),
        ]
        with pytest.raises(UnwritableError) as caught:
            write_workbook(sheets, tmp_path / "a.xlsx", charts=["无"])
        said = str(caught.value)
        for part in ("'a/b'", "stands twice", "lie over each other", "16384 columns", "longer than 255", "'无'"):
            assert part in said
        with pytest.raises(UnwritableError, match="at least one"):
            write_workbook([], tmp_path / "a.xlsx")
        assert list(tmp_path.iterdir()) == []

    def test_many_problems_are_counted(self):
        """Twenty are shown, the rest is counted."""
        assert str(UnwritableError("a", ("x",) * 25)).endswith("and 5 more")

    def test_control_characters_that_a_line_may_hold(self, tmp_path):
        """Tab and line breaks stay."""
        assert reloaded([["a\tb\nc", "a\r\nb"]], tmp_path / "a.xlsx") == [["a\tb\nc", "a\r\nb"]]


class TestWhole:
    """A file is written whole or not at all, and never over another unless told."""

    @pytest.mark.parametrize("write", [lambda s, p, **k: write_workbook([s], p, **k), write_csv])
    def test_nothing_is_overwritten(self, tmp_path, write):
        """The old file stays; told to, it is replaced; nothing else is left in the folder."""
        path, sheet = tmp_path / "a.xlsx", Sheet("台账", (), [("新",)])
        path.write_bytes(b"old")
        with pytest.raises(FileExistsError):
            write(sheet, path)
        assert path.read_bytes() == b"old"
        write(sheet, path, overwrite=True)
        assert path.read_bytes() != b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_crash_leaves_the_old_file(self, tmp_path, monkeypatch):
        """Whatever happens while it is written, the old file is there and no other; nothing is said later."""
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"old")

        def crash(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr(workbooks._Writing, "fill", crash)
        with pytest.raises(KeyboardInterrupt):
            write_workbook([Sheet("台账", (), [("新",)])], path, overwrite=True)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]


class TestDelimited:
    """csv: texts alone, in whatever encoding."""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_encodings_and_delimiters_are_found(self, tmp_path, encoding, delimiter):
        """The same table whatever it is written in; numbers stay texts, with their zeros."""
        text = delimiter.join(["编号", "问题"]) + "\r\n" + delimiter.join(["007", '"甲,乙;\n丙"']) + "\r\n\r\n"
        path = tmp_path / "台账.csv"
        path.write_bytes(text.encode(encoding))
        (table,) = read_tables(path)
        assert table == Table("台账", (("编号", "问题"), ("007", "甲,乙;\n丙"), ()))

    def test_the_name_of_a_sheet(self, tmp_path):
        """A file's name is cut to what a sheet may be called."""
        path = tmp_path / ("['a]" + "长" * 40 + ".csv")
        path.write_text("a", encoding="utf-8")
        assert read_tables(path)[0].name == "_'a_" + "长" * 27

    @pytest.mark.parametrize("text", [*PREFIXES, "'=1", "''=1", "'a", "'", "a'", "007"])
    def test_the_guard_is_taken_away_again(self, tmp_path, text):
        """Written, no field begins like a formula; read, it is what it was."""
        path = tmp_path / "a.csv"
        write_csv(Sheet("台账", (("题",),), [(text, None, 3)]), path)
        with path.open(encoding="utf-8-sig", newline="") as stream:
            assert all(not field.startswith(tuple("=+-@\t\r\n＝|")) for row in csv.reader(stream) for field in row)
        assert read_tables(path)[0].rows == (("题",), (text, None, "3"))

    def test_without_a_guard(self, tmp_path):
        """Told so, the text is written as it is; days, booleans and numbers are plain."""
        write_csv(
            Table("t", (("=1", DAY, True, 2.5),)), tmp_path / "a.csv", guard=False, encoding="utf-8", delimiter=";"
        )
        assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "=1;2022-03-01;TRUE;2.5\n"

    def test_what_an_encoding_cannot_hold(self, tmp_path):
        """Named by its cell; nothing is written."""
        with pytest.raises(UnwritableError, match=r"t!A1.*t!B1.*t!A2"):
            write_csv(Table("t", (("\ud800", "a\0b"), ("\udfff",))), tmp_path / "a.csv")
        assert list(tmp_path.iterdir()) == []

    def test_told_an_encoding(self, tmp_path):
        """The caller's word counts; one that there is not, and one that it is not, are refused."""
        path = tmp_path / "a.csv"
        path.write_bytes("é,b\n".encode("latin-1"))
        assert read_tables(path, encoding="latin-1")[0].rows == (("é", "b"),)
        assert "no text in ascii" in refused(path, encoding="ascii")
        assert "there is no encoding 'x'" in refused(path, encoding="x")
        path.write_bytes(b"\xff\xff\xff,a\n")
        assert "utf-8 or gb18030" in refused(path)

    def test_limits(self, tmp_path, monkeypatch):
        """A long line, a long field, too many rows: refused before they are held."""
        path = tmp_path / "a.csv"
        with path.open("wb") as stream:
            for _ in range(100):
                stream.write(b"a" * (1 << 20))
        assert "longer than" in refused(path)
        path.write_text('"' + "a,\n" * 100_000, encoding="utf-8")
        assert "field larger" in refused(path)
        path.write_bytes(b"a\0b")
        assert "no text" in refused(path)
        path.write_text("," * 20_000 + "a", encoding="utf-8")
        assert "16384 columns" in refused(path)
        monkeypatch.setattr("safetywork.adapters.delimited.ROWS", 3)
        path.write_text("a\n" * 4, encoding="utf-8")
        assert "more than 3 rows" in refused(path)

    def test_progress(self, tmp_path):
        """Told every ten thousand rows, and at the end."""
        path, seen = tmp_path / "a.csv", []
        path.write_text("a\n" * 20_001, encoding="utf-8")
        read_tables(path, progress=lambda name, rows: seen.append((name, rows)))
        assert seen == [("a", 10_000), ("a", 20_000), ("a", 20_001)]


# --- hostile files


def _bomb(path):
    """A few hundred kilobytes that unpack to 200 MiB."""
    made.xlsx(path, made.sheet(made.number("A1")))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(200):
            part.write(b"<si/>" * 209_715)
    return path


def _many_parts(path):
    return made.xlsx(path, made.sheet(), more={f"xl/worksheets/s{n}.xml": "" for n in range(10_001)})


def _lying_size(path):
    """A part that unpacks to more than its directory says."""
    made.xlsx(path, made.sheet(made.number("A1", "1" * 200)))
    data = bytearray(path.read_bytes())
    at = data.rfind(b"xl/worksheets/sheet1.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    return path


def _cut(path):
    made.xlsx(path, made.sheet(made.number("A1")))
    path.write_bytes(path.read_bytes()[:-30])
    return path


def _locked(path):
    made.xlsx(path, made.sheet(made.number("A1")))
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    return path


def _twice(path):
    made.xlsx(path, made.sheet(made.number("A1")))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/Worksheets/sheet1.xml", "")
    return path


def _written(path, data):
    path.write_bytes(data)
    return path


def _folder(path):
    path.mkdir()
    return path


def _entity(path):
    declared = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    return made.xlsx(path, declared + made.sheet(made.number("A1", "&b;")))


_TWO = made.number("A1") + made.number("XFD1048576")
_CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'
_REPEATED = _CELL.format(' table:number-columns-repeated="16384"')
_OVERLAP = '<mergeCells count="9">' + '<mergeCell ref="A1:B2"/>' * 9 + "</mergeCells>"
_FAR = {"not far": (0, 0), "row": (65_535, 0), "column": (0, 300)}
_SST = made.record(0x00FC, struct.pack("<ii", 2**31 - 1, 2**31 - 1))

HOSTILE = {
    "bomb.xlsx": _bomb,
    "many-parts.xlsx": _many_parts,
    "lying-size.xlsx": _lying_size,
    "cut.xlsx": _cut,
    "locked.xlsx": _locked,
    "twice.xlsx": _twice,
    "far.xlsx": lambda p: made.xlsx(p, made.sheet(_TWO)),
    "far-row.xlsx": lambda p: made.xlsx(p, made.sheet(made.number("A1048576") + made.number("J1"))),
    "far-column.xlsx": lambda p: made.xlsx(p, made.sheet(made.number("A999") + made.number("XFD1"))),
    "far-in-quotes.xlsx": lambda p: made.xlsx(p, made.sheet(_TWO.replace('r="', "r = '").replace('"', "'"))),
    "far-huge.xlsx": lambda p: made.xlsx(p, made.sheet(made.number("A" + "9" * 30))),
    "far-elsewhere.xlsx": lambda p: made.xlsx(
        p, "", more={
            "xl/_rels/workbook.xml.rels": made.BOOK_RELATIONS.replace("worksheets/sheet1", "other/x"),
            "xl/other/x.xml": made.sheet(_TWO),
        }
    ),
    "entity.xlsx": _entity,
    "entity.ods": lambda p: made.ods(p, "", before='<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
    "repeated.ods": lambda p: made.ods(
        p, f'<table:table-row table:number-rows-repeated="1048576">{_REPEATED}</table:table-row>'
    ),
    "not-a-number.ods": lambda p: made.ods(p, '<table:table-row table:number-rows-repeated="x"/>'),
    "broken.ods": lambda p: made.ods(p, "<table:table-row>"),
    "overlap.xlsx": lambda p: made.xlsx(p, made.sheet(made.number("A1") + made.number("B2"), after=_OVERLAP)),
    "broken.xlsx": lambda p: made.xlsx(p, "<worksheet><sheetData><row"),
    "method.xlsx": lambda p: made.xlsx(p, made.sheet(), method=zipfile.ZIP_BZIP2),
    "other-archive.xlsx": lambda p: _written(p, _zip({"a.xml": "b"})),
    "no-archive.xlsx": lambda p: _written(p, b"PK\x03\x04" + b"junk" * 99),
    "empty.xlsx": lambda p: _written(p, b""),
    "page.xls": lambda p: _written(p, "<html><table><tr><td>台账".encode()),
    "text.xlsx": lambda p: _written(p, "编号,问题\n1,堆物\n".encode()),
    "workbook.csv": lambda p: made.xlsx(p, made.sheet(made.number("A1"))),
    "compound.csv": lambda p: made.compound(p, made.xls_stream({(0, 0): 1.0})),
    "report.docx": lambda p: _written(p, b"PK\x03\x04"),
    "noending": lambda p: _written(p, b"a"),
    "folder.xlsx": _folder,
    "junk.xls": lambda p: _written(p, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000),
    "short.xls": lambda p: _written(p, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "loop.xls": lambda p: made.compound(p, made.xls_stream({(0, 0): 1.0}), loop=True),
    "locked.xls": lambda p: made.compound(p, made.xls_stream({(0, 0): 1.0}, before=made.record(0x002F, b"\0" * 6))),
    "locked-xlsx.xlsx": lambda p: made.compound(p, b"x" * 5000, name="EncryptedPackage"),
    "document.xls": lambda p: made.compound(p, b"x" * 5000, name="WordDocument"),
    "far.xls": lambda p: made.compound(p, made.xls_stream(dict.fromkeys(((0, 255), (65535, 0)), 1.0))),
    "far-column.xls": lambda p: made.compound(p, made.xls_stream({(0, 300): 1.0})),
    "dimensions.xls": lambda p: made.compound(p, made.xls_stream({(0, 0): 1.0}, dimensions=(0x790000, 18, 0, 2))),
    "strings.xls": lambda p: made.compound(p, made.xls_stream({(0, 0): 1.0}, before=_SST)),
    "start.xls": lambda p: made.compound(p, made.xls_stream({(0, 0): 1.0}, start=3)),
}  # fmt: skip


def _zip(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


CHILD = """
import re, sys, time
from safetywork.adapters.refusals import LedgerFileError
from safetywork.adapters.tables import read_tables
import python_calamine
path, begun = sys.argv[1], time.perf_counter()
try:
    read_tables(path)
except LedgerFileError as error:
    seconds = time.perf_counter() - begun
    print(seconds, int(re.search(r"VmHWM:\\s*([0-9]+)", open("/proc/self/status").read())[1]) / 1024)
"""


class TestHostile:
    """Whatever a file holds, one class of error comes out of it, soon, and without much memory."""

    @pytest.mark.parametrize("name", HOSTILE)
    def test_one_error_class(self, tmp_path, name):
        """Refused, with advice."""
        assert refused(HOSTILE[name](tmp_path / name))

    @pytest.mark.skipif(sys.platform != "linux", reason="measures as Linux does")
    @pytest.mark.parametrize("name", ["bomb.xlsx", "far.xlsx", "repeated.ods", "entity.xlsx", "far.xls", "long.csv"])
    def test_soon_and_in_little_memory(self, tmp_path, name):
        """In a process of its own: at most 100 MiB with the interpreter, and a second on a busy machine."""
        path = tmp_path / name
        if name == "long.csv":
            path.write_bytes(b"a" * (100 << 20))
        else:
            HOSTILE[name](path)
        done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True)
        seconds, mebibytes = map(float, done.stdout.split())
        assert seconds < 1
        assert mebibytes < 100

    def test_cells_that_are_far_but_can_be_held(self, tmp_path):
        """A stray cell some way off, and a row of all columns, are read."""
        path = made.xlsx(tmp_path / "a.xlsx", made.sheet(made.number("A1") + made.number("A70000")))
        assert len(read_tables(path)[0].rows) == 70_000
        path = made.xlsx(tmp_path / "b.xlsx", made.sheet(made.number("A1") + made.number("XFD1")))
        assert len(read_tables(path)[0].rows[0]) == 16_384

    def test_what_holds_no_cells_is_left_alone(self, tmp_path):
        """A picture that is not what its sum says does not matter to the cells."""
        path = made.xlsx(tmp_path / "a.xlsx", made.sheet(made.number("A1")), more={"xl/media/x.xml": "<!DOCTYPE x>"})
        assert read_tables(path)[0].rows == ((1,),)

    @pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
    def test_byte_flips(self, tmp_path, ending):
        """400 damaged copies: read, or refused."""
        source, path = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
        if ending == "xlsx":
            write_workbook([Sheet("台账", (("编号",),), [("1", DAY)] * 9, merges=(Merge(1, 0, 2, 0),))], source)
        elif ending == "ods":
            made.ods(source, f"<table:table-row>{_CELL.format('')}</table:table-row>" * 9)
        else:
            made.compound(source, made.xls_stream({(r, c): 1.5 for r in range(9) for c in range(3)}))
        data, chance, refusals_seen = source.read_bytes(), random.Random(5), 0
        for _ in range(400):
            damaged = bytearray(data)
            damaged[chance.randrange(len(data) if ending != "xls" else 2048)] = chance.randrange(256)
            path.write_bytes(damaged)
            try:
                read_tables(path)
            except LedgerFileError:
                refusals_seen += 1
        assert refusals_seen > 40

    def test_a_panic_of_the_parser(self, tmp_path, monkeypatch):
        """A panic is a BaseException of its own: it is the one error too; who stops the program is heard."""

        class PanicException(BaseException):
            pass

        path = made.xlsx(tmp_path / "a.xlsx", made.sheet(made.number("A1")))

        def panic(*_):
            raise PanicException("slice")

        monkeypatch.setattr("python_calamine.load_workbook", panic)
        assert "damaged (slice)" in refused(path)

        def stop(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr("python_calamine.load_workbook", stop)
        with pytest.raises(KeyboardInterrupt):
            read_tables(path)

    def test_too_large(self, tmp_path, monkeypatch):
        """Refused unread."""
        monkeypatch.setattr("safetywork.adapters.tables.LARGEST", 1)
        assert "larger than" in refused(made.xlsx(tmp_path / "a.xlsx", made.sheet()))

    def test_not_there(self, tmp_path):
        """What the file system says is said."""
        with pytest.raises(FileNotFoundError):
            read_tables(tmp_path / "a.xlsx")


class TestParsers:
    """Small things of the formats."""

    def test_merges_of_a_document(self, tmp_path):
        """Spans of cells are merges; repeated empty rows to the end of the sheet do not matter."""
        spanned = _CELL.format(' table:number-columns-spanned="2" table:number-rows-spanned="2"')
        rows = (
            f"<table:table-row>{spanned}<table:covered-table-cell/>"
            '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row>'
            f"<table:table-row><table:covered-table-cell/><table:covered-table-cell/>{_CELL.format('')}</table:table-row>"
            '<table:table-row table:number-rows-repeated="1048574">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
        (table,) = read_tables(made.ods(tmp_path / "a.ods", rows))
        assert table == Table("台账", ((1, None, "a"), (None, None, 1)), (Merge(0, 0, 1, 1),))

    def test_an_old_workbook(self, tmp_path):
        """xls: numbers, whole ones as int."""
        (table,) = read_tables(made.compound(tmp_path / "a.xls", made.xls_stream({(0, 0): 3.0, (1, 1): 2.5})))
        assert table == Table("台账", ((3,), (None, 2.5)))

    def test_hidden_columns(self, tmp_path):
        """Hidden, or without width."""
        columns = (
            '<cols><col min="2" max="2" width="9"/><col min="3" max="3" width="0"/>'
            '<col min="4" max="99" hidden="1"/></cols>'
        )
        cells = "".join(made.number(f"{letter}1") for letter in "ABCDE")
        (table,) = read_tables(made.xlsx(tmp_path / "a.xlsx", made.sheet(cells, before=columns)))
        assert table.hidden == {2, 3, 4}

    def test_an_empty_sheet(self, tmp_path):
        """No rows."""
        assert read_tables(made.xlsx(tmp_path / "a.xlsx", made.sheet())) == (Table("台账", ()),)

    def test_progress(self, tmp_path):
        """Told every ten thousand rows, and at the end."""
        seen, path = [], tmp_path / "a.xlsx"
        write_workbook([Sheet("台账", (), [("x",)] * 10_001)], path)
        read_tables(path, progress=lambda name, rows: seen.append((name, rows)))
        assert seen == [("台账", 10_000), ("台账", 10_001)]


def test_without_the_extra(tmp_path, monkeypatch):
    """The error says what to install."""
    path = made.xlsx(tmp_path / "a.xlsx", made.sheet())

    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(refusals, "import_module", absent)
    for run in (lambda: read_tables(path), lambda: write_workbook([Sheet("a", (), [])], tmp_path / "b.xlsx")):
        with pytest.raises(MissingExtraError, match=r'pip install "safetywork\[excel\]"'):
            run()
    assert builtins.__import__ is importlib.import_module("builtins").__import__
    assert Path(path).exists()


# --- the clerks' ledgers, as workbooks


@pytest.mark.parametrize("name", LEDGERS)
def test_a_clerks_workbook_is_read_as_its_table_is(tmp_path, name):
    """Written as a real workbook (merges, hidden columns) and read back: the same kind, columns, rows and faults."""
    case = LEDGERS[name]
    table = evolve(case.table, first_row=0, first_column=0)  # a sheet is written from its first cell
    path = tmp_path / "台账.xlsx"
    sheet = Sheet(table.name, table.rows[:1], table.rows[1:], merges=table.merges, hidden=table.hidden, filtered=False)
    write_workbook([sheet], path)
    (found,) = read_tables(path)
    plain, filed = read_ledger(table, on=case.on), read_ledger(found, on=case.on)
    assert filed.kind == case.kind
    assert [placed.column for placed in filed.layout.columns] == case.columns.split()
    assert [row.values for row in filed.rows] == [row.values for row in plain.rows]
    skipped = case.skipped if any(table.rows[-1]) else case.skipped[:-1]  # no file keeps an empty last row
    assert tuple(aside.reason.code for aside in filed.skipped) == skipped
    assert filed.faults == plain.faults
    assert len(filed.faults) == len(case.faults)
