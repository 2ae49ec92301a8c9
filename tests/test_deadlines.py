"""Deadlines as whole values: what is kept beside the days, and the steps that are told at the edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock, Extension, Stop
from safetywork.errors import UnannouncedDayError
from safetywork.periods import BEIJING, Deadline, PeriodRule, backward, days, hours, weeks, workdays
from safetywork.terms import Capped, Stage, Stages


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


# --- hours


def test_a_deadline_in_hours_is_its_two_moments():
    """Rule and calendar are kept with it, though no day off was asked about."""
    start, rule = at("2025-01-27T17:30"), PeriodRule(hours(24))
    told = Deadline(d("01-27"), d("01-28"), d("01-28"), rule, CHINA, moments=(start, start + timedelta(days=1)))
    assert rule.resolve(start) == told


@pytest.mark.parametrize("minutes", ["08:00:00", "08:00:01", "08:30:00.000001", "08:59:59.999999"])
def test_the_next_full_hour_has_neither_minutes_nor_seconds(minutes):
    """民诉法解释 125: whatever of the hour is gone, it runs from the next one."""
    due = PeriodRule(hours(1), next_hour=True).resolve(at(f"2025-01-27T{minutes}"))
    assert due.moments == (at("2025-01-27T09:00"), at("2025-01-27T10:00"))


def test_hours_that_count_back_are_explained_backwards():
    """The span leads to the moment before, and there it ends."""
    rule = PeriodRule(hours(24), direction="before")
    assert rule.resolve(at("2025-01-27T17:30")).explain("en").splitlines()[1:] == [
        "2025-01-27  the term of 24 hours runs to 2025-01-26 17:30",
        "2025-01-26  no later than 2025-01-26 17:30",
        "2025-01-26  the last day",
    ]


# --- counting back


def test_counting_back_tells_the_last_day_and_not_the_event():
    """01-26 was a make-up Sunday: told where the term ends on it, silent where it is the event itself."""
    rule = PeriodRule(workdays(1), direction="before")
    assert [step.code for step in rule.resolve(d("01-27")).steps] == ["event", "span", "make-up", "last"]
    assert [step.code for step in rule.resolve(d("01-26")).steps] == ["event", "span", "last"]


def test_counting_back_from_days_not_announced():
    """Refused unless asked for; asked for, one day more lies between on statutory days off too."""
    event = d("2027-01-20")
    with pytest.raises(UnannouncedDayError):
        backward(event, workdays(3), CHINA)
    assert backward(event, workdays(3), CHINA, provisional=True) == d("2027-01-15")
    assert backward(event, workdays(3), CHINA, clear_days=True, provisional=True) == d("2027-01-14")
    assert backward(event, workdays(12), CHINA, provisional=True) == d("2027-01-04")


def test_an_end_on_a_day_not_announced_moves_back_too():
    """Three weeks before a Saturday is a Saturday: the Friday before it, on statutory days off, and marked."""
    due = PeriodRule(weeks(3), direction="before").resolve(d("2027-03-27"), provisional=True)
    assert (due.nominal, due.last_day, due.provisional) == (d("2027-03-06"), d("2027-03-05"), True)


# --- runs of days off, stages


def test_a_term_is_prolonged_by_all_its_runs_together():
    """征管法实施细则 109: eight days of 春节 and three of 清明 are eleven working days after 04-10."""
    due = PeriodRule(days(80), prolong=True).resolve(d("01-20"))
    assert (due.nominal, due.last_day) == (d("04-10"), d("04-25"))
    told = [(step.code, step.params["n"]) for step in due.steps if step.code in {"run", "prolong"}]
    assert told == [("run", 8), ("run", 3), ("prolong", 11)]


def test_a_prolonged_term_of_a_year_not_announced_is_explained():
    """On statutory days off: National Day with the two working days that make up for its weekend."""
    due = PeriodRule(days(15), prolong=True).resolve(d("2027-09-30"), provisional=True)
    assert [(step.code, f"{step.first:%m-%d}", f"{step.last:%m-%d}") for step in due.steps] == [
        ("trigger", "09-30", "09-30"),
        ("span", "09-30", "09-30"),
        ("run", "10-01", "10-05"),
        ("prolong", "10-15", "10-22"),
        ("provisional", "10-22", "10-22"),
        ("last", "10-22", "10-22"),
    ]


@pytest.mark.parametrize(("second", "told"), [("2018-12-30", 1), ("2018-12-31", 0), ("2019-01-01", 0)])
def test_a_stage_overruns_only_what_ends_after_it(second, told):
    """Two stages may end on one day; the second is told as too early where it ends before the first."""
    plan = Stages((Stage("一", d("2018-12-31")), Stage("二", d(second))))
    steps = Clock(d("2018-12-01"), plan).deadline().steps
    assert [step.code for step in steps].count("overrun") == told


def test_a_plan_that_rests_on_days_not_announced_says_so_once():
    """However many of its stages do."""
    plan = Stages((Stage("一", workdays(3)), Stage("二", workdays(4))))
    due = Clock(d("2027-01-04"), plan).deadline(provisional=True)
    told = ["trigger", "stage", "span", "stage", "span", "provisional", "last"]
    assert [step.code for step in due.steps] == told


# --- clocks


def clocks(start):
    """A clock of every kind that asks a calendar, by its kind."""
    on, moment = start, datetime.combine(start, datetime.min.time(), BEIJING)
    more, agreed = Extension(on, by=workdays(3)), Extension(on, to=start + timedelta(days=9))
    plan = Stages((Stage("一", workdays(3)), Stage("二", workdays(4))))
    return {
        "plain": Clock(start, workdays(9)),
        "agreed": Clock(start, start + timedelta(days=9), (more,)),
        "extended": Clock(start, days(9), (more,)),
        "extended, not rolled": Clock(start, PeriodRule(workdays(9), roll=False), (more,)),
        "stopped": Clock(start, workdays(9), (), (Stop(on, start + timedelta(days=9)),)),
        "stopped, not rolled": Clock(start, PeriodRule(workdays(9), roll=False), (), (Stop(on, start + timedelta(9)),)),
        "restarted": Clock(start, workdays(9)).restart(start + timedelta(days=1)),
        "staged": Clock(start, plan),
        "staged, extended": Clock(start, plan, (more,)),
        "capped": Clock(start, Capped(workdays(9), workdays(20))),
        "capped, reached": Clock(start, Capped(workdays(9), workdays(5))),
        "capped, extended": Clock(start, Capped(workdays(9), workdays(5)), (agreed,)),
        "hours, agreed": Clock(moment, hours(24), (agreed, more)),
    }


KINDS = tuple(clocks(d("01-06")))
FOUR = WorkCalendar.weekly("four days", rest=(5, 6, 7))


@pytest.mark.parametrize("kind", KINDS)
def test_the_calendar_that_is_asked_is_the_one_that_was_given(kind):
    """Set first or moved since, stage by stage; a week of four days ends later, and China's is not asked."""
    it = clocks(d("03-03"))[kind]
    for ask in (it.original, it.deadline):
        due = ask(FOUR)
        assert {due.calendar, *(stage.calendar for _, stage in due.stages)} == {FOUR}
    assert it.deadline(FOUR).last_day > it.deadline(CHINA).last_day


@pytest.mark.parametrize("kind", KINDS)
def test_a_clock_in_a_year_not_announced_is_refused_or_marked(kind):
    """Nothing is guessed until that is asked for, and then it is said; what was first set is treated alike."""
    it = clocks(d("2027-03-01"))[kind]
    asked = (it.deadline,) if kind in {"agreed", "hours, agreed"} else (it.deadline, it.original)
    for ask in asked:
        with pytest.raises(UnannouncedDayError):
            ask(CHINA)
        assert ask(CHINA, provisional=True).provisional


def test_hours_extended_to_a_day_are_explained():
    """On which day, to which; what comes after runs from that day, and an open stop is told up to the day asked on."""
    it = Clock(at("2025-01-20T09:00"), hours(24), (Extension(d("01-21"), to=d("01-24")),), (Stop(d("01-22")),))
    assert it.deadline(on=d("01-23")).explain("en").splitlines() == [
        "2025-01-20  the day of the trigger, not counted (民法典 201)",
        "2025-01-21  extended to 2025-01-24",
        "2025-01-22 … 2025-01-23  a stop leaves an agreed day where it is",
        "2025-01-24  the last day",
    ]


def test_a_stop_of_hours_is_told_up_to_the_day_asked_on_and_before_their_last_day():
    """Hours run on through an open one; one that begins as they end is no matter of theirs."""
    it = Clock(at("2025-01-20T09:00"), hours(48), (), (Stop(d("01-20")),))
    told = [(s.first, s.last) for s in it.deadline(FOUR, on=d("01-21")).steps if s.code == "hours run on"]
    assert told == [(d("01-20"), d("01-21"))]
    assert it.deadline(FOUR, on=d("01-21")).calendar == FOUR
    late = Clock(at("2025-01-20T09:00"), hours(48), (), (Stop(d("01-22"), d("01-24")),))
    assert "hours run on" not in {step.code for step in late.deadline().steps}


def test_what_happens_to_a_clock_leaves_the_rest_of_it():
    """Extended, stopped, resumed or finished, it keeps every other field; restarted, all but its extensions."""
    moment, on = at("2025-01-20T09:00"), d("01-24")
    stops = (Stop(d("01-21"), d("01-22")),)
    full = Clock(moment, hours(48), (Extension(on, by=hours(3)),), stops, on, moment + timedelta(days=4), (moment,))
    more = Extension(on, by=hours(5))
    assert full.extend(more) == evolve(full, extensions=(*full.extensions, more))
    stopped = full.suspend(on)
    assert stopped == evolve(full, stops=(*stops, Stop(on)))
    assert stopped.resume(d("01-26")) == evolve(full, stops=(*stops, Stop(on, d("01-26"))))
    later = moment + timedelta(days=5)
    assert full.finish(later.date(), later) == evolve(full, finished=later.date(), finished_at=later)
    assert full.restart(later) == evolve(full, trigger=later, extensions=(), earlier=(moment, moment))


def test_a_standing_guesses_nothing_unless_asked():
    """As the deadline it rests on."""
    it = clocks(d("2027-03-01"))["plain"]
    with pytest.raises(UnannouncedDayError):
        it.standing(d("2027-03-02"))
    assert it.standing(d("2027-03-02"), provisional=True).provisional


@pytest.mark.parametrize("term", [workdays(5), Stages((Stage("一", workdays(5)),)), Capped(workdays(5), workdays(60))])
def test_an_open_stop_counts_up_to_the_day_asked_on_in_any_term(term):
    """Stopped on 03-04, a Tuesday, with four days left: asked a week later, five working days more."""
    it = Clock(d("03-03"), term).suspend(d("03-04"))
    assert it.deadline().last_day == d("03-10")
    assert it.deadline(on=d("03-11")).last_day == d("03-17")


@pytest.mark.parametrize(("cap", "told"), [(6, "cap"), (5, "cap"), (4, "capped")])
def test_a_cap_that_is_just_met_is_not_passed(cap, told):
    """It cuts what lies beyond it only; restarted, the capped term says so once."""
    it = Clock(d("03-03"), Capped(workdays(5), workdays(cap)))
    assert [step.code for step in it.deadline().steps] == ["trigger", "span", told, "last"]
    again = it.restart(d("03-10")).deadline()
    assert [step.code for step in again.steps] == ["restarted", "trigger", "span", told, "last"]


def test_a_stage_that_ends_on_the_cap_is_not_cut():
    """The second stage is; the first one's own steps speak of no cap."""
    plan = Stages((Stage("一", workdays(3)), Stage("二", workdays(4))))
    due = Clock(d("03-03"), Capped(plan, workdays(3))).deadline()
    assert [stage.last_day for _, stage in due.stages] == [d("03-06"), d("03-06")]
    assert [[step.code for step in stage.moves] for _, stage in due.stages] == [[], ["capped"]]
    assert [step.code for step in due.moves] == ["capped"]


def test_stops_that_touch_are_told_as_one():
    """The second begins on the day the first ends: one stretch of six days; a day between, and they are two."""
    for second, told in (("01-10", [6]), ("01-11", [2, 3])):
        it = Clock(d("01-06"), days(10), (), (Stop(d("01-08"), d("01-10")), Stop(d(second), d("01-14"))))
        lost = [step.params["days"].n for step in it.deadline().steps if step.code == "stopped"]
        assert lost == told


def test_the_days_of_a_moment_are_those_of_beijing():
    """20:00 in London is the next day there: told so where hours are restarted."""
    it = Clock(datetime(2025, 1, 27, 20, tzinfo=UTC), hours(24)).restart(datetime(2025, 1, 29, 20, tzinfo=UTC))
    first = it.deadline().steps[0]
    assert (first.code, first.first, first.params["on"]) == ("restarted", d("01-28"), d("01-30"))


def test_a_provisional_day_that_would_be_moved_past_what_is_projected_stays():
    """A term that ends on a weekend at the very end of a calendar is marked like one that ends a day later."""
    short = WorkCalendar("short", d("2025-01-01"), d("2025-06-30"), projected_through=d("2025-08-31"))  # a Sunday
    for n, on in ((10, "08-30"), (11, "08-31"), (12, "09-01")):
        due = PeriodRule(days(n)).resolve(d("08-20"), short, provisional=True)
        assert (due.last_day, due.provisional) == (d(on), True)
    with pytest.raises(UnannouncedDayError):
        PeriodRule(days(11)).resolve(d("08-20"), short)
