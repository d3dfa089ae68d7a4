"""How Sphinx writes the site: its settings, and the static files that each group has of its own."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from kit.model.edition import Edition
from kit.render.site.brand import brand_css

HERE = Path(__file__).parent
BRAND_CSS = "brand.css"
SIDEBARS = ["kit-menu.html"]


def site_settings(edition: Edition, own: Path | None = None) -> dict[str, Any]:
    """Return Sphinx's settings for the site, which name no day and no machine; ``own`` holds the ``own_files``."""
    return {
        "html_title": html.escape(edition.name),  # furo puts it in pages as it is
        "html_last_updated_fmt": None,
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "html_permalinks_icon": "#",
        "html_scaled_image_link": False,
        "html_sidebars": {"**": SIDEBARS},
        "html_static_path": [str(HERE / "static"), *([str(own)] if own else [])],
        "html_css_files": [("kit.css", {"priority": 900}), (BRAND_CSS, {"priority": 901})],
        "html_theme_options": {"top_of_page_buttons": []},
        "html_context": {"language": edition.language},
        "templates_path": [str(HERE / "templates")],
    }


def own_files(edition: Edition) -> dict[str, bytes]:
    """Return the static files of this group: its colours, and its logo where it has one."""
    files = {BRAND_CSS: brand_css(edition.brand).encode()}
    if edition.brand.logo in edition.tree.files:
        files[logo_name(edition)] = edition.tree.files[edition.brand.logo]
    return files


def logo_name(edition: Edition) -> str:
    """Return the logo's name among the static files, or "" without a logo."""
    logo = edition.brand.logo
    return f"logo{Path(logo).suffix.lower()}" if logo and logo in edition.tree.files else ""
