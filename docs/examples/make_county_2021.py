"""The year 2021 of a county's emergency bureau, made record by record.

A work report of June 2021 was the model: its figures are kept, its places and people stay masked as X, and what it
masks stays unknown here too (`Count.unknown`, never zero). It gives almost no dates, so those are made up, on working
days; so are the splits of its sums over sessions, the visits and the rounds, which are marked `illustrative`, and the
three households on the roll. The report does not say whether its 2 work tasks are among its 21 pledges: they stand in
two groups, and no figure adds the two. `docs/explanation/seed.md` says which record represents what.

Every event goes through the workflow of its matter, so that no rule is broken. Run it to write `county-2021.json`
beside it; the bytes are the same every time.
"""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import safetywork as sw

M = TypeVar("M", bound=sw.Matter)

DOCUMENT = Path(__file__).with_name("county-2021.json")
BUREAU, HEAD, DEPUTY = "XX县应急管理局", "局长甲", "副局长甲"
GENERAL, SAFETY, RESCUE, SQUAD = "综合股股长甲", "监管股股长乙", "应急股股长丙", "执法中队长丁"
OFFICERS = (GENERAL, SAFETY, RESCUE, SQUAD)
VERIFIER = "督查组"
HOMES = ("U-8", "U-9", "U-10")
STUDY, VISITS, SELF, PLEDGES, MONTH = "C-STUDY", "C-VISITS", "C-SELF", "C-PLEDGES", "C-MONTH"
YEAR_END = date(2021, 12, 31)


def day(month: int, number: int) -> date:
    """A day of 2021."""
    return date(2021, month, number)


def later(start: date, n: int) -> date:
    """So many working days later."""
    return sw.CHINA.add(start, n)


def through(matter: M, *events: sw.Event) -> M:
    """The matter after all events, one by one, as its workflow admits them."""
    return reduce(lambda so_far, event: so_far.apply(event), events, matter)


def struck_off(issue: sw.Issue, by: str, done: date, *, keep_up: bool = False) -> sw.Issue:
    """Handed in by its owner on `done`, accepted and struck off by another; kept up for good where that is so."""
    accepted = later(done, 1)
    judged = through(
        issue,
        sw.Submit(on=done, by=by, evidence=(sw.Evidence("photo", "整改后照片", done),)),
        sw.Accept(on=accepted, by=VERIFIER),
        sw.Close(on=accepted, by=VERIFIER),
    )
    if not keep_up:
        return judged
    return through(judged, sw.Sustain(on=later(done, 3), by=HEAD), sw.Recheck(on=later(done, 10), by=VERIFIER))


# --- the frame

QUESTIONS = (
    sw.Question("needs", sw.Label("有什么困难", "what is lacking")),
    sw.Question("hazards", sw.Label("有什么隐患", "what is dangerous")),
    sw.Question("advice", sw.Label("有什么建议", "what should be done better")),
)
"""Three must be asked on every visit; which three is not stated, so these are made up."""


def parties() -> sw.Parties:
    """The bureau, its sections, two towns, a village, who holds which office, and the roll of the visits."""
    units = (
        sw.Unit("U-0", BUREAU, kind="bureau", en="Emergency Management Bureau of County X"),
        sw.Unit("U-1", "综合股", "U-0", "section", "General Section"),
        sw.Unit("U-2", "监管股", "U-0", "section", "Supervision Section"),
        sw.Unit("U-3", "应急股", "U-0", "section", "Rescue Section"),
        sw.Unit("U-4", "执法中队", "U-0", "squad", "Enforcement Squad"),
        sw.Unit("U-5", "甲镇", kind="town", en="Town A"),
        sw.Unit("U-6", "乙镇", kind="town", en="Town B"),
        sw.Unit("U-7", "派驻村", "U-5", "village", "the village of the posting"),
        *(sw.Unit(home, f"农户{name}", "U-7", "household") for home, name in zip(HOMES, "甲乙丙", strict=True)),
    )
    persons = (
        sw.Person("N-1", HEAD, "U-0", ("leader",)),
        sw.Person("N-2", DEPUTY, "U-0", ("leader",)),
        *(sw.Person(f"N-{n}", name, f"U-{n - 2}") for n, name in enumerate(OFFICERS, start=3)),
        sw.Person("N-7", VERIFIER, "U-0", ("supervisor", "verifier")),
        sw.Person("N-8", "驻村干部戊", "U-0"),
    )
    roll = sw.Roll(
        id="R-HOMES", title="走访群众名册", en="Roll of households", unit="户", members=HOMES,
        total=sw.Count.unknown("户"), times=3, questions=QUESTIONS, by="visit", campaign=VISITS,
    )  # fmt: skip
    return sw.Parties(units, persons, (roll,))


def campaigns() -> tuple[sw.Campaign, ...]:
    """The campaign of the year and its parts."""
    goals = (
        sw.Goal("执法监察更精准", "enforcement that hits the mark"),
        sw.Goal("防灾减灾人人参与", "everybody takes part in preventing disasters"),
        sw.Goal("应急救援贴近实战", "rescue drilled as it will be needed"),
    )
    groups = (
        sw.Group("活动领导小组", "统筹全年活动", (HEAD, DEPUTY), en="leading group", role="leading"),
        sw.Group("督查组", "每周调度、每月督查", (DEPUTY, GENERAL), "weekly", "supervision group", "supervision"),
    )
    own = (sw.Group("督导组", "定期对查摆问题进行调度", (DEPUTY,), en="self-inspection team", role="supervision"),)
    created = sw.Goal(
        "示范企业全部创建", "all model enterprises created", "enterprises created", sw.Count.exact(32, "家")
    )
    safe = (
        sw.Goal("遏制一般生产安全事故", "general accidents held down"),
        sw.Goal("不发生较大以上生产安全事故", "no serious accident"),
        sw.Goal("年度考核进入全市第一方阵", "in the first tier of the city's yearly assessment"),
    )
    aware = (sw.Goal("公众安全意识和应急避险能力提高", "people more aware of dangers, and able to escape them"),)
    away = sw.Secondment(
        id="S-1", on=day(4, 6), until=day(9, 30), percent=50,
        to="省、市工作组（含异地执法）", to_en="provincial and city working groups, some for enforcement elsewhere",
    )  # fmt: skip
    problems = (
        sw.Problem(
            id="Q-1", on=day(6, 15), until=day(10, 29),
            title="抽调之后人手不足，部分工作进展偏慢",
            en="With so many seconded, some work is slow for want of hands",
        ),
        sw.Problem(
            id="Q-2", on=day(6, 15), until=day(12, 24),
            title="规定动作做得多，结合本行业务的自选动作偏少",
            en="Most of what was done is what was asked for; little was added out of the bureau's own work",
        ),
    )  # fmt: skip

    def part(
        campaign: str, start: date, title: str, en: str, until: date | None = YEAR_END, **more: Any
    ) -> sw.Campaign:
        return sw.Campaign(id=campaign, on=start, until=until, title=title, en=en, parent="C-0", **more)

    return (
        sw.Campaign(
            id="C-0", on=day(2, 22), until=YEAR_END, title="干部作风建设年活动", en="Year of Better Conduct",
            goals=goals, groups=groups, secondments=(away,), problems=problems,
        ),
        part(STUDY, day(4, 6), "对照先进找差距，把执法本领学到手", "Learning enforcement from a model"),
        part(
            VISITS, day(3, 1), "走访企业和群众，把难题解决在一线", "Calling on enterprises and households",
            goals=(created,),
        ),
        part(SELF, day(3, 15), "自查自纠排风险，把问题改到位", "Looking for our own faults", plan="D-SELF", groups=own),
        part(
            PLEDGES, day(2, 24), "亮出承诺比实绩，把督查公开", "Pledging in public, and being measured by it",
            goals=safe,
        ),
        part(MONTH, day(6, 1), "第20个安全生产月", "The 20th Work Safety Month", day(6, 30), goals=aware),
    )  # fmt: skip


# --- learning from a model


def measure(
    id: str,
    title: str,
    en: str,
    owner: str,
    planned: date,
    due: date,
    begun: date,
    done: date,
    *,
    prepared: bool = False,
    **more: Any,
) -> sw.Measure:
    """A measure on its way from plan to finish, or being prepared until it is carried out at one go."""
    plan = sw.Measure.plan(id=id, title=title, en=en, on=planned, by=HEAD, owner=owner, term=due, **more)
    begins = sw.measures.Prepare(on=begun, by=owner) if prepared else sw.Progress(on=begun, by=owner, text="已启动")
    return through(plan, begins, sw.measures.Finish(on=done, by=owner))


def measures() -> Iterator[sw.Measure]:
    """What the study led to in three fields, the tasks under it that are being prepared, the contest of pledges."""
    april, begun = day(4, 20), day(4, 26)
    rows = (
        ("M-1", "充实执法力量", "Strengthening enforcement", HEAD, day(9, 30), day(9, 24)),
        ("M-2", "强化专业培训", "Professional training", DEPUTY, day(8, 31), day(8, 27)),
        ("M-3", "推行委托执法", "Delegating enforcement", SQUAD, day(10, 29), day(10, 22)),
    )
    for id_, title, en, owner, due, done in rows:
        yield measure(
            id_, title, en, owner, april, due, begun, done, source="A-STUDY", gap=id_.replace("M", "G"),
            campaign=STUDY, action="required",
        )  # fmt: skip
    tasks = (
        ("M-2-1", "组织应急系统行政执法资格考试", "Organising the qualification exam for law enforcement",
         GENERAL, day(7, 23), day(7, 16), "M-2"),
        ("M-3-1", "拟订委托执法方案", "Drawing up the plan for delegated enforcement",
         SQUAD, day(7, 30), day(7, 28), "M-3"),
    )  # fmt: skip
    for id_, title, en, owner, due, done, head in tasks:
        yield measure(
            id_, title, en, owner, april, due, begun, done, source=head, campaign=STUDY, action="required",
            prepared=True,
        )  # fmt: skip
    yield measure(
        "N-CONTEST", "开展擂台比拼", "A contest of results", GENERAL, day(3, 2), YEAR_END, day(3, 31), day(12, 20),
        source="A-PLAN", campaign=PLEDGES, action="required",
    )  # fmt: skip


def next_steps() -> Iterator[sw.Measure]:
    """What is planned in June: most of it is asked of everybody (规定动作), some the bureau adds (自选动作)."""
    june = day(6, 16)
    month = (
        ("W-1", "组织安全专题学习", "Study sessions on safety", GENERAL, day(6, 22), day(6, 29)),
        ("W-2", "督促企业开展全员安全培训", "Seeing that enterprises train all their staff",
         SAFETY, day(6, 21), day(6, 30)),
        ("W-3", "集中排查隐患", "A drive of hazard checks", SQUAD, day(6, 21), day(6, 30)),
        ("W-4", "组织应急演练", "Emergency drills", RESCUE, day(6, 24), day(6, 28)),
        ("W-5", "开展线上线下安全教育", "Teaching safety online and on the spot", GENERAL, day(6, 22), day(6, 29)),
        ("W-6", "开展执法检查", "Enforcement checks", SQUAD, day(6, 21), day(6, 30)),
    )  # fmt: skip
    for id_, title, en, owner, started, done in month:
        yield measure(
            id_, title, en, owner, june, day(6, 30), started, done, source="A-PLAN", campaign=MONTH, action="required"
        )
    ahead = (
        ("N-PARTY", "举办党史知识竞赛", "A party-history contest",
         GENERAL, day(7, 9), day(6, 28), day(7, 6), VISITS, "optional"),
        ("N-ROUTINE", "把走访做成常态，建立意见建议台账", "Making the visits a routine, and keeping what people say",
         GENERAL, day(9, 30), day(7, 12), day(9, 28), VISITS, "required"),
        ("N-MODEL", "借鉴先进市应急局经验，制定合乎本县实际的办法",
         "Learning from the bureau of the model city, and writing rules that fit the county",
         DEPUTY, day(10, 29), day(7, 19), day(10, 20), STUDY, "optional"),
        ("N-TOWNS", "推动执法向镇（街道）延伸", "Bringing enforcement down to towns and subdistricts",
         SQUAD, day(12, 31), day(8, 16), day(12, 17), STUDY, "optional"),
        ("N-DRIVE", "推进专项整治三年行动集中攻坚", "The concentrated phase of the three-year action",
         SAFETY, day(12, 31), day(7, 1), day(12, 24), PLEDGES, "required"),
        ("N-SWEEP", "推进安全生产大排查大整治", "The wide check for hazards, and putting them right",
         SAFETY, day(12, 31), day(7, 1), day(12, 24), PLEDGES, "required"),
    )  # fmt: skip
    for id_, title, en, owner, due, started, done, part, action in ahead:
        yield measure(id_, title, en, owner, june, due, started, done, source="A-PLAN", campaign=part, action=action)


def gaps() -> Iterator[sw.Gap]:
    """Where the model does better, in three fields; each was adopted, and a measure closes it."""
    fields = (
        ("G-1", "执法力量充实", "Strength of the force", "基层执法力量充实"),
        ("G-2", "业务培训", "Professional training", "执法人员定期受训"),
        ("G-3", "委托执法", "Delegated enforcement", "委托镇（街道）执法"),
    )
    for id_, field, en, model in fields:
        gap = sw.Gap.find(
            id=id_, title=field, en=en, model=model, on=day(4, 16), by=DEPUTY, owner=DEPUTY, tour="A-STUDY",
            campaign=STUDY,
        )  # fmt: skip
        yield through(gap, sw.gaps.Adopt(on=day(4, 20), by="局党委会", text="列入对标学习情况报告"))


def schemes() -> Iterator[sw.Scheme]:
    """The plan of the self-inspection, deliberated and issued; and that of delegated enforcement, being drawn up."""
    own = sw.Scheme.draft(
        id="D-SELF", title="自查自纠排风险活动方案", en="Plan of the self-inspection", on=day(3, 3), by=HEAD,
        owner=GENERAL, campaign=SELF, phases=(
            sw.Phase(id="P-FIND", title="查摆", en="looking"), sw.Phase(id="P-FIX", title="整改", en="putting right"),
        ),
    )  # fmt: skip
    yield through(
        own,
        sw.schemes.Propose(on=day(3, 9), by=GENERAL),
        sw.schemes.Approve(on=day(3, 10), by="局党委会"),
        sw.schemes.Promulgate(on=day(3, 12), by=GENERAL),
        sw.schemes.EnterPhase(on=day(3, 15), by=HEAD, phase="P-FIND"),
        sw.schemes.EnterPhase(on=day(4, 1), by=HEAD, phase="P-FIX"),
        sw.schemes.Summarise(on=day(12, 24), by=GENERAL, text="查摆问题已整改并长期坚持"),
    )
    delegation = sw.Scheme.draft(
        id="D-TOWNS", title="委托执法方案", en="Plan for delegated enforcement", on=day(4, 26), by=HEAD, owner=SQUAD,
        campaign=STUDY, measure="M-3-1", term=day(7, 30),
    )  # fmt: skip
    yield through(
        delegation,
        sw.schemes.Propose(on=day(7, 26), by=SQUAD),
        sw.schemes.Approve(on=day(7, 27), by="局党委会"),
        sw.schemes.Promulgate(on=day(7, 28), by=GENERAL),
    )


def study() -> sw.StudyTour:
    """Nine people went to learn."""
    return sw.StudyTour(
        id="A-STUDY", on=day(4, 12), until=day(4, 14), title="赴X市对标学习", en="study tour to City X", campaign=STUDY,
        people=sw.Count.exact(9, "人"), place="X市", place_en="City X", note="形成对标学习情况报告",
    )  # fmt: skip


# --- visits, and what was done for enterprises and people


def visits() -> Iterator[sw.Visit]:
    """Visits to enterprises and households, three questions on each; nobody counted how many were called on."""
    asked = tuple(sw.Asked(question.id) for question in QUESTIONS)
    firms = [(3, 10), (4, 14), (5, 12), (6, 9), (7, 14), (8, 11), (9, 15), (10, 20), (11, 17), (12, 8)]
    homes = [(3, 24), (4, 28), (5, 26), (9, 1), (11, 3)]
    for code, title, en, unit, days, whom in (
        ("VE", "走访企业", "visits to enterprises", "家次", firms, ()),
        ("VH", "走访群众", "visits to households", "户次", homes, HOMES),
    ):
        for n, (month, number) in enumerate(days, start=1):
            yield sw.Visit(
                id=f"A-{code}{n:02}", on=day(month, number), title=title, en=en, campaign=VISITS, illustrative=True,
                called_on=sw.Count.unknown(unit), whom=whom, asked=asked, note=None if whom else "与企业座谈",
            )  # fmt: skip


def raised_on_visits(held: dict[str, sw.Visit]) -> Iterator[sw.Issue]:
    """What came up: put right on the spot, or handed on to the town in charge, which answers; who said it is told."""
    one = sw.Count.exact(1, "条")
    for n, title, visit, to in (
        (1, "企业不清楚标准化评审要求", "A-VE01", "企业甲"),
        (2, "加油站应急电话未上墙", "A-VE02", "加油站甲"),
    ):
        on = held[visit].on
        issue = sw.visits.bring_up(
            held[visit], id=f"V-{n}", title=title, by=SAFETY, workflow=sw.IMMEDIATE, owner=SAFETY, size=one
        )
        told = through(issue, sw.OweReply(on=on, by=SAFETY, to=to, term=sw.workdays(3)))
        done = struck_off(told, SAFETY, on)
        yield done.apply(sw.Reply(on=later(on, 1), by=SAFETY, text="已当场解决", mark="satisfied"))
    for n, title, visit, town, answered in (
        (3, "村内消防通道被占用", "A-VH01", "甲镇人民政府", day(4, 8)),
        (4, "居民不清楚火灾时如何逃生", "A-VH02", "乙镇人民政府", day(5, 13)),
        (5, "沿街商铺电线私拉乱接", "A-VE04", "甲镇人民政府", day(6, 25)),
    ):
        on, to = held[visit].on, HOMES[n - 3] if held[visit].whom else "商铺甲"
        issue = sw.visits.bring_up(held[visit], id=f"V-{n}", title=title, by=RESCUE, size=one)
        referred = through(
            issue,
            sw.OweReply(on=on, by=RESCUE, to=to, term=sw.workdays(30)),
            sw.Refer(on=on, by=RESCUE, to=town, term=sw.workdays(15)),
            sw.Feedback(on=answered, by=town, text="已现场处理", solved=True),
        )
        assigned = through(referred, sw.Assign(on=answered, by=HEAD, owner=RESCUE, term=sw.workdays(10)))
        done = struck_off(assigned, RESCUE, later(answered, 3))
        yield done.apply(sw.Reply(on=later(answered, 5), by=RESCUE, text="已由镇政府处理", mark="satisfied"))


INDUSTRIES = (
    ("fireworks", "烟花爆竹", 6, day(3, 8)),
    ("industry and trade", "工商贸", 14, day(3, 10)),
    ("non-ferrous metallurgy", "有色冶金", 8, day(3, 15)),
    ("ammonia refrigeration", "涉氨制冷", 4, day(3, 17)),
)
"""Four industries with how many of the 32 each has, and when its procedures were issued: made up."""


def programme() -> sw.Programme:
    """32 enterprises are to be brought to the standard by mid-June, by operating procedures for each industry."""
    return sw.Programme(
        id="P-STD", on=day(3, 1), title="企业安全生产标准化示范创建",
        en="Model enterprises for the standard of work safety", campaign=VISITS, target=sw.Count.exact(32, "家"),
        industries=tuple(key for key, *_ in INDUSTRIES),
        procedures=tuple(
            sw.Procedures(industry=key, on=on, title=f"{word}企业标准化操作规程", en=f"Operating procedures: {key}")
            for key, word, _, on in INDUSTRIES
        ),
        schedule=(sw.StageDue("procedures", day(5, 20)), sw.StageDue("created", day(6, 15))),
    )  # fmt: skip


def enrolments() -> Iterator[sw.Enrolment]:
    """32 enterprises of four industries, one after another through the same stages."""
    titles = [(key, f"{word}企业{n:02}") for key, word, many, _ in INDUSTRIES for n in range(1, many + 1)]
    for n, (industry, title) in enumerate(titles):
        on = later(day(3, 3), n * 7 % 32)
        owner = f"{title}负责人"
        enrolment = sw.Enrolment.enrol(
            id=f"E-{n + 1:02}", title=title, programme="P-STD", industry=industry, owner=owner, on=on, by=SAFETY,
            campaign=VISITS,
        )  # fmt: skip
        yield through(
            enrolment,
            sw.programmes.Coach(on=later(on, 8), by=SAFETY),
            sw.programmes.AdoptProcedures(on=later(on, 20), by=owner),
            sw.programmes.Apply(on=later(on, 28), by=owner),
            sw.programmes.Create(on=later(on, 36), by="评审组"),
        )


def trainings() -> Iterator[sw.Training]:
    """Meetings on the standard, and sessions that bring the law to enterprises; the splits are made up."""
    counts = sw.Count
    meetings = (
        (day(4, 9), counts.exact(300, "人次")),
        (day(5, 19), counts.at_least(350, "人次")),
        (day(10, 13), counts.exact(120, "人次")),
    )
    for n, (on, people) in enumerate(meetings, start=1):
        yield sw.Training(
            id=f"A-TM{n}", on=on, title=f"第{n}次培训会议", en=f"meeting {n}", campaign=VISITS, illustrative=True,
            subject="安全生产标准化示范企业培训会议",
            subject_en="Meetings on the standard for model enterprises", people=people, form="meeting",
            note="镇办、部门及企业人员参加",
        )  # fmt: skip
    lectures = ((day(3, 12), 112, 140), (day(4, 16), 108, 136), (day(5, 14), 117, 147), (day(6, 10), 112, 138))
    for n, (on, firms, people) in enumerate((*lectures, (day(9, 10), 105, 131)), start=1):
        yield sw.Training(
            id=f"A-TL{n}", on=on, title=f"送法入企第{n}讲", en=f"law session {n}", campaign=VISITS, illustrative=True,
            subject="送法入企安全培训", subject_en="Sessions that bring the law to enterprises",
            enterprises=counts.exact(firms, "家次"), people=counts.exact(people, "人"), form="law lecture",
            note="重点企业、加油站和烟花爆竹负责人参加；讲解法律知识，企业代表发言，观看警示教育片",
        )  # fmt: skip


def help_for_people() -> Iterator[sw.Activity]:
    """What was handed out, and what the first secretary brought to the village."""
    several, unknown, items = sw.Count.at_least, sw.Count.unknown, sw.Items
    yield sw.Outreach(
        id="A-OUT1", on=day(5, 12), title="防灾减灾知识宣传", en="a day on preventing disasters", campaign=VISITS,
        setting="community", note="联合消防、电力等部门开展",
        handed_out=(
            items("宣传单", several(300, "份"), "leaflets"),
            items("消防知识手册", several(150, "份"), "fire handbooks"),
            items("安全用电漫画", unknown("本"), "comics on electricity"),
            items("宣传品", unknown("份"), "publicity goods"),
        ),
    )  # fmt: skip
    yield sw.Outreach(
        id="A-OUT2", on=day(11, 9), title="消防宣传日活动", en="a day on fire safety", campaign=VISITS,
        setting="school", handed_out=(items("消防知识手册", unknown("份"), "fire handbooks"),), illustrative=True,
    )  # fmt: skip
    yield sw.Post(
        id="A-POST", on=day(3, 4), title="选派“第一书记”驻村", en="a first secretary posted to a village",
        campaign=VISITS, person="N-8", office="第一书记", office_en="first secretary", place="派驻村",
        place_en="a village",
    )  # fmt: skip
    yield sw.Assistance(
        id="A-HELP", on=day(5, 21), title="“第一书记”帮助派驻村改善办公条件",
        en="The first secretary's help for the village", campaign=VISITS, whom=("U-7",), post="A-POST",
        given=(
            items("桌椅", sw.Count.exact(10, "套"), "desks and chairs"),
            items("座位", unknown("个"), "seats"),
        ),
    )  # fmt: skip


# --- the bureau's own faults


def self_inspection() -> Iterator[sw.Issue]:
    """Seven of the unit, at once or within a term, and those of its people as one batch; one comes back in autumn."""
    one = sw.Count.exact(1, "条")
    at_once = (
        ("值班记录填写不全", GENERAL, "conduct"),
        ("应急物资台账未更新", RESCUE, "commitment"),
        ("执法记录仪使用不规范", SQUAD, "competence"),
    )
    for n, (title, owner, category) in enumerate(at_once, start=1):
        on = day(3, 15 + n)
        issue = sw.Issue.register(
            id=f"U-{n}", title=title, on=on, by=VERIFIER, workflow=sw.IMMEDIATE, owner=owner, level="unit",
            source="self-inspection", category=category, size=one, campaign=SELF,
        )  # fmt: skip
        yield struck_off(issue, owner, on, keep_up=True)
    with_term = (
        ("应急预案未及时修订", RESCUE, day(4, 30), day(4, 27), "institutions"),
        ("股室之间职责衔接不清", GENERAL, day(4, 30), day(4, 22), "institutions"),
        ("底线思维树得不牢", SAFETY, day(5, 14), day(5, 11), "outlook"),
        ("执法文书归档滞后", SQUAD, day(5, 31), day(5, 27), "conduct"),
    )
    for n, (title, owner, due, done, category) in enumerate(with_term, start=4):
        issue = sw.Issue.register(
            id=f"U-{n}", title=title, on=day(3, 18), by=VERIFIER, level="unit", source="self-inspection",
            category=category, size=one, campaign=SELF,
        )  # fmt: skip
        assigned = through(issue, sw.Assign(on=day(3, 22), by=HEAD, owner=owner, term=due))
        kept = struck_off(assigned, owner, done, keep_up=True)
        yield kept if n != 5 else came_back(kept, owner)  # noqa: PLR2004
    batch = sw.Issue.register(
        id="U-PEOPLE", title="班子成员、股室及党员干部查摆问题", on=day(3, 24), by=VERIFIER, level="individual",
        source="self-inspection", size=sw.Count.unknown("条"), campaign=SELF,
    )  # fmt: skip
    assigned = through(batch, sw.Assign(on=day(3, 26), by=HEAD, owner=DEPUTY, term=day(6, 4)))
    yield struck_off(assigned, DEPUTY, day(6, 1), keep_up=True)


def came_back(issue: sw.Issue, owner: str) -> sw.Issue:
    """A relapse in October: a second cycle with a term of its own, kept up again in November."""
    relapse = sw.Relapse(on=day(10, 12), by=VERIFIER, text="回头看发现职责仍有交叉", term=sw.workdays(20))
    return struck_off(through(issue, relapse), owner, day(11, 4), keep_up=True)


# --- pledges and inspections


def pledges() -> Iterator[sw.Pledge]:
    """21 pledges made public in three rounds, and the 2 work tasks of the start of the year."""
    fields = (
        "危险化学品监管", "烟花爆竹监管", "非煤矿山监管", "工贸企业监管", "安全标准化创建", "双重预防机制",
        "执法计划落实", "行政审批提速", "应急预案修订", "应急演练", "应急队伍建设", "物资储备", "防汛抗旱",
        "森林防火", "地震防御", "灾情报送", "救灾救助", "安全宣传", "培训考核", "值班值守", "信息公开",
    )  # fmt: skip
    one = sw.Count.exact(1, "个")
    for n, title in enumerate(fields, start=1):
        public = day(3, 2) if n <= 12 else day(3, 30) if n <= 16 else day(4, 20)  # noqa: PLR2004
        pledge = sw.Pledge.declare(
            id=f"P-{n:02}", title=title, on=later(public, -1), by=HEAD, owner=OFFICERS[n % 4], size=one,
            campaign=PLEDGES,
        )  # fmt: skip
        yield kept(pledge, OFFICERS[n % 4], public, n, "承担全县重点工程项目和县政府工作报告任务")
    for n, title in enumerate(("专项整治三年行动年度任务", "重点行业领域隐患排查治理任务"), start=1):
        task = sw.Pledge.declare(
            id=f"T-{n}", title=title, on=day(2, 24), by=HEAD, owner=SAFETY, group="年初承诺工作任务", campaign=PLEDGES
        )
        yield kept(task, SAFETY, day(2, 26), n, "结合安全生产专项整治三年行动")


def kept(pledge: sw.Pledge, owner: str, public: date, n: int, taken_from: str) -> sw.Pledge:
    """Progress at the end of each month and in June, then recounted and found fulfilled in December."""
    reviewed = through(pledge, sw.pledges.Review(on=pledge.opened_on, by="县评诺组", text=taken_from))
    published = through(reviewed, sw.pledges.Publish(on=public, by=HEAD, term=YEAR_END))
    whole = (YEAR_END - public).days
    days = ((3, 31), (4, 30), (5, 31), (6, 15), (6, 30), (7, 30), (8, 31), (9, 29), (10, 29), (11, 30))
    for on in (day(*each) for each in days if day(*each) > public):
        # One pledge falls behind in September, and shows yellow.
        behind = 14 if (pledge.id, on) == ("P-07", day(9, 29)) else n % 3
        percent = max(0, 100 * (on - public).days // whole - behind)
        published = through(published, sw.Progress(on=on, by=owner, percent=percent))
    recounted = later(day(12, 6), n % 8)
    return through(
        published,
        sw.pledges.Recount(on=recounted, by=owner),
        sw.pledges.Fulfil(on=later(recounted, 5), by="县评诺组"),
    )


def rounds() -> Iterator[sw.Round]:
    """A dispatch every Friday (the working day before, where it is off), an inspection at the end of every month."""
    fridays = [date.fromordinal(n) for n in range(day(3, 5).toordinal(), YEAR_END.toordinal() + 1, 7)]
    for n, friday in enumerate(fridays, start=1):
        on = friday if sw.CHINA.is_workday(friday) else sw.CHINA.previous(friday)
        yield sw.Round(
            id=f"A-RW{n:02}", on=on, title=f"第{n}次周调度", campaign=PLEDGES, cadence="weekly", published=True,
            illustrative=True,
        )  # fmt: skip
    for month in range(3, 13):
        on = later(day(month + 1, 1) if month < 12 else date(2022, 1, 1), -1)  # noqa: PLR2004
        yield sw.Round(
            id=f"A-RM{month:02}", on=on, title=f"{month}月督查", campaign=PLEDGES, cadence="monthly", published=True,
            illustrative=True,
        )  # fmt: skip


def inspections() -> Iterator[sw.Inspection]:
    """The bureau's own, and those together with the teams of the city and the province."""
    unknown, items = sw.Count.unknown, sw.Items
    for n, on in enumerate(OWN, start=1):
        yield sw.Inspection(
            id=f"A-IO{n:02}", on=on, title="重点行业领域检查", en="inspection of key industries", campaign=PLEDGES,
            inspected=(items("企业单位", unknown("家次"), "enterprises and other units"),), illustrative=True,
        )  # fmt: skip
    yield sw.Inspection(
        id="A-IC", on=day(5, 25), until=day(5, 27), title="配合市督查组检查", en="inspection with the city's team",
        campaign=PLEDGES, with_whom="市督查组", with_whom_en="the city's supervision team",
        inspected=(items("企业、单位", unknown("家"), "enterprises and other units"),),
    )  # fmt: skip
    yield sw.Inspection(
        id="A-IP", on=day(4, 26), until=day(4, 29), title="配合省督导组督查", en="inspection with the province's team",
        campaign=PLEDGES, with_whom="省督导组", with_whom_en="the province's supervision team",
        inspected=(
            items("镇办", unknown("个"), "towns and subdistricts"),
            items("行业部门", unknown("个"), "departments"),
            items("企业", unknown("家"), "enterprises"),
        ),
    )  # fmt: skip


OWN = (day(3, 17), day(4, 21), day(5, 20), day(6, 3), day(7, 15), day(8, 18), day(9, 16), day(10, 21), day(11, 18))


def found_on_inspections() -> Iterator[sw.Issue]:
    """Batches of unknown size where only X is stated, and 32 single ones that the province's team found."""
    for n, on in enumerate(OWN, start=1):
        yield batch(f"H-O{n:02}", "检查发现的隐患", f"A-IO{n:02}", "inspection", on, later(on, 12), later(on, 9))
    yield batch("H-C1", "市督查组发现的问题（短期可改）", "A-IC", "city inspection", day(5, 27), day(6, 11), day(6, 9))
    yield batch(
        "H-C2", "市督查组发现的问题（需较长期限）", "A-IC", "city inspection", day(5, 27), day(8, 31), day(8, 20)
    )
    for n in range(1, 33):
        owner = OFFICERS[n % 4]
        issue = sw.Issue.register(
            id=f"H-P{n:02}", title=f"省督导反馈问题{n:02}", on=day(4, 29), by="省督导组", origin="A-IP",
            source="provincial supervision", severity="major" if n in (8, 24) else "general", campaign=PLEDGES,
        )  # fmt: skip
        term = sw.workdays(10 + n % 3 * 5)
        assigned = through(issue, sw.Assign(on=day(5, 6), by=HEAD, owner=owner, term=term))
        done = later(day(5, 6), 4 + n % 6)
        if n == 11:  # noqa: PLR2004  the first try was not good enough
            assigned = through(
                assigned,
                sw.Submit(on=done, by=owner),
                sw.Return(on=later(done, 1), by=VERIFIER, reason="整改不彻底"),
            )
            done = later(done, 3)
        if n == 19:  # noqa: PLR2004  a part had to be ordered
            asked = sw.Extend(on=day(5, 14), by=HEAD, asked_by=owner, reason="配件尚在采购", more=sw.workdays(10))
            assigned, done = through(assigned, asked), day(6, 3)
        yield struck_off(assigned, owner, done)


def batch(id: str, title: str, origin: str, source: str, on: date, due: date, done: date) -> sw.Issue:
    """So many issues at once that nobody stated how many."""
    issue = sw.Issue.register(
        id=id, title=title, on=on, by=SQUAD, origin=origin, source=source, size=sw.Count.unknown("项"), campaign=PLEDGES
    )
    return struck_off(through(issue, sw.Assign(on=on, by=HEAD, owner=SAFETY, term=due)), SAFETY, done)


def book() -> sw.Book:
    """The whole year."""
    return sw.Book(
        title="2021年工作台账",
        unit=BUREAU,
        unit_en="Emergency Management Bureau of County X",
        parties=parties(),
        campaigns=campaigns(),
        programmes=(programme(),),
        matters=(
            *schemes(), *gaps(), *measures(), *next_steps(),
            *raised_on_visits({visit.id: visit for visit in visits()}), *enrolments(), *self_inspection(), *pledges(),
            *found_on_inspections(),
        ),
        activities=(study(), *visits(), *trainings(), *help_for_people(), *rounds(), *inspections()),
    )  # fmt: skip


def main() -> None:
    """Write the book beside this script."""
    DOCUMENT.write_text(sw.dumps(book()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
