"""What a page may use: the allow-list of directives with their options, and of roles; all else is refused.

What docutils, Sphinx, MyST and sphinx-design know beyond it is listed too, because using that is unsafe rather than
a slip of the pen. ``tests/check/test_allowlist.py`` holds both lists against the registries of those packages.
"""

from __future__ import annotations

from collections.abc import Mapping

from kit.model.blocks import BLOCKS, IN

_COMMON = frozenset({"class", "name"})
_PICTURE = _COMMON | {"alt", "align", "height", "loading", "scale", "target", "width"}
_TABLE = _COMMON | {"align", "width", "widths"}
_CARD = frozenset(
    {"class-body", "class-card", "class-footer", "class-header", "class-img-bottom", "class-img-top", "class-title"}
    | {"footer", "header", "img-alt", "img-background", "img-bottom", "img-top", "link", "link-alt", "link-new-tab"}
    | {"link-type", "margin", "shadow", "text-align", "width"}
)
_BUTTON = frozenset(
    {"align", "class", "click-parent", "color", "expand", "new-tab", "outline", "ref-type", "shadow", "tooltip"}
)
_ADMONITION = _COMMON | {"collapsible"}

# Those of others, with their options; kit.model.blocks has the kit's own.
_OTHERS: Mapping[str, frozenset[str]] = {
    # Boxes
    **dict.fromkeys(("note", "tip", "warning", "important", "caution", "attention", "hint", "seealso"), _ADMONITION),
    "admonition": _ADMONITION,
    # Pictures, tables, code and small things
    "image": _PICTURE,
    "figure": _PICTURE | {"figclass", "figname", "figwidth"},
    "table": _TABLE,
    "list-table": _TABLE | {"header-rows", "stub-columns"},
    "code-block": _COMMON | {"caption", "dedent", "emphasize-lines", "force", "lineno-start", "linenos"},
    "epigraph": frozenset(),
    "rubric": _COMMON | {"heading-level"},
    "glossary": frozenset({"sorted"}),
    # Layout, by sphinx-design
    "grid": frozenset({"class-container", "class-row", "gutter", "margin", "outline", "padding", "reverse"}),
    "grid-item": frozenset({"child-align", "child-direction", "class", "columns", "margin", "outline", "padding"}),
    "grid-item-card": _CARD | {"class-item", "columns", "padding"},
    "card": _CARD,
    "card-header": frozenset({"class"}),
    "card-footer": frozenset({"class"}),
    "tab-set": frozenset({"class", "orientation", "sync-group"}),
    "tab-item": frozenset({"class-container", "class-content", "class-label", "name", "selected", "sync"}),
    "dropdown": frozenset(
        {
            "animate",
            "chevron",
            "class-body",
            "class-container",
            "class-title",
            "color",
            "icon",
            "margin",
            "name",
            "open",
        }
    ),
    "button-link": _BUTTON,
    "button-ref": _BUTTON,
}

# What must stand on the opening line of those that do nothing without it.
_ARGUMENTS: Mapping[str, str] = {
    "admonition": "a title",
    "rubric": "a title",
    "tab-item": "a title",
    "image": "the picture's path",
    "figure": "the picture's path",
    "button-link": "the address",
    "button-ref": "what it leads to",
}


def directives() -> frozenset[str]:
    """Return the names of all directives that a page may use."""
    return frozenset(_OTHERS) | frozenset(BLOCKS)


def options_of(name: str) -> frozenset[str] | None:
    """Return the options that a directive may have, None where it is not allowed."""
    return BLOCKS[name].options | {IN} if name in BLOCKS else _OTHERS.get(name)


def argument_of(name: str) -> str:
    """Return what must stand on the opening line of a directive, "" where nothing must."""
    return BLOCKS[name].argument if name in BLOCKS else _ARGUMENTS.get(name, "")


_COLOURS = ("primary", "secondary", "success", "info", "warning", "danger", "light", "muted", "dark", "white", "black")
_BADGES = [f"bdg-{kind}{colour}" for kind in ("", "link-", "ref-") for colour in _COLOURS]
BADGES = frozenset({"bdg-ref", *_BADGES, *(f"{badge}-line" for badge in _BADGES)})
ROLES = frozenset({"ref", "doc", "term", "abbr", "kbd", "sup", "sub", "lang"}) | BADGES


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Known, and not allowed: they read files, run or fetch things, write raw output, change how the build works, or
# belong to software documentation.
UNSAFE_DIRECTIVES = _names(
    # docutils
    "class code compound container contents csv-table danger date default-role error footer header highlights include "
    "line-block math meta parsed-literal pull-quote raw replace restructuredtext-test-directive role rst-class "
    "section-numbering sectnum sidebar sourcecode target-notes title topic unicode "
    # Sphinx
    "acks centered codeauthor cssclass default-domain deprecated describe highlight hlist index literalinclude "
    "moduleauthor object only sectionauthor tabularcolumns toctree version-added version-changed version-deprecated "
    "version-removed versionadded versionchanged versionremoved cmdoption confval envvar option productionlist program "
    "autoclass autofunction automodule autosummary graphviz inheritance-diagram todo todolist "
    "testcode doctest ifconfig "
    # Domains of Sphinx, whose directives also go by their last word
    "alias attribute classmethod concept currentmodule data decorator decoratormethod directive directive:option enum "
    "enum-class enum-struct enumerator exception function macro member method module namespace namespace-pop "
    "namespace-push property staticmethod struct type union var "
    # MyST and its relatives
    "eval-rst figure-md substitution mermaid jupyter-execute code-cell exec iframe video youtube "
    # sphinx-design
    "_all-octicon accordion article-info aside card-carousel div step steps tab-set-code"
)
UNSAFE_ROLES = _names(
    # docutils
    "ab abbreviation ac acronym anonymous-reference citation-reference code emphasis footnote-reference i index "
    "literal math named-reference pep pep-reference raw restructuredtext-unimplemented-role rfc rfc-reference strong "
    "subscript substitution-reference superscript t target title title-reference uri uri-reference url "
    # Sphinx
    "any command confval cve cwe dfn download envvar eq file guilabel keyword mailheader makevar manpage "
    "menuselection mimetype newsgroup numref option program regexp samp token eval include "
    # sphinx-design
    "bdg fa fa-brands fa-regular fa-solid fab far fas material-outlined material-regular material-round "
    "material-sharp material-twotone octicon sub-ref button-link button-ref"
)
DOMAINS = frozenset({"c", "changeset", "citation", "cpp", "js", "math", "py", "rst", "std"})  # c:function, py:class


def is_unsafe(name: str, known: frozenset[str]) -> bool:
    """Whether ``name`` is among ``known`` but refused ones, or belongs to one of Sphinx's domains.

    Capitals do not matter, because docutils takes no notice of them.
    """
    return name.lower() in known or name.lower().partition(":")[0] in DOMAINS
