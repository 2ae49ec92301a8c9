"""The whole kit: clean where rules are right, a short script where one is wrong, and nothing left out in silence."""

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from safetywork import issues, referrals, stock
from safetywork.acts import ANOTHER_PERSON, Accept, Assign, Submit
from safetywork.codec import FormatError
from safetywork.issues import Issue, Register
from safetywork.testing import STOCK_LAWS, check_engine, check_laws, explore, workflow_machine, workflow_tests
from safetywork.testing.checks import LawsBrokenError
from safetywork.testing.drivers import walk
from safetywork.testing.laws import LawBrokenError, LawSet, UnknownLawError
from safetywork.testing.scenes import scene_of
from safetywork.testing.scripts import Script, dumps, end_of, faults_by, hold, loads, minimise, replay, told
from safetywork.testing.watches import Watch
from safetywork.workflows import Context

DAY = date(2024, 9, 20)


def lax(workflow=issues.IMMEDIATE):
    """The workflow, but whoever did the work may accept it."""
    row = workflow.transition("submitted", Accept)
    return workflow.extend(replace=(attrs.evolve(row, guards=tuple(g for g in row.guards if g != ANOTHER_PERSON)),))


ONE = STOCK_LAWS.only("verifier-is-another")
TWO = LawSet("two", (STOCK_LAWS["days-run-forward"],), (ONE,))
"""Enough where the test is about the report."""


def test_a_small_workflow_is_clean():
    """No law is broken by it, every transition is fired ten times and more, and no law was left out."""
    report = check_laws(stock.GAP, examples=3)
    report.raise_for_failures()
    assert report.least >= 10
    assert not report.dropped


@cache
def found():
    """What is found where the verifier may have done the work, by the one law that is about it."""
    return check_laws(lax(), laws=ONE, examples=0)


@pytest.mark.proof
def test_no_other_law_is_broken_by_it():
    """Whoever did the work may judge it: no law but one is about that."""
    assert [each.law.id for each in check_laws(lax(), examples=0).failures] == ["verifier-is-another"]


def test_a_verifier_who_did_the_work_is_found():
    """A rule that was dropped is found, with a script of few events that runs as printed and tells the same."""
    report = found()
    assert [each.law.id for each in report.failures] == ["verifier-is-another"]
    script = report.failures[0].script
    assert len(script.events) <= 4
    assert faults_by(STOCK_LAWS["verifier-is-another"], script)
    with pytest.raises(LawsBrokenError, match="verifier-is-another"):
        report.raise_for_failures()
    assert "每条转移至少发生" in report.text()
    assert "hold(STOCK_LAWS['verifier-is-another'], script)" in report.text("en")


def test_a_script_runs_as_printed(tmp_path: Path):
    """The program needs nothing but the workflow, and fails by the law that the script is about."""
    text = found().failures[0].script.text()
    own = "from test_testing_checks import lax\nWORKFLOW = lax()"
    program = tmp_path / "script.py"
    program.write_text(text.replace("WORKFLOW = ...", own), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 1
    assert "verifier-is-another" in done.stderr
    assert "accept → accepted" in done.stdout


def test_a_failure_that_is_expected_must_fail():
    """An expected failure is told with its reason; one that holds after all is a failure, and so is an unknown law."""
    reason = "a one-man office"
    report = check_laws(lax(), laws=ONE, examples=0, expected_failures={"verifier-is-another": reason})
    assert report.ok
    assert report.expected[0][1] == reason
    assert reason in report.text("en")
    strict = check_laws(stock.GAP, examples=0, expected_failures={"tags-agree": "?"})
    assert not strict.ok
    assert strict.held == ("tags-agree",)
    assert "holds" in strict.text("en")
    with pytest.raises(UnknownLawError):
        check_laws(stock.GAP, expected_failures={"no-such-law": "?"})


def test_what_is_left_out_or_skipped_is_told():
    """A law that does not apply, or was left out of the set, stands in the report."""
    report = check_laws(stock.GAP, laws=STOCK_LAWS.without("tags-agree"), examples=0)
    assert report.dropped == ("tags-agree",)
    assert "stop-can-end" in dict(report.skipped)
    assert "left out tags-agree" in report.text("en")
    assert "跳过 stop-can-end" in report.text()


def test_what_never_happens_is_a_failure_unless_declared():
    """A transition that nothing fires is told; declared unreachable, it is not."""
    never = issues.IMMEDIATE.guard(Submit, _NEVER)
    report = check_laws(never, examples=0, laws=ONE)
    assert ("immediate", "registered", "submit") in report.unfired
    assert "! immediate / registered / submit: never happened: no\n" in report.text("en")
    assert "! immediate / submitted / accept: 从未发生：没有环节到达，或条件出错\n" in report.text()
    with pytest.raises(AssertionError, match="submit: never happened: no\n"):
        workflow_tests(never, examples=0, laws=ONE)["test_every_transition_happens"]()
    assert not report.ok
    gone = [(state, cls) for (state, cls) in never.rows if (never.name, state, cls.code) in report.unfired]
    assert not check_laws(never, examples=0, unreachable=gone, laws=ONE).unfired


def test_a_rule_that_raises_is_told_and_stops_no_check():
    """What never happened because its rule raises is told by a law; no refusal came near it."""
    raising = issues.IMMEDIATE.guard(Submit, issues.Guard("odd", issues.Label("怪", "odd"), check=lambda *_: 1 / 0))
    report = check_laws(raising, examples=0)
    assert "domain-reasons-only" in [each.law.id for each in report.failures]
    assert report.against["immediate", "registered", "submit"] is None


def _no(*_):
    yield issues.Reason("no", {}, issues.Label("不行", "no"))


_NEVER = issues.Guard("no", issues.Label("不行", "no"), check=_no)


@pytest.mark.unmeasured
def test_the_machine_raises_with_a_script():
    """As a state machine of hypothesis's own, it fails by the law and shows the program; one class for all who ask."""
    own = lax()
    machine = workflow_machine(own)
    assert machine is workflow_machine(own)
    asked = settings(machine.TestCase.settings, max_examples=60, database=None, suppress_health_check=list(HealthCheck))
    with pytest.raises(LawBrokenError, match="script = Script"):
        run_state_machine_as_test(seed(1)(machine), settings=asked)


def test_one_test_a_law():
    """Each law is a test; those that do not apply are skipped, those that are broken fail with the program."""
    assert len(workflow_tests(lax())) == len(STOCK_LAWS) + 1
    tests = workflow_tests(lax(), laws=TWO, examples=0)
    tests["test_law_days_run_forward"]()
    tests["test_every_transition_happens"]()
    with pytest.raises(pytest.fail.Exception, match="script = Script"):
        tests["test_law_verifier_is_another"]()
    spared = workflow_tests(stock.GAP, examples=0, expected_failures={"tags-agree": "?"})
    with pytest.raises(pytest.skip.Exception):
        spared["test_law_stop_can_end"]()
    with pytest.raises(AssertionError, match="holds"):
        spared["test_law_tags_agree"]()
    with pytest.raises(pytest.xfail.Exception, match="why"):
        workflow_tests(lax(), laws=ONE, examples=0, expected_failures={"verifier-is-another": "why"})[
            "test_law_verifier_is_another"
        ]()


@pytest.mark.proof
def test_the_explorer_tries_everything():
    """It closes a workflow of seven states, fires every transition, and finds the rule that was dropped."""
    clean = explore(issues.IMMEDIATE)
    assert clean.closed
    assert clean.ok
    assert not clean.unfired
    found = explore(lax(), limit=20_000)
    assert [each.law.id for each in found.failures] == ["verifier-is-another"]
    at_once = explore(lax(), hasty=True)
    assert [each.law.id for each in at_once.failures] == ["verifier-is-another"]
    assert not at_once.closed
    assert at_once.events < found.events


@pytest.mark.proof
def test_the_explorer_goes_as_deep_as_it_is_told():
    """More things together, or one more thing to tell matters apart by, and more matters are met."""
    one = explore(issues.IMMEDIATE, laws=ONE, together=1)
    titled = explore(issues.IMMEDIATE, laws=ONE, together=1, also=lambda matter: matter.title)
    two = explore(issues.IMMEDIATE, laws=ONE, limit=5 * one.events)
    assert one.closed
    assert titled.closed
    assert one.matters < titled.matters < two.matters


def script(*events):
    return Script(
        Issue, (issues.RECTIFICATION, referrals.REFERRAL), (Register(on=DAY, by="检查组", title="t"), *events)
    )


def test_a_script_is_replayed_and_kept():
    """What is refused changes nothing; written out and read back it is the same script."""
    one = script(Submit(on=DAY, by="李四"), Assign(on=DAY, by="局长", owner="李四"), Submit(on=DAY, by="李四"))
    assert [trial.entry is None for trial in replay(one)] == [True, False, False]
    assert end_of(one).matter.state == "submitted"
    assert loads(dumps(one)) == one
    assert "李四 报请验收 → submitted" in told(one)
    hold(STOCK_LAWS["replay-same"], one)
    for text in (
        '{"format": "another"}',
        '{"format": "safetywork.script", "version": 1}',
        dumps(one).replace("rectification", "own"),
    ):
        with pytest.raises(FormatError):
            loads(text)


def test_who_owes_the_work_hands_it_in_though_others_are_listed():
    """A list of roles names who may do what a role is asked for; the owner, on no list, hands in what is owed."""
    scene = scene_of(issues.RECTIFICATION, context=Context(roles={"王局长": {"chief"}}))
    matter = scene.reached(0, "submitted")
    assert matter.handed_in_by == matter.owner == "李四"


def test_a_script_is_cut_down():
    """Only what is needed to fail is left, and nothing that an event need not carry."""
    noise = [Assign(on=DAY, by="局长", owner=f"甲{n}", id=f"e{n}") for n in range(20)]
    long = script(*noise, Submit(on=DAY, by="李四", id="e99"))
    short = minimise(long, lambda s: end_of(s).matter.state == "submitted")
    assert len(short.events) == 3
    assert all(event.id is None for event in short.events)
    wordy = script(
        Assign(on=DAY, by="局长", owner="李四", text="尽快", unit="甲厂"), Submit(on=DAY, by="李四", text="好")
    )
    plain = minimise(wordy, lambda s: end_of(s).matter.state == "submitted" and end_of(s).matter.unit is not None)
    assert plain.events[1:] == (Assign(on=DAY, by="局长", owner="李四", unit="甲厂"), Submit(on=DAY, by="李四"))


@attrs.frozen(kw_only=True)
class Paired(Assign):
    """An assignment whose two fields go together."""

    code, ground = "paired", attrs.field(default=None)

    def __attrs_post_init__(self):
        if (self.ground is None) != (self.text is None):
            raise ValueError


def test_a_field_that_another_needs_stays():
    """What cannot be left out by itself is left as it was."""
    row = issues.IMMEDIATE.transition("registered", Submit)
    paired = issues.IMMEDIATE.extend(transitions=[attrs.evolve(row, event=Paired, target="registered", guards=())])
    event = Paired(on=DAY, by="局长", owner="李四", text="尽快", ground="投诉", unit="甲厂")
    long = Script(Issue, (paired,), (Register(on=DAY, by="检查组", title="t"), event))
    plain = minimise(long, lambda s: end_of(s).matter.owner == "李四")
    assert plain.events[1] == attrs.evolve(event, unit=None)


def test_a_context_is_printed_the_same_every_time():
    """Roles are a set: they are printed in order, and read as they were."""
    roles = {"王局长": {"deputy", "chief", "acting"}, "赵六": {"tester"}}
    text = attrs.evolve(script(), context=Context(roles=roles)).text()
    assert "Context(roles={'王局长': ['acting', 'chief', 'deputy'], '赵六': ['tester']})" in text


def test_random_tables_are_clean():
    """Whatever table is drawn, the engine keeps its laws."""
    assert [(each.law.id, each.found) for each in check_engine(examples=40)] == []


def test_the_same_seed_tries_the_same():
    """A run is repeated by its seed; another seed walks elsewhere."""

    def fired(first):
        watch = Watch(scene_of(stock.PLEDGE), ())
        walk(watch, examples=4, steps=10, first=first)
        return watch.fired

    assert fired(7) == fired(7)
