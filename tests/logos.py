"""Logos of every shape and colour that councils have, by name, as files of a tree."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw


def svg(wide: int, tall: int, inside: str) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}">'
    return f"{head}{inside}</svg>".encode()


def _wide(colour: str) -> bytes:
    bars = "".join(f'<rect x="{120 + 75 * at}" y="25" width="55" height="50" fill="{colour}"/>' for at in range(5))
    return svg(500, 100, f'<circle cx="50" cy="50" r="46" fill="{colour}"/>{bars}')


def _tall() -> bytes:
    drawn = Image.new("RGBA", (100, 300), (0, 0, 0, 0))
    ImageDraw.Draw(drawn).rounded_rectangle((2, 2, 97, 297), 20, fill="#7a1f5c")
    return _saved(drawn, "PNG")


def _photo() -> bytes:
    return _saved(Image.linear_gradient("L").resize((300, 200)).convert("RGB"), "JPEG")


def _saved(image: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


_RING = '<circle cx="60" cy="60" r="50" fill="none" stroke="#c8102e" stroke-width="18"/>'
LOGOS = {
    "wide": ("brand/wide.svg", _wide("#1d1d1b")),
    "tall": ("brand/tall.png", _tall()),
    "white": ("brand/white.svg", _wide("#ffffff")),
    "dark": ("brand/dark.svg", svg(200, 120, '<path d="M0 0h200v120z" fill="#000000"/>')),
    "square": ("brand/square.svg", svg(120, 120, _RING)),
    "photo": ("brand/photo.jpg", _photo()),
}
