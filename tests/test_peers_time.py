"""What other systems answer to questions of time: every kind of row by a call of public names.

`CALLS` maps a kind to its call, `DIFFERS` lists the rows on which our decision is another, with our answer and why.
`NOT_TIME` names the kinds that are no question of time, so that a kind nobody has looked at fails.
"""

import json
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

import safetywork as sw
from safetywork.calendars import CHINA, SpecialDay, WorkCalendar
from safetywork.clocks import Clock
from safetywork.errors import NoWorkdayError
from safetywork.labels import Label
from safetywork.office import OfficeHours
from safetywork.periods import PeriodRule, days
from safetywork.recurrences import last_weekday, nth_weekday
from safetywork.schedules import Plan, PlanStep
from safetywork.windows import Window

ANSWERS = Path(__file__).parent / "answers" / "peer_vectors.jsonl"
ROWS = {row["id"]: row for row in map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines())}
ONE, MINUTE, ZERO = timedelta(days=1), timedelta(minutes=1), timedelta(0)

NOT_TIME = {
    "flow": "a workflow's routes",
    "transition": "a workflow's rows",
    "transition_table": "a workflow's rows",
    "validation_flow": "a workflow's routes",
    "guard": "a workflow's guards",
    "flag_combo": "states that exclude each other",
    "status_normalisation": "what an event sets",
    "dedupe": "one matter in one round of review",
    "acceptance_expiry": "a notice before the day (escalation)",
    "notify_bucket": "a notice before or after the day (escalation)",
    "light_bands": "a light policy",
    "light_by_overdue": "a light policy",
    "light_by_span": "a light policy",
    "light_rule_text": "a light policy",
    "score": "points and roll-up of lights",
}
"""Kinds whose answer is no day, moment, length or share of time -> what they ask about instead."""


def d(text):
    return date.fromisoformat(text)


def u(text):
    """A moment of a row; where no zone is named, any one zone serves."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- the calendar and the office hours of a row

REACH = {"first": date(2005, 1, 1), "last": date(2027, 1, 1)}


def calendar_of(row):
    """Weekly rest (a weekday without hours rests), days off, make-up days."""
    told = row.get("calendar", {"off_iso_weekdays": [6, 7]})
    rest = told.get("off_iso_weekdays", [n for n in range(1, 8) if str(n) not in told.get("weekly", {})])
    off, work = (map(d, told.get(name, ())) for name in ("holidays", "extra_workdays"))
    return WorkCalendar.weekly("peer", rest=rest, **REACH).overlay("peer", off=off, work=work)


def without(windows, breaks):
    """What breaks leave of windows, both as minutes of the day."""
    left = {m for a, b in windows for m in range(a, b)} - {m for a, b in breaks for m in range(a, b)}
    edges = sorted({m for m in left if m - 1 not in left} | {m + 1 for m in left if m + 1 not in left})
    return [Window(a * MINUTE, b * MINUTE) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def minutes(pairs):
    return [tuple(int(text[:2]) * 60 + int(text[3:]) for text in pair) for pair in pairs]


def office_of(row):
    """A dated break is a shift that leaves it out."""
    told = row.get("calendar", {"weekly": {str(n): [["09:00", "18:00"]] for n in range(1, 6)}})
    weekly = {int(n): minutes(pairs) for n, pairs in told["weekly"].items()}
    breaks = told.get("breaks", {})
    own = {day: minutes(pairs) for day, pairs in told.get("date_overrides", {}).items()}
    for day in breaks:
        own.setdefault(day, weekly[d(day).isoweekday()])
    shifts = {d(day): without(own[day], minutes(breaks.get(day, ()))) for day in own}
    hours = {n: without(pairs, ()) for n, pairs in weekly.items()}
    return OfficeHours(calendar_of({"calendar": told}), hours, shifts=shifts, zone=UTC)


# --- days


def in_china(row):
    """The row's own table of days and `CHINA` say the same; forgetting make-up days is wrong where the row says so."""
    told, start, n = row["calendar"], d(row["in"]["date"]), row["in"]["n"]
    off = [SpecialDay(d(day), works=False, name=Label("节", "festival")) for day in told["holidays"]]
    own = calendar_of(row)
    assert own.add(start, n) == CHINA.add(start, n)
    if "no_makeup" in row:
        bare = WorkCalendar("bare", d("2024-01-01"), d("2026-12-31"), tuple(off), told["off_iso_weekdays"])
        assert bare.add(start, n) == d(row["no_makeup"])
    return CHINA.add(start, n)


def half_open(calendar, row):
    """A peer's [from, to) is (from - 1, to - 1] here."""
    return calendar.count(d(row["in"]["from"]) - ONE, d(row["in"]["to"]) - ONE)


def one_step(duration, **more):
    return Plan(steps=[PlanStep("a", "a", duration)], **more)


def from_start(row):
    it = one_step(row["in"]["duration"], due=d("2022-12-30"), earliest=d(row["in"]["start"]))
    return it.schedule(calendar_of(row)).timing("a").earliest_finish


def back_from_due(row):
    return one_step(row["in"]["duration"], due=d(row["in"]["due"])).schedule(calendar_of(row)).latest_start


def kept(row):
    told, calendar = row["in"], calendar_of(row)
    length = calendar.count(d(told["start"]) - ONE, d(told["due"]))
    moved = one_step(length, due=d("2012-12-31"), earliest=d(told["new_start"])).schedule(calendar).timing("a")
    return {"start": moved.earliest_start, "due": moved.earliest_finish}


def soonest(row):
    """A step of one day after `delay` working days is done on the soonest working day."""
    steps = [PlanStep("wait", "wait", row["in"]["delay"]), PlanStep("a", "a", 1, "wait")]
    it = Plan(steps=steps, due=d("2022-12-30"), earliest=d(row["in"]["date"]))
    return it.schedule(calendar_of(row)).timing("a").earliest_finish


RECURRENCES = {
    "last Friday of month after 2024-12-27": lambda: last_weekday(5).after(d("2024-12-27")),
    "2nd Tuesday of 2025-04": lambda: nth_weekday(2, 2).between(d("2025-03-31"), d("2025-04-30"))[0],
}


def came_round(row):
    found = RECURRENCES[row["in"]]().day
    assert str(found) != row.get("theirs")
    return found


# --- where a term stands on a day

TODAY = d("2025-03-05")


def remaining(row):
    """Calendar days left, below zero where late; the light is a policy's."""
    told = row["in"]
    finished = told["mitigated"] and d(told["mitigated"])
    clock = Clock(d(told["start"]), PeriodRule(days(told["days"]), roll=False), finished=finished)
    standing = clock.standing(d(told["today"]), CHINA)
    return {"remaining": standing.days_left - standing.days_late, "light": row["out"]["light"]}


def without_a_term():
    """A matter without a term has no standing: neither overdue nor behind."""
    assert sw.Issue.register(id="H-1", title="-", on=TODAY, by="-").standing(TODAY) is None
    return False


def overdue(row):
    offset = row["in"]["due_offset_days"]
    if offset is None:
        return without_a_term()
    clock = Clock(TODAY - 9 * ONE, TODAY + offset * ONE, finished=TODAY if row["in"]["closed"] else None)
    return clock.standing(TODAY).overdue


def behind(row):
    """Behind where less is done than the share of the term that has elapsed."""
    told = row["in"]
    if told["due_off"] is None:
        return without_a_term()
    clock = Clock(TODAY + (told["start_off"] - 1) * ONE, TODAY + told["due_off"] * ONE)  # the first day counts in full
    return Fraction(told["pct"], 100) < clock.standing(TODAY).share


TERMS = {"Critical": days(7), "Low": days(120)}
"""Their terms by severity, which are the caller's to give."""


def by_severity(row):
    term = TERMS[row["in"]["severity"]]
    return {"days": term.n, "due": PeriodRule(term, roll=False).resolve(d(row["in"]["start"])).last_day}


# --- office hours


def pauses(row):
    return [(u(begins), u(ends)) for begins, ends in row["in"]["pauses"]]


def paused(row):
    office, stops = office_of(row), pauses(row)
    start, goal = u(row["in"]["start"]), timedelta(seconds=row["in"]["goal_seconds"])
    held = sum((office.between(*stop) for stop in stops), ZERO)
    found = {"due": office.due(start, goal, stops), "held": held.total_seconds()}
    done = row["in"]["done"]
    return found | ({"elapsed": office.elapsed(start, u(done), stops).total_seconds()} if done else {})


def in_new_york(row):
    office = evolve(office_of(row), zone=ZoneInfo(row["in"]["tz"]))
    at = u(row["in"]["at_utc"])
    return {"starts_utc": office.next_open(at), "due_utc": office.add(at, row["in"]["minutes"])}


def overrun(row):
    office = office_of(row)
    due = office.add(u(row["in"]["start"]), timedelta(seconds=row["in"]["goal_seconds"]))
    return max(ZERO, office.between(due, u(row["in"]["done"]))).total_seconds()


def escalated(row):
    office = office_of(row)
    due = office.add(u(row["in"]["start"]), row["in"]["goal_minutes"])
    return {"due": due, "level": office.add(due, row["in"]["level_offset_minutes"])}


def nth_day(row):
    office = office_of(row)
    found = office.add_days(u(row["in"]["start"]), row["in"]["days"])
    return office.closing(found.date()) if row["in"]["end_of_working_day"] else found


def seconds(row, sign=1):
    return office_of(row).add(u(row["in"]["at"]), sign * timedelta(seconds=row["in"]["seconds"]))


def keeping_the_clock(row, sign=1):
    return office_of(row).add_days(u(row["in"]["at"]), sign * row["in"]["days"])


def elapsed(row):
    return office_of(row).elapsed(u(row["in"]["from"]), u(row["in"]["to"])).total_seconds()


def minutes_outside_pauses(row):
    return office_of(row).elapsed(u(row["in"]["from"]), u(row["in"]["to"]), pauses(row)) / MINUTE


# --- rules told in words


def exactly(row):
    """Not all of a term has passed at 99.951 % of it: lengths are compared, never a rounded share."""
    start, term = u("2025-01-24 09:00"), timedelta(seconds=100_000)
    office = OfficeHours(CHINA, "8:30-12:00 13:30-17:30", zone=UTC)
    part = office.elapsed(start, office.add(start, timedelta(seconds=99_951)))
    return row["out"] if part < term else "breached"


def off_hours(_):
    office = OfficeHours(CHINA, "8:00-16:00", zone=UTC)
    return f"breach {office.next_open(u('2017-01-11 20:30')):%a %Y-%m-%d %H:%M}"


def started_and_stopped(row):
    clock = Clock(TODAY, days(30)).suspend(TODAY)
    return "stopped" if clock.stopped and not clock.standing(TODAY).overdue else row["out"]


RULES = {"rule#1": exactly, "rule#2": off_hours, "rule#7": started_and_stopped}

CALLS = {
    "add_workdays": lambda row: calendar_of(row).add(d(row["in"]["date"]), row["in"]["n"]),
    "cn_add_workdays": in_china,
    "workdays_halfopen": lambda row: half_open(calendar_of(row), row),
    "cn_workdays_halfopen": lambda row: half_open(CHINA, row),
    "duration_inclusive": lambda row: calendar_of(row).count(d(row["in"]["start"]) - ONE, d(row["in"]["due"])),
    "soonest_working_day": soonest,
    "due_from_start": from_start,
    "start_from_due_backward": back_from_due,
    "reschedule_keep_duration": kept,
    "recurrence": came_round,
    "days_remaining": remaining,
    "overdue_flag": overdue,
    "behind_schedule": behind,
    "severity_deadline": by_severity,
    "add_working_seconds": seconds,
    "sub_working_seconds": lambda row: seconds(row, -1),
    "add_working_days_keep_clock": keeping_the_clock,
    "sub_working_days_keep_clock": lambda row: keeping_the_clock(row, -1),
    "workday_deadline_datetime": nth_day,
    "elapsed_seconds": elapsed,
    "elapsed_minutes_with_pauses": minutes_outside_pauses,
    "due_with_pauses": lambda row: office_of(row).due(u(row["in"]["start"]), row["in"]["minutes"], pauses(row)),
    "paused_clock": paused,
    "overrun_seconds": overrun,
    "escalation_before_due": escalated,
    "first_working_moment": lambda row: office_of(row).next_open(u(row["in"]["at"])),
    "in_working_hours": lambda row: office_of(row).is_open(u(row["in"]["at"])),
    "tz_deadline": in_new_york,
    "rule": lambda row: RULES[row["id"]](row),
}
"""Kind of row -> the call of public names that answers it."""

DIFFERS = {
    "start_from_due_backward#11": ("2022-08-01", "no duration is a milestone, reached on the due day; they refuse it"),
    "due_from_start#11": ("2022-08-01", "no duration is a milestone, reached on the first day; they refuse it"),
    "sub_working_seconds#2": (
        "2006-01-03 00:00:00",
        "0 leaves a moment where it is; theirs moves it into working time: `previous_close`",
    ),
    "add_working_days_keep_clock#3": (
        "2006-01-05 18:00:00",
        "the clock is kept as it is; theirs moves it into working time: `next_open`",
    ),
    "sub_working_days_keep_clock#2": (
        "2006-01-03 08:00:00",
        "the clock is kept as it is; theirs moves it into working time: `previous_close`",
    ),
    "sub_working_days_keep_clock#3": (
        "2006-01-03 18:00:00",
        "the clock is kept as it is; theirs moves it into working time: `previous_close`",
    ),
    "rule#7": ("stopped", "a stop is an event of its own, no condition beside that of the start: it cancels nothing"),
}
"""Rows on which our decision differs -> our answer and why."""

TIME = [row for row in ROWS.values() if row["kind"] in CALLS]


def plain(answer):
    """An answer as a row writes it."""
    if isinstance(answer, dict):
        return {name: plain(value) for name, value in answer.items()}
    if isinstance(answer, datetime):
        return f"{answer.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    return str(answer) if isinstance(answer, date) else answer


@pytest.mark.parametrize("row", TIME, ids=lambda row: row["id"])
def test_the_answers_of_other_systems(row):
    """Theirs, or where our decision differs ours; theirs too where a second call moves it into working time."""
    call = CALLS[row["kind"]]
    ours, why = DIFFERS.get(row["id"], (row["out"], ""))
    if ours == "ValueError":
        with pytest.raises(ValueError, match="not a whole number that can be"):
            call(row)
    elif str(ours).startswith("RuntimeError"):
        with pytest.raises(NoWorkdayError):
            call(row)
    else:
        assert plain(call(row)) == ours
        assert not why or ours != row["out"]
    for move in ("next_open", "previous_close"):
        if f"`{move}`" in why:
            assert plain(getattr(office_of(row), move)(call(row))) == row["out"]


def test_every_kind_has_its_call_or_is_no_question_of_time():
    """All 159 rows; nothing is left out unseen, and no difference is listed of a row that is not there."""
    assert len(ROWS) == 159
    assert {row["kind"] for row in ROWS.values()} == {*CALLS, *NOT_TIME}
    assert not CALLS.keys() & NOT_TIME.keys()
    assert DIFFERS.keys() <= {row["id"] for row in TIME}
    assert RULES.keys() == {row["id"] for row in TIME if row["kind"] == "rule"}
    assert len(TIME) == 97
