"""Histories of every stock workflow, drawn from what the library itself says may happen next.

Holds: the openings of every kind, the strategies `events`, `matters` and `near_misses`, the tables as plain data.
Never: decides what may happen; a drawn event that is refused is left out.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
from hypothesis import strategies as st

from safetywork import issues, pledges, severities
from safetywork.acts import Correct, Evidence, Submit
from safetywork.counts import Count
from safetywork.events import Event
from safetywork.extensions import Extend, Lengthening
from safetywork.gaps import Gap
from safetywork.issues import IMMEDIATE, Issue
from safetywork.matters import Matter
from safetywork.measures import Measure
from safetywork.periods import PeriodRule, days, months, workdays
from safetywork.pledges import Milestone, Pledge
from safetywork.programmes import Enrolment
from safetywork.referrals import REFERRAL
from safetywork.replies import REPLY
from safetywork.schemes import Phase, Scheme
from safetywork.stock import STOCK_WORKFLOWS
from safetywork.supervision.assurances import Assure
from safetywork.supervision.enforcement import Order, OrderAtOnce
from safetywork.supervision.listings import List, OrderAgain
from safetywork.supervision.supervised import BESIDE, SUPERVISED
from safetywork.supervision.verifications import THREE_LEVELS, Verify, unverified
from safetywork.terms import Capped, Stage, Stages
from safetywork.testing.mutations import golden
from safetywork.testing.scenes import CONTEXT, DAY
from safetywork.testing.strategies import EVENTS
from safetywork.waivers import WAIVER
from safetywork.workflows import EventClass

PEOPLE = ("李四", "李 四", "张三", "ＺＨＡＯ", "zhao", "检查组", "局长")
OPENINGS: dict[str, Callable[[], Matter]] = {
    "rectification": lambda: Issue.register(id="H-1", title="应急照明不亮", on=DAY, by="检查组"),
    "major": lambda: Issue.register(id="H-2", title="消防水泵不启动", on=DAY, by="检查组", severity="major"),
    "waivable": lambda: Issue.register(id="H-4", title="消防水池渗漏", on=DAY, by="检查组", beside=(REFERRAL, WAIVER)),
    "immediate": lambda: Issue.register(id="H-3", title="通道堆物", on=DAY, by="检查组", workflow=IMMEDIATE),
    "visit": lambda: Issue.register(
        id="H-4", title="楼道无照明", on=DAY, by="走访组", visit="V-1", beside=(REFERRAL, REPLY)
    ),
    "pledge": lambda: Pledge.declare(
        id="P-1",
        title="排查燃气管线",
        on=DAY,
        by="局长",
        owner="李四",
        milestones=(Milestone(date(2024, 10, 8), 50),),
        target=Count.exact(32, "处"),
    ),
    "measure": lambda: Measure.plan(id="M-1", title="编印手册", on=DAY, by="局长", owner="张三", term=days(10)),
    "supervised": lambda: supervised_issue(id="S-1"),
    "standardisation": lambda: Enrolment.enrol(
        id="E-1", title="某饭店", programme="标准化提升", on=DAY, by="局长", term=months(2)
    ),
    "gap": lambda: Gap.find(id="G-1", title="委托执法", on=DAY, by="局长", owner="张三", model="镇办执法", tour="A-1"),
    "scheme": lambda: Scheme.draft(
        id="S-1",
        title="实施方案",
        on=DAY,
        by="局长",
        owner="张三",
        term=days(20),
        phases=(Phase(id="one", title="动员"), Phase(id="two", title="排查", until=date(2024, 12, 31))),
    ),
}


def _terms(day: date) -> st.SearchStrategy[Any]:
    agreed = st.integers(0, 30).map(lambda n: day + timedelta(days=n))
    rules = st.builds(PeriodRule, st.integers(0, 9).map(days), roll=st.booleans())
    simple = st.integers(0, 9).map(workdays) | st.integers(0, 9).map(days) | agreed | rules
    staged = st.lists(st.builds(Stage, st.sampled_from(("排查", "整治")), simple), min_size=1, max_size=2).map(Stages)
    return st.none() | simple | st.builds(Capped, simple | staged, simple, st.booleans()) | staged


def _some_evidence(day: date) -> st.SearchStrategy[tuple[Evidence, ...]]:
    shown = st.none() | st.integers(-20, 0).map(lambda n: day + timedelta(days=n))
    one = st.builds(Evidence, st.sampled_from(("photo", "document", "test report")), st.just("佐证"), shown)
    return st.lists(one, max_size=2).map(tuple)


def _fillings(day: date) -> dict[str, st.SearchStrategy[Any]]:
    """What each field of an event may hold: few values, so that names and days collide."""
    text = st.sampled_from(("已更换", "因天气"))
    return {
        "owner": st.sampled_from(PEOPLE),
        "unit": st.none() | st.just("应急局"),
        "term": _terms(day),
        "trigger": st.none() | st.just(day - timedelta(days=1)),
        "evidence": _some_evidence(day),
        "finished": st.none() | st.integers(-9, 1).map(lambda n: day + timedelta(days=n)),
        "percent": st.none() | st.integers(0, 100),
        "stated": st.none() | st.just("已完成"),
        "stated_finish": st.none() | st.just(day),
        "severity": st.none() | st.sampled_from(("general", "major")),
        "solved": st.booleans(),
        "concerns": st.just(DAY),
        "field": st.sampled_from(("title", "owner", "log", "nonsense")),
        "value": st.sampled_from(PEOPLE),
        "text": text,
        "reason": text,
        "to": st.just("住建局"),
        "mark": st.none() | st.sampled_from(("satisfied", "dissatisfied", "nonsense")),
        "title": text,
        "programme": text,
        "expires": st.integers(-1, 9).map(lambda n: day + timedelta(days=n)),
        "stops": st.booleans(),
        "duplicate_of": st.sampled_from(("H-1", "H-9")),
        "level": st.sampled_from(("county", "city", "department")),
        "document": st.just("安督〔2024〕1号"),
        "penalised": st.booleans(),
        "decided_on": st.none() | st.just(day),
        "funds": st.none() | st.just("12万元"),
        "reached": st.integers(0, 40).map(lambda n: Count.exact(n, "处")) | st.just(Count.unknown("处")),
        "phase": st.sampled_from(("one", "two", "three")),
        "left": st.just(()),
        "source": st.sampled_from(("C-1", "C-2")),
    }


@st.composite
def events(draw: st.DrawFn, cls: EventClass, day: date, *, id: str | None = None) -> Event:
    """An event of `cls` on `day`: filled in as a careful sender would, by any of few people."""
    given: dict[str, Any] = {}
    fillings = _fillings(day)
    optional = {a.name for a in attrs.fields(cls) if a.default is not attrs.NOTHING}
    for name in cls.fields():
        if name in fillings and (name not in optional or name not in {"title", "programme"}):
            given[name] = draw(fillings[name])
    if issubclass(cls, Lengthening):
        longer = {"more": draw(st.integers(1, 9).map(days))}
        given |= draw(st.sampled_from((longer, {"until": day + timedelta(days=40)})))
    if issubclass(cls, Extend):
        given["asked_by"] = draw(st.none() | st.sampled_from(PEOPLE))
    if issubclass(cls, issues.Relapse) and given.get("severity") is None:
        given.pop("severity", None)
    if issubclass(cls, severities.Reclassify):
        given["severity"] = given["severity"] or "major"
    if issubclass(cls, (pledges.Publish, pledges.Renew, List, OrderAgain, Order, OrderAtOnce)):
        given["term"] = given["term"] or days(9)
    if cls in (issues.Register, issues.RegisterImmediate):
        given["severity"] = given["severity"] or "general"
    written = draw(st.none() | st.integers(0, 5))
    if written is not None:
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        given["recorded_at"] = moment + timedelta(days=written)
    return cls(on=day, by=draw(st.sampled_from(PEOPLE)), id=id, **given)


def careful(cls: EventClass, day: date, *, id: str | None = None) -> Event:
    """An event of `cls` that a good clerk sends: 李四 does the work, 检查组 looks, everything wanted is filled in."""
    given: dict[str, Any] = {
        "owner": "李四", "term": workdays(15), "text": "已更换", "reason": "因天气", "to": "住建局", "solved": True,
        "more": days(10), "concerns": DAY, "field": "title", "value": "应急照明", "asked_by": "李四",
        "expires": day + timedelta(days=30), "duplicate_of": "H-9",
        "evidence": (Evidence("photo", "整改后", day),), "level": "county", "document": "安督〔2024〕1号",
        "penalised": True, "funds": "12万元",
        "reached": Count.exact(8, "处"), "phase": "one",
        "source": "C-1",
    }  # fmt: skip
    if cls is severities.Reclassify:
        given["severity"] = "major"
    fields = cls.fields()
    by = "李四" if cls.hands_in else "检查组" if cls.verifies else "局长"
    return cls(on=day, by=by, id=id, **{name: value for name, value in given.items() if name in fields})


def led(matter: Matter, state: str) -> Matter:
    """The matter led to a state of its main machine by the shortest way, one day an event."""
    for cls in matter.workflows[0].routes(matter.state)[state]:
        event = careful(cls, matter.log[-1].event.on + timedelta(days=1))
        if isinstance(event, issues.Assign) and matter.clock() is not None:
            event = attrs.evolve(event, term=None)
        matter = _prepared(matter, event).apply(event, CONTEXT)
    return matter


def _prepared(matter: Matter, event: Event) -> Matter:
    """The matter with what supervision asks for before `event`: a plan, every level's verification."""
    if matter.workflows[0] != SUPERVISED:
        return matter
    if isinstance(event, issues.Assign) and matter.state == SUPERVISED.start:
        return matter.apply(assured(event.on))
    return verified_through(matter, event.on) if isinstance(event, issues.Close | issues.Sustain) else matter


@st.composite
def matters(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(OPENINGS), longest: int = 6, *, ids: bool = True) -> Matter:
    """A matter of one of `kinds`: led to any of its states, then up to `longest` events among its own options."""
    matter = OPENINGS[draw(st.sampled_from(kinds))]()
    matter = led(matter, draw(st.sampled_from(matter.workflows[0].states)).id)
    for n in range(draw(st.integers(0, longest))):
        choices = [option.event for option in matter.options(CONTEXT) if option.open]
        if not choices:
            break
        day = matter.log[-1].event.on + timedelta(days=draw(st.integers(0, 4)))
        id_ = f"e{n}" if ids and draw(st.booleans()) else None
        cls = draw(st.sampled_from(choices))
        event = draw(st.just(careful(cls, day, id=id_)) | events(cls, day, id=id_))
        if matter.decide(event, CONTEXT):
            matter = matter.apply(event, CONTEXT)
    return matter


@st.composite
def near_misses(draw: st.DrawFn, matter: Matter) -> Event:
    """An event that may or may not be taken: any class of the library, on a day before, at or after the last."""
    last = matter.log[-1].event.on
    day = last + timedelta(days=draw(st.integers(-3, 3)))
    cls = draw(st.sampled_from(EVENTS))
    event = draw(events(cls, day, id=draw(st.none() | st.sampled_from(("e0", "e1", "e2", "fresh")))))
    if draw(st.booleans()) and "reason" in cls.fields():
        return attrs.evolve(event, reason="")
    return event


@st.composite
def steps(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(OPENINGS)) -> tuple[Matter, Event]:
    """A matter, and an event that the sender means to happen to it next."""
    matter = draw(matters(kinds))
    return matter, draw(near_misses(matter))


def write_tables() -> None:
    """Write answers/workflows.json anew, for a change of the rules that is meant; review the difference by eye."""
    told = json.dumps({workflow.name: golden(workflow) for workflow in STOCK_WORKFLOWS}, ensure_ascii=False, indent=1)
    (Path(__file__).parent / "answers" / "workflows.json").write_text(told + "\n", encoding="utf-8")


def supervised_issue(**details: Any) -> Issue:
    """A major hazard under supervision, with every machine beside it, registered and no more."""
    given: dict[str, Any] = {"id": "S-1", "title": "储罐区无自动喷淋", "on": DAY, "by": "检查组", "severity": "major"}
    return Issue.register(**{**given, **details}, workflow=SUPERVISED, beside=BESIDE)


def assured(day: date) -> Assure:
    """The plan for it, with all that an assignment does not bring."""
    return Assure(on=day, by="企业", measures="加装喷淋", funds="12万元", contingency="应急预案三号")


def verified_through(matter: Any, day: date) -> Any:
    """The matter verified at every level that has still to verify, each by a person of its own."""
    for level in unverified(THREE_LEVELS, matter):
        matter = matter.apply(Verify(on=day, by=f"{level.id}核查员", level=level.id))
    return matter


def submitted(owner: str = "李四", **details: Any) -> Issue:
    """An issue of `owner` that is handed in by the owner and awaits acceptance."""
    issue = assigned(owner, **details)
    return issue.apply(Submit(on=date(2025, 3, 10), by=owner))


FIFTEEN = workdays(15)


def assigned(owner: str = "李四", term: Any = FIFTEEN, at: datetime | None = None, **details: Any) -> Issue:
    """An issue registered and assigned to `owner` on Monday 3 March 2025, due in `term`."""
    issue = Issue.register(id="H-017", title="应急照明不亮", on=date(2025, 3, 3), by="检查组", **details)
    return issue.apply(issues.Assign(on=date(2025, 3, 3), at=at, by="局长", owner=owner, term=term))


def correction(field: str, value: str, on: date = date(2025, 3, 12)) -> Correct:
    """A correction of one field, written down on `on`, of what was said on 3 March 2025."""
    return Correct(on=on, by="局长", concerns=date(2025, 3, 3), field=field, value=value, reason="登记有误")
