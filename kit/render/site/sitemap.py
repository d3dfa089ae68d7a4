"""``sitemap.xml`` and ``robots.txt``, for search engines. Pure.

sphinx-sitemap lists every page that Sphinx writes, search and run sheets included, so what is listed is chosen here.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from kit.model.edition import Edition

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def page_url(edition: Edition, name: str) -> str:
    """Return the address of the page called ``name`` as it is to be shared, or "" for a site without an address."""
    if not edition.url:
        return ""
    path = name.removesuffix("index") if name == "index" or name.endswith("/index") else f"{name}.html"
    return f"{edition.url.rstrip('/')}/{path}"


def for_search_engines(edition: Edition, names: Iterable[str]) -> dict[str, bytes]:
    """Return the files by name; there are none without an address. ``names`` are the pages that may be found.

    ``robots.txt`` counts at the root of a host only (RFC 9309, section 2.3), so a site in a folder has none.
    """
    if not edition.url:
        return {}
    addresses = "".join(f"<url><loc>{escape(page_url(edition, name))}</loc></url>\n" for name in sorted(names))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    files = {SITEMAP: f"{head}{addresses}</urlset>\n".encode()}
    if urlsplit(edition.url).path in ("", "/"):
        files[ROBOTS] = f"User-agent: *\nAllow: /\nSitemap: {edition.url.rstrip('/')}/{SITEMAP}\n".encode()
    return files
