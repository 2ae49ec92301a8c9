"""The command line: `safetywork report | lights | dispatch | check | convert | deadline | schedule | diagram`.

Holds: arguments, exit codes, and tables for a terminal (tab-separated where the output is piped).
Never: computes an answer; it asks the library and prints.

Exit codes: 0 done, 1 the input is at fault (said on standard error), 2 the command was misused.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NoReturn

import safetywork
from safetywork.adapters.auditor import check
from safetywork.adapters.clerk import convert, taken_in
from safetywork.adapters.exchange import is_ledger
from safetywork.adapters.files import load, load_notice
from safetywork.adapters.reckoner import deadline_of, schedule_of
from safetywork.adapters.secretary import dispatch
from safetywork.analysis import mermaid
from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.codec import FormatError
from safetywork.comparisons import compare
from safetywork.errors import SafetyworkError, UnannouncedDayError
from safetywork.labels import LANGS, Label, Lang
from safetywork.ledgers.headings import HEADINGS
from safetywork.lights import POLICIES, Light, light
from safetywork.matters import Matter
from safetywork.periods import BEIJING
from safetywork.recounts import Moved, recount, unsettled
from safetywork.reports import report
from safetywork.skeletons import SKELETONS
from safetywork.stock import STOCK_WORKFLOWS

_EPILOG = """\
examples:
  safetywork report book.json --as-of 2021-06-18
  safetywork lights book.json --as-of 2021-06-18 --open --why
  safetywork dispatch book.json --on 2021-05-17 --unit 监管股
  safetywork check book.json --as-of 2021-06-18
  safetywork check 台账.xlsx --as-of 2021-06-18
  safetywork check 报告.txt --as-of 2021-06-18
  safetywork lights 台账.xlsx --as-of 2021-06-18 --open
  safetywork convert 台账.xlsx book.json --as-of 2021-06-18 --by 督查室
  safetywork deadline 15个工作日内 --trigger 2021-06-18 --explain
  safetywork deadline 6月底前 --anchor 2021-03-01
  safetywork diagram rectification --lang en

exit codes: 0 done, 1 the input is at fault, 2 the command was misused"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        for line in options.run(options):
            print(line)
        sys.stdout.flush()
        return getattr(options, "code", 0)
    except BrokenPipeError:
        # The reader has seen enough (`| head`): what is still buffered goes nowhere, silently.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (SafetyworkError, OSError) as error:
        for line in _complaint(error, options.lang):
            print(line, file=sys.stderr)
        return 1


def _complaint(error: Exception, lang: Lang) -> list[str]:
    """What is wrong with the input; every fault of a document on a line of its own."""
    if isinstance(error, FormatError):
        return [f"safetywork: {error.source}", *(f"  {fault.text(lang)}" for fault in error.faults)]
    hint = "; on the command line: --provisional, or --notice FILE" if isinstance(error, UnannouncedDayError) else ""
    return [f"safetywork: {error}{hint}"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="safetywork",
        description="The books of accountable public-safety work: who owes what, by when, in what state, and why.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"safetywork {safetywork.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    told = _command(commands, "report", "print a report of a book as of a day")
    _book(told)
    told.add_argument(
        "--skeleton",
        choices=list(SKELETONS),
        default="campaign",
        help="its parts and headings: " + ", ".join(f"{one.id} {one.label.zh}" for one in SKELETONS.values()),
    )
    told.add_argument("--format", choices=("text", "markdown"), default="text", help="(default: %(default)s)")
    told.add_argument(
        "--since", metavar="DAY", type=_day, help="add what changed since the report of that day, and why"
    )
    told.set_defaults(run=_report)

    shown = _command(commands, "lights", "list every matter of a book with its light as of a day, the gravest first")
    _book(shown)
    shown.add_argument("--open", action="store_true", help="leave out what is done or cancelled")
    shown.add_argument("--why", action="store_true", help="add the numbers behind each light")
    shown.set_defaults(run=_lights)

    _chasing(commands)

    _checking(commands)

    turned = _command(
        commands, "convert", "turn a ledger into a book, a book into a ledger, or a ledger into one with lights"
    )
    turned.add_argument("source", metavar="FROM", help="a ledger (.xlsx, .xls, .ods, .csv) or a book (.json)")
    turned.add_argument("target", metavar="TO", help="a book (.json) or a ledger (.xlsx, .csv)")
    _as_of(turned)
    _ledger(turned)
    turned.add_argument("--into", metavar="BOOK", help="the book that the ledger is taken into; a new one unless given")
    turned.add_argument("--force", action="store_true", help="overwrite TO where it is there")
    turned.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    _policy(turned)
    _language(turned)
    turned.set_defaults(run=convert, misuse=turned.error)

    counted = _command(commands, "deadline", "read a deadline phrase and say why it ends where it does")
    counted.add_argument(
        "phrase",
        metavar="PHRASE",
        help="自收到之日起15个工作日内, 6月底前, 30日, 'within 15 working days', 'by the end of June 2022'",
    )
    counted.add_argument(
        "--anchor", metavar="DAY", type=_day, help="the day of the document: it settles a year that is not written"
    )
    counted.add_argument(
        "--trigger",
        metavar="DAY",
        type=_moment,
        help="the day the term runs from, not counted itself; for hours a moment, 2021-06-18T09:30 (Beijing time)",
    )
    counted.add_argument(
        "--no-roll", action="store_true", help="a last day off stays where it is (民法典 203 moves it)"
    )
    counted.add_argument(
        "--provisional", action="store_true", help="use statutory days off where a year is not announced yet"
    )
    counted.add_argument("--explain", action="store_true", help="print every step")
    _language(counted)
    counted.set_defaults(run=_deadline)

    planned = _command(commands, "schedule", "schedule a plan backward from its due day (倒排工期)")
    planned.add_argument("plan", metavar="PLAN", help="a plan in JSON")
    planned.add_argument("--on", metavar="DAY", type=_day, help="the day from which work can begin")
    planned.add_argument("--people", action="store_true", help="add whether the people who are there can do it in time")
    planned.add_argument(
        "--provisional", action="store_true", help="use statutory days off where a year is not announced yet"
    )
    _language(planned)
    planned.set_defaults(run=_schedule)

    _drawing(commands)
    return parser


def _checking(commands: Any) -> None:
    checked = _command(
        commands,
        "check",
        "find what cannot all be true in a book, a ledger or a finished text, and say how a ledger is read",
    )
    checked.add_argument(
        "file", metavar="FILE", help="a book in JSON, a ledger (.xlsx, .xls, .ods, .csv), or a text (.txt, .md)"
    )
    checked.add_argument(
        "--as-of",
        "--on",
        dest="as_of",
        metavar="DAY",
        type=_day,
        required=True,
        help="the day to answer for, YYYY-MM-DD",
    )
    checked.add_argument("--grave", action="store_true", help="errors and warnings alone, and how many notes there are")
    checked.add_argument("--only", metavar="CODES", help="these checks alone: B2,B3,late")
    checked.add_argument("--exempt", metavar="FILE", help="exemptions in JSON: code, place, reason, by, until")
    _policy(checked)
    _ledger(checked)
    _language(checked)
    checked.set_defaults(run=_check)


def _drawing(commands: Any) -> None:
    drawn = _command(commands, "diagram", "print a stock workflow as a Mermaid state diagram")
    names = [workflow.name for workflow in STOCK_WORKFLOWS]
    drawn.add_argument("workflow", metavar="WORKFLOW", choices=names, help=", ".join(names))
    drawn.add_argument("--ids", action="store_true", help="ids and codes instead of words")
    _language(drawn)
    drawn.set_defaults(run=_diagram)


def _chasing(commands: Any) -> None:
    chased = _command(
        commands, "dispatch", "print the agenda of a round on a day: what has to be chased, by unit, and why"
    )
    chased.add_argument("book", metavar="BOOK", help="a book in JSON, or a ledger: .xlsx, .xls, .ods, .csv")
    chased.add_argument(
        "--on", "--as-of", dest="on", metavar="DAY", type=_day, required=True, help="the day of the round, YYYY-MM-DD"
    )
    chased.add_argument("--since", metavar="DAY", type=_day, help="the day of the round before; found in the book")
    chased.add_argument("--ahead", metavar="DAYS", type=_days, default=7, help="days to look ahead (default: 7)")
    chased.add_argument(
        "--stuck", metavar="DAYS", type=_days, default=14, help="days without an entry (default: 14, two weekly rounds)"
    )
    chased.add_argument("--unit", metavar="NAME", help="the matters of one unit alone")
    chased.add_argument("--person", metavar="NAME", help="the matters of one owner alone")
    chased.add_argument("--mask", action="store_true", help="mask the names of people, for publication")
    chased.add_argument("--known-on", metavar="DAY", type=_day, help="leave out what was written down after this day")
    _policy(chased)
    _ledger(chased)
    _language(chased)
    chased.set_defaults(run=_dispatch)


def _command(commands: Any, name: str, told: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=told, description=f"{told[0].upper()}{told[1:]}.")
    return parser


def _book(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("book", metavar="BOOK", help="a book in JSON, or a ledger: .xlsx, .xls, .ods, .csv")
    _as_of(parser)
    parser.add_argument("--known-on", metavar="DAY", type=_day, help="leave out what was written down after this day")
    _policy(parser)
    _ledger(parser)
    _language(parser)


def _as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", metavar="DAY", type=_day, required=True, help="the day to answer for, YYYY-MM-DD")


def _policy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--policy", choices=sorted(POLICIES), default="red-yellow-blue", help="the light policy (default: %(default)s)"
    )


def _ledger(parser: argparse.ArgumentParser) -> None:
    """How a ledger is read; a book needs none of it."""
    kinds = [kind.id for kind in HEADINGS.kinds]
    of_ledgers = parser.add_argument_group("of a ledger")
    of_ledgers.add_argument(
        "--sheet", metavar="NAME", help="this sheet alone; every sheet that is a ledger unless given"
    )
    of_ledgers.add_argument("--kind", choices=kinds, help="its kind; told from its title and headings unless given")
    of_ledgers.add_argument(
        "--key", metavar="COLUMNS", help="columns that tell rows apart without a number: issue,unit"
    )
    of_ledgers.add_argument(
        "--by", metavar="NAME", default="台账", help="who signs what it states (default: %(default)s)"
    )
    of_ledgers.add_argument("--encoding", metavar="NAME", help="of a csv file; found out unless given")


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--notice",
        metavar="FILE",
        action="append",
        default=[],
        help="the days off of a year announced since, as a holiday-cn JSON file; may be given for several years",
    )
    parser.add_argument("--lang", choices=LANGS, default="zh", help="the language of the answer (default: %(default)s)")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or str(day) != text:  # Python also takes 20210618 and 2021-W24-5; documents do not
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2021-06-18")
    return day


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days; write 7")
    return int(text)


def _moment(text: str) -> date:
    """A day, or a moment with its time, in Beijing time where no other is written."""
    if "T" not in text:
        return _day(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a moment; write it as 2021-06-18T09:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _opened(path: str, options: argparse.Namespace) -> Book:
    """The book at `path`, or the one that its ledger makes."""
    return taken_in(path, options).book if is_ledger(path) else load(path)


def _calendar(options: argparse.Namespace) -> WorkCalendar:
    """China's, with the years that were announced since; itself where there are none, with all it remembers."""
    return CHINA.announce(*map(load_notice, options.notice)) if options.notice else CHINA


def _report(options: argparse.Namespace) -> Iterable[str]:
    book, calendar = _opened(options.book, options), _calendar(options)
    policy = POLICIES[options.policy]
    how: dict[str, Any] = {"calendar": calendar, "policy": policy, "skeleton": SKELETONS[options.skeleton]}
    made = report(book, as_of=options.as_of, known_on=options.known_on, **how)
    told = made.markdown(options.lang) if options.format == "markdown" else made.text(options.lang)
    if options.since is None:
        return [told.rstrip("\n")]
    then = report(book, as_of=options.since, known_on=options.known_on, **how)
    changes = compare(then.figures, made.figures, book)
    return [
        *(told.rstrip("\n"), "", _SINCE.text(options.lang, since=options.since, n=len(changes))),
        *(change.text(options.lang) for change in changes),
    ]


_SINCE = Label("与{since}相比，变动{n}处：", "Changed since {since}, {n}:")


def _check(options: argparse.Namespace) -> Iterable[str]:
    return check(options, _calendar(options))


def _dispatch(options: argparse.Namespace) -> Iterable[str]:
    options.as_of = options.on  # the day that a ledger is taken in on
    return dispatch(_opened(options.book, options), _calendar(options), options)


_COLUMNS = (
    Label("编号", "id"),
    Label("事项", "matter"),
    Label("责任人", "owner"),
    Label("状态", "state"),
    Label("到期日", "due"),
    Label("亮灯", "light"),
)
_FAULTS = Label("台账差错{n}处：", "Faults of the book, {n}:")


def _lights(options: argparse.Namespace) -> Iterable[str]:
    book = _opened(options.book, options).as_of(options.as_of, known_on=options.known_on)
    policy, calendar = POLICIES[options.policy], _calendar(options)
    rows = [
        (m, light(m, options.as_of, calendar, policy))
        for m in book.matters
        if not (options.open and (m.done or m.void))
    ]
    rows.sort(
        key=lambda row: (
            -policy.rank(row[1].colour),
            row[1].standing.deadline.last_day if row[1].standing else date.max,
            row[0].id,
        )
    )
    table = [_row(matter, shown, options.lang, why=options.why) for matter, shown in rows]
    faults = (*book.faults, *unsettled(book, on=options.as_of, calendar=calendar))
    notes = ["", _FAULTS.text(options.lang, n=len(faults)), *(fault.text(options.lang) for fault in faults)]
    return [
        *_table([label.text(options.lang) for label in _COLUMNS], table, [shown for _, shown in rows]),
        *_tally(rows, options.lang),
        *(notes if faults else ()),
        *(_moved(recount(book, CHINA, calendar, on=options.as_of), options.lang) if options.notice else ()),
    ]


_MOVED = Label("到期日因新的放假安排而确定或变动{n}项：", "Deadlines made firm or moved by the new notice, {n}:")


def _moved(moved: Sequence[Moved], lang: Lang) -> list[str]:
    return ["", _MOVED.text(lang, n=len(moved)), *(one.text(lang) for one in moved)] if moved else []


def _row(matter: Matter, shown: Light, lang: Lang, *, why: bool) -> list[str]:
    due = (
        ""
        if shown.standing is None
        else f"{shown.standing.deadline.last_day}{'?' if shown.standing.provisional else ''}"
    )
    return [
        matter.id, matter.title, matter.owner or matter.unit or "", matter.standing_state.label.text(lang), due,
        shown.explain(lang) if why else shown.text(lang),
    ]  # fmt: skip


def _tally(rows: Iterable[tuple[Matter, Light]], lang: Lang) -> list[str]:
    counts: dict[str, int] = {}
    for _, shown in rows:
        counts[shown.text(lang)] = counts.get(shown.text(lang), 0) + 1
    return ["", ("，" if lang == "zh" else ", ").join(f"{name} {n}" for name, n in counts.items())] if counts else []


def _table(head: list[str], rows: list[list[str]], lights: list[Light]) -> list[str]:
    """A table where a terminal and rich are there to show it, tab-separated lines everywhere else."""
    if sys.stdout.isatty():
        try:
            from rich.console import Console
            from rich.table import Table
            from rich.text import Text
        except ImportError:
            pass
        else:
            table = Table(*head)
            for row, shown in zip(rows, lights, strict=True):
                lit = Text(row[-1], style=shown.colour.hex if shown.colour else "")
                table.add_row(*map(Text, row[:-1]), lit)
            Console().print(table)
            return []
    return ["\t".join(" ".join(cell.split()) for cell in row) for row in (head, *rows)]


def _deadline(options: argparse.Namespace) -> Iterable[str]:
    return deadline_of(options, _calendar(options))


def _schedule(options: argparse.Namespace) -> Iterable[str]:
    return schedule_of(options, _calendar(options))


def _diagram(options: argparse.Namespace) -> Iterable[str]:
    workflow = next(w for w in STOCK_WORKFLOWS if w.name == options.workflow)
    return [mermaid(workflow, lang=None if options.ids else options.lang).rstrip("\n")]


def run() -> NoReturn:
    """Run the command of this process and leave with its exit code."""
    sys.exit(main())
