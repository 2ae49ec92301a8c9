"""The example of the county's year 2021: what it says on every day it is asked about, and that its figures hold."""

import importlib.util
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

import safetywork as sw
from safetywork.adoptions import adoption, closing
from safetywork.figures import Figure, Partition, union
from safetywork.secondments import people_there, percent_away
from safetywork.sentences import Breakdown

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
DOCUMENT = EXAMPLES / "county-2021.json"
MARCH, JUNE, DECEMBER = date(2021, 3, 31), date(2021, 6, 18), date(2021, 12, 31)
MONTH_ENDS = [date(2021, month + 1, 1) - date.resolution for month in range(1, 12)] + [DECEMBER]


def _script():
    spec = importlib.util.spec_from_file_location("make_county_2021", EXAMPLES / "make_county_2021.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def book():
    return sw.load(DOCUMENT)


@pytest.fixture(scope="module")
def june(book):
    return sw.report(book, as_of=JUNE)


def _breakdowns(report):
    for sentence in report.sentences:
        for value in sentence.params.values():
            if isinstance(value, Breakdown):
                yield value


def _done(report):
    """The paragraphs on what was done, one for each part of the campaign."""
    return report.sections[0].paragraphs


def _told(report):
    return [(paragraph, figure) for paragraph in _done(report) for s in paragraph.sentences for figure in s.figures]


# --- the document


def test_the_document_is_what_the_script_makes(tmp_path, monkeypatch):
    """The script is deterministic, byte by byte, wherever it is run from."""
    script = _script()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(script, "DOCUMENT", tmp_path / "again.json")
    script.main()
    assert (tmp_path / "again.json").read_bytes() == DOCUMENT.read_bytes()


def test_the_document_loads_without_faults(book):
    """Nothing in it is unknown, edited or read-only, and written again it is the same."""
    assert book.faults == ()
    assert sw.dumps(book) == DOCUMENT.read_text(encoding="utf-8")


def test_every_entry_obeys_the_rules(book):
    """No log holds an entry that the stock workflows would refuse."""
    for matter in book.matters:
        blank = type(matter).blank(matter.id, matter.workflows)
        assert list(sw.audit(blank, list(matter.log))) == [], matter.id


def test_every_day_is_a_working_day_of_2021(book):
    """Nobody is made to have worked on a day off."""
    days = {entry.event.on for matter in book.matters for entry in matter.log}
    days |= {activity.on for activity in book.activities}
    days |= {campaign.on for campaign in book.campaigns if campaign.parent is None}
    assert {day.year for day in days} == {2021}
    assert [day for day in days if not sw.CHINA.is_workday(day)] == []


def test_names_are_offices_or_letters(book):
    """Whoever acts is an office, a letter or a body; whatever place is named is masked."""
    actors = {entry.event.by for matter in book.matters for entry in matter.log}
    bodies = {"督查组", "评审组", "县评诺组", "局党委会", "省督导组", "甲镇人民政府", "乙镇人民政府"}
    people = {person.name for person in book.parties.persons}
    assert {actor for actor in actors - bodies - people if not actor.endswith("负责人")} == set()
    assert {tour.place for tour in book.of(sw.StudyTour)} == {"X市"}


# --- what the report of June says

JUNE_SAYS = [
    ("赴X市开展对标学习1次，参加9人", "Study tours to City X: 1 time, with 9 people"),
    ("对标查找差距3个，已全部采纳", "Gaps found against the model: 3 items, all adopted"),
    ("《委托执法方案》制定中", "“Plan for delegated enforcement”: being drawn up"),
    ("《自查自纠排风险活动方案》实施中，已进入整改", "“Plan of the self-inspection”: running, in phase putting right"),
    (
        "制定并实施措施3项，全部正在推进（充实执法力量；强化专业培训；推行委托执法）",
        "3 items, all under way (Strengthening",
    ),
    ("分解具体任务2项，全部正在筹备", "Tasks under them: 2 items, all in preparation"),
    ("组织应急系统行政执法资格考试；", "(Organising the qualification exam for law enforcement; "),
    ("；拟订委托执法方案）", "; Drawing up the plan for delegated enforcement)"),
    ("走访企业4次，共X家次", "Visits to enterprises: 4 times, calling on X enterprise-visits"),
    ("走访群众3次，共X户次", "Visits to households: 3 times, calling on X household-visits"),
    ("走访问题的答复情况：5件，其中已答复4件、待答复1件", "who raised it was told: 5 matters, of which 4 matters told"),
    (
        "“走访群众名册”共不少于3户，有名可查已满3次的3户，另有记录未注明对象",
        "reached 3 times, by name: 3 households; other",
    ),
    ("走访收集问题5条，其中现场解决2条", "Raised on visits: 5 items, of which 2 items solved on the spot"),
    ("转办反馈后办结2条", "2 items settled after referral"),
    ("已转办待反馈1条", "1 item referred, awaiting an answer"),
    ("企业32家，全部创建完成，达到创建目标", "32 enterprises enrolled"),
    ("烟花爆竹、工商贸、有色冶金、涉氨制冷等行业", "non-ferrous metallurgy, ammonia refrigeration), all created"),
    ("召开安全生产标准化示范企业培训会议2次", "Meetings on the standard for model enterprises: held 2 times"),
    ("培训人员650余人次", "at least 650 person-times"),
    ("开展送法入企安全培训4次", "Sessions that bring the law to enterprises: held 4 times"),
    ("培训企业449家次、人员561人", "attended by 449 enterprise-visits, 561 people"),
    ("进社区开展宣传活动1场次", "Outreach in communities: 1 session"),
    ("宣传单300余份", "leaflets (at least 300 copies)"),
    ("消防知识手册150余份", "fire handbooks (at least 150 copies)"),
    ("安全用电漫画X本", "comics on electricity (X copies)"),
    ("宣传品X份", "publicity goods (X copies)"),
    ("“第一书记”帮助派驻村改善办公条件：配备桌椅10套", "The first secretary's help for the village: provided desks"),
    ("桌椅10套、座位X个", "desks and chairs (10 sets), seats (X items)"),
    ("现派驻“第一书记”1人（派驻村）", "Posted as first secretary: 1 person (a village)"),
    ("目标“示范企业全部创建”已达到（32家中32家）", "reached (32 enterprises of 32 enterprises)"),
    ("各项动作3项，全部属规定动作", "Actions: 3 items, all required"),
    ("制定并实施措施1项，正在推进（开展擂台比拼）", "Measures adopted: 1 item, under way (A contest of results)"),
    ("单位查摆问题7条，已全部整改并长期坚持", "The unit's own issues: 7 items, all rectified and kept up"),
    ("立行立改3条、限期整改4条", "3 items for rectification at once, 4 items for rectification within a term"),
    ("均已明确责任人和时限", "each with an owner and a date"),
    ("班子成员、股室及党员干部查摆问题X条，已全部整改并长期坚持", "individuals: X items, all rectified and kept up"),
    ("承诺事项21个，全部亮蓝灯，运行正常", "Pledges: 21 items, all lit blue, on course"),
    ("年初承诺工作任务2项", "Work tasks promised at the start of the year: 2 items"),
    ("开展周调度16次，已全部公开结果", "Weekly dispatch: 16 times, all with published results"),
    ("开展月督查3次，已全部公开结果", "Monthly inspection: 3 times, all with published results"),
    ("检查企业单位X家次", "Inspected by the bureau itself: enterprises and other units (X enterprise-visits)"),
    ("检查发现问题X项，已全部整改", "Found by the bureau itself: X items, all rectified"),
    ("配合市督查组检查企业、单位X家", "city's supervision team: enterprises and other units (X enterprises)"),
    (
        "市督查组发现问题X项，其中已整改X项、正在按期限整改X项",
        "X items, of which X items rectified, X items being rectified in",
    ),
    ("配合省督导组检查镇办X个、行业部门X个、企业X家", "(X items), departments (X items), enterprises (X enterprises)"),
    ("省督导组发现问题32项，已全部整改", "Found by the province's supervision team: 32 items, all rectified"),
    ("有50%的人员被抽调到省、市工作组", "50 % of the staff has been seconded to provincial and city working groups"),
    ("人手不足，部分工作进展偏慢", "some work is slow for want of hands"),
    ("自选动作偏少", "little was added out of the bureau's own work"),
    ("举办党史知识竞赛，2021年7月9日前完成", "A party-history contest, by 2021-07-09"),
    ("把走访做成常态", "Making the visits a routine"),
    ("借鉴先进市应急局经验", "Learning from the bureau of the model city"),
    ("推动执法向镇（街道）延伸", "Bringing enforcement down to towns"),
    ("组织应急演练，2021年6月30日前完成", "Emergency drills, by 2021-06-30"),
    ("督促企业开展全员安全培训", "Seeing that enterprises train all their staff"),
]


@pytest.mark.parametrize(("zh", "en"), JUNE_SAYS)
def test_june_says_every_figure_of_the_model(june, zh, en):
    """Each figure stands in both languages with its unit, and what was masked reads X."""
    assert zh in june.text("zh")
    assert en in june.text("en")


def test_june_has_three_parts_with_captions(june):
    """What was done (a caption for each part of the campaign), what is wrong, what comes next."""
    assert [len(section.paragraphs) for section in june.sections] == [5, 1, 5]
    assert all(paragraph.caption for paragraph in june.sections[0].paragraphs)
    assert june.text("zh").startswith("XX县应急管理局关于干部作风建设年活动开展情况的报告\n\n自2021年2月22日开展")


def test_what_is_unknown_stays_unknown(june):
    """No masked number became a nought: 18 figures of June say X, in these units, and none says 0."""
    unknown = Counter(figure.value.unit for figure in june.figures if not figure.value.known)
    assert unknown == {"家次": 2, "户次": 1, "本": 1, "份": 1, "条": 2, "项": 6, "家": 2, "个": 3}
    masked_names = "XX县" + "X市"
    behind_a_claim_of_all = 2  # their number is not said a second time
    assert june.text("zh").count("X") == 18 - behind_a_claim_of_all + masked_names.count("X")
    assert not [figure for figure in june.figures if figure.value.high == 0]


def test_what_was_made_up_is_said(june, book):
    """The note counts the records that complete the example; the splits of sums are among them."""
    made_up = {a.id for a in book.activities if a.illustrative and a.on <= JUNE}
    (note,) = june.notes
    assert set(note.figures[0].rows) == made_up
    assert {training.id for training in book.of(sw.Training) if training.on <= JUNE} <= made_up


def test_no_figure_adds_the_work_tasks_to_the_pledges(june):
    """Nobody said whether they overlap, so they are never in one sum."""
    for figure in june.figures:
        assert len({row[0] for row in figure.rows} & {"P", "T"}) < 2


def test_together_the_two_sets_of_pledges_are_an_interval(book):
    """21 and 2, whose overlap nobody stated: 21 to 23, with the records of both behind it."""
    label = sw.Label("承诺", "pledges")
    groups = [tuple(p for p in book.of(sw.Pledge) if p.id[0] == letter) for letter in "PT"]
    figures = [sw.Population(label, group, JUNE).number("项") for group in groups]
    both = union(label, "项", figures)
    assert (both.text("zh"), both.text("en"), len(both.rows)) == ("21至23项", "21 to 23 items", 23)


def test_every_gap_is_adopted_and_a_measure_closes_it(book):
    """Three fields, three decisions, three measures, each with its owner and date; the rate is 1."""
    told = adoption(book, on=JUNE)
    assert (told.rate, told.unplanned, told.declined) == (1, (), ())
    assert [[m.id for m in closing(book, gap)] for gap in book.of(sw.Gap)] == [["M-1"], ["M-2"], ["M-3"]]
    assert all(gap.tour == "A-STUDY" for gap in book.of(sw.Gap))


def test_half_of_nobody_knows_how_many(book):
    """The report gives no base for its 50 per cent: from April to September, nobody knows how many were there."""
    away = book.find("C-0").secondments
    told = [percent_away(away, date(2021, *on)) for on in ((4, 5), (4, 6), (9, 29), (9, 30))]
    assert told == [0, 50, 50, 0]
    assert people_there(away, JUNE).text() == "X人"


def test_all_lights_are_normal_in_june_and_one_is_not_in_september(book):
    """Twenty-three blue on the day of the report; in September one pledge is behind and shows yellow."""
    shown = {p.id: sw.light(p, JUNE).colour.id for p in book.as_of(JUNE).of(sw.Pledge)}
    assert Counter(shown.values()) == {"blue": 23}
    september = date(2021, 9, 30)
    shown = {p.id: sw.light(p, september).colour.id for p in book.as_of(september).of(sw.Pledge)}
    assert [pledge for pledge, colour in shown.items() if colour != "blue"] == ["P-07"]


# --- the rest of the year


def test_march_is_smaller(book, june):
    """Every whole of March is a part of the same whole of the same campaign in June, and no larger."""
    march = sw.report(book, as_of=MARCH)
    later = {(p.caption, f.population, f.predicate, f.value.unit): f for p, f in _told(june)}
    wholes = [(p.caption, s.params["whole"]) for p in _done(march) for s in p.sentences if "whole" in s.params]
    assert len(wholes) == 14
    for caption, whole in wholes:
        grown = later[caption, whole.population, whole.predicate, whole.value.unit]
        assert set(whole.rows) <= set(grown.rows)
        assert whole.value.low <= grown.value.low
    assert "企业21家，全部正在创建" in march.text("zh")
    assert "对标学习" not in march.text("zh")
    assert "\n二、存在的问题\n周调度未按期开展：2021年2月22日至2021年2月28日。\n" in march.text("zh")


def test_december_has_everything_done(book):
    """The pledges are fulfilled, the relapse of autumn is rectified again, nothing is left to do."""
    december = sw.report(book, as_of=DECEMBER)
    zh, en = december.text("zh"), december.text("en")
    assert "承诺事项21个，全部亮蓝灯，运行正常。兑现情况：已全部兑现。" in zh
    assert "单位查摆问题7条，已全部整改并长期坚持。期间反弹重开1条。" in zh
    assert "市督查组发现问题X项，已全部整改。" in zh
    assert "Relapsed in between, and opened again: 1 item." in en
    assert "None on the books." in en
    october = sw.report(book, as_of=date(2021, 10, 15))
    assert "单位查摆问题7条，其中已整改并长期坚持6条、正在按期限整改1条。" in october.text("zh")


@pytest.mark.parametrize("day", MONTH_ENDS)
def test_every_partition_adds_up_on_every_month_end(book, day):
    """Records and, where they are known, numbers: the parts are the whole."""
    report = sw.report(book, as_of=day)
    assert report.text("zh")
    assert report.text("en")
    splits = [breakdown.split for breakdown in _breakdowns(report)]
    assert len(splits) >= (4 if day >= MARCH else 0)
    for split in splits:
        assert split.adds_up
        assert sw.total((part.value for part in split.parts), split.whole.value.unit) == split.whole.value


def test_the_campaigns_are_a_tree_of_one(book):
    """One campaign of the year, with parts that have begun by their first record."""
    (top,) = [campaign for campaign in book.campaigns if campaign.parent is None]
    assert {campaign.parent for campaign in book.campaigns} == {None, top.id}
    begun = {campaign.id: campaign.on for campaign in book.campaigns}
    assert all(activity.on >= begun[activity.campaign] for activity in book.activities)


# --- every figure rests on its records


def _cited(report):
    cited = {}
    for figure in report.figures:
        for row in figure.rows:
            cited.setdefault(row, []).append(figure)
    return cited


@pytest.mark.unmeasured
def test_a_figure_without_one_of_its_records_is_another(book, june):
    """Each cited record is taken away once: every figure that cites it changes or goes, and no other record takes over.

    X and X is X: a figure whose value is unknown changes in its rows only, so figures are compared whole. Of the
    records that no other record names, more holds: exact values change too, and no other figure does.
    """
    standing = book.as_of(JUNE)
    named = {getattr(r, name, None) for r in standing.records() for name in ("source", "origin", "visit")}
    named |= {roll.id for roll in standing.parties.rolls}  # what its coverage is told of
    cited = _cited(june)
    assert len(cited) > 150
    for row, figures in cited.items():
        without = sw.report(standing.without(row), as_of=JUNE).figures
        left = {(f.population, f.predicate, f.value.unit): f for f in without}
        assert row not in {each for figure in without for each in figure.rows}
        for figure in figures:
            assert figure not in without
            twin = left.get((figure.population, figure.predicate, figure.value.unit))
            if row not in named and figure.value.kind == "exact" and twin is not None:
                assert twin.value != figure.value, (row, figure)
        if row not in named:
            others = [figure for figure in june.figures if row not in figure.rows]
            assert [figure for figure in others if figure not in without] == []


def test_removing_what_others_stand_on_is_refused(book):
    """A programme that enterprises are enrolled in and a campaign that has records cannot be taken away."""
    for record in ("P-STD", "C-VISITS"):
        with pytest.raises(sw.BookError):
            book.without(record)


def test_a_partition_of_the_report_is_checked_not_believed(june):
    """Taking a row out of a part is noticed."""
    split = next(b.split for b in _breakdowns(june) if len(b.parts) > 1)
    broken = attrs.evolve(split.parts[0], rows=split.parts[0].rows[1:])
    assert not Partition(split.whole, (broken, *split.parts[1:])).adds_up
    assert all(isinstance(part, Figure) for part in split.parts)
