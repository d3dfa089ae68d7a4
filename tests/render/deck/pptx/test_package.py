"""Decks as packages."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openxml_audit
from pptx import Presentation

from kit.render.deck.pptx.package import pack, unpack, without_notes
from tests.render.deck.conftest import Made


def test_without_notes_no_word_for_facilitators_is_left_in_the_package(made: Made, tmp_path: Path) -> None:
    bare = without_notes(made.decks["round-1.pptx"])
    parts = unpack(bare)
    assert [name for name in parts if "notes" in name.lower()] == []
    everything = b"".join(parts.values())
    for word in (b"Canary", b"notesSlide", b"notesMaster", b"done in 12 minutes"):
        assert word not in everything
    path = tmp_path / "bare.pptx"
    path.write_bytes(bare)
    assert openxml_audit.validate_pptx(path).errors == []


def test_without_notes_the_slides_stay_as_they_were(made: Made) -> None:
    deck = made.decks["round-1.pptx"]
    with_notes, bare = (unpack(one) for one in (deck, without_notes(deck)))
    slides = [name for name in with_notes if name.startswith("ppt/slides/slide")]
    assert len(slides) > 10
    assert all(bare[name] == with_notes[name] for name in slides)
    assert len(Presentation(io.BytesIO(without_notes(deck))).slides) == len(slides)
    assert without_notes(without_notes(deck)) == without_notes(deck)


def test_a_package_depends_on_its_parts_alone() -> None:
    parts = {"b.xml": b"<b/>", "[Content_Types].xml": b"<Types/>", "a.xml": b"<a/>"}
    packed = pack(parts)
    assert packed == pack(dict(reversed(parts.items())))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "a.xml", "b.xml"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert unpack(packed) == parts
