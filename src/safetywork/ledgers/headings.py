"""The headings that stand over the columns of clerks' ledgers, and what is meant by them.

Holds: `Column` 列, `LedgerKind` 台账种类, `Vocabulary` with its matching, and the stock one, `HEADINGS`.
Never: looks at a table (`layouts` do) or reads a cell (`cells` do); never says more of a match than how it was found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, cast, get_args

from attrs import define, evolve, field, frozen
from attrs.validators import in_

from safetywork.errors import SafetyworkError
from safetywork.labels import Label
from safetywork.ledgers._columns import COLUMNS, KINDS, PATTERNS
from safetywork.parties import name_key

Reads: TypeAlias = Literal[
    "text", "key", "day", "plan", "deadline", "count", "share", "names", "status", "closed", "answer"
]
"""How the cells of a column are read: see `cells.READERS`."""
Confidence: TypeAlias = Literal["pinned", "exact", "contains", "ending", "none"]
"""How a heading was found: the caller says so; it is a known heading; a known one is part of it; only its last word is
known (…单位), which names no more than a family; not at all."""

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕")
_TOGETHER = re.compile(r"[/、及和与或]")
_LEAST = 3  # characters of a known heading that says something inside another; shorter ones are among the tails
_LONGEST = 24  # characters of a heading that is looked into; a longer text is a sentence


@define(slots=False)
class VocabularyError(SafetyworkError, ValueError):
    """Headings that contradict each other, or that name a column which does not exist."""

    problems: tuple[str, ...]

    def __str__(self) -> str:
        return "the vocabulary cannot be built: " + "; ".join(self.problems)


@lru_cache(maxsize=4096)  # the headings of a ledger are looked at for every sheet of its kind
def heading_key(text: str) -> str:
    r"""The comparison key of a heading: NFKC, without spaces, line breaks, punctuation and brackets; 台帐 is 台账.

    >>> heading_key("整 改\n时限：") == heading_key("整改时限")
    True
    """
    folded = name_key(text).replace("台帐", "台账")
    return "".join(c for c in folded if c == "%" or unicodedata.category(c)[0] not in "PSZC") or folded


def _words(given: str | Iterable[str]) -> tuple[str, ...]:
    return tuple(given.split()) if isinstance(given, str) else tuple(given)


@frozen
class Column:
    """A logical column 列 of a ledger: its id, its name, the headings it stands under, how its cells are read.

    `headings` are whole headings, the best one first. Of a heading that nobody has listed, `pattern` is what the whole
    looks like, and `tails` are what it may end in.
    """

    id: str
    label: Label
    reads: Reads = field(default="text", validator=in_(get_args(Reads)))
    headings: tuple[str, ...] = field(default=(), converter=_words, repr=False)
    tails: tuple[str, ...] = field(default=(), converter=_words, repr=False)
    pattern: str | None = field(default=None, repr=False)


@frozen
class LedgerKind:
    """A kind of ledger 台账种类: its usual columns in their order, and how it is known.

    `subject` are the columns of which a row must fill one to be a record; `signs` weigh the words that show the kind.
    """

    id: str
    label: Label
    columns: tuple[str, ...] = field(converter=_words, repr=False)
    subject: tuple[str, ...] = field(converter=_words, repr=False)
    signs: Mapping[str, int] = field(factory=dict[str, int], hash=False, repr=False)


class Match(NamedTuple):
    """What a heading was taken for, how it was found, and how good that known heading is (0 is the best)."""

    column: str
    confidence: Confidence
    rank: int = 0


@frozen
class Vocabulary:
    r"""What headings mean 表头词汇: the columns and the kinds of ledger.

    Raises `VocabularyError` where they contradict.

    >>> HEADINGS.match("问题整改\n完成时限")
    Match(column='deadline', confidence='exact', rank=5)
    >>> HEADINGS.extend(headings={"deadline": ["交账日"]}).match("交账日").column
    'deadline'
    """

    columns: tuple[Column, ...] = field(repr=lambda columns: f"<{len(columns)} columns>")
    kinds: tuple[LedgerKind, ...] = ()
    _by_id: dict[str, Column] = field(init=False, eq=False, repr=False)
    _known: dict[str, tuple[str, int]] = field(init=False, eq=False, repr=False)
    _endings: dict[str, str] = field(init=False, eq=False, repr=False)
    _patterns: tuple[tuple[re.Pattern[str], str], ...] = field(init=False, eq=False, repr=False)
    _own: dict[str | None, frozenset[str]] = field(init=False, eq=False, repr=False)
    _found: dict[tuple[tuple[str, ...], str | None], Match | None] = field(
        init=False, eq=False, repr=False, factory=dict[tuple[tuple[str, ...], str | None], "Match | None"]
    )

    def __attrs_post_init__(self) -> None:
        hold = object.__setattr__
        hold(self, "_by_id", {column.id: column for column in self.columns})
        problems = tuple(_problems(self.columns, self.kinds))
        if problems:
            raise VocabularyError(problems)
        hold(self, "_known", {heading_key(h): (c.id, n) for c in self.columns for n, h in enumerate(c.headings)})
        hold(self, "_endings", {heading_key(tail): c.id for c in self.columns for tail in c.tails})
        hold(self, "_patterns", tuple((re.compile(c.pattern), c.id) for c in self.columns if c.pattern))
        hold(self, "_own", {kind.id: frozenset(kind.columns) for kind in self.kinds})

    def column(self, column_id: str) -> Column:
        """The column of that id; raises `VocabularyError` for an unknown one."""
        if column_id not in self._by_id:
            raise VocabularyError((f"there is no column {column_id!r}; there are {', '.join(self._by_id)}",))
        return self._by_id[column_id]

    def kind(self, kind_id: str) -> LedgerKind:
        """The kind of that id; raises `VocabularyError` for an unknown one."""
        for kind in self.kinds:
            if kind.id == kind_id:
                return kind
        names = ", ".join(kind.id for kind in self.kinds)
        raise VocabularyError((f"there is no kind of ledger {kind_id!r}; there are {names}",))

    def match(self, *levels: str, kind: str | None = None) -> Match | None:
        """What a heading means, its `levels` from top to bottom; None where nothing is known of it.

        Joined levels count first, then the last of them, then what stands above. A known heading beats one that only
        holds a known one; of several that it holds the one at its end beats the others, then the longest one.
        `kind` settles what stands alike over the columns of different ledgers.
        """
        key = (levels, kind)
        if key not in self._found:
            self._found[key] = self._match(levels, self._own.get(kind, frozenset()))
        return self._found[key]

    def _match(self, levels: tuple[str, ...], own: frozenset[str]) -> Match | None:
        whole, rest = _forms(levels)
        for form in (*whole, *rest):
            if form in self._known:
                return Match(self._known[form][0], "exact", self._known[form][1])
        for form in (*whole, *rest):
            found = (self._like(form) or self._inside(form, own)) if len(form) <= _LONGEST else None
            if found is not None:
                return found
        return None

    def _like(self, form: str) -> Match | None:
        """The column whose headings look like a form."""
        return next((Match(column, "contains") for pattern, column in self._patterns if pattern.fullmatch(form)), None)

    def _inside(self, form: str, own: frozenset[str]) -> Match | None:
        """The column of the known heading that a form holds: at its end before anywhere, longer before shorter."""
        found = [
            (form.endswith(known), len(known), column in own, "contains", column)
            for known, (column, _) in self._known.items()
            if len(known) >= _LEAST and known in form
        ]
        found += [(True, len(t), c in own, "ending", c) for t, c in self._endings.items() if form.endswith(t)]
        if not found:
            return None
        *_, confidence, column = min(found, key=lambda one: (not one[0], -one[1], not one[2], one[3]))
        return Match(column, cast("Confidence", confidence))

    def kind_of(self, texts: Iterable[str], headings: Iterable[str]) -> str | None:
        """The kind of ledger that its title and its headings show; None where none is shown, or two alike."""
        weighed = [*((3, heading_key(text)) for text in texts), *((1, heading_key(text)) for text in headings)]
        points = {
            kind.id: sum(times * n for sign, n in kind.signs.items() for times, text in weighed if sign in text)
            for kind in self.kinds
        }
        ranked = sorted(points, key=lambda kind: points[kind], reverse=True)
        if not ranked or not points[ranked[0]] or [points[kind] for kind in ranked[:2]].count(points[ranked[0]]) > 1:
            return None
        return ranked[0]

    def extend(
        self,
        *,
        headings: Mapping[str, Iterable[str]] | None = None,
        columns: Iterable[Column] = (),
        kinds: Iterable[LedgerKind] = (),
    ) -> "Vocabulary":
        """A new vocabulary with further headings of columns, further columns and kinds; this one stays as it is.

        A heading or a kind that stood for something else stands for what is said here.
        """
        fresh, more = tuple(columns), {name: _words(given) for name, given in (headings or {}).items()}
        old = [c for c in self.columns if c.id not in {column.id for column in fresh}]
        unknown = sorted(more.keys() - {c.id for c in (*old, *fresh)})
        if unknown:
            raise VocabularyError(tuple(f"there is no column {name!r} to give headings to" for name in unknown))
        taken = {heading_key(h): name for name, given in more.items() for h in given}
        taken = {heading_key(h): c.id for c in fresh for h in c.headings} | taken
        kept = [evolve(c, headings=_kept(c, taken) + more.get(c.id, ())) for c in (*old, *fresh)]
        fresh_kinds = tuple(kinds)
        named = {kind.id for kind in fresh_kinds}
        return Vocabulary(tuple(kept), tuple(k for k in self.kinds if k.id not in named) + fresh_kinds)


def _kept(column: Column, taken: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(h for h in column.headings if taken.get(heading_key(h), column.id) == column.id)


def _problems(columns: tuple[Column, ...], kinds: tuple[LedgerKind, ...]) -> Iterator[str]:
    stands: dict[str, str] = {}
    for column in columns:
        for heading in column.headings:
            first = stands.setdefault(heading_key(heading), column.id)
            if first != column.id:
                yield f"heading {heading!r} stands for {first!r} and for {column.id!r}"
    ids = [column.id for column in columns]
    yield from (f"column {i!r} stands twice" for i in sorted({i for i in ids if ids.count(i) > 1}))
    for kind in kinds:
        yield from (
            f"kind {kind.id!r} names the unknown column {i!r}" for i in kind.columns + kind.subject if i not in ids
        )


def _forms(levels: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys by which a heading is looked up, the best first: whole ones, then parts of it and what stands above."""
    texts = [unicodedata.normalize("NFKC", level) for level in levels if level.strip()]
    if not texts:
        return (), ()
    last, joined = texts[-1], "".join(texts)
    bare = _BRACKETS.sub("", last)
    whole = (joined, _BRACKETS.sub("", joined), last, bare)
    parts = [*_TOGETHER.split(bare), *(inner for groups in _BRACKETS.findall(last) for inner in groups)]
    above = [form for text in reversed(texts[:-1]) for form in (text, _BRACKETS.sub("", text))]
    keys = [tuple(dict.fromkeys(heading_key(form) for form in forms if form.strip())) for forms in (whole, parts)]
    return keys[0], tuple(k for k in (*keys[1], *map(heading_key, above)) if len(k) > 1 and k not in keys[0])


def _column(row: tuple[str, str, str, str, str, str]) -> Column:
    column_id, zh, en, reads, headings, tails = row
    return Column(column_id, Label(zh, en), cast("Reads", reads), headings, tails, PATTERNS.get(column_id))


def _kind(row: tuple[str, str, str, str, str, str]) -> LedgerKind:
    kind_id, zh, en, columns, subject, signs = row
    weights = {word[:-1]: int(word[-1]) for word in signs.split()}
    return LedgerKind(kind_id, Label(zh, en), columns, subject, weights)


HEADINGS = Vocabulary(tuple(map(_column, COLUMNS)), tuple(map(_kind, KINDS)))
"""The stock vocabulary: what was seen over the columns of the six kinds of ledger."""
