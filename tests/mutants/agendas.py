"""Rules of the agenda, broken on purpose.

Holds: mutants of what stands on it, of the rounds that are owed, of whom a publication names.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date, timedelta
from typing import Any

import safetywork as sw
from mutants.board import DAY, Patch, killed_by, owed
from safetywork import agendas, publications, rounds


def on_the_agenda(book: sw.Book, on: date, **how: Any) -> dict[str, list[str]]:
    """Kinds of reasons by matter."""
    made = agendas.agenda(book, on, since=on, **how)
    return {item.matter.id: [why.kind for why in item.why] for item in made.items}


def the_agenda_misses_nothing() -> None:
    due = DAY + timedelta(days=20)
    book = sw.Book("t", matters=(owed(due),))
    assert on_the_agenda(book, due + timedelta(days=1)) == {"H": ["overdue", "stuck"]}
    assert on_the_agenda(book, due) == {"H": ["due today", "stuck"]}
    assert on_the_agenda(book, due - timedelta(days=7), stuck=99) == {"H": ["due"]}
    assert on_the_agenda(book, due - timedelta(days=8), stuck=99) == {}
    handed = sw.Book("t", matters=(owed(due).apply(sw.Submit(on=DAY, by="李四", text="t")),))
    assert on_the_agenda(handed, due + timedelta(days=30)) == {"H": ["verify"]}
    assert agendas.agenda(book, due) == agendas.agenda(book.with_(owed(due)), due)
    late = sw.Book("t", matters=(owed(due).apply(sw.Submit(on=due + timedelta(days=5), by="李四", text="t")),))
    assert on_the_agenda(late, due + timedelta(days=1)) == {"H": ["overdue", "stuck"]}


@killed_by(the_agenda_misses_nothing)
def the_overdue_are_left_out(patch: Patch) -> None:
    """Whatever is overdue stands on the agenda."""
    patch.setattr(agendas, "_dated", lambda *_: ())


@killed_by(the_agenda_misses_nothing)
def the_agenda_looks_a_day_further(patch: Patch) -> None:
    """Soon is within the days that are looked ahead, both ends included."""
    patch.setattr(agendas._Look, "soon", lambda self, day: -1 <= (day - self.on).days <= self.ahead + 1)


@killed_by(the_agenda_misses_nothing)
def what_is_handed_in_is_stuck(patch: Patch) -> None:
    """What waits to be verified is not stuck."""
    patch.setattr(agendas, "_judged_next", lambda _: False)


@killed_by(the_agenda_misses_nothing)
def the_agenda_knows_the_future(patch: Patch) -> None:
    """The agenda of a day is made of what stood in the logs by then."""
    patch.setattr(sw.Book, "as_of", lambda self, _, **__: self)


def rounds_are_owed_by_whole_weeks() -> None:
    group = sw.Group("督查组", "督查", cadence="weekly")
    campaign = sw.Campaign(id="C", on=date(2025, 3, 5), title="行动", groups=(group,))
    held = sw.Round(id="R", on=date(2025, 3, 14), title="调度", campaign="C", cadence="weekly")
    due = rounds.rounds_due(campaign, (held,), campaign.on, date(2025, 3, 23))
    assert [(one.first.day, one.missed(date(2025, 3, 24))) for one in due] == [(10, False), (17, True)]
    assert not due[1].missed(date(2025, 3, 23))


@killed_by(rounds_are_owed_by_whole_weeks)
def a_week_that_runs_is_missed(patch: Patch) -> None:
    """A round is missed once its week is past."""
    patch.setattr(rounds.RoundDue, "missed", lambda self, on: self.last <= on and not self.held)


@killed_by(rounds_are_owed_by_whole_weeks)
def any_round_will_do(patch: Patch) -> None:
    """A round counts for the week in which it was held."""
    patch.setattr(rounds.RoundDue, "missed", lambda _, __: False)


def nobody_is_named() -> None:
    measure = sw.Measure.plan(id="M", title="t", on=DAY, by="张三丰", owner="张三", unit="监管股", term=DAY)
    masking = publications.masking_of(sw.Book("t", matters=(measure,)))
    assert masking.masked("张三丰、张三在监管股") == "张XX、张X在监管股"
    assert masking.masked("13812345678") == "138XXXX5678"


@killed_by(nobody_is_named)
def signers_are_named(patch: Patch) -> None:
    """Who signs is masked as well as who owns."""
    patch.setattr(publications, "_named", lambda matter: [matter.owner] if matter.owner else [])


@killed_by(nobody_is_named)
def short_names_first(patch: Patch) -> None:
    """The longer of two names is masked first."""
    masked = publications.Masking.masked

    def turned(self: Any, text: str) -> str:
        for name in reversed(self.names):
            text = text.replace(name, name[0] + "X" * (len(name) - 1))
        return masked(self, text)

    patch.setattr(publications.Masking, "masked", turned)
