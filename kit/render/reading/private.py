"""The private names of Sphinx, MyST, docutils and furo that the kit relies on, confirmed before the first reading.

None of these is promised by its package, so a new version may lose one. Better one clear sentence at the start
than an odd page at the end.
"""

from __future__ import annotations

import importlib
from functools import cache

from kit.model.errors import EnvironmentTrouble

NAMES = (
    "sphinx.util.logging:NAMESPACE",
    "sphinx.util.logging:WarningLogRecordTranslator",
    "sphinx.util.logging:is_suppressed_warning",
    "sphinx.util.docutils:patch_docutils",
    "sphinx.util.docutils:docutils_namespace",
    "sphinx.util.docutils:additional_nodes",
    "sphinx.util.docutils:register_node",
    "sphinx.builders:Builder.read",
    "sphinx.builders:_write_docname",
    "sphinx.builders.html:StandaloneHTMLBuilder.prepare_writing",
    "sphinx.builders.html:StandaloneHTMLBuilder.load_indexer",
    "sphinx.builders.html:StandaloneHTMLBuilder.copy_html_static_files",
    "sphinx.builders.html:StandaloneHTMLBuilder.copy_image_files",
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


def _holds(name: str) -> bool:
    module, _, path = name.partition(":")
    thing: object = importlib.import_module(module)
    for part in path.split("."):
        if not hasattr(thing, part):
            return False
        thing = getattr(thing, part)
    return True


@cache
def confirm_private_names() -> None:
    """Raise EnvironmentTrouble if an installed package lacks a private name that the kit relies on."""
    missing = [name for name in NAMES if not _holds(name)]
    if missing:
        raise EnvironmentTrouble(
            f"The installed Sphinx does not fit this version of the kit: it lacks {', '.join(missing)}.",
            "Install the versions that the kit asks for: pip install --upgrade peerkit.",
        )
