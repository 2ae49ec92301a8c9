"""The checks for light policies and ladders of one's own: broken by a named law where they are wrong."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import strategies as st

import safetywork as sw
from outcomes import broken
from safetywork import escalation, triggers
from safetywork.acts import Return
from safetywork.lights import POLICIES, RED_YELLOW_BLUE
from safetywork.palettes import BLUE, RED, RED_YELLOW_BLUE_PALETTE
from safetywork.supervision.supervised import SUPERVISED
from safetywork.testing import check_ladder, check_light_policy
from safetywork.testing.conformance import NotConformingError, ladders
from safetywork.testing.histories import matters
from safetywork.testing.scenes import scene_of
from safetywork.triggers import After, Before, Elapsed, Nth, Past, Shown

STEPS = sw.Ladder(
    "steps",
    sw.Label("阶梯", "steps"),
    (
        sw.Rung("notice", sw.Label("提醒", "notice"), (Before(5),)),
        sw.Rung("letter", sw.Label("督办", "letter"), (Past(1),)),
        sw.Rung("talk", sw.Label("约谈", "talk"), (After(sw.days(7)),)),
    ),
)


class TestLights:
    """Policies."""

    @pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))
    def test_the_stock_ones_conform(self, policy):
        """Every law is run, and holds."""
        outcome = check_light_policy(policy, examples=30)
        assert outcome.ok, outcome.text()
        assert len(outcome.laws) == 5
        outcome.raise_for_failures()

    @pytest.mark.unmeasured
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

    def test_a_derived_entry_that_does_not_count(self, monkeypatch):
        """A failed verification is a return; a ladder that counts returns alone misses it."""
        back = sw.Ladder("b", sw.Label("退", "b"), (sw.Rung("1", sw.Label("退回", "back"), (Nth(Return, 1),)),))
        drawn = matters(scene=scene_of(SUPERVISED, beside=()), longest=10)
        assert check_ladder(back, matters=drawn, examples=60).ok

        def day(self, case):
            days = [entry.event.on for entry in case.log if type(entry.event) is self.event]
            return days[self.n - 1] if len(days) >= self.n else None

        monkeypatch.setattr(Nth, "day", day)
        assert broken(check_ladder(back, matters=drawn, examples=200)) == {"rung-by-its-entry"}

    def test_a_share_that_is_rounded_down(self, monkeypatch):
        """A third of eight days has gone after three of them, not after two."""
        third = sw.Ladder("e", sw.Label("三成", "e"), (sw.Rung("1", sw.Label("三", "1"), (Elapsed(Fraction(1, 3)),)),))
        assert check_ladder(third, matters=matters(sw.RECTIFICATION), examples=60).ok
        monkeypatch.setattr(triggers, "ceil", int)
        assert broken(check_ladder(third, matters=matters(sw.RECTIFICATION), examples=100)) == {"rung-by-its-share"}

    def test_what_was_shown_counts_to_the_end_of_its_window(self, monkeypatch):
        """Red at seven of fourteen weeks, five before it was handed in: the last seven alone would miss it."""
        first = date(2024, 3, 1)
        told = (
            sw.Assign(on=first, by="局长", owner="李四", term=sw.days(5)),
            sw.Submit(on=first + timedelta(45), by="李四"),
            Return(on=first + timedelta(75), by="检查组", reason="未整改到位"),
        )
        issue = sw.Issue.register(id="R-1", title="应急照明不亮", on=first, by="检查组", severity="general")
        for event in told:
            issue = issue.apply(event)
        shown = Shown(RED_YELLOW_BLUE, ("overdue", "far behind"), 7, "week", 14)
        red = sw.Ladder("r", sw.Label("红", "r"), (sw.Rung("1", sw.Label("多红", "red"), (shown,)),))
        assert check_ladder(red, matters=st.just(issue), examples=30).ok
        day = Shown.day
        monkeypatch.setattr(Shown, "day", lambda self, case: day(attrs.evolve(self, within=None), case))
        assert broken(check_ladder(red, matters=st.just(issue), examples=60)) == {"rung-as-lit"}

    def test_the_highest_of_the_last_cycle_alone(self, monkeypatch):
        """What was reached before a relapse is left to fire, too."""
        plain = ladders.to_fire

        def last(*given, highest_only=False, **named):
            found = plain(*given, highest_only=highest_only, **named)
            return found[-1:] if highest_only else found

        monkeypatch.setattr(ladders, "to_fire", last)
        assert broken(check_ladder(STEPS, matters=matters(sw.RECTIFICATION), examples=100)) == {"rung-highest-only"}
