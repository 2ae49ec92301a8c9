"""What was sent out because a rung of a ladder was reached.

Holds: `Firing` 督办发文, and the words of documents.
Never: decides that a rung is reached (`escalation` does), or sends anything.
"""

from datetime import date
from typing import ClassVar

from attrs import field, frozen

from safetywork.activities import Activity
from safetywork.codelists import CodeList
from safetywork.events import plain_day
from safetywork.labels import Label

DOCUMENTS = CodeList(
    Label("督办文书", "documents of urging"),
    {
        "reminder": Label("提醒函", "reminder"),
        "order": Label("整改通知书", "rectification order"),
        "urging": Label("督办函", "urging letter"),
        "talk": Label("约谈", "talk"),
        "circular": Label("通报批评", "circular of criticism"),
        "listing": Label("挂牌督办", "listing for supervision"),
        "inspection": Label("专项督查", "special inspection"),
        "accountability": Label("问责", "accountability"),
        "apology": Label("公开致歉", "public apology"),
        "closure": Label("提请关闭", "proposal of closure"),
        "adjustment": Label("组织调整", "organisational adjustment"),
    },
)
"""What a rung may send, found in use; a ladder may name another."""


@frozen(kw_only=True)
class Firing(Activity):
    """督办发文: because a rung was reached for a matter (or a unit), a document went out `on` this day.

    `ladder`, `rung` and `cycle` say which rung, so that it is fired once; `since` is the day it was reached.
    """

    kind: ClassVar[str] = "firing"
    noun: ClassVar[Label] = Label("督办发文", "firing")

    title: str = "督办发文"
    about: str
    ladder: str
    rung: str
    cycle: int = 1
    since: date = field(validator=plain_day)
    by: str
    to: str | None = None
    document: str | None = None
    number: str | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What is fired once: of a ladder, a rung, for one matter, in one cycle."""
        return self.ladder, self.rung, self.about, self.cycle
