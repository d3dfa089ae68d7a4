"""Addresses on the web: of the pages of a group's site, and of what a variable holds. Pure."""

from __future__ import annotations

import re

from kit.model.edition import Edition

_WEB = re.compile(r"^https?://[^\s<>\"]+$")
_MAIL = re.compile(r"^[\w.+'-]+@[\w-]+(\.[\w-]+)+$")


def page_address(edition: Edition, name: str) -> str:
    """Return the public address of a page, or "" where the edition has none."""
    path = name.removesuffix("index") if name.endswith("/index") else f"{name}.html"
    return f"{edition.url.rstrip('/')}/{path}" if edition.url else ""


def address_of(value: str) -> str:
    """Return the address that ``value`` is wholly made of (mail becomes ``mailto:``), or "" if it is other text."""
    if _WEB.match(value):
        return value
    return f"mailto:{value}" if _MAIL.match(value) else ""
