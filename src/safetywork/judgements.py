"""What somebody judged of a matter or a unit, as a fact with a day, a name and a reason.

Holds: `Judgement` 研判, and which one stands on a day.
Never: judges by itself: where nobody did, nothing is known.

广元市 (2018) lights a task yellow where its goal is judged still within reach and red where it is hard to meet: that
is a person's word, and no arithmetic replaces it.
"""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from attrs import field, frozen
from attrs.validators import min_len

from safetywork.activities import Activity
from safetywork.labels import Label


@frozen(kw_only=True)
class Judgement(Activity):
    """研判: on that day, `by` found `verdict` (a word of the policy that asks for it) of `about`, for a `reason`.

    `about` is the id of a matter, or the name or id of a unit. Raises `ValueError` where
    verdict, name or reason is empty.
    """

    kind: ClassVar[str] = "judgement"
    noun: ClassVar[Label] = Label("研判", "judgement")

    title: str = "研判"
    about: str
    verdict: str = field(validator=min_len(1))
    by: str = field(validator=min_len(1))
    reason: str = field(validator=min_len(1))


def standing_judgement(judgements: Iterable[Judgement], about: str, on: date) -> Judgement | None:
    """The last judgement of `about` by the end of a day; of two of one day, the one given later."""
    found: Judgement | None = None
    for judgement in judgements:
        if judgement.about == about and judgement.on <= on and (found is None or judgement.on >= found.on):
            found = judgement
    return found
