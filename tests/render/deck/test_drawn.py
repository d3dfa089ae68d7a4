"""Decks drawn by LibreOffice: every word of every slide is on its page, and PowerPoint would open each file."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openxml_audit
import pytest
from pptx import Presentation
from pypdf import PdfReader

from kit.app.build import Order, build
from kit.model.edition import Brand
from kit.render.deck.writer import write_decks
from tests.render.deck.conftest import Made, draw
from tests.render.handout.measured import words

ROOT = Path(__file__).parents[3]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed to draw the slides"),
]


def _cases(made: Made) -> Mapping[str, bytes]:
    """The cases with a form for feedback, without an address and with a logo: every layout of ours is drawn."""
    (meeting,) = made.edition.rounds
    asking = dataclasses.replace(meeting, feedback="https://forms.example.org/round-1")
    whole = dataclasses.replace(made.edition, rounds=(asking,))
    decks = write_decks(whole, made.contents, [], sessions=True, draw=draw)
    long = dataclasses.replace(
        made.edition, name="Grŵp Cymheiriaid Digidol Llywodraeth Leol Gogledd-ddwyrain Cymru " * 2
    )
    decks["long.pptx"] = write_decks(long, made.contents, [], draw=draw)["round-1.pptx"]
    for name, brand in (("plain", Brand()), ("logo", Brand(logo="round-1/tower.png", logo_alt="Midlands"))):
        quiet = dataclasses.replace(made.edition, url="", brand=brand)
        decks[f"{name}.pptx"] = write_decks(quiet, made.contents, [], draw=draw)["round-1.pptx"]
    return decks


def _built(tree: Path, out: Path) -> Mapping[str, bytes]:
    build(tree, out, Order(parts=("decks",)), lambda _: None)
    return {path.relative_to(out / "decks").as_posix(): path.read_bytes() for path in (out / "decks").rglob("*.pptx")}


@pytest.fixture(scope="module", params=["cases", "sessions", "docs/examples/midlands"])
def drawn(request: pytest.FixtureRequest, made: Made, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The decks of a tree as files, each beside the PDF that LibreOffice made of it."""
    folder = tmp_path_factory.mktemp("drawn")
    decks = _cases(made) if request.param == "cases" else _built(ROOT / request.param, folder / "out")
    paths = []
    for name, data in decks.items():
        paths.append(folder / name.replace("/", "-"))
        paths[-1].write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=folder)
    return paths


def _words(shape: Any) -> list[str]:
    if hasattr(shape, "shapes"):
        return [word for part in shape.shapes for word in _words(part)]
    if getattr(shape, "has_table", False) and shape.has_table:
        return [word for row in shape.table.rows for cell in row.cells for word in cell.text.split()]
    return list(shape.text_frame.text.split()) if shape.has_text_frame else []


def test_every_word_of_every_slide_is_on_its_page(drawn: list[Path]) -> None:
    """LibreOffice leaves out words that run off a slide, so pages are compared with slides word by word."""
    assert len(drawn) > 1
    for path in drawn:
        pages = PdfReader(path.with_suffix(".pdf")).pages
        slides = list(Presentation(io.BytesIO(path.read_bytes())).slides)
        assert len(pages) == len(slides), path.name
        for page, slide in zip(pages, slides, strict=True):
            found = "".join(page.extract_text().split())
            shown = [word for shape in slide.shapes for word in _words(shape) if "‹" not in word]
            missing = [word for word in shown if word not in found]
            assert missing == [], (path.name, slide.shapes.title.text)


def test_the_foot_of_every_slide_is_one_line(drawn: list[Path]) -> None:
    for path in drawn:
        pages = words(path.with_suffix(".pdf").read_bytes())
        for page, slide in zip(pages, Presentation(io.BytesIO(path.read_bytes())).slides, strict=True):
            for foot in (shape for shape in slide.placeholders if shape.name == "Footer"):
                said = foot.text_frame.text.split()
                tops = {round(box.top) for word, box in page if word in said and box.bottom > foot.top.pt}
                assert len(tops) == 1, (path.name, foot.text_frame.text)


def test_no_deck_needs_repair(drawn: list[Path]) -> None:
    for path in drawn:
        assert openxml_audit.validate_pptx(path).errors == [], path.name
