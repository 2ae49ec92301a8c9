"""What a law is.

Holds: `Law`, `LawSet`, `LawBrokenError`, `law`.
Never: knows a workflow, or tries a law by itself.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeAlias

from attrs import define, field, frozen

from safetywork.errors import SafetyworkError
from safetywork.labels import Label, Lang
from safetywork.workflows import Workflow

Level: TypeAlias = Literal["table", "state", "step", "history", "pair"]
"""What a law is held against: a workflow, a matter after every event, an event, a whole log, two matters."""
Applies: TypeAlias = Callable[[tuple[Workflow, ...]], Label | None]
"""Why a law does not apply to these machines; None where it does."""


@frozen
class Law:
    """A law 性质: a sentence that holds for every workflow that declares what it is about.

    `check` yields a line for everything that is wrong: of a workflow (level `table`), of a `Seen` (`state`, `history`),
    of a `Trial` (`step`), of a `Trial` and another `Seen` (`pair`). `applies` looks at what the machines declare, never
    at their names. `why` is the bug that it catches.
    """

    id: str
    statement: Label
    why: Label
    level: Level
    check: Callable[..., Iterable[str]] = field(repr=False, eq=False)
    applies: Applies = field(repr=False, eq=False)

    @property
    def label(self) -> Label:
        """Its name in words."""
        return self.statement

    def broken(self, *on: Any) -> tuple[str, ...]:
        """Everything that is wrong; a check that meets an exception tells that."""
        try:
            return tuple(self.check(*on))
        except Exception as error:  # noqa: BLE001  whatever a rule on trial raises is what is wrong with it
            return (f"{type(error).__name__}: {error}",)


@define(slots=False)
class LawBrokenError(SafetyworkError, AssertionError):
    """A law does not hold; `found` says what is wrong."""

    law: Law
    found: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.law.id}: {self.law.statement.text('en')}\n" + "\n".join(self.found)


@frozen
class LawSet:
    """Laws under a name, with those of its `parents`: a law that comes by two ways is there once."""

    name: str
    laws: tuple[Law, ...] = ()
    parents: "tuple[LawSet, ...]" = ()

    def __attrs_post_init__(self) -> None:
        seen: dict[str, Law] = {}
        for each in self:
            if seen.setdefault(each.id, each) is not each:
                raise UnknownLawError((each.id,), ("a second law of that name",))

    def __iter__(self) -> Iterator[Law]:
        found = dict.fromkeys(each for parent in self.parents for each in parent)
        return iter((*found, *(each for each in self.laws if each not in found)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, law_id: str) -> Law:
        found = {each.id: each for each in self}
        if law_id not in found:
            raise UnknownLawError((law_id,), tuple(found))
        return found[law_id]

    def only(self, *law_ids: str) -> "LawSet":
        """Some laws of the set, in the order of the set; raises `UnknownLawError` for a name that is none of them."""
        wanted = self._known(law_ids)
        return LawSet(self.name, tuple(each for each in self if each.id in wanted))

    def without(self, *law_ids: str) -> "LawSet":
        """The set without some of its laws; raises `UnknownLawError` for a name that is none of them."""
        unwanted = self._known(law_ids)
        return LawSet(self.name, tuple(each for each in self if each.id not in unwanted))

    def _known(self, law_ids: tuple[str, ...]) -> frozenset[str]:
        known = {each.id for each in self}
        unknown = tuple(i for i in law_ids if i not in known)
        if unknown:
            raise UnknownLawError(unknown, tuple(sorted(known)))
        return frozenset(law_ids)

    def text(self, lang: Lang = "zh") -> str:
        """One law a line: its name and what it says."""
        return "\n".join(f"{each.id}: {each.statement.text(lang)}" for each in self)


@define(slots=False)
class UnknownLawError(SafetyworkError, KeyError):
    """A name that is none of the laws at hand."""

    names: tuple[str, ...]
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"no law is called {', '.join(map(repr, self.names))}; there are {', '.join(self.known)}"


def _always(_: tuple[Workflow, ...]) -> Label | None:
    return None


def law(
    law_id: str, level: Level, statement: Label, why: Label, applies: Applies = _always
) -> Callable[[Callable[..., Iterable[str]]], Law]:
    """Makes a law of the function below it, which yields what is wrong."""
    return lambda check: Law(law_id, statement, why, level, check, applies)
