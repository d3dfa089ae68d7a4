"""Where links of a page lead once it is printed. Pure."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

SCHEMES = ("http", "https", "mailto", "tel")


def target_of(address: str, page: str, site: str) -> str:
    """Return the full address of a link on ``page``, or "" if it cannot be followed from paper.

    ``address`` is as in the site: full, or relative to the page's own place. ``site`` is where the site is published,
    or "" where it is not.
    """
    scheme = urlsplit(address).scheme
    if scheme:
        return address if scheme in SCHEMES else ""
    if not site or not address:
        return ""
    return urljoin(urljoin(site.rstrip("/") + "/", f"{page}.html"), address)


def outside(target: str, site: str) -> bool:
    """Whether a full address leads away from the group's own site, so that readers on paper need to see it."""
    return not (site and target.startswith(site.rstrip("/") + "/"))


def shown(target: str) -> str:
    """Return an address as people write it: without ``mailto:`` and ``tel:``."""
    scheme, _, rest = target.partition(":")
    return rest if scheme in ("mailto", "tel") else target
