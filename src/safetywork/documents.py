"""A book as one JSON document, and back.

Holds: `dumps`, `loads`, `book_to_data`, `book_from_data`, the format's version and its migrations.
Never: reads or writes a file (`adapters.files`), or keeps code.

Only records and logs are written; states, owners and figures follow from them. A document names its workflows (name,
version, fingerprint); the user's own are handed to `loads`, and what it does not know opens read-only.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any, cast

import attrs
from attrs import field, frozen
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ClassValidationError

from safetywork import decisions, digests
from safetywork.activities import Activity
from safetywork.books import Book
from safetywork.campaigns import Campaign
from safetywork.codec import (
    WRONG_TYPE,
    BadValueError,
    FormatError,
    fault,
    faults_of,
    parse,
    read_object,
    shown,
    strict_converter,
    writable,
)
from safetywork.errors import SafetyworkError, WorkflowError
from safetywork.events import Entry, Event, Rule
from safetywork.faults import Fault
from safetywork.foreign import ForeignEvent, ForeignMatter, foreign_workflow
from safetywork.labels import Label
from safetywork.matters import Matter
from safetywork.parties import Parties
from safetywork.programmes import Programme
from safetywork.stock import STOCK_KINDS, STOCK_WORKFLOWS
from safetywork.versions import followed
from safetywork.workflows import EventClass, Workflow

FORMAT = "safetywork.book"
EDITED, READ_ONLY, NO_HEAD, OTHER_RULES = "edited history", "read-only", "no head", "other rules"
NOTED = frozenset({READ_ONLY, NO_HEAD, OTHER_RULES})
"""What reading notes, and reading again would note again: not written into the document."""
VERSION = 1
"""The version written; older ones are migrated step by step, newer ones refused."""
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""From each older version of the document to the next."""


# --- out


def dumps(book: Book) -> str:
    """The book as JSON text, one record or entry a line, keys in a fixed order: versions compare line by line."""
    return _written(book_to_data(book)) + "\n"


def book_to_data(book: Book) -> dict[str, Any]:
    """The book as JSON-ready data."""
    out = _converter(())
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION, "title": book.title, "unit": book.unit}
    data |= {} if book.unit_en is None else {"unit_en": book.unit_en}
    data |= {"parties": out.unstructure(book.parties)} if book.parties != Parties() else {}
    data["campaigns"] = out.unstructure(book.campaigns)
    data["programmes"] = out.unstructure(book.programmes)
    data["matters"] = [matter_to_data(matter) for matter in book.matters]
    data["activities"] = [{"kind": a.kind, **out.unstructure(a, type(a))} for a in book.activities]
    data["faults"] = [out.unstructure(found) for found in book.faults if found.code not in NOTED]
    return data


def matter_to_data(matter: Matter) -> dict[str, Any]:
    """One matter as JSON-ready data, for a store that keeps matters one by one."""
    out = _converter(())
    return {
        "kind": matter.stated_kind if isinstance(matter, ForeignMatter) else matter.kind,
        "id": matter.id,
        "workflows": [workflow.name for workflow in matter.workflows],
        "log": [_entry_data(out, entry) for entry in matter.log],
        "head": matter.stated_head if isinstance(matter, ForeignMatter) else matter.head(),
    }


def _entry_data(out: Converter, entry: Entry) -> dict[str, Any]:
    event = entry.event
    if isinstance(event, ForeignEvent):
        code, said = event.type, json.loads(event.data)
    else:
        code, said = event.code, out.unstructure(event, type(event))
    return {"type": code, "to": entry.to, "rule": str(entry.rule), "event": said}


def _written(data: Mapping[str, Any]) -> str:
    parts = [f"{_line(key)}: {_block(key, value)}" for key, value in data.items()]
    return "{\n" + ",\n".join(parts) + "\n}"


def _block(key: str, value: Any) -> str:
    records = cast("list[Any]", value) if isinstance(value, list) else []
    return "[\n" + ",\n".join(_record(key, item) for item in records) + "\n]" if records else _line(value)


def _record(key: str, item: Any) -> str:
    if key != "matters":
        return f" {_line(item)}"
    entries = ",\n".join(f"  {_line(entry)}" for entry in item["log"])
    before = {k: v for k, v in item.items() if k not in ("log", "head")}
    return f' {_line(before)[:-1]}, "log": [\n{entries}\n ], "head": {_line(item["head"])}}}'


def _line(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if not writable(text):
        raise FormatError("book", (fault("not text", "$", _NOT_WRITABLE, shown(text)),))
    return text


# --- in


def loads(
    text: str | bytes,
    *,
    workflows: Iterable[Workflow] = (),
    events: Iterable[EventClass] = (),
    kinds: Iterable[type[Matter | Activity]] = (),
    source: str = "document",
) -> Book:
    """The book that JSON `text` holds.

    `workflows`, `events` and `kinds` are the user's own, beside the stock ones (a workflow's events come with it; one
    of a stock name takes its place). Raises `FormatError` with every fault and its path; `source` names the document.
    """
    return book_from_data(parse(text, source=source), workflows=workflows, events=events, kinds=kinds, source=source)


def book_from_data(
    data: Any,
    *,
    workflows: Iterable[Workflow] = (),
    events: Iterable[EventClass] = (),
    kinds: Iterable[type[Matter | Activity]] = (),
    source: str = "document",
) -> Book:
    """The book that JSON-ready data hold; see `loads`."""
    known = _Known.of(workflows, events, kinds)
    converter = _converter(known.key)
    data = _current(data, source)
    try:
        document: _Document = converter.structure(data, _Document)
    except Exception as error:  # noqa: BLE001  cattrs collects whatever the hooks raised
        raise FormatError(source, tuple(faults_of(error))) from None
    faults: list[Fault] = []
    matters = [_matter(record, f"$.matters[{i}]", known, faults) for i, record in enumerate(document.matters)]
    errors = tuple(found for found in faults if found.code not in {EDITED, *NOTED})
    if errors:
        raise FormatError(source, errors)
    noted = sorted((found for found in faults if found not in document.faults), key=lambda found: found.code in NOTED)
    try:
        return Book(
            document.title, document.unit, document.unit_en, document.parties, document.campaigns, document.programmes,
            tuple(m for m in matters if m is not None), document.activities, (*document.faults, *noted),
        )  # fmt: skip
    except SafetyworkError as error:
        problems = getattr(error, "problems", (str(error),))
        raise FormatError(source, tuple(fault("bad reference", "$", Label(p, p)) for p in problems)) from None


def matter_from_data(
    data: Any,
    *,
    workflows: Iterable[Workflow] = (),
    events: Iterable[EventClass] = (),
    kinds: Iterable[type[Matter | Activity]] = (),
    source: str = "matter",
) -> Matter:
    """One matter from data, as `matter_to_data` wrote it; raises `FormatError` for an edited log too."""
    known = _Known.of(workflows, events, kinds)
    faults: list[Fault] = []
    try:
        matter = _matter(_converter(known.key).structure(data, _MatterRecord), "$", known, faults)
    except Exception as error:  # noqa: BLE001  cattrs collects whatever the hooks raised
        raise FormatError(source, tuple(faults_of(error))) from None
    grave = tuple(found for found in faults if found.code not in (READ_ONLY, OTHER_RULES))
    if grave or matter is None:
        raise FormatError(source, grave)
    return matter


def _current(data: Any, source: str) -> dict[str, Any]:
    """The data at this library's version; older ones are migrated."""
    try:
        current = read_object(data)
    except BadValueError as error:
        raise FormatError(source, (fault("not a book", "$", _NOT_A_BOOK, error.found, error.accepted),)) from None
    if current.get("format") != FORMAT:
        raise FormatError(source, (fault("not a book", "$.format", _NOT_A_BOOK, shown(current.get("format")), FORMAT),))
    version = current.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FormatError(
            source, (fault("wrong type", "$.version", WRONG_TYPE, shown(version), "1 … " + str(VERSION)),)
        )
    if version > VERSION:
        raise FormatError(source, (fault("future version", "$.version", _FUTURE, shown(version), f"1 … {VERSION}"),))
    while version < VERSION:
        current = MIGRATIONS[version](current)
        version += 1
    return current


@frozen(kw_only=True)
class _LogLine:
    """An entry as it stands in a document."""

    event: Event
    to: str
    rule: Rule


@frozen(kw_only=True)
class _RawLine:
    """The same before its event is read by its class."""

    type: str
    to: str
    rule: str
    event: dict[str, Any]


@frozen(kw_only=True)
class _MatterRecord:
    """A matter as it stands in a document."""

    kind: str
    id: str
    workflows: tuple[str, ...]
    log: tuple[_LogLine, ...]
    head: str | None = None


@frozen(kw_only=True)
class _Document:
    """The whole document."""

    format: str
    version: int
    title: str
    unit: str = ""
    unit_en: str | None = None
    parties: Parties = field(factory=Parties)
    campaigns: tuple[Campaign, ...] = ()
    programmes: tuple[Programme, ...] = ()
    matters: tuple[_MatterRecord, ...] = ()
    activities: tuple[Activity, ...] = ()
    faults: tuple[Fault, ...] = ()


@frozen
class _Known:
    """What the reader of a document knows by name: workflows, event classes by code, kinds."""

    machines: Mapping[str, Workflow]
    events: tuple[tuple[str, EventClass], ...]
    kinds: tuple[tuple[str, type[Any]], ...]

    @classmethod
    def of(
        cls, workflows: Iterable[Workflow], events: Iterable[EventClass], kinds: Iterable[type[Matter | Activity]]
    ) -> "_Known":
        """The stock ones, and the user's own in their place or beside them."""
        machines = {workflow.name: workflow for workflow in (*STOCK_WORKFLOWS, *workflows)}
        by_kind: dict[str, type[Any]] = {kind.kind: kind for kind in (*STOCK_KINDS, *kinds)}
        found = [event for machine in machines.values() for event in machine.events]
        found += [event for kind in by_kind.values() if issubclass(kind, Matter) for event in kind.openings]
        by_code = {event.code: event for event in (*found, *events)}
        return cls(machines, tuple(by_code.items()), tuple(by_kind.items()))

    @property
    def key(self) -> tuple[Any, ...]:
        """What a converter depends on."""
        return self.events, self.kinds


def _matter(record: _MatterRecord, path: str, known: _Known, faults: list[Fault]) -> Matter | None:
    """The matter of a record, its log replayed; what is wrong with it goes to `faults`."""
    before = len(faults)
    cls = dict(known.kinds).get(record.kind, ForeignMatter)
    stray = {line.rule.name for line in record.log} - set(record.workflows)
    faults += [fault("unknown rule", f"{path}.workflows", _UNKNOWN_RULE, name) for name in sorted(stray)]
    if not record.log or not (record.log[0].event.opens or isinstance(record.log[0].event, ForeignEvent)):
        faults.append(fault("no opening", f"{path}.log[0]", _NO_OPENING))
    if not record.workflows:
        faults.append(fault("no workflow", f"{path}.workflows", _NO_WORKFLOW))
    if not issubclass(cls, Matter):
        faults.append(fault("unknown kind", f"{path}.kind", _UNKNOWN_KIND, record.kind))
    if len(faults) > before:
        return None
    log = tuple(Entry(line.event, line.to, line.rule) for line in record.log)
    missing = [*_missing(record, known)]
    try:
        if missing:
            return _foreign(record, log, path, missing, faults)
        blank: Matter = cls.blank(record.id, tuple(known.machines[name] for name in record.workflows))
    except WorkflowError as error:
        faults.append(fault("shared event", f"{path}.workflows", Label(str(error), str(error))))
        return None
    matter = decisions.replay(blank, log)
    faults += _head_faults(record, matter.subject, log, path)
    expected = {workflow.name: (workflow.rule, *followed(workflow)) for workflow in matter.workflows}
    if any(entry.rule not in expected[entry.rule.name] for entry in log):
        faults.append(Fault(OTHER_RULES, f"{path} ({record.id})", _OTHER_RULES, severity="note"))
    return matter


def _head_faults(record: _MatterRecord, subject: str, log: tuple[Entry, ...], path: str) -> Iterator[Fault]:
    if record.head is None:
        yield Fault(NO_HEAD, f"{path} ({record.id})", _NO_HEAD, severity="note")
    elif digests.head(subject, log) != record.head:
        yield Fault(EDITED, f"{path} ({record.id})", _EDITED, record.head[:12], severity="warning")


def _missing(record: _MatterRecord, known: _Known) -> Iterator[str]:
    """What `loads` was not given and the record needs, each once."""
    if record.kind not in dict(known.kinds):
        yield f"kind {record.kind}"
    yield from (f"workflow {name}" for name in dict.fromkeys(record.workflows) if name not in known.machines)
    for name, state in dict.fromkeys((line.rule.name, line.to) for line in record.log):
        if name in known.machines and state not in known.machines[name].by_id:
            yield f"state {state} of workflow {name}"
    events = (line.event.type for line in record.log if isinstance(line.event, ForeignEvent))
    yield from (f"event {code}" for code in dict.fromkeys(events))


def _foreign(
    record: _MatterRecord, log: tuple[Entry, ...], path: str, missing: list[str], faults: list[Fault]
) -> ForeignMatter:
    """The matter as it can be read without what it needs; that it is read-only is noted, not an error."""
    blank = ForeignMatter.blank(record.id, tuple(foreign_workflow(name, log) for name in record.workflows))
    if not any(isinstance(entry.event, ForeignEvent) for entry in log):
        faults += _head_faults(record, f"{record.kind}/{'+'.join(record.workflows)}/{record.id}", log, path)
    faults.append(Fault(READ_ONLY, f"{path} ({record.id})", _READ_ONLY, ", ".join(missing), severity="note"))
    return decisions.replay(attrs.evolve(blank, stated_kind=record.kind, stated_head=record.head), log)


# --- the records of a document


@cache
def _interned(text: str) -> Rule:
    try:
        return Rule.read(text)
    except ValueError:
        raise BadValueError(_NO_RULE, shown(text), "name/version/fingerprint") from None


_COMMON = ("on", "by", "role", "at", "recorded_at", "id")


@cache
def _converter(known: tuple[Any, ...]) -> Converter:
    """The strict converter, which knows the event classes and kinds by their codes."""
    converter = strict_converter()
    events: dict[str, EventClass] = dict(known[0]) if known else {}
    kinds: dict[str, type[Any]] = dict(known[1]) if known else {}
    converter.register_structure_hook_func(lambda t: t is _LogLine, partial(_read_line, converter, events))
    converter.register_structure_hook_func(lambda t: t is Activity, partial(_read_activity, converter, kinds))
    return converter


def _read_line(converter: Converter, events: Mapping[str, EventClass], value: Any, _: Any) -> _LogLine:
    line = converter.structure(value, _RawLine)
    rule = _interned(line.rule)
    cls = events.get(line.type)
    if cls is not None:
        return _LogLine(event=_read_event(converter, line.event, cls), to=line.to, rule=rule)
    common = {name: line.event[name] for name in _COMMON if name in line.event}
    foreign = {**common, "type": line.type, "data": _line(line.event)}
    return _LogLine(event=_read_event(converter, foreign, ForeignEvent), to=line.to, rule=rule)


def _read_event(converter: Converter, data: dict[str, Any], cls: EventClass) -> Event:
    try:
        return converter.structure(data, cls)
    except Exception as error:  # noqa: BLE001  re-raised with its place
        error.add_note(AttributeValidationNote("Structuring @ attribute event", "event", cls))
        raise ClassValidationError("entry", [error], _LogLine) from None  # pyright: ignore[reportCallIssue]


def _read_activity(converter: Converter, kinds: Mapping[str, type[Any]], value: Any, _: Any) -> Activity:
    rest = read_object(value)
    kind = rest.pop("kind", None)
    cls = kinds.get(kind) if isinstance(kind, str) else None
    if cls is None or not issubclass(cls, Activity):
        raise BadValueError(
            _UNKNOWN_KIND, shown(kind), ", ".join(k for k, c in kinds.items() if issubclass(c, Activity))
        )
    return converter.structure(rest, cls)


_NOT_A_BOOK = Label("不是safetywork台账文件", "not a safetywork book")
_FUTURE = Label("文件版本高于本库，请升级", "written by a later version of the format; upgrade safetywork to read it")
_UNKNOWN_KIND = Label("未知的类别", "unknown kind; hand its class to load(kinds=…)")
_UNKNOWN_RULE = Label("记录中的工作流未在workflows中列出", "an entry is of a workflow that “workflows” does not list")
_NO_RULE = Label("不是规则名", "not the name of a rule")
_NOT_WRITABLE = Label("含有无法写入文件的字符", "text with a lone surrogate, which no file can hold")
_NO_OPENING = Label("第一条记录不是立项", "the log does not begin with an opening event")
_NO_WORKFLOW = Label("未写明工作流", "no workflow is named")
_READ_ONLY = Label(
    "类别、工作流或环节未提供给load()，只读打开，不计入统计",
    "its kind, workflow or an event was not given to load(): opened read-only, and in no figure",
)
_NO_HEAD = Label("没有校验值，无从确认记录未被改动", "no head: nothing shows that the log was not edited")
_OTHER_RULES = Label(
    "记录出自同名但不同的规则，以下按现行规则办理",
    "entries were made under other rules of the same name; from here on the present ones decide",
)
_EDITED = Label(
    "记录与存档时的校验值不符，可能被改动过", "the log does not match the head written with it: it was edited since"
)
