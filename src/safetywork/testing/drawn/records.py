"""Strategies for what was done, and for campaigns and programmes: records that name each other.

Holds: `activities` of every kind, `items`, `campaigns` with groups and problems, `programmes`, `phases`.
Never: draws a count that holds fewer than it names, or a day that ends before it begins.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from safetywork.activities import (
    ACTIVITIES,
    FORMS,
    SETTINGS,
    Activity,
    Asked,
    Assistance,
    Cadence,
    Inspection,
    Items,
    Outreach,
    Post,
    Round,
    StudyTour,
    Training,
    Visit,
)
from safetywork.campaigns import Campaign, Group, GroupRole, Problem
from safetywork.counts import Count
from safetywork.firings import Firing
from safetywork.judgements import Judgement
from safetywork.minutes import Minute, Said
from safetywork.programmes import STANDARDISATION, Procedures, Programme, StageDue
from safetywork.schemes import Phase
from safetywork.testing.drawn.people import names, secondments
from safetywork.testing.drawn.times import days
from safetywork.testing.drawn.words import counts, goals, titles

KINDS: tuple[type[Activity], ...] = (*ACTIVITIES, Judgement, Firing, Minute)
"""Every kind of dated fact that the library has."""
_MATTERS = ("M-0", "M-1")
_INDUSTRIES = ("fireworks", "industry and trade", "采石")
_CADENCES: tuple[Cadence, ...] = get_args(Cadence)


def items() -> st.SearchStrategy[Items]:
    """Things of few kinds, counted in every manner."""
    return st.builds(
        Items, st.sampled_from(("手册", "宣传册", "灭火器")), counts(("册", "个")), st.none() | st.just("things")
    )


def asked(questions: Sequence[str] = ("Q-0",), of: Sequence[str] = ()) -> st.SearchStrategy[Asked]:
    """Questions that were asked, of everybody or of one party, answered or not."""
    return st.builds(Asked, st.sampled_from(questions), st.sampled_from(("", "是")), st.sampled_from((None, *of)))


@st.composite
def activities(
    draw: st.DrawFn,
    *kinds: type[Activity],
    id: str = "A-1",
    among: Sequence[str] = (),
    campaigns: Sequence[str] = (),
) -> Any:
    """Activities of one of `kinds` (of all the library's unless given), of that id, that reached some of `among`.

    `among` are ids of parties, `campaigns` those that they may belong to. Counts hold whom they name; some
    days lie apart from the day of writing down, some activities go on.
    """
    kind = draw(st.sampled_from(kinds or KINDS))
    on = draw(days())
    whom = tuple(draw(st.lists(st.sampled_from(among), max_size=3, unique=True))) if among else ()
    until = on + timedelta(days=draw(st.integers(0, 30)))
    common: dict[str, Any] = {
        "id": id,
        "on": on,
        "until": draw(st.sampled_from((None, on, until))),
        "title": draw(titles()),
        "en": draw(st.sampled_from((None, "an activity"))),
        "campaign": draw(st.sampled_from((None, *campaigns))),
        "unit": draw(st.sampled_from((None, "应急局"))),
        "whom": whom,
        "note": draw(st.sampled_from((None, "雨天"))),
        "recorded_on": draw(st.sampled_from((None, on, until))),
        "illustrative": draw(st.booleans()),
    }
    return kind(**common, **draw(_own(kind, on, whom)))


def _own(kind: type[Activity], on: date, whom: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """What each kind states beside what all of them do."""
    things, word = st.lists(items(), max_size=2).map(tuple), st.sampled_from((None, "某处"))
    about, who = st.sampled_from(_MATTERS), names()
    own: dict[type[Activity], dict[str, st.SearchStrategy[Any]]] = {
        StudyTour: {"people": counts(("人",)), "place": word},
        Visit: {"called_on": _holding("户", whom), "asked": st.lists(asked(of=whom), max_size=2).map(tuple)},
        Training: {
            "subject": st.sampled_from(("用气安全", "消防")),
            "form": st.sampled_from((None, *FORMS, "夜校")),
            "people": st.none() | counts(("人", "人次")),
            "enterprises": st.none() | _holding("家", whom),
        },
        Outreach: {"setting": st.sampled_from((None, *SETTINGS, "进寺庙")), "handed_out": things},
        Assistance: {"given": things, "post": word},
        Post: {"person": who, "office": st.just("第一书记"), "place": st.just("某村")},
        Inspection: {"with_whom": word, "inspected": things},
        Round: {
            "cadence": st.sampled_from(_CADENCES),
            "published": st.booleans(),
            "published_on": st.none() | days(on, on + timedelta(days=9)),
            "group": word,
        },
        Judgement: {
            "about": about,
            "verdict": st.sampled_from(("可以完成", "hard to meet")),
            "by": who,
            "reason": titles(),
        },
        Firing: {
            "about": about,
            "ladder": st.just("drawn"),
            "rung": st.sampled_from(("rung 0", "rung 1")),
            "cycle": st.integers(1, 2),
            "since": st.just(on),
            "by": who,
            "number": st.none() | st.just("安督〔2024〕1号"),
        },
        Minute: {
            "round": st.just("A-1"),
            "said": st.sampled_from(get_args(Said)),
            "by": who,
            "about": st.none() | about,
        },
    }
    return st.fixed_dictionaries(own.get(kind, {}))


def _holding(unit: str, named: tuple[str, ...]) -> st.SearchStrategy[Count]:
    """Counts of `unit` that hold everybody who is named: of just those, of more, of nobody knows how many."""
    more = st.integers(0, 3).map(lambda n: Count.exact(len(named) + n, unit))
    return more | st.sampled_from((Count.unknown(unit), Count.at_least(0, unit), Count.roughly(1, unit)))


# --- campaigns


def groups() -> st.SearchStrategy[Group]:
    """Groups of a campaign, with up to two members under any spelling; role and cadence are not always stated."""
    members = st.lists(names(), max_size=2).map(tuple)
    cadence, role = st.none() | st.sampled_from(_CADENCES), st.none() | st.sampled_from(get_args(GroupRole))
    return st.builds(Group, st.sampled_from(("领导小组", "督导组")), titles(), members, cadence, role=role)


def problems(id: str = "X-1") -> st.SearchStrategy[Problem]:
    """Problems of the work itself, of that id; some are over, some on the day they were recorded."""
    return days().flatmap(
        lambda on: st.builds(Problem, id=st.just(id), on=st.just(on), until=st.none() | days(on), title=titles())
    )


@st.composite
def campaigns(draw: st.DrawFn, id: str = "C-1", *, parents: Sequence[str] = ()) -> Campaign:
    """Campaigns of that id, parts of one of `parents` or of none, with goals, groups, secondments and problems."""
    on = draw(days())
    away = tuple(draw(secondments(f"{id}-S-{n}")) for n in range(draw(st.integers(0, 2))))
    wrong = tuple(draw(problems(f"{id}-X-{n}")) for n in range(draw(st.integers(0, 2))))
    return Campaign(
        id=id,
        on=on,
        until=draw(st.none() | days(on)),
        title=draw(titles()),
        parent=draw(st.sampled_from((None, *parents))),
        goals=tuple(draw(st.lists(goals(), max_size=2))),
        groups=tuple(draw(st.lists(groups(), max_size=2))),
        secondments=away,
        problems=wrong,
    )


def phases(id: str = "one") -> st.SearchStrategy[Phase]:
    """Phases of a campaign, of that id, planned from a day to a day, where they are planned."""
    entry = st.lists(goals(), max_size=2).map(tuple)
    planned = days().flatmap(
        lambda on: st.builds(
            Phase, id=st.just(id), title=titles(), on=st.just(on), until=st.none() | days(on), entry=entry
        )
    )
    return st.builds(Phase, id=st.just(id), title=titles(), until=st.none() | days()) | planned


# --- programmes


def procedures() -> st.SearchStrategy[Procedures]:
    """Operating procedures of an industry, issued on a day."""
    return st.builds(Procedures, industry=st.sampled_from(_INDUSTRIES), on=days(), title=titles())


def stages_due() -> st.SearchStrategy[StageDue]:
    """Steps of a programme's own schedule."""
    stages = [state.id for state in STANDARDISATION.states]
    return st.builds(StageDue, st.sampled_from(stages), days())


def programmes(
    id: str = "标准化提升", *, campaigns: Sequence[str] = (), rolls: Sequence[str] = ()
) -> st.SearchStrategy[Programme]:
    """Programmes of that id, in one of `campaigns` or none, whose targets are a roll, a count, or not stated."""
    return st.builds(
        Programme,
        id=st.just(id),
        on=days(),
        title=titles(),
        campaign=st.sampled_from((None, *campaigns)),
        target=st.none() | counts(("家",)),
        roll=st.sampled_from((None, *rolls)),
        industries=st.lists(st.sampled_from(_INDUSTRIES), max_size=2, unique=True).map(tuple),
        procedures=st.lists(procedures(), max_size=2).map(tuple),
        schedule=st.lists(stages_due(), max_size=2).map(tuple),
    )
