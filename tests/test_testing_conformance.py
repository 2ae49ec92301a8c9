"""The checks for rules of one's own: clean on what is right, and broken by a named law on what is not."""

import subprocess
import sys
from datetime import timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import safetywork as sw
from safetywork import escalation
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.lights import POLICIES
from safetywork.palettes import BLUE, RED, RED_YELLOW_BLUE_PALETTE
from safetywork.testing import check_calendar, check_ladder, check_light_policy, check_store
from safetywork.testing.conformance import NotConformingError
from safetywork.testing.histories import books, matters
from safetywork.testing.registration import REGISTERED, register_types
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
        assert honest.skipped == (("light-monotone", "the policy does not declare it"),)
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


class TestCalendars:
    """Calendars."""

    def test_china_conforms(self):
        """By a walk over its days."""
        outcome = check_calendar(CHINA, examples=60)
        assert outcome.ok, outcome.text()

    @pytest.mark.parametrize(
        ("cls", "law"),
        [
            (Deaf, "calendar-count"),
            (Skips, "calendar-neighbours"),
            (Endless, "calendar-refuses"),
            (Mute, "calendar-kind"),
            (Hasty, "calendar-add"),
        ],
    )
    def test_one_that_is_broken(self, cls, law):
        """Each breaks the law that says what it does."""
        calendar = cls("broken", CHINA.announced_from, CHINA.announced_through, CHINA.specials)
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


class DropsTheMiddle(Kept):
    """Loses an entry of a long log."""

    def load(self, matter_id):
        """Without its second entry."""
        matter = self.held[matter_id]
        kept = matter.log if len(matter.log) < 3 else (matter.log[0], *matter.log[2:])
        return sw.replay(matter.blank(matter.id, matter.workflows), kept)


class Edits(Kept):
    """Rewrites who signed."""

    def load(self, matter_id):
        """With another name."""
        matter = self.held[matter_id]
        entry = matter.log[-1]
        forged = attrs.evolve(entry, event=attrs.evolve(entry.event, by="无名"))
        return sw.replay(matter.blank(matter.id, matter.workflows), (*matter.log[:-1], forged))


class TestStores:
    """Stores of histories."""

    def test_one_that_conforms(self):
        """Compare and swap, in memory."""
        outcome = check_store(Kept, examples=20)
        assert outcome.ok, outcome.text()

    @pytest.mark.parametrize(
        ("make", "law"),
        [
            (LastWins, "store-loses-no-update"),
            (Forgets, "store-reads-its-writes"),
            (Refuses, "store-loses-no-update"),
            (OneRow, "store-keeps-apart"),
            (DropsTheMiddle, "store-keeps-its-head"),
            (Edits, "store-keeps-its-head"),
        ],
    )
    def test_one_that_is_broken(self, make, law):
        """Each breaks the law that says what it does."""
        assert law in broken(check_store(make, examples=40))


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


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(st.data())
@pytest.mark.parametrize("cls", REGISTERED, ids=lambda cls: cls.__name__)
def test_types_have_their_strategies(cls, data):
    """`st.from_type` draws each public value that is registered."""
    register_types()
    assert isinstance(data.draw(st.from_type(cls)), cls)


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
