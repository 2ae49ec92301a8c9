"""What was done, said record by record, on tiny books with known answers."""

from datetime import date

import attrs
import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from histories import led, matters
from safetywork.accounts import WRITERS, account
from safetywork.desks import Desk
from safetywork.lights import BLUE, GREEN, RED_YELLOW_BLUE, YELLOW
from safetywork.sentences import Breakdown, Day

DAY = date(2024, 9, 20)
LATER = date(2024, 10, 25)
NOVEMBER = date(2024, 11, 1)
LONG, YEAR = sw.days(60), sw.days(90)
ONE = sw.Count.exact(1, "条")
NOBODY = sw.Parties()


def day(month, number):
    return date(2024, month, number)


def desk(*records, on=LATER, policy=RED_YELLOW_BLUE, programmes=(), parties=NOBODY):
    kept = [record for record in records if isinstance(record, sw.Matter)]
    done = [record for record in records if isinstance(record, sw.Activity)]
    book = sw.Book("台账", parties=parties, programmes=programmes, matters=tuple(kept), activities=tuple(done))
    return Desk(book.as_of(on), on, sw.CHINA, policy)


def zh(*records, **how):
    return "".join(sentence.text("zh") for sentence in account(desk(*records, **how)))


def en(*records, **how):
    return " ".join(sentence.text("en") for sentence in account(desk(*records, **how)))


def issue(id="H-1", workflow=None, on=DAY, **details):
    details = {"size": ONE, "level": "unit", **details}
    return sw.Issue.register(id=id, title="应急照明不亮", on=on, by="检查组", workflow=workflow, **details)


def assigned(matter, *, term=LONG, on=DAY):
    return matter.apply(sw.Assign(on=on, by="局长", owner="李四", term=term))


def rectified(matter, on=DAY):
    for event in (
        sw.Submit(on=on, by="李四", evidence=(sw.Evidence("photo", "照片", on),)),
        sw.Accept(on=on, by="督查组"),
        sw.Close(on=on, by="督查组"),
    ):
        matter = matter.apply(event)
    return matter


def sustained(matter):
    return rectified(matter).apply(sw.Sustain(on=DAY, by="局长"))


# --- nothing


def test_of_nothing_nothing_is_said():
    """No record, no sentence: not even one that says 0."""
    assert account(desk()) == ()
    assert len(WRITERS) == 16


# --- activities


def test_study_tours_are_told_by_place():
    """A tour whose place nobody stated is told without one."""
    nine = sw.Count.exact(9, "人")
    tours = (
        sw.StudyTour(id="A-1", on=DAY, title="学习", people=nine, place="X市", place_en="City X"),
        sw.StudyTour(id="A-2", on=DAY, title="学习", people=nine, place="X市", place_en="City X"),
        sw.StudyTour(id="A-3", on=DAY, title="学习", people=sw.Count.unknown("人次")),
        sw.StudyTour(id="A-4", on=DAY, title="学习", people=nine, place="Y市"),
    )
    assert zh(*tours) == ("赴X市开展对标学习2次，参加18人。开展对标学习1次，参加X人次。赴Y市开展对标学习1次，参加9人。")
    assert en(*tours) == (
        "Study tours to City X: 2 times, with 18 people. Study tours: 1 time, with X person-times. "
        "Study tours to Y市: 1 time, with 9 people."
    )


def test_visits_are_told_by_whom_they_called_on():
    """家次 and 户次 are never one sum; a unit without a word for it needs none."""
    units = {"A-1": "3家次", "A-2": "X户次", "A-3": "4家次", "A-4": "2个"}
    visits = [sw.Visit(id=i, on=DAY, title="走访", called_on=sw.Count.read(text)) for i, text in units.items()]
    assert zh(*visits) == "走访企业2次，共7家次。走访群众1次，共X户次。走访1次，共2个。"
    assert en(*visits) == (
        "Visits to enterprises: 2 times, calling on 7 enterprise-visits. "
        "Visits to households: 1 time, calling on X household-visits. Visits: 1 time, calling on 2 items."
    )


def test_trainings_are_told_by_subject():
    """A meeting is 召开, other training 开展; enterprises and people are two figures; unstated ones are not said."""
    people, firms = sw.Count.at_least(350, "人次"), sw.Count.exact(112, "家次")
    sessions = (
        sw.Training(id="A-1", on=DAY, title="一", subject="标准化培训会议", people=sw.Count.exact(300, "人次")),
        sw.Training(id="A-2", on=DAY, title="二", subject="标准化培训会议", people=people),
        sw.Training(id="A-3", on=DAY, title="三", subject="送法入企", subject_en="The law", enterprises=firms),
        sw.Training(id="A-4", on=DAY, title="四", subject="宣讲"),
    )
    assert zh(*sessions) == (
        "召开标准化培训会议2次，培训人员650余人次。开展送法入企1次，培训企业112家次。开展宣讲1次。"
    )
    assert en(*sessions) == (
        "标准化培训会议: held 2 times, attended by at least 650 person-times. "
        "The law: held 1 time, attended by 112 enterprise-visits. 宣讲: held 1 time."
    )


def test_outreach_is_told_by_setting():
    """With what was handed out, or without; a setting of the user's own is named as it is."""
    leaflets = (sw.Items("宣传单", sw.Count.at_least(300, "份"), "leaflets"),)
    events = (
        sw.Outreach(id="A-1", on=DAY, title="宣传", setting="community", handed_out=leaflets),
        sw.Outreach(id="A-2", on=DAY, title="宣传"),
        sw.Outreach(id="A-3", on=DAY, title="宣传", setting="进景区"),
    )
    assert zh(*events) == ("进社区开展宣传活动1场次，发放宣传单300余份。开展宣传活动1场次。进景区开展宣传活动1场次。")
    assert en(*events) == (
        "Outreach in communities: 1 session; handed out: leaflets (at least 300 copies). "
        "Outreach: 1 session. Outreach in 进景区: 1 session."
    )


def test_assistance_is_told_by_title():
    """With what was given, where anything was stated."""
    desks = (sw.Items("桌椅", sw.Count.exact(10, "套"), "desks"),)
    given_ = (
        sw.Assistance(id="A-1", on=DAY, title="驻村帮扶", en="Help", given=desks),
        sw.Assistance(id="A-2", on=DAY, title="结对", given=()),
    )
    assert zh(*given_) == "驻村帮扶：配备桌椅10套。结对。"
    assert en(*given_) == "Help: provided desks (10 sets). 结对."


def test_rounds_are_told_by_cadence():
    """All published, some, or the one that was."""
    weekly = [sw.Round(id=f"W-{n}", on=DAY, title="周", cadence="weekly", published=n > 0) for n in range(3)]
    monthly = sw.Round(id="M-1", on=DAY, title="月", cadence="monthly", published=True)
    assert zh(*weekly, monthly) == "开展周调度3次，其中已公开结果2次、未公开结果1次。开展月督查1次，已公开结果。"
    assert en(*weekly[1:]) == "Weekly dispatch: 2 times, all with published results."


def test_inspections_are_told_by_who_took_part():
    """Alone or with a team; several of one kind are one sentence, with what all of them found."""
    firms = (sw.Items("企业", sw.Count.exact(3, "家"), "enterprises"),)
    records = (
        sw.Inspection(id="A-1", on=DAY, title="检查", inspected=firms),
        sw.Inspection(id="A-2", on=DAY, title="检查", inspected=firms),
        sw.Inspection(id="A-3", on=DAY, title="督查", with_whom="市督查组", with_whom_en="the city's team"),
        issue(source="A-1"),
        issue("H-2", source="A-2"),
        assigned(issue("H-3", source="A-3", size=sw.Count.unknown("项"))),
    )
    assert zh(*records) == "检查企业6家。检查发现问题2条，全部正在办理。市督查组发现问题X项，全部正在按期限整改。"
    assert en(*records) == (
        "Inspected by the bureau itself: enterprises (6 enterprises). Found by the bureau itself: 2 items, "
        "all being dealt with. Found by the city's team: X items, all being rectified in term."
    )


# --- issues


def waived(matter, expires=NOVEMBER):
    asked = matter.apply(sw.AskWaiver(on=DAY, by="李四", reason="备件停产"))
    return asked.apply(sw.Waive(on=DAY, by="县长", expires=expires, stops=False))


STATES = {
    "已整改": rectified(assigned(issue())),
    "已整改并长期坚持": sustained(assigned(issue())),
    "重复登记": issue().apply(sw.MarkDuplicate(on=DAY, by="台账员", duplicate_of="H-9")),
    "已作废": issue().apply(sw.Cancel(on=DAY, by="局长", reason="误报")),
    "豁免期内": waived(assigned(issue(beside=(sw.WAIVER,)), term=sw.days(5))),
    "逾期未整改": assigned(issue(), term=sw.days(5)),
    "转办逾期未反馈": issue().apply(sw.Refer(on=DAY, by="局长", to="甲镇", term=sw.days(5))),
    "待验收": assigned(issue()).apply(sw.Submit(on=DAY, by="李四")),
    "已中止": assigned(issue()).apply(sw.Suspend(on=DAY, by="局长", reason="汛期")),
    "已转办待反馈": issue().apply(sw.Refer(on=DAY, by="局长", to="甲镇", term=sw.days(60))),
    "正在按期限整改": assigned(issue()),
    "正在办理": issue(),
}


@pytest.mark.parametrize("words", STATES)
def test_an_issue_is_said_to_stand_where_it_stands(words):
    """One issue in each state that a report tells apart."""
    assert zh(STATES[words]) == f"单位查摆问题1条，{words}。"


def test_issues_of_every_state_are_told_apart_and_add_up():
    """One whole and twelve parts; the claim of all is not made."""
    records = [attrs.evolve(matter, id=f"H-{n}") for n, matter in enumerate(STATES.values())]
    (sentence,) = account(desk(*records))
    split = sentence.params["how"].split
    assert split.adds_up
    assert [part.predicate.text(n="") for part in split.parts if part.any] == list(STATES)
    assert all(str(part.value) in ("0条", "1条") for part in split.parts)
    assert "全部" not in sentence.text("zh")


def test_a_waived_issue_is_late_from_the_day_its_waiver_expires():
    """Its term ran out meanwhile: on the last day of the waiver that is not said, on the next it is."""
    known = waived(assigned(issue(beside=(sw.WAIVER,)), term=sw.days(5)), LATER)
    assert zh(known, on=day(10, 24)) == "单位查摆问题1条，豁免期内。"
    assert zh(known) == "单位查摆问题1条，逾期未整改。"
    assert [desk(on=on).overdue(known) for on in (day(10, 24), LATER)] == [False, True]


def test_what_an_inspection_found_names_it_as_its_origin():
    """The origin is the inspection, the source says of what kind it was; its id as the source is understood too."""
    held = sw.Inspection(id="A-1", on=DAY, title="督导", with_whom="省督导组", with_whom_en="the province's team")
    found = issue(level=None, source="provincial supervision", origin="A-1")
    older = issue("H-2", level=None, source="A-1")
    letter = issue("H-3", level=None, source="provincial supervision", origin="省安委办〔2021〕3号")
    assert zh(held, found, older) == "省督导组发现问题2条，全部正在办理。"
    assert zh(held, letter) == "省级督导问题1条，正在办理。"


def test_all_rectified_is_said_of_two_ways_to_be_rectified():
    """Some are kept up and some struck off: neither is all, together they are."""
    kept, off = sustained(assigned(issue())), rectified(assigned(issue("H-2")))
    assert zh(kept, off) == "单位查摆问题2条，其中已整改1条、已整改并长期坚持1条，已全部整改完成。"
    assert en(kept, off).endswith("1 item rectified, 1 item rectified and kept up: all are rectified.")
    assert "全部" not in zh(kept, off, issue("H-3"))


def test_what_is_put_right_at_once_and_within_a_term_is_told():
    """With the claim that each has an owner and a date only where each has."""
    at_once = sustained(issue("H-2", sw.IMMEDIATE, owner="李四"))
    assert "整改方式：限期整改1条、立行立改1条，均已明确责任人和时限。" in zh(assigned(issue()), at_once)
    assert "Manner: 1 item for rectification within a term, 1 item for rectification at once." in en(issue(), at_once)
    assert "整改方式" not in zh(issue(), issue("H-3"))


def test_a_relapse_is_told():
    """The issue is open again, and the cycle before is not forgotten."""
    back = sustained(assigned(issue())).apply(sw.Relapse(on=day(10, 9), by="督查组", text="又坏了", term=sw.days(30)))
    assert zh(back) == "单位查摆问题1条，正在按期限整改。期间反弹重开1条。"
    assert en(rectified(back, day(10, 14))).endswith("Relapsed in between, and opened again: 1 item.")


def test_levels_sources_and_units_are_never_one_sum():
    """A level has words of its own, another is named as it is, and 条 and 项 stay apart."""
    records = (
        issue(size=sw.Count.unknown("条")),
        issue("H-2", size=sw.Count.exact(2, "项")),
        issue("H-3", level="individual"),
        issue("H-4", level="班组"),
        issue("H-5", level=None, source="self-inspection"),
        issue("H-6", level=None),
    )
    assert zh(*records) == (
        "单位查摆问题X条，全部正在办理。单位查摆问题2项，全部正在办理。班子成员、股室及党员干部查摆问题1条，正在办理。"
        "班组问题1条，正在办理。自查问题1条，正在办理。问题1条，正在办理。"
    )
    assert en(records[3], records[5]) == "Issues (班组): 1 item, being dealt with. Issues: 1 item, being dealt with."


def test_what_visits_brought_up_is_told_by_how_it_was_settled():
    """On the spot; after the town answered; still waiting; done later by the bureau itself."""
    visit = sw.Visit(id="A-1", on=DAY, title="走访", called_on=sw.Count.exact(1, "家"))
    raised = [issue(f"H-{n}", sw.IMMEDIATE if n == 1 else None, visit="A-1", level=None) for n in range(1, 5)]
    spot = rectified(raised[0])
    refer = sw.Refer(on=DAY, by="局长", to="甲镇", term=sw.days(60))
    answer = sw.Feedback(on=DAY, by="甲镇", text="已处理", solved=True)
    referred = rectified(assigned(raised[1].apply(refer).apply(answer)))
    waiting = raised[2].apply(refer)
    own = rectified(assigned(raised[3]), day(9, 24))
    assert zh(visit, spot, referred, waiting, own) == (
        "走访企业1次，共1家。走访收集问题4条，其中现场解决1条、转办反馈后办结1条、已整改1条、已转办待反馈1条。"
    )
    assert en(spot) == "Raised on visits: 1 item, solved on the spot."


@given(st.lists(matters(), max_size=6), st.integers(0, 200))
def test_whatever_happens_to_matters_their_parts_add_up(drawn, ahead):
    """For any histories on any day: every partition holds each record once, and no claim of all stands beside parts."""
    records = tuple(attrs.evolve(m, id=f"X-{n}", campaign=None) for n, m in enumerate(drawn))
    records = tuple(m for m in records if not isinstance(m, sw.Enrolment))
    on = date.fromordinal(DAY.toordinal() + ahead)
    for sentence in account(desk(*records, on=on)):
        for how in (value for value in sentence.params.values() if isinstance(value, Breakdown)):
            assert how.split.adds_up
            assert len(how.parts) > 1 or how.parts[0].rows == how.split.whole.rows
        assert sentence.text("zh").endswith("。")
        assert sentence.text("en").endswith(".")


# --- programmes


PROGRAMME = sw.Programme(id="P-1", on=DAY, title="标准化创建", en="The standard", target=sw.Count.exact(1, "家"))


def enrolled(id="E-1", industry="fireworks"):
    return sw.Enrolment.enrol(
        id=id, title="某企业", programme="P-1", on=DAY, by="监管股", owner="厂长", industry=industry
    )


def created(enrolment):
    programmes = sw.programmes
    for event in (
        programmes.AdoptProcedures(on=DAY, by="厂长"),
        programmes.Apply(on=DAY, by="厂长"),
        programmes.Create(on=DAY, by="评审组"),
    ):
        enrolment = enrolment.apply(event)
    return enrolment


def test_a_programme_tells_how_far_its_enterprises_are():
    """All four parts, industries by their words, and the target only where it is reached exactly."""
    review = enrolled("E-2").apply(sw.programmes.AdoptProcedures(on=DAY, by="厂长"))
    records = (
        created(enrolled()),
        review.apply(sw.programmes.Apply(on=DAY, by="厂长")),
        enrolled("E-3", "家具制造").apply(sw.programmes.Withdraw(on=DAY, by="厂长", reason="停产")),
        enrolled("E-4", None),
    )
    told = zh(*records, programmes=(PROGRAMME,))
    assert told == (
        "“标准化创建”列入烟花爆竹、家具制造等行业企业4家，其中创建完成1家、退出1家、评审中1家、正在创建1家，达到创建目标。"
    )
    assert en(records[0], enrolled("E-5"), programmes=(PROGRAMME,)).endswith(", as aimed at.")
    assert zh(records[3], programmes=(PROGRAMME,)) == "“标准化创建”列入企业1家，正在创建。"
    aimless = attrs.evolve(PROGRAMME, target=None)
    assert en(records[0], programmes=(aimless,)) == "The standard: 1 enterprise enrolled (fireworks), created."


def test_an_enrolment_of_nothing_is_not_told():
    """A blank one names no programme."""
    assert account(desk(sw.Enrolment.blank("E-1", [sw.STANDARDISATION]))) == ()


# --- measures


def measure(id, title, **details):
    return sw.Measure.plan(id=id, title=title, on=DAY, by="局长", owner="李四", **details)


def begun(*args, **details):
    return measure(*args, **details).apply(sw.Progress(on=DAY, by="李四"))


def test_measures_are_told_with_their_names():
    """Begun ones by state, tasks under their measure apart, and planned ones not at all."""
    finish, cancel = sw.measures.Finish(on=DAY, by="李四"), sw.Cancel(on=DAY, by="局长", reason="不再需要")
    records = (
        begun("M-1", "充实力量", en="More hands", source="A-9"),
        begun("M-2", "培训", term=sw.days(5)),
        begun("M-3", "考试", source="M-1").apply(finish),
        measure("M-4", "竞赛"),
        measure("M-5", "旧办法").apply(cancel),
        begun("M-6", "修路").apply(sw.Suspend(on=DAY, by="局长", reason="汛期")),
    )
    assert zh(*records) == (
        "制定并实施措施4项，其中已取消1项（旧办法）、逾期未完成1项（培训）、已暂停1项（修路）、正在推进1项（充实力量）。"
        "分解具体任务1项，已完成（考试）。"
    )
    assert en(records[0], records[2]) == (
        "Measures adopted: 1 item, under way (More hands). Tasks under them: 1 item, finished (考试)."
    )


# --- required and optional actions


def test_required_and_optional_actions_where_somebody_said_which():
    """规定动作, 自选动作 and what nobody said; a cancelled one is none of them, and of silence nothing is said."""
    kinds = ["required", "required", "optional", None]
    made = [sw.Measure.plan(id=f"M-{n}", title="措施", on=DAY, by="局长", action=kind) for n, kind in enumerate(kinds)]
    (sentence,) = account(desk(*made))
    assert sentence.text() == "各项动作4项，其中属规定动作2项、属自选动作1项、未注明1项。"
    assert sentence.text("en") == (
        "Actions: 4 items, of which 2 items required, 1 item optional, 1 item not said to be either."
    )
    assert account(desk(made[0], made[1]))[0].text() == "各项动作2项，全部属规定动作。"
    gone = made[2].apply(sw.Cancel(on=DAY, by="局长", reason="并入"))
    assert not [s for s in account(desk(made[3], gone)) if "动作" in s.text()]


# --- gaps and schemes


def gap(id, *events, **details):
    made = sw.Gap.find(id=id, title="委托执法", on=DAY, by="局长", **details)
    for event in events:
        made = made.apply(event)
    return made


def test_gaps_by_what_was_decided_with_the_reason_where_one_was_not_adopted():
    """Found = adopted + not adopted + cancelled + to be decided."""
    decline = sw.gaps.Decline(on=DAY, by="局党委", reason="编制所限")
    gaps = (gap("G-1", sw.gaps.Adopt(on=DAY, by="局党委")), gap("G-2", decline, en="delegation"), gap("G-3"))
    (sentence,) = account(desk(*gaps))
    assert sentence.text() == "对标查找差距3个，其中已采纳1个、不予采纳1个（委托执法：编制所限）、待研究1个。"
    assert "1 item not adopted (delegation: 编制所限), 1 item to be decided." in sentence.text("en")
    (gone,) = account(desk(gap("G-4", sw.Cancel(on=DAY, by="局长", reason="重复"))))
    assert gone.text() == "对标查找差距1个，已作废。"


def test_a_scheme_by_how_far_it_is():
    """The state, and the phase while it is carried out."""
    phases = (sw.Phase(id="one", title="自查", en="looking"),)
    scheme = sw.Scheme.draft(id="S-1", title="方案", en="Plan", on=DAY, by="局长", owner="张三", phases=phases)
    told = [account(desk(scheme))[0].text()]
    for event in (
        sw.schemes.Propose(on=DAY, by="张三"),
        sw.schemes.Approve(on=DAY, by="局党委"),
        sw.schemes.Promulgate(on=DAY, by="办公室"),
        sw.schemes.EnterPhase(on=DAY, by="局长", phase="one"),
        sw.schemes.Summarise(on=DAY, by="张三", text="总结"),
    ):
        scheme = scheme.apply(event)
        told.append(account(desk(scheme))[0].text())
    states = ("制定中", "审议中", "已审议通过", "已印发", "实施中，已进入自查", "已总结")
    assert told == [f"《方案》{state}。" for state in states]
    assert account(desk(scheme.as_of(DAY)))[0].text("en") == "“Plan”: summarised."


# --- pledges


def pledge(id, *, group=None, term=YEAR, size=None):
    made = sw.Pledge.declare(id=id, title="排查管线", on=DAY, by="局长", owner="李四", group=group, size=size)
    made = made.apply(sw.pledges.Review(on=DAY, by="督查组"))
    return made if term is None else made.apply(sw.pledges.Publish(on=DAY, by="局长", term=term))


def judged(made, event):
    return made.apply(sw.pledges.Recount(on=DAY, by="李四")).apply(event)


def test_pledges_are_told_by_group_and_light():
    """Groups whose overlap nobody stated are never one sum; on course is said only where every light is normal."""
    records = (pledge("P-1"), pledge("P-2"), pledge("P-3", group="年初承诺工作任务", term=sw.days(36)))
    assert zh(*records) == "承诺事项2项，全部亮蓝灯，运行正常。年初承诺工作任务1项，亮黄灯。"
    assert en(*records) == (
        "Pledges: 2 items, all lit blue, on course. Work tasks promised at the start of the year: 1 item, lit yellow."
    )
    assert zh(pledge("P-4", term=None), pledge("P-5")) == "承诺事项2项，其中亮蓝灯1项、未亮灯1项。"
    assert zh(pledge("P-6", group="便民承诺", size=sw.Count.unknown("个"))) == "便民承诺X个，全部亮蓝灯，运行正常。"


def test_pledges_that_were_judged_are_told_by_outcome():
    """Fulfilled, broken, cancelled and being kept; not before the first is judged."""
    kept = judged(pledge("P-1"), sw.pledges.Fulfil(on=DAY, by="评诺组"))
    broken = judged(pledge("P-2"), sw.pledges.Break(on=DAY, by="评诺组", reason="未做"))
    void = pledge("P-3").apply(sw.Cancel(on=DAY, by="局长", reason="撤销"))
    told = zh(kept, broken, void, pledge("P-4"))
    assert told == (
        "承诺事项4项，其中亮蓝灯2项、亮红灯1项、未亮灯1项。兑现情况：已兑现1项、失诺1项、已作废1项、践诺中1项。"
    )
    assert en(kept) == "Pledges: 1 item, lit blue, on course. Outcome: fulfilled."
    assert "兑现情况" not in zh(pledge("P-4"))


def test_a_colour_that_no_band_uses_needs_no_rank():
    """A palette may hold more than a policy lights; a policy may light nothing at all."""
    palette = sw.Palette(sw.Label("四色", "four"), (GREEN, *RED_YELLOW_BLUE.palette.colours))
    assert zh(pledge("P-1"), policy=attrs.evolve(RED_YELLOW_BLUE, palette=palette)) == "承诺事项1项，亮蓝灯，运行正常。"
    dark = sw.LightPolicy("dark", sw.Label("不亮", "dark"), palette, (sw.Band("all", None, YELLOW.label, ((),)),), {})
    assert zh(pledge("P-1"), policy=dark) == "承诺事项1项，未亮灯。"
    assert BLUE.id not in dark.ranks


# --- the desk


def test_a_referral_has_a_due_day_while_its_answer_is_awaited():
    """Its own clock where there is one; otherwise the one of the referral."""
    waiting = STATES["已转办待反馈"]
    here = desk(waiting)
    assert here.due(waiting) == Day(day(11, 19))
    assert here.due(assigned(waiting, term=day(12, 2))) == Day(day(12, 2))
    assert here.due(issue()) is None
    assert not here.overdue(issue())
    assert not here.overdue(rectified(assigned(issue(), term=sw.days(5)), day(10, 24)))
    assert here.overdue(STATES["逾期未整改"])
    assert here.unanswered(STATES["转办逾期未反馈"])
    assert not here.overdue(STATES["转办逾期未反馈"])
    assert not here.unanswered(STATES["逾期未整改"])


def test_whoever_is_late_is_named_late():
    """The owner's term and the answer's are told apart: each is late by itself."""
    fix = assigned(issue(), term=sw.days(5)).apply(sw.Refer(on=DAY, by="局长", to="住建局", term=sw.days(60)))
    assert zh(fix) == "单位查摆问题1条，逾期未整改。"
    answer = assigned(issue(), term=sw.days(60)).apply(sw.Refer(on=DAY, by="局长", to="住建局", term=sw.days(5)))
    assert zh(answer) == "单位查摆问题1条，转办逾期未反馈。"


def test_an_answer_that_settles_nothing_is_no_settlement():
    """转办反馈后办结 is said where the body says so, not where it was not its business."""
    for solved in (True, False):
        raised = sw.Issue.register(id="H-9", title="九", on=DAY, by="检查组", visit="V-1")
        raised = raised.apply(sw.Refer(on=DAY, by="局长", to="住建局"))
        raised = raised.apply(sw.Feedback(on=day(9, 23), by="住建局", text="已阅", solved=solved))
        done = raised.apply(sw.Assign(on=day(9, 23), by="局长", owner="李四"))
        done = done.apply(sw.Submit(on=day(9, 24), by="李四")).apply(sw.Accept(on=day(9, 25), by="王五"))
        assert ("转办反馈后办结" in zh(done)) is solved


def test_a_measure_that_never_began_and_is_late_belongs_to_the_whole():
    """全部 is not said while a planned measure is past its day."""
    done = sw.Measure.plan(id="M-1", title="一", on=DAY, by="局长", term=sw.days(5))
    done = done.apply(sw.measures.Finish(on=DAY, by="李四"))
    idle = sw.Measure.plan(id="M-2", title="二", on=DAY, by="局长", term=sw.days(5))
    assert "全部已完成" in zh(done) or "已完成" in zh(done)
    assert "逾期未完成1项" in zh(done, idle)
    assert "全部" not in zh(done, idle)


def test_a_label_of_a_users_own_may_hold_braces():
    """A workflow's name is never taken for a template."""
    mine = sw.RECTIFICATION.extend(name="mine", label=sw.Label("我的{类}", "my {kind}"))
    assert "我的{类}1条" in zh(issue(), issue("H-2", mine))
    assert "my {kind}" in en(issue(), issue("H-2", mine))


def test_an_answer_that_cannot_be_counted_stops_no_report():
    """A referral whose term lies beyond the calendar is still told, as awaiting its answer."""
    far = issue().apply(sw.Refer(on=DAY, by="局长", to="甲镇", term=sw.workdays(36_500)))
    assert zh(far) == "单位查摆问题1条，已转办待反馈。"


# --- rolls, replies, postings, what has run out


def test_a_roll_says_how_far_it_is_covered():
    """Two of three were visited, one of them twice; a visit that names nobody leaves a doubt, which is told."""
    units = tuple(sw.Unit(i, i) for i in "abc")
    roll = sw.Roll(id="R", title="重点企业", en="Key enterprises", unit="家", members=("a", "b", "c"), by="visit")
    twice = attrs.evolve(roll, id="R2", title="重点企业两遍访", times=2)
    lists = sw.Roll(id="L", title="创建名单", unit="家", members=("a",))
    parties = sw.Parties(units, rolls=(roll, twice, lists))
    calls = [
        sw.Visit(id=f"A-{n}", on=DAY, title="走访", whom=whom, called_on=sw.Count.exact(len(whom), "家"))
        for n, whom in enumerate((("a", "b"), ("a",)))
    ]
    assert zh(*calls, parties=parties) == (
        "走访企业2次，共3家。“重点企业”共3家，有名可查已覆盖的2家。“重点企业两遍访”共3家，有名可查已满2次的1家。"
    )
    vague = sw.Visit(id="A-9", on=DAY, title="走访", called_on=sw.Count.unknown("家"))
    assert "有名可查已覆盖的0家，另有记录未注明对象。" in zh(vague, parties=parties)
    assert "Key enterprises: 3 enterprises; reached, by name: 0 enterprises; other records do not say" in en(
        vague, parties=parties
    )
    assert zh(parties=parties) == ""


def test_whether_those_who_raised_issues_were_told():
    """Said where a machine tracks it: one told, one late."""
    visit = sw.Visit(id="A-1", on=DAY, title="走访", called_on=sw.Count.exact(1, "家"))
    first, second = (
        sw.visits.bring_up(visit, id=f"V-{n}", title="漏水", by="组", size=ONE).apply(
            sw.OweReply(on=DAY, by="组", to="户主", term=sw.days(5))
        )
        for n in (1, 2)
    )
    first = first.apply(sw.Reply(on=day(9, 23), by="组", text="已修"))
    assert "走访问题的答复情况：2件，其中已答复1件、逾期未答复1件。" in zh(visit, first, second)
    assert "答复" not in zh(visit, issue(visit="A-1"))


def test_who_is_posted_where():
    """Those who are there on the day, by office; who came back is not told."""
    posts = [
        sw.Post(id=f"A-{n}", on=DAY, until=until, title="驻村", person="甲", office="第一书记",
                office_en="first secretary", place=place, place_en=f"Village {n}")
        for n, (place, until) in enumerate([("甲村", None), ("乙村", None), ("丙村", day(10, 1))])
    ]  # fmt: skip
    assert zh(*posts) == "现派驻“第一书记”2人（甲村、乙村）。"
    assert en(*posts, on=DAY) == "Posted as first secretary: 3 people (Village 0, Village 1, Village 2)."


def test_an_expired_certificate_is_not_told_as_created():
    """Two were created, one certificate has run out: not all are, and the target is not reached."""
    programme = sw.Programme(id="P", on=DAY, title="示范", target=sw.Count.exact(2, "家"))
    made = [led(sw.Enrolment.enrol(id=i, title=i, programme="P", on=DAY, by="局"), "in review") for i in ("E-1", "E-2")]
    made = [
        e.apply(sw.programmes.Create(on=day(9, 26), by="评审组", until=until))
        for e, until in zip(made, (None, day(10, 1)), strict=True)
    ]
    said = {on: zh(*made, on=on, programmes=(programme,)) for on in (day(10, 1), day(10, 2))}
    assert said[day(10, 1)] == "“示范”列入企业2家，全部创建完成，达到创建目标。"
    assert said[day(10, 2)] == "“示范”列入企业2家，其中创建完成1家、创建已到期1家。"


def test_a_setting_of_its_own_has_its_own_english():
    """What 五进 does not know is named as the record names it."""
    market = sw.Outreach(id="A-1", on=DAY, title="宣传", setting="进市场", setting_en="markets")
    assert (zh(market), en(market)) == ("进市场开展宣传活动1场次。", "Outreach in markets: 1 session.")
