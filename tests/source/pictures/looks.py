"""What the looks at pictures make of a tree: pictures made ready, and whether one is told at all."""

from __future__ import annotations

import io

from PIL import Image

from kit.model.findings import Finding
from kit.model.tree import Tree
from kit.source.pictures.damage import damage
from kit.source.pictures.pictures import picture_problem
from kit.source.pictures.upright import MOST, upright_pictures

TURNABLE = ("JPEG", "PNG", "WEBP")


def opened(data: bytes) -> Image.Image:
    """Return the picture in ``data``, with its pixels read."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_told(path: str, data: bytes) -> bool:
    """Whether one of the three looks at a picture finds it wanting: at its head, on turning it, and to its end."""
    files, found = ready({path: data})
    return bool(found or picture_problem(path, data) or damage(path, files[path]))


def ready(files: dict[str, bytes], most: int = MOST) -> tuple[dict[str, bytes], list[Finding]]:
    """Return ``files`` as a build takes them, and what is told on the way."""
    found: list[Finding] = []
    return dict(upright_pictures(Tree(files), found, most).files), found
