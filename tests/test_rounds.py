"""Rounds over a cadence: whole weeks and months in which somebody works, held or missed."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.campaigns import Campaign, Group
from safetywork.rounds import rounds_due


def campaign(*cadences, first=date(2025, 1, 6), last=date(2025, 6, 30)):
    """A campaign whose groups meet so."""
    groups = tuple(Group(f"组{n}", "督查", cadence=cadence) for n, cadence in enumerate(cadences))
    return Campaign(id="C", on=first, until=last, title="专项行动", groups=groups)


def held(day, cadence="weekly", **more):
    """A round on a day."""
    return sw.Round(id=f"R-{day}", title="调度", on=day, campaign="C", cadence=cadence, **more)


def days(found):
    """(first, last) of each, as MMDD."""
    return [(f"{due.first:%m%d}", f"{due.last:%m%d}") for due in found]


def test_weeks():
    """Monday to Sunday, where somebody works: 27 January 2025 is still worked, the county's closed week is not."""
    found = rounds_due(campaign("weekly"), (), date(2025, 1, 6), date(2025, 2, 16))
    assert days(found) == [
        ("0106", "0112"),
        ("0113", "0119"),
        ("0120", "0126"),
        ("0127", "0202"),
        ("0203", "0209"),
        ("0210", "0216"),
    ]
    festival = date(2025, 10, 1)  # 1 to 8 October are off; 6 to 12 October has 9, 10 and the make-up day 11
    week = rounds_due(campaign("weekly", first=festival, last=date(2025, 10, 31)), (), festival, date(2025, 10, 12))
    assert days(week) == [("1006", "1012")]
    closed = sw.CHINA.overlay("county", off=[date(2025, 3, d) for d in range(3, 10)])
    assert days(rounds_due(campaign("weekly"), (), date(2025, 3, 3), date(2025, 3, 9), closed)) == []


def test_months():
    """A month counts whole; December leads into January."""
    found = rounds_due(
        campaign("monthly", first=date(2024, 11, 2), last=date(2025, 2, 28)), (), date(2024, 1, 1), date(2025, 9, 1)
    )
    assert days(found) == [("1201", "1231"), ("0101", "0131"), ("0201", "0228")]
    first = rounds_due(campaign("monthly", first=date(2025, 1, 1)), (), date(2025, 1, 31), date(2025, 1, 31))
    assert days(first) == [("0101", "0131")]
    assert rounds_due(campaign("monthly", first=date(2025, 1, 1)), (), date(2025, 2, 1), date(2025, 2, 27)) == ()


def test_held_and_missed():
    """Held in its week by the campaign's own round of that cadence; missed once the week is past."""
    rounds = (held(date(2025, 1, 10)), held(date(2025, 1, 14), "monthly"))
    one, two = rounds_due(campaign("weekly"), rounds, date(2025, 1, 6), date(2025, 1, 19))
    assert (one.missed(date(2025, 2, 1)), two.missed(date(2025, 2, 1))) == (False, True)
    assert not two.missed(date(2025, 1, 19))
    assert two.missed(date(2025, 1, 20))
    assert two.text("zh") == "周调度（2025-01-13至2025-01-19）"
    other = sw.Round(id="R", title="t", on=date(2025, 1, 15), campaign="D", cadence="weekly")
    assert rounds_due(campaign("weekly"), (other,), date(2025, 1, 13), date(2025, 1, 19))[0].held == ()


def test_an_open_campaign_without_groups():
    """Without a cadence nothing is owed; a campaign that runs on owes as long as one looks."""
    assert rounds_due(campaign(None), (), date(2025, 1, 1), date(2025, 9, 1)) == ()
    runs = campaign("weekly", last=None)
    assert len(rounds_due(runs, (), date(2025, 1, 6), date(2025, 1, 26))) == 3


@given(st.dates(date(2024, 1, 1), date(2025, 12, 31)), st.integers(0, 200), st.sampled_from(["weekly", "monthly"]))
def test_the_weeks_join(first, length, cadence):
    """Weeks and months follow each other without a gap, whole within the campaign."""
    last = first + timedelta(days=length)
    open_days = sw.CHINA.overlay("always", work=[first + timedelta(days=n) for n in range(length + 1)])
    found = rounds_due(campaign(cadence, cadence, first=first, last=last), (), first, last, open_days)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(found))
    assert all(first <= due.first <= due.last <= last for due in found)
    if found:
        assert (found[0].first - first).days < 31
        assert (last - found[-1].last).days < 31


def test_when_a_result_is_public():
    """On its day where it is stated, on the round's day where not, never where neither."""
    day = date(2025, 1, 10)
    later = held(day, published_on=day + timedelta(days=5))
    assert [later.published_by(day + timedelta(days=n)) for n in (4, 5)] == [False, True]
    assert held(day, published=True).published_by(day)
    assert not held(day).published_by(day)
    assert sw.loads(sw.dumps(sw.Book("t", campaigns=(campaign(),), activities=(later,)))).activities == (later,)


def test_minutes_pass_a_book():
    """What was decided at a round is a record of it."""
    minute = sw.Minute(
        id="N", on=date(2025, 1, 10), title="月底前完成", round="R", said="decided", by="局长", about="H-1"
    )
    assert sw.loads(sw.dumps(sw.Book("t", activities=(minute,)))).activities == (minute,)
