"""The report that the model was drawn from: every row of its table is found in the county's book, and says so."""

import importlib
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import attrs
import pytest

import safetywork as sw
from safetywork.activities import Items
from safetywork.adoptions import adoption
from safetywork.codelists import DIMENSIONS, INDUSTRIES
from safetywork.counts import total
from safetywork.figures import Population, union
from safetywork.indicators import measured, optional_share
from safetywork.matters import Matter
from safetywork.secondments import people_there
from safetywork.sessions import attendance, by_setting
from safetywork.stages import by_stage, industries
from safetywork.visits import outcomes, replies, unasked

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "explanation" / "seed.md").read_text(encoding="utf-8")
YEAR = sw.load(DOCS / "examples" / "county-2021.json")
JUNE = date(2021, 6, 18)
BOOK = YEAR.as_of(JUNE)
NUMBER = r"\d(?:\.\d+)+"


def _rows(width):
    """The rows of the page's tables that have so many cells and begin with a number."""
    lines = (line for line in PAGE.splitlines() if re.match(rf"\| {NUMBER} \|", line))
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [row for row in cells if len(row) == width]


STATED, RHETORIC = _rows(5), _rows(3)


# --- from a cell to what it names


def _ids(cell):
    """The ids that a cell names: one, several with commas, or all from one to another."""
    for name in cell.split(", "):
        first, _, last = name.partition("…")
        if not last:
            yield first
            continue
        stem, low = re.fullmatch(r"(.*?)(\d+)", first).groups()
        high = re.fullmatch(rf"{re.escape(stem)}(\d+)", last)[1]
        yield from (f"{stem}{n:0{len(low)}}" for n in range(int(low), int(high) + 1))


def _held(holder, name):
    """What a record holds by a name: by its id, name, title, kind or industry."""
    tuples = (value for f in attrs.fields(type(holder)) if isinstance(value := getattr(holder, f.name), tuple))
    named = ("id", "name", "title", "kind", "industry")
    found = [one for many in tuples for one in many if name in [getattr(one, n, None) for n in named]]
    assert len(found) == 1, (holder.id, name)
    return found[0]


def _find(reference):
    record, _, name = reference.partition("/")
    holder = BOOK.find(record) or BOOK.parties.roll(record)
    assert holder is not None, f"{record} is not in the book of June"
    return _held(holder, name) if name else holder


def _class(name):
    """The class that a cell names: of the front door, or `room.Name`."""
    room, _, noun = name.strip("`").rpartition(".")
    return getattr(importlib.import_module(f"safetywork.{room}") if room else sw, noun)


def _each(found):
    """What each of them says, once where they say the same."""
    return "、".join(dict.fromkeys(found))


# --- from the name of a value to what the book says


@cache
def _report(lang="zh"):
    return sw.report(YEAR, as_of=JUNE).text(lang)


def _sum(records):
    """So many, in the unit that they all share."""
    (unit,) = {record.count.unit for record in records}
    return total((record.count for record in records), unit)


def _parts(split):
    """The parts of a partition that hold something, each in words with its number."""
    assert split.adds_up
    return "、".join(part.predicate.text("zh", n=part) for part in split.parts if part.any)


def _reconciled(records, words):
    """What part of the issues found, by the books' own reconciliation, is in the part of that English name."""
    (split,) = sw.reconcile(records, JUNE)
    assert split.adds_up
    (part,) = [part for part in split.parts if part.predicate.en == words]
    assert sorted(part.rows) == sorted(record.id for record in records)
    return part.value


def _verdict(goals):
    (campaign,) = [campaign for campaign in BOOK.campaigns if goals[0] in campaign.goals]
    return str(measured(goals[0], YEAR, campaign.id, on=JUNE).verdict)


def _lights(records, policy):
    shown = Counter(str(sw.light(record, JUNE, policy=policy).colour.label.literal().zh) for record in records)
    return "、".join(f"{n}个亮{colour}灯" for colour, n in shown.items())


def _latest_starts(records):
    """The last day on which three working days of work begin, planned backward from each issue's own deadline."""
    for record in records:
        due = record.as_of(date(2021, 3, 31)).deadline().last_day
        plan = sw.Plan(due=due, steps=(sw.PlanStep(id=record.id, title=record.title, duration=3),))
        yield str(plan.schedule().latest_start)


def _programme():
    (programme,) = BOOK.of(sw.Programme)
    return programme, BOOK.of(sw.Enrolment)


def _created(_):
    split = by_stage(*_programme(), JUNE, BOOK.parties)
    (part,) = [part for part in split.parts if part.any]
    assert split.adds_up
    assert part.value == split.whole.value
    assert part.predicate.en == "{n} created"
    return part.value


def _planned(measures):
    assert all(m.state == "planned" and m.owner and m.deadline() is not None for m in measures)
    assert all(m.deadline().last_day > JUNE for m in measures)
    return _each(m.title for m in measures)


def _pledged(records):
    groups = [tuple(r for r in records if r.id[0] == letter) for letter in "PT"]
    figures = [Population(sw.Pledge.noun, group, JUNE).number("项") for group in groups]
    return union(sw.Pledge.noun, "项", figures).value


def _reviewed(pledges):
    return _each(e.event.text for p in pledges for e in p.log if isinstance(e.event, sw.pledges.Review))


def _open(problems):
    return "yes" if all(p.on <= JUNE and (p.until is None or p.until > JUNE) for p in problems) else "no"


VALUES = {
    "adopted": lambda gaps: adoption(YEAR, on=JUNE).split.parts[0].value if len(gaps) == 3 else None,
    "answered": lambda issues: "yes" if all(i.answer.solved for i in issues) else "no",
    "approved by": lambda schemes: _each(
        e.event.by for s in schemes for e in s.log if isinstance(e.event, sw.schemes.Approve)
    ),
    "count": lambda items: items[0].count,
    "created": _created,
    "dimensions": lambda issues: "、".join(
        str(DIMENSIONS.word(d)) for d in DIMENSIONS if d in {issue.category for issue in issues}
    ),
    "enterprise-times": lambda sessions: attendance(sessions, JUNE).enterprise_times.value,
    "in term": lambda issues: _reconciled(issues, "in term"),
    "industries": lambda _: "、".join(
        str(INDUSTRIES.word(i.name)) for i in industries(*_programme(), JUNE) if i.issued
    ),
    "kept up": lambda issues: _reconciled(issues, "kept up"),
    "latest start": lambda issues: "、".join(_latest_starts(issues)),
    "number": _sum,
    "open": _open,
    "optional share": lambda _: optional_share(YEAR, "C-0", on=JUNE),
    "outcome": lambda issues: "、".join(_parts(split) for split in outcomes(issues, JUNE)),
    "owned and dated": lambda issues: _sum([i for i in issues if i.owner and i.clock()]),
    "people there": lambda away: people_there(away, JUNE),
    "person-times": lambda sessions: attendance(sessions, JUNE).person_times.value,
    "persons": lambda sessions: attendance(sessions, JUNE).persons.value,
    "planned": _planned,
    "published": lambda rounds: "yes" if all(r.published for r in rounds) else "no",
    "raised": lambda issues: outcomes(issues, JUNE)[0].whole.value,
    "rectified": lambda issues: _reconciled(issues, "closed"),
    "red, yellow, blue": lambda pledges: _lights(pledges, sw.RED_YELLOW_BLUE),
    "red, yellow, green": lambda pledges: _lights(pledges, sw.RED_YELLOW_GREEN),
    "relapsed": lambda issues: sum(issue.relapses for issue in issues),
    "reviewed as": _reviewed,
    "sessions": lambda sessions: attendance(sessions, JUNE).sessions.value,
    "setting": lambda outreach: _parts(by_setting(outreach, JUNE)),
    "told": lambda issues: next(p.value for p in replies(issues, JUNE).parts if p.predicate.en == "{n} told"),
    "unasked": lambda _: sum(len(unasked(v, BOOK.parties.roll("R-HOMES"))) for v in BOOK.of(sw.Visit)),
    "union": _pledged,
    "verdict": _verdict,
    "without procedures": lambda _: f"{sum(len(i.without) for i in industries(*_programme(), JUNE))}家",
}
"""How the test has the book say a value; one of another name is an attribute of each record."""


def _says(name, found):
    """The value of that name, as the book of June has it."""
    return str(VALUES[name](found) if name in VALUES else _each(str(getattr(one, name)) for one in found))


# --- the page


@pytest.mark.parametrize(("number", "stated", "noun", "cell", "value"), STATED, ids=lambda cell: cell[:8])
def test_the_book_says_it(number, stated, noun, cell, value):
    """The records are in the book of June, of the class named or with that event in their log, and say the value."""
    cls, found = _class(noun), [_find(reference) for reference in _ids(cell)]
    assert found
    assert stated
    if issubclass(cls, sw.Event):
        assert all(any(type(entry.event) is cls for entry in matter.log) for matter in found), number
    elif cls is not sw.Plan:
        assert {type(one) for one in found} == {cls}
    name, _, expected = value.partition(": ")
    if name == "report":
        assert expected.strip("“”") in _report(), number
        assert {one.id for one in found} <= {row for f in sw.report(YEAR, as_of=JUNE).figures for row in f.rows}
    else:
        assert _says(name, found) == expected


def test_nothing_is_left_over():
    """The two tables together number every part without a gap and without a repeat; each row is whole."""
    numbers = [row[0] for row in (*STATED, *RHETORIC)]
    assert len(numbers) == len(re.findall(rf"^\| {NUMBER} \|", PAGE, re.MULTILINE)) == len(set(numbers))
    parts = {}
    for number in numbers:
        part, _, clause = number.rpartition(".")
        parts.setdefault(part, []).append(int(clause))
    assert set(parts) == {"0", "1.1", "1.2", "1.3", "1.4", "2", "3.1", "3.2", "3.3"}
    for part, clauses in parts.items():
        assert sorted(clauses) == list(range(1, len(clauses) + 1)), part
    assert all(all(row) for row in (*STATED, *RHETORIC))


def test_every_record_that_is_not_made_up_is_on_the_page():
    """The other way round: what the book holds of June, and does not mark or explain as made up, the report states."""
    named = {reference.partition("/")[0] for row in STATED for reference in _ids(row[3])}
    parts = {record.campaign for record in BOOK.of(Matter) if record.id in named}
    told = named | parts
    assert [r.id for r in BOOK.records() if r.id not in told and not getattr(r, "illustrative", False)] == []


def test_every_value_that_the_test_can_ask_for_is_asked():
    """No way of asking is left that no row uses."""
    assert set(VALUES) <= {row[4].partition(": ")[0] for row in STATED}


def test_what_is_masked_or_not_stated_stays_x():
    """Thirteen numbers that the report masks and four that it does not give: households, three times, and the staff."""
    masked = [row[0] for row in STATED if re.search(r"X[^市]", row[4])]
    not_stated = ["1.2.1", "1.2.2", "1.2.5", "2.3"]
    assert [number for number in masked if number not in not_stated] == [
        *("1.2.33", "1.2.34", "1.2.37", "1.3.9", "1.4.14", "1.4.15", "1.4.16", "1.4.17", "1.4.18", "1.4.19"),
        *("1.4.20", "1.4.21", "1.4.22"),
    ]
    assert set(not_stated) < set(masked)


def test_taking_a_record_away_is_noticed():
    """A row whose record went missing is not found; the value of a sum changes."""
    with pytest.raises(AssertionError):
        _find("P-22")
    assert _says("number", [_find(one) for one in _ids("P-01…P-20")]) == "20个"
    assert list(_ids("A-1, B-08…B-10")) == ["A-1", "B-08", "B-09", "B-10"]
    assert type(_find("A-OUT1/宣传单")) is Items
