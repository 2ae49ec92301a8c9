"""Listing for supervision: a body above lists a hazard in public and supervises it to its end.

Holds: the events of 挂牌督办 (listed, reported on, 销号 applied for, reviewed, 摘牌 or ordered again), `ListingPolicy`,
    `LISTING`, the machine that runs beside an issue's own with its own clock, and the duties of the listing body.
Never: settles the issue itself; that is its main machine's business.

The flow is that of 安全生产事故隐患排查治理暂行规定 arts 15, 18 and 23 (unverified): put right, application, review on
site within ten days, struck off or ordered again. What a locality adds is a policy.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from attrs import field, frozen

from safetywork.acts import ANOTHER_PERSON, RELIEVED_BY_ANOTHER, TERM_COUNTS
from safetywork.clocks import Clock
from safetywork.events import ClockRole, Event, optional_day
from safetywork.extensions import (
    ANY_EXTENSION,
    AskExtension,
    Extend,
    ExtensionPolicy,
    RefuseExtension,
    counted,
    extension_rows,
)
from safetywork.labels import Label
from safetywork.machines import HOLDS_OPEN, STILL_OWED, WORK_ACCEPTED, alone
from safetywork.periods import PeriodRule, Span, days, forward
from safetywork.statutes import STATUTES
from safetywork.supervision.duties import Duty
from safetywork.supervision.verifications import CITY, COUNTY, Level, may_act
from safetywork.terms import Term, stated
from safetywork.workflows import DONE, HANDED_IN, Context, Guard, Reason, State, Transition, Workflow

LISTED = "listed"
"""Tag of a state: the hazard is under listed supervision."""
_OF = {statute.name: statute for statute in STATUTES}

HENAN_TERM = PeriodRule(
    days(60), source="河南省较大生产安全事故挂牌督办：自督办通知之日起60日（据二手材料 from a secondary source）"
)
"""60 days from the day of the notice (give it as `trigger`); a rule for listed accidents, from a secondary source."""


@frozen(kw_only=True, weakref_slot=False)
class List(Event):
    """挂牌: `by` lists the hazard at a level (county, city, province), under a document, with a term.

    The term runs from `trigger`, the day of the notice, or from `on` where that is None.
    """

    code: ClassVar[str] = "listing.list"
    label: ClassVar[Label] = Label("挂牌督办", "list")
    clock: ClassVar[ClockRole | None] = "start"

    level: str
    document: str
    term: Term = field(converter=stated)
    trigger: date | None = field(default=None, validator=optional_day)
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class ListAgain(List):
    """再次挂牌: it was delisted and is back; a new round, counted, with a clock of its own."""

    code: ClassVar[str] = "listing.list-again"
    label: ClassVar[Label] = Label("再次挂牌", "list again")
    cycle: ClassVar[bool] = True


@frozen(kw_only=True, weakref_slot=False)
class FileListing(Event):
    """备案: the listing is filed with the body above, `to`."""

    code: ClassVar[str] = "listing.file"
    label: ClassVar[Label] = Label("挂牌备案", "file the listing")

    to: str


@frozen(kw_only=True, weakref_slot=False)
class PublishListing(Event):
    """公布: the listing is made public."""

    code: ClassVar[str] = "listing.publish"
    label: ClassVar[Label] = Label("挂牌公布", "publish the listing")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class ReportProgress(Event):
    """督办进展报告: what the unit reports to the body that listed it."""

    code: ClassVar[str] = "listing.report"
    label: ClassVar[Label] = Label("报告督办进展", "report to the listing body")

    text: str


@frozen(kw_only=True, weakref_slot=False)
class AskListingExtension(AskExtension):
    """申请延长治理期限: the unit asks for a longer term of the listing."""

    code: ClassVar[str] = "listing.extension.ask"
    label: ClassVar[Label] = Label("申请延长督办期限", "ask for a longer listing")


@frozen(kw_only=True, weakref_slot=False)
class ExtendListing(Extend):
    """批准延长治理期限: the listing body grants a longer term."""

    code: ClassVar[str] = "listing.extend"
    label: ClassVar[Label] = Label("延长督办期限", "extend the listing")


@frozen(kw_only=True, weakref_slot=False)
class RefuseListingExtension(RefuseExtension):
    """不予延长治理期限: the listing body refuses, with the reason."""

    code: ClassVar[str] = "listing.extension.refuse"
    label: ClassVar[Label] = Label("不予延长督办期限", "refuse a longer listing")


@frozen(kw_only=True, weakref_slot=False)
class AskDelisting(Event):
    """申请销号: the unit reports the hazard put right and asks for the review on site."""

    code: ClassVar[str] = "listing.ask-delisting"
    label: ClassVar[Label] = Label("申请销号", "ask for delisting")
    hands_in: ClassVar[bool] = True

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class RefuseDelisting(Event):
    """审查不合格: the review on site finds it not put right; the term goes on as it was."""

    code: ClassVar[str] = "listing.refuse-delisting"
    label: ClassVar[Label] = Label("审查不合格", "refuse delisting")
    verifies: ClassVar[bool] = True

    reason: str


@frozen(kw_only=True, weakref_slot=False)
class OrderAgain(Event):
    """再责令整改: not put right on review, or not by the end of the term; a new round, counted, with a new term."""

    code: ClassVar[str] = "listing.order-again"
    label: ClassVar[Label] = Label("再次责令整改", "order again")
    verifies: ClassVar[bool] = True
    clock: ClassVar[ClockRole | None] = "start"
    cycle: ClassVar[bool] = True

    reason: str
    term: Term = field(converter=stated)
    document: str | None = None
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class Delist(Event):
    """摘牌: the review on site finds it put right, and it is struck off the list."""

    code: ClassVar[str] = "listing.delist"
    label: ClassVar[Label] = Label("摘牌", "delist")
    verifies: ClassVar[bool] = True

    document: str | None = None
    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class PublishDelisting(Event):
    """销号公布: that it was struck off the list is made public."""

    code: ClassVar[str] = "listing.publish-delisting"
    label: ClassVar[Label] = Label("销号公布", "publish the delisting")

    text: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class WithdrawListing(Event):
    """撤销挂牌: it ought not to have been listed, or is listed elsewhere; its term ends with it."""

    code: ClassVar[str] = "listing.withdraw"
    label: ClassVar[Label] = Label("撤销挂牌", "withdraw the listing")
    clock: ClassVar[ClockRole | None] = "end"

    reason: str


PROVINCE = Level("province", Label("省级", "province"))


@frozen
class ListingPolicy:
    """What may be listed, by which level, for how long 挂牌督办规则.

    `severities` of an issue that may be listed (empty: any), `levels` that may list and who for them, `longest` the
    longest term, counted on nominal days, `extensions` what extensions of it are allowed. `source` cites where it
    stands.
    """

    severities: tuple[str, ...] = ("major",)
    levels: tuple[Level, ...] = (COUNTY, CITY, PROVINCE)
    longest: Span | None = None
    extensions: ExtensionPolicy = ANY_EXTENSION
    source: str = ""


STANDARD_LISTING = ListingPolicy()
"""Major hazards, by county, city or province, for as long as the notice says."""
QINGDAO_LISTING = ListingPolicy(
    severities=(),
    longest=_OF["listing-limit"].span,
    extensions=ExtensionPolicy(
        asked=True, notice=_OF["listing-extension-request"].span, source=_OF["listing-extension-request"].citation
    ),
    source=_OF["listing-limit"].citation,
)
"""青岛“3+X”: a year at most, an extension on request 20 working days before the end (a local rule, second hand)."""


def may_be_listed(policy: ListingPolicy, matter: Any, _: Context) -> Iterator[Reason]:
    """The issue is of a severity that is listed."""
    severity = getattr(matter, "severity", None)
    if policy.severities and severity not in policy.severities:
        yield Reason("not_for_listing", {"severity": severity, "listed": policy.severities}, _NOT_FOR_LISTING)


def by_a_level(policy: ListingPolicy, _: Any, event: List, context: Context) -> Iterator[Reason]:
    """The level may list, and whoever lists may do so for it."""
    yield from _acts_for(policy, event.level, event, context)


def by_the_lister(policy: ListingPolicy, matter: Any, event: Event, context: Context) -> Iterator[Reason]:
    """Whoever decides on a listing may act for the level that listed the hazard."""
    listed = listed_by(matter)
    yield from _acts_for(policy, None if listed is None else listed.level, event, context)


def _acts_for(policy: ListingPolicy, named: str | None, event: Event, context: Context) -> Iterator[Reason]:
    level = next((level for level in policy.levels if level.id == named), None)
    if level is None:
        known = tuple(each.label for each in policy.levels)
        yield Reason("unknown_level", {"level": named, "levels": known}, _UNKNOWN_LEVEL)
    else:
        yield from may_act(level, event, context)


@counted
def not_too_long(policy: ListingPolicy, _: Any, event: List | OrderAgain, context: Context) -> Iterator[Reason]:
    """The term ends no later than the policy's longest would, on the same calendar."""
    term: Term | None = getattr(event, "term", None)  # what is missing has a reason of its own
    if policy.longest is None or term is None:
        return
    trigger = event.trigger or event.on
    end = Clock(trigger, term).original(context.calendar, provisional=True).nominal
    bound = forward(trigger, policy.longest, context.calendar, provisional=True)
    if end > bound:
        yield Reason("listed_too_long", {"end": end, "longest": policy.longest, "bound": bound}, _TOO_LONG)


@counted
def term_ended(matter: Any, event: Event, context: Context) -> Iterator[Reason]:
    """The term of the listing has ended."""
    due = matter.deadline(context.calendar, on=event.on, provisional=True)
    if due is not None and event.on <= due.last_day:
        yield Reason("term_goes_on", {"last": due.last_day}, _GOES_ON)


_NOT_FOR_LISTING = Label("“{severity}”级不属挂牌范围（{listed}）", "severity “{severity}” is not listed, only {listed}")
_UNKNOWN_LEVEL = Label("“{level}”不是挂牌层级，可选：{levels}", "“{level}” does not list; these levels do: {levels}")
_TOO_LONG = Label(
    "治理期限至{end}，超过{longest}（至{bound}）", "the term ends on {end}; {longest} is the longest, to {bound}"
)
_GOES_ON = Label("期限未满（至{last}）", "the term goes on to {last}")

_TERM_ENDED = alone(LISTED, Guard("term ended", Label("期限已届满", "the term has ended"), check=term_ended))
_BY_ANOTHER = alone(LISTED, ANOTHER_PERSON)
_WITHDRAWN_BY = alone(LISTED, RELIEVED_BY_ANOTHER)
_EXTENSIONS = (AskListingExtension, ExtendListing, RefuseListingExtension)


def listing(policy: ListingPolicy = STANDARD_LISTING) -> Workflow:
    """The machine of a listing, held to `policy`, which runs beside an issue's own with its own clock."""
    may_list = [(level.id, sorted(level.roles)) for level in policy.levels]
    told = repr((policy.severities, may_list, policy.longest))
    fit = Guard("for listing", _FIT, need=partial(may_be_listed, policy), params=told)
    level = Guard("level", _LEVEL, check=partial(by_a_level, policy), params=told)
    lister = Guard("by the lister", _LISTER, check=partial(by_the_lister, policy), params=told)
    bounded = Guard("not too long", _BOUNDED, check=partial(not_too_long, policy), params=told)
    listing_guards = (STILL_OWED, fit, level, bounded, TERM_COUNTS)
    on_the_list = ("listed", "review")
    return Workflow(
        "listing",
        "1",
        Label("挂牌督办", "listed supervision"),
        (
            State("not listed", Label("未挂牌", "not listed"), "start"),
            State("listed", Label("挂牌督办中", "listed"), tags={LISTED, HOLDS_OPEN}),
            State("review", Label("待现场审查", "awaiting review"), tags={LISTED, HOLDS_OPEN, HANDED_IN}),
            State("delisted", Label("已摘牌", "delisted"), "rest", {DONE}),
        ),
        (
            Transition(List, "not listed", "listed", listing_guards, ("level", "document", "term")),
            Transition(FileListing, on_the_list, None, requires=("to",)),
            Transition(PublishListing, on_the_list, None),
            Transition(ReportProgress, on_the_list, None, requires=("text",)),
            *extension_rows("listed", policy.extensions, tag=LISTED, events=_EXTENSIONS),
            Transition(AskDelisting, "listed", "review"),
            Transition(RefuseDelisting, "review", "listed", (_BY_ANOTHER, lister), ("reason",)),
            Transition(OrderAgain, "review", "listed", (_BY_ANOTHER, lister, bounded, TERM_COUNTS), ("reason", "term")),
            Transition(
                OrderAgain,
                "listed",
                "listed",
                (_BY_ANOTHER, lister, bounded, TERM_COUNTS, _TERM_ENDED),
                ("reason", "term"),
            ),
            Transition(Delist, "review", "delisted", (WORK_ACCEPTED, _BY_ANOTHER, lister)),
            Transition(PublishDelisting, "delisted", None),
            Transition(ListAgain, "delisted", "listed", listing_guards, ("level", "document", "term")),
            Transition(WithdrawListing, on_the_list, "not listed", (_WITHDRAWN_BY, lister), ("reason",)),
        ),
    )


_FIT = Label("属挂牌范围", "of a severity that is listed")
_LISTER = Label("由挂牌层级决定", "decided by the level that listed it")
_LEVEL = Label("由有权层级挂牌", "by a level that may list")
_BOUNDED = Label("期限不超过上限", "no longer than is allowed")

LISTING = listing()

LISTING_DUTIES: tuple[Duty, ...] = (
    Duty(
        code="listing.review",
        label=Label("销号现场审查", "site review before delisting"),
        statute="hazard-site-review",
        after=(AskDelisting,),
        done_by=(Delist, RefuseDelisting, OrderAgain, WithdrawListing),
    ),
)
"""The review on site within ten days of the application (暂行规定 art. 18, unverified)."""
QINGDAO_DUTIES: tuple[Duty, ...] = (
    *LISTING_DUTIES,
    Duty(
        code="listing.filing",
        label=Label("挂牌备案", "filing the listing"),
        statute="listing-filing",
        after=(List, ListAgain),
        done_by=(FileListing, WithdrawListing),
    ),
    Duty(
        code="listing.publication",
        label=Label("挂牌公布", "publishing the listing"),
        statute="listing-publication",
        after=(List, ListAgain),
        done_by=(PublishListing, WithdrawListing),
    ),
    Duty(
        code="listing.extension-decision",
        label=Label("延期决定", "deciding on a longer term"),
        statute="listing-extension-decision",
        after=(AskListingExtension,),
        done_by=(ExtendListing, RefuseListingExtension, WithdrawListing),
    ),
    Duty(
        code="listing.closure-publication",
        label=Label("销号公布", "publishing the delisting"),
        statute="listing-closure-publication",
        after=(Delist,),
        done_by=(PublishDelisting,),
    ),
)
"""What 青岛“3+X” adds: filed in 3, published in 5, decided in 10, delisting published in 5 working days (local)."""


def listed_by(matter: Any) -> List | None:
    """The listing that is in force: at which level, under which document, `by` whom; None where there is none."""
    here = zip(matter.workflows, matter.states, strict=True)
    if not any(LISTED in workflow.state(state).tags for workflow, state in here):
        return None
    return next((entry.event for entry in reversed(matter.log) if isinstance(entry.event, List)), None)
