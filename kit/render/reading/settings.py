"""How Sphinx is set up for an edition, for the kit's own run and for a plain ``sphinx-build``."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path
from typing import Any

from kit.model.edition import Edition
from kit.render.logo import logo_room, logo_size
from kit.render.palette import brand_css

EXTENSIONS = ["myst_parser", "sphinx_design", "kit.render.extension"]
MYST_EXTENSIONS = ["colon_fence", "deflist", "tasklist", "alert"]
HEADING_ANCHORS = 4  # addresses go down to level 4

# What the kit's own checks report better, or what is so by design.
SUPPRESSED = ["toc.not_included", "toc.excluded", "myst.header", "epub", "config.cache"]

SITE = Path(__file__).parents[1] / "site"
KIT_CSS, ORGANISERS_CSS, BRAND_CSS = "kit.css", "organisers.css", "brand.css"
TEMPLATES = [str(SITE / "templates")]
# The files that make each style sheet, in the order in which their rules count: of two that are equally strong the
# later wins. Pages for attendees do without the organisers' one.
STYLES = {
    KIT_CSS: (
        *("base", "pictures", "masthead", "page", "round", "strip", "content", "home", "navigation"),
        *("phones", "media", "print", "print-blocks", "groups", "standards", "activities", "about"),
    ),
    ORGANISERS_CSS: ("brand-page", "start", "run-sheet", "checklist", "print-run-sheet"),
}


def settings(edition: Edition, own: Path | None = None) -> dict[str, Any]:
    """Return Sphinx's settings as names and values of a ``conf.py``; they name no day and no machine.

    ``own`` is the folder that holds the ``own_files``.
    """
    return {
        "project": edition.name,
        "version": edition.version,
        "release": edition.version,
        "extensions": EXTENSIONS,
        "kit_edition": edition,
        "root_doc": "index",
        "source_suffix": {".md": "markdown"},
        "language": edition.language.split("-")[0],
        "suppress_warnings": SUPPRESSED,
        "show_warning_types": False,
        "smartquotes": False,  # writers take the words as written
        "myst_enable_extensions": MYST_EXTENSIONS,
        "myst_url_schemes": ["http", "https", "mailto", "tel"],
        "myst_heading_anchors": HEADING_ANCHORS,
        "myst_heading_slug_func": "kit.source.markdown.slugs.slug",
        **_html_settings(edition, own),
    }


def _html_settings(edition: Edition, own: Path | None) -> dict[str, Any]:
    return {
        "html_theme": "furo",
        "html_title": html.escape(edition.name),  # furo puts it in pages as it is
        "html_last_updated_fmt": None,
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_permalinks_icon": "#",
        "html_scaled_image_link": False,
        "html_sidebars": {"**": []},
        "html_static_path": [str(SITE / "static"), *([str(own)] if own else [])],
        "html_css_files": [(name, {"priority": 900 + at}) for at, name in enumerate((*STYLES, BRAND_CSS))],
        "html_theme_options": {"top_of_page_buttons": []},
        "html_context": {"language": edition.language},
        "templates_path": TEMPLATES,
        "template_bridge": "kit.render.site.bridge.EscapingTemplates",
    }


def own_files(edition: Edition) -> dict[str, bytes]:
    """Return the static files that are made for each site: the kit's styles, the group's colours, and its logo."""
    files = {**{name: _styles(*STYLES[name]) for name in STYLES}, BRAND_CSS: brand_css(edition.brand).encode()}
    if edition.repository is not None:
        files[BRAND_CSS] += _styles("change")  # only those who use it pay for it
    if edition.brand.logo in edition.tree.files:
        wide, _ = logo_room(*logo_size(edition))
        logo = f"--kit-logo-ground: {edition.brand.logo_ground};\n  --kit-logo-wide: {wide}px"
        files[BRAND_CSS] += f"body {{\n  {logo};\n}}\n".encode()
        files[logo_name(edition)] = edition.tree.files[edition.brand.logo]
    return files


@cache
def _styles(*names: str) -> bytes:
    """Return files of styles as one, without comments and indents: for whoever changes them, not for phones."""
    files = ((SITE / "styles" / f"{one}.css").read_bytes() for one in names)
    return re.sub(rb"\n\s+", b"\n", re.sub(rb"(?s)/\*.*?\*/", b"", b"\n".join(files)))


def logo_name(edition: Edition) -> str:
    """Return the logo's name among the static files, or "" without a logo."""
    logo = edition.brand.logo
    return f"logo{Path(logo).suffix.lower()}" if logo and logo in edition.tree.files else ""
