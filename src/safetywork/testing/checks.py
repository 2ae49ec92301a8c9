"""Checking a workflow against laws, with a report of everything that was and was not tried.

Holds: `check_laws`, `LawReport`, `workflow_tests`, `workflow_machine`.
Never: lets a law go without saying so.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, Literal, TypeAlias

from attrs import define, field, frozen

from safetywork.decisions import Refusal
from safetywork.errors import SafetyworkError
from safetywork.labels import Label, Lang
from safetywork.matters import Matter
from safetywork.testing.drivers import WorkflowMachine, machine_of, walk
from safetywork.testing.fillings import Fillings
from safetywork.testing.laws import STOCK_LAWS, Law, LawSet
from safetywork.testing.scenes import Scene, scene_of
from safetywork.testing.sweeps import places, sweep
from safetywork.testing.watches import Broken, Place, Watch
from safetywork.workflows import Context, EventClass, Workflow

Budget: TypeAlias = Literal["fast", "ci", "night"]
BUDGETS: dict[Budget, tuple[int, int]] = {"fast": (25, 25), "ci": (100, 40), "night": (2000, 50)}
"""How many walks of how many events, beside the sweep over every transition."""


@define(slots=False)
class LawsBrokenError(SafetyworkError, AssertionError):
    """A report that is not clean; the message is the report."""

    report: "LawReport"

    def __str__(self) -> str:
        return self.report.text("en")


@frozen
class LawReport:
    """What a check found 性质报告: laws that were run, skipped (why), left out, broken, and what was fired how often.

    `expected` are laws that are broken as was said they would be, with the reason given; `held` those that were
    expected to be broken and hold, which is a failure. `unfired` are transitions that never happened and were not
    declared unreachable; `against` says what spoke against the event of each that came nearest, None where nothing led
    to its state, or where its rule raises.
    """

    workflow: Workflow
    run: tuple[str, ...]
    skipped: tuple[tuple[str, Label], ...]
    dropped: tuple[str, ...]
    failures: tuple[Broken, ...]
    expected: tuple[tuple[Broken, str], ...]
    held: tuple[str, ...]
    unfired: tuple[Place, ...]
    coverage: Mapping[Place, int] = field(hash=False)
    examples: int
    trials: int
    seed: int
    against: Mapping[Place, Refusal | None] = field(hash=False, factory=dict[Place, Refusal | None])

    @property
    def ok(self) -> bool:
        """Whether nothing is broken, no expected failure held, and every transition happened."""
        return not (self.failures or self.held or self.unfired)

    @property
    def least(self) -> int:
        """How often the transition that happened least was fired, of those that happened at all."""
        return min((n for n in self.coverage.values() if n), default=0)

    def text(self, lang: Lang = "zh") -> str:
        """The whole report, failures as programs that run as printed."""
        return "\n".join(_told(self, lang))

    def raise_for_failures(self) -> None:
        """Raises `LawsBrokenError` with the report as its message where it is not clean."""
        if not self.ok:
            raise LawsBrokenError(self)


def _told(report: LawReport, lang: Lang) -> Iterable[str]:
    zh = lang == "zh"
    said = f"{len(report.run)} 条性质，{report.examples} 次行走，{report.trials} 次试办，种子 {report.seed}"
    en = f"{len(report.run)} laws, {report.examples} walks, {report.trials} events put, seed {report.seed}"
    yield f"{report.workflow.label.text(lang)}：{said}" if zh else f"{report.workflow.label.text(lang)}: {en}"
    yield f"每条转移至少发生 {report.least} 次" if zh else f"every transition fired at least {report.least} times"
    for law_id, why in report.skipped:
        yield f"  {'跳过' if zh else 'skipped'} {law_id}: {why.text(lang)}"
    for law_id in report.dropped:
        yield f"  {'未纳入' if zh else 'left out'} {law_id}"
    for broken, reason in report.expected:
        yield f"  {'如所料不成立' if zh else 'broken as expected'} {broken.law.id}: {reason}"
    for law_id in report.held:
        yield f"! {law_id}: {'本应不成立，却成立' if zh else 'was expected to be broken, and holds'}"
    yield from _unfired(report, lang)
    for broken in report.failures:
        yield f"! {broken.law.id}: {broken.law.statement.text(lang)}"
        yield from (f"    {line}" for line in broken.found)
        yield broken.script.text()


def _unfired(report: LawReport, lang: Lang) -> Iterable[str]:
    never = "从未发生：" if lang == "zh" else "never happened: "
    for place in sorted(report.unfired, key=lambda place: report.against.get(place) is None):  # causes come first
        nearest = report.against.get(place)
        why = _NOTHING_LEADS if nearest is None else nearest
        yield f"! {' / '.join(place)}: {never}{why.text(lang)}"


def check_laws(
    workflow: Workflow,
    *,
    laws: LawSet = STOCK_LAWS,
    expected_failures: Mapping[str, str] | None = None,
    unreachable: Iterable[tuple[str, EventClass]] = (),
    budget: Budget = "fast",
    examples: int | None = None,
    seed: int = 0,
    hasty: bool = False,
    kind: type[Matter] | None = None,
    beside: tuple[Workflow, ...] | None = None,
    context: Context | None = None,
    fillings: Fillings | None = None,
) -> LawReport:
    """Try every law of `laws` on a workflow, in a sweep over its transitions and in drawn walks.

    `expected_failures` names laws that this workflow breaks on purpose, each with the reason; one that holds after all
    is a failure. `unreachable` declares transitions that nothing can fire here. `kind`, `beside`, `context` and
    `fillings` are how your matters run it (`scene_of`). `examples` overrides the walks of the `budget`; a
    `hasty` check stops at the first law that is broken. The same seed tries the same. Raises
    `UnknownLawError` for a law that is not in `laws`.
    """
    expected = dict(expected_failures or {})
    for law_id in expected:
        laws[law_id]  # raises where there is none
    scene = scene_of(workflow, kind=kind, beside=beside, context=context, fillings=fillings)
    run, skipped = _applying(laws, scene)
    watch = Watch(scene, run, hasty=hasty)
    walks, steps = BUDGETS[budget]
    walks = walks if examples is None else examples
    watch.tables()
    sweep(watch)
    if walks and not watch.enough:
        walk(watch, examples=walks, steps=steps, first=seed)
    broken = tuple(watch.shortest())
    known = {(workflow.name, state, cls.code) for state, cls in unreachable}
    unfired = tuple(place for place in places(scene) if not watch.fired[place] and place not in known)
    return LawReport(
        workflow,
        tuple(law.id for law in run),
        skipped,
        tuple(law.id for law in STOCK_LAWS if law not in tuple(laws)),
        tuple(each for each in broken if each.law.id not in expected),
        tuple((each, expected[each.law.id]) for each in broken if each.law.id in expected),
        tuple(law_id for law_id in expected if law_id not in watch.broken),
        unfired,
        {place: watch.fired[place] for place in places(scene)},
        walks,
        watch.trials,
        seed,
        {place: _nearest(scene, place) for place in unfired},
    )


def _nearest(scene: Scene, place: Place) -> Refusal | None:
    """The refusal that came nearest, by the number of its reasons; None where nothing led there or rules raise."""
    _, state, code = place
    matter = scene.reached(scene.at, state)
    if matter is None:
        return None
    cls = next(cls for cls in scene.workflow.events if cls.code == code)
    answers = (scene.answer(matter, event) for event in scene.events(cls, matter, matter.log[-1].event.on + _ONE))
    refusals = (answer for answer in answers if isinstance(answer, Refusal))
    return min(refusals, key=lambda refusal: len(refusal.reasons), default=None)


_ONE = timedelta(days=1)
_NOTHING_LEADS = Label("没有环节到达，或条件出错", "nothing led there, or a rule raised")


def _applying(laws: LawSet, scene: Scene) -> tuple[tuple[Law, ...], tuple[tuple[str, Label], ...]]:
    answers = [(law, law.applies(scene.workflows)) for law in laws]
    return (
        tuple(law for law, why in answers if why is None),
        tuple((law.id, why) for law, why in answers if why is not None),
    )


def workflow_machine(workflow: Workflow, *, laws: LawSet = STOCK_LAWS, **options: Any) -> type[WorkflowMachine]:
    """The state machine of a workflow, for `TestCase` or `run_state_machine_as_test`: it raises where a law is broken.

    `options` are those of `scene_of`. One class for all who ask for the same.
    """
    scene = _scene(workflow, tuple(sorted(options.items(), key=lambda kv: kv[0])))
    return machine_of(scene, _applying(laws, scene)[0])


_SCENES: list[tuple[Workflow, Any, Scene]] = []


def _scene(workflow: Workflow, options: tuple[tuple[str, Any], ...]) -> Scene:
    for known, given, scene in _SCENES:
        if known is workflow and given == options:
            return scene
    scene = scene_of(workflow, **dict(options))
    _SCENES.append((workflow, options, scene))
    return scene


def workflow_tests(workflow: Workflow, *, laws: LawSet = STOCK_LAWS, **options: Any) -> dict[str, Callable[[], None]]:
    """One pytest test a law, all on one run: `globals().update(workflow_tests(WORKFLOW))` in a test module.

    A law that does not apply is skipped with its reason, one that is expected to be broken is an xfail; every
    transition must have happened (`test_every_transition_happens`). `options` are those of `check_laws`.
    """

    @cache
    def report() -> LawReport:
        return check_laws(workflow, laws=laws, **options)

    tests = {f"test_law_{law.id.replace('-', '_')}": _test(law, report) for law in laws}

    def every_transition_happens() -> None:
        """Every transition of the table was fired."""
        assert not report().unfired, "\n".join(_unfired(report(), "en"))

    return {**tests, "test_every_transition_happens": every_transition_happens}


def _test(law: Law, report: Callable[[], LawReport]) -> Callable[[], None]:
    def holds() -> None:
        import pytest

        told = report()
        for law_id, why in told.skipped:
            if law_id == law.id:
                pytest.skip(why.text("en"))
        for each, reason in told.expected:
            if each.law.id == law.id:
                pytest.xfail(reason)
        assert law.id not in told.held, f"{law.id} was expected to be broken, and holds"
        for each in told.failures:
            if each.law.id == law.id:
                pytest.fail("\n".join((law.statement.text("en"), *each.found, each.script.text())), pytrace=False)

    holds.__doc__ = law.statement.en
    return holds
