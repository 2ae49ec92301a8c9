"""Listed supervision 挂牌督办: who lists what for how long, extensions, review, delisting, and being ordered again."""

from datetime import date

import attrs
import pytest

from histories import assigned
from safetywork.acts import Accept, Cancel, Evidence, Submit
from safetywork.extensions import Extend
from safetywork.issues import RECTIFICATION, Close, Issue, Relapse
from safetywork.machines import cycles
from safetywork.matters import Matter
from safetywork.periods import PeriodRule, days, workdays, years
from safetywork.pledges import Declare
from safetywork.referrals import REFERRAL
from safetywork.statutes import STATUTES, in_force
from safetywork.supervision.duties import owed
from safetywork.supervision.enforcement import ENFORCEMENT_DUTIES
from safetywork.supervision.listings import (
    HENAN_TERM,
    LISTING,
    LISTING_DUTIES,
    QINGDAO_DUTIES,
    QINGDAO_LISTING,
    STANDARD_LISTING,
    AskDelisting,
    AskListingExtension,
    Delist,
    ExtendListing,
    FileListing,
    List,
    ListAgain,
    ListingPolicy,
    OrderAgain,
    PublishDelisting,
    PublishListing,
    RefuseDelisting,
    RefuseListingExtension,
    ReportProgress,
    WithdrawListing,
    listed_by,
    listing,
)
from safetywork.supervision.stoppages import MINE_STOPPAGE_DUTIES, STOPPAGE_DUTIES
from safetywork.supervision.verifications import COUNTY, Level
from safetywork.workflows import Context

BODY = "省安委办"


def day(month, number):
    """A day of 2025."""
    return date(2025, month, number)


def codes(answer):
    """The reasons of a refusal; none of a step."""
    return getattr(answer, "codes", ())


def major(machine=LISTING, **details):
    """A major hazard of 李四, assigned on 3 March 2025 for 15 working days, with a listing beside it."""
    return assigned(**{"severity": "major", "workflow": RECTIFICATION, "beside": (REFERRAL, machine), **details})


def notice(on=None, **changes):
    """The notice of a listing on 3 March 2025, for 60 days."""
    told = {"by": BODY, "level": "province", "document": "安督〔2025〕1号", "term": HENAN_TERM, **changes}
    return List(on=on or day(3, 3), **told)


def listed(**changes):
    """A major hazard that is listed."""
    return major().apply(notice(**changes))


def accepted(issue, on=None):
    """The same issue with its work handed in and accepted."""
    on = on or issue.log[-1].event.on
    photo = Evidence("photo", "整改后", on)
    return issue.apply(Submit(on=on, by="李四", evidence=(photo,))).apply(Accept(on=on, by="检查组"))


# --- listing


def test_a_listing_says_by_whom_at_which_level_and_for_how_long():
    """It has a clock of its own beside the issue's; 60 days from the notice end on a holiday, so on 6 May."""
    issue = listed()
    event = listed_by(issue)
    assert (event.by, event.level, event.document) == (BODY, "province", "安督〔2025〕1号")
    due = issue.deadline(machine="listing")
    assert (due.nominal, due.last_day) == (day(5, 2), day(5, 6)), "May 1 to 5 are off"
    assert issue.deadline().last_day == day(3, 24), "the issue's own term is another"
    assert issue.states == ("rectifying", "not referred", "listed")


def test_the_term_runs_from_the_notice():
    """自督办通知之日起: listed on 5 March under a notice of 3 March, it is due as from the 3rd."""
    issue = listed(on=day(3, 5), trigger=day(3, 3))
    assert issue.deadline(machine="listing").nominal == day(5, 2)


def test_an_issue_that_is_not_listed_is_listed_by_nobody():
    """Without a listing, before one and after it, there is none in force."""
    assert listed_by(assigned()) is None
    assert listed_by(major()) is None
    assert listed_by(listed().apply(WithdrawListing(on=day(3, 5), by=BODY, reason="重复挂牌"))) is None
    assert assigned().workflows == (RECTIFICATION, REFERRAL), "a stock issue stays as it is"


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ()),
        ({"level": "county"}, ()),
        ({"level": "town"}, ("unknown_level",)),
        ({"level": ""}, ("missing_field", "unknown_level")),
        ({"document": " "}, ("missing_field",)),
        ({"term": None}, ("missing_field",)),
        ({"term": day(12, 31)}, ()),
    ],
)
def test_what_a_listing_must_say(changes, reasons):
    """A level that may list, a document and a term."""
    assert codes(major().decide(notice(**changes))) == reasons


@pytest.mark.parametrize(
    ("event", "details"),
    [(WithdrawListing, {"reason": "误挂"}), (Delist, {}), (RefuseDelisting, {"reason": "未清"}),
     (OrderAgain, {"reason": "未清", "term": days(30)})],
)  # fmt: skip
def test_a_listing_is_decided_by_the_level_that_listed(event, details):
    """A county does not take off the list what the province listed; the province does."""
    machine = listing(ListingPolicy(levels=(COUNTY, Level("province", COUNTY.label, "省安委"))))
    roles = Context(roles={BODY: {"省安委"}, "县局": {"县安委"}})
    issue = major(machine).apply(notice(), roles)
    issue = issue.apply(Submit(on=day(3, 5), by="李四", evidence=(Evidence("photo", "整改后", day(3, 5)),)))
    issue = issue.apply(Accept(on=day(3, 6), by="检查组")).apply(AskDelisting(on=day(3, 6), by="企业"))
    for context, refused in ((roles, ("role_needed",)), (Context(), ("role_unknown",))):
        assert codes(issue.decide(event(on=day(3, 7), by="县局", **details), context)) == refused
    assert issue.decide(event(on=day(3, 7), by=BODY, **details), roles)
    county_only = attrs.evolve(issue, workflows=(*issue.workflows[:2], listing(ListingPolicy(levels=(COUNTY,)))))
    assert codes(county_only.decide(event(on=day(3, 7), by="县局", **details), roles)) == ("unknown_level",)


def test_who_may_list_is_a_part_of_the_policy():
    """A level with roles: the body that holds none is refused, and the levels are named in words."""
    issue = major(listing(ListingPolicy(levels=(COUNTY, Level("province", COUNTY.label, "省安委")))))
    assert codes(issue.decide(notice())) == ("role_unknown",)
    assert codes(issue.decide(notice(), Context(roles={"县局": {"县安委"}}))) == ("role_needed",)
    assert issue.decide(notice(), Context(roles={BODY: {"省安委"}}))
    assert major().decide(notice(level="town")).text() == "“town”不是挂牌层级，可选：县级、市级、省级"


def test_only_a_major_hazard_that_is_still_owed_is_listed():
    """A general one is not for listing, a closed or cancelled one no longer; the options say so beforehand."""
    general = major(severity="general")
    assert codes(general.decide(notice())) == ("not_for_listing",)
    assert general.decide(notice()).text() == "“general”级不属挂牌范围（major）"
    gone = major().apply(Cancel(on=day(3, 3), by="局长", reason="重复"))
    done = accepted(major())
    for issue in (gone, done):
        assert codes(issue.decide(notice())) == ("not_owed",)
        (option,) = (option for option in issue.options() if option.event is List)
        assert [reason.code for reason in option.blocked] == ["not_owed"]
    assert done.decide(notice()).text() == "事项已是“验收通过”，无可督办"


def test_a_matter_without_a_severity_is_not_major():
    """A kind of matter that has no severity is listed only where any may be."""
    plain = Matter.open("P", (RECTIFICATION, LISTING), Declare(title="t", on=day(3, 3), by="局长"))
    assert codes(plain.decide(notice())) == ("not_for_listing",)
    anything = Matter.open("P", (RECTIFICATION, listing(QINGDAO_LISTING)), Declare(title="t", on=day(3, 3), by="局长"))
    assert anything.decide(notice())


# --- its term, its extensions


def test_the_longest_term_of_a_policy():
    """青岛: a year at most, counted from the notice; the day itself is still within it."""
    issue = major(listing(QINGDAO_LISTING))
    assert QINGDAO_LISTING.longest == years(1)
    assert issue.decide(notice(term=years(1)))
    assert issue.decide(notice(term=date(2026, 3, 3)))
    refusal = issue.decide(notice(term=date(2026, 3, 4)))
    assert refusal.codes == ("listed_too_long",)
    assert refusal.text("en") == "the term ends on 2026-03-04; 1 year is the longest, to 2026-03-03"
    assert codes(issue.decide(notice(term=date(2026, 3, 4), trigger=day(3, 4)))) == ()
    assert codes(issue.decide(notice(on=date(9999, 6, 1), term=days(9)))) == ("due_unknown",)
    assert codes(issue.decide(notice(term=None))) == ("missing_field",)


@pytest.mark.parametrize(
    ("on", "reasons"), [(date(2013, 3, 4), ()), (date(2013, 3, 5), ("asked_late",)), (date(2013, 2, 1), ())]
)
def test_an_extension_is_asked_for_twenty_working_days_before_the_end(on, reasons):
    """青岛“3+X”: a term that ends on 31 March 2013 is asked about by 4 March; counted by hand over 清明-free March."""
    issue = Issue.register(
        id="Q", title="t", on=date(2012, 4, 1), by="区安监局", owner="李四", beside=(listing(QINGDAO_LISTING),)
    )
    issue = issue.apply(notice(date(2012, 4, 1), level="county", term=date(2013, 3, 31)))
    ask = AskListingExtension(on=on, by="企业", reason="设备未到", more=days(30))
    assert codes(issue.decide(ask)) == reasons


def test_a_listing_is_extended_on_its_own_clock():
    """Asked for, granted by another, on the nominal day; the issue's own term and requests are left alone."""
    issue = major(listing(QINGDAO_LISTING)).apply(notice(term=days(60)))
    assert codes(issue.decide(ExtendListing(on=day(3, 10), by=BODY, reason="停电", more=days(30)))) == (
        "nothing_asked",
    )
    issue = issue.apply(AskListingExtension(on=day(3, 10), by="企业", reason="停电", more=days(30)))
    assert issue.extension_asked is None, "the issue's own term is not asked about"
    grant = ExtendListing(on=day(3, 12), by=BODY, reason="停电", more=days(30))
    own = ExtendListing(on=day(3, 12), by="企 业", reason="停电", more=days(30))
    assert codes(issue.decide(own)) == ("own_extension",)
    longer = issue.apply(grant)
    assert longer.deadline(machine="listing").nominal == day(6, 1), "2 May and 30 days, not 6 May and 30 days"
    assert longer.deadline() == issue.deadline()
    assert longer.standing(day(3, 12), machine="listing").original.last_day == day(5, 6)
    anew = issue.apply(WithdrawListing(on=day(3, 12), by=BODY, reason="重复")).apply(
        notice(on=day(3, 12), term=days(60))
    )
    assert codes(anew.decide(grant)) == ("nothing_asked",), "a request ends with the listing it was made in"
    refused = issue.apply(RefuseListingExtension(on=day(3, 12), by=BODY, reason="理由不足"))
    assert refused.deadline(machine="listing") == issue.deadline(machine="listing")
    assert codes(refused.decide(grant)) == ("nothing_asked",)


def test_the_own_extension_of_the_issue_is_another():
    """批准延期 of the issue moves the issue's term and not the listing's."""
    issue = listed().apply(Extend(on=day(3, 5), by="局长", reason="备件未到", more=workdays(5)))
    assert (issue.deadline().last_day, issue.deadline(machine="listing").last_day) == (day(3, 31), day(5, 6))


# --- review


def test_delisting_is_applied_for_reviewed_on_site_and_published():
    """申请销号 → 现场审查 → 摘牌 → 公布, and then the issue may be struck off."""
    issue = accepted(listed(), day(4, 1)).apply(AskDelisting(on=day(4, 7), by="企业"))
    assert issue.standing(day(4, 30), machine="listing").finished == day(4, 7)
    gone = issue.apply(Delist(on=day(4, 10), by=BODY, document="2号"))
    assert gone.states[2] == "delisted"
    assert gone.apply(PublishDelisting(on=day(4, 14), by=BODY)).apply(Close(on=day(4, 14), by="检查组")).done
    assert listed_by(gone) is None


@pytest.mark.parametrize("event", [Delist, RefuseDelisting, OrderAgain])
@pytest.mark.parametrize("by", ["企业", "企 业", "李四", " 李四"])
def test_the_review_is_by_another_person(event, by):
    """Neither whoever applied nor whoever owns the work reviews it, under any spelling."""
    issue = accepted(listed()).apply(AskDelisting(on=day(4, 7), by="企业"))
    given = {"reason": "未清", "term": days(30)} if event is OrderAgain else {"reason": "未清"}
    assert codes(issue.decide(event(on=day(4, 10), by=by, **({} if event is Delist else given)))) == ("own_work",)


def test_nothing_is_delisted_before_the_work_is_accepted():
    """摘牌 waits for the acceptance of the issue itself; a relapse takes that back."""
    issue = listed().apply(AskDelisting(on=day(4, 7), by="企业"))
    refusal = issue.decide(Delist(on=day(4, 10), by=BODY))
    assert (refusal.codes, refusal.text()) == (("not_accepted",), "整改尚未验收通过（整改中）")
    issue = accepted(issue, day(4, 8))
    assert issue.decide(Delist(on=day(4, 10), by=BODY))
    back = issue.apply(Relapse(on=day(4, 9), by="检查组", text="又坏", term=days(5)))
    assert codes(back.decide(Delist(on=day(4, 10), by=BODY))) == ("not_accepted",)
    assert codes(accepted(back).decide(Delist(on=day(4, 10), by="企业"))) == ("own_work",), "still the applicant"


def test_a_refused_delisting_leaves_the_term_as_it_was():
    """审查不合格: listed again under the same term, which is missed if the fix comes after it."""
    issue = listed().apply(AskDelisting(on=day(5, 5), by="企业"))
    back = issue.apply(RefuseDelisting(on=day(5, 8), by=BODY, reason="未联动"))
    assert not issue.standing(day(5, 8), machine="listing").overdue
    assert back.standing(day(5, 8), machine="listing").days_late == 2
    assert len(cycles(back, "listing")) == 1


def test_a_hazard_that_is_ordered_again_has_a_round_and_a_clock_of_its_own():
    """再责令整改 after a review: counted, a new term; the old round stays in the record as it was."""
    issue = listed().apply(AskDelisting(on=day(5, 5), by="企业"))
    again = issue.apply(OrderAgain(on=day(5, 8), by=BODY, reason="未联动", term=days(30)))
    assert again.deadline(machine="listing").last_day == day(6, 9), "7 June is a Saturday"
    first, second = cycles(again, "listing")
    assert (first.number, first.began_on, second.number, second.began_on) == (1, day(3, 3), 2, day(5, 8))
    assert again.as_of(day(5, 7)).deadline(machine="listing").last_day == day(5, 6)
    assert again.cycle == 1, "the issue itself did not relapse"
    assert listed_by(again).document == "安督〔2025〕1号"


def test_before_the_end_of_the_term_there_is_no_new_order_without_an_application():
    """A new term is no way around an extension: without an application only once the old one has ended."""
    order = {"by": BODY, "reason": "逾期未完成", "term": days(30)}
    refusal = listed().decide(OrderAgain(on=day(5, 6), **order))
    assert (refusal.codes, refusal.text()) == (("term_goes_on",), "期限未满（至2025-05-06）")
    assert listed().decide(OrderAgain(on=day(5, 7), **order))
    assert codes(listed().decide(OrderAgain(on=day(5, 7), **{**order, "term": None}))) == ("missing_field",)
    bounded = major(listing(QINGDAO_LISTING)).apply(notice(term=days(5)))
    assert codes(bounded.decide(OrderAgain(on=day(5, 7), **{**order, "term": years(2)}))) == ("listed_too_long",)


def test_a_delisted_hazard_that_is_back_is_listed_again():
    """再次挂牌: after a relapse, with a document and a term of its own, counted; not while nothing is owed."""
    issue = accepted(listed(), day(4, 1)).apply(AskDelisting(on=day(4, 7), by="企业"))
    issue = issue.apply(Delist(on=day(4, 10), by=BODY)).apply(Close(on=day(4, 14), by="检查组"))
    again = {"by": BODY, "level": "city", "document": "9号", "term": days(20)}
    assert codes(issue.decide(ListAgain(on=day(6, 3), **again))) == ("not_owed",)
    back = issue.apply(Relapse(on=day(6, 3), by="检查组", text="又坏")).apply(ListAgain(on=day(6, 3), **again))
    assert (listed_by(back).level, len(cycles(back, "listing"))) == ("city", 2)
    assert back.deadline(machine="listing").last_day == day(6, 23)


def test_a_withdrawn_listing_has_no_term():
    """撤销挂牌 ends the clock; it may be listed anew, elsewhere."""
    issue = listed().apply(WithdrawListing(on=day(3, 10), by=BODY, reason="改由市级挂牌"))
    assert issue.clock("listing") is None
    assert listed_by(issue.apply(notice(on=day(3, 11), level="city"))).level == "city"


# --- what the listing body owes


def test_the_review_is_owed_within_ten_days():
    """暂行规定 art. 18 (unverified): applied for on 7 April, reviewed by the 17th; done on the 21st, four days late."""
    issue = listed().apply(AskDelisting(on=day(4, 7), by="企业"))
    (review,) = owed(issue, LISTING_DUTIES, day(4, 18))
    assert (review.since, review.deadline.last_day, review.done_on) == (day(4, 7), day(4, 17), None)
    assert [review.days_late(on) for on in (day(4, 17), day(4, 18))] == [0, 1]
    late = issue.apply(RefuseDelisting(on=day(4, 21), by=BODY, reason="未联动"))
    (review,) = owed(late, LISTING_DUTIES, day(6, 1))
    assert (review.done_on, review.days_late(day(6, 1))) == (day(4, 21), 4)
    assert review.text() == "销号现场审查：2025-04-07起，应于2025-04-17前办理，已于2025-04-21办理"
    assert in_force("hazard-site-review", day(4, 7)).confidence == "unverified"


def test_what_qingdao_adds():
    """备案 3, 公布 5, 延期决定 10, 销号公布 5 working days: each from its own event, over 清明 (4 to 6 April)."""
    issue = major(listing(QINGDAO_LISTING)).apply(notice(term=days(60)))  # Monday 3 March
    issue = issue.apply(FileListing(on=day(3, 6), by=BODY, to="市安委办"))
    issue = issue.apply(PublishListing(on=day(3, 11), by=BODY))
    issue = issue.apply(ReportProgress(on=day(3, 12), by="企业", text="已完成三成"))
    issue = issue.apply(AskListingExtension(on=day(3, 28), by="企业", reason="停电", more=days(30)))
    issue = issue.apply(ExtendListing(on=day(4, 14), by=BODY, reason="停电", more=days(30)))
    issue = accepted(issue, day(4, 14)).apply(AskDelisting(on=day(4, 15), by="企业"))
    issue = issue.apply(Delist(on=day(4, 25), by=BODY)).apply(PublishDelisting(on=day(5, 6), by=BODY))
    told = {each.duty.code: each for each in owed(issue, QINGDAO_DUTIES, day(6, 1))}
    assert {code.removeprefix("listing."): each.deadline.last_day for code, each in told.items()} == {
        "filing": day(3, 6),
        "publication": day(3, 10),
        "extension-decision": day(4, 14),  # 31 March, 1–3, 7–11, 14 April
        "review": day(4, 25),
        "closure-publication": day(5, 6),  # Sunday 27 is worked, 28, 29, 30 April; 1–5 May off; 6 May
    }
    late = {code.removeprefix("listing."): each.days_late(day(6, 1)) for code, each in told.items()}
    assert {code: n for code, n in late.items() if n} == {"publication": 1}


def test_every_duty_rests_on_a_statute_that_is_there():
    """Of the ministry's rules the text was not read, and a deadline by them says so; Qingdao's are local."""
    known = {statute.name: statute.confidence for statute in STATUTES}
    stock = (*QINGDAO_DUTIES, *ENFORCEMENT_DUTIES, *STOPPAGE_DUTIES, *MINE_STOPPAGE_DUTIES)
    assert {duty.statute: known[duty.statute] for duty in stock} == {
        **dict.fromkeys(("hazard-site-review", "recheck-application", "recheck-expiry"), "unverified"),
        **dict.fromkeys(("listing-filing", "listing-publication", "listing-extension-decision"), "local"),
        "listing-closure-publication": "local",
        "mine-acceptance": "text read",
    }
    (review,) = owed(listed().apply(AskDelisting(on=day(4, 7), by="企业")), LISTING_DUTIES, day(4, 8))
    assert review.deadline.basis.zh.endswith("未核对条文")


def test_the_policies_cite_where_they_come_from():
    """Numbers of a locality say so; the standard one states none."""
    assert "二手" in QINGDAO_LISTING.source
    assert "二手" in HENAN_TERM.source
    assert QINGDAO_LISTING.extensions.notice == workdays(20)
    assert (STANDARD_LISTING.longest, STANDARD_LISTING.severities) == (None, ("major",))
    assert isinstance(HENAN_TERM, PeriodRule)


def test_the_policy_is_part_of_the_rule():
    """Another level, severity, longest term or extension policy is another rule; a renamed machine works the same."""
    rules = {
        listing(policy).rule
        for policy in (
            *(STANDARD_LISTING, QINGDAO_LISTING, ListingPolicy(levels=(Level("county", COUNTY.label, "挂牌员"),))),
            *(ListingPolicy(longest=years(1)), ListingPolicy(severities=("major", "general"))),
        )
    }
    assert len(rules) == 5
    assert listing() == LISTING
    county = LISTING.extend(name="county listing")
    issue = accepted(major(county).apply(notice()), day(4, 1)).apply(AskDelisting(on=day(4, 7), by="企业"))
    assert codes(issue.decide(Delist(on=day(4, 10), by="企业"))) == ("own_work",)
    assert issue.decide(Delist(on=day(4, 10), by=BODY))
