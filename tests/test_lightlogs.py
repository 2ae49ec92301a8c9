"""The log of changes leads from the lights of one day to those of another, day by day."""

from datetime import timedelta

from hypothesis import given, strategies as st

import safetywork as sw
from histories import matters
from safetywork.lightlogs import light_changes


@given(matters(), st.integers(-3, 40), st.integers(0, 40))
def test_the_changes_lead_from_one_day_to_the_other(matter, before, length):
    """Applied in order to the light of the first day they give the light of every later one, and no change is idle."""
    since = matter.opened_on + timedelta(days=before)
    until = since + timedelta(days=length)
    changes = light_changes([matter], since, until)
    day = max(since, matter.opened_on)
    shown, left = sw.light(matter, day), list(changes)
    while day < until:
        day += timedelta(days=1)
        if left and left[0].on == day:
            change = left.pop(0)
            assert (change.before.band, change.after.band) == (shown.band, sw.light(matter, day).band)
            assert change.before.band != change.after.band
            assert change.entries == tuple(e for e in matter.log if e.event.on == day)
            shown = change.after
        assert sw.light(matter, day).band == shown.band
    assert not left
    assert all(since < change.on <= until for change in changes)


def test_a_change_says_what_it_came_of():
    """By an entry of the day, or by time; sorted by day, then by matter."""
    issue = sw.Issue.register(id="H-1", title="通道堵塞", on=sw.CHINA.announced_from, by="检查组")
    first = issue.opened_on
    due = first + timedelta(days=20)
    assigned = issue.apply(sw.Assign(on=first + timedelta(days=2), by="局长", owner="李四", term=due))
    handed = assigned.apply(sw.Submit(on=first + timedelta(days=12), by="李四", text="已清"))
    told = light_changes([handed, assigned.as_of(due)], first, first + timedelta(days=30))
    assert [change.text("zh").split(" ", 1)[1] for change in told] == [
        "H-1：不亮灯（未定期限） → 蓝（正常），因交办",
        "H-1：不亮灯（未定期限） → 蓝（正常），因交办",
        "H-1：蓝（正常） → 黄（临期），因时间推移",
        "H-1：蓝（正常） → 黄（临期），因时间推移",
        "H-1：黄（临期） → 蓝（待验收），因报请验收",
        "H-1：黄（临期） → 红（逾期），因时间推移",
    ]
