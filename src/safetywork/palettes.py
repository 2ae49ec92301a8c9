"""Colours and the palettes that places make of them.

Holds: `Colour`, `Palette`, the stock colours and palettes.
Never: says what a colour means (a policy's bands do), or when it is shown.

Blue is the best light in one place (枣庄 2023), the mildest warning in another (三明 2017, 宿迁 2025), and 红榜 praises
where 红灯 blames (西畴 2021): a palette names colours, and nothing else.
"""

from attrs import evolve, field, frozen

from safetywork.errors import PolicyError
from safetywork.labels import Label

_SUFFIXES = "灯牌色旗榜单"


@frozen
class Colour:
    """A colour 颜色 of a palette: stable id, its word, and how it is drawn (`#rrggbb`)."""

    id: str
    label: Label
    hex: str

    def __str__(self) -> str:
        return self.label.zh


RED = Colour("red", Label("红", "red"), "#d92d20")
ORANGE = Colour("orange", Label("橙", "orange"), "#e8730c")
YELLOW = Colour("yellow", Label("黄", "yellow"), "#f5b301")
BLUE = Colour("blue", Label("蓝", "blue"), "#2970d6")
GREEN = Colour("green", Label("绿", "green"), "#2e9e4f")
GREY = Colour("grey", Label("灰", "grey"), "#8a8f98")
BLACK = Colour("black", Label("黑", "black"), "#1f2328")


@frozen
class Palette:
    """The colours 色系 a place uses, named as it names them; no meaning.

    `aliases` are words said for a colour that is here under another name, where somebody decided so: 绿 for 蓝. Raises
    `PolicyError` for a colour that stands twice, or an alias of a colour that is not here.
    """

    label: Label
    colours: tuple[Colour, ...]
    aliases: tuple[tuple[str, str], ...] = field(default=())

    def __attrs_post_init__(self) -> None:
        ids = [colour.id for colour in self.colours]
        problems = [f"colour {i!r} stands twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
        problems += [f"alias {word!r} is of {i!r}, which is not here" for word, i in self.aliases if i not in ids]
        if problems:
            raise PolicyError(self.label.en, tuple(problems))

    def colour(self, word: str) -> Colour | None:
        """The colour that a word says (红, 红灯, red), by name or alias; None where the palette has none of it."""
        said = word.strip().rstrip(_SUFFIXES).casefold()
        by_id = {colour.id: colour for colour in self.colours}
        named = {name: c for c in self.colours for name in (c.id, c.label.zh, c.label.en.casefold())}
        return named.get(said) or next((by_id[i] for alias, i in self.aliases if alias == said), None)

    def alias(self, word: str, colour: Colour) -> "Palette":
        """The palette in which `word` says `colour` too: 「绿灯」 for blue, where somebody decided so."""
        return evolve(self, aliases=(*self.aliases, (word.rstrip(_SUFFIXES).casefold(), colour.id)))


RED_YELLOW_BLUE_PALETTE = Palette(Label("红黄蓝", "red, yellow, blue"), (RED, YELLOW, BLUE))
RED_YELLOW_GREEN_PALETTE = Palette(Label("红黄绿", "red, yellow, green"), (RED, YELLOW, GREEN))
