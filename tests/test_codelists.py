"""Code lists: codes with words, read however they are spelt, extended without forking."""

import copy
import pickle
from datetime import date

import pytest
from hypothesis import given, strategies as st

from safetywork.codelists import DIMENSIONS, HAZARDS, INDUSTRIES, LEVELS, SEVERITIES, SOURCES, CodeList
from safetywork.errors import PolicyError
from safetywork.issues import Issue
from safetywork.labels import LANGS, Label

STOCK = (SOURCES, LEVELS, DIMENSIONS, HAZARDS, INDUSTRIES, SEVERITIES)
by_label = pytest.mark.parametrize("codes", STOCK, ids=lambda codes: codes.label.en)
SPELLINGS = (lambda text: text, str.upper, lambda text: f" {text}\u3000", "\u200b".join)


@by_label
@pytest.mark.parametrize("spelt", SPELLINGS)
def test_a_word_is_read_back_in_either_language_however_it_is_spelt(codes, spelt):
    """Every code and every word of it leads to the code, under any case, width or space."""
    for code in codes:
        assert {codes.read(spelt(text)) for text in (code, *map(codes.word(code).text, LANGS))} == {code}


def test_the_stock_words():
    """The seven sources, four levels and five dimensions, in the ledger's words."""
    assert [str(SOURCES.word(code)) for code in SOURCES] == [
        *("自查", "市级督查", "省级督导", "异地执法", "走访", "热线", "审计")
    ]
    assert [str(LEVELS.word(code)) for code in LEVELS] == ["单位", "班子成员", "股室", "个人"]
    assert [str(DIMENSIONS.word(code)) for code in DIMENSIONS] == [
        *("思想境界", "体制机制", "能力素质", "担当作为", "工作作风")
    ]
    assert [str(SEVERITIES.word(code)) for code in SEVERITIES] == ["一般", "重大"]


@by_label
def test_what_is_in_no_code_list_is_its_own_word(codes):
    """An unknown code is kept and shown as it stands; an unknown cell means nothing that is known."""
    assert codes.word("市长信箱") == Label("市长信箱", "市长信箱")
    assert codes.read("市长信箱") is None
    assert "市长信箱" not in codes


def test_a_code_list_is_extended_and_the_stock_one_stays():
    """A county's own source and another word for a stock one; the values compare by their words."""
    own = SOURCES.extend({"letters": Label("市长信箱", "letters"), "hotline": Label("12345热线", "12345")})
    assert (own.read("市长信箱"), own.read("12345"), own.read("热线")) == ("letters", "hotline", None)
    assert "letters" not in SOURCES
    assert str(SOURCES.word("hotline")) == "热线"
    assert SOURCES.extend({}) == SOURCES != own


def test_a_word_that_means_two_things_is_refused():
    """A ledger's cell must mean one code: the same word under any spelling is told, with both codes."""
    with pytest.raises(PolicyError) as told:
        SOURCES.extend({"tip": Label("热 线", "tip"), "tip2": Label("乙", "TIP")})
    assert told.value.problems == (
        "'热 线' stands for 'hotline' and for 'tip'",
        "'TIP' stands for 'tip' and for 'tip2'",
    )


@given(st.dictionaries(st.sampled_from("abcd"), st.builds(Label, st.sampled_from("甲乙丙"), st.sampled_from("xyz"))))
def test_a_code_list_never_means_two_things(words):
    """Either it is refused, or every word and code of it means its own code."""
    try:
        built = CodeList(Label("字", "word"), words)
    except PolicyError:
        keys = [text for code, label in words.items() for text in {code, label.zh, label.en}]
        assert len(set(keys)) < len(keys)
        return
    assert all(built.read(text) == code for code, label in words.items() for text in (code, label.zh, label.en))


def test_a_code_list_can_be_copied_and_pickled():
    """Copies read as the first one does."""
    for copied in (copy.deepcopy(SOURCES), pickle.loads(pickle.dumps(SOURCES))):
        assert copied == SOURCES
        assert copied.read("审计") == "audit"


def test_later_changes_of_what_it_was_made_from_do_not_reach_it():
    """A code list keeps its own words."""
    words = {"a": Label("甲", "first")}
    built = CodeList(Label("字", "word"), words)
    words["b"] = Label("乙", "second")
    assert tuple(built) == ("a",)


def test_an_issue_keeps_codes_or_whatever_else_a_ledger_says():
    """The columns of an issue take a code, or a text of its own; reading is the code list's business."""
    issue = Issue.register(
        id="H-1", title="t", on=date(2025, 3, 3), by="检查组", source="provincial supervision", level="unit",
        category="conduct", industry="fireworks", place="二号库", origin="A-IP",
    )  # fmt: skip
    assert (str(SOURCES.word(issue.source)), str(DIMENSIONS.word(issue.category))) == ("省级督导", "工作作风")
    assert (issue.industry, issue.place, issue.origin) == ("fireworks", "二号库", "A-IP")
    assert str(SOURCES.word(Issue.register(id="H", title="t", on=date(2025, 3, 3), by="x", source="函").source)) == "函"
