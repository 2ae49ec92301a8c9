"""Sentences: they keep the figures that fill them, and claim of all only what holds of all."""

from datetime import date

from attrs import frozen
from hypothesis import given, strategies as st

import safetywork as sw
from safetywork import sentences
from safetywork.sentences import Breakdown, Day, Sentence, Thing, grouped, stated, sums, things

DAY = date(2024, 9, 20)
ONE = sw.Count.exact(1, "项")
LABEL = sw.Label("隐患", "hazards")
DONE = sw.Predicate(sw.Label("已整改{n}", "{n} rectified"), lambda one: one.done)
OPEN = sw.Predicate(sw.Label("整改中{n}", "{n} open"), lambda _: True)


@frozen
class One:
    """A record with a size, whether it is done, and what it handed out."""

    id: str
    done: bool = False
    size: sw.Count = ONE
    items: tuple[sw.Items, ...] = ()


def split(*records):
    return sw.partition(sw.Population(LABEL, records, DAY), "项", lambda one: one.size, (DONE, OPEN))


def said(*records, **how):
    words = Breakdown(split(*records), **how)
    return words.text("zh"), words.text("en")


# --- the breakdown of a whole


def test_parts_are_named_with_their_figures():
    """Two parts that hold something: each is said with its number."""
    assert said(One("1", done=True), One("2"), One("3")) == (
        "，其中已整改1项、整改中2项",
        ", of which 1 item rectified, 2 items open",
    )


def test_all_is_said_only_where_it_holds_of_all():
    """One part holds everything: 已 becomes 已全部, other words follow 全部."""
    assert said(One("1", done=True), One("2", done=True)) == ("，已全部整改", ", all rectified")
    assert said(One("1"), One("2")) == ("，全部整改中", ", all open")


def test_of_one_thing_all_is_not_said():
    """One record that stands for one thing; a batch of unknown size is a different matter."""
    assert said(One("1", done=True)) == ("，已整改", ", rectified")
    batch = One("1", done=True, size=sw.Count.unknown("项"))
    assert said(batch) == ("，已全部整改", ", all rectified")


def test_unknown_parts_are_x():
    """X is broken down into X and X."""
    unknown = sw.Count.unknown("项")
    zh, en = said(One("1", done=True, size=unknown), One("2", size=unknown))
    assert (zh, en) == ("，其中已整改X项、整改中X项", ", of which X items rectified, X items open")


def test_names_stand_behind_the_part_that_a_record_fell_to():
    """In both forms, and only the names that are known."""
    names = {"1": sw.Label("甲", "A"), "2": sw.Label("乙", "B")}
    assert said(One("1", done=True), One("2"), One("3"), names=names) == (
        "，其中已整改1项（甲）、整改中2项（乙）",
        ", of which 1 item rectified (A), 2 items open (B)",
    )
    assert said(One("1"), One("2"), names=names) == ("，全部整改中（甲；乙）", ", all open (A; B)")


def test_another_lead_takes_the_place_of_the_comma():
    """For a second way to split a whole that was said already."""
    lead = sw.Label("情况：", "State: ")
    assert said(One("1", done=True), One("2"), lead=lead)[0] == "情况：已整改1项、整改中1项"
    assert said(One("1", done=True), One("2", done=True), lead=lead)[1] == "State: all rectified"


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_a_claim_of_all_rests_on_every_record(states):
    """全部 stands in the words exactly where one part cites all rows of the whole, and those are more than one."""
    how = Breakdown(split(*(One(str(n), done=done) for n, done in enumerate(states))))
    whole_part = [part for part in how.parts if part.rows == how.split.whole.rows]
    assert ("全部" in how.text("zh")) == (len(states) > 1 and bool(whole_part))
    assert ("all " in how.text("en")) == ("全部" in how.text("zh"))
    assert sorted(row for part in how.parts for row in part.rows) == sorted(how.split.whole.rows)


# --- sentences keep figures


def test_a_sentence_keeps_every_figure_that_fills_it():
    """Bare figures, those of a breakdown, of things, and those inside tuples; words and days are none."""
    parts = split(One("1", done=True), One("2"))
    figure = sw.Population(LABEL, (One("4"),), DAY).number("次")
    given_out = Thing(sw.Label("手册", "handbooks"), sw.Population(LABEL, (One("3"),), DAY).number("份"))
    sentence = Sentence(
        sw.Label("{day}{words}{whole}{how}{came}", "{day} {words} {whole} {how} {came}"),
        {"day": Day(DAY), "words": LABEL, "whole": parts.whole, "how": Breakdown(parts), "came": (given_out, figure)},
    )
    assert sentence.figures == (parts.whole, *parts.parts, given_out.figure, figure)
    assert sentence.text() == "2024年9月20日隐患2项，其中已整改1项、整改中1项手册1份、1次"
    assert sentence.text("en") == (
        "2024-09-20 hazards 2 items , of which 1 item rectified, 1 item open handbooks (1 copy), 1 time"
    )


def test_a_sentence_without_figures():
    """Words alone."""
    assert Sentence(sw.Label("无。", "None.")).figures == ()
    assert Sentence(sw.Label("无。", "None.")).text("en") == "None."


def test_stated_is_a_whole_its_breakdown_and_a_claim():
    """The shape that most sentences of a report have."""
    parts = split(One("1", done=True), One("2"))
    sentence = stated(LABEL, parts, Breakdown(parts), sw.Label("，均属实", ", all true"))
    assert sentence.text() == "隐患2项，其中已整改1项、整改中1项，均属实。"
    assert (
        stated(LABEL, parts, Breakdown(parts)).text("en") == "hazards: 2 items, of which 1 item rectified, 1 item open."
    )


def test_a_thing_without_an_english_kind_is_its_figure():
    """Where the unit says what is counted, English needs no kind."""
    figure = sw.Population(LABEL, (One("1"),), DAY).number("家次")
    assert Thing(sw.Label("企业", ""), figure).text() == "企业1家次"
    assert Thing(sw.Label("企业", ""), figure).text("en") == "1 enterprise-visit"


# --- sums by unit and by kind


def items(*pairs):
    return tuple(sw.Items(kind, sw.Count.read(text), en) for kind, text, en in pairs)


def test_things_are_summed_by_kind_and_unit():
    """Leaflets in 份 and in 箱 are two lines; the first English name that was given is kept."""
    population = sw.Population(
        LABEL,
        (
            One("1", items=items(("宣传单", "300余份", "leaflets"), ("手册", "20份", None))),
            One("2", items=items(("宣传单", "50份", None), ("宣传单", "2箱", None), ("宣传单", "5份", None))),
            One("3"),
        ),
        DAY,
    )
    told = things(population, lambda one: one.items)
    assert [thing.text() for thing in told] == ["宣传单不少于355份", "手册20份", "宣传单2箱"]
    assert [thing.text("en") for thing in told] == [
        "leaflets (at least 355 copies)",
        "手册 (20 copies)",
        "宣传单 (2 箱)",
    ]
    assert [thing.figure.rows for thing in told] == [("1", "2"), ("1",), ("2",)]
    assert things(sw.Population(LABEL, (), DAY), lambda one: one.items) == ()


def test_sums_are_one_figure_for_each_unit():
    """人 and 人次 are not added; a record that states nothing makes each a lower bound."""
    population = sw.Population(
        LABEL, (One("1", size=sw.Count.exact(3, "人")), One("2"), One("3", size=sw.Count.exact(4, "人次"))), DAY
    )
    told = sums(population, lambda one: None if one.id == "2" else one.size)
    assert [(figure.text(), figure.rows) for figure in told] == [("不少于3人", ("1", "2")), ("不少于4人次", ("3", "2"))]
    assert sums(population, lambda _: None) == ()


@given(st.lists(st.integers(0, 3)))
def test_groups_stand_in_the_order_of_their_first_member(numbers):
    """No member is lost, none stands twice, and the order inside a group is kept."""
    groups = dict(grouped(enumerate(numbers), lambda pair: pair[1]))
    assert list(groups) == list(dict.fromkeys(numbers))
    assert sorted(pair for members in groups.values() for pair in members) == list(enumerate(numbers))
    assert all(members == tuple(sorted(members)) for members in groups.values())


def test_every_word_of_the_tables_is_in_both_languages():
    """Levels, groups and whom visits called on."""
    for table in (sentences.LEVELS, sentences.GROUPS, sentences.CALLED_ON):
        assert all(label.zh and label.en for label in table.values())
