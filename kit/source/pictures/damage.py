"""Pictures decoded to their end, because a damaged one shows nothing on a page, and stops a program that prints it.

Whoever calls has read the header and kept to the limits of ``pictures.py``: at most 25 million pixels are decoded here.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from kit.model.findings import Code, Finding
from kit.source.pictures.kinds import kind_of_picture
from kit.source.pictures.metadata import jpeg_parts, png_parts
from kit.source.pictures.pictures import size
from kit.source.tree.damage import DamagedError, reading_bytes

_EIGHTH = (8, 8)  # the smallest size asked of a JPEG, which then decodes an eighth of each side and reads every byte
_AGAIN = "Copy it here again, or open it in an image editor and save it under the same name."
_SMALLER = "Make it smaller in an image editor, or cut it into several pictures."

_ENDLESS = "truncated"  # Pillow's word for a picture whose end is missing
_TOO_LONG = "too long"
LONGEST_JPEG = 16_384  # pixels of a side: Typst's reader of JPEGs takes no more
_INDEXED = 3  # the colour type of a PNG whose pixels are numbers of a palette's colours
# JPEG: frames that browsers and PDFs know, which are coded by Huffman's tables, and the markers of all other kinds
# (ISO/IEC 10918-1, table B.1): without loss, differential, arithmetic, and what the last is told beforehand.
_UNKNOWN_FRAMES = frozenset(bytes([one]) for one in (0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xD0)))

_STEPWISE_FRAME, _TABLES, _SCAN = b"\xc2", b"\xc4", b"\xda"


def damage(path: str, data: bytes) -> Finding | None:
    """Return what keeps the picture at ``path`` from being decoded to its end, or None; only its first frame counts."""
    kind = kind_of_picture(data)
    if not kind:
        return None
    trouble = _undecodable(data, kind) or (_breaks_a_rule(data) if kind in ("PNG", "JPEG") else "")
    hint = _SMALLER if trouble == _TOO_LONG else _AGAIN
    return Finding(Code.BROKEN_PICTURE, path, None, _sentence(kind, trouble), hint) if trouble else None


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
        return _breaks_a_rule_of_jpeg(data)
    chunks = list(png_parts(data))
    names = [name for name, _, _ in chunks]
    if b"IEND" not in names:
        return _ENDLESS
    if any(zlib.crc32(name + held) != int.from_bytes(whole[-4:]) for name, held, whole in chunks):
        return "wrong checksum"
    return "" if _heads_well(names, chunks[0][1]) else "wrong header"


def _breaks_a_rule_of_jpeg(data: bytes) -> str:
    """Return what is wrong with the coding of a JPEG, or "".

    Each scan names the Huffman tables by which it is read, and they stand before it (ISO/IEC 10918-1, B.2.3 and
    B.2.4.2). Browsers take usual ones in place of one that is missing, and programs that print do not.
    """
    tables, stepwise = set[int](), False
    for name, held, _ in jpeg_parts(data):
        if name in _UNKNOWN_FRAMES:
            return "unknown coding"
        stepwise = stepwise or name == _STEPWISE_FRAME
        if name == _TABLES:
            tables |= set(_tables_in(held))
        elif name == _SCAN and not (_steps_well(held) and _tables_of_scan(held, stepwise) <= tables):
            return "wrong scan"
    return _TOO_LONG if max(size(data)) > LONGEST_JPEG else ""


def _tables_in(held: bytes) -> Iterator[int]:
    """Yield the numbers of the tables in a segment; the standard's class, 1 for "AC" and else 0, makes 16 of it."""
    at = 0
    while at + 17 <= len(held):
        yield held[at]
        at += 17 + sum(held[at + 1 : at + 17])


def _tables_of_scan(held: bytes, stepwise: bool) -> set[int]:
    """Return the numbers of the tables that a scan needs; in a progressive frame it may read only one class, or none.

    It holds how many colours it has, two bytes for each, the first and last frequency, and how it refines an earlier
    scan: ``03 0100 0211 0311 00 3f 00`` needs the tables 0, 1, 16 and 17.
    """
    first, last, refines, _ = _steps(held)
    named = held[2 : 1 + 2 * held[0] : 2]
    steady = {one >> 4 for one in named} if not stepwise or (first == 0 and refines == 0) else set()
    changing = {16 + (one & 15) for one in named} if not stepwise or last > 0 else set()
    return steady | changing


def _steps_well(held: bytes) -> bool:
    """Whether the numbers at the end of a scan's head are within what the standard has for them."""
    return bool(held) and all(one <= most for one, most in zip(_steps(held), (63, 63, 13, 13), strict=True))


def _steps(held: bytes) -> tuple[int, int, int, int]:
    first, last, precision = held[1 + 2 * held[0] :].ljust(3, b"\0")[:3]
    return first, last, precision >> 4, precision & 15


def _heads_well(names: list[bytes], header: bytes) -> bool:
    """Whether a PNG has one header, first, of a coding that there is, and a palette where it needs one.

    See ISO/IEC 15948, 5.6 and 11.2.
    """
    coded = header[10:12] == b"\0\0"
    palette = header[9] != _INDEXED or b"PLTE" in names[: names.index(b"IDAT")]
    return names[0] == b"IHDR" and names.count(b"IHDR") == 1 and coded and palette


def _sentence(kind: str, trouble: str) -> str:
    if trouble == _TOO_LONG:
        return f"This {kind} picture has a side of over {LONGEST_JPEG:,} pixels, which no PDF can hold."
    if _ENDLESS in trouble:
        return f"This {kind} picture is not whole: its end is missing, as after a copy that was broken off."
    return f"This {kind} picture is damaged inside, so nothing can show it as it was."
