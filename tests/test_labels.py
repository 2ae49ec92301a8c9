"""Words in two languages: what is said in one is said in the other, and places are filled in the reader's own."""

from fractions import Fraction

import pytest

from safetywork.labels import LANGS, Label, say
from safetywork.periods import workdays

DAY_OFF = Label("放假", "day off")
LATE = Label("{who}逾期{n}日", "{who} is {n} days late")


def test_a_label_prints_the_ledgers_word():
    """`str()` is the Chinese word."""
    assert str(DAY_OFF) == f"{DAY_OFF}" == "放假"


def test_the_languages_are_two():
    """Chinese first: it is the default."""
    assert LANGS == ("zh", "en")
    assert DAY_OFF.text() == DAY_OFF.text("zh") == "放假"
    assert DAY_OFF.text("en") == "day off"


def test_places_are_filled_in_the_language_asked_for():
    """A label inside a label speaks the language of the outer one."""
    who = Label("甲科", "Section A")
    assert LATE.text("zh", who=who, n=3) == "甲科逾期3日"
    assert LATE.text("en", who=who, n=3) == "Section A is 3 days late"


def test_without_params_a_template_is_left_as_it_stands():
    """Braces are only filled where something is given to fill them."""
    assert LATE.text("en") == "{who} is {n} days late"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (DAY_OFF, "放假", "day off"),
        ((DAY_OFF, "x", 3), "放假、x、3", "day off, x, 3"),
        ((), "", ""),
        (workdays(2), "2个工作日", "2 working days"),
        ("text", "text", "text"),
        (Fraction(1, 2), "1/2", "1/2"),
        (None, "None", "None"),
    ],
)
def test_any_value_is_said(value, zh, en):
    """What has `text(lang)` speaks for itself, tuples are joined the way each language does, the rest goes by `str`."""
    assert (say(value), say(value, "zh"), say(value, "en")) == (zh, zh, en)


def test_an_attribute_called_text_is_not_a_voice():
    """Only a callable `text` speaks."""

    class Cell:
        text = "7"

        def __str__(self):
            return "a cell"

    assert say(Cell(), "en") == "a cell"
