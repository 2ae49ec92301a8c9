"""When a rung of a ladder is reached: triggers as data.

Holds: `Trigger` and its kinds: `Past`, `Before`, `Elapsed`, `Nth`, `Missed`, `Shown`, `Often`, `Judged`, `After`.
Never: decides whether a matter climbs (stopped, handed in, waived: `escalation` does), or knows an effect.

A trigger names the day from which it holds, by what stood in the log; it compares with ≤, so a day that nobody looked
at is made up for.
"""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import takewhile
from math import ceil
from typing import Final, Literal, TypeAlias

from attrs import field, frozen
from attrs.validators import ge

from safetywork.calendars import WorkCalendar
from safetywork.clocks import Clock
from safetywork.events import Entry
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.labels import Label
from safetywork.lights import LightPolicy, light
from safetywork.matters import Matter
from safetywork.periods import forward
from safetywork.spans import Span
from safetywork.standings import Standing
from safetywork.statutes import Window
from safetywork.streaks import PERIODS, Every, ends_before
from safetywork.workflows import EventClass

DayUnit: TypeAlias = Literal["day", "workday"]


@frozen
class Case:
    """What a trigger looks at: a matter, its log so far, its clock then, and what was given beside it.

    `due` is the last day of the term then. `before` is the day on which the rung before was reached, `occurrences` the
    days of what happened to its owner, by name (penalties of an enterprise).
    """

    matter: Matter
    log: tuple[Entry, ...]
    clock: Clock | None
    due: date | None
    first: date
    last: date
    calendar: WorkCalendar
    given: Given = NOTHING_GIVEN
    occurrences: Mapping[str, tuple[date, ...]] = field(factory=dict[str, "tuple[date, ...]"], hash=False)
    before: date | None = None
    missed: tuple[date, ...] = ()

    @property
    def standing(self) -> Standing | None:
        """Where the clock stands on the last day of the stretch."""
        return None if self.clock is None else self.clock.standing(self.last, self.calendar, provisional=True)


ALWAYS_ASKED: Final[int] = 1_000_000
"""The lead of a trigger that does not go by the last day alone."""


@frozen
class Trigger:
    """A trigger 触发条件; `day` is the first day from which it holds, None where it does not.

    `lead` is how many days before the last day of the term it may hold at the earliest: before that, nobody need ask.
    """

    @property
    def lead(self) -> int:
        """Days before the last day, at most."""
        return ALWAYS_ASKED

    @abstractmethod
    def day(self, case: Case) -> date | None:
        """The first day from which it holds."""

    @property
    @abstractmethod
    def words(self) -> Label:
        """The condition in words."""


def _counted(n: int, unit: DayUnit) -> Label:
    return Label(
        f"{n}个工作日" if unit == "workday" else f"{n}日", f"{n} working days" if unit == "workday" else f"{n} days"
    )


@frozen
class Past(Trigger):
    """So many days past the last day of the term 逾期; 0 is the last day itself, 1 the first that is late."""

    n: int = field(validator=ge(0))
    unit: DayUnit = "day"

    @property
    def lead(self) -> int:
        """It never holds before the last day."""
        return 0

    def day(self, case: Case) -> date | None:
        """The n-th day after the last day."""
        due = case.due
        if due is None:
            return None
        if self.unit == "workday":
            return case.calendar.add(due, self.n, provisional=True)
        return due + timedelta(days=self.n)

    @property
    def words(self) -> Label:
        """In words."""
        told = _counted(self.n, self.unit)
        return (
            Label(f"逾期{told.zh}", f"{told.en} past the term")
            if self.n
            else Label("期限届满之日", "the last day of the term")
        )


@frozen
class Before(Trigger):
    """So many days before the last day of the term 期限届满前, a notice."""

    n: int = field(validator=ge(1))
    unit: DayUnit = "day"

    @property
    def lead(self) -> int:
        """So many days; of working days, never more than as many weeks."""
        return self.n if self.unit == "day" else 7 * self.n + 14

    def day(self, case: Case) -> date | None:
        """The n-th day before the last day."""
        due = case.due
        if due is None:
            return None
        if self.unit == "workday":
            return case.calendar.add(due, -self.n, provisional=True)
        return due - timedelta(days=self.n)

    @property
    def words(self) -> Label:
        """In words."""
        told = _counted(self.n, self.unit)
        return Label(f"期限届满前{told.zh}", f"{told.en} before the term ends")


@frozen
class Elapsed(Trigger):
    """A share of the term has elapsed 期限已过几成, in calendar days that were not stopped."""

    share: Fraction

    def day(self, case: Case) -> date | None:
        """The first day on which the share is reached."""
        standing = case.standing
        if standing is None:
            return None
        start = standing.deadline.trigger
        whole = (standing.deadline.last_day - start).days - standing.paused
        return start + timedelta(days=standing.paused + ceil(self.share * max(whole, 0)))

    @property
    def words(self) -> Label:
        """In words."""
        percent = float(self.share * 100)
        return Label(f"期限已过{percent:g}%", f"{percent:g}% of the term elapsed")


@frozen
class Nth(Trigger):
    """The n-th entry of an event class (or one made of it) in the log 第几次: a return, an extension, a relapse."""

    event: EventClass
    n: int = field(validator=ge(1))

    def day(self, case: Case) -> date | None:
        """The day of the n-th."""
        days = [entry.event.on for entry in case.log if isinstance(entry.event, self.event)]
        return days[self.n - 1] if len(days) >= self.n else None

    @property
    def words(self) -> Label:
        """In words."""
        return Label(f"第{self.n}次{self.event.label.zh}", f"{self.event.label.en}, time {self.n}")


@frozen
class Missed(Trigger):
    """The n-th term that was missed 第几次逾期, over all cycles and extensions of the matter."""

    n: int = field(validator=ge(1))

    def day(self, case: Case) -> date | None:
        """The first late day of the n-th missed term."""
        return case.missed[self.n - 1] if len(case.missed) >= self.n else None

    @property
    def words(self) -> Label:
        """In words."""
        return Label(f"第{self.n}次逾期", f"a term missed for the {self.n}. time")


@frozen
class Shown(Trigger):
    """Lit in one of `bands` of a policy at the ends of `times` periods running 连续几期, or of the last `within`."""

    policy: LightPolicy
    bands: tuple[str, ...]
    times: int = field(validator=ge(1))
    every: Every = "month"
    within: int | None = None

    def day(self, case: Case) -> date | None:
        """The first end of a period in the stretch at which it was shown so often."""
        opened, lit = case.matter.opened_on, list[bool]()
        ends = takewhile(lambda end: end >= opened, ends_before(case.last, self.every))
        for end in reversed([*ends]):
            shown = light(case.matter, end, case.calendar, self.policy, case.given)
            lit.append(shown.band.id in self.bands)
            window = lit[-(self.within or self.times) :]
            if end >= case.first and sum(window) >= self.times:
                return end
        return None

    @property
    def words(self) -> Label:
        """In words."""
        of = {band.id: band.label for band in self.policy.bands}
        zh, en = "或".join(of[b].zh for b in self.bands), " or ".join(of[b].en for b in self.bands)
        unit, n = PERIODS[self.every], self.times
        if self.within is None:
            return Label(f"连续{n}{unit.zh}“{zh}”", f"“{en}” {n} {unit.en} running")
        return Label(f"{self.within}{unit.zh}内{n}次“{zh}”", f"“{en}” {n} times in {self.within} {unit.en}")


@frozen
class Often(Trigger):
    """So many occurrences of one name within a sliding window 累计次数 (安全生产法 art. 113(1): penalties)."""

    name: str
    label: Label
    window: Window

    def day(self, case: Case) -> date | None:
        """The first day of the stretch on which the window is met."""
        met = self.window.meetings(case.occurrences.get(self.name, ()))
        return next((one.on for one in met if one.on >= case.first), None)

    @property
    def words(self) -> Label:
        """In words."""
        n, span = self.window.count, self.window.span
        return Label(f"{span}内{self.label.zh}{n}次", f"{self.label.en} {n} times within {span.text('en')}")


@frozen
class Judged(Trigger):
    """Somebody judged it so 研判."""

    verdict: str
    label: Label

    def day(self, case: Case) -> date | None:
        """The day of the first judgement of that word in the cycle."""
        days = [j.on for j in case.given.judgements if j.about == case.matter.id and j.verdict == self.verdict]
        return min(days, default=None)

    @property
    def words(self) -> Label:
        """In words."""
        return self.label


@frozen
class After(Trigger):
    """So long after the rung before was reached, with the matter still open 前一级期满."""

    term: Span

    @property
    def lead(self) -> int:
        """It holds after another rung alone, and asks nothing of the term."""
        return 0

    def day(self, case: Case) -> date | None:
        """The day after the last day of that term; None where the rung before was not reached."""
        if case.before is None:
            return None
        return forward(case.before, self.term, case.calendar, provisional=True) + timedelta(days=1)

    @property
    def words(self) -> Label:
        """In words."""
        return Label(f"前一级{self.term}期满", f"the term of the rung before, {self.term.text('en')}, has run out")
