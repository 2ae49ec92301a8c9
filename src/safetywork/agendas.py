"""The agenda of a round: what has to be chased on a day, by unit and person, the most urgent first, each with why.

Holds: `Agenda`, `Item`, `Why`, `agenda`.
Never: decides anything, or leaves out what is overdue.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen

from safetywork.activities import Round
from safetywork.books import Book
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.escalation import Ladder, to_fire
from safetywork.extensions import pending_ask
from safetywork.firings import Firing
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.issues import Issue
from safetywork.labels import Label, Lang
from safetywork.lights import RED_YELLOW_BLUE, Light, LightPolicy, light
from safetywork.matters import Matter
from safetywork.parties import Parties, name_key
from safetywork.pledges import Pledge
from safetywork.rechecks import RecheckPolicy
from safetywork.replies import reply_owed, settled_reply_standing
from safetywork.rounds import RoundDue, rounds_due
from safetywork.spans import days
from safetywork.standings import Standing
from safetywork.supervision.duties import Duty, owed
from safetywork.waivers import expiring, waivable
from safetywork.workflows import STOPPED

WHY: dict[str, Label] = {
    "overdue": Label("逾期{n}日，应于{due}完成", "{n} days overdue, was due on {due}"),
    "reply overdue": Label("答复反映人逾期{n}日，应于{due}答复", "reply {n} days overdue, was due on {due}"),
    "feedback overdue": Label("转办反馈逾期{n}日，应于{due}反馈", "answer {n} days overdue, due on {due}"),
    "duty overdue": Label("{what}逾期{n}日，应于{due}办理", "{what}: {n} days overdue, was due on {due}"),
    "recheck missed": Label("回头看应于{due}前开展，未开展", "follow-up check was due by {due} and not held"),
    "milestone missed": Label("节点“{what}”应于{due}达到，未达到", "milestone “{what}” of {due} not reached"),
    "rung": Label("应升级督办：{what}", "to be escalated: {what}"),
    "extension": Label("{by}申请延期，待决定", "{by} asks for an extension, to be decided"),
    "verify": Label("{on}报请验收，待验收", "handed in on {on}, to be verified"),
    "relapse": Label("反弹重开（第{n}轮）", "relapsed, in cycle {n}"),
    "due": Label("{due}到期，还有{n}日", "due on {due}, in {n} days"),
    "due today": Label("今日（{due}）到期", "due today, {due}"),
    "reply": Label("应于{due}答复反映人", "reply due on {due}"),
    "reply undated": Label("待答复反映人", "reply owed"),
    "feedback": Label("转办待反馈，应于{due}反馈", "referred, answer due on {due}"),
    "feedback undated": Label("转办待反馈", "referred, awaiting an answer"),
    "recheck": Label("应于{due}前开展回头看", "follow-up check due by {due}"),
    "duty": Label("{what}，应于{due}办理", "{what}, due on {due}"),
    "waiver": Label("豁免{due}到期", "waiver runs out on {due}"),
    "milestone": Label("节点“{what}”{due}到期", "milestone “{what}” due on {due}"),
    "unassigned": Label("尚未定责任人或期限", "no owner or no term yet"),
    "stuck": Label("{n}日无进展（{on}以来）", "no entry for {n} days, since {on}"),
    "new": Label("{on}新增", "new on {on}"),
}
"""Why something is on the agenda, the most urgent first: the order of this list is the order of the agenda."""
_URGENCY = {kind: n for n, kind in enumerate(WHY)}


@frozen
class Why:
    """Why a matter is on the agenda 上会事由: its kind, the day it turns on, and what fills its words."""

    kind: str
    day: date
    said: tuple[tuple[str, Any], ...] = ()

    def text(self, lang: Lang = "zh") -> str:
        """The reason with its numbers."""
        return WHY[self.kind].text(lang, **{k: v.text(lang) if hasattr(v, "text") else v for k, v in self.said})


@frozen
class Item:
    """A matter on the agenda 上会事项, once, with every reason, the gravest first."""

    matter: Matter
    unit: str | None
    person: str | None
    light: Light
    why: tuple[Why, ...]

    @property
    def order(self) -> tuple[int, date, str]:
        """Where it stands: by its gravest reason, then the day that turns on, then its id."""
        return _URGENCY[self.why[0].kind], self.why[0].day, self.matter.id


@frozen
class Agenda:
    """The agenda 调度议程 of a day: items by unit, those without a unit last; the rounds that were missed.

    `since` is the day of the round before (or the first day looked back to), `ahead` the last day looked forward to.
    """

    on: date
    since: date
    ahead: date
    items: tuple[Item, ...]
    missed: tuple[RoundDue, ...]

    @property
    def units(self) -> tuple[tuple[str | None, tuple[Item, ...]], ...]:
        """The items of each unit: the unit with the most urgent item first."""
        groups: dict[str | None, list[Item]] = {}
        for item in self.items:
            groups.setdefault(item.unit, []).append(item)
        ordered = sorted(groups, key=lambda unit: unit is None)
        return tuple((unit, tuple(groups[unit])) for unit in ordered)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many items there are for each kind of reason, in the order of urgency."""
        kinds = [why.kind for item in self.items for why in item.why]
        return tuple((kind, kinds.count(kind)) for kind in WHY if kind in kinds)

    def only(self, *, unit: str | None = None, person: str | None = None) -> "Agenda":
        """The items of one unit, or of one person, by name however it is spelt."""
        wanted = [
            item
            for item in self.items
            if (unit is None or (item.unit is not None and name_key(item.unit) == name_key(unit)))
            and (person is None or (item.person is not None and name_key(item.person) == name_key(person)))
        ]
        return evolve(self, items=tuple(wanted))


def agenda(
    book: Book,
    on: date,
    calendar: WorkCalendar = CHINA,
    policy: LightPolicy = RED_YELLOW_BLUE,
    *,
    since: date | None = None,
    ahead: int = 7,
    stuck: int = 14,
    ladders: Iterable[Ladder] = (),
    rechecks: RecheckPolicy | None = None,
    duties: Iterable[Duty] = (),
    given: Given = NOTHING_GIVEN,
    known_on: date | None = None,
) -> Agenda:
    """The agenda of `book` on a day, by what stood in its logs by then.

    New is what was opened after `since` (the last round before `on`, or so many days back as it looks ahead); soon is
    what falls due within `ahead` days; stuck is what had no entry for `stuck` days, two weekly rounds unless told
    otherwise. `ladders` add the rungs that were reached and not fired, `rechecks` the follow-up checks, `duties` what
    the authority owes. Days not announced are counted provisionally.
    """
    then = book.as_of(on, known_on=known_on)
    rounds = then.of(Round)
    begun = since or max((one.on for one in rounds if one.on < on), default=on - timedelta(days=ahead))
    fired = then.of(Firing)
    rungs = [one for each in ladders for one in to_fire(then.matters, fired, on, each, calendar, given=given)]
    look = _Look(on, begun, ahead, stuck, calendar, rechecks, tuple(duties))
    where = _whose(then.parties)
    items: list[Item] = []
    for matter in then.matters:
        climbs = [Why("rung", one.on, (("what", one),)) for one in rungs if one.matter.id == matter.id]
        why = sorted((*_why(matter, look), *climbs), key=lambda each: (_URGENCY[each.kind], each.day))
        if why:
            shown = light(matter, on, calendar, policy, given)
            items.append(Item(matter, where(matter), matter.owner, shown, tuple(why)))
    missed = tuple(
        due
        for campaign in then.campaigns
        for due in rounds_due(campaign, rounds, begun, on - timedelta(days=1), calendar, parts=then.parts(campaign.id))
        if due.missed(on)
    )
    until = on + timedelta(days=ahead)
    return Agenda(on, begun, until, tuple(sorted(items, key=lambda item: item.order)), missed)


def _whose(parties: Parties) -> Callable[[Matter], str | None]:
    """The unit of a matter: its own, or that of its owner."""
    units = {unit.id: unit.name for unit in parties.units}
    people = {name_key(person.name): units.get(person.unit or "") for person in parties.persons}

    def unit_of(matter: Matter) -> str | None:
        if matter.unit is not None:
            return units.get(matter.unit, matter.unit)
        return people.get(name_key(matter.owner)) if matter.owner else None

    return unit_of


@frozen
class _Look:
    """What the agenda is made by."""

    on: date
    since: date
    ahead: int
    stuck: int
    calendar: WorkCalendar
    rechecks: RecheckPolicy | None
    duties: tuple[Duty, ...]

    def soon(self, day: date) -> bool:
        """Whether a day lies from today to the end of what is looked ahead to."""
        return 0 <= (day - self.on).days <= self.ahead


def _why(matter: Matter, look: _Look) -> Iterator[Why]:
    """Every reason to chase a matter, in no order; none where it is void, what is done may still be owed an answer."""
    if matter.void:
        return
    yield from _checks(matter, look)
    yield from _duties(matter, look)
    yield from _answers(matter, look)
    if not matter.pending:
        return
    yield from _term(matter, look)
    yield from _course(matter, look)
    yield from _milestones(matter, look)


def _term(matter: Matter, look: _Look) -> Iterator[Why]:
    standing = matter.settled_standing(look.on, look.calendar)
    if matter.waived(look.on):
        found = expiring(matter, look.on, days(look.ahead)) if waivable(matter.workflows) else None
        if found is not None:
            yield Why("waiver", found.expires, (("due", found.expires),))
    elif standing is None:
        if matter.owner is None and matter.unit is None and matter.state == matter.workflows[0].start:
            yield Why("unassigned", matter.opened_on)
    elif standing.finished is None:
        yield from _dated("", standing, look)


def _dated(kind: str, standing: Standing, look: _Look) -> Iterator[Why]:
    """Overdue or soon due; `kind` is before the word for what has its own clock."""
    due = standing.deadline.last_day
    if standing.days_late:
        late = f"{kind} overdue" if kind else "overdue"
        yield Why(late, due, (("n", standing.days_late), ("due", _day(standing))))
    elif kind:
        yield Why(kind, due, (("due", _day(standing)),))
    elif not standing.stopped and look.soon(due):
        said = (("due", _day(standing)), ("n", standing.days_left))
        yield Why("due" if due > look.on else "due today", due, said)


def _day(standing: Standing) -> str:
    return f"{standing.deadline.last_day}{'?' if standing.provisional else ''}"


def _course(matter: Matter, look: _Look) -> Iterator[Why]:
    ask, handed = pending_ask(matter), matter.handed_in
    if ask is not None:
        yield Why("extension", ask.on, (("by", ask.by),))
    if handed is not None and _judged_next(matter):
        yield Why("verify", handed.on, (("on", handed.on),))
    if isinstance(matter, Issue) and matter.relapses:
        yield Why("relapse", matter.this_cycle[0].event.on, (("n", matter.cycle),))
    if look.since < matter.opened_on:
        due = matter.settled_standing(look.on, look.calendar)
        yield Why("new", due.deadline.last_day if due else date.max, (("on", matter.opened_on),))
    last, tags = matter.log[-1].event.on, matter.standing_state.tags
    quiet = (look.on - last).days
    moving = handed is None and ask is None and STOPPED not in tags and not matter.waived(look.on)
    if moving and quiet >= look.stuck:
        yield Why("stuck", last, (("n", quiet), ("on", last)))


def _judged_next(matter: Matter) -> bool:
    """Whether the work waits to be judged: it is handed in, and an event that judges it is the next."""
    main = matter.workflows[0]
    return matter.state in main.settled and any(event.verifies for state, event in main.rows if state == matter.state)


def _answers(matter: Matter, look: _Look) -> Iterator[Why]:
    if isinstance(matter, Issue) and matter.referred:
        standing = matter.settled_awaiting(look.on, look.calendar)
        yield from _dated("feedback", standing, look) if standing else [Why("feedback undated", matter.opened_on)]
    if reply_owed(matter):
        standing = settled_reply_standing(matter, look.on, look.calendar)
        yield from _dated("reply", standing, look) if standing else [Why("reply undated", matter.opened_on)]


def _checks(matter: Matter, look: _Look) -> Iterator[Why]:
    if look.rechecks is None or not isinstance(matter, Issue):
        return
    for check in look.rechecks.due(matter, look.on, look.calendar):
        if check.missed(look.on) and check.made_good is None:
            yield Why("recheck missed", check.by, (("due", check.by),))
        elif check.held is None and look.soon(check.by):
            yield Why("recheck", check.by, (("due", check.by),))


def _duties(matter: Matter, look: _Look) -> Iterator[Why]:
    for one in owed(matter, look.duties, look.on, look.calendar):
        if one.done_on is None and one.deadline is not None:
            due, late = one.deadline.last_day, one.days_late(look.on)
            said = (("what", one.duty.label), ("due", due), ("n", late))
            if late or look.soon(due):
                yield Why("duty overdue" if late else "duty", due, said)


def _milestones(matter: Matter, look: _Look) -> Iterator[Why]:
    for one in matter.milestones_on(look.on, look.calendar) if isinstance(matter, Pledge) else ():
        said = (("what", one.milestone.title), ("due", one.milestone.by))
        if one.missed:
            yield Why("milestone missed", one.milestone.by, said)
        elif not one.met and look.soon(one.milestone.by):
            yield Why("milestone", one.milestone.by, said)
