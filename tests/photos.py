"""Photographs as phones and programs save them: held in any way, and full of what they note beside the picture.

``NOTE`` stands in every place of a file that can hold words, plain, in UTF-16 or packed: tests can say where it went.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from PIL import Image, ImageCms, ImageDraw

NOTE = "privatenote"
SIZE = (96, 64)
CORNERS = ((200, 30, 30), (30, 160, 60), (40, 60, 200), (240, 240, 240))  # top left, top right, bottom left and right
KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
# How the camera held a picture that is to be shown upright, by the number that it notes.
_HELD = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
_XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{NOTE}</creator></x:xmpmeta>'.encode()


def scene(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a picture of four colours, one in each corner."""
    image = Image.new("RGB", size)
    wide, tall = size[0] // 2, size[1] // 2
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * wide, number // 2 * tall
        ImageDraw.Draw(image).rectangle((left, top, left + wide, top + tall), colour)
    return image.convert(mode)


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Return the colours in the middles of the four quarters of ``image``."""
    rgb = image.convert("RGB")
    points = [(rgb.width * (1 + 2 * (at % 2)) // 4, rgb.height * (1 + 2 * (at // 2)) // 4) for at in range(4)]
    return [tuple(rgb.getpixel(point)) for point in points]  # type: ignore[arg-type]


def near(colours: Sequence[tuple[int, ...]]) -> bool:
    """Whether ``colours`` are those of ``scene``, but for what JPEG makes of them."""
    pairs = zip(colours, CORNERS, strict=True)
    return all(abs(one - other) <= 12 for pair in pairs for one, other in zip(*pair, strict=True))


def plain(kind: str = "JPEG", orientation: int = 1, image: Image.Image | None = None) -> bytes:
    """Return a picture as coded, held as ``orientation`` says, which it does not note."""
    held = _HELD.get(orientation)
    shown = scene() if image is None else image
    stream = io.BytesIO()
    (shown.transpose(held) if held is not None else shown).save(stream, kind)
    return stream.getvalue()


def photo(kind: str = "JPEG", orientation: int = 1, image: Image.Image | None = None) -> bytes:
    """Return a picture that notes how it was held, and much else; a GIF cannot note how it was held."""
    data = plain(kind, orientation, image)
    return {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp, "GIF": _gif}[kind](data, exif(orientation)) + archive()


def exif(orientation: int) -> bytes:
    """Return Exif data with a place, a phone, an owner, words in UTF-16, a preview and ``orientation``."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x010F] = noted[0x013B] = NOTE
    noted[0x9C9C] = NOTE.encode("utf-16-le")
    noted.get_ifd(0x8825).update({1: "N", 2: (52.0, 28.0, 46.0), 3: "W", 4: (1.0, 53.0, 37.0), 29: NOTE})
    noted.get_ifd(0x8769).update({0x927C: NOTE.encode(), 0x9286: b"ASCII\0\0\0" + NOTE.encode(), 0xA431: NOTE})
    return noted.tobytes() + plain()


def archive(words: bytes = NOTE.encode()) -> bytes:
    """Return a zip whose ``words`` show only when it is unpacked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("notes.txt", words * 9)
    return stream.getvalue()


def profile(version: int = 4) -> bytes:
    """Return a colour profile with red and green in each other's place, and words in a tag of its maker's own."""
    whole = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = whole.index(b"rXYZ"), whole.index(b"gXYZ")
    whole[red : red + 4], whole[green : green + 4] = b"gXYZ", b"rXYZ"
    whole[8], whole[24:36] = version, b"\x07\xea\0\x06\0\x01\0\x09\0\x1e\0\0"  # made on 1 June 2026 at 9:30
    count = int.from_bytes(whole[128:132]) + 1
    words = b"text" + bytes(4) + NOTE.encode() + bytes(-len(NOTE) % 4)
    moved = whole[132:]
    for at in range(4, 12 * (count - 1), 12):
        moved[at : at + 4] = (int.from_bytes(moved[at : at + 4]) + 12).to_bytes(4)
    entry = b"mmod" + (len(whole) + 12).to_bytes(4) + len(words).to_bytes(4)
    whole = whole[:128] + count.to_bytes(4) + entry + moved + words
    whole[:4] = len(whole).to_bytes(4)
    return bytes(whole)


def jpeg_segment(marker: int, held: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(held) + 2) + held


def png_chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


def riff_chunk(name: bytes, held: bytes) -> bytes:
    return name + struct.pack("<I", len(held)) + held + b"\0" * (len(held) % 2)


def gif_extension(label: int, *blocks: bytes) -> bytes:
    return bytes([0x21, label]) + b"".join(bytes([len(one)]) + one for one in blocks) + b"\0"


def jpeg_notes(noted: bytes) -> list[bytes]:
    """Return segments of a JPEG that draw nothing."""
    word = NOTE.encode()
    irb = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(word) + 5) + b"\x1c\x02\x50\0\x0b" + word
    return [
        jpeg_segment(0xE1, noted),
        jpeg_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _XMP),
        jpeg_segment(0xED, irb),
        jpeg_segment(0xEC, b"Ducky" + word),
        jpeg_segment(0xEB, b"JP\0\0" + word),
        jpeg_segment(0xE0, b"JFXX\0\x10" + plain()),
        jpeg_segment(0xFE, word),
    ]


def png_notes(noted: bytes) -> list[bytes]:
    """Return chunks of a PNG that draw nothing, with the words packed where that is possible."""
    word = NOTE.encode()
    return [
        png_chunk(b"eXIf", noted.removeprefix(b"Exif\0\0")),
        png_chunk(b"tEXt", b"Author\0" + word),
        png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(word)),
        png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(_XMP)),
        png_chunk(b"tIME", struct.pack(">HBBBBB", 2026, 6, 1, 9, 30, 0)),
        png_chunk(b"prVt", word),
        png_chunk(b"gAMA", struct.pack(">I", 45455) + word),
    ]


def _jpeg(data: bytes, noted: bytes) -> bytes:
    head, rest = data[:20], data[20:]
    assert head[2:4] == b"\xff\xe0"
    return head + b"".join(jpeg_notes(noted)) + rest


def _png(data: bytes, noted: bytes) -> bytes:
    return data[:33] + b"".join(png_notes(noted)) + data[33:]


def _webp(data: bytes, noted: bytes) -> bytes:
    wide, tall = Image.open(io.BytesIO(data)).size
    head = struct.pack("<I", 0x0C) + (wide - 1).to_bytes(3, "little") + (tall - 1).to_bytes(3, "little")
    notes = [riff_chunk(b"EXIF", noted), riff_chunk(b"XMP ", _XMP), riff_chunk(b"PRVT", NOTE.encode())]
    held = b"WEBP" + riff_chunk(b"VP8X", head) + data[12:] + b"".join(notes)
    return b"RIFF" + struct.pack("<I", len(held)) + held


def _gif(data: bytes, _: bytes) -> bytes:
    head, blocks = parts_of_gif(data)
    notes = [
        gif_extension(0xFE, NOTE.encode()),
        gif_extension(0xFF, b"XMP DataXMP", _XMP[:200]),
        gif_extension(0xF9, b"\0\0\0\0"),
        gif_extension(0x01, bytes(12), NOTE.encode()),
    ]
    return b"GIF89a" + head[6:] + b"".join(notes) + blocks


def parts_of_gif(data: bytes) -> tuple[bytes, bytes]:
    """Return the head of a GIF with its colours, and the blocks behind it."""
    head = 13 + (3 << (data[10] & 7) + 1)
    return data[:head], data[head:]


def moving(kind: str, frames: Sequence[Image.Image], orientation: int = 1) -> bytes:
    """Return a moving picture with notes; its frames last 100 ms, 200 ms and so on, and it is shown three times."""
    held = _HELD.get(orientation)
    shown = [one.transpose(held) if held is not None else one for one in frames]
    how = {"lossless": True} if kind == "WEBP" else {"comment": NOTE} if kind == "GIF" else {}
    times = [100 * number for number in range(1, len(frames) + 1)]
    noted = {} if kind == "GIF" else {"exif": exif(orientation)}
    stream = io.BytesIO()
    shown[0].save(stream, kind, save_all=True, append_images=shown[1:], duration=times, loop=3, **how, **noted)
    return stream.getvalue()


def endless(orientation: int) -> bytes:
    """Return a small moving PNG that says that it has a thousand million frames."""
    data = moving("PNG", [scene(), scene().rotate(180)], orientation)
    at = data.index(b"acTL") - 4
    return data[:at] + png_chunk(b"acTL", struct.pack(">II", 2**30, 0)) + data[at + 20 :]


def drawn_again(times: int) -> bytes:
    """Return a progressive JPEG of 16 million pixels whose last scan stands in it ``times`` times."""
    stream = io.BytesIO()
    Image.new("RGB", (4000, 4000)).save(stream, "JPEG", progressive=True)
    data = stream.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * times + data[-2:]
