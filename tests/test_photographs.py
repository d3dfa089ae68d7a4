"""Photographs of a tree in every place that shows one: all outputs show them upright, and none holds what they note."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from kit.app.build import Order, build
from kit.app.check import check, load
from kit.app.pack import pack, ready
from kit.franchise.record import tree_digest
from kit.model.findings import Code
from kit.model.tree import Tree
from kit.render.deck.pptx.package import unpack
from kit.source.pictures.kinds import kind_of_picture
from kit.source.pictures.metadata import without_metadata
from kit.source.pictures.pictures import size
from tests.built import files_with, layers, words_of
from tests.helpers import build_file_tree
from tests.photos import KINDS, NOTE, SIZE, corners, near, photo, scene
from tests.regions import HUB, REGION_TOML
from tests.render.deck.variety import traced

LARGE = (384, 256)  # pixels, as the pictures are shown
HELD = {"JPEG": 6, "PNG": 8, "WEBP": 5, "GIF": 1}
PAGE = """\
---
minutes: 20
---

# How ready are we?

By the end members will have scored themselves.

## Score yourselves

:::{activity} Score yourselves
:minutes: 20

1. Read the point.

:::

::::{handout} Our photographs

![A picture of four colours, as jpg](a.jpg)

![A picture of four colours, as png](a.png)

![A picture of four colours, as webp](a.webp)

![A picture of four colours, as gif](a.gif)

::::

## Why it matters

SLIDES
"""
SLIDE = ":::{{slide}} A picture as {suffix}\n\n![A picture of four colours, as {suffix}](a.{suffix})\n\n:::\n"
BRAND = '\n[brand]\nlogo = "brand/logo.jpg"\nlogo_alt = "Four colours"\ndeck = "brand/deck.pptx"\n'


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region with photographs of the hub and its own: on a page, slides and paper, as a logo, and in its deck."""
    slides = "\n".join(SLIDE.format(suffix=suffix) for suffix in KINDS.values())
    pages = HUB | {"round-1/how-ready.md": PAGE.replace("SLIDES", slides)}
    shown = {f"round-1/a.{suffix}": photo(kind, HELD[kind], scene(size=LARGE)) for kind, suffix in KINDS.items()}
    hub = {**{path: text.encode() for path, text in pages.items()}, **shown}
    ours = {"brand/logo.jpg": photo("JPEG", 6), "brand/deck.pptx": traced(Presentation(), photo("JPEG", 6), NOTE)}
    settings = REGION_TOML.replace("sha256:0", tree_digest(Tree(hub))) + BRAND
    files = {f"upstream/{path}": data for path, data in hub.items()} | {f"files/{path}": ours[path] for path in ours}
    return build_file_tree(tmp_path_factory.mktemp("region"), {"region.toml": settings, **files})


@pytest.fixture(scope="module")
def out(region: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("photos") / "out"
    build(region, made, Order(session_decks=True), lambda _: None)
    return made


def faces(deck: bytes) -> dict[str, list[Any]]:
    """The pictures of each slide by its title, without the copies that the layout shows."""
    slides = Presentation(io.BytesIO(deck)).slides
    return {
        slide.shapes.title.text: [shape for shape in slide.shapes if hasattr(shape, "image")]
        for slide in slides
        if slide.shapes.title is not None
    }


def test_no_byte_of_any_output_holds_what_a_photo_or_a_deck_notes(out: Path) -> None:
    assert len(list(out.rglob("*.pptx"))) >= 4
    assert files_with(NOTE, out) == set()


def test_no_picture_in_any_output_holds_more_than_what_draws_it(out: Path) -> None:
    inside = {path: layers(path.read_bytes()) for path in out.rglob("*") if path.is_file()}
    pictures = [(path, one) for path, ones in inside.items() for one in ones if kind_of_picture(one)]

    assert {path.suffix for path, _ in pictures} >= {".jpg", ".png", ".webp", ".gif", ".pptx", ".pdf"}
    assert [path for path, one in pictures if without_metadata(one) != one] == []


def test_nor_does_a_pack(region: Path, tmp_path: Path) -> None:
    made = tmp_path / "pack.zip"
    pack(ready(region, "round-1"), made, lambda _: None)
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()

    assert [name for name in names if name.endswith("a.jpg")]
    assert NOTE not in words_of(made.read_bytes(), made.name)


def test_the_tree_that_they_come_from_keeps_every_byte_of_its_author(region: Path) -> None:
    loaded = load(region)

    assert loaded.composed is not None
    assert loaded.composed.tree.files["round-1/a.jpg"] == (region / "upstream/round-1/a.jpg").read_bytes()
    assert loaded.composed.tree.files["brand/logo.jpg"] == (region / "files/brand/logo.jpg").read_bytes()


@pytest.mark.parametrize("suffix", KINDS.values())
def test_the_site_shows_them_upright(out: Path, suffix: str) -> None:
    data = (out / f"site/_images/a.{suffix}").read_bytes()
    page = (out / "site/round-1/how-ready.html").read_text(encoding="utf-8")

    assert size(data) == LARGE
    assert near(corners(Image.open(io.BytesIO(data))))
    assert page.count(f'height="{LARGE[1]}"') >= len(KINDS)
    assert size((out / "site/_static/logo.jpg").read_bytes()) == SIZE


@pytest.mark.parametrize("suffix", KINDS.values())
@pytest.mark.parametrize("deck", ["decks/round-1.pptx", "site/downloads/round-1/round-1.pptx"])
def test_slides_show_them_upright_and_in_those_proportions(out: Path, deck: str, suffix: str) -> None:
    (picture,) = faces((out / deck).read_bytes())[f"A picture as {suffix}"]

    assert picture.width / picture.height == pytest.approx(LARGE[0] / LARGE[1], rel=0.01)
    assert near(corners(Image.open(io.BytesIO(picture.image.blob))))


def test_paper_shows_them_upright(out: Path) -> None:
    pages = PdfReader(out / "handouts/round-1/how-ready.pdf").pages
    logo, *images = (one.image for page in pages for one in page.images)

    assert logo is not None
    assert [one.size for one in images if one is not None] == [LARGE] * len(KINDS)
    assert all(near(corners(one)) for one in (logo, *images) if one is not None)


def test_a_photographed_logo_stands_upright_on_our_own_slides(region: Path, tmp_path: Path) -> None:
    settings = (region / "region.toml").read_text(encoding="utf-8").replace("deck =", "#")
    files = {path.relative_to(region).as_posix(): path.read_bytes() for path in region.rglob("*") if path.is_file()}
    root = build_file_tree(tmp_path / "region", {**files, "region.toml": settings})
    build(root, tmp_path / "out", Order(parts=("decks",)), lambda _: None)
    parts = unpack((tmp_path / "out/decks/round-1.pptx").read_bytes())
    (logo,) = (data for name, data in parts.items() if "/media/" in name and size(data) == SIZE)

    assert near(corners(Image.open(io.BytesIO(logo))))
    assert files_with(NOTE, tmp_path / "out") == set()


def test_check_and_build_name_a_photo_that_cannot_be_turned(region: Path, tmp_path: Path) -> None:
    files = {path.relative_to(region).as_posix(): path.read_bytes() for path in region.rglob("*") if path.is_file()}
    whole = photo("JPEG", 6, scene(size=(600, 400)))
    root = build_file_tree(tmp_path, {**files, "files/round-1/a.jpg": whole[: len(whole) - 4000]})

    assert [(one.code, one.file) for one in check(root).findings if one.code is Code.BROKEN_PICTURE] == [
        (Code.BROKEN_PICTURE, "files/round-1/a.jpg")
    ]
