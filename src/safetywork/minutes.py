"""Minutes of a round: what was reported and what was decided.

Holds: `Minute` 纪要.
Never: tracks a decision to its end: one that somebody has to carry out is a `Measure`, or an event of the matter it is
    about, and the minute names it.
"""

from typing import ClassVar, Literal, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import in_

from safetywork.activities import Activity
from safetywork.labels import Label

Said: TypeAlias = Literal["reported", "decided"]

SAID: dict[Said, Label] = {"reported": Label("汇报", "reported"), "decided": Label("议定", "decided")}


@frozen(kw_only=True)
class Minute(Activity):
    """纪要: at a round (its id), `by` reported or decided `title`, about a matter (its id) where it was about one.

    A decision with an owner and a day is planned as a `Measure`; `about` then names the measure.
    """

    kind: ClassVar[str] = "minute"
    noun: ClassVar[Label] = Label("纪要", "minute")

    round: str
    said: Said = field(validator=in_(get_args(Said)))
    by: str
    about: str | None = None
