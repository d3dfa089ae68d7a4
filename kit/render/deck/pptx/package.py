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

_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold; the deck's own date is in its properties
APP_XML = (  # the part that names the program; more than that would change with every deck
    f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>peerkit</Application></Properties>"
).encode()
CONTENT_TYPES = "[Content_Types].xml"
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
    gone = _notes_parts(parts)
    kept = {name: data for name, data in parts.items() if name not in gone}
    kept[CONTENT_TYPES] = _without(kept[CONTENT_TYPES], "PartName", {f"/{name}" for name in gone})
    for name, data in kept.items():
        if name.endswith(".rels"):
            kept[name] = _unrelated(name, data, gone)
    kept["ppt/presentation.xml"] = _unlisted(kept["ppt/presentation.xml"])
    return pack(kept)


def _owner(rels: str) -> str:
    """The part that a part of relationships belongs to."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _targets(rels: str, data: bytes) -> set[str]:
    folder = posixpath.dirname(_owner(rels))
    return {
        posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/")
        for one in etree.fromstring(data)
        if one.get("TargetMode") != "External"
    }


def _notes_parts(parts: Mapping[str, bytes]) -> set[str]:
    """The notes, their master, and what only they refer to."""
    notes = {name for name in parts if _NOTES.match(name)}
    rels = {name: _targets(name, data) for name, data in parts.items() if name.endswith(".rels")}
    theirs = {target for name, found in rels.items() if name in notes for target in found}
    others = {target for name, found in rels.items() if name not in notes for target in found}
    return notes | {name for name in theirs - others if name in parts}


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


def _unlisted(data: bytes) -> bytes:
    root = etree.fromstring(data)
    for child in root.findall(f"{P}notesMasterIdLst"):
        root.remove(child)
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
