"""A group's own .pptx or .potx as the master: its layouts are kept and its slides are dropped."""

from __future__ import annotations

import io
from typing import Any

from lxml import etree
from pptx import Presentation

from kit.render.deck.package import APP_XML, pack, unpack

_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_POTX = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_APP = "docProps/app.xml"
_PEOPLE = ("/commentAuthors", "/authors")  # who once commented on the slides that go
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SLIDE = "/slide"


def open_borrowed(deck: bytes) -> Any:
    """Return ``deck``, the bytes of a .pptx or .potx that has been inspected already, opened and without its slides.

    Raises whatever python-pptx and zipfile raise for a file that is no deck: KeyError, ValueError, BadZipFile.
    """
    parts = unpack(deck)
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(_POTX, _MAIN)
    if _APP in parts:
        parts[_APP] = APP_XML  # the old one lists the titles of the slides that go
    presentation = Presentation(io.BytesIO(pack(parts)))
    if not any(len(master.slide_layouts) for master in presentation.slide_masters):
        raise ValueError("no layouts")
    _drop_slides(presentation)
    return presentation


def _drop_slides(presentation: Any) -> None:
    """Take out all slides, and all that leads to them from elsewhere: sections, shows, links, the old preview."""
    element, part = presentation.element, presentation.part
    for slide in list(element.sldIdLst if element.sldIdLst is not None else ()):
        part.drop_rel(slide.rId)
        element.sldIdLst.remove(slide)
    for tag in ("custShowLst", "extLst"):
        for child in element.findall(f"{_P}{tag}"):
            element.remove(child)
    for identity, rel in list(part.rels.items()):
        if rel.reltype.endswith(_PEOPLE):
            part.rels.pop(identity)
    for master in presentation.slide_masters:
        for owner in (master, *master.slide_layouts):
            _unlink(owner.part)
    for rel in list(part.package._rels.values()):
        if rel.reltype.endswith("/thumbnail"):
            part.package.drop_rel(rel.rId)


def _unlink(part: Any) -> None:
    """Drop a layout's links to slides, which would keep those in the file."""
    for identity, rel in list(part.rels.items()):
        if not rel.is_external and rel.reltype.endswith(_SLIDE):
            for element in list(part._element.iter(etree.Element)):
                if element.get(f"{_R}id") == identity:
                    element.getparent().remove(element)
            part.rels.pop(identity)
