"""What a term may be given as, and terms that are made of others: with a cap, in stages.

Holds: `Term`, `Capped`, `Stage`, `Stages`, and what a term is taken from (`stated`).
Never: counts a day, stops or extends a term (`clocks` does), or refuses a plan whose stages do not add up: it tells.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Protocol, TypeAlias, TypeGuard, cast

from attrs import field, frozen

from safetywork.errors import SpanError
from safetywork.events import plain_day
from safetywork.faults import Fault
from safetywork.labels import Label
from safetywork.periods import PeriodRule, SimpleTerm
from safetywork.spans import Span, Unit


def _in_days(_: Any, __: Any, term: Any) -> None:
    """An attrs validator: a part of a term ends on a day, and counts on from its beginning."""
    if isinstance(term, date):
        plain_day(None, None, term)
    elif isinstance(term, Span | PeriodRule) and (span_of(term).unit == "hour" or getattr(term, "direction", None)):
        raise SpanError(str(span_of(term)), "what has a cap or stages counts days, and counts them forward")


@frozen
class Stage:
    """A stage 阶段 of a term: its name, and its own term from the end of the stage before, or the day it ends on."""

    name: str
    term: SimpleTerm = field(validator=_in_days)


def _some(given: Iterable[Stage]) -> tuple[Stage, ...]:
    stages = tuple(given)
    if not stages:
        raise SpanError("()", "a term in stages has at least one")
    return stages


@frozen
class Stages:
    """A term in stages 分阶段期限: 2018年底前排查, 2019年5月底前整治.

    Each stage runs from the day on which the one before it ends by its own count (its nominal day, not the working day
    that this rolls to, so that stages of working days are together one term of so many); an agreed day stays where it
    is. The term ends with its last stage, and an extension of the term is one of its last stage. `whole` is what the
    plan says the stages come to in all: `faults` tells where they do not.

    >>> plan = Stages((Stage("受理", Span(7, "workday")), Stage("办理", Span(15, "workday"))), Span(24, "workday"))
    >>> [fault.text("en") for fault in plan.faults()]
    ['whole: the stages add up to 22 working days (found: 24个工作日)']
    """

    stages: tuple[Stage, ...] = field(converter=_some)
    whole: Span | None = None

    def faults(self) -> tuple[Fault, ...]:
        """What cannot be true of the plan: stages that do not add up to the whole, agreed days that run back."""
        return (*self._backwards(), *self._sums())

    def _backwards(self) -> Iterator[Fault]:
        agreed = [(stage.name, stage.term) for stage in self.stages if isinstance(stage.term, date)]
        for (_, before), (name, day) in pairwise(agreed):
            if day < before:
                yield Fault("stages run back", name, _BACKWARDS, str(day), f"≥ {before}")

    def _sums(self) -> Iterator[Fault]:
        if self.whole is None:
            return
        unit, whole = _common(self.whole)
        total = 0
        for stage in self.stages:
            span = None if isinstance(stage.term, date) else span_of(stage.term)
            of, n = (None, 0) if span is None else _common(span)
            if of != unit:
                yield Fault("stages of other units", stage.name, _UNLIKE, str(span or stage.term), str(self.whole))
                return
            total += n
        if total != whole:
            sum_ = Span(total, unit)
            message = Label(_SUM.text("zh", sum=sum_), _SUM.text("en", sum=sum_))
            yield Fault("stages do not add up", "whole", message, str(self.whole))


@frozen
class Capped:
    """A term with a cap 最长期限: it runs as `term` would alone, but never past `cap` (15个工作日内，但不晚于6月30日).

    Either may be a span, a rule or an agreed day (the term also one in stages). An agreed day under a span is a
    negotiated term (协商确定，但最长不超过30日): what was agreed beyond the longest term does not count, as in 民法典
    art. 705. A span as a cap is counted once, from the trigger.

    A stop moves the term, and never the cap; an extension moves the term, up to the cap. Where the rule lets the cap be
    extended too (`extendable`), an extension to a named day beyond it moves it there.
    """

    term: SimpleTerm | Stages = field(validator=_in_days)
    cap: SimpleTerm = field(validator=_in_days)
    extendable: bool = False


Term: TypeAlias = Span | PeriodRule | date | Stages | Capped
"""What a term may be given as: a span (counted by the general rule), a rule, an agreed day; in stages, or capped."""


class StatesATerm(Protocol):
    """What states a term without being one: a phrase as it was read (`Reading`), a `Statute`."""

    @property
    def term(self) -> Term | None:
        """The term; None where none is stated that could be counted."""
        ...


def maybe_stated(given: Term | StatesATerm | None) -> Term | None:
    """The term that was given, or that what was given states: an event may be given a phrase or a statute.

    Raises `SpanError` for a phrase that states no term to be counted, and for anything that is no term.

    >>> maybe_stated(Span(15, "workday"))
    Span(n=15, unit='workday')
    """
    if isinstance(given, date):
        plain_day(None, None, given)
        return given
    if given is None or isinstance(given, Span | PeriodRule | Stages | Capped):
        return given
    if not hasattr(given, "term"):
        raise SpanError(repr(given), "give a span, a rule, a day, stages, a cap, a statute, or a phrase that was read")
    if given.term is None:
        raise SpanError(str(given), "it states no term that could be counted; give a span or a day")
    return given.term


def stated(given: Term | StatesATerm) -> Term:
    """The same where there must be a term: None is left to the row of the workflow that requires it, which says so."""
    return cast("Term", maybe_stated(given))


def span_of(term: Span | PeriodRule) -> Span:
    """The span that a term counts."""
    return term if isinstance(term, Span) else term.span


def in_hours(term: Term) -> TypeGuard[Span | PeriodRule]:
    """Whether a term runs in hours, and so from a moment rather than from a day."""
    span: Span | None = term if isinstance(term, Span) else getattr(term, "span", None)
    return span is not None and span.unit == "hour"


def _common(span: Span) -> tuple[Unit, int]:
    """The span in the smallest unit that it is a whole number of in every case."""
    larger: dict[Unit, tuple[Unit, int]] = {"year": ("month", 12), "week": ("day", 7)}
    unit, times = larger.get(span.unit, (span.unit, 1))
    return unit, span.n * times


_BACKWARDS = Label("早于前一阶段的日期", "an earlier day than that of the stage before")
_UNLIKE = Label("与总期限单位不同，无法相加", "of another unit than the whole, so it cannot be added up")
_SUM = Label("各阶段合计{sum}", "the stages add up to {sum}")
