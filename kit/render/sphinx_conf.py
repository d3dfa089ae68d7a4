"""How Sphinx is set up for an edition: one table of settings, for the kit's own run and for a plain sphinx-build."""

from __future__ import annotations

from typing import Any

from kit.model.edition import Edition

EXTENSIONS = ["myst_parser", "sphinx_design", "kit.render.extension"]
MYST_EXTENSIONS = ["colon_fence", "deflist", "tasklist", "alert"]
HEADING_ANCHORS = 4  # addresses go down to level 4

# What the kit's own checks report better, or what is so by design.
SUPPRESSED = ["toc.not_included", "toc.excluded", "myst.header", "epub", "config.cache"]


def settings(edition: Edition) -> dict[str, Any]:
    """Return Sphinx's settings for reading ``edition``, as names and values of a conf.py."""
    return {
        "project": edition.name,
        "version": edition.version,
        "release": edition.version,
        "extensions": EXTENSIONS,
        "kit_edition": edition,
        "root_doc": "index",
        "source_suffix": {".md": "markdown"},
        "language": edition.languages[0].split("-")[0] if edition.languages else "en",
        "suppress_warnings": SUPPRESSED,
        "show_warning_types": False,
        "smartquotes": False,  # writers take the words as written
        "myst_enable_extensions": MYST_EXTENSIONS,
        "myst_url_schemes": ["http", "https", "mailto", "tel"],
        "myst_heading_anchors": HEADING_ANCHORS,
        "myst_heading_slug_func": "kit.source.slugs.slug",
        "html_theme": "furo",
    }
