"""Rules of states and cycles, broken on purpose.

Holds: mutants of what is done, of what begins anew with a relapse or a renewal.
Never: is imported by the library; a check passes on the rules as they are.
"""

import attrs

from histories import assigned, submitted
from mutants.board import Patch, codes, day, fresh, killed_by
from safetywork import issues
from safetywork.acts import Accept, Assign, Cancel, Progress, Submit
from safetywork.issues import Issue
from safetywork.matters import Matter
from safetywork.milestones import Milestone
from safetywork.periods import days
from safetywork.pledges import Break, Pledge, Publish, Renew, Review
from safetywork.relapses import Relapse


def cancelled_is_not_done() -> None:
    gone = fresh().apply(Cancel(on=day(3, 4), by="局长", reason="重复"))
    assert (gone.done, gone.void) == (False, True)


def a_relapse_has_its_own_clock() -> None:
    done = submitted().apply(Accept(on=day(3, 11), by="检查组"))
    again = done.apply(Relapse(on=day(4, 1), by="检查组", text="又坏"))
    assert (again.clock(), again.cycle) == (None, 2)


def the_old_cycle_stays_as_it_was() -> None:
    done = submitted().apply(Accept(on=day(3, 11), by="检查组"))
    again = done.apply(Relapse(on=day(4, 1), by="检查组", text="又坏", term=days(9)))
    assert [len(cycle.entries) for cycle in again.cycles] == [len(done.log), 1]


def progress_is_of_this_cycle() -> None:
    issue = assigned().apply(Progress(on=day(3, 5), by="李四", percent=90)).apply(Submit(on=day(3, 10), by="李四"))
    issue = issue.apply(Accept(on=day(3, 11), by="检查组")).apply(Relapse(on=day(4, 1), by="x", text="又坏"))
    assert issue.percent is None


def a_renewed_pledge_has_new_milestones() -> None:
    pledge = Pledge.declare(
        id="P", title="t", on=day(3, 3), by="x", owner="李四", milestones=(Milestone(day(3, 10), 100),)
    )
    pledge = pledge.apply(Review(on=day(3, 3), by="督查组")).apply(Publish(on=day(3, 3), by="x", term=days(10)))
    pledge = pledge.apply(Break(on=day(3, 20), by="评议组", reason="未完成"))
    assert pledge.apply(Renew(on=day(4, 1), by="x", term=days(30))).scheduled(day(4, 1)) == 0


def a_running_term_is_not_set_anew() -> None:
    assert codes(assigned().decide(Assign(on=day(3, 20), by="局长", owner="李四", term=days(90)))) == ("term_runs",)


@killed_by(cancelled_is_not_done)
def cancelled_counts_as_done(patch: Patch) -> None:
    """作废 counts neither as done nor as open."""
    done = Matter.done.fget
    patch.setattr(Matter, "done", property(lambda self: done(self) or self.void))


@killed_by(a_relapse_has_its_own_clock)
def a_relapse_keeps_the_old_clock(patch: Patch) -> None:
    """反弹 begins a cycle with a clock of its own."""
    patch.setattr(Relapse, "cycle", False)


@killed_by(the_old_cycle_stays_as_it_was)
def a_relapse_swallows_the_old_cycle(patch: Patch) -> None:
    """The record of the old cycle stays and is counted."""
    patch.setattr(Issue, "cycles", property(lambda self: (issues.Cycle(1, self.log),)))


@killed_by(progress_is_of_this_cycle)
def old_progress_counts(patch: Patch) -> None:
    """Progress reported before a relapse says nothing of the new cycle."""
    patch.setattr(Matter, "this_cycle", property(lambda self: self.log))


@killed_by(a_renewed_pledge_has_new_milestones)
def old_milestones_count(patch: Patch) -> None:
    """Milestones of a broken cycle do not measure the renewed pledge."""
    patch.setattr(
        Pledge, "scheduled", lambda self, on: max((m.percent for m in self.milestones if m.by <= on), default=0)
    )


@killed_by(a_running_term_is_not_set_anew)
def assigning_again_restarts_the_clock(patch: Patch) -> None:
    """A term that runs is extended, not set anew, so that a missed day is never erased."""
    own = issues.rectification()
    rows = [attrs.evolve(own.transition(state, Assign), guards=()) for state in ("registered", "rectifying")]
    patch.setattr(issues, "RECTIFICATION", own.extend(replace=rows))
