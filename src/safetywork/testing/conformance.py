"""Checks for rules of your own that are no workflow: a light policy, a ladder, a calendar, a store.

Holds: `Outcome`, `check_light_policy`, `check_ladder`, `check_calendar`, `check_store`.
Never: passes without trying: an outcome says which laws were run, on how many cases, and what broke each.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Protocol

from attrs import define, field, frozen
from hypothesis import HealthCheck, given, seed as seeded, settings, strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.decisions import Step, replay
from safetywork.errors import SafetyworkError
from safetywork.escalation import Ladder, fire, reached, to_fire
from safetywork.firings import Firing
from safetywork.gauges import NOTHING_GIVEN, Given
from safetywork.lights import LightPolicy, light
from safetywork.matters import Matter
from safetywork.testing.histories import matters as _matters, renamed

_QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@define(slots=False)
class NotConformingError(SafetyworkError, AssertionError):
    """An outcome that is not clean; the message is the outcome."""

    outcome: "Outcome"

    def __str__(self) -> str:
        return self.outcome.text()


@frozen
class Outcome:
    """What a check came to: the laws that were run, how many cases each was tried on, and what broke which."""

    subject: str
    laws: tuple[str, ...]
    examples: int
    failures: tuple[tuple[str, str], ...] = ()
    skipped: tuple[tuple[str, str], ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether no law was broken."""
        return not self.failures

    def text(self) -> str:
        """The laws, what was skipped and why, and what broke."""
        lines = [f"{self.subject}: {len(self.laws)} laws, {self.examples} examples each"]
        lines += [f"  skipped {law}: {why}" for law, why in self.skipped]
        lines += [f"! {law}: {found}" for law, found in self.failures]
        return "\n".join(lines)

    def raise_for_failures(self) -> None:
        """Raises `NotConformingError` where a law was broken."""
        if not self.ok:
            raise NotConformingError(self)


_Laws = dict[str, tuple[Callable[..., None], tuple[st.SearchStrategy[Any], ...]]]


def _run(subject: str, laws: _Laws, examples: int, seed: int, skipped: Iterable[tuple[str, str]] = ()) -> Outcome:
    failures: list[tuple[str, str]] = []
    how = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=_QUIET)
    for name, (law, drawn) in laws.items():
        try:
            seeded(seed)(how(given(*drawn)(law)))()
        except Exception as error:  # noqa: BLE001  whatever a user's rule raises breaks the law
            failures.append((name, str(error).splitlines()[0] if str(error) else type(error).__name__))
    return Outcome(subject, tuple(laws), examples, tuple(failures), tuple(skipped))


def check_light_policy(
    policy: LightPolicy,
    *,
    matters: st.SearchStrategy[Any] | None = None,
    calendar: WorkCalendar = CHINA,
    given_: Given = NOTHING_GIVEN,
    examples: int = 50,
    seed: int = 0,
) -> Outcome:
    """Whether a light policy is total, goes by its bands, sees no future, and keeps what `monotone` promises.

    `matters` draws what it is tried on, the stock ones unless given.
    """
    drawn = _matters() if matters is None else matters
    ahead = st.integers(0, 120)

    def total(matter: Matter, later: int) -> None:
        on = matter.log[-1].event.on + timedelta(days=later)
        shown = light(matter, on, calendar, policy, given_)
        assert shown.band in policy.bands, f"{matter.id} shows a band that the policy has not"
        assert shown.colour == shown.band.colour, f"{shown.band.id} shows another colour than its own"

    def first_that_holds(matter: Matter, later: int) -> None:
        on = matter.log[-1].event.on + timedelta(days=later)
        shown = light(matter, on, calendar, policy, given_)
        because = [f"{c.measure.id} {v}" for c, v in shown.because if not c.holds(v)]
        assert not because, f"{shown.band.id} is shown because of {because}"

    def sees_no_future(matter: Matter, back: int) -> None:
        on = matter.log[-1].event.on - timedelta(days=back)
        past = matter.as_of(on)
        if past is not None:
            now, then = (light(m, on, calendar, policy, given_).band for m in (matter, past))
            assert now == then, f"what came after {on} turned {then.id} into {now.id}"

    def never_better_by_waiting(matter: Matter, later: int, wait: int) -> None:
        on = matter.log[-1].event.on + timedelta(days=later)
        after = on + timedelta(days=wait)
        ranks = [policy.rank(light(matter, day, calendar, policy, given_).colour) for day in (on, after)]
        lit = all(rank >= 0 for rank in ranks)
        assert not lit or ranks[1] >= ranks[0], f"waiting from {on} to {after} turned rank {ranks[0]} into {ranks[1]}"

    laws: _Laws = {
        "light-total": (total, (drawn, ahead)),
        "light-because": (first_that_holds, (drawn, ahead)),
        "light-no-future": (sees_no_future, (drawn, ahead)),
    }
    skipped = list[tuple[str, str]]()
    if policy.monotone:
        laws["light-monotone"] = (never_better_by_waiting, (drawn, ahead, ahead))
    else:
        skipped.append(("light-monotone", "the policy does not declare it"))
    return _run(policy.name, laws, examples, seed, skipped)


def check_ladder(
    ladder: Ladder,
    *,
    matters: st.SearchStrategy[Any] | None = None,
    calendar: WorkCalendar = CHINA,
    given_: Given = NOTHING_GIVEN,
    examples: int = 50,
    seed: int = 0,
) -> Outcome:
    """Whether a ladder's rungs are reached once, never taken back by waiting or by what came later, and made up for."""
    drawn = _matters() if matters is None else matters
    ahead = st.integers(0, 60)

    def keys(matter: Matter, on: date) -> set[Any]:
        return {(one.key, one.on) for one in reached(ladder, matter, on, calendar, given=given_)}

    def never_taken_back(matter: Matter, later: int, wait: int) -> None:
        on = matter.opened_on + timedelta(days=later)
        gone = keys(matter, on) - keys(matter, on + timedelta(days=wait))
        assert not gone, f"waiting took back {sorted(gone)}"

    def sees_no_future(matter: Matter, back: int) -> None:
        on = matter.log[-1].event.on - timedelta(days=back)
        past = matter.as_of(on)
        assert keys(matter, on) == (keys(past, on) if past is not None else set()), (
            f"what came after {on} changed a rung"
        )

    def by_its_day(matter: Matter, later: int) -> None:
        on = matter.opened_on + timedelta(days=later)
        late = [one.rung.id for one in reached(ladder, matter, on, calendar, given=given_) if one.on > on]
        assert not late, f"{late} are reached after {on}"

    def however_often(matter: Matter, step: int) -> None:
        last = matter.log[-1].event.on + timedelta(days=30)
        fired = list[Firing]()
        day = matter.opened_on
        while day < last + timedelta(days=step):
            now = min(day, last)
            seen = matter.as_of(now)
            for one in to_fire([seen] if seen else [], fired, now, ladder, calendar, given=given_):
                fired.append(fire(one, id=f"F-{len(fired)}", on=now, by="-"))
            day += timedelta(days=step)
        assert {(one.key, one.since) for one in fired} == keys(matter, last), f"every {step} days fires other rungs"
        assert len({one.key for one in fired}) == len(fired), "a rung was fired twice"

    laws: _Laws = {
        "rung-stays": (never_taken_back, (drawn, ahead, ahead)),
        "rung-no-future": (sees_no_future, (drawn, ahead)),
        "rung-by-its-day": (by_its_day, (drawn, ahead)),
        "rung-once-however-often": (however_often, (drawn, st.sampled_from((1, 3, 50)))),
    }
    return _run(ladder.name, laws, examples, seed)


def check_calendar(  # noqa: C901  one law after the other
    calendar: WorkCalendar, *, examples: int = 200, seed: int = 0
) -> Outcome:
    """Whether a calendar counts as a walk over its days does, both ways, within what it has announced."""
    first, last = calendar.announced_from, calendar.announced_through
    inside = st.dates(first, last)
    short = st.integers(0, 40)

    def worked(day: date) -> bool:
        return calendar.is_workday(day)

    def walk(day: date, n: int) -> date | None:
        step = timedelta(days=1 if n > 0 else -1)
        while n:
            day += step
            if not first <= day <= last:
                return None
            n -= (1 if n > 0 else -1) if worked(day) else 0
        return day

    def adds_as_a_walk(day: date, n: int) -> None:
        for count in (n, -n):
            wanted = walk(day, count)
            assert wanted is None or calendar.add(day, count) == wanted, f"add({day}, {count}) is not {wanted}"

    def counts_as_a_walk(a: date, length: int) -> None:
        b = min(last, a + timedelta(days=length))
        days = (a + timedelta(days=n) for n in range(1, (b - a).days + 1))
        wanted = sum(map(worked, days))
        assert calendar.count(a, b) == wanted, f"count({a}, {b}) is not {wanted}"
        assert calendar.count(b, a) == -wanted, f"count({b}, {a}) is not {-wanted}"

    def neighbours(day: date) -> None:
        ahead, back = walk(day, 1), walk(day, -1)
        if ahead is not None:
            assert calendar.next(day) == (day if worked(day) else ahead), f"next({day})"
        if back is not None:
            assert calendar.previous(day) == (day if worked(day) else back), f"previous({day})"

    def says_why(day: date) -> None:
        works = calendar.kind(day) in ("workday", "make-up", "local work")
        assert works == worked(day), f"{day} is {calendar.kind(day)}"

    def refuses_beyond(n: int) -> None:
        for day in (last + timedelta(days=1 + n), first - timedelta(days=1 + n)):
            try:
                calendar.is_workday(day)
            except SafetyworkError:
                continue
            raise AssertionError(f"{day} is not announced, and is answered")

    laws: _Laws = {
        "calendar-add": (adds_as_a_walk, (inside, short)),
        "calendar-count": (counts_as_a_walk, (inside, st.integers(0, 400))),
        "calendar-neighbours": (neighbours, (inside,)),
        "calendar-kind": (says_why, (inside,)),
        "calendar-refuses": (refuses_beyond, (short,)),
    }
    return _run(calendar.name, laws, examples, seed)


class Store(Protocol):
    """What a store of histories offers to be checked."""

    def add(self, matter: Matter) -> None:
        """Keep a new matter."""
        ...

    def load(self, matter_id: str) -> Matter:
        """The matter as it was last kept."""
        ...

    def save(self, matter: Matter, *, expected: int) -> bool:
        """Keep the matter where its log is `expected` entries long in the store; False where it is not."""
        ...


def check_store(
    make: Callable[[], Store], *, matters: st.SearchStrategy[Any] | None = None, examples: int = 50, seed: int = 0
) -> Outcome:
    """Whether a store loses no update, reads what was written, keeps the order, and shows what was edited.

    `make` makes an empty one for every case.
    """
    drawn = _matters() if matters is None else matters

    def reads_its_writes(matter: Matter) -> None:
        store, grown = make(), matter.blank(matter.id, matter.workflows)
        for n, grown in enumerate(_growing(matter)):
            store.add(grown) if n == 0 else store.save(grown, expected=n)
            assert store.load(matter.id) == grown, f"after {n + 1} entries another matter is read"

    def loses_no_update(matter: Matter) -> None:
        store, steps = make(), [*_growing(matter)]
        store.add(steps[0])
        for n, grown in enumerate(steps[1:], 1):
            assert store.save(grown, expected=n), f"entry {n + 1} is refused, and nobody came before"
            stale = store.save(steps[n - 1], expected=n - 1) if n > 1 else store.save(steps[0], expected=0)
            assert not stale, f"a writer that had seen {n - 1} entries overwrote {n + 1}"
            assert store.load(matter.id) == grown, "a stale writer changed what is kept"

    def keeps_its_head(matter: Matter) -> None:
        store = make()
        store.add(matter)
        kept = store.load(matter.id)
        assert kept.head() == matter.head(), "the digest of the log changed on the way"
        assert [e.event.on for e in kept.log] == [e.event.on for e in matter.log], "the order of the log changed"

    def keeps_matters_apart(matter: Matter) -> None:
        store, other = make(), renamed(matter, "another")
        store.add(matter)
        store.add(other)
        assert (store.load(matter.id), store.load("another")) == (matter, other), "two matters were mixed up"

    def redelivery_adds_nothing(matter: Matter) -> None:
        store = make()
        store.add(matter)
        last = matter.log[-1].event
        answer = store.load(matter.id).decide(last) if last.id is not None else None
        if isinstance(answer, Step):
            assert answer.entry is None, "an event that is there already is written again"

    laws: _Laws = {
        "store-reads-its-writes": (reads_its_writes, (drawn,)),
        "store-loses-no-update": (loses_no_update, (drawn,)),
        "store-keeps-its-head": (keeps_its_head, (drawn,)),
        "store-keeps-apart": (keeps_matters_apart, (drawn,)),
        "store-redelivery": (redelivery_adds_nothing, (drawn,)),
    }
    return _run("store", laws, examples, seed)


def _growing(matter: Matter) -> Iterator[Matter]:
    """The matter after its first entry, its second, and so on."""
    for n in range(1, len(matter.log) + 1):
        yield replay(matter.blank(matter.id, matter.workflows), matter.log[:n])
