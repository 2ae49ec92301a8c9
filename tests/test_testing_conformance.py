"""The checks of rules that are no workflow, together: the reference lists the laws that there are."""

from pathlib import Path

from safetywork.calendars import CHINA
from safetywork.lights import POLICIES
from safetywork.testing import (
    check_calendar,
    check_clock,
    check_codec,
    check_figures,
    check_ladder,
    check_light_policy,
    check_ranking,
    check_schedule,
    check_store,
)
from test_conformance_figures import sizes
from test_conformance_lights import STEPS
from test_conformance_stores import Full


def test_the_reference_lists_the_laws_that_there_are():
    """Each law of each check, and no other, with what it says."""
    outcomes = [
        *(check_light_policy(policy, examples=1) for policy in POLICIES.values()),
        *(check_ladder(STEPS, examples=1), check_calendar(CHINA, examples=1), check_schedule(examples=1)),
        *(check_store(Full, examples=1), check_codec(examples=1), check_ranking(examples=1)),
        *(check_figures({"sizes": sizes}, sums=["sizes"], examples=1), check_clock(examples=1)),
    ]
    known = {law for one in outcomes for law in (*one.laws, *dict(one.skipped))}
    page = (Path(__file__).parent.parent / "docs" / "reference" / "testing.md").read_text(encoding="utf-8")
    table = page.split("## Checks of rules that are no workflow")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {law.strip(" `") for row in rows for law in row.split(",")} == known
