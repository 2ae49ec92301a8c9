"""Headings, and what they are taken for."""

import pytest

from clerks import LEDGERS, lines
from safetywork.labels import Label
from safetywork.ledgers.cells import READERS
from safetywork.ledgers.headings import HEADINGS, Column, LedgerKind, Match, Vocabulary, VocabularyError, heading_key

# The rest of the headings that were seen, beside those of the clerks' ledgers: heading → column.
SEEN = """
    问题 issue|问题描述 issue|问题表现 issue|隐患描述 issue|隐患内容 issue|反馈问题 issue|反映问题 issue
    问题类别 category|涉及范畴 category|隐患性质 category|级别 severity|隐患等级 severity|严重度 severity
    风险等级 severity|来源 source|问题来源 source|交办来源/来源详情 source|法规依据 basis|治理方案 measure
    整改要求 measure|责任部门 unit|整改责任单位 unit|承办单位 unit|配合单位 helping_unit|协办单位 helping_unit
    分管领导 leader|挂包领导 leader|整改跟踪人 tracker|发生时间 found_on|交办时间 issued_on|转办时间 issued_on
    完成期限 deadline|需要整改完成时限 deadline|办理时限 deadline|办结时限 deadline|治理时限 deadline
    治理期限 deadline|截止日期 deadline|整改完成时间 finished_on|最近整改时间 finished_on
    完成/作废时间 finished_on|县级验收时间 verified_on|市级验收时间 verified_on|行业验收时间 verified_on
    整改情况（月） progress|完成率 percent|整改问题状态 status|问题控制状态 status|事件状态 status
    验收人 verifier|复核人签字 verifier|整改复核结果 verification|复查情况 verification|延期原因 extension
    delayTimes extensions|序号或来信编号 key|隐患编号 key|问题编号 key|台账编号 key|部位或场所 part
    级别(一般/重大[/轻微]) severity|整改时限(deadlineMode) deadline
    走访内容(基本情况/实际困难/诉求与建议) content|信访类型(群众来访/电话来访/12345市民热线/部门转入) category
    办理情况(案件转办、现场处理、回访) progress|guidanceDate held_on|guidanceType category|contentSummary content
    followupActions next_steps|studentFeedback impression|联络科室 office|辐射乡镇 area|巡河人员名称 visitors
    巡河开始时间 held_on|巡河结束时间 held_until|承诺事项的基本情况 background|保障措施 measure|目标责任 goal
    参与排查人员签字 inspector|复查人签字 verifier|初审人 verifier|隐患数量 size|应整改数 due_count
    已整改数 done_count
"""


@pytest.mark.parametrize("seen", [one.strip() for one in SEEN.replace("\n", "|").split("|") if one.strip()])
def test_every_heading_that_was_seen_is_known(seen):
    """Each stands for its column, exactly."""
    heading, column = seen.rsplit(" ", 1)
    found = HEADINGS.match(heading)
    assert (found.column, found.confidence) == (column, "exact")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("整 改\n时限", "整改时限"),
        ("隐患治理台帐", "隐患治理台账"),
        ("（责任人）：", "责任人"),
        ("ＩＤ", "id"),
        ("**", "**"),
    ],
)
def test_spelling_does_not_tell_headings_apart(one, other):
    """Spaces, line breaks, punctuation, width and 台帐 are no difference; a heading of signs alone keeps them."""
    assert heading_key(one) == heading_key(other) != ""


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        (("时间节点", "启动时间"), ("start_on", "exact")),
        (("时间节点", "完成时间"), ("deadline", "exact")),
        (("工作标准", "年度投资(元)"), ("investment", "exact")),
        (("整改情况", "整改措施"), ("measure", "exact")),
        (("责任", "单位"), ("unit", "exact")),
        (("责任单位", "全称"), ("unit", "exact")),
        (("责任单位（科室）", "全称"), ("unit", "exact")),
        (("实际学时（小时）",), ("hours", "exact")),
        (("答复时限",), ("answer_deadline", "exact")),
        (("局里答复时限",), ("answer_deadline", "contains")),
        (("局里整改时限",), ("deadline", "contains")),
        (("整改完成情况描述",), ("progress", "contains")),
        (("隐患整改措施落实情况",), ("progress", "contains")),
        (("问题及整改措施",), ("issue", "exact")),
        (("审核专用章的备注",), ("remark", "ending")),
        (("是否按要求上墙",), ("question", "contains")),
        (("计划关闭日期",), ("deadline", "contains")),
        (("计划启动时间",), ("start_on", "contains")),
        (("下辖单位",), ("unit", "ending")),
        (("主要责任单位",), ("unit", "contains")),
        (("名称（责任领导）",), ("subject", "exact")),
        (("甲乙（责任领导）",), ("leader", "exact")),
    ],
)
def test_a_heading_is_known_whole_before_in_part_and_by_its_end_before_its_middle(levels, found):
    """Joined levels first, then the last, then brackets and what stands above; 答复时限 is not the fix clock."""
    match = HEADINGS.match(*levels)
    assert (match.column, match.confidence) == found


@pytest.mark.parametrize("levels", [(), ("",), ("  ",), ("奇奇怪怪",), ("整改时限" * 9,), ("（）",)])
def test_what_nobody_knows_is_none(levels):
    """Nothing is guessed of an empty heading, an unknown one, or a sentence."""
    assert HEADINGS.match(*levels) is None


def test_a_kind_settles_what_stands_over_columns_of_different_ledgers():
    """A heading that holds two known ones alike is that of the column which the ledger's kind has."""
    columns = (
        Column("a", Label("甲", "a"), headings="甲乙丙"),
        Column("b", Label("丁", "b"), headings="丁戊己", tails="庚"),
    )
    kinds = LedgerKind("k", Label("一", "one"), "a", "a"), LedgerKind("l", Label("二", "two"), "b", "b")
    words = Vocabulary(columns, kinds)
    assert words.match("甲乙丙丁戊己壬", kind="k") == Match("a", "contains", 0)
    assert words.match("甲乙丙丁戊己壬", kind="l") == Match("b", "contains", 0)
    assert words.match("甲乙丙庚", kind="k") == Match("b", "ending", 0)
    assert words.match("丁戊己", kind="k") == Match("b", "exact", 0)


def test_the_vocabulary_is_extended_and_the_stock_one_stays():
    """New headings, columns and kinds in a new value; a heading that stood elsewhere moves."""
    fire = Column("hydrant", Label("消火栓", "hydrant"), headings="消火栓 备注")
    kind = LedgerKind("fire", Label("消防", "fire"), "no hydrant", "hydrant", {"消火栓": 9})
    more = HEADINGS.extend(headings={"deadline": ["交账日", "状态"]}, columns=[fire], kinds=[kind])
    assert [more.match(h).column for h in ("交账日", "状态", "备注", "消火栓")] == [
        *("deadline", "deadline", "hydrant", "hydrant"),
    ]
    assert [HEADINGS.match(h) and HEADINGS.match(h).column for h in ("交账日", "状态", "备注", "消火栓")] == [
        *(None, "status", "remark", None),
    ]
    assert (more.kind("fire"), more.kind_of(["消火栓台账"], [])) == (kind, "fire")
    again = more.extend(kinds=[LedgerKind("fire", Label("火", "fire"), "no", "no")], columns=[fire])
    assert [k.id for k in again.kinds].count("fire") == 1
    assert again.column("hydrant") == fire
    assert HEADINGS.extend() == HEADINGS


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: HEADINGS.extend(headings={"due": ["期"]}), "there is no column 'due' to give headings to"),
        (lambda: HEADINGS.column("due"), "there is no column 'due'"),
        (lambda: HEADINGS.kind("fire"), "there is no kind of ledger 'fire'; there are issue, supervision, hazard"),
        (lambda: Vocabulary((_column("a", "x"), _column("b", "X"))), "heading 'X' stands for 'a' and for 'b'"),
        (lambda: Vocabulary((_column("a", "x"), _column("a", "y"))), "column 'a' stands twice"),
        (
            lambda: Vocabulary((), (LedgerKind("k", Label("", ""), "a", "b"),)),
            "kind 'k' names the unknown column 'a'; kind 'k' names the unknown column 'b'",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(make, problem):
    """One heading for two columns, one id twice, a name of nothing."""
    with pytest.raises(VocabularyError) as caught:
        make()
    assert problem in str(caught.value)


def _column(name, headings):
    return Column(name, Label(name, name), headings=headings)


def test_the_stock_vocabulary_is_whole():
    """Every column has a reader and its own name among its headings or tails; every kind is known by its own name."""
    for column in HEADINGS.columns:
        assert column.reads in READERS
        assert any(HEADINGS.match(column.label.zh, kind=k).column == column.id for k in (None, "visit", "training"))
        assert all((column.label.zh, column.label.en))
    for kind in HEADINGS.kinds:
        assert HEADINGS.kind_of([kind.label.zh], []) == kind.id
        assert set(kind.subject) & set(kind.columns)


@pytest.mark.parametrize("name", LEDGERS)
def test_the_kind_of_a_ledger_shows_in_its_title_and_headings(name):
    """By its headings alone, too, where they say enough."""
    case = LEDGERS[name]
    texts = [cell for row in case.table.rows[:4] for cell in row if isinstance(cell, str)]
    assert HEADINGS.kind_of([case.table.name], texts) == case.kind


def test_a_kind_that_does_not_show_is_none():
    """No sign, two alike, or no kinds at all."""
    assert HEADINGS.kind_of(["Sheet1"], lines("编号|备注")) is None
    assert HEADINGS.kind_of([], ["承诺", "培训"]) is None
    assert Vocabulary(()).kind_of(["问题"], []) is None
