"""Decks as packages."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openxml_audit
import pytest
from pptx import Presentation

from kit.render.deck.pptx.package import pack, unpack, without_notes, without_traces
from kit.source.pictures.pictures import size
from tests.built import words_of
from tests.photos import NOTE, SIZE, photo
from tests.render.deck.conftest import Made
from tests.render.deck.variety import traced, usual

TYPES = "[Content_Types].xml"


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


# What programs note in a deck that a group brings.


@pytest.fixture
def traced_deck() -> bytes:
    return traced(Presentation(), photo("JPEG", 6), NOTE)


def test_without_traces_no_word_is_left_that_a_program_noted(traced_deck: bytes) -> None:
    kept = without_traces(unpack(traced_deck))

    assert words_of(traced_deck, "a.pptx").count(NOTE) > 20
    assert NOTE not in words_of(pack(kept), "a.pptx")
    assert not [name for name in kept if "custom" in name or "tags" in name or "thumbnail" in name]
    assert not [data for data in kept.values() if b"custDataLst" in data or b"rId-" in data]
    assert not [name for name in unpack(traced_deck) if name not in kept and name.encode() in kept[TYPES]]


def test_without_traces_a_deck_opens_and_has_the_same_layouts(traced_deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bare.pptx"
    path.write_bytes(pack(without_traces(unpack(traced_deck))))
    before, after = Presentation(io.BytesIO(traced_deck)), Presentation(str(path))

    assert [one.name for one in after.slide_layouts] == [one.name for one in before.slide_layouts]
    assert openxml_audit.validate_pptx(path).errors == []


def test_a_picture_in_a_deck_is_not_turned_because_its_program_has_turned_it(traced_deck: bytes) -> None:
    (media,) = (data for name, data in without_traces(unpack(traced_deck)).items() if "/media/" in name)

    assert size(media) == (SIZE[1], SIZE[0])


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (r"C:\Users\sam\Pictures\logo.png", ""),
        ("/home/sam/logo.jpeg", ""),
        ("The logo of the council", "The logo of the council"),
        ("Red and/or blue. And so on", "Red and/or blue. And so on"),
    ],
)
def test_a_picture_in_a_deck_does_not_say_where_it_lay_on_a_disk(said: str, kept: str) -> None:
    name = "ppt/slideLayouts/slideLayout1.xml"
    parts = unpack(traced(Presentation(), photo(), NOTE))
    parts[name] = parts[name].replace(b'descr=""', f'descr="{said}"'.encode())

    assert f'descr="{kept}"'.encode() in without_traces(parts)[name]


def test_a_drawing_in_a_deck_loses_what_its_program_noted() -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{NOTE}</metadata><!--{NOTE}--><path d="M0 0"/></svg>'
    parts = unpack(traced(Presentation(), photo(), NOTE))
    rels = "ppt/slideLayouts/_rels/slideLayout2.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    link = f'<Relationship Id="rId9" Type="{kind}" Target="../media/a.svg"/></Relationships>'.encode()
    parts[rels] = parts[rels].replace(b"</Relationships>", link)
    kept = without_traces({**parts, "ppt/media/a.svg": drawing.encode()})

    assert NOTE.encode() not in kept["ppt/media/a.svg"]
    assert b"M0 0" in kept["ppt/media/a.svg"]


def test_without_traces_what_has_none_stays_as_it_is() -> None:
    parts = unpack(usual())
    kept = without_traces(parts)

    assert without_traces(kept) == kept
    assert all(kept[name] == parts[name] for name in kept if not name.endswith((".rels", "app.xml", TYPES)))
    assert set(parts) - set(kept) == {"docProps/thumbnail.jpeg", "ppt/printerSettings/printerSettings1.bin"}
