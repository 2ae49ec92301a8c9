"""What the calendar decides in a book: marks for days not announced, and what a new notice moves."""

from datetime import UTC, date, datetime

import safetywork as sw
from safetywork import recounts

DAY = date(2026, 12, 21)
# A made-up arrangement for 2027: New Year moved, so that a working Sunday and two days off stand where none were.
FILE_2027 = {
    "year": 2027,
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-04", "isOffDay": True},
        {"name": "元旦", "date": "2027-01-10", "isOffDay": False},
    ],
}
ANNOUNCED = sw.CHINA.announce(sw.read_holiday_cn(FILE_2027))


def issue(name: str, term: sw.Term, **details: object) -> sw.Issue:
    """An issue assigned on the day, with a term."""
    opened = sw.Issue.register(id=name, title=name, on=DAY, by="检查组")
    return opened.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=term, **details))


FIRM = issue("H-1", sw.workdays(3))
LATE = issue("H-2", sw.workdays(12))
AGREED = issue("H-3", date(2027, 6, 30))
FAR = issue("H-4", sw.workdays(36_500))
DONE = issue("H-5", sw.workdays(12)).apply(sw.Submit(on=DAY, by="李四")).apply(sw.Accept(on=DAY, by="王五"))
REFERRED = sw.Issue.register(id="H-6", title="六", on=DAY, by="检查组").apply(
    sw.Refer(on=DAY, by="局长", to="镇", term=sw.workdays(15))
)
HANDED_IN = issue("H-7", sw.workdays(12)).apply(sw.Submit(on=DAY, by="李四"))
BOOK = sw.Book("台账", matters=(FIRM, LATE, AGREED, FAR, DONE, REFERRED, HANDED_IN))


def test_a_deadline_in_a_year_not_announced_is_a_fault_of_its_row():
    """Only terms that run and rest on such days are named: not a firm one, an agreed day, or work that is handed in."""
    found = recounts.unsettled(BOOK, on=DAY)
    assert [(fault.place, fault.code, fault.found) for fault in found] == [
        ("H-2", "provisional deadline", "2027-01-07"),
        ("H-4", "uncounted deadline", ""),
        ("H-6", "provisional deadline", "2027-01-12"),
    ]
    assert "announce" in found[0].text("en")
    assert "暂定" in found[0].text("zh")
    assert found[0].severity == "warning"


def test_one_such_row_stops_neither_the_lights_nor_the_report():
    """Lights and report go on with the provisional day, carry the mark, and list the faults."""
    lights = {matter.id: sw.light(matter, DAY) for matter in BOOK.matters}
    assert lights["H-2"].standing is not None
    assert lights["H-2"].standing.provisional
    assert lights["H-2"].colour is not None
    assert lights["H-4"].standing is None
    assert lights["H-4"].colour is None
    made = sw.report(BOOK, as_of=DAY)
    assert [fault.place for fault in made.faults] == ["H-2", "H-4", "H-6"]
    assert "3项的到期日所在年度放假安排尚未公布" in made.text("zh")
    assert "provisional: 3 items" in made.text("en")
    assert made.notes[-1].figures[0].rows == ("H-2", "H-4", "H-6")


def test_a_book_without_such_rows_has_no_mark():
    """Nothing is said of the calendar where it decides nothing."""
    made = sw.report(sw.Book("台账", matters=(FIRM, AGREED)), as_of=DAY)
    assert made.faults == ()
    assert "尚未公布" not in made.text("zh")


def test_the_notice_of_a_year_makes_its_deadlines_firm_and_lists_what_moved():
    """2026-12-21 and 12 working days: 01-07 by the statute, 01-08 by the notice, which takes 01-04 off."""
    moved = recounts.recount(BOOK, sw.CHINA, ANNOUNCED, on=DAY)
    assert [(one.id, one.before.last_day, one.after.last_day, one.days) for one in moved] == [
        ("H-2", date(2027, 1, 7), date(2027, 1, 8), 1),
        ("H-6", date(2027, 1, 12), date(2027, 1, 12), 0),
    ]
    assert all(one.before.provisional and not one.after.provisional for one in moved)
    assert moved[0].text("zh") == "H-2：2027-01-07 → 2027-01-08（+1日）"
    assert moved[0].text("en") == "H-2: 2027-01-07 → 2027-01-08 (+1 days)"
    assert [fault.place for fault in recounts.unsettled(BOOK, on=DAY, calendar=ANNOUNCED)] == ["H-4"]


def test_the_same_calendar_moves_nothing():
    """A recount under one calendar is empty."""
    assert recounts.recount(BOOK, sw.CHINA, sw.CHINA, on=DAY) == ()


def test_hours_without_their_moment_are_a_fault_of_their_row():
    """An opening is never refused; the row is named, the others go on, and the calendar is not blamed."""
    hourly = sw.Measure.plan(id="M-1", title="报告", on=DAY, by="局长", owner="李四", term=sw.hours(2))
    book = sw.Book("台账", matters=(FIRM, hourly))
    (found,) = recounts.unsettled(book, on=DAY)
    assert (found.code, found.place, found.severity) == ("no moment", "M-1", "warning")
    assert "at=datetime" in found.text("en")
    assert sw.light(hourly, DAY).standing is None
    made = sw.report(book, as_of=DAY)
    assert [fault.place for fault in made.faults] == ["M-1"]
    assert "尚未公布" not in made.text("zh")
    assert recounts.recount(book, sw.CHINA, ANNOUNCED, on=DAY) == ()


def test_hours_from_their_moment_are_firm_in_any_year():
    """They run through days off, announced or not."""
    moment = datetime(2027, 1, 1, 9, tzinfo=UTC)
    hourly = sw.Measure.plan(
        id="M-1", title="报告", on=date(2027, 1, 1), at=moment, by="局长", owner="李四", term=sw.hours(24)
    )
    assert recounts.unsettled(sw.Book("台账", matters=(hourly,)), on=DAY) == ()
    assert hourly.deadline().cutoff == datetime(2027, 1, 2, 9, tzinfo=UTC)
