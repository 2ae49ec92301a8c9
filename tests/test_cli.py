"""The command line: it asks the library, prints, and leaves with the right code."""

import builtins
import json
import os
import runpy
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import safetywork as sw
from safetywork.adapters import cli
from safetywork.adapters.cli import main
from safetywork.measures import Finish

ROOT = Path(__file__).parent.parent
SUPERVISION = str(ROOT / "docs" / "examples" / "supervision-2023.json")


def measure(id, title, due, **details):
    """A measure planned on 1 March 2024."""
    return sw.Measure.plan(id=id, title=title, on=date(2024, 3, 1), by="局长", term=due, **details)


@pytest.fixture
def book(tmp_path):
    """The path of a small book: one late, one near, one done, one of a term that reaches into 2027."""
    late = measure("M-1", "编印[b]手册", date(2024, 3, 8), owner="李四")
    near = measure("M-2", "更换\t照明\n二楼", date(2024, 3, 20), unit="一股")
    done = measure("M-3", "培训", date(2024, 3, 8)).apply(Finish(on=date(2024, 3, 8), by="张三"))
    far = measure("M-4", "创建", sw.workdays(760))
    none = measure("M-5", "长期", None)
    issue = sw.Issue.register(
        id="H-1", title="堆物", on=date(2024, 3, 1), by="甲", recorded_at=datetime(2024, 4, 1, tzinfo=UTC)
    )
    path = tmp_path / "年.json"
    sw.dump(sw.Book("2024年台账", "某局", "A bureau", matters=(far, near, done, late, none, issue)), path)
    return str(path)


def ran(capsys, *arguments):
    """(exit code, standard output, standard error) of a command."""
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def misused(capsys, *arguments):
    """What is said of a command that cannot be understood; its code is 2."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    return capsys.readouterr().err


class TestLights:
    """`lights`: every matter with its light."""

    def test_tab_separated_when_piped(self, capsys, book):
        """A heading, a matter a line, the gravest first; a tab or a new line in a cell is a space."""
        code, out, err = ran(capsys, "lights", book, "--as-of", "2024-03-15")
        lines = out.splitlines()
        assert (code, err) == (0, "")
        assert lines[0].split("\t") == ["编号", "事项", "责任人", "状态", "到期日", "亮灯"]
        assert [line.split("\t") for line in lines[1:7]] == [
            ["M-1", "编印[b]手册", "李四", "已列入计划", "2024-03-08", "红（逾期）"],
            ["M-2", "更换 照明 二楼", "一股", "已列入计划", "2024-03-20", "黄（临期）"],
            ["M-3", "培训", "", "已完成", "2024-03-08", "蓝（完成）"],
            ["M-4", "创建", "", "已列入计划", lines[4].split("\t")[4], "蓝（正常）"],
            ["H-1", "堆物", "", "已登记", "", "不亮灯（未定期限）"],
            ["M-5", "长期", "", "已列入计划", "", "不亮灯（未定期限）"],
        ]
        assert lines[7:9] == ["", "红（逾期） 1，黄（临期） 1，蓝（完成） 1，蓝（正常） 1，不亮灯（未定期限） 2"]
        assert [line.split("：")[0] for line in lines[9:]] == ["", "台账差错1处", "M-4"], "its due day is provisional"

    def test_a_provisional_day_is_marked(self, capsys, book):
        """A day that rests on working days not announced yet carries a question mark."""
        _, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15")
        assert out.splitlines()[4].split("\t")[4].startswith("2027-0")
        assert out.splitlines()[4].split("\t")[4].endswith("?")

    def test_in_english(self, capsys, book):
        """Heading, states, lights and tally."""
        _, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15", "--lang", "en")
        assert out.startswith("id\tmatter\towner\tstate\tdue\tlight\n")
        assert "M-1\t编印[b]手册\t李四\tplanned\t2024-03-08\tred (overdue)\n" in out
        assert ("\n\nred (overdue) 1, yellow (due soon) 1, blue (finished) 1, blue (on course) 1, not lit (no term) 2\n") in out  # fmt: skip  # noqa: E501

    def test_open_ones_only(self, capsys, book):
        """What is done is left out."""
        _, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15", "--open")
        assert "M-3" not in out
        assert "M-1" in out

    def test_what_cannot_be_read_is_not_left_out(self, capsys, tmp_path):
        """A read-only matter may be open, so `--open` keeps it; what is done goes."""
        read_only = sw.Measure.plan(
            id="R-1", title="别处", on=date(2024, 3, 1), by="甲", workflow=sw.MEASURE.extend(name="x")
        )
        done = sw.Measure.plan(id="R-2", title="已办", on=date(2024, 3, 1), by="甲")
        done = done.apply(Finish(on=date(2024, 3, 2), by="甲"))
        path = tmp_path / "book.json"
        path.write_text(sw.dumps(sw.Book("台账", matters=(read_only, done))), encoding="utf-8")
        _, out, _ = ran(capsys, "lights", str(path), "--as-of", "2024-03-15", "--open")
        assert "R-1" in out
        assert "R-2" not in out

    def test_nothing_open_has_no_tally(self, capsys, book):
        """Before the first day the book is empty: the heading stands alone."""
        code, out, _ = ran(capsys, "lights", book, "--as-of", "2024-02-01")
        assert (code, out) == (0, "编号\t事项\t责任人\t状态\t到期日\t亮灯\n")

    def test_why(self, capsys, book):
        """The numbers behind each light."""
        _, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15", "--why")
        assert "红（逾期）：已逾期（日） 7" in out

    def test_known_on(self, capsys, book):
        """What was written down later is left out."""
        _, before, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15", "--known-on", "2024-03-31")
        _, after, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15", "--known-on", "2024-04-01")
        assert "H-1" not in before
        assert "H-1" in after

    def test_another_policy(self, capsys, book):
        """Green for normal."""
        _, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15", "--policy", "red-yellow-green")
        assert "绿（完成）" in out

    def test_faults_of_the_book_are_listed(self, capsys):
        """What the ledger contradicts is said below its lights."""
        _, out, _ = ran(capsys, "lights", SUPERVISION, "--as-of", "2023-08-21", "--lang", "en")
        assert "red (overdue) 1, yellow (due soon) 6," in out
        assert "\n\nFaults of the book, 12:\nI001.actual: finished on a day after that of the ledger" in out
        _, out, _ = ran(capsys, "lights", SUPERVISION, "--as-of", "2024-01-15")
        assert "红（逾期） 46，" in out
        assert "\n\n台账差错12处：\n" in out


class TestTerminal:
    """A coloured table where a terminal and rich are there."""

    @pytest.fixture
    def terminal(self, monkeypatch):
        """Standard output is a terminal of 200 columns."""
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        monkeypatch.setenv("COLUMNS", "200")
        monkeypatch.setenv("TERM", "xterm-256color")

    @pytest.mark.usefixtures("terminal")
    def test_a_table(self, capsys, book, monkeypatch):
        """Drawn with lines; brackets in a title are no markup."""
        pytest.importorskip("rich")
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        code, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15")
        assert code == 0
        assert "编印[b]手册" in out
        assert "─" in out
        assert "\t" not in out
        assert "红（逾期） 1，" in out

    def test_tab_separated_without_rich(self, capsys, book, monkeypatch):
        """rich is an extra: without it the lines are as in a pipe."""
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        load = builtins.__import__

        def without_rich(name, *rest, **kept):
            if name.startswith("rich"):
                raise ImportError(name)
            return load(name, *rest, **kept)

        monkeypatch.setattr(builtins, "__import__", without_rich)
        _, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15")
        assert "M-1\t编印[b]手册\t李四" in out


class TestReport:
    """`report`: the work report as text."""

    def test_in_both_languages(self, capsys, book):
        """The text is the library's own, word for word."""
        for lang in sw.LANGS:
            code, out, err = ran(capsys, "report", book, "--as-of", "2024-03-15", "--lang", lang)
            assert (code, err) == (0, "")
            assert out == sw.report(sw.load(book), as_of=date(2024, 3, 15)).text(lang)

    def test_known_on(self, capsys, book):
        """As of a day, as known on a day."""
        _, out, _ = ran(capsys, "report", book, "--as-of", "2024-03-15", "--known-on", "2024-03-31")
        assert out == sw.report(sw.load(book), as_of=date(2024, 3, 15), known_on=date(2024, 3, 31)).text()

    def test_a_real_ledger(self, capsys):
        """81 rows with all their contradictions give a report."""
        code, out, _ = ran(capsys, "report", SUPERVISION, "--as-of", "2023-08-21")
        assert code == 0
        assert "2023年8月21日" in out


class TestDeadline:
    """`deadline`: a term counted from a day."""

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["6个工作日", "--trigger", "2025-01-24"], "2025-02-08"),
            (["6 working days", "--trigger", "2025-01-24"], "2025-02-08"),
            (["3日", "--trigger", "2025-01-25"], "2025-02-05"),
            (["3日", "--trigger", "2025-01-25", "--no-roll"], "2025-01-28"),
            (["1个月", "--trigger", "2024-01-31", "--no-roll"], "2024-02-29"),
            (["5个工作日", "--trigger", "2027-03-01", "--provisional"], "2027-03-08（暂定）"),
            (["5个工作日", "--trigger", "2027-03-01", "--provisional", "--lang", "en"], "2027-03-08 (provisional)"),
        ],
    )
    def test_the_last_day(self, capsys, arguments, expected):
        """One line with the day; a day that rests on an unannounced year says so."""
        assert ran(capsys, "deadline", *arguments) == (0, expected + "\n", "")

    @pytest.mark.parametrize("lang", sw.LANGS)
    def test_every_step(self, capsys, lang):
        """Why it ends where it does, in the library's words."""
        _, out, _ = ran(capsys, "deadline", "6个工作日", "--trigger", "2025-01-24", "--explain", "--lang", lang)
        said = sw.read_deadline("6个工作日").explain(lang)
        assert out == f"{said}\n{sw.PeriodRule(sw.workdays(6)).resolve(date(2025, 1, 24)).explain(lang)}\n"

    def test_an_unannounced_year_names_the_option(self, capsys):
        """Refused, with what can be done about it."""
        code, out, err = ran(capsys, "deadline", "5个工作日", "--trigger", "2027-03-01")
        assert (code, out) == (1, "")
        assert err.startswith("safetywork: calendar")
        assert "--provisional" in err

    def test_a_term_beyond_every_calendar(self, capsys):
        """Past the last day that a date can be: told, not a traceback."""
        code, out, err = ran(capsys, "deadline", "20年", "--trigger", "9990-03-01", "--no-roll")
        assert (code, out) == (1, "")
        assert err.startswith("safetywork: ")

    def test_what_is_no_term(self, capsys):
        """The ways to write one are named."""
        code, out, err = ran(capsys, "deadline", "soon", "--trigger", "2025-03-01")
        assert (code, out) == (1, "")
        assert "15个工作日" in err

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["自收到之日起15个工作日内", "--trigger", "2025-01-24"], "2025-02-20"),
            (["within 15 working days", "--trigger", "2025-01-24"], "2025-02-20"),
            (["6月底前", "--anchor", "2022-03-01"], "2022-06-30"),
            (["届满前30日", "--trigger", "2024-10-16", "--no-roll"], "2024-09-16"),
            (["24小时内", "--trigger", "2025-01-24T09:30"], "2025-01-25T09:30"),
            (["立行立改，长期坚持"], "立即，长期坚持"),
            (["15个工作日内，最长不超过20日", "--trigger", "2025-01-24"], "2025-02-13"),
            (["2022年6月底前完成排查，9月底前完成整治"], "2022-09-30"),
        ],
    )
    def test_a_phrase_as_it_stands(self, capsys, arguments, expected):
        """The day of a real phrase; what names no day is said back in the ledger's words."""
        assert ran(capsys, "deadline", *arguments) == (0, expected + "\n", "")

    def test_a_phrase_is_explained(self, capsys):
        """What it was read as, what was assumed, what else it may mean."""
        _, out, _ = ran(capsys, "deadline", "8月前", "--anchor", "2022-03-01", "--explain", "--lang", "en")
        assert out.splitlines()[:3] == [
            "read as: before August",
            "no year is written: 2022, from the day of the document",
            "may also mean: 2022-08-31",
        ]
        _, out, _ = ran(capsys, "deadline", "尽快", "--explain")
        assert out == "读作：尽快\n未写明可以计算的日期\n"

    def test_a_year_that_nobody_wrote(self, capsys):
        """Refused without the day of the document, with what to add."""
        code, _, err = ran(capsys, "deadline", "6月30日前")
        assert (code, "--anchor" in err) == (1, True)

    def test_a_moment_that_is_none(self, capsys):
        """The way to write one is named."""
        assert "2021-06-18T09:30" in misused(capsys, "deadline", "2小时内", "--trigger", "2025-01-24T99")


class TestNotice:
    """`--notice`: the days off of a year announced since."""

    @pytest.fixture
    def notice(self, tmp_path):
        """A year file for 2027 that only has 1 to 3 January off, and Sunday 3 January no longer the fourth."""
        days = [{"name": "元旦", "date": f"2027-01-0{d}", "isOffDay": True} for d in (1, 2, 3)]
        days += [{"name": "妇女节", "date": "2027-03-08", "isOffDay": True}]
        path = tmp_path / "2027.json"
        path.write_text(json.dumps({"year": 2027, "papers": [], "days": days}), encoding="utf-8")
        return str(path)

    def test_a_deadline_becomes_firm(self, capsys, notice):
        """What was refused is counted, by the notice."""
        asked = ("deadline", "5个工作日", "--trigger", "2027-03-01")
        assert ran(capsys, *asked, "--notice", notice) == (0, "2027-03-09\n", "")

    def test_the_lights_say_what_moved(self, capsys, book, notice):
        """No question mark, no fault, and a line for every deadline that is another or firm now."""
        _, out, _ = ran(capsys, "lights", book, "--as-of", "2024-03-15", "--notice", notice)
        assert "?" not in out
        assert "台账差错" not in out
        assert "到期日因新的放假安排而确定或变动1项：" in out
        assert out.splitlines()[-1].startswith("M-4：2027-")

    def test_a_report_and_a_plan_take_it_too(self, capsys, book, notice):
        """The same option wherever a calendar counts."""
        assert ran(capsys, "report", book, "--as-of", "2024-03-15", "--notice", notice)[0] == 0
        plan = str(TestSchedule.PLAN)
        assert ran(capsys, "schedule", plan, "--notice", notice) == ran(capsys, "schedule", plan)

    @pytest.mark.parametrize(
        "text", ["[]", "{}", '{"year": 2029, "days": [{"name": "元旦", "date": "2029-01-01", "isOffDay": true}]}']
    )
    def test_what_is_no_notice_or_leaves_a_year_out(self, capsys, tmp_path, text):
        """Told, with exit code 1."""
        path = tmp_path / "x.json"
        path.write_text(text, encoding="utf-8")
        code, out, err = ran(capsys, "deadline", "5个工作日", "--trigger", "2025-03-03", "--notice", str(path))
        assert (code, out) == (1, "")
        assert err.startswith("safetywork: ")


class TestDiagram:
    """`diagram`: a stock workflow as Mermaid."""

    def test_words_or_ids(self, capsys):
        """Words of either language, or ids and codes."""
        for arguments, lang in (((), "zh"), (("--lang", "en"), "en"), (("--ids",), None)):
            code, out, _ = ran(capsys, "diagram", "rectification", *arguments)
            assert code == 0
            assert out == sw.mermaid(sw.RECTIFICATION, lang=lang).rstrip("\n") + "\n"

    def test_the_names_are_listed(self, capsys):
        """An unknown one is a misuse that names the known."""
        assert "standardisation" in misused(capsys, "diagram", "nonsense")


class TestMistakes:
    """1: the input is at fault, said on standard error. 2: the command was misused."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "required"),
            (("dance",), "invalid choice"),
            (("lights", "b.json"), "--as-of"),
            (("lights", "b.json", "--as-of", "18.6.2021"), "'18.6.2021' is not a day; write it as 2021-06-18"),
            (("lights", "b.json", "--as-of", "2021-02-29"), "is not a day"),
            (("lights", "b.json", "--as-of", "2021-06-18", "--policy", "traffic"), "red-yellow-blue"),
            (("report", "b.json", "--as-of", "2021-06-18", "--lang", "fr"), "zh"),
        ],
    )
    def test_a_misuse_says_what_is_wanted(self, capsys, arguments, said):
        """Nothing is read, the code is 2."""
        assert said in misused(capsys, *arguments)

    def test_a_missing_file(self, capsys):
        """Its name is said."""
        code, out, err = ran(capsys, "report", "nowhere.json", "--as-of", "2021-06-18")
        assert (code, out) == (1, "")
        assert "nowhere.json" in err

    def test_a_folder(self, capsys, tmp_path):
        """What is no file cannot be read."""
        code, _, err = ran(capsys, "report", str(tmp_path), "--as-of", "2021-06-18")
        assert code == 1
        assert err.startswith("safetywork: ")

    @pytest.mark.parametrize(
        ("lang", "said"), [("en", "  $.matters[0].log[0].event.on: not a day (found: '20240301')"), ("zh", "不是日期")]
    )
    def test_a_broken_book_names_the_file_and_every_place(self, capsys, tmp_path, lang, said):
        """A line for each fault, in the language asked for."""
        path = tmp_path / "broken.json"
        text = sw.dumps(sw.Book("t", matters=(measure("M-1", "甲", None), measure("M-2", "乙", None))))
        path.write_text(text.replace("2024-03-01", "20240301"), encoding="utf-8")
        code, out, err = ran(capsys, "lights", str(path), "--as-of", "2024-03-15", "--lang", lang)
        assert (code, out) == (1, "")
        assert err.splitlines()[0] == f"safetywork: {path}"
        assert len(err.splitlines()) == 3
        assert said in err

    def test_help_and_version(self, capsys):
        """Help shows examples and exit codes; the version is the package's."""
        for arguments, said in ((["--help"], "safetywork lights book.json"), (["--version"], sw.__version__)):
            with pytest.raises(SystemExit) as caught:
                main(arguments)
            assert caught.value.code == 0
            assert said in capsys.readouterr().out

    @pytest.mark.parametrize("command", ["report", "lights", "deadline", "diagram"])
    def test_every_command_says_what_it_does(self, capsys, command):
        """Its own help begins with a sentence."""
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert ".\n" in capsys.readouterr().out


class TestProcess:
    """As a process: exit codes, UTF-8, pipes."""

    def start(self, *arguments, **how):
        """The command in an interpreter whose locale knows no Chinese."""
        source = str(Path(sw.__file__).parent.parent)
        environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": source}
        return subprocess.run(
            [sys.executable, "-m", "safetywork", *arguments], capture_output=True, check=False, env=environment, **how
        )

    def test_the_answer_is_utf8_whatever_the_locale(self):
        """Chinese in a pipe, in an environment that says ASCII."""
        done = self.start("deadline", "5个工作日", "--trigger", "2025-03-03", "--explain")
        assert done.returncode == 0
        assert "工作日" in done.stdout.decode("utf-8")

    def test_the_code_is_the_processs(self):
        """1 for the input, 2 for the command."""
        assert self.start("report", "nowhere.json", "--as-of", "2021-06-18").returncode == 1
        assert self.start("dance").returncode == 2

    def test_as_a_module(self, capsys, monkeypatch):
        """`python -m safetywork` is the command."""
        monkeypatch.setattr(sys, "argv", ["safetywork", "deadline", "3日", "--trigger", "2025-03-03"])
        with pytest.raises(SystemExit) as caught:
            runpy.run_module("safetywork", run_name="__main__")
        assert caught.value.code == 0
        assert capsys.readouterr().out == "2025-03-06\n"

    def test_importing_the_module_runs_nothing(self):
        """`safetywork.__main__` acts only where it is the program."""
        assert runpy.run_module("safetywork.__main__", run_name="imported")["run"] is cli.run

    @pytest.mark.skipif(sys.platform == "win32", reason="a POSIX pipe")
    def test_a_reader_that_has_seen_enough(self):
        """`| head -1`: the rest goes nowhere, silently, and that is no failure."""
        source = str(Path(sw.__file__).parent.parent)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-m", "safetywork", "lights", SUPERVISION, "--as-of", "2023-08-21"],
            stdout=writer, stderr=subprocess.PIPE, check=False, env={**os.environ, "PYTHONPATH": source},
        )  # fmt: skip
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_broken_pipe_is_no_failure(self, capfd, monkeypatch):
        """The same within one process."""

        def broken(_):
            raise BrokenPipeError

        monkeypatch.setattr(cli, "_deadline", broken)
        assert main(["deadline", "3日", "--trigger", "2025-03-03"]) == 0
        assert capfd.readouterr() == ("", "")

    def test_a_stream_that_cannot_be_set_is_left(self, monkeypatch):
        """Where standard output is some other object, it is written to as it is."""

        class Sheet(list):
            def write(self, text):
                self.append(text)

            def flush(self):
                pass

        sheet = Sheet()
        monkeypatch.setattr(sys, "stdout", sheet)
        assert main(["deadline", "3日", "--trigger", "2025-03-03"]) == 0
        assert "".join(sheet) == "2025-03-06\n"


class TestTrigger:
    """A term runs from a day."""

    def test_a_bare_span_needs_the_day_it_runs_from(self, capsys):
        """Said, with what to add."""
        code, _, err = ran(capsys, "deadline", "6个工作日")
        assert code == 1
        assert "--trigger" in err


class TestSchedule:
    """A plan, scheduled backward from its due day."""

    PLAN = Path(__file__).parent.parent / "docs" / "examples" / "plan-2022.json"

    def test_a_plan_that_fits(self, capsys):
        """Due 2022-10-31 over 5, 15, 15, 3 and 2 working days: it begins on 2022-08-31."""
        code, out, _ = ran(capsys, "schedule", str(self.PLAN), "--lang", "en")
        assert code == 0
        assert "survey the site" in out
        assert "2022-08-31" in out.splitlines()[2]

    def test_a_plan_that_does_not_fit_says_by_how_much(self, capsys):
        """Three working days late by the calendar; and, begun in time, which step the people cannot do in time."""
        _, out, _ = ran(capsys, "schedule", str(self.PLAN), "--on", "2022-09-05", "--people")
        assert "已晚3个工作日" in out
        assert "人手不足" not in out
        _, out, _ = ran(capsys, "schedule", str(self.PLAN), "--people")
        assert "build人手不足" in out

    def test_every_fault_of_a_plan_is_told(self, capsys, tmp_path):
        """Unknown keys and needs, with their paths; an unreadable file too."""
        bad = tmp_path / "plan.json"
        steps = [{"id": "a", "title": "一", "duration": 2, "needs": ["b"]}]
        bad.write_text(json.dumps({"due": "2022-10-31", "trigger": "2022-08-15", "steps": steps}), encoding="utf-8")
        code, _, err = ran(capsys, "schedule", str(bad), "--lang", "en")
        assert code == 1
        assert "$.steps[0].needs" in err
        bad.write_text('{"due": 7, "zz": 1}', encoding="utf-8")
        code, _, err = ran(capsys, "schedule", str(bad), "--lang", "en")
        assert (code, "$.due" in err, "zz" in err) == (1, True, True)
