"""A report as a value reads as text and as Markdown, and nothing that a user wrote breaks out of it."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import safetywork as sw
from crowds import books
from safetywork.errors import PolicyError
from safetywork.papers import Paragraph, Report, Section
from safetywork.sentences import Sentence
from safetywork.skeletons import SKELETONS

ROOT = Path(__file__).parent.parent
DAY = date(2021, 6, 18)


def sentence(text):
    """A sentence without a figure."""
    return Sentence(sw.Label("{words}", "{words}"), {"words": text})


def report(*paragraphs, **more):
    """A report of one part."""
    return Report(
        sw.Label("题", "title"), sentence("导语："), DAY, (Section(sw.Label("部分", "part"), paragraphs),), **more
    )


def test_a_list_in_a_paragraph():
    """一是, 二是 where there are several; of one nothing is numbered."""
    two = Paragraph(sw.Label("抓整改", "putting right"), (sentence("甲。"), sentence("乙。")), listed=True)
    assert (two.text("zh"), two.text("en")) == ("抓整改。一是甲。二是乙。", "putting right. (1) 甲。 (2) 乙。")
    assert Paragraph(None, (sentence("甲。"),), listed=True).text("zh") == "甲。"


def test_words_around_it():
    """Salutation and end stand where a kind of report has them; one paragraph alone has no number."""
    made = report(
        Paragraph(None, (sentence("甲。"),)),
        salutation=sw.Label("各位：", "All:"),
        closing=sw.Label("特此报告。", "So."),
    )
    assert made.text("zh") == "题\n\n各位：\n\n导语：\n\n一、部分\n甲。\n\n特此报告。\n"
    assert made.markdown("en") == "# title\n\nAll:\n\n导语：\n\n## 1. part\n\n甲。\n\nSo.\n"
    assert (
        report(notes=(sentence("注：乙。"),)).markdown("zh") == "# 题\n\n导语：\n\n## 一、部分\n\n无。\n\n> 注：乙。\n"
    )
    assert report().markdown("en").endswith("None on the books.\n")


@given(st.text(st.sampled_from("ab甲。*_`[]<>#|~\\{}-+1.) \n\t"), max_size=30))
def test_markdown_keeps_what_was_written(text):
    """No line begins a heading, a list or a quote of the user's; without the escapes it is the text."""
    made = report(Paragraph(None, (sentence(text),))).markdown("zh").split("\n")
    body = made[6]
    assert len(made) == 8
    assert not re.match(r"\s*(#|>|[-+*]\s|\d+[.)]\s)", body)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`\[\]<>|~{}#]", body)
    assert re.sub(r"\\(.)", r"\1", body) == " ".join(text.split())


@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=list(SKELETONS))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_skeleton_reads(skeleton, lang):
    """Its headings in order, no place left unfilled, its words around it, in both languages."""
    book = sw.load(ROOT / "docs" / "examples" / "county-2021.json")
    made = sw.report(book, as_of=DAY, skeleton=skeleton)
    told = made.text(lang)
    places = [told.index(part.title.text(lang)) for part in skeleton.parts]
    assert places == sorted(places)
    assert "{" not in told
    assert (skeleton.closing is None) == ("特此" not in made.text("zh"))
    assert told.count("\n") > len(skeleton.parts)
    assert sw.report(sw.Book("台账"), as_of=DAY, skeleton=skeleton).text(lang)


def test_a_skeleton_has_parts():
    """One without is refused."""
    some = SKELETONS["work"]
    with pytest.raises(PolicyError, match="part"):
        sw.Skeleton("x", some.label, some.title, (), some.lead, some.plain_lead)


NUMBER = re.compile(r"(?<![0-9])[0-9]+(?:\.[0-9]+)?(?=[项条个件处家户人次份本套场元%])")


@given(books(), st.data())
def test_every_number_is_a_figure(drawn, data):
    """Whatever number with a unit stands in a sentence stands in one of its figures, or is a rate of two."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    skeleton = data.draw(st.sampled_from(list(SKELETONS.values())))
    made = sw.report(book, as_of=day, skeleton=skeleton)
    for one in made.sentences:
        told = {text for figure in one.figures for text in NUMBER.findall(figure.text("zh") + "项")}
        rates = set(re.findall(r"率([0-9.]+)%", one.text("zh")))
        titles = "".join(matter.title for matter in book.matters) + "".join(a.title for a in book.activities)
        loose = [n for n in NUMBER.findall(one.text("zh")) if n not in told | rates and n not in titles]
        assert not [n for n in loose if f"满{n}次" not in one.text("zh")], one.text("zh")


@given(books(), st.data())
def test_all_is_said_of_all_alone(drawn, data):
    """全部 and 均 are said only where the part has every record of its whole: by a count of the records themselves."""
    book, days = drawn
    day = data.draw(st.sampled_from(days))
    then = book.as_of(day)
    issues = then.of(sw.Issue)
    told = sw.report(book, as_of=day).text("zh")
    if "问题" in told and "已全部整改完成" in told:
        groups = {}
        for issue in issues:
            groups.setdefault(
                (issue.visit is not None, issue.level or issue.source or "", issue.count.unit), []
            ).append(issue)
        assert any(all(issue.done for issue in members) for members in groups.values())
    overall = sw.report(book, as_of=day, skeleton=SKELETONS["reply"])
    for paragraph in overall.sections[0].paragraphs:
        for one in paragraph.sentences:
            if "全部" in one.text("zh"):
                whole, *parts = one.figures
                assert any(sorted(part.rows) == sorted(whole.rows) for part in parts)
