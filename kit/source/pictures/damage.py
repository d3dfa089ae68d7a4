"""Pictures decoded to their end, because a damaged one shows nothing on a page, and stops a program that prints it.

Whoever calls has read the header and kept to the limits of ``pictures.py``: at most 25 million pixels are decoded here.
"""

from __future__ import annotations

import io
import zlib

from kit.model.findings import Code, Finding
from kit.source.pictures.metadata import jpeg_parts, png_parts
from kit.source.pictures.pictures import kind_of_picture
from kit.source.tree.damage import DamagedError, reading_bytes

_EIGHTH = (8, 8)  # the smallest size asked of a JPEG, which then decodes an eighth of each side and reads every byte
_AGAIN = "Copy it here again, or open it in an image editor and save it under the same name."

_ENDLESS = "truncated"  # Pillow's word for a picture whose end is missing
_INDEXED = 3  # the colour type of a PNG whose pixels are numbers of a palette's colours
# JPEG: frames that browsers and PDFs know, which are coded by Huffman's tables, and the markers of all other kinds
# (ISO/IEC 10918-1, table B.1): without loss, differential, arithmetic, and what the last is told beforehand.
_UNKNOWN_FRAMES = frozenset(bytes([one]) for one in (0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xD0)))


def damage(path: str, data: bytes) -> Finding | None:
    """Return what keeps the picture at ``path`` from being decoded to its end, or None; only its first frame counts."""
    kind = kind_of_picture(data)
    if not kind:
        return None
    trouble = _undecodable(data, kind) or (_breaks_a_rule(data) if kind in ("PNG", "JPEG") else "")
    return Finding(Code.BROKEN_PICTURE, path, None, _sentence(kind, trouble), _AGAIN) if trouble else None


def _undecodable(data: bytes, kind: str) -> str:
    from PIL import Image, ImageFile

    assert not ImageFile.LOAD_TRUNCATED_IMAGES  # noqa: S101 - else Pillow would fill in what is missing
    try:
        with reading_bytes(), Image.open(io.BytesIO(data), formats=[kind]) as picture:
            picture.draft("RGB", _EIGHTH)
            picture.load()
    except DamagedError as error:
        return str(error)
    return ""


def _breaks_a_rule(data: bytes) -> str:
    """Return what in a PNG or JPEG Pillow forgives, and the programs that print and show it do not; "" for nothing."""
    if kind_of_picture(data) == "JPEG":
        return "unknown coding" if any(name in _UNKNOWN_FRAMES for name, _, _ in jpeg_parts(data)) else ""
    chunks = list(png_parts(data))
    names = [name for name, _, _ in chunks]
    if b"IEND" not in names:
        return _ENDLESS
    if any(zlib.crc32(name + held) != int.from_bytes(whole[-4:]) for name, held, whole in chunks):
        return "wrong checksum"
    return "" if _heads_well(names, chunks[0][1]) else "wrong header"


def _heads_well(names: list[bytes], header: bytes) -> bool:
    """Whether a PNG has one header, first, of a coding that there is, and a palette where it needs one.

    See ISO/IEC 15948, 5.6 and 11.2.
    """
    coded = header[10:12] == b"\0\0"
    palette = header[9] != _INDEXED or b"PLTE" in names[: names.index(b"IDAT")]
    return names[0] == b"IHDR" and names.count(b"IHDR") == 1 and coded and palette


def _sentence(kind: str, trouble: str) -> str:
    if _ENDLESS in trouble:
        return f"This {kind} picture is not whole: its end is missing, as after a copy that was broken off."
    return f"This {kind} picture is damaged inside, so nothing can show it as it was."
