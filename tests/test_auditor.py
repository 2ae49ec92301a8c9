"""The command `check`: over a book, a ledger and a text; its exit code, its exemptions, its choice of checks."""

import json
from pathlib import Path

import pytest

from safetywork.adapters import cli

ROOT = Path(__file__).parent.parent
BOOK = str(ROOT / "docs" / "examples" / "supervision-2023.json")
COUNTY = str(ROOT / "docs" / "examples" / "county-2021.json")
ON = ("--on", "2023-08-21")


def run(capsys, *arguments):
    """Exit code and lines."""
    code = cli.main(["check", *arguments])
    return code, capsys.readouterr()


def test_a_book(capsys):
    """Errors first, and the exit code says that there are some; `--grave` only counts the notes."""
    code, told = run(capsys, BOOK, *ON)
    lines = told.out.splitlines()
    assert code == 1
    assert lines[0] == f"矛盾{len(lines) - 1}处："
    assert lines[1].startswith("B1\t错误\tI001：")
    assert sum(line.startswith(("late\t", "early\t")) for line in lines) == 12
    _, grave = run(capsys, BOOK, *ON, "--grave", "--lang", "en")
    assert grave.out.splitlines()[-1].endswith("notes besides.")
    assert "note\t" not in grave.out
    assert run(capsys, COUNTY, "--as-of", "2021-06-18")[0] == 0


def test_a_choice_of_checks(capsys):
    """These alone; a code that there is not is said, with those that there are."""
    code, told = run(capsys, BOOK, *ON, "--only", "B5, late")
    assert code == 0
    assert {line.split("\t")[0] for line in told.out.splitlines()[1:]} == {"B5", "late"}
    code, told = run(capsys, BOOK, *ON, "--only", "B99")
    assert code == 1
    assert "B99" in told.err
    assert "B13" in told.err


def test_exemptions(capsys, tmp_path):
    """What somebody accepted is listed apart; a file that is none is told with its fault."""
    grants = tmp_path / "exempt.json"
    granted = [{"code": code, "place": "I065", "reason": "已核", "by": "局长"} for code in ("B3", "B4")]
    grants.write_text(json.dumps(granted), encoding="utf-8")
    _, told = run(capsys, BOOK, *ON, "--only", "B3,B4", "--exempt", str(grants))
    lines = told.out.splitlines()
    assert lines[0] == "未发现矛盾。"
    assert [line.startswith("已豁免：") for line in lines] == [False, True, True]
    grants.write_text('[{"code": 3}]', encoding="utf-8")
    assert run(capsys, BOOK, *ON, "--exempt", str(grants))[0] == 1


def test_a_text(capsys, tmp_path):
    """Each fault with line and column; a text without any says so."""
    report = tmp_path / "报告.txt"
    report.write_text("共发现问题50项，已整改40项，正在整改11项。\n力争进入第一方阵。\n", encoding="utf-8")
    code, told = run(capsys, str(report), "--on", "2021-06-18", "--lang", "en")
    assert code == 1
    assert told.out.splitlines()[1:] == [
        "A1\terror\t1:6: the parts do not add up to the total (found: 50项 / 40项 + 11项)",
        "D6\twarning\t2:5: the first tier, and no rule for it (found: 第一方阵)",
    ]
    report.write_text("共发现问题50项，已整改40项，正在整改10项。", encoding="utf-8")
    assert run(capsys, str(report), "--on", "2021-06-18")[1].out == "未发现矛盾。\n"


@pytest.mark.parametrize(
    ("status", "finish", "code"), [("已完成", "2021-06-10", 0), ("已完成", "", 1), ("整改中", "", 0)]
)
def test_a_ledger(capsys, tmp_path, status, finish, code):
    """How it is read, and then what its rows say of themselves that cannot all be true."""
    ledger = tmp_path / "台账.csv"
    head = "序号,发现时间,存在问题,整改时限,整改状态,完成时间,责任人,整改进展"
    row = f"1,2021-05-10,通道堵塞,2021-06-15,{status},{finish},李四,"
    ledger.write_text(f"{head}\n{row}\n", encoding="utf-8")
    told = run(capsys, str(ledger), "--on", "2021-06-18", "--only", "B3,early")
    assert told[0] == code
    assert ("B3\t错误" in told[1].out) == (status == "已完成" and not finish)
    assert ("early\t提示" in told[1].out) == bool(finish)


def test_a_term_that_nobody_can_count(capsys, tmp_path):
    """A row whose term lies past every calendar has no due day, and is checked for the rest."""
    ledger = tmp_path / "台账.csv"
    row = "1,2021-05-10,通道堵塞,36000个工作日内,已完成,,李四,"
    ledger.write_text(f"序号,发现时间,存在问题,整改时限,整改状态,完成时间,责任人,整改进展\n{row}\n", encoding="utf-8")
    code, told = run(capsys, str(ledger), "--on", "2021-06-18", "--only", "B3,late")
    assert code == 1
    assert "B3\t错误" in told.out
