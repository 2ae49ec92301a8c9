"""The checks for rules of one's own: clean on what is right, and broken by a named law on what is not."""

import subprocess
import sys
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import safetywork as sw
from safetywork import escalation
from safetywork.calendars import CHINA, SpecialDay, WorkCalendar
from safetywork.lights import POLICIES
from safetywork.palettes import BLUE, RED, RED_YELLOW_BLUE_PALETTE
from safetywork.testing import check_calendar, check_clock, check_ladder, check_light_policy, check_store
from safetywork.testing.conformance import NotConformingError
from safetywork.testing.drawn import times as st_times
from safetywork.testing.histories import books, matters
from safetywork.triggers import After, Before, Past

STEPS = sw.Ladder(
    "steps",
    sw.Label("阶梯", "steps"),
    (
        sw.Rung("notice", sw.Label("提醒", "notice"), (Before(5),)),
        sw.Rung("letter", sw.Label("督办", "letter"), (Past(1),)),
        sw.Rung("talk", sw.Label("约谈", "talk"), (After(sw.days(7)),)),
    ),
)


DAY = date(2024, 9, 20)


def broken(outcome):
    """The laws that are broken."""
    return {one.law for one in outcome.failures}


class TestLights:
    """Policies."""

    @pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))
    def test_the_stock_ones_conform(self, policy):
        """Every law is run, and holds."""
        outcome = check_light_policy(policy, examples=30)
        assert outcome.ok, outcome.text()
        assert len(outcome.laws) == 4
        outcome.raise_for_failures()

    def test_a_promise_that_is_not_kept(self):
        """Red while the term runs, blue once it is past: waiting improves it, and it says monotone."""
        bands = (
            sw.Band("late", BLUE, sw.Label("过", "past"), ((sw.When("days late", at_least=1),),)),
            sw.Band("due", RED, sw.Label("急", "due"), ((sw.When("has term", at_least=1),),)),
            sw.Band("none", None, sw.Label("无", "none"), ((),)),
        )
        policy = sw.LightPolicy(
            "p", sw.Label("p", "p"), RED_YELLOW_BLUE_PALETTE, bands, {"blue": 0, "yellow": 1, "red": 2}
        )
        outcome = check_light_policy(policy, matters=matters(sw.MEASURE), examples=300)
        assert broken(outcome) == {"light-monotone"}
        assert "waiting from" in outcome.text()
        with pytest.raises(NotConformingError, match="light-monotone"):
            outcome.raise_for_failures()
        honest = check_light_policy(attrs.evolve(policy, monotone=False), examples=10)
        assert honest.ok
        assert ("light-monotone", "the policy does not declare it") in honest.skipped
        assert "skipped light-monotone" in honest.text()

    def test_a_gauge_that_raises(self):
        """A user's gauge that fails on some matter breaks the law that needs it."""
        gauge = sw.Gauge("bad", sw.Label("坏", "bad"), lambda seen: 1 // len(seen.matter.log[1:]))
        bands = (
            sw.Band("bad", RED, sw.Label("坏", "bad"), ((sw.When(gauge, at_least=1),),)),
            sw.Band("none", None, sw.Label("无", "none"), ((),)),
        )
        policy = sw.LightPolicy("p", sw.Label("p", "p"), RED_YELLOW_BLUE_PALETTE, bands, {"red": 2}, monotone=False)
        assert "light-total" in broken(check_light_policy(policy))

    def test_a_gauge_that_looks_ahead(self):
        """One that remembers what it saw on another day shows the future."""
        seen_before = []

        def read(seen):
            seen_before.append(seen.on)
            return len(seen_before) % 2

        gauge = sw.Gauge("flip", sw.Label("翻", "flip"), read)
        bands = (
            sw.Band("odd", RED, sw.Label("单", "odd"), ((sw.When(gauge, at_least=1),),)),
            sw.Band("even", BLUE, sw.Label("双", "even"), ((),)),
        )
        policy = sw.LightPolicy(
            "p", sw.Label("p", "p"), RED_YELLOW_BLUE_PALETTE, bands, {"red": 2, "blue": 0}, monotone=False
        )
        assert "light-no-future" in broken(check_light_policy(policy))


class TestLadders:
    """Ladders."""

    def test_one_that_conforms(self):
        """Every law holds."""
        outcome = check_ladder(STEPS, examples=25)
        assert outcome.ok, outcome.text()

    def test_a_trigger_that_holds_on_its_day_alone(self, monkeypatch):
        """A job that missed the day never makes it up."""
        day = escalation._day

        def exact(trigger, case):
            found = day(trigger, case)
            return found if found == case.last else None

        monkeypatch.setattr(escalation, "_day", exact)
        assert {"rung-stays", "rung-once-however-often"} & broken(check_ladder(STEPS))

    def test_a_trigger_that_knows_the_future(self):
        """A rung dated by what came later."""

        @attrs.frozen
        class Last(Past):
            def day(self, case):
                return case.matter.log[-1].event.on

        clairvoyant = sw.Ladder("c", sw.Label("c", "c"), (sw.Rung("1", sw.Label("一", "1"), (Last(1),)),))
        assert broken(check_ladder(clairvoyant))


@attrs.frozen
class Deaf(WorkCalendar):
    """A calendar that counts make-up days off."""

    def count(self, start, end, **_):
        """As its weekdays have it."""
        sign = 1 if end >= start else -1
        low, high = sorted((start, end))
        days = (low + timedelta(days=n) for n in range(1, (high - low).days + 1))
        return sign * sum(day.isoweekday() < 6 for day in days)


@attrs.frozen
class Skips(WorkCalendar):
    """A calendar whose next working day is one too late."""

    def next(self, day, **_):
        """Never the day itself."""
        return self.add(day, 1)


@attrs.frozen
class Endless(WorkCalendar):
    """A calendar that answers for every day."""

    def is_workday(self, day, *, provisional=False):
        """Whatever is asked."""
        try:
            return super().is_workday(day, provisional=provisional)
        except sw.SafetyworkError:
            return True


@attrs.frozen
class Mute(WorkCalendar):
    """A calendar that calls every day a workday."""

    def kind(self, *_, **__):
        """Always the same."""
        return "workday"


@attrs.frozen
class Hasty(WorkCalendar):
    """A calendar that counts the first day."""

    def add(self, day, n, *, provisional=False):
        """One too soon."""
        return WorkCalendar.add(self, day, n - 1 if n > 1 else n, provisional=provisional)


@attrs.frozen
class Weekly(WorkCalendar):
    """A calendar on which no make-up day is worked."""

    def is_workday(self, day, *, provisional=False):
        """By its weekday first."""
        return day.isoweekday() < 6 and super().is_workday(day, provisional=provisional)


@attrs.frozen
class Stubborn(WorkCalendar):
    """A calendar on which what was announced stands, whatever is arranged locally."""

    def overlay(self, name, *, off=(), work=(), why=None):
        """Ordinary days only."""
        off, work = ({d for d in days if WorkCalendar.special(self, d) is None} for days in (off, work))
        return WorkCalendar.overlay(self, name, off=off, work=work, why=why)


@attrs.frozen
class Guesses(WorkCalendar):
    """A calendar that guesses a make-up day for every Sunday that is not announced."""

    def is_workday(self, day, *, provisional=False):
        """Sundays are made up for."""
        return (day > self.announced_through and day.isoweekday() == 7) or super().is_workday(
            day, provisional=provisional
        )


@attrs.frozen
class Unmarked(WorkCalendar):
    """A calendar that counts on beyond what is announced as if every weekday were worked."""

    def add(self, day, n, *, provisional=False):
        """Firm or not."""
        return WorkCalendar.weekly("weekly").add(day, n) if provisional else WorkCalendar.add(self, day, n)


class TestCalendars:
    """Calendars."""

    @pytest.mark.parametrize("seed", [0, 1, 2])
    def test_china_conforms(self, seed):
        """By a walk over its days, under overlays, and beyond what is announced."""
        outcome = check_calendar(CHINA, examples=60, seed=seed)
        assert outcome.ok, outcome.text()
        assert (len(outcome.laws), outcome.skipped) == (9, ())

    @pytest.mark.parametrize("works", [True, False])
    def test_a_day_that_is_told_twice(self, works):
        """The stronger word counts, whichever was written down last: local before make-up before day off."""
        label = sw.Label("节", "festival")
        told = [SpecialDay(DAY, True, label), SpecialDay(DAY, False, label)][:: 1 if works else -1]
        local = SpecialDay(DAY, works, label, local=True)
        for specials in ((*told,), (local, *told), (*told, local)):
            calendar = WorkCalendar("twice", date(2024, 1, 1), date(2024, 12, 31), specials)
            outcome = check_calendar(calendar, examples=20)
            assert outcome.ok, outcome.text()

    def test_one_without_a_projection(self):
        """It is not asked for provisional days, and that is told."""
        outcome = check_calendar(WorkCalendar.weekly("weekly"), examples=20)
        assert outcome.ok, outcome.text()
        assert [law for law, _ in outcome.skipped] == ["calendar-provisional", "calendar-marked"]

    @pytest.mark.parametrize(
        ("cls", "law"),
        [
            (Deaf, "calendar-count"),
            (Skips, "calendar-neighbours"),
            (Endless, "calendar-refuses"),
            (Mute, "calendar-kind"),
            (Hasty, "calendar-add"),
            (Weekly, "calendar-precedence"),
            (Stubborn, "calendar-overlay"),
            (Guesses, "calendar-provisional"),
            (Unmarked, "calendar-marked"),
        ],
    )
    def test_one_that_is_broken(self, cls, law):
        """Each breaks the law that says what it does."""
        calendar = cls(
            "broken", CHINA.announced_from, CHINA.announced_through, CHINA.specials,
            projection=CHINA.projection, projected_through=CHINA.projected_through,
        )  # fmt: skip
        assert law in broken(check_calendar(calendar))


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


@given(matters(), matters(sw.PLEDGE, id="P-9"))
def test_drawn_matters_are_lawful(matter, pledge):
    """What is drawn stands in a state of its table, by a log that leads there; ids are as asked."""
    assert matter.state in matter.workflows[0].by_id
    assert sw.replay(matter.blank(matter.id, matter.workflows), matter.log) == matter
    assert (pledge.id, pledge.kind) == ("P-9", "pledge")


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(books())
def test_drawn_books_go_to_a_document_and_back(book):
    """They are what a document holds."""
    assert sw.loads(sw.dumps(book)).matters == book.matters


DRAWN = """
from hypothesis import find, strategies as st
import safetywork as sw
assert find(st.from_type(sw.Issue), lambda _: True).id == "M-1"  # ours; inference would make up another
"""
USED = "import safetywork as sw; sw.CHINA; import hypothesis" + DRAWN
ASKED = "import hypothesis; from safetywork.testing.registration import register_types; register_types()" + DRAWN
BROKEN = """
import sys, types, warnings
sys.modules['safetywork.matters'] = types.ModuleType('x')
sys.modules['safetywork.testing.registration'] = None"""


@pytest.mark.parametrize(
    "program",
    [
        "import hypothesis, safetywork.testing, safetywork.testing.conformance",
        "import safetywork.testing, safetywork.testing.strategies, hypothesis",
        USED,
        ASKED,
        "import safetywork as sw; sw.Issue; import safetywork.testing.strategies, hypothesis",
        "import safetywork, sys; assert 'hypothesis' not in sys.modules",
        "import hypothesis, sys; assert 'safetywork.matters' not in sys.modules",
        f"{BROKEN}; warnings.simplefilter('ignore'); import hypothesis; assert hypothesis.given",
        f"{BROKEN}; warnings.simplefilter('error'); import hypothesis",
    ],
)
def test_the_hook_breaks_nothing(program):
    """In fresh interpreters, both orders; a hook that fails is a warning at most, and the root loads no hypothesis."""
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _as(cls, clocks):
    """Drawn clocks, each as one of another class."""
    return clocks.map(lambda clock: cls(**{a.name: getattr(clock, a.name) for a in attrs.fields(sw.Clock)}))


@attrs.frozen
class DayLate(sw.Clock):
    """Ends a day late."""

    def deadline(self, *given, **named):
        """As ever, and a day more."""
        due = super().deadline(*given, **named)
        return attrs.evolve(due, last_day=due.last_day + timedelta(days=1))


@attrs.frozen
class Eager(sw.Clock):
    """Is overdue on its last day."""

    def standing(self, on, *given, **named):
        """As of the day after."""
        return super().standing(on + timedelta(days=1), *given, **named)


@attrs.frozen
class Restless(sw.Clock):
    """Goes on after it is finished."""

    def finish(self, *_):
        """Finishes nothing."""
        return self


@attrs.frozen
class TwiceStopped(sw.Clock):
    """Is stopped again while it is stopped."""

    def suspend(self, on):
        """One more stop, whatever was before."""
        return attrs.evolve(self, stops=(*self.stops[:-1], sw.Stop(on)) if self.stopped else (*self.stops, sw.Stop(on)))


@attrs.frozen
class Forgetful(sw.Clock):
    """Does not know when it first began."""

    def restart(self, trigger):
        """Anew, without a trace."""
        return attrs.evolve(self, trigger=trigger, extensions=())


@attrs.frozen
class Uncapped(sw.Clock):
    """Runs past its cap."""

    def deadline(self, *given, **named):
        """As if there were no cap."""
        free = attrs.evolve(self, term=self.term.term) if isinstance(self.term, sw.terms.Capped) else self
        return sw.Clock.deadline(free, *given, **named)


class TestClocks:
    """Clocks against a count of days."""

    @pytest.mark.parametrize("seed", [0, 1])
    def test_the_librarys_own_is_clean(self, seed):
        """On the national calendar, and every law bears on some clock."""
        outcome = check_clock(examples=60, seed=seed)
        assert outcome.ok, outcome.text()
        assert len(outcome.laws) == 7

    @pytest.mark.parametrize(
        ("cls", "law", "clocks"),
        [
            (DayLate, "clock-ends-by-walk", st_times.clocks()),
            (Eager, "clock-stands-by-walk", st_times.clocks()),
            (Restless, "clock-finish-settles", st_times.clocks()),
            (TwiceStopped, "clock-stopped-twice", st_times.clocks()),
            (Forgetful, "clock-restart-whole", st_times.clocks()),
            (DayLate, "clock-stages-end-last", st_times.staged_clocks()),
            (Uncapped, "clock-cap-holds", st_times.capped_clocks()),
        ],
    )
    def test_one_that_is_broken(self, cls, law, clocks):
        """Each law is broken by a clock that does not keep it."""
        assert law in broken(check_clock(clocks=_as(cls, clocks), examples=60))
