"""The strategies of the kit: every public value of the library is drawn, crowded, and never thrown away."""

import ast
import copy
import json
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args, get_type_hints

import attrs
import pytest
from hypothesis import Phase, given, seed, settings, strategies as st

import safetywork as sw
from safetywork import testing
from safetywork.codec import strict_converter
from safetywork.errors import SafetyworkError
from safetywork.testing import scripts, strategies as sws
from safetywork.testing.registration import REGISTERED, register_types
from safetywork.testing.scenes import CONTEXT
from safetywork.testing.tables import workflow_tables

register_types()
UNDRAWN: dict[str, str] = {}
"""Public classes that nobody draws, each with the reason; there is none: what is an answer is asked of the library."""
CONVERTER = strict_converter()
NO_TERM = "an event without the term that its row requires is refused, and stands in no document"
UNWRITTEN = dict.fromkeys(
    ("Publish", "Renew", "List", "ListAgain", "Order", "OrderAtOnce", "OrderAgain", "Reorder"), NO_TERM
)
"""Event classes whose drawn events need not come back from a document, each with the reason."""
KIT = Path(testing.__file__).parent


def values() -> dict[str, type[Any]]:
    """The classes of values that the front door hands on; an error is raised by the library, and no value."""
    named = {name: getattr(sw, name) for name in sw._ROOM_OF}
    return {
        name: value
        for name, value in named.items()
        if isinstance(value, type) and attrs.has(value) and not issubclass(value, SafetyworkError)
    }


def undrawn() -> set[str]:
    """The public classes that are neither drawn nor excused."""
    return {name for name, cls in values().items() if cls not in REGISTERED} - UNDRAWN.keys()


class TestTheWalk:
    """Over every public name."""

    def test_every_public_value_is_drawn_or_excused(self):
        """By a registered strategy, or by a reason; an excuse that is no longer needed goes."""
        assert not undrawn()
        assert not [name for name in UNDRAWN if name not in values() or values()[name] in REGISTERED]
        assert len(values()) > 140

    def test_a_new_class_is_seen(self, monkeypatch):
        """A public class without a strategy is told by its name."""

        @attrs.frozen
        class Fresh:
            id: str

        monkeypatch.setitem(sw._ROOM_OF, "Fresh", "nowhere")
        monkeypatch.setitem(vars(sw), "Fresh", Fresh)
        assert undrawn() == {"Fresh"}

    @pytest.mark.parametrize("cls", REGISTERED, ids=lambda cls: cls.__name__)
    @pytest.mark.unmeasured
    def test_it_draws_sound_values(self, cls):
        """Instances, with every health check on: equal to their copies, built again as they stand, hashed alike."""
        drawn = []

        @settings(max_examples=20, deadline=None)
        @given(st.from_type(cls))
        def draw(value):
            drawn.append(value)
            assert isinstance(value, cls)
            assert copy.copy(value) == value == attrs.evolve(value)
            if cls.__hash__ is not None:
                assert hash(value) == hash(copy.copy(value))

        draw()
        assert len(drawn) > 1

    @pytest.mark.parametrize("union", [sw.Term, sw.Term | None], ids=str)
    def test_unions_are_made_of_their_members(self, union):
        """`st.from_type(Term)` draws each kind of term."""
        kinds = {Any}

        @settings(max_examples=200)
        @given(st.from_type(union))
        def draw(value):
            kinds.add(type(value))

        draw()
        assert kinds >= {sw.Span, sw.PeriodRule, sw.Stages, sw.Capped}


def written() -> list[type[Any]]:
    """Every registered class that a document holds: of a book's lists, of a plan, and of what these are made of."""
    ahead = [sw.Parties, sw.Campaign, sw.Programme, sw.Fault, sw.Plan, *sws.KINDS, *sws.EVENTS]
    seen: set[Any] = set()
    while ahead:
        here = ahead.pop()
        if here not in seen:
            seen.add(here)
            hints = get_type_hints(here) if attrs.has(here) else {}
            ahead += [hints[a.name] for a in attrs.fields(here) if a.init] if attrs.has(here) else get_args(here)
    return [cls for cls in REGISTERED if cls in seen and cls.__name__ not in UNWRITTEN]


class TestDocuments:
    """What the library writes comes back equal."""

    @pytest.mark.parametrize("cls", written(), ids=lambda cls: cls.__name__)
    def test_values(self, cls):
        """Through JSON, by the strict reader."""

        @settings(max_examples=20)
        @given(st.from_type(cls))
        def back(value):
            told = json.loads(json.dumps(CONVERTER.unstructure(value, cls), ensure_ascii=False))
            assert CONVERTER.structure(told, cls) == value

        back()

    @settings(max_examples=30)
    @given(sws.matters())
    def test_matters(self, matter):
        """Of every kind, in every state."""
        assert sw.matter_from_data(sw.matter_to_data(matter)) == matter

    @settings(max_examples=30)
    @given(sws.whole_books())
    def test_books(self, book):
        """With everything that stands around their matters."""
        assert sw.loads(sw.dumps(book)) == book

    @settings(max_examples=30)
    @given(sws.scripts())
    def test_scripts(self, script):
        """As text that stands in a repository; the context is given again."""
        if type(script.events[-1]).__name__ in UNWRITTEN:
            script = attrs.evolve(script, events=script.events[:-1])
        assert scripts.loads(scripts.dumps(script), context=CONTEXT) == script

    def test_what_is_excused_needs_it(self):
        """An excuse that is no longer needed goes."""
        asked = [cls for cls in sws.EVENTS if "term" in cls.fields()]
        wanted = [cls for cls in asked if type(None) not in get_args(get_type_hints(cls)["term"])]
        assert {cls.__name__ for cls in wanted} == UNWRITTEN.keys()
        for cls in wanted:
            assert any(drawn_within(sws.events(cls), lambda event: event.term is None, n) for n in range(9))


def two_spellings(parties):
    """Whether two of them have one name in two spellings."""
    names = {one.name for one in (*parties.units, *parties.persons)}
    return len({sw.name_key(name) for name in names}) < len(names)


def edge(days):
    """An attempt so many days after the last day of the matter's term."""

    def at(drawn):
        clock = drawn[0].clock()
        due = None if clock is None else clock.deadline(provisional=True).last_day
        return due is not None and drawn[1].on == due + timedelta(days=days)

    return at


def taken(drawn):
    """Whether the matter takes the event."""
    return bool(drawn[0].decide(drawn[1], CONTEXT))


MEETS = {
    "names in two spellings": (sws.parties(), two_spellings),
    "a tree of units": (sws.parties(), lambda who: any(unit.parent for unit in who.units)),
    "the last day": (sws.standings(), lambda it: it.on == it.deadline.last_day and it.finished is None),
    "the first late day": (sws.standings(), lambda it: it.days_late == 1 and it.overdue),
    "finished late": (sws.standings(), lambda it: it.finished_late),
    "counted back": (sws.period_rules(), lambda rule: rule.direction == "before" and rule.clear_days),
    "prolonged": (sws.period_rules(), lambda rule: rule.prolong),
    "provisional": (sws.deadlines(), lambda due: due.provisional),
    "in stages": (sws.deadlines(), lambda due: len(due.stages) > 1),
    "unread": (sws.readings(), lambda read: read.term is None),
    "a term read": (sws.readings(), lambda read: read.term is not None),
    "too late": (sws.schedules(), lambda plan: plan.shortfall is not None),
    "slack": (sws.schedules(), lambda plan: any(it.slack > 0 for it in plan.timings)),
    "lit": (sws.lights(), lambda shown: shown.colour is not None),
    "not lit": (sws.lights(), lambda shown: shown.colour is None),
    "tied ranks": (sws.light_policies(), lambda it: len({*it.ranks.values()}) < len(it.ranks)),
    "tied places": (sws.rankings(), lambda it: len({one.place for one in it.places}) < len(it.places)),
    "places moved": (sws.rankings(), lambda it: any(one.change for one in it.places)),
    "taken": (sws.attempts(), taken),
    "refused": (sws.attempts(), lambda drawn: not taken(drawn)),
    "on the last day": (sws.attempts(sw.RECTIFICATION), edge(0)),
    "the day after it": (sws.attempts(sw.RECTIFICATION), edge(1)),
    "blocked": (sws.options(), lambda option: not option.open),
    "open": (sws.options(), lambda option: option.open),
    "backdated": (sws.refusals(), lambda it: any(reason.code == "backdated" for reason in it.reasons)),
    "again": (sws.steps(), lambda step: step.entry is None),
    "a duplicate": (sws.verdicts(), lambda verdict: verdict.kind == "duplicate"),
    "a person chooses": (sws.verdicts(), lambda verdict: not verdict.clear),
    "carried over": (sws.successions(), lambda it: it.carried),
    "carried over by nobody": (sws.successions(), lambda it: it.refused),
    "a row changed": (sws.intakes(), lambda it: it.changed),
    "a row vanished": (sws.intakes(), lambda it: it.vanished),
    "a party reached": (sws.whole_books(), lambda book: any(one.reached for one in book.activities)),
    "a campaign of a campaign": (sws.whole_books(), lambda book: any(one.parent for one in book.campaigns)),
    "enrolled": (sws.books(sw.STANDARDISATION), lambda book: book.programmes and book.matters),
    "a shift": (sws.office_hours(), lambda office: office.shifts),
    "rounds that end": (sws.recurrences(), lambda it: it.until is not None and it.every > 1),
    "no rate": (sws.rates(), lambda rate: rate.value is None),
    "half": (sws.rates(), lambda rate: rate.value is not None and 0 < rate.value < 1),
    "the past of a policy": (sws.statutes(), lambda it: it.id == "local" and it.effective_to is not None),
}
"""What a strategy is there for: values that meet. Each is found by drawing, or the strategy is not crowded any more."""


@pytest.mark.parametrize("case", MEETS, ids=str)
@pytest.mark.unmeasured
def test_values_meet(case):
    """What rarely happens by chance is drawn within few hundred examples."""
    strategy, met = MEETS[case]
    assert any(drawn_within(strategy, met, round_) for round_ in range(16))


def drawn_within(strategy, met, round_):
    """Whether one of some fifty examples is what is looked for; nothing is shrunk, as nothing fails."""
    found = []

    @seed(round_)
    @settings(max_examples=50, database=None, phases=(Phase.generate,))
    @given(strategy)
    def draw(value):
        if met(value):
            found.append(True)

    draw()
    return bool(found)


@settings(max_examples=200)
@given(st.sampled_from(sws.NAMES) | st.text(max_size=6), st.data())
def test_look_alikes_are_one_name(name, data):
    """By the key of the library, however they are spelt, for any name."""
    assert sw.name_key(data.draw(sws.look_alikes(name))) == sw.name_key(name)


@given(sws.events(sw.Assign, sw.REFERRAL, on=sws.days()))
def test_events_are_of_what_is_asked(event):
    """Of a class, or of any class of a workflow, on the days that are given."""
    assert type(event) in (sw.Assign, *sw.REFERRAL.events)
    assert sws.FIRST <= event.on <= sws.LAST


@settings(max_examples=30)
@given(sws.light_policies(stock=False), workflow_tables())
def test_drawn_rules_serve(policy, table):
    """A drawn policy can be asked of a matter that runs a drawn table."""
    issue = sw.Issue.register(id="H-1", title="t", on=sws.FIRST, by="检查组", workflow=table)
    assert sw.light(issue, sws.LAST, policy=policy).band in policy.bands


def called(file):
    """The names of the functions and methods that a file calls."""
    calls = (node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {getattr(func, "attr", getattr(func, "id", "")) for func in calls}


def test_nothing_is_drawn_and_thrown_away():
    """No room of the kit that draws filters, assumes or rejects."""
    rooms = [*KIT.glob("drawn/*.py"), *(KIT / f"{room}.py" for room in ("histories", "strategies", "tables"))]
    assert len(rooms) > 12
    assert not [(file.name, name) for file in rooms for name in called(file) & {"filter", "assume", "reject"}]


def test_one_place_hands_on_every_strategy():
    """What a room of `drawn` draws can be had from `testing.strategies`, under its own name."""
    names = {
        node.name
        for file in KIT.glob("drawn/*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    assert names - set(sws.__all__) == set()
    assert all(hasattr(sws, name) for name in sws.__all__)
