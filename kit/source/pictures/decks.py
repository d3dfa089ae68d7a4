"""Decks (.pptx, .potx) inspected as zip files before anything opens them (pure).

The limits are from measurements: python-pptx took 3 GB for a 1.5 MB deck of zeros and 1 GB for one of 116 KB of XML,
and LibreOffice fetched a picture that a deck named by its web address.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from kit.model.findings import Code, Finding

MB = 1024 * 1024
MAX_RATIO = 200
MAX_SUM = 200 * MB
MAX_PARTS = 5_000
MAX_XML = 20 * MB

_ACTIVE = re.compile(r"vbaproject|oleobject|activex|embeddings|macro", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HYPERLINK = "/hyperlink"
_SAFE_LINKS = ("http://", "https://", "mailto:")
_MACRO_TYPE = b"macroEnabled"


def deck_problem(path: str, data: bytes) -> Finding | None:
    """Return the first thing that makes the deck ``data`` unfit to be opened, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            trouble = next(_troubles(archive), None)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError):
        trouble = no_zip(data)
    except RuntimeError:  # how zipfile says that a part needs a password
        trouble = protected()
    return Finding(trouble[0], path, None, *trouble[1:]) if trouble else None


def _troubles(archive: zipfile.ZipFile) -> Iterator[Trouble]:
    parts = archive.infolist()
    yield from _size_troubles(parts)
    yield from _name_troubles([part.orig_filename for part in parts])
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            yield from _xml_troubles(part, archive)
    if "ppt/presentation.xml" not in archive.namelist():
        yield other_document([part.filename for part in parts])


def _size_troubles(parts: list[zipfile.ZipInfo]) -> Iterator[Trouble]:
    hint = "Save a copy in PowerPoint with only the masters and layouts, and with compressed pictures."
    if len(parts) > MAX_PARTS:
        yield Code.UNSAFE_SIZE, f"The deck has {len(parts)} parts, and {MAX_PARTS} is the most.", hint
    if sum(part.file_size for part in parts) > MAX_SUM:
        yield Code.UNSAFE_SIZE, f"The deck unpacks to more than {MAX_SUM // MB} MB.", hint
    for part in parts:
        if part.file_size > MAX_RATIO * max(part.compress_size, 1) and part.file_size > MAX_RATIO:
            message = f'A part of the deck unpacks to more than {MAX_RATIO} times its size: "{part.filename}".'
            yield Code.UNSAFE_SIZE, message, hint
        if part.filename.lower().endswith((".xml", ".rels")) and part.file_size > MAX_XML:
            message = f'A part of the deck holds more than {MAX_XML // MB} MB of XML: "{part.filename}".'
            yield Code.UNSAFE_SIZE, message, hint


def _name_troubles(names: list[str]) -> Iterator[Trouble]:
    hint = "Save it in PowerPoint as an ordinary .pptx or .potx, without macros and embedded files."
    for name in names:
        if name.startswith("/") or "\\" in name or "\x00" in name or _DRIVE.match(name) or ".." in name.split("/"):
            yield Code.UNSAFE_PATH, "A part of the deck has a name that leads outside it.", hint
        if _ACTIVE.search(name):
            yield Code.UNSAFE_PICTURE, f'The deck holds a macro or an embedded file: "{name}".', hint
    if len(set(names)) != len(names):
        yield Code.UNSAFE_PICTURE, "Two parts of the deck have the same name.", hint


def _xml_troubles(part: zipfile.ZipInfo, archive: zipfile.ZipFile) -> Iterator[Trouble]:
    with archive.open(part) as stream:
        data = stream.read(MAX_XML + 1)
    hint = "Save it again in PowerPoint."
    if len(data) > MAX_XML:
        yield Code.UNSAFE_SIZE, f'A part of the deck holds more XML than it says: "{part.filename}".', hint
    if b"<!DOCTYPE" in data.replace(b"\x00", b"").upper():
        yield Code.UNSAFE_PICTURE, f'A part of the deck declares a document type: "{part.filename}".', hint
    if part.filename == "[Content_Types].xml" and _MACRO_TYPE in data:
        yield Code.UNSAFE_PICTURE, "The deck is of a type that can hold macros.", "Save it as .pptx or .potx."
    if part.filename.lower().endswith(".rels"):
        yield from _outward(part.filename, data)


def _outward(name: str, data: bytes) -> Iterator[Trouble]:
    """Give a trouble for each relationship that leads out of the deck and is no link for people to follow."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield Code.BROKEN_PICTURE, f'A part of the deck is damaged: "{name}".', "Save it again in PowerPoint."
        return
    for link in root.iter(_RELATIONSHIP):
        target, kind = str(link.get("Target", "")), str(link.get("Type", ""))
        if link.get("TargetMode", "").lower() != "external":
            continue
        if not (kind.endswith(_HYPERLINK) and target.lower().startswith(_SAFE_LINKS)):
            message = f'The deck would fetch something from outside it: "{target[:60]}".'
            hint = "In PowerPoint, embed linked pictures (File, Info, Edit links to files) and save it again."
            yield Code.UNSAFE_PICTURE, message, hint


# What a file is that was given as a deck and is none (pure): people mistake files, and protect or damage them.

Trouble = tuple[Code, str, str]

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
