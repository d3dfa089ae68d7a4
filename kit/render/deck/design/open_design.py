"""A .pptx or .potx opened as a design, ours or a group's own: its layouts are kept and its slides are dropped."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml

from kit.model.edition import Brand
from kit.render.deck.design.branded import our_design
from kit.render.deck.design.match_layouts import match
from kit.render.deck.design.placeholders import hidden_shapes, samples, slide_placeholders
from kit.render.deck.fit.placed import Design, UsedLayout
from kit.render.deck.geometry import Box
from kit.render.deck.layouts import HiddenName
from kit.render.deck.pptx.ooxml import DECLARED, P, R, part_of, related
from kit.render.deck.pptx.package import CONTENT_TYPES, pack, unpack, without_traces
from kit.render.deck.pptx.shapes import Number, decoration, picture_shape
from kit.system.private_names import DECK, DECKS, confirm_attributes, confirm_modules

_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_POTX = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_MEDIUM_STYLE_2 = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"  # what PowerPoint gives tables where a deck names no style
_MARGIN = 0.06  # of the room for a logo, between it and the edge of its ground
_IDENTITY = re.compile(r"\{[0-9A-F-]{36}\}", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """A group's logo: a png, jpg or gif, its size in pixels, its alt text, and the ground that it needs, or ""."""

    data: bytes
    width: int
    height: int
    alt: str
    ground: str = ""


@lru_cache(maxsize=16)
def open_design(deck: bytes, logo: Logo | None = None) -> Design | None:
    """Return ``deck``, the bytes of a .pptx or .potx, as a design; None where no layout has a place for a title.

    A hidden shape called Logo gives its place to ``logo``. Raises whatever python-pptx and zipfile raise for a file
    that is no deck: KeyError, ValueError, BadZipFile.
    """
    presentation = opened(deck)
    layouts = match(presentation)
    if not layouts:
        return None
    if logo is not None:
        _show(logo, presentation)
    master = presentation.notes_master  # made by python-pptx where the deck has none
    _ = presentation.core_properties  # the same
    saved = io.BytesIO()
    presentation.save(saved)
    notes = UsedLayout("Notes", part_of(master), slide_placeholders(master), hidden=samples(master))
    return Design(unpack(saved.getvalue()), layouts, notes, _table_style(presentation), logo is not None)


def opened(deck: bytes) -> Any:
    """Return ``deck``, the bytes of a .pptx or .potx, opened by python-pptx and without its slides."""
    parts = without_traces(unpack(deck))
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(_POTX, _MAIN)
    presentation = Presentation(io.BytesIO(pack(parts)))
    if not any(len(master.slide_layouts) for master in presentation.slide_masters):
        raise ValueError("no layouts")
    _drop_slides(presentation)
    return presentation


def _drop_slides(presentation: Any) -> None:
    """Take out all slides, and all that leads to them from elsewhere: sections, shows, links."""
    element, part = presentation.element, presentation.part
    for slide in list(element.sldIdLst if element.sldIdLst is not None else ()):
        part.drop_rel(slide.rId)
        element.sldIdLst.remove(slide)
    for tag in ("custShowLst", "extLst"):
        for child in element.findall(f"{P}{tag}"):
            element.remove(child)
    for owner in _owners(presentation):
        _unlink(owner)


def _owners(presentation: Any) -> list[Any]:
    """The masters and layouts."""
    return [owner for master in presentation.slide_masters for owner in (master, *master.slide_layouts)]


def _unlink(owner: Any) -> None:
    """Drop a layout's links to slides, which would keep those in the file."""
    for identity, rel in list(owner.part.rels.items()):
        if not rel.is_external and rel.reltype.endswith("/slide"):
            for element in list(owner.element.iter(etree.Element)):
                if element.get(f"{R}id") == identity:
                    element.getparent().remove(element)
            owner.part.rels.pop(identity)


def _show(logo: Logo, presentation: Any) -> None:
    """Put the logo in the place of each hidden shape that is called so, as large as it fits."""
    for owner in _owners(presentation):
        for shape, room in [(shape, room) for name, shape, room in hidden_shapes(owner) if name is HiddenName.LOGO]:
            _, identity = owner.part.get_or_add_image_part(io.BytesIO(logo.data))
            used = (int(one.get("id")) for one in owner.element.iter(f"{P}cNvPr"))
            for drawn in _drawn(logo, identity, room, count(1 + max(used)).__next__):
                shape.addprevious(drawn)
            shape.getparent().remove(shape)


def _drawn(logo: Logo, identity: str, room: Box, number: Number) -> Iterable[etree._Element]:
    """Return the shapes of a logo as large as ``room`` holds it: its ground, where it needs one, and itself."""
    margin = min(room.w, room.h) * _MARGIN if logo.ground else 0.0
    inner = Box(room.x + margin, room.y + margin, room.w - 2 * margin, room.h - 2 * margin)
    box = inner.holding(logo.width, logo.height)
    ground = Box(box.x - margin, box.y - margin, box.w + 2 * margin, box.h + 2 * margin)
    fill = f'<a:solidFill><a:srgbClr val="{logo.ground[1:].upper()}"/></a:solidFill>'
    shapes = decoration(f"{HiddenName.LOGO} ground", ground, fill, number) if logo.ground else ""
    shapes += picture_shape(HiddenName.LOGO, identity, logo.alt, box, None, number)
    return list(parse_xml(f"<p:spTree {DECLARED}>{shapes}</p:spTree>"))


def _table_style(presentation: Any) -> str:
    """The identity of the style that the deck gives to new tables."""
    part = related(presentation.part, "tableStyles")
    named = "" if part is None else etree.fromstring(part.blob).get("def", "")
    return named if _IDENTITY.fullmatch(named) else _MEDIUM_STYLE_2


@cache
def confirm_private_names() -> None:
    """Raise EnvironmentTrouble if the installed python-pptx lacks a name that decks rely on and it does not promise.

    Most of these stand on objects rather than classes, so they are looked up on our own design.
    """
    confirm_modules("lxml", DECKS)
    confirm_attributes("python-pptx", Presentation(io.BytesIO(our_design(Brand(), "en-GB"))), DECK)
