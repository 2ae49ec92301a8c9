"""Ledgers as clerks keep them, made from headings that were seen, each with the oddities of its kind.

Holds: `LEDGERS`: tables with what a reader must find in them, and the faults that were planted; `tables`, a strategy
    of any table at all.
Never: reads anything.
"""

from datetime import date, datetime

from attrs import frozen
from hypothesis import strategies as st

from safetywork.ledgers.headings import HEADINGS
from safetywork.ledgers.tables import Merge, Raw, Table


@frozen
class Case:
    """A ledger and what must be found: its kind, column after column, how many rows are what, the planted faults."""

    table: Table
    on: date
    kind: str
    columns: str
    records: int
    skipped: tuple[str, ...] = ()
    rejected: int = 0
    faults: frozenset[tuple[str, str]] = frozenset()


def row(width: int, *cells: Raw) -> tuple[Raw, ...]:
    """A row filled up with empty cells."""
    return cells + (None,) * (width - len(cells))


def lines(text: str) -> tuple[Raw, ...]:
    """Cells between bars; an empty one is an empty cell."""
    return tuple(cell.strip() or None for cell in text.split("|"))


VERIFIED = Case(
    Table(
        "Sheet1",
        (
            row(8, "环保督察问题销号汇总表"),
            lines(
                "项目名称|问题简述|问题整改完成时限|整改进度|实际县级验收时间|实际实级验收时间|实际提交行业验收时间|完成行业审查时间"
            ),
            ("某河整治", "排口未封堵", date(2019, 3, 6), "执行中", date(2019, 2, 1), None, None, None),
            (
                "某厂治理",
                "台账不全",
                "2019年6月底前，长期坚持",
                "已完成",
                43500.0,
                "2019.5.20",
                "2019年6月1日",
                "见附件",
            ),
        ),
        merges=(Merge(0, 0, 0, 7),),
    ),
    date(2019, 7, 1),
    "issue",
    "issue issue deadline progress verified_on verified_on submitted_on verified_on",
    2,
    ("title", "heading"),
    faults=frozenset({("no day", "Sheet1!H4")}),
)
TASKS = Case(
    Table(
        "督办任务导出",
        (
            lines(
                "任务id|任务来源|来源描述|任务类别|任务内容|任务状态|提出部门|牵头部门|协办部门|任务目标|计划完成时间|实际完成时间|"
                "实际完成情况|完成附件文件|领导批注|反馈类型|延期说明|创建时间|更新时间|子任务情况"
            ),
            (
                *(
                    1001.0,
                    "安全检查整改",
                    "季度检查",
                    "安全",
                    "更换灭火器",
                    "已完成",
                    "安全部",
                    "后勤部",
                    "工程部、财务部",
                ),
                *("全部更换", "2023-06-30", "2023-06-28 16:05:00", "已更换", "a.pdf", None, "月度", None),
                *(datetime(2023, 5, 4, 9, 30), "2023/7/1", "1、任务目标:更换;计划完成时间:2023-06-30;实际完成时间:-;"),
            ),
            (
                *(
                    1002.0,
                    "审计整改",
                    "同上",
                    "管理",
                    "修订制度",
                    "搁置",
                    "审计部",
                    "办公室",
                    "—",
                    "修订",
                    "2023-12-31",
                ),
                *(None, None, None, "抓紧", None, "待上级文件", "2023-05-04", None, None),
            ),
        ),
    ),
    date(2023, 8, 21),
    "supervision",
    "key source source category issue status proposing_unit lead_unit helping_unit goal deadline finished_on progress "
    "evidence remark feedback_type extension issued_on updated_on subtasks",
    2,
    ("heading",),
    faults=frozenset({("unknown status", "督办任务导出!F3")}),
)
CLOSE_OUT = Case(
    Table(
        "问题整改台帐",
        (
            row(16, "巡察反馈问题整改销号台帐"),
            row(16, "填报单位：某局", None, None, None, None, None, None, "填报时间：2022年3月1日"),
            lines(
                "序号|问题类别|存在问题(问题表现)|整 改\n目标|整改措施|责任领导|牵头单位|责任单位(责任科室)|"
                "责任人|整改时限|整改进展（完成情况）|"
                "是否完成|是否销号|销号时间|佐证材料|备注"
            ),
            row(16, "一、党建方面"),
            (
                *(1.0, "学习", "学习不及时", "建立制度", "每月学习", "张三", "办公室", "办公室\n人事科", "李四、王五"),
                *("立行立改", "已完成", "是", "√", "2022.2.20", "制度.docx", None),
            ),
            (
                *(2.0, "同上", "记录不全", "〃", "补记", "张三", "办公室", "同上", "赵六", "2022年6月底前，长期坚持"),
                *("正在推进", "否", "×", None, None, "/"),
            ),
            row(16, "二、业务方面"),
            lines(
                "序号|问题类别|存在问题(问题表现)|整改目标|整改措施|责任领导|牵头单位|责任单位(责任科室)|责任人|整改时限"
            ),
            (
                *(3.0, "业务", "巡查不足", "全覆盖", "每周巡查", "张三", "监管科", "监管科", "钱七", "不知何时"),
                *("部分完成", "整改中", "否", None, None, None),
            ),
            row(16, "合计", 3.0),
            row(16, 4.0),
            (5.0, "业务", None, None, None, None, None, "监管科", None, None, None, None, None, None, None, None),
            row(16, "注：本表每月5日前报送"),
            row(16),
        ),
        merges=(Merge(0, 0, 0, 15), Merge(1, 0, 1, 6), Merge(1, 7, 1, 15), Merge(3, 0, 3, 15), Merge(6, 0, 6, 15)),
        first_row=1,
        first_column=1,
    ),
    date(2022, 3, 1),
    "issue",
    "no category issue goal measure leader lead_unit unit person deadline progress rectified closed closed_on evidence "
    "remark",
    3,
    (*("title", "title", "heading", "group", "group", "heading again", "totals", "number only", "note", "blank"),),
    rejected=1,
    faults=frozenset({("no term", "问题整改台帐!K10"), ("no subject", "问题整改台帐!13")}),
)
AUDIT = Case(
    Table(
        "不符合项",
        (
            lines("编号|发现活动|描述|客观证据|分类|答复时限|整改完成时限|答复文件|状态|回归检查"),
            ("NC-01", "年度审核", "标识不清", "照片", "二类", "5个工作日", "3个月", "回函", "待局方确认", None),
            ("NC-02", "年度审核", "记录缺失", "记录", "一类", "同上", "21个工作日", None, "待调整", "2023-02-30"),
            ("NC-03", "航前检查", "工具未点", "—", "观察项", None, 45000.0, None, "〃", None),
        ),
    ),
    date(2023, 3, 1),
    "issue",
    "key source issue evidence category answer_deadline deadline evidence status verification",
    3,
    ("heading",),
)
PROJECTS = Case(
    Table(
        "重点工作",
        (
            row(9, "2016年重点工作推进落实清单"),
            lines("序号|工作目标|支撑项目|工作标准||时间节点||责任主体|系统内编号"),
            lines("|||年度投资(元)|工作标准|启动时间|完成时间||"),
            row(9, "总体任务：基础设施"),
            (
                1.0,
                "建成道路",
                "A路",
                "3000万",
                "完成路基",
                "2016.3",
                "2016.6",
                "牵头单位:\n甲局\n责任单位:\n乙镇\n丙镇",
                101.0,
            ),
            (None, None, None, None, "完成路面", "2016.7", "2016.10", None, None),
            (2.0, "建成公园", "B园", "X", "完成绿化", "2016.3.5", 2016.1, "甲局", 102.0),
        ),
        merges=(
            *(Merge(0, 0, 0, 7), Merge(1, 3, 1, 4), Merge(1, 5, 1, 6), Merge(3, 0, 3, 7)),
            *(Merge(1, c, 2, c) for c in (0, 1, 2, 7, 8)),
            *(Merge(4, c, 5, c) for c in (0, 1, 2, 3, 7, 8)),
        ),
        hidden=frozenset({8}),
    ),
    date(2016, 8, 1),
    "supervision",
    "no goal project investment measure start_on deadline unit key",
    3,
    ("title", "heading", "heading", "group"),
    faults=frozenset({("month open", "重点工作!G7")}),
)
COMMERCE = Case(
    Table(
        "隐患",
        (
            lines(
                "上报单位|行业领域|企业类型|企业名称|统一社会信用代码|属地|详细地址|负责人|隐患分类|隐患描述|隐患位置|检查方式|检查人|检查时间|"
                "判定依据|违反判定依据具体条款|是否整改|实际整改完成时间|整改责任部门/责任人|整改措施|举报情况备注"
            ),
            (
                *("某街道", "商贸", "餐饮", "某饭店", "91330100MA2XXXXX1X", "某街道", "某路1号", "老板", "一般隐患"),
                *(
                    "灭火器过期",
                    "后厨",
                    "企业自查",
                    "李四、王五",
                    44500.0,
                    "消防法",
                    "第十六条",
                    "已整改",
                    "２０２１．１１．３",
                ),
                *("崇贤街道/李四", "更换", "无"),
            ),
            (
                *("某街道", "商贸", "超市", "某超市", "91330100MA2XXXXX2X", "某街道", "某路2号", "店长", "一般隐患"),
                *("通道堵塞", "卖场", "执法检查", "赵六", "2021-02-30", "消防法", "第二十八条", "整改中", None),
                *("某街道/赵六", "清理", None),
            ),
        ),
    ),
    date(2021, 12, 1),
    "hazard",
    "unit category enterprise_type enterprise credit_code unit address person category issue part source inspector "
    "found_on basis basis rectified finished_on unit measure remark",
    2,
    ("heading",),
    faults=frozenset({("no such day", "隐患!N3")}),
)
TOWN = Case(
    Table(
        "基础管理类隐患排查治理台帐",
        (
            lines(
                "隐患具体地址|隐患企业行业分类|隐患企业名称|负责区域|上报时间|负责人姓名|手机号|隐患详情|整改建议|整改期限|最近反馈时间|反馈结果|"
                "最近整改措施"
            ),
            (
                *("某村", "化工", "某厂", "东片", "2020年9月12日 10时", "孙八", 13800000000.0, "未接地", "接地"),
                *("3日内完成", "2020-09-14", "已接地", "接地"),
            ),
            (
                *("某村", "同上", "某库", "〃", "2020年9月13日", "周九", "13900000000", "堆垛过高", "降低"),
                *("更换设备需资金XX万元，30日内完成", None, "", None),
            ),
            ("某村", "纺织", "某坊", "西片", "待定", "吴十", None, "线路老化", "更换", "待定", None, None, None),
        ),
    ),
    date(2020, 10, 1),
    "hazard",
    "address industry enterprise area reported_on person phone issue measure deadline fed_back_on progress progress",
    3,
    ("heading",),
    faults=frozenset({("no day", "基础管理类隐患排查治理台帐!E4"), ("no term", "基础管理类隐患排查治理台帐!J4")}),
)
VISITS = Case(
    Table(
        "大走访",
        (
            row(14, "“大走访”活动台账"),
            lines(
                "序号|走访时间|走访单位(对象)|走访人|走访方式|反映问题(困难诉求)|意见建议|现场答复/能否现场解决|转办单位|办理期限|办理结果|反馈时间|"
                "群众是否满意|备注"
            ),
            (
                1.0,
                "9月3日",
                "某企业",
                "张三",
                "上门",
                "用工难",
                "多招聘",
                "能",
                None,
                None,
                "已解决",
                "9月5日",
                "满意",
                None,
            ),
            (
                2.0,
                "９月４日",
                "李大爷\n王大妈",
                "张三",
                "上门",
                "无",
                "—",
                None,
                "民政局",
                "15个工作日内",
                None,
                None,
                "基本满意",
                None,
            ),
            (
                3.0,
                "9月31日",
                "某户",
                "张三",
                "电话",
                "路灯",
                None,
                "否",
                "城管局",
                "10月底前",
                None,
                None,
                "还行",
                None,
            ),
        ),
        merges=(Merge(0, 0, 0, 13),),
    ),
    date(2025, 10, 8),
    "visit",
    "no held_on called_on visitors way issue suggestion reply referred_to deadline progress fed_back_on satisfied "
    "remark",
    3,
    ("title", "heading"),
    faults=frozenset({("no such day", "大走访!B5"), ("no answer", "大走访!M5")}),
)
PLEDGES = Case(
    Table(
        "承诺",
        (
            row(10, "部门公开承诺事项台账"),
            lines(
                "序号|承诺单位(承诺人)|承诺事项|具体目标|完成时限|责任人|进展情况|亮灯情况(红/黄/蓝/绿)|兑现情况|备注"
            ),
            (1.0, "教育局", "新建学校", "2所", "2022年底前", "甲", "已开工", "绿", "正在推进", None),
            (2.0, "卫健局", "义诊", "20场", date(2022, 6, 30), "乙", "完成", "蓝", "已兑现", None),
            (3.0, "交通局", "修路", "10公里", "2022年9月", "丙", None, "红", "悬而未决", None),
        ),
        merges=(Merge(0, 0, 0, 9),),
    ),
    date(2022, 7, 1),
    "pledge",
    "no unit pledge goal deadline person progress light fulfilled remark",
    3,
    ("title", "heading"),
    faults=frozenset({("unknown status", "承诺!I5")}),
)
_ATTENDANCE = (
    "序号|计划编号|培训名称|计划开始（北京时间）|计划结束|讲师|部门|工号|员工姓名|实际学时（小时）|"
    "签到状态|考核成绩|培训结果|审核状态|备注"
)
ATTENDANCE = Case(
    Table(
        "培训记录",
        (
            row(15, "一名员工参加一次培训一行"),
            lines(_ATTENDANCE),
            (
                1.0,
                "P1",
                "消防",
                "2021-05-10 08:30",
                "2021-05-10 11:30",
                "王",
                "甲部",
                "001",
                "李四",
                3.0,
                "√",
                90.0,
                "合格",
                "已审核",
                None,
            ),
            (
                2.0,
                "P1",
                "消防",
                "2021-05-10 08:30",
                "2021-05-10 11:30",
                "王",
                "甲部",
                "002",
                "赵六",
                3.0,
                "已签到",
                85.0,
                "合格",
                "同上",
                None,
            ),
            lines(_ATTENDANCE),
            (
                3.0,
                "P1",
                "消防",
                "2021-05-10 08:30",
                "2021-05-10 11:30",
                "王",
                "乙部",
                "003",
                "钱七",
                "三",
                "迟到",
                None,
                None,
                None,
                "补课",
            ),
            row(15, "合计", None, None, None, None, None, None, None, None, 6.0),
        ),
        merges=(Merge(0, 0, 0, 14),),
    ),
    date(2021, 6, 1),
    "training",
    "no key subject start_on held_until lecturer unit staff_no staff_name hours signed_in score passed status remark",
    3,
    ("title", "heading", "heading again", "totals"),
    faults=frozenset({("no count", "培训记录!J6"), ("no answer", "培训记录!K6")}),
)
SESSIONS = Case(
    Table(
        "安全培训",
        (
            lines(
                "序号|培训时间|培训地点|培训主题|培训对象|主讲人|参训企业(家次)|参训人数(人次)|课时|考核情况|签到表/影像"
            ),
            (1.0, "2021.5.10", "会议室", "消防", "企业负责人", "王", "449家次", "300余", 3.0, "合格", "有"),
            (2.0, date(2021, 6, 1), "礼堂", "危化", "员工", "王", "X", "0.3万", "3", None, None),
            (3.0, "2021年7月", "礼堂", "电气", "员工", "王", "30余家", "1.2万余", "3课时", "—", None),
            (4.0, "7月8日", "礼堂", "特种", "员工", "王", 12.0, "六十", "２", None, "照片"),
        ),
    ),
    date(2021, 8, 1),
    "training",
    "no held_on place subject audience lecturer enterprises people hours assessment evidence",
    4,
    ("heading",),
    faults=frozenset({("no count", "安全培训!H5")}),
)
LEDGERS: dict[str, Case] = {
    "verified": VERIFIED,
    "tasks": TASKS,
    "close-out": CLOSE_OUT,
    "audit": AUDIT,
    "projects": PROJECTS,
    "commerce": COMMERCE,
    "town": TOWN,
    "visits": VISITS,
    "pledges": PLEDGES,
    "attendance": ATTENDANCE,
    "sessions": SESSIONS,
}

# --- any table at all

HEADS = [column.headings[0] for column in HEADINGS.columns] + ["奇怪", "", "备 注", "时间节点", "（人次）"]
WORDS = [
    *(
        "同上",
        "合计",
        "一、甲",
        "无",
        "2022.3",
        "6月底前",
        "H-1",
        "整改中",
        "是",
        "X",
        "300余",
        "注：a",
        "甲、乙",
        " ",
        "\n",
    ),
    *(0, 1, 45000, 2016.1, 0.5, float("nan"), True, None, None, None, "", date(2022, 1, 1)),
]
CELLS = st.sampled_from(WORDS) | st.text(max_size=4) | st.integers() | st.floats()


@st.composite
def tables(draw):
    """Random headings in any order over random rows of any length, torn by merges that may lie anywhere."""
    head = draw(st.lists(st.sampled_from(HEADS), max_size=8))
    rows = draw(
        st.lists(st.lists(st.sampled_from(head) if head and draw(st.booleans()) else CELLS, max_size=9), max_size=7)
    )
    rows.insert(draw(st.integers(0, len(rows))), head)
    small_numbers = st.integers(0, 9)
    corners = draw(st.lists(st.tuples(small_numbers, small_numbers, small_numbers, small_numbers), max_size=4))
    merges = tuple(Merge(t, left, t + h % 4, left + w % 4) for t, left, h, w in corners)
    return Table("表", tuple(map(tuple, rows)), merges, frozenset(draw(st.sets(small_numbers, max_size=2))))
