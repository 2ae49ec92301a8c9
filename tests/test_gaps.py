"""Gaps: found against a model, and decided."""

from datetime import date

from hypothesis import given

import safetywork as sw
from histories import matters
from safetywork.gaps import GAP, Adopt, Decline, Find, Gap, Reconsider

D3, D10, D17 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 17)


def found(**details):
    return Gap.find(
        id="G-1", title="委托执法", on=D3, by="局长", model="执法到镇", ours="执法在县", tour="A-1", **details
    )


def test_a_gap_says_what_the_model_does_and_what_we_do():
    """领域, the model, ourselves, the study tour: from the opening."""
    gap = found(en="delegated enforcement", campaign="C-1", owner="张三")
    assert (gap.title, gap.model, gap.ours, gap.tour) == ("委托执法", "执法到镇", "执法在县", "A-1")
    assert (gap.state, gap.pending, gap.adopted, gap.declined) == ("found", True, False, None)
    assert isinstance(gap.log[0].event, Find)
    assert found(workflow=GAP.extend(version="2")).workflows[0].version == "2"


def test_a_gap_is_adopted_or_declined_with_a_reason():
    """Both are decisions, neither is a failure; what is not adopted says why."""
    adopted, declined = found().apply(Adopt(on=D10, by="局党委")), found()
    assert declined.decide(Decline(on=D10, by="局党委", reason=" ")).codes == ("missing_field",)
    declined = declined.apply(Decline(on=D10, by="局党委", reason="编制所限"))
    assert [(g.adopted, g.declined, g.done, g.failed) for g in (adopted, declined)] == [
        (True, None, True, False),
        (False, "编制所限", True, False),
    ]


def test_a_decision_can_be_opened_again_and_that_is_counted():
    """重新研究: a new cycle; on the day before it the old decision stands."""
    again = found().apply(Decline(on=D10, by="局党委", reason="编制所限"))
    again = again.apply(Reconsider(on=D17, by="局党委", reason="编制已增"))
    assert (again.state, again.cycle, again.declined) == ("found", 2, None)
    assert again.as_of(D10).declined == "编制所限"


@given(matters(("gap",)))
def test_a_gap_is_open_adopted_declined_or_cancelled(matter):
    """Exactly one of the four, whatever happened."""
    assert [matter.pending, matter.adopted, matter.declined is not None, matter.void].count(True) == 1


def test_a_gap_is_not_lit():
    """It owes a decision without a term."""
    assert sw.light(found(), D17).colour is None
