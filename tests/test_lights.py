"""Lights: which band on which side of its boundary, one and only one for any matter, and never better by waiting."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import safetywork as sw
from histories import matters
from safetywork.gauges import GAUGES, Gauge, Given, Placing, Seen
from safetywork.lights import POLICIES, _stock
from safetywork.measures import Finish
from safetywork.palettes import BLUE, GREEN, RED, RED_YELLOW_BLUE_PALETTE, RED_YELLOW_GREEN_PALETTE, YELLOW
from safetywork.pledges import Break, Fulfil, Publish, Recount, Review
from safetywork.waivers import WAIVER, AskWaiver, Waive

DAY = date(2024, 3, 1)
DUE = DAY + timedelta(days=100)


def measure(term=DUE):
    """A measure planned on `DAY`, due on the agreed day `DUE`."""
    return sw.Measure.plan(id="M", title="编印手册", on=DAY, by="局长", term=term)


def pledge(percent, term=DUE, **details):
    """A pledge of one hundred days from `DAY`, with the progress reported of it."""
    made = sw.Pledge.declare(id="P", title="排查", on=DAY, by="局长", owner="李四", **details)
    made = made.apply(Review(on=DAY, by="检查组")).apply(Publish(on=DAY, by="局长", term=term))
    return made if percent is None else made.apply(sw.Progress(on=DAY, by="李四", percent=percent))


def band(matter, on, policy=sw.RED_YELLOW_BLUE):
    """The id of the band."""
    return sw.light(matter, on, sw.CHINA, policy).band.id


class TestBoundaries:
    """Each band on both sides of its boundary."""

    @pytest.mark.parametrize(
        ("left", "expected", "colour"),
        [(100, "far", BLUE), (11, "far", BLUE), (10, "near", YELLOW), (1, "near", YELLOW), (0, "near", YELLOW),
         (-1, "overdue", RED), (-500, "overdue", RED)],
    )  # fmt: skip
    def test_days_left_and_days_late(self, left, expected, colour):
        """Eleven days before the end it is on course, ten before it is near, on the day not late, a day after red."""
        shown = sw.light(measure(), DUE - timedelta(days=left))
        assert (shown.band.id, shown.colour) == (expected, colour)

    @pytest.mark.parametrize(
        ("percent", "expected"),
        [(50, "far"), (41, "far"), (Decimal("40.1"), "far"), (40, "behind"), (21, "behind"), (20, "behind"),
         (Decimal("19.9"), "far behind"), (0, "far behind"), (60, "far"), (None, "far")],
    )  # fmt: skip
    def test_points_behind_schedule(self, percent, expected):
        """Half the term gone: 10 to 30 points behind is yellow, both ends included; more is red; unknown is nothing."""
        shown = sw.light(pledge(percent), DAY + timedelta(days=50))
        assert shown.band.id == expected
        assert shown.colour == {"far": BLUE, "behind": YELLOW, "far behind": RED}[expected]

    @pytest.mark.parametrize(("days", "expected"), [(-1, "finished early"), (0, "finished"), (1, "finished late")])
    def test_finished(self, days, expected):
        """A day early, on the day, a day late: all normal in colour, told apart in words, and frozen."""
        done = measure().apply(Finish(on=DUE + timedelta(days=9), by="甲", finished=DUE + timedelta(days=days)))
        for later in (9, 10, 4000):
            shown = sw.light(done, DUE + timedelta(days=later))
            assert (shown.band.id, shown.colour) == (expected, BLUE)

    def test_handed_in_is_not_late(self):
        """Once the work is handed in its owner waits for somebody else, however long that takes."""
        handed = pledge(100).apply(Recount(on=DUE, by="李四"))
        assert band(handed, DUE + timedelta(days=99)) == "handed in"
        assert band(handed.apply(Fulfil(on=DUE + timedelta(days=9), by="局长")), DUE + timedelta(days=99)) == "finished"
        back = handed.apply(sw.Return(on=DUE + timedelta(days=1), by="局长", reason="不实"))
        assert band(back, DUE + timedelta(days=1)) == "overdue"

    def test_failed_is_red(self):
        """A broken pledge is red, whatever its term."""
        assert band(pledge(0).apply(Break(on=DAY, by="局长", reason="未做")), DAY) == "failed"

    def test_cancelled_and_without_a_term_are_not_lit(self):
        """What was called off, and what nobody set a term for, shows no colour."""
        off = measure().apply(sw.Cancel(on=DAY, by="局长", reason="并入他项"))
        for matter, expected in ((off, "void"), (measure(None), "no term")):
            shown = sw.light(matter, DUE + timedelta(days=9))
            assert (shown.band.id, shown.colour) == (expected, None)

    def test_stopped(self):
        """A stopped clock is not lit; a term that counts days moves with it, an agreed day does not and runs out."""
        for term, later in ((sw.days(100), "stopped"), (DUE, "overdue")):
            stopped = measure(term).apply(sw.Suspend(on=DAY, by="局长", reason="汛期"))
            assert sw.light(stopped, DUE).colour is None
            assert band(stopped, DUE) == "stopped"
            assert band(stopped, DUE + timedelta(days=1)) == later
        resumed = measure(sw.days(100)).apply(sw.Suspend(on=DAY, by="局长", reason="汛期"))
        resumed = resumed.apply(sw.Resume(on=DAY + timedelta(days=30), by="局长"))
        assert band(resumed, DUE + timedelta(days=1)) == "far"
        assert band(resumed, DUE + timedelta(days=31)) == "overdue"

    @pytest.mark.parametrize("stops", [True, False])
    def test_waived(self, stops):
        """Whether or not its term runs on, a waived issue is not lit, as the report says; on its day it is owed again.

        What is handed in meanwhile awaits acceptance, and a relapse is not waived by the waiver of the cycle before.
        """
        issue = sw.Issue.register(id="H", title="t", on=DAY, by="检查组", beside=(WAIVER,))
        issue = issue.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=sw.days(5)))
        issue = issue.apply(AskWaiver(on=DAY, by="李四", reason="待换件"))
        issue = issue.apply(Waive(on=DAY, by="局长", expires=DAY + timedelta(days=30), stops=stops))
        assert [band(issue, DAY + timedelta(days=n)) for n in (0, 6, 29)] == ["waived"] * 3
        assert sw.light(issue, DAY + timedelta(days=6)).text() == "不亮灯（豁免期内）"
        after = [band(issue, DAY + timedelta(days=n)) for n in (30, 40)]
        assert after == (["near", "overdue"] if stops else ["overdue", "overdue"])
        issue = issue.apply(sw.Submit(on=DAY + timedelta(days=2), by="李四"))
        assert band(issue, DAY + timedelta(days=6)) == "handed in"
        issue = issue.apply(sw.Accept(on=DAY + timedelta(days=2), by="检查组"))
        issue = issue.apply(sw.Relapse(on=DAY + timedelta(days=3), by="检查组", text="又坏了", term=sw.days(2)))
        assert band(issue, DAY + timedelta(days=6)) == "overdue"

    def test_milestones(self):
        """What ought to be done is what the last milestone passed asked for; its own day is not missed yet."""
        stages = (sw.Milestone(DAY + timedelta(days=30), 30), sw.Milestone(DAY + timedelta(days=60), 60))
        kept = pledge(20, milestones=stages)
        told = [band(kept, DAY + timedelta(days=n)) for n in (30, 31, 60, 61)]
        assert told == ["far", "behind", "behind", "far behind"]

    def test_an_earlier_day_shows_what_stood_in_the_log_then(self):
        """Finished five days late: the day before that it was overdue, on its last day near, finished late since."""
        done = measure().apply(sw.measures.Finish(on=DUE + timedelta(days=5), by="甲"))
        told = [band(done, DUE + timedelta(days=n)) for n in (-11, 0, 1, 4, 5)]
        assert told == ["far", "near", "overdue", "overdue", "finished late"]

    def test_before_it_stood_on_the_books_nothing_is_lit(self):
        """No light on the day before the first entry; one on its day."""
        matter = measure().apply(sw.Progress(on=DAY + timedelta(days=3), by="甲"))
        assert sw.light(matter, DAY - timedelta(days=1)).colour is None
        assert sw.light(matter, DAY).colour == BLUE

    def test_green_for_blue(self):
        """Red-yellow-green draws the same bands with green for normal."""
        for left, colour in ((11, GREEN), (10, YELLOW), (-1, RED)):
            assert sw.light(measure(), DUE - timedelta(days=left), sw.CHINA, sw.RED_YELLOW_GREEN).colour == colour
        assert [b.id for b in sw.RED_YELLOW_GREEN.bands] == [b.id for b in sw.RED_YELLOW_BLUE.bands]

    def test_a_light_keeps_what_it_rests_on(self):
        """The day, and the standing on the calendar given, in whatever band; the last may have a colour too."""
        four = sw.WorkCalendar.weekly("four days", rest=(5, 6, 7))
        matter = measure(sw.workdays(20))
        for rules in (sw.RED_YELLOW_BLUE, policy(evolve(ALWAYS, colour=BLUE))):
            shown = sw.light(matter, DAY, four, rules)
            assert (shown.on, shown.colour) == (DAY, BLUE)
            assert shown.standing == matter.settled_standing(DAY, four) != matter.settled_standing(DAY)

    def test_a_gauge_of_ones_own_sees_the_matter_and_what_was_given(self):
        """Before the first entry too, when nothing but its id is known of it."""
        given = Given(placings={"县局": Placing(3, 9)})
        seen = []
        mine = Gauge("mine", sw.Label("我的", "mine"), lambda it: seen.append(it) or 1)
        rules = policy(lit("mine", RED, sw.When(mine, at_least=1)), ALWAYS)
        for on in (DAY, DAY - timedelta(days=1)):
            assert sw.light(measure(), on, sw.CHINA, rules, given).band.id == "mine"
        assert [(it.matter.id, it.on, it.given) for it in seen] == [
            ("M", DAY, given),
            ("M", DAY - timedelta(days=1), given),
        ]

    def test_a_matter_without_an_entry_has_no_term(self):
        """Nothing happened to it yet: not lit, on whatever day."""
        matter = measure().blank("M", measure().workflows)
        assert band(matter, DAY) == "no term"

    def test_a_word_for_a_colour_where_somebody_decided_so(self):
        """「绿灯」 says blue under that policy; its rules stay, and so does the stock one."""
        told = sw.RED_YELLOW_BLUE.alias("绿灯", BLUE)
        assert [told.palette.colour(word) for word in ("绿", "绿灯", "蓝", "黑")] == [BLUE, BLUE, BLUE, None]
        assert evolve(told, palette=sw.RED_YELLOW_BLUE.palette) == sw.RED_YELLOW_BLUE
        assert sw.RED_YELLOW_BLUE.palette.colour("绿灯") is None

    def test_a_provisional_day_is_marked(self):
        """A term that rests on working days of 2027, not announced yet, is lit, and says so."""
        late = sw.Measure.plan(id="M", title="t", on=date(2026, 12, 1), by="甲", term=sw.workdays(60))
        shown = sw.light(late, date(2026, 12, 2))
        assert shown.standing.provisional
        assert shown.standing.deadline.last_day.year == 2027
        assert not sw.light(measure(), DAY).standing.provisional


def holds(matter, on, band):
    """Whether a band holds, asked anew of every measure."""
    seen = Seen(matter, matter.standing(on, provisional=True), on, sw.CHINA)
    return any(all(c.holds(c.measure.read(seen)) for c in conditions) for conditions in band.when)


later = st.integers(0, 60).map(lambda n: timedelta(days=n))


class TestLaws:
    """What holds of any matter on any day."""

    @pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
    @given(matter=matters(), after=later)
    def test_exactly_one_band(self, policy, matter, after):
        """The light is the first band that holds; there always is one."""
        on = matter.log[-1].event.on + after
        shown = sw.light(matter, on, sw.CHINA, policy)
        index = policy.bands.index(shown.band)
        assert holds(matter, on, shown.band)
        assert not any(holds(matter, on, band) for band in policy.bands[:index])
        assert shown.colour == shown.band.colour
        assert shown.standing == matter.standing(on, provisional=True)
        assert all(condition.holds(value) for condition, value in shown.because)

    @pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
    @given(matter=matters(), after=later)
    def test_a_policy_that_was_never_asked_answers_alike(self, policy, matter, after):
        """What a policy remembers of the states it has seen saves time and changes nothing."""
        on = matter.log[-1].event.on + after
        fresh = sw.light(matter, on, sw.CHINA, evolve(policy))
        assert fresh == sw.light(matter, on, sw.CHINA, policy)
        assert all(condition.holds(value) for condition, value in fresh.because)

    @pytest.mark.parametrize("policy", POLICIES.values(), ids=lambda policy: policy.name)
    @given(matter=matters(), first=later, wait=later)
    def test_waiting_never_improves_a_light(self, policy, matter, first, wait):
        """Nothing happens and days go by: the rank stays or worsens."""
        assert policy.monotone
        on = matter.log[-1].event.on + first
        before, after = (sw.light(matter, day, sw.CHINA, policy) for day in (on, on + wait))
        assert policy.rank(before.colour) <= policy.rank(after.colour)

    @given(
        st.sampled_from((0, 15, 40, 80, None)),
        st.sampled_from((DUE, sw.days(100), sw.workdays(30), sw.PeriodRule(sw.days(9), roll=False))),
        st.lists(st.tuples(st.integers(0, 60), st.integers(0, 100)), max_size=3),
        st.lists(st.integers(0, 20), max_size=4),
        st.lists(st.integers(0, 160), min_size=2, max_size=6).map(sorted),
    )
    def test_waiting_never_improves_a_pledge(self, percent, term, stages, turns, waits):
        """With milestones, progress, and a clock stopped and started, open at the end or not."""
        milestones = tuple(sw.Milestone(DAY + timedelta(days=n), share) for n, share in stages)
        matter = pledge(percent, term, milestones=milestones)
        for n, days in enumerate(turns):
            on, act = matter.log[-1].event.on + timedelta(days=days), (sw.Suspend, sw.Resume)[n % 2]
            matter = matter.apply(act(on=on, by="局长", **({"reason": "汛期"} if act is sw.Suspend else {})))
        last = matter.log[-1].event.on
        ranks = [sw.RED_YELLOW_BLUE.rank(sw.light(matter, last + timedelta(days=n)).colour) for n in waits]
        assert ranks == sorted(ranks)

    @given(matters(), later, later)
    def test_a_verdict_is_frozen(self, matter, first, wait):
        """What is done, failed or cancelled shows the same light on any later day."""
        on = matter.log[-1].event.on + first
        if not matter.pending:
            before, after = (sw.light(matter, day) for day in (on, on + wait))
            assert (before.band, before.colour) == (after.band, after.colour)

    @given(matters(), later)
    def test_red_is_overdue_failed_or_far_behind(self, matter, after):
        """An open matter past its last day is red; a red one has one of three reasons."""
        shown = sw.light(matter, matter.log[-1].event.on + after)
        if matter.pending and shown.standing is not None and shown.standing.overdue:
            assert (shown.band.id, shown.colour) == ("overdue", RED)
        if shown.colour == RED:
            assert shown.band.id in ("overdue", "failed", "far behind")

    @given(matters(), later)
    def test_it_says_why_in_both_languages(self, matter, after):
        """Chinese and English, with no place left unfilled."""
        shown = sw.light(matter, matter.log[-1].event.on + after)
        for lang in sw.LANGS:
            assert shown.explain(lang).startswith(shown.text(lang))
            assert "{" not in shown.explain(lang)


class TestWords:
    """What a light says of itself."""

    def test_colour_and_band(self):
        """One phrase: the colour, and why in a word."""
        shown = sw.light(measure(), DUE)
        assert (shown.text(), shown.text("en")) == ("黄（临期）", "yellow (due soon)")
        assert str(shown.colour) == "黄"

    def test_not_lit(self):
        """No colour is said as that."""
        shown = sw.light(measure(None), DUE)
        assert (shown.text(), shown.text("en")) == ("不亮灯（未定期限）", "not lit (no term)")
        assert shown.explain("en") == shown.text("en")

    @pytest.mark.parametrize(
        ("matter", "on", "zh", "en"),
        [
            (measure(), DUE + timedelta(days=3), "红（逾期）：已逾期（日） 3", "red (overdue): days late 3"),
            (measure(), DAY, "蓝（正常）：有期限", "blue (on course): has a term"),
            (
                measure().apply(Finish(on=DUE, by="甲", finished=DUE - timedelta(days=4))),
                DUE,
                "蓝（提前完成）：已完成，提前完成（日） 4",
                "blue (finished early): done, days early when finished 4",
            ),
            (
                pledge(Decimal("12.5")),
                DAY + timedelta(days=25),
                "黄（滞后）：低于序时进度（百分点） 12.5",
                "yellow (behind schedule): points behind schedule 12.5",
            ),
            (
                pledge(0, DAY + timedelta(days=90)),
                DAY + timedelta(days=10),
                "黄（滞后）：低于序时进度（百分点） ≈11.11",
                "yellow (behind schedule): points behind schedule ≈11.11",
            ),
            (
                pledge(0, DAY + timedelta(days=100)),
                DAY + timedelta(days=20),
                "黄（滞后）：低于序时进度（百分点） 20",
                "yellow (behind schedule): points behind schedule 20",
            ),
        ],
    )
    def test_the_numbers_behind_it(self, matter, on, zh, en):
        """The conditions that held, with their values as they are read; what is only true or false without a number."""
        shown = sw.light(matter, on)
        assert (shown.explain(), shown.explain("en")) == (zh, en)

    def test_a_palette_has_no_meaning(self):
        """Colours with their words and how they are drawn; the stock palettes share red and yellow."""
        assert RED_YELLOW_BLUE_PALETTE.colours == (RED, YELLOW, BLUE)
        assert RED_YELLOW_GREEN_PALETTE.colours == (RED, YELLOW, GREEN)
        assert all(len(colour.hex) == 7 for colour in (RED, YELLOW, BLUE, GREEN))


class TestMeasures:
    """What a condition may name."""

    def read(self, matter, on):
        """The value of every measure."""
        seen = Seen(matter, matter.standing(on, provisional=True), on, sw.CHINA)
        return {name: gauge.read(seen) for name, gauge in GAUGES.items()}

    def test_of_an_open_matter(self):
        """Monday 10 June 2024 is the Dragon Boat festival; 9 June is the due day of one hundred days, a Sunday."""
        told = self.read(measure(), DUE - timedelta(days=10))
        assert date(2024, 6, 9) == DUE
        assert told == {
            "days late": 0,
            "working days late": 0,
            "days left": 10,
            "working days left": 6,
            "share elapsed": Fraction(9, 10),
            "points behind": None,
            "done": 0,
            "handed in": 0,
            "failed": 0,
            "finished days late": 0,
            "finished days early": 0,
            "stopped": 0,
            "waived": 0,
            "void": 0,
            "has term": 1,
            "term days": 100,
            "months not begun": 3,
            "months run": 3,
            "days quiet": 90,
            "place": None,
            "place from the end": None,
            "places gained": None,
        }

    def test_of_one_that_is_late(self):
        """Two calendar days past the last day, the second of them the first working day."""
        told = self.read(measure(), DUE + timedelta(days=2))
        assert (told["days late"], told["working days late"], told["days left"]) == (2, 1, 0)

    def test_of_one_that_is_finished(self):
        """Nothing is left or late of what is finished; how it was finished is."""
        told = self.read(measure().apply(Finish(on=DUE, by="甲", finished=DUE - timedelta(days=3))), DUE)
        assert (told["done"], told["handed in"], told["finished days early"], told["finished days late"]) == (
            1,
            1,
            3,
            0,
        )
        assert told["days left"] is told["days late"] is told["share elapsed"] is told["working days left"] is None

    def test_of_one_without_a_term(self):
        """No term: everything that needs one is unknown, and an unknown value fulfils no condition."""
        told = self.read(measure(None), DUE)
        assert told["has term"] == 0
        assert {name for name, value in told.items() if value is None} == {
            name for name, gauge in GAUGES.items() if not gauge.flag
        } - {"months run", "days quiet"} | {
            "handed in",
            "stopped",
        }
        assert not sw.When("days late", at_least=0).holds(None)

    @pytest.mark.parametrize(
        ("when", "inside", "outside"),
        [
            (sw.When("days late", at_least=3), (3, 4), (2, -1)),
            (sw.When("days late", at_most=3), (3, 0), (4,)),
            (sw.When("days late", over=3), (4, Fraction(31, 10)), (3, 2)),
            (sw.When("days late", under=3), (2,), (3, 4)),
            (sw.When("days late", at_least=1, under=3), (1, 2), (0, 3)),
            (sw.When("days late"), (0, 99), (None,)),
        ],
    )
    def test_a_condition_and_its_ends(self, when, inside, outside):
        """At least and at most include their ends, over and under do not; all that are given must hold."""
        assert all(when.holds(value) for value in inside)
        assert not any(when.holds(value) for value in outside)


ALWAYS = sw.Band("else", None, sw.Label("其他", "else"), ((),))


def policy(*bands, name="mine", palette=RED_YELLOW_BLUE_PALETTE, ranks=None, **details):
    """A user's own policy."""
    order = {"blue": 0, "yellow": 1, "red": 2} if ranks is None else ranks
    return sw.LightPolicy(name, sw.Label("自定", "mine"), palette, bands, order, **details)


def lit(id, colour, *when):
    """A band of one set of conditions."""
    return sw.Band(id, colour, sw.Label(id, id), (when,))


class TestPolicies:
    """A policy that contradicts itself is refused when it is built; a user builds one of the public parts."""

    @pytest.mark.parametrize(
        ("bands", "ranks", "problem"),
        [
            ((), None, "last band must hold always"),
            ((lit("late", RED, sw.When("days late", at_least=1)),), None, "last band must hold always"),
            ((ALWAYS, lit("late", RED, sw.When("days late", at_least=1))), None, "last band must hold always"),
            ((lit("a", RED), lit("a", BLUE), ALWAYS), None, "band 'a' stands twice"),
            ((lit("a", GREEN), ALWAYS), None, "colour 'green' is not in the palette"),
            ((lit("a", RED), ALWAYS), {"blue": 0}, "colour 'red' has no rank"),
        ],
    )
    def test_a_policy_that_contradicts_itself(self, bands, ranks, problem):
        """An unknown colour, one without a rank, an id twice, a last band that may not hold."""
        with pytest.raises(sw.PolicyError, match=problem) as caught:
            policy(*bands, ranks=ranks)
        assert caught.value.policy == "mine"

    def test_every_problem_is_told(self):
        """All at once, by code order."""
        with pytest.raises(sw.PolicyError) as caught:
            policy(lit("a", GREEN, sw.When("done")), lit("a", RED, sw.When("done")), ranks={})
        assert len(caught.value.problems) == 5

    def test_an_unknown_measure_names_the_known_ones(self):
        """A typing mistake is found when the condition is written."""
        with pytest.raises(sw.PolicyError, match="points behind") as caught:
            sw.When("days lat", at_least=1)
        assert caught.value.policy == "days lat"

    def test_ranks(self):
        """From best to worst; what is not lit stands before all."""
        ranks = [sw.RED_YELLOW_BLUE.rank(colour) for colour in (None, BLUE, YELLOW, RED)]
        assert ranks == [-1, 0, 1, 2]

    def test_a_county_where_blue_is_the_best(self):
        """Blue commends who finishes early, yellow reminds, red warns, and the rest shows nothing (枣庄 2023)."""
        zaozhuang = policy(
            lit("commended", BLUE, sw.When("done", at_least=1), sw.When("finished days early", at_least=1)),
            lit("warned", RED, sw.When("days late", over=10)),
            lit("reminded", YELLOW, sw.When("days late", at_least=1)),
            ALWAYS,
            monotone=False,
        )
        early = measure().apply(Finish(on=DUE, by="甲", finished=DUE - timedelta(days=1)))
        assert sw.light(early, DUE, sw.CHINA, zaozhuang).colour == BLUE
        told = [sw.light(measure(), DUE + timedelta(days=n), sw.CHINA, zaozhuang).colour for n in (0, 1, 10, 11)]
        assert told == [None, YELLOW, YELLOW, RED]

    def test_a_policy_that_counts_working_days(self):
        """Yellow from the third working day before the end: over the National Day week that is ten calendar days."""
        due = date(2024, 10, 9)
        working = policy(
            lit("late", RED, sw.When("working days late", at_least=1)),
            lit("near", YELLOW, sw.When("working days left", at_most=3)),
            lit("far", BLUE, sw.When("has term", at_least=1)),
            ALWAYS,
        )
        matter = sw.Measure.plan(id="M", title="t", on=date(2024, 9, 2), by="甲", term=due)
        days = [date(2024, 9, 27), date(2024, 9, 29), date(2024, 9, 30), date(2024, 10, 8), due, date(2024, 10, 10)]
        told = [sw.light(matter, day, sw.CHINA, working).colour.id for day in days]
        assert told == ["blue", "yellow", "yellow", "yellow", "yellow", "red"]

    def test_any_one_of_several_sets_of_conditions(self):
        """A band may hold for this or for that; what held is told."""
        either = sw.Band(
            "either", RED, sw.Label("或", "or"), ((sw.When("failed", at_least=1),), (sw.When("days left", at_most=5),))
        )
        shown = sw.light(measure(), DUE, sw.CHINA, policy(either, ALWAYS))
        assert [(condition.measure.id, value) for condition, value in shown.because] == [("days left", 0)]

    def test_a_stock_policy_is_changed_by_a_copy(self):
        """Values are copied with a change; the stock one stays."""
        wider = evolve(
            sw.RED_YELLOW_BLUE,
            bands=tuple(
                evolve(b, when=((sw.When("days left", at_most=30),),)) if b.id == "near" else b
                for b in sw.RED_YELLOW_BLUE.bands
            ),
        )
        assert band(measure(), DUE - timedelta(days=30), wider) == "near"
        assert band(measure(), DUE - timedelta(days=30)) == "far"

    def test_policies_by_name(self):
        """The stock ones can be chosen by name."""
        assert set(POLICIES) == {"red-yellow-blue", "red-yellow-green"}
        assert all(name == one.name for name, one in POLICIES.items())
        assert len({hash(one) for one in POLICIES.values()}) == 2

    def test_a_stock_policy_built_anew_is_the_one_in_use(self):
        """Bands, bounds, ranks and what counts as normal stand in its table; colour and name are all it is given."""
        assert _stock("red-yellow-blue", RED_YELLOW_BLUE_PALETTE, BLUE) == sw.RED_YELLOW_BLUE
        assert _stock("red-yellow-green", RED_YELLOW_GREEN_PALETTE, GREEN) == sw.RED_YELLOW_GREEN
