"""Faults in data or text, as values that are collected and kept.

Holds: `Fault`: what is wrong, where, how grave, what stood there and what would be accepted.
Never: raises; never an issue that an inspector found (that is an `Issue`).
"""

from typing import Literal, TypeAlias

from attrs import frozen

from safetywork.labels import Label, Lang

Severity: TypeAlias = Literal["error", "warning", "note"]

_SHAPE = Label("{place}：{message}{found}{accepted}", "{place}: {message}{found}{accepted}")


@frozen
class Fault:
    """One fault 差错 of a document, a ledger row, a text or a workflow.

    `code` is stable; `place` says where (a JSON path, a row, a state); `found` is what stood there as text;
    `accepted` what would have been taken. Severity `error` cannot be true, `warning` is probably wrong,
    `note` wants a look. `evidence` are the ids of the records behind it.
    """

    code: str
    place: str
    message: Label
    found: str = ""
    accepted: str = ""
    severity: Severity = "error"
    evidence: tuple[str, ...] = ()

    def text(self, lang: Lang = "zh") -> str:
        """The fault as one line."""
        zh = lang == "zh"
        found = (f"（原文：{self.found}）" if zh else f" (found: {self.found})") if self.found else ""
        accepted = (f"；可接受：{self.accepted}" if zh else f"; accepted: {self.accepted}") if self.accepted else ""
        return _SHAPE.text(lang, place=self.place, message=self.message, found=found, accepted=accepted)
