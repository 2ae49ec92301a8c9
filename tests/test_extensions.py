"""Extensions: asked for in time, granted by another, within what a policy allows."""

from datetime import date, datetime, timedelta, timezone

import pytest

import safetywork as sw
from safetywork.extensions import extension_rows

DAY = date(2025, 3, 3)  # a Monday; ten working days from it end on 2025-03-17
LAST = date(2025, 3, 17)


def owned(policy: sw.ExtensionPolicy | None = None, term: sw.Term | None = None, day: date = DAY) -> sw.Issue:
    """An issue with a term of ten working days, under an extension policy."""
    workflow = sw.RECTIFICATION if policy is None else sw.rectification(extensions=policy)
    issue = sw.Issue.register(id="H-1", title="应急照明不亮", on=day, by="检查组", workflow=workflow)
    return issue.apply(sw.Assign(on=day, by="局长", owner="李四", term=sw.workdays(10) if term is None else term))


def ask(on: date, **what: object) -> sw.AskExtension:
    return sw.AskExtension(on=on, by="李四", reason="待配件", **(what or {"more": sw.workdays(5)}))


def grant(on: date, by: str = "局长", **what: object) -> sw.Extend:
    return sw.Extend(on=on, by=by, reason="同意", **(what or {"more": sw.workdays(5)}))


def codes(matter: sw.Matter, event: sw.Event) -> tuple[str, ...]:
    step = matter.decide(event)
    return step.codes if isinstance(step, sw.Refusal) else ()


@pytest.mark.parametrize("more", ["10日", 10, date(2025, 3, 20)])
def test_an_extension_is_by_a_span(more: object):
    """A text, a number or a day for `more` is the caller's mistake, told when it is made."""
    for make in (ask, grant):
        with pytest.raises(sw.SpanError, match="until="):
            make(DAY, more=more)


def test_what_is_granted_may_differ_from_what_was_asked():
    """Asked for 10 working days, granted 3: the day moves by 3, and both stand in the log."""
    asked = owned().apply(ask(DAY, more=sw.workdays(10)))
    assert asked.deadline().last_day == LAST
    assert asked.extension_asked is not None
    granted = asked.apply(grant(DAY, more=sw.workdays(3)))
    assert granted.extension_asked is None
    assert granted.deadline().last_day == date(2025, 3, 20)
    assert granted.clock().original().last_day == LAST
    assert [type(entry.event) for entry in granted.log[-2:]] == [sw.AskExtension, sw.Extend]


def test_a_refused_request_leaves_the_term_as_it_is():
    """不予延期 decides the request; without one there is nothing to refuse."""
    refuse = sw.RefuseExtension(on=DAY, by="局长", reason="理由不足")
    assert codes(owned(), refuse) == ("nothing_asked",)
    refused = owned().apply(ask(DAY)).apply(refuse)
    assert refused.extension_asked is None
    assert refused.deadline().last_day == LAST
    assert codes(refused, refuse) == ("nothing_asked",)


@pytest.mark.parametrize(("on", "late"), [(LAST, False), (date(2025, 3, 18), True)])
def test_an_extension_is_asked_for_before_the_term_ends(on: date, late):
    """The last day itself is in time, the day after is not; so for a grant that nobody had asked for."""
    assert codes(owned(), ask(on)) == (("asked_late",) if late else ())
    assert codes(owned(), grant(on)) == (("asked_late",) if late else ())


def test_a_request_in_time_may_be_decided_after_the_last_day():
    """The request was in time; that the decision took longer is not the asker's doing."""
    asked = owned().apply(ask(LAST))
    assert codes(asked, grant(date(2025, 3, 25))) == ()


def test_whoever_asked_does_not_grant():
    """The asker in the log counts, under any spelling; without a request, the one the grant names."""
    asked = owned().apply(ask(DAY))
    assert codes(asked, grant(DAY, by="李 四")) == ("own_extension",)
    assert codes(owned(), sw.Extend(on=DAY, by="李四", reason="x", more=sw.days(3), asked_by="李四 ")) == (
        "own_extension",
    )
    assert codes(asked, grant(DAY)) == ()


@pytest.mark.parametrize(("on", "late"), [(date(2013, 3, 4), False), (date(2013, 3, 5), True)])
def test_a_notice_counts_back_from_the_last_day(on: date, late):
    """青岛“3+X”: asked for 20 working days before expiry; for 2013-03-31 that is by 2013-03-04."""
    policy = sw.ExtensionPolicy(notice=sw.workdays(20), source="青岛3+X")
    issue = owned(policy, term=date(2013, 3, 31), day=date(2013, 1, 7))
    assert codes(issue, ask(on, until=date(2013, 6, 30))) == (("asked_late",) if late else ())


@pytest.mark.parametrize(("on", "late"), [(date(2025, 3, 7), False), (date(2025, 3, 8), True)])
def test_a_notice_in_days_counts_days(on: date, late):
    """Ten days before 2025-03-17 is 2025-03-07."""
    assert codes(owned(sw.ExtensionPolicy(notice=sw.days(10))), ask(on)) == (("asked_late",) if late else ())


def test_a_policy_bounds_how_often():
    """Once is once, in one cycle."""
    issue = owned(sw.ExtensionPolicy(times=1)).apply(grant(DAY))
    assert codes(issue, grant(DAY)) == ("extended_too_often",)


def test_a_policy_bounds_how_much_in_all():
    """行政许可法 42: ten working days in all beyond the first term, however they are put together."""
    issue = owned(sw.ExtensionPolicy(longest=sw.workdays(10), source="行政许可法 42"))
    assert codes(issue, grant(DAY, more=sw.workdays(11))) == ("extended_too_long",)
    assert codes(issue, grant(DAY, until=date(2025, 4, 1))) == ("extended_too_long",)
    assert codes(issue, grant(DAY, until=date(2025, 3, 31))) == ()
    half = issue.apply(grant(DAY, more=sw.workdays(6)))
    assert codes(half, grant(DAY, more=sw.workdays(4))) == ()
    assert codes(half, grant(DAY, more=sw.workdays(5))) == ("extended_too_long",)


def test_a_stop_does_not_use_up_the_bound():
    """The bound is on extensions: days lost to a stop are not among them."""
    issue = owned(sw.ExtensionPolicy(longest=sw.workdays(5)))
    issue = issue.apply(sw.Suspend(on=DAY, by="局长", reason="鉴定")).apply(sw.Resume(on=date(2025, 3, 10), by="局长"))
    assert codes(issue, grant(date(2025, 3, 10), more=sw.workdays(5))) == ()


def test_a_policy_may_want_a_request():
    """Without a request in the log nothing is granted."""
    policy = sw.ExtensionPolicy(asked=True)
    assert codes(owned(policy), grant(DAY)) == ("nothing_asked",)
    assert codes(owned(policy).apply(ask(DAY)), grant(DAY)) == ()


def test_every_reason_is_told_at_once():
    """Late, unclear and without a term each speak for themselves."""
    never = sw.Issue.register(id="H-2", title="二", on=DAY, by="检查组").apply(
        sw.Assign(on=DAY, by="局长", owner="李四")
    )
    assert codes(never, grant(DAY)) == ("no_term",)
    unclear = sw.Extend(on=date(2025, 3, 20), by="局长", reason="x")
    assert codes(owned(sw.ExtensionPolicy(longest=sw.days(1))), unclear) == ("extension_unclear", "asked_late")


def test_what_the_calendar_cannot_count_is_a_reason():
    """A term beyond the calendar's reach is not extended blindly, and nothing is raised."""
    issue = owned(sw.ExtensionPolicy(longest=sw.workdays(5)), term=sw.workdays(36_500))
    assert set(codes(issue, grant(DAY))) == {"due_unknown"}


def test_a_policy_is_part_of_the_rule():
    """Another policy is another fingerprint, and the rows of one are a value that any workflow takes."""
    assert sw.rectification(extensions=sw.ExtensionPolicy(times=1)).rule != sw.RECTIFICATION.rule
    assert [row.event for row in extension_rows("kept")] == [sw.AskExtension, sw.Extend, sw.RefuseExtension]


# --- a term with a cap, and one in hours


def capped(*, extendable: bool = False) -> sw.Issue:
    """Ten working days, to 2025-03-17, but no later than the 20th."""
    return owned(term=sw.Capped(sw.workdays(10), date(2025, 3, 20), extendable))


def test_an_extension_goes_up_to_the_cap():
    """What would pass the cap ends there; at the cap nothing can be granted, and the reason names it."""
    at_cap = capped().apply(grant(DAY, more=sw.workdays(9)))
    assert at_cap.deadline().last_day == date(2025, 3, 20)
    assert codes(at_cap, ask(DAY)) == codes(at_cap, grant(DAY, until=date(2025, 4, 1))) == ("beyond_cap",)
    step = at_cap.decide(ask(DAY))
    assert step.reasons[0].text("en").startswith("the term ends by 2025-03-20 at the latest")
    assert "2025-03-20" in step.reasons[0].text("zh")
    assert codes(capped(), grant(DAY, until=date(2025, 3, 10))) == ("extension_shortens",)


def test_a_cap_that_may_be_extended_moves_to_a_named_day():
    """Only an extension to a day beyond it, and only where the rule says so."""
    moved = capped(extendable=True).apply(grant(DAY, until=date(2025, 4, 1)))
    assert moved.deadline().last_day == date(2025, 4, 1)
    assert codes(moved, grant(DAY, more=sw.days(3))) == ("beyond_cap",)


NINE = datetime(2025, 3, 3, 9, tzinfo=timezone(timedelta(hours=8)))


def hourly(policy: sw.ExtensionPolicy | None = None) -> sw.Issue:
    """An issue with 24 hours from nine o'clock on the day."""
    workflow = sw.RECTIFICATION if policy is None else sw.rectification(extensions=policy)
    issue = sw.Issue.register(id="H-1", title="燃气泄漏", on=DAY, by="检查组", workflow=workflow)
    return issue.apply(sw.Assign(on=DAY, at=NINE, by="局长", owner="李四", term=sw.hours(24)))


def test_hours_are_extended_by_hours():
    """Two hours more are later though they end on the same day; none is not, nor is a day already gone."""
    assert hourly().apply(grant(DAY, more=sw.hours(2))).deadline().cutoff == NINE + timedelta(hours=26)
    assert codes(hourly(), grant(DAY, more=sw.hours(0))) == ("extension_shortens",)
    assert codes(hourly(), grant(DAY, until=DAY)) == ("extension_shortens",)
    assert hourly().apply(grant(DAY, until=date(2025, 3, 6))).deadline().last_day == date(2025, 3, 6)


@pytest.mark.parametrize(("hour", "late"), [(9, False), (10, True)])
def test_an_extension_of_hours_is_asked_for_before_the_hour(hour: int, late):
    """By the moment, where it is known; the day alone is in time until it is over."""
    on = date(2025, 3, 4)
    asked = sw.AskExtension(on=on, at=NINE.replace(day=4, hour=hour), by="李四", reason="待配件", more=sw.hours(5))
    assert codes(hourly(), asked) == (("asked_late",) if late else ())
    assert codes(hourly(), ask(on, more=sw.hours(5))) == ()


def test_hours_are_not_extended_by_days():
    """A reason that says what to give, not an exception."""
    step = hourly().decide(grant(DAY, more=sw.days(1)))
    assert set(step.codes) == {"due_unknown"}
    assert "hours are extended by hours" in step.reasons[0].text("en")


@pytest.mark.parametrize(("n", "refused"), [(24, ()), (25, ("extended_too_long",))])
def test_a_bound_in_hours(n: int, refused):
    """So many hours in all beyond the original term, by the moment."""
    assert codes(hourly(sw.ExtensionPolicy(longest=sw.hours(24))), grant(DAY, more=sw.hours(n))) == refused


def test_a_restarted_term_is_extended_anew():
    """What was granted before the restart lapsed with it, so it counts towards no bound."""
    policy = sw.ExtensionPolicy(times=1, longest=sw.workdays(5))
    again = sw.Transition(sw.Restart, "rectifying", None, requires=("reason",))
    workflow = sw.rectification(extensions=policy).extend(transitions=(again,))
    issue = sw.Issue.register(id="H-1", title="应急照明不亮", on=DAY, by="检查组", workflow=workflow)
    issue = issue.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=sw.workdays(10))).apply(grant(DAY))
    assert set(codes(issue, grant(DAY))) == {"extended_too_often", "extended_too_long"}
    issue = issue.apply(sw.Restart(on=date(2025, 3, 10), by="局长", reason="补正"))
    assert issue.deadline().last_day == date(2025, 3, 24)
    assert codes(issue, grant(date(2025, 3, 10))) == ()
