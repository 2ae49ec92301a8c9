"""What the command line does with a round: `safetywork dispatch`.

Holds: `dispatch`, an agenda in lines that a secretary can send.
Never: parses an argument (`cli` does) or decides what is on the agenda (`agendas` does).
"""

import argparse
from collections.abc import Iterable, Iterator

from safetywork.agendas import WHY, Agenda, Item, agenda
from safetywork.books import Book
from safetywork.calendars import WorkCalendar
from safetywork.labels import Label, Lang
from safetywork.lights import POLICIES
from safetywork.publications import MASKED, masking_of

_TITLE = Label("{unit}调度议程（{on}）", "{unit}: agenda of {on}")
_SINCE = Label("上次调度{since}，看至{ahead}。", "Since {since}, looking ahead to {ahead}.")
_COUNTS = Label("共{n}项：{kinds}。", "{n} matters: {kinds}.")
_NOTHING = Label("无事项。", "Nothing to chase.")
_MISSED = Label("未按期调度：{rounds}。", "Rounds that were missed: {rounds}.")
_NO_UNIT = Label("未明确责任单位", "No unit stated")
_NOBODY = Label("责任人未定", "no owner")
_KINDS = {
    "overdue": Label("逾期", "overdue"),
    "reply overdue": Label("答复逾期", "replies overdue"),
    "feedback overdue": Label("反馈逾期", "answers overdue"),
    "duty overdue": Label("办理逾期", "duties overdue"),
    "recheck missed": Label("回头看未开展", "follow-up checks missed"),
    "milestone missed": Label("节点未达到", "milestones missed"),
    "rung": Label("应升级", "to be escalated"),
    "extension": Label("延期待决定", "extensions to decide"),
    "verify": Label("待验收", "to be verified"),
    "relapse": Label("反弹", "relapsed"),
    "due": Label("即将到期", "due soon"),
    "due today": Label("今日到期", "due today"),
    "reply": Label("待答复", "replies due"),
    "reply undated": Label("待答复（未定期限）", "replies owed"),
    "feedback": Label("待反馈", "answers due"),
    "feedback undated": Label("待反馈（未定期限）", "answers awaited"),
    "recheck": Label("待回头看", "follow-up checks due"),
    "duty": Label("应办理", "duties due"),
    "waiver": Label("豁免将到期", "waivers running out"),
    "milestone": Label("节点将到期", "milestones due"),
    "unassigned": Label("未交办", "not assigned"),
    "stuck": Label("无进展", "stuck"),
    "new": Label("新增", "new"),
}
assert _KINDS.keys() == WHY.keys()  # noqa: S101  one word for each reason


def dispatch(book: Book, calendar: WorkCalendar, options: argparse.Namespace) -> Iterable[str]:
    """The agenda of a book on a day, masked where it is to be published."""
    made = agenda(
        *(book, options.on, calendar, POLICIES[options.policy]),
        since=options.since,
        ahead=options.ahead,
        stuck=options.stuck,
        known_on=options.known_on,
    ).only(unit=options.unit, person=options.person)
    lines = _lines(book, made, options.lang)
    if not options.mask:
        return lines
    masking = masking_of(book)
    return [*map(masking.masked, lines), MASKED.text(options.lang)]


def _lines(book: Book, made: Agenda, lang: Lang) -> Iterator[str]:
    unit = book.unit or book.title if lang == "zh" else book.unit_en or book.unit or book.title
    yield _TITLE.text(lang, unit=unit, on=made.on)
    yield _SINCE.text(lang, since=made.since, ahead=made.ahead)
    if made.items:
        kinds = (f"{_KINDS[kind].text(lang)}{' ' if lang == 'en' else ''}{n}" for kind, n in made.counts())
        yield _COUNTS.text(lang, n=len(made.items), kinds=("，" if lang == "zh" else ", ").join(kinds))
    else:
        yield _NOTHING.text(lang)
    if made.missed:
        rounds = ("、" if lang == "zh" else ", ").join(due.text(lang) for due in made.missed)
        yield _MISSED.text(lang, rounds=rounds)
    english = {one.name: one.en or one.name for one in book.parties.units}
    for unit_name, members in made.units:
        name = (
            _NO_UNIT.text(lang)
            if unit_name is None
            else english.get(unit_name, unit_name)
            if lang == "en"
            else unit_name
        )
        yield ""
        yield f"【{name}】{len(members)}项" if lang == "zh" else f"{name} ({len(members)})"
        yield from (f"{n}. {_line(item, lang)}" for n, item in enumerate(members, 1))


_LINE = Label("[{shown}] {id} {title}（{who}{due}）：{why}", "[{shown}] {id} {title} ({who}{due}): {why}")
_DUE = Label("，期限{due}", ", due {due}")


def _line(item: Item, lang: Lang) -> str:
    english: str | None = getattr(item.matter, "en", None)
    standing = item.light.standing
    return _LINE.text(
        lang,
        shown=item.light.colour.label.text(lang) if item.light.colour else "—",
        id=item.matter.id,
        title=english if lang == "en" and english else item.matter.title,
        who=item.person or _NOBODY.text(lang),
        due="" if standing is None else _DUE.text(lang, due=standing.deadline.last_day),
        why=("；" if lang == "zh" else "; ").join(each.text(lang) for each in item.why),
    )
