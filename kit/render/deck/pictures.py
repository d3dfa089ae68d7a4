"""Pictures as PowerPoint can hold them."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Callable, Mapping

from PIL import Image

from kit.model.findings import Code, Finding

Draw = Callable[[str, bytes, int], bytes]  # name, the picture's bytes, width in pixels -> a PNG
_DRAWN = (".svg", ".webp")
_WIDTH = 1600  # pixels: a slide's full width on a common projector is 1920, and a picture takes most of it
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
            if posixpath.splitext(path)[1].lower() in _DRAWN:
                data = self._draw(path, data, _WIDTH)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return data, image.width, image.height
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            self._report(path, f"cannot be read ({error})")
            return None

    def _report(self, path: str, why: str) -> None:
        message = f"This picture {why}, so slides cannot show it."
        hint = "Save it again as png, jpg or svg, or correct its name."
        self._found.append(Finding(Code.BROKEN_PICTURE, path, None, message, hint))
