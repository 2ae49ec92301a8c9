"""What the statutes say of terms, as rows.

Holds: `Law` (a statute or rule in one version: its days in force, which of its N日 are working days) and `Article` (one
    term that it sets), `LAWS` and `ARTICLES`, `WINDOWS`.
Never: counts a term or picks a rule (`statutes` does).

Articles marked "text read" were compared with the published text; nothing here is a quotation.
"""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from safetywork.labels import Label
from safetywork.spans import Span, days, hours, months, workdays, years

Confidence: TypeAlias = Literal["text read", "secondary", "local", "unverified"]


@frozen
class Law:
    """A statute in one version 法律: in force from `since` to `until`, both inclusive; None: still.

    `workday_spans` are the N of the 「N日」 that `workday_article` declares to be working days; a law without such an
    article writes 工作日 where it means them.
    """

    title: Label
    since: date
    until: date | None
    confidence: Confidence
    citation: str
    workday_spans: tuple[int, ...] = ()
    workday_article: str = ""
    every_day: bool = False


@frozen
class Article:
    """A term that an article of a law sets 期限规定; without a `span` it says how any term is counted."""

    law: str
    article: str
    title: Label
    trigger: Label
    span: Span | None
    before: bool = False
    roll: bool = True
    prolong: bool = False
    next_hour: bool = False
    cap: Span | None = None
    times: int = 1
    stops: tuple[Label, ...] = ()
    restarts: tuple[Label, ...] = ()
    follows: str | None = None
    confidence: Confidence | None = None


# A row takes as many lines as it needs, not one a field.
# fmt: off
LAWS: dict[str, Law] = {
    "civil-2021": Law(
        Label("民法典", "Civil Code"), date(2021, 1, 1), None, "text read",
        "民法典，2020-05-28通过，2021-01-01施行"),
    "civil-2017": Law(
        Label("民法总则", "General Provisions of the Civil Law"), date(2017, 10, 1), date(2020, 12, 31),
        "unverified", "民法总则，2017-10-01施行，2021-01-01废止；第200至204条与民法典同号"),
    "litigation-2022": Law(
        Label("民事诉讼法", "Civil Procedure Law"), date(2022, 1, 1), None, "text read",
        "民事诉讼法第85、86条（2021年、2023年修正）；时的起算见法释〔2022〕11号第125条"),
    "administrative-2015": Law(
        Label("行政诉讼法", "Administrative Litigation Law"), date(2015, 5, 1), None, "text read",
        "行政诉讼法，2014-11-01修正，2015-05-01施行，2017-06-27修正"),
    "criminal-2018": Law(
        Label("刑事诉讼法", "Criminal Procedure Law"), date(2018, 10, 26), None, "text read",
        "刑事诉讼法，2018-10-26修正并施行"),
    "criminal-2013": Law(
        Label("刑事诉讼法", "Criminal Procedure Law"), date(2013, 1, 1), date(2018, 10, 25), "unverified",
        "刑事诉讼法，2012年修正，2013-01-01施行；该条时为第103条"),
    "tax-2002": Law(
        Label("税收征收管理法实施细则", "Rules for the Tax Collection Law"), date(2002, 10, 15), None, "text read",
        "税收征收管理法实施细则，2002-10-15施行，2016-02-06修订；天数按工作日计见税务机关历年申报期限通知"),
    "consumer-2014": Law(
        Label("消费者权益保护法", "Consumer Protection Law"), date(2014, 3, 15), None, "text read",
        "消费者权益保护法，2013-10-25修正，2014-03-15施行"),
    "penalty-2021": Law(
        Label("行政处罚法", "Administrative Penalties Law"), date(2021, 7, 15), None, "text read",
        "行政处罚法，2021-01-22修订，2021-07-15施行", (2, 3, 5, 7), "85"),
    "penalty-1996": Law(
        Label("行政处罚法", "Administrative Penalties Law"), date(1996, 10, 1), date(2021, 7, 14), "unverified",
        "行政处罚法，1996-10-01施行，2021-07-15起由修订本取代"),
    "coercion-2012": Law(
        Label("行政强制法", "Administrative Coercion Law"), date(2012, 1, 1), None, "text read",
        "行政强制法，2011-06-30通过，2012-01-01施行", tuple(range(1, 11)), "69"),
    "permit-2004": Law(
        Label("行政许可法", "Administrative Licensing Law"), date(2004, 7, 1), None, "text read",
        "行政许可法，2004-07-01施行，2019-04-23修正；第82条只及行政机关实施许可的期限", (), "82", every_day=True),
    "reconsideration-2024": Law(
        Label("行政复议法", "Administrative Reconsideration Law"), date(2024, 1, 1), None, "text read",
        "行政复议法，2023-09-01修订，2024-01-01施行", (3, 5, 7, 10), "88"),
    "reconsideration-1999": Law(
        Label("行政复议法", "Administrative Reconsideration Law"), date(1999, 10, 1), date(2023, 12, 31),
        "text read", "行政复议法，1999-10-01施行，2017-09-01修正，2024-01-01起由修订本取代", (5, 7), "40"),
    "disclosure-2019": Law(
        Label("政府信息公开条例", "Regulation on the Disclosure of Government Information"), date(2019, 5, 15), None,
        "text read", "政府信息公开条例，国务院令第711号，2019-05-15施行"),
    "petition-2022": Law(
        Label("信访工作条例", "Regulation on Petition Work"), date(2022, 5, 1), None, "text read",
        "信访工作条例，2022-02-25发布，2022-05-01施行"),
    "petition-2005": Law(
        Label("信访条例", "Regulation on Petitions"), date(2005, 5, 1), date(2022, 4, 30), "text read",
        "信访条例，国务院令第431号，2005-05-01施行，2022-05-01起由信访工作条例取代"),
    "safety-2021": Law(
        Label("安全生产法", "Work Safety Law"), date(2021, 9, 1), None, "text read",
        "安全生产法，2021-06-10第三次修正，2021-09-01施行"),
    "accident-2007": Law(
        Label("生产安全事故报告和调查处理条例", "Regulation on Reporting and Investigating Work Accidents"),
        date(2007, 6, 1), None, "text read", "生产安全事故报告和调查处理条例，国务院令第493号，2007-06-01施行"),
    "coal-2024": Law(
        Label("煤矿安全生产条例", "Regulation on Coal Mine Safety"), date(2024, 5, 1), None, "text read",
        "煤矿安全生产条例，2024-01-24公布，2024-05-01施行"),
    "hazchem-2026": Law(
        Label("危险化学品安全法", "Law on the Safety of Hazardous Chemicals"), date(2026, 5, 1), None, "unverified",
        "危险化学品安全法，2025-12-27通过，2026-05-01施行；期限据摘要，条号待核"),
    "hazard-2008": Law(
        Label("安全生产事故隐患排查治理暂行规定", "Interim Provisions on Hazards"), date(2008, 2, 1), None,
        "unverified", "原国家安全监管总局令第16号，2008-02-01施行"),
    "duty-2009": Law(
        Label("安全生产监管监察职责和行政执法责任追究的规定", "Provisions on Duties in Safety Supervision"),
        date(2009, 10, 1), None, "unverified", "原国家安全监管总局令第24号，2009-10-01施行"),
    "sanction-2008": Law(
        Label("安全生产违法行为行政处罚办法", "Measures on Administrative Penalties for Work Safety"),
        date(2008, 1, 1), date(2026, 1, 31), "unverified",
        "原国家安全监管总局令第15号，2008-01-01施行；应急管理部令第18号自2026-02-01起取代"),
    "qingdao-2012": Law(
        Label("青岛市隐患挂牌督办“3+X”制度", "Qingdao “3+X” listing of hazards"), date(2012, 1, 1), None, "local",
        "青岛市2012年地方制度，据二手材料；施行日不详，从该年首日起"),
    "henan-2011": Law(
        Label("河南省较大事故查处挂牌督办办法", "Henan measures on listed inquiries into major accidents"),
        date(2011, 1, 1), None, "local", "豫安委〔2010〕18号，据转载；印发日不详，从次年首日起"),
}

_APPLICATION = Label("收到申请之日", "the day the application is received")
_EXPERT_TIME = (  # 行政许可法 art. 45
    Label("听证", "hearing"), Label("招标", "tender"), Label("拍卖", "auction"), Label("检验", "inspection"),
    Label("检测", "testing"), Label("检疫", "quarantine"), Label("鉴定", "expert examination"),
    Label("专家评审", "expert review"),
)
_JUST_CAUSE = (Label("不可抗力", "force majeure"), Label("其他正当理由", "another just cause"))
_LISTED = Label("地方文件所定事由发生之日", "the day of the event that the local document names")
_REPLY = Label("收到书面答复之日", "the day the written reply is received")

ARTICLES: dict[str, Article] = {
    # name and year of the version: law, article, what is to be done, from when, within what
    # --- how any term is counted
    "general-2021": Article(
        "civil-2021", "200-204", Label("期间计算", "how terms are counted"),
        Label("期间开始的事由发生之日", "the day of the event that starts the term"), None),
    "general-2017": Article(
        "civil-2017", "200-204", Label("期间计算", "how terms are counted"),
        Label("期间开始的事由发生之日", "the day of the event that starts the term"), None),
    "litigation-2022": Article(
        "litigation-2022", "85", Label("诉讼期间", "terms in court"),
        Label("期间开始的事由发生之日（时）", "the day (or hour) of the event that starts the term"), None,
        next_hour=True, stops=(Label("在途时间", "time in the post or on the way"),)),
    "litigation-relief-2022": Article(
        "litigation-2022", "86", Label("耽误期限后申请顺延", "asking for a missed term to be restored"),
        Label("障碍消除之日", "the day the obstacle is gone"), days(10)),
    "administrative-relief-2015": Article(
        "administrative-2015", "48(2)", Label("耽误起诉期限后申请延长", "asking for more time to sue"),
        Label("障碍消除之日", "the day the obstacle is gone"), days(10)),
    "custody-2018": Article(
        "criminal-2018", "105", Label("在押期间", "terms in custody"),
        Label("羁押开始之日（时）", "the day (or hour) custody begins"), None, roll=False, next_hour=True),
    "custody-2013": Article(
        "criminal-2013", "103", Label("在押期间", "terms in custody"),
        Label("羁押开始之日（时）", "the day (or hour) custody begins"), None, roll=False, next_hour=True),
    "tax-2002": Article(
        "tax-2002", "109", Label("税务期限", "terms in tax matters"),
        Label("期限开始的前一日", "the day before the term's first day"), None, prolong=True),
    "consumer-return-2014": Article(
        "consumer-2014", "25", Label("远程购物退货", "returning goods bought at a distance"),
        Label("收到商品之日", "the day the goods are received"), days(7)),
    # --- 行政处罚法
    "penalty-preservation-2021": Article(
        "penalty-2021", "56", Label("先行登记保存后作出处理决定", "decision after preserving evidence"),
        Label("先行登记保存之日", "the day evidence is preserved"), workdays(7)),
    "penalty-decision-2021": Article(
        "penalty-2021", "60", Label("作出行政处罚决定", "decision on the penalty"),
        Label("立案之日", "the day the case is filed"), days(90)),
    "penalty-service-2021": Article(
        "penalty-2021", "61", Label("送达处罚决定书", "service of the decision"),
        Label("宣告之日（当事人不在场）", "the day it is announced, the party absent"), workdays(7)),
    "penalty-hearing-request-2021": Article(
        "penalty-2021", "64(1)", Label("要求听证", "asking for a hearing"),
        Label("行政机关告知之日", "the day the party is told"), workdays(5)),
    "penalty-hearing-notice-2021": Article(
        "penalty-2021", "64(2)", Label("听证通知", "notice of the hearing"),
        Label("举行听证之日", "the day of the hearing"), workdays(7), before=True, roll=False),
    "penalty-payment-2021": Article(
        "penalty-2021", "67", Label("缴纳罚款", "payment of the fine"),
        Label("收到处罚决定书之日", "the day the decision is received"), days(15)),
    "penalty-cash-handover-2021": Article(
        "penalty-2021", "71", Label("当场收缴的罚款交至机关", "handing in a fine collected on the spot"),
        Label("收缴（抵岸）之日", "the day it is collected, or ashore"), workdays(2)),
    "penalty-cash-deposit-2021": Article(
        "penalty-2021", "71", Label("机关缴付银行", "paying it in at the bank"),
        Label("机关收到罚款之日", "the day the agency receives it"), workdays(2), follows="penalty-cash-handover"),
    "penalty-hearing-request-1996": Article(
        "penalty-1996", "42(1)", Label("要求听证", "asking for a hearing"),
        Label("行政机关告知之日", "the day the party is told"), days(3)),
    "penalty-hearing-notice-1996": Article(
        "penalty-1996", "42(2)", Label("听证通知", "notice of the hearing"),
        Label("举行听证之日", "the day of the hearing"), days(7), before=True, roll=False),
    # --- 行政强制法
    "coercion-report-2012": Article(
        "coercion-2012", "19", Label("当场强制措施报告并补办手续", "reporting measures taken on the spot"),
        Label("当场实施强制措施之时", "the hour the measure is taken"), hours(24)),
    "coercion-seizure-2012": Article(
        "coercion-2012", "25", Label("查封、扣押", "sealing and seizure"),
        Label("查封、扣押之日", "the day of sealing or seizure"), days(30), cap=days(30),
        stops=(Label("检测", "testing"), Label("检验", "inspection"), Label("检疫", "quarantine"),
               Label("技术鉴定", "expert examination"))),
    "coercion-demand-2012": Article(
        "coercion-2012", "54",
        Label("催告履行（期满后可申请强制执行）", "last demand; thereafter the court may be asked"),
        Label("催告书送达之日", "the day the demand is served"), workdays(10)),
    # --- 行政许可法
    "permit-correction-2004": Article(
        "permit-2004", "32", Label("一次告知补正", "telling once what is missing"), _APPLICATION, workdays(5)),
    "permit-decision-2004": Article(
        "permit-2004", "42", Label("作出许可决定", "decision on the licence"),
        Label("受理之日", "the day of acceptance"), workdays(20), cap=workdays(10), stops=_EXPERT_TIME),
    "permit-joint-decision-2004": Article(
        "permit-2004", "42(2)", Label("统一、联合、集中办理", "joint handling by several agencies"),
        Label("受理之日", "the day of acceptance"), workdays(45), cap=workdays(15), stops=_EXPERT_TIME),
    "permit-delivery-2004": Article(
        "permit-2004", "44", Label("颁发、送达许可证件", "issue and delivery of the licence"),
        Label("作出准予决定之日", "the day of the decision"), workdays(10), stops=_EXPERT_TIME),
    # the applicant's term: art. 82 makes the agency's terms working days
    "permit-renewal-2004": Article(
        "permit-2004", "50", Label("申请延续", "applying for renewal"),
        Label("有效期届满之日", "the day the licence expires"), days(30), before=True, roll=False),
    # --- 行政复议法
    "reconsideration-application-2024": Article(
        "reconsideration-2024", "20", Label("申请行政复议", "applying for reconsideration"),
        Label("知道或者应当知道行政行为之日", "the day the act is known or ought to be"), days(60),
        stops=_JUST_CAUSE),
    "reconsideration-examination-2024": Article(
        "reconsideration-2024", "30", Label("审查申请", "examining the application"), _APPLICATION, workdays(5)),
    "reconsideration-decision-2024": Article(
        "reconsideration-2024", "62", Label("普通程序复议决定", "decision, ordinary procedure"),
        Label("受理申请之日", "the day of acceptance"), days(60), cap=days(30)),
    "reconsideration-summary-decision-2024": Article(
        "reconsideration-2024", "62(2)", Label("简易程序复议决定", "decision, summary procedure"),
        Label("受理申请之日", "the day of acceptance"), days(30)),
    "reconsideration-application-1999": Article(
        "reconsideration-1999", "9", Label("申请行政复议", "applying for reconsideration"),
        Label("知道具体行政行为之日", "the day the act is known"), days(60),
        stops=_JUST_CAUSE),
    "reconsideration-examination-1999": Article(
        "reconsideration-1999", "17", Label("审查申请", "examining the application"), _APPLICATION, workdays(5)),
    "reconsideration-decision-1999": Article(
        "reconsideration-1999", "31", Label("复议决定", "decision"), Label("受理申请之日", "the day of acceptance"),
        days(60), cap=days(30)),
    # --- 政府信息公开条例
    "disclosure-publication-2019": Article(
        "disclosure-2019", "26", Label("主动公开", "publishing of its own accord"),
        Label("信息形成或者变更之日", "the day the information is made or changed"), workdays(20)),
    "disclosure-correction-2019": Article(
        "disclosure-2019", "30", Label("告知补正", "telling what is unclear"), _APPLICATION, workdays(7)),
    "disclosure-third-party-2019": Article(
        "disclosure-2019", "32", Label("第三方提出意见", "the third party's opinion"),
        Label("收到征求意见书之日", "the day the third party is asked"), workdays(15)),
    "disclosure-reply-2019": Article(
        "disclosure-2019", "33", Label("答复申请", "answering the application"), _APPLICATION, workdays(20),
        cap=workdays(20),
        stops=(Label("征求第三方意见", "asking a third party"), Label("征求其他机关意见", "asking other agencies")),
        restarts=(Label("补正", "correction of the application"),)),  # art. 30
    # --- 信访
    "petition-handling-2022": Article(
        "petition-2022", "22", Label("信访部门登记处理", "sorting by the petition office"),
        Label("收到信访事项之日", "the day the petition is received"), days(15)),
    "petition-notice-2022": Article(
        "petition-2022", "23", Label("书面告知", "written notice to the petitioner"),
        Label("收到信访事项之日", "the day the petition is received"), days(15)),
    "petition-objection-2022": Article(
        "petition-2022", "23(3)", Label("对转送交办提出异议", "objecting to a referral"),
        Label("收到转送交办事项之日", "the day the referral is received"), workdays(5)),
    "petition-settlement-2022": Article(
        "petition-2022", "34", Label("办结", "settling the petition"), Label("受理之日", "the day of acceptance"),
        days(60), cap=days(30)),
    "petition-review-request-2022": Article(
        "petition-2022", "35", Label("请求复查", "asking for review"), _REPLY, days(30)),
    "petition-review-2022": Article(
        "petition-2022", "35", Label("复查意见", "opinion on review"),
        Label("收到复查请求之日", "the day the request is received"), days(30)),
    "petition-recheck-request-2022": Article(
        "petition-2022", "36", Label("请求复核", "asking for a second review"), _REPLY, days(30)),
    "petition-recheck-2022": Article(
        "petition-2022", "36", Label("复核意见", "opinion on second review"),
        Label("收到复核请求之日", "the day the request is received"), days(30), stops=(Label("听证", "hearing"),)),
    "petition-handling-2005": Article(
        "petition-2005", "21", Label("信访工作机构登记处理", "sorting by the petition office"),
        Label("收到信访事项之日", "the day the petition is received"), days(15)),
    "petition-notice-2005": Article(
        "petition-2005", "22", Label("书面告知", "written notice to the petitioner"),
        Label("收到信访事项之日", "the day the petition is received"), days(15)),
    "petition-settlement-2005": Article(
        "petition-2005", "33", Label("办结", "settling the petition"), Label("受理之日", "the day of acceptance"),
        days(60), cap=days(30)),
    "petition-review-request-2005": Article(
        "petition-2005", "34", Label("请求复查", "asking for review"), _REPLY, days(30)),
    "petition-review-2005": Article(
        "petition-2005", "34", Label("复查意见", "opinion on review"),
        Label("收到复查请求之日", "the day the request is received"), days(30)),
    "petition-recheck-request-2005": Article(
        "petition-2005", "35", Label("请求复核", "asking for a second review"), _REPLY, days(30)),
    "petition-recheck-2005": Article(
        "petition-2005", "35", Label("复核意见", "opinion on second review"),
        Label("收到复核请求之日", "the day the request is received"), days(30), stops=(Label("听证", "hearing"),)),
    # --- 安全生产
    "power-cut-notice-2021": Article(
        "safety-2021", "70", Label("停止供电前通知", "notice before cutting the power"),
        Label("停止供电之时", "the hour the power is cut"), hours(24), before=True, roll=False),
    "penalty-publication-2021": Article(
        "safety-2021", "78", Label("公示处罚信息", "publishing the penalty"),
        Label("作出处罚决定之日", "the day of the decision"), workdays(7)),
    "accident-evaluation-2021": Article(
        "safety-2021", "86", Label("评估整改落实", "evaluating what was put right"),
        Label("批复事故调查报告之日", "the day the report is approved"), years(1)),
    "accident-report-2007": Article(
        "accident-2007", "9", Label("单位负责人报告事故", "report by the head of the unit"),
        Label("单位负责人接到报告之时", "the hour the head is told"), hours(1)),
    "accident-relay-2007": Article(
        "accident-2007", "11", Label("逐级上报（每级）", "relaying the report, each level"),
        Label("本级接到报告之时", "the hour this level is told"), hours(2)),
    "accident-supplement-2007": Article(
        "accident-2007", "13", Label("补报伤亡变化", "reporting a change of casualties"),
        Label("事故发生之日", "the day of the accident"), days(30)),
    "accident-supplement-traffic-2007": Article(
        "accident-2007", "13",
        Label("补报伤亡变化（道路交通、火灾）", "reporting a change of casualties, road traffic and fire"),
        Label("事故发生之日", "the day of the accident"), days(7)),
    "accident-investigation-2007": Article(
        "accident-2007", "29", Label("提交事故调查报告", "report of the investigation"),
        Label("事故发生之日", "the day of the accident"), days(60), cap=days(60),
        stops=(Label("技术鉴定", "expert examination"),)),  # art. 27
    "accident-approval-2007": Article(
        "accident-2007", "32", Label("批复（重大、较大、一般事故）", "approval of the report"),
        Label("收到事故调查报告之日", "the day the report is received"), days(15)),
    "accident-approval-gravest-2007": Article(
        "accident-2007", "32", Label("批复（特别重大事故）", "approval of the report, gravest accidents"),
        Label("收到事故调查报告之日", "the day the report is received"), days(30), cap=days(30)),
    "mine-acceptance-2024": Article(
        "coal-2024", "48", Label("复产验收", "inspection before resuming work"),
        Label("收到恢复生产申请之日", "the day the application is received"), days(20)),
    "mine-announcement-2024": Article(
        "coal-2024", "49", Label("停产整顿、关闭、恢复生产公告", "announcing a stop, a closure or a resumption"),
        Label("责令停产整顿、关闭或者恢复生产之日", "the day of the stop, closure or resumption"), workdays(5)),
    # which licence each of these is for stands in articles that were not read
    "hazchem-decision-3-2026": Article(
        "hazchem-2026", "", Label("三个工作日的许可决定", "decision due in three working days"), _APPLICATION,
        workdays(3)),
    "hazchem-decision-7-2026": Article(
        "hazchem-2026", "", Label("七个工作日的许可决定", "decision due in seven working days"), _APPLICATION,
        workdays(7)),
    "hazchem-decision-20-2026": Article(
        "hazchem-2026", "", Label("二十个工作日的许可决定", "decision due in twenty working days"), _APPLICATION,
        workdays(20)),
    "hazchem-filing-2026": Article(
        "hazchem-2026", "", Label("三日内备案", "filing within three days"),
        Label("应备案事项发生之日", "the day of what is to be filed"), days(3)),
    # --- rules of the ministry
    "hazard-quarterly-2008": Article(
        "hazard-2008", "14", Label("季度统计分析表（次季首月15日前）", "quarterly table of hazards"),
        Label("季度末日", "the last day of the quarter"), days(15), roll=False),
    "hazard-yearly-2008": Article(
        "hazard-2008", "14", Label("年度统计分析表（次年1月31日前）", "yearly table of hazards"),
        Label("年度末日", "the last day of the year"), months(1), roll=False),
    "hazard-site-review-2008": Article(
        "hazard-2008", "18", Label("恢复生产现场审查", "site review before resuming work"), _APPLICATION, days(10)),
    "recheck-application-2009": Article(
        "duty-2009", "11", Label("申请复查", "recheck asked for"),
        Label("收到复查申请之日", "the day the recheck is asked for"), days(10)),
    "recheck-expiry-2009": Article(
        "duty-2009", "11", Label("期满复查", "recheck after the ordered term"),
        Label("责令限期届满之日", "the day the ordered term ends"), days(10)),
    "sanction-case-2008": Article(
        "sanction-2008", "32", Label("办结案件（至90日、180日）", "closing the case; to 90 and 180 days"),
        Label("立案之日", "the day the case is filed"), days(30), cap=days(150), times=2),
    "sanction-seizure-2008": Article(
        "sanction-2008", "", Label("查封扣押后处理", "decision after sealing or seizure"),
        Label("查封、扣押之日", "the day of sealing or seizure"), days(15)),
    "sanction-papers-2008": Article(
        "sanction-2008", "", Label("紧急措施补办手续", "papers for urgent measures"),
        Label("采取措施之时", "the hour the measure is taken"), hours(48)),
    "sanction-summary-filing-2008": Article(
        "sanction-2008", "", Label("简易处罚报备", "filing a summary penalty"),
        Label("作出处罚之日", "the day of the penalty"), days(5), confidence="secondary"),
    # --- local rules
    "accident-listing-2011": Article(
        "henan-2011", "6", Label("完成督办事项", "finishing the listed inquiry"),
        Label("接到挂牌督办通知之日", "the day the notice of listing is received"), days(60)),
    "listing-filing-2012": Article(
        "qingdao-2012", "", Label("备案", "filing"), _LISTED, workdays(3)),
    "listing-publication-2012": Article(
        "qingdao-2012", "", Label("公布", "publication"), _LISTED, workdays(5)),
    "listing-limit-2012": Article(
        "qingdao-2012", "", Label("治理期限", "the longest term to put it right"),
        Label("挂牌之日", "the day of listing"), years(1), roll=False),
    "listing-extension-request-2012": Article(
        "qingdao-2012", "", Label("申请延期", "asking for an extension"),
        Label("治理期限届满之日", "the day the term ends"), workdays(20), before=True, roll=False),
    "listing-extension-decision-2012": Article(
        "qingdao-2012", "", Label("延期决定", "decision on the extension"), _APPLICATION, workdays(10)),
    "listing-closure-publication-2012": Article(
        "qingdao-2012", "", Label("销号公布", "publishing the closure"),
        Label("销号之日", "the day it is struck off"), workdays(5)),
}
# fmt: on

WINDOWS: dict[str, tuple[str, str, Label, Span, int]] = {
    # id: law, article, what is counted, within which span, how often
    "closure-180-days-2021": (
        "safety-2021",
        "113(1)",
        Label("存在重大事故隐患而受到安全生产法规定的处罚", "penalties under the law, major hazards present"),
        days(180),
        3,
    ),
    "closure-year-2021": (
        "safety-2021",
        "113(1)",
        Label("存在重大事故隐患而受到安全生产法规定的处罚", "penalties under the law, major hazards present"),
        years(1),
        4,
    ),
}
