"""What the library raises when its caller is mistaken.

Holds: the root of the family and the errors made of plain facts, rendered into advice when asked; an error that
    carries a room's value lives in that room (`decisions.RefusedError`, `codec.FormatError`).
Never: a fault of a ledger or of a document's contents: that is a `Fault`, a value.
"""

from datetime import date

from attrs import define


class SafetyworkError(Exception):
    """The root of everything that safetywork raises; equal when class and facts are equal."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.args == getattr(other, "args", None)

    def __hash__(self) -> int:
        return hash(type(self))


@define(slots=False)
class NotADayError(SafetyworkError, TypeError):
    """Something that is not a plain `datetime.date` stood where a day is wanted."""

    given: object

    def __str__(self) -> str:
        return (
            f"a day is a datetime.date, not {type(self.given).__name__} {self.given!r}; "
            "give moment.date() where you mean the day of a moment"
        )


@define(slots=False)
class NotAMomentError(SafetyworkError, TypeError):
    """Something that is not an aware `datetime.datetime` stood where a moment is wanted."""

    given: object

    def __str__(self) -> str:
        return f"a moment is a datetime with its zone, not {self.given!r}; give datetime(..., tzinfo=...)"


@define(slots=False)
class DayOrderError(SafetyworkError, ValueError):
    """Something ends before it begins."""

    on: date
    until: date

    def __str__(self) -> str:
        return f"it begins on {self.on} and ends before that, on {self.until}; an end is the last day, inclusive"


@define(slots=False)
class UnsignedError(SafetyworkError, ValueError):
    """Something that happened, and nobody is named who did it."""

    given: object

    def __str__(self) -> str:
        return f"{self.given!r} names nobody; give the name of whoever acted, as by=…"


@define(slots=False)
class UnannouncedDayError(SafetyworkError, ValueError):
    """A working-day question reaches a day that the calendar does not know."""

    day: date | None
    calendar: str
    first: date
    through: date
    provisional: bool = False

    def __str__(self) -> str:
        reach = f"{self.day:%Y-%m-%d}" if self.day else "further than that"
        return (
            f"calendar {self.calendar} knows {self.first:%Y-%m-%d} to {self.through:%Y-%m-%d}, the question reaches "
            f"{reach}; add the year's notice (calendar.announce(read_holiday_cn(...)))"
            + ("" if self.provisional else ", or ask with provisional=True for statutory days off only")
        )


@define(slots=False)
class NoWorkdayError(SafetyworkError, ValueError):
    """No working day lies within the calendar's reach."""

    day: date
    calendar: str

    def __str__(self) -> str:
        return (
            f"calendar {self.calendar} has no working day in reach of {self.day:%Y-%m-%d}; check its weekly rest days"
        )


@define(slots=False)
class SpanError(SafetyworkError, ValueError):
    """A length of time that cannot be: a wrong unit, a fraction, a negative number of days."""

    given: str
    advice: str

    def __str__(self) -> str:
        return f"{self.given}: {self.advice}"


@define(slots=False)
class UnitMismatchError(SafetyworkError, ValueError):
    """Counts of unlike things were put together."""

    left: str
    right: str

    def __str__(self) -> str:
        return (
            f"{self.left!r} and {self.right!r} are different units; add only like to like, or state a common unit first"
        )


@define(slots=False)
class CountError(SafetyworkError, ValueError):
    """A text that is no count, or bounds that no count can have."""

    given: str

    def __str__(self) -> str:
        return f"{self.given!r} is no count; write 650余人次, 近100家, 约20件, X份 or 32项"


@define(slots=False)
class ShareError(SafetyworkError, ValueError):
    """A progress that is no share of the whole."""

    given: str

    def __str__(self) -> str:
        return f"{self.given!r} is no per cent of the whole; give an int or a Decimal from 0 to 100"


@define(slots=False)
class WorkflowError(SafetyworkError, ValueError):
    """A workflow that contradicts itself; `problems` lists every one of them."""

    workflow: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"workflow {self.workflow!r} cannot be built: " + "; ".join(self.problems)


@define(slots=False)
class PolicyError(SafetyworkError, ValueError):
    """A light policy, palette or other rule value that contradicts itself."""

    policy: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.policy!r} cannot be built: " + "; ".join(self.problems)


@define(slots=False)
class TallyError(SafetyworkError, ValueError):
    """A record that contradicts itself on how many it reached: it names more than it counts, or one of them twice."""

    record: str
    problem: str

    def __str__(self) -> str:
        return f"{self.record}: {self.problem}; a count holds at least those who are named, each once"


@define(slots=False)
class BookError(SafetyworkError, ValueError):
    """Records that cannot stand in one book (one id twice, an unknown campaign), or that are not in it."""

    book: str
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return f"book {self.book!r}: " + "; ".join(self.problems)


@define(slots=False)
class CalendarDataError(SafetyworkError, ValueError):
    """Calendar data that contradict themselves or leave a year out."""

    calendar: str
    advice: str

    def __str__(self) -> str:
        return f"calendar {self.calendar}: {self.advice}"


@define(slots=False)
class HistoryError(SafetyworkError, ValueError):
    """A log that does not lead to the head that was kept of it."""

    subject: str
    head: str

    def __str__(self) -> str:
        return (
            f"the log of {self.subject} has no point with head {self.head[:12]}…: an entry was edited, dropped, "
            "inserted or cut off since; compare it with a copy written when the head was noted"
        )
