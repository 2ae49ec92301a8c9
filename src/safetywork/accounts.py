"""What was done, said record by record: a writer for every kind of record.

Holds: `account`, the sentences on one part of a book, and the writers of activities, issues and programmes.
Never: claims of all (全部) what does not hold of each, leaves a remainder of a partition unnamed, or orders a report.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from safetywork import undertakings
from safetywork.activities import (
    CADENCES,
    SETTINGS,
    Assistance,
    Inspection,
    Outreach,
    Post,
    Round,
    StudyTour,
    Training,
    Visit,
)
from safetywork.codelists import INDUSTRIES, SOURCES
from safetywork.counts import Count
from safetywork.coverages import coverage
from safetywork.desks import Desk, parted, stopped
from safetywork.figures import Population, Predicate, partition
from safetywork.issues import Issue
from safetywork.labels import Label, say
from safetywork.programmes import Enrolment, Programme
from safetywork.replies import reply_machine
from safetywork.sentences import (
    CALLED_ON,
    LEVELS,
    NOTHING,
    Breakdown,
    Sentence,
    Thing,
    grouped,
    stated,
    sums,
    things,
)
from safetywork.visits import RAISED, SOLVED, replies
from safetywork.workflows import HANDED_IN

Writer: TypeAlias = "Callable[[Desk], Iterator[Sentence]]"


def account(desk: Desk) -> tuple[Sentence, ...]:
    """Every sentence on what stands in the desk's book, in the order of `WRITERS`."""
    return tuple(sentence for write in WRITERS for sentence in write(desk))


def _study(desk: Desk) -> Iterator[Sentence]:
    for (place, english), members in grouped(desk.book.of(StudyTour), lambda tour: (tour.place, tour.place_en)):
        tours = desk.some(StudyTour.noun, members)
        yield Sentence(
            Label("{place}开展对标学习{times}，参加{people}。", "Study tours{place}: {times}, with {people}."),
            {
                "place": Label(f"赴{place}", f" to {english or place}") if place else NOTHING,
                "times": tours.number("次"),
                "people": sums(tours, lambda tour: tour.people),
            },
        )


def _visits(desk: Desk) -> Iterator[Sentence]:
    visits = desk.all(Visit)
    for unit, members in grouped(visits.members, lambda visit: visit.called_on.unit):
        called = desk.some(visits.label, members)
        yield Sentence(
            Label("走访{whom}{times}，共{called}。", "Visits{whom}: {times}, calling on {called}."),
            {
                "whom": CALLED_ON.get(unit, NOTHING),
                "called": called.count(unit, lambda visit: visit.called_on),
                "times": called.number("次"),
            },
        )
    raised = desk.some(RAISED, tuple(issue for issue in desk.book.of(Issue) if issue.visit is not None))
    yield from _settled(desk, raised, Label("走访收集问题", "Raised on visits"), SOLVED)
    if any(reply_machine(issue) is not None for issue in raised.members):
        split = replies(raised.members, desk.as_of, desk.calendar)
        words = Label("走访问题的答复情况：", "Of what was raised on visits, who raised it was told")
        yield stated(words, split, Breakdown(split))


def _rolls(desk: Desk) -> Iterator[Sentence]:
    """How far each roll that an activity of this part is to cover has been covered."""
    campaigns = {activity.campaign for activity in desk.book.activities}
    for roll in desk.book.parties.rolls:
        if roll.by is not None and roll.campaign in campaigns:
            told = coverage(roll, desk.book.activities, desk.as_of)
            more = NOTHING if told.covered.value == told.named.value else _UNNAMED
            words = Label(
                "“{roll}”共{whole}，有名可查{how}的{named}{more}。", "{roll}: {whole}; {how}, by name: {named}{more}."
            )
            said = {"whole": told.whole, "how": told.named.predicate, "named": told.named, "more": more}
            yield Sentence(words, {"roll": roll.label, **said})


_UNNAMED = Label("，另有记录未注明对象", "; other records do not say whom they reached")


def _programmes(desk: Desk) -> Iterator[Sentence]:
    for name, members in grouped(desk.book.of(Enrolment), lambda enrolment: enrolment.programme):
        programme = desk.book.find(name or "")
        if isinstance(programme, Programme):
            yield _programme(desk, programme, members)


def _programme(desk: Desk, programme: Programme, members: tuple[Enrolment, ...]) -> Sentence:
    listed = desk.some(Label(programme.title, programme.en or programme.title), members)
    split = parted(
        listed,
        "家",
        Predicate(Label("创建完成{n}", "{n} created"), lambda e: e.done and not e.expired(desk.as_of)),
        Predicate(Label("创建已到期{n}", "{n} expired"), lambda e: e.done),
        Predicate(Label("退出{n}", "{n} withdrawn"), lambda e: e.void),
        Predicate(Label("评审中{n}", "{n} in review"), lambda e: e.state == "in review"),
        Predicate(Label("正在创建{n}", "{n} on the way"), lambda _: True),
    )
    reached = programme.target is not None and split.parts[0].value == programme.target
    industries = dict.fromkeys(e.industry for e in members if e.industry)
    named = tuple(INDUSTRIES.word(industry) for industry in industries)
    return Sentence(
        Label("“{title}”列入{industries}企业{whole}{how}{all}。", "{title}: {whole} enrolled{industries}{how}{all}."),
        {
            "title": listed.label,
            "whole": split.whole,
            "how": Breakdown(split),
            "industries": Label(say(named, "zh") + "等行业", f" ({say(named, 'en')})") if named else NOTHING,
            "all": Label("，达到创建目标", ", as aimed at") if reached else NOTHING,
        },
    )


def _training(desk: Desk) -> Iterator[Sentence]:
    for subject, members in grouped(desk.book.of(Training), lambda session: session.subject):
        sessions = desk.some(Label(subject, members[0].subject_en or subject), members)
        held = "召开" if subject.endswith(("会", "会议")) else "开展"
        # Each unit is summed by itself: 家次 are never added to 人.
        firms = tuple(Thing(Label("企业", ""), one) for one in sums(sessions, lambda one: one.enterprises))
        came = (*firms, *(Thing(Label("人员", ""), one) for one in sums(sessions, lambda one: one.people)))
        words = Label("，培训{came}", ", attended by {came}") if came else NOTHING
        yield Sentence(
            Label(f"{held}{{subject}}{{times}}{words.zh}。", f"{{subject}}: held {{times}}{words.en}."),
            {"subject": sessions.label, "times": sessions.number("次"), "came": came},
        )


def _outreach(desk: Desk) -> Iterator[Sentence]:
    for setting, members in grouped(desk.book.of(Outreach), lambda outreach: outreach.setting):
        english = members[0].setting_en or setting
        where = SETTINGS.get(setting or "") or Label(setting or "", f" in {english}" if setting else "")
        events = desk.some(Label(f"{where.zh}宣传", f"outreach{where.en}"), members)
        given = things(events, lambda outreach: outreach.handed_out)
        words = Label("，发放{things}", "; handed out: {things}") if given else NOTHING
        yield Sentence(
            Label(f"{{where}}开展宣传活动{{times}}{words.zh}。", f"Outreach{{where}}: {{times}}{words.en}."),
            {"where": where, "times": events.number("场次"), "things": given},
        )


def _assistance(desk: Desk) -> Iterator[Sentence]:
    for (title, english), members in grouped(desk.book.of(Assistance), lambda help_: (help_.title, help_.en)):
        helped = desk.some(Label(title, english or title), members)
        given = things(helped, lambda help_: help_.given)
        words = Label("：配备{things}", ": provided {things}") if given else NOTHING
        yield Sentence(
            Label(f"{{title}}{words.zh}。", f"{{title}}{words.en}."), {"title": helped.label, "things": given}
        )


def _posts(desk: Desk) -> Iterator[Sentence]:
    there = tuple(post for post in desk.book.of(Post) if post.running(desk.as_of))
    for office, members in grouped(there, lambda post: post.office):
        posted = desk.some(Label(office, members[0].office_en or office), members)
        places = tuple(dict.fromkeys(Label(post.place, post.place_en or post.place) for post in members))
        words = Label("现派驻“{office}”{n}（{places}）。", "Posted as {office}: {n} ({places}).")
        yield Sentence(words, {"office": posted.label, "n": posted.number("人"), "places": places})


def _issues(desk: Desk) -> Iterator[Sentence]:
    """Issues that neither a visit nor an inspection of this part brought up, by level or source."""
    inspections = {inspection.id for inspection in desk.book.of(Inspection)}
    others = [issue for issue in desk.book.of(Issue) if issue.visit is None and not _found_by(issue, inspections)]
    for level, members in grouped(others, lambda issue: issue.level or issue.source or ""):
        word = SOURCES.word(level)
        words = LEVELS.get(level) or Label(f"{word.zh}问题", f"Issues ({word.en})" if level else "Issues")
        found = desk.some(words, members)
        yield from _settled(desk, found, words)
        yield from _manners(found)


def _manners(found: Population[Issue]) -> Iterator[Sentence]:
    """How issues are put right, where some are at once and others within a term."""
    for unit, members in grouped(found.members, lambda issue: issue.count.unit):
        machines = {issue.workflows[0].name: issue.workflows[0].label for issue in members}
        if len(machines) > 1:
            alike = Population(found.label, members, found.as_of)
            split = parted(alike, unit, *(_runs(*each) for each in machines.items()))
            owned = all(issue.owner and issue.clock() for issue in members)
            sure = Label("，均已明确责任人和时限", ", each with an owner and a date") if owned else NOTHING
            how = Breakdown(split, lead=Label("整改方式：", "Manner: "))
            yield Sentence(Label("{how}{sure}。", "{how}{sure}."), {"how": how, "sure": sure})


def _runs(name: str, label: Label) -> Predicate[Issue]:
    plain = label.literal()
    return Predicate(Label(f"{plain.zh}{{n}}", f"{{n}} for {plain.en}"), lambda i: i.workflows[0].name == name)


def _inspections(desk: Desk) -> Iterator[Sentence]:
    held = desk.book.of(Inspection)
    for (whom, english), members in grouped(held, lambda one: (one.with_whom, one.with_whom_en)):
        who = Label(whom or "本单位", english or whom or "the bureau itself")
        seen = things(desk.some(Label(f"{who.zh}检查", f"inspections by {who.en}"), members), lambda one: one.inspected)
        if seen:
            words = Label("配合{who}检查{things}。", "Inspected with {who}: {things}.")
            alone = Label("检查{things}。", "Inspected by {who}: {things}.")
            yield Sentence(words if whom else alone, {"who": who, "things": seen})
        ids = {one.id for one in members}
        found = tuple(issue for issue in desk.book.of(Issue) if _found_by(issue, ids) and issue.visit is None)
        words = Label(f"{whom or '检查'}发现问题", f"Found by {who.en}")
        yield from _settled(desk, desk.some(words, found), words)


def _found_by(issue: Issue, inspections: set[str]) -> bool:
    """Whether it comes from one of these inspections: by its origin, or, as older books have it, by its source."""
    return issue.origin in inspections or issue.source in inspections


def _rounds(desk: Desk) -> Iterator[Sentence]:
    for cadence, members in grouped(desk.book.of(Round), lambda held: held.cadence):
        split = partition(
            desk.some(CADENCES[cadence], members),
            "次",
            lambda _: Count.exact(1, "次"),
            (
                Predicate(
                    Label("已公开结果{n}", "{n} with published results"), lambda one: one.published_by(desk.as_of)
                ),
                Predicate(Label("未公开结果{n}", "{n} without"), lambda _: True),
            ),
        )
        yield stated(Label(f"开展{CADENCES[cadence].zh}", CADENCES[cadence].en), split, Breakdown(split))


WRITERS: tuple[Writer, ...] = (
    _study,
    undertakings.gaps,
    undertakings.measures,
    _visits,
    _rolls,
    _programmes,
    _training,
    _outreach,
    _assistance,
    _posts,
    undertakings.schemes,
    _issues,
    undertakings.pledges,
    _rounds,
    _inspections,
    undertakings.actions,
)
"""The writers, in the order in which their sentences stand."""


def _settled(
    desk: Desk, found: Population[Issue], words: Label, ahead: tuple[Predicate[Issue], ...] = ()
) -> Iterator[Sentence]:
    """Found = (`ahead`) + rectified + … + being dealt with, always: every record falls to exactly one."""
    for unit, members in grouped(found.members, lambda issue: issue.count.unit):
        alike = desk.some(found.label, members)
        split = parted(
            alike,
            unit,
            *ahead,
            Predicate(Label("已整改{n}", "{n} rectified"), lambda i: i.done and not i.sustained),
            Predicate(Label("已整改并长期坚持{n}", "{n} rectified and kept up"), lambda i: i.sustained),
            Predicate(Label("重复登记{n}", "{n} duplicates"), lambda i: i.duplicate_of is not None),
            Predicate(Label("已作废{n}", "{n} cancelled"), lambda i: i.void),
            Predicate(Label("豁免期内{n}", "{n} waived"), lambda i: i.waived(desk.as_of)),
            Predicate(Label("逾期未整改{n}", "{n} past their term"), desk.overdue),
            Predicate(Label("转办逾期未反馈{n}", "{n} referred, the answer late"), desk.unanswered),
            Predicate(Label("待验收{n}", "{n} awaiting acceptance"), lambda i: HANDED_IN in i.standing_state.tags),
            Predicate(Label("已中止{n}", "{n} suspended"), stopped),
            Predicate(Label("已转办待反馈{n}", "{n} referred, awaiting an answer"), lambda i: i.referred),
            Predicate(Label("正在按期限整改{n}", "{n} being rectified in term"), lambda i: i.clock() is not None),
            Predicate(Label("正在办理{n}", "{n} being dealt with"), lambda _: True),
        )
        how = Breakdown(split)
        all_done = len(how.parts) > 1 and all(issue.done for issue in members)
        yield stated(words, split, how, Label("，已全部整改完成", ": all are rectified") if all_done else NOTHING)
        yield from _relapsed(alike, unit)


def _relapsed(found: Population[Issue], unit: str) -> Iterator[Sentence]:
    back = Predicate[Issue](Label("反弹", "relapsed"), lambda issue: issue.relapses > 0)
    figure = found.count(unit, lambda issue: issue.count, back)
    if figure.any:
        words = Label("期间反弹重开{back}。", "Relapsed in between, and opened again: {back}.")
        yield Sentence(words, {"back": figure})
