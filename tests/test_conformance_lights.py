"""The checks for light policies and ladders of one's own: broken by a named law where they are wrong."""

import attrs
import pytest

import safetywork as sw
from outcomes import broken
from safetywork import escalation
from safetywork.lights import POLICIES
from safetywork.palettes import BLUE, RED, RED_YELLOW_BLUE_PALETTE
from safetywork.testing import check_ladder, check_light_policy
from safetywork.testing.conformance import NotConformingError
from safetywork.testing.histories import matters
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
