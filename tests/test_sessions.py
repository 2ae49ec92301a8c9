"""Sessions: turns are not heads, and what nobody stated leaves both open."""

from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork.activities import SETTINGS
from safetywork.sessions import attendance, by_setting

D1, D3, D9 = date(2024, 9, 1), date(2024, 9, 3), date(2024, 9, 9)


def lecture(id, people=None, firms=None, on=D1, **details):
    """A law lecture with counts as a ledger states them."""
    stated = {"people": people, "enterprises": firms}
    counts = {name: sw.Count.read(text) for name, text in stated.items() if text}
    return sw.Training(id=id, on=on, title="送法", subject="执法送法", form="law lecture", **counts, **details)


def told(sessions, on=D9):
    """Person-times, persons, enterprise-times and enterprises, in words."""
    came = attendance(sessions, on)
    return [str(one.value) for one in (came.person_times, came.persons, came.enterprise_times, came.enterprises)]


FOUR = [
    lecture(f"A-{n}", f"{p}人", f"{f}家次") for n, (f, p) in enumerate([(112, 140), (108, 136), (117, 147), (112, 138)])
]


def test_four_lectures_by_hand():
    """449家次 and 561人次: no fewer persons than the fullest lecture, 147; of enterprises, at least one came."""
    assert told(FOUR) == ["561人次", "147至561人", "449家次", "1至449家"]
    assert str(attendance(FOUR, D9).sessions.value) == "4次"
    assert attendance(FOUR, D9).persons.rows == ("A-0", "A-1", "A-2", "A-3")


@pytest.mark.parametrize(
    ("sessions", "expected"),
    [
        ([], ["0人次", "0人", "0家次", "0家"]),
        ([lecture("1", "30人", "5家")], ["30人次", "30人", "5家次", "5家"]),
        ([lecture("1", "30人次", "5家次")], ["30人次", "1至30人", "5家次", "1至5家"]),
        ([lecture("1", "650余人次", "9家")], ["650余人次", "不少于1人", "9家次", "9家"]),
        ([lecture("1", "650余人", "9家")], ["650余人次", "650余人", "9家次", "9家"]),
        ([lecture("1", "X人", "X家次")], ["X人次", "X人", "X家次", "X家"]),
        ([lecture("1")], ["X人次", "X人", "X家次", "X家"]),
        ([lecture("1", "约20人", "0家")], ["约20人次", "约20人", "0家次", "0家"]),
        ([lecture("1", "20人", "3家"), lecture("2")], ["20余人次", "20余人", "不少于3家次", "不少于3家"]),
    ],
)
def test_what_is_stated_is_kept(sessions, expected):
    """余 stays a lower bound, X unknown, 约 an estimate; a session that states nothing leaves both sums open above."""
    assert told(sessions) == expected


def test_names_tell_who_came_twice():
    """a and b, then b and c: four turns, three persons; one more without a name is one more turn, perhaps a fourth."""
    first, second = lecture("1", participants=("a", "b")), lecture("2", participants=("b", "c"))
    assert told([first, second])[:2] == ["4人次", "3人"]
    assert told([first, attrs.evolve(second, people=sw.Count.exact(3, "人"))])[:2] == ["5人次", "3至4人"]
    assert told([lecture("1", whom=("x", "y")), lecture("2", whom=("y",))])[2:] == ["3家次", "2家"]


def test_an_estimate_below_the_names_is_raised_to_them():
    """About two, and three are named: at least three came."""
    assert told([lecture("1", "约2人", participants=("a", "b", "c"))])[:2] == ["约3人次", "约3人"]


def test_sessions_are_as_of_a_day_and_those_that_run_are_named():
    """A course from the 1st to the 9th: begun on the 3rd, not ended, its numbers not final; it ends on the 9th."""
    course = lecture("1", "30人", until=D9)
    later = lecture("2", "9人", on=D9)
    assert told([course, later], D3)[0] == "30人次"
    assert [attendance([course, later], day).running for day in (D1, D3, D9)] == [("1",), ("1",), ()]
    assert attendance([course], D1 - timedelta(1)).sessions.rows == ()


def test_the_county_counts_turns_not_heads():
    """By 18 June: meetings of 650余人次, lectures of 561 and 449 turns; how many came twice nobody wrote down."""
    held = sw.load(Path(__file__).parents[1] / "docs" / "examples" / "county-2021.json").of(sw.Training)
    meetings, lectures = ([one for one in held if one.id.startswith(f"A-T{kind}")] for kind in "ML")
    assert told(meetings, date(2021, 6, 18))[:2] == ["650余人次", "不少于1人"]
    assert told(lectures, date(2021, 6, 18)) == ["561人次", "147至561人", "449家次", "1至449家"]


@st.composite
def _sessions(draw):
    """Up to five sessions of three days; counts of every kind, and names of four persons and enterprises."""
    sessions = []
    for n in range(draw(st.integers(0, 5))):
        people, firms = (tuple(sorted(draw(st.sets(st.sampled_from("abcd"))))) for _ in range(2))

        def count(named, units, draw=draw):
            low = len(named) + draw(st.integers(0, 3))
            high = draw(st.none() | st.integers(0, 3).map(lambda more: low + more))
            about = draw(st.booleans())
            return draw(st.none() | st.sampled_from(units).map(lambda unit: sw.Count(low, high, unit, about)))

        sessions.append(
            sw.Training(
                id=str(n),
                on=D1 + timedelta(days=draw(st.integers(0, 2))),
                title="训",
                subject="法",
                people=count(people, ("人", "人次")),
                enterprises=count(firms, ("家", "家次")),
                participants=people,
                whom=firms,
            )
        )
    return sessions


@given(_sessions())
def test_turns_are_never_fewer_than_heads(sessions):
    """人次 ≥ 人 and 家次 ≥ 家 in both bounds, on every day; one more session never takes anybody away."""
    before = None
    for n in range(4):
        came = attendance(sessions, D1 + timedelta(days=n))
        for turns, heads in ((came.person_times, came.persons), (came.enterprise_times, came.enterprises)):
            assert heads.value.low <= turns.value.low
            assert turns.value.high is None or heads.value.high <= turns.value.high
        if before is not None:
            assert before.persons.value.low <= came.persons.value.low
            assert before.person_times.value.low <= came.person_times.value.low
        before = came


@given(_sessions(), st.data())
def test_heads_hold_whatever_the_unnamed_were(sessions, data):
    """Complete each list with strangers or known people as its count allows: the true heads lie within the interval."""
    everybody = [f"s{n}" for n in range(40)] + list("abcd")
    true: set[str] = set()
    for session in sessions:
        low = len(session.participants) if session.people is None else int(session.people.low)
        high = low + 3 if session.people is None or session.people.high is None else int(session.people.high)
        if session.people is None and session.participants:
            high = low
        if session.people is not None and session.people.unit == "人次":
            low = max(len(session.participants), min(1, low))
        others = [one for one in everybody if one not in session.participants]
        size = data.draw(st.integers(low, high)) - len(session.participants)
        start = data.draw(st.integers(0, len(others) - size))
        true |= {*session.participants, *others[start : start + size]}
    heads = attendance(sessions, D9).persons.value
    assert heads.low <= len(true)
    assert heads.high is None or len(true) <= heads.high


# --- settings


def outreach(id, setting=None, on=D1, en=None):
    return sw.Outreach(id=id, on=on, title="宣传", setting=setting, setting_en=en)


def test_the_five_settings_by_hand():
    """Two in communities, one in a school, one in a park, one nowhere stated; the other three stand there empty."""
    settings = ("community", "school", "community", "进景区", None)
    held = [outreach(str(n), setting) for n, setting in enumerate(settings)] + [outreach("6", "household", D9)]
    split = by_setting(held, D3)
    assert [(part.predicate.zh.format(n=""), str(part.value)) for part in split.parts] == [
        ("进企业", "0场次"), ("进学校", "1场次"), ("进农村", "0场次"), ("进社区", "2场次"), ("进家庭", "0场次"),
        ("进景区", "1场次"), ("未注明场所", "1场次"),
    ]  # fmt: skip
    assert (str(split.whole.value), split.adds_up) == ("5场次", True)
    assert [part.rows for part in by_setting(held, D9).parts][4] == ("6",)


def test_settings_are_words_that_a_county_adds_to():
    """A sixth setting with its words; the English of one that is only written in a record is that record's."""
    six = {**SETTINGS, "market": sw.Label("进市场", " in markets")}
    split = by_setting([outreach("1", "market"), outreach("2", "进景区", en="parks"), outreach("3", "{x}")], D9, six)
    assert [part.predicate.en.format(n="1") for part in split.parts if part.any] == [
        "1 in markets",
        "1 in parks",
        "1 in {x}",
    ]
