"""What is still open when a campaign ends goes on under the next.

Holds: `CarryOver` 结转, its guard, `carry_row`, which lets it happen in a workflow.
Never: touches a clock, a state or an owner, or chooses what is carried over.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from attrs import frozen

from safetywork.events import Event
from safetywork.labels import Label
from safetywork.workflows import Context, Guard, Reason, Transition


@frozen(kw_only=True, weakref_slot=False)
class CarryOver(Event):
    """结转: a matter still open goes from the campaign `source` to the campaign `to`; its term runs on as it was."""

    code: ClassVar[str] = "carry-over"
    label: ClassVar[Label] = Label("结转", "carry over")

    source: str
    to: str
    text: str | None = None

    def sets(self) -> Iterator[tuple[str, Any]]:
        """The campaign that it belongs to from here on."""
        yield "campaign", self.to


def in_a_campaign(matter: Any, _: Context) -> Iterator[Reason]:
    """It belongs to a campaign, which it can leave."""
    if matter.campaign is None:
        yield Reason("no_campaign", {}, _NO_CAMPAIGN)


def from_its_own(matter: Any, event: CarryOver, _: Context) -> Iterator[Reason]:
    """It leaves the campaign that it is in, for another."""
    if matter.campaign is not None and matter.campaign != event.source:
        yield Reason("other_campaign", {"campaign": matter.campaign, "source": event.source}, _OTHER)
    if event.source == event.to:
        yield Reason("same_campaign", {"campaign": event.to}, _SAME)


_NO_CAMPAIGN = Label("本事项不属于任何行动，无从结转", "it belongs to no campaign that it could leave")
_OTHER = Label("本事项属于“{campaign}”，不属于“{source}”", "it belongs to “{campaign}”, not to “{source}”")
_SAME = Label("结转须转入另一行动，不能仍为“{campaign}”", "it is carried over to another campaign than “{campaign}”")

FROM_ITS_OWN = Guard(
    "from its own",
    Label("由所属行动转入另一行动", "from its campaign to another"),
    need=in_a_campaign,
    check=from_its_own,
)


def carry_row(sources: str | tuple[str, ...]) -> Transition:
    """The row that lets a matter be carried over while it is in one of `sources`; the state stays."""
    return Transition(CarryOver, sources, None, (FROM_ITS_OWN,))
