"""What a check of rules of one's own came to, and how its laws are tried.

Holds: `Outcome`, `Counterexample`, `NotConformingError`, `run`.
Never: passes without trying: an outcome says which laws were run, on how many cases, what broke each, and which were
    skipped and why; a law on which no drawn case bears is skipped, not held.
"""

import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from attrs import define, field, frozen
from hypothesis import HealthCheck, Phase, given, seed as seeded, settings, strategies as st
from hypothesis.errors import Flaky

from safetywork.errors import SafetyworkError
from safetywork.testing.conformance.examples import program

Bears: TypeAlias = bool | None
"""What a law answers: False where the case has nothing to say about it. It raises where it is broken."""
Laws: TypeAlias = dict[str, tuple[Callable[..., Bears], tuple[st.SearchStrategy[Any], ...]]]
"""Laws by name, each with what draws its arguments."""

_UNHURT = (
    HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example,
    HealthCheck.nested_given,
)  # fmt: skip
_PHASES = (Phase.explicit, Phase.generate, Phase.shrink)
_BROKEN_BEFORE = "another law was broken before, and the run is hasty"
_NOTHING_TO_SAY = "no case that was drawn bears on it"


@define(slots=False)
class NotConformingError(SafetyworkError, AssertionError):
    """An outcome that is not clean; the message is the outcome."""

    outcome: "Outcome"

    def __str__(self) -> str:
        return self.outcome.text()


@frozen
class Counterexample:
    """What broke a law 反例: what was `found`, and the smallest `arguments` with which it was, by name.

    `steady` is False where the same arguments broke the law once and not again: a rule that remembers.
    """

    law: str
    found: str
    arguments: tuple[tuple[str, Any], ...] = field(default=(), hash=False)
    steady: bool = True
    _put: Callable[..., Bears] | None = field(default=None, eq=False, repr=False)

    def text(self) -> str:
        """The arguments as Python that runs as printed; a matter is led there by a script."""
        return program(self.arguments) if self.arguments else ""

    def again(self) -> None:
        """Put the law to the same arguments once more, for a debugger: raises what it raised."""
        if self._put is not None:
            self._put(*(value for _, value in self.arguments))


@frozen
class Outcome:
    """What a check came to: the laws that were run, how many cases each was tried on, and what broke which.

    `skipped` are laws that were not run, or on which no case bore, each with the reason.
    """

    subject: str
    laws: tuple[str, ...]
    examples: int
    failures: tuple[Counterexample, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether no law was broken."""
        return not self.failures

    def text(self) -> str:
        """The laws, what was skipped and why, and what broke, each with its smallest example as a program."""
        lines = [f"{self.subject}: {len(self.laws)} laws, {self.examples} examples each"]
        lines += [f"  skipped {law}: {why}" for law, why in self.skipped]
        for broken in self.failures:
            lines.append(f"! {broken.law}: {broken.found}")
            lines += [f"    {line}" if line else "" for line in broken.text().splitlines()]
        return "\n".join(lines)

    def raise_for_failures(self) -> None:
        """Raises `NotConformingError` where a law was broken."""
        if not self.ok:
            raise NotConformingError(self)


@define(eq=False)
class _Tried:
    """One law while it is tried: how many cases bore on it, and the last arguments with which it was broken."""

    law: Callable[..., Bears]
    told: int = 0
    broken: tuple[Any, ...] = ()
    error: Exception | None = None

    def put(self, case: tuple[Any, ...]) -> None:
        try:
            self.told += self.law(*case) is not False
        except Exception as error:
            self.broken, self.error = case, error  # the last that hypothesis puts is the smallest
            raise

    def counterexample(self, name: str, raised: Exception) -> Counterexample:
        error = self.error or raised
        names = inspect.signature(self.law).parameters
        arguments = tuple(zip(names, self.broken, strict=False))
        return Counterexample(name, _line(error), arguments, not isinstance(raised, Flaky), self.law)


def run(
    subject: str,
    laws: Laws,
    examples: int,
    seed: int,
    skipped: Iterable[tuple[str, str]] = (),
    *,
    hasty: bool = False,
) -> Outcome:
    """Every law on `examples` drawn cases; the same `seed` draws the same cases.

    A `hasty` run stops at the first law that is broken, and tells the others as skipped.
    """
    failures, left_out = list[Counterexample](), list(skipped)
    how = settings(
        max_examples=examples, deadline=None, database=None, phases=_PHASES, report_multiple_bugs=False,
        suppress_health_check=_UNHURT,
    )  # fmt: skip
    for name, (law, drawn) in laws.items():
        if hasty and failures:
            left_out.append((name, _BROKEN_BEFORE))
            continue
        tried = _Tried(law)
        put = given(_cases(drawn))(_alone(tried))
        try:
            seeded(seed)(how(put))()
        except Exception as error:  # noqa: BLE001  whatever a user's rule raises breaks the law
            failures.append(tried.counterexample(name, error))
        else:
            left_out += [] if tried.told else [(name, _NOTHING_TO_SAY)]
    silent = {name for name, _ in left_out}
    return Outcome(subject, tuple(n for n in laws if n not in silent), examples, tuple(failures), tuple(left_out))


class _Case:
    """The arguments of one case; hypothesis would print every matter of a book, at length, to tell what failed."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values

    def __repr__(self) -> str:
        return "<case>"


@st.composite
def _cases(draw: st.DrawFn, drawn: tuple[st.SearchStrategy[Any], ...]) -> _Case:
    return _Case(tuple(draw(each) for each in drawn))


def _alone(tried: _Tried) -> Callable[[_Case], None]:
    """A plain function for hypothesis, which looks at names and places of what it runs."""

    def law(case: _Case) -> None:
        tried.put(case.values)

    return law


def _line(error: Exception) -> str:
    told = str(error).strip().splitlines()
    first = told[0] if told else ""
    return first if isinstance(error, AssertionError) and first else f"{type(error).__name__}: {first}".rstrip(": ")
