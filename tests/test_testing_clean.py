"""No false alarm: what is right by its own words is clean, whatever seed the walks are drawn from."""

import os
import sys
from pathlib import Path

import pytest

import safetywork as sw
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.testing import STOCK_LAWS, check_engine
from safetywork.testing.drivers import walk
from safetywork.testing.scenes import scene_of
from safetywork.testing.sweeps import places, sweep
from safetywork.testing.watches import Watch

sys.path.insert(0, str(Path(__file__).parent.parent / "docs" / "examples"))

from peers import (
    ciso_assessment,
    ciso_validation,
    defectdojo,
    gongyoutong,
    gongyoutong_hazards,
    hazard_review,
    itop,
    oca,
    redmine,
)

pytestmark = pytest.mark.proof
OFTEN = 10
"""How often each transition is fired, at least."""
SEEDS = int(os.environ.get("SAFETYWORK_SEEDS", "10"))
"""How many seeds of walks; a hundred before a release: `SAFETYWORK_SEEDS=100 pytest -m proof`."""
PEOPLE = sw.Context(roles={"甲": {"assessor", "requester"}, "乙": {"reviewer", "approver"}})
KNOWN = sw.Context(facts={"actions": (), "closed": ("7",), "versions": ("v1",), "reviewed": ("H-1",)})
GRADED = {"grade": ("一般", "严重"), "reason": ("因暴雨停工",)}
THEIRS = {
    "gongyoutong": {
        "extension-never-shortens": "their system takes any day for an extension",
        "verifier-is-another": "it does not compare who did the work with who judges it",
    }
}
"""Laws that a peer's own rules break, as that system does."""
BLOCKED = {"blocked_by": ((), ("7",)), "version": ("v1",)}
PEERS = {
    "gongyoutong": (gongyoutong.HAZARD, {"kind": gongyoutong_hazards.Hazard, "fillings": GRADED}),
    "ciso assessment": (ciso_assessment.ASSESSMENT, {"kind": ciso_assessment.Assessment, "context": PEOPLE}),
    "ciso validation": (
        ciso_validation.EDITABLE,
        {"kind": ciso_assessment.Assessment, "context": PEOPLE, "beside": (ciso_validation.VALIDATION,)},
    ),
    "defectdojo": (defectdojo.ACCEPTANCE, {"kind": defectdojo.Acceptance}),
    "oca nonconformity": (oca.NONCONFORMITY, {"kind": oca.Nonconformity, "context": KNOWN}),
    "oca action": (oca.ACTION, {}),
    "redmine": (redmine.TICKETS, {"kind": redmine.Ticket, "context": KNOWN, "fillings": BLOCKED}),
    "review hazard": (hazard_review.HAZARD, {}),
    "review task": (
        hazard_review.TASKS,
        {"kind": hazard_review.Task, "context": KNOWN, "fillings": {"hazards": (("H-1",),)}},
    ),
    "itop": (itop.REQUEST, {}),
}


def _broken(workflow, given):
    """What is broken in the sweep and in the walks of each seed, where everything that can happen does so often."""
    scene = scene_of(workflow, **given)
    watch = Watch(scene, tuple(law for law in STOCK_LAWS if law.applies(scene.workflows) is None))
    watch.tables()
    sweep(watch)
    assert {place: n for place in places(scene) if (n := watch.fired[place]) < OFTEN} == {}
    for seed in range(SEEDS):
        walk(watch, examples=25, steps=25, first=seed)
    return {each.law.id: (each.found, each.script.text()) for each in watch.shortest()}


@pytest.mark.parametrize("workflow", STOCK_WORKFLOWS, ids=lambda workflow: workflow.name)
def test_stock_workflows_are_clean_for_every_seed(workflow):
    """Swept once, where every transition is fired often, and walked as by the fast budget from each seed."""
    assert _broken(workflow, {}) == {}


@pytest.mark.parametrize("peer", PEERS)
def test_the_peers_are_clean(peer):
    """Flows of other systems: they break the laws that their systems break, and no other."""
    workflow, given = PEERS[peer]
    assert set(_broken(workflow, given)) == set(THEIRS.get(peer, {}))


def test_a_thousand_random_tables_are_clean():
    """Whatever table is drawn, the engine keeps its laws."""
    assert [(each.law.id, each.found) for each in check_engine(examples=1000, seed=1)] == []
