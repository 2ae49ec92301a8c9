"""Workflows as values: what fails when they are built, and how others are made from them."""

import copy
import json
import pickle
from pathlib import Path

import attrs
import pytest
from attrs import frozen
from hypothesis import given, strategies as st

from histories import OPENINGS, assigned, events
from safetywork.acts import NOT_AHEAD, Accept, Assign, Cancel, Progress, Resume, Return, Submit, Suspend
from safetywork.analysis import walks
from safetywork.decisions import Refusal, decide
from safetywork.errors import WorkflowError
from safetywork.events import Event
from safetywork.extensions import Extend
from safetywork.issues import IMMEDIATE, RECTIFICATION, Close, ClosurePolicy, Recheck, Relapse, rectification
from safetywork.labels import Label
from safetywork.parties import Parties, Person
from safetywork.referrals import REFERRAL
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.testing.mutations import golden as golden_table
from safetywork.testing.strategies import EVENTS
from safetywork.workflows import DONE, HANDED_IN, STOPPED, Context, Guard, Reason, State, Transition, Workflow, is_event

ANSWERS = Path(__file__).parent / "answers"
WORDS = Label("字", "word")
PASSES = Guard("passes", WORDS)
NEVER = Guard("never", WORDS, need=lambda _, __: (Reason("never", label=WORDS),))
START, END = State("start", WORDS, "start"), State("end", WORDS, "rest", {DONE})

by_name = pytest.mark.parametrize("workflow", STOCK_WORKFLOWS, ids=lambda workflow: workflow.name)


@frozen(kw_only=True)
class Inspect(Event):
    """An event of a user's own."""

    code = "user.inspect"
    label = Label("核查", "inspect")

    findings: str | None = None


@frozen(kw_only=True)
class InspectTwin(Event):
    """Another class under the code of `Inspect`."""

    code = "user.inspect"
    label = Label("核查", "inspect")


@frozen(kw_only=True)
class Copycat(Event):
    """An event that says it copies a field that it has not."""

    code = "user.copycat"
    label = WORDS
    copies = ("nothing",)


class Bare(Event):
    """An event class that nobody made an attrs class."""

    code = "user.bare"
    label = WORDS

    findings: str | None = None


class Stranger:
    """No event at all, though it has a code and a label."""

    code = "user.stranger"
    label = WORDS


def build(*transitions, states=(START, END), name="small"):
    """A workflow of two states and the given rows."""
    return Workflow(name, "1", WORDS, states, transitions)


# --- the tables, as golden data


@by_name
def test_the_stock_tables_are_the_ones_that_were_reviewed(workflow):
    """Every row, guard and required field of the stock workflows stands in answers/workflows.json."""
    golden = json.loads((ANSWERS / "workflows.json").read_text(encoding="utf-8"))
    assert golden_table(workflow) == golden[workflow.name]
    assert set(golden) == {workflow.name for workflow in STOCK_WORKFLOWS}


@by_name
def test_a_stock_workflow_is_sound_in_its_words(workflow):
    """Every state has both words, ids are unique, the first state is the start."""
    assert all(state.label.zh and state.label.en for state in workflow.states)
    assert workflow.start == workflow.states[0].id
    assert workflow.by_id == {state.id: state for state in workflow.states}
    assert all(cls in EVENTS for cls in workflow.events)


@pytest.mark.parametrize(
    ("tag", "states"),
    [
        (STOPPED, {"suspended"}),
        ("handed in", {"submitted"}),
        (DONE, {"accepted", "closed", "sustaining"}),
        ("sustained", {"sustaining"}),
        ("void", {"cancelled", "duplicate"}),
        ("closed", {"closed"}),
    ],
)
def test_tags_of_rectification(tag, states):
    """Which states of an issue count as done, handed in, stopped, void, kept up."""
    assert {state.id for state in RECTIFICATION.states if tag in state.tags} == states


# --- building


@pytest.mark.parametrize(
    ("transitions", "states", "problem"),
    [
        ([Transition(Assign, "nowhere", "end")], (START, END), "Assign names the unknown state 'nowhere'"),
        ([Transition(Assign, "start", "nowhere")], (START, END), "Assign names the unknown state 'nowhere'"),
        ([Transition(Assign, "start", "end")] * 2, (START, END), "Assign stands twice in state 'start'"),
        ([Transition(Assign, ("start", "start"), "end")], (START, END), "Assign stands twice in state 'start'"),
        ([], (START, END, END), "a state id stands twice"),
        ([], (END,), "it needs exactly one start state, it has none"),
        ([], (START, State("two", WORDS, "start")), "it needs exactly one start state, it has ['start', 'two']"),
        ([Transition(Assign, "start", "end", requires=("nothing",))], (START, END), "Assign has no field 'nothing'"),
        ([Transition(Copycat, "start", "end")], (START, END), "Copycat has no field 'nothing'"),
        (
            [Transition(Inspect, "start", "end"), Transition(InspectTwin, "start", "end")],
            (START, END),
            "InspectTwin and Inspect share the code 'user.inspect'",
        ),
        (
            [Transition(Event, "start", "end")],
            (START, END),
            "Event is no event class: derive it from Event, with @frozen, a code and a label",
        ),
    ],
)
def test_a_workflow_that_contradicts_itself_cannot_be_built(transitions, states, problem):
    """Unknown states, doubled rows and ids, no start or two, fields that are not there, shared codes."""
    with pytest.raises(WorkflowError) as caught:
        Workflow("small", "1", WORDS, states, tuple(transitions))
    assert problem in caught.value.problems
    assert "'small' cannot be built" in str(caught.value)


@pytest.mark.parametrize("cls", [Bare, Stranger, object])
def test_only_events_made_with_frozen_can_stand_in_a_table(cls):
    """A class without @frozen would lose its fields in silence, one that is no event has no day: both are refused."""
    with pytest.raises(WorkflowError, match="is no event class"):
        build(Transition(cls, "start", "end"))


def test_what_is_an_event():
    """A class of events: no other class, and no event either."""
    assert is_event(Assign)
    assert not any(is_event(thing) for thing in (Stranger, object, "assign", DONE))


def test_every_problem_is_told_at_once():
    """A workflow with three faults names all three."""
    with pytest.raises(WorkflowError) as caught:
        build(Transition(Assign, "a", "b", requires=("c",)), states=(END,))
    assert len(caught.value.problems) == 4


def test_problems_of_every_row_and_state_are_told_in_order():
    """None is lost to the next: states first, then row by row, source before target, then the start."""
    rows = (Transition(Assign, "z", "a", requires=("c",)), Transition(Inspect, "end", "b", requires=("c",)))
    with pytest.raises(WorkflowError) as caught:
        build(*rows, states=(END, END))
    assert caught.value.problems == (
        "a state id stands twice",
        "Assign has no field 'c'",
        "Assign names the unknown state 'z'",
        "Assign names the unknown state 'a'",
        "Inspect has no field 'c'",
        "Inspect names the unknown state 'b'",
        "it needs exactly one start state, it has none",
    )


@pytest.mark.parametrize(
    ("terms", "plain"),
    [
        ({}, True),
        ({"guards": (NEVER,)}, True),
        ({"requires": ("owner",)}, False),
        ({"roles": {"leader"}}, False),
        ({"requires": ("owner",), "roles": {"leader"}}, False),
    ],
)
def test_a_row_is_plain_where_only_its_guards_can_refuse(terms, plain):
    """A field that is required or a role is asked about too; each row carries the rule that it is part of."""
    built = build(Transition(Assign, "start", "end", **terms))
    row = built.rows["start", Assign]
    assert (row.plain, row.rule) == (plain, built.rule)


def test_what_counts_as_handed_in():
    """What is done is handed in; what is stopped, cancelled or under way is not."""
    states = (START, State("in", WORDS, "open", HANDED_IN), State("still", WORDS, "open", STOPPED), END)
    assert build(states=states).settled == {"in", "end"}


def test_equal_errors_are_equal_and_hash_alike():
    """Errors are values: a test compares them, not their texts."""
    assert WorkflowError("a", ("b",)) == WorkflowError("a", ("b",)) != WorkflowError("a", ("c",))
    assert hash(WorkflowError("a", ("b",))) == hash(WorkflowError("a", ("b",)))


# --- equality, fingerprints, copies

SMALL = build(Transition(Assign, "start", "end"), Transition(Cancel, "end", None))
CHANGED = {
    "version": SMALL.extend(version="2"),
    "name": SMALL.extend(name="other"),
    "a row more": SMALL.extend(transitions=[Transition(Progress, "start", None)]),
    "a row less": SMALL.extend(drop=[Cancel]),
    "another target": SMALL.extend(replace=[Transition(Assign, "start", None)]),
    "a guard": SMALL.guard(Assign, PASSES),
    "another policy in a guard": SMALL.guard(Assign, attrs.evolve(PASSES, params="2")),
    "a required field": SMALL.extend(replace=[Transition(Assign, "start", "end", requires=("unit",))]),
    "a role": SMALL.extend(replace=[Transition(Assign, "start", "end", roles={"leader"})]),
    "a kind of state": SMALL.extend(states=[State("end", WORDS, "open", {DONE})]),
    "a tag": SMALL.extend(states=[State("end", WORDS, "rest", {DONE, "x"})]),
    "a state": SMALL.extend(states=[State("third", WORDS)]),
}


@pytest.mark.parametrize("what", CHANGED)
def test_every_change_of_a_rule_changes_the_rule(what):
    """Name, version or fingerprint tell any two rules apart; the workflow it was made from is as it was."""
    others = [SMALL, *(workflow for name, workflow in CHANGED.items() if name != what)]
    assert all(CHANGED[what] != other and CHANGED[what].rule != other.rule for other in others)
    assert build(*SMALL.transitions).rule == SMALL.rule


@pytest.mark.parametrize(
    "same",
    [
        build(*reversed(SMALL.transitions)),
        SMALL.extend(drop=[Assign], transitions=[Transition(Assign, "start", "end")]),
        SMALL.extend(states=[State("end", Label("别的词", "other words"), "rest", {DONE})]),
        SMALL.extend(label=Label("别名", "other")),
        SMALL.extend(),
    ],
)
def test_the_fingerprint_is_of_the_rules_not_of_their_spelling(same):
    """The same rows in another order, in one transition or in two, and other words: the rule is the same."""
    assert same.rule == SMALL.rule
    both = build(Transition(Progress, ("start", "end"), None))
    assert build(Transition(Progress, "start", None), Transition(Progress, "end", None)).rule == both.rule


def test_a_closure_policy_is_part_of_the_fingerprint():
    """Two counties with other closure policies have other rules."""
    strict = rectification((ClosurePolicy("general", ("photo",)),))
    assert strict != RECTIFICATION
    assert rectification() == RECTIFICATION
    assert RECTIFICATION.__eq__("rectification") is not True


@by_name
def test_a_workflow_can_be_pickled_and_copied(workflow):
    """A copy has the same rule and the same table, also after the original has answered questions."""
    workflow.routes(workflow.start)
    for twin in (pickle.loads(pickle.dumps(workflow)), copy.copy(workflow), copy.deepcopy(workflow)):
        assert twin == workflow
        assert hash(twin) == hash(workflow)
        assert golden_table(twin) == golden_table(workflow)


def test_a_copied_workflow_forgets_its_neighbours():
    """What a workflow remembers of its use stays with it: a copy pairs itself with the machines it is given."""
    main, other = build(Transition(Assign, "start", "end")), build(Transition(Cancel, "start", "end"), name="other")
    assert main.beside(other)[1] is other
    twin = pickle.loads(pickle.dumps(main))
    assert twin.beside(other)[0] is twin
    assert twin.beside(other)[1] is other


def test_a_version_has_no_slash():
    """The name of a rule is name/version/fingerprint, so a version may not hold the sign between them."""
    with pytest.raises(WorkflowError, match="a version has no"):
        SMALL.extend(version="1/2")


@pytest.mark.parametrize("kind", ["weird", "", None])
def test_a_state_is_a_start_open_or_rest(kind):
    """Another kind is the caller's mistake."""
    with pytest.raises(ValueError, match="kind"):
        State("x", WORDS, kind)


# --- states, guards, reasons, contexts


def test_a_state_that_only_old_entries_know():
    """Its id is all that is known of it; it is open."""
    assert RECTIFICATION.state("gone") == State("gone", Label("gone", "gone"), "open")


def test_workflows_are_told_apart_by_their_names_first():
    """A set of them is no list."""
    assert len({hash(workflow) for workflow in STOCK_WORKFLOWS}) == len(STOCK_WORKFLOWS)


def test_a_state_is_called_by_its_word():
    """`str()` is the ledger's word; a state that only old entries know has its id for a word."""
    assert str(RECTIFICATION.state("closed")) == "已销号"
    unknown = RECTIFICATION.state("archived")
    assert (unknown.kind, unknown.tags, str(unknown)) == ("open", frozenset(), "archived")


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        (Reason("missing_field", {"field": "owner"}), "缺少“owner”", "“owner” is missing"),
        (Reason("role_needed", {"roles": ("a", "b")}), "须由a、b办理", "only a, b may do this"),
        (Reason("own", {}, Label("自定", "own words")), "自定", "own words"),
        (Reason("nobody knows"), "nobody knows", "nobody knows"),
    ],
)
def test_a_reason_in_words(reason, zh, en):
    """A stock code has stock words, a user's own brings its label, and a bare code speaks for itself."""
    assert (reason.text(), reason.text("zh"), reason.text("en")) == (zh, zh, en)


def test_reasons_compare_by_code_and_parameters():
    """Equal reasons are equal and hash alike."""
    assert Reason("x", {"a": 1}) == Reason("x", {"a": 1}) != Reason("x", {"a": 2})
    assert hash(Reason("x", {"a": 1})) == hash(Reason("x", {"a": 1}))


@pytest.mark.parametrize("name", ["Zhao", "zhao ", "ＺＨＡＯ", "Zh ao"])
def test_a_context_knows_a_name_however_it_is_written(name):
    """Roles are found under the key of a name, on both sides: as `Parties` gives them or as a script writes them."""
    written = Context(roles={"Zhao": frozenset({"leader"})})
    assert written.roles_of(name) == {"leader"}
    parties = Parties(persons=(Person("p1", "Zhao", roles=("leader",)),))
    assert Context(roles=parties.roles()).roles_of(name) == {"leader"}
    assert Context().roles_of(name) == frozenset()


# --- routes


@by_name
def test_a_route_leads_there_and_none_is_shorter(workflow):
    """For every state and event: the route runs, ends where the event is taken, and no walk is shorter."""
    for state in workflow.states:
        moved = Workflow(workflow.name, "1", WORDS, _started(workflow, state.id), workflow.transitions)
        shortest = _shortest(moved)
        for event in workflow.events:
            route = workflow.route(state.id, event)
            assert (route is None) == (event not in shortest)
            if route is not None:
                assert len(route) == shortest[event]
                assert (_run(workflow, state.id, route), event) in workflow.rows


@pytest.mark.parametrize(
    ("source", "event", "route"),
    [
        ("registered", Assign, ()),
        ("registered", Close, (Assign, Submit, Accept)),
        ("suspended", Close, (Resume, Submit, Accept)),
        ("submitted", Relapse, (Accept,)),
        ("cancelled", Submit, None),
        ("archived", Submit, None),
        ("registered", Inspect, None),
    ],
)
def test_routes_of_rectification(source, event, route):
    """Known answers: from registration a closure needs assigning, handing in and acceptance; nothing leaves 作废."""
    assert RECTIFICATION.route(source, event) == route


def test_of_two_routes_of_one_length_the_one_that_stands_first_is_told():
    """A refusal gives the same advice every time: that of the row further up in the table."""
    states = (START, State("left", WORDS), State("right", WORDS), END)
    one, other = Transition(Assign, "start", "left"), Transition(Submit, "start", "right")
    close = Transition(Close, ("left", "right"), "end")
    assert build(one, other, close, states=states).route("start", Close) == (Assign,)
    assert build(other, one, close, states=states).route("start", Close) == (Submit,)


def _started(workflow, start):
    kinds = {"start": "open"}
    return tuple(
        attrs.evolve(state, kind="start" if state.id == start else kinds.get(state.kind, state.kind))
        for state in workflow.states
    )


def _shortest(workflow):
    found = {event: 0 for state, event in workflow.rows if state == workflow.start}
    for walk in walks(workflow, longest=5):
        here = walk[-1][1]
        for state, event in workflow.rows:
            if state == here:
                found.setdefault(event, len(walk))
    return found


def _run(workflow, state, route):
    for event in route:
        state = workflow.rows[state, event].target
    return state


# --- extend and guard


def test_extend_adds_states_and_rows_and_leaves_the_stock_untouched():
    """A county adds a stage; the stock table is what it was."""
    before = golden_table(RECTIFICATION)
    county = RECTIFICATION.extend(
        states=[State("inspected", Label("已核查", "inspected"))],
        transitions=[Transition(Inspect, "submitted", "inspected"), Transition(Accept, "inspected", "accepted")],
        name="county",
        version="2",
        label=Label("县级", "county"),
    )
    assert county.route("registered", Inspect) == (Assign, Submit)
    assert (county.name, county.version, county.label.en) == ("county", "2", "county")
    assert golden_table(RECTIFICATION) == before
    assert Inspect not in RECTIFICATION.events


def test_extend_replaces_a_state_of_the_same_id_in_its_place():
    """Other words or tags for a state, nothing else moves."""
    renamed = RECTIFICATION.extend(states=[State("closed", Label("销号", "struck off"), "rest", {DONE})])
    assert [state.id for state in renamed.states] == [state.id for state in RECTIFICATION.states]
    assert str(renamed.state("closed")) == "销号"


def test_extend_drops_an_event_or_one_row_of_it():
    """`drop` by class takes every row, by (state, class) one of them."""
    assert Recheck not in RECTIFICATION.extend(drop=[Recheck]).events
    one = RECTIFICATION.extend(drop=[("closed", Recheck)])
    assert ("closed", Recheck) not in one.rows
    assert ("sustaining", Recheck) in one.rows
    assert not {Recheck, Relapse} & set(RECTIFICATION.extend(drop=[Recheck, Relapse]).events)


def test_extend_replaces_rows_for_the_sources_named():
    """A replaced row has the new target, the other sources of its transition keep theirs."""
    changed = RECTIFICATION.extend(replace=[Transition(Cancel, "suspended", "registered")])
    assert changed.rows["suspended", Cancel].target == "registered"
    assert changed.rows["rectifying", Cancel].target == "cancelled"


def test_a_row_can_be_taken_to_build_another_from():
    """`transition` gives one row by itself, with its guards, for `replace`; a row that is not here is an error."""
    row = RECTIFICATION.transition("suspended", Cancel)
    assert (row.event, row.sources, row.target, row.requires) == (Cancel, ("suspended",), "cancelled", ("reason",))
    by_leaders = RECTIFICATION.extend(replace=[attrs.evolve(row, roles={"leader"})])
    assert by_leaders.rows["suspended", Cancel].transition.roles == {"leader"}
    assert by_leaders.rows["rectifying", Cancel].transition.roles == frozenset()
    with pytest.raises(WorkflowError) as caught:
        RECTIFICATION.transition("closed", Cancel)
    assert caught.value == WorkflowError("rectification", ("there is no row for Cancel in state 'closed'",))


def test_a_row_that_stays_is_taken_with_the_state_it_stays_in():
    """What a table writes as "the state stays" is that state, once it is the row of one."""
    assert RECTIFICATION.transition("rectifying", Progress).target == "rectifying"
    assert RECTIFICATION.rows["rectifying", Progress].transition.target is None


@by_name
def test_replacing_each_row_by_itself_changes_no_rule(workflow):
    """What `transition` gives is the row: putting all of them in their own places is the same rule."""
    own = [workflow.transition(source, event) for source, event in workflow.rows]
    assert workflow.extend(replace=own).rule == workflow.rule


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"drop": [Inspect]}, "there is no row for Inspect in state '(any)' to take away"),
        ({"drop": [("registered", Submit)]}, "there is no row for Submit in state 'registered' to take away"),
        ({"replace": [Transition(Submit, "closed", None)]}, "there is no row for Submit in state 'closed'"),
        ({"transitions": [Transition(Submit, "rectifying", None)]}, "Submit stands twice in state 'rectifying'"),
        ({"transitions": [Transition(Inspect, "nowhere", None)]}, "Inspect names the unknown state 'nowhere'"),
        ({"replace": [Transition(Cancel, "suspended", "nowhere")]}, "Cancel names the unknown state 'nowhere'"),
        ({"states": [State("s", WORDS, "start")]}, "it needs exactly one start state"),
        ({"states": [State("s", WORDS), State("s", WORDS, "rest")]}, "a state id stands twice"),
        ({"states": [State("closed", WORDS), State("closed", WORDS, "rest")]}, "a state id stands twice"),
    ],
)
def test_an_extension_that_contradicts_the_table_is_refused(changes, problem):
    """What is taken away must be there; what is added must fit; no state is swallowed."""
    with pytest.raises(WorkflowError, match="rectification") as caught:
        RECTIFICATION.extend(**changes)
    assert any(problem in told for told in caught.value.problems)


def test_a_guard_is_added_where_the_event_happens():
    """On all its rows, or on those from the sources named; what was guarded before stays guarded."""
    everywhere = RECTIFICATION.guard(Recheck, NEVER)
    assert NEVER in everywhere.rows["closed", Recheck].transition.guards
    assert NEVER in everywhere.rows["sustaining", Recheck].transition.guards
    here = RECTIFICATION.guard(Recheck, NEVER, sources=["closed"])
    assert here.rows["closed", Recheck].transition.guards == (*_guards("closed", Recheck), NEVER)
    assert here.rows["sustaining", Recheck].transition.guards == _guards("sustaining", Recheck)
    assert RECTIFICATION.guard(Submit, NEVER).rows["rectifying", Submit].transition.guards == (NOT_AHEAD, NEVER)


@pytest.mark.parametrize(
    ("event", "sources", "problem"),
    [
        (Inspect, None, "Inspect happens nowhere here, so nothing can guard it"),
        (Submit, ["closed"], "there is no row for Submit in state 'closed'"),
        (Submit, ["rectifying", "typo"], "there is no row for Submit in state 'typo'"),
        (Submit, [], "Submit happens nowhere here, so nothing can guard it"),
    ],
)
def test_a_guard_on_nothing_is_refused(event, sources, problem):
    """A guard that would guard nothing, at any of the sources named, is a mistake and says so."""
    with pytest.raises(WorkflowError) as caught:
        RECTIFICATION.guard(event, NEVER, sources=sources)
    assert caught.value == WorkflowError("rectification", (problem,))


_ON_EXTENDING = ["has term", "by or to", "not shorter", "in time", "within", "granted by another"]


def _guards(state, event):
    return RECTIFICATION.rows[state, event].transition.guards


@given(st.data())
def test_a_guarded_workflow_refuses_at_least_what_the_stock_one_does(data):
    """More guards never admit more: what the stock rules refuse, the guarded ones refuse too."""
    matter = OPENINGS["rectification"]()
    event = data.draw(st.sampled_from(EVENTS).flatmap(lambda cls: events(cls, matter.opened_on)))
    guarded = attrs.evolve(matter, workflows=(RECTIFICATION.guard(Assign, NEVER), REFERRAL))
    refused = isinstance(decide(matter, event), Refusal)
    assert isinstance(decide(guarded, event), Refusal) == (refused or isinstance(event, Assign))


# --- machines beside each other


def test_machines_of_one_matter_stand_in_order():
    """The one asked first, the others as they were given; one tuple for all matters that run them."""
    assert RECTIFICATION.beside(REFERRAL) == (RECTIFICATION, REFERRAL)
    assert RECTIFICATION.beside() == (RECTIFICATION,)
    assert RECTIFICATION.beside(REFERRAL) is assigned().workflows


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (IMMEDIATE, "Progress"),
        (build(Transition(Inspect, "start", "end"), name="rectification"), "its name"),
        (build(Transition(Submit, "start", "end")), "Submit"),
        (RECTIFICATION, "its name"),
    ],
)
def test_machines_that_share_a_name_or_an_event_cannot_stand_beside_each_other(other, shared):
    """An event must have one place to happen, and an entry one machine; what is shared with which is named."""
    with pytest.raises(WorkflowError) as caught:
        RECTIFICATION.beside(other)
    problem = f"'rectification' beside it has {shared} too; drop it from one of them"
    assert caught.value == WorkflowError(other.name, (problem,))


def test_machines_that_share_a_code_cannot_stand_beside_each_other():
    """Two classes under one code would be one event in a file."""
    one = build(Transition(Inspect, "start", "end"), name="one")
    two = build(Transition(InspectTwin, "start", "end"), name="two")
    with pytest.raises(WorkflowError):
        one.beside(two)


def test_guards_and_requirements_of_a_few_rows():
    """Known answers read off the rules: who judges, what must be said, what is counted."""
    assert [g.code for g in _guards("submitted", Accept)] == ["closure", "answered", "another person"]
    assert [g.code for g in _guards("rectifying", Extend)] == _ON_EXTENDING
    assert RECTIFICATION.rows["submitted", Return].transition.requires == ("reason",)
    assert RECTIFICATION.rows["rectifying", Suspend].target == "suspended"
    assert RECTIFICATION.rows["accepted", Relapse].target == "rectifying"
    assert IMMEDIATE.rows["accepted", Relapse].target == "registered"


def test_one_string_is_one_word():
    """A tag or a role given bare is that word, not its letters; several are given as several."""
    assert State("a", WORDS, "rest", DONE).tags == State("a", WORDS, "rest", [DONE]).tags == {DONE}
    assert Transition(Close, "a", "b", roles="verifier").roles == {"verifier"}
    assert Transition(Close, "a", "b", roles=("verifier", "leader")).roles == {"verifier", "leader"}
    context = Context(roles={"李 四": "verifier", "李四": ("leader",), "张三": ()})
    assert (context.roles_of("李四"), context.roles_of("张三")) == ({"verifier", "leader"}, set())
