"""How the documentation is built."""

import re
from importlib.metadata import version as installed_version

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "safetywork"
author = "safetywork contributors"
project_copyright = "2026, safetywork contributors"
release = version = installed_version("safetywork")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
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
    (r"py:.*", r"(.*\.)?[A-Z]"),  # a type variable
]


def _holds_and_never(  # noqa: PLR0913, PLR0917 - the signature is Sphinx's
    app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    """Set the `Holds:` and `Never:` paragraphs that open every module as a field list."""
    del app, name, obj, options
    if what == "module":
        lines[:] = [re.sub(r"^(Holds|Never): ", r":\1: ", line) for line in lines]


def setup(app: Sphinx) -> None:
    """Connect the hook above, and show a drawn workflow as its text."""
    app.connect("autodoc-process-docstring", _holds_and_never)
    app.add_lexer("mermaid", TextLexer)
