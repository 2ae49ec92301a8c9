"""What the bureau undertook, said record by record: schemes, gaps, measures, pledges.

Holds: a writer for each of them, the `OUTCOMES` of pledges.
Never: claims of all (全部) what does not hold of each, or leaves a remainder of a partition unnamed.
"""

from collections.abc import Iterator

from safetywork.adoptions import DECISIONS
from safetywork.counts import Count
from safetywork.desks import Desk, parted, stopped
from safetywork.figures import Predicate, partition
from safetywork.gaps import Gap
from safetywork.labels import Label
from safetywork.lights import light
from safetywork.measures import Measure
from safetywork.palettes import Colour
from safetywork.pledges import Pledge
from safetywork.schemes import Scheme
from safetywork.sentences import GROUPS, NOTHING, Breakdown, Sentence, grouped, stated


def schemes(desk: Desk) -> Iterator[Sentence]:
    """How far each scheme is: being drawn up, before the committee, issued, running, summed up, concluded."""
    for scheme in desk.book.of(Scheme):
        title = Label(f"《{scheme.title}》", f"“{scheme.en or scheme.title}”")
        yield Sentence(Label("{title}{state}。", "{title}: {state}."), {"title": title, "state": _course(scheme)})


def _course(scheme: Scheme) -> Label:
    state = scheme.standing_state.label
    phase = next((phase for phase in scheme.phases if phase.id == scheme.phase), None)
    if phase is None or scheme.state != "running":
        return state
    return Label(f"{state.zh}，已进入{phase.title}", f"{state.en}, in phase {phase.en or phase.title}")


def gaps(desk: Desk) -> Iterator[Sentence]:
    """Gaps against a model, and what was decided of each; those not adopted with their reasons."""
    gaps = desk.book.of(Gap)
    if gaps:
        found = desk.some(Label("对标查找差距", "Gaps found against the model"), gaps)
        split = partition(found, "个", lambda _: Count.exact(1, "个"), DECISIONS)
        yield stated(found.label, split, Breakdown(split, {gap.id: _reason(gap) for gap in gaps if gap.declined}))


def _reason(gap: Gap) -> Label:
    return Label(f"{gap.title}：{gap.declined}", f"{gap.en or gap.title}: {gap.declined}")


def measures(desk: Desk) -> Iterator[Sentence]:
    """Measures that have begun or ought to be done, then the tasks under them; others stand in what comes next."""
    begun = [one for one in desk.book.of(Measure) if one.state != "planned" or desk.overdue(one)]
    ids = {measure.id for measure in begun}
    heads = tuple(measure for measure in begun if measure.source not in ids)
    tasks = tuple(measure for measure in begun if measure.source in ids)
    yield from _taken(desk, heads, Label("制定并实施措施", "Measures adopted"))
    yield from _taken(desk, tasks, Label("分解具体任务", "Tasks under them"))


def _taken(desk: Desk, measures: tuple[Measure, ...], words: Label) -> Iterator[Sentence]:
    for unit, members in grouped(measures, lambda measure: measure.count.unit):
        split = parted(
            desk.some(words, members),
            unit,
            Predicate(Label("已完成{n}", "{n} finished"), lambda m: m.done),
            Predicate(Label("已取消{n}", "{n} cancelled"), lambda m: m.void),
            Predicate(Label("逾期未完成{n}", "{n} past their date"), desk.overdue),
            Predicate(Label("已暂停{n}", "{n} suspended"), stopped),
            Predicate(Label("正在筹备{n}", "{n} in preparation"), lambda m: m.state == "preparing"),
            Predicate(Label("正在推进{n}", "{n} under way"), lambda _: True),
        )
        names = {measure.id: Label(measure.title, measure.en or measure.title) for measure in members}
        yield stated(words, split, Breakdown(split, names))


def actions(desk: Desk) -> Iterator[Sentence]:
    """Required and optional actions, where a measure says which it is."""
    planned = tuple(measure for measure in desk.book.of(Measure) if not measure.void)
    if any(measure.action for measure in planned):
        actions = desk.some(Label("各项动作", "Actions"), planned)
        split = partition(
            actions,
            "项",
            lambda _: Count.exact(1, "项"),
            (
                Predicate(Label("属规定动作{n}", "{n} required"), lambda m: m.action == "required"),
                Predicate(Label("属自选动作{n}", "{n} optional"), lambda m: m.action == "optional"),
                Predicate(Label("未注明{n}", "{n} not said to be either"), lambda _: True),
            ),
        )
        yield stated(actions.label, split, Breakdown(split))


def pledges(desk: Desk) -> Iterator[Sentence]:
    """Pledges of each group by the light they show, and by outcome once one is judged; groups are never added up."""
    for (group, unit), members in grouped(desk.book.of(Pledge), lambda p: (p.group or "承诺事项", p.count.unit)):
        pledged = desk.some(GROUPS.get(group) or Label(group, group), members)
        lights = {pledge.id: light(pledge, desk.as_of, desk.calendar, desk.policy) for pledge in members}
        shown = {pledge: one.colour for pledge, one in lights.items()}
        ranked = (colour for colour in desk.policy.palette.colours if colour.id in desk.policy.ranks)
        colours = sorted(ranked, key=desk.policy.rank)
        lit = (_shows(colour, shown) for colour in colours)
        split = parted(pledged, unit, *lit, Predicate(Label("未亮灯{n}", "{n} not lit"), lambda _: True))
        normal = all(one.band.id in desk.policy.normal for one in lights.values())
        yield stated(pledged.label, split, Breakdown(split), Label("，运行正常", ", on course") if normal else NOTHING)
        if any(pledge.done or pledge.failed or pledge.void for pledge in members):
            judged = parted(pledged, unit, *OUTCOMES)
            how = Breakdown(judged, lead=Label("兑现情况：", "Outcome: "))
            yield Sentence(Label("{how}。", "{how}."), {"how": how})


def _shows(colour: Colour, shown: dict[str, Colour | None]) -> Predicate[Pledge]:
    plain = colour.label.literal()
    words = Label(f"亮{plain.zh}灯{{n}}", f"{{n}} lit {plain.en}")
    return Predicate(words, lambda pledge: shown[pledge.id] == colour)


OUTCOMES: tuple[Predicate[Pledge], ...] = (
    Predicate(Label("已兑现{n}", "{n} fulfilled"), lambda p: p.done),
    Predicate(Label("失诺{n}", "{n} broken"), lambda p: p.failed),
    Predicate(Label("已作废{n}", "{n} cancelled"), lambda p: p.void),
    Predicate(Label("践诺中{n}", "{n} being kept"), lambda _: True),
)
