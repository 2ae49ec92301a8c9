"""Replies: what is owed to the person who raised an issue, beside what becomes of the issue.

Holds: `OweReply` 约定答复, `Reply` 答复, `OweAgain`, `WaiveReply`, the `Scale` of satisfaction, and `REPLY`, the
    machine that runs beside an issue's own, with its own clock.
Never: takes the answer of a body that an issue was referred to (`referrals`) for a reply to the person, or an answer
    for a solution.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import ClassVar

from attrs import field, frozen

from safetywork.acts import TERM_COUNTS
from safetywork.calendars import CHINA, WorkCalendar
from safetywork.clocks import Standing
from safetywork.errors import PolicyError
from safetywork.events import ClockRole, Event, optional_day
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.terms import Term, maybe_stated
from safetywork.workflows import DONE, VOID, Context, Guard, Reason, State, Transition, Workflow

OWED = "reply owed"
"""Tag of a state: the person who raised it waits to be told what came of it."""


@frozen
class Mark:
    """A mark 评价 on a scale: a stable id, and its words."""

    id: str
    label: Label


@frozen
class Scale:
    """A scale 满意度, best mark first, named by whoever asks; raises `PolicyError` for a mark that stands twice."""

    name: str
    marks: tuple[Mark, ...]

    def __attrs_post_init__(self) -> None:
        ids = [mark.id for mark in self.marks]
        problems = tuple(f"mark {i!r} stands twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
        if problems:
            raise PolicyError(self.name, problems)


SATISFACTION = Scale(
    "satisfaction",
    (
        Mark("satisfied", Label("满意", "satisfied")),
        Mark("fairly satisfied", Label("基本满意", "fairly satisfied")),
        Mark("dissatisfied", Label("不满意", "dissatisfied")),
    ),
)
"""The three marks of visit and petition ledgers (满意、基本满意、不满意)."""


@frozen(kw_only=True, weakref_slot=False)
class OweReply(Event):
    """约定答复: `to`, who raised it, is to be told what came of it, within `term`."""

    code: ClassVar[str] = "reply.owe"
    label: ClassVar[Label] = Label("约定答复", "owe a reply")
    clock: ClassVar[ClockRole | None] = "start"

    to: str
    term: Term | None = field(default=None, converter=maybe_stated)
    trigger: date | None = field(default=None, validator=optional_day)


@frozen(kw_only=True, weakref_slot=False)
class OweAgain(OweReply):
    """再次答复: the reply did not do, and another is owed; counted, with a clock of its own."""

    code: ClassVar[str] = "reply.owe-again"
    label: ClassVar[Label] = Label("再次约定答复", "owe another reply")
    cycle: ClassVar[bool] = True


@frozen(kw_only=True, weakref_slot=False)
class Reply(Event):
    """答复: the person who raised it was told what came of it; `mark` is how satisfied they said they are, if asked."""

    code: ClassVar[str] = "reply.give"
    label: ClassVar[Label] = Label("答复", "reply")

    text: str
    mark: str | None = None


@frozen(kw_only=True, weakref_slot=False)
class WaiveReply(Event):
    """免予答复: nobody can be told, or nobody wants to be, for a reason (anonymous, moved away)."""

    code: ClassVar[str] = "reply.waive"
    label: ClassVar[Label] = Label("免予答复", "waive the reply")
    clock: ClassVar[ClockRole | None] = "end"

    reason: str


def on_the_scale(scale: Scale, _: Matter, event: Reply, __: Context) -> Iterator[Reason]:
    """The mark is one of the scale's, where one was given."""
    ids = tuple(mark.id for mark in scale.marks)
    if event.mark is not None and event.mark not in ids:
        yield Reason("not_on_the_scale", {"mark": event.mark, "marks": ids}, _NOT_ON_THE_SCALE)


def replied(matter: Matter, _: Context) -> Iterator[Reason]:
    """No reply is owed to the person who raised it."""
    if reply_owed(matter):
        yield Reason("reply_owed", {}, _REPLY_OWED)


_NOT_ON_THE_SCALE = Label("“{mark}”不在评价等次（{marks}）之内", "“{mark}” is no mark of the scale: {marks}")
_REPLY_OWED = Label("尚未答复反映人", "the person who raised it has not been told")

REPLIED = Guard("replied", Label("已答复反映人", "the person who raised it was told"), need=replied)
"""For a county in which no issue is closed before its person was told: `RECTIFICATION.guard(Close, REPLIED)`."""


def reply(scale: Scale = SATISFACTION) -> Workflow:
    """The machine of the reply owed to a person (约定答复 → 答复), whose marks are those of `scale`."""
    marks = ", ".join(mark.id for mark in scale.marks)
    label = Label("评价在等次之内", "the mark is on the scale")
    marked = Guard("mark", label, check=partial(on_the_scale, scale), params=marks)
    return Workflow(
        "reply",
        "1",
        Label("答复反映人", "reply to the person"),
        (
            State("none owed", Label("未约定答复", "no reply owed"), "start"),
            State("owed", Label("待答复", "reply owed"), tags={OWED}),
            State("replied", Label("已答复", "replied"), "rest", {DONE}),
            State("waived", Label("免予答复", "reply waived"), "rest", {VOID}),
        ),
        (
            Transition(OweReply, "none owed", "owed", (TERM_COUNTS,), ("to",)),
            Transition(OweAgain, ("replied", "waived"), "owed", (TERM_COUNTS,), ("to",)),
            Transition(Reply, ("none owed", "owed"), "replied", (marked,), ("text",)),
            Transition(WaiveReply, ("none owed", "owed"), "waived", requires=("reason",)),
        ),
    )


REPLY = reply()


def reply_machine(matter: Matter) -> Workflow | None:
    """The machine beside its own that tracks the reply; None where the matter runs none."""
    return next((w for w in matter.workflows[1:] if any(OWED in state.tags for state in w.states)), None)


def reply_state(matter: Matter) -> State | None:
    """The state of that machine; None where the matter runs none."""
    machine = reply_machine(matter)
    return None if machine is None else machine.state(matter.states[matter.workflows.index(machine)])


def reply_owed(matter: Matter) -> bool:
    """Whether somebody waits to be told what came of it."""
    state = reply_state(matter)
    return state is not None and OWED in state.tags


def reply_standing(
    matter: Matter, on: date, calendar: WorkCalendar = CHINA, *, provisional: bool = False
) -> Standing | None:
    """Where the clock of the reply stands; None where no reply was owed within a term."""
    machine = reply_machine(matter)
    return None if machine is None else matter.standing(on, calendar, machine=machine.name, provisional=provisional)


def settled_reply_standing(matter: Matter, on: date, calendar: WorkCalendar = CHINA) -> Standing | None:
    """As `reply_standing`, for answers over a whole book: see `Matter.settled_standing`."""
    machine = reply_machine(matter)
    return None if machine is None else matter.settled_standing(on, calendar, machine=machine.name)


def reply_given(matter: Matter) -> Reply | None:
    """The last reply, unless another has been owed since."""
    events = [entry.event for entry in matter.log if isinstance(entry.event, Reply | OweAgain)]
    return events[-1] if events and isinstance(events[-1], Reply) else None
