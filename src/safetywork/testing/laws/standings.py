"""Laws of where a matter stands on a day: late, in time, stopped, and by how many days.

Holds: `STANDING_LAWS`, `edges_of`.
Never: counts as the library does.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from safetywork.labels import Label
from safetywork.standings import Standing
from safetywork.testing.laws.clocks import has
from safetywork.testing.laws.law import LawSet, law
from safetywork.testing.logs import main_state, naive_waived, told_by_log
from safetywork.testing.oracles import naive_ends, workdays_between
from safetywork.testing.trials import Seen
from safetywork.workflows import DONE, HANDED_IN, STOPPED

_ONE = timedelta(days=1)
_FAR = 60
"""Further apart than this, working days are not walked one by one."""


def edges_of(seen: Seen, due: date | None) -> list[date]:
    """Days from the last entry on, at the edges of the term and of its milestones."""
    near = {seen.last, seen.last + _ONE}
    near |= {one.by + timedelta(days=n) for one in getattr(seen.matter, "milestones", ()) for n in (0, 1)}
    if due is not None:
        near |= {due + timedelta(days=n) for n in (-11, -10, -1, 0, 1, 2, 40)}
    return sorted(day for day in near if day >= seen.last)


@law(
    "overdue-means-past", "state",
    Label("逾期当且仅当过了最后一天而仍欠办", "overdue means: past the last day and still owed; the last day itself is in time"),
    Label("到期当天就算逾期，或交了还算逾期", "late on the due day itself, or late after handing in"),
    has("start"),
)  # fmt: skip
def overdue_means_past(seen: Seen) -> Iterator[str]:
    matter = seen.matter
    state = main_state(matter)
    if seen.plain[0] is None or not told_by_log(matter):
        return
    owed = state.kind != "rest" and not state.tags & {DONE, HANDED_IN}
    due = seen.plain_due()
    for on in edges_of(seen, None if due is None else due[1]):
        end = seen.plain_due(on)
        if end is not None:
            late = owed and on > end[1] and not naive_waived(matter, on)
            if matter.overdue(on, seen.context.calendar) != late:
                yield f"on {on}, the last day being {end[1]}: overdue is {not late}"


@law(
    "verdict-frozen", "state",
    Label("交了或办结了，早晚就定了", "once work is handed in or done, how late it was no longer changes with the days"),
    Label("办结的事项过一天就多逾期一天", "a finished matter that grows later every day"),
    has("start"),
)  # fmt: skip
def verdict_frozen(seen: Seen) -> Iterator[str]:
    if not {DONE, HANDED_IN} & main_state(seen.matter).tags:
        return
    told = [seen.standing(seen.last + timedelta(days=n)) for n in (0, 1, 90)]
    verdicts = [s and (s.days_late, s.days_left, s.finished, s.overdue) for s in told]
    if len(set(verdicts)) > 1:
        yield f"{verdicts}"
    if told[0] is not None and told[0].finished is None:
        yield "it is handed in, and its clock runs on"


@law(
    "stopped-clock-stands", "state",
    Label("停表期间剩余天数不变", "while a clock stands still, the days left do not go down"),
    Label("停表期间照样逾期", "a matter that becomes overdue while its clock is stopped"),
    has("suspend"),
)  # fmt: skip
def stopped_clock_stands(seen: Seen) -> Iterator[str]:
    clock, plain = seen.clocks[0], seen.plain[0]
    if clock is None or plain is None or STOPPED not in main_state(seen.matter).tags:
        return
    if not (plain.stops and plain.stops[-1][1] is None):
        return
    told = [seen.standing(seen.last + timedelta(days=n)) for n in (0, 14)]
    if any(s is None or not s.stopped for s in told):
        yield "it does not say that it is stopped"
    open_end = seen.plain_due(seen.last + timedelta(days=14))
    still = told[0] is not None and told[1] is not None and told[0].overdue is False and told[1].overdue
    if still and open_end is not None and open_end[1] >= seen.last + timedelta(days=14):
        yield "it became overdue while it was stopped"


@law(
    "standing-counts-days", "state",
    Label("剩余、逾期的天数和工作日、已过比例，就是一天一天数出来的", "days and working days left or late, the share gone, stopped, finished and finished late are what counting day by day says"),
    Label("多报一天、少报一天，或交得晚而不算晚", "a day too many or too few, or a late finish that passes for one in time"),
    has("start"),
)  # fmt: skip
def standing_counts_days(seen: Seen) -> Iterator[str]:
    if not told_by_log(seen.matter):
        return
    plain, finish = seen.plain[0], seen.finish
    if plain is None:
        if seen.standing(seen.last) is not None:
            yield "no term was set, and it stands somewhere"
        return
    done, moment = (None, None) if finish is None else finish
    ends = naive_ends(plain)
    past_the_hour = moment is not None and ends is not None and moment > ends
    for on in edges_of(seen, seen.last_day):
        days, told = seen.plain_left(on), seen.standing(on)
        if days is None or told is None:
            continue
        wanted: dict[str, object] = {
            "days_left": max(0, days),
            "days_late": max(0, -days),
            "overdue": done is None and days < 0,
            "finished": done,
            "finished_late": done is not None and (days < 0 or past_the_hour),
            "stopped": plain.stopped(on),
        }
        if abs(days) <= _FAR:
            at = done or on
            walked = workdays_between(at, at + timedelta(days=days), seen.context.calendar)
            wanted |= {"workdays_left": max(0, walked), "workdays_late": max(0, -walked)}
        share = seen.plain_share(on)
        wanted |= {} if share is None else {"share": share}
        yield from _differing(told, wanted, on)


def _differing(told: Standing, wanted: dict[str, object], on: date) -> Iterator[str]:
    for name, value in wanted.items():
        if getattr(told, name) != value:
            yield f"on {on} {name} is {getattr(told, name)}, counted day by day {value}"


@law(
    "waived-by-its-days", "state",
    Label("豁免自批准起、到期日前有效，到期日当天就欠", "a waiver holds from its granting to the day before it expires, written down or not"),
    Label("豁免过期了还不算逾期", "a risk that is accepted for ever because nobody recorded the end"),
)  # fmt: skip
def waived_by_its_days(seen: Seen) -> Iterator[str]:
    expiring = [getattr(entry.event, "expires", None) for entry in seen.matter.log]
    ends = [day + timedelta(days=n) for day in expiring if day is not None for n in (-1, 0, 1)]
    for on in sorted({seen.last, *(day for day in ends if day >= seen.last)}):
        if told_by_log(seen.matter) and seen.matter.waived(on) != naive_waived(seen.matter, on):
            yield f"on {on} waived is {seen.matter.waived(on)}"


STANDING_LAWS = LawSet(
    "standings",
    (overdue_means_past, standing_counts_days, verdict_frozen, stopped_clock_stands, waived_by_its_days),
)
"""Where a matter stands on a day."""
