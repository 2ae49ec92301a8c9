"""Ladders: both sides of every threshold, once each, never back, and the same rungs however often one looks."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from histories import matters
from safetywork.acts import Return
from safetywork.errors import PolicyError
from safetywork.escalation import Effect, Ladder, Rung, fire, reached, score, to_fire
from safetywork.extensions import Extend
from safetywork.firings import Firing
from safetywork.gauges import Given
from safetywork.spans import days, hours
from safetywork.statutes import Window
from safetywork.triggers import After, Before, Case, Elapsed, Judged, Missed, Nth, Often, Past, Shown
from safetywork.waivers import WAIVER, AskWaiver, Waive
from safetywork.workflows import STOPPED

DAY = date(2025, 3, 3)
DUE = DAY + timedelta(days=20)  # a Sunday


def ladder(*triggers, name="ladder"):
    """A ladder with a rung for each trigger."""
    return Ladder(
        name,
        sw.Label("阶梯", "ladder"),
        tuple(Rung(str(n), sw.Label(f"第{n}级", f"rung {n}"), (each,)) for n, each in enumerate(triggers, 1)),
    )


def issue(term=DUE, **details):
    """An issue assigned on `DAY`, due on the agreed day `DUE`."""
    opened = sw.Issue.register(id="H-1", title="通道堵塞", on=DAY, by="检查组", unit="一股", **details)
    return opened.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=term))


def on(n):
    """So many days past the due day."""
    return DUE + timedelta(days=n)


def first(trigger, matter=None, by=None, **how):
    """The first day on which a rung of one trigger is reached, or None."""
    found = reached(ladder(trigger), matter or issue(), by or on(400), **how)
    return found[0].on if found else None


class TestTriggers:
    """The first day of each kind, and not the day before."""

    @pytest.mark.parametrize(
        ("trigger", "day"),
        [
            (Past(0), on(0)),
            (Past(1), on(1)),
            (Past(7), on(7)),
            (Past(1, "workday"), date(2025, 3, 24)),
            (Past(5, "workday"), date(2025, 3, 28)),
            (Before(3), on(-3)),
            (Before(20), DAY),
            (Before(60), DAY),
            (Before(1, "workday"), date(2025, 3, 21)),
            (Before(5, "workday"), date(2025, 3, 17)),
            (Elapsed(Fraction(1, 2)), DAY + timedelta(days=10)),
            (Elapsed(Fraction(51, 100)), DAY + timedelta(days=11)),
            (Elapsed(Fraction(1)), on(0)),
        ],
    )
    def test_by_the_term(self, trigger, day):
        """Counted from the last day, forward or back, or as a share of the term; the day itself is in."""
        assert first(trigger) == day
        if day > DAY:
            assert first(trigger, by=day - timedelta(days=1)) is None
        assert first(trigger, by=day) == day

    @pytest.mark.parametrize("trigger", [Past(0), Before(3), Elapsed(Fraction(1, 2))])
    def test_without_a_term(self, trigger):
        """No term, no rung."""
        assert first(trigger, sw.Issue.register(id="H", title="t", on=DAY, by="甲")) is None

    def test_beyond_the_calendar(self):
        """A term past the calendar's reach is like none."""
        assert first(Past(1), issue(term=sw.workdays(36_000))) is None
        assert first(Past(1), issue(term=sw.PeriodRule(sw.workdays(36_000)))) is None
        assert first(Past(36_000, "workday")) is None

    def test_the_nth_entry(self):
        """The second return, on its day."""
        matter = issue()
        for n in range(2):
            matter = matter.apply(sw.Submit(on=on(-8 + 2 * n), by="李四", text="已清"))
            matter = matter.apply(Return(on=on(-7 + 2 * n), by="检查组", reason="未清"))
        assert (first(Nth(Return, 1), matter), first(Nth(Return, 2), matter), first(Nth(Return, 3), matter)) == (
            on(-7),
            on(-5),
            None,
        )

    def test_the_nth_missed_term(self):
        """A term that was missed, extended, and missed again; an entry in between is no further miss."""
        matter = issue().apply(sw.Progress(on=on(3), by="李四", text="仍堵"))
        assert first(Missed(1), matter) == on(1)
        assert first(Missed(2), matter) is None
        longer = issue().apply(Extend(on=on(-5), by="局长", until=on(10), reason="天气"))
        assert first(Missed(1), longer) == on(11)

    def test_shown_running(self):
        """Red at the ends of three months running; a month in which it was not breaks the run."""
        red = ("overdue",)
        assert first(Shown(sw.RED_YELLOW_BLUE, red, 1)) == date(2025, 3, 31)
        assert first(Shown(sw.RED_YELLOW_BLUE, red, 3)) == date(2025, 5, 31)
        assert first(Shown(sw.RED_YELLOW_BLUE, red, 3), by=date(2025, 5, 30)) is None
        handed = issue().apply(sw.Submit(on=date(2025, 4, 20), by="李四", text="t"))
        back = handed.apply(Return(on=date(2025, 5, 10), by="检查组", reason="r"))
        assert first(Shown(sw.RED_YELLOW_BLUE, red, 2), back) == date(2025, 6, 30)
        assert first(Shown(sw.RED_YELLOW_BLUE, red, 2, within=3), back) == date(2025, 5, 31)

    @pytest.mark.parametrize(("apart", "found"), [(180, True), (181, False)])
    def test_often(self, apart, found):
        """Three within 180 days: the last may lie on the 180th day after the first."""
        window = Window(days(180), 3)
        penalties = (DAY, DAY + timedelta(days=1), DAY + timedelta(days=apart))
        told = first(Often("penalty", sw.Label("处罚", "penalties"), window), occurrences={"penalty": penalties})
        assert told == (penalties[-1] if found else None)
        assert first(Often("other", sw.Label("其他", "other"), window), occurrences={"penalty": penalties}) is None

    def test_judged(self):
        """On the day somebody judged it so; another word or another matter does not count."""
        weak = Judged("weak", sw.Label("不力", "weak"))
        said = [("H-1", "weak", 9), ("H-1", "weak", 5), ("H-2", "weak", 1), ("H-1", "fine", 1)]
        made = tuple(
            sw.Judgement(id=str(n), on=on(-n), about=about, verdict=word, by="甲", reason="r")
            for n, (about, word, _) in enumerate(said)
        )
        assert first(weak, given=Given(made)) == on(-1)
        assert first(weak, given=Given(made[2:])) is None

    def test_after_the_rung_before(self):
        """The day after the last of the rung's own term; none where the rung before was not reached."""
        found = reached(ladder(Past(1), After(days(5))), issue(), on(400))
        assert [one.on for one in found] == [on(1), on(7)]
        assert first(After(days(5))) is None


def test_a_term_in_hours_is_climbed_too():
    """It runs from a moment: a day late by the day after it ended, in hours as in days."""
    nine = datetime(2025, 3, 3, 1, tzinfo=UTC)
    own = sw.Issue.register(id="H", title="t", on=date(2025, 3, 3), by="检查组")
    own = own.apply(sw.Assign(on=date(2025, 3, 3), at=nine, by="局长", owner="李四", term=hours(24)))
    (one,) = reached(ladder(Past(1)), own, date(2025, 3, 9))
    assert one.on == date(2025, 3, 5)


class TestClimbing:
    """Who climbs, and who does not."""

    def test_handed_in_does_not_climb(self):
        """Handed in before the day, it stays; returned after it, it is reached on the day of the return."""
        handed = issue().apply(sw.Submit(on=on(0), by="李四", text="t"))
        assert first(Past(1), handed) is None
        assert first(Past(1), handed.apply(Return(on=on(9), by="检查组", reason="r"))) == on(9)

    def test_stopped_does_not_climb(self):
        """An agreed day does not move while it is stopped: the rung waits for the resumption."""
        stopped = issue().apply(sw.Suspend(on=on(-2), by="局长", reason="施工"))
        assert first(Past(1), stopped) is None
        assert first(Past(1), stopped.apply(sw.Resume(on=on(6), by="局长"))) == on(6)

    def test_waived_does_not_climb(self):
        """Waived until a day, it climbs from the day it is owed again."""
        opened = sw.Issue.register(id="H-1", title="t", on=DAY, by="检查组", beside=(WAIVER,))
        matter = opened.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=DUE))
        matter = matter.apply(AskWaiver(on=DAY, by="李四", reason="等件"))
        matter = matter.apply(Waive(on=DAY, by="局长", expires=on(10), stops=False))
        assert first(Past(1), matter) == on(10)
        assert first(Past(1), matter, by=on(9)) is None

    def test_done_does_not_climb(self):
        """Done before the day: never; done after it: what was reached stays reached."""
        for handed, day in ((0, None), (5, on(1))):
            done = issue().apply(sw.Submit(on=on(handed), by="李四", text="t"))
            done = done.apply(sw.Accept(on=on(handed), by="检查组"))
            assert first(Past(1), done) == day

    def test_an_extension_does_not_take_back(self):
        """What was reached before the extension stays; what was not waits for the new day."""
        longer = issue().apply(Extend(on=on(0), by="局长", until=on(10), reason="天气"))
        found = reached(ladder(Before(1), Past(1)), longer, on(400))
        assert [(one.rung.id, one.on) for one in found] == [("1", on(-1)), ("2", on(11))]

    def test_a_relapse_begins_anew(self):
        """In the second cycle the rungs are reached again, by its own term."""
        matter = issue().apply(sw.Submit(on=on(5), by="李四", text="t")).apply(sw.Accept(on=on(6), by="检查组"))
        matter = matter.apply(sw.Close(on=on(7), by="局长"))
        again = matter.apply(sw.Relapse(on=on(30), by="检查组", text="复发", term=on(40)))
        found = reached(ladder(Past(1)), again, on(400))
        assert [(one.cycle, one.on) for one in found] == [(1, on(1)), (2, on(41))]

    def test_a_clock_that_stands_still_in_an_untagged_state(self):
        """A table whose stopped state says nothing of it: the clock says it."""
        plain = sw.State("suspended", sw.Label("中止", "suspended"))
        opened = sw.Issue.register(id="H-1", title="t", on=DAY, by="检查组", workflow=UNTAGGED(plain))
        matter = opened.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=DUE))
        assert first(Past(1), matter.apply(sw.Suspend(on=on(-2), by="局长", reason="施工"))) is None

    def test_a_state_that_is_no_more(self):
        """A log of an older table may stand in a state that nobody knows now: it does not climb."""
        matter = issue()
        odd = attrs.evolve(matter.log[-1], to="gone")
        strange = sw.replay(matter.blank(matter.id, matter.workflows), (*matter.log[:-1], odd))
        assert first(Past(1), strange) is None


def UNTAGGED(state):  # noqa: N802
    """The stock table with its stopped state replaced by one that says nothing of it."""
    stopped = next(s for s in sw.RECTIFICATION.states if STOPPED in s.tags)
    return sw.RECTIFICATION.extend(states=(attrs.evolve(state, id=stopped.id),))


STAIRS = ladder(
    Before(5), Past(0), Past(3, "workday"), After(days(4)), Elapsed(Fraction(1, 2)), Nth(Return, 1), Missed(2)
)


def tagged(found):
    """The rungs with their days, to compare."""
    return {(one.key, one.on) for one in found}


@given(matters(), st.integers(0, 60))
def test_the_future_changes_nothing(matter, back):
    """What was reached by a day is what its log by that day says, and every rung has its day by then."""
    day = matter.log[-1].event.on - timedelta(days=back)
    past = matter.as_of(day)
    now = reached(STAIRS, matter, day)
    assert tagged(now) == tagged(reached(STAIRS, past, day) if past else ())
    assert all(one.on <= day for one in now)


@given(matters(), st.integers(0, 90), st.integers(0, 90))
def test_waiting_never_takes_back(matter, sooner, longer):
    """What is reached by a day is reached by every later one, on the same day."""
    day = matter.opened_on + timedelta(days=sooner)
    assert tagged(reached(STAIRS, matter, day)) <= tagged(reached(STAIRS, matter, day + timedelta(days=longer)))


@given(matters(), st.integers(1, 9))
def test_however_often_one_looks(matter, every):
    """A job run every day, every few days, and once at the end fires the same rungs, once each."""
    last = matter.log[-1].event.on + timedelta(days=40)
    for step in (1, every):
        fired = []
        day = matter.opened_on
        while day <= last:
            seen = matter.as_of(day)
            for one in to_fire([seen] if seen else [], fired, day, STAIRS):
                fired.append(fire(one, id=f"F-{len(fired)}", on=day, by="督查室"))
            day += timedelta(days=step)
        for one in to_fire([matter], fired, last, STAIRS):
            fired.append(fire(one, id=f"F-{len(fired)}", on=last, by="督查室"))
        assert {(f.key, f.since) for f in fired} == tagged(reached(STAIRS, matter, last))
        assert len({f.key for f in fired}) == len(fired)


@given(matters(), st.integers(0, 120))
def test_as_a_day_by_day_walk_says(matter, later):
    """The first day on which the log of that day has it owed, running, and the condition true."""
    end = matter.log[-1].event.on + timedelta(days=later % 40)
    found, day = {}, matter.opened_on
    while day <= end:
        past = matter.as_of(day)
        standing = past.settled_standing(day)
        climbs = past.pending and not past.waived(day) and standing is not None and not standing.stopped
        stopped = any(STOPPED in w.state(s).tags for w, s in zip(past.workflows[:1], past.states, strict=False))
        if climbs and standing.finished is None and not stopped:
            for rung, holds in (("1", standing.days_left <= 5), ("2", day >= standing.deadline.last_day)):
                if holds:
                    found.setdefault((past.cycle, rung), day)
        day += timedelta(days=1)
    told = {(one.cycle, one.rung.id): one.on for one in reached(ladder(Before(5), Past(0)), matter, end)}
    assert told == found


class TestFiring:
    """What was fired is a record, once."""

    def test_a_firing_passes_a_book(self):
        """It is written and read as every activity is, and says what the rung brings."""
        steps = Ladder(
            "county",
            sw.Label("督办", "letters"),
            (
                Rung(
                    "urging", sw.Label("督办函", "urging"), (Past(1),), (Effect("urging", "一股", -1), Effect("talk"))
                ),
                Rung("bare", sw.Label("提示", "notice"), (Past(2),)),
            ),
        )
        letter, notice = to_fire([issue()], (), on(5), steps)
        record = fire(letter, id="F-1", on=on(5), by="督查室", number="督〔2025〕3号")
        assert (record.document, record.to, record.since, record.unit) == ("urging", "一股", on(1), "一股")
        assert fire(notice, id="F-2", on=on(5), by="督查室").document is None
        assert sw.loads(sw.dumps(sw.Book("t", activities=(record,)))).of(Firing) == (record,)
        assert to_fire([issue()], (record,), on(5), steps) == (notice,)
        assert to_fire([issue()], (record,), on(5), steps, highest_only=True) == (notice,)
        assert to_fire([issue()], (), on(5), steps, highest_only=True) == (notice,)
        assert score([letter, notice]) == -1
        assert letter.text("zh") == "督办函（逾期1日，2025-03-24）：督办函，对一股，-1分；约谈"
        assert notice.text("en") == "notice (2 days past the term, 2025-03-25)"

    def test_another_ladder_is_another(self):
        """What one ladder fired, another has not."""
        fired = [fire(one, id="F", on=on(5), by="甲") for one in to_fire([issue()], (), on(5), ladder(Past(1)))]
        assert len(to_fire([issue()], fired, on(5), ladder(Past(1), name="other"))) == 1

    def test_not_before_it_is_reached(self):
        """A rung is not fired before its day."""
        (one,) = to_fire([issue()], (), on(5), ladder(Past(1)))
        with pytest.raises(PolicyError, match="reached on"):
            fire(one, id="F", on=on(0), by="甲")

    def test_occurrences_are_of_the_owner(self):
        """Penalties of the owner count, and nobody else's."""
        twice = ladder(Often("penalty", sw.Label("处罚", "penalties"), Window(days(9), 2)))
        days_ = {"penalty": (on(0), on(1))}
        assert to_fire([issue()], (), on(5), twice, occurrences={"李四": days_})
        assert not to_fire([issue()], (), on(5), twice, occurrences={"张三": days_})


def test_what_cannot_be():
    """A rung id twice, a rung that nothing reaches."""
    with pytest.raises(PolicyError, match="twice"):
        Ladder("l", sw.Label("l", "l"), ladder(Past(1)).rungs * 2)
    with pytest.raises(PolicyError, match="no trigger"):
        Ladder("l", sw.Label("l", "l"), (Rung("1", sw.Label("一", "one"), ()),))


@pytest.mark.parametrize(
    ("trigger", "zh", "en"),
    [
        (Past(0), "期限届满之日", "the last day of the term"),
        (Past(3, "workday"), "逾期3个工作日", "3 working days past the term"),
        (Before(3), "期限届满前3日", "3 days before the term ends"),
        (Elapsed(Fraction(4, 5)), "期限已过80%", "80% of the term elapsed"),
        (Nth(Return, 2), "第2次退回整改", "return, time 2"),
        (Missed(2), "第2次逾期", "a term missed for the 2. time"),
        (
            Shown(sw.RED_YELLOW_BLUE, ("overdue", "near"), 3),
            "连续3月“逾期或临期”",
            "“overdue or due soon” 3 months running",
        ),
        (Shown(sw.RED_YELLOW_BLUE, ("near",), 2, "week", 4), "4周内2次“临期”", "“due soon” 2 times in 4 weeks"),
        (
            Often("p", sw.Label("处罚", "penalties"), Window(days(180), 3)),
            "180日内处罚3次",
            "penalties 3 times within 180 days",
        ),
        (Judged("weak", sw.Label("不力", "weak")), "不力", "weak"),
        (After(days(5)), "前一级5日期满", "the term of the rung before, 5 days, has run out"),
    ],
)
def test_words(trigger, zh, en):
    """Each trigger says its condition in both languages."""
    assert (trigger.words.zh, trigger.words.en) == (zh, en)


def test_a_case_without_a_clock():
    """There is no standing, and no due day."""
    assert Case(issue(), (), None, None, DAY, DAY, sw.CHINA).standing is None
