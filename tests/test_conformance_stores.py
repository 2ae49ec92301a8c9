"""The check for stores of one's own: clean on what keeps everything, and broken by the law that says what does not."""

from datetime import date

import attrs
import pytest
from hypothesis import strategies as st

import safetywork as sw
from outcomes import broken
from safetywork.testing import check_store

DAY = date(2024, 9, 20)


class Kept:
    """A store in memory that does what a store should."""

    def __init__(self):
        self.held = {}

    def add(self, matter):
        """Keep a new one."""
        if matter.id in self.held:
            raise KeyError(matter.id)
        self.held[matter.id] = matter

    def load(self, matter_id):
        """As it was last kept."""
        return self.held[matter_id]

    def save(self, matter, *, expected):
        """Compare and swap."""
        if len(self.held[matter.id].log) != expected:
            return False
        self.held[matter.id] = matter
        return True


class LastWins(Kept):
    """Overwrites whatever is there."""

    def save(self, matter, **_):
        """Without looking."""
        self.held[matter.id] = matter
        return True


class Forgets(Kept):
    """Says that it saved, and did not."""

    def save(self, matter, *, expected):
        """Nothing."""
        return len(self.held[matter.id].log) == expected


class Refuses(Kept):
    """Refuses every update."""

    def save(self, *_, **__):
        """Never."""
        return False


class OneRow(Kept):
    """Keeps one matter for all."""

    def add(self, matter):
        """Over the last."""
        self.held = dict.fromkeys(("M-1", "another", matter.id), matter)


class Overwrites(Kept):
    """Adds over what is there."""

    def add(self, matter):
        """Whatever was kept."""
        self.held[matter.id] = matter


class Invents(Kept):
    """Makes up what it does not have."""

    def load(self, matter_id):
        """An empty matter."""
        return self.held.get(matter_id) or sw.Issue.blank(matter_id, (sw.RECTIFICATION,))


class Rewrites(Kept):
    """Reads another log than was written."""

    def rewritten(self, log):
        """The log as it is read."""
        return log

    def load(self, matter_id):
        """With its log rewritten."""
        matter = self.held[matter_id]
        return sw.replay(matter.blank(matter.id, matter.workflows), self.rewritten(matter.log))


class DropsTheMiddle(Rewrites):
    """Loses an entry of a long log."""

    def rewritten(self, log):
        """Without its second entry."""
        return log if len(log) < 3 else (log[0], *log[2:])


class Edits(Rewrites):
    """Rewrites who signed."""

    def rewritten(self, log):
        """With another name."""
        return (*log[:-1], attrs.evolve(log[-1], event=attrs.evolve(log[-1].event, by="无名")))


class Sorts(Rewrites):
    """Keeps no order among the entries of a day."""

    def rewritten(self, log):
        """By day and code, the opening first."""
        return (log[0], *sorted(log[1:], key=lambda entry: (entry.event.on, entry.event.code)))


class Anonymous(Rewrites):
    """Drops the ids of events."""

    def rewritten(self, log):
        """Without them."""
        return tuple(attrs.evolve(entry, event=attrs.evolve(entry.event, id=None)) for entry in log)


class NewIds(Rewrites):
    """Gives out ids of its own."""

    def rewritten(self, log):
        """By place."""
        return tuple(attrs.evolve(e, event=attrs.evolve(e.event, id=f"row-{n}")) for n, e in enumerate(log))


class Undated(Rewrites):
    """Drops when an entry was written down."""

    def rewritten(self, log):
        """Without the moments."""
        return tuple(attrs.evolve(entry, event=attrs.evolve(entry.event, recorded_at=None)) for entry in log)


class Full(Kept):
    """One that offers everything: entries that were missed, batches, and a head kept beside the log."""

    def __init__(self):
        super().__init__()
        self.heads = {}

    def add(self, matter):
        """With its head."""
        super().add(matter)
        self.heads[matter.id] = matter.head()

    def save(self, matter, *, expected):
        """With its head."""
        done = super().save(matter, expected=expected)
        if done:
            self.heads[matter.id] = matter.head()
        return done

    def load(self, matter_id):
        """As it was last kept, and nothing less."""
        matter = super().load(matter_id)
        if matter.verify(head=self.heads[matter_id]) != len(matter.log):
            raise ValueError(matter_id)
        return matter

    def since(self, matter_id, seen):
        """What came after."""
        return self.held[matter_id].log[seen:]

    def append(self, matter_id, entries, *, expected):
        """All or none."""
        return self.save(sw.replay(self.held[matter_id], [*entries]), expected=expected)

    def tear(self, matter_id, percent):
        """Only so much of the log is left."""
        matter = self.held[matter_id]
        left = matter.log[: len(matter.log) * percent // 100]
        self.held[matter_id] = sw.replay(matter.blank(matter_id, matter.workflows), left)


class TellsTheLast(Full):
    """Tells a stale writer the last entry only."""

    def since(self, matter_id, seen):
        """However many were missed."""
        return super().since(matter_id, seen)[-1:]


class OneByOne(Full):
    """Writes the entries of a batch as they come."""

    def append(self, matter_id, entries, *, expected):
        """Each by itself."""
        if len(self.held[matter_id].log) != expected:
            return False
        for entry in entries:
            self.save(sw.replay(self.held[matter_id], [entry]), expected=len(self.held[matter_id].log))
        return True


class Unasked(Full):
    """Takes a batch from whoever comes."""

    def append(self, matter_id, entries, **_):
        """Whatever was expected."""
        return super().append(matter_id, entries, expected=len(self.held[matter_id].log))


class Hopeful(Full):
    """Reads what is left after a crash."""

    def load(self, matter_id):
        """Without a look at the head."""
        return self.held[matter_id]


class TestStores:
    """Stores of histories."""

    @pytest.mark.parametrize("seed", [0, 1])
    def test_one_that_conforms(self, seed):
        """Compare and swap, in memory; what it does not offer is skipped, with the reason."""
        outcome = check_store(Kept, examples=20, seed=seed)
        assert outcome.ok, outcome.text()
        assert len(outcome.laws) == 10
        assert dict(outcome.skipped)["store-missing-entries"] == "the store has no since(matter_id, seen)"

    def test_one_that_offers_everything(self):
        """Nothing is skipped, and everything holds."""
        outcome = check_store(Full, examples=20)
        assert outcome.ok, outcome.text()
        assert (len(outcome.laws), outcome.skipped) == (14, ())

    def test_what_no_case_bears_on_is_told(self):
        """Matters of one entry have no order, and lose no update."""
        outcome = check_store(
            Kept, matters=st.just(sw.Issue.register(id="H", title="t", on=DAY, by="局长")), examples=2
        )
        assert outcome.ok
        assert dict(outcome.skipped)["store-keeps-order"] == "no case that was drawn bears on it"

    @pytest.mark.parametrize(
        ("make", "law"),
        [
            (LastWins, "store-loses-no-update"),
            (Forgets, "store-reads-its-writes"),
            (Refuses, "store-loses-no-update"),
            (OneRow, "store-keeps-apart"),
            (Overwrites, "store-adds-once"),
            (Invents, "store-unknown-id"),
            (DropsTheMiddle, "store-keeps-its-head"),
            (Edits, "store-keeps-its-head"),
            (Sorts, "store-keeps-order"),
            (Anonymous, "store-id-reuse"),
            (NewIds, "store-redelivery"),
            (Undated, "store-known-on"),
            (TellsTheLast, "store-missing-entries"),
            (Unasked, "store-batch"),
            (OneByOne, "store-batch-whole"),
            (Hopeful, "store-torn-write"),
        ],
    )
    @pytest.mark.proof
    def test_one_that_is_broken(self, make, law):
        """Each breaks the law that says what it does."""
        assert law in broken(check_store(make, examples=25))

    @pytest.mark.parametrize(
        ("make", "law"),
        [
            (Overwrites, "store-adds-once"),
            (Invents, "store-unknown-id"),
            (TellsTheLast, "store-missing-entries"),
            (Unasked, "store-batch"),
            (OneByOne, "store-batch-whole"),
            (Hopeful, "store-torn-write"),
        ],
    )
    @pytest.mark.proof
    def test_one_that_is_broken_in_one_way(self, make, law):
        """And by that law alone."""
        assert broken(check_store(make, examples=25)) == {law}

    def test_what_broke_it_is_a_script(self):
        """The smallest history that shows it runs as printed, and leads to the matter that was kept."""
        outcome = check_store(Refuses, examples=25)
        (shown,) = [one for one in outcome.failures if one.law == "store-loses-no-update"]
        made = {}
        exec(shown.text(), made)
        assert made["matter"] == dict(shown.arguments)["matter"]
        assert len(made["matter"].log) == 2
        with pytest.raises(AssertionError, match="nobody came before"):
            shown.again()
