"""The parts that reports are made of: what was done, what is wrong, what comes next; totals, fields, one by one.

Holds: a writer for each part, from a desk to its paragraphs.
Never: puts a report together (`skeletons`, `reports`), or says what no record carries.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

from attrs import evolve

from safetywork.accounts import account
from safetywork.activities import CADENCES, Round
from safetywork.campaigns import Campaign
from safetywork.codelists import DIMENSIONS, HAZARDS, SOURCES
from safetywork.counts import Count
from safetywork.desks import Desk
from safetywork.figures import Figure, Predicate, partition
from safetywork.indicators import measured
from safetywork.issues import Issue
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.papers import Paragraph
from safetywork.pledges import Pledge
from safetywork.rates import RATES, Rate
from safetywork.reconciliations import CLOSED, parts as reconciled
from safetywork.rounds import rounds_due
from safetywork.schemes import Scheme
from safetywork.secondments import Secondment
from safetywork.sentences import GROUPS, LEVELS, NOTHING, Breakdown, Day, Sentence, grouped, stated
from safetywork.successions import carried_in, carried_out

Chapter: TypeAlias = Callable[[Desk], Iterator[Paragraph]]


# --- what was done


def done(desk: Desk) -> Iterator[Paragraph]:
    """What was done, campaign by campaign, under the caption that each has."""
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


# --- what is wrong


def problems(desk: Desk) -> Iterator[Paragraph]:
    """What is wrong with the work itself: people away, what somebody wrote down, rounds missed, what is overdue."""
    told = tuple(_problems(desk))
    if told:
        yield Paragraph(None, told, listed=True)


def _problems(desk: Desk) -> Iterator[Sentence]:
    for campaign in desk.book.campaigns:
        yield from (_seconded(desk, away) for away in campaign.secondments if _still(away.until, desk.as_of))
        for problem in campaign.problems:
            if _still(problem.until, desk.as_of):
                title = Label(problem.title, problem.en or problem.title)
                yield Sentence(Label("{title}。", "{title}."), {"title": title})
        yield from _missed(desk, campaign)
    late = desk.all(Matter).only(Predicate(Label("逾期", "overdue"), desk.overdue))
    for unit, members in grouped(late.members, lambda matter: matter.count.unit):
        figure = desk.some(late.label, members).count(unit, lambda matter: matter.count)
        yield Sentence(Label("逾期未完成的事项{late}。", "Past their term and not done: {late}."), {"late": figure})


def _missed(desk: Desk, campaign: Campaign) -> Iterator[Sentence]:
    """The weeks and months in which its groups owed a round and held none: by their days, for no record has them."""
    before, parts = desk.as_of - timedelta(days=1), desk.book.parts(campaign.id)
    due = rounds_due(campaign, desk.book.of(Round), campaign.on, before, desk.calendar, parts=parts)
    for cadence, members in grouped(due, lambda one: one.cadence):
        missed = tuple(_STRETCH.filled(a=Day(one.first), b=Day(one.last)) for one in members if one.missed(desk.as_of))
        if missed:
            words = Label("{cadence}未按期开展：{missed}。", "{cadence} not held: {missed}.")
            yield Sentence(words, {"cadence": CADENCES[cadence], "missed": missed})


_STRETCH = Label("{a}至{b}", "{a} to {b}")


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


def _still(until: date | None, day: date) -> bool:
    return until is None or until > day


# --- what comes next


def next_steps(desk: Desk) -> Iterator[Paragraph]:
    """What is planned, campaign by campaign and in the order of the days; then what is under way and goes on."""
    for campaign in (*desk.book.campaigns, None):
        part = evolve(desk, book=desk.book.within(campaign.id if campaign else None))
        told = (*_issuing(part), *_planned(part))
        if told:
            label = campaign.label if campaign else Label("其他工作", "Other work")
            yield Paragraph(label, told, listed=True)
    going_on = tuple(_going_on(desk))
    if going_on:
        yield Paragraph(Label("办结在办事项", "Seeing through what is under way"), going_on, listed=True)


def _issuing(desk: Desk) -> Iterator[Sentence]:
    """Schemes that are being drawn up, or are before the committee."""
    for scheme in desk.book.of(Scheme):
        if scheme.pending and scheme.state in ("drafting", "deliberating"):
            title = Label(f"《{scheme.title}》", f"“{scheme.en or scheme.title}”")
            yield Sentence(Label("完成{title}的制定和印发。", "Finishing and issuing {title}."), {"title": title})


def _planned(desk: Desk) -> Iterator[Sentence]:
    measures = [measure for measure in desk.book.of(Measure) if measure.pending]
    days = {measure.id: desk.due(measure) for measure in measures}
    for measure in sorted(measures, key=lambda one: (_day(days[one.id]), one.id)):
        due, title = days[measure.id], Label(measure.title, measure.en or measure.title)
        if due is None:
            yield Sentence(Label("{title}（未定期限）。", "{title} (no date set)."), {"title": title})
        else:
            yield Sentence(Label("{title}，{due}前完成。", "{title}, by {due}."), {"title": title, "due": due})


def _going_on(desk: Desk) -> Iterator[Sentence]:
    issues = tuple(issue for issue in desk.book.of(Issue) if issue.pending)
    yield from _carried_on(desk, Label("问题", "Issues"), issues)
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


# --- issues in all, by field, one by one


def overall(desk: Desk) -> Iterator[Paragraph]:
    """All issues in all: what they count as, and the rates of rectification and closing with what they are of."""
    told = tuple(_totals(desk, Label("问题", "Issues"), desk.book.of(Issue)))
    if told:
        yield Paragraph(None, told)


def _totals(desk: Desk, noun: Label, issues: tuple[Issue, ...]) -> Iterator[Sentence]:
    for unit, members in grouped(issues, lambda issue: issue.count.unit):
        population = desk.some(noun, members)
        split = partition(population, unit, lambda i: i.count, map(_counted, reconciled(desk.as_of, desk.calendar)))
        yield stated(noun, split, Breakdown(split))
        for name, holds in (("rectified", _rectified), ("closed", _closed)):
            part = population.count(unit, lambda i: i.count, Predicate(RATES[name], holds))
            if split.whole.value.known:
                yield Sentence(Label("{rate}。", "{rate}."), {"rate": Rate(RATES[name], part, split.whole)})


def _counted(part: Predicate[Issue]) -> Predicate[Issue]:
    """The part with its number in its words."""
    return Predicate(Label(f"{part.label.zh}{{n}}", f"{{n}} {part.label.en}"), part.test)


def _rectified(issue: Issue) -> bool:
    return issue.done


def _closed(issue: Issue) -> bool:
    return issue.done and CLOSED in issue.standing_state.tags


def by_field(desk: Desk) -> Iterator[Paragraph]:
    """The issues by category (else by level, else by source), each field with its totals."""
    for field, members in grouped(desk.book.of(Issue), lambda i: i.category or i.level or i.source or ""):
        yield Paragraph(_field(field), tuple(_totals(desk, Label("该类问题", "Issues of this field"), members)))


def _field(field: str) -> Label:
    known = next((codes for codes in (DIMENSIONS, HAZARDS) if field in codes), SOURCES)
    return (LEVELS.get(field) or known.word(field)) if field else Label("未分类", "not classed")


def one_by_one(desk: Desk) -> Iterator[Paragraph]:
    """Each issue: whose it is, where it stands, and by when."""
    for issue in desk.book.of(Issue):
        yield Paragraph(Label(f"关于“{issue.title}”", f"On “{issue.title}”"), (_standing(desk, issue),))


def _standing(desk: Desk, issue: Issue) -> Sentence:
    due = desk.due(issue)
    said = {
        "state": issue.standing_state.label,
        "who": Label(f"，责任人{issue.owner}", f", owed by {issue.owner}") if issue.owner else NOTHING,
        "due": Label("，期限{due}", ", due {due}").filled(due=due) if due else NOTHING,
    }
    return Sentence(Label("{state}{who}{due}。", "{state}{who}{due}."), said)


def unfinished(desk: Desk) -> Iterator[Paragraph]:
    """What is not finished, each with its day: what comes next of it."""
    told = tuple(
        Sentence(_OPEN, {"title": Label(issue.title, issue.title), "how": _standing(desk, issue)})
        for issue in desk.book.of(Issue)
        if issue.pending
    )
    if told:
        yield Paragraph(None, told, listed=True)


_OPEN = Label("{title}：{how}", "{title}: {how}")


def day_by_day(desk: Desk) -> Iterator[Paragraph]:
    """What was received on the day, and what stands of all that was received so far (边督边改)."""
    issues = desk.book.of(Issue)
    today = tuple(issue for issue in issues if issue.opened_on == desk.as_of)
    words = ((Label("当日接收", "Received on the day"), today), (Label("累计接收", "Received so far"), issues))
    for noun, members in words:
        told = tuple(_totals(desk, noun, members))
        if told:
            yield Paragraph(noun, told)


def methods(desk: Desk) -> Iterator[Paragraph]:
    """How it was looked at: visits, inspections, rounds, as they were held."""
    told = account(evolve(desk, book=evolve(desk.book, matters=())))
    if told:
        yield Paragraph(None, told)
