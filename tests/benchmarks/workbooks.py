"""What it costs to write and to read a large workbook: seconds and memory, as ratios to the bare libraries.

    python tests/benchmarks/workbooks.py [ROWS]

Each step runs in a process of its own, the bare library and this one in turn. Goals, for 100,000 rows of 20 columns:
reading with the meaning of every cell at most 3 x python-calamine, writing at most 1.5 x XlsxWriter.
"""

import subprocess
import sys
import tempfile

ROWS, ROUNDS = 100_000, 2
MAKE = """
from datetime import date, timedelta
def rows(n):
    day = date(2022, 1, 1)
    head = ("编号", "发现时间", "存在问题", "问题类别", "级别", "来源", "整改措施", "责任单位", "责任人", "整改时限",
            "整改进展", "整改状态", "实际完成时间", "是否销号", "佐证材料", "备注", "其他一", "其他二", "数量", "比例")
    yield head
    for i in range(n):
        found = day + timedelta(days=i % 300)
        yield (f"H-{i}", found, f"第{i}处应急照明不亮", "消防", "一般", "检查组", "更换灯具并复查", f"第{i % 50}股",
               f"张{i % 200}", found + timedelta(days=30), "已询价", "整改中", None, "否", "照片", None,
               i, i * 2, i % 7, 0.5)
"""
STEPS = {
    "XlsxWriter alone": MAKE
    + """
import xlsxwriter
book = xlsxwriter.Workbook(path); sheet = book.add_worksheet("台账")
day_format = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
plain = book.add_format({"valign": "vcenter", "text_wrap": True})
for r, row in enumerate(rows(n)):
    for c, value in enumerate(row):
        if isinstance(value, str): sheet.write_string(r, c, value, plain)
        elif isinstance(value, date): sheet.write_datetime(r, c, value, day_format)
        elif value is not None: sheet.write_number(r, c, value, plain)
book.close()
""",
    "write_workbook": MAKE
    + """
from safetywork.adapters.workbooks import write_workbook
from safetywork.ledgers.sheets import Sheet
head, *data = rows(n)
write_workbook([Sheet("台账", (head,), data)], path, overwrite=True)
""",
    "python-calamine alone": """
import python_calamine
rows = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
assert len(rows) == n + 1
""",
    "read_tables": """
from safetywork.adapters.tables import read_tables
(table,) = read_tables(path)
assert len(table.rows) == n + 1
""",
    "read_tables, read_ledger": """
from datetime import date
from safetywork.adapters.tables import read_tables
from safetywork.ledgers.reading import read_ledger
(table,) = read_tables(path)
ledger = read_ledger(table, on=date(2022, 12, 1))
assert len(ledger.rows) == n
""",
}
CLOCK = """
import resource, sys, time
path, n = sys.argv[1], int(sys.argv[2])
begun = time.process_time()
{code}
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measured(code: str, path: str, rows: int) -> tuple[float, float]:
    """CPU seconds and peak MiB of a step in a process of its own."""
    command = [sys.executable, "-c", CLOCK.format(code=code), path, str(rows)]
    seconds, mebibytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), float(mebibytes)


def main() -> None:
    """Measure in interleaved rounds; print the best of each and its ratio to the bare library."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    best: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            for name, code in STEPS.items():
                best[name] = min(best.get(name, (1e9, 0.0)), measured(code, f"{folder}/a.xlsx", rows))
    for name, (seconds, mebibytes) in best.items():
        bare = best["XlsxWriter alone" if "write" in name.lower() else "python-calamine alone"][0]
        print(f"{name:26} {seconds:7.2f} s  {mebibytes:6.0f} MiB  {seconds / bare:5.2f} x")


if __name__ == "__main__":
    main()
