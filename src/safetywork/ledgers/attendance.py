"""Ledgers of what was done on a day: rows as visits and training sessions.

Holds: `activities_of`, which makes `Visit` and `Training` records of rows.
Never: gives a day that the row leaves open, or counts an absence as an attendance.
"""

from collections.abc import Mapping
from datetime import date

from attrs import evolve

from safetywork.activities import Activity, Training, Visit
from safetywork.counts import Count
from safetywork.faults import Fault
from safetywork.labels import Label
from safetywork.ledgers.reading import Ledger, Row

_NOTED = (
    *(
        ("background", "背景"),
        ("content", "内容"),
        ("issue", "反映问题"),
        ("suggestion", "意见建议"),
        ("reply", "现场答复"),
    ),
    *(("referred_to", "转办"), ("progress", "办理结果"), ("satisfied", "满意"), ("impression", "体会")),
    *(("next_steps", "下步"), ("summary", "总结"), ("remark", "备注")),
)
# Who is called on, by the words of the heading: the unit they are counted in.
_CALLED_ON = (
    ("企业", "家"),
    ("单位", "家"),
    ("户", "户"),
    ("家庭", "户"),
    ("群众", "户"),
    ("信访", "人"),
    ("人", "人"),
)
_NO_DAY = Label("没有可以确定的日期，未入账", "no day can be told; the row was not taken in")


def activities_of(
    ledger: Ledger, ids: Mapping[int, str], campaign: str | None = None
) -> tuple[list[Activity], list[Fault]]:
    """The visits or sessions that the rows of a ledger state, and the faults of those that name no day.

    In a training ledger with one row for every person, the rows of one number are one session; whoever did not sign in
    is not counted, and where that is not known the count is open.
    """
    grouped: dict[str, list[Row]] = {}
    for row in ledger.trusted():
        if row.at in ids:
            grouped.setdefault(ids[row.at], []).append(row)
    found, faults = list[Activity](), list[Fault]()
    for record_id, rows in grouped.items():
        on, until = _days(rows[0])
        if on is None:
            faults.append(Fault("no day of activity", rows[0].place, _NO_DAY, rows[0].text("held_on") or ""))
            continue
        make = _visit if ledger.kind == "visit" else _training
        activity = make(record_id, rows, on)
        recorded = ledger.on if on < ledger.on else None
        lasted = until if until is not None and until > on else None
        found.append(evolve(activity, until=lasted, campaign=campaign, recorded_on=recorded))
    return found, faults


def _days(row: Row) -> tuple[date | None, date | None]:
    on = next((day for day in (row["held_on"], row["start_on"]) if isinstance(day, date)), None)
    until = row["held_until"]
    return on, until if isinstance(until, date) else None


def _visit(record_id: str, rows: list[Row], on: date) -> Activity:
    row = rows[0]
    called = row["called_on"]
    names = tuple(map(str, called)) if isinstance(called, tuple) else ()
    households = row["households"]
    counted = households if isinstance(households, Count) else Count.exact(len(names) or 1, _unit(row))
    title = f"走访{'、'.join(names)}" if names else row.text("place") or row.text("content") or "走访"
    who = row.text("visitors")
    return Visit(id=record_id, on=on, title=title, called_on=counted, unit=who, note=_note(row))


def _unit(row: Row) -> str:
    """The unit of those called on, by the heading they stand under; 户 where it does not tell."""
    headings = "".join(row.layout.columns[i].heading for i in row.layout.of("called_on"))
    return next((unit for word, unit in _CALLED_ON if word in headings), "户")


def _note(row: Row) -> str | None:
    said = [(label, row.text(column)) for column, label in _NOTED]
    return "；".join(f"{label}：{text}" for label, text in said if text) or None


def _training(record_id: str, rows: list[Row], on: date) -> Activity:
    row = rows[0]
    title = row.text("subject") or row.text("content") or row.text("audience") or record_id
    return Training(
        id=record_id,
        on=on,
        title=title,
        subject=row.text("category") or title,
        people=_people(rows),
        enterprises=_count(row, "enterprises"),
        unit=row.text("organiser"),
        note=row.text("remark"),
    )


def _people(rows: list[Row]) -> Count | None:
    """Attendances: what a session states, or its rows where each is one person's."""
    if rows[0].layout.of("staff_no") or rows[0].layout.of("staff_name"):
        signed = [row["signed_in"] if row.layout.of("signed_in") else "yes" for row in rows]
        sure, open_ = signed.count("yes"), signed.count(None) + signed.count("nearly")
        return Count(sure, sure + open_, "人次")
    return _count(rows[0], "people")


def _count(row: Row, column: str) -> Count | None:
    value = row[column]
    return value if isinstance(value, Count) else None
