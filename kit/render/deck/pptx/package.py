"""Decks as packages: the same bytes for the same parts, and speaker notes taken out to the last word."""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from kit.model.edition import Edition
from kit.render.deck.pptx.ooxml import HEAD, P, to_bytes
from kit.source.pictures.metadata import without_metadata
from kit.source.pictures.svg import rebuild

_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold; the deck's own date is in its properties
APP_XML = (  # the part that names the program; more than that would change with every deck
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>peerkit</Application></Properties>"
).encode()
CONTENT_TYPES = "[Content_Types].xml"
_SHOW = "ppt/presentation.xml"
_NOTES = re.compile(r"^ppt/(notesSlides|notesMasters)/")


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of ``parts`` by name whose bytes depend on nothing else: sorted, with one fixed date.

    The list of content types comes first, as readers of the format expect.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def unpack(deck: bytes) -> dict[str, bytes]:
    """Return the parts of a deck by name."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def without_notes(deck: bytes) -> bytes:
    """Return ``deck`` with no trace of its speaker notes: the parts are gone, and so is all that named them."""
    parts = unpack(deck)
    kept = _without_parts(parts, _notes_parts(parts))
    kept[_SHOW] = _without_elements(kept[_SHOW], "notesMasterIdLst")
    return pack(kept)


# A deck that a group brings leads to much that draws nothing. By the last word of a relation's type: where the deck and
# its presentation may lead, and where nothing may (ECMA-376, part 1, 9.1.5 and 13.3; [MS-PPTX] 2.2 for changes).
_FROM_TOP = frozenset({"officeDocument", "core-properties", "extended-properties"})
_FROM_SHOW = frozenset(
    {"slideMaster", "notesMaster", "handoutMaster", "slide", "theme", "presProps", "viewProps", "tableStyles", "font"}
)
_NOTES_OF_PROGRAMS = frozenset({"customXml", "tags", "comments"})
_SAID = re.compile(rb"""(\sdescr=["'])([^"']*)""")
_SUFFIX = re.compile(rb"\.\w{3,4}\Z")


def without_traces(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the ``parts`` of a group's own deck without what it notes of people, and its pictures without metadata.

    Gone are custom XML, in which SharePoint names people, custom properties, labels, comments and their authors, lists
    of changes, what add-ins note, where a picture lay on somebody's disk, and the preview. Pictures are not turned,
    because PowerPoint has done that in the deck.
    """
    kept = _without_parts(parts, set(parts) - _reached(parts))
    return {name: _traceless(name, data) for name, data in kept.items()}


def _reached(parts: Mapping[str, bytes]) -> set[str]:
    """Return the parts to which a deck leads, step by step, by relations that it needs."""
    reached, waiting = {CONTENT_TYPES}, [""]
    while waiting:
        owner = waiting.pop()
        rels = posixpath.join(posixpath.dirname(owner), "_rels", f"{posixpath.basename(owner)}.rels")
        if rels in parts:
            found = {one for one, kind in _targets(rels, parts[rels]) if _needed(owner, kind)} - reached
            waiting += found
            reached |= {rels, *found}
    return reached


def _needed(owner: str, kind: str) -> bool:
    """Whether what ``owner`` leads to is needed to draw, by the last word of the relation's type."""
    if owner in ("", _SHOW):
        return kind in (_FROM_SHOW if owner else _FROM_TOP)
    return kind not in _NOTES_OF_PROGRAMS


def _traceless(name: str, data: bytes) -> bytes:
    if name.startswith("docProps/app"):
        return APP_XML  # the old one lists the titles of the slides
    if name.endswith(".svg"):
        return rebuild(name, data, []) or data
    if name.endswith(".xml"):
        named = _SAID.sub(lambda said: said[1] if _is_path(said[2]) else said[0], data)
        return _without_elements(named, "custDataLst") if b"custDataLst" in named else named
    return data if name.endswith(".rels") else without_metadata(data)


def _is_path(alt: bytes) -> bool:
    """Whether an alt text is where the picture lay, which PowerPoint once took for one."""
    return (b"/" in alt or b"\\" in alt) and _SUFFIX.search(alt) is not None


def _owner(rels: str) -> str:
    """The part that a part of relationships belongs to."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _targets(rels: str, data: bytes) -> set[tuple[str, str]]:
    """Return the parts to which a part of relations leads, each with the last word of the relation's type."""
    folder = posixpath.dirname(_owner(rels))
    inner = [one for one in etree.fromstring(data) if one.get("TargetMode") != "External"]
    names = [posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/") for one in inner]
    return {(name, one.get("Type", "").split("/")[-1]) for name, one in zip(names, inner, strict=True)}


def _notes_parts(parts: Mapping[str, bytes]) -> set[str]:
    """The notes, their master, and what only they refer to."""
    notes = {name for name in parts if _NOTES.match(name)}
    rels = {name: _targets(name, data) for name, data in parts.items() if name.endswith(".rels")}
    theirs = {target for name, found in rels.items() if name in notes for target, _ in found}
    others = {target for name, found in rels.items() if name not in notes for target, _ in found}
    return notes | {name for name in theirs - others if name in parts}


def _without_parts(parts: Mapping[str, bytes], gone: set[str]) -> dict[str, bytes]:
    """Return ``parts`` without those that are gone, and without all that names them."""
    kept = {name: data for name, data in parts.items() if name not in gone}
    kept[CONTENT_TYPES] = _without(kept[CONTENT_TYPES], "PartName", {f"/{name}" for name in gone})
    return {name: _unrelated(name, data, gone) if name.endswith(".rels") else data for name, data in kept.items()}


def _without(data: bytes, attribute: str, gone: set[str]) -> bytes:
    root = etree.fromstring(data)
    for child in list(root):
        if child.get(attribute) in gone:
            root.remove(child)
    return to_bytes(root)


def _unrelated(name: str, data: bytes, gone: set[str]) -> bytes:
    root = etree.fromstring(data)
    folder = posixpath.dirname(_owner(name))
    for child in list(root):
        target = posixpath.normpath(posixpath.join(folder, child.get("Target", ""))).lstrip("/")
        if child.get("TargetMode") != "External" and target in gone:
            root.remove(child)
    return to_bytes(root)


def _without_elements(data: bytes, tag: str) -> bytes:
    """Return a part without its elements of PresentationML called ``tag``."""
    root = etree.fromstring(data)
    for element in list(root.iter(f"{P}{tag}")):
        element.getparent().remove(element)
    return to_bytes(root)


# The properties of a deck: what programs show of a file before it is opened.

_LONGEST = 255  # characters that programs show of a property


def core_xml(edition: Edition, title: str) -> bytes:
    """Return the part with a deck's title, author, language and dates; nothing of a borrowed deck's own stays."""
    when = datetime.datetime.fromtimestamp(edition.epoch, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = escape(edition.name[:_LONGEST])
    date = "".join(
        f'<dcterms:{kind} xsi:type="dcterms:W3CDTF">{when}</dcterms:{kind}>' for kind in ("created", "modified")
    )
    return (
        f"{HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title[:_LONGEST])}</dc:title><dc:subject>{name}</dc:subject><dc:creator>{name}</dc:creator>"
        f"<cp:lastModifiedBy>{name}</cp:lastModifiedBy><cp:revision>1</cp:revision>{date}"
        f"<dc:language>{escape(edition.language)}</dc:language></cp:coreProperties>"
    ).encode()
