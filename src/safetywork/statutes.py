"""Statutes as data: which article sets which term, counted how, in force when, and how sure that is.

Holds: `Statute`, `STATUTES`, `in_force`, `resolve`, `chain`; `Window` (so many times within a span) and `CLOSURE`.
Never: guesses between two rules, applies a rule on a day it was not in force, or hides that a text was not read.

Each statute names its article, and says whether the text was read. A user's own rules stand beside these: every
function takes the statutes it chooses from.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import define, evolve, field, frozen, validators

from safetywork._articles import ARTICLES, LAWS, WINDOWS, Article, Confidence
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Clock, Extension, Stop
from safetywork.errors import DayOrderError, NotAMomentError, SafetyworkError, SpanError
from safetywork.events import optional_day, plain_day
from safetywork.labels import Label, Lang, say
from safetywork.periods import BEIJING, Deadline, Direction, PeriodRule, forward
from safetywork.spans import Span, days, workdays

CONFIDENCE_LABELS: dict[Confidence, Label] = {
    "text read": Label("已核对条文", "text read"),
    "secondary": Label("据二手材料", "from a secondary source"),
    "local": Label("地方规定", "a local rule"),
    "unverified": Label("未核对条文", "not checked against the text"),
}
_ARTICLE = Label("{law}第{article}条（{title}）", "{law}, art. {article} ({title})")
_NO_ARTICLE = Label("{law}（{title}，条号待核）", "{law} ({title}, article to be looked up)")
_UNSURE = Label("{label}，{confidence}", "{label}, {confidence}")
_MET = Label("{span}内{count}次，{on}达到：{dates}", "{count} times within {span}, met on {on}: {dates}")


@define(slots=False)
class NoStatuteError(SafetyworkError, LookupError):
    """No rule of that name, or none in force on the day; `there` is what there is."""

    asked: str
    on: date
    there: tuple[str, ...]

    def __str__(self) -> str:
        return f"no rule {self.asked!r} is in force on {self.on}; there is " + ", ".join(self.there)


@define(slots=False)
class AmbiguousStatuteError(SafetyworkError, LookupError):
    """More than one rule answers to the name on that day; `there` are their ids."""

    asked: str
    on: date
    there: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.asked!r} names more than one rule in force on {self.on}; say which: " + ", ".join(self.there)


@define(slots=False)
class ExtensionError(SafetyworkError, ValueError):
    """Extensions that the statute does not allow: too many, too long, or of another unit than it counts."""

    statute: str
    given: tuple[str, ...]
    cap: str

    def __str__(self) -> str:
        return f"{self.statute} allows {self.cap}, not {', '.join(self.given)}"


@frozen
class Cap:
    """How far a term may be extended 延期上限: by `span` in all, in at most `times` steps."""

    span: Span
    times: int = field(default=1, validator=validators.ge(1))

    def text(self, lang: Lang = "zh") -> str:
        """The cap in words."""
        if lang == "zh":
            return f"延长合计不超过{self.span}，至多{self.times}次"
        return f"extensions of {self.span.text('en')} in all, at most {self.times}"


@frozen(kw_only=True)
class Statute:
    """A term that an article sets 法定期限, in one version of its law.

    `id` is unique, `name` is what its versions share. `span` is None where the article only says how terms are counted
    (`with_span` gives one). `workday_spans` are the N of the 「N日」 that mean working days in this law, by
    `workday_article`; `every_day` where all do. `stops` are reasons for which the clock stops, `restarts` what starts
    it anew, one label each (a workflow is held to them by `acts.listed`), `follows` the name of the rule whose last day
    starts this one. The rest are the terms of a `PeriodRule`.
    """

    id: str
    name: str
    law: Label
    title: Label
    article: str
    trigger: Label
    span: Span | None
    effective_from: date = field(validator=plain_day)
    effective_to: date | None = field(default=None, validator=optional_day)
    confidence: Confidence = field(validator=validators.in_(tuple(CONFIDENCE_LABELS)))
    citation: str = field(validator=validators.min_len(1))
    direction: Direction | None = None
    clear_days: bool = False
    roll: bool = True
    prolong: bool = False
    next_hour: bool = False
    cap: Cap | None = None
    stops: tuple[Label, ...] = ()
    restarts: tuple[Label, ...] = ()
    follows: str | None = None
    workday_spans: tuple[int, ...] = ()
    workday_article: str = ""
    every_day: bool = False

    def __attrs_post_init__(self) -> None:
        if self.effective_to is not None and self.effective_to < self.effective_from:
            raise DayOrderError(self.effective_from, self.effective_to)

    @property
    def term(self) -> PeriodRule:
        """Its rule, as the events of a matter take a term."""
        return self.rule

    @property
    def label(self) -> Label:
        """The article in words, and a warning where its text was not read."""
        template = _ARTICLE if self.article else _NO_ARTICLE
        facts = {"law": self.law, "article": self.article, "title": self.title}
        named = Label(template.text("zh", **facts), template.text("en", **facts))
        if self.confidence == "text read":
            return named
        unsure = {"label": named, "confidence": CONFIDENCE_LABELS[self.confidence]}
        return Label(_UNSURE.text("zh", **unsure), _UNSURE.text("en", **unsure))

    @property
    def rule(self) -> PeriodRule:
        """How the term is counted; raises `SpanError` where the article sets no span of its own."""
        if self.span is None:
            raise SpanError(self.id, "the article sets no span of its own; give one: with_span(days(15))")
        next_hour = self.next_hour and self.span.unit == "hour"
        return PeriodRule(self.span, self.roll, self.label.zh, self.direction, self.clear_days, self.prolong, next_hour)

    def in_force(self, on: date) -> bool:
        """Whether this version is in force on the day."""
        plain_day(None, None, on)
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def span_of(self, n: int) -> Span:
        """What 「n日」 means in this law: working days where its article says so, else calendar days."""
        return workdays(n) if self.every_day or n in self.workday_spans else days(n)

    def with_span(self, span: Span) -> "Statute":
        """The same rule for another span: one that was agreed, or that a court or an office set."""
        return evolve(self, span=span)

    def resolve(self, trigger: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False) -> Deadline:
        """The deadline from `trigger` (a day; for hours an aware datetime), with the article among its steps.

        Raises `NoStatuteError` where this version was not in force on the trigger's day.
        """
        due = self.rule.resolve(trigger, calendar, provisional=provisional)
        if not self.in_force(due.trigger):
            raise NoStatuteError(self.id, due.trigger, (_reach(self),))
        return evolve(due, basis=self.label)

    def clock(self, trigger: date, *, extensions: Iterable[Extension] = (), stops: Iterable[Stop] = ()) -> Clock:
        """The clock of the term with its extensions and stops; raises `ExtensionError` beyond the cap.

        An extension to an agreed day cannot be held against the cap before it is resolved, so it is refused.
        """
        given = tuple(extensions)
        told = tuple("a day" if each.by is None else each.by.text("en") for each in given)
        total = sum(each.by.n for each in given if each.by is not None)
        fits = self.cap is not None and all(each.by and each.by.unit == self.cap.span.unit for each in given)
        if given and not (self.cap and fits and len(given) <= self.cap.times and total <= self.cap.span.n):
            raise ExtensionError(self.label.en, told, self.cap.text("en") if self.cap else "no extension")
        return Clock(trigger, self.rule, given, tuple(stops))


def _statute(key: str, row: Article) -> Statute:
    law = LAWS[row.law]
    return Statute(
        id=key,
        name=key.rpartition("-")[0],
        law=law.title,
        title=row.title,
        article=row.article,
        trigger=row.trigger,
        span=row.span,
        effective_from=law.since,
        effective_to=law.until,
        confidence=row.confidence or law.confidence,
        citation=law.citation,
        direction="before" if row.before else None,
        roll=row.roll,
        prolong=row.prolong,
        next_hour=row.next_hour,
        cap=Cap(row.cap, row.times) if row.cap else None,
        stops=row.stops,
        restarts=row.restarts,
        follows=row.follows,
        workday_spans=law.workday_spans,
        workday_article=law.workday_article,
        every_day=law.every_day,
    )


STATUTES: tuple[Statute, ...] = tuple(_statute(key, row) for key, row in ARTICLES.items())
"""The terms this library knows, each in every version that it knows."""


def in_force(key: str, on: date, statutes: Iterable[Statute] = STATUTES) -> Statute:
    """The rule that `key` names on `on`: its id, its name, its law (行政复议法), or law and article.

    Law and article are written 行政复议法第30条, `行政复议法 30` or `Administrative Reconsideration Law 30`.
    Raises `NoStatuteError` or `AmbiguousStatuteError`, which say what there is.
    """
    plain_day(None, None, on)
    known = tuple(statutes)
    named = [statute for statute in known if key in _names(statute)]
    found = [statute for statute in named if statute.in_force(on)]
    if len(found) > 1:
        raise AmbiguousStatuteError(key, on, tuple(statute.id for statute in found))
    if not found:
        near = named or [statute for statute in known if statute.law.zh in key or statute.law.en in key]
        there = tuple(_reach(statute) for statute in near) or tuple(dict.fromkeys(s.name for s in known))
        raise NoStatuteError(key, on, there)
    return found[0]


def resolve(
    key: str,
    trigger: date,
    calendar: WorkCalendar = CHINA,
    *,
    statutes: Iterable[Statute] = STATUTES,
    provisional: bool = False,
) -> Deadline:
    """The deadline by the rule that `key` names on the day of the trigger (a day, or an aware datetime for hours)."""
    found = in_force(key, _day(trigger), statutes)
    return found.resolve(trigger, calendar, provisional=provisional)


def chain(
    links: Iterable[Statute], trigger: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False
) -> tuple[Deadline, ...]:
    """The deadlines of terms that follow one another, each from the last day of the one before (hours: its cutoff).

    That is the latest they can fall; once an earlier step was taken, resolve the rest from the day it was.
    """
    told: list[Deadline] = []
    start = trigger
    for link in links:
        if told:
            start = told[-1].cutoff if link.rule.span.unit == "hour" else told[-1].last_day
        told.append(link.resolve(start, calendar, provisional=provisional))
    return tuple(told)


def _names(statute: Statute) -> tuple[str, ...]:
    (zh, en), article = (statute.law.zh, statute.law.en), statute.article
    return statute.id, statute.name, zh, en, f"{zh}第{article}条", f"{zh} {article}", f"{en} {article}"


def _reach(statute: Statute) -> str:
    return f"{statute.id} ({statute.effective_from} … {statute.effective_to or ''})"


def _day(trigger: date) -> date:
    if not isinstance(trigger, datetime):
        return trigger
    if trigger.utcoffset() is None:
        raise NotAMomentError(trigger)
    return trigger.astimezone(BEIJING).date()


# --- so many times within a span


def _countable(_: object, __: object, span: Span) -> None:
    if span.unit in ("workday", "hour"):
        raise SpanError(str(span), "a window is a span of calendar days, weeks, months or years")


@frozen
class Met:
    """A window that was met 达到次数: on which day, and by which dates, in order."""

    window: "Window"
    on: date
    dates: tuple[date, ...]

    def text(self, lang: Lang = "zh") -> str:
        """The finding as a line."""
        window = self.window
        return _MET.text(lang, span=window.span, count=window.count, on=self.on, dates=say(self.dates, lang))


@frozen
class Window:
    """So many times within a span 累计次数: `count` dates, the last no later than `span` after the first.

    一百八十日内三次 is `Window(days(180), 3)`. The first day is not counted (民法典 art. 201), so 180 days reach to the
    180th day after it. Two dates on one day count twice. `span` is in calendar units.
    """

    span: Span = field(validator=_countable)
    count: int = field(validator=validators.ge(1))
    id: str = ""
    label: Label | None = None
    confidence: Confidence = "local"
    citation: str = ""

    def meetings(self, dates: Iterable[date]) -> Iterator[Met]:
        """Every day on which the window is met, in order, each with the dates within the span that ends on it."""
        ordered = sorted(map(_plain, dates))
        for on in dict.fromkeys(ordered):
            within = tuple(day for day in ordered if day <= on <= forward(day, self.span, CHINA))
            if len(within) >= self.count:
                yield Met(self, on, within)

    def met(self, dates: Iterable[date]) -> Met | None:
        """The first day on which the window is met, or None."""
        return next(self.meetings(dates), None)


def _plain(day: date) -> date:
    plain_day(None, None, day)
    return day


def first_met(windows: Iterable[Window], dates: Iterable[date]) -> Met | None:
    """The window that is met first, the first of `windows` where two are met on one day; None where none is."""
    known = tuple(dates)
    found = [met for window in windows if (met := window.met(known)) is not None]
    return min(found, key=lambda met: met.on, default=None)


def _window(key: str, law: str, article: str, what: Label, span: Span, count: int) -> Window:
    facts = {"law": LAWS[law].title, "article": article, "title": what}
    label = Label(_ARTICLE.text("zh", **facts), _ARTICLE.text("en", **facts))
    return Window(span, count, key, label, LAWS[law].confidence, LAWS[law].citation)


CLOSURE: tuple[Window, ...] = tuple(_window(key, *row) for key, row in WINDOWS.items())
"""安全生产法 art. 113(1): three penalties within 180 days, or four within a year, and the enterprise is closed."""
