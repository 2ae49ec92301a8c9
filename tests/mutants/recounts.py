"""Rules of what a notice moves, broken on purpose.

Holds: mutants of recounting the terms of a book.
Never: is imported by the library; a check passes on the rules as they are.
"""

from collections.abc import Iterator
from typing import Any

from mutants.board import Patch, d, killed_by
from safetywork import recounts
from safetywork.acts import Assign, Submit
from safetywork.books import Book
from safetywork.calendars import CHINA, read_holiday_cn
from safetywork.issues import Issue
from safetywork.spans import workdays


def what_is_handed_in_is_not_recounted() -> None:
    on = d("2026-12-21")
    issue = Issue.register(id="H", title="t", on=on, by="检查组")
    issue = issue.apply(Assign(on=on, by="局长", owner="李四", term=workdays(12)))
    day_off = {"name": "元旦", "date": "2027-01-04", "isOffDay": True}
    later = CHINA.announce(read_holiday_cn({"year": 2027, "days": [day_off]}))
    assert [moved.id for moved in recounts.recount(Book("b", matters=(issue,)), CHINA, later)] == ["H"]
    handed_in = issue.apply(Submit(on=on, by="李四"))
    assert recounts.recount(Book("b", matters=(handed_in,)), CHINA, later) == ()


@killed_by(what_is_handed_in_is_not_recounted)
def finished_terms_are_recounted(patch: Patch) -> None:
    """A notice moves the terms that still run, and no others."""

    def every(book: Book) -> Iterator[tuple[Any, str]]:
        return ((matter, workflow.name) for matter in book.matters for workflow in matter.workflows)

    patch.setattr(recounts, "_terms", every)
