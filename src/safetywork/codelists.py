"""Code lists: the words that a column of a ledger is filled with.

Holds: `CodeList`, and the stock ones of an issue: `SOURCES`, `LEVELS`, `DIMENSIONS`, `HAZARDS`, `INDUSTRIES`,
    `SEVERITIES`.
Never: forbids a word: a code that stands in none is kept, and is its own word.
"""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from safetywork.errors import PolicyError
from safetywork.labels import Label
from safetywork.parties import name_key


def _copied(given: Mapping[str, Label]) -> Mapping[str, Label]:
    return dict(given)


@frozen
class CodeList:
    """A code list 代码表: what may stand in one column, each a stable code with its words in both languages.

    A record keeps the code; the words are asked for when somebody reads. `extend` makes a user's own. Raises
    `PolicyError` where a word stands for two codes, under any spelling.

    >>> SOURCES.read("省级督导"), SOURCES.read("Hotline "), SOURCES.read("市长信箱")
    ('provincial supervision', 'hotline', None)
    >>> letters = SOURCES.extend({"mayor's letters": Label("市长信箱", "letters to the mayor")})
    >>> letters.read("市长信箱"), str(letters.word("audit")), str(letters.word("别处"))
    ("mayor's letters", '审计', '别处')
    """

    label: Label
    words: Mapping[str, Label] = field(hash=False, converter=_copied)
    _codes: dict[str, str] = field(init=False, eq=False, repr=False, factory=dict[str, str])

    def __attrs_post_init__(self) -> None:
        problems: list[str] = []
        for code, label in self.words.items():
            for spelling in (code, label.zh, label.en):
                other = self._codes.setdefault(name_key(spelling), code)
                if other != code:
                    problems.append(f"{spelling!r} stands for {other!r} and for {code!r}")
        if problems:
            raise PolicyError(self.label.en, tuple(problems))

    def __contains__(self, code: object) -> bool:
        return code in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def word(self, code: str) -> Label:
        """The words of a code; one that is not in it is its own word."""
        return self.words.get(code) or Label(code, code)

    def read(self, text: str) -> str | None:
        """The code that a cell means: a code or a word in either language, however it is spelt; None for others."""
        return self._codes.get(name_key(text))

    def extend(self, words: Mapping[str, Label]) -> "CodeList":
        """A code list with more words, or other words for codes that are here; this one stays as it is."""
        return CodeList(self.label, {**self.words, **words})


SOURCES = CodeList(
    Label("问题来源", "source"),
    {
        "self-inspection": Label("自查", "self-inspection"),
        "city inspection": Label("市级督查", "city inspection"),
        "provincial supervision": Label("省级督导", "provincial supervision"),
        "cross-region enforcement": Label("异地执法", "cross-region enforcement"),
        "visit": Label("走访", "visit"),
        "hotline": Label("热线", "hotline"),
        "audit": Label("审计", "audit"),
    },
)
"""Who or what brought an issue up."""
LEVELS = CodeList(
    Label("查摆层级", "level"),
    {
        "unit": Label("单位", "unit"),
        "leader": Label("班子成员", "leaders"),
        "section": Label("股室", "sections"),
        "individual": Label("个人", "individuals"),
    },
)
"""Whose issue it is, in a self-inspection."""
DIMENSIONS = CodeList(
    Label("查摆方面", "dimension"),
    {
        "outlook": Label("思想境界", "outlook"),
        "institutions": Label("体制机制", "institutions"),
        "competence": Label("能力素质", "competence"),
        "commitment": Label("担当作为", "commitment"),
        "conduct": Label("工作作风", "conduct"),
    },
)
"""The five dimensions of a self-inspection: the categories of an issue that is no hazard."""
HAZARDS = CodeList(
    Label("隐患分类", "class of hazard"),
    {
        "site": Label("现场管理类", "on-site management"),
        "management": Label("基础管理类", "basic management"),
    },
)
"""The two classes of hazards of DB37/T 4085-2020: the categories of an issue that is one."""
INDUSTRIES = CodeList(
    Label("行业领域", "industry"),
    {
        "fireworks": Label("烟花爆竹", "fireworks"),
        "industry and trade": Label("工商贸", "industry, commerce and trade"),
        "non-ferrous metallurgy": Label("有色冶金", "non-ferrous metallurgy"),
        "ammonia refrigeration": Label("涉氨制冷", "ammonia refrigeration"),
    },
)
"""Industries that are watched most; others are named as they are."""
SEVERITIES = CodeList(Label("级别", "severity"), {"general": Label("一般", "general"), "major": Label("重大", "major")})
"""The two grades of hazards of the Work Safety Law; what follows from one is a `ClosurePolicy` and its like."""
