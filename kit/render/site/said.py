"""A variable as the kit's own parts of a page show it: text, a link, or a gap. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from kit.model.edition import Edition
from kit.render.values import address_of


@dataclass(frozen=True)
class Said:
    """``text`` is "" for a gap that the group has still to fill; ``href`` is "" where the text is no address."""

    text: str
    href: str


def said(edition: Edition, name: str) -> Said | None:
    """Return the variable called ``name``: None where nobody declares it, and in a hub also where it is a gap."""
    value = edition.variables.get(name)
    if value is None or (not value and not edition.is_region):
        return None
    return Said(value, address_of(value))
