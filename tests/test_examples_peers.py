"""Flows of other systems, written on the public API, do what those systems' own tests and documents say.

`CHECKS` has one check for every row of the file; the page `docs/explanation/peers.md` says of each in which module of
`docs/examples/peers/` it is written out.
"""

import ast
import importlib.util
import json
import re
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import safetywork as sw

ROOT = Path(__file__).parent.parent
PEERS = ROOT / "docs" / "examples" / "peers"
VECTORS = (ROOT / "tests" / "answers" / "peer_vectors.jsonl").read_text(encoding="utf-8").splitlines()
KINDS = {"flow", "transition", "transition_table", "validation_flow", "guard", "dedupe", "acceptance_expiry"}
ROWS = {row["id"]: row for row in map(json.loads, VECTORS) if row["kind"] in KINDS}
sys.path.insert(0, str(PEERS.parent))

from peers import (  # noqa: E402  the examples are no package that is installed
    ciso_assessment,
    ciso_validation,
    defectdojo,
    defectdojo_nightly,
    gongyoutong,
    gongyoutong_hazards,
    hazard_review,
    itop,
    oca,
    redmine,
)

MODULES = sorted(PEERS.glob("*.py"))
WORKFLOWS = (
    gongyoutong.HAZARD,
    defectdojo.ACCEPTANCE,
    ciso_assessment.ASSESSMENT,
    ciso_validation.VALIDATION,
    ciso_validation.EDITABLE,
    oca.NONCONFORMITY,
    oca.ACTION,
    redmine.TICKETS,
    hazard_review.HAZARD,
    hazard_review.TASKS,
    itop.REQUEST,
)
DAY = date(2026, 3, 2)
PEOPLE = sw.Context(roles={"甲": {"assessor", "requester"}, "乙": {"reviewer", "approver"}})
CHECKS: dict[str, Callable[[dict], None]] = {}


def row(*ids: str) -> Callable[[Callable[[dict], None]], Callable[[dict], None]]:
    """Put a check on the list, for the rows of these ids."""

    def put(check: Callable[[dict], None]) -> Callable[[dict], None]:
        CHECKS.update(dict.fromkeys(ids, check))
        return check

    return put


@pytest.mark.parametrize("each", sorted(ROWS))
def test_the_flow_does_what_the_row_says(each):
    """Every row has a check, and it holds."""
    CHECKS[each](ROWS[each])


def test_every_check_is_of_a_row():
    """Nothing is claimed of a row that the file does not have."""
    assert set(CHECKS) == set(ROWS)


# --- gongyoutong

gyt = gongyoutong_hazards


def hazard(grade: str | None = "一般", id: str = "Z-1") -> sw.Matter:
    """A confirmed hazard on a site."""
    opening = gyt.Report(on=DAY, by="巡查员", title="临边无防护", grade=grade)
    return gyt.Hazard.open(id, (gongyoutong.HAZARD,), opening).apply(gyt.Confirm(on=DAY, by="站长"))


def notified() -> sw.Matter:
    """A general hazard, to be put right in ten days."""
    return hazard().apply(sw.Assign(on=DAY, by="站长", owner="项目部", term=sw.days(10)))


def suspended() -> sw.Matter:
    """A serious hazard under a stop-work order."""
    return hazard("严重").apply(gyt.StopWork(on=DAY, by="站长", owner="项目部", term=sw.days(10)))


def failed(matter: sw.Matter) -> sw.Matter:
    """The hazard after a re-inspection that it did not pass."""
    return matter.apply(sw.Return(on=DAY, by="复查员", reason="未整改到位"))


PASS, PASS_STOPPED = sw.Accept(on=DAY, by="复查员"), gyt.PassStopped(on=DAY, by="复查员")
DISMISS = sw.Cancel(on=DAY, by="站长", reason="误报")


@row("transition_table#11", "transition_table#12", "transition_table#15")
def its_targets(row):
    """Where a state leads to; a deletion of theirs is a void state here, which is in no table of theirs."""
    table = gongyoutong.HAZARD
    exits = {r.target for (source, cls), r in table.rows.items() if source == row["in"] and cls is not sw.Extend}
    assert {state for state in exits if "void" not in table.state(state).tags} == set(row["out"])


@row("guard#3")
def nothing_without_a_grade(row):
    """An ungraded hazard gets neither a notice nor a stop-work order; the grade decides which it gets."""
    assert "refused" in row["out"]
    given = {"on": DAY, "by": "站长", "owner": "项目部", "term": sw.days(10)}
    for grade, codes in ((None, [False, False]), ("一般", [True, False]), ("严重", [False, True])):
        taken = [bool(hazard(grade).decide(cls(**given))) for cls in (sw.Assign, gyt.StopWork)]
        assert taken == codes
    assert hazard().decide(sw.Assign(on=DAY, by="站长", owner="项目部")).codes == ("missing_field",)


@row("guard#7")
def passes_straight_to_closed(row):
    """Never stopped: a passed re-inspection closes, after a failed one too."""
    assert row["out"] == "closed"
    assert notified().apply(PASS).state == failed(notified()).apply(PASS).state == "closed"
    assert failed(notified()).decide(PASS_STOPPED).codes == ("gyt.stopped",)


@row("guard#8")
def passes_to_resuming(row):
    """Once stopped: a passed re-inspection leads to the order of resumption, and only that closes."""
    assert row["out"].startswith("resuming; closed only by the resumption order")
    for matter in (suspended(), failed(suspended()), failed(failed(suspended()))):
        assert not matter.decide(PASS)
        passed = matter.apply(PASS_STOPPED)
        assert passed.state == "resuming"
        assert [option.event for option in passed.options()] == [gyt.LiftStop]
        assert passed.apply(gyt.LiftStop(on=DAY, by="站长")).state == "closed"


@row("guard#11")
def is_dismissed_from_open_only(row):
    """Dismissed with a reason, without a paper; refused once it was notified or stopped."""
    assert row["out"] == "closed, no document; refused from notified/suspended"
    assert hazard().apply(DISMISS).state == "closed"
    assert hazard().decide(sw.Cancel(on=DAY, by="站长", reason=" ")).codes == ("missing_field",)
    for matter in (notified(), suspended()):
        assert matter.decide(DISMISS).codes == ("not_from_here",)


@row("guard#12")
def is_extended(row):
    """The due day moves, the state stays, one entry says by whom and why; the day before stands in the log."""
    assert row["out"].startswith("due changes, status does not, one due_change row")
    longer = sw.Extend(on=DAY, by="站长", until=DAY + timedelta(days=20), reason="材料未到")
    for matter in (notified(), suspended()):
        after = matter.apply(longer)
        assert (after.state, after.deadline().last_day) == (matter.state, DAY + timedelta(days=20))
        assert after.log[:-1] == matter.log
        assert after.log[-1].event == longer
        assert matter.deadline().last_day == DAY + timedelta(days=10)
        short = sw.Extend(on=DAY, by="站长", until=DAY + timedelta(days=20), reason="雨天")
        assert matter.decide(short).codes == ("gyt.why",)
    assert hazard().decide(longer).codes == ("not_from_here",), "the state is told before the reason is weighed"


@row("guard#17")
def is_on_the_overdue_list(row):
    """Past its day, and in one of three states; on its day not yet."""
    states = set(re.match(r"only (\S+) past due", row["out"])[1].split("/"))
    late, due = DAY + timedelta(days=11), DAY + timedelta(days=10)
    matters = [hazard(), hazard(None), notified(), suspended(), failed(suspended())]
    matters += [suspended().apply(PASS_STOPPED), notified().apply(PASS)]
    listed = [matter for matter in matters if gyt.overdue(matter, late)]
    assert [matter.state for matter in listed] == ["notified", "suspended", "reinspect_failed"]
    assert {matter.state for matter in listed} == states
    assert not any(gyt.overdue(matter, due) for matter in matters)


@row("guard#19")
def comes_back_as_another(row):
    """Closed is for good: what reappears is registered anew, and the closed record stays as it is."""
    assert row["out"] == "a new hazard, the closed row is never reopened"
    closed = notified().apply(PASS)
    assert closed.options() == ()
    book = sw.Book("工地", matters=(closed, hazard(id="Z-2")))
    assert [matter.state for matter in book.matters] == ["closed", "open"]


@row("guard#20")
def is_vetoed_while_pending(row):
    """Vetoed before it is confirmed, it is void and counts nowhere; afterwards that is refused."""
    assert row["out"] == "deleted; refused once confirmed"
    opening = gyt.Report(on=DAY, by="巡查员", title="临边无防护")
    vetoed = gyt.Hazard.open("Z-1", (gongyoutong.HAZARD,), opening).apply(gyt.Veto(on=DAY, by="站长"))
    assert vetoed.void
    assert vetoed.options() == ()
    assert hazard().decide(gyt.Veto(on=DAY, by="站长")).codes == ("not_from_here",)


# --- DefectDojo


def acceptance(days_left: int = 30, **says) -> sw.Matter:
    """An acceptance of two findings, which expires so many days after `DAY`."""
    opening = defectdojo.Bear(
        on=DAY - timedelta(days=60), by="安全官", title="旧系统", findings=("F-1", "F-2"),
        term=DAY + timedelta(days=days_left), **says,
    )  # fmt: skip
    return defectdojo.Acceptance.open("RA-1", (defectdojo.ACCEPTANCE,), opening)


def active(*acceptances: sw.Matter) -> list[bool]:
    """Whether each of the two findings, and a third that nothing covers, is work."""
    return [defectdojo_nightly.active(finding, acceptances) for finding in ("F-1", "F-2", "F-3")]


@row("acceptance_expiry#2", "acceptance_expiry#5")
def the_night_before(row):
    """What the job does at so many days to go."""
    matter = acceptance(row["in"]["expires_in_days"])
    if row["in"]["handled"]:
        matter = matter.apply(defectdojo.Expire(on=DAY, by="安全官"))
    if row["in"]["warned"]:
        matter = matter.apply(defectdojo.Warn(on=DAY, by="安全官"))
    event = defectdojo_nightly.nightly(matter, DAY)
    assert (event and event.label.en) == row["out"]


def test_the_night_job_warns_once_and_catches_up():
    """It warns on the first night within ten days, once; it expires on the day, or on the first night after it."""
    done: dict[int, str] = {}
    matter = acceptance(30)
    for night in (0, 15, 22, 23, 29, 33, 34):  # it did not run on day 20, nor on day 30
        event = defectdojo_nightly.nightly(matter, DAY + timedelta(days=night))
        if event is not None:
            matter, done[night] = matter.apply(event), event.label.en
    assert done == {22: "warn", 33: "expire"}
    assert defectdojo_nightly.nightly(acceptance(0), DAY).label.en == "expire", "on the day itself"


@row("flow#4")
def findings_stay_accepted(row):
    """Expired without giving its findings back: they are no work. The other way round, they are."""
    assert row["out"] == "findings stay inactive + accepted"
    for reactivate in (False, True):
        expired = acceptance(0, reactivate=reactivate).apply(defectdojo.Expire(on=DAY, by="安全官"))
        assert expired.state == "expired"
        assert active(expired) == [reactivate, reactivate, True]


@row("flow#7")
def the_day_asked_for_is_kept(row):
    """A new acceptance of an expired one runs to the day that was asked for."""
    assert row["out"].endswith("ours must keep the requested date")
    asked = date.fromisoformat(re.search(r"\d{4}-\d\d-\d\d", row["in"])[0])
    expired = acceptance(0).apply(defectdojo.Expire(on=DAY, by="安全官"))
    again = expired.apply(defectdojo.Reinstate(on=DAY, by="安全官", term=asked))
    assert again.deadline().last_day == asked
    assert (again.state, again.cycle, active(again)) == ("borne", 2, [False, False, True])
    assert expired.decide(defectdojo.Reinstate(on=DAY, by="安全官")).codes == ("missing_field",)


@row("flow#8")
def deleted_gives_all_back(row):
    """Without the acceptance all its findings are work, whether it had expired or not."""
    assert row["out"] == "all its findings active again"
    for matter in (acceptance(), acceptance(0, reactivate=False).apply(defectdojo.Expire(on=DAY, by="安全官"))):
        assert active(matter) == [False, False, True]
        assert active(matter.apply(defectdojo.Delete(on=DAY, by="安全官"))) == [True, True, True]


# --- CISO Assistant

ciso = ciso_assessment


def assessment(state: str, *beside: sw.Workflow) -> sw.Matter:
    """An assessment led to a state by its shortest way."""
    main = ciso_validation.EDITABLE if beside else ciso.ASSESSMENT
    opening = ciso.Open(on=DAY, by="甲", title="2026年评估")
    matter = ciso.Assessment.open("A-1", (main, *beside), opening)
    for cls in main.routes(main.start)[state]:
        words = {"observation": "请补充"} if "observation" in cls.fields() else {}
        by = "乙" if "reviewer" in main.transition(matter.state, cls).roles else "甲"
        matter = matter.apply(cls(on=DAY, by=by, **words), PEOPLE)
    return matter


@row(*(name for name, row in ROWS.items() if row["kind"] == "transition"))
def moves_as_their_table_says(row):
    """Who may make the move; refused: no event leads there, and each that leads there elsewhere is refused here."""
    here, there = row["in"]
    table, matter = ciso.ASSESSMENT, assessment(here)
    ways = [(cls, r) for (source, cls), r in table.rows.items() if (source, r.target) == (here, there)]
    if row["out"] == "refused":
        assert not ways
        leading = {cls for (_, cls), r in table.rows.items() if r.target == there}
        assert all(matter.decide(cls(on=DAY, by="乙"), PEOPLE).codes[0] == "not_from_here" for cls in leading)
        return
    ((cls, way),) = ways
    assert way.transition.roles == {row["out"].split(" ")[0].rstrip(";")}
    assert "observation" not in way.transition.requires
    assert matter.decide(cls(on=DAY, by="甲"), PEOPLE).codes == ("role_needed",)
    moved = matter.apply(cls(on=DAY, by="乙"), PEOPLE)
    assert moved.state == there
    if "clears observation" in row["out"]:
        closing = assessment("submitted").apply(ciso.Close(on=DAY, by="乙", observation="符合"), PEOPLE)
        assert closing.observation == "符合"
        assert closing.apply(cls(on=DAY, by="乙"), PEOPLE).observation is None


def validated(*events: type[sw.Event]) -> sw.Matter:
    """An assessment in progress whose validation went through these events."""
    matter = assessment("in_progress", ciso_validation.VALIDATION)
    for cls in events:
        by = "甲" if cls in (ciso_validation.Ask, ciso_validation.AskAgain) else "乙"
        matter = matter.apply(cls(on=DAY, by=by), PEOPLE)
    return matter


EDIT = ciso_validation.Edit(on=DAY, by="甲")
ASKED = (ciso_validation.Ask,)
WANTED = (ciso_validation.Ask, ciso_validation.WantChange)


@row("validation_flow#3")
def acceptance_locks(row):
    """The approver accepts, and what is validated cannot be edited; before that and after a revocation it can."""
    assert row["out"] == "allowed; linked assessments locked"
    assert validated(*ASKED).decide(EDIT)
    accepted = validated(*ASKED, ciso_validation.Approve)
    assert accepted.states == ("in_progress", "accepted")
    assert accepted.decide(EDIT).codes == ("ciso.unlocked",)
    assert validated(*ASKED).decide(ciso_validation.Approve(on=DAY, by="甲"), PEOPLE).codes == ("role_needed",)
    assert validated(*ASKED, ciso_validation.Approve, ciso_validation.Revoke).decide(EDIT)


@row("validation_flow#5")
def the_requester_asks_again(row):
    """After a change was wanted, the requester submits again."""
    assert row["out"] == "allowed"
    again = ciso_validation.AskAgain(on=DAY, by="甲")
    assert validated(*WANTED).apply(again, PEOPLE).states[1] == "submitted"
    assert validated(*WANTED).decide(ciso_validation.AskAgain(on=DAY, by="乙"), PEOPLE).codes == ("role_needed",)


@row("validation_flow#6")
def nobody_accepts_unchanged(row):
    """While a change is wanted, the approver cannot accept; the refusal names what must come first."""
    assert row["out"] == "refused"
    refusal = validated(*WANTED).decide(ciso_validation.Approve(on=DAY, by="乙"), PEOPLE)
    assert refusal.codes == ("not_from_here",)
    assert "ask again" in refusal.text("en")


# --- OCA


def nonconformity(*events: sw.Event) -> sw.Matter:
    """A nonconformity after these events."""
    opening = oca.Raise(on=DAY, by="审核员", title="记录缺失")
    return _led(oca.Nonconformity.open("NC-1", (oca.NONCONFORMITY,), opening), *events)


def _led(matter: sw.Matter, *events: sw.Event) -> sw.Matter:
    for event in events:
        matter = matter.apply(event)
    return matter


def action(id: str, *events: sw.Event) -> sw.Matter:
    """An action of it after these events."""
    opening = oca.Raise(on=DAY, by="审核员", title="补记录")
    return _led(sw.Matter.open(id, (oca.ACTION,), opening), *events)


OPENED = oca.Open(on=DAY, by="审核员", comments="本周内补齐")
STARTED, ENDED = oca.Start(on=DAY, by="责任人"), oca.End(on=DAY, by="责任人")
FINISH = oca.Finish(on=DAY + timedelta(days=3), by="审核员", evaluation="有效")


@row("flow#12")
def opening_opens_the_actions(row):
    """With comments on the plan it opens, and each action that has not begun begins."""
    assert row["out"] == "allowed; every action still in its starting stage is opened"
    assert nonconformity().decide(oca.Open(on=DAY, by="审核员")).codes == ("missing_field",)
    opened = nonconformity(OPENED)
    actions = [action("A-1"), action("A-2", STARTED), action("A-3", STARTED, ENDED)]
    after = [matter.apply(event) for matter, event in oca.follow(opened.log[-1], actions)]
    assert [(matter.id, matter.state) for matter in after] == [("A-1", "open")]
    assert actions[0].state == "draft", "nothing happened to it until it was entered"


@row("flow#13")
def finishing_waits_for_the_actions(row):
    """With an evaluation and all actions ended it is done, closed on that day; not before, and not unseen."""
    assert row["out"] == "allowed; closing_date set"
    opened, ended = nonconformity(OPENED), action("A-1", STARTED, ENDED)
    seen = sw.Context(facts={"actions": [ended, action("A-2", STARTED, ENDED)]})
    assert opened.decide(FINISH).codes == ("oca.ended",)
    assert opened.decide(FINISH, sw.Context(facts={"actions": [ended, action("A-2")]})).codes == ("oca.ended",)
    done = opened.apply(FINISH, seen)
    assert (done.state, done.log[-1].event.on) == ("done", FINISH.on)


@row("flow#15")
def a_change_of_stage_resets_the_mark(row):
    """Whatever the card was marked, it is normal after each change of stage."""
    assert row["out"] == "kanban_state reset to normal"
    marked = oca.Mark(on=DAY, by="审核员", kanban="blocked")
    assert nonconformity(marked).kanban == "blocked"
    assert nonconformity(marked, OPENED).kanban == "normal"
    done = nonconformity(OPENED, marked).apply(FINISH, sw.Context(facts={"actions": []}))
    assert done.kanban == "normal"


# --- Redmine


def ticket(**says) -> sw.Matter:
    """A ticket of version 1.0."""
    opening = redmine.Post(on=DAY, by="甲", title="缺陷", **({"version": "1.0"} | says))
    return redmine.Ticket.open("T-1", (redmine.TICKETS,), opening)


SHUT = redmine.Close(on=DAY, by="甲")


@row("flow#17")
def a_blocked_ticket_stays_open(row):
    """It closes once everything that blocks it is closed; where nothing is known of that, it does not."""
    assert row["out"] == "refused"
    blocked = ticket(blocked_by=("T-2", "T-3"))
    for closed in ((), ("T-2",)):
        assert blocked.decide(SHUT, sw.Context(facts={"closed": closed})).codes == ("redmine.free",)
    assert blocked.decide(SHUT).codes == ("redmine.free",)
    assert blocked.apply(SHUT, sw.Context(facts={"closed": ("T-2", "T-3")})).done


@row("flow#20")
def a_closed_version_keeps_its_tickets(row):
    """It is reopened only where its version is open, its own or the one that it was moved to."""
    assert row["out"] == "refused; allowed if moved to an open version"
    context, again = sw.Context(facts={"versions": ("2.0",)}), redmine.Reopen(on=DAY, by="甲")
    closed = ticket().apply(SHUT)
    assert closed.decide(again, context).codes == ("redmine.version",)
    moved = closed.apply(redmine.Edit(on=DAY, by="甲", version="2.0"))
    assert moved.apply(again, context).state == "open"


@row("flow#22")
def an_edit_leaves_the_day_of_closing(row):
    """A closed ticket that is edited was closed when it was closed."""
    assert row["out"] == "closed_on unchanged"
    edited = ticket().apply(SHUT).apply(redmine.Edit(on=DAY + timedelta(days=9), by="乙", title="改题"))
    assert (edited.title, edited.closed_on) == ("改题", DAY)
    assert ticket().closed_on is None


# --- a review system


@row("dedupe#4")
def a_hazard_is_in_one_task(row):
    """In review it joins no second task and is not edited; before that it can be."""
    assert row["out"] == "cannot join a second task; cannot be edited"
    found = sw.Matter.open("H-1", (hazard_review.HAZARD,), hazard_review.Find(on=DAY, by="甲", title="线路老化"))
    edit, second = hazard_review.Edit(on=DAY, by="甲", title="改"), hazard_review.Join(on=DAY, by="甲", task="R-2")
    assert found.decide(edit)
    joined = found.apply(hazard_review.Join(on=DAY, by="甲", task="R-1"))
    assert joined.decide(edit).codes == joined.decide(second).codes == ("not_from_here",)


@row("dedupe#5")
def a_task_is_complete_when_all_is_reviewed(row):
    """A task with a hazard that nobody reviewed is not completed."""
    assert row["out"] == "refused"
    task = hazard_review.Task.open(
        "R-1", (hazard_review.TASKS,), hazard_review.Set(on=DAY, by="乙", hazards=("H-1", "H-2"))
    )
    complete = hazard_review.Complete(on=DAY, by="乙")
    assert task.decide(complete, sw.Context(facts={"reviewed": ("H-1",)})).codes == ("review.all",)
    assert task.decide(complete).codes == ("review.all",)
    assert task.apply(complete, sw.Context(facts={"reviewed": ("H-1", "H-2")})).done


# --- iTop


@row("transition_table#1", "transition_table#2", "transition_table#7", "transition_table#10")
def its_requests(row):
    """Where a state leads to."""
    table = itop.REQUEST
    assert {r.target for (source, _), r in table.rows.items() if source == row["in"]} == set(row["out"])


# --- the examples as examples


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_peer_flow_has_no_trap(workflow):
    """Nothing worse than a single exit is wrong with their tables."""
    assert {found.code for found in sw.analyse(workflow)} <= {"single exit"}


@pytest.mark.parametrize("matter", [failed(suspended()), acceptance(), validated(*ASKED)], ids=lambda m: m.kind)
def test_a_peer_flow_survives_a_file(matter):
    """Its events, kinds and workflows are handed to `loads`, and the matter is as it was."""
    text = sw.dumps(sw.Book("台账", matters=(matter,)))
    kinds = [gyt.Hazard, defectdojo.Acceptance, ciso.Assessment]
    assert sw.loads(text, workflows=WORKFLOWS, kinds=kinds).matters == (matter,)


def code_lines(path: Path) -> int:
    """Lines that are code: no blank line, no comment, no docstring."""
    text = path.read_text(encoding="utf-8")
    lines = {n for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.strip().startswith("#")}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            lines -= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return len(lines)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_peer_flow_is_short_and_uses_public_names_only(path):
    """Under 40 lines of code; from safetywork nothing but the front door's names and public rooms."""
    assert code_lines(path) < 40
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "safetywork"
             for alias in node.names}  # fmt: skip
    named |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
              and isinstance(node.value, ast.Name) and node.value.id == "sw"}  # fmt: skip
    assert named <= set(sw._ROOM_OF)
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert all(name.split(".")[0] in {"safetywork", "peers", "attrs", "datetime", "typing", "collections"}
               for name in modules)  # fmt: skip
    assert not any(name.startswith("safetywork._") for name in modules)


def test_the_page_tells_of_every_row_once():
    """Each row of the file stands once in the page, with what it says, the module it is written out in, and how."""
    page = (ROOT / "docs" / "explanation" / "peers.md").read_text(encoding="utf-8")
    lines = [[cell.strip() for cell in line.strip("|\n ").split(" | ")] for line in page.splitlines() if "#" in line]
    told = [cells for cells in lines if cells[0].strip("`") in ROWS]
    assert sorted(cells[0].strip("`") for cells in told) == sorted(ROWS)
    for name, says, here in told:
        row = ROWS[name.strip("`")]
        assert says == " → ".join(" ".join(map(str, x)) if isinstance(x, list) else str(x) for x in _said(row))
        module = re.match(r"`(\w+)`: \S.+", here)
        assert module, here
        assert importlib.util.find_spec(f"peers.{module[1]}")


def _said(row):
    """What goes in and what comes out, as the page shows it."""
    given = row["in"]
    if isinstance(given, dict):
        given = ", ".join(f"{name} {value}" for name, value in given.items())
    return given, "nothing" if row["out"] in (None, []) else row["out"]
