"""What the tests of the checks for rules of one's own ask of an outcome.

Holds: `broken`.
Never: runs a check.
"""

from safetywork.testing.conformance import Outcome


def broken(outcome: Outcome) -> set[str]:
    """The laws that are broken."""
    return {one.law for one in outcome.failures}
