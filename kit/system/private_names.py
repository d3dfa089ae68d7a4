"""Every name of another package that the kit relies on and that its package does not promise.

A new version may lose any of them, so each is confirmed before it is needed: one clear sentence at the start is better
than an odd page at the end. ``tests/system/test_private_names.py`` finds private names that are not listed here.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from kit.model.errors import EnvironmentTrouble

# What pages are read with and sites are written with: a module, a colon, and attributes from there on.
READING = (
    "sphinx.util.logging:NAMESPACE",
    "sphinx.util.logging:WarningLogRecordTranslator",
    "sphinx.util.logging:is_suppressed_warning",
    "sphinx.util.docutils:patch_docutils",
    "sphinx.util.docutils:docutils_namespace",
    "sphinx.util.docutils:additional_nodes",
    "sphinx.util.docutils:register_node",
    "sphinx.builders:Builder.read",
    "sphinx.builders.html:StandaloneHTMLBuilder.prepare_writing",
    "sphinx.builders.html:StandaloneHTMLBuilder.write_documents",
    "sphinx.builders.html:StandaloneHTMLBuilder.load_indexer",
    "sphinx.builders.html:StandaloneHTMLBuilder.get_output_path",
    "sphinx.builders.html:StandaloneHTMLBuilder.copy_html_static_files",
    "sphinx.builders.html:StandaloneHTMLBuilder.copy_image_files",
    "sphinx.search:IndexBuilder.feed",
    "sphinx.search:IndexBuilder._word_collector",
    "sphinx.builders.html._assets:_file_checksum_inner",
    "docutils.parsers.rst.directives:_directives",
    "docutils.parsers.rst.roles:_roles",
    "sphinx.environment:BuildEnvironment.apply_post_transforms",
    "sphinx.environment:BuildEnvironment.check_consistency",
    "sphinx.environment:BuildEnvironment.get_doctree",
    "sphinx.domains.std:StandardDomain.initial_data",
    "myst_parser.mdit_to_docutils.transforms:PrioritiseExplicitIds",
    "myst_parser.mdit_to_docutils.transforms:AddSlugIds",
    "myst_parser.mdit_to_docutils.transforms:CollectFootnotes",
    "myst_parser.sphinx_ext.myst_refs:MystReferenceResolver",
    "myst_parser.mdit_to_docutils.base:token_line",
    "myst_parser.parsers.sphinx_:SphinxRenderer",
    "myst_parser.parsers.sphinx_:read_topmatter",
    "myst_parser.parsers.sphinx_:MystParser.parse",
    "myst_parser.mdit_to_docutils.sphinx_:SphinxRenderer.run_directive",
    "myst_parser.mdit_to_docutils.sphinx_:SphinxRenderer.render_myst_role",
    "myst_parser.mdit_to_docutils.sphinx_:SphinxRenderer.render_front_matter",
    "myst_parser.mdit_to_docutils.sphinx_:SphinxRenderer.render_restructuredtext",
    "myst_parser.mdit_to_docutils.sphinx_:SphinxRenderer.render_substitution",
    "markdown_it:MarkdownIt.validateLink",
    "sphinx.application:Sphinx.add_source_parser",
    "furo:_html_page_context",
)

# Attributes of a Sphinx that has been started, which its classes do not show.
SPHINX = ("env._builder_cls", "env._pickled_doctree_cache")

# What decks are read and written with, by module, and attributes of a deck that python-pptx has opened. A number takes
# one of several things.
DECKS = ("lxml.etree:_Element",)
DECK = (
    "element.sldIdLst",
    "part.drop_rel",
    "part.partname",
    "notes_master.part.partname",
    "slide_masters.0.element",
    "slide_masters.0.part.rels.pop",
    "slide_layouts.0.part.partname",
    "slide_layouts.0.part.get_or_add_image_part",
    "slide_layouts.0.element",
)

# What documents are written with: attributes of one that python-docx has made, with a paragraph and a table.
DOCUMENT = ("element.body", "paragraphs.0._p", "paragraphs.0.runs.0._r", "tables.0.rows.0._tr")


def confirm_modules(package: str, names: Iterable[str]) -> None:
    """Raise EnvironmentTrouble, which names ``package``, if one of ``names`` (``module:attribute``) is missing."""
    _refuse(package, [name for name in names if not _in_module(name)])


def confirm_attributes(package: str, thing: object, names: Iterable[str]) -> None:
    """Raise EnvironmentTrouble, which names ``package``, if ``thing`` lacks one of the attributes ``names``."""
    _refuse(package, [name for name in names if not _holds(thing, name)])


def _in_module(name: str) -> bool:
    module, _, path = name.partition(":")
    try:
        return _holds(importlib.import_module(module), path)
    except ImportError:
        return False


def _holds(thing: object, path: str) -> bool:
    for part in path.split("."):
        if part.isdigit() and isinstance(thing, Iterable):
            thing = list(thing)[int(part)]
        elif hasattr(thing, part):
            thing = getattr(thing, part)
        else:
            return False
    return True


def _refuse(package: str, missing: list[str]) -> None:
    if missing:
        raise EnvironmentTrouble(
            f"The installed {package} does not fit this version of the kit: it lacks {', '.join(missing)}.",
            "Install the versions that the kit asks for: pip install --upgrade peerkit.",
        )
