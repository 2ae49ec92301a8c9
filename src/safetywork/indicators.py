"""Indicators: what a goal is measured by, over the books of its campaign.

Holds: `Indicator` 指标, `INDICATORS` (the stock ones), `measured` and the `GoalStanding` it comes to, `circumstances`.
Never: measures a goal of words alone, or decides what the books leave open.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import evolve, frozen

from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.campaigns import Campaign
from safetywork.carryovers import CarryOver
from safetywork.counts import Count
from safetywork.decisions import replay
from safetywork.figures import ALL, Figure, Population, Predicate
from safetywork.gaps import Gap
from safetywork.goals import Goal
from safetywork.issues import Issue
from safetywork.labels import Label, Lang
from safetywork.matters import Matter
from safetywork.measures import ACTIONS, Measure
from safetywork.pledges import Pledge
from safetywork.programmes import Enrolment
from safetywork.schemes import CONDITIONS, OPEN, Scheme
from safetywork.targets import PER_CENT, meets, share
from safetywork.workflows import Context

Counting: TypeAlias = "Callable[[Book, date, WorkCalendar], tuple[Figure, Figure]]"


@frozen
class Indicator:
    """An indicator 指标: `of(book, day, calendar)` gives a figure and the whole that it is part of.

    The book is that of one campaign and its parts, as of the day; what was carried over from it since stands there as
    it was when it left.
    """

    label: Label
    of: Counting


@frozen
class GoalStanding:
    """Where a goal stands on a day: reached, not reached, or not known (None), and the figures that say so."""

    goal: Goal
    on: date
    figure: Figure | None = None
    whole: Figure | None = None
    reached: bool | None = None

    @property
    def share(self) -> Fraction | None:
        """The share that the figure is of its whole; None where it is not exactly known."""
        return None if self.figure is None or self.whole is None else _exact(self.figure, self.whole)

    @property
    def verdict(self) -> Label:
        """Reached, not reached, or not known."""
        return _VERDICTS[self.reached]

    def text(self, lang: Lang = "zh") -> str:
        """The goal, what was counted, and the verdict."""
        title = Label(self.goal.title, self.goal.en or self.goal.title)
        words = self.verdict
        if self.figure is None or self.whole is None:
            return _BARE.text(lang, title=title, verdict=words)
        return _TOLD.text(lang, title=title, n=self.figure, whole=self.whole, verdict=words)


_VERDICTS = {
    True: Label("已达到", "reached"),
    False: Label("未达到", "not reached"),
    None: Label("无从判定", "not known"),
}
_BARE = Label("“{title}”{verdict}", "“{title}”: {verdict}")
_TOLD = Label("“{title}”{verdict}（{whole}中{n}）", "“{title}”: {verdict} ({n} of {whole})")


def measured(
    goal: Goal,
    book: Book,
    campaign: str,
    *,
    on: date,
    calendar: WorkCalendar = CHINA,
    indicators: "Mapping[str, Indicator] | None" = None,
) -> GoalStanding:
    """Where `goal` stands on `on`, counted over `campaign` and its parts in `book`.

    What it carried over to another campaign counts as it was when it left: nobody reaches a goal by sending on what is
    open. `indicators` are the caller's own, in place of `INDICATORS` or beside it. Not known: a goal of words alone, an
    indicator that nobody gave, records of unlike units, a figure that leaves it open.
    """
    indicator = {**INDICATORS, **(indicators or {})}.get(goal.indicator or "")
    if indicator is None or goal.target is None:
        return GoalStanding(goal, on)
    figure, whole = indicator.of(_answered_for(book, campaign, on), on, calendar)
    comparable = figure.value.unit == (whole.value.unit if goal.target.unit == PER_CENT else goal.target.unit)
    reached = meets(figure.value, goal.target, whole.value) if comparable else None
    return GoalStanding(goal, on, figure, whole, reached)


def circumstances(
    book: Book,
    campaign: Campaign,
    *,
    on: date,
    calendar: WorkCalendar = CHINA,
    indicators: "Mapping[str, Indicator] | None" = None,
    roles: Mapping[str, Iterable[str]] | None = None,
) -> Context:
    """What the guards of the campaign's plan must know 情形: which conditions are met, and what is still open.

    The plan itself is not among what is open.
    """
    scheme = book.find(campaign.plan or "")
    phases = scheme.phases if isinstance(scheme, Scheme) else ()
    goals = [goal for phase in phases for goal in phase.entry]
    known = {
        goal: measured(goal, book, campaign.id, on=on, calendar=calendar, indicators=indicators).reached
        for goal in goals
        if goal.indicator is None or goal.indicator in {**INDICATORS, **(indicators or {})}
    }
    facts = {CONDITIONS: known, OPEN: tuple(matter.id for matter in still_open(book, campaign.id, on=on))}
    return Context(calendar=calendar, roles=roles, facts=facts)


def still_open(book: Book, campaign: str, *, on: date) -> tuple[Matter, ...]:
    """The matters of a campaign and its parts that are pending on `on`; the plans of these campaigns apart."""
    parts = book.parts(campaign)
    plans = {one.plan for one in book.campaigns if one.id in parts}
    seen = book.as_of(on).under(campaign).matters
    return tuple(matter for matter in seen if matter.pending and matter.id not in plans)


def optional_share(book: Book, campaign: str, *, on: date) -> Fraction | None:
    """The share of optional actions 自选动作 among all actions of a campaign and its parts.

    None where there are none, or where a measure does not say which it is.
    """
    return _exact(*INDICATORS["optional actions"].of(_answered_for(book, campaign, on), on, CHINA))


def _answered_for(book: Book, campaign: str, on: date) -> Book:
    """The book of a campaign and its parts as of a day, with what left them as it was when it left."""
    seen, parts = book.as_of(on), book.parts(campaign)
    here = (matter if matter.campaign in parts else _before_it_left(matter, parts) for matter in seen.matters)
    return evolve(seen.under(campaign), matters=tuple(matter for matter in here if matter is not None))


def _before_it_left(matter: Matter, parts: frozenset[str]) -> Matter | None:
    for i in range(len(matter.log) - 1, -1, -1):
        event = matter.log[i].event
        if isinstance(event, CarryOver) and event.source in parts:
            return replay(matter.blank(matter.id, matter.workflows), matter.log[:i])
    return None


def _exact(figure: Figure, whole: Figure) -> Fraction | None:
    return share(figure.value, whole.value) if figure.value.unit == whole.value.unit else None


def _of(kind: type[Matter], label: Label, where: Predicate[Any]) -> Indicator:
    """So many of the matters of a kind, of all that were not cancelled."""

    def count(book: Book, on: date, _: WorkCalendar) -> tuple[Figure, Figure]:
        alive = Population[Any](kind.noun, tuple(m for m in book.of(kind) if not m.void), on)
        return _sum(alive, where), _sum(alive, ALL)

    return Indicator(label, count)


def _sum(population: Population[Any], where: Predicate[Any]) -> Figure:
    """The sum in the members' unit; unknown where they are counted in several."""
    units = {member.count.unit for member in population.members}
    if len(units) > 1:
        rows = tuple(member.id for member in population.members if where.test(member))
        return Figure(Count.unknown("、".join(sorted(units))), population.label, where.label, population.as_of, rows)
    return population.count(units.pop() if units else "项", lambda member: member.count, where)


def _overdue(book: Book, on: date, calendar: WorkCalendar) -> tuple[Figure, Figure]:
    alive = Population[Any](Matter.noun, tuple(m for m in book.matters if not m.void), on)
    return _sum(alive, Predicate(Label("逾期", "overdue"), lambda matter: matter.overdue(on, calendar))), _sum(
        alive, ALL
    )


def _optional(book: Book, on: date, _: WorkCalendar) -> tuple[Figure, Figure]:
    """Of all actions; one that does not say which it is may be either, so the part has a bound for each."""
    actions = Population(Label("动作", "actions"), tuple(m for m in book.of(Measure) if not m.void), on)
    own = actions.number("项", Predicate(ACTIONS["optional"], lambda m: m.action == "optional"))
    unsaid = sum(measure.action is None for measure in actions.members)
    value = Count(own.value.low, own.value.low + unsaid, own.value.unit)
    return Figure(value, own.population, own.predicate, on, own.rows), actions.number("项")


_DONE = Predicate[Matter](Label("已完成", "done"), lambda matter: matter.done)
INDICATORS: Mapping[str, Indicator] = {
    "issues rectified": _of(Issue, Label("问题整改", "issues rectified"), _DONE),
    "measures finished": _of(Measure, Label("措施完成", "measures finished"), _DONE),
    "pledges fulfilled": _of(Pledge, Label("承诺兑现", "pledges fulfilled"), _DONE),
    "enterprises created": _of(Enrolment, Label("创建完成", "enterprises created"), _DONE),
    "gaps adopted": _of(
        Gap, Label("差距采纳", "gaps adopted"), Predicate(Label("已采纳", "adopted"), lambda g: g.adopted)
    ),
    "matters overdue": Indicator(Label("逾期事项", "matters overdue"), _overdue),
    "optional actions": Indicator(ACTIONS["optional"], _optional),
}
"""Stock indicators, by the names that goals give; a caller adds more."""
