"""Pictures decoded to their end, because a damaged one shows nothing on a page, and stops a program that prints it.

Whoever calls has read the header and kept to the limits of ``pictures.py``: at most 25 million pixels are decoded here.
"""

from __future__ import annotations

import io

from kit.model.findings import Code, Finding
from kit.source.picture_kinds import kind_of_picture

_EIGHTH = (8, 8)  # the smallest size asked of a JPEG, which then decodes an eighth of each side and reads every byte


def damage(path: str, data: bytes) -> Finding | None:
    """Return what keeps the picture at ``path`` from being decoded to its end, or None; only its first frame counts."""
    kind = kind_of_picture(data)
    if not kind:
        return None
    from PIL import Image, ImageFile

    assert not ImageFile.LOAD_TRUNCATED_IMAGES  # noqa: S101 - else Pillow would fill in what is missing
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            picture.draft("RGB", _EIGHTH)
            picture.load()
    except Exception as error:  # damaged data can make the readers raise nearly anything
        return Finding(Code.BROKEN_PICTURE, path, None, _sentence(kind, str(error)), _AGAIN)
    return None


_AGAIN = "Copy it here again, or open it in an image editor and save it under the same name."


def _sentence(kind: str, error: str) -> str:
    if "truncated" in error:
        return f"This {kind} picture is not whole: its end is missing, as after a copy that was broken off."
    return f"This {kind} picture is damaged inside, so nothing can show it as it was."
