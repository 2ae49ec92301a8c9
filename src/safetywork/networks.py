"""The critical path method over positions on a line of working days.

Holds: `Job`, `Network` (earliest starts, latest finishes, slack, a critical path), `solve`, `cycles`.
Never: knows a date, a calendar or a person: a position is a whole number, and 0 is where everything must be finished.

Jobs lie half open, [start, finish). The backward pass gives the latest finishes, the forward pass the earliest starts
(Kelley and Walker, Critical-Path Planning and Scheduling, 1959).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from attrs import frozen


@frozen
class Job:
    """Something that takes `length` positions, 0 or more, after its `needs`: (job, lag); a negative lag overlaps."""

    id: str
    length: int
    needs: tuple[tuple[str, int], ...] = ()


@frozen
class Network:
    """The positions 网络计划 of the jobs that are not `done`.

    `first` is where jobs can begin, `starts` are the earliest starts and `ends` the latest finishes. `users` are the
    jobs, with the lag, that need a job. `order` is by latest start, then latest finish, then needs first.
    """

    jobs: dict[str, Job]
    done: dict[str, int]
    first: int
    starts: dict[str, int]
    ends: dict[str, int]
    users: dict[str, list[tuple[str, int]]]
    order: tuple[str, ...]

    def latest(self, name: str) -> int:
        """The latest start of a job."""
        return self.ends[name] - self.jobs[name].length

    def slack(self, name: str) -> int:
        """By how much a job may begin after its earliest start; negative where that is too late."""
        return self.latest(name) - self.starts[name]

    @property
    def least(self) -> int:
        """The least slack of all; 0 where nothing is left to do."""
        return min((self.slack(name) for name in self.ends), default=0)

    @property
    def late(self) -> int:
        """By how many positions the end is passed, even where every job begins as early as it can.

        A first position past the end is late even where only jobs of no length are left.
        """
        return max(0, -self.least, self.first + 1) if self.ends else 0

    def days(self, name: str, start: int) -> tuple[int, int]:
        """The first and the last position that a job takes when it begins at `start`.

        A job of no length stands at the close of the position before, at the opening of the first where it opens all.
        """
        if self.jobs[name].length:
            return start, start + self.jobs[name].length - 1
        where = start - 1 if start < self.first else max(start - 1, self.first)
        return where, where

    def path(self) -> tuple[str, ...]:
        """A chain of jobs with the least slack, each the need that holds back the next, from the first to the end."""
        critical = [name for name in self.order if self.slack(name) == self.least]
        held = {user for name in critical for user in self._follow(name, critical)}
        path = [name for name in critical if name not in held][:1]
        while path and (after := self._follow(path[-1], critical)):
            path.append(after[0])
        return tuple(path)

    def _follow(self, name: str, critical: Sequence[str]) -> list[str]:
        ties = {user for user, lag in self.users[name] if self.ends[name] + lag == self.latest(user)}
        return [user for user in critical if user in ties]


def solve(jobs: Iterable[Job], done: Mapping[str, int], first: int | None = None) -> Network:
    """Both passes over `jobs`, whose needs must be among them and form no cycle.

    `done` are the positions at which finished jobs were finished: what needs them goes on from there, and what they
    needed holds nothing back. Without `first`, jobs can begin at the latest start of all, or at the last position.
    """
    by_id = {job.id: job for job in sorted(jobs, key=lambda job: job.id)}
    graph = {name: sorted(need for need, _ in job.needs) for name, job in by_id.items()}
    order = [name for name in TopologicalSorter(graph).static_order() if name not in done]
    users: dict[str, list[tuple[str, int]]] = {name: [] for name in by_id}
    for name in order:
        for need, lag in by_id[name].needs:
            users[need].append((name, lag))
    ends: dict[str, int] = {}
    for name in reversed(order):
        ends[name] = min([0, *(ends[user] - by_id[user].length - lag for user, lag in users[name])])
    begin = min([-1, *(ends[name] - by_id[name].length for name in order)]) if first is None else first
    starts: dict[str, int] = {}
    reached = dict(done)
    for name in order:
        starts[name] = max([begin, *(reached[need] + lag for need, lag in by_id[name].needs)])
        reached[name] = starts[name] + by_id[name].length
    by_start = sorted(order, key=lambda name: (ends[name] - by_id[name].length, ends[name]))
    return Network(by_id, dict(done), begin, starts, ends, users, tuple(by_start))


def cycles(graph: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Cycles of a graph of needs, none sharing a member with another, each from its least member on, closed.

    A graph from which they are taken away has none left.
    """
    left = {name: sorted(needs) for name, needs in sorted(graph.items())}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1][1:]
        else:
            return
        turn = ring.index(min(ring))
        yield (*ring[turn:], *ring[: turn + 1])
        left = {name: [need for need in needs if need not in ring] for name, needs in left.items() if name not in ring}
