"""A report as a value: sections, paragraphs, sentences; plain text and Markdown of it.

Holds: `Report`, `Section`, `Paragraph`, and how they read.
Never: says anything by itself (`chapters` do), or knows a file format: any renderer can walk it.
"""

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from safetywork.faults import Fault
from safetywork.figures import Figure
from safetywork.labels import Label, Lang
from safetywork.sentences import Sentence


@frozen
class Paragraph:
    """A paragraph 段: a caption and the sentences that run on from it; `listed` ones are told as 一是, 二是, 三是."""

    caption: Label | None
    sentences: tuple[Sentence, ...]
    listed: bool = False

    def text(self, lang: Lang = "zh") -> str:
        """The paragraph in words, caption first."""
        caption = "" if self.caption is None else self.caption.text(lang) + ("。" if lang == "zh" else ". ")
        return caption + self.body(lang)

    def body(self, lang: Lang = "zh") -> str:
        """What follows the caption."""
        told = [sentence.text(lang) for sentence in self.sentences]
        if self.listed and len(told) > 1:
            told = [_item(n, lang) + one for n, one in enumerate(told, 1)]
        return ("" if lang == "zh" else " ").join(told)


@frozen
class Section:
    """A part 部分 of a report."""

    title: Label
    paragraphs: tuple[Paragraph, ...]


@frozen
class Report:
    """A report 报告 as of a day, for any renderer to walk; `text` is the plain one, `markdown` another.

    `salutation` and `closing` are the words around it, where its kind has them. `notes` stand below the sections: what
    a reader has to know of the records behind the figures. `faults` are what the report could not settle: deadlines
    that rest on days not announced.
    """

    title: Label
    lead: Sentence
    as_of: date
    sections: tuple[Section, ...]
    notes: tuple[Sentence, ...] = ()
    faults: tuple[Fault, ...] = ()
    salutation: Label | None = None
    closing: Label | None = None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        said = (s for section in self.sections for p in section.paragraphs for s in p.sentences)
        return (self.lead, *said, *self.notes)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in order."""
        return tuple(figure for sentence in self.sentences for figure in sentence.figures)

    def text(self, lang: Lang = "zh") -> str:
        """The report as plain text."""
        greeting = ["", self.salutation.text(lang)] if self.salutation else []
        lines = [self.title.text(lang), *greeting, "", self.lead.text(lang)]
        for number, section in enumerate(self.sections, start=1):
            lines += ["", f"{_heading(number, lang)}{section.title.text(lang)}"]
            lines += [f"{inner}{paragraph.text(lang)}" for inner, paragraph in _numbered(section, lang)]
            if not section.paragraphs:
                lines.append("无。" if lang == "zh" else "None on the books.")
        lines += ["", self.closing.text(lang)] if self.closing else []
        lines += [line for note in self.notes for line in ("", note.text(lang))]
        return "\n".join(lines) + "\n"

    def markdown(self, lang: Lang = "zh") -> str:
        """The report in Markdown: headings, captions in bold; nothing that a user wrote breaks out of its paragraph."""
        greeting = ["", _plain(self.salutation.text(lang))] if self.salutation else []
        lines = [f"# {_plain(self.title.text(lang))}", *greeting, "", _plain(self.lead.text(lang))]
        for number, section in enumerate(self.sections, start=1):
            lines += ["", f"## {_heading(number, lang)}{_plain(section.title.text(lang))}"]
            for inner, paragraph in _numbered(section, lang):
                stop = "。" if lang == "zh" else ". "
                caption = f"**{inner}{_plain(paragraph.caption.text(lang))}**{stop}" if paragraph.caption else inner
                lines += ["", caption + _plain(paragraph.body(lang))]
            if not section.paragraphs:
                lines += ["", "无。" if lang == "zh" else "None on the books."]
        lines += ["", _plain(self.closing.text(lang))] if self.closing else []
        lines += [line for note in self.notes for line in ("", f"> {_plain(note.text(lang))}")]
        return "\n".join(lines) + "\n"


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is: on one line, its special characters escaped."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return re.sub(r"^([-+]|[0-9]+[.)])(?=\s|$)", r"\\\1", line)


def _numbered(section: Section, lang: Lang) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs with their numbers; one alone has none."""
    many = len(section.paragraphs) > 1
    for n, paragraph in enumerate(section.paragraphs, start=1):
        yield (_subheading(n, lang) if many else ""), paragraph


def _item(n: int, lang: Lang) -> str:
    return f"{_chinese(n)}是" if lang == "zh" else f"({n}) "


_DIGITS = "零一二三四五六七八九十"


def _chinese(n: int) -> str:
    if n <= 10:  # noqa: PLR2004
        return _DIGITS[n]
    tens, ones = divmod(n, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _heading(n: int, lang: Lang) -> str:
    return f"{_chinese(n)}、" if lang == "zh" else f"{n}. "


def _subheading(n: int, lang: Lang) -> str:
    return f"（{_chinese(n)}）" if lang == "zh" else f"({n}) "
