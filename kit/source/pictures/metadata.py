"""Pictures freed of metadata (pure): each kind is written again from the parts that draw it, and from no others.

So the place, the time, the camera, its owner, a small preview or an archive behind the end is in none of them. The
pixels are copied as they are. Formats: JPEG (ITU-T T.81 and T.872), PNG (W3C, Third Edition), GIF89a, WebP (RFC 9649).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from itertools import islice

from kit.source.pictures.colour_profiles import MAX_PROFILE, colours_of
from kit.source.pictures.kinds import kind_of_picture

Part = tuple[bytes, bytes, bytes]  # the part's name, what it holds, and all of it as it stands in the file


def without_metadata(data: bytes) -> bytes:
    """Return the png, jpg, gif or webp ``data`` with only what draws it; a colour profile keeps its colours alone.

    A damaged picture stays damaged, and anything that is no such picture stays as it is. Nothing is raised.
    """
    kind = kind_of_picture(data)
    return _WRITERS[kind](data) if kind else data


def exif(data: bytes) -> bytes:
    """Return the Exif data of the png, jpg or webp ``data``, from the head of their TIFF form on; b"" without any."""
    return next((found.removeprefix(_EXIF) for found in _exif_parts(data)), b"")


def _exif_parts(data: bytes) -> Iterator[bytes]:
    match kind_of_picture(data):
        case "JPEG":
            yield from (held for name, held, _ in jpeg_parts(data) if name == b"\xe1" and held.startswith(_EXIF))
        case "PNG":
            yield from (held for name, held, _ in png_parts(data) if name == b"eXIf")
        case "WEBP":
            yield from (held for name, held, _ in webp_parts(data) if name == b"EXIF")


_EXIF = b"Exif\0\0"
_MOST_PARTS = 20_000  # ten times what any picture of 10 MB needs; millions of empty parts would take seconds


def _up_to_a_limit(parts: Callable[[bytes], Iterator[Part]]) -> Callable[[bytes], Iterator[Part]]:
    """Let ``parts`` end early in what has too many, which then is no whole picture any more."""

    @wraps(parts)
    def some(data: bytes) -> Iterator[Part]:
        return islice(parts(data), _MOST_PARTS)

    return some


# JPEG: segments that begin with a marker, and scans of coded pixels behind some of them.

_MARKER = re.compile(rb"\xff([\x02-\xcf\xd9-\xfe])")  # the others stand among pixels, or say nothing here
_END, SCAN, _APP0, _APP2, _APP14 = b"\xd9", b"\xda", b"\xe0", b"\xe2", b"\xee"
_TABLES = frozenset(bytes([marker]) for marker in (*range(0xC0, 0xC8), *range(0xC9, 0xD0), *range(0xDB, 0xE0)))
_PROFILE = b"ICC_PROFILE\0"
_MOST_IN_SEGMENT = 65_519  # bytes of a profile beside its name, its number and the segment's length


@_up_to_a_limit
def jpeg_parts(data: bytes) -> Iterator[Part]:
    """Yield the segments of a JPEG by marker, scans with their pixels, up to the end of its first picture."""
    at = 2
    while (match := _MARKER.search(data, at)) and match[1] != _END:
        at = match.end()
        end = at + max(2, int.from_bytes(data[at : at + 2]))
        if match[1] == SCAN:
            pixels = _MARKER.search(data, end)
            end = pixels.start() if pixels else len(data)
        yield match[1], data[at + 2 : end], b"\xff" + match[1] + data[at:end]
        at = end
    if match:
        yield _END, b"", b"\xff\xd9"


def _jpeg(data: bytes) -> bytes:
    heads: dict[bytes, bytes] = {}
    profile: dict[int, bytes] = {}
    drawn = []
    for name, held, whole in jpeg_parts(data):
        if name in _TABLES or name in (SCAN, _END):
            drawn.append(whole)
        elif name == _APP0 and held.startswith(b"JFIF\0"):
            heads.setdefault(name, held[:12].ljust(12, b"\0") + b"\0\0")  # its last two bytes are a preview's size
        elif name == _APP14 and held.startswith(b"Adobe"):
            heads.setdefault(name, held[:12].ljust(12, b"\0"))
        elif name == _APP2 and held.startswith(_PROFILE):
            profile.setdefault(held[12] if len(held) > 12 else 0, held[14:])
    colours = colours_of(b"".join(profile[number] for number in sorted(profile)))
    first, last = ([_segment(name, heads[name])] if name in heads else [] for name in (_APP0, _APP14))
    return b"".join([b"\xff\xd8", *first, *_profile_segments(colours), *last, *drawn])


def _profile_segments(colours: bytes) -> Iterator[bytes]:
    pieces = [colours[at : at + _MOST_IN_SEGMENT] for at in range(0, len(colours), _MOST_IN_SEGMENT)]
    for number, piece in enumerate(pieces, 1):
        yield _segment(_APP2, _PROFILE + bytes([number, len(pieces)]) + piece)


def _segment(marker: bytes, held: bytes) -> bytes:
    return b"\xff" + marker + (len(held) + 2).to_bytes(2) + held


# PNG: chunks. The number is the most bytes that a chunk may hold, so that none of them can hide something else.

_SIGNATURE = 8
_ANY = 2**31
COLOUR_CHUNKS: Mapping[bytes, int] = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"cICP": 4, b"mDCV": 24, b"cLLI": 8}
_MOVING = {b"acTL": 8, b"fcTL": 26, b"fdAT": _ANY}
_STILL = {b"IHDR": 13, b"PLTE": 768, b"IDAT": _ANY, b"tRNS": 256, b"sBIT": 4, b"bKGD": 6, b"pHYs": 9}
_CHUNKS: Mapping[bytes, int] = {**COLOUR_CHUNKS, **_MOVING, **_STILL}


@_up_to_a_limit
def png_parts(data: bytes) -> Iterator[Part]:
    """Yield the chunks of a PNG up to its end."""
    at = _SIGNATURE
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        yield name, data[at + 8 : end - 4], data[at:end]
        if name == b"IEND":
            return
        at = end


def _png(data: bytes) -> bytes:
    kept = [data[:_SIGNATURE]]
    for name, held, whole in png_parts(data):
        if name == b"iCCP":
            kept += _profile_chunk(held)
        elif name == b"IEND":
            kept.append(png_chunk(name, b""))
        elif len(held) <= _CHUNKS.get(name, -1):
            kept.append(whole)
    return b"".join(kept)


def png_chunk(name: bytes, held: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return len(held).to_bytes(4) + name + held + zlib.crc32(name + held).to_bytes(4)


def _profile_chunk(held: bytes) -> list[bytes]:
    try:
        profile = zlib.decompressobj().decompress(held[held.index(b"\0") + 2 :], MAX_PROFILE)
    except (ValueError, zlib.error):
        return []
    colours = colours_of(profile)
    return [png_chunk(b"iCCP", b"icc\0\0" + zlib.compress(colours, 9))] if colours else []


# GIF: blocks, each of them a byte that says what it is and then sub-blocks, of which an empty one is the last.

_IMAGE, _TRAILER, _CONTROL, _TEXT, _APPLICATION = b",", b";", b"!\xf9", b"!\x01", b"!\xff"
_LOOPS = (b"\x0bNETSCAPE2.0\x03\x01", b"\x0bANIMEXTS1.0\x03\x01")


@_up_to_a_limit
def _gif_parts(data: bytes) -> Iterator[Part]:
    """Yield the blocks of a GIF behind its head; an extension's name is "!" and the byte that says of what kind."""
    at = _gif_head(data)
    while at < len(data) and data[at : at + 1] in (_IMAGE, b"!"):
        is_image = data[at : at + 1] == _IMAGE
        end = _after_blocks(data, at + (11 + _colour_table(data, at + 9) if is_image else 2))
        yield data[at : at + (1 if is_image else 2)], data[at + 2 : end], data[at:end]
        at = end
    if at < len(data):
        yield _TRAILER, b"", _TRAILER


def _gif(data: bytes) -> bytes:
    kept, control, loop = [data[: _gif_head(data)]], b"", b""
    for name, held, whole in _gif_parts(data):
        if name == _CONTROL:  # how the next image or text is to be shown
            control = whole[:7] + b"\0" if held.startswith(b"\x04") else b""
        elif name == _IMAGE:
            kept += [control, whole]
            control = b""
        elif name == _TEXT:  # no browser shows it
            control = b""
        elif name == _APPLICATION and not loop and held.startswith(_LOOPS):
            kept.append(loop := _APPLICATION + _LOOPS[0] + held[14:16].ljust(2, b"\0") + b"\0")
        elif name == _TRAILER:
            kept.append(whole)
    return b"".join(kept)


def _gif_head(data: bytes) -> int:
    return 13 + _colour_table(data, 10)


def _colour_table(data: bytes, at: int) -> int:
    """Return the length of the colour table that the flags at ``at`` announce."""
    flags = _byte(data, at)
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while size := _byte(data, at):
        at += size + 1
    return at + 1


def _byte(data: bytes, at: int) -> int:
    return data[at] if at < len(data) else 0


# WebP: chunks of RIFF, and among them frames that hold chunks themselves.

_DRAWING = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_HAS_PROFILE, _HAS_EXIF, _HAS_XMP = 0x20, 0x08, 0x04


def webp_parts(data: bytes) -> Iterator[Part]:
    """Yield the chunks of a WebP up to its end."""
    return _riff(data[12 : 8 + int.from_bytes(data[4:8], "little")])


@_up_to_a_limit
def _riff(data: bytes) -> Iterator[Part]:
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        held = data[at + 8 : at + 8 + size]
        yield data[at : at + 4], held, data[at : at + 8] + held + b"\0" * (len(held) % 2)
        at += 8 + size + size % 2


def _webp(data: bytes) -> bytes:
    profile = next((colours_of(held) for name, held, _ in webp_parts(data) if name == b"ICCP"), b"")
    kept = b"".join(_webp_part(*part, profile) for part in webp_parts(data))
    return b"RIFF" + (len(kept) + 4).to_bytes(4, "little") + b"WEBP" + kept


def _webp_part(name: bytes, held: bytes, whole: bytes, profile: bytes) -> bytes:
    """Return what stays of one chunk."""
    if name in _DRAWING:
        return whole
    if name == b"VP8X":
        gone = _HAS_EXIF | _HAS_XMP | (0 if profile else _HAS_PROFILE)
        return _riff_chunk(name, bytes([_byte(held, 0) & ~gone, 0, 0, 0]) + held[4:10])
    if name == b"ICCP":
        return _riff_chunk(name, profile) if profile else b""
    if name == b"ANIM":
        return _riff_chunk(name, held[:6])
    if name == b"ANMF":
        return _riff_chunk(name, held[:16] + b"".join(inner for one, _, inner in _riff(held[16:]) if one in _DRAWING))
    return b""


def _riff_chunk(name: bytes, held: bytes) -> bytes:
    return name + len(held).to_bytes(4, "little") + held + b"\0" * (len(held) % 2)


_WRITERS: Mapping[str, Callable[[bytes], bytes]] = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp}
