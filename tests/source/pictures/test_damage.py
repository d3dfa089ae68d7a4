"""Pictures are decoded to their end, so that a damaged one is told before it is printed or shown."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kit.model.findings import Code
from kit.render.handout.pictures import draw_png
from kit.source.pictures.damage import LONGEST_JPEG, damage
from kit.source.pictures.metadata import jpeg_parts, png_chunk, png_parts
from kit.source.pictures.pictures import MAX_PIXELS, picture_problem
from kit.source.pictures.upright import upright
from tests.helpers import examples


def noise(kind: str) -> bytes:
    """A picture with a different colour for each dot, so that every byte of the file counts."""
    dots = random.Random(1)  # noqa: S311 - the same picture every time is the point
    picture = Image.frombytes("RGB", (60, 50), dots.randbytes(60 * 50 * 3))
    stream = io.BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


KINDS = [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.gif", "GIF"), ("a.webp", "WEBP")]


@pytest.mark.parametrize(("path", "kind"), KINDS)
def test_a_whole_picture_passes(path: str, kind: str) -> None:
    assert damage(path, noise(kind)) is None


@pytest.mark.parametrize(("path", "kind"), KINDS)
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_picture_that_is_cut_off_is_told(path: str, kind: str, share: float) -> None:
    data = noise(kind)
    found = damage(path, data[: int(len(data) * share)])

    assert found is not None
    assert (found.code, found.file) == (Code.BROKEN_PICTURE, path)
    assert found.hint


def test_a_png_that_is_broken_in_the_middle_is_told() -> None:
    data = bytearray(noise("PNG"))
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    found = damage("a.png", bytes(data))

    assert found is not None
    assert "damaged inside" in found.message


def changed(chunks: Callable[[list[tuple[bytes, bytes]]], object]) -> bytes:
    """Return a PNG whose chunks, as names and contents, were changed; every checksum is right."""
    parts = [(name, held) for name, held, _ in png_parts(noise("PNG"))]
    chunks(parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(name, held) for name, held in parts)


def wrong_checksum() -> bytes:
    data = noise("PNG")
    at = data.index(b"IEND") - 8
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (wrong_checksum(), "damaged inside"),
        (changed(lambda parts: parts.pop()), "its end is missing"),
        (changed(lambda parts: parts.insert(1, parts[0])), "damaged inside"),
        (
            changed(lambda parts: parts.__setitem__(0, (b"IHDR", parts[0][1][:10] + b"\7" + parts[0][1][11:]))),
            "damaged",
        ),
        (changed(lambda parts: parts.__setitem__(0, (b"IHDR", parts[0][1][:9] + b"\3" + parts[0][1][10:]))), "damaged"),
    ],
    ids=["wrong checksum", "no end", "two headers", "unknown packing", "no palette"],
)
def test_a_png_that_only_some_programs_forgive_is_told_by_check(data: bytes, said: str) -> None:
    found = damage("a.png", data)

    assert found is not None
    assert said in found.message


@pytest.mark.parametrize("frame", [0xC3, 0xC9, 0xCA], ids=["without loss", "arithmetic", "progressive arithmetic"])
def test_a_jpeg_of_a_coding_that_browsers_do_not_know_is_told_by_check(frame: int) -> None:
    assert damage("a.jpg", noise("JPEG").replace(b"\xff\xc0", bytes([0xFF, frame]))) is not None


WAYS: dict[str, dict[str, Any]] = {
    "plain": {},
    "stepwise": {"progressive": True},
    "tables of its own": {"optimize": True},
    "many scans": {"restart_marker_blocks": 1},
    "no blocks shared": {"subsampling": 0, "quality": 95},
}


def jpeg(mode: str = "RGB", **ways: Any) -> bytes:
    stream = io.BytesIO()
    Image.open(io.BytesIO(noise("PNG"))).convert(mode).save(stream, "JPEG", **ways)
    return stream.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("way", WAYS)
def test_a_jpeg_is_whole_however_it_was_coded(way: str, mode: str) -> None:
    assert damage("a.jpg", jpeg(mode, **WAYS[way])) is None


def tables(data: bytes) -> list[bytes]:
    return [whole for name, _, whole in jpeg_parts(data) if name == b"\xc4"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("number", range(4))
def test_a_jpeg_without_one_of_its_tables_of_codes_is_told_by_check(way: str, number: int) -> None:
    """Browsers and Pillow take a usual table in its place; Typst, which makes the PDFs, refuses the picture."""
    data = jpeg(**WAYS[way])
    gone = tables(data)[number]
    found = damage("a.jpg", data.replace(gone, b""))

    assert found is not None
    assert "damaged inside" in found.message


def test_a_table_that_comes_after_its_scan_is_missing() -> None:
    data = jpeg()
    late = tables(data)[0]

    assert damage("a.jpg", data.replace(late, b"").replace(b"\xff\xd9", late + b"\xff\xd9")) is not None


def test_all_tables_may_stand_in_one_segment() -> None:
    data = jpeg()
    held = b"".join(one[4:] for one in tables(data))
    first, *others = tables(data)
    whole = data.replace(first, b"\xff\xc4" + (len(held) + 2).to_bytes(2) + held)
    for one in others:
        whole = whole.replace(one, b"")

    assert damage("a.jpg", whole) is None


@pytest.mark.parametrize(
    ("size", "told"),
    [((3, LONGEST_JPEG), False), ((LONGEST_JPEG + 1, 3), True), ((3, 30_000), True)],
)
def test_a_jpeg_longer_than_a_pdf_can_hold_is_told_by_check(size: tuple[int, int], told: bool) -> None:
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, "JPEG")
    found = damage("a.jpg", stream.getvalue())

    assert (found is not None) is told
    if found:
        assert "a side of over 16,384 pixels" in found.message
        assert found.hint.startswith("Make it smaller")
    stream = io.BytesIO()
    Image.new("RGB", size).save(stream, "PNG")
    assert damage("a.png", stream.getvalue()) is None


@pytest.mark.parametrize(("place", "value"), [(-3, 64), (-2, 255), (-1, 0xE0), (-1, 0x0E)])
def test_a_scan_of_steps_that_there_are_not_is_told_by_check(place: int, value: int) -> None:
    data = jpeg()
    at = data.index(b"\xff\xda") + 2 + int.from_bytes(data[data.index(b"\xff\xda") + 2 :][:2]) + place

    assert damage("a.jpg", data[:at] + bytes([value]) + data[at + 1 :]) is not None


def test_a_scan_without_a_head_is_told() -> None:
    data = jpeg()
    at = data.index(b"\xff\xda")

    assert damage("a.jpg", data[: at + 2] + b"\0\2" + data[at + 4 :]) is not None


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_no_damage_can_be_printed(kind: str) -> None:
    """Each byte in turn is changed; what is told of none of these, the PDFs take. GIFs are drawn by check itself."""
    dice, whole = random.Random(7), small(kind)  # noqa: S311
    path = f"round-1/a.{'jpg' if kind == 'JPEG' else kind.lower()}"
    for place in range(len(whole)):
        data = whole[:place] + bytes([dice.randrange(256)]) + whole[place + 1 :]
        if picture_problem(path, data) is None and damage(path, data) is None and (made := sound(data)):
            draw_png(path, made, 40)


def small(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (9, 7), "#7a1f5c").save(stream, kind)
    return stream.getvalue()


def sound(data: bytes) -> bytes:
    """Return what a build takes, b"" where it tells that it cannot turn the picture."""
    try:
        return upright(data)
    except ValueError:
        return b""


def test_a_jpeg_of_which_half_is_missing_says_so() -> None:
    found = damage("a.jpg", noise("JPEG")[:1500])

    assert found is not None
    assert "its end is missing" in found.message


def test_text_in_a_png_that_unpacks_to_hundreds_of_megabytes_is_told_and_not_unpacked() -> None:
    data = noise("PNG")
    body = b"Comment\0\0" + zlib.compress(bytes(200 * 1024 * 1024), 9)
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))

    assert damage("a.png", data[:33] + chunk + data[33:]) is not None


def test_a_picture_of_the_most_pixels_that_says_more_than_it_has_is_told() -> None:
    side = int(MAX_PIXELS**0.5)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))

    assert damage("a.png", data + chunk(b"IEND", b"")) is not None


@settings(max_examples=examples(60))
@given(st.sampled_from(KINDS), st.integers(0, 3000), st.binary(min_size=1, max_size=30))
def test_damage_anywhere_never_gives_a_traceback(kind: tuple[str, str], place: int, junk: bytes) -> None:
    data = bytearray(noise(kind[1]))
    data[place : place + len(junk)] = junk

    damage(kind[0], bytes(data))


def test_what_is_no_picture_of_dots_is_somebody_elses_matter() -> None:
    assert damage("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>") is None
