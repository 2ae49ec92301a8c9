"""Stories: a `then` that does not hold tells everything, one that says nothing cannot be written."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve, frozen

from safetywork.acts import ANOTHER_PERSON, Accept, Assign, Progress, Return, Submit, Suspend
from safetywork.calendars import CHINA
from safetywork.events import Event
from safetywork.issues import IMMEDIATE, RECTIFICATION, Issue, Register, RegisterImmediate, Relapse
from safetywork.labels import Label
from safetywork.lights import RED_YELLOW_GREEN
from safetywork.matters import Matter
from safetywork.periods import workdays
from safetywork.pledges import PLEDGE, Declare, Pledge
from safetywork.referrals import REFERRAL, Refer
from safetywork.testing import Script, StoryError, given, mutate, unprotected
from safetywork.testing.stories import Mismatch, UntoldError
from safetywork.workflows import Context


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


FOUND = Register(on=day(3, 3), by="检查组", title="应急照明不亮")
ASSIGNED = Assign(on=day(3, 3), by="局长", owner="李四", term=workdays(5))  # Monday 3 March → Monday 10 March
HANDED_IN = Submit(on=day(3, 7), by="李四")


def handed_in(workflow=RECTIFICATION):
    return given(workflow, FOUND, ASSIGNED, HANDED_IN)


def test_a_story_goes_on_from_one_then_to_the_next():
    """Refused, taken, waited for: each `then` judges what came since the last, and hands back the story."""
    story = given(RECTIFICATION, FOUND, context=Context(calendar=CHINA)).when(ASSIGNED)
    story = story.then(state="rectifying", due=day(3, 10), overdue=False, light="yellow", owner="李四", cycle=1)
    story = story.then(overdue=True, light="red", on=day(3, 11))
    story = story.when(HANDED_IN).then(state="submitted", overdue=False, on=day(3, 30))
    story = story.when(Accept(on=day(3, 8), by="李 四")).then(refused="own_work", state="submitted")
    story = story.when(Accept(on=day(3, 8), by="检查组")).then(state="accepted", done=True)
    story = story.when(Relapse(on=day(4, 1), by="检查组", text="又坏")).then(cycle=2, due=None)
    assert isinstance(story.script, Script)
    assert [line.split()[0] for line in story.text("en").splitlines()] == ["given"] * 5 + ["when"]
    assert story.text().splitlines()[4] == "已有  2025-03-08 检查组 验收通过 → accepted"


def test_all_is_as_of_the_day_that_is_named():
    """State, term, light and fields are those of the day `on`, though more happened since."""
    story = handed_in().when(Return(on=day(3, 12), by="检查组", reason="无照片"))
    story.then(state="rectifying", light="red", overdue=True)
    story.then(state="submitted", light="blue", overdue=False, on=day(3, 11), handed_in_by="李四")
    with pytest.raises(UntoldError, match="before the matter was opened"):
        story.then(state="registered", on=day(3, 2))


def test_a_stop_that_is_open_moves_the_term_up_to_the_day():
    """Stopped on the 4th: on the 7th three working days are added, and the matter is not lit."""
    story = given(RECTIFICATION, FOUND, ASSIGNED).when(Suspend(on=day(3, 4), by="局长", reason="汛期"))
    story.then(due=day(3, 13), light=None, on=day(3, 7))
    story.then(due=day(3, 10), state="suspended")


def test_a_policy_and_a_machine_beside():
    """The light is that of the policy given; what runs beside the main machine is a field like any other."""
    referred = Refer(on=day(3, 4), by="局长", to="住建局")
    assigned = evolve(ASSIGNED, term=workdays(15))
    story = given(RECTIFICATION, FOUND, assigned, beside=(REFERRAL,)).when(referred)
    story.then(light="green", policy=RED_YELLOW_GREEN, referred=True, states=("rectifying", "referred"))


def test_a_kind_is_known_by_its_opening():
    """The stock kind that the first event opens, or the one that is given."""
    declared = Declare(on=day(3, 3), by="局长", title="排查", owner="李四")
    assert given(PLEDGE, declared).then(state="declared").script.kind is Pledge
    found = RegisterImmediate(on=day(3, 3), by="检查组", title="电线裸露")
    assert given(IMMEDIATE, found).then(due=day(3, 3)).script.kind is Issue
    assert given(RECTIFICATION, FOUND, kind=Matter).then(title="应急照明不亮").script.kind is Matter

    @frozen(kw_only=True)
    class Own(Event):
        code, label, opens = "own", Label("自有", "own"), True

    with pytest.raises(UntoldError, match="Own opens no stock kind"):
        given(RECTIFICATION, Own(on=day(3, 3), by="检查组"))
    assert given(RECTIFICATION, Own(on=day(3, 3), by="检查组"), kind=Issue).then(state="registered")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"state": "accepted"}, ("state", "accepted", "submitted")),
        ({"due": day(3, 11)}, ("due", day(3, 11), day(3, 10))),
        ({"due": None}, ("due", None, day(3, 10))),
        ({"overdue": True}, ("overdue", True, False)),
        ({"light": "red"}, ("light", "red", "blue")),
        ({"light": None}, ("light", None, "blue")),
        ({"owner": "王五"}, ("owner", "王五", "李四")),
        ({"refused": "own_work"}, ("refused", ("own_work",), "taken")),
    ],
)
def test_what_does_not_hold_is_told(said, found):
    """Each thing that was said, with what was found instead; the story stays as it was."""
    story = given(RECTIFICATION, FOUND, ASSIGNED).when(HANDED_IN)
    with pytest.raises(StoryError) as caught:
        story.then(**said)
    assert caught.value.wrong == (Mismatch(*found),)
    assert isinstance(caught.value, AssertionError)
    assert caught.value.story == story


def test_every_reason_is_named_and_no_other():
    """A refusal by more reasons than were said, or by others, is not the one that was told; their order is free."""
    major = Register(on=day(3, 3), by="检查组", title="水泵不启动", severity="major")
    story = given(RECTIFICATION, major, ASSIGNED, HANDED_IN).when(Accept(on=day(3, 8), by="李四"))
    story.then(refused=("own_work", "evidence_missing"))
    story.then(refused=("evidence_missing", "own_work"), state="submitted")
    for codes in ("own_work", ("own_work", "evidence_missing", "role_needed"), ("stale",)):
        with pytest.raises(StoryError, match=r"refused: said .*, found evidence_missing, own_work"):
            story.then(refused=codes)


def test_what_was_refused_unsaid_is_told():
    """An event of the given, or on trial, that was not taken fails the story, whatever else holds of it."""
    early = given(RECTIFICATION, FOUND, HANDED_IN, ASSIGNED).when(Progress(on=day(3, 9), by="李四"))
    with pytest.raises(StoryError, match="2025-03-07 李四 submit for acceptance: said taken, found refused: not_from"):
        early.then(due=day(3, 10))
    with pytest.raises(StoryError) as caught:
        handed_in().when(Accept(on=day(3, 8), by="李四"), Accept(on=day(3, 8), by="检查组")).then(state="accepted")
    assert [each.found for each in caught.value.wrong] == ["refused: own_work"]
    twice = handed_in().when(Accept(on=day(3, 8), by="李四")).then(refused="own_work")
    assert twice.when(Accept(on=day(3, 8), by="检查组")).then(state="accepted"), "it was judged before"


def test_a_story_that_fails_is_told_line_by_line(tmp_path: Path):
    """Given, when, then, what was said and found, and a program that runs as printed and tells the same."""
    story = handed_in().when(Accept(on=day(3, 8), by="李四"))
    with pytest.raises(StoryError) as caught:
        story.then(state="accepted")
    head, program = str(caught.value).split("\n\n", 1)
    assert head.splitlines() == [
        "the story does not end as it was told:",
        "given  2025-03-03 检查组 register → registered",
        "given  2025-03-03 局长 assign → rectifying",
        "given  2025-03-07 李四 submit for acceptance → submitted",
        "when   2025-03-08 李四 accept ✗ 李四 did or owns the work; somebody else must judge it",
        "then   2025-03-08 李四 accept: said taken, found refused: own_work",
        "then   state: said accepted, found submitted",
    ]
    assert "则　  state：应为accepted，实为submitted" in caught.value.text()
    file = tmp_path / "story.py"
    file.write_text(program, encoding="utf-8")
    env = {"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, file], capture_output=True, check=True, encoding="utf-8", env=env)
    assert done.stdout.splitlines() == [line[7:] for line in head.splitlines()[1:5]]


@pytest.mark.parametrize("said", [{}, {"refused": ()}, {"on": day(3, 9)}, {"policy": RED_YELLOW_GREEN}])
def test_a_then_that_says_nothing_cannot_be_written(said):
    """Neither with nothing, nor with what only says as of when."""
    with pytest.raises(UntoldError, match="says nothing"):
        handed_in().when(Accept(on=day(3, 8), by="检查组")).then(**said)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        (lambda: given(RECTIFICATION), "no opening"),
        (lambda: given(RECTIFICATION, ASSIGNED), "no opening"),
        (lambda: given(RECTIFICATION, FOUND).when(), "puts nothing"),
        (lambda: given(RECTIFICATION, FOUND).then(refused="own_work"), "no event is on trial"),
        (lambda: handed_in().then(refused="own_work"), "no event is on trial"),
        (lambda: handed_in().then(state="submitted").then(refused="own_work"), "no event is on trial"),
        (lambda: handed_in().then(state="acepted"), "the state 'acepted'; there are registered"),
        (lambda: handed_in().then(light="purple"), "the colour 'purple'; there are None, blue"),
        (lambda: handed_in().then(onwer="李四"), "'onwer', which is no field of Issue"),
        (lambda: handed_in().then(standing=None), "'standing', which is no field of Issue"),
    ],
)
def test_what_can_never_be_is_a_mistake_of_the_teller(told, problem):
    """A slip of the pen is told as one, and is no failure of the rules."""
    with pytest.raises(UntoldError, match=problem) as caught:
        told()
    assert not isinstance(caught.value, AssertionError)


def test_a_story_protects_a_rule():
    """As a test of mutants it notices the guard that was taken away."""

    def test(workflow):
        handed_in(workflow).when(Accept(on=day(3, 8), by="李四")).then(refused="own_work")

    alive = {mutant.id for mutant in unprotected(RECTIFICATION, test).alive}
    gone = f"accept: guard {ANOTHER_PERSON.code} dropped"
    assert gone in {mutant.id for mutant in mutate(RECTIFICATION)} - alive


def test_a_story_is_a_value():
    """Equal where it tells the same; what comes after leaves it as it was."""
    story = handed_in()
    assert story.when(Accept(on=day(3, 8), by="检查组")) != story
    assert story == handed_in()
    assert hash(story) == hash(handed_in())
