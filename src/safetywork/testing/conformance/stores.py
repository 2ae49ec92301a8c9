"""Checks for stores of histories.

Holds: `check_store`, `Store` (what a store must offer), and what it may offer besides: `Since`, `Append`, `Tear`.
Never: asks of a store what it does not offer without saying so: those laws are skipped, with the reason.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any, Protocol, cast

from attrs import evolve, frozen
from hypothesis import strategies as st

from safetywork.calendars import BEIJING
from safetywork.decisions import Refusal, Step
from safetywork.events import Entry
from safetywork.matters import Matter
from safetywork.testing.conformance.outcomes import Bears, Laws, Outcome, run
from safetywork.testing.histories import matters as _matters, renamed
from safetywork.testing.trials import replayed


class Store(Protocol):
    """What a store of histories offers to be checked."""

    def add(self, matter: Matter) -> None:
        """Keep a new matter; one whose id stands there already is refused by raising, or changes nothing."""
        ...

    def load(self, matter_id: str) -> Matter:
        """The matter as it was last kept; raises for an id that is not there."""
        ...

    def save(self, matter: Matter, *, expected: int) -> bool:
        """Keep the matter where its log is `expected` entries long in the store; False where it is not."""
        ...


class Since(Protocol):
    """A store that tells a writer who was refused which entries it missed."""

    def since(self, matter_id: str, seen: int) -> Sequence[Entry]:
        """The entries after the first `seen`, in order."""
        ...


class Append(Protocol):
    """A store that takes several entries at once, all or none."""

    def append(self, matter_id: str, entries: Iterable[Entry], *, expected: int) -> bool:
        """Add the entries where the log is `expected` entries long; False where it is not.

        Where `entries` raises half way, so does this, and nothing is kept.
        """
        ...


class Tear(Protocol):
    """A store with a hook for tests: a write that was interrupted."""

    def tear(self, matter_id: str, percent: int) -> None:
        """Leave only the first `percent` of what is kept of the matter, as a crash in the middle of a write does."""
        ...


_OPTIONAL: dict[str, tuple[str, str]] = {
    "store-missing-entries": ("since", "the store has no since(matter_id, seen)"),
    "store-batch": ("append", "the store has no append(matter_id, entries, expected)"),
    "store-batch-whole": ("append", "the store has no append(matter_id, entries, expected)"),
    "store-torn-write": ("tear", "the store has no tear(matter_id, percent), a hook for tests"),
}
"""Laws of what a store may offer besides: by which method, and what is said where it has none."""


def check_store(
    make: Callable[[], Store],
    *,
    matters: st.SearchStrategy[Any] | None = None,
    examples: int = 50,
    seed: int = 0,
    hasty: bool = False,
) -> Outcome:
    """Whether a store loses no update, reads what was written as it was written, and notices what is delivered twice.

    `make` makes an empty one for every case. `matters` draws what is kept, the stock ones unless given; their events
    are given ids and moments of writing down where they have none. A store that has `since`, `append` or `tear` too
    (`Since`, `Append`, `Tear`) is held to what they promise.
    """
    drawn = st.builds(_written_down, _matters() if matters is None else matters, st.integers(0, 9))
    tried = _Stores(make)
    laws: Laws = {
        "store-reads-its-writes": (tried.reads_its_writes, (drawn,)),
        "store-unknown-id": (tried.refuses_the_unknown, (drawn,)),
        "store-adds-once": (tried.adds_once, (drawn,)),
        "store-keeps-apart": (tried.keeps_matters_apart, (drawn,)),
        "store-loses-no-update": (tried.loses_no_update, (drawn,)),
        "store-keeps-its-head": (tried.keeps_its_head, (drawn,)),
        "store-keeps-order": (tried.keeps_order, (drawn,)),
        "store-known-on": (tried.keeps_when_it_was_known, (drawn, st.integers(0, 12))),
        "store-redelivery": (tried.redelivery_adds_nothing, (drawn, st.integers(0, 20))),
        "store-id-reuse": (tried.refuses_an_id_used_again, (drawn, st.integers(0, 20))),
        "store-missing-entries": (tried.tells_what_was_missed, (drawn,)),
        "store-batch": (tried.takes_a_batch, (drawn, st.integers(0, 20))),
        "store-batch-whole": (tried.takes_all_or_none, (drawn, st.integers(0, 20))),
        "store-torn-write": (tried.notices_a_torn_write, (drawn, st.integers(1, 99))),
    }
    store = make()
    lacking = [(law, why) for law, (method, why) in _OPTIONAL.items() if not hasattr(store, method)]
    return run(
        "store", {n: law for n, law in laws.items() if n not in dict(lacking)}, examples, seed, lacking, hasty=hasty
    )


@frozen
class _Stores:
    """Stores of one make on trial, a fresh one for every case."""

    make: Callable[[], Store]

    def holding(self, matter: Matter) -> Store:
        store = self.make()
        store.add(matter)
        return store

    def reads_its_writes(self, matter: Matter) -> None:
        store = self.make()
        for n, grown in enumerate(_growing(matter)):
            store.add(grown) if n == 0 else store.save(grown, expected=n)
            assert store.load(matter.id) == grown, f"after {n + 1} entries another matter is read"

    def refuses_the_unknown(self, matter: Matter) -> None:
        store = self.holding(matter)
        for unknown in ("nobody", f"{matter.id} "):
            try:
                found = store.load(unknown)
            except Exception:  # noqa: BLE001, S112  which error it is, is the store's own affair
                continue
            raise AssertionError(f"{unknown!r} was never kept, and {found!r} is read")

    def adds_once(self, matter: Matter) -> None:
        store, first = self.make(), next(_growing(matter))
        store.add(matter)
        try:
            store.add(first if first != matter else _forged(matter))
        except Exception:  # noqa: BLE001  which error it is, is the store's own affair
            raised = True
        else:
            raised = False
        told = "raised and changed" if raised else "overwrote"
        assert store.load(matter.id) == matter, f"adding {matter.id} a second time {told} what was kept"

    def keeps_matters_apart(self, matter: Matter) -> None:
        store, other = self.holding(matter), renamed(matter, "another")
        store.add(other)
        assert (store.load(matter.id), store.load("another")) == (matter, other), "two matters were mixed up"

    def loses_no_update(self, matter: Matter) -> Bears:
        store, steps = self.make(), [*_growing(matter)]
        store.add(steps[0])
        for n, grown in enumerate(steps[1:], 1):
            assert store.save(grown, expected=n), f"entry {n + 1} is refused, and nobody came before"
            stale = store.save(steps[n - 1], expected=n - 1)
            assert not stale, f"a writer that had seen {n - 1} entries overwrote {n + 1}"
            ahead = store.save(grown, expected=n + 2)
            assert not ahead, f"a writer that had seen {n + 2} entries, of which there are {n + 1}, was let in"
            assert store.load(matter.id) == grown, "a stale writer changed what is kept"
        return len(steps) > 1

    def keeps_its_head(self, matter: Matter) -> None:
        kept = self.holding(matter).load(matter.id)
        assert kept.head() == matter.head(), "the digest of the log changed on the way"
        agreed = kept.verify(head=matter.head())
        assert agreed == len(matter.log) == len(kept.log), f"the head that was kept elsewhere agrees with {agreed}"

    def keeps_order(self, matter: Matter) -> Bears:
        ids = [entry.event.id for entry in self.holding(matter).load(matter.id).log]
        assert ids == [entry.event.id for entry in matter.log], f"the order of the log changed: {ids}"
        return len(ids) > 1

    def keeps_when_it_was_known(self, matter: Matter, later: int) -> None:
        kept, on = self.holding(matter).load(matter.id), matter.log[-1].event.on
        moments, stated = ([e.event.recorded_at for e in one.log] for one in (kept, matter))
        assert moments == stated, "when an entry was written down changed on the way"
        known_on = matter.opened_on + timedelta(days=later)
        told, wanted = (one.as_of(on, known_on=known_on) for one in (kept, matter))
        assert told == wanted, f"what was known on {known_on} is told otherwise"

    def redelivery_adds_nothing(self, matter: Matter, at: int) -> None:
        store = self.holding(matter)
        event = matter.log[at % len(matter.log)].event
        kept = store.load(matter.id)
        answer = kept.decide(event, expected=0)
        assert isinstance(answer, Step), f"{event.code} is there already, and is refused when it comes again"
        assert answer.entry is None, f"{event.code} is there already, and is written again"
        assert store.save(kept, expected=len(kept.log)), "a redelivered event that changes nothing is refused"
        assert store.load(matter.id) == matter, "a redelivered event changed what is kept"

    def refuses_an_id_used_again(self, matter: Matter, at: int) -> None:
        event = matter.log[at % len(matter.log)].event
        answer = self.holding(matter).load(matter.id).decide(evolve(event, by=f"{event.by}乙"))
        reused = isinstance(answer, Refusal) and "id_reused" in answer.codes
        assert reused, f"the id of {event.code} came again with other content, and was not noticed"

    def tells_what_was_missed(self, matter: Matter) -> None:
        store = cast("Since", self.holding(matter))
        for seen in range(len(matter.log) + 1):
            missed = tuple(store.since(matter.id, seen))
            assert missed == matter.log[seen:], f"a writer that had seen {seen} of {len(matter.log)} is told {missed}"

    def takes_a_batch(self, matter: Matter, at: int) -> Bears:
        steps = [*_growing(matter)]
        cut = 1 + at % len(steps)
        store = self.holding(steps[cut - 1])
        batch = cast("Append", store)
        for stale in {cut - 1, cut + 1}:
            assert not batch.append(matter.id, matter.log[cut:], expected=stale), f"expected {stale}, there were {cut}"
            assert store.load(matter.id) == steps[cut - 1], "a refused batch changed what is kept"
        assert batch.append(matter.id, matter.log[cut:], expected=cut), "a batch is refused, and nobody came before"
        assert store.load(matter.id) == matter, "after a batch another matter is read"
        return cut < len(steps)

    def takes_all_or_none(self, matter: Matter, at: int) -> Bears:
        first = next(_growing(matter))
        store, rest = self.holding(first), matter.log[1:]
        if not rest:
            return False
        try:
            cast("Append", store).append(matter.id, _interrupted(rest[: 1 + at % len(rest)]), expected=1)
        except Exception:  # noqa: BLE001  as it should: the batch was interrupted
            assert store.load(matter.id) == first, "of a batch that was interrupted, something is kept"
            return True
        raise AssertionError("a batch that was interrupted passes for written")

    def notices_a_torn_write(self, matter: Matter, percent: int) -> None:
        store = self.holding(matter)
        cast("Tear", store).tear(matter.id, percent)
        try:
            found = store.load(matter.id)
        except Exception:  # noqa: BLE001  noticed, by whatever error
            return
        assert found.head() == matter.head(), f"{len(found.log)} of {len(matter.log)} entries pass for the whole"


def _growing(matter: Matter) -> Iterator[Matter]:
    """The matter after its first entry, its second, and so on."""
    for n in range(1, len(matter.log) + 1):
        yield replayed(matter, matter.log[:n])


def _written_down(matter: Matter, late: int) -> Matter:
    """The matter with an id for each event, and a moment at which it was written down, days late for some."""
    log = tuple(_filed(entry, n, n * late % 5) for n, entry in enumerate(matter.log))
    return replayed(matter, log)


def _filed(entry: Entry, n: int, late: int) -> Entry:
    event = entry.event
    moment = datetime.combine(event.on + timedelta(days=late), time(9, n % 60), BEIJING)
    filed = evolve(event, id=event.id or f"msg-{n}", recorded_at=event.recorded_at or moment)
    return evolve(entry, event=filed)


def _forged(matter: Matter) -> Matter:
    """The matter opened by somebody else."""
    first = matter.log[0]
    event = evolve(first.event, by=f"{first.event.by}乙")
    return replayed(matter, (evolve(first, event=event), *matter.log[1:]))


def _interrupted(entries: Sequence[Entry]) -> Iterator[Entry]:
    yield from entries
    raise ConnectionAbortedError("interrupted, as a test")
