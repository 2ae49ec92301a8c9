"""Scripts: a short history that shows something, replayed, cut down, printed as a program and kept as text.

Holds: `Script`, `replay`, `minimise`, `faults_by`, `dumps`, `loads`.
Never: reads or writes a file, or says what a script should show.
"""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs
from attrs import evolve, field, frozen
from cattrs import Converter

from safetywork.codec import FormatError, fault, faults_of, parse, strict_converter
from safetywork.decisions import EMPTY, Refusal
from safetywork.errors import SafetyworkError
from safetywork.events import Event
from safetywork.faults import Fault
from safetywork.labels import Label, Lang, say
from safetywork.matters import Matter
from safetywork.stock import STOCK_KINDS, STOCK_WORKFLOWS
from safetywork.testing.laws.law import Law, LawBrokenError
from safetywork.testing.programs import Writer
from safetywork.testing.trials import Seen, Trial, put_to
from safetywork.workflows import Context, EventClass, Workflow

FORMAT, VERSION = "safetywork.script", 1
_TRIES = 400


@frozen
class Script:
    """A history on trial 脚本: the kind of matter, its machines, and the events in order, the opening first.

    An event that is refused changes nothing and the script goes on. `law` is the id of the law that it breaks.
    """

    kind: type[Matter]
    workflows: tuple[Workflow, ...]
    events: tuple[Event, ...]
    context: Context = field(default=EMPTY)
    law: str | None = None

    def opened(self, matter_id: str = "M-1") -> Seen:
        """The matter as the opening leaves it."""
        return Seen(self.kind.open(matter_id, self.workflows, self.events[0]), self.context)

    def text(self) -> str:
        """The script as a Python program that runs as printed, where the workflows can be imported from somewhere."""
        return _program(self)


def replay(script: Script) -> tuple[Trial, ...]:
    """Every event after the opening, put to the matter as it then stood; the last trial's `after` is the end."""
    here, trials = script.opened(), list[Trial]()
    for event in script.events[1:]:
        trials.append(put_to(here, event))
        here = trials[-1].after
    return tuple(trials)


def end_of(script: Script) -> Seen:
    """The matter as the whole script leaves it."""
    trials = replay(script)
    return trials[-1].after if trials else script.opened()


def told(script: Script, lang: Lang = "zh") -> str:
    """What happened, one event a line, the opening first: day, who, what, and where it led or why it was refused."""
    return "\n".join(lines(script, lang))


def lines(script: Script, lang: Lang = "zh") -> tuple[str, ...]:
    """The lines of `told`, one for each event of the script."""
    first = _line(script.events[0], "→ " + say(script.opened().matter.states, lang), lang)
    return (first, *(_line(trial.event, _outcome(trial, lang), lang) for trial in replay(script)))


def _line(event: Event, outcome: str, lang: Lang) -> str:
    return f"{event.on} {event.by} {event.label.text(lang)} {outcome}"


def _outcome(trial: Trial, lang: Lang) -> str:
    if isinstance(trial.answer, Refusal):
        return "✗ " + trial.answer.text(lang)
    return "→ " + say(trial.after.matter.states, lang)


def faults_by(law: Law, script: Script) -> tuple[str, ...]:
    """What is wrong by a law at the end of a script: with its last event, with the matter, or with its workflows."""
    if law.level == "table":
        return tuple(line for workflow in script.workflows for line in law.broken(workflow))
    try:
        trials = replay(script)
        if law.level in ("state", "history"):
            return law.broken(trials[-1].after if trials else script.opened())
        other = (script.opened("M-2"),) if law.level == "pair" else ()
        return law.broken(trials[-1], *other) if trials else ()
    except Exception as error:  # noqa: BLE001  a rule on trial that raises is what is wrong with it
        return (f"{type(error).__name__}: {error}",)


def hold(law: Law, script: Script) -> None:
    """Raises `LawBrokenError` where the law does not hold at the end of the script: a regression test in one line."""
    found = faults_by(law, script)
    if found:
        raise LawBrokenError(law, found)


def minimise(script: Script, fails: Callable[[Script], bool]) -> Script:
    """A script as short as dropping events can make it, that still fails; a few hundred tries at most.

    Chunks are dropped first, then single events, then what an event need not say.
    """
    left, size = _TRIES, max(1, len(script.events) // 2)
    while size:
        at, dropped = 1, False
        while at < len(script.events) and left:
            shorter = evolve(script, events=(*script.events[:at], *script.events[at + size :]))
            left -= 1
            if fails(shorter):
                script, dropped = shorter, True
            else:
                at += size
        size = size if dropped and size == 1 else size // 2
    return _plainer(script, fails)


def _plainer(script: Script, fails: Callable[[Script], bool]) -> Script:
    """The script with every field at its default that need not say anything else for it to fail."""
    for at in range(len(script.events)):
        for name, plain in _defaults(script.events[at]):
            plainer = _with(script, at, name, plain)
            script = plainer if plainer is not None and fails(plainer) else script
    return script


def _defaults(event: Event) -> list[tuple[str, Any]]:
    """The fields of an event that say something, and need not; with what they hold where they say nothing."""
    fields: tuple[Any, ...] = attrs.fields(type(event))
    given = [a for a in fields if a.default is not attrs.NOTHING and not isinstance(a.default, attrs.Factory)]  # type: ignore[arg-type]
    return [(a.name, a.default) for a in given if getattr(event, a.name) != a.default]


def _with(script: Script, at: int, name: str, value: Any) -> Script | None:
    try:
        event = evolve(script.events[at], **{name: value})
    except (SafetyworkError, ValueError, TypeError):  # one field that needs another
        return None
    return evolve(script, events=(*script.events[:at], event, *script.events[at + 1 :]))


# --- as a program


def _program(script: Script) -> str:
    writer = Writer()
    writer.named(__name__, "Script")
    writer.named(__name__, "told")
    names = [_workflow(workflow, at, writer) for at, workflow in enumerate(script.workflows)]
    events = [writer.code(event) for event in script.events]
    context = "" if script.context == EMPTY else f", {_context(script.context, writer)}"
    kind = writer.cls(script.kind)
    if script.law is not None:
        writer.named(__name__, "hold")
        writer.named("safetywork.testing.laws", "STOCK_LAWS")
    lines = [*writer.imports, "", *(line for _, line in names if line), "script = Script(", f"    {kind},"]
    lines += [f"    ({', '.join(name for name, _ in names)},),", "    ("]
    lines += [*(f"        {event}," for event in events), f"    ){context},", ")", 'print(told(script, "en"))']
    if script.law is not None:
        lines.append(f"hold(STOCK_LAWS[{script.law!r}], script)")
    return "\n".join(lines) + "\n"


def _workflow(workflow: Workflow, at: int, writer: Writer) -> tuple[str, str]:
    """The name of a workflow in the program, and the line that makes it where it cannot be imported by a name."""
    for module_name, module in sorted(sys.modules.items()):
        if module_name.startswith(("_", "safetywork.testing")):
            continue
        for name, value in sorted(vars(module).items()) if hasattr(module, "__dict__") else ():
            if value is workflow and name.isidentifier() and not name.startswith("_"):
                return writer.named(module_name, name), ""
    name = "WORKFLOW" if not at else f"BESIDE_{at}"
    if workflow in STOCK_WORKFLOWS:
        writer.named("safetywork.stock", "STOCK_WORKFLOWS")
        return name, f"{name} = next(w for w in STOCK_WORKFLOWS if w.name == {workflow.name!r})"
    return name, f"{name} = ...  # put your workflow {workflow.name!r} here"


def _context(context: Context, writer: Writer) -> str:
    roles = [f"{name!r}: {sorted(held)!r}" for name, held in (context.roles or {}).items()]
    given = [f"roles={{{', '.join(roles)}}}"] if context.roles is not None else []
    if context.facts:
        given.append(f"facts={dict(context.facts)!r}")
    return f"{writer.cls(Context)}({', '.join(given)})"


# --- as text that is kept


def dumps(script: Script) -> str:
    """The script as JSON text, to keep as a regression; workflows and event classes by name, the context left out."""
    out = strict_converter()
    data = {
        "format": FORMAT,
        "version": VERSION,
        "law": script.law,
        "kind": script.kind.kind,
        "workflows": [workflow.name for workflow in script.workflows],
        "events": [{"type": event.code, "event": out.unstructure(event, type(event))} for event in script.events],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def loads(
    text: str | bytes,
    *,
    workflows: Iterable[Workflow] = (),
    kinds: Iterable[type[Matter]] = (),
    context: Context = EMPTY,
    source: str = "script",
) -> Script:
    """The script that JSON `text` holds; `workflows` and `kinds` are the user's own beside the stock ones.

    Raises `FormatError`, which names `source`, for what is no script, says what no event can say, or names what was
    not given.
    """
    read, faults = strict_converter(), list[Fault]()
    data = _read(read, parse(text, source=source), _Document, "$", faults)
    known = {w.name: w for w in (*STOCK_WORKFLOWS, *workflows)}
    classes = {k.kind: k for k in (*STOCK_KINDS, *kinds) if issubclass(k, Matter)}
    if data is not None:
        faults += _doubts(data, known, classes)
    if data is None or faults:
        raise FormatError(source, tuple(faults))
    kind, machines = classes[data.kind], tuple(known[name] for name in data.workflows)
    events: dict[str, EventClass] = {e.code: e for w in machines for e in w.events} | {e.code: e for e in kind.openings}
    happened = tuple(_events(read, data, events, faults))
    if faults:
        raise FormatError(source, tuple(faults))
    return Script(kind, machines, happened, context, data.law)


@frozen
class _Happened:
    type: str
    event: dict[str, Any]


@frozen
class _Document:
    format: str
    version: int
    law: str | None
    kind: str
    workflows: tuple[str, ...]
    events: tuple[_Happened, ...]


def _read(read: Converter, data: Any, wanted: type[Any], place: str, faults: list[Fault]) -> Any:
    """The value of that class; None, and what is wrong with it added to `faults`, where it cannot be read."""
    try:
        return read.structure(data, wanted)
    except Exception as error:  # noqa: BLE001  cattrs collects whatever the hooks raised
        faults += (evolve(each, place=place + each.place.removeprefix("$")) for each in faults_of(error))
        return None


def _doubts(data: _Document, known: Mapping[str, Any], classes: Mapping[str, Any]) -> Iterable[Fault]:
    """What a document names that is not at hand, or lacks."""
    if (data.format, data.version) != (FORMAT, VERSION):
        yield fault("not a script", "$.format", _NOT_A_SCRIPT, f"{data.format} {data.version}", f"{FORMAT} {VERSION}")
    for n, name in enumerate(data.workflows):
        if name not in known:
            yield fault("not given", f"$.workflows[{n}]", _NOT_GIVEN, name, ", ".join(known))
    if data.kind not in classes:
        yield fault("not given", "$.kind", _NOT_GIVEN, data.kind, ", ".join(classes))
    for what in ("workflows", "events"):
        if not getattr(data, what):
            yield fault("missing", f"$.{what}", _NONE_OF_THEM)


def _events(read: Converter, data: _Document, events: Mapping[str, EventClass], faults: list[Fault]) -> Iterable[Event]:
    for n, each in enumerate(data.events):
        place = f"$.events[{n}]"
        if each.type not in events:
            faults.append(fault("not given", f"{place}.type", _NOT_GIVEN, each.type, ", ".join(events)))
        elif n == 0 and not events[each.type].opens:
            faults.append(fault("no opening", f"{place}.type", _OPENS, each.type))
        else:
            event = _read(read, each.event, events[each.type], f"{place}.event", faults)
            if event is not None:
                yield event


_NOT_A_SCRIPT = Label("不是测试脚本", "no script, or of a version that this library does not know")
_NOT_GIVEN = Label("脚本所指的没有提供", "it names what was not given")
_NONE_OF_THEM = Label("一个也没有", "there is none")
_OPENS = Label("第一个环节须是登记", "the first event must open the matter")
