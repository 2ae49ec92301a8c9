"""Ledger files taken into books and given back, and the commands for both."""

import sys
from datetime import date

import pytest

import safetywork as sw
from safetywork.adapters.exchange import sheets_of_book, sheets_of_intake, take_in_file, write_sheets
from safetywork.adapters.refusals import LedgerFileError, UnwritableError
from safetywork.adapters.tables import read_tables
from safetywork.adapters.workbooks import write_workbook
from safetywork.ledgers.sheets import Sheet
from test_cli import SUPERVISION, misused, ran

pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

DAY = date(2022, 3, 1)
HEAD = ("编号", "存在问题", "责任单位", "责任人", "交办时间", "整改时限", "整改状态")
ROWS = [
    ("101", "应急照明不亮", "甲局", "李四", "2月1日", "6月底前", "整改中"),
    ("102", "=通道堵塞", "甲局", "王五", date(2022, 2, 1), "15个工作日内", "整改中"),
    ("103", "台账不全", "乙镇", "赵六", "2022.2", "尽快", "搁置"),
]
NOTES = Sheet("说明", (), [("本表由督查室填写",), ("电话见通讯录",)])


@pytest.fixture
def ledger(tmp_path):
    """The path of a clerk's workbook: a ledger, and a sheet that is none."""
    path = tmp_path / "问题台账.xlsx"
    write_workbook([Sheet("问题台账", (("某县问题整改台账",), HEAD), ROWS), NOTES], path)
    return path


class TestExchange:
    """In and out again."""

    def test_in(self, ledger):
        """Every sheet that is a ledger is taken in; the others are told; the book has the file's name."""
        taken = take_in_file(ledger, on=DAY, by="督查室")
        assert taken.book.title == "问题台账"
        assert [matter.id for matter in taken.book.matters] == ["101", "102", "103"]
        assert [fault.place for fault in taken.left_out] == ["说明"]
        assert [fault.found for fault in taken.faults if fault.place == "问题台账!G5"] == ["搁置"]

    def test_twice_is_once(self, ledger):
        """The same file changes nothing the second time."""
        first = take_in_file(ledger, on=DAY, by="督查室")
        second = take_in_file(ledger, first.book, on=DAY, by="督查室")
        assert second.book == first.book
        assert second.ledgers[0][1].unchanged == ("101", "102", "103")

    def test_the_same_ledger_back(self, ledger, tmp_path):
        """Written with its lights and read again: the same records; its sums and faults are not taken for ledgers."""
        taken = take_in_file(ledger, on=DAY, by="督查室")
        write_sheets(sheets_of_intake(taken, on=DAY), tmp_path / "b.xlsx")
        again = take_in_file(tmp_path / "b.xlsx", taken.book, on=DAY, by="督查室")
        assert again.ledgers[0][1].unchanged == ("101", "102", "103")
        assert again.left_out == ()
        assert [t.name for t in read_tables(tmp_path / "b.xlsx")] == ["问题台账", "汇总", "差错"]

    @pytest.mark.parametrize("lang", sw.LANGS)
    def test_a_book_as_ledgers(self, tmp_path, lang):
        """The records of a book as ledgers; taken in, they are as many, with the same ids and terms."""
        book, on = sw.load(SUPERVISION), date(2023, 8, 21)
        path = tmp_path / "b.xlsx"
        write_sheets(sheets_of_book(book, on=on, lang=lang), path)
        again = take_in_file(path, on=on, by="x")
        assert {m.id for m in again.book.matters} == {m.id for m in book.as_of(on).matters}
        assert again.left_out == ()

    def test_one_sheet_by_name(self, ledger):
        """Named, it is the only one; a name that there is not is refused with those that there are."""
        assert take_in_file(ledger, on=DAY, by="x", sheet="问题台账").left_out == ()
        with pytest.raises(LedgerFileError, match="问题台账, 说明"):
            take_in_file(ledger, on=DAY, by="x", sheet="无")

    def test_no_ledger(self, tmp_path):
        """A file without a ledger is refused, and says of each sheet why."""
        write_workbook([NOTES], tmp_path / "a.xlsx")
        with pytest.raises(LedgerFileError, match="no ledger"):
            take_in_file(tmp_path / "a.xlsx", on=DAY, by="x")
        write_workbook([Sheet("空", (), [])], tmp_path / "b.xlsx")
        with pytest.raises(LedgerFileError, match="empty"):
            take_in_file(tmp_path / "b.xlsx", on=DAY, by="x")

    def test_csv(self, ledger, tmp_path):
        """One ledger is written as csv, with tabs as tsv; two are refused, and so is another ending."""
        taken = take_in_file(ledger, on=DAY, by="督查室")
        sheets = tuple(sheets_of_intake(taken, on=DAY))
        for name in ("b.csv", "b.tsv"):
            write_sheets(sheets, tmp_path / name)
            again = take_in_file(tmp_path / name, taken.book, on=DAY, by="督查室")
            assert len(again.ledgers[0][0].rows) == 3
        with pytest.raises(UnwritableError, match="these are 2"):
            write_sheets((*sheets, NOTES), tmp_path / "c.csv")
        with pytest.raises(UnwritableError, match=r"not as \.xls"):
            write_sheets(sheets, tmp_path / "c.xls")


class TestCommands:
    """`check`, `convert`, and a ledger where a book is taken."""

    def test_lights_of_a_ledger(self, capsys, ledger):
        """The same table as of a book; what is no ledger is told on standard error."""
        code, out, err = ran(capsys, "lights", str(ledger), "--as-of", "2022-03-01")
        assert code == 0
        assert "102\t=通道堵塞\t王五\t整改中\t2022-02-25\t红（逾期）\n" in out
        assert err.startswith("safetywork: 说明：不是台账")

    def test_report_of_a_ledger(self, capsys, ledger):
        """A report of the book that it makes."""
        code, out, _ = ran(capsys, "report", str(ledger), "--as-of", "2022-03-01", "--sheet", "问题台账")
        assert (code, "2022年3月1日" in out) == (0, True)

    @pytest.mark.parametrize(
        ("lang", "said"), [("zh", "3条记录，2行略过，0行退回"), ("en", "3 records, 2 rows skipped, 0 rej")]
    )
    def test_check(self, capsys, ledger, lang, said):
        """Rows, columns, faults; the code is 1 where a cell cannot be read."""
        code, out, _ = ran(capsys, "check", str(ledger), "--as-of", "2022-03-01", "--lang", lang)
        assert code == 1
        assert said in out
        assert "A\t编号\t" in out
        assert "问题台账!G5" in out

    def test_check_finds_nothing(self, capsys, tmp_path):
        """The code is 0, and nothing is said of faults; a rejected row is shown."""
        path = tmp_path / "a.xlsx"
        write_workbook([Sheet("问题台账", (HEAD,), ROWS[:2])], path)
        code, out, _ = ran(capsys, "check", str(path), "--as-of", "2022-03-01")
        assert (code, "差错" in out) == (0, False)
        write_workbook([Sheet("问题台账", (HEAD,), [*ROWS[:2], ("104", None, "甲局")])], path, overwrite=True)
        code, out, _ = ran(capsys, "check", str(path), "--as-of", "2022-03-01")
        assert (code, "问题台账!4\t缺少问题" in out) == (1, True)

    def test_convert_there_and_back(self, capsys, ledger, tmp_path):
        """Ledger to book, book to ledger, ledger to ledger; the book twice is the same."""
        book, back, lit = (str(tmp_path / name) for name in ("b.json", "b.xlsx", "l.xlsx"))
        told = ("--as-of", "2022-03-01", "--by", "督查室")
        code, out, _ = ran(capsys, "convert", str(ledger), book, *told)
        assert code == 0
        assert out.splitlines()[0].startswith("问题台账：新增3，变更0，未变0，消失0，差错")
        first = sw.load(book)
        code, out, _ = ran(capsys, "convert", str(ledger), book, *told, "--into", book, "--force", "--lang", "en")
        assert "0 added, 0 changed, 3 unchanged" in out
        assert sw.load(book) == first
        assert ran(capsys, "convert", book, back, *told)[0] == 0
        assert {m.id for m in take_in_file(back, on=DAY, by="x").book.matters} == {"101", "102", "103"}
        assert ran(capsys, "convert", str(ledger), lit, *told)[0] == 0
        assert read_tables(lit)[0].rows[2][-3:] == ("蓝", 121, "正常")

    def test_nothing_is_overwritten(self, capsys, ledger, tmp_path):
        """Without --force the old file stays, a book as well as a ledger."""
        for name in ("b.json", "b.xlsx"):
            path = tmp_path / name
            path.write_bytes(b"old")
            code, _, err = ran(capsys, "convert", str(ledger), str(path), "--as-of", "2022-03-01")
            assert (code, "--force" in err, path.read_bytes()) == (1, True, b"old")

    def test_dry_run(self, capsys, ledger, tmp_path):
        """Says what would come of it, and writes nothing."""
        code, out, _ = ran(
            capsys, "convert", str(ledger), str(tmp_path / "b.json"), "--as-of", "2022-03-01", "--dry-run"
        )
        assert code == 0
        assert "新增3" in out
        assert "未写入" in out
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["问题台账.xlsx"]

    def test_misuse(self, capsys):
        """A book into a book is no conversion."""
        assert "one of FROM and TO" in misused(capsys, "convert", "a.json", "b.json", "--as-of", "2022-03-01")

    def test_a_file_at_fault(self, capsys, tmp_path):
        """Said in one line; the code is 1."""
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"PK\x03\x04junk")
        code, out, err = ran(capsys, "lights", str(path), "--as-of", "2022-03-01")
        assert (code, out) == (1, "")
        assert err.startswith(f"safetywork: {path}: it is damaged")

    def test_rows_without_a_number(self, capsys, tmp_path):
        """--key says what tells them apart."""
        path = tmp_path / "a.csv"
        path.write_text("存在问题,责任单位,整改时限\n堆物,甲局,6月底前\n", encoding="gb18030")
        assert ran(capsys, "lights", str(path), "--as-of", "2022-03-01", "--kind", "issue")[0] == 1
        code, out, _ = ran(
            *(capsys, "lights", str(path), "--as-of", "2022-03-01", "--kind", "issue", "--key", "issue,unit")
        )
        assert (code, "堆物·甲局" in out) == (0, True)

    def test_progress_in_a_terminal(self, capsys, ledger, monkeypatch):
        """Told on standard error where somebody sees it."""
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        _, _, err = ran(capsys, "lights", str(ledger), "--as-of", "2022-03-01")
        assert "\r问题台账: 5" in err
