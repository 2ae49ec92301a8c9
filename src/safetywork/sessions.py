"""What sessions add up to: turns and heads, which are not the same.

Holds: `Attendance` of training sessions (人 and 人次, 家 and 家次), `attendance`, and `by_setting` of outreach.
Never: takes turns for heads: who came twice is one person, and who may have come twice is at most two.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from attrs import frozen

from safetywork.activities import SETTINGS, Outreach, Training
from safetywork.counts import TURNS, Count
from safetywork.figures import Figure, Partition, Population, Predicate, partition
from safetywork.labels import Label

Named: TypeAlias = "tuple[Count | None, tuple[str, ...]]"


@frozen
class Attendance:
    """Who came to training sessions 参训情况 by the end of a day.

    `person_times` (人次) counts everybody once a session, `persons` (人) everybody once; of enterprises likewise
    (`enterprise_times` 家次, `enterprises` 家). Where ids do not settle who came twice, heads are an interval: at
    least the fullest session, at most all turns. `running` are the ids of sessions that have not ended: their counts
    stand in the sums, and are not final.
    """

    sessions: Figure
    person_times: Figure
    persons: Figure
    enterprise_times: Figure
    enterprises: Figure
    running: tuple[str, ...] = ()


def attendance(sessions: Iterable[Training], as_of: date, label: Label = Training.noun) -> Attendance:
    """Who came to `sessions` by the end of a day; a session that states nobody leaves both sums without upper bound."""
    held = Population(label, tuple(session for session in sessions if session.on <= as_of), as_of)
    people = [(session.people, session.participants) for session in held.members]
    firms = [(session.enterprises, session.whom) for session in held.members]
    rows = tuple(session.id for session in held.members)

    def figure(value: Count, words: Label) -> Figure:
        return Figure(value, label, words, as_of, rows)

    return Attendance(
        held.number("次"),
        figure(_turns(people, "人"), Label("参训人次", "person-times")),
        figure(_heads(people, "人"), Label("参训人员", "persons")),
        figure(_turns(firms, "家"), Label("参训企业家次", "enterprise-times")),
        figure(_heads(firms, "家"), Label("参训企业", "enterprises")),
        tuple(session.id for session in held.members if session.running(as_of)),
    )


def _turns(sessions: Sequence[Named], unit: str) -> Count:
    """Attendances: everybody counts once for each session."""
    bounds = [_bounds(*session) for session in sessions]
    highs = [high for _, high in bounds]
    total = None if None in highs else sum(high for high in highs if high is not None)
    return Count(sum(low for low, _ in bounds), total, TURNS[unit], _estimated(sessions))


def _heads(sessions: Sequence[Named], unit: str) -> Count:
    """Those who came at all: at least the named and the fullest session, at most the named and all others."""
    named = {one for _, ids in sessions for one in ids}
    fullest = max((_least(unit, *session) for session in sessions), default=0)
    highs = [high for _, high in (_bounds(*session) for session in sessions)]
    unnamed = sum((high or 0) - len(ids) for high, (_, ids) in zip(highs, sessions, strict=True))
    high = None if None in highs else len(named) + unnamed
    return Count(max(len(named), fullest), high, unit, _estimated(sessions))


def _bounds(count: Count | None, ids: tuple[str, ...]) -> "tuple[int, int | None]":
    """How many attended one session at least and at most; a list beside which no count stands is whole."""
    if count is None:
        return len(ids), len(ids) if ids else None
    high = None if count.high is None else max(int(count.high), len(ids))
    return max(int(count.low), len(ids)), high


def _least(unit: str, count: Count | None, ids: tuple[str, ...]) -> int:
    """How many heads one session had at least: 人次 may all be one person's."""
    low, _ = _bounds(count, ids)
    return low if count is None or count.unit == unit else max(min(low, 1), len(ids))


def _estimated(sessions: Sequence[Named]) -> bool:
    return any(count is not None and count.about for count, _ in sessions)


def by_setting(outreach: Iterable[Outreach], as_of: date, settings: Mapping[str, Label] = SETTINGS) -> Partition:
    """Outreach by the end of a day, in sessions (场次), by setting: each of `settings` (五进), then any others.

    A setting that nobody went to yet is a part of none, and so seen to be missing.
    """
    held = tuple(one for one in outreach if one.on <= as_of)
    words = dict(settings)
    for one in held:
        if one.setting:
            words.setdefault(one.setting, Label(one.setting, f" in {one.setting_en or one.setting}"))
    parts = [_at(setting, label) for setting, label in words.items()]
    parts.append(Predicate(Label("未注明场所{n}", "{n} without a setting"), lambda one: not one.setting))
    return partition(Population(Outreach.noun, held, as_of), "场次", lambda _: Count.exact(1, "场次"), parts)


def _at(setting: str, label: Label) -> Predicate[Outreach]:
    words = label.literal()
    return Predicate(Label(f"{words.zh}{{n}}", f"{{n}}{words.en}"), lambda one: one.setting == setting)
