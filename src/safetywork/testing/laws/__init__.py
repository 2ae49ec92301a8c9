"""Laws 性质: what holds for every workflow that declares what they are about.

Holds: `STOCK_LAWS` and the sets that it is made of.
Never: tries a law; that is what the drivers do.
"""

from safetywork.testing.laws.campaigns import CAMPAIGN_LAWS
from safetywork.testing.laws.clocks import CLOCK_LAWS
from safetywork.testing.laws.days import DAY_LAWS
from safetywork.testing.laws.deliveries import DELIVERY_LAWS
from safetywork.testing.laws.guards import GUARD_LAWS
from safetywork.testing.laws.judging import JUDGING_LAWS
from safetywork.testing.laws.kernel import KERNEL_LAWS
from safetywork.testing.laws.law import Law, LawBrokenError, LawSet, UnknownLawError, law
from safetywork.testing.laws.lights import LIGHT_LAWS
from safetywork.testing.laws.logs import LOG_LAWS
from safetywork.testing.laws.offers import OFFER_LAWS
from safetywork.testing.laws.rules import RULE_LAWS
from safetywork.testing.laws.standings import STANDING_LAWS
from safetywork.testing.laws.supervision import SUPERVISION_LAWS
from safetywork.testing.laws.tables import TABLE_LAWS
from safetywork.testing.laws.terms import TERM_LAWS

__all__ = [
    "CAMPAIGN_LAWS", "CLOCK_LAWS", "DAY_LAWS", "DELIVERY_LAWS", "GUARD_LAWS", "JUDGING_LAWS", "KERNEL_LAWS", "LIGHT_LAWS", "LOG_LAWS",
    "OFFER_LAWS", "RULE_LAWS", "STANDING_LAWS", "STOCK_LAWS", "SUPERVISION_LAWS", "TABLE_LAWS", "TERM_LAWS", "Law", "LawBrokenError", "LawSet",
    "UnknownLawError", "law",
]  # fmt: skip

STOCK_LAWS = LawSet(
    "stock",
    parents=(
        TABLE_LAWS,
        KERNEL_LAWS,
        DELIVERY_LAWS,
        OFFER_LAWS,
        RULE_LAWS,
        LOG_LAWS,
        DAY_LAWS,
        CLOCK_LAWS,
        STANDING_LAWS,
        LIGHT_LAWS,
        TERM_LAWS,
        GUARD_LAWS,
        JUDGING_LAWS,
        SUPERVISION_LAWS,
        CAMPAIGN_LAWS,
    ),
)
"""Every law that the library brings along."""
