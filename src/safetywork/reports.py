"""A report of a book as of a day, by a skeleton.

Holds: `report`, its lead, and the notes that stand below it; hands on `Report`.
Never: a number that is not a figure, or a file format.
"""

from collections.abc import Iterator
from datetime import date

from safetywork.activities import Activity
from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.campaigns import Campaign
from safetywork.counts import Count
from safetywork.desks import Desk
from safetywork.figures import Figure, Predicate
from safetywork.labels import Label
from safetywork.lights import RED_YELLOW_BLUE, LightPolicy
from safetywork.papers import Report, Section
from safetywork.recounts import NO_MOMENT, unsettled
from safetywork.sentences import Day, Sentence
from safetywork.skeletons import CAMPAIGN_REPORT, Skeleton

__all__ = ["Report", "report"]


def report(
    book: Book,
    *,
    as_of: date,
    calendar: WorkCalendar = CHINA,
    policy: LightPolicy = RED_YELLOW_BLUE,
    known_on: date | None = None,
    skeleton: Skeleton = CAMPAIGN_REPORT,
) -> Report:
    """The report of `book` as of a day, by a skeleton: 工作开展情况, 存在的问题, 下一步工作打算 unless told otherwise.

    Lights by `policy`; working days not announced yet are counted provisionally. Every number in it is a `Figure` with
    its records.
    """
    desk = Desk(book.as_of(as_of, known_on=known_on), as_of, calendar, policy)
    begun = (campaign for campaign in desk.book.campaigns if campaign.parent is None and campaign.on <= as_of)
    top = next(begun, None)
    unit = Label(book.unit or book.title, book.unit_en or book.unit or book.title)
    subject = top.label if top else Label(book.title, book.title)
    return Report(
        skeleton.title.filled(unit=unit, subject=subject),
        _lead(skeleton, top, as_of),
        as_of,
        tuple(Section(part.title, tuple(part.write(desk))) for part in skeleton.parts),
        (*_notes(desk), *_faulty(desk)),
        (*desk.book.faults, *unsettled(desk.book, on=as_of, calendar=calendar)),
        skeleton.salutation,
        skeleton.closing,
    )


def _lead(skeleton: Skeleton, top: Campaign | None, as_of: date) -> Sentence:
    if top is None:
        return Sentence(skeleton.plain_lead, {"as_of": Day(as_of)})
    return Sentence(skeleton.lead, {"on": Day(top.on), "subject": top.label, "as_of": Day(as_of)})


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
    rows = tuple(dict.fromkeys(found.place for found in desk.book.faults if found.severity != "note"))
    if rows:
        figure = Figure(
            Count.exact(len(rows), "处"), Label("台账", "the books"), Label("差错", "faults"), desk.as_of, rows
        )
        words = Label(
            "注：台账记录有差错{n}，详见差错清单。", "Note: faults in the books' records, see their list: {n}."
        )
        yield Sentence(words, {"n": figure})
