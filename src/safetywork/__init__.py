"""safetywork: who owes it, by when, in what state, under which light, what may happen next, and why.

Holds: the front door: every public name of daily use, loaded from its room when it is first asked for.
Never: anything of its own, or a room that nobody asked for.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from safetywork.activities import (
        Activity as Activity,
    )
    from safetywork.activities import (
        Assistance as Assistance,
    )
    from safetywork.activities import (
        Inspection as Inspection,
    )
    from safetywork.activities import (
        Items as Items,
    )
    from safetywork.activities import (
        Outreach as Outreach,
    )
    from safetywork.activities import (
        Round as Round,
    )
    from safetywork.activities import (
        StudyTour as StudyTour,
    )
    from safetywork.activities import (
        Training as Training,
    )
    from safetywork.activities import (
        Visit as Visit,
    )
    from safetywork.acts import (
        ANOTHER_PERSON as ANOTHER_PERSON,
    )
    from safetywork.acts import (
        Accept as Accept,
    )
    from safetywork.acts import (
        Assign as Assign,
    )
    from safetywork.acts import (
        Cancel as Cancel,
    )
    from safetywork.acts import (
        Correct as Correct,
    )
    from safetywork.acts import (
        Evidence as Evidence,
    )
    from safetywork.acts import (
        Progress as Progress,
    )
    from safetywork.acts import (
        Resume as Resume,
    )
    from safetywork.acts import (
        Return as Return,
    )
    from safetywork.acts import (
        Submit as Submit,
    )
    from safetywork.acts import (
        Suspend as Suspend,
    )
    from safetywork.adapters.files import dump as dump
    from safetywork.adapters.files import load as load
    from safetywork.adapters.files import load_plan as load_plan
    from safetywork.analysis import analyse as analyse
    from safetywork.analysis import mermaid as mermaid
    from safetywork.analysis import walks as walks
    from safetywork.books import Book as Book
    from safetywork.calendars import CHINA as CHINA
    from safetywork.calendars import WorkCalendar as WorkCalendar
    from safetywork.calendars import read_holiday_cn as read_holiday_cn
    from safetywork.campaigns import (
        Campaign as Campaign,
    )
    from safetywork.campaigns import (
        Goal as Goal,
    )
    from safetywork.campaigns import (
        Group as Group,
    )
    from safetywork.campaigns import (
        Problem as Problem,
    )
    from safetywork.campaigns import (
        Secondment as Secondment,
    )
    from safetywork.changes import diff as diff
    from safetywork.clocks import Clock as Clock
    from safetywork.clocks import Extension as Extension
    from safetywork.clocks import Standing as Standing
    from safetywork.clocks import Stop as Stop
    from safetywork.codec import FormatError as FormatError
    from safetywork.counts import Count as Count
    from safetywork.counts import total as total
    from safetywork.decisions import (
        Option as Option,
    )
    from safetywork.decisions import (
        Refusal as Refusal,
    )
    from safetywork.decisions import (
        RefusedError as RefusedError,
    )
    from safetywork.decisions import (
        Step as Step,
    )
    from safetywork.decisions import (
        apply as apply,
    )
    from safetywork.decisions import (
        audit as audit,
    )
    from safetywork.decisions import (
        decide as decide,
    )
    from safetywork.decisions import (
        evolve as evolve,
    )
    from safetywork.decisions import (
        options as options,
    )
    from safetywork.decisions import (
        replay as replay,
    )
    from safetywork.digests import head as head
    from safetywork.digests import verify as verify
    from safetywork.documents import (
        dumps as dumps,
    )
    from safetywork.documents import (
        loads as loads,
    )
    from safetywork.documents import (
        matter_from_data as matter_from_data,
    )
    from safetywork.documents import (
        matter_to_data as matter_to_data,
    )
    from safetywork.errors import (
        BookError as BookError,
    )
    from safetywork.errors import (
        CalendarDataError as CalendarDataError,
    )
    from safetywork.errors import (
        CountError as CountError,
    )
    from safetywork.errors import (
        DayOrderError as DayOrderError,
    )
    from safetywork.errors import (
        HistoryError as HistoryError,
    )
    from safetywork.errors import (
        NotADayError as NotADayError,
    )
    from safetywork.errors import (
        NotAMomentError as NotAMomentError,
    )
    from safetywork.errors import (
        NoWorkdayError as NoWorkdayError,
    )
    from safetywork.errors import (
        PolicyError as PolicyError,
    )
    from safetywork.errors import (
        SafetyworkError as SafetyworkError,
    )
    from safetywork.errors import (
        ShareError as ShareError,
    )
    from safetywork.errors import (
        SpanError as SpanError,
    )
    from safetywork.errors import (
        UnannouncedDayError as UnannouncedDayError,
    )
    from safetywork.errors import (
        UnitMismatchError as UnitMismatchError,
    )
    from safetywork.errors import (
        WorkflowError as WorkflowError,
    )
    from safetywork.events import Entry as Entry
    from safetywork.events import Event as Event
    from safetywork.events import Rule as Rule
    from safetywork.extensions import (
        AskExtension as AskExtension,
    )
    from safetywork.extensions import (
        Extend as Extend,
    )
    from safetywork.extensions import (
        ExtensionPolicy as ExtensionPolicy,
    )
    from safetywork.extensions import (
        RefuseExtension as RefuseExtension,
    )
    from safetywork.faults import Fault as Fault
    from safetywork.figures import (
        Figure as Figure,
    )
    from safetywork.figures import (
        Partition as Partition,
    )
    from safetywork.figures import (
        Population as Population,
    )
    from safetywork.figures import (
        Predicate as Predicate,
    )
    from safetywork.figures import (
        partition as partition,
    )
    from safetywork.headings import (
        HEADINGS as HEADINGS,
    )
    from safetywork.headings import (
        Vocabulary as Vocabulary,
    )
    from safetywork.intake import (
        Intake as Intake,
    )
    from safetywork.intake import (
        take_in as take_in,
    )
    from safetywork.issues import (
        IMMEDIATE as IMMEDIATE,
    )
    from safetywork.issues import (
        RECTIFICATION as RECTIFICATION,
    )
    from safetywork.issues import (
        STANDARD_CLOSURE as STANDARD_CLOSURE,
    )
    from safetywork.issues import (
        Close as Close,
    )
    from safetywork.issues import (
        ClosurePolicy as ClosurePolicy,
    )
    from safetywork.issues import (
        Issue as Issue,
    )
    from safetywork.issues import (
        Recheck as Recheck,
    )
    from safetywork.issues import (
        Relapse as Relapse,
    )
    from safetywork.issues import (
        Sustain as Sustain,
    )
    from safetywork.issues import (
        immediate as immediate,
    )
    from safetywork.issues import (
        rectification as rectification,
    )
    from safetywork.labels import LANGS as LANGS
    from safetywork.labels import Label as Label
    from safetywork.labels import Lang as Lang
    from safetywork.layouts import (
        Layout as Layout,
    )
    from safetywork.layouts import (
        find_layout as find_layout,
    )
    from safetywork.ledgers import (
        Ledger as Ledger,
    )
    from safetywork.ledgers import (
        read_ledger as read_ledger,
    )
    from safetywork.lights import (
        RED_YELLOW_BLUE as RED_YELLOW_BLUE,
    )
    from safetywork.lights import (
        RED_YELLOW_GREEN as RED_YELLOW_GREEN,
    )
    from safetywork.lights import (
        Band as Band,
    )
    from safetywork.lights import (
        Colour as Colour,
    )
    from safetywork.lights import (
        Light as Light,
    )
    from safetywork.lights import (
        LightPolicy as LightPolicy,
    )
    from safetywork.lights import (
        Palette as Palette,
    )
    from safetywork.lights import (
        When as When,
    )
    from safetywork.lights import (
        light as light,
    )
    from safetywork.matters import Matter as Matter
    from safetywork.measures import MEASURE as MEASURE
    from safetywork.measures import Measure as Measure
    from safetywork.office import OfficeHours as OfficeHours
    from safetywork.parties import Parties as Parties
    from safetywork.parties import Person as Person
    from safetywork.parties import Unit as Unit
    from safetywork.parties import name_key as name_key
    from safetywork.periods import Deadline as Deadline
    from safetywork.periods import PeriodRule as PeriodRule
    from safetywork.periods import Term as Term
    from safetywork.phrases import read_deadline as read_deadline
    from safetywork.pledges import PLEDGE as PLEDGE
    from safetywork.pledges import Milestone as Milestone
    from safetywork.pledges import Pledge as Pledge
    from safetywork.programmes import STANDARDISATION as STANDARDISATION
    from safetywork.programmes import Enrolment as Enrolment
    from safetywork.programmes import Programme as Programme
    from safetywork.readings import Reading as Reading
    from safetywork.recounts import Moved as Moved
    from safetywork.recounts import recount as recount
    from safetywork.recounts import unsettled as unsettled
    from safetywork.recurrences import Recurrence as Recurrence
    from safetywork.referrals import (
        REFERRAL as REFERRAL,
    )
    from safetywork.referrals import (
        Feedback as Feedback,
    )
    from safetywork.referrals import (
        Refer as Refer,
    )
    from safetywork.referrals import (
        ReferAgain as ReferAgain,
    )
    from safetywork.referrals import (
        referral as referral,
    )
    from safetywork.reports import Report as Report
    from safetywork.reports import report as report
    from safetywork.schedules import (
        Need as Need,
    )
    from safetywork.schedules import (
        Plan as Plan,
    )
    from safetywork.schedules import (
        PlanError as PlanError,
    )
    from safetywork.schedules import (
        PlanStep as PlanStep,
    )
    from safetywork.schedules import (
        Schedule as Schedule,
    )
    from safetywork.spans import (
        Span as Span,
    )
    from safetywork.spans import (
        days as days,
    )
    from safetywork.spans import (
        hours as hours,
    )
    from safetywork.spans import (
        months as months,
    )
    from safetywork.spans import (
        weeks as weeks,
    )
    from safetywork.spans import (
        workdays as workdays,
    )
    from safetywork.spans import (
        years as years,
    )
    from safetywork.staffing import Capacity as Capacity
    from safetywork.statutes import STATUTES as STATUTES
    from safetywork.statutes import Statute as Statute
    from safetywork.statutes import Window as Window
    from safetywork.statutes import in_force as in_force
    from safetywork.tables import (
        Merge as Merge,
    )
    from safetywork.tables import (
        Table as Table,
    )
    from safetywork.versions import adopt as adopt
    from safetywork.versions import supersede as supersede
    from safetywork.workflows import (
        Context as Context,
    )
    from safetywork.workflows import (
        Guard as Guard,
    )
    from safetywork.workflows import (
        Reason as Reason,
    )
    from safetywork.workflows import (
        State as State,
    )
    from safetywork.workflows import (
        Transition as Transition,
    )
    from safetywork.workflows import (
        Workflow as Workflow,
    )

__version__ = "0.1.0"

_NAMES = {
    "labels": "LANGS Label Lang",
    "errors": (
        "BookError CalendarDataError CountError DayOrderError HistoryError NoWorkdayError NotADayError "
        "NotAMomentError PolicyError SafetyworkError ShareError SpanError UnannouncedDayError "
        "UnitMismatchError WorkflowError"
    ),
    "faults": "Fault",
    "tables": "Merge Table",
    "parties": "Parties Person Unit name_key",
    "calendars": "CHINA WorkCalendar read_holiday_cn",
    "office": "OfficeHours",
    "counts": "Count total",
    "events": "Entry Event Rule",
    "workflows": "Context Guard Reason State Transition Workflow",
    "decisions": "Option Refusal RefusedError Step apply audit decide evolve options replay",
    "digests": "head verify",
    "analysis": "analyse mermaid walks",
    "changes": "diff",
    "versions": "adopt supersede",
    "spans": "Span days hours months weeks workdays years",
    "periods": "Deadline PeriodRule Term",
    "clocks": "Clock Extension Standing Stop",
    "statutes": "STATUTES Statute Window in_force",
    "staffing": "Capacity",
    "schedules": "Need Plan PlanError PlanStep Schedule",
    "recurrences": "Recurrence",
    "readings": "Reading",
    "phrases": "read_deadline",
    "headings": "HEADINGS Vocabulary",
    "layouts": "Layout find_layout",
    "ledgers": "Ledger read_ledger",
    "extensions": "AskExtension Extend ExtensionPolicy RefuseExtension",
    "matters": "Matter",
    "acts": "ANOTHER_PERSON Accept Assign Cancel Correct Evidence Progress Resume Return Submit Suspend",
    "issues": (
        "Close ClosurePolicy IMMEDIATE Issue RECTIFICATION Recheck Relapse STANDARD_CLOSURE Sustain "
        "immediate rectification"
    ),
    "referrals": "Feedback REFERRAL Refer ReferAgain referral",
    "pledges": "Milestone PLEDGE Pledge",
    "measures": "MEASURE Measure",
    "activities": "Activity Assistance Inspection Items Outreach Round StudyTour Training Visit",
    "programmes": "Enrolment Programme STANDARDISATION",
    "campaigns": "Campaign Goal Group Problem Secondment",
    "lights": "Band Colour Light LightPolicy Palette RED_YELLOW_BLUE RED_YELLOW_GREEN When light",
    "books": "Book",
    "intake": "Intake take_in",
    "recounts": "Moved recount unsettled",
    "figures": "Figure Partition Population Predicate partition",
    "codec": "FormatError",
    "documents": "dumps loads matter_from_data matter_to_data",
    "reports": "Report report",
    "adapters.files": "dump load load_plan",
}
_ROOM_OF = {name: room for room, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    room = _ROOM_OF.get(name)
    if room is not None:
        value: object = getattr(import_module(f"safetywork.{room}"), name)
        globals()[name] = value
        return value
    try:
        return import_module(f"safetywork.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"safetywork.{name}":
            raise
        raise AttributeError(f"module 'safetywork' has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted({*globals(), *_ROOM_OF})
