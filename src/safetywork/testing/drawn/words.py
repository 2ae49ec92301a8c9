"""Strategies for words and numbers: names, labels, code lists, counts, goals, faults and evidence.

Holds: strategies over few words, so that a name stands twice, a code meets its spelling, and units collide.
Never: draws a word at random: what is drawn can be read.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import get_args

from hypothesis import strategies as st

from safetywork.acts import Evidence, EvidenceKind
from safetywork.codelists import HAZARDS, INDUSTRIES, LEVELS, SEVERITIES, SOURCES, CodeList
from safetywork.counts import UNITS_EN, Count, Kind, Number
from safetywork.faults import Fault, Severity
from safetywork.goals import Goal
from safetywork.indicators import INDICATORS
from safetywork.labels import Label
from safetywork.milestones import Milestone
from safetywork.testing.drawn.times import days

_KINDS: tuple[Kind, ...] = ("exact", "at least", "at most", "between", "about", "unknown")
_WORDS = (
    *(Label("燃气", "gas"), Label("消防", "fire safety"), Label("危化品", "hazardous chemicals")),
    *(Label("燃 气", "Gas "), Label("有限空间{处}", "confined space {place}"), Label("", "")),
)
_CODES: tuple[str, ...] = ("gas", "fire", "chemicals", "mine")
_TITLES = ("应急照明不亮", "应急照明，不亮。", "通道堆物", "消防水泵不启动")


def titles() -> st.SearchStrategy[str]:
    """Titles of what is wrong or was done, two of which are alike but for their punctuation."""
    return st.sampled_from(_TITLES)


def labels() -> st.SearchStrategy[Label]:
    """Labels in both languages; some differ by a space or by case, one has braces of its own, one says nothing."""
    return st.sampled_from(_WORDS)


def code_lists() -> st.SearchStrategy[CodeList]:
    """Code lists: those of the library, some of them extended, and others of up to four codes."""
    own = st.dictionaries(st.sampled_from(_CODES), st.just(None), max_size=4).map(_listed)
    stock = st.sampled_from((SOURCES, LEVELS, HAZARDS, INDUSTRIES, SEVERITIES))
    return stock | st.builds(CodeList, labels(), own) | st.builds(CodeList.extend, stock, own)


def _listed(codes: Mapping[str, None]) -> dict[str, Label]:
    return {code: Label(f"{code}类", f"{code} class") for code in codes}


def counts(
    units: Sequence[str] = tuple(UNITS_EN), kinds: Sequence[Kind] = _KINDS, *, fractions: bool = True
) -> st.SearchStrategy[Count]:
    """Counts of the given units and kinds of statement; with `fractions`, some numbers have two decimals.

    Some meet: "at least 0" is unknown, "at most 0" and "between n and n" are exact.
    """
    return st.tuples(st.sampled_from(kinds), st.sampled_from(units), _numbers(fractions), _numbers(fractions)).map(
        lambda drawn: _count(*drawn)
    )


def _numbers(fractions: bool) -> st.SearchStrategy[Number]:  # noqa: FBT001
    whole: st.SearchStrategy[Number] = st.integers(0, 120) | st.sampled_from((650, 3_000, 20_000))
    return whole | st.integers(0, 9_999).map(lambda n: Decimal(n) / 100) if fractions else whole


def _count(kind: Kind, unit: str, n: Number, more: Number) -> Count:
    match kind:
        case "exact":
            return Count.exact(n, unit)
        case "at least":
            return Count.at_least(n, unit)
        case "at most":
            return Count.at_most(n, unit)
        case "between":
            return Count(n, n + more, unit)
        case "about":
            return Count.roughly(n, unit)
        case _:
            return Count.unknown(unit)


def goals() -> st.SearchStrategy[Goal]:
    """Goals in words alone, and goals that a figure measures: floors, ceilings from nothing, and shares."""
    measured = st.builds(
        Goal, titles(), st.none() | st.just("a goal"), st.sampled_from(tuple(INDICATORS)), counts(("项", "%"))
    )
    return st.builds(Goal, titles()) | measured


def milestones() -> st.SearchStrategy[Milestone]:
    """Milestones of nought to a hundred per cent, by days close together."""
    return st.builds(Milestone, days(), st.sampled_from((0, 30, 50, 100)), st.sampled_from(("", "过半")))


def evidence() -> st.SearchStrategy[Evidence]:
    """Evidence of every kind; the day that it shows is not always known."""
    kinds = st.sampled_from(get_args(EvidenceKind))
    return st.builds(Evidence, kinds, st.sampled_from(("整改后", "佐证")), st.none() | days())


def faults(severities: Sequence[Severity] = get_args(Severity)) -> st.SearchStrategy[Fault]:
    """Faults of the given severities at few places, so that two say the same."""
    return st.builds(
        Fault,
        st.sampled_from(("missing", "wrong type")),
        st.sampled_from(("$.matters[0]", "问题台账!E7")),
        labels(),
        found=st.sampled_from(("", "6月31日")),
        accepted=st.sampled_from(("", "2022-06-30")),
        severity=st.sampled_from(severities),
        evidence=st.lists(st.sampled_from(("M-0", "M-1")), max_size=2, unique=True).map(tuple),
    )
