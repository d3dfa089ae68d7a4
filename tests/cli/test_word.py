"""``peerkit word``: a page to somebody who has only Word."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Peerkit
from tests.cli.letters import edit, files, word, written
from tests.helpers import build_file_tree
from tests.photos import NOTE, photo
from tests.regions import SESSION


def test_a_document_is_never_written_over(peerkit: Peerkit, region: Path, letter: Path) -> None:
    word(peerkit, region, letter)
    word(peerkit, region, letter)  # the same again is no harm
    edit(letter, written("In pairs.", "In threes."))
    edited = letter.read_bytes()

    ended = peerkit("-C", region, "word", "round-1/how-ready", "-o", letter)

    assert ended.code == 4
    assert letter.read_bytes() == edited


def test_an_unknown_page_is_answered_with_the_nearest(peerkit: Peerkit, region: Path, letter: Path) -> None:
    ended = peerkit("-C", region, "word", "round-1/how-redy", "-o", letter)

    assert ended.code == 2
    assert "round-1/how-ready" in ended.err
    assert not letter.exists()


def test_without_the_extra_one_sentence_says_how_to_get_it(
    peerkit: Peerkit, region: Path, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)

    ended = peerkit("-C", region, "word", "round-1/how-ready", "-o", letter)

    assert ended.code == 4
    assert "peerkit[word]" in ended.err


def test_documents_are_in_the_language_of_the_pages_and_have_a_title(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    word(peerkit, region, letter)
    document = docx.Document(io.BytesIO(letter.read_bytes()))

    assert document.core_properties.title == "How ready are we?"
    assert document.core_properties.language == "en"
    assert [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 2"] == [
        "Score yourselves",
        "Why it matters",
    ]


def test_a_drawing_is_shown_as_a_picture_that_no_program_fails_to_draw(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    """Two of them have bookmarks of different names, or LibreOffice would take the second for somebody's."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#123456"/></svg>'
    page = SESSION.replace("In pairs.", "![One.](a.svg)\n\n![Two.](a.svg)")
    build_file_tree(region, {"pages/round-1/how-ready.md": page, "files/round-1/a.svg": svg})
    word(peerkit, region, letter)
    with zipfile.ZipFile(letter) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        marks = re.findall(r'bookmarkStart [^>]*w:name="([^"]*)"', archive.read("word/document.xml").decode())

    assert pictures
    assert all(one.startswith(b"\x89PNG") for one in pictures)
    assert len(marks) == len(set(marks))


def test_a_photograph_comes_upright_with_its_alt_text_and_without_its_notes(
    peerkit: Peerkit, region: Path, letter: Path
) -> None:
    page = SESSION.replace("In pairs.", "![Two people talk.](two.jpg)")
    local: dict[str, str | bytes] = {"pages/round-1/how-ready.md": page, "files/round-1/two.jpg": photo("JPEG", 6)}
    build_file_tree(region, local)
    word(peerkit, region, letter)
    with zipfile.ZipFile(letter) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        text = archive.read("word/document.xml").decode()

    assert len(pictures) == 1
    assert NOTE.encode() not in pictures[0]
    assert 'descr="Two people talk."' in text
    before = files(region)
    assert peerkit("-C", region, "capture", "--word", letter).code == 0
    assert files(region) == before
