"""Stories: given what happened, when this is put to the matter, then that holds.

Holds: `given`, `Story`, `Mismatch`, `StoryError`, `UntoldError`.
Never: lets a `then` pass that says nothing, or an event that was refused and not said to be.
"""

from collections.abc import Collection, Iterator
from datetime import date
from enum import Enum
from typing import Any

from attrs import define, evolve, field, frozen

from safetywork.decisions import EMPTY, Refusal
from safetywork.errors import SafetyworkError
from safetywork.events import Event
from safetywork.labels import Label, Lang, say
from safetywork.lights import RED_YELLOW_BLUE, LightPolicy, light as light_of
from safetywork.matters import Matter
from safetywork.stock import STOCK_KINDS
from safetywork.testing.scripts import Script, end_of, lines, replay
from safetywork.workflows import Context, Workflow


class _Unsaid(Enum):
    UNSAID = "unsaid"


_UNSAID = _Unsaid.UNSAID
"""Nothing is said of it; None says that there is none."""


@frozen
class Story:
    """A story 案例: a script; its events from the place `trial` on were put last, those before `judged` are judged.

    `when` puts more events to the matter and `then` says what holds after them; both hand back a story, so that it
    goes on. `script` can be kept, printed and replayed.
    """

    script: Script
    trial: int
    judged: int = 1

    def when(self, *events: Event) -> "Story":
        """The story after `events`, in their order; what was put before counts as given. `UntoldError` for none."""
        if not events:
            raise UntoldError("when", "puts nothing to the matter; give it the events that are on trial")
        happened = self.script.events
        return evolve(self, script=evolve(self.script, events=(*happened, *events)), trial=len(happened))

    def then(
        self,
        *,
        refused: str | tuple[str, ...] | None = None,
        state: str | _Unsaid = _UNSAID,
        due: date | _Unsaid | None = _UNSAID,
        overdue: bool | _Unsaid = _UNSAID,
        light: str | _Unsaid | None = _UNSAID,
        on: date | None = None,
        policy: LightPolicy | None = None,
        **fields: object,
    ) -> "Story":
        """The story, judged: `StoryError` where something that is said here does not hold.

        `refused`: the codes of all reasons against the last event, in any order; every other event must be taken.
        `state`: the id of the main state. `due`: the last day of the term, None where none runs. `overdue`; `light`:
        the id of the colour under `policy` (the library's own unless given), None for not lit. Any other name is an
        attribute of the matter: `owner="李四"`, `cycle=2`. All of it is as of the day `on`, the day of the last event
        unless given. Raises `UntoldError` where nothing is said, or what cannot be.
        """
        __tracebackhide__ = True  # pytest shows the line of the story instead
        said = {"state": state, "due": due, "overdue": overdue, "light": light, **fields}
        wanted = {name: value for name, value in said.items() if value is not _UNSAID}
        codes = (refused,) if isinstance(refused, str) else refused
        if not wanted and not codes:
            raise UntoldError("then", "says nothing; give it state, refused, due, overdue, light or a field")
        if codes and max(self.trial, self.judged) >= len(self.script.events):
            raise UntoldError("then", "says what is refused, and no event is on trial; put one by when()")
        wrong = [*_answers(self, codes)]
        if wanted:
            found = _Found(self, on or self.script.events[-1].on, policy)
            held = {name: found.read(name, value) for name, value in wanted.items()}
            wrong += [Mismatch(name, value, held[name]) for name, value in wanted.items() if held[name] != value]
        if wrong:
            raise StoryError(self, tuple(wrong))
        return evolve(self, judged=len(self.script.events))

    def text(self, lang: Lang = "zh") -> str:
        """The story, an event a line: the day, who, what, and where it led or why it was refused."""
        return "\n".join(
            f"{word.text(lang)}  {line}"
            for n, line in enumerate(lines(self.script, lang))
            for word in (_GIVEN if n < self.trial else _WHEN,)
        )


def given(
    workflow: Workflow,
    *events: Event,
    kind: type[Matter] | None = None,
    beside: tuple[Workflow, ...] = (),
    context: Context = EMPTY,
) -> Story:
    """A story of a matter that runs `workflow`, and others `beside` it, after `events`, the opening first.

    Each of them must be taken. `kind` is the stock one that the first event opens unless given; `context` is what the
    guards may look at. Raises `UntoldError` where the first event opens no matter.
    """
    if not events or not events[0].opens:
        raise UntoldError("given", "begins with no opening; give it the event that opens the matter first")
    opens = kind or next((k for k in STOCK_KINDS if issubclass(k, Matter) and type(events[0]) in k.openings), None)
    if opens is None:
        raise UntoldError("given", f"{type(events[0]).__name__} opens no stock kind of matter; give it kind=")
    return Story(Script(opens, (workflow, *beside), events, context), len(events))


@frozen
class Mismatch:
    """What was said of one thing, and what was found."""

    name: str
    said: Any
    found: Any

    def text(self, lang: Lang = "zh") -> str:
        """As one line."""
        return _MISMATCH.text(lang, name=self.name, said=_shown(self.said, lang), found=_shown(self.found, lang))


@define(slots=False)
class StoryError(SafetyworkError, AssertionError):
    """A story that does not end as it was told; the message tells it, what was said and found, and the program."""

    story: Story
    wrong: tuple[Mismatch, ...]

    def text(self, lang: Lang = "zh") -> str:
        """The whole story, what was said and found, and a program that shows it."""
        told = (f"{_THEN.text(lang)}  {each.text(lang)}" for each in self.wrong)
        return "\n".join((_HEAD.text(lang), self.story.text(lang), *told, "", self.story.script.text()))

    def __str__(self) -> str:
        return self.text("en")


@define(slots=False)
class UntoldError(SafetyworkError, ValueError):
    """A story that cannot be judged: its `then` says nothing, or names what there is not."""

    part: str
    problem: str

    def __str__(self) -> str:
        return f"{self.part}() {self.problem}"


def _answers(story: Story, codes: tuple[str, ...] | None) -> Iterator[Mismatch]:
    """Where an event that no `then` has judged yet was not answered as was said."""
    trials = replay(story.script)
    for n, trial in enumerate(trials[story.judged - 1 :], start=story.judged):
        last = n == len(trials)
        named = f"{trial.event.on} {trial.event.by} {trial.event.label.en}"
        answer = trial.answer
        if isinstance(answer, Refusal):
            if not (last and codes):
                yield Mismatch(named, "taken", f"refused: {', '.join(answer.codes)}")
            elif set(answer.codes) != set(codes):
                yield Mismatch("refused", codes, answer.codes)
        elif last and codes:
            yield Mismatch("refused", codes, "taken")


@define
class _Found:
    """What is found of a matter at the end of a story, as of a day."""

    story: Story
    on: date
    policy: LightPolicy | None
    matter: Matter = field(init=False)

    def __attrs_post_init__(self) -> None:
        known = end_of(self.story.script).matter.as_of(self.on)
        if known is None:
            raise UntoldError("then", f"is as of {self.on}, before the matter was opened")
        self.matter = known

    def read(self, name: str, said: object) -> Any:
        """What is found under a name; `UntoldError` where there is nothing of that name, or it can never be so."""
        context, matter = self.story.script.context, self.matter
        if name == "state":
            _one_of("state", said, matter.workflows[0].by_id)
            return matter.state
        if name == "due":
            due = matter.deadline(context.calendar, on=self.on, provisional=True)
            return None if due is None else due.last_day
        if name == "overdue":
            return matter.overdue(self.on, context.calendar)
        if name == "light":
            _one_of("colour", said, (None, *(self.policy or RED_YELLOW_BLUE).ranks))
            shown = light_of(matter, self.on, context.calendar, self.policy).colour
            return None if shown is None else shown.id
        if not hasattr(matter, name) or callable(getattr(matter, name)):
            raise UntoldError("then", f"names {name!r}, which is no field of {type(matter).__name__}")
        return getattr(matter, name)


def _one_of(what: str, said: object, known: Collection[object]) -> None:
    if said not in known:
        raise UntoldError("then", f"names the {what} {said!r}; there are {', '.join(map(str, known))}")


def _shown(value: object, lang: Lang) -> str:
    return _NONE.text(lang) if value is None else say(value, lang)


_HEAD = Label("案例的结局与所述不符：", "the story does not end as it was told:")
_GIVEN, _WHEN, _THEN = Label("已有", "given"), Label("当　", "when "), Label("则　", "then ")
_NONE = Label("无", "none")
_MISMATCH = Label("{name}：应为{said}，实为{found}", "{name}: said {said}, found {found}")
