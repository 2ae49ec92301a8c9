"""Whether the people who are there can do the work in time.

Holds: `Capacity` (people there for a time), `level` and the `Levelling` it comes to.
Never: knows a plan, hires or seconds anybody, or takes people whom nobody stated for none.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from safetywork.counts import Number
from safetywork.events import optional_day, plain_day
from safetywork.faults import Fault
from safetywork.labels import Label, Lang
from safetywork.networks import Network
from safetywork.periods import workdays


@frozen(kw_only=True)
class Capacity:
    """People there 人手 from the day `on` up to and including `until` (None: from then on).

    Either so many `people`, or so many `percent` of the staff, rounded down: half the staff seconded leaves 50.
    Where several speak of one day, the least of them holds.
    """

    on: date = field(validator=plain_day)
    until: date | None = field(default=None, validator=optional_day)
    people: int | None = None
    percent: Number | None = None

    def holds(self, day: date) -> bool:
        """Whether it speaks of `day`."""
        return self.on <= day and (self.until is None or day <= self.until)

    def there(self, staff: int) -> int:
        """How many people of `staff` that is."""
        return self.people if self.people is not None else int(Decimal(staff) * Decimal(self.percent or 0) // 100)

    def problems(self, place: str, staff: int | None) -> Iterator[Fault]:
        """What it may not be, each as a fault at `place`."""
        if (self.people is None) == (self.percent is None):
            yield Fault("people or percent", place, _EITHER)
        if self.people is not None and not whole(self.people):
            yield Fault("bad people", f"{place}.people", _NO_NUMBER, str(self.people), "0, 1, 2, …")
        if self.percent is not None and not (_is_number(self.percent) and 0 <= self.percent <= 100):  # noqa: PLR2004
            yield Fault("bad percent", f"{place}.percent", _NO_SHARE, str(self.percent), "0 … 100")
        if self.percent is not None and staff is None:
            yield Fault("no staff", f"{place}.percent", _NO_STAFF)
        if self.until is not None and self.until < self.on:
            yield Fault("ends before it begins", f"{place}.until", _BACKWARD, str(self.until))


def whole(value: object) -> bool:
    """Whether it is a whole number, 0 or more."""
    return type(value) is int and value >= 0


def _is_number(value: object) -> bool:
    return type(value) is int or (isinstance(value, Decimal) and value.is_finite())


@frozen
class Placement:
    """Where a step fits once people are shared out: its days, and by how many working days it is `late`.

    `waited` is for how many of them it waited for people; where that is 0, what is late is what it needs, or the plan.
    A step for which there are never enough people has no days, `late` None and `waited` None; one that needs such a
    step has no days either.
    """

    id: str
    start: date | None
    finish: date | None
    late: int | None
    waited: int | None = 0


@frozen
class Levelling:
    """Steps placed one after another where people are free 资源平衡, in the order in which they were placed.

    `unstated` are the steps of which nobody said how many people they take: they are placed as if they took none.
    """

    placements: tuple[Placement, ...]
    unstated: tuple[str, ...]

    @property
    def misfits(self) -> tuple[Placement, ...]:
        """The steps that no longer fit before their latest finish."""
        return tuple(placement for placement in self.placements if placement.late != 0)

    @property
    def fits(self) -> bool:
        """Whether every step fits."""
        return not self.misfits

    def text(self, lang: Lang = "zh") -> str:
        """What no longer fits, one step a line."""
        lines = [_misfit(placement, lang) for placement in self.misfits] or [_FITS.text(lang)]
        if self.unstated:
            lines.append(_UNSTATED.text(lang, steps=self.unstated))
        return "\n".join(lines)


def level(
    network: Network,
    people: Mapping[str, int | None],
    capacity: tuple[Capacity, ...],
    staff: int | None,
    day: Callable[[int], date],
) -> Levelling:
    """The jobs of `network` placed one by one, each whole and where enough people are free on all of its days.

    The serial method: of the jobs whose needs are placed, the one with the earliest latest start goes first (then the
    one with the earliest latest finish), to the first place after its needs that has room; nothing placed is moved
    again. What fits so, can be done; another order might fit what this one does not. `day` tells the day of a position.
    """
    roster = _Roster(capacity, staff, day)
    ends: dict[str, int | None] = dict(network.done)
    placements: list[Placement] = []
    waiting = list(network.order)
    while waiting:
        name = next(name for name in waiting if all(need in ends for need, _ in network.jobs[name].needs))
        waiting.remove(name)
        job = network.jobs[name]
        reached = [(ends[need], lag) for need, lag in job.needs]
        begin = max([network.first, *(end + lag for end, lag in reached if end is not None)])
        never = any(end is None for end, _ in reached)
        start = None if never else roster.place(begin, job.length, people[name] or 0)
        ends[name] = None if start is None else start + job.length
        waited = 0 if never else None if start is None else start - begin
        placements.append(_placement(network, name, start, waited, day))
    return Levelling(tuple(placements), tuple(name for name in network.order if people[name] is None))


@frozen
class _Roster:
    """People taken, by position."""

    capacity: tuple[Capacity, ...]
    staff: int | None
    day: Callable[[int], date]
    taken: Counter[int] = field(factory=Counter[int])

    def place(self, begin: int, length: int, people: int) -> int | None:
        """Takes `people` from the first position with room for `length`, and tells it; None where there is none."""
        start = begin
        while not all(self._room(i, people) for i in range(start, start + length)):
            if self._steady(start):
                return None
            start += 1
        self.taken.update({i: people for i in range(start, start + length) if people})
        return start

    def _room(self, i: int, people: int) -> bool:
        if people == 0:
            return True
        day, staff = self.day(i), self.staff
        there = [one.there(staff or 0) for one in self.capacity if one.holds(day)]
        there += [staff] if staff is not None and not there else []
        return not there or self.taken[i] + people <= min(there)

    def _steady(self, i: int) -> bool:
        """Whether as many people are free on every later day as at `i`."""
        turns = [turn for one in self.capacity for turn in (one.on, one.until) if turn is not None]
        return i > max(self.taken, default=i - 1) and self.day(i) > max(turns, default=date.min)


def _placement(
    network: Network, name: str, start: int | None, waited: int | None, day: Callable[[int], date]
) -> Placement:
    if start is None:
        return Placement(name, None, None, None, waited)
    end = start + network.jobs[name].length
    first, last = network.days(name, start)
    return Placement(name, day(first), day(last), max(0, end - network.ends[name]), waited)


def _misfit(placement: Placement, lang: Lang) -> str:
    if placement.late is None:
        return (_NEVER if placement.waited is None else _STUCK).text(lang, step=placement.id)
    words = _SHORT if placement.waited else _LATE
    late = workdays(placement.late)
    return words.text(lang, step=placement.id, late=late, finish=placement.finish)


_SHORT = Label("{step}人手不足，{finish}方可完工，晚{late}", "{step}: short of people, done on {finish}, {late} late")
_LATE = Label("{step}至{finish}方可完工，晚{late}", "{step}: done on {finish}, {late} late")
_STUCK = Label("{step}须等无法安排的步骤", "{step}: waits for a step that never fits")
_NEVER = Label("{step}人手不足，无法安排", "{step}: never enough people")
_FITS = Label("人手够用，各步骤均能按期完成", "the people there can do every step in time")
_UNSTATED = Label("未说明用人数，未计入：{steps}", "people not stated, so not counted: {steps}")
_EITHER = Label("人数与比例须且只能写一个", "state either people or percent")
_NO_NUMBER = Label("不是人数", "not a number of people")
_NO_SHARE = Label("不是百分比", "not a percentage")
_NO_STAFF = Label("有比例而无总人数", "a percentage of a staff that is not stated")
_BACKWARD = Label("结束早于开始", "it ends before it begins")
