"""Skeletons of reports: which parts stand in which order, under which headings, with which words around them.

Holds: `Skeleton` and the eight found in use, `SKELETONS`.
Never: writes a sentence (`chapters` do), or adds a word of praise: what no record carries is left to whoever signs.

上行文 such as 工作报告 carries no request, and ends 特此报告. The seed, a 活动开展情况汇报, has no salutation and
no end.
"""

from attrs import frozen

from safetywork import chapters
from safetywork.chapters import Chapter
from safetywork.errors import PolicyError
from safetywork.labels import Label


@frozen
class Part:
    """A part 部分: its heading, and the writer of its paragraphs."""

    title: Label
    write: Chapter


@frozen
class Skeleton:
    """A skeleton 报告体例: id, name, title (of {unit} and {subject}), parts in order; the words around them.

    `lead` is filled with {subject}, {on} (the campaign's first day) and {as_of}; `plain_lead` stands where there is no
    campaign. Raises `PolicyError` for one without parts.
    """

    id: str
    label: Label
    title: Label
    parts: tuple[Part, ...]
    lead: Label
    plain_lead: Label
    salutation: Label | None = None
    closing: Label | None = None

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            raise PolicyError(self.id, ("a report has at least one part",))


_LEAD = Label(
    "自{on}开展{subject}以来，截至{as_of}的情况报告如下：",
    "The campaign “{subject}” began on {on}. The work as of {as_of}:",
)
_PLAIN = Label("现将截至{as_of}的工作情况报告如下：", "The work as of {as_of}:")
_DONE = Part(Label("工作开展情况", "What was done"), chapters.done)
_WRONG = Part(Label("存在的问题", "What is wrong"), chapters.problems)
_NEXT = Part(Label("下一步工作打算", "What comes next"), chapters.next_steps)
_ALL = Part(Label("总体情况", "In all"), chapters.overall)
_EACH = Part(Label("具体整改情况", "One by one"), chapters.one_by_one)
_OPEN = Part(Label("未完成事项和下一步安排", "What is not finished, and what comes next"), chapters.unfinished)


def _skeleton(
    id_: str, label: Label, title: Label, *parts: Part, salutation: Label | None = None, closing: Label | None = None
) -> Skeleton:
    return Skeleton(id_, label, title, parts, _LEAD, _PLAIN, salutation, closing)


CAMPAIGN_REPORT = _skeleton(
    "campaign",
    Label("活动开展情况汇报", "account of a campaign"),
    Label("{unit}关于{subject}开展情况的报告", "{unit}: work report, {subject}"),
    *(_DONE, _WRONG, _NEXT),
)
WORK_REPORT = _skeleton(
    "work",
    Label("工作报告", "work report"),
    Label("{unit}关于{subject}工作情况的报告", "{unit}: report on the work, {subject}"),
    *(Part(Label("工作进展情况", "How the work stands"), chapters.done), _WRONG, _NEXT),
    closing=Label("特此报告。", "Reported accordingly."),
)
AUDIT_REPORT = _skeleton(
    "audit",
    Label("审计整改情况报告", "report on audit findings"),
    Label("{unit}关于审计查出问题整改情况的报告", "{unit}: report on what the audit found"),
    *(_ALL, Part(Label("分类整改情况", "By field"), chapters.by_field), _OPEN),
    salutation=Label("主任、各位副主任、各位委员：", "To the chair, the vice-chairs and the members:"),
)
INSPECTION_NOTICE = _skeleton(
    "inspection",
    Label("巡察整改情况通报", "notice on inspection findings"),
    Label("{unit}关于巡察整改情况的通报", "{unit}: notice on what the inspection found"),
    *(_ALL, _EACH, _OPEN),
)
SUPERVISION_NOTICE = _skeleton(
    "supervision",
    Label("督查通报", "notice of supervision"),
    Label("{unit}关于{subject}督查情况的通报", "{unit}: notice of supervision, {subject}"),
    Part(Label("督查方式", "How it was looked at"), chapters.methods),
    *(_ALL, Part(Label("工作要求", "What is asked for"), chapters.next_steps)),
)
DAILY = _skeleton(
    "daily",
    Label("边督边改情况", "received and put right, day by day"),
    Label("{unit}边督边改情况", "{unit}: received and put right"),
    Part(Label("受理办理情况", "Received and dealt with"), chapters.day_by_day),
)
PUBLIC_NOTICE = _skeleton(
    "public",
    Label("整改任务公示", "public notice of rectification"),
    Label("{unit}整改任务完成情况公示", "{unit}: public notice of rectification"),
    Part(Label("整改任务完成情况", "Task by task"), chapters.one_by_one),
)
REPLY_LETTER = _skeleton(
    "reply",
    Label("函复", "letter of reply"),
    Label("{unit}关于整改情况的函", "{unit}: letter on rectification"),
    *(_ALL, _EACH),
    closing=Label("特此函复。", "Replied accordingly."),
)
SKELETONS: dict[str, Skeleton] = {
    one.id: one
    for one in (
        *(CAMPAIGN_REPORT, WORK_REPORT, AUDIT_REPORT, INSPECTION_NOTICE),
        *(SUPERVISION_NOTICE, DAILY, PUBLIC_NOTICE, REPLY_LETTER),
    )
}
