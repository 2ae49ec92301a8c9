"""Rules of reading a deadline, broken on purpose.

Holds: mutants of the reader of phrases.
Never: is imported by the library; a check passes on the rules as they are.
"""

from datetime import date
from typing import Any

from mutants.board import Patch, killed_by
from safetywork.phrases import dating, grammar, mentions, points, read_deadline, readings, weighing


def read(text: str, anchor: date | None = date(2022, 6, 8)) -> dict[str, Any]:
    """The facts of a phrase, read anew: the reader remembers what it has read."""
    weighing._remembered.cache_clear()
    facts = read_deadline(text, anchor=anchor).facts()
    weighing._remembered.cache_clear()
    return facts


def a_month_before_which_is_left_out() -> None:
    assert read("2024年8月前完成") == {"due": "2024-07-31", "alt": ["2024-08-31"], "precision": "month"}


def the_eve_of_a_festival() -> None:
    assert read("2023年春节前")["due"] == "2023-01-21"


def what_is_told_sets_no_term() -> None:
    assert read("5月10日督查发现问题") == read("2022年5月组织开展了检查") == {}


def what_a_thing_is_dated_sets_no_term() -> None:
    assert read("出厂日期：2020.5") == read("5月底检查发现") == {}


def what_is_denied_is_not_said() -> None:
    assert read("未及时整改") == read("未建立长效机制") == {}


def the_year_before_holds_on() -> None:
    stages = read("2019年3月底前摸底，6月底前整改")["stages"]
    assert [stage.get("due") for stage in stages] == ["2019-03-31", "2019-06-30"]


def last_week_or_next_year_is_left_open() -> None:
    assert read("12月31日前", date(2017, 1, 6))["due"] is None


def what_hangs_on_a_cycle_is_no_day() -> None:
    assert read("每年评估，下一年1月31日前报送") == {"recur": {"freq": "yearly"}}


def the_day_of_a_report_is_no_term() -> None:
    assert read("截至5月31日，已完成50%") == {}


def a_day_of_the_month_is_no_length() -> None:
    assert read("25日前报送").get("due") == "2022-06-25"


def a_long_text_is_not_read() -> None:
    assert read("，" * 100_001) == {"unread": "too long"}


@killed_by(a_month_before_which_is_left_out)
def a_month_is_taken_in(patch: Patch) -> None:
    """「N月前」 is read without the month, the other reading beside it."""
    patch.setattr(dating, "_before", lambda *_: "end")


@killed_by(the_eve_of_a_festival)
def a_festival_is_taken_in(patch: Patch) -> None:
    """春节前 ends on the eve."""
    patch.setattr(readings, "_excluded", lambda _: False)


@killed_by(what_is_told_sets_no_term)
def every_day_sets_a_term(patch: Patch) -> None:
    """The day of a meeting, a paper or a finding sets no term."""
    patch.setattr(mentions.Mentions, "mentioned", lambda *_: False)


@killed_by(what_a_thing_is_dated_sets_no_term)
def a_thing_sets_a_term(patch: Patch) -> None:
    """The day a thing was made or found sets no term."""
    patch.setattr(mentions.Mentions, "dated_thing", lambda *_: False)


@killed_by(what_is_denied_is_not_said)
def a_denial_is_overheard(patch: Patch) -> None:
    """What is denied is not said."""
    patch.setattr(mentions.Mentions, "denied", lambda *_: False)


@killed_by(the_year_before_holds_on)
def every_stage_has_the_documents_year(patch: Patch) -> None:
    """The year of a bound holds on for the next one."""
    patch.setattr(grammar, "_handed_on", lambda point, _: point)


@killed_by(last_week_or_next_year_is_left_open)
def an_open_year_is_guessed(patch: Patch) -> None:
    """Where a missing year may be either, no day is given."""
    patch.setattr(points, "_just_past", lambda *_: None)


@killed_by(what_hangs_on_a_cycle_is_no_day)
def a_cycle_gives_a_day(patch: Patch) -> None:
    """下一年 beside what comes round is no year of its own."""
    patch.setattr(grammar, "HANGING", frozenset())


@killed_by(the_day_of_a_report_is_no_term)
def a_report_sets_a_term(patch: Patch) -> None:
    """截至 and 已 make the day of a report."""
    patch.setattr(mentions.Mentions, "as_of", lambda *_: False)


@killed_by(a_day_of_the_month_is_no_length)
def a_day_of_the_month_is_counted(patch: Patch) -> None:
    """「25日前」 is a day of the month, 「25日内」 a length."""
    patch.setattr(grammar.Reader, "_is_length", lambda *_: True)


@killed_by(a_long_text_is_not_read)
def any_text_is_read(patch: Patch) -> None:
    """A text beyond the longest is not read, and says so."""
    patch.setattr(weighing, "LONGEST", 1 << 30)
