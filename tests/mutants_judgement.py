"""Rules of judgement broken on purpose: lights, ladders, ranks, the agenda, figures, checks, reports.

Holds: mutants found on drawn matters and books, or by a hand-counted answer, within seconds.
Never: is imported by the library; a check passes on the rules as they are.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings, strategies as st

import safetywork as sw
from histories import matters
from mutants import Patch, killed_by
from safetywork import (
    agendas,
    comparisons,
    escalation,
    gauges,
    judgements,
    lights,
    palettes,
    publications,
    rankings,
    rates,
    rollups,
    rounds,
    streaks,
    triggers,
)
from safetywork.checks import runs, statements, statuses
from safetywork.checks.told import Told
from safetywork.gauges import Seen
from safetywork.lights import light
from safetywork.spans import days
from safetywork.workflows import STOPPED

DAY = date(2025, 3, 3)


def drawn(law: Callable[..., None], *strategies: st.SearchStrategy[Any]) -> None:
    """A law run on sixty drawn cases; hypothesis says the first that breaks it."""
    settings(max_examples=60, database=None, derandomize=True, deadline=None)(given(*strategies)(law))()


def due_in(left: int, **details: Any) -> sw.Measure:
    """A measure that is due in so many days after `DAY`, planned ninety days before."""
    planned = DAY - timedelta(days=90)
    return sw.Measure.plan(id="M", title="t", on=planned, by="甲", term=DAY + timedelta(days=left), **details)


# --- lights


def a_band_says_what_was_read() -> None:
    def law(matter: sw.Matter, later: int) -> None:
        on = matter.log[-1].event.on + timedelta(days=later)
        shown = light(matter, on)
        seen = Seen(matter, matter.settled_standing(on), on, sw.CHINA)
        holds = [
            band
            for band in sw.RED_YELLOW_BLUE.bands
            if any(all(c.holds(c.measure.read(seen)) for c in way) for way in band.when)
        ]
        assert shown.band == holds[0]
        assert all(condition.holds(value) for condition, value in shown.because)

    drawn(law, matters(), st.integers(0, 60))


@killed_by(a_band_says_what_was_read)
def the_state_is_asked_once_for_all(patch: Patch) -> None:
    """What is left to ask is worked out for each state."""
    plan = lights.LightPolicy.plan
    patch.setattr(
        lights.LightPolicy,
        "plan",
        lambda self, seen: next(iter(self._plans.values())) if self._plans else plan(self, seen),
    )


@killed_by(a_band_says_what_was_read)
def the_state_is_not_asked(patch: Patch) -> None:
    """What the state rules out is no way into a band."""

    def plan(self: lights.LightPolicy, _: Seen) -> Any:
        return tuple((b, (), tuple(c for c in way if not c.measure.of_state)) for b in self.bands for way in b.when)

    patch.setattr(lights.LightPolicy, "plan", plan)


def an_unknown_number_lights_nothing() -> None:
    assert not sw.When("place", at_least=0).holds(None)
    nobody = Seen(due_in(5), None, DAY, sw.CHINA)
    hard = gauges.judged("hard", sw.Label("难", "hard"))
    assert hard.read(nobody) is None
    assert gauges.GAUGES["place"].read(nobody) is None
    assert gauges.GAUGES["days left"].read(nobody) is None


@killed_by(an_unknown_number_lights_nothing)
def nobody_judged_means_no(patch: Patch) -> None:
    """Where nobody judged, nothing is known."""
    patch.setattr(gauges, "standing_judgement", lambda *_: judgement("other"))


def judgement(verdict: str, on: date = DAY, about: str = "M") -> sw.Judgement:
    """What 甲 judged."""
    return sw.Judgement(id=f"{verdict}-{on}", on=on, about=about, verdict=verdict, by="甲", reason="r")


def the_latest_judgement_stands() -> None:
    told = [judgement("late", DAY + timedelta(days=9)), judgement("old", DAY - timedelta(days=9)), judgement("now")]
    assert judgements.standing_judgement(told, "M", DAY).verdict == "now"
    assert judgements.standing_judgement(told, "N", DAY) is None


@killed_by(the_latest_judgement_stands)
def the_first_judgement_stands(patch: Patch) -> None:
    """Of several judgements the last one by the day counts."""
    patch.setattr(
        judgements,
        "standing_judgement",
        lambda told, about, on: min(told, key=lambda one: one.on) if about == "M" else None,
    )


@killed_by(the_latest_judgement_stands)
def judgements_come_from_the_future(patch: Patch) -> None:
    """What was judged later is not known yet."""
    patch.setattr(
        judgements,
        "standing_judgement",
        lambda told, about, on: max(told, key=lambda one: one.on) if about == "M" else None,
    )


def only_whole_periods_count() -> None:
    late = due_in(-40)
    running = streaks.in_a_row(sw.RED_YELLOW_BLUE, "overdue", every="month", label=sw.Label("连续", "running"))
    seen = Seen(late, late.settled_standing(DAY), DAY, sw.CHINA)
    assert running.read(seen) == 2  # 31 January and 28 February
    ended = date(2025, 3, 31)
    assert running.read(Seen(late, late.settled_standing(ended), ended, sw.CHINA)) == 3


@killed_by(only_whole_periods_count)
def a_begun_month_counts(patch: Patch) -> None:
    """Only periods that have ended count."""
    ends = streaks.ends_before
    patch.setattr(
        streaks,
        "ends_before",
        lambda on, every: iter([on, *(d for _, d in zip(range(9), ends(on, every), strict=False))]),
    )


@killed_by(only_whole_periods_count)
def a_streak_goes_on_over_a_gap(patch: Patch) -> None:
    """A streak ends at the first period in which it was not lit so."""
    patch.setattr(streaks, "takewhile", lambda test, items: items)


def a_share_is_of_those_that_are_lit() -> None:
    lit = [(str(n), light(due_in(left), DAY)) for n, left in enumerate((-1, 3, 50, 60))]
    dark = [("x", light(sw.Measure.plan(id="x", title="t", on=DAY, by="甲"), DAY))]
    told = sw.roll_up([*lit, *dark], sw.RED_YELLOW_BLUE, at_least={"red": Fraction(1, 4)})
    assert (told.colour.id, told.share) == ("red", Fraction(1, 4))
    assert sw.roll_up([*lit, *dark], sw.RED_YELLOW_BLUE).because == ("0",)
    assert sw.roll_up(lit[1:], sw.RED_YELLOW_BLUE, at_least={"yellow": Fraction(1, 2)}).colour.id == "blue"


@killed_by(a_share_is_of_those_that_are_lit)
def the_best_light_speaks_for_all(patch: Patch) -> None:
    """The gravest colour that has its share is shown."""
    patch.setattr(rollups, "sorted", lambda items, key=None, reverse=False: sorted(items, key=key), raising=False)


@killed_by(a_share_is_of_those_that_are_lit)
def any_share_will_do(patch: Patch) -> None:
    """A colour is shown from its share on, and not before."""
    told = rollups.roll_up
    patch.setattr(rollups, "roll_up", lambda lit, policy, **_: told(lit, policy))
    patch.setattr(sw, "roll_up", rollups.roll_up)


def an_alias_is_never_assumed() -> None:
    assert sw.RED_YELLOW_BLUE.palette.colour("绿灯") is None
    assert sw.RED_YELLOW_BLUE.alias("绿灯", palettes.BLUE).palette.colour("绿") == palettes.BLUE


@killed_by(an_alias_is_never_assumed)
def green_is_always_blue(patch: Patch) -> None:
    """A word says a colour of the palette only where somebody decided so."""
    patch.setattr(palettes.Palette, "colour", lambda self, word: palettes.BLUE)


def months_not_begun_count_the_planned_one() -> None:
    began = due_in(300).apply(sw.Progress(on=DAY, by="李四", text="开工"))
    read = gauges.GAUGES["months not begun"].read
    assert [read(Seen(m, m.settled_standing(DAY), DAY, sw.CHINA)) for m in (due_in(300), began)] == [4, 0]


@killed_by(months_not_begun_count_the_planned_one)
def begun_work_counts_as_not_begun(patch: Patch) -> None:
    """What has begun is not counted as not begun."""
    patch.setattr(gauges, "_begun", lambda _: False)


@killed_by(months_not_begun_count_the_planned_one)
def the_planned_month_is_left_out(patch: Patch) -> None:
    """The month in which work was to begin is the first that counts."""
    months = gauges._months
    patch.setattr(gauges, "_months", lambda first, last: months(first, last) - 1)


# --- ladders


def issue(due: date = DAY + timedelta(days=20)) -> sw.Issue:
    """An issue of 李四, due on an agreed day."""
    opened = sw.Issue.register(id="H", title="t", on=DAY, by="检查组")
    return opened.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=due))


STEPS = sw.Ladder(
    "steps",
    sw.Label("阶梯", "steps"),
    (
        sw.escalation.Rung("notice", sw.Label("提醒", "notice"), (triggers.Before(3),)),
        sw.escalation.Rung(
            "letter", sw.Label("督办", "letter"), (triggers.Past(1),), (sw.Effect("urging", points=-1),)
        ),
        sw.escalation.Rung(
            "talk", sw.Label("约谈", "talk"), (triggers.After(days(7)),), (sw.Effect("talk", points=-2),)
        ),
    ),
)


def tags(found: Any) -> set[Any]:
    """Rungs with their days."""
    return {(one.key, one.on) for one in found}


def every_day_or_once_is_the_same() -> None:
    def law(matter: sw.Matter) -> None:
        last, fired = matter.log[-1].event.on + timedelta(days=30), list[sw.Firing]()
        day = matter.opened_on
        while day <= last:
            seen = matter.as_of(day)
            for one in escalation.to_fire([seen] if seen else [], fired, day, STEPS):
                fired.append(escalation.fire(one, id=str(len(fired)), on=day, by="甲"))
            day += timedelta(days=1)
        assert {(f.key, f.since) for f in fired} == tags(escalation.reached(STEPS, matter, last))
        assert len({f.key for f in fired}) == len(fired)

    drawn(law, matters())
    law(issue().apply(sw.Submit(on=DAY + timedelta(days=25), by="李四", text="t")))


def ladders_have_thresholds() -> None:
    due = DAY + timedelta(days=20)
    told = [
        (one.rung.id, (one.on - due).days) for one in escalation.reached(STEPS, issue(due), due + timedelta(days=99))
    ]
    assert told == [("notice", -3), ("letter", 1), ("talk", 9)]
    stopped = issue(due).apply(sw.Suspend(on=due - timedelta(days=9), by="局长", reason="r"))
    assert not escalation.reached(STEPS, stopped, due + timedelta(days=99))
    handed = issue(due).apply(sw.Submit(on=due - timedelta(days=9), by="李四", text="t"))
    assert not escalation.reached(STEPS, handed, due + timedelta(days=99))
    assert escalation.score(escalation.reached(STEPS, issue(due), due + timedelta(days=99))) == -3


@killed_by(every_day_or_once_is_the_same)
def only_on_the_very_day(patch: Patch) -> None:
    """A rung is reached from its day on, not on that day alone."""
    patch.setattr(
        escalation, "_day", lambda trigger, case: trigger.day(case) if trigger.day(case) == case.last else None
    )


@killed_by(every_day_or_once_is_the_same)
def the_last_log_decides_about_the_past(patch: Patch) -> None:
    """A rung is reached by the log as it stood on that day."""

    def whole(matter: sw.Matter, on: date) -> Any:
        state = matter.standing_state
        if matter.pending and state.id not in matter.workflows[0].settled and STOPPED not in state.tags:
            yield escalation._Stretch(matter.opened_on, on, len(matter.log), matter.cycle, matter.clock())

    patch.setattr(escalation, "_stretches", whole)


@killed_by(every_day_or_once_is_the_same)
def what_was_fired_is_forgotten(patch: Patch) -> None:
    """A rung is fired once in a cycle."""
    real = escalation.to_fire
    patch.setattr(escalation, "to_fire", lambda found, fired, *how, **more: real(found, (), *how, **more))


@killed_by(ladders_have_thresholds)
def a_day_late_is_not_late(patch: Patch) -> None:
    """One day past the term is the first late day."""
    patch.setattr(triggers.Past, "day", lambda self, case: case.due + timedelta(days=self.n + 1) if case.due else None)


@killed_by(ladders_have_thresholds)
def a_notice_comes_on_the_day(patch: Patch) -> None:
    """A notice is reached before the day."""
    patch.setattr(triggers.Before, "day", lambda self, case: case.due)


@killed_by(ladders_have_thresholds)
def the_next_rung_follows_at_once(patch: Patch) -> None:
    """The term of the rung before has to run out."""
    patch.setattr(triggers.After, "day", lambda self, case: case.before)


@killed_by(ladders_have_thresholds)
def stopped_matters_climb(patch: Patch) -> None:
    """What is stopped or handed in does not climb."""

    def all_days(matter: sw.Matter, on: date) -> Any:
        yield escalation._Stretch(matter.opened_on, on, len(matter.log), 1, matter.clock())

    patch.setattr(escalation, "_stretches", all_days)


@killed_by(ladders_have_thresholds)
def points_are_lost(patch: Patch) -> None:
    """The points of all effects add up."""
    patch.setattr(escalation, "score", lambda rungs: Fraction(-1))


# --- ranks


def ranks_are_exact_and_stable() -> None:
    scores = {"江西": Fraction(134, 138), "浙江": Fraction(339, 349), "A": 1, "B": 1, "X": None}
    told = rankings.rank(scores)
    assert [(one.name, one.place) for one in told.places] == [("A", 1), ("B", 1), ("浙江", 3), ("江西", 4)]
    assert told == rankings.rank(dict(reversed(scores.items())))
    assert [one.name for one in told.first(1, ties="in")] == ["A", "B"]
    assert told.first(1, ties="out") == ()
    assert told.unranked == ("X",)
    again = rankings.rank({**scores, "江西": 2}, before=told)
    assert again.of("江西").change == 3


@killed_by(ranks_are_exact_and_stable)
def rates_are_rounded_first(patch: Patch) -> None:
    """Ranks go by exact scores."""
    patch.setattr(rankings, "Fraction", lambda value=0, *_: Fraction(round(Fraction(value), 3)))


@killed_by(ranks_are_exact_and_stable)
def unknown_is_nothing(patch: Patch) -> None:
    """An unknown score is not ranked."""
    real = rankings.rank
    patch.setattr(rankings, "rank", lambda scores, **how: real({n: s or 0 for n, s in scores.items()}, **how))


@killed_by(ranks_are_exact_and_stable)
def a_cut_parts_equals(patch: Patch) -> None:
    """A cut leaves equals together."""
    patch.setattr(rankings, "_cut", lambda places, k, ties: tuple(places[:k]))


@killed_by(ranks_are_exact_and_stable)
def up_is_down(patch: Patch) -> None:
    """Places gained are positive."""
    place = rankings.Place
    patch.setattr(rankings, "Place", lambda n, s, p, change: place(n, s, p, -change if change else change))


# --- the agenda


def on_the_agenda(book: sw.Book, on: date, **how: Any) -> dict[str, list[str]]:
    """Kinds of reasons by matter."""
    made = agendas.agenda(book, on, since=on, **how)
    return {item.matter.id: [why.kind for why in item.why] for item in made.items}


def the_agenda_misses_nothing() -> None:
    due = DAY + timedelta(days=20)
    book = sw.Book("t", matters=(issue(due),))
    assert on_the_agenda(book, due + timedelta(days=1)) == {"H": ["overdue", "stuck"]}
    assert on_the_agenda(book, due) == {"H": ["due today", "stuck"]}
    assert on_the_agenda(book, due - timedelta(days=7), stuck=99) == {"H": ["due"]}
    assert on_the_agenda(book, due - timedelta(days=8), stuck=99) == {}
    handed = sw.Book("t", matters=(issue(due).apply(sw.Submit(on=DAY, by="李四", text="t")),))
    assert on_the_agenda(handed, due + timedelta(days=30)) == {"H": ["verify"]}
    assert agendas.agenda(book, due) == agendas.agenda(book.with_(issue(due)), due)
    late = sw.Book("t", matters=(issue(due).apply(sw.Submit(on=due + timedelta(days=5), by="李四", text="t")),))
    assert on_the_agenda(late, due + timedelta(days=1)) == {"H": ["overdue", "stuck"]}


@killed_by(the_agenda_misses_nothing)
def the_overdue_are_left_out(patch: Patch) -> None:
    """Whatever is overdue stands on the agenda."""
    patch.setattr(agendas, "_dated", lambda *_: ())


@killed_by(the_agenda_misses_nothing)
def the_agenda_looks_a_day_further(patch: Patch) -> None:
    """Soon is within the days that are looked ahead, both ends included."""
    patch.setattr(agendas._Look, "soon", lambda self, day: -1 <= (day - self.on).days <= self.ahead + 1)


@killed_by(the_agenda_misses_nothing)
def what_is_handed_in_is_stuck(patch: Patch) -> None:
    """What waits to be verified is not stuck."""
    patch.setattr(agendas, "_judged_next", lambda _: False)


@killed_by(the_agenda_misses_nothing)
def the_agenda_knows_the_future(patch: Patch) -> None:
    """The agenda of a day is made of what stood in the logs by then."""
    patch.setattr(sw.Book, "as_of", lambda self, _, **__: self)


def rounds_are_owed_by_whole_weeks() -> None:
    group = sw.Group("督查组", "督查", cadence="weekly")
    campaign = sw.Campaign(id="C", on=date(2025, 3, 5), title="行动", groups=(group,))
    held = sw.Round(id="R", on=date(2025, 3, 14), title="调度", campaign="C", cadence="weekly")
    due = rounds.rounds_due(campaign, (held,), campaign.on, date(2025, 3, 23))
    assert [(one.first.day, one.missed(date(2025, 3, 24))) for one in due] == [(10, False), (17, True)]
    assert not due[1].missed(date(2025, 3, 23))


@killed_by(rounds_are_owed_by_whole_weeks)
def a_week_that_runs_is_missed(patch: Patch) -> None:
    """A round is missed once its week is past."""
    patch.setattr(rounds.RoundDue, "missed", lambda self, on: self.last <= on and not self.held)


@killed_by(rounds_are_owed_by_whole_weeks)
def any_round_will_do(patch: Patch) -> None:
    """A round counts for the week in which it was held."""
    patch.setattr(rounds.RoundDue, "missed", lambda _, __: False)


def nobody_is_named() -> None:
    measure = sw.Measure.plan(id="M", title="t", on=DAY, by="张三丰", owner="张三", unit="监管股", term=DAY)
    masking = publications.masking_of(sw.Book("t", matters=(measure,)))
    assert masking.masked("张三丰、张三在监管股") == "张XX、张X在监管股"
    assert masking.masked("13812345678") == "138XXXX5678"


@killed_by(nobody_is_named)
def signers_are_named(patch: Patch) -> None:
    """Who signs is masked as well as who owns."""
    patch.setattr(publications, "_named", lambda matter: [matter.owner] if matter.owner else [])


@killed_by(nobody_is_named)
def short_names_first(patch: Patch) -> None:
    """The longer of two names is masked first."""
    masked = publications.Masking.masked

    def turned(self: Any, text: str) -> str:
        for name in reversed(self.names):
            text = text.replace(name, name[0] + "X" * (len(name) - 1))
        return masked(self, text)

    patch.setattr(publications.Masking, "masked", turned)


# --- figures, reports, checks


def totals_are_judged_by_intervals() -> None:
    assert statements.judge_totals({"total": 50, "parts": {"已整改": 40, "正在整改": 10}, "unit": "项"}) is True
    assert statements.judge_totals({"total": 50, "parts": {"已整改": 40, "正在整改": 9}, "unit": "项"}) is False
    assert statements.judge_totals({"total": 50, "parts": {"已整改": 40}, "unit": "项"}) is None
    assert statements.judge_totals({"total": 13.4, "parts": {"a": 5.58, "b": 7.79}, "unit": "万个"}) is True
    assert statements.judge_totals({"total": 3.1, "parts": {"a": 1.0, "b": 2.0}, "unit": "元"}) is None
    assert statements.judge_totals({"total": 3.0, "parts": {"a": 1.0, "b": 2.1}, "unit": "元"}) is False


@killed_by(totals_are_judged_by_intervals)
def a_remainder_is_an_error(patch: Patch) -> None:
    """What no part names is unknown, and not wrong."""
    adds_up = statements.adds_up
    patch.setattr(statements, "adds_up", lambda total, parts, *, whole: adds_up(total, parts, whole=True))


@killed_by(totals_are_judged_by_intervals)
def everything_is_rounded(patch: Patch) -> None:
    """Money and whole numbers are exact."""
    read = statements.Stated.read
    patch.setattr(statements.Stated, "read", lambda n, **_: read(n, rounded=True))


@killed_by(totals_are_judged_by_intervals)
def nothing_is_rounded(patch: Patch) -> None:
    """A number of 万 with its decimals stands for all that round to it."""
    read = statements.Stated.read
    patch.setattr(statements.Stated, "read", lambda n, **_: read(n))


def rounding_is_half_up() -> None:
    assert [str(rates.half_up(Fraction(n, 8) * 100, 0)) for n in (1, 3, 5)] == ["13", "38", "63"]
    assert str(rates.half_up(Fraction(688, 697) * 100, 2)) == "98.71"


@killed_by(rounding_is_half_up)
def rounding_is_to_even(patch: Patch) -> None:
    """四舍五入, and not the banker's rounding."""
    patch.setattr(rates, "half_up", lambda value, digits: round(Decimal(value.numerator) / value.denominator, digits))


@killed_by(rounding_is_half_up)
def rounding_is_down(patch: Patch) -> None:
    """Half goes up."""
    patch.setattr(rates, "half_up", lambda value, digits: Decimal(int(value * 10**digits)).scaleb(-digits))


def told(text: str, cls: str = "done", **more: Any) -> Told:
    """A row with its words."""
    return Told(
        "R", more.pop("title", "平台·上线"), DAY, DAY, None, "已完成", cls, text, more.pop("finish", DAY), **more
    )


def rows_are_read_with_care() -> None:
    def codes(row: Told) -> list[str]:
        return [fault.code for fault in runs.check_rows([row], DAY).faults]

    assert codes(told("环节取消")) == ["B4"]
    assert codes(told("未取消，已上线")) == []
    assert codes(told("方案已定稿")) == ["B6"]
    assert codes(told("已上线")) == []
    assert codes(told("已上线", finish=DAY + timedelta(days=1))) == ["B2"]
    assert codes(told("已上线", finish=None)) == ["B3"]
    assert codes(told("已上线", finish=DAY - timedelta(days=1))) == ["early"]


@killed_by(rows_are_read_with_care)
def a_denial_is_not_heard(patch: Patch) -> None:
    """未取消 is not 取消."""
    patch.setattr(statuses, "_CALLED_OFF", re.compile("取消"))


@killed_by(rows_are_read_with_care)
def a_step_is_the_goal(patch: Patch) -> None:
    """A step towards the goal is less than the goal."""
    patch.setattr(statuses, "_STEPS", ())


def reports_compare_by_records() -> None:
    one = sw.Book("t", matters=(issue(),))
    two = one.with_(sw.Issue.register(id="H-2", title="t", on=DAY, by="甲"))
    figures = [sw.report(book, as_of=DAY + timedelta(days=1)).figures for book in (one, two)]
    assert sw.compare(figures[0], figures[0]) == ()
    assert {row for change in sw.compare(*figures) for row in change.added} == {"H-2"}


@killed_by(reports_compare_by_records)
def only_values_are_compared(patch: Patch) -> None:
    """A change names the records that came."""
    patch.setattr(comparisons.Comparison, "added", property(lambda _: ()))


@killed_by(reports_compare_by_records)
def everything_has_changed(patch: Patch) -> None:
    """What is the same is left out."""
    patch.setattr(comparisons.Comparison, "same", property(lambda _: False))
