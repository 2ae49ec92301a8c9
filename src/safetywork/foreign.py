"""What is read without being understood: kept word for word, never judged.

Holds: `ForeignEvent`, `ForeignMatter`, `foreign_workflow`: stand-ins for what a document names and nobody handed over.
Never: lets such a matter go on, or counts it in a figure.
"""

from datetime import date
from typing import ClassVar

import attrs
from attrs import frozen

from safetywork import decisions
from safetywork.clocks import Clock
from safetywork.events import Entry, Event
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.workflows import State, Workflow


@frozen(kw_only=True)
class ForeignEvent(Event):
    """An event of a class that was not handed to `loads`: kept word for word, never understood."""

    code: ClassVar[str] = "foreign"
    label: ClassVar[Label] = Label("未识别的环节", "unknown event")

    type: str
    data: str


@frozen(kw_only=True)
class ForeignMatter(Matter):
    """A matter whose kind, workflow or some event was not handed to `loads`: its log can be read, not continued."""

    stated_kind: str = "matter"
    stated_head: str | None = None

    @property
    def done(self) -> bool:
        """Not known, so never claimed."""
        return False

    @property
    def void(self) -> bool:
        """Not known, so never claimed."""
        return False

    @property
    def failed(self) -> bool:
        """Not known, so never claimed."""
        return False

    @property
    def pending(self) -> bool:
        """Not known, so never claimed."""
        return False

    @property
    def subject(self) -> str:
        """What the digests of its log began with where it was written."""
        return super().subject.replace(f"{self.kind}/", f"{self.stated_kind}/", 1)

    def clock(self, machine: str | None = None) -> Clock | None:
        """None: whether its work was handed in cannot be known."""
        del machine
        return None

    def as_of(self, day: date, *, known_on: date | None = None) -> "ForeignMatter | None":
        """The entries up to `day`, under the same kind; a head is kept only with the whole log."""
        kept = tuple(e for e in self.log if e.event.on <= day and (known_on is None or e.recorded_on <= known_on))
        if len(kept) == len(self.log):
            return self
        states = tuple(workflow.start for workflow in self.workflows)
        blank = attrs.evolve(self, states=states, log=(), stated_head=None)
        return decisions.replay(blank, kept) if kept else None


def foreign_workflow(name: str, log: tuple[Entry, ...]) -> Workflow:
    """A stand-in for a workflow that was not handed over: the states its entries name, and no row."""
    mine = list(dict.fromkeys(entry.to for entry in log if entry.rule.name == name)) or ["unknown"]
    states = tuple(State(state, Label(state, state), "start" if i == 0 else "open") for i, state in enumerate(mine))
    return Workflow(name, "?", Label(name, name), states, ())
