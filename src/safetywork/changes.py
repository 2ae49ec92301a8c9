"""What changed between two workflows, read off their tables.

Holds: `Change`, `Diff` and `diff`.
Never: says which of two rules is better, or what becomes of the matters that run them (that is `versions`).
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

import attrs
from attrs import field, frozen

from safetywork.events import Rule
from safetywork.labels import Label, Lang
from safetywork.workflows import Guard, Workflow

Part: TypeAlias = Literal["state", "tag", "row", "guard", "order", "field", "role"]

PARTS: dict[Part, Label] = {
    "state": Label("状态类别", "state of kind"),
    "tag": Label("标记", "tag"),
    "row": Label("去向", "way to"),
    "guard": Label("条件", "condition"),
    "order": Label("条件次序", "order of conditions"),
    "field": Label("必填项", "required field"),
    "role": Label("办理角色", "role"),
}
"""What a change can be of, in the order in which changes are told."""
_KINDS = {"start": Label("起始", "start"), "open": Label("在办", "open"), "rest": Label("办结", "at rest")}
_ADDED = Label("{place}：{part}新增“{after}”", "{place}: {part} “{after}” is new")
_REMOVED = Label("{place}：{part}取消“{before}”", "{place}: {part} “{before}” is gone")
_CHANGED = Label("{place}：{part}由“{before}”改为“{after}”", "{place}: {part} “{before}” is now “{after}”")


@frozen
class Change:
    """One difference 变化 between two tables: of a `part`, in a state, on an event (None: of the state itself).

    `before` and `after` are its words; None where it is not there. `place` is where it stands, in words.
    """

    part: Part
    state: str
    event: str | None
    before: Label | None
    after: Label | None
    place: Label = field(eq=False)

    @property
    def mirrored(self) -> "Change":
        """The same difference, looked at from the other side."""
        return attrs.evolve(self, before=self.after, after=self.before)

    def text(self, lang: Lang = "zh") -> str:
        """The difference as a sentence."""
        words = _ADDED if self.before is None else _REMOVED if self.after is None else _CHANGED
        return words.text(lang, place=self.place, part=PARTS[self.part], before=self.before, after=self.after)


@frozen
class Diff:
    """What changed 规则变化 between two workflows; truthless where nothing that can change an answer did."""

    before: Rule
    after: Rule
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def mirrored(self) -> "Diff":
        """The way back."""
        return Diff(self.after, self.before, tuple(change.mirrored for change in self.changes))

    def of(self, *parts: Part) -> tuple[Change, ...]:
        """The changes of some parts only, such as `"state"` or `"guard"`."""
        return tuple(change for change in self.changes if change.part in parts)

    def text(self, lang: Lang = "zh") -> str:
        """One line a change, under the names of both rules."""
        return "\n".join((f"{self.before} → {self.after}", *(change.text(lang) for change in self.changes)))


def diff(before: Workflow, after: Workflow) -> Diff:
    """What can change an answer from one workflow to another: states, tags, rows, conditions, fields, roles.

    Empty exactly where the fingerprints are equal, so words do not count. What stands in a state or row that only one
    of the two has is told once, with that state or row.

    >>> from safetywork.issues import Close, IMMEDIATE
    >>> print(diff(IMMEDIATE, IMMEDIATE.extend(version="2", drop=[("sustaining", Close)])).changes[0].text("en"))
    “close” in “kept up”: way to “closed” is gone
    """
    old, new = _facts(before), _facts(after)
    places = _places(after) | _places(before)
    common = {key[1:3] for key in old.keys() & new.keys() if key[0] in _WHOLES}
    changes = [
        Change(key[0], key[1], key[2] or None, _words(old.get(key)), _words(new.get(key)), places[key[1:3]])
        for key in sorted(old.keys() | new.keys(), key=_told)
        if _differ(old.get(key), new.get(key)) and (key[0] in _WHOLES or key[1:3] in common)
    ]
    return Diff(before.rule, after.rule, tuple(changes))


_Key: TypeAlias = tuple[Part, str, str, str, int]
"""Of a fact: its part, its state, its event's code (or nothing), what it is called, which of several of that name."""
_WHOLES = ("state", "row")
_RANK = {part: rank for rank, part in enumerate(PARTS)}


@frozen
class _Fact:
    """One thing that a table says: its value, its words, and (of an order) what is put in order."""

    value: object
    words: Label
    of: object = None


def _told(key: _Key) -> tuple[int, *tuple[Any, ...]]:
    return (_RANK[key[0]], *key[1:])


def _words(fact: _Fact | None) -> Label | None:
    return None if fact is None else fact.words


def _differ(old: _Fact | None, new: _Fact | None) -> bool:
    """Whether a fact changed; an order only where the same things stand in another."""
    if old is None or new is None:
        return (old or new) is not None and getattr(old or new, "of", None) is None
    return old.value != new.value and old.of == new.of


def _facts(workflow: Workflow) -> dict[_Key, _Fact]:
    found: dict[_Key, _Fact] = {}
    for state in workflow.states:
        found["state", state.id, "", "", 0] = _Fact(state.kind, _KINDS[state.kind])
        found |= {("tag", state.id, "", tag, 0): _Fact(tag, Label(tag, tag)) for tag in state.tags}
    for (source, event), row in workflow.rows.items():
        t = row.transition
        found["row", source, event.code, "", 0] = _Fact(row.target, workflow.state(row.target).label)
        found |= {("field", source, event.code, name, 0): _Fact(name, Label(name, name)) for name in t.requires}
        found |= {("role", source, event.code, role, 0): _Fact(role, Label(role, role)) for role in t.roles}
        found |= dict(_guard_facts(source, event.code, t.guards))
    return found


def _guard_facts(source: str, code: str, guards: tuple[Guard, ...]) -> Iterator[tuple[_Key, _Fact]]:
    seen = Counter[str]()
    for guard in guards:
        yield ("guard", source, code, guard.code, seen[guard.code]), _Fact(guard.params, _guard_words(guard))
        seen[guard.code] += 1
    order = tuple((guard.code, guard.params) for guard in guards)
    named = Label("、".join(guard.label.zh for guard in guards), ", ".join(guard.label.en for guard in guards))
    yield ("order", source, code, "", 0), _Fact(order, named, sorted(order))


def _guard_words(guard: Guard) -> Label:
    if not guard.params:
        return guard.label
    return Label(f"{guard.label.zh}（{guard.params}）", f"{guard.label.en} ({guard.params})")


def _places(workflow: Workflow) -> dict[tuple[str, str], Label]:
    places = {(state.id, ""): Label(f"“{state.label.zh}”", f"“{state.label.en}”") for state in workflow.states}
    for source, event in workflow.rows:
        here = workflow.state(source).label
        places[source, event.code] = Label(
            f"“{here.zh}”时“{event.label.zh}”", f"“{event.label.en}” in “{here.en}”"
        )  # fmt: skip
    return places
