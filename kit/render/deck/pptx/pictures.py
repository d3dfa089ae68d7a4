"""Pictures as PowerPoint can hold them."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Mapping

from PIL import Image

from kit.model.findings import Code, Finding
from kit.source.pictures.pictures import size
from kit.source.tree.damage import reading_bytes

Draw = Callable[[str, bytes, int], bytes]  # name, the picture's bytes, width in pixels -> a PNG
_DRAWN = (".svg", ".webp")
_WIDTH = 1600  # pixels: a slide's full width on a common projector is 1920, and a picture takes most of it
_MOST = 10_000_000  # dots of a drawn picture: a narrow one would else become endlessly tall
_FORMATS = ("PNG", "JPEG", "GIF")


class Pictures:
    """The pictures of a tree by path, drawn to PNG where they must be, each once.

    ``draw`` raises ValueError for what it cannot read.
    """

    def __init__(self, files: Mapping[str, bytes], draw: Draw, found: list[Finding]) -> None:
        self._files, self._draw, self._found = files, draw, found
        self._ready: dict[str, tuple[bytes, int, int] | None] = {}

    def get(self, path: str) -> tuple[bytes, int, int] | None:
        """Return a picture's bytes, width and height in pixels, or None, with a finding, if it cannot be shown."""
        if path not in self._ready:
            self._ready[path] = self._load(path)
        return self._ready[path]

    def size(self, path: str) -> tuple[int, int] | None:
        """Return a picture's width and height in pixels, or None if it cannot be shown."""
        ready = self.get(path)
        return None if ready is None else ready[1:]

    def _load(self, path: str) -> tuple[bytes, int, int] | None:
        data = self._files.get(path)
        if data is None:
            self._report(path, "is not in the tree")
            return None
        try:
            if _is_drawn(path):
                data = self._draw(path, data, drawn_size(data)[0])
            with reading_bytes(), Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return data, image.width, image.height
        except ValueError as error:
            self._report(path, f"cannot be drawn ({str(error).rstrip('.')})")
            return None

    def _report(self, path: str, why: str) -> None:
        self._found.append(undrawn(path, why))


def undrawn(path: str, why: str) -> Finding:
    """Return the finding on a picture that slides cannot show; ``why`` goes on after "This picture"."""
    message = f"This picture {why}, so slides cannot show it."
    hint = "Open it in the program that drew it, save it again as svg or png, and see that its name is right."
    return Finding(Code.BROKEN_PICTURE, path, None, message, hint)


def planned_size(files: Mapping[str, bytes], path: str) -> tuple[int, int] | None:
    """Return the size that a picture will have in pixels without drawing or decoding it, or None if it has none."""
    data = files.get(path)
    try:
        return None if data is None else drawn_size(data) if _is_drawn(path) else size(data)
    except ValueError:
        return None


def drawn_size(data: bytes) -> tuple[int, int]:
    """Return the width and height in pixels at which a picture is drawn to PNG. ValueError if it says no size."""
    wide, tall = size(data)
    width = max(1, min(_WIDTH, int((_MOST * wide / tall) ** 0.5)))
    return width, max(1, round(width * tall / wide))


def _is_drawn(path: str) -> bool:
    return posixpath.splitext(path)[1].lower() in _DRAWN
