"""The work report as a value: sections, paragraphs and sentences built from figures.

Holds: `Report` and its parts, `report` (what was done, what is wrong, what comes next), its plain text in zh and en.
Never: a number that is not a figure, or a file format.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from safetywork.accounts import account
from safetywork.activities import Activity
from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.campaigns import Campaign
from safetywork.counts import Count
from safetywork.desks import Desk
from safetywork.faults import Fault
from safetywork.figures import Figure, Predicate
from safetywork.indicators import measured
from safetywork.issues import Issue
from safetywork.labels import Label, Lang
from safetywork.lights import RED_YELLOW_BLUE, LightPolicy
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.pledges import Pledge
from safetywork.recounts import NO_MOMENT, unsettled
from safetywork.secondments import Secondment
from safetywork.sentences import GROUPS, Day, Sentence, grouped
from safetywork.successions import carried_in, carried_out


@frozen
class Paragraph:
    """A paragraph 段: a caption and the sentences that run on from it."""

    caption: Label | None
    sentences: tuple[Sentence, ...]

    def text(self, lang: Lang = "zh") -> str:
        """The paragraph in words, caption first."""
        caption = "" if self.caption is None else self.caption.text(lang) + ("。" if lang == "zh" else ". ")
        return caption + ("" if lang == "zh" else " ").join(sentence.text(lang) for sentence in self.sentences)


@frozen
class Section:
    """A part 部分 of a report."""

    title: Label
    paragraphs: tuple[Paragraph, ...]


@frozen
class Report:
    """A work report 工作报告 as of a day, for any renderer to walk; `text` is the plain one.

    `notes` stand below the sections: what a reader has to know of the records behind the figures. `faults` are what
    the report could not settle: deadlines that rest on days not announced.
    """

    title: Label
    lead: Sentence
    as_of: date
    sections: tuple[Section, ...]
    notes: tuple[Sentence, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        said = (s for section in self.sections for p in section.paragraphs for s in p.sentences)
        return (self.lead, *said, *self.notes)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in order."""
        return tuple(figure for sentence in self.sentences for figure in sentence.figures)

    def text(self, lang: Lang = "zh") -> str:
        """The report as plain text."""
        lines = [self.title.text(lang), "", self.lead.text(lang)]
        for number, section in enumerate(self.sections, start=1):
            lines += ["", f"{_heading(number, lang)}{section.title.text(lang)}"]
            for inner, paragraph in enumerate(section.paragraphs, start=1):
                lines.append(f"{_subheading(inner, lang)}{paragraph.text(lang)}")
            if not section.paragraphs:
                lines.append("无。" if lang == "zh" else "None on the books.")
        lines += [line for note in self.notes for line in ("", note.text(lang))]
        return "\n".join(lines) + "\n"


def report(
    book: Book,
    *,
    as_of: date,
    calendar: WorkCalendar = CHINA,
    policy: LightPolicy = RED_YELLOW_BLUE,
    known_on: date | None = None,
) -> Report:
    """The work report of `book` as of a day: 工作开展情况, 存在的问题, 下一步工作打算.

    A paragraph for every campaign that has records; lights by `policy`; working days not announced yet
    are counted provisionally. Every number in it is a `Figure` with its records.
    """
    desk = Desk(book.as_of(as_of, known_on=known_on), as_of, calendar, policy)
    begun = (campaign for campaign in desk.book.campaigns if campaign.parent is None and campaign.on <= as_of)
    top = next(begun, None)
    unit = Label(book.unit or book.title, book.unit_en or book.unit or book.title)
    subject = top.label if top else Label(book.title, book.title)
    return Report(
        Label(f"{unit.zh}关于{subject.zh}开展情况的报告", f"{unit.en}: work report, {subject.en}"),
        _lead(top, as_of),
        as_of,
        (
            Section(Label("工作开展情况", "What was done"), tuple(_done(desk))),
            Section(Label("存在的问题", "What is wrong"), tuple(_listed(_problems(desk)))),
            Section(Label("下一步工作打算", "What comes next"), tuple(_listed(_next_steps(desk)))),
        ),
        (*_notes(desk), *_faulty(desk)),
        (*desk.book.faults, *unsettled(desk.book, on=as_of, calendar=calendar)),
    )


def _lead(top: Campaign | None, as_of: date) -> Sentence:
    if top is None:
        return Sentence(Label("现将截至{as_of}的工作情况报告如下：", "The work as of {as_of}:"), {"as_of": Day(as_of)})
    return Sentence(
        Label(
            "自{on}开展{subject}以来，截至{as_of}的情况报告如下：",
            "The campaign “{subject}” began on {on}. The work as of {as_of}:",
        ),
        {"on": Day(top.on), "subject": top.label, "as_of": Day(as_of)},
    )


def _done(desk: Desk) -> Iterator[Paragraph]:
    for campaign in desk.book.campaigns:
        told = account(evolve(desk, book=desk.book.within(campaign.id)))
        sentences = (*told, *_goals(desk, campaign), *_carried_over(desk, campaign.id))
        if sentences:
            yield Paragraph(campaign.label, sentences)
    others = account(evolve(desk, book=desk.book.within(None)))
    if others:
        yield Paragraph(Label("其他工作", "Other work"), others)


def _goals(desk: Desk, campaign: Campaign) -> Iterator[Sentence]:
    """Where each goal stands that has a target; of a goal of words alone nothing is claimed."""
    for goal in campaign.goals:
        standing = measured(goal, desk.book, campaign.id, on=desk.as_of, calendar=desk.calendar)
        if standing.figure is not None:
            said = {"goal": Label(goal.title, goal.en or goal.title), "verdict": standing.verdict}
            figures = {"n": standing.figure, "whole": standing.whole}
            yield Sentence(
                Label("目标“{goal}”{verdict}（{whole}中{n}）。", "Goal “{goal}”: {verdict} ({n} of {whole})."),
                {**said, **figures},
            )


def _carried_over(desk: Desk, campaign: str) -> Iterator[Sentence]:
    """What came over from other campaigns, and what went on to others; it is told under the one it is in now."""
    for words, carried in ((_IN, carried_in), (_OUT, carried_out)):
        moved = carried(desk.book, (campaign,), on=desk.as_of)
        for unit, members in grouped(moved, lambda matter: matter.count.unit):
            figure = desk.some(words, members).count(unit, lambda matter: matter.count)
            yield Sentence(words, {"n": figure})


_IN = Label("由其他行动结转而来{n}。", "Carried over from other campaigns: {n}.")
_OUT = Label("结转至后续行动{n}。", "Carried over to other campaigns: {n}.")


def _problems(desk: Desk) -> Iterator[Sentence]:
    for campaign in desk.book.campaigns:
        yield from (_seconded(desk, away) for away in campaign.secondments if _still(away.until, desk.as_of))
        for problem in campaign.problems:
            if _still(problem.until, desk.as_of):
                title = Label(problem.title, problem.en or problem.title)
                yield Sentence(Label("{title}。", "{title}."), {"title": title})
    late = desk.all(Matter).only(Predicate(Label("逾期", "overdue"), desk.overdue))
    for unit, members in grouped(late.members, lambda matter: matter.count.unit):
        figure = desk.some(late.label, members).count(unit, lambda matter: matter.count)
        yield Sentence(Label("逾期未完成的事项{late}。", "Past their term and not done: {late}."), {"late": figure})


def _seconded(desk: Desk, away: Secondment) -> Sentence:
    staff, seconded = Label("人员", "staff"), Label("抽调", "seconded")
    return Sentence(
        Label("自{on}起，有{share}的人员被抽调到{to}。", "Since {on}, {share} of the staff has been seconded to {to}."),
        {
            "on": Day(away.on),
            "share": Figure(Count.exact(away.percent, "%"), staff, seconded, desk.as_of, (away.id,)),
            "to": Label(away.to or "其他单位", away.to_en or away.to or "other bodies"),
        },
    )


def _next_steps(desk: Desk) -> Iterator[Sentence]:
    measures = [measure for measure in desk.book.of(Measure) if measure.pending]
    days = {measure.id: desk.due(measure) for measure in measures}
    for measure in sorted(measures, key=lambda one: (_day(days[one.id]), one.id)):
        due, title = days[measure.id], Label(measure.title, measure.en or measure.title)
        if due is None:
            yield Sentence(Label("{title}（未定期限）。", "{title} (no date set)."), {"title": title})
        else:
            words = Label("{title}，完成时限为{due}。", "{title}, by {due}.")
            yield Sentence(words, {"title": title, "due": due})
    yield from _carried_on(
        desk, Label("问题", "Issues"), tuple(issue for issue in desk.book.of(Issue) if issue.pending)
    )
    pledges = [pledge for pledge in desk.book.of(Pledge) if pledge.pending]
    for group, members in grouped(pledges, lambda pledge: pledge.group or "承诺事项"):
        yield from _carried_on(desk, GROUPS.get(group) or Label(group, group), members)


def _carried_on(desk: Desk, noun: Label, pending: tuple[Matter, ...]) -> Iterator[Sentence]:
    for unit, members in grouped(pending, lambda matter: matter.count.unit):
        dates = [due for due in map(desk.due, members) if due is not None and due.day >= desk.as_of]
        said = {"noun": noun, "n": desk.some(noun, members).count(unit, lambda matter: matter.count)}
        if dates:
            words = Label("继续办理{noun}{n}，最近到期日为{next}。", "{noun}: {n} to carry on, the next due on {next}.")
            yield Sentence(words, {**said, "next": min(dates, key=_day)})
        else:
            yield Sentence(Label("继续办理{noun}{n}。", "{noun}: {n} to carry on."), said)


def _day(due: Day | None) -> date:
    return date.max if due is None else due.day


def _notes(desk: Desk) -> Iterator[Sentence]:
    made_up = Predicate[Activity](Label("示例", "illustrative"), lambda activity: activity.illustrative)
    figure = desk.all(Activity).number("条", made_up)
    if figure.any:
        words = Label(
            "注：活动记录中有{n}为补足示例而编，其数字不作依据。",
            "Note: records of activities made up to complete an example, and no evidence: {n}.",
        )
        yield Sentence(words, {"n": figure})
    going_on = Predicate[Activity](
        Label("尚在进行", "not ended"), lambda one: one.running(desk.as_of) and not one.lasting
    )
    running = desk.all(Activity).number("项", going_on)
    if running.any:
        words = Label(
            "注：尚在进行的活动{n}，其数字以结束时为准。",
            "Note: activities that have not ended, whose numbers are not final: {n}.",
        )
        yield Sentence(words, {"n": running})
    faults = unsettled(desk.book, on=desk.as_of, calendar=desk.calendar)
    rows = tuple(found.place for found in faults if found.code != NO_MOMENT)
    if rows:
        label, doubt = Label("在办事项", "open matters"), Label("到期日未定", "unsettled deadline")
        unsure = Figure(Count.exact(len(rows), "项"), label, doubt, desk.as_of, rows)
        words = Label(
            "注：{n}的到期日所在年度放假安排尚未公布，按法定节日暂定。",
            "Note: deadlines that rest on a year not announced yet, and are provisional: {n}.",
        )
        yield Sentence(words, {"n": unsure})


def _faulty(desk: Desk) -> Iterator[Sentence]:
    """That records of the book have faults: edited since, read-only, or not taken over as they stood."""
    rows = tuple(dict.fromkeys(found.place for found in desk.book.faults))
    if rows:
        figure = Figure(
            Count.exact(len(rows), "处"), Label("台账", "the books"), Label("差错", "faults"), desk.as_of, rows
        )
        words = Label(
            "注：台账记录有差错{n}，详见差错清单。", "Note: faults in the books' records, see their list: {n}."
        )
        yield Sentence(words, {"n": figure})


def _still(until: date | None, day: date) -> bool:
    return until is None or until > day


def _listed(sentences: Iterable[Sentence]) -> Iterator[Paragraph]:
    for sentence in sentences:
        yield Paragraph(None, (sentence,))


_DIGITS = "零一二三四五六七八九十"


def _chinese(n: int) -> str:
    if n <= 10:  # noqa: PLR2004
        return _DIGITS[n]
    tens, ones = divmod(n, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _heading(n: int, lang: Lang) -> str:
    return f"{_chinese(n)}、" if lang == "zh" else f"{n}. "


def _subheading(n: int, lang: Lang) -> str:
    return f"（{_chinese(n)}）" if lang == "zh" else f"({n}) "
