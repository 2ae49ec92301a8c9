"""The clock of a deadline: extensions on the nominal day, stops as a union, and where it stands on a day.

A walker that goes day by day is the oracle beside answers counted by hand.
"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock, Extension, Stop
from safetywork.errors import DayOrderError, NotADayError, NotAMomentError, SpanError, UnannouncedDayError
from safetywork.periods import BEIJING, PeriodRule, Span, days, deadline, forward, hours, months, weeks, workdays, years
from safetywork.terms import Capped, Stage, Stages
from safetywork.testing import strategies

ONE = timedelta(days=1)
WEEKLY = WorkCalendar.weekly("weekly")
COUNTED = ("workday", "day")

calendars = strategies.calendars()
counting = strategies.clocks(agreed=False)
whatever = strategies.clocks(composed=True)
moments = strategies.days(date(2024, 10, 1), date(2025, 9, 30))


def d(text):
    """2025-01-24, or 01-24 of 2025."""
    return date.fromisoformat(text if len(text) > 5 else f"2025-{text}")


def clock(term, trigger="01-06", extensions=(), stops=(), finished=None):
    """A clock from texts: stops as `("01-08", "01-10")`, extensions as a span or a day."""
    given_ = (Extension(d(trigger), to=d(e)) if isinstance(e, str) else Extension(d(trigger), by=e) for e in extensions)
    stretches = (Stop(d(start), end and d(end)) for start, end in stops)
    return Clock(d(trigger), d(term) if isinstance(term, str) else term, tuple(given_), tuple(stretches), finished)


def last(it, on=None, calendar=CHINA):
    """Nominal and last day, as MM-DD."""
    due = it.deadline(calendar, on=on and d(on))
    return f"{due.nominal:%m-%d}", f"{due.last_day:%m-%d}"


# --- the oracle


def rule_of(term):
    """The rule by which a span counts."""
    return term if isinstance(term, PeriodRule) else PeriodRule(term)


def walk(it, calendar, on):
    """Nominal and last day, met by going day by day and not counting stopped days."""
    stopped = set()
    for stop in it.stops:
        stopped.update(calendar.between(stop.start, stop.end or max(on, stop.start)))
    return walk_term(it.term, it.trigger, it.extensions, stopped, calendar)


def walk_term(term, start, extensions, stopped, calendar):
    """The same of one term, which may be made of others."""
    if isinstance(term, Stages):
        *firsts, last_stage = term.stages
        for stage in firsts:
            start, _ = walk_term(stage.term, start, (), stopped, calendar)
        return walk_term(last_stage.term, start, extensions, stopped, calendar)
    if isinstance(term, Capped):
        nominal, last_day = walk_term(term.term, start, extensions, stopped, calendar)
        _, cap = walk_term(term.cap, start, (), set(), calendar)
        cap = max([cap, *(e.to for e in extensions if e.to and term.extendable)])
        return (nominal, last_day) if last_day <= cap else (cap, cap)
    to = [i for i, e in enumerate(extensions) if e.to]
    if to or isinstance(term, date):
        agreed, rest = (extensions[to[-1]].to, extensions[to[-1] + 1 :]) if to else (term, extensions)
        units = {e.by.unit for e in rest}
        end = (
            forward(agreed, Span(sum(e.by.n for e in rest), units.pop()), calendar, provisional=True)
            if rest
            else agreed
        )
        return end, end
    rule = rule_of(term)
    nominal = walk_days(Span(rule.span.n + sum(e.by.n for e in extensions), rule.span.unit), start, stopped, calendar)
    return nominal, calendar.next(nominal, provisional=True) if rule.roll else nominal


def walk_days(whole, at, stopped, calendar):
    """Day by day, each that is not stopped counted once."""
    left = whole.n if whole.unit in COUNTED else (forward(at, whole, calendar) - at).days
    while left:
        at += ONE
        left -= at not in stopped and (whole.unit != "workday" or calendar.is_workday(at, provisional=True))
    return at


@given(calendars, counting | whatever, moments)
def test_the_clock_agrees_with_a_walker(calendar, it, on):
    """Whatever the term, its extensions and stops: each day that is not stopped counts once; agreed days stand."""
    due = it.deadline(calendar, on=on, provisional=True)
    assert (due.nominal, due.last_day) == walk(it, calendar, on)


# --- extensions


def test_extensions_run_on_the_nominal_day():
    """2014-02-01 + 3 + 3 + 3 months is 11-01, though 05-01 was a festival day."""
    it = clock(months(3), "2014-02-01")
    assert last(it) == ("05-01", "05-04")
    assert last(it.extend(Extension(d("2014-04-01"), by=months(3)))) == ("08-01", "08-01")
    thrice = clock(months(3), "2014-02-01", [months(3), months(3)])
    assert thrice.deadline().nominal == d("2014-11-01")


@pytest.mark.parametrize(
    ("it", "nominal", "last_day"),
    [
        (clock(days(30), "2024-01-10", [days(30)]), "03-10", "03-11"),  # 强制法 25; 03-10 is a Sunday
        (clock(workdays(20), "2025-09-15", [workdays(10)]), "10-31", "10-31"),  # 许可法 42
        (clock(workdays(20), "2026-01-26", [workdays(20)]), "03-27", "03-27"),  # 信息公开条例 33
        (clock(days(60), "2022-05-05", [days(30)]), "08-03", "08-03"),  # 信访条例 34
        (clock(months(1), "01-31", [months(1)]), "03-31", "03-31"),  # months never chain
        (clock(months(1), "2023-01-31", [years(1)]), "02-29", "02-29"),  # 13 months, not 02-28 + 1 year
        (clock(PeriodRule(years(1), roll=False), "2024-02-29", [months(36)]), "02-29", "02-29"),  # 48 months
        (clock(months(1), "01-06", [days(5)]), "02-11", "02-11"),
        (clock(years(1), "2024-02-29", [months(12)]), "02-28", "02-28"),
        (clock(weeks(1), "01-06", [weeks(2)]), "01-27", "01-27"),
        (clock(days(10), "01-06", [workdays(5)]), "01-23", "01-23"),  # Thursday 01-16 and five working days
        (clock(workdays(5), "01-06", [days(5)]), "01-18", "01-20"),  # Monday 01-13 and five days: a Saturday
        (clock(days(25), "01-06", [months(1), months(1)]), "03-31", "03-31"),  # 01-31 and two months, not 02-28 + 1
        (clock("01-31", "01-06", [months(1), months(1)]), "03-31", "03-31"),  # so from an agreed day too
        (clock(days(10), "01-06", ["01-31", months(1), months(1)]), "03-31", "03-31"),
        (clock(days(10), "01-06", ["02-01"]), "02-01", "02-01"),  # a day agreed on does not roll
        (clock(days(10), "01-06", ["02-01", days(1)]), "02-02", "02-02"),
        (clock(days(10), "01-06", [days(5), "03-03"]), "03-03", "03-03"),
        (clock("01-31", "01-06", ["01-10"]), "01-10", "01-10"),
        (clock(days(30), "01-06", [days(0)]), "02-05", "02-05"),
    ],
)
def test_extensions_by_hand(it, nominal, last_day):
    """Like units are one total from the trigger, unlike ones run on from the nominal day."""
    assert last(it) == (nominal, last_day)


@given(counting, st.integers(0, 12))
def test_an_extension_by_nothing_changes_no_day(it, n):
    """extend(x, 0) = x; an extension never hastens."""
    plain = evolve(it, stops=())
    unit = rule_of(it.term).span.unit
    before = plain.deadline(WEEKLY).nominal
    assert plain.extend(Extension(it.trigger, by=Span(0, unit))).deadline(WEEKLY).nominal == before
    assert plain.extend(Extension(it.trigger, by=Span(n, unit))).deadline(WEEKLY).nominal >= before


@given(counting)
def test_the_order_of_like_extensions_is_irrelevant(it):
    """Months too: one total from the trigger."""
    turned = evolve(it, extensions=it.extensions[::-1])
    assert turned.deadline(WEEKLY).last_day == it.deadline(WEEKLY).last_day


@pytest.mark.parametrize("both", [{}, {"by": days(3), "to": date(2025, 1, 24)}])
def test_an_extension_is_by_a_span_or_to_a_day(both):
    """Neither and both are refused."""
    with pytest.raises(SpanError, match="either by a span or to a day"):
        Extension(d("01-06"), **both)


# --- stops


@pytest.mark.parametrize(
    ("term", "stops", "nominal", "last_day"),
    [
        (days(30), [], "02-05", "02-05"),
        (days(30), [("01-08", "01-11")], "02-08", "02-08"),  # stopped days are 9, 10, 11
        (days(30), [("01-08", "01-08")], "02-05", "02-05"),  # stopped and resumed on one day
        (days(30), [("01-06", "01-09")], "02-08", "02-08"),  # stopped on the day of the trigger
        (days(30), [("01-01", "01-09")], "02-08", "02-08"),  # days before the trigger were never counted
        (days(30), [("01-01", "01-03")], "02-05", "02-05"),
        (days(30), [("01-01", "01-03"), ("01-02", "01-07")], "02-06", "02-06"),
        (days(30), [("01-08", "01-11"), ("01-10", "01-13")], "02-10", "02-10"),  # overlapping: 9 to 13
        (days(30), [("01-08", "01-20"), ("01-10", "01-12")], "02-17", "02-17"),  # one inside the other
        (days(30), [("01-08", "01-11"), ("01-11", "01-13")], "02-10", "02-10"),  # touching
        (days(30), [("01-10", "01-13"), ("01-08", "01-11")], "02-10", "02-10"),  # in any order
        (days(30), [("01-08", "01-11"), ("01-13", "01-14")], "02-09", "02-10"),  # a Sunday, rolled
        (days(30), [("02-04", "02-06")], "02-07", "02-07"),  # on the last but one day: one day was left
        (days(30), [("02-05", "02-28")], "02-05", "02-05"),  # on the due day: too late to help
        (days(30), [("01-08", "01-11"), ("02-07", "02-09")], "02-10", "02-10"),  # the first stop let the second in
        (workdays(5), [], "01-13", "01-13"),
        (workdays(5), [("01-08", "01-13")], "01-16", "01-16"),  # working days 9, 10, 13
        (workdays(5), [("01-10", "01-12")], "01-13", "01-13"),  # a weekend has none to lose
        (workdays(5), [("01-10", "02-05")], "02-06", "02-06"),  # over the festival: one day was left
        (months(1), [("01-31", "02-03")], "02-09", "02-10"),  # calendar days, and a Sunday rolls
        (weeks(2), [("01-19", "01-21")], "01-22", "01-22"),
        ("02-01", [("01-08", "01-20")], "02-01", "02-01"),  # an agreed day stays
    ],
)
def test_stops_by_hand(term, stops, nominal, last_day):
    """Stopped days are (stop, resume], each once; the term goes on with what was left."""
    assert last(clock(term, stops=stops)) == (nominal, last_day)


def test_a_stop_does_not_end_before_it_begins():
    """Resumed on the day it was stopped is a stop of no day; a day earlier is no stop at all."""
    assert Stop(d("01-08"), d("01-08")).end == d("01-08")
    with pytest.raises(DayOrderError) as caught:
        Stop(d("01-08"), d("01-07"))
    assert caught.value == DayOrderError(d("01-08"), d("01-07"))


@pytest.mark.parametrize(
    ("on", "paused", "share"),
    [("01-26", 0, (20, 99)), ("02-10", 15, (20, 99)), ("02-26", 31, (20, 99)), ("02-27", 31, (21, 99))],
)
def test_days_on_which_the_clock_stood_still_have_not_elapsed(on, paused, share):
    """100 days from 6 January, stopped for 31 of them after 20: on the day it resumes it is where it was."""
    end = "02-26" if on >= "02-26" else None
    it = clock(PeriodRule(days(99), roll=False), stops=[("01-26", end)])
    standing = it.standing(d(on))
    assert (standing.paused, standing.share) == (paused, Fraction(*share))


def test_a_stop_that_moves_no_agreed_day_takes_nothing_out_of_the_share():
    """An agreed day stays where it is, so the days of the stop have elapsed like any other."""
    standing = clock("01-26", stops=[("01-08", "01-12")]).standing(d("01-16"))
    assert (standing.paused, standing.share) == (0, Fraction(1, 2))


@pytest.mark.parametrize(
    ("it", "last_day"),
    [
        (clock(days(30), "2024-01-10", [], [("2024-01-15", "2024-01-27")]), "02-21"),  # 强制法 25, testing: 12 days
        (clock(days(60), "2023-06-01", [], [("2023-06-10", "2023-06-30")]), "08-20"),  # 事故条例 27, tests: 20 days
        (clock(days(60), "2023-06-01", [days(60)], [("2023-06-10", "2023-06-30")]), "10-19"),
        (clock(workdays(20), "2026-01-26", [], [("2026-02-02", "2026-02-13")]), "03-12"),  # third party: 9 working days
    ],
)
def test_stops_and_extensions_in_statutes(it, last_day):
    """Testing, expert and consultation time is not counted; `last_day` is the nominal day of the law's own example."""
    assert last(it)[0] == last_day


def test_an_open_stop_counts_up_to_the_day_asked_about():
    """It moves the term day by day; without a day, or before it began, it has stopped nothing yet."""
    it = clock(days(30), stops=[("01-08", None)])
    assert last(it) == last(it, on="01-08") == last(it, on="01-07") == ("02-05", "02-05")
    assert last(it, on="01-09")[0] == "02-06"
    assert last(it, on="01-20")[0] == "02-17"


def test_stopping_and_resuming():
    """Stopping a stopped clock and resuming a running one change nothing; a stop can follow a stop."""
    it = clock(days(30))
    assert it.resume(d("01-07")) is it
    assert not it.stopped
    stopped = it.suspend(d("01-08"))
    assert stopped.stopped
    assert stopped.suspend(d("01-09")) is stopped
    again = stopped.resume(d("01-11")).suspend(d("01-15")).resume(d("01-16"))
    assert again.stops == (Stop(d("01-08"), d("01-11")), Stop(d("01-15"), d("01-16")))
    assert last(again) == ("02-09", "02-10")
    assert last(it) == ("02-05", "02-05")


@given(calendars, counting, moments, st.randoms())
def test_stops_are_a_union(calendar, it, on, chance):
    """Their order, and saying one twice or in two parts, is irrelevant; a same-day stop is none."""
    due = it.deadline(calendar, on=on, provisional=True).last_day
    shuffled = [*it.stops, *it.stops, Stop(it.trigger + 9 * ONE, it.trigger + 9 * ONE)]
    chance.shuffle(shuffled)
    assert evolve(it, stops=tuple(shuffled)).deadline(calendar, on=on, provisional=True).last_day == due


@given(calendars, counting, moments, st.integers(0, 30))
def test_a_stop_never_hastens_and_one_after_the_end_does_nothing(calendar, it, on, length):
    """due(with) >= due(without); from the nominal day on it is too late to stop."""
    without = evolve(it, stops=()).deadline(calendar, provisional=True)
    due = it.deadline(calendar, on=on, provisional=True)
    assert due.last_day >= without.last_day
    after = Stop(due.nominal, due.nominal + length * ONE)
    closed = evolve(it, stops=tuple(Stop(s.start, s.end or max(s.start, on)) for s in it.stops))
    assert evolve(closed, stops=(*closed.stops, after)).deadline(calendar, provisional=True).nominal == due.nominal


@given(strategies.days(), st.integers(2, 60), st.integers(0, 1), st.integers(0, 20))
def test_calendar_days_move_by_the_length_of_the_stop(trigger, n, wait, length):
    """Nominal moves by exactly resume - stop."""
    start = trigger + wait * ONE
    it = Clock(trigger, days(n), stops=(Stop(start, start + length * ONE),))
    assert it.deadline().nominal == trigger + (n + length) * ONE


@given(strategies.days(), st.lists(st.tuples(moments, st.integers(0, 20)), max_size=4), moments)
def test_an_agreed_day_is_not_moved_by_stops(trigger, stretches, agreed):
    """Only an extension moves it; the explanation says that the stop did not."""
    stops = tuple(Stop(start, start + n * ONE) for start, n in stretches)
    due = Clock(trigger, agreed, stops=stops).deadline()
    assert (due.nominal, due.last_day, due.provisional) == (agreed, agreed, False)
    assert {s.code for s in due.moves} <= {"fixed"}
    extended = Clock(trigger, days(3), (Extension(trigger, to=agreed),), stops).deadline()
    assert extended.last_day == agreed


@given(calendars, whatever, moments)
def test_every_clock_has_a_deadline_that_explains_itself(calendar, it, on):
    """Agreed days included: nominal <= last day, the last step is the last day, firm means announced."""
    due = it.deadline(calendar, on=on, provisional=True)
    assert due.nominal <= due.last_day == due.steps[-1].last
    assert due.explain("zh") != due.explain("en")
    if due.rule and not due.provisional and (due.rule.roll or due.rule.span.unit == "workday"):
        assert due.last_day <= calendar.announced_through


# --- a cap

SOON = workdays(15)  # from Tuesday 2025-06-03: 06-24


@pytest.mark.parametrize(
    ("term", "trigger", "extensions", "stops", "last_day"),
    [
        (Capped(SOON, d("06-30")), "06-03", [], [], "06-24"),
        (Capped(SOON, d("06-30")), "06-10", [], [], "06-30"),  # 15 working days would be 07-01
        (
            Capped(days(12), d("06-29")),
            "06-16",
            [],
            [],
            "06-29",
        ),  # Saturday 06-28 would roll to Monday: the cap does not
        (Capped(SOON, d("06-30")), "06-03", [], [("06-05", "06-12")], "06-30"),  # five working days stopped: 07-01
        (Capped(SOON, d("06-30")), "06-03", [workdays(2)], [], "06-26"),
        (Capped(SOON, d("06-30")), "06-03", [workdays(9)], [], "06-30"),
        (Capped(SOON, d("06-30")), "06-03", ["07-15"], [], "06-30"),
        (Capped(SOON, d("06-30"), extendable=True), "06-03", ["07-15"], [], "07-15"),
        (Capped(SOON, d("06-30"), extendable=True), "06-03", ["06-20"], [], "06-20"),
        (Capped(SOON, d("06-30"), extendable=True), "06-03", ["07-15", days(3)], [], "07-15"),  # only to a named day
        (Capped(SOON, d("06-30"), extendable=True), "06-03", [workdays(9)], [], "06-30"),
        (Capped(d("07-05"), days(30)), "06-10", [], [], "07-05"),  # negotiated, at most 30 days
        (Capped(d("07-20"), days(30)), "06-10", [], [], "07-10"),
        (Capped(d("07-20"), days(25)), "06-10", [], [], "07-07"),  # Saturday 07-05 rolls
        (Capped(d("07-20"), PeriodRule(days(25), roll=False)), "06-10", [], [], "07-05"),
        (Capped(d("07-20"), days(30)), "06-10", [], [("06-12", "06-20")], "07-10"),  # no stop moves a cap of days
        (Capped(SOON, days(20)), "06-03", [], [], "06-23"),
    ],
)
def test_caps_by_hand(term, trigger, extensions, stops, last_day):
    """The earlier of the two; stops and extensions move the term, up to the cap."""
    assert last(clock(term, trigger, extensions, stops))[1] == last_day


@given(calendars, strategies.clocks(), strategies.days(), moments)
def test_a_cap_only_ever_cuts(calendar, it, cap, on):
    """min(term, cap), whatever happened to the clock; a cap that may be extended lies between."""
    free = it.deadline(calendar, on=on, provisional=True)
    firm, yielding = (
        evolve(it, term=Capped(it.term, cap, extendable)).deadline(calendar, on=on, provisional=True)
        for extendable in (False, True)
    )
    assert firm.last_day == min(free.last_day, cap)
    assert firm.last_day <= yielding.last_day <= free.last_day


# --- stages


SHORT = Stages((Stage("受理", workdays(7)), Stage("办理", workdays(15)), Stage("答复", workdays(2))), workdays(24))
LONG = Stages((Stage("排查", d("2018-12-31")), Stage("整治", d("2019-05-31")), Stage("巩固", months(6))))


def ends(it, on=None):
    """The last day of each stage, as MM-DD."""
    return [f"{due.last_day:%m-%d}" for _, due in it.deadline(on=on and d(on)).stages]


@pytest.mark.parametrize(
    ("it", "last_days"),
    [
        (clock(SHORT, "2013-10-12"), ["10-22", "11-12", "11-14"]),
        (clock(SHORT, "2013-10-12", [], [("2013-10-15", "2013-10-17")]), ["10-24", "11-14", "11-18"]),
        (clock(SHORT, "2013-10-12", [], [("2013-10-22", "2013-10-24")]), ["10-22", "11-14", "11-18"]),
        (clock(SHORT, "2013-10-12", [], [("2013-10-21", "2013-10-28")]), ["10-29", "11-19", "11-21"]),
        (clock(SHORT, "2013-10-12", [workdays(3)]), ["10-22", "11-12", "11-19"]),
        (clock(SHORT, "2013-10-12", ["2013-11-30"]), ["10-22", "11-12", "11-30"]),
        (clock(LONG, "2018-06-20"), ["12-31", "05-31", "12-02"]),  # six months end on a Saturday
        (clock(LONG, "2018-06-20", [], [("2018-07-01", "2018-08-01")]), ["12-31", "05-31", "12-02"]),
        (clock(LONG, "2018-06-20", [], [("2019-05-25", "2019-06-05")]), ["12-31", "05-31", "12-05"]),  # five days of it
        (clock(Stages((Stage("一", days(12)), Stage("二", days(5))))), ["01-20", "01-23"]),  # from Saturday 01-18
    ],
)
def test_stages_by_hand(it, last_days):
    """Each from the nominal day of the one before; agreed days stand, an extension is one of the last stage."""
    assert ends(it) == last_days
    assert last(it)[1] == last_days[-1]


def test_a_plan_in_stages_explained():
    """Every stage with its own steps, under its name."""
    told = clock(SHORT, "2013-10-12", [workdays(3)], [("2013-10-15", "2013-10-17")]).deadline().explain("zh")
    assert told.splitlines() == [
        "2013-10-12  起算事由发生日，当日不计入（民法典第201条）",
        "2013-10-12 … 2013-10-24  阶段“受理”，最后一日2013-10-24",
        "2013-10-12  期间7个工作日，到2013-10-22",
        "2013-10-16 … 2013-10-17  中止2个工作日，顺延到2013-10-24",
        "2013-10-24 … 2013-11-14  阶段“办理”，最后一日2013-11-14",
        "2013-10-24  期间15个工作日，到2013-11-14",
        "2013-11-14 … 2013-11-21  阶段“答复”，最后一日2013-11-21",
        "2013-11-14  期间2个工作日，到2013-11-18",
        "2013-10-12  批准延期3个工作日，到2013-11-21",
        "2013-11-21  最后一日",
    ]


def test_a_capped_plan_explained():
    """What lies past the cap is cut, stage by stage, and said to be; a stage that runs back is said to."""
    plan = Stages((Stage("一", days(30)), Stage("二", d("02-01")), Stage("三", days(30))))
    due = clock(Capped(plan, d("02-20"))).deadline()
    assert [part.last_day for _, part in due.stages] == [d("02-05"), d("02-01"), d("02-20")]
    assert due.explain("en").splitlines() == [
        "2025-01-06  the day of the trigger, not counted (民法典 201)",
        "2025-01-06 … 2025-02-05  stage “一”, last day 2025-02-05",
        "2025-01-06  the term of 30 days runs to 2025-02-05",
        "2025-02-01  stage “二”, last day 2025-02-01",
        "2025-02-01  earlier than 2025-02-05, when the stage before it ends",
        "2025-02-01  the day agreed on",
        "2025-02-01 … 2025-02-20  stage “三”, last day 2025-02-20",
        "2025-02-01  the term of 30 days runs to 2025-03-03",
        "2025-02-20  it would end on 2025-03-03; no later than 2025-02-20",
        "2025-02-20  it would end on 2025-03-03; no later than 2025-02-20",
        "2025-02-20  the last day",
    ]


@pytest.mark.parametrize(
    ("trigger", "line"),
    [
        ("06-03", "2025-06-30  最迟不晚于2025-06-30，未超过"),
        ("06-10", "2025-06-30  应到2025-07-01，最迟不得晚于2025-06-30"),
    ],
)
def test_a_cap_is_explained(trigger, line):
    """Whether it cut or not."""
    assert line in clock(Capped(SOON, d("06-30")), trigger).deadline().explain("zh").splitlines()


@pytest.mark.parametrize(
    ("on", "paused"), [("2013-10-15", 0), ("2013-10-16", 1), ("2013-10-18", 3), ("2013-10-31", 16)]
)
def test_what_stood_still_in_a_stage(on, paused):
    """The stops of a stage are those of the whole; where the stage is an agreed day they moved nothing."""
    stops = [("2013-10-15", None)]
    assert clock(SHORT, "2013-10-12", [], stops).standing(d(on)).paused == paused
    agreed = Stages((Stage("一", d("2013-10-31")), Stage("二", days(9))))
    assert clock(agreed, "2013-10-12", [], stops).standing(d(on)).paused == 0


def test_a_plan_that_rests_on_days_not_announced_is_marked():
    """One such stage is enough, and a cap counted in working days."""
    plan = Stages((Stage("一", workdays(9)), Stage("二", d("2027-03-01"))))
    for term in (plan, Capped(d("2027-03-01"), workdays(9))):
        it = clock(term, "2026-12-28")
        assert it.deadline(provisional=True).provisional
        with pytest.raises(UnannouncedDayError):
            it.deadline()


# --- a restart


def test_a_restart_by_hand():
    """信息公开条例 30 and 33: 20 working days from 2026-01-26, anew from 02-06 when the correction came in."""
    it = clock(workdays(20), "2026-01-26")
    again = it.restart(d("2026-02-06"))
    assert (last(it)[1], last(again)[1]) == ("02-28", "03-12")
    assert again.original() == it.deadline()
    assert again.standing(d("2026-03-02")).original.last_day == d("2026-02-28")
    assert again.deadline().explain("zh").splitlines()[:3] == [
        "2026-01-26  原自此日起算，自2026-02-06起重新计算",
        "2026-02-06  起算事由发生日，当日不计入（民法典第201条）",
        "2026-02-06  期间20个工作日，到2026-03-12",
    ]
    told = again.restart(d("2026-02-09")).deadline().explain("en").splitlines()
    assert told[:2] == [
        "2026-01-26  it first ran from here; restarted on 2026-02-06",
        "2026-02-06  it first ran from here; restarted on 2026-02-09",
    ]


def test_a_restart_lets_extensions_lapse_and_keeps_stops():
    """The whole term runs anew; days on which the clock stands still do not count there either."""
    it = clock(days(30), "01-06", [days(9)], [("01-08", "01-11"), ("01-20", "01-25")])
    again = it.restart(d("01-22"))
    assert (again.extensions, again.earlier) == ((), (d("01-06"),))
    assert last(again)[0] == "02-24"  # 30 days from 01-22 are 02-21; 23, 24 and 25 January were stopped


@given(calendars, whatever, moments, moments)
def test_a_restart_is_the_term_from_the_later_day(calendar, it, trigger, on):
    """Restarted, it ends as a clock that only then began."""
    again = it.restart(trigger).deadline(calendar, on=on, provisional=True)
    fresh = evolve(it, trigger=trigger, extensions=(), earlier=()).deadline(calendar, on=on, provisional=True)
    assert evolve(again, moves=()) == evolve(fresh, moves=())
    assert again.steps[-1].last == fresh.steps[-1].last


# --- hours


NINE = datetime(2025, 1, 27, 9, tzinfo=BEIJING)


def hourly(n=24, extensions=(), stops=(), **finished):
    """A clock of `n` hours from nine o'clock on 2025-01-27, a Monday."""
    return Clock(NINE, hours(n), tuple(extensions), tuple(stops), **finished)


def more(n):
    """An extension by hours."""
    return Extension(d("01-27"), by=hours(n))


@pytest.mark.parametrize(
    ("it", "cutoff"),
    [
        (hourly(), "01-28T09:00"),  # New Year's Eve, off
        (hourly(0), "01-27T09:00"),
        (hourly(0, [more(2)]), "01-27T11:00"),
        (hourly(24, [more(24), more(1)]), "01-29T10:00"),
        (hourly(15), "01-28T00:00"),  # 24:00 of the day itself
        (hourly(24, [], [Stop(d("01-27"), d("01-31"))]), "01-28T09:00"),
        (hourly(24, [Extension(d("01-27"), to=d("02-05"))]), "02-06T00:00"),
        (hourly(24, [more(3), Extension(d("01-27"), to=d("02-05")), Extension(d("01-28"), by=days(1))]), "02-07T00:00"),
    ],
)
def test_hours_by_hand(it, cutoff):
    """From the moment through days off; extended by hours, or to a day, which is then agreed; no stop moves them."""
    due = it.deadline()
    assert due.cutoff == datetime.fromisoformat(f"2025-{cutoff}").replace(tzinfo=BEIJING)
    assert due.last_day == (due.cutoff - timedelta(microseconds=1)).date() or due.cutoff == NINE
    assert not due.provisional


@given(st.datetimes(datetime(2024, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC)), st.lists(st.integers(0, 99)))
def test_hours_add_up(start, ns):
    """The end lies the sum of all hours after the moment, to the second, on any calendar."""
    it = Clock(start, hours(5), tuple(Extension(start.date(), by=hours(n)) for n in ns))
    assert it.deadline(WEEKLY).cutoff - start == timedelta(hours=5 + sum(ns))


def test_hours_explained():
    """The moment, the term, what moved it, what did not, and when it ends."""
    it = hourly(24, [more(24)], [Stop(d("01-27"), d("01-31")), Stop(d("02-03"), d("02-04"))])
    assert it.deadline().explain("en").splitlines() == [
        "2025-01-27  hours run from 2025-01-27 09:00, through days off",
        "2025-01-27  the term of 24 hours runs to 2025-01-28 09:00",
        "2025-01-27  extended by 24 hours, to 2025-01-29 09:00",
        "2025-01-27 … 2025-01-31  a stop leaves a term in hours running",
        "2025-01-29  no later than 2025-01-29 09:00",
        "2025-01-29  the last day",
    ]
    agreed = hourly(24, [Extension(d("01-27"), to=d("02-05"))], [Stop(d("01-27"), d("01-31"))]).deadline()
    assert [step.code for step in agreed.steps] == ["trigger", "extended to", "fixed", "last"]
    again = hourly().restart(NINE + timedelta(hours=30)).deadline()
    assert again.steps[0].text("zh") == "2025-01-27  原自此日起算，自2025-01-28起重新计算"


@pytest.mark.parametrize(("term", "by"), [(hours(24), days(1)), (days(1), hours(24)), ("01-31", hours(3))])
def test_hours_and_days_do_not_extend_each_other(term, by):
    """Twelve hours from the end of a day, or a day from half past nine: nobody said which; say so instead."""
    it = Clock(NINE, term) if term == hours(24) else clock(term)
    with pytest.raises(SpanError, match="hours are extended by hours, and days by days"):
        it.extend(Extension(d("01-27"), by=by)).deadline()


@pytest.mark.parametrize(
    ("at", "days_late", "late"),
    [("28T08:59", 0, False), ("28T09:00", 0, False), ("28T09:01", 0, True), ("29T00:00", 1, True)],
)
def test_a_finish_is_late_by_the_moment_where_it_is_known(at, days_late, late):
    """以内 includes the number (民法典 1259); where only the day is known, the day decides."""
    moment = datetime.fromisoformat(f"2025-01-{at}:00+08:00")
    it = hourly(finished=moment.date(), finished_at=moment)
    for on in (moment.date(), d("02-05")):
        stands = it.standing(on)
        assert (stands.days_late, stands.finished_late, stands.overdue) == (days_late, late, False)
    assert evolve(it, finished_at=None).standing(d("02-05")).finished_late == (days_late > 0)


def test_hours_that_count_back_are_not_extended():
    """A longer notice would have been due earlier; a stop leaves them where they are."""
    notice = Clock(NINE, PeriodRule(hours(24), direction="before"))
    assert notice.suspend(d("01-20")).deadline().cutoff == NINE - timedelta(hours=24)
    with pytest.raises(SpanError, match="not extended"):
        notice.extend(more(2)).deadline()


def test_where_hours_stand_on_a_day():
    """The day on which they end is not late yet; the share is of days."""
    stands = [hourly(48).standing(d(on)) for on in ("01-27", "01-28", "01-29", "01-30")]
    assert [(s.days_left, s.days_late, s.overdue) for s in stands] == [
        (2, 0, False), (1, 0, False), (0, 0, False), (0, 1, True),
    ]  # fmt: skip
    assert [s.share for s in stands] == [0, Fraction(1, 2), 1, 1]


def test_a_moment_of_days_finished_late_is_the_day():
    """A term in days is late by days, at whatever hour it was finished."""
    moment = datetime(2025, 1, 16, 23, 59, tzinfo=BEIJING)
    assert not clock(days(10), finished=d("01-16")).standing(d("01-20")).finished_late
    late = Clock(d("01-06"), days(10), finished=d("01-16"), finished_at=moment + timedelta(hours=9))
    assert not late.standing(d("01-20")).finished_late


def test_hours_from_a_day_have_no_deadline():
    """The moment is not guessed."""
    with pytest.raises(NotAMomentError):
        Clock(d("01-27"), hours(24)).deadline()
    with pytest.raises(NotAMomentError):
        Clock(datetime(2025, 1, 27, 9), hours(24)).deadline()


# --- provisional


@pytest.mark.parametrize(
    ("term", "extension", "marked"),
    [
        (workdays(10), workdays(10), True),
        (days(10), days(10), True),  # rolls
        (PeriodRule(days(10), roll=False), days(10), False),  # asks no calendar
        (PeriodRule(days(20), roll=False), workdays(5), True),
        (date(2026, 12, 25), workdays(10), True),
        (date(2026, 12, 25), days(10), False),
        (date(2026, 12, 25), workdays(4), False),  # 12-31, the last announced day
        (PeriodRule(days(13), roll=False), workdays(3), False),
        (workdays(9), workdays(4), False),
    ],
)
def test_what_rests_on_days_not_announced_is_marked(term, extension, marked):
    """A clock reaches into 2027: provisional where a working day was asked for, refused unless asked so."""
    it = Clock(d("2026-12-14"), term, (Extension(d("2026-12-15"), by=extension),))
    assert it.deadline(provisional=True).provisional == marked
    assert it.standing(d("2026-12-20"), provisional=True).provisional == marked
    if marked:
        with pytest.raises(UnannouncedDayError):
            it.deadline()
    else:
        assert it.deadline() == it.deadline(provisional=True)


def test_an_agreed_day_that_takes_over_is_firm():
    """Working days counted before do not matter once a day is agreed on."""
    it = clock(workdays(10), "2026-12-28", ["2027-01-20"])
    assert not it.deadline(provisional=True).provisional


def test_what_was_first_set_is_refused_like_any_other():
    """The original deadline guesses no more than the moved one."""
    with pytest.raises(UnannouncedDayError):
        clock(workdays(10), "2026-12-28").original()
    assert clock(workdays(10), "2026-12-28").original(provisional=True).provisional


def test_standing_before_a_firm_day_of_an_unannounced_year():
    """The day is agreed, so firm; the working days left to it are counted on statutory days."""
    stands = clock("2027-01-05", "2026-12-01").standing(d("2026-12-28"))
    assert not stands.provisional
    assert (stands.days_left, stands.workdays_left) == (8, 5)


# --- explaining


def test_a_moved_deadline_explained():
    """The span's own end, the extension, the stop, the roll."""
    it = clock(days(30), "2024-01-10", [days(15)], [("2024-01-15", "2024-01-28")])
    assert it.deadline().explain().splitlines() == [
        "2024-01-10  起算事由发生日，当日不计入（民法典第201条）",
        "2024-01-10  期间30日，到2024-02-09",
        "2024-01-10  批准延期15日，到2024-02-24",
        "2024-01-16 … 2024-01-28  中止13日，顺延到2024-03-08",
        "2024-03-08  最后一日",
    ]


def test_a_fixed_deadline_explained():
    """An extension to a day, and a stop that leaves it there."""
    it = clock(days(30), "01-06", ["03-03"], [("01-10", "01-12")])
    assert it.deadline().explain("en").splitlines() == [
        "2025-01-06  the day of the trigger, not counted (民法典 201)",
        "2025-01-06  extended to 2025-03-03",
        "2025-01-10 … 2025-01-12  a stop leaves an agreed day where it is",
        "2025-03-03  the last day",
    ]


def test_a_stop_without_length_is_not_told():
    """Stopped and resumed on one day: no step of the explanation."""
    assert clock(days(30), stops=[("01-08", "01-08")]).deadline().moves == ()


def test_working_days_stopped_are_explained_in_working_days():
    """The unit of the term is the unit of what was lost."""
    due = clock(workdays(5), stops=[("01-08", "01-13")]).deadline()
    assert "2025-01-09 … 2025-01-13  中止3个工作日，顺延到2025-01-16" in due.explain()


# --- standing


@pytest.mark.parametrize(
    ("on", "left", "late", "work_left", "work_late", "overdue", "share"),
    [
        ("01-06", 33, 0, 20, 0, False, Fraction(0)),
        ("01-17", 22, 0, 11, 0, False, Fraction(1, 3)),
        ("02-07", 1, 0, 1, 0, False, Fraction(32, 33)),
        ("02-08", 0, 0, 0, 0, False, Fraction(1)),  # the due day is not late
        ("02-09", 0, 1, 0, 0, True, Fraction(1)),  # Sunday: late, by no working day yet
        ("02-12", 0, 4, 0, 3, True, Fraction(1)),
        ("01-01", 38, 0, 23, 0, False, Fraction(0)),  # before the trigger
    ],
)
def test_standing_by_hand(on, left, late, work_left, work_late, overdue, share):
    """2025-01-06 + 20 working days is Saturday 02-08, a make-up day."""
    stands = clock(workdays(20)).standing(d(on))
    assert stands.deadline.last_day == d("02-08")
    assert (stands.days_left, stands.days_late) == (left, late)
    assert (stands.workdays_left, stands.workdays_late) == (work_left, work_late)
    assert (stands.overdue, stands.finished_late) == (overdue, False)
    assert stands.share == share
    assert stands.on == d(on)


@pytest.mark.parametrize(("finished", "late"), [("02-08", False), ("02-09", True), ("01-10", False)])
def test_a_finish_freezes_the_standing(finished, late):
    """Counted to the finish, whatever day it is asked on; a missed day is not erased."""
    it = clock(workdays(20), finished=d(finished))
    stands = [it.standing(d(on)) for on in (finished, "02-10", "12-31")]
    assert {s.finished_late for s in stands} == {late}
    assert not any(s.overdue for s in stands)
    assert len({(s.days_left, s.days_late, s.workdays_left, s.workdays_late, s.share) for s in stands}) == 1


def test_a_finish_ends_an_open_stop():
    """What happens after the work is done moves the term no more."""
    it = clock(days(30), stops=[("01-08", None)], finished=d("01-10"))
    assert {it.standing(d(on)).deadline.nominal for on in ("01-10", "01-20", "06-01")} == {d("02-07")}
    assert it.standing(d("01-09")).deadline.nominal == d("02-06")


@pytest.mark.parametrize(
    ("on", "stopped"),
    [("01-07", False), ("01-08", True), ("01-10", True), ("01-11", False), ("01-14", False), ("01-20", True)],
)
def test_whether_the_clock_was_stopped_on_a_day(on, stopped):
    """From the day of the stop until the day of the resumption, which runs again; also looking back."""
    it = clock(days(30), stops=[("01-08", "01-11"), ("01-15", None)])
    assert it.standing(d(on)).stopped == stopped


def test_the_first_deadline_is_kept():
    """An extension or a stop does not erase what was first set."""
    assert clock(days(30)).standing(d("01-20")).original.last_day == d("02-05")
    assert clock(days(30), extensions=[days(30)]).standing(d("01-20")).original.last_day == d("02-05")
    stands = clock(days(30), stops=[("01-08", "01-11")]).standing(d("01-20"))
    assert (stands.original.last_day, stands.deadline.last_day) == (d("02-05"), d("02-08"))
    assert clock("02-01", extensions=["03-03"]).original().last_day == d("02-01")


@pytest.mark.parametrize("term", [days(0), "01-06", "01-01"])
def test_a_term_without_length_has_elapsed(term):
    """No division by nothing."""
    assert clock(term).standing(d("01-06")).share == 1


@given(calendars, whatever, moments, moments)
def test_time_runs_one_way(calendar, it, one, other):
    """While no stop is open, days left never grow and days late never shrink; left and late exclude each other."""
    closed = evolve(it, stops=tuple(s for s in it.stops if s.end))
    before, after = (closed.standing(on, calendar, provisional=True) for on in sorted((one, other)))
    assert before.days_left >= after.days_left
    assert before.days_late <= after.days_late
    assert before.workdays_left >= after.workdays_left
    assert before.workdays_late <= after.workdays_late
    assert before.share <= after.share
    assert after.days_left * after.days_late == after.workdays_left * after.workdays_late == 0
    assert before.overdue <= after.overdue
    assert after.overdue == (max(one, other) > after.deadline.last_day)


@given(strategies.clocks(), moments)
def test_a_clock_that_nothing_happened_to_is_its_term(it, on):
    """The clock's deadline is the term's."""
    plain = Clock(it.trigger, it.term)
    assert plain.deadline(WEEKLY) == plain.original(WEEKLY) == deadline(it.term, it.trigger, WEEKLY)
    assert plain.standing(on, WEEKLY).deadline == plain.deadline(WEEKLY)


# --- refused


@pytest.mark.parametrize(
    "build",
    [
        lambda x: Clock(x, days(3)),
        lambda x: Clock(d("01-06"), days(3), finished=x),
        lambda x: Clock(d("01-06"), x).deadline(),
        lambda x: Extension(x, by=days(3)),
        lambda x: Extension(d("01-06"), to=x),
        Stop,
        lambda x: Stop(d("01-06"), x),
        clock(days(3)).suspend,
        clock(days(3), stops=[("01-07", None)]).resume,
    ],
)
def test_a_moment_is_no_day(build):
    """A datetime is refused wherever a day is meant."""
    with pytest.raises(NotADayError):
        build(datetime(2025, 1, 24, 12))
