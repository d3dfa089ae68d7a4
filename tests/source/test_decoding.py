"""Pictures are decoded to their end, so that a damaged one is told before it is printed or shown."""

from __future__ import annotations

import io
import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kit.model.findings import Code
from kit.source.pictures.pictures import MAX_PIXELS, damage


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


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 3000), st.binary(min_size=1, max_size=30))
def test_damage_anywhere_never_gives_a_traceback(kind: tuple[str, str], place: int, junk: bytes) -> None:
    data = bytearray(noise(kind[1]))
    data[place : place + len(junk)] = junk

    damage(kind[0], bytes(data))


def test_what_is_no_picture_of_dots_is_somebody_elses_matter() -> None:
    assert damage("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>") is None
