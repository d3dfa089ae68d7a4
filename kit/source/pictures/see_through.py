"""Whether one sees through parts of a picture, so that what lies below it matters (pure)."""

from __future__ import annotations

import io

from kit.source.pictures.kinds import kind_of_picture
from kit.source.tree.damage import DamagedError, reading_bytes
from kit.system.memo import remembered


@remembered
def see_through(data: bytes) -> bool:
    """Whether the picture ``data`` has clear parts; drawings count as such, and so does what cannot be read.

    Only the pictures that say so themselves are decoded: many programs save a photograph with a layer that hides none
    of it. Of moving pictures the first frame counts.
    """
    from PIL import Image

    if not (kind := kind_of_picture(data)):
        return True
    try:
        with reading_bytes(), Image.open(io.BytesIO(data), formats=[kind]) as picture:
            return picture.has_transparency_data and picture.convert("RGBA").getchannel("A").getextrema() != (255, 255)
    except DamagedError:
        return True
