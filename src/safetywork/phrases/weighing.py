"""Deadline phrases in Chinese and English, read into typed values.

Holds: `read_deadline`, and how the findings of one text are weighed against each other.
Never: raises for a text, guesses, falls back to today, or gives a day where none is stated.
"""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from attrs import evolve

from safetywork.calendars import CHINA, WorkCalendar
from safetywork.phrases.english import in_chinese
from safetywork.phrases.grammar import Dated, Reader
from safetywork.phrases.lengths import LONGEST, Length, Recurrence, Stage
from safetywork.phrases.numerals import number
from safetywork.phrases.points import Point
from safetywork.phrases.readings import Reading
from safetywork.phrases.rows import first_name
from safetywork.phrases.sayings import APPROVED, Modality, Urgency
from safetywork.phrases.tokens import clean, is_english, is_plain
from safetywork.phrases.vocabulary import OVERALL, UNLIKE

_MODALITIES: Final[dict[str, Modality]] = {
    "order": "order",
    "commit": "commit",
    "strive": "strive",
    "forecast": "forecast",
    "plan_to": "plan",
}
_URGENCIES: Final[dict[str, Urgency]] = {"now": "now", "spot": "on the spot", "today": "same day"}


def read_deadline(
    text: str, *, anchor: date | None = None, trigger: date | None = None, calendar: WorkCalendar = CHINA
) -> Reading:
    """What the deadline phrase `text` states; an empty reading where it states none.

    `anchor` is the day of the document: it settles a year that is not written, and 即日. `trigger` is the day a term
    runs from. Any text is read; one of more than 100,000 characters is not, and says so. Raises `NotADayError` where a
    day is a datetime.

    >>> from datetime import date
    >>> read_deadline("2022年6月底前，长期坚持", anchor=date(2022, 3, 1)).facts()
    {'due': '2022-06-30', 'sustain': True}
    """
    if len(text) > LONGEST:
        return Reading(phrase=text, anchor=anchor, trigger=trigger, calendar=calendar, too_long=True)
    return Reading(phrase=text, anchor=anchor, trigger=trigger, calendar=calendar, **_parts_of(text))


def _parts_of(text: str) -> Mapping[str, Any]:
    return _remembered(text) if len(text) <= _SHORT else _parts(text)


def _parts(text: str) -> Mapping[str, Any]:
    """What the text says by itself; the document and its day come to it in the `Reading`."""
    reader = Reader(clean(in_chinese(text) if is_english(text) else text))
    reader.read()
    return _said(reader)


_SHORT: Final = 200  # characters: a cell, not a page
_remembered: Final = lru_cache(maxsize=1024)(_parts)  # a ledger says the same few terms again and again


def _said(reader: Reader) -> dict[str, Any]:
    """The findings as the fields of a reading: only what applies."""
    said: dict[str, Any] = {}
    if reader.dated:
        _dates(reader, said)
    if reader.lengths:
        _lengths(reader, said)
    if reader.recurs:
        _recurrence(reader, said)
    if reader.flags:
        _terms(reader, said)
        _conditions(reader, said)
        _manner(reader, said)
    return said


# --- days


def _dates(reader: Reader, said: dict[str, Any]) -> None:
    """A last day or a window; several are stages, the last of them perhaps that of the whole."""
    starts = [one.last for one in reader.dated if one.kind == "start"]
    items = _distinct(_open_ones([one for one in reader.dated if one.kind != "start"]))
    if starts and not reader.recurs:
        said["start"] = starts[0]
    if len(items) > 1 or (items and ("part_of" in reader.flags or "stage" in reader.flags)):
        overall = _overall(reader, items)
        said["stages"] = tuple(_stage(reader, one) for one in items if one is not overall)
        items = [overall] if overall else []
    for one in items:
        _one(reader, one, said)


def _open_ones(items: list[Dated]) -> list[Dated]:
    """已于2018年11月开工，预计2019年10月完工: what is over is left out where something is still to come."""
    coming = [one for one in items if not one.over]
    return coming or items


def _distinct(items: list[Dated]) -> list[Dated]:
    """Each point once; a year that is only named beside a bound is none."""
    if len(items) < 2:  # noqa: PLR2004 - most phrases
        return items
    first: dict[tuple[str, Point], Dated] = {}
    for one in items:
        first.setdefault((one.kind, one.last), one)
    found = list(first.values())
    if len(found) > 1 and any(one.bound for one in found):
        found = [one for one in found if one.bound or one.last.part != "year"]
    return found


def _overall(reader: Reader, items: list[Dated]) -> Dated | None:
    """The last day of the whole, in the month in which the last stage ends: 11月至12月…，全区12月底整治到位."""
    last, former = items[-1], items[-2:-1]
    if (
        not former
        or last.kind != "due"
        or (last.last.year, last.last.month) != (former[0].last.year, former[0].last.month)
    ):
        return None
    begin, end = _clause(reader, last)
    return last if any(word in reader.text[begin:end] for word in OVERALL) else None


def _clause(reader: Reader, one: Dated) -> tuple[int, int]:
    begin = reader.clauses[one.clause]
    end = reader.clauses[one.clause + 1] - 1 if one.clause + 1 < len(reader.clauses) else len(reader.text)
    return begin, end


def _stage(reader: Reader, one: Dated) -> Stage:
    return Stage(_stage_name(reader, one), one.last, one.first)


def _stage_name(reader: Reader, one: Dated) -> str:
    """The plain text behind the day, up to the next word that says something; else what stands before it."""
    begin, end = _clause(reader, one)
    stop = reader.tokens[one.next].start if one.next < len(reader.tokens) else end
    before = one.begin - 1
    if reader.kind(before - 1) == "stage" and reader.tokens[before].text == "(":  # 自查阶段(3月至4月)
        named = reader.run(before - 1)
    else:
        former = reader.tokens[before].end if one.begin else begin
        named = first_name(reader.text[max(begin, former) : one.start])
    names = (first_name(reader.text[one.end : min(stop, end)]), named)
    return next((name for name in names if name and is_plain(name, before="为", behind="阶段")), "")


def _one(reader: Reader, one: Dated, said: dict[str, Any]) -> None:
    point = one.last
    start = _flagged(reader, "start", one)
    if one.kind == "window" and one.first is not None:
        said["window"] = (one.first, point)
    elif point.edge != "before" and (
        point.part in ("xun", "fortnight", "plan")
        or (point.part in ("half", "quarter") and (start or _flagged(reader, "carry", one)))
    ):
        said["window"] = (_bare(point), _bare(point))
    else:
        said["due"] = point
        if one.led in ("latest", "cap") and not reader.lengths:
            said["cap"] = True
    if start:
        said["milestone"] = "start"
    if one.led == "extend":
        said["extended"] = True


def _bare(point: Point) -> Point:
    return evolve(point, edge="") if point.edge else point


def _flagged(reader: Reader, kind: str, one: Dated) -> bool:
    """Whether a word of the kind stands in the clause of the point."""
    noted = reader.flags.get(kind)
    if noted is None:
        return False
    begin, end = _clause(reader, one)
    at = bisect_left(noted, begin, key=lambda i: reader.tokens[i].start)
    return at < len(noted) and reader.tokens[noted[at]].start < end


# --- lengths


def _lengths(reader: Reader, said: dict[str, Any]) -> None:
    plain = [found for found in reader.lengths if not found[2].startswith("extend")]
    extending = [(length, role) for length, _, role in reader.lengths if role.startswith("extend")]
    if extending:
        length, role = extending[0]
        capped = role == "extend_cap" or "approved" in reader.flags
        said["extension"] = Length(length.n, length.unit, form="within" if capped else "for")
        if capped:
            said["when"] = APPROVED
    if not plain:
        return
    if len(plain) > 1 and plain[1][2] in ("cap", "latest"):
        outer = plain[1][0]
        said["length"], said["limit"] = plain[0][0], Length(outer.n, outer.unit, outer.least)
    elif len({(length.n, length.unit) for length, _, _ in plain}) > 1:
        said["branches"] = tuple(length for length, _, _ in plain)
    else:
        said["length"] = plain[0][0]
        if plain[0][2] in ("cap", "latest"):
            said["cap"] = True


def _recurrence(reader: Reader, said: dict[str, Any]) -> None:
    recur: Recurrence = reader.recurs[0][0]
    starts = [one.last for one in reader.dated if one.kind == "start"]
    if starts:
        recur = evolve(recur, start=starts[0])
    said["recur"] = recur


# --- the rest


def _terms(reader: Reader, said: dict[str, Any]) -> None:
    flags = reader.flags
    stated = bool(said)
    if (
        "extend_by" in flags
        and not said.keys() & {"extension", "due", "window", "stages"}
        and "whether" not in flags
        and "approved" in flags
    ):
        said["extended"], said["when"] = True, APPROVED
    elsewhere = "term" in flags and not stated and "stop" not in flags and "extended" not in said
    urgent = next((kind for kind in _URGENCIES if kind in flags), "")
    if "ordered" in flags and not urgent and not elsewhere and not stated:
        urgent = "now"
    if urgent and elsewhere and _alternative(reader, urgent):
        said["branches"] = ("immediate", "external_term")
        return
    if urgent:
        said["urgency"] = _URGENCIES[urgent]
    if elsewhere or (_breached(reader) and not stated):
        said["external_term"] = True
    if "backward" in flags:
        said["backward"] = True


def _breached(reader: Reader) -> bool:
    """逾期, and 如未整改."""
    return "breach" in reader.flags or ("failed" in reader.flags and "if" in reader.flags)


def _alternative(reader: Reader, urgent: str) -> bool:
    """Whether 或 stands between the two, or 不能 before the second."""
    first, second = sorted((reader.flags[urgent][0], reader.flags["term"][0]))
    between = reader.text[reader.tokens[first].end : reader.tokens[second].start]
    return any(first < i < second for i in reader.flags.get("or", ())) or any(word in between for word in UNLIKE)


def _conditions(reader: Reader, said: dict[str, Any]) -> None:
    flags = reader.flags
    if "stop" in flags:
        said["suspend"] = _subject(reader, flags["stop"][0])
    if "before" in flags and "due" not in said:
        said["before_event"] = reader.event(flags["before"][0])
    if _breached(reader):
        said["on_breach"] = True
    elif "if" in flags:
        said["if_"] = _supposed(reader, flags["if"][0])
    if (
        "after" in flags
        and "when" not in said
        and (
            "wait" in flags
            or not (
                said.keys() & {"due", "window", "length", "recur", "stages", "urgency", "external_term", "before_event"}
            )
        )
    ):
        event = reader.event(flags["after"][0])
        one_word = not is_plain(event)
        said["when"] = event if one_word or is_plain(event, before="待", behind="后") else ""
    urgent = flags.get("urgent", [])
    if len(urgent) > 1:
        said["immediate_if"] = "紧急"


def _supposed(reader: Reader, i: int) -> str:
    """The plain text behind 如, or the one word there."""
    rest = reader.rest(i)
    if len(rest) > 1 and is_plain(rest, before="如"):
        return rest
    return "延期" if reader.kind(i + 1) == "extend_by" and reader.near(i + 1, 1) else "条件成就"


def _subject(reader: Reader, i: int) -> str:
    """What is not counted: the plain text before 所需时间不计入."""
    while i > 0 and reader.kind(i - 1) in ("span_of", "in"):
        i -= 1
    name = reader.run(i).removesuffix("所")
    return name if name and is_plain(name, behind="所需时间不计入") else "有关"


def _manner(reader: Reader, said: dict[str, Any]) -> None:
    flags = reader.flags
    timed = said.keys() & {"due", "window", "length", "recur", "stages", "branches", "start"}
    if "forgood" in flags or ("onward" in flags and (not timed or flags["onward"][0] >= _last_time(reader))):
        said["sustain"] = True
    said |= _vague(reader, timed=bool(timed), bare=not said)
    modality = next((modality for kind, modality in _MODALITIES.items() if kind in flags), None)
    if modality is not None:
        said["modality"] = modality
    if "soft" in flags and said.keys() & {"due", "window", "length", "stages", "start"}:
        said["soft"] = reader.tokens[flags["soft"][0]].text
    if "count" in flags and timed:
        said["target"] = number(reader.tokens[flags["count"][0]].parts[0] or "")
    finished = "done" in flags and _over(reader, flags["done"][0])
    if finished or ("all_done" in flags and not timed and not reader.dated):  # 6月底前全部完成: to come
        said["status"] = "completed"
    elif "doing" in flags and not timed:
        said["status"] = "in_progress"


def _over(reader: Reader, i: int) -> bool:
    """Whether the whole is done: not 50% of it, and not a step before a day that is still to come."""
    end = reader.tokens[i].end
    coming = [one for one in reader.dated if one.kind != "start" and one.begin > i and not one.over]
    same = not coming or reader.clauses[coming[0].clause] <= end
    part = reader.tokens[i].text != "已于" and reader.text[end : end + 1].isdigit()
    return same and not part


def _last_time(reader: Reader) -> int:
    """The index of the first word behind the last day."""
    end = max((one.end for one in reader.dated), default=0)
    return next((i for i, token in enumerate(reader.tokens) if token.start >= end), len(reader.tokens))


def _vague(reader: Reader, *, timed: bool, bare: bool) -> dict[str, Any]:
    kinds = () if timed else ("soon", "sooner") if bare else ("soon",)
    found = [reader.tokens[reader.flags[kind][0]].text for kind in kinds if kind in reader.flags]
    return {"vague": found[0]} if found else {}
