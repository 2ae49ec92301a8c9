"""Statutes as data: every known answer through a named rule, versions by day, caps, chains and windows."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

from safetywork.calendars import CHINA
from safetywork.clocks import Extension, Stop
from safetywork.errors import DayOrderError, NotADayError, NotAMomentError, SpanError
from safetywork.labels import Label
from safetywork.periods import BEIJING, PeriodRule, forward
from safetywork.spans import Span, days, hours, months, weeks, workdays, years
from safetywork.statutes import (
    CLOSURE,
    CONFIDENCE_LABELS,
    STATUTES,
    AmbiguousStatuteError,
    Cap,
    ExtensionError,
    Met,
    NoStatuteError,
    Statute,
    Window,
    chain,
    first_met,
    in_force,
    resolve,
)
from safetywork.testing import strategies

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "answers" / "legal_periods.jsonl").read_text(encoding="utf-8").splitlines()
]
NAMES = sorted({statute.name for statute in STATUTES})
CAPPED = [statute for statute in STATUTES if statute.cap]


def d(text):
    return date.fromisoformat(text)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def by_id(key):
    return next(statute for statute in STATUTES if statute.id == key)


def filled(statute):
    """The statute with a span of ten days where its article sets none."""
    return statute if statute.span else statute.with_span(days(10))


def trigger_for(statute):
    """A working day, or a moment of it, on which the version was in force and the calendar knows what lies around."""
    day = max(statute.effective_from, date(2010, 3, 1))
    day = CHINA.next(day + timedelta(days=1))
    return datetime.combine(day, datetime.min.time(), BEIJING) if filled(statute).span.unit == "hour" else day


# --- known answers


def test_all_forty_rows_are_here():
    """Twenty-four filing days of the tax authority, sixteen answers of examiners."""
    assert len(ROWS) == 40
    assert sum(row["kind"] == "authority" for row in ROWS) == 24
    assert [row["id"] for row in ROWS if "held" in row] == ["lexeval-3_5-181", "lexeval-3_5-244"]


NAMED = {
    # the article that a row cites -> the rule that it is asked through
    "征管法实施细则109": "tax",
    "民诉85": "litigation",
    "刑诉105": "custody",
    "民201": "general",
    "民202": "general",
    "事故条例13": "accident-supplement",
    "消法": "consumer-return",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_what_an_authority_or_an_examiner_answered(row):
    """Each row through its named rule; where the source ignores the roll, both days are held and the row says so."""
    trigger, span = d(row["trigger"]), Span.read(row["span"])
    assert row["statute"] == NAMED[row["rule"].split(" ")[0]]
    statute = in_force(row["statute"], trigger)
    due = (statute if statute.span else statute.with_span(span)).resolve(trigger)
    assert due.rule.span == span
    assert (due.nominal, due.last_day) == (d(row["nominal"]), d(row["last_day"]))
    held = due.nominal if "held" in row else due.last_day
    assert held == d(row["expected"])
    assert ("held" in row) == (due.last_day != d(row["expected"]))


def test_a_published_answer_that_forgets_a_make_up_day():
    """The 15th day is Saturday 2024-09-28; Sunday 09-29 was worked, so it is the last day, not the published 09-30."""
    due = in_force("litigation", d("2024-09-13")).with_span(days(15)).resolve(d("2024-09-13"))
    assert (due.nominal, due.last_day) == (d("2024-09-28"), d("2024-09-29"))
    assert CHINA.next(d("2024-09-30")) == d("2024-09-30")  # the day that was published, a working day later


EXAMPLES = [
    # name, trigger, the day by its own count, the last day
    ("penalty-preservation", "2022-09-28", "2022-10-12", "2022-10-12"),
    ("penalty-hearing-request", "2024-09-27", "2024-10-10", "2024-10-10"),
    ("penalty-hearing-notice", "2024-10-16", "2024-10-08", "2024-10-08"),
    ("penalty-decision", "2023-07-01", "2023-09-29", "2023-10-07"),
    ("penalty-service", "2026-02-11", "2026-02-27", "2026-02-27"),
    ("penalty-payment", "2024-09-20", "2024-10-05", "2024-10-08"),
    ("penalty-cash-handover", "2026-04-29", "2026-05-06", "2026-05-06"),
    ("penalty-cash-deposit", "2026-05-06", "2026-05-08", "2026-05-08"),
    ("coercion-seizure", "2024-01-10", "2024-02-09", "2024-02-09"),
    ("coercion-demand", "2025-01-20", "2025-02-08", "2025-02-08"),
    ("permit-decision", "2025-09-15", "2025-10-17", "2025-10-17"),
    ("permit-correction", "2025-09-15", "2025-09-22", "2025-09-22"),
    ("permit-delivery", "2025-09-15", "2025-09-28", "2025-09-28"),  # a make-up Sunday
    ("permit-renewal", "2025-10-31", "2025-10-01", "2025-10-01"),  # a day off: counted back, nothing moves it
    ("penalty-publication", "2024-04-28", "2024-05-10", "2024-05-10"),
    ("accident-evaluation", "2024-02-29", "2025-02-28", "2025-02-28"),
    ("accident-evaluation", "2023-06-01", "2024-06-01", "2024-06-03"),  # a year is no 365 days; a Saturday
    ("accident-supplement", "2017-07-01", "2017-07-31", "2017-07-31"),
    ("accident-supplement-traffic", "2017-07-01", "2017-07-08", "2017-07-10"),
    ("accident-investigation", "2023-06-01", "2023-07-31", "2023-07-31"),
    ("accident-approval", "2023-09-20", "2023-10-05", "2023-10-07"),
    ("accident-approval-gravest", "2023-09-20", "2023-10-20", "2023-10-20"),
    ("mine-acceptance", "2025-01-15", "2025-02-04", "2025-02-05"),
    ("mine-announcement", "2025-01-24", "2025-02-07", "2025-02-07"),
    ("petition-handling", "2022-09-29", "2022-10-14", "2022-10-14"),
    ("petition-notice", "2022-09-29", "2022-10-14", "2022-10-14"),
    ("petition-objection", "2022-09-29", "2022-10-11", "2022-10-11"),
    ("petition-settlement", "2022-05-05", "2022-07-04", "2022-07-04"),
    ("petition-review", "2022-05-05", "2022-06-04", "2022-06-06"),
    ("disclosure-reply", "2026-01-26", "2026-02-28", "2026-02-28"),
    ("disclosure-correction", "2026-01-26", "2026-02-04", "2026-02-04"),
    ("disclosure-third-party", "2026-01-26", "2026-02-14", "2026-02-14"),  # a make-up Saturday
    ("reconsideration-examination", "2023-09-27", "2023-10-10", "2023-10-10"),
    ("reconsideration-examination", "2024-09-27", "2024-10-10", "2024-10-10"),  # Sunday 09-29 worked
    ("reconsideration-application", "2024-01-10", "2024-03-10", "2024-03-11"),
    ("reconsideration-summary-decision", "2024-01-10", "2024-02-09", "2024-02-09"),
    ("hazard-quarterly", "2024-09-30", "2024-10-15", "2024-10-15"),
    ("hazard-yearly", "2024-12-31", "2025-01-31", "2025-01-31"),  # a fixed day, in the festival
    ("hazard-site-review", "2024-09-23", "2024-10-03", "2024-10-08"),
    ("recheck-application", "2024-09-23", "2024-10-03", "2024-10-08"),
    ("recheck-expiry", "2024-09-23", "2024-10-03", "2024-10-08"),
    ("sanction-case", "2024-09-01", "2024-10-01", "2024-10-08"),
    ("sanction-seizure", "2024-09-20", "2024-10-05", "2024-10-08"),
    ("sanction-summary-filing", "2024-09-20", "2024-09-25", "2024-09-25"),
    ("listing-extension-request", "2013-03-31", "2013-03-04", "2013-03-04"),
    ("listing-limit", "2012-03-31", "2013-03-31", "2013-03-31"),
    ("listing-extension-decision", "2013-03-04", "2013-03-18", "2013-03-18"),
    # versions that were replaced
    ("penalty-hearing-request", "2019-09-29", "2019-10-02", "2019-10-08"),
    ("penalty-hearing-notice", "2019-10-09", "2019-10-02", "2019-10-02"),  # a day off: counted back, nothing moves it
    ("reconsideration-application", "2019-03-06", "2019-05-05", "2019-05-05"),  # a make-up Sunday
    ("reconsideration-decision", "2023-08-02", "2023-10-01", "2023-10-07"),  # a make-up Saturday
    ("petition-handling", "2019-09-20", "2019-10-05", "2019-10-08"),
    ("petition-notice", "2019-09-20", "2019-10-05", "2019-10-08"),
    ("petition-settlement", "2019-03-06", "2019-05-05", "2019-05-05"),
    ("petition-review-request", "2019-09-03", "2019-10-03", "2019-10-08"),
    ("petition-review", "2019-09-03", "2019-10-03", "2019-10-08"),
    ("petition-recheck-request", "2019-09-03", "2019-10-03", "2019-10-08"),
    ("petition-recheck", "2019-09-03", "2019-10-03", "2019-10-08"),
    # and the rest
    ("consumer-return", "2024-09-24", "2024-10-01", "2024-10-08"),
    ("litigation-relief", "2024-09-24", "2024-10-04", "2024-10-08"),
    ("administrative-relief", "2024-09-24", "2024-10-04", "2024-10-08"),
    ("hazchem-decision-3", "2026-05-06", "2026-05-09", "2026-05-09"),  # a make-up Saturday
    ("hazchem-decision-7", "2026-09-24", "2026-10-12", "2026-10-12"),  # two festivals, Saturday 10-10 worked
    ("hazchem-decision-20", "2026-05-06", "2026-06-02", "2026-06-02"),
    ("hazchem-filing", "2026-06-17", "2026-06-20", "2026-06-22"),  # 端午
    ("accident-listing", "2024-08-02", "2024-10-01", "2024-10-08"),
    ("listing-filing", "2012-09-27", "2012-10-08", "2012-10-08"),  # Saturday 09-29 worked
    ("listing-publication", "2012-09-27", "2012-10-10", "2012-10-10"),
    ("listing-closure-publication", "2012-09-27", "2012-10-10", "2012-10-10"),
    ("disclosure-publication", "2025-01-24", "2025-02-27", "2025-02-27"),
    ("permit-joint-decision", "2025-01-24", "2025-04-03", "2025-04-03"),
    ("reconsideration-decision", "2024-01-10", "2024-03-10", "2024-03-11"),
    ("petition-review-request", "2022-09-01", "2022-10-01", "2022-10-08"),
    ("petition-recheck-request", "2022-09-01", "2022-10-01", "2022-10-08"),
    ("petition-recheck", "2022-05-05", "2022-06-04", "2022-06-06"),
]


@pytest.mark.parametrize(("name", "trigger", "nominal", "last_day"), EXAMPLES)
def test_the_examples_by_hand(name, trigger, nominal, last_day):
    """Counted by hand on the official calendar: the day by the rule's own count, and the last day."""
    due = resolve(name, d(trigger))
    assert (due.nominal, due.last_day) == (d(nominal), d(last_day))


MOMENTS = [
    # name, moment, cutoff, last day
    ("coercion-report", "2025-01-27T17:30", "2025-01-28T17:30", "2025-01-28"),  # into the festival
    ("accident-report", "2025-01-28T23:30", "2025-01-29T00:30", "2025-01-29"),
    ("accident-relay", "2025-01-28T22:00", "2025-01-29T00:00", "2025-01-28"),  # 24:00 of that day
    ("power-cut-notice", "2025-02-05T09:00", "2025-02-04T09:00", "2025-02-04"),
    ("sanction-papers", "2024-10-01T08:30", "2024-10-03T08:30", "2024-10-03"),
]


@pytest.mark.parametrize(("name", "trigger", "cutoff", "last_day"), MOMENTS)
def test_hours_run_through_days_off(name, trigger, cutoff, last_day):
    """民法典 201 (2): from the named hour, to the minute, and no day off moves the end."""
    due = resolve(name, at(trigger))
    assert (due.cutoff, due.last_day, due.nominal) == (at(cutoff), d(last_day), d(last_day))


def test_every_term_has_an_example_counted_by_hand():
    """Each version of each rule with a span of its own: a new row without a known answer fails."""
    days_ = {in_force(name, d(trigger)).id for name, trigger, *_ in EXAMPLES}
    moments = {in_force(name, at(moment).date()).id for name, moment, *_ in MOMENTS}
    assert {s.id for s in STATUTES if s.span} - days_ - moments == set()


def test_hours_in_court_run_from_the_next_hour():
    """08:30 + 48 hours: to 09:00 in court (法释〔2022〕11号 125), to 08:30 by the 民法典."""
    start = at("2024-03-05T08:30")
    court = in_force("litigation", start.date()).with_span(hours(48))
    assert court.resolve(start).cutoff == at("2024-03-07T09:00")
    assert in_force("general", start.date()).with_span(hours(48)).resolve(start).cutoff == at("2024-03-07T08:30")
    assert court.with_span(days(2)).resolve(start.date()).last_day == d("2024-03-07")


@pytest.mark.parametrize(("year", "article"), [(2016, "103"), (2024, "105")])
def test_no_day_off_prolongs_custody(year, article):
    """Ten days end on National Day and stay there; hours run from the next full one (刑事诉讼法 105, once 103)."""
    trigger = date(year, 9, 21)
    custody = in_force("custody", trigger)
    due = custody.with_span(days(10)).resolve(trigger)
    assert (due.nominal, due.last_day, custody.article) == (date(year, 10, 1), date(year, 10, 1), article)
    assert custody.with_span(hours(12)).resolve(at(f"{trigger}T08:30")).cutoff == at(f"{trigger}T21:00")


def test_notice_of_a_hearing_with_clear_days():
    """By 10-08, or where seven whole working days must lie between, by 09-30."""
    notice = in_force("penalty-hearing-notice", d("2024-10-16"))
    clear = attrs.evolve(notice, clear_days=True).resolve(d("2024-10-16"))
    assert (notice.resolve(d("2024-10-16")).last_day, clear.last_day) == (d("2024-10-08"), d("2024-09-30"))


def test_a_chain_of_two_terms():
    """处罚法 71: two working days to hand in, two more to pay in, 2026-04-29 → 05-06 → 05-08."""
    links = [in_force(name, d("2026-04-29")) for name in ("penalty-cash-handover", "penalty-cash-deposit")]
    assert [due.last_day for due in chain(links, d("2026-04-29"))] == [d("2026-05-06"), d("2026-05-08")]
    assert links[1].follows == links[0].name


def test_a_chain_of_hours_runs_from_the_cutoff():
    """Level by level: told at 22:30, the second level has until 02:30; a term of days runs from the day it ends on."""
    relay, approval = (in_force(name, d("2025-01-28")) for name in ("accident-relay", "accident-approval"))
    one, two, three = chain([relay, relay, approval], at("2025-01-28T22:30"))
    assert (one.cutoff, two.cutoff) == (at("2025-01-29T00:30"), at("2025-01-29T02:30"))
    assert three.trigger == d("2025-01-29")
    assert chain([], d("2025-01-28")) == ()


def test_each_follower_names_a_rule():
    """`follows` is a name of the list."""
    assert {statute.follows for statute in STATUTES} - {None} <= set(NAMES)


# --- extensions and stops, by the clock


@pytest.mark.parametrize(
    ("name", "trigger", "by", "stop", "nominal"),
    [
        ("coercion-seizure", "2024-01-10", days(30), None, "2024-03-10"),
        ("coercion-seizure", "2024-01-10", days(30), ("2024-01-20", "2024-02-01"), "2024-03-22"),
        ("accident-investigation", "2023-06-01", None, ("2023-06-10", "2023-06-30"), "2023-08-20"),
        ("accident-investigation", "2023-06-01", days(60), ("2023-06-10", "2023-06-30"), "2023-10-19"),
        ("permit-decision", "2025-09-15", workdays(10), None, "2025-10-31"),
        ("petition-settlement", "2022-05-05", days(30), None, "2022-08-03"),
        ("disclosure-reply", "2026-01-26", workdays(20), None, "2026-03-27"),
        ("disclosure-reply", "2026-01-26", None, ("2026-02-02", "2026-02-13"), "2026-03-12"),
    ],
)
def test_extended_and_stopped_by_hand(name, trigger, by, stop, nominal):
    """Extensions run on the nominal day, stopped days do not count."""
    statute = in_force(name, d(trigger))
    extensions = [Extension(d(trigger), by=by)] if by else []
    stops = [Stop(*map(d, stop))] if stop else []
    due = statute.clock(d(trigger), extensions=extensions, stops=stops).deadline()
    assert due.nominal == d(nominal)
    assert statute.article in due.explain()
    assert statute.article in due.explain("en")


def test_three_months_three_times_run_on_the_nominal_day():
    """2014-02-01 and three extensions of three months: 11-01, though 05-01 was a day off."""
    by = [Extension(d("2014-02-01"), by=months(3))] * 3
    statute = attrs.evolve(by_id("litigation-2022").with_span(months(0)), cap=Cap(months(9), 3))
    assert statute.clock(d("2014-02-01"), extensions=by).deadline().nominal == d("2014-11-01")


@given(st.data())
def test_extensions_stay_within_the_cap(data):
    """Either refused, or no more and no longer than the article allows; a cap is used up to its last day."""
    statute = data.draw(st.sampled_from(CAPPED))
    unit, top = statute.cap.span.unit, statute.cap.span.n
    spans = data.draw(st.lists(st.integers(0, top + 1).map(lambda n: Span(n, unit)), max_size=3))
    trigger = trigger_for(statute)
    try:
        clock = statute.clock(trigger, extensions=[Extension(trigger, by=span) for span in spans])
    except ExtensionError:
        assert len(spans) > statute.cap.times or sum(span.n for span in spans) > top
        return
    assert len(spans) <= statute.cap.times
    latest = forward(trigger, Span(statute.span.n + top, unit), CHINA)
    assert clock.original().nominal <= clock.deadline().nominal <= latest


def test_a_cap_by_hand():
    """强制法 25: thirty days more, once; none where the article speaks of none; no other unit, no agreed day."""
    seizure, decision = by_id("coercion-seizure-2012"), by_id("penalty-decision-2021")
    trigger = d("2024-01-10")

    def by(*spans):
        return [Extension(trigger, by=span) for span in spans]

    assert seizure.clock(trigger, extensions=by(days(30))).deadline().nominal == d("2024-03-10")
    for too_much in (by(days(31)), by(days(10), days(10)), by(workdays(5)), [Extension(trigger, to=d("2024-02-20"))]):
        with pytest.raises(ExtensionError, match="extensions of 30 days in all, at most 1"):
            seizure.clock(trigger, extensions=too_much)
    with pytest.raises(ExtensionError, match="allows no extension, not 1 day"):
        decision.clock(trigger, extensions=by(days(1)))
    with pytest.raises(ExtensionError, match="not a day"):
        seizure.clock(trigger, extensions=[Extension(trigger, to=d("2024-02-20"))])
    assert seizure.cap.text() == "延长合计不超过30日，至多1次"
    assert by_id("sanction-case-2008").cap == Cap(days(150), 2)


def test_every_cap_by_hand():
    """How far each article lets its term be extended, and in how many steps."""
    assert {s.id: (str(s.cap.span), s.cap.times) for s in CAPPED} == {
        "coercion-seizure-2012": ("30日", 1),
        "permit-decision-2004": ("10个工作日", 1),
        "permit-joint-decision-2004": ("15个工作日", 1),
        "reconsideration-decision-2024": ("30日", 1),
        "reconsideration-decision-1999": ("30日", 1),
        "disclosure-reply-2019": ("20个工作日", 1),
        "petition-settlement-2022": ("30日", 1),
        "petition-settlement-2005": ("30日", 1),
        "accident-investigation-2007": ("60日", 1),
        "accident-approval-gravest-2007": ("30日", 1),
        "sanction-case-2008": ("150日", 2),  # from 30 to 90 and to 180
    }


def test_a_case_closed_at_thirty_ninety_or_a_hundred_and_eighty_days():
    """Filed on 2024-03-01: 03-31, then by 60 days to 05-30, then by 90 to 08-28, each on the nominal day."""
    case, trigger = by_id("sanction-case-2008"), d("2024-03-01")
    longer = [Extension(trigger, by=days(60)), Extension(trigger, by=days(90))]
    ends = [case.clock(trigger, extensions=longer[:n]).deadline().nominal for n in range(3)]
    assert ends == [d("2024-03-31"), d("2024-05-30"), d("2024-08-28")]


def test_an_answer_starts_anew_with_the_corrected_application():
    """信息公开条例 30: asked on 2026-01-26, corrected on 02-03: twenty working days from then are 03-09, not 02-28."""
    reply = in_force("disclosure-reply", d("2026-01-26"))
    assert "补正" in reply.restarts[0].zh
    assert reply.clock(d("2026-01-26")).deadline().last_day == d("2026-02-28")
    assert reply.clock(d("2026-02-03")).deadline().last_day == d("2026-03-09")


# --- what each rule says of itself


@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.id)
def test_every_rule_says_where_it_comes_from(statute):
    """A citation, a confidence, words in both languages; an article, unless it was never seen."""
    assert statute.citation
    assert statute.confidence in CONFIDENCE_LABELS
    for label in (statute.law, statute.title, statute.trigger, *statute.stops, *statute.restarts):
        assert label.zh
        assert label.en
        assert label.zh != label.en
    assert statute.article or statute.confidence != "text read"
    assert statute.id == f"{statute.name}-{statute.effective_from.year}"
    assert (CONFIDENCE_LABELS[statute.confidence].en in statute.label.en) == (statute.confidence != "text read")


@pytest.mark.parametrize("window", CLOSURE, ids=lambda window: window.id)
def test_every_window_says_where_it_comes_from(window):
    """The same of what counts times instead of days."""
    assert window.citation
    assert window.confidence == "text read"
    assert "第113(1)条" in window.label.zh
    assert "art. 113(1)" in window.label.en


NOT_READ = {
    # law and year of the version: how far it was confirmed
    ("民法总则", 2017): "unverified",
    ("刑事诉讼法", 2013): "unverified",
    ("行政处罚法", 1996): "unverified",
    ("危险化学品安全法", 2026): "unverified",
    ("安全生产事故隐患排查治理暂行规定", 2008): "unverified",
    ("安全生产监管监察职责和行政执法责任追究的规定", 2009): "unverified",
    ("安全生产违法行为行政处罚办法", 2008): "unverified",
    ("青岛市隐患挂牌督办“3+X”制度", 2012): "local",
    ("河南省较大事故查处挂牌督办办法", 2011): "local",
}


@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.id)
def test_what_was_not_read_is_marked(statute):
    """Without a primary source a rule is unverified; a city's or a province's is local, one is from a form's page."""
    expected = NOT_READ.get((statute.law.zh, statute.effective_from.year), "text read")
    assert statute.confidence == ("secondary" if statute.name == "sanction-summary-filing" else expected)
    if statute.confidence == "unverified":
        assert statute.label.zh.endswith("，未核对条文")
        assert statute.label.en.endswith(", not checked against the text")


@pytest.mark.parametrize("statute", STATUTES, ids=lambda statute: statute.id)
def test_every_rule_resolves_and_names_its_article(statute):
    """In both languages, with its steps; the last line is the last day."""
    due = filled(statute).resolve(trigger_for(statute))
    assert due.basis == statute.label
    for lang in ("zh", "en"):
        assert statute.label.text(lang) in due.explain(lang)
        assert due.explain(lang).count("\n") == len(due.steps) - 1
    assert due.steps[-1].first == due.last_day
    assert statute.direction == due.rule.direction == ("before" if due.last_day < due.trigger else None)


def test_an_explanation_by_hand():
    """The hearing that must be announced seven working days before, told in English."""
    assert resolve("penalty-hearing-notice", d("2024-10-16")).explain("en").splitlines() == [
        "2024-10-16  counted back from this day, itself not counted",
        "2024-10-16  under Administrative Penalties Law, art. 64(2) (notice of the hearing)",
        "2024-10-16  the term of 7 working days runs to 2024-10-08",
        "2024-10-12  make-up working day for National Day, counted",
        "2024-10-08  the last day",
    ]
    assert "依据：安全生产违法行为行政处罚办法（紧急措施补办手续，条号待核），未核对条文" in (
        resolve("sanction-papers", at("2024-10-01T08:30")).explain()
    )


@pytest.mark.parametrize(
    ("key", "working", "calendar"),
    [
        ("penalty-decision-2021", (2, 3, 5, 7), (1, 4, 6, 10, 15, 90)),
        ("penalty-hearing-request-1996", (), (3, 7, 15)),
        ("coercion-seizure-2012", tuple(range(1, 11)), (11, 30)),
        ("permit-decision-2004", (5, 10, 20, 45), ()),
        ("reconsideration-decision-2024", (3, 5, 7, 10), (30, 60)),
        ("reconsideration-decision-1999", (5, 7), (3, 10, 60)),
        ("accident-investigation-2007", (), (7, 30, 60)),
    ],
)
def test_which_days_of_a_law_are_working_days(key, working, calendar):
    """A set of each law's own, with its article."""
    statute = by_id(key)
    assert [statute.span_of(n) for n in working] == [workdays(n) for n in working]
    assert [statute.span_of(n) for n in calendar] == [days(n) for n in calendar]
    assert bool(working) == bool(statute.workday_article)


@pytest.mark.parametrize("statute", [s for s in STATUTES if s.workday_article], ids=lambda statute: statute.id)
def test_each_span_agrees_with_its_laws_own_set(statute):
    """The row of a term and the article on working days say the same; renewal is the applicant's term."""
    if statute.span.unit in ("day", "workday") and statute.name != "permit-renewal":
        assert statute.span == statute.span_of(statute.span.n)


# --- versions


def test_one_version_of_a_name_is_in_force_on_a_day():
    """Versions of a name follow one another without a gap and without a day in two."""
    for name in NAMES:
        versions = sorted((s for s in STATUTES if s.name == name), key=lambda s: s.effective_from)
        assert len({s.id for s in versions}) == len(versions)
        for one, other in pairwise(versions):
            assert one.effective_to + timedelta(days=1) == other.effective_from, name


@given(st.sampled_from(NAMES), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_exactly_one_rule_answers_to_a_name_on_a_day(name, on):
    """Or none, and then the refusal tells when there was one."""
    versions = [s for s in STATUTES if s.name == name]
    found = [s for s in versions if s.in_force(on)]
    assert len(found) <= 1
    if found:
        assert in_force(name, on) is found[0]
        assert in_force(found[0].id, on) is found[0]
    else:
        with pytest.raises(NoStatuteError) as caught:
            in_force(name, on)
        assert len(caught.value.there) == len(versions)


@pytest.mark.parametrize(
    ("key", "on", "found"),
    [
        ("penalty-hearing-request", "2021-07-14", "penalty-hearing-request-1996"),
        ("penalty-hearing-request", "2021-07-15", "penalty-hearing-request-2021"),
        ("reconsideration-decision", "2023-12-31", "reconsideration-decision-1999"),
        ("reconsideration-decision", "2024-01-01", "reconsideration-decision-2024"),
        ("行政复议法 30", "2024-01-01", "reconsideration-examination-2024"),
        ("行政复议法第30条", "2024-01-01", "reconsideration-examination-2024"),
        ("行政处罚法第64(1)条", "2024-01-01", "penalty-hearing-request-2021"),
        ("Administrative Penalties Law 60", "2024-01-01", "penalty-decision-2021"),
        ("民法典", "2024-01-01", "general-2021"),
        ("custody", "2016-09-11", "custody-2013"),
    ],
)
def test_a_rule_picks_itself_by_the_day(key, on, found):
    """By id, name, law, or law and article, on the last day of one version and the first of the next."""
    assert in_force(key, d(on)).id == found


def test_the_day_decides_between_three_days_and_five():
    """Told on 2021-07-14, a party has three calendar days to ask for a hearing; told on the 15th, five working days."""
    assert resolve("penalty-hearing-request", d("2021-07-14")).nominal == d("2021-07-17")
    assert resolve("penalty-hearing-request", d("2021-07-15")).nominal == d("2021-07-22")


def test_a_name_that_does_not_settle_it_is_refused():
    """The refusals say what there is: the ids to choose from, the days in force, or every name."""
    with pytest.raises(AmbiguousStatuteError, match="say which") as several:
        in_force("行政处罚法 71", d("2024-01-01"))
    assert several.value.there == ("penalty-cash-handover-2021", "penalty-cash-deposit-2021")
    with pytest.raises(NoStatuteError, match="2008-01-01 … 2026-01-31") as past:
        in_force("sanction-case", d("2026-02-01"))
    assert past.value.asked == "sanction-case"
    with pytest.raises(NoStatuteError, match="penalty-decision") as unknown:
        in_force("no such rule", d("2024-01-01"))
    assert sorted(unknown.value.there) == NAMES
    with pytest.raises(NoStatuteError, match=r"mine-acceptance-2024 .* mine-announcement-2024") as article:
        in_force("煤矿安全生产条例第47条", d("2024-06-01"))  # the law is known, that article of it sets no term here
    assert len(article.value.there) == 2
    with pytest.raises(NoStatuteError, match="2024-01-01 … "):
        by_id("reconsideration-decision-2024").resolve(d("2023-12-29"))


def test_a_user_brings_rules_of_their_own():
    """A county's rule is chosen like the others, and only where it is given."""
    own = attrs.evolve(by_id("listing-filing-2012"), id="own-2020", name="own", span=workdays(1))
    assert resolve("own", d("2024-10-11"), statutes=[*STATUTES, own]).last_day == d("2024-10-12")
    with pytest.raises(NoStatuteError):
        in_force("own", d("2024-10-11"))


def test_days_and_moments_are_not_mixed_up():
    """A datetime for a day, a day for hours, a moment without a zone: each is refused with what to give instead."""
    moment = at("2024-10-11T09:00")
    with pytest.raises(NotADayError):
        in_force("penalty-decision", moment)
    with pytest.raises(NotADayError):
        resolve("penalty-decision", moment)
    with pytest.raises(NotAMomentError, match="tzinfo"):
        resolve("accident-report", moment.date())
    with pytest.raises(NotAMomentError):
        resolve("accident-report", moment.replace(tzinfo=None))


def test_the_day_of_a_moment_is_beijings():
    """2023-12-31 17:00 UTC is New Year's Day in Beijing: the new 行政复议法 is in force."""
    own = attrs.evolve(by_id("reconsideration-decision-2024"), id="x-2024", name="x", span=hours(1), cap=None)
    moment = datetime.fromisoformat("2023-12-31T17:00:00+00:00")
    assert resolve("x", moment, statutes=[own]).trigger == d("2024-01-01")


def test_an_article_without_a_span_asks_for_one():
    """民法典 201 says how to count, not how long."""
    with pytest.raises(SpanError, match="with_span"):
        resolve("general", d("2024-01-01"))


def test_a_statute_that_cannot_be_is_refused():
    """It ends before it begins, cites nothing, or is of no known confidence."""
    good = by_id("penalty-decision-2021")
    with pytest.raises(DayOrderError):
        attrs.evolve(good, effective_to=d("2021-07-14"))
    with pytest.raises(ValueError, match="citation"):
        attrs.evolve(good, citation="")
    with pytest.raises(ValueError, match="confidence"):
        attrs.evolve(good, confidence="sure")
    with pytest.raises(NotADayError):
        attrs.evolve(good, effective_from=at("2021-07-15T00:00"))
    with pytest.raises(ValueError, match="times"):
        Cap(days(1), 0)
    with pytest.raises(SpanError, match="prolong"):
        by_id("tax-2002").with_span(workdays(5)).resolve(d("2024-01-02"))


# --- so many times within a span


def test_closure_by_hand():
    """Three within 180 days: the 180th day after the first still counts, the 181st no more."""
    half, whole = CLOSURE
    dates = [d("2024-01-01"), d("2024-03-01"), d("2024-06-29")]  # 180 days after the first
    assert half.met(dates) == Met(half, d("2024-06-29"), tuple(dates))
    assert half.met([*dates[:2], d("2024-06-30")]) is None
    four = [*dates[:2], d("2024-07-15"), d("2025-01-01")]  # one year after the first, its corresponding day
    assert half.met(four) is None
    assert whole.met(four).on == d("2025-01-01")
    assert whole.met([*four[:3], d("2025-01-02")]) is None
    assert first_met(CLOSURE, [*four, d("2024-06-29")]).window is half
    assert first_met(CLOSURE, four).window is whole
    assert first_met(CLOSURE, []) is None
    assert half.met(dates).text() == "180日内3次，2024-06-29达到：2024-01-01、2024-03-01、2024-06-29"
    assert half.met(dates).text("en").startswith("3 times within 180 days, met on 2024-06-29: 2024-01-01, ")


def test_two_on_one_day_count_twice():
    """Two decisions of one day are two penalties; the window is met once on that day, by all of them."""
    day = d("2024-05-06")
    assert [met.dates for met in Window(days(10), 2).meetings([day, day, day])] == [(day, day, day)]


@pytest.mark.parametrize("span", [workdays(5), hours(24)])
def test_a_window_is_of_calendar_days(span):
    """Working days and hours are no span of a window, and none is met no times."""
    with pytest.raises(SpanError, match="calendar days"):
        Window(span, 3)
    with pytest.raises(ValueError, match="count"):
        Window(days(5), 0)
    with pytest.raises(NotADayError):
        Window(days(5), 1).met([at("2024-01-01T00:00")])


@given(
    st.lists(strategies.days(), max_size=8),
    st.sampled_from((days(0), days(10), weeks(3), months(1), years(1))),
    st.integers(1, 4),
)
def test_a_window_slides(dates, span, count):
    """Met on a day if and only if some run of `count` dates in order ends on it and fits; later dates undo nothing."""
    window, ordered = Window(span, count), sorted(dates)
    runs = [ordered[i : i + count] for i in range(len(ordered) - count + 1)]
    fits = sorted({run[-1] for run in runs if run[-1] <= forward(run[0], span, CHINA)})
    met = list(window.meetings(dates))
    assert [each.on for each in met] == fits
    assert all(each.dates[-1] == each.on and len(each.dates) >= count for each in met)
    assert all(each.on <= forward(each.dates[0], span, CHINA) for each in met)
    assert window.met(dates) == (met[0] if met else None)
    assert window.met(dates[:4]) is None or window.met(dates).on <= window.met(dates[:4]).on


def test_statutes_are_values():
    """They compare and hash, and a rule made of one is a plain rule that a file can hold."""
    one = by_id("tax-2002")
    assert one == attrs.evolve(one)
    assert hash(one) == hash(attrs.evolve(one))
    assert isinstance(one, Statute)
    assert one.with_span(days(15)).rule == PeriodRule(
        days(15), source="税收征收管理法实施细则第109条（税务期限）", prolong=True
    )
    assert isinstance(one.label, Label)
