"""What the library brings along: its workflows and its kinds of record, each in one place.

Holds: `MAIN_WORKFLOWS`, `BESIDE_WORKFLOWS`, `STOCK_WORKFLOWS`, `STOCK_KINDS`.
Never: a rule of its own. Documents are read by these lists; tables, diagrams and tests are made of them.
"""

from typing import Final

from safetywork.activities import ACTIVITIES, Activity
from safetywork.firings import Firing
from safetywork.gaps import GAP, Gap
from safetywork.issues import IMMEDIATE, RECTIFICATION, Issue
from safetywork.judgements import Judgement
from safetywork.matters import Matter
from safetywork.measures import MEASURE, Measure
from safetywork.minutes import Minute
from safetywork.pledges import PLEDGE, Pledge
from safetywork.programmes import STANDARDISATION, Enrolment
from safetywork.referrals import REFERRAL
from safetywork.replies import REPLY
from safetywork.schemes import SCHEME, Scheme
from safetywork.supervision.enforcement import ENFORCEMENT
from safetywork.supervision.listings import LISTING
from safetywork.supervision.stoppages import STOPPAGE
from safetywork.supervision.supervised import SUPERVISED
from safetywork.waivers import WAIVER
from safetywork.workflows import Workflow

MAIN_WORKFLOWS: Final[tuple[Workflow, ...]] = (
    *(RECTIFICATION, IMMEDIATE, SUPERVISED),
    *(PLEDGE, MEASURE, STANDARDISATION, GAP, SCHEME),
)
"""Those that a matter runs by itself: its first machine."""
BESIDE_WORKFLOWS: Final[tuple[Workflow, ...]] = (REFERRAL, REPLY, WAIVER, LISTING, ENFORCEMENT, STOPPAGE)
"""Those that run beside another."""
STOCK_WORKFLOWS: Final[tuple[Workflow, ...]] = (*MAIN_WORKFLOWS, *BESIDE_WORKFLOWS)
STOCK_KINDS: Final[tuple[type[Matter | Activity], ...]] = (
    *(Issue, Pledge, Measure, Enrolment, Gap, Scheme),
    *ACTIVITIES,
    Judgement,
    Firing,
    Minute,
)
