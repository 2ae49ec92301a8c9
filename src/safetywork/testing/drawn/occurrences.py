"""Strategies for what happens to matters: events right and wrong, at the edges of terms, and what deciding answers.

Holds: `events`, `events_near`, `attempts`, `entries`, `steps`, `refusals`, `options`, `scripts`.
Never: says whether an event is taken: the workflow does.
"""

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from safetywork import decisions
from safetywork.acts import Restart
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.decisions import Option, Refusal, Step
from safetywork.errors import SafetyworkError
from safetywork.events import Entry, Event
from safetywork.matters import Matter
from safetywork.stock import STOCK_KINDS, STOCK_WORKFLOWS
from safetywork.testing.drawn.people import NAMES
from safetywork.testing.drawn.times import days, edges
from safetywork.testing.fillings import Fillings, Sender
from safetywork.testing.histories import matters
from safetywork.testing.scenes import CONTEXT
from safetywork.testing.scripts import Script
from safetywork.testing.trials import replayed
from safetywork.workflows import EventClass, Workflow

_ONE = timedelta(days=1)


def _stock_classes() -> tuple[EventClass, ...]:
    openings = (cls for kind in STOCK_KINDS if issubclass(kind, Matter) for cls in kind.openings)
    return tuple(dict.fromkeys((*(cls for w in STOCK_WORKFLOWS for cls in w.events), *openings, Restart)))


EVENTS: tuple[EventClass, ...] = _stock_classes()
"""Every event class of the library's workflows, those that open a matter, and `Restart`, which is for your own."""


def events(
    *of: EventClass | Workflow, on: st.SearchStrategy[date] | None = None, fillings: Fillings | None = None
) -> st.SearchStrategy[Any]:
    """Events of these classes and of the classes of these workflows (all of the library's unless given), on drawn days.

    As a careful sender fills them in, or with one thing wrong: one field, or who sends it. `fillings` are for classes
    of your own (`fillings.Fillings`).
    """
    classes = tuple(dict.fromkeys(cls for one in of for cls in _classes(one))) or EVENTS
    sender = Sender({} if fillings is None else fillings)
    return st.tuples(st.sampled_from(classes), days() if on is None else on, st.sampled_from(NAMES)).flatmap(
        lambda drawn: st.sampled_from(sender.events(drawn[0], drawn[1], drawn[2], None, frozenset()))
    )


def _classes(one: EventClass | Workflow) -> tuple[EventClass, ...]:
    return one.events if isinstance(one, Workflow) else (one,)


def events_near(
    matter: Matter, *of: EventClass | Workflow, calendar: WorkCalendar = CHINA, fillings: Fillings | None = None
) -> st.SearchStrategy[Any]:
    """Events that may be put to `matter` next, on days at the edges: of its terms, of its last entry, long after.

    Of the classes that its machines know, unless given; whether one is taken, the matter decides.
    """
    known = [matter.log[-1].event.on, *_last_days(matter, calendar)]
    on = st.tuples(st.sampled_from(known), edges()).map(lambda drawn: drawn[0] + timedelta(days=drawn[1]))
    return events(*(of or matter.workflows), on=on, fillings=fillings)


def _last_days(matter: Matter, calendar: WorkCalendar) -> list[date]:
    found: list[date] = []
    for workflow in matter.workflows:
        clock = matter.clock(workflow.name)
        try:
            found += [] if clock is None else [clock.deadline(calendar, provisional=True).last_day]
        except SafetyworkError:  # a term that no calendar reaches has no edge to stand at
            continue
    return found


def attempts(*workflows: Workflow, longest: int = 6) -> st.SearchStrategy[tuple[Any, Any]]:
    """A matter in any state, and an event at the edges that may or may not happen to it next."""
    return matters(*workflows, longest=longest).flatmap(lambda one: st.tuples(st.just(one), events_near(one)))


def entries(*workflows: Workflow) -> st.SearchStrategy[Entry]:
    """Entries as they stand in the logs of drawn matters."""
    return matters(*workflows).flatmap(lambda matter: st.sampled_from(matter.log))


def steps() -> st.SearchStrategy[Step]:
    """Steps that a matter takes: an entry, or none where the same was said before."""
    return st.builds(Step, st.none() | entries())


def refusals(*workflows: Workflow) -> st.SearchStrategy[Refusal]:
    """Refusals with every reason; where a drawn event would be taken, it is dated back until it is not."""
    return attempts(*workflows).map(lambda drawn: _refused(*drawn))


def _refused(matter: Matter, event: Event) -> Any:
    answer = matter.decide(event, CONTEXT)
    if isinstance(answer, Refusal):
        return answer
    return matter.decide(attrs.evolve(event, on=matter.log[-1].event.on - _ONE), CONTEXT)


def options(*workflows: Workflow) -> st.SearchStrategy[Option]:
    """What could be done next, open and blocked; of a matter with nothing left to do, what could be done first."""
    return matters(*workflows).flatmap(lambda matter: st.sampled_from(_options(matter)))


def _options(matter: Matter) -> tuple[Option, ...]:
    opened = replayed(matter, matter.log[:1])
    return decisions.options(matter, CONTEXT) or decisions.options(opened, CONTEXT)


def scripts(*workflows: Workflow) -> st.SearchStrategy[Script]:
    """Scripts: the events of a drawn matter, and one more at the edges that may be refused."""
    return attempts(*workflows).map(lambda drawn: _script(*drawn))


def _script(matter: Matter, event: Event) -> Script:
    told = (*(entry.event for entry in matter.log), event)
    return Script(type(matter), matter.workflows, told, CONTEXT)
