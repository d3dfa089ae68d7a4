"""What a file is that was given as a deck and is none (pure): people mistake files, and protect or damage them."""

from __future__ import annotations

from collections.abc import Sequence

from kit.model.findings import Code

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
