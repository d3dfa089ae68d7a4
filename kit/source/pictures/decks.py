"""Decks (.pptx, .potx) inspected as zip files before anything opens them (pure).

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

Trouble = tuple[Code, str, str]

_TYPES = "[Content_Types].xml"
_MAIN = "ppt/presentation.xml"
# That of a .pptx and of a .potx; where the list says nothing of the part, whoever opens the deck will.
_MAIN_TYPES = (
    "",
    "application/xml",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
)
_ACTIVE = re.compile(r"vbaproject|oleobject|activex|embeddings|macro|relationships/(?:package|control)$", re.IGNORECASE)
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK = "/hyperlink"
_SAFE_LINKS = ("http://", "https://", "mailto:")
_SVG = "image/svg+xml"
# How XML can begin, zero bytes aside, which UTF-16 puts between letters; the last is "<?xml" in EBCDIC.
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<|\x4c\x6f\xa7\x94")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = frozenset({b"", b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii"})
_ORDINARY = "Save it in PowerPoint as an ordinary .pptx or .potx, without macros and embedded files."
_SAVE = "Save it again in PowerPoint."
_SMALLER = "Save a copy in PowerPoint with only the masters and layouts, and with compressed pictures."


def deck_problem(path: str, data: bytes) -> Finding | None:
    """Return the first thing that makes the deck ``data`` unfit to be opened, or None."""
    if lists_too_much(data):
        message = f"The deck has more than {MAX_ENTRIES:,} parts, or is made to seem so."
        return Finding(Code.UNSAFE_SIZE, path, None, message, _SMALLER)
    try:
        trouble = next(_troubles(ZipBytes(data)), None)
    except DamagedError:
        trouble = no_zip(data)
    return Finding(trouble[0], path, None, *trouble[1:]) if trouble else None


def _troubles(deck: ZipBytes) -> Iterator[Trouble]:
    """Yield what is wrong; a part is unpacked only once nothing is wrong with names and sizes."""
    entries = [one for one in deck.entries if not one.is_dir()]
    yield from _size_troubles(entries)
    yield from _name_troubles([one.orig_filename for one in deck.entries])
    if _MAIN not in {one.filename for one in entries}:
        yield other_document([one.filename for one in entries])
    listed = next((one for one in entries if one.filename == _TYPES), None)
    if listed is None:
        yield no_zip(b"PK")
        return
    kinds, left = _Kinds(), MAX_XML
    for one in (listed, *(one for one in entries if one is not listed)):
        data = deck.unpacked(one)
        if data is None:
            yield no_zip(b"PK")
        elif _is_xml(one.filename, kinds.of(one.filename), data):
            left -= len(data)
            if left < 0:
                message = f"The deck holds more than {MAX_XML // MB} MB of XML."
                yield Code.UNSAFE_SIZE, message, _SMALLER
            yield from _xml_troubles(one.filename, kinds.of(one.filename), data)
        if one is listed and data is not None:
            kinds = _Kinds.read(data)
            yield from kinds.troubles()


def _size_troubles(entries: Sequence[zipfile.ZipInfo]) -> Iterator[Trouble]:
    if any(map(is_locked, entries)):
        yield protected()
    if len(entries) > MAX_ENTRIES:
        yield Code.UNSAFE_SIZE, f"The deck has {len(entries)} parts, and {MAX_ENTRIES} is the most.", _SMALLER
    if sum(one.file_size for one in entries) > MAX_SUM:
        yield Code.UNSAFE_SIZE, f"The deck unpacks to more than {MAX_SUM // MB} MB.", _SMALLER
    for one in entries:
        if swells(one):
            message = f'A part of the deck unpacks to more than {MAX_RATIO} times its size: "{shown(one.filename)}".'
            yield Code.UNSAFE_SIZE, message, _SMALLER
        if is_odd(one):
            message = f'A part of the deck is packed in a way that decks never use: "{shown(one.filename)}".'
            yield Code.UNSAFE_PICTURE, message, _SAVE


def _name_troubles(names: Sequence[str]) -> Iterator[Trouble]:
    for name in names:
        if leads_out(name):
            yield Code.UNSAFE_PATH, "A part of the deck has a name that leads outside it.", _ORDINARY
        if _ACTIVE.search(name):
            yield Code.UNSAFE_PICTURE, f'The deck holds a macro or an embedded file: "{shown(name)}".', _ORDINARY
    if len({name.casefold() for name in names}) != len(names):
        yield Code.UNSAFE_PICTURE, "Two parts of the deck have the same name.", _ORDINARY


class _Kinds:
    """The content type of each part, as ``[Content_Types].xml`` gives it: by the part's name, else by its ending."""

    def __init__(self, parts: Mapping[str, str] | None = None, endings: Mapping[str, str] | None = None) -> None:
        self._parts, self._endings = parts or {}, endings or {}

    @classmethod
    def read(cls, data: bytes) -> _Kinds:
        """Return what the list ``data`` says. Raises DamagedError where it is none."""
        root = _parsed(data)
        parts = {one.get("PartName", ""): one.get("ContentType", "") for one in root.iter(f"{_TYPE}Override")}
        endings = {one.get("Extension", ""): one.get("ContentType", "") for one in root.iter(f"{_TYPE}Default")}
        lowered = ({key.lower(): value.lower() for key, value in one.items()} for one in (parts, endings))
        return cls(*lowered)

    def of(self, name: str) -> str:
        """Return the type of the part called ``name``, "" where the list gives none."""
        return self._parts.get(f"/{name.lower()}") or self._endings.get(name.lower().rpartition(".")[2], "")

    def troubles(self) -> Iterator[Trouble]:
        """Yield what is wrong with the types themselves."""
        for kind in (*self._parts.values(), *self._endings.values()):
            if "macroenabled" in kind:
                yield Code.UNSAFE_PICTURE, "The deck is of a type that can hold macros.", "Save it as .pptx or .potx."
            if _ACTIVE.search(kind):
                message = f'The deck holds a macro or an embedded file, of the type "{shown(kind[:80])}".'
                yield Code.UNSAFE_PICTURE, message, _ORDINARY
        if self.of(_MAIN) not in _MAIN_TYPES:
            message = "The deck is saved as another kind of file than a presentation, such as a slide show (.ppsx)."
            yield Code.BROKEN_PICTURE, message, _IN_POWERPOINT


def _is_xml(name: str, kind: str, data: bytes) -> bool:
    """Whether a part is XML by its name or type, or begins as XML does: then something may parse it all the same."""
    declared = name.lower().endswith((".xml", ".rels")) or kind.endswith(("/xml", "+xml"))
    return declared or bool(_BEGINS.match(data[:MAX_XML].replace(b"\x00", b"")))


def _xml_troubles(name: str, kind: str, data: bytes) -> Iterator[Trouble]:
    plain = data.replace(b"\x00", b"")
    declared = _DECLARED.match(plain.lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip())
    if plain.startswith(b"\x4c\x6f\xa7\x94") or (declared and declared[1].lower() not in _ENCODINGS):
        yield Code.UNSAFE_PICTURE, f'A part of the deck is in an encoding that decks never use: "{shown(name)}".', _SAVE
    # A drawing that somebody put into the deck may name its type, and nothing of it is ever looked up.
    refused = b"<!ENTITY" if kind == _SVG else b"<!DOCTYPE"
    if refused in plain.upper():
        yield Code.UNSAFE_PICTURE, f'A part of the deck declares a document type: "{shown(name)}".', _SAVE
    if name.lower().endswith(".rels"):
        yield from _outward(name, data)


def _outward(name: str, data: bytes) -> Iterator[Trouble]:
    """Give a trouble for each relationship that leads out of the deck and is no link for people to follow."""
    try:
        root = _parsed(data)
    except DamagedError:
        yield Code.BROKEN_PICTURE, f'A part of the deck is damaged: "{shown(name)}".', _SAVE
        return
    for link in root.iter(_RELATIONSHIP):
        target, kind = str(link.get("Target", "")), str(link.get("Type", ""))
        if _ACTIVE.search(kind):
            yield Code.UNSAFE_PICTURE, f'The deck holds a macro or an embedded file: "{shown(target[:60])}".', _ORDINARY
        if link.get("TargetMode", "").lower() != "external":
            continue
        if not (kind.endswith(_HYPERLINK) and target.lower().startswith(_SAFE_LINKS)):
            message = f'The deck would fetch something from outside it: "{shown(target[:60])}".'
            hint = "In PowerPoint, embed linked pictures (File, Info, Edit links to files) and save it again."
            yield Code.UNSAFE_PICTURE, message, hint


def _parsed(data: bytes) -> Any:
    """Return the root of XML that is known to declare nothing. Raises DamagedError."""
    from lxml import etree

    with reading_bytes():
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


# What a file is that was given as a deck and is none (pure): people mistake files, and protect or damage them.

# A compound file (Microsoft, [MS-CFB] 2.2) holds old Office documents, and new ones behind a password: then it has a
# stream called EncryptedPackage ([MS-OFFCRYPTO] 2.3.4.4). Names of streams are UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = {"PowerPoint Document": "PowerPoint", "WordDocument": "Word", "Workbook": "Excel"}
_ZIP = b"PK"
_AGAIN = "Open it in PowerPoint and save it again as .pptx or .potx."
_IN_POWERPOINT = "Save your design in PowerPoint as .pptx or .potx."

# By a part that only such a document has: what it is.
_OTHERS = (
    ("word/document.xml", "a Word document"),
    ("xl/workbook.xml", "an Excel workbook"),
    ("visio/document.xml", "a Visio drawing"),
    ("content.xml", "an OpenDocument file"),
    ("index/presentation.iwa", "a Keynote presentation"),
)


def no_zip(data: bytes) -> Trouble:
    """Return what is wrong with ``data``, which a deck should be and which cannot be read as a zip file."""
    if not data:
        return Code.BROKEN_PICTURE, "The deck is an empty file.", "Copy it here again."
    if data.startswith(_COMPOUND):
        return _compound(data)
    if data.startswith(_ZIP):
        message = "The deck is damaged, or its end is missing, as after a copy that was broken off."
        return Code.BROKEN_PICTURE, message, f"Copy it here again. {_AGAIN}"
    return Code.BROKEN_PICTURE, "The deck is no PowerPoint file, whatever its name says.", _IN_POWERPOINT


def protected() -> Trouble:
    """Return what is wrong with a deck that opens with a password only."""
    message = "The deck is protected by a password, so nothing can read it."
    hint = "In PowerPoint, choose File, Info, Protect Presentation, Encrypt with Password, empty the box and save it."
    return Code.BROKEN_PICTURE, message, hint


def _compound(data: bytes) -> Trouble:
    if _ENCRYPTED in data:
        return protected()
    old = next((name for stream, name in _OLD.items() if stream.encode("utf-16-le") in data), "an Office program")
    return Code.BROKEN_PICTURE, f"The deck is really a file of {old} from before 2007 under another name.", _AGAIN


def other_document(names: Sequence[str]) -> Trouble:
    """Return what is wrong with a zip file that holds ``names``, and no presentation."""
    held = {name.lower() for name in names}
    if not held:
        return Code.BROKEN_PICTURE, "The deck is an empty zip file.", _IN_POWERPOINT
    what = next((what for part, what in _OTHERS if part in held), "a zip file of something else")
    return Code.BROKEN_PICTURE, f"The deck is no PowerPoint presentation: it is {what}.", _IN_POWERPOINT
