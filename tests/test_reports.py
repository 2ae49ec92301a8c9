"""Reports: three parts, captions, notes, both languages, on tiny books with known answers."""

from datetime import date

import attrs
import pytest

import safetywork as sw
from safetywork.papers import Paragraph, Section, _chinese
from safetywork.sentences import Sentence

DAY, LATER = date(2024, 9, 20), date(2024, 10, 25)
ROUND = sw.Round(id="A-1", on=DAY, title="周调度", cadence="weekly", published=True)
AWAY = sw.Secondment(id="S-1", on=DAY, percent=50)
SHORT = sw.Problem(id="Q-1", on=DAY, title="人手不足", en="Too few hands")


def campaign(id="C-1", **details):
    return sw.Campaign(id=id, on=DAY, title="专项行动", en="Special drive", **details)


def book(*matters, campaigns=(), activities=(), **details):
    return sw.Book(title="台账", matters=matters, campaigns=campaigns, activities=activities, **details)


def measure(id="M-1", **details):
    return sw.Measure.plan(id=id, title="编印手册", on=DAY, by="局长", **details)


def issue(id="H-1", *, term=None, size=None):
    made = sw.Issue.register(id=id, title="应急照明不亮", on=DAY, by="检查组", size=size)
    return made if term is None else made.apply(sw.Assign(on=DAY, by="局长", owner="李四", term=term))


def part(report, n, lang="zh"):
    return [paragraph.text(lang) for paragraph in report.sections[n].paragraphs]


def said(report, n, lang="zh"):
    """Every sentence of a part."""
    return [sentence.text(lang) for paragraph in report.sections[n].paragraphs for sentence in paragraph.sentences]


def test_of_nothing_a_report_says_none():
    """Three parts, none with a number, in both languages."""
    report = sw.report(book(), as_of=DAY)
    assert report.text("zh") == (
        "台账关于台账开展情况的报告\n\n现将截至2024年9月20日的工作情况报告如下：\n\n一、工作开展情况\n无。\n\n"
        "二、存在的问题\n无。\n\n三、下一步工作打算\n无。\n"
    )
    assert report.text("en") == (
        "台账: work report, 台账\n\nThe work as of 2024-09-20:\n\n1. What was done\nNone on the books.\n\n"
        "2. What is wrong\nNone on the books.\n\n3. What comes next\nNone on the books.\n"
    )
    assert report.figures == ()
    assert report.notes == ()


def test_a_paragraph_stands_for_every_campaign_with_records():
    """Captioned by its title, in the order of the campaigns; what belongs to none comes last."""
    campaigns = (campaign(), sw.Campaign(id="C-2", on=DAY, title="督查", parent="C-1"), campaign("C-3", parent="C-1"))
    activities = (ROUND, attrs.evolve(ROUND, id="A-2", campaign="C-2"), attrs.evolve(ROUND, id="A-3", campaign="C-1"))
    report = sw.report(book(campaigns=campaigns, activities=activities), as_of=LATER)
    done = "开展周调度1次，已公开结果。"
    assert part(report, 0) == [f"专项行动。{done}", f"督查。{done}", f"其他工作。{done}"]
    assert part(report, 0, "en")[2] == "Other work. Weekly dispatch: 1 time, with published results."
    assert "\n（二）督查。" in report.text("zh")
    assert "\n(3) Other work. " in report.text("en")


def test_title_and_lead_name_the_campaign_that_has_begun():
    """Before it begins the book's own title stands there; a record dated before it is told all the same."""
    details = {"unit": "XX县局", "unit_en": "County bureau", "campaigns": (campaign(),)}
    before = date(2024, 9, 19)
    early = attrs.evolve(ROUND, on=before, campaign="C-1")
    report = sw.report(book(activities=(early,), **details), as_of=before)
    assert report.title == sw.Label("XX县局关于台账开展情况的报告", "County bureau: work report, 台账")
    assert part(report, 0) == ["专项行动。开展周调度1次，已公开结果。"]
    report = sw.report(book(**details), as_of=DAY)
    assert report.title == sw.Label("XX县局关于专项行动开展情况的报告", "County bureau: work report, Special drive")
    assert report.lead.text("zh") == "自2024年9月20日开展专项行动以来，截至2024年9月20日的情况报告如下："
    assert report.lead.text("en") == "The campaign “Special drive” began on 2024-09-20. The work as of 2024-09-20:"


def test_problems_are_those_that_are_not_over():
    """Secondments and problems from their day to the day they were over; what is overdue by unit."""
    over = {"until": LATER}
    campaigns = (
        campaign(
            secondments=(
                AWAY,
                sw.Secondment(id="S-2", on=DAY, percent=10, to="省工作组", to_en="the province", **over),
            ),
            problems=(SHORT, sw.Problem(id="Q-2", on=DAY, title="办法不多", **over)),
        ),
    )
    late = (issue(term=sw.days(5)), issue("H-2", term=sw.days(5), size=sw.Count.unknown("条")), issue("H-3"))
    records = book(*late, campaigns=campaigns)
    assert said(sw.report(records, as_of=DAY), 1) == [
        "自2024年9月20日起，有50%的人员被抽调到其他单位。",
        "自2024年9月20日起，有10%的人员被抽调到省工作组。",
        "人手不足。",
        "办法不多。",
    ]
    report = sw.report(records, as_of=LATER)
    assert said(report, 1) == [
        "自2024年9月20日起，有50%的人员被抽调到其他单位。",
        "人手不足。",
        "逾期未完成的事项1项。",
        "逾期未完成的事项X条。",
    ]
    assert said(report, 1, "en") == [
        "Since 2024-09-20, 50 % of the staff has been seconded to other bodies.",
        "Too few hands.",
        "Past their term and not done: 1 item.",
        "Past their term and not done: X items.",
    ]
    share = report.sections[1].paragraphs[0].sentences[0].figures[0]
    assert (str(share.value), share.rows) == ("50%", ("S-1",))


def test_what_comes_next_is_in_the_order_of_the_days():
    """Measures by date, those without one last; then issues and each group of pledges, with the next day due."""
    pledge = sw.Pledge.declare(id="P-1", title="排查", on=DAY, by="局长", owner="李四")
    task = attrs.evolve(pledge, id="T-1", group="年初承诺工作任务")
    own = attrs.evolve(pledge, id="O-1", group="便民承诺").apply(sw.pledges.Review(on=DAY, by="督查组"))
    own = own.apply(sw.pledges.Publish(on=DAY, by="局长", term=date(2024, 12, 2)))
    records = book(
        measure(),
        measure("M-2", en="A handbook", term=date(2024, 12, 2)),
        measure("M-3", term=date(2024, 11, 1)),
        measure("M-4").apply(sw.measures.Finish(on=DAY, by="李四")),
        issue(term=date(2024, 11, 8)),
        issue("H-2", term=date(2024, 10, 8)),
        issue("H-3", size=sw.Count.unknown("条")),
        issue("H-4").apply(sw.Cancel(on=DAY, by="局长", reason="重复")),
        *(pledge, task, own),
    )
    report = sw.report(records, as_of=LATER)
    assert said(report, 2) == [
        "编印手册，2024年11月1日前完成。",
        "编印手册，2024年12月2日前完成。",
        "编印手册（未定期限）。",
        "继续办理问题2项，最近到期日为2024年11月8日。",
        "继续办理问题X条。",
        "继续办理承诺事项1项。",
        "继续办理年初承诺工作任务1项。",
        "继续办理便民承诺1项，最近到期日为2024年12月2日。",
    ]
    assert said(report, 2, "en")[1:6] == [
        "A handbook, by 2024-12-02.",
        "编印手册 (no date set).",
        "Issues: 2 items to carry on, the next due on 2024-11-08.",
        "Issues: X items to carry on.",
        "Pledges: 1 item to carry on.",
    ]


def test_what_was_made_up_is_noted():
    """Below the three parts, with the records behind it; a book without examples has no note."""
    example = attrs.evolve(ROUND, id="A-2", illustrative=True)
    report = sw.report(book(activities=(ROUND, example)), as_of=LATER)
    assert report.text("zh").endswith("无。\n\n注：活动记录中有1条为补足示例而编，其数字不作依据。\n")
    assert report.notes[0].figures[0].rows == ("A-2",)
    assert report.notes[0] in report.sentences
    assert report.text("en").endswith(
        "\n\nNote: records of activities made up to complete an example, and no evidence: 1 item.\n"
    )
    assert sw.report(book(activities=(ROUND,)), as_of=LATER).notes == ()


def test_known_on_leaves_out_what_was_written_down_later():
    """The report of a day, as it could have been written on another."""
    records = book(activities=(attrs.evolve(ROUND, recorded_on=LATER),))
    assert sw.report(records, as_of=DAY, known_on=DAY).figures == ()
    assert len(sw.report(records, as_of=DAY).figures) == 2


def test_lights_and_days_follow_the_policy_and_calendar_that_are_given():
    """Green takes the place of blue; a local day off moves what is due."""
    pledge = sw.Pledge.declare(id="P-1", title="排查", on=DAY, by="局长").apply(sw.pledges.Review(on=DAY, by="督查组"))
    pledge = pledge.apply(sw.pledges.Publish(on=DAY, by="局长", term=sw.workdays(30)))
    assert "亮绿灯" in sw.report(book(pledge), as_of=DAY, policy=sw.RED_YELLOW_GREEN).text()
    holiday = sw.CHINA.overlay("本地", off=[date(2024, 10, 21)])
    days = [part(sw.report(book(pledge), as_of=DAY, calendar=c), 2)[0] for c in (sw.CHINA, holiday)]
    assert days[0] != days[1]


def test_a_report_is_a_value():
    """Equal where everything in it is, and every figure is found in order."""
    records = book(issue(), activities=(ROUND,))
    report = sw.report(records, as_of=DAY)
    assert report == sw.report(records, as_of=DAY)
    assert report.figures == tuple(f for sentence in report.sentences for f in sentence.figures)
    assert all(figure.as_of == DAY for figure in report.figures)


def test_a_paragraph_without_a_caption():
    """Its sentences run on: without a space in Chinese, with one in English."""
    two = (Sentence(sw.Label("甲。", "A.")), Sentence(sw.Label("乙。", "B.")))
    paragraph = Paragraph(None, two)
    assert (paragraph.text("zh"), paragraph.text("en")) == ("甲。乙。", "A. B.")
    assert Section(sw.Label("节", "part"), (paragraph,)).paragraphs == (paragraph,)


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (35, "三十五"), (99, "九十九")],
)
def test_chinese_numerals(n, words):
    """As paragraphs are numbered, to ninety-nine."""
    assert _chinese(n) == words


def test_a_goal_with_a_target_is_told_with_its_figures():
    """Of a goal of words alone nothing is claimed; of one that nobody can count neither."""
    half = sw.Goal("措施过半", "half of the measures", "measures finished", sw.Count.exact(50, "%"))
    own = sw.Goal("自定", indicator="own", target=sw.Count.exact(1, "项"))
    drive = sw.Campaign(id="C-9", on=DAY, title="集中整治", goals=(sw.Goal("清零"), half, own))
    measures = [sw.Measure.plan(id=f"M-{n}", title="措施", on=DAY, by="局长", campaign="C-9") for n in (1, 2)]
    done = measures[0].apply(sw.measures.Finish(on=DAY, by="张三"))
    told = sw.report(sw.Book("台账", campaigns=(drive,), matters=(done, measures[1])), as_of=DAY)
    assert "目标“措施过半”已达到（2项中1项）。" in told.text()
    assert "Goal “half of the measures”: reached (1 item of 2 items)." in told.text("en")
    assert "清零" not in told.text()
    assert "自定" not in told.text()
    assert [figure.rows for figure in told.figures if figure.population == sw.Measure.noun][:2] == [
        ("M-1",),
        ("M-1", "M-2"),
    ]


def test_what_has_not_ended_says_that_its_numbers_are_not_final():
    """A course until the 25th, asked about on the 20th; when it has ended, and of a posting, nothing is said."""
    course = sw.Training(id="A-1", on=DAY, until=LATER, title="培训班", subject="法", people=sw.Count.exact(30, "人"))
    post = sw.Post(id="A-2", on=DAY, title="驻村", person="甲", office="第一书记", place="甲村")
    told = book(activities=(course, post))
    report = sw.report(told, as_of=DAY)
    assert report.text("zh").endswith("注：尚在进行的活动1项，其数字以结束时为准。\n")
    assert report.text("en").endswith("whose numbers are not final: 1 item.\n")
    assert report.notes[0].figures[0].rows == ("A-1",)
    assert sw.report(told, as_of=LATER).notes == ()


def test_rounds_that_were_missed_are_named_by_their_weeks():
    """A week without a round is told as wrong; where every week has one, nothing is."""
    group = sw.Group("督查组", "督查", cadence="weekly")
    watched = sw.Campaign(id="C-1", on=date(2024, 9, 2), title="专项行动", groups=(group,))
    held = [date(2024, 9, n) for n in (3, 10, 17)]
    rounds = tuple(sw.Round(id=str(d), on=d, title="调度", campaign="C-1", cadence="weekly") for d in held)
    whole = sw.report(book(campaigns=(watched,), activities=rounds), as_of=date(2024, 9, 20))
    assert said(whole, 1) == []
    short = sw.report(book(campaigns=(watched,), activities=rounds[::2]), as_of=date(2024, 9, 20))
    assert said(short, 1) == ["周调度未按期开展：2024年9月9日至2024年9月15日。"]
    assert said(short, 1, "en") == ["Weekly dispatch not held: 2024-09-09 to 2024-09-15."]
