"""How far those on a roll have been reached, on a day.

Holds: `Coverage` 覆盖情况 and `coverage`, which reads it off activities.
Never: guesses who stands behind a count: whom no record names is not covered yet, only possibly.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from safetywork.activities import Activity
from safetywork.counts import Count
from safetywork.figures import Figure
from safetywork.labels import Label
from safetywork.parties import Roll


@frozen
class Coverage:
    """How far a roll is covered 覆盖 on a day: who was reached how often, and who is left.

    `whole` is how many are to be reached, unknown where the roll does not know; `named` how many are named by records
    as often as it asks; `covered` how many were reached: those, and up to all who may stand behind counts without
    names. The rows of both are the activities. `turns` says how often records name each member.
    """

    roll: Roll
    as_of: date
    whole: Figure
    named: Figure
    covered: Figure
    turns: Mapping[str, int] = field(hash=False)

    @property
    def share(self) -> Fraction | None:
        """The share that is covered, from 0 to 1; None where either number is not exact, or the roll is empty."""
        part, whole = self.covered.value, self.whole.value
        if part.kind != "exact" or whole.kind != "exact" or not whole.low:
            return None
        return Fraction(part.low) / Fraction(whole.low)

    @property
    def left(self) -> tuple[str, ...]:
        """The members whom no records name as often as the roll asks, in its order."""
        return tuple(member for member in self.roll.members if self.turns[member] < self.roll.times)

    def reached(self, times: int = 1) -> tuple[str, ...]:
        """The members whom records name at least so many times, in the order of the roll."""
        return tuple(member for member in self.roll.members if self.turns[member] >= times)


def coverage(roll: Roll, activities: Iterable[Activity], as_of: date) -> Coverage:
    """How far `activities` cover `roll` by the end of a day.

    Of those given (`book.activities`), only those of the roll's kind and campaign count, where it names them; one that
    still runs has not reached anybody yet for certain.
    """
    begun = [
        a for a in activities if a.on <= as_of and roll.by in (None, a.kind) and roll.campaign in (None, a.campaign)
    ]
    turns = Counter(party for activity in begun if not activity.running(as_of) for party in activity.reached)
    told = {member: turns[member] for member in roll.members}
    strangers = turns.keys() - told.keys() if roll.size.high != len(roll.members) else set[str]()
    vague = {a.id for a in begun if a.running(as_of) or not a.names_all(roll.unit)}
    rows = tuple(a.id for a in begun if a.id in vague or {*roll.members, *strangers} & set(a.reached))
    sure = Count.exact(sum(times >= roll.times for times in told.values()), roll.unit)
    covered = Count(sure.low, roll.size.high, roll.unit) if vague or strangers else sure
    words = Label(f"已满{roll.times}次", f"reached {roll.times} times") if roll.times > 1 else _REACHED

    def figure(value: Count, which: Label, behind: tuple[str, ...]) -> Figure:
        return Figure(value, roll.label, which, as_of, behind)

    whole = figure(roll.size, _LISTED, (roll.id,))
    return Coverage(roll, as_of, whole, figure(sure, words, rows), figure(covered, words, rows), told)


_LISTED = Label("名册", "on the roll")
_REACHED = Label("已覆盖", "reached")
