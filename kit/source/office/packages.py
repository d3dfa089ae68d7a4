"""Files of Office programs (.pptx, .potx, .docx) inspected as zip files before anything opens them (pure).

The limits are from measurements: python-pptx took 3 GB for a 1.5 MB deck of zeros and 1 GB for one of 116 KB of XML,
and LibreOffice fetched a picture that a deck named by its web address. What a part is says the deck's own list of
content types, and readers follow relationships, so names alone prove nothing: whatever begins like XML is held to the
rules for XML.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kit.model.findings import Code, Finding
from kit.source.office.mistaken import Trouble, no_zip, other_document, protected
from kit.source.office.package import Package
from kit.source.tree.archives import (
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_SUM,
    MB,
    ZipBytes,
    is_locked,
    is_odd,
    leads_out,
    lists_too_much,
    swells,
)
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.source.tree.paths import shown

MAX_XML = 20 * MB

_TYPES = "[Content_Types].xml"
_ACTIVE = re.compile(r"vbaproject|oleobject|activex|embeddings|macro|relationships/(?:package|control)$", re.IGNORECASE)
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK = "/hyperlink"
_SVG = "image/svg+xml"
# How XML can begin, zero bytes aside, which UTF-16 puts between letters; the last is "<?xml" in EBCDIC.
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<|\x4c\x6f\xa7\x94")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = frozenset({b"", b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii"})


def package_problem(path: str, data: bytes, kind: Package) -> Finding | None:
    """Return the first thing that makes ``data``, which should be of ``kind``, unfit to be opened, or None."""
    if lists_too_much(data):
        message = f"The {kind.called} has more than {MAX_ENTRIES:,} parts, or is made to seem so."
        return Finding(Code.UNSAFE_SIZE, path, None, message, kind.shrink)
    try:
        trouble = next(_Inspection(kind).troubles(ZipBytes(data)), None)
    except DamagedError:
        trouble = no_zip(data, kind)
    return Finding(trouble[0], path, None, *trouble[1:]) if trouble else None


class _Inspection:
    def __init__(self, kind: Package) -> None:
        self.kind = kind

    def troubles(self, archive: ZipBytes) -> Iterator[Trouble]:
        """Yield what is wrong; a part is unpacked only once nothing is wrong with names and sizes."""
        entries = [one for one in archive.entries if not one.is_dir()]
        yield from self.sizes(entries)
        yield from self.names([one.orig_filename for one in archive.entries])
        if not any(self.kind.main.fullmatch(one.filename) for one in entries):
            yield other_document([one.filename for one in entries], self.kind)
        listed = next((one for one in entries if one.filename == _TYPES), None)
        if listed is None:
            yield no_zip(b"PK", self.kind)
            return
        types, left = _Types(), MAX_XML
        for one in (listed, *(one for one in entries if one is not listed)):
            data = archive.unpacked(one)
            if data is None:
                yield no_zip(b"PK", self.kind)
            elif _is_xml(one.filename, types.of(one.filename), data):
                left -= len(data)
                if left < 0:
                    message = f"The {self.kind.called} holds more than {MAX_XML // MB} MB of XML."
                    yield Code.UNSAFE_SIZE, message, self.kind.shrink
                yield from self.xml(one.filename, types.of(one.filename), data)
            if one is listed and data is not None:
                types = _Types.read(data)
                yield from self.types(types, [entry.filename for entry in entries])

    def sizes(self, entries: Sequence[zipfile.ZipInfo]) -> Iterator[Trouble]:
        called, shrink = self.kind.called, self.kind.shrink
        if any(map(is_locked, entries)):
            yield protected(self.kind)
        if len(entries) > MAX_ENTRIES:
            yield Code.UNSAFE_SIZE, f"The {called} has {len(entries)} parts, and {MAX_ENTRIES} is the most.", shrink
        if sum(one.file_size for one in entries) > MAX_SUM:
            yield Code.UNSAFE_SIZE, f"The {called} unpacks to more than {MAX_SUM // MB} MB.", shrink
        for one in entries:
            part = f'"{shown(one.filename)}"'
            if swells(one):
                message = f"A part of the {called} unpacks to more than {MAX_RATIO} times its size: {part}."
                yield Code.UNSAFE_SIZE, message, shrink
            if is_odd(one):
                message = f"A part of the {called} is packed in a way that {called}s never use: {part}."
                yield Code.UNSAFE_PICTURE, message, self.kind.save

    def names(self, names: Sequence[str]) -> Iterator[Trouble]:
        for name in names:
            if leads_out(name):
                message = f"A part of the {self.kind.called} has a name that leads outside it."
                yield Code.UNSAFE_PATH, message, self.kind.ordinary
            if _ACTIVE.search(name):
                yield self.active(f': "{shown(name)}"')
        if len({name.casefold() for name in names}) != len(names):
            message = f"Two parts of the {self.kind.called} have the same name."
            yield Code.UNSAFE_PICTURE, message, self.kind.ordinary

    def active(self, what: str) -> Trouble:
        message = f"The {self.kind.called} holds a macro or an embedded file{what}."
        return Code.UNSAFE_PICTURE, message, self.kind.ordinary

    def types(self, types: _Types, names: Sequence[str]) -> Iterator[Trouble]:
        for one in types.all:
            if "macroenabled" in one:
                message = f"The {self.kind.called} is of a type that can hold macros."
                yield Code.UNSAFE_PICTURE, message, f"Save it as {self.kind.endings}."
            if _ACTIVE.search(one):
                yield self.active(f', of the type "{shown(one[:80])}"')
        for name in filter(self.kind.main.fullmatch, names):
            if types.of(name) not in self.kind.types:
                yield Code.BROKEN_PICTURE, self.kind.other, self.kind.save_as

    def xml(self, name: str, type_: str, data: bytes) -> Iterator[Trouble]:
        called, save = self.kind.called, self.kind.save
        plain = data.replace(b"\x00", b"")
        declared = _DECLARED.match(plain.lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip())
        if plain.startswith(b"\x4c\x6f\xa7\x94") or (declared and declared[1].lower() not in _ENCODINGS):
            message = f'A part of the {called} is in an encoding that {called}s never use: "{shown(name)}".'
            yield Code.UNSAFE_PICTURE, message, save
        # A drawing that somebody put in may name its type, and nothing of it is ever looked up.
        refused = b"<!ENTITY" if type_ == _SVG else b"<!DOCTYPE"
        if refused in plain.upper():
            yield Code.UNSAFE_PICTURE, f'A part of the {called} declares a document type: "{shown(name)}".', save
        if name.lower().endswith(".rels"):
            yield from self.outward(name, data)

    def outward(self, name: str, data: bytes) -> Iterator[Trouble]:
        """Give a trouble for each relationship that leads out of the file and is no link for people to follow."""
        try:
            root = parsed(data)
        except DamagedError:
            message = f'A part of the {self.kind.called} is damaged: "{shown(name)}".'
            yield Code.BROKEN_PICTURE, message, self.kind.save
            return
        for link in root.iter(_RELATIONSHIP):
            target, kind = str(link.get("Target", "")), str(link.get("Type", ""))
            if _ACTIVE.search(kind):
                yield self.active(f': "{shown(target[:60])}"')
            if link.get("TargetMode", "").lower() != "external":
                continue
            if not (kind.endswith(_HYPERLINK) and self.kind.is_link(target)):
                message = f'The {self.kind.called} would fetch something from outside it: "{shown(target[:60])}".'
                yield Code.UNSAFE_PICTURE, message, self.kind.embed


class _Types:
    """The content type of each part, as ``[Content_Types].xml`` gives it: by the part's name, else by its ending."""

    def __init__(self, parts: Mapping[str, str] | None = None, endings: Mapping[str, str] | None = None) -> None:
        self._parts, self._endings = parts or {}, endings or {}

    @classmethod
    def read(cls, data: bytes) -> _Types:
        """Return what the list ``data`` says. Raises DamagedError where it is none."""
        root = parsed(data)
        parts = {one.get("PartName", ""): one.get("ContentType", "") for one in root.iter(f"{_TYPE}Override")}
        endings = {one.get("Extension", ""): one.get("ContentType", "") for one in root.iter(f"{_TYPE}Default")}
        lowered = ({key.lower(): value.lower() for key, value in one.items()} for one in (parts, endings))
        return cls(*lowered)

    def of(self, name: str) -> str:
        """Return the type of the part called ``name``, "" where the list gives none."""
        return self._parts.get(f"/{name.lower()}") or self._endings.get(name.lower().rpartition(".")[2], "")

    @property
    def all(self) -> list[str]:
        """All types that the list gives."""
        return [*self._parts.values(), *self._endings.values()]


def _is_xml(name: str, kind: str, data: bytes) -> bool:
    """Whether a part is XML by its name or type, or begins as XML does: then something may parse it all the same."""
    declared = name.lower().endswith((".xml", ".rels")) or kind.endswith(("/xml", "+xml"))
    return declared or bool(_BEGINS.match(data[:MAX_XML].replace(b"\x00", b"")))


def parsed(data: bytes) -> Any:
    """Return the root of XML that is known to declare nothing. Raises DamagedError."""
    from lxml import etree

    with reading_bytes():
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
