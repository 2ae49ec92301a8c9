"""What the command line checks: `safetywork check`, over a book, a ledger or a text.

Holds: `check`, and the lines that it says.
Never: parses an argument (`cli` does), or holds a rule (`checks` does).
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypedDict

from safetywork.adapters.clerk import read_through, taken_in
from safetywork.adapters.exchange import is_ledger
from safetywork.adapters.files import load, load_exemptions
from safetywork.calendars import WorkCalendar
from safetywork.checks import STOCK_CHECKS, Check, Checked, Exemption, check_book, check_rows, check_text
from safetywork.checks.told import told_rows
from safetywork.errors import PolicyError
from safetywork.faults import Fault
from safetywork.labels import Label, Lang
from safetywork.lights import POLICIES

_FOUND = Label("差错{n}处：", "Faults, {n}:")
_CHECKED = Label("矛盾{n}处：", "Contradictions, {n}:")
_NONE = Label("未发现矛盾。", "No contradiction found.")
_NOTES = Label("另有{n}处提示。", "{n} notes besides.")
_EXEMPT = Label("已豁免：{fault}（{by}：{reason}）", "exempted: {fault} ({by}: {reason})")
_GRAVE = {
    "error": Label("错误", "error"),
    "warning": Label("警告", "warning"),
    "note": Label("提示", "note"),
}
_TEXTS = (".txt", ".md")


def check(options: argparse.Namespace, calendar: WorkCalendar) -> Iterable[str]:
    """What in the file cannot all be true; the exit code is 1 where an error stands."""
    path, lang = options.file, options.lang
    if path.endswith(_TEXTS) or not is_ledger(path):
        found = _found(options, calendar)
        options.code = int(not found.ok)
        yield from _said(found, lang, grave=options.grave)
        return
    taken = taken_in(path, options)
    rows = [told for ledger, _ in taken.ledgers for told in told_rows(ledger, calendar)]
    found = check_rows(rows, options.as_of, calendar, **_how(options))
    options.code = int(not found.ok or any(fault.severity == "error" for fault in taken.faults))
    yield from read_through(taken, lang)
    if taken.faults:
        yield from ("", _FOUND.text(lang, n=len(taken.faults)), *(fault.text(lang) for fault in taken.faults))
    if found.faults or found.exempted:
        yield from ("", *_said(found, lang, grave=options.grave))


class _How(TypedDict):
    """How checks are run."""

    checks: tuple[Check, ...]
    exemptions: tuple[Exemption, ...]


def _how(options: argparse.Namespace) -> _How:
    exempt = load_exemptions(options.exempt) if options.exempt else ()
    return {"checks": _chosen(options.only), "exemptions": exempt}


def _found(options: argparse.Namespace, calendar: WorkCalendar) -> Checked:
    """The contradictions of a text or a book."""
    path, on, policy = options.file, options.as_of, POLICIES[options.policy]
    if path.endswith(_TEXTS):
        return check_text(Path(path).read_text(encoding="utf-8-sig"), on, calendar, policy, **_how(options))
    return check_book(load(path), on, calendar, policy, **_how(options))


def _said(found: Checked, lang: Lang, *, grave: bool) -> Iterator[str]:
    shown = [fault for fault in found.faults if not grave or fault.severity != "note"]
    yield _CHECKED.text(lang, n=len(shown)) if shown else _NONE.text(lang)
    yield from (_line(fault, lang) for fault in shown)
    yield from (
        _EXEMPT.text(lang, fault=_line(fault, lang), by=grant.by, reason=grant.reason)
        for fault, grant in found.exempted
    )
    if len(shown) < len(found.faults):
        yield _NOTES.text(lang, n=len(found.faults) - len(shown))


def _line(fault: Fault, lang: Lang) -> str:
    return f"{fault.code}\t{_GRAVE[fault.severity].text(lang)}\t{fault.text(lang)}"


def _chosen(only: str | None) -> tuple[Check, ...]:
    """The checks of these codes; raises `PolicyError` for one that there is not."""
    if only is None:
        return STOCK_CHECKS
    wanted = {code.strip() for code in only.split(",")}
    unknown = sorted(wanted - {check.code for check in STOCK_CHECKS})
    if unknown:
        known = ", ".join(dict.fromkeys(check.code for check in STOCK_CHECKS))
        raise PolicyError(", ".join(unknown), (f"there is no such check; the checks are {known}",))
    return tuple(check for check in STOCK_CHECKS if check.code in wanted)
