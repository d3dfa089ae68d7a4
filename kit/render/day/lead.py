"""The day page for those who lead the day: with what they say and do, and their notes, in packs only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from kit.model.edition import Round
from kit.render.day.content import day_of
from kit.render.day.page import lead_page
from kit.render.html import picture_address
from kit.render.site.run_sheet import SheetItem, SheetWriter
from kit.render.site.state import Site, html_builder, pieces_of

_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^":]+)(")')
_LEAST = re.compile(r' style="--kit-least: ([0-9.]+rem)"')
_LINK = re.compile(r'<a\b[^>]*?\bhref="(?!https?:|mailto:|tel:)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def day_lead(app: Sphinx, site: Site, round_: Round) -> dict[str, Any]:
    """Return the day page with notes of a round, which is whole and needs nothing around it."""
    items = SheetWriter(app, site, round_, f"{round_.name}/day-lead").items()
    notes = [_alone(app, _written(app, one)) for one in items]
    day = day_of(site.edition, round_, lambda name: pieces_of(app, site, name, round_.kind))
    return {"day_page": lead_page(day, notes)}


def _written(app: Sphinx, item: SheetItem) -> str:
    return str(app.builder.templates.render("kit-lead.html", {"item": item})).strip()


def _alone(app: Sphinx, notes: str) -> Markup:
    """Return notes that need no other file: pictures stand in them, and what led to other pages is plain text.

    How wide a drawing is at least says an attribute that the page's one style knows, for its policy allows no other.
    """
    whole = _PICTURE.sub(lambda found: found[1] + _data(app, found[2]) + found[3], _LINK.sub(r"\1", notes))
    return Markup(_LEAST.sub(r' data-least="\1"', whole))  # noqa: S704 - written by templates, which escape


def _data(app: Sphinx, address: str) -> str:
    """Return the picture at ``address``, as pages link to it, as an address that holds it."""
    name = address.rpartition("/")[2]
    images = {file: source for source, file in html_builder(app).images.items()}
    return picture_address(name, (Path(app.srcdir) / images[name]).read_bytes())
