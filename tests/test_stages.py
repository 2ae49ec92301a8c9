"""Where a programme's enterprises stand: stage by stage, who lags, which industry lacks procedures."""

from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from histories import led, matters
from safetywork.acts import Return
from safetywork.programmes import AdoptProcedures, Apply, Coach, Create, Lapse, Withdraw
from safetywork.stages import Lag, by_stage, industries, lags, places
from safetywork.testing.scenes import DAY

D1, D2, D5, D9 = (date(2025, 3, n) for n in (1, 2, 5, 9))
UNITS = tuple(sw.Unit(f"u{n}", f"{n}号厂", kind="enterprise") for n in range(1, 5))
PARTIES = sw.Parties(UNITS, rolls=(sw.Roll(id="R", title="创建名单", unit="家", members=("u1", "u2", "u3")),))
LISTED = sw.Programme(id="P", on=D1, title="标准化", roll="R")


def enrolled(n=1, on=D1, programme="P", **details):
    """Enterprise n, put on the list."""
    details = {"enterprise": f"u{n}", **details}
    return sw.Enrolment.enrol(id=f"E-{n}", title=f"{n}号厂", programme=programme, on=on, by="局", **details)


def created(n=1, on=D1, until=None):
    """Enterprise n, brought through every stage, a day each."""
    enrolment = enrolled(n, on)
    for later, event in enumerate((Coach, AdoptProcedures, Apply), start=1):
        enrolment = enrolment.apply(event(on=on + timedelta(later), by="王五"))
    return enrolment.apply(Create(on=on + timedelta(4), by="评审组", until=until))


def told(split):
    """The parts that hold something, by their words."""
    return {part.predicate.text("zh", n=""): str(part.value) for part in split.parts if part.any}


# --- stage by stage


def test_a_target_list_by_hand():
    """Three are listed: one is created, one coached, one not enrolled; each day tells its own."""
    held = (created(1), enrolled(2, D2).apply(Coach(on=D5, by="专家")))
    assert told(by_stage(LISTED, held, D9, PARTIES)) == {"尚未列入": "1家", "已辅导": "1家", "创建完成": "1家"}
    assert told(by_stage(LISTED, held, D2, PARTIES)) == {"尚未列入": "1家", "已列入": "1家", "已辅导": "1家"}
    assert told(by_stage(LISTED, held, D1 - timedelta(1), PARTIES)) == {"尚未列入": "3家"}
    split = by_stage(LISTED, held, D9, PARTIES)
    assert (str(split.whole.value), split.whole.rows) == ("3家", ("E-1", "E-2", "u3"))
    assert split.whole.population == sw.Label("标准化", "标准化")
    assert by_stage(attrs.evolve(LISTED, en="Standard"), (), D9, PARTIES).whole.population.en == "Standard"


@pytest.mark.parametrize(
    ("target", "whole", "absent"),
    [
        (sw.Count.exact(32, "家"), "32家", "31家"),
        (sw.Count.at_least(30, "家"), "30余家", "不少于29家"),
        (sw.Count.unknown("家"), "不少于1家", "X家"),
        (sw.Count.roughly(20, "家"), "约20家", "约19家"),
        (sw.Count.exact(1, "家"), "1家", None),
        (sw.Count.exact(0, "家"), "1家", None),
        (None, "1家", None),
    ],
)
def test_a_target_without_a_list_leaves_the_rest_unnamed(target, whole, absent):
    """Of 32 one is enrolled, 31 are not yet; of an unknown number the rest stays unknown; beyond it none is left."""
    programme = sw.Programme(id="P", on=D1, title="标准化", target=target)
    split = by_stage(programme, (enrolled(),), D9)
    assert str(split.whole.value) == whole
    assert told(split) == {"已列入": "1家"} | ({"尚未列入": absent} if absent else {})
    assert [place.id for place in places(programme, (enrolled(),), D9)] == ["E-1", *(["P"] if absent else [])]


def test_a_target_in_another_unit_is_refused():
    """So many households are no enterprises."""
    with pytest.raises(sw.UnitMismatchError):
        by_stage(sw.Programme(id="P", on=D1, title="t", target=sw.Count.exact(3, "户")), (), D9)


def test_a_list_that_is_not_whole():
    """Three of five are listed: two more nobody has named; an enterprise that is not listed may be one of the two."""
    (roll,) = PARTIES.rolls
    some = attrs.evolve(PARTIES, rolls=(attrs.evolve(roll, total=sw.Count.exact(5, "家")),))
    split = by_stage(LISTED, (enrolled(1), enrolled(4)), D9, some)
    assert (told(split), str(split.whole.value)) == ({"尚未列入": "3家", "已列入": "2家"}, "5家")


def test_an_enterprise_beyond_the_list_is_seen():
    """u4 is on no list of three: the whole is four, one more than the target."""
    assert str(by_stage(LISTED, (enrolled(4),), D9, PARTIES).whole.value) == "4家"


def test_an_enterprise_enrolled_again_counts_once():
    """Withdrawn, then enrolled anew under another id: the later one tells; that of another programme never does."""
    gone = enrolled(1).apply(Withdraw(on=D2, by="局", reason="停产"))
    again = attrs.evolve(enrolled(1, D5), id="E-9")
    assert told(by_stage(LISTED, (gone, again), D9, PARTIES)) == {"尚未列入": "2家", "已列入": "1家"}
    assert told(by_stage(LISTED, (gone, again), D2, PARTIES)) == {"尚未列入": "2家", "已退出": "1家"}
    assert told(by_stage(LISTED, (enrolled(1, programme="Q"),), D9, PARTIES)) == {"尚未列入": "3家"}


def test_a_certificate_that_has_run_out_is_told():
    """Created on the 5th, valid until the 9th: created that day, expired the next, though nobody declared a lapse."""
    held = (created(1, until=D9), created(2))
    assert told(by_stage(LISTED, held, D9, PARTIES))["创建完成"] == "2家"
    day_after = told(by_stage(LISTED, held, D9 + timedelta(1), PARTIES))
    assert day_after == {"尚未列入": "1家", "创建已到期": "1家", "创建完成": "1家"}
    lapsed = held[0].apply(Lapse(on=date(2025, 4, 1), by="局", reason="到期"))
    assert told(by_stage(LISTED, (lapsed,), date(2025, 4, 1), PARTIES)) == {"尚未列入": "2家", "已列入": "1家"}


def test_a_county_workflow_has_its_own_stages():
    """A stage that only its workflow knows is a part like any other, with its own words."""
    extra = sw.State("trial", sw.Label("试运行{x}", "on trial"))
    county = sw.STANDARDISATION.extend(
        states=[extra],
        replace=[sw.Transition(Coach, "enrolled", "trial")],
        transitions=[sw.Transition(AdoptProcedures, "trial", "procedures")],
        name="county",
    )
    held = (enrolled(1, workflow=county).apply(Coach(on=D2, by="专家")), enrolled(2))
    assert told(by_stage(LISTED, held, D9, PARTIES)) == {"尚未列入": "1家", "已列入": "1家", "试运行{x}": "1家"}


ENROLMENTS = st.lists(matters(("standardisation",), longest=8), max_size=4).map(
    lambda drawn: tuple(
        attrs.evolve(e, id=f"E-{n}", enterprise=f"u{n % 4 + 1}" if n else None) for n, e in enumerate(drawn)
    )
)


@given(ENROLMENTS, st.booleans(), st.integers(6, 9))
def test_enrolments_by_stage_sum_to_the_target_on_every_day(held, listed, total):
    """List or number: every place stands in one stage, and the places make the target, which is never exceeded here."""
    roll = sw.Roll(id="R", title="名单", unit="家", members=("u1", "u2"), total=sw.Count.exact(total, "家"))
    parties = sw.Parties(UNITS, rolls=(roll,))
    target = {"roll": "R"} if listed else {"target": sw.Count.exact(total + 1, "家")}
    programme = sw.Programme(id="标准化提升", on=DAY, title="标准化", **target)
    held = tuple(attrs.evolve(e, programme=programme.id) for e in held)
    for n in range(0, 90, 7):
        split = by_stage(programme, tuple(_refolded(e, programme.id) for e in held), DAY + timedelta(days=n), parties)
        assert split.adds_up
        assert sw.total((part.value for part in split.parts), "家") == split.whole.value
        assert split.whole.value == sw.Count.exact(total if listed else total + 1, "家")


def _refolded(enrolment, programme):
    """A drawn enrolment names any programme in its log; here all belong to one, as of every day."""
    log = tuple(
        attrs.evolve(entry, event=attrs.evolve(entry.event, programme=programme, enterprise=enrolment.enterprise))
        if entry.event.opens
        else entry
        for entry in enrolment.log
    )
    return sw.replay(enrolment.blank(enrolment.id, enrolment.workflows), log)


def test_the_county_brings_all_32_through():
    """On every day of the year the stages make 32: none enrolled on 1 March, all created on 18 June."""
    book = sw.load(Path(__file__).parents[1] / "docs" / "examples" / "county-2021.json")
    (programme,), held = book.programmes, book.of(sw.Enrolment)
    for n in range(0, 365, 5):
        split = by_stage(programme, held, date(2021, 1, 1) + timedelta(days=n))
        assert (str(split.whole.value), split.adds_up) == ("32家", True)
        assert sw.total((part.value for part in split.parts), "家") == sw.Count.exact(32, "家")
    assert told(by_stage(programme, held, date(2021, 6, 18))) == {"创建完成": "32家"}
    assert told(by_stage(programme, held, date(2021, 3, 1))) == {"尚未列入": "32家"}
    late = attrs.evolve(programme, schedule=(sw.StageDue("created", date(2021, 4, 30)),))
    assert {lag.id for lag in lags(late, held, date(2021, 5, 1))} == {
        e.id for e in held if e.created_on > date(2021, 5, 1)
    }
    assert lags(late, held, date(2021, 6, 18)) == ()


# --- who lags

PLAN = (sw.StageDue("coached", D2), sw.StageDue("procedures", D5), sw.StageDue("created", date(2025, 4, 1)))
PLANNED = attrs.evolve(LISTED, schedule=PLAN)


def test_who_lags_by_hand():
    """On the 9th procedures were due: 1 has them, 2 is only coached, 3 is not even enrolled."""
    held = (led(enrolled(1), "procedures"), enrolled(2).apply(Coach(on=D2, by="专家")))
    assert lags(PLANNED, held, D9, PARTIES) == (
        Lag("E-2", "2号厂", "coached", "procedures", D5, 4),
        Lag("u3", "3号厂", None, "procedures", D2, 7),
    )


def test_the_due_day_itself_is_not_late():
    """Coaching is due by the end of the 2nd: nobody lags that day, all do the next."""
    assert lags(PLANNED, (enrolled(1),), D2, PARTIES) == ()
    assert [lag.days for lag in lags(PLANNED, (enrolled(1),), D2 + timedelta(1), PARTIES)] == [1, 1, 1]
    assert lags(LISTED, (enrolled(1),), D9, PARTIES) == ()


def test_who_is_ahead_withdrawn_or_unnamed_does_not_lag():
    """Ahead of the plan is no lag, nor is having left, nor can be told of those whom nobody named."""
    gone = enrolled(2).apply(Withdraw(on=D2, by="局", reason="停产"))
    counted = sw.Programme(id="P", on=D1, title="t", target=sw.Count.exact(9, "家"), schedule=PLAN)
    assert lags(counted, (created(1), gone), D9) == ()


def test_who_was_sent_back_stands_where_it_stands():
    """Returned from review on the 9th of April: it lags behind its creation, due on the 1st."""
    review = led(enrolled(1), "in review")
    back = review.apply(Return(on=date(2025, 4, 9), by="评审组", reason="缺档案"))
    assert lags(PLANNED, (back,), date(2025, 4, 11), PARTIES)[0] == Lag(
        "E-1", "1号厂", "procedures", "created", date(2025, 4, 1), 10
    )


def test_a_stage_that_nobody_has_is_refused():
    """A schedule that names no stage of the workflow is a mistake, and says which stages there are."""
    wrong = attrs.evolve(LISTED, schedule=(sw.StageDue("certified", D2),))
    with pytest.raises(sw.WorkflowError, match="certified"):
        lags(wrong, (enrolled(1),), D9, PARTIES)


@given(st.lists(matters(("standardisation",)), min_size=1, max_size=3))
def test_waiting_never_ends_a_lag(drawn):
    """Where nothing happens, who lags today lags tomorrow, since the same day."""
    programme = sw.Programme(id="标准化提升", on=DAY, title="t", schedule=(sw.StageDue("created", DAY + timedelta(3)),))
    held = tuple(_refolded(attrs.evolve(e, id=f"E-{n}"), programme.id) for n, e in enumerate(drawn))
    last = max(e.log[-1].event.on for e in held)
    today, later = (lags(programme, held, last + timedelta(days=n)) for n in (5, 9))
    assert [(lag.id, lag.since) for lag in today] == [(lag.id, lag.since) for lag in later]
    assert {lag.id for lag in today} == {e.id for e in held if not e.void and not e.done}


# --- procedures


def test_industries_and_their_procedures_by_hand():
    """Fireworks were issued on the 2nd and again on the 9th, trade never; nobody is of metal; whoever left is out."""
    programme = attrs.evolve(
        LISTED,
        industries=("有色", "烟花"),
        procedures=(
            sw.Procedures(industry="烟花", on=D9, title="二版"),
            sw.Procedures(industry="烟花", on=D2, title="一版"),
        ),
    )
    held = (
        led(enrolled(1, industry="烟花"), "procedures"),
        enrolled(2, industry="烟花"),
        enrolled(3, industry="商贸"),
        enrolled(4, industry="商贸").apply(Withdraw(on=D2, by="局", reason="停产")),
        enrolled(5, enterprise=None),
    )
    said = [(i.name, i.issued and i.issued.title, i.enterprises, i.without) for i in industries(programme, held, D5)]
    assert said == [
        ("有色", None, (), ()),
        ("烟花", "一版", ("E-1", "E-2"), ("E-2",)),
        ("商贸", None, ("E-3",), ("E-3",)),
    ]
    assert [i.issued and i.issued.title for i in industries(programme, held, D9)] == [None, "二版", None]
    assert industries(programme, held, D1)[1].issued is None


def test_after_a_lapse_procedures_are_adopted_anew():
    """A new cycle begins without them."""
    lapsed = created(1).apply(Lapse(on=date(2025, 4, 1), by="局", reason="重大隐患"))
    lapsed = attrs.evolve(lapsed, industry="烟花")
    assert industries(LISTED, (lapsed,), date(2025, 4, 1))[0].without == ("E-1",)
