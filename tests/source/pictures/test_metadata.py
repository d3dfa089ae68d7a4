"""Pictures lose what cameras and programs noted in them, and keep their pixels and colours."""

from __future__ import annotations

import io
import struct
from itertools import chain, zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from kit.source.pictures.kinds import kind_of_picture
from kit.source.pictures.metadata import jpeg_parts, without_metadata
from kit.source.pictures.upright import upright
from tests import photos
from tests.built import words_of
from tests.hostile.guard import time_limit
from tests.photos import NOTE, photo, plain, scene
from tests.source.pictures.looks import TURNABLE, is_told, opened, ready


@pytest.mark.parametrize("version", [2, 4])
@pytest.mark.parametrize("held", [1, 6])
@pytest.mark.parametrize("kind", TURNABLE)
def test_a_profile_keeps_its_colours_and_loses_its_words(kind: str, held: int, version: int) -> None:
    given = photos.profile(version)
    stream = io.BytesIO()
    how = {"lossless": True} if kind == "WEBP" else {}
    opened(plain("PNG", held)).save(stream, kind, exif=photos.exif(held), icc_profile=given, **how)
    made = upright(stream.getvalue())
    kept = opened(made).info["icc_profile"]

    assert NOTE in words_of(stream.getvalue(), "")
    assert NOTE not in words_of(made, "")
    assert upright(made) == made
    assert _in_srgb(scene(), kept).tobytes() == _in_srgb(scene(), given).tobytes() != scene().tobytes()


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    read = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    shown = ImageCms.profileToProfile(picture, read, ImageCms.createProfile("sRGB"))
    assert shown is not None
    return shown


@pytest.mark.parametrize("junk", [b"", b"words", bytes(200), photos.profile()[:-1], photos.profile() + NOTE.encode()])
def test_what_is_no_profile_is_left_out_and_what_follows_one_too(junk: bytes) -> None:
    stream = io.BytesIO()
    scene().save(stream, "PNG", icc_profile=junk)
    made = upright(stream.getvalue())

    assert ("icc_profile" in opened(made).info) == junk.startswith(photos.profile())
    assert NOTE not in words_of(made, "")


def test_what_a_png_says_of_its_colours_stays_when_it_is_turned() -> None:
    gamma = photos.png_chunk(b"gAMA", struct.pack(">I", 100_000))
    data = photo("PNG", 6)

    assert gamma in upright(data[:33] + gamma + data[33:])


def test_a_jpeg_keeps_no_preview_in_its_first_segment() -> None:
    head = b"JFIF\0\1\1\0\0\1\0\1\2\2" + NOTE.encode()
    made = upright(b"\xff\xd8" + photos.jpeg_segment(0xE0, head) + plain()[20:])

    assert made == plain()


def test_what_was_cut_off_a_screenshot_and_still_lies_behind_its_end_is_gone() -> None:
    old = plain("PNG", image=scene(size=(300, 200)))
    new = plain("PNG")

    assert upright(new + old[len(new) :]) == new


# Whatever is written between the parts that draw, and wherever, the picture comes out as if it had never been there.

JUNK = st.binary(max_size=80)
MARKERS = [*range(0xE1, 0xEE), 0xEF, 0xFE]
NAMES = [b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf", b"prVt", b"iCCP", b"sPLT", b"hIST", b"gAMX", b"caNv"]
LABELS = [0x01, 0xFE, 0xFF, 0xCE]
SEGMENTS = {
    "JPEG": st.builds(photos.jpeg_segment, st.sampled_from(MARKERS), JUNK),
    "PNG": st.builds(photos.png_chunk, st.sampled_from(NAMES), JUNK),
    "WEBP": st.builds(photos.riff_chunk, st.sampled_from([b"EXIF", b"XMP ", b"ICCP", b"junk", b"LIST"]), JUNK),
    "GIF": st.builds(photos.gif_extension, st.sampled_from(LABELS), JUNK.filter(bool), JUNK.filter(bool)),
}


def parts_of(kind: str) -> tuple[bytes, list[bytes], bytes]:
    """A plain picture as its head, the parts between which segments may stand, and its end."""
    data = plain(kind)
    if kind == "JPEG":
        return data[:2], [whole for _, _, whole in jpeg_parts(data)], b""
    if kind == "GIF":
        head, blocks = photos.parts_of_gif(data)
        return head, [blocks[:-1]], blocks[-1:]
    if kind == "PNG":
        ends = [33, data.index(b"IEND") - 4]
        return data[:33], [data[ends[0] : ends[1]]], data[ends[1] :]
    return b"", [data[12:]], b""


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(SEGMENTS)), st.data())
def test_a_picture_with_any_metadata_anywhere_comes_out_as_the_picture_without(kind: str, data: st.DataObject) -> None:
    head, parts, end = parts_of(kind)
    places = [data.draw(st.lists(SEGMENTS[kind], max_size=3)) for _ in range(len(parts) + 1)]
    mixed = chain.from_iterable((*held, part) for held, part in zip_longest(places, parts, fillvalue=b""))
    noted = head + b"".join(mixed) + end
    if kind == "WEBP":
        noted = b"RIFF" + struct.pack("<I", len(noted) + 4) + b"WEBP" + noted
    noted += data.draw(JUNK)

    assert without_metadata(noted) == without_metadata(plain(kind))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(photos.KINDS)), st.integers(0, 3000), st.binary(min_size=1, max_size=30), st.integers(1, 8))
def test_damage_anywhere_gives_no_traceback_and_never_two_results(kind: str, at: int, junk: bytes, held: int) -> None:
    data = bytearray(photo(kind, held if kind in TURNABLE else 1))
    data[at : at + len(junk)] = junk
    bare = without_metadata(bytes(data))

    assert without_metadata(bare) == bare
    ready({f"a.{photos.KINDS[kind]}": bytes(data)})


MANY = 300_000
ENDLESS = {
    "a scan of fill bytes": plain()[:-2] + b"\xff" * MANY + b"\0",
    "a head of fill bytes": b"\xff\xd8" + b"\xff" * MANY + b"\0",
    "segments of a JPEG": b"\xff\xd8" + b"\xff\xe1\0\2" * MANY,
    "markers of a JPEG": b"\xff\xd8" + b"\xff\1" * MANY,
    "chunks of a PNG": plain("PNG")[:33] + photos.png_chunk(b"IDAT", b"") * MANY,
    "blocks of a GIF": photos.parts_of_gif(plain("GIF"))[0] + b"\x21\xfe\0" * MANY,
    "chunks of a WebP": b"RIFF\xff\xff\xff\x7fWEBP" + b"VP8 \0\0\0\0" * MANY,
    "chunks of a frame": b"RIFF\xff\xff\xff\x7fWEBPANMF\xff\xff\xff\x6f" + bytes(16) + b"VP8 \0\0\0\0" * MANY,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_picture_of_endless_parts_takes_no_time_and_is_told(name: str) -> None:
    path = f"a.{photos.KINDS[kind_of_picture(ENDLESS[name])]}"
    with time_limit(5):
        without_metadata(ENDLESS[name])

    assert is_told(path, ENDLESS[name])
