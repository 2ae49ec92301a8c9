"""Laws of supervision: what must be in place, which levels verify, who lists what, and what an authority then owes.

Holds: `SUPERVISION_LAWS`.
Never: asks the condition itself what it means.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from safetywork.acts import Return
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.supervision.assurances import FIVE, SAYS_SOMETHING, Assure
from safetywork.supervision.duties import Duty, owed
from safetywork.supervision.enforcement import ENFORCEMENT_DUTIES, HandOver
from safetywork.supervision.listings import LISTED, LISTING_DUTIES, List, ListingPolicy, listed_by
from safetywork.supervision.stoppages import STOPPAGE_DUTIES
from safetywork.supervision.verifications import ANOTHER_VERIFIER, Level, VerificationPolicy, Verify
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.laws.readings import ROLE_CODES, end_found, reads, roles_wanted, states_tagged
from safetywork.testing.logs import folded, naive_cycle
from safetywork.testing.oracles import PlainClock, naive_due, walked
from safetywork.testing.trials import Seen, Trial, given_to
from safetywork.workflows import Guard, Workflow

# --- what must be in place


def _in_place(matter: Any, *, term: bool) -> set[str]:
    """What of the five the log says is in place: a named owner and a term that runs count, and words of this cycle."""
    found = {"responsibility"} if matter.owner is not None and folded(matter.owner) else set[str]()
    found |= {"time_limit"} if term else set()
    for entry in naive_cycle(matter):
        if isinstance(entry.event, Assure):
            found |= _said(entry.event)
    return found


def _said(event: Any) -> set[str]:
    return {kind for kind in FIVE if folded(getattr(event, kind) or "")}


def _assured(trial: Trial, guard: Guard) -> Iterable[str]:
    wanted: tuple[str, ...] = given_to(guard, tuple) or ()
    there = _in_place(trial.before.matter, term=trial.before.plain[0] is not None)
    return () if set(wanted) <= there else ("not_assured",)


def _says_something(trial: Trial, _: Guard) -> Iterable[str]:
    return () if _said(trial.event) else ("nothing_assured",)


# --- which levels verify


def _verified(matter: Matter) -> list[tuple[str, str]]:
    """Who has verified for which level in this round, on any machine; the main one's rounds are everybody's."""
    main, told = matter.workflows[0].name, list[tuple[str, str, str]]()
    for entry in matter.log:
        event, name = entry.event, entry.rule.name
        if isinstance(event, Verify):
            told.append((name, event.level, folded(event.by)))
        elif event.cycle or event.hands_in or isinstance(event, Return):
            told = [] if name == main else [each for each in told if each[0] != name]
    return [(level, by) for _, level, by in told]


def _left(trial: Trial, guard: Guard) -> tuple[list[Level], list[Level], bool]:
    """The levels of the policy, those of them that have not verified, and whether they go in order."""
    policy: Any = given_to(guard, VerificationPolicy)
    there = {level for level, _ in _verified(trial.before.matter)}
    return [*policy.levels], [level for level in policy.levels if level.id not in there], policy.in_order


def _all_verified(trial: Trial, guard: Guard) -> Iterable[str]:
    return ("not_verified",) if _left(trial, guard)[1] else ()


def _some_left(trial: Trial, guard: Guard) -> Iterable[str]:
    return () if _left(trial, guard)[1] else ("all_verified",)


def _whose_turn(trial: Trial, guard: Guard) -> Iterable[str]:
    levels, left, in_order = _left(trial, guard)
    named = next((each for each in levels if each.id == getattr(trial.event, "level", None)), None)
    if named is None:
        return ("unknown_level",)
    found = roles_wanted(trial, named.roles)
    if left and named not in left:
        return [*found, "verified_already"]
    return [*found, "not_its_turn"] if left and in_order and named is not left[0] else found


def _another_verifier(trial: Trial, _: Guard) -> Iterable[str]:
    told = [by for _, by in _verified(trial.before.matter)]
    return ("verified_before",) if folded(trial.event.by) in told else ()


# --- who lists what, and for how long


def _may_list(trial: Trial, policy: ListingPolicy, named: str | None) -> Iterable[str]:
    level = next((each for each in policy.levels if each.id == named), None)
    return ("unknown_level",) if level is None else roles_wanted(trial, level.roles)


def _level(trial: Trial, guard: Guard) -> Iterable[str]:
    policy: Any = given_to(guard, ListingPolicy)
    return _may_list(trial, policy, getattr(trial.event, "level", None))


def _by_the_lister(trial: Trial, guard: Guard) -> Iterable[str]:
    policy: Any = given_to(guard, ListingPolicy)
    told = [entry.event.level for entry in trial.before.matter.log if isinstance(entry.event, List)]
    return _may_list(trial, policy, told[-1] if told and states_tagged(trial.before.matter, LISTED) else None)


def _for_listing(trial: Trial, guard: Guard) -> Iterable[str]:
    policy: Any = given_to(guard, ListingPolicy)
    severity = getattr(trial.before.matter, "severity", None)
    return ("not_for_listing",) if policy.severities and severity not in policy.severities else ()


def _not_too_long(trial: Trial, guard: Guard) -> Iterable[str] | None:
    policy: Any = given_to(guard, ListingPolicy)
    event: Any = trial.event
    if policy.longest is None or event.term is None:
        return ()
    calendar, trigger = trial.context.calendar, event.trigger or event.on
    ends = naive_due(PlainClock(trigger, event.term), calendar)
    if ends is None or policy.longest.unit == "hour":
        return None
    return ("listed_too_long",) if ends[0] > walked(trigger, policy.longest, calendar) else ()


def _term_ended(trial: Trial, _: Guard) -> Iterable[str] | None:
    if trial.at is None or trial.before.plain[trial.at] is None:
        return ()
    due = end_found(trial)
    return None if due is None else ("term_goes_on",) if trial.event.on <= due[1] else ()


def _handed_over(trial: Trial, _: Guard) -> Iterable[str]:
    told = any(isinstance(entry.event, HandOver) for entry in trial.before.matter.log)
    return () if told else ("not_handed_over",)


def _lists(machines: tuple[Workflow, ...]) -> Label | None:
    if any(LISTED in state.tags for w in machines for state in w.states):
        return None
    return Label("没有挂牌的状态", "no state is a listed one")


@law(
    "listing-in-force", "state",
    Label("在挂的牌是最后一次挂的", "the listing in force is the last one, while a machine stands in a listed state"),
    Label("再次挂牌之后，还算第一次挂牌的那一级", "a listing by the county that passes for the one that the province made later"),
    _lists,
)  # fmt: skip
def listing_in_force(seen: Seen) -> Iterator[str]:
    listed = [entry.event for entry in seen.matter.log if isinstance(entry.event, List)]
    wanted = listed[-1] if listed and states_tagged(seen.matter, LISTED) else None
    if listed_by(seen.matter) != wanted:
        yield f"in force is {listed_by(seen.matter)}, the log says {wanted}"


# --- what an authority then owes

_DUTIES: tuple[Duty, ...] = tuple(
    duty for duty in (*LISTING_DUTIES, *ENFORCEMENT_DUTIES, *STOPPAGE_DUTIES) if duty.after
)


def _owes(machines: tuple[Workflow, ...]) -> Label | None:
    if any(event in duty.after for duty in _DUTIES for w in machines for event in w.events):
        return None
    return Label("没有引出办理时限的环节", "no event calls for a duty")


@law(
    "duties-arise-and-end", "state",
    Label("办理时限自引出它的环节起，到随后办理它的第一个环节止", "a duty arises with each event that calls for it, and is done by the first event after it that does it"),
    Label("先办的日子被后来的覆盖，或办了还算欠着", "a duty that counts as done on a later day than it was, or is owed though it was done"),
    _owes,
)  # fmt: skip
def duties_arise_and_end(seen: Seen) -> Iterator[str]:
    log, calendar = seen.matter.log, seen.context.calendar
    for duty in _DUTIES:
        wanted = list[tuple[date, date | None]]()
        for n, entry in enumerate(log):
            if type(entry.event) in duty.after:
                done = [each.event.on for each in log[n + 1 :] if type(each.event) in duty.done_by]
                wanted.append((entry.event.on, done[0] if done else None))
        told = [(each.since, each.done_on) for each in owed(seen.matter, (duty,), seen.last, calendar)]
        if told != wanted:
            yield f"{duty.code} is owed {told}, the log says {wanted}"


SUPERVISION_LAWS = LawSet(
    "supervision",
    (
        reads("guard-assured", "assured", ("not_assured",),
              Label("要落实的都落实了才往下走，落实了就不拦", "what must be in place is in place in this cycle, and nothing is held up then"),
              Label("上一轮的预案算到这一轮", "a plan of the last cycle that counts in this one"), _assured, of=tuple),
        reads("guard-says-something", SAYS_SOMETHING, ("nothing_assured",),
              Label("落实至少写明一项，空白不算", "what is put in place says at least one thing, in more than blanks"),
              Label("空着也算落实", "an empty form that counts as a plan"), _says_something),
        reads("guard-verified", "verified", ("not_verified",),
              Label("各级本轮都核查过才能了结，都查过就不拦", "it comes to rest once every level has verified in this round, and is not held up then"),
              Label("上一轮的核查算到这一轮，或少一级也了结", "a verification of the last round that counts, or a level that nobody missed"), _all_verified, of=VerificationPolicy),
        reads("guard-some-left", "some left", ("all_verified",),
              Label("还有层级未核查时才收核查", "a verification is taken while a level is left, and not after"),
              Label("都查过了还能再查", "one verification too many"), _some_left, of=VerificationPolicy),
        reads("guard-whose-turn", "whose turn", ("unknown_level", "verified_already", "not_its_turn", *ROLE_CODES),
              Label("轮到的层级、有权的人才能核查", "the level whose turn it is verifies, by who may for it"),
              Label("越级核查，或同一级查两遍", "a level that goes before its turn, or twice"), _whose_turn, of=VerificationPolicy),
        reads("guard-another-verifier", ANOTHER_VERIFIER, ("verified_before",),
              Label("一轮之内一人只代表一级", "within a round nobody verifies for two levels"),
              Label("一个人签了三级", "one person who signs for three levels"), _another_verifier),
        reads("guard-for-listing", "for listing", ("not_for_listing",),
              Label("规则列出的级别才挂牌", "a severity that the policy lists is listed, and no other"),
              Label("一般隐患也挂牌", "a general hazard on the list"), _for_listing, of=ListingPolicy),
        reads("guard-level", "level", ("unknown_level", *ROLE_CODES),
              Label("有权的层级、有权的人才能挂牌", "a level that may list lists, by who may for it"),
              Label("企业自己给自己挂牌", "a firm that lists itself"), _level, of=ListingPolicy),
        reads("guard-by-the-lister", "by the lister", ("unknown_level", *ROLE_CODES),
              Label("谁挂的牌谁摘", "who may act for the level that listed it last decides on the listing"),
              Label("县里摘了省里挂的牌", "a county that ends what the province listed"), _by_the_lister, of=ListingPolicy),
        reads("guard-not-too-long", "not too long", ("listed_too_long",),
              Label("挂牌治理期限不超过规则的最长期限", "the term of a listing ends no later than the policy's longest would"),
              Label("一挂数年", "a listing for years"), _not_too_long, of=ListingPolicy),
        reads("guard-term-ended", "term ended", ("term_goes_on",),
              Label("期限届满才能再责令", "a listing is ordered again without a review once its term has ended, and not before"),
              Label("期限没到就另下期限", "a new term before the old one has ended"), _term_ended),
        reads("guard-handed-over", "handed over", ("not_handed_over",),
              Label("移送过才有结果可记", "an outcome is recorded once something was handed over"),
              Label("没移送就有处罚", "a penalty that nobody was asked for"), _handed_over),
        listing_in_force,
        duties_arise_and_end,
    ),
)  # fmt: skip
"""What supervision asks for, and what it owes."""
