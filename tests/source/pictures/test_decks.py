"""Files that people take for a deck: each is told for what it is."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from kit.model.findings import Code
from kit.source.pictures.pictures import picture_problem
from tests.source.pictures.test_pictures import deck


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
    return stream.getvalue()


def compound(*streams: str) -> bytes:
    """The beginning of an OLE compound file with a folder that names ``streams``, as Office writes it."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHH", 62, 3, 0xFFFE, 9) + bytes(480)
    entries = (name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) for name in streams)
    return head + b"".join(entry.ljust(128, b"\0") for entry in entries)


MISTAKEN = {
    "an empty file": (b"", "is an empty file"),
    "an empty zip": (zipped(), "is an empty zip file"),
    "a deck that was cut off": (deck()[:9000], "its end is missing"),
    "a Word document": (zipped("[Content_Types].xml", "word/document.xml"), "it is a Word document"),
    "an Excel workbook": (zipped("xl/workbook.xml"), "it is an Excel workbook"),
    "an OpenDocument deck": (zipped("mimetype", "content.xml"), "it is an OpenDocument file"),
    "another zip": (zipped("holiday.txt"), "it is a zip file of something else"),
    "a deck behind a password": (
        compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
        "protected by a password",
    ),
    "an old deck": (compound("Root Entry", "PowerPoint Document"), "a file of PowerPoint from before 2007"),
    "an old letter": (compound("Root Entry", "WordDocument"), "a file of Word from before 2007"),
    "a PDF": (b"%PDF-1.7\n", "no PowerPoint file"),
}


@pytest.mark.parametrize("name", MISTAKEN)
def test_a_file_that_is_no_deck_is_told_for_what_it_is_with_what_to_do(name: str) -> None:
    data, words = MISTAKEN[name]
    problem = picture_problem("brand/deck.pptx", data)

    assert problem is not None
    assert problem.code is Code.BROKEN_PICTURE
    assert words in problem.message
    assert "PowerPoint" in problem.hint or "Copy it here again" in problem.hint


def test_one_part_of_a_zip_behind_a_password_is_told_too() -> None:
    data = bytearray(zipped("ppt/presentation.xml"))
    data[6] |= 1  # the flag for encryption, in both headers of the part
    data[data.index(b"PK\x01\x02") + 8] |= 1

    problem = picture_problem("brand/deck.pptx", bytes(data))

    assert problem is not None
    assert problem.code is Code.BROKEN_PICTURE
    assert "protected by a password" in problem.message
