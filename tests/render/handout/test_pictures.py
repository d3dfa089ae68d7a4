"""Pictures drawn as PNG for slides."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from kit.model.findings import Code, Finding
from kit.render.handout.pictures import draw_png
from kit.render.handout.press import Paper, press
from kit.render.handout.sheet import Sheet
from kit.render.handout.typesetter import TypesettingError, shared
from tests.render.editions import edition

SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20" fill="#c8102e"/></svg>'
)


def opened(data: bytes) -> Image.Image:
    """The picture in ``data``."""
    return Image.open(io.BytesIO(data))


def test_an_svg_is_drawn_in_the_width_asked_for_and_keeps_its_shape_and_clear_ground() -> None:
    picture = opened(draw_png("brand/logo.svg", SQUARE, 400))

    assert picture.size == (400, 200)
    assert picture.getpixel((100, 100)) == (0xC8, 0x10, 0x2E, 255)
    pixel = picture.getpixel((300, 100))
    assert isinstance(pixel, tuple)
    assert pixel[3] == 0


def test_a_webp_picture_is_drawn_too() -> None:
    webp = io.BytesIO()
    Image.new("RGB", (60, 30), "#1b4965").save(webp, "webp", lossless=True)

    picture = opened(draw_png("round-1/room.webp", webp.getvalue(), 120))

    assert picture.size == (120, 60)
    assert picture.convert("RGB").getpixel((60, 30)) == (0x1B, 0x49, 0x65)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert draw_png("a.svg", SQUARE, 300) == draw_png("a.svg", SQUARE, 300)


def test_what_is_no_picture_is_refused_in_words() -> None:
    with pytest.raises(TypesettingError, match="SVG"):
        draw_png("a.svg", b"not a picture", 100)


def test_a_picture_that_only_typst_cannot_read_is_named_and_no_page_is_blamed() -> None:
    found: list[Finding] = []
    made = edition({"index.md": "# Home\n", "round-1/map.png": b"\x89PNG\r\n\x1a\nno picture", "logo.svg": SQUARE})
    sheet = Sheet(made, found)
    shown = [
        {"k": "picture", "path": sheet.picture(path), "alt": "", "width": None}
        for path in ("logo.svg", "round-1/map.png")
    ]

    assert press(sheet, Paper("index", "A paper", "A paper", "", "", shown), shared()) is None
    assert [(one.code, one.file) for one in found] == [(Code.BROKEN_PICTURE, "round-1/map.png")]
    assert found[0].hint
