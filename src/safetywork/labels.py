"""The same thing said in Chinese and in English.

Holds: `Label`, the languages, and the filling of templates.
Never: chooses words for a rule; each room brings its own.
"""

from typing import Any, Literal, TypeAlias, cast

from attrs import frozen

Lang: TypeAlias = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


@frozen
class Label:
    """A name or a sentence template in both languages; `str()` is the ledger's word, the Chinese one."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh

    def literal(self) -> "Label":
        """The label as a part of a template: its own braces are no places to fill."""
        return Label(*(words.replace("{", "{{").replace("}", "}}") for words in (self.zh, self.en)))

    def text(self, lang: Lang = "zh", **params: Any) -> str:
        """The words in `lang`, with `{name}` places filled from `params` (labels in their own language)."""
        words = self.zh if lang == "zh" else self.en
        if not params:
            return words
        return words.format(**{name: say(value, lang) for name, value in params.items()})

    def filled(self, **params: Any) -> "Label":
        """The label with its places filled, each language in its own words."""
        return Label(self.text("zh", **params), self.text("en", **params))


def say(value: object, lang: Lang = "zh") -> str:
    """Any value in words: what speaks (`text(lang)`) speaks in `lang`, tuples are joined, the rest goes by `str`."""
    if isinstance(value, Label):
        return value.text(lang)
    if isinstance(value, tuple):
        items = cast("tuple[object, ...]", value)
        return ("、" if lang == "zh" else ", ").join(say(item, lang) for item in items)
    speak = getattr(value, "text", None)
    return str(speak(lang)) if callable(speak) else str(value)
