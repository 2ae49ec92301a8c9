"""safetywork: who owes it, by when, in what state, under which light, what may happen next, and why.

Holds: the front door: every public name of daily use, loaded from its room when it is first asked for.
Never: anything of its own, or a room that nobody asked for.
"""

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from safetywork.activities import (
        Activity as Activity,
        Asked as Asked,
        Assistance as Assistance,
        Inspection as Inspection,
        Items as Items,
        Outreach as Outreach,
        Post as Post,
        Round as Round,
        StudyTour as StudyTour,
        Training as Training,
        Visit as Visit,
    )
    from safetywork.acts import (
        ANOTHER_PERSON as ANOTHER_PERSON,
        Accept as Accept,
        Assign as Assign,
        Cancel as Cancel,
        Correct as Correct,
        Evidence as Evidence,
        Progress as Progress,
        Restart as Restart,
        Resume as Resume,
        Return as Return,
        Submit as Submit,
        Suspend as Suspend,
        listed as listed,
    )
    from safetywork.adapters.files import (
        dump as dump,
        load as load,
        load_plan as load_plan,
    )
    from safetywork.agendas import (
        Agenda as Agenda,
        agenda as agenda,
    )
    from safetywork.analysis import (
        analyse as analyse,
        mermaid as mermaid,
        walks as walks,
    )
    from safetywork.books import (
        Book as Book,
    )
    from safetywork.calendars import (
        CHINA as CHINA,
        WorkCalendar as WorkCalendar,
        read_holiday_cn as read_holiday_cn,
    )
    from safetywork.campaigns import (
        Campaign as Campaign,
        Group as Group,
        Problem as Problem,
    )
    from safetywork.carryovers import (
        CarryOver as CarryOver,
    )
    from safetywork.changes import (
        diff as diff,
    )
    from safetywork.checks.rules import (
        Check as Check,
        Exemption as Exemption,
    )
    from safetywork.checks.runs import (
        check_book as check_book,
        check_text as check_text,
    )
    from safetywork.clocks import (
        Clock as Clock,
        Extension as Extension,
        Stop as Stop,
    )
    from safetywork.closures import (
        STANDARD_CLOSURE as STANDARD_CLOSURE,
        Close as Close,
        ClosurePolicy as ClosurePolicy,
        Sustain as Sustain,
    )
    from safetywork.codec import (
        FormatError as FormatError,
    )
    from safetywork.codelists import (
        SOURCES as SOURCES,
        CodeList as CodeList,
    )
    from safetywork.comparisons import (
        compare as compare,
    )
    from safetywork.counts import (
        Count as Count,
        total as total,
    )
    from safetywork.coverages import (
        coverage as coverage,
    )
    from safetywork.decisions import (
        Option as Option,
        Refusal as Refusal,
        RefusedError as RefusedError,
        Step as Step,
        apply as apply,
        audit as audit,
        decide as decide,
        evolve as evolve,
        options as options,
        replay as replay,
    )
    from safetywork.digests import (
        head as head,
        verify as verify,
    )
    from safetywork.documents import (
        dumps as dumps,
        loads as loads,
        matter_from_data as matter_from_data,
        matter_to_data as matter_to_data,
    )
    from safetywork.errors import (
        BookError as BookError,
        CalendarDataError as CalendarDataError,
        CountError as CountError,
        DayOrderError as DayOrderError,
        HistoryError as HistoryError,
        NotADayError as NotADayError,
        NotAMomentError as NotAMomentError,
        NoWorkdayError as NoWorkdayError,
        PolicyError as PolicyError,
        SafetyworkError as SafetyworkError,
        ShareError as ShareError,
        SpanError as SpanError,
        TallyError as TallyError,
        UnannouncedDayError as UnannouncedDayError,
        UnitMismatchError as UnitMismatchError,
        UnsignedError as UnsignedError,
        WorkflowError as WorkflowError,
    )
    from safetywork.escalation import (
        Effect as Effect,
        Ladder as Ladder,
        Reached as Reached,
        Rung as Rung,
        fire as fire,
        reached as reached,
        to_fire as to_fire,
    )
    from safetywork.events import (
        Entry as Entry,
        Event as Event,
        Rule as Rule,
    )
    from safetywork.extensions import (
        AskExtension as AskExtension,
        Extend as Extend,
        ExtensionPolicy as ExtensionPolicy,
        RefuseExtension as RefuseExtension,
    )
    from safetywork.extents import (
        CHILDREN_AT_REST as CHILDREN_AT_REST,
        children as children,
    )
    from safetywork.faults import (
        Fault as Fault,
    )
    from safetywork.figures import (
        Figure as Figure,
        Partition as Partition,
        Population as Population,
        Predicate as Predicate,
        partition as partition,
    )
    from safetywork.firings import (
        Firing as Firing,
    )
    from safetywork.gaps import (
        GAP as GAP,
        Gap as Gap,
    )
    from safetywork.gauges import (
        Gauge as Gauge,
        Given as Given,
        Placing as Placing,
    )
    from safetywork.goals import (
        Goal as Goal,
    )
    from safetywork.issues import (
        IMMEDIATE as IMMEDIATE,
        RECTIFICATION as RECTIFICATION,
        Issue as Issue,
        MarkDuplicate as MarkDuplicate,
        Transfer as Transfer,
        immediate as immediate,
        rectification as rectification,
    )
    from safetywork.judgements import (
        Judgement as Judgement,
    )
    from safetywork.labels import (
        LANGS as LANGS,
        Label as Label,
        Lang as Lang,
    )
    from safetywork.ledgers.headings import (
        HEADINGS as HEADINGS,
        Vocabulary as Vocabulary,
    )
    from safetywork.ledgers.intake import (
        Intake as Intake,
        take_in as take_in,
    )
    from safetywork.ledgers.layouts import (
        Layout as Layout,
        find_layout as find_layout,
    )
    from safetywork.ledgers.reading import (
        Ledger as Ledger,
        read_ledger as read_ledger,
    )
    from safetywork.ledgers.sheets import (
        Sheet as Sheet,
    )
    from safetywork.ledgers.tables import (
        Merge as Merge,
        Table as Table,
    )
    from safetywork.ledgers.writeback import (
        write_back as write_back,
    )
    from safetywork.lightlogs import (
        light_changes as light_changes,
    )
    from safetywork.lights import (
        RED_YELLOW_BLUE as RED_YELLOW_BLUE,
        RED_YELLOW_GREEN as RED_YELLOW_GREEN,
        Band as Band,
        Light as Light,
        LightPolicy as LightPolicy,
        When as When,
        light as light,
    )
    from safetywork.matters import (
        Matter as Matter,
    )
    from safetywork.measures import (
        MEASURE as MEASURE,
        Measure as Measure,
    )
    from safetywork.milestones import (
        Milestone as Milestone,
    )
    from safetywork.minutes import (
        Minute as Minute,
    )
    from safetywork.office import (
        OfficeHours as OfficeHours,
    )
    from safetywork.palettes import (
        Colour as Colour,
        Palette as Palette,
    )
    from safetywork.papers import (
        Report as Report,
    )
    from safetywork.parties import (
        Parties as Parties,
        Person as Person,
        Question as Question,
        Roll as Roll,
        Unit as Unit,
        name_key as name_key,
    )
    from safetywork.periods import (
        Deadline as Deadline,
        PeriodRule as PeriodRule,
    )
    from safetywork.phrases.readings import (
        Reading as Reading,
    )
    from safetywork.phrases.weighing import (
        read_deadline as read_deadline,
    )
    from safetywork.pledges import (
        PLEDGE as PLEDGE,
        Pledge as Pledge,
    )
    from safetywork.programmes import (
        STANDARDISATION as STANDARDISATION,
        Enrolment as Enrolment,
        Procedures as Procedures,
        Programme as Programme,
        StageDue as StageDue,
    )
    from safetywork.publications import (
        Masking as Masking,
        masking_of as masking_of,
    )
    from safetywork.rankings import (
        Ranking as Ranking,
        rank as rank,
        weighted as weighted,
    )
    from safetywork.rates import (
        Rate as Rate,
    )
    from safetywork.rechecks import (
        Recheck as Recheck,
        RecheckPolicy as RecheckPolicy,
    )
    from safetywork.reconciliations import (
        reconcile as reconcile,
    )
    from safetywork.recounts import (
        Moved as Moved,
        recount as recount,
        unsettled as unsettled,
    )
    from safetywork.recurrences import (
        Recurrence as Recurrence,
    )
    from safetywork.referrals import (
        REFERRAL as REFERRAL,
        Feedback as Feedback,
        Refer as Refer,
        ReferAgain as ReferAgain,
        referral as referral,
    )
    from safetywork.relapses import (
        Relapse as Relapse,
        RelapsePolicy as RelapsePolicy,
    )
    from safetywork.replies import (
        REPLY as REPLY,
        OweReply as OweReply,
        Reply as Reply,
    )
    from safetywork.reports import (
        report as report,
    )
    from safetywork.rollups import (
        roll_up as roll_up,
    )
    from safetywork.sameness import (
        Sameness as Sameness,
        Verdict as Verdict,
        triage as triage,
    )
    from safetywork.samples import (
        Sample as Sample,
    )
    from safetywork.schedules import (
        Need as Need,
        Plan as Plan,
        PlanError as PlanError,
        PlanStep as PlanStep,
        Schedule as Schedule,
    )
    from safetywork.schemes import (
        SCHEME as SCHEME,
        Phase as Phase,
        Scheme as Scheme,
    )
    from safetywork.secondments import (
        Secondment as Secondment,
    )
    from safetywork.sessions import (
        attendance as attendance,
    )
    from safetywork.severities import (
        Reclassify as Reclassify,
    )
    from safetywork.skeletons import (
        SKELETONS as SKELETONS,
        Skeleton as Skeleton,
    )
    from safetywork.spans import (
        Span as Span,
        days as days,
        hours as hours,
        months as months,
        weeks as weeks,
        workdays as workdays,
        years as years,
    )
    from safetywork.staffing import (
        Capacity as Capacity,
    )
    from safetywork.standings import (
        Standing as Standing,
    )
    from safetywork.statutes import (
        STATUTES as STATUTES,
        Statute as Statute,
        Window as Window,
        in_force as in_force,
    )
    from safetywork.streaks import (
        in_a_row as in_a_row,
        times_lit as times_lit,
    )
    from safetywork.successions import (
        Succession as Succession,
        carry_over as carry_over,
    )
    from safetywork.supervision.enforcement import (
        ENFORCEMENT as ENFORCEMENT,
    )
    from safetywork.supervision.listings import (
        LISTING as LISTING,
    )
    from safetywork.supervision.stoppages import (
        STOPPAGE as STOPPAGE,
    )
    from safetywork.supervision.supervised import (
        SUPERVISED as SUPERVISED,
        supervised as supervised,
    )
    from safetywork.terms import (
        Capped as Capped,
        Stage as Stage,
        Stages as Stages,
        Term as Term,
    )
    from safetywork.versions import (
        adopt as adopt,
        supersede as supersede,
    )
    from safetywork.waivers import (
        WAIVER as WAIVER,
        AskWaiver as AskWaiver,
        Waive as Waive,
    )
    from safetywork.workflows import (
        Context as Context,
        Guard as Guard,
        Reason as Reason,
        State as State,
        Transition as Transition,
        Workflow as Workflow,
    )

__version__ = "0.1.0"

_NAMES = {
    "labels": "LANGS Label Lang",
    "errors": (
        "BookError CalendarDataError CountError DayOrderError HistoryError NoWorkdayError "
        "NotADayError NotAMomentError PolicyError SafetyworkError ShareError SpanError "
        "TallyError UnannouncedDayError UnitMismatchError UnsignedError WorkflowError"
    ),
    "faults": "Fault",
    "ledgers.tables": "Merge Table",
    "ledgers.sheets": "Sheet",
    "parties": "Parties Person Question Roll Unit name_key",
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
    "periods": "Deadline PeriodRule",
    "terms": "Capped Stage Stages Term",
    "standings": "Standing",
    "clocks": "Clock Extension Stop",
    "statutes": "STATUTES Statute Window in_force",
    "staffing": "Capacity",
    "schedules": "Need Plan PlanError PlanStep Schedule",
    "recurrences": "Recurrence",
    "ledgers.headings": "HEADINGS Vocabulary",
    "ledgers.layouts": "Layout find_layout",
    "ledgers.reading": "Ledger read_ledger",
    "phrases.readings": "Reading",
    "phrases.weighing": "read_deadline",
    "extensions": "AskExtension Extend ExtensionPolicy RefuseExtension",
    "carryovers": "CarryOver",
    "matters": "Matter",
    "acts": (
        "ANOTHER_PERSON Accept Assign Cancel Correct Evidence Progress Restart Resume Return Submit Suspend listed"
    ),
    "codelists": "CodeList SOURCES",
    "closures": "Close ClosurePolicy STANDARD_CLOSURE Sustain",
    "severities": "Reclassify",
    "relapses": "Relapse RelapsePolicy",
    "rechecks": "Recheck RecheckPolicy",
    "waivers": "AskWaiver WAIVER Waive",
    "issues": "IMMEDIATE Issue MarkDuplicate RECTIFICATION Transfer immediate rectification",
    "extents": "CHILDREN_AT_REST children",
    "sameness": "Sameness Verdict triage",
    "samples": "Sample",
    "reconciliations": "reconcile",
    "referrals": "Feedback REFERRAL Refer ReferAgain referral",
    "replies": "OweReply REPLY Reply",
    "milestones": "Milestone",
    "supervision.listings": "LISTING",
    "supervision.enforcement": "ENFORCEMENT",
    "supervision.stoppages": "STOPPAGE",
    "supervision.supervised": "SUPERVISED supervised",
    "pledges": "PLEDGE Pledge",
    "measures": "MEASURE Measure",
    "activities": "Activity Asked Assistance Inspection Items Outreach Post Round StudyTour Training Visit",
    "programmes": "Enrolment Procedures Programme STANDARDISATION StageDue",
    "goals": "Goal",
    "gaps": "GAP Gap",
    "schemes": "Phase SCHEME Scheme",
    "secondments": "Secondment",
    "campaigns": "Campaign Group Problem",
    "palettes": "Colour Palette",
    "judgements": "Judgement",
    "gauges": "Gauge Given Placing",
    "lights": "Band Light LightPolicy RED_YELLOW_BLUE RED_YELLOW_GREEN When light",
    "streaks": "in_a_row times_lit",
    "rollups": "roll_up",
    "lightlogs": "light_changes",
    "firings": "Firing",
    "escalation": "Effect Ladder Reached Rung fire reached to_fire",
    "rankings": "Ranking rank weighted",
    "books": "Book",
    "minutes": "Minute",
    "agendas": "Agenda agenda",
    "publications": "Masking masking_of",
    "ledgers.intake": "Intake take_in",
    "ledgers.writeback": "write_back",
    "recounts": "Moved recount unsettled",
    "successions": "Succession carry_over",
    "figures": "Figure Partition Population Predicate partition",
    "coverages": "coverage",
    "sessions": "attendance",
    "checks.rules": "Check Exemption",
    "checks.runs": "check_book check_text",
    "codec": "FormatError",
    "documents": "dumps loads matter_from_data matter_to_data",
    "rates": "Rate",
    "comparisons": "compare",
    "papers": "Report",
    "skeletons": "SKELETONS Skeleton",
    "reports": "report",
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
