"""Pictures that one sees through get white below them on dark pages, and photographs get none."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from kit.source.pictures.see_through import see_through

SOLID = Image.new("RGB", (9, 7), "#7a1f5c")
CLEAR = Image.new("RGBA", (9, 7), (122, 31, 92, 255))
CLEAR.putpixel((4, 4), (0, 0, 0, 254))
PALETTE = SOLID.convert("P")


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        *(saved(SOLID, kind) for kind in ("JPEG", "PNG", "WEBP", "GIF")),
        *(saved(SOLID.convert("RGBA"), kind) for kind in ("PNG", "WEBP")),
        saved(SOLID.convert("LA"), "PNG"),
        saved(SOLID, "PNG", transparency=(0, 0, 0)),
        saved(PALETTE, "GIF", transparency=200),
    ],
)
def test_a_picture_whose_every_dot_hides_what_is_below_is_solid(data: bytes) -> None:
    assert not see_through(data)


@pytest.mark.parametrize(
    "data",
    [
        saved(CLEAR, "PNG"),
        saved(CLEAR, "WEBP", lossless=True),
        saved(SOLID, "PNG", transparency=(122, 31, 92)),
        saved(PALETTE, "GIF", transparency=PALETTE.getpixel((0, 0))),
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 7"/>',
        saved(CLEAR, "PNG")[:60],
        b"",
    ],
)
def test_one_clear_dot_a_drawing_or_damage_counts_as_clear(data: bytes) -> None:
    assert see_through(data)
