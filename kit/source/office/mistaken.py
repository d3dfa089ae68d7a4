"""What a file is that was given as a file of some Office program and is none: people mistake, protect and damage files.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.findings import Code
from kit.source.office.package import Package

Trouble = tuple[Code, str, str]

# A compound file (Microsoft, [MS-CFB] 2.2) holds old Office documents, and new ones behind a password: then it has a
# stream called EncryptedPackage ([MS-OFFCRYPTO] 2.3.4.4). Names of streams are UTF-16.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = {"PowerPoint Document": "PowerPoint", "WordDocument": "Word", "Workbook": "Excel"}
_ZIP = b"PK"

# By a part that only such a document has: what it is.
_OTHERS = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("xl/workbook.xml", "an Excel workbook"),
    ("visio/document.xml", "a Visio drawing"),
    ("content.xml", "an OpenDocument file"),
    ("index/presentation.iwa", "a Keynote presentation"),
    ("index/document.iwa", "a Pages or Numbers document"),
)


def no_zip(data: bytes, kind: Package) -> Trouble:
    """Return what is wrong with ``data``, which should be of ``kind`` and cannot be read as a zip file."""
    if not data:
        return Code.BROKEN_PICTURE, f"The {kind.called} is an empty file.", "Copy it here again."
    if data.startswith(_COMPOUND):
        return _compound(data, kind)
    if data.startswith(_ZIP):
        message = f"The {kind.called} is damaged, or its end is missing, as after a copy that was broken off."
        return Code.BROKEN_PICTURE, message, f"Copy it here again. {kind.again}"
    message = f"The {kind.called} is no {kind.program} file, whatever its name says."
    return Code.BROKEN_PICTURE, message, kind.save_as


def protected(kind: Package) -> Trouble:
    """Return what is wrong with a file that opens with a password only."""
    message = f"The {kind.called} is protected by a password, so nothing can read it."
    where = f"File, Info, Protect {kind.name}, Encrypt with Password"
    return Code.BROKEN_PICTURE, message, f"In {kind.program}, choose {where}, empty the box and save it."


def _compound(data: bytes, kind: Package) -> Trouble:
    if _ENCRYPTED in data:
        return protected(kind)
    old = next((name for stream, name in _OLD.items() if stream.encode("utf-16-le") in data), "an Office program")
    message = f"The {kind.called} is really a file of {old} from before 2007 under another name."
    return Code.BROKEN_PICTURE, message, kind.again


def other_document(names: Sequence[str], kind: Package) -> Trouble:
    """Return what is wrong with a zip file that holds ``names``, and nothing of ``kind``."""
    held = {name.lower() for name in names}
    if not held:
        return Code.BROKEN_PICTURE, f"The {kind.called} is an empty zip file.", kind.save_as
    what = next((what for part, what in _OTHERS if part in held), "a zip file of something else")
    message = f"The {kind.called} is no {kind.program} {kind.name.lower()}: it is {what}."
    return Code.BROKEN_PICTURE, message, kind.save_as
