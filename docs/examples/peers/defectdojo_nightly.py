"""What DefectDojo asks of risk acceptances every day: what has to be entered, and which findings are work.

The job enters what the rules admit that day, so a day on which it did not run is made up for on the next. Whether a
finding is active is not written on the finding: it follows from the acceptances that cover it.
"""

from collections.abc import Iterable
from datetime import date

import safetywork as sw
from peers.defectdojo import Acceptance, Expire, Warn


def nightly(acceptance: Acceptance, today: date) -> sw.Event | None:
    """What the nightly job enters: the expiry, a warning, or nothing."""
    ready = (kind(on=today, by="nightly job") for kind in (Expire, Warn))
    return next((event for event in ready if acceptance.decide(event)), None)


def active(finding: str, acceptances: Iterable[Acceptance]) -> bool:
    """Whether a finding is work: no acceptance that covers it is in force, or expired without giving it back."""
    bearing = (a for a in acceptances if finding in a.findings)
    return not any(a.state == "borne" or (a.state == "expired" and not a.reactivate) for a in bearing)
