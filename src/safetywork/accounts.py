"""What was done, said record by record: a writer for every kind of record.

Holds: `Desk` (a book as of a day, with what is needed to judge it) and `account`, the sentences on one part of it.
Never: claims of all (全部) what does not hold of each, leaves a remainder of a partition unnamed, or orders a report.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeAlias, TypeVar

from attrs import frozen

from safetywork.activities import Assistance, Inspection, Outreach, Round, StudyTour, Training, Visit
from safetywork.books import Book
from safetywork.calendars import WorkCalendar
from safetywork.counts import Count
from safetywork.figures import Figure, Population, Predicate, partition
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.lights import Colour, LightPolicy, light
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.pledges import Pledge
from safetywork.programmes import Enrolment, Programme
from safetywork.sentences import Sentence, grouped, parts, things

R = TypeVar("R", bound=Any)
Writer: TypeAlias = "Callable[[Desk], Iterator[Sentence]]"

LEVELS: dict[str, Label] = {
    "unit": Label("单位查摆问题", "The unit's own issues"),
    "individual": Label("班子成员、股室及党员干部查摆问题", "Issues of leaders, sections and individuals"),
}
"""Words for the levels that issues of a self-inspection are kept by; other levels are named as they are."""
CADENCES: dict[str, Label] = {
    "weekly": Label("周调度", "Weekly dispatch"),
    "monthly": Label("月督查", "Monthly inspection"),
}


@frozen
class Desk:
    """A book (or the part of one campaign) as of a day, with the calendar and light policy that judge it."""

    book: Book
    as_of: date
    calendar: WorkCalendar
    policy: LightPolicy

    def all(self, kind: type[R], label: Label | None = None) -> Population[R]:
        """Every record of one class, as a population."""
        return Population(label or kind.noun, self.book.of(kind), self.as_of)

    def some(self, label: Label, members: tuple[R, ...]) -> Population[R]:
        """These records, as a population."""
        return Population(label, members, self.as_of)

    def due(self, matter: Matter) -> date | None:
        """The last day of the matter's term, provisional where its year is not announced."""
        due = matter.deadline(self.calendar, on=self.as_of, provisional=True)
        return None if due is None else due.last_day

    def overdue(self, matter: Matter) -> bool:
        """Whether it is still owed and past its term."""
        standing = matter.standing(self.as_of, self.calendar, provisional=True)
        return matter.pending and standing is not None and standing.overdue


def account(desk: Desk) -> tuple[Sentence, ...]:
    """Every sentence on what stands in the desk's book, in the order of `WRITERS`."""
    return tuple(sentence for write in WRITERS for sentence in write(desk))


def _study(desk: Desk) -> Iterator[Sentence]:
    tours = desk.all(StudyTour)
    if tours.members:
        yield Sentence(
            Label("开展对标学习{times}，参加{people}。", "Study tours: {times}, with {people}."),
            {"times": tours.number("次"), "people": tours.count("人", lambda tour: tour.people)},
        )


def _measures(desk: Desk) -> Iterator[Sentence]:
    planned = desk.all(Measure)
    if planned.members:
        split = partition(
            planned,
            "项",
            lambda measure: measure.count,
            (
                Predicate(Label("已完成{n}", "{n} finished"), lambda m: m.done),
                Predicate(Label("已取消{n}", "{n} cancelled"), lambda m: m.void),
                Predicate(Label("逾期{n}", "{n} overdue"), desk.overdue),
                Predicate(Label("正在推进{n}", "{n} under way"), lambda m: m.state != "planned"),
                Predicate(Label("尚未启动{n}", "{n} not begun"), lambda _: True),
            ),
        )
        yield Sentence(
            Label("制定具体措施{whole}，其中{parts}。", "Measures planned: {whole}, of which {parts}."),
            {"whole": split.whole, "parts": parts(split)},
        )


def _visits(desk: Desk) -> Iterator[Sentence]:
    visits = desk.all(Visit)
    for unit, members in grouped(visits.members, lambda visit: visit.called_on.unit):
        called = desk.some(visits.label, members)
        yield Sentence(
            Label("走访{called}，形成走访记录{records}。", "Called on {called}, with {records} of visits kept."),
            {"called": called.count(unit, lambda visit: visit.called_on), "records": called.number("份")},
        )
    raised = desk.all(Issue).only(
        Predicate(Label("走访收集", "raised on visits"), lambda issue: issue.visit is not None)
    )
    yield from _settled(desk, raised, Label("走访收集问题", "Raised on visits"))


def _programmes(desk: Desk) -> Iterator[Sentence]:
    for name, members in grouped(desk.book.of(Enrolment), lambda enrolment: enrolment.programme):
        programme = desk.book.find(name or "")
        if isinstance(programme, Programme):
            yield _programme(desk, programme, members)


def _programme(desk: Desk, programme: Programme, members: tuple[Enrolment, ...]) -> Sentence:
    listed = desk.some(Label(programme.title, programme.en or programme.title), members)
    split = partition(
        listed,
        "家",
        lambda enrolment: enrolment.count,
        (
            Predicate(Label("创建完成{n}", "{n} created"), lambda e: e.done),
            Predicate(Label("退出{n}", "{n} withdrawn"), lambda e: e.void),
            Predicate(Label("评审中{n}", "{n} in review"), lambda e: e.state == "in review"),
            Predicate(Label("创建中{n}", "{n} on the way"), lambda _: True),
        ),
    )
    created, target = split.parts[0].value, programme.target or split.whole.value
    complete = created == split.whole.value == target
    return Sentence(
        Label("“{title}”列入企业{whole}，{parts}{all}。", "{title}: {whole} enrolled, {parts}{all}."),
        {
            "title": listed.label,
            "whole": split.whole,
            "parts": parts(split),
            "all": Label("，已全部创建完成", ": all of them") if complete else Label("", ""),
        },
    )


def _training(desk: Desk) -> Iterator[Sentence]:
    for subject, members in grouped(desk.book.of(Training), lambda session: session.subject):
        sessions = desk.some(Label(subject, members[0].subject_en or subject), members)
        yield Sentence(
            Label("组织{subject}{times}，培训{came}。", "{subject}: held {times}, attended by {came}."),
            {"subject": sessions.label, "times": sessions.number("次"), "came": tuple(_attendance(sessions))},
        )


def _attendance(sessions: Population[Training]) -> Iterator[Figure]:
    """Who came, each unit summed by itself: 家次 are never added to 人."""
    yield from _by_unit(sessions, lambda session: session.enterprises)
    yield from _by_unit(sessions, lambda session: session.people)


def _by_unit(sessions: Population[Training], of: Callable[[Training], Count | None]) -> Iterator[Figure]:
    stated = [session for session in sessions.members if of(session) is not None]
    for unit, members in grouped(stated, lambda session: _unit(of(session))):
        yield Population(sessions.label, members, sessions.as_of).count(unit, of)


def _outreach(desk: Desk) -> Iterator[Sentence]:
    events = desk.all(Outreach)
    given = things(events, lambda outreach: outreach.handed_out)
    if given:
        words = Label("开展宣传活动{times}，发放{things}。", "Outreach: {times}; handed out: {things}.")
        yield Sentence(words, {"times": events.number("场次"), "things": given})
    elif events.members:
        yield Sentence(Label("开展宣传活动{times}。", "Outreach: {times}."), {"times": events.number("场次")})


def _assistance(desk: Desk) -> Iterator[Sentence]:
    given = things(desk.all(Assistance), lambda help_: help_.given)
    if given:
        yield Sentence(Label("帮助配备{things}。", "Help in kind: {things}."), {"things": given})


def _issues(desk: Desk) -> Iterator[Sentence]:
    """Issues that neither a visit nor an inspection of this part brought up, by level or source."""
    inspections = {inspection.id for inspection in desk.book.of(Inspection)}
    others = [issue for issue in desk.book.of(Issue) if issue.visit is None and issue.source not in inspections]
    for level, members in grouped(others, lambda issue: issue.level or issue.source or ""):
        words = LEVELS.get(level) or Label(f"{level}问题", f"Issues ({level})" if level else "Issues")
        yield from _settled(desk, desk.some(words, members), words)


def _inspections(desk: Desk) -> Iterator[Sentence]:
    for inspection in desk.book.of(Inspection):
        who = Label(
            inspection.with_whom or "本单位", inspection.with_whom_en or inspection.with_whom or "the bureau itself"
        )
        seen = things(desk.some(Label(inspection.title, inspection.title), (inspection,)), lambda one: one.inspected)
        if seen:
            joint = Label("配合{who}检查{things}。", "Inspected with {who}: {things}.")
            alone = Label("检查{things}。", "Inspected: {things}.")
            yield Sentence(joint if inspection.with_whom else alone, {"who": who, "things": seen})
        found = tuple(issue for issue in desk.book.of(Issue) if issue.source == inspection.id)
        words = Label(f"{inspection.with_whom or '检查'}发现问题", f"Found by {who.en}")
        yield from _settled(desk, desk.some(words, found), words)


def _pledges(desk: Desk) -> Iterator[Sentence]:
    for (group, unit), members in grouped(desk.book.of(Pledge), lambda p: (p.group or "承诺事项", p.count.unit)):
        pledged = desk.some(Label(group, GROUPS_EN.get(group, group)), members)
        shown = {pledge.id: light(pledge, desk.as_of, desk.calendar, desk.policy).colour for pledge in members}
        colours = sorted(desk.policy.palette.colours, key=desk.policy.rank)
        split = partition(
            pledged,
            unit,
            lambda pledge: pledge.count,
            (
                *(_shows(colour, shown) for colour in colours),
                Predicate(Label("未亮灯{n}", "{n} not lit"), lambda _: True),
            ),
        )
        normal = all(colour == colours[0] for colour in shown.values())
        yield Sentence(
            Label("{group}{whole}，亮灯情况：{parts}{all}。", "{group}: {whole}; lights: {parts}{all}."),
            {
                "group": pledged.label,
                "whole": split.whole,
                "parts": parts(split),
                "all": Label("，全部正常运行", ": all on course") if normal else Label("", ""),
            },
        )


def _shows(colour: Colour, shown: dict[str, Colour | None]) -> Predicate[Pledge]:
    words = Label(f"{colour.label.zh}灯{{n}}", f"{colour.label.en} {{n}}")
    return Predicate(words, lambda pledge: shown[pledge.id] == colour)


GROUPS_EN: dict[str, str] = {"承诺事项": "Pledges", "年初承诺工作任务": "Work tasks promised at the start of the year"}


def _rounds(desk: Desk) -> Iterator[Sentence]:
    for cadence, members in grouped(desk.book.of(Round), lambda held: held.cadence):
        held = desk.some(CADENCES[cadence], members)
        public = held.number("次", Predicate(Label("公开", "published"), lambda one: one.published))
        yield Sentence(
            Label("开展{name}{times}，结果公开{public}。", "{name}: held {times}, published {public}."),
            {"name": held.label, "times": held.number("次"), "public": public},
        )


WRITERS: tuple[Writer, ...] = (
    _study,
    _measures,
    _visits,
    _programmes,
    _training,
    _outreach,
    _assistance,
    _issues,
    _pledges,
    _rounds,
    _inspections,
)
"""The writers, in the order in which their sentences stand."""


def _settled(desk: Desk, found: Population[Issue], words: Label) -> Iterator[Sentence]:
    """Found = rectified + kept up + void + overdue + referred + within the term + in hand, always."""
    for unit, members in grouped(found.members, lambda issue: issue.count.unit):
        alike = desk.some(found.label, members)
        split = partition(
            alike,
            unit,
            lambda issue: issue.count,
            (
                Predicate(Label("已整改{n}", "{n} rectified"), lambda i: i.done and not i.sustained),
                Predicate(Label("已整改并长期坚持{n}", "{n} rectified and kept up"), lambda i: i.sustained),
                Predicate(Label("已作废{n}", "{n} cancelled"), lambda i: i.void),
                Predicate(Label("逾期未整改{n}", "{n} past their term"), desk.overdue),
                Predicate(Label("已转办待反馈{n}", "{n} referred, awaiting an answer"), lambda i: i.referred),
                Predicate(Label("正在按期限整改{n}", "{n} being rectified in term"), lambda i: i.clock() is not None),
                Predicate(Label("正在办理{n}", "{n} being dealt with"), lambda _: True),
            ),
        )
        yield Sentence(
            Label(f"{words.zh}{{whole}}，其中{{parts}}{{all}}。", f"{words.en}: {{whole}}, of which {{parts}}{{all}}."),
            {"whole": split.whole, "parts": parts(split), "all": _everything(alike)},
        )


def _everything(found: Population[Issue]) -> Label:
    """全部 only where it is true of every one."""
    if all(issue.sustained for issue in found.members):
        return Label("，已全部整改完成并长期坚持", ": all rectified and kept up")
    if all(issue.done for issue in found.members):
        return Label("，已全部整改完成", ": all rectified")
    return Label("", "")


def _unit(count: Count | None) -> str:
    return count.unit if count else ""
