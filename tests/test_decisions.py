"""The kernel: what may happen, what happens then, and that nothing else does."""

import copy
import pickle
from datetime import date, timedelta
from functools import reduce

import attrs
import pytest
from attrs import frozen
from hypothesis import given, strategies as st

from histories import OPENINGS, assigned, correction, events, led, matters, near_misses, steps, submitted
from safetywork.acts import Accept, Assign, Cancel, Correct, Evidence, Progress, Resume, Return, Submit, Suspend
from safetywork.analysis import walks
from safetywork.carryovers import CarryOver
from safetywork.decisions import (
    Option,
    Refusal,
    RefusedError,
    Step,
    apply,
    audit,
    decide,
    evolve,
    options,
    replay,
)
from safetywork.errors import SafetyworkError
from safetywork.events import Entry, Event, Rule
from safetywork.extensions import AskExtension, Extend, RefuseExtension
from safetywork.issues import RECTIFICATION, Close, Issue, MarkDuplicate, Register, Transfer
from safetywork.labels import Label
from safetywork.parties import name_key
from safetywork.pledges import Publish
from safetywork.referrals import REFERRAL, Decline, Feedback, Refer, ReferAgain
from safetywork.severities import Reclassify
from safetywork.testing.scenes import CONTEXT, DAY
from safetywork.testing.strategies import EVENTS
from safetywork.workflows import Context, Guard, Reason, State, Transition, Workflow

D3, D10, D12 = date(2025, 3, 3), date(2025, 3, 10), date(2025, 3, 12)
WORDS = Label("字", "word")
LEADERS = Context(roles={name_key("局长"): frozenset({"leader"}), name_key("李四"): frozenset({"worker"})})


def blank(matter):
    """The matter before anything was recorded of it."""
    return type(matter).blank(matter.id, matter.workflows)


@frozen(kw_only=True)
class Inspect(Event):
    """An event of a user's own."""

    code = "user.inspect"
    label = Label("核查", "inspect")

    findings: str | None = None


# --- laws over histories


@given(steps())
def test_a_decision_is_a_step_or_a_refusal_with_reasons(step):
    """`decide` never raises for a domain reason; a refusal names at least one reason and speaks both languages."""
    matter, event = step
    answer = decide(matter, event)
    assert bool(answer) == isinstance(answer, Step)
    if isinstance(answer, Refusal):
        assert answer.event is event
        assert len(answer.codes) == len(answer.reasons) >= 1
        assert answer.text("zh")
        assert answer.text("en")


@given(steps())
def test_deciding_changes_nothing_and_says_the_same_again(step):
    """Neither a step nor a refusal touches the matter, and the same question has the same answer."""
    matter, event = step
    before = pickle.dumps(matter.log), matter.states, hash(matter)
    first = decide(matter, event)
    assert decide(matter, event) == first
    assert (pickle.dumps(matter.log), matter.states, hash(matter)) == before


@given(steps())
def test_apply_is_decide_and_evolve_or_an_error_with_every_reason(step):
    """What `decide` refuses, `apply` raises with the same refusal; what it admits, `evolve` carries out."""
    matter, event = step
    answer = decide(matter, event)
    if isinstance(answer, Refusal):
        with pytest.raises(RefusedError) as caught:
            matter.apply(event)
        assert caught.value.refusal == answer
    else:
        assert matter.apply(event) == (matter if answer.entry is None else evolve(matter, answer.entry))


@given(steps())
def test_a_log_grows_by_exactly_the_event_given(step):
    """One entry more, at the end, with that very event and the rule that admitted it; the old log is a prefix."""
    matter, event = step
    answer = decide(matter, event)
    if isinstance(answer, Step) and answer.entry is not None:
        grown = apply(matter, event)
        assert grown.log[:-1] == matter.log
        assert grown.log[-1].event is event
        assert grown.log[-1].rule in {workflow.rule for workflow in matter.workflows}


@given(matters())
def test_replaying_a_log_gives_the_matter(matter):
    """replay(log) == the fold of evolve == the matter, field by field."""
    assert replay(blank(matter), matter.log) == matter
    assert reduce(evolve, matter.log, blank(matter)) == matter


@given(matters(), st.data())
def test_replay_goes_on_from_any_point(matter, data):
    """Replaying a log in two parts is replaying it whole."""
    cut = data.draw(st.integers(0, len(matter.log)))
    assert replay(replay(blank(matter), matter.log[:cut]), matter.log[cut:]) == matter


@given(matters())
def test_states_follow_the_table(matter):
    """Each entry of a history is a row of its machine's table, from the state before to the state after."""
    machines = {workflow.name: workflow for workflow in matter.workflows}
    at = {workflow.name: workflow.start for workflow in matter.workflows}
    for entry in matter.log[1:]:
        name = entry.rule.name
        assert machines[name].rows[at[name], type(entry.event)].target == entry.to
        at[name] = entry.to
    assert matter.states == tuple(at.values())


@given(matters(), st.data())
def test_options_and_decide_agree(matter, data):
    """One option a row: what it leaves open only the event itself can spoil, what it blocks is refused for that."""
    offered = options(matter)
    rows = {cls for w, s in zip(matter.workflows, matter.states, strict=True) for source, cls in w.rows if source == s}
    assert {option.event for option in offered} == rows
    assert len(offered) == len(rows)
    for option in offered:
        day = matter.log[-1].event.on
        answer = decide(matter, data.draw(events(option.event, day)))
        assert option.open == (not option.blocked)
        if option.blocked:
            assert isinstance(answer, Refusal)
            assert {reason.code for reason in option.blocked} <= set(answer.codes)
        elif isinstance(answer, Refusal):
            assert "not_from_here" not in answer.codes
        else:
            assert answer.entry.to == option.target
        assert option.fields == option.event.fields()


@given(matters(), st.data())
def test_what_is_no_option_is_refused(matter, data):
    """An event that no row of the present states takes is refused, and the refusal says so."""
    offered = {option.event for option in options(matter)}
    cls = data.draw(st.sampled_from([cls for cls in EVENTS if cls not in offered]))
    answer = decide(matter, data.draw(events(cls, matter.log[-1].event.on)))
    assert isinstance(answer, Refusal)
    assert set(answer.codes) & {"not_from_here", "unknown_event"}


@given(matters(longest=6), st.data())
def test_redelivery_is_a_no_op(matter, data):
    """Any earlier event with an id, sent again, changes nothing, whatever `expected` says and whenever it came."""
    known = [entry.event for entry in matter.log if entry.event.id is not None]
    for event in known:
        expected = data.draw(st.none() | st.integers(0, 9))
        later = attrs.evolve(event, recorded_at=None)
        assert decide(matter, later, expected=expected) == Step(None)
        assert matter.apply(event, expected=expected) is matter


@given(matters(longest=6), st.data())
def test_an_id_is_not_used_twice_for_different_things(matter, data):
    """The same id with other content is refused for that alone, before `expected` is looked at."""
    known = [entry.event for entry in matter.log if entry.event.id is not None]
    for event in known:
        other = attrs.evolve(event, by="某人")
        expected = data.draw(st.none() | st.integers(0, 9))
        assert decide(matter, other, expected=expected).codes == ("id_reused",)


@given(steps(), st.integers(0, 12))
def test_a_stale_writer_is_refused(step, expected):
    """`expected` is the length of the log: any other is refused as stale, the right one changes no answer."""
    matter, event = step
    event = attrs.evolve(event, id=None)
    answer = decide(matter, event, expected=expected)
    if expected == len(matter.log):
        assert answer == decide(matter, event)
    else:
        assert answer.codes[0] == "stale"
        assert answer.reasons[0].params == {"expected": expected, "actual": len(matter.log)}


@given(steps(), st.integers(1, 30))
def test_days_never_run_backwards(step, back):
    """An event dated before the last entry is refused as backdated, one on the same day is not."""
    matter, event = step
    last = matter.log[-1].event.on
    early = attrs.evolve(event, id=None, on=last - timedelta(days=back))
    same = attrs.evolve(event, id=None, on=last)
    assert "backdated" in decide(matter, early).codes
    answer = decide(matter, same)
    assert answer or "backdated" not in answer.codes


@given(matters(), st.integers(-2, 60))
def test_as_of_ignores_what_happened_later(matter, ahead):
    """As of a day the matter is what the entries up to that day made it, and nothing before it began."""
    day = DAY + timedelta(days=ahead)
    then = matter.as_of(day)
    kept = tuple(entry for entry in matter.log if entry.event.on <= day)
    if not kept:
        assert then is None
    else:
        assert then == replay(blank(matter), kept)


@given(matters(longest=6), st.data())
def test_what_happens_later_does_not_change_what_was(matter, data):
    """Adding an event leaves every earlier as-of answer as it is."""
    event = data.draw(near_misses(matter))
    if isinstance(decide(matter, event), Step):
        grown = matter.apply(event)
        for back in range(1, 5):
            day = event.on - timedelta(days=back)
            assert grown.as_of(day) == matter.as_of(day)


@given(matters())
def test_todays_rules_refuse_nothing_that_they_admitted(matter):
    """A history made by the rules passes their audit."""
    assert list(audit(blank(matter), matter.log, CONTEXT)) == []


@given(matters(("rectification", "major"), longest=7), st.sampled_from(RECTIFICATION.events))
def test_audit_lists_exactly_what_todays_rules_would_refuse(matter, event):
    """Forbidding an event lists its entries, each with its place, and no other."""
    never = Guard("never", WORDS, need=_never)
    strict = (RECTIFICATION.guard(event, never), REFERRAL)
    found = list(audit(Issue.blank(matter.id, strict), matter.log))
    assert [position for position, _, _ in found] == [i for i, e in enumerate(matter.log) if type(e.event) is event]
    assert all(entry is matter.log[i] and refusal.codes == ("never",) for i, entry, refusal in found)


@given(matters(("rectification", "major")), st.sampled_from(RECTIFICATION.events))
def test_old_logs_replay_under_new_rules(matter, dropped):
    """A log goes on leading where it led, although the rules have since dropped an event and added a state."""
    new = RECTIFICATION.extend(drop=[dropped], states=[State("archived", WORDS, "rest")], version="2")
    again = replay(Issue.blank(matter.id, (new, REFERRAL)), matter.log)
    assert again.states == matter.states
    assert again.log == matter.log
    assert (again.owner, again.title) == (matter.owner, matter.title)


@given(matters(longest=6))
def test_matters_can_be_pickled_and_copied(matter):
    """A copy is equal, hashes alike and goes on with the same answers."""
    for twin in (pickle.loads(pickle.dumps(matter)), copy.copy(matter), copy.deepcopy(matter)):
        assert twin == matter
        assert hash(twin) == hash(matter)
        assert options(twin) == options(matter)
        assert not hasattr(twin, "__dict__")


@given(matters(longest=4), st.data())
def test_the_route_of_a_refusal_leads_to_where_the_event_is_taken(matter, data):
    """Following the events that a refusal names, the refused event is taken, and no shorter walk does that."""
    cls = data.draw(st.sampled_from(matter.workflows[0].events))
    answer = decide(matter, data.draw(events(cls, matter.log[-1].event.on)))
    reason = next((r for r in getattr(answer, "reasons", ()) if r.code == "not_from_here"), None)
    if reason is not None:
        main, here = matter.workflows[0], matter.state
        route = reason.params["way"].route
        shortest = [w for w in _walks_from(main, here) if (w[-1][1], cls) in main.rows]
        assert (route is None) == (not shortest)
        if route is not None:
            assert len(route) == len(shortest[0])
            assert (_end(main, here, route), cls) in main.rows


def _walks_from(workflow, state):
    states = tuple(
        attrs.evolve(s, kind="start" if s.id == state else "open" if s.kind == "start" else s.kind)
        for s in workflow.states
    )
    moved = Workflow(workflow.name, "1", workflow.label, states, workflow.transitions)
    shown = set()
    for walk in walks(moved, longest=4):
        if walk[-1][1] not in shown:
            shown.add(walk[-1][1])
            yield walk


def _end(workflow, state, route):
    for event in route:
        state = workflow.rows[state, event].target
    return state


# --- known answers: refusals


@pytest.mark.parametrize(
    ("event", "zh", "en"),
    [
        (
            Close(on=D10, by="检查组"),
            "“整改中”状态下不能“销号”，须先：报请验收→验收通过",
            "“close” cannot happen in state “being rectified”; first: submit for acceptance, then accept",
        ),
        (
            Feedback(on=D10, by="住建局", text="已办", solved=True),
            "“未转办”状态下不能“反馈”，须先：转办",
            "“feed back” cannot happen in state “not referred”; first: refer",
        ),
        (Register(on=D10, by="x", title="t"), "本事项没有“登记”这一环节", "“register” is no event of this matter"),
        (Progress(on=date(2025, 3, 1), by="x"), "日期2025-03-01早于上一条记录2025-03-03",
         "2025-03-01 lies before the last entry, 2025-03-03"),
    ],
)  # fmt: skip
def test_a_refusal_in_words(event, zh, en):
    """What a clerk reads: the state, the event, and the way there."""
    refusal = assigned().decide(event)
    assert (refusal.text(), refusal.text("en")) == (zh, en)
    assert str(RefusedError(refusal)) == f"{en} ({zh})"


def test_no_way_leads_back_from_a_cancelled_issue():
    """作废 is for good, and the refusal says so in both languages."""
    gone = assigned().apply(Cancel(on=D10, by="局长", reason="重复登记"))
    refusal = gone.decide(Submit(on=D10, by="李四"))
    assert refusal.text().endswith("，且无路可达")
    assert refusal.text("en").endswith(", and no way leads to where it could")


def test_every_reason_is_told_at_once():
    """Stale, backdated, empty, by the wrong person and unclear: five reasons in one answer."""
    leaders = RECTIFICATION.extend(
        replace=[attrs.evolve(_row("rectifying", Extend).transition, sources=("rectifying",), roles={"leader"})]
    )
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=leaders)
    issue = issue.apply(Assign(on=D3, by="局长", owner="李四"))
    event = Extend(on=date(2025, 3, 1), by="李四", asked_by="李　四", reason="")
    refusal = issue.decide(event, LEADERS, expected=9)
    told = ("stale", "backdated", "missing_field", "role_needed", "no_term", "extension_unclear", "own_extension")
    assert set(told) <= set(refusal.codes)
    assert len(set(refusal.codes)) == len(refusal.codes)


def test_a_misplaced_event_is_told_its_order_too():
    """An event that is out of place, stale and too early hears all three."""
    refusal = assigned().decide(Close(on=date(2025, 3, 1), by="x"), expected=7)
    assert refusal.codes == ("stale", "backdated", "not_from_here")


@pytest.mark.parametrize("empty", ["\u200b", "\xad ", None, "", ()])
def test_a_required_field_may_not_be_empty(empty):
    """Nothing, an empty text or one that cannot be seen, and an empty list are no answer."""
    issue = Issue.register(id="H", title="t", on=D3, by="检查组")
    assert issue.decide(Assign(on=D3, by="局长", owner=empty)).codes == ("missing_field",)


def _row(state, event):
    return RECTIFICATION.rows[state, event]


def _never(_, __):
    return (Reason("never", label=WORDS),)


# --- known answers: roles and contexts

BY_LEADERS = RECTIFICATION.extend(
    replace=[Transition(Cancel, "registered", "cancelled", (), ("reason",), {"leader", "mayor"})]
)


@pytest.mark.parametrize(
    ("by", "role", "context", "codes"),
    [
        ("局长", None, LEADERS, ()),
        ("局 长", None, LEADERS, ()),
        ("局长", "leader", LEADERS, ()),
        ("局长", "worker", LEADERS, ("role_needed",)),
        ("李四", None, LEADERS, ("role_needed",)),
        ("李四", "leader", LEADERS, ("role_needed",)),
        ("某人", None, LEADERS, ("role_needed",)),
        ("局长", None, Context(), ("role_unknown",)),
        ("局长", "leader", Context(), ("role_unknown",)),
    ],
)
def test_a_role_is_held_not_claimed(by, role, context, codes):
    """The context says who holds a role; a claimed role must be held; without a list of roles nobody passes."""
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=BY_LEADERS)
    answer = issue.decide(Cancel(on=D3, by=by, role=role, reason="重复"), context)
    assert getattr(answer, "codes", ()) == codes


def test_an_option_says_who_may_and_what_it_asks_for():
    """The option of a guarded row shows roles, fields, required fields and what blocks it."""
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=BY_LEADERS)
    offered = {option.event: option for option in issue.options()}
    assert offered[Cancel] == Option(Cancel, "cancelled", frozenset({"leader", "mayor"}), ("reason",), ("reason",), ())
    assert set(offered) == {Assign, Reclassify, Correct, MarkDuplicate, Cancel, CarryOver, Refer}


def test_an_option_says_what_only_the_event_can_meet():
    """Accepting is open to others, and says so: 由他人验收 and the roles of a policy are asked of the event."""
    offered = {option.event: [str(label) for label in option.conditions] for option in submitted().options()}
    assert offered[Accept] == ["达到销号条件", "由他人验收"]
    assert offered[Progress] == []


def test_an_option_that_is_blocked_is_shown_with_its_reasons():
    """Acceptance of a major issue without evidence is listed, not open, and says what is missing."""
    offered = {option.event: option for option in submitted(severity="major").options()}
    assert not offered[Accept].open
    assert [reason.code for reason in offered[Accept].blocked] == ["evidence_missing"]
    assert offered[Return].open


def test_a_guard_that_raises_is_a_bug_and_propagates():
    """Neither `decide` nor `options` hides an error of a guard."""

    def broken(_, __):
        raise ZeroDivisionError

    workflow = RECTIFICATION.guard(Assign, Guard("broken", WORDS, need=broken))
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=workflow)
    with pytest.raises(ZeroDivisionError):
        issue.decide(Assign(on=D3, by="局长", owner="李四"))
    with pytest.raises(ZeroDivisionError):
        issue.options()


def test_a_guard_sees_the_context_and_the_event():
    """`check` gets matter, event and context; every reason that it yields is told."""

    def check(matter, event, context):
        yield Reason("one", {"id": matter.id, "by": event.by}, WORDS)
        yield Reason("two", {"facts": tuple(context.facts)}, WORDS)

    workflow = RECTIFICATION.guard(Assign, Guard("two", WORDS, check=check))
    issue = Issue.register(id="H", title="t", on=D3, by="检查组", workflow=workflow)
    refusal = issue.decide(Assign(on=D3, by="局长", owner="李四"), Context(facts={"a": 1}))
    assert [reason.params for reason in refusal.reasons] == [{"id": "H", "by": "局长"}, {"facts": ("a",)}]


# --- known answers: machines beside each other


def test_an_event_moves_the_machine_that_takes_it():
    """A referral moves its own machine, and the issue's stays where it is."""
    issue = assigned().apply(Refer(on=D10, by="局长", to="住建局"))
    assert issue.states == ("rectifying", "referred")
    issue = issue.apply(Feedback(on=D12, by="住建局", text="已办", solved=True))
    assert (issue.state, issue.states) == ("rectifying", ("rectifying", "answered"))
    assert issue.apply(ReferAgain(on=D12, by="局长", to="消防")).states == ("rectifying", "referred")


def test_options_cover_all_machines():
    """What may happen next comes from every machine of the matter."""
    offered = {option.event for option in assigned().options()}
    asking = {AskExtension, Extend, RefuseExtension}
    changing = {Transfer, Reclassify, Correct, MarkDuplicate, Cancel, CarryOver}
    assert offered == {Assign, Progress, *asking, Suspend, Submit, *changing, Refer}


def test_a_workflow_that_was_not_given_is_read_only():
    """A stand-in without rows takes nothing, and the refusal names the workflow that is missing."""
    stand_in = Workflow("county", "?", WORDS, (State("start", WORDS, "start"),), ())
    matter = Issue.blank("H", (stand_in,))
    assert matter.decide(Assign(on=D3, by="局长", owner="李四")).codes == ("unknown_workflow",)


# --- evolve asks no rule, and keeps to the fields of the class


def test_evolve_takes_the_destination_from_the_entry():
    """An old entry leads where it led, to a state that today's table does not know, by an event it does not have."""
    entry = Entry(Inspect(on=D10, by="x"), "archived", Rule("rectification", "0", "old"))
    issue = evolve(assigned(), entry)
    assert issue.state == "archived"
    assert str(issue.standing_state) == "archived"
    assert issue.decide(Submit(on=D10, by="李四")).codes == ("not_from_here",)


def test_a_field_that_the_matter_does_not_have_stays_in_the_log():
    """An event of a later class may copy more than this class holds."""
    opened = Register(on=D3, by="x", title="t", severity="major")
    matter = Issue.blank("H", (RECTIFICATION,))
    other = replay(matter, (Entry(correction("nonsense", "x"), "registered", RECTIFICATION.rule),))
    assert (other.title, len(other.log)) == ("", 1)
    assert evolve(matter, Entry(opened, "registered", RECTIFICATION.rule)).severity == "major"


@pytest.mark.parametrize("field", ["log", "states", "workflows", "id"])
def test_no_entry_reaches_the_frame_of_a_matter(field):
    """A correction in a stored log that names the log, the states, the machines or the id changes none of them."""
    issue = assigned()
    entry = Entry(correction(field, "boom"), "rectifying", RECTIFICATION.rule)
    for grown in (evolve(issue, entry), replay(issue, (entry,))):
        assert getattr(grown, field) != "boom"
        assert grown.id == issue.id
        assert grown.log == (*issue.log, entry)


def test_an_entry_of_no_machine_here_is_not_swallowed():
    """A log that names another workflow than the matter runs is the caller's mistake, not a matter without history."""
    renamed = RECTIFICATION.extend(name="county")
    with pytest.raises(ValueError, match="rectification"):
        replay(Issue.blank("H", (renamed,)), assigned().log)


def test_audit_lists_a_second_opening():
    """An opening event is admitted as the first entry only."""
    issue = assigned()
    found = list(audit(Issue.blank(issue.id, issue.workflows), (*issue.log, issue.log[0])))
    assert [position for position, _, _ in found] == [2]


def test_audit_lists_what_led_elsewhere():
    """Forged 报验→已销号: the rules admit the event, not where the entry says it led; the true entry passes."""
    issue = assigned().apply(Submit(on=D10, by="李四"))
    assert list(audit(blank(issue), issue.log)) == []
    forged = (*issue.log[:2], attrs.evolve(issue.log[2], to="closed"))
    ((position, _, refusal),) = audit(blank(issue), forged)
    assert (position, refusal.codes) == (2, ("led_elsewhere",))
    assert refusal.text("en") == "the entry led to “closed”, the rules lead to “submitted”"


def test_audit_lists_an_opening_that_does_not_lead_to_the_start():
    """An issue that was closed when it was opened; the opening itself is not asked whether it may happen."""
    issue = assigned()
    assert list(audit(blank(issue), issue.log[:1])) == []
    found = list(audit(blank(issue), (attrs.evolve(issue.log[0], to="closed"),)))
    assert [(i, refusal.codes) for i, _, refusal in found] == [(0, ("led_elsewhere",))]


def test_audit_lists_an_id_that_stands_twice():
    """Redelivery makes no second entry: one that stands there was put in; of one id with other words likewise."""
    issue = assigned().apply(Progress(on=D10, by="李四", id="e1", text="一")).apply(Progress(on=D10, by="李四"))
    assert list(audit(blank(issue), issue.log)) == []
    other = attrs.evolve(issue.log[2], event=Progress(on=D10, by="李四", id="e1", text="二"))
    for again in (issue.log[2], other):
        found = list(audit(blank(issue), (*issue.log, again)))
        assert [(i, refusal.codes) for i, _, refusal in found] == [(4, ("id_reused",))]


def test_audit_goes_on_with_history_as_it_stands():
    """After a refused entry the later ones are judged in the state that history was in."""
    late = assigned().apply(Submit(on=D10, by="李四")).apply(Accept(on=D10, by="检查组"))
    own = Entry(Close(on=D12, by="李四"), "closed", RECTIFICATION.rule)
    log = (*late.log, own, Entry(Submit(on=D12, by="李四"), "submitted", RECTIFICATION.rule))
    found = list(audit(Issue.blank(late.id, late.workflows), log))
    assert [(i, refusal.codes) for i, _, refusal in found] == [(4, ("own_work",)), (5, ("not_from_here",))]


# --- values


def test_steps_and_refusals_are_values():
    """A step is truthful, a refusal is not; both compare, hash and pickle."""
    issue = assigned()
    step, refusal = issue.decide(Submit(on=D10, by="李四")), issue.decide(Close(on=D10, by="x"))
    assert step
    assert not refusal
    assert pickle.loads(pickle.dumps(step)) == step
    assert pickle.loads(pickle.dumps(refusal)) == refusal
    assert RefusedError(refusal) == pickle.loads(pickle.dumps(RefusedError(refusal)))
    assert issubclass(RefusedError, (SafetyworkError, ValueError))


def test_one_matter_has_many_futures():
    """Two events applied to one matter give two matters, and the first is as it was."""
    issue = assigned()
    one, two = issue.apply(Submit(on=D10, by="李四")), issue.apply(Suspend(on=D10, by="局长", reason="汛期"))
    assert (issue.state, one.state, two.state) == ("rectifying", "submitted", "suspended")
    assert two.apply(Resume(on=D12, by="局长")).state == "rectifying"


@given(matters(("rectification", "major", "immediate"), longest=5))
def test_events_of_different_machines_commute(matter):
    """A referral and a report of progress on one day lead to the same states in either order."""
    day = matter.log[-1].event.on
    refer, report = Refer(on=day, by="局长", to="住建局"), Progress(on=day, by="李四")
    if isinstance(decide(matter, refer), Step) and isinstance(decide(matter, report), Step):
        assert matter.apply(refer).apply(report).states == matter.apply(report).apply(refer).states


@pytest.mark.parametrize("kind", OPENINGS)
def test_every_kind_opens_with_one_entry(kind):
    """An opening leaves the matter in its start state with one entry under its own rule."""
    matter = OPENINGS[kind]()
    assert len(matter.log) == 1
    assert matter.log[0].event.opens
    assert matter.states == tuple(workflow.start for workflow in matter.workflows)
    assert matter.log[0].rule == matter.workflows[0].rule


def test_a_declined_referral_may_be_referred_anew():
    """退回转办 leads back to where no referral was."""
    issue = assigned().apply(Refer(on=D10, by="局长", to="住建局")).apply(Decline(on=D10, by="住建局", reason="非主管"))
    assert issue.states == ("rectifying", "not referred")
    assert issue.apply(Refer(on=D12, by="局长", to="消防")).referred


def test_publishing_is_no_event_of_an_issue():
    """An event of another kind of matter is unknown, not merely out of place."""
    assert assigned().decide(Publish(on=D10, by="x", term=D12)).codes == ("unknown_event",)


def test_evidence_and_its_day_survive_the_log():
    """What was handed in stands in the log as it was given."""
    photo = Evidence("photo", "整改后", D10)
    issue = assigned().apply(Submit(on=D10, by="李四", evidence=(photo,)))
    assert issue.log[-1].event.evidence == (photo,)


@pytest.mark.parametrize("kind", OPENINGS)
def test_every_state_can_be_reached_by_a_good_clerk(kind):
    """The shortest way to each state of a stock workflow is taken without a refusal when the work is done properly."""
    matter = OPENINGS[kind]()
    for state in matter.workflows[0].states:
        assert led(matter, state.id).state == state.id
