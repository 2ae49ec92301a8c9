"""How the documentation is built, and what in it is generated from the rules."""

import contextlib
import io
import re
import sys
from collections.abc import Iterator
from importlib.metadata import version as installed_version
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

import safetywork as sw

sys.path.insert(0, str(Path(__file__).parent))

from appendix import both as _both, codes as _codes, options_table, table as _table

from safetywork.adapters.cli import main
from safetywork.checks.catalogue import CATALOGUE, HOW, Contradiction
from safetywork.lights import POLICIES
from safetywork.statutes import CONFIDENCE_LABELS
from safetywork.stock import BESIDE_WORKFLOWS, STOCK_WORKFLOWS
from safetywork.workflows import REASONS

project = "safetywork"
author = "safetywork contributors"
project_copyright = "2026, safetywork contributors"
release = version = installed_version("safetywork")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build", "reference/_generated"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"safetywork {release}"

# One pair of backticks in a docstring is code, as its writers mean it.
default_role = "code"

autodoc_default_options = {"members": True, "undoc-members": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88

# Nitpicky: a reference that leads nowhere is an error. The exceptions are names that are documented elsewhere
# (no inventory of theirs is fetched: the build needs no network) and names that are private here.
nitpicky = True
nitpick_ignore_regex = [
    (r"py:.*", r"(attrs?|cattrs|dateutil|hypothesis|pytest|rich)\..*"),
    (r"py:.*", r"(argparse|collections|datetime|decimal|enum|fractions|functools)\..*"),
    (r"py:.*", r"(io|os|pathlib|re|types|typing)\..*"),
    (r"py:.*", r"(date|datetime|time|timedelta|tzinfo|Callable|Iterable|Iterator|Mapping|Sequence|Path)"),
    (r"py:.*", r"(.*\.)?_\w+(\..*)?"),
    (r"py:.*", r"(.*\.)?[A-Z](_contra)?"),  # a type variable
]


# --- pages made of the rules


def _workflow(workflow: sw.Workflow) -> str:
    """Name, states, transitions and diagrams of one workflow."""
    rule = workflow.rule
    beside = ", beside" if workflow in BESIDE_WORKFLOWS else ""
    states = [
        (f"`{state.id}`", state.label.zh, state.label.en, state.kind, _codes(sorted(state.tags)))
        for state in workflow.states
    ]
    drawn = "\n".join(f"```mermaid\n{sw.mermaid(workflow, lang=lang)}```\n" for lang in sw.LANGS)
    return "\n".join(
        (
            f"## {_both(workflow.label)}\n",
            f"`{rule.name}`, version {rule.version}, fingerprint `{rule.fingerprint}`{beside}.\n",
            _table("State", "中文", "English", "Kind", "Tags", rows=states),
            _table("Event", "From", "To", "Asks for", "Conditions", "Roles", rows=_transitions(workflow)),
            drawn,
        )
    )


def _options(workflow: sw.Workflow) -> str:
    """What can be done in each state of one workflow."""
    return f"## {_both(workflow.label)}\n\n{options_table(workflow)}"


def _transitions(workflow: sw.Workflow) -> Iterator[tuple[str, ...]]:
    for t in workflow.transitions:
        role = f"{{py:class}}`{_both(t.event.label)} <{t.event.__module__}.{t.event.__qualname__}>`"
        target = "as before" if t.target is None else f"`{t.target}`"
        guards = "; ".join(_both(guard.label) for guard in t.guards)
        yield role, _codes(t.sources), target, _codes(t.requires), guards, _codes(sorted(t.roles))


def _policy(policy: sw.LightPolicy) -> str:
    """The bands of one light policy, gravest first as they are asked."""
    bands = [
        (
            _both(band.colour.label) if band.colour else "不亮灯 not lit",
            _both(band.label),
            " or ".join(" and ".join(map(_when, conditions)) or "always" for conditions in band.when),
        )
        for band in policy.bands
    ]
    ranked = ", ".join(sorted(policy.ranks, key=policy.ranks.__getitem__))
    title = f"#### `{policy.name}` {_both(policy.label)}\n"
    return "\n".join((title, f"From best to worst: {ranked}.\n", _table("Light", "Band", "When", rows=bands)))


def _when(condition: sw.When) -> str:
    """One condition, with the values that fulfil it."""
    limits = (
        ("≥", condition.at_least),
        ("≤", condition.at_most),
        (">", condition.over),
        ("<", condition.under),
    )
    told = "".join(f" {sign} {bound}" for sign, bound in limits if bound is not None)
    plain = condition.measure.flag and condition.holds(1) and not condition.holds(0)
    return _both(condition.measure.label) + ("" if plain else told)


def _statute(statute: sw.Statute) -> tuple[str, ...]:
    """One term that a law sets: its name, article, what runs from when, how long, and since when it does."""
    span = "" if statute.span is None else statute.span.text("zh")
    before = "前" if statute.direction == "before" else ""
    more = "" if statute.cap is None else f"，可延长{statute.cap.span.text('zh')}"
    since = f"{statute.effective_from} … {statute.effective_to or ''}"
    confidence = CONFIDENCE_LABELS[statute.confidence].zh
    article = f"{statute.law.zh} {statute.article}"
    return (
        f"`{statute.name}`",
        article,
        _both(statute.title),
        _both(statute.trigger),
        f"{span}{before}{more}",
        since,
        confidence,
    )


_COMMANDS = ("report", "lights", "dispatch", "check", "convert", "deadline", "schedule", "diagram")


def _contradiction(one: Contradiction) -> tuple[str, ...]:
    """One contradiction, and how it is met."""
    note = _both(one.note) if one.note.zh else ""
    return one.id, one.label.zh, one.label.en, _both(HOW[one.how]), note


def _help(*command: str) -> str:
    """What the command line says of itself."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):
        main([*command, "--help"])
    return f"## `{' '.join(('safetywork', *command))}`\n\n```text\n{said.getvalue()}```\n"


def _generate(app: Sphinx) -> None:
    """Write the pages that are made of the rules, each only where it has changed."""
    reasons = [(f"`{code}`", label.zh, label.en) for code, label in REASONS.items()]
    pages = {
        "workflows.md": "\n".join(map(_workflow, STOCK_WORKFLOWS)),
        "options.md": "\n".join(map(_options, STOCK_WORKFLOWS)),
        "reasons.md": _table("Code", "中文", "English", rows=reasons),
        "lights.md": "\n".join(map(_policy, POLICIES.values())),
        "statutes.md": _table(
            "Name",
            "条文 Article",
            "事项 What",
            "起算 From",
            "期限 Term",
            "施行 In force",
            "核对 Checked",
            rows=map(_statute, sw.STATUTES),
        ),
        "contradictions.md": _table(
            "Id", "矛盾", "Contradiction", "How", "Note", rows=[_contradiction(one) for one in CATALOGUE]
        ),
        "command.md": "\n".join(map(_help, _COMMANDS)),
    }
    folder = Path(app.srcdir) / "reference" / "_generated"
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        page = folder / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8")


# --- hooks


def _holds_and_never(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Set the `Holds:` and `Never:` paragraphs that open every module as a field list."""
    del app, name, obj, options
    if what == "module":
        lines[:] = [re.sub(r"^(Holds|Never): ", r":\1: ", line) for line in lines]


def setup(app: Sphinx) -> None:
    """Generate pages, connect the hook above, and show a drawn workflow as its text."""
    app.connect("builder-inited", _generate)
    app.connect("autodoc-process-docstring", _holds_and_never)
    app.add_lexer("mermaid", TextLexer)
